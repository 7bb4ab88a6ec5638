//! The argument: the board with its dot, the two switches, the headline, one sentence why, and what could
//! take the meeting's place, or what makes it worth having.

use super::extras::review_date;
use super::phrases;
use super::state::State;
use crate::board::board;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, t};
use converel_core::advice::{Advice, Alternative, Improvement, Missing, WayOut};
use converel_core::quadrant::{Nature, Quadrant, Relationship};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;

pub(super) fn advice(state: &State) -> View {
    let advice = state.advice;
    let quadrant = derived(move || advice.with(|advice| advice.quadrant));
    let dot = derived(move || advice.with(|advice| advice.dot));
    let nature = switch(
        Switch {
            name: "nature",
            asks: t("gate_switch_nature"),
            keys: t("gate_key_alt_1"),
            value: state.nature,
        },
        missing(state, Missing::Nature),
        [
            (Nature::Convergence, "nature-convergence", t("gate_decide")),
            (Nature::Conveyance, "nature-conveyance", t("gate_share")),
        ],
    );
    let relationship = switch(
        Switch {
            name: "relationship",
            asks: t("gate_switch_relationship"),
            keys: t("gate_key_alt_2"),
            value: state.relationship,
        },
        missing(state, Missing::Relationship),
        [
            (Relationship::Strong, "relationship-strong", t("gate_know_well")),
            (Relationship::Weak, "relationship-weak", t("gate_new")),
        ],
    );
    let said = derived(move || advice.with(|advice| (phrases::headline(advice), phrases::sentence(advice))));
    let words = div().class("words").children((
        h2().attr("id", "headline").children(text_of(move || said.with(|said| said.0.clone()))),
        p().attr("id", "reason")
            .attr("dir", "auto")
            .children(text_of(move || said.with(|said| said.1.clone()))),
    ));
    (board(quadrant, dot), nature, relationship, words, below(state)).into()
}

fn missing(state: &State, what: Missing) -> impl Fn() -> bool + 'static {
    let advice = state.advice;
    move || advice.with(|advice| advice.missing.contains(&what))
}

struct Switch<T: 'static> {
    name: &'static str,
    asks: String,
    keys: String,
    value: Signal<Option<T>>,
}

/// A switch of two: native radio buttons, so that arrow keys and screen readers work as everywhere.
fn switch<T: Copy + PartialEq + 'static>(
    switch: Switch<T>,
    missing: impl Fn() -> bool + 'static,
    ends: [(T, &'static str, String); 2],
) -> View {
    let Switch { name, asks, keys, value } = switch;
    let ends: Vec<View> = ends
        .into_iter()
        .map(|(own, id, text)| {
            label()
                .children((
                    input()
                        .attr("type", "radio")
                        .attr("name", name)
                        .attr("id", id)
                        .prop("checked", move || JsValue::from(value.get() == Some(own)))
                        .on(events::change, move |_| value.set(Some(own))),
                    span().children(text),
                ))
                .into()
        })
        .collect();
    fieldset()
        .class(move || if missing() { "switch asked" } else { "switch" })
        .children((
            legend().class("unseen").children(asks),
            div().class("ends").children(ends),
            kbd().attr("aria-hidden", "true").children(keys),
        ))
        .into()
}

/// What stands under the sentence.
#[derive(Clone, PartialEq)]
enum Below {
    /// What could take the meeting's place; `inputs`: or collect its inputs.
    Instead {
        list: Vec<Alternative>,
        inputs: bool,
    },
    /// It stays a meeting.
    Meet {
        review: bool,
    },
    Nothing,
}

fn below(state: &State) -> View {
    let advice = state.advice;
    let series = state.given.invite.recurrence.is_some();
    let chosen = state.alternative;
    let kind = derived(move || {
        let chosen = chosen.get();
        advice.with(|advice| match (advice.quadrant, advice.way_out) {
            (None, _) => Below::Nothing,
            (Some(quadrant), WayOut::Send) => {
                Below::Meet { review: series && quadrant == Quadrant::MeetForNow }
            }
            (Some(_), way_out) => {
                let inputs = way_out == WayOut::InputsFirst;
                let rows = if phrases::has_tips(advice) { 2 } else { 3 };
                Below::Instead { list: shown(advice, rows - usize::from(inputs), chosen), inputs }
            }
        })
    });
    let tips = {
        let tips = derived(move || advice.with(phrases::tips));
        live(move || tips_list(&tips.get_clone()))
    };
    let state = state.clone();
    let parts = live(move || match kind.get_clone() {
        Below::Instead { list, inputs } => alternatives(&state, list, inputs),
        Below::Meet { review } => {
            let date = if review { review_date("review-now", state.review_on) } else { View::new() };
            (date, checks(&state)).into()
        }
        Below::Nothing => View::new(),
    });
    (parts, tips).into()
}

/// The first of the alternatives, and the chosen one in any case.
fn shown(advice: &Advice, rows: usize, chosen: Option<Alternative>) -> Vec<Alternative> {
    let mut list = advice.alternatives.clone();
    if let Some(at) = chosen.and_then(|chosen| list.iter().position(|own| *own == chosen))
        && at >= rows
    {
        list.swap(at, rows - 1);
    }
    list.truncate(rows);
    list
}

/// What would make the meeting better, a line each.
fn tips_list(tips: &[String]) -> View {
    if tips.is_empty() {
        return View::new();
    }
    let rows: Vec<View> = tips
        .iter()
        .map(|tip| {
            li().children((
                span().class("mark-tip").attr("aria-hidden", "true"),
                span().children(tip.clone()),
            ))
            .into()
        })
        .collect();
    ul().class("tips").attr("id", "tips").attr("aria-label", t("gate_tips")).children(rows).into()
}

/// The first row of the list stands for what is drafted unless the user chooses another.
fn alternatives(state: &State, list: Vec<Alternative>, inputs: bool) -> View {
    let mut rows: Vec<Choice> = Vec::new();
    if inputs {
        rows.push(Choice { own: None, name: t("gate_draft_inputs"), hint: String::new() });
    }
    rows.extend(list.into_iter().map(|own| Choice {
        own: Some(own),
        name: phrases::alternative(own),
        hint: phrases::alternative_hint(own),
    }));
    let rows: Vec<View> =
        rows.into_iter().enumerate().map(|(index, choice)| choice_row(state, index, choice)).collect();
    fieldset().class("choices").children((legend().class("unseen").children(t("gate_instead")), rows)).into()
}

/// A row of the list; without an alternative, the request for inputs.
struct Choice {
    own: Option<Alternative>,
    name: String,
    hint: String,
}

fn choice_row(state: &State, index: usize, choice: Choice) -> View {
    let Choice { own, name, hint } = choice;
    let chosen = state.alternative;
    let on = {
        let state = state.clone();
        move || if state.takes_inputs() { own.is_none() } else { own.is_some() && state.alternative() == own }
    };
    label()
        .class("choice")
        .children((
            input()
                .attr("type", "radio")
                .attr("name", "alternative")
                .attr("id", format!("alternative-{index}"))
                .prop("checked", move || JsValue::from(on()))
                .on(events::change, move |_| chosen.set(own)),
            span().children(name),
            small().children(hint),
        ))
        .into()
}

/// What makes the meeting worth everybody's time, and which of it is there. Where there is something better to
/// say, only what is still open.
fn checks(state: &State) -> View {
    let limit = number(f64::from(state.given.policy.audience_limit), 0);
    let check = |name: String, there: fn(&Advice) -> bool| {
        let advice = state.advice;
        let there = derived(move || advice.with(there));
        let hidden = derived(move || advice.with(phrases::has_tips) && there.get());
        li().class(move || if there.get() { "there" } else { "open" })
            .bool_attr("hidden", move || hidden.get())
            .children((
                span().class("sign").attr("aria-hidden", "true"),
                span().children(name),
                span().class("unseen").children(text_of(move || {
                    t(if there.get() { "gate_check_there" } else { "gate_check_open" })
                })),
            ))
    };
    ul().class("checks")
        .attr("aria-label", t("gate_checks"))
        .children((
            check(t("gate_check_purpose"), |advice| !advice.missing.contains(&Missing::Purpose)),
            check(t("gate_check_agenda"), |advice| {
                !advice.missing.contains(&Missing::Agenda)
                    && !advice.missing.contains(&Missing::AgendaOutcome)
            }),
            check(t("gate_check_time"), |advice| advice.agenda_minutes > 0 && !advice.over_time),
            check(message("gate_check_audience", &[&limit]), |advice| {
                let said = |tip: &Improvement| matches!(tip, Improvement::FewerPeople { .. });
                !advice.missing.contains(&Missing::Audience) || advice.improvements.iter().any(said)
            }),
        ))
        .into()
}
