//! Two rounds with everything in them that results can tell, hostile words among them.

use converel_protocol::team::results::Results;
use converel_protocol::team::round::{
    Answer, Benefit, Form, Group, Led, Question, Reply, Round, RoundKind, Said,
};
use converel_team::{questions, results};

/// Words that try everything.
pub(in crate::team::rounds) const HOSTILE: &str =
    "<script>alert('x')</script> | `code` **b** [a](javascript:b)\n# \u{202e}evil\u{202c} &amp; \"q\" שלום";

/// A mark in everything that few said: no publication may have it.
pub(in crate::team::rounds) const SECRET: &str = "kestrel";

/// The results of the autumn's round, or of the spring's before it.
pub(in crate::team::rounds) fn results_of(autumn: bool) -> Results {
    let own = |number: u32, text: &str, form| Question {
        id: format!("own-{number}"),
        group: Group::Other,
        form,
        text: text.to_owned(),
        why: String::new(),
    };
    let mut questions: Vec<Question> = questions::baseline().into_iter().chain(questions::poll()).collect();
    questions.extend([own(1, HOSTILE, Form::Scale), own(2, "Only few say anything to this", Form::Text)]);
    let day = if autumn { 1_796_126_400_000.0 } else { 1_780_315_200_000.0 };
    let led = Led {
        round: Round {
            id: if autumn { "autumn" } else { "spring" }.to_owned(),
            kind: RoundKind::Baseline,
            title: if autumn { "Autumn <b>| 2026" } else { "Spring 2026" }.to_owned(),
            questions,
            ..Round::default()
        },
        shuffle: "5a".repeat(32),
        answers: (0..7).map(|at| answer(at, autumn)).collect(),
        closed_at: Some(day),
        ..Led::default()
    };
    results::results(&led).unwrap()
}

fn answer(at: u32, autumn: bool) -> Answer {
    let later = u8::from(autumn);
    let step = |seed: u32| u8::try_from((at * 3 + seed * 5) % 4).unwrap();
    let mut replies: Vec<Reply> = Vec::new();
    let mut say = |question: &str, said: Said| replies.push(Reply { question: question.to_owned(), said });
    for (seed, question) in (0..).zip(questions::baseline()) {
        match (question.form, question.id.as_str()) {
            (Form::Scale, "agendas") => say("agendas", Said::Scale(1 + at.is_multiple_of(3) as u8 + later)),
            (Form::Scale, id) => say(id, Said::Scale(1 + step(seed) + if seed % 2 == 0 { later } else { 0 })),
            (Form::Hours, "deep-had") => {
                say("deep-had", Said::Hours(8.0 + f64::from(at) + f64::from(later) * 2.5))
            }
            (Form::Hours, id) => say(id, Said::Hours(18.0 + f64::from(at % 3) * 2.0)),
            (Form::Days, id) => say(id, Said::Days(f64::from(3 + at * at))),
            _ => {}
        }
    }
    let texts =
        ["Fewer status meetings", HOSTILE, "Two\nlines", "שלום", "", "- item", "Fewer status meetings"];
    say("change-first", Said::Text(texts[at as usize].to_owned()));
    let mut benefits = Benefit::ALL.to_vec();
    benefits.rotate_left(4 + (at as usize % 2) + usize::from(later));
    benefits.truncate(6 - at as usize % 3);
    say("benefits", Said::Ranking(benefits));
    say("own-1", Said::Scale(2 + u8::try_from(at % 3).unwrap()));
    if at < 4 {
        say("own-2", Said::Text(format!("{SECRET} {at}")));
        say("benefits-why", Said::Text(format!("{SECRET} {at}")));
    }
    Answer {
        round: if autumn { "autumn" } else { "spring" }.to_owned(),
        respondent: format!("{at:032x}"),
        revision: 1,
        show_few: at > 0,
        replies,
        ..Answer::default()
    }
}
