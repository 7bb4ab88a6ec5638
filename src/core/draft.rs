//! The finished alternative: from the invite's own words and in its language, nothing invented, gaps marked
//! `[…]`. The texts stand in `draft/`, one file for each language, a section for each alternative. A line
//! whose placeholders all have nothing to say is left out.

mod handed;
mod texts;

pub use handed::{Handed, handed};

use crate::advice::Alternative;
use crate::agenda::Item;
use crate::answers::{Answers, HonestReason, Role, filled};
use crate::cost;
use crate::infer;
use crate::invite::{Guest, Invite};
use crate::language::{Language, language};
use crate::patch::one_line;
use crate::quadrant::Nature;
use jiff::civil::{Date, Weekday};
use texts::Texts;

/// A draft that can be copied, mailed or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Subject of a mail, title of a page.
    pub title: String,
    /// The body as Markdown, the title as its first heading.
    pub markdown: String,
    /// The body for a mail: without the title, and without the signs of Markdown but for the dashes of lists.
    pub plain: String,
    /// The language that it is written in.
    pub language: Language,
}

/// What only the writer can fill in.
const GAP: &str = "[…]";
/// As many names as a line shows.
const NAMES: usize = 12;

/// The alternative, drafted. `today` is the user's date.
pub fn draft(alternative: Alternative, invite: &Invite, answers: &Answers, today: Date) -> Draft {
    let days = reply_days(alternative, invite, answers);
    drafted(alternative.name(), invite, answers, today, reply_by(today, days))
}

/// The request that collects the inputs before a shorter meeting.
pub fn inputs_first(invite: &Invite, answers: &Answers, today: Date) -> Draft {
    drafted("inputs-first", invite, answers, today, input_by(invite, today))
}

fn drafted(section: &str, invite: &Invite, answers: &Answers, today: Date, reply_by: Date) -> Draft {
    let language = language(invite);
    let texts = Texts::of(language);
    Words { language, texts, invite, answers, reply_by, today }.fill(texts.section(section))
}

/// A draft's Markdown, also one that the user has changed, as the text of a mail: the signs of headings and
/// boxes go, and the title with them, as it is the mail's subject.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut heading = false;
    for (number, line) in markdown.lines().enumerate() {
        let bare = line.trim_start_matches('#');
        let is_heading = bare.len() < line.len() && bare.starts_with(' ');
        if number == 0 && is_heading {
            continue;
        }
        // In plain text a heading stands right above what it is for.
        if line.trim().is_empty() && (heading || text.is_empty()) {
            continue;
        }
        heading = is_heading;
        let line = if is_heading { bare.trim_start() } else { line };
        match line.strip_prefix("- [ ] ") {
            Some(task) => text.push_str(&format!("- {task}")),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// The date `working_days` working days (Monday to Friday) after `today`.
pub fn reply_by(today: Date, working_days: u32) -> Date {
    let mut date = today;
    let mut left = working_days.min(260);
    while left > 0 {
        let Ok(next) = date.tomorrow() else { return date };
        date = next;
        if !is_weekend(date) {
            left -= 1;
        }
    }
    date
}

/// Working days to reply in, a rule of thumb: one if it is urgent, two for an ordinary circle, three for more
/// than eight people, five for a decision, so that everybody has a quiet hour for it, and ten for a course.
fn reply_days(alternative: Alternative, invite: &Invite, answers: &Answers) -> u32 {
    if answers.honest_reasons.contains(&HonestReason::Urgent) {
        return 1;
    }
    match alternative {
        Alternative::DecisionRecord => 5,
        Alternative::VideoCourse => 10,
        _ if invite.guests.len() >= 8 => 3,
        _ => 2,
    }
}

/// The last working day before the meeting, so that the inputs can be read; today if there is none left.
fn input_by(invite: &Invite, today: Date) -> Date {
    let Some(start) = invite.start.map(|start| start.date()) else { return reply_by(today, 2) };
    let mut date = start;
    while date > today {
        let Ok(before) = date.yesterday() else { break };
        date = before;
        if !is_weekend(date) {
            break;
        }
    }
    date.max(today).min(reply_by(today, 5))
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// What the placeholders stand for.
struct Words<'a> {
    language: Language,
    texts: Texts,
    invite: &'a Invite,
    answers: &'a Answers,
    reply_by: Date,
    today: Date,
}

impl Words<'_> {
    fn fill(&self, section: &str) -> Draft {
        let mut title = String::new();
        let mut markdown = String::with_capacity(section.len() * 2);
        for line in section.lines() {
            if let Some(rest) = line.strip_prefix("# ") {
                title = self.line(rest).unwrap_or_default();
                markdown.push_str(&format!("# {title}\n\n"));
                continue;
            }
            let Some(written) = self.line(line) else { continue };
            markdown.push_str(&written);
            markdown.push_str(if line.starts_with('#') { "\n\n" } else { "\n" });
        }
        // Lines that were left out leave their blank neighbours behind.
        while markdown.contains("\n\n\n") {
            markdown = markdown.replace("\n\n\n", "\n\n");
        }
        markdown.truncate(markdown.trim_end().len());
        markdown.push('\n');
        Draft { title, plain: plain(&markdown), markdown, language: self.language }
    }

    /// A line with its placeholders filled in one pass, so that the user's braces stay as they are; `None` if
    /// it is nothing but placeholders that are empty.
    fn line(&self, line: &str) -> Option<String> {
        let mut said = false;
        let written = texts::filled_in(line, |name| {
            let value = self.value(name);
            said |= !value.is_empty();
            value
        });
        (said || !line.contains('{')).then_some(written)
    }

    fn value(&self, name: &str) -> String {
        match name {
            "subject" => self.subject(),
            "replaces" => self.replaces(),
            "before" => self.before(),
            "people" => self.names(|_| true),
            "contributes" => self.names(|role| role == Role::Contributes),
            "contributors" => self.names(|role| role != Role::Informed),
            "informed" => self.names(|role| role == Role::Informed),
            "decider" => self.decider(),
            "presenter" => or_gap(&self.answers.facilitator),
            "purpose" => or_gap(&self.answers.purpose),
            "background" => or_gap(&self.answers.preparation),
            "place" => or_gap(&self.answers.notes_link),
            "reply_by" => self.texts.date(self.reply_by),
            "topics" => self.topics(|_| true, |_, topic| format!("- {topic}")),
            "tasks" => self.topics(|_| true, |_, topic| format!("- [ ] {topic}")),
            "status" => self.topics(|item| !decides(item), |_, topic| format!("- {topic}: {GAP}")),
            "decisions" => self.topics(decides, |_, topic| format!("- {topic}: {GAP}")),
            "sections" => self.topics(|_| true, |_, topic| format!("### {topic}\n\n{GAP}\n")),
            "units" => self.topics(|_| true, |number, topic| format!("{number}. {topic}: {GAP}")),
            "questions" => {
                self.topics(|_| true, |number, topic| format!("{number}. {topic}\n   - {GAP}\n   - {GAP}"))
            }
            "keep" if filled(&self.answers.notes_link) => {
                self.texts.word("keep", |_| one_line(&self.answers.notes_link))
            }
            _ => String::new(),
        }
    }

    fn subject(&self) -> String {
        if filled(&self.invite.title) { one_line(&self.invite.title) } else { or_gap(&self.answers.purpose) }
    }

    /// What the meeting would have been, in figures that the invite holds.
    fn replaces(&self) -> String {
        let cost = cost::cost(self.invite, 0);
        let crowd = if cost.at_least { "at_least" } else { "people" };
        let crowd = self.texts.word(crowd, |_| cost.people.to_string());
        let minutes = cost.minutes.map(|minutes| minutes.to_string());
        let sentence = match (&minutes, &self.invite.recurrence) {
            (None, _) => "replaces_untimed",
            (Some(_), Some(_)) => "replaces_each",
            (Some(_), None) => "replaces",
        };
        self.texts.word(sentence, |name| match name {
            "minutes" => minutes.clone().unwrap_or_default(),
            _ => crowd.clone(),
        })
    }

    fn before(&self) -> String {
        match self.invite.start {
            Some(start) if start.date() >= self.today => {
                self.texts.word("before_on", |_| self.texts.date(start.date()))
            }
            _ => self.texts.word("before", |_| String::new()),
        }
    }

    fn names(&self, wanted: impl Fn(Role) -> bool) -> String {
        let roles = self.answers.roles.iter().copied().chain(std::iter::repeat(Role::default()));
        let guests = self.invite.guests.iter().zip(roles).filter(|(_, role)| wanted(*role));
        let names: Vec<String> = guests.map(|(guest, _)| one_line(&guest.name)).collect();
        let shown = names.get(..NAMES).unwrap_or(&names).join(self.texts.and());
        match names.len().saturating_sub(NAMES) {
            0 => or_gap(&shown),
            more => self.texts.word("more", |name| match name {
                "n" => more.to_string(),
                _ => shown.clone(),
            }),
        }
    }

    /// One name decides in the end: the only one who decides, or of several the one who is responsible for a
    /// pod; else the writer says who.
    fn decider(&self) -> String {
        match decider(self.invite, self.answers) {
            Some(guest) => one_line(&guest.name),
            None => GAP.to_owned(),
        }
    }

    /// The topics in a form that is given their number, or one gap in that form.
    fn topics(&self, wanted: impl Fn(&Item) -> bool, form: impl Fn(usize, &str) -> String) -> String {
        let wanted = self.answers.topics().filter(|item| wanted(item));
        let topics: Vec<String> =
            wanted.zip(1..).map(|(item, number)| form(number, &with_owner(item))).collect();
        if !topics.is_empty() {
            return topics.join("\n");
        }
        // "[…]: […]" would ask twice.
        form(1, GAP).replace("[…]: […]", GAP)
    }
}

fn decider<'a>(invite: &'a Invite, answers: &Answers) -> Option<&'a Guest> {
    let only = |responsible: bool| {
        let mut deciders = (invite.guests.iter().zip(&answers.roles))
            .filter(|(guest, role)| {
                **role == Role::Decides && !(responsible && guest.responsible_for.is_empty())
            })
            .map(|(guest, _)| guest);
        deciders.next().filter(|_| deciders.next().is_none())
    };
    only(false).or_else(|| only(true))
}

fn decides(item: &Item) -> bool {
    infer::item_nature(&item.topic) == Some(Nature::Convergence)
}

fn with_owner(item: &Item) -> String {
    let topic = one_line(&item.topic);
    if filled(&item.owner) { format!("{topic} ({})", one_line(&item.owner)) } else { topic }
}

fn or_gap(text: &str) -> String {
    if filled(text) { one_line(text) } else { GAP.to_owned() }
}
