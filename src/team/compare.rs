//! Two rounds held against each other, question by question.

use converel_protocol::team::results::{Distribution, Outcome, Results};
use converel_protocol::team::round::Benefit;

/// What became of a question from one round to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// [`converel_protocol::team::round::Question::id`].
    pub question: String,
    /// Of a scale the mean, 1 to 5; of hours or days the median.
    pub before: f64,
    /// Likewise.
    pub now: f64,
}

/// What became of a benefit's place from one poll to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The benefit.
    pub benefit: Benefit,
    /// Its mean rank, 1 (most prized) to 6.
    pub before: f64,
    /// Likewise.
    pub now: f64,
}

/// Questions that are shown in both rounds, with the same id, the same words and the same form, in the order of the
/// later round. Free texts and rankings are not among them. A round held against itself has nothing to tell.
pub fn compare(before: &Results, now: &Results) -> Vec<Change> {
    let changed = |outcome: &Outcome| {
        let earlier = same(before, outcome)?;
        Some(Change {
            question: outcome.question.id.clone(),
            before: value(earlier)?,
            now: value(&outcome.shown.as_ref()?.said)?,
        })
    };
    if before.round == now.round { Vec::new() } else { now.questions.iter().filter_map(changed).collect() }
}

/// Benefits that were ranked in both rounds, most prized first.
pub fn moved(before: &Results, now: &Results) -> Vec<Moved> {
    let of = |outcome: &Outcome| {
        let (Some(shown), Some(Distribution::Ranking { benefits: earlier })) =
            (&outcome.shown, same(before, outcome))
        else {
            return Vec::new();
        };
        let Distribution::Ranking { benefits } = &shown.said else { return Vec::new() };
        let find = |benefit| earlier.iter().find(|ranked| ranked.benefit == benefit);
        let moved = benefits.iter().filter_map(|ranked| {
            let before = find(ranked.benefit)?.mean;
            Some(Moved { benefit: ranked.benefit, before, now: ranked.mean })
        });
        moved.collect()
    };
    if before.round == now.round { Vec::new() } else { now.questions.iter().flat_map(of).collect() }
}

/// What was said to the same question in the earlier round.
fn same<'a>(before: &'a Results, outcome: &Outcome) -> Option<&'a Distribution> {
    let asked = &outcome.question;
    let earlier = before.questions.iter().find(|earlier| {
        let question = &earlier.question;
        question.id == asked.id && question.form == asked.form && question.text.trim() == asked.text.trim()
    })?;
    earlier.shown.as_ref().map(|shown| &shown.said)
}

fn value(said: &Distribution) -> Option<f64> {
    match said {
        Distribution::Scale { mean, .. } => Some(*mean),
        Distribution::Amount { median, .. } => Some(*median),
        Distribution::Ranking { .. } | Distribution::Texts { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::team::results::{Ranked, Shown};
    use converel_protocol::team::round::{Form, Group, Question};

    fn outcome(id: &str, text: &str, form: Form, said: Option<Distribution>) -> Outcome {
        let question = Question {
            id: id.to_owned(),
            group: Group::Other,
            form,
            text: text.to_owned(),
            why: String::new(),
        };
        Outcome { question, shown: said.map(|said| Shown { answered: 5, said }) }
    }

    fn scale(mean: f64) -> Option<Distribution> {
        Some(Distribution::Scale { counts: [0; 5], mean, gap: 5.0 - mean })
    }

    fn hours(median: f64) -> Option<Distribution> {
        Some(Distribution::Amount { bins: Vec::new(), median, mean: 1.0 })
    }

    fn ranking(means: [f64; 2]) -> Option<Distribution> {
        let of = |(benefit, mean)| Ranked { benefit, mean, counts: [0; 6] };
        let benefits = [Benefit::Action, Benefit::Scale].into_iter().zip(means).map(of).collect();
        Some(Distribution::Ranking { benefits })
    }

    fn results(round: &str, questions: Vec<Outcome>) -> Results {
        Results { round: round.to_owned(), questions, ..Results::default() }
    }

    #[test]
    fn the_same_question_is_compared() {
        let before = results(
            "one",
            vec![
                outcome("agendas", "", Form::Scale, scale(2.0)),
                outcome("minutes", "", Form::Scale, None),
                outcome("own-1", "How?", Form::Scale, scale(2.0)),
                outcome("own-2", "Why?", Form::Scale, scale(2.0)),
                outcome("deep-had", "", Form::Hours, hours(11.0)),
                outcome("benefits", "", Form::Ranking, ranking([1.0, 2.0])),
            ],
        );
        let now = results(
            "two",
            vec![
                outcome("deep-had", "", Form::Hours, hours(14.0)),
                outcome("agendas", "", Form::Scale, scale(3.5)),
                outcome("minutes", "", Form::Scale, scale(4.0)),
                outcome("own-1", "How? ", Form::Scale, scale(2.0)),
                outcome("own-2", "What?", Form::Scale, scale(5.0)),
                outcome("readmes", "", Form::Scale, scale(5.0)),
                outcome("benefits", "", Form::Ranking, ranking([3.0, 2.0])),
            ],
        );
        let change = |question: &str, before, now| Change { question: question.to_owned(), before, now };
        assert_eq!(
            compare(&before, &now),
            [change("deep-had", 11.0, 14.0), change("agendas", 2.0, 3.5), change("own-1", 2.0, 2.0)]
        );
        assert_eq!(
            moved(&before, &now),
            [
                Moved { benefit: Benefit::Action, before: 1.0, now: 3.0 },
                Moved { benefit: Benefit::Scale, before: 2.0, now: 2.0 },
            ]
        );
        assert_eq!((compare(&now, &now), moved(&now, &now)), (vec![], vec![]));
    }
}
