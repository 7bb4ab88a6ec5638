//! Whether the open gate can really be seen: IntersectionObserver v2, which Chromium alone has, says when
//! the frame is covered or made transparent from outside.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};

/// The least delay between two reports that the browser allows, in milliseconds.
const DELAY: u32 = 100;
/// The dialog opens after the gate is drawn; before this it is not said to be covered, in milliseconds.
const OPENING: u32 = 600;

/// Watches until dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _closure: Closure<dyn FnMut(Array)>,
    _opening: Timeout,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `covered` whenever the element turns out not to be visible; `None` where the browser cannot tell.
pub(crate) fn watch(element: &Element, covered: impl Fn() + 'static) -> Option<Watch> {
    let entry: Function =
        Reflect::get(&js_sys::global(), &"IntersectionObserverEntry".into()).ok()?.dyn_into().ok()?;
    if !Reflect::has(&Reflect::get(&entry, &"prototype".into()).ok()?, &"isVisible".into()).unwrap_or(false) {
        return None;
    }
    let options = IntersectionObserverInit::new();
    options.set_threshold(&JsValue::from_f64(0.9));
    Reflect::set(&options, &"trackVisibility".into(), &JsValue::TRUE).ok()?;
    Reflect::set(&options, &"delay".into(), &JsValue::from(DELAY)).ok()?;

    let covered = Rc::new(covered);
    let visible = Rc::new(Cell::new(false));
    let opened = Rc::new(Cell::new(false));
    let closure = {
        let (covered, visible, opened) = (Rc::clone(&covered), Rc::clone(&visible), Rc::clone(&opened));
        Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let last = entries.iter().last().and_then(|entry| Reflect::get(&entry, &"isVisible".into()).ok());
            visible.set(last.is_some_and(|visible| visible.is_truthy()));
            if opened.get() && !visible.get() {
                covered();
            }
        })
    };
    let observer = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    let opening = Timeout::new(OPENING, move || {
        opened.set(true);
        if !visible.get() {
            covered();
        }
    });
    Some(Watch { observer, _closure: closure, _opening: opening })
}
