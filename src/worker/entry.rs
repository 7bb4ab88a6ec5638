//! The worker's door: a message in, an answer out, and in between how far an import is. Messages are heard one at a
//! time, which `extension/worker/audit.ts` sees to. What fails here and cannot be answered is thrown: then the worker
//! is at its end, and the page begins another.

use crate::auditor::Auditor;
use crate::reading::Step;
use crate::source::Source;
use converel_browser::{clock, worker};
use converel_protocol::audit::messages::{FromAudit, Stage, ToAudit};
use converel_store::audit::IndexedShelf;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{File, MessagePort};

/// So many milliseconds lie between two words of how far an import is.
const PAUSE: f64 = 50.0;

thread_local! {
    /// Taken out while a message is heard.
    static AUDITOR: RefCell<Option<Auditor<IndexedShelf>>> = const { RefCell::new(None) };
}

/// A file that the page sent.
struct Given {
    file: File,
    path: String,
    media_type: String,
}

impl Given {
    fn new(file: File) -> Self {
        Self { path: worker::path(&file), media_type: file.type_(), file }
    }
}

impl Source for Given {
    fn path(&self) -> &str {
        &self.path
    }

    fn media_type(&self) -> &str {
        &self.media_type
    }

    fn size(&self) -> u64 {
        self.file.size() as u64
    }

    fn read(&self, start: u64, into: &mut [u8]) -> Result<usize, String> {
        worker::read(&self.file, start as f64, into).map_err(|error| error.to_string())
    }
}

fn thrown(error: impl ToString) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

fn answer(answer: &FromAudit) -> Result<(), JsValue> {
    let text = serde_json::to_string(answer).map_err(thrown)?;
    worker::answer(&text).map_err(thrown)
}

/// Says that the worker is there.
#[wasm_bindgen(start)]
fn ready() -> Result<(), JsValue> {
    answer(&FromAudit::Ready)
}

/// Hears a message, which is the JSON of a `ToAudit`, with what came with it.
#[wasm_bindgen]
pub async fn hear(message: String, files: Vec<File>, port: Option<MessagePort>) -> Result<(), JsValue> {
    let said: ToAudit = serde_json::from_str(&message).map_err(thrown)?;
    let kept = AUDITOR.with_borrow_mut(Option::take);
    let mut auditor = kept.unwrap_or_else(|| Auditor::new(IndexedShelf));
    match (&said, port) {
        (ToAudit::HandOver, Some(port)) => {
            worker::hand_over(&port, &auditor.hand_over().map_err(thrown)?).map_err(thrown)?;
        }
        (ToAudit::TakeOver, Some(port)) => {
            auditor.take_over(&worker::take_over(&port).await.map_err(thrown)?).map_err(thrown)?;
        }
        _ => {
            let files: Vec<Given> = files.into_iter().map(Given::new).collect();
            let mut last = (f64::NEG_INFINITY, Stage::Judged);
            let mut tell = |Step { stage, done, of, events, file }: Step<'_>| {
                let now = clock::now();
                if now - last.0 < PAUSE && last.1 == stage {
                    return;
                }
                last = (now, stage);
                // What cannot be said now is said the next time, and a worker that cannot speak at all fails below.
                let _ = answer(&FromAudit::Progress { stage, done, of, events, file: file.to_owned() });
            };
            if let Some(said) = auditor.hear(said, &files, &mut tell).await {
                answer(&said)?;
            }
        }
    }
    AUDITOR.with_borrow_mut(|place| *place = Some(auditor));
    Ok(())
}
