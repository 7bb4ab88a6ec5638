//! Series that the user decided about: each is asked about once, and again when its review date is over.

use crate::cost;
use crate::invite::Invite;
use crate::people::GuestKey;
use crate::record::{Outcome, Record};
use crate::words::fold;
use jiff::civil::Date;

/// A series that went out from the gate with a date for looking at it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The title, made comparable.
    title: String,
    guests: Vec<GuestKey>,
    /// Guests of whom no address is known; they are told by their number alone.
    nameless: usize,
    minutes: Option<u32>,
    per_year: f64,
    review_on: Date,
}

impl Series {
    /// The series of a decision. `guests`: their hashes in the journal; `people`: how many they were with oneself;
    /// `minutes` of one occurrence, of which there are so many `per_year`; `review_on`: the last day of the
    /// decision.
    pub fn new(
        title: &str,
        guests: &[String],
        people: u32,
        minutes: Option<u32>,
        per_year: f64,
        review_on: Date,
    ) -> Self {
        let keys: Vec<GuestKey> = guests.iter().filter_map(|hash| GuestKey::read(hash)).collect();
        let others = usize::try_from(people).unwrap_or(usize::MAX).saturating_sub(1);
        Self {
            title: fold(title),
            nameless: others.saturating_sub(keys.len()),
            guests: keys,
            minutes,
            per_year,
            review_on,
        }
    }

    /// The series, if this is the record of a decision about one: it went out from the gate, with a date for
    /// looking at it again, which only a series has.
    pub fn of(record: &Record) -> Option<Self> {
        if !matches!(record.outcome, Outcome::Improved | Outcome::Sent | Outcome::SentAnyway(_)) {
            return None;
        }
        let Record { title, guests, people, minutes, occurrences_per_year, .. } = record;
        Some(Self::new(title, guests, *people, *minutes, *occurrences_per_year, record.review_on?))
    }

    /// Whether the invite was decided about with this series: the same title, nobody who was not in it, not longer
    /// and not more often. `guests` are the invite's, in order. What is `changed` and does not repeat by itself is
    /// one occurrence, of which title and guests tell enough.
    pub(crate) fn covers(
        &self,
        invite: &Invite,
        guests: &[Option<GuestKey>],
        changed: bool,
        today: Date,
    ) -> bool {
        if today > self.review_on || invite.title.is_empty() || fold(&invite.title) != self.title {
            return false;
        }
        let mut nameless = 0;
        let all_in_it = guests.iter().all(|guest| match guest {
            Some(guest) => self.guests.contains(guest),
            None => {
                nameless += 1;
                nameless <= self.nameless
            }
        });
        if !all_in_it || guests.len() != invite.guests.len() {
            return false;
        }
        if changed && invite.recurrence.is_none() {
            return true;
        }
        let no_longer = match (invite.minutes, self.minutes) {
            (Some(minutes), Some(decided)) => minutes <= decided,
            (minutes, _) => minutes.is_none() && self.minutes.is_none(),
        };
        // Both were counted in the same way; the margin is for the storage's rounding.
        no_longer && cost::cost(invite, 0).occurrences_per_year <= self.per_year + 0.01
    }
}
