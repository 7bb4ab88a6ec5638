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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Every outcome and the newest pass reasons, as they are stored.
    fn golden(file: &str) -> Vec<(Attended, String)> {
        let values: Vec<Value> = serde_json::from_str(file).unwrap();
        let word = |value: &Value, field: &str| value[field].as_str().unwrap_or_default().to_owned();
        let read = |value: Value| {
            let name = format!("{} {}", word(&value, "outcome"), word(&value, "pass_reason"));
            (serde_json::from_value(value).unwrap(), name.trim().to_owned())
        };
        values.into_iter().map(read).collect()
    }

    #[test]
    fn what_went_out_brought_people_together() {
        let names: Vec<String> = golden(include_str!("../../tests/fixtures/records/v2.json"))
            .into_iter()
            .filter(|(attended, _)| attended.brought_together())
            .map(|(_, name)| name)
            .collect();
        let expected = [
            "passed good",
            "improved",
            "sent_anyway",
            "sent",
            "unchecked",
            "passed series_decided",
            "unchecked",
        ];
        assert_eq!(names, expected);
    }

    /// Those of earlier versions, too: they are not migrated before the gate reads them.
    #[test]
    fn decisions_are_those_with_a_review_date_that_went_out_from_the_gate() {
        for file in [
            include_str!("../../tests/fixtures/records/v1.json"),
            include_str!("../../tests/fixtures/records/v2.json"),
        ] {
            for (attended, name) in golden(file) {
                let went_out = ["improved", "sent", "sent_anyway"].contains(&name.as_str());
                for (review_on, valid) in [(None, false), (Some("2027-02-23"), true), (Some("soon"), false)] {
                    let attended = Attended { review_on: review_on.map(str::to_owned), ..attended.clone() };
                    assert_eq!(attended.decided().is_some(), went_out && valid, "{name} {review_on:?}");
                }
            }
        }
    }
}
