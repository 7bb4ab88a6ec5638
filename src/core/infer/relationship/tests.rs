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

fn of(
    addresses: &[String],
    rule: &str,
    history: Vec<Gathering>,
    lessons: &Lessons,
) -> Inference<Option<Relationship>> {
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
        ("met once", own(4), met(&own(4), 1, 1, 3), None),
        ("one new among four", own(4), met(&own(3), 5, 7, 3), Some(Strong)),
        ("three new among four", own(4), met(&own(1), 5, 7, 3), Some(Weak)),
        (
            "known from other groups",
            own(4),
            [met(&own(2), 4, 7, 3), met(&own(4)[2..], 4, 7, 4)].concat(),
            Some(Strong),
        ),
        ("five invites in one afternoon", own(4), met(&own(4), 5, 0, 0), None),
        (
            "outsiders who have met often",
            at("client.example", 3),
            met(&at("client.example", 3), 6, 7, 3),
            Some(Strong),
        ),
        ("nothing known", own(4), Vec::new(), None),
        ("nobody", Vec::new(), Vec::new(), None),
        (
            "a crowd of which each was met in small groups",
            own(24),
            (0..8).flat_map(|at| met(&own(24)[at * 3..at * 3 + 3], 4, 7, 3)).collect(),
            None,
        ),
        ("a crowd that meets every week", own(24), met(&own(24), 8, 7, 3), Some(Strong)),
        ("new to a long journal", own(4), strangers(25), Some(Weak)),
        ("new to a short journal", own(4), strangers(5), None),
    ] {
        let inferred = of(&guests, "", history, &Lessons::default());
        assert_eq!(inferred.value, expected, "{name}: {inferred:?}");
        assert_eq!(inferred.value.is_some(), !inferred.reasons.is_empty(), "{name}");
    }
}

#[test]
fn domains_size_and_lists() {
    let mixed: Vec<String> = ["gmail.com", "kde.example", "posteo.de", "uni.example", "proton.me"]
        .iter()
        .flat_map(|domain| at(domain, 1))
        .collect();
    let list = |domain: &str| vec![format!("list@{domain}")];
    for (name, guests, rule, history, expected) in [
        ("a client", at("client.example", 3), "", Vec::new(), Some(Weak)),
        (
            "a client's people in departments",
            [at("a.client.example", 1), at("b.client.example", 2)].concat(),
            "",
            Vec::new(),
            Some(Weak),
        ),
        (
            "mostly a client",
            [own(1), at("client.example", 2)].concat(),
            "FREQ=WEEKLY",
            Vec::new(),
            Some(Weak),
        ),
        (
            "one of three from outside",
            [own(2), at("client.example", 1)].concat(),
            "FREQ=WEEKLY",
            Vec::new(),
            None,
        ),
        ("a series of one's own", own(3), "FREQ=WEEKLY", Vec::new(), Some(Strong)),
        (
            "with departments of one's own",
            [at("us.acme.example", 2), at("acme.example", 2)].concat(),
            "FREQ=WEEKLY",
            Vec::new(),
            Some(Strong),
        ),
        (
            "a series of one's own that was sent once",
            own(3),
            "FREQ=WEEKLY",
            met(&own(3), 1, 1, 0),
            Some(Strong),
        ),
        ("a series of one's own with new people", own(4), "FREQ=WEEKLY", met(&own(1), 5, 7, 3), None),
        ("a series of a crowd", own(20), "FREQ=WEEKLY", Vec::new(), None),
        ("an open project", mixed.clone(), "FREQ=WEEKLY", Vec::new(), None),
        ("an open project that meets", mixed.clone(), "FREQ=WEEKLY", met(&mixed, 6, 7, 2), Some(Strong)),
        ("a list", list("eu.acme.example"), "FREQ=WEEKLY", Vec::new(), None),
        ("a client's list", list("client.example"), "", Vec::new(), None),
        (
            "a list and somebody known",
            [own(1), list("eu.acme.example")].concat(),
            "",
            met(&own(1), 6, 7, 2),
            None,
        ),
        (
            "a list that meets",
            list("eu.acme.example"),
            "",
            met(&list("eu.acme.example"), 6, 7, 2),
            Some(Strong),
        ),
    ] {
        assert_eq!(of(&guests, rule, history, &Lessons::default()).value, expected, "{name}");
    }
    let unknown_self = Invite { own: Vec::new(), ..invite(&own(3), "FREQ=WEEKLY") };
    let history = History::default();
    let known = Known { guests: &[], history: &history, lessons: &Lessons::default(), today: TODAY };
    assert_eq!(relationship(&unknown_self, known).value, None);
}

#[test]
fn reasons_are_given_the_strongest_first() {
    let none = Lessons::default();
    for (guests, rule, history, expected) in [
        (own(4), "", met(&own(4), 5, 7, 3), vec![Reason::MetBefore(5)]),
        (
            [own(1), at("client.example", 3)].concat(),
            "",
            met(&own(1), 5, 7, 3),
            vec![Reason::OutsideDomain("client.example".into()), Reason::FirstTime { new: 3, of: 4 }],
        ),
        (own(4), "", strangers(25), vec![Reason::FirstTime { new: 4, of: 4 }]),
    ] {
        assert_eq!(of(&guests, rule, history, &none).reasons, expected);
    }
}

fn said(addresses: &[String], days: i32, inferred: Option<Relationship>, set: Relationship) -> Lessons {
    let mut lessons = Lessons::default();
    lessons.add(Lesson {
        day: TODAY.saturating_sub(jiff::Span::new().days(days)),
        words: Vec::new(),
        group: people(addresses),
        correction: Correction::Relationship { inferred, set },
    });
    lessons
}

#[test]
fn what_the_user_said_is_remembered() {
    let often = || met(&own(4), 5, 7, 3);
    for (name, guests, history, lessons, expected) in [
        ("against history", own(4), often(), said(&own(4), 0, Some(Strong), Weak), Some(Weak)),
        (
            "half a year ago, history speaks again",
            own(4),
            often(),
            said(&own(4), 300, Some(Strong), Weak),
            Some(Strong),
        ),
        ("where nothing was known", own(4), Vec::new(), said(&own(4), 0, None, Strong), Some(Strong)),
        (
            "against the domain",
            at("client.example", 3),
            Vec::new(),
            said(&at("client.example", 3), 0, Some(Weak), Strong),
            Some(Strong),
        ),
        ("the group has changed a little", own(5), Vec::new(), said(&own(4), 0, None, Strong), Some(Strong)),
        ("the group has changed", own(9), Vec::new(), said(&own(4), 0, None, Strong), None),
        ("others", at("other.acme.example", 3), Vec::new(), said(&own(4), 0, None, Strong), None),
        ("years ago", own(4), Vec::new(), said(&own(4), 1_200, Some(Weak), Strong), None),
    ] {
        let inferred = of(&guests, "", history, &lessons);
        assert_eq!(inferred.value, expected, "{name}: {inferred:?}");
        let given = inferred.reasons.first() == Some(&Reason::Corrected);
        assert_eq!(given, expected.is_some() && !name.starts_with("half"), "{name}");
    }
}

#[test]
fn organisations() {
    for (domain, expected) in [
        ("acme.example", "acme.example"),
        ("eu.acme.example", "acme.example"),
        ("mail.eu.acme.example", "acme.example"),
        ("acme.co.uk", "acme.co.uk"),
        ("eu.acme.co.uk", "acme.co.uk"),
        ("yahoo.co.uk", "yahoo.co.uk"),
        ("localhost", "localhost"),
        ("", ""),
    ] {
        assert_eq!(organisation(domain), expected, "{domain}");
    }
    assert!(same_organisation("ibm.com", "eu.ibm.com"));
    assert!(!same_organisation("a.co.uk", "b.co.uk"));
}

proptest! {
    #[test]
    fn the_order_of_guests_does_not_matter(
        domains in proptest::collection::vec("(eu\\.acme|far|gmail)\\.(example|com)", 0..7),
        turn in 0_usize..7,
        history in proptest::collection::vec((0_usize..7, 0_i32..400), 0..8),
        list in any::<bool>(),
    ) {
        let mut addresses: Vec<String> =
            domains.iter().enumerate().map(|(number, domain)| format!("g{number}@{domain}")).collect();
        if list {
            addresses.push("list@eu.acme.example".to_owned());
        }
        let mut turned = addresses.clone();
        turned.rotate_left(if addresses.is_empty() { 0 } else { turn % addresses.len() });
        let history: Vec<Gathering> =
            history.iter().flat_map(|(of, ago)| met(&addresses[..(*of).min(addresses.len())], 1, 1, *ago)).collect();
        let lessons = said(&addresses[..addresses.len() / 2], 20, None, Weak);
        let one = of(&addresses, "FREQ=WEEKLY", history.clone(), &lessons);
        prop_assert!((0.0..=1.0).contains(&one.confidence) && one.reasons.len() <= 4);
        prop_assert_eq!(one, of(&turned, "FREQ=WEEKLY", history, &lessons));
    }
}
