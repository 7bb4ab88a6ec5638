//! The benchmarks: each figure beside its floor, measured in the same run, one browser after the other with
//! nothing else running. Writes `target/bench/report.json` and prints a table.
//!
//! A gesture is a real click by the driver. Its time is taken by the page itself, in an isolated page, whose
//! clock is fine enough in both browsers: from the pointer's going up to the frame after which the dialog
//! stands over the page, or to the Save that comes through.

use anyhow::{Context, Result};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::calendar::{open, open_warm, save};
use e2e::harness::gate::{Gate, is_warm};
use e2e::harness::google::{Google, Page};
use e2e::harness::wait::until;
use e2e::harness::wire::{Answer, Site, Wire, content};
use e2e::harness::{memory, paths};
use flate2::{Compression, write::GzEncoder};
use hyper::Method;
use hyper::body::Bytes;
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;
use thirtyfour::prelude::*;

/// Runs of each figure.
const RUNS: usize = 50;
/// Runs after which gate and floor change places, so that both see the same machine.
const BLOCK: usize = 10;

#[derive(Serialize)]
struct Report {
    figures: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    name: &'static str,
    browser: String,
    unit: &'static str,
    n: usize,
    median: f64,
    p95: f64,
    floor_median: Option<f64>,
    ratio: Option<f64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut figures = Vec::new();
    for kind in Kind::ALL {
        println!("{kind} …");
        figures.extend(browser(kind).await.with_context(|| kind.to_string())?);
    }
    println!(
        "{:22} {:9} {:>6} {:>4} {:>10} {:>10} {:>10} {:>6}",
        "figure", "browser", "unit", "n", "median", "p95", "floor", "ratio"
    );
    for figure in &figures {
        let or_dash = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
        println!(
            "{:22} {:9} {:>6} {:>4} {:>10.2} {:>10.2} {:>10} {:>6}",
            figure.name,
            figure.browser,
            figure.unit,
            figure.n,
            figure.median,
            figure.p95,
            or_dash(figure.floor_median),
            or_dash(figure.ratio)
        );
    }
    let path = paths::target("bench")?.join("report.json");
    std::fs::write(&path, serde_json::to_string_pretty(&Report { figures })? + "\n")?;
    println!("target/bench/report.json");
    Ok(())
}

async fn browser(kind: Kind) -> Result<Vec<Figure>> {
    let google = Arc::new(Google::new()?);
    let wire = Wire::start(vec![
        google.clone(),
        Arc::new(Floor { host: "floor.example", file: "floor.html" }),
        Arc::new(Floor { host: "floor-frame.example", file: "floor-frame.html" }),
    ])
    .await?;
    let extension = paths::extension(kind.build(), false)?;
    let bare = Setup { extension: None, proxy: wire.address(), dark: false, visible: false };
    let with = Session::start(kind, &Setup { extension: Some(extension.clone()), ..bare.clone() }).await?;
    let mut figures = Vec::new();
    figures.push(gate_open(&with, &google).await.context("gate_open")?);
    figures.push(silent_pass(&with, &google).await.context("silent_pass")?);
    let without = Session::start(kind, &bare).await?;
    figures.extend(page_load_and_memory(&with, &without, &google).await.context("page_load")?);
    with.quit().await?;
    without.quit().await?;
    for (name, file) in [("content_script_gzip", "content.js"), ("gate_wasm_gzip", "converel_gate_bg.wasm")] {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&std::fs::read(extension.join(file))?)?;
        figures.push(figure(name, kind, "bytes", vec![gzip.finish()?.len() as f64], None));
    }
    Ok(figures)
}

/// A static page of `tests/sites`, isolated like the stand-in.
struct Floor {
    host: &'static str,
    file: &'static str,
}

impl Site for Floor {
    fn host(&self) -> &str {
        self.host
    }

    fn answer(&self, _: &Method, _: &str, _: &Bytes) -> Answer {
        let headers = [
            ("cross-origin-embedder-policy", "require-corp".to_owned()),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
            ("cross-origin-resource-policy", "cross-origin".to_owned()),
        ];
        let page = std::fs::read_to_string(paths::sites().join(self.file)).unwrap_or_default();
        content("text/html; charset=utf-8", page, &headers)
    }
}

async fn open_floor(session: &Session) -> Result<()> {
    session.driver.goto("https://floor.example/").await?;
    until("the floor's frame", || async {
        let ready: bool = session.script("return window.floorReady === true", Vec::new()).await?;
        Ok(ready.then_some(()))
    })
    .await
}

/// Times the next gesture: until, after the frame in which another child of <html> stands in the middle.
const TIME_DIALOG: &str = "
window.benchTime = null;
addEventListener('pointerup', event => {
  const begun = event.timeStamp;
  const look = () => {
    const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    if (top === null || top === document.documentElement || top.parentElement !== document.documentElement || top === document.body) {
      requestAnimationFrame(look);
      return;
    }
    // A task after the animation frame runs when that frame has been handed on for painting.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window.benchTime = performance.now() - begun };
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
}, { capture: true, once: true });";

/// Times the next gesture: from just before the click until the calendar's own listener has it.
const TIME_PASS: &str = "
window.benchTime = null;
let begun = 0;
addEventListener('mouseup', () => { begun = performance.now() }, { capture: true, once: true });
document.body.addEventListener('click', () => { window.benchTime = performance.now() - begun }, { once: true });";

async fn timed(session: &Session) -> Result<f64> {
    until("the time of a gesture", || async {
        let time: Option<f64> = session.script("return window.benchTime", Vec::new()).await?;
        Ok(time)
    })
    .await
}

async fn gate_open(session: &Session, google: &Google) -> Result<Figure> {
    let (mut gate, mut floor) = (Vec::new(), Vec::new());
    while gate.len() < RUNS {
        let page = Page { policy: "isolated", ..Page::weekly_status("Weekly status: Project Atlas") };
        open_warm(session, google, page).await?;
        // The first of each block warms caches up and is not counted.
        for run in 0..=BLOCK {
            session.driver.execute(TIME_DIALOG, Vec::new()).await?;
            save(session).await?;
            let time = timed(session).await?;
            if run > 0 {
                gate.push(time);
            }
            let open = Gate::enter(session).await?;
            open.click("back").await?;
            open.gone().await?;
        }
        open_floor(session).await?;
        for run in 0..=BLOCK {
            session.driver.execute(TIME_DIALOG, Vec::new()).await?;
            session.driver.find(By::Id("save")).await?.click().await?;
            let time = timed(session).await?;
            if run > 0 {
                floor.push(time);
            }
            session.driver.execute("floorClose()", Vec::new()).await?;
        }
    }
    Ok(figure("gate_open", session.kind, "ms", gate, Some(floor)))
}

async fn silent_pass(session: &Session, google: &Google) -> Result<Figure> {
    let good = "<p>Goal: decide which launch date we announce</p><p>Agenda:</p><ul>\
        <li>Decide the launch date (20 min, Ana)</li><li>Agree on the rollback plan (15 min, Ben)</li></ul>";
    let (mut pass, mut floor) = (Vec::new(), Vec::new());
    while pass.len() < RUNS {
        for run in 0..=BLOCK {
            // A new editor each time: the same one takes no second gesture so soon.
            let page = Page::invite("Decide the launch date", &["ana@example.com", "ben@example.com"]);
            let page = Page { policy: "isolated", description: good.to_owned(), ..page };
            open_warm(session, google, page).await?;
            session.driver.execute(TIME_PASS, Vec::new()).await?;
            save(session).await?;
            let time = timed(session).await?;
            if run > 0 {
                pass.push(time);
            }
        }
        for run in 0..=BLOCK {
            // A new frame each time here too: a first message is dearer than a second.
            open_floor(session).await?;
            let script = "const done = arguments[arguments.length - 1];
                requestIdleCallback(() => requestIdleCallback(() => floorTrip().then(done)))";
            let time: f64 = session.script_async(script, Vec::new()).await?;
            if run > 0 {
                floor.push(time);
            }
        }
    }
    Ok(figure("silent_pass", session.kind, "ms", pass, Some(floor)))
}

/// Each load with the extension beside one without; memory is that of all the browser's processes with the
/// editor open, shared pages counted by their share.
async fn page_load_and_memory(with: &Session, without: &Session, google: &Google) -> Result<[Figure; 2]> {
    let mut loads = (Vec::new(), Vec::new());
    let mut sizes = (Vec::new(), Vec::new());
    let load = "return performance.getEntriesByType('navigation')[0].loadEventEnd";
    for run in 0..=RUNS {
        // By turns first, because the second profits from what the first one warmed up.
        let order = if run % 2 == 0 { [true, false] } else { [false, true] };
        for extended in order {
            let session = if extended { with } else { without };
            open(session, google, Page::weekly_status("Weekly status: Project Atlas")).await?;
            let time: f64 = until("the load to end", || async {
                let end: f64 = session.script(load, Vec::new()).await?;
                Ok((end > 0.0).then_some(end))
            })
            .await?;
            if extended {
                is_warm(session).await?;
            }
            let size = memory::proportional(session.driver_process())? / 1e6;
            if run > 0 {
                let (loads, sizes) =
                    if extended { (&mut loads.0, &mut sizes.0) } else { (&mut loads.1, &mut sizes.1) };
                loads.push(time);
                sizes.push(size);
            }
        }
    }
    Ok([
        figure("page_load", with.kind, "ms", loads.0, Some(loads.1)),
        figure("editor_memory", with.kind, "MB", sizes.0, Some(sizes.1)),
    ])
}

fn figure(
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    values: Vec<f64>,
    floor: Option<Vec<f64>>,
) -> Figure {
    let n = values.len();
    let values = sorted(values);
    let floor_median = floor.map(|floor| quantile(&sorted(floor), 0.5));
    let median = quantile(&values, 0.5);
    Figure {
        name,
        browser: kind.to_string(),
        unit,
        n,
        median,
        p95: quantile(&values, 0.95),
        floor_median,
        ratio: floor_median.filter(|floor| *floor > 0.0).map(|floor| median / floor),
    }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// By nearest rank: a value that was measured.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let rank = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
