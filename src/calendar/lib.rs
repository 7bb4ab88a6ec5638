//! iCalendar (RFC 5545, RFC 7986) in, occurrences out.
//!
//! [`Calendars`] reads files in pieces, in one pass, and keeps of each event only what is needed; then it expands
//! the recurrences into the [`Occurrence`]s of a span of time. Nothing here panics on any input or loops without
//! bound, and each [`Defect`] of a file is told with its line. No browser, no clock, no I/O.

pub mod civil;
pub mod rule;
