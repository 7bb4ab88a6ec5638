//! Practices on their way into the audit's cycle: taken up from the results of a round, with a word about what came of
//! that, and held against what later rounds show.

use crate::dashboard::tell;
use converel_team::followed::gaps;
use converel_ui::audit::{self, Wish};
use converel_ui::lean::{derived, effect};
use converel_ui::{dashboard, team};
use std::rc::Rc;
use sycamore::prelude::*;

/// Tells what came of taking up a practice, and tells the audit what closed rounds show of those that were.
pub(super) fn begin(page: dashboard::Model, model: team::Model, ask: &audit::Ask) {
    let taken_up = model.audit.taken_up;
    effect(move || {
        if let Some((practice, problem)) = taken_up.get_clone() {
            let (text, failure) = untrack(|| audit::said_of(model.audit, practice, problem.as_ref()));
            tell(page, text, failure);
        }
    });
    // What a look said changes the cycles and not the gaps: nothing is told twice.
    let gaps = derived(move || {
        let led = model.rounds.led.get_clone();
        model.audit.cycles.with(|cycles| gaps(led.iter().map(AsRef::as_ref), cycles))
    });
    let ask = Rc::clone(ask);
    effect(move || {
        let gaps = gaps.get_clone();
        if !gaps.is_empty() {
            ask(Wish::RoundResults(gaps));
        }
    });
}
