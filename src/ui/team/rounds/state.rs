//! What the page of rounds shows, and what its user can wish.

use crate::audit::TakeUp;
use converel_protocol::team::round::{Answering, Led, Round, Said};
use std::rc::Rc;
use sycamore::prelude::*;
use web_sys::File;

/// The rounds that are kept, and what is being done with them. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// Rounds that this user leads, newest first.
    pub led: Signal<Vec<Rc<Led>>>,
    /// Rounds that this user answers, newest first.
    pub answering: Signal<Vec<Rc<Answering>>>,
    /// How many more there are that a later version of the extension wrote, or that cannot be read.
    pub newer: Signal<u32>,
    /// What is looked at.
    pub place: Signal<Place>,
    /// Something is being done that must be waited for; but for the taking in of answers, which `progress` tells.
    pub busy: Signal<bool>,
    /// How far the answers are that are being taken in.
    pub progress: Signal<Option<Progress>>,
    /// What came of the answers that were taken in last.
    pub took: Signal<Option<Took>>,
    /// The block that was made last, of the round looked at.
    pub made: Signal<Option<Made>>,
    /// What could not be done, in words, and where to say so.
    pub trouble: Signal<Option<(Spot, String)>>,
    /// Whether what was answered stands in the cabinet.
    pub saving: Signal<Saving>,
    /// What was done last, for whom it cannot be seen.
    pub said: Signal<String>,
}

impl Model {
    /// The model of nobody's rounds, not read yet. Only within a reactive scope.
    pub fn new() -> Self {
        Self {
            led: create_signal(Vec::new()),
            answering: create_signal(Vec::new()),
            newer: create_signal(0),
            place: create_signal(Place::Start),
            busy: create_signal(false),
            progress: create_signal(None),
            took: create_signal(None),
            made: create_signal(None),
            trouble: create_signal(None),
            saving: create_signal(Saving::Untouched),
            said: create_signal(String::new()),
        }
    }

    /// The round of this id that this user leads.
    pub fn led_of(self, id: &str) -> Option<Rc<Led>> {
        self.led.with(|all| all.iter().find(|led| led.round.id == id).cloned())
    }

    /// The round of this id that this user answers.
    pub fn answering_of(self, id: &str) -> Option<Rc<Answering>> {
        self.answering.with(|all| all.iter().find(|answering| answering.round.id == id).cloned())
    }

    /// Looks at something else: what was said of the last is no news there. What is not kept yet stays said.
    pub fn look_at(self, place: Place) {
        let left = self.place.get_clone_untracked();
        // What came of answers to another round waits until that one is looked at.
        if self
            .took
            .with_untracked(|took| took.as_ref().is_some_and(|took| left == Place::Led(took.round.clone())))
        {
            self.took.set(None);
        }
        self.made.set(None);
        self.trouble.set(None);
        if !self.saving.with_untracked(|saving| matches!(saving, Saving::Failed(_))) {
            self.saving.set(Saving::Untouched);
        }
        self.place.set(place);
    }

    /// What could not be done at this spot.
    pub(super) fn trouble_at(self, spot: Spot) -> String {
        self.trouble.with(|trouble| {
            trouble.as_ref().filter(|(at, _)| *at == spot).map(|(_, words)| words.clone()).unwrap_or_default()
        })
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::new()
    }
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// How a round goes.
    Start,
    /// A new round is begun.
    New,
    /// A round that somebody sent is opened.
    Open,
    /// A round that somebody else led is taken over.
    TakeOver,
    /// The round of this id, by who leads it.
    Led(String),
    /// The round of this id, by who answers it.
    Answering(String),
}

/// Where it is said that something could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Where a round is begun.
    Begin,
    /// Where a round is opened.
    Open,
    /// Where a round is taken over.
    TakeOver,
    /// Where a round is answered that this user leads.
    Own,
    /// Where a round is closed.
    Close,
    /// Where a round is handed over.
    HandOver,
    /// Where an answer block is made.
    Answer,
    /// Where a round is deleted.
    Delete,
}

/// How far the taking in of answers is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Blocks that were opened.
    pub done: usize,
    /// Blocks that were found; 0: they are being looked for.
    pub of: usize,
}

/// What became of a block that was to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nobody had answered with it.
    New,
    /// It took the place of an earlier answer.
    Replaced,
    /// A later answer of the same person is here.
    Older,
    /// It is here already.
    Same,
    /// The round is closed.
    Closed,
    /// It answers another round: its title, if it is one of this user's.
    Foreign(Option<String>),
    /// Something in it was changed on the way.
    Damaged,
    /// Its end is missing.
    Truncated,
    /// A later version of the extension wrote it.
    Newer,
    /// It is whole, and no answer.
    Malformed,
    /// It is a round.
    Round,
    /// It is a round that is handed over.
    Handover,
    /// An answer, where another kind of block was asked for.
    Answer,
    /// It is too large to be one of ours.
    TooLarge,
    /// It was not looked at: the user stopped it.
    Unread,
}

/// What came of blocks that were taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Took {
    /// The round that they were given to.
    pub round: String,
    /// What became of each, in the order in which they stood there.
    pub fates: Vec<Fate>,
    /// Files that could not be read.
    pub unreadable: Vec<String>,
    /// Why nothing could be kept, in words; empty: it was.
    pub failed: String,
}

/// A block that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// An answer of this revision, and its text.
    Answer(u32, String),
    /// A round that is handed over.
    Handover {
        /// The round's id.
        round: String,
        /// Its text.
        text: String,
        /// Whether a passphrase opens it.
        locked: bool,
    },
}

/// Whether what was answered is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was changed since the round was looked at.
    Untouched,
    /// It is being written.
    Writing,
    /// It stands in the cabinet.
    Saved,
    /// It could not be written, in words.
    Failed(String),
}

/// Something that can be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The round of this id that is led, with its answers and its key.
    Led(String),
    /// The answer to the round of this id.
    Answering(String),
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Begin this round; its id, its key and the time of its making are still missing.
    Begin(Box<Round>),
    /// Take in the answers to the round of this id that stand in this text.
    Take(String, String),
    /// Take in those in these files.
    TakeFiles(String, Vec<File>),
    /// Stop taking in.
    Stop,
    /// Close the round of this id.
    Close(String),
    /// Hand the round of this id over, with this passphrase; it may be empty.
    HandOver(String, String),
    /// Take over the round in this text, with this passphrase.
    TakeOver(String, String),
    /// Open the round in this text.
    Open(String),
    /// Answer the round of this id, which this user leads.
    AnswerOwn(String),
    /// In the round of the first id, this was said to the question of the second; `None`: it is passed over.
    Reply(String, String, Option<Said>),
    /// The answer to the round of this id may be shown even where fewer than five answered, or not.
    ShowFew(String, bool),
    /// Make the answer block of the round of this id.
    MakeAnswer(String),
    /// Take up a practice that its results suggest; `audit::Model::taken_up` tells what came of it.
    TakeUp(TakeUp),
    /// Delete it.
    Delete(Kept),
}
