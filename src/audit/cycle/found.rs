//! Which meeting of an import is the one that was promised something: by its key, or, where it was made anew with
//! another UID, by its title and people. Where that is not safe it is not found, and then it is gone.

use crate::gather::{overlap, title_key};
use crate::numbers::View;
use converel_protocol::audit::kept::{Import, Meeting, Promise, Shape};
use std::collections::HashMap;

/// The meeting in an import.
pub(super) enum Found {
    /// Index into the import's meetings.
    Here(u32),
    /// It is not in it.
    Gone,
}

impl Found {
    /// `chosen`: the day on which the promise was given, in days since 1970-01-01.
    pub(super) fn of(promise: &Promise, before: Option<&Import>, view: &View<'_>, chosen: i64) -> Self {
        let firsts = firsts_and_lasts(view);
        let goes_on =
            |meeting: u32| firsts.get(&meeting).is_some_and(|(_, last)| view.shown(*last).day > chosen);
        let known = position(view.import, &promise.key);
        if let Some(known) = known.filter(|known| goes_on(*known)) {
            return Self::Here(known);
        }
        let anew = Self::made_anew(promise, before, view, chosen, &firsts);
        anew.or(known).map_or(Self::Gone, Self::Here)
    }

    /// A meeting that was not there when the promise was given, with the same title and most of the same people; only if
    /// there is no other such.
    fn made_anew(
        promise: &Promise,
        before: Option<&Import>,
        view: &View<'_>,
        chosen: i64,
        firsts: &HashMap<u32, (i64, i64)>,
    ) -> Option<u32> {
        let title = title_key(&promise.title);
        if title.is_empty() {
            return None;
        }
        let people_then = people_of(view.import, &promise.key)
            .or_else(|| people_of(before?, &promise.key))
            .filter(|people| !people.is_empty());
        let mut candidates =
            view.import.meetings.iter().zip(0..).filter(|(meeting, place): &(&Meeting, u32)| {
                let begins = firsts.get(place).is_some_and(|(first, _)| view.shown(*first).day >= chosen);
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
                    && title_key(&meeting.title) == title
                    && same_people()
            });
        match (candidates.next(), candidates.next()) {
            (Some((_, only)), None) => Some(only),
            _ => None,
        }
    }
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
