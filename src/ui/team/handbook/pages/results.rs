//! Where the team stands: the newest closed baseline with its gaps, and the newest closed poll. Of a round the handbook
//! tells what [`Results`] may show, and of that no single question.

use super::{Block, Input, Line, Page, heading, named, table, text};
use crate::document::words::{Words, date};
use crate::team::rounds::words as ours;
use converel_protocol::team::results::{Distribution, GroupOutcome, Ranked, Results};
use converel_protocol::team::round::RoundKind;

pub(super) const FILE: &str = "results.md";

/// The page; `None` where no round was closed.
pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Option<Page> {
    let newest = |kind: RoundKind| {
        let of_kind = input.results.iter().filter(move |results| results.kind == kind);
        of_kind.max_by_key(|results| (results.closed_on.clone(), results.round.clone()))
    };
    let baseline = newest(RoundKind::Baseline);
    let poll = newest(RoundKind::Poll);
    if baseline.is_none() && poll.is_none() {
        return None;
    }
    let mut blocks = vec![text(words, "team_handbook_results_intro")];
    if let Some(results) = baseline {
        blocks.extend([heading(words, "team_handbook_results_baseline"), about(results, words)]);
        gaps(results, words, &mut blocks);
    }
    if let Some(results) = poll {
        blocks.extend([heading(words, "team_handbook_results_poll"), about(results, words)]);
        prized(results, words, &mut blocks);
    }
    Some(Page { file: FILE, title: words.text("team_handbook_results"), blocks })
}

fn about(results: &Results, words: &dyn Words) -> Block {
    Block::Text(Line::Text(words.message(
        "team_handbook_results_about",
        &[
            &results.title,
            &date(words, &results.closed_on),
            &words.plural("team_handbook_results_answers", f64::from(results.answers)),
        ],
    )))
}

fn gaps(results: &Results, words: &dyn Words, blocks: &mut Vec<Block>) {
    let few = results.groups.is_empty() && results.deep.is_none();
    if few {
        blocks.push(text(words, "team_handbook_results_few"));
    }
    let mut groups: Vec<&GroupOutcome> = results.groups.iter().collect();
    groups.sort_by(|one, other| other.gap.total_cmp(&one.gap));
    if !groups.is_empty() {
        let rows = groups.into_iter().map(|outcome| {
            vec![
                Line::Text(ours::group(words, outcome.group)),
                Line::Text(words.number(outcome.mean, 1)),
                Line::Text(words.number(outcome.gap, 1)),
            ]
        });
        blocks.push(text(words, "team_handbook_results_scale"));
        blocks.push(table(
            words,
            "team_handbook_results_baseline",
            &["team_handbook_results_group", "team_handbook_results_mean", "team_handbook_results_gap"],
            rows.collect(),
        ));
    }
    if let Some(deep) = &results.deep {
        let hours = |hours: f64| words.message("gate_hours", &[&words.number(hours, 1)]);
        blocks.push(text(words, "team_handbook_results_deep"));
        blocks.push(Block::List(vec![
            named(words, "team_handbook_results_had", hours(deep.had)),
            named(words, "team_handbook_results_wanted", hours(deep.wanted)),
            named(words, "team_handbook_results_deficit", hours(deep.deficit)),
        ]));
    }
}

fn prized(results: &Results, words: &dyn Words, blocks: &mut Vec<Block>) {
    let ranking = results.questions.iter().find_map(|outcome| match &outcome.shown.as_ref()?.said {
        Distribution::Ranking { benefits } => Some(benefits),
        _ => None,
    });
    let Some(benefits) = ranking.filter(|benefits| !benefits.is_empty()) else {
        return blocks.push(text(words, "team_handbook_results_few"));
    };
    let line = |ranked: &Ranked| {
        let mean = words.message("team_handbook_results_rank", &[&words.number(ranked.mean, 1)]);
        Line::Named(ours::benefit_name(words, ranked.benefit), mean)
    };
    blocks.push(text(words, "team_handbook_results_prized"));
    blocks.push(Block::Steps(benefits.iter().map(line).collect()));
}
