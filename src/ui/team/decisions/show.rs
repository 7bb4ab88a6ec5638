//! One decision: what it says, what follows next, and what can be done now.

use super::log::{irreversible, pills};
use super::{Ask, Desk, Face, Wish, act, share, words};
use crate::lean::{derived, live, text_of};
use crate::modal::modal;
use crate::words::{message, t};
use converel_protocol::team::decision::{Decision, State};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The page of the decision of this id.
pub(super) fn show(desk: Desk, ask: Ask, id: &str) -> View {
    let decision = desk.follow(id);
    let there = derived(move || decision.with(Option::is_some));
    let id = id.to_owned();
    let back = {
        let link = format!("decision-{id}");
        button()
            .r#type("button")
            .class("link")
            .id("decision-back")
            .on(events::click, move |_| desk.go(Face::Log, &link))
            .children(t("team_decision_back"))
    };
    let whole = live(move || {
        if !there.get() {
            return p().class("empty small").children(t("team_decision_refused_gone")).into();
        }
        let (ask, id) = (Rc::clone(&ask), id.clone());
        untrack(|| {
            let irreversible = irreversible(desk);
            (
                live(move || {
                    irreversible.track();
                    match decision.get_clone() {
                        None => View::new(),
                        Some(decision) => untrack(|| said(desk, &decision)),
                    }
                }),
                act::act(desk, Rc::clone(&ask), &id, decision),
                share::share(desk, decision),
                tools(desk, ask, id.clone(), decision),
            )
                .into()
        })
    });
    (p().children(back), whole).into()
}

/// What the decision says.
fn said(desk: Desk, decision: &Rc<Decision>) -> View {
    let rules = desk.model.rules.get_clone();
    let next = desk.model.log.with(|log| words::next(decision, &rules, desk.team.today, log));
    let due = words::is_due(decision, desk.team.today);
    article()
        .class("card decision-said")
        .attr("aria-labelledby", "decision-title")
        .children((
            h1().id("decision-title").tabindex("-1").attr("dir", "auto").children(words::name(decision)),
            p().class("pills").children(pills(desk, decision)),
            p().class(if due { "next due" } else { "next" }).children(next),
            facts(desk, decision),
            text("team_decision_context", &decision.context),
            list("team_decision_drivers", &decision.drivers),
            options(decision),
            View::from((
                choice("team_decision_outcome", decision, decision.chosen, &decision.outcome),
                choice(
                    "team_decision_recommendation",
                    decision,
                    decision.recommended,
                    &decision.recommendation,
                ),
                text("team_decision_consequences", &decision.consequences),
                text("team_decision_more", &decision.more),
            )),
        ))
        .into()
}

fn facts(desk: Desk, decision: &Decision) -> View {
    let mut rows: Vec<View> = Vec::new();
    let mut row = |name: &'static str, value: String| {
        if !value.is_empty() {
            rows.push(
                div().children((dt().children(t(name)), dd().attr("dir", "auto").children(value))).into(),
            );
        }
    };
    let names = |list: &[String]| list.join(", ");
    row("team_decision_responsible", decision.responsible.clone());
    row("team_decision_pod", decision.pod.clone());
    row("team_decision_deciders", names(&decision.deciders));
    row("team_decision_consulted", names(&decision.consulted));
    row("team_decision_informed", names(&decision.informed));
    let categories: Vec<String> = decision.categories.iter().map(|name| words::category(name)).collect();
    row("team_decision_categories", names(&categories));
    if let Some(said) = &decision.reversible {
        row("team_decision_reversible_why", said.reason.clone());
    }
    row("team_decision_comment_by", words::day(&decision.comment_by));
    row("team_decision_proposed_on", words::day(&decision.proposed_on));
    row("team_decision_decided_on", words::day(&decision.decided_on));
    let name_of = |id: &String| {
        let found = desk.find(id);
        found.map_or_else(|| id.clone(), |other| words::name(&other))
    };
    row("team_decision_supersedes", names(&decision.supersedes.iter().map(name_of).collect::<Vec<_>>()));
    if rows.is_empty() { View::new() } else { dl().class("facts").children(rows).into() }
}

/// A text as it was written; nothing where nothing was.
fn text(name: &'static str, text: &str) -> View {
    if text.is_empty() {
        return View::new();
    }
    (h2().children(t(name)), div().class("prose").attr("dir", "auto").children(text.to_owned())).into()
}

fn list(name: &'static str, list: &[String]) -> View {
    if list.is_empty() {
        return View::new();
    }
    let items: Vec<View> = list.iter().map(|entry| li().children(entry.clone()).into()).collect();
    (h2().children(t(name)), ul().attr("dir", "auto").children(items)).into()
}

fn options(decision: &Decision) -> View {
    if decision.options.is_empty() {
        return View::new();
    }
    let item = |option: &converel_protocol::team::decision::Choice| {
        li().children((
            strong().attr("dir", "auto").children(option.name.clone()),
            div().class("prose").attr("dir", "auto").children(option.text.clone()),
        ))
        .into()
    };
    let items: Vec<View> = decision.options.iter().map(item).collect();
    (h2().children(t("team_decision_options")), ol().class("options").children(items)).into()
}

/// An option and the words about it.
fn choice(name: &'static str, decision: &Decision, place: Option<u32>, words: &str) -> View {
    let option = place.and_then(|place| decision.options.get(usize::try_from(place).ok()?));
    if option.is_none() && words.is_empty() {
        return View::new();
    }
    (
        h2().children(t(name)),
        option.map(|option| {
            View::from(p().children(strong().attr("dir", "auto").children(option.name.clone())))
        }),
        div().class("prose").attr("dir", "auto").children(words.to_owned()),
    )
        .into()
}

/// Edit and delete.
fn tools(desk: Desk, ask: Ask, id: String, decision: ReadSignal<Option<Rc<Decision>>>) -> View {
    let proposed = derived(move || {
        decision.with(|decision| decision.as_ref().is_some_and(|it| it.state == State::Proposed))
    });
    let deleting = create_signal(false);
    let edit = {
        let id = id.clone();
        live(move || {
            if !proposed.get() {
                return View::new();
            }
            let id = id.clone();
            button()
                .r#type("button")
                .class("button")
                .id("decision-edit")
                .on(events::click, move |_| desk.go(Face::Write(id.clone()), "decision-title-field"))
                .children(t("team_decision_edit"))
                .into()
        })
    };
    let delete = move |_: web_sys::MouseEvent| {
        deleting.set(false);
        ask(Wish::Delete(id.clone()));
    };
    let title = move || {
        let name = decision.with(|decision| decision.as_ref().map(|it| words::name(it)).unwrap_or_default());
        message("team_decision_delete_text", &[&name])
    };
    (
        div().class("actions").children((
            edit,
            button()
                .r#type("button")
                .class("button")
                .id("decision-delete")
                .on(events::click, move |_| deleting.set(true))
                .children(t("team_decision_delete")),
        )),
        modal(
            move || deleting.get(),
            move || deleting.set(false),
            "decision-delete-heading",
            (
                h2().id("decision-delete-heading").children(t("team_decision_delete_heading")),
                p().attr("dir", "auto").children(text_of(title)),
                div().class("actions").children((
                    button()
                        .r#type("button")
                        .class("button")
                        .bool_attr("autofocus", true)
                        .on(events::click, move |_| deleting.set(false))
                        .children(t("dashboard_cancel")),
                    button()
                        .r#type("button")
                        .class("button danger")
                        .id("decision-delete-confirm")
                        .on(events::click, delete)
                        .children(t("dashboard_delete")),
                )),
            ),
        ),
    )
        .into()
}
