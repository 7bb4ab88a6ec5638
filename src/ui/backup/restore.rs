//! Restoring from a file: its passphrase, what is in it and what will become of it, and what came of it.

use super::{Ask, Done, Model, Offer, Refusal, Restoring, Wish, rows};
use crate::dashboard::{Notice, focus};
use crate::lean::{derived, effect, live, text_of};
use crate::settings::calendars;
use crate::words::{language, message, t};
use converel_browser::intl;
use converel_protocol::backup::{BackupError, Part};
use converel_protocol::runtime::Calendar;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

const OPEN: &str = "backup-open";
const FILE: &str = "backup-file";
const PASSPHRASE: &str = "backup-unlock-passphrase";
const PANEL: &str = "backup-restoring";

/// Which of its faces it has; only a change of this draws it anew, so that what was typed stays.
#[derive(Clone, PartialEq)]
enum Face {
    Button,
    Passphrase,
    Refused(Refusal),
    Offered(Rc<Offer>),
    Done(Rc<Done>),
}

impl Face {
    fn of(restoring: &Restoring) -> Self {
        match restoring {
            Restoring::Idle | Restoring::Reading => Self::Button,
            Restoring::Locked { .. } | Restoring::Unlocking => Self::Passphrase,
            Restoring::Refused(refusal) => Self::Refused(refusal.clone()),
            Restoring::Offered(offer) | Restoring::Working(offer) => Self::Offered(Rc::clone(offer)),
            Restoring::Done(done) => Self::Done(Rc::clone(done)),
        }
    }
}

pub(super) fn restore(model: Model, ask: Ask) -> View {
    let face = derived(move || model.restoring.with(Face::of));
    let looked_at = create_signal(false);
    effect(move || {
        let to = match face.get_clone() {
            Face::Button | Face::Refused(_) => OPEN,
            Face::Passphrase => PASSPHRASE,
            Face::Offered(_) | Face::Done(_) => PANEL,
        };
        // Not when the page is opened; and only once it is drawn.
        if looked_at.replace(true) {
            spawn_local(async move { focus(to) });
        }
    });
    let status = move || match model.restoring.get_clone() {
        Restoring::Reading => t("backup_reading"),
        Restoring::Unlocking => t("backup_unlocking"),
        Restoring::Working(_) => t("backup_working"),
        _ => String::new(),
    };
    let open = Rc::clone(&ask);
    div()
        .class("backup-part")
        .children((
            h3().children(t("backup_restore_heading")),
            p().class("quiet").children(t("backup_restore_intro")),
            live(move || match face.get_clone() {
                Face::Button => button_of_file(),
                Face::Passphrase => passphrase(model, Rc::clone(&ask)),
                Face::Refused(refusal) => refused(&refusal),
                Face::Offered(offer) => offered(model, Rc::clone(&ask), &offer),
                Face::Done(done) => finished(model, Rc::clone(&ask), &done),
            }),
            input()
                .r#type("file")
                .id(FILE)
                .attr("accept", "application/json,.json")
                .attr("aria-label", t("backup_open"))
                .bool_attr("hidden", true)
                .on(events::change, move |event: web_sys::Event| {
                    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
                    let Some(input) = input else { return };
                    if let Some(file) = input.files().and_then(|files| files.get(0)) {
                        open(Wish::Open(file));
                    }
                    // The same file can be chosen again.
                    input.set_value("");
                }),
            p().class("backup-status").role("status").id("backup-progress").children(text_of(status)),
        ))
        .into()
}

fn button_of_file() -> View {
    button()
        .r#type("button")
        .class("button")
        .id(OPEN)
        .on(events::click, |_| {
            let page = web_sys::window().and_then(|window| window.document());
            let input = page.and_then(|page| page.get_element_by_id(FILE));
            if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
                input.click();
            }
        })
        .children(t("backup_open"))
        .into()
}

fn refused(refusal: &Refusal) -> View {
    (
        p().class("error")
            .role("alert")
            .id("backup-refused")
            .attr("data-why", word(refusal))
            .children(format!("{} {}", reason(refusal), t("backup_nothing_changed"))),
        button_of_file(),
    )
        .into()
}

/// The refusal in a word, for whoever reads the page by machine.
fn word(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Backup(BackupError::NoJson) => "no_json",
        Refusal::Backup(BackupError::NoBackup) => "no_backup",
        Refusal::Backup(BackupError::Newer { .. }) | Refusal::LockedLater => "newer",
        Refusal::Backup(BackupError::Malformed(_)) => "malformed",
        Refusal::Damaged => "damaged",
        Refusal::TooLarge => "too_large",
        Refusal::Unreadable(_) => "unreadable",
        Refusal::Here(_) => "here",
    }
}

fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Backup(BackupError::NoJson) | Refusal::Damaged => t("backup_refused_no_json"),
        Refusal::Backup(BackupError::NoBackup) => t("backup_refused_no_backup"),
        Refusal::Backup(BackupError::Newer { part: Part::File, .. }) | Refusal::LockedLater => {
            t("backup_refused_newer")
        }
        Refusal::Backup(BackupError::Newer { part, .. }) => {
            message("backup_refused_newer_part", &[&rows::part_name(*part)])
        }
        Refusal::Backup(BackupError::Malformed(detail)) => message("backup_refused_malformed", &[detail]),
        Refusal::TooLarge => t("backup_refused_too_large"),
        Refusal::Unreadable(detail) => message("backup_refused_unreadable", &[detail]),
        Refusal::Here(detail) => message("backup_refused_here", &[detail]),
    }
}

fn passphrase(model: Model, ask: Ask) -> View {
    let typed = create_signal(String::new());
    let wrong = derived(move || model.restoring.with(|it| matches!(it, Restoring::Locked { wrong: true })));
    effect(move || {
        if wrong.get() {
            focus(PASSPHRASE);
        }
    });
    let close = Rc::clone(&ask);
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if matches!(model.restoring.get_clone_untracked(), Restoring::Locked { .. }) {
            ask(Wish::Unlock(typed.get_clone_untracked()));
        }
    };
    form()
        .class("backup-panel")
        .attr("novalidate", "")
        .on(events::submit, unlock)
        .children((
            div().class("field").children((
                label().r#for(PASSPHRASE).children(t("backup_passphrase")),
                input()
                    .r#type("password")
                    .id(PASSPHRASE)
                    .attr("autocomplete", "off")
                    .attr("aria-describedby", "backup-unlock-help backup-unlock-fault")
                    .attr("aria-invalid", move || wrong.get().then_some("true"))
                    .bind(bind::value, typed),
                p().class("help").id("backup-unlock-help").children(t("backup_unlock_help")),
                p().class("error").id("backup-unlock-fault").role("alert").children(text_of(move || {
                    if wrong.get() { t("backup_unlock_wrong") } else { String::new() }
                })),
            )),
            div().class("actions").children((
                cancel(model, close),
                button()
                    .r#type("submit")
                    .class("button primary")
                    .id("backup-unlock")
                    .children(t("backup_unlock")),
            )),
        ))
        .into()
}

/// While it is restored there is nothing to cancel any more: the button does nothing.
fn cancel(model: Model, ask: Ask) -> View {
    button()
        .r#type("button")
        .class("button")
        .id("backup-close")
        .attr("aria-disabled", move || model.restoring.with(Restoring::is_working).then_some("true"))
        .on(events::click, move |_| {
            if !model.restoring.with_untracked(Restoring::is_working) {
                ask(Wish::Close);
            }
        })
        .children(t("dashboard_cancel"))
        .into()
}

fn offered(model: Model, ask: Ask, offer: &Offer) -> View {
    let made = intl::date_time(&language(), offer.made_at);
    let plan = &offer.plan;
    let left =
        plan.audit_withheld || plan.audit_later || plan.settings_later || !plan.not_understood.is_empty();
    let nothing = plan.is_nothing() && plan.calendars.is_empty() && !left;
    let cautions: Vec<View> = rows::cautions(&offer.plan)
        .into_iter()
        .map(|caution| p().class("caution").children(caution).into())
        .collect();
    let close = Rc::clone(&ask);
    let working = move || model.restoring.with(Restoring::is_working).then_some("true");
    let restore = move |_| {
        if matches!(model.restoring.get_clone_untracked(), Restoring::Offered(_)) {
            ask(Wish::Restore);
        }
    };
    div()
        .class("backup-panel")
        .children((
            h4().id(PANEL).tabindex("-1").children(t("backup_offered")),
            p().class("quiet")
                .attr("dir", "auto")
                .id("backup-made")
                .children(message("backup_made", &[&made, &offer.browser, &offer.version])),
            rows::offered(offer),
            cautions,
            p().class("help")
                .id("backup-fate")
                .attr("data-known", nothing.to_string())
                .children(t(if nothing { "backup_all_known" } else { "backup_stays" })),
            div().class("actions").children((
                cancel(model, close),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("backup-restore")
                    .attr("aria-disabled", working)
                    .on(events::click, restore)
                    .children(t("backup_restore")),
            )),
        ))
        .into()
}

fn finished(model: Model, ask: Ask, done: &Done) -> View {
    let steps: Vec<String> = done.steps.iter().map(|step| rows::step_name(*step)).collect();
    let restored = match steps.is_empty() {
        true => t("backup_done_nothing"),
        false => message("backup_done", &[&steps.join(", ")]),
    };
    let failed: View = match &done.failed {
        None => View::new(),
        Some((step, reason)) => p()
            .class("error")
            .role("alert")
            .id("backup-failed")
            .children(message("backup_done_failed", &[&rows::step_name(*step), reason]))
            .into(),
    };
    let adding = if done.calendars.is_empty() {
        View::new()
    } else {
        let items: Vec<View> = done.calendars.iter().map(|it| calendar(model, it, &ask)).collect();
        (
            h4().children(t("backup_calendars")),
            p().class("quiet").children(t("backup_calendars_add")),
            ul().class("lessons").id("backup-calendars").children(items),
        )
            .into()
    };
    let heading = if done.failed.is_some() { "backup_ended" } else { "backup_ready" };
    div()
        .class("backup-panel")
        .children((
            h4().id(PANEL).tabindex("-1").children(t(heading)),
            p().id("backup-done").role("status").children(restored),
            failed,
            adding,
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("backup-close")
                    .on(events::click, move |_| ask(Wish::Close))
                    .children(t("backup_close")),
            ),
        ))
        .into()
}

/// A calendar that the browser has to be asked for, in the user's click.
fn calendar(model: Model, calendar: &Calendar, ask: &Ask) -> View {
    let origin = calendar.origin.clone();
    let added = {
        let origin = origin.clone();
        derived(move || model.calendars.with(|list| list.iter().any(|it| it.origin == origin)))
    };
    let add = {
        let (ask, origin) = (Rc::clone(ask), origin.clone());
        move |_| {
            if added.get_untracked() {
                return;
            }
            let ask = Rc::clone(&ask);
            let refused = move |text: String| model.notice.set(Some(Notice { text, failure: true }));
            calendars::request(&origin, refused, move |origin| ask(Wish::AddCalendar(origin)));
        }
    };
    let name = move || t(if added.get() { "backup_calendar_added" } else { "settings_calendars_add" });
    let label = {
        let origin = origin.clone();
        move || message("backup_part_count", &[&name(), &origin])
    };
    li().attr("data-origin", origin.clone())
        .children((
            div().children(strong().attr("dir", "ltr").children(origin)),
            button()
                .r#type("button")
                .class("button")
                .attr("aria-disabled", move || added.get().then_some("true"))
                .attr("aria-label", label)
                .on(events::click, add)
                .children(text_of(name)),
        ))
        .into()
}
