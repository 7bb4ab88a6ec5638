//! The meeting audit's border: what is kept of an import ([`kept`]), the numbers that the page shows and the
//! report tells ([`numbers`]), what the page and the audit's worker say to each other ([`messages`]), and the
//! exports of the numbers ([`export`]).

pub mod export;
pub mod kept;
pub mod messages;
pub mod numbers;
