//! Saving a backup: what is in it and who could read it, and a passphrase, if the user wants one.

use super::{Ask, Model, Saving, Wish, rows};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use converel_team::backup::Contents;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen_futures::spawn_local;

const BEGIN: &str = "backup-begin";
const READY: &str = "backup-ready";
const FIRST: &str = "backup-passphrase";
const SECOND: &str = "backup-passphrase-again";
const FAULT: &str = "backup-passphrase-fault";

/// Which of its faces it has; only a change of this draws it anew.
#[derive(Clone, PartialEq)]
enum Face {
    Button,
    Ready(Rc<Contents>),
}

pub(super) fn save(model: Model, ask: Ask) -> View {
    let face = derived(move || {
        model.saving.with(|saving| match saving {
            Saving::Ready(contents) | Saving::Locking(contents) => Face::Ready(Rc::clone(contents)),
            _ => Face::Button,
        })
    });
    effect(move || {
        let ready = face.with(|face| matches!(face, Face::Ready(_)));
        let asked = model.saving.with_untracked(|saving| *saving != Saving::Idle);
        if ready {
            // Once it is drawn.
            spawn_local(async { focus(READY) });
        } else if asked {
            spawn_local(async { focus(BEGIN) });
        }
    });
    let status = move || match model.saving.get_clone() {
        Saving::Gathering => t("backup_gathering"),
        Saving::Locking(_) => t("backup_locking"),
        Saving::Saved(name) => message("backup_saved", &[&name]),
        Saving::Idle | Saving::Ready(_) | Saving::Failed(_) => String::new(),
    };
    let failed = move || match model.saving.get_clone() {
        Saving::Failed(reason) => message("backup_failed", &[&reason]),
        _ => String::new(),
    };
    let begin = Rc::clone(&ask);
    div()
        .class("backup-part")
        .children((
            h3().children(t("backup_save_heading")),
            live(move || match face.get_clone() {
                Face::Button => button()
                    .r#type("button")
                    .class("button")
                    .id(BEGIN)
                    .on(events::click, {
                        let begin = Rc::clone(&begin);
                        move |_| begin(Wish::Gather)
                    })
                    .children(t("backup_begin"))
                    .into(),
                Face::Ready(contents) => ready(model, Rc::clone(&ask), &contents),
            }),
            p().class("backup-status").role("status").id("backup-saving").children(text_of(status)),
            p().class("error").role("alert").children(text_of(failed)),
        ))
        .into()
}

fn ready(model: Model, ask: Ask, contents: &Contents) -> View {
    let (first, second) = (create_signal(String::new()), create_signal(String::new()));
    let fault = create_signal(false);
    let wrong = move || fault.get().then_some("true");
    let discard = Rc::clone(&ask);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if matches!(model.saving.get_clone_untracked(), Saving::Locking(_)) {
            return;
        }
        let passphrase = first.get_clone_untracked();
        fault.set(passphrase != second.get_clone_untracked());
        if fault.get_untracked() {
            focus(SECOND);
        } else {
            ask(Wish::Save(passphrase));
        }
    };
    let field = |id: &'static str, name: &'static str, typed: Signal<String>| {
        div().class("field").children((
            label().r#for(id).children(t(name)),
            input()
                .r#type("password")
                .id(id)
                .attr("autocomplete", "new-password")
                .attr("aria-describedby", "backup-passphrase-help backup-passphrase-fault")
                .attr("aria-invalid", wrong)
                .bind(bind::value, typed),
        ))
    };
    form()
        .class("backup-panel")
        .attr("novalidate", "")
        .on(events::submit, save)
        .children((
            h4().id(READY).tabindex("-1").children(t("backup_contents")),
            if contents.is_nothing() {
                p().children(t("backup_contents_nothing")).into()
            } else {
                rows::contents(contents)
            },
            p().class("caution").children(t("backup_readable")),
            div().class("row").children((
                field(FIRST, "backup_passphrase_optional", first),
                field(SECOND, "backup_passphrase_again", second),
            )),
            p().class("help").id("backup-passphrase-help").children(t("backup_passphrase_help")),
            p().class("error").id(FAULT).role("alert").children(text_of(move || {
                if fault.get() { t("backup_passphrases_differ") } else { String::new() }
            })),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("backup-discard")
                    .on(events::click, move |_| {
                        discard(Wish::Discard);
                        spawn_local(async { focus(BEGIN) });
                    })
                    .children(t("dashboard_cancel")),
                button().r#type("submit").class("button primary").id("backup-save").children(text_of(
                    move || {
                        let locks = first.with(|first| !first.is_empty());
                        t(if locks { "backup_save_locked" } else { "backup_save_open" })
                    },
                )),
            )),
        ))
        .into()
}
