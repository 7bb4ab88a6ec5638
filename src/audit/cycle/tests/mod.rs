//! Tests of the module above, as tables and as properties.

mod practices;

use super::*;
use crate::made::{self, Held, KEY, STATUS, TODAY};
use crate::tell;
use converel_protocol::audit::kept::{Kept, Outcome, Placements, Shape};
use converel_protocol::stored::{Alternative, Purpose};
use jiff::civil::date;
use proptest::prelude::*;

const LOOK_AGAIN: &str = "2027-01-04";
const REPLACE: Change = Change::Replace { by: Alternative::WrittenUpdate };

fn audit(import: &Import, day: Date) -> Audit {
    tell(import, &made::options(), KEY, &Placements::default(), &Cycles::default(), made::noon(day))
}

/// A cycle that was begun today, with the meetings as they were.
fn begun(meetings: &[Held<'_>], changes: &[(&str, Change)]) -> (Cycle, Import) {
    let import = made::import(TODAY, meetings);
    let changes: Vec<(String, Change)> =
        changes.iter().map(|(key, change)| ((*key).to_owned(), *change)).collect();
    let cycle = begin(&audit(&import, TODAY), &changes, LOOK_AGAIN, "id", made::noon(TODAY)).unwrap();
    (cycle, import)
}

/// The one outcome of a calendar that was read on this day.
fn outcome_of(cycle: &Cycle, before: &Import, read: Date, meetings: &[Held<'_>]) -> Outcome {
    let import = made::import(read, meetings);
    let mut cycle = cycle.clone();
    assert!(look(&mut cycle, Some(before), &import, &audit(&import, read), &made::options(), KEY));
    cycle.looks.last().unwrap().outcomes[0]
}

#[test]
fn one_or_two_improvements() {
    let audit = audit(&made::import(TODAY, &[STATUS, Held { key: "other", ..STATUS }]), TODAY);
    let begin_with = |changes: &[(&str, Change)], look_again: &str| {
        let changes: Vec<(String, Change)> =
            changes.iter().map(|(key, change)| ((*key).to_owned(), *change)).collect();
        begin(&audit, &changes, look_again, "id", made::noon(TODAY))
    };
    let one = ("status", REPLACE);
    for (what, changes, day, expected) in [
        ("none", vec![], LOOK_AGAIN, NotBegun::NotOneOrTwo),
        ("three", vec![one; 3], LOOK_AGAIN, NotBegun::NotOneOrTwo),
        ("twice the same", vec![one, ("status", Change::Cancel)], LOOK_AGAIN, NotBegun::SameMeeting),
        ("no card", vec![("gone", REPLACE)], LOOK_AGAIN, NotBegun::NoSuchMeeting { key: "gone".to_owned() }),
        (
            "no improvement of its",
            vec![("status", Change::Shorter { minutes: 1 })],
            LOOK_AGAIN,
            NotBegun::NoSuchChange { key: "status".to_owned() },
        ),
        ("no day", vec![one], "soon", NotBegun::NoSuchDay),
        ("a day that is over", vec![one], "2026-11-22", NotBegun::NoSuchDay),
    ] {
        assert_eq!(begin_with(&changes, day).unwrap_err(), expected, "{what}");
    }
    let cycle = begin_with(&[one, ("other", Change::Rarer { interval: 2 })], LOOK_AGAIN).unwrap();
    assert_eq!((cycle.look_again.as_str(), cycle.promises.len()), (LOOK_AGAIN, 2));
    assert_eq!(cycle.before, Some(audit.measure));
    assert_eq!(
        cycle.promises[0].before,
        Size { minutes: 60, people: 5, per_year: 46.0, agenda: false, ends: false }
    );
    assert!((cycle.promises[0].hours_returned - 230.0).abs() < 1e-9);
    assert!((cycle.promises[1].hours_returned - 115.0).abs() < 1e-9);
}

#[test]
fn what_became_of_it() {
    let later = date(2026, 12, 14);
    let good = converel_protocol::stored::AgendaLevel::Good;
    let topics = converel_protocol::stored::AgendaLevel::Topics;
    let decides = Held { purpose: Purpose::Convergence, ..STATUS };
    let ended = Held { last: TODAY, ends_on: Some("2026-11-23"), ..STATUS };
    let ends = Held { last: date(2027, 1, 25), ends_on: Some("2027-01-25"), ..STATUS };
    for (what, before, change, now, expected, hours) in [
        ("gone", STATUS, REPLACE, ended.clone(), Kept::Kept, 230.0),
        ("it ends", STATUS, REPLACE, ends.clone(), Kept::Partly, 0.0),
        ("it is shorter", STATUS, REPLACE, Held { minutes: 30, ..STATUS }, Kept::Partly, 115.0),
        ("as it was", STATUS, REPLACE, STATUS, Kept::NotYet, 0.0),
        ("more", STATUS, REPLACE, Held { minutes: 90, ..STATUS }, Kept::NotYet, -115.0),
        ("dropped", STATUS, Change::Cancel, ended.clone(), Kept::Kept, 230.0),
        (
            "shorter",
            STATUS,
            Change::Shorter { minutes: 45 },
            Held { minutes: 45, ..STATUS },
            Kept::Kept,
            57.5,
        ),
        ("gone instead", STATUS, Change::Shorter { minutes: 45 }, ended, Kept::Kept, 230.0),
        (
            "a little",
            STATUS,
            Change::Shorter { minutes: 45 },
            Held { minutes: 50, ..STATUS },
            Kept::Partly,
            230.0 / 6.0,
        ),
        ("not shorter", STATUS, Change::Shorter { minutes: 45 }, STATUS, Kept::NotYet, 0.0),
        (
            "rarer",
            STATUS,
            Change::Rarer { interval: 2 },
            Held { every: 14, per_year: 23.0, ..STATUS },
            Kept::Kept,
            115.0,
        ),
        (
            "a little rarer",
            STATUS,
            Change::Rarer { interval: 2 },
            Held { every: 10, per_year: 32.0, ..STATUS },
            Kept::Partly,
            70.0,
        ),
        ("not rarer", STATUS, Change::Rarer { interval: 2 }, STATUS, Kept::NotYet, 0.0),
        (
            "smaller",
            Held { others: 19, ..decides.clone() },
            Change::Smaller { people: 8 },
            Held { others: 7, ..decides.clone() },
            Kept::Kept,
            12.0 * 46.0,
        ),
        (
            "a little smaller",
            Held { others: 19, ..decides.clone() },
            Change::Smaller { people: 8 },
            Held { others: 14, ..decides.clone() },
            Kept::Partly,
            5.0 * 46.0,
        ),
        (
            "inputs first",
            decides.clone(),
            Change::InputsFirst { minutes: 30 },
            Held { minutes: 30, ..decides.clone() },
            Kept::Kept,
            115.0,
        ),
        (
            "an agenda",
            decides.clone(),
            Change::Agenda,
            Held { agenda: good, ..decides.clone() },
            Kept::Kept,
            0.0,
        ),
        (
            "topics",
            decides.clone(),
            Change::Agenda,
            Held { agenda: topics, ..decides.clone() },
            Kept::Partly,
            0.0,
        ),
        ("no agenda", decides.clone(), Change::Agenda, decides.clone(), Kept::NotYet, 0.0),
        (
            "an end",
            decides.clone(),
            Change::EndDate { weeks: 12 },
            Held { ends_on: Some("2027-02-15"), ..decides.clone() },
            Kept::Kept,
            0.0,
        ),
        ("no end", decides.clone(), Change::EndDate { weeks: 12 }, decides, Kept::NotYet, 0.0),
    ] {
        let (cycle, import) = begun(&[before], &[("status", change)]);
        let other = Held { key: "other", ..STATUS };
        let found = outcome_of(&cycle, &import, later, &[now, other]);
        assert_eq!(found.kept, expected, "{what}");
        assert!((found.hours_returned - hours).abs() < 1e-6, "{what}: {}", found.hours_returned);
    }
}

#[test]
fn too_early_to_tell() {
    let (cycle, before) = begun(&[STATUS], &[("status", REPLACE)]);
    // A calendar that was exported before: nothing in it lies behind the choice.
    let old = Held { last: TODAY, ..STATUS };
    assert_eq!(outcome_of(&cycle, &before, date(2026, 12, 14), &[old]).kept, Kept::TooEarly);
    // Single events are put into a calendar one by one.
    let pattern = Held { shape: Shape::Pattern, ..STATUS };
    let (cycle, before) = begun(std::slice::from_ref(&pattern), &[("status", REPLACE)]);
    let ended = Held { last: TODAY, ..pattern.clone() };
    let other = Held { key: "other", ..STATUS };
    for (read, expected) in [(date(2026, 11, 30), Kept::TooEarly), (date(2027, 1, 4), Kept::Kept)] {
        assert_eq!(
            outcome_of(&cycle, &before, read, &[ended.clone(), other.clone()]).kept,
            expected,
            "{read}"
        );
    }
    let rarer = Held { every: 14, ..pattern };
    let found = outcome_of(&cycle, &before, date(2027, 1, 25), &[rarer, other]);
    assert_eq!(found.kept, Kept::Partly);
    assert!((20.0..30.0).contains(&found.now.per_year), "{found:?}");
}

#[test]
fn a_meeting_that_was_made_anew_is_found() {
    let other = Held { key: "other", title: "Something else", ..STATUS };
    let known = [STATUS, other.clone()];
    let (cycle, before) = begun(&known, &[("status", Change::Shorter { minutes: 45 })]);
    let ended = Held { last: TODAY, ends_on: Some("2026-11-23"), ..STATUS };
    let anew =
        Held { key: "anew", title: "Weekly Status (2027)", first: date(2026, 11, 30), minutes: 30, ..STATUS };
    let also = Held { key: "also", ..anew.clone() };
    let (found, gone) = ((Kept::Kept, 30), (Kept::Kept, 0));
    // It goes on in some form: nothing is said to have come back.
    let unclear = (Kept::TooEarly, 60);
    for (what, now, expected) in [
        ("beside the old one", vec![ended.clone(), anew.clone()], found),
        ("alone", vec![anew.clone()], found),
        ("of another title", vec![ended.clone(), Held { title: "Budget", ..anew.clone() }], gone),
        ("of other people", vec![ended.clone(), Held { others_from: 10, ..anew.clone() }], gone),
        (
            "that was there before",
            vec![ended.clone(), Held { first: date(2026, 6, 1), ..anew.clone() }],
            gone,
        ),
        ("one of two", vec![ended.clone(), anew.clone(), also.clone()], unclear),
        ("one of two, alone", vec![anew.clone(), also], unclear),
        ("nothing", vec![], gone),
    ] {
        let now: Vec<Held<'_>> = now.into_iter().chain([other.clone()]).collect();
        let outcome = outcome_of(&cycle, &before, date(2026, 12, 14), &now);
        assert_eq!((outcome.kept, outcome.now.minutes), expected, "{what}");
        assert_eq!(outcome.hours_returned > 0.0, expected != unclear, "{what}");
    }
    // Without titles a new meeting of the same people may be it.
    let (cycle, before) = (
        without_names(&Cycles { cycles: vec![cycle], ..Cycles::default() }).cycles.remove(0),
        crate::gather::without_names(&before),
    );
    for (what, now, expected) in [
        ("a new one", vec![ended.clone(), anew.clone()], unclear),
        ("of other people", vec![ended.clone(), Held { others_from: 10, ..anew }], gone),
        ("nothing new", vec![ended], gone),
        ("nothing", vec![], gone),
    ] {
        let now: Vec<Held<'_>> = now.into_iter().chain([other.clone()]).collect();
        let outcome = outcome_of(&cycle, &before, date(2026, 12, 14), &now);
        assert_eq!((outcome.kept, outcome.now.minutes), expected, "without titles: {what}");
    }
}

#[test]
fn another_calendar_says_nothing() {
    let others = ["one", "two", "three", "four"].map(|key| Held { key, title: "Something else", ..STATUS });
    let [one, two, three, four] = others.clone();
    let known: Vec<Held<'_>> = [STATUS].into_iter().chain(others).collect();
    let (cycle, before) = begun(&known, &[("status", REPLACE)]);
    let theirs = |key| Held { key, title: "Theirs", others_from: 20, ..STATUS };
    let read = date(2026, 12, 14);
    // What is looked at after what, and what is then said of the meeting.
    let looked = |cycle: &mut Cycle, before: Option<&Import>, import: &Import| {
        let day = days::of_minutes(days::minutes(import.at));
        let told = look(cycle, before, import, &audit(import, day), &made::options(), KEY);
        told.then(|| cycle.looks.last().unwrap().outcomes[0].kept)
    };
    for (what, now, expected) in [
        ("the same without it", vec![one.clone(), two.clone(), three.clone(), four], Some(Kept::Kept)),
        ("half of it", vec![one.clone(), two.clone(), theirs("x")], Some(Kept::Kept)),
        ("less", vec![one.clone(), theirs("x"), theirs("y"), theirs("z")], None),
        ("somebody else's", vec![theirs("x"), theirs("y")], None),
        ("somebody else's, who is in it too", vec![theirs("x"), STATUS], Some(Kept::NotYet)),
        ("empty", vec![], None),
    ] {
        let import = made::import(read, &now);
        let mut cycle = cycle.clone();
        assert_eq!(looked(&mut cycle, Some(&before), &import), expected, "{what}");
        assert_eq!(cycle.looks.len(), usize::from(expected.is_some()), "{what}");
        assert!(
            expected == Some(Kept::NotYet) || looked(&mut cycle.clone(), None, &import).is_none(),
            "{what}"
        );
    }
    // Theirs again is not the user's either, and the user's own is, whenever it was looked at.
    let (foreign, again) =
        (made::import(read, &[theirs("x")]), made::import(date(2026, 12, 21), &[theirs("x")]));
    assert_eq!(looked(&mut cycle.clone(), Some(&foreign), &again), None);
    let own = [one, two, three];
    let (first, second) = (made::import(read, &own), made::import(date(2026, 12, 21), &own));
    let mut cycle = cycle;
    assert_eq!(looked(&mut cycle, Some(&before), &first), Some(Kept::Kept));
    assert_eq!(looked(&mut cycle, Some(&first), &second), Some(Kept::Kept));
    assert_eq!(cycle.looks.len(), 2);
}

#[test]
fn of_two_promises_each_is_told_by_itself() {
    let also = Held { key: "also", title: "Something else", ..STATUS };
    let (mut cycle, before) =
        begun(&[STATUS, also.clone()], &[("status", REPLACE), ("also", Change::Shorter { minutes: 45 })]);
    let theirs = Held { key: "x", title: "Theirs", others_from: 20, ..STATUS };
    let import = made::import(date(2026, 12, 14), &[also, theirs]);
    assert!(look(&mut cycle, Some(&before), &import, &audit(&import, TODAY), &made::options(), KEY));
    let kept: Vec<Kept> = cycle.looks[0].outcomes.iter().map(|outcome| outcome.kept).collect();
    assert_eq!(kept, [Kept::TooEarly, Kept::NotYet]);
}

#[test]
fn a_calendar_that_was_read_before_says_nothing() {
    let (mut cycle, import) = begun(&[STATUS], &[("status", REPLACE)]);
    let read = made::import(date(2026, 11, 22), &[STATUS]);
    assert!(!look(&mut cycle, None, &read, &audit(&import, TODAY), &made::options(), KEY));
    assert!(cycle.looks.is_empty());
}

#[test]
fn a_dip_is_told_for_four_weeks() {
    let (cycle, before) = begun(&[STATUS], &[("status", REPLACE)]);
    let ended = Held { last: TODAY, ends_on: Some("2026-11-23"), ..STATUS };
    // What was talked about once a week is now asked in calls of an hour each day.
    let calls = Held { key: "calls", first: date(2026, 11, 24), every: 1, ..STATUS };
    for (read, later, dip) in [
        // No whole week is over yet: the figures are those of the weeks before.
        (date(2026, 11, 27), calls.clone(), false),
        (date(2026, 12, 7), calls.clone(), true),
        (date(2026, 12, 21), calls.clone(), true),
        (date(2026, 12, 22), calls.clone(), false),
        (date(2026, 12, 7), Held { key: "calls", first: date(2027, 3, 1), ..STATUS }, false),
    ] {
        let import = made::import(read, &[ended.clone(), later]);
        let mut cycle = cycle.clone();
        assert!(look(&mut cycle, Some(&before), &import, &audit(&import, read), &made::options(), KEY));
        let seen = &cycle.looks[0];
        assert_eq!(seen.dip, dip, "{read}: {:?} {:?}", cycle.before, seen.measure);
        assert_eq!(seen.from, "2026-11-24");
        assert_eq!(seen.to, days::written(days::of_number(days::number(read) + 1)));
    }
}

#[test]
fn weeks_are_whole() {
    for (from, to, expected) in [
        (TODAY, TODAY, None),
        (TODAY, date(2026, 11, 29), None),
        (TODAY, date(2026, 11, 30), Some(1)),
        (date(2026, 11, 24), date(2026, 11, 30), None),
        (date(2026, 11, 24), date(2026, 12, 13), Some(1)),
        (date(2026, 11, 24), date(2026, 12, 14), Some(2)),
        (date(2026, 12, 14), date(2026, 11, 24), None),
    ] {
        assert_eq!(whole_weeks(days::number(from), days::number(to)), expected, "{from} {to}");
    }
}

#[test]
fn the_running_cycle_is_replaced_on_its_day_only() {
    let (cycle, _) = begun(&[STATUS], &[("status", REPLACE)]);
    let at = |id: &str, day| Cycle { id: id.to_owned(), at: made::noon(day), ..cycle.clone() };
    let ids = |cycles: &Cycles| cycles.cycles.iter().map(|cycle| cycle.id.clone()).collect::<Vec<_>>();
    let mut cycles = Cycles::default();
    add(&mut cycles, at("a", TODAY), &made::options()).unwrap();
    add(&mut cycles, at("b", TODAY), &made::options()).unwrap();
    assert_eq!(ids(&cycles), ["b"]);
    add(&mut cycles, at("c", date(2027, 1, 4)), &made::options()).unwrap();
    assert_eq!(ids(&cycles), ["b", "c"]);
    assert!(!drop(&mut cycles, "b"));
    assert!(drop(&mut cycles, "c"));
    assert_eq!(ids(&cycles), ["b"]);
    assert_eq!(without_names(&cycles).cycles[0].promises[0].title, "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_order_of_looks_makes_no_difference(reads in proptest::collection::vec((0_i64..60, 0_i64..3), 1..5), turn in 0_usize..5) {
        let (cycle, before) = begun(&[STATUS], &[("status", Change::Shorter { minutes: 45 })]);
        let ended = Held { minutes: 45, ..STATUS };
        let imports: Vec<Import> = reads
            .iter()
            .map(|(day, hours)| {
                let day = days::of_number(days::number(TODAY) + day);
                let held = if *hours == 1 { ended.clone() } else { STATUS };
                let mut import = made::import(day, &[held]);
                import.at += (*hours * 3_600_000) as f64;
                import
            })
            .collect();
        let looked = |imports: &[&Import]| {
            let mut cycle = cycle.clone();
            for import in imports {
                let audit = tell(import, &made::options(), KEY, &Placements::default(), &Cycles::default(), import.at);
                look(&mut cycle, Some(&before), import, &audit, &made::options(), KEY);
            }
            cycle
        };
        let mut order: Vec<&Import> = imports.iter().collect();
        let expected = looked(&order);
        order.rotate_left(turn % imports.len());
        prop_assert_eq!(&looked(&order), &expected);
        order.reverse();
        prop_assert_eq!(&looked(&order), &expected);
        let twice: Vec<&Import> = order.iter().chain(&order).copied().collect();
        prop_assert_eq!(&looked(&twice), &expected);
        prop_assert!(expected.looks.is_sorted_by(|one, other| one.to < other.to));
    }

    #[test]
    fn no_import_makes_it_panic(
        events in proptest::collection::vec((0_u32..6, any::<Option<u8>>(), any::<u8>(), any::<bool>()), 0..6),
        occurrences in proptest::collection::vec((0_u32..8, any::<i64>(), any::<u32>(), any::<bool>()), 0..30),
        sizes in any::<(u32, u32, f64)>(),
        at in prop_oneof![any::<f64>(), (0_i64..400).prop_map(|day| made::noon(days::of_number(days::number(TODAY) + day)))],
    ) {
        let (cycle, before) = begun(
            &[STATUS, Held { key: "other", shape: Shape::Pattern, ..STATUS }],
            &[("status", Change::Rarer { interval: 2 }), ("other", REPLACE)],
        );
        let mut import = made::import(TODAY, &[STATUS, Held { key: "anew", shape: Shape::Pattern, ..STATUS }]);
        import.at = at;
        for (meeting, organizer, person, cancelled) in events {
            import.events_kept.push(converel_protocol::audit::kept::Event {
                meeting,
                organizer: organizer.map(u32::from),
                attendees: vec![(u32::from(person), Default::default())],
                cancelled,
                ..Default::default()
            });
        }
        import.occurrences.extend(occurrences.into_iter().map(|(event, start, minutes, far)| {
            let near = import.from + start.rem_euclid(650_000);
            converel_protocol::audit::kept::Occurrence(event, if far { start } else { near }, minutes)
        }));
        let mut cycle = cycle;
        for promise in &mut cycle.promises {
            (promise.before.minutes, promise.before.people, promise.before.per_year) = sizes;
        }
        let audit = audit(&import, TODAY);
        let looked = look(&mut cycle, Some(&before), &import, &audit, &made::options(), KEY);
        prop_assert_eq!(cycle.looks.len(), usize::from(looked));
        prop_assert!(cycle.looks.iter().all(|look| look.outcomes.len() == 2));
    }
}
