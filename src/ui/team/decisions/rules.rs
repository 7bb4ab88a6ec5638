//! The team's own list of what cannot be taken back, and its usual time for comments.

use super::words::{category, category_name};
use super::{Ask, Desk, Wish};
use crate::dashboard::focus;
use crate::lean::{derived, effect, text_of};
use crate::words::t;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// The most working days that comments may be invited for.
const MOST_DAYS: u32 = 60;

/// The list and the days, as one form that is folded away.
pub(super) fn rules(desk: Desk, ask: Ask) -> View {
    let list = create_signal(String::new());
    let days = create_signal(String::new());
    // What another window stored takes the place of what was not touched here.
    let known = create_signal((String::new(), String::new()));
    effect(move || {
        let fresh = desk.model.rules.with(|rules| {
            let names: Vec<String> = rules.irreversible.iter().map(|name| category(name)).collect();
            (names.join("\n"), rules.comment_days.to_string())
        });
        let (old_list, old_days) = known.get_clone_untracked();
        if list.with_untracked(|list| *list == old_list) {
            list.set(fresh.0.clone());
        }
        if days.with_untracked(|days| *days == old_days) {
            days.set(fresh.1.clone());
        }
        known.set(fresh);
    });
    let read_days =
        move |text: &str| text.trim().parse::<u32>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let wrong = derived(move || days.with(|text| read_days(text).is_none()));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(days) = days.with_untracked(|text| read_days(text)) else {
            focus("decision-days");
            return;
        };
        let mut names: Vec<String> = Vec::new();
        list.with_untracked(|list| {
            for name in list.lines().map(category_name).filter(|name| !name.is_empty()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        ask(Wish::Rules(names, days));
    };
    details()
        .class("card decision-rules")
        .id("decision-rules")
        .children((
            summary().children(t("team_decision_rules")),
            form().attr("novalidate", "").on(events::submit, save).children((
                div().class("field").children((
                    label().r#for("decision-irreversible").children(t("team_decision_rules_list")),
                    textarea()
                        .id("decision-irreversible")
                        .attr("rows", "4")
                        .attr("dir", "auto")
                        .attr("aria-describedby", "decision-irreversible-help")
                        .bind(bind::value, list),
                    p().class("help")
                        .id("decision-irreversible-help")
                        .children(t("team_decision_rules_list_help")),
                )),
                div().class("field").children((
                    label().r#for("decision-days").children(t("team_decision_rules_days")),
                    input()
                        .r#type("text")
                        .attr("inputmode", "numeric")
                        .id("decision-days")
                        .attr("aria-describedby", "decision-days-error")
                        .attr("aria-invalid", move || wrong.get().then_some("true"))
                        .bind(bind::value, days),
                    p().class("error").id("decision-days-error").attr("aria-live", "polite").children(
                        text_of(move || {
                            if wrong.get() { t("team_decision_rules_days_wrong") } else { String::new() }
                        }),
                    ),
                )),
                div().class("actions").children(
                    button()
                        .r#type("submit")
                        .class("button primary")
                        .id("decision-rules-save")
                        .children(t("settings_save")),
                ),
            )),
        ))
        .into()
}
