//! One browser's share of a run: its sessions, its stand-in, its part of SOGo. The two lanes run beside
//! each other and share nothing but SOGo, where each has an organizer of its own.

use super::browser::{Kind, Session, Setup};
use super::google::Google;
use super::paths;
use super::standin::StandIn;
use super::wire::{Site, Wire};
use crate::sogo::{Sogo, page};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::sync::Arc;

/// What a scenario is given.
pub struct Lane {
    /// Which browser.
    pub kind: Kind,
    /// The stand-in of Google Calendar.
    pub google: Arc<Google>,
    /// All the others.
    pub standins: Vec<Arc<StandIn>>,
    /// Everything that the browser asked the network for.
    pub wire: Arc<Wire>,
    sogo: Option<Arc<Sogo>>,
    shipped: Option<Session>,
    loopback: Option<Session>,
    scenario: String,
}

impl Lane {
    /// A lane without sessions; they start when they are first asked for.
    pub async fn new(kind: Kind, sogo: Option<Arc<Sogo>>) -> Result<Self> {
        let google = Arc::new(Google::new()?);
        let standins = StandIn::all()?;
        let mut sites: Vec<Arc<dyn Site>> = vec![google.clone()];
        sites.extend(standins.iter().map(|standin| standin.clone() as Arc<dyn Site>));
        let wire = Arc::new(Wire::start(sites).await?);
        Ok(Self {
            kind,
            google,
            standins,
            wire,
            sogo,
            shipped: None,
            loopback: None,
            scenario: String::new(),
        })
    }

    /// Names the scenario that runs next.
    pub fn begin(&mut self, scenario: &str) {
        self.scenario = scenario.replace(|letter: char| !letter.is_ascii_alphanumeric(), "");
    }

    /// A word that stands in no other scenario's title, nor in the other browser's.
    pub fn marker(&self, of: &str) -> String {
        format!("Z{}{of}{}", self.scenario, self.kind.build())
    }

    /// Does `work` in a session of its own with an extension (`None`: the shipped one) on this lane's network;
    /// a failure leaves a picture.
    pub async fn alone<T>(
        &self,
        extension: Option<PathBuf>,
        dark: bool,
        work: impl AsyncFnOnce(&Session) -> Result<T>,
    ) -> Result<T> {
        let session = self.session(extension, dark).await?;
        let done = work(&session).await;
        if done.is_err() {
            let path =
                paths::target("e2e-failures")?.join(format!("{}-{}-own.png", self.scenario, self.kind));
            session.driver.screenshot(&path).await?;
        }
        session.quit().await?;
        done
    }

    /// [`Lane::alone`] on SOGo, with its organizer logged in: nothing is in the journal and nothing learned.
    pub async fn alone_on_sogo<T>(
        &self,
        dark: bool,
        work: impl AsyncFnOnce(&Session, &Sogo) -> Result<T>,
    ) -> Result<T> {
        let sogo = self.sogo.clone().context("this run has no SOGo")?;
        let extension = paths::extension(self.kind.build(), true)?;
        self.alone(Some(extension), dark, async |session| {
            page::log_in(session, &sogo, self.organizer()).await?;
            work(session, &sogo).await
        })
        .await
    }

    async fn session(&self, extension: Option<PathBuf>, dark: bool) -> Result<Session> {
        let extension = match extension {
            Some(folder) => folder,
            None => paths::extension(self.kind.build(), false)?,
        };
        let setup =
            Setup { extension: Some(extension), proxy: self.wire.address(), dark, ..Setup::default() };
        Session::start(self.kind, &setup).await
    }

    /// Another profile with the shipped extension, in any browser, on this lane's network. Whoever asks for it ends it.
    pub async fn profile(&self, kind: Kind) -> Result<Session> {
        let extension = Some(paths::extension(kind.build(), false)?);
        Session::start(kind, &Setup { extension, proxy: self.wire.address(), ..Setup::default() }).await
    }

    /// The shared session with the shipped extension, on an empty page.
    pub async fn shipped(&mut self) -> Result<&Session> {
        if self.shipped.is_none() {
            self.shipped = Some(self.session(None, false).await?);
        }
        let session = self.shipped.as_ref().context("no session")?;
        tidy(session).await?;
        Ok(session)
    }

    /// The shared session with the shipped extension, where the scenario left it.
    pub fn shipped_as_it_is(&self) -> Result<&Session> {
        self.shipped.as_ref().context("no session yet")
    }

    /// The stand-in with this name.
    pub fn standin(&self, name: &str) -> Result<Arc<StandIn>> {
        let standin = self.standins.iter().find(|standin| standin.name == name);
        standin.cloned().with_context(|| format!("there is no tests/sites/{name}"))
    }

    /// The shared session with the extension that knows loopback and the self-hosted stand-ins, on an empty page.
    pub async fn loopback(&mut self) -> Result<&Session> {
        if self.loopback.is_none() {
            let session = self.session(Some(paths::extension(self.kind.build(), true)?), false).await?;
            if let Some(sogo) = self.sogo.clone() {
                page::log_in(&session, &sogo, self.organizer()).await?;
            }
            self.loopback = Some(session);
        }
        let session = self.loopback.as_ref().context("no session")?;
        tidy(session).await?;
        Ok(session)
    }

    /// SOGo, and the shared session in which its organizer is logged in; the extension knows loopback.
    pub async fn sogo(&mut self) -> Result<(&Session, Arc<Sogo>)> {
        let sogo = self.sogo.clone().context("this run has no SOGo")?;
        let session = self.loopback().await?;
        Ok((session, sogo))
    }

    /// Whose calendar this lane invites from.
    pub fn organizer(&self) -> &'static str {
        match self.kind {
            Kind::Chromium => "alice",
            Kind::Firefox => "lena",
        }
    }

    /// The room that this lane books: the lanes run at the same time, and a room has one booking at a time.
    pub fn room(&self) -> &'static str {
        match self.kind {
            Kind::Chromium => "room7",
            Kind::Firefox => "room8",
        }
    }

    /// The sessions that run now.
    pub fn running(&self) -> impl Iterator<Item = &Session> {
        self.shipped.iter().chain(&self.loopback)
    }

    /// Ends the sessions; the next scenario gets new ones.
    pub async fn end(&mut self) {
        for session in [self.shipped.take(), self.loopback.take()].into_iter().flatten() {
            if let Err(error) = session.quit().await {
                eprintln!("{}: {error:#}", self.kind);
            }
        }
    }
}

/// One empty tab, whatever the scenario before left.
async fn tidy(session: &Session) -> Result<()> {
    let driver = &session.driver;
    let windows = driver.windows().await?;
    let (first, others) = windows.split_first().context("no window")?;
    for other in others {
        driver.switch_to_window(other.clone()).await?;
        driver.close_window().await?;
    }
    driver.switch_to_window(first.clone()).await?;
    driver.enter_default_frame().await?;
    driver.goto("about:blank").await?;
    Ok(())
}
