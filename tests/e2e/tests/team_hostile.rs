//! The team's pages under hands and texts that nobody plans for: double clicks, Enter held down, texts far too long, a
//! storage that is full.

use anyhow::{Result, ensure};
use e2e::harness::audit::{press, write};
use e2e::harness::browser::Session;
use e2e::harness::lane::Lane;
use e2e::harness::team::text;
use e2e::harness::wait::until;
use serde_json::json;
use thirtyfour::prelude::*;

const ROUNDS: &str = "dashboard.html#rounds";
const DECISIONS: &str = "dashboard.html#decisions";

/// Waits until a script says so.
async fn is(session: &Session, what: &str, script: &str) -> Result<()> {
    until(what, || async { Ok(session.script::<bool>(script, Vec::new()).await?.then_some(())) }).await
}

/// How many there are once the page is loaded anew, with at least one.
async fn after_reload(session: &Session, css: &str) -> Result<usize> {
    session.driver.refresh().await?;
    until(&format!("{css} after a reload"), || async {
        let found: usize =
            session.script("return document.querySelectorAll(arguments[0]).length", vec![json!(css)]).await?;
        Ok((found > 0).then_some(found))
    })
    .await
}

async fn double_click(session: &Session, id: &str) -> Result<()> {
    let button = session.driver.find(By::Id(id)).await?;
    button.scroll_into_view().await?;
    session.driver.action_chain().double_click_element(&button).perform().await?;
    Ok(())
}

/// Presses Enter again and again without letting it go.
async fn hold_enter(session: &Session) -> Result<()> {
    let mut keys = session.driver.action_chain();
    for _ in 0..6 {
        keys = keys.key_down(Key::Enter);
    }
    keys.key_up(Key::Enter).perform().await?;
    Ok(())
}

pub(crate) async fn what_is_done_twice_is_done_once(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(ROUNDS).await?;
        press(session, "#round-new").await?;
        write(session, "round-title", "Clicked twice").await?;
        double_click(session, "round-begin").await?;
        is(session, "the round", "return document.getElementById('round-block') !== null").await?;
        press(session, "#round-new").await?;
        write(session, "round-title", "Enter held down").await?;
        hold_enter(session).await?;
        is(
            session,
            "both rounds",
            "return document.querySelectorAll('#rounds-led [data-round]').length >= 2",
        )
        .await?;
        let rounds = after_reload(session, "#rounds-led [data-round]").await?;
        ensure!(rounds == 2, "two rounds became {rounds}");

        session.open(DECISIONS).await?;
        for (title, twice) in [("Clicked twice", true), ("Enter held down", false)] {
            press(session, "#decision-new").await?;
            write(session, "decision-title-field", title).await?;
            if twice {
                double_click(session, "decision-save").await?;
            } else {
                hold_enter(session).await?;
            }
            is(session, "the decision", "return document.getElementById('decision-title') !== null").await?;
            press(session, "#decision-back").await?;
        }
        let decisions = after_reload(session, ".decision-list h2").await?;
        ensure!(decisions == 2, "two decisions became {decisions}");
        Ok(())
    })
    .await
}

pub(crate) async fn what_is_huge_is_kept_whole(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(DECISIONS).await?;
        press(session, "#decision-new").await?;
        write(session, "decision-title-field", &"עברית ".repeat(200)).await?;
        session
            .script::<()>(
                "const put = (id, text) => {
                   const field = document.getElementById(id);
                   field.value = text;
                   field.dispatchEvent(new Event('input', { bubbles: true }));
                 };
                 put('decision-context', 'A line that says little, and goes on. \\n'.repeat(25_000));
                 put('decision-consulted', Array.from({ length: 300 }, (_, at) => `Person ${at}`).join('\\n'))",
                Vec::new(),
            )
            .await?;
        press(session, "#decision-save").await?;
        text(session, "#decision-title").await?;
        let said = session
            .script::<String>("return document.querySelector('.decision-said').textContent", Vec::new())
            .await?;
        ensure!(said.len() > 900_000 && said.contains("Person 299"), "{} bytes are shown", said.len());
        let beyond: i64 = session
            .script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                Vec::new(),
            )
            .await?;
        ensure!(beyond <= 0, "the page is {beyond} pixels too wide");
        let markdown = text(session, "#decision-markdown").await?;
        ensure!(markdown.len() > 900_000, "{} bytes of Markdown", markdown.len());
        session.driver.refresh().await?;
        press(session, ".decision-list h2 button").await?;
        ensure!(text(session, "#decision-markdown").await? == markdown, "it is not the same after a reload");
        Ok(())
    })
    .await
}

pub(crate) async fn a_full_storage_leaves_the_form_as_it_is(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(DECISIONS).await?;
        press(session, "#decision-new").await?;
        write(session, "decision-title-field", "No room").await?;
        session
            .script::<()>(
                "window.put = IDBObjectStore.prototype.put;
                 IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }",
                Vec::new(),
            )
            .await?;
        press(session, "#decision-save").await?;
        is(
            session,
            "the failure to be said",
            "return /storage is full/.test(document.querySelector('.notice.failure')?.textContent ?? '')",
        )
        .await?;
        let title: String = session
            .script("return document.getElementById('decision-title-field').value", Vec::new())
            .await?;
        ensure!(title == "No room", "what was typed is gone: {title:?}");
        session.script::<()>("IDBObjectStore.prototype.put = window.put", Vec::new()).await?;
        press(session, "#decision-save").await?;
        ensure!(text(session, "#decision-title").await?.contains("No room"), "it was not kept afterwards");
        Ok(())
    })
    .await
}
