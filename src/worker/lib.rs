//! The audit's web worker: reads files, keeps what was agreed to, tells the numbers. So a big import never
//! freezes a page.

pub mod archive;
pub mod auditor;
#[cfg(target_arch = "wasm32")]
pub mod entry;
pub mod reading;
pub mod sniff;
pub mod source;
