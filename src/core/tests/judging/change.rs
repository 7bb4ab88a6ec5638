//! Changes to an event that is in the calendar already: which are asked about, and which go out in silence.

use crate::bad_input::raw_invite;
use crate::{guests, now, raw, time, weekly};
use converel_core::change::{Changes, changes};
use converel_core::dates::LocaleNames;
use converel_core::invite::read;
use converel_core::policy::Policy;
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, RawTime};
use converel_core::verdict::{Context, Memory, PassReason, Verdict, judge};
use proptest::prelude::*;

fn verdict(before: Option<&RawInvite>, raw: &RawInvite) -> Verdict {
    let (policy, names, memory) = (Policy::default(), LocaleNames::default(), Memory::default());
    let context =
        Context { policy: &policy, names: &names, now: now(), paused: false, memory: &memory, before };
    judge(raw, &context).verdict
}

fn passes(before: Option<&RawInvite>, raw: &RawInvite) -> Option<PassReason> {
    match verdict(before, raw) {
        Verdict::Pass(reason) => Some(reason),
        Verdict::Ask(_) => None,
    }
}

fn changed(before: &RawInvite, raw: &RawInvite) -> Changes {
    let (policy, names) = (Policy::default(), LocaleNames::default());
    changes(before, raw, &read(raw, &policy, &names), &policy, &names)
}

fn named(changes: Changes) -> String {
    let all = [
        (changes.guests, "guests"),
        (changes.time, "time"),
        (changes.recurrence, "recurrence"),
        (changes.longer, "longer"),
    ];
    all.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

fn shown(date: &str, time: &str) -> RawTime {
    RawTime { date_text: date.into(), time_text: time.into(), ..RawTime::default() }
}

fn person(email: &str, name: &str) -> RawGuest {
    RawGuest { email: email.into(), name: name.into(), ..RawGuest::default() }
}

#[test]
fn what_costs_nobody_more_is_minor() {
    type Change = fn(&mut RawInvite);
    let event = || weekly(raw("Platform status", "As always", 4));
    let rows: &[(&str, Change, &str)] = &[
        ("nothing", |_| {}, ""),
        ("the description", |raw| raw.description = "Agenda:\n- Risks".into(), ""),
        ("the title", |raw| raw.title = "Platform weekly".into(), ""),
        ("a guest less", |raw| drop(raw.guests.pop()), ""),
        ("the order of the guests", |raw| raw.guests.reverse(), ""),
        ("a guest made optional", |raw| raw.guests[0].optional = true, ""),
        ("a guest in other letters", |raw| raw.guests[0].email = "ANA1@example.ORG".into(), ""),
        ("a guest's name", |raw| raw.guests[0].name = "Ana Maria".into(), ""),
        ("a guest whose address is gone", |raw| raw.guests[0].email.clear(), ""),
        ("oneself", |raw| raw.guests.push(person("me@example.org", "Me")), ""),
        (
            "the organizer's row",
            |raw| raw.guests.push(RawGuest { organizer: true, ..person("boss@example.org", "") }),
            "",
        ),
        ("a room", |raw| raw.guests.push(RawGuest { kind: RawGuestKind::Room, ..person("", "Room 4") }), ""),
        ("shorter", |raw| raw.end = time("20261123", "10:30"), ""),
        ("the same time otherwise written", |raw| raw.start = time("2026-11-23", "T100000"), ""),
        ("the same days in another order", |raw| raw.recurrence.rule = "BYDAY=MO;FREQ=WEEKLY".into(), ""),
        ("a guest more", |raw| raw.guests = guests(5), "guests"),
        ("a guest in another's place", |raw| raw.guests[0] = person("eve@example.org", "Eve"), "guests"),
        ("a guest without an address", |raw| raw.guests.push(person("", "Eve")), "guests"),
        ("a namesake", |raw| raw.guests.push(person("ana@far.example", "Ana 1")), "guests"),
        ("a typed guest", |raw| raw.typed_guest = "eve@example.org".into(), "guests"),
        (
            "a group",
            |raw| raw.guests.push(RawGuest { kind: RawGuestKind::Group, ..person("all@example.org", "") }),
            "guests",
        ),
        (
            "another day",
            |raw| (raw.start, raw.end) = (time("20261124", "10:00"), time("20261124", "11:00")),
            "time",
        ),
        (
            "another hour",
            |raw| (raw.start, raw.end) = (time("20261123", "14:00"), time("20261123", "15:00")),
            "time",
        ),
        ("it starts earlier", |raw| raw.start = time("20261123", "09:30"), "time longer"),
        ("it starts later", |raw| raw.start = time("20261123", "10:30"), "time"),
        ("longer", |raw| raw.end = time("20261123", "11:30"), "longer"),
        ("into the next day", |raw| raw.end = time("20261124", "11:00"), "longer"),
        ("a time that cannot be read", |raw| raw.start = shown("soon", ""), "time"),
        ("more often", |raw| raw.recurrence.rule = "FREQ=WEEKLY;BYDAY=MO,WE".into(), "recurrence"),
        ("less often", |raw| raw.recurrence.rule = "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2".into(), "recurrence"),
        ("to an end", |raw| raw.recurrence.rule = "FREQ=WEEKLY;BYDAY=MO;COUNT=9".into(), "recurrence"),
        ("to a day", |raw| raw.recurrence.rule = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270101".into(), "recurrence"),
        ("once", |raw| raw.recurrence.rule.clear(), "recurrence"),
    ];
    for (name, change, expected) in rows {
        let (before, mut after) = (event(), event());
        change(&mut after);
        assert_eq!(named(changed(&before, &after)), *expected, "{name}");
        let reason = expected.is_empty().then_some(PassReason::MinorChange);
        assert_eq!(passes(Some(&before), &after), reason, "{name}");
        assert_eq!(passes(None, &after), None, "a new one is asked about: {name}");
    }
}

#[test]
fn an_event_that_takes_whole_days_now_is_changed_and_no_meeting() {
    let before = raw("Platform status", "", 4);
    let mut after = RawInvite { all_day: true, ..before.clone() };
    (after.start, after.end) = (time("20261123", ""), time("20261124", ""));
    assert_eq!(named(changed(&before, &after)), "time longer");
    assert_eq!(passes(Some(&before), &after), Some(PassReason::AllDay));
    assert_eq!(named(changed(&after, &before)), "time longer");
    assert_eq!(passes(Some(&after), &before), None);
}

#[test]
fn a_series_that_began_and_an_event_that_begins_to_repeat() {
    let (single, series) = (raw("Platform status", "", 4), weekly(raw("Platform status", "", 4)));
    assert_eq!(named(changed(&single, &series)), "recurrence");
    let mut custom = single.clone();
    custom.recurrence.text = "Benutzerdefiniert …".into();
    assert_eq!(named(changed(&single, &custom)), "recurrence", "what cannot be read is compared as shown");
    assert_eq!(named(changed(&custom, &custom)), "");
}

#[test]
fn times_that_cannot_be_read_are_compared_as_shown() {
    let event = |start, end| RawInvite { start, end, ..raw("Platform status", "", 4) };
    let odd = || event(shown("mañana", "a las diez"), shown("mañana", "a las once"));
    for (name, after, expected) in [
        ("the same", odd(), ""),
        ("another start", event(shown("mañana", "a las nueve"), shown("mañana", "a las once")), "time"),
        ("another end", event(shown("mañana", "a las diez"), shown("mañana", "a las doce")), "longer"),
        ("now it can be read", raw("Platform status", "", 4), "time longer"),
    ] {
        assert_eq!(named(changed(&odd(), &after)), expected, "{name}");
    }
    // An end before its start has no length either.
    let backwards = event(time("20261123", "10:00"), time("20261123", "09:00"));
    assert_eq!(named(changed(&backwards, &backwards)), "");
    assert_eq!(named(changed(&backwards, &raw("Platform status", "", 4))), "longer");
}

#[test]
fn what_passes_anyway_keeps_its_own_reason() {
    let past = |raw: RawInvite| RawInvite {
        start: time("20261119", "10:00"),
        end: time("20261119", "11:00"),
        ..raw
    };
    for (name, invite, expected) in [
        ("nobody else", raw("Focus", "", 0), Some(PassReason::NoGuests)),
        ("over", past(raw("Platform status", "", 4)), Some(PassReason::Past)),
        ("the same", raw("Platform status", "", 4), Some(PassReason::MinorChange)),
    ] {
        assert_eq!(passes(Some(&invite), &invite), expected, "{name}");
    }
    // The first guest makes an invite of an event.
    assert_eq!(passes(Some(&raw("Platform status", "", 0)), &raw("Platform status", "", 4)), None);
}

proptest! {
    #[test]
    fn no_two_invites_make_it_panic(before in raw_invite(), after in raw_invite()) {
        let _ = changed(&before, &after);
        let _ = verdict(Some(&before), &after);
    }

    #[test]
    fn the_same_invite_is_a_minor_change(raw in raw_invite()) {
        prop_assert!(changed(&raw, &raw).are_minor());
        prop_assert!(matches!(verdict(Some(&raw), &raw), Verdict::Pass(_)));
    }

    #[test]
    fn a_guest_more_is_never_minor(before in raw_invite(), name in "\\PC{0,20}", at in 0..6_usize) {
        let mut after = before.clone();
        let place = at.min(after.guests.len());
        after.guests.insert(place, person("somebody.new@far.example", &name));
        prop_assert!(changed(&before, &after).guests);
        prop_assert!(!changed(&after, &before).guests);
    }

    #[test]
    fn the_words_of_an_invite_are_nobodys_reason_to_be_asked(before in raw_invite(), words in raw_invite()) {
        let after = RawInvite { title: words.title, description: words.description, format: words.format, ..before.clone() };
        prop_assert!(changed(&before, &after).are_minor());
    }
}
