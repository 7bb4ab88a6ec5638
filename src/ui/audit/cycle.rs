//! The cycle: one or two improvements with what should come of them and a day to look again, the one that is running,
//! and what came of those before.

mod history;
mod practices;
mod running;

pub(super) use history::{COLUMNS, cells, rows};
pub(super) use practices::{PRACTICE_COLUMNS, practice_cells, practice_rows};
pub(super) use running::in_dip;

use crate::audit::board::audit;
use crate::audit::board::choice::{self, Choice, Choices, MOST, NoDay, Sums};
use crate::audit::board::phrases;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::document::words::{Screen, date};

use crate::lean::{derived, effect, live, text_of};
use crate::team::rounds::words as team_words;
use crate::words::{message, t};
use converel_protocol::audit::kept::{Change, Cycle, PracticePromise, Promise};
use converel_protocol::audit::numbers::{Audit, Improvement};
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen_futures::spawn_local;

/// The cycle's part of the page.
pub(super) fn cycle(model: Model, ask: Ask, choices: Choices) -> View {
    let cycles = derived(move || model.cycles.get_clone());
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

/// The cycle where no calendar was imported yet, for whom took up a practice; nothing before that.
pub(super) fn alone(model: Model, ask: Ask) -> View {
    let cycles = derived(move || model.cycles.get_clone());
    let is_shown = derived(move || {
        model.audit.with(|audit| matches!(audit, Some(None))) && cycles.with(|cycles| !cycles.is_empty())
    });
    live(move || {
        if !is_shown.get() {
            return View::new();
        }
        // What had the focus may be gone with the last practice.
        on_cleanup(|| spawn_local(async { focus_if_lost("audit-files") }));
        section()
            .id("audit-cycle")
            .class("audit-cycle")
            .attr("aria-labelledby", "audit-cycle-heading")
            .children((
                h2().id("audit-cycle-heading").tabindex("-1").children(t("audit_cycle")),
                running::running(model, Rc::clone(&ask), cycles),
                history::history(cycles),
            ))
            .into()
    })
}

/// Puts the focus on the element of this id where nothing has it.
fn focus_if_lost(id: &str) {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    if active.is_none_or(|active| active.tag_name() == "BODY") {
        focus(id);
    }
}

/// The improvements of the running cycle, for the results of a round, with the way to it; nothing while there is none, or while
/// its day to look again has come.
pub fn in_cycle(model: Model) -> View {
    let running = derived(move || {
        let is_on = |cycle: &&Cycle| !is_over(cycle, model.today);
        model.cycles.with(|cycles| cycles.last().filter(is_on).cloned())
    });
    live(move || {
        let Some(cycle) = running.get_clone() else { return View::new() };
        let meeting = |promise: &Promise| {
            li().children((
                phrases::change(&Screen, promise.change, None),
                " ",
                span().class("quiet").attr("dir", "auto").children(promise.title.clone()),
            ))
            .into()
        };
        let practice =
            |told: &PracticePromise| li().children(team_words::practice(&Screen, told.practice)).into();
        let mut improvements: Vec<View> = cycle.promises.iter().map(meeting).collect();
        improvements.extend(cycle.practices.iter().map(practice));
        div()
            .class("in-cycle")
            .children((
                h4().children(t("audit_in_cycle")),
                ul().children(improvements),
                p().class("quiet").children((
                    message("audit_in_cycle_until", &[&date(&Screen, &cycle.look_again)]),
                    " ",
                    a().href("#audit").children(t("audit_in_cycle_open")),
                )),
            ))
            .into()
    })
}

/// The day to look again has come.
fn is_over(cycle: &Cycle, today: Date) -> bool {
    cycle.look_again.parse().is_ok_and(|day: Date| day <= today)
}

/// What was chosen is a cycle once the model has it.
fn follow(model: Model, choices: Choices, cycles: ReadSignal<Vec<Cycle>>, said: Signal<String>) {
    // A cycle of practices alone was not begun by what is chosen here.
    let of_meetings = |cycle: &&Cycle| !cycle.promises.is_empty();
    let newest = derived(move || {
        cycles.with(|cycles| cycles.last().filter(of_meetings).map(|cycle| cycle.id.clone()))
    });
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
    // The running cycle's practices go on in the next one.
    let going_on = derived(move || {
        let is_on = |cycle: &&Cycle| !is_over(cycle, model.today);
        cycles.with(|cycles| cycles.last().filter(is_on).map_or(0, |cycle| cycle.practices.len()))
    });
    let too_many = derived(move || !empty.get() && list.with(Vec::len) + going_on.get() > MOST);
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
        if too_many.get_untracked() {
            focus("audit-cycle-running");
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
        _ if too_many.get() => t("audit_cycle_too_many"),
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
                    .attr("aria-disabled", move || {
                        (empty.get() || too_many.get() || fault.get().is_some()).then_some("true")
                    })
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
