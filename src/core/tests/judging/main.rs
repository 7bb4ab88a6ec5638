//! The judging half of the core, read as its specification: tables of what goes in and what comes out.

// A test's panic is its report.
#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)]

mod advice;
mod bad_input;
mod change;
mod cost;
mod draft;
mod journal;
mod patch;
mod series;
mod verdict;

use converel_core::answers::Answers;
use converel_core::dates::LocaleNames;
use converel_core::history::{Gathering, History};
use converel_core::invite::Invite;
use converel_core::people::{Group, GuestKey};
use converel_core::policy::Policy;
use converel_core::raw::{RawGuest, RawInvite, RawTime};
use converel_core::verdict::{Context, Judged, Memory, Question, Verdict, judge};
use jiff::civil::{Date, DateTime, date};

/// A Friday.
pub(crate) const TODAY: Date = date(2026, 11, 20);

/// Guests `Ana 1`, `Ana 2`, …
pub(crate) fn guests(count: usize) -> Vec<RawGuest> {
    let guest = |number| RawGuest {
        email: format!("ana{number}@example.org"),
        name: format!("Ana {number}"),
        ..RawGuest::default()
    };
    (1..=count).map(guest).collect()
}

pub(crate) fn time(date: &str, time: &str) -> RawTime {
    RawTime { date: date.into(), time: time.into(), ..RawTime::default() }
}

/// An hour on Monday 2026-11-23 at ten, with this many guests.
pub(crate) fn raw(title: &str, description: &str, count: usize) -> RawInvite {
    RawInvite {
        title: title.into(),
        description: description.into(),
        guests: guests(count),
        own: vec!["me@example.org".into()],
        start: time("20261123", "10:00"),
        end: time("20261123", "11:00"),
        language: "en".into(),
        ..RawInvite::default()
    }
}

pub(crate) fn weekly(mut raw: RawInvite) -> RawInvite {
    raw.recurrence.rule = "FREQ=WEEKLY;BYDAY=MO".into();
    raw
}

pub(crate) fn now() -> DateTime {
    TODAY.at(9, 0, 0, 0)
}

pub(crate) fn judged_by(raw: &RawInvite, policy: &Policy, met: u32) -> Judged {
    let names = LocaleNames::default();
    let memory = met_before(raw, met);
    judge(raw, &Context { policy, names: &names, now: now(), paused: false, memory: &memory, before: None })
}

/// The guests of this invite met so many times, every week until now.
pub(crate) fn met_before(raw: &RawInvite, times: u32) -> Memory {
    let key = b"key".to_vec();
    let group = Group::of(raw.guests.iter().filter_map(|guest| GuestKey::of(&key, &guest.email)));
    let day = |time: u32| TODAY.saturating_sub(jiff::Span::new().weeks(i64::from(time)));
    let days = (1..=times).rev().map(day);
    let gatherings = days.map(|day| Gathering { day, per_year: 1.0, group: group.clone() });
    Memory { history: History::new(gatherings.collect()), key, ..Memory::default() }
}

pub(crate) fn judged(raw: &RawInvite) -> Judged {
    judged_by(raw, &Policy::default(), 0)
}

/// The invite and the question, of one that is asked about.
pub(crate) fn asked(raw: &RawInvite) -> (Invite, Question) {
    let judged = judged_by(raw, &Policy::default(), 14);
    match judged.verdict {
        Verdict::Ask(question) => (judged.invite, *question),
        Verdict::Pass(reason) => panic!("passed: {reason:?}"),
    }
}

/// The invite of the product's picture, with the answers that the picture shows.
pub(crate) fn weekly_status() -> (Invite, Question, Answers) {
    let description = "Agenda:\n- Progress by workstream (40 min)\n- Risks that need a decision (15 min)";
    let (invite, question) = asked(&weekly(raw("Weekly platform status", description, 10)));
    let mut answers = question.answers.clone();
    answers.purpose = "Where each workstream stands and what is at risk".into();
    for (item, (minutes, owner)) in answers.agenda.iter_mut().zip([(40, "each lead"), (15, "Priya")]) {
        item.minutes = Some(minutes);
        item.owner = owner.into();
    }
    answers.notes_link = "https://handbook.example.org/platform/weekly".into();
    (invite, question, answers)
}
