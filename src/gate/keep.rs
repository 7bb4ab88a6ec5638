//! Records on their way to the background, the journal's one writer; and decisions to the decision log.

use converel_browser::{Error, json, runtime, storage};
use converel_protocol::runtime::Acknowledged;
use converel_protocol::stored::{Cause, Outcome, StoredRecord};
use converel_protocol::team::decision::FromGate;
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long a decision waits for its record, in milliseconds.
const LIMIT: u32 = 2_000;

/// Keeps a record; calls `then` once: when it is acknowledged, or cannot be, or takes too long. Where the
/// background did not answer, the invite is counted here; where it could not write, it counts itself.
pub(crate) fn then(record: StoredRecord, then: impl FnOnce() + 'static) {
    // What did not go out is no unchecked invite.
    let went_out = !matches!(record.outcome, Outcome::Returned | Outcome::Replaced | Outcome::Cancelled);
    let finish = move |answer: Option<Acknowledged>| {
        if answer.is_none() && went_out {
            spawn_local(count(Cause::JournalUnavailable));
        }
        then();
    };
    in_time(Box::pin(runtime::keep(record)), Box::new(finish));
}

/// Hands a decision over to the decision log; calls `then` once with `Ok`, or with why it is not known to be there.
pub(crate) fn decision(decision: FromGate, then: impl FnOnce(Result<(), String>) + 'static) {
    let finish = move |answer: Option<Acknowledged>| {
        then(match answer {
            Some(Acknowledged { ok: true, .. }) => Ok(()),
            answer => Err(answer.unwrap_or_default().error),
        });
    };
    in_time(Box::pin(runtime::keep_decision(decision)), Box::new(finish));
}

type Answer = Pin<Box<dyn Future<Output = Result<Acknowledged, Error>>>>;
type Finish = Box<dyn FnOnce(Option<Acknowledged>)>;

/// Calls `finish` once: with the answer, or with `None` where none came in time.
fn in_time(answer: Answer, finish: Finish) {
    let finish = Rc::new(Cell::new(Some(finish)));
    let late = Rc::clone(&finish);
    let finished = move |finish: &Cell<Option<Finish>>, answer| {
        if let Some(finish) = finish.take() {
            finish(answer);
        }
    };
    let timer = Timeout::new(LIMIT, move || finished(&late, None));
    spawn_local(async move {
        let answer = answer.await;
        drop(timer);
        finished(&finish, answer.ok());
    });
}

/// Counts an invite that the journal does not know of. Where even this fails the extension is gone from
/// under the page, and there is nowhere to count.
pub(crate) async fn count(cause: Cause) {
    let cause = json::write(&cause);
    let _ = storage::count(storage::UNCHECKED, cause.trim_matches('"')).await;
}
