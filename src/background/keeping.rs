//! What becomes of a write, in the protocol's words; and the record of an invite of which nothing is
//! known but that it went out unjudged.

use converel_protocol::runtime::Acknowledged;
use converel_protocol::stored::{AgendaLevel, Cause, Outcome, RECORD_SCHEMA, StoredRecord};

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
    StoredRecord {
        schema: RECORD_SCHEMA,
        id,
        at,
        site: site.to_owned(),
        outcome: Outcome::Unchecked,
        pass_reason: None,
        send_anyway_reason: None,
        alternative: None,
        cause: Some(cause),
        purpose: None,
        relationship: None,
        quadrant_inferred: None,
        quadrant_chosen: None,
        reasons: Vec::new(),
        people: 0,
        people_at_least: true,
        informed: 0,
        minutes: None,
        frequency: None,
        occurrences_per_year: 0.0,
        agenda_before: AgendaLevel::None,
        agenda_after: AgendaLevel::None,
        review_on: None,
        gate_milliseconds: 0,
        title: String::new(),
        guests: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!((record.people, record.people_at_least, record.minutes), (0, true, None));
        assert!(record.title.is_empty() && record.guests.is_empty());
    }
}
