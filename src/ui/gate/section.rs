//! A part of the questions: open with its fields, or folded to one line that says what is known.

use super::state::focus;
use crate::lean::{live, text_of};
use crate::words::t;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// A part named `id` under `heading`. `summary` is what the folded line says; `first` is the id of the
/// field focused when it is unfolded.
pub(super) fn part(
    id: &'static str,
    heading: String,
    folded: bool,
    first: &'static str,
    summary: impl Fn() -> String + Clone + 'static,
    fields: impl Fn() -> View + 'static,
) -> View {
    if !folded {
        return section().class("part").attr("id", id).children(fields()).into();
    }
    let open = create_signal(false);
    let body = move || {
        if open.get() {
            return fields();
        }
        let summary = summary.clone();
        button()
            .class("fold")
            .attr("type", "button")
            .attr("aria-expanded", "false")
            .on(events::click, move |_| {
                open.set(true);
                focus(first);
            })
            .children((
                span().class("fold-name").children(heading.clone()),
                span().class("fold-text").attr("dir", "auto").children(text_of(move || {
                    let known = summary();
                    if known.is_empty() { t("gate_nothing_yet") } else { known }
                })),
            ))
            .into()
    };
    section().class("part").attr("id", id).children(live(body)).into()
}

/// A mark beside a label while what it names is still missing.
pub(super) fn needed(missing: impl Fn() -> bool + 'static) -> View {
    live(move || if missing() { span().class("need").children(t("gate_needed")).into() } else { View::new() })
}
