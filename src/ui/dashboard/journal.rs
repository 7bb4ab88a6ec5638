//! The journal as the page holds it, and the figures of one week of it.

use crate::dashboard::rows::Entry;
use crate::dashboard::week::Week;
use crate::labels;
use converel_browser::clock;
use converel_core::record::Record;
use converel_core::stats::{self, Counts, Stats};
use converel_protocol::stored::{Cause, StoredRecord};
use std::rc::Rc;

/// What is known of the journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Journal {
    /// It is being read.
    #[default]
    Reading,
    /// It could not be read, and why.
    Failed(String),
    /// What was read.
    Read {
        /// The records that this version understands, oldest first.
        entries: Rc<Vec<Rc<Entry>>>,
        /// How many more there are that it does not.
        unreadable: u32,
    },
}

impl Journal {
    /// The entries; none before they are read.
    pub fn entries(&self) -> Rc<Vec<Rc<Entry>>> {
        match self {
            Self::Read { entries, .. } => Rc::clone(entries),
            Self::Reading | Self::Failed(_) => Rc::default(),
        }
    }

    /// What was read, made ready for the page. A record whose time is none counts as unreadable.
    pub fn read(records: Vec<StoredRecord>, unreadable: u32) -> Self {
        let all = records.len();
        let entries: Vec<Rc<Entry>> = records.into_iter().filter_map(entry).map(Rc::new).collect();
        let lost = u32::try_from(all - entries.len()).unwrap_or(u32::MAX);
        Self::Read { entries: Rc::new(entries), unreadable: unreadable.saturating_add(lost) }
    }
}

fn entry(record: StoredRecord) -> Option<Entry> {
    let local = clock::civil(record.at)?;
    let core = Record::try_from(record.clone()).ok()?;
    let words = crate::dashboard::rows::Words {
        outcome: labels::outcome(record.outcome),
        detail: labels::detail(&record),
        advice: labels::advice(&core),
        site: labels::site(&record.site),
    };
    Some(Entry::new(record, core, local, words))
}

/// The figures of one week.
pub fn figures(entries: &[Rc<Entry>], week: Week) -> (Stats, Counts) {
    let records: Vec<&Record> = entries
        .iter()
        .filter(|entry| Week::of(entry.local.date()) == week)
        .map(|entry| &entry.core)
        .collect();
    (stats::stats(&records), stats::counts(&records))
}

/// Unchecked invites that no record tells of, by cause: what the background, or a frame that could not
/// reach it, counted.
pub type Unrecorded = Vec<(Cause, u32)>;
