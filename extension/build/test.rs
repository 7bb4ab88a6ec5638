//! `test`: every check there is, in one list, quick ones first. A failure does not stop the list, so one
//! run tells everything; a step that needs a failed build says so and counts as failed too.

use crate::project::{Project, read};
use crate::run::{cargo, quietly};
use crate::{archive, house, scripts, suite, wasm};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::Command;
use std::time::Instant;

/// What a step says when it is done, e.g. a figure; mostly nothing.
type Step = fn(&Project) -> Result<String>;

/// The steps that need no build.
const BEFORE: &[(&str, Step)] = &[
    ("rules of the repository", |project| house::rules(project).map(silent)),
    ("messages", |project| house::locales(project).map(silent)),
    ("icons", |project| scripts::icons(project, true).map(silent)),
    ("formatting", |project| quietly(cargo(project).args(["fmt", "--all", "--check"])).map(drop).map(silent)),
    ("licences, bans, sources", licences),
    ("advisories", advisories),
];

/// The steps on what was built.
const AFTER: &[(&str, Step)] = &[
    ("size budgets", budgets),
    ("reproducible archives", |project| archive::reproducible(project).map(silent)),
    ("addons-linter", addons_linter),
    ("types", types),
    ("eslint", |project| {
        let eslint = project.tool("eslint");
        quietly(Command::new(eslint).current_dir(&project.root).args(["--max-warnings=0", "extension"]))
            .map(drop)
            .map(silent)
    }),
    ("unit tests, TypeScript", |project| Ok(format!("{} passed", scripts::unit_tests(project)?))),
    ("clippy", clippy),
    ("unit tests, Rust", rust_tests),
    ("both browsers", |project| suite::tests(project).map(silent)),
];

/// Runs everything and tells what failed.
pub(crate) fn test(project: &Project) -> Result<()> {
    let start = Instant::now();
    let mut failed = Vec::new();
    for (name, step) in BEFORE {
        run(project, name, *step, &mut failed);
    }
    let built = run(project, "build", |project| suite::builds(project).map(silent), &mut failed);
    for (name, step) in AFTER {
        if built {
            run(project, name, *step, &mut failed);
        } else {
            println!("FAILED   {name}: not run, there is no build");
            failed.push(name);
        }
    }
    let seconds = start.elapsed().as_secs();
    let steps = BEFORE.len() + AFTER.len() + 1;
    println!("{steps} checks in {seconds} s");
    println!("{} passed, {} failed", steps - failed.len(), failed.len());
    if !failed.is_empty() {
        bail!("failed: {}", failed.join("; "));
    }
    Ok(())
}

fn run(project: &Project, name: &'static str, step: Step, failed: &mut Vec<&'static str>) -> bool {
    let start = Instant::now();
    let result = step(project);
    let seconds = start.elapsed().as_secs_f32();
    match result {
        Ok(said) => {
            println!("ok {seconds:6.1} s  {name}{}{said}", if said.is_empty() { "" } else { ": " });
            true
        }
        Err(error) => {
            println!("FAILED   {name}\n{error:#}\n");
            failed.push(name);
            false
        }
    }
}

fn silent((): ()) -> String {
    String::new()
}

/// Warnings are errors, in the code for this machine and for the browser.
fn clippy(project: &Project) -> Result<String> {
    let warnings = ["--", "-D", "warnings"];
    quietly(
        cargo(project)
            .args(["clippy", "--quiet", "--workspace", "--all-targets", "--all-features"])
            .args(warnings),
    )?;
    let mut browser = cargo(project);
    browser.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown", "--lib"]);
    for part in wasm::PARTS
        .into_iter()
        .chain(["core", "calendar", "protocol", "audit", "team", "store", "browser", "ui", "speed"])
    {
        browser.arg("-p").arg(format!("converel-{part}"));
    }
    quietly(browser.args(warnings)).map(drop).map(silent)
}

/// Unit, property and golden tests of every crate but the browsers' own suite.
fn rust_tests(project: &Project) -> Result<String> {
    let said = quietly(
        cargo(project)
            .args(["test", "--quiet", "--workspace", "--exclude", "e2e", "--all-features", "--no-fail-fast"])
            .env("INSTA_UPDATE", "no"),
    )?;
    let passed: u32 = said
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next()?.parse::<u32>().ok())
        .sum();
    if passed == 0 {
        bail!("no test was run\n{said}");
    }
    Ok(format!("{passed} passed"))
}

fn types(project: &Project) -> Result<String> {
    for config in ["tsconfig.json", "tsconfig.test.json"] {
        quietly(Command::new(project.tool("tsc")).current_dir(&project.root).args(["--project", config]))?;
    }
    Ok(String::new())
}

fn licences(project: &Project) -> Result<String> {
    let mut deny = cargo(project);
    quietly(deny.args(["deny", "--log-level", "error", "check", "licenses", "bans", "sources"]))
        .map(drop)
        .map(silent)
}

/// Known vulnerabilities. The list lives on a server that not every machine reaches; where it cannot be
/// fetched, that is said and is no failure of this code.
fn advisories(project: &Project) -> Result<String> {
    if quietly(cargo(project).args(["deny", "fetch", "db"])).is_err() {
        return Ok("NOT CHECKED, RustSec's list of them cannot be fetched from here".to_owned());
    }
    quietly(cargo(project).args(["deny", "--log-level", "error", "check", "--disable-fetch", "advisories"]))
        .map(drop)
        .map(silent)
}

/// Mozilla's own check, with nothing to say about the extension at all.
fn addons_linter(project: &Project) -> Result<String> {
    let mut linter = Command::new(project.tool("addons-linter"));
    let output = linter.args(["--output", "json"]).arg(project.root.join("dist/firefox")).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let report: Value = serde_json::from_str(&said)
        .with_context(|| format!("{said}{}", String::from_utf8_lossy(&output.stderr)))?;
    for kind in ["errors", "warnings", "notices"] {
        let found =
            report.get(kind).and_then(Value::as_array).with_context(|| format!("no {kind} in {said}"))?;
        if !found.is_empty() {
            bail!("{kind}: {}", serde_json::to_string_pretty(found)?);
        }
    }
    Ok(String::new())
}

/// What a page with an editor has to load: largest sizes, gzipped, in bytes. The gate's module is wanted at
/// 150,000 without the tables of the judgement (some 78,000) and the drafts (13,000); until it gets there this is
/// what it may not grow beyond. The audit's worker is loaded from the disk where one opens the audit, and compiled for
/// speed; it holds the judgement's tables, the drafts and the zones of the world (some 140,000). Its figure is a
/// ratchet: nothing comes into it unseen.
fn budgets(project: &Project) -> Result<String> {
    let mut said = Vec::new();
    for (file, most) in [
        ("google.js", 15_000),
        ("outlook.js", 15_000),
        ("proton.js", 15_000),
        ("selfhosted.js", 15_000),
        ("request.js", 8_200),
        ("converel_gate_bg.wasm", 368_000),
        ("converel_worker_bg.wasm", 920_000),
    ] {
        let size = scripts::gzipped(&project.root.join("dist/chrome").join(file))?;
        if size > most {
            bail!("{file} has {size} bytes gzipped, at most {most} are allowed");
        }
        said.push(format!("{file} {size} of {most} bytes gzipped"));
    }
    // The shipped extension knows no test host.
    for browser in crate::project::BROWSERS {
        let manifest = read(&project.root.join("dist").join(browser).join("manifest.json"))?;
        if manifest.contains("127.0.0.1") || manifest.contains("localhost") {
            bail!("the shipped manifest of {browser} names a test host");
        }
    }
    Ok(said.join(", "))
}
