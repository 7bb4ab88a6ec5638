//! The team's shift, as far as it can be told without a browser: rounds of questions and what came of them, decisions,
//! pods, the handbook. Pure: time, randomness and cryptography come as arguments.

pub mod archive;
pub mod backup;
pub mod block;
pub mod collect;
pub mod compare;
pub mod decision;
pub mod followed;
pub mod handbook;
mod hex;
pub mod lock;
pub mod questions;
pub mod results;
pub mod seal;
pub mod suggest;
