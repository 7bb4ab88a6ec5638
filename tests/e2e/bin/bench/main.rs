//! The benchmarks: each figure beside its floor, measured in the same run, one browser after the other with
//! nothing else running. Writes `target/bench/report.json` and prints a table. After them every commit path in many
//! seeds, for `docs/coverage.md`; the word `coverage` does that alone.

mod coverage;
mod figure;
mod gestures;
mod judgement;
mod requests;
mod watching;

use anyhow::{Context, Result};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::google::Google;
use e2e::harness::paths;
use e2e::harness::wire::{Answer, Site, Wire, content};
use figure::{Figure, Report, figure, gzipped};
use hyper::Request;
use hyper::body::Bytes;
use std::sync::Arc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    if !std::env::args().any(|word| word == "coverage") {
        figures().await?;
    }
    println!("coverage …");
    coverage::all()
}

async fn figures() -> Result<()> {
    println!("native …");
    let mut figures = judgement::native()?;
    figures.push(judgement::tables()?);
    for kind in Kind::ALL {
        println!("{kind} …");
        figures.extend(browser(kind).await.with_context(|| kind.to_string())?);
    }
    let report = Report { figures };
    report.print();
    let path = paths::target("bench")?.join("report.json");
    std::fs::write(&path, serde_json::to_string_pretty(&report)? + "\n")?;
    println!("target/bench/report.json");
    Ok(())
}

async fn browser(kind: Kind) -> Result<Vec<Figure>> {
    let google = Arc::new(Google::new()?);
    let wire = Wire::start(vec![
        google.clone(),
        Arc::new(Floor { host: "floor.example", file: "floor.html" }),
        Arc::new(Floor { host: "floor-frame.example", file: "floor-frame.html" }),
        Arc::new(judgement::Speed::new()?),
        Arc::new(requests::Requests),
    ])
    .await?;
    let extension = paths::extension(kind.build(), false)?;
    let bare = Setup { proxy: wire.address(), ..Setup::default() };
    let alone = Session::start(kind, &bare).await?;
    let mut figures = judgement::in_browser(&alone).await.context("judgement")?;
    alone.quit().await?;
    let with = Session::start(kind, &Setup { extension: Some(extension.clone()), ..bare.clone() }).await?;
    figures.push(gestures::gate_open(&with, &google).await.context("gate_open")?);
    figures.push(gestures::silent_pass(&with, &google).await.context("silent_pass")?);
    let without = Session::start(kind, &bare).await?;
    figures.extend(gestures::page_load_and_memory(&with, &without, &google).await.context("page_load")?);
    figures.extend(watching::rendering(&with, &without, &google).await.context("rendering")?);
    figures.extend(watching::openings(&with, &without, &google).await.context("openings")?);
    with.quit().await?;
    let tests = Some(paths::extension(kind.build(), true)?);
    let with = Session::start(kind, &Setup { extension: tests, ..bare.clone() }).await?;
    figures.extend(requests::wrapper(&with, &without).await.context("requests")?);
    with.quit().await?;
    without.quit().await?;
    for (name, file) in [
        ("google_script_gzip", "google.js"),
        ("outlook_script_gzip", "outlook.js"),
        ("proton_script_gzip", "proton.js"),
        ("selfhosted_script_gzip", "selfhosted.js"),
        ("request_script_gzip", "request.js"),
        ("gate_wasm_gzip", "converel_gate_bg.wasm"),
    ] {
        let size = gzipped(&std::fs::read(extension.join(file))?)?;
        figures.push(
            figure(name, &kind.to_string(), "bytes", vec![size], None).got("the shipped file, compressed"),
        );
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

    fn answer(&self, _: &Request<Bytes>) -> Answer {
        let headers = [
            ("cross-origin-embedder-policy", "require-corp".to_owned()),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
            ("cross-origin-resource-policy", "cross-origin".to_owned()),
        ];
        let page = std::fs::read_to_string(paths::sites().join(self.file)).unwrap_or_default();
        content("text/html; charset=utf-8", page, &headers)
    }
}
