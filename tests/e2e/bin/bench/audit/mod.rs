//! The audit's import beside ical.js, in the same page and run: time and memory for 10,000 events, each round in new
//! workers, by turns first. Then 100,000 events given to the dashboard's own file input: whether its page stalls, and
//! how soon an import that is cancelled is gone.
//!
//! The browsers load a copy of the built extension with three files more: ical.js, its worker, and the page that
//! times both.

use crate::figure::{Figure, figure};
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::wait::{until, within};
use e2e::harness::{audit, audit_dates, heavy, memory, paths};
use serde::Deserialize;
use serde_json::json;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::prelude::*;

/// Rounds of ours and theirs; the first one warms the machine up and is not counted.
const ROUNDS: usize = 5;
const SEED: u64 = 42;
/// How long one thing may take: ical.js needs minutes in a slow browser.
const PATIENCE: Duration = Duration::from_secs(600);
/// Runs of the import of 100,000 events that is cancelled.
const CANCELS: usize = 5;

/// The day after the calendars' last: all of them are of the same ten years, whenever this runs.
fn end() -> i64 {
    audit_dates::days(2026, 1, 1)
}

/// A heavy calendar on the disk, made once.
fn calendar(events: u32) -> Result<PathBuf> {
    let path = paths::target("bench")?.join(format!("heavy-{events}-{SEED}.ics"));
    if !path.is_file() {
        let making = path.with_extension("making");
        let mut out = BufWriter::new(std::fs::File::create(&making)?);
        heavy::write(events, SEED, end(), &mut out)?;
        out.into_inner()?.sync_all()?;
        std::fs::rename(&making, &path)?;
    }
    Ok(path)
}

/// A copy of the built extension with the benchmark's files in it.
pub(crate) fn extension(kind: Kind) -> Result<PathBuf> {
    let to = paths::extension_copy(kind.build(), false, &format!("bench/audit-{}", kind.build()))?;
    ensure!(to.join("audit.js").is_file(), "the built extension has no audit.js: ./build.sh builds it");
    let own = paths::root().join("tests/e2e/bin/bench/audit");
    for file in ["bench.html", "bench.js", "peer.js"] {
        std::fs::copy(own.join(file), to.join(file))?;
    }
    let peer = paths::root().join("node_modules/ical.js/dist/ical.js");
    std::fs::copy(peer, to.join("ical.js")).context("ical.js: npm ci")?;
    Ok(to)
}

/// What a run tells.
#[derive(Deserialize)]
struct Told {
    time: f64,
    events: u32,
    /// Theirs.
    #[serde(default)]
    occurrences: Option<u32>,
    /// Milliseconds until the worker took the file.
    start: f64,
}

/// The span that the worker looks at, in seconds, if it is 2026-01-01.
fn span() -> (i64, i64) {
    const WEEK: i64 = 7 * 86_400;
    let now = end() * 86_400;
    (now - 53 * WEEK, now + 13 * WEEK)
}

/// One run in a new worker. `meanwhile` is done again and again until it ends.
async fn run(session: &Session, ours: bool, mut meanwhile: impl FnMut() -> Result<()>) -> Result<Told> {
    let (from, to) = span();
    let options = json!({
        "schema": 1, "own": ["sam.owner@corp.example.com"], "days": [1, 2, 3, 4, 5], "day_from": 540, "day_to": 1020,
        "weeks": 12, "sprint_weeks": 2, "deep_wanted": 20.0, "zone": "Europe/Berlin", "keep": "nothing",
    });
    let now = end() * 86_400_000;
    let open = json!({
        "type": "open", "fallback": options, "key": "5a".repeat(32), "language": "en", "now": now,
    });
    let (call, arguments) = if ours {
        ("window.benchOurs", vec![open.to_string().into(), now.into()])
    } else {
        ("window.benchPeer", vec![from.into(), to.into()])
    };
    session.driver.execute(format!("window.benchBegin({call}, ...arguments)"), arguments).await?;
    let told = within(PATIENCE, call, || {
        let also = meanwhile();
        async {
            also?;
            let told: Option<serde_json::Value> = session.script("return window.told", Vec::new()).await?;
            Ok(told)
        }
    })
    .await?;
    serde_json::from_value(told.clone()).with_context(|| format!("{call}: {told}"))
}

/// Gives a file to the benchmark's page, in a tab of its own.
async fn open(session: &Session, file: &Path) -> Result<()> {
    session.open("bench.html").await?;
    until("the benchmark's page", || async {
        let ready: bool = session.script("return window.benchReady === true", Vec::new()).await?;
        Ok(ready.then_some(()))
    })
    .await?;
    session.driver.find(By::Id("file")).await?.send_keys(file.to_string_lossy()).await?;
    Ok(())
}

/// Parsing and expanding 10,000 events, cold. The ratio says how many times as long ical.js takes.
pub(crate) async fn import(session: &Session) -> Result<[Figure; 3]> {
    const EVENTS: u32 = 10_000;
    open(session, &calendar(EVENTS)?).await?;
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut starts, mut their_starts) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let first = run(session, round % 2 == 0, || Ok(())).await?;
        let second = run(session, round % 2 != 0, || Ok(())).await?;
        let (own, peer) = if round % 2 == 0 { (first, second) } else { (second, first) };
        ensure!(own.events == EVENTS && peer.events == EVENTS, "{} and {} events", own.events, peer.events);
        ensure!(peer.occurrences > Some(EVENTS / 10), "ical.js found no occurrences");
        if round > 0 {
            ratios.push(peer.time / own.time);
            starts.push(own.start);
            their_starts.push(peer.start);
            ours.push(own.time);
            theirs.push(peer.time);
        }
    }
    let ones = vec![1.0; ratios.len()];
    let kind = session.kind.to_string();
    Ok([
        figure("audit_import", &kind, "ms", ours, Some(theirs)).got(
            "10,000 events, 31 MB, from the hand-over to a new worker until every occurrence of 66 weeks is known; floor: ical.js 2.2.1 in a worker of the same page",
        ),
        figure("audit_import_speed", &kind, "×", ratios, Some(ones))
            .got("ical.js's time by ours, of each round"),
        figure("audit_worker_start", &kind, "ms", starts, Some(their_starts))
            .got("from the worker's making until it takes the file; ours opens what is kept first. Not in the two above"),
    ])
}

/// By how much all the browser's processes are larger at most while that is done, in megabytes.
pub(crate) async fn size(session: &Session) -> Result<Figure> {
    open(session, &calendar(10_000)?).await?;
    let mut sizes = (Vec::new(), Vec::new());
    for round in 0..4 {
        let ours = round % 2 == 0;
        // What the run before has left is let go of first.
        session.driver.refresh().await?;
        session.driver.close_window().await?;
        let rest = session.driver.windows().await?;
        session.driver.switch_to_window(rest.first().context("no window")?.clone()).await?;
        open(session, &calendar(10_000)?).await?;
        let now = || memory::proportional(session.driver_process());
        let before = now()?;
        let mut most = before;
        run(session, ours, || {
            most = most.max(now()?);
            Ok(())
        })
        .await?;
        if ours { &mut sizes.0 } else { &mut sizes.1 }.push((most - before) / 1e6);
    }
    Ok(figure("audit_import_memory", &session.kind.to_string(), "MB", sizes.0, Some(sizes.1)).got(
        "the same: growth of the proportional set size of all the browser's processes at its peak, as often as it could be looked at; floor: ical.js's",
    ))
}

/// Notes for how long the page does nothing else: tasks of 50 ms and more, where the browser tells, and the longest
/// pause between two messages that the page sends to itself.
const HEARTBEAT: &str = "
window.longest = { task: 0, pause: 0 };
try {
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.longest.task = Math.max(window.longest.task, entry.duration);
  }).observe({ type: 'longtask' });
} catch {}
const { port1, port2 } = new MessageChannel();
let last = performance.now();
port1.onmessage = () => {
  const now = performance.now();
  window.longest.pause = Math.max(window.longest.pause, now - last);
  last = now;
  // Not without a rest: the heart must not be what keeps the page busy.
  setTimeout(() => port2.postMessage(0), 4);
};
port2.postMessage(0);";

#[derive(Deserialize)]
struct Longest {
    task: f64,
    pause: f64,
}

/// Waits until the dashboard shows an import under way, or none.
async fn importing(session: &Session, wanted: bool) -> Result<()> {
    within(PATIENCE, "an import to begin or to end", || async {
        let under_way: bool =
            session.script("return document.getElementById('audit-cancel') !== null", Vec::new()).await?;
        Ok((under_way == wanted).then_some(()))
    })
    .await
}

/// 100,000 events through the dashboard's own file input.
pub(crate) async fn large(session: &Session) -> Result<Vec<Figure>> {
    const EVENTS: u32 = 100_000;
    let path = calendar(EVENTS)?;
    let kind = session.kind.to_string();
    session.open("dashboard.html#audit").await?;
    audit::ready(session).await?;
    let input = session.driver.find(By::Id("audit-files")).await?;
    session.driver.execute(HEARTBEAT, Vec::new()).await?;
    let watch = "
        const [done] = arguments;
        const begun = performance.now();
        const look = () => {
          if (document.getElementById('audit-cancel') !== null) return;
          observer.disconnect();
          done(performance.now() - begun);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true });
        document.getElementById('audit-cancel').click();
        look();";
    let mut cancels = Vec::new();
    for _ in 0..CANCELS {
        input.send_keys(path.to_string_lossy()).await?;
        importing(session, true).await?;
        // In the middle of the reading.
        within(PATIENCE, "a word of how far it is", || async {
            let value: Option<f64> = session
                .script("return document.getElementById('audit-progress')?.value ?? null", Vec::new())
                .await?;
            Ok(value.filter(|value| *value > 0.0).map(drop))
        })
        .await?;
        cancels.push(session.script_async(watch, Vec::new()).await?);
    }
    let begun = std::time::Instant::now();
    input.send_keys(path.to_string_lossy()).await?;
    importing(session, true).await?;
    importing(session, false).await?;
    audit::drawn(session).await?;
    let whole = begun.elapsed().as_secs_f64() * 1e3;
    let failed: String = session
        .script("return document.getElementById('audit-failed')?.textContent.trim() ?? ''", Vec::new())
        .await?;
    ensure!(failed.is_empty(), "{failed}");
    ensure!(audit::figures(session).await?.get("counted") > Some(&0.0), "the page shows no numbers");
    let longest: Longest = session.script("return window.longest", Vec::new()).await?;
    let mut figures = vec![
        figure("audit_cancel", &kind, "ms", cancels, None)
            .got("100,000 events, 310 MB: from the press on Cancel until the page shows no import any more"),
        figure("audit_large", &kind, "ms", vec![whole], None)
            .got("100,000 events: from the file's choice until the page shows the numbers"),
        figure("audit_pause", &kind, "ms", vec![longest.pause], None)
            .got("100,000 events: the longest pause between two beats of the page's own, sent 4 ms apart"),
    ];
    if session.kind == Kind::Chromium {
        figures.push(
            figure("audit_long_task", &kind, "ms", vec![longest.task], None)
                .got("100,000 events: the longest task of the page's main thread; 0: none of 50 ms or more"),
        );
    }
    Ok(figures)
}
