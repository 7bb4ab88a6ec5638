//! Answers that came back, taken in: pasted, from files, or dropped; how far that is, and what became of each.

use super::state::{Fate, Took};
use super::{Ask, Wish, block, phrases};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::team;
use crate::words::{message, number, t};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use web_sys::File;

/// Beyond this many, the places of the blocks are not told: nobody looks for them.
const MOST_PLACES: usize = 8;

/// The part that takes in the answers to the round of this id.
pub(super) fn answers(model: team::Model, ask: Ask, id: String) -> View {
    let rounds = model.rounds;
    let text = create_signal(String::new());
    let busy = derived(move || rounds.progress.with(Option::is_some));
    let own = {
        let id = id.clone();
        derived(move || rounds.took.get_clone().filter(|took| took.round == id))
    };
    // What was taken in is not wanted a second time; what was not, or came meanwhile, is.
    let sent = create_signal(None::<String>);
    effect(move || {
        let whole = |took: &Took| !took.fates.is_empty() && !took.fates.contains(&Fate::Unread);
        if own.with(|took| took.as_ref().is_some_and(whole)) {
            let taken = sent.take();
            if taken.is_some_and(|taken| text.with_untracked(|text| *text == taken)) {
                text.set(String::new());
            }
        }
    });
    let from_files: Rc<dyn Fn(Vec<File>)> = {
        let (ask, id) = (Rc::clone(&ask), id.clone());
        Rc::new(move |files| {
            if !busy.get_untracked() && !files.is_empty() {
                ask(Wish::TakeFiles(id.clone(), files));
            }
        })
    };
    let take = {
        let ask = Rc::clone(&ask);
        move |_: web_sys::MouseEvent| {
            let text = text.get_clone_untracked();
            // Of a double click the second one finds nothing.
            let nothing_new = text.trim().is_empty() && own.with_untracked(Option::is_some);
            if !busy.get_untracked() && !nothing_new {
                sent.set(Some(text.clone()));
                ask(Wish::Take(id.clone(), text));
            }
        }
    };
    let (dropped, picked) = (Rc::clone(&from_files), from_files);
    let card = section().class("card").attr("aria-labelledby", "answers-heading");
    block::dropping(card, move |files| dropped(files))
        .children((
            h3().id("answers-heading").children(t("team_round_take_heading")),
            block::paste("answers-paste", "team_round_take_label", "team_round_take_help", text),
            div().class("actions").children((
                block::picker("answers-files", true, move |files| picked(files)),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("answers-take")
                    .attr("aria-disabled", move || busy.get().then_some("true"))
                    .on(events::click, take)
                    .children(t("team_round_take")),
            )),
            progress(model, ask, busy),
            div()
                .id("answers-said")
                .role("status")
                .children(live(move || own.get_clone().map_or_else(View::new, |took| came_of_it(&took)))),
        ))
        .into()
}

/// How far it is, while it goes on.
fn progress(model: team::Model, ask: Ask, busy: ReadSignal<bool>) -> View {
    let now = move || model.rounds.progress.get().unwrap_or_default();
    let stop: Rc<dyn Fn()> = Rc::new(super::begin::asks(&ask, Wish::Stop));
    live(move || {
        if !busy.get() {
            return View::new();
        }
        let stop = Rc::clone(&stop);
        let share = move || {
            let now = now();
            (now.of > 0).then(|| format!("{:.3}", now.done as f64 / now.of as f64))
        };
        let counted = move || {
            let now = now();
            if now.of == 0 {
                return t("team_round_looking");
            }
            message("team_round_progress", &[&number(now.done as f64, 0), &number(now.of as f64, 0)])
        };
        div()
            .class("taking")
            .children((
                sycamore::web::tags::progress()
                    .id("answers-progress")
                    .attr("max", "1")
                    .attr("value", share)
                    .attr("aria-label", t("team_round_take")),
                p().class("quiet").children(text_of(counted)),
                button()
                    .r#type("button")
                    .class("button")
                    .id("answers-stop")
                    .on(events::click, move |_: web_sys::MouseEvent| {
                        // The button goes with the work.
                        focus("answers-take");
                        stop();
                    })
                    .children(t("team_round_stop")),
            ))
            .into()
    })
}

/// What became of the blocks.
fn came_of_it(took: &Took) -> View {
    let several = took.fates.len() > 1;
    let mut lines: Vec<View> = phrases::counted(&took.fates)
        .into_iter()
        .map(|(fate, places)| {
            let said = phrases::fate(&fate, places.len());
            let said = if several && places.len() <= MOST_PLACES {
                let places: Vec<String> = places.iter().map(|place| number(*place as f64, 0)).collect();
                message("team_round_fate_at", &[&said, &places.join(", ")])
            } else {
                said
            };
            li().attr("data-fate", phrases::fate_name(&fate))
                .attr("data-count", places.len().to_string())
                .attr("dir", "auto")
                .children(said)
                .into()
        })
        .collect();
    lines.extend(took.unreadable.iter().map(|name| {
        let said = message("team_round_file_not_read", &[name]);
        li().attr("data-fate", "unreadable").attr("dir", "auto").children(said).into()
    }));
    if !took.failed.is_empty() {
        return p().class("error").children(took.failed.clone()).into();
    }
    if lines.is_empty() {
        return p().class("error").children(t("team_round_no_block")).into();
    }
    ul().class("fates").children(lines).into()
}
