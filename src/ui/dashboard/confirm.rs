//! The question before anything is deleted.

use crate::dashboard::rows::Entry;
use crate::dashboard::{Ask, Wish, focus};
use crate::modal::modal;
use crate::words::{message, plural, t};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// What is to be deleted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Doomed {
    /// This record.
    One(Rc<Entry>),
    /// So many records: all of them.
    All(usize),
}

/// The dialog; open while something is doomed.
pub(super) fn confirm(doomed: Signal<Option<Doomed>>, ask: Ask) -> View {
    let text = move || match doomed.get_clone() {
        Some(Doomed::One(entry)) if entry.record.title.is_empty() => t("dashboard_delete_one"),
        Some(Doomed::One(entry)) => message("dashboard_delete_titled", &[&entry.record.title]),
        Some(Doomed::All(count)) => plural("dashboard_delete_all_text", count as f64),
        None => String::new(),
    };
    let delete = move |_| {
        if let Some(what) = doomed.get_clone() {
            ask(match what {
                Doomed::One(entry) => Wish::Delete(entry.record.id.clone()),
                Doomed::All(_) => Wish::DeleteAll,
            });
        }
        doomed.set(None);
        // The button that opened this goes with its row.
        focus("search");
    };
    modal(
        move || doomed.with(Option::is_some),
        move || doomed.set(None),
        "confirm-heading",
        (
            h2().id("confirm-heading").children(t("dashboard_delete_heading")),
            p().children(text),
            p().class("quiet").children(t("dashboard_delete_forever")),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .bool_attr("autofocus", true)
                    .on(events::click, move |_| doomed.set(None))
                    .children(t("dashboard_cancel")),
                button()
                    .r#type("button")
                    .class("button danger")
                    .id("confirm-delete")
                    .on(events::click, delete)
                    .children(t("dashboard_delete")),
            )),
        ),
    )
}
