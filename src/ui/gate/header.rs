//! The top of the panel: what the invite is and what it costs, and one word of warning.

use super::phrases;
use super::state::State;
use crate::lean::{derived, live};
use crate::words::{message, number, plural, t};
use converel_core::cost::Cost;
use converel_core::invite::Fault;
use converel_core::policy::Policy;
use sycamore::prelude::*;
use sycamore::web::tags::*;

pub(super) fn header(state: &State) -> View {
    let given = &state.given;
    let invite = &given.invite;
    let cost = given.question.cost;
    let title = if invite.title.is_empty() { t("gate_no_title") } else { invite.title.clone() };

    let mut facts: Vec<View> = Vec::new();
    let people =
        plural(if cost.at_least { "gate_people_at_least" } else { "gate_people" }, f64::from(cost.people));
    let count = number(f64::from(cost.people), 1);
    facts.push(fact(&people, &if cost.at_least { count + "+" } else { count }));
    if let Some(minutes) = cost.minutes {
        facts.push(fact(&plural("gate_minutes", f64::from(minutes)), &number(f64::from(minutes), 1)));
    }
    if let Some(rule) = &invite.recurrence {
        facts.push(li().children(phrases::recurrence(rule)).into());
    }
    if let Some(hours) = cost.hours {
        let once = phrases::hours(hours, cost.at_least);
        facts.push(match (&invite.recurrence, cost.hours_per_year) {
            (Some(rule), Some(year)) => {
                let year = phrases::hours(year, cost.at_least);
                let text = message("gate_each_and_year", &[&phrases::each(&once, rule), &year]);
                fact_of(&text, &[once.as_str(), year.as_str()])
            }
            _ => fact_of(&message("gate_of_working_time", &[&once]), &[once.as_str()]),
        });
    }
    facts.extend(money(&given.policy, &cost).map(|text| li().children(text).into()));

    let warning = {
        let state = state.clone();
        derived(move || warning(&state))
    };
    let chip = move || {
        let said = warning.get_clone();
        if said.is_empty() {
            View::new()
        } else {
            span().class("warn").attr("id", "warning").children(said).into()
        }
    };
    header_element(title, facts, live(chip))
}

fn header_element(title: String, facts: Vec<View>, chip: View) -> View {
    sycamore::web::tags::header()
        .class("head")
        .children((
            p().class("eyebrow")
                .children((span().class("mark").attr("aria-hidden", "true"), t("gate_eyebrow"))),
            h1().attr("id", "title").attr("dir", "auto").children(title),
            div().class("facts").children((ul().children(facts), chip)),
        ))
        .into()
}

/// A fact whose figure stands out.
fn fact(text: &str, figure: &str) -> View {
    fact_of(text, &[figure])
}

/// A fact whose figures stand out, wherever the language puts them.
fn fact_of(text: &str, figures: &[&str]) -> View {
    let mut parts: Vec<View> = Vec::new();
    let mut rest = text;
    for figure in figures {
        if let Some((before, after)) = rest.split_once(figure) {
            parts.push(before.to_owned().into());
            parts.push(b().children((*figure).to_owned()).into());
            rest = after;
        }
    }
    parts.push(rest.to_owned().into());
    li().children(parts).into()
}

/// Money, only if the user set a rate; after the hours.
fn money(policy: &Policy, cost: &Cost) -> Option<String> {
    let rate = policy.hourly_rate.filter(|rate| *rate > 0.0)?;
    let once = number(cost.hours? * rate, 0);
    Some(match cost.hours_per_year.filter(|_| cost.occurrences_per_year > 1.0) {
        Some(year) => message("gate_money_and_year", &[&policy.currency, &once, &number(year * rate, 0)]),
        None => message("gate_money", &[&policy.currency, &once]),
    })
}

/// The one warning that matters most; empty if there is none.
fn warning(state: &State) -> String {
    let given = &state.given;
    let faults = &given.invite.faults;
    let limit = given.policy.audience_limit;
    let (people, over_time) = state.advice.with(|advice| (advice.cost.people, advice.over_time));
    if faults.contains(&Fault::EndBeforeStart) {
        t("gate_warn_end_before_start")
    } else if people > limit {
        message("gate_warn_audience", &[&number(f64::from(limit), 0)])
    } else if over_time {
        t("gate_warn_over_time")
    } else if faults.contains(&Fault::UnreadableTime) {
        t("gate_warn_unreadable_time")
    } else {
        String::new()
    }
}
