//! The log: searched, filtered, what is due first; everything as a folder, files in.

use super::words;
use super::{Ask, Came, Desk, Face, Imported, Wish, name_of, rules};
use crate::download;
use crate::lean::{derived, live, text_of};
use crate::words::{message, plural, t};
use converel_protocol::team::decision::{Decision, State};
use converel_team::archive::zip;
use converel_team::decision::madr::{file_names, write};
use converel_team::decision::{Search, is_reversible};
use std::cmp::Reverse;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsCast;

/// The page with every decision.
pub(super) fn log(desk: Desk, ask: Ask) -> View {
    let empty = derived(move || desk.model.log.with(Vec::is_empty));
    let found = derived(move || found(desk));
    let irreversible = irreversible(desk);
    let list = live(move || {
        let found = found.get_clone();
        irreversible.track();
        // What has a listener is not made while a signal is read.
        let items: Vec<View> = untrack(|| found.iter().map(|decision| item(desk, decision)).collect());
        if items.is_empty() {
            let text = if empty.get() { "team_decision_none" } else { "team_decision_none_found" };
            return p().class("empty small").children(t(text)).into();
        }
        ul().class("decision-list").attr("aria-label", t("team_nav_decisions")).children(items).into()
    });
    let count = move || plural("team_decision_count", found.with(Vec::len) as f64);
    (
        div().class("section-head").children((
            h1().id("decisions-heading").tabindex("-1").children(t("team_nav_decisions")),
            button()
                .r#type("button")
                .class("button primary")
                .id("decision-new")
                .on(events::click, move |_| desk.go(Face::New, "decision-title-field"))
                .children(t("team_decision_new")),
        )),
        p().class("quiet intro").children(t("team_decision_intro")),
        tools(desk, Rc::clone(&ask), empty),
        p().class("quiet count").role("status").children(text_of(count)),
        list,
        imported(desk),
        rules::rules(desk, ask),
    )
        .into()
}

/// What is proposed first, by its last day for comments; then the latest.
fn found(desk: Desk) -> Vec<Rc<Decision>> {
    let search = desk.search.with(|text| Search::of(text));
    let only = desk.only.get_clone();
    let mut found = desk.model.log.with(|log| {
        let shown = |decision: &&Rc<Decision>| {
            (only.is_empty() || only == name_of(decision.state)) && search.finds(decision)
        };
        log.iter().filter(shown).cloned().collect::<Vec<_>>()
    });
    found.sort_by_cached_key(|decision| {
        let proposed = decision.state == State::Proposed;
        let day = if proposed { decision.comment_by.clone() } else { String::new() };
        (!proposed, proposed && day.is_empty(), day, Reverse(decision.number), decision.id.clone())
    });
    found
}

fn item(desk: Desk, decision: &Rc<Decision>) -> View {
    let rules = desk.model.rules.get_clone();
    let next = desk.model.log.with(|log| words::next(decision, &rules, desk.team.today, log));
    let id = decision.id.clone();
    let due = words::is_due(decision, desk.team.today);
    li().class(if due { "decision due" } else { "decision" })
        .children((
            h2().children(
                button()
                    .r#type("button")
                    .class("link")
                    .id(format!("decision-{id}"))
                    .attr("dir", "auto")
                    .on(events::click, move |_| desk.go(Face::One(id.clone()), "decision-title"))
                    .children(words::name(decision)),
            ),
            p().class("pills").children(pills(desk, decision)),
            p().class(if due { "next due" } else { "next" }).children(next),
            facts(decision),
        ))
        .into()
}

/// What cannot be taken back, which is shown with every decision. The rules themselves change with every new one.
pub(super) fn irreversible(desk: Desk) -> ReadSignal<Vec<String>> {
    derived(move || desk.model.rules.with(|rules| rules.irreversible.clone()))
}

/// The state, and whether it can be taken back.
pub(super) fn pills(desk: Desk, decision: &Decision) -> View {
    let reversible = desk.model.rules.with(|rules| is_reversible(decision, rules));
    let (class, name) = if reversible {
        ("pill", "team_decision_reversible")
    } else {
        ("pill warn", "team_decision_irreversible")
    };
    let state = if decision.state == State::Decided { "pill good" } else { "pill" };
    (span().class(state).children(words::state(decision.state)), span().class(class).children(t(name))).into()
}

/// Who is responsible, and the last day for comments.
fn facts(decision: &Decision) -> View {
    let mut facts = Vec::new();
    if !decision.responsible.is_empty() {
        facts.push(message("team_decision_fact_responsible", &[&decision.responsible]));
    }
    if !decision.pod.is_empty() {
        facts.push(message("team_decision_fact_pod", &[&decision.pod]));
    }
    if decision.state == State::Proposed && !decision.comment_by.is_empty() {
        facts.push(message("team_decision_fact_comment_by", &[&words::day(&decision.comment_by)]));
    }
    if facts.is_empty() {
        return View::new();
    }
    p().class("quiet facts").attr("dir", "auto").children(facts.join(" · ")).into()
}

fn tools(desk: Desk, ask: Ask, empty: ReadSignal<bool>) -> View {
    let choice = |value: &'static str, name: &'static str| option().value(value).children(t(name));
    let importing = input()
        .r#type("file")
        .id("decision-import")
        .class("hidden")
        .bool_attr("multiple", true)
        .attr("accept", ".md,.markdown,text/markdown,.zip,application/zip")
        .on(events::change, move |event: web_sys::Event| {
            let Some(input) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
            else {
                return;
            };
            let files = input.files();
            let many = files.as_ref().map_or(0, web_sys::FileList::length);
            let files: Vec<_> = (0..many).filter_map(|at| files.as_ref()?.get(at)).collect();
            // So that the same file can be chosen again.
            input.set_value("");
            if !files.is_empty() {
                ask(Wish::Import(files));
            }
        });
    div()
        .class("decision-tools")
        .children((
            div().class("field").children((
                label().r#for("decision-search").children(t("team_decision_search")),
                input()
                    .r#type("search")
                    .id("decision-search")
                    .attr("autocomplete", "off")
                    .bind(bind::value, desk.search),
            )),
            div().class("field").children((
                label().r#for("decision-only").children(t("team_decision_only")),
                select().id("decision-only").bind(bind::value, desk.only).children((
                    choice("", "team_decision_all"),
                    choice("proposed", "team_decision_proposed"),
                    choice("decided", "team_decision_decided"),
                    choice("superseded", "team_decision_superseded"),
                )),
            )),
            div().class("files").children((
                importing,
                label().class("button").r#for("decision-import").children(t("team_decision_import")),
                button()
                    .r#type("button")
                    .class("button")
                    .id("decision-folder")
                    .attr("aria-disabled", move || empty.get().then_some("true"))
                    .on(events::click, move |_| save_all(desk))
                    .children(t("team_decision_folder")),
            )),
        ))
        .into()
}

/// Every decision as a file, in one archive.
fn save_all(desk: Desk) {
    let mut log: Vec<Decision> =
        desk.model.log.with_untracked(|log| log.iter().map(|decision| (**decision).clone()).collect());
    if log.is_empty() {
        return;
    }
    log.sort_by(|one, other| (one.number, &one.id).cmp(&(other.number, &other.id)));
    let number = |id: &str| log.iter().find(|other| other.id == id).map(|other| other.number);
    let files: Vec<(String, Vec<u8>)> = file_names(&log)
        .into_iter()
        .zip(&log)
        .map(|(name, decision)| (format!("decisions/{name}"), write(decision, number).into_bytes()))
        .collect();
    let saved = zip(&files)
        .is_ok_and(|bytes| download::save_bytes("decisions.zip", "application/zip", &bytes).is_ok());
    let (name, failure) = if saved { ("team_decision_saved", false) } else { ("gate_save_failed", true) };
    desk.team.notice.set(Some(crate::dashboard::Notice { text: t(name), failure }));
}

/// What came of the files.
fn imported(desk: Desk) -> View {
    live(move || {
        let all = desk.model.imported.get_clone();
        if all.is_empty() {
            return View::new();
        }
        let lines: Vec<View> = all.iter().map(came).collect();
        section()
            .class("card imported")
            .attr("aria-labelledby", "decision-imported")
            .children((
                h2().id("decision-imported").tabindex("-1").children(t("team_decision_imported")),
                ul().children(lines),
            ))
            .into()
    })
}

fn came(imported: &Imported) -> View {
    let text = match &imported.came {
        Came::In(left) if left.is_empty() => t("team_decision_came_in"),
        Came::In(left) => message("team_decision_came_in_part", &[&left.join(", ")]),
        Came::There => t("team_decision_came_there"),
        Came::NotOne => t("team_decision_came_not_one"),
        Came::Unreadable => t("team_decision_came_unreadable"),
        Came::NotKept(why) => message("team_decision_came_not_kept", &[why]),
    };
    li().children((
        strong().attr("dir", "auto").children(imported.file.clone()),
        span().attr("dir", "auto").children(text),
    ))
    .into()
}
