//! A round while it is put together: which questions it asks, in whose words, and the round that comes of it.

use super::{phrases, words};
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{Form, Group, Question, Round, RoundKind};
use converel_team::questions::{self, RoundFault};
use jiff::civil::Date;
use sycamore::prelude::*;

/// The days that members have to answer in: two working weeks, so that nobody's holiday takes all of it.
pub(super) const WORKING_DAYS: u32 = 10;

/// What the ids of the lead's own questions begin with.
const OWN: &str = "own-";

/// A question of a round that is put together. Copies are the same question.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// Tells it from the others, whatever is added or removed.
    pub(super) key: u32,
    /// As it was to begin with; what is said in our words has no text.
    pub(super) question: Signal<Question>,
    /// As it is typed.
    pub(super) text: Signal<String>,
    /// As it is typed.
    pub(super) why: Signal<String>,
    /// It is being edited.
    pub(super) editing: Signal<bool>,
    /// It is left out.
    pub(super) removed: Signal<bool>,
}

impl Item {
    /// Only within a reactive scope.
    fn new(key: u32, question: Question) -> Self {
        let (text, why) = words::words(&question);
        Self {
            key,
            question: create_signal(question),
            text: create_signal(text),
            why: create_signal(why),
            editing: create_signal(false),
            removed: create_signal(false),
        }
    }

    /// The lead made it.
    pub(super) fn is_own(self) -> bool {
        self.question.with_untracked(|question| question.id.starts_with(OWN))
    }

    /// The question that is asked. What was not changed stays in our words, which each member reads in their own language.
    fn asked(self) -> Question {
        let question = self.question.get_clone();
        let (text, why) = words::words(&question);
        let typed = |signal: Signal<String>| signal.with(|text| text.trim().to_owned());
        let (asks, because) = (typed(self.text), typed(self.why));
        // Beside other words than ours, our reason would not be said.
        let why = if asks == text && because == why { String::new() } else { because };
        let text = if asks == text { String::new() } else { asks };
        Question { text, why, ..question }
    }
}

/// A round that is put together. Copies are the same round.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) kind: Signal<RoundKind>,
    pub(super) title: Signal<String>,
    /// The title was typed: another kind does not change it.
    pub(super) titled: Signal<bool>,
    pub(super) closes_on: Signal<String>,
    baseline: Signal<Vec<Item>>,
    poll: Signal<Vec<Item>>,
    next: Signal<u32>,
}

impl Sheet {
    /// A baseline, as we would begin it. Only within a reactive scope.
    pub(super) fn new(closes_on: Date, title: String) -> Self {
        let baseline = questions::baseline();
        let (first, second) = (baseline.len() as u32, questions::poll());
        let next = first + second.len() as u32;
        let items = |from: u32, of: Vec<Question>| {
            create_signal((from..).zip(of).map(|(key, question)| Item::new(key, question)).collect())
        };
        Self {
            kind: create_signal(RoundKind::Baseline),
            title: create_signal(title),
            titled: create_signal(false),
            closes_on: create_signal(closes_on.to_string()),
            baseline: items(0, baseline),
            poll: items(first, second),
            next: create_signal(next),
        }
    }

    /// The questions of the kind that is chosen.
    pub(super) fn items(self) -> Signal<Vec<Item>> {
        match self.kind.get() {
            RoundKind::Baseline => self.baseline,
            RoundKind::Poll => self.poll,
        }
    }

    /// Adds a question of the lead's own, and gives it. Only within a reactive scope that lives as long as the sheet.
    pub(super) fn add(self) -> Item {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        let items = self.items();
        let own = items.with_untracked(|items| items.iter().filter(|item| item.is_own()).count());
        let question = Question {
            id: format!("{OWN}{}", own + 1),
            group: Group::Other,
            form: Form::Scale,
            text: String::new(),
            why: String::new(),
        };
        let item = Item::new(key, question);
        item.editing.set(true);
        items.update(|items| items.push(item));
        item
    }

    /// What is wrong with it, each with the id of the field that it is about.
    pub(super) fn faults(self, today: Date) -> Vec<(String, String)> {
        let round = self.round();
        let past = round.closes_on.parse::<Date>().is_ok_and(|last| last < today);
        let faults = questions::check(&round).into_iter().chain(past.then_some(RoundFault::ClosingDayPast));
        let of = |id: &str| {
            let item = self.items().with(|items| {
                items.iter().find(|item| item.question.with(|question| question.id == id)).copied()
            });
            item.map_or_else(
                || "round-questions-heading".to_owned(),
                |item| format!("question-{}-text", item.key),
            )
        };
        let about = |fault: &RoundFault| match fault {
            RoundFault::NoTitle | RoundFault::LongTitle => "round-title".to_owned(),
            RoundFault::NoClosingDay | RoundFault::ClosingDayPast => "round-closes".to_owned(),
            RoundFault::NoQuestions | RoundFault::TooManyQuestions => "round-questions-heading".to_owned(),
            RoundFault::Doubled(id)
            | RoundFault::NoWords(id)
            | RoundFault::TooLong(id)
            | RoundFault::OtherForm(id) => of(id),
        };
        faults.map(|fault| (about(&fault), phrases::fault(&fault))).collect()
    }

    /// Unfolds the question whose field this is.
    pub(super) fn unfold(self, field: &str) {
        for item in self.items().get_clone_untracked() {
            if format!("question-{}-text", item.key) == field {
                item.editing.set(true);
            }
        }
    }

    /// The round as it would be begun now. What only whoever keeps it knows, is missing.
    pub(super) fn round(self) -> Round {
        let items = self.items();
        let questions = items
            .with(|items| items.iter().filter(|item| !item.removed.get()).map(|item| item.asked()).collect());
        Round {
            schema: TEAM_SCHEMA,
            kind: self.kind.get(),
            title: self.title.with(|title| title.trim().to_owned()),
            closes_on: self.closes_on.get_clone(),
            questions,
            ..Round::default()
        }
    }
}
