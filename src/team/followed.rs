//! What closed rounds show of the questions that practices were taken up for: what the cycle holds them against.

use crate::results::results;
use crate::suggest::gap;
use converel_protocol::audit::kept::Cycle;
use converel_protocol::audit::messages::RoundGap;
use converel_protocol::team::round::{Led, Round};

/// The gaps that closed rounds show of the questions that practices of other rounds were taken up for, where they asked
/// them in the same words. Of each round that led to practices each round and question once.
pub fn gaps<'a>(led: impl Iterator<Item = &'a Led> + Clone, cycles: &[Cycle]) -> Vec<RoundGap> {
    let mut gaps: Vec<RoundGap> = Vec::new();
    for practice in cycles.iter().flat_map(|cycle| &cycle.practices) {
        let question = practice.question.as_str();
        let first = led.clone().map(|led| &led.round).find(|round| round.id == practice.round);
        for led in led.clone().filter(|led| led.round.id != practice.round) {
            let is_told = gaps.iter().any(|told| {
                told.base == practice.round && told.round == led.round.id && told.question == question
            });
            // Of a round that is not there any more nobody knows the words.
            let is_same = first.is_none_or(|first| asked(first, question) == asked(&led.round, question));
            let (Some(closed), false, true) = (led.closed_at, is_told, is_same) else { continue };
            if let Some(gap) = results(led).and_then(|results| gap(&results, question)) {
                let (base, round, begun) = (practice.round.clone(), led.round.id.clone(), led.round.at);
                gaps.push(RoundGap { base, round, begun, closed, question: question.to_owned(), gap });
            }
        }
    }
    gaps
}

/// The words in which a round asks a question, where they are the lead's own; `None`: it does not ask it.
fn asked<'a>(round: &'a Round, question: &str) -> Option<&'a str> {
    round.questions.iter().find(|asked| asked.id == question).map(|asked| asked.text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use converel_protocol::audit::kept::PracticePromise;
    use converel_protocol::team::practice::Practice;
    use converel_protocol::team::round::{Answer, Form, Group, Question, Reply, Said};

    /// A round with these words of its question, that five answered with this step.
    fn round(id: &str, text: &str, closed_at: Option<f64>, step: u8) -> Led {
        let question = Question {
            id: "agendas".to_owned(),
            group: Group::Meetings,
            form: Form::Scale,
            text: text.to_owned(),
            why: String::new(),
        };
        let answer = |respondent: u32| Answer {
            round: id.to_owned(),
            respondent: format!("{respondent:032x}"),
            replies: vec![Reply { question: "agendas".to_owned(), said: Said::Scale(step) }],
            ..Answer::default()
        };
        Led {
            round: Round { id: id.to_owned(), at: 1.0, questions: vec![question], ..Round::default() },
            shuffle: "00".repeat(32),
            answers: (0..5).map(answer).collect(),
            closed_at,
            ..Led::default()
        }
    }

    fn cycle(round: &str) -> Cycle {
        let (round, question) = (round.to_owned(), "agendas".to_owned());
        let practice = |practice| PracticePromise {
            practice,
            round: round.clone(),
            question: question.clone(),
            at: 0.0,
            gap: 2.0,
            looks: Vec::new(),
        };
        Cycle {
            id: String::new(),
            at: 0.0,
            look_again: String::new(),
            promises: Vec::new(),
            // Both of the same round and question: each round is told once.
            practices: vec![practice(Practice::Agendas), practice(Practice::RetroBoard)],
            before: None,
            looks: Vec::new(),
        }
    }

    #[test]
    fn what_other_closed_rounds_show() {
        let mut few = round("few", "", Some(5.0), 5);
        few.answers.truncate(4);
        let led = [
            round("first", "", Some(2.0), 2),
            round("closed", "", Some(3.0), 3),
            round("open", "", None, 4),
            round("other-words", "Agendas?", Some(4.0), 4),
            few,
        ];
        let told = |first: &str, led: &[Led]| {
            let gaps = gaps(led.iter(), &[cycle(first)]);
            gaps.iter().map(|told| (told.round.clone(), told.closed, told.gap)).collect::<Vec<_>>()
        };
        let closed = ("closed".to_owned(), 3.0, 2.0);
        assert_eq!(told("first", &led), std::slice::from_ref(&closed));
        // Its own round is there no more.
        assert_eq!(told("gone", &led[1..]), [closed, ("other-words".to_owned(), 4.0, 1.0)]);
        assert_eq!(gaps(led.iter(), &[]), []);
        // Of each round that led to practices what was asked in its words.
        let led = [
            round("third", "Agendas?", Some(6.0), 3),
            round("other-words", "Agendas?", Some(4.0), 4),
            round("second", "", Some(3.0), 3),
            round("first", "", Some(2.0), 2),
        ];
        for (cycles, expected) in [
            (["first", "other-words"], vec![("first", "second"), ("other-words", "third")]),
            (
                ["first", "gone"],
                vec![
                    ("first", "second"),
                    ("gone", "third"),
                    ("gone", "other-words"),
                    ("gone", "second"),
                    ("gone", "first"),
                ],
            ),
        ] {
            let gaps = gaps(led.iter(), &cycles.map(cycle));
            let told: Vec<_> = gaps.iter().map(|told| (told.base.as_str(), told.round.as_str())).collect();
            assert_eq!(told, expected, "{cycles:?}");
        }
    }
}
