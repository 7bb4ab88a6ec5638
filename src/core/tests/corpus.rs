//! The judgement on the project's own labelled invites: no label changes with what is put around an invite,
//! and the tables and weights in force keep what they reached. How good the judgement is on invites that it
//! was not fitted to stands in `docs/judgement.md`.

// A test's panic is its report.
#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)]

#[path = "../examples/corpus/mod.rs"]
mod corpus;
#[path = "../examples/corpus/judged.rs"]
mod judged;
#[path = "../examples/corpus/labelled.rs"]
mod labelled;

use converel_core::infer::model::Weights;
use converel_core::raw::{RawInvite, TextFormat};
use judged::{Judged, judge};
use labelled::{Labelled, Labels};

/// A label is judged as it is given.
type Holds = fn(&Labels, &Judged) -> bool;

fn invites() -> Vec<Labelled> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/invites");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    paths.sort();
    let invites: Vec<Labelled> = paths.iter().flat_map(|path| labelled::file(path).unwrap()).collect();
    assert!(invites.len() > 900, "{} invites", invites.len());
    invites
}

fn labels(raw: &RawInvite) -> [&'static str; 4] {
    let Judged { purpose, kind, agenda, alternative, .. } = judge(raw, Weights::in_force());
    [purpose, kind, agenda, alternative]
}

#[test]
fn what_was_reached_is_kept() {
    let pairs: Vec<(Labelled, Judged)> = invites()
        .into_iter()
        .map(|invite| {
            let found = judge(&invite.raw, Weights::in_force());
            (invite, found)
        })
        .collect();
    // The weights were fitted to these: floors against tables and weights that no longer fit together.
    let floors: [(&str, usize, Holds); 4] = [
        ("purpose", 90, |labels, found| labels.purpose == found.purpose),
        ("kind", 85, |labels, found| labels.kind == found.kind),
        ("agenda", 80, |labels, found| labels.agenda == found.agenda),
        ("alternative", 80, |labels, found| labels.alternative == found.alternative),
    ];
    for (name, least, right) in floors {
        let count = pairs.iter().filter(|(invite, found)| right(&invite.labels, found)).count();
        assert!(count * 100 >= pairs.len() * least, "{name} is right in {count} of {}", pairs.len());
    }
    let sure: Vec<_> = pairs.iter().filter(|(_, found)| found.confidence >= 0.9).collect();
    let right = sure.iter().filter(|(invite, found)| invite.labels.purpose == found.purpose).count();
    assert!(right * 100 >= sure.len() * 95, "{right} of {} that it is sure of", sure.len());
    for (invite, found) in &pairs {
        let told = found.purpose == "unclear" || !found.reasons.is_empty() || found.confidence < 0.9;
        assert!(told, "{}: sure, and no reason given: {}", invite.id, invite.raw.title);
    }
}

#[test]
fn what_stands_around_an_invite_changes_no_label() {
    let blocks = include_str!("../../../tests/fixtures/invites/more.txt");
    assert!(labelled::boilerplate().len() >= 50);
    let mut changed = Vec::new();
    for Labelled { id, raw: bare, .. } in labelled::compact("more", blocks).unwrap().into_iter().step_by(9) {
        let expected = labels(&bare);
        for around in labelled::boilerplate() {
            let dressed = labelled::around(&bare.description, around);
            for (description, format) in [
                (dressed.clone(), TextFormat::Plain),
                (labelled::with_breaks(&dressed), TextFormat::Html),
                (labelled::with_paragraphs(&dressed), TextFormat::Html),
            ] {
                let raw = RawInvite { description, format, ..bare.clone() };
                let found = labels(&raw);
                if found != expected {
                    changed.push(format!("{id}: {found:?} for {expected:?}\n{}", raw.description));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{} changed:\n{}", changed.len(), changed.join("\n\n"));
}

#[test]
fn neither_order_of_guests_nor_letter_case_counts() {
    for invite in invites().into_iter().step_by(5) {
        let expected = labels(&invite.raw);
        let mut raw = invite.raw.clone();
        raw.guests.reverse();
        for guest in &mut raw.guests {
            guest.email = guest.email.to_uppercase();
        }
        assert_eq!(labels(&raw), expected, "{}", invite.id);
        raw.title = raw.title.to_uppercase();
        let shouted = labels(&raw);
        assert_eq!((shouted[0], shouted[1]), (expected[0], expected[1]), "{}: {}", invite.id, raw.title);
    }
}

#[test]
fn what_is_no_invite_is_named_and_what_is_missing_is_empty() {
    for (line, expected) in [
        ("not json", None),
        ("[1]", None),
        ("", None),
        ("{}", Some("")),
        (
            r#"{"id":5,"title":"Retro","description":null,"guests":[{"email":"a@b.example","name":null}]}"#,
            Some("Retro"),
        ),
        (r#"{"title":7,"guests":"none"}"#, Some("")),
    ] {
        let read = corpus::json(line);
        assert_eq!(read.as_ref().ok().map(|named| named.raw.title.as_str()), expected, "{line}");
        assert!(read.is_ok() || read.is_err_and(|error| !error.is_empty()));
    }
}
