//! The fields of the form that a decision is written in, each with its label and its help.

use super::Desk;
use super::form::Sheet;
use super::words::{category, day};
use crate::lean::{derived, live, text_of};
use crate::words::{message, t};
use converel_team::decision::{is_same, working_day_after};
use jiff::civil::Date;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

pub(super) fn card(content: impl Into<View>) -> View {
    div().class("card").children(content.into()).into()
}

/// A field of one line.
pub(super) struct Line {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) help: &'static str,
    pub(super) value: Signal<String>,
    /// The id of its suggestions; empty: it has none.
    pub(super) list: &'static str,
    pub(super) wrong: ReadSignal<bool>,
}

pub(super) fn line(of: Line) -> View {
    let Line { id, name, help, value, list, wrong } = of;
    div()
        .class("field")
        .children((
            label().r#for(id).children(t(name)),
            input()
                .r#type("text")
                .id(id)
                .attr("dir", "auto")
                .attr("autocomplete", "off")
                .attr("list", (!list.is_empty()).then_some(list))
                .attr("aria-describedby", format!("{id}-help {id}-error"))
                .attr("aria-invalid", move || wrong.get().then_some("true"))
                .bind(bind::value, value),
            p().class("help").id(format!("{id}-help")).children(t(help)),
            p().class("error").id(format!("{id}-error")).attr("aria-live", "polite").children(text_of(
                move || {
                    if wrong.get() { t("team_decision_title_missing") } else { String::new() }
                },
            )),
        ))
        .into()
}

pub(super) fn area(
    id: &'static str,
    name: &'static str,
    help: &'static str,
    rows: &'static str,
    value: Signal<String>,
) -> View {
    div()
        .class("field")
        .children((
            label().r#for(id).children(t(name)),
            textarea()
                .id(id)
                .attr("rows", rows)
                .attr("dir", "auto")
                .attr("aria-describedby", format!("{id}-help"))
                .bind(bind::value, value),
            p().class("help").id(format!("{id}-help")).children(t(help)),
        ))
        .into()
}

/// The team's list, ticked, and others.
pub(super) fn categories(sheet: Sheet, list: &[String]) -> View {
    let boxes: Vec<View> = list
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let id = format!("decision-category-{place}");
            let (own, shown) = (name.clone(), category(name));
            let is_own = {
                let own = own.clone();
                move |name: &String| is_same(name, &own)
            };
            let ticked = {
                let is_own = is_own.clone();
                move || sheet.ticked.with(|ticked| ticked.iter().any(&is_own))
            };
            let turn = move |_| {
                sheet.ticked.update(|ticked| {
                    let many = ticked.len();
                    ticked.retain(|name| !is_own(name));
                    if ticked.len() == many {
                        ticked.push(own.clone());
                    }
                });
            };
            div()
                .class("choice")
                .children((
                    input()
                        .r#type("checkbox")
                        .id(id.clone())
                        .prop("checked", ticked)
                        .on(events::change, move |_: web_sys::Event| turn(())),
                    label().r#for(id).attr("dir", "auto").children(shown),
                ))
                .into()
        })
        .collect();
    (
        fieldset().children((
            legend().children(t("team_decision_categories")),
            p().class("help").children(t("team_decision_categories_help")),
            boxes,
        )),
        area("decision-own", "team_decision_categories_own", "team_decision_lines", "2", sheet.own),
    )
        .into()
}

/// Reversible or not, whatever the list says, and why.
pub(super) fn reversible(sheet: Sheet) -> View {
    let choice = |value: &'static str, name: &'static str| option().value(value).children(t(name));
    let own = derived(move || sheet.reversible.with(|said| said != "list"));
    let no = derived(|| false);
    let why = live(move || {
        if !own.get() {
            return View::new();
        }
        line(Line {
            id: "decision-reversible-why",
            name: "team_decision_reversible_why",
            help: "team_decision_reversible_why_help",
            value: sheet.reason,
            list: "",
            wrong: no,
        })
    });
    (
        div().class("field").children((
            label().r#for("decision-reversible").children(t("team_decision_reversible_question")),
            select().id("decision-reversible").bind(bind::value, sheet.reversible).children((
                choice("list", "team_decision_reversible_list"),
                choice("yes", "team_decision_reversible"),
                choice("no", "team_decision_irreversible"),
            )),
        )),
        why,
    )
        .into()
}

pub(super) fn people(desk: Desk, sheet: Sheet) -> View {
    let no = derived(|| false);
    let one = move |id, name, help, value, list| line(Line { id, name, help, value, list, wrong: no });
    let days = desk.model.rules.with(|rules| rules.comment_days);
    let working = desk.team.audit.options;
    let until = derived(move || {
        let working = working.with(|options| options.days.clone());
        working_day_after(desk.team.today, days, &working).map(|day| day.to_string()).unwrap_or_default()
    });
    let help = move || {
        sheet.comment_by.with(|text| match text.parse::<Date>() {
            Ok(date) if date < desk.team.today => t("team_decision_comment_by_past"),
            _ => message("team_decision_comment_by_help", &[&days.to_string(), &day(&until.get_clone())]),
        })
    };
    card((
        div().class("row").children((
            one(
                "decision-responsible",
                "team_decision_responsible",
                "team_decision_responsible_help",
                sheet.responsible,
                "decision-people",
            ),
            one("decision-pod", "team_decision_pod", "team_decision_pod_help", sheet.pod, "decision-pods"),
        )),
        div().class("field").children((
            label().r#for("decision-comment-by").children(t("team_decision_comment_by")),
            input()
                .r#type("date")
                .id("decision-comment-by")
                .attr("aria-describedby", "decision-comment-by-help")
                .bind(bind::value, sheet.comment_by),
            p().class("help").id("decision-comment-by-help").children(text_of(help)),
        )),
        div().class("row").children((
            area("decision-deciders", "team_decision_deciders", "team_decision_lines", "2", sheet.deciders),
            area(
                "decision-consulted",
                "team_decision_consulted",
                "team_decision_lines",
                "2",
                sheet.consulted,
            ),
            area("decision-informed", "team_decision_informed", "team_decision_lines", "2", sheet.informed),
        )),
    ))
}

/// Names that were used before.
pub(super) fn suggestions(desk: Desk) -> View {
    let of = |id: &'static str, names: Vec<String>| {
        let options: Vec<View> = names.into_iter().map(|name| option().value(name).into()).collect();
        datalist().id(id).children(options)
    };
    let (people, pods) = desk.names();
    (of("decision-people", people), of("decision-pods", pods)).into()
}
