//! The invite that is judged: [`read`] makes it from a raw snapshot. Nothing is judged here.

mod guests;
mod pods;
mod recurrence;
mod times;

use crate::agenda::{self, Agenda};
use crate::dates::LocaleNames;
use crate::policy::Policy;
use crate::raw::{RawInvite, TextFormat};
use crate::words::{collapse, cut};
use jiff::civil::{Date, DateTime, Weekday};

/// One other human, or a group of unknown size; never oneself, never a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The mail address in lower case; empty where the page shows none.
    pub address: String,
    /// What to call them on screen; never empty.
    pub name: String,
    /// A distribution list: counted as one guest, and said to be of unknown size.
    pub group: bool,
    /// Attendance is optional.
    pub optional: bool,
    /// The address's domain is not one of the user's own. `false` where either is unknown.
    pub outside: bool,
    /// The pod that this guest is responsible for, if the invite is that pod's matter; else empty.
    pub responsible_for: String,
}

/// RFC 5545 `FREQ`, as far as calendars' editors offer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// How an event repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// `FREQ`.
    pub frequency: Frequency,
    /// `INTERVAL`, at least 1.
    pub interval: u32,
    /// `BYDAY` without ordinals; empty if the rule has none.
    pub days: Vec<Weekday>,
    /// `COUNT`.
    pub count: Option<u32>,
    /// The day of `UNTIL`.
    pub until: Option<Date>,
}

/// A fault of the invite itself, told to the user in words; none of them stops the judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The title is empty or blank.
    NoTitle,
    /// The event ends before, or when, it starts.
    EndBeforeStart,
    /// The dates or times could not be read in this language.
    UnreadableTime,
}

/// An invite, read.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Title, trimmed, at most [`TITLE_LIMIT`] characters.
    pub title: String,
    /// The description as the page holds it.
    pub description: String,
    /// Format of `description`.
    pub format: TextFormat,
    /// The agenda found in the description.
    pub agenda: Agenda,
    /// The description's text without join blocks, footers and the like, a line for each entry and sentence;
    /// a long one is cut.
    pub text: String,
    /// Other humans and groups, each address once.
    pub guests: Vec<Guest>,
    /// The user's own addresses in lower case.
    pub own: Vec<String>,
    /// Start as a civil time, if it could be read.
    pub start: Option<DateTime>,
    /// Length in minutes; `None` for all-day events and unreadable times.
    pub minutes: Option<u32>,
    /// The event takes whole days.
    pub all_day: bool,
    /// How it repeats; `None` if it happens once.
    pub recurrence: Option<Recurrence>,
    /// BCP 47 language of the page.
    pub language: String,
    /// What is wrong with the invite itself.
    pub faults: Vec<Fault>,
}

/// A longer title is cut here for judging and showing; the calendar's own title is never touched.
pub const TITLE_LIMIT: usize = 300;

/// What can be told of an event without reading its description.
#[derive(Clone, Debug)]
pub struct Outline {
    /// As [`Invite::title`].
    pub title: String,
    /// As [`Invite::guests`].
    pub guests: Vec<Guest>,
    /// As [`Invite::own`].
    pub own: Vec<String>,
    /// As [`Invite::start`].
    pub start: Option<DateTime>,
    /// As [`Invite::minutes`].
    pub minutes: Option<u32>,
    /// As [`Invite::all_day`].
    pub all_day: bool,
    /// As [`Invite::recurrence`].
    pub recurrence: Option<Recurrence>,
    /// As [`Invite::faults`].
    pub faults: Vec<Fault>,
}

/// Reads the outline of a raw snapshot, whatever it holds.
pub fn outline(raw: &RawInvite, policy: &Policy, names: &LocaleNames) -> Outline {
    let title = collapse(cut(raw.title.trim(), TITLE_LIMIT * 4));
    let title = cut(&title, TITLE_LIMIT).trim_end().to_owned();
    let own = guests::own(raw, policy);
    let times = times::read(raw, names);
    let mut faults = Vec::new();
    if title.is_empty() {
        faults.push(Fault::NoTitle);
    }
    faults.extend(times.fault);
    Outline {
        title,
        guests: guests::read(raw, &own),
        own,
        start: times.start,
        minutes: times.minutes,
        all_day: raw.all_day,
        recurrence: recurrence::read(&raw.recurrence),
        faults,
    }
}

/// Reads a raw snapshot. Whatever it holds, an invite comes out; what could not be read is among its faults.
pub fn read(raw: &RawInvite, policy: &Policy, names: &LocaleNames) -> Invite {
    let Outline { title, mut guests, own, start, minutes, all_day, recurrence, faults } =
        outline(raw, policy, names);
    pods::mark(&mut guests, &own, &policy.pods);
    let others = guests.iter().map(|guest| (guest.name.as_str(), guest.address.as_str()));
    let people = agenda::people(others.chain(own.iter().map(|address| ("", address.as_str()))));
    let (agenda, text) = agenda::read_among(&raw.description, raw.format, &title, &people);
    Invite {
        agenda,
        text,
        title,
        description: raw.description.clone(),
        format: raw.format,
        guests,
        own,
        start,
        minutes,
        all_day,
        recurrence,
        language: raw.language.trim().to_owned(),
        faults,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::{RawGuest, RawRecurrence, RawTime};

    #[test]
    fn an_ordinary_invite_is_read() {
        let raw = RawInvite {
            title: "  Weekly\tstatus ".to_owned(),
            description: "Agenda:\n- Budget (10 min, Priya)".to_owned(),
            guests: vec![RawGuest { email: "Ann@acme.example".to_owned(), ..RawGuest::default() }],
            own: vec!["Me@Acme.example".to_owned()],
            start: RawTime { date: "20261130".to_owned(), time: "T100000".to_owned(), ..RawTime::default() },
            end: RawTime { date: "20261130".to_owned(), time: "T110000".to_owned(), ..RawTime::default() },
            recurrence: RawRecurrence {
                rule: "RRULE:FREQ=WEEKLY;BYDAY=MO".to_owned(),
                ..RawRecurrence::default()
            },
            language: "en".to_owned(),
            ..RawInvite::default()
        };
        let invite = read(&raw, &Policy::default(), &LocaleNames::default());
        assert_eq!(invite.title, "Weekly status");
        assert_eq!(invite.own, ["me@acme.example"]);
        assert_eq!(invite.guests.len(), 1);
        assert_eq!(invite.minutes, Some(60));
        assert_eq!(invite.agenda.items.len(), 1);
        assert!(invite.recurrence.is_some());
        assert!(invite.faults.is_empty());
    }

    #[test]
    fn a_monstrous_invite_is_read() {
        let raw = RawInvite {
            title: "e\u{301}😀 ".repeat(3_400),
            description: "<div><ul><li>a<table><tr><td>".repeat(40_000),
            format: TextFormat::Html,
            guests: (0..400)
                .map(|number| RawGuest {
                    email: format!("guest{number}@acme.example"),
                    ..RawGuest::default()
                })
                .collect(),
            ..RawInvite::default()
        };
        let invite = read(&raw, &Policy::default(), &LocaleNames::default());
        assert!(invite.title.chars().count() <= TITLE_LIMIT);
        assert_eq!(invite.guests.len(), 400);
        assert_eq!(invite.faults, [Fault::UnreadableTime]);
    }

    #[test]
    fn a_blank_title_is_a_fault() {
        let invite = read(
            &RawInvite { title: " \n ".to_owned(), ..RawInvite::default() },
            &Policy::default(),
            &LocaleNames::default(),
        );
        assert_eq!(invite.faults, [Fault::NoTitle, Fault::UnreadableTime]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}", typed in "[a-z@., ;<>\"]{0,40}", all_day: bool) {
            let time = RawTime { date: text.clone(), time: text.clone(), date_text: text.clone(), time_text: text.clone() };
            let raw = RawInvite {
                title: text.clone(),
                description: text.clone(),
                guests: vec![RawGuest { email: typed.clone(), name: text.clone(), ..RawGuest::default() }],
                typed_guest: typed,
                own: vec![text.clone()],
                start: time.clone(),
                end: time,
                all_day,
                recurrence: RawRecurrence { rule: text.clone(), frequency: text.clone(), text: text.clone() },
                language: text,
                ..RawInvite::default()
            };
            let _ = read(&raw, &Policy::default(), &LocaleNames::default());
        }
    }
}
