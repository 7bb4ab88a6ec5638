//! The cycle: one or two improvements with what should come of them and a day to look again, the one that is running,
//! and what came of those before.

mod history;
mod running;

pub(super) use history::{COLUMNS, cells, rows};

use crate::audit::board::audit;
use crate::audit::board::choice::{self, Choice, Choices, MOST, NoDay, Sums};
use crate::audit::board::phrases;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::document::words::Screen;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use converel_protocol::audit::kept::{Change, Cycle};
use converel_protocol::audit::numbers::{Audit, Improvement};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen_futures::spawn_local;

/// The cycle's part of the page.
pub(super) fn cycle(model: Model, ask: Ask, choices: Choices) -> View {
    let cycles = derived(move || audit(model).map(|audit| audit.cycles.clone()).unwrap_or_default());
    let said = create_signal(String::new());
    follow(model, choices, cycles, said);
    section()
        .id("audit-cycle")
        .class("audit-cycle")
        .attr("aria-labelledby", "audit-cycle-heading")
        .children((
            h2().id("audit-cycle-heading").tabindex("-1").children(t("audit_cycle")),
            p().class("quiet intro").children(t("audit_cycle_intro")),
            running::running(model, Rc::clone(&ask), cycles),
            choosing(model, ask, choices, cycles),
            history::history(cycles),
            p().class("hidden").role("status").children(text_of(move || said.get_clone())),
        ))
        .into()
}

/// What was chosen is a cycle once the model has it.
fn follow(model: Model, choices: Choices, cycles: ReadSignal<Vec<Cycle>>, said: Signal<String>) {
    let newest = derived(move || cycles.with(|cycles| cycles.last().map(|cycle| cycle.id.clone())));
    let mut known = newest.get_clone_untracked();
    let many = create_signal(cycles.with_untracked(Vec::len));
    effect(move || {
        let now = newest.get_clone();
        let count = cycles.with_untracked(Vec::len);
        let begun = now.is_some() && now != known && count >= many.get_untracked();
        known = now;
        many.set(count);
        if begun && choices.list.with_untracked(|list| !list.is_empty()) {
            choices.list.set(Vec::new());
            choices.look_again.set(choice::in_four_weeks(model.today).to_string());
            said.set(t("audit_said_begun"));
            // Once it is drawn.
            spawn_local(async { focus("audit-cycle-running") });
        }
    });
}

/// What was chosen for the next cycle, and its beginning.
fn choosing(model: Model, ask: Ask, choices: Choices, cycles: ReadSignal<Vec<Cycle>>) -> View {
    let list = choices.list;
    let tried = create_signal(false);
    let fault = derived(move || choices.look_again.with(|text| choice::day(text, model.today)).err());
    let empty = derived(move || list.with(Vec::is_empty));
    let items = live(move || {
        let Some(audit) = audit(model) else { return View::new() };
        // Not within `with`: what has a listener cannot be made while a signal is read.
        let chosen = list.get_clone();
        let items: Vec<View> = chosen.iter().filter_map(|choice| item(&audit, choice, choices)).collect();
        if items.is_empty() {
            return p().class("nothing-chosen").children(t("audit_cycle_nothing")).into();
        }
        let sums = choice::sums(&audit, &chosen);
        let several = items.len() == MOST;
        (
            ul().class("chosen-list").children(items),
            if several { p().class("sums").children(together(sums)).into() } else { View::new() },
        )
            .into()
    });
    let begin = move |_: web_sys::MouseEvent| {
        tried.set(true);
        if list.with_untracked(Vec::is_empty) {
            focus("audit-cycle-heading");
            return;
        }
        match choices.look_again.with_untracked(|text| choice::day(text, model.today)) {
            Err(_) => focus("cycle-look-again"),
            Ok(day) => {
                tried.set(false);
                let changes = list.with_untracked(|list| {
                    list.iter().map(|choice| (choice.key.clone(), choice.change)).collect()
                });
                ask(Wish::Choose(changes, day));
            }
        }
    };
    let what_lacks = move || match (tried.get() && empty.get(), fault.get()) {
        (true, _) => t("audit_cycle_choose_first"),
        (false, Some(NoDay::NoDate)) => t("audit_cycle_no_date"),
        (false, Some(NoDay::TooEarly)) => t("audit_cycle_too_early"),
        (false, None) => String::new(),
    };
    section()
        .class("choosing")
        .attr("aria-labelledby", "cycle-choosing-heading")
        .children((
            h3().id("cycle-choosing-heading").children(text_of(move || {
                t(if cycles.with(Vec::is_empty) { "audit_cycle_first" } else { "audit_cycle_next" })
            })),
            div().attr("aria-live", "polite").children(items),
            div().class("begin").children((
                div().class("field").children((
                    label().r#for("cycle-look-again").children(t("audit_cycle_look_again")),
                    input()
                        .r#type("date")
                        .id("cycle-look-again")
                        .attr("min", choice::tomorrow(model.today).to_string())
                        .attr("aria-describedby", "cycle-lacks")
                        .attr("aria-invalid", move || fault.get().is_some().then_some("true"))
                        .bind(bind::value, choices.look_again),
                )),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("cycle-begin")
                    .attr("aria-disabled", move || (empty.get() || fault.get().is_some()).then_some("true"))
                    .attr("aria-describedby", "cycle-lacks")
                    .on(events::click, begin)
                    .children(t("audit_cycle_begin")),
            )),
            p().class("error").id("cycle-lacks").role("alert").children(text_of(what_lacks)),
        ))
        .into()
}

/// An improvement that was chosen, with the way to take it away again.
fn item(audit: &Audit, chosen: &Choice, choices: Choices) -> Option<View> {
    let (card, improvement) = choice::found(audit, chosen)?;
    let change = phrases::change(&Screen, chosen.change, card.frequency);
    let chosen = chosen.clone();
    let remove = move |_: web_sys::MouseEvent| {
        choices.list.update(|list| list.retain(|other| *other != chosen));
        focus("audit-cycle-heading");
    };
    let item = li().children((
        div().children((
            strong().children(change.clone()),
            span().class("quiet").attr("dir", "auto").children(phrases::name(&Screen, card, true)),
            span().children(phrases::effects(&Screen, improvement).join(" · ")),
        )),
        button()
            .r#type("button")
            .class("quiet-button")
            .attr("aria-label", message("audit_cycle_remove", &[&change]))
            .on(events::click, remove)
            .children("×"),
    ));
    Some(item.into())
}

/// What both improvements give back together.
fn together(sums: Sums) -> String {
    let parts = phrases::effects(
        &Screen,
        &Improvement {
            change: Change::Agenda,
            hours_returned: sums.hours,
            own_hours_returned: sums.own,
            blocks_regained: sums.blocks,
        },
    );
    if parts.is_empty() { String::new() } else { message("audit_cycle_together", &[&parts.join(" · ")]) }
}
