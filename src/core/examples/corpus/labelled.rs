//! Labelled invites: one JSON object per line, or the compact form of `tests/fixtures/invites/`, around which
//! join blocks, footers and markup are put. Nothing is judged here.

use crate::corpus::{Named, json, time};
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, TextFormat};
use serde::Deserialize;
use std::sync::OnceLock;

/// What a careful reader says of an invite.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Labels {
    /// `conveyance`, `convergence`, `bonding`, `unclear`.
    pub(crate) purpose: String,
    /// A kind's name.
    pub(crate) kind: String,
    /// `none`, `link-only`, `topics`, `good`.
    pub(crate) agenda: String,
    /// An alternative's name, or `none`.
    pub(crate) alternative: String,
}

/// An invite with its labels.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    /// Its name in the corpus.
    pub(crate) id: String,
    /// The invite.
    pub(crate) raw: RawInvite,
    /// Its labels.
    pub(crate) labels: Labels,
}

#[derive(Deserialize)]
struct Line {
    labels: Labels,
}

/// What calendars and mail programs put around a text; each adds nothing that would be an agenda. The files of
/// `tests/fixtures/boilerplate/` by name.
pub(crate) fn boilerplate() -> &'static [String] {
    static FILES: OnceLock<Vec<String>> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/boilerplate");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = files.map(|file| file.path()).collect();
        paths.sort();
        paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    })
}

/// Reads blocks of the compact form, with nothing around them; `name` begins their ids.
///
/// # Errors
/// The first header that cannot be read.
pub(crate) fn compact(name: &str, text: &str) -> Result<Vec<Labelled>, String> {
    let mut found = Vec::new();
    for (number, block) in format!("\n{text}").split("\n= ").skip(1).enumerate() {
        let mut lines = block.lines();
        let header = lines.next().unwrap_or_default();
        let title = lines.next().unwrap_or_default().trim();
        let body: Vec<&str> = lines.collect();
        let body = body.join("\n");
        let mut labelled = headed(header).ok_or_else(|| format!("{name}: {header}"))?;
        labelled.id = format!("{name}-{number}");
        labelled.raw.title = if title == "-" { String::new() } else { title.to_owned() };
        body.trim_end().clone_into(&mut labelled.raw.description);
        found.push(labelled);
    }
    Ok(found)
}

fn headed(header: &str) -> Option<Labelled> {
    let mut fields = header.split_whitespace();
    let mut field = || fields.next().map(str::to_owned);
    let lang = field()?;
    let labels = Labels { purpose: field()?, kind: field()?, agenda: field()?, alternative: field()? };
    let me = "me@acme.example".to_owned();
    let mut raw = RawInvite {
        own: vec![me],
        start: time("2026-09-07T10:00"),
        end: time("2026-09-07T10:30"),
        language: lang,
        ..RawInvite::default()
    };
    for token in fields {
        shaped(token, &mut raw)?;
    }
    Some(Labelled { id: String::new(), raw, labels })
}

/// One token of a block's header.
fn shaped(token: &str, raw: &mut RawInvite) -> Option<()> {
    let rule = match token {
        "once" => "",
        "daily" => "FREQ=DAILY",
        "weekdays" => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "weekly" => "FREQ=WEEKLY",
        "biweekly" => "FREQ=WEEKLY;INTERVAL=2",
        "monthly" => "FREQ=MONTHLY",
        "quarterly" => "FREQ=MONTHLY;INTERVAL=3",
        "yearly" => "FREQ=YEARLY",
        "allday" => {
            raw.all_day = true;
            return Some(());
        }
        _ => {
            if let Some(minutes) = token.strip_suffix('m') {
                let minutes: u32 = minutes.parse().ok()?;
                raw.end.time = format!("{:02}:{:02}", (10 + minutes / 60).min(23), minutes % 60);
                return Some(());
            }
            return invited(token, raw);
        }
    };
    rule.clone_into(&mut raw.recurrence.rule);
    Some(())
}

fn invited(token: &str, raw: &mut RawInvite) -> Option<()> {
    let count: usize = token.get(1..)?.parse().ok()?;
    let person = |email: String| RawGuest { email, ..RawGuest::default() };
    match token.get(..1)? {
        "g" => raw.guests.extend((0..count).map(|number| person(format!("p{number}@acme.example")))),
        "x" => raw.guests.extend((0..count).map(|number| person(format!("x{number}@far.example")))),
        "m" => raw.guests.extend((0..count).map(|number| person(format!("m{number}@home{number}.example")))),
        "L" => raw.guests.extend((0..count).map(|_| person("all@acme.example".to_owned()))),
        "o" => raw.guests.iter_mut().rev().take(count).for_each(|guest| guest.optional = true),
        "r" => {
            raw.guests.push(RawGuest { kind: RawGuestKind::Room, ..person("room@acme.example".to_owned()) })
        }
        _ => return None,
    }
    Some(())
}

/// Makes a bare description what one of the calendars would hold: plain or HTML, by itself or with something
/// around it. `number` chooses.
fn dress(raw: &mut RawInvite, number: usize) {
    // A third stays bare; what is around the others changes from block to block.
    if !number.is_multiple_of(3) {
        let choice = boilerplate().iter().cycle().nth(number / 3);
        raw.description = around(&raw.description, choice.map_or("", String::as_str));
    }
    (raw.description, raw.format) = match number % 4 {
        0 | 1 => return,
        2 => (with_breaks(&raw.description), TextFormat::Html),
        _ => (with_paragraphs(&raw.description), TextFormat::Html),
    };
}

/// A text with something behind it, as calendars and mail programs put it.
pub(crate) fn around(text: &str, around: &str) -> String {
    format!("{text}\n\n{around}")
}

/// Plain text as the HTML of Google Calendar.
pub(crate) fn with_breaks(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// Plain text as the HTML of Outlook.
pub(crate) fn with_paragraphs(text: &str) -> String {
    let paragraphs: String = escaped(text)
        .lines()
        .map(|line| format!("<p class=\"MsoNormal\"><span lang=\"EN-US\">{line}</span></p>\n"))
        .collect();
    format!("<div class=\"WordSection1\">{paragraphs}</div>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn labelled(line: &str) -> Result<Labelled, String> {
    let Named { id, raw } = json(line)?;
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let id = id.as_str().unwrap_or_default().to_owned();
    Ok(Labelled { id, raw, labels: line.labels })
}

/// Reads a file by its name: `.jsonl`, or the compact form, each of whose invites gets something around it.
///
/// # Errors
/// What is wrong with the file, in words.
pub(crate) fn file(path: &str) -> Result<Vec<Labelled>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let name = std::path::Path::new(path).file_stem().and_then(|name| name.to_str()).unwrap_or("invite");
    if path.ends_with(".jsonl") {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        return lines.map(|line| labelled(line).map_err(|error| format!("{path}: {error}"))).collect();
    }
    let mut invites = compact(name, &text)?;
    for (number, invite) in invites.iter_mut().enumerate() {
        dress(&mut invite.raw, number);
    }
    Ok(invites)
}
