//! The message to the group about a change: what changes, from when, why, what to do who disagrees, and when it is
//! looked at again; and, where something is written instead of or before the meeting, the core's draft of that. Nothing
//! is invented: what only the writer knows is a gap, `[…]`. The texts stand in `draft/en.md`, one section for each
//! change. A line whose placeholders all have nothing to say is left out.

use converel_core::advice::Alternative;
use converel_core::agenda::Agenda;
use converel_core::answers::{Answers, Role};
use converel_core::draft::{self as core, Draft};
use converel_core::invite::{Guest, Invite, Recurrence};
use converel_core::language::Language;
use converel_core::raw::TextFormat;
use converel_protocol::audit::kept::{Change, Shape};
use converel_protocol::audit::numbers::Card;
use converel_protocol::stored::{AgendaLevel, Frequency};
use jiff::civil::Date;

#[cfg(test)]
mod tests;

/// A message that can be copied, mailed or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The subject.
    pub title: String,
    /// Markdown, the title as its first heading.
    pub markdown: String,
    /// For a mail: without the title.
    pub plain: String,
}

const TEXTS: &str = include_str!("draft/en.md");
/// What only the writer can fill in.
const GAP: &str = "[…]";
/// As many names as a line shows.
const NAMES: usize = 12;
/// Working days to object in. Rule of thumb; the gate's decision records give as many.
const REPLY: u32 = 5;

/// Drafts the message. `people`: what the others are called, as far as it is known; `today` and `look_again` are the
/// user's dates; `language`: the browser's, as a BCP 47 tag.
///
/// What the core drafts is in the meeting's language. The message around it is in English, and left out where the
/// meeting's language is another one.
pub fn draft(
    card: &Card,
    change: &Change,
    people: &[String],
    today: Date,
    look_again: Date,
    language: &str,
) -> Drafted {
    let instead = of_core(card, change, people, today, language);
    if let Some(instead) = &instead
        && instead.language != Language::English
    {
        return Drafted {
            title: instead.title.clone(),
            markdown: instead.markdown.clone(),
            plain: instead.plain.clone(),
        };
    }
    let reply_by = core::reply_by(today, REPLY);
    let (title, mut markdown) = Words { card, change, people, reply_by, look_again }.fill();
    if let Some(instead) = instead {
        markdown.push_str("\n---\n\n");
        markdown.push_str(&instead.markdown);
    }
    let plain = core::plain(&markdown);
    Drafted { title, markdown, plain }
}

/// What is written instead of the meeting, or before it.
fn of_core(card: &Card, change: &Change, people: &[String], today: Date, language: &str) -> Option<Draft> {
    let drafted = |guests: Vec<Guest>| {
        let answers = Answers { roles: vec![Role::Contributes; guests.len()], ..Answers::default() };
        let invite = invite(card, guests, language);
        match change {
            Change::Replace { by } => Some(core::draft((*by).into(), &invite, &answers, today)),
            Change::InputsFirst { .. } => Some(core::inputs_first(&invite, &answers, today)),
            _ => None,
        }
    };
    let mut draft = drafted(people.iter().map(|name| guest(name.clone())).collect())?;
    // Its first line says how many people it was; not everybody's name may be known.
    let others = card.people.saturating_sub(1).min(10_000) as usize;
    if others != people.len() || card.at_least {
        let mut crowd: Vec<Guest> = (0..others.max(1)).map(|number| guest(number.to_string())).collect();
        if let Some(last) = crowd.last_mut() {
            last.group = card.at_least;
        }
        let told = drafted(crowd)?;
        if let (Some(wrong), Some(right)) = (draft.markdown.lines().nth(2), told.markdown.lines().nth(2)) {
            let wrong = wrong.to_owned();
            draft.markdown = draft.markdown.replacen(&wrong, right, 1);
            draft.plain = core::plain(&draft.markdown);
        }
    }
    Some(draft)
}

fn guest(name: String) -> Guest {
    Guest {
        address: String::new(),
        name,
        group: false,
        optional: false,
        outside: false,
        responsible_for: String::new(),
    }
}

/// The meeting as an invite that nothing is known of but what its card shows.
fn invite(card: &Card, guests: Vec<Guest>, language: &str) -> Invite {
    let recurrence = (card.shape != Shape::Single).then(|| Recurrence {
        frequency: card.frequency.unwrap_or(Frequency::Weekly).into(),
        interval: card.interval.max(1),
        days: Vec::new(),
        count: None,
        until: None,
    });
    Invite {
        title: card.title.clone(),
        description: String::new(),
        format: TextFormat::Plain,
        agenda: Agenda::default(),
        text: String::new(),
        guests,
        own: Vec::new(),
        start: None,
        minutes: (card.minutes > 0).then_some(card.minutes),
        all_day: false,
        recurrence,
        language: language.to_owned(),
        faults: Vec::new(),
    }
}

/// What the placeholders stand for.
struct Words<'a> {
    card: &'a Card,
    change: &'a Change,
    people: &'a [String],
    reply_by: Date,
    look_again: Date,
}

impl Words<'_> {
    fn fill(&self) -> (String, String) {
        let name = match self.change {
            Change::Replace { .. } => "replace",
            Change::Shorter { .. } => "shorter",
            Change::Smaller { .. } => "smaller",
            Change::Rarer { .. } => "rarer",
            Change::Agenda => "agenda",
            Change::EndDate { .. } => "end-date",
            Change::InputsFirst { .. } => "inputs-first",
            Change::Cancel => "cancel",
        };
        let lines = section(name).lines().flat_map(|line| match line {
            "{why}" => section("why").lines().collect(),
            line => vec![line],
        });
        let (mut title, mut markdown) = (String::new(), String::new());
        for line in lines {
            let Some(written) = self.line(line) else { continue };
            if let Some(heading) = written.strip_prefix("# ") {
                heading.clone_into(&mut title);
            }
            markdown.push_str(&written);
            markdown.push_str(if line.starts_with('#') { "\n\n" } else { "\n" });
        }
        while markdown.contains("\n\n\n") {
            markdown = markdown.replace("\n\n\n", "\n\n");
        }
        markdown.truncate(markdown.trim_end().len());
        markdown.push('\n');
        (title, markdown)
    }

    /// A line with its placeholders filled; `None` if it is nothing but placeholders that are empty.
    fn line(&self, line: &str) -> Option<String> {
        let mut said = false;
        let written = filled_in(line, |name| {
            let value = self.value(name);
            said |= !value.is_empty();
            value
        });
        (said || !line.contains('{')).then_some(written)
    }

    fn value(&self, name: &str) -> String {
        let card = self.card;
        match (name, self.change) {
            ("title", _) => or_gap(&card.title),
            ("people", _) => self.names(),
            ("crowd", _) => self.crowd(card.people),
            ("alternative", Change::Replace { by }) => word(Alternative::from(*by).name(), |_| String::new()),
            ("minutes", Change::Shorter { minutes } | Change::InputsFirst { minutes }) => minutes.to_string(),
            ("number", Change::Smaller { people }) => people.to_string(),
            ("every", Change::Rarer { interval }) => every(card.frequency, *interval),
            ("weeks", Change::EndDate { weeks }) => word("weeks", |_| weeks.to_string()),
            ("before_minutes", _) => card.minutes.to_string(),
            ("before_people", _) => card.people.to_string(),
            ("before_every", _) => every(card.frequency, card.interval.max(1)),
            ("times", _) => figure(card.per_year),
            ("person_hours", _) => figure(card.person_hours),
            ("returned", _) => self.returned(),
            ("no_agenda", Change::Agenda) if card.agenda == AgendaLevel::None => {
                word(name, |_| String::new())
            }
            ("no_end", Change::EndDate { .. }) if card.ends_on.is_none() => word(name, |_| String::new()),
            ("reply_by", _) => date(self.reply_by),
            ("look_again", _) => date(self.look_again),
            _ => String::new(),
        }
    }

    fn names(&self) -> String {
        let names: Vec<String> =
            self.people.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect();
        let shown = names.get(..NAMES).unwrap_or(&names).join(", ");
        match names.len().saturating_sub(NAMES) {
            0 => shown,
            more => word("more", |name| if name == "n" { more.to_string() } else { shown.clone() }),
        }
    }

    fn crowd(&self, people: u32) -> String {
        word(if self.card.at_least { "at_least" } else { "people" }, |_| people.to_string())
    }

    /// The hours that the card's improvement gives back; empty where there are none.
    fn returned(&self) -> String {
        let told = self.card.improvements.iter().find(|improvement| improvement.change == *self.change);
        told.filter(|told| told.hours_returned >= 0.5)
            .map(|told| figure(told.hours_returned))
            .unwrap_or_default()
    }
}

fn every(frequency: Option<Frequency>, interval: u32) -> String {
    let unit = match frequency {
        Some(Frequency::Daily) => "daily",
        Some(Frequency::Weekly) | None => "weekly",
        Some(Frequency::Monthly) => "monthly",
        Some(Frequency::Yearly) => "yearly",
    };
    if interval == 1 {
        word(&format!("each_{unit}"), |_| String::new())
    } else {
        word(&format!("every_{unit}"), |_| interval.to_string())
    }
}

/// A date with its weekday.
fn date(date: Date) -> String {
    let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    word("date", |part| match part {
        "day" => word("days", |_| String::new()).split('|').nth(day).unwrap_or_default().to_owned(),
        "year" => format!("{:04}", date.year()),
        "month" => format!("{:02}", date.month()),
        _ => format!("{:02}", date.day()),
    })
}

/// Whole numbers; one place behind the point where that matters.
fn figure(value: f64) -> String {
    let (whole, tenths) = (value.round(), (value * 10.0).round() / 10.0);
    if value >= 10.0 || (tenths - whole).abs() < 0.05 {
        format!("{whole:.0}")
    } else {
        format!("{tenths:.1}")
    }
}

/// The lines of a section; none of a name that no section has.
fn section(name: &str) -> &'static str {
    let sections = TEXTS.split('@').filter_map(|section| section.split_once('\n'));
    sections.filter(|(own, _)| *own == name).map(|(_, lines)| lines.trim_end()).next().unwrap_or_default()
}

/// A small text with its placeholders filled.
fn word(name: &str, value: impl FnMut(&str) -> String) -> String {
    let mut words = section("words").lines().filter_map(|line| line.split_once(": "));
    words.find(|(own, _)| *own == name).map(|(_, text)| filled_in(text, value)).unwrap_or_default()
}

/// A text with its placeholders filled in one pass: braces in what is filled in stay as they are.
fn filled_in(text: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        written.push_str(before);
        written.push_str(&value(name));
        rest = after;
    }
    written.push_str(rest);
    written
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn or_gap(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() { GAP.to_owned() } else { line }
}
