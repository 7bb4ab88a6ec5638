//! The core's findings in words.

use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_core::advice::{Advice, Alternative, Beforehand, Improvement, Missing, WayOut};
use converel_core::answers::{HonestReason, Role, SendAnywayReason};
use converel_core::infer::Reason;
use converel_core::invite::{Frequency, Recurrence};
use converel_core::patch::{Block, Patch};
use converel_core::quadrant::Quadrant;

/// The text of a patch as lines for people, to be copied by hand.
pub fn patch_text(patch: &Patch) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in &patch.blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => lines.push(text.clone()),
            Block::List(items) => lines.extend(items.iter().map(|item| format!("- {item}"))),
        }
    }
    lines.extend(patch.edits.iter().map(|edit| format!("- {}", edit.to)));
    lines.join("\n")
}

/// "506 h", with a plus where it is a lower bound.
pub(super) fn hours(value: f64, at_least: bool) -> String {
    let digits = if value < 10.0 { 1 } else { 0 };
    let figure = number(value, digits);
    message(if at_least { "gate_hours_at_least" } else { "gate_hours" }, &[&figure])
}

/// "every Monday", "every 2 weeks", "every day".
pub(super) fn recurrence(rule: &Recurrence) -> String {
    let interval = f64::from(rule.interval);
    match (rule.frequency, rule.interval, rule.days.as_slice()) {
        (Frequency::Weekly, 1, [day]) => {
            message("gate_every_weekday", &[&intl::weekday(&language(), day.to_monday_one_offset())])
        }
        (Frequency::Daily, ..) => plural("gate_every_days", interval),
        (Frequency::Weekly, ..) => plural("gate_every_weeks", interval),
        (Frequency::Monthly, ..) => plural("gate_every_months", interval),
        (Frequency::Yearly, ..) => plural("gate_every_years", interval),
    }
}

/// "11 h each week": a figure of one occurrence.
pub(super) fn each(figure: &str, rule: &Recurrence) -> String {
    let name = match (rule.frequency, rule.interval) {
        (Frequency::Daily, 1) => "gate_each_day",
        (Frequency::Weekly, 1) if rule.days.len() < 2 => "gate_each_week",
        (Frequency::Monthly, 1) => "gate_each_month",
        _ => "gate_each_time",
    };
    message(name, &[figure])
}

/// The headline of an advice.
pub(super) fn headline(advice: &Advice) -> String {
    if advice.kept_by_honest_reason {
        return t("gate_headline_honest");
    }
    let asks = |missing| advice.missing.contains(&missing);
    t(match advice.quadrant {
        Some(Quadrant::Replace) => "gate_headline_replace",
        Some(Quadrant::MeetForNow) => "gate_headline_meet_for_now",
        Some(Quadrant::Meet) => "gate_headline_meet",
        Some(Quadrant::InputsFirst) if advice.way_out == WayOut::InputsFirst => "gate_headline_inputs_first",
        Some(Quadrant::InputsFirst) => "gate_headline_inputs_in",
        None if asks(Missing::Nature) && asks(Missing::Relationship) => "gate_headline_unset",
        None if asks(Missing::Nature) => "gate_headline_nature",
        None => "gate_headline_relationship",
    })
}

/// The sentence under the headline: the evidence from this invite, or what the open switch asks.
pub(super) fn sentence(advice: &Advice) -> String {
    let mut parts = advice.reasons.iter().take(3).map(reason);
    let Some(first) = parts.next() else {
        return t(match advice.quadrant {
            _ if advice.kept_by_honest_reason => "gate_why_honest",
            Some(Quadrant::Replace) => "gate_why_replace",
            Some(Quadrant::MeetForNow) => "gate_why_meet_for_now",
            Some(Quadrant::Meet) => "gate_why_meet",
            Some(Quadrant::InputsFirst) => "gate_why_inputs_first",
            None => "gate_why_unset",
        });
    };
    let list = parts.fold(first, |said, next| message("gate_reason_and", &[&said, &next]));
    message("gate_reason_end", &[&intl::capital(&language(), &list)])
}

/// A piece of evidence.
pub(crate) fn reason(reason: &Reason) -> String {
    let figure = |count: &u32| number(f64::from(*count), 0);
    match reason {
        Reason::TitleWords(words) => message("gate_reason_title", &[words]),
        Reason::BodyWords(words) => message("gate_reason_body", &[words]),
        Reason::AgendaShares { share, of, minutes: true } => {
            message("gate_reason_share_minutes", &[&figure(share), &figure(of)])
        }
        Reason::AgendaShares { share, of, minutes: false } => {
            message("gate_reason_share_topics", &[&figure(share), &figure(of)])
        }
        Reason::AgendaDecides { decide, of } => {
            message("gate_reason_decide_topics", &[&figure(decide), &figure(of)])
        }
        Reason::Guests(count) => plural("gate_reason_guests", f64::from(*count)),
        Reason::Repeats(Frequency::Daily) => t("gate_reason_daily"),
        Reason::Repeats(Frequency::Weekly) => t("gate_reason_weekly"),
        Reason::Repeats(Frequency::Monthly) => t("gate_reason_monthly"),
        Reason::Repeats(Frequency::Yearly) => t("gate_reason_yearly"),
        Reason::OneToOne => t("gate_reason_one_to_one"),
        Reason::MetBefore(count) => plural("gate_reason_met", f64::from(*count)),
        Reason::FirstTime { new, of } if new == of => plural("gate_reason_all_new", f64::from(*of)),
        Reason::FirstTime { new, of } => message("gate_reason_some_new", &[&figure(new), &figure(of)]),
        Reason::OutsideDomain(domain) => message("gate_reason_outside", &[domain]),
        Reason::Corrected => t("gate_reason_corrected"),
    }
}

/// What is asked for, as it is said when *Send* still waits for it.
pub(super) fn needed(missing: Missing) -> String {
    t(match missing {
        Missing::Purpose => "gate_needs_purpose",
        Missing::Agenda => "gate_needs_agenda",
        Missing::AgendaOutcome => "gate_needs_outcome",
        Missing::Nature => "gate_needs_nature",
        Missing::Relationship => "gate_needs_relationship",
        Missing::Audience => "gate_needs_audience",
    })
}

/// An alternative's name.
pub(super) fn alternative(alternative: Alternative) -> String {
    t(match alternative {
        Alternative::WrittenUpdate => "gate_alternative_update",
        Alternative::DecisionRecord => "gate_alternative_decision",
        Alternative::RecordedVideo => "gate_alternative_video",
        Alternative::SharedDocument => "gate_alternative_document",
        Alternative::TaskBoard => "gate_alternative_board",
        Alternative::VideoCourse => "gate_alternative_course",
        Alternative::PullRequest => "gate_alternative_pull_request",
        Alternative::QuestionQueue => "gate_alternative_questions",
        Alternative::RetroBoard => "gate_alternative_retro",
        Alternative::Survey => "gate_alternative_survey",
        Alternative::Message => "gate_alternative_message",
    })
}

/// What an alternative does for the people, in three words.
pub(crate) fn alternative_hint(alternative: Alternative) -> String {
    t(match alternative {
        Alternative::WrittenUpdate => "gate_hint_update",
        Alternative::DecisionRecord => "gate_hint_decision",
        Alternative::RecordedVideo => "gate_hint_video",
        Alternative::SharedDocument => "gate_hint_document",
        Alternative::TaskBoard => "gate_hint_board",
        Alternative::VideoCourse => "gate_hint_course",
        Alternative::PullRequest => "gate_hint_pull_request",
        Alternative::QuestionQueue => "gate_hint_questions",
        Alternative::RetroBoard => "gate_hint_retro",
        Alternative::Survey => "gate_hint_survey",
        Alternative::Message => "gate_hint_message",
    })
}

/// There is something that would make the meeting better.
pub(super) fn has_tips(advice: &Advice) -> bool {
    advice.beforehand.is_some() || !advice.improvements.is_empty()
}

/// What would make the meeting better, as many lines as there is room for: what can be sent beforehand, then
/// the rest by its worth.
pub(super) fn tips(advice: &Advice) -> Vec<String> {
    let room = if advice.way_out == WayOut::Send { 3 } else { 2 };
    let improvements = advice.improvements.iter().map(improvement);
    let first = advice.beforehand.iter().map(|part| beforehand(part, &advice.improvements));
    first.chain(improvements).take(room).collect()
}

/// "2 of 4 topics inform: send ahead (20 min)".
fn beforehand(part: &Beforehand, improvements: &[Improvement]) -> String {
    let figure = |count: u32| number(f64::from(count), 0);
    let said = if part.items == 1 {
        message("gate_tip_beforehand_one", &[&figure(part.of)])
    } else {
        message("gate_tip_beforehand", &[&figure(part.items), &figure(part.of)])
    };
    // The next line may say what comes of it.
    let shorter = |tip: &Improvement| matches!(tip, Improvement::Shorter { .. });
    match part.minutes.filter(|_| !improvements.iter().any(shorter)) {
        Some(minutes) => message("gate_tip_minutes", &[&said, &figure(minutes)]),
        None => said,
    }
}

fn improvement(improvement: &Improvement) -> String {
    let figure = |count: u32| number(f64::from(count), 0);
    match *improvement {
        Improvement::FewerPeople { people, limit, optional } => {
            let said = message("gate_tip_fewer", &[&figure(limit), &figure(people)]);
            if optional == 0 {
                return said;
            }
            message("gate_tip_because", &[&said, &plural("gate_tip_optional", f64::from(optional))])
        }
        Improvement::Shorter { from, to, after_beforehand } => message(
            if after_beforehand { "gate_tip_shorter_then" } else { "gate_tip_shorter" },
            &[&figure(to), &figure(from)],
        ),
        Improvement::Split { topics, people } => {
            message("gate_tip_split", &[&figure(topics), &figure(people)])
        }
        Improvement::End { times_a_year } => plural("gate_tip_end", f64::from(times_a_year)),
        Improvement::Preparation { decide } => plural("gate_tip_preparation", f64::from(decide)),
    }
}

/// A role in the meeting.
pub(super) fn role(role: Role) -> String {
    t(match role {
        Role::Decides => "gate_role_decides",
        Role::Contributes => "gate_role_contributes",
        Role::Informed => "gate_role_informed",
    })
}

/// An honest reason to meet, in the order shown.
pub(super) const HONEST: [HonestReason; 4] =
    [HonestReason::Urgent, HonestReason::ManyTopics, HonestReason::Reactions, HonestReason::Connection];

/// Its words.
pub(super) fn honest(reason: HonestReason) -> String {
    t(match reason {
        HonestReason::Urgent => "gate_honest_urgent",
        HonestReason::ManyTopics => "gate_honest_many_topics",
        HonestReason::Reactions => "gate_honest_reactions",
        HonestReason::Connection => "gate_honest_connection",
    })
}

/// The reasons of *Send anyway*, in the order shown; the last is offered only where none is required.
pub(super) const ANYWAY: [SendAnywayReason; 7] = [
    SendAnywayReason::Urgent,
    SendAnywayReason::Connection,
    SendAnywayReason::WritingTried,
    SendAnywayReason::AskedTo,
    SendAnywayReason::Sensitive,
    SendAnywayReason::WrongAdvice,
    SendAnywayReason::NotGiven,
];

/// Its words, and its name for the page's structure.
pub(super) fn anyway(reason: SendAnywayReason) -> (String, &'static str) {
    match reason {
        SendAnywayReason::NotGiven => (t("gate_anyway_not_given"), "not_given"),
        SendAnywayReason::Urgent => (t("gate_anyway_urgent"), "urgent"),
        SendAnywayReason::Connection => (t("gate_anyway_connection"), "connection"),
        SendAnywayReason::WritingTried => (t("gate_anyway_writing_tried"), "writing_tried"),
        SendAnywayReason::AskedTo => (t("gate_anyway_asked_to"), "asked_to"),
        SendAnywayReason::Sensitive => (t("gate_anyway_sensitive"), "sensitive"),
        SendAnywayReason::WrongAdvice => (t("gate_anyway_wrong_advice"), "wrong_advice"),
    }
}
