//! Who is it for: one chip for each guest, pressed on to the next role.

use super::phrases;
use super::section;
use super::state::State;
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, plural, t};
use converel_core::answers::Role;
use converel_core::invite::Guest;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// As many chips as are shown before the rest folds into "+N".
const SHOWN: usize = 8;

pub(super) fn part(state: &State) -> View {
    let summary = {
        let state = state.clone();
        move || counts(&state)
    };
    let fields = {
        let state = state.clone();
        move || fields(&state)
    };
    section::part(
        "part-audience",
        t("gate_audience"),
        state.only_missing.is_some(),
        "people-0",
        summary,
        fields,
    )
}

/// "3 decide · 8 only need to know".
fn counts(state: &State) -> String {
    state.roles.with(|roles| {
        let count = |wanted: Role| roles.iter().filter(|role| **role == wanted).count() as f64;
        let parts = [
            (count(Role::Decides), "gate_count_decide"),
            (count(Role::Contributes), "gate_count_contribute"),
            (count(Role::Informed), "gate_count_informed"),
        ];
        let said =
            parts.into_iter().filter(|(count, _)| *count > 0.0).map(|(count, name)| plural(name, count));
        said.collect::<Vec<_>>().join(" · ")
    })
}

fn fields(state: &State) -> View {
    let guests = &state.given.invite.guests;
    // One more than fits is shown rather than a "+1".
    let folds = guests.len() > SHOWN + 1;
    let all = create_signal(!folds);
    let shown = if folds { SHOWN } else { guests.len() };
    let first: Vec<View> = (0..shown).filter_map(|index| chip(state, index)).collect();
    let rest = {
        let state = state.clone();
        let count = guests.len() - shown;
        move || {
            if !folds {
                View::new()
            } else if all.get() {
                (shown..shown + count).filter_map(|index| chip(&state, index)).collect::<Vec<_>>().into()
            } else {
                button()
                    .class("chip more")
                    .attr("type", "button")
                    .attr("id", "people-more")
                    .attr("aria-expanded", "false")
                    .attr("aria-label", plural("gate_people_more", count as f64))
                    .on(events::click, move |_| {
                        all.set(true);
                        super::state::focus(&format!("people-{shown}"));
                    })
                    .children(format!("+{}", number(count as f64, 0)))
                    .into()
            }
        }
    };
    let said = {
        let state = state.clone();
        move || counts(&state)
    };
    let cheaper = {
        let state = state.clone();
        derived(move || without_informed(&state))
    };
    (
        div().class("name-line").children((
            h2().class("name")
                .attr("id", "audience-name")
                .children((t("gate_audience"), small().children(text_of(said)))),
            the_rest(state),
        )),
        div()
            .class("chips")
            .attr("role", "group")
            .attr("aria-labelledby", "audience-name")
            .children((first, live(rest))),
        responsible(state),
        live(move || {
            let hint = cheaper.get_clone();
            if hint.is_empty() { View::new() } else { p().class("hint").children(hint).into() }
        }),
    )
        .into()
}

/// Why it was filled in that somebody decides; gone when the user says otherwise.
fn responsible(state: &State) -> View {
    let guests = state.given.invite.guests.iter().enumerate();
    let lines = guests.filter(|(_, guest)| !guest.responsible_for.is_empty()).map(|(index, guest)| {
        let roles = state.roles;
        let words = message("gate_pod_decides", &[&guest.name, &guest.responsible_for]);
        live(move || {
            let decides = roles.with(|roles| roles.get(index) == Some(&Role::Decides));
            if decides { p().class("hint").children(words.clone()).into() } else { View::new() }
        })
    });
    lines.collect::<Vec<_>>().into()
}

/// One press for the common case: whoever does not decide only needs the notes, and back again.
fn the_rest(state: &State) -> View {
    if state.given.invite.guests.len() < 3 {
        return View::new();
    }
    let roles = state.roles;
    let done = derived(move || roles.with(|roles| !roles.contains(&Role::Contributes)));
    button()
        .class("quiet")
        .attr("type", "button")
        .attr("id", "notes-to-rest")
        .on(events::click, move |_| {
            let (from, to) = if done.get() {
                (Role::Informed, Role::Contributes)
            } else {
                (Role::Contributes, Role::Informed)
            };
            roles.update(|roles| {
                for role in roles.iter_mut().filter(|role| **role == from) {
                    *role = to;
                }
            });
        })
        .children(text_of(move || t(if done.get() { "gate_rest_back" } else { "gate_rest_notes" })))
        .into()
}

/// What the meeting would take without those who only need to know; empty if there is nobody to leave out.
fn without_informed(state: &State) -> String {
    let informed = state.roles.with(|roles| roles.iter().filter(|role| **role == Role::Informed).count());
    if informed == 0 {
        return String::new();
    }
    state.advice.with(|advice| match advice.cost.hours {
        Some(hours) => message("gate_without_informed", &[&phrases::hours(hours, advice.cost.at_least)]),
        None => t("gate_informed_get_notes"),
    })
}

fn chip(state: &State, index: usize) -> Option<View> {
    let guests = &state.given.invite.guests;
    let guest = guests.get(index)?;
    let short = short_name(guest);
    let alone = guests.iter().filter(|other| short_name(other) == short).count() == 1;
    let roles = state.roles;
    let role = derived(move || roles.with(|roles| roles.get(index).copied().unwrap_or_default()));
    let label = {
        let name = if guest.group { message("gate_group_label", &[&guest.name]) } else { guest.name.clone() };
        move || message("gate_person_label", &[&name, &phrases::role(role.get())])
    };
    let group = if guest.group { small().children(t("gate_group")).into() } else { View::new() };
    let chip = button()
        .class(move || match role.get() {
            Role::Decides => "chip decides",
            Role::Contributes => "chip",
            Role::Informed => "chip informed",
        })
        .attr("type", "button")
        .attr("id", format!("people-{index}"))
        .attr("aria-label", label)
        .attr("title", {
            let name = guest.name.clone();
            move || message("gate_person_title", &[&name, &phrases::role(role.get())])
        })
        .on(events::click, move |_| {
            roles.update(|roles| {
                if let Some(role) = roles.get_mut(index) {
                    *role = next(*role);
                }
            });
        })
        .children((
            // Drawn by the style sheet: initials are no text that the button's name would have to hold.
            span().class("face").attr("aria-hidden", "true").attr("data-initials", initials(guest)),
            span().class("who").attr("dir", "auto").children(if alone {
                short.to_owned()
            } else {
                guest.name.clone()
            }),
            group,
        ));
    Some(chip.into())
}

/// What a person is called on a chip: the first word of the name. A name in the order "Meyer, Jonas", an
/// address and a group's name stay whole.
fn short_name(guest: &Guest) -> &str {
    let whole = guest.group || guest.name.contains([',', '@']);
    let first = guest.name.split_whitespace().next().filter(|_| !whole);
    first.unwrap_or(&guest.name)
}

/// The commonest correction comes first.
fn next(role: Role) -> Role {
    match role {
        Role::Contributes => Role::Informed,
        Role::Informed => Role::Decides,
        Role::Decides => Role::Contributes,
    }
}

/// First letters of the first and the last word of a name, or of an address.
fn initials(guest: &Guest) -> String {
    let name = guest.name.split('@').next().unwrap_or_default();
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_names_and_addresses() {
        for (name, expected) in [
            ("Priya Kaur", "PK"),
            ("ana.lopez@example.org", "al"),
            ("Chen", "C"),
            ("", ""),
            ("李 小龙", "李小"),
        ] {
            let guest = Guest {
                address: String::new(),
                name: name.into(),
                group: false,
                optional: false,
                outside: false,
                responsible_for: String::new(),
            };
            assert_eq!(initials(&guest), expected);
        }
    }
}
