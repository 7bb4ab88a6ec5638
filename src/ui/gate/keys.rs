//! The keyboard: Enter, Ctrl/Cmd+Enter, Escape, Alt+1 and Alt+2.

use super::Act;
use super::state::{Stage, State, focus};
use converel_browser::listen::{self, Listener};
use converel_core::quadrant::{Nature, Relationship};
use sycamore::reactive::RootHandle;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Hears keys until dropped; and when the dialog has opened, sees to it that something in here has the focus.
pub(super) fn listen(state: &State, root: RootHandle) -> Option<[Listener; 2]> {
    let window = web_sys::window()?;
    let keys = state.clone();
    let keys = listen::on(&window, "keydown", move |event| {
        if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
            root.run_in(|| pressed(&keys, &event));
        }
    });
    let page = window.document()?;
    let state = state.clone();
    let focus = listen::on(&window, "focus", move |_| {
        let focused = page.active_element().is_some_and(|element| element.tag_name() != "BODY");
        if !focused && state.stage.get_clone_untracked() == Stage::Form {
            root.run_in(|| state.focus_first());
        }
    });
    Some([keys, focus])
}

fn pressed(state: &State, event: &KeyboardEvent) {
    // A key that ends a composition (Japanese, Chinese, …) belongs to the input method.
    if event.is_composing() {
        return;
    }
    if event.key() == "Escape" {
        event.prevent_default();
        if !event.repeat() {
            escape(state);
        }
        return;
    }
    if state.stage.get_clone_untracked() != Stage::Form {
        // Enter held down presses no second button; in a text it makes lines.
        if event.key() == "Enter" && event.repeat() && !is_in(event, &["TEXTAREA"]) {
            event.prevent_default();
        }
        return;
    }
    if event.alt_key() && !event.ctrl_key() && !event.meta_key() {
        // By the key's place: with Option a Mac types another character.
        match event.code().as_str() {
            "Digit1" | "Numpad1" => flip_nature(state),
            "Digit2" | "Numpad2" => flip_relationship(state),
            _ => return,
        }
        event.prevent_default();
    } else if event.key() == "Enter" && !event.alt_key() && !event.shift_key() {
        if event.repeat() || state.busy.get_untracked() {
            event.prevent_default();
        } else if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            state.send();
        } else if !is_in(event, &["BUTTON", "A", "TEXTAREA", "SUMMARY"]) {
            // Those do something of their own on Enter.
            event.prevent_default();
            state.take_advised();
        }
    }
}

/// What has the focus is one of these elements.
fn is_in(event: &KeyboardEvent, names: &[&str]) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| names.contains(&element.tag_name().as_str()))
}

/// Closes what is open on top, or goes back to editing. While a decision is on its way there is nothing
/// to close.
pub(super) fn escape(state: &State) {
    if state.busy.get_untracked() {
        return;
    }
    if state.asking_reason.get_untracked() {
        state.asking_reason.set(false);
        focus("anyway");
        return;
    }
    let taken = state.draft.taken.with_untracked(|taken| !taken.is_empty());
    match state.stage.get_clone_untracked() {
        Stage::Draft if taken => state.act(Act::Done),
        Stage::Draft => super::draft::back(state),
        Stage::Form | Stage::Unwritten(_) => state.act(Act::Back),
    }
}

fn flip_nature(state: &State) {
    state.nature.set(Some(match state.nature.get_untracked() {
        Some(Nature::Convergence) => Nature::Conveyance,
        Some(Nature::Conveyance) | None => Nature::Convergence,
    }));
}

fn flip_relationship(state: &State) {
    state.relationship.set(Some(match state.relationship.get_untracked() {
        Some(Relationship::Strong) => Relationship::Weak,
        Some(Relationship::Weak) | None => Relationship::Strong,
    }));
}
