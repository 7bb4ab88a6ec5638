//! What a team could take up, from the gaps of its baseline and from the benefits that it prizes most. Which practice
//! helps where follows the source article (alternatives to meetings, "the fundamental shifts"); from where on a gap is
//! one are rules of thumb of ours, and the page says so.

use crate::questions::{BENEFITS, DEEP_HAD, DEEP_WANTED, FIRST_COMMIT};
use converel_protocol::team::practice::Practice;
use converel_protocol::team::results::{Distribution, Outcome, Results};
use converel_protocol::team::round::Benefit;

/// A practice, and why it is suggested.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The practice.
    pub practice: Practice,
    /// The question whose answers it follows from; for a deficit of deep work, that about what is wanted.
    pub question: String,
    /// How far it is from where one would like to be, on one measure for all: 0 to 4, as steps of a scale.
    pub gap: f64,
}

/// A scale's gap from here on is one: three and a half is midway between "sometimes" and "often". Rule of thumb.
pub const LOW: f64 = 1.5;
/// Hours of deep work that are missed a week: half a day, the least unit of a maker's schedule (Graham 2009, in the
/// source article). Rule of thumb.
pub const MISSED: f64 = 4.0;
/// Working days to the first commit: a week. Rule of thumb.
pub const SLOW: f64 = 5.0;
/// So many of the most prized benefits lead to practices. Rule of thumb: one or two improvements a cycle.
const PRIZED: usize = 2;
/// The mean rank that is neither prized nor not.
const MIDDLE_RANK: f64 = 3.5;

/// What the team could take up: largest gap first, each practice once.
pub fn suggestions(results: &Results) -> Vec<Suggestion> {
    let mut all: Vec<Suggestion> = Vec::new();
    let mut suggest = |question: &str, gap: f64, practices: &[Practice]| {
        let gap = gap.clamp(0.0, 4.0);
        let suggestion =
            |practice: &Practice| Suggestion { practice: *practice, question: question.to_owned(), gap };
        all.extend(practices.iter().map(suggestion));
    };
    for outcome in &results.questions {
        let id = outcome.question.id.as_str();
        match outcome.shown.as_ref().map(|shown| &shown.said) {
            Some(Distribution::Scale { gap, .. }) if *gap >= LOW => suggest(id, *gap, of_scale(id)),
            Some(Distribution::Amount { median, .. }) if id == FIRST_COMMIT && *median > SLOW => {
                suggest(id, too_slow(*median), &[Practice::OnboardingPath, Practice::Workflow]);
            }
            Some(Distribution::Ranking { benefits }) if id == BENEFITS => {
                for ranked in benefits.iter().take(PRIZED).filter(|ranked| ranked.mean < MIDDLE_RANK) {
                    let gap = (MIDDLE_RANK - ranked.mean) / (MIDDLE_RANK - 1.0) * 4.0;
                    suggest(id, gap, of_benefit(ranked.benefit));
                }
            }
            _ => {}
        }
    }
    if let Some((had, wanted)) = deep(results)
        && wanted - had >= MISSED
    {
        let practices = [Practice::MeetingAudit, Practice::FocusBlocks, Practice::WrittenUpdates];
        suggest(DEEP_WANTED, missed(had, wanted), &practices);
    }
    all.sort_by(|one, other| other.gap.total_cmp(&one.gap));
    let mut once: Vec<Suggestion> = Vec::new();
    for suggestion in all {
        if once.iter().all(|taken| taken.practice != suggestion.practice) {
            once.push(suggestion);
        }
    }
    once
}

/// The gap that a question's answers show, on the measure of [`Suggestion::gap`], however small it is; `None`: the
/// question is not shown, or none can be told of it. What a team prizes is no gap that closes.
pub fn gap(results: &Results, question: &str) -> Option<f64> {
    let gap = if question == DEEP_WANTED {
        let (had, wanted) = deep(results)?;
        if wanted > 0.0 { missed(had, wanted) } else { 0.0 }
    } else {
        let outcome = results.questions.iter().find(|outcome| outcome.question.id == question)?;
        match outcome.shown.as_ref()?.said {
            Distribution::Scale { gap, .. } => gap,
            Distribution::Amount { median, .. } if question == FIRST_COMMIT => too_slow(median),
            _ => return None,
        }
    };
    Some(gap.clamp(0.0, 4.0))
}

/// Two weeks are two steps off, four weeks all four.
fn too_slow(days: f64) -> f64 {
    (days / SLOW).log2() * 2.0
}

/// Nothing of what is wanted is four steps off.
fn missed(had: f64, wanted: f64) -> f64 {
    (wanted - had) / wanted * 4.0
}

/// Hours had and wanted: of those who told both, or else of everybody who told either.
fn deep(results: &Results) -> Option<(f64, f64)> {
    if let Some(deep) = &results.deep {
        return Some((deep.wanted - deep.deficit, deep.wanted));
    }
    let mean = |id: &str| {
        let outcome: &Outcome = results.questions.iter().find(|outcome| outcome.question.id == id)?;
        match outcome.shown.as_ref()?.said {
            Distribution::Amount { mean, .. } => Some(mean),
            _ => None,
        }
    };
    Some((mean(DEEP_HAD)?, mean(DEEP_WANTED)?))
}

/// What helps where little of this is done.
fn of_scale(question: &str) -> &'static [Practice] {
    match question {
        "decision-records" => &[Practice::DecisionRecords],
        "commit-messages" => &[Practice::CommitMessages],
        "readmes" => &[Practice::Readmes],
        "pull-requests" => &[Practice::PullRequests],
        "agendas" => &[Practice::Agendas],
        "facilitators" => &[Practice::Facilitators],
        "time-boxes" => &[Practice::TimeBoxes],
        "minutes" => &[Practice::Minutes],
        "free-to-decline" => &[Practice::FreeToDecline],
        "small-meetings" => &[Practice::SmallMeetings],
        "undisturbed" => &[Practice::ResponseTimes, Practice::QuestionQueue],
        "onboarding-ease" => &[Practice::OnboardingPath, Practice::VideoCourse],
        "written-path" => &[Practice::Handbook, Practice::OnboardingPath],
        _ => &[],
    }
}

/// What brings a benefit nearer.
fn of_benefit(benefit: Benefit) -> &'static [Practice] {
    match benefit {
        Benefit::Balance => &[Practice::ResponseTimes, Practice::WrittenUpdates],
        Benefit::Inclusion => &[Practice::RetroBoard, Practice::Agendas],
        Benefit::Knowledge => &[Practice::Handbook, Practice::VideoCourse],
        Benefit::Scale => &[Practice::QuestionQueue, Practice::Minutes],
        Benefit::DeepWork => &[Practice::MeetingAudit, Practice::FocusBlocks],
        Benefit::Action => &[Practice::DecisionRecords, Practice::Pods],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions;
    use converel_protocol::team::results::{Deep, Ranked, Shown};
    use converel_protocol::team::round::{Form, Group, Question};

    fn results(said: Vec<(&str, Distribution)>) -> Results {
        let outcome = |(id, said): (&str, Distribution)| Outcome {
            question: Question {
                id: id.to_owned(),
                group: Group::Other,
                form: questions::our_form(id).unwrap_or(Form::Scale),
                text: String::new(),
                why: String::new(),
            },
            shown: Some(Shown { answered: 5, said }),
        };
        Results { questions: said.into_iter().map(outcome).collect(), ..Results::default() }
    }

    fn scale(mean: f64) -> Distribution {
        Distribution::Scale { counts: [0; 5], mean, gap: 5.0 - mean }
    }

    fn amount(value: f64) -> Distribution {
        Distribution::Amount { bins: Vec::new(), median: value, mean: value }
    }

    fn told(results: &Results) -> Vec<(Practice, String)> {
        suggestions(results)
            .into_iter()
            .map(|found| (found.practice, format!("{} {:.1}", found.question, found.gap)))
            .collect()
    }

    fn expected(list: &[(Practice, &str)]) -> Vec<(Practice, String)> {
        list.iter().map(|(practice, from)| (*practice, (*from).to_owned())).collect()
    }

    #[test]
    fn gaps_lead_to_practices() {
        let ranked = |benefit, mean| Ranked { benefit, mean, counts: [0; 6] };
        let prized = Distribution::Ranking {
            benefits: vec![
                ranked(Benefit::DeepWork, 1.0),
                ranked(Benefit::Action, 3.0),
                ranked(Benefit::Scale, 3.2),
                ranked(Benefit::Balance, 6.0),
            ],
        };
        for (said, practices) in [
            (vec![], &[][..]),
            (vec![("agendas", scale(3.6)), ("minutes", scale(5.0))], &[]),
            (
                vec![("agendas", scale(3.5)), ("minutes", scale(1.5)), ("own-1", scale(1.0))],
                &[(Practice::Minutes, "minutes 3.5"), (Practice::Agendas, "agendas 1.5")],
            ),
            (vec![("first-commit", amount(5.0))], &[]),
            (
                vec![("first-commit", amount(10.0)), ("onboarding-ease", scale(1.0))],
                &[
                    (Practice::OnboardingPath, "onboarding-ease 4.0"),
                    (Practice::VideoCourse, "onboarding-ease 4.0"),
                    (Practice::Workflow, "first-commit 2.0"),
                ],
            ),
            (
                vec![("first-commit", amount(365.0))],
                &[(Practice::OnboardingPath, "first-commit 4.0"), (Practice::Workflow, "first-commit 4.0")],
            ),
            (vec![("deep-had", amount(11.0))], &[]),
            (vec![("deep-had", amount(17.0)), ("deep-wanted", amount(20.0))], &[]),
            (
                vec![("deep-had", amount(11.0)), ("deep-wanted", amount(20.0))],
                &[
                    (Practice::MeetingAudit, "deep-wanted 1.8"),
                    (Practice::FocusBlocks, "deep-wanted 1.8"),
                    (Practice::WrittenUpdates, "deep-wanted 1.8"),
                ],
            ),
            (
                vec![("benefits", prized)],
                &[
                    (Practice::MeetingAudit, "benefits 4.0"),
                    (Practice::FocusBlocks, "benefits 4.0"),
                    (Practice::DecisionRecords, "benefits 0.8"),
                    (Practice::Pods, "benefits 0.8"),
                ],
            ),
        ] {
            assert_eq!(told(&results(said)), expected(practices));
        }
    }

    #[test]
    fn a_gap_is_told_however_small() {
        let ranking = Distribution::Ranking { benefits: Vec::new() };
        for (said, question, expected) in [
            (vec![("agendas", scale(2.0))], "agendas", Some(3.0)),
            (vec![("agendas", scale(4.75))], "agendas", Some(0.25)),
            (vec![("agendas", scale(2.0))], "minutes", None),
            (vec![("first-commit", amount(10.0))], "first-commit", Some(2.0)),
            (vec![("first-commit", amount(0.0))], "first-commit", Some(0.0)),
            (vec![("deep-had", amount(15.0)), ("deep-wanted", amount(20.0))], "deep-wanted", Some(1.0)),
            (vec![("deep-had", amount(22.0)), ("deep-wanted", amount(20.0))], "deep-wanted", Some(0.0)),
            (vec![("deep-had", amount(0.0)), ("deep-wanted", amount(0.0))], "deep-wanted", Some(0.0)),
            (vec![("deep-wanted", amount(20.0))], "deep-wanted", None),
            (vec![("deep-had", amount(20.0))], "deep-had", None),
            (vec![("benefits", ranking)], "benefits", None),
        ] {
            assert_eq!(gap(&results(said.clone()), question), expected, "{said:?}");
        }
        // What is suggested has the gap that is told later.
        let low = results(vec![("agendas", scale(1.0)), ("first-commit", amount(30.0))]);
        for suggestion in suggestions(&low) {
            assert_eq!(gap(&low, &suggestion.question), Some(suggestion.gap));
        }
    }

    #[test]
    fn the_deficit_of_each_person_counts() {
        // One has more than they want; that takes nothing off what the others miss.
        let deep = Deep { answered: 5, had: 20.0, wanted: 20.0, deficit: 5.0, deficits: Vec::new() };
        let results = Results { deep: Some(deep), ..results(vec![]) };
        assert_eq!(suggestions(&results).len(), 3);
    }

    #[test]
    fn every_scale_of_ours_leads_somewhere() {
        for question in questions::baseline().into_iter().filter(|question| question.form == Form::Scale) {
            assert!(!suggestions(&results(vec![(&question.id, scale(1.0))])).is_empty(), "{}", question.id);
        }
        for benefit in Benefit::ALL {
            let benefits = vec![Ranked { benefit, mean: 1.0, counts: [0; 6] }];
            let results = results(vec![("benefits", Distribution::Ranking { benefits })]);
            assert_eq!(suggestions(&results).len(), 2, "{benefit:?}");
        }
    }
}
