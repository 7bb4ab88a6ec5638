//! What cannot be undone, asked before it is done: a round closed, a round deleted.

use super::state::{Kept, Spot};
use super::{Ask, Wish};
use crate::lean::{derived, text_of};
use crate::modal::modal;
use crate::team;
use crate::words::{message, number, plural, t};
use converel_protocol::team::round::Round;
use converel_team::results;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The part that closes the round of this id.
pub(super) fn close(model: team::Model, ask: Ask, id: String) -> View {
    let rounds = model.rounds;
    let asked = create_signal(false);
    let shown = {
        let id = id.clone();
        derived(move || {
            let led = rounds.led_of(&id);
            led.map_or((0, 0, 0), |led| {
                (results::will_show(&led), led.round.questions.len(), led.answers.len())
            })
        })
    };
    let will_show = move || {
        let (shown, all, answers) = shown.get();
        if answers == 0 {
            return t("team_round_will_show_nothing");
        }
        message("team_round_will_show", &[&number(shown as f64, 0), &number(all as f64, 0)])
    };
    let confirm = move |_: web_sys::MouseEvent| {
        asked.set(false);
        ask(Wish::Close(id.clone()));
    };
    section()
        .class("card")
        .attr("aria-labelledby", "round-close-title")
        .children((
            h3().id("round-close-title").children(t("team_round_close_heading")),
            p().children(t("team_round_close_text")),
            p().class("will-show").attr("aria-live", "polite").children(text_of(will_show)),
            p().class("error").role("alert").children(text_of(move || rounds.trouble_at(Spot::Close))),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("round-close")
                    .on(events::click, move |_: web_sys::MouseEvent| asked.set(true))
                    .children(t("team_round_close")),
            ),
            modal(
                move || asked.get(),
                move || asked.set(false),
                "round-close-question",
                (
                    h2().id("round-close-question").children(t("team_round_close_question")),
                    p().children(text_of(move || plural("team_round_close_answers", shown.get().2 as f64))),
                    p().children(text_of(will_show)),
                    p().children(t("team_round_close_forever")),
                    choice(asked, "round-close-confirm", "button primary", "team_round_close", confirm),
                ),
            ),
        ))
        .into()
}

/// The part that deletes a round: by who leads it, or by who answers it.
pub(super) fn delete(model: team::Model, ask: Ask, round: &Round, leads: bool) -> View {
    let asked = create_signal(false);
    let id = round.id.clone();
    let confirm = move |_: web_sys::MouseEvent| {
        asked.set(false);
        let id = id.clone();
        ask(Wish::Delete(if leads { Kept::Led(id) } else { Kept::Answering(id) }));
    };
    let text = if leads { "team_round_delete_led" } else { "team_round_delete_answering" };
    div()
        .class("delete")
        .children((
            p().class("error").role("alert").children(text_of(move || model.rounds.trouble_at(Spot::Delete))),
            button()
                .r#type("button")
                .class("button")
                .id("round-delete")
                .on(events::click, move |_: web_sys::MouseEvent| asked.set(true))
                .children(t("team_round_delete")),
            modal(
                move || asked.get(),
                move || asked.set(false),
                "round-delete-question",
                (
                    h2().id("round-delete-question").children(t("team_round_delete_question")),
                    p().attr("dir", "auto").children(message(text, &[&round.title])),
                    p().class("quiet").children(t("team_round_forever")),
                    choice(asked, "round-delete-confirm", "button danger", "dashboard_delete", confirm),
                ),
            ),
        ))
        .into()
}

/// No, which has the focus, and yes.
fn choice(
    asked: Signal<bool>,
    id: &'static str,
    class: &'static str,
    name: &'static str,
    confirm: impl FnMut(web_sys::MouseEvent) + 'static,
) -> View {
    div()
        .class("actions")
        .children((
            button()
                .r#type("button")
                .class("button")
                .bool_attr("autofocus", true)
                .on(events::click, move |_: web_sys::MouseEvent| asked.set(false))
                .children(t("dashboard_cancel")),
            button().r#type("button").class(class).id(id).on(events::click, confirm).children(t(name)),
        ))
        .into()
}
