//! The ConveRel board: what recurs, placed by what it is for and how well its people know each other. Cards are
//! dragged, or moved with the keyboard, or placed by the radio buttons of their details; the model's answer redraws
//! them, and the focus stays where it was.

mod arrange;
mod card;
pub(crate) mod choice;
mod details;
mod draft;
mod drag;
mod keys;
pub(crate) mod phrases;
#[cfg(test)]
pub(crate) mod samples;
mod state;

pub(crate) use state::audit;

use crate::audit::{Ask, Model};
use crate::document::words::Screen;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, plural, t};
use arrange::{Column, FOLDED, PLACES, Place, word};
use choice::Choices;
use state::State;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// The board with the details of the card that is open.
pub(super) fn board(model: Model, ask: Ask, choices: Choices) -> View {
    let state = State::new(model, ask, choices);
    let said = state.said;
    let is_open = derived({
        let open = state.open;
        move || open.with(Option::is_some)
    });
    let dragging = derived({
        let dragged = state.dragged;
        move || dragged.with(Option::is_some)
    });
    let view = section()
        .id("audit-board")
        .class("audit-board")
        .attr("aria-labelledby", "audit-board-heading")
        .attr("aria-describedby", "audit-board-keys")
        .children((
            div()
                .class("section-head")
                .children((h2().id("audit-board-heading").children(t("audit_board")), tools(&state))),
            p().class("quiet intro").children(t("audit_board_intro")),
            p().class("help").id("audit-board-keys").children(t("audit_board_keys")),
            left_out(model),
            div()
                .class(move || if is_open.get() { "board-and-details open" } else { "board-and-details" })
                .children((
                    drag::heard(
                        &state,
                        keys::heard(
                            &state,
                            div()
                                .class(move || if dragging.get() { "converel dragging" } else { "converel" })
                                .children((
                                    axis("axis-above", "audit_axis_strong"),
                                    PLACES
                                        .into_iter()
                                        .enumerate()
                                        .map(|(index, place)| quadrant(&state, index, place))
                                        .collect::<Vec<View>>(),
                                    axis("axis-below", "audit_axis_weak"),
                                    axis("axis-start", "audit_axis_convergence"),
                                    axis("axis-end", "audit_axis_conveyance"),
                                )),
                        ),
                    ),
                    details::details(&state),
                )),
            p().class("hidden")
                .role("status")
                .id("audit-board-said")
                .children(text_of(move || said.get_clone())),
            drag::ghost(&state),
        ))
        .into();
    state.follow();
    view
}

/// The name of one end of an axis. The picture's order is the page's order, so the names are for eyes alone: each
/// quadrant says its own.
fn axis(class: &'static str, name: &'static str) -> View {
    p().class(format!("axis {class}")).attr("aria-hidden", "true").children(span().children(t(name))).into()
}

fn tools(state: &State) -> View {
    let (filter, columns) = (state.filter, state.columns);
    let found = move || {
        let (found, all) = columns.with(|columns: &[Column; 5]| {
            columns.iter().fold((0, 0), |(found, all), column| (found + column.keys.len(), all + column.all))
        });
        if filter.with(|filter| filter.trim().is_empty()) {
            plural("audit_board_count", all as f64)
        } else {
            message("audit_board_found", &[&number(found as f64, 0), &number(all as f64, 0)])
        }
    };
    div()
        .class("tools")
        .children((
            p().class("quiet").role("status").children(text_of(found)),
            label().class("hidden").r#for("audit-board-filter").children(t("audit_board_filter")),
            input()
                .r#type("search")
                .id("audit-board-filter")
                .placeholder(t("audit_board_filter"))
                .attr("autocomplete", "off")
                .bind(bind::value, filter),
        ))
        .into()
}

/// That only the largest are shown; nothing if all are.
fn left_out(model: Model) -> View {
    let left_out = derived(move || audit(model).map(|audit| audit.cards_left_out).unwrap_or_default());
    live(move || match left_out.get() {
        0 => View::new(),
        count => p().class("hint").children(plural("audit_board_left_out", f64::from(count))).into(),
    })
}

/// One place with its cards.
fn quadrant(state: &State, index: usize, place: Place) -> View {
    let name = word(place);
    let (columns, shown, target, unfolded) = (state.columns, state.shown, state.target, state.unfolded);
    let heading = format!("quadrant-{name}-heading");
    let column = derived(move || columns.with(|columns| columns.get(index).cloned().unwrap_or_default()));
    let keys =
        derived(move || shown.with(|shown: &[Vec<String>; 5]| shown.get(index).cloned().unwrap_or_default()));
    let is_target = derived(move || target.get() == Some(index));
    let is_unfolded = derived(move || unfolded.with(|unfolded| unfolded.get(index) == Some(&true)));
    let list = format!("quadrant-{name}-cards");
    let cards = {
        let state = state.clone();
        ul().class("cards").id(list.clone()).children(Keyed(
            sycamore::web::KeyedProps::builder()
                .list(keys)
                .view(move |key: String| li().children(card::card(&state, key)))
                .key(|key: &String| key.clone())
                .build(),
        ))
    };
    let nothing = live(move || {
        if keys.with(|keys: &Vec<String>| !keys.is_empty()) {
            return View::new();
        }
        let all = column.with(|column| column.all);
        let words = match (all, place) {
            (0, None) => "audit_quadrant_all_placed",
            (0, Some(_)) => "audit_quadrant_empty",
            _ => "audit_quadrant_filtered",
        };
        p().class("quiet none").children(t(words)).into()
    });
    let foldable = derived(move || column.with(|column: &Column| column.keys.len() > FOLDED));
    let more = live(move || {
        if !foldable.get() {
            return View::new();
        }
        button()
            .r#type("button")
            .class("more")
            .attr("aria-expanded", move || if is_unfolded.get() { "true" } else { "false" })
            .attr("aria-controls", list.clone())
            .on(events::click, move |_| {
                unfolded.update(|unfolded| {
                    if let Some(own) = unfolded.get_mut(index) {
                        *own = !*own;
                    }
                });
            })
            .children(text_of(move || {
                if is_unfolded.get() {
                    return t("audit_quadrant_fold");
                }
                let more = column.with(|column: &Column| column.keys.len()) - keys.with(Vec::len);
                plural("audit_quadrant_more", more as f64)
            }))
            .into()
    });
    section()
        .id(format!("quadrant-{name}"))
        .class(move || {
            let target = if is_target.get() { " target" } else { "" };
            let unfolded = if is_unfolded.get() { " unfolded" } else { "" };
            format!("quadrant {name}{target}{unfolded}")
        })
        .attr("data-place", name)
        .attr("aria-labelledby", heading.clone())
        .children((
            sycamore::web::tags::header().children((
                h3().id(heading).children(phrases::place(&Screen, place)),
                p().class("sum").children(text_of(move || {
                    phrases::person_hours(&Screen, column.with(|column: &Column| column.hours))
                })),
                p().class("advice").children(phrases::advice(&Screen, place)),
                place.map(|quadrant| {
                    View::from(p().class("where").children(phrases::axes(&Screen, quadrant)))
                }),
            )),
            cards,
            nothing,
            more,
        ))
        .into()
}
