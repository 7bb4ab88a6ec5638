//! Pass or ask, and what is filled in; bad input by name.

use crate::{TODAY, asked, judged, judged_by, met_before, now, raw, time, weekly};
use converel_core::answers::{Answers, Role};
use converel_core::dates::LocaleNames;
use converel_core::infer::{Purpose, Reason};
use converel_core::learn::{self, Lessons};
use converel_core::policy::Policy;
use converel_core::quadrant::{Nature, Relationship};
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite};
use converel_core::verdict::{Context, Judged, Memory, PassReason, Verdict, judge};
use jiff::civil::date;

const DECIDES: &str =
    "Goal: decide on the storage format\nAgenda:\n- Options (20 min, Ana)\n- Decision (20 min)";

fn passes(raw: &RawInvite, policy: &Policy) -> Option<PassReason> {
    match judged_by(raw, policy, 0).verdict {
        Verdict::Pass(reason) => Some(reason),
        Verdict::Ask(_) => None,
    }
}

fn changed(raw: RawInvite, change: impl FnOnce(&mut RawInvite)) -> RawInvite {
    let mut raw = raw;
    change(&mut raw);
    raw
}

#[test]
fn what_passes_in_silence_and_what_is_asked() {
    let policy = Policy::default();
    let status = || raw("Platform status", "", 10);
    let rule = |rule: &'static str, start: &'static str| {
        changed(status(), |raw| {
            raw.recurrence.rule = rule.into();
            raw.start = time(start, "10:00");
            raw.end = time(start, "11:00");
        })
    };
    for (name, invite, expected) in [
        ("nobody else", raw("Focus", "", 0), Some(PassReason::NoGuests)),
        (
            "only oneself and a room",
            changed(raw("Focus", "", 0), |raw| {
                raw.guests = vec![
                    RawGuest { email: "ME@example.org".into(), ..RawGuest::default() },
                    RawGuest { name: "Room 4".into(), kind: RawGuestKind::Room, ..RawGuest::default() },
                ];
            }),
            Some(PassReason::NoGuests),
        ),
        ("all day", changed(status(), |raw| raw.all_day = true), Some(PassReason::AllDay)),
        ("yesterday", rule("", "20261119"), Some(PassReason::Past)),
        ("an hour that began this morning", rule("", "20261120"), None),
        ("a series that began last year", rule("FREQ=WEEKLY", "20251124"), None),
        ("a series that has ended", rule("FREQ=WEEKLY;UNTIL=20260101", "20251124"), Some(PassReason::Past)),
        ("a series that was counted out", rule("FREQ=WEEKLY;COUNT=3", "20251124"), Some(PassReason::Past)),
        ("a counted series that still runs", rule("FREQ=MONTHLY;COUNT=24", "20251124"), None),
        ("one to one", raw("Ana / me", "", 1), Some(PassReason::Exempt)),
        ("social", raw("Team lunch", "", 6), Some(PassReason::Exempt)),
        ("interview", raw("Interview: backend engineer", "", 3), Some(PassReason::Exempt)),
        ("a status", status(), None),
        (
            "a prepared status",
            raw(
                "Platform status",
                "Goal: all know the state\nAgenda:\n- Progress (20 min, Ana)\n- Demo (20 min)",
                3,
            ),
            None,
        ),
        ("a prepared decision", raw("Decide on the storage format", DECIDES, 5), Some(PassReason::Good)),
        ("an agenda that decides", raw("Storage", DECIDES, 5), Some(PassReason::Good)),
        ("a decision with no agenda", raw("Decide on the storage format", "", 5), None),
        (
            "a prepared decision of eight",
            raw("Decide on the storage format", DECIDES, 7),
            Some(PassReason::Good),
        ),
        ("a prepared decision of nine", raw("Decide on the storage format", DECIDES, 8), None),
        (
            "a prepared decision with a group",
            changed(raw("Decide on the storage format", DECIDES, 2), |raw| {
                raw.guests[0].kind = RawGuestKind::Group;
            }),
            None,
        ),
        (
            "more agenda than time",
            changed(raw("Decide on the storage format", DECIDES, 2), |raw| {
                raw.end = time("20261123", "10:30")
            }),
            None,
        ),
        ("it cannot be told", raw("Platform", "", 4), None),
    ] {
        assert_eq!(passes(&invite, &policy), expected, "{name}");
    }
}

#[test]
fn the_policy_moves_the_thresholds() {
    let with = |change: fn(&mut Policy)| {
        let mut policy = Policy::default();
        change(&mut policy);
        policy
    };
    let decision = raw("Decide on the storage format", DECIDES, 5);
    let group = changed(raw("Platform status", "", 1), |raw| raw.guests[0].kind = RawGuestKind::Group);
    for (name, policy, invite, expected) in [
        ("limit of five", with(|policy| policy.audience_limit = 5), &decision, None),
        (
            "seven at least",
            with(|policy| policy.smallest_audience = 7),
            &raw("Platform status", "", 5),
            Some(PassReason::BelowThreshold),
        ),
        ("a group is never too small", with(|policy| policy.smallest_audience = 7), &group, None),
        (
            "longer than an hour only",
            with(|policy| policy.shortest_minutes = 61),
            &raw("Platform status", "", 5),
            Some(PassReason::BelowThreshold),
        ),
        (
            "exempt title, whatever the case",
            with(|policy| policy.exempt_titles = vec!["  ".into(), "PLATFORM st".into()]),
            &raw("The platform status", "", 5),
            Some(PassReason::Exempt),
        ),
        (
            "blank exempt titles exempt nothing",
            with(|policy| policy.exempt_titles = vec![String::new(), " ".into()]),
            &raw("The platform status", "", 5),
            None,
        ),
        (
            "social no longer exempt",
            with(|policy| policy.exemptions.clear()),
            &raw("Team lunch", "", 5),
            None,
        ),
    ] {
        assert_eq!(passes(invite, &policy), expected, "{name}");
    }
}

#[test]
fn a_pause_passes_everything_that_has_guests() {
    let policy = Policy::default();
    let names = LocaleNames::default();
    let memory = Memory::default();
    let context =
        Context { policy: &policy, names: &names, now: now(), paused: true, memory: &memory, before: None };
    let verdict = |raw: &RawInvite| match judge(raw, &context).verdict {
        Verdict::Pass(reason) => Some(reason),
        Verdict::Ask(_) => None,
    };
    assert_eq!(verdict(&raw("Platform status", "", 10)), Some(PassReason::Paused));
    assert_eq!(verdict(&raw("Platform status", "", 0)), Some(PassReason::NoGuests));
}

#[test]
fn the_question_is_filled_in_with_all_that_is_known() {
    let description = "Goal: everybody knows the risks\nAgenda:\n- Progress (40 min, Ana)\n- Demo\n\
                       Notes: https://handbook.example.org/weekly";
    let mut invite = weekly(raw("Weekly platform status", description, 10));
    invite.guests[3].optional = true;
    let (invite, question) = asked(&invite);
    let answers = question.answers;
    assert_eq!(answers.purpose, "everybody knows the risks");
    assert_eq!(answers.nature, Some(Nature::Conveyance));
    assert_eq!(answers.relationship, Some(Relationship::Strong), "met fourteen times");
    assert_eq!(answers.agenda, invite.agenda.items);
    assert_eq!(answers.agenda.len(), 2);
    assert_eq!(answers.roles.len(), 10);
    let informed: Vec<usize> = (0..10).filter(|place| answers.roles[*place] == Role::Informed).collect();
    assert_eq!(informed, [3], "who is optional only needs to know");
    assert_eq!(answers.notes_link, "https://handbook.example.org/weekly");
    assert_eq!(answers.review_on, Some(date(2027, 2, 23)), "an endless series");
    assert_eq!(question.cost.hours_per_year, Some(506.0));
}

#[test]
fn what_cannot_be_told_is_left_open() {
    let (_, question) = asked(&raw("Platform", "", 4));
    assert_eq!((question.answers.nature, question.answers.purpose.as_str()), (None, ""));
    assert!(question.answers.agenda.is_empty());
    assert_eq!(question.answers.review_on, None, "it happens once");
}

#[test]
fn the_policys_notes_link_is_offered_where_the_invite_gives_none() {
    let policy = Policy { notes_link: "https://wiki.example.org".into(), ..Policy::default() };
    let Verdict::Ask(question) = judged_by(&raw("Platform status", "", 9), &policy, 0).verdict else {
        panic!("passed")
    };
    assert_eq!(question.answers.notes_link, policy.notes_link);
}

#[test]
fn only_a_series_without_end_or_met_for_now_gets_a_review_date() {
    for (rule, met, expected) in [
        ("", 14, None),
        ("FREQ=WEEKLY;COUNT=10", 14, None),
        ("FREQ=WEEKLY;UNTIL=20270601", 14, None),
        ("FREQ=WEEKLY", 14, Some(date(2027, 2, 23))),
    ] {
        let mut invite = raw("Platform status", "", 9);
        invite.recurrence.rule = rule.into();
        let Verdict::Ask(question) = judged_by(&invite, &Policy::default(), met).verdict else {
            panic!("passed")
        };
        assert_eq!(question.answers.review_on, expected, "{rule}");
    }
    // The start lies in the past: three months from today.
    let mut invite = weekly(raw("Platform status", "", 9));
    invite.start = time("20250106", "10:00");
    invite.end = time("20250106", "11:00");
    let Verdict::Ask(question) = judged(&invite).verdict else { panic!("passed") };
    assert_eq!(question.answers.review_on, Some(date(2027, 2, TODAY.day())));
}

/// What is remembered after the user answered the gate for `raw` with the switches so.
fn after(raw: &RawInvite, nature: Option<Nature>, relationship: Option<Relationship>) -> Memory {
    let memory = met_before(raw, 0);
    let judged = judged_with(raw, &memory);
    let Verdict::Ask(question) = &judged.verdict else { panic!("passed") };
    let answers = Answers {
        nature: nature.or(question.answers.nature),
        relationship: relationship.or(question.answers.relationship),
        ..question.answers.clone()
    };
    let mut lessons = Lessons::default();
    for lesson in learn::lessons(&judged, &answers, &memory.key, TODAY) {
        lessons.add(lesson);
    }
    Memory { lessons, ..memory }
}

fn judged_with(raw: &RawInvite, memory: &Memory) -> Judged {
    let (policy, names) = (Policy::default(), LocaleNames::default());
    judge(raw, &Context { policy: &policy, names: &names, now: now(), paused: false, memory, before: None })
}

#[test]
fn one_correction_is_remembered_at_the_next_invite() {
    let first = raw("Weekly platform status #41", "", 5);
    let memory = after(&first, Some(Nature::Convergence), Some(Relationship::Weak));
    assert_eq!(memory.lessons.len(), 2);
    let next = raw("Weekly platform status #42", "", 5);
    let Verdict::Ask(question) = judged_with(&next, &memory).verdict else { panic!("passed") };
    assert_eq!(question.purpose.value, Purpose::Convergence);
    assert_eq!(question.purpose.reasons.first(), Some(&Reason::Corrected));
    assert_eq!(question.relationship.value, Some(Relationship::Weak));
    assert_eq!(question.relationship.reasons.first(), Some(&Reason::Corrected));
    assert_eq!(question.answers.nature, Some(Nature::Convergence));
    assert_eq!(question.answers.relationship, Some(Relationship::Weak));

    // Prepared, it goes out in silence, and the record says why.
    let judged = judged_with(&raw("Weekly platform status #43", DECIDES, 5), &memory);
    assert!(matches!(judged.verdict, Verdict::Pass(PassReason::Good)), "{:?}", judged.verdict);
    assert_eq!(judged.purpose.map(|purpose| purpose.value), Some(Purpose::Convergence));
}

#[test]
fn a_correction_leaves_others_alone() {
    let memory =
        after(&raw("Weekly platform status", "", 5), Some(Nature::Convergence), Some(Relationship::Weak));
    let other = RawInvite {
        guests: (0..5)
            .map(|number| RawGuest { email: format!("b{number}@example.org"), ..RawGuest::default() })
            .collect(),
        ..raw("Roadmap update", "", 0)
    };
    let (plain, taught) = (judged(&other), judged_with(&other, &memory));
    let (Verdict::Ask(plain), Verdict::Ask(taught)) = (plain.verdict, taught.verdict) else {
        panic!("passed")
    };
    assert_eq!(plain.purpose, taught.purpose);
    assert_eq!(plain.relationship, taught.relationship);
}

#[test]
fn switches_left_alone_teach_nothing() {
    let memory = after(&weekly(raw("Weekly platform status", "", 5)), None, None);
    assert!(memory.lessons.is_empty(), "{:?}", memory.lessons);
    let passed = judged(&raw("Focus", "", 0));
    let answers = Answers { nature: Some(Nature::Conveyance), ..Answers::default() };
    assert!(learn::lessons(&passed, &answers, b"key", TODAY).is_empty());
}

#[test]
fn what_the_groups_other_meetings_are_for_makes_no_one_to_one_of_work() {
    let policy = Policy { exemptions: Vec::new(), ..Policy::default() };
    let names = LocaleNames::default();
    let with = |memory: &Memory| {
        let raw = raw("Team lunch", "", 5);
        let context =
            Context { policy: &policy, names: &names, now: now(), paused: false, memory, before: None };
        judge(&raw, &context).purpose.map(|purpose| purpose.value)
    };
    assert_eq!(with(&Memory::default()), Some(Purpose::Bonding));
    let mut memory = met_before(&raw("", "", 5), 0);
    for title in ["Budget", "Roadmap", "Hiring", "Launch"] {
        let lesson = after(&raw(title, "", 5), Some(Nature::Conveyance), None).lessons;
        lesson.iter().for_each(|lesson| memory.lessons.add(lesson.clone()));
    }
    let sync = judged_with(&raw("Sync", "", 5), &memory);
    assert_eq!(sync.purpose.map(|purpose| purpose.value), Some(Purpose::Conveyance));
    assert_eq!(with(&memory), Some(Purpose::Bonding));
}
