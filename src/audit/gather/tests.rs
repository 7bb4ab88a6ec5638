//! Tests of the module above, as tables and as properties.

use super::*;
use crate::days;
use crate::made::{KEY, ME, TODAY, noon};
use converel_calendar::{Calendars, Settings};
use converel_core::record::guest_hash;
use converel_protocol::audit::kept::{Meeting, Shape};
use converel_protocol::stored::{Alternative, Frequency, Purpose, Relationship};
use jiff::civil::date;
use proptest::prelude::*;

/// The year before today and three months after.
fn span() -> Span {
    let second = |day| days::number(day) * 86_400;
    Span { from: second(date(2025, 11, 24)), to: second(date(2027, 2, 22)) }
}

/// Reads these files, as the worker does.
fn read(own: &[&str], files: &[&str]) -> Import {
    let own: Vec<String> = own.iter().map(|own| (*own).to_owned()).collect();
    let mut gatherer = Gatherer::new(KEY, &own, "en");
    let mut calendars = Calendars::new(Settings::new(span()));
    let mut names = Vec::new();
    for file in files {
        let mut describe = |event: &Component<'_>| gatherer.describe(event);
        calendars.feed(file.as_bytes(), &mut describe);
        names.extend(calendars.end_file(&mut describe).name);
    }
    let events = calendars.events_so_far();
    let mut told = Vec::new();
    let files = count(files.len());
    let expanded = calendars.expand();
    let import = gatherer
        .gather(expanded, files, events, 0, &names, noon(TODAY), span(), &mut |at, of| told.push((at, of)));
    assert!(told.last().is_some_and(|(at, of)| at == of), "{told:?}");
    assert!(told.is_sorted());
    import
}

fn file(name: &str, events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nX-WR-CALNAME:{name}\r\n{}END:VCALENDAR\r\n", events.concat())
}

/// An event: its UID, title and start, its people (the first invites), and further lines.
fn event(uid: &str, title: &str, start: &str, people: &[&str], more: &[&str]) -> String {
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}"),
        format!("SUMMARY:{title}"),
        format!("DTSTART:{start}"),
        "DURATION:PT30M".to_owned(),
    ];
    lines.extend(people.first().map(|person| format!("ORGANIZER:mailto:{person}")));
    lines.extend(people.iter().map(|person| format!("ATTENDEE;PARTSTAT=ACCEPTED:mailto:{person}")));
    lines.extend(more.iter().map(|line| (*line).to_owned()));
    lines.push("END:VEVENT\r\n".to_owned());
    lines.join("\r\n")
}

const TEAM: [&str; 4] = [ME, "ana@acme.example", "ben@acme.example", "eve@acme.example"];

fn of_one_file(events: &[String]) -> Import {
    read(&[ME], &[&file("Work", events)])
}

fn titled<'a>(import: &'a Import, title: &str) -> &'a Meeting {
    import.meetings.iter().find(|meeting| meeting.title == title).unwrap_or_else(|| panic!("no {title}"))
}

#[test]
fn events_become_meetings() {
    let weekly = event("s@x", "Planning", "20260105T100000Z", &TEAM, &["RRULE:FREQ=WEEKLY"]);
    let at = |uid: &str, title: &str, start: &str, people: &[&str]| event(uid, title, start, people, &[]);
    let talk = |number: i32, day: &str, people: &[&str]| {
        at(&format!("t{number}"), &format!("Tech talk #{number} ({day})"), &format!("{day}T150000Z"), people)
    };
    let shapes = |events: &[String]| {
        let import = of_one_file(events);
        let mut shapes: Vec<(Shape, usize)> = (0..)
            .zip(&import.meetings)
            .map(|(number, meeting)| {
                let of =
                    |occurrence: &&Occurrence| import.events_kept[occurrence.0 as usize].meeting == number;
                (meeting.shape, import.occurrences.iter().filter(of).count())
            })
            .collect();
        shapes.sort_by_key(|(shape, times)| (*shape as u8, *times));
        shapes
    };
    use Shape::{Pattern, Recurring, Single};
    for (what, events, expected) in [
        ("a series", vec![weekly.clone()], vec![(Recurring, 59)]),
        (
            "with an occurrence that was moved",
            vec![
                weekly.clone(),
                event("s@x", "Planning", "20260113T100000Z", &TEAM, &["RECURRENCE-ID:20260112T100000Z"]),
            ],
            vec![(Recurring, 59)],
        ),
        (
            "cut in two",
            vec![
                event(
                    "s@x",
                    "Planning",
                    "20260105T100000Z",
                    &TEAM,
                    &["RRULE:FREQ=WEEKLY;UNTIL=20260201T000000Z"],
                ),
                event("s_R20260202T100000@x", "Planning", "20260202T110000Z", &TEAM, &["RRULE:FREQ=WEEKLY"]),
            ],
            vec![(Recurring, 59)],
        ),
        (
            "two series",
            vec![weekly, event("o@x", "Planning", "20260105T100000Z", &TEAM, &["RDATE:20260901T100000Z"])],
            vec![(Recurring, 2), (Recurring, 59)],
        ),
        (
            "one that one was asked to join once",
            vec![event("s@x", "Planning", "20260113T100000Z", &TEAM, &["RECURRENCE-ID:20260112T100000Z"])],
            vec![(Recurring, 1)],
        ),
        (
            "a pattern",
            vec![talk(1, "20260301", &TEAM), talk(2, "20260415", &TEAM[..3]), talk(3, "20260601", &TEAM)],
            vec![(Pattern, 3)],
        ),
        (
            "two are none",
            vec![talk(1, "20260301", &TEAM), talk(2, "20260415", &TEAM)],
            vec![(Single, 1), (Single, 1)],
        ),
        (
            "of other people each time",
            vec![
                talk(1, "20260301", &[ME, "a@x.example"]),
                talk(2, "20260415", &[ME, "b@x.example"]),
                talk(3, "20260601", &[ME, "c@x.example"]),
            ],
            vec![(Single, 1); 3],
        ),
        (
            "alone",
            vec![talk(1, "20260301", &[ME]), talk(2, "20260415", &[ME]), talk(3, "20260601", &[ME])],
            vec![(Single, 1); 3],
        ),
        (
            "two groups",
            (1..=6)
                .map(|number| {
                    talk(
                        number,
                        &format!("20260{number}01"),
                        if number % 2 == 0 { &TEAM[..2] } else { &["o@x.example", "p@x.example"] },
                    )
                })
                .collect(),
            vec![(Pattern, 3), (Pattern, 3)],
        ),
        ("outside the span", vec![at("a", "Old", "20200101T100000Z", &TEAM)], vec![]),
    ] {
        assert_eq!(shapes(&events), expected, "{what}");
    }
}

#[test]
fn a_series_says_how_it_is_now() {
    let master = |uid: &str, start: &str, rule: &str| event(uid, "Planning", start, &TEAM, &[rule]);
    for (what, events, expected) in [
        (
            "weekly",
            vec![master("s", "20260105T100000Z", "RRULE:FREQ=WEEKLY")],
            (Some(Frequency::Weekly), 1, None, 30, 46.0),
        ),
        (
            "with an end",
            vec![master("s", "20260105T100000Z", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270118T235959Z")],
            (Some(Frequency::Weekly), 2, Some("2027-01-18"), 30, 23.0),
        ),
        (
            "cut: the later part holds",
            vec![
                master("s@x", "20250105T100000Z", "RRULE:FREQ=WEEKLY;UNTIL=20261101T000000Z"),
                master("s_R20261109T100000@x", "20261109T100000Z", "RRULE:FREQ=MONTHLY;BYDAY=2MO"),
            ],
            (Some(Frequency::Monthly), 1, None, 30, 12.0 * 46.0 / 52.0),
        ),
        (
            "longer from now on",
            vec![
                master("s", "20260105T100000Z", "RRULE:FREQ=WEEKLY"),
                event(
                    "s",
                    "Planning",
                    "20261123T100000Z",
                    &TEAM,
                    &["RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T100000Z"],
                )
                .replace("PT30M", "PT45M"),
            ],
            (Some(Frequency::Weekly), 1, None, 45, 46.0),
        ),
        (
            "one longer occurrence is not the meeting",
            vec![
                master("s", "20260105T100000Z", "RRULE:FREQ=WEEKLY"),
                event("s", "Planning", "20261123T100000Z", &TEAM, &["RECURRENCE-ID:20261123T100000Z"])
                    .replace("PT30M", "PT90M"),
            ],
            (Some(Frequency::Weekly), 1, None, 30, 46.0),
        ),
    ] {
        let import = of_one_file(&events);
        let meeting = titled(&import, "Planning");
        let found = (meeting.frequency, meeting.interval, meeting.ends_on.as_deref(), meeting.minutes);
        assert_eq!(found, (expected.0, expected.1, expected.2, expected.3), "{what}");
        assert!((meeting.per_year - expected.4).abs() < 1e-6, "{what}: {}", meeting.per_year);
    }
}

#[test]
fn cancelled_occurrences_are_kept_as_such() {
    let import = of_one_file(&[
        event("s", "Planning", "20261102T100000Z", &TEAM, &["RRULE:FREQ=WEEKLY;COUNT=4"]),
        event(
            "s",
            "Planning",
            "20261109T100000Z",
            &TEAM,
            &["RECURRENCE-ID:20261109T100000Z", "STATUS:CANCELLED"],
        ),
        event("c", "Called off", "20261109T100000Z", &TEAM, &["STATUS:CANCELLED"]),
        event("f", "Reminder", "20261109T120000Z", &TEAM, &["TRANSP:TRANSPARENT"]),
        event("d", "Fair", "20261109T120000Z", &TEAM, &[])
            .replace("DTSTART:20261109T120000Z", "DTSTART;VALUE=DATE:20261109")
            .replace("DURATION:PT30M", "DURATION:P1D"),
    ]);
    let of = |title: &str| {
        let number = import.meetings.iter().position(|meeting| meeting.title == title).unwrap();
        let events =
            import.events_kept.iter().zip(0_u32..).filter(move |(event, _)| event.meeting as usize == number);
        let mut found: Vec<(bool, bool, bool, usize)> = events
            .map(|(event, place)| {
                let times = import.occurrences.iter().filter(|occurrence| occurrence.0 == place).count();
                (event.cancelled, event.free, event.all_day, times)
            })
            .collect();
        found.sort_unstable();
        found
    };
    assert_eq!(of("Planning"), [(false, false, false, 3), (true, false, false, 1)]);
    assert_eq!(of("Called off"), [(true, false, false, 1)]);
    assert_eq!(of("Reminder"), [(false, true, false, 1)]);
    assert_eq!(of("Fair"), [(false, false, true, 1)]);
    assert_eq!((import.files, import.events, import.names), (1, 5, true));
}

#[test]
fn everybody_is_one() {
    let import = of_one_file(&[
        event(
            "a",
            "One",
            "20261109T100000Z",
            &["ANA@acme.example", "room@resource.calendar.google.com"],
            &[
                "ATTENDEE;CN=Ben;PARTSTAT=DECLINED:mailto:Ben@Acme.example",
                "ATTENDEE;CN=Room 1;CUTYPE=ROOM:mailto:room1@acme.example",
                "ATTENDEE;CN=Everybody;CUTYPE=GROUP:mailto:list@acme.example",
                "ATTENDEE;CN=Gus:invalid:nomail",
            ],
        ),
        event(
            "b",
            "Two",
            "20261110T100000Z",
            &["unknownorganizer@calendar.google.com"],
            &[
                "ATTENDEE;CN=Ana:mailto:ana@ACME.example",
                "ATTENDEE:mailto:ben@acme.example",
                "ATTENDEE:mailto:ben@acme.example",
                "ATTENDEE:mailto:all-staff@acme.example",
            ],
        ),
    ]);
    let find = |name: &str| {
        import.people.iter().find(|person| person.name == name).unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(find("Ana").key, guest_hash(KEY, "ana@acme.example"));
    assert_eq!(find("Ben").key, guest_hash(KEY, "ben@acme.example"));
    assert!(find("Room 1").resource && find("room@resource.calendar.google.com").resource);
    assert!(find("Everybody").group && !find("Ana").group);
    assert!(find("all-staff@acme.example").group, "calendars hardly ever say that an address is a list");
    assert!(!find("Gus").resource);
    assert_eq!(import.people.len(), 7, "{:?}", import.people);
    let two = import.events_kept.iter().find(|event| event.organizer.is_none()).unwrap();
    assert_eq!(two.attendees.len(), 3);
    let one = import.events_kept.iter().find(|event| event.organizer.is_some()).unwrap();
    assert_eq!(one.attendees.iter().filter(|(_, answer)| *answer == Answer::Declined).count(), 1);
}

#[test]
fn who_the_user_probably_is() {
    let day = |number: usize| format!("202611{:02}T100000Z", number + 1);
    let events = |groups: &[&[&str]]| -> Vec<String> {
        groups
            .iter()
            .enumerate()
            .map(|(number, people)| event(&format!("e{number}"), "X", &day(number), people, &[]))
            .collect()
    };
    let (ana, ben, eve) = (TEAM[1], TEAM[2], TEAM[3]);
    let (me_mostly, pair) =
        (events(&[&[ME, ana], &[ben, ME], &[ME, eve, ana]]), events(&[&[ME, ana], &[ME, ana]]));
    for (what, own, calendars, expected) in [
        ("in most events", &[][..], vec![("Work", me_mostly.clone())], ME),
        ("a pair", &[], vec![("Work", pair.clone())], ""),
        ("the calendar's name", &[], vec![(ana, pair.clone())], ana),
        ("a name that nobody has", &[], vec![("calendar@acme.example", me_mostly.clone())], ME),
        ("two calendars", &[], vec![(ana, me_mostly.clone()), (ME, vec![])], ME),
        (
            "not in more than half",
            &[],
            vec![("", events(&[&[ME, ana], &[ben, ME], &[eve, ana], &[eve, "z@x.example"]]))],
            "",
        ),
        ("given", &[ME], vec![("Work", me_mostly.clone())], ""),
        ("given, and in none of them", &["other@acme.example"], vec![("Work", me_mostly)], ME),
        ("nobody", &[], vec![("Work", vec![])], ""),
        ("once", &[], vec![("Work", events(&[&[ME]]))], ""),
    ] {
        let files: Vec<String> = calendars.iter().map(|(name, events)| file(name, events)).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        assert_eq!(read(own, &files).probably_own, expected, "{what}");
    }
}

#[test]
fn what_recurs_is_judged() {
    let client: Vec<String> = (0..5).map(|number| format!("client{number}@other.example")).collect();
    let mut outside = vec![ME];
    outside.extend(client.iter().map(String::as_str));
    let weekly = ["RRULE:FREQ=WEEKLY"];
    let import = of_one_file(&[
        event("a", "Weekly status update", "20260105T100000Z", &TEAM, &weekly),
        event("b", "Workshop: decide on the scope together", "20261201T100000Z", &outside, &weekly),
        event("c", "Ana / me", "20260105T110000Z", &TEAM[..2], &weekly),
        event(
            "d",
            "xyz",
            "20260106T110000Z",
            &TEAM,
            &[
                "RRULE:FREQ=WEEKLY",
                "DESCRIPTION:Agenda:\\n- Decide on the budget (10 min\\, Ana)\\n- Decide on hiring (20 min\\, Ben)",
            ],
        ),
        event("e", "Retrospective", "20260107T110000Z", &[], &weekly),
        event("f", "Design review", "20261001T110000Z", &TEAM, &[]),
    ]);
    let judged = |title: &str| {
        let meeting = titled(&import, title);
        (meeting.purpose, meeting.relationship, meeting.agenda)
    };
    let (strong, weak) = (Some(Relationship::Strong), Some(Relationship::Weak));
    assert_eq!(judged("Weekly status update"), (Purpose::Conveyance, strong, AgendaLevel::None));
    assert_eq!(
        judged("Workshop: decide on the scope together"),
        (Purpose::Convergence, weak, AgendaLevel::None)
    );
    assert_eq!(judged("Ana / me"), (Purpose::Bonding, strong, AgendaLevel::None));
    assert_eq!(judged("xyz"), (Purpose::Convergence, strong, AgendaLevel::Good));
    // Nobody else is invited, and it happens once: not judged.
    assert_eq!(judged("Retrospective"), (Purpose::Unclear, None, AgendaLevel::None));
    assert_eq!(judged("Design review"), (Purpose::Unclear, None, AgendaLevel::None));
    let status = titled(&import, "Weekly status update");
    assert_eq!(status.alternative, Some(Alternative::WrittenUpdate));
    assert!(
        matches!(&status.reasons[0], Reason::TitleWords { words } if words.contains("status")),
        "{:?}",
        status.reasons
    );
    assert!(
        status.reasons.iter().any(|reason| matches!(reason, Reason::MetBefore { times } if *times > 40)),
        "{:?}",
        status.reasons
    );
    assert!(status.reasons.len() <= 4 && status.purpose_confidence > 0.5);
    let vendor = titled(&import, "Workshop: decide on the scope together");
    assert!(
        vendor.reasons.contains(&Reason::OutsideDomain { domain: "other.example".to_owned() }),
        "{:?}",
        vendor.reasons
    );
    let pair = titled(&import, "Ana / me");
    assert_eq!((pair.alternative, pair.reasons.contains(&Reason::OneToOne)), (None, true));
    // The agenda is the series' own in every occurrence.
    assert!(import.events_kept.iter().any(|event| event.agenda == AgendaLevel::Good));
}

#[test]
fn nothing_readable_is_left_without_names() {
    let import = of_one_file(&[
        event(
            "a",
            "Secret plan status",
            "20260105T100000Z",
            &TEAM,
            &["RRULE:FREQ=WEEKLY", "DESCRIPTION:Agenda:\\n- Share the hidden figures"],
        ),
        event("b", "Client", "20260105T100000Z", &[ME, "a@elsewhere.example"], &["RRULE:FREQ=WEEKLY"]),
    ]);
    let bare = without_names(&import);
    assert!(!bare.names && import.names);
    let shown = format!("{bare:?}").to_lowercase();
    for word in ["secret", "plan", "hidden", "client", "elsewhere", "acme", "ana", "status"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    assert_eq!(bare.occurrences, import.occurrences);
    assert_eq!(without_names(&bare), bare);
}

#[test]
fn keys_are_the_same_when_more_is_read() {
    let talk = |number: usize, people: &[&str]| {
        event(
            &format!("t{number}"),
            &format!("Tech talk {number}"),
            &format!("202603{:02}T150000Z", number + 1),
            people,
            &[],
        )
    };
    let mut events: Vec<String> = (0..4).map(|number| talk(number, &TEAM)).collect();
    events.push(event("s", "Planning", "20260105T100000Z", &TEAM, &["RRULE:FREQ=WEEKLY"]));
    let keys = |import: &Import| {
        let repeated = import.meetings.iter().filter(|meeting| meeting.shape != Shape::Single);
        let mut keys: Vec<String> = repeated.map(|meeting| meeting.key.clone()).collect();
        keys.sort_unstable();
        keys
    };
    let first = keys(&of_one_file(&events));
    assert_eq!(first.len(), 2);
    // Further ones, with somebody new among them, and a second group under the same title.
    let mut people = TEAM.to_vec();
    people.push("new@acme.example");
    let mut more = events.clone();
    more.extend((5..9).map(|number| talk(number, &people)));
    more.extend((10..13).map(|number| talk(number, &[ME, "o@x.example", "p@x.example", "q@x.example"])));
    let later = keys(&of_one_file(&more));
    assert!(first.iter().all(|key| later.contains(key)), "{first:?} {later:?}");
    // One-to-ones of the same title are told apart by their people, whichever is the larger.
    let pairs = |ana: usize, ben: usize| {
        let pair = |with: &str, number: usize| {
            event(
                &format!("{with}{number}"),
                "1:1",
                &format!("202604{:02}T100000Z", number + 1),
                &[ME, with],
                &[],
            )
        };
        let of_ana = (0..ana).map(|number| pair(TEAM[1], number));
        keys(&of_one_file(&of_ana.chain((0..ben).map(|number| pair(TEAM[2], number))).collect::<Vec<_>>()))
    };
    assert_eq!(pairs(3, 5), pairs(6, 4));
    assert_eq!(pairs(3, 5).len(), 2);
    assert!(pairs(3, 5).contains(&pairs(3, 0)[0]));
}

#[test]
fn gatherings_are_what_a_history_takes() {
    let import = of_one_file(&[event("a", "Planning", "20260105T100000Z", &TEAM, &["RRULE:FREQ=WEEKLY"])]);
    let found = gatherings(&import, &[guest_hash(KEY, ME)], TODAY);
    assert!(found.is_sorted_by_key(|gathering| gathering.day));
    let history = converel_core::history::History::new(found);
    let ana = converel_core::people::GuestKey::of(KEY, TEAM[1]).unwrap();
    assert!((44..=50).contains(&history.with(ana, TODAY).times), "{:?}", history.with(ana, TODAY));
    // Names are not needed for it.
    assert_eq!(gatherings(&without_names(&import), &[guest_hash(KEY, ME)], TODAY).len(), history.len());
}

/// An event of a few UIDs, titles and people, with whatever else.
fn any_event() -> impl Strategy<Value = String> {
    let rules = prop_oneof![
        Just(""),
        Just("RRULE:FREQ=WEEKLY"),
        Just("RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9"),
        Just("RRULE:FREQ=HOURLY;INTERVAL=7;UNTIL=20261201T000000Z"),
        Just("RDATE:20261201T090000Z"),
        Just("RECURRENCE-ID:20261109T100000Z"),
        Just("STATUS:CANCELLED"),
    ];
    let title = prop_oneof![
        Just("Talk 1"),
        Just("Talk 2"),
        Just("1:1"),
        Just(""),
        Just("会議 3回"),
        Just("Weekly status")
    ];
    (0_u8..6, title, 1_u8..28, 1_u8..13, proptest::collection::vec(0_usize..9, 0..5), rules, "\\PC{0,30}")
        .prop_map(|(uid, title, day, month, people, rule, text)| {
            let people: Vec<String> = people.iter().map(|number| format!("p{number}@acme.example")).collect();
            let people: Vec<&str> = people.iter().map(String::as_str).collect();
            let uid = if uid == 0 { String::new() } else { format!("u{uid}") };
            let description = format!("DESCRIPTION:{text}");
            event(&uid, title, &format!("2026{month:02}{day:02}T100000Z"), &people, &[rule, &description])
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_same_calendar_gives_the_same_import(events in proptest::collection::vec(any_event(), 0..14)) {
        let calendar = file("Work", &events);
        let (one, two) = (read(&[], &[&calendar]), read(&[], &[&calendar]));
        prop_assert_eq!(&one, &two);
        prop_assert!(one.occurrences.is_sorted_by_key(|occurrence| occurrence.1));
        for event in &one.events_kept {
            prop_assert!((event.meeting as usize) < one.meetings.len());
            let mut people = event.attendees.iter().map(|(person, _)| *person).chain(event.organizer);
            prop_assert!(people.all(|person| (person as usize) < one.people.len()));
        }
        for occurrence in &one.occurrences {
            prop_assert!((occurrence.0 as usize) < one.events_kept.len());
        }
        let mut keys: Vec<&str> = one.meetings.iter().map(|meeting| meeting.key.as_str()).collect();
        prop_assert!(keys.iter().all(|key| key.len() == 32));
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), one.meetings.len(), "a key for each meeting");
        // And all that is told of it holds together.
        let audit = crate::tell(&one, &crate::made::options(), KEY, &Default::default(), &Default::default(), noon(TODAY));
        prop_assert!(audit.cards.iter().all(|card| one.meetings.iter().any(|meeting| meeting.key == card.key)));
    }
}
