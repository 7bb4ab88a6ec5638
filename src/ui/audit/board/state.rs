//! What the board holds beside the model: which card is open, which has the keyboard, what the user moved and the
//! worker has not answered yet.

use super::arrange::{self, Column, Direction, Moves, PLACES, Place, neighbour, stands};
use super::choice::{Choices, settle};
use super::phrases;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::document::words::Screen;
use crate::lean::derived;
use crate::words::{message, t};
use converel_protocol::audit::numbers::{Audit, Card};
use std::collections::BTreeSet;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;

/// The board's state; clones are the same.
#[derive(Clone)]
pub(super) struct State {
    pub model: Model,
    pub ask: Ask,
    pub choices: Choices,
    /// What is searched for.
    pub filter: Signal<String>,
    /// Moves that wait for their answer.
    pub moves: Signal<Moves>,
    /// The card whose details are open.
    pub open: Signal<Option<String>>,
    /// The card that is in the tab order.
    pub current: Signal<Option<String>>,
    /// Cards that were moved or opened: they are shown in a folded place too. They stay so, because a card that went
    /// as another is pressed would move that away from under the pointer.
    pub held: Signal<BTreeSet<String>>,
    /// Places that are unfolded.
    pub unfolded: Signal<[bool; 5]>,
    /// The card that is dragged.
    pub dragged: Signal<Option<String>>,
    /// The place that it is over: an index of [`PLACES`].
    pub target: Signal<Option<usize>>,
    /// What is said to screen readers.
    pub said: Signal<String>,
    /// What stands where.
    pub columns: ReadSignal<[Column; 5]>,
    /// The cards of each place that are shown.
    pub shown: ReadSignal<[Vec<String>; 5]>,
    /// The card of the tab order, if it is shown; else the first.
    pub stop: ReadSignal<Option<String>>,
}

impl State {
    pub(super) fn new(model: Model, ask: Ask, choices: Choices) -> Self {
        let filter = create_signal(String::new());
        let moves = create_signal(Moves::new());
        let open = create_signal(None::<String>);
        let current = create_signal(None::<String>);
        let held = create_signal(BTreeSet::new());
        let unfolded = create_signal([false; 5]);
        let columns = derived(move || {
            let wanted = filter.with(|filter| filter.trim().to_lowercase());
            let matches = |card: &Card| {
                wanted.is_empty() || phrases::name(&Screen, card, true).to_lowercase().contains(&wanted)
            };
            let moves = moves.get_clone();
            audit(model).map_or_else(Default::default, |audit| arrange::columns(&audit, &moves, matches))
        });
        let shown = derived(move || {
            let unfolded = unfolded.get();
            let held = held.get_clone();
            columns.with(|columns| {
                std::array::from_fn(|index| {
                    let keys = columns.get(index).map(|column| column.keys.as_slice()).unwrap_or_default();
                    arrange::shown(keys, unfolded.get(index).copied().unwrap_or_default(), &held)
                })
            })
        });
        let stop = derived(move || {
            let current = current.get_clone();
            shown.with(|shown: &[Vec<String>; 5]| {
                let is_shown = |key: &String| shown.iter().flatten().any(|other| other == key);
                current.filter(is_shown).or_else(|| shown.iter().flatten().next().cloned())
            })
        });
        Self {
            model,
            ask,
            choices,
            filter,
            moves,
            open,
            current,
            held,
            unfolded,
            dragged: create_signal(None),
            target: create_signal(None),
            said: create_signal(String::new()),
            columns,
            shown,
            stop,
        }
    }

    /// Keeps what is held here true to the model: moves end with their answer, a card that is gone is closed, what is
    /// no longer offered is not chosen, and that is said.
    pub(super) fn follow(&self) {
        let (model, moves, open) = (self.model, self.moves, self.open);
        let (chosen, said) = (self.choices.list, self.said);
        crate::lean::effect(move || {
            let Some(audit) = audit(model) else { return };
            let mut list = chosen.get_clone_untracked();
            let gone = settle(&mut list, &audit);
            if gone.is_empty() {
                return;
            }
            chosen.set(list);
            let told: Vec<String> = gone
                .iter()
                .map(|choice| {
                    let card = audit.cards.iter().find(|card| card.key == choice.key);
                    let frequency = card.and_then(|card| card.frequency);
                    let change = phrases::change(&Screen, choice.change, frequency);
                    message("audit_said_not_offered", &[&change])
                })
                .collect();
            said.set(told.join(" "));
        });
        crate::lean::effect(move || {
            let audit = audit(model);
            let left = moves.with_untracked(|moves| arrange::unanswered(moves, audit.as_deref()));
            if moves.with_untracked(|moves| *moves != left) {
                moves.set(left);
            }
            let gone = open.with_untracked(|open| {
                open.as_ref().is_some_and(|key| {
                    !audit.is_some_and(|audit| audit.cards.iter().any(|card| card.key == *key))
                })
            });
            if gone {
                open.set(None);
            }
        });
        crate::lean::effect(move || {
            // What could not be kept stands again where it stood.
            if model.failed.with(Option::is_some) && moves.with_untracked(|moves| !moves.is_empty()) {
                moves.set(Moves::new());
            }
        });
    }

    /// The card of this key, as it is now.
    pub(super) fn card(&self, key: &str) -> Option<Rc<Card>> {
        let audit = audit(self.model)?;
        audit.cards.iter().find(|card| card.key == key).cloned().map(Rc::new)
    }

    /// Where a card stands now.
    pub(super) fn stands(&self, card: &Card) -> Place {
        self.moves.with(|moves| stands(card, moves))
    }

    /// Moves a card to where the user wants it (`None`: where inference does) and says so.
    pub(super) fn place(&self, key: &str, wished: Place) {
        let Some(card) = untrack(|| self.card(key)) else { return };
        let before = self.moves.with_untracked(|moves| moves.get(key).copied().unwrap_or(card.placed));
        if before == wished {
            return;
        }
        self.hold(key);
        self.moves.update(|moves| {
            moves.insert(key.to_owned(), wished);
        });
        let to = untrack(|| self.stands(&card));
        let hours = self.columns.with_untracked(|columns| {
            let place = PLACES.iter().position(|place| *place == to);
            place.and_then(|index| columns.get(index)).map(|column| column.hours).unwrap_or_default()
        });
        self.say(message(
            "audit_said_moved",
            &[
                &phrases::name(&Screen, &card, true),
                &phrases::place(&Screen, to),
                &phrases::person_hours(&Screen, hours),
            ],
        ));
        (self.ask)(Wish::Place(key.to_owned(), wished));
    }

    /// Moves the card one step along the board's axes; it keeps the focus.
    pub(super) fn push(&self, key: &str, direction: Direction) {
        let Some(card) = untrack(|| self.card(key)) else { return };
        match arrange::destination(untrack(|| self.stands(&card)), card.inferred, direction) {
            Some(to) => {
                self.current.set(Some(key.to_owned()));
                self.place(key, to);
                focus_card(key);
            }
            None => self.say(t("audit_said_edge")),
        }
    }

    /// Moves the focus to the neighbour.
    pub(super) fn go(&self, key: &str, direction: Direction) {
        let next =
            self.shown.with_untracked(|shown: &[Vec<String>; 5]| neighbour(shown, key, direction).cloned());
        if let Some(next) = next {
            self.go_to(next);
        }
    }

    /// Moves the focus to the first or the last card of the place that this one stands in.
    pub(super) fn go_to_end(&self, key: &str, last: bool) {
        let end = self.shown.with_untracked(|shown: &[Vec<String>; 5]| {
            let keys = shown.iter().find(|keys| keys.iter().any(|other| other == key))?;
            if last { keys.last().cloned() } else { keys.first().cloned() }
        });
        if let Some(end) = end {
            self.go_to(end);
        }
    }

    fn go_to(&self, key: String) {
        focus_card(&key);
        self.current.set(Some(key));
    }

    /// Shows this card from now on, in a folded place too.
    fn hold(&self, key: &str) {
        if self.held.with_untracked(|held| !held.contains(key)) {
            self.held.update(|held| {
                held.insert(key.to_owned());
            });
        }
    }

    /// Opens a card's details; the focus goes to their heading.
    pub(super) fn open(&self, key: &str) {
        self.hold(key);
        self.current.set(Some(key.to_owned()));
        self.open.set(Some(key.to_owned()));
        focus("card-details-heading");
    }

    /// Closes the details; the focus goes back to the card.
    pub(super) fn close(&self) {
        let key = self.open.get_clone_untracked();
        self.open.set(None);
        if let Some(key) = key {
            self.current.set(Some(key.clone()));
            focus_card(&key);
        }
    }

    /// Says something to screen readers.
    pub(super) fn say(&self, text: String) {
        self.said.set(text);
    }
}

/// The audit, where there is one.
pub(crate) fn audit(model: Model) -> Option<Rc<Audit>> {
    model.audit.get_clone().flatten()
}

/// Focuses the card of this key, if it is shown.
pub(super) fn focus_card(key: &str) {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    // A key is of hex digits.
    let found = page.query_selector(&format!("#audit-board .card[data-key=\"{key}\"]"));
    if let Some(card) = found.ok().flatten().and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A button can always be focused.
        let _ = card.focus();
    }
}
