//! The fields of the settings' form: each with its label, its help, and the place where its fault is
//! told, tied together for screen readers.

use super::Sheet;
use super::form::{Field, Form};
use crate::words::t;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::{JsCast, JsValue};

/// A text of the form.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub(super) get: fn(&Form) -> String,
    pub(super) set: fn(&mut Form, String),
}

/// The id of a field's element.
pub(super) fn id(field: Field) -> String {
    match field {
        Field::AudienceLimit => "audience-limit".to_owned(),
        Field::SmallestAudience => "smallest-audience".to_owned(),
        Field::ShortestMinutes => "shortest-minutes".to_owned(),
        Field::OwnAddresses => "own-addresses".to_owned(),
        Field::HourlyRate => "hourly-rate".to_owned(),
        Field::Currency => "currency".to_owned(),
        Field::NotesLink => "notes-link".to_owned(),
        Field::ToolName(row) => format!("tool-name-{row}"),
        Field::ToolUrl(row) => format!("tool-url-{row}"),
    }
}

/// A part of the form under its heading.
pub(super) fn group(name: &'static str, content: impl Into<View>) -> View {
    section()
        .class("card")
        .attr("aria-labelledby", name)
        .children((h2().id(name).children(t(name)), content.into()))
        .into()
}

/// One line of text.
pub(super) fn text_field(
    sheet: Sheet,
    field: Field,
    name: &'static str,
    help: &'static str,
    text: Text,
) -> View {
    line(sheet, field, name, help, "text", text)
}

/// A whole number. Typed as text, so that what is wrong is kept and named instead of vanishing.
pub(super) fn number_field(
    sheet: Sheet,
    field: Field,
    name: &'static str,
    help: &'static str,
    text: Text,
) -> View {
    line(sheet, field, name, help, "numeric", text)
}

/// An address.
pub(super) fn url_field(
    sheet: Sheet,
    field: Field,
    name: &'static str,
    help: &'static str,
    text: Text,
) -> View {
    line(sheet, field, name, help, "url", text)
}

fn line(
    sheet: Sheet,
    field: Field,
    name: &'static str,
    help: &'static str,
    mode: &'static str,
    text: Text,
) -> View {
    let id = id(field);
    let control = input()
        .r#type("text")
        .attr("inputmode", mode)
        .id(id.clone())
        .class(mode)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", format!("{id}-help {id}-error"))
        .attr("aria-invalid", move || (!sheet.problem(field).is_empty()).then_some("true"))
        .prop("value", move || JsValue::from_str(&sheet.form.with(text.get)))
        .on(events::input, move |event: web_sys::Event| sheet.change(|form| (text.set)(form, typed(&event))));
    div()
        .class("field")
        .children((
            label().r#for(id.clone()).children(t(name)),
            control,
            notes(sheet, &id, help, Some(field)),
        ))
        .into()
}

/// Several lines of text; `field` is what can be wrong with them.
pub(super) fn text_area(
    sheet: Sheet,
    id: &str,
    field: Option<Field>,
    name: &'static str,
    help: &'static str,
    text: Text,
) -> View {
    let wrong = move || field.is_some_and(|field| !sheet.problem(field).is_empty());
    let control = textarea()
        .id(id.to_owned())
        .rows("3")
        .attr("spellcheck", "false")
        .attr("aria-describedby", format!("{id}-help {id}-error"))
        .attr("aria-invalid", move || wrong().then_some("true"))
        .prop("value", move || JsValue::from_str(&sheet.form.with(text.get)))
        .on(events::input, move |event: web_sys::Event| sheet.change(|form| (text.set)(form, typed(&event))));
    div()
        .class("field")
        .children((label().r#for(id.to_owned()).children(t(name)), control, notes(sheet, id, help, field)))
        .into()
}

/// Help and fault. The fault's place is always there, so that a screen reader tells of its change.
fn notes(sheet: Sheet, id: &str, help: &'static str, field: Option<Field>) -> View {
    let error = move || field.map(|field| sheet.problem(field)).unwrap_or_default();
    (
        p().class("help").id(format!("{id}-help")).children(t(help)),
        p().class("error").id(format!("{id}-error")).attr("aria-live", "polite").children(error),
    )
        .into()
}

/// A switch of the form.
pub(super) fn check_box(
    sheet: Sheet,
    id: &'static str,
    name: &'static str,
    help: &'static str,
    of: fn(&mut Form) -> &mut bool,
) -> View {
    div()
        .class("choice")
        .children((
            input().r#type("checkbox").id(id).prop("checked", move || *of(&mut sheet.form.get_clone())).on(
                events::change,
                move |event: web_sys::Event| {
                    let on = target::<web_sys::HtmlInputElement>(&event).is_some_and(|input| input.checked());
                    sheet.change(|form| *of(form) = on);
                },
            ),
            label().r#for(id).children((strong().children(t(name)), span().class("quiet").children(t(help)))),
        ))
        .into()
}

fn target<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// What now stands in the field that the event came from.
pub(super) fn typed(event: &web_sys::Event) -> String {
    let line = target::<web_sys::HtmlInputElement>(event).map(|input| input.value());
    line.or_else(|| target::<web_sys::HtmlTextAreaElement>(event).map(|area| area.value()))
        .unwrap_or_default()
}
