//! What the user chose for the cycle: at most two improvements over all cards, and the day to look again.

use converel_protocol::audit::kept::Change;
use converel_protocol::audit::numbers::{Audit, Card, Improvement};
use jiff::ToSpan;
use jiff::civil::Date;
use sycamore::prelude::*;

/// So many improvements make a cycle: with more, nobody could say afterwards what helped.
pub(crate) const MOST: usize = 2;

/// An improvement that is to be part of the cycle.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// The card's key.
    pub key: String,
    /// What is to be done.
    pub change: Change,
}

/// What was chosen so far; shared by the board and the cycle. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Choices {
    /// In the order chosen.
    pub list: Signal<Vec<Choice>>,
    /// The day to look again, as it stands in its field.
    pub look_again: Signal<String>,
}

impl Choices {
    /// Nothing chosen, to be looked at again in four weeks.
    pub(crate) fn new(today: Date) -> Self {
        Self { list: create_signal(Vec::new()), look_again: create_signal(in_four_weeks(today).to_string()) }
    }

    /// The day to look again; in four weeks where the field holds none.
    pub(crate) fn day(self, today: Date) -> Date {
        self.look_again.with_untracked(|text| day(text, today)).unwrap_or_else(|_| in_four_weeks(today))
    }
}

/// What became of a press on a checkbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toggled {
    /// It is chosen now.
    Added,
    /// It is chosen now in place of another of the same meeting.
    Replaced,
    /// It is no longer.
    Removed,
    /// It cannot be: there are [`MOST`] already.
    Full,
}

/// Chooses, or no longer chooses, an improvement. Of one meeting there is one: another takes its place, because nobody
/// could say which of them helped.
pub(crate) fn toggle(list: &mut Vec<Choice>, choice: Choice) -> Toggled {
    if let Some(at) = list.iter().position(|chosen| *chosen == choice) {
        list.remove(at);
        Toggled::Removed
    } else if let Some(same) = list.iter_mut().find(|chosen| chosen.key == choice.key) {
        *same = choice;
        Toggled::Replaced
    } else if list.len() >= MOST {
        Toggled::Full
    } else {
        list.push(choice);
        Toggled::Added
    }
}

/// The card and the improvement that a choice is of; `None` once the card, or that improvement of it, is no more.
pub(crate) fn found<'a>(audit: &'a Audit, choice: &Choice) -> Option<(&'a Card, &'a Improvement)> {
    let card = audit.cards.iter().find(|card| card.key == choice.key)?;
    let improvement = card.improvements.iter().find(|improvement| improvement.change == choice.change)?;
    Some((card, improvement))
}

/// Takes out what can no longer be chosen, and gives it: a card that moves, or is imported anew, is offered other
/// improvements.
pub(crate) fn settle(list: &mut Vec<Choice>, audit: &Audit) -> Vec<Choice> {
    let (kept, gone) = std::mem::take(list).into_iter().partition(|choice| found(audit, choice).is_some());
    *list = kept;
    gone
}

/// What comes of all of them together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    /// Hours in a year for everybody.
    pub hours: f64,
    /// Own hours a week.
    pub own: f64,
    /// Free blocks a week.
    pub blocks: f64,
}

/// The sums.
pub(crate) fn sums(audit: &Audit, list: &[Choice]) -> Sums {
    list.iter().filter_map(|choice| found(audit, choice)).fold(Sums::default(), |sums, (_, improvement)| {
        Sums {
            hours: sums.hours + improvement.hours_returned,
            own: sums.own + improvement.own_hours_returned,
            blocks: sums.blocks + improvement.blocks_regained,
        }
    })
}

/// The day in four weeks.
pub fn in_four_weeks(today: Date) -> Date {
    today.saturating_add(4.weeks())
}

/// The first day that one can look again on.
pub(crate) fn tomorrow(today: Date) -> Date {
    today.saturating_add(1.day())
}

/// Why a text is no day to look again on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDay {
    /// It is no date.
    NoDate,
    /// It is today or before.
    TooEarly,
}

/// The day to look again that this text names, `YYYY-MM-DD`.
pub(crate) fn day(text: &str, today: Date) -> Result<Date, NoDay> {
    let day: Date = text.trim().parse().map_err(|_| NoDay::NoDate)?;
    if day > today { Ok(day) } else { Err(NoDay::TooEarly) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::board::samples::card;
    use jiff::civil::date;

    fn choice(key: &str, change: Change) -> Choice {
        Choice { key: key.to_owned(), change }
    }

    #[test]
    fn at_most_two_are_chosen_over_all_cards() {
        let mut list = Vec::new();
        let steps = [
            (choice("a", Change::Agenda), Toggled::Added, 1),
            (choice("a", Change::Cancel), Toggled::Replaced, 1),
            (choice("b", Change::Agenda), Toggled::Added, 2),
            (choice("c", Change::Agenda), Toggled::Full, 2),
            (choice("b", Change::Cancel), Toggled::Replaced, 2),
            (choice("a", Change::Cancel), Toggled::Removed, 1),
            (choice("c", Change::Agenda), Toggled::Added, 2),
            (choice("a", Change::Cancel), Toggled::Full, 2),
        ];
        for (choice, expected, length) in steps {
            assert_eq!(toggle(&mut list, choice.clone()), expected, "{choice:?}");
            assert_eq!(list.len(), length, "{choice:?}");
        }
    }

    #[test]
    fn sums_are_of_what_is_still_there() {
        let improvement = |change, hours_returned| Improvement {
            change,
            hours_returned,
            own_hours_returned: 0.5,
            blocks_regained: 0.25,
        };
        let mut one = card("a", 100.0);
        one.improvements = vec![improvement(Change::Cancel, 100.0), improvement(Change::Agenda, 30.0)];
        let mut other = card("b", 50.0);
        other.improvements = vec![improvement(Change::Agenda, 20.0)];
        let audit = Audit { cards: vec![one, other], ..Audit::default() };
        let of = |hours, own, blocks| Sums { hours, own, blocks };
        for (list, expected) in [
            (vec![], of(0.0, 0.0, 0.0)),
            (vec![choice("a", Change::Agenda)], of(30.0, 0.5, 0.25)),
            (vec![choice("a", Change::Cancel), choice("b", Change::Agenda)], of(120.0, 1.0, 0.5)),
            (vec![choice("b", Change::Agenda), choice("gone", Change::Agenda)], of(20.0, 0.5, 0.25)),
            (vec![choice("b", Change::Cancel)], of(0.0, 0.0, 0.0)),
        ] {
            assert_eq!(sums(&audit, &list), expected, "{list:?}");
        }
    }

    #[test]
    fn what_is_still_offered_stays_chosen() {
        let improvement = |change| Improvement {
            change,
            hours_returned: 1.0,
            own_hours_returned: 0.0,
            blocks_regained: 0.0,
        };
        let (agenda, cancel) = (choice("a", Change::Agenda), choice("b", Change::Cancel));
        let mut list = vec![agenda.clone(), cancel.clone()];
        let audit = |one: &[Change], other: &[Change]| {
            let card = |key, changes: &[Change]| Card {
                improvements: changes.iter().copied().map(improvement).collect(),
                ..card(key, 10.0)
            };
            Audit { cards: vec![card("a", one), card("b", other)], ..Audit::default() }
        };
        // The card was moved; the same is offered there, at another place of the list.
        let moved = audit(&[Change::EndDate { weeks: 12 }, Change::Agenda], &[Change::Cancel]);
        assert_eq!(settle(&mut list, &moved), []);
        assert_eq!(list, [agenda.clone(), cancel.clone()]);
        // Here it is not, or not the same.
        let moved = audit(&[Change::Agenda], &[Change::Shorter { minutes: 20 }]);
        assert_eq!(settle(&mut list, &moved), [cancel]);
        assert_eq!(list, std::slice::from_ref(&agenda));
        // The card is gone.
        assert_eq!(settle(&mut list, &Audit::default()), [agenda]);
        assert_eq!(list, []);
    }

    #[test]
    fn one_looks_again_tomorrow_at_the_earliest() {
        let today = date(2026, 12, 31);
        assert_eq!(in_four_weeks(today), date(2027, 1, 28));
        assert_eq!(tomorrow(today), date(2027, 1, 1));
        for (text, expected) in [
            ("2027-01-01", Ok(date(2027, 1, 1))),
            (" 2027-01-28 ", Ok(date(2027, 1, 28))),
            ("2026-12-31", Err(NoDay::TooEarly)),
            ("1999-01-01", Err(NoDay::TooEarly)),
            ("2027-02-29", Err(NoDay::NoDate)),
            ("", Err(NoDay::NoDate)),
            ("soon", Err(NoDay::NoDate)),
        ] {
            assert_eq!(day(text, today), expected, "{text}");
        }
        assert_eq!(tomorrow(Date::MAX), Date::MAX);
    }
}
