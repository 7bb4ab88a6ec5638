//! Events that are in SOGo's calendar already: put there over CalDAV, found in the week's grid, opened, edited,
//! dragged, deleted.

use super::{Sogo, USERS, address, page, password};
use crate::harness::browser::Session;
use crate::harness::process::run;
use crate::harness::wait::until;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::time::Duration;
use thirtyfour::prelude::*;

/// The day of the events, far enough ahead never to be past: a Wednesday.
pub const DAY: &str = "20311126";
/// When they start, UTC as SOGo's users have it.
pub const START: &str = "20311126T100000Z";

impl Sogo {
    /// Puts a meeting of `organizer` with `guests` into the calendar, from ten to eleven on [`DAY`], and waits until
    /// each has a copy; what was mailed for that is forgotten. `rule`: RRULE without its name, or empty.
    pub async fn put(&self, organizer: &str, guests: &[&str], marker: &str, rule: &str) -> Result<()> {
        let name = |uid: &str| {
            USERS.iter().find(|(user, _)| *user == uid).map_or(String::new(), |(_, name)| (*name).to_owned())
        };
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//converel//tests//EN".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{marker}@converel.test"),
            "DTSTAMP:20261101T000000Z".to_owned(),
            format!("DTSTART:{START}"),
            "DTEND:20311126T110000Z".to_owned(),
            format!("SUMMARY:Weekly status {marker}"),
            "DESCRIPTION:As every week.".to_owned(),
            format!("ORGANIZER;CN={}:mailto:{}", name(organizer), address(organizer)),
        ];
        if !rule.is_empty() {
            lines.push(format!("RRULE:{rule}"));
        }
        for guest in guests {
            lines.push(format!(
                "ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{}",
                name(guest),
                address(guest)
            ));
        }
        lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned(), String::new()]);
        let url = format!("{}dav/{organizer}/Calendar/personal/{marker}.ics", self.address());
        let login = format!("{organizer}:{}", password(organizer));
        let text = lines.join("\r\n");
        run(
            "curl",
            &[
                "-fsS",
                "-u",
                &login,
                "-X",
                "PUT",
                "-H",
                "Content-Type: text/calendar",
                "--data-binary",
                &text,
                &url,
            ],
        )?;
        until(&format!("a copy for each of {guests:?}"), || async {
            let mailed: usize = self.sink.with(marker).iter().map(|mail| mail.to.len()).sum();
            Ok((self.stored(marker)?.len() == guests.len() + 1 && mailed == guests.len()).then_some(()))
        })
        .await?;
        self.sink.forget(marker);
        Ok(())
    }

    /// The start of each copy, by owner.
    pub fn starts(&self, marker: &str) -> Result<Vec<String>> {
        Ok(self.stored(marker)?.iter().map(|copy| copy.property("DTSTART")).collect())
    }

    /// The end of each copy, by owner.
    pub fn ends(&self, marker: &str) -> Result<Vec<String>> {
        Ok(self.stored(marker)?.iter().map(|copy| copy.property("DTEND")).collect())
    }
}

/// Loads the week of [`DAY`] anew and waits for the event.
pub async fn show(session: &Session, sogo: &Sogo, who: &str, marker: &str) -> Result<()> {
    let driver = &session.driver;
    driver.goto("about:blank").await?;
    driver.goto(format!("{}so/{who}/Calendar/view#!/calendar/week/{DAY}", sogo.address())).await?;
    until("the event in the grid", || async { Ok(found(session, marker).await?.then_some(())) }).await?;
    page::still(session).await
}

const EVENT: &str = "const event = [...document.querySelectorAll('.sg-event')]
    .find(one => one.textContent.includes(arguments[0]));";

async fn found(session: &Session, marker: &str) -> Result<bool> {
    session.script(&format!("{EVENT} return Boolean(event)"), vec![marker.into()]).await
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Place {
    x: f64,
    y: f64,
    hour: f64,
}

/// Where the event is after it was scrolled to; and how high an hour is.
async fn place(session: &Session, marker: &str) -> Result<Place> {
    session
        .script(
            &format!(
                "{EVENT} event.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                 const {{ x, y, width, height }} = event.getBoundingClientRect();
                 const hour = document.querySelector('[sg-hour=\"10\"]').getBoundingClientRect().height;
                 return {{ x: x + width / 2, y: y + height / 2, hour }}"
            ),
            vec![marker.into()],
        )
        .await
}

/// Drags the event down by so many hours. SOGo follows the pointer in many small steps only.
pub async fn drag(session: &Session, marker: &str, hours: f64) -> Result<()> {
    const STEPS: i64 = 20;
    let place = place(session, marker).await?;
    let mut chain = session.driver.action_chain_with_delay(None, Some(Duration::from_millis(20)));
    chain = chain.move_to(place.x as i64, place.y as i64).click_and_hold();
    for step in 1..=STEPS {
        let down = place.hour * hours * step as f64 / STEPS as f64;
        chain = chain.move_to(place.x as i64, (place.y + down) as i64);
    }
    chain.release().perform().await.context("the drag")
}

/// Opens the event, as a click on it does.
pub async fn open(session: &Session, marker: &str) -> Result<()> {
    until("the event's own dialog", || async {
        let shown = !session.driver.find_all(By::Css("md-dialog md-dialog-actions")).await?.is_empty();
        if !shown {
            let place = place(session, marker).await?;
            session.driver.action_chain().move_to(place.x as i64, place.y as i64).click().perform().await?;
        }
        Ok(shown.then_some(()))
    })
    .await?;
    page::still(session).await
}

/// Opens the event's editor.
pub async fn edit(session: &Session, marker: &str) -> Result<()> {
    open(session, marker).await?;
    page::click(session, "md-dialog button[ng-click='editor.edit()']").await?;
    until("the editor to hold the event", || async {
        Ok(page::value(session, page::TITLE).await?.contains(marker).then_some(()))
    })
    .await?;
    page::still(session).await
}
