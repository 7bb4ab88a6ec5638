//! What *Send* writes into the calendar's description, as steps that a page script can do without
//! judging: change a line in place, or put a block in front. Nothing else in the description changes.

/// A part of the block that is put in front of the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading line, e.g. "Agenda".
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Bullets.
    List(Vec<String>),
}

/// A line of the description that gets new text in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    /// The line as it is, markers left out.
    pub from: String,
    /// The line as it will be.
    pub to: String,
}

/// The steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Lines changed in place.
    pub edits: Vec<LineEdit>,
    /// The block that goes in front of what is there; empty: none.
    pub blocks: Vec<Block>,
    /// Every line that must be found, in any order, when the description is read back.
    pub proof: Vec<String>,
}
