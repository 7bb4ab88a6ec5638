//! The audit's page: files in, numbers, the ConveRel board, one or two improvements a cycle, the report. It shows
//! what the model holds and says what the user wishes; the worker reads, counts and keeps.

mod board;
pub(crate) mod charts;
mod cycle;
mod figures;
mod import;
mod options;
mod report;
mod turns;

use crate::words::t;
use board::choice::Choices;
pub use board::choice::in_four_weeks;
use converel_protocol::audit::kept::{Change, Cycle, Keep, Options};
use converel_protocol::audit::messages::{Problem, RoundGap, Stage};
use converel_protocol::audit::numbers::Audit;
use converel_protocol::stored::Quadrant;
use converel_protocol::team::practice::Practice;
pub use cycle::in_cycle;
pub(crate) use import::not_taken_up;
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use turns::Turns;

/// What the audit's page shows; who mounts it keeps it true. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// The numbers; `None` until they are read, and `Some(None)` where nothing was imported.
    pub audit: Signal<Option<Option<Rc<Audit>>>>,
    /// Every cycle, oldest first, also where nothing was imported.
    pub cycles: Signal<Vec<Cycle>>,
    /// The practice that was last to be taken up, and why it could not be.
    pub taken_up: Signal<Option<(Practice, Option<Problem>)>>,
    /// The options in force.
    pub options: Signal<Options>,
    /// An import that is under way.
    pub progress: Signal<Option<Progress>>,
    /// What was wrong with the files of the last import, and how many more problems there are.
    pub problems: Signal<(Vec<Problem>, u32)>,
    /// Why the last wish could not be granted; nothing was changed by it.
    pub failed: Signal<Option<Problem>>,
    /// A message to the group, as drafted last.
    pub drafted: Signal<Option<Draft>>,
    /// Today, in the user's own zone.
    pub today: Date,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// What it is at.
    pub stage: Stage,
    /// Bytes read.
    pub done: f64,
    /// Bytes in all, as far as known.
    pub of: f64,
    /// Events found so far.
    pub events: u32,
    /// The file.
    pub file: String,
}

/// A message to the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The card that it is about.
    pub key: String,
    /// The subject.
    pub title: String,
    /// Markdown.
    pub markdown: String,
    /// For a mail.
    pub plain: String,
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Read these files in place of what was read before.
    Import(Vec<web_sys::File>),
    /// Stop the import that is under way; everything is as it was.
    Cancel,
    /// Tell the numbers by these options.
    Set(Box<Options>),
    /// Keep so much of what was read.
    Keep(Keep),
    /// Place the card of this key; `None`: where inference does.
    Place(String, Option<Quadrant>),
    /// Draft a message about this change of the card of this key; the day to look again.
    Draft(String, Change, Date),
    /// Begin a cycle with these changes; the day to look again.
    Choose(Vec<(String, Change)>, Date),
    /// Drop the running cycle, of this id.
    Unchoose(String),
    /// Read what is kept again: a backup was restored.
    Reopen,
    /// Take up a practice; [`Model::taken_up`] tells what came of it.
    TakeUp(TakeUp),
    /// Drop a practice of the cycle of this id.
    DropPractice(String, Practice),
    /// Hold the practices against what closed rounds show.
    RoundResults(Vec<RoundGap>),
}

/// A practice that the team wishes to take up, and the gap that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeUp {
    /// The practice.
    pub practice: Practice,
    /// The closed round that shows the gap: its id.
    pub round: String,
    /// The question that shows it: its id.
    pub question: String,
    /// The gap, 0 to 4, as steps of a scale.
    pub gap: f64,
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The audit's part of the dashboard.
pub fn audit(model: Model, ask: Ask) -> View {
    let choices = Choices::new(model.today);
    let turns = Turns::new(model);
    let (set, place, cycle) = (Rc::clone(&ask), Rc::clone(&ask), Rc::clone(&ask));
    div()
        .class("audit")
        .attr("aria-busy", move || turns.busy().then_some("true"))
        .children((
            h1().children(t("audit_title")),
            cycle::alone(model, Rc::clone(&ask)),
            import::import(model, ask),
            turns.part(move |model| options::options(model, Rc::clone(&set))),
            turns.part(figures::figures),
            charts::charts(turns),
            turns.part(move |model| board::board(model, Rc::clone(&place), choices)),
            turns.part(move |model| cycle::cycle(model, Rc::clone(&cycle), choices)),
            turns.part(report::report),
        ))
        .into()
}
