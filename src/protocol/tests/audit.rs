//! What the audit keeps and exports: what was written once is read again and written back the same, what a later
//! version wrote is left alone, and an export without names holds none.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod sample;

use converel_protocol::audit::export::{AuditExport, csv, json, without_names};
use converel_protocol::audit::kept::{
    AUDIT_SCHEMA, KeptError, Options, read_cycles, read_import, read_options, read_placements,
};
use proptest::prelude::*;
use sample::audit;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const IMPORT: &str = include_str!("../../../tests/fixtures/audit/v2/import.json");
const PLACEMENTS: &str = include_str!("../../../tests/fixtures/audit/v2/placements.json");
const CYCLES: &str = include_str!("../../../tests/fixtures/audit/v2/cycles.json");
const OPTIONS: &str = include_str!("../../../tests/fixtures/audit/v2/options.json");

/// The same as version 1 wrote it.
const FIRST: [&str; 4] = [
    include_str!("../../../tests/fixtures/audit/v1/import.json"),
    include_str!("../../../tests/fixtures/audit/v1/placements.json"),
    include_str!("../../../tests/fixtures/audit/v1/cycles.json"),
    include_str!("../../../tests/fixtures/audit/v1/options.json"),
];

/// A reader of one kind, with its value written again.
type Again = fn(Value) -> Result<String, KeptError>;

fn again<T: Serialize>(read: Result<T, KeptError>) -> Result<String, KeptError> {
    read.map(|value| serde_json::to_string_pretty(&value).unwrap() + "\n")
}

fn kinds() -> [(&'static str, Again); 4] {
    [
        (IMPORT, |value| again(read_import(value))),
        (PLACEMENTS, |value| again(read_placements(value))),
        (CYCLES, |value| again(read_cycles(value))),
        (OPTIONS, |value| again(read_options(value))),
    ]
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn golden_files_are_read_and_written_the_same() {
    for (golden, again) in kinds() {
        assert_eq!(again(value(golden)).unwrap(), golden);
    }
}

#[test]
fn what_version_1_wrote_is_read_and_written_as_today() {
    for (first, (_, again)) in FIRST.into_iter().zip(kinds()) {
        assert!(first.contains("\n  \"schema\": 1"));
        let expected = first.replace("\n  \"schema\": 1", &format!("\n  \"schema\": {AUDIT_SCHEMA}"));
        assert_eq!(again(value(first)).unwrap(), expected);
    }
    let cycles = read_cycles(value(FIRST[2])).unwrap().cycles;
    assert!(cycles.iter().all(|cycle| cycle.practices.is_empty() && cycle.before.is_some()));
}

#[test]
fn golden_files_hold_every_word() {
    let all = [IMPORT, PLACEMENTS, CYCLES, OPTIONS].concat();
    for word in [
        "recurring",
        "pattern",
        "single",
        "title_words",
        "body_words",
        "agenda_shares",
        "agenda_decides",
        "guests",
        "repeats",
        "one_to_one",
        "met_before",
        "first_time",
        "outside_domain",
        "corrected",
        "needs_action",
        "accepted",
        "declined",
        "tentative",
        "delegated",
        "replace",
        "meet_for_now",
        "meet",
        "inputs_first",
        "shorter",
        "smaller",
        "rarer",
        "agenda",
        "end_date",
        "cancel",
        "kept",
        "partly",
        "not_yet",
        "too_early",
        "names",
        "none",
        "link_only",
        "topics",
        "good",
        "conveyance",
        "bonding",
        "unclear",
        "strong",
        "weak",
    ] {
        assert!(all.contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    for (golden, again) in kinds() {
        let with = |schema: Value| {
            let mut value = value(golden);
            value["schema"] = schema;
            again(value)
        };
        assert!(with(AUDIT_SCHEMA.into()).is_ok());
        assert_eq!(with(3.into()), Err(KeptError::Newer { found: 3 }));
        assert_eq!(with(700.into()), Err(KeptError::Newer { found: 700 }));
        assert!(matches!(with(0.into()), Err(KeptError::Malformed(_))));
        for none in [Value::Null, json!("1"), json!(-1), json!(1.5)] {
            assert_eq!(with(none), Err(KeptError::NoSchema));
        }
        for none in [Value::Null, json!([]), json!({}), json!("x"), json!(1)] {
            assert_eq!(again(none), Err(KeptError::NoSchema));
        }
        // A later version may say more without another number; what it says is not needed to read the rest.
        let mut more = value(golden);
        more["more"] = json!({ "of": "it" });
        assert_eq!(again(more).unwrap(), golden);
    }
    for (text, pointer, wrong) in [
        (IMPORT, "/occurrences/0", json!([0, 1])),
        (IMPORT, "/events_kept/0/attendees/0/1", json!("perhaps")),
        (PLACEMENTS, "/placements/0/quadrant", json!("nowhere")),
        (CYCLES, "/cycles/0/promises/0/change", json!({ "do": "vanish" })),
        (CYCLES, "/cycles/2/practices/0/practice", json!("telepathy")),
        (CYCLES, "/cycles/2/practices/0/gap", Value::Null),
        (OPTIONS, "/days", json!(["Monday"])),
    ] {
        let (golden, again) = kinds().into_iter().find(|(golden, _)| *golden == text).unwrap();
        let mut changed = value(golden);
        *changed.pointer_mut(pointer).unwrap() = wrong;
        assert!(matches!(again(changed), Err(KeptError::Malformed(_))), "{pointer}");
    }
}

#[test]
fn options_that_say_little_are_the_usual_ones() {
    assert_eq!(read_options(json!({ "schema": 1 })), Ok(Options::default()));
    assert_eq!(
        read_options(json!({ "schema": 1, "weeks": 8 })),
        Ok(Options { weeks: 8, ..Options::default() })
    );
}

/// Every word of the sample that only an export with names may hold; the last three stand in reasons, which the CSV has
/// none of.
const SECRETS: [&str; 5] = ["SECRET", "Weekly platform status", "\"status\"", "\"update\"", "example.com"];

#[test]
fn the_json_is_the_audit() {
    let audit = audit();
    let export: AuditExport = serde_json::from_str(&json(&audit, true, 1.7e12).unwrap()).unwrap();
    assert_eq!(
        (export.schema, export.exported_at.as_str(), export.names),
        (AUDIT_SCHEMA, "2023-11-14T22:13:20Z", true)
    );
    assert_eq!(export.audit, audit);
    let export: AuditExport = serde_json::from_str(&json(&audit, false, 1.7e12).unwrap()).unwrap();
    assert!(!export.names);
    assert_eq!(export.audit, without_names(&audit));
    // Nothing but words is missing.
    assert_eq!(export.audit.cards.len(), audit.cards.len());
    assert_eq!(export.audit.cards[0].reasons.len(), audit.cards[0].reasons.len());
    assert_eq!(export.audit.inviters[0].hours, audit.inviters[0].hours);
    assert_eq!(without_names(&export.audit), export.audit);
}

#[test]
fn exports_without_names_hold_none() {
    let audit = audit();
    for secret in SECRETS {
        assert!(json(&audit, true, 0.0).unwrap().contains(secret), "{secret}");
        assert!(!json(&audit, false, 0.0).unwrap().contains(secret), "{secret}");
        assert!(!csv(&audit, false).unwrap().contains(secret), "{secret}");
    }
    let named = csv(&audit, true).unwrap();
    for told in ["SECRET Weekly platform status", "SECRET@example.org", "SECRET(1)"] {
        assert!(named.contains(told), "{told}");
    }
    for export in [json(&audit, false, 0.0).unwrap(), csv(&audit, false).unwrap()] {
        assert!(!export.contains('@'), "{export}");
    }
}

/// The table's rows by section, key and figure: label, value, unit, text.
fn rows(table: &str) -> BTreeMap<[String; 3], [String; 4]> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head, ["section", "key", "label", "figure", "value", "unit", "text"]);
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |at: usize| record[at].to_owned();
        let before = rows.insert([cell(0), cell(1), cell(3)], [cell(2), cell(4), cell(5), cell(6)]);
        assert_eq!(before, None, "no two rows are about the same: {record:?}");
    }
    rows
}

#[test]
fn the_csv_is_one_long_table() {
    let audit = audit();
    let rows = rows(&csv(&audit, true).unwrap());
    let a = "a".repeat(32);
    let improvement = format!("{a} 1");
    let cycle = "5f0c9f5e-8f0a-4d7e-9c1b-2a1d3e4f5a6b";
    let (promise, look, outcome) = (format!("{cycle} 1"), format!("{cycle} 2"), format!("{cycle} 2 2"));
    let practice = "0b5d0f0e-0000-4000-8000-000000000003 1".to_owned();
    let practice_look = format!("{practice} 2");
    // No calendar had been read then: no figure is said.
    assert!(!rows.contains_key(&["cycle", &practice[..36], "hours_per_week"].map(str::to_owned)));
    let title = "SECRET Weekly platform status";
    for (at, expected) in [
        (["audit", "", "hours_per_week"], ["", "14", "hours a week", ""]),
        (["audit", "", "trend"], ["", "-0.125", "hours a week, from week to week", ""]),
        (["audit", "", "window_from"], ["", "", "", "2026-08-31"]),
        (["audit", "", "read_at"], ["", "", "", "2026-11-25T10:00:00Z"]),
        (["audit", "", "window_moved"], ["", "1", "yes or no", ""]),
        (["audit", "", "agenda_share"], ["", "0.25", "share", ""]),
        (["left_out", "", "alone"], ["", "5", "meetings", ""]),
        (["chains", "", "longest_minutes"], ["", "245", "minutes", ""]),
        (["deep", "", "deficit"], ["", "11", "hours a week", ""]),
        (["week", "2026-08-31", "deep_hours"], ["", "8.75", "hours", ""]),
        (["size", "2", "meetings"], ["", "2", "meetings", ""]),
        (["size", "3 to 4", "hours"], ["", "1.5", "hours", ""]),
        (["size", "16 and more", "meetings"], ["", "16", "meetings", ""]),
        (["inviter", "1", "hours"], ["'=SECRET(1)", "70", "hours", ""]),
        (["inviter", "2", "own"], ["", "1", "yes or no", ""]),
        (["heat", "7 23:00", "minutes"], ["", "7.5", "minutes a week", ""]),
        (["card", &a, "purpose"], [title, "", "", "conveyance"]),
        (["card", &a, "per_year"], [title, "26", "meetings a year", ""]),
        (["improvement", &improvement, "by"], [title, "", "", "written_update"]),
        (["cycle", cycle, "look_again"], ["", "", "", "2026-12-23"]),
        (
            ["promise", &promise, "hours_returned"],
            ["Weekly platform status", "156", "person-hours a year", ""],
        ),
        (["look", &look, "hours_per_week"], ["", "12", "hours a week", ""]),
        (["outcome", &outcome, "hours_returned"], ["", "-8.3", "person-hours a year", ""]),
        (["practice", &practice, "practice"], ["", "", "", "agendas"]),
        (["practice", &practice, "gap"], ["", "1.75", "steps", ""]),
        (["practice_look", &practice_look, "kept"], ["", "", "", "partly"]),
        (["practice_look", &practice_look, "gap"], ["", "1.5", "steps", ""]),
    ] {
        assert_eq!(rows.get(&at.map(str::to_owned)), Some(&expected.map(str::to_owned)), "{at:?}");
    }
    assert_eq!(rows.keys().filter(|key| key[0] == "heat").count(), 168);
    for (key, [_, value, unit, text]) in &rows {
        assert!(value.is_empty() || value.parse::<f64>().is_ok(), "{key:?}: {value}");
        assert_eq!(unit.is_empty(), value.is_empty(), "a number has a unit: {key:?}");
        assert!(value.is_empty() || text.is_empty(), "{key:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a calendar calls things, no cell is a formula, and the rows stay rows.
    #[test]
    fn no_cell_is_a_formula(name in "[=+@\t\r\n\"';,| -]{0,3}\\PC{0,20}") {
        let mut audit = audit();
        audit.inviters[0].name.clone_from(&name);
        audit.cards[0].title.clone_from(&name);
        audit.cycles[0].promises[0].title.clone_from(&name);
        let rows = rows(&csv(&audit, true).unwrap());
        prop_assert_eq!(rows.len(), self::rows(&csv(&audit, false).unwrap()).len());
        for [label, _, _, text] in rows.values() {
            for cell in [label, text] {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
            }
        }
    }

    /// Whatever happened to the storage, reading it does not panic.
    #[test]
    fn reading_never_panics(field in "(schema|at|people|meetings|cycles|placements|days|own|x)", text in "\\PC{0,20}", number in any::<f64>()) {
        for (golden, again) in kinds() {
            for wrong in [json!(text), json!(number), json!([text]), json!({ "do": text }), Value::Null] {
                let mut changed = value(golden);
                changed[&field] = wrong.clone();
                if let Ok(written) = again(changed) {
                    prop_assert_eq!(again(value(&written)), Ok(written));
                }
                let _ = again(wrong);
            }
        }
    }
}
