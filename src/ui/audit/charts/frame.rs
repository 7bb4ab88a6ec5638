//! The frame of a chart: its title, what it shows in a sentence, the key to its colours, the drawing, the same as a
//! table, and the means to save it. The drawing is made anew when its room changes; what is around it stays.

use super::paper::Paper;
use super::save;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use js_sys::Array;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{events, on_mount};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, ResizeObserver};

/// What makes a chart.
pub(super) struct Chart<Data: 'static> {
    /// The figure's id.
    pub(super) id: &'static str,
    /// Its classes.
    pub(super) class: &'static str,
    /// Names of messages.
    pub(super) title: &'static str,
    /// What it is made from.
    pub(super) data: ReadSignal<Data>,
    /// What it shows, in a sentence.
    pub(super) finding: fn(&Data) -> String,
    /// The key to its colours; empty where there is one colour alone.
    pub(super) keys: fn(&Data) -> Vec<View>,
    /// The drawing, with its label.
    pub(super) draw: fn(Paper, &Data, String) -> View,
    /// Head and rows of the table; the first cell of a row is its head.
    pub(super) table: fn(&Data) -> Table,
}

/// A chart as a table; the first cell of a row is its head.
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A key to a colour: `class` is that of the marks.
pub(super) fn key(class: &'static str, words: String) -> View {
    span()
        .class("chart-key")
        .children((
            svg().class("swatch").attr("viewBox", "0 0 12 12").attr("aria-hidden", "true").children(
                rect()
                    .class(class)
                    .attr("x", "0.75")
                    .attr("y", "0.75")
                    .attr("width", "10.5")
                    .attr("height", "10.5")
                    .attr("rx", "3"),
            ),
            span().children(words),
        ))
        .into()
}

/// A key to a line.
pub(super) fn line_key(class: &'static str, words: String) -> View {
    span()
        .class("chart-key")
        .children((
            svg().class("swatch line").attr("viewBox", "0 0 18 12").attr("aria-hidden", "true").children(
                line().class(class).attr("x1", "0").attr("x2", "18").attr("y1", "6").attr("y2", "6"),
            ),
            span().children(words),
        ))
        .into()
}

/// Where something is drawn, anew when its room changes.
pub(crate) fn room(mut draw: impl FnMut(Paper) -> View + 'static) -> View {
    let room = create_node_ref();
    let paper = create_signal(None::<Paper>);
    on_mount(move || watch(room, paper));
    div()
        .class("room")
        .r#ref(room)
        .children(live(move || paper.get().map_or_else(View::new, &mut draw)))
        .into()
}

/// The place of a chart's table, which is opened by who wants it.
pub(crate) fn as_table(title: &str, table: View) -> View {
    details()
        .class("as-table")
        .children((
            summary().children(t("audit_as_table")),
            div()
                .class("scroll")
                .role("region")
                .tabindex("0")
                .attr("aria-label", title.to_owned())
                .children(table),
        ))
        .into()
}

/// The figure.
pub(super) fn framed<Data>(chart: Chart<Data>) -> View {
    let Chart { id, class, title, data, finding, keys, draw, table } = chart;
    let found = derived(move || data.with(finding));
    let drawing = move |paper| {
        let label = found.with(|found| message("audit_chart_label", &[&t(title), found]));
        data.with(|data| draw(paper, data, label))
    };
    let said = create_signal(String::new());
    // What was said of the last picture is no news once there is another.
    effect(move || {
        data.track();
        said.set(String::new());
    });
    figure()
        .id(id)
        .class(class)
        .children((
            figcaption().children((
                h3().children(t(title)),
                p().class("finding").children(text_of(move || found.get_clone())),
                div().class("chart-keys").children(live(move || data.with(|data| keys(data).into()))),
            )),
            room(drawing),
            div().class("below").children((
                as_table(&t(title), live(move || data.with(|data| drawn_table(&t(title), table(data))))),
                div().class("save").children((
                    span().class("quiet").attr("aria-hidden", "true").children(t("audit_save")),
                    save_button(id, title, "svg", said),
                    save_button(id, title, "png", said),
                )),
            )),
            p().class("quiet said").role("status").children(text_of(move || said.get_clone())),
        ))
        .into()
}

fn save_button(id: &'static str, title: &'static str, kind: &'static str, said: Signal<String>) -> View {
    let name = message("audit_save_as", &[&t(title), &kind.to_uppercase()]);
    button()
        .r#type("button")
        .class("quiet-button small")
        .attr("data-save", kind)
        .attr("aria-label", name.clone())
        .attr("title", name)
        .on(events::click, move |_| {
            spawn_local(async move {
                let saved = save::save(id, kind == "png").await;
                said.set(match saved {
                    Ok(name) => message("dashboard_exported", &[&name]),
                    Err(error) => message("dashboard_export_failed", &[&error]),
                });
            });
        })
        .children(kind.to_uppercase())
        .into()
}

/// The table itself.
pub(crate) fn drawn_table(title: &str, Table { head, rows }: Table) -> View {
    let head: Vec<View> =
        head.into_iter().map(|cell| th().attr("scope", "col").children(cell).into()).collect();
    let rows: Vec<View> = rows
        .into_iter()
        .map(|cells| {
            let mut cells = cells.into_iter();
            let first = cells.next().unwrap_or_default();
            let rest: Vec<View> = cells.map(|cell| td().children(cell).into()).collect();
            tr().children((th().attr("scope", "row").attr("dir", "auto").children(first), rest)).into()
        })
        .collect();
    table()
        .children((
            caption().class("hidden").children(title.to_owned()),
            thead().children(tr().children(head)),
            tbody().children(rows),
        ))
        .into()
}

/// Keeps `paper` what `room` has space for. A page that is not shown has none, and nothing is drawn.
fn watch(room: NodeRef, paper: Signal<Option<Paper>>) {
    let Some(element) = room.try_get().and_then(|node| node.dyn_into::<Element>().ok()) else { return };
    let measured = {
        let element = element.clone();
        Rc::new(move || {
            let fresh = measure(&element);
            if fresh.is_some() && fresh != paper.get_untracked() {
                paper.set(fresh);
            }
        })
    };
    measured();
    let closure = Closure::<dyn FnMut(Array)>::new(move |_| measured());
    if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(&element);
        on_cleanup(move || {
            observer.disconnect();
            drop(closure);
        });
    }
}

fn measure(room: &Element) -> Option<Paper> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let letter = window.get_computed_style(&root).ok()??.get_property_value("font-size").ok()?;
    let letter = letter.trim_end_matches("px").parse::<f64>().ok().filter(|size| *size > 0.0).unwrap_or(16.0);
    let direction = window.get_computed_style(room).ok()??.get_property_value("direction").ok()?;
    let width = (f64::from(room.client_width()) * 16.0 / letter).floor();
    (width > 0.0).then_some(Paper { width: width.max(200.0), right_to_left: direction == "rtl" })
}
