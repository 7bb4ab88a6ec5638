//! Relationships as a specification: people, what is known of them, and what follows.

use super::*;
use crate::dates::LocaleNames;
use crate::history::Gathering;
use crate::invite;
use crate::learn::{Correction, Lesson};
use crate::policy::Policy;
use crate::raw::{RawGuest, RawGuestKind, RawInvite, RawRecurrence};
use Relationship::{Strong, Weak};
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 20);
const KEY: &[u8] = b"key";

fn invite(addresses: &[String], rule: &str) -> Invite {
    let row = |email: &String| RawGuest {
        email: email.clone(),
        kind: if email.starts_with("list") { RawGuestKind::Group } else { RawGuestKind::Person },
        ..RawGuest::default()
    };
    let raw = RawInvite {
        title: "x".to_owned(),
        guests: addresses.iter().map(row).collect(),
        own: vec!["me@eu.acme.example".to_owned()],
        recurrence: RawRecurrence { rule: rule.to_owned(), ..RawRecurrence::default() },
        ..RawInvite::default()
    };
    invite::read(&raw, &Policy::default(), &LocaleNames::default())
}

fn at(domain: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("guest{number}@{domain}")).collect()
}

fn own(count: usize) -> Vec<String> {
    at("eu.acme.example", count)
}

fn people(addresses: &[String]) -> Group {
    Group::of(addresses.iter().filter_map(|address| GuestKey::of(KEY, address)))
}

/// These people were invited on a day so many days ago, and each `every` days before that.
fn met(addresses: &[String], times: i32, every: i32, ago: i32) -> Vec<Gathering> {
    let day = |time: i32| TODAY.saturating_sub(jiff::Span::new().days(ago + time * every));
    let times = (0..times).rev();
    times.map(|time| Gathering { day: day(time), per_year: 1.0, group: people(addresses) }).collect()
}

fn of(addresses: &[String], rule: &str, history: Vec<Gathering>, lessons: &Lessons) -> Inference<Option<Relationship>> {
    let invite = invite(addresses, rule);
    let guests: Vec<_> = invite.guests.iter().map(|guest| GuestKey::of(KEY, &guest.address)).collect();
    let history = History::new(history);
    relationship(&invite, Known { guests: &guests, history: &history, lessons, today: TODAY })
}

fn strangers(count: i32) -> Vec<Gathering> {
    (0..count).flat_map(|number| met(&at(&format!("other{number}.example"), 3), 1, 1, 30 + number)).collect()
}

#[test]
fn shared_history_makes_it_strong_while_it_is_fresh() {
    for (name, guests, history, expected) in [
        ("a handful that met often", own(4), met(&own(4), 5, 7, 3), Some(Strong)),
        ("the same a year ago", own(4), met(&own(4), 5, 7, 365), None),
        ("met once", own(4), met(&own(4), 1, 1, 3), Some(Strong)),
        ("one new among four", own(4), met(&own(3), 5, 7, 3), Some(Strong)),
        ("three new among four", own(4), met(&own(1), 5, 7, 3), Some(Weak)),
        ("known from other groups", own(4), [met(&own(2), 4, 7, 3), met(&own(4)[2..], 4, 7, 4)].concat(), Some(Strong)),
        ("five invites in one afternoon", own(4), met(&own(4), 5, 0, 0), Some(Strong)),
        ("outsiders who have met often", at("client.example", 3), met(&at("client.example", 3), 6, 7, 3), Some(Strong)),
        ("nothing known", own(4), Vec::new(), None),
        ("nobody", Vec::new(), Vec::new(), None),
        ("a crowd of which each was met in small groups", own(24), (0..8).flat_map(|at| met(&own(24)[at * 3..at * 3 + 3], 4, 7, 3)).collect(), Some(Strong)),
        ("new to a long journal", own(4), strangers(25), Some(Weak)),
        ("new to a short journal", own(4), strangers(5), None),
    ] {
        let inferred = of(&guests, "", history, &Lessons::default());
        assert_eq!(inferred.value, expected, "{name}: {inferred:?}");
        assert_eq!(inferred.value.is_some(), !inferred.reasons.is_empty(), "{name}");
    }
}
