//! What is not asked of everyone: preparation, facilitator, review date, and honest reasons to meet live.
//! Folded to one line of two buttons; open where something is already known.

use super::phrases;
use super::state::{State, focus};
use crate::words::t;
use converel_core::answers::HonestReason;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;
use sycamore::web::{bind, events};

pub(super) fn part(state: &State) -> View {
    let known = |text: Signal<String>| text.with_untracked(|text| !text.trim().is_empty());
    let more = create_signal(known(state.preparation) || known(state.facilitator));
    let honest = create_signal(state.honest.with_untracked(|reasons| !reasons.is_empty()));
    let openers = div().class("openers").children((
        opener("more", t("gate_more"), more, "preparation"),
        opener("honest", t("gate_honest"), honest, "honest-0"),
    ));
    let fields = {
        let state = state.clone();
        move || if more.get() { preparation(&state) } else { View::new() }
    };
    let reasons = {
        let state = state.clone();
        move || if honest.get() { honest_reasons(state.honest) } else { View::new() }
    };
    section().class("part").attr("id", "part-extras").children((openers, fields, reasons)).into()
}

fn opener(id: &'static str, name: String, open: Signal<bool>, first: &'static str) -> View {
    button()
        .class(move || if open.get() { "quiet opened" } else { "quiet" })
        .attr("type", "button")
        .attr("id", id)
        .attr("aria-expanded", move || if open.get() { "true" } else { "false" })
        .on(events::click, move |_| {
            open.set(!open.get());
            if open.get() {
                focus(first);
            }
        })
        .children((span().class("plus").attr("aria-hidden", "true"), name))
        .into()
}

fn preparation(state: &State) -> View {
    let field = |id: &'static str, name: &str, value: Signal<String>| {
        div().class("field").children((
            label().attr("for", id).children(t(name)),
            input()
                .attr("id", id)
                .attr("type", "text")
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("maxlength", "2000")
                .bind(bind::value, value),
        ))
    };
    let review =
        if state.given.invite.recurrence.is_some() { review_date("review", state.review_on) } else { View::new() };
    div()
        .class("fields")
        .children((
            field("preparation", "gate_preparation", state.preparation),
            field("facilitator", "gate_facilitator", state.facilitator),
            review,
        ))
        .into()
}

/// The date when a series ends or is looked at again.
pub(super) fn review_date(id: &'static str, value: Signal<String>) -> View {
    div()
        .class("field")
        .children((
            label().attr("for", id).children(t("gate_review")),
            input().attr("id", id).attr("type", "date").bind(bind::value, value),
        ))
        .into()
}

fn honest_reasons(chosen: Signal<Vec<HonestReason>>) -> View {
    let boxes: Vec<View> = phrases::HONEST
        .into_iter()
        .enumerate()
        .map(|(index, reason)| {
            let on = move || chosen.with(|chosen| chosen.contains(&reason));
            label()
                .class("tick")
                .children((
                    input()
                        .attr("type", "checkbox")
                        .attr("id", format!("honest-{index}"))
                        .prop("checked", move || JsValue::from(on()))
                        .on(events::change, move |_| {
                            chosen.update(|chosen| {
                                if chosen.contains(&reason) {
                                    chosen.retain(|other| *other != reason);
                                } else {
                                    chosen.push(reason);
                                }
                            });
                        }),
                    span().children(phrases::honest(reason)),
                ))
                .into()
        })
        .collect();
    fieldset().class("ticks").children((legend().class("unseen").children(t("gate_honest")), boxes)).into()
}
