//! The judgement by itself: natively, and as a module in a bare browser. What is timed stands in
//! `src/core/examples/speed/work.rs`; here it is started and its times are made figures.

use crate::figure::{Figure, figure, gzipped};
use anyhow::{Context, Result, bail};
use e2e::harness::browser::Session;
use e2e::harness::paths;
use e2e::harness::wait::until;
use e2e::harness::wire::{Answer, Site, content, status};
use hyper::body::Bytes;
use hyper::{Request, StatusCode};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fresh starts of the native program.
const STARTS: usize = 20;

/// Times in microseconds, as the native program prints them and the page returns them.
#[derive(Deserialize)]
struct Times {
    /// The first judgement of a fresh module, which reads the tables.
    first: Vec<f64>,
    /// The same invite once more.
    again: Vec<f64>,
    /// Every labelled invite, some rounds.
    invites: Work,
    /// Descriptions of a million characters.
    large: Vec<Large>,
}

#[derive(Deserialize)]
struct Work {
    judge: Vec<f64>,
    pass: Vec<f64>,
}

#[derive(Deserialize)]
struct Large {
    name: String,
    #[serde(flatten)]
    work: Work,
}

/// The figures of the native program.
pub(crate) fn native() -> Result<Vec<Figure>> {
    let program = PathBuf::from(variable("CONVEREL_SPEED_PROGRAM")?);
    let mut times: Times = run(&program)?;
    for _ in 1..STARTS {
        let more: Times = run(&program)?;
        times.first.extend(more.first);
        times.again.extend(more.again);
    }
    Ok(figures("native", times))
}

fn run(program: &Path) -> Result<Times> {
    let output = Command::new(program).args(invites()?).output().context("the native program")?;
    if !output.status.success() {
        bail!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The figures of the module in a browser.
pub(crate) async fn in_browser(session: &Session) -> Result<Vec<Figure>> {
    session.driver.goto(format!("https://{HOST}/").as_str()).await?;
    until("the page that measures", || async {
        let ready: bool = session.script("return window.measureReady === true", Vec::new()).await?;
        Ok(ready.then_some(()))
    })
    .await?;
    let mut texts = Vec::new();
    for path in invites()? {
        texts.push((path.display().to_string(), std::fs::read_to_string(&path)?));
    }
    let script = "const done = arguments[arguments.length - 1];
        measure(arguments[0]).then((times) => done({ times }), (error) => done({ error: String(error) }))";
    let answer: Measured = session.script_async(script, vec![serde_json::to_value(texts)?]).await?;
    match answer {
        Measured { times: Some(times), .. } => Ok(figures(&session.kind.to_string(), times)),
        Measured { error, .. } => bail!("the page: {}", error.unwrap_or_default()),
    }
}

#[derive(Deserialize)]
struct Measured {
    times: Option<Times>,
    error: Option<String>,
}

fn figures(browser: &str, times: Times) -> Vec<Figure> {
    let made = |name: &str, work: Work| {
        figure(name, browser, "ms", milliseconds(work.judge), Some(milliseconds(work.pass)))
    };
    let mut figures = vec![
        made("judgement", times.invites).got(
            "one whole judgement of a labelled invite, warm; floor: one pass over its characters that counts the letters",
        ),
        figure("judgement_first", browser, "ms", milliseconds(times.first), Some(milliseconds(times.again))).got(
            "the first judgement of a fresh module (native: process), which reads all tables; floor: the same invite again",
        ),
    ];
    for large in times.large {
        figures.push(made(&format!("judgement_1mb_{}", large.name), large.work).got(
            "one judgement of an invite with a million characters of nested HTML; floor: one pass that counts the letters",
        ));
    }
    figures
}

fn milliseconds(times: Vec<f64>) -> Vec<f64> {
    times.into_iter().map(|time| time / 1000.0).collect()
}

/// The size of what the judgement knows by heart: model and tables, compressed as one.
pub(crate) fn tables() -> Result<Figure> {
    let folder = paths::root().join("src/core/lexicon");
    let mut bytes = Vec::new();
    for file in files(&folder)?.into_iter().chain(files(&folder.join("words"))?) {
        if file.extension().is_some_and(|ending| ending == "tsv" || ending == "txt") {
            bytes.extend(std::fs::read(file)?);
        }
    }
    Ok(figure("tables_gzip", "source", "bytes", vec![gzipped(&bytes)?], None)
        .got("the tables of src/core/lexicon, compressed together"))
}

/// The labelled invites in the compact form.
fn invites() -> Result<Vec<PathBuf>> {
    files(&paths::root().join("tests/fixtures/invites"))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    Ok(files)
}

const HOST: &str = "speed.example";

/// The page that measures, isolated for the sake of its clock, and the module with its glue.
pub(crate) struct Speed {
    module: PathBuf,
}

impl Speed {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self { module: PathBuf::from(variable("CONVEREL_SPEED_MODULE")?) })
    }
}

impl Site for Speed {
    fn host(&self) -> &str {
        HOST
    }

    fn answer(&self, request: &Request<Bytes>) -> Answer {
        let (kind, file) = match request.uri().path() {
            "/" => ("text/html; charset=utf-8", paths::sites().join("speed.html")),
            "/converel_speed.js" => ("text/javascript", self.module.join("converel_speed.js")),
            "/converel_speed_bg.wasm" => ("application/wasm", self.module.join("converel_speed_bg.wasm")),
            _ => return status(StatusCode::NOT_FOUND),
        };
        let headers = [
            ("cross-origin-embedder-policy", "require-corp".to_owned()),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
        ];
        match std::fs::read(file) {
            Ok(bytes) => content(kind, bytes, &headers),
            Err(_) => status(StatusCode::NOT_FOUND),
        }
    }
}

fn variable(name: &str) -> Result<std::ffi::OsString> {
    std::env::var_os(name).with_context(|| format!("{name} is not set: ./build.sh bench sets it"))
}
