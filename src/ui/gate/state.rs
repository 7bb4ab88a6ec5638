//! What the screen holds while it is open: the answers as signals, the advice that follows from them,
//! and which stage is shown.

use super::{Act, Given};
use crate::lean::{derived, effect};
use converel_core::advice::{self, Advice, Alternative, Missing, WayOut};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::dates;
use converel_core::quadrant::{Nature, Relationship};
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The questions and the advice.
    Form,
    /// The drafted alternative.
    Draft,
    /// The text that could not be written.
    Unwritten(String),
}

/// One agenda row as it is typed.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub id: u32,
    pub topic: Signal<String>,
    pub minutes: Signal<String>,
    pub owner: Signal<String>,
    /// The line of the description that it was read from.
    pub line: Signal<String>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The draft as it stands.
#[derive(Clone, Copy)]
pub(super) struct DraftState {
    pub text: Signal<String>,
    /// What `text` was drafted for: an alternative, or (`true`) the inputs before a meeting; `None`: nothing
    /// yet.
    pub of: Signal<Option<(Alternative, bool)>>,
    /// The user changed it, so it is not drafted anew.
    pub edited: Signal<bool>,
    /// What was done with it last, in words; empty: nothing yet.
    pub taken: Signal<String>,
    /// It is in the decision log.
    pub kept: Signal<bool>,
    /// Why it could not be kept in the decision log, in words; empty: nothing went wrong.
    pub unkept: Signal<String>,
}

/// Everything. Cloning copies handles.
#[derive(Clone)]
pub(super) struct State {
    pub given: Rc<Given>,
    act: Rc<dyn Fn(Act)>,
    pub purpose: Signal<String>,
    pub nature: Signal<Option<Nature>>,
    pub relationship: Signal<Option<Relationship>>,
    pub rows: Signal<Vec<Row>>,
    next_row: Signal<u32>,
    pub roles: Signal<Vec<Role>>,
    pub preparation: Signal<String>,
    pub notes_link: Signal<String>,
    pub facilitator: Signal<String>,
    pub review_on: Signal<String>,
    pub honest: Signal<Vec<HonestReason>>,
    pub alternative: Signal<Option<Alternative>>,
    pub advice: ReadSignal<Advice>,
    pub draft: DraftState,
    pub stage: Signal<Stage>,
    /// The reasons of *Send anyway* are open.
    pub asking_reason: Signal<bool>,
    pub busy: Signal<bool>,
    /// What a screen reader is told.
    pub said: Signal<String>,
    /// When exactly one thing was missing at first: that one; all else starts folded.
    pub only_missing: Option<Missing>,
}

impl State {
    /// Inside a reactive root.
    pub(super) fn new(given: Given, act: Rc<dyn Fn(Act)>) -> Self {
        let given = Rc::new(given);
        let answers = given.answers.clone();
        let first = advice::advise(&given.invite, &given.question, &answers, &given.policy);
        let mut asked = first.missing.iter().filter(|missing| **missing != Missing::Audience);
        let only_missing = asked.next().copied().filter(|_| asked.next().is_none());

        let mut rows: Vec<Row> = Vec::with_capacity(answers.agenda.len().max(1));
        for (id, item) in (0..).zip(&answers.agenda) {
            rows.push(row(id, item.clone()));
        }
        if rows.is_empty() {
            rows.push(row(0, Item::default()));
        }
        let guests = given.invite.guests.len();
        let mut roles = answers.roles.clone();
        roles.resize(guests, Role::default());

        let next_row = create_signal(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let state = Self {
            act,
            purpose: create_signal(answers.purpose.clone()),
            nature: create_signal(answers.nature),
            relationship: create_signal(answers.relationship),
            rows: create_signal(rows),
            next_row,
            roles: create_signal(roles),
            preparation: create_signal(answers.preparation.clone()),
            notes_link: create_signal(answers.notes_link.clone()),
            facilitator: create_signal(answers.facilitator.clone()),
            review_on: create_signal(answers.review_on.map(dates::written).unwrap_or_default()),
            honest: create_signal(answers.honest_reasons.clone()),
            alternative: create_signal(answers.alternative),
            advice: *create_signal(first),
            draft: DraftState {
                text: create_signal(String::new()),
                of: create_signal(None),
                edited: create_signal(false),
                taken: create_signal(String::new()),
                kept: create_signal(false),
                unkept: create_signal(String::new()),
            },
            stage: create_signal(Stage::Form),
            asking_reason: create_signal(false),
            busy: create_signal(false),
            said: create_signal(String::new()),
            only_missing,
            given,
        };
        state.advised()
    }

    /// The same with advice that follows the answers, each change told to the frame.
    fn advised(mut self) -> Self {
        let source = self.clone();
        self.advice = derived(move || {
            let given = &source.given;
            advice::advise(&given.invite, &given.question, &source.answers(), &given.policy)
        });
        let told = self.clone();
        let mut first = true;
        effect(move || {
            let answers = told.answers();
            let draft = if told.draft.edited.get() { told.draft.text.get_clone() } else { String::new() };
            if !std::mem::take(&mut first) {
                untrack(|| told.act(Act::Changed(answers, draft)));
            }
        });
        let spoken = self.clone();
        let mut last = self.advice.with(|advice| advice.quadrant);
        effect(move || {
            let quadrant = spoken.advice.with(|advice| advice.quadrant);
            if quadrant != last {
                last = quadrant;
                spoken.said.set(spoken.advice.with(super::phrases::headline));
            }
        });
        self
    }

    /// The answers as they stand; reading them here is tracked.
    pub(super) fn answers(&self) -> Answers {
        let agenda = self.rows.with(|rows| {
            rows.iter()
                .map(|row| Item {
                    topic: row.topic.get_clone(),
                    minutes: row.minutes.with(|text| text.trim().parse().ok()),
                    owner: row.owner.get_clone(),
                    line: row.line.get_clone(),
                })
                .collect()
        });
        Answers {
            purpose: self.purpose.get_clone(),
            nature: self.nature.get(),
            relationship: self.relationship.get(),
            agenda,
            roles: self.roles.get_clone(),
            preparation: self.preparation.get_clone(),
            notes_link: self.notes_link.get_clone(),
            facilitator: self.facilitator.get_clone(),
            review_on: self.review_on.with(|text| dates::machine_date(text)),
            honest_reasons: self.honest.get_clone(),
            alternative: self.alternative.get(),
        }
    }

    pub(super) fn act(&self, act: Act) {
        (self.act)(act);
    }

    /// Does it, unless a decision is already on its way.
    pub(super) fn unless_busy(&self, act: impl FnOnce(&Self)) {
        if !self.busy.get_untracked() {
            act(self);
        }
    }

    /// What *Send* still waits for, first things first.
    pub(super) fn waits_for(&self) -> Option<Missing> {
        self.advice
            .with(|advice| advice.missing.iter().copied().find(|missing| missing.holds_back(WayOut::Send)))
    }

    /// The alternative that *Do it async instead* stands for: the chosen one while it fits, or the best.
    pub(super) fn alternative(&self) -> Option<Alternative> {
        let chosen = self.alternative.get();
        self.advice.with(|advice| {
            chosen
                .filter(|chosen| advice.alternatives.contains(chosen))
                .or(advice.alternatives.first().copied())
        })
    }

    /// What *Collect inputs first* drafts: the request for inputs, unless the user chose an alternative.
    pub(super) fn takes_inputs(&self) -> bool {
        let chosen = self.alternative.get();
        self.advice.with(|advice| {
            advice.way_out == WayOut::InputsFirst
                && !chosen.is_some_and(|chosen| advice.alternatives.contains(&chosen))
        })
    }

    /// *Send*, or a step to the first thing that it waits for.
    pub(super) fn send(&self) {
        match untrack(|| self.waits_for()) {
            Some(missing) => self.point_at(missing),
            None => {
                let writes = self.advice.with_untracked(|advice| advice.writes);
                let answers = untrack(|| self.answers());
                self.act(Act::Send { answers, writes });
            }
        }
    }

    /// *Do it async instead*: the draft.
    pub(super) fn go_async(&self) {
        if untrack(|| self.alternative()).is_some() {
            self.asking_reason.set(false);
            self.stage.set(Stage::Draft);
        }
    }

    /// The advised way out, as Enter takes it: only when nothing is missing, else a step to what is.
    pub(super) fn take_advised(&self) {
        if let Some(missing) = untrack(|| self.waits_for()) {
            self.point_at(missing);
        } else if self.advice.with_untracked(|advice| advice.way_out) == WayOut::Send {
            self.send();
        } else {
            self.go_async();
        }
    }

    pub(super) fn add_row(&self) {
        let id = self.next_row.get_untracked();
        self.next_row.set_silent(id.saturating_add(1));
        self.rows.update(|rows| rows.push(row(id, Item::default())));
        focus(&format!("topic-{id}"));
    }

    /// Takes a row away; the last one is emptied instead, so that there is always one to type into.
    pub(super) fn remove_row(&self, id: u32) {
        let neighbour = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.id == id)?;
            rows.get(at + 1).or(at.checked_sub(1).and_then(|before| rows.get(before))).map(|row| row.id)
        });
        match neighbour {
            Some(neighbour) => {
                self.rows.update(|rows| rows.retain(|row| row.id != id));
                focus(&format!("topic-{neighbour}"));
            }
            None => {
                let only = self.rows.with_untracked(|rows| rows.first().copied());
                if let Some(only) = only {
                    for field in [only.topic, only.minutes, only.owner, only.line] {
                        field.set(String::new());
                    }
                    focus(&format!("topic-{id}"));
                }
            }
        }
    }

    /// Brings the user to what is missing, and says so.
    pub(super) fn point_at(&self, missing: Missing) {
        self.focus_missing(missing);
        self.said.set(super::phrases::needed(missing));
    }

    fn focus_missing(&self, missing: Missing) {
        match missing {
            Missing::Purpose => focus("purpose"),
            Missing::Agenda => focus(&self.first_row("topic", |row| row.topic)),
            Missing::AgendaOutcome => focus(&self.first_row("minutes", |row| row.minutes)),
            Missing::Nature => focus("nature-convergence"),
            Missing::Relationship => focus("relationship-strong"),
            Missing::Audience => focus("people-0"),
        }
    }

    /// The id of the first row's field that is blank, or of the first row's.
    fn first_row(&self, name: &str, field: impl Fn(&Row) -> Signal<String>) -> String {
        let id = self.rows.with_untracked(|rows| {
            let blank = rows.iter().find(|row| field(row).with_untracked(|text| text.trim().is_empty()));
            blank.or(rows.first()).map_or(0, |row| row.id)
        });
        format!("{name}-{id}")
    }

    /// Focus for a screen just drawn: the first thing missing, or the advised way out.
    pub(super) fn focus_first(&self) {
        match untrack(|| self.waits_for()) {
            Some(missing) => self.focus_missing(missing),
            None => focus(match self.advice.with_untracked(|advice| advice.way_out) {
                WayOut::Send => "send",
                WayOut::Async | WayOut::InputsFirst => "async",
            }),
        }
    }
}

fn row(id: u32, item: Item) -> Row {
    Row {
        id,
        topic: create_signal(item.topic),
        minutes: create_signal(item.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
        owner: create_signal(item.owner),
        line: create_signal(item.line),
    }
}

/// Focuses the element of this id, if it is there.
pub(super) fn focus(id: &str) {
    let element =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take focus stays without it.
        let _ = element.focus();
    }
}
