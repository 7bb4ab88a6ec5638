//! What is stored of the user's corrections, changed: lessons added and forgotten. What a later version of the
//! extension stored is never written over.

use converel_core::learn::Lessons;
use converel_protocol::lessons::{self, LessonsError, StoredLesson, StoredLessons};
use serde_json::Value;

/// What was learned so far; nothing where it cannot be read.
pub(crate) fn known(stored: &Value) -> StoredLessons {
    lessons::read(stored).map(|found| StoredLessons::from(&found.lessons)).unwrap_or_default()
}

/// With these lessons, for what was stored.
pub(crate) fn learned(stored: &Value, more: &[StoredLesson]) -> Result<StoredLessons, LessonsError> {
    changed(stored, |lessons| {
        more.iter().filter_map(StoredLesson::read).for_each(|lesson| lessons.add(lesson));
    })
}

/// Without this lesson.
pub(crate) fn forgotten(stored: &Value, lesson: &StoredLesson) -> Result<StoredLessons, LessonsError> {
    changed(stored, |lessons| {
        if let Some(lesson) = lesson.read() {
            lessons.forget(&lesson);
        }
    })
}

fn changed(stored: &Value, change: impl FnOnce(&mut Lessons)) -> Result<StoredLessons, LessonsError> {
    let mut lessons = match lessons::read(stored) {
        Ok(found) => found.lessons,
        // Something else than lessons is of no use to anybody.
        Err(LessonsError::NoLessons) => Lessons::default(),
        Err(newer) => return Err(newer),
    };
    change(&mut lessons);
    Ok((&lessons).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn golden() -> Value {
        serde_json::from_str(include_str!("../../tests/fixtures/lessons/v1.json")).unwrap()
    }

    fn all() -> Vec<StoredLesson> {
        known(&golden()).lessons
    }

    #[test]
    fn lessons_are_added_once_and_forgotten() {
        let stored = learned(&Value::Null, &all()).unwrap();
        assert_eq!(serde_json::to_value(&stored).unwrap(), golden());
        assert_eq!(learned(&golden(), &all()), Ok(stored.clone()));
        let rest = forgotten(&golden(), &all()[1]).unwrap();
        assert_eq!(rest.lessons, [all()[0].clone(), all()[2].clone(), all()[3].clone()]);
        assert_eq!(forgotten(&Value::Null, &all()[1]), Ok(StoredLessons::default()));
    }

    #[test]
    fn what_a_later_version_stored_is_left_alone() {
        let later = json!({ "schema": 2, "lessons": [] });
        let newer = Err(LessonsError::Newer { found: 2 });
        assert_eq!(learned(&later, &all()), newer);
        assert_eq!(forgotten(&later, &all()[0]), newer);
        assert!(known(&later).lessons.is_empty());
    }

    #[test]
    fn what_is_broken_is_begun_anew() {
        for broken in [json!(3), json!({}), json!({ "schema": 1, "lessons": "x" })] {
            assert!(known(&broken).lessons.is_empty());
            assert_eq!(learned(&broken, &all()).unwrap().lessons, all());
        }
    }
}
