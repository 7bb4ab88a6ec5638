//! The questions that a round begins with, and what a round and its replies must be like. Ours are known by their ids;
//! their words are the pages' (`converel_ui::team::rounds::words`), so that everybody reads them in their own language.
//! An id never changes its meaning: rounds are compared by it. A question that comes to ask for something else gets
//! another id.

use converel_protocol::team::round::{Benefit, Form, Group, Question, Reply, Round, RoundKind, Said};
use jiff::civil::Date;

/// Hours of deep work had a week.
pub const DEEP_HAD: &str = "deep-had";
/// Hours of deep work wanted a week.
pub const DEEP_WANTED: &str = "deep-wanted";
/// Working days from joining to the first commit.
pub const FIRST_COMMIT: &str = "first-commit";
/// The six benefits, ranked.
pub const BENEFITS: &str = "benefits";

/// The baseline: four groups as the source article has them, and one free text. Ten of them are one key press each,
/// so that a round is answered in less than five minutes.
const BASELINE: [(&str, Group, Form); 17] = [
    ("decision-records", Group::Artefacts, Form::Scale),
    ("commit-messages", Group::Artefacts, Form::Scale),
    ("readmes", Group::Artefacts, Form::Scale),
    ("pull-requests", Group::Artefacts, Form::Scale),
    ("agendas", Group::Meetings, Form::Scale),
    ("facilitators", Group::Meetings, Form::Scale),
    ("time-boxes", Group::Meetings, Form::Scale),
    ("minutes", Group::Meetings, Form::Scale),
    ("free-to-decline", Group::Meetings, Form::Scale),
    ("small-meetings", Group::Meetings, Form::Scale),
    (DEEP_HAD, Group::DeepWork, Form::Hours),
    (DEEP_WANTED, Group::DeepWork, Form::Hours),
    ("undisturbed", Group::DeepWork, Form::Scale),
    ("onboarding-ease", Group::Onboarding, Form::Scale),
    (FIRST_COMMIT, Group::Onboarding, Form::Days),
    ("written-path", Group::Onboarding, Form::Scale),
    ("change-first", Group::Other, Form::Text),
];

/// The poll of benefits.
const POLL: [(&str, Group, Form); 2] =
    [(BENEFITS, Group::Benefits, Form::Ranking), ("benefits-why", Group::Benefits, Form::Text)];

/// The most that a round may ask.
pub const MOST_QUESTIONS: usize = 40;
/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 120;
/// The longest question, in characters.
pub const LONGEST_QUESTION: usize = 300;
/// The longest reason why something is asked, in characters.
pub const LONGEST_WHY: usize = 600;
/// The longest free text of an answer, in characters; what is longer is cut there.
pub const LONGEST_TEXT: usize = 2_000;
/// The most hours a week.
pub const MOST_HOURS: f64 = 60.0;
/// The most working days.
pub const MOST_DAYS: f64 = 365.0;

/// The questions of a baseline.
pub fn baseline() -> Vec<Question> {
    BASELINE.into_iter().map(question).collect()
}

/// The questions of a benefits poll.
pub fn poll() -> Vec<Question> {
    POLL.into_iter().map(question).collect()
}

/// The questions that a round of this kind begins with.
pub fn of_kind(kind: RoundKind) -> Vec<Question> {
    match kind {
        RoundKind::Baseline => baseline(),
        RoundKind::Poll => poll(),
    }
}

fn question((id, group, form): (&str, Group, Form)) -> Question {
    Question { id: id.to_owned(), group, form, text: String::new(), why: String::new() }
}

/// The form of one of our questions; `None`: it is none of ours.
pub fn our_form(id: &str) -> Option<Form> {
    BASELINE.into_iter().chain(POLL).find(|(ours, ..)| *ours == id).map(|(_, _, form)| form)
}

/// What is wrong with a round. Questions are told by their id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoundFault {
    /// It has no title.
    #[error("it has no title")]
    NoTitle,
    /// Its title is longer than [`LONGEST_TITLE`].
    #[error("its title is too long")]
    LongTitle,
    /// Its last day is none.
    #[error("it has no last day")]
    NoClosingDay,
    /// Its last day is before the day on which it was made.
    #[error("its last day lies before the day on which it was made")]
    ClosingDayPast,
    /// It asks nothing.
    #[error("it asks nothing")]
    NoQuestions,
    /// It asks more than [`MOST_QUESTIONS`].
    #[error("it asks too much")]
    TooManyQuestions,
    /// Two questions have this id.
    #[error("two questions are called {0}")]
    Doubled(String),
    /// There are no words for this question: the lead gave none, and it is none of ours.
    #[error("the question {0} has no words")]
    NoWords(String),
    /// This question, or why it is asked, is longer than [`LONGEST_QUESTION`] or [`LONGEST_WHY`].
    #[error("the question {0} is too long")]
    TooLong(String),
    /// This question is called like one of ours and wants another form of answer.
    #[error("the question {0} has another form than ours of that name")]
    OtherForm(String),
}

/// What is wrong with a round, in the order of the page; empty: nothing. The day on which it was made is told in UTC,
/// so a last day that lies a day before it is let pass: it may be today where the lead lives.
pub fn check(round: &Round) -> Vec<RoundFault> {
    let mut faults = Vec::new();
    if round.title.trim().is_empty() {
        faults.push(RoundFault::NoTitle);
    }
    if longer(&round.title, LONGEST_TITLE) {
        faults.push(RoundFault::LongTitle);
    }
    match round.closes_on.parse::<Date>() {
        Err(_) => faults.push(RoundFault::NoClosingDay),
        Ok(day) if day.tomorrow().is_ok_and(|after| after < day_of(round.at)) => {
            faults.push(RoundFault::ClosingDayPast);
        }
        Ok(_) => {}
    }
    if round.questions.is_empty() {
        faults.push(RoundFault::NoQuestions);
    }
    if round.questions.len() > MOST_QUESTIONS {
        faults.push(RoundFault::TooManyQuestions);
    }
    for (place, question) in round.questions.iter().enumerate() {
        let id = || question.id.clone();
        if round.questions.iter().take(place).any(|before| before.id == question.id) {
            faults.push(RoundFault::Doubled(id()));
        }
        match our_form(&question.id) {
            None if question.text.trim().is_empty() => faults.push(RoundFault::NoWords(id())),
            Some(form) if form != question.form => faults.push(RoundFault::OtherForm(id())),
            _ => {}
        }
        if longer(&question.text, LONGEST_QUESTION) || longer(&question.why, LONGEST_WHY) {
            faults.push(RoundFault::TooLong(id()));
        }
    }
    faults
}

fn longer(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

/// The day of an instant, milliseconds since the Unix epoch, in UTC; of one that no calendar has, 1970-01-01.
pub(crate) fn day_of(milliseconds: f64) -> Date {
    let days = (milliseconds / 86_400_000.0).floor() as i32;
    let days = jiff::Span::new().try_days(days).unwrap_or_default();
    Date::constant(1970, 1, 1).saturating_add(days)
}

/// The replies that fit a round's questions, in the order of its questions, at most one for each (the first that
/// fits). Hours are brought to halves and days to whole ones, texts are trimmed and cut at [`LONGEST_TEXT`]. Everything
/// else is dropped: of another question or form, out of range, no number, a benefit ranked twice, nothing said.
pub fn check_replies(round: &Round, replies: &[Reply]) -> Vec<Reply> {
    let of = |question: &Question| {
        replies
            .iter()
            .filter(|reply| reply.question == question.id)
            .find_map(|reply| fitting(question.form, &reply.said))
            .map(|said| Reply { question: question.id.clone(), said })
    };
    round.questions.iter().filter_map(of).collect()
}

fn fitting(form: Form, said: &Said) -> Option<Said> {
    match (form, said) {
        (Form::Scale, Said::Scale(step)) => (1..=5).contains(step).then_some(Said::Scale(*step)),
        (Form::Hours, Said::Hours(hours)) => amount(*hours, MOST_HOURS, 2.0).map(Said::Hours),
        (Form::Days, Said::Days(days)) => amount(*days, MOST_DAYS, 1.0).map(Said::Days),
        (Form::Ranking, Said::Ranking(benefits)) => {
            let doubled = |benefit: &Benefit| benefits.iter().filter(|other| *other == benefit).count() > 1;
            (!benefits.is_empty() && !benefits.iter().any(doubled)).then(|| Said::Ranking(benefits.clone()))
        }
        (Form::Text, Said::Text(text)) => {
            let cut: String = text.trim().chars().take(LONGEST_TEXT).collect();
            let trimmed = cut.trim_end();
            (!trimmed.is_empty()).then(|| Said::Text(trimmed.to_owned()))
        }
        _ => None,
    }
}

/// An amount from 0 to `most`, brought to one `parts`th; sums of such are exact, in whatever order.
fn amount(value: f64, most: f64, parts: f64) -> Option<f64> {
    // The sum takes the sign off a zero.
    (0.0..=most).contains(&value).then(|| (value * parts).round() / parts + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(questions: Vec<Question>) -> Round {
        Round {
            title: "Autumn".to_owned(),
            at: 1_796_083_200_000.0, // 2026-12-01
            closes_on: "2026-12-11".to_owned(),
            questions,
            ..Round::default()
        }
    }

    #[test]
    fn our_rounds_have_no_fault_and_are_short() {
        for questions in [baseline(), poll()] {
            assert!(questions.len() <= 17);
            assert_eq!(check(&round(questions)), []);
        }
        let all: Vec<Question> = baseline().into_iter().chain(poll()).collect();
        assert_eq!(check(&round(all)), []);
    }

    /// Ids that were handed out once mean what they meant: this list may only grow.
    #[test]
    fn ids_stay() {
        let ids: Vec<String> = baseline().into_iter().chain(poll()).map(|question| question.id).collect();
        assert_eq!(
            ids.join(" "),
            "decision-records commit-messages readmes pull-requests agendas facilitators time-boxes minutes \
             free-to-decline small-meetings deep-had deep-wanted undisturbed onboarding-ease first-commit \
             written-path change-first benefits benefits-why"
        );
    }

    #[test]
    fn faults_are_named() {
        let own = |id: &str, text: &str| Question {
            text: text.to_owned(),
            ..question((id, Group::Other, Form::Scale))
        };
        let good = round(baseline());
        let cases: [(Round, Vec<RoundFault>); 11] = [
            (Round { title: " ".to_owned(), ..good.clone() }, vec![RoundFault::NoTitle]),
            (Round { title: "é".repeat(121), ..good.clone() }, vec![RoundFault::LongTitle]),
            (Round { closes_on: "soon".to_owned(), ..good.clone() }, vec![RoundFault::NoClosingDay]),
            (Round { closes_on: "2026-11-29".to_owned(), ..good.clone() }, vec![RoundFault::ClosingDayPast]),
            (Round { closes_on: "2026-11-30".to_owned(), ..good.clone() }, vec![]),
            (Round { at: f64::NAN, ..good.clone() }, vec![]),
            (round(Vec::new()), vec![RoundFault::NoQuestions]),
            (
                round((0..41).map(|at| own(&format!("own-{at}"), "How?")).collect()),
                vec![RoundFault::TooManyQuestions],
            ),
            (
                round(vec![own("own-1", "How?"), own("own-1", "Why?"), own("own-2", "")]),
                vec![RoundFault::Doubled("own-1".to_owned()), RoundFault::NoWords("own-2".to_owned())],
            ),
            (round(vec![own("own-1", &"x".repeat(301))]), vec![RoundFault::TooLong("own-1".to_owned())]),
            (round(vec![own(DEEP_HAD, "")]), vec![RoundFault::OtherForm(DEEP_HAD.to_owned())]),
        ];
        for (round, faults) in cases {
            assert_eq!(check(&round), faults, "{}", round.title);
        }
    }

    #[test]
    fn only_what_fits_is_taken() {
        let asked = round(baseline().into_iter().chain(poll()).collect());
        let cases = [
            ("agendas", Said::Scale(5), Some(Said::Scale(5))),
            ("agendas", Said::Scale(0), None),
            ("agendas", Said::Scale(6), None),
            ("agendas", Said::Hours(3.0), None),
            ("unheard-of", Said::Scale(3), None),
            (DEEP_HAD, Said::Hours(11.3), Some(Said::Hours(11.5))),
            (DEEP_HAD, Said::Hours(-0.0), Some(Said::Hours(0.0))),
            (DEEP_HAD, Said::Hours(60.5), None),
            (DEEP_HAD, Said::Hours(-1.0), None),
            (DEEP_HAD, Said::Hours(f64::NAN), None),
            (DEEP_HAD, Said::Hours(f64::INFINITY), None),
            (DEEP_HAD, Said::Days(3.0), None),
            (FIRST_COMMIT, Said::Days(4.6), Some(Said::Days(5.0))),
            (FIRST_COMMIT, Said::Days(366.0), None),
            (BENEFITS, Said::Ranking(vec![Benefit::Action]), Some(Said::Ranking(vec![Benefit::Action]))),
            (BENEFITS, Said::Ranking(vec![Benefit::Action, Benefit::Action]), None),
            (BENEFITS, Said::Ranking(vec![]), None),
            ("change-first", Said::Text(" less \n".to_owned()), Some(Said::Text("less".to_owned()))),
            ("change-first", Said::Text("\u{a0}\n".to_owned()), None),
            (
                "change-first",
                Said::Text(format!("{} and more", "é".repeat(1_999))),
                Some(Said::Text("é".repeat(1_999))),
            ),
        ];
        for (question, said, expected) in cases {
            let reply = Reply { question: question.to_owned(), said };
            let found = check_replies(&asked, std::slice::from_ref(&reply)).pop().map(|reply| reply.said);
            assert_eq!(found, expected, "{reply:?}");
        }
    }

    #[test]
    fn replies_come_in_the_order_of_the_questions_and_once() {
        let reply = |question: &str, step| Reply { question: question.to_owned(), said: Said::Scale(step) };
        let replies = [reply("minutes", 2), reply("agendas", 9), reply("agendas", 3), reply("agendas", 4)];
        assert_eq!(check_replies(&round(baseline()), &replies), [reply("agendas", 3), reply("minutes", 2)]);
    }
}
