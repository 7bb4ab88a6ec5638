//! A decision read. One that we wrote is read as it was; of another's, what has no field goes to the end of `more`, and
//! is named.

use super::front::{self, Entry};
use super::headings::{Part, heading, part};
use super::mark;
use super::words::{self, Sections};
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::decision::{Choice, Concern, Decision, Override, State};
use jiff::civil::Date;

/// The largest file that is read, in bytes: more is no record of one decision.
const LARGEST: usize = 1_000_000;

/// Why a text is no decision record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMadr {
    /// It has none of MADR's headings, and its front matter says no status.
    #[error("it has none of the headings of a decision record")]
    NoHeadings,
    /// It is too large.
    #[error("it is larger than a decision record")]
    TooLarge,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The decision. Where the file says neither id nor number, they are empty and 0.
    pub decision: Decision,
    /// What was not understood, by its heading or key; it stands in [`Decision::more`].
    pub left: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// [`NotMadr`].
pub fn read(text: &str) -> Result<Read, NotMadr> {
    if text.len() > LARGEST {
        return Err(NotMadr::TooLarge);
    }
    let (entries, body) = front::split(text);
    let ours = entries.iter().any(|entry| entry.key == "converel");
    // We write none of a text's carriage returns as such: what is there came with the way.
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let sections = if ours { words::of_ours(&body) } else { words::of_others(&body) };
    // A title alone has any page of a handbook too.
    let is_said = ours || entries.iter().any(|entry| entry.key.eq_ignore_ascii_case("status"));
    if sections.parts.is_empty() && (sections.title.is_none() || !is_said) {
        return Err(NotMadr::NoHeadings);
    }
    let mut reading = Reading { ours, left: Vec::new(), kept: Vec::new(), decision: Decision::default() };
    reading.decision.schema = TEAM_SCHEMA;
    let mut places = Places::default();
    let mut date = String::new();
    for entry in entries {
        reading.entry(entry, &mut places, &mut date);
    }
    reading.sections(sections, &places, &mut date);
    let Reading { left, kept, mut decision, .. } = reading;
    if !ours {
        let day = if decision.state == State::Proposed {
            &mut decision.proposed_on
        } else {
            &mut decision.decided_on
        };
        if day.is_empty() {
            *day = date;
        }
        if decision.responsible.is_empty() && !decision.deciders.is_empty() {
            decision.responsible = decision.deciders.remove(0);
        }
    } else if !decision.responsible.is_empty() && decision.deciders.first() == Some(&decision.responsible) {
        decision.deciders.remove(0);
    }
    let more = std::iter::once(std::mem::take(&mut decision.more)).filter(|more| !more.is_empty());
    decision.more = more.chain(kept).collect::<Vec<_>>().join("\n\n");
    Ok(Read { decision, left })
}

/// Which options the front matter names, from 1; needed where two have one name.
#[derive(Default)]
struct Places {
    chosen: Option<u32>,
    recommended: Option<u32>,
}

struct Reading {
    ours: bool,
    left: Vec<String>,
    /// What goes to the end of `more`.
    kept: Vec<String>,
    decision: Decision,
}

impl Reading {
    fn entry(&mut self, entry: Entry, places: &mut Places, date: &mut String) {
        let Entry { key, value: Some(value), raw } = entry else { return self.leave(entry.key, entry.raw) };
        let decision = &mut self.decision;
        match key.to_lowercase().as_str() {
            "status" => self.status(&value.one()),
            "date" => *date = value.one(),
            "decision-makers" | "deciders" => decision.deciders = value.many(),
            "consulted" => decision.consulted = value.many(),
            "informed" => decision.informed = value.many(),
            "responsible" => decision.responsible = value.one(),
            "pod" => decision.pod = value.one(),
            "categories" => decision.categories = value.many(),
            "reversible" => {
                let reversible = matches!(value.one().to_lowercase().as_str(), "true" | "yes");
                decision.reversible.get_or_insert_default().reversible = reversible;
            }
            "reversible-because" => {
                decision.reversible.get_or_insert_with(Override::default).reason = value.one();
            }
            "comment-by" => decision.comment_by = value.one(),
            "proposed-on" => decision.proposed_on = value.one(),
            "decided-on" => decision.decided_on = value.one(),
            "chosen-option" => places.chosen = value.one().parse().ok(),
            "recommended-option" => places.recommended = value.one().parse().ok(),
            "superseded-by" => decision.superseded_by = value.one(),
            "supersedes" => decision.supersedes = value.many(),
            "number" if self.ours => decision.number = value.one().parse().unwrap_or_default(),
            "id" if self.ours => decision.id = value.one(),
            "changed-at" if self.ours => {
                let at: f64 = value.one().parse().unwrap_or_default();
                decision.changed_at = if at.is_finite() { at } else { 0.0 };
            }
            "converel" => {
                // A later version may write what this one does not know.
                if value.one().parse::<u32>().ok() != Some(TEAM_SCHEMA) {
                    self.left.push(raw);
                }
            }
            _ => self.leave(key, raw),
        }
    }

    fn leave(&mut self, name: String, raw: String) {
        self.left.push(name);
        self.kept.push(raw);
    }

    fn status(&mut self, said: &str) {
        let word = said.trim().to_lowercase();
        let (state, known) = match word.as_str() {
            "" | "proposed" => (State::Proposed, true),
            "accepted" | "decided" => (State::Decided, true),
            word if word.starts_with("superseded") => {
                // Which one it is, is said by its id.
                (State::Superseded, self.ours || word == "superseded")
            }
            "deprecated" => (State::Superseded, false),
            "rejected" => (State::Decided, false),
            word if word.starts_with("accepted") => (State::Decided, false),
            _ => (State::Proposed, false),
        };
        self.decision.state = state;
        if !known {
            self.leave("status".to_owned(), format!("Status: {}", said.trim()));
        }
    }

    fn sections(&mut self, sections: Sections, places: &Places, date: &mut String) {
        self.decision.title = self.line(sections.title.as_deref().unwrap_or_default());
        if !sections.before.is_empty() {
            self.before(&sections.before, date);
        }
        // The options first: other parts name them.
        for (part, text) in &sections.parts {
            match part {
                Part::Options => {
                    let names = self.list("Considered Options", text);
                    let options = names.into_iter().map(|name| Choice { name, text: String::new() });
                    self.decision.options.extend(options);
                }
                Part::Drivers => {
                    let drivers = self.list("Decision Drivers", text);
                    self.decision.drivers.extend(drivers);
                }
                _ => {}
            }
        }
        for (_, text) in sections.parts.iter().filter(|(part, _)| *part == Part::Pros) {
            self.pros(text);
        }
        for (part, text) in &sections.parts {
            match part {
                Part::Context => {
                    let text = self.text(text);
                    add(&mut self.decision.context, text);
                }
                Part::Consequences => {
                    let text = self.text(text);
                    add(&mut self.decision.consequences, text);
                }
                Part::More => {
                    let text = self.text(text);
                    add(&mut self.decision.more, text);
                }
                Part::Status => self.status(text),
                Part::Concerns => self.concerns(text),
                Part::Outcome => {
                    let (chosen, outcome) = self.choice("Chosen", text, places.chosen);
                    self.decision.chosen = self.decision.chosen.or(chosen);
                    add(&mut self.decision.outcome, outcome);
                }
                Part::Recommendation => {
                    let (recommended, why) = self.choice("Recommended", text, places.recommended);
                    self.decision.recommended = self.decision.recommended.or(recommended);
                    add(&mut self.decision.recommendation, why);
                }
                Part::Options | Part::Drivers | Part::Pros => {}
            }
        }
        for (name, text) in sections.unknown {
            self.leave(name, text);
        }
    }

    fn text(&self, text: &str) -> String {
        if self.ours { mark::plain_text(text, false) } else { text.to_owned() }
    }

    fn deep(&self, lines: &[String]) -> String {
        if self.ours { mark::plain_text(&words::framed(lines), true) } else { words::trimmed(lines) }
    }

    fn line(&self, line: &str) -> String {
        if self.ours { mark::plain_line(line) } else { line.trim().to_owned() }
    }

    /// The list of facts below the title of MADR 2, and what else stands there.
    fn before(&mut self, text: &str, date: &mut String) {
        let mut rest = Vec::new();
        for line in text.split('\n') {
            let bare = words::item(line).unwrap_or(line);
            let bare = bare.split_once("<!--").map_or(bare, |(before, _)| before).trim();
            let (key, value) = bare.split_once(':').map_or(("", ""), |(key, value)| (key, value.trim()));
            let many = || front::Value::One(value.to_owned()).many();
            match key.trim().trim_matches('*').to_lowercase().as_str() {
                "status" => self.status(value),
                "date" if value.parse::<Date>().is_ok() => value.clone_into(date),
                "deciders" | "decision-makers" => self.decision.deciders = many(),
                "consulted" => self.decision.consulted = many(),
                "informed" => self.decision.informed = many(),
                _ => rest.push(line),
            }
        }
        let rest = rest.join("\n");
        if !rest.trim().is_empty() {
            self.leave(rest.trim().lines().next().unwrap_or_default().to_owned(), rest.trim().to_owned());
        }
    }

    /// The entries of a list. What is none is kept.
    fn list(&mut self, name: &str, text: &str) -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        let mut rest = Vec::new();
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            if self.ours
                && let Some(entry) = line.strip_prefix("* ")
            {
                entries.push(mark::plain_line(entry));
            } else if let Some(entry) = words::item(line) {
                entries.push(self.line(entry));
            } else if !self.ours && line.starts_with([' ', '\t']) && rest.is_empty() && !entries.is_empty() {
                // The entry goes on.
                entries.last_mut().into_iter().for_each(|last| last.extend([" ", line.trim()]));
            } else if !line.trim().is_empty() {
                rest.push(line);
            }
        }
        if !rest.is_empty() {
            self.leave(name.to_owned(), rest.join("\n"));
        }
        entries
    }

    /// What speaks for and against each option, under its name.
    fn pros(&mut self, text: &str) {
        let (before, found) = words::deep(text);
        if !before.trim().is_empty() {
            self.leave("Pros and Cons of the Options".to_owned(), before.trim().to_owned());
        }
        let as_many = found.len() == self.decision.options.len();
        let found: Vec<(String, String)> =
            found.iter().map(|(name, lines)| (self.line(name), self.deep(lines))).collect();
        for (place, (name, text)) in found.into_iter().enumerate() {
            let options = &mut self.decision.options;
            let is = |option: &Choice| words::is_name(&option.name, &name);
            let here = options.get(place).is_some_and(is).then_some(place);
            let there = here.or_else(|| options.iter().position(is)).or(as_many.then_some(place));
            match there.and_then(|place| options.get_mut(place)) {
                Some(option) => add(&mut option.text, text),
                None => options.push(Choice { name, text }),
            }
        }
    }

    fn concerns(&mut self, text: &str) {
        let (before, found) = words::deep(text);
        let mut rest = before.trim().to_owned();
        for (head, lines) in found {
            let (stopper, from) = match (head.strip_prefix("Show-stopper"), head.strip_prefix("Concern")) {
                (Some(from), _) => (true, from),
                (None, Some(from)) => (false, from),
                (None, None) => {
                    add(&mut rest, format!("### {head}\n\n{}", words::trimmed(&lines)));
                    continue;
                }
            };
            let who = self.line(from.strip_prefix(" from ").unwrap_or(from));
            let (text, how) = words::resolved(&lines);
            let concern =
                Concern { text: self.deep(text), who, stopper, resolved: how.map(|how| self.deep(how)) };
            self.decision.concerns.push(concern);
        }
        if !rest.is_empty() {
            self.leave("Concerns".to_owned(), rest);
        }
    }

    /// `Chosen option: "…", because …`: the option, and the words. Without the option's name in the list all of it is
    /// words.
    fn choice(&self, word: &str, text: &str, place: Option<u32>) -> (Option<u32>, String) {
        let all = || (None, self.text(text));
        let Some(rest) = text.strip_prefix(word).and_then(|rest| rest.strip_prefix(" option:")) else {
            return all();
        };
        let rest = rest.trim_start_matches(' ');
        let (name, why) = match mark::plain_quoted(rest) {
            Some((name, why)) if self.ours => (name, why),
            _ => words::loose_name(rest),
        };
        let options = &self.decision.options;
        let found = place
            .and_then(|place| place.checked_sub(1))
            .filter(|place| {
                let option = usize::try_from(*place).ok().and_then(|place| options.get(place));
                option.is_some_and(|option| option.name == name)
            })
            .or_else(|| {
                options.iter().position(|option| option.name == name).and_then(|at| u32::try_from(at).ok())
            })
            .or_else(|| {
                let found = options.iter().position(|option| words::is_name(&option.name, &name));
                found.and_then(|at| u32::try_from(at).ok())
            });
        if found.is_none() {
            return all();
        }
        let why = why.strip_prefix(", because ").or_else(|| why.strip_prefix(", because\n")).unwrap_or(why);
        (found, self.text(why))
    }
}

/// Adds a text to another; both stay.
fn add(to: &mut String, text: String) {
    if to.is_empty() {
        *to = text;
    } else if !text.is_empty() {
        to.push_str("\n\n");
        to.push_str(&text);
    }
}

/// The part that this line begins, if it is a heading of one.
pub(super) fn begins(line: &str) -> Option<Part> {
    heading(line).and_then(|(depth, words)| part(depth, words))
}
