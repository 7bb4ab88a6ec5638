//! What became of a promise: the meeting as it is from the day after the choice on, held against what it was.

use super::found::Found;
use crate::days::{self, DAY};
use crate::numbers::View;
use converel_protocol::audit::kept::{Change, Kept, Meeting, Occurrence, Outcome, Promise, Shape, Size};
use converel_protocol::stored::AgendaLevel;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A pace within so much of what was promised keeps it: months and weeks do not divide evenly.
const ABOUT: f64 = 1.1;
/// Weeks of a year.
const YEAR: f64 = 365.0 / 7.0;

/// What takes place of a meeting from the first day on.
#[derive(Default)]
struct Seen {
    times: u32,
    minutes: BTreeMap<u32, u32>,
    people: BTreeMap<u32, u32>,
    agendas: BTreeMap<AgendaLevel, u32>,
}

/// Holds the meeting as it is from `from` (days since 1970-01-01) on against the promise.
pub(super) fn outcome(promise: &Promise, found: &Found, view: &View<'_>, from: i64) -> Outcome {
    let meeting = match found {
        Found::Here(place) => view.import.meetings.get(*place as usize).map(|meeting| (*place, meeting)),
        Found::Gone => None,
        Found::Unclear => return too_early(promise),
    };
    // A series stands in the calendar long before it takes place; single events are put there one by one.
    let patterned = meeting.is_some_and(|(_, meeting)| meeting.shape != Shape::Recurring);
    let read = days::minutes(view.import.at);
    let until = if patterned { view.import.to.min(read) } else { view.import.to };
    let seen = meeting.map(|(place, _)| seen(view, place, from, until)).unwrap_or_default();
    let weeks = (until - from.saturating_mul(DAY)).max(0) as f64 / (7 * DAY) as f64;
    // What should have taken place by now, had nothing changed.
    let due = promise.before.per_year / YEAR * weeks;
    let Some((_, meeting)) = meeting.filter(|_| seen.times > 0) else {
        // A calendar that ends before the choice says nothing of what came after it.
        let silent = !view.import.occurrences.iter().any(|occurrence| {
            view.counted(occurrence).is_some() && view.shown(occurrence.1).day >= from && occurrence.1 < until
        });
        let early = silent || due < 1.0 || (patterned && due < 2.0);
        return if early { too_early(promise) } else { gone(promise) };
    };
    let per_year = if patterned {
        if due < 2.0 {
            return too_early(promise);
        }
        f64::from(seen.times) / weeks * YEAR
    } else {
        meeting.per_year
    };
    let now = Size {
        minutes: most(&seen.minutes).unwrap_or(meeting.minutes),
        people: most(&seen.people).unwrap_or(promise.before.people),
        per_year,
        agenda: most(&seen.agendas) == Some(AgendaLevel::Good),
        ends: meeting.ends_on.is_some(),
    };
    let topics = most(&seen.agendas).is_some_and(|level| level >= AgendaLevel::Topics);
    Outcome {
        kept: kept(promise, &now, meeting, topics),
        now,
        hours_returned: hours(&promise.before) - hours(&now),
    }
}

fn too_early(promise: &Promise) -> Outcome {
    Outcome { kept: Kept::TooEarly, now: promise.before, hours_returned: 0.0 }
}

/// Whatever was promised, a meeting that is gone takes nothing any more.
fn gone(promise: &Promise) -> Outcome {
    Outcome { kept: Kept::Kept, now: Size::default(), hours_returned: hours(&promise.before) }
}

/// Hours in a year, for everybody together.
fn hours(size: &Size) -> f64 {
    f64::from(size.people) * f64::from(size.minutes) * size.per_year / 60.0
}

fn seen(view: &View<'_>, meeting: u32, from: i64, until: i64) -> Seen {
    let mut seen = Seen::default();
    // A day has 50 hours at most, wherever it begins.
    let near = from.saturating_mul(DAY).saturating_sub(2 * DAY);
    let after = |occurrence: &&Occurrence| occurrence.1 >= near && occurrence.1 < until;
    for occurrence in view.import.occurrences.iter().filter(after) {
        if view.counted(occurrence) != Some(meeting) || view.shown(occurrence.1).day < from {
            continue;
        }
        let agenda =
            view.import.events_kept.get(occurrence.0 as usize).map_or(AgendaLevel::None, |it| it.agenda);
        seen.times += 1;
        *seen.minutes.entry(occurrence.2).or_default() += 1;
        *seen.people.entry(view.people(occurrence.0).0).or_default() += 1;
        *seen.agendas.entry(agenda).or_default() += 1;
    }
    seen
}

fn most<T: Copy + Ord>(times: &BTreeMap<T, u32>) -> Option<T> {
    times.iter().max_by_key(|(value, times)| (**times, Reverse(**value))).map(|(value, _)| *value)
}

/// How far a meeting that is still there keeps its promise.
fn kept(promise: &Promise, now: &Size, meeting: &Meeting, topics: bool) -> Kept {
    let before = &promise.before;
    let by = |value: u32, wanted: u32, then: u32| match value {
        _ if value <= wanted => Kept::Kept,
        _ if value < then => Kept::Partly,
        _ => Kept::NotYet,
    };
    let less = || if hours(now) * ABOUT < hours(before) { Kept::Partly } else { Kept::NotYet };
    match promise.change {
        Change::Shorter { minutes } | Change::InputsFirst { minutes } => {
            by(now.minutes, minutes, before.minutes)
        }
        Change::Smaller { people } => by(now.people, people, before.people),
        Change::Rarer { .. } => {
            let part = 1.0 - promise.hours_returned / hours(before).max(f64::MIN_POSITIVE);
            if now.per_year <= before.per_year * part.max(0.0) * ABOUT {
                Kept::Kept
            } else if now.per_year * ABOUT < before.per_year {
                Kept::Partly
            } else {
                Kept::NotYet
            }
        }
        Change::Agenda if now.agenda => Kept::Kept,
        Change::Agenda if topics => Kept::Partly,
        Change::Agenda => Kept::NotYet,
        Change::EndDate { .. } if now.ends => Kept::Kept,
        Change::EndDate { .. } => Kept::NotYet,
        // It was given an end that it did not have, or takes less than it did.
        Change::Replace { .. } | Change::Cancel if meeting.ends_on.is_some() && !before.ends => Kept::Partly,
        Change::Replace { .. } | Change::Cancel => less(),
    }
}
