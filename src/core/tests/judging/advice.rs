//! The advice that follows the answers: switches, checklist, alternatives, the strong button.

use crate::{judged, raw, weekly_status};
use converel_core::advice::{
    Advice, Alternative, Beforehand, Improvement, Missing, WayOut, advise, best_alternative,
};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role, honest_reasons};
use converel_core::cost::cost;
use converel_core::infer::{Inference, KINDS, Kind, Purpose, Reason, Signals};
use converel_core::invite::Invite;
use converel_core::policy::Policy;
use converel_core::quadrant::{Nature, Quadrant, Relationship};
use converel_core::verdict::Question;

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
    let (invite, question) = plain("Platform", "", 9);
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

/// The question of an invite of which nothing is inferred: what follows from it alone.
fn plain(title: &str, description: &str, guests: usize) -> (Invite, Question) {
    let invite = judged(&raw(title, description, guests)).invite;
    let question = Question {
        kind: Inference { value: None, confidence: 0.0, reasons: Vec::new() },
        signals: NONE,
        purpose: Inference { value: Purpose::Unclear, confidence: 0.0, reasons: Vec::new() },
        relationship: Inference { value: None, confidence: 0.0, reasons: Vec::new() },
        answers: Answers {
            agenda: invite.agenda.items.clone(),
            roles: vec![Role::Contributes; invite.guests.len()],
            ..Answers::default()
        },
        cost: cost(&invite, 0),
    };
    (invite, question)
}

/// The question of an invite, with a kind that is certain and a purpose that follows from the switch.
fn of_kind(title: &str, guests: usize, kind: Kind, purpose: Purpose, signals: Signals) -> (Invite, Question) {
    let (invite, mut question) = plain(title, "", guests);
    question.kind = Inference { value: Some(kind), confidence: 0.9, reasons: Vec::new() };
    question.purpose = Inference { value: purpose, confidence: 0.9, reasons: Vec::new() };
    question.signals = signals;
    question.answers.nature = purpose.nature();
    (invite, question)
}

const NONE: Signals = Signals {
    urgent: false,
    irreversible: false,
    confidential: false,
    writing_tried: false,
    poll: false,
    settled: false,
    code: false,
    questions: false,
    reactions: false,
};

#[test]
fn each_kind_has_its_alternative() {
    use Alternative::{
        DecisionRecord, PullRequest, QuestionQueue, RecordedVideo, RetroBoard, SharedDocument, Survey,
        TaskBoard, VideoCourse, WrittenUpdate,
    };
    use Purpose::{Convergence as Decide, Conveyance as Share, Unclear};
    for (title, kind, purpose, signals, expected) in [
        ("Weekly platform status", Kind::Status, Share, NONE, Some(WrittenUpdate)),
        ("Platform", Kind::Status, Unclear, NONE, None),
        ("Jira ticket status", Kind::Status, Share, NONE, Some(TaskBoard)),
        ("Daily", Kind::Standup, Share, NONE, Some(TaskBoard)),
        ("Backlog", Kind::Refinement, Decide, NONE, Some(TaskBoard)),
        ("Monatsbericht", Kind::Reporting, Share, NONE, Some(WrittenUpdate)),
        ("Übergabe", Kind::Handover, Share, NONE, Some(WrittenUpdate)),
        ("Sprint demo", Kind::ReviewDemo, Share, NONE, Some(RecordedVideo)),
        ("Townhall", Kind::AllHands, Share, NONE, Some(RecordedVideo)),
        ("AMA with the founders", Kind::AllHands, Share, NONE, Some(QuestionQueue)),
        ("Annonce: fermeture du site", Kind::AllHands, Share, NONE, Some(WrittenUpdate)),
        ("Desk check", Kind::DeskCheck, Decide, NONE, Some(RecordedVideo)),
        ("Code review", Kind::DeskCheck, Decide, Signals { code: true, ..NONE }, Some(PullRequest)),
        ("Vortrag: DNS", Kind::Training, Share, NONE, Some(RecordedVideo)),
        ("勉強会", Kind::Training, Share, NONE, Some(RecordedVideo)),
        ("Treinamento LGPD", Kind::Training, Share, NONE, Some(VideoCourse)),
        ("Accueil", Kind::Onboarding, Share, NONE, Some(VideoCourse)),
        ("Budget", Kind::Decision, Decide, NONE, Some(DecisionRecord)),
        ("Budget", Kind::Decision, Decide, Signals { urgent: true, ..NONE }, None),
        ("Budget", Kind::Decision, Decide, Signals { irreversible: true, ..NONE }, None),
        ("Budget", Kind::Decision, Decide, Signals { confidential: true, ..NONE }, None),
        ("Budget", Kind::Decision, Decide, Signals { writing_tried: true, ..NONE }, None),
        ("Team name", Kind::Decision, Decide, Signals { poll: true, ..NONE }, Some(Survey)),
        ("Names", Kind::Brainstorm, Decide, Signals { poll: true, ..NONE }, Some(Survey)),
        ("Ideas", Kind::Brainstorm, Decide, NONE, Some(SharedDocument)),
        ("Storage", Kind::DesignDiscussion, Decide, NONE, Some(SharedDocument)),
        ("Roadmap", Kind::Planning, Decide, NONE, Some(SharedDocument)),
        ("Sprint 12", Kind::Retrospective, Decide, NONE, Some(RetroBoard)),
        ("REX incident du 12 mars", Kind::Retrospective, Decide, NONE, Some(SharedDocument)),
        ("How was it?", Kind::Retrospective, Share, NONE, Some(Survey)),
        ("Project Heron", Kind::Kickoff, Decide, NONE, None),
        ("Story kick-off", Kind::Kickoff, Decide, NONE, Some(QuestionQueue)),
        ("ABC-123 kick-off", Kind::Kickoff, Decide, NONE, Some(QuestionQueue)),
        ("Acme weekly status", Kind::ExternalClient, Share, NONE, Some(WrittenUpdate)),
        ("Demo for a prospect", Kind::ExternalClient, Share, NONE, None),
        ("Supplier webinar", Kind::ExternalClient, Share, NONE, Some(RecordedVideo)),
        ("Contract", Kind::ExternalClient, Decide, NONE, None),
        ("Office hours", Kind::Other, Share, Signals { questions: true, ..NONE }, Some(QuestionQueue)),
        ("Drill", Kind::Other, Unclear, NONE, None),
        ("Sync", Kind::AdHocSync, Unclear, NONE, None),
        ("Outage", Kind::Incident, Decide, NONE, None),
        ("Stuck", Kind::ProblemSolving, Decide, NONE, None),
        ("Offsite", Kind::Workshop, Decide, NONE, None),
        ("Focus", Kind::FocusOrPersonal, Unclear, NONE, None),
        ("Candidate", Kind::Interview, Decide, NONE, None),
    ] {
        let invite = judged(&raw(title, "", 9)).invite;
        assert_eq!(best_alternative(Some(kind), purpose, signals, &invite), expected, "{title}");
        let recurring = Invite { recurrence: weekly_status().0.recurrence, ..invite };
        if (kind, purpose) == (Kind::Status, Unclear) {
            assert_eq!(best_alternative(Some(kind), purpose, signals, &recurring), Some(WrittenUpdate));
        }
    }
}

#[test]
fn the_list_begins_with_the_best_and_serves_the_switch() {
    use Alternative::{
        DecisionRecord, Message, RecordedVideo, RetroBoard, SharedDocument, Survey, TaskBoard, WrittenUpdate,
    };
    let (share, decide) = (Some(Nature::Conveyance), Some(Nature::Convergence));
    for (kind, purpose, nature, guests, expected) in [
        (Kind::Status, Purpose::Conveyance, share, 9, [WrittenUpdate, TaskBoard, RecordedVideo].as_slice()),
        // The user says that it decides: a status report would not.
        (Kind::Status, Purpose::Conveyance, decide, 9, &[SharedDocument, DecisionRecord, Survey]),
        (Kind::Retrospective, Purpose::Convergence, decide, 9, &[RetroBoard, SharedDocument, DecisionRecord]),
        // Nothing takes its place, but inputs can be written.
        (Kind::Workshop, Purpose::Convergence, decide, 9, &[SharedDocument, DecisionRecord]),
        (Kind::AdHocSync, Purpose::Unclear, None, 3, &[Message, SharedDocument]),
        (Kind::AdHocSync, Purpose::Unclear, share, 3, &[Message, WrittenUpdate, TaskBoard]),
        (Kind::AdHocSync, Purpose::Unclear, None, 9, &[SharedDocument]),
        (Kind::OneOnOne, Purpose::Bonding, share, 1, &[]),
        (Kind::Interview, Purpose::Convergence, decide, 4, &[]),
    ] {
        let (mut invite, mut question) = of_kind("Platform", 9, kind, purpose, NONE);
        invite.guests.truncate(guests);
        invite.minutes = Some(30);
        question.answers.nature = nature;
        let advice = advise(&invite, &question, &question.answers, &Policy::default());
        assert_eq!(advice.alternatives, expected, "{kind:?} {nature:?}");
    }
}

#[test]
fn the_list_follows_what_the_user_said_before() {
    let (invite, mut question) = of_kind("Platform", 9, Kind::Status, Purpose::Convergence, NONE);
    question.answers.nature = Some(Nature::Convergence);
    question.purpose.reasons = vec![Reason::Corrected];
    let advice = advise(&invite, &question, &question.answers, &Policy::default());
    assert_eq!(advice.alternatives.first(), Some(&Alternative::SharedDocument));
}

/// Whatever the switches and whatever is typed: the tie between people, and a candidate, are met.
#[test]
fn bonding_and_interviews_are_never_urged_away() {
    let natures = [None, Some(Nature::Conveyance), Some(Nature::Convergence)];
    let relationships = [None, Some(Relationship::Strong), Some(Relationship::Weak)];
    let purposes = [Purpose::Conveyance, Purpose::Convergence, Purpose::Bonding, Purpose::Unclear];
    let agenda = [vec![], vec![item("Progress report", Some(40)), item("Decide the budget", Some(20))]];
    for kind in KINDS {
        for purpose in purposes.into_iter().filter(|own| kind.never_urged_away() || *own == Purpose::Bonding)
        {
            let signals = Signals { poll: true, code: true, questions: true, ..NONE };
            let (invite, question) = of_kind("Weekly status", 11, kind, purpose, signals);
            assert_eq!(best_alternative(Some(kind), purpose, signals, &invite), None);
            for nature in natures {
                for relationship in relationships {
                    for agenda in &agenda {
                        let answers = Answers {
                            nature,
                            relationship,
                            agenda: agenda.clone(),
                            ..question.answers.clone()
                        };
                        let advice = advise(&invite, &question, &answers, &Policy::default());
                        assert_eq!(advice.way_out, WayOut::Send, "{kind:?} {purpose:?}");
                        assert!(advice.alternatives.is_empty() && advice.missing.is_empty());
                        assert!(advice.beforehand.is_none() && advice.improvements.is_empty());
                    }
                }
            }
        }
    }
}

#[test]
fn honest_reasons_stand_ticked_where_the_invite_gives_them() {
    let topics = |count: usize, minutes: u32| {
        let list: String = (1..=count).map(|number| format!("- Decide matter {number}\n")).collect();
        let (mut invite, _) = plain("Platform", &list, 9);
        invite.minutes = Some(minutes);
        invite
    };
    use HonestReason::{Connection, ManyTopics, Reactions, Urgent};
    for (kind, purpose, signals, invite, expected) in [
        (None, Purpose::Convergence, NONE, topics(2, 30), [].as_slice()),
        (None, Purpose::Convergence, Signals { urgent: true, ..NONE }, topics(2, 30), &[Urgent]),
        (Some(Kind::Incident), Purpose::Convergence, NONE, topics(2, 30), &[Urgent]),
        (None, Purpose::Convergence, Signals { reactions: true, ..NONE }, topics(0, 30), &[Reactions]),
        (None, Purpose::Convergence, NONE, topics(5, 40), &[ManyTopics]),
        (None, Purpose::Convergence, NONE, topics(5, 41), &[]),
        (None, Purpose::Convergence, NONE, topics(4, 20), &[]),
        // What is only told is read faster than it is heard.
        (None, Purpose::Conveyance, NONE, topics(9, 30), &[]),
        (Some(Kind::OneOnOne), Purpose::Unclear, NONE, topics(0, 30), &[Connection]),
        (None, Purpose::Bonding, NONE, topics(0, 30), &[Connection]),
    ] {
        assert_eq!(honest_reasons(kind, purpose, signals, &invite), expected, "{kind:?} {purpose:?}");
    }
    // Unticked, the quadrant speaks again.
    let (invite, question) = of_kind("Outage", 9, Kind::Incident, Purpose::Convergence, NONE);
    let mut answers = question.answers.clone();
    answers.relationship = Some(Relationship::Strong);
    answers.honest_reasons = vec![Urgent];
    assert_eq!(advise(&invite, &question, &answers, &Policy::default()).way_out, WayOut::Send);
    answers.honest_reasons.clear();
    assert_eq!(advise(&invite, &question, &answers, &Policy::default()).way_out, WayOut::InputsFirst);
}

#[test]
fn what_is_not_for_writing_is_met() {
    for signals in [Signals { confidential: true, ..NONE }, Signals { writing_tried: true, ..NONE }] {
        let (invite, question) = of_kind("Budget", 9, Kind::Decision, Purpose::Convergence, signals);
        let mut answers = Answers { relationship: Some(Relationship::Strong), ..question.answers.clone() };
        let advice = advise(&invite, &question, &answers, &Policy::default());
        assert_eq!((advice.way_out, advice.kept_by_honest_reason), (WayOut::Send, true));
        // Told, it is like any other news.
        answers.nature = Some(Nature::Conveyance);
        assert_eq!(advise(&invite, &question, &answers, &Policy::default()).way_out, WayOut::Async);
    }
}

#[test]
fn information_in_a_mixed_agenda_is_sent_beforehand() {
    let news = |minutes| item("Progress report", minutes);
    let matter = |minutes| item("Decide the budget", minutes);
    let (strong, weak) = (Relationship::Strong, Relationship::Weak);
    let (share, decide) = (Nature::Conveyance, Nature::Convergence);
    for (nature, relationship, agenda, expected) in [
        (decide, strong, vec![news(Some(20)), matter(Some(30))], Some((1, 2, Some(20)))),
        (decide, weak, vec![news(None), news(Some(5)), matter(None), item("Zzz", None)], Some((2, 4, None))),
        (share, strong, vec![news(Some(40)), matter(Some(15))], Some((1, 2, Some(40)))),
        // All of it is replaced, or all of it is met for.
        (share, strong, vec![news(Some(40)), item("Zzz", Some(15))], None),
        (share, weak, vec![news(Some(40)), matter(Some(15))], None),
        (decide, strong, vec![matter(Some(20)), matter(None)], None),
        (decide, strong, vec![news(Some(20))], None),
        (decide, strong, vec![], None),
    ] {
        let (invite, question) = plain("Platform", "", 5);
        let answers = Answers {
            nature: Some(nature),
            relationship: Some(relationship),
            agenda,
            ..question.answers.clone()
        };
        let found = advise(&invite, &question, &answers, &Policy::default()).beforehand;
        let expected = expected.map(|(items, of, minutes)| Beforehand { items, of, minutes });
        assert_eq!(found, expected, "{nature:?} {relationship:?}");
    }
}

#[test]
fn a_meeting_that_stays_is_made_better() {
    use Improvement::{End, FewerPeople, Preparation, Shorter, Split};
    let improvements = |guests: usize, kind: Option<Kind>, change: &dyn Fn(&mut Invite, &mut Answers)| {
        let (mut invite, mut question) = plain("Platform", "", guests);
        question.kind.value = kind;
        let mut answers = question.answers.clone();
        answers.nature = Some(Nature::Convergence);
        answers.relationship = Some(Relationship::Weak);
        answers.preparation = "the paper".into();
        change(&mut invite, &mut answers);
        advise(&invite, &question, &answers, &Policy::default()).improvements
    };
    let agenda = |minutes: &[u32]| -> Vec<Item> {
        minutes
            .iter()
            .zip(1..)
            .map(|(minutes, number)| item(&format!("Matter {number}"), Some(*minutes)))
            .collect()
    };
    assert_eq!(improvements(5, None, &|_, _| ()), []);
    assert_eq!(
        improvements(10, None, &|invite, _| {
            invite.guests[0].optional = true;
            invite.guests[1].optional = true;
        }),
        [FewerPeople { people: 11, limit: 8, optional: 2 }]
    );
    // Whoever only needs to know is not counted.
    assert_eq!(improvements(10, None, &|_, answers| answers.roles[2..].fill(Role::Informed)), []);
    assert_eq!(improvements(10, Some(Kind::AllHands), &|_, _| ()), [], "everybody is told");
    for (minutes, expected) in [
        (vec![20, 8], Some(Shorter { from: 60, to: 30, after_beforehand: false })),
        (vec![5], Some(Shorter { from: 60, to: 15, after_beforehand: false })),
        (vec![50], Some(Shorter { from: 60, to: 50, after_beforehand: false })),
        (vec![51], None),
        (vec![], None),
    ] {
        let found = improvements(5, None, &|_, answers| answers.agenda = agenda(&minutes));
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{minutes:?}");
    }
    assert_eq!(
        improvements(5, None, &|_, answers| {
            answers.agenda = vec![item("Progress report", Some(40)), item("Matter", Some(20))];
        }),
        [Shorter { from: 60, to: 20, after_beforehand: true }]
    );
    assert_eq!(
        improvements(5, None, &|_, answers| answers.agenda = agenda(&[10; 6])),
        [Split { topics: 6, people: 6 }]
    );
    assert_eq!(
        improvements(5, None, &|_, answers| answers.agenda = agenda(&[50, 30])),
        [Split { topics: 2, people: 6 }],
        "over time"
    );
    assert_eq!(
        improvements(5, None, &|invite, answers| {
            invite.recurrence = weekly_status().0.recurrence;
            answers.review_on = None;
        }),
        [End { times_a_year: 46 }]
    );
    assert_eq!(
        improvements(5, None, &|_, answers| {
            answers.preparation.clear();
            answers.agenda = vec![item("Decide the budget", None)];
        }),
        [Preparation { decide: 1 }]
    );
    // The most valuable first, and no more than three.
    let found = improvements(20, None, &|invite, answers| {
        invite.recurrence = weekly_status().0.recurrence;
        answers.review_on = None;
        answers.preparation.clear();
        answers.agenda = vec![
            item("Progress report", Some(20)),
            item("Decide the budget", Some(10)),
            item("Zzz", Some(10)),
        ];
    });
    assert_eq!(
        found,
        [
            Shorter { from: 60, to: 20, after_beforehand: true },
            FewerPeople { people: 21, limit: 8, optional: 0 },
            Split { topics: 3, people: 21 },
        ]
    );
    // One that is replaced is not made better.
    let replaced = improvements(20, None, &|_, answers| {
        answers.nature = Some(Nature::Conveyance);
        answers.relationship = Some(Relationship::Strong);
    });
    assert_eq!(replaced, []);
}

#[test]
fn reasons_follow_the_switches() {
    let (invite, question, mut answers) = weekly_status();
    answers.nature = Some(Nature::Convergence);
    answers.relationship = Some(Relationship::Weak);
    let advice = advise(&invite, &question, &answers, &Policy::default());
    assert_eq!(advice.reasons, [Reason::AgendaDecides { decide: 1, of: 2 }], "the rest speaks against it");
}
