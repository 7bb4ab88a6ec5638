//! The form's fields: a label, one line or several, kept as they are typed.

use super::{Ask, Model, Wish};
use crate::words::t;
use converel_protocol::team::handbook::Facts;
use converel_team::handbook::{Field, MOST_CHARS};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a field's text.
pub(super) type Read = Rc<dyn Fn(&Facts) -> String>;
/// Where a field's text is written.
pub(super) type Place = Rc<dyn Fn(&mut Facts) -> Option<&mut String>>;

/// How a field looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// One line.
    Line,
    /// Several.
    Lines,
    /// An address.
    Url,
}

/// A field of the facts' own; `help`: the name of a message, or empty.
pub(super) fn own(
    model: Model,
    ask: &Ask,
    id: &str,
    (name, help): (&'static str, &'static str),
    look: Look,
    of: Field,
) -> View {
    let read: Read = Rc::new(move |facts| of.of(facts).to_owned());
    let place: Place = Rc::new(move |facts| Some(of.of_mut(facts)));
    field(model, ask, id, (name, help), look, (read, place))
}

/// A field; `help`: the name of a message, or empty.
pub(super) fn field(
    model: Model,
    ask: &Ask,
    id: &str,
    (name, help): (&'static str, &'static str),
    look: Look,
    (read, place): (Read, Place),
) -> View {
    let ask = Rc::clone(ask);
    let described = (!help.is_empty()).then(|| format!("{id}-help"));
    let value = move || {
        JsValue::from_str(
            &model.facts.with(|facts| facts.as_ref().map(|facts| read(facts)).unwrap_or_default()),
        )
    };
    let typed = move |event: web_sys::Event| {
        let text = typed(&event);
        change(model, &ask, |facts| {
            if let Some(place) = place(facts) {
                *place = text;
            }
        });
    };
    let control: View = match look {
        Look::Line | Look::Url => input()
            .r#type("text")
            .id(id.to_owned())
            .attr("inputmode", if look == Look::Url { "url" } else { "text" })
            .class(if look == Look::Url { "url" } else { "" })
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("maxlength", MOST_CHARS.to_string())
            .attr("aria-describedby", described.clone())
            .prop("value", value)
            .on(events::input, typed)
            .into(),
        Look::Lines => textarea()
            .id(id.to_owned())
            .rows("2")
            .attr("dir", "auto")
            .attr("maxlength", MOST_CHARS.to_string())
            .attr("aria-describedby", described.clone())
            .prop("value", value)
            .on(events::input, typed)
            .into(),
    };
    let help = match described {
        Some(described) => p().class("help").id(described).children(t(help)).into(),
        None => View::new(),
    };
    div().class("field").children((label().r#for(id.to_owned()).children(t(name)), control, help)).into()
}

/// Changes what is typed, and asks for it to be kept.
pub(super) fn change(model: Model, ask: &Ask, change: impl FnOnce(&mut Facts)) {
    model.facts.update(|facts| {
        if let Some(facts) = facts {
            change(facts);
        }
    });
    ask(Wish::Save);
}

/// What now stands in the field that the event came from.
fn typed(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<web_sys::HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(target) => {
            target.dyn_into::<web_sys::HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
        }
    }
}
