//! Event listeners as values: dropping one unlistens. And messages over a port, typed.

use crate::api::{self, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A listener on an event target; unlistens when dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    capture: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Removing a listener that is there throws nothing.
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.kind,
            self.closure.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}

/// Calls `listener` for each event of this kind that reaches `target`, until the returned value is dropped.
pub fn on(target: &EventTarget, kind: &'static str, listener: impl FnMut(Event) + 'static) -> Listener {
    listen(target, kind, false, listener)
}

/// The same in the capture phase, before the listeners of what lies within.
pub fn on_capture(
    target: &EventTarget,
    kind: &'static str,
    listener: impl FnMut(Event) + 'static,
) -> Listener {
    listen(target, kind, true, listener)
}

fn listen(
    target: &EventTarget,
    kind: &'static str,
    capture: bool,
    listener: impl FnMut(Event) + 'static,
) -> Listener {
    let closure = Closure::<dyn FnMut(Event)>::new(listener);
    let options = AddEventListenerOptions::new();
    options.set_capture(capture);
    // Adding a listener throws only where the target is detached from any context; then there is nothing to hear.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        kind,
        closure.as_ref().unchecked_ref(),
        &options,
    );
    Listener { target: target.clone(), kind, capture, closure }
}

/// A message of `converel-protocol` as the plain object that a port carries.
///
/// # Errors
/// [`Error::Shape`]; no type of the protocol is such.
pub fn to_message<T: Serialize>(value: &T) -> Result<JsValue, Error> {
    api::plain(value)
}

/// One field of the message that a port brought; extra fields are ignored.
///
/// # Errors
/// [`Error::Shape`] if the message has no such field of this type.
pub fn field<T: DeserializeOwned>(message: &JsValue, name: &str) -> Result<T, Error> {
    let value = js_sys::Reflect::get(message, &JsValue::from_str(name)).map_err(api::thrown)?;
    api::typed(value)
}
