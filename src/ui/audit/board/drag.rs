//! Cards dragged by mouse or pen. By pointer events and not by the browser's own drag and drop: a button cannot be
//! dragged so in Firefox. A finger scrolls the page; it has the details' radio buttons.

use super::arrange::{PLACES, called};
use super::keys::card_of;
use super::phrases;
use super::state::{State, focus_card};
use crate::document::words::Screen;
use crate::lean::{derived, live};
use converel_browser::listen;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// A press becomes a drag when the pointer has gone so far, in CSS pixels.
const BEGINS: i32 = 6;
/// So near the window's edge the page scrolls, in CSS pixels, and so far with each move.
const EDGE: i32 = 48;
const SCROLL: f64 = 18.0;
/// The dragged picture's id.
const GHOST: &str = "audit-board-ghost";

thread_local! {
    /// A drag has ended and nothing was pressed since.
    static ENDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the click that is heard now ends a drag.
pub(super) fn ended_just_now() -> bool {
    ENDED.get()
}

/// A card that is pressed, and perhaps dragged.
struct Press {
    key: String,
    card: HtmlElement,
    pointer: i32,
    x: i32,
    y: i32,
    dragged: bool,
}

/// The board, with its pointer heard.
pub(super) fn heard(state: &State, board: HtmlDiv) -> HtmlDiv {
    let press: Rc<RefCell<Option<Press>>> = Rc::default();
    let down = {
        let press = Rc::clone(&press);
        move |event: PointerEvent| {
            ENDED.set(false);
            let by_finger = event.pointer_type() == "touch";
            if event.button() != 0 || by_finger || !event.is_primary() {
                return;
            }
            *press.borrow_mut() = card_of(event.target()).map(|(card, key)| Press {
                key,
                card,
                pointer: event.pointer_id(),
                x: event.client_x(),
                y: event.client_y(),
                dragged: false,
            });
        }
    };
    let moved = {
        let (state, press) = (state.clone(), Rc::clone(&press));
        move |event: PointerEvent| {
            if let Some(press) = press.borrow_mut().as_mut() {
                drag(&state, press, &event);
            }
        }
    };
    let up = {
        let (state, press) = (state.clone(), Rc::clone(&press));
        move |_: PointerEvent| {
            // Taken out first: dropping the card draws the board anew, which may tell of lost pointers.
            let ended = press.borrow_mut().take();
            if let Some(press) = ended.filter(|press| press.dragged) {
                drop_card(&state, &press);
            }
        }
    };
    let lost = {
        let (state, press) = (state.clone(), Rc::clone(&press));
        move |_: PointerEvent| give_up(&state, &press)
    };
    if let Some(window) = web_sys::window() {
        let (state, press) = (state.clone(), Rc::clone(&press));
        let escape = listen::on(&window, "keydown", move |event| {
            let escape =
                event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            if escape && give_up(&state, &press) {
                event.prevent_default();
            }
        });
        on_cleanup(move || drop(escape));
    }
    board
        .on(events::pointerdown, down)
        .on(events::pointermove, moved)
        .on(events::pointerup, up)
        .on(events::pointercancel, {
            let lost = lost.clone();
            move |event| {
                lost(event);
            }
        })
        .on(events::lostpointercapture, move |event| {
            lost(event);
        })
}

fn drag(state: &State, press: &mut Press, event: &PointerEvent) {
    if event.pointer_id() != press.pointer {
        return;
    }
    let (x, y) = (event.client_x(), event.client_y());
    if !press.dragged {
        if (x - press.x).abs().max((y - press.y).abs()) < BEGINS {
            return;
        }
        press.dragged = true;
        // Without it the pointer is lost where it leaves the window; the drag works all the same.
        let _ = press.card.set_pointer_capture(press.pointer);
        state.dragged.set(Some(press.key.clone()));
    }
    event.prevent_default();
    carry(x, y);
    let over = place_at(x, y);
    if state.target.get_untracked() != over {
        state.target.set(over);
    }
}

/// The picture follows the pointer; at the window's edges the page scrolls.
fn carry(x: i32, y: i32) {
    let Some(window) = web_sys::window() else { return };
    let ghost = window.document().and_then(|page| page.get_element_by_id(GHOST));
    if let Some(ghost) = ghost.and_then(|ghost| ghost.dyn_into::<HtmlElement>().ok()) {
        // By CSSOM: the pages' policy forbids style attributes. Setting a known property cannot fail.
        let _ = ghost.style().set_property("transform", &format!("translate({}px, {}px)", x + 12, y + 8));
    }
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if y < EDGE {
        window.scroll_by_with_x_and_y(0.0, -SCROLL);
    } else if f64::from(y) > height - f64::from(EDGE) {
        window.scroll_by_with_x_and_y(0.0, SCROLL);
    }
}

/// The place under a point of the window: an index of [`PLACES`].
fn place_at(x: i32, y: i32) -> Option<usize> {
    let page = web_sys::window()?.document()?;
    // Where a fraction of a pixel is asked for, the whole one is as good.
    let under = page.element_from_point(x as f32, y as f32)?;
    let place = called(&under.closest("[data-place]").ok()??.get_attribute("data-place")?)?;
    PLACES.iter().position(|other| *other == place)
}

fn drop_card(state: &State, press: &Press) {
    ENDED.set(true);
    let target = state.target.get_untracked().and_then(|index| PLACES.get(index)).copied();
    end(state);
    let Some(to) = target else { return };
    let card = untrack(|| state.card(&press.key));
    let Some(card) = card.filter(|card| untrack(|| state.stands(card)) != to) else { return };
    state.current.set(Some(press.key.clone()));
    // Into the tray goes back only what inference left there.
    if to.is_some() || card.inferred.is_none() {
        state.place(&press.key, to);
    } else {
        state.say(crate::words::t("audit_said_edge"));
    }
    focus_card(&press.key);
}

/// Ends a drag without a drop; says whether there was one.
fn give_up(state: &State, press: &RefCell<Option<Press>>) -> bool {
    let dragged = press.try_borrow_mut().ok().and_then(|mut press| press.take());
    let was = dragged.is_some_and(|press| press.dragged);
    if was {
        ENDED.set(true);
        end(state);
    }
    was
}

fn end(state: &State) {
    state.dragged.set(None);
    state.target.set(None);
}

/// The picture of the card that is dragged.
pub(super) fn ghost(state: &State) -> View {
    let dragged = state.dragged;
    let name = derived({
        let state = state.clone();
        move || {
            let card = dragged.get_clone().and_then(|key| state.card(&key));
            card.map(|card| phrases::name(&Screen, &card, true))
        }
    });
    live(move || match name.get_clone() {
        None => View::new(),
        Some(name) => div()
            .id(GHOST)
            .class("ghost")
            .attr("aria-hidden", "true")
            .attr("dir", "auto")
            .children(name)
            .into(),
    })
}
