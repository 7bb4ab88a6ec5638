//! Everything that this profile keeps, read from where it stands.

use super::worker;
use converel_browser::{clock, runtime, storage};
use converel_protocol::audit::messages::{FromAudit, ToAudit};
use converel_protocol::backup::{Backup, Texts};
use converel_store::Indexed;
use converel_store::team::{Cabinet as _, IndexedCabinet};
use js_sys::Function;
use serde_json::Value;
use std::collections::BTreeMap;

/// Gathers it; or why it cannot be, in words: a backup without a part would be taken for a whole one.
pub(super) async fn gather(make: &Function) -> Result<Backup, String> {
    let words = |error: converel_browser::Error| error.to_string();
    let about = runtime::about().await.map_err(words)?;
    let unchecked = stored(storage::UNCHECKED).await?;
    let inbox = stored(storage::DECISION_INBOX).await?;
    let team = IndexedCabinet.all().await.map_err(|error| error.to_string())?;
    Ok(Backup {
        key: runtime::guest_key().await.map_err(words)?,
        settings: stored(storage::SETTINGS).await?,
        lessons: stored(storage::LESSONS).await?,
        unchecked: counts(&unchecked),
        calendars: runtime::calendars().await.map_err(words)?,
        inbox: inbox.as_array().cloned().unwrap_or_default(),
        journal: Indexed.raw().await.map_err(|error| error.to_string())?,
        audit: audit(make).await?,
        team: team.into_iter().collect(),
        ..Backup::new(clock::now(), about.version, about.browser)
    })
}

/// As it stands there; null: nothing does.
async fn stored(key: &str) -> Result<Value, String> {
    storage::get::<Value>(key).await.map(Option::unwrap_or_default).map_err(|error| error.to_string())
}

fn counts(stored: &Value) -> BTreeMap<String, u32> {
    let counts = stored.as_object().into_iter().flatten();
    let count =
        |(cause, count): (&String, &Value)| Some((cause.clone(), u32::try_from(count.as_u64()?).ok()?));
    counts.filter_map(count).collect()
}

async fn audit(make: &Function) -> Result<Texts, String> {
    match worker::ask(make, &ToAudit::Export).await? {
        FromAudit::Exported { texts } => Ok(texts),
        answer => Err(worker::reason(answer)),
    }
}
