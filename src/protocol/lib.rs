//! What crosses a border: messages between the page script, the gate's frame and the background, and
//! what is stored or exported. Versioned, and the only serialisable types of the project; the
//! TypeScript types are generated from here by the builder.
//!
//! Nothing here judges: a type's conversion to and from `converel-core` is all the logic there is.

pub mod audit;
pub mod backup;
pub mod export;
pub mod kept;
pub mod lessons;
pub mod port;
pub mod runtime;
pub mod settings;
pub mod snapshot;
pub mod stored;
pub mod team;
#[cfg(feature = "typescript")]
pub mod typescript;
mod words;
