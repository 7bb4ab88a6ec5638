//! A document that leaves the extension as a file: what it says before it becomes Markdown or a page. What comes from
//! somebody else (titles, names, answers) is marked as foreign, so that the writers can keep it from meaning anything.

#[cfg(test)]
pub(crate) mod english;
mod markdown;
mod page;
mod plain;
pub(crate) mod words;

pub(crate) use markdown::{escaped, markdown};
pub(crate) use page::page;

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// The title.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// A heading of the second level.
    Heading(String),
    /// A heading of the third level.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// Names with their values.
    Facts(Vec<(String, String)>),
    /// Items one below the other.
    List(Vec<Cell>),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns' names; `true`: of figures.
    pub columns: Vec<(String, bool)>,
    /// The cells.
    pub rows: Vec<Vec<Cell>>,
    /// A bar beside each row, 0 to 1, where there is room for drawings; empty: none.
    pub bars: Vec<f64>,
    /// The strength of each figure, 0 to 4, row by row, where cells can be coloured; empty: none.
    pub shades: Vec<Vec<u8>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Our own words, or a figure.
    Own(String),
    /// Somebody else's words: a title, a name.
    Foreign(String),
    /// Our own words about somebody else's.
    About(String, String),
}
