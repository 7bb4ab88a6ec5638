//! What the meeting audit keeps: texts under a few names, what an import changes written in one transaction. The
//! texts are JSON of `converel_protocol::audit::kept`; whoever reads one migrates it. One shelf is in memory for tests
//! ([`MemoryShelf`]), one in the browser ([`IndexedShelf`]), in a database of its own, so that neither waits for the
//! other's upgrade and the gate, which reads the journal, has nothing of it.

#[cfg(target_arch = "wasm32")]
mod indexed;
mod memory;

use crate::Error;

#[cfg(target_arch = "wasm32")]
pub use indexed::IndexedShelf;
pub use memory::MemoryShelf;

/// The name of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// What was read.
    Import,
    /// Where the user placed meetings.
    Placements,
    /// The improvements of each cycle.
    Cycles,
    /// What the user set.
    Options,
}

impl Name {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Import, Self::Placements, Self::Cycles, Self::Options];

    /// The key in the database. What was written once stands there for good.
    pub fn key(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Placements => "placements",
            Self::Cycles => "cycles",
            Self::Options => "options",
        }
    }
}

/// A change: the new text of a name, or none.
pub type Change = (Name, Option<String>);

/// Keeps the audit's texts.
#[allow(async_fn_in_trait)] // a worker has one thread: nobody needs `Send` futures
pub trait Shelf {
    /// Every text that is kept.
    ///
    /// # Errors
    /// [`Error::Newer`] or [`Error::Unreachable`].
    async fn read(&self) -> Result<Vec<(Name, String)>, Error>;

    /// Makes all of these changes, or none; they have happened when the future is ready.
    ///
    /// # Errors
    /// [`Error`]; then nothing was changed.
    async fn write(&self, changes: &[Change]) -> Result<(), Error>;
}
