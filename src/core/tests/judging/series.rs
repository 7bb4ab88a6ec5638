//! One decision about a series holds until its review date.

use crate::{TODAY, guests, now, raw, time, weekly};
use converel_core::answers::{Answers, SendAnywayReason};
use converel_core::dates::LocaleNames;
use converel_core::policy::Policy;
use converel_core::raw::{RawGuest, RawInvite, RawRecurrence};
use converel_core::record::{Cause, Meta, Outcome, Record, record};
use converel_core::series::Series;
use converel_core::verdict::{Context, Memory, PassReason, Verdict, judge};
use jiff::civil::{Date, date};

const REVIEW: Date = date(2027, 2, 23);

fn series() -> RawInvite {
    weekly(raw("Weekly platform status", "", 4))
}

/// The record of what the user did with an invite, with this review date.
fn decided(raw: &RawInvite, outcome: Outcome, review_on: Option<Date>) -> Record {
    let (policy, names, memory) = (Policy::default(), LocaleNames::default(), Memory::default());
    let context =
        Context { policy: &policy, names: &names, now: now(), paused: false, memory: &memory, before: None };
    let judged = judge(raw, &context);
    let Verdict::Ask(question) = &judged.verdict else { panic!("passed") };
    let answers = Answers { review_on, ..question.answers.clone() };
    let meta = Meta { id: String::new(), at: 0, site: "sogo".into(), gate_milliseconds: 0, key: b"key" };
    record(&judged, Some(&answers), outcome, meta)
}

fn passes(record: &Record, raw: &RawInvite, before: Option<&RawInvite>, today: Date) -> Option<PassReason> {
    let (policy, names) = (Policy::default(), LocaleNames::default());
    let memory = Memory {
        key: b"key".to_vec(),
        series: Series::of(record).into_iter().collect(),
        ..Memory::default()
    };
    let now = today.at(9, 0, 0, 0);
    let context = Context { policy: &policy, names: &names, now, paused: false, memory: &memory, before };
    match judge(raw, &context).verdict {
        Verdict::Pass(reason) => Some(reason),
        Verdict::Ask(_) => None,
    }
}

fn rule(rule: &str) -> RawRecurrence {
    RawRecurrence { rule: rule.into(), ..RawRecurrence::default() }
}

#[test]
fn one_decision_holds_until_the_review_date() {
    type Change = fn(&mut RawInvite);
    let record = decided(&series(), Outcome::Improved, Some(REVIEW));
    let rows: &[(&str, Change, bool)] = &[
        ("the same", |_| {}, true),
        ("the title in other letters", |raw| raw.title = " weekly  Platform STATUS".into(), true),
        ("fewer guests", |raw| raw.guests = guests(2), true),
        ("shorter", |raw| raw.end = time("20261123", "10:30"), true),
        (
            "another day and hour",
            |raw| (raw.start, raw.end) = (time("20261125", "15:00"), time("20261125", "16:00")),
            true,
        ),
        ("less often", |raw| raw.recurrence = rule("FREQ=MONTHLY"), true),
        ("to an end", |raw| raw.recurrence = rule("FREQ=WEEKLY;COUNT=5"), true),
        ("once more", |raw| raw.recurrence = rule(""), true),
        ("another title", |raw| raw.title = "Weekly platform risks".into(), false),
        ("no title", |raw| raw.title = String::new(), false),
        ("a guest more", |raw| raw.guests = guests(5), false),
        ("a guest in another's place", |raw| raw.guests[3].email = "eve@example.org".into(), false),
        (
            "a guest without an address",
            |raw| raw.guests[3] = RawGuest { name: "Eve".into(), ..RawGuest::default() },
            false,
        ),
        ("longer", |raw| raw.end = time("20261123", "11:15"), false),
        ("a length that cannot be read", |raw| raw.end = time("20261123", ""), false),
        ("more often", |raw| raw.recurrence = rule("FREQ=WEEKLY;BYDAY=MO,TH"), false),
        (
            "once and longer",
            |raw| {
                raw.recurrence = rule("");
                raw.end = time("20261123", "12:00");
            },
            false,
        ),
    ];
    for (name, change, holds) in rows {
        let mut raw = series();
        change(&mut raw);
        let expected = holds.then_some(PassReason::SeriesDecided);
        assert_eq!(passes(&record, &raw, None, TODAY), expected, "{name}");
    }
    let later = RawInvite { start: time("20270301", "10:00"), end: time("20270301", "11:00"), ..series() };
    for (today, holds) in [(REVIEW, true), (date(2027, 2, 24), false), (date(2028, 1, 1), false)] {
        let expected = holds.then_some(PassReason::SeriesDecided);
        assert_eq!(passes(&record, &later, None, today), expected, "{today}");
    }
}

#[test]
fn only_what_went_out_from_the_gate_with_a_review_date_is_decided() {
    let unchecked = Outcome::Unchecked(Cause::Covered);
    for (outcome, review_on, holds) in [
        (Outcome::Improved, Some(REVIEW), true),
        (Outcome::Sent, Some(REVIEW), true),
        (Outcome::SentAnyway(SendAnywayReason::Urgent), Some(REVIEW), true),
        (Outcome::Sent, None, false),
        (Outcome::Returned, Some(REVIEW), false),
        (Outcome::Replaced(converel_core::advice::Alternative::WrittenUpdate), Some(REVIEW), false),
        (Outcome::Cancelled, Some(REVIEW), false),
        (unchecked, Some(REVIEW), false),
    ] {
        let record = decided(&series(), outcome, review_on);
        assert_eq!(Series::of(&record).is_some(), holds, "{outcome:?}");
    }
    // A single event has no review date, whatever was answered.
    let once = decided(&raw("Weekly platform status", "", 4), Outcome::Sent, Some(REVIEW));
    assert_eq!(Series::of(&once), None);
}

/// The editor of one occurrence says nothing of the series.
#[test]
fn an_occurrence_that_is_edited_is_told_by_title_and_guests() {
    let record = decided(&series(), Outcome::Sent, Some(REVIEW));
    let before = raw("Weekly platform status", "", 4);
    let moved = |count, minutes: &str| RawInvite {
        start: time("20261124", "10:00"),
        end: time("20261124", minutes),
        ..raw("Weekly platform status", "", count)
    };
    for (name, after, expected) in [
        ("moved", moved(4, "11:00"), Some(PassReason::SeriesDecided)),
        ("moved and longer", moved(4, "12:00"), Some(PassReason::SeriesDecided)),
        ("moved, and one more is there", moved(5, "11:00"), None),
    ] {
        assert_eq!(passes(&record, &after, Some(&before), TODAY), expected, "{name}");
    }
    // The series itself, edited: it says how it repeats.
    let longer = RawInvite { end: time("20261123", "12:00"), ..series() };
    assert_eq!(passes(&record, &longer, Some(&series()), TODAY), None);
}

/// Some pages show names and no addresses: such guests have no hash in the journal.
#[test]
fn guests_without_an_address_are_told_by_their_number() {
    let nameless = |count: usize| {
        let mut raw = series();
        raw.guests[4 - count..].iter_mut().for_each(|guest| guest.email.clear());
        raw
    };
    let record = decided(&nameless(2), Outcome::Sent, Some(REVIEW));
    assert_eq!((record.people, record.guests.len()), (5, 2));
    for (count, expected) in [(2, Some(PassReason::SeriesDecided)), (3, None), (1, None)] {
        assert_eq!(passes(&record, &nameless(count), None, TODAY), expected, "{count}");
    }
    let one_less = RawInvite { guests: nameless(2).guests[1..].to_vec(), ..series() };
    assert_eq!(passes(&record, &one_less, None, TODAY), Some(PassReason::SeriesDecided));
}

#[test]
fn another_installations_records_decide_nothing() {
    let mut record = decided(&series(), Outcome::Sent, Some(REVIEW));
    record.guests = vec!["00112233445566778899aabbccddeeff".into(); 4];
    assert_eq!(passes(&record, &series(), None, TODAY), None);
}
