//! The ways out of the real SOGo beside Save in a new event: drag, resize, edit, a series, a conflict, a deletion.
//! Who was reached stands in its database and in the mail sink.

use crate::sogo::{QUIET, nobody};
use anyhow::{Result, ensure};
use e2e::harness::browser::Session;
use e2e::harness::gate::{self, Gate};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::{stays, until};
use e2e::sogo::page::{self, Event};
use e2e::sogo::{Sogo, address, grid};
use std::sync::Arc;

const GUESTS: [&str; 3] = ["bob", "carol", "dave"];

/// A meeting that is in the calendar already, shown in the grid.
async fn shown<'l>(lane: &'l mut Lane, rule: &str) -> Result<(&'l Session, Arc<Sogo>, String)> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    sogo.put(who, &GUESTS, &marker, rule).await?;
    grid::show(session, &sogo, who, &marker).await?;
    Ok((session, sogo, marker))
}

/// Nothing was changed and nobody mailed.
async fn unchanged(sogo: &Sogo, marker: &str) -> Result<()> {
    stays(QUIET, "nothing is changed", || async {
        let same = sogo.starts(marker)?.iter().all(|start| start == grid::START);
        let ends = sogo.ends(marker)?.iter().all(|end| end == "20311126T110000Z");
        Ok(same && ends && sogo.sink.with(marker).is_empty())
    })
    .await
}

/// Each guest was mailed once, and the event is in so many calendars with this property.
async fn each_updated(
    sogo: &Sogo,
    marker: &str,
    guests: &[&str],
    changed: impl Fn(&Sogo) -> Result<bool>,
) -> Result<()> {
    let mut expected: Vec<String> = guests.iter().map(|guest| address(guest)).collect();
    expected.sort();
    let done = || -> Result<bool> {
        let mut mailed: Vec<String> = sogo.sink.with(marker).into_iter().flat_map(|mail| mail.to).collect();
        mailed.sort();
        Ok(mailed == expected && changed(sogo)?)
    };
    until("each guest to be told once", || async { Ok(done()?.then_some(())) }).await?;
    stays(QUIET, "nobody is told twice", || async { done() }).await
}

async fn back(session: &Session) -> Result<()> {
    let gate = Gate::enter(session).await?;
    gate.click("back").await?;
    gate.gone().await
}

async fn anyway(session: &Session) -> Result<()> {
    let gate = Gate::enter(session).await?;
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await
}

/// SOGo posts a drag at once and asks nothing. Refused it tells the user; let go it is stored once.
pub(crate) async fn a_drag_is_held_and_told_once(lane: &mut Lane) -> Result<()> {
    let who = lane.organizer();
    let (session, sogo, marker) = shown(lane, "").await?;
    grid::drag(session, &marker, 2.0).await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.text("#title").await?.contains(&marker), "the gate shows another event");
    let people = gate.text("#part-audience").await?.to_lowercase();
    ensure!(people.contains("bob") && people.contains("dave"), "the gate does not know the guests: {people}");
    unchanged(&sogo, &marker).await?;
    gate.click("back").await?;
    gate.gone().await?;
    unchanged(&sogo, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "returned", "{record}");

    grid::show(session, &sogo, who, &marker).await?;
    grid::drag(session, &marker, 2.0).await?;
    anyway(session).await?;
    each_updated(&sogo, &marker, &GUESTS, |sogo| {
        let (starts, ends) = (sogo.starts(&marker)?, sogo.ends(&marker)?);
        Ok(starts.len() == 4
            && starts.iter().all(|one| one == "20311126T120000Z")
            && ends.iter().all(|one| one == "20311126T130000Z"))
    })
    .await?;
    sogo.forget(&marker)
}

pub(crate) async fn an_edit_is_asked_about_only_where_it_costs_more(lane: &mut Lane) -> Result<()> {
    let who = lane.organizer();
    let (session, sogo, marker) = shown(lane, "").await?;
    // The description alone: nobody is asked.
    grid::edit(session, &marker).await?;
    gate::is_warm(session).await?;
    page::write(session, page::DESCRIPTION, "As every week, and the budget.").await?;
    crate::sogo::saved_in_silence(session).await?;
    until("the description to be stored", || async {
        let stored = sogo.stored(&marker)?;
        Ok(stored.iter().any(|copy| copy.property("DESCRIPTION").contains("budget")).then_some(()))
    })
    .await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "pass_reason") == "minor_change", "{record}");

    // One guest more: held, and the calendar stays as it is.
    sogo.sink.forget(&marker);
    grid::show(session, &sogo, who, &marker).await?;
    grid::edit(session, &marker).await?;
    gate::is_warm(session).await?;
    page::invite(session, "heidi").await?;
    page::click(session, page::SAVE).await?;
    back(session).await?;
    ensure!(page::is_open(session).await?, "the editor is gone");
    ensure!(sogo.stored(&marker)?.iter().all(|copy| copy.owner != "heidi"), "heidi was invited");
    page::click(session, page::SAVE).await?;
    anyway(session).await?;
    page::closed(session).await?;
    until("heidi to be invited", || async {
        let invited = sogo.stored(&marker)?.iter().any(|copy| copy.owner == "heidi");
        let mails = sogo.sink.with(&marker).iter().filter(|mail| mail.to.contains(&address("heidi"))).count();
        ensure!(mails <= 1, "heidi got {mails} mails");
        Ok((invited && mails == 1).then_some(()))
    })
    .await?;
    sogo.forget(&marker)
}

pub(crate) async fn a_later_start_is_held(lane: &mut Lane) -> Result<()> {
    let (session, sogo, marker) = shown(lane, "").await?;
    grid::edit(session, &marker).await?;
    gate::is_warm(session).await?;
    let time = "sg-timepicker[ng-model='editor.startTime'] input";
    page::write(session, time, "14:00").await?;
    session.driver.active_element().await?.send_keys("\u{e004}").await?;
    until("the end to follow the start", || async {
        let end = page::value(session, "sg-timepicker[ng-model='editor.endTime'] input").await?;
        Ok((end == "15:00").then_some(()))
    })
    .await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    unchanged(&sogo, &marker).await?;
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await?;
    page::closed(session).await?;
    each_updated(&sogo, &marker, &GUESTS, |sogo| {
        Ok(sogo.starts(&marker)?.iter().all(|start| start.contains("T140000")))
    })
    .await?;
    sogo.forget(&marker)
}

/// One decision for a series until its review date: later changes to it go out in silence, until somebody is added.
pub(crate) async fn a_series_is_decided_about_once(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let title = format!("Weekly status {marker}");
    let event = Event { title: &title, attendees: &GUESTS, repeat: "weekly", ..Event::default() };
    crate::sogo::compose(session, &sogo, who, &event).await?;
    page::click(session, page::SAVE).await?;
    let gate = Gate::enter(session).await?;
    gate.fill("Decide what we stop this week", "Choose what to stop").await?;
    gate.click("send").await?;
    gate.gone().await?;
    page::closed(session).await?;
    crate::sogo::each_once(&sogo, who, &GUESTS, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(!journal::word(&record, "review_on").is_empty(), "no review date: {record}");
    sogo.forget(&marker)?;

    // The same series again, as one makes it anew after a mistake: it was decided about.
    crate::sogo::compose(session, &sogo, who, &event).await?;
    crate::sogo::saved_in_silence(session).await?;
    crate::sogo::each_once(&sogo, who, &GUESTS, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "pass_reason") == "series_decided", "{record}");
    sogo.forget(&marker)?;

    // With one guest more it is another decision.
    let event = Event { attendees: &["bob", "carol", "dave", "heidi"], ..event };
    crate::sogo::compose(session, &sogo, who, &event).await?;
    page::click(session, page::SAVE).await?;
    back(session).await?;
    nobody(&sogo, &marker).await?;
    sogo.forget(&marker)
}

/// A dragged occurrence: SOGo asks "this or all?" first; what it posts then is held.
pub(crate) async fn an_occurrence_that_is_dragged_is_held(lane: &mut Lane) -> Result<()> {
    let (session, sogo, marker) = shown(lane, "FREQ=WEEKLY;COUNT=4").await?;
    grid::drag(session, &marker, 2.0).await?;
    page::click(session, "md-dialog button[ng-click='updateThisOccurrence()']").await?;
    back(session).await?;
    unchanged(&sogo, &marker).await?;
    sogo.forget(&marker)
}

/// A room that is taken: SOGo refuses after the gate has let go, and nobody is reached; what is saved without the
/// room goes out once.
pub(crate) async fn a_conflict_sends_nothing_and_then_once(lane: &mut Lane) -> Result<()> {
    let (marker, other, who, room) = (lane.marker(""), lane.marker("other"), lane.organizer(), lane.room());
    let (session, sogo) = lane.sogo().await?;
    let title = format!("Weekly status {marker}");
    let event = Event { title: &title, attendees: &["bob", "carol", room], ..Event::default() };
    // The room is taken at the very time that a new event has.
    let taken = Event { title: &format!("Decide {other}"), attendees: &[room], ..Event::default() };
    crate::sogo::compose(session, &sogo, who, &taken).await?;
    crate::sogo::saved_in_silence(session).await?;
    crate::sogo::compose(session, &sogo, who, &event).await?;
    page::click(session, page::SAVE).await?;
    anyway(session).await?;
    until("SOGo to say that the room is taken", || async {
        let shown: bool = session
            .script("return Boolean(document.querySelector('form[name=eventForm] md-dialog-actions:not(.ng-hide) [ng-click=\"editor.edit(eventForm)\"]'))", Vec::new())
            .await?;
        Ok(shown.then_some(()))
    })
    .await?;
    nobody(&sogo, &marker).await?;
    page::click(session, "md-dialog-actions:not(.ng-hide) [ng-click='editor.edit(eventForm)']").await?;
    page::remove(session, "Room").await?;
    page::click(session, page::SAVE).await?;
    page::closed(session).await?;
    crate::sogo::each_once(&sogo, who, &["bob", "carol"], &marker).await?;
    sogo.forget(&marker)?;
    sogo.forget(&other)
}

pub(crate) async fn a_deletion_is_recorded_and_not_asked_about(lane: &mut Lane) -> Result<()> {
    let (session, sogo, marker) = shown(lane, "").await?;
    grid::open(session, &marker).await?;
    page::click(session, "md-dialog button[ng-click='editor.deleteAllOccurrences()']").await?;
    until("each guest to be told", || async {
        ensure!(!gate::is_shown(session).await?, "the gate was shown");
        let mailed: usize = sogo.sink.with(&marker).iter().map(|mail| mail.to.len()).sum();
        Ok((mailed == GUESTS.len() && sogo.stored(&marker)?.is_empty()).then_some(()))
    })
    .await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "cancelled", "{record}");
    let number = |field: &str| record.get(field).and_then(serde_json::Value::as_f64);
    ensure!(number("people") == Some(4.0) && number("minutes") == Some(60.0), "{record}");
    sogo.forget(&marker)
}
