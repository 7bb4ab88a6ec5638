//! The form that a decision is written in.

use super::options::Rows;
use super::words::{category, category_name, day, refused};
use super::{Answer, Ask, Desk, Done, Face, Wish};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use converel_browser::{clock, listen};
use converel_protocol::team::decision::{Decision, Override};
use converel_team::decision::{Change, Refused, is_same, tidy, working_day_after};
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// What is typed. Copies are the same sheet.
#[derive(Clone, Copy)]
struct Sheet {
    title: Signal<String>,
    context: Signal<String>,
    drivers: Signal<String>,
    options: Rows,
    recommendation: Signal<String>,
    consequences: Signal<String>,
    /// Those of the team's list that are ticked.
    ticked: Signal<Vec<String>>,
    /// Others, a line each.
    own: Signal<String>,
    /// `list`, `yes` or `no`.
    reversible: Signal<String>,
    reason: Signal<String>,
    responsible: Signal<String>,
    pod: Signal<String>,
    deciders: Signal<String>,
    consulted: Signal<String>,
    informed: Signal<String>,
    comment_by: Signal<String>,
    more: Signal<String>,
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
    // What the changes are told from: as it was found, or, where another window changed it, as it is now.
    let before = create_signal(old.as_deref().cloned().unwrap_or_else(|| first.clone()));
    let tried = create_signal(false);
    let untitled = derived(move || sheet.title.with(|title| title.trim().is_empty()));
    let id = first.id.clone();
    let refused = clashes(desk, &id, before);
    warn_before_leaving(sheet, first.clone());
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
            // What tidying alone would change was not changed by anybody.
            let words = Change::Words { before: Box::new(tidy(&before)), after: Box::new(after) };
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

/// Why it was not saved. After a clash what is kept now is what the next changes are told from: saving again puts what
/// stands here in its place, knowingly.
fn clashes(desk: Desk, id: &str, before: Signal<Decision>) -> ReadSignal<String> {
    let own = id.to_owned();
    let said = create_signal(String::new());
    // What was answered before the form was there is about something else.
    let old = create_signal(desk.model.answer.get_clone_untracked());
    effect(move || {
        let now = desk.model.answer.get_clone();
        if now == old.get_clone_untracked() {
            return;
        }
        let Some(Answer { id, done: Done::Words | Done::Proposed, refused: Some(why) }) = now else {
            return said.set(String::new());
        };
        if id != own {
            return;
        }
        said.set(refused(&why));
        if let (Refused::Changed(_), Some(kept)) = (&why, desk.find(&own)) {
            before.set((*kept).clone());
        }
    });
    *said
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

fn card(content: impl Into<View>) -> View {
    div().class("card").children(content.into()).into()
}

/// A field of one line.
struct Line {
    id: &'static str,
    name: &'static str,
    help: &'static str,
    value: Signal<String>,
    /// The id of its suggestions; empty: it has none.
    list: &'static str,
    wrong: ReadSignal<bool>,
}

fn line(of: Line) -> View {
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

fn area(
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
fn categories(sheet: Sheet, list: &[String]) -> View {
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
fn reversible(sheet: Sheet) -> View {
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

fn people(desk: Desk, sheet: Sheet) -> View {
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
fn suggestions(desk: Desk) -> View {
    let of = |id: &'static str, names: Vec<String>| {
        let options: Vec<View> = names.into_iter().map(|name| option().value(name).into()).collect();
        datalist().id(id).children(options)
    };
    let (people, pods) = desk.names();
    (of("decision-people", people), of("decision-pods", pods)).into()
}
