//! A calendar's whole way through the audit, as the worker takes it: files, an import, cards, a placement, a cycle, a
//! message, and what later calendars show.

use converel_audit::gather::{Gatherer, without_names};
use converel_audit::{cycle, draft, tell};
use converel_calendar::{Calendars, Component, Settings, Span};
use converel_protocol::audit::kept::{Change, Cycles, Import, Kept, Options, Placement, Placements};
use converel_protocol::audit::numbers::Audit;
use converel_protocol::stored::{Alternative, Quadrant};

const KEY: &[u8] = b"the installation's key";
/// Monday, 23 November 2026, at noon.
const NOW: f64 = 1_795_435_200_000.0;
const DAY: f64 = 86_400_000.0;

const PEOPLE: &str = "ORGANIZER:mailto:me@acme.example
ATTENDEE;CN=Me;PARTSTAT=ACCEPTED:mailto:me@acme.example
ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@acme.example
ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@acme.example
ATTENDEE;CN=Room;CUTYPE=ROOM:mailto:room@acme.example";

/// A weekly status on Mondays from 11:00 on, from the beginning of the year, with what else its series says.
fn status(uid: &str, start: &str, duration: &str, rule: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Weekly status update\nDTSTART;TZID=Europe/Berlin:{start}\n\
         DURATION:{duration}\nRRULE:{rule}\n{PEOPLE}\nEND:VEVENT\n"
    )
}

/// A fortnightly planning, so that there is something else in the calendar.
fn planning() -> String {
    format!(
        "BEGIN:VEVENT\nUID:planning\nSUMMARY:Sprint planning\nDTSTART;TZID=Europe/Berlin:20260107T140000\n\
         DURATION:PT60M\nRRULE:FREQ=WEEKLY;INTERVAL=2\n{PEOPLE}\nEND:VEVENT\n"
    )
}

fn import(now: f64, events: &[String]) -> Import {
    let file = format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Work\n{}END:VCALENDAR\n", events.concat());
    let second = (now / 1_000.0) as i64;
    let span = Span { from: second - 400 * 86_400, to: second + 100 * 86_400 };
    let mut gatherer = Gatherer::new(KEY, &options().own, "en");
    let mut calendars = Calendars::new(Settings::new(span));
    let mut describe = |event: &Component<'_>| gatherer.describe(event);
    // In pieces, as files are read.
    for piece in file.replace('\n', "\r\n").as_bytes().chunks(7) {
        calendars.feed(piece, &mut describe);
    }
    let read = calendars.end_file(&mut describe);
    assert_eq!(read.defects, []);
    let names: Vec<String> = read.name.into_iter().collect();
    gatherer.gather(calendars.expand(), 1, read.events, 0, &names, now, span, &mut |_, _| ())
}

fn options() -> Options {
    Options {
        own: vec!["me@acme.example".to_owned()],
        zone: "Europe/Berlin".to_owned(),
        ..Options::default()
    }
}

fn told(import: &Import, placements: &Placements, cycles: &Cycles, now: f64) -> Audit {
    tell(import, &options(), KEY, placements, cycles, now)
}

#[test]
fn from_a_calendar_to_what_came_of_an_improvement() {
    let weekly = status("status@x", "20260105T110000", "PT60M", "FREQ=WEEKLY");
    let first = import(NOW, &[weekly.clone(), planning()]);
    let audit = told(&first, &Placements::default(), &Cycles::default(), NOW);
    let card = &audit.cards[0];
    assert_eq!((card.title.as_str(), card.people, card.minutes), ("Weekly status update", 3, 60));
    assert_eq!((card.weekday, card.starts, card.per_year), (1, 11 * 60, 46.0));
    assert_eq!(
        (card.inferred, card.alternative),
        (Some(Quadrant::Replace), Some(Alternative::WrittenUpdate))
    );
    assert_eq!(audit.cards.len(), 2);

    // The user sees it otherwise; it stays so when the calendar is read again without titles.
    let placements = Placements {
        schema: 1,
        placements: vec![Placement { key: card.key.clone(), quadrant: Quadrant::MeetForNow, at: NOW }],
    };
    let again = without_names(&import(NOW, &[planning(), weekly.clone()]));
    let audit = told(&again, &placements, &Cycles::default(), NOW);
    assert_eq!((audit.cards[0].stands(), audit.cards[0].title.as_str()), (Some(Quadrant::MeetForNow), ""));

    let audit = told(&first, &placements, &Cycles::default(), NOW);
    let card = &audit.cards[0];
    let shorter = Change::Shorter { minutes: 45 };
    let changes = [(card.key.clone(), shorter)];
    let begun = cycle::begin(&audit, &changes, "2027-01-04", "an id", NOW).unwrap();
    assert!((begun.promises[0].hours_returned - 3.0 * 0.25 * 46.0).abs() < 1e-9);
    let message = draft::draft(
        card,
        &shorter,
        &["Ana".to_owned(), "Ben".to_owned()],
        "2026-11-23".parse().unwrap(),
        "2027-01-04".parse().unwrap(),
        "en",
    );
    assert!(message.plain.contains("takes 45 minutes instead of 60"), "{}", message.plain);

    // What calendars show that are read three weeks later.
    let later = NOW + 21.0 * DAY;
    let until = "FREQ=WEEKLY;UNTIL=20261123T235959Z";
    let ended = status("status@x", "20260105T110000", "PT60M", until);
    let rest = |uid: &str| status(uid, "20261130T110000", "PT45M", "FREQ=WEEKLY");
    for (what, events, kept, returned) in [
        ("as it was", vec![weekly], Kept::NotYet, 0.0),
        ("shorter from then on", vec![ended.clone(), rest("status_R20261130T110000@x")], Kept::Kept, 34.5),
        ("made anew", vec![ended.clone(), rest("another@y")], Kept::Kept, 34.5),
        ("gone", vec![ended], Kept::Kept, 138.0),
    ] {
        let mut events = events;
        events.push(planning());
        let import = import(later, &events);
        let audit = told(&import, &placements, &Cycles::default(), later);
        let mut looked = begun.clone();
        assert!(cycle::look(&mut looked, Some(&first), &import, &audit, &options(), KEY));
        let outcome = looked.looks[0].outcomes[0];
        assert_eq!(outcome.kept, kept, "{what}");
        assert!((outcome.hours_returned - returned).abs() < 1e-9, "{what}: {outcome:?}");
        assert_eq!(
            (looked.looks[0].from.as_str(), looked.looks[0].to.as_str()),
            ("2026-11-24", "2026-12-15")
        );
    }
}

#[test]
fn the_same_file_twice_is_one_calendar() {
    let weekly = status("status@x", "20260105T110000", "PT60M", "FREQ=WEEKLY");
    let once = import(NOW, std::slice::from_ref(&weekly));
    let twice = import(NOW, &[weekly.clone(), weekly]);
    assert_eq!(once.occurrences, twice.occurrences);
    assert_eq!(once.meetings, twice.meetings);
}
