//! The audit's web worker.
