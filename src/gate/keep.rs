//! Records on their way to the background, the journal's one writer.

use converel_browser::{json, runtime, storage};
use converel_protocol::stored::{Cause, Outcome, StoredRecord};
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long a decision waits for its record, in milliseconds.
const LIMIT: u32 = 2_000;

/// Keeps a record; calls `then` once: when it is acknowledged, or cannot be, or takes too long. Where the
/// background did not answer, the invite is counted here; where it could not write, it counts itself.
pub(crate) fn then(record: StoredRecord, then: impl FnOnce() + 'static) {
    // What did not go out is no unchecked invite.
    let went_out = !matches!(record.outcome, Outcome::Returned | Outcome::Replaced | Outcome::Cancelled);
    let then = Rc::new(Cell::new(Some(then)));
    let finish = {
        let then = Rc::clone(&then);
        move |answered: bool| {
            let Some(then) = then.take() else { return };
            if !answered && went_out {
                spawn_local(count(Cause::JournalUnavailable));
            }
            then();
        }
    };
    let late = finish.clone();
    let timer = Timeout::new(LIMIT, move || late(false));
    spawn_local(async move {
        let kept = runtime::keep(record).await;
        drop(timer);
        finish(kept.is_ok());
    });
}

/// Counts an invite that the journal does not know of. Where even this fails the extension is gone from
/// under the page, and there is nowhere to count.
pub(crate) async fn count(cause: Cause) {
    let cause = json::write(&cause);
    let _ = storage::count(storage::UNCHECKED, cause.trim_matches('"')).await;
}
