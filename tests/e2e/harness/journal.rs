//! The journal as the extension's pages see it: records for checking, exports through the dashboard itself.

use super::browser::Session;
use super::paths;
use super::wait::until;
use anyhow::{Context, Result, ensure};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const READ: &str = "
const done = arguments[arguments.length - 1];
const request = indexedDB.open('converel');
// One who only looks makes no database: an empty one would be in the journal's way.
request.onupgradeneeded = () => request.transaction.abort();
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

const WRITE: &str = "
const done = arguments[arguments.length - 1];
const request = indexedDB.open('converel');
request.onupgradeneeded = () => request.transaction.abort();
request.onerror = () => done(String(request.error));
request.onsuccess = () => {
  const database = request.result;
  if (!database.objectStoreNames.contains('records')) { database.close(); done('there is none'); return; }
  const writing = database.transaction('records', 'readwrite');
  arguments[0].forEach(record => writing.objectStore('records').put(record));
  writing.oncomplete = () => { database.close(); done(''); };
  writing.onabort = () => { database.close(); done(String(writing.error)); };
};";

/// Writes into the journal that an invite went out to these addresses, once on each of the days so long ago. The
/// gate must have been warm once: then the installation has its key and its journal.
pub async fn met(session: &Session, addresses: &[String], days_ago: &[u32]) -> Result<()> {
    let golden = std::fs::read_to_string(paths::root().join("tests/fixtures/records/v1.json"))?;
    let golden: Vec<Value> = serde_json::from_str(&golden)?;
    let golden = golden.into_iter().next().context("no golden record")?;
    let failed: String = session
        .on_page("dashboard.html", async || {
            let key: String = session
                .script_async(
                    "const done = arguments[arguments.length - 1];
                     (globalThis.browser ?? chrome).storage.local.get('key').then(found => done(found.key ?? ''))",
                    Vec::new(),
                )
                .await?;
            let guests =
                addresses.iter().map(|address| hashed(&key, address)).collect::<Result<Vec<_>>>()?;
            let records: Vec<Value> = days_ago
                .iter()
                .map(|&days| {
                    let at = SystemTime::now() - Duration::from_secs(u64::from(days) * 24 * 60 * 60);
                    let mut record = golden.clone();
                    for (field, value) in [
                        ("id", json!(format!("met-{days}-{}", guests.concat()))),
                        ("at", json!(at.duration_since(UNIX_EPOCH)?.as_millis() as f64)),
                        ("outcome", json!("sent")),
                        ("alternative", Value::Null),
                        ("occurrences_per_year", json!(1.0)),
                        ("title", json!("Working session")),
                        ("guests", json!(guests)),
                    ] {
                        *record.get_mut(field).context("the golden record lacks a field")? = value;
                    }
                    Ok(record)
                })
                .collect::<Result<_>>()?;
            session.script_async(WRITE, vec![json!(records)]).await
        })
        .await?;
    ensure!(failed.is_empty(), "the journal took no records: {failed}");
    Ok(())
}

/// The keyed hash of an address, as the journal has it.
fn hashed(key: &str, address: &str) -> Result<String> {
    ensure!(key.len() == 64, "the installation has no key");
    let digits = key.as_bytes().chunks(2).map(std::str::from_utf8);
    let key: Vec<u8> = digits.map(|byte| Ok(u8::from_str_radix(byte?, 16)?)).collect::<Result<_>>()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key)?;
    mac.update(address.as_bytes());
    Ok(mac.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
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

/// Removes what was downloaded before.
pub fn no_downloads(session: &Session) -> Result<()> {
    for entry in std::fs::read_dir(&session.downloads)?.flatten() {
        std::fs::remove_file(entry.path())?;
    }
    Ok(())
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
