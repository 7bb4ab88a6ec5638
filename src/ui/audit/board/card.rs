//! A card: a button with the meeting's name, what it takes, and what strikes the eye about it.

use super::phrases;
use super::state::State;
use crate::document::words::Screen;
use crate::lean::{derived, live};
use crate::words::t;
use converel_protocol::audit::kept::Shape;
use converel_protocol::audit::numbers::Card;
use converel_protocol::stored::AgendaLevel;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The card of this key. It follows the model, so that the button, and the focus on it, outlive a redrawing.
pub(super) fn card(state: &State, key: String) -> View {
    let (open, stop, dragged) = (state.open, state.stop, state.dragged);
    let found = derived({
        let (state, key) = (state.clone(), key.clone());
        move || state.card(&key)
    });
    let wished = derived({
        let (moves, key) = (state.moves, key.clone());
        move || moves.with(|moves| moves.get(&key).copied())
    });
    let same = |key: &String| {
        let key = key.clone();
        move |other: &Option<String>| other.as_ref() == Some(&key)
    };
    let (is_open, is_stop, is_dragged) = (same(&key), same(&key), same(&key));
    let is_open = derived(move || open.with(&is_open));
    let is_stop = derived(move || stop.with(&is_stop));
    let is_dragged = derived(move || dragged.with(&is_dragged));
    let pressed = {
        let (state, key) = (state.clone(), key.clone());
        move |event: web_sys::MouseEvent| {
            // The click that ends a drag by mouse is none; one by the keyboard has no count of presses.
            if !(super::drag::ended_just_now() && event.detail() != 0) {
                state.open(&key);
            }
        }
    };
    let focused = {
        let (current, key) = (state.current, key.clone());
        move |_: web_sys::FocusEvent| {
            if current.with_untracked(|current| current.as_ref() != Some(&key)) {
                current.set(Some(key.clone()));
            }
        }
    };
    button()
        .r#type("button")
        .class(move || match (is_open.get(), is_dragged.get()) {
            (_, true) => "card away",
            (true, false) => "card chosen",
            (false, false) => "card",
        })
        .attr("data-key", key)
        .attr("tabindex", move || if is_stop.get() { "0" } else { "-1" })
        .attr("aria-expanded", move || if is_open.get() { "true" } else { "false" })
        .on(events::click, pressed)
        .on(events::focus, focused)
        .children(live(move || {
            found
                .get_clone()
                .map(|card| content(&card, wished.get().unwrap_or(card.placed).is_some()))
                .unwrap_or_default()
        }))
        .into()
}

fn content(card: &Rc<Card>, placed: bool) -> View {
    (
        span().class("card-name").attr("dir", "auto").children(phrases::name(&Screen, card, true)),
        " ",
        span().class("card-size").children(phrases::size(&Screen, card)),
        " ",
        span().class("card-hours").children((
            span().attr("aria-hidden", "true").children("= "),
            phrases::person_hours(&Screen, card.person_hours),
        )),
        marks(card, placed),
    )
        .into()
}

fn marks(card: &Card, placed: bool) -> View {
    let endless = card.shape == Shape::Recurring && card.ends_on.is_none();
    let placed = match (placed, card.inferred) {
        (true, _) => Some(("mark-of-user", "audit_mark_placed")),
        (false, Some(_)) => Some(("mark-of-inference", "audit_mark_inferred")),
        (false, None) => None,
    };
    let marks: Vec<View> = [
        placed,
        (card.agenda == AgendaLevel::None).then_some(("mark-of-lack", "audit_mark_no_agenda")),
        endless.then_some(("mark-of-lack", "audit_mark_no_end")),
    ]
    .into_iter()
    .flatten()
    .map(|(class, name)| (" ", span().class(class).children(t(name))).into())
    .collect();
    span().class("marks").children(marks).into()
}
