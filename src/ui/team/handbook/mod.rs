//! The handbook: what the team tells of itself in a form, the pages that are made of it, previewed and saved. What is
//! typed is kept by whoever mounts this; nothing waits for a button.

mod fields;
mod form;
mod lists;
mod pages;
mod preview;
mod save;
mod shown;

use crate::document::words::Screen;
use crate::lean::{derived, live, text_of};
use crate::team;
use crate::words::{message, t};
use converel_browser::listen;
use converel_protocol::team::handbook::Facts;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// What the handbook is made from. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// What the team says of itself, as it is typed; `None` until it is read.
    pub facts: Signal<Option<Facts>>,
    /// Whether it is kept.
    pub kept: Signal<Kept>,
}

/// Whether what is typed is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is, as it stands.
    Saved,
    /// Not yet.
    Saving,
    /// It could not be; why.
    Failed(String),
    /// What is kept cannot be read, and is left alone; why.
    Unreadable(String),
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Keep what is typed.
    Save,
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

impl Model {
    /// Nothing is read yet.
    pub fn new() -> Self {
        Self { facts: create_signal(None), kept: create_signal(Kept::Saved) }
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::new()
    }
}

/// What is suggested where the team has said nothing yet, in the user's language.
pub fn suggested() -> Facts {
    pages::suggested(&Screen)
}

/// The page.
pub fn handbook(team: team::Model, ask: Ask) -> View {
    let model = team.handbook;
    warn_before_leaving(model);
    let read = derived(move || model.facts.with(Option::is_some) && team.settings.with(Option::is_some));
    let unreadable = derived(move || match model.kept.get_clone() {
        Kept::Unreadable(reason) => Some(reason),
        Kept::Saved | Kept::Saving | Kept::Failed(_) if model.facts.with(Option::is_none) => {
            team.failed.get_clone()
        }
        Kept::Saved | Kept::Saving | Kept::Failed(_) => None,
    });
    let content = live(move || match (unreadable.get_clone(), read.get()) {
        (Some(reason), _) => section()
            .class("empty")
            .role("alert")
            .children((
                h2().children(t("team_handbook_unreadable")),
                p().children(t("team_handbook_unreadable_help")),
                p().class("quiet").attr("dir", "auto").children(reason),
            ))
            .into(),
        (None, false) => p().class("quiet").children(t("dashboard_reading")).into(),
        (None, true) => div()
            .class("handbook")
            .children((
                div().class("handbook-form").children((state(model, &ask), form::form(model, &ask))),
                preview::preview(team),
            ))
            .into(),
    });
    div()
        .class("handbook-page")
        .children((
            h1().id("handbook-heading").children(t("team_nav_handbook")),
            p().class("quiet intro").children(t("team_handbook_intro")),
            content,
        ))
        .into()
}

/// Whether what was typed is kept, always in the same place.
fn state(model: Model, ask: &Ask) -> View {
    let failed = derived(move || matches!(model.kept.get_clone(), Kept::Failed(_)));
    let ask = Rc::clone(ask);
    let words = move || match model.kept.get_clone() {
        Kept::Saved | Kept::Unreadable(_) => t("team_handbook_saved"),
        Kept::Saving => t("team_handbook_saving"),
        Kept::Failed(reason) => message("team_handbook_failed", &[&reason]),
    };
    let again = live(move || {
        if !failed.get() {
            return View::new();
        }
        let ask = Rc::clone(&ask);
        button()
            .r#type("button")
            .class("button")
            .id("handbook-again")
            .on(events::click, move |_| ask(Wish::Save))
            .children(t("team_handbook_again"))
            .into()
    });
    div()
        .class(move || if failed.get() { "handbook-state failure" } else { "handbook-state" })
        .children((p().id("handbook-state").role("status").children(text_of(words)), again))
        .into()
}

/// The browser asks before a page is closed whose last words are not kept.
fn warn_before_leaving(model: Model) {
    if let Some(window) = web_sys::window() {
        let listener = listen::on(&window, "beforeunload", move |event| {
            if matches!(model.kept.get_clone_untracked(), Kept::Saving | Kept::Failed(_)) {
                event.prevent_default();
            }
        });
        on_cleanup(move || drop(listener));
    }
}
