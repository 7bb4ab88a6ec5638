//! The parts of the page follow the numbers one after the other, each in a task of its own: however much there is to
//! draw, the page answers in between. While a part is behind, the page says that it is busy.

use crate::audit::Model;
use crate::lean::live;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use sycamore::prelude::*;

/// Milliseconds between two turns: about as long as a frame.
const TURN: u32 = 16;

/// Who draws when.
#[derive(Clone, Copy)]
pub(super) struct Turns {
    model: Model,
    taken: Signal<u32>,
    /// Parts that are behind.
    behind: Signal<u32>,
}

impl Turns {
    pub(super) fn new(model: Model) -> Self {
        Self { model, taken: create_signal(0), behind: create_signal(0) }
    }

    /// The model as it is, not as a part sees it.
    pub(super) fn model(self) -> Model {
        self.model
    }

    /// Some part is behind.
    pub(super) fn busy(self) -> bool {
        self.behind.get() > 0
    }

    /// A part that is there while there are numbers, and sees them when it is its turn.
    pub(super) fn part(self, make: impl Fn(Model) -> View + 'static) -> View {
        let model = self.next();
        let has = create_selector(move || model.audit.with(|audit| matches!(audit, Some(Some(_)))));
        live(move || if has.get() { make(model) } else { View::new() })
    }

    /// The model as the next part sees it.
    fn next(self) -> Model {
        let turn = self.taken.get_untracked().saturating_add(1);
        self.taken.set(turn);
        let audit = create_signal(None);
        let (all, behind) = (self.model.audit, self.behind);
        let scope = use_current_scope();
        let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
        // What waits would set what is gone with the page's part.
        on_cleanup({
            let timer = Rc::clone(&timer);
            move || drop(timer.take())
        });
        create_effect(move || {
            let numbers = all.get_clone();
            let waited = timer.borrow_mut().take().is_some();
            if !waited {
                behind.set(behind.get_untracked().saturating_add(1));
            }
            let place = Rc::clone(&timer);
            let follow = move || {
                place.borrow_mut().take();
                scope.run_in(|| {
                    audit.set(numbers);
                    behind.set(behind.get_untracked().saturating_sub(1));
                });
            };
            // A later import takes the place of what was not drawn yet.
            *timer.borrow_mut() = Some(Timeout::new(turn * TURN, follow));
        });
        Model { audit, ..self.model }
    }
}
