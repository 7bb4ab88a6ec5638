//! The team's part of the page: what it keeps, read and written; wishes carried out. The one place that knows both the
//! cabinet and the browser's cryptography.

mod people;

use converel_protocol::team;
use converel_protocol::team::round::{Answering, Led};
use converel_store::team::{Cabinet as _, Entry, IndexedCabinet};
use converel_ui::dashboard;
use converel_ui::team::{Ask, Model, Wish, decisions, handbook, rounds};
use converel_ui::{audit, words::message};
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Begins the team's part: what its pages show, and who takes their wishes.
pub(crate) fn begin(page: dashboard::Model, audit: &(audit::Model, audit::Ask)) -> (Model, Ask) {
    let model = Model {
        rounds: rounds::Model { led: create_signal(Vec::new()), answering: create_signal(Vec::new()) },
        decisions: decisions::Model {},
        handbook: handbook::Model {},
        settings: page.settings,
        audit: audit.0,
        notice: page.notice,
        failed: create_signal(None),
        today: page.today,
    };
    spawn_local(read(model));
    (model, Rc::new(move |wish| grant(model, wish)))
}

fn grant(model: Model, wish: Wish) {
    match wish {
        Wish::Rounds(wish) => match wish {},
        Wish::Decisions(wish) => match wish {},
        Wish::People(wish) => spawn_local(people::grant(model, wish)),
        Wish::Handbook(wish) => match wish {},
    }
}

/// Keys of the cabinet: the kind, a slash, the id.
const LED: &str = "led/";
const ANSWERING: &str = "answering/";

/// Reads everything that is kept. What a later version wrote is left alone and not shown.
async fn read(model: Model) {
    let entries = match IndexedCabinet.all().await {
        Ok(entries) => entries,
        Err(error) => return model.failed.set(Some(message("team_failed", &[&error.to_string()]))),
    };
    model.rounds.led.set(of_kind::<Led>(&entries, LED));
    model.rounds.answering.set(of_kind::<Answering>(&entries, ANSWERING));
}

fn of_kind<T: serde::de::DeserializeOwned>(entries: &[Entry], kind: &str) -> Vec<Rc<T>> {
    let of_kind = entries.iter().filter(|(key, _)| key.starts_with(kind));
    of_kind.filter_map(|(_, text)| team::read(text).ok().map(Rc::new)).collect()
}
