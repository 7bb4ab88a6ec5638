//! Property tests of collecting: the order of imports, and how often one is repeated, changes nothing.

// A test's panic is its report.
#![allow(clippy::indexing_slicing)]

use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{Answer, Led, Reply, Round, Said};
use converel_team::collect::{Taken, merge, take, take_all};
use proptest::prelude::*;

fn led(answers: Vec<Answer>, closed_at: Option<f64>) -> Led {
    let round = Round { schema: TEAM_SCHEMA, id: "r".into(), key: "04ab".into(), ..Round::default() };
    let mut led = Led { schema: TEAM_SCHEMA, round, ..Led::default() };
    take_all(&mut led, answers);
    Led { closed_at, ..led }
}

/// Few persons and revisions, so that they meet.
fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let answer = ("[a-d]", 1_u32..4, 1_u8..=2).prop_map(|(respondent, revision, step)| Answer {
        schema: TEAM_SCHEMA,
        round: "r".into(),
        respondent,
        revision,
        replies: vec![Reply { question: "q".into(), said: Said::Scale(step) }],
        ..Answer::default()
    });
    prop::collection::vec(answer, 0..12)
}

fn copy() -> impl Strategy<Value = Led> {
    let times = (prop::option::of(1_u32..4), 0_u32..4, "[ab]", "[ab]", "[AB]");
    (answers(), times).prop_map(|(answers, (closed, changed, private_key, shuffle, title))| {
        let led = led(answers, closed.map(f64::from));
        let round = Round { title, ..led.round };
        Led { changed_at: f64::from(changed), private_key, shuffle, round, ..led }
    })
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same(
        (answers, other) in answers().prop_flat_map(|answers| {
            let twice = [answers.clone(), answers.clone()].concat();
            (Just(answers), Just(twice).prop_shuffle())
        }),
        at in any::<prop::sample::Index>(),
    ) {
        let once = led(answers.clone(), None);
        let mut shuffled = led(Vec::new(), None);
        for answer in other.clone() {
            take(&mut shuffled, answer);
        }
        prop_assert_eq!(&once, &shuffled);
        // Collected by two, then brought together.
        let split = at.index(other.len() + 1);
        let (one, two) = (led(other[..split].to_vec(), None), led(other[split..].to_vec(), None));
        prop_assert_eq!(&merge(&one, &two), &once);
        for answer in answers {
            prop_assert!(matches!(take(&mut shuffled, answer), Taken::Same | Taken::Older));
        }
    }

    #[test]
    fn of_each_person_the_highest_revision_holds(answers in answers()) {
        let led = led(answers.clone(), None);
        for held in &led.answers {
            let theirs = answers.iter().filter(|answer| answer.respondent == held.respondent);
            prop_assert_eq!(theirs.map(|answer| answer.revision).max(), Some(held.revision));
        }
        prop_assert!(answers.iter().all(|one| led.answers.iter().any(|held| held.respondent == one.respondent)));
        prop_assert!(led.answers.is_sorted_by(|one, two| one.respondent < two.respondent));
    }

    #[test]
    fn closed_takes_nothing(before in answers(), after in answers()) {
        let mut closed = led(before, Some(1.0));
        let as_it_was = closed.clone();
        for taken in take_all(&mut closed, after.clone()) {
            prop_assert_eq!(taken, Taken::Closed);
        }
        prop_assert_eq!(&closed, &as_it_was);
        let open = led(after, None);
        prop_assert_eq!(&merge(&closed, &open), &closed);
        prop_assert_eq!(&merge(&open, &closed), &closed);
    }

    #[test]
    fn copies_merge_alike_however_they_meet(one in copy(), two in copy(), three in copy()) {
        prop_assert_eq!(merge(&one, &two), merge(&two, &one));
        prop_assert_eq!(merge(&merge(&one, &two), &three), merge(&one, &merge(&two, &three)));
        prop_assert_eq!(merge(&one, &one), one);
    }
}

#[test]
fn what_became_of_an_answer_is_told() {
    let answer = |revision: u32| Answer { respondent: "a".into(), revision, ..Answer::default() };
    let mut led = led(Vec::new(), None);
    let told: Vec<Taken> =
        [2, 2, 1, 3].into_iter().map(|revision| take(&mut led, answer(revision))).collect();
    assert_eq!(told, [Taken::New, Taken::Same, Taken::Older, Taken::Replaced]);
    led.closed_at = Some(1.0);
    assert_eq!(take(&mut led, answer(4)), Taken::Closed);
    assert_eq!(led.answers, [answer(3)]);
}

#[test]
fn different_rounds_stay_apart() {
    let one = led(Vec::new(), None);
    let other = |id: &str, key: &str| Led {
        round: Round { id: id.into(), key: key.into(), ..one.round.clone() },
        answers: vec![Answer::default()],
        ..one.clone()
    };
    assert_eq!(merge(&one, &other("s", "04ab")), one);
    assert_eq!(merge(&one, &other("r", "04ac")), one);
    assert_ne!(merge(&one, &other("r", "04AB")), one);
}
