//! The finished alternative: from the invite's own words, nothing invented, gaps marked.

/// A draft that can be copied, mailed or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Subject of a mail, title of a page.
    pub title: String,
    /// The body as Markdown.
    pub markdown: String,
}
