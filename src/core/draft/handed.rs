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
    /// The last day for comments; none where the user wrote another, or took it out.
    pub comment_by: Option<Date>,
}

/// The place of these sections among those of the draft, from 0; all languages have the same (a test).
const OPTIONS: usize = 2;
const RECOMMENDATION: usize = 3;
/// What stands for the last day for comments.
const REPLY_BY: &str = "{reply_by}";

/// Takes the draft apart, as the user has it now. Lines that were drafted and that say what the log knows of the
/// people and the date, and headings with nothing below, are left out.
pub fn handed(text: &str, invite: &Invite, answers: &Answers, today: Date) -> Handed {
    let record = Alternative::DecisionRecord;
    let texts = Texts::of(language(invite));
    let section = texts.section(record.name());
    let drafted = draft(record, invite, answers, today);
    let until = reply_by(today, reply_days(record, invite, answers));
    let comment_line = section.lines().find(|line| line.starts_with("- ") && line.contains(REPLY_BY));
    let comment_line = comment_line.map(|line| line.replace(REPLY_BY, &texts.date(until)));
    let is_there = comment_line.is_some_and(|own| text.lines().any(|line| line.trim_end() == own));
    let mut handed = Handed { comment_by: is_there.then_some(until), ..Handed::default() };
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
            let option = without_marker(line);
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

/// An entry of a list without its marker, of which there is one: what follows is the user's.
fn without_marker(line: &str) -> &str {
    let line = line.trim();
    let after_number = || {
        let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
        (rest.len() < line.len()).then(|| rest.strip_prefix(['.', ')'])).flatten()
    };
    match line.strip_prefix(['-', '*', '+']).or_else(after_number) {
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => line,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LANGUAGES;
    use crate::policy::Policy;
    use crate::raw::RawInvite;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 12, 1);

    fn invite(language: &str) -> Invite {
        let raw = RawInvite { language: language.into(), ..RawInvite::default() };
        crate::invite::read(&raw, &Policy::default(), &Default::default())
    }

    #[test]
    fn one_marker_of_a_list_goes() {
        for (line, option) in [
            ("1. 3 servers", "3 servers"),
            ("- 2-week trial", "2-week trial"),
            ("1. .NET 8", ".NET 8"),
            ("12) 2027", "2027"),
            ("* - both", "- both"),
            ("  + \tnested ", "nested"),
            ("2027", "2027"),
            ("1.5 litres", "1.5 litres"),
            ("-5 degrees", "-5 degrees"),
            ("...", "..."),
            ("1.", ""),
            ("-", ""),
            ("", ""),
        ] {
            assert_eq!(without_marker(line), option, "{line:?}");
        }
    }

    #[test]
    fn the_last_day_is_told_while_it_stands_as_it_was_drafted() {
        for language in LANGUAGES {
            let (invite, answers) = (invite(language.tag()), Answers::default());
            let text = draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown;
            let until = |text: &str| handed(text, &invite, &answers, TODAY).comment_by;
            let last = date(2026, 12, 8);
            assert_eq!(until(&text), Some(last), "{language:?}: {text}");
            assert_eq!(until(&text.replace('\n', " \r\n")), Some(last), "{language:?}");
            let (day, other) = [last, date(2026, 12, 18)].map(|day| Texts::of(language).date(day)).into();
            assert_eq!(until(&text.replace(&day, &other)), None, "{language:?}");
            assert_eq!(until(""), None);
        }
    }
}
