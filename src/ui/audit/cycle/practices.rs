//! The practices of cycles: what each is called, and what came of it, as lines of a table.

use crate::audit::board::phrases;
use crate::document::words::{Words, moment};
use crate::team::rounds::words as team_words;
use converel_protocol::audit::kept::{Cycle, Kept, PracticeLook, PracticePromise};
use converel_team::questions::BENEFITS;

/// One line of the history: a practice, and what a later round showed of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PracticeRow<'a> {
    /// The practice.
    pub practice: &'a PracticePromise,
    /// What a round showed; `None`: none has yet.
    pub look: Option<&'a PracticeLook>,
}

/// The lines, the newest cycle first, in it each practice with its looks in their order.
pub(crate) fn practice_rows(cycles: &[Cycle]) -> Vec<PracticeRow<'_>> {
    let mut rows = Vec::new();
    for practice in cycles.iter().rev().flat_map(|cycle| &cycle.practices) {
        rows.extend(practice.looks.iter().map(|look| PracticeRow { practice, look: Some(look) }));
        if practice.looks.is_empty() {
            rows.push(PracticeRow { practice, look: None });
        }
    }
    rows
}

/// The columns' headings.
pub(crate) const PRACTICE_COLUMNS: [&str; 5] = [
    "audit_practice",
    "audit_practice_taken_up",
    "audit_practice_round",
    "audit_practice_kept",
    "audit_practice_gap",
];

/// A line's cells in words, in the order of [`PRACTICE_COLUMNS`].
pub(crate) fn practice_cells(words: &dyn Words, row: &PracticeRow<'_>) -> [String; PRACTICE_COLUMNS.len()] {
    let PracticeRow { practice, look } = row;
    let none = || "–".to_owned();
    let is_measured = is_measured(practice);
    let round = match look {
        None if !is_measured => words.text("audit_practice_not_measured"),
        None => words.text("audit_practice_no_round"),
        Some(look) if look.dip => words.message("audit_history_dip", &[&moment(words, look.at)]),
        Some(look) => moment(words, look.at),
    };
    let gap = |gap: f64| words.number(gap, 1);
    let now = look.map_or_else(none, |look| gap(look.gap));
    [
        team_words::practice(words, practice.practice),
        moment(words, practice.at),
        round,
        look.map_or_else(none, |look| closed(words, look.kept)),
        if is_measured {
            words.message("audit_history_before_now", &[&gap(practice.gap), &now])
        } else {
            none()
        },
    ]
}

/// Whether a later round can show what came of it: what a poll led to has no gap that closes.
pub(super) fn is_measured(practice: &PracticePromise) -> bool {
    practice.question != BENEFITS
}

/// How far a gap has closed.
fn closed(words: &dyn Words, kept: Kept) -> String {
    match kept {
        Kept::Kept => words.text("audit_practice_closed"),
        other => phrases::kept(words, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::report::sample::audit;
    use crate::document::english::English;

    #[test]
    fn a_line_for_each_round_the_newest_cycle_first() {
        let audit = audit();
        let words = English::read("ltr");
        let rows = practice_rows(&audit.cycles);
        let told: Vec<_> = rows.iter().map(|row| practice_cells(&words, row)).collect();
        let agendas = "No agenda, no meeting";
        let dip = "12 October 2026 (expected dip)";
        let expected = [
            ["Half days without meetings", "23 November 2026", "no round yet", "–", "1.8 → –"],
            [agendas, "28 September 2026", dip, "not yet", "2 → 2.3"],
            [agendas, "28 September 2026", "9 November 2026", "yes", "2 → 1.4"],
        ];
        assert_eq!(told, expected.map(|row| row.map(str::to_owned)));
        let of_poll = PracticePromise { question: BENEFITS.to_owned(), ..rows[0].practice.clone() };
        let cells = practice_cells(&words, &PracticeRow { practice: &of_poll, look: None });
        assert_eq!(cells[2..], ["ask your team", "–", "–"]);
    }
}
