//! What came of a round, on the page: where the gaps are, what was said to each question as a small chart with its
//! table, and what the team could take up. It has [`Results`] and never an answer. The user's own calendar stands
//! beside the team's deep work; that is in no publication.

mod chart;
mod deep;
mod questions;
mod suggestions;

use super::words;
use crate::document::words::{Screen, Words as _, date};
use crate::team;
use crate::words::{message, number, plural, t};
use chart::{Chart, chart};
use converel_protocol::team::practice::Practice;
use converel_protocol::team::results::{GroupOutcome, Outcome, Results};
use converel_protocol::team::round::{Group, Question};
use converel_team::compare::{Change, Moved, compare, moved};
use converel_team::suggest::LOW;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// Takes up a practice in the running cycle: the practice, the id of the question that led to it, and the gap (0 to 4,
/// as steps of a scale). `audit::Model::taken_up` tells what came of it.
pub(crate) type TakeUp = Rc<dyn Fn(Practice, String, f64)>;

/// The results, compared with those of an earlier round where there are some.
pub(crate) fn results(
    results: Rc<Results>,
    before: Option<Rc<Results>>,
    model: team::Model,
    take_up: TakeUp,
) -> View {
    let compared = Compared::with(&results, before.as_deref());
    let groups: Vec<View> =
        Group::ALL.into_iter().filter_map(|group| of_group(&results, group, &compared, model)).collect();
    div()
        .class("results")
        .children((
            head(&results, before.as_deref(), &compared),
            gaps(&results.groups),
            groups,
            hidden(&results),
            suggestions::suggestions(&results, model, take_up),
        ))
        .into()
}

/// What became of questions and benefits since the round before.
struct Compared {
    changes: Vec<Change>,
    moved: Vec<Moved>,
}

impl Compared {
    fn with(results: &Results, before: Option<&Results>) -> Self {
        Self {
            changes: before.map_or_else(Vec::new, |before| compare(before, results)),
            moved: before.map_or_else(Vec::new, |before| moved(before, results)),
        }
    }

    fn of(&self, question: &Question) -> Option<&Change> {
        self.changes.iter().find(|change| change.question == question.id)
    }
}

fn head(results: &Results, before: Option<&Results>, compared: &Compared) -> View {
    let people = plural("team_results_answers", f64::from(results.answers));
    let nothing = results.questions.iter().all(|outcome| outcome.shown.is_none());
    let against = before.filter(|_| !compared.changes.is_empty() || !compared.moved.is_empty());
    div()
        .class("results-head")
        .children((
            p().children(message("team_results_closed", &[&date(&Screen, &results.closed_on), &people])),
            against.map_or_else(View::new, |before| {
                let day = date(&Screen, &before.closed_on);
                p().attr("dir", "auto")
                    .children(message("team_results_compared", &[&before.title, &day]))
                    .into()
            }),
            if nothing { p().class("hint").children(t("team_results_nothing")).into() } else { View::new() },
        ))
        .into()
}

/// A part of the results with its heading.
fn part(id: &str, heading: String, content: impl Into<View>) -> View {
    section()
        .class("results-part")
        .attr("aria-labelledby", id.to_owned())
        .children((h4().id(id.to_owned()).children(heading), content.into()))
        .into()
}

/// A mean and its gap: what is low stands out, and says so.
fn mean_and_gap(mean: f64, gap: f64) -> String {
    let name = if gap >= LOW { "team_results_mean_low" } else { "team_results_mean_gap" };
    message(name, &[&number(mean, 1), &number(gap, 1)])
}

/// The class of the marks of a scale: another one for a gap.
fn mark(gap: f64) -> &'static str {
    if gap >= LOW { "large" } else { "recurring" }
}

fn gaps(groups: &[GroupOutcome]) -> View {
    if groups.is_empty() {
        return View::new();
    }
    let title = t("team_results_groups");
    let row = |outcome: &GroupOutcome| crate::audit::charts::rows::Row {
        name: words::group(&Screen, outcome.group),
        value: message("team_results_mean_short", &[&number(outcome.mean, 1), &number(outcome.gap, 1)]),
        class: mark(outcome.gap),
        share: outcome.mean / 5.0,
    };
    let cells = |outcome: &GroupOutcome| {
        vec![words::group(&Screen, outcome.group), number(outcome.mean, 1), number(outcome.gap, 1)]
    };
    let content = (
        p().class("quiet intro").children(t("team_results_gaps_text")),
        div().class("charts").children(chart(Chart {
            id: "groups",
            title: (title, false),
            finding: String::new(),
            rows: groups.iter().map(row).collect(),
            head: &["team_results_group", "team_results_mean", "team_results_gap"],
            cells: groups.iter().map(cells).collect(),
        })),
    );
    part("results-gaps", t("team_results_gaps"), content)
}

fn of_group(results: &Rc<Results>, group: Group, compared: &Compared, model: team::Model) -> Option<View> {
    let mut told: Vec<View> = results
        .questions
        .iter()
        .filter(|outcome| outcome.question.group == group)
        .filter_map(|outcome| questions::told(outcome, compared))
        .collect();
    if group == Group::DeepWork {
        told.extend(deep::deep(results, model));
    }
    let id = format!("results-{group:?}").to_lowercase();
    (!told.is_empty()).then(|| part(&id, words::group(&Screen, group), div().class("charts").children(told)))
}

/// What a question asks, and whether the words are somebody else's.
fn asked(question: &Question) -> (String, bool) {
    (words::words(question).0, !question.text.trim().is_empty())
}

/// What was asked and is not shown. How many answered it is not known here either.
fn hidden(results: &Results) -> View {
    let hidden: Vec<View> = results
        .questions
        .iter()
        .filter(|outcome: &&Outcome| outcome.shown.is_none())
        .map(|outcome| {
            li().attr("data-hidden", outcome.question.id.clone()).children(asked(&outcome.question).0).into()
        })
        .collect();
    if hidden.is_empty() {
        return View::new();
    }
    let content = (
        p().class("quiet intro").children(Screen.text("team_results_hidden_text")),
        ul().attr("dir", "auto").children(hidden),
    );
    part("results-hidden", t("team_results_hidden"), content)
}
