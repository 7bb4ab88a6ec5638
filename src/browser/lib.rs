//! The few browser calls that the project makes: extension APIs, the clock, the language's names and
//! event listeners, each typed. Nothing here decides anything, and nothing outside calls the
//! extension APIs by itself.
//!
//! Architecture invariant: the `extern "C"` block in [`api`] is the project's only one. It works under
//! `browser` (Firefox, promises) and `chrome` (Chromium, promises since Manifest V3).

mod api;
pub mod clock;
pub mod crypto;
pub mod i18n;
pub mod intl;
pub mod json;
pub mod listen;
pub mod permissions;
pub mod runtime;
pub mod storage;
pub mod tabs;
pub mod worker;

pub use api::Error;
