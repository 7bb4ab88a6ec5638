//! The text of a field to the clipboard, and what is pasted.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, Event, HtmlDocument, HtmlTextAreaElement};

/// Copies what stands in the textarea of this id. In a frame the asynchronous clipboard needs a
/// permission that the page would have to give; selecting and copying needs the user's gesture alone.
pub(crate) fn copy(id: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let area = document.get_element_by_id(id).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return false };
    area.select();
    let copied =
        document.dyn_into::<HtmlDocument>().is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
    // Where the selection could not be undone the text just stays selected.
    let _ = area.set_selection_range(0, 0);
    copied
}

/// The plain text that an event of kind `paste` brings.
pub(crate) fn pasted(event: &Event) -> Option<String> {
    // `ClipboardEvent` is not in the stable part of web_sys.
    let data = Reflect::get(event, &JsValue::from_str("clipboardData")).ok()?;
    data.dyn_into::<DataTransfer>().ok()?.get_data("text/plain").ok()
}
