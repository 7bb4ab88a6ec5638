//! What is in a backup, counted: what the user is told before they save it or restore from it.

use super::{audit, count};
use converel_protocol::audit::kept;
use converel_protocol::backup::{Answers, Backup, Taken};
use converel_protocol::lessons;

/// Keys of rounds that are led.
pub(super) const LED: &str = "led/";
/// Keys of rounds that are answered.
pub(super) const ANSWERING: &str = "answering/";
/// Keys of decisions.
pub(super) const DECISION: &str = "decision/";

/// What is in a backup.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Records of the journal.
    pub records: u32,
    /// What was learned.
    pub lessons: u32,
    /// Settings were stored.
    pub settings: bool,
    /// Unrecorded invites.
    pub unchecked: u32,
    /// Calendars by address.
    pub calendars: u32,
    /// The audit's import.
    pub import: Option<Taken>,
    /// Cards that were placed.
    pub placements: u32,
    /// Cycles of improvements.
    pub cycles: u32,
    /// Rounds that are led.
    pub led: u32,
    /// The answers in them.
    pub answers: u32,
    /// Rounds that are answered.
    pub answering: u32,
    /// Decisions, those that were handed over by the gate among them.
    pub decisions: u32,
    /// Other texts of the team: the handbook, its rules.
    pub others: u32,
}

impl Contents {
    /// Nothing is in it but a key.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What is in this backup.
pub fn contents(backup: &Backup) -> Contents {
    let of_kind = |kind: &str| backup.team.keys().filter(|key| key.starts_with(kind)).count();
    let known = of_kind(LED) + of_kind(ANSWERING) + of_kind(DECISION);
    let rounds = backup.team.iter().filter(|(key, _)| key.starts_with(LED));
    let json = |key: &str| backup.audit.get(key).and_then(|text| serde_json::from_str(text).ok());
    let placements = json(audit::PLACEMENTS).and_then(|json| kept::read_placements(json).ok());
    let cycles = json(audit::CYCLES).and_then(|json| kept::read_cycles(json).ok());
    Contents {
        records: count(backup.journal.len()),
        lessons: lessons::read(&backup.lessons).map_or(0, |found| count(found.lessons.len())),
        settings: backup.settings.is_object(),
        unchecked: backup.unchecked.values().fold(0, |all, times| all.saturating_add(*times)),
        calendars: count(backup.calendars.len()),
        import: backup.audit.get(audit::IMPORT).and_then(|text| Taken::of(text)),
        placements: placements.map_or(0, |placements| count(placements.placements.len())),
        cycles: cycles.map_or(0, |cycles| count(cycles.cycles.len())),
        led: count(of_kind(LED)),
        answers: rounds.fold(0, |all, (_, text)| all.saturating_add(Answers::of(text))),
        answering: count(of_kind(ANSWERING)),
        decisions: count(of_kind(DECISION) + backup.inbox.len()),
        others: count(backup.team.len().saturating_sub(known)),
    }
}
