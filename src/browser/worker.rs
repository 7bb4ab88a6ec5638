//! The audit's web worker, from both sides. The page's side is [`Worker`], which ends with its value; the worker's
//! own is what it answers and how it reads the files that it was given.

use crate::api::{self, Error};
use crate::{json, listen};
use converel_protocol::audit::messages::{FromAudit, ToAudit};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    DedicatedWorkerGlobalScope, ErrorEvent, Event, File, FileReaderSync, MessageEvent, MessagePort,
};

pub use web_sys::MessageChannel;

/// A web worker, seen from the page that began it. Dropping it ends it, whatever it is at.
pub struct Worker {
    worker: web_sys::Worker,
    _listeners: [listen::Listener; 3],
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Worker {
    /// Begins one by `make`, the page's own function for that. `hear` is called with each answer, `died` with the
    /// browser's words when it cannot go on, or could not be begun.
    ///
    /// # Errors
    /// The browser refuses.
    pub fn begin(
        make: &Function,
        mut hear: impl FnMut(FromAudit) + 'static,
        died: impl Fn(String) + Clone + 'static,
    ) -> Result<Self, Error> {
        let worker = make.call0(&JsValue::UNDEFINED).map_err(api::thrown)?;
        let worker: web_sys::Worker = worker.unchecked_into();
        let answers = listen::on(&worker, "message", move |event| {
            let text = event.unchecked_into::<MessageEvent>().data().as_string();
            if let Some(answer) = text.and_then(|text| json::read(&text)) {
                hear(answer);
            }
        });
        let fails = |died: &(dyn Fn(String) + 'static), event: Event| {
            let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            event.prevent_default();
            died(words.unwrap_or_default());
        };
        let dead = died.clone();
        let failure = listen::on(&worker, "error", move |event| fails(&dead, event));
        let garbled = listen::on(&worker, "messageerror", move |event| fails(&died, event));
        Ok(Self { worker, _listeners: [answers, failure, garbled] })
    }

    /// Says something to it, with these files and this port, which then is the worker's.
    ///
    /// # Errors
    /// The browser refuses, such as a file that it cannot hand on.
    pub fn say(&self, message: &ToAudit, files: &[File], port: Option<&MessagePort>) -> Result<(), Error> {
        let said = Object::new();
        for (name, value) in [
            ("message", JsValue::from(json::write(message))),
            ("files", files.iter().collect::<Array>().into()),
        ] {
            Reflect::set(&said, &name.into(), &value).map_err(api::thrown)?;
        }
        let handed: Array = port.into_iter().collect();
        self.worker.post_message_with_transfer(&said, &handed).map_err(api::thrown)
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Inside the worker: answers the page with the JSON of a `FromAudit`.
///
/// # Errors
/// The browser has no memory for it.
pub fn answer(text: &str) -> Result<(), Error> {
    scope().post_message(&JsValue::from_str(text)).map_err(api::thrown)
}

/// Inside the worker: the browser's language (BCP 47).
pub fn language() -> String {
    scope().navigator().language().unwrap_or_default()
}

/// The bytes of a file from `start` on into `into`; fewer than that only where the file ends. Inside a worker only.
///
/// # Errors
/// The browser cannot read the file: it was moved, or changed since the user chose it.
pub fn read(file: &File, start: f64, into: &mut [u8]) -> Result<usize, Error> {
    let slice = file.slice_with_f64_and_f64(start, start + into.len() as f64).map_err(api::thrown)?;
    let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(&slice));
    let bytes = Uint8Array::new(&buffer.map_err(api::thrown)?.into());
    let length = usize::try_from(bytes.length()).unwrap_or_default();
    let place = into.get_mut(..length).ok_or_else(|| Error::Shape(format!("{length} bytes")))?;
    bytes.copy_to(place);
    Ok(length)
}

/// Where a file stands in the folder that was chosen or dropped, its name included; its name alone where there is
/// no folder.
pub fn path(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Hands a text over to whoever holds the other port.
///
/// # Errors
/// The browser has no memory for it.
pub fn hand_over(port: &MessagePort, text: &str) -> Result<(), Error> {
    port.post_message(&JsValue::from_str(text)).map_err(api::thrown)
}

/// The text that comes over this port next.
///
/// # Errors
/// What comes is none.
pub async fn take_over(port: &MessagePort) -> Result<String, Error> {
    let promise = Promise::new(&mut |done, _| port.set_onmessage(Some(&done)));
    let event: MessageEvent = api::settled(promise).await?.unchecked_into();
    event.data().as_string().ok_or_else(|| Error::Shape("no text".into()))
}
