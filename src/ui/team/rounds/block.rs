//! A block on the screen: to be copied, or saved as a file; and the field that one is pasted into.

use super::phrases;
use crate::dashboard::focus;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, t};
use crate::{clipboard, download};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement, HtmlTextAreaElement};

/// The ids of a block's elements.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    /// Of the text.
    pub(super) text: &'static str,
    /// Of the button that copies it.
    pub(super) copy: &'static str,
    /// Of the button that saves it.
    pub(super) save: &'static str,
}

/// A text that is to be handed on. `file`: what its file is called, and the title of its round.
pub(super) fn block(
    ids: Ids,
    name: &'static str,
    text: String,
    rows: &'static str,
    file: (&'static str, String),
) -> View {
    let said = create_signal(String::new());
    let saved = text.clone();
    let save = move |_: web_sys::MouseEvent| {
        let done = download::save(&phrases::file_name(file.0, &file.1, "txt"), "text/plain", &saved);
        said.set(t(if done.is_ok() { "team_round_saved" } else { "team_round_not_saved" }));
    };
    div()
        .class("block field")
        .children((
            label().r#for(ids.text).children(t(name)),
            textarea()
                .id(ids.text)
                .class("blocked")
                .attr("rows", rows)
                .attr("readonly", "")
                .attr("spellcheck", "false")
                .attr("dir", "auto")
                .prop("value", text),
            div().class("actions").children((
                p().class("quiet").role("status").children(text_of(move || said.get_clone())),
                copy(ids.text, ids.copy, said),
                button()
                    .r#type("button")
                    .class("button")
                    .id(ids.save)
                    .on(events::click, save)
                    .children(t("team_round_save")),
            )),
        ))
        .into()
}

/// The button that copies the text of this field.
pub(super) fn copy(of: &'static str, id: &'static str, said: Signal<String>) -> View {
    let copy = move |_: web_sys::MouseEvent| {
        said.set(t(if clipboard::copy(of) { "team_round_copied" } else { "team_round_not_copied" }));
    };
    button()
        .r#type("button")
        .class("button primary")
        .id(id)
        .on(events::click, copy)
        .children(t("team_round_copy"))
        .into()
}

/// So many bytes of text are shown in a field. A browser stands still for a while over what is much longer.
const MOST_SHOWN: usize = 200_000;

/// The field that blocks are pasted into. What is too long to be shown is kept beside it.
pub(super) fn paste(id: &'static str, name: &'static str, help: &'static str, text: Signal<String>) -> View {
    let help_id = format!("{id}-help");
    let long = derived(move || text.with(|text| text.len() > MOST_SHOWN));
    let typed = move |event: Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            text.set(field.value());
        }
    };
    let pasted = move |event: Event| {
        let Some(pasted) = clipboard::pasted(&event) else { return };
        if long.get_untracked() || pasted.len() > MOST_SHOWN {
            event.prevent_default();
            text.update(|text| {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&pasted);
            });
        }
    };
    let shown = move || {
        let shown = if long.get() { String::new() } else { text.get_clone() };
        JsValue::from_str(&shown)
    };
    let beside = live(move || {
        if !long.get() {
            return View::new();
        }
        let remove = move |_: web_sys::MouseEvent| {
            text.set(String::new());
            focus(id);
        };
        let kilobytes =
            move || message("team_round_long", &[&number(text.with(String::len) as f64 / 1000.0, 0)]);
        div()
            .class("taking")
            .children((
                p().class("quiet").children(text_of(kilobytes)),
                button()
                    .r#type("button")
                    .class("button")
                    .id(format!("{id}-remove"))
                    .on(events::click, remove)
                    .children(t("team_round_long_remove")),
            ))
            .into()
    });
    div()
        .class("field")
        .children((
            label().r#for(id).children(t(name)),
            textarea()
                .id(id)
                .class("blocked")
                .attr("rows", "5")
                .attr("spellcheck", "false")
                .attr("autocomplete", "off")
                .attr("dir", "auto")
                .attr("aria-describedby", help_id.clone())
                .attr("readonly", move || long.get().then_some(""))
                .prop("value", shown)
                .on(events::input, typed)
                .on(events::paste, pasted),
            div().role("status").children(beside),
            p().class("help").id(help_id).children(t(help)),
        ))
        .into()
}

/// A picker of text files: the label of an input that is there for keyboard and screen reader, but not to be seen.
pub(super) fn picker(id: &'static str, several: bool, take: impl Fn(Vec<File>) + 'static) -> View {
    let chosen = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let files = files(input.files());
        // So that the same file can be chosen again.
        input.set_value("");
        take(files);
    };
    let control = input()
        .r#type("file")
        .id(id)
        .class("hidden")
        .bool_attr("multiple", several)
        .attr("accept", ".txt,.eml,.md,text/plain")
        .on(events::change, chosen);
    label().class("button pick").r#for(id).children((control, span().children(t("team_round_file")))).into()
}

/// The files of a list.
pub(super) fn files(list: Option<web_sys::FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default()
}

/// What is dropped on it is taken; without this the browser would open the file in place of the page.
pub(super) fn dropping<E: sycamore::web::GlobalProps>(element: E, take: impl Fn(Vec<File>) + 'static) -> E {
    element.on(events::dragover, |event: web_sys::DragEvent| event.prevent_default()).on(
        events::drop,
        move |event: web_sys::DragEvent| {
            let files = files(event.data_transfer().and_then(|transfer| transfer.files()));
            // A text that is dropped on the field is the field's matter.
            if !files.is_empty() {
                event.prevent_default();
                take(files);
            }
        },
    )
}

/// Larger than any one block: the text of a file that is read into a field.
const MOST_BYTES: f64 = 16_000_000.0;

/// Puts the text of the first of these files into the field; `trouble` is told where that cannot be.
pub(super) fn read_into(text: Signal<String>, files: Vec<File>, trouble: impl Fn(String) + 'static) {
    let Some(file) = files.into_iter().next() else { return };
    if file.size() > MOST_BYTES {
        return trouble(t("team_round_file_too_large"));
    }
    spawn_local(async move {
        let read = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        // The user may have gone elsewhere meanwhile, and the field with them.
        if !text.is_alive() {
            return;
        }
        match read {
            Some(read) => text.set(read),
            None => trouble(t("team_round_file_unreadable")),
        }
    });
}
