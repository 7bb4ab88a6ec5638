//! The calendar did not take the text: it is offered for copying, nothing is lost, the ways out stay.

use super::Act;
use super::state::{State, focus};
use crate::clipboard;
use crate::lean::text_of;
use crate::words::t;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

pub(super) fn body(state: &State, text: &str) -> View {
    let copied = create_signal(false);
    let copy = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| {
            copied.set(clipboard::copy("unwritten"));
            state.said.set(t(if copied.get() { "gate_taken_copied" } else { "gate_copy_failed" }));
        }
    };
    let back = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.unless_busy(|state| state.act(Act::Back))
    };
    let send = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| {
            state.unless_busy(|state| state.act(Act::SendWithout(untrack(|| state.answers()))));
        }
    };
    state.said.set(t("gate_unwritten"));
    sycamore::web::on_mount(|| focus("copy"));
    // A textarea's text is its value, set as a property: nothing becomes HTML.
    let value = wasm_bindgen::JsValue::from_str(text);
    (
        div().class("body one").children(
            div().class("draft").children((
                h2().attr("id", "unwritten-name")
                    .children((t("gate_unwritten"), small().children(t("gate_unwritten_why")))),
                textarea()
                    .attr("id", "unwritten")
                    .attr("dir", "auto")
                    .attr("readonly", "")
                    .attr("aria-labelledby", "unwritten-name")
                    .prop("value", value),
            )),
        ),
        sycamore::web::tags::footer().class("foot").children(
            div().class("ways").children((
                button()
                    .class("way plain")
                    .attr("type", "button")
                    .attr("id", "back")
                    .on(events::click, back)
                    .children((span().children(t("gate_back")), kbd().children("Esc"))),
                span().class("room"),
                button()
                    .class("way")
                    .attr("type", "button")
                    .attr("id", "send-without")
                    .on(events::click, send)
                    .children(t("gate_send_without")),
                button()
                    .class("way strong")
                    .attr("type", "button")
                    .attr("id", "copy")
                    .on(events::click, copy)
                    .children(text_of(move || {
                        t(if copied.get() { "gate_taken_copied" } else { "gate_copy" })
                    })),
            )),
        ),
    )
        .into()
}
