//! The handbook: filled in by keyboard, there again after a reload, previewed, saved as an archive that the test reads
//! back; two dashboards that lose nothing of each other; a storage that is full; every state for people to look at.

use crate::pages::seen;
use anyhow::{Context, Result, ensure};
use e2e::harness::audit::{press, write};
use e2e::harness::browser::Session;
use e2e::harness::journal::{download, no_downloads};
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read as _;
use thirtyfour::prelude::*;

const PAGE: &str = "dashboard.html#handbook";
/// Presses so many keys at most on the way to what is wanted.
const KEYS: usize = 80;

/// A text that would be a table, a heading and a script, if it were let.
const HOSTILE: &str = "<img src=x onerror=alert(1)> | `code` **b** [a](javascript:b) שלום";

pub(crate) async fn what_is_typed_becomes_a_handbook(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open("dashboard.html").await?;
        session.viewport(1280, 1000).await?;
        fill_cabinet(session).await?;
        go(session).await?;
        by_keyboard(session).await?;
        session.driver.refresh().await?;
        ready(session).await?;
        is_there_again(session).await?;
        saved(session).await
    })
    .await
}

pub(crate) async fn two_dashboards_lose_nothing(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        let one = session.open(PAGE).await?;
        ready(session).await?;
        let other = session.open(PAGE).await?;
        ready(session).await?;
        write(session, "handbook-overlap", "From ten to two").await?;
        kept(session).await?;
        session.driver.switch_to_window(one.clone()).await?;
        write(session, "handbook-quiet", "Friday mornings").await?;
        kept(session).await?;
        session.driver.refresh().await?;
        ready(session).await?;
        ensure!(value(session, "handbook-overlap").await? == "From ten to two", "what the other kept is lost");
        ensure!(value(session, "handbook-quiet").await? == "Friday mornings", "what this one kept is lost");

        // A storage that is full: it is said, and what was typed is there and is kept later.
        session
            .script::<()>(
                "window.put = IDBObjectStore.prototype.put;
                 IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }",
                Vec::new(),
            )
            .await?;
        write(session, "handbook-team", "Team Ledger").await?;
        until("the failure to be said", || async {
            let said = text(session, ".handbook-state.failure").await?;
            Ok(said.contains("storage is full").then_some(()))
        })
        .await?;
        ensure!(value(session, "handbook-team").await? == "Team Ledger", "what was typed is gone");
        session.script::<()>("IDBObjectStore.prototype.put = window.put", Vec::new()).await?;
        press(session, "#handbook-again").await?;
        kept(session).await?;
        session.driver.switch_to_window(other).await?;
        session.driver.refresh().await?;
        ready(session).await?;
        ensure!(value(session, "handbook-team").await? == "Team Ledger", "it was not kept in the end");
        Ok(())
    })
    .await
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session.open(PAGE).await?;
            states(session, dark).await
        })
        .await?;
    }
    Ok(())
}

/// Puts a closed round and a decision where the team's part keeps them.
async fn fill_cabinet(session: &Session) -> Result<()> {
    let answer = |number: u32| {
        json!({
            "schema": 1, "round": "r1", "respondent": format!("{number:032x}"), "revision": 1,
            "replies": [{ "question": "own-1", "said": { "scale": 2 } }],
        })
    };
    let led = json!({
        "schema": 1,
        "round": {
            "schema": 1, "id": "r1", "kind": "baseline", "title": "Autumn round", "at": 1_700_000_000_000_f64,
            "closes_on": "2023-11-20", "key": "",
            "questions": [{ "id": "own-1", "group": "meetings", "form": "scale", "text": "Do meetings end in time?" }],
        },
        "private_key": "", "shuffle": "00".repeat(32), "answers": (1..=6).map(answer).collect::<Vec<_>>(),
        "closed_at": 1_700_600_000_000_f64, "changed_at": 1_700_600_000_000_f64,
    });
    let decision = json!({
        "schema": 1, "id": "d1", "number": 7, "title": "Keep the ledger in Postgres", "state": "decided",
        "responsible": "Asha", "decided_on": "2026-11-27", "changed_at": 1,
    });
    let entries = json!([["led/r1", led.to_string()], ["decision/d1", decision.to_string()]]);
    let failed: Option<String> = session
        .script_async(
            "const [entries, done] = arguments;
             const opened = indexedDB.open('converel-team', 1);
             opened.onupgradeneeded = () => opened.result.createObjectStore('texts');
             opened.onerror = () => done(String(opened.error));
             opened.onsuccess = () => {
               const database = opened.result;
               const writing = database.transaction('texts', 'readwrite');
               for (const [key, text] of entries) writing.objectStore('texts').put(text, key);
               writing.oncomplete = () => { database.close(); done(null) };
               writing.onerror = () => done(String(writing.error));
             }",
            vec![entries],
        )
        .await?;
    ensure!(failed.is_none(), "{failed:?}");
    Ok(())
}

async fn go(session: &Session) -> Result<()> {
    session.script::<()>("location.hash = '#handbook'", Vec::new()).await?;
    ready(session).await
}

/// Until the form is there.
async fn ready(session: &Session) -> Result<()> {
    until("the handbook's form", || async {
        Ok(session.driver.find(By::Id("handbook-team")).await?.is_displayed().await?.then_some(()))
    })
    .await
}

/// Until what was typed is kept.
async fn kept(session: &Session) -> Result<()> {
    until("it to be kept", || async {
        Ok((text(session, "#handbook-state").await? == "Kept in this browser").then_some(()))
    })
    .await
}

async fn text(session: &Session, css: &str) -> Result<String> {
    session.script("return document.querySelector(arguments[0])?.textContent ?? ''", vec![json!(css)]).await
}

async fn value(session: &Session, id: &str) -> Result<String> {
    session.script("return document.getElementById(arguments[0])?.value ?? ''", vec![json!(id)]).await
}

/// The id of what has the focus; its class where it has none.
async fn focused(session: &Session) -> Result<String> {
    session
        .script("return document.activeElement.id || document.activeElement.parentElement?.id", Vec::new())
        .await
}

async fn keys(session: &Session, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
    session.driver.action_chain().send_keys(keys).perform().await?;
    Ok(())
}

/// Presses Tab until what has the focus has an id that ends so.
async fn tab_to(session: &Session, ending: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..KEYS {
        let now = focused(session).await?;
        if now.ends_with(ending) {
            return Ok(());
        }
        passed.push(now);
        keys(session, Key::Tab + "").await?;
    }
    anyhow::bail!("the keyboard does not come to {ending}; it passes {passed:?}")
}

/// Until the focus is where it is put once a change is drawn.
async fn focus_comes_to(session: &Session, beginning: &str, ending: &str) -> Result<()> {
    until(&format!("the focus to come to {beginning}…{ending}"), || async {
        let now = focused(session).await?;
        ensure!(now.starts_with(beginning) && now.ends_with(ending), "it is on {now:?}");
        Ok(Some(()))
    })
    .await
}

/// Adds a row to the board's columns, whose button has the focus.
async fn column(session: &Session, cells: [&str; 4]) -> Result<()> {
    keys(session, Key::Enter + "").await?;
    focus_comes_to(session, "handbook-columns-", "-name").await?;
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            keys(session, Key::Tab + "").await?;
        }
        if !cell.is_empty() {
            keys(session, cell).await?;
        }
    }
    tab_to(session, "handbook-columns-add").await
}

async fn by_keyboard(session: &Session) -> Result<()> {
    session.script::<()>("document.activeElement.blur(); scrollTo(0, 0)", Vec::new()).await?;
    tab_to(session, "handbook-team").await?;
    keys(session, "Team Payments").await?;
    tab_to(session, "handbook-hours").await?;
    keys(session, HOSTILE).await?;
    tab_to(session, "handbook-part-columns").await?;
    keys(session, Key::Enter + "").await?;
    tab_to(session, "handbook-columns-add").await?;
    column(session, ["Review", "Anybody but the author", "Another pair of eyes", "It is approved"]).await?;
    column(session, ["Ready", "Product", "It can be begun", "Somebody begins it"]).await?;
    column(session, ["Nonsense", "", "", ""]).await?;
    // Up with the second, away with the third.
    let ids: Vec<String> = session
        .script(
            "return [...document.querySelectorAll('#handbook-part-columns [id$=\"-up\"]')].map(one => one.id)",
            Vec::new(),
        )
        .await?;
    let [_, second, third] = ids.as_slice() else { anyhow::bail!("the rows are {ids:?}") };
    for _ in 0..KEYS {
        if focused(session).await? == *second {
            break;
        }
        session
            .driver
            .action_chain()
            .key_down(Key::Shift)
            .send_keys(Key::Tab)
            .key_up(Key::Shift)
            .perform()
            .await?;
    }
    ensure!(focused(session).await? == *second, "Shift and Tab do not come to {second}");
    keys(session, Key::Enter + "").await?;
    until("the second row to be the first", || async {
        let first: String = session
            .script("return document.querySelector('#handbook-part-columns [id$=\"-up\"]').id", Vec::new())
            .await?;
        Ok((first == *second).then_some(()))
    })
    .await?;
    focus_comes_to(session, second, "-up").await?;
    tab_to(session, &third.replace("-up", "-remove")).await?;
    keys(session, " ").await?;
    focus_comes_to(session, "handbook-columns-", "-name").await?;
    kept(session).await
}

async fn is_there_again(session: &Session) -> Result<()> {
    ensure!(value(session, "handbook-team").await? == "Team Payments", "the team's name is gone");
    ensure!(value(session, "handbook-hours").await? == HOSTILE, "the hours are not as they were typed");
    let names: Vec<String> = session
        .script(
            "return [...document.querySelectorAll('#handbook-part-columns [id$=\"-name\"]')].map(one => one.value)",
            Vec::new(),
        )
        .await?;
    ensure!(names == ["Ready", "Review"], "the columns are {names:?}");
    let channels: f64 = session
        .script(
            "return document.querySelectorAll('#handbook-part-channels .handbook-row').length",
            Vec::new(),
        )
        .await?;
    ensure!(channels == 4.0, "the suggested channels are {channels}");
    Ok(())
}

/// What an archive holds, by name, in its order.
fn unpacked(archive: &[u8]) -> Result<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive))?;
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        found.insert(file.name()?.into_owned(), text);
    }
    Ok(found)
}

async fn saved(session: &Session) -> Result<()> {
    // The preview follows what is chosen, and shows nothing but elements of ours.
    press(session, "[data-file='workflow.md']").await?;
    let table: Vec<Vec<String>> = session
        .script(
            "return [...document.querySelectorAll('.handbook-article tbody tr')]
               .map(row => [...row.cells].map(cell => cell.textContent))",
            Vec::new(),
        )
        .await?;
    let expected = [
        ["Ready", "It can be begun", "Product", "Somebody begins it"],
        ["Review", "Another pair of eyes", "Anybody but the author", "It is approved"],
    ];
    ensure!(table == expected, "the workflow's table is {table:?}");
    let source = value(session, "handbook-markdown").await?;
    press(session, "[data-file='communication.md']").await?;
    let strange: f64 = session
        .script("return document.querySelectorAll('.handbook-article :is(img, script, a[href^=javascript])').length", Vec::new())
        .await?;
    ensure!(strange == 0.0, "a text became an element");
    ensure!(
        text(session, ".handbook-article").await?.contains(HOSTILE),
        "the preview has not what was typed"
    );

    // What has changed since the page was opened is marked, until it is saved.
    write(session, "handbook-quiet", "Tuesday mornings").await?;
    until("the page to be marked as changed", || async {
        Ok((text(session, "[data-file='communication.md'] .changed").await? == "changed").then_some(()))
    })
    .await?;

    no_downloads(session)?;
    press(session, "#handbook-save").await?;
    let file = download(session, ".zip").await?;
    let files = unpacked(&std::fs::read(&file)?)?;
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    ensure!(
        names
            == [
                "handbook/README.md",
                "handbook/communication.md",
                "handbook/decisions.md",
                "handbook/decisions/0007-keep-the-ledger-in-postgres.md",
                "handbook/glossary.md",
                "handbook/meetings.md",
                "handbook/onboarding.md",
                "handbook/results.md",
                "handbook/workflow.md",
            ],
        "the archive holds {names:?}"
    );
    let of = |name: &str| files.get(&format!("handbook/{name}")).with_context(|| format!("no {name}"));
    for (name, part) in [
        ("README.md", "# Handbook of Team Payments\n"),
        ("README.md", "[How work moves](workflow.md)"),
        ("communication.md", "**Half days without meetings:** Tuesday mornings\n"),
        ("communication.md", "\\<img src=x onerror=alert(1)\\> \\| \\`code\\`"),
        ("decisions.md", "[Keep the ledger in Postgres](decisions/0007-keep-the-ledger-in-postgres.md)"),
        ("decisions/0007-keep-the-ledger-in-postgres.md", "# Keep the ledger in Postgres"),
        ("results.md", "Autumn round, closed on "),
        ("results.md", "6 answers"),
        ("onboarding.md", "**To be agreed:**"),
    ] {
        ensure!(of(name)?.contains(part), "{name} has no {part:?}:\n{}", of(name)?);
    }
    ensure!(*of("workflow.md")? == source, "the preview's Markdown is another than what is saved");
    until("the mark to go", || async {
        Ok(text(session, "[data-file='communication.md'] .changed").await?.is_empty().then_some(()))
    })
    .await?;

    // One page alone.
    press(session, "#handbook-save-page").await?;
    let page = std::fs::read_to_string(download(session, "communication.md").await?)?;
    ensure!(page == *of("communication.md")?, "a page alone is another than in the archive");
    Ok(())
}

async fn wide_no_more_than(session: &Session, faults: &RefCell<Vec<String>>, name: &str) -> Result<()> {
    let beyond: i64 = session
        .script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
            Vec::new(),
        )
        .await?;
    if beyond > 0 {
        faults.borrow_mut().push(format!("{name}: the page is {beyond} pixels too wide"));
    }
    Ok(())
}

async fn states(session: &Session, dark: bool) -> Result<()> {
    let faults = RefCell::default();
    ready(session).await?;
    session.viewport(1280, 1000).await?;
    seen(session, "handbook-suggested", dark, &faults).await?;
    write(session, "handbook-team", "Team Payments").await?;
    write(session, "handbook-hours", HOSTILE).await?;
    write(session, "handbook-quiet", &"Tuesday".repeat(30)).await?;
    session
        .script::<()>(
            "document.querySelectorAll('.handbook details').forEach(one => { one.open = true })",
            Vec::new(),
        )
        .await?;
    for list in ["columns", "steps", "terms"] {
        press(session, &format!("#handbook-{list}-add")).await?;
        until("the new row's field to have the focus", || async {
            Ok(focused(session).await?.ends_with("-name").then_some(()))
        })
        .await?;
        keys(session, "Ready").await?;
    }
    press(session, "#handbook-part-terms [id$='-remove']").await?;
    kept(session).await?;
    for (name, width) in [("", 1280_i64), ("-narrow", 320)] {
        session.viewport(width, 1000).await?;
        for direction in ["ltr", "rtl"] {
            session
                .script::<()>("document.documentElement.dir = arguments[0]", vec![json!(direction)])
                .await?;
            for (place, page) in [
                ("#handbook-heading", "README.md"),
                ("#handbook-part-columns", "communication.md"),
                (".handbook-preview", "decisions.md"),
            ] {
                press(session, &format!("[data-file='{page}']")).await?;
                session
                    .script::<Value>(
                        "document.querySelector(arguments[0]).scrollIntoView(); return null",
                        vec![json!(place)],
                    )
                    .await?;
                let word: String = place.chars().filter(char::is_ascii_alphabetic).collect();
                let name = format!("handbook-{word}{name}-{direction}");
                seen(session, &name, dark, &faults).await?;
                wide_no_more_than(session, &faults, &name).await?;
            }
        }
    }
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}
