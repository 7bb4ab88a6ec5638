//! The plain ways out for when our own code failed while the gate was open: a sentence and two buttons,
//! made without anything that the failure may have left half done.

use crate::keep;
use converel_browser::i18n::message;
use converel_browser::listen;
use converel_protocol::port::FromGate;
use converel_protocol::stored::Cause;
use std::cell::{Cell, OnceCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement, MessagePort};

thread_local! {
    static PORT: OnceCell<MessagePort> = const { OnceCell::new() };
    static OPEN: Cell<Option<u32>> = const { Cell::new(None) };
}

/// The port by which the ways out answer.
pub(crate) fn arm(port: &MessagePort) {
    // There is one port in the life of a frame.
    let _ = PORT.with(|cell| cell.set(port.clone()));
}

/// The gate is open for this hold.
pub(crate) fn open(hold: u32) {
    OPEN.set(Some(hold));
}

/// The gate is closed; a fault shows nothing.
pub(crate) fn disarm() {
    OPEN.set(None);
}

/// Puts the plain ways out in the screen's place, if the gate is open.
pub(crate) fn show() {
    if OPEN.get().is_some() && draw().is_err() {
        // Not even that: the invite goes out as if we were not there.
        leave(true);
    }
}

fn draw() -> Result<(), JsValue> {
    let page = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let body = page.body().ok_or(JsValue::NULL)?;
    let panel = element(&page, "main", "panel fault", "")?;
    let words = element(&page, "p", "", &message("gate_fault", &[]))?;
    let ways = element(&page, "div", "ways", "")?;
    let back = button(&page, "way", "back", &message("gate_back", &[]), false)?;
    let send = button(&page, "way strong", "send", &message("gate_fault_send", &[]), true)?;
    ways.append_child(&back)?;
    ways.append_child(&send)?;
    panel.append_child(&words)?;
    panel.append_child(&ways)?;
    body.set_text_content(None);
    body.append_child(&panel)?;
    send.unchecked_ref::<HtmlElement>().focus()
}

fn element(page: &Document, tag: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = page.create_element(tag)?;
    element.set_class_name(class);
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}

fn button(page: &Document, class: &str, id: &str, text: &str, release: bool) -> Result<Element, JsValue> {
    let button = element(page, "button", class, text)?;
    button.set_id(id);
    // Listens as long as the frame's document lives, like the button.
    std::mem::forget(listen::on(&button, "click", move |_| leave(release)));
    Ok(button)
}

fn leave(release: bool) {
    let Some(hold) = OPEN.take() else { return };
    if release {
        spawn_local(keep::count(Cause::Fault));
    }
    let answer = if release { FromGate::Release { hold } } else { FromGate::Drop { hold } };
    if let Ok(answer) = listen::to_message(&answer) {
        // A port that does not take it belongs to a page that is gone.
        let _ = PORT.with(|port| port.get().map(|port| port.post_message(&answer)));
    }
    if let Some(body) = web_sys::window().and_then(|window| window.document()).and_then(|page| page.body()) {
        body.set_text_content(None);
    }
}
