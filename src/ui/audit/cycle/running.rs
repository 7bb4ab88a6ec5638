//! The cycle that is running: its promises, the day to look again, whether that has come, and that the first weeks
//! are expected to be worse.

use super::practices::is_measured;
use crate::audit::board::audit;
use crate::audit::board::phrases;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::document::words::{Screen, Words as _, date, moment};
use crate::lean::{derived, live, text_of};
use crate::modal::modal;
use crate::team::rounds::words as team_words;
use crate::words::{message, plural, t};
use converel_protocol::audit::kept::{Cycle, PracticePromise, Promise};
use converel_protocol::stored::Frequency;
use converel_protocol::team::practice::Practice;
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

/// What may be dropped, after a question.
#[derive(Clone, Debug, PartialEq)]
enum Dropping {
    /// The cycle of this id.
    Cycle(String),
    /// A practice of it.
    Practice(String, Practice),
}

/// The running cycle; nothing while there is none.
pub(super) fn running(model: Model, ask: Ask, cycles: ReadSignal<Vec<Cycle>>) -> View {
    let last = derived(move || cycles.with(|cycles| cycles.last().cloned()));
    let dropping = create_signal(None::<Dropping>);
    let shown = live(move || match last.get_clone() {
        None => View::new(),
        Some(cycle) => shown(&cycle, model, dropping),
    });
    (shown, confirm(dropping, ask)).into()
}

/// The day on which everything in the cycle that can be measured had been looked at, by a calendar and by a round; `None`:
/// something was not, or nothing can be.
fn looked(cycle: &Cycle, day: impl Fn(f64) -> Option<Date>) -> Option<Date> {
    let meetings = (!cycle.promises.is_empty()).then(|| cycle.looks.last().map(|look| look.at));
    let practices = cycle.practices.iter().filter(|practice| is_measured(practice));
    let practices = practices.map(|practice| practice.looks.last().map(|look| look.at));
    let days = meetings.into_iter().chain(practices).map(|at| at.and_then(&day));
    days.collect::<Option<Vec<Date>>>()?.into_iter().min()
}

/// Whether what was looked at last is in the dip.
pub(crate) fn in_dip(cycle: &Cycle) -> bool {
    cycle.looks.last().is_some_and(|look| look.dip)
        || cycle.practices.iter().any(|practice| practice.looks.last().is_some_and(|look| look.dip))
}

/// The message of a day that has come: what is looked at again, and by what.
fn due(cycle: &Cycle) -> &'static str {
    match (cycle.promises.is_empty(), cycle.practices.iter().any(is_measured)) {
        (false, false) => "audit_cycle_due",
        (false, true) => "audit_cycle_due_both",
        (true, true) => "audit_practice_due",
        (true, false) => "audit_practice_due_poll",
    }
}

fn shown(cycle: &Cycle, model: Model, dropping: Signal<Option<Dropping>>) -> View {
    let looked = looked(cycle, |at| Screen.day(at));
    let standing = standing(&cycle.look_again, looked, model.today);
    let day = date(&Screen, &cycle.look_again);
    let (class, when) = match standing {
        Standing::Waiting(days) => {
            ("when", message("audit_cycle_waiting", &[&day, &plural("audit_in_days", f64::from(days))]))
        }
        Standing::Due => ("when due", message(due(cycle), &[&day])),
        Standing::Looked => ("when", t("audit_cycle_looked")),
    };
    let dip = if in_dip(cycle) {
        Some("audit_cycle_in_dip")
    } else if standing == Standing::Looked {
        None
    } else {
        Some("audit_cycle_dip")
    };
    let id = cycle.id.clone();
    // A promise does not say what its interval counts; its card does, as long as it is there.
    let audit = untrack(|| audit(model));
    let frequency = |key: &str| audit.as_ref()?.cards.iter().find(|card| card.key == key)?.frequency;
    let mut improvements: Vec<View> =
        cycle.promises.iter().map(|told| promise(told, frequency(&told.key))).collect();
    improvements.extend(cycle.practices.iter().map(|told| practice(told, &id, dropping)));
    let drop = move |_: web_sys::MouseEvent| dropping.set(Some(Dropping::Cycle(id.clone())));
    // A cycle of practices alone is gone with the last of them.
    let drop = if cycle.promises.is_empty() {
        View::new()
    } else {
        div()
            .class("actions")
            .children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("cycle-drop")
                    .on(events::click, drop)
                    .children(t("audit_cycle_drop")),
            )
            .into()
    };
    section()
        .class("running")
        .attr("aria-labelledby", "audit-cycle-running")
        .children((
            h3().id("audit-cycle-running")
                .tabindex("-1")
                .children(message("audit_cycle_since", &[&moment(&Screen, cycle.at)])),
            ul().class("promises").children(improvements),
            p().class(class).children(when),
            dip.map(|name| View::from(p().class("dip").children(t(name)))),
            drop,
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

/// A practice that the team took up, with the way to drop it.
fn practice(told: &PracticePromise, cycle: &str, dropping: Signal<Option<Dropping>>) -> View {
    let name = team_words::practice(&Screen, told.practice);
    let why = if is_measured(told) {
        message("audit_practice_of_round", &[&Screen.number(told.gap, 1)])
    } else {
        t("audit_practice_of_poll")
    };
    let dropped = Dropping::Practice(cycle.to_owned(), told.practice);
    li().class("practice")
        .children((
            div().children((
                strong().children(name.clone()),
                span().children(team_words::practice_text(&Screen, told.practice)),
                span().class("quiet").children(why),
            )),
            button()
                .r#type("button")
                .class("quiet-button")
                .attr("aria-label", message("audit_practice_drop", &[&name]))
                .on(events::click, move |_| dropping.set(Some(dropped.clone())))
                .children("×"),
        ))
        .into()
}

/// The question before something is dropped; open while something is to be.
fn confirm(dropping: Signal<Option<Dropping>>, ask: Ask) -> View {
    let is_practice = move || dropping.with(|dropping| matches!(dropping, Some(Dropping::Practice(..))));
    let drop = move |_: web_sys::MouseEvent| {
        match dropping.get_clone() {
            Some(Dropping::Cycle(id)) => ask(Wish::Unchoose(id)),
            Some(Dropping::Practice(id, practice)) => ask(Wish::DropPractice(id, practice)),
            None => {}
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
            h2().id("cycle-drop-heading").children(text_of(move || {
                t(if is_practice() { "audit_practice_drop_heading" } else { "audit_cycle_drop_heading" })
            })),
            p().children(text_of(move || {
                t(if is_practice() { "audit_practice_drop_text" } else { "audit_cycle_drop_text" })
            })),
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
    use crate::audit::report::sample::audit;
    use converel_protocol::audit::kept::{Kept, PracticeLook};
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

    #[test]
    fn a_cycle_was_looked_at_once_everything_in_it_was() {
        let day =
            |at: f64| Some(date(1970, 1, 1).saturating_add(jiff::Span::new().days((at / 864e5) as i64)));
        let mut cycles = audit().cycles;
        let (team, mut cycle) = (cycles.remove(0), cycles.remove(0));
        assert_eq!(due(&team), "audit_practice_due");
        let mut poll = team.clone();
        poll.practices[0].question = "benefits".to_owned();
        assert_eq!((looked(&poll, day), due(&poll)), (None, "audit_practice_due_poll"));
        cycle.practices = team.practices;
        assert_eq!((looked(&cycle, day), due(&cycle)), (Some(date(2026, 11, 9)), "audit_cycle_due_both"));
        let look =
            |at: f64| PracticeLook { round: "later".into(), at, gap: 1.0, kept: Kept::Kept, dip: false };
        let earlier = cycle.looks[0].at - 7.0 * 864e5;
        cycle.practices[0].looks = vec![look(earlier)];
        assert_eq!(looked(&cycle, day), Some(date(2026, 11, 2)));
        cycle.practices[0].looks.clear();
        assert_eq!(looked(&cycle, day), None);
        cycle.practices.clear();
        assert_eq!((looked(&cycle, day), due(&cycle)), (Some(date(2026, 11, 9)), "audit_cycle_due"));
        cycle.promises.clear();
        assert_eq!(looked(&cycle, day), None);
    }
}
