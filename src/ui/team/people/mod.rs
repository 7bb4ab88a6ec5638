//! People and pods: who is in which, and who is responsible. What is wrong is said beside the field, and nothing that was
//! typed goes until it is kept.

mod change;
mod field;
mod persons;
mod pods;

pub use change::{Wish, apply};

use crate::dashboard::focus;
use crate::lean::live;
use crate::modal::modal;
use crate::team;
use crate::words::{message, plural, t};
use converel_protocol::settings::Settings;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// Takes a wish; the model tells what came of it.
pub type Ask = Rc<dyn Fn(Wish)>;

/// What is asked about before it goes.
#[derive(Clone, Debug, PartialEq)]
enum Doomed {
    /// Somebody who is in pods: their address, their name, in how many.
    Person(String, String, usize),
    /// The pod of this name.
    Pod(String),
}

/// What both parts of the page share. Copies are the same.
#[derive(Clone, Copy)]
struct Desk {
    settings: Signal<Option<Settings>>,
    doomed: Signal<Option<Doomed>>,
}

impl Desk {
    /// Reads of the settings as they are stored, or of the defaults until they are read; tracked.
    fn with<T>(self, read: impl FnOnce(&Settings) -> T) -> T {
        self.settings.with(|settings| match settings {
            Some(settings) => read(settings),
            None => read(&Settings::default()),
        })
    }
}

/// The page.
pub fn people(model: team::Model, ask: Ask) -> View {
    let desk = Desk { settings: model.settings, doomed: create_signal(None) };
    div()
        .class("people-page")
        .children((
            h1().children(t("team_nav_people")),
            p().class("quiet").children(t("team_people_intro")),
            persons::people(desk, Rc::clone(&ask)),
            pods::pods(desk, Rc::clone(&ask)),
            confirm(desk, ask),
        ))
        .into()
}

/// The question before somebody who is in pods, or a pod, goes.
fn confirm(desk: Desk, ask: Ask) -> View {
    let text = move || match desk.doomed.get_clone() {
        Some(Doomed::Person(_, name, pods)) => {
            message("team_people_remove_asks", &[&name, &plural("team_people_in_pods", pods as f64)])
        }
        Some(Doomed::Pod(name)) => message("team_people_pod_remove_asks", &[&name]),
        None => String::new(),
    };
    let remove = move |_| {
        match desk.doomed.get_clone_untracked() {
            Some(Doomed::Person(address, ..)) => {
                ask(Wish::RemovePerson(address));
                desk.doomed.set(None);
                // The button that opened this goes with its row.
                focus("person-name");
            }
            Some(Doomed::Pod(name)) => {
                ask(Wish::RemovePod(name));
                desk.doomed.set(None);
                focus("pod-name");
            }
            None => (),
        }
    };
    let cancel = button()
        .r#type("button")
        .class("button")
        .bool_attr("autofocus", true)
        .on(events::click, move |_| desk.doomed.set(None))
        .children(t("dashboard_cancel"));
    let remove = button()
        .r#type("button")
        .class("button danger")
        .id("people-remove")
        .on(events::click, remove)
        .children(t("team_people_remove"));
    modal(
        move || desk.doomed.with(Option::is_some),
        move || desk.doomed.set(None),
        "people-remove-heading",
        (
            h2().id("people-remove-heading").children(t("team_people_remove_heading")),
            p().attr("dir", "auto").children(live(move || text().into())),
            div().class("actions").children((cancel, remove)),
        ),
    )
}
