//! `docs/coverage.md`: written from what the full run found, and held against what each run finds, so that it cannot
//! say what is not so. What no table tells, the scenarios on real services among it, stands in `head.md`.

use super::{Expects, Loss, Row, SITES, Table};
use crate::harness::browser::Kind;
use crate::harness::paths;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::path::PathBuf;

const HEAD: &str = include_str!("head.md");

fn file() -> PathBuf {
    paths::root().join("docs/coverage.md")
}

fn name(site: &str) -> &str {
    match site {
        "google" => "Google Calendar",
        "outlook" => "Outlook on the web",
        "nextcloud" => "Nextcloud Calendar",
        "proton" => "Proton Calendar",
        "roundcube" => "Roundcube with the Kolab calendar",
        "zimbra" => "Zimbra, classic web client",
        other => other,
    }
}

/// Writes the page from the tables of the last run, both browsers' of every calendar.
pub fn write() -> Result<()> {
    let mut page = HEAD.trim_end().to_owned();
    for site in SITES {
        let [chromium, firefox] = Kind::ALL.map(|kind| table(site, kind));
        let (chromium, firefox) = (chromium?, firefox?);
        page += &section(&chromium, &firefox)?;
    }
    std::fs::write(file(), page + "\n").context("docs/coverage.md")
}

fn table(site: &str, kind: Kind) -> Result<Table> {
    let file = paths::target("coverage")?.join(format!("{site}-{kind}.json"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("no {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

fn section(chromium: &Table, firefox: &Table) -> Result<String> {
    let mut lines = vec![
        String::new(),
        heading(&chromium.site),
        String::new(),
        "| Path | Facts | Expected | Chromium | Firefox |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    for row in &chromium.rows {
        let name = &row.path.name;
        let other = firefox.rows.iter().find(|other| other.path.name == *name);
        let other = other.with_context(|| format!("{}: Firefox has no {name}", chromium.site))?;
        lines.push(format!("{} {} | {} |", begin(row), told(row), told(other)));
    }
    ensure!(chromium.rows.len() == firefox.rows.len(), "{}: Firefox has further paths", chromium.site);
    lines.push(String::new());
    lines.extend(losses(&chromium.losses));
    Ok(format!("\n{}", lines.join("\n")))
}

fn heading(site: &str) -> String {
    format!("## {}, on a stand-in", name(site))
}

/// The part of a row that every run must find again.
fn begin(row: &Row) -> String {
    let path = &row.path;
    let expected = match path.expects {
        Expects::Held => "held",
        Expects::HeldOrRecorded => "held, or recorded as unchecked",
        Expects::Passes => "passes",
        Expects::Cancelled => "passes, recorded as called off",
    };
    format!("| `{}`: {} | {} | {expected} |", path.name, path.what.replace('|', "\\|"), path.confidence)
}

/// What came of a path in one browser.
fn told(row: &Row) -> String {
    let counts = &row.counts;
    let parts = [
        (counts.at_gesture, "at the gesture"),
        (counts.at_request, "at the request"),
        (counts.recorded, "recorded"),
        (counts.passed, "passed"),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(number, _)| *number > 0).collect();
    let came = match parts.as_slice() {
        [(number, what)] => format!("{number} of {} {what}", counts.seeds),
        several => {
            let several: Vec<String> =
                several.iter().map(|(number, what)| format!("{number} {what}")).collect();
            format!("of {}: {}", counts.seeds, several.join(", "))
        }
    };
    let sent = match counts.released {
        0 => String::new(),
        number => format!("; {number} then sent, once each"),
    };
    format!("{came}{sent}")
}

fn losses(losses: &[Loss]) -> Vec<String> {
    if losses.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["Marks taken away from the page:".to_owned(), String::new()];
    lines.extend(losses.iter().map(loss));
    lines
}

fn loss(loss: &Loss) -> String {
    let marks: Vec<String> = loss.marks.iter().map(|mark| format!("`{mark}`")).collect();
    let came = if loss.fault { "the toolbar shows the fault" } else { "held at the gesture all the same" };
    format!("- {}, on `{}`: {came}", marks.join(" and "), loss.path)
}

/// The page says of this calendar what the run has found: the same paths with the same outcomes, the same losses.
pub fn holds(table: &Table) -> Result<()> {
    let page = std::fs::read_to_string(file()).context("docs/coverage.md")?;
    let heading = heading(&table.site);
    let said: BTreeSet<&str> = page
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| `") || line.starts_with("- "))
        .collect();
    let found: Vec<String> = table.rows.iter().map(begin).chain(table.losses.iter().map(loss)).collect();
    let mut wrong: Vec<String> = Vec::new();
    for line in &found {
        if !said.iter().any(|said| said.starts_with(line.as_str())) {
            wrong.push(format!("it does not say: {line}"));
        }
    }
    for line in said {
        if !found.iter().any(|found| line.starts_with(found.as_str())) {
            wrong.push(format!("it says: {line}"));
        }
    }
    told_apart(&wrong)
}

/// The page begins as it should, and the scenarios that it names are there.
pub fn names_what_is_there() -> Result<()> {
    let page = std::fs::read_to_string(file()).context("docs/coverage.md")?;
    let mut wrong = Vec::new();
    if !page.starts_with(HEAD.trim_end()) {
        wrong.push("it does not begin with tests/e2e/coverage/head.md".to_owned());
    }
    let words = HEAD.split('`').skip(1).step_by(2);
    for (module, scenario) in words.filter_map(|word| word.split_once("::")) {
        let file = paths::root().join("tests/e2e/tests").join(format!("{module}.rs"));
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        if !text.contains(&format!("fn {scenario}(")) {
            wrong.push(format!("there is no scenario {module}::{scenario}"));
        }
    }
    told_apart(&wrong)
}

fn told_apart(wrong: &[String]) -> Result<()> {
    if wrong.is_empty() {
        return Ok(());
    }
    bail!("docs/coverage.md is not what is so (./build.sh bench writes it):\n{}", wrong.join("\n"))
}
