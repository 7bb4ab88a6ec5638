//! A decision taken along: as Markdown to copy, as a mail, as a file.

use super::{Desk, words};
use crate::dashboard::focus;
use crate::gate::take;
use crate::lean::{derived, text_of};
use crate::words::t;
use crate::{clipboard, download};
use converel_protocol::team::decision::Decision;
use converel_team::decision::madr::{file_name, write};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;

/// The text's id.
const TEXT: &str = "decision-markdown";

/// The part with the Markdown.
pub(super) fn share(desk: Desk, decision: ReadSignal<Option<Rc<Decision>>>) -> View {
    let done = create_signal(String::new());
    let markdown = derived(move || {
        let decision = decision.get_clone();
        desk.model.log.with(|log| {
            let number = |id: &str| log.iter().find(|other| other.id == id).map(|other| other.number);
            decision.map(|decision| write(&decision, number)).unwrap_or_default()
        })
    });
    let mail = derived(move || {
        let name = decision.with(|it| it.as_ref().map(|it| words::name(it)).unwrap_or_default());
        let link = markdown.with(|markdown| take::mail(&[], &name, markdown, &t("gate_paste_here")));
        (link.address, link.too_long)
    });
    let copy = move |_: web_sys::MouseEvent| {
        let copied = clipboard::copy(TEXT);
        done.set(t(if copied { "gate_taken_copied" } else { "gate_copy_failed" }));
        focus(if copied { "decision-copy" } else { TEXT });
    };
    let mailed = move |_: web_sys::MouseEvent| {
        let pasted = mail.with_untracked(|(_, too_long)| *too_long) && clipboard::copy(TEXT);
        done.set(t(if pasted { "gate_taken_paste" } else { "gate_taken_mailed" }));
    };
    let save = move |_: web_sys::MouseEvent| {
        let name = decision.with_untracked(|it| it.as_ref().map(|it| file_name(it)).unwrap_or_default());
        let saved =
            markdown.with_untracked(|text| download::save(&name, "text/markdown;charset=utf-8", text));
        done.set(t(if saved.is_ok() { "gate_taken_saved" } else { "gate_save_failed" }));
    };
    section()
        .class("card")
        .attr("aria-labelledby", "decision-share")
        .children((
            h2().id("decision-share").children(t("team_decision_share")),
            textarea()
                .id(TEXT)
                .attr("dir", "auto")
                .attr("rows", "8")
                .bool_attr("readonly", true)
                .attr("aria-labelledby", "decision-share")
                .prop("value", move || JsValue::from_str(&markdown.get_clone())),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("decision-save-file")
                    .on(events::click, save)
                    .children(t("gate_save")),
                a().class("button")
                    .id("decision-mail")
                    .attr("href", move || mail.with(|(address, _)| address.clone()))
                    .attr("target", "_blank")
                    .attr("rel", "noopener noreferrer")
                    .on(events::click, mailed)
                    .children(t("gate_mail")),
                button()
                    .r#type("button")
                    .class("button")
                    .id("decision-copy")
                    .on(events::click, copy)
                    .children(t("gate_copy")),
            )),
            p().class("help").role("status").children(text_of(move || done.get_clone())),
        ))
        .into()
}
