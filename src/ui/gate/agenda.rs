//! The agenda: topics with minutes and an owner, their sum against the meeting's length.

use super::section;
use super::state::{Row, State};
use crate::lean::{derived, effect, text_of};
use crate::words::{message, number, plural, t};
use converel_core::advice::Missing;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsCast;

/// As many names as the list of suggested owners holds.
const SUGGESTED: usize = 50;

pub(super) fn part(state: &State) -> View {
    let rows = state.rows;
    let summary = move || {
        let topics = rows
            .with(|rows| rows.iter().filter(|row| row.topic.with(|topic| !topic.trim().is_empty())).count());
        if topics == 0 { String::new() } else { plural("gate_topics", topics as f64) }
    };
    let fields = {
        let state = state.clone();
        move || fields(&state)
    };
    let mine = [Missing::Agenda, Missing::AgendaOutcome];
    let folded = state.only_missing.is_some_and(|only| !mine.contains(&only));
    section::part("part-agenda", t("gate_agenda"), folded, "topic-0", summary, fields)
}

fn fields(state: &State) -> View {
    let advice = state.advice;
    let rows = state.rows;
    let read = state.given.invite.agenda.items.iter().any(|item| !item.line.is_empty());
    let note = if read { t("gate_agenda_read") } else { String::new() };
    let missing = move || {
        advice.with(|advice| {
            advice.missing.contains(&Missing::Agenda) || advice.missing.contains(&Missing::AgendaOutcome)
        })
    };
    let list = {
        let state = state.clone();
        move |row: Row| line(&state, row)
    };
    let add = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.add_row()
    };
    let names: Vec<View> = state
        .given
        .invite
        .guests
        .iter()
        .filter(|guest| !guest.group)
        .take(SUGGESTED)
        .map(|guest| option().attr("value", guest.name.clone()).into())
        .collect();
    let key = |row: &Row| row.id;
    (
        h2().class("name").attr("id", "agenda-name").children((
            t("gate_agenda"),
            small().children(note),
            section::needed(missing),
        )),
        ul().class("rows").attr("aria-labelledby", "agenda-name").children(view! {
            Keyed(list=rows, view=list, key=key)
        }),
        datalist().attr("id", "people").children(names),
        div().class("rows-foot").children((
            button()
                .class("quiet")
                .attr("type", "button")
                .attr("id", "add-topic")
                .on(events::click, add)
                .children((span().class("plus").attr("aria-hidden", "true"), t("gate_topic_add"))),
            sum(state),
        )),
    )
        .into()
}

fn line(state: &State, row: Row) -> View {
    let id = row.id;
    let rows = state.rows;
    let place = move || {
        let at = rows.with(|rows| rows.iter().position(|row| row.id == id)).unwrap_or_default();
        number((at + 1) as f64, 0)
    };
    let remove = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.remove_row(id)
    };
    li().class("row")
        .children((
            input()
                .attr("id", format!("topic-{id}"))
                .attr("type", "text")
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("maxlength", "500")
                .attr("placeholder", t("gate_topic_example"))
                .attr("aria-label", move || message("gate_topic_label", &[&place()]))
                .bind(bind::value, row.topic),
            input()
                .class("minutes")
                .attr("id", format!("minutes-{id}"))
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .attr("autocomplete", "off")
                .attr("maxlength", "4")
                .attr("placeholder", t("gate_minutes_short"))
                .attr("aria-label", move || message("gate_minutes_label", &[&place()]))
                .bind(bind::value, row.minutes),
            input()
                .class("owner")
                .attr("id", format!("owner-{id}"))
                .attr("type", "text")
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("list", "people")
                .attr("maxlength", "200")
                .attr("placeholder", t("gate_owner_short"))
                .attr("aria-label", move || message("gate_owner_label", &[&place()]))
                .bind(bind::value, row.owner),
            button()
                .class("icon")
                .attr("type", "button")
                .attr("aria-label", move || message("gate_topic_remove", &[&place()]))
                .on(events::click, remove)
                .children(span().class("cross").attr("aria-hidden", "true")),
        ))
        .into()
}

/// "55 of 60 min" with a thin bar.
fn sum(state: &State) -> View {
    let advice = state.advice;
    let length = state.given.invite.minutes;
    let used = derived(move || advice.with(|advice| (advice.agenda_minutes, advice.over_time)));
    let said = move || {
        let (minutes, _) = used.get();
        let figure = number(f64::from(minutes), 0);
        match length {
            Some(length) if minutes > length => message(
                "gate_sum_over",
                &[&figure, &number(f64::from(length), 0), &number(f64::from(minutes - length), 0)],
            ),
            Some(length) => message("gate_sum_of", &[&figure, &number(f64::from(length), 0)]),
            None => message("gate_sum", &[&figure]),
        }
    };
    let fill = create_node_ref();
    let bar = span().class("bar").attr("aria-hidden", "true").children(span().r#ref(fill));
    effect(move || {
        let (minutes, _) = used.get();
        let share =
            length.filter(|length| *length > 0).map_or(0.0, |length| f64::from(minutes) / f64::from(length));
        if let Some(element) = fill.try_get().and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            // By CSSOM: the pages' policy forbids style attributes. A known property cannot fail.
            let _ =
                element.style().set_property("inline-size", &format!("{}%", (share.min(1.0) * 100.0) as i32));
        }
    });
    span()
        .class(move || if used.get().1 { "sum over" } else { "sum" })
        .bool_attr("hidden", move || used.get().0 == 0)
        .children((span().children(text_of(said)), bar))
        .into()
}
