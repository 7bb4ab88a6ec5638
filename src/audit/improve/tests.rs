//! Tests of the module above, as tables and as properties.

use super::*;
use crate::board;
use crate::made::{self, Held, STATUS, TODAY};
use converel_protocol::audit::kept::Placements;
use converel_protocol::stored::Relationship;

/// The cards of a calendar.
fn cards(meetings: &[Held<'_>]) -> Vec<Card> {
    let import = made::import(TODAY, meetings);
    board::cards(&import, &made::options(), made::KEY, &Placements::default(), made::noon(TODAY)).0
}

fn card(held: Held<'_>) -> Card {
    let mut cards = cards(&[held]);
    assert_eq!(cards.len(), 1);
    cards.remove(0)
}

#[test]
fn lengths() {
    for (minutes, expected) in [
        (0, None),
        (15, None),
        (20, Some(10)),
        (25, Some(15)),
        (30, Some(20)),
        (40, Some(30)),
        (45, Some(30)),
        (50, Some(30)),
        (60, Some(45)),
        (90, Some(60)),
        (120, Some(90)),
        (150, Some(120)),
        (180, Some(120)),
        (480, Some(360)),
    ] {
        assert_eq!(shorter(minutes), expected, "{minutes}");
    }
    for (minutes, expected) in [
        (0, None),
        (15, None),
        (20, Some(15)),
        (25, Some(15)),
        (30, Some(15)),
        (45, Some(25)),
        (60, Some(30)),
        (90, Some(45)),
    ] {
        assert_eq!(inputs_first(minutes), expected, "{minutes}");
    }
}

#[test]
fn what_is_told_where_it_stands() {
    use Purpose::{Bonding, Convergence, Conveyance, Unclear};
    let (strong, weak) = (Some(Relationship::Strong), Some(Relationship::Weak));
    let replace = Change::Replace { by: Alternative::WrittenUpdate };
    let (shorter, rarer, end) =
        (Change::Shorter { minutes: 45 }, Change::Rarer { interval: 2 }, Change::EndDate { weeks: END });
    let smaller = Change::Smaller { people: 8 };
    let inputs = Change::InputsFirst { minutes: 30 };
    for (what, held, expected) in [
        ("a status", STATUS, vec![replace, Change::Cancel, rarer, shorter]),
        ("of strangers", Held { relationship: weak, ..STATUS }, vec![end, rarer, shorter, Change::Agenda]),
        (
            "a decision of strangers",
            Held { purpose: Convergence, relationship: weak, ..STATUS },
            vec![Change::Agenda, shorter, end],
        ),
        (
            "a decision",
            Held { purpose: Convergence, relationship: strong, agenda: AgendaLevel::Good, ..STATUS },
            vec![inputs, rarer, end],
        ),
        (
            "a large one",
            Held {
                purpose: Convergence,
                others: 19,
                agenda: AgendaLevel::Good,
                ends_on: Some("2027-03-29"),
                ..STATUS
            },
            vec![inputs, smaller, rarer],
        ),
        ("it cannot be told", Held { purpose: Unclear, ..STATUS }, vec![shorter, Change::Agenda, end]),
        (
            "nobody knows who they are",
            Held { relationship: None, ..STATUS },
            vec![shorter, Change::Agenda, end],
        ),
        ("the tie is the point", Held { purpose: Bonding, ..STATUS }, vec![]),
        (
            "a pattern",
            Held { shape: Shape::Pattern, agenda: AgendaLevel::Topics, ..STATUS },
            vec![replace, shorter],
        ),
        (
            "a short one",
            Held { minutes: 15, purpose: Conveyance, relationship: weak, ..STATUS },
            vec![end, rarer, Change::Agenda],
        ),
    ] {
        let told: Vec<Change> = card(held).improvements.iter().map(|it| it.change).collect();
        assert_eq!(told, expected, "{what}");
    }
}

#[test]
fn hours_come_back() {
    let card = card(Held { others: 19, purpose: Purpose::Convergence, agenda: AgendaLevel::Good, ..STATUS });
    assert!((card.person_hours - 20.0 * 46.0).abs() < 1e-9);
    for (change, hours, own) in [
        (Change::InputsFirst { minutes: 30 }, 20.0 * 23.0, 0.5),
        (Change::Smaller { people: 8 }, 12.0 * 46.0, 0.0),
        (Change::Rarer { interval: 2 }, 20.0 * 23.0, 0.5),
        (Change::EndDate { weeks: 12 }, 0.0, 0.0),
    ] {
        let told = card.improvements.iter().find(|told| told.change == change).unwrap();
        assert!((told.hours_returned - hours).abs() < 1e-9, "{told:?}");
        assert!((told.own_hours_returned - own).abs() < 1e-9, "{told:?}");
    }
}

#[test]
fn blocks_come_back() {
    // Working hours are 9:00 to 17:00. A second meeting, of the same Mondays, from 12:30 to 15:30.
    let other = Held { key: "other", at: 12 * 60 + 30, minutes: 180, purpose: Purpose::Bonding, ..STATUS };
    for (what, held, expected) in [
        // 9:00 to 12:30 instead of 9:00 to 10:30 and 11:30 to 12:30.
        ("in between", Held { at: 10 * 60 + 30, ..STATUS }, [1.0, 0.5, 0.0]),
        // From 11:15 on there are 75 minutes only, and from 9:00 on there were two hours before.
        ("late", Held { at: 11 * 60, ..STATUS }, [0.0, 0.0, 0.0]),
        // 15:30 to 16:30 is taken, half an hour is left.
        ("at the end", Held { at: 15 * 60 + 30, ..STATUS }, [0.0, 0.0, 0.0]),
        ("at night", Held { at: 22 * 60, ..STATUS }, [0.0, 0.0, 0.0]),
        // Two meetings at the same time: one gives nothing back alone.
        ("beside another", Held { at: 13 * 60, ..STATUS }, [0.0, 0.0, 0.0]),
    ] {
        let cards = cards(&[held, other.clone()]);
        let card = cards.iter().find(|card| card.key == "status").unwrap();
        let regained = |wanted: fn(&Change) -> bool| {
            card.improvements
                .iter()
                .find(|told| wanted(&told.change))
                .map(|told| told.blocks_regained)
                .unwrap()
        };
        let found = [
            regained(|change| matches!(change, Change::Replace { .. })),
            regained(|change| matches!(change, Change::Rarer { .. })),
            regained(|change| matches!(change, Change::Shorter { .. })),
        ];
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn two_blocks_that_become_one_are_no_loss() {
    let card = card(Held { at: 12 * 60, ..STATUS });
    assert!(card.improvements.iter().all(|told| told.blocks_regained == 0.0));
    // And where the day is free again at its end: 16:00 to 17:00 joins what is before it.
    let shorter =
        card.improvements.iter().find(|told| matches!(told.change, Change::Shorter { .. })).unwrap();
    assert!((shorter.hours_returned - 5.0 * 0.25 * 46.0).abs() < 1e-9);
}
