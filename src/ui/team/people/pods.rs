//! The pods: a list, and a form for one.

use super::change::{PodFaults, WORKS_BEST, pod_faults};
use super::field::{actions, buttons, error, line, words};
use super::{Ask, Desk, Doomed, Wish};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::{message, t};
use converel_protocol::settings::{Person, Pod, Settings, name_of};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The form for one pod while it is filled in. Copies are the same form.
#[derive(Clone, Copy)]
struct Sheet {
    name: Signal<String>,
    purpose: Signal<String>,
    members: Signal<Vec<String>>,
    responsible: Signal<String>,
    /// The name of the pod that is changed; `None`: one is added.
    was: Signal<Option<String>>,
    /// Saving was tried: what is wrong is said from then on.
    tried: Signal<bool>,
    /// What is to be kept, until it is.
    waits: Signal<Option<Pod>>,
}

impl Sheet {
    fn fill(self, pod: Pod, was: Option<String>) {
        self.name.set(pod.name);
        self.purpose.set(pod.purpose);
        self.members.set(pod.members);
        self.responsible.set(pod.responsible);
        self.was.set(was);
        self.tried.set(false);
        self.waits.set(None);
    }

    /// As it is typed, of those people who are there; tracked.
    fn pod(self, settings: &Settings) -> Pod {
        let is_there = |address: &&String| settings.people.iter().any(|person| person.address == **address);
        Pod {
            name: self.name.with(|name| name.trim().to_owned()),
            purpose: self.purpose.with(|purpose| purpose.trim().to_owned()),
            members: self.members.with(|members| members.iter().filter(is_there).cloned().collect()),
            responsible: self.responsible.get_clone(),
        }
    }
}

pub(super) fn pods(desk: Desk, ask: Ask) -> View {
    let sheet = Sheet {
        name: create_signal(String::new()),
        purpose: create_signal(String::new()),
        members: create_signal(Vec::new()),
        responsible: create_signal(String::new()),
        was: create_signal(None),
        tried: create_signal(false),
        waits: create_signal(None),
    };
    // What was typed goes when it is kept, and not before.
    effect(move || {
        let waits = sheet.waits.get_clone();
        if waits.is_some_and(|pod| desk.with(|settings| settings.pods.contains(&pod))) {
            sheet.fill(Pod::default(), None);
            focus("pod-name");
        }
    });
    let nobody = derived(move || desk.with(|settings| settings.people.is_empty()));
    section()
        .class("card")
        .attr("aria-labelledby", "pods-heading")
        .children((
            h2().id("pods-heading").children(t("team_people_pods_heading")),
            p().class("quiet").children(t("team_people_pods_intro")),
            list(desk, sheet),
            live(move || {
                if nobody.get() {
                    p().class("quiet").children(t("team_people_pods_first")).into()
                } else {
                    entry(desk, sheet, Rc::clone(&ask))
                }
            }),
        ))
        .into()
}

fn list(desk: Desk, sheet: Sheet) -> View {
    let shown = derived(move || desk.with(|settings| (settings.pods.clone(), settings.people.clone())));
    live(move || {
        let (pods, people) = shown.get_clone();
        let named = |address: &String| name_of(&people, address).unwrap_or(address).to_owned();
        let row = |(place, pod): (usize, Pod)| {
            let members = pod.members.iter().map(&named).collect::<Vec<_>>().join(" · ");
            let responsible = if pod.responsible.is_empty() {
                t("team_people_nobody_responsible")
            } else {
                message("team_people_is_responsible", &[&named(&pod.responsible)])
            };
            let name = pod.name.clone();
            let purpose = if pod.purpose.is_empty() {
                View::new()
            } else {
                span().attr("dir", "auto").children(pod.purpose.clone()).into()
            };
            let remove = {
                let name = name.clone();
                move || desk.doomed.set(Some(Doomed::Pod(name.clone())))
            };
            let change = move || {
                sheet.fill(pod.clone(), Some(pod.name.clone()));
                focus("pod-name");
            };
            li().children((
                div().children((
                    strong().attr("dir", "auto").children(name.clone()),
                    purpose,
                    span().class("quiet").attr("dir", "auto").children(members),
                    span().class("quiet").attr("dir", "auto").children(responsible),
                )),
                buttons(&name, &format!("pod-{place}"), change, remove),
            ))
            .into()
        };
        let rows: Vec<View> = pods.into_iter().enumerate().map(row).collect();
        if rows.is_empty() { View::new() } else { ul().class("people").children(rows).into() }
    })
}

/// The form for one.
fn entry(desk: Desk, sheet: Sheet, ask: Ask) -> View {
    let faults = derived(move || {
        let was = sheet.was.get_clone();
        let waits = sheet.waits.with(Option::is_some);
        if !sheet.tried.get() || waits {
            return PodFaults::default();
        }
        desk.with(|settings| pod_faults(&sheet.pod(settings), was.as_ref(), &settings.pods))
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        sheet.waits.set(None);
        sheet.tried.set(true);
        match faults.get_untracked() {
            PodFaults { name: Some(_), .. } => focus("pod-name"),
            PodFaults { purpose: Some(_), .. } => focus("pod-purpose"),
            PodFaults { members: Some(_), .. } => focus("pod-member-0"),
            PodFaults { responsible: Some(_), .. } => focus("pod-responsible-0"),
            _ => {
                let pod = untrack(|| desk.with(|settings| sheet.pod(settings)));
                sheet.waits.set(Some(pod.clone()));
                ask(Wish::Pod(sheet.was.get_clone_untracked(), pod));
            }
        }
    };
    let heading = move || {
        if sheet.was.with(Option::is_some) {
            t("team_people_pod_change_one")
        } else {
            t("team_people_pod_add")
        }
    };
    form()
        .class("entry")
        .attr("novalidate", "")
        .on(events::submit, submit)
        .children((
            h3().children(text_of(heading)),
            line(
                "pod-name",
                "team_people_pod_name",
                "text",
                sheet.name,
                derived(move || words(faults.get().name)),
            ),
            line(
                "pod-purpose",
                "team_people_pod_purpose",
                "text",
                sheet.purpose,
                derived(move || words(faults.get().purpose)),
            ),
            members(desk, sheet, derived(move || words(faults.get().members))),
            responsible(desk, sheet, derived(move || words(faults.get().responsible))),
            actions(
                ("pod-save", "team_people_pod_save"),
                "pod-cancel",
                "pod-name",
                derived(move || sheet.was.with(Option::is_some)),
                move || sheet.fill(Pod::default(), None),
            ),
        ))
        .into()
}

/// The members, chosen of the people.
fn members(desk: Desk, sheet: Sheet, wrong: ReadSignal<String>) -> View {
    let people = derived(move || desk.with(|settings| settings.people.clone()));
    let chosen = derived(move || desk.with(|settings| sheet.pod(settings).members.len()));
    let box_of = move |(place, Person { name, address }): (usize, Person)| {
        let id = format!("pod-member-{place}");
        let is_in = {
            let address = address.clone();
            move || sheet.members.with(|members| members.contains(&address))
        };
        let turn = move |_: web_sys::Event| {
            sheet.members.update(|members| match members.iter().position(|member| *member == address) {
                Some(place) => drop(members.remove(place)),
                None => members.push(address.clone()),
            });
            // Who is no member is not responsible either.
            let gone = sheet
                .members
                .with_untracked(|members| sheet.responsible.with_untracked(|one| !members.contains(one)));
            if gone {
                sheet.responsible.set(String::new());
            }
        };
        div()
            .class("choice")
            .children((
                input()
                    .r#type("checkbox")
                    .id(id.clone())
                    .attr("aria-describedby", "pod-members-error pod-members-hint")
                    .prop("checked", is_in)
                    .on(events::change, turn),
                label().r#for(id).attr("dir", "auto").children(name),
            ))
            .into()
    };
    fieldset()
        .class("members")
        .children((
            legend().children(t("team_people_members")),
            live(move || {
                people.get_clone().into_iter().enumerate().map(box_of).collect::<Vec<View>>().into()
            }),
            error("pod-members", wrong),
            p().class("help").id("pod-members-hint").attr("aria-live", "polite").children(text_of(
                move || {
                    if chosen.get() > WORKS_BEST { t("team_people_many_members") } else { String::new() }
                },
            )),
        ))
        .into()
}

/// Who of the members is responsible.
fn responsible(desk: Desk, sheet: Sheet, wrong: ReadSignal<String>) -> View {
    let choice = derived(move || {
        desk.with(|settings| {
            let members = sheet.pod(settings).members;
            let people = settings.people.iter().filter(|person| members.contains(&person.address));
            people.cloned().collect::<Vec<Person>>()
        })
    });
    let radio_of = move |(place, Person { name, address }): (usize, Person)| {
        let id = format!("pod-responsible-{place}");
        let is_chosen = {
            let address = address.clone();
            move || sheet.responsible.with(|one| *one == address)
        };
        div()
            .class("choice")
            .children((
                input()
                    .r#type("radio")
                    .name("pod-responsible")
                    .id(id.clone())
                    .attr("aria-describedby", "pod-responsible-error")
                    .prop("checked", is_chosen)
                    .on(events::change, move |_: web_sys::Event| sheet.responsible.set(address.clone())),
                label().r#for(id).attr("dir", "auto").children(name),
            ))
            .into()
    };
    fieldset()
        .class("members")
        .children((
            legend().children(t("team_people_responsible")),
            p().class("help").children(t("team_people_responsible_help")),
            live(move || {
                choice.get_clone().into_iter().enumerate().map(radio_of).collect::<Vec<View>>().into()
            }),
            error("pod-responsible", wrong),
        ))
        .into()
}
