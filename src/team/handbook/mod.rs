//! The handbook's facts while they are filled in: what two dashboards typed at the same time brought together, and what
//! holds for a list. What the pages say of them is composed where the words are.

mod merge;

pub use merge::merge;

use converel_protocol::team::handbook::{Facts, Row};

/// Most rows of a list; a handbook with more is written in the wiki itself.
pub const MOST_ROWS: usize = 60;
/// Most characters of a field.
pub const MOST_CHARS: u32 = 2_000;

/// One of the handbook's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// [`Facts::channels`].
    Channels,
    /// [`Facts::columns`].
    Columns,
    /// [`Facts::steps`].
    Steps,
    /// [`Facts::terms`].
    Terms,
}

impl List {
    /// What each of its rows has to say: cells, in the order of the form.
    pub fn cells(self) -> &'static [Cell] {
        match self {
            Self::Channels => &[Cell::Name, Cell::When, Cell::About],
            Self::Columns | Self::Steps => &[Cell::Name, Cell::Who, Cell::About, Cell::When],
            Self::Terms => &[Cell::Name, Cell::About],
        }
    }

    /// How much of it is still to be said: the empty cells of rows that say something; of a list where none does, one.
    pub fn open(self, facts: &Facts) -> usize {
        let mut filled = self.of(facts).iter().filter(|row| !is_blank(row)).peekable();
        if filled.peek().is_none() {
            return 1;
        }
        let empty = |row: &Row| self.cells().iter().filter(|cell| cell.of(row).trim().is_empty()).count();
        filled.map(empty).sum()
    }

    /// Its rows.
    pub fn of(self, facts: &Facts) -> &[Row] {
        match self {
            Self::Channels => &facts.channels,
            Self::Columns => &facts.columns,
            Self::Steps => &facts.steps,
            Self::Terms => &facts.terms,
        }
    }

    /// Its rows, to be changed.
    pub fn of_mut(self, facts: &mut Facts) -> &mut Vec<Row> {
        match self {
            Self::Channels => &mut facts.channels,
            Self::Columns => &mut facts.columns,
            Self::Steps => &mut facts.steps,
            Self::Terms => &mut facts.terms,
        }
    }
}

/// One of the handbook's own texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the field of the same name
pub enum Field {
    Team,
    Hours,
    Overlap,
    Quiet,
    Facilitator,
    HandbookLink,
    BoardLink,
    ChatLink,
}

impl Field {
    /// Its text.
    pub fn of(self, facts: &Facts) -> &str {
        match self {
            Self::Team => &facts.team,
            Self::Hours => &facts.hours,
            Self::Overlap => &facts.overlap,
            Self::Quiet => &facts.quiet,
            Self::Facilitator => &facts.facilitator,
            Self::HandbookLink => &facts.handbook_link,
            Self::BoardLink => &facts.board_link,
            Self::ChatLink => &facts.chat_link,
        }
    }

    /// Its text, to be changed.
    pub fn of_mut(self, facts: &mut Facts) -> &mut String {
        match self {
            Self::Team => &mut facts.team,
            Self::Hours => &mut facts.hours,
            Self::Overlap => &mut facts.overlap,
            Self::Quiet => &mut facts.quiet,
            Self::Facilitator => &mut facts.facilitator,
            Self::HandbookLink => &mut facts.handbook_link,
            Self::BoardLink => &mut facts.board_link,
            Self::ChatLink => &mut facts.chat_link,
        }
    }
}

/// One of a row's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the field of the same name
pub enum Cell {
    Name,
    About,
    Who,
    When,
}

impl Cell {
    /// Its text.
    pub fn of(self, row: &Row) -> &str {
        match self {
            Self::Name => &row.name,
            Self::About => &row.about,
            Self::Who => &row.who,
            Self::When => &row.when,
        }
    }

    /// Its text, to be changed.
    pub fn of_mut(self, row: &mut Row) -> &mut String {
        match self {
            Self::Name => &mut row.name,
            Self::About => &mut row.about,
            Self::Who => &mut row.who,
            Self::When => &mut row.when,
        }
    }
}

/// Whether a row says nothing yet.
pub fn is_blank(row: &Row) -> bool {
    [&row.name, &row.about, &row.who, &row.when].into_iter().all(|text| text.trim().is_empty())
}

/// Moves the row with this id by one place, up or down. Whether it moved.
pub fn shift(rows: &mut [Row], id: &str, up: bool) -> bool {
    let Some(at) = rows.iter().position(|row| row.id == id) else { return false };
    let other = if up { at.checked_sub(1) } else { at.checked_add(1).filter(|other| *other < rows.len()) };
    match other {
        Some(other) => {
            rows.swap(at, other);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: &str) -> Vec<Row> {
        ids.chars().map(|id| Row { id: id.to_string(), ..Row::default() }).collect()
    }

    #[test]
    fn a_row_moves_by_one_place_and_stays_within_its_list() {
        for (id, up, moved, expected) in [
            ("b", true, true, "bac"),
            ("b", false, true, "acb"),
            ("a", true, false, "abc"),
            ("c", false, false, "abc"),
            ("x", true, false, "abc"),
        ] {
            let mut list = rows("abc");
            assert_eq!(shift(&mut list, id, up), moved, "{id}");
            assert_eq!(list, rows(expected), "{id}");
        }
    }

    #[test]
    fn what_is_open_is_counted() {
        let row = |name: &str, about: &str| Row { name: name.into(), about: about.into(), ..Row::default() };
        for (terms, open) in [
            (vec![], 1),
            (vec![row("", " ")], 1),
            (vec![row("Payout", "")], 1),
            (vec![row("Payout", "Money"), row("", "")], 0),
            (vec![row("Payout", ""), row("", "Money")], 2),
        ] {
            assert_eq!(List::Terms.open(&Facts { terms, ..Facts::default() }), open);
        }
    }

    #[test]
    fn blanks_alone_say_nothing() {
        assert!(is_blank(&Row { id: "a".into(), name: " \n".into(), ..Row::default() }));
        assert!(!is_blank(&Row { when: "a day".into(), ..Row::default() }));
    }
}
