//! The handbook: what the team tells of itself, previewed page by page and saved.

mod pages;

use crate::team;
use crate::words::t;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What the handbook is made from. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The page.
pub fn handbook(_model: team::Model, _ask: Ask) -> View {
    h1().children(t("team_nav_handbook")).into()
}
