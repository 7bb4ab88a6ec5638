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
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Channels, Self::Columns, Self::Steps, Self::Terms];

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
    fn blanks_alone_say_nothing() {
        assert!(is_blank(&Row { id: "a".into(), name: " \n".into(), ..Row::default() }));
        assert!(!is_blank(&Row { when: "a day".into(), ..Row::default() }));
    }
}
