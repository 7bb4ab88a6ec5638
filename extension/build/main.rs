//! The builder: makes the extension for both browsers, checks the repository, packs the archives and
//! starts the end-to-end suite. `build.sh` sets the machine up and calls it; what a word does stands
//! here once. Nothing of this crate is shipped.

mod archive;
mod dist;
mod house;
mod manifest;
mod project;
mod run;
mod scripts;
mod suite;
mod test;
mod wasm;

use anyhow::{Result, bail};
use project::Project;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
usage: builder [build|demo|test|bench|package|icons] [--host PATTERN]… [--out DIR]
  build    dist/chrome and dist/firefox (the default)
  demo     plays the main job without a display and leaves pictures in target/demo
  test     every check, from formatting to both browsers
  bench    the benchmarks, into target/bench/report.json
  package  the two archives for the stores, in target/package
  icons    draws extension/icons/*.png from icon.svg
  --host PATTERN  (build, package) one more calendar, e.g. 'https://calendar.example.org/*'; changes the manifests alone
  --out DIR       (build, package) where to, instead of dist or target/package";

/// What was asked for on the command line.
struct Asked {
    word: String,
    hosts: Vec<String>,
    out: Option<PathBuf>,
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked> {
    let mut asked = Asked { word: String::new(), hosts: Vec::new(), out: None };
    while let Some(argument) = arguments.next() {
        let mut value =
            || arguments.next().ok_or_else(|| anyhow::anyhow!("{argument} needs a value\n{USAGE}"));
        match argument.as_str() {
            "--host" => asked.hosts.push(value()?),
            "--out" => asked.out = Some(std::path::absolute(value()?)?),
            word if asked.word.is_empty() && !word.starts_with('-') => asked.word = word.to_owned(),
            other => bail!("not understood: {other}\n{USAGE}"),
        }
    }
    if asked.word.is_empty() {
        asked.word = "build".to_owned();
    }
    let places_something = matches!(asked.word.as_str(), "build" | "package");
    if !places_something && (asked.out.is_some() || !asked.hosts.is_empty()) {
        bail!("--host and --out go with build and package\n{USAGE}");
    }
    Ok(asked)
}

fn work() -> Result<()> {
    let asked = asked(std::env::args().skip(1))?;
    let project = Project::here()?;
    match asked.word.as_str() {
        "build" => {
            let _alone = project.lock()?;
            let out = asked.out.unwrap_or_else(|| project.root.join("dist"));
            dist::parts(&project)?;
            dist::assemble(&project, &asked.hosts, &out)?;
            dist::report(&out)
        }
        "package" => {
            let out = asked.out.unwrap_or_else(|| project.target.join("package"));
            archive::package(&project, &asked.hosts, &out)
        }
        "test" => test::test(&project),
        "demo" => suite::demo(&project),
        "bench" => suite::bench(&project),
        "icons" => scripts::icons(&project, false),
        other => bail!("not understood: {other}\n{USAGE}"),
    }
}

fn main() -> ExitCode {
    match work() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
