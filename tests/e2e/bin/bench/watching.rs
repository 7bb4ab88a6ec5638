//! What it costs to watch a page: one with an open editor that is drawn anew sixty times a second, and ten thousand
//! editors that come and go. The page is the Google Calendar stand-in; its nodes are replaced by copies of themselves.

use crate::figure::{Figure, figure};
use anyhow::{Context, Result};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::calendar::open;
use e2e::harness::gate::is_warm;
use e2e::harness::google::{Google, Page};
use e2e::harness::wait::{PATIENCE, measured, until, within};
use e2e::harness::{memory, raw};
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, Instant};

/// Measurements of each page.
const RUNS: usize = 6;
/// How long each lasts.
const WINDOW: Duration = Duration::from_secs(10);

/// Draws a part of the editor anew in every frame, and notes late frames and, where the browser tells, long tasks.
const RENDER: &str = "
window.late = 0;
window.long = 0;
window.frames = 0;
let before = performance.now();
const draw = now => {
  if (now - before > 50) window.late += 1;
  before = now;
  window.frames += 1;
  for (const part of document.querySelectorAll('#xDaRaSel, #xGstLst, [role=main] [role=tabpanel], #xOnCal')) {
    part.replaceWith(part.cloneNode(true));
  }
  requestAnimationFrame(draw);
};
if (!window.drawing) {
  window.drawing = true;
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    new PerformanceObserver(list => { window.long += list.getEntries().length }).observe({ type: 'longtask' });
  }
  requestAnimationFrame(draw);
}";

#[derive(Deserialize)]
struct Seen {
    frames: f64,
    late: f64,
    long: f64,
}

/// Seconds of processor time for each second, and what the page noticed.
async fn window(session: &Session, google: &Google, extended: bool) -> Result<(f64, Seen)> {
    open(session, google, Page::weekly_status("Weekly status: Project Atlas")).await?;
    if extended {
        is_warm(session).await?;
    }
    session.driver.execute(RENDER, Vec::new()).await?;
    // The first frames build what later ones find.
    frames(session, 120.0).await?;
    session.driver.execute("late = long = frames = 0", Vec::new()).await?;
    let (begun, before) = (Instant::now(), memory::pages_seconds(session.driver_process())?);
    measured(WINDOW).await;
    let share = (memory::pages_seconds(session.driver_process())? - before) / begun.elapsed().as_secs_f64();
    let seen: Seen = session.script("return { frames, late, long }", Vec::new()).await?;
    session.driver.goto("about:blank").await?;
    Ok((share * 100.0, seen))
}

async fn frames(session: &Session, so_many: f64) -> Result<()> {
    until("the page to be drawn", || async {
        let drawn: f64 = session.script("return frames", Vec::new()).await?;
        Ok((drawn >= so_many).then_some(()))
    })
    .await
}

pub(crate) async fn rendering(with: &Session, without: &Session, google: &Google) -> Result<Vec<Figure>> {
    let (mut shares, mut floors) = (Vec::new(), Vec::new());
    let (mut slow, mut slow_floor) = (Vec::new(), Vec::new());
    let (mut rate, mut rate_floor) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let (one, other) = if run % 2 == 0 {
            let one = window(with, google, true).await?;
            (one, window(without, google, false).await?)
        } else {
            let other = window(without, google, false).await?;
            (window(with, google, true).await?, other)
        };
        shares.push(one.0);
        floors.push(other.0);
        for (seen, slow, rate) in [(one.1, &mut slow, &mut rate), (other.1, &mut slow_floor, &mut rate_floor)]
        {
            rate.push(seen.frames / WINDOW.as_secs_f64());
            slow.push(if with.kind == Kind::Chromium { seen.long } else { seen.late });
        }
    }
    let browser = with.kind.to_string();
    let added = shares.iter().zip(&floors).map(|(share, floor)| share - floor).collect();
    Ok(vec![
        figure("rendering_processor", &browser, "% core", shares.clone(), Some(floors.clone()))
            .paired(&shares, &floors)
            .got("processor time of all pages' processes while an editor's parts are replaced in every frame; floor: without the extension"),
        figure("rendering_added", &browser, "% core", added, None)
            .got("the difference of each pair of these"),
        figure("rendering_rate", &browser, "1/s", rate, Some(rate_floor))
            .got("how often a second it was drawn meanwhile; floor: without the extension"),
        figure("rendering_long_tasks", &browser, "count", slow, Some(slow_floor))
            .got("in ten seconds of it: tasks over 50 ms (Chromium), frames that came over 50 ms late (Firefox); floor: without the extension"),
    ])
}

/// Editors that come and go.
const OPENINGS: u32 = 10_000;
/// After so many everything has been there once, and growth is counted from here.
const WARM: u32 = 1_000;

/// Puts another editor in the place of the open one in every frame, so many times.
const OPEN: &str = "
window.opened = 0;
const next = () => {
  if (window.opened >= arguments[0]) return;
  window.opened += 1;
  const editor = document.querySelector('#YPCqFe [role=main]');
  editor.replaceWith(editor.cloneNode(true));
  requestAnimationFrame(next);
};
requestAnimationFrame(next);";

/// What a browser says of itself, by name.
type Sizes = Vec<(&'static str, &'static str, f64)>;

pub(crate) async fn openings(with: &Session, without: &Session, google: &Google) -> Result<Vec<Figure>> {
    let grown = growth(with, google, true).await?;
    let floors = growth(without, google, false).await?;
    Ok(grown
        .into_iter()
        .zip(floors)
        .map(|((name, unit, value), (_, _, floor))| {
            figure(name, &with.kind.to_string(), unit, vec![value], Some(vec![floor]))
                .got("growth from the thousandth to the ten thousandth editor opened, after garbage collection; floor: without the extension")
        })
        .collect())
}

async fn growth(session: &Session, google: &Google, extended: bool) -> Result<Sizes> {
    open(session, google, Page::weekly_status("Weekly status: Project Atlas")).await?;
    if extended {
        is_warm(session).await?;
    }
    opened(session, WARM).await?;
    let before = sizes(session).await?;
    opened(session, OPENINGS - WARM).await?;
    let after = sizes(session).await?;
    session.driver.goto("about:blank").await?;
    Ok(after
        .into_iter()
        .zip(before)
        .map(|((name, unit, after), (.., before))| (name, unit, after - before))
        .collect())
}

async fn opened(session: &Session, so_many: u32) -> Result<()> {
    session.driver.execute(OPEN, vec![so_many.into()]).await?;
    let patience = PATIENCE + Duration::from_millis(50) * so_many;
    within(patience, "the editors to be opened", || async {
        let opened: u32 = session.script("return opened", Vec::new()).await?;
        Ok((opened >= so_many).then_some(()))
    })
    .await
}

async fn sizes(session: &Session) -> Result<Sizes> {
    match session.kind {
        Kind::Chromium => {
            // Twice: what a finalizer lets go of is collected by the second.
            for _ in 0..2 {
                raw::devtools(&session.driver, "HeapProfiler.collectGarbage", json!({})).await?;
            }
            raw::devtools(&session.driver, "Performance.enable", json!({})).await?;
            let told = raw::devtools(&session.driver, "Performance.getMetrics", json!({})).await?;
            let metric = |name: &str| {
                let all = told.get("metrics")?.as_array()?;
                all.iter().find(|metric| metric.get("name") == Some(&json!(name)))?.get("value")?.as_f64()
            };
            let named = |name: &str| metric(name).with_context(|| format!("Chromium tells no {name}"));
            Ok(vec![
                ("openings_heap", "bytes", named("JSHeapUsedSize")?),
                ("openings_listeners", "count", named("JSEventListeners")?),
                ("openings_nodes", "count", named("Nodes")?),
                ("openings_frames", "count", named("Frames")?),
            ])
        }
        Kind::Firefox => {
            let script = "for (const what of ['gc', 'cc', 'mmu']) Services.obs.notifyObservers(null, `child-${what}-request`);
                const all = gBrowser.selectedBrowser.browsingContext.getAllBrowsingContextsInSubtree();
                return all.length;";
            let frames = raw::privileged_value(&session.driver, script, Vec::new()).await?;
            let frames = frames.as_f64().context("Firefox tells no number of frames")?;
            // Content processes collect when they get to it, and none says when: the least of five seconds counts.
            let mut least = f64::INFINITY;
            for _ in 0..20 {
                measured(Duration::from_millis(250)).await;
                least = least.min(memory::proportional(session.driver_process())?);
            }
            Ok(vec![("openings_memory", "MB", least / 1e6), ("openings_frames", "count", frames)])
        }
    }
}
