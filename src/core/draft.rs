//! The finished alternative: from the invite's own words, nothing invented, gaps marked `[…]`. The
//! texts stand in `draft/*.md`; a line whose only placeholder has nothing to say is left out.

use crate::advice::Alternative;
use crate::agenda::Item;
use crate::answers::{Answers, HonestReason, Role, filled};
use crate::cost;
use crate::dates;
use crate::infer;
use crate::invite::Invite;
use crate::patch::one_line;
use crate::quadrant::Nature;
use jiff::civil::{Date, Weekday};

/// A draft that can be copied, mailed or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Subject of a mail, title of a page.
    pub title: String,
    /// The body as Markdown.
    pub markdown: String,
}

/// What only the writer can fill in.
const GAP: &str = "[…]";
/// As many names as a line shows.
const NAMES: usize = 12;

/// The alternative, drafted. `today` is the user's date.
pub fn draft(alternative: Alternative, invite: &Invite, answers: &Answers, today: Date) -> Draft {
    let (kind, text) = match alternative {
        Alternative::WrittenUpdate => ("Update", include_str!("draft/written_update.md")),
        Alternative::DecisionRecord => ("Decision", include_str!("draft/decision_record.md")),
        Alternative::RecordedVideo => ("Recording", include_str!("draft/recorded_video.md")),
        Alternative::SharedDocument => ("Document", include_str!("draft/shared_document.md")),
        Alternative::TaskBoard => ("Board", include_str!("draft/task_board.md")),
    };
    let days = reply_days(alternative, invite, answers);
    Words { kind, invite, answers, reply_by: reply_by(today, days), today }.fill(text)
}

/// The request that collects the inputs before a shorter meeting.
pub fn inputs_first(invite: &Invite, answers: &Answers, today: Date) -> Draft {
    let words = Words { kind: "Input wanted", invite, answers, reply_by: input_by(invite, today), today };
    words.fill(include_str!("draft/inputs_first.md"))
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

/// Working days to reply in, a rule of thumb: one if it is urgent, two for an ordinary circle, three
/// for more than eight people, five for a decision, so that everybody has a quiet hour for it.
fn reply_days(alternative: Alternative, invite: &Invite, answers: &Answers) -> u32 {
    if answers.honest_reasons.contains(&HonestReason::Urgent) {
        1
    } else if alternative == Alternative::DecisionRecord {
        5
    } else if invite.guests.len() >= 8 {
        3
    } else {
        2
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
    kind: &'static str,
    invite: &'a Invite,
    answers: &'a Answers,
    reply_by: Date,
    today: Date,
}

impl Words<'_> {
    fn fill(&self, template: &str) -> Draft {
        let title = format!("{}: {}", self.kind, self.subject());
        let mut markdown = String::with_capacity(template.len() * 2);
        for line in template.lines() {
            let (written, said) = self.line(line, &title);
            if said {
                markdown.push_str(&written);
                markdown.push('\n');
            }
        }
        // Lines that were left out leave their blank neighbours behind.
        while markdown.contains("\n\n\n") {
            markdown = markdown.replace("\n\n\n", "\n\n");
        }
        markdown.truncate(markdown.trim_end().len());
        markdown.push('\n');
        Draft { title, markdown }
    }

    /// A line with its placeholders filled in one pass, so that the user's braces stay as they are; and
    /// whether it says anything: `false` if it is nothing but placeholders that are empty.
    fn line(&self, line: &str, title: &str) -> (String, bool) {
        let mut written = String::new();
        let mut rest = line;
        let mut placeholder = false;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            written.push_str(before);
            written.push_str(&self.value(name, title));
            placeholder = true;
            rest = after;
        }
        written.push_str(rest);
        let said = !placeholder || !written.trim().is_empty();
        (written, said)
    }

    fn value(&self, name: &str, title: &str) -> String {
        match name {
            "title" => title.to_owned(),
            "replaces" => self.replaces(),
            "people" => self.names(|_| true),
            "contributes" => self.names(|role| role == Role::Contributes),
            "contributors" => self.names(|role| role != Role::Informed),
            "informed" => self.names(|role| role == Role::Informed),
            "decider" => self.decider(),
            "presenter" => or_gap(&self.answers.facilitator),
            "purpose" => or_gap(&self.answers.purpose),
            "background" => or_gap(&self.answers.preparation),
            "place" => or_gap(&self.answers.notes_link),
            "reply_by" | "input_by" => with_weekday(self.reply_by),
            "when" => self.when(),
            "topics" => self.topics(|_| true, |topic| format!("- {topic}")),
            "tasks" => self.topics(|_| true, |topic| format!("- [ ] {topic}")),
            "status" => self.topics(|item| !decides(item), |topic| format!("- {topic}: {GAP}")),
            "decisions" => self.topics(decides, |topic| format!("- {topic}: {GAP}")),
            "sections" => self.topics(|_| true, |topic| format!("### {topic}\n\n{GAP}\n")),
            "keep" if filled(&self.answers.notes_link) => {
                format!("Kept at: {}", one_line(&self.answers.notes_link))
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
        let least = if cost.at_least { "at least " } else { "" };
        match cost.minutes {
            Some(minutes) => {
                let times = if self.invite.recurrence.is_some() { " each time" } else { "" };
                format!(
                    "In place of a meeting of {least}{} people for {minutes} minutes{times}.\n",
                    cost.people
                )
            }
            None => format!("In place of a meeting of {least}{} people.\n", cost.people),
        }
    }

    fn names(&self, wanted: impl Fn(Role) -> bool) -> String {
        let roles = self.answers.roles.iter().copied().chain(std::iter::repeat(Role::default()));
        let guests = self.invite.guests.iter().zip(roles).filter(|(_, role)| wanted(*role));
        let names: Vec<String> = guests.map(|(guest, _)| one_line(&guest.name)).collect();
        let shown = names.get(..NAMES).unwrap_or(&names).join(", ");
        match names.len().saturating_sub(NAMES) {
            0 => or_gap(&shown),
            more => format!("{shown} and {more} more"),
        }
    }

    /// One name decides in the end; where several take part or none is named, the writer says who.
    fn decider(&self) -> String {
        let mut deciders =
            self.invite.guests.iter().zip(&self.answers.roles).filter(|(_, role)| **role == Role::Decides);
        match (deciders.next(), deciders.next()) {
            (Some((guest, _)), None) => one_line(&guest.name),
            _ => GAP.to_owned(),
        }
    }

    fn when(&self) -> String {
        match self.invite.start {
            Some(start) if start.date() >= self.today => format!(" on {}", with_weekday(start.date())),
            _ => String::new(),
        }
    }

    fn topics(&self, wanted: impl Fn(&Item) -> bool, form: impl Fn(String) -> String) -> String {
        let wanted = self.answers.topics().filter(|item| wanted(item));
        let topics: Vec<String> = wanted.map(|item| form(with_owner(item))).collect();
        if topics.is_empty() { format!("- {GAP}") } else { topics.join("\n") }
    }
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

fn with_weekday(date: Date) -> String {
    let name = match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    format!("{name} {}", dates::written(date))
}
