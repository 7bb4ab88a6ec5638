//! The published JSON Schemas are those that the code makes, and what is exported follows them. To write the
//! files anew after a change of what is stored: `WRITE_SCHEMA=1 cargo test -p converel-protocol --all-features`.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used)]

mod sample;

use converel_protocol::audit;
use converel_protocol::export::{json, ndjson, schema};
use converel_protocol::lessons;
use converel_protocol::stored::{self, StoredRecord};
use serde_json::Value;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");
const GOLDEN: &str = include_str!("../../../tests/fixtures/records/v2.json");
const LESSONS: &str = include_str!("../../../tests/fixtures/lessons/v1.json");

fn records() -> Vec<StoredRecord> {
    let Value::Array(records) = serde_json::from_str(GOLDEN).unwrap() else {
        panic!("the golden file is a list")
    };
    records.into_iter().map(|record| stored::read(record).unwrap()).collect()
}

#[test]
fn the_published_schemas_are_the_codes() {
    for (name, schema) in [
        ("journal.schema.json", schema().unwrap()),
        ("lessons.schema.json", lessons::schema().unwrap()),
        ("audit.schema.json", audit::export::schema().unwrap()),
    ] {
        let published = format!("{DOCS}/{name}");
        if std::env::var_os("WRITE_SCHEMA").is_some() {
            std::fs::write(&published, &schema).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&published).unwrap(), schema, "{name}");
    }
}

#[test]
fn lessons_follow_their_schema_and_nothing_else_does() {
    let schema: Value = serde_json::from_str(&lessons::schema().unwrap()).unwrap();
    let document = jsonschema::draft202012::new(&schema).unwrap();
    let golden: Value = serde_json::from_str(LESSONS).unwrap();
    let errors: Vec<String> = document.iter_errors(&golden).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (pointer, value) in [
        ("/lessons/0/day", "yesterday".into()),
        ("/lessons/0/group/0", "ana@example.org".into()),
        ("/lessons/0/purpose/set", "bonding".into()),
        ("/lessons/0/words", Value::Null),
        ("/schema", 0.into()),
    ] {
        let mut changed = golden.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert!(!document.is_valid(&changed), "{pointer}");
    }
}

#[test]
fn exports_follow_the_schema() {
    let schema: Value = serde_json::from_str(&schema().unwrap()).unwrap();
    let document = jsonschema::draft202012::new(&schema).unwrap();
    let records = records();
    for titles in [false, true] {
        let export: Value = serde_json::from_str(&json(&records, titles, 1.7e12).unwrap()).unwrap();
        let errors: Vec<String> = document.iter_errors(&export).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        assert_eq!(export.to_string().contains("Weekly platform status"), titles);
    }
    let mut line_schema = schema.clone();
    line_schema["$ref"] = "#/$defs/StoredRecord".into();
    for key in ["properties", "required", "type"] {
        line_schema.as_object_mut().unwrap().remove(key);
    }
    let line = jsonschema::draft202012::new(&line_schema).unwrap();
    let lines = ndjson(&records, false).unwrap();
    assert_eq!(lines.lines().count(), records.len());
    for text in lines.lines() {
        assert!(line.is_valid(&serde_json::from_str(text).unwrap()), "{text}");
    }
}

#[test]
fn what_is_no_record_is_refused() {
    let schema: Value = serde_json::from_str(&schema().unwrap()).unwrap();
    let document = jsonschema::draft202012::new(&schema).unwrap();
    let export = serde_json::from_str::<Value>(&json(&records(), false, 0.0).unwrap()).unwrap();
    for (pointer, value) in [
        ("/records/0/outcome", "vanished".into()),
        ("/records/0/people", (-1).into()),
        ("/records/0/id", Value::Null),
        ("/records/0/guests", serde_json::json!(["priya@example.org"])),
        ("/records/0/review_on", "next spring".into()),
        ("/schema", 0.into()),
    ] {
        let mut changed = export.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert!(!document.is_valid(&changed), "{pointer}");
    }
}

#[test]
fn audits_follow_their_schema_and_nothing_else_does() {
    let schema: Value = serde_json::from_str(&audit::export::schema().unwrap()).unwrap();
    let document = jsonschema::draft202012::new(&schema).unwrap();
    for names in [false, true] {
        let export = audit::export::json(&sample::audit(), names, 1.7e12).unwrap();
        let export: Value = serde_json::from_str(&export).unwrap();
        let errors: Vec<String> = document.iter_errors(&export).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        for (pointer, value) in [
            ("/schema", 0.into()),
            ("/audit/hours_per_week", Value::Null),
            ("/audit/counted", (-1).into()),
            ("/audit/window/from", "last week".into()),
            ("/audit/weeks/0/monday", "2026-8-31".into()),
            ("/audit/cards/0/key", "ana@example.org".into()),
            ("/audit/cards/0/shape", "round".into()),
            ("/audit/cards/0/reasons/0/is", "a feeling".into()),
            ("/audit/cycles/0/promises/0/change/do", "vanish".into()),
            ("/audit/cycles/0/look_again", "".into()),
            ("/audit/cycles/0/looks/0/outcomes/0/kept", true.into()),
        ] {
            let mut changed = export.clone();
            *changed.pointer_mut(pointer).unwrap() = value;
            assert!(!document.is_valid(&changed), "{pointer}");
        }
    }
}
