//! A backup, restored: what of it is new to a profile, and what becomes of what both have. The journal is joined by
//! id, so is what the team keeps, where the later of two holds; settings are taken from the backup. Restoring twice is
//! restoring once, and restoring one's own backup changes nothing.

pub mod audit;
mod contents;
mod settings;
mod texts;

use converel_core::learn::Lessons;
use converel_protocol::backup::{Backup, Part, Schema, Texts};
use converel_protocol::lessons::{self, StoredLesson};
use converel_protocol::runtime::Calendar;
use converel_protocol::settings::{self as stored_settings, Settings};
use converel_protocol::stored::{self, StoredRecord};
use converel_protocol::team::decision::FromGate;
use serde::Deserialize as _;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub use contents::{Contents, contents};
pub use texts::text;

/// What becomes of the key for guests' hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Key {
    /// It is the same, or the backup has none.
    #[default]
    Same,
    /// Nothing here was made with the key of this profile: the backup's takes its place.
    Adopt(String),
    /// This profile's key stays: the people of the backup's records are not known again in new ones.
    Stays,
}

/// What there is to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The key.
    pub key: Key,
    /// Records that are not here.
    pub records: Vec<StoredRecord>,
    /// How many are here already.
    pub records_known: u32,
    /// Lessons that teach something new.
    pub lessons: Vec<StoredLesson>,
    /// How many do not.
    pub lessons_known: u32,
    /// The settings that are to be stored; `None`: those here stay as they are.
    pub settings: Option<Settings>,
    /// A later version wrote the settings here: nothing of them is touched.
    pub settings_later: bool,
    /// The counts of unrecorded invites that are larger than here.
    pub unchecked: BTreeMap<String, u32>,
    /// The calendars by address that are not here.
    pub calendars: Vec<Calendar>,
    /// What the gate handed over, that nobody took out there and that is not here.
    pub inbox: Vec<Value>,
    /// The audit's texts that are to be written.
    pub audit: Texts,
    /// A later version wrote what the audit keeps here: nothing of it is touched.
    pub audit_later: bool,
    /// The backup has something of a calendar, and nothing of one may be kept here: of that nothing is restored.
    pub audit_withheld: bool,
    /// The team's texts that are to be written.
    pub team: Texts,
    /// How much of the backup is not understood, and left out.
    pub not_understood: BTreeMap<Part, u32>,
}

impl Plan {
    /// Everything in the backup is here.
    pub fn is_nothing(&self) -> bool {
        let Self { key, records, lessons, settings, unchecked, inbox, audit, team, .. } = self;
        let small = unchecked.is_empty() && inbox.is_empty() && settings.is_none();
        let large = records.is_empty() && lessons.is_empty() && audit.is_empty() && team.is_empty();
        small && large && !matches!(key, Key::Adopt(_))
    }

    fn left_out(&mut self, part: Part, count: u32) {
        if count > 0 {
            let counted = self.not_understood.entry(part).or_default();
            *counted = counted.saturating_add(count);
        }
    }
}

/// What there is to do, for `there` to be restored where everything is as `here` says.
pub fn plan(here: &Backup, there: &Backup) -> Plan {
    let mut plan = Plan { key: key(here, there), ..Plan::default() };
    journal(here, there, &mut plan);

    let known = lessons::read(&here.lessons).map(|found| found.lessons);
    match lessons::read(&there.lessons) {
        Ok(found) => {
            plan.left_out(Part::Lessons, found.unreadable);
            // What a later version stored here is not written over.
            if let Ok(known) = known {
                plan.lessons = lessons::new_of(&known, &found.lessons);
                plan.lessons_known = count(found.lessons.len().saturating_sub(plan.lessons.len()));
            }
        }
        Err(_) => plan.left_out(Part::Lessons, 1),
    }

    if !there.settings.is_null() {
        plan.left_out(Part::Settings, count(stored_settings::read(&there.settings).1.len()));
    }
    plan.settings = settings::restored(&here.settings, &there.settings);
    plan.settings_later = there.settings.is_object() && settings::is_later(&here.settings);

    let more = |(cause, times): (&String, &u32)| {
        here.unchecked.get(cause).is_none_or(|here| here < times).then(|| (cause.clone(), *times))
    };
    plan.unchecked = there.unchecked.iter().filter_map(more).collect();
    let added = |calendar: &&Calendar| here.calendars.iter().all(|here| here.origin != calendar.origin);
    plan.calendars = there.calendars.iter().filter(added).cloned().collect();
    let (sound, unsound): (Vec<&Value>, Vec<&Value>) =
        there.inbox.iter().partition(|entry| is_decision(entry));
    plan.left_out(Part::Team, count(unsound.len()));
    plan.inbox = sound.into_iter().filter(|entry| !taken(here, entry)).cloned().collect();

    plan.left_out(Part::Audit, audit::not_understood(&there.audit));
    match audit::merge(&here.audit, &there.audit) {
        Ok(texts) => {
            plan.audit = texts;
            plan.audit_withheld = audit::withheld(&here.audit, &there.audit);
        }
        Err(audit::Later) => plan.audit_later = true,
    }
    plan.left_out(Part::Team, count(there.team.values().filter(|text| Schema::of(text).is_none()).count()));
    let put = |(key, there): (&String, &String)| {
        text(key, here.team.get(key).map(String::as_str), there).map(|text| (key.clone(), text))
    };
    plan.team = there.team.iter().filter_map(put).collect();
    plan
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The key of a profile in which nobody's hash is yet can be another from now on. In the audit's options there is none.
fn key(here: &Backup, there: &Backup) -> Key {
    let nobody = here.journal.is_empty()
        && lessons::read(&here.lessons).is_ok_and(|found| found.lessons == Lessons::default())
        && here.audit.keys().all(|key| key == audit::OPTIONS);
    match there.key.as_str() {
        "" => Key::Same,
        key if key == here.key => Key::Same,
        key if nobody => Key::Adopt(key.to_owned()),
        _ => Key::Stays,
    }
}

/// Of one id there is one record: it says what was decided then, and that does not change.
fn journal(here: &Backup, there: &Backup, plan: &mut Plan) {
    let id = |record: &Value| record.get("id").and_then(Value::as_str).map(str::to_owned);
    let mut known: BTreeSet<String> = here.journal.iter().filter_map(id).collect();
    for json in &there.journal {
        match stored::read(json.clone()) {
            Ok(record) if known.contains(&record.id) => {
                plan.records_known = plan.records_known.saturating_add(1);
            }
            Ok(record) => {
                known.insert(record.id.clone());
                plan.records.push(record);
            }
            Err(_) => plan.left_out(Part::Journal, 1),
        }
    }
}

/// An entry of the inbox as the gate hands it over.
fn is_decision(entry: &Value) -> bool {
    FromGate::deserialize(entry).is_ok_and(|decision| !decision.id.is_empty())
}

/// An entry that waits here too, or that became a decision by its id.
fn taken(here: &Backup, entry: &Value) -> bool {
    let Some(id) = entry.get("id").and_then(Value::as_str) else { return true };
    let waits = here.inbox.iter().any(|waiting| waiting.get("id").and_then(Value::as_str) == Some(id));
    waits || here.team.contains_key(&format!("{}{id}", contents::DECISION))
}

#[cfg(test)]
mod tests;
