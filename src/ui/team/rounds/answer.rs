//! A round by who answers it: one form, kept with every change, and the block that goes back.

use super::block::{self, Ids};
use super::fields::{self, Field};
use super::state::{Made, Saving, Spot};
use super::{Ask, Wish, closing, led, phrases};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::team;
use crate::words::{message, number, t};
use converel_protocol::team::round::{Answering, Group, Question};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The page of the round of this id.
pub(super) fn answering(model: team::Model, ask: Ask, id: String) -> View {
    // Drawn once: what is typed is never drawn over by what is kept of it.
    let there = {
        let id = id.clone();
        derived(move || model.rounds.answering_of(&id).is_some())
    };
    live(move || {
        let kept = there.get().then(|| untrack(|| model.rounds.answering_of(&id))).flatten();
        kept.map_or_else(led::gone, |answering| sheet(model, Rc::clone(&ask), &answering))
    })
}

fn sheet(model: team::Model, ask: Ask, answering: &Rc<Answering>) -> View {
    let round = answering.round.clone();
    let asked: Rc<Vec<(Question, Field)>> = Rc::new(
        round
            .questions
            .iter()
            .enumerate()
            .map(|(at, question)| (question.clone(), Field::new(at, question, answering)))
            .collect(),
    );
    let show_few = create_signal(answering.show_few);
    follow(model, &round.id, &asked, show_few);
    let groups: Vec<View> = Group::ALL
        .into_iter()
        .filter_map(|group| {
            let of_group = asked.iter().filter(|(question, _)| question.group == group);
            let fields: Vec<View> =
                of_group.map(|(question, field)| fields::field(&ask, &round.id, question, *field)).collect();
            let id = format!("answer-group-{group:?}").to_lowercase();
            (!fields.is_empty()).then(|| {
                section()
                    .class("card group")
                    .attr("aria-labelledby", id.clone())
                    .children((h3().id(id).children(phrases::group(group)), fields))
                    .into()
            })
        })
        .collect();
    let past = if phrases::is_past(&round, model.today) {
        p().class("hint warn")
            .children(message("team_round_late", &[&phrases::date(&round.closes_on)]))
            .into()
    } else {
        View::new()
    };
    let few = {
        let (ask, id) = (Rc::clone(&ask), round.id.clone());
        move |_: web_sys::Event| {
            let few = !show_few.get_untracked();
            show_few.set(few);
            ask(Wish::ShowFew(id.clone(), few));
        }
    };
    let consent = div().class("choice card").children((
        input()
            .r#type("checkbox")
            .id("answer-show-few")
            .prop("checked", move || JsValue::from(show_few.get()))
            .on(events::change, few),
        label().r#for("answer-show-few").children((
            strong().children(t("team_round_show_few")),
            span().class("quiet").children(t("team_round_show_few_text")),
        )),
    ));
    (
        section().class("card").attr("aria-labelledby", "round-heading").children((
            h2().id("round-heading").attr("tabindex", "-1").attr("dir", "auto").children(round.title.clone()),
            p().class("quiet").children(message(
                "team_round_answer_until",
                &[&phrases::kind(round.kind), &phrases::date(&round.closes_on)],
            )),
            past,
            p().children(t("team_round_answer_text")),
            ul().class("privacy").children((
                li().children(t("team_round_who_reads")),
                li().children(t("team_round_who_sees")),
                li().children(t("team_round_who_shows")),
            )),
        )),
        groups,
        consent,
        make(model, Rc::clone(&ask), answering, Rc::clone(&asked)),
        closing::delete(model, ask, &round, false),
    )
        .into()
}

/// What another tab answers, shows here too.
fn follow(model: team::Model, id: &str, asked: &Rc<Vec<(Question, Field)>>, show_few: Signal<bool>) {
    let (id, asked) = (id.to_owned(), Rc::clone(asked));
    let stored = create_signal(show_few.get_untracked());
    effect(move || {
        let Some(now) = model.rounds.answering_of(&id) else { return };
        for (question, field) in asked.iter() {
            field.follow(&now, question);
        }
        if now.show_few != stored.get_untracked() {
            stored.set(now.show_few);
            show_few.set(now.show_few);
        }
    });
}

/// How far the answer is, and the block that is made of it.
fn make(model: team::Model, ask: Ask, answering: &Answering, asked: Rc<Vec<(Question, Field)>>) -> View {
    let rounds = model.rounds;
    let id = answering.round.id.clone();
    let revision = {
        let id = id.clone();
        derived(move || rounds.answering_of(&id).map_or(0, |answering| answering.revision))
    };
    let all = asked.len();
    let answered = {
        let asked = Rc::clone(&asked);
        derived(move || asked.iter().filter(|(_, field)| field.said.with(Option::is_some)).count())
    };
    let tried = create_signal(false);
    let wrong = {
        let asked = Rc::clone(&asked);
        derived(move || {
            asked.iter().find(|(_, field)| !field.fault().is_empty()).map(|(_, field)| field.id())
        })
    };
    let make = {
        let (ask, id) = (ask, id.clone());
        move |_: web_sys::MouseEvent| {
            tried.set(true);
            if let Some(wrong) = wrong.get_clone_untracked() {
                return focus(&wrong);
            }
            // Of a double click the second one finds it made: any change would have taken it away.
            if rounds.made.with_untracked(Option::is_some) {
                return focus("answer-copy");
            }
            if answered.get_untracked() > 0 && !rounds.busy.get_untracked() {
                ask(Wish::MakeAnswer(id.clone()));
            }
        }
    };
    let lacks = move || {
        if !tried.get() {
            return String::new();
        }
        if wrong.with(Option::is_some) {
            return t("team_round_something_wrong");
        }
        if answered.get() == 0 { t("team_round_nothing_said") } else { rounds.trouble_at(Spot::Answer) }
    };
    let title = answering.round.title.clone();
    let made = live(move || {
        let Some(Made::Answer(revision, text)) = rounds.made.get_clone() else { return View::new() };
        let again = if revision > 1 { "team_round_answer_again" } else { "team_round_answer_made" };
        let ids = Ids { text: "answer-block", copy: "answer-copy", save: "answer-save" };
        (
            p().class("hint").role("status").children(t(again)),
            block::block(ids, "team_round_answer_block", text, "6", ("converel-answer", title.clone())),
        )
            .into()
    });
    effect(move || {
        if rounds.made.with(|made| matches!(made, Some(Made::Answer(..)))) {
            // Once it is drawn.
            spawn_local(async { focus("answer-copy") });
        }
    });
    let name = text_of(move || {
        t(if revision.get() == 0 { "team_round_answer_make" } else { "team_round_answer_remake" })
    });
    let handed = text_of(move || {
        let made = rounds.made.with(Option::is_some);
        if revision.get() == 0 || made { String::new() } else { t("team_round_answer_changed") }
    });
    section()
        .class("card")
        .attr("aria-labelledby", "answer-back-heading")
        .children((
            h3().id("answer-back-heading").children(t("team_round_back")),
            p().children(text_of(move || {
                message(
                    "team_round_answered_of",
                    &[&number(answered.get() as f64, 0), &number(all as f64, 0)],
                )
            })),
            saved(model),
            p().class("quiet").children(t("team_round_back_text")),
            p().class("quiet").children(handed),
            p().class("error").id("answer-lacks").role("alert").children(text_of(lacks)),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("answer-make")
                    .attr("aria-describedby", "answer-lacks")
                    .attr("aria-disabled", move || rounds.busy.get().then_some("true"))
                    .on(events::click, make)
                    .children(name),
            ),
            made,
        ))
        .into()
}

/// Whether what was answered is kept. Said aloud only where it is not.
fn saved(model: team::Model) -> View {
    let saving = model.rounds.saving;
    let state = move || match saving.get_clone() {
        Saving::Untouched => t("team_round_saving_untouched"),
        Saving::Writing => t("team_round_saving_writing"),
        Saving::Saved => t("team_round_saving_saved"),
        Saving::Failed(_) => String::new(),
    };
    let failed = move || match saving.get_clone() {
        Saving::Failed(reason) => message("team_round_saving_failed", &[&reason]),
        Saving::Untouched | Saving::Writing | Saving::Saved => String::new(),
    };
    (
        p().class("quiet").id("answer-saved").children(text_of(state)),
        p().class("error").id("answer-not-saved").role("alert").children(text_of(failed)),
    )
        .into()
}
