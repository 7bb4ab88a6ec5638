//! A backup: everything that the extension keeps, as one JSON file. Each part stands in it as it is stored, with the
//! schema version of its own, so that each is migrated by its own reader. A file of a later version, or with a part of
//! a later version, is refused as a whole. A file with a passphrase holds the same text, locked.

mod base64;
mod outline;

use crate::audit::kept::AUDIT_SCHEMA;
use crate::lessons::{LESSONS_SCHEMA, LessonsError};
use crate::runtime::Calendar;
use crate::settings::SETTINGS_VERSION;
use crate::stored::RECORD_SCHEMA;
use crate::team::TEAM_SCHEMA;
use crate::{lessons, stored};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

pub use outline::{Answers, ChangedAt, Schema, Taken};

/// The schema version written today.
pub const BACKUP_SCHEMA: u32 = 1;

/// What says that a file is one of ours.
const FORMAT: &str = "converel-backup";

/// The texts of a database, by key.
pub type Texts = BTreeMap<String, String>;

/// Everything that one profile keeps. Two of these are compared to restore one in the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Backup {
    /// Schema version.
    pub schema: u32,
    /// Always the same word.
    pub format: String,
    /// When it was made, milliseconds since the Unix epoch.
    pub made_at: f64,
    /// Version of the extension that made it.
    pub version: String,
    /// Name and version of the browser, as far as it says.
    pub browser: String,
    /// The key for guests' hashes, 64 hex digits.
    #[serde(default)]
    pub key: String,
    /// As stored; null: none were.
    #[serde(default)]
    pub settings: Value,
    /// What was learned, as stored; null: nothing was.
    #[serde(default)]
    pub lessons: Value,
    /// Invites that no record tells of, by cause.
    #[serde(default)]
    pub unchecked: BTreeMap<String, u32>,
    /// The calendars that the user added.
    #[serde(default)]
    pub calendars: Vec<Calendar>,
    /// What the gate handed over and nobody took out yet, as stored.
    #[serde(default)]
    pub inbox: Vec<Value>,
    /// The journal's records, as stored, oldest first.
    #[serde(default)]
    pub journal: Vec<Value>,
    /// The audit's texts.
    #[serde(default)]
    pub audit: Texts,
    /// The team's texts.
    #[serde(default)]
    pub team: Texts,
}

/// A file with a passphrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedBackup {
    /// Schema version.
    pub schema: u32,
    /// Always the same word.
    pub format: String,
    /// The locked text of a [`Backup`], in base64 (RFC 4648).
    pub locked: String,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// A backup.
    Open(Box<Backup>),
    /// One with a passphrase: what is locked.
    Locked(Vec<u8>),
}

/// A part of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The file itself.
    File,
    /// [`Backup::journal`].
    Journal,
    /// [`Backup::settings`].
    Settings,
    /// [`Backup::lessons`].
    Lessons,
    /// [`Backup::audit`].
    Audit,
    /// [`Backup::team`].
    Team,
}

/// A file that is not restored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// It is no JSON: something else, cut off, or damaged.
    #[error("it is no JSON, or not all of it is there")]
    NoJson,
    /// It is JSON of something else.
    #[error("it is no backup of this extension")]
    NoBackup,
    /// A later version wrote it, or a part of it.
    #[error(
        "a later version of the extension wrote it (schema {found}, and this version reads up to {reads})"
    )]
    Newer {
        /// What of it.
        part: Part,
        /// The version that it carries.
        found: u64,
        /// The version up to which it can be read.
        reads: u32,
    },
    /// A field is missing or has a value of the wrong kind.
    #[error("it does not follow its schema: {0}")]
    Malformed(String),
}

impl Backup {
    /// An empty one, made then, by this version, in this browser.
    pub fn new(made_at: f64, version: String, browser: String) -> Self {
        let format = FORMAT.to_owned();
        Self { schema: BACKUP_SCHEMA, format, made_at, version, browser, ..Self::default() }
    }
}

impl LockedBackup {
    /// The file that holds this.
    pub fn new(locked: &[u8]) -> Self {
        Self { schema: BACKUP_SCHEMA, format: FORMAT.to_owned(), locked: base64::write(locked) }
    }
}

/// Reads what stands in a file; `None`: it is no JSON.
///
/// # Errors
/// [`BackupError`]: nothing of it may be restored.
pub fn read(json: Option<Value>) -> Result<File, BackupError> {
    let json = json.ok_or(BackupError::NoJson)?;
    if json.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(BackupError::NoBackup);
    }
    match json.get("schema").and_then(Value::as_f64) {
        // The first version; a later one puts its step from each older version here.
        Some(1.0) => {}
        // A version is a small whole number; the cast saturates.
        Some(found) if found > 1.0 => return Err(newer(Part::File, found as u64, BACKUP_SCHEMA)),
        _ => return Err(BackupError::NoBackup),
    }
    let malformed = |error: serde_json::Error| BackupError::Malformed(error.to_string());
    if json.get("locked").is_some() {
        let file: LockedBackup = serde_json::from_value(json).map_err(malformed)?;
        let locked = base64::read(&file.locked);
        return locked.map(File::Locked).ok_or_else(|| BackupError::Malformed("no base64".to_owned()));
    }
    let backup: Backup = serde_json::from_value(json).map_err(malformed)?;
    if !key_is_one(&backup.key) {
        return Err(BackupError::Malformed("no key".to_owned()));
    }
    none_newer(&backup)?;
    Ok(File::Open(Box::new(backup)))
}

fn key_is_one(key: &str) -> bool {
    let lower = key.chars().all(|digit| !digit.is_ascii_uppercase());
    key.is_empty() || (lower && converel_core::record::key_from_hex(key).is_some())
}

fn newer(part: Part, found: u64, reads: u32) -> BackupError {
    BackupError::Newer { part, found, reads }
}

/// Refuses a backup with a part that a later version wrote.
fn none_newer(backup: &Backup) -> Result<(), BackupError> {
    let version = backup.settings.get("version").and_then(Value::as_f64).unwrap_or_default();
    if version > f64::from(SETTINGS_VERSION) {
        return Err(newer(Part::Settings, version as u64, SETTINGS_VERSION));
    }
    if let Err(LessonsError::Newer { found }) = lessons::read(&backup.lessons) {
        return Err(newer(Part::Lessons, found, LESSONS_SCHEMA));
    }
    for record in &backup.journal {
        if let Err(stored::ReadError::NewerSchema { found }) = stored::schema_of(record) {
            return Err(newer(Part::Journal, found, RECORD_SCHEMA));
        }
    }
    for (part, texts, reads) in
        [(Part::Audit, &backup.audit, AUDIT_SCHEMA), (Part::Team, &backup.team, TEAM_SCHEMA)]
    {
        let found =
            texts.values().filter_map(|text| Schema::of(text)).find(|found| *found > u64::from(reads));
        if let Some(found) = found {
            return Err(newer(part, found, reads));
        }
    }
    Ok(())
}
