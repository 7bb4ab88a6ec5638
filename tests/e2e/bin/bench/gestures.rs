//! The gate in use: a gesture until its dialog stands, a gesture that passes, a page's load and memory. A gesture is a
//! real click by the driver. Its time is taken by the page itself, in an isolated page, whose clock is fine enough in
//! both browsers: from the pointer's going up to the frame after which the dialog stands over the page, or to the
//! Save that comes through.

use crate::figure::{Figure, figure};
use anyhow::Result;
use e2e::harness::browser::Session;
use e2e::harness::calendar::{open, open_warm, save};
use e2e::harness::gate::{Gate, is_warm};
use e2e::harness::google::{Google, Page};
use e2e::harness::memory;
use e2e::harness::wait::until;
use thirtyfour::prelude::*;

/// Runs of each figure.
const RUNS: usize = 50;
/// Runs after which gate and floor change places, so that both see the same machine.
const BLOCK: usize = 10;

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

pub(crate) async fn gate_open(session: &Session, google: &Google) -> Result<Figure> {
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
    Ok(figure("gate_open", &session.kind.to_string(), "ms", gate, Some(floor)).got(
        "from the pointer's going up on Save to the frame that shows the dialog; floor: a static dialog with a preloaded frame",
    ))
}

pub(crate) async fn silent_pass(session: &Session, google: &Google) -> Result<Figure> {
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
    Ok(figure("silent_pass", &session.kind.to_string(), "ms", pass, Some(floor)).got(
        "from the click on Save until the calendar's own listener has it; floor: one message to an idle frame and back",
    ))
}

/// Each load with the extension beside one without; memory is that of all the browser's processes with the
/// editor open, shared pages counted by their share.
pub(crate) async fn page_load_and_memory(
    with: &Session,
    without: &Session,
    google: &Google,
) -> Result<[Figure; 2]> {
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
        figure("page_load", &with.kind.to_string(), "ms", loads.0, Some(loads.1))
            .got("loadEventEnd of an editor's page; floor: the same without the extension"),
        figure("editor_memory", &with.kind.to_string(), "MB", sizes.0, Some(sizes.1))
            .got("proportional set size of all the browser's processes, the editor open; floor: without the extension"),
    ])
}
