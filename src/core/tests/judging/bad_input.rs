//! Bad input by name, and any other: nothing panics, nothing is lost, and the figures stay figures.

use crate::{TODAY, guests, judged, met_before, now, raw, time};
use converel_core::advice::{Alternative, advise};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::dates::LocaleNames;
use converel_core::draft::{draft, inputs_first};
use converel_core::invite::{Fault, TITLE_LIMIT};
use converel_core::patch::patch;
use converel_core::policy::Policy;
use converel_core::quadrant::{Nature, Relationship};
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite, TextFormat};
use converel_core::record::{Meta, Outcome, record};
use converel_core::verdict::{Context, Judged, PassReason, Question, Verdict, judge};
use proptest::prelude::*;

fn question(judged: &Judged) -> &Question {
    match &judged.verdict {
        Verdict::Ask(question) => question,
        Verdict::Pass(reason) => panic!("passed: {reason:?}"),
    }
}

/// Everything that can be done with a judged invite and some answers.
fn exercise(judged: &Judged, change: impl Fn(&mut Answers)) {
    let policy = Policy::default();
    let mut answers = Answers::default();
    if let Verdict::Ask(question) = &judged.verdict {
        answers = question.answers.clone();
        change(&mut answers);
        let advice = advise(&judged.invite, question, &answers, &policy);
        assert!((0.0..=1.0).contains(&advice.dot.0) && (0.0..=1.0).contains(&advice.dot.1));
        assert!(advice.reasons.len() <= 4 && advice.alternatives.len() <= 3);
        assert!(advice.cost.hours_per_year.is_none_or(f64::is_finite));
    }
    let patch = patch(&judged.invite, &answers);
    assert!(patch.proof.iter().all(|line| !line.contains('\n')));
    for alternative in [
        Alternative::WrittenUpdate,
        Alternative::DecisionRecord,
        Alternative::RecordedVideo,
        Alternative::SharedDocument,
        Alternative::TaskBoard,
    ] {
        let draft = draft(alternative, &judged.invite, &answers, TODAY);
        assert!(!draft.title.contains('\n') && draft.markdown.starts_with("# "));
    }
    inputs_first(&judged.invite, &answers, TODAY);
    let meta = Meta { id: String::new(), at: 0, site: String::new(), gate_milliseconds: 0, key: &[] };
    let record = record(judged, Some(&answers), Outcome::Returned, meta);
    assert!(record.occurrences_per_year >= 1.0);
}

#[test]
fn three_hundred_guests() {
    let judged = judged(&raw("Platform status", "", 300));
    let question = question(&judged);
    assert_eq!((question.cost.people, question.answers.roles.len()), (301, 300));
    assert_eq!(question.cost.hours, Some(301.0));
    exercise(&judged, |answers| answers.roles.fill(Role::Informed));
}

#[test]
fn a_title_of_ten_thousand_characters() {
    for title in ["a".repeat(10_000), "日本 ".repeat(3_334), "🇩🇪👩‍👩‍👧 e\u{301} ".repeat(1_000)]
    {
        let judged = judged(&raw(&title, "", 9));
        assert!(judged.invite.title.chars().count() <= TITLE_LIMIT);
        exercise(&judged, |_| {});
    }
}

#[test]
fn no_title() {
    for title in ["", "  \t\n"] {
        let judged = judged(&raw(title, "", 9));
        assert!(judged.invite.faults.contains(&Fault::NoTitle));
        assert_eq!(question(&judged).answers.nature, None);
        exercise(&judged, |_| {});
    }
}

#[test]
fn the_end_before_the_start() {
    for (date, at) in [("20261123", "09:00"), ("20261122", "11:00"), ("20261123", "10:00")] {
        let judged = judged(&RawInvite { end: time(date, at), ..raw("Platform status", "", 9) });
        assert!(judged.invite.faults.contains(&Fault::EndBeforeStart), "{date} {at}");
        question(&judged);
        exercise(&judged, |_| {});
    }
}

#[test]
fn an_all_day_series() {
    let mut invite = raw("Conference", "", 9);
    invite.all_day = true;
    invite.start = time("20261123", "");
    invite.end = time("20261125", "");
    invite.recurrence.rule = "FREQ=YEARLY".into();
    let judged = judged(&invite);
    assert!(matches!(judged.verdict, Verdict::Pass(PassReason::AllDay)));
    assert_eq!(judged.invite.minutes, None);
    exercise(&judged, |_| {});
}

#[test]
fn a_guest_group() {
    let mut invite = raw("Platform status", "", 0);
    invite.guests = guests(1);
    invite.guests[0].kind = RawGuestKind::Group;
    let judged = judged(&invite);
    let cost = question(&judged).cost;
    assert_eq!((cost.people, cost.at_least), (2, true));
    exercise(&judged, |_| {});
}

#[test]
fn the_same_address_twice_in_different_case() {
    let mut invite = raw("Platform status", "", 0);
    for email in
        ["Ana@Example.org", "ana@example.ORG", "mailto:ana@example.org", "ME@example.org", "ben@example.org"]
    {
        invite.guests.push(RawGuest { email: email.into(), ..RawGuest::default() });
    }
    invite.typed_guest = "ANA@example.org".into();
    let judged = judged(&invite);
    let addresses: Vec<&str> = judged.invite.guests.iter().map(|guest| guest.address.as_str()).collect();
    assert_eq!(addresses, ["ana@example.org", "ben@example.org"]);
    exercise(&judged, |_| {});
}

#[test]
fn emoji_right_to_left_and_combining_characters() {
    for title in [
        "📅🚀",
        "اجتماع الحالة الأسبوعي",
        "\u{202e}sutats ylkeeW",
        "e\u{301}\u{301}\u{301}quipe",
        "\u{0}\u{feff}",
    ] {
        let mut invite = raw(title, &format!("Agenda:\n- {title}\n- {title} (5 min)"), 9);
        invite.guests[0].name = title.into();
        exercise(&judged(&invite), |answers| {
            answers.purpose = title.into();
            answers.facilitator = title.into();
        });
    }
}

#[test]
fn a_megabyte_of_nested_html() {
    let mut invite = raw("Platform status", "", 9);
    invite.description =
        format!("{}Budget{}", "<div><ul><li>".repeat(40_000), "</li></ul></div>".repeat(40_000));
    invite.format = TextFormat::Html;
    exercise(&judged(&invite), |answers| answers.purpose = "Know".into());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "(Agenda|Goal|Notes|Decide|status|demo|:|\n|- |\\* |[0-9]{1,3} min|\\(|\\)|@|<li>|<br>|&amp;|https://a\\.b/c| |ä|予|🚀){0,12}",
    ]
}

fn date_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(-?[0-9]{1,9}|[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})",
        Just("20261123".to_owned()),
        Just("99991231".to_owned())
    ]
}

prop_compose! {
    pub(crate) fn raw_invite()(
        (title, description, name, typed) in (text(), text(), text(), text()),
        html in any::<bool>(),
        (count, email) in (0..5_usize, text()),
        (start, end, start_at, end_at) in (date_text(), date_text(), "T?[0-9]{0,6}", "[0-9]{2}:[0-9]{2}"),
        all_day in proptest::bool::weighted(0.1),
        rule in "(|FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=[0-9]{1,10})?(;COUNT=[0-9]{1,10})?(;UNTIL=[0-9]{8})?(;BYDAY=(MO|2TU|XX)(,WE)?)?|\\PC{0,20})",
    ) -> RawInvite {
        let mut guests = guests(count);
        guests.push(RawGuest { email, name, ..RawGuest::default() });
        let mut raw = RawInvite {
            guests,
            typed_guest: typed,
            format: if html { TextFormat::Html } else { TextFormat::Plain },
            start: time(&start, &start_at),
            end: time(&end, &end_at),
            all_day,
            ..raw(&title, &description, 0)
        };
        raw.recurrence.rule = rule;
        raw
    }
}

proptest! {
    #[test]
    fn no_input_makes_it_panic(
        raw in raw_invite(),
        (typed, other) in (text(), text()),
        minutes in proptest::option::of(any::<u32>()),
        roles in proptest::collection::vec(0..3_u8, 0..9),
        (nature, relationship) in (proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>())),
        met in 0..40_u32,
        audience_limit in any::<u32>(),
    ) {
        let policy = Policy { audience_limit, exempt_titles: vec![other.clone()], exemptions: Vec::new(), ..Policy::default() };
        let names = LocaleNames::default();
        let memory = met_before(&raw, met);
        let judged = judge(&raw, &Context { policy: &policy, names: &names, now: now(), paused: false, memory: &memory, before: None });
        exercise(&judged, |answers| {
            answers.purpose.clone_from(&typed);
            answers.preparation.clone_from(&other);
            answers.agenda.push(Item { topic: typed.clone(), minutes, owner: other.clone(), line: other.clone() });
            answers.roles = roles.iter().map(|role| [Role::Decides, Role::Contributes, Role::Informed][usize::from(*role)]).collect();
            answers.nature = nature.map(|share| if share { Nature::Conveyance } else { Nature::Convergence });
            answers.relationship = relationship.map(|strong| if strong { Relationship::Strong } else { Relationship::Weak });
            if minutes.is_none() {
                answers.honest_reasons.push(HonestReason::Urgent);
            }
        });
    }
}
