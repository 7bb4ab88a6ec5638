//! The last twelve weeks, a bar each: how many invites were checked, and how many of them came out
//! better. A bar is a button that chooses its week; the arrow keys move between them.

use crate::dashboard::Model;
use crate::dashboard::figures::heading;
use crate::dashboard::journal::figures;
use crate::dashboard::week::Week;
use crate::words::{language, message, number, t};
use converel_browser::intl;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;

const WEEKS: i64 = 12;
/// The drawing's height in its own units.
const HEIGHT: f64 = 100.0;

#[derive(Clone, PartialEq)]
struct Bar {
    week: Week,
    checked: u32,
    /// Improved or replaced.
    better: u32,
}

/// The chart.
pub(super) fn weeks(model: Model, week: Signal<Week>, this_week: Week) -> View {
    let bars = create_memo(move || {
        let entries = model.journal.with(|journal| journal.entries());
        (0..WEEKS)
            .rev()
            .map(|back| {
                let week = this_week.back(back);
                let (stats, _) = figures(&entries, week);
                Bar { week, checked: stats.checked, better: stats.improved.saturating_add(stats.replaced) }
            })
            .collect::<Vec<_>>()
    });
    let drawn = move || {
        let bars = bars.get_clone();
        let most = bars.iter().map(|bar| bar.checked).max().unwrap_or(0).max(1);
        let first = this_week.back(WEEKS - 1);
        bars.into_iter().map(|bar| column(bar, most, week, this_week, first)).collect::<Vec<View>>()
    };
    figure()
        .class("chart")
        .children((
            figcaption().children((
                span().class("key better").children(t("dashboard_chart_better")),
                span().class("key other").children(t("dashboard_chart_other")),
            )),
            div()
                .class("columns")
                .role("radiogroup")
                .attr("aria-label", t("dashboard_choose_week"))
                .on(events::keydown, arrows)
                .children(drawn),
        ))
        .into()
}

fn column(bar: Bar, most: u32, week: Signal<Week>, this_week: Week, first: Week) -> View {
    let height = |count: u32| f64::from(count) * HEIGHT / f64::from(most);
    let (all, better) = (height(bar.checked), height(bar.better));
    let part = |class: &'static str, from: f64, size: f64| {
        rect()
            .class(class)
            .attr("x", "0")
            .attr("width", "100%")
            .attr("y", format!("{:.1}%", HEIGHT - from - size))
            .attr("height", format!("{size:.1}%"))
    };
    let own = bar.week;
    let count = |count: u32| number(f64::from(count), 0);
    let label =
        message("dashboard_chart_week", &[&heading(own, this_week), &count(bar.checked), &count(bar.better)]);
    let is_chosen = move || week.get() == own;
    // One stop in the tab order: the chosen week, or this one while an older week than these is chosen.
    let in_order = move || week.get() == own || (week.get() < first && own == this_week);
    button()
        .r#type("button")
        .class("column")
        .role("radio")
        .attr("aria-checked", move || if is_chosen() { "true" } else { "false" })
        .attr("tabindex", move || if in_order() { "0" } else { "-1" })
        .attr("aria-label", label.clone())
        .attr("title", label)
        .on(events::click, move |_| week.set(own))
        .children((
            svg()
                .attr("aria-hidden", "true")
                .children((part("other", better, all - better), part("better", 0.0, better))),
            span().class("tick").children((
                number(f64::from(own.monday().day()), 0),
                // The month where it begins, so that twelve names need no room.
                span().class("month").children(
                    if begins_month(own) || own == first && !begins_month(first.next()) {
                        intl::month(&language(), own.monday())
                    } else {
                        String::new()
                    },
                ),
            )),
        ))
        .into()
}

fn begins_month(week: Week) -> bool {
    week.monday().day() <= 7
}

/// Arrow keys go to the neighbour and choose it, as in every group of radio buttons.
fn arrows(event: web_sys::KeyboardEvent) {
    let Some(column) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let right_to_left = column.closest("[dir=rtl]").ok().flatten().is_some();
    let neighbour = match (event.key().as_str(), right_to_left) {
        ("ArrowRight", false) | ("ArrowLeft", true) | ("ArrowDown", _) => column.next_element_sibling(),
        ("ArrowLeft", false) | ("ArrowRight", true) | ("ArrowUp", _) => column.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(neighbour) = neighbour.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        neighbour.click();
        // A button can always be focused.
        let _ = neighbour.focus();
    }
}
