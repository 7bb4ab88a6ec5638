//! On the real SOGo: who was reached stands in its database and in the mail sink, not on the screen.

use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::gate::{self, Gate};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::{stays, until};
use e2e::sogo::page::{self, Event};
use e2e::sogo::{Sogo, address};
use std::time::Duration;
use thirtyfour::prelude::*;

/// How long it is watched that nothing goes out: a Save of SOGo's own is stored and mailed within half of it.
pub(crate) const QUIET: Duration = Duration::from_millis(1500);
const GUESTS: [&str; 3] = ["bob", "carol", "dave"];
const PURPOSE: &str = "Decide which of the two dates we announce";
const TOPIC: &str = "Choose the launch date";

/// An invite without an agenda, in the open editor, the frame warm.
async fn status(session: &Session, sogo: &Sogo, who: &str, marker: &str) -> Result<()> {
    compose(session, sogo, who, &Event { title: &title(marker), attendees: &GUESTS, ..Event::default() })
        .await
}

fn title(marker: &str) -> String {
    format!("Weekly status {marker}")
}

pub(crate) async fn compose(session: &Session, sogo: &Sogo, who: &str, event: &Event<'_>) -> Result<()> {
    page::new_event(session, sogo, who).await?;
    page::fill(session, event).await?;
    gate::is_warm(session).await
}

/// Nobody has a copy and no mail went out.
pub(crate) async fn nobody(sogo: &Sogo, marker: &str) -> Result<()> {
    stays(QUIET, "nobody is reached", || async {
        Ok(sogo.stored(marker)?.is_empty() && sogo.sink.with(marker).is_empty())
    })
    .await
}

/// Clicks Save and waits until SOGo's editor closes by itself; the gate must not be shown.
pub(crate) async fn saved_in_silence(session: &Session) -> Result<()> {
    page::click(session, page::SAVE).await?;
    until("SOGo's editor to close, with no gate", || async {
        ensure!(!gate::is_shown(session).await?, "the gate was shown");
        Ok((!page::is_open(session).await?).then_some(()))
    })
    .await
}

/// Each of `guests` has one copy and one mail, the organizer one copy, nobody anything else.
pub(crate) async fn each_once(sogo: &Sogo, organizer: &str, guests: &[&str], marker: &str) -> Result<()> {
    let mut owners: Vec<&str> = guests.iter().copied().chain([organizer]).collect();
    owners.sort_unstable();
    let mut addresses: Vec<String> = guests.iter().map(|guest| address(guest)).collect();
    addresses.sort();
    let reached = || -> Result<bool> {
        let stored = sogo.stored(marker)?;
        let mut mailed: Vec<String> = sogo.sink.with(marker).into_iter().flat_map(|mail| mail.to).collect();
        mailed.sort();
        Ok(stored.iter().map(|copy| copy.owner.as_str()).eq(owners.iter().copied()) && mailed == addresses)
    };
    until(&format!("each of {guests:?} to be reached"), || async { Ok(reached()?.then_some(())) })
        .await
        .with_context(|| {
            let stored: Vec<_> =
                sogo.stored(marker).unwrap_or_default().into_iter().map(|copy| copy.owner).collect();
            let mailed: Vec<_> = sogo.sink.with(marker).into_iter().flat_map(|mail| mail.to).collect();
            format!("in the database: {stored:?}; in the sink: {mailed:?}")
        })?;
    stays(QUIET, "nobody is reached twice", || async { reached() }).await
}

/// The editor is open and holds the draft.
async fn draft_left(session: &Session, marker: &str) -> Result<()> {
    ensure!(page::is_open(session).await?, "SOGo's editor is gone");
    let left = page::value(session, page::TITLE).await?;
    ensure!(left.contains(marker), "the title is {left:?}");
    Ok(())
}

pub(crate) async fn a_held_invite_reaches_nobody_and_back_leaves_the_draft(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.text("#title").await?.contains(&marker), "the gate shows another invite");
    nobody(&sogo, &marker).await?;
    gate.press(Key::Escape + "").await?;
    gate.gone().await?;
    nobody(&sogo, &marker).await?;
    draft_left(session, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "returned", "{record}");
    sogo.forget(&marker)
}

pub(crate) async fn send_reaches_each_guest_once_with_the_agenda(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let title = title(&marker);
    let event =
        Event { title: &title, description: "As every week.", attendees: &GUESTS, ..Event::default() };
    compose(session, &sogo, who, &event).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    gate.fill(PURPOSE, TOPIC).await?;
    gate.write("notes", "https://handbook.example/launch").await?;
    gate.click("send").await?;
    gate.gone().await?;
    page::closed(session).await?;
    each_once(&sogo, who, &GUESTS, &marker).await?;
    for copy in sogo.stored(&marker)? {
        let description = copy.property("DESCRIPTION");
        for line in [PURPOSE, TOPIC, "https://handbook.example/launch", "As every week."] {
            ensure!(description.contains(line), "{}'s description lacks {line:?}: {description}", copy.owner);
        }
    }
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "improved", "{record}");
    sogo.forget(&marker)
}

pub(crate) async fn async_reaches_nobody_and_leaves_the_draft(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    gate.choose("nature-conveyance", "relationship-strong").await?;
    gate.click("async").await?;
    let draft = until("the draft", || async {
        let text = gate.value("draft").await?;
        Ok((!text.is_empty()).then_some(text))
    })
    .await?;
    ensure!(draft.contains(&marker), "the draft is of something else: {draft}");
    gate.click("copy").await?;
    gate.click("done").await?;
    gate.gone().await?;
    nobody(&sogo, &marker).await?;
    draft_left(session, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "replaced", "{record}");
    sogo.forget(&marker)
}

pub(crate) async fn send_anyway_reaches_each_guest_once_and_its_reason_is_exported(
    lane: &mut Lane,
) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    gate.click("anyway").await?;
    gate.click_css("[data-reason=asked_to], #anyway-asked_to").await?;
    gate.gone().await?;
    page::closed(session).await?;
    each_once(&sogo, who, &GUESTS, &marker).await?;
    for kind in ["csv", "json", "ndjson"] {
        let text = crate::pages::export(session, kind, true).await?;
        let line = match kind {
            "json" => text.clone(),
            _ => text.lines().find(|line| line.contains(&marker)).unwrap_or_default().to_owned(),
        };
        ensure!(line.contains(&marker) && line.contains("asked_to"), "not in the {kind}: {text}");
    }
    sogo.forget(&marker)
}

pub(crate) async fn enter_in_the_title_is_held_like_save(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    session.driver.find(By::Css(page::TITLE)).await?.send_keys(Key::Enter + "").await?;
    let gate = Gate::enter(session).await?;
    nobody(&sogo, &marker).await?;
    gate.click("back").await?;
    gate.gone().await?;
    draft_left(session, &marker).await?;
    nobody(&sogo, &marker).await?;
    sogo.forget(&marker)
}

pub(crate) async fn a_good_invite_goes_out_without_a_dialog(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let event = Event {
        title: &format!("Decide the launch date {marker}"),
        description: "Goal: decide which launch date we announce\nAgenda:\n- Decide the launch date (20 min, Bob)\n- Agree on the rollback plan (15 min, Carol)",
        attendees: &["bob", "carol"],
        ..Event::default()
    };
    compose(session, &sogo, who, &event).await?;
    saved_in_silence(session).await?;
    each_once(&sogo, who, &["bob", "carol"], &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "pass_reason") == "good", "{record}");
    sogo.forget(&marker)
}

pub(crate) async fn a_typed_address_is_a_guest_as_sogo_sees_it(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let (title, typed) = (title(&marker), address("heidi"));
    let event = Event { title: &title, attendees: &["bob", "carol"], typed: &typed, ..Event::default() };
    compose(session, &sogo, who, &event).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    let people = gate.text("#part-audience").await?;
    ensure!(people.to_lowercase().contains("heidi"), "the gate does not count the typed guest: {people}");
    nobody(&sogo, &marker).await?;
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await?;
    page::closed(session).await?;
    each_once(&sogo, who, &["bob", "carol", "heidi"], &marker).await?;
    sogo.forget(&marker)
}

pub(crate) async fn a_double_click_sends_once(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    let save = session.driver.find(By::Css(page::SAVE)).await?;
    session.driver.action_chain().double_click_element(&save).perform().await?;
    let gate = Gate::enter(session).await?;
    nobody(&sogo, &marker).await?;
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await?;
    page::closed(session).await?;
    each_once(&sogo, who, &GUESTS, &marker).await?;
    sogo.forget(&marker)
}

pub(crate) async fn a_reload_while_held_sends_nothing(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    page::click(session, page::SAVE).await?;
    Gate::enter(session).await?.leave().await?;
    session.driver.refresh().await?;
    nobody(&sogo, &marker).await?;
    // And the page that comes back is guarded again.
    status(session, &sogo, who, &marker).await?;
    page::click(session, page::SAVE).await?;
    Gate::enter(session).await?.leave().await?;
    nobody(&sogo, &marker).await?;
    sogo.forget(&marker)
}

pub(crate) async fn an_extension_reloaded_under_the_page_lets_go_once(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    status(session, &sogo, who, &marker).await?;
    session.reload_extension().await?;
    // Firefox gives the open page to the new version, which holds; Chromium leaves it to the old one, which
    // lets go.
    if session.kind == Kind::Firefox {
        gate::is_warm(session).await?;
        page::click(session, page::SAVE).await?;
        let gate = Gate::enter(session).await?;
        gate.click("anyway").await?;
        gate.click("anyway-first").await?;
        gate.gone().await?;
    } else {
        page::click(session, page::SAVE).await?;
    }
    page::closed(session).await?;
    each_once(&sogo, who, &GUESTS, &marker).await?;
    sogo.forget(&marker)
}
