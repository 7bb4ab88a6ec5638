//! The journal in memory: what tests hold the browser's against.

use crate::{Error, Found, Journal};
use converel_protocol::stored::StoredRecord;
use std::cell::RefCell;

/// A journal that lives as long as the value.
#[derive(Debug, Default)]
pub struct Memory {
    records: RefCell<Vec<StoredRecord>>,
    broken: Option<Error>,
}

impl Memory {
    /// An empty journal.
    pub fn new() -> Self {
        Self::default()
    }

    /// A journal that answers everything with this error.
    pub fn broken(error: Error) -> Self {
        Self { records: RefCell::default(), broken: Some(error) }
    }

    fn whole(&self) -> Result<&RefCell<Vec<StoredRecord>>, Error> {
        self.broken.clone().map_or(Ok(&self.records), Err)
    }
}

impl Journal for Memory {
    async fn put(&self, records: &[StoredRecord]) -> Result<(), Error> {
        let mut kept = self.whole()?.borrow_mut();
        for record in records {
            kept.retain(|old| old.id != record.id);
            kept.push(record.clone());
        }
        kept.sort_by(|a, b| a.at.total_cmp(&b.at));
        Ok(())
    }

    async fn since(&self, at: f64) -> Result<Found, Error> {
        let kept = self.whole()?.borrow();
        Ok(Found { records: kept.iter().filter(|record| record.at >= at).cloned().collect(), unreadable: 0 })
    }

    async fn delete(&self, id: &str) -> Result<(), Error> {
        self.whole()?.borrow_mut().retain(|record| record.id != id);
        Ok(())
    }

    async fn clear(&self) -> Result<(), Error> {
        self.whole()?.borrow_mut().clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::stored::{AgendaLevel, Outcome, RECORD_SCHEMA};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// The memory journal never waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waited"),
        }
    }

    fn record(id: &str, at: f64) -> StoredRecord {
        StoredRecord {
            schema: RECORD_SCHEMA,
            id: id.into(),
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
            people: 3,
            people_at_least: false,
            informed: 0,
            minutes: Some(30),
            frequency: None,
            occurrences_per_year: 1.0,
            agenda_before: AgendaLevel::None,
            agenda_after: AgendaLevel::Topics,
            review_on: None,
            gate_milliseconds: 0,
            title: String::new(),
            guests: Vec::new(),
        }
    }

    fn ids(journal: &Memory, at: f64) -> Vec<String> {
        now(journal.since(at)).unwrap().records.into_iter().map(|record| record.id).collect()
    }

    #[test]
    fn what_was_put_is_found_in_the_order_of_time_once() {
        let journal = Memory::new();
        now(journal.put(&[record("b", 2.0), record("a", 1.0)])).unwrap();
        now(journal.put(&[record("c", 3.0), record("a", 1.5)])).unwrap();
        assert_eq!(ids(&journal, f64::NEG_INFINITY), ["a", "b", "c"]);
        assert_eq!(ids(&journal, 2.0), ["b", "c"]);
        assert_eq!(now(journal.all()).unwrap().records.len(), 3);
    }

    #[test]
    fn what_was_deleted_is_gone_and_the_rest_is_not() {
        let journal = Memory::new();
        now(journal.put(&[record("a", 1.0), record("b", 2.0)])).unwrap();
        now(journal.delete("a")).unwrap();
        now(journal.delete("never was")).unwrap();
        assert_eq!(ids(&journal, 0.0), ["b"]);
        now(journal.clear()).unwrap();
        assert!(ids(&journal, 0.0).is_empty());
    }

    #[test]
    fn a_broken_journal_says_so_each_time() {
        let journal = Memory::broken(Error::Full);
        assert_eq!(now(journal.put(&[record("a", 1.0)])), Err(Error::Full));
        assert_eq!(now(journal.all()), Err(Error::Full));
        assert_eq!(now(journal.delete("a")), Err(Error::Full));
        assert_eq!(now(journal.clear()), Err(Error::Full));
    }
}
