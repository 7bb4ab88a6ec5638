//! Calendars for the tests of this crate: imports made of meetings that take place every so many days.

use crate::days::{self, DAY};
use converel_core::record::guest_hash;
use converel_protocol::audit::kept::{
    AUDIT_SCHEMA, Answer, Event, Import, Meeting, Occurrence, Options, Person, Shape,
};
use converel_protocol::stored::{AgendaLevel, Alternative, Frequency, Purpose, Relationship};
use jiff::civil::{Date, date};

/// The installation's key.
pub(crate) const KEY: &[u8] = b"key";
/// The user.
pub(crate) const ME: &str = "me@acme.example";
/// Monday.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// Milliseconds since the Unix epoch, at noon of a day.
pub(crate) fn noon(day: Date) -> f64 {
    ((days::number(day) * DAY + 12 * 60) * 60_000) as f64
}

/// The user's options: their address is known, hours and days are UTC's.
pub(crate) fn options() -> Options {
    Options { own: vec![ME.to_owned()], ..Options::default() }
}

/// One meeting.
#[derive(Clone)]
pub(crate) struct Held<'a> {
    pub(crate) key: &'a str,
    pub(crate) title: &'a str,
    pub(crate) shape: Shape,
    pub(crate) others: u32,
    /// Where its people begin among all others.
    pub(crate) others_from: u32,
    pub(crate) first: Date,
    pub(crate) every: i64,
    pub(crate) last: Date,
    /// Minutes after midnight.
    pub(crate) at: i64,
    pub(crate) minutes: u32,
    pub(crate) per_year: f64,
    pub(crate) interval: u32,
    pub(crate) ends_on: Option<&'a str>,
    pub(crate) agenda: AgendaLevel,
    pub(crate) purpose: Purpose,
    pub(crate) relationship: Option<Relationship>,
    pub(crate) alternative: Option<Alternative>,
    pub(crate) answer: Answer,
    pub(crate) cancelled: bool,
}

/// A weekly status of five people who know each other, on Mondays from 11:00 to 12:00, through the whole span.
pub(crate) const STATUS: Held<'static> = Held {
    key: "status",
    title: "Weekly status",
    shape: Shape::Recurring,
    others: 4,
    others_from: 0,
    first: date(2026, 1, 5),
    every: 7,
    last: date(2027, 3, 31),
    at: 11 * 60,
    minutes: 60,
    per_year: 46.0,
    interval: 1,
    ends_on: None,
    agenda: AgendaLevel::None,
    purpose: Purpose::Conveyance,
    relationship: Some(Relationship::Strong),
    alternative: Some(Alternative::WrittenUpdate),
    answer: Answer::Accepted,
    cancelled: false,
};

/// The calendar of these meetings, read at noon of a day, from the beginning of 2026 to the spring after.
pub(crate) fn import(read: Date, meetings: &[Held<'_>]) -> Import {
    let minute = |day: Date| days::number(day) * DAY;
    let people = meetings.iter().map(|held| held.others_from + held.others).max().unwrap_or(0);
    let person =
        |address: String| Person { key: guest_hash(KEY, &address), name: address, ..Person::default() };
    let mut import = Import {
        schema: AUDIT_SCHEMA,
        at: noon(read),
        from: minute(date(2026, 1, 1)),
        to: minute(date(2027, 4, 1)),
        names: true,
        people: std::iter::once(ME.to_owned())
            .chain((0..people).map(|number| format!("guest{number}@acme.example")))
            .map(person)
            .collect(),
        ..Import::default()
    };
    for (held, number) in meetings.iter().zip(0..) {
        import.meetings.push(Meeting {
            key: held.key.to_owned(),
            title: held.title.to_owned(),
            shape: held.shape,
            frequency: (held.shape == Shape::Recurring).then_some(Frequency::Weekly),
            interval: held.interval,
            ends_on: held.ends_on.map(str::to_owned),
            minutes: held.minutes,
            per_year: held.per_year,
            agenda: held.agenda,
            purpose: held.purpose,
            relationship: held.relationship,
            alternative: held.alternative,
            ..Meeting::default()
        });
        let others = (1..=held.others).map(|other| (held.others_from + other, Answer::Accepted));
        import.events_kept.push(Event {
            meeting: number,
            organizer: Some(0),
            attendees: std::iter::once((0, held.answer)).chain(others).collect(),
            cancelled: held.cancelled,
            agenda: held.agenda,
            ..Event::default()
        });
        let mut day = days::number(held.first);
        while day <= days::number(held.last) {
            import.occurrences.push(Occurrence(number, day * DAY + held.at, held.minutes));
            day += held.every.max(1);
        }
    }
    import.occurrences.sort_by_key(|Occurrence(event, start, _)| (*start, *event));
    import
}
