//! Backups: everything that is kept goes into one file, and from it into the other browser and back, without loss or
//! doubles. What is no backup, not all of one, or a later version's changes nothing.

use crate::pages::{click, seen};
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use e2e::harness::{journal, paths};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

const PAGE: &str = "dashboard.html#settings";
const PASSPHRASE: &str = "correct horse – battery staple ✓";
/// Where the calendar of the golden backup is.
const CALENDAR: &str = "https://cloud.example.org:8443";

/// Everything that is kept, as it stands in the browser's storage; what is new in each session is left out.
const KEPT: &str = "
const done = arguments[arguments.length - 1];
const read = (name, store) => new Promise(settle => {
  const request = indexedDB.open(name);
  // One who only looks makes no database.
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = () => settle([]);
  request.onsuccess = () => {
    const database = request.result;
    const objects = database.transaction(store).objectStore(store);
    const [keys, values] = [objects.getAllKeys(), objects.getAll()];
    objects.transaction.oncomplete = () => {
      database.close();
      settle(keys.result.map((key, place) => [key, values.result[place]]));
    };
  };
});
(async () => {
  const stored = await (globalThis.browser ?? chrome).storage.local.get(null);
  const { key, settings, lessons, unchecked, decisionInbox, calendars } = stored;
  return JSON.stringify({
    key, settings, lessons, unchecked, inbox: decisionInbox,
    calendars: (calendars?.calendars ?? []).map(({ origin }) => origin),
    journal: Object.fromEntries(await read('converel', 'records')),
    audit: Object.fromEntries(await read('converel-audit', 'texts')),
    team: Object.fromEntries(await read('converel-team', 'texts')),
  });
})().then(done, error => done(String(error)));";

async fn kept(session: &Session) -> Result<Value> {
    let text: String = session.script_async(KEPT, Vec::new()).await?;
    let mut kept = serde_json::from_str(&text).with_context(|| text.clone())?;
    without_nothing(&mut kept);
    Ok(kept)
}

/// A field that is null and one that is not there are the same, and so are a number with and without a point.
fn without_nothing(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(without_nothing);
        }
        Value::Array(entries) => entries.iter_mut().for_each(without_nothing),
        // A browser writes 46 and not 46.0.
        Value::Number(number) => *value = json!(number.as_f64()),
        _ => {}
    }
}

/// What a profile keeps that has everything of this backup.
fn kept_of(backup: &Value) -> Result<Value> {
    let of = |field: &str| backup.get(field).cloned().unwrap_or_default();
    let records = backup.get("journal").and_then(Value::as_array).context("no journal")?;
    let journal: serde_json::Map<String, Value> = records
        .iter()
        .map(|record| {
            Ok((record.get("id").and_then(Value::as_str).context("no id")?.to_owned(), record.clone()))
        })
        .collect::<Result<_>>()?;
    let calendars = backup.get("calendars").and_then(Value::as_array).context("no calendars")?;
    let origins: Vec<&Value> = calendars.iter().filter_map(|calendar| calendar.get("origin")).collect();
    let mut kept = json!({
        "key": of("key"), "settings": of("settings"), "lessons": of("lessons"), "unchecked": of("unchecked"),
        "inbox": of("inbox"), "calendars": origins, "journal": journal, "audit": of("audit"), "team": of("team"),
    });
    without_nothing(&mut kept);
    Ok(kept)
}

/// Fails with the first part in which two profiles differ.
fn same(what: &str, found: &Value, expected: &Value) -> Result<()> {
    for part in ["key", "settings", "lessons", "unchecked", "inbox", "calendars", "journal", "audit", "team"]
    {
        ensure!(
            found.get(part) == expected.get(part),
            "{what}: {part} is\n{}\nand not\n{}",
            found.get(part).unwrap_or(&Value::Null),
            expected.get(part).unwrap_or(&Value::Null)
        );
    }
    Ok(())
}

/// A file among the fixtures, by the path that a driver takes.
fn fixture(name: &str) -> Result<PathBuf> {
    Ok(paths::root().join("tests/fixtures/backup").join(name).canonicalize()?)
}

fn golden() -> Result<Value> {
    Ok(serde_json::from_str(&std::fs::read_to_string(fixture("v1.json")?)?)?)
}

/// The same with one field set, in the object that this JSON pointer (RFC 6901) leads to.
fn with_field(json: &Value, pointer: &str, field: &str, value: Value) -> Result<Value> {
    let mut json = json.clone();
    let object = json.pointer_mut(pointer).and_then(Value::as_object_mut).context("no object")?;
    object.insert(field.to_owned(), value);
    Ok(json)
}

fn written(marker: &str, name: &str, text: &str) -> Result<PathBuf> {
    let path = paths::target("e2e-backup")?.join(format!("{marker}-{name}.json"));
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Chooses a file.
async fn choose(session: &Session, file: &Path) -> Result<()> {
    let input = until("the page to take a file", || async {
        Ok(Some(session.driver.find(By::Id("backup-file")).await?))
    })
    .await?;
    input.send_keys(file.to_string_lossy().as_ref()).await?;
    Ok(())
}

/// Waits until an element is there, and gives its text.
async fn text(session: &Session, css: &str) -> Result<String> {
    until(&format!("the element {css}"), || async {
        let text: Option<String> = session
            .script("return document.querySelector(arguments[0])?.textContent ?? null", vec![css.into()])
            .await?;
        Ok(text)
    })
    .await
}

/// Restores what was chosen and waits for its end.
async fn restore(session: &Session) -> Result<()> {
    text(session, "#backup-offer").await?;
    click(session, "#backup-restore").await?;
    text(session, "#backup-done").await?;
    let failed: Option<String> = session
        .script("return document.getElementById('backup-failed')?.textContent ?? null", Vec::new())
        .await?;
    ensure!(failed.is_none(), "{failed:?}");
    Ok(())
}

/// Saves a backup as its user does, and gives the file.
async fn save(session: &Session, passphrase: &str) -> Result<PathBuf> {
    journal::no_downloads(session)?;
    click(session, "#backup-begin").await?;
    text(session, "#backup-contents").await?;
    if !passphrase.is_empty() {
        for field in ["backup-passphrase", "backup-passphrase-again"] {
            session.driver.find(By::Id(field)).await?.send_keys(passphrase).await?;
        }
    }
    click(session, "#backup-save").await?;
    journal::download(session, ".json").await
}

/// A session of this browser with the shipped extension, to which the golden backup's calendar is given when it asks.
async fn with<T>(lane: &Lane, kind: Kind, work: impl AsyncFnOnce(&Session) -> Result<T>) -> Result<T> {
    let setup = Setup {
        extension: Some(paths::extension(kind.build(), false)?),
        proxy: lane.wire.address(),
        given: vec!["https://cloud.example.org/*".to_owned()],
        ..Setup::default()
    };
    let session = Session::start(kind, &setup).await?;
    let done = async {
        session.open(PAGE).await?;
        work(&session).await
    }
    .await;
    if done.is_err() {
        let path = paths::target("e2e-failures")?.join(format!("{}-{kind}.png", lane.marker("backup")));
        session.driver.screenshot(&path).await?;
    }
    session.quit().await?;
    done
}

/// Adds the calendar that was restored, which the browser has to be asked for.
async fn add_calendar(session: &Session) -> Result<()> {
    click(session, &format!("#backup-calendars [data-origin='{CALENDAR}'] button")).await?;
    until("the calendar to be added", || async {
        Ok(Some(session.driver.find(By::Css(format!("#calendar-list [data-origin='{CALENDAR}']"))).await?))
    })
    .await?;
    click(session, "#backup-close").await
}

pub(crate) async fn everything_goes_to_the_other_browser_and_back(lane: &mut Lane) -> Result<()> {
    let lane: &Lane = lane;
    let marker = lane.marker("");
    let other = match lane.kind {
        Kind::Chromium => Kind::Firefox,
        Kind::Firefox => Kind::Chromium,
    };
    let golden = golden()?;
    let expected = kept_of(&golden)?;
    with(lane, lane.kind, async |first| {
        choose(first, &fixture("v1.json")?).await?;
        restore(first).await?;
        add_calendar(first).await?;
        same("restored from the golden file", &kept(first).await?, &expected)?;

        let open = save(first, "").await?;
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&open)?)?;
        same("the file", &kept_of(&file)?, &expected)?;
        ensure!(file.get("browser") != golden.get("browser"), "it does not say where it was made: {file}");

        let locked = with(lane, other, async |second| {
            choose(second, &open).await?;
            restore(second).await?;
            add_calendar(second).await?;
            same("in the other browser", &kept(second).await?, &expected)?;
            let locked = save(second, PASSPHRASE).await?;
            let bytes = std::fs::read_to_string(&locked)?;
            ensure!(!bytes.contains("journal") && bytes.contains("locked"), "it is not locked: {bytes}");
            let name = locked.file_name().context("no name")?;
            ensure!(name.to_string_lossy().starts_with("converel-backup-20"), "it is called {name:?}");
            written(&marker, "locked", &bytes)
        })
        .await?;

        choose(first, &locked).await?;
        unlock(first, "wrong").await?;
        let wrong = until("the wrong passphrase to be named", || async {
            let text = text(first, "#backup-unlock-fault").await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await?;
        ensure!(wrong.contains("Nothing was changed"), "{wrong}");
        let typed: String =
            first.script("return document.getElementById('backup-unlock-passphrase').value", vec![]).await?;
        ensure!(typed == "wrong", "what was typed is gone: {typed:?}");
        first.driver.find(By::Id("backup-unlock-passphrase")).await?.clear().await?;
        unlock(first, PASSPHRASE).await?;
        text(first, "#backup-fate[data-known=true]").await?;
        restore(first).await?;
        same("restored again", &kept(first).await?, &expected)
    })
    .await
}

/// Types a passphrase and presses Enter.
async fn unlock(session: &Session, passphrase: &str) -> Result<()> {
    until("the field for the passphrase", || async {
        session.driver.find(By::Id("backup-unlock-passphrase")).await?.send_keys(passphrase).await?;
        Ok(Some(()))
    })
    .await?;
    session.driver.find(By::Id("backup-unlock-passphrase")).await?.send_keys(Key::Enter + "").await?;
    Ok(())
}

pub(crate) async fn what_is_no_backup_changes_nothing(lane: &mut Lane) -> Result<()> {
    let lane: &Lane = lane;
    let marker = lane.marker("");
    with(lane, lane.kind, async |session| {
        let golden = golden()?;
        let whole = golden.to_string();
        let half: String = whole.chars().take(whole.len() / 2).collect();
        let newer = with_field(&golden, "", "schema", json!(2))?;
        let newer_part = with_field(&golden, "/team", "decision/1", json!(r#"{"schema":99}"#))?;
        // The key is made when it is first asked for.
        text(session, "#backup-begin").await?;
        click(session, "#backup-begin").await?;
        click(session, "#backup-discard").await?;
        let before = kept(session).await?;
        for (name, file, why) in [
            ("half", half.as_str(), "no_json"),
            ("text", "Dear all, see below.", "no_json"),
            ("stranger", r#"{"schema":1,"lessons":[]}"#, "no_backup"),
            ("newer", &newer.to_string(), "newer"),
            ("newer-part", &newer_part.to_string(), "newer"),
        ] {
            choose(session, &written(&marker, name, file)?).await?;
            text(session, &format!("#backup-refused[data-why={why}]")).await?;
            let said = text(session, "#backup-refused").await?;
            ensure!(said.contains("Nothing was changed"), "{name}: {said}");
        }
        same("after what is none", &kept(session).await?, &before)?;

        // Older, and a part of it damaged: the rest is restored, and what is not is counted.
        let older = std::fs::read_to_string(fixture("v1-older-parts.json")?)?;
        let mut older: Value = serde_json::from_str(&older)?;
        let journal = older.get_mut("journal").and_then(Value::as_array_mut).context("no journal")?;
        let records = journal.len();
        *journal.first_mut().context("no record")? = json!({ "schema": 1 });
        choose(session, &written(&marker, "older", &older.to_string())?).await?;
        text(session, "#backup-offer").await?;
        let said = text(session, ".backup-panel").await?;
        ensure!(said.contains("not understood and left out: Journal: 1"), "{said}");
        restore(session).await?;
        let after = kept(session).await?;
        let found = after.get("journal").and_then(Value::as_object).context("no journal")?;
        ensure!(found.len() == records - 1, "{} of {records} records", found.len());
        ensure!(
            found.values().all(|record| record.get("schema") == Some(&json!(2.0))),
            "not every record was migrated"
        );
        Ok(())
    })
    .await
}

/// The team's texts find no room; what was restored before stays, and restoring again completes it.
pub(crate) async fn a_restoration_that_broke_off_is_completed_by_another(lane: &mut Lane) -> Result<()> {
    let lane: &Lane = lane;
    with(lane, lane.kind, async |session| {
        let file = fixture("v1.json")?;
        choose(session, &file).await?;
        text(session, "#backup-offer").await?;
        session
            .script::<()>(
                "window.put = IDBObjectStore.prototype.put;
                 IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); }",
                Vec::new(),
            )
            .await?;
        click(session, "#backup-restore").await?;
        let failed = text(session, "#backup-failed").await?;
        ensure!(failed.contains("Team") && failed.contains("storage is full"), "{failed}");
        let between = kept(session).await?;
        let is = |part: &str, expected: Option<&Value>| between.get(part) == expected;
        ensure!(is("audit", golden()?.get("audit")), "the audit was not restored: {between}");
        let none = json!({});
        ensure!(is("team", Some(&none)) && is("journal", Some(&none)), "it went on: {between}");

        session.script::<()>("IDBObjectStore.prototype.put = window.put", Vec::new()).await?;
        click(session, "#backup-close").await?;
        choose(session, &file).await?;
        restore(session).await?;
        add_calendar(session).await?;
        same("completed", &kept(session).await?, &kept_of(&golden()?)?)
    })
    .await
}

/// Tens of megabytes, there and back.
pub(crate) async fn a_large_backup_is_restored(lane: &mut Lane) -> Result<()> {
    let lane: &Lane = lane;
    let marker = lane.marker("");
    with(lane, lane.kind, async |session| {
        let word = "\\u00e4 \"quoted\" ".repeat(1_100_000);
        let text_of = json!({ "schema": 1, "changed_at": 1, "word": word }).to_string();
        ensure!(text_of.len() > 20_000_000, "{} bytes", text_of.len());
        let large = with_field(&golden()?, "/team", "handbook/large", json!(text_of))?;
        choose(session, &written(&marker, "large", &large.to_string())?).await?;
        restore(session).await?;
        click(session, "#backup-close").await?;
        let saved = save(session, PASSPHRASE).await?;
        until("the whole file", || async {
            let text = std::fs::read_to_string(&saved)?;
            Ok(serde_json::from_str::<Value>(&text).is_ok().then_some(()))
        })
        .await?;
        let saved = written(&marker, "large-locked", &std::fs::read_to_string(&saved)?)?;
        choose(session, &saved).await?;
        unlock(session, PASSPHRASE).await?;
        text(session, "#backup-offer").await?;
        let nothing_new = text(session, "#backup-offer [data-part=others] dd").await?;
        ensure!(nothing_new.contains("Nothing new"), "{nothing_new}");
        Ok(())
    })
    .await
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    let lane: &Lane = lane;
    let marker = lane.marker("");
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session
                .on_page(PAGE, async || {
                    let faults = RefCell::default();
                    every_state(session, &marker, dark, &faults).await?;
                    let faults = faults.into_inner();
                    ensure!(faults.is_empty(), "{}", faults.join("\n"));
                    Ok(())
                })
                .await
        })
        .await?;
    }
    Ok(())
}

async fn every_state(
    session: &Session,
    marker: &str,
    dark: bool,
    faults: &RefCell<Vec<String>>,
) -> Result<()> {
    let look = async |name: &str| {
        session.script::<()>("document.getElementById('backup').scrollIntoView()", Vec::new()).await?;
        seen(session, &format!("backup-{name}"), dark, faults).await?;
        for (width, direction) in [(320, "ltr"), (320, "rtl"), (1280, "rtl")] {
            session.viewport(width, 800).await?;
            session
                .script::<()>("document.documentElement.dir = arguments[0]", vec![direction.into()])
                .await?;
            session.script::<()>("document.getElementById('backup').scrollIntoView()", Vec::new()).await?;
            seen(session, &format!("backup-{name}-{width}-{direction}"), dark, faults).await?;
            // This part alone: the page around it is looked at where it belongs.
            let beyond: f64 = session
                .script(
                    "const parts = [...document.querySelectorAll('#backup, #backup *:not([hidden])')];
                     // What is inside of something hidden has no sides.
                     const sides = parts.map(part => part.getBoundingClientRect()).filter(side => side.width > 0);
                     const width = document.documentElement.clientWidth;
                     const of = document.getElementById('backup').parentElement.getBoundingClientRect();
                     return Math.max(...sides.map(side => Math.max(side.right - of.right, of.left - side.left)),
                       of.width - width)",
                    Vec::new(),
                )
                .await?;
            if beyond > 0.5 {
                faults.borrow_mut().push(format!("{name} is {beyond} pixels too wide at {width}"));
            }
        }
        session.viewport(1280, 800).await?;
        session.script::<()>("document.documentElement.dir = 'ltr'", Vec::new()).await
    };
    text(session, "#backup-begin").await?;
    look("idle").await?;
    choose(session, &written(marker, "none", "{")?).await?;
    text(session, "#backup-refused").await?;
    look("refused").await?;
    choose(session, &fixture("v1.json")?).await?;
    text(session, "#backup-offer").await?;
    ensure!(focused(session).await? == "backup-restoring", "the focus is on {}", focused(session).await?);
    look("offered").await?;
    restore(session).await?;
    ensure!(focused(session).await? == "backup-restoring", "the focus is on {}", focused(session).await?);
    look("restored").await?;
    click(session, "#backup-close").await?;
    click(session, "#backup-begin").await?;
    text(session, "#backup-contents").await?;
    session.driver.find(By::Id("backup-passphrase")).await?.send_keys("one").await?;
    session.driver.find(By::Id("backup-passphrase-again")).await?.send_keys("other").await?;
    click(session, "#backup-save").await?;
    until("the difference to be named", || async {
        Ok((!text(session, "#backup-passphrase-fault").await?.is_empty()).then_some(()))
    })
    .await?;
    look("contents").await?;
    let again = session.driver.find(By::Id("backup-passphrase-again")).await?;
    again.clear().await?;
    again.send_keys("one").await?;
    journal::no_downloads(session)?;
    click(session, "#backup-save").await?;
    let file = journal::download(session, ".json").await?;
    look("saved").await?;
    choose(session, &file).await?;
    unlock(session, "another").await?;
    until("the wrong passphrase to be named", || async {
        Ok((!text(session, "#backup-unlock-fault").await?.is_empty()).then_some(()))
    })
    .await?;
    ensure!(focused(session).await? == "backup-unlock-passphrase", "the field has lost the focus");
    look("passphrase").await
}

async fn focused(session: &Session) -> Result<String> {
    session.script("return document.activeElement?.id ?? ''", Vec::new()).await
}
