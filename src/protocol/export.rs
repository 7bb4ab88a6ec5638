//! Exports of the journal: CSV (RFC 4180), JSON and NDJSON, with or without the titles, and the JSON Schema
//! that the two latter follow. The CSV is safe to open in a spreadsheet: no cell can be a formula.

use crate::stored::{RECORD_SCHEMA, StoredRecord};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An export that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A value has no form in JSON.
    #[error("it could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A row could not be written.
    #[error("it could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// The bytes are no text.
    #[error("it could not be written as text")]
    Text,
}

/// The JSON export of a journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Journal of converel"))]
pub struct Export {
    /// Schema version of the records.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub schema: u32,
    /// When it was exported: RFC 3339, in UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub exported_at: String,
    /// The records. A line of the NDJSON export is one of these.
    pub records: Vec<StoredRecord>,
}

/// The whole journal as one JSON document. `exported_at`: milliseconds since the Unix epoch.
pub fn json(records: &[StoredRecord], titles: bool, exported_at: f64) -> Result<String, ExportError> {
    let records = records.iter().map(|record| exported(record, titles)).collect();
    let export = Export { schema: RECORD_SCHEMA, exported_at: rfc3339(exported_at), records };
    Ok(serde_json::to_string_pretty(&export)?)
}

/// One JSON object to a line.
pub fn ndjson(records: &[StoredRecord], titles: bool) -> Result<String, ExportError> {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&serde_json::to_string(&exported(record, titles))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// The columns of the CSV, `title` being the last and only there if asked for.
const COLUMNS: [&str; 26] = [
    "schema",
    "id",
    "at",
    "site",
    "outcome",
    "pass_reason",
    "send_anyway_reason",
    "alternative",
    "cause",
    "purpose",
    "relationship",
    "quadrant_inferred",
    "quadrant_chosen",
    "reasons",
    "people",
    "people_at_least",
    "informed",
    "minutes",
    "frequency",
    "occurrences_per_year",
    "agenda_before",
    "agenda_after",
    "review_on",
    "gate_milliseconds",
    "guests",
    "title",
];

/// One row for each record, times in RFC 3339 UTC, lists separated by spaces, nothing for what is not known.
pub fn csv(records: &[StoredRecord], titles: bool) -> Result<String, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let columns = COLUMNS.len() - usize::from(!titles);
    writer.write_record(COLUMNS.iter().take(columns))?;
    for record in records {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let cells: [String; COLUMNS.len()] = [
            record.schema.to_string(),
            cell(&record.id),
            rfc3339(record.at),
            cell(&record.site),
            word(Some(record.outcome)),
            word(record.pass_reason),
            word(record.send_anyway_reason),
            word(record.alternative),
            word(record.cause),
            word(record.purpose),
            word(record.relationship),
            word(record.quadrant_inferred),
            word(record.quadrant_chosen),
            cell(&record.reasons.join(" ")),
            record.people.to_string(),
            record.people_at_least.to_string(),
            record.informed.to_string(),
            number(record.minutes),
            word(record.frequency),
            record.occurrences_per_year.to_string(),
            word(Some(record.agenda_before)),
            word(Some(record.agenda_after)),
            cell(record.review_on.as_deref().unwrap_or_default()),
            record.gate_milliseconds.to_string(),
            cell(&record.guests.join(" ")),
            cell(&record.title),
        ];
        writer.write_record(cells.iter().take(columns))?;
    }
    let bytes = writer.into_inner().map_err(|_| ExportError::Text)?;
    String::from_utf8(bytes).map_err(|_| ExportError::Text)
}

/// The JSON Schema (draft 2020-12) of [`json`]; its `StoredRecord` is that of a line of [`ndjson`].
#[cfg(feature = "schema")]
pub fn schema() -> Result<String, ExportError> {
    let mut schema = schemars::schema_for!(Export);
    schema.insert("$id".to_owned(), format!("urn:converel:journal:{RECORD_SCHEMA}").into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn exported(record: &StoredRecord, titles: bool) -> StoredRecord {
    let mut record = record.clone();
    if !titles {
        record.title.clear();
    }
    record
}

/// Milliseconds since the epoch as RFC 3339 in UTC; empty if they are no time.
pub(crate) fn rfc3339(milliseconds: f64) -> String {
    // The cast saturates, and what is out of range is no timestamp.
    Timestamp::from_millisecond(milliseconds as i64).map(|time| time.to_string()).unwrap_or_default()
}

/// A word as it is stored.
pub(crate) fn word<T: Serialize>(word: Option<T>) -> String {
    match word.map(serde_json::to_value) {
        Some(Ok(serde_json::Value::String(word))) => word,
        _ => String::new(),
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe goes before a sign that begins one, at the
/// start and behind each character that some locale's spreadsheet takes for the end of a cell.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
pub(crate) fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    for character in text.chars() {
        let begins_formula =
            matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
        if at_start && begins_formula {
            safe.push('\'');
            at_start = false;
        }
        safe.push(character);
        at_start = match character {
            ',' | ';' | '|' | '\t' | '\r' | '\n' | '"' => true,
            _ => at_start && character.is_whitespace(),
        };
    }
    safe
}
