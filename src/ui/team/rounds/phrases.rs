//! What is said of rounds: their dates and states, what became of a block, what a question asks for.

use super::state::Fate;
use crate::document::words::Screen;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_protocol::team::round::{Form, Group, Round, RoundKind};
use converel_team::questions::{self, RoundFault};
use jiff::civil::Date;

/// A date as `YYYY-MM-DD`, in the user's language; as it stands where it is none.
pub(super) fn date(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), day)
}

/// A day in the user's language, e.g. "15 December 2026".
pub(super) fn day(date: Date) -> String {
    intl::date_range(&language(), date, date)
}

/// An instant, milliseconds since the Unix epoch.
pub(super) fn instant(at: f64) -> String {
    intl::date_time(&language(), at)
}

/// Whether the last day for answers is over.
pub(super) fn is_past(round: &Round, today: Date) -> bool {
    round.closes_on.parse::<Date>().is_ok_and(|last| last < today)
}

/// What a round asks for.
pub(super) fn kind(kind: RoundKind) -> String {
    t(match kind {
        RoundKind::Baseline => "team_round_kind_baseline",
        RoundKind::Poll => "team_round_kind_poll",
    })
}

/// The heading of a group of questions.
pub(super) fn group(group: Group) -> String {
    super::words::group(&Screen, group)
}

/// What an answer looks like.
pub(super) fn form(form: Form) -> String {
    t(match form {
        Form::Scale => "team_round_form_scale",
        Form::Hours => "team_round_form_hours",
        Form::Days => "team_round_form_days",
        Form::Ranking => "team_round_form_ranking",
        Form::Text => "team_round_form_text",
    })
}

/// What is wrong with a round that is put together.
pub(super) fn fault(fault: &RoundFault) -> String {
    let most = |name: &str, most: usize| message(name, &[&number(most as f64, 0)]);
    match fault {
        RoundFault::NoTitle => t("team_round_no_title"),
        RoundFault::LongTitle => most("team_round_long_title", questions::LONGEST_TITLE),
        RoundFault::NoClosingDay => t("team_round_no_day"),
        RoundFault::ClosingDayPast => t("team_round_day_past"),
        RoundFault::NoQuestions => t("team_round_no_questions"),
        RoundFault::TooManyQuestions => most("team_round_many_questions", questions::MOST_QUESTIONS),
        RoundFault::NoWords(_) => t("team_round_no_words"),
        RoundFault::TooLong(_) => message(
            "team_round_long_question",
            &[&number(questions::LONGEST_QUESTION as f64, 0), &number(questions::LONGEST_WHY as f64, 0)],
        ),
        // No sheet makes such a one.
        RoundFault::Doubled(_) | RoundFault::OtherForm(_) => fault.to_string(),
    }
}

/// The name of a file: `what`, and as much of the title as a file's name can hold anywhere.
pub(super) fn file_name(what: &str, title: &str, ending: &str) -> String {
    let mut name = String::from(what);
    let mut gap = true;
    for letter in title.chars().take(60) {
        if letter.is_alphanumeric() {
            if gap {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        gap = !letter.is_alphanumeric();
    }
    name + "." + ending
}

/// What became of so many blocks.
pub fn fate(fate: &Fate, many: usize) -> String {
    let many = many as f64;
    match fate {
        Fate::New => plural("team_round_fate_new", many),
        Fate::Replaced => plural("team_round_fate_replaced", many),
        Fate::Older => plural("team_round_fate_older", many),
        Fate::Same => plural("team_round_fate_same", many),
        Fate::Closed => plural("team_round_fate_closed", many),
        Fate::Foreign(None) => plural("team_round_fate_foreign", many),
        Fate::Foreign(Some(title)) => message("team_round_fate_yours", &[&number(many, 0), title]),
        Fate::Damaged => plural("team_round_fate_damaged", many),
        Fate::Truncated => plural("team_round_fate_truncated", many),
        Fate::Newer => plural("team_round_fate_newer", many),
        Fate::Malformed => plural("team_round_fate_malformed", many),
        Fate::Round => plural("team_round_fate_round", many),
        Fate::Handover => plural("team_round_fate_handover", many),
        Fate::Answer => plural("team_round_fate_answer", many),
        Fate::TooLarge => plural("team_round_fate_too_large", many),
        Fate::Unread => plural("team_round_fate_unread", many),
    }
}

/// A fate's name in the page, for tests and style.
pub(super) fn fate_name(fate: &Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Replaced => "replaced",
        Fate::Older => "older",
        Fate::Same => "same",
        Fate::Closed => "closed",
        Fate::Foreign(_) => "foreign",
        Fate::Damaged => "damaged",
        Fate::Truncated => "truncated",
        Fate::Newer => "newer",
        Fate::Malformed => "malformed",
        Fate::Round => "round",
        Fate::Handover => "handover",
        Fate::Answer => "answer",
        Fate::TooLarge => "too-large",
        Fate::Unread => "unread",
    }
}

/// The fates that came up, each with the places of its blocks, counted from 1.
pub(super) fn counted(fates: &[Fate]) -> Vec<(Fate, Vec<usize>)> {
    let mut counted: std::collections::BTreeMap<&Fate, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, fate) in fates.iter().enumerate() {
        counted.entry(fate).or_default().push(at + 1);
    }
    counted.into_iter().map(|(fate, places)| (fate.clone(), places)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_any_disk_holds() {
        for (title, expected) in [
            ("Team baseline, December 2026", "x-team-baseline-december-2026.txt"),
            ("../..\\a:b?", "x-a-b.txt"),
            ("Équipe", "x-équipe.txt"),
            ("", "x.txt"),
            (" – ", "x.txt"),
        ] {
            assert_eq!(file_name("x", title, "txt"), expected, "{title}");
        }
        assert!(file_name("x", &"w".repeat(500), "txt").len() < 80);
    }

    #[test]
    fn fates_are_counted_with_their_places() {
        let fates = [Fate::Damaged, Fate::New, Fate::Damaged, Fate::Foreign(None)];
        assert_eq!(
            counted(&fates),
            [(Fate::New, vec![2]), (Fate::Foreign(None), vec![4]), (Fate::Damaged, vec![1, 3])]
        );
    }

    #[test]
    fn a_round_is_past_the_day_after_its_last() {
        let round = Round { closes_on: "2026-12-14".to_owned(), ..Round::default() };
        let day = |day| Date::constant(2026, 12, day);
        assert_eq!([13, 14, 15].map(|on| is_past(&round, day(on))), [false, false, true]);
        assert!(!is_past(&Round { closes_on: "soon".to_owned(), ..round }, day(31)));
    }
}
