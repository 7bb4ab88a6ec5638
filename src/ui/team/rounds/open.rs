//! A round that somebody sent, opened.

use super::block;
use super::state::Spot;
use super::{Ask, Wish};
use crate::lean::text_of;
use crate::team;
use crate::words::t;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The form that opens a round.
pub(super) fn open(model: team::Model, ask: Ask) -> View {
    let rounds = model.rounds;
    let text = create_signal(String::new());
    let from_file = move |files| {
        block::read_into(text, files, move |words| rounds.trouble.set(Some((Spot::Open, words))));
    };
    let take = move |_: web_sys::MouseEvent| ask(Wish::Open(text.get_clone_untracked()));
    let card = section().class("card").attr("aria-labelledby", "round-heading");
    block::dropping(card, from_file)
        .children((
            h2().id("round-heading").attr("tabindex", "-1").children(t("team_round_open_heading")),
            p().class("quiet").children(t("team_round_open_text")),
            block::paste("open-paste", "team_round_paste", "team_round_paste_help", text),
            p().class("error")
                .id("open-said")
                .role("alert")
                .children(text_of(move || rounds.trouble_at(Spot::Open))),
            div().class("actions").children((
                block::picker("open-files", false, from_file),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("open-take")
                    .on(events::click, take)
                    .children(t("team_round_open_take")),
            )),
        ))
        .into()
}
