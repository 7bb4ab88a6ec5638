//! Calendars at the user's own addresses: the list, and the field for one more. The browser asks for the permission
//! in the click; everything else is done by whoever mounts the page. It stands beside the settings' form and is no
//! part of what that stores.

use super::fields;
use crate::dashboard::{Ask, Model, Notice, Wish, focus};
use crate::labels;
use crate::words::{message, t};
use converel_browser::permissions;
use converel_protocol::runtime::Calendar;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Url;

const HEADING: &str = "settings_calendars";
const FIELD: &str = "calendar-address";
const FAULT: &str = "calendar-fault";

pub(super) fn calendars(model: Model, ask: Ask) -> View {
    let typed = create_signal(String::new());
    let fault = create_signal(String::new());
    let list = {
        let ask = Rc::clone(&ask);
        move || {
            model.calendars.get_clone().into_iter().map(|calendar| row(calendar, &ask)).collect::<Vec<_>>()
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match address(&typed.get_clone_untracked()) {
            None => {
                fault.set(t("settings_calendars_bad_address"));
                focus(FIELD);
            }
            Some(address) => {
                fault.set(String::new());
                wish(model, address, Rc::clone(&ask), typed);
            }
        }
    };
    section()
        .class("card")
        .id("calendars")
        .attr("aria-labelledby", HEADING)
        .children((
            h2().id(HEADING).tabindex("-1").children(t("settings_calendars")),
            p().class("quiet").children(t("settings_calendars_help")),
            ul().class("lessons").id("calendar-list").children(list),
            form().class("adding").attr("novalidate", "").on(events::submit, add).children((
                div().class("field").children((
                    label().r#for(FIELD).children(t("settings_calendars_address")),
                    input()
                        .r#type("text")
                        .attr("inputmode", "url")
                        .id(FIELD)
                        .attr("dir", "ltr")
                        .attr("autocomplete", "off")
                        .attr("placeholder", "https://cloud.example.org")
                        .attr("aria-describedby", FAULT)
                        .attr("aria-invalid", move || {
                            fault.with(|fault| (!fault.is_empty()).then_some("true"))
                        })
                        .prop("value", move || JsValue::from_str(&typed.get_clone()))
                        .on(events::input, move |event: web_sys::Event| typed.set(fields::typed(&event))),
                    p().class("error").id(FAULT).role("alert").children(fault),
                )),
                button()
                    .r#type("submit")
                    .class("button")
                    .id("calendar-add")
                    .children(t("settings_calendars_add")),
            )),
        ))
        .into()
}

fn row(calendar: Calendar, ask: &Ask) -> View {
    let Calendar { origin, site } = calendar;
    let kind = if site.is_empty() { t("settings_calendars_unknown") } else { labels::site(&site) };
    let remove = {
        let (ask, origin) = (Rc::clone(ask), origin.clone());
        move |_| {
            ask(Wish::RemoveCalendar(origin.clone()));
            // The button goes with its row.
            focus(HEADING);
        }
    };
    li().attr("data-origin", origin.clone())
        .children((
            div().children((
                strong().attr("dir", "ltr").children(origin.clone()),
                span().class("detail").children(kind),
            )),
            button()
                .r#type("button")
                .class("quiet-button")
                .attr("aria-label", message("settings_calendars_remove_label", &[&origin]))
                .on(events::click, remove)
                .children(t("settings_calendars_remove")),
        ))
        .into()
}

/// An address as the browser reads it.
struct Address {
    /// With its port.
    origin: String,
    /// Without: a permission holds for every port.
    host: String,
}

/// The address in a text, which may lack its scheme and may have a path; `None` if there is none.
fn address(text: &str) -> Option<Address> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::new(&whole).ok().filter(|url| matches!(url.protocol().as_str(), "https:" | "http:"))?;
    let name = url.hostname();
    // Browsers take a space or a star for a part of a name; no host has one.
    let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '[' | ']' | ':');
    let host = format!("{}//{name}", url.protocol());
    (!name.is_empty() && name.chars().all(named)).then(|| Address { origin: url.origin(), host })
}

/// Asks for the permission, in the click, and then for the calendar to be watched.
fn wish(model: Model, address: Address, ask: Ask, typed: Signal<String>) {
    let refused = move |text: String| model.notice.set(Some(Notice { text, failure: true }));
    permitted(address, refused, move |origin| {
        typed.set(String::new());
        ask(Wish::AddCalendar(origin));
    });
}

/// The same for an address that stands in a list. `refused` is told why not, in words.
pub(crate) fn request(
    origin: &str,
    refused: impl Fn(String) + 'static,
    granted: impl FnOnce(String) + 'static,
) {
    match address(origin) {
        Some(address) => permitted(address, refused, granted),
        None => refused(t("settings_calendars_bad_address")),
    }
}

fn permitted(address: Address, refused: impl Fn(String) + 'static, granted: impl FnOnce(String) + 'static) {
    match permissions::request(&address.host) {
        Err(error) => refused(message("dashboard_not_done", &[&error.to_string()])),
        Ok(answer) => spawn_local(async move {
            match answer.await {
                Ok(true) => granted(address.origin),
                Ok(false) => refused(message("settings_calendars_refused", &[&address.origin])),
                Err(error) => refused(message("dashboard_not_done", &[&error.to_string()])),
            }
        }),
    }
}
