//! `storage.local`: small values under fixed keys, and word of their changes.

use crate::api::{self, ApiEvent, Area, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// Key of the settings (`converel_protocol::settings::Settings`).
pub const SETTINGS: &str = "settings";
/// Key of the pause: milliseconds since the epoch until which the gate is paused; 0 if it is not.
pub const PAUSED_UNTIL: &str = "pausedUntil";
/// Key of what was learned from the user's corrections (`converel_protocol::lessons::StoredLessons`).
pub const LESSONS: &str = "lessons";
/// The calendars that the user added.
pub const CALENDARS: &str = "calendars";
/// Key of the counts of unchecked invites that no record tells of: `{cause: count}`.
pub const UNCHECKED: &str = "unchecked";
/// Key of what the gate hands over to the decision log (a list of `converel_protocol::team::decision::FromGate`).
pub const DECISION_INBOX: &str = "decisionInbox";
/// Key of the last days for comments of the decisions that are proposed: a list of `YYYY-MM-DD`.
pub const DECISIONS_DUE: &str = "decisionsDue";

fn local() -> Result<Area, Error> {
    api::with(|api| api.storage().and_then(|storage| storage.local()).ok_or(Error::Absent("storage.local")))
}

/// The value under this key; `None` if there is none.
///
/// # Errors
/// The storage cannot be reached, or the value is not a `T`.
pub async fn get<T: DeserializeOwned>(key: &str) -> Result<Option<T>, Error> {
    let promise = local()?.get(&JsValue::from_str(key)).map_err(api::thrown)?;
    let found = api::settled(promise).await?;
    let value = js_sys::Reflect::get(&found, &JsValue::from_str(key)).map_err(api::thrown)?;
    if value.is_undefined() || value.is_null() { Ok(None) } else { api::typed(value).map(Some) }
}

/// Puts a value under this key; done when the promise is.
///
/// # Errors
/// The storage is full or cannot be reached.
pub async fn set<T: Serialize + ?Sized>(key: &str, value: &T) -> Result<(), Error> {
    let items = js_sys::Object::new();
    js_sys::Reflect::set(&items, &JsValue::from_str(key), &api::plain(value)?).map_err(api::thrown)?;
    let promise = local()?.set(&items).map_err(api::thrown)?;
    api::settled(promise).await.map(|_| ())
}

/// Adds one to the count of this name in the object of counts under this key.
///
/// # Errors
/// The storage is full or cannot be reached.
pub async fn count(key: &str, name: &str) -> Result<(), Error> {
    let key = JsValue::from_str(key);
    let found = api::settled(local()?.get(&key).map_err(api::thrown)?).await?;
    let stored = js_sys::Reflect::get(&found, &key).map_err(api::thrown)?;
    let counts = if stored.is_object() { stored } else { js_sys::Object::new().into() };
    let name = JsValue::from_str(name);
    let before = js_sys::Reflect::get(&counts, &name).ok().and_then(|count| count.as_f64()).unwrap_or(0.0);
    js_sys::Reflect::set(&counts, &name, &JsValue::from_f64(before + 1.0)).map_err(api::thrown)?;
    js_sys::Reflect::set(&found, &key, &counts).map_err(api::thrown)?;
    api::settled(local()?.set(&found).map_err(api::thrown)?).await.map(|_| ())
}

/// Removes a key.
///
/// # Errors
/// The storage cannot be reached.
pub async fn remove(key: &str) -> Result<(), Error> {
    let promise = local()?.remove(&JsValue::from_str(key)).map_err(api::thrown)?;
    api::settled(promise).await.map(|_| ())
}

/// What `storage.onChanged` told.
pub struct Changes(JsValue);

impl Changes {
    /// Whether this key changed, or was removed.
    pub fn has(&self, key: &str) -> bool {
        js_sys::Reflect::has(&self.0, &JsValue::from_str(key)).unwrap_or(false)
    }

    /// The new value under this key; `None` if it did not change, was removed, or is not a `T`.
    pub fn new_value<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let change = js_sys::Reflect::get(&self.0, &JsValue::from_str(key)).ok()?;
        let value = js_sys::Reflect::get(&change, &JsValue::from_str("newValue")).ok()?;
        api::typed(value).ok()
    }
}

/// Listens to changes of `storage.local` until dropped.
pub struct ChangeListener {
    event: ApiEvent,
    closure: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl Drop for ChangeListener {
    fn drop(&mut self) {
        // A context that is going away may throw here; there is nobody left to tell.
        let _ = self.event.remove_listener(self.closure.as_ref());
    }
}

/// Calls `listener` on every change of `storage.local`, until the returned value is dropped.
///
/// # Errors
/// The browser offers no such event here.
pub fn on_changed(mut listener: impl FnMut(Changes) + 'static) -> Result<ChangeListener, Error> {
    let event = api::with(|api| {
        api.storage().and_then(|storage| storage.on_changed()).ok_or(Error::Absent("storage.onChanged"))
    })?;
    let closure = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |changes, area: JsValue| {
        if area.as_string().as_deref() == Some("local") {
            listener(Changes(changes));
        }
    });
    event.add_listener(closure.as_ref()).map_err(api::thrown)?;
    Ok(ChangeListener { event, closure })
}
