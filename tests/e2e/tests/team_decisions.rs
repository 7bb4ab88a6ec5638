//! The decision log: written and decided by keyboard, superseded, searched; exported and imported without loss; what
//! the gate handed over is taken in once; the toolbar button says what is due.

use crate::audit_board::{focused, keys, tab_to};
use crate::pages::{click, seen};
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::Session;
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::Path;
use thirtyfour::prelude::*;

const PAGE: &str = "dashboard.html#decisions";

/// Waits until the element of this selector holds these words.
async fn says(session: &Session, css: &str, words: &str) -> Result<()> {
    until(&format!("{css} to say {words:?}"), || async {
        let text: String = session
            .script("return document.querySelector(arguments[0])?.textContent ?? ''", vec![json!(css)])
            .await?;
        ensure!(text.contains(words), "it says {text:?}");
        Ok(Some(()))
    })
    .await
}

/// The titles in the log, in their order.
async fn titles(session: &Session) -> Result<Vec<String>> {
    session
        .script(
            "return [...document.querySelectorAll('.decision-list h2')].map(one => one.textContent)",
            Vec::new(),
        )
        .await
}

async fn titles_are(session: &Session, wanted: &[&str]) -> Result<()> {
    until(&format!("the log to hold {wanted:?}"), || async {
        let found = titles(session).await?;
        ensure!(found == wanted, "it holds {found:?}");
        Ok(Some(()))
    })
    .await
}

/// Fills in a field, whatever stood in it. A date's is set as the browser does it: its parts differ by browser.
async fn fill(session: &Session, id: &str, text: &str) -> Result<()> {
    until(&format!("the field {id}"), || async { Ok(Some(session.driver.find(By::Id(id)).await?)) }).await?;
    session
        .script::<Value>(
            "const field = document.getElementById(arguments[0]);
             field.value = arguments[1];
             field.dispatchEvent(new Event('input', { bubbles: true }));
             field.dispatchEvent(new Event('change', { bubbles: true }));
             return null",
            vec![json!(id), json!(text)],
        )
        .await
        .map(drop)
}

/// Writes a decision with these fields; afterwards it is shown.
async fn write(session: &Session, title: &str, fields: &[(&str, &str)]) -> Result<()> {
    click(session, "#decision-new").await?;
    fill(session, "decision-title-field", title).await?;
    for (id, text) in fields {
        fill(session, id, text).await?;
    }
    click(session, "#decision-save").await?;
    says(session, "#decision-title", title).await
}

async fn decide(session: &Session, outcome: &str) -> Result<()> {
    fill(session, "decision-outcome", outcome).await?;
    click(session, "#decision-decide").await?;
    says(session, ".decision-said .pills", "Decided").await
}

async fn back(session: &Session) -> Result<()> {
    click(session, "#decision-back").await?;
    says(session, "#decisions-heading", "Decisions").await
}

async fn open(session: &Session, title: &str) -> Result<()> {
    until(&format!("{title:?} to be opened"), || async {
        let opened: bool = session
            .script(
                "const link = [...document.querySelectorAll('.decision h2 button')]
                   .find(one => one.textContent.includes(arguments[0]));
                 link?.click();
                 return link !== undefined",
                vec![json!(title)],
            )
            .await?;
        Ok(opened.then_some(()))
    })
    .await?;
    says(session, "#decision-title", title).await
}

pub(crate) async fn written_decided_and_superseded_by_keyboard(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        keyboard(session).await?;
        superseded(session).await
    })
    .await
}

async fn to(session: &Session, id: &str, text: &str) -> Result<()> {
    tab_to(session, id, |now| now == id).await?;
    keys(session, text).await
}

async fn keyboard(session: &Session) -> Result<()> {
    says(session, ".decisions", "No decision is in the log yet").await?;
    to(session, "#decision-new", "\u{e007}").await?;
    until("the title to have the focus", || async {
        Ok((focused(session).await? == "#decision-title-field").then_some(()))
    })
    .await?;
    // Without a title nothing is saved, and the focus says where one is missing.
    keys(session, Key::Enter + "").await?;
    says(session, "#decision-title-field-error", "needs a title").await?;
    keys(session, "Where bookings are kept").await?;
    to(session, "#decision-context", "Files lose bookings.").await?;
    to(session, "#decision-option-1", "A database").await?;
    to(session, "#decision-option-2", "Files").await?;
    to(session, "#decision-responsible", "Asha").await?;
    to(session, "#decision-save", "\u{e007}").await?;
    says(session, "#decision-title", "0001 Where bookings are kept").await?;
    until("the decision to have the focus", || async {
        Ok((focused(session).await? == "#decision-title").then_some(()))
    })
    .await?;
    says(session, ".decision-said .next", "Next: comments until").await?;

    to(session, "#decision-concern-text", "Nobody can restore it").await?;
    to(session, "#decision-concern-who", "Chen").await?;
    to(session, "#decision-concern-stopper", " ").await?;
    to(session, "#decision-concern-save", "\u{e007}").await?;
    says(session, ".concerns", "Nobody can restore it").await?;
    to(session, "#decision-outcome", "We rehearsed it.").await?;
    to(session, "#decision-decide", "\u{e007}").await?;
    says(session, "#decision-refused", "A show-stopper is open").await?;
    tab_back(session, "#decision-settle-0").await?;
    keys(session, "Rehearsed on Friday\u{e007}").await?;
    says(session, ".concerns", "Rehearsed on Friday").await?;
    to(session, "#decision-choose-0", " ").await?;
    to(session, "#decision-decide", "\u{e007}").await?;
    says(session, ".decision-said .pills", "Decided").await?;
    says(session, ".decision-said", "We rehearsed it.").await?;
    let changeable: bool =
        session.script("return document.getElementById('decision-edit') !== null", Vec::new()).await?;
    ensure!(!changeable, "what was decided can be changed");
    Ok(())
}

/// Presses Shift and Tab until this has the focus.
async fn tab_back(session: &Session, id: &str) -> Result<()> {
    for _ in 0..60 {
        if focused(session).await? == id {
            return Ok(());
        }
        session
            .driver
            .action_chain()
            .key_down(Key::Shift)
            .send_keys(Key::Tab + "")
            .key_up(Key::Shift)
            .perform()
            .await?;
    }
    anyhow::bail!("the keyboard does not come back to {id}")
}

async fn superseded(session: &Session) -> Result<()> {
    back(session).await?;
    write(session, "Bookings move to Ülm", &[("decision-pod", "Bookings")]).await?;
    says(session, ".decision-said .pills", "Reversible").await?;
    decide(session, "It is nearer.").await?;
    back(session).await?;
    open(session, "Where bookings are kept").await?;
    let other: String = session
        .script("return [...document.querySelectorAll('#decision-by option')].at(-1).value", Vec::new())
        .await?;
    fill(session, "decision-by", &other).await?;
    click(session, "#decision-supersede").await?;
    says(session, ".decision-said .next", "In its place holds: 0002 Bookings move to Ülm").await?;
    back(session).await?;

    titles_are(session, &["0002 Bookings move to Ülm", "0001 Where bookings are kept"]).await?;
    session.driver.find(By::Id("decision-search")).await?.send_keys("ULM nearer").await?;
    titles_are(session, &["0002 Bookings move to Ülm"]).await?;
    says(session, ".decisions .count", "1 decision").await?;
    fill(session, "decision-search", "").await?;
    fill(session, "decision-only", "superseded").await?;
    titles_are(session, &["0001 Where bookings are kept"]).await
}

/// Does something with the team's texts in their database.
async fn cabinet(session: &Session, mode: &str, act: &str) -> Result<Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const request = indexedDB.open('converel-team');
         request.onsuccess = () => {{
           const database = request.result;
           const texts = database.transaction('texts', '{mode}').objectStore('texts');
           const asked = {act};
           asked.onsuccess = () => {{ database.close(); done(asked.result ?? null); }};
         }};"
    );
    session.script_async(&script, Vec::new()).await
}

/// The decisions as they are kept, by their text.
async fn kept(session: &Session) -> Result<Vec<String>> {
    let texts =
        cabinet(session, "readonly", "texts.getAll(IDBKeyRange.bound('decision/', 'decision0'))").await?;
    Ok(serde_json::from_value(texts)?)
}

pub(crate) async fn exported_and_imported_they_are_the_same(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        exported(session).await
    })
    .await
}

async fn exported(session: &Session) -> Result<()> {
    journal::no_downloads(session)?;
    let odd = "## Decision Outcome\n---\n\"quotes\" 'and' \\ back\n\nשלום 決定 👍";
    let fields = [
        ("decision-context", odd),
        ("decision-consulted", "O'Neil, Dana\nChen"),
        ("decision-own", "Storage"),
    ];
    write(session, "Odd: \"texts\" # here", &fields).await?;
    fill(session, "decision-concern-text", "### Concern\nof mine").await?;
    click(session, "#decision-concern-save").await?;
    says(session, ".concerns", "of mine").await?;
    click(session, "#decision-save-file").await?;
    let file = journal::download(session, ".md").await?;
    ensure!(file.ends_with("0001-odd-texts-here.md"), "{}", file.display());
    let text = std::fs::read_to_string(&file)?;
    ensure!(text.contains("status: proposed") && text.contains("\\## Decision Outcome"), "{text}");
    back(session).await?;
    write(session, "The second", &[("decision-option-1", "Yes")]).await?;
    decide(session, "So it is.").await?;
    back(session).await?;
    click(session, "#decision-folder").await?;
    let folder = journal::download(session, ".zip").await?;
    let files = unpacked(&std::fs::read(&folder)?)?;
    ensure!(files.len() == 2 && files.iter().any(|(_, packed)| *packed == text), "{files:?}");

    let before = kept(session).await?;
    ensure!(before.len() == 2, "{before:?}");
    cabinet(session, "readwrite", "texts.clear()").await?;
    session.driver.refresh().await?;
    says(session, ".decisions", "No decision is in the log yet").await?;
    let place = folder.parent().context("no folder")?;
    let mut paths = Vec::new();
    for (name, text) in &files {
        let path = place.join(Path::new(name).file_name().context("no name")?);
        std::fs::write(&path, text)?;
        paths.push(path.to_string_lossy().into_owned());
    }
    let minutes = place.join("minutes.md");
    std::fs::write(&minutes, "Minutes of Monday")?;
    paths.push(minutes.to_string_lossy().into_owned());
    for said in ["It is in the log.", "in the log already"] {
        session.driver.find(By::Id("decision-import")).await?.send_keys(paths.join("\n")).await?;
        says(session, ".imported", said).await?;
        says(session, ".imported", "minutes.md").await?;
        says(session, ".imported", "no decision record").await?;
        titles_are(session, &["0001 Odd: \"texts\" # here", "0002 The second"]).await?;
        let after = kept(session).await?;
        ensure!(after == before, "{after:?}\nwas\n{before:?}");
    }
    // The folder comes back as it was saved, too.
    cabinet(session, "readwrite", "texts.clear()").await?;
    session.driver.refresh().await?;
    says(session, ".decisions", "No decision is in the log yet").await?;
    session.driver.find(By::Id("decision-import")).await?.send_keys(folder.to_string_lossy()).await?;
    titles_are(session, &["0001 Odd: \"texts\" # here", "0002 The second"]).await?;
    let after = kept(session).await?;
    ensure!(after == before, "{after:?}\nwas\n{before:?}");
    // The next number is nobody's yet.
    write(session, "The third", &[]).await?;
    says(session, "#decision-title", "0003 The third").await
}

/// The files of an archive that is not compressed: name and text.
fn unpacked(archive: &[u8]) -> Result<Vec<(String, String)>> {
    let number = |at: usize, bytes: usize| -> Result<usize> {
        let digits = archive.get(at..at + bytes).context("the archive ends too early")?;
        Ok(digits.iter().rev().fold(0, |number, digit| number << 8 | usize::from(*digit)))
    };
    let text = |from: usize, long: usize| -> Result<String> {
        Ok(String::from_utf8(archive.get(from..from + long).context("the archive ends too early")?.to_vec())?)
    };
    let mut files = Vec::new();
    let mut at = 0;
    while archive.get(at..at + 4) == Some(b"PK\x03\x04".as_slice()) {
        let (size, name, extra) = (number(at + 18, 4)?, number(at + 26, 2)?, number(at + 28, 2)?);
        let data = at + 30 + name + extra;
        files.push((text(at + 30, name)?, text(data, size)?));
        at = data + size;
    }
    Ok(files)
}

/// Sets what the gate hands over; gives what is left of it once asked again.
async fn inbox(session: &Session, entries: Value) -> Result<()> {
    session
        .script_async::<Value>(
            "const done = arguments[arguments.length - 1];
             (globalThis.browser ?? chrome).storage.local.set({ decisionInbox: JSON.parse(arguments[0]) }).then(() => done(null))",
            vec![json!(entries.to_string())],
        )
        .await
        .map(drop)
}

/// Waits until the button says so in all tabs, and what is left of the inbox is empty.
async fn badge(session: &Session, text: &str, title: &str) -> Result<()> {
    until(&format!("the badge {text:?}"), || async {
        let (now, words, left): (String, String, u64) = session
            .script_async(
                "const done = arguments[arguments.length - 1];
                 const api = globalThis.browser ?? chrome;
                 Promise.all([api.action.getBadgeText({}), api.action.getTitle({}), api.storage.local.get('decisionInbox')])
                   .then(([text, title, { decisionInbox }]) => done([text, title, (decisionInbox ?? []).length]))",
                Vec::new(),
            )
            .await?;
        ensure!(now == text && words.contains(title) && left == 0, "{now:?}, {words:?}, {left} left");
        Ok(Some(()))
    })
    .await
}

fn handed(id: &str, title: &str) -> Value {
    json!({
        "id": id, "title": title, "context": "In place of a meeting", "options": ["May", "June"],
        "recommendation": "", "deciders": ["Asha"], "consulted": ["Ben"], "informed": [],
        "comment_by": "2020-01-06", "at": 1_578_300_000_000.0
    })
}

pub(crate) async fn the_gates_decision_is_taken_in_once_and_is_due(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open("dashboard.html").await?;
        let first = handed("00000000-0000-4000-8000-000000000001", "The launch date");
        inbox(session, json!([first, first])).await?;
        session.driver.goto(format!("{}dashboard.html#decisions", session.origin)).await?;
        due(session).await
    })
    .await
}

async fn due(session: &Session) -> Result<()> {
    titles_are(session, &["0001 The launch date"]).await?;
    badge(session, "1", "1 decision: the comment-by date has come").await?;
    // While the log is looked at, what comes is taken in too; what came before stays one.
    inbox(
        session,
        json!([
            handed("00000000-0000-4000-8000-000000000001", "The launch date"),
            handed("00000000-0000-4000-8000-000000000002", "The second"),
        ]),
    )
    .await?;
    titles_are(session, &["0002 The second", "0001 The launch date"]).await?;
    badge(session, "2", "2 decisions: the comment-by date has come").await?;
    session
        .on_page("popup.html", async || {
            says(session, "#decisions-due", "2 decisions: the comment-by date has come").await
        })
        .await?;

    open(session, "The launch date").await?;
    says(session, ".decision-said .next", "Asha goes ahead").await?;
    // On the team's list: it cannot be taken back, so a meeting takes the last step.
    click(session, "#decision-edit").await?;
    click(session, "#decision-category-0").await?;
    click(session, "#decision-save").await?;
    says(session, ".decision-said .pills", "Not reversible").await?;
    says(session, ".decision-said .next", "A meeting takes the last step").await?;
    decide(session, "May").await?;
    badge(session, "1", "1 decision").await?;
    // The list is the team's own: what is taken off it can be taken back.
    back(session).await?;
    click(session, "#decision-rules summary").await?;
    fill(session, "decision-irreversible", "Compliance").await?;
    click(session, "#decision-rules-save").await?;
    until("the decision to be reversible", || async {
        let pills: String = session
            .script("return [...document.querySelectorAll('.decision-list .pills')].map(one => one.textContent).join()", Vec::new())
            .await?;
        ensure!(!pills.contains("Not reversible"), "{pills}");
        Ok(Some(()))
    })
    .await?;
    open(session, "The second").await?;
    click(session, "#decision-delete").await?;
    click(session, "#decision-delete-confirm").await?;
    badge(session, "", "converel").await
}

pub(crate) async fn two_windows_lose_nothing(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        write(session, "Of two windows", &[]).await?;
        click(session, "#decision-edit").await?;
        fill(session, "decision-context", "From the first").await?;
        session
            .on_page(PAGE, async || {
                open(session, "Of two windows").await?;
                fill(session, "decision-concern-text", "From the second").await?;
                click(session, "#decision-concern-save").await?;
                says(session, ".concerns", "From the second").await?;
                click(session, "#decision-edit").await?;
                fill(session, "decision-pod", "Second").await?;
                fill(session, "decision-more", "Of the second alone").await?;
                click(session, "#decision-save").await?;
                says(session, ".decision-said dl", "Second").await
            })
            .await?;
        fill(session, "decision-pod", "First").await?;
        click(session, "#decision-save").await?;
        says(session, "#decision-refused", "changed in another window meanwhile: Pod").await?;
        says(session, "#decision-kept", "Second").await?;
        // Knowingly the second time, and only what was told.
        click(session, "#decision-save").await?;
        says(session, ".decision-said dl", "First").await?;
        says(session, ".decision-said", "From the first").await?;
        says(session, ".decision-said", "Of the second alone").await?;
        says(session, ".concerns", "From the second").await?;
        again(session).await
    })
    .await
}

/// The same clash in a form that is opened again is told again; a refusal is not there any more when it is.
async fn again(session: &Session) -> Result<()> {
    for pod in ["Third", "Fourth"] {
        click(session, "#decision-edit").await?;
        says(session, "#decision-form-heading", "Change the decision").await?;
        let old: String = session
            .script("return document.querySelector('#decision-refused').textContent", Vec::new())
            .await?;
        ensure!(old.is_empty(), "{old}");
        session
            .on_page(PAGE, async || {
                open(session, "Of two windows").await?;
                click(session, "#decision-edit").await?;
                fill(session, "decision-pod", pod).await?;
                click(session, "#decision-save").await?;
                says(session, ".decision-said dl", pod).await
            })
            .await?;
        fill(session, "decision-pod", "Mine").await?;
        click(session, "#decision-save").await?;
        says(session, "#decision-refused", "changed in another window meanwhile: Pod").await?;
        says(session, "#decision-kept", pod).await?;
        click(session, "#decision-cancel").await?;
        says(session, "#decision-title", "Of two windows").await?;
    }
    Ok(())
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session.open(PAGE).await?;
            every_state(session, dark).await
        })
        .await?;
    }
    Ok(())
}

async fn every_state(session: &Session, dark: bool) -> Result<()> {
    let faults = RefCell::default();
    session.viewport(1280, 1600).await?;
    says(session, ".decisions", "No decision is in the log yet").await?;
    seen(session, "decisions-empty", dark, &faults).await?;
    click(session, "#decision-new").await?;
    click(session, "#decision-save").await?;
    says(session, "#decision-title-field-error", "needs a title").await?;
    seen(session, "decisions-form", dark, &faults).await?;
    click(session, "#decision-cancel").await?;
    let long = "Averylongwordthatdoesnotbreakbyitself".repeat(4);
    let fields = [
        ("decision-context", long.as_str()),
        ("decision-option-1", "A database"),
        ("decision-option-2", "ملفات"),
        ("decision-responsible", "Asha"),
        ("decision-reversible", "no"),
    ];
    write(session, "أين تُحفظ الحجوزات", &fields).await?;
    fill(session, "decision-concern-text", "Nobody can restore it").await?;
    click(session, "#decision-concern-stopper").await?;
    click(session, "#decision-concern-save").await?;
    says(session, ".concerns", "Nobody").await?;
    click(session, "#decision-decide").await?;
    says(session, "#decision-refused", "show-stopper").await?;
    seen(session, "decisions-proposed", dark, &faults).await?;
    narrow(session, "decisions-proposed", dark, &faults).await?;
    click(session, "#decision-edit").await?;
    says(session, "#decision-form-heading", "Change the decision").await?;
    narrow(session, "decisions-form", dark, &faults).await?;
    click(session, "#decision-cancel").await?;
    back(session).await?;
    write(
        session,
        "Due since long",
        &[("decision-comment-by", "2020-01-06"), ("decision-responsible", "Asha")],
    )
    .await?;
    back(session).await?;
    write(session, "Bookings are kept in a database", &[]).await?;
    decide(session, "It is what we know.").await?;
    seen(session, "decisions-decided", dark, &faults).await?;
    back(session).await?;
    click(session, "#decision-rules summary").await?;
    fill(session, "decision-days", "none").await?;
    says(session, "#decision-days-error", "whole number").await?;
    seen(session, "decisions-log", dark, &faults).await?;
    narrow(session, "decisions-log", dark, &faults).await?;
    session
        .on_page("popup.html", async || {
            says(session, "#decisions-due", "1 decision").await?;
            seen(session, "popup-decisions", dark, &faults).await
        })
        .await?;
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// The same on a narrow screen, and from right to left: nothing runs out at the side.
async fn narrow(session: &Session, name: &str, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    let turn = async |direction: &str| -> Result<()> {
        session
            .script::<Value>(
                "document.documentElement.dir = arguments[0]; return null",
                vec![json!(direction)],
            )
            .await
            .map(drop)
    };
    turn("rtl").await?;
    seen(session, &format!("{name}-rtl"), dark, faults).await?;
    turn("ltr").await?;
    session.viewport(320, 900).await?;
    let over: i64 = session
        .script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
            Vec::new(),
        )
        .await?;
    if over > 0 {
        faults.borrow_mut().push(format!("{name} is {over} px too wide at 320"));
    }
    seen(session, &format!("{name}-narrow"), dark, faults).await?;
    session.viewport(1280, 1600).await
}
