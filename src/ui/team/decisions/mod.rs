//! The decision log: written, searched, decided, exported and imported. What may become of a decision is told by
//! `converel_team::decision`; here it is shown and asked for.

mod act;
mod fields;
mod form;
mod log;
mod options;
mod rules;
mod share;
mod show;
mod words;

use crate::dashboard::focus;
use crate::lean::{derived, effect, live};
use crate::team;
use crate::words::{message, t};
use converel_protocol::settings;
use converel_protocol::team::decision::{Decision, Rules, State};
use converel_team::decision::{Change, Refused, is_same};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use wasm_bindgen_futures::spawn_local;

/// The decisions that are kept. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// Every decision that can be read, in no order.
    pub log: Signal<Vec<Rc<Decision>>>,
    /// How the team decides.
    pub rules: Signal<Rules>,
    /// What came of the last wish about one decision.
    pub answer: Signal<Option<Answer>>,
    /// What came of the last import: each file with what was not understood of it, or why it was left out.
    pub imported: Signal<Vec<Imported>>,
}

/// What came of a wish about one decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Counts the answers: two that say the same are two.
    pub count: u32,
    /// Its id.
    pub id: String,
    /// What was wished for.
    pub done: Done,
    /// How it ended.
    pub came: Ended,
}

/// How a wish about one decision ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is done.
    Well,
    /// It was refused.
    Refused(Refused),
    /// It could not be kept, which the notice says.
    Failed,
}

/// A kind of wish about one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the wish, or the change, of the same name
pub enum Done {
    Proposed,
    Words,
    Concern,
    Resolved,
    Decided,
    Superseded,
    Deleted,
}

impl Done {
    /// What was done with the decision of this name, in words.
    pub fn words(self, name: &str) -> String {
        match self {
            Self::Proposed => message("team_decision_said_proposed", &[name]),
            Self::Words => message("team_decision_said_words", &[name]),
            Self::Concern => t("team_decision_said_concern"),
            Self::Resolved => t("team_decision_said_resolved"),
            Self::Decided => message("team_decision_said_decided", &[name]),
            Self::Superseded => message("team_decision_said_superseded", &[name]),
            Self::Deleted => t("team_decision_said_deleted"),
        }
    }
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its name.
    pub file: String,
    /// What became of it.
    pub came: Came,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It is in the log; what was not understood of it.
    In(Vec<String>),
    /// It, or a later version of it, was there.
    There,
    /// It is no decision record.
    NotOne,
    /// The browser could not read it.
    Unreadable,
    /// The browser could not keep it; why, in its words.
    NotKept(String),
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// A new decision of these words; it gets the id that it has here, a number and the day.
    Propose(Box<Decision>),
    /// Change the decision of this id.
    Change(String, Box<Change>),
    /// The second holds in the place of the first, by id.
    Supersede(String, String),
    /// Delete the decision of this id.
    Delete(String),
    /// The team's list and its usual time for comments.
    Rules(Vec<String>, u32),
    /// Take in these files.
    Import(Vec<web_sys::File>),
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Face {
    Log,
    /// The decision of this id.
    One(String),
    /// Its words are changed.
    Write(String),
    /// A new one is written.
    New,
}

/// What every part of the page has. Copies are the same desk.
#[derive(Clone, Copy)]
struct Desk {
    team: team::Model,
    model: Model,
    face: Signal<Face>,
    /// What was searched for, and the state that is shown.
    search: Signal<String>,
    only: Signal<String>,
}

impl Desk {
    /// Goes there; once it is drawn the focus is on `to`.
    fn go(self, face: Face, to: &str) {
        self.face.set(face);
        let to = to.to_owned();
        spawn_local(async move { focus(&to) });
    }

    /// The decision of this id, where nothing reacts to it.
    fn find(self, id: &str) -> Option<Rc<Decision>> {
        self.model.log.with_untracked(|log| log.iter().find(|decision| decision.id == id).cloned())
    }

    /// The decision of this id, followed.
    fn follow(self, id: &str) -> ReadSignal<Option<Rc<Decision>>> {
        let id = id.to_owned();
        derived(move || self.model.log.with(|log| log.iter().find(|decision| decision.id == id).cloned()))
    }

    /// The last answer about the decision of this id, of those that come from here on: what was before is about something
    /// else.
    fn answer(self, id: &str) -> ReadSignal<Option<Answer>> {
        let id = id.to_owned();
        let before = self.model.answer.with_untracked(|answer| answer.as_ref().map(|it| it.count));
        derived(move || {
            let answer = self.model.answer.get_clone();
            answer.filter(|answer| answer.id == id && Some(answer.count) != before)
        })
    }

    /// Names for suggestions, those of the settings and those that were used before: people, then pods.
    fn names(self) -> (Vec<String>, Vec<String>) {
        let (mut people, mut pods) = (Vec::new(), Vec::new());
        self.team.settings.with(|settings| {
            if let Some(settings) = settings {
                people.extend(settings.people.iter().map(|person| person.name.clone()));
                pods.extend(settings.pods.iter().map(|pod| pod.name.clone()));
            }
        });
        self.model.log.with(|log| {
            for decision in log {
                people.push(decision.responsible.clone());
                for list in [&decision.deciders, &decision.consulted, &decision.informed] {
                    people.extend(list.iter().cloned());
                }
                pods.push(decision.pod.clone());
            }
        });
        for list in [&mut people, &mut pods] {
            list.retain(|name| !name.is_empty());
            list.sort();
            list.dedup();
        }
        (people, pods)
    }

    /// Who is responsible for the pod of this name; `None`: it is none of the settings', or nobody is.
    fn responsible_for(self, pod: &str) -> Option<String> {
        self.team.settings.with_untracked(|settings| {
            let settings = settings.as_ref()?;
            let pod = settings.pods.iter().find(|known| is_same(&known.name, pod))?;
            settings::name_of(&settings.people, &pod.responsible).map(str::to_owned)
        })
    }
}

/// The page.
pub fn decisions(team: team::Model, ask: Ask) -> View {
    let desk = Desk {
        team,
        model: team.decisions,
        face: create_signal(Face::Log),
        search: create_signal(String::new()),
        only: create_signal(String::new()),
    };
    follow_answers(desk);
    let view = live(move || {
        let face = desk.face.get_clone();
        let ask = Rc::clone(&ask);
        untrack(|| match face {
            Face::Log => log::log(desk, ask),
            Face::One(id) => show::show(desk, ask, &id),
            Face::Write(id) => form::form(desk, ask, desk.find(&id)),
            Face::New => form::form(desk, ask, None),
        })
    });
    div().class("decisions").children(view).into()
}

/// What was written is looked at next, and what is gone is not looked at any more.
fn follow_answers(desk: Desk) {
    effect(move || {
        let Some(answer) = desk.model.answer.get_clone() else { return };
        if answer.came != Ended::Well {
            return;
        }
        match answer.done {
            Done::Proposed | Done::Words => {
                if matches!(desk.face.get_clone_untracked(), Face::New | Face::Write(_)) {
                    desk.go(Face::One(answer.id), "decision-title");
                }
            }
            Done::Deleted => desk.go(Face::Log, "decisions-heading"),
            Done::Decided | Done::Superseded | Done::Concern | Done::Resolved => {
                spawn_local(async { focus("decision-title") });
            }
        }
    });
}

/// A state's name in the address of a filter.
fn name_of(state: State) -> &'static str {
    match state {
        State::Proposed => "proposed",
        State::Decided => "decided",
        State::Superseded => "superseded",
    }
}
