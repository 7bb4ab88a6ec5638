//! What the team could take up, each with the gap that leads to it, and the way into the running cycle.

use super::{TakeUp, asked, part};
use crate::document::words::Screen;
use crate::lean::{derived, text_of};
use crate::team;
use crate::team::rounds::words;
use crate::words::{message, plural, t};
use crate::{audit, team::Model};
use converel_protocol::team::practice::Practice;
use converel_protocol::team::results::Results;
use converel_team::suggest::{self, Suggestion};
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// So many stand there at once; the others are opened.
const FIRST: usize = 5;

/// The suggestions; nothing where there are none.
pub(super) fn suggestions(results: &Rc<Results>, model: team::Model, take_up: TakeUp) -> View {
    let all = suggest::suggestions(results);
    if all.is_empty() {
        return View::new();
    }
    let wanted = create_signal(None::<Practice>);
    let take_up: TakeUp = Rc::new(move |practice, question, gap| {
        wanted.set(Some(practice));
        take_up(practice, question, gap);
    });
    let item = |suggestion: &Suggestion| one(results, suggestion, model, &take_up);
    let first: Vec<View> = all.iter().take(FIRST).map(item).collect();
    let others: Vec<View> = all.iter().skip(FIRST).map(item).collect();
    let more: View = if others.is_empty() {
        View::new()
    } else {
        let many = plural("team_results_more", others.len() as f64);
        details().class("more").children((summary().children(many), ul().children(others))).into()
    };
    // What came of it is told of what was wished for here, not of what was taken up elsewhere.
    let said = move || {
        let (Some(wanted), Some((practice, problem))) = (wanted.get(), model.audit.taken_up.get_clone())
        else {
            return String::new();
        };
        match problem {
            _ if practice != wanted => String::new(),
            None => message("team_results_taken_up", &[&words::practice(&Screen, practice)]),
            Some(problem) => audit::not_taken_up(&problem),
        }
    };
    let content = (
        p().class("quiet intro").children(t("team_results_suggestions_text")),
        p().class("said").id("results-taken-up").role("status").children(text_of(said)),
        audit::in_cycle(model.audit),
        ul().children(first),
        more,
    );
    div()
        .class("suggestions")
        .children(part("results-suggestions", t("team_results_suggestions"), content))
        .into()
}

fn one(results: &Results, suggestion: &Suggestion, model: Model, take_up: &TakeUp) -> View {
    let Suggestion { practice, question, gap } = suggestion.clone();
    let because = results.questions.iter().find(|outcome| outcome.question.id == question);
    let because = because.map_or_else(String::new, |outcome| asked(&outcome.question).0);
    let name = words::practice(&Screen, practice);
    // While it is in the running cycle, and the day to look again has not come.
    let taken = derived(move || {
        model.audit.cycles.with(|cycles| {
            cycles.last().is_some_and(|cycle| {
                let over = cycle.look_again.parse().is_ok_and(|day: Date| day <= model.today);
                !over && cycle.practices.iter().any(|promise| promise.practice == practice)
            })
        })
    });
    let take_up = Rc::clone(take_up);
    let pressed = move |_: web_sys::MouseEvent| {
        if !taken.get_untracked() {
            take_up(practice, question.clone(), gap);
        }
    };
    let described = format!("practice-{practice:?}").to_lowercase();
    li().attr("data-practice", format!("{practice:?}"))
        .children((
            div().children((
                h5().id(described.clone()).children(name),
                p().children(words::practice_text(&Screen, practice)),
                p().class("quiet").children((
                    t("team_results_because_of"),
                    " ",
                    span().attr("dir", "auto").children(because),
                )),
            )),
            // It stays where it is once it was pressed, so that the focus does.
            button()
                .r#type("button")
                .class("button")
                .attr("aria-describedby", described)
                .attr("aria-disabled", move || taken.get().then_some("true"))
                .on(events::click, pressed)
                .children(text_of(move || {
                    t(if taken.get() { "team_results_in_cycle" } else { "team_results_take_up" })
                })),
        ))
        .into()
}
