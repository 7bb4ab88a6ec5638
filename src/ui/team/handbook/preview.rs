//! The list of pages, what the chosen one says, its Markdown, and saving. It follows what is typed.

use super::pages::markdown::markdown;
use super::pages::{INDEX, Input, Page, pages};
use super::save;
use super::shown::shown;
use crate::clipboard;
use crate::dashboard::focus;
use crate::document::words::Screen;
use crate::lean::{derived, effect, live, text_of};
use crate::team;
use crate::words::{message, plural, t};
use converel_protocol::team::decision::Decision;
use converel_protocol::team::results::Results;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The element that the Markdown stands in.
const SOURCE: &str = "handbook-markdown";

/// The results of the closed rounds.
fn closed(team: team::Model) -> Vec<Results> {
    team.rounds.led.with(|led| led.iter().filter_map(|led| converel_team::results::results(led)).collect())
}

/// The pages as they are now.
fn made(team: team::Model, results: ReadSignal<Vec<Results>>) -> Vec<Page> {
    let Some(facts) = team.handbook.facts.get_clone() else { return Vec::new() };
    let settings = team.settings.get_clone().unwrap_or_default();
    let results = results.get_clone();
    let decisions = log(team);
    let rules = team.decisions.rules.get_clone();
    let input = Input {
        facts: &facts,
        settings: &settings,
        results: &results,
        decisions: &decisions,
        rules: &rules,
        today: team.today,
    };
    pages(&input, &Screen)
}

/// The decision log.
fn log(team: team::Model) -> Vec<Decision> {
    team.decisions.log.with(|log| log.iter().map(|decision| Decision::clone(decision)).collect())
}

/// The pages' part of the page.
pub(super) fn preview(team: team::Model) -> View {
    // Counted when a round changes, and not at every key.
    let results = derived(move || closed(team));
    let pages = derived(move || Rc::new(made(team, results)));
    let chosen = create_signal(INDEX.to_owned());
    let page = derived(move || {
        let pages = pages.get_clone();
        let found = chosen.with(|chosen| pages.iter().find(|page| page.file == chosen).cloned());
        found.or_else(|| pages.first().cloned())
    });
    // As they were when they were saved last, or first seen.
    let before = create_signal(texts(&pages.get_clone_untracked()));
    let done = create_signal((String::new(), false));
    let tell = move |saved: Result<String, String>| {
        done.set(match saved {
            Ok(name) => (message("dashboard_exported", &[&name]), false),
            Err(error) => (message("dashboard_export_failed", &[&error]), true),
        });
    };
    let save_all = move |_: web_sys::MouseEvent| {
        let pages = pages.get_clone_untracked();
        let saved = save::all(&pages, &untrack(|| log(team)), team.today);
        if saved.is_ok() {
            before.set(texts(&pages));
        }
        tell(saved);
    };
    let save_one = move |_: web_sys::MouseEvent| {
        if let Some(page) = page.get_clone_untracked() {
            tell(save::one(&page));
        }
    };
    let content = live(move || page.get_clone().map(|page| shown(&page, chosen)).unwrap_or_default());
    follow(chosen);
    section()
        .class("handbook-preview")
        .id("handbook-preview")
        .attr("aria-labelledby", "handbook-pages-heading")
        .children((
            h2().id("handbook-pages-heading").children(t("team_handbook_pages")),
            p().class("quiet").children(t("team_handbook_pages_help")),
            list(pages, chosen, before),
            div().class("handbook-save").children((
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("handbook-save")
                    .on(events::click, save_all)
                    .children(t("team_handbook_save")),
                button()
                    .r#type("button")
                    .class("button")
                    .id("handbook-save-page")
                    .on(events::click, save_one)
                    .children(t("team_handbook_save_page")),
                p().id("handbook-done")
                    .class(move || if done.with(|done| done.1) { "error" } else { "help" })
                    .role("status")
                    .children(text_of(move || done.with(|done| done.0.clone()))),
            )),
            article().class("handbook-article").attr("aria-labelledby", "handbook-shown").children(content),
            source(page),
        ))
        .into()
}

fn texts(pages: &[Page]) -> Vec<(&'static str, String)> {
    pages.iter().map(|page| (page.file, markdown(page))).collect()
}

/// A page that was chosen by a link in another one has the focus.
fn follow(chosen: Signal<String>) {
    let mut first = true;
    effect(move || {
        chosen.track();
        if !std::mem::take(&mut first) && !in_list() {
            spawn_local(async { focus("handbook-shown") });
        }
    });
}

/// Whether the focus is in the list of pages, where it stays.
fn in_list() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let active = document.and_then(|document| document.active_element());
    active.is_some_and(|active| active.closest(".handbook-list").ok().flatten().is_some())
}

/// The pages by name, each with what is open in it and whether it has changed.
fn list(
    pages: ReadSignal<Rc<Vec<Page>>>,
    chosen: Signal<String>,
    before: Signal<Vec<(&'static str, String)>>,
) -> View {
    let files = derived(move || pages.with(|pages| pages.iter().map(|page| page.file).collect::<Vec<_>>()));
    let item = move |file: &'static str| {
        let of = move |read: fn(&Page) -> String| {
            pages.with(|pages| pages.iter().find(|page| page.file == file).map(read).unwrap_or_default())
        };
        let open = move || {
            let count = pages.with(|pages| {
                pages.iter().find(|page| page.file == file).map_or(0, |page| page.open().len())
            });
            if count == 0 { String::new() } else { plural("team_handbook_part_open", count as f64) }
        };
        let changed = derived(move || {
            let now = of(markdown);
            before.with(|before| before.iter().any(|(name, text)| *name == file && *text != now))
        });
        li().children(
            button()
                .r#type("button")
                .attr("data-file", file)
                .attr("aria-current", move || chosen.with(|chosen| chosen == file).then_some("true"))
                .on(events::click, move |_| chosen.set(file.to_owned()))
                .children((
                    span().attr("dir", "auto").children(text_of(move || of(|page| page.title.clone()))),
                    span().class("quiet").children(text_of(open)),
                    span().class("changed").children(text_of(move || {
                        if changed.get() { t("team_handbook_changed") } else { String::new() }
                    })),
                )),
        )
        .into()
    };
    ul().class("handbook-list")
        .children(live(move || files.get_clone().into_iter().map(item).collect::<Vec<View>>().into()))
        .into()
}

/// The Markdown to copy.
fn source(page: ReadSignal<Option<Page>>) -> View {
    let copied = create_signal(String::new());
    let text = move || JsValue::from_str(&page.with(|page| page.as_ref().map(markdown).unwrap_or_default()));
    let copy = move |_: web_sys::MouseEvent| {
        copied.set(t(if clipboard::copy(SOURCE) {
            "team_handbook_copied"
        } else {
            "team_handbook_not_copied"
        }));
    };
    details()
        .class("handbook-source")
        .id("handbook-source")
        .children((
            summary().children(t("team_handbook_markdown")),
            textarea()
                .id(SOURCE)
                .rows("12")
                .attr("readonly", "")
                .attr("dir", "auto")
                .attr("spellcheck", "false")
                .attr("aria-label", t("team_handbook_markdown"))
                .prop("value", text),
            div().class("handbook-save").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("handbook-copy")
                    .on(events::click, copy)
                    .children(t("team_handbook_copy")),
                p().class("help").role("status").children(text_of(move || copied.get_clone())),
            )),
        ))
        .into()
}
