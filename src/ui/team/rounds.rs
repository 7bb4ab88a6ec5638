//! The rounds: begun, answered, collected, closed, and what came of them.

pub(crate) mod publish;
pub(crate) mod words;

use crate::team;
use crate::words::t;
use converel_protocol::team::round::{Answering, Led};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// The rounds that are kept. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// Rounds that this user leads, newest first.
    pub led: Signal<Vec<Rc<Led>>>,
    /// Rounds that this user answers, newest first.
    pub answering: Signal<Vec<Rc<Answering>>>,
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The page.
pub fn rounds(_model: team::Model, _ask: Ask) -> View {
    h1().children(t("team_nav_rounds")).into()
}
