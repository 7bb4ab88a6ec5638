//! The popup, mounted.

use crate::page;
use converel_browser::{clock, runtime, storage, tabs};
use converel_protocol::runtime::FromOwnPage;
use converel_protocol::team::decision::FromGate;
use converel_ui::dashboard::{Journal, Week, figures};
use converel_ui::popup::{Model, Wish, popup};
use converel_ui::words::message;
use serde_json::Value;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

const HOUR: f64 = 3_600_000.0;
/// A week and a day: whatever the zone and the hour, this week's Monday is not older.
const WEEK: f64 = 8.0 * 24.0 * HOUR;

/// Mounts the popup.
#[wasm_bindgen(js_name = mountPopup)]
pub fn mount_popup() {
    page::mount(|| {
        let model = Model {
            watched: create_signal(None),
            week: create_signal(None),
            paused_until: create_signal(0.0),
            due: create_signal(0),
            failure: create_signal(String::new()),
        };
        spawn_local(read(model));
        popup(model, Rc::new(move |wish| spawn_local(grant(model, wish))))
    });
}

async fn read(model: Model) {
    let paused = storage::get::<f64>(storage::PAUSED_UNTIL).await.ok().flatten().unwrap_or_default();
    model.paused_until.set(if paused > clock::now() { paused } else { 0.0 });
    let mut days =
        storage::get::<Vec<String>>(storage::DECISIONS_DUE).await.ok().flatten().unwrap_or_default();
    // What the gate handed over and the log has not taken in yet.
    let inbox = storage::get::<Vec<Value>>(storage::DECISION_INBOX).await.ok().flatten().unwrap_or_default();
    let waiting = inbox.into_iter().filter_map(|entry| serde_json::from_value::<FromGate>(entry).ok());
    days.extend(waiting.map(|entry| entry.comment_by).filter(|day| !day.is_empty()));
    let today = clock::civil(clock::now()).map(|now| now.date().to_string()).unwrap_or_default();
    model.due.set(days.iter().filter(|day| **day <= today).count());
    match runtime::active_tab().await {
        Ok(watched) => model.watched.set(Some(watched)),
        Err(error) => tell(model, &error.to_string()),
    }
    match page::journal(clock::now() - WEEK).await {
        Ok(found) => {
            let entries = Journal::read(found.records, found.unreadable).entries();
            if let Some(now) = clock::civil(clock::now()) {
                model.week.set(Some(figures(&entries, Week::of(now.date())).0));
            }
        }
        Err(error) => tell(model, &error),
    }
}

async fn grant(model: Model, wish: Wish) {
    let done = match wish {
        Wish::Pause => pause(model, clock::now() + HOUR).await,
        Wish::Resume => pause(model, 0.0).await,
        Wish::OpenDashboard => open("dashboard.html").await,
        Wish::OpenDecisions => open("dashboard.html#decisions").await,
        Wish::OpenSettings => open("dashboard.html#settings").await,
    };
    if let Err(error) = done {
        tell(model, &error);
    }
}

async fn pause(model: Model, until: f64) -> Result<(), String> {
    let answer = runtime::request(&FromOwnPage::Pause { until }).await.map_err(|error| error.to_string())?;
    if !answer.ok {
        return Err(answer.error);
    }
    model.paused_until.set(until);
    Ok(())
}

/// Opens a page of ours in a tab; the popup then has nothing more to show.
async fn open(page: &str) -> Result<(), String> {
    let address = runtime::url(page).map_err(|error| error.to_string())?;
    tabs::open(&address).await.map_err(|error| error.to_string())?;
    if let Some(window) = web_sys::window() {
        // Where this page is no popup but a tab, the browser keeps it.
        let _ = window.close();
    }
    Ok(())
}

fn tell(model: Model, error: &str) {
    model.failure.set(message("popup_failure", &[error]));
}
