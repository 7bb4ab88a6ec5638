//! Who met whom, by an import: gatherings in the form that the core's history takes, for the relationship of a meeting's
//! people here, and for the gate.

use crate::days;
use converel_core::history::{Gathering, History};
use converel_core::people::{Group, GuestKey};
use converel_protocol::audit::kept::{Answer, Event, Import};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A series is told as one gathering for so many days: the core takes a series to go on for as long.
const BUCKET: i64 = 91;
/// Of each person so many gatherings are looked at, the latest: three weigh as much as any number.
const ENOUGH: usize = 24;

/// Everybody who met the user according to an import, oldest first, as [`History::new`] takes it. `own`: keyed hashes
/// of the user's addresses ([`converel_core::record::guest_hash`]), who are in no group; `until`: the last day that
/// counts, as what lies ahead has not brought anybody together.
///
/// Occurrences that are cancelled, declined by the user, marked free or take whole days are left out, and so are people
/// who declined.
pub fn gatherings(import: &Import, own: &[String], until: Date) -> Vec<Gathering> {
    with_events(import, own, until).into_iter().map(|(gathering, _)| gathering).collect()
}

/// The gatherings, each with the keys of all who were there.
fn with_events(import: &Import, own: &[String], until: Date) -> Vec<(Gathering, Vec<GuestKey>)> {
    let own: BTreeSet<GuestKey> = own.iter().filter_map(|own| GuestKey::read(own)).collect();
    let last = days::number(until);
    let groups: Vec<Vec<GuestKey>> =
        import.events_kept.iter().map(|event| present(import, event, &own)).collect();
    // By event and the first day of the bucket: the days on which it took place.
    let mut buckets: BTreeMap<(i64, u32), u32> = BTreeMap::new();
    let mut open: BTreeMap<u32, i64> = BTreeMap::new();
    for occurrence in &import.occurrences {
        let day = occurrence.1.div_euclid(days::DAY);
        let there = groups.get(occurrence.0 as usize).is_some_and(|group| !group.is_empty());
        if day > last || !there {
            continue;
        }
        let since = open.entry(occurrence.0).or_insert(day);
        if day.saturating_sub(*since) >= BUCKET {
            *since = day;
        }
        *buckets.entry((*since, occurrence.0)).or_default() += 1;
    }
    let gathering = |((day, event), times): ((i64, u32), u32)| {
        let keys = groups.get(event as usize)?;
        let gone_on = last.saturating_sub(day).clamp(1, BUCKET) as f64;
        // So that the core counts as many as there were: one, and what the pace gives for the days since.
        let per_year = if times > 1 { (f64::from(times) - 0.5) * 365.0 / gone_on } else { 1.0 };
        let gathering =
            Gathering { day: days::of_number(day), per_year, group: Group::of(keys.iter().copied()) };
        Some((gathering, keys.clone()))
    };
    buckets.into_iter().filter_map(gathering).collect()
}

/// Who was there, without the user; nobody where it does not count.
fn present(import: &Import, event: &Event, own: &BTreeSet<GuestKey>) -> Vec<GuestKey> {
    if event.cancelled || event.all_day || event.free {
        return Vec::new();
    }
    let key = |person: u32| {
        let person = import.people.get(person as usize)?;
        if person.resource { None } else { GuestKey::read(&person.key) }
    };
    let declined = |person: u32| {
        event.attendees.iter().any(|(attendee, answer)| *attendee == person && *answer == Answer::Declined)
    };
    let everybody = event.attendees.iter().map(|(person, _)| *person).chain(event.organizer);
    let mut keys = BTreeSet::new();
    for person in everybody {
        match key(person) {
            Some(key) if own.contains(&key) && declined(person) => return Vec::new(),
            Some(key) if own.contains(&key) => {}
            Some(key) if !declined(person) => {
                keys.insert(key);
            }
            _ => {}
        }
    }
    keys.into_iter().collect()
}

/// The gatherings of an import, found by person: a history of all of them would be read whole for each guest of each
/// meeting.
pub(super) struct Shared {
    gatherings: Vec<Gathering>,
    of_person: BTreeMap<GuestKey, Vec<usize>>,
}

impl Shared {
    pub(super) fn of(import: &Import, own: &[String], until: Date) -> Self {
        let mut shared = Self { gatherings: Vec::new(), of_person: BTreeMap::new() };
        for (place, (gathering, keys)) in with_events(import, own, until).into_iter().enumerate() {
            for key in keys {
                shared.of_person.entry(key).or_default().push(place);
            }
            shared.gatherings.push(gathering);
        }
        shared
    }

    /// What matters of it to these guests. Where none of them was met all of it: that they are new among so many says
    /// something.
    pub(super) fn history(&self, guests: &[Option<GuestKey>]) -> History {
        let mut places: Vec<usize> = guests
            .iter()
            .flatten()
            .filter_map(|guest| self.of_person.get(guest))
            .flat_map(|places| places.iter().rev().take(ENOUGH).copied())
            .collect();
        if places.is_empty() {
            return History::new(self.gatherings.clone());
        }
        places.sort_unstable();
        places.dedup();
        History::new(places.into_iter().filter_map(|place| self.gatherings.get(place).cloned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_core::record::guest_hash;
    use converel_protocol::audit::kept::{Occurrence, Person};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 20);

    fn person(name: &str) -> Person {
        Person { key: guest_hash(b"key", name), resource: name == "room", ..Person::default() }
    }

    fn key(name: &str) -> GuestKey {
        GuestKey::of(b"key", name).unwrap()
    }

    /// Everybody accepted, unless their answer is among these.
    fn event(attendees: &[u32], answers: &[(u32, Answer)]) -> Event {
        let answer = |person: &u32| {
            let found = answers.iter().find(|(of, _)| of == person);
            (*person, found.map_or(Answer::Accepted, |(_, answer)| *answer))
        };
        Event { attendees: attendees.iter().map(answer).collect(), ..Event::default() }
    }

    fn import(events: Vec<Event>, days: &[(u32, Date)]) -> Import {
        let minute = |day: Date| days::number(day) * days::DAY + 600;
        Import {
            people: ["me", "ana", "ben", "eve", "room"].map(person).to_vec(),
            events_kept: events,
            occurrences: days.iter().map(|(event, day)| Occurrence(*event, minute(*day), 30)).collect(),
            ..Import::default()
        }
    }

    #[test]
    fn what_took_place_counts() {
        let declined = |person| vec![(person, Answer::Declined)];
        for (what, event_of, expected) in [
            ("everybody", event(&[0, 1, 2, 4], &[]), &["ana", "ben"][..]),
            ("one declined", event(&[0, 1, 2], &declined(1)), &["ben"]),
            ("declined", event(&[0, 1, 2], &declined(0)), &[]),
            ("cancelled", Event { cancelled: true, ..event(&[0, 1], &[]) }, &[]),
            ("free", Event { free: true, ..event(&[0, 1], &[]) }, &[]),
            ("all day", Event { all_day: true, ..event(&[0, 1], &[]) }, &[]),
            ("organizer", Event { organizer: Some(3), ..event(&[0], &[]) }, &["eve"]),
            ("alone", event(&[0, 4], &[]), &[]),
            ("nobody there", event(&[99], &[]), &[]),
        ] {
            let import = import(vec![event_of], &[(0, date(2026, 11, 10))]);
            let found = gatherings(&import, &[guest_hash(b"key", "me")], TODAY);
            let expected = (!expected.is_empty())
                .then(|| Group::of(expected.iter().map(|name| key(name))))
                .into_iter()
                .collect::<Vec<_>>();
            assert_eq!(found.into_iter().map(|found| found.group).collect::<Vec<_>>(), expected, "{what}");
        }
    }

    #[test]
    fn a_series_is_counted_as_often_as_it_took_place() {
        let week = |number: i64| days::of_number(days::number(date(2025, 11, 21)) + 7 * number);
        for (weeks, times) in [(1..2, 1), (50..60, 2), (40..60, 12), (0..60, 52), (0..10, 10)] {
            let days: Vec<(u32, Date)> = weeks.clone().map(|number| (0, week(number))).collect();
            let import = import(vec![event(&[0, 1], &[])], &days);
            let history = History::new(gatherings(&import, &[guest_hash(b"key", "me")], TODAY));
            let met = history.with(key("ana"), TODAY).times;
            assert!(met.abs_diff(times) <= 1, "{weeks:?}: {met}");
        }
    }

    #[test]
    fn the_shared_history_is_the_whole_as_far_as_it_matters() {
        let day = |number: i64| days::of_number(days::number(date(2026, 1, 1)) + number);
        let events = vec![event(&[0, 1, 2], &[]), event(&[0, 3], &[]), event(&[0, 1], &[])];
        let import = import(events, &[(0, day(1)), (1, day(3)), (2, day(9)), (0, day(200)), (1, day(210))]);
        let own = [guest_hash(b"key", "me")];
        let whole = History::new(gatherings(&import, &own, TODAY));
        let shared = Shared::of(&import, &own, TODAY);
        for guests in [&["ana"][..], &["ana", "ben"], &["eve"], &["nobody"]] {
            let keys: Vec<Option<GuestKey>> = guests.iter().map(|name| Some(key(name))).collect();
            let part = shared.history(&keys);
            let group = Group::of(keys.iter().copied().flatten());
            assert_eq!(part.together(&group, TODAY), whole.together(&group, TODAY));
            for guest in keys.into_iter().flatten() {
                assert_eq!(part.with(guest, TODAY), whole.with(guest, TODAY));
            }
        }
        assert_eq!(shared.history(&[Some(key("nobody"))]).len(), whole.len());
    }
}
