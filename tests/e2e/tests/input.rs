//! Bad input, by name: it is asked about or passes as any other, and goes out at most once.

use crate::google::send_anyway;
use anyhow::{Result, ensure};
use e2e::harness::calendar::{confirm, is_asked, open_warm, save, sent_once};
use e2e::harness::gate::{self, Gate};
use e2e::harness::google::{Guest, Page, Sent};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;

/// Save → gate → *Send anyway* → sent once.
async fn held_then_sent(lane: &mut Lane, marker: &str, page: Page) -> Result<Sent> {
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, page).await?;
    save(session).await?;
    send_anyway(Gate::enter(session).await?).await?;
    confirm(session).await?;
    sent_once(&google, marker).await
}

/// Save → gate → purpose and agenda → *Send* → sent once, with the agenda in the description.
async fn held_then_improved(lane: &mut Lane, marker: &str, page: Page, topic: &str) -> Result<Sent> {
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    open_warm(session, &google, page).await?;
    save(session).await?;
    let gate = Gate::enter(session).await?;
    gate.fill("Decide which date we announce", topic).await?;
    gate.click("send").await?;
    gate.gone().await?;
    confirm(session).await?;
    let sent = sent_once(&google, marker).await?;
    ensure!(sent.description.contains(topic), "{topic:?} was not written");
    Ok(sent)
}

pub(crate) async fn three_hundred_guests(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let guests: Vec<String> = (0..300).map(|number| format!("guest{number}@example.com")).collect();
    let guests: Vec<&str> = guests.iter().map(String::as_str).collect();
    let page = Page::invite(&format!("All hands {marker}"), &guests);
    let sent = held_then_improved(lane, &marker, page, "Answer the questions sent in").await?;
    ensure!(sent.guests.len() == 300, "{} guests", sent.guests.len());
    Ok(())
}

pub(crate) async fn a_title_of_ten_thousand_characters(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let title = format!("{marker} {}", "status ".repeat(1430));
    let length = title.len();
    let sent = held_then_sent(lane, &marker, Page::weekly_status(&title)).await?;
    ensure!(sent.title.len() == length, "the calendar's own title was changed");
    Ok(())
}

pub(crate) async fn a_megabyte_of_nested_html(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let mut page = Page::weekly_status(&format!("Weekly status {marker}"));
    let depth = 400;
    let filling = "<p>Notes &amp; <i>more</i> notes of the last weeks.</p>".repeat(21_000);
    page.description = format!("{}{filling}{}", "<div><b>".repeat(depth), "</b></div>".repeat(depth));
    ensure!(page.description.len() > 1_000_000, "not a megabyte");
    let sent = held_then_improved(lane, &marker, page, "Choose the launch date").await?;
    let left = sent.description.matches("Notes &amp;").count();
    // The first may have been read as the topic that was then written anew.
    ensure!(left >= 20_999, "of 21000 paragraphs {left} are left");
    Ok(())
}

pub(crate) async fn emoji_right_to_left_and_combining_characters(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let mut page = Page::weekly_status(&format!("👩🏽‍🚀 حالة المشروع e\u{301}\u{323}a\u{30a} {marker}"));
    page.language = "ar";
    page.guests.push(Guest {
        email: "λάμδα@παράδειγμα.example".to_owned(),
        name: "علي 👨‍👩‍👧".to_owned(),
        kind: "person",
    });
    // Chromium's driver types no characters beyond the first plane.
    let sent = held_then_improved(lane, &marker, page, "اختيار تاريخ الإطلاق e\u{301}").await?;
    ensure!(sent.guests.len() == 11, "{sent:?}");
    Ok(())
}

pub(crate) async fn no_title_and_an_end_before_the_start(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    let before = google.all_sent().len();
    let session = lane.shipped().await?;
    let mut page = Page::weekly_status("");
    page.end = "2031-11-24T09:00".to_owned();
    open_warm(session, &google, page).await?;
    save(session).await?;
    let gate = Gate::enter(session).await?;
    ensure!(!gate.text("#title").await?.trim().is_empty(), "the gate shows no title at all");
    ensure!(!gate.text("#warning").await?.is_empty(), "the end before the start is not told");
    send_anyway(gate).await?;
    confirm(session).await?;
    until("the invite without a title", || async {
        Ok((google.all_sent().len() == before + 1).then_some(()))
    })
    .await
}

pub(crate) async fn an_all_day_series_passes(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let session = lane.shipped().await?;
    let page = Page::weekly_status(&format!("On call {marker}"));
    open_warm(session, &google, Page { all_day: true, ..page }).await?;
    save(session).await?;
    until("the calendar's own question, with no gate", || async {
        ensure!(!gate::is_shown(session).await?, "the gate was shown");
        Ok(is_asked(session).await?.then_some(()))
    })
    .await?;
    confirm(session).await?;
    sent_once(&google, &marker).await?;
    let record = journal::record(session, &marker).await?;
    ensure!(journal::word(&record, "pass_reason") == "all_day", "{record}");
    Ok(())
}

pub(crate) async fn groups_rooms_and_doubles(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let guest = |email: &str, kind| Guest { email: email.to_owned(), name: String::new(), kind };
    let mut page = Page::invite(&format!("Weekly status {marker}"), &["ana@example.com", "ben@example.com"]);
    page.guests.push(guest("Ana@Example.COM", "person"));
    page.guests.push(guest("team@example.com", "group"));
    page.guests.push(guest("room1@resource.calendar.google.com", "person"));
    held_then_sent(lane, &marker, page).await?;
    let session = lane.shipped().await?;
    let record = journal::record(session, &marker).await?;
    // Oneself, Ana once, Ben, and the group as one of unknown size; not the room.
    ensure!(record.get("people").and_then(serde_json::Value::as_u64) == Some(4), "{record}");
    ensure!(record.get("people_at_least") == Some(&serde_json::Value::Bool(true)), "{record}");
    Ok(())
}
