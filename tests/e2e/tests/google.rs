//! On the Google Calendar stand-in under its real name: what was sent is what its server wrote down.

use anyhow::{Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::calendar::{
    self, confirm, draft_left, is_asked, never_again, open, open_warm, save, sent_once,
};
use e2e::harness::gate::{self, Gate};
use e2e::harness::google::Page;
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::raw;
use e2e::harness::wait::until;
use thirtyfour::prelude::*;

/// A description that needs no gate: a goal, and topics that decide, with minutes and owners.
pub(crate) const GOOD: &str = "<p>Goal: decide which launch date we announce</p><p>Agenda:</p><ul>\
    <li>Decide the launch date (20 min, Ana)</li><li>Agree on the rollback plan (15 min, Ben)</li></ul>";

/// Sends without another word.
pub(crate) async fn send_anyway(gate: Gate<'_>) -> Result<()> {
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await
}

pub(crate) async fn every_language_and_generation_is_held_and_sent_once(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    let mut seed = 0;
    for language in ["en", "de", "ja", "ar"] {
        for view in ["editor", "bubble"] {
            for generation in [1, 2] {
                seed += 1;
                let marker = format!("{marker}{language}{view}{generation}");
                let role = if seed % 3 == 0 { "dialog" } else { "alertdialog" };
                open_warm(
                    session,
                    &google,
                    Page {
                        seed,
                        language,
                        view,
                        save: generation,
                        dialog: generation,
                        dialog_role: role,
                        machine_dates: seed % 2 == 0,
                        rule_in_options: generation == 1,
                        ..Page::weekly_status(&format!("Weekly status {marker}"))
                    },
                )
                .await?;
                save(session).await?;
                let gate = Gate::enter(session).await?;
                ensure!(gate.text("#title").await?.contains(&marker), "another invite");
                let facts = gate.text(".facts").await?;
                ensure!(facts.contains("11"), "{marker}: not eleven people: {facts}");
                gate.press(Key::Escape + "").await?;
                gate.gone().await?;
                draft_left(session, &google, &marker).await?;
                save(session).await?;
                send_anyway(Gate::enter(session).await?).await?;
                confirm(session).await?;
                let sent = sent_once(&google, &marker).await?;
                ensure!(sent.mail && sent.guests.len() == 10, "{marker}: {sent:?}");
            }
        }
    }
    Ok(())
}

pub(crate) async fn send_writes_the_agenda_into_rich_text(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    for view in ["editor", "bubble"] {
        let marker = lane.marker(view);
        let session = lane.shipped().await?;
        let mut page = Page::weekly_status(&format!("Weekly status {marker}"));
        page.view = view;
        page.description = "<b>As every week.</b>".to_owned();
        open_warm(session, &google, page).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.fill("Decide which of the two dates we announce", "Choose <the> launch & date").await?;
        gate.write("notes", "https://handbook.example/launch").await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        for part in [
            "Decide which of the two dates we announce",
            "Choose &lt;the&gt; launch &amp; date",
            "https://handbook.example/launch",
            "<b>As every week.</b>",
        ] {
            ensure!(sent.description.contains(part), "{view}: {part:?} is not in {}", sent.description);
        }
        let record = journal::record(session, &marker).await?;
        ensure!(journal::word(&record, "outcome") == "improved", "{record}");
    }
    Ok(())
}

pub(crate) async fn async_replaces_the_invite(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
    save(session).await?;
    let gate = Gate::enter(session).await?;
    gate.choose("nature-conveyance", "relationship-strong").await?;
    ensure!(gate.strong().await? == "async", "the strong button is {}", gate.strong().await?);
    gate.click("async").await?;
    until("the draft", || async { Ok(gate.value("draft").await?.contains(&marker).then_some(())) }).await?;
    gate.click("copy").await?;
    until("what became of it", || async { Ok((!gate.text("#outcome").await?.is_empty()).then_some(())) })
        .await?;
    gate.click("done").await?;
    gate.gone().await?;
    draft_left(session, &google, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "outcome") == "replaced", "{record}");
    ensure!(journal::word(&record, "alternative") == "written_update", "{record}");
    Ok(())
}

pub(crate) async fn a_good_invite_passes_in_silence(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    for view in ["editor", "bubble"] {
        let marker = lane.marker(view);
        let session = lane.shipped().await?;
        let mut page = Page::invite(
            &format!("Decide the launch date {marker}"),
            &["ana@example.com", "ben@example.com"],
        );
        page.view = view;
        page.description = GOOD.to_owned();
        open_warm(session, &google, page).await?;
        save(session).await?;
        until("the calendar's own question, with no gate", || async {
            ensure!(!gate::is_shown(session).await?, "the gate was shown");
            Ok(is_asked(session).await?.then_some(()))
        })
        .await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        ensure!(sent.guests.len() == 2, "{sent:?}");
        let record = journal::record(session, &marker).await?;
        ensure!(journal::word(&record, "pass_reason") == "good", "{record}");
    }
    Ok(())
}

pub(crate) async fn no_guests_no_gate(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open(session, &google, Page { title: format!("Focus {marker}"), ..Page::default() }).await?;
    save(session).await?;
    let sent = sent_once(&google, &marker).await?;
    ensure!(!sent.mail && sent.guests.is_empty(), "{sent:?}");
    Ok(())
}

pub(crate) async fn keyboard_commits_are_held(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    // Where the key goes, and which key: everything that Google is known or believed to save by.
    type Keys = fn() -> TypingData;
    let commits: [(&str, u8, &str, Keys); 6] = [
        ("editor", 1, "#xSaveBu", || Key::Enter.into()),
        ("editor", 1, "#xSaveBu", || " ".into()),
        ("editor", 2, "#xSaveBu", || Key::Enter.into()),
        ("editor", 2, "#xSaveBu", || " ".into()),
        ("editor", 2, "#xTiIn", || Key::Control + "s"),
        ("bubble", 2, "[data-standin=title]", || Key::Enter.into()),
    ];
    for (index, (view, generation, place, keys)) in commits.into_iter().enumerate() {
        let marker = lane.marker(&index.to_string());
        let session = lane.shipped().await?;
        let page = Page::weekly_status(&format!("Weekly status {marker}"));
        open_warm(session, &google, Page { view, save: generation, ..page }).await?;
        // The bubble draws itself anew: an element found may be gone before the key gets to it.
        until("the key to arrive", || async {
            session.driver.find(By::Css(place)).await?.send_keys(keys()).await?;
            Ok(Some(()))
        })
        .await?;
        let gate = Gate::enter(session).await?;
        gate.click("back").await?;
        gate.gone().await?;
        draft_left(session, &google, &marker).await?;
    }
    Ok(())
}

pub(crate) async fn keyboard_alone_is_enough(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, Page::weekly_status(&format!("Sync {marker}"))).await?;
    session.driver.find(By::Id("xSaveBu")).await?.send_keys(Key::Enter + "").await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.focused().await? == "purpose", "focused is {}", gate.focused().await?);
    gate.press("Decide the launch date").await?;
    // On to the first topic, its minutes and its owner, as one reads.
    for text in ["Choose the date", "20", "Ana"] {
        gate.press(Key::Tab + "").await?;
        gate.press(text).await?;
    }
    let nature = "return document.querySelector('input[name=nature]:checked')?.id ?? ''";
    let before: String = session.script(nature, Vec::new()).await?;
    gate.press(Key::Alt + "1").await?;
    until("Alt+1 to move the switch", || async {
        let now: String = session.script(nature, Vec::new()).await?;
        Ok((now != before).then_some(()))
    })
    .await?;
    gate.press(Key::Alt + "2").await?;
    gate.press(Key::Control + Key::Enter).await?;
    gate.gone().await?;
    confirm(session).await?;
    let sent = sent_once(&google, &marker).await?;
    ensure!(sent.description.contains("Choose the date"), "{}", sent.description);
    Ok(())
}

pub(crate) async fn a_key_held_down_sends_nothing(lane: &mut Lane) -> Result<()> {
    for (view, place) in [("editor", "#xSaveBu"), ("bubble", "[data-standin=title]")] {
        let marker = lane.marker(view);
        let google = lane.google.clone();
        let session = lane.shipped().await?;
        let page = Page::weekly_status(&format!("Weekly status {marker}"));
        open_warm(session, &google, Page { view, save: 1, ..page }).await?;
        // The bubble is drawn anew all the time: an element may be gone before it has the focus.
        until("the focus", || async {
            session.driver.find(By::Css(place)).await?.focus().await?;
            Ok(Some(()))
        })
        .await?;
        // A key that goes down again without coming up repeats.
        let mut keys = session.driver.action_chain();
        for _ in 0..6 {
            keys = keys.key_down(Key::Enter);
        }
        keys.key_up(Key::Enter).perform().await?;
        let gate = Gate::enter(session).await?;
        ensure!(gate.text("#title").await?.contains(&marker), "the held key went on in the gate");
        gate.leave().await?;
        never_again(&google, &marker, 0).await?;
        ensure!(!is_asked(session).await?, "the Save came through");
    }
    Ok(())
}

pub(crate) async fn a_double_click_asks_once(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    for good in [false, true] {
        let marker = lane.marker(if good { "good" } else { "held" });
        let session = lane.shipped().await?;
        let page = if good {
            let guests = ["ana@example.com", "ben@example.com"];
            Page {
                description: GOOD.to_owned(),
                ..Page::invite(&format!("Decide the date {marker}"), &guests)
            }
        } else {
            Page::weekly_status(&format!("Weekly status {marker}"))
        };
        open_warm(session, &google, page).await?;
        let button = session.driver.find(By::Id("xSaveBu")).await?;
        session.driver.action_chain().double_click_element(&button).perform().await?;
        if !good {
            let gate = Gate::enter(session).await?;
            never_again(&google, &marker, 0).await?;
            send_anyway(gate).await?;
        }
        confirm(session).await?;
        sent_once(&google, &marker).await?;
    }
    Ok(())
}

pub(crate) async fn back_in_the_calendars_own_question_is_not_asked_again(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(
        session,
        &google,
        Page { dialog: 1, seed: 2, ..Page::weekly_status(&format!("Status {marker}")) },
    )
    .await?;
    save(session).await?;
    send_anyway(Gate::enter(session).await?).await?;
    until("the calendar's own question", || async { Ok(is_asked(session).await?.then_some(())) }).await?;
    session.driver.find(By::Css("[data-standin=notify] [role=button]")).await?.click().await?;
    until("the question to go", || async { Ok((!is_asked(session).await?).then_some(())) }).await?;
    // Nothing changed: the decision stands. A gesture right after the release counts as its echo.
    until("the calendar's own question again", || async {
        if is_asked(session).await? {
            return Ok(Some(()));
        }
        save(session).await?;
        Ok(None)
    })
    .await?;
    ensure!(!gate::is_shown(session).await?, "asked twice about the same invite");
    confirm(session).await?;
    sent_once(&google, &marker).await?;
    Ok(())
}

pub(crate) async fn a_typed_address_is_held(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    for view in ["editor", "bubble"] {
        let marker = lane.marker(view);
        let session = lane.shipped().await?;
        let page = Page::invite(&format!("Weekly status {marker}"), &["ana@example.com", "ben@example.com"]);
        open_warm(session, &google, Page { view, ..page }).await?;
        let guests = "[aria-labelledby=xGstTab] input[role=combobox], [data-standin=guests]";
        until("the guest to be typed", || async {
            // The bubble is drawn anew under one's fingers.
            let field = session.driver.find(By::Css(guests)).await?;
            field.clear().await?;
            field.send_keys("kim@example.com").await?;
            Ok(Some(()))
        })
        .await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        let people = gate.text("#part-audience").await?.to_lowercase();
        ensure!(people.contains("kim"), "the gate does not count the typed guest: {people}");
        send_anyway(gate).await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        ensure!(sent.guests.len() == 3, "{sent:?}");
    }
    Ok(())
}

pub(crate) async fn a_reload_while_held_sends_nothing(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
    save(session).await?;
    Gate::enter(session).await?.leave().await?;
    session.driver.refresh().await?;
    gate::is_warm(session).await?;
    draft_left(session, &google, &marker).await?;
    save(session).await?;
    Gate::enter(session).await?.leave().await?;
    never_again(&google, &marker, 0).await
}

pub(crate) async fn what_was_typed_is_there_again(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
    save(session).await?;
    let gate = Gate::enter(session).await?;
    gate.fill("Decide which date we announce", "Choose the date").await?;
    gate.press(Key::Escape + "").await?;
    gate.gone().await?;
    calendar::save(session).await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.value("purpose").await? == "Decide which date we announce", "the purpose is lost");
    ensure!(gate.value("topic-0").await? == "Choose the date", "the topic is lost");
    gate.leave().await
}

pub(crate) async fn an_isolated_page_is_guarded_too(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    let page = Page::weekly_status(&format!("Weekly status {marker}"));
    open_warm(session, &google, Page { policy: "isolated", ..page }).await?;
    save(session).await?;
    send_anyway(Gate::enter(session).await?).await?;
    confirm(session).await?;
    sent_once(&google, &marker).await?;
    Ok(())
}

pub(crate) async fn an_extension_reloaded_under_the_page_lets_go_once(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    // Its own session: an unpacked extension that was reloaded is not as it was.
    lane.alone(None, false, async |session| {
        open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}"))).await?;
        session.reload_extension().await?;
        // Firefox gives the open page to the new version, which holds; Chromium leaves it to the old one,
        // which lets go.
        if session.kind == Kind::Firefox {
            gate::is_warm(session).await?;
            save(session).await?;
            send_anyway(Gate::enter(session).await?).await?;
        } else {
            save(session).await?;
        }
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        // The page that loads under the new version is guarded, and tells what happened before.
        open_warm(session, &google, Page::weekly_status(&format!("Weekly status {marker}again"))).await?;
        if session.kind == Kind::Firefox {
            return Ok(());
        }
        let record = until("the unchecked record", || async {
            let all = journal::records(session, "").await?;
            Ok(all.into_iter().find(|record| journal::word(record, "cause") == "extension_updated"))
        })
        .await?;
        ensure!(journal::word(&record, "outcome") == "unchecked", "{record}");
        Ok(())
    })
    .await
}

pub(crate) async fn a_side_panel_in_another_site_is_guarded(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    for view in ["editor", "bubble"] {
        let marker = lane.marker(view);
        let address = lane.standin("gmail")?.address();
        let session = lane.shipped().await?;
        google.show(Page { view, ..Page::weekly_status(&format!("Weekly status {marker}")) });
        session.driver.goto(address).await?;
        until("the gate's frame in the panel", || async {
            panel(session).await?;
            into_gate(session).await?;
            let warm: bool = session.script("return document.documentElement.dir !== ''", Vec::new()).await?;
            Ok(warm.then_some(()))
        })
        .await?;
        panel(session).await?;
        save(session).await?;
        until("the gate in the panel", || async { Ok(gate::is_shown(session).await?.then_some(())) }).await?;
        never_again(&google, &marker, 0).await?;
        into_gate(session).await?;
        for answer in ["anyway", "anyway-first"] {
            until(&format!("a click on #{answer}"), || async {
                session.driver.find(By::Id(answer)).await?.click().await?;
                Ok(Some(()))
            })
            .await?;
        }
        panel(session).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        session.driver.enter_default_frame().await?;
    }
    Ok(())
}

/// Into the calendar beside the mail.
async fn panel(session: &Session) -> Result<()> {
    session.driver.enter_default_frame().await?;
    session.driver.find(By::Id("panel")).await?.enter_frame().await?;
    Ok(())
}

/// From the calendar, wherever that is, into the gate's frame.
async fn into_gate(session: &Session) -> Result<()> {
    let host = session.driver.find(By::Css("html > div:last-of-type")).await?;
    raw::in_shadow(&session.driver, &host, "iframe").await?.enter_frame().await?;
    Ok(())
}
