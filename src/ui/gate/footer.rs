//! The ways out, always in sight. The buttons stay where they are; only which one is strong changes.

use super::Act;
use super::phrases;
use super::state::{State, focus};
use crate::lean::{derived, live, text_of};
use crate::words::t;
use converel_core::advice::WayOut;
use converel_core::answers::SendAnywayReason;
use converel_core::policy::Strength;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

pub(super) fn footer(state: &State) -> View {
    let asking = state.asking_reason;
    let ways = ways(state);
    let reasons = {
        let state = state.clone();
        move || if asking.get() { reasons(&state) } else { View::new() }
    };
    sycamore::web::tags::footer()
        .class(move || if asking.get() { "foot asking" } else { "foot" })
        .children((live(reasons), ways))
        .into()
}

fn ways(state: &State) -> View {
    let advice = state.advice;
    let busy = state.busy;
    let way_out = derived(move || advice.with(|advice| advice.way_out));
    let ready = {
        let state = state.clone();
        derived(move || state.waits_for().is_none())
    };
    let has_alternative = derived(move || advice.with(|advice| !advice.alternatives.is_empty()));
    let writes = derived(move || advice.with(|advice| advice.writes));
    let disabled = move || if busy.get() { "true" } else { "false" };

    let back = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.unless_busy(|state| state.act(Act::Back))
    };
    let send = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.unless_busy(State::send)
    };
    let go_async = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.unless_busy(State::go_async)
    };
    // The key beside a button is the one that takes it now.
    let enter = move |own: bool| {
        live(move || {
            if ready.get() && (way_out.get() == WayOut::Send) == own {
                kbd().children("↵").into()
            } else {
                View::new()
            }
        })
    };
    let strong =
        move |own: bool| move || if (way_out.get() == WayOut::Send) == own { "way strong" } else { "way" };

    let inputs = {
        let state = state.clone();
        derived(move || state.takes_inputs())
    };
    let async_way = move || {
        if !has_alternative.get() {
            return View::new();
        }
        button()
            .class(strong(false))
            .attr("type", "button")
            .attr("id", "async")
            .attr("aria-disabled", disabled)
            .on(events::click, go_async.clone())
            .children((
                span().children(text_of(move || {
                    t(if inputs.get() { "gate_inputs_first" } else { "gate_async" })
                })),
                enter(false),
            ))
            .into()
    };
    div()
        .class("ways")
        .children((
            button()
                .class("way plain")
                .attr("type", "button")
                .attr("id", "back")
                .attr("aria-disabled", disabled)
                .on(events::click, back)
                .children((span().children(t("gate_back")), kbd().children("Esc"))),
            anyway(state),
            span().class("room"),
            button()
                .class(strong(true))
                .attr("type", "button")
                .attr("id", "send")
                .attr("aria-disabled", disabled)
                .on(events::click, send)
                .children((
                    span().children(text_of(move || {
                        t(match (busy.get(), writes.get()) {
                            (true, _) => "gate_sending",
                            (false, true) => "gate_send_agenda",
                            (false, false) => "gate_send",
                        })
                    })),
                    enter(true),
                    live(move || {
                        if way_out.get() == WayOut::Send {
                            View::new()
                        } else {
                            kbd().children(t("gate_key_send")).into()
                        }
                    }),
                )),
            live(async_way),
        ))
        .into()
}

fn anyway(state: &State) -> View {
    if state.given.policy.strength == Strength::Block {
        return View::new();
    }
    let asking = state.asking_reason;
    let open = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| {
            state.unless_busy(|_| {
                asking.set(!asking.get());
                focus(if asking.get() { "anyway-first" } else { "anyway" });
            });
        }
    };
    button()
        .class("way plain")
        .attr("type", "button")
        .attr("id", "anyway")
        .attr("aria-expanded", move || if asking.get() { "true" } else { "false" })
        .on(events::click, open)
        .children(t("gate_anyway"))
        .into()
}

/// One tap each, in the same place.
fn reasons(state: &State) -> View {
    let required = state.given.policy.strength == Strength::ReasonRequired;
    let buttons: Vec<View> = phrases::ANYWAY
        .into_iter()
        .filter(|reason| !(required && *reason == SendAnywayReason::NotGiven))
        .enumerate()
        .map(|(index, reason)| {
            let (words, name) = phrases::anyway(reason);
            let state = state.clone();
            button()
                .class("chip reason")
                .attr("type", "button")
                .attr("id", if index == 0 { "anyway-first".into() } else { format!("anyway-{name}") })
                .attr("data-reason", name)
                .on(events::click, move |_| {
                    state
                        .unless_busy(|state| state.act(Act::SendAnyway(untrack(|| state.answers()), reason)));
                })
                .children(words)
                .into()
        })
        .collect();
    div()
        .class("reasons")
        .attr("role", "group")
        .attr("aria-label", t("gate_anyway_why"))
        .children((p().children(t("gate_anyway_why")), div().class("chips").children(buttons)))
        .into()
}
