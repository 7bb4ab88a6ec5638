//! How files are read: pieces cut anywhere, defects with their lines, what an event shows, several files, and input
//! that wants to take for ever.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use converel_calendar::{
    Calendars, Component, Defect, DefectKind, Expanded, FileRead, Party, PartyAnswer, PartyKind, Settings,
    Span,
};
use proptest::prelude::*;

const SPAN: Span = Span { from: 1_420_070_400, to: 1_893_456_000 };

type Read = (FileRead, Expanded<String>);

fn describe(event: &Component<'_>) -> String {
    format!(
        "{} {} {} {:?}",
        event.summary(),
        event.description(),
        event.location(),
        event.attendees().collect::<Vec<_>>()
    )
}

fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Read {
    let mut calendars = Calendars::new(Settings::new(SPAN));
    for piece in pieces {
        calendars.feed(piece, &mut describe);
    }
    let file = calendars.end_file(&mut describe);
    (file, calendars.expand())
}

fn same(one: &Read, other: &Read) {
    assert_eq!(one.0, other.0);
    assert_eq!(one.1.occurrences, other.1.occurrences);
    assert_eq!(one.1.cancelled_occurrences, other.1.cancelled_occurrences);
    assert_eq!(one.1.defects, other.1.defects);
    let told = |read: &Read| format!("{:?}", read.1.events);
    assert_eq!(told(one), told(other));
}

fn file(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.replace('\n', "\r\n"))
}

#[test]
fn any_cut_of_every_case_reads_the_same() {
    let cases = include_str!("../../../tests/fixtures/calendars/own.jsonl");
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let bytes = case["ics"].as_str().unwrap().as_bytes();
        let whole = read([bytes]);
        for cut in 0..=bytes.len() {
            same(&whole, &read([&bytes[..cut], &bytes[cut..]]));
        }
        same(&whole, &read(bytes.chunks(1)));
    }
}

#[test]
fn large_events_are_read_across_pieces() {
    let text = "naïve text, ".repeat(200).replace(',', "\\,");
    let mut events = String::new();
    for number in 0..300 {
        events += &format!(
            "BEGIN:VEVENT\nUID:{number}\nDTSTART:20240101T090000Z\nDESCRIPTION:{text}\nSUMMARY:{number}\nEND:VEVENT\n"
        );
    }
    let file = file(&events);
    let whole = read([file.as_bytes()]);
    assert_eq!(whole.1.occurrences.len(), 300);
    assert!(whole.1.events[17].data.starts_with("17 naïve text, naïve"));
    for size in [7, 1_000, 16_384, 16_385, 100_000, 300_000] {
        same(&whole, &read(file.as_bytes().chunks(size)));
    }
}

/// Lines that mean something, so that random files get far.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just("BEGIN:VEVENT".to_owned()),
        4 => Just("END:VEVENT".to_owned()),
        1 => Just("BEGIN:VCALENDAR".to_owned()),
        1 => Just("END:VCALENDAR".to_owned()),
        1 => Just("BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD".to_owned()),
        1 => Just("END:STANDARD\r\nEND:VTIMEZONE".to_owned()),
        1 => Just("BEGIN:VALARM".to_owned()),
        1 => Just("END:VALARM".to_owned()),
        1 => Just("TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200".to_owned()),
        3 => "UID:[ab]",
        6 => "DTSTART(;TZID=(x|Europe/Berlin|Nowhere)|;VALUE=DATE)?:(2024040[1-4](T0[0-9]3000Z?)?|00010101T000000|99991231T235959Z)",
        2 => "DTEND:2024040[1-4]T1[0-9]0000Z?",
        2 => "DURATION:-?P[0-9]{1,10}(D|W)(T[0-9]{1,10}H)?",
        3 => "RRULE:FREQ=(SECONDLY|HOURLY|DAILY|WEEKLY|YEARLY);(COUNT=[1-9]|INTERVAL=[1-9]|UNTIL=20240[4-9]01T090000Z)",
        2 => "RDATE(;VALUE=PERIOD)?:2024040[1-4]T090000Z(/PT[0-9]H)?",
        2 => "EXDATE(;VALUE=DATE)?:2024040[1-4](T0[0-9]3000Z?)?",
        3 => "RECURRENCE-ID(;RANGE=THISANDFUTURE)?:2024040[1-4](T0[0-9]3000Z?)?",
        1 => "SEQUENCE:-?[0-9]{1,12}",
        1 => "STATUS:(CANCELLED|CONFIRMED)",
        1 => "ATTENDEE;CN=\"?[a-z;:,]{0,9}\"?:(mailto:)?[a-zé@.]{0,9}",
        1 => "[ \t][ -~é]{0,20}",
        1 => "[ -~]{0,30}",
    ]
}

fn ending() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => Just("\r\n"), 2 => Just("\n"), 1 => Just("\r"), 1 => Just("\r\r\n"), 1 => Just("\r\n ")]
}

/// Few occurrences, or a second's rule takes its time in a debug build.
fn quick<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Read {
    let span = Span { from: 1_711_900_000, to: 1_712_400_000 };
    let mut calendars = Calendars::new(Settings { most_occurrences: 50, ..Settings::new(span) });
    for piece in pieces {
        calendars.feed(piece, &mut describe);
    }
    let file = calendars.end_file(&mut describe);
    (file, calendars.expand())
}

/// The pieces between cuts, each a share of the whole.
fn pieces<'a>(bytes: &'a [u8], cuts: &[prop::sample::Index]) -> Vec<&'a [u8]> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    at.extend([0, bytes.len()]);
    at.sort_unstable();
    at.windows(2).map(|ends| &bytes[ends[0]..ends[1]]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        same(&quick([bytes.as_slice()]), &quick(pieces(&bytes, &cuts)));
    }

    #[test]
    fn any_lines(lines in prop::collection::vec((line(), ending()), 0..60), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..9)) {
        let text: String = lines.iter().flat_map(|(line, ending)| [line.as_str(), ending]).collect();
        let whole = quick([text.as_bytes()]);
        same(&whole, &quick(pieces(text.as_bytes(), &cuts)));
        for occurrence in whole.1.occurrences.iter().chain(&whole.1.cancelled_occurrences) {
            prop_assert!(occurrence.start <= occurrence.end);
            prop_assert!((1_711_900_000..1_712_400_000).contains(&occurrence.start));
            prop_assert!((occurrence.event as usize) < whole.1.events.len());
        }
        prop_assert!(whole.1.occurrences.is_sorted_by_key(|occurrence| occurrence.start));
    }
}

#[test]
fn defects_and_their_lines() {
    use DefectKind::*;
    let event = |properties: &str| {
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n{properties}END:VEVENT\nEND:VCALENDAR\n")
    };
    let start = "DTSTART:20240401T090000Z\n";
    for (text, expected) in [
        (event(start), vec![]),
        (event(""), vec![(2, NoStart, "")]),
        (event("DTSTART:20240230T090000Z\n"), vec![(4, BadTime, "20240230T090000Z")]),
        (event(&format!("{start}DTEND:later\n")), vec![(5, BadTime, "later")]),
        (event(&format!("{start}DURATION:5 minutes\n")), vec![(5, BadTime, "5 minutes")]),
        (event(&format!("{start}SUMMARY:a\n b\nEXDATE:20240402T090000Z,x\n")), vec![(7, BadTime, "x")]),
        (event(&format!("{start}DTEND:20240401T080000Z\n")), vec![(5, EndsBeforeStart, "DTEND")]),
        (event(&format!("{start}DURATION:-PT1H\n")), vec![(5, EndsBeforeStart, "DURATION")]),
        (event("DTSTART;TZID=Nowhere:20240401T090000\n"), vec![(4, UnknownZone, "Nowhere")]),
        (event(&format!("{start}no property\n  at all\n")), vec![(5, BadLine, "no property at all")]),
        (event(&format!("{start}BEGIN:VALARM\n")), vec![(6, Nesting, "END is missing before this")]),
        (event(&format!("{start}END:VALARM\n")), vec![(5, Nesting, "END without BEGIN")]),
        (
            event(&format!("{start}BEGIN:VEVENT\n{start}")),
            vec![(2, Nesting, "BEGIN without END")],
        ),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n".to_owned(), vec![(2, Nesting, "END without BEGIN")]),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTST".to_owned(), vec![(2, CutOff, "")]),
        ("BEGIN:VCALENDAR\nMETHOD:PUBLISH\n".to_owned(), vec![(2, CutOff, "END:VCALENDAR")]),
        (
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR"
                .to_owned(),
            vec![(4, BadZone, "Z: DTSTART")],
        ),
    ] {
        for text in [text.clone(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            let (file, _) = read([text.as_bytes()]);
            let expected: Vec<Defect> = expected
                .iter()
                .map(|(line, kind, detail)| Defect { line: *line, kind: *kind, detail: (*detail).to_owned() })
                .collect();
            assert_eq!(file.defects, expected, "{text:?}");
            assert_eq!(file.complete, !expected.iter().any(|defect| defect.kind == CutOff), "{text:?}");
        }
    }
    let (file, expanded) = read([event(&format!("{start}RRULE:FREQ=FORTNIGHTLY\n")).as_bytes()]);
    assert_eq!((file.defects.len(), file.defects[0].line, file.defects[0].kind), (1, 5, BadRule));
    assert_eq!(expanded.occurrences.len(), 1, "it happens once");
}

#[test]
fn defects_are_counted_beyond_the_first_thousand() {
    let (read, _) = read([file(&"BEGIN:VEVENT\nEND:VEVENT\n".repeat(1_500)).as_bytes()]);
    assert_eq!((read.events, read.defects.len(), read.defects_more), (1_500, 1_000, 500));
}

#[test]
fn what_an_event_shows() {
    let text = file(
        "X-WR-CALNAME:Sam\\, own\nBEGIN:VEVENT\nUID:u\\,1\nDTSTART;TZID=Europe/Berlin:20240401T090000\n\
         RRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY;LANGUAGE=en:Plan\\; then\\n do\nLOCATION:Room 4\\, HQ\n\
         DESCRIPTION:\nX-ALT-DESC;FMTTYPE=text/html:<p>Agen\n da</p>\nTRANSP:transparent\nSTATUS:Cancelled\n\
         ORGANIZER;CN=\"Doe, Jane\":mailto:jane@b.c\nATTENDEE;PARTSTAT=ACCEPTED:MAILTO:sam@b.c\n\
         ATTENDEE;CUTYPE=ROOM:mailto:room@b.c\nEND:VEVENT\n",
    );
    let mut calendars = Calendars::new(Settings::new(SPAN));
    let mut seen = 0;
    let mut look = |event: &Component<'_>| {
        seen += 1;
        assert_eq!(event.uid(), "u,1");
        assert_eq!(event.summary(), "Plan; then\n do");
        assert_eq!(event.location(), "Room 4, HQ");
        assert_eq!(event.description(), "<p>Agenda</p>");
        assert!(event.description_is_html());
        assert!(event.is_cancelled() && event.is_transparent());
        assert_eq!(event.rule_text().as_deref(), Some("FREQ=WEEKLY;COUNT=3"));
        assert_eq!(event.start_seconds(), 1_711_954_800);
        let jane = event.organizer().unwrap();
        assert_eq!((&*jane.address, &*jane.name), ("jane@b.c", "Doe, Jane"));
        let attendees: Vec<Party<'_>> = event.attendees().collect();
        assert_eq!(attendees.len(), 2);
        assert_eq!((&*attendees[0].address, attendees[0].answer), ("sam@b.c", PartyAnswer::Accepted));
        assert_eq!(attendees[1].kind, PartyKind::Room);
    };
    calendars.feed(text.as_bytes(), &mut look);
    let file = calendars.end_file(&mut look);
    assert_eq!(seen, 1);
    assert_eq!(file.name.as_deref(), Some("Sam, own"));
    let expanded = calendars.expand();
    let kept = &expanded.events[0];
    assert!(kept.cancelled && kept.series && !kept.is_override && !kept.all_day);
    assert_eq!(kept.uid, "u,1");
    assert_eq!(kept.last_start, Some(1_711_954_800 + 14 * 86_400));
    assert_eq!(expanded.occurrences.len(), 3, "those of a cancelled event are told as well");
}

#[test]
fn only_what_may_be_in_the_span_is_described() {
    let text = file(
        "BEGIN:VEVENT\nUID:before\nDTSTART:20100401T090000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:ended\nDTSTART:20100401T090000Z\nRRULE:FREQ=DAILY;COUNT=9\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:until\nDTSTART:20100401T090000Z\nRRULE:FREQ=DAILY;UNTIL=20110101T000000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:after\nDTSTART:20400401T090000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:within\nDTSTART:20240401T090000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:reaches\nDTSTART:20100401T090000Z\nRRULE:FREQ=YEARLY;COUNT=9\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:ended\nRECURRENCE-ID:20100402T090000Z\nDTSTART:20240402T090000Z\nEND:VEVENT\n",
    );
    let mut seen = Vec::new();
    let mut calendars = Calendars::new(Settings::new(SPAN));
    let mut look = |event: &Component<'_>| seen.push(event.uid().into_owned());
    calendars.feed(text.as_bytes(), &mut look);
    calendars.end_file(&mut look);
    assert_eq!(seen, ["within", "reaches", "ended"]);
    assert_eq!(calendars.events_so_far(), 7);
    assert_eq!(calendars.expand().occurrences.len(), 1 + 4 + 1);
}

#[test]
fn several_files() {
    let series = "BEGIN:VEVENT\nUID:a\nDTSTART:20240401T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n";
    let moved = "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20240402T090000Z\nDTSTART:20240402T150000Z\nSEQUENCE:1\nEND:VEVENT\n";
    let old = moved.replace("150000", "110000").replace("SEQUENCE:1", "SEQUENCE:0");
    let zoned = "BEGIN:VEVENT\nUID:b\nDTSTART;TZID=Mine:20240401T090000\nEND:VEVENT\n";
    let zone = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\n\
         TZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n";
    let mut calendars = Calendars::new(Settings::new(SPAN));
    let mut defects = Vec::new();
    for text in [
        format!("{series}{moved}"),
        format!("{series}{old}"),
        format!("{zone}{zoned}"),
        zoned.replace(":b", ":c"),
    ] {
        calendars.feed(file(&text).as_bytes(), &mut describe);
        defects.extend(calendars.end_file(&mut describe).defects);
    }
    let starts: Vec<i64> =
        calendars.expand().occurrences.iter().map(|one| one.start - 1_711_929_600).collect();
    // The same instance in two files counts once, by SEQUENCE; the zone of one file is none of the next.
    assert_eq!(starts, [4 * 3_600, 9 * 3_600, 9 * 3_600, 86_400 + 15 * 3_600, 2 * 86_400 + 9 * 3_600]);
    assert_eq!(defects, [Defect { line: 4, kind: DefectKind::UnknownZone, detail: "Mine".to_owned() }]);
}

#[test]
fn cancelled_instances_are_counted_and_left_out() {
    let text = file(
        "BEGIN:VEVENT\nUID:a\nDTSTART:20240401T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20240402T090000Z\nSTATUS:CANCELLED\nEND:VEVENT\n",
    );
    let (file, expanded) = read([text.as_bytes()]);
    assert_eq!(file.defects, []);
    assert_eq!(expanded.occurrences.len(), 2);
    assert_eq!(expanded.cancelled_occurrences.len(), 1);
    let cancelled = expanded.cancelled_occurrences[0];
    assert_eq!(cancelled.start, 1_712_048_400);
    let kept = &expanded.events[cancelled.event as usize];
    assert!(kept.is_override && kept.cancelled);
}

#[test]
fn what_wants_to_take_for_ever() {
    let endless = file("BEGIN:VEVENT\nUID:a\nDTSTART:20240101T000000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n");
    let (_, expanded) = read([endless.as_bytes()]);
    assert_eq!(expanded.occurrences.len(), 100_000);
    assert_eq!(expanded.defects.len(), 1);
    assert_eq!((expanded.defects[0].line, expanded.defects[0].kind), (2, DefectKind::TooManyOccurrences));

    let ancient = file("BEGIN:VEVENT\nUID:a\nDTSTART:00010101T000000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n");
    assert_eq!(read([ancient.as_bytes()]).1.occurrences.len(), 100_000);

    let last = file(
        "BEGIN:VEVENT\nUID:a\nDTSTART:99991231T235959\nDURATION:P9999W\nRRULE:FREQ=YEARLY\nEND:VEVENT\n",
    );
    assert_eq!(read([last.as_bytes()]).1.occurrences.len(), 0);

    let mut exceptions = String::new();
    for day in 0..10_000 {
        let date = converel_calendar::civil::Day(19_000 + day).date();
        exceptions += &format!("EXDATE:{:04}{:02}{:02}T090000Z\n", date.0, date.1, date.2);
    }
    let many =
        format!("BEGIN:VEVENT\nUID:a\nDTSTART:20150101T090000Z\nRRULE:FREQ=DAILY\n{exceptions}END:VEVENT\n");
    // 2015-01-01 is day 16,436; the first exception is on day 19,000, and the last is far beyond the span.
    assert_eq!(read([file(&many).as_bytes()]).1.occurrences.len(), 19_000 - 16_436);
}

#[test]
fn when_a_series_ends() {
    for (properties, last) in [
        ("DTSTART:20240401T090000Z\nRRULE:FREQ=DAILY", None),
        ("DTSTART:20240401T090000Z\nRRULE:FREQ=DAILY;COUNT=10", Some("2024-04-10T09:00:00Z")),
        ("DTSTART:20240401T090000Z\nRRULE:FREQ=DAILY;COUNT=4000000000", None),
        ("DTSTART:20240401T090000Z\nRRULE:FREQ=DAILY;UNTIL=20400101T000000Z", Some("2039-12-31T09:00:00Z")),
        (
            "DTSTART:20240401T090000Z\nRRULE:FREQ=SECONDLY;UNTIL=20240409T000000Z",
            Some("2024-04-09T00:00:00Z"),
        ),
        ("DTSTART:20240229T090000Z\nRRULE:FREQ=YEARLY;UNTIL=21030101T000000Z", Some("2096-02-29T09:00:00Z")),
        (
            "DTSTART;TZID=Europe/Berlin:20240401T090000\nRRULE:FREQ=WEEKLY;UNTIL=20241231",
            Some("2024-12-30T08:00:00Z"),
        ),
        ("DTSTART:20240401T090000Z\nRDATE:20240501T090000Z,20240403T090000Z", Some("2024-05-01T09:00:00Z")),
        ("DTSTART:20240401T090000Z", None),
    ] {
        let (_, expanded) =
            read([file(&format!("BEGIN:VEVENT\nUID:a\n{properties}\nEND:VEVENT\n")).as_bytes()]);
        let last = last.map(|last: &str| last.parse::<jiff::Timestamp>().unwrap().as_second());
        assert_eq!(expanded.events[0].last_start, last, "{properties}");
    }
}

#[test]
fn what_is_no_calendar() {
    for bytes in [
        b"".as_slice(),
        b"\xef\xbb",
        b"\xef\xbb\xbf",
        b"\r\r\r\r\r\r\r\r\r\r",
        b"hello\nworld\n",
        &[0; 1_000],
    ] {
        let (file, expanded) = read([bytes]);
        assert!(!file.calendar && !file.complete, "{bytes:?}");
        assert_eq!((file.events, expanded.occurrences.len(), file.defects.len()), (0, 0, 0), "{bytes:?}");
    }
}
