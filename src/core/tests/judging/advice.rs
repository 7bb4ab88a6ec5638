//! The advice that follows the answers: switches, checklist, alternatives, the strong button.

use crate::{asked, raw, weekly_status};
use converel_core::advice::{Advice, Alternative, Missing, WayOut, advise};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::infer::Reason;
use converel_core::policy::Policy;
use converel_core::quadrant::{Nature, Quadrant, Relationship};

fn item(topic: &str, minutes: Option<u32>) -> Item {
    Item { topic: topic.into(), minutes, ..Item::default() }
}

#[test]
fn the_invite_of_the_picture_is_to_be_replaced() {
    let (invite, question, mut answers) = weekly_status();
    let advice = advise(&invite, &question, &answers, &Policy::default());
    assert_eq!(advice.quadrant, Some(Quadrant::Replace));
    assert_eq!(advice.way_out, WayOut::Async);
    assert_eq!(advice.missing, [Missing::Audience]);
    assert_eq!((advice.agenda_minutes, advice.over_time), (55, false));
    assert_eq!(advice.alternatives[..2], [Alternative::WrittenUpdate, Alternative::TaskBoard]);
    assert!(advice.writes);
    assert_eq!(advice.cost.hours_per_year, Some(506.0));
    assert!(
        advice.reasons.contains(&Reason::AgendaShares { share: 40, of: 55, minutes: true }),
        "{:?}",
        advice.reasons
    );
    // Eight of them only need to know.
    answers.roles[2..].fill(Role::Informed);
    let advice = advise(&invite, &question, &answers, &Policy::default());
    assert_eq!((advice.cost.people, advice.missing), (3, vec![]));
}

#[test]
fn each_quadrant_has_its_way_out() {
    let (invite, question, answers) = weekly_status();
    let advise = |change: &dyn Fn(&mut Answers)| -> Advice {
        let mut answers = answers.clone();
        change(&mut answers);
        advise(&invite, &question, &answers, &Policy::default())
    };
    let set = |nature, relationship| {
        move |answers: &mut Answers| {
            answers.nature = nature;
            answers.relationship = relationship;
        }
    };
    let (share, decide) = (Some(Nature::Conveyance), Some(Nature::Convergence));
    let (strong, weak) = (Some(Relationship::Strong), Some(Relationship::Weak));
    for (nature, relationship, quadrant, way_out, (right, down)) in [
        (share, strong, Some(Quadrant::Replace), WayOut::Async, (1, -1)),
        (share, weak, Some(Quadrant::MeetForNow), WayOut::Send, (1, 1)),
        (decide, weak, Some(Quadrant::Meet), WayOut::Send, (-1, 1)),
        (decide, strong, Some(Quadrant::InputsFirst), WayOut::InputsFirst, (-1, -1)),
        (None, strong, None, WayOut::Send, (0, -1)),
        (decide, None, None, WayOut::Send, (-1, 0)),
        (None, None, None, WayOut::Send, (0, 0)),
    ] {
        let advice = advise(&set(nature, relationship));
        assert_eq!((advice.quadrant, advice.way_out), (quadrant, way_out));
        let side = |value: f32| (value > 0.5) as i32 - ((value < 0.5) as i32);
        assert_eq!((side(advice.dot.0), side(advice.dot.1)), (right, down), "{quadrant:?}");
        assert!((0.0..=1.0).contains(&advice.dot.0) && (0.0..=1.0).contains(&advice.dot.1));
        assert_eq!(advice.missing.contains(&Missing::Nature), nature.is_none());
        assert_eq!(advice.missing.contains(&Missing::Relationship), relationship.is_none());
        // An honest reason keeps the meeting, whatever the quadrant.
        let honest = advise(&|answers| {
            set(nature, relationship)(answers);
            answers.honest_reasons = vec![HonestReason::Reactions];
        });
        assert_eq!((honest.quadrant, honest.way_out), (quadrant, WayOut::Send));
        assert!(honest.kept_by_honest_reason && !advice.kept_by_honest_reason);
    }
    // Inputs are in: purpose, agenda and preparation are there.
    let prepared = advise(&|answers| {
        set(decide, strong)(answers);
        answers.preparation = "the options paper".into();
    });
    assert_eq!(prepared.way_out, WayOut::Send);
}

#[test]
fn what_is_missing_comes_in_the_order_in_which_it_is_asked() {
    let (invite, question) = asked(&raw("Platform", "", 9));
    let missing = |change: &dyn Fn(&mut Answers)| {
        let mut answers = question.answers.clone();
        answers.nature = None;
        answers.relationship = None;
        change(&mut answers);
        advise(&invite, &question, &answers, &Policy::default()).missing
    };
    use Missing::{Agenda, AgendaOutcome, Audience, Nature as N, Purpose, Relationship as R};
    assert_eq!(missing(&|_| {}), [Purpose, Agenda, N, R, Audience]);
    assert_eq!(missing(&|answers| answers.purpose = "🚀".into())[0], Agenda);
    assert_eq!(missing(&|answers| answers.purpose = " – … ?!".into())[0], Purpose, "signs say nothing");
    let topics = |answers: &mut Answers| answers.agenda = vec![item("", Some(5)), item("Budget", None)];
    assert_eq!(missing(&topics), [Purpose, AgendaOutcome, N, R, Audience]);
    let timed = |answers: &mut Answers| answers.agenda = vec![item("Budget", Some(10))];
    assert_eq!(missing(&timed), [Purpose, N, R, Audience]);
    assert_eq!(
        missing(&|answers| {
            topics(answers);
            answers.purpose = "Choose a budget".into();
        }),
        [N, R, Audience]
    );
    assert!(Purpose.holds_back(WayOut::Send) && !Purpose.holds_back(WayOut::Async));
    assert!(!Audience.holds_back(WayOut::Send));
}

#[test]
fn minutes_are_summed_against_the_meetings_own() {
    let (invite, question, mut answers) = weekly_status();
    for (minutes, expected) in [(45, false), (46, true), (u32::MAX, true)] {
        answers.agenda = vec![item("Progress", Some(minutes)), item("Risks", Some(15)), item(" ", Some(999))];
        let advice = advise(&invite, &question, &answers, &Policy::default());
        assert_eq!(advice.over_time, expected, "{minutes}");
    }
}

#[test]
fn alternatives_follow_the_words_and_the_switch() {
    use Alternative::{DecisionRecord, RecordedVideo, SharedDocument, TaskBoard, WrittenUpdate};
    for (title, nature, expected) in [
        ("Weekly status", Nature::Conveyance, [WrittenUpdate, TaskBoard].as_slice()),
        ("Daily stand-up", Nature::Conveyance, &[TaskBoard, WrittenUpdate]),
        ("Demo of the new editor", Nature::Conveyance, &[RecordedVideo, WrittenUpdate]),
        ("All staff", Nature::Conveyance, &[WrittenUpdate]),
        ("Approve the budget", Nature::Convergence, &[DecisionRecord, SharedDocument]),
        ("Design review: storage", Nature::Convergence, &[SharedDocument, DecisionRecord]),
        ("Retro", Nature::Convergence, &[SharedDocument, DecisionRecord]),
        ("Weekly status", Nature::Convergence, &[DecisionRecord, SharedDocument, WrittenUpdate]),
        ("Entscheidung Speicher", Nature::Convergence, &[DecisionRecord, SharedDocument]),
    ] {
        let (invite, question) = asked(&raw(title, "", 9));
        let answers = Answers { nature: Some(nature), ..question.answers.clone() };
        let advice = advise(&invite, &question, &answers, &Policy::default());
        assert_eq!(advice.alternatives, expected, "{title}");
    }
}

#[test]
fn a_bonding_meeting_is_never_urged_away() {
    let policy = Policy { exemptions: Vec::new(), ..Policy::default() };
    let judged = crate::judged_by(&raw("Team lunch", "", 12), &policy, 0);
    let converel_core::verdict::Verdict::Ask(question) = judged.verdict else { panic!("passed") };
    let advice = advise(&judged.invite, &question, &question.answers, &policy);
    assert_eq!((advice.way_out, advice.alternatives, advice.missing), (WayOut::Send, vec![], vec![]));
}

#[test]
fn reasons_follow_the_switches() {
    let (invite, question, mut answers) = weekly_status();
    answers.nature = Some(Nature::Convergence);
    answers.relationship = Some(Relationship::Weak);
    let advice = advise(&invite, &question, &answers, &Policy::default());
    assert_eq!(advice.reasons, [Reason::AgendaDecides { decide: 1, of: 2 }], "the rest speaks against it");
}
