//! The message to the group about a change: text that the user may alter, copy, send as a mail or save.

use super::state::State;
use crate::audit::{Draft, Wish};
use crate::dashboard::focus;
use crate::gate::take;
use crate::lean::{derived, effect, live, text_of};
use crate::words::t;
use crate::{clipboard, download};
use converel_core::draft;
use converel_protocol::audit::kept::Change;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// The text's id.
const TEXT: &str = "draft-text";

thread_local! {
    /// The user has asked for a draft and waits for it.
    static WAITED_FOR: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Asks for a message about this change; it is shown, and has the focus, when it comes.
pub(super) fn ask(state: &State, key: &str, change: Change) {
    WAITED_FOR.set(true);
    let day = state.choices.day(state.model.today);
    (state.ask)(Wish::Draft(key.to_owned(), change, day));
}

/// Puts the focus into the text, at its beginning.
fn begin_reading() {
    focus(TEXT);
    let text = web_sys::window().and_then(|window| window.document()?.get_element_by_id(TEXT));
    if let Some(text) = text.and_then(|text| text.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
        // Where the caret cannot be set it stands at the end.
        let _ = text.set_selection_range(0, 0);
        text.set_scroll_top(0);
    }
}

/// The message about the card of this key, if one was drafted.
pub(super) fn draft(state: &State, key: &str) -> View {
    let drafted = state.model.drafted;
    let text = create_signal(String::new());
    let done = create_signal(String::new());
    let own = {
        let key = key.to_owned();
        derived(move || drafted.with(|draft| draft.clone().filter(|draft| draft.key == key)))
    };
    effect(move || {
        if let Some(draft) = own.get_clone() {
            text.set(draft.markdown);
            done.set(String::new());
        }
    });
    let is_there = derived(move || own.with(Option::is_some));
    let view = live(move || if is_there.get() { message_part(own, text, done) } else { View::new() });
    effect(move || {
        if own.with(Option::is_some) && WAITED_FOR.take() {
            // Once it is drawn.
            spawn_local(async { begin_reading() });
        }
    });
    view
}

fn message_part(own: ReadSignal<Option<Draft>>, text: Signal<String>, done: Signal<String>) -> View {
    let title = move || own.with(|draft| draft.as_ref().map(|draft| draft.title.clone()).unwrap_or_default());
    let mail = derived(move || {
        let plain = own.with(|draft| match draft {
            // As the worker put it, as long as nothing was altered.
            Some(draft) if text.with(|text| *text == draft.markdown) => draft.plain.clone(),
            _ => text.with(|text| draft::plain(text)),
        });
        let link = take::mail(&[], &title(), &plain, &t("gate_paste_here"));
        (link.address, link.too_long)
    });
    let copy = move |_: web_sys::MouseEvent| {
        let copied = clipboard::copy(TEXT);
        done.set(t(if copied { "gate_taken_copied" } else { "gate_copy_failed" }));
        focus(if copied { "draft-copy" } else { TEXT });
    };
    let mailed = move |_: web_sys::MouseEvent| {
        let pasted = mail.with_untracked(|(_, too_long)| *too_long) && clipboard::copy(TEXT);
        done.set(t(if pasted { "gate_taken_paste" } else { "gate_taken_mailed" }));
    };
    let save = move |_: web_sys::MouseEvent| {
        let name = take::file_name(&untrack(title));
        let saved = text.with_untracked(|text| download::save(&name, "text/markdown;charset=utf-8", text));
        done.set(t(if saved.is_ok() { "gate_taken_saved" } else { "gate_save_failed" }));
    };
    section()
        .class("drafted")
        .attr("aria-labelledby", "draft-heading")
        .children((
            h4().id("draft-heading").children(t("audit_draft_heading")),
            p().class("draft-title").attr("dir", "auto").children(text_of(title)),
            textarea()
                .id(TEXT)
                .attr("dir", "auto")
                .attr("rows", "12")
                .attr("spellcheck", "true")
                .attr("aria-labelledby", "draft-heading")
                .bind(bind::value, text),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("draft-save")
                    .on(events::click, save)
                    .children(t("gate_save")),
                a().class("button")
                    .id("draft-mail")
                    .attr("href", move || mail.with(|(address, _)| address.clone()))
                    .attr("target", "_blank")
                    .attr("rel", "noopener noreferrer")
                    .on(events::click, mailed)
                    .children(t("gate_mail")),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("draft-copy")
                    .on(events::click, copy)
                    .children(t("gate_copy")),
            )),
            p().class("help").role("status").children(text_of(move || done.get_clone())),
        ))
        .into()
}
