//! One stand-in, walked: drawn for a path and a seed, its steps done, and what came of it held against what is
//! expected. Each try has a marker of its own in its title, so that what reached the server can be told apart.

use super::{Counts, Expects, Loss, Path, act, is_released, language};
use crate::harness::browser::Session;
use crate::harness::gate::{self, Gate};
use crate::harness::journal;
use crate::harness::wait::until;
use crate::harness::wire::Wire;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::prelude::*;

/// Draws, and says whether the gate's frame is the one that was warm before.
const DRAW: &str = "
const done = arguments[arguments.length - 1];
const warm = () => {
  const host = document.querySelector('html > div:last-of-type');
  return host !== null && host === window.warmHost;
};
standin.draw(arguments[0]).then(() => done({ warm: warm() }), error => done({ error: String(error?.stack ?? error) }));";

const NOTE_WARM: &str = "window.warmHost = document.querySelector('html > div:last-of-type')";

#[derive(Deserialize)]
struct Drawn {
    #[serde(default)]
    warm: bool,
    #[serde(default)]
    error: String,
}

/// An entry of the page's list of losses.
#[derive(Deserialize)]
struct Entry {
    marks: Vec<String>,
    #[serde(default)]
    path: String,
    #[serde(default)]
    fault: bool,
}

/// What came of a commit gesture.
enum Came {
    Gate,
    Request,
}

pub(super) struct Walk<'s> {
    session: &'s Session,
    wire: &'s Wire,
    site: &'static str,
    address: String,
    page: Option<WindowHandle>,
    /// Every marker used, with how often it may have been sent.
    markers: Vec<(String, usize)>,
    /// Records of this site that are in the journal, as far as is known: unchecked, cancelled.
    known: (usize, usize),
}

impl<'s> Walk<'s> {
    pub(super) fn new(session: &'s Session, wire: &'s Wire, site: &'static str, address: String) -> Self {
        Self { session, wire, site, address, page: None, markers: Vec::new(), known: (0, 0) }
    }

    /// Loads the page, whatever stands there now.
    pub(super) async fn load(&mut self) -> Result<()> {
        let driver = &self.session.driver;
        if let Some(page) = &self.page {
            self.close_others(page).await?;
        }
        driver.enter_default_frame().await?;
        driver.goto(self.address.as_str()).await?;
        until("the stand-in", || async {
            let there: bool =
                self.session.script("return 'draw' in (window.standin ?? {})", Vec::new()).await?;
            Ok(there.then_some(()))
        })
        .await?;
        self.page = Some(driver.window().await?);
        Ok(())
    }

    /// One try of a path.
    pub(super) async fn one(&mut self, path: &Path, seed: u32, counts: &mut Counts) -> Result<()> {
        let marker = self.marker(&path.name, seed);
        self.draw(path, seed, &marker, &[]).await?;
        self.walk("step").await?;
        counts.seeds += 1;
        let came = self.came(&marker).await?;
        match (path.expects, came) {
            (Expects::Held | Expects::HeldOrRecorded, Came::Gate) => {
                let asked: u32 = self.on_page("return standin.tried()").await?;
                *(if asked == 0 { &mut counts.at_gesture } else { &mut counts.at_request }) += 1;
                self.back_to_gate().await?;
                if is_released(seed) {
                    self.release(&marker).await?;
                    counts.released += 1;
                } else {
                    self.give_up(&marker).await?;
                }
            }
            (Expects::HeldOrRecorded, Came::Request) => {
                counts.recorded += 1;
                self.expect(&marker, 1).await?;
            }
            (Expects::Passes | Expects::Cancelled, Came::Request) => {
                counts.passed += 1;
                self.expect(&marker, 1).await?;
            }
            (Expects::Held, Came::Request) => bail!("it went out without a gate"),
            (Expects::Passes | Expects::Cancelled, Came::Gate) => bail!("the gate is shown"),
        }
        if let Some(page) = &self.page {
            self.close_others(page).await?;
        }
        Ok(())
    }

    /// One try of a path without some marks: it is held at the gesture all the same, under its title, or the toolbar
    /// shows the fault.
    pub(super) async fn without(&mut self, paths: &[Path], loss: &Loss, seed: u32) -> Result<()> {
        let path = paths.iter().find(|path| path.name == loss.path).context("there is no such path")?;
        let marker = self.marker(&format!("{}without", path.name), seed);
        self.draw(path, seed, &marker, &loss.marks).await?;
        if loss.fault {
            return self.fault_is_shown().await;
        }
        self.walk("step").await?;
        ensure!(matches!(self.came(&marker).await?, Came::Gate), "it went out without a gate");
        let asked: u32 = self.on_page("return standin.tried()").await?;
        ensure!(asked == 0, "its gesture was not heard: it was held at the request");
        self.back_to_gate().await?;
        let gate = Gate::enter(self.session).await?;
        let title = gate.text("#title").await?;
        ensure!(title.contains(&marker), "the gate is about {title:?}");
        gate.leave().await?;
        self.give_up(&marker).await
    }

    /// The losses that the page lists.
    pub(super) async fn losses(&self, paths: &[Path]) -> Result<Vec<Loss>> {
        let entries: Vec<Entry> = self.on_page("return standin.locators()").await?;
        let first = paths.first().map(|path| path.name.clone()).unwrap_or_default();
        let path = |entry: &Entry| if entry.path.is_empty() { first.clone() } else { entry.path.clone() };
        Ok(entries
            .into_iter()
            .map(|entry| Loss { path: path(&entry), marks: entry.marks, fault: entry.fault })
            .collect())
    }

    /// Notes what the journal tells before anything is done.
    pub(super) async fn begin(&mut self) -> Result<()> {
        self.known = self.in_journal().await?;
        Ok(())
    }

    /// The journal tells of nothing unchecked that was not told of with its path.
    pub(super) async fn journal_tells_no_more(&self) -> Result<()> {
        let (unchecked, _) = self.in_journal().await?;
        let known = self.known.0;
        ensure!(unchecked == known, "{unchecked} unchecked in the journal, not {known}");
        Ok(())
    }

    /// The journal has as many further records as this path's outcomes call for.
    pub(super) async fn journal_tells(&mut self, path: &Path, counts: &Counts) -> Result<()> {
        let unchecked = counts.recorded as usize;
        let cancelled = if path.expects == Expects::Cancelled { counts.passed as usize } else { 0 };
        if unchecked + cancelled == 0 {
            return Ok(());
        }
        let (known_unchecked, known_cancelled) = self.known;
        let now = until("the journal to tell of what went out", || async {
            let (all_unchecked, all_cancelled) = self.in_journal().await?;
            let told =
                all_unchecked >= known_unchecked + unchecked && all_cancelled >= known_cancelled + cancelled;
            Ok(told.then_some((all_unchecked, all_cancelled)))
        })
        .await?;
        self.known = now;
        Ok(())
    }

    /// Everything was sent as often as it should have been, to the end.
    pub(super) fn nothing_went_out_since(&self) -> Result<()> {
        for (marker, times) in &self.markers {
            let sent = self.wire.sent(marker).len();
            ensure!(sent == *times, "{marker} was sent {sent} times, not {times}");
        }
        Ok(())
    }

    async fn in_journal(&self) -> Result<(usize, usize)> {
        let records = journal::records(self.session, "").await?;
        let count = |outcome: &str| {
            let ours = |record: &&serde_json::Value| {
                journal::word(record, "site") == self.site && journal::word(record, "outcome") == outcome
            };
            records.iter().filter(ours).count()
        };
        Ok((count("unchecked"), count("cancelled")))
    }

    /// A word for the title that stands in no other try's.
    fn marker(&mut self, path: &str, seed: u32) -> String {
        let path: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
        let marker = format!("Z{}{path}{seed}{}z", self.site, self.session.kind);
        self.markers.push((marker.clone(), 0));
        marker
    }

    async fn draw(&self, path: &Path, seed: u32, marker: &str, without: &[String]) -> Result<()> {
        let language = language(seed);
        let how = json!({
            "path": path.name, "seed": seed, "language": language, "marker": marker, "without": without,
        });
        let drawn: Drawn = self.session.script_async(DRAW, vec![how]).await?;
        ensure!(drawn.error.is_empty(), "the page could not be drawn: {}", drawn.error);
        // A user needs longer to write an invite than the frame to get warm.
        if !path.cold && !drawn.warm {
            gate::is_warm(self.session).await?;
            self.session.driver.execute(NOTE_WARM, Vec::new()).await?;
        }
        Ok(())
    }

    async fn walk(&self, name: &str) -> Result<()> {
        act::all(self.session, self.page.as_ref().context("no page is loaded")?, name).await
    }

    /// Waits for whichever comes first.
    async fn came(&self, marker: &str) -> Result<Came> {
        until("the gate, or the request", || async {
            if !self.wire.sent(marker).is_empty() {
                return Ok(Some(Came::Request));
            }
            self.to_gate().await?;
            Ok(gate::is_shown(self.session).await?.then_some(Came::Gate))
        })
        .await
    }

    /// The gate stands in the window where the gesture was made.
    async fn to_gate(&self) -> Result<()> {
        let page = self.page.as_ref().context("no page is loaded")?;
        if self.session.driver.windows().await?.len() > 1 {
            act::newest(self.session, page).await?;
        }
        Ok(())
    }

    async fn back_to_gate(&self) -> Result<()> {
        self.to_gate().await
    }

    /// Escape: nothing is sent, and the draft is left, or was taken back by the page.
    async fn give_up(&self, marker: &str) -> Result<()> {
        let gate = Gate::enter(self.session).await?;
        ensure!(self.wire.sent(marker).is_empty(), "it went out under the gate");
        gate.press(Key::Escape + "").await?;
        gate.gone().await?;
        until("the draft to be left", || async {
            let open: bool = self.on_page("return standin.open()").await?;
            Ok(open.then_some(()))
        })
        .await?;
        ensure!(self.wire.sent(marker).is_empty(), "it went out after all");
        Ok(())
    }

    /// Sends from the gate.
    async fn release(&mut self, marker: &str) -> Result<()> {
        let gate = Gate::enter(self.session).await?;
        ensure!(self.wire.sent(marker).is_empty(), "it went out under the gate");
        gate.click("anyway").await?;
        gate.click("anyway-first").await?;
        gate.gone().await?;
        self.walk("answer").await?;
        self.expect(marker, 1).await
    }

    /// Waits until it was sent so often; at the end it must be just as often.
    async fn expect(&mut self, marker: &str, times: usize) -> Result<()> {
        if let Some(known) = self.markers.iter_mut().find(|(known, _)| known == marker) {
            known.1 = times;
        }
        until("the request", || async { Ok((self.wire.sent(marker).len() >= times).then_some(())) }).await?;
        let sent = self.wire.sent(marker).len();
        ensure!(sent == times, "it was sent {sent} times");
        Ok(())
    }

    /// A script on the calendar's own page, wherever the driver is.
    async fn on_page<T: serde::de::DeserializeOwned>(&self, script: &str) -> Result<T> {
        let page = self.page.as_ref().context("no page is loaded")?;
        if self.session.driver.window().await? != *page {
            self.session.driver.switch_to_window(page.clone()).await?;
        }
        self.session.script(script, Vec::new()).await
    }

    async fn close_others(&self, page: &WindowHandle) -> Result<()> {
        let driver = &self.session.driver;
        for window in driver.windows().await? {
            if window != *page {
                driver.switch_to_window(window).await?;
                driver.close_window().await?;
            }
        }
        driver.switch_to_window(page.clone()).await?;
        Ok(())
    }

    /// The toolbar button of the calendar's tab warns.
    async fn fault_is_shown(&self) -> Result<()> {
        let host = self.address.split('/').nth(2).unwrap_or_default().to_owned();
        let badge = "
            const done = arguments[arguments.length - 1];
            const api = globalThis.browser ?? chrome;
            api.tabs.query({ url: `https://${arguments[0]}/*` })
              .then(([tab]) => api.action.getBadgeText({ tabId: tab.id }))
              .then(done, error => done(String(error)))";
        // Each look is a short one: the calendar's tab is not drawn while another stands before it.
        until("the toolbar to show the fault", || async {
            let look = async || self.session.script_async(badge, vec![json!(host)]).await;
            let text: String = self.session.on_page("dashboard.html", look).await?;
            Ok((text == "!").then_some(()))
        })
        .await
    }
}
