//! The Google stand-in as a user works it.

use super::browser::Session;
use super::gate;
use super::google::{Google, HOST, Page, Sent};
use super::wait::until;
use anyhow::{Result, ensure};
use std::time::Duration;
use thirtyfour::prelude::*;

/// Loads a page, and waits until its editor is open.
pub async fn open(session: &Session, google: &Google, page: Page) -> Result<()> {
    let place = if page.view == "editor" { "eventedit" } else { "week" };
    let ready =
        if page.view == "grid" { "[role=grid]" } else { "#xTiIn, [data-chips-dialog] [jsname=YPqjbf]" };
    google.show(page);
    session.driver.goto(format!("https://{HOST}/calendar/u/0/r/{place}")).await?;
    until("the stand-in's editor", || async { Ok(Some(session.driver.find(By::Css(ready)).await?)) }).await?;
    Ok(())
}

/// [`open`], and waits until the gate's frame is warm: a user needs longer than that to fill an invite in.
pub async fn open_warm(session: &Session, google: &Google, page: Page) -> Result<()> {
    open(session, google, page).await?;
    gate::is_warm(session).await
}

/// Clicks Save, whatever its generation.
pub async fn save(session: &Session) -> Result<()> {
    until("a click on Save", || async {
        session.driver.find(By::Css("#xSaveBu, [data-chips-dialog] [jsname=x8hlje]")).await?.click().await?;
        Ok(Some(()))
    })
    .await
}

/// Answers the calendar's own question after Save with *Send*.
pub async fn confirm(session: &Session) -> Result<()> {
    until("the calendar's own question", || async { Ok(is_asked(session).await?.then_some(())) }).await?;
    // A click meets what stands there when it arrives: on a slow machine that is not yet the button. So it is
    // done when the question is answered, and an answered one is not clicked again.
    until("the calendar's own question to be answered", || async {
        if is_asked(session).await? {
            session.driver.execute("return standin.send()", Vec::new()).await?.element()?.click().await?;
        }
        Ok((!is_asked(session).await?).then_some(()))
    })
    .await
}

/// Whether the calendar asks its own question: the Save has come through to it.
pub async fn is_asked(session: &Session) -> Result<bool> {
    session.script("return standin.asked()", Vec::new()).await
}

/// Waits until an invite was sent, and for a while that it is not sent again.
pub async fn sent_once(google: &Google, marker: &str) -> Result<Sent> {
    let sent = until(&format!("{marker:?} to be sent"), || async { Ok(google.sent(marker).pop()) }).await?;
    never_again(google, marker, 1).await?;
    Ok(sent)
}

/// Watches that no more than so many were sent.
pub async fn never_again(google: &Google, marker: &str, so_many: usize) -> Result<()> {
    super::wait::stays(Duration::from_millis(400), "not sent more often", || async {
        Ok(google.sent(marker).len() == so_many)
    })
    .await
}

/// Nothing was sent, and the draft is there as it was.
pub async fn draft_left(session: &Session, google: &Google, marker: &str) -> Result<()> {
    never_again(google, marker, 0).await?;
    let (open, title): (bool, String) =
        session.script("return [standin.open(), standin.draft().title]", Vec::new()).await?;
    ensure!(open && title.contains(marker), "the draft is not left: open {open}, title {title:?}");
    ensure!(!is_asked(session).await?, "the Save came through to the calendar");
    Ok(())
}
