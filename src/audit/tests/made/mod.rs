//! Small imports for tests, made by hand. Their people: the user with two addresses, a room, a group, and others.

// Not every test uses everything.
#![allow(dead_code, unreachable_pub)]

use converel_audit::numbers::numbers;
use converel_core::record::guest_hash;
use converel_protocol::audit::kept::{Answer, Event, Import, Meeting, Occurrence, Options, Person, Shape};
use converel_protocol::audit::numbers::Audit;
use jiff::civil::DateTime;

/// The installation's key.
pub const KEY: &[u8] = b"key";
/// The user, by the first address and the second.
pub const ME: u32 = 0;
/// The second.
pub const ME_TOO: u32 = 1;
/// Nobody.
pub const ROOM: u32 = 2;
/// Of unknown size.
pub const GROUP: u32 = 3;
/// The first of all others, up to 39.
pub const ANA: u32 = 4;

/// Minutes since the Unix epoch.
pub fn minute(text: &str) -> i64 {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    epoch.duration_until(text.parse().unwrap()).as_mins()
}

/// Milliseconds since the Unix epoch.
pub fn instant(text: &str) -> f64 {
    minute(text) as f64 * 60_000.0
}

/// The people.
pub fn people() -> Vec<Person> {
    let mut people: Vec<Person> = (0..40)
        .map(|place| Person {
            key: guest_hash(KEY, &format!("person{place}@example.org")),
            name: format!("Person {place}"),
            ..Person::default()
        })
        .collect();
    people[ROOM as usize].resource = true;
    people[GROUP as usize].group = true;
    people
}

/// Four weeks, both addresses known.
pub fn options() -> Options {
    let own = vec!["person0@example.org".to_owned(), " Person1@Example.org".to_owned()];
    Options { own, weeks: 4, ..Options::default() }
}

/// An event by the user, for these too.
pub fn event(attendees: &[u32]) -> Event {
    let attendees = attendees.iter().map(|person| (*person, Answer::NeedsAction)).collect();
    Event { attendees, organizer: Some(ME), ..Event::default() }
}

/// An event with its times: starts in UTC, and minutes.
pub type Timed<'a> = (Event, Shape, &'a [(&'a str, u32)]);

/// The import of these events.
pub fn import(events: &[Timed<'_>]) -> Import {
    let mut import = Import { schema: 1, people: people(), ..Import::default() };
    for (place, (event, shape, times)) in events.iter().enumerate() {
        let place = place as u32;
        import.meetings.push(Meeting { shape: *shape, ..Meeting::default() });
        import.events_kept.push(Event { meeting: place, ..event.clone() });
        let times = times.iter().map(|(start, minutes)| Occurrence(place, minute(start), *minutes));
        import.occurrences.extend(times);
    }
    import.occurrences.sort_by_key(|occurrence| occurrence.1);
    import
}

/// One meeting with one other for each of these times.
pub fn met(times: &[(&str, u32)]) -> Import {
    import(&[(event(&[ANA]), Shape::Single, times)])
}

/// The numbers on a Wednesday: of the four weeks from Monday 26 October to Sunday 22 November 2026.
pub fn tell(import: &Import, options: &Options) -> Audit {
    numbers(import, options, KEY, instant("2026-11-25T10:00"))
}
