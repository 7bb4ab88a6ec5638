//! The team's part of the dashboard: rounds of questions and their results, decisions, people and pods, the handbook.
//! It shows what the model holds and says what the user wishes; keeping, sealing and opening is done by whoever mounts it.

pub mod decisions;
pub mod handbook;
pub mod people;
pub mod rounds;

use crate::audit;
use crate::dashboard::Notice;
use crate::lean::live;
use crate::words::t;
use converel_protocol::settings::Settings;
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What the team's pages show; who mounts it keeps it true. Copies are the same model.
#[derive(Clone, Copy)]
pub struct Model {
    /// The rounds.
    pub rounds: rounds::Model,
    /// The decisions.
    pub decisions: decisions::Model,
    /// The handbook.
    pub handbook: handbook::Model,
    /// The settings as they are stored, people and pods among them; `None` until they are read.
    pub settings: Signal<Option<Settings>>,
    /// The calendar's own figures and the running cycle.
    pub audit: audit::Model,
    /// What was done last, or went wrong, in one line.
    pub notice: Signal<Option<Notice>>,
    /// Why nothing of the team's could be read, or will last.
    pub failed: Signal<Option<String>>,
    /// Today, in the user's own zone.
    pub today: Date,
}

/// What the user wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// About rounds.
    Rounds(rounds::Wish),
    /// About decisions.
    Decisions(decisions::Wish),
    /// About people and pods.
    People(people::Wish),
    /// About the handbook.
    Handbook(handbook::Wish),
    /// Read what is kept again: a backup was restored.
    Reread,
}

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// The pages of the team, by the address's fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Rounds and results.
    Rounds,
    /// The decision log.
    Decisions,
    /// People and pods.
    People,
    /// The handbook.
    Handbook,
}

impl Page {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Rounds, "#rounds", "team_nav_rounds"),
        (Self::Decisions, "#decisions", "team_nav_decisions"),
        (Self::People, "#people", "team_nav_people"),
        (Self::Handbook, "#handbook", "team_nav_handbook"),
    ];

    /// The page of this fragment; `None`: it is no page of the team.
    pub fn of_fragment(fragment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, address, _)| *address == fragment).map(|(page, ..)| page)
    }
}

/// The team's part of the dashboard. `page`: the one that is looked at.
pub fn team(model: Model, ask: Ask, page: ReadSignal<Page>) -> View {
    let link = move |(to, address, name): (Page, &'static str, &'static str)| {
        a().href(address)
            .attr("aria-current", move || (page.get() == to).then_some("page"))
            .children(t(name))
            .into()
    };
    let links: Vec<View> = Page::ALL.into_iter().map(link).collect();
    // All stay in the document: leaving one half typed loses nothing.
    let view =
        move |of: Page, content: View| div().bool_attr("hidden", move || page.get() != of).children(content);
    let failed = live(move || match model.failed.get_clone() {
        None => View::new(),
        Some(reason) => p().class("hint warn").id("team-failed").role("alert").children(reason).into(),
    });
    let rounds = asks_of(&ask, Wish::Rounds);
    let decisions = asks_of(&ask, Wish::Decisions);
    let people = asks_of(&ask, Wish::People);
    let handbook = asks_of(&ask, Wish::Handbook);
    div()
        .class("team")
        .children((
            nav().class("subnav").attr("aria-label", t("team_nav")).children(links),
            failed,
            view(Page::Rounds, rounds::rounds(model, rounds)),
            view(Page::Decisions, decisions::decisions(model, decisions)),
            view(Page::People, people::people(model, people)),
            view(Page::Handbook, handbook::handbook(model, handbook)),
        ))
        .into()
}

/// Takes one kind of wish.
fn asks_of<W: 'static>(ask: &Ask, wish: fn(W) -> Wish) -> Rc<dyn Fn(W)> {
    let ask = Rc::clone(ask);
    Rc::new(move |wished| ask(wish(wished)))
}
