//! Whether the open gate can really be seen: IntersectionObserver v2, which Chromium alone has, says when
//! the frame is covered or made transparent from outside.

use js_sys::{Array, Function, Reflect};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};

/// The least delay between two reports that the browser allows, in milliseconds.
const DELAY: u32 = 100;

/// Watches until dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _closure: Closure<dyn FnMut(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `covered` when the element was visible and is so no longer; `None` where the browser cannot tell.
/// One that never was visible is not reported: a reader's filter over every page makes it so from the start.
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

    let visible = Cell::new(false);
    let closure = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let last = entries.iter().last().and_then(|entry| Reflect::get(&entry, &"isVisible".into()).ok());
        let now = last.is_some_and(|visible| visible.is_truthy());
        if visible.replace(now) && !now {
            covered();
        }
    });
    let observer = IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Watch { observer, _closure: closure })
}
