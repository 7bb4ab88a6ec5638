//! The team's part of the page: what it keeps, read and written; wishes carried out. The one place that knows both the
//! cabinet and the browser's cryptography.

mod practices;
mod rounds;

use converel_store::team::{Cabinet as _, IndexedCabinet};
use converel_ui::dashboard;
use converel_ui::team::{self, Ask, Model, Wish, decisions, handbook};
use converel_ui::{audit, words::message};
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Begins the team's part: what its pages show, and who takes their wishes.
pub(crate) fn begin(page: dashboard::Model, audit: &(audit::Model, audit::Ask)) -> (Model, Ask) {
    let model = Model {
        rounds: team::rounds::Model::new(),
        decisions: decisions::Model {},
        handbook: handbook::Model {},
        settings: page.settings,
        audit: audit.0,
        notice: page.notice,
        failed: create_signal(None),
        today: page.today,
    };
    let rounds = rounds::begin(model.rounds, Rc::clone(&audit.1));
    spawn_local(read(model));
    practices::begin(model, &audit.1);
    (model, Rc::new(move |wish| grant(&rounds, wish)))
}

fn grant(rounds: &Rc<rounds::Client>, wish: Wish) {
    match wish {
        Wish::Rounds(wish) => rounds.grant(wish),
        Wish::Decisions(wish) => match wish {},
        Wish::People(wish) => match wish {},
        Wish::Handbook(wish) => match wish {},
    }
}

/// Reads everything that is kept. What a later version wrote is left alone and not shown.
async fn read(model: Model) {
    let entries = match IndexedCabinet.all().await {
        Ok(entries) => entries,
        Err(error) => return model.failed.set(Some(message("team_failed", &[&error.to_string()]))),
    };
    rounds::show(model.rounds, &entries);
}
