//! The judgement of converel: what an invite is, whether it should be a meeting, and what could
//! stand in its place.
//!
//! Architecture invariant: nothing here knows a browser, a clock, randomness or I/O; the time, the
//! key and the language's names come as arguments. No input makes it panic. Its types are not
//! serialisable on purpose: what crosses a border lives in `converel-protocol`.
//!
//! Data's way: [`raw::RawInvite`] → [`invite::read`] → [`invite::Invite`] → [`verdict::judge`] →
//! pass in silence, or a [`verdict::Question`] whose [`answers::Answers`] the user changes while
//! [`advice::advise`] answers each change; then [`patch::patch`], [`draft::draft`] and
//! [`record::Record`].

pub mod advice;
pub mod agenda;
pub mod answers;
pub mod change;
pub mod cost;
pub mod dates;
pub mod draft;
pub mod history;
pub mod html;
pub mod icalendar;
pub mod infer;
pub mod invite;
pub mod language;
pub mod learn;
mod lexicon;
pub mod lines;
mod order;
pub mod patch;
pub mod people;
pub mod policy;
pub mod quadrant;
pub mod raw;
pub mod record;
pub mod series;
pub mod stats;
pub mod verdict;
pub mod words;
