//! Reading the agenda that a description already holds: its topics and how good it is.

use crate::raw::TextFormat;

/// How much of an agenda there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgendaLevel {
    /// Nothing, or only join blocks, footers, signatures, headings and placeholders.
    #[default]
    None,
    /// It points to a document, board or ticket, and names no topic.
    LinkOnly,
    /// At least one specific topic.
    Topics,
    /// Topics, and an outcome, an owner or minutes on at least one.
    Good,
}

/// One topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The topic in the writer's words.
    pub topic: String,
    /// Time box in minutes.
    pub minutes: Option<u32>,
    /// Who leads it.
    pub owner: String,
    /// The whole line in the description that it was read from, markers left out; empty if the user
    /// added it in the gate. The write-back finds the line again by this text.
    pub line: String,
}

/// An agenda read from a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// How much there is.
    pub level: AgendaLevel,
    /// The topics in order.
    pub items: Vec<Item>,
    /// A line that says what will be decided or known, if there is one ("Goal: …", "Outcome: …", "Decide: …").
    pub outcome: String,
    /// A link that the description gives as reading or notes, if there is one (never a join link).
    pub link: String,
}

/// Reads the agenda of a description.
pub fn read(description: &str, format: TextFormat, title: &str) -> Agenda {
    let _ = (description, format, title);
    Agenda::default()
}
