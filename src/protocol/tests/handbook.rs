//! The handbook's facts as they are kept: what was written once is read again and written back the same, a part that is
//! missing is empty, and what a later version wrote is left alone.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used)]

use converel_protocol::team::handbook::Facts;
use converel_protocol::team::{TeamError, read, write};

const FACTS: &str = include_str!("../../../tests/fixtures/team/v1/handbook.json");

#[test]
fn the_golden_file_is_read_and_written_the_same() {
    let facts: Facts = read(FACTS).unwrap();
    assert_eq!(serde_json::to_string_pretty(&facts).unwrap() + "\n", FACTS);
    assert_eq!(read(&write(&facts)), Ok(facts));
}

#[test]
fn what_is_missing_is_empty_and_what_is_newer_is_left_alone() {
    assert_eq!(read::<Facts>(r#"{"schema":1}"#), Ok(Facts { schema: 1, ..Facts::default() }));
    assert_eq!(read::<Facts>(r#"{"schema":2,"team":"A"}"#), Err(TeamError::Newer { found: 2 }));
    assert_eq!(read::<Facts>(r#"{"team":"A"}"#), Err(TeamError::NoSchema));
    for wrong in [r#"{"schema":1,"channels":[{"name":"no id"}]}"#, r#"{"schema":1,"team":3}"#, "[]", "", "{"]
    {
        assert!(read::<Facts>(wrong).is_err(), "{wrong}");
    }
}
