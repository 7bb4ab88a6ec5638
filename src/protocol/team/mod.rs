//! What the team's shift keeps and hands around: rounds of questions and their answers, results, decision records, the
//! handbook's facts. What was kept or handed out once can be read by every later version: `schema` says which one wrote
//! it, [`read`] migrates, `tests/fixtures/team/` keeps golden files of each version.

pub mod decision;
pub mod handbook;
pub mod practice;
pub mod results;
pub mod round;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The schema version written today, of every kind of value here.
pub const TEAM_SCHEMA: u32 = 1;

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamError {
    /// It carries no schema version.
    #[error("it has no schema version")]
    NoSchema,
    /// A newer version of the extension wrote it: it is left alone.
    #[error("it has schema {found}, and this version reads up to {TEAM_SCHEMA}")]
    Newer {
        /// The version that it carries.
        found: u64,
    },
    /// A field is missing or has a value of the wrong kind.
    #[error("it does not follow its schema: {0}")]
    Malformed(String),
}

/// Reads a value of any version up to today's, migrating step by step; there is one version so far.
///
/// # Errors
/// [`TeamError`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, TeamError> {
    let malformed = |error: serde_json::Error| TeamError::Malformed(error.to_string());
    let json: Value = serde_json::from_str(text).map_err(malformed)?;
    match json.get("schema").and_then(Value::as_u64).ok_or(TeamError::NoSchema)? {
        0 => return Err(TeamError::Malformed("schema versions start at 1".to_owned())),
        1 => {}
        found => return Err(TeamError::Newer { found }),
    }
    serde_json::from_value(json).map_err(malformed)
}

/// The text that [`read`] reads.
pub fn write<T: Serialize>(value: &T) -> String {
    // Strings, finite numbers and lists of them: there is nothing that JSON could refuse.
    serde_json::to_string(value).unwrap_or_default()
}
