//! Backups: what was written once is read again; what is none, is not all there or comes from a later version is
//! refused as a whole and named.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used)]

use converel_protocol::backup::{self, Answers, Backup, BackupError, File, LockedBackup, Part, Taken};
use proptest::prelude::*;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("../../../tests/fixtures/backup/v1.json");
/// Today's file with records as the journal's first version wrote them.
const OLDER_PARTS: &str = include_str!("../../../tests/fixtures/backup/v1-older-parts.json");

fn golden() -> Value {
    serde_json::from_str(GOLDEN).unwrap()
}

fn read(json: Value) -> Backup {
    match backup::read(Some(json)).unwrap() {
        File::Open(backup) => *backup,
        File::Locked(_) => panic!("it is not locked"),
    }
}

#[test]
fn golden_backups_are_read_and_written_the_same() {
    let read = read(golden());
    assert_eq!(serde_json::to_value(&read).unwrap(), golden());
    let made = Backup::new(read.made_at, read.version.clone(), read.browser.clone());
    assert_eq!((made.schema, made.format), (read.schema, read.format));
}

#[test]
fn a_backup_with_parts_of_earlier_versions_is_read() {
    let older: Value = serde_json::from_str(OLDER_PARTS).unwrap();
    assert!(older["journal"].as_array().unwrap().iter().all(|record| record["schema"] == 1));
    assert_eq!(serde_json::to_value(read(older.clone())).unwrap(), older);
}

/// A part that is not in the file is one of which there is nothing.
#[test]
fn what_is_missing_is_nothing() {
    let bare =
        json!({ "format": "converel-backup", "schema": 1, "made_at": 5, "version": "1", "browser": "" });
    assert_eq!(read(bare), Backup::new(5.0, "1".into(), String::new()));
}

#[test]
fn what_is_no_backup_is_refused() {
    let refused = |json: Option<Value>| backup::read(json).unwrap_err();
    assert_eq!(refused(None), BackupError::NoJson);
    let stranger = json!({ "schema": 1, "lessons": [] });
    for json in [Value::Null, json!([]), json!("converel-backup"), stranger] {
        assert_eq!(refused(Some(json)), BackupError::NoBackup);
    }
    for (field, value) in [("journal", json!({})), ("made_at", json!("today")), ("team", json!([1]))] {
        let mut wrong = golden();
        wrong[field] = value;
        assert!(matches!(refused(Some(wrong)), BackupError::Malformed(_)), "{field}");
    }
    for key in ["0f", &"0F".repeat(32), &"xy".repeat(32)] {
        let mut wrong = golden();
        wrong["key"] = json!(key);
        assert!(matches!(refused(Some(wrong)), BackupError::Malformed(_)), "{key}");
    }
    for schema in [json!(0), json!("1"), Value::Null] {
        let mut wrong = golden();
        wrong["schema"] = schema;
        assert_eq!(refused(Some(wrong)), BackupError::NoBackup);
    }
}

#[test]
fn a_later_version_is_refused_and_its_part_named() {
    let later = r#"{"schema":2}"#;
    let of = |part: Part, change: &dyn Fn(&mut Value)| {
        let mut json = golden();
        change(&mut json);
        match backup::read(Some(json)).unwrap_err() {
            BackupError::Newer { part: found, .. } => assert_eq!(found, part),
            error => panic!("{part:?}: {error}"),
        }
    };
    of(Part::File, &|json| json["schema"] = json!(2));
    of(Part::Settings, &|json| json["settings"]["version"] = json!(2));
    of(Part::Lessons, &|json| json["lessons"]["schema"] = json!(2));
    of(Part::Journal, &|json| json["journal"][3]["schema"] = json!(3));
    of(Part::Audit, &|json| json["audit"]["cycles"] = json!(later.replace('2', "99")));
    of(Part::Team, &|json| json["team"]["of a later kind/1"] = json!(later.replace('2', "99")));
    // A locked one says so before anybody types a passphrase.
    let mut locked = serde_json::to_value(LockedBackup::new(b"x")).unwrap();
    locked["schema"] = json!(2);
    assert!(matches!(backup::read(Some(locked)), Err(BackupError::Newer { part: Part::File, .. })));
}

#[test]
fn a_damaged_part_is_no_reason_to_refuse_the_rest() {
    let mut json = golden();
    json["journal"][1] = json!("damaged");
    json["settings"] = json!(7);
    json["lessons"] = json!([]);
    json["audit"]["import"] = json!("{");
    json["team"]["led/1"] = json!("");
    assert_eq!(serde_json::to_value(read(json.clone())).unwrap(), json);
}

#[test]
fn a_text_is_looked_into_as_far_as_needed() {
    let golden = read(golden());
    let import = Taken::of(golden.audit.get("import").unwrap()).unwrap();
    assert!(import.at > 0.0 && import.meetings > 0);
    let led = golden.team.iter().find(|(key, _)| key.starts_with("led/")).unwrap().1;
    assert_eq!((Answers::of(led), Answers::of("{}"), Taken::of("")), (2, 0, None));
}

proptest! {
    #[test]
    fn what_is_locked_is_read_again(locked in proptest::collection::vec(any::<u8>(), 0..200)) {
        let json = serde_json::to_value(LockedBackup::new(&locked)).unwrap();
        prop_assert_eq!(backup::read(Some(json)), Ok(File::Locked(locked)));
    }

    #[test]
    fn half_a_file_is_refused(cut in 0..GOLDEN.len() - 1) {
        let cut = (0..=cut).rev().find(|at| GOLDEN.is_char_boundary(*at)).unwrap_or_default();
        let read = backup::read(serde_json::from_str(&GOLDEN[..cut]).ok());
        prop_assert_eq!(read, Err(BackupError::NoJson));
    }
}
