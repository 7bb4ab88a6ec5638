//! The decision log: written, searched, decided, exported and imported.

use crate::team;
use crate::words::t;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// The decisions that are kept. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The page.
pub fn decisions(_model: team::Model, _ask: Ask) -> View {
    h1().children(t("team_nav_decisions")).into()
}
