//! What was learned from the user's corrections, as it is stored under `lessons` in `storage.local`, exported
//! and imported again: one form for all three. What a lesson is worth stands in `converel_core::learn`.

use crate::kept::Nature;
use crate::stored::{Purpose, Relationship};
use converel_core::dates;
use converel_core::learn::{Correction, Lesson, Lessons, MOST_LETTERS, MOST_WORDS};
use converel_core::people::{Group, GuestKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The schema version written today.
pub const LESSONS_SCHEMA: u32 = 1;

/// The switch share ⟷ decide was set otherwise than inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PurposeCorrection {
    /// As inferred.
    pub inferred: Purpose,
    /// As the user set it.
    pub set: Nature,
}

/// The switch of the relationship was set otherwise than inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RelationshipCorrection {
    /// As inferred; nothing where it was unknown.
    pub inferred: Option<Relationship>,
    /// As the user set it.
    pub set: Relationship,
}

/// One correction, of one of the two switches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredLesson {
    /// When it was made, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub day: String,
    /// Words of the title in lower case, without accents, numbers, dates and ticket ids.
    #[cfg_attr(feature = "schema", schemars(length(max = 12), inner(length(min = 1, max = 40))))]
    pub words: Vec<String>,
    /// The beginnings of the guests' keyed hashes, 16 hex digits each; of a large group the smallest.
    #[cfg_attr(feature = "schema", schemars(length(max = 32), inner(regex(pattern = "^[0-9a-f]{16}$"))))]
    pub group: Vec<String>,
    /// Of the switch share ⟷ decide; nothing where `relationship` was corrected.
    pub purpose: Option<PurposeCorrection>,
    /// Of the switch know each other well ⟷ not yet; nothing where `purpose` was corrected.
    pub relationship: Option<RelationshipCorrection>,
}

/// All lessons, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "What converel has learned"))]
pub struct StoredLessons {
    /// Schema version.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub schema: u32,
    /// The lessons.
    #[cfg_attr(feature = "schema", schemars(length(max = 200)))]
    pub lessons: Vec<StoredLesson>,
}

impl Default for StoredLessons {
    fn default() -> Self {
        Self { schema: LESSONS_SCHEMA, lessons: Vec::new() }
    }
}

/// Lessons that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LessonsError {
    /// It is something else.
    #[error("this does not hold what converel has learned")]
    NoLessons,
    /// A newer version of the extension wrote them.
    #[error(
        "a later version of the extension wrote this (schema {found}; this version reads {LESSONS_SCHEMA})"
    )]
    Newer {
        /// The version that they carry.
        found: u64,
    },
}

/// Lessons that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The lessons.
    pub lessons: Lessons,
    /// How many entries are none.
    pub unreadable: u32,
}

/// Reads lessons of any version up to today's; nothing stored is nothing learned.
///
/// # Errors
/// [`LessonsError`]: what is there must not be written over.
pub fn read(json: &Value) -> Result<Found, LessonsError> {
    if json.is_null() {
        return Ok(Found::default());
    }
    match json.get("schema").and_then(Value::as_f64) {
        // The first version; a later one puts its step from each older version here.
        Some(1.0) => {}
        // A version is a small whole number; the cast saturates.
        Some(found) if found > 1.0 => return Err(LessonsError::Newer { found: found as u64 }),
        _ => return Err(LessonsError::NoLessons),
    }
    let entries = json.get("lessons").and_then(Value::as_array).ok_or(LessonsError::NoLessons)?;
    let mut found = Found::default();
    for entry in entries {
        match serde_json::from_value::<StoredLesson>(entry.clone()).ok().and_then(|lesson| lesson.read()) {
            Some(lesson) => found.lessons.add(lesson),
            None => found.unreadable = found.unreadable.saturating_add(1),
        }
    }
    Ok(found)
}

/// The same of a file's text.
///
/// # Errors
/// [`LessonsError`].
pub fn import(text: &str) -> Result<Found, LessonsError> {
    let json: Value = serde_json::from_str(text).map_err(|_| LessonsError::NoLessons)?;
    if json.is_null() { Err(LessonsError::NoLessons) } else { read(&json) }
}

/// The lessons that teach something that is not known.
pub fn new_of(known: &Lessons, more: &Lessons) -> Vec<StoredLesson> {
    let mut all = known.clone();
    let mut new = Vec::new();
    for lesson in more.iter() {
        let before = all.clone();
        all.add(lesson.clone());
        if all != before {
            new.push(lesson.into());
        }
    }
    new
}

/// The file: what is stored, to be read by people too.
pub fn export(lessons: &StoredLessons) -> String {
    // Strings and lists of them: there is nothing that JSON could refuse.
    serde_json::to_string_pretty(lessons).map(|text| text + "\n").unwrap_or_default()
}

/// The JSON Schema (draft 2020-12) of [`export`].
#[cfg(feature = "schema")]
pub fn schema() -> Result<String, serde_json::Error> {
    let mut schema = schemars::schema_for!(StoredLessons);
    schema.insert("$id".to_owned(), "urn:converel:lessons:1".into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

impl StoredLesson {
    /// The lesson; `None` if a part of it is not what it should be.
    pub fn read(&self) -> Option<Lesson> {
        let correction = match (self.purpose, self.relationship) {
            (Some(of), None) => Correction::Purpose { inferred: of.inferred.into(), set: of.set.into() },
            (None, Some(of)) => {
                Correction::Relationship { inferred: of.inferred.map(Into::into), set: of.set.into() }
            }
            _ => return None,
        };
        let fits = |word: &String| !word.is_empty() && word.chars().nth(MOST_LETTERS).is_none();
        if self.words.len() > MOST_WORDS || !self.words.iter().all(fits) {
            return None;
        }
        let mut guests = Vec::with_capacity(self.group.len());
        for guest in &self.group {
            guests.push(GuestKey::read(guest)?);
        }
        Some(Lesson {
            day: dates::machine_date(&self.day)?,
            words: self.words.clone(),
            group: Group::of(guests),
            correction,
        })
    }
}

impl From<&Lesson> for StoredLesson {
    fn from(lesson: &Lesson) -> Self {
        let (purpose, relationship) = match lesson.correction {
            Correction::Purpose { inferred, set } => {
                (Some(PurposeCorrection { inferred: inferred.into(), set: set.into() }), None)
            }
            Correction::Relationship { inferred, set } => {
                let inferred = inferred.map(Into::into);
                (None, Some(RelationshipCorrection { inferred, set: set.into() }))
            }
        };
        Self {
            day: dates::written(lesson.day),
            words: lesson.words.clone(),
            group: lesson.group.keys().iter().map(|key| key.written()).collect(),
            purpose,
            relationship,
        }
    }
}

impl From<&Lessons> for StoredLessons {
    fn from(lessons: &Lessons) -> Self {
        Self { schema: LESSONS_SCHEMA, lessons: lessons.iter().map(Into::into).collect() }
    }
}

/// What the background has already read: an entry that is none is left out, and of a newer version
/// everything.
impl From<&StoredLessons> for Lessons {
    fn from(stored: &StoredLessons) -> Self {
        let mut lessons = Self::default();
        if stored.schema == LESSONS_SCHEMA {
            stored.lessons.iter().filter_map(StoredLesson::read).for_each(|lesson| lessons.add(lesson));
        }
        lessons
    }
}
