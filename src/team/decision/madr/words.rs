//! A file's lines, parted by its headings.

use super::headings::{Part, heading};
use super::read::begins;
use crate::decision::is_same;

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) title: Option<String>,
    /// What stands between the title and the first part.
    pub(super) before: String,
    pub(super) parts: Vec<(Part, String)>,
    /// What is under other headings: the heading's words, and everything with its heading.
    pub(super) unknown: Vec<(String, String)>,
}

/// Where lines belong.
enum At {
    Before,
    Part(Part),
    Unknown(String),
}

/// The lines of what is being read, and whose they are.
struct Gathering {
    sections: Sections,
    at: At,
    lines: Vec<String>,
    text_of: fn(&[String]) -> String,
}

impl Gathering {
    fn new(text_of: fn(&[String]) -> String) -> Self {
        Self { sections: Sections::default(), at: At::Before, lines: Vec::new(), text_of }
    }

    fn turn(&mut self, at: At) {
        let text = (self.text_of)(&std::mem::take(&mut self.lines));
        match std::mem::replace(&mut self.at, at) {
            At::Before => self.sections.before = text,
            At::Part(part) => self.sections.parts.push((part, text)),
            At::Unknown(name) => self.sections.unknown.push((name, text)),
        }
    }

    fn end(mut self) -> Sections {
        self.turn(At::Before);
        self.sections
    }
}

/// Of a file of ours: only headings that we write part it, wherever they stand; what would be taken for one is marked.
pub(super) fn of_ours(body: &str) -> Sections {
    let mut gathering = Gathering::new(framed);
    for line in body.split('\n') {
        if let Some(part) = begins(line) {
            gathering.turn(At::Part(part));
        } else if gathering.sections.title.is_none() && matches!(gathering.at, At::Before) && is_title(line) {
            gathering.sections.title = Some(line.strip_prefix("# ").unwrap_or_default().to_owned());
        } else {
            gathering.lines.push(line.to_owned());
        }
    }
    let mut sections = gathering.end();
    sections.before = sections.before.trim_matches('\n').to_owned();
    sections
}

fn is_title(line: &str) -> bool {
    line == "#" || line.starts_with("# ")
}

/// Of another's file: code is no heading, and what we have no part for is kept apart.
pub(super) fn of_others(body: &str) -> Sections {
    let mut gathering = Gathering::new(trimmed);
    let mut fence = String::new();
    for line in body.split('\n') {
        let bare = line.trim();
        if fence.is_empty() && (bare.starts_with("```") || bare.starts_with("~~~")) {
            let mark = bare.chars().next().unwrap_or_default();
            fence = bare.chars().take_while(|letter| *letter == mark).collect();
        } else if !fence.is_empty()
            && bare.starts_with(&fence)
            && bare.trim_start_matches(fence.as_str()).trim().is_empty()
        {
            fence.clear();
        } else if fence.is_empty() && is_boilerplate(bare) {
            continue;
        } else if fence.is_empty()
            && let Some((depth, words)) = heading(line)
        {
            let outcome = matches!(gathering.at, At::Part(Part::Outcome | Part::Consequences));
            let lower = words.to_lowercase();
            match begins(line) {
                Some(part) => {
                    gathering.turn(At::Part(part));
                    continue;
                }
                None if depth == 1 && gathering.sections.title.is_none() => {
                    gathering.sections.title = Some(words.to_owned());
                    continue;
                }
                None if outcome
                    && matches!(lower.as_str(), "positive consequences" | "negative consequences") =>
                {
                    gathering.turn(At::Part(Part::Consequences));
                }
                None if depth <= 2
                    || depth == 3 && matches!(lower.as_str(), "confirmation" | "validation") =>
                {
                    gathering.turn(At::Unknown(words.to_owned()));
                }
                None => {}
            }
        }
        gathering.lines.push(line.to_owned());
    }
    gathering.end()
}

/// What MADR's templates say to whoever fills them in.
fn is_boilerplate(line: &str) -> bool {
    line.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).is_some_and(|said| {
        let said = said.trim();
        said.starts_with("This is an optional element")
            || said.starts_with("markdownlint")
            || said == "optional"
    })
}

/// The text that the writer put between two empty lines.
pub(super) fn framed(lines: &[String]) -> String {
    let mut lines = lines;
    if let [first, rest @ ..] = lines
        && first.is_empty()
    {
        lines = rest;
    }
    if let [rest @ .., last] = lines
        && last.is_empty()
    {
        lines = rest;
    }
    lines.join("\n")
}

pub(super) fn trimmed(lines: &[String]) -> String {
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// What stands before the first `###`, and each of those with what is under it.
pub(super) fn deep(text: &str) -> (String, Vec<(String, Vec<String>)>) {
    let mut before = Vec::new();
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    // The empty line after the last stands outside.
    for line in text.split('\n').chain([""]) {
        let head = if line == "###" { Some("") } else { line.strip_prefix("### ") };
        match (head, found.last_mut()) {
            (Some(name), _) => found.push((name.to_owned(), Vec::new())),
            (None, Some((_, lines))) => lines.push(line.to_owned()),
            (None, None) => before.push(line),
        }
    }
    (before.join("\n"), found)
}

/// What was said, and how it was settled, under `#### Resolved`.
pub(super) fn resolved(lines: &[String]) -> (&[String], Option<&[String]>) {
    let is_head = |line: &String| {
        heading(line).is_some_and(|(depth, words)| depth == 4 && words.eq_ignore_ascii_case("resolved"))
    };
    match lines.iter().position(is_head) {
        None => (lines, None),
        Some(at) => {
            let (said, how) = lines.split_at(at);
            (said, Some(how.get(1..).unwrap_or_default()))
        }
    }
}

/// An entry of a list: after `*`, `-`, `+` or a number.
pub(super) fn item(line: &str) -> Option<&str> {
    let line = line.strip_prefix("  ").unwrap_or(line).strip_prefix(' ').unwrap_or(line);
    let rest = line.strip_prefix(['*', '-', '+']).or_else(|| {
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        (rest.len() < line.len()).then(|| rest.strip_prefix(['.', ')'])).flatten()
    })?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

/// Whether two names mean one option: in brackets or quotation marks or not.
pub(super) fn is_name(one: &str, other: &str) -> bool {
    let bare =
        |name: &str| name.trim().trim_matches(['"', '\'', '“', '”', '`', '*', '[', ']', '{', '}']).to_owned();
    is_same(&bare(one), &bare(other))
}

/// The option that somebody named in their own way, and what follows: until the mark that closes it, or until the reason.
pub(super) fn loose_name(text: &str) -> (String, &str) {
    let closing = match text.chars().next() {
        Some(mark @ ('"' | '\'' | '`')) => Some(mark),
        Some('“') => Some('”'),
        _ => None,
    };
    let open = text.chars().next().map_or(0, char::len_utf8);
    if let Some(closing) = closing
        && let Some((name, rest)) = text.get(open..).and_then(|inner| inner.split_once(closing))
    {
        return (name.to_owned(), rest);
    }
    let end = text.find(", because").or_else(|| text.find('\n')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    (name.trim_end_matches('.').to_owned(), rest)
}
