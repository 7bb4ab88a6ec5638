//! The page of rounds: the whole flow by keyboard, half an answer that a reload does not lose, every state looked at, and
//! a storage that takes nothing.

use crate::pages::seen;
use anyhow::{Context, Result, bail, ensure};
use e2e::harness::audit::{choose, press, set, write};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::team::text;
use e2e::harness::wait::until;
use e2e::harness::{raw, screens};
use serde_json::json;
use std::cell::RefCell;
use thirtyfour::prelude::*;

const PAGE: &str = "dashboard.html#rounds";
/// Presses so many keys at most on the way to what is wanted.
const KEYS: usize = 120;

/// Whether this is so, in the page.
async fn is(session: &Session, what: &str, script: &str) -> Result<()> {
    until(what, || async { Ok(session.script::<bool>(script, Vec::new()).await?.then_some(())) }).await
}

/// What has the focus: its id, or the round that it opens, or its kind.
async fn focused(session: &Session) -> Result<String> {
    session
        .script(
            "const one = document.activeElement;
             return one.id ? '#' + one.id : one.dataset.round ? one.closest('ul').id + ' ' + one.dataset.round : one.localName",
            Vec::new(),
        )
        .await
}

async fn focus_on(session: &Session, id: &str) -> Result<()> {
    until(&format!("the focus on {id}"), || async {
        let now = focused(session).await?;
        ensure!(now == id, "it is on {now}");
        Ok(Some(()))
    })
    .await
}

async fn keys(session: &Session, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
    session.driver.action_chain().send_keys(keys).perform().await?;
    Ok(())
}

/// Presses Tab until what has the focus fits.
async fn tab_to(session: &Session, wanted: &str) -> Result<()> {
    press_until(session, wanted, false).await
}

/// Presses Shift and Tab until what has the focus fits.
async fn back_to(session: &Session, wanted: &str) -> Result<()> {
    press_until(session, wanted, true).await
}

async fn press_until(session: &Session, wanted: &str, back: bool) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..KEYS {
        let now = focused(session).await?;
        if now.starts_with(wanted) {
            return Ok(());
        }
        passed.push(now);
        let chain = session.driver.action_chain();
        let tab = Key::Tab + "";
        let chain = if back {
            chain.key_down(Key::Shift).send_keys(tab).key_up(Key::Shift)
        } else {
            chain.send_keys(tab)
        };
        chain.perform().await?;
    }
    bail!("the keyboard does not come to {wanted}; it passes {passed:?}")
}

async fn enter(session: &Session, at: &str) -> Result<()> {
    tab_to(session, at).await?;
    keys(session, Key::Enter + "").await
}

pub(crate) async fn a_round_goes_by_keyboard_alone(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        is(session, "the page", "return document.getElementById('round-new') !== null").await?;
        by_keyboard(session).await
    })
    .await
}

async fn by_keyboard(session: &Session) -> Result<()> {
    enter(session, "#round-new").await?;
    focus_on(session, "#round-heading").await?;
    tab_to(session, "#round-kind-baseline").await?;
    keys(session, Key::Down + "").await?;
    is(
        session,
        "the poll's title",
        "return document.getElementById('round-title').value.startsWith('Benefits')",
    )
    .await?;
    enter(session, "#round-add").await?;
    until("the focus in the new question", || async {
        let now = focused(session).await?;
        Ok((now.starts_with("#question-") && now.ends_with("-text")).then_some(()))
    })
    .await?;
    keys(session, "Do we decide quickly?").await?;
    enter(session, "#round-begin").await?;
    let block = text(session, "#round-block").await?;
    ensure!(block.starts_with("Benefits poll") && block.contains("begin converel block"), "{block}");
    focus_on(session, "#round-heading").await?;

    // The lead answers too: the benefits in order, the first two the other way round.
    enter(session, "#round-answer").await?;
    is(session, "the form", "return document.getElementById('answer-make') !== null").await?;
    tab_to(session, "#answer-0-add-balance").await?;
    for next in ["add-inclusion", "add-knowledge", "add-scale", "add-deep_work", "add-action", "order"] {
        keys(session, Key::Enter + "").await?;
        focus_on(session, &format!("#answer-0-{next}")).await?;
    }
    enter(session, "#answer-0-up-inclusion").await?;
    focus_on(session, "#answer-0-down-inclusion").await?;
    tab_to(session, "#answer-1").await?;
    keys(session, "Because of the time zones").await?;
    tab_to(session, "#answer-2-1").await?;
    keys(session, " ").await?;
    keys(session, Key::Right + "").await?;
    is(session, "the second step", "return document.getElementById('answer-2-2').checked").await?;
    tab_to(session, "#answer-show-few").await?;
    keys(session, " ").await?;
    enter(session, "#answer-make").await?;
    focus_on(session, "#answer-copy").await?;
    let answer = text(session, "#answer-block").await?;
    ensure!(!answer.contains("zones"), "it is not sealed: {answer}");
    keys(session, Key::Enter + "").await?;

    // Back to the round that is led: it stands before the form, and not every browser goes from the page's end to its
    // beginning.
    back_to(session, "rounds-led ").await?;
    keys(session, Key::Enter + "").await?;
    focus_on(session, "#round-heading").await?;
    tab_to(session, "#answers-paste").await?;
    session
        .driver
        .action_chain()
        .key_down(Key::Control)
        .send_keys("v")
        .key_up(Key::Control)
        .perform()
        .await?;
    ensure!(text(session, "#answers-paste").await? == answer, "something else was copied");
    enter(session, "#answers-take").await?;
    text(session, "#answers-said [data-fate=new]").await?;
    let count = text(session, "#round-count").await?;
    ensure!(count.starts_with('1'), "{count}");
    enter(session, "#round-close").await?;
    is(
        session,
        "the question",
        "return document.querySelector('dialog[open] #round-close-confirm') !== null",
    )
    .await?;
    enter(session, "#round-close-confirm").await?;
    focus_on(session, "#round-heading").await?;
    let results = text(session, "#round-results").await?;
    ensure!(results.contains("Do we decide quickly?") && results.contains("time zones"), "{results}");
    journal::no_downloads(session)?;
    enter(session, "#publish-markdown").await?;
    let path = journal::download(session, ".md").await?;
    let markdown = std::fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    ensure!(markdown.contains("Do we decide quickly?"), "{markdown}");
    Ok(())
}

/// Begins a round and goes to its answer's form.
async fn begin_and_answer(session: &Session, kind: &str) -> Result<()> {
    press(session, "#round-new").await?;
    set(session, &format!("round-kind-{kind}"), true).await?;
    press(session, "#round-begin").await?;
    text(session, "#round-block").await?;
    press(session, "#round-answer").await?;
    is(session, "the form", "return document.getElementById('answer-make') !== null").await
}

/// Waits until the page says that everything is kept.
async fn kept(session: &Session) -> Result<()> {
    is(
        session,
        "it to be kept",
        "return document.getElementById('answer-saved').textContent === 'Kept in this browser.'",
    )
    .await
}

/// The form as it is filled in: what is ticked, what is typed, the ranking's order.
async fn filled(session: &Session) -> Result<Vec<String>> {
    session
        .script(
            "return [...document.querySelectorAll('.rounds-main :checked')].map(one => one.id)
               .concat([...document.querySelectorAll('.ask :is(input[inputmode], textarea)')]
                 .filter(one => one.value !== '').map(one => one.id + '=' + one.value))
               .concat([...document.querySelectorAll('[data-off]')].map(one => one.dataset.off))",
            Vec::new(),
        )
        .await
}

async fn reopened(session: &Session, title: &str) -> Result<Vec<String>> {
    session.driver.refresh().await?;
    until(&format!("the round {title}"), || async {
        let found: bool = session
            .script(
                "const lines = [...document.querySelectorAll('#rounds-answering button')];
                 const one = lines.find(line => line.textContent.includes(arguments[0]));
                 one?.click(); return one !== undefined",
                vec![json!(title)],
            )
            .await?;
        Ok(found.then_some(()))
    })
    .await?;
    is(session, "the form", "return document.getElementById('answer-make') !== null").await?;
    filled(session).await
}

pub(crate) async fn half_an_answer_outlives_a_reload(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        begin_and_answer(session, "baseline").await?;
        press(session, "label[for=answer-0-4]").await?;
        press(session, "label[for=answer-1-2]").await?;
        press(session, "[data-question=commit-messages] .pass").await?;
        write(session, "answer-10", "7,5").await?;
        write(session, "answer-11", "sixty").await?;
        write(session, "answer-16", "Write more,\nmeet less").await?;
        set(session, "answer-show-few", true).await?;
        kept(session).await?;
        // What cannot be read is named and not kept.
        let fault = text(session, "#answer-11-fault").await?;
        let typed = filled(session).await?;
        ensure!(typed.contains(&"answer-11=sixty".to_owned()) && !fault.is_empty(), "{typed:?}");
        press(session, "#answer-make").await?;
        focus_on(session, "#answer-11").await?;
        let wanted = ["answer-0-4", "answer-show-few", "answer-10=7.5", "answer-16=Write more,\nmeet less"];
        let found = reopened(session, "Team baseline").await?;
        ensure!(found == wanted, "{found:?}");

        begin_and_answer(session, "poll").await?;
        for benefit in ["action", "balance", "deep_work"] {
            press(session, &format!("[data-add={benefit}]")).await?;
        }
        press(session, "[data-up=balance]").await?;
        press(session, "[data-off=action]").await?;
        kept(session).await?;
        let found = reopened(session, "Benefits poll").await?;
        ensure!(found == ["balance", "deep_work"], "{found:?}");
        Ok(())
    })
    .await
}

/// How many bytes Chromium's storage has, where it has room.
const ROOM: u32 = 4_000_000;

/// From now on the browser's cabinet takes nothing, or takes everything again. Chromium's storage is really full;
/// Firefox would have to begin its storage anew, so there the page is refused by hand.
async fn full(session: &Session, full: bool) -> Result<()> {
    if session.kind == Kind::Chromium {
        let origin = session.origin.trim_end_matches('/');
        let quota = json!({ "origin": origin, "quotaSize": if full { 1 } else { ROOM } });
        raw::devtools(&session.driver, "Storage.overrideQuotaForOrigin", quota).await?;
        // For half a minute Chromium allots from the room that it found at an earlier write, and looks again only for
        // what is more than that.
        if full {
            is(session, "the storage to be full", REFUSED).await?;
        }
        return Ok(());
    }
    session
        .script(
            "window.whole ??= IDBObjectStore.prototype.put;
             const refuse = () => { throw new DOMException('no room', 'QuotaExceededError') };
             IDBObjectStore.prototype.put = arguments[0] ? refuse : window.whole",
            vec![json!(full)],
        )
        .await
}

/// Whether another database of the same origin refuses more than [`ROOM`].
const REFUSED: &str = "
return new Promise((done, fail) => {
  const opening = indexedDB.open('probe', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('much');
  opening.onerror = () => done(opening.error.name === 'QuotaExceededError');
  opening.onsuccess = () => {
    const writing = opening.result.transaction('much', 'readwrite');
    const end = refused => { opening.result.close(); done(refused); };
    writing.oncomplete = () => end(false);
    writing.onabort = () => end(writing.error?.name === 'QuotaExceededError');
    writing.objectStore('much').put(new Uint8Array(6_000_000), 'it');
  };
})";

pub(crate) async fn a_full_storage_is_said_and_loses_nothing(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        full(session, false).await?;
        begin_and_answer(session, "baseline").await?;
        full(session, true).await?;
        write(session, "answer-16", "Fewer meetings").await?;
        let said = text(session, "#answer-not-saved").await?;
        ensure!(said.contains("storage") && said.contains("still here"), "{said}");
        ensure!(said.contains("full") || session.kind == Kind::Firefox, "{said}");
        let now = filled(session).await?;
        ensure!(now == ["answer-16=Fewer meetings"], "{now:?}");
        press(session, "#answer-make").await?;
        text(session, "#answer-not-saved").await?;
        let block: bool =
            session.script("return document.getElementById('answer-block') !== null", Vec::new()).await?;
        ensure!(!block, "a block was made of a revision that is not kept");
        // A round cannot be begun either, and what was typed stays.
        press(session, "#round-new").await?;
        write(session, "round-title", "Ours").await?;
        press(session, "#round-begin").await?;
        let said = text(session, "#round-faults").await?;
        ensure!(said.contains("storage"), "{said}");
        let title = text(session, "#round-title").await?;
        ensure!(title == "Ours", "{title}");

        full(session, false).await?;
        press(session, "#round-begin").await?;
        text(session, "#round-block").await?;
        // What could not be kept is, with the next change.
        press(session, "#rounds-answering button").await?;
        press(session, "label[for=answer-0-5]").await?;
        kept(session).await?;
        let found = reopened(session, "Team baseline").await?;
        ensure!(found == ["answer-0-5", "answer-16=Fewer meetings"], "{found:?}");
        Ok(())
    })
    .await
}

pub(crate) async fn every_state_of_rounds_in_both_themes(lane: &mut Lane) -> Result<()> {
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session.open(PAGE).await?;
            states(session, dark).await
        })
        .await?;
    }
    Ok(())
}

/// A picture and axe at 1280 and at 320 pixels, and from right to left; the page is never wider than the window.
async fn look(session: &Session, name: &str, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    for (of, width, rtl) in
        [("", 1280_i64, false), ("-narrow", 320, false), ("-rtl", 1280, true), ("-rtl-narrow", 320, true)]
    {
        session.viewport(width, 900).await?;
        session
            .script::<()>(
                "document.documentElement.dir = arguments[0];
                 (document.querySelector('dialog[open]') ?? document.getElementById('round-heading'))
                   .scrollIntoView({ block: 'start', behavior: 'instant' });
                 if (innerWidth > 400) scrollTo(0, 0)",
                vec![json!(if rtl { "rtl" } else { "ltr" })],
            )
            .await?;
        let name = format!("rounds-{name}{of}");
        if rtl {
            screens::take(session, &name, dark).await?;
        } else {
            seen(session, &name, dark, faults).await?;
        }
        let beyond: i64 = session
            .script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                Vec::new(),
            )
            .await?;
        if beyond > 0 {
            faults.borrow_mut().push(format!("{name} is {beyond} pixels wider than {width}"));
        }
    }
    session.script::<()>("document.documentElement.dir = 'ltr'", Vec::new()).await?;
    session.viewport(1280, 900).await
}

/// Scrolls to it before it is looked at.
async fn part(session: &Session, name: &str, css: &str, dark: bool) -> Result<()> {
    for (of, width) in [("", 1280_i64), ("-narrow", 320)] {
        session.viewport(width, 900).await?;
        session
            .script::<()>(
                "document.querySelector(arguments[0]).scrollIntoView({ block: 'start', behavior: 'instant' })",
                vec![json!(css)],
            )
            .await?;
        screens::take(session, &format!("rounds-{name}{of}"), dark).await?;
    }
    session.viewport(1280, 900).await
}

async fn states(session: &Session, dark: bool) -> Result<()> {
    let faults = RefCell::default();
    is(session, "the page", "return document.getElementById('round-new') !== null").await?;
    look(session, "start", dark, &faults).await?;
    press(session, "#round-open").await?;
    write(session, "open-paste", "Good morning").await?;
    press(session, "#open-take").await?;
    text(session, "#open-said").await?;
    look(session, "open", dark, &faults).await?;
    press(session, "#round-take-over").await?;
    look(session, "take-over", dark, &faults).await?;

    press(session, "#round-new").await?;
    is(session, "the form", "return document.getElementById('round-title') !== null").await?;
    press(session, "#round-add").await?;
    press(session, "[data-question=readmes] .tools button").await?;
    write(session, "round-title", " ").await?;
    choose(session, "round-closes", "2020-01-01").await?;
    press(session, "#round-begin").await?;
    text(session, "#round-title-fault").await?;
    look(session, "new-wrong", dark, &faults).await?;
    part(session, "new-questions", "#round-questions", dark).await?;
    press(session, "#round-open").await?;

    begin_and_answer(session, "baseline").await?;
    press(session, "label[for=answer-0-4]").await?;
    write(session, "answer-10", "lots").await?;
    look(session, "answer", dark, &faults).await?;
    part(session, "answer-fields", "#answer-group-deepwork", dark).await?;
    write(session, "answer-10", "8").await?;
    set(session, "answer-show-few", true).await?;
    press(session, "#answer-make").await?;
    let answer = text(session, "#answer-block").await?;
    look(session, "answered", dark, &faults).await?;
    part(session, "answer-block", "#answer-show-few", dark).await?;

    press(session, "#rounds-led button").await?;
    is(session, "the round", "return document.getElementById('answers-paste') !== null").await?;
    look(session, "led", dark, &faults).await?;
    let cut: String = answer.chars().take(answer.len() / 2).collect();
    let pasted = format!("{answer}\nhi\n{answer}\n{cut}\n");
    choose(session, "answers-paste", &pasted).await?;
    press(session, "#answers-take").await?;
    text(session, "#answers-said").await?;
    press(session, "#handover summary").await?;
    press(session, "#handover-make").await?;
    text(session, "#handover-block").await?;
    look(session, "taken", dark, &faults).await?;
    part(session, "answers", "#answers-heading", dark).await?;
    part(session, "handover", "#handover", dark).await?;
    press(session, "#round-close").await?;
    look(session, "closing", dark, &faults).await?;
    press(session, "#round-close-confirm").await?;
    text(session, "#round-results").await?;
    look(session, "closed", dark, &faults).await?;
    part(session, "results", "#round-results", dark).await?;
    press(session, "#round-delete").await?;
    look(session, "deleting", dark, &faults).await?;
    press(session, "dialog[open] [autofocus]").await?;

    begin_and_answer(session, "poll").await?;
    press(session, "[data-add=action]").await?;
    press(session, "[data-add=balance]").await?;
    look(session, "ranking", dark, &faults).await?;
    part(session, "ranking-field", ".ask", dark).await?;
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}
