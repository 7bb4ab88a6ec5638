//! What converel has learned: the user's corrections as a list, to forget one or all, to save as a file and to
//! read back. It stands beside the settings' form and is no part of what that stores.

use crate::dashboard::{Ask, Learned, Model, Notice, Wish, focus};
use crate::download;
use crate::modal::modal;
use crate::words::{language, message, plural, t};
use converel_browser::intl;
use converel_core::infer::Purpose;
use converel_core::learn::{Correction, Lesson, Lessons};
use converel_core::quadrant::{Nature, Relationship};
use converel_protocol::lessons::{self, LessonsError, StoredLesson, StoredLessons};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;

/// A file of more bytes than this is something else: all lessons together are a few hundred kilobytes.
const MOST_BYTES: f64 = 2_000_000.0;
const HEADING: &str = "settings_learned";
const FILE: &str = "lessons-file";

pub(super) fn learned(model: Model, ask: Ask) -> View {
    let forgetting = create_signal(false);
    let count =
        create_selector(move || model.lessons.with(|learned| learned.lessons().map_or(0, Lessons::len)));
    let state = move || match model.lessons.get_clone() {
        Learned::Reading => t("dashboard_reading"),
        Learned::Failed(error) => message("settings_learned_failed", &[&reason(&error)]),
        Learned::Read(lessons) if lessons.is_empty() => t("settings_learned_none"),
        Learned::Read(lessons) => plural("settings_learned_count", lessons.len() as f64),
    };
    let list = {
        let ask = Rc::clone(&ask);
        // Cloned, because no view can be made while a signal is borrowed.
        move || model.lessons.get_clone().lessons().map(|lessons| rows(lessons, &ask)).unwrap_or_default()
    };
    let nothing = move || (count.get() == 0).then_some("true");
    let import = {
        let ask = Rc::clone(&ask);
        move |event: web_sys::Event| chosen(model, &ask, &event)
    };
    section()
        .class("card")
        .id("learned")
        .attr("aria-labelledby", HEADING)
        .children((
            h2().id(HEADING).tabindex("-1").children(t("settings_learned")),
            p().class("quiet").children(t("settings_learned_help")),
            p().id("lessons-count")
                .role("status")
                .attr("data-count", move || count.get().to_string())
                .children(state),
            ul().class("lessons").id("lessons").children(list),
            div().class("actions").children((
                action("lessons-import", "settings_learned_import", || None, |_| open_file()),
                action("lessons-export", "settings_learned_export", nothing, move |_| save(model)),
                action("lessons-forget", "settings_learned_forget_all", nothing, move |_| {
                    if count.get_untracked() > 0 {
                        forgetting.set(true);
                    }
                }),
            )),
            input()
                .r#type("file")
                .id(FILE)
                .attr("accept", "application/json,.json")
                .attr("aria-label", t("settings_learned_import"))
                .bool_attr("hidden", true)
                .on(events::change, import),
            p().class("help").children(t("settings_learned_import_help")),
            confirm(forgetting, count, ask),
        ))
        .into()
}

fn action(
    id: &'static str,
    name: &'static str,
    disabled: impl Fn() -> Option<&'static str> + 'static,
    click: impl FnMut(web_sys::MouseEvent) + 'static,
) -> View {
    button()
        .r#type("button")
        .class("button")
        .id(id)
        .attr("aria-disabled", disabled)
        .on(events::click, click)
        .children(t(name))
        .into()
}

/// The lessons, the newest first.
fn rows(lessons: &Lessons, ask: &Ask) -> Vec<View> {
    let mut rows: Vec<View> = lessons.iter().map(|lesson| row(lesson, Rc::clone(ask))).collect();
    rows.reverse();
    rows
}

fn row(lesson: &Lesson, ask: Ask) -> View {
    let (set, inferred, word) = said(lesson.correction);
    let title =
        if lesson.words.is_empty() { t("settings_learned_any_title") } else { lesson.words.join(" ") };
    let stored = StoredLesson::from(lesson);
    let forget = move |_| {
        ask(Wish::Forget(Box::new(stored.clone())));
        // The button goes with its row.
        focus(HEADING);
    };
    li().attr("data-lesson", lesson.words.join(" "))
        .attr("data-set", word)
        .children((
            div().children((
                strong().attr("dir", "auto").children(title.clone()),
                span().children(message("settings_learned_set", &[&set, &inferred])),
                span().class("detail").children(when(lesson)),
            )),
            button()
                .r#type("button")
                .class("quiet-button")
                .attr("aria-label", message("settings_learned_forget_label", &[&title]))
                .on(events::click, forget)
                .children(t("settings_learned_forget")),
        ))
        .into()
}

/// What was set and what had been inferred, in words; and the word for what was set as it is stored.
fn said(correction: Correction) -> (String, String, &'static str) {
    let nature = |nature: Nature| match nature {
        Nature::Conveyance => (t("gate_share"), "conveyance"),
        Nature::Convergence => (t("gate_decide"), "convergence"),
    };
    let relationship = |relationship: Relationship| match relationship {
        Relationship::Strong => (t("gate_know_well"), "strong"),
        Relationship::Weak => (t("gate_new"), "weak"),
    };
    let open = || t("settings_learned_open");
    let ((set, word), inferred) = match correction {
        Correction::Purpose { inferred, set } => (
            nature(set),
            match inferred {
                Purpose::Bonding => t("settings_learned_bonding"),
                other => other.nature().map_or_else(open, |other| nature(other).0),
            },
        ),
        Correction::Relationship { inferred, set } => {
            (relationship(set), inferred.map_or_else(open, |inferred| relationship(inferred).0))
        }
    };
    (set, inferred, word)
}

/// The day, and how many guests, where they are known.
fn when(lesson: &Lesson) -> String {
    let day = intl::date_range(&language(), lesson.day, lesson.day);
    if lesson.group.is_empty() {
        return day;
    }
    let guests = match lesson.group.is_full() {
        true => "settings_learned_guests_at_least",
        false => "settings_learned_guests",
    };
    message("settings_learned_when", &[&day, &plural(guests, lesson.group.keys().len() as f64)])
}

fn confirm(open: Signal<bool>, count: ReadSignal<usize>, ask: Ask) -> View {
    let forget = move |_| {
        open.set(false);
        ask(Wish::ForgetAll);
        focus(HEADING);
    };
    modal(
        move || open.get(),
        move || open.set(false),
        "forget-heading",
        (
            h2().id("forget-heading").children(t("settings_learned_forget_heading")),
            p().children(move || plural("settings_learned_forget_text", count.get() as f64)),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .bool_attr("autofocus", true)
                    .on(events::click, move |_| open.set(false))
                    .children(t("dashboard_cancel")),
                button()
                    .r#type("button")
                    .class("button danger")
                    .id("lessons-forget-confirm")
                    .on(events::click, forget)
                    .children(t("settings_learned_forget_all")),
            )),
        ),
    )
}

/// Saves the list as a file.
fn save(model: Model) {
    let Learned::Read(lessons) = model.lessons.get_clone_untracked() else { return };
    if lessons.is_empty() {
        return;
    }
    let name = format!("converel-learned-{}.json", model.today);
    let saved = download::save(&name, "application/json", &lessons::export(&StoredLessons::from(&lessons)));
    model.notice.set(Some(match saved {
        Ok(()) => Notice { text: message("dashboard_exported", &[&name]), failure: false },
        Err(error) => {
            Notice { text: message("dashboard_export_failed", &[&format!("{error:?}")]), failure: true }
        }
    }));
}

/// Asks the browser for a file.
fn open_file() {
    let page = web_sys::window().and_then(|window| window.document());
    let input = page.and_then(|page| page.get_element_by_id(FILE));
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.click();
    }
}

/// Reads the file that was chosen, and asks for what is new in it to be learned.
fn chosen(model: Model, ask: &Ask, event: &web_sys::Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((input, file)) = input.and_then(|input| input.files()?.get(0).map(|file| (input, file))) else {
        return;
    };
    let ask = Rc::clone(ask);
    spawn_local(async move {
        let text = if file.size() > MOST_BYTES {
            String::new()
        } else {
            JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default()
        };
        // The same file can be chosen again.
        input.set_value("");
        let told = match lessons::import(&text) {
            Ok(found) => {
                let new = model.lessons.with_untracked(|learned| {
                    lessons::new_of(learned.lessons().unwrap_or(&Lessons::default()), &found.lessons)
                });
                if !new.is_empty() {
                    ask(Wish::Import(new));
                    return;
                }
                let unreadable = (found.unreadable > 0)
                    .then(|| plural("settings_learned_unreadable", f64::from(found.unreadable)));
                let failure = unreadable.is_some();
                Notice { text: unreadable.unwrap_or_else(|| t("settings_learned_imported_none")), failure }
            }
            Err(error) => {
                Notice { text: message("settings_learned_import_failed", &[&reason(&error)]), failure: true }
            }
        };
        model.notice.set(Some(told));
    });
}

fn reason(error: &LessonsError) -> String {
    t(match error {
        LessonsError::NoLessons => "settings_learned_no_lessons",
        LessonsError::Newer { .. } => "settings_learned_newer",
    })
}
