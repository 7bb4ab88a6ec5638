//! The rounds that are kept, and the ways to another one.

use super::phrases;
use super::state::Place;
use crate::lean::{derived, live};
use crate::team;
use crate::words::{message, plural, t};
use converel_protocol::team::round::{Answering, Led};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// What a round's line says.
#[derive(Clone, PartialEq)]
struct Line {
    id: String,
    title: String,
    state: String,
    place: Place,
}

/// The list.
pub(super) fn list(model: team::Model) -> View {
    let led =
        derived(move || model.rounds.led.with(|all| all.iter().map(|led| of_led(led, model)).collect()));
    let answering = derived(move || {
        model
            .rounds
            .answering
            .with(|all| all.iter().map(|answering| of_answering(answering, model)).collect())
    });
    let way = move |id: &'static str, to: Place, name: &'static str, class: &'static str| {
        let (at, shown) = (to.clone(), model.rounds.place);
        button()
            .r#type("button")
            .class(class)
            .id(id)
            .attr("aria-current", move || shown.with(|place| *place == at).then_some("true"))
            .on(events::click, move |_| model.rounds.look_at(to.clone()))
            .children(t(name))
    };
    nav()
        .class("rounds-list")
        .attr("aria-label", t("team_round_list"))
        .children((
            div().class("ways").children((
                way("round-open", Place::Open, "team_round_open", "button"),
                way("round-new", Place::New, "team_round_new", "button"),
                way("round-take-over", Place::TakeOver, "team_round_take_over", "button"),
            )),
            part(model, "rounds-answering", "team_round_answering", answering),
            part(model, "rounds-led", "team_round_led", led),
        ))
        .into()
}

fn part(model: team::Model, id: &'static str, name: &'static str, lines: ReadSignal<Vec<Line>>) -> View {
    let heading = format!("{id}-heading");
    live(move || {
        let items: Vec<View> = lines.get_clone().into_iter().map(|line| item(model, line)).collect();
        if items.is_empty() {
            return View::new();
        }
        section()
            .attr("aria-labelledby", heading.clone())
            .children((h2().id(heading.clone()).children(t(name)), ul().id(id).children(items)))
            .into()
    })
}

fn item(model: team::Model, line: Line) -> View {
    let (at, shown) = (line.place.clone(), model.rounds.place);
    li().children(
        button()
            .r#type("button")
            .class("round-line")
            .attr("data-round", line.id)
            .attr("aria-current", move || shown.with(|place| *place == at).then_some("true"))
            .on(events::click, move |_| model.rounds.look_at(line.place.clone()))
            .children((
                span().class("title").attr("dir", "auto").children(line.title),
                span().class("quiet").children(line.state),
            )),
    )
    .into()
}

fn of_led(led: &Led, model: team::Model) -> Line {
    let round = &led.round;
    let answers = plural("team_round_answers", led.answers.len() as f64);
    let state = match led.closed_at {
        Some(at) => message("team_round_line_closed", &[&phrases::instant(at), &answers]),
        None if phrases::is_past(round, model.today) => {
            message("team_round_line_past", &[&phrases::date(&round.closes_on), &answers])
        }
        None => message("team_round_line_open", &[&phrases::date(&round.closes_on), &answers]),
    };
    Line { id: round.id.clone(), title: round.title.clone(), state, place: Place::Led(round.id.clone()) }
}

fn of_answering(answering: &Answering, model: team::Model) -> Line {
    let round = &answering.round;
    let closes = phrases::date(&round.closes_on);
    let state = match answering.revision {
        0 if phrases::is_past(round, model.today) => message("team_round_line_late", &[&closes]),
        0 => message("team_round_line_to_answer", &[&closes]),
        _ => t("team_round_line_answered"),
    };
    Line {
        id: round.id.clone(),
        title: round.title.clone(),
        state,
        place: Place::Answering(round.id.clone()),
    }
}
