//! The gate as a user meets it: seen over the page, entered through its closed root, read and worked by
//! the ids of its screen, by pointer and by keyboard.

use super::browser::Session;
use super::raw;
use super::wait::{until, within};
use anyhow::{Context, Result};
use std::time::Duration;
use thirtyfour::prelude::*;

/// Whether the gate stands over the middle of the page: what a person sees, not what the DOM says.
pub async fn is_shown(session: &Session) -> Result<bool> {
    session
        .script(
            "const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
             return top !== null && top !== document.documentElement && top.parentElement === document.documentElement
               && top !== document.body && top !== document.head",
            Vec::new(),
        )
        .await
}

/// Waits until the gate's frame waits, hidden and warm, beside an open editor: its token is redeemed (then it
/// tells its direction), its reading of the journal is done (a later reading waits for an earlier one), and
/// it has nothing left to do.
pub async fn is_warm(session: &Session) -> Result<()> {
    until("the gate's frame to be warm", || async {
        enter_frame(session).await?;
        let idle: bool = session
            .script_async(
                "const done = arguments[arguments.length - 1];
                 if (!document.documentElement.dir) return done(false);
                 const request = indexedDB.open('converel');
                 request.onupgradeneeded = () => request.transaction.abort();
                 request.onerror = () => done(false);
                 request.onsuccess = () => {
                   request.result.close();
                   // On a machine that is never idle a second each is enough.
                   const idle = then => requestIdleCallback(then, { timeout: 1000 });
                   idle(() => idle(() => done(true)));
                 };",
                Vec::new(),
            )
            .await?;
        session.driver.enter_default_frame().await?;
        Ok(idle.then_some(()))
    })
    .await
}

async fn enter_frame(session: &Session) -> Result<()> {
    session.driver.enter_default_frame().await?;
    // After a reload of the extension the host of its predecessor may still be there, before ours.
    let host = session.driver.find(By::Css("html > div:last-of-type")).await?;
    let frame = raw::in_shadow(&session.driver, &host, "iframe").await?;
    frame.enter_frame().await?;
    Ok(())
}

/// The open gate; the driver is inside its frame until [`Gate::leave`].
pub struct Gate<'s> {
    session: &'s Session,
}

impl<'s> Gate<'s> {
    /// Waits until the gate is shown and drawn, and goes in.
    pub async fn enter(session: &'s Session) -> Result<Self> {
        until("the gate to be shown", || async { Ok(is_shown(session).await?.then_some(())) }).await?;
        let gate = Self { session };
        until("the gate's screen", || async {
            enter_frame(session).await?;
            session.driver.find(By::Id("title")).await?;
            Ok(Some(()))
        })
        .await?;
        Ok(gate)
    }

    /// Goes back to the page.
    pub async fn leave(self) -> Result<()> {
        self.session.driver.enter_default_frame().await?;
        Ok(())
    }

    /// Goes back to the page and waits until the gate is gone.
    pub async fn gone(self) -> Result<()> {
        let session = self.session;
        session.driver.enter_default_frame().await?;
        until("the gate to go", || async { Ok((!is_shown(session).await?).then_some(())) }).await
    }

    /// Clicks what has this id.
    pub async fn click(&self, id: &str) -> Result<()> {
        until(&format!("a click on #{id}"), || async {
            self.session.driver.find(By::Id(id)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks what a selector finds.
    pub async fn click_css(&self, css: &str) -> Result<()> {
        until(&format!("a click on {css}"), || async {
            self.session.driver.find(By::Css(css)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces a field's text by typing.
    pub async fn write(&self, id: &str, text: &str) -> Result<()> {
        let field = self.session.driver.find(By::Id(id)).await.with_context(|| format!("no #{id}"))?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        self.session.driver.active_element().await?.send_keys(keys).await?;
        Ok(())
    }

    /// The text of the first element that a selector finds; empty if there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.session
            .script("return document.querySelector(arguments[0])?.textContent ?? ''", vec![css.into()])
            .await
    }

    /// The texts of all elements that a selector finds.
    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        self.session
            .script(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)",
                vec![css.into()],
            )
            .await
    }

    /// The value of a field.
    pub async fn value(&self, id: &str) -> Result<String> {
        self.session
            .script("return document.getElementById(arguments[0])?.value ?? ''", vec![id.into()])
            .await
    }

    /// The id of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        self.session.script("return document.activeElement?.id ?? ''", Vec::new()).await
    }

    /// The id of the strong button.
    pub async fn strong(&self) -> Result<String> {
        self.session.script("return document.querySelector('button.strong')?.id ?? ''", Vec::new()).await
    }

    /// The end of a switch that is set, by its id; empty if none is. `switch` is `nature` or `relationship`.
    pub async fn set(&self, switch: &str) -> Result<String> {
        self.session
            .script(
                "return document.querySelector(`input[name=${arguments[0]}]:checked`)?.id ?? ''",
                vec![switch.into()],
            )
            .await
    }

    /// Whether anything scrolls sideways, or at all.
    pub async fn scrolls(&self) -> Result<bool> {
        self.session
            .script(
                "return [...document.querySelectorAll('*')].some(one => {
                   const style = getComputedStyle(one);
                   const moves = value => value === 'auto' || value === 'scroll';
                   return (one === document.documentElement || moves(style.overflowY) || moves(style.overflowX))
                     && one.tagName !== 'TEXTAREA'
                     && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
                 })",
                Vec::new(),
            )
            .await
    }

    /// Sets both switches, by the ids of their ends.
    pub async fn choose(&self, nature: &str, relationship: &str) -> Result<()> {
        for id in [nature, relationship] {
            // The radio button itself lies under its label's face.
            self.click_css(&format!("label:has(#{id})")).await?;
        }
        Ok(())
    }

    /// Fills in what an invite without an agenda lacks: the switches, a purpose, and one topic with minutes
    /// and an owner.
    pub async fn fill(&self, purpose: &str, topic: &str) -> Result<()> {
        self.choose("nature-convergence", "relationship-weak").await?;
        self.write("purpose", purpose).await?;
        self.write("topic-0", topic).await?;
        self.write("minutes-0", "20").await?;
        self.write("owner-0", "Bob").await?;
        Ok(())
    }
}

/// Watches for a while that no gate is shown.
pub async fn stays_away(session: &Session, time: Duration) -> Result<()> {
    super::wait::stays(time, "no gate is shown", || async { Ok(!is_shown(session).await?) }).await
}

/// Waits a short while for the gate, and says whether it came.
pub async fn comes(session: &Session, time: Duration) -> bool {
    within(time, "the gate", || async { Ok(is_shown(session).await?.then_some(())) }).await.is_ok()
}
