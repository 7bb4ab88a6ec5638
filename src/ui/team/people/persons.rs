//! The people: a list, a form for one, and a field to paste several into.

use super::change::{left_out, pasted, person_faults, written};
use super::field::{actions, buttons, line, words};
use super::{Ask, Desk, Doomed, Wish};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, number, plural, t};
use converel_protocol::settings::{MOST_KEPT, Person};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// The form for one person while it is filled in. Copies are the same form.
#[derive(Clone, Copy)]
struct Sheet {
    name: Signal<String>,
    address: Signal<String>,
    /// The address of who is changed; `None`: somebody is added.
    was: Signal<Option<String>>,
    /// Saving was tried: what is wrong is said from then on.
    tried: Signal<bool>,
    /// What is to be kept, until it is.
    waits: Signal<Option<Person>>,
}

impl Sheet {
    fn fill(self, person: Person, was: Option<String>) {
        self.name.set(person.name);
        self.address.set(person.address);
        self.was.set(was);
        self.tried.set(false);
        self.waits.set(None);
    }

    /// As it is typed; tracked.
    fn person(self) -> Person {
        Person {
            name: self.name.with(|name| name.trim().to_owned()),
            address: self.address.with(|address| address.trim().to_lowercase()),
        }
    }
}

pub(super) fn people(desk: Desk, ask: Ask) -> View {
    let sheet = Sheet {
        name: create_signal(String::new()),
        address: create_signal(String::new()),
        was: create_signal(None),
        tried: create_signal(false),
        waits: create_signal(None),
    };
    // What was typed goes when it is kept, and not before.
    effect(move || {
        let waits = sheet.waits.get_clone();
        let kept = waits.is_some_and(|person| desk.with(|settings| settings.people.contains(&person)));
        if kept {
            sheet.fill(Person::default(), None);
            focus("person-name");
        }
    });
    section()
        .class("card")
        .attr("aria-labelledby", "people-heading")
        .children((
            h2().id("people-heading").children(t("team_people_heading")),
            list(desk, sheet, Rc::clone(&ask)),
            entry(desk, sheet, Rc::clone(&ask)),
            paste(desk, ask),
        ))
        .into()
}

fn list(desk: Desk, sheet: Sheet, ask: Ask) -> View {
    let people = derived(move || desk.with(|settings| settings.people.clone()));
    let pods_of = move |address: &str| -> Vec<String> {
        let address = address.to_owned();
        desk.with(|settings| {
            let of = settings.pods.iter().filter(|pod| pod.members.contains(&address));
            of.map(|pod| pod.name.clone()).collect()
        })
    };
    live(move || {
        let people = people.get_clone();
        if people.is_empty() {
            return p().class("quiet").children(t("team_people_none")).into();
        }
        let row = |(place, person): (usize, Person)| {
            let Person { name, address } = person.clone();
            let change = move || {
                let was = Some(person.address.clone());
                sheet.fill(person.clone(), was);
                focus("person-name");
            };
            let remove = {
                let (ask, name, address) = (Rc::clone(&ask), name.clone(), address.clone());
                move || match untrack(|| pods_of(&address)).len() {
                    0 => {
                        ask(Wish::RemovePerson(address.clone()));
                        focus("person-name");
                    }
                    pods => desk.doomed.set(Some(Doomed::Person(address.clone(), name.clone(), pods))),
                }
            };
            let pods = {
                let address = address.clone();
                move || pods_of(&address).join(" · ")
            };
            li().children((
                div().children((
                    strong().attr("dir", "auto").children(name.clone()),
                    span().class("quiet").attr("dir", "auto").children(address),
                    span().class("quiet").attr("dir", "auto").children(text_of(pods)),
                )),
                buttons(&name, &format!("person-{place}"), change, remove),
            ))
            .into()
        };
        let rows: Vec<View> = people.into_iter().enumerate().map(row).collect();
        ul().class("people").children(rows).into()
    })
}

/// The form for one.
fn entry(desk: Desk, sheet: Sheet, ask: Ask) -> View {
    let faults = derived(move || {
        let was = sheet.was.get_clone();
        let waits = sheet.waits.with(Option::is_some);
        if !sheet.tried.get() || waits {
            return (None, None);
        }
        desk.with(|settings| person_faults(&sheet.person(), was.as_ref(), &settings.people))
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        sheet.waits.set(None);
        sheet.tried.set(true);
        match faults.get_untracked() {
            (None, None) => {
                let person = untrack(|| sheet.person());
                sheet.waits.set(Some(person.clone()));
                ask(Wish::Person(sheet.was.get_clone_untracked(), person));
            }
            (Some(_), _) => focus("person-name"),
            (None, Some(_)) => focus("person-address"),
        }
    };
    let heading = move || {
        if sheet.was.with(Option::is_some) { t("team_people_change_one") } else { t("team_people_add") }
    };
    form()
        .class("entry")
        .attr("novalidate", "")
        .on(events::submit, submit)
        .children((
            h3().children(text_of(heading)),
            div().class("row").children((
                line(
                    "person-name",
                    "team_people_name",
                    "text",
                    sheet.name,
                    derived(move || words(faults.get().0)),
                ),
                line(
                    "person-address",
                    "team_people_address",
                    "email",
                    sheet.address,
                    derived(move || words(faults.get().1)),
                ),
            )),
            actions(
                ("person-save", "team_people_save"),
                "person-cancel",
                "person-name",
                derived(move || sheet.was.with(Option::is_some)),
                move || sheet.fill(Person::default(), None),
            ),
        ))
        .into()
}

/// What was pasted, until it is kept.
#[derive(Clone)]
struct Pasted {
    text: String,
    people: Vec<Person>,
    /// What could not be read.
    left: Vec<String>,
}

/// Several at once, from text.
fn paste(desk: Desk, ask: Ask) -> View {
    let text = create_signal(String::new());
    let said = create_signal(String::new());
    let waits = create_signal(None::<Pasted>);
    // The text goes when the people are kept. Those for whom there was no room stay, and what could not be read, to be
    // mended.
    effect(move || {
        let Some(of) = waits.get_clone() else { return };
        let Some(out) = desk.with(|settings| left_out(&of.people, &settings.people)) else { return };
        waits.set(None);
        let mut words = plural("team_people_pasted", of.people.len() as f64);
        if !out.is_empty() {
            words = message("team_people_pasted_full", &[&words, &number(MOST_KEPT as f64, 0)]);
        }
        if !of.left.is_empty() {
            words = message("team_people_pasted_left", &[&words, &of.left.join(" · ")]);
        }
        said.set(words);
        if text.with_untracked(|now| *now == of.text) {
            text.set(out.iter().map(written).chain(of.left).collect::<Vec<_>>().join("\n"));
        }
    });
    let take = move |_| {
        let text = text.get_clone_untracked();
        let (people, left) = pasted(&text);
        said.set(String::new());
        waits.set(Some(Pasted { text, people: people.clone(), left }));
        // Nothing waits where everybody is there, or nobody else has room.
        if waits.with_untracked(Option::is_some) {
            ask(Wish::People(people));
        }
    };
    details()
        .id("people-paste")
        .children((
            summary().children(t("team_people_paste")),
            div().class("field").children((
                label().r#for("people-text").children(t("team_people_paste_label")),
                textarea()
                    .id("people-text")
                    .rows("4")
                    .attr("dir", "auto")
                    .attr("spellcheck", "false")
                    .bind(bind::value, text),
                p().class("help").attr("role", "status").children(text_of(move || said.get_clone())),
            )),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("people-take")
                    .on(events::click, take)
                    .children(t("team_people_paste_add")),
            ),
        ))
        .into()
}
