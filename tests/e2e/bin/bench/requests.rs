//! What the wrapper of `fetch` and `XMLHttpRequest` costs a request that is none of its business: the same page, the
//! same requests to a server on loopback, by turns in a browser with the extension and in one without.

use crate::figure::{Figure, figure};
use anyhow::Result;
use e2e::harness::browser::Session;
use e2e::harness::wire::{Answer, Site, content};
use hyper::Request;
use hyper::body::Bytes;

/// A name under which the tests' build of the extension takes every page for a calendar's.
const HOST: &str = "requests.calendar.test";
/// Requests in one block, one after the other.
const BLOCK: u32 = 25;
/// Blocks of each kind in each browser.
const BLOCKS: usize = 200;

/// Takes the time of a block, in milliseconds for each request. The body has what a calendar sends all day long: JSON
/// of a kilobyte, by POST.
const TIME: &str = r#"
const [kind, times, done] = arguments;
const body = JSON.stringify({ action: "GetCalendarView", items: Array.from({ length: 20 }, (_, item) => ({ item, text: "x".repeat(40) })) });
const headers = { "content-type": "application/json", "x-requested-with": "page" };
const byFetch = async () => (await fetch("/api/view", { method: "POST", headers, body })).text();
const byXhr = () => new Promise((answered, failed) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/api/view");
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.onload = () => answered(request.responseText);
  request.onerror = failed;
  request.send(body);
});
const once = kind === "fetch" ? byFetch : byXhr;
(async () => {
  const begun = performance.now();
  for (let number = 0; number < times; number += 1) await once();
  return (performance.now() - begun) / times;
})().then(done, error => done(null));"#;

async fn block(session: &Session, kind: &str) -> Result<f64> {
    session.script_async(TIME, vec![kind.into(), BLOCK.into()]).await
}

pub(crate) async fn wrapper(with: &Session, without: &Session) -> Result<Vec<Figure>> {
    for session in [with, without] {
        session.driver.goto(format!("https://{HOST}/").as_str()).await?;
    }
    let mut figures = Vec::new();
    for kind in ["fetch", "xhr"] {
        let (mut wrapped, mut plain) = (Vec::new(), Vec::new());
        // The first pair warms both up and is not counted.
        for run in 0..=BLOCKS {
            // By turns first: the second finds what the first one warmed up.
            let pair = if run % 2 == 0 {
                let first = block(with, kind).await?;
                (first, block(without, kind).await?)
            } else {
                let first = block(without, kind).await?;
                (block(with, kind).await?, first)
            };
            if run > 0 {
                wrapped.push(pair.0);
                plain.push(pair.1);
            }
        }
        figures.push(
            figure(&format!("request_{kind}"), &with.kind.to_string(), "ms", wrapped.clone(), Some(plain.clone()))
                .paired(&wrapped, &plain)
                .got("one POST to a server on loopback, in blocks of 25; floor: without the extension; ratio: median of pairs"),
        );
    }
    Ok(figures)
}

/// The server.
pub(crate) struct Requests;

impl Site for Requests {
    fn host(&self) -> &str {
        HOST
    }

    fn answer(&self, request: &Request<Bytes>) -> Answer {
        let isolated = [
            ("cross-origin-embedder-policy", "require-corp".to_owned()),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
        ];
        match request.uri().path() {
            "/api/view" => content("application/json", "{}", &[]),
            _ => content("text/html; charset=utf-8", "<!doctype html><title>Requests</title>", &isolated),
        }
    }
}
