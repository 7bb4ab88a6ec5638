//! A round that changes hands: given away with its key and its answers, taken over from somebody else.

use super::block::{self, Ids};
use super::state::{Made, Spot};
use super::{Ask, Wish};
use crate::lean::{live, text_of};
use crate::team;
use crate::words::t;
use converel_protocol::team::round::Round;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// The part that hands a round over.
pub(super) fn hand_over(model: team::Model, ask: Ask, round: &Round) -> View {
    let rounds = model.rounds;
    let passphrase = create_signal(String::new());
    let (id, title) = (round.id.clone(), round.title.clone());
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !rounds.busy.get_untracked() {
            ask(Wish::HandOver(id.clone(), passphrase.get_clone_untracked()));
        }
    };
    let own = round.id.clone();
    let made = live(move || {
        let Some(Made::Handover { round, text, locked }) = rounds.made.get_clone() else {
            return View::new();
        };
        if round != own {
            return View::new();
        }
        let warning = if locked { "team_round_handover_locked" } else { "team_round_handover_open" };
        let ids = Ids { text: "handover-block", copy: "handover-copy", save: "handover-save" };
        (
            p().class(if locked { "hint" } else { "hint warn" }).role("status").children(t(warning)),
            block::block(ids, "team_round_handover_block", text, "6", ("converel-handover", title.clone())),
        )
            .into()
    });
    details()
        .class("card handover")
        .id("handover")
        .children((
            summary().children(t("team_round_handover")),
            p().children(t("team_round_handover_text")),
            form().on(events::submit, make).children((
                secret("handover-passphrase", "team_round_handover_help", "new-password", passphrase),
                p().class("error").role("alert").children(text_of(move || rounds.trouble_at(Spot::HandOver))),
                div().class("actions").children(
                    button()
                        .r#type("submit")
                        .class("button")
                        .id("handover-make")
                        .attr("aria-disabled", move || rounds.busy.get().then_some("true"))
                        .children(t("team_round_handover_make")),
                ),
            )),
            made,
        ))
        .into()
}

/// The form that takes a round over.
pub(super) fn take_over(model: team::Model, ask: Ask) -> View {
    let rounds = model.rounds;
    let text = create_signal(String::new());
    let passphrase = create_signal(String::new());
    let from_file = move |files| {
        block::read_into(text, files, move |words| rounds.trouble.set(Some((Spot::TakeOver, words))));
    };
    let take = {
        let ask = Rc::clone(&ask);
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            if !rounds.busy.get_untracked() {
                ask(Wish::TakeOver(text.get_clone_untracked(), passphrase.get_clone_untracked()));
            }
        }
    };
    let card = form().class("card").attr("aria-labelledby", "round-heading").on(events::submit, take);
    block::dropping(card, from_file)
        .children((
            h2().id("round-heading").attr("tabindex", "-1").children(t("team_round_take_over")),
            p().class("quiet").children(t("team_round_take_over_text")),
            block::paste("take-over-paste", "team_round_take_over_label", "team_round_take_over_help", text),
            secret("take-over-passphrase", "team_round_take_over_secret", "off", passphrase),
            p().class("error")
                .id("take-over-said")
                .role("alert")
                .children(text_of(move || rounds.trouble_at(Spot::TakeOver))),
            div().class("actions").children((
                block::picker("take-over-files", false, from_file),
                button()
                    .r#type("submit")
                    .class("button primary")
                    .id("take-over-take")
                    .attr("aria-disabled", move || rounds.busy.get().then_some("true"))
                    .children(t("team_round_take_over_take")),
            )),
        ))
        .into()
}

/// A passphrase.
fn secret(id: &'static str, help: &'static str, complete: &'static str, text: Signal<String>) -> View {
    let help_id = format!("{id}-help");
    div()
        .class("field")
        .children((
            label().r#for(id).children(t("team_round_passphrase")),
            input()
                .r#type("password")
                .id(id)
                .attr("autocomplete", complete)
                .attr("aria-describedby", help_id.clone())
                .bind(bind::value, text),
            p().class("help").id(help_id).children(t(help)),
        ))
        .into()
}
