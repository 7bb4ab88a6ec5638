//! The cycle that is running: its promises, the day to look again, whether that has come, and that the first weeks
//! are expected to be worse.

use crate::audit::board::audit;
use crate::audit::board::phrases;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::document::words::{Screen, Words as _, date, moment};
use crate::lean::{derived, live};
use crate::modal::modal;
use crate::words::{message, plural, t};
use converel_protocol::audit::kept::{Cycle, Promise};
use converel_protocol::stored::Frequency;
use jiff::civil::Date;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// How a cycle stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// So many days until the day to look again.
    Waiting(u32),
    /// The day has come, and no import since has shown anything.
    Due,
    /// An import of that day or later has shown what came of it.
    Looked,
}

/// How a cycle stands. `looked` is the day of its last look.
pub(super) fn standing(look_again: &str, looked: Option<Date>, today: Date) -> Standing {
    let Ok(day) = look_again.parse::<Date>() else { return Standing::Due };
    if looked.is_some_and(|looked| looked >= day) {
        return Standing::Looked;
    }
    match today.until(day).map(|span| span.get_days()) {
        Ok(days) if days > 0 => Standing::Waiting(days.unsigned_abs()),
        _ => Standing::Due,
    }
}

/// The running cycle; nothing while there is none.
pub(super) fn running(model: Model, ask: Ask, cycles: ReadSignal<Vec<Cycle>>) -> View {
    let last = derived(move || cycles.with(|cycles| cycles.last().cloned()));
    let dropping = create_signal(None::<String>);
    let shown = live(move || match last.get_clone() {
        None => View::new(),
        Some(cycle) => shown(&cycle, model, dropping),
    });
    (shown, confirm(dropping, ask)).into()
}

fn shown(cycle: &Cycle, model: Model, dropping: Signal<Option<String>>) -> View {
    let looked = cycle.looks.last().and_then(|look| Screen.day(look.at));
    let standing = standing(&cycle.look_again, looked, model.today);
    let day = date(&Screen, &cycle.look_again);
    let (class, when) = match standing {
        Standing::Waiting(days) => {
            ("when", message("audit_cycle_waiting", &[&day, &plural("audit_in_days", f64::from(days))]))
        }
        Standing::Due => ("when due", message("audit_cycle_due", &[&day])),
        Standing::Looked => ("when", t("audit_cycle_looked")),
    };
    let dip = match cycle.looks.last() {
        Some(look) if look.dip => Some("audit_cycle_in_dip"),
        _ if standing == Standing::Looked => None,
        _ => Some("audit_cycle_dip"),
    };
    let id = cycle.id.clone();
    // A promise does not say what its interval counts; its card does, as long as it is there.
    let audit = untrack(|| audit(model));
    let frequency = |key: &str| audit.as_ref()?.cards.iter().find(|card| card.key == key)?.frequency;
    let promises: Vec<View> = cycle.promises.iter().map(|told| promise(told, frequency(&told.key))).collect();
    section()
        .class("running")
        .attr("aria-labelledby", "audit-cycle-running")
        .children((
            h3().id("audit-cycle-running")
                .tabindex("-1")
                .children(message("audit_cycle_since", &[&moment(&Screen, cycle.at)])),
            ul().class("promises").children(promises),
            p().class(class).children(when),
            dip.map(|name| View::from(p().class("dip").children(t(name)))),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("cycle-drop")
                    .on(events::click, move |_| dropping.set(Some(id.clone())))
                    .children(t("audit_cycle_drop")),
            ),
        ))
        .into()
}

fn promise(promise: &Promise, frequency: Option<Frequency>) -> View {
    let effects = phrases::effects(
        &Screen,
        &converel_protocol::audit::numbers::Improvement {
            change: promise.change,
            hours_returned: promise.hours_returned,
            own_hours_returned: promise.own_hours_returned,
            blocks_regained: promise.blocks_regained,
        },
    );
    li().children((
        strong().children(phrases::change(&Screen, promise.change, frequency)),
        span().class("quiet").attr("dir", "auto").children(promise.title.clone()),
        span().children(effects.join(" · ")),
    ))
    .into()
}

/// The question before a cycle is dropped; open while one is to be.
fn confirm(dropping: Signal<Option<String>>, ask: Ask) -> View {
    let drop = move |_: web_sys::MouseEvent| {
        if let Some(id) = dropping.get_clone() {
            ask(Wish::Unchoose(id));
        }
        dropping.set(None);
        // The button that opened this goes with its cycle.
        focus("audit-cycle-heading");
    };
    modal(
        move || dropping.with(Option::is_some),
        move || dropping.set(None),
        "cycle-drop-heading",
        (
            h2().id("cycle-drop-heading").children(t("audit_cycle_drop_heading")),
            p().children(t("audit_cycle_drop_text")),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .bool_attr("autofocus", true)
                    .on(events::click, move |_| dropping.set(None))
                    .children(t("dashboard_cancel")),
                button()
                    .r#type("button")
                    .class("button danger")
                    .id("cycle-drop-confirm")
                    .on(events::click, drop)
                    .children(t("audit_cycle_drop_yes")),
            )),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_cycle_is_due_on_its_day_until_somebody_has_looked() {
        let day = date(2026, 12, 21);
        let before = date(2026, 12, 20);
        for (look_again, looked, today, expected) in [
            ("2026-12-21", None, date(2026, 11, 23), Standing::Waiting(28)),
            ("2026-12-21", None, before, Standing::Waiting(1)),
            ("2026-12-21", None, day, Standing::Due),
            ("2026-12-21", None, date(2027, 3, 1), Standing::Due),
            ("2026-12-21", Some(before), before, Standing::Waiting(1)),
            ("2026-12-21", Some(before), day, Standing::Due),
            ("2026-12-21", Some(day), day, Standing::Looked),
            ("2026-12-21", Some(day), date(2027, 3, 1), Standing::Looked),
            ("some day", None, day, Standing::Due),
        ] {
            assert_eq!(standing(look_again, looked, today), expected, "{look_again} {looked:?} {today}");
        }
    }
}
