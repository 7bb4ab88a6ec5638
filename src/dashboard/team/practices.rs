//! Practices of the audit's cycle, held against what later rounds show.

use converel_team::followed::gaps;
use converel_ui::audit::{self, Wish};
use converel_ui::lean::{derived, effect};
use converel_ui::team;
use std::rc::Rc;

/// Tells the audit what closed rounds show of the practices that were taken up.
pub(super) fn begin(model: team::Model, ask: &audit::Ask) {
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
