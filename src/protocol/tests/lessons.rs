//! What was learned, stored and exported: what was written once is read again, an entry that is none is left
//! out, and what a later version wrote is left alone.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used)]

use converel_core::learn::{Lessons, MOST_LESSONS};
use converel_protocol::lessons::{self, LessonsError, StoredLesson, StoredLessons};
use proptest::prelude::*;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("../../../tests/fixtures/lessons/v1.json");

fn golden() -> Value {
    serde_json::from_str(GOLDEN).unwrap()
}

#[test]
fn golden_lessons_are_read_and_written_the_same() {
    let found = lessons::read(&golden()).unwrap();
    assert_eq!((found.lessons.len(), found.unreadable), (4, 0));
    let stored = StoredLessons::from(&found.lessons);
    assert_eq!(serde_json::to_value(&stored).unwrap(), golden());
    assert_eq!(lessons::export(&stored), GOLDEN);
    assert_eq!(lessons::import(GOLDEN), Ok(found.clone()));
    assert_eq!(Lessons::from(&stored), found.lessons);
}

/// serde-wasm-bindgen leaves `None` out.
#[test]
fn absent_parts_are_unknown() {
    let mut value = golden();
    for lesson in value["lessons"].as_array_mut().unwrap() {
        lesson.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
    assert_eq!(lessons::read(&value), lessons::read(&golden()));
}

#[test]
fn what_cannot_be_read_is_named() {
    let newer = |found| Err(LessonsError::Newer { found });
    assert_eq!(lessons::read(&Value::Null), Ok(lessons::Found::default()));
    assert_eq!(lessons::read(&json!({"schema": 1, "lessons": []})), Ok(lessons::Found::default()));
    assert_eq!(lessons::read(&json!({"schema": 2, "lessons": [], "more": 1})), newer(2));
    assert_eq!(lessons::read(&json!({"schema": 7})), newer(7));
    for none in [json!([]), json!("x"), json!({}), json!({"schema": 0}), json!({"schema": 1, "lessons": 3})] {
        assert_eq!(lessons::read(&none), Err(LessonsError::NoLessons), "{none}");
    }
    for none in ["", "{", "null", "[]", "{\"schema\": 1, \"records\": []}"] {
        assert_eq!(lessons::import(none), Err(LessonsError::NoLessons), "{none}");
    }
    // Of what a later version wrote the gate uses nothing.
    let later = StoredLessons { schema: 2, ..serde_json::from_value(golden()).unwrap() };
    assert!(Lessons::from(&later).is_empty());
}

#[test]
fn an_entry_that_is_none_is_left_out() {
    for (pointer, value) in [
        ("/lessons/0/day", json!("soon")),
        ("/lessons/0/words", json!("status")),
        ("/lessons/0/words/0", json!("")),
        ("/lessons/0/words/0", json!("a".repeat(41))),
        ("/lessons/0/words", vec!["a"; 13].into()),
        ("/lessons/0/group/0", json!("ana@example.org")),
        ("/lessons/0/purpose/set", json!("bonding")),
        ("/lessons/0/purpose", Value::Null),
        ("/lessons/0/relationship", json!({"inferred": null, "set": "weak"})),
        ("/lessons/0", json!(3)),
    ] {
        let mut changed = golden();
        *changed.pointer_mut(pointer).unwrap() = value;
        let found = lessons::read(&changed).unwrap();
        assert_eq!((found.lessons.len(), found.unreadable), (3, 1), "{pointer}");
    }
}

#[test]
fn what_is_imported_twice_is_learned_once() {
    let mut known = lessons::import(GOLDEN).unwrap().lessons;
    let before = known.clone();
    for lesson in lessons::import(GOLDEN).unwrap().lessons.iter() {
        known.add(lesson.clone());
    }
    assert_eq!(known, before);
}

#[test]
fn no_more_are_read_than_are_kept() {
    let mut value = golden();
    let template = value["lessons"][0].clone();
    let many = (0..MOST_LESSONS + 50).map(|number| {
        let mut lesson = template.clone();
        lesson["group"] = json!([format!("{number:016x}")]);
        lesson
    });
    value["lessons"] = many.collect();
    assert_eq!(lessons::read(&value).unwrap().lessons.len(), MOST_LESSONS);
}

proptest! {
    /// Whatever happened to the storage, reading it does not panic.
    #[test]
    fn reading_never_panics(field in "(day|words|group|purpose|relationship|x)", text in "\\PC{0,50}", number in any::<f64>()) {
        let _ = lessons::import(&text);
        for value in [json!(text), json!(number), json!([text]), json!({ "set": text }), Value::Null] {
            let _ = lessons::read(&json!({ "schema": value.clone(), "lessons": value.clone() }));
            let mut changed = golden();
            changed["lessons"][1][&field] = value;
            if let Ok(found) = lessons::read(&changed) {
                let again: Vec<StoredLesson> = found.lessons.iter().map(Into::into).collect();
                prop_assert_eq!(again.len(), found.lessons.len());
            }
        }
    }
}
