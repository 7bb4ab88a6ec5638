//! What came of a round: everybody together, and only what may be shown. Whoever draws or publishes has what stands
//! here and never an answer.
//!
//! A question is shown if at least [`ENOUGH`] answered it, or if everybody who answered the round allowed theirs to be
//! shown even where they are few. Of a question that is not shown nothing is told, not even how many answered it, and
//! nothing that is told is made from it. How many answered the round is told always: it says nothing of what they said,
//! and without it nobody could tell why nothing is shown.
//!
//! What could be told by subtraction is not told: there are no results before the round is closed and none other
//! afterwards, and [`Deep`] stands only where no few can be told apart by who answered one of its questions alone.

use crate::collect;
use crate::questions::{self, DEEP_HAD, DEEP_WANTED};
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::results::{
    Bin, Deep, Distribution, GroupOutcome, Outcome, Ranked, Results, Shown,
};
use converel_protocol::team::round::{Answer, Benefit, Form, Group, Led, Question, Said};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// So many must have answered a question for it to be shown (the rule; the smallest group that surveys of
/// teams commonly report).
pub const ENOUGH: usize = 5;

/// Where bins of hours begin: half days, the least unit of a maker's schedule (Graham 2009).
const HOURS: [f64; 8] = [0.0, 4.0, 8.0, 12.0, 16.0, 20.0, 24.0, 28.0];
/// Where bins of missing hours begin.
const MISSING: [f64; 5] = [0.0, 4.0, 8.0, 12.0, 16.0];
/// Where bins of working days begin: a day, a week, two, four, a quarter.
const DAYS: [f64; 6] = [0.0, 2.0, 6.0, 11.0, 21.0, 61.0];

/// The results of a round; `None` while it is open. They depend on nothing but what the round is, its shuffle and the
/// set of answers: not on the order in which they came.
pub fn results(led: &Led) -> Option<Results> {
    let closed_at = led.closed_at?;
    Some(told(led, questions::day_of(closed_at).to_string()))
}

/// How many of its questions would be shown if the round were closed now.
pub fn will_show(led: &Led) -> usize {
    told(led, String::new()).questions.iter().filter(|outcome| outcome.shown.is_some()).count()
}

/// What one person said, only what fits, in the order of the questions.
type Replies = Vec<(String, Said)>;

fn told(led: &Led, closed_on: String) -> Results {
    let answers = holding(led);
    let all_allow = answers.iter().all(|answer| answer.show_few);
    let people: Vec<Replies> = answers
        .iter()
        .map(|answer| {
            let replies = questions::check_replies(&led.round, &answer.replies);
            replies.into_iter().map(|reply| (reply.question, reply.said)).collect()
        })
        .collect();
    let outcome = |question: &Question| {
        let said: Vec<&Said> = people.iter().filter_map(|replies| said_to(replies, &question.id)).collect();
        let shown = enough(said.len(), all_allow)
            .then(|| Shown { answered: count(said.len()), said: together(question, &said, &led.shuffle) });
        Outcome { question: question.clone(), shown }
    };
    let questions: Vec<Outcome> = led.round.questions.iter().map(outcome).collect();
    Results {
        schema: TEAM_SCHEMA,
        round: led.round.id.clone(),
        kind: led.round.kind,
        title: led.round.title.clone(),
        closed_on,
        answers: count(people.len()),
        groups: groups(&questions),
        deep: deep(&questions, &people, all_allow),
        questions,
    }
}

/// The answers that count: of this round, of each respondent the one that holds.
fn holding(led: &Led) -> Vec<Answer> {
    let of_round = led.answers.iter().filter(|answer| answer.round == led.round.id).cloned().collect();
    collect::by_respondent(of_round).into_values().collect()
}

fn said_to<'a>(replies: &'a Replies, question: &str) -> Option<&'a Said> {
    replies.iter().find(|(id, _)| id == question).map(|(_, said)| said)
}

fn enough(people: usize, all_allow: bool) -> bool {
    people >= ENOUGH || (all_allow && people > 0)
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// What everybody said to one question.
fn together(question: &Question, said: &[&Said], shuffle: &str) -> Distribution {
    match question.form {
        Form::Scale => {
            let mut counts = [0; 5];
            let steps: Vec<f64> = said
                .iter()
                .filter_map(|said| {
                    let Said::Scale(step) = said else { return None };
                    *counts.get_mut(usize::from(*step).checked_sub(1)?)? += 1;
                    Some(f64::from(*step))
                })
                .collect();
            let mean = mean(&steps);
            Distribution::Scale { counts, mean, gap: hundredth(5.0 - mean) }
        }
        Form::Hours => amounts(said, &HOURS),
        Form::Days => amounts(said, &DAYS),
        Form::Ranking => ranking(said),
        Form::Text => {
            let texts = said.iter().filter_map(|said| match said {
                Said::Text(text) => Some(text.clone()),
                _ => None,
            });
            Distribution::Texts { texts: shuffled(texts.collect(), shuffle, &question.id) }
        }
    }
}

/// A mean to a hundredth: more says nothing, and a short number is the same again when it is read back.
fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { hundredth(values.iter().sum::<f64>() / values.len() as f64) }
}

fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn amount(said: &Said) -> Option<f64> {
    match said {
        Said::Hours(amount) | Said::Days(amount) => Some(*amount),
        _ => None,
    }
}

fn amounts(said: &[&Said], begins: &[f64]) -> Distribution {
    let mut values: Vec<f64> = said.iter().filter_map(|said| amount(said)).collect();
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    let upper = values.len() / 2;
    let median =
        if values.len() % 2 == 1 { at(upper) } else { f64::midpoint(at(upper.saturating_sub(1)), at(upper)) };
    Distribution::Amount { bins: bins(&values, begins), median, mean: mean(&values) }
}

fn bins(values: &[f64], begins: &[f64]) -> Vec<Bin> {
    let ends = begins.iter().skip(1).copied().map(Some).chain([None]);
    begins
        .iter()
        .zip(ends)
        .map(|(&from, to)| {
            let inside = |value: &&f64| **value >= from && to.is_none_or(|to| **value < to);
            Bin { from, to, count: count(values.iter().filter(inside).count()) }
        })
        .collect()
}

fn ranking(said: &[&Said]) -> Distribution {
    let rankings: Vec<&Vec<Benefit>> = said
        .iter()
        .filter_map(|said| match said {
            Said::Ranking(benefits) => Some(benefits),
            _ => None,
        })
        .collect();
    let ranked = |benefit: Benefit| {
        let mut counts = [0; 6];
        let ranks: Vec<f64> = rankings
            .iter()
            .map(|benefits| match benefits.iter().position(|other| *other == benefit) {
                Some(place) => {
                    if let Some(count) = counts.get_mut(place) {
                        *count += 1;
                    }
                    place as f64 + 1.0
                }
                // The mean of the ranks from the one after theirs to 6.
                None => f64::midpoint(benefits.len() as f64 + 1.0, 6.0),
            })
            .collect();
        Ranked { benefit, mean: mean(&ranks), counts }
    };
    let mut benefits: Vec<Ranked> = Benefit::ALL.into_iter().map(ranked).collect();
    benefits.sort_by(|one, other| one.mean.total_cmp(&other.mean));
    Distribution::Ranking { benefits }
}

/// Texts by a keyed hash of the question and the text: an order that nobody without the key can foresee, that is
/// another for each question, and that does not know who wrote what.
fn shuffled(texts: Vec<String>, shuffle: &str, question: &str) -> Vec<String> {
    let mut keyed: Vec<(Vec<u8>, String)> = texts
        .into_iter()
        .map(|text| {
            // HMAC takes a key of any length, so there always is one.
            let place = Hmac::<Sha256>::new_from_slice(shuffle.as_bytes()).map(|mut mac| {
                mac.update(question.as_bytes());
                mac.update(&[0]);
                mac.update(text.as_bytes());
                mac.finalize().into_bytes().to_vec()
            });
            (place.unwrap_or_default(), text)
        })
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(_, text)| text).collect()
}

/// Groups by the means of their scales that are shown.
fn groups(questions: &[Outcome]) -> Vec<GroupOutcome> {
    let of = |group: Group| {
        let means: Vec<f64> = questions
            .iter()
            .filter(|outcome| outcome.question.group == group)
            .filter_map(|outcome| match outcome.shown.as_ref()?.said {
                Distribution::Scale { mean, .. } => Some(mean),
                _ => None,
            })
            .collect();
        let mean = mean(&means);
        (!means.is_empty()).then_some(GroupOutcome { group, mean, gap: hundredth(5.0 - mean) })
    };
    Group::ALL.into_iter().filter_map(of).collect()
}

/// Deep work of those who told both. Had and wanted are each told of everybody who answered them; so if one person
/// answered only one of the two, the difference between both tellings would be that person's hours. It stands
/// only where those who answered one alone are none, or enough themselves.
fn deep(questions: &[Outcome], people: &[Replies], all_allow: bool) -> Option<Deep> {
    let shown = |id: &str| {
        let outcome = questions.iter().find(|outcome| outcome.question.id == id)?;
        outcome.shown.as_ref().map(|shown| shown.answered)
    };
    let (had_by, wanted_by) = (shown(DEEP_HAD)?, shown(DEEP_WANTED)?);
    let hours = |replies: &Replies, id| said_to(replies, id).and_then(amount);
    let both: Vec<(f64, f64)> = people
        .iter()
        .filter_map(|replies| Some((hours(replies, DEEP_HAD)?, hours(replies, DEEP_WANTED)?)))
        .collect();
    let answered = count(both.len());
    let few = |alone: u32| alone > 0 && alone < count(ENOUGH);
    let tells_apart = !all_allow
        && [had_by, wanted_by].into_iter().any(|answered_one| few(answered_one.saturating_sub(answered)));
    if !enough(both.len(), all_allow) || tells_apart {
        return None;
    }
    let missing: Vec<f64> = both.iter().map(|(had, wanted)| (wanted - had).max(0.0)).collect();
    Some(Deep {
        answered,
        had: mean(&both.iter().map(|(had, _)| *had).collect::<Vec<_>>()),
        wanted: mean(&both.iter().map(|(_, wanted)| *wanted).collect::<Vec<_>>()),
        deficit: mean(&missing),
        deficits: bins(&missing, &MISSING),
    })
}

#[cfg(test)]
mod tests;
