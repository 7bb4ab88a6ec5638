//! The dashboard's page, mounted.

use crate::{audit, backup, page, settings, team};
use converel_browser::{clock, listen, runtime, storage};
use converel_protocol::lessons;
use converel_protocol::runtime::FromOwnPage;
use converel_protocol::settings::{Settings, read};
use converel_ui::dashboard::{Journal, Learned, Model, Notice, Tested, Wish, dashboard};
use converel_ui::words::{message, plural, t};
use jiff::civil::Date;
use js_sys::Function;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Mounts the dashboard. `make` makes a worker of the audit.
#[wasm_bindgen(js_name = mountDashboard)]
pub fn mount_dashboard(make: Function) {
    page::mount(move || {
        let model = Model {
            journal: create_signal(Journal::Reading),
            unrecorded: create_signal(Vec::new()),
            settings: create_signal(None),
            lessons: create_signal(Learned::Reading),
            calendars: create_signal(Vec::new()),
            tested: create_signal(Tested::NotYet),
            notice: create_signal(None),
            today: clock::civil(clock::now()).map_or(Date::ZERO, |now| now.date()),
        };
        spawn_local(read_journal(model));
        spawn_local(read_settings(model));
        spawn_local(read_lessons(model));
        spawn_local(read_calendars(model));
        keep_fresh(model);
        // The audit and the team both show its numbers: whoever is looked at first begins it.
        let audit = Part::new({
            let make = make.clone();
            move || audit::begin(make.clone())
        });
        let team = Part::new({
            let audit = audit.clone();
            move || team::begin(model, &audit.begun())
        });
        let refresh = {
            let (audit, team) = (audit.clone(), team.clone());
            move |changed_audit: bool| {
                // Where nothing changed, the audit's holder stays: what it holds may be kept nowhere.
                if let Some((_, ask)) = audit.if_begun().filter(|_| changed_audit) {
                    ask(converel_ui::audit::Wish::Reopen);
                }
                if let Some((_, ask)) = team.if_begun() {
                    ask(converel_ui::team::Wish::Reread);
                }
                spawn_local(read_journal(model));
            }
        };
        let backup = backup::begin(model, make, Rc::new(refresh));
        let ask = Rc::new(move |wish| spawn_local(grant(model, wish)));
        dashboard(model, ask, Rc::new(move || audit.begun()), Rc::new(move || team.begun()), backup)
    });
}

/// A part of the page that is begun when it is first looked at, in the page's reactive scope. Copies are the same part.
struct Part<T> {
    begin: Rc<dyn Fn() -> T>,
    begun: Rc<RefCell<Option<T>>>,
    scope: NodeHandle,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self { begin: Rc::clone(&self.begin), begun: Rc::clone(&self.begun), scope: self.scope }
    }
}

impl<T: Clone> Part<T> {
    fn new(begin: impl Fn() -> T + 'static) -> Self {
        Self { begin: Rc::new(begin), begun: Rc::default(), scope: use_current_scope() }
    }

    fn begun(&self) -> T {
        self.begun.borrow_mut().get_or_insert_with(|| self.scope.run_in(|| (self.begin)())).clone()
    }

    fn if_begun(&self) -> Option<T> {
        self.begun.borrow().clone()
    }
}

async fn read_journal(model: Model) {
    let journal = match page::journal(f64::NEG_INFINITY).await {
        Ok(found) => Journal::read(found.records, found.unreadable),
        Err(error) => Journal::Failed(error),
    };
    if model.journal.with_untracked(|old| *old != journal) {
        model.journal.set(journal);
    }
    model.unrecorded.set(page::unrecorded().await);
}

async fn read_settings(model: Model) {
    match storage::get::<Value>(storage::SETTINGS).await {
        Ok(stored) => {
            let (settings, problems) = read(&stored.unwrap_or_default());
            if let Some(problem) = problems.first() {
                tell(model, message("settings_read_problem", &[&problem.to_string()]), true);
            }
            model.settings.set(Some(settings));
        }
        Err(error) => {
            model.settings.set(Some(Settings::default()));
            tell(model, message("settings_read_problem", &[&error.to_string()]), true);
        }
    }
}

async fn read_lessons(model: Model) {
    // What the browser cannot give is no lessons; the next change is read again.
    let stored = storage::get::<Value>(storage::LESSONS).await.ok().flatten().unwrap_or_default();
    model.lessons.set(Learned::of(lessons::read(&stored)));
}

async fn read_calendars(model: Model) {
    match runtime::calendars().await {
        Ok(calendars) => model.calendars.set(calendars),
        Err(error) => tell(model, message("dashboard_not_done", &[&error.to_string()]), true),
    }
}

async fn self_test(model: Model) {
    model.tested.set(Tested::Asking);
    model.tested.set(match runtime::self_test().await {
        Ok(tests) => Tested::Read(tests),
        Err(error) => Tested::Failed(error.to_string()),
    });
}

/// Reads again what another page may have changed.
fn keep_fresh(model: Model) {
    if let Some(window) = web_sys::window() {
        let focus = listen::on(&window, "focus", move |_| spawn_local(read_journal(model)));
        on_cleanup(move || drop(focus));
    }
    // Where the browser tells of no changes, the page is as it was when it was opened.
    if let Ok(changes) = storage::on_changed(move |changes| {
        if changes.has(storage::SETTINGS) {
            spawn_local(read_settings(model));
        }
        if changes.has(storage::LESSONS) {
            spawn_local(read_lessons(model));
        }
        if changes.has(storage::CALENDARS) {
            spawn_local(read_calendars(model));
        }
        if changes.has(storage::UNCHECKED) {
            spawn_local(read_journal(model));
        }
    }) {
        on_cleanup(move || drop(changes));
    }
}

async fn grant(model: Model, wish: Wish) {
    let done = match wish {
        Wish::Delete(id) => ask(FromOwnPage::Delete { id }).await.map(|()| t("dashboard_deleted")),
        Wish::DeleteAll => ask(FromOwnPage::DeleteAll).await.map(|()| t("dashboard_deleted_all")),
        Wish::Save(typed) => {
            let keep_team = |stored: &mut Settings| {
                let (people, pods) = (std::mem::take(&mut stored.people), std::mem::take(&mut stored.pods));
                *stored = Settings { people, pods, ..*typed };
            };
            settings::change(model.settings, keep_team).await.map(|()| t("settings_saved"))
        }
        Wish::Forget(lesson) => {
            ask(FromOwnPage::ForgetLesson { lesson: *lesson }).await.map(|()| t("settings_learned_forgotten"))
        }
        Wish::ForgetAll => {
            ask(FromOwnPage::ForgetLessons).await.map(|()| t("settings_learned_forgotten_all"))
        }
        Wish::Import(lessons) => {
            let count = lessons.len() as f64;
            let done = ask(FromOwnPage::ImportLessons { lessons }).await;
            done.map(|()| plural("settings_learned_imported", count))
        }
        Wish::AddCalendar(origin) => {
            let text = message("settings_calendars_added", &[&origin]);
            let done = ask(FromOwnPage::AddCalendar { origin }).await;
            read_calendars(model).await;
            done.map(|()| text)
        }
        Wish::RemoveCalendar(origin) => {
            let text = message("settings_calendars_removed", &[&origin]);
            let done = ask(FromOwnPage::RemoveCalendar { origin }).await;
            read_calendars(model).await;
            done.map(|()| text)
        }
        Wish::SelfTest => return self_test(model).await,
    };
    match done {
        Ok(text) => tell(model, text, false),
        Err(error) => tell(model, message("dashboard_not_done", &[&error]), true),
    }
    read_journal(model).await;
}

pub(crate) async fn ask(message: FromOwnPage) -> Result<(), String> {
    let answer = runtime::request(&message).await.map_err(|error| error.to_string())?;
    if answer.ok { Ok(()) } else { Err(answer.error) }
}

pub(crate) fn tell(model: Model, text: String, failure: bool) {
    model.notice.set(Some(Notice { text, failure }));
}
