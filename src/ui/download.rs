//! A text, or bytes, as a file: handed to the browser as a blob, which it saves where it saves downloads.

use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

thread_local! {
    /// The last file's address. It is given back when the next one is made: the browser may still be
    /// reading it when the call below returns.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Saves `text` under this name, with this media type.
///
/// # Errors
/// The browser's own words: it has no memory for the file, or the page has gone.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    save_bytes(name, media_type, text.as_bytes())
}

/// Saves bytes under this name, with this media type.
///
/// # Errors
/// As [`save`].
pub(crate) fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    save_blob(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)
}

/// Saves what is a blob already.
///
/// # Errors
/// As [`save`].
pub(crate) fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    if let Some(last) = LAST.with(|last| last.replace(Some(address.clone()))) {
        Url::revoke_object_url(&last)?;
    }
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Ok(())
}
