//! As much of a stored text as it takes to compare two of them: an import may be tens of megabytes, and is not held
//! twice for that.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// The version of a text.
#[derive(Deserialize)]
pub struct Schema {
    schema: u64,
}

impl Schema {
    /// The version that this text carries; `None`: it carries none.
    pub fn of(text: &str) -> Option<u64> {
        read::<Self>(text).map(|of| of.schema).filter(|schema| *schema > 0)
    }
}

/// When a text was changed.
#[derive(Deserialize)]
pub struct ChangedAt {
    changed_at: f64,
}

impl ChangedAt {
    /// Milliseconds since the Unix epoch; `None`: it does not say.
    pub fn of(text: &str) -> Option<f64> {
        read::<Self>(text).map(|of| of.changed_at)
    }
}

/// An import of the audit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Taken {
    /// When it was read, milliseconds since the Unix epoch.
    pub at: f64,
    /// Titles and names are in it.
    pub names: bool,
    /// How many meetings.
    pub meetings: u32,
}

#[derive(Deserialize)]
struct Import {
    at: f64,
    names: bool,
    meetings: Vec<IgnoredAny>,
}

impl Taken {
    /// That of this text; `None`: it is no import.
    pub fn of(text: &str) -> Option<Self> {
        let Import { at, names, meetings } = read(text)?;
        Some(Self { at, names, meetings: u32::try_from(meetings.len()).unwrap_or(u32::MAX) })
    }
}

/// How many answers came in to a round.
#[derive(Deserialize)]
pub struct Answers {
    answers: Vec<IgnoredAny>,
}

impl Answers {
    /// To that of this text; 0: it is none.
    pub fn of(text: &str) -> u32 {
        read::<Self>(text).map_or(0, |of| u32::try_from(of.answers.len()).unwrap_or(u32::MAX))
    }
}
