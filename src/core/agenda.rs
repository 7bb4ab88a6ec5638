//! Reading the agenda that a description already holds: its topics and how good it is. What is no
//! agenda (join blocks, footers, signatures) is taken away in [`clean`]; what a sentence tells of itself is
//! read in [`told`], what a topic line says in [`item`]; [`reader`] puts it together. Whether an agenda is good enough is not judged here.

mod clean;
mod item;
mod reader;
mod terms;
mod timebox;
mod together;
mod told;

use crate::lines;
use crate::order::WordSet;
use crate::raw::TextFormat;
pub(crate) use item::people;
use reader::Reader;
pub(crate) use terms::is_given_name;

/// More topics than this no meeting has; what comes after is not read.
const ITEM_LIMIT: usize = 60;
/// Longer texts are kept up to here, in bytes: what a meeting is for is said early.
const TEXT_LIMIT: usize = 4_000;

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
    /// added it in the gate, and if the line holds more than this topic and so cannot be changed for it
    /// alone. The write-back finds the line again by this text. For a row of an HTML table, its topic cell.
    pub line: String,
}

/// An agenda read from a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// How much there is.
    pub level: AgendaLevel,
    /// The topics in order.
    pub items: Vec<Item>,
    /// What will be decided or known, if the description says so: behind a label ("Goal: …", "Outcome: …",
    /// "Decide: …"), or else the sentence that says it.
    pub outcome: String,
    /// A link that the description gives as reading or notes, if there is one (never a join link).
    pub link: String,
}

/// Reads the agenda of a description. A sentence that only repeats the title is no topic.
pub fn read(description: &str, format: TextFormat, title: &str) -> Agenda {
    read_among(description, format, title, &WordSet::default()).0
}

/// As [`read`], knowing the people's names in lower case, which tells an owner ("Priya: budget") from a
/// heading ("Budget: forecast"). Gives the text too that was read: entries, rows and sentences, a line each,
/// without what is no agenda in any meeting.
pub(crate) fn read_among(
    description: &str,
    format: TextFormat,
    title: &str,
    people: &WordSet,
) -> (Agenda, String) {
    let mut reader = Reader::new(format, title, people);
    let mut text = String::new();
    for piece in clean::pieces(lines::lines(description, format)) {
        if !piece.text.is_empty() && text.len() < TEXT_LIMIT {
            text.push_str(crate::words::cut(&piece.text, 1_000));
            text.push('\n');
        }
        reader.piece(&piece);
    }
    (reader.finish(), text)
}

#[cfg(test)]
mod tests;
