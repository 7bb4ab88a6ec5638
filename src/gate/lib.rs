//! The gate's frame: takes the port that the page script hands over, answers its questions, draws the
//! screen, keeps the records. What follows what is [`session`]; what is shown is `converel-ui`; what is
//! judged is `converel-core`.
//!
//! Architecture invariant: without a redeemed token nothing is drawn and nothing answered.

#[cfg(target_arch = "wasm32")]
mod fallback;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod keep;
#[cfg(target_arch = "wasm32")]
mod seen;
pub mod session;

/// Redeems the token, then answers on the port; `language` is the calendar page's, a BCP 47 tag or empty. The
/// caller has checked that all came from the parent.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(port: web_sys::MessagePort, token: String, language: String) {
    wasm_bindgen_futures::spawn_local(frame::start(port, token, language));
}

/// Something threw that nobody caught: if the gate is open, its plain ways out take the screen's place.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn fault() {
    fallback::show();
}
