//! A worker of the audit that is asked one thing: what is kept is read or written by it alone.

use converel_browser::worker::Worker;
use converel_protocol::audit::messages::{FromAudit, ToAudit, What};
use converel_ui::words::t;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Its answer; or why there is none, in words.
pub(super) async fn ask(make: &Function, message: &ToAudit) -> Result<FromAudit, String> {
    let answered: Rc<RefCell<Option<FromAudit>>> = Rc::default();
    let mut settle = None;
    let settled = Promise::new(&mut |done, failed| settle = Some((done, failed)));
    let (done, failed) = settle.ok_or_else(String::new)?;
    let worker = {
        let answered = Rc::clone(&answered);
        let hear = move |answer| {
            if !matches!(answer, FromAudit::Ready | FromAudit::Progress { .. }) {
                answered.replace(Some(answer));
                // It only resolves a promise.
                let _ = done.call0(&JsValue::UNDEFINED);
            }
        };
        Worker::begin(make, hear, move |words| {
            let _ = failed.call1(&JsValue::UNDEFINED, &words.into());
        })
    };
    let worker = worker.map_err(|error| error.to_string())?;
    worker.say(message, &[], None).map_err(|error| error.to_string())?;
    let died = JsFuture::from(settled).await.err();
    match (answered.take(), died) {
        (Some(answer), None) => Ok(answer),
        (_, died) => Err(died.and_then(|words| words.as_string()).unwrap_or_default()),
    }
}

/// Why it did not do what it was asked, in words.
pub(super) fn reason(answer: FromAudit) -> String {
    match answer {
        FromAudit::Failed { problem } => match problem.what {
            What::StorageFull => t("audit_what_storage_full"),
            What::Newer => t("backup_audit_later"),
            _ => problem.detail,
        },
        _ => String::new(),
    }
}
