//! The journal of decisions: what it promises ([`Journal`]), one in memory for tests ([`Memory`]) and
//! one in the browser's IndexedDB ([`Indexed`]). Nothing here judges, counts or shows.
//!
//! Architecture invariant: the background is the journal's one writer. The dashboard, the popup and the
//! gate's frame only read. What the meeting audit keeps ([`audit`]) stands apart; its worker alone reads and writes it; and
//! so does what the team's shift keeps ([`team`]), which the dashboard alone reads and writes.

mod attended;
pub mod audit;
#[cfg(target_arch = "wasm32")]
mod database;
#[cfg(target_arch = "wasm32")]
mod indexed;
mod memory;
pub mod team;

use converel_protocol::stored::StoredRecord;

pub use attended::Attended;
#[cfg(target_arch = "wasm32")]
pub use indexed::Indexed;
pub use memory::Memory;

/// Why the journal could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The disk, or the browser's quota for this extension, is full.
    #[error("storage is full")]
    Full,
    /// A later version of the extension wrote the database; this one leaves it alone.
    #[error("a later version of the extension wrote the journal")]
    Newer,
    /// The database cannot be opened, or broke off; in the browser's words.
    #[error("the storage cannot be reached: {0}")]
    Unreachable(String),
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The records, oldest first.
    pub records: Vec<StoredRecord>,
    /// How many more there are that this version cannot read. They stay as they are.
    pub unreadable: u32,
}

/// A journal. Each write is one transaction and has happened when its future is ready.
#[allow(async_fn_in_trait)] // a browser page has one thread: nobody needs `Send` futures
pub trait Journal {
    /// Keeps all of these records, or none. A record of the same id is written over.
    ///
    /// # Errors
    /// [`Error`]; then nothing was written.
    async fn put(&self, records: &[StoredRecord]) -> Result<(), Error>;

    /// The records at or after `at`, milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// [`Error::Newer`] or [`Error::Unreachable`].
    async fn since(&self, at: f64) -> Result<Found, Error>;

    /// Every record.
    ///
    /// # Errors
    /// As [`Journal::since`].
    async fn all(&self) -> Result<Found, Error> {
        self.since(f64::NEG_INFINITY).await
    }

    /// Deletes the record of this id; there being none is no error.
    ///
    /// # Errors
    /// [`Error`]; then nothing was deleted.
    async fn delete(&self, id: &str) -> Result<(), Error>;

    /// Deletes every record.
    ///
    /// # Errors
    /// [`Error`]; then nothing was deleted.
    async fn clear(&self) -> Result<(), Error>;
}
