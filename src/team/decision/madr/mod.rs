//! Decisions as Markdown, in the form of MADR 4.0 (Markdown Architectural Decision Records, adr.github.io/madr): front
//! matter with `status`, `date`, `decision-makers`, `consulted`, `informed` and keys of our own, then MADR's headings,
//! which are words of the format and in English whatever the user's language.
//!
//! What is written is read back without loss. A text keeps its own headings; a line of it that would be taken for the
//! file's is marked by a backslash ([`mod@mark`]). A file that somebody else made is read too, MADR 2 to 4 and
//! Nygard's form: what has no field is kept in `more` and named.

mod front;
mod headings;
mod mark;
mod names;
mod read;
mod words;
mod write;

pub use names::{file_name, file_names, number_of};
pub use read::{NotMadr, Read, read};
pub use write::write;

#[cfg(test)]
mod tests;
