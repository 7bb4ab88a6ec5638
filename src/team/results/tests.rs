//! What results tell, and above all what they do not.

use super::*;
use converel_protocol::team::round::{Reply, Round, RoundKind};
use proptest::prelude::*;

/// 2026-12-01, noon.
const CLOSED: f64 = 1_796_126_400_000.0;

fn reply(question: &str, said: Said) -> Reply {
    Reply { question: question.to_owned(), said }
}

fn led(answers: Vec<Answer>) -> Led {
    Led {
        round: Round {
            id: "round".to_owned(),
            kind: RoundKind::Baseline,
            title: "Autumn".to_owned(),
            questions: questions::baseline().into_iter().chain(questions::poll()).collect(),
            ..Round::default()
        },
        shuffle: "5a".repeat(32),
        answers,
        closed_at: Some(CLOSED),
        ..Led::default()
    }
}

fn answer(respondent: u32, show_few: bool, replies: Vec<Reply>) -> Answer {
    Answer {
        round: "round".to_owned(),
        respondent: format!("{respondent:032x}"),
        revision: 1,
        show_few,
        replies,
        ..Answer::default()
    }
}

/// One answer for each of these replies.
fn one_each(question: &str, show_few: bool, said: impl IntoIterator<Item = Said>) -> Led {
    led((0..).zip(said).map(|(at, said)| answer(at, show_few, vec![reply(question, said)])).collect())
}

fn shown(led: &Led, question: &str) -> Option<Shown> {
    let results = results(led).unwrap();
    results.questions.into_iter().find(|outcome| outcome.question.id == question).unwrap().shown
}

#[test]
fn an_open_round_has_none() {
    let closed = one_each("agendas", true, [Said::Scale(3)]);
    assert_eq!(results(&Led { closed_at: None, ..closed.clone() }), None);
    assert_eq!(results(&closed).unwrap().closed_on, "2026-12-01");
    assert_eq!(will_show(&Led { closed_at: None, ..closed }), 1);
}

#[test]
fn scales_are_counted() {
    let led = one_each("agendas", false, [1, 1, 2, 4, 5].map(Said::Scale));
    let said = Distribution::Scale { counts: [2, 1, 0, 1, 1], mean: 2.6, gap: 2.4 };
    assert_eq!(shown(&led, "agendas"), Some(Shown { answered: 5, said }));
    let results = results(&led).unwrap();
    assert_eq!(results.groups, [GroupOutcome { group: Group::Meetings, mean: 2.6, gap: 2.4 }]);
    assert_eq!(results.answers, 5);
    assert_eq!(will_show(&led), 1);
}

#[test]
fn amounts_have_a_median_and_bins() {
    let of = |values: &[f64]| {
        let led = one_each(questions::FIRST_COMMIT, true, values.iter().copied().map(Said::Days));
        match shown(&led, questions::FIRST_COMMIT).unwrap().said {
            Distribution::Amount { bins, median, mean } => {
                (median, mean, bins.into_iter().map(|bin| bin.count).collect::<Vec<_>>())
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(of(&[3.0]), (3.0, 3.0, vec![0, 1, 0, 0, 0, 0]));
    assert_eq!(of(&[1.0, 2.0, 5.0, 6.0]), (3.5, 3.5, vec![1, 2, 1, 0, 0, 0]));
    assert_eq!(of(&[0.0, 20.0, 61.0, 365.0, 60.0]), (60.0, 101.2, vec![1, 0, 0, 1, 1, 2]));
}

#[test]
fn benefits_are_ranked_and_what_is_left_out_stands_behind() {
    use Benefit::{Action, Balance, DeepWork, Inclusion, Knowledge, Scale};
    let said = [
        vec![Action, DeepWork],
        vec![Action, Balance, Inclusion, Knowledge, Scale, DeepWork],
        vec![DeepWork],
    ];
    let led = one_each(questions::BENEFITS, true, said.map(Said::Ranking));
    let Some(Shown { said: Distribution::Ranking { benefits }, answered: 3 }) =
        shown(&led, questions::BENEFITS)
    else {
        panic!("not shown")
    };
    let told: Vec<(Benefit, f64)> = benefits.iter().map(|ranked| (ranked.benefit, ranked.mean)).collect();
    // Left out of two: 4.5 each; of one: 4.
    assert_eq!(
        told,
        [(Action, 2.0), (DeepWork, 3.0), (Balance, 3.5), (Inclusion, 3.83), (Knowledge, 4.17), (Scale, 4.5)]
    );
    assert_eq!(benefits[1].counts, [1, 1, 0, 0, 0, 1]);
}

#[test]
fn texts_stand_in_another_order_for_each_question() {
    let texts: Vec<String> = (0..12).map(|at| format!("text {at}")).collect();
    let answers = (0..).zip(&texts).map(|(at, text)| {
        let said = || Said::Text(format!("  {text} "));
        answer(at, false, vec![reply("change-first", said()), reply("benefits-why", said())])
    });
    let led = led(answers.collect());
    let order = |led: &Led, question: &str| match shown(led, question).unwrap().said {
        Distribution::Texts { texts } => texts,
        other => panic!("{other:?}"),
    };
    let (one, other) = (order(&led, "change-first"), order(&led, "benefits-why"));
    assert_ne!(one, texts);
    assert_ne!(one, other);
    assert_ne!(one, order(&Led { shuffle: "a5".repeat(32), ..led.clone() }, "change-first"));
    for mut found in [one, other] {
        found.sort();
        let mut expected = texts.clone();
        expected.sort();
        assert_eq!(found, expected);
    }
}

#[test]
fn the_highest_revision_holds_and_other_rounds_do_not_count() {
    let mut led = one_each("agendas", true, [Said::Scale(1)]);
    let later = Answer { revision: 2, ..answer(0, true, vec![reply("agendas", Said::Scale(5))]) };
    let foreign = Answer { round: "another".to_owned(), ..answer(9, false, vec![]) };
    led.answers.insert(0, later);
    led.answers.push(foreign);
    let said = Distribution::Scale { counts: [0, 0, 0, 0, 1], mean: 5.0, gap: 0.0 };
    assert_eq!(shown(&led, "agendas"), Some(Shown { answered: 1, said }));
    assert_eq!(results(&led).unwrap().answers, 1);
}

/// `both` told both, `had` and `wanted` one alone.
fn deep_of(both: usize, had: usize, wanted: usize, show_few: bool) -> Option<Deep> {
    let of = |at: usize| {
        let hours = |id, hours| reply(id, Said::Hours(hours));
        if at < both {
            vec![hours(DEEP_HAD, 10.0), hours(DEEP_WANTED, if at == 0 { 5.0 } else { 20.0 })]
        } else if at < both + had {
            vec![hours(DEEP_HAD, 1.0)]
        } else {
            vec![hours(DEEP_WANTED, 2.0)]
        }
    };
    let answers = (0..).zip((0..both + had + wanted).map(of));
    results(&led(answers.map(|(at, replies)| answer(at, show_few, replies)).collect())).unwrap().deep
}

#[test]
fn deep_work_is_told_where_nobody_can_be_told_apart() {
    for (both, had, wanted, show_few, told) in [
        (5, 0, 0, false, true),
        (4, 0, 0, false, false),
        (4, 5, 5, false, false),
        (5, 1, 0, false, false),
        (5, 0, 4, false, false),
        (5, 5, 0, false, true),
        (9, 5, 6, false, true),
        (9, 5, 1, false, false),
        (1, 0, 0, true, true),
        (5, 1, 0, true, true),
        (0, 1, 1, true, false),
    ] {
        assert_eq!(deep_of(both, had, wanted, show_few).is_some(), told, "{both} {had} {wanted} {show_few}");
    }
    let deep = deep_of(5, 0, 0, false).unwrap();
    assert_eq!((deep.answered, deep.had, deep.wanted, deep.deficit), (5, 10.0, 17.0, 8.0));
    assert_eq!(deep.deficits.iter().map(|bin| bin.count).collect::<Vec<_>>(), [1, 0, 4, 0, 0]);
}

/// Anything that somebody could send in reply to a question, mostly sensible. Texts carry a mark.
fn said(form: Form) -> BoxedStrategy<Said> {
    let strange = || prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1.0), Just(1e300)];
    let amount = move |most: f64| prop_oneof![8 => 0.0..most, 1 => strange()];
    match form {
        Form::Scale => (0..7_u8).prop_map(Said::Scale).boxed(),
        Form::Hours => amount(60.0).prop_map(Said::Hours).boxed(),
        Form::Days => amount(365.0).prop_map(Said::Days).boxed(),
        Form::Ranking => (Just(Benefit::ALL.to_vec()).prop_shuffle(), 0..=6_usize)
            .prop_map(|(all, kept)| Said::Ranking(all.into_iter().take(kept).collect()))
            .boxed(),
        Form::Text => "[a-z]{0,3}".prop_map(|word| Said::Text(format!(" §{word}"))).boxed(),
    }
}

/// Fewer than `most` people's answers: to each of some questions something that may fit, or nothing.
fn answers(most: usize) -> impl Strategy<Value = Vec<Answer>> {
    const ASKED: [&str; 6] = ["agendas", DEEP_HAD, DEEP_WANTED, "first-commit", "change-first", "benefits"];
    let to_one = |question: Question| {
        let said = prop_oneof![9 => said(question.form), 1 => said(Form::Scale)];
        prop::option::weighted(0.75, said).prop_map(move |said| said.map(|said| reply(&question.id, said)))
    };
    let asked = led(Vec::new()).round.questions.into_iter();
    let replies: Vec<_> =
        asked.filter(|question| ASKED.contains(&question.id.as_str())).map(to_one).collect();
    let one = (replies, prop::bool::weighted(0.8));
    prop::collection::vec(one, 0..most).prop_map(|all| {
        let numbered = (0..).zip(all);
        numbered
            .map(|(at, (replies, show_few))| answer(at, show_few, replies.into_iter().flatten().collect()))
            .collect()
    })
}

fn text_of(led: &Led) -> String {
    converel_protocol::team::write(&results(led).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// Below five, nothing of what was said is there: results are the same whatever was said, and whether anything
    /// was.
    #[test]
    fn what_few_said_leaves_no_trace(answers in answers(5), others in answers(5)) {
        prop_assume!(answers.iter().any(|answer| !answer.show_few));
        let silent: Vec<Answer> =
            answers.iter().map(|answer| Answer { replies: Vec::new(), ..answer.clone() }).collect();
        let swapped: Vec<Answer> = answers
            .iter()
            .zip(others.iter().map(|other| &other.replies).chain(std::iter::repeat(&Vec::new())))
            .map(|(answer, replies)| Answer { replies: replies.clone(), ..answer.clone() })
            .collect();
        let told = results(&led(answers)).unwrap();
        prop_assert!(told.questions.iter().all(|outcome| outcome.shown.is_none()));
        prop_assert!(told.groups.is_empty() && told.deep.is_none());
        prop_assert_eq!(&told, &results(&led(silent)).unwrap());
        prop_assert_eq!(&told, &results(&led(swapped)).unwrap());
        prop_assert!(!converel_protocol::team::write(&told).contains('§'));
    }

    /// Likewise for a question that fewer than five of many answered.
    #[test]
    fn a_question_that_few_answered_leaves_no_trace(answers in answers(9)) {
        prop_assume!(answers.iter().any(|answer| !answer.show_few));
        let led = led(answers);
        let told = results(&led).unwrap();
        let hidden = |id: &str| {
            told.questions.iter().any(|outcome| outcome.question.id == id && outcome.shown.is_none())
        };
        let mut without = led.clone();
        for answer in &mut without.answers {
            answer.replies.retain(|reply| !hidden(&reply.question));
        }
        prop_assert_eq!(text_of(&led), text_of(&without));
        for outcome in &told.questions {
            prop_assert!(outcome.shown.as_ref().is_none_or(|shown| shown.answered >= 5));
        }
        if let Some(deep) = &told.deep {
            prop_assert!(deep.answered >= 5);
            for outcome in &told.questions {
                if let (DEEP_HAD | DEEP_WANTED, Some(shown)) = (outcome.question.id.as_str(), &outcome.shown) {
                    let alone = shown.answered - deep.answered;
                    prop_assert!(alone == 0 || alone >= 5);
                }
            }
        }
    }

    /// The order of the answers, and an answer that stands there twice, change nothing: not a letter.
    #[test]
    fn order_and_repetition_change_nothing(
        (answers, shuffled) in answers(12).prop_flat_map(|answers| {
            let twice: Vec<Answer> = answers.iter().chain(answers.iter().take(3)).cloned().collect();
            (Just(answers), Just(twice).prop_shuffle())
        })
    ) {
        prop_assert_eq!(text_of(&led(answers)), text_of(&led(shuffled)));
    }

    /// Subtraction: of a closed round there are no two results. Whatever else comes in, and whatever copy of the round
    /// it is put together with, they stay as they were, to the letter.
    #[test]
    fn a_closed_round_has_one_result(
        answers in answers(12),
        late in answers(4),
        other in answers(12),
        other_closed in prop::bool::ANY,
    ) {
        let closed = led(answers);
        let told = text_of(&closed);
        let mut later = closed.clone();
        for (answer, revision) in late.into_iter().zip(1..) {
            let newcomer = Answer { respondent: format!("{revision:032}"), ..answer.clone() };
            for answer in [Answer { revision: 1 + revision, ..answer }, newcomer] {
                prop_assert_eq!(collect::take(&mut later, answer), collect::Taken::Closed);
            }
        }
        prop_assert_eq!(&told, &text_of(&later));
        // Another copy, on which more, or other, people's answers came in: open, or closed later.
        let copy = Led { closed_at: other_closed.then_some(CLOSED + 1.0), ..led(other) };
        prop_assert_eq!(&told, &text_of(&collect::merge(&closed, &copy)));
        prop_assert_eq!(&told, &text_of(&collect::merge(&copy, &closed)));
    }

    /// What was taken in, in any order and any number of times, gives the same results.
    #[test]
    fn any_order_of_taking_in_gives_the_same(
        (answers, taken) in answers(10).prop_flat_map(|answers| {
            let revised = answers.iter().take(4).map(|answer| Answer { revision: 2, show_few: false, ..answer.clone() });
            let all: Vec<Answer> = answers.iter().cloned().chain(revised).collect();
            let twice: Vec<Answer> = all.iter().chain(all.iter().take(5)).cloned().collect();
            (Just(all), Just(twice).prop_shuffle())
        })
    ) {
        let collected = |answers: Vec<Answer>| {
            let mut open = Led { closed_at: None, ..led(Vec::new()) };
            for answer in answers {
                collect::take(&mut open, answer);
            }
            Led { closed_at: Some(CLOSED), ..open }
        };
        prop_assert_eq!(text_of(&collected(answers)), text_of(&collected(taken)));
    }

    /// What is written can be read, whatever was sent.
    #[test]
    fn results_can_be_kept(answers in answers(12)) {
        let told = results(&led(answers)).unwrap();
        let read: Results = converel_protocol::team::read(&converel_protocol::team::write(&told)).unwrap();
        prop_assert_eq!(read, told);
    }
}
