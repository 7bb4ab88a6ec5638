//! The gate's screen: what an invite costs, what is missing, what we think and why, and the ways out.
//! It asks the core for advice and says what the user did; what follows from that is the frame's session.

mod agenda;
mod audience;
mod draft;
mod extras;
mod footer;
mod form;
mod header;
mod keys;
mod phrases;
mod section;
mod side;
mod state;
pub(crate) mod take;
mod unwritten;

pub use phrases::patch_text;
pub(crate) use phrases::{alternative_hint, reason};

use crate::lean::{live, text_of};
use converel_browser::listen::Listener;
use converel_core::advice::Alternative;
use converel_core::answers::{Answers, SendAnywayReason};
use converel_core::draft::Handed;
use converel_core::invite::Invite;
use converel_core::policy::Policy;
use converel_core::verdict::Question;
use jiff::civil::Date;
use state::{Stage, State};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::reactive::RootHandle;

/// What the screen is drawn from.
pub struct Given {
    /// The invite.
    pub invite: Invite,
    /// What is asked of it.
    pub question: Question,
    /// The policy in force.
    pub policy: Policy,
    /// The answers to begin with: the question's, or what the user had typed before.
    pub answers: Answers,
    /// Today, where the user is.
    pub today: Date,
}

/// What the user did.
pub enum Act {
    /// Something was typed or moved: the answers now, and the draft if the user changed it, or empty.
    Changed(Answers, String),
    /// *Back to editing*.
    Back,
    /// *Send*; `writes`: there is something to write into the description first.
    Send {
        /// The answers.
        answers: Answers,
        /// There is something to write.
        writes: bool,
    },
    /// *Send anyway*.
    SendAnyway(Answers, SendAnywayReason),
    /// The text could not be written: send without it.
    SendWithout(Answers),
    /// The draft was copied, mailed, saved or opened in a tool.
    Taken(Answers, Alternative),
    /// The draft is to be kept in the decision log; [`Screen::kept`] tells what came of it.
    KeepDecision(Handed),
    /// The user has seen what became of the invite.
    Done,
}

/// The screen; dropping it leaves the page blank.
pub struct Screen {
    root: RootHandle,
    /// What is drawn stands in an element of its own, so that one screen can follow another at once.
    place: web_sys::Element,
    state: State,
    _listeners: [Listener; 2],
}

impl Screen {
    /// Draws the screen into `parent`, at once; [`Screen::focus`] is still to be called. `act` hears what the
    /// user does.
    pub fn draw(given: Given, parent: &web_sys::Element, act: impl Fn(Act) + 'static) -> Option<Self> {
        let place = parent.owner_document()?.create_element("div").ok()?;
        place.set_class_name("gate");
        let mut made = None;
        let root = create_root(|| {
            let state = State::new(given, Rc::new(act));
            sycamore::web::render_in_scope(
                {
                    let state = state.clone();
                    move || panel(&state)
                },
                &place,
            );
            made = Some(state);
        });
        let state = made?;
        let listeners = keys::listen(&state, root)?;
        parent.append_child(&place).ok()?;
        Some(Self { root, place, state, _listeners: listeners })
    }

    /// Focuses the first thing that is missing. The browser lays the whole screen out for it.
    pub fn focus(&self) {
        self.root.run_in(|| self.state.focus_first());
    }

    /// Lays the screen out without showing it.
    pub fn lay_out(&self) {
        self.place.get_bounding_client_rect();
    }

    /// As Escape pressed inside: closes what is open on top, or goes back to editing.
    pub fn escape(&self) {
        self.root.run_in(|| keys::escape(&self.state));
    }

    /// The decision is on its way: the ways out wait.
    pub fn wait(&self) {
        self.root.run_in(|| self.state.busy.set(true));
    }

    /// The decision log has the draft; or why not, in the background's words.
    pub fn kept(&self, failed: Option<&str>) {
        self.root.run_in(|| draft::kept(&self.state, failed));
    }

    /// The text could not be written into the description: offers it for copying.
    pub fn unwritten(&self, text: String) {
        self.root.run_in(|| {
            self.state.busy.set(false);
            self.state.stage.set(Stage::Unwritten(text));
        });
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.root.dispose();
        self.place.remove();
    }
}

/// The whole panel: header, body, footer. Header and footer stay; the body follows the stage.
fn panel(state: &State) -> View {
    use sycamore::web::tags::*;
    let body = {
        let state = state.clone();
        move || match state.stage.get_clone() {
            Stage::Form => form::body(&state),
            Stage::Draft => draft::body(&state),
            Stage::Unwritten(text) => unwritten::body(&state, &text),
        }
    };
    let busy = state.busy;
    let said = state.said;
    main()
        .class("panel")
        .attr("aria-labelledby", "title")
        .attr("aria-busy", move || if busy.get() { "true" } else { "false" })
        .children((
            header::header(state),
            live(body),
            p().class("unseen")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .children(text_of(move || said.get_clone())),
        ))
        .into()
}
