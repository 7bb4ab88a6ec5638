//! The questions on the left and the advice on the right, over the ways out.

use super::state::State;
use super::{agenda, audience, extras, footer, section, side};
use crate::lean::text_of;
use crate::words::t;
use converel_core::advice::Missing;
use converel_core::quadrant::Nature;
use sycamore::prelude::*;
use sycamore::web::bind;
use sycamore::web::tags::*;

pub(super) fn body(state: &State) -> View {
    let questions = div().class("left").children((
        purpose(state),
        agenda::part(state),
        audience::part(state),
        notes(state),
        extras::part(state),
    ));
    let advice = aside().class("right").attr("aria-label", t("gate_advice")).children(side::advice(state));
    (div().class("body").children((questions, advice)), footer::footer(state)).into()
}

fn purpose(state: &State) -> View {
    let value = state.purpose;
    let fields = {
        let state = state.clone();
        move || {
            let nature = state.nature;
            let advice = state.advice;
            let ask = move || {
                t(match nature.get() {
                    Some(Nature::Convergence) => "gate_purpose_decide",
                    Some(Nature::Conveyance) => "gate_purpose_share",
                    None => "gate_purpose",
                })
            };
            let example = move || {
                t(match nature.get() {
                    Some(Nature::Conveyance) => "gate_purpose_example_share",
                    _ => "gate_purpose_example",
                })
            };
            let missing = move || advice.with(|advice| advice.missing.contains(&Missing::Purpose));
            (
                label()
                    .class("name")
                    .attr("for", "purpose")
                    .children((text_of(ask), section::needed(missing))),
                input()
                    .attr("id", "purpose")
                    .attr("type", "text")
                    .attr("dir", "auto")
                    .attr("autocomplete", "off")
                    .attr("maxlength", "300")
                    .attr("aria-required", "true")
                    .attr("placeholder", example)
                    .bind(bind::value, value),
            )
                .into()
        }
    };
    let folded = state.only_missing.is_some_and(|only| only != Missing::Purpose);
    section::part(
        "part-purpose",
        t("gate_purpose_name"),
        folded,
        "purpose",
        move || value.get_clone(),
        fields,
    )
}

fn notes(state: &State) -> View {
    let value = state.notes_link;
    let fields = move || {
        (
            label().class("name").attr("for", "notes").children(t("gate_notes")),
            input()
                .attr("id", "notes")
                .attr("type", "text")
                .attr("inputmode", "url")
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("maxlength", "2000")
                .attr("placeholder", t("gate_notes_example"))
                .bind(bind::value, value),
        )
            .into()
    };
    let folded = state.only_missing.is_some();
    section::part("part-notes", t("gate_notes_name"), folded, "notes", move || value.get_clone(), fields)
}
