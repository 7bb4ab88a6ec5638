//! Decisions in words.

use crate::words::{language, message, plural, t};
use converel_browser::intl;
use converel_protocol::team::decision::{Choice, Decision, Rules, State};
use converel_team::decision::{Field, Refused, Step, is_same, next_step};
use jiff::civil::Date;
use std::rc::Rc;

/// A day, in the user's language; what is none, as it is.
pub(super) fn day(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), date)
}

fn date(date: Date) -> String {
    intl::date_range(&language(), date, date)
}

/// A category: ours in the user's language.
pub(super) fn category(name: &str) -> String {
    let ours = |own: &str| is_same(own, name);
    match Rules::OURS {
        [one, ..] if ours(one) => t("team_decision_category_financial"),
        [_, two, _] if ours(two) => t("team_decision_category_compliance"),
        [.., three] if ours(three) => t("team_decision_category_regulatory"),
        _ => name.to_owned(),
    }
}

/// The name that is kept for what the user wrote: ours, where it is one of ours.
pub(super) fn category_name(written: &str) -> String {
    let ours = Rules::OURS.into_iter().find(|own| is_same(&category(own), written));
    ours.unwrap_or(written.trim()).to_owned()
}

pub(super) fn state(state: State) -> String {
    t(match state {
        State::Proposed => "team_decision_proposed",
        State::Decided => "team_decision_decided",
        State::Superseded => "team_decision_superseded",
    })
}

/// The number and the title.
pub(super) fn name(decision: &Decision) -> String {
    let title = if decision.title.is_empty() { t("team_decision_untitled") } else { decision.title.clone() };
    if decision.number == 0 { title } else { format!("{:04} {title}", decision.number) }
}

/// What follows next.
pub(super) fn next(decision: &Decision, rules: &Rules, today: Date, log: &[Rc<Decision>]) -> String {
    match next_step(decision, rules, today) {
        Step::SetDate => t("team_decision_next_date"),
        Step::Comments(until) => message("team_decision_next_comments", &[&date(until)]),
        Step::GoAhead if decision.responsible.is_empty() => t("team_decision_next_ahead"),
        Step::GoAhead => message("team_decision_next_ahead_of", &[&decision.responsible]),
        Step::Settle(open) => plural("team_decision_next_settle", open as f64),
        Step::Inputs(until) => message("team_decision_next_inputs", &[&date(until)]),
        Step::Meet => t("team_decision_next_meet"),
        Step::Decided if decision.decided_on.is_empty() => t("team_decision_next_decided"),
        Step::Decided => message("team_decision_next_decided_on", &[&day(&decision.decided_on)]),
        Step::Superseded(by) => match log.iter().find(|other| other.id == by) {
            Some(other) => message("team_decision_next_superseded_by", &[&name(other)]),
            None => t("team_decision_next_superseded"),
        },
    }
}

/// The last day for comments has come, and nobody has decided.
pub(super) fn is_due(decision: &Decision, today: Date) -> bool {
    decision.state == State::Proposed && decision.comment_by.parse::<Date>().is_ok_and(|day| day <= today)
}

/// Why it was refused.
pub(super) fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Gone => t("team_decision_refused_gone"),
        Refused::NotProposed => t("team_decision_refused_not_proposed"),
        Refused::NotDecided => t("team_decision_refused_not_decided"),
        Refused::StopperOpen => t("team_decision_refused_stopper"),
        Refused::Nothing => t("team_decision_refused_nothing"),
        Refused::Itself => t("team_decision_refused_itself"),
        Refused::ConcernChanged => t("team_decision_refused_concern"),
        Refused::Changed(fields) => {
            let fields: Vec<String> = fields.iter().map(|field| field_name(*field)).collect();
            message("team_decision_refused_changed", &[&fields.join(", ")])
        }
    }
}

/// What a field is called.
pub(super) fn field_name(field: Field) -> String {
    t(match field {
        Field::Title => "team_decision_title",
        Field::Context => "team_decision_context",
        Field::Drivers => "team_decision_drivers",
        Field::Options => "team_decision_options",
        Field::Recommendation => "team_decision_recommendation",
        Field::Consequences => "team_decision_consequences",
        Field::Categories => "team_decision_categories",
        Field::Reversible => "team_decision_reversible_question",
        Field::Responsible => "team_decision_responsible",
        Field::Pod => "team_decision_pod",
        Field::Deciders => "team_decision_deciders",
        Field::Consulted => "team_decision_consulted",
        Field::Informed => "team_decision_informed",
        Field::CommentBy => "team_decision_comment_by",
        Field::More => "team_decision_more",
    })
}

/// What stands in a field, as plain text: an entry of a list to a line.
pub(super) fn field_text(decision: &Decision, field: Field) -> String {
    match field {
        Field::Title => decision.title.clone(),
        Field::Context => decision.context.clone(),
        Field::Drivers => decision.drivers.join("\n"),
        Field::Options => options_text(decision),
        Field::Recommendation => decision.recommendation.clone(),
        Field::Consequences => decision.consequences.clone(),
        Field::Categories => {
            decision.categories.iter().map(|name| category(name)).collect::<Vec<_>>().join("\n")
        }
        Field::Reversible => match &decision.reversible {
            None => t("team_decision_reversible_list"),
            Some(said) => {
                let name =
                    if said.reversible { "team_decision_reversible" } else { "team_decision_irreversible" };
                lines([t(name), said.reason.clone()])
            }
        },
        Field::Responsible => decision.responsible.clone(),
        Field::Pod => decision.pod.clone(),
        Field::Deciders => decision.deciders.join("\n"),
        Field::Consulted => decision.consulted.join("\n"),
        Field::Informed => decision.informed.join("\n"),
        Field::CommentBy => day(&decision.comment_by),
        Field::More => decision.more.clone(),
    }
}

/// The options, each with what speaks for and against it, and which of them is recommended.
fn options_text(decision: &Decision) -> String {
    let one = |(place, option): (usize, &Choice)| {
        let is = decision.recommended.is_some_and(|own| usize::try_from(own) == Ok(place));
        let number = (place + 1).to_string();
        let said = if is { message("team_decision_option_recommended", &[&number]) } else { String::new() };
        lines([format!("{number}. {}", option.name), option.text.clone(), said])
    };
    decision.options.iter().enumerate().map(one).collect::<Vec<_>>().join("\n\n")
}

/// Those that are not empty, one below the other.
fn lines<const MANY: usize>(texts: [String; MANY]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
