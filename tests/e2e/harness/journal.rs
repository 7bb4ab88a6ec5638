//! The journal as the extension's pages see it: records for checking, exports through the dashboard itself.

use super::browser::Session;
use super::wait::until;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;

const READ: &str = "
const done = arguments[arguments.length - 1];
const request = indexedDB.open('converel');
request.onerror = () => done([]);
request.onsuccess = () => {
  const database = request.result;
  if (!database.objectStoreNames.contains('records')) { database.close(); done([]); return; }
  const all = database.transaction('records').objectStore('records').getAll();
  all.onsuccess = () => { database.close(); done(all.result); };
  all.onerror = () => { database.close(); done([]); };
};";

/// The records whose title contains `marker`, oldest first; all of them for an empty marker.
pub async fn records(session: &Session, marker: &str) -> Result<Vec<Value>> {
    let mut all: Vec<Value> =
        session.on_page("dashboard.html", async || session.script_async(READ, Vec::new()).await).await?;
    let title = |record: &Value| record.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    all.retain(|record| title(record).contains(marker));
    let at = |record: &Value| record.get("at").and_then(Value::as_f64).unwrap_or_default();
    all.sort_by(|one, other| at(one).total_cmp(&at(other)));
    Ok(all)
}

/// Waits until there is a record with this marker, and gives the newest.
pub async fn record(session: &Session, marker: &str) -> Result<Value> {
    until(&format!("a record of {marker:?}"), || async { Ok(records(session, marker).await?.pop()) }).await
}

/// The word in a record's field; empty if it has none.
pub fn word<'r>(record: &'r Value, field: &str) -> &'r str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// How often each cause was counted in `storage.local` because the journal was out of reach.
pub async fn uncounted(session: &Session) -> Result<Value> {
    session
        .on_page("dashboard.html", async || {
            session
                .script_async(
                    "const done = arguments[arguments.length - 1];
                     (globalThis.browser ?? chrome).storage.local.get('unchecked').then(found => done(found.unchecked ?? {}))",
                    Vec::new(),
                )
                .await
        })
        .await
}

/// The finished download whose name ends so, newest first; waits for it.
pub async fn download(session: &Session, ending: &str) -> Result<PathBuf> {
    until(&format!("a download {ending}"), || async {
        let mut found: Vec<PathBuf> = std::fs::read_dir(&session.downloads)?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .filter(|path| path.metadata().is_ok_and(|data| data.len() > 0))
            .collect();
        found.sort_by_key(|path| path.metadata().and_then(|data| data.modified()).ok());
        Ok(found.pop())
    })
    .await
    .context("nothing was downloaded")
}
