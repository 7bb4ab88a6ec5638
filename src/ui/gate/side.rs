//! The argument: the board with its dot, the two switches, the headline, one sentence why, and what could
//! take the meeting's place, or what makes it worth having.

use super::extras::review_date;
use super::phrases;
use super::state::State;
use crate::board::board;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, t};
use converel_core::advice::{Advice, Alternative, Missing, WayOut};
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
    Alternatives(Vec<Alternative>),
    Checks { review: bool },
    Nothing,
}

fn below(state: &State) -> View {
    let advice = state.advice;
    let series = state.given.invite.recurrence.is_some();
    let kind = derived(move || {
        advice.with(|advice| match (advice.quadrant, advice.way_out) {
            (None, _) => Below::Nothing,
            (Some(quadrant), WayOut::Send) => {
                Below::Checks { review: series && quadrant == Quadrant::MeetForNow }
            }
            _ => Below::Alternatives(advice.alternatives.clone()),
        })
    });
    let state = state.clone();
    live(move || match kind.get_clone() {
        Below::Alternatives(list) => alternatives(&state, list),
        Below::Checks { review } => {
            let date = if review { review_date("review-now", state.review_on) } else { View::new() };
            (date, checks(&state)).into()
        }
        Below::Nothing => View::new(),
    })
}

fn alternatives(state: &State, list: Vec<Alternative>) -> View {
    let rows: Vec<View> = list
        .into_iter()
        .enumerate()
        .map(|(index, own)| {
            let chosen = state.alternative;
            let on = {
                let state = state.clone();
                move || state.alternative() == Some(own)
            };
            label()
                .class("choice")
                .children((
                    input()
                        .attr("type", "radio")
                        .attr("name", "alternative")
                        .attr("id", format!("alternative-{index}"))
                        .prop("checked", move || JsValue::from(on()))
                        .on(events::change, move |_| chosen.set(Some(own))),
                    span().children(phrases::alternative(own)),
                    small().children(phrases::alternative_hint(own)),
                ))
                .into()
        })
        .collect();
    fieldset().class("choices").children((legend().class("unseen").children(t("gate_instead")), rows)).into()
}

/// What makes the meeting worth everybody's time, and which of it is there.
fn checks(state: &State) -> View {
    let limit = number(f64::from(state.given.policy.audience_limit), 0);
    let check = |name: String, there: fn(&Advice) -> bool| {
        let advice = state.advice;
        let there = derived(move || advice.with(there));
        li().class(move || if there.get() { "there" } else { "open" }).children((
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
                !advice.missing.contains(&Missing::Audience)
            }),
        ))
        .into()
}
