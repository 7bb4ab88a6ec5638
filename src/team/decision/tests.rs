//! Decisions: golden files, dates, what follows next, and two windows that change one.

use super::*;
use converel_protocol::team::decision::{Concern, Override};
use converel_protocol::team::read;
use jiff::civil::date;
use proptest::prelude::*;

const WEEK: [u8; 5] = [1, 2, 3, 4, 5];
/// A Tuesday.
const TODAY: Date = date(2026, 12, 1);

fn proposed() -> Decision {
    let mut rules = Rules::default();
    Decision { title: "Where bookings are kept".into(), ..propose("one", &mut rules, TODAY, &WEEK, 1.0) }
}

fn decided(id: &str) -> Decision {
    let decide = Change::Decide { options: Vec::new(), chosen: None, outcome: "In a database".into() };
    Decision { id: id.into(), ..change(&proposed(), &decide, TODAY, 2.0).unwrap() }
}

fn stopper() -> Concern {
    Concern { text: "Nobody can restore it".into(), who: "Chen".into(), stopper: true, resolved: None }
}

#[test]
fn golden_files_are_read_and_written_the_same() {
    let decision = include_str!("../../../tests/fixtures/team/decision-v1.json");
    assert_eq!(read(decision), Ok(made::database()));
    assert_eq!(write(&made::database()), decision.trim_end());
    let rules = include_str!("../../../tests/fixtures/team/decisions-v1.json");
    assert_eq!(
        read(rules),
        Ok(Rules { last_number: 7, changed_at: 1_796_800_000_000.0, ..Rules::default() })
    );
}

#[test]
fn comments_are_invited_for_working_days() {
    for (days, working, expected) in [
        (5, &WEEK[..], date(2026, 12, 8)),
        (0, &WEEK[..], TODAY),
        (4, &WEEK[..], date(2026, 12, 7)),
        (1, &[5][..], date(2026, 12, 4)),
        (5, &[7, 1, 2, 3, 4][..], date(2026, 12, 8)),
        (4, &[7, 1, 2, 3, 4][..], date(2026, 12, 7)),
        (3, &[][..], date(2026, 12, 4)),
        (3, &[9][..], date(2026, 12, 4)),
    ] {
        assert_eq!(working_day_after(TODAY, days, working), Some(expected), "{days} {working:?}");
    }
    assert_eq!(working_day_after(Date::MAX, 1, &WEEK), None);
    assert_eq!(proposed().comment_by, "2026-12-08");
}

#[test]
fn the_teams_list_says_what_is_reversible() {
    let rules = Rules { irreversible: vec!["Financial".into(), "Données".into()], ..Rules::default() };
    let of = |categories: &[&str], said: Option<bool>| {
        let categories = categories.iter().map(|name| (*name).to_owned()).collect();
        let reversible = said.map(|reversible| Override { reversible, reason: "because".into() });
        is_reversible(&Decision { categories, reversible, ..Decision::default() }, &rules)
    };
    assert!(of(&[], None) && of(&["storage"], None));
    assert!(!of(&["storage", " FINANCIAL "], None) && !of(&["donnees"], None));
    assert!(of(&["financial"], Some(true)) && !of(&[], Some(false)));
}

#[test]
fn what_follows_next() {
    let rules = Rules::default();
    let last = date(2026, 12, 8);
    let after = date(2026, 12, 9);
    let open = Decision { concerns: vec![stopper()], ..proposed() };
    let settled = Decision {
        concerns: vec![
            Concern { resolved: Some(String::new()), ..stopper() },
            Concern { stopper: false, ..stopper() },
        ],
        ..proposed()
    };
    let money = Decision { categories: vec!["financial".into()], ..open.clone() };
    let gone = supersede(&decided("old"), &decided("new"), 3.0).unwrap().0;
    for (decision, today, expected) in [
        (proposed(), TODAY, Step::Comments(last)),
        (proposed(), last, Step::Comments(last)),
        (proposed(), after, Step::GoAhead),
        (open.clone(), last, Step::Comments(last)),
        (open, after, Step::Settle(1)),
        (settled, after, Step::GoAhead),
        (money.clone(), last, Step::Inputs(last)),
        (money, after, Step::Meet),
        (Decision { comment_by: "soon".into(), ..proposed() }, TODAY, Step::SetDate),
        (decided("one"), after, Step::Decided),
        (gone, after, Step::Superseded("new".into())),
    ] {
        assert_eq!(next_step(&decision, &rules, today), expected);
    }
    let later = Decision { comment_by: "2027-01-01".into(), ..proposed() };
    assert_eq!(due(&[later, decided("x"), proposed()]), ["2026-12-08", "2027-01-01"]);
}

/// Each change of a proposed decision, all of which are refused in the other states.
fn changes() -> Vec<Change> {
    let before = Box::new(proposed());
    let after = Box::new(Decision { title: "Other".into(), ..proposed() });
    vec![
        Change::Words { before, after },
        Change::Concern(stopper()),
        Change::Decide { options: Vec::new(), chosen: None, outcome: "So".into() },
    ]
}

#[test]
fn every_edge_of_the_states() {
    for one in changes() {
        let now = change(&proposed(), &one, TODAY, 9.0).unwrap();
        let expected = if matches!(one, Change::Decide { .. }) { State::Decided } else { State::Proposed };
        assert_eq!((now.state, now.changed_at), (expected, 9.0), "{one:?}");
        let (old, new) = supersede(&decided("old"), &decided("new"), 3.0).unwrap();
        for other in [decided("one"), old, new.clone()].iter().filter(|other| other.state != State::Proposed)
        {
            assert_eq!(change(other, &one, TODAY, 9.0), Err(Refused::NotProposed), "{one:?}");
        }
        assert_eq!((new.state, new.supersedes.as_slice()), (State::Decided, &["old".to_owned()][..]));
    }
    assert_eq!(decided("one").decided_on, "2026-12-01");
    let (old, new) = supersede(&decided("old"), &decided("new"), 3.0).unwrap();
    assert_eq!((old.state, old.superseded_by.as_str()), (State::Superseded, "new"));
    for (one, by) in [
        (proposed(), decided("new")),
        (decided("old"), Decision { id: "two".into(), ..proposed() }),
        (old.clone(), decided("third")),
        (new, old),
    ] {
        assert_eq!(supersede(&one, &by, 4.0), Err(Refused::NotDecided));
    }
    assert_eq!(supersede(&decided("one"), &decided("one"), 4.0), Err(Refused::Itself));
}

#[test]
fn an_open_show_stopper_holds_a_decision_until_it_is_settled() {
    let held = change(&proposed(), &Change::Concern(stopper()), TODAY, 2.0).unwrap();
    let decide = Change::Decide { options: Vec::new(), chosen: None, outcome: "So".into() };
    assert_eq!(change(&held, &decide, TODAY, 3.0), Err(Refused::StopperOpen));
    let settle = Change::Resolve { concern: stopper(), how: "Rehearsed".into() };
    let settled = change(&held, &settle, TODAY, 3.0).unwrap();
    assert_eq!(change(&settled, &settle, TODAY, 4.0), Err(Refused::ConcernChanged), "settled once");
    assert!(change(&settled, &decide, TODAY, 4.0).is_ok());
    let nothing = Change::Decide { options: Vec::new(), chosen: Some(3), outcome: " ".into() };
    assert_eq!(change(&settled, &nothing, TODAY, 4.0), Err(Refused::Nothing));
}

#[test]
fn two_windows_lose_nothing_of_each_other() {
    let before = proposed();
    let words = |after: Decision| Change::Words { before: Box::new(before.clone()), after: Box::new(after) };
    let one =
        change(&before, &words(Decision { context: "One".into(), ..before.clone() }), TODAY, 5.0).unwrap();
    let one = change(&one, &Change::Concern(stopper()), TODAY, 6.0).unwrap();
    // The other window has neither seen; the clock went back.
    let other = Decision { pod: "Bookings".into(), context: before.context.clone(), ..before.clone() };
    let both = change(&one, &words(other), TODAY, 1.0).unwrap();
    assert_eq!((both.context.as_str(), both.pod.as_str(), both.concerns.len()), ("One", "Bookings", 1));
    assert!(both.changed_at > one.changed_at);
    let clash = words(Decision { context: "Two".into(), ..before.clone() });
    assert_eq!(change(&both, &clash, TODAY, 7.0), Err(Refused::Changed(vec![Field::Context])));
    let seen = Change::Decide { options: vec![Choice::default()], chosen: Some(0), outcome: String::new() };
    assert_eq!(change(&both, &seen, TODAY, 7.0), Err(Refused::Changed(vec![Field::Options])));
}

#[test]
fn what_was_told_is_overwritten_knowingly_and_nothing_else() {
    let before = proposed();
    // Another window changed three fields; this one two, of which one is the same.
    let kept = Decision {
        pod: "Second".into(),
        context: "From the second".into(),
        options: vec![Choice { name: "Files".into(), text: String::new() }],
        recommended: Some(0),
        ..before.clone()
    };
    let after = Decision { pod: "First".into(), more: "From the first".into(), ..before.clone() };
    let save = |before: &Decision, kept: &Decision| {
        let words = Change::Words { before: Box::new(before.clone()), after: Box::new(after.clone()) };
        change(kept, &words, TODAY, 5.0)
    };
    assert_eq!(save(&before, &kept), Err(Refused::Changed(vec![Field::Pod])));
    let told = rebase(&before, &kept, &[Field::Pod]);
    assert_eq!(told, Decision { pod: "Second".into(), ..before.clone() });
    let saved = save(&told, &kept).unwrap();
    assert_eq!((saved.pod.as_str(), saved.more.as_str()), ("First", "From the first"));
    assert_eq!((saved.context.as_str(), saved.options.len()), ("From the second", 1), "nobody was told");
    // What changes once more in between is told once more.
    let third = Decision { pod: "Third".into(), ..kept.clone() };
    assert_eq!(save(&told, &third), Err(Refused::Changed(vec![Field::Pod])));
    let options = rebase(&before, &kept, &[Field::Options]);
    assert_eq!((options.options, options.recommended), (kept.options, Some(0)));
}

#[test]
fn what_is_kept_untidily_can_be_changed() {
    let kept = Decision {
        title: "Where\u{a0}bookings  are".into(),
        context: "One\r\nTwo ".into(),
        consulted: vec!["Chen".into(), "Chen".into()],
        options: vec![Choice::default(), Choice { name: " Files".into(), text: String::new() }],
        recommended: Some(1),
        ..proposed()
    };
    let found = tidy(&kept);
    let options = vec![Choice { name: "Files".into(), text: "Slow".into() }];
    // What is changed, and whether anything else is as it was kept.
    let rows: [fn(Decision, &[Choice]) -> Decision; 4] = [
        |it, _| Decision { title: "Other".into(), ..it },
        |it, _| Decision { context: "Other".into(), ..it },
        |it, _| Decision { consulted: vec!["Dana".into()], ..it },
        |it, options| Decision { options: options.to_vec(), recommended: Some(0), ..it },
    ];
    for (row, edit) in rows.into_iter().enumerate() {
        let after = edit(found.clone(), &options);
        let expected = Decision { changed_at: 5.0, ..edit(kept.clone(), &options) };
        for before in [&found, &kept] {
            let words = Change::Words { before: Box::new(before.clone()), after: Box::new(after.clone()) };
            assert_eq!(change(&kept, &words, TODAY, 5.0), Ok(expected.clone()), "{row}");
        }
    }
}

#[test]
fn what_is_typed_carelessly_is_tidied() {
    let option = |name: &str| Choice { name: name.into(), text: String::new() };
    let now = tidy(&Decision {
        title: " Where\nbookings  are ".into(),
        context: "\r\nA\r\nB\n\n".into(),
        options: vec![option(" "), option(" a "), option("b")],
        recommended: Some(2),
        consulted: vec![" Chen".into(), String::new(), "Chen".into()],
        ..Decision::default()
    });
    assert_eq!((now.title.as_str(), now.context.as_str()), ("Where bookings are", "A\nB"));
    assert_eq!((now.options.len(), now.recommended), (2, Some(1)));
    assert_eq!(now.consulted, ["Chen"]);
}

#[test]
fn the_log_is_searched() {
    let decision = made::database();
    for (words, found) in [
        ("", true),
        ("POSTGRES bookings", true),
        ("asha", true),
        ("oneil", false),
        ("o'neil financial", true),
        ("sqlite postgresql measured", true),
        ("0007", true),
        ("rehearsed", true),
        ("bookings nowhere", false),
    ] {
        assert_eq!(Search::of(words).finds(&decision), found, "{words}");
    }
    let accents = Decision { title: "Où garder les réservations".into(), ..Decision::default() };
    assert!(Search::of("ou reserv").finds(&accents) && Search::of("RÉSERV").finds(&accents));
}

#[test]
fn what_the_gate_hands_over_is_proposed() {
    let from = FromGate {
        id: "gate".into(),
        title: "Choose the launch date".into(),
        context: "In place of a meeting".into(),
        options: vec!["May".into()],
        deciders: vec!["".into(), "Asha".into(), "Ben".into()],
        informed: vec!["Chen".into()],
        comment_by: "2026-12-04".into(),
        at: 5.0,
        ..FromGate::default()
    };
    let mut rules = Rules { last_number: 41, ..Rules::default() };
    let decision = of_gate(&from, &mut rules, TODAY, &WEEK);
    assert_eq!((decision.id.as_str(), decision.number, rules.last_number), ("gate", 42, 42));
    assert_eq!(
        (decision.responsible.as_str(), decision.deciders.as_slice()),
        ("Asha", &["Ben".to_owned()][..])
    );
    assert_eq!((decision.state, decision.comment_by.as_str()), (State::Proposed, "2026-12-04"));
    let usual = of_gate(&FromGate { comment_by: String::new(), ..from }, &mut rules, TODAY, &WEEK);
    assert_eq!(usual.comment_by, "2026-12-08");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn of_two_versions_one_holds_in_any_order(one in made::decision(), other in made::decision(), same in any::<bool>()) {
        let other = if same { Decision { changed_at: one.changed_at, ..other } } else { other };
        let merged = merge(&one, &other);
        prop_assert_eq!(merged, merge(&other, &one));
        prop_assert!(merged.changed_at >= one.changed_at.max(other.changed_at));
    }

    #[test]
    fn states_only_go_forward(steps in proptest::collection::vec((0_usize..4, 0_u8..3), 0..20)) {
        let rank = |decision: &Decision| decision.state as u8;
        let mut log = [proposed(), Decision { id: "two".into(), ..proposed() }, decided("three")];
        for (kind, which) in steps {
            let which = usize::from(which);
            let before = log.clone();
            match changes().get(kind) {
                Some(one) => {
                    if let Ok(now) = change(&log[which], one, TODAY, 1.0) {
                        log[which] = now;
                    }
                }
                None => {
                    let by = (which + 1) % 3;
                    if let Ok((old, new)) = supersede(&log[which], &log[by], 1.0) {
                        (log[which], log[by]) = (old, new);
                    }
                }
            }
            for (before, now) in before.iter().zip(&log) {
                prop_assert!(rank(now) >= rank(before) && rank(now) <= rank(before) + 1);
                prop_assert!(before == now || now.changed_at > before.changed_at);
            }
            // Whoever follows what holds in a decision's place comes to one that holds.
            for decision in log.iter().filter(|decision| decision.state == State::Superseded) {
                let mut at = decision;
                for _ in 0..3 {
                    at = log.iter().find(|other| other.id == at.superseded_by).unwrap_or(at);
                }
                prop_assert_eq!(at.state, State::Decided);
            }
        }
    }
}
