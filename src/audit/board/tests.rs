//! Tests of the module above, as tables and as properties.

use super::*;
use crate::made::{self, Held, KEY, STATUS, TODAY};
use converel_protocol::audit::kept::{Answer, Occurrence, Placement};
use converel_protocol::stored::Relationship;
use jiff::civil::date;
use proptest::prelude::*;

fn of(import: &Import, placements: &Placements) -> Vec<Card> {
    cards(import, &made::options(), KEY, placements, made::noon(TODAY)).0
}

fn placed_at(quadrants: &[(&str, Quadrant, f64)]) -> Placements {
    let placement = |(key, quadrant, at): &(&str, Quadrant, f64)| Placement {
        key: (*key).to_owned(),
        quadrant: *quadrant,
        at: *at,
    };
    Placements { schema: 1, placements: quadrants.iter().map(placement).collect() }
}

#[test]
fn which_meetings_have_a_card() {
    for (what, held, expected) in [
        ("a series", STATUS, true),
        ("a pattern", Held { shape: Shape::Pattern, ..STATUS }, true),
        ("a single meeting", Held { shape: Shape::Single, ..STATUS }, false),
        ("alone", Held { others: 0, ..STATUS }, false),
        ("declined", Held { answer: Answer::Declined, ..STATUS }, false),
        ("cancelled", Held { cancelled: true, ..STATUS }, false),
        ("over", Held { last: date(2026, 11, 16), ends_on: Some("2026-11-16"), ..STATUS }, false),
        ("it ends soon", Held { last: date(2026, 11, 30), ends_on: Some("2026-11-30"), ..STATUS }, true),
        ("it begins next week", Held { first: date(2026, 11, 30), ..STATUS }, true),
        ("long ago", Held { last: date(2026, 2, 2), ..STATUS }, false),
    ] {
        // A second one, so that the window is where it is.
        let import = made::import(TODAY, &[held, Held { key: "other", ..STATUS }]);
        let has = of(&import, &Placements::default()).iter().any(|card| card.key == "status");
        assert_eq!(has, expected, "{what}");
    }
}

#[test]
fn a_calendar_that_ends_in_the_past_is_looked_at_as_it_was() {
    let ended = Held { last: date(2026, 2, 23), ends_on: Some("2026-02-23"), ..STATUS };
    assert_eq!(of(&made::import(TODAY, &[ended]), &Placements::default()).len(), 1);
}

#[test]
fn a_card_says_what_is_usual() {
    let mut import = made::import(TODAY, &[STATUS]);
    // One of the occurrences was moved, longer and larger.
    if let Some(Occurrence(_, start, minutes)) = import.occurrences.get_mut(40) {
        *start += 24 * 60 + 30;
        *minutes = 120;
    }
    let cards = of(&import, &Placements::default());
    let card = &cards[0];
    assert_eq!((card.weekday, card.starts, card.people, card.minutes), (1, 11 * 60, 5, 60));
    assert_eq!((card.per_year, card.person_hours), (46.0, 230.0));
    assert_eq!(card.inferred, Some(Quadrant::Replace));
    let daily = Held { every: 1, ..STATUS };
    assert_eq!(of(&made::import(TODAY, &[daily]), &Placements::default())[0].weekday, 0);
}

#[test]
fn hours_are_told_where_the_user_is() {
    let import = made::import(TODAY, &[Held { at: 23 * 60 + 30, ..STATUS }]);
    let zone = |zone: &str| {
        let options = Options { zone: zone.to_owned(), ..made::options() };
        let card = cards(&import, &options, KEY, &Placements::default(), made::noon(TODAY)).0.remove(0);
        (card.weekday, card.starts)
    };
    assert_eq!(zone(""), (1, 23 * 60 + 30));
    assert_eq!(zone("Asia/Tokyo"), (2, 8 * 60 + 30));
}

#[test]
fn where_a_card_stands() {
    use Quadrant::{InputsFirst, Meet, MeetForNow, Replace};
    let (strong, weak) = (Some(Relationship::Strong), Some(Relationship::Weak));
    for (purpose, relationship, expected) in [
        (Purpose::Conveyance, strong, Some(Replace)),
        (Purpose::Conveyance, weak, Some(MeetForNow)),
        (Purpose::Convergence, weak, Some(Meet)),
        (Purpose::Convergence, strong, Some(InputsFirst)),
        (Purpose::Bonding, strong, None),
        (Purpose::Unclear, weak, None),
        (Purpose::Conveyance, None, None),
    ] {
        let import = made::import(TODAY, &[Held { purpose, relationship, ..STATUS }]);
        let cards = of(&import, &Placements::default());
        assert_eq!((cards[0].inferred, cards[0].stands()), (expected, expected));
        // What the user did last holds, in whatever order it was kept.
        for placements in [
            placed_at(&[("status", Meet, 1.0), ("status", InputsFirst, 2.0), ("gone", Meet, 3.0)]),
            placed_at(&[("status", InputsFirst, 2.0), ("status", Meet, 1.0)]),
        ] {
            let cards = of(&import, &placements);
            assert_eq!((cards[0].inferred, cards[0].stands()), (expected, Some(InputsFirst)));
            assert!(!cards[0].improvements.is_empty());
        }
    }
}

#[test]
fn what_could_take_its_place_fits_where_it_stands() {
    use Alternative::{DecisionRecord, Message, RecordedVideo, SharedDocument, WrittenUpdate};
    for (purpose, inferred, placed, expected) in [
        (Purpose::Conveyance, Some(RecordedVideo), None, Some(RecordedVideo)),
        (Purpose::Conveyance, None, None, Some(WrittenUpdate)),
        (Purpose::Conveyance, Some(RecordedVideo), Some(Quadrant::InputsFirst), Some(SharedDocument)),
        (Purpose::Convergence, Some(DecisionRecord), Some(Quadrant::Replace), Some(WrittenUpdate)),
        (Purpose::Convergence, Some(Message), Some(Quadrant::Replace), Some(Message)),
        (Purpose::Convergence, None, Some(Quadrant::Meet), None),
        (Purpose::Bonding, None, None, None),
        (Purpose::Bonding, None, Some(Quadrant::Replace), Some(WrittenUpdate)),
    ] {
        let import = made::import(TODAY, &[Held { purpose, alternative: inferred, ..STATUS }]);
        let placements =
            placed.map_or_else(Placements::default, |quadrant| placed_at(&[("status", quadrant, 1.0)]));
        assert_eq!(of(&import, &placements)[0].alternative, expected, "{purpose:?} {placed:?}");
    }
}

#[test]
fn the_largest_come_first_and_some_are_left_out() {
    let keys: Vec<String> = (0..210).map(|number| format!("{number:03}")).collect();
    let meetings: Vec<Held<'_>> =
        keys.iter().zip(0..).map(|(key, number)| Held { key, others: 1 + number % 7, ..STATUS }).collect();
    let import = made::import(TODAY, &meetings);
    let (cards, left_out) = cards(&import, &made::options(), KEY, &Placements::default(), made::noon(TODAY));
    assert_eq!((cards.len(), left_out), (200, 10));
    assert!(cards.is_sorted_by(|one, other| one.person_hours >= other.person_hours));
}

proptest! {
    #[test]
    fn no_import_makes_it_panic(
        events in proptest::collection::vec((0_u32..6, any::<Option<u8>>(), any::<u8>(), any::<bool>()), 0..8),
        occurrences in proptest::collection::vec((0_u32..10, any::<i64>(), any::<u32>(), any::<bool>()), 0..40),
        days in proptest::collection::vec(any::<u8>(), 0..9),
        hours in any::<(u32, u32, u32)>(),
        at in any::<f64>(),
    ) {
        let mut import = made::import(TODAY, &[STATUS, Held { key: "other", shape: Shape::Pattern, ..STATUS }]);
        for (meeting, organizer, person, cancelled) in events {
            import.events_kept.push(converel_protocol::audit::kept::Event {
                meeting,
                organizer: organizer.map(u32::from),
                attendees: vec![(u32::from(person), Answer::Accepted)],
                cancelled,
                ..Default::default()
            });
        }
        let near = |(event, start, minutes, far): (u32, i64, u32, bool)| {
            Occurrence(event, if far { start } else { import.from + start % 700_000 }, minutes)
        };
        let more: Vec<Occurrence> = occurrences.into_iter().map(near).collect();
        import.occurrences.extend(more);
        let options = Options { days, day_from: hours.0, day_to: hours.1, weeks: hours.2, ..made::options() };
        for now in [at, made::noon(TODAY)] {
            for card in cards(&import, &options, KEY, &Placements::default(), now).0 {
                prop_assert!(card.improvements.len() <= 4);
                for told in card.improvements {
                    prop_assert!(told.hours_returned >= 0.0 && told.blocks_regained >= 0.0, "{told:?}");
                }
            }
        }
    }
}
