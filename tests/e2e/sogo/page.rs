//! SOGo's calendar as a user works it: AngularJS Material, so elements are found by `ng-model` and label.

use super::{Sogo, password};
use crate::harness::browser::Session;
use crate::harness::wait::{until, within};
use anyhow::{Result, ensure};
use std::time::Duration;
use thirtyfour::prelude::*;

/// The event editor.
pub const FORM: &str = "form[name='eventForm']";
/// Its title.
pub const TITLE: &str = "input[ng-model='editor.component.summary']";
/// Its description.
pub const DESCRIPTION: &str = "textarea[ng-model='editor.component.comment']";
/// Its Save.
pub const SAVE: &str = "form[name='eventForm'] md-dialog-actions:not(.ng-hide) button[type='submit']";
/// The box for one more attendee.
pub const ATTENDEE: &str = "md-autocomplete[md-floating-label='Invite Attendees'] input";

/// What is filled in.
#[derive(Clone, Debug, Default)]
pub struct Event<'a> {
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// Attendees' uids or, with an `@`, addresses; each becomes a chip.
    pub attendees: &'a [&'a str],
    /// `daily`, `weekly`, … or empty.
    pub repeat: &'a str,
    /// Typed into the attendee box last and left there.
    pub typed: &'a str,
}

/// Logs in; the session's cookie stays for the whole session.
pub async fn log_in(session: &Session, sogo: &Sogo, uid: &str) -> Result<()> {
    let driver = &session.driver;
    driver.goto(sogo.address()).await?;
    write(session, "input[ng-model='app.creds.username']", uid).await?;
    write(session, "#passwordField", &password(uid)).await?;
    click(session, "button[aria-label='Connect']").await?;
    until("the calendar after the login", || async {
        Ok(driver.current_url().await?.path().ends_with("/Calendar/view").then_some(()))
    })
    .await
}

/// Loads the calendar anew and opens an empty editor.
pub async fn new_event(session: &Session, sogo: &Sogo, uid: &str) -> Result<()> {
    let driver = &session.driver;
    driver.goto(format!("{}so/{uid}/Calendar/view", sogo.address())).await?;
    until("the calendar's grid", || async { Ok(Some(driver.find(By::Css("[sg-hour]")).await?)) }).await?;
    until("an empty editor", || async {
        // Angular takes the key only when the page has settled; a key that comes too early does nothing. One that
        // comes too often opens a second editor over the first.
        driver.find(By::Css("body")).await?.send_keys("e").await?;
        within(Duration::from_secs(3), "SOGo's editor", || async {
            Ok(Some(driver.find(By::Css(TITLE)).await.map(drop)?))
        })
        .await?;
        Ok(Some(()))
    })
    .await?;
    still(session).await
}

/// Fills the editor in.
pub async fn fill(session: &Session, event: &Event<'_>) -> Result<()> {
    let driver = &session.driver;
    write(session, TITLE, event.title).await?;
    if !event.description.is_empty() {
        write(session, DESCRIPTION, event.description).await?;
    }
    for attendee in event.attendees {
        invite(session, attendee).await?;
    }
    if !event.repeat.is_empty() {
        click(session, "md-select[ng-model='editor.component.repeat.frequency']").await?;
        let option = format!(".md-select-menu-container.md-active md-option[value='{}']", event.repeat);
        click(session, &option).await?;
        until("the menu to close", || async {
            let open = driver.find_all(By::Css(".md-select-menu-container.md-active")).await?;
            Ok(open.is_empty().then_some(()))
        })
        .await?;
    }
    if !event.typed.is_empty() {
        write(session, ATTENDEE, event.typed).await?;
    }
    still(session).await
}

/// Adds an attendee, by uid or address, as a chip.
pub async fn invite(session: &Session, attendee: &str) -> Result<()> {
    let driver = &session.driver;
    let chips = || async {
        Ok::<_, anyhow::Error>(driver.find_all(By::Css("md-chips.attendees-chips md-chip")).await?.len())
    };
    let before = chips().await?;
    until(&format!("{attendee} to be suggested"), || async {
        write(session, ATTENDEE, attendee).await?;
        if attendee.contains('@') {
            return Ok(Some(()));
        }
        // SOGo forgets a search that falls into the answer of the one before: then it is typed again.
        within(Duration::from_secs(3), "SOGo's suggestion", || async {
            let shown: bool = session
                .script(
                    "return [...document.querySelectorAll('ul.md-autocomplete-suggestions li')]
                       .some(item => item.textContent.toLowerCase().includes(arguments[0]))",
                    vec![attendee.into()],
                )
                .await?;
            Ok(shown.then_some(()))
        })
        .await?;
        Ok(Some(()))
    })
    .await?;
    driver.find(By::Css(ATTENDEE)).await?.send_keys(Key::Enter + "").await?;
    until("the attendee's chip", || async { Ok((chips().await? > before).then_some(())) }).await
}

/// Takes off the attendee whose name starts so.
pub async fn remove(session: &Session, name: &str) -> Result<()> {
    until(&format!("{name} to be taken off"), || async {
        let left: bool = session
            .script(
                "const chip = [...document.querySelectorAll('md-chips.attendees-chips md-chip')]
                   .find(one => one.querySelector('.md-contact-name').textContent.trim().startsWith(arguments[0]));
                 chip?.querySelector('.sg-chip-remove').click();
                 return !chip",
                vec![name.into()],
            )
            .await?;
        Ok(left.then_some(()))
    })
    .await
}

/// Whether the editor is open.
pub async fn is_open(session: &Session) -> Result<bool> {
    Ok(!session.driver.find_all(By::Css(FORM)).await?.is_empty())
}

/// Waits until the editor is gone: SOGo took the event.
pub async fn closed(session: &Session) -> Result<()> {
    until("SOGo's editor to close", || async { Ok((!is_open(session).await?).then_some(())) }).await
}

/// The value of a field of the open editor.
pub async fn value(session: &Session, css: &str) -> Result<String> {
    session.script("return document.querySelector(arguments[0]).value", vec![css.into()]).await
}

/// Clicks as soon as the element can be clicked.
pub async fn click(session: &Session, css: &str) -> Result<()> {
    until(&format!("a click on {css}"), || async {
        session.driver.find(By::Css(css)).await?.click().await?;
        Ok(Some(()))
    })
    .await
}

/// Types a text in place of what a field holds.
pub async fn write(session: &Session, css: &str, text: &str) -> Result<()> {
    until(&format!("{css} to take its text"), || async {
        let field = session.driver.find(By::Css(css)).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        let got = value(session, css).await?;
        ensure!(got == text, "{css} holds {got:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until the dialog has stopped moving: a click on something that moves misses it.
pub(super) async fn still(session: &Session) -> Result<()> {
    until("the editor to stand still", || async {
        let still: bool = session
            .script(
                "return !document.querySelector('md-dialog.md-transition-in:not(.md-content-overflow)')
                   ? document.getAnimations().length === 0
                   : document.getAnimations().every(animation => animation.playState !== 'running')",
                Vec::new(),
            )
            .await?;
        Ok(still.then_some(()))
    })
    .await
}
