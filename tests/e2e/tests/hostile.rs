//! A page that works against the gate: it cannot close it, cover it, restyle it, type into it, read it or
//! speak to it; and whatever it does, an invite goes out at most once and is lost never.

use crate::google::send_anyway;
use anyhow::{Result, ensure};
use e2e::harness::browser::Session;
use e2e::harness::calendar::{confirm, draft_left, never_again, open, open_warm, save, sent_once};
use e2e::harness::gate::{self, Gate};
use e2e::harness::google::Page;
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use std::time::Duration;
use thirtyfour::prelude::*;

fn page(marker: &str, tricks: &[&'static str]) -> Page {
    Page { hostile: tricks.to_vec(), ..Page::weekly_status(&format!("Weekly status {marker}")) }
}

async fn attempts(session: &Session) -> Result<u64> {
    session.script("return standinAttempts()", Vec::new()).await
}

/// The trick was really tried.
async fn tried(session: &Session) -> Result<()> {
    until("the page to try its trick", || async { Ok((attempts(session).await? > 0).then_some(())) }).await
}

/// It went out once, and there is an unchecked record with one of these causes.
async fn unchecked(lane: &mut Lane, marker: &str, causes: &[&str]) -> Result<()> {
    let google = lane.google.clone();
    let session = lane.shipped_as_it_is()?;
    confirm(session).await?;
    sent_once(&google, marker).await?;
    until(&format!("an unchecked record of {causes:?}"), || async {
        let all = journal::records(session, "").await?;
        let found = all.iter().rev().take(3).any(|record| causes.contains(&journal::word(record, "cause")));
        Ok(found.then_some(()))
    })
    .await
}

pub(crate) async fn a_host_removed_at_once_lets_go_unchecked(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open(session, &google, page(&marker, &["remove_at_once"])).await?;
    tried(session).await?;
    save(session).await?;
    unchecked(lane, &marker, &["frame_blocked"]).await
}

pub(crate) async fn a_host_removed_while_open_comes_back(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, page(&marker, &["remove_once_open"])).await?;
    save(session).await?;
    tried(session).await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.text("#title").await?.contains(&marker), "another invite");
    never_again(&google, &marker, 0).await?;
    send_anyway(gate).await?;
    confirm(session).await?;
    sent_once(&google, &marker).await?;
    Ok(())
}

/// A page that fights for the top on every frame wins in the end: then the invite goes out once, unchecked.
pub(crate) async fn a_page_that_covers_the_gate(lane: &mut Lane) -> Result<()> {
    for trick in ["cover_with_modal", "cover_with_popover"] {
        let marker = lane.marker(trick);
        let google = lane.google.clone();
        let session = lane.shipped().await?;
        open_warm(session, &google, page(&marker, &[trick])).await?;
        save(session).await?;
        tried(session).await?;
        until("the fight to end", || async {
            let asked = e2e::harness::calendar::is_asked(session).await?;
            Ok(asked.then_some(()))
        })
        .await?;
        // The page's own cover lies over the calendar's question too.
        session
            .driver
            .execute(
                "document.querySelectorAll('body > dialog, body > [popover]').forEach(one => one.remove())",
                Vec::new(),
            )
            .await?;
        unchecked(lane, &marker, &["covered", "frame_blocked"]).await?;
    }
    Ok(())
}

pub(crate) async fn a_page_that_restyles_and_hides(lane: &mut Lane) -> Result<()> {
    for trick in ["hide_everything", "make_inert"] {
        let marker = lane.marker(trick);
        let google = lane.google.clone();
        let session = lane.shipped().await?;
        open_warm(session, &google, page(&marker, &[trick])).await?;
        tried(session).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        never_again(&google, &marker, 0).await?;
        // Still to be worked, by pointer and by key.
        gate.write("purpose", "Decide the date").await?;
        send_anyway(gate).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
    }
    Ok(())
}

pub(crate) async fn synthetic_events_and_messages_do_nothing(lane: &mut Lane) -> Result<()> {
    for trick in ["synthetic_events", "flood_messages"] {
        let marker = lane.marker(trick);
        let google = lane.google.clone();
        let session = lane.shipped().await?;
        open_warm(session, &google, page(&marker, &[])).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.write("purpose", "Decide the date").await?;
        gate.leave().await?;
        // From now on, on every frame.
        let start = "return import('/standin/hostile.js').then(one => one.hostile([arguments[0]]))";
        session.driver.execute(start, vec![trick.into()]).await?;
        until("two hundred attempts", || async { Ok((attempts(session).await? > 40).then_some(())) }).await?;
        ensure!(gate::is_shown(session).await?, "{trick} closed the gate");
        never_again(&google, &marker, 0).await?;
        // A script's own click on Save, once the gate is gone, would be a gesture as any other.
        session.driver.execute("window.standinCalm = true", Vec::new()).await?;
        let gate = Gate::enter(session).await?;
        ensure!(gate.value("purpose").await? == "Decide the date", "{trick} typed into the gate");
        gate.click("back").await?;
        gate.gone().await?;
    }
    Ok(())
}

pub(crate) async fn a_page_cannot_look_inside(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, page(&marker, &["reach_in"])).await?;
    save(session).await?;
    let gate = Gate::enter(session).await?;
    gate.leave().await?;
    tried(session).await?;
    let reached: bool = session.script("return window.standinReached === true", Vec::new()).await?;
    ensure!(!reached, "the page saw the frame or its window");
    draft_left(session, &google, &marker).await
}

pub(crate) async fn a_frame_without_a_token_stays_blank(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    let stranger = Page { policy: "none", ..Page::weekly_status(&format!("Weekly status {marker}")) };
    open_warm(session, &google, stranger).await?;
    for fragment in ["", "#", "#00000000000000000000000000000000"] {
        session
            .driver
            .execute(
                "const frame = document.createElement('iframe');
                 frame.id = 'stranger';
                 frame.src = arguments[0];
                 const token = arguments[1];
                 frame.addEventListener('load', () => {
                   for (let time = 0; time < 20; time += 1) {
                     const { port1, port2 } = new MessageChannel();
                     port1.onmessage = event => { window.standinHeard = event.data };
                     frame.contentWindow.postMessage({ converel: token }, '*', [port2]);
                     port1.postMessage({ type: 'ask', hold: 1, kept: '', snapshot: {} });
                   }
                   window.standinFramed = true;
                 });
                 document.getElementById('stranger')?.remove();
                 window.standinFramed = false;
                 document.body.append(frame);",
                vec![
                    format!("{}gate.html{fragment}", session.origin).into(),
                    fragment.trim_start_matches('#').into(),
                ],
            )
            .await?;
        // A frame that the browser refuses altogether is as good as a blank one.
        let inside = until("the stranger's frame", || async {
            let framed: bool = session.script("return window.standinFramed", Vec::new()).await?;
            Ok(framed.then_some(()))
        })
        .await;
        if inside.is_ok() {
            let frame = session.driver.find(By::Id("stranger")).await?;
            frame.enter_frame().await?;
            e2e::harness::wait::stays(Duration::from_millis(700), "the frame is blank", || async {
                let text: String =
                    session.script("return document.body?.innerText ?? ''", Vec::new()).await?;
                let drawn: bool =
                    session.script("return document.getElementById('title') !== null", Vec::new()).await?;
                Ok(!drawn
                    && (text.trim().is_empty()
                        || session.origin.starts_with("chrome") && text.contains("blocked")))
            })
            .await?;
            session.driver.enter_default_frame().await?;
        }
        let heard: bool = session.script("return window.standinHeard !== undefined", Vec::new()).await?;
        ensure!(!heard, "the frame answered a stranger");
    }
    Ok(())
}
