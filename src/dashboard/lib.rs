//! The dashboard's page and the popup: each is mounted here and wired to the journal, the storage and
//! the background. Nothing is drawn here and nothing judged.
//!
//! Architecture invariant: the pages read the journal and never write it; deleting is asked of the
//! background. The settings alone are written from here; what the audit keeps is written by its worker,
//! and what the team keeps by [`team`]. A backup
//! is restored part by part by the same writers.

#[cfg(target_arch = "wasm32")]
mod audit;
#[cfg(target_arch = "wasm32")]
mod backup;
#[cfg(target_arch = "wasm32")]
pub mod dashboard;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
pub mod popup;
#[cfg(target_arch = "wasm32")]
mod settings;
#[cfg(target_arch = "wasm32")]
mod team;
