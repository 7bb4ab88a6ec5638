//! Which meeting of an import is the one that was promised something: by its key, or, where it was made anew with
//! another UID, by its title and people. That it is gone is said only of the calendar that the promise was given in, and
//! only where nothing in it may be the same meeting.

use crate::gather::{overlap, title_key};
use crate::numbers::View;
use converel_protocol::audit::kept::{Cycle, Import, Meeting, Promise, Shape};
use std::collections::{HashMap, HashSet};

/// The meeting in an import.
pub(super) enum Found {
    /// Index into the import's meetings.
    Here(u32),
    /// It is not in it any more.
    Gone,
    /// It is not in it, or it was made anew and which one it is cannot be told.
    Unclear,
}

/// Meetings that may be the one that was promised something, made anew.
enum Anew {
    Nothing,
    /// Index into the import's meetings.
    One(u32),
    /// There are several, or its title is not known.
    Perhaps,
}

impl Found {
    /// `chosen`: the day on which the promise was given, in days since 1970-01-01; `is_same`: the import is of the same
    /// calendar ([`is_same_calendar`]).
    pub(super) fn of(
        promise: &Promise,
        before: Option<&Import>,
        view: &View<'_>,
        chosen: i64,
        is_same: bool,
    ) -> Self {
        let firsts = firsts_and_lasts(view);
        let goes_on =
            |meeting: u32| firsts.get(&meeting).is_some_and(|(_, last)| view.shown(*last).day > chosen);
        let known = position(view.import, &promise.key);
        if let Some(known) = known.filter(|known| goes_on(*known)) {
            return Self::Here(known);
        }
        match (Anew::of(promise, before, view, chosen, &firsts), known) {
            (Anew::One(anew), _) => Self::Here(anew),
            (Anew::Perhaps, _) => Self::Unclear,
            (Anew::Nothing, Some(known)) => Self::Here(known),
            (Anew::Nothing, None) if is_same => Self::Gone,
            (Anew::Nothing, None) => Self::Unclear,
        }
    }
}

impl Anew {
    /// Meetings that were not there when the promise was given, with the same title and most of the same people.
    fn of(
        promise: &Promise,
        before: Option<&Import>,
        view: &View<'_>,
        chosen: i64,
        firsts: &HashMap<u32, (i64, i64)>,
    ) -> Self {
        let title = title_key(&promise.title);
        let people_then = people_of(view.import, &promise.key)
            .or_else(|| people_of(before?, &promise.key))
            .filter(|people| !people.is_empty());
        let mut candidates =
            view.import.meetings.iter().zip(0..).filter(|(meeting, place): &(&Meeting, u32)| {
                let begins = firsts.get(place).is_some_and(|(first, _)| view.shown(*first).day >= chosen);
                let same_title = || title.is_empty() || title_key(&meeting.title) == title;
                let same_people = || match &people_then {
                    Some(then) => overlap(then, &people(view.import, *place)) >= 0.5,
                    // Nobody knows any more who was in it: then its size must fit.
                    None => {
                        let now = people(view.import, *place).len();
                        let then = promise.before.people as usize;
                        now <= then.saturating_mul(2) && now.saturating_mul(2) >= then
                    }
                };
                meeting.key != promise.key
                    && meeting.shape != Shape::Single
                    && begins
                    && same_title()
                    && same_people()
            });
        match (candidates.next(), candidates.next()) {
            (None, _) => Self::Nothing,
            (Some((_, only)), None) if !title.is_empty() => Self::One(only),
            _ => Self::Perhaps,
        }
    }
}

/// Whether an import is of the calendar that the cycle was begun with, as far as that can be told: the one before it was
/// (it is what was chosen from, or was looked at), and of the other meetings in that which recur, or where none does of
/// the single ones, at least half are in this one too. What was promised something may be gone, and is not asked for.
pub(super) fn is_same_calendar(cycle: &Cycle, before: Option<&Import>, now: &Import) -> bool {
    let looked_at =
        |before: &&Import| before.at <= cycle.at || cycle.looks.iter().any(|look| look.at == before.at);
    let Some(before) = before.filter(looked_at) else { return false };
    let in_span = before.occurrences.iter().filter(|occurrence| (now.from..now.to).contains(&occurrence.1));
    let events = in_span.filter_map(|occurrence| before.events_kept.get(occurrence.0 as usize));
    let taking_place: HashSet<u32> = events.map(|event| event.meeting).collect();
    let others = before.meetings.iter().zip(0..).filter(|(meeting, place)| {
        taking_place.contains(place) && cycle.promises.iter().all(|promise| promise.key != meeting.key)
    });
    let (single, recurring): (Vec<&Meeting>, Vec<&Meeting>) =
        others.map(|(meeting, _)| meeting).partition(|meeting| meeting.shape == Shape::Single);
    let known = if recurring.is_empty() { single } else { recurring };
    let keys: HashSet<&str> = now.meetings.iter().map(|meeting| meeting.key.as_str()).collect();
    let still = known.iter().filter(|meeting| keys.contains(meeting.key.as_str())).count();
    still > 0 && still * 2 >= known.len()
}

fn position(import: &Import, key: &str) -> Option<u32> {
    import.meetings.iter().zip(0..).find(|(meeting, _)| meeting.key == key).map(|(_, place)| place)
}

/// The keys of everybody in the meeting with this key.
fn people_of<'a>(import: &'a Import, key: &str) -> Option<Vec<&'a str>> {
    position(import, key).map(|meeting| people(import, meeting))
}

/// The first and last start, among the occurrences that count, of each meeting: minutes since the Unix epoch.
fn firsts_and_lasts(view: &View<'_>) -> HashMap<u32, (i64, i64)> {
    let mut firsts: HashMap<u32, (i64, i64)> = HashMap::new();
    for occurrence in &view.import.occurrences {
        if let Some(meeting) = view.counted(occurrence) {
            let (first, last) = firsts.entry(meeting).or_insert((occurrence.1, occurrence.1));
            *first = (*first).min(occurrence.1);
            *last = (*last).max(occurrence.1);
        }
    }
    firsts
}

/// The keys of everybody in a meeting, rooms left out, in order.
fn people(import: &Import, meeting: u32) -> Vec<&str> {
    let events = import.events_kept.iter().filter(|event| event.meeting == meeting);
    let everybody =
        events.flat_map(|event| event.attendees.iter().map(|(person, _)| *person).chain(event.organizer));
    let people = everybody.filter_map(|person| import.people.get(person as usize));
    let mut keys: Vec<&str> =
        people.filter(|person| !person.resource).map(|person| person.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
