//! What becomes of a write, in the protocol's words; and the record of an invite of which nothing is
//! known but that it went out unjudged.

use converel_core::record::{self, Meta};
use converel_protocol::runtime::Acknowledged;
use converel_protocol::stored::{Cause, StoredRecord};

pub(crate) fn acknowledge(written: Result<(), converel_store::Error>) -> Acknowledged {
    match written {
        Ok(()) => Acknowledged { ok: true, error: String::new() },
        Err(error) => refuse(&error.to_string()),
    }
}

pub(crate) fn refuse(error: &str) -> Acknowledged {
    Acknowledged { ok: false, error: error.to_owned() }
}

pub(crate) fn unchecked(site: &str, cause: Cause, at: f64, id: String) -> StoredRecord {
    // Milliseconds: the cast saturates far outside what a date can say.
    let meta = Meta { id, at: at as i64, site: site.to_owned(), gate_milliseconds: 0, key: &[] };
    (&record::unchecked(None, cause.into(), meta)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::stored::Outcome;
    use converel_store::Error;

    #[test]
    fn a_write_is_acknowledged_only_if_it_happened() {
        assert_eq!(acknowledge(Ok(())), Acknowledged { ok: true, error: String::new() });
        for error in [Error::Full, Error::Newer, Error::Unreachable("gone".into())] {
            let answer = acknowledge(Err(error.clone()));
            assert!(!answer.ok);
            assert_eq!(answer.error, error.to_string());
        }
    }

    #[test]
    fn an_unchecked_record_claims_nothing_that_is_not_known() {
        let record = unchecked("google", Cause::FrameBlocked, 5.0, "id".into());
        assert_eq!((record.outcome, record.cause), (Outcome::Unchecked, Some(Cause::FrameBlocked)));
        assert_eq!((record.site.as_str(), record.at, record.id.as_str()), ("google", 5.0, "id"));
        assert_eq!((record.people, record.people_at_least, record.minutes), (0, true, None));
        assert!(record.title.is_empty() && record.guests.is_empty());
    }
}
