//! JSON by the browser's own reader and writer: they are there already, and serde's would be added to each
//! page's module.

use crate::api;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// A value as JSON; empty if it cannot be (no type of `converel-protocol` is such).
pub fn write<T: Serialize>(value: &T) -> String {
    let text = api::plain(value).ok().and_then(|value| js_sys::JSON::stringify(&value).ok());
    text.map(|text: js_sys::JsString| String::from(text)).unwrap_or_default()
}

/// The value of a JSON text; `None` if it is none, or another's.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: JsValue = js_sys::JSON::parse(text).ok()?;
    api::typed(value).ok()
}
