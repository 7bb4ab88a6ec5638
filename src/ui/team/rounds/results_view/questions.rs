//! What was said to one question.

use super::chart::{Chart, chart};
use super::{Compared, asked, mark, mean_and_gap};
use crate::audit::charts::rows::Row;
use crate::document::words::Screen;
use crate::team::rounds::publish::{PLACES, amount, range, signed};
use crate::team::rounds::words;
use crate::words::{message, number, plural};
use converel_protocol::team::results::{Bin, Distribution, Outcome, Ranked, Shown};
use converel_protocol::team::round::{Form, Question};
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What was said; `None` where it is not shown.
pub(super) fn told(outcome: &Outcome, compared: &Compared) -> Option<View> {
    let Shown { answered, said } = outcome.shown.as_ref()?;
    let question = &outcome.question;
    Some(match said {
        Distribution::Scale { counts, mean, gap } => {
            scale(question, *answered, counts, (*mean, *gap), compared)
        }
        Distribution::Amount { bins, median, mean } => {
            let form = question.form;
            let finding =
                message("team_results_median_mean", &[&amount(&Screen, form, *median), &number(*mean, 1)]);
            let changed = since(compared, question);
            bins_chart(
                &question.id,
                asked(question),
                joined([answered_by(*answered), finding, changed]),
                form,
                bins,
            )
        }
        Distribution::Ranking { benefits } => ranking(question, *answered, benefits, compared),
        Distribution::Texts { texts } => {
            let item = |text: &String| li().attr("dir", "auto").children(text.clone()).into();
            let items: Vec<View> = texts.iter().map(item).collect();
            let (title, foreign) = asked(question);
            div()
                .class("audit-chart whole texts")
                .attr("data-question", question.id.clone())
                .children((
                    h5().attr("dir", foreign.then_some("auto")).children(title),
                    p().class("finding").children(answered_by(*answered)),
                    ul().children(items),
                ))
                .into()
        }
    })
}

fn answered_by(answered: u32) -> String {
    message("team_results_answered", &[&plural("team_results_answers", f64::from(answered))])
}

/// What became of it since the round before; empty where there is nothing to compare with.
fn since(compared: &Compared, question: &Question) -> String {
    compared.of(question).map_or_else(String::new, |change| {
        message("team_results_since", &[&signed(&Screen, change.now - change.before)])
    })
}

fn joined(sentences: [String; 3]) -> String {
    let said: Vec<String> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}

fn scale(
    question: &Question,
    answered: u32,
    counts: &[u32; 5],
    (mean, gap): (f64, f64),
    compared: &Compared,
) -> View {
    let steps = || (1_u8..).zip(counts).map(|(step, count)| (words::step(question, step), f64::from(*count)));
    let row = |(name, count): (String, f64)| Row {
        name,
        value: number(count, 0),
        class: mark(gap),
        share: count / f64::from(answered.max(1)),
    };
    chart(Chart {
        id: &question.id,
        title: asked(question),
        finding: joined([answered_by(answered), mean_and_gap(mean, gap), since(compared, question)]),
        rows: steps().map(row).collect(),
        head: &["team_results_step", "team_results_people"],
        cells: steps().map(|(name, count)| vec![name, number(count, 0)]).collect(),
    })
}

/// How many said an amount within which limits.
pub(super) fn bins_chart(id: &str, title: (String, bool), finding: String, form: Form, bins: &[Bin]) -> View {
    let all = bins.iter().map(|bin| bin.count).sum::<u32>().max(1);
    let row = |bin: &Bin| Row {
        name: range(&Screen, form, bin),
        value: number(f64::from(bin.count), 0),
        class: "recurring",
        share: f64::from(bin.count) / f64::from(all),
    };
    let first = if form == Form::Days { "team_results_days" } else { "team_results_hours" };
    chart(Chart {
        id,
        title,
        finding,
        rows: bins.iter().map(row).collect(),
        head: &[first, "team_results_people"],
        cells: bins
            .iter()
            .map(|bin| vec![range(&Screen, form, bin), number(f64::from(bin.count), 0)])
            .collect(),
    })
}

fn ranking(question: &Question, answered: u32, benefits: &[Ranked], compared: &Compared) -> View {
    let before = |ranked: &Ranked| {
        let moved = compared.moved.iter().find(|moved| moved.benefit == ranked.benefit);
        moved.map(|moved| number(moved.before, 1))
    };
    let row = |ranked: &Ranked| {
        let mean = number(ranked.mean, 1);
        Row {
            name: words::benefit(ranked.benefit),
            value: match before(ranked) {
                Some(before) => message("team_results_rank_was", &[&mean, &before]),
                None => message("team_results_rank_is", &[&mean]),
            },
            class: "recurring",
            // Rank 1 is the whole bar, rank 6 none.
            share: (6.0 - ranked.mean) / 5.0,
        }
    };
    let cells = |ranked: &Ranked| {
        let mut cells = vec![
            words::benefit(ranked.benefit),
            number(ranked.mean, 1),
            before(ranked).unwrap_or_else(|| "–".to_owned()),
        ];
        cells.extend(ranked.counts.iter().map(|count| number(f64::from(*count), 0)));
        cells
    };
    let mut head = vec!["team_results_benefit", "team_results_rank", "team_results_rank_before"];
    head.extend(PLACES);
    chart(Chart {
        id: &question.id,
        title: asked(question),
        finding: answered_by(answered),
        rows: benefits.iter().map(row).collect(),
        head: &head,
        cells: benefits.iter().map(cells).collect(),
    })
}
