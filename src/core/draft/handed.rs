//! The drafted decision record as the decision log takes it: its parts apart, nothing of what the user wrote lost.

use super::texts::Texts;
use super::{GAP, decider, draft, reply_by, reply_days};
use crate::advice::Alternative;
use crate::answers::{Answers, Role, filled};
use crate::invite::Invite;
use crate::language::language;
use crate::patch::one_line;
use jiff::civil::Date;

/// A decision that is proposed in place of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// What it is about.
    pub title: String,
    /// Everything that has no place of its own, Markdown.
    pub context: String,
    /// What could be decided, by name.
    pub options: Vec<String>,
    /// What is recommended, Markdown.
    pub recommendation: String,
    /// Who decides; the first is the one who decides in the end, if that is known.
    pub deciders: Vec<String>,
    /// Who is asked.
    pub consulted: Vec<String>,
    /// Who is told.
    pub informed: Vec<String>,
    /// The last day for comments.
    pub comment_by: Option<Date>,
}

/// The place of these sections among those of the draft, from 0; all languages have the same (a test).
const OPTIONS: usize = 2;
const RECOMMENDATION: usize = 3;

/// Takes the draft apart, as the user has it now. Lines that were drafted and that say what the log knows of the
/// people and the date, and headings with nothing below, are left out.
pub fn handed(text: &str, invite: &Invite, answers: &Answers, today: Date) -> Handed {
    let record = Alternative::DecisionRecord;
    let section = Texts::of(language(invite)).section(record.name());
    let drafted = draft(record, invite, answers, today);
    let mut handed = Handed {
        comment_by: Some(reply_by(today, reply_days(record, invite, answers))),
        ..Handed::default()
    };
    let mut place = None;
    // Above the first heading; and a heading below which nothing stood so far.
    let (mut above, mut heading) = (true, "");
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("# ").filter(|_| handed.title.is_empty()) {
            handed.title = without_kind(title, section).to_owned();
        } else if line.starts_with("## ") {
            above = false;
            place = section.lines().filter(|own| own.starts_with("## ")).position(|own| own == line);
            heading = if matches!(place, Some(OPTIONS | RECOMMENDATION)) { "" } else { line };
        } else if is_gap(line) || (above && is_fact(line, &drafted.markdown)) {
            continue;
        } else if place == Some(OPTIONS) {
            let option = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".-* ".contains(sign));
            if filled(option) {
                handed.options.push(one_line(option));
            }
        } else if place == Some(RECOMMENDATION) {
            add(&mut handed.recommendation, line);
        } else {
            if !heading.is_empty() && !line.trim().is_empty() {
                // One level lower: in the log it stands below a heading.
                add(&mut handed.context, "");
                handed.context.push('#');
                add(&mut handed.context, heading);
                add(&mut handed.context, "");
                heading = "";
            }
            add(&mut handed.context, line);
        }
    }
    for text in [&mut handed.context, &mut handed.recommendation] {
        *text = text.trim().to_owned();
    }
    if !filled(&handed.title) {
        handed.title = without_kind(&drafted.title, section).to_owned();
    }

    let named = |role| {
        let mut roles = answers.roles.iter().copied().chain(std::iter::repeat(Role::default()));
        let guests = invite.guests.iter().filter(move |_| roles.next() == Some(role));
        guests.map(|guest| one_line(&guest.name)).collect::<Vec<_>>()
    };
    handed.deciders = named(Role::Decides);
    handed.consulted = named(Role::Contributes);
    handed.informed = named(Role::Informed);
    if let Some(last) = decider(invite, answers).map(|guest| one_line(&guest.name)) {
        handed.deciders.retain(|name| *name != last);
        handed.deciders.insert(0, last);
    }
    handed
}

/// A title without the word for what kind of text it is, with which the drafted one begins.
fn without_kind<'a>(title: &'a str, section: &str) -> &'a str {
    let kind = section.lines().find_map(|line| line.strip_prefix("# ")?.split_once('{'));
    let bare = kind.and_then(|(kind, _)| title.strip_prefix(kind)).unwrap_or(title);
    bare.trim()
}

/// Nothing but what the writer was to fill in.
fn is_gap(line: &str) -> bool {
    line.contains(GAP) && !filled(&line.replace(GAP, "").replace(|sign: char| sign.is_ascii_digit(), ""))
}

/// A line of the drafted list of people and dates, as it was drafted.
fn is_fact(line: &str, drafted: &str) -> bool {
    line.starts_with("- ") && drafted.lines().any(|own| own == line)
}

/// Adds a line, and of blank ones no more than one.
fn add(text: &mut String, line: &str) {
    if !line.trim().is_empty() || !(text.is_empty() || text.ends_with("\n\n")) {
        text.push_str(line);
        text.push('\n');
    }
}
