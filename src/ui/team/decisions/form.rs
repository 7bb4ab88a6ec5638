//! The form that a decision is written in.

use super::fields::{Line, area, card, categories, line, people, reversible, suggestions};
use super::options::Rows;
use super::words::{category_name, field_name, field_text, refused};
use super::{Answer, Ask, Desk, Done, Ended, Face, Wish};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use converel_browser::{clock, listen};
use converel_protocol::team::decision::{Decision, Override};
use converel_team::decision::{Change, Field, Refused, is_same, rebase, tidy, working_day_after};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// What is typed. Copies are the same sheet.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) title: Signal<String>,
    pub(super) context: Signal<String>,
    pub(super) drivers: Signal<String>,
    options: Rows,
    pub(super) recommendation: Signal<String>,
    pub(super) consequences: Signal<String>,
    /// Those of the team's list that are ticked.
    pub(super) ticked: Signal<Vec<String>>,
    /// Others, a line each.
    pub(super) own: Signal<String>,
    /// `list`, `yes` or `no`.
    pub(super) reversible: Signal<String>,
    pub(super) reason: Signal<String>,
    pub(super) responsible: Signal<String>,
    pub(super) pod: Signal<String>,
    pub(super) deciders: Signal<String>,
    pub(super) consulted: Signal<String>,
    pub(super) informed: Signal<String>,
    pub(super) comment_by: Signal<String>,
    pub(super) more: Signal<String>,
}

impl Sheet {
    fn of(decision: &Decision, list: &[String]) -> Self {
        let text = |text: &String| create_signal(text.clone());
        let lines = |list: &[String]| create_signal(list.join("\n"));
        let on_list = |name: &&String| list.iter().any(|other| is_same(other, name));
        let own: Vec<String> = decision.categories.iter().filter(|name| !on_list(name)).cloned().collect();
        let (reversible, reason) = match &decision.reversible {
            None => ("list", String::new()),
            Some(said) => (if said.reversible { "yes" } else { "no" }, said.reason.clone()),
        };
        Self {
            title: text(&decision.title),
            context: text(&decision.context),
            drivers: lines(&decision.drivers),
            options: Rows::of(&decision.options, decision.recommended),
            recommendation: text(&decision.recommendation),
            consequences: text(&decision.consequences),
            ticked: create_signal(decision.categories.iter().filter(on_list).cloned().collect()),
            own: lines(&own),
            reversible: create_signal(reversible.to_owned()),
            reason: create_signal(reason),
            responsible: text(&decision.responsible),
            pod: text(&decision.pod),
            deciders: lines(&decision.deciders),
            consulted: lines(&decision.consulted),
            informed: lines(&decision.informed),
            comment_by: text(&decision.comment_by),
            more: text(&decision.more),
        }
    }

    /// What was typed, put into the decision that it began with.
    fn decision(self, before: &Decision) -> Decision {
        let lines =
            |text: Signal<String>| text.with_untracked(|text| text.lines().map(str::to_owned).collect());
        let (options, recommended) = self.options.options();
        let own: Vec<String> = lines(self.own);
        let own = own.iter().map(|name| category_name(name));
        let reversible = match self.reversible.get_clone_untracked().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        tidy(&Decision {
            title: self.title.get_clone_untracked(),
            context: self.context.get_clone_untracked(),
            drivers: lines(self.drivers),
            options,
            recommended,
            recommendation: self.recommendation.get_clone_untracked(),
            consequences: self.consequences.get_clone_untracked(),
            categories: self.ticked.get_clone_untracked().into_iter().chain(own).collect(),
            reversible: reversible
                .map(|reversible| Override { reversible, reason: self.reason.get_clone_untracked() }),
            responsible: self.responsible.get_clone_untracked(),
            pod: self.pod.get_clone_untracked(),
            deciders: lines(self.deciders),
            consulted: lines(self.consulted),
            informed: lines(self.informed),
            comment_by: self.comment_by.get_clone_untracked(),
            more: self.more.get_clone_untracked(),
            ..before.clone()
        })
    }
}

/// The form; `old`: the decision whose words are changed, or a new one.
pub(super) fn form(desk: Desk, ask: Ask, old: Option<Rc<Decision>>) -> View {
    let is_new = old.is_none();
    let first = old.as_deref().map(tidy).unwrap_or_else(|| blank(desk));
    let list = desk.model.rules.with(|rules| rules.irreversible.clone());
    let sheet = Sheet::of(&first, &list);
    // What the changes are told from: as it was found; what another window changed otherwise, as it was then told.
    let before = create_signal(old.as_deref().cloned().unwrap_or_else(|| first.clone()));
    let tried = create_signal(false);
    let untitled = derived(move || sheet.title.with(|title| title.trim().is_empty()));
    let id = first.id.clone();
    let (refused, clashing) = clashes(desk, &id, before);
    warn_before_leaving(sheet, first.clone());
    follow_pod(desk, sheet);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untitled.get_untracked() {
            focus("decision-title-field");
            return;
        }
        let before = before.get_clone_untracked();
        let after = sheet.decision(&before);
        ask(if is_new {
            Wish::Propose(Box::new(after))
        } else {
            let words = Change::Words { before: Box::new(before.clone()), after: Box::new(after) };
            Wish::Change(before.id.clone(), Box::new(words))
        });
    };
    let leave = move |_: web_sys::MouseEvent| {
        if is_new {
            desk.go(Face::Log, "decision-new");
        } else {
            desk.go(Face::One(id.clone()), "decision-title");
        }
    };
    let heading = if is_new { "team_decision_new" } else { "team_decision_edit_heading" };
    sycamore::web::tags::form()
        .class("decision-form")
        .attr("novalidate", "")
        .attr("aria-labelledby", "decision-form-heading")
        .on(events::submit, send)
        .children((
            h1().id("decision-form-heading").children(t(heading)),
            suggestions(desk),
            card((
                line(Line {
                    id: "decision-title-field",
                    name: "team_decision_title",
                    help: "team_decision_title_help",
                    value: sheet.title,
                    list: "",
                    wrong: derived(move || tried.get() && untitled.get()),
                }),
                area(
                    "decision-context",
                    "team_decision_context",
                    "team_decision_context_help",
                    "5",
                    sheet.context,
                ),
                area("decision-drivers", "team_decision_drivers", "team_decision_lines", "2", sheet.drivers),
                sheet.options.view(),
                area(
                    "decision-recommendation",
                    "team_decision_recommendation",
                    "team_decision_recommendation_help",
                    "3",
                    sheet.recommendation,
                ),
                area(
                    "decision-consequences",
                    "team_decision_consequences",
                    "team_decision_consequences_help",
                    "3",
                    sheet.consequences,
                ),
            )),
            card((categories(sheet, &list), reversible(sheet))),
            people(desk, sheet),
            card(area("decision-more", "team_decision_more", "team_decision_more_help", "2", sheet.more)),
            p().class("error")
                .id("decision-refused")
                .role("alert")
                .children(text_of(move || refused.get_clone())),
            kept_now(before, clashing),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("decision-cancel")
                    .on(events::click, leave)
                    .children(t("dashboard_cancel")),
                button()
                    .r#type("submit")
                    .class("button primary")
                    .id("decision-save")
                    .children(t("team_decision_save")),
            )),
        ))
        .into()
}

/// A new decision, with the usual time for comments.
fn blank(desk: Desk) -> Decision {
    let days = desk.model.rules.with(|rules| rules.comment_days);
    let working = desk.team.audit.options.with(|options| options.days.clone());
    let until = working_day_after(desk.team.today, days, &working);
    Decision {
        id: clock::uuid().unwrap_or_default(),
        comment_by: until.map(|day| day.to_string()).unwrap_or_default(),
        ..Decision::default()
    }
}

/// Why it was not saved, and the fields that another window changed. From then on those are told from what is kept now,
/// which is shown: saving again puts what stands here in their place, knowingly, and in no other's.
fn clashes(desk: Desk, id: &str, before: Signal<Decision>) -> (ReadSignal<String>, ReadSignal<Vec<Field>>) {
    let own = id.to_owned();
    let answer = desk.answer(id);
    let said = create_signal(String::new());
    let clashing = create_signal(Vec::new());
    effect(move || {
        let (words, fields) = match answer.get_clone() {
            Some(Answer { done: Done::Words | Done::Proposed, came: Ended::Refused(why), .. }) => {
                (refused(&why), if let Refused::Changed(fields) = why { fields } else { Vec::new() })
            }
            _ => Default::default(),
        };
        if !fields.is_empty()
            && let Some(kept) = desk.find(&own)
        {
            before.set(rebase(&before.get_clone_untracked(), &kept, &fields));
        }
        said.set(words);
        clashing.set(fields);
    });
    (*said, *clashing)
}

/// What is kept now of the fields that another window changed.
fn kept_now(before: Signal<Decision>, clashing: ReadSignal<Vec<Field>>) -> View {
    live(move || {
        let fields = clashing.get_clone();
        if fields.is_empty() {
            return View::new();
        }
        let item = |field: &Field| {
            let text = before.with_untracked(|kept| field_text(kept, *field));
            let text = if text.trim().is_empty() { t("team_decision_kept_nothing") } else { text };
            let name = message("team_decision_kept", &[&field_name(*field)]);
            li().children((
                p().class("help").children(name),
                div().class("prose").attr("dir", "auto").children(text),
            ))
            .into()
        };
        let items: Vec<View> = fields.iter().map(item).collect();
        ul().class("concerns").id("decision-kept").children(items).into()
    })
}

/// Whoever is responsible for the pod that is chosen is so for its decision, unless somebody else was named.
fn follow_pod(desk: Desk, sheet: Sheet) {
    let pod = create_signal(sheet.pod.get_clone_untracked());
    let filled = create_signal(String::new());
    effect(move || {
        let chosen = sheet.pod.get_clone();
        if pod.replace(chosen.clone()) == chosen {
            return;
        }
        let named = sheet.responsible.get_clone_untracked();
        if named.trim().is_empty() || named == filled.get_clone_untracked() {
            let responsible = desk.responsible_for(&chosen).unwrap_or_default();
            filled.set(responsible.clone());
            sheet.responsible.set(responsible);
        }
    });
}

fn warn_before_leaving(sheet: Sheet, first: Decision) {
    if let Some(window) = web_sys::window() {
        let listener = listen::on(&window, "beforeunload", move |event| {
            if sheet.decision(&first) != first {
                event.prevent_default();
            }
        });
        on_cleanup(move || drop(listener));
    }
}
