//! What becomes of a write, in the protocol's words; and the records of what nobody was asked about: invites
//! that went out unjudged, with what is known of them, and meetings that were called off.

use converel_core::dates::LocaleNames;
use converel_core::icalendar::{self, Action};
use converel_core::invite::{self, Outline};
use converel_core::policy::Policy;
use converel_core::record::{self, Meta, Record};
use converel_protocol::runtime::{Acknowledged, CalendarRead};
use converel_protocol::settings::Settings;
use converel_protocol::snapshot::Snapshot;
use converel_protocol::stored::{Cause, StoredRecord};
use jiff::civil::DateTime;

pub(crate) fn acknowledge(written: Result<(), converel_store::Error>) -> Acknowledged {
    match written {
        Ok(()) => Acknowledged { ok: true, error: String::new() },
        Err(error) => refuse(&error.to_string()),
    }
}

pub(crate) fn refuse(error: &str) -> Acknowledged {
    Acknowledged { ok: false, error: error.to_owned() }
}

/// What is known of an invite that was not judged.
pub(crate) struct Known {
    event: Outline,
    /// For the guests' hashes.
    key: Vec<u8>,
}

impl Known {
    /// Reads a snapshot, as the gate would, but for its description: that takes most of the judgement's tables,
    /// and what it would tell is nothing that anybody asks of such a record.
    pub(crate) fn read(snapshot: Snapshot, key: &str, settings: &Settings, names: &LocaleNames) -> Self {
        Self {
            event: invite::outline(&snapshot.into(), &Policy::from(settings), names),
            key: record::key_from_hex(key).map(Vec::from).unwrap_or_default(),
        }
    }
}

/// The record of an invite that went out unjudged.
pub(crate) fn unchecked(
    site: &str,
    cause: Cause,
    at: f64,
    id: String,
    known: Option<&Known>,
) -> StoredRecord {
    let meta = meta(site, at, id, known);
    kept(&record::unchecked(known.map(|known| &known.event), cause.into(), meta), known)
}

/// The record of a meeting that was called off.
pub(crate) fn cancelled(site: &str, at: f64, id: String, known: &Known) -> StoredRecord {
    kept(&record::cancelled(&known.event, meta(site, at, id, Some(known))), Some(known))
}

/// The record as it is stored. Without a key anybody could test an address against its guests: then they are left
/// out.
fn kept(record: &Record, known: Option<&Known>) -> StoredRecord {
    let mut stored = StoredRecord::from(record);
    if known.is_none_or(|known| known.key.is_empty()) {
        stored.guests.clear();
    }
    stored
}

fn meta<'a>(site: &str, at: f64, id: String, known: Option<&'a Known>) -> Meta<'a> {
    let key = known.map(|known| known.key.as_slice()).unwrap_or_default();
    // Milliseconds: the cast saturates far outside what a date can say.
    Meta { id, at: at as i64, site: site.to_owned(), gate_milliseconds: 0, key }
}

/// The event in iCalendar text; `local` tells a time in UTC in the user's own zone.
pub(crate) fn read_calendar(
    site: String,
    text: &str,
    local: impl Fn(DateTime) -> Option<DateTime>,
) -> CalendarRead {
    let Some(event) = icalendar::read(text, local) else { return CalendarRead::default() };
    let snapshot = Snapshot { site, ..event.invite.into() };
    CalendarRead { snapshot: Some(Box::new(snapshot)), cancelled: event.action == Action::Cancel }
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::stored::{Frequency, Outcome};
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
        let record = unchecked("google", Cause::FrameBlocked, 5.0, "id".into(), None);
        assert_eq!((record.outcome, record.cause), (Outcome::Unchecked, Some(Cause::FrameBlocked)));
        assert_eq!((record.site.as_str(), record.at, record.id.as_str()), ("google", 5.0, "id"));
        assert_eq!((record.people, record.people_at_least, record.minutes), (0, true, None));
        assert!(record.title.is_empty() && record.guests.is_empty());
    }

    fn snapshot() -> Snapshot {
        let text = include_str!("../../tests/fixtures/icalendar/nextcloud.ics");
        let read = read_calendar("caldav".into(), text, |_| None);
        assert!(!read.cancelled);
        *read.snapshot.unwrap()
    }

    fn known(settings: &Settings) -> Known {
        Known::read(snapshot(), &"0f".repeat(32), settings, &LocaleNames::default())
    }

    #[test]
    fn a_request_is_recorded_with_what_it_says() {
        let known = known(&Settings::default());
        let record = unchecked("caldav", Cause::Unseen, 5.0, "id".into(), Some(&known));
        assert_eq!((record.outcome, record.cause), (Outcome::Unchecked, Some(Cause::Unseen)));
        assert_eq!((record.title.as_str(), record.minutes), ("Weekly status", Some(60)));
        // Three and oneself; the room is nobody, and the group is any number.
        assert_eq!((record.people, record.people_at_least, record.guests.len()), (4, true, 3));
        assert_eq!((record.frequency, record.occurrences_per_year), (Some(Frequency::Weekly), 46.0));
        assert_eq!(record.guests[0], record::guest_hash(&[15; 32], "ann@example.com"));

        let cancelled = cancelled("caldav", 5.0, "id".into(), &known);
        let expected = StoredRecord { outcome: Outcome::Cancelled, cause: None, ..record };
        assert_eq!(cancelled, expected);
    }

    #[test]
    fn the_settings_say_who_oneself_is() {
        let own = Settings { own_addresses: vec!["Ann@example.com".into()], ..Settings::default() };
        assert_eq!(cancelled("caldav", 5.0, "id".into(), &known(&own)).people, 3);
    }

    #[test]
    fn without_a_key_there_is_still_a_record() {
        let known = Known::read(snapshot(), "", &Settings::default(), &LocaleNames::default());
        let record = cancelled("caldav", 5.0, "id".into(), &known);
        assert_eq!((record.people, record.guests.len()), (4, 0), "nobody's address can be tried on it");
    }

    #[test]
    fn what_holds_no_event_is_nothing() {
        for text in ["", "{}", "BEGIN:VCALENDAR\nEND:VCALENDAR"] {
            assert_eq!(read_calendar("caldav".into(), text, |_| None), CalendarRead::default(), "{text}");
        }
        let read = read_calendar("caldav".into(), "BEGIN:VEVENT\nSTATUS:CANCELLED", |_| None);
        assert!(read.cancelled);
        assert_eq!(read.snapshot.map(|snapshot| snapshot.site).as_deref(), Some("caldav"));
    }
}
