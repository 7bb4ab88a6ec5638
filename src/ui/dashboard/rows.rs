//! Which records the table shows, and in what order: searching, sorting, paging. Nothing is drawn here.

use converel_core::record::Record;
use converel_protocol::stored::StoredRecord;
use jiff::civil::DateTime;
use std::cmp::Ordering;
use std::rc::Rc;

/// Rows on a page: enough to scan, few enough that a page of a table of thousands is drawn at once.
pub(super) const PAGE: usize = 50;

/// What a record's words are called on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// What became of the invite.
    pub outcome: String,
    /// Why, or by what; empty where there is nothing more to say.
    pub detail: String,
    /// The advice; empty where none was given.
    pub advice: String,
    /// The site, as people call it.
    pub site: String,
}

/// A record made ready for the page, once, when the journal is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The record.
    pub record: StoredRecord,
    /// The same for the figures.
    pub core: Record,
    /// When it was, in the user's own zone.
    pub local: DateTime,
    /// Its words.
    pub words: Words,
    /// All of that in lower case, for searching.
    text: String,
}

impl Entry {
    /// Puts an entry together.
    pub fn new(record: StoredRecord, core: Record, local: DateTime, words: Words) -> Self {
        let Words { outcome, detail, advice, site } = &words;
        let text =
            format!("{} {outcome} {detail} {advice} {site} {}", record.title, local.date()).to_lowercase();
        Self { record, core, local, words, text }
    }
}

/// The table's columns that can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the column of its name
pub(super) enum Column {
    When,
    Title,
    Outcome,
    Advice,
    People,
    Length,
    Agenda,
}

/// A sorting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// By what.
    pub column: Column,
    /// Smallest, oldest, A first.
    pub ascending: bool,
}

impl Order {
    /// The order after a click on this column's head: the other way round, or the column's natural
    /// direction (text from A, numbers and times from the greatest).
    pub(super) fn clicked(self, column: Column) -> Self {
        if self.column == column {
            Self { column, ascending: !self.ascending }
        } else {
            Self { column, ascending: matches!(column, Column::Title | Column::Outcome | Column::Advice) }
        }
    }

    /// The value of `aria-sort` for a column's head.
    pub(super) fn aria(self, column: Column) -> &'static str {
        match (self.column == column, self.ascending) {
            (false, _) => "none",
            (true, true) => "ascending",
            (true, false) => "descending",
        }
    }
}

/// The entries in which every word of `search` occurs, in this order; equal ones stay newest first.
pub(super) fn arrange(entries: &[Rc<Entry>], search: &str, order: Order) -> Vec<Rc<Entry>> {
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<Rc<Entry>> =
        entries.iter().filter(|entry| words.iter().all(|word| entry.text.contains(word))).cloned().collect();
    found.sort_by(|a, b| {
        let by_column = compare(a, b, order.column);
        let by_column = if order.ascending { by_column } else { by_column.reverse() };
        by_column.then_with(|| b.record.at.total_cmp(&a.record.at))
    });
    found
}

fn compare(a: &Entry, b: &Entry, column: Column) -> Ordering {
    match column {
        Column::When => a.record.at.total_cmp(&b.record.at),
        Column::Title => a.record.title.to_lowercase().cmp(&b.record.title.to_lowercase()),
        Column::Outcome => (&a.words.outcome, &a.words.detail).cmp(&(&b.words.outcome, &b.words.detail)),
        Column::Advice => a.words.advice.cmp(&b.words.advice),
        Column::People => a.record.people.cmp(&b.record.people),
        Column::Length => a.record.minutes.cmp(&b.record.minutes),
        Column::Agenda => (a.record.agenda_after as u8).cmp(&(b.record.agenda_after as u8)),
    }
}

/// One page of so many rows: its number from 0, and the first row and the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Number, from 0; never beyond the last page.
    pub number: usize,
    /// Pages in all, at least 1.
    pub of: usize,
    /// Index of the first row.
    pub first: usize,
    /// Index after the last row.
    pub end: usize,
}

impl Page {
    /// The page of this number, or the last one where there are fewer.
    pub(super) fn at(number: usize, rows: usize) -> Self {
        let of = rows.div_ceil(PAGE).max(1);
        let number = number.min(of - 1);
        let first = number * PAGE;
        Self { number, of, first, end: (first + PAGE).min(rows) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::stored::{AgendaLevel, Outcome, RECORD_SCHEMA};
    use jiff::civil::date;

    fn entry(title: &str, at: f64, people: u32, minutes: Option<u32>) -> Rc<Entry> {
        let record = StoredRecord {
            schema: RECORD_SCHEMA,
            id: title.into(),
            at,
            site: "sogo".into(),
            outcome: Outcome::Sent,
            pass_reason: None,
            send_anyway_reason: None,
            alternative: None,
            cause: None,
            purpose: None,
            relationship: None,
            quadrant_inferred: None,
            quadrant_chosen: None,
            reasons: Vec::new(),
            people,
            people_at_least: false,
            informed: 0,
            minutes,
            frequency: None,
            occurrences_per_year: 1.0,
            agenda_before: AgendaLevel::None,
            agenda_after: AgendaLevel::None,
            review_on: None,
            gate_milliseconds: 0,
            title: title.into(),
            guests: Vec::new(),
        };
        let local = date(2026, 11, 16).at(9, 0, 0, 0);
        let words = Words {
            outcome: "Sent".into(),
            detail: String::new(),
            advice: "Meet".into(),
            site: "SOGo".into(),
        };
        let core = Record::try_from(record.clone()).unwrap();
        Rc::new(Entry::new(record, core, local, words))
    }

    fn titles(entries: &[Rc<Entry>], search: &str, column: Column, ascending: bool) -> Vec<String> {
        arrange(entries, search, Order { column, ascending })
            .iter()
            .map(|entry| entry.record.title.clone())
            .collect()
    }

    #[test]
    fn searching_wants_every_word_whatever_its_case() {
        let entries = [entry("Weekly Status", 1.0, 3, None), entry("Étude budget", 2.0, 2, None)];
        let rows: [(&str, &[&str]); 7] = [
            ("", &["Étude budget", "Weekly Status"]),
            ("  status ", &["Weekly Status"]),
            ("STATUS weekly", &["Weekly Status"]),
            ("status budget", &[]),
            ("étude", &["Étude budget"]),
            ("sogo sent", &["Étude budget", "Weekly Status"]),
            ("2026-11-16", &["Étude budget", "Weekly Status"]),
        ];
        for (search, expected) in rows {
            assert_eq!(titles(&entries, search, Column::When, false), expected, "{search:?}");
        }
    }

    #[test]
    fn sorting_goes_both_ways_and_equal_ones_stay_newest_first() {
        let entries = [entry("b", 1.0, 3, Some(30)), entry("A", 2.0, 9, None), entry("c", 3.0, 3, Some(60))];
        let rows: [(Column, bool, &[&str]); 6] = [
            (Column::When, true, &["b", "A", "c"]),
            (Column::Title, true, &["A", "b", "c"]),
            (Column::Title, false, &["c", "b", "A"]),
            (Column::People, false, &["A", "c", "b"]),
            (Column::Length, true, &["A", "b", "c"]),
            (Column::Outcome, true, &["c", "A", "b"]),
        ];
        for (column, ascending, expected) in rows {
            assert_eq!(titles(&entries, "", column, ascending), expected, "{column:?} {ascending}");
        }
    }

    #[test]
    fn a_click_turns_the_order_round_or_takes_the_columns_own() {
        let newest = Order { column: Column::When, ascending: false };
        assert!(newest.clicked(Column::When).ascending);
        assert!(newest.clicked(Column::Title).ascending);
        assert!(!newest.clicked(Column::People).ascending);
        assert_eq!(newest.aria(Column::When), "descending");
        assert_eq!(newest.aria(Column::Title), "none");
    }

    #[test]
    fn pages_cover_every_row_once() {
        for rows in [0, 1, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE + 7] {
            let of = Page::at(0, rows).of;
            let pages: Vec<Page> = (0..of).map(|number| Page::at(number, rows)).collect();
            assert_eq!(pages.iter().map(|page| page.end - page.first).sum::<usize>(), rows);
            assert!(pages.windows(2).all(|pair| pair[0].end == pair[1].first));
            assert_eq!(Page::at(usize::MAX, rows), *pages.last().unwrap());
        }
    }
}
