//! Stored records, settings and kept answers: what was written once is read again, and what is wrong is
//! named and does no harm.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used)]

use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::policy::Policy;
use converel_core::quadrant::{Nature, Relationship};
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, RawRecurrence, RawTime, TextFormat};
use converel_core::record::{self, Meta, Record};
use converel_protocol::settings::{self, Problem, Settings, Strength};
use converel_protocol::snapshot::Snapshot;
use converel_protocol::stored::{self, ReadError, StoredRecord};
use converel_protocol::{export, kept};
use proptest::prelude::*;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("../../../tests/fixtures/records/v2.json");
/// What earlier versions wrote.
const OLDER: [&str; 1] = [include_str!("../../../tests/fixtures/records/v1.json")];

fn golden() -> Vec<Value> {
    serde_json::from_str(GOLDEN).unwrap()
}

#[test]
fn golden_records_are_read_and_written_the_same() {
    for value in golden() {
        let stored = stored::read(value.clone()).unwrap();
        let record = Record::try_from(stored.clone()).unwrap();
        assert_eq!(StoredRecord::from(&record), stored);
        assert_eq!(serde_json::to_value(&stored).unwrap(), value);
    }
}

#[test]
fn golden_records_hold_every_outcome_and_the_newest_words() {
    for word in [
        "passed",
        "improved",
        "sent",
        "sent_anyway",
        "replaced",
        "returned",
        "unchecked",
        "cancelled",
        "minor_change",
        "series_decided",
        "unseen",
    ] {
        assert!(GOLDEN.contains(&format!(": \"{word}\"")), "{word}");
    }
}

/// Nothing changes but the number, in the journal and in what was exported from it.
#[test]
fn records_of_earlier_versions_are_migrated() {
    for older in OLDER {
        let values: Vec<Value> = serde_json::from_str(older).unwrap();
        assert!(!values.is_empty());
        let mut records = Vec::new();
        for mut value in values {
            let stored = stored::read(value.clone()).unwrap();
            value["schema"] = stored::RECORD_SCHEMA.into();
            assert_eq!(serde_json::to_value(&stored).unwrap(), value);
            assert_eq!(StoredRecord::from(&Record::try_from(stored.clone()).unwrap()), stored);
            records.push(stored);
        }
        let exported = export::ndjson(&records, true).unwrap();
        let again = exported.lines().map(|line| stored::read(serde_json::from_str(line).unwrap()).unwrap());
        assert_eq!(again.collect::<Vec<_>>(), records);
    }
}

/// serde-wasm-bindgen leaves `None` out.
#[test]
fn absent_details_are_unknown() {
    for mut value in golden() {
        value.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        stored::read(value).unwrap();
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let changed = |field: &str, value: Value| {
        let mut record = golden().remove(0);
        record[field] = value;
        record
    };
    assert_eq!(stored::read(json!("no record")), Err(ReadError::NoSchema));
    assert_eq!(stored::read(changed("schema", Value::Null)), Err(ReadError::NoSchema));
    assert_eq!(stored::read(changed("schema", json!(7))), Err(ReadError::NewerSchema { found: 7 }));
    assert!(matches!(stored::read(changed("schema", json!(0))), Err(ReadError::Malformed(_))));
    assert!(matches!(stored::read(changed("outcome", json!("gone"))), Err(ReadError::Malformed(_))));
    assert!(matches!(stored::read(changed("people", json!(-3))), Err(ReadError::Malformed(_))));

    let record = |field, value| Record::try_from(stored::read(changed(field, value)).unwrap());
    let id = || golden()[0]["id"].as_str().unwrap().to_owned();
    let no_detail = |field| Err(ReadError::NoDetail { id: id(), field });
    assert_eq!(record("alternative", Value::Null), no_detail("alternative"));
    assert_eq!(record("outcome", json!("passed")), no_detail("pass_reason"));
    assert_eq!(record("outcome", json!("sent_anyway")), no_detail("send_anyway_reason"));
    assert_eq!(record("outcome", json!("unchecked")), no_detail("cause"));
    assert_eq!(record("at", json!(1e300)), Err(ReadError::NoTime { id: id(), field: "at" }));
    assert_eq!(record("review_on", json!("soon")), Err(ReadError::NoTime { id: id(), field: "review_on" }));
}

#[test]
fn settings_take_what_is_good_and_name_the_rest() {
    let (settings, problems) = settings::read(&json!({
        "version": 1, "strength": "reason_required", "audience_limit": 6.0, "exempt_titles": ["Lunch", " "],
        "own_addresses": ["me@example.org", "me"], "hourly_rate": 80.5, "currency": "€", "unknown": [],
        "tools": [
            {"name": "Wiki", "url": "https://wiki.example.org/new?t={title}"},
            {"name": "Script", "url": "javascript:alert(1)"},
            {"name": "", "url": "https://example.org"},
            {"name": "Ä", "url": "https:/ä"},
        ],
        "smallest_audience": 4_000_000_000_u32, "shortest_minutes": -5, "confirm_passes": "yes",
        "exemptions": ["social", "golf"], "notes_link": 3,
    }));
    assert_eq!(
        (settings.strength, settings.audience_limit, settings.smallest_audience, settings.shortest_minutes),
        (Strength::ReasonRequired, 6, 500, 0)
    );
    assert_eq!(settings.exempt_titles, ["Lunch"]);
    assert_eq!(settings.own_addresses, ["me@example.org"]);
    assert_eq!(settings.tools.len(), 1);
    assert_eq!(settings.hourly_rate, Some(80.5));
    let policy = Policy::from(&settings);
    assert_eq!((policy.exemptions.len(), policy.tools.len(), policy.audience_limit), (1, 1, 6));
    let expected = [
        Problem::Clamped("smallest_audience"),
        Problem::Clamped("shortest_minutes"),
        Problem::EntryIgnored("exemptions"),
        Problem::EntryIgnored("exempt_titles"),
        Problem::EntryIgnored("own_addresses"),
        Problem::Unreadable("notes_link"),
        Problem::EntryIgnored("tools"),
        Problem::EntryIgnored("tools"),
        Problem::EntryIgnored("tools"),
        Problem::Unreadable("confirm_passes"),
    ];
    assert_eq!(problems, expected);
}

#[test]
fn people_and_pods_are_whole() {
    let long = "x".repeat(101);
    let (settings, problems) = settings::read(&json!({
        "people": [
            {"name": " Priya ", "address": "Priya@Example.org"},
            {"name": "Priya again", "address": "priya@example.org"},
            {"name": "Tom", "address": "tom@example.org"},
            {"name": "", "address": "nameless@example.org"},
            {"name": long, "address": "long@example.org"},
            {"name": "Nowhere", "address": "nowhere"},
            {"address": "x@example.org"},
            7,
        ],
        "pods": [
            {"name": "Platform", "purpose": "The way to production", "members": ["PRIYA@example.org", "tom@example.org"],
             "responsible": "Priya@example.org"},
            {"name": "Strangers", "purpose": "", "members": ["tom@example.org", "who@example.org"], "responsible": "who@example.org"},
            {"name": "Platform", "purpose": "", "members": [], "responsible": ""},
            {"name": " ", "purpose": "", "members": [], "responsible": ""},
            {"name": "No purpose"},
        ],
    }));
    let people: Vec<(&str, &str)> =
        settings.people.iter().map(|person| (person.name.as_str(), person.address.as_str())).collect();
    assert_eq!(people, [("Priya", "priya@example.org"), ("Tom", "tom@example.org")]);
    let pods: Vec<(&str, usize, &str)> = settings
        .pods
        .iter()
        .map(|pod| (pod.name.as_str(), pod.members.len(), pod.responsible.as_str()))
        .collect();
    assert_eq!(pods, [("Platform", 2, "priya@example.org"), ("Strangers", 1, "")]);
    let count = |name| problems.iter().filter(|problem| **problem == Problem::EntryIgnored(name)).count();
    assert_eq!((count("people"), count("pods"), problems.len()), (6, 3, 9));
    // Only where somebody is responsible can the gate say who decides.
    let policy = Policy::from(&settings);
    assert_eq!(policy.pods.len(), 1);
    assert_eq!(policy.pods[0].members, ["priya@example.org", "tom@example.org"]);
    // What was made whole is read as it is.
    assert_eq!(settings::read(&serde_json::to_value(&settings).unwrap()), (settings, vec![]));
}

#[test]
fn as_many_people_are_kept_as_there_is_room_for() {
    let people: Vec<Value> =
        (0..600).map(|number| json!({"name": "N", "address": format!("{number}@example.org")})).collect();
    let pods: Vec<Value> = (0..120)
        .map(|number| json!({"name": format!("{number}"), "purpose": "", "members": [], "responsible": ""}))
        .collect();
    let (settings, problems) = settings::read(&json!({ "people": people, "pods": pods }));
    assert_eq!((settings.people.len(), settings.pods.len()), (settings::MOST_KEPT, settings::MOST_PODS));
    assert_eq!(problems, [Problem::EntryIgnored("people"), Problem::EntryIgnored("pods")]);
}

/// As it was written before there were people and pods.
#[test]
fn an_older_file_reads_on() {
    let older = json!({
        "version": 1, "strength": "prompt", "audience_limit": 9, "smallest_audience": 2, "shortest_minutes": 0,
        "exemptions": ["one_to_one"], "exempt_titles": [], "own_addresses": ["me@example.org"], "hourly_rate": null,
        "currency": "", "notes_link": "", "tools": [], "confirm_passes": true,
    });
    let (settings, problems) = settings::read(&older);
    assert_eq!(problems, []);
    assert_eq!((settings.audience_limit, settings.confirm_passes), (9, true));
    assert_eq!((settings.people.len(), settings.pods.len()), (0, 0));
    assert_eq!(serde_json::from_value::<Settings>(older).unwrap(), settings, "as the gate reads a change");
}

#[test]
fn settings_that_are_none_are_the_defaults() {
    let defaults = Settings::default();
    assert_eq!(settings::read(&Value::Null), (defaults.clone(), vec![]));
    assert_eq!(settings::read(&json!({})), (defaults.clone(), vec![]));
    assert_eq!(settings::read(&json!([1])), (defaults.clone(), vec![Problem::NotSettings]));
    assert_eq!(settings::read(&json!({"version": 9})), (defaults.clone(), vec![Problem::Newer]));
    assert_eq!(
        settings::read(&json!({"hourly_rate": -1})),
        (defaults.clone(), vec![Problem::Unreadable("hourly_rate")])
    );
    let written = serde_json::to_value(&defaults).unwrap();
    assert_eq!(settings::read(&written), (defaults.clone(), vec![]));
    // Only an administrator blocks.
    let (settings, problems) = settings::read(&json!({"strength": "block"}));
    assert_eq!(settings.strength, Strength::ReasonRequired);
    assert_eq!(problems, [Problem::NotAllowed("strength")]);
    assert_eq!(Policy::from(&defaults), Policy::default());
}

fn item(topic: &str, minutes: Option<u32>, owner: &str, line: &str) -> Item {
    Item { topic: topic.into(), minutes, owner: owner.into(), line: line.into() }
}

#[test]
fn kept_answers_come_back() {
    let answers = Answers {
        purpose: "Choose the {format}".into(),
        nature: Some(Nature::Convergence),
        relationship: Some(Relationship::Weak),
        agenda: vec![item("Options", Some(20), "Ana", ""), item("Risks", None, "", "Risks")],
        roles: vec![Role::Decides, Role::Informed],
        preparation: "read the RFC".into(),
        notes_link: "https://wiki.example.org".into(),
        facilitator: "Jonas".into(),
        review_on: Some(jiff::civil::date(2027, 2, 22)),
        honest_reasons: vec![HonestReason::Urgent],
        alternative: Some(converel_core::advice::Alternative::TaskBoard),
    };
    let kept = kept::write(&answers);
    let fresh = |agenda, roles| Answers { agenda, roles, ..Answers::default() };
    let same = fresh(vec![item("Risks", None, "", "Risks")], vec![Role::Contributes; 2]);
    assert_eq!(kept::read(&kept, &same), answers);
    // In the meantime a guest was added, one line went from the description and one came.
    let changed = fresh(vec![item("Costs", None, "", "Costs")], vec![Role::Contributes; 3]);
    let read = kept::read(&kept, &changed);
    assert_eq!(read.roles, changed.roles);
    assert_eq!(read.agenda, [item("Options", Some(20), "Ana", ""), item("Costs", None, "", "Costs")]);
    // Broken, or written by somebody else.
    for broken in ["", "{}", "[]", "\u{0}", &kept[..kept.len() / 2]] {
        assert_eq!(kept::read(broken, &changed), changed);
    }
    assert_eq!(
        kept::text(&answers),
        "Purpose: Choose the {format}\nAgenda:\n- Options (20 min, Ana)\n- Risks\nPreparation: read the RFC\n\
         Notes: https://wiki.example.org\nFacilitator: Jonas\n"
    );
    assert_eq!(kept::text(&Answers::default()), "");
}

#[test]
fn csv_follows_rfc_4180_and_holds_no_formula() {
    let mut records: Vec<StoredRecord> =
        golden().into_iter().map(|value| stored::read(value).unwrap()).collect();
    let nasty = [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1", "  '=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1", "a;'=1"),
        ("a\"\n=1", "a\"'\n'=1"),
        ("plain, with \"quotes\"", "plain, with \"quotes\""),
        ("a-b = c", "a-b = c"),
        ("📅 مرحبا", "📅 مرحبا"),
    ];
    let template = records[0].clone();
    records
        .extend(nasty.iter().map(|(title, _)| StoredRecord { title: (*title).into(), ..template.clone() }));
    let text = export::csv(&records, true).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!((headers[0].as_str(), headers[headers.len() - 1].as_str()), ("schema", "title"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), records.len());
    let titles: Vec<&str> =
        rows.iter().rev().take(nasty.len()).rev().map(|row| &row[row.len() - 1]).collect();
    assert_eq!(titles, nasty.map(|(_, safe)| safe));
    assert_eq!(&rows[0][2], "2026-11-23T09:00:00Z");
    assert_eq!(&rows[0][7], "written_update");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));

    let without = export::csv(&records, false).unwrap();
    assert!(without.lines().next().unwrap().ends_with(",guests"));
    assert!(!without.contains("Weekly platform status"), "{without}");
}

proptest! {
    /// Whatever happened to the storage, reading it does not panic.
    #[test]
    fn reading_never_panics(field in "[a-z_]{2,12}", text in "\\PC{0,30}", number in any::<f64>()) {
        for value in [json!(text), json!(number), json!([text]), json!({ "a": number }), Value::Null] {
            let _ = settings::read(&json!({ field.as_str(): value.clone(), "tools": value.clone() }));
            for mut record in golden() {
                record[&field] = value.clone();
                record["at"] = json!(number);
                if let Ok(stored) = stored::read(record) {
                    let _ = (export::csv(std::slice::from_ref(&stored), true), Record::try_from(stored));
                }
            }
        }
        let _ = kept::read(&text, &Answers::default());
    }

    #[test]
    fn no_cell_of_any_title_begins_a_formula(title in "[=+@;,\"' \\-\\t\\r\\na-c]{0,12}") {
        let mut record = stored::read(golden().remove(0)).unwrap();
        record.title = title;
        let text = export::csv(&[record], true).unwrap();
        // As any locale's spreadsheet may cut it, quotes heeded or not.
        for cell in text.split([',', ';', '\t', '\r', '\n', '"']) {
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{text:?}");
        }
    }
}

#[test]
fn a_snapshot_of_a_raw_invite_is_that_invite() {
    let text = |name: &str| name.to_owned();
    let time = |name: &str| RawTime {
        date: format!("{name} date"),
        time: format!("{name} time"),
        date_text: format!("{name} date shown"),
        time_text: format!("{name} time shown"),
    };
    for kind in [RawGuestKind::Person, RawGuestKind::Group, RawGuestKind::Room] {
        for (format, flag) in [(TextFormat::Plain, false), (TextFormat::Html, true)] {
            let raw = RawInvite {
                title: text("title"),
                description: text("description"),
                format,
                guests: vec![RawGuest {
                    email: text("email"),
                    name: text("name"),
                    kind,
                    optional: flag,
                    organizer: !flag,
                }],
                typed_guest: text("typed"),
                own: vec![text("own")],
                start: time("start"),
                end: time("end"),
                all_day: flag,
                recurrence: RawRecurrence {
                    rule: text("rule"),
                    frequency: text("frequency"),
                    text: text("text"),
                },
                language: text("language"),
            };
            assert_eq!(RawInvite::from(Snapshot::from(raw.clone())), raw);
        }
    }
}

#[test]
fn a_guest_hash_is_hmac_sha_256() {
    // RFC 4231, test case 2: the first sixteen bytes. White space around it and case do not count.
    for address in ["what do ya want for nothing?", " What do ya want for NOTHING? "] {
        assert_eq!(record::guest_hash(b"Jefe", address), "5bdcc146bf60754e6a042426089575c7");
    }
    let key = record::key_from_hex(&"0f".repeat(32)).unwrap();
    assert_eq!(key, [15; 32]);
    assert_eq!(record::key_from_hex("0f"), None);
    assert_eq!(record::key_from_hex(&"zz".repeat(32)), None);
    let meta = Meta { id: String::new(), at: 0, site: String::new(), gate_milliseconds: 0, key: &key };
    let unchecked = record::unchecked(None, record::Cause::Fault, meta);
    assert_eq!((unchecked.people, unchecked.guests.len()), (0, 0));
}
