//! People and pods: who is in which, and who is responsible.

use crate::team;
use crate::words::t;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The page.
pub fn people(_model: team::Model, _ask: Ask) -> View {
    h1().children(t("team_nav_people")).into()
}
