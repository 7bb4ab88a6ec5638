//! Held against the `icalendar` crate: what it writes, folded and escaped, is read here as it was meant, and as it
//! reads it itself.

#![allow(clippy::unwrap_used)]

use converel_calendar::{Calendars, Component, Settings, Span};
use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _, Property};
use proptest::prelude::*;

/// What both can say of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    uid: String,
    summary: String,
    description: String,
    location: String,
    attendees: Vec<(String, String)>,
}

fn told() -> impl Strategy<Value = Told> {
    // Long enough to be folded, with all that is escaped and with characters of several bytes.
    let text = || "[a-zA-Z0-9 ,;:\\\\é会😀\n]{0,150}[a-z]";
    let attendees = prop::collection::vec(("[a-z]{1,8}@[a-z]{1,60}\\.org", "[A-Za-zé ,;:]{0,30}[a-z]"), 0..5);
    ("[a-zA-Z0-9@.-]{1,90}", text(), text(), text(), attendees).prop_map(
        |(uid, summary, description, location, attendees)| Told {
            uid,
            summary,
            description,
            location,
            attendees,
        },
    )
}

/// As the peer writes it.
fn written(events: &[Told]) -> String {
    let mut calendar = Calendar::new();
    for told in events {
        let mut event = Event::new();
        event.uid(&told.uid).summary(&told.summary).description(&told.description).location(&told.location);
        event.add_property("DTSTART", "20240401T090000Z");
        for (address, name) in &told.attendees {
            let mut attendee = Property::new("ATTENDEE", format!("mailto:{address}"));
            attendee.add_parameter("CN", &format!("\"{name}\""));
            event.append_multi_property(attendee.done());
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// As the peer reads it.
fn by_the_peer(text: &str) -> Vec<Told> {
    let calendar: Calendar = text.parse().unwrap();
    let of = |component: &CalendarComponent| {
        let event = component.as_event()?;
        let attendees = event.multi_properties().get("ATTENDEE").map(|all| {
            let one = |attendee: &Property| {
                let name = attendee.params().get("CN").map(|name| name.value().trim_matches('"').to_owned());
                (attendee.value().trim_start_matches("mailto:").to_owned(), name.unwrap_or_default())
            };
            all.iter().map(one).collect()
        });
        Some(Told {
            uid: event.get_uid()?.to_owned(),
            summary: event.get_summary()?.to_owned(),
            description: event.get_description()?.to_owned(),
            location: event.get_location()?.to_owned(),
            attendees: attendees.unwrap_or_default(),
        })
    };
    calendar.components.iter().filter_map(of).collect()
}

/// As we do.
fn by_us(text: &str) -> Vec<Told> {
    let mut calendars = Calendars::new(Settings::new(Span { from: 0, to: 4_000_000_000 }));
    let mut seen = Vec::new();
    let mut describe = |event: &Component<'_>| {
        seen.push(Told {
            uid: event.uid().into_owned(),
            summary: event.summary().into_owned(),
            description: event.description().into_owned(),
            location: event.location().into_owned(),
            attendees: event
                .attendees()
                .map(|party| (party.address.into_owned(), party.name.into_owned()))
                .collect(),
        });
    };
    calendars.feed(text.as_bytes(), &mut describe);
    let read = calendars.end_file(&mut describe);
    assert_eq!(read.defects, [], "{text}");
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_peer_writes(events in prop::collection::vec(told(), 0..6)) {
        let text = written(&events);
        let ours = by_us(&text);
        prop_assert_eq!(&ours, &events, "{}", text);
        prop_assert_eq!(&ours, &by_the_peer(&text), "{}", text);
    }
}
