//! The benchmarks: each figure beside its floor, measured in the same run, one browser after the other with
//! nothing else running. Writes `target/bench/report.json` and prints a table. After them every commit path in many
//! seeds, for `docs/coverage.md`. Words choose parts: `judgement`, `gestures`, `watching`, `requests`, `audit`,
//! `sizes`, `coverage`; the report is written by a run of all of them.

mod audit;
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
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The parts asked for; none: all of them.
struct Wanted(Vec<String>);

impl Wanted {
    fn all(&self) -> bool {
        self.0.is_empty()
    }

    fn has(&self, part: &str) -> bool {
        self.all() || self.0.iter().any(|word| word == part)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let wanted = Wanted(std::env::args().skip(1).collect());
    let mut figures = Vec::new();
    if wanted.has("judgement") {
        println!("native …");
        figures.extend(judgement::native()?);
        figures.push(judgement::tables()?);
    }
    for kind in Kind::ALL {
        println!("{kind} …");
        figures.extend(browser(kind, &wanted).await.with_context(|| kind.to_string())?);
    }
    let report = Report { figures };
    report.print();
    if wanted.all() {
        let path = paths::target("bench")?.join("report.json");
        std::fs::write(&path, serde_json::to_string_pretty(&report)? + "\n")?;
        println!("target/bench/report.json");
    }
    if wanted.has("coverage") {
        println!("every commit path …");
        coverage::all()?;
    }
    Ok(())
}

async fn browser(kind: Kind, wanted: &Wanted) -> Result<Vec<Figure>> {
    let google = Arc::new(Google::new()?);
    let mut sites: Vec<Arc<dyn Site>> = vec![
        google.clone(),
        Arc::new(Floor { host: "floor.example", file: "floor.html" }),
        Arc::new(Floor { host: "floor-frame.example", file: "floor-frame.html" }),
        Arc::new(requests::Requests),
    ];
    if wanted.has("judgement") {
        sites.push(Arc::new(judgement::Speed::new()?));
    }
    let wire = Wire::start(sites).await?;
    let shipped = paths::extension(kind.build(), false)?;
    let start = async |extension: Option<PathBuf>| {
        Session::start(kind, &Setup { extension, proxy: wire.address(), ..Setup::default() }).await
    };
    let mut figures = Vec::new();
    if wanted.has("judgement") {
        let alone = start(None).await?;
        figures.extend(judgement::in_browser(&alone).await.context("judgement")?);
        alone.quit().await?;
    }
    if wanted.has("gestures") {
        let with = start(Some(shipped.clone())).await?;
        figures.push(gestures::gate_open(&with, &google).await.context("gate_open")?);
        figures.push(gestures::silent_pass(&with, &google).await.context("silent_pass")?);
        let without = start(None).await?;
        figures.extend(gestures::page_load_and_memory(&with, &without, &google).await.context("page_load")?);
        with.quit().await?;
        without.quit().await?;
    }
    if wanted.has("watching") {
        let (with, without) = (start(Some(shipped.clone())).await?, start(None).await?);
        figures.extend(watching::rendering(&with, &without, &google).await.context("rendering")?);
        figures.extend(watching::openings(&with, &without, &google).await.context("openings")?);
        with.quit().await?;
        without.quit().await?;
    }
    if wanted.has("requests") {
        let tests = paths::extension(kind.build(), true)?;
        let (with, without) = (start(Some(tests)).await?, start(None).await?);
        figures.extend(requests::wrapper(&with, &without).await.context("requests")?);
        with.quit().await?;
        without.quit().await?;
    }
    if wanted.has("audit") {
        let with = start(Some(audit::extension(kind)?)).await?;
        figures.extend(audit::import(&with).await.context("audit_import")?);
        figures.push(audit::size(&with).await.context("audit_import_memory")?);
        with.quit().await?;
        let with = start(Some(shipped.clone())).await?;
        figures.extend(audit::large(&with).await.context("audit_large")?);
        with.quit().await?;
    }
    if wanted.has("sizes") {
        figures.extend(sizes(kind, &shipped)?);
    }
    Ok(figures)
}

/// What a page with a calendar loads.
fn sizes(kind: Kind, extension: &Path) -> Result<Vec<Figure>> {
    let files = [
        ("google_script_gzip", "google.js"),
        ("outlook_script_gzip", "outlook.js"),
        ("proton_script_gzip", "proton.js"),
        ("selfhosted_script_gzip", "selfhosted.js"),
        ("request_script_gzip", "request.js"),
        ("gate_wasm_gzip", "converel_gate_bg.wasm"),
    ];
    files
        .into_iter()
        .map(|(name, file)| {
            let size = gzipped(&std::fs::read(extension.join(file))?)?;
            Ok(figure(name, &kind.to_string(), "bytes", vec![size], None).got("the shipped file, compressed"))
        })
        .collect()
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
