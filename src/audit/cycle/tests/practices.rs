//! Practices in the cycle: how many there may be, and what later rounds show of them.

use super::*;
use converel_protocol::audit::kept::{PracticeLook, PracticePromise};
use converel_protocol::audit::messages::RoundGap;
use converel_protocol::team::practice::Practice;

/// The round and the question that led to it.
const ROUND: &str = "round";
const QUESTION: &str = "agendas";

fn on(day: Date) -> f64 {
    made::noon(day)
}

fn after(days: i64) -> Date {
    days::of_number(days::number(TODAY) + days)
}

fn practice(practice: Practice, day: Date, gap: f64) -> PracticePromise {
    let (round, question) = (ROUND.to_owned(), QUESTION.to_owned());
    PracticePromise { practice, round, question, at: on(day), gap, looks: Vec::new() }
}

fn taken_up(cycles: &mut Cycles, which: Practice, day: Date) -> Result<(), NotTakenUp> {
    let id = format!("{which:?}");
    take_up(cycles, practice(which, day, 2.0), LOOK_AGAIN, &id, None, &made::options())
}

/// A round of these days that shows the gap.
fn shows(round: &str, begun: Date, closed: Date, gap: f64) -> RoundGap {
    let (base, question) = (ROUND.to_owned(), QUESTION.to_owned());
    RoundGap { base, round: round.to_owned(), begun: on(begun), closed: on(closed), question, gap }
}

/// Practices of each cycle.
fn practices(cycles: &Cycles) -> Vec<Vec<Practice>> {
    let of = |cycle: &Cycle| cycle.practices.iter().map(|known| known.practice).collect();
    cycles.cycles.iter().map(of).collect()
}

#[test]
fn two_are_enough() {
    let (agendas, minutes, pods) = (Practice::Agendas, Practice::Minutes, Practice::Pods);
    let mut cycles = Cycles::default();
    assert_eq!(taken_up(&mut cycles, agendas, TODAY), Ok(()));
    assert_eq!(taken_up(&mut cycles, agendas, after(1)), Err(NotTakenUp::Already));
    assert_eq!(taken_up(&mut cycles, minutes, after(1)), Ok(()));
    assert_eq!(practices(&cycles), [vec![agendas, minutes]]);
    let full = Err(NotTakenUp::Enough { look_again: LOOK_AGAIN.to_owned() });
    assert_eq!(taken_up(&mut cycles, pods, after(1)), full);
    // One is dropped; the other one stays, and there is room again.
    assert!(!drop_practice(&mut cycles, "another", minutes));
    assert!(!drop_practice(&mut cycles, "Agendas", pods));
    assert!(drop_practice(&mut cycles, "Agendas", agendas));
    assert_eq!(taken_up(&mut cycles, pods, after(1)), Ok(()));
    assert_eq!(practices(&cycles), [vec![minutes, pods]]);
    // On its day to look again the next one begins.
    let over = date(2027, 1, 4);
    assert!(!is_over(&cycles.cycles[0], &made::options(), on(date(2027, 1, 3))));
    assert!(is_over(&cycles.cycles[0], &made::options(), on(over)));
    assert_eq!(taken_up(&mut cycles, agendas, over), Err(NotTakenUp::NoSuchDay));
    let next = |cycles: &mut Cycles| {
        take_up(cycles, practice(agendas, over, 2.0), "2027-02-01", "next", None, &made::options())
    };
    assert_eq!(next(&mut cycles), Ok(()));
    assert_eq!(practices(&cycles), [vec![minutes, pods], vec![agendas]]);
    assert!(drop_practice(&mut cycles, "next", agendas));
    assert_eq!(cycles.cycles.len(), 1, "a cycle of nothing is none");
}

#[test]
fn what_is_no_gap_and_no_day_is_refused() {
    for gap in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let mut cycles = Cycles::default();
        let practice = practice(Practice::Agendas, TODAY, gap);
        let taken = take_up(&mut cycles, practice, LOOK_AGAIN, "id", None, &made::options());
        assert_eq!((taken, cycles), (Err(NotTakenUp::NoGap), Cycles::default()), "{gap}");
    }
    for day in ["", "soon", "2026-11-23", "2026-01-01"] {
        let mut cycles = Cycles::default();
        let practice = practice(Practice::Agendas, TODAY, 1.0);
        let taken = take_up(&mut cycles, practice, day, "id", None, &made::options());
        assert_eq!((taken, cycles), (Err(NotTakenUp::NoSuchDay), Cycles::default()), "{day}");
    }
}

#[test]
fn meetings_and_practices_count_together() {
    let also = Held { key: "also", title: "Something else", ..STATUS };
    let one: &[(&str, Change)] = &[("status", REPLACE)];
    let two: &[(&str, Change)] = &[("status", REPLACE), ("also", REPLACE)];
    let (agendas, minutes) = (Practice::Agendas, Practice::Minutes);
    let next_day = after(1);
    let over = date(2027, 1, 4);
    // What runs, what is begun when, and the ids and practices of the cycles then; `None`: it is too much.
    for (what, before, taken, chosen, day, expected) in [
        ("beside one", None, vec![agendas], one, next_day, Some(vec![("new", vec![agendas])])),
        ("beside two", None, vec![agendas, minutes], one, next_day, None),
        ("two beside one", None, vec![agendas], two, TODAY, None),
        (
            "two later",
            None,
            vec![agendas],
            two,
            over,
            Some(vec![("Agendas", vec![agendas]), ("new", vec![])]),
        ),
        ("thought again", Some(one), vec![agendas], one, TODAY, Some(vec![("new", vec![agendas])])),
        ("two, thought again", Some(one), vec![agendas], two, TODAY, None),
        (
            "the next",
            Some(one),
            vec![agendas],
            one,
            next_day,
            Some(vec![("old", vec![]), ("new", vec![agendas])]),
        ),
    ] {
        let begin_on = |changes: &[(&str, Change)], id: &str, day: Date| {
            let (mut cycle, _) = begun(&[STATUS, also.clone()], changes);
            cycle.id = id.to_owned();
            cycle.at = on(day);
            cycle
        };
        let mut cycles = Cycles::default();
        if let Some(before) = before {
            add(&mut cycles, begin_on(before, "old", TODAY), &made::options()).unwrap();
        }
        for practice in taken {
            taken_up(&mut cycles, practice, TODAY).unwrap();
        }
        let untouched = cycles.clone();
        let added = add(&mut cycles, begin_on(chosen, "new", day), &made::options());
        match expected {
            None => assert_eq!((added, cycles), (Err(NotBegun::Enough), untouched), "{what}"),
            Some(expected) => {
                let ids = cycles.cycles.iter().map(|cycle| cycle.id.as_str());
                let found: Vec<_> = ids.zip(practices(&cycles)).collect();
                assert_eq!((added, found), (Ok(()), expected), "{what}");
                assert!(cycles.cycles.iter().all(|cycle| practice::count(cycle) <= MOST));
            }
        }
    }
    // With two improvements of meetings there is no room for a practice.
    let mut cycles = Cycles::default();
    add(&mut cycles, begun(&[STATUS, also.clone()], two).0, &made::options()).unwrap();
    assert!(matches!(taken_up(&mut cycles, agendas, next_day), Err(NotTakenUp::Enough { .. })));
}

#[test]
fn what_a_later_round_shows() {
    let told = |before: f64, gaps: &[RoundGap]| {
        let mut cycles = Cycles::default();
        let practice = practice(Practice::Agendas, TODAY, before);
        take_up(&mut cycles, practice, LOOK_AGAIN, "id", None, &made::options()).unwrap();
        let is_new = look_at_rounds(&mut cycles, gaps, &made::options());
        let looks = cycles.cycles.remove(0).practices.remove(0).looks;
        assert_eq!(is_new, !looks.is_empty());
        looks
    };
    let (begun, soon) = (after(7), after(14));
    let late = after(35);
    for (what, before, now, closed, expected, dip) in [
        ("a quarter", 2.0, 1.5, soon, Kept::Kept, false),
        ("less", 2.0, 1.6, soon, Kept::Partly, false),
        ("to under half a step", 0.6, 0.48, soon, Kept::Kept, false),
        ("it was small", 0.4, 0.4, soon, Kept::NotYet, false),
        ("as good as the same", 2.0, 1.95, soon, Kept::NotYet, false),
        ("the same", 2.0, 2.0, soon, Kept::NotYet, false),
        ("wider, early", 2.0, 2.5, soon, Kept::NotYet, true),
        ("wider, late", 2.0, 2.5, late, Kept::NotYet, false),
        ("gone", 2.0, 0.0, late, Kept::Kept, false),
        ("more than wanted", 8.0, -1.0, late, Kept::Kept, false),
    ] {
        let looks = told(before, &[shows("next", begun, closed, now)]);
        let expected = PracticeLook { round: "next".into(), at: on(closed), gap: now, kept: expected, dip };
        assert_eq!(looks, [expected], "{what}");
    }
    for (what, gap) in [
        ("the round itself", shows(ROUND, begun, soon, 1.0)),
        ("asked before", shows("next", after(-1), soon, 1.0)),
        ("closed before it was begun", shows("next", soon, begun, 1.0)),
        (
            "for another round's practices",
            RoundGap { base: "another".into(), ..shows("next", begun, soon, 1.0) },
        ),
        ("another question", RoundGap { question: "another".into(), ..shows("next", begun, soon, 1.0) }),
        ("no gap", shows("next", begun, soon, f64::NAN)),
    ] {
        assert_eq!(told(2.0, &[gap]), [], "{what}");
    }
    // The first one on the day to look again, or later, is the last.
    let rounds =
        [shows("a", begun, soon, 1.9), shows("b", begun, after(42), 1.5), shows("c", begun, after(50), 1.0)];
    let looks = told(2.0, &rounds);
    assert_eq!(looks.iter().map(|look| look.round.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_calendar_says_nothing_of_practices() {
    let mut cycles = Cycles::default();
    taken_up(&mut cycles, Practice::Agendas, TODAY).unwrap();
    let (before, import) = (made::import(TODAY, &[STATUS]), made::import(after(14), &[STATUS]));
    let audit = audit(&import, after(14));
    assert!(!look(&mut cycles.cycles[0], Some(&before), &import, &audit, &made::options(), KEY));
    assert!(cycles.cycles[0].looks.is_empty());
}

#[test]
fn what_is_kept_without_the_calendar_has_nothing_of_it() {
    let (cycle, _) = begun(&[STATUS], &[("status", REPLACE)]);
    let mut cycles = Cycles::default();
    add(&mut cycles, cycle, &made::options()).unwrap();
    assert_eq!(without_calendar(&cycles).cycles, []);
    taken_up(&mut cycles, Practice::Agendas, TODAY).unwrap();
    let bare = without_calendar(&cycles);
    assert_eq!(practices(&bare), [vec![Practice::Agendas]]);
    assert_eq!((bare.cycles[0].promises.len(), bare.cycles[0].before), (0, None));
    assert_eq!(bare.cycles[0].look_again, LOOK_AGAIN);
    assert_eq!(without_calendar(&bare), bare);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_rounds_makes_no_difference(
        rounds in proptest::collection::vec((-20_i64..90, 0_i64..40, 0.0_f64..4.0), 0..6),
        turn in 0_usize..6,
        part in 0_usize..6,
    ) {
        let gaps: Vec<RoundGap> = rounds
            .iter()
            .zip(0..)
            .map(|((begun, open, gap), id)| shows(&format!("{id}"), after(*begun), after(begun + open), *gap))
            .collect();
        let mut cycles = Cycles::default();
        taken_up(&mut cycles, Practice::Agendas, TODAY).unwrap();
        let mut expected = cycles.clone();
        look_at_rounds(&mut expected, &gaps, &made::options());
        // All at once, in another order; one by one; and some of them twice.
        let mut order = gaps.clone();
        order.rotate_left(if gaps.is_empty() { 0 } else { turn % gaps.len() });
        let (first, rest) = order.split_at(part.min(order.len()));
        let mut looked = cycles;
        for gaps in [first, rest, first] {
            for gap in gaps.iter().rev() {
                look_at_rounds(&mut looked, std::slice::from_ref(gap), &made::options());
            }
            look_at_rounds(&mut looked, gaps, &made::options());
        }
        prop_assert_eq!(&looked, &expected);
        prop_assert!(!look_at_rounds(&mut looked, &order, &made::options()));
        let looks = &looked.cycles[0].practices[0].looks;
        prop_assert!(looks.is_sorted_by(|one, other| one.at <= other.at));
    }

    #[test]
    fn no_round_makes_it_panic(
        at in any::<f64>(),
        begun in any::<f64>(),
        closed in any::<f64>(),
        gap in any::<f64>(),
        before in any::<f64>(),
        look_again in "[0-9-]{0,12}",
    ) {
        let mut cycles = Cycles::default();
        let promise = PracticePromise { at, gap: before, ..practice(Practice::Agendas, TODAY, 1.0) };
        let _ = take_up(&mut cycles, promise.clone(), &look_again, "id", None, &made::options());
        cycles.cycles.push(Cycle {
            id: "id".into(), at, look_again, promises: Vec::new(), practices: vec![promise], before: None, looks: Vec::new(),
        });
        let gap = RoundGap { begun, closed, gap, ..shows("next", TODAY, TODAY, 1.0) };
        look_at_rounds(&mut cycles, &[gap], &made::options());
    }
}
