//! What both pages share: the element they are mounted in, the page's language, and the journal read.

use converel_browser::{i18n, storage};
use converel_protocol::settings::{self, Settings};
use converel_protocol::stored::Cause;
use converel_store::{Found, Indexed, Journal as _};
use converel_ui::dashboard::Unrecorded;
use serde_json::Value;
use std::collections::BTreeMap;
use sycamore::prelude::*;

/// Draws `view` into the element `app`, with the page's language and direction set.
pub(crate) fn mount(view: impl FnOnce() -> View) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(root) = document.document_element() {
        // Setting an attribute of a known name cannot fail.
        let _ = root.set_attribute("lang", &i18n::language());
        let _ = root.set_attribute("dir", &i18n::message("@@bidi_dir", &[]));
    }
    if let Some(app) = document.get_element_by_id("app") {
        sycamore::render_to(view, &app);
    }
}

/// The journal from `at` (milliseconds since the epoch) on, or why it cannot be read.
pub(crate) async fn journal(at: f64) -> Result<Found, String> {
    Indexed.since(at).await.map_err(|error| error.to_string())
}

/// The settings as they are stored, defaults for what is missing; `None` where they cannot be read.
pub(crate) async fn settings() -> Option<Settings> {
    let stored = storage::get::<Value>(storage::SETTINGS).await.ok()?;
    Some(settings::read(&stored.unwrap_or_default()).0)
}

/// The counts of invites that no record tells of; none where they are not readable.
pub(crate) async fn unrecorded() -> Unrecorded {
    let counts = storage::get::<BTreeMap<Cause, u32>>(storage::UNCHECKED).await;
    counts.ok().flatten().unwrap_or_default().into_iter().collect()
}
