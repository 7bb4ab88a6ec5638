//! The browser's clock and its randomness; the core has neither.

use jiff::civil::DateTime;
use wasm_bindgen::JsValue;

/// Milliseconds since the Unix epoch.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// An instant as a civil time of the user's own zone; `None` if it lies outside what a date can say.
pub fn civil(milliseconds: f64) -> Option<DateTime> {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds));
    DateTime::new(
        i16::try_from(date.get_full_year()).ok()?,
        i8::try_from(date.get_month() + 1).ok()?,
        i8::try_from(date.get_date()).ok()?,
        i8::try_from(date.get_hours()).ok()?,
        i8::try_from(date.get_minutes()).ok()?,
        i8::try_from(date.get_seconds()).ok()?,
        0,
    )
    .ok()
}

/// A civil time of UTC as one of the user's own zone; `None` as for [`civil`].
pub fn local(utc: DateTime) -> Option<DateTime> {
    let seconds = utc.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs();
    // Some hundred thousand million seconds at most: a double holds them all.
    civil(seconds as f64 * 1_000.0)
}

/// A random UUID.
///
/// `None` only outside a secure context, which no extension page is.
pub fn uuid() -> Option<String> {
    let crypto = web_sys::window()?.crypto().ok()?;
    Some(crypto.random_uuid())
}

/// Lets the page draw and the user act before what comes next.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let timer = web_sys::window().map(|window| window.set_timeout_with_callback(&resolve));
        // Without a page there is nobody to wait for.
        if timer.is_none_or(|timer| timer.is_err()) {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It is resolved and never refused.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
