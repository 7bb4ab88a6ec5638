//! The extension APIs as wasm-bindgen sees them. Private: the typed modules beside it are what others use.

use js_sys::Promise;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Why a browser call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The page runs outside an extension, or the browser does not offer this API here (Firefox gives an
    /// embedded frame no `tabs`).
    #[error("the browser offers no {0} here")]
    Absent(&'static str),
    /// The call threw or its promise was rejected; the browser's own words.
    #[error("{0}")]
    Thrown(String),
    /// What came back, or was to be sent, has another shape than its type.
    #[error("unexpected shape: {0}")]
    Shape(String),
}

#[wasm_bindgen]
extern "C" {
    pub(crate) type Api;
    pub(crate) type Runtime;
    pub(crate) type I18n;
    pub(crate) type Storage;
    pub(crate) type Area;
    pub(crate) type Tabs;
    pub(crate) type Permissions;
    pub(crate) type ApiEvent;
    pub(crate) type Extension;

    #[wasm_bindgen(thread_local_v2, js_name = browser)]
    static BROWSER: Option<Api>;
    #[wasm_bindgen(thread_local_v2, js_name = chrome)]
    static CHROME: Option<Api>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn runtime(this: &Api) -> Option<Runtime>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn i18n(this: &Api) -> Option<I18n>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn storage(this: &Api) -> Option<Storage>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn tabs(this: &Api) -> Option<Tabs>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn permissions(this: &Api) -> Option<Permissions>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn extension(this: &Api) -> Option<Extension>;

    #[wasm_bindgen(method, getter, js_name = inIncognitoContext)]
    pub(crate) fn in_incognito_context(this: &Extension) -> Option<bool>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn id(this: &Runtime) -> Option<String>;
    #[wasm_bindgen(method, catch, js_name = getURL)]
    pub(crate) fn get_url(this: &Runtime, path: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = sendMessage)]
    pub(crate) fn send_message(this: &Runtime, message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = openOptionsPage)]
    pub(crate) fn open_options_page(this: &Runtime) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getMessage)]
    pub(crate) fn get_message(this: &I18n, name: &str, substitutions: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getUILanguage)]
    pub(crate) fn get_ui_language(this: &I18n) -> Result<String, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn local(this: &Storage) -> Option<Area>;
    #[wasm_bindgen(method, getter, js_name = onChanged)]
    pub(crate) fn on_changed(this: &Storage) -> Option<ApiEvent>;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn get(this: &Area, keys: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn set(this: &Area, items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn remove(this: &Area, keys: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn create(this: &Tabs, properties: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn query(this: &Tabs, query: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn request(this: &Permissions, permissions: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = addListener)]
    pub(crate) fn add_listener(this: &ApiEvent, listener: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeListener)]
    pub(crate) fn remove_listener(this: &ApiEvent, listener: &JsValue) -> Result<(), JsValue>;
}

/// Runs `call` with the extension's API object, whichever of its two names this browser gives it.
pub(crate) fn with<T>(call: impl FnOnce(&Api) -> Result<T, Error>) -> Result<T, Error> {
    BROWSER.with(|browser| {
        // Chromium has begun to define `browser` too; an embedder may define it without `runtime`.
        match browser.as_ref().filter(|api| api.runtime().is_some()) {
            Some(api) => call(api),
            None => CHROME.with(|chrome| match chrome {
                Some(api) => call(api),
                None => Err(Error::Absent("extension API")),
            }),
        }
    })
}

/// The words of a thrown value.
pub(crate) fn thrown(value: JsValue) -> Error {
    let words = match value.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
    };
    Error::Thrown(words)
}

/// Waits for a promise of the browser's.
pub(crate) async fn settled(promise: Promise) -> Result<JsValue, Error> {
    JsFuture::from(promise).await.map_err(thrown)
}

/// A value as a plain JavaScript object: what `postMessage`, `sendMessage` and `storage` carry alike.
///
/// # Errors
/// [`Error::Shape`] if the value cannot be one (no type of `converel-protocol` is such).
pub(crate) fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| Error::Shape(error.to_string()))
}

/// The typed value of a plain JavaScript object; extra fields are ignored.
///
/// # Errors
/// [`Error::Shape`] if it is not one.
pub(crate) fn typed<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Error::Shape(error.to_string()))
}
