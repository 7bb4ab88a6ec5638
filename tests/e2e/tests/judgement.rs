//! The judgement as a user meets it, on the real SOGo: what is advised and why, what passes, what is remembered.
//! How right it is on many invites is measured elsewhere.

use crate::pages::{click, seen};
use crate::sogo::{compose, each_once, nobody, saved_in_silence};
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::Session;
use e2e::harness::gate::{self, Gate};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use e2e::sogo::page::{self, Event};
use e2e::sogo::{Sogo, address};
use std::cell::RefCell;
use std::path::Path;
use thirtyfour::prelude::*;

const TEAM: [&str; 3] = ["bob", "carol", "dave"];
const CLIENT: [&str; 3] = ["ann@client.example", "max@client.example", "bob"];

/// One invite and what the gate says to it.
struct Case {
    name: &'static str,
    event: Event<'static>,
    /// The ends at which the switches stand by themselves.
    set: [&'static str; 2],
    headline: &'static str,
    /// Parts of the sentence why.
    why: &'static [&'static str],
    /// The strong button, and what it says.
    way: [&'static str; 2],
    /// What is offered in the meeting's place, the best first; nothing where it stays a meeting.
    instead: &'static [&'static str],
}

const QUADRANTS: [Case; 4] = [
    Case {
        name: "replace",
        event: Event {
            title: "Weekly status",
            repeat: "weekly",
            attendees: &TEAM,
            description: "",
            typed: "",
        },
        set: ["nature-conveyance", "relationship-strong"],
        headline: "Share it, don't meet.",
        why: &["“Weekly status” in the title", "this group has met 6 times"],
        way: ["async", "Do it async instead"],
        instead: &["Written update", "Task board"],
    },
    Case {
        name: "meet-for-now",
        event: Event {
            title: "Product demo",
            repeat: "monthly",
            attendees: &CLIENT,
            description: "We show what is new in the release and how it works.",
            typed: "",
        },
        set: ["nature-conveyance", "relationship-weak"],
        headline: "Meet for now.",
        why: &["“demo” in the title", "someone from client.example is invited"],
        way: ["send", "Send"],
        instead: &[],
    },
    Case {
        name: "meet",
        event: Event {
            title: "Contract negotiation",
            repeat: "",
            attendees: &CLIENT,
            description: "",
            typed: "",
        },
        set: ["nature-convergence", "relationship-weak"],
        headline: "Worth meeting.",
        why: &["“negotiation” in the title", "someone from client.example is invited"],
        way: ["send", "Send"],
        instead: &[],
    },
    Case {
        name: "inputs-first",
        event: Event {
            title: "Decide on the launch date",
            repeat: "",
            attendees: &TEAM,
            description: "",
            typed: "",
        },
        set: ["nature-convergence", "relationship-strong"],
        headline: "Inputs first, then meet.",
        why: &["“Decide” in the title", "this group has met 6 times"],
        way: ["async", "Collect inputs first"],
        instead: &["Request for inputs", "Decision record"],
    },
];

/// The team was met six times in the last two months.
async fn team_met(session: &Session) -> Result<()> {
    journal::met(session, &TEAM.map(address), &[6, 13, 20, 27, 41, 55]).await
}

/// The gate on this event.
async fn asked<'s>(session: &'s Session, sogo: &Sogo, who: &str, event: &Event<'_>) -> Result<Gate<'s>> {
    compose(session, sogo, who, event).await?;
    page::click(session, page::SAVE).await?;
    Gate::enter(session).await
}

async fn back(gate: Gate<'_>) -> Result<()> {
    gate.press(Key::Escape + "").await?;
    gate.gone().await
}

pub(crate) async fn every_quadrant_by_itself(lane: &mut Lane) -> Result<()> {
    quadrants(lane, false).await
}

pub(crate) async fn every_quadrant_in_the_dark(lane: &mut Lane) -> Result<()> {
    quadrants(lane, true).await
}

async fn quadrants(lane: &Lane, dark: bool) -> Result<()> {
    let who = lane.organizer();
    lane.alone_on_sogo(dark, async |session, sogo| {
        let faults = RefCell::default();
        session.viewport(1280, 800).await?;
        page::new_event(session, sogo, who).await?;
        gate::is_warm(session).await?;
        team_met(session).await?;
        for case in &QUADRANTS {
            let gate = asked(session, sogo, who, &case.event).await?;
            says(&gate, case).await.with_context(|| case.name.to_owned())?;
            seen(session, &format!("judged-{}", case.name), dark, &faults).await?;
            ensure!(!gate.scrolls().await?, "{} scrolls", case.name);
            back(gate).await?;
        }
        let faults = faults.into_inner();
        ensure!(faults.is_empty(), "{}", faults.join("\n"));
        Ok(())
    })
    .await
}

async fn says(gate: &Gate<'_>, case: &Case) -> Result<()> {
    let set = [gate.set("nature").await?, gate.set("relationship").await?];
    let why = gate.text("#reason").await?;
    ensure!(set == case.set, "the switches stand at {set:?}, because: {why}");
    let headline = gate.text("#headline").await?;
    ensure!(headline == case.headline, "the headline is {headline:?}");
    for part in case.why {
        ensure!(why.contains(part), "{part:?} is not in {why:?}");
    }
    let [way, words] = case.way;
    let strong = gate.strong().await?;
    let said = gate.text("button.strong span").await?;
    ensure!(strong == way && said.contains(words), "the strong button is {strong}: {said}");
    let instead = gate.texts(".choices label > span").await?;
    ensure!(
        instead.is_empty() == case.instead.is_empty()
            && instead.iter().zip(case.instead).all(|(one, own)| one == own),
        "in the meeting's place: {instead:?}"
    );
    let review = gate.value("review-now").await?;
    let for_now = case.name == "meet-for-now";
    ensure!(review.is_empty() != for_now, "the review date is {review:?}");
    Ok(())
}

pub(crate) async fn who_met_before_knows_each_other(lane: &mut Lane) -> Result<()> {
    let who = lane.organizer();
    lane.alone_on_sogo(false, async |session, sogo| {
        let event = Event { title: "Decide on the launch date", attendees: &TEAM, ..Event::default() };
        let gate = asked(session, sogo, who, &event).await?;
        ensure!(gate.set("relationship").await?.is_empty(), "an empty journal knows these people");
        let headline = gate.text("#headline").await?;
        ensure!(headline == "Do they know each other well?", "the headline is {headline:?}");
        back(gate).await?;
        team_met(session).await?;
        let gate = asked(session, sogo, who, &event).await?;
        ensure!(gate.set("relationship").await? == "relationship-strong", "the journal is not asked");
        back(gate).await?;
        // Others are new beside them.
        let others = ["bob", "erin", "frank", "grace"];
        let event = Event { attendees: &others, ..event };
        let gate = asked(session, sogo, who, &event).await?;
        let why = gate.text("#reason").await?;
        ensure!(gate.set("relationship").await? == "relationship-weak", "three of four are new: {why}");
        ensure!(why.contains("3 of 4 are new to you"), "{why}");
        back(gate).await
    })
    .await
}

pub(crate) async fn a_meeting_for_its_own_sake_passes(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let event = Event {
        title: &format!("Farewell lunch for Dave {marker}"),
        description: "Cake at noon, cards to Carol.",
        attendees: &TEAM,
        ..Event::default()
    };
    compose(session, &sogo, who, &event).await?;
    saved_in_silence(session).await?;
    each_once(&sogo, who, &TEAM, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "pass_reason") == "exempt", "{record}");
    ensure!(journal::word(&record, "purpose") == "bonding", "{record}");
    sogo.forget(&marker)
}

pub(crate) async fn a_german_invite_is_drafted_in_german(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    let (session, sogo) = lane.sogo().await?;
    let event = Event {
        title: &format!("Wöchentlicher Statusbericht {marker}"),
        description: "Hallo zusammen,\nwir berichten über den Stand der Arbeiten am Lager und die Zahlen der Woche.",
        attendees: &["erin", "frank"],
        repeat: "weekly",
        ..Event::default()
    };
    let gate = asked(session, &sogo, who, &event).await?;
    ensure!(gate.set("nature").await? == "nature-conveyance", "{}", gate.text("#reason").await?);
    gate.choose("nature-conveyance", "relationship-strong").await?;
    gate.click("async").await?;
    let draft = until("the draft", || async {
        let text = gate.value("draft").await?;
        Ok((!text.is_empty()).then_some(text))
    })
    .await?;
    for part in ["# Stand:", "Statusbericht", "Statt einer Besprechung mit 3 Personen", "Fragen und Einwände"]
    {
        ensure!(draft.contains(part), "{part:?} is not in the draft: {draft}");
    }
    let language: String = session.script("return document.getElementById('draft').lang", Vec::new()).await?;
    ensure!(language == "de", "the draft says that it is in {language:?}");
    gate.click("to-questions").await?;
    back(gate).await?;
    nobody(&sogo, &marker).await
}

pub(crate) async fn a_correction_is_remembered(lane: &mut Lane) -> Result<()> {
    let (marker, who) = (lane.marker(""), lane.organizer());
    lane.alone_on_sogo(false, async |session, sogo| {
        let title = format!("Weekly status {marker}");
        let event = Event { title: &title, attendees: &TEAM, ..Event::default() };
        let gate = asked(session, sogo, who, &event).await?;
        ensure!(gate.set("nature").await? == "nature-conveyance", "{}", gate.text("#reason").await?);
        gate.choose("nature-convergence", "relationship-strong").await?;
        gate.click("anyway").await?;
        gate.click("anyway-first").await?;
        gate.gone().await?;
        page::closed(session).await?;
        each_once(sogo, who, &TEAM, &marker).await?;

        // The same title and people: as the user said, and it says so.
        let gate = asked(session, sogo, who, &event).await?;
        let set = [gate.set("nature").await?, gate.set("relationship").await?];
        let why = gate.text("#reason").await?;
        ensure!(set == ["nature-convergence", "relationship-strong"], "{set:?}, because: {why}");
        ensure!(why.to_lowercase().contains("you said so last time"), "the reason is {why:?}");
        seen(session, "judged-corrected", false, &RefCell::default()).await?;
        back(gate).await?;

        // Other people, another title: nothing was said of them.
        let other = Event { title: "Monthly report", attendees: &["erin", "frank"], ..Event::default() };
        let gate = asked(session, sogo, who, &other).await?;
        let why = gate.text("#reason").await?;
        ensure!(gate.set("nature").await? == "nature-conveyance", "{why}");
        ensure!(!why.to_lowercase().contains("you said so"), "{why}");
        back(gate).await?;
        sogo.forget(&marker)
    })
    .await
}

pub(crate) async fn what_was_learned_is_the_users(lane: &mut Lane) -> Result<()> {
    let who = lane.organizer();
    for dark in [false, true] {
        lane.alone_on_sogo(dark, async |session, sogo| {
            // Two corrections, taken as drafts so that nothing is sent.
            for title in ["Weekly status report", "Sales figures"] {
                let event = Event { title, attendees: &TEAM, ..Event::default() };
                let gate = asked(session, sogo, who, &event).await?;
                gate.choose("nature-convergence", "relationship-strong").await?;
                gate.click("async").await?;
                gate.click("copy").await?;
                gate.click("done").await?;
                gate.gone().await?;
            }
            let faults = RefCell::default();
            session
                .on_page("dashboard.html#settings", async || learned(session, dark, &faults).await)
                .await?;
            let event = Event { title: "Weekly status report", attendees: &TEAM, ..Event::default() };
            let gate = asked(session, sogo, who, &event).await?;
            let why = gate.text("#reason").await?;
            ensure!(gate.set("nature").await? == "nature-convergence", "the import taught nothing: {why}");
            back(gate).await?;
            session
                .on_page("dashboard.html#settings", async || {
                    // Before they are read there is nothing to forget.
                    counted(session, 3).await?;
                    forget_all(session).await?;
                    counted(session, 0).await
                })
                .await?;
            let gate = asked(session, sogo, who, &event).await?;
            let why = gate.text("#reason").await?;
            ensure!(gate.set("nature").await? == "nature-conveyance", "it is not forgotten: {why}");
            back(gate).await?;
            let faults = faults.into_inner();
            ensure!(faults.is_empty(), "{}", faults.join("\n"));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// On the settings' page, with three lessons: lists, exports, forgets one and all, imports.
async fn learned(session: &Session, dark: bool, faults: &RefCell<Vec<String>>) -> Result<()> {
    counted(session, 3).await?;
    let listed = lessons(session).await?;
    for lesson in
        ["weekly status report → convergence", "sales figures → convergence", "weekly status report → strong"]
    {
        ensure!(listed.iter().any(|one| one == lesson), "{lesson} is not among {listed:?}");
    }
    session.script::<()>("document.getElementById('learned').scrollIntoView()", Vec::new()).await?;
    seen(session, "settings-learned", dark, faults).await?;

    click(session, "#lessons-export").await?;
    let file = journal::download(session, ".json").await?;
    let text = std::fs::read_to_string(&file)?;
    ensure!(text.contains("weekly") && text.contains("convergence"), "the export says {text}");
    ensure!(!text.contains("acme.example") && !text.contains("bob"), "the export names people: {text}");

    click(session, "#lessons li[data-lesson='sales figures'] button").await?;
    counted(session, 2).await?;
    ensure!(!lessons(session).await?.iter().any(|one| one.starts_with("sales")), "another one was forgotten");
    click(session, "#lessons-forget").await?;
    seen(session, "settings-forget-all", dark, faults).await?;
    click(session, "#lessons-forget-confirm").await?;
    counted(session, 0).await?;

    import(session, &file).await?;
    counted(session, 3).await?;
    ensure!(lessons(session).await? == listed, "what is imported is not what was exported");
    import(session, &file).await?;
    said(session, "Nothing in this file was new.").await?;
    let other = session.downloads.join("other.json");
    std::fs::write(&other, "{\"records\": []}")?;
    import(session, &other).await?;
    said(session, "This file was not imported").await?;
    counted(session, 3).await
}

async fn forget_all(session: &Session) -> Result<()> {
    click(session, "#lessons-forget").await?;
    click(session, "#lessons-forget-confirm").await
}

async fn import(session: &Session, file: &Path) -> Result<()> {
    let input = session.driver.find(By::Id("lessons-file")).await?;
    input.send_keys(file.to_string_lossy().as_ref()).await?;
    Ok(())
}

/// Each lesson as its title's words and what was set.
async fn lessons(session: &Session) -> Result<Vec<String>> {
    session
        .script(
            "return [...document.querySelectorAll('#lessons li')].map(one => `${one.dataset.lesson} → ${one.dataset.set}`)",
            Vec::new(),
        )
        .await
}

async fn counted(session: &Session, so_many: usize) -> Result<()> {
    until(&format!("{so_many} corrections"), || async {
        let count: String = session
            .script("return document.getElementById('lessons-count')?.dataset.count ?? ''", Vec::new())
            .await?;
        let rows = lessons(session).await?.len();
        Ok((count == so_many.to_string() && rows == so_many).then_some(()))
    })
    .await
}

async fn said(session: &Session, words: &str) -> Result<()> {
    until(&format!("{words:?} to be said"), || async {
        let text: String =
            session.script("return document.querySelector('.notices').textContent", Vec::new()).await?;
        Ok(text.contains(words).then_some(()))
    })
    .await
}
