//! A backup is restored step by step. Each step is one that can be repeated: after a failure half-way, restoring again
//! completes it.

use super::worker;
use crate::dashboard::ask;
use crate::settings;
use converel_protocol::audit::messages::{FromAudit, ToAudit};
use converel_protocol::backup::Backup;
use converel_protocol::runtime::{FromOwnPage, INBOX_FULL};
use converel_store::team::{Cabinet as _, IndexedCabinet, Turn};
use converel_team::backup::{self, Key, Plan};
use converel_ui::backup::{Done, Step};
use converel_ui::dashboard::Model;
use converel_ui::words::t;
use js_sys::Function;
use std::collections::BTreeMap;

/// So many records go to the background in one message.
const SLICE: usize = 500;

/// Restores `there` where everything is as `here` says.
pub(super) async fn restore(page: Model, make: &Function, here: &Backup, there: &Backup) -> Done {
    let plan = backup::plan(here, there);
    let mut done = Done { calendars: plan.calendars.clone(), ..Done::default() };
    // The key before everything that was made with it; then what is large, because storage may be full.
    for step in Step::ALL {
        match carried_out(step, page, make, &plan, there).await {
            Ok(is_restored) => {
                done.key |= step == Step::Kept && matches!(plan.key, Key::Adopt(_));
                done.steps.extend(is_restored.then_some(step));
            }
            Err(reason) => {
                done.failed = Some((step, reason));
                break;
            }
        }
    }
    done
}

/// True: something was there to be restored, and it was.
async fn carried_out(
    step: Step,
    page: Model,
    make: &Function,
    plan: &Plan,
    there: &Backup,
) -> Result<bool, String> {
    match step {
        Step::Kept => kept(plan).await,
        Step::Audit if plan.audit.is_empty() => Ok(false),
        Step::Audit => {
            let texts = there.audit.clone();
            match worker::ask(make, &ToAudit::Restore { texts }).await? {
                FromAudit::Restored => Ok(true),
                answer => Err(worker::reason(answer)),
            }
        }
        Step::Team if plan.team.is_empty() => Ok(false),
        Step::Team => {
            let keys: Vec<String> = plan.team.keys().cloned().collect();
            // From what stands there then: another page may have changed it since.
            let turn = |key: &str, here: Option<String>| {
                let there = there.team.get(key);
                there
                    .and_then(|there| backup::text(key, here.as_deref(), there))
                    .map_or(Turn::Leave, Turn::Put)
            };
            IndexedCabinet.change(&keys, turn).await.map(|()| true).map_err(|error| error.to_string())
        }
        Step::Journal => {
            for records in plan.records.chunks(SLICE) {
                ask(FromOwnPage::RestoreRecords { records: records.to_vec() }).await?;
            }
            Ok(!plan.records.is_empty())
        }
        Step::Lessons if plan.lessons.is_empty() => Ok(false),
        Step::Lessons => {
            ask(FromOwnPage::ImportLessons { lessons: plan.lessons.clone() }).await.map(|()| true)
        }
        Step::Inbox if plan.inbox.is_empty() => Ok(false),
        Step::Inbox => {
            let inbox = plan.inbox.clone();
            let kept = ask(FromOwnPage::RestoreKept { key: None, unchecked: BTreeMap::new(), inbox }).await;
            kept.map(|()| true).map_err(|error| match error.as_str() {
                INBOX_FULL => t("backup_inbox_full"),
                _ => error,
            })
        }
        Step::Settings => match &plan.settings {
            None => Ok(false),
            Some(restored) => {
                settings::change(page.settings, |stored| *stored = restored.clone()).await.map(|()| true)
            }
        },
    }
}

async fn kept(plan: &Plan) -> Result<bool, String> {
    let key = match &plan.key {
        Key::Adopt(key) => Some(key.clone()),
        Key::Same | Key::Stays => None,
    };
    let unchecked = plan.unchecked.clone();
    let shown = !unchecked.is_empty();
    if shown || key.is_some() {
        ask(FromOwnPage::RestoreKept { key, unchecked, inbox: Vec::new() }).await?;
    }
    Ok(shown)
}
