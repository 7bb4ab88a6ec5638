//! Where notes are kept, and the user's own tools: a row each, with its address template and what that
//! makes of an example.

use super::Sheet;
use super::fields::{self, Text, group, typed, url_field};
use super::form::Field;
use crate::dashboard::focus;
use crate::template::{self, Words};
use crate::words::{message, number, t};
use converel_protocol::settings::Tool;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;

/// More would not fit the gate's screen.
const MOST: usize = 8;

pub(super) fn tools(sheet: Sheet) -> View {
    let count = create_selector(move || sheet.form.with(|form| form.tools.len()));
    let rows = move || (0..count.get()).map(|row| tool(sheet, row)).collect::<Vec<View>>();
    let add = move |_| {
        let row = sheet.form.with_untracked(|form| form.tools.len());
        if row < MOST {
            sheet.change(|form| form.tools.push(Tool { name: String::new(), url: String::new() }));
            focus(&fields::id(Field::ToolName(row)));
        }
    };
    group(
        "settings_tools",
        (
            url_field(
                sheet,
                Field::NotesLink,
                "settings_notes_link",
                "settings_notes_link_help",
                Text { get: |form| form.notes_link.clone(), set: |form, text| form.notes_link = text },
            ),
            h3().children(t("settings_tool_list")),
            p().class("quiet").children(t("settings_tool_list_help")),
            div().class("tool-list").children(rows),
            button()
                .r#type("button")
                .class("button")
                .id("add-tool")
                .attr("aria-disabled", move || (count.get() >= MOST).then_some("true"))
                .on(events::click, add)
                .children(t("settings_tool_add")),
        ),
    )
}

fn tool(sheet: Sheet, row: usize) -> View {
    let position = number((row + 1) as f64, 0);
    let part = move |field: Field,
                     name: &'static str,
                     class: &'static str,
                     example: &'static str,
                     get: fn(&Tool) -> &String,
                     set: fn(&mut Tool, String)| {
        let id = fields::id(field);
        let value = move || {
            sheet.form.with(|form| form.tools.get(row).map(|tool| get(tool).clone()).unwrap_or_default())
        };
        div().class(class).children((
            label().r#for(id.clone()).children(t(name)),
            input()
                .r#type("text")
                .id(id.clone())
                .placeholder(example)
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", format!("{id}-error"))
                .attr("aria-invalid", move || (!sheet.problem(field).is_empty()).then_some("true"))
                .prop("value", move || JsValue::from_str(&value()))
                .on(events::input, move |event: web_sys::Event| {
                    sheet.change(|form| {
                        if let Some(tool) = form.tools.get_mut(row) {
                            set(tool, typed(&event));
                        }
                    });
                }),
            p().class("error")
                .id(format!("{id}-error"))
                .attr("aria-live", "polite")
                .children(move || sheet.problem(field)),
        ))
    };
    let preview = move || {
        let url = sheet
            .form
            .with(|form| form.tools.get(row).map(|tool| tool.url.trim().to_owned()).unwrap_or_default());
        if template::check_template(&url).is_err() {
            return View::new();
        }
        let (title, purpose) = (t("settings_example_title"), t("settings_example_purpose"));
        let filled = template::fill(&url, Words { title: &title, purpose: &purpose, body: "…" });
        p().class("preview")
            .children((span().children(t("settings_preview")), code().children(filled)))
            .into()
    };
    let remove = move |_| {
        sheet.change(|form| {
            if row < form.tools.len() {
                form.tools.remove(row);
            }
        });
        focus("add-tool");
    };
    div()
        .class("tool")
        .role("group")
        .attr("aria-label", message("settings_tool_row", &[&position]))
        .children((
            part(
                Field::ToolName(row),
                "settings_tool_name",
                "field name",
                "Wiki",
                |tool| &tool.name,
                |tool, text| tool.name = text,
            ),
            part(
                Field::ToolUrl(row),
                "settings_tool_url",
                "field",
                "https://wiki.example.org/new?title={title}",
                |tool| &tool.url,
                |tool, text| tool.url = text,
            ),
            button()
                .r#type("button")
                .class("quiet-button")
                .attr("aria-label", message("settings_tool_remove", &[&position]))
                .on(events::click, remove)
                .children("×"),
            preview,
        ))
        .into()
}
