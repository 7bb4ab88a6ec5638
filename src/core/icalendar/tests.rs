//! Texts as calendars write them, read; and any bytes at all.

use super::*;
use crate::dates::LocaleNames;
use crate::invite::{self, Invite};
use crate::policy::Policy;
use jiff::SignedDuration;

/// An hour east of UTC.
fn east(utc: DateTime) -> Option<DateTime> {
    utc.checked_add(SignedDuration::from_hours(1)).ok()
}

fn event(text: &str) -> Event {
    read(text, east).unwrap()
}

fn invite_of(event: &Event) -> Invite {
    invite::read(&event.invite, &Policy::default(), &LocaleNames::default())
}

/// Start, minutes or `all day`, rule, guests with their marks.
fn shown(text: &str) -> String {
    let event = event(text);
    let invite = invite_of(&event);
    let minutes = match invite.minutes {
        _ if invite.all_day => format!("until {}", event.invite.end.date),
        Some(minutes) => format!("{minutes} min"),
        None => "?".to_owned(),
    };
    let start = invite.start.map(|start| start.to_string()).unwrap_or_default();
    let guests: Vec<String> = invite
        .guests
        .iter()
        .map(|guest| {
            let marks = [(guest.group, "+group"), (guest.optional, "+optional"), (guest.outside, "+outside")];
            let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
            format!("{} <{}>{marks}", guest.name, guest.address)
        })
        .collect();
    format!(
        "{} | {start} | {minutes} | {} | {}",
        invite.title,
        event.invite.recurrence.rule,
        guests.join(", ")
    )
}

#[test]
fn calendars_are_read() {
    for (name, text, expected) in [
        (
            "Nextcloud",
            include_str!("../../../tests/fixtures/icalendar/nextcloud.ics"),
            "Weekly status | 2026-11-30T10:00:00 | 60 min | FREQ=WEEKLY;BYDAY=MO | Ann Example <ann@example.com>, \
             bob@example.com <bob@example.com>+optional, Quality Circle <quality@example.com>+group",
        ),
        (
            "Apple Calendar",
            include_str!("../../../tests/fixtures/icalendar/apple.ics"),
            "Weekly status | 2026-11-30T10:00:00 | 60 min | FREQ=WEEKLY;INTERVAL=2 | \
             Ann Example <ann@example.com>, Bob Example <bob@example.com>",
        ),
        (
            "Thunderbird",
            include_str!("../../../tests/fixtures/icalendar/thunderbird.ics"),
            "Planung, nächste Schritte; Überblick für das ganze Team | 2026-11-30T14:00:00 | 90 min |  | \
             Ann Example <ann@example.com>, bob@example.com <bob@example.com>+optional",
        ),
        (
            "Outlook",
            include_str!("../../../tests/fixtures/icalendar/outlook.ics"),
            "Weekly status | 2026-11-30T10:00:00 | 60 min | \
             FREQ=WEEKLY;UNTIL=20270301T090000Z;INTERVAL=1;BYDAY=MO;WKST=SU | Example, Ann <ann@example.com>, \
             Bob Example <bob@example.com>+optional",
        ),
        (
            "SOGo",
            include_str!("../../../tests/fixtures/icalendar/sogo.ics"),
            "Weekly status | 2026-11-30T10:00:00 | 60 min |  | Ann Example <ann@example.com>, \
             Bob Example <bob@example.com>",
        ),
        (
            "an all-day event of Nextcloud",
            include_str!("../../../tests/fixtures/icalendar/all-day.ics"),
            "Offsite | 2026-11-30T00:00:00 | until 2026-12-01 |  | ann@example.com <ann@example.com>",
        ),
        (
            "a series behind its exception",
            include_str!("../../../tests/fixtures/icalendar/series.ics"),
            "Weekly status | 2026-11-30T10:00:00 | 45 min | FREQ=WEEKLY | ann@example.com <ann@example.com>",
        ),
    ] {
        assert_eq!(shown(text), expected, "{name}");
        // Line ends may have been changed on the way.
        let unix = text.replace("\r\n", "\n");
        assert_eq!(shown(&unix), expected, "{name}, LF");
        assert_eq!(shown(&unix.replace('\n', "\r\n")), expected, "{name}, CRLF");
        // The line end behind the last one may be missing.
        assert_eq!(shown(text.trim_end()), expected, "{name}, trimmed");
    }
}

#[test]
fn the_description_is_the_texts_or_else_its_html() {
    let thunderbird = event(include_str!("../../../tests/fixtures/icalendar/thunderbird.ics")).invite;
    assert_eq!(thunderbird.format, TextFormat::Plain);
    assert_eq!(thunderbird.description, "Agenda:\n- Roadmap (20 min, Ann)\n- Budget, risks; rest\n");
    let outlook = event(include_str!("../../../tests/fixtures/icalendar/outlook.ics"));
    assert_eq!(outlook.invite.format, TextFormat::Html);
    assert!(outlook.invite.description.starts_with("<!DOCTYPE HTML"), "{}", outlook.invite.description);
    let topics: Vec<String> = invite_of(&outlook).agenda.items.into_iter().map(|item| item.topic).collect();
    assert_eq!(topics, ["Roadmap", "Budget"]);
    let nextcloud = event(include_str!("../../../tests/fixtures/icalendar/nextcloud.ics")).invite;
    assert_eq!(nextcloud.description, "What is new", "the alarm has a description of its own");
}

#[test]
fn the_organizer_is_oneself() {
    for (name, text) in [
        ("Nextcloud", include_str!("../../../tests/fixtures/icalendar/nextcloud.ics")),
        ("SOGo", include_str!("../../../tests/fixtures/icalendar/sogo.ics")),
        ("Apple Calendar", include_str!("../../../tests/fixtures/icalendar/apple.ics")),
    ] {
        assert_eq!(invite_of(&event(text)).own, ["me@example.com"], "{name}");
    }
}

/// The lines of an event, within a calendar.
fn with(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

#[test]
fn times_are_civil_times() {
    for (lines, start, end) in [
        (
            "DTSTART;TZID=Europe/Berlin:20261130T100000\nDTEND;TZID=Europe/Berlin:20261130T110000",
            "2026-11-30 10:00",
            "2026-11-30 11:00",
        ),
        (
            "DTSTART;TZID=\"W. Europe Standard Time\":20261130T100000\nDURATION:PT45M",
            "2026-11-30 10:00",
            "2026-11-30 10:45",
        ),
        ("DTSTART:20261130T230000Z\nDTEND:20261201T000000Z", "2026-12-01 00:00", "2026-12-01 01:00"),
        ("DTSTART:20261130T230000Z\nDURATION:P1DT1H", "2026-12-01 00:00", "2026-12-02 01:00"),
        ("DTSTART:20261130T100000\nDTEND:20261130T110000", "2026-11-30 10:00", "2026-11-30 11:00"),
        ("DTSTART:20261130T100060\nDURATION:-PT15M", "2026-11-30 10:00", "2026-11-30 09:45"),
        ("DTSTART:20261130T100000", "2026-11-30 10:00", "2026-11-30 10:00"),
        ("DTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261201", "2026-11-30", "2026-11-30"),
        ("DTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261203", "2026-11-30", "2026-12-02"),
        ("DTSTART;VALUE=DATE:20261130", "2026-11-30", "2026-11-30"),
        ("DTSTART;VALUE=DATE:20261130\nDURATION:P2D", "2026-11-30", "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261130T000000\nDTEND;VALUE=DATE:20261201T000000", "2026-11-30", "2026-11-30"),
        ("DTSTART:20261130\nDTEND:20261130", "2026-11-30", "2026-11-30"),
        // No length is told by a time of a zone and one of UTC.
        ("DTSTART;TZID=Asia/Tokyo:20261130T100000\nDTEND:20261130T020000Z", "2026-11-30 10:00", ""),
        ("DTSTART:20261330T100000\nDTEND:x", "~20261330T100000", "~x"),
        ("DTSTART:20261130T250000\nDURATION:PT1H", "~20261130T250000", ""),
        ("DTSTART:2026-11-30T10:00:00", "~2026-11-30T10:00:00", ""),
        ("DTEND:20261130T110000", "", "2026-11-30 11:00"),
        ("DTSTART:99991231T230000Z\nDURATION:P99W", "9999-12-31 23:00", ""),
        ("SUMMARY:x", "", ""),
    ] {
        let invite = event(&with(lines)).invite;
        let shown = |time: &crate::raw::RawTime| {
            let unreadable = if time.date_text.is_empty() { "" } else { "~" };
            format!("{} {}{unreadable}{}", time.date, time.time, time.date_text).trim().to_owned()
        };
        assert_eq!((shown(&invite.start).as_str(), shown(&invite.end).as_str()), (start, end), "{lines}");
        assert_eq!(invite.all_day, start.len() == 10, "{lines}");
    }
}

#[test]
fn durations() {
    for (text, expected) in [
        ("PT1H30M", Some(90)),
        ("P1D", Some(1_440)),
        ("P2W", Some(20_160)),
        ("P1DT2H", Some(1_560)),
        ("PT90S", Some(1)),
        ("+pt5m", Some(5)),
        ("-PT15M", Some(-15)),
        ("PT0S", Some(0)),
        ("P", None),
        ("PT", None),
        ("PT5", None),
        ("P5X", None),
        ("PT99999999999M", None),
        ("1H", None),
        ("", None),
    ] {
        assert_eq!(time::minutes(text), expected, "{text}");
    }
}

#[test]
fn guests_are_read() {
    for (line, expected) in [
        ("ATTENDEE:mailto:ann@example.com", "ann@example.com| person"),
        ("ATTENDEE;CN=\"Doe, Ann: CEO\":MAILTO:ann@example.com", "ann@example.com|Doe, Ann: CEO person"),
        ("ATTENDEE;CN=Dr: Ann:mailto:ann@example.com", "ann@example.com|Dr person"),
        ("ATTENDEE;CUTYPE=room;CN=Room 4:mailto:r4@example.com", "r4@example.com|Room 4 room"),
        ("ATTENDEE;CUTYPE=RESOURCE:mailto:car@example.com", "car@example.com| room"),
        ("ATTENDEE;CUTYPE=\"GROUP\";ROLE=NON-PARTICIPANT:mailto:a@b.c", "a@b.c| group optional"),
        ("ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:a@b.c", "a@b.c| person optional"),
        ("ATTENDEE;CN=Ann;EMAIL=ann@example.com:/aMTIz/principal/", "ann@example.com|Ann person"),
        ("ATTENDEE;CN=Ann:invalid:nomail", "|Ann person"),
        ("ATTENDEE:urn:uuid:7", "|urn:uuid:7 person"),
        ("attendee;cn='Ann':ann@example.com", "ann@example.com|'Ann' person"),
        ("ATTENDEE;SENT-BY=\"mailto:x@y.z\":mailto:a@b.c", "a@b.c| person"),
        ("ORGANIZER;CN=Me:mailto:me@example.com", "me@example.com|Me person organizer"),
    ] {
        let invite = event(&with(line)).invite;
        let guest = invite.guests.first().unwrap();
        let kind = match guest.kind {
            RawGuestKind::Person => "person",
            RawGuestKind::Group => "group",
            RawGuestKind::Room => "room",
        };
        let optional = if guest.optional { " optional" } else { "" };
        let organizer = if guest.organizer { " organizer" } else { "" };
        assert_eq!(format!("{}|{} {kind}{optional}{organizer}", guest.email, guest.name), expected, "{line}");
    }
}

#[test]
fn what_is_done_with_the_event() {
    let guests = "ORGANIZER:mailto:me@b.c\nATTENDEE:mailto:a@b.c";
    let method = |method: &str, lines: &str| {
        format!("BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR")
    };
    for (text, action, count) in [
        (with(guests), Action::Save, 2),
        (method("REQUEST", guests), Action::Save, 2),
        (method("publish", guests), Action::Save, 2),
        (method("cancel", guests), Action::Cancel, 2),
        (with(&format!("STATUS:cancelled\n{guests}")), Action::Cancel, 2),
        (with(&format!("STATUS:CONFIRMED\n{guests}")), Action::Save, 2),
        // An answer goes to the organizer alone.
        (method("REPLY", guests), Action::Save, 1),
        (method("COUNTER", guests), Action::Save, 1),
    ] {
        let event = event(&text);
        assert_eq!((event.action, event.invite.guests.len()), (action, count), "{text}");
    }
}

#[test]
fn the_event_among_others() {
    let title = |text: &str| read(text, east).map(|event| event.invite.title);
    let one = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    for (name, text, expected) in [
        ("the master", one("RECURRENCE-ID:1\nSUMMARY:a") + &one("SUMMARY:b") + &one("SUMMARY:c"), Some("b")),
        (
            "only exceptions",
            one("RECURRENCE-ID:1\nSUMMARY:a") + &one("SUMMARY:b\nRECURRENCE-ID:2"),
            Some("a"),
        ),
        (
            "ends are missing",
            "BEGIN:VEVENT\nRECURRENCE-ID:1\nSUMMARY:a\nBEGIN:VEVENT\nSUMMARY:b".into(),
            Some("b"),
        ),
        ("the calendar ends", "BEGIN:VEVENT\nSUMMARY:a\nEND:VCALENDAR\nSUMMARY:b".into(), Some("a")),
        ("an alarm", one("BEGIN:VALARM\nSUMMARY:no\nBEGIN:X\nEND:X\nEND:VALARM\nSUMMARY:a"), Some("a")),
        ("an alarm without end", one("SUMMARY:a\nBEGIN:VALARM\nSUMMARY:no"), Some("a")),
        (
            "a zone and a task",
            "BEGIN:VTODO\nSUMMARY:no\nEND:VTODO\n".to_owned() + &one("SUMMARY:a"),
            Some("a"),
        ),
        ("the first of two titles", one("SUMMARY: \nSUMMARY:a\nSUMMARY:b"), Some("a")),
        ("in small letters", "begin:vevent\nsummary:a\nend:vevent".into(), Some("a")),
        ("no event", "BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR".into(), None),
        ("no calendar", "{\"title\":\"BEGIN:VEVENT\"}".into(), None),
        ("nothing", String::new(), None),
    ] {
        assert_eq!(title(&text).as_deref(), expected, "{name}");
    }
}

/// Linear time: a quadratic reader would take minutes.
#[test]
fn a_megabyte_is_read() {
    let started = std::time::Instant::now();
    let folded = format!("DESCRIPTION:{}", "words and words\r\n ".repeat(70_000));
    assert!(event(&with(&folded)).invite.description.len() > 1_000_000);
    let crowd = "ATTENDEE;CN=\"A\";X=\"\":mailto:a@b.c\n".repeat(30_000);
    assert_eq!(event(&with(&crowd)).invite.guests.len(), 30_000);
    for nasty in ["\"", ";", ";CN=\"", "\n ", "\\", "^", "BEGIN:X\n", "BEGIN:VEVENT\n", ":"] {
        let _ = event(&with(&format!("ATTENDEE;{}:x", nasty.repeat(1_000_000 / nasty.len()))));
        let _ = event(&with(&nasty.repeat(1_000_000 / nasty.len())));
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read(&text, east);
        let _ = read(&with(&text), |_| None);
    }

    #[test]
    fn nor_does_anything_like_a_calendar(
        text in "((BEGIN|END|DTSTART|DTEND|DURATION|ATTENDEE|ORGANIZER|SUMMARY|RRULE|METHOD|RECURRENCE-ID|;|:|=|\"|VEVENT|VALARM|VCALENDAR|;VALUE=DATE|;CN=|20261130|99991231|T100000|Z|P|1D|mailto:|@|\\\\|\\^|n|ä|\r?\n ?){1,40})",
    ) {
        for text in [text.clone(), with(&text)] {
            if let Some(event) = read(&text, east) {
                let _ = invite_of(&event);
            }
        }
    }

    /// However it is folded, it says the same.
    #[test]
    fn folds_change_nothing(at in proptest::collection::btree_set(1_usize..700, 0..12)) {
        let text = include_str!("../../../tests/fixtures/icalendar/nextcloud.ics").replace("\r\n", "\n").replace("\n ", "");
        let mut folded = String::new();
        for (place, letter) in text.chars().enumerate() {
            if at.contains(&place) && letter != '\n' && !folded.ends_with('\n') {
                folded.push_str("\r\n\t");
            }
            folded.push(letter);
        }
        proptest::prop_assert_eq!(read(&folded, east), read(&text, east));
    }
}
