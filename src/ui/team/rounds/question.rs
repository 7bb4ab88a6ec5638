//! A question of a round that is put together: shown, edited, left out.

use super::draft::{Item, Sheet};
use super::phrases;
use crate::dashboard::focus;
use crate::lean::{live, text_of};
use crate::words::{message, t};
use converel_protocol::team::round::{Form, Group};
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// What a question of the lead's own can look like.
const OWN_FORMS: [Form; 4] = [Form::Scale, Form::Hours, Form::Days, Form::Text];

/// The questions of a sheet by their groups, and the ways to another one.
pub(super) fn questions(sheet: Sheet) -> View {
    // Only what is asked, and in which order: what is typed leaves the fields alone.
    let items = move || sheet.items().get_clone();
    let groups = live(move || {
        let groups = Group::ALL.into_iter().filter_map(|group| {
            let of_group = |item: &Item| item.question.with_untracked(|question| question.group == group);
            let items: Vec<Item> =
                items().into_iter().filter(|item| of_group(item) && !item.removed.get()).collect();
            let items: Vec<View> = items.into_iter().map(|item| shown(sheet, item)).collect();
            (!items.is_empty()).then(|| {
                let id = format!("round-group-{group:?}").to_lowercase();
                section()
                    .attr("aria-labelledby", id.clone())
                    .children((
                        h4().id(id).children(phrases::group(group)),
                        ul().class("questions").children(items),
                    ))
                    .into()
            })
        });
        groups.collect::<Vec<View>>().into()
    });
    let removed = live(move || {
        let removed = items().into_iter().filter(|item| item.removed.get()).count();
        if removed == 0 {
            return View::new();
        }
        let back = move |_: web_sys::MouseEvent| {
            for item in sheet.items().get_clone_untracked() {
                item.removed.set(false);
            }
            later("round-questions-heading".to_owned());
        };
        let name = crate::words::plural("team_round_put_back", removed as f64);
        button().r#type("button").class("button").on(events::click, back).children(name).into()
    });
    let scope = use_current_scope();
    let add = move |_: web_sys::MouseEvent| {
        // The question outlives the list that is drawn anew with it.
        let item = scope.run_in(|| sheet.add());
        later(format!("question-{}-text", item.key));
    };
    section()
        .id("round-questions")
        .attr("aria-labelledby", "round-questions-heading")
        .children((
            h3().id("round-questions-heading").attr("tabindex", "-1").children(t("team_round_questions")),
            p().class("quiet").children(t("team_round_questions_text")),
            groups,
            div().class("actions start").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("round-add")
                    .on(events::click, add)
                    .children(t("team_round_add")),
                removed,
            )),
        ))
        .into()
}

/// The focus there, once it is drawn.
fn later(id: String) {
    spawn_local(async move { focus(&id) });
}

fn shown(sheet: Sheet, item: Item) -> View {
    let text = move || match item.text.get_clone() {
        text if text.trim().is_empty() => t("team_round_question_empty"),
        text => text,
    };
    let edit_id = format!("question-{}-edit", item.key);
    let named = move |name: &'static str| message(name, &[&item.text.get_clone()]);
    let remove = move |_: web_sys::MouseEvent| {
        // To the question that takes its place, or to the heading.
        let items = sheet.items().get_clone_untracked();
        let rest = items.iter().skip_while(|other| other.key != item.key).skip(1);
        let next = rest.copied().find(|other| !other.removed.get_untracked());
        item.removed.set(true);
        later(
            next.map_or("round-questions-heading".to_owned(), |next| format!("question-{}-edit", next.key)),
        );
    };
    let toggle = move |_: web_sys::MouseEvent| {
        let editing = !item.editing.get_untracked();
        item.editing.set(editing);
        if editing {
            later(format!("question-{}-text", item.key));
        }
    };
    li().class("question")
        .attr("data-question", item.question.with_untracked(|question| question.id.clone()))
        .children((
            div().class("asked").children((
                p().attr("dir", "auto").children(text_of(text)),
                p().class("quiet why").attr("dir", "auto").children(text_of(move || item.why.get_clone())),
                p().class("quiet form")
                    .children(text_of(move || item.question.with(|question| phrases::form(question.form)))),
            )),
            div().class("tools").children((
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .id(edit_id)
                    .attr("aria-expanded", move || if item.editing.get() { "true" } else { "false" })
                    .attr("aria-label", move || {
                        named(if item.editing.get() {
                            "team_round_edited_named"
                        } else {
                            "team_round_edit_named"
                        })
                    })
                    .on(events::click, toggle)
                    .children(text_of(move || {
                        t(if item.editing.get() { "team_round_edited" } else { "team_round_edit" })
                    })),
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .attr("aria-label", move || named("team_round_remove_named"))
                    .on(events::click, remove)
                    .children(t("team_round_remove")),
            )),
            live(move || if item.editing.get() { edited(item) } else { View::new() }),
        ))
        .into()
}

/// The fields of a question that is edited.
fn edited(item: Item) -> View {
    let id = |part: &str| format!("question-{}-{part}", item.key);
    let form = if item.is_own() {
        let options: Vec<View> = OWN_FORMS
            .into_iter()
            .map(|form| {
                let chosen = item.question.with_untracked(|question| question.form == form);
                option()
                    .attr("value", format!("{form:?}"))
                    .bool_attr("selected", chosen)
                    .children(phrases::form(form))
                    .into()
            })
            .collect();
        let choose = move |event: web_sys::Event| {
            let chosen =
                event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
            let chosen = chosen.map(|select| select.value()).unwrap_or_default();
            if let Some(form) = OWN_FORMS.into_iter().find(|form| format!("{form:?}") == chosen) {
                item.question.update(|question| question.form = form);
            }
        };
        div()
            .class("field")
            .children((
                label().r#for(id("form")).children(t("team_round_form")),
                select().id(id("form")).on(events::change, choose).children(options),
            ))
            .into()
    } else {
        View::new()
    };
    div()
        .class("edited")
        .children((
            div().class("field").children((
                label().r#for(id("text")).children(t("team_round_question_text")),
                textarea().id(id("text")).attr("rows", "2").attr("dir", "auto").bind(bind::value, item.text),
            )),
            div().class("field").children((
                label().r#for(id("why")).children(t("team_round_question_why")),
                textarea().id(id("why")).attr("rows", "2").attr("dir", "auto").bind(bind::value, item.why),
            )),
            form,
        ))
        .into()
}
