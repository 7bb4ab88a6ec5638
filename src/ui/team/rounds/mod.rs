//! The rounds: begun, answered, collected, closed, and what came of them. One round is looked at at a time; the others
//! stand in a list beside it.
//!
//! Elements by their ids, for tests; those of a round are in the page while it is looked at:
//! - list: `#round-new`, `#round-open`, `#round-take-over`; `#rounds-led` and `#rounds-answering`, whose buttons
//!   (`[data-round=<uuid>]`) open a round; `#round-heading` heads what is looked at;
//! - a new round: `#round-kind-baseline`, `#round-kind-poll`, `#round-title`, `#round-closes`, `#round-questions`,
//!   `#round-add`, `#round-begin`, `#round-faults`;
//! - a round that is led: `#round-block`, `#round-copy`, `#round-save`, `#round-message`, `#round-count`,
//!   `#answers-paste`, `#answers-take`, `#answers-files`, `#answers-stop`, `#answers-said` (one `li[data-fate]` for
//!   each fate, `new`, `replaced`, `older`, `same`, `closed`, `foreign`, `damaged`, `truncated`, `newer`, `malformed`,
//!   `round`, `handover`, `too-large`, `unread`, with `data-count`), `#round-close`, `#round-close-confirm`,
//!   `#round-results`, `#publish-markdown`, `#publish-page`, `#round-answer` (the lead answers too);
//! - handing over: `#handover` (details), `#handover-passphrase`, `#handover-make`, `#handover-block`;
//!   `#take-over-paste`, `#take-over-passphrase`, `#take-over-take`, `#take-over-said`;
//! - opening: `#open-paste`, `#open-files`, `#open-take`, `#open-said`;
//! - answering: a fieldset `[data-question=<id>]` for each question with `input[type=radio][value="1"]`… or
//!   `input[inputmode=decimal]` or `textarea` or `button[data-add=<benefit>]`, `[data-up=…]`, `[data-down=…]`,
//!   `[data-off=…]`; `#answer-show-few`, `#answer-saved`, `#answer-make`, `#answer-block`, `#answer-copy`,
//!   `#answer-save`;
//! - `#round-delete`, `#round-delete-confirm`.

mod answer;
mod answers;
mod begin;
mod block;
mod closing;
mod draft;
mod fields;
mod handover;
mod led;
mod list;
mod open;
mod phrases;
pub(crate) mod publish;
mod question;
mod ranking;
mod results;
pub(crate) mod results_view;
mod state;
pub(crate) mod words;

use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::team;
use crate::words::{plural, t};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use wasm_bindgen_futures::spawn_local;

pub use phrases::fate as words_of_fate;
pub use state::{Fate, Kept, Made, Model, Place, Progress, Saving, Spot, Took, Wish};

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The page.
pub fn rounds(model: team::Model, ask: Ask) -> View {
    let place = derived(move || model.rounds.place.get_clone());
    let looked_at = live(move || {
        let ask = Rc::clone(&ask);
        match place.get_clone() {
            Place::Start => start(),
            Place::New => begin::begin(model, ask),
            Place::Open => open::open(model, ask),
            Place::TakeOver => handover::take_over(model, ask),
            Place::Led(id) => led::led(model, ask, id),
            Place::Answering(id) => answer::answering(model, ask, id),
        }
    });
    focus_follows(place);
    let newer = live(move || match model.rounds.newer.get() {
        0 => View::new(),
        many => p().class("hint").children(plural("team_round_newer", f64::from(many))).into(),
    });
    div()
        .class("rounds")
        .children((
            div().class("rounds-head").children((
                h1().children(t("team_nav_rounds")),
                p().class("quiet intro").children(t("team_round_intro")),
                newer,
            )),
            list::list(model),
            div().class("rounds-main").children(looked_at),
            p().class("hidden").role("status").children(text_of(move || model.rounds.said.get_clone())),
        ))
        .into()
}

/// The focus goes to the heading of what is looked at, once it is drawn; not when the page is opened.
fn focus_follows(place: ReadSignal<Place>) {
    let mut opened = false;
    effect(move || {
        place.track();
        if std::mem::replace(&mut opened, true) {
            spawn_local(async { focus("round-heading") });
        }
    });
}

/// How a round goes, for whom none is looked at.
fn start() -> View {
    let steps = [
        ("team_round_how_begin", "team_round_how_begin_text"),
        ("team_round_how_send", "team_round_how_send_text"),
        ("team_round_how_answer", "team_round_how_answer_text"),
        ("team_round_how_close", "team_round_how_close_text"),
    ];
    let steps: Vec<View> = steps
        .into_iter()
        .map(|(name, text)| li().children((strong().children(t(name)), p().children(t(text)))).into())
        .collect();
    section()
        .class("card how")
        .attr("aria-labelledby", "round-heading")
        .children((
            h2().id("round-heading").attr("tabindex", "-1").children(t("team_round_how")),
            ol().children(steps),
            p().class("quiet").children(t("team_round_how_private")),
        ))
        .into()
}
