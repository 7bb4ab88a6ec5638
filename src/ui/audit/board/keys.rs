//! The board's keyboard: arrows move the focus, with Ctrl or Cmd they move the card; Home and End go to the ends of a
//! place. Enter is the button's own.

use super::arrange::Direction;
use super::state::State;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::HtmlDiv;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The board, with its keys heard.
pub(super) fn heard(state: &State, board: HtmlDiv) -> HtmlDiv {
    let state = state.clone();
    board.on(events::keydown, move |event: KeyboardEvent| pressed(&state, &event))
}

fn pressed(state: &State, event: &KeyboardEvent) {
    if event.alt_key() || event.shift_key() || event.is_composing() {
        return;
    }
    let Some((card, key)) = card_of(event.target()) else { return };
    let moves = event.ctrl_key() || event.meta_key();
    let right_to_left = card.closest("[dir=rtl]").ok().flatten().is_some();
    match (event.key().as_str(), Direction::of_key(&event.key(), right_to_left)) {
        (_, Some(direction)) if moves => state.push(&key, direction),
        (_, Some(direction)) => state.go(&key, direction),
        ("Home", None) if !moves => state.go_to_end(&key, false),
        ("End", None) if !moves => state.go_to_end(&key, true),
        _ => return,
    }
    event.prevent_default();
}

/// The card that an event is of, with its key.
pub(super) fn card_of(target: Option<web_sys::EventTarget>) -> Option<(web_sys::HtmlElement, String)> {
    let element = target?.dyn_into::<Element>().ok()?;
    let card = element.closest("button.card").ok().flatten()?;
    let key = card.get_attribute("data-key")?;
    Some((card.dyn_into().ok()?, key))
}
