//! Exports of the audit's numbers: JSON, with its schema, and CSV. Without names neither holds a title, a name, a word
//! out of a text or an address. The CSV is one long table, a number or a word to a row, which a spreadsheet filters
//! and a query engine pivots; no cell of it can be a formula.

use super::kept::{AUDIT_SCHEMA, Change, Cycle, Measure, PracticePromise, Reason, Size};
use super::numbers::{Audit, Card, Improvement};
use crate::export::{ExportError, cell, rfc3339, word};
use serde::{Deserialize, Serialize};

/// The JSON export of an audit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Meeting audit of converel, exported"))]
pub struct AuditExport {
    /// Schema version of the numbers.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub schema: u32,
    /// When it was exported: RFC 3339, in UTC.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub exported_at: String,
    /// Titles, names and words are in it. Where not, every one of them is empty.
    pub names: bool,
    /// The numbers.
    pub audit: Audit,
}

/// The whole audit as one JSON document. `exported_at`: milliseconds since the Unix epoch.
pub fn json(audit: &Audit, names: bool, exported_at: f64) -> Result<String, ExportError> {
    let export = AuditExport {
        schema: AUDIT_SCHEMA,
        exported_at: rfc3339(exported_at),
        names,
        audit: if names { audit.clone() } else { without_names(audit) },
    };
    Ok(serde_json::to_string_pretty(&export)? + "\n")
}

/// The audit without a title, a name, a word out of a text or an address. What stays of people and meetings are the
/// numbers, and the keyed hashes of meetings.
pub fn without_names(audit: &Audit) -> Audit {
    let mut audit = audit.clone();
    audit.probably_own.clear();
    for inviter in &mut audit.inviters {
        inviter.name.clear();
    }
    for card in &mut audit.cards {
        card.title.clear();
        for reason in &mut card.reasons {
            match reason {
                Reason::TitleWords { words } | Reason::BodyWords { words } => words.clear(),
                Reason::OutsideDomain { domain } => domain.clear(),
                Reason::AgendaShares { .. }
                | Reason::AgendaDecides { .. }
                | Reason::Guests { .. }
                | Reason::Repeats { .. }
                | Reason::OneToOne
                | Reason::MetBefore { .. }
                | Reason::FirstTime { .. }
                | Reason::Corrected => {}
            }
        }
    }
    for promise in audit.cycles.iter_mut().flat_map(|cycle| &mut cycle.promises) {
        promise.title.clear();
    }
    audit
}

/// The columns of the CSV. `section`: what a row is about; `key`: which one of these (a Monday, an audience, a meeting's
/// key, …), empty where there is only one; `label`: its title or name, empty without names; `figure`: the number's name
/// in the JSON; `value`: the number, with a point, empty where it is none; `unit`; `text`: a word or a date, where the
/// figure is none of a number.
const COLUMNS: [&str; 7] = ["section", "key", "label", "figure", "value", "unit", "text"];

/// The audit as one long table (RFC 4180).
pub fn csv(audit: &Audit, names: bool) -> Result<String, ExportError> {
    let bare;
    let audit = if names {
        audit
    } else {
        bare = without_names(audit);
        &bare
    };
    let mut table = Table::new()?;
    figures(&mut table, audit)?;
    for week in &audit.weeks {
        let mut rows = table.of("week", &week.monday, "");
        rows.number("hours", week.hours, "hours")?;
        rows.number("recurring_hours", week.recurring_hours, "hours")?;
        rows.number("meetings", week.meetings, "meetings")?;
        rows.number("blocks", week.blocks, "blocks")?;
        rows.number("maker_blocks", week.maker_blocks, "half days")?;
        rows.number("deep_hours", week.deep_hours, "hours")?;
    }
    for size in &audit.sizes {
        let key = match size.to {
            Some(to) if to == size.from => to.to_string(),
            // Not `3-4`, which a spreadsheet takes for the third of April.
            Some(to) => format!("{} to {to}", size.from),
            None => format!("{} and more", size.from),
        };
        let mut rows = table.of("size", &key, "");
        rows.number("meetings", size.meetings, "meetings")?;
        rows.number("hours", size.hours, "hours")?;
    }
    for (inviter, place) in audit.inviters.iter().zip(1_u32..) {
        let mut rows = table.of("inviter", &place.to_string(), &inviter.name);
        rows.flag("own", inviter.own)?;
        rows.number("people", inviter.people, "people")?;
        rows.number("meetings", inviter.meetings, "meetings")?;
        rows.number("hours", inviter.hours, "hours")?;
    }
    for (day, hours) in (1_u32..).zip(&audit.heat) {
        for (hour, minutes) in (0_u32..).zip(hours) {
            table.of("heat", &format!("{day} {hour:02}:00"), "").number(
                "minutes",
                *minutes,
                "minutes a week",
            )?;
        }
    }
    for card in &audit.cards {
        of_card(&mut table, card)?;
    }
    for cycle in &audit.cycles {
        of_cycle(&mut table, cycle)?;
    }
    table.end()
}

/// What there is one of.
fn figures(table: &mut Table, audit: &Audit) -> Result<(), ExportError> {
    let mut rows = table.of("audit", "", "");
    rows.number("schema", audit.schema, "version")?;
    rows.text("read_at", &rfc3339(audit.read_at))?;
    rows.text("keep", &word(Some(audit.keep)))?;
    rows.text("probably_own", &audit.probably_own)?;
    rows.text("window_from", &audit.window.from)?;
    rows.text("window_to", &audit.window.to)?;
    rows.number("window_weeks", audit.window.weeks, "weeks")?;
    rows.flag("window_moved", audit.window.moved)?;
    rows.number("counted", audit.counted, "meetings")?;
    rows.number("hours_per_week", audit.hours_per_week, "hours a week")?;
    rows.number("trend", audit.trend, "hours a week, from week to week")?;
    rows.number("days_per_year", audit.days_per_year, "days a year")?;
    rows.number("recurring_hours_per_sprint", audit.recurring_hours_per_sprint, "hours a sprint")?;
    rows.number("recurring_hours", audit.recurring_hours, "hours")?;
    rows.number("single_hours", audit.single_hours, "hours")?;
    rows.number("above_eight", audit.above_eight.count, "meetings")?;
    rows.number("above_eight_of", audit.above_eight.of, "meetings")?;
    rows.number("without_agenda", audit.without_agenda.count, "meetings")?;
    rows.number("without_agenda_of", audit.without_agenda.of, "meetings")?;
    rows.number("blocks_per_week", audit.blocks_per_week, "blocks a week")?;
    rows.number("maker_blocks_per_week", audit.maker_blocks_per_week, "half days a week")?;
    rows.number("fragments_per_day", audit.fragments_per_day, "fragments a day")?;
    rows.number("cards_left_out", audit.cards_left_out, "cards")?;
    measure(&mut rows, &audit.measure)?;
    let left = &audit.left_out;
    let mut rows = table.of("left_out", "", "");
    for (figure, value) in [
        ("cancelled", left.cancelled),
        ("declined", left.declined),
        ("all_day", left.all_day),
        ("free", left.free),
        ("alone", left.alone),
    ] {
        rows.number(figure, value, "meetings")?;
    }
    let mut rows = table.of("chains", "", "");
    rows.number("per_week", audit.chains.per_week, "chains a week")?;
    rows.number("share", audit.chains.share.count, "meetings")?;
    rows.number("share_of", audit.chains.share.of, "meetings")?;
    rows.number("longest_minutes", audit.chains.longest_minutes, "minutes")?;
    rows.number("longest_meetings", audit.chains.longest_meetings, "meetings")?;
    let mut rows = table.of("deep", "", "");
    rows.number("had", audit.deep.had, "hours a week")?;
    rows.number("wanted", audit.deep.wanted, "hours a week")?;
    rows.number("deficit", audit.deep.deficit, "hours a week")
}

fn of_card(table: &mut Table, card: &Card) -> Result<(), ExportError> {
    let mut rows = table.of("card", &card.key, &card.title);
    rows.text("shape", &word(Some(card.shape)))?;
    rows.text("frequency", &word(card.frequency))?;
    rows.number("interval", card.interval, "times the frequency")?;
    rows.number("weekday", card.weekday, "1 is Monday")?;
    rows.number("starts", card.starts, "minutes after midnight")?;
    rows.text("ends_on", card.ends_on.as_deref().unwrap_or_default())?;
    rows.number("people", card.people, "people")?;
    rows.flag("at_least", card.at_least)?;
    rows.number("minutes", card.minutes, "minutes")?;
    rows.number("per_year", card.per_year, "meetings a year")?;
    rows.number("person_hours", card.person_hours, "person-hours a year")?;
    rows.text("agenda", &word(Some(card.agenda)))?;
    rows.text("purpose", &word(Some(card.purpose)))?;
    rows.text("relationship", &word(card.relationship))?;
    rows.text("inferred", &word(card.inferred))?;
    rows.text("placed", &word(card.placed))?;
    rows.text("alternative", &word(card.alternative))?;
    for (improvement, place) in card.improvements.iter().zip(1_u32..) {
        let Improvement { change, hours_returned, own_hours_returned, blocks_regained } = improvement;
        let mut rows = table.of("improvement", &format!("{} {place}", card.key), &card.title);
        changed(&mut rows, change)?;
        rows.number("hours_returned", *hours_returned, "person-hours a year")?;
        rows.number("own_hours_returned", *own_hours_returned, "hours a week")?;
        rows.number("blocks_regained", *blocks_regained, "blocks a week")?;
    }
    Ok(())
}

fn of_cycle(table: &mut Table, cycle: &Cycle) -> Result<(), ExportError> {
    let mut rows = table.of("cycle", &cycle.id, "");
    rows.text("at", &rfc3339(cycle.at))?;
    rows.text("look_again", &cycle.look_again)?;
    if let Some(before) = &cycle.before {
        measure(&mut rows, before)?;
    }
    for (promise, place) in cycle.promises.iter().zip(1_u32..) {
        let mut rows = table.of("promise", &format!("{} {place}", cycle.id), &promise.title);
        rows.text("card", &promise.key)?;
        changed(&mut rows, &promise.change)?;
        rows.number("hours_returned", promise.hours_returned, "person-hours a year")?;
        rows.number("own_hours_returned", promise.own_hours_returned, "hours a week")?;
        rows.number("blocks_regained", promise.blocks_regained, "blocks a week")?;
        size(&mut rows, &promise.before)?;
    }
    for (practice, place) in cycle.practices.iter().zip(1_u32..) {
        of_practice(table, practice, &format!("{} {place}", cycle.id))?;
    }
    for (look, place) in cycle.looks.iter().zip(1_u32..) {
        let key = format!("{} {place}", cycle.id);
        let mut rows = table.of("look", &key, "");
        rows.text("at", &rfc3339(look.at))?;
        rows.text("from", &look.from)?;
        rows.text("to", &look.to)?;
        rows.flag("dip", look.dip)?;
        measure(&mut rows, &look.measure)?;
        for (outcome, place) in look.outcomes.iter().zip(1_u32..) {
            let mut rows = table.of("outcome", &format!("{key} {place}"), "");
            rows.text("kept", &word(Some(outcome.kept)))?;
            rows.number("hours_returned", outcome.hours_returned, "person-hours a year")?;
            size(&mut rows, &outcome.now)?;
        }
    }
    Ok(())
}

fn of_practice(table: &mut Table, practice: &PracticePromise, key: &str) -> Result<(), ExportError> {
    let mut rows = table.of("practice", key, "");
    rows.text("practice", &word(Some(practice.practice)))?;
    rows.text("round", &practice.round)?;
    rows.text("question", &practice.question)?;
    rows.text("at", &rfc3339(practice.at))?;
    rows.number("gap", practice.gap, "steps")?;
    for (look, place) in practice.looks.iter().zip(1_u32..) {
        let mut rows = table.of("practice_look", &format!("{key} {place}"), "");
        rows.text("round", &look.round)?;
        rows.text("at", &rfc3339(look.at))?;
        rows.text("kept", &word(Some(look.kept)))?;
        rows.flag("dip", look.dip)?;
        rows.number("gap", look.gap, "steps")?;
    }
    Ok(())
}

/// What is to be done: its word, and its number where it has one.
fn changed(rows: &mut Rows<'_>, change: &Change) -> Result<(), ExportError> {
    match change {
        Change::Replace { by } => {
            rows.text("do", "replace")?;
            rows.text("by", &word(Some(*by)))
        }
        Change::Shorter { minutes } => {
            rows.text("do", "shorter")?;
            rows.number("to_minutes", *minutes, "minutes")
        }
        Change::Smaller { people } => {
            rows.text("do", "smaller")?;
            rows.number("to_people", *people, "people")
        }
        Change::Rarer { interval } => {
            rows.text("do", "rarer")?;
            rows.number("to_interval", *interval, "times the frequency")
        }
        Change::Agenda => rows.text("do", "agenda"),
        Change::EndDate { weeks } => {
            rows.text("do", "end_date")?;
            rows.number("to_weeks", *weeks, "weeks")
        }
        Change::InputsFirst { minutes } => {
            rows.text("do", "inputs_first")?;
            rows.number("to_minutes", *minutes, "minutes")
        }
        Change::Cancel => rows.text("do", "cancel"),
    }
}

/// The figures that a cycle is measured by; the audit's own has three of them already.
fn measure(rows: &mut Rows<'_>, measure: &Measure) -> Result<(), ExportError> {
    if rows.section != "audit" {
        rows.number("hours_per_week", measure.hours_per_week, "hours a week")?;
        rows.number("blocks_per_week", measure.blocks_per_week, "blocks a week")?;
        rows.number("maker_blocks_per_week", measure.maker_blocks_per_week, "half days a week")?;
    }
    rows.number("agenda_share", measure.agenda_share, "share")
}

fn size(rows: &mut Rows<'_>, size: &Size) -> Result<(), ExportError> {
    rows.number("minutes", size.minutes, "minutes")?;
    rows.number("people", size.people, "people")?;
    rows.number("per_year", size.per_year, "meetings a year")?;
    rows.flag("agenda", size.agenda)?;
    rows.flag("ends", size.ends)
}

/// The table, as far as it is written.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new() -> Result<Self, ExportError> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        Ok(Self(writer))
    }

    /// Rows about one thing.
    fn of(&mut self, section: &'static str, key: &str, label: &str) -> Rows<'_> {
        Rows { table: self, section, key: cell(key), label: cell(label) }
    }

    fn end(self) -> Result<String, ExportError> {
        let bytes = self.0.into_inner().map_err(|_| ExportError::Text)?;
        String::from_utf8(bytes).map_err(|_| ExportError::Text)
    }
}

struct Rows<'a> {
    table: &'a mut Table,
    section: &'static str,
    key: String,
    label: String,
}

impl Rows<'_> {
    fn number(&mut self, figure: &str, value: impl Into<f64>, unit: &str) -> Result<(), ExportError> {
        let value = value.into();
        let value = if value.is_finite() { value.to_string() } else { String::new() };
        self.row(figure, &value, unit, "")
    }

    /// Yes is 1, no is 0.
    fn flag(&mut self, figure: &str, value: bool) -> Result<(), ExportError> {
        self.row(figure, if value { "1" } else { "0" }, "yes or no", "")
    }

    fn text(&mut self, figure: &str, text: &str) -> Result<(), ExportError> {
        self.row(figure, "", "", &cell(text))
    }

    fn row(&mut self, figure: &str, value: &str, unit: &str, text: &str) -> Result<(), ExportError> {
        let cells = [self.section, &self.key, &self.label, figure, value, unit, text];
        Ok(self.table.0.write_record(cells)?)
    }
}

/// The JSON Schema (draft 2020-12) of [`json`].
#[cfg(feature = "schema")]
pub fn schema() -> Result<String, ExportError> {
    let mut schema = schemars::schema_for!(AuditExport);
    schema.insert("$id".to_owned(), format!("urn:converel:audit:{AUDIT_SCHEMA}").into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
