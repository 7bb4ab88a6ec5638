//! A labelled field with what is wrong with it, and the row of buttons at an entry.

use super::change::Fault;
use crate::dashboard::focus;
use crate::lean::{live, text_of};
use crate::words::{message, number, t};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// One line of text.
pub(super) fn line(
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    text: Signal<String>,
    wrong: ReadSignal<String>,
) -> View {
    div()
        .class("field")
        .children((
            label().r#for(id).children(t(name)),
            input()
                .r#type(kind)
                .id(id)
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", format!("{id}-error"))
                .attr("aria-invalid", move || wrong.with(|wrong| !wrong.is_empty()).then_some("true"))
                .bind(bind::value, text),
            error(id, wrong),
        ))
        .into()
}

/// What is wrong. Its place is always there, so that a screen reader tells of its change.
pub(super) fn error(id: &str, wrong: ReadSignal<String>) -> View {
    p().class("error")
        .id(format!("{id}-error"))
        .attr("aria-live", "polite")
        .children(text_of(move || wrong.get_clone()))
        .into()
}

/// *Save* at a form's end, and *Cancel* while something that is there is changed: that empties the form, whose first
/// field (`first`) then has the focus.
pub(super) fn actions(
    save: (&'static str, &'static str),
    cancel: &'static str,
    first: &'static str,
    changes: ReadSignal<bool>,
    empty: impl Fn() + 'static,
) -> View {
    let empty = Rc::new(empty);
    let leave = move || {
        if !changes.get() {
            return View::new();
        }
        let empty = Rc::clone(&empty);
        button()
            .r#type("button")
            .class("button")
            .id(cancel)
            .on(events::click, move |_| {
                empty();
                focus(first);
            })
            .children(t("dashboard_cancel"))
            .into()
    };
    let (id, words) = save;
    div()
        .class("actions")
        .children((button().r#type("submit").class("button primary").id(id).children(t(words)), live(leave)))
        .into()
}

/// *Change* and *Remove* of an entry of this name; `id` is that of the first, with `-remove` behind it of the second.
pub(super) fn buttons(
    name: &str,
    id: &str,
    change: impl Fn() + 'static,
    remove: impl Fn() + 'static,
) -> View {
    let one = |id: String, class, words: &'static str, label: String, press: Box<dyn Fn()>| {
        button()
            .r#type("button")
            .class(class)
            .id(id)
            .attr("aria-label", label)
            .on(events::click, move |_| press())
            .children(t(words))
    };
    div()
        .class("actions")
        .children((
            one(
                id.to_owned(),
                "button",
                "team_people_change",
                message("team_people_change_label", &[name]),
                Box::new(change),
            ),
            one(
                format!("{id}-remove"),
                "button",
                "team_people_remove",
                message("team_people_remove_label", &[name]),
                Box::new(remove),
            ),
        ))
        .into()
}

/// What is wrong, in words; empty if nothing is.
pub(super) fn words(fault: Option<Fault>) -> String {
    let figure = |most: usize| number(most as f64, 0);
    match fault {
        None => String::new(),
        Some(Fault::NoName) => t("team_people_no_name"),
        Some(Fault::LongName(most) | Fault::LongPurpose(most)) => {
            message("settings_error_too_long", &[&figure(most)])
        }
        Some(Fault::Doubled) => t("team_people_doubled"),
        Some(Fault::NoAddress) => t("team_people_no_address"),
        Some(Fault::NoMembers) => t("team_people_no_members"),
        Some(Fault::NobodyResponsible) => t("team_people_nobody_responsible"),
        Some(Fault::Full(most)) => message("team_people_full", &[&figure(most)]),
    }
}
