//! A new round: what it asks for, until when, its questions.

use super::draft::{Sheet, WORKING_DAYS};
use super::state::Spot;
use super::{Ask, Wish, phrases, question};
use crate::dashboard::focus;
use crate::lean::{derived, live, text_of};
use crate::team;
use crate::words::{language, message, t};
use converel_browser::intl;
use converel_core::draft::reply_by;
use converel_protocol::team::round::{Round, RoundKind};
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen_futures::spawn_local;

/// The form that begins a round.
pub(super) fn begin(model: team::Model, ask: Ask) -> View {
    let today = model.today;
    let sheet = Sheet::new(reply_by(today, WORKING_DAYS), title(RoundKind::Baseline, today));
    let tried = create_signal(false);
    let faults = derived(move || sheet.faults(today));
    let busy = model.rounds.busy;
    let begin = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // Of a double click, or of Enter held down, the first one counts.
        if busy.get_untracked() {
            return;
        }
        tried.set(true);
        if let Some((field, _)) = faults.with_untracked(|faults| faults.first().cloned()) {
            sheet.unfold(&field);
            // Once it is drawn.
            spawn_local(async move { focus(&field) });
            return;
        }
        ask(Wish::Begin(Box::new(sheet.round())));
    };
    form()
        .class("card new-round")
        .attr("novalidate", "")
        .attr("aria-labelledby", "round-heading")
        .on(events::submit, begin)
        .children((
            h2().id("round-heading").attr("tabindex", "-1").children(t("team_round_new_heading")),
            kinds(sheet, today),
            div().class("row").children((
                field(
                    "round-title",
                    "team_round_title",
                    faults,
                    tried,
                    input()
                        .r#type("text")
                        .id("round-title")
                        .attr("autocomplete", "off")
                        .attr("dir", "auto")
                        .attr("aria-describedby", "round-title-fault round-title-same")
                        .bind(bind::value, sheet.title)
                        .on(events::change, move |_| sheet.titled.set(true)),
                ),
                field(
                    "round-closes",
                    "team_round_closes",
                    faults,
                    tried,
                    input()
                        .r#type("date")
                        .id("round-closes")
                        .attr("min", today.to_string())
                        .attr("aria-describedby", "round-closes-fault")
                        .bind(bind::value, sheet.closes_on),
                ),
            )),
            same_title(model, sheet),
            question::questions(sheet),
            privacy(),
            p().class("error").id("round-faults").role("alert").children(text_of(move || {
                let faults = if tried.get() { faults.get_clone() } else { Vec::new() };
                let said = model.rounds.trouble_at(Spot::Begin);
                faults.into_iter().map(|(_, words)| words).chain([said]).collect::<Vec<_>>().join(" ")
            })),
            div().class("actions").children(
                button()
                    .r#type("submit")
                    .class("button primary")
                    .id("round-begin")
                    .attr("aria-disabled", move || busy.get().then_some("true"))
                    .children(t("team_round_begin")),
            ),
        ))
        .into()
}

/// What a round of this kind is called to begin with.
fn title(kind: RoundKind, today: Date) -> String {
    let name = match kind {
        RoundKind::Baseline => "team_round_title_baseline",
        RoundKind::Poll => "team_round_title_poll",
    };
    message(name, &[&intl::month_and_year(&language(), today)])
}

fn kinds(sheet: Sheet, today: Date) -> View {
    let kind = move |own: RoundKind, id: &'static str, help: &'static str| {
        let choose = move |_: web_sys::Event| {
            sheet.kind.set(own);
            if !sheet.titled.get_untracked() {
                sheet.title.set(title(own, today));
            }
        };
        div().class("choice").children((
            input()
                .r#type("radio")
                .name("round-kind")
                .id(id)
                .prop("checked", move || sheet.kind.get() == own)
                .on(events::change, choose),
            label()
                .r#for(id)
                .children((strong().children(phrases::kind(own)), span().class("quiet").children(t(help)))),
        ))
    };
    fieldset()
        .children((
            legend().children(t("team_round_kind")),
            kind(RoundKind::Baseline, "round-kind-baseline", "team_round_kind_baseline_text"),
            kind(RoundKind::Poll, "round-kind-poll", "team_round_kind_poll_text"),
        ))
        .into()
}

/// A field, and what is wrong with it.
fn field(
    id: &'static str,
    name: &'static str,
    faults: ReadSignal<Vec<(String, String)>>,
    tried: Signal<bool>,
    control: impl Into<View>,
) -> View {
    let fault = move || {
        let first = faults.with(|faults| faults.iter().find(|(field, _)| field == id).cloned());
        first.filter(|_| tried.get()).map(|(_, words)| words).unwrap_or_default()
    };
    div()
        .class(move || if fault().is_empty() { "field" } else { "field wrong" })
        .children((
            label().r#for(id).children(t(name)),
            control.into(),
            p().class("error").id(format!("{id}-fault")).children(text_of(fault)),
        ))
        .into()
}

/// Other rounds that are called the same, by what tells them apart.
fn same_title(model: team::Model, sheet: Sheet) -> View {
    let same = derived(move || {
        let title = sheet.title.with(|title| title.trim().to_lowercase());
        let of = |round: &Round| {
            (round.title.trim().to_lowercase() == title).then(|| (round.at, round.closes_on.clone()))
        };
        let mut same: Vec<(f64, String)> =
            model.rounds.led.with(|all| all.iter().filter_map(|led| of(&led.round)).collect());
        let others = model
            .rounds
            .answering
            .with(|all| all.iter().filter_map(|one| of(&one.round)).collect::<Vec<_>>());
        same.extend(others);
        // A round that is led and answered here is one.
        same.sort_by(|one, other| one.0.total_cmp(&other.0));
        same.dedup();
        same
    });
    let said = live(move || {
        let lines: Vec<String> = same
            .get_clone()
            .into_iter()
            .map(|(at, closes)| {
                message("team_round_same_title", &[&phrases::instant(at), &phrases::date(&closes)])
            })
            .collect();
        if lines.is_empty() { View::new() } else { p().class("hint warn").children(lines.join(" ")).into() }
    });
    div().id("round-title-same").attr("aria-live", "polite").children(said).into()
}

/// Who can read what.
pub(super) fn privacy() -> View {
    let lines = ["team_round_privacy_lead", "team_round_privacy_way", "team_round_privacy_five"];
    let lines: Vec<View> = lines.into_iter().map(|line| li().children(t(line)).into()).collect();
    div().class("privacy").children((strong().children(t("team_round_privacy")), ul().children(lines))).into()
}

/// The ask as each part of the page has it.
pub(super) fn asks(ask: &Ask, wish: Wish) -> impl Fn() + 'static {
    let ask = Rc::clone(ask);
    move || ask(wish.clone())
}
