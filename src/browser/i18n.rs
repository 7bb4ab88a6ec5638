//! The extension's own words, from `_locales`.

use crate::api;
use wasm_bindgen::JsValue;

/// The message of this name with its substitutions (`$1`, `$2`, …) put in; empty if there is none.
pub fn message(name: &str, substitutions: &[&str]) -> String {
    let list: js_sys::Array = substitutions.iter().map(|text| JsValue::from_str(text)).collect();
    api::with(|api| {
        let i18n = api.i18n().ok_or(api::Error::Absent("i18n"))?;
        i18n.get_message(name, &list).map_err(api::thrown)
    })
    .unwrap_or_default()
}

/// The browser's own language as a BCP 47 tag; empty if it does not say.
pub fn language() -> String {
    api::with(|api| {
        let i18n = api.i18n().ok_or(api::Error::Absent("i18n"))?;
        i18n.get_ui_language().map_err(api::thrown)
    })
    .unwrap_or_default()
}

/// The direction of the browser's own language: `ltr` or `rtl`; empty if it does not say.
pub fn direction() -> String {
    const DIRECTION: &str = "@@bidi_dir";
    message(DIRECTION, &[])
}
