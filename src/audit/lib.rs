//! The meeting audit. What was read from calendars becomes an import ([`gather`]), an import becomes numbers
//! ([`numbers`]), cards with advice ([`board`]), and a history of what improvements brought ([`cycle`]). Pure: the
//! clock, the random and the options come as arguments.

pub mod board;
pub mod cycle;
mod days;
pub mod draft;
pub mod gather;
mod improve;
#[cfg(test)]
mod made;
pub mod numbers;

use converel_protocol::audit::kept::{Cycles, Import, Options, Placements};
use converel_protocol::audit::numbers::Audit;

/// Everything that the page shows of an import. `key`: the installation's, by which the user's own addresses are found
/// among the hashed people; `now`: milliseconds since the Unix epoch.
pub fn tell(
    import: &Import,
    options: &Options,
    key: &[u8],
    placements: &Placements,
    cycles: &Cycles,
    now: f64,
) -> Audit {
    let mut audit = numbers::numbers(import, options, key, now);
    (audit.cards, audit.cards_left_out) = board::cards(import, options, key, placements, now);
    audit.cycles.clone_from(&cycles.cycles);
    audit
}
