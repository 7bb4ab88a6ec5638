//! The team's part of the page: what it keeps, read and written; wishes carried out. The one place that knows both the
//! cabinet and the browser's cryptography.

mod decisions;
mod handbook;
mod people;
mod practices;
mod rounds;

use converel_browser::{listen, runtime, storage};
use converel_protocol::team::decision::Rules;
use converel_store::team::{Cabinet as _, Entry, IndexedCabinet};
use converel_ui::audit;
use converel_ui::dashboard;
use converel_ui::team::{self, Ask, Model, Wish};
use converel_ui::words::{message, t};
use serde::de::DeserializeOwned;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Begins the team's part: what its pages show, and who takes their wishes.
pub(crate) fn begin(page: dashboard::Model, audit: &(audit::Model, audit::Ask)) -> (Model, Ask) {
    let model = Model {
        rounds: team::rounds::Model::new(),
        decisions: team::decisions::Model {
            log: create_signal(Vec::new()),
            rules: create_signal(Rules::default()),
            answer: create_signal(None),
            imported: create_signal(Vec::new()),
        },
        handbook: team::handbook::Model::new(),
        settings: page.settings,
        audit: audit.0,
        notice: page.notice,
        failed: create_signal(None),
        today: page.today,
    };
    let rounds = rounds::begin(model.rounds, Rc::clone(&audit.1));
    let handbook = handbook::Keeper::begin(model.handbook);
    let shown = (Rc::clone(&rounds), Rc::clone(&handbook));
    spawn_local(async move {
        read(model, &shown.0, &shown.1).await;
        if runtime::is_private() {
            model.failed.set(Some(t("team_private")));
        }
        take_inbox(model).await;
    });
    practices::begin(model, &audit.1);
    keep_fresh(model);
    (model, Rc::new(move |wish| grant(model, &rounds, &handbook, wish)))
}

fn grant(model: Model, rounds: &Rc<rounds::Client>, handbook: &Rc<handbook::Keeper>, wish: Wish) {
    match wish {
        Wish::Rounds(wish) => rounds.grant(wish),
        Wish::Decisions(wish) => spawn_local(decisions::grant(model, wish)),
        Wish::People(wish) => spawn_local(people::grant(model, wish)),
        Wish::Handbook(wish) => handbook.grant(wish),
        Wish::Reread => {
            let (rounds, handbook) = (Rc::clone(rounds), Rc::clone(handbook));
            spawn_local(async move { read(model, &rounds, &handbook).await });
        }
    }
}

/// Reads everything that is kept. What a later version wrote is left alone and not shown.
async fn read(model: Model, rounds: &rounds::Client, handbook: &handbook::Keeper) {
    let entries = match IndexedCabinet.all().await {
        Ok(entries) => entries,
        Err(error) => return model.failed.set(Some(message("team_failed", &[&error.to_string()]))),
    };
    rounds.show(&entries);
    decisions::show(model, &entries).await;
    // Last: its pages are made of the others.
    handbook.show(&entries);
}

/// Reads the decisions again, as they are now.
async fn reread(model: Model) {
    match IndexedCabinet.all().await {
        Ok(entries) => decisions::show(model, &entries).await,
        Err(error) => model.failed.set(Some(message("team_failed", &[&error.to_string()]))),
    }
}

/// Reads again what another window may have changed, and takes in what the gate hands over meanwhile.
fn keep_fresh(model: Model) {
    if let Some(window) = web_sys::window() {
        let focus = listen::on(&window, "focus", move |_| spawn_local(reread(model)));
        on_cleanup(move || drop(focus));
    }
    // Where the browser tells of no changes, the page is as it was when it was opened.
    if let Ok(changes) = storage::on_changed(move |changes| {
        if changes.has(storage::DECISION_INBOX) {
            spawn_local(take_inbox(model));
        }
        if changes.has(storage::DECISIONS_DUE) {
            spawn_local(reread(model));
        }
    }) {
        on_cleanup(move || drop(changes));
    }
}

/// What the gate handed over. In a private window it waits: what is kept there ends with the window.
async fn take_inbox(model: Model) {
    if !runtime::is_private() {
        decisions::take_inbox(model).await;
    }
}

fn of_kind<T: DeserializeOwned>(entries: &[Entry], kind: &str) -> Vec<Rc<T>> {
    let of_kind = entries.iter().filter(|(key, _)| key.starts_with(kind));
    of_kind.filter_map(|(_, text)| converel_protocol::team::read(text).ok().map(Rc::new)).collect()
}
