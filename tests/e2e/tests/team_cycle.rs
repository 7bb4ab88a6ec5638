//! Practices that a round's gap leads to, in the audit's cycle: taken up without any calendar, two at most, kept where
//! nothing else is, held against a later round, and told in the report.

use crate::pages::seen;
use anyhow::{Context, Result, ensure};
use e2e::harness::audit::{self, press};
use e2e::harness::audit_table::usual;
use e2e::harness::browser::Session;
use e2e::harness::lane::Lane;
use e2e::harness::team;
use e2e::harness::wait::until;
use serde_json::{Value, json};
use std::cell::RefCell;

/// The rounds' page.
const ROUNDS: &str = "dashboard.html#rounds";

pub(crate) async fn practices_are_held_against_a_later_round(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session.open(ROUNDS).await?;
            session.viewport(1280, 1200).await?;
            let faults = RefCell::default();
            taken_up(session, dark, &faults).await?;
            alone(session, dark, &faults).await?;
            later(session).await?;
            reported(session, &marker, dark, &faults).await?;
            let faults = faults.into_inner();
            ensure!(faults.is_empty(), "{}", faults.join("\n"));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Puts a closed round of five answers into the cabinet, which gave these steps to each question, and had seventeen hours of
/// deep work of the twenty that they want.
async fn seed(session: &Session, id: &str, title: &str, steps: &[(&str, u8)]) -> Result<()> {
    let scale = |question: &str| json!({ "id": question, "group": "meetings", "form": "scale" });
    let mut questions: Vec<Value> = steps.iter().map(|(question, _)| scale(question)).collect();
    let deep = [("deep-had", 17), ("deep-wanted", 20)];
    questions.extend(deep.map(|(id, _)| json!({ "id": id, "group": "deep_work", "form": "hours" })));
    let answers: Vec<Value> = (0..5)
        .map(|person| {
            let said = |question: &str, said: Value| json!({ "question": question, "said": said });
            let mut replies: Vec<Value> =
                steps.iter().map(|(question, step)| said(question, json!({ "scale": step }))).collect();
            replies.extend(deep.map(|(question, hours)| said(question, json!({ "hours": hours }))));
            json!({ "schema": 1, "round": id, "respondent": format!("{person:032x}"), "revision": 1,
                    "replies": replies })
        })
        .collect();
    let led = json!({
        "schema": 1,
        "round": { "schema": 1, "id": id, "kind": "baseline", "title": title, "at": 0, "closes_on": "2030-01-01",
                   "key": "", "questions": questions },
        "private_key": "", "shuffle": "00".repeat(32), "answers": answers, "closed_at": 0, "changed_at": 0,
    });
    let put: String = session
        .script_async(
            "const [led, done] = [arguments[0], arguments[arguments.length - 1]];
             led.round.at = Date.now();
             led.closed_at = led.changed_at = led.round.at + 1;
             const opening = indexedDB.open('converel-team', 1);
             opening.onupgradeneeded = () => opening.result.createObjectStore('texts');
             opening.onerror = () => done(String(opening.error));
             opening.onsuccess = () => {
               const turn = opening.result.transaction('texts', 'readwrite');
               turn.objectStore('texts').put(JSON.stringify(led), 'led/' + led.round.id);
               turn.oncomplete = () => { opening.result.close(); done(''); };
               turn.onabort = () => done(String(turn.error));
             }",
            vec![led],
        )
        .await?;
    ensure!(put.is_empty(), "the round cannot be put: {put}");
    session.driver.refresh().await?;
    Ok(())
}

/// Goes to another page of the dashboard, without loading it anew.
async fn go(session: &Session, fragment: &str) -> Result<()> {
    session.script("location.hash = arguments[0]", vec![json!(fragment)]).await
}

/// How many elements there are.
async fn count(session: &Session, css: &str) -> Result<usize> {
    session.script("return document.querySelectorAll(arguments[0]).length", vec![json!(css)]).await
}

async fn are(session: &Session, css: &str, wanted: usize) -> Result<()> {
    until(&format!("{wanted} of {css}"), || async {
        let found = count(session, css).await?;
        ensure!(found == wanted, "there are {found}");
        Ok(Some(()))
    })
    .await
}

/// The later round.
const LATER: &str = "00000000-0000-4000-8000-000000000002";
const AGENDAS: &str = "li[data-practice=Agendas] button";
const MINUTES: &str = "li[data-practice=Minutes] button";
const READMES: &str = "li[data-practice=Readmes] button";

/// From a round's results: two are taken up, and a third is not.
async fn taken_up(session: &Session, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    let low = [("agendas", 2), ("minutes", 2), ("readmes", 3)];
    let first = "00000000-0000-4000-8000-000000000001";
    seed(session, first, "Autumn", &low).await?;
    press(session, &format!("[data-round='{first}']")).await?;
    for (at, practice) in [AGENDAS, MINUTES].into_iter().enumerate() {
        press(session, practice).await?;
        are(session, &format!("{practice}[aria-disabled=true]"), 1).await?;
        are(session, ".in-cycle li", at + 1).await?;
    }
    let said =
        || session.script::<String>("return document.getElementById('results-taken-up').textContent", vec![]);
    let before = said().await?;
    press(session, READMES).await?;
    let refused = until("the third to be refused", || async {
        let now = said().await?;
        Ok((now != before && !now.is_empty()).then_some(now))
    })
    .await?;
    ensure!(refused.contains("Two improvements are enough"), "{refused}");
    ensure!(refused.contains("Drop one"), "it is not said what to do: {refused}");
    ensure!(count(session, ".in-cycle li").await? == 2, "three are in the cycle");
    ensure!(
        count(session, &format!("{READMES}[aria-disabled]")).await? == 0,
        "the third seems to be taken up"
    );
    seen(session, "team-cycle-results", dark, faults).await
}

/// The cycle stands on the audit's page above the invitation to bring a calendar, and is there again.
async fn alone(session: &Session, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    go(session, "#audit").await?;
    are(session, "#audit-cycle .practice", 2).await?;
    let above: bool = session
        .script(
            "const [cycle, drop] = ['audit-cycle', 'audit-drop'].map(id => document.getElementById(id));
             return document.getElementById('keep-nothing').checked
               && cycle.compareDocumentPosition(drop) === Node.DOCUMENT_POSITION_FOLLOWING",
            Vec::new(),
        )
        .await?;
    ensure!(above, "the cycle does not stand above the invitation, or something of a calendar is kept");
    for (name, width) in [("", 1280), ("-narrow", 320)] {
        session.viewport(width, 1000).await?;
        seen(session, &format!("team-cycle-alone{name}"), dark, faults).await?;
        let beyond: i64 = session
            .script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                Vec::new(),
            )
            .await?;
        ensure!(beyond <= 0, "the page is {beyond} pixels wider than {width}");
    }
    session.viewport(1280, 1200).await?;
    session.driver.refresh().await?;
    are(session, "#audit-cycle .practice", 2).await
}

/// A later round of the same questions shows what came of both: one gap has closed, the other one has not.
async fn later(session: &Session) -> Result<()> {
    let better = [("agendas", 4), ("minutes", 2), ("readmes", 3)];
    seed(session, LATER, "Winter", &better).await?;
    // Whoever closes a round is on its page.
    go(session, "#rounds").await?;
    until("the rounds", || async {
        Ok((count(session, "#rounds-led [data-round]").await? == 2).then_some(()))
    })
    .await?;
    go(session, "#audit").await?;
    for (kept, name) in [("kept", "No agenda, no meeting"), ("not_yet", "Minutes")] {
        let row = format!("#audit-practices tr[data-kept={kept}]");
        are(session, &row, 1).await?;
        let told: String =
            session.script("return document.querySelector(arguments[0]).innerText", vec![json!(row)]).await?;
        ensure!(told.to_lowercase().contains(&name.to_lowercase()), "{kept}: {told}");
    }
    // It is kept: the audit's page alone, loaded anew, tells it too.
    session.driver.refresh().await?;
    are(session, "#audit-practices tr[data-kept=kept]", 1).await
}

/// Beside a calendar the cycle stands below the board, the report names what came of it, and a practice is dropped by
/// who says so twice.
async fn reported(session: &Session, marker: &str, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    let table = usual(audit::monday(session).await?, marker);
    let file = audit::file(marker, "calendar.ics", table.text().as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    are(session, "#audit-cycle", 1).await?;
    are(session, "#audit-cycle .practice", 2).await?;
    let report = audit::report(session, false).await?;
    for (at, practice, kept) in [(0, "agendas", "kept"), (1, "minutes", "not_yet")] {
        let told = report.pointer(&format!("/cycles/0/practices/{at}")).context("no practice is told")?;
        ensure!(told.get("practice").and_then(Value::as_str) == Some(practice), "{told}");
        ensure!(told.pointer("/looks/0/kept").and_then(Value::as_str) == Some(kept), "{told}");
    }
    for format in ["markdown", "html", "csv"] {
        let text = std::fs::read_to_string(audit::save(session, format, false).await?)?;
        let name = if format == "csv" { "agendas" } else { "No agenda, no meeting" };
        ensure!(text.contains(name), "the {format} does not name the practice");
    }
    seen(session, "team-cycle-audit", dark, faults).await?;
    beside_the_calendar(session, dark, faults).await?;
    go(session, "#audit").await?;
    press(session, "#audit-cycle .practice button").await?;
    press(session, "#cycle-drop-confirm").await?;
    are(session, "#audit-cycle .practice", 1).await?;
    let kept = audit::everything_kept(session).await?;
    ensure!(kept.contains("\"minutes\""), "{kept}");
    ensure!(!kept.contains(marker), "something of the calendar is kept");
    Ok(())
}

/// What the calendar leaves for deep work stands beside what the team said, on the page alone.
async fn beside_the_calendar(session: &Session, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    go(session, "#rounds").await?;
    team::look_at(session, LATER).await?;
    let told = "#round-results figure[data-question=deep]";
    are(session, told, 1).await?;
    let rows: Vec<String> = session
        .script(
            "return [...document.querySelectorAll(`${arguments[0]} tbody tr`)].map(row => row.textContent)",
            vec![json!(told)],
        )
        .await?;
    let expected = [
        ("The team has", "17"),
        ("The team wants", "20"),
        ("Missing", "3"),
        ("Your own calendar leaves", ""),
    ];
    for (name, hours) in expected {
        ensure!(rows.iter().any(|row| row.contains(name) && row.contains(hours)), "{name} {hours}: {rows:?}");
    }
    for text in team::publish(session).await? {
        ensure!(text.contains("20") && !text.contains("Your own calendar"), "{text}");
    }
    session.script::<()>("document.querySelector(arguments[0]).scrollIntoView()", vec![json!(told)]).await?;
    seen(session, "team-cycle-deep", dark, faults).await
}
