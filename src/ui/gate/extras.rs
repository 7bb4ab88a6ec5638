//! What is not asked of everyone: preparation, facilitator, review date, and honest reasons to meet live.
//! Folded to one line of two buttons; open where something is already known.

use super::phrases;
use super::state::{State, focus};
use crate::lean::{live, text_of};
use crate::words::{language, message, t};
use converel_browser::intl;
use converel_core::answers::HonestReason;
use converel_core::dates;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsValue;

pub(super) fn part(state: &State) -> View {
    let known = |text: Signal<String>| text.with_untracked(|text| !text.trim().is_empty());
    let more = create_signal(known(state.preparation) || known(state.facilitator));
    let honest = create_signal(state.honest.with_untracked(|reasons| !reasons.is_empty()));
    let openers = div().class("openers").children((
        opener("more", more_name(state), more, "preparation"),
        opener("honest", t("gate_honest").into(), honest, "honest-0"),
    ));
    let fields = {
        let state = state.clone();
        move || if more.get() { preparation(&state) } else { View::new() }
    };
    let reasons = {
        let state = state.clone();
        move || if honest.get() { honest_reasons(state.honest) } else { View::new() }
    };
    section().class("part").attr("id", "part-extras").children((openers, live(fields), live(reasons))).into()
}

/// The name of the folded fields. A review date is written into the invite, so it is said even while folded.
fn more_name(state: &State) -> View {
    let review = state.review_on;
    if state.given.invite.recurrence.is_none() {
        return t("gate_more").into();
    }
    let name = move || match review.with(|date| dates::machine_date(date)) {
        Some(date) => message("gate_more_review", &[&intl::short_date(&language(), date)]),
        None => t("gate_more"),
    };
    text_of(name)
}

fn opener(id: &'static str, name: View, open: Signal<bool>, first: &'static str) -> View {
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
    let review = if state.given.invite.recurrence.is_some() {
        review_date("review", state.review_on)
    } else {
        View::new()
    };
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
