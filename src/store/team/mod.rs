//! What the team's shift keeps: texts under keys of the form `kind/id`, JSON of `converel_protocol::team`; whoever reads
//! one migrates it. One cabinet is in memory for tests ([`MemoryCabinet`]), one in the browser ([`IndexedCabinet`]), in
//! a database of its own, so that the gate has nothing of it. Two dashboards may be open: a text is changed in one
//! transaction from what it is then, never from what a page remembers.

#[cfg(target_arch = "wasm32")]
mod indexed;
mod memory;

use crate::Error;

#[cfg(target_arch = "wasm32")]
pub use indexed::IndexedCabinet;
pub use memory::MemoryCabinet;

/// A text of a key.
pub type Entry = (String, String);

/// What becomes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It stays as it is, or stays away.
    Leave,
    /// This takes its place.
    Put(String),
    /// It goes.
    Remove,
}

/// Keeps the team's texts.
#[allow(async_fn_in_trait)] // a page has one thread: nobody needs `Send` futures
pub trait Cabinet {
    /// Every text that is kept, by key.
    ///
    /// # Errors
    /// [`Error::Newer`] or [`Error::Unreachable`].
    async fn all(&self) -> Result<Vec<Entry>, Error>;

    /// Changes the texts of these keys, all of them or none, in one transaction: `turn` is given each key with the text
    /// that stands there now. It has happened when the future is ready.
    ///
    /// # Errors
    /// [`Error`]; then nothing was changed.
    async fn change(
        &self,
        keys: &[String],
        turn: impl FnMut(&str, Option<String>) -> Turn,
    ) -> Result<(), Error>;
}
