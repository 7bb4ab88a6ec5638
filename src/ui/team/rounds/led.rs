//! A round by who leads it: sent out, its answers taken in, closed, and what came of it.

use super::block::{self, Ids};
use super::state::Spot;
use super::{Ask, Wish, answers, begin, closing, handover, phrases, results};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::team;
use crate::words::{message, plural, t};
use converel_protocol::team::round::{Led, Round};
use converel_team::seal;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen_futures::spawn_local;

/// What of a round its page is drawn anew for.
#[derive(Clone, PartialEq)]
struct Facts {
    round: Round,
    closed_at: Option<f64>,
}

impl Facts {
    fn of(led: &Led) -> Self {
        Self { round: led.round.clone(), closed_at: led.closed_at }
    }
}

/// The page of the round of this id.
pub(super) fn led(model: team::Model, ask: Ask, id: String) -> View {
    let facts = {
        let id = id.clone();
        derived(move || model.rounds.led_of(&id).map(|led| Facts::of(&led)))
    };
    let many = {
        let id = id.clone();
        derived(move || model.rounds.led_of(&id).map_or(0, |led| led.answers.len()))
    };
    // What closed it is gone with the form.
    let closed =
        derived(move || facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.closed_at.is_some())));
    let mut was = closed.get_untracked();
    effect(move || {
        if closed.get() && !std::mem::replace(&mut was, true) {
            spawn_local(async { focus("round-heading") });
        }
    });
    live(move || {
        let Some(Facts { round, closed_at }) = facts.get_clone() else { return gone() };
        let state = closed_at.map_or_else(
            || {
                let name = if phrases::is_past(&round, model.today) {
                    "team_round_past"
                } else {
                    "team_round_is_open"
                };
                message(name, &[&phrases::date(&round.closes_on)])
            },
            |at| message("team_round_is_closed", &[&phrases::instant(at)]),
        );
        let count = text_of(move || plural("team_round_came_in", many.get() as f64));
        let head = section().class("card").attr("aria-labelledby", "round-heading").children((
            h2().id("round-heading").attr("tabindex", "-1").attr("dir", "auto").children(round.title.clone()),
            p().class("quiet").children(message(
                "team_round_begun",
                &[&phrases::kind(round.kind), &phrases::instant(round.at)],
            )),
            p().class(if closed_at.is_some() { "state closed" } else { "state" }).children(state),
            p().id("round-count").class("count").attr("aria-live", "polite").children(count),
        ));
        let parts: View = if closed_at.is_some() {
            results::part(model, Rc::clone(&ask), &id)
        } else {
            (
                send(model, &ask, &round),
                answers::answers(model, Rc::clone(&ask), id.clone()),
                closing::close(model, Rc::clone(&ask), id.clone()),
            )
                .into()
        };
        (
            head,
            parts,
            handover::hand_over(model, Rc::clone(&ask), &round),
            closing::delete(model, Rc::clone(&ask), &round, true),
        )
            .into()
    })
}

/// The round was deleted, here or in another tab.
pub(super) fn gone() -> View {
    p().class("empty small").id("round-heading").attr("tabindex", "-1").children(t("team_round_gone")).into()
}

/// The block that goes to the team, and what to write beside it.
fn send(model: team::Model, ask: &Ask, round: &Round) -> View {
    let said = create_signal(String::new());
    let words = message("team_round_message", &[&round.title, &phrases::date(&round.closes_on)]);
    let id = round.id.clone();
    let own = begin::asks(ask, Wish::AnswerOwn(id));
    let ids = Ids { text: "round-block", copy: "round-copy", save: "round-save" };
    section()
        .class("card")
        .attr("aria-labelledby", "round-send-heading")
        .children((
            h3().id("round-send-heading").children(t("team_round_send")),
            p().children(t("team_round_send_text")),
            div().class("field").children((
                label().r#for("round-message").children(t("team_round_message_label")),
                textarea()
                    .id("round-message")
                    .attr("rows", "4")
                    .attr("readonly", "")
                    .attr("dir", "auto")
                    .prop("value", words),
                div().class("actions").children((
                    p().class("quiet").role("status").children(text_of(move || said.get_clone())),
                    block::copy("round-message", "round-message-copy", said),
                )),
            )),
            block::block(
                ids,
                "team_round_block",
                seal::round_block(round),
                "6",
                ("converel-round", round.title.clone()),
            ),
            begin::privacy(),
            p().class("error").role("alert").children(text_of(move || model.rounds.trouble_at(Spot::Own))),
            div().class("actions start").children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("round-answer")
                    .attr("aria-disabled", move || model.rounds.busy.get().then_some("true"))
                    .on(events::click, move |_: web_sys::MouseEvent| own())
                    .children(t("team_round_answer_own")),
            ),
        ))
        .into()
}
