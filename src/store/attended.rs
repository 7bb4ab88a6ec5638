//! What the gate remembers of a record: who met, and whether a series was decided about.

use converel_core::dates::machine_date;
use converel_core::series::Series;
use converel_protocol::stored::Outcome;
use serde::Deserialize;

/// Who was in an invite, when it went out, how it takes place, and what became of it: a record without the rest.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Attended {
    /// Milliseconds since the Unix epoch.
    pub at: f64,
    /// Occurrences in twelve months.
    pub occurrences_per_year: f64,
    /// What became of it.
    pub outcome: Outcome,
    /// With `passed`: why.
    pub pass_reason: Option<String>,
    /// Keyed hashes of the guests.
    pub guests: Vec<String>,
    /// People, oneself included.
    pub people: u32,
    /// Minutes of one occurrence.
    pub minutes: Option<u32>,
    /// When a series is looked at again.
    pub review_on: Option<String>,
    /// The title.
    #[serde(default)]
    pub title: String,
}

impl Attended {
    /// The invite brought its guests together. What was not sent or was called off did not; nor did a change that
    /// moved nothing: its meeting was counted before.
    pub fn brought_together(&self) -> bool {
        let sent = !matches!(self.outcome, Outcome::Returned | Outcome::Replaced | Outcome::Cancelled);
        sent && self.pass_reason.as_deref() != Some("minor_change")
    }

    /// The series, if this is the decision about one: it went out from the gate, with a date for looking at it
    /// again, which only a series has.
    pub fn decided(&self) -> Option<Series> {
        if !matches!(self.outcome, Outcome::Improved | Outcome::Sent | Outcome::SentAnyway) {
            return None;
        }
        let review_on = machine_date(self.review_on.as_deref()?)?;
        let per_year = self.occurrences_per_year;
        Some(Series::new(&self.title, &self.guests, self.people, self.minutes, per_year, review_on))
    }
}
