//! On any failure of ours the invite goes out as if the extension were not there, exactly once, and is
//! counted with its cause.

use crate::google::send_anyway;
use anyhow::{Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::calendar::{confirm, open, open_warm, save, sent_once};
use e2e::harness::gate::Gate;
use e2e::harness::google::Page;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use e2e::harness::{journal, paths, raw};
use serde_json::json;
use std::path::PathBuf;

/// A copy of the shipped extension with one file changed.
fn broken(build: &str, marker: &str, file: &str, content: &[u8]) -> Result<PathBuf> {
    let copy = paths::extension_copy(build, false, &format!("e2e-broken/{marker}"))?;
    let victim = copy.join(file);
    ensure!(victim.is_file(), "the build has no {file}");
    std::fs::write(victim, content)?;
    Ok(copy)
}

async fn cause(session: &Session, cause: &str) -> Result<()> {
    until(&format!("an unchecked record of {cause}"), || async {
        let all = journal::records(session, "").await?;
        Ok(all.iter().any(|record| journal::word(record, "cause") == cause).then_some(()))
    })
    .await
}

pub(crate) async fn a_core_that_never_comes_up(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let extension = broken(lane.kind.build(), &marker, "converel_gate_bg.wasm", b"\0asm\x01\0\0\0broken")?;
    lane.alone(Some(extension), false, async |session| {
        open(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
        save(session).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        // The frame came up and its core did not; a slow machine may not even have had the frame.
        until("an unchecked record", || async {
            let all = journal::records(session, "").await?;
            let causes = ["core_not_ready", "frame_blocked"];
            Ok(all.iter().any(|record| causes.contains(&journal::word(record, "cause"))).then_some(()))
        })
        .await
    })
    .await
}

pub(crate) async fn a_journal_out_of_reach(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        // A database of a version that this extension does not know cannot be opened by it.
        session
            .on_page("dashboard.html", async || {
                let opened: bool = session
                    .script_async(
                        "const done = arguments[arguments.length - 1];
                         const request = indexedDB.open('converel', 1000);
                         request.onsuccess = () => { request.result.close(); done(true); };
                         request.onerror = () => done(false);",
                        Vec::new(),
                    )
                    .await?;
                ensure!(opened, "the database could not be put out of reach");
                Ok(())
            })
            .await?;
        open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
        save(session).await?;
        send_anyway(Gate::enter(session).await?).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        until("the count in storage", || async {
            let counted = journal::uncounted(session).await?;
            Ok(counted.to_string().contains("journal_unavailable").then_some(()))
        })
        .await
    })
    .await
}

/// Leaves the extension's database no room.
async fn fill_storage(session: &Session) -> Result<()> {
    match session.kind {
        Kind::Chromium => {
            let origin = session.origin.trim_end_matches('/');
            let quota = json!({ "origin": origin, "quotaSize": 1 });
            raw::devtools(&session.driver, "Storage.overrideQuotaForOrigin", quota).await?;
            Ok(())
        }
        Kind::Firefox => {
            // The limit, in kB, is read when the storage starts, so it is started again.
            let limit = "Services.prefs.setBoolPref('dom.quotaManager.testing', true);
                Services.prefs.setIntPref('dom.quotaManager.temporaryStorage.fixedLimit', 1);
                Services.qms.reset();";
            raw::privileged(&session.driver, limit, Vec::new()).await
        }
    }
}

pub(crate) async fn a_full_storage(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
        fill_storage(session).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.fill("Decide which date we announce", "Choose the launch date").await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        ensure!(sent.description.contains("Choose the launch date"), "{}", sent.description);
        // Firefox keeps `storage.local` in the storage that is full: there nothing can count.
        if session.kind == Kind::Firefox {
            return Ok(());
        }
        until("the count in storage", || async {
            let counted = journal::uncounted(session).await?;
            Ok(counted.to_string().contains("journal_unavailable").then_some(()))
        })
        .await
    })
    .await
}

pub(crate) async fn a_save_that_is_not_found(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        let page = Page::weekly_status(&format!("Weekly status {marker}"));
        open_warm(session, &google, Page { save_missing: true, ..page }).await?;
        until("the button to be clicked", || async {
            let clicked = "const all = [...document.querySelectorAll('[data-standin=head] button')];
                           all[all.length - 1].click(); return true";
            let _: bool = session.script(clicked, Vec::new()).await?;
            Ok(e2e::harness::calendar::is_asked(session).await?.then_some(()))
        })
        .await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        cause(session, "save_not_found").await
    })
    .await
}
