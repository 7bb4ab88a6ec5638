//! The stored settings, changed: read, changed and written as one step, so that what another page, or another change of
//! this one, stored meanwhile is not lost.

use converel_browser::storage;
use converel_protocol::settings::{Settings, read};
use serde_json::Value;
use std::cell::Cell;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// The change before, which is to be waited for.
    static LAST: Cell<Option<js_sys::Promise>> = const { Cell::new(None) };
}

/// Changes what is stored and shows it.
///
/// # Errors
/// The storage is full or cannot be reached; then nothing is changed.
pub(crate) async fn change(
    shown: Signal<Option<Settings>>,
    change: impl FnOnce(&mut Settings),
) -> Result<(), String> {
    let mut finish = None;
    let mine = js_sys::Promise::new(&mut |resolve, _| finish = Some(resolve));
    let before = LAST.replace(Some(mine));
    if let Some(before) = before {
        // It is resolved whatever became of it.
        let _ = JsFuture::from(before).await;
    }
    let done = changed(change).await;
    if let Some(finish) = finish {
        // A promise's own function cannot throw.
        let _ = finish.unchecked_ref::<js_sys::Function>().call0(&wasm_bindgen::JsValue::UNDEFINED);
    }
    done.map(|settings| shown.set(Some(settings)))
}

async fn changed(change: impl FnOnce(&mut Settings)) -> Result<Settings, String> {
    let stored = storage::get::<Value>(storage::SETTINGS).await.map_err(|error| error.to_string())?;
    let (mut settings, _) = read(&stored.unwrap_or_default());
    change(&mut settings);
    storage::set(storage::SETTINGS, &settings).await.map_err(|error| error.to_string())?;
    Ok(settings)
}
