//! Which card stands where: the board's five places with their cards, what lies beside a card in each direction, and
//! where a card goes that is moved. Pure.

use converel_protocol::audit::numbers::{Audit, Card};
use converel_protocol::stored::Quadrant;
use std::collections::{BTreeSet, HashMap};

/// A place on the board: a quadrant, or the tray of what is not placed yet.
pub(super) type Place = Option<Quadrant>;

/// The places as they are read: strong relationships above, convergence at the reading start; the tray below.
pub(super) const PLACES: [Place; 5] = [
    Some(Quadrant::InputsFirst),
    Some(Quadrant::Replace),
    Some(Quadrant::Meet),
    Some(Quadrant::MeetForNow),
    None,
];

/// So many cards are shown of a place that is not unfolded.
pub(super) const FOLDED: usize = 8;

/// What a place is called in the page's structure.
pub(super) fn word(place: Place) -> &'static str {
    match place {
        Some(Quadrant::Replace) => "replace",
        Some(Quadrant::MeetForNow) => "meet_for_now",
        Some(Quadrant::Meet) => "meet",
        Some(Quadrant::InputsFirst) => "inputs_first",
        None => "unplaced",
    }
}

/// The place that is called so.
pub(super) fn called(name: &str) -> Option<Place> {
    PLACES.into_iter().find(|place| word(*place) == name)
}

/// Moves that the user made and the worker has not answered yet: a card's key, and where the user wants it (`None`:
/// where inference does).
pub(super) type Moves = HashMap<String, Option<Quadrant>>;

/// Where a card stands.
pub(super) fn stands(card: &Card, moves: &Moves) -> Place {
    match moves.get(&card.key) {
        Some(wished) => wished.or(card.inferred),
        None => card.stands(),
    }
}

/// The moves that the audit does not show yet, of cards that are still there.
pub(super) fn unanswered(moves: &Moves, audit: Option<&Audit>) -> Moves {
    let Some(audit) = audit else { return Moves::new() };
    let waiting = audit.cards.iter().filter_map(|card| {
        let wished = moves.get(&card.key)?;
        (card.placed != *wished).then(|| (card.key.clone(), *wished))
    });
    waiting.collect()
}

/// What stands in one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Keys of the cards that the filter leaves, most person-hours first.
    pub keys: Vec<String>,
    /// Person-hours a year of all its cards.
    pub hours: f64,
    /// All its cards.
    pub all: usize,
}

/// The board's five places. `matches` says which cards the filter leaves.
pub(super) fn columns(audit: &Audit, moves: &Moves, matches: impl Fn(&Card) -> bool) -> [Column; 5] {
    let mut cards: Vec<&Card> = audit.cards.iter().collect();
    cards.sort_by(|a, b| {
        b.person_hours
            .total_cmp(&a.person_hours)
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.key.cmp(&b.key))
    });
    PLACES.map(|place| {
        let mut column = Column::default();
        for card in cards.iter().filter(|card| stands(card, moves) == place) {
            column.all += 1;
            column.hours += card.person_hours;
            if matches(card) {
                column.keys.push(card.key.clone());
            }
        }
        column
    })
}

/// The cards of a place that are shown: all where it is unfolded, else the first ones, and those that are `held`
/// because the user moved or opened them.
pub(super) fn shown(keys: &[String], unfolded: bool, held: &BTreeSet<String>) -> Vec<String> {
    keys.iter()
        .enumerate()
        .filter(|(index, key)| unfolded || *index < FOLDED || held.contains(key.as_str()))
        .map(|(_, key)| key.clone())
        .collect()
}

/// A direction on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Towards strong relationships.
    Up,
    /// Towards weak ones.
    Down,
    /// Towards the reading start: convergence.
    Start,
    /// Towards the reading end: conveyance.
    End,
}

impl Direction {
    /// The direction of an arrow key.
    pub(super) fn of_key(key: &str, right_to_left: bool) -> Option<Self> {
        Some(match (key, right_to_left) {
            ("ArrowUp", _) => Self::Up,
            ("ArrowDown", _) => Self::Down,
            ("ArrowLeft", false) | ("ArrowRight", true) => Self::Start,
            ("ArrowRight", false) | ("ArrowLeft", true) => Self::End,
            _ => return None,
        })
    }
}

/// The tray's index in [`PLACES`].
const TRAY: usize = 4;

/// The places in a direction, the nearest first; one without cards is passed over.
fn beyond(index: usize, direction: Direction) -> &'static [usize] {
    match (index, direction) {
        (0, Direction::Down) => &[2, TRAY],
        (1, Direction::Down) => &[3, TRAY],
        (2 | 3, Direction::Down) => &[TRAY],
        (2, Direction::Up) => &[0],
        (3, Direction::Up) => &[1],
        (TRAY, Direction::Up) => &[2, 3, 0, 1],
        (0, Direction::End) => &[1, 3],
        (2, Direction::End) => &[3, 1],
        (1, Direction::Start) => &[0, 2],
        (3, Direction::Start) => &[2, 0],
        _ => &[],
    }
}

/// The card beside the one of this key: within its place up and down, and on into the next place. In the tray, which
/// runs in lines, start and end go to the neighbours too.
pub(super) fn neighbour<'a>(
    columns: &'a [Vec<String>; 5],
    key: &str,
    direction: Direction,
) -> Option<&'a String> {
    let (index, at) = columns
        .iter()
        .enumerate()
        .find_map(|(index, keys)| keys.iter().position(|other| other == key).map(|at| (index, at)))?;
    let own = columns.get(index)?;
    let along = index == TRAY || matches!(direction, Direction::Up | Direction::Down);
    let within = match direction {
        Direction::Up | Direction::Start => at.checked_sub(1),
        Direction::Down | Direction::End => Some(at + 1),
    };
    if let Some(next) = within.filter(|_| along).and_then(|next| own.get(next)) {
        return Some(next);
    }
    let target = beyond(index, direction)
        .iter()
        .filter_map(|index| columns.get(*index))
        .find(|keys| !keys.is_empty())?;
    match direction {
        Direction::Up => target.last(),
        Direction::Down => target.first(),
        Direction::Start | Direction::End => target.get(at.min(target.len() - 1)),
    }
}

/// Where a card goes that is moved in this direction; `None`: nothing lies there. Into the tray goes back only what
/// inference left there.
pub(super) fn destination(place: Place, inferred: Place, direction: Direction) -> Option<Place> {
    Some(match (place, direction) {
        (Some(Quadrant::InputsFirst), Direction::End) | (Some(Quadrant::MeetForNow), Direction::Up) => {
            Some(Quadrant::Replace)
        }
        (Some(Quadrant::Replace), Direction::Start) | (Some(Quadrant::Meet), Direction::Up) => {
            Some(Quadrant::InputsFirst)
        }
        (Some(Quadrant::InputsFirst), Direction::Down)
        | (Some(Quadrant::MeetForNow), Direction::Start)
        | (None, Direction::Up | Direction::Start) => Some(Quadrant::Meet),
        (Some(Quadrant::Replace), Direction::Down)
        | (Some(Quadrant::Meet), Direction::End)
        | (None, Direction::End) => Some(Quadrant::MeetForNow),
        (Some(Quadrant::Meet | Quadrant::MeetForNow), Direction::Down) if inferred.is_none() => None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::board::samples::card;

    fn keys(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arrows_go_to_the_neighbour_and_on_into_the_next_place() {
        use Direction::{Down, End, Start, Up};
        // Inputs first, replace, meet, meet for now, tray.
        let full = ["a b c", "d", "e f", "g", "h i"].map(keys);
        let gaps = ["a", "", "", "g h", ""].map(keys);
        let lonely = ["", "", "", "", "h i"].map(keys);
        let rows = [
            (&full, "a", Down, Some("b")),
            (&full, "c", Down, Some("e")),
            (&full, "a", Up, None),
            (&full, "e", Up, Some("c")),
            (&full, "c", End, Some("d")),
            (&full, "d", End, None),
            (&full, "d", Start, Some("a")),
            (&full, "f", End, Some("g")),
            (&full, "g", Up, Some("d")),
            (&full, "g", Down, Some("h")),
            (&full, "h", Up, Some("f")),
            (&full, "h", End, Some("i")),
            (&full, "i", Start, Some("h")),
            (&full, "i", End, None),
            (&gaps, "a", End, Some("g")),
            (&gaps, "h", Start, Some("a")),
            (&gaps, "a", Down, None),
            (&gaps, "g", Up, None),
            (&lonely, "h", Up, None),
            (&lonely, "h", Down, Some("i")),
            (&full, "nobody", Down, None),
        ];
        for (columns, key, direction, expected) in rows {
            let found = neighbour(columns, key, direction).map(String::as_str);
            assert_eq!(found, expected, "{key} {direction:?}");
        }
    }

    #[test]
    fn arrow_keys_follow_the_direction_of_reading() {
        for (key, right_to_left, expected) in [
            ("ArrowRight", false, Some(Direction::End)),
            ("ArrowRight", true, Some(Direction::Start)),
            ("ArrowLeft", true, Some(Direction::End)),
            ("ArrowUp", true, Some(Direction::Up)),
            ("Enter", false, None),
        ] {
            assert_eq!(Direction::of_key(key, right_to_left), expected, "{key} {right_to_left}");
        }
    }

    #[test]
    fn a_card_moves_along_the_axes() {
        use Quadrant::{InputsFirst, Meet, MeetForNow, Replace};
        let rows = [
            (Some(InputsFirst), None, Direction::End, Some(Some(Replace))),
            (Some(InputsFirst), None, Direction::Down, Some(Some(Meet))),
            (Some(InputsFirst), None, Direction::Up, None),
            (Some(Replace), None, Direction::Start, Some(Some(InputsFirst))),
            (Some(Replace), None, Direction::Down, Some(Some(MeetForNow))),
            (Some(Meet), Some(Meet), Direction::Down, None),
            (Some(Meet), None, Direction::Down, Some(None)),
            (Some(MeetForNow), None, Direction::Up, Some(Some(Replace))),
            (None, None, Direction::Up, Some(Some(Meet))),
            (None, None, Direction::End, Some(Some(MeetForNow))),
            (None, None, Direction::Down, None),
        ];
        for (place, inferred, direction, expected) in rows {
            assert_eq!(destination(place, inferred, direction), expected, "{place:?} {direction:?}");
        }
        // What goes one way in a quadrant comes back the other way.
        let pairs = [(Direction::Up, Direction::Down), (Direction::Start, Direction::End)];
        for place in PLACES.into_iter().flatten().map(Some) {
            for (there, back) in pairs.into_iter().chain(pairs.map(|(there, back)| (back, there))) {
                if let Some(moved @ Some(_)) = destination(place, place, there) {
                    assert_eq!(destination(moved, place, back), Some(place), "{place:?} {there:?}");
                }
            }
        }
    }

    #[test]
    fn cards_stand_where_they_are_wished_until_the_answer() {
        let mut one = card("a", 10.0);
        one.inferred = Some(Quadrant::Replace);
        let mut other = card("b", 20.0);
        other.inferred = None;
        let audit =
            |one: &Card, other: &Card| Audit { cards: vec![one.clone(), other.clone()], ..Audit::default() };
        let mut moves = Moves::new();
        moves.insert("a".to_owned(), Some(Quadrant::Meet));
        moves.insert("b".to_owned(), None);
        moves.insert("gone".to_owned(), Some(Quadrant::Meet));
        let before = audit(&one, &other);
        let arranged = columns(&before, &moves, |_| true);
        let keys: Vec<_> = arranged.iter().map(|column| column.keys.join(" ")).collect();
        assert_eq!(keys, ["", "", "a", "", "b"]);
        let left = unanswered(&moves, Some(&before));
        assert_eq!(left.keys().collect::<Vec<_>>(), ["a"]);
        one.placed = Some(Quadrant::Meet);
        assert!(unanswered(&left, Some(&audit(&one, &other))).is_empty());
        assert!(unanswered(&left, None).is_empty());
    }

    #[test]
    fn most_hours_first_and_the_sum_of_all() {
        let cards = [("a", 3.0), ("b", 30.0), ("c", 7.5)].map(|(key, hours)| card(key, hours));
        let audit = Audit { cards: cards.to_vec(), ..Audit::default() };
        let arranged = columns(&audit, &Moves::new(), |card| card.key != "c");
        let tray = &arranged[TRAY];
        assert_eq!((tray.keys.join(" ").as_str(), tray.all, tray.hours), ("b a", 3, 40.5));
    }

    #[test]
    fn a_folded_place_shows_the_first_and_what_is_held() {
        let many: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        let (held, none) = (BTreeSet::from(["15".to_owned()]), BTreeSet::new());
        assert_eq!(shown(&many, false, &none).len(), FOLDED);
        assert_eq!(shown(&many, true, &none).len(), 20);
        assert_eq!(shown(&many, false, &held).last().map(String::as_str), Some("15"));
        assert_eq!(shown(&many[..3], false, &held), many[..3]);
    }

    #[test]
    fn every_place_has_a_name_of_its_own() {
        for place in PLACES {
            assert_eq!(called(word(place)), Some(place));
        }
        assert_eq!(called("elsewhere"), None);
    }
}
