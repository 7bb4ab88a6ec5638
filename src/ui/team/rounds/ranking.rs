//! The six benefits in the order in which they are prized: picked one after the other, moved by buttons. Everything
//! stays where the keyboard left it: a button that moves a benefit keeps the focus on that benefit.

use super::fields::{Field, Say};
use super::words;
use crate::dashboard::focus;
use crate::lean::{derived, live};
use crate::words::{message, t};
use converel_protocol::team::round::{Benefit, Said};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen_futures::spawn_local;

/// What is done to a benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Add,
    Up,
    Down,
    Off,
}

impl Move {
    const fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Up => "up",
            Self::Down => "down",
            Self::Off => "off",
        }
    }
}

/// The name of a benefit in the page, as the protocol writes it.
const fn name(benefit: Benefit) -> &'static str {
    match benefit {
        Benefit::Balance => "balance",
        Benefit::Inclusion => "inclusion",
        Benefit::Knowledge => "knowledge",
        Benefit::Scale => "scale",
        Benefit::DeepWork => "deep_work",
        Benefit::Action => "action",
    }
}

/// The order after a move.
fn moved(mut order: Vec<Benefit>, benefit: Benefit, how: Move) -> Vec<Benefit> {
    let at = order.iter().position(|one| *one == benefit);
    match (how, at) {
        (Move::Add, None) => order.push(benefit),
        (Move::Up, Some(at)) if at > 0 => order.swap(at, at - 1),
        (Move::Down, Some(at)) if at + 1 < order.len() => order.swap(at, at + 1),
        (Move::Off, Some(_)) => order.retain(|one| *one != benefit),
        _ => {}
    }
    order
}

/// Where the focus goes after a move: which benefit's which button; `None`: to the order itself.
fn next(order: &[Benefit], benefit: Benefit, how: Move) -> Option<(Benefit, Move)> {
    let left = || Benefit::ALL.into_iter().filter(|one| !order.contains(one));
    match how {
        // The next one that is left, and from the last to the first.
        Move::Add => left().find(|one| *one > benefit).or_else(|| left().next()).map(|one| (one, Move::Add)),
        Move::Up if order.first() == Some(&benefit) => Some((benefit, Move::Down)),
        Move::Down if order.last() == Some(&benefit) => Some((benefit, Move::Up)),
        Move::Off => Some((benefit, Move::Add)),
        Move::Up | Move::Down => Some((benefit, how)),
    }
}

fn order_of(said: Option<&Said>) -> Vec<Benefit> {
    match said {
        Some(Said::Ranking(order)) => order.clone(),
        _ => Vec::new(),
    }
}

/// The field.
pub(super) fn ranking(field: Field, say: Say) -> View {
    let order = derived(move || field.said.with(|said| order_of(said.as_ref())));
    let act = move |benefit: Benefit, how: Move| {
        let order = moved(order.get_clone_untracked(), benefit, how);
        let to = next(&order, benefit, how).map_or_else(|| field.id(), |(of, how)| id(field, of, how));
        say((!order.is_empty()).then_some(Said::Ranking(order)));
        spawn_local(async move { focus(&to) });
    };
    let act: Rc<dyn Fn(Benefit, Move)> = Rc::new(act);
    let button_of =
        move |benefit: Benefit, how: Move, shown: String, label: &'static str, off: bool| -> View {
            let act = Rc::clone(&act);
            button()
                .r#type("button")
                .class(if how == Move::Add { "button add" } else { "icon-button" })
                .id(id(field, benefit, how))
                .attr(attribute(how), name(benefit))
                .attr("aria-label", message(label, &[&words::benefit(benefit)]))
                .attr("aria-disabled", off.then_some("true"))
                .on(events::click, move |_: web_sys::MouseEvent| act(benefit, how))
                .children(shown)
                .into()
        };
    live(move || {
        let order = order.get_clone();
        let last = order.len().saturating_sub(1);
        let ranked: Vec<View> = order
            .iter()
            .enumerate()
            .map(|(at, benefit)| {
                li().children(div().class("rank").children((
                    span().class("name").children(words::benefit(*benefit)),
                    div().class("moves").children((
                        button_of(*benefit, Move::Up, "↑".to_owned(), "team_round_rank_up", at == 0),
                        button_of(*benefit, Move::Down, "↓".to_owned(), "team_round_rank_down", at == last),
                        button_of(*benefit, Move::Off, "×".to_owned(), "team_round_rank_off", false),
                    )),
                )))
                .into()
            })
            .collect();
        let left: Vec<View> = Benefit::ALL
            .into_iter()
            .filter(|benefit| !order.contains(benefit))
            .map(|benefit| {
                let shown = words::benefit(benefit);
                li().children((
                    button_of(benefit, Move::Add, shown, "team_round_rank_add", false),
                    span().class("quiet").children(words::benefit_text(benefit)),
                ))
                .into()
            })
            .collect();
        let help = if left.is_empty() { "team_round_rank_done" } else { "team_round_rank_help" };
        let order: View = if ranked.is_empty() {
            View::new()
        } else {
            ol().class("ranked").attr("aria-label", t("team_round_rank_order")).children(ranked).into()
        };
        let left: View = if left.is_empty() {
            View::new()
        } else {
            ul().class("unranked").attr("aria-label", t("team_round_rank_left")).children(left).into()
        };
        div()
            .class("ranking")
            .id(field.id())
            .attr("tabindex", "-1")
            .children((p().class("quiet").children(t(help)), order, left))
            .into()
    })
}

fn id(field: Field, benefit: Benefit, how: Move) -> String {
    format!("answer-{}-{}-{}", field.at, how.name(), name(benefit))
}

const fn attribute(how: Move) -> &'static str {
    match how {
        Move::Add => "data-add",
        Move::Up => "data-up",
        Move::Down => "data-down",
        Move::Off => "data-off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Benefit::{Action, Balance, DeepWork, Inclusion, Scale};

    #[test]
    fn benefits_are_picked_and_moved() {
        let order = vec![Balance, Scale, DeepWork];
        for (benefit, how, expected) in [
            (Action, Move::Add, vec![Balance, Scale, DeepWork, Action]),
            (Scale, Move::Add, order.clone()),
            (Scale, Move::Up, vec![Scale, Balance, DeepWork]),
            (Balance, Move::Up, order.clone()),
            (Scale, Move::Down, vec![Balance, DeepWork, Scale]),
            (DeepWork, Move::Down, order.clone()),
            (Scale, Move::Off, vec![Balance, DeepWork]),
            (Action, Move::Off, order.clone()),
        ] {
            assert_eq!(moved(order.clone(), benefit, how), expected, "{benefit:?} {how:?}");
        }
    }

    #[test]
    fn the_focus_stays_with_what_was_moved() {
        let order = [Balance, Scale, DeepWork];
        for (benefit, how, expected) in [
            (Scale, Move::Up, Some((Scale, Move::Up))),
            (Balance, Move::Up, Some((Balance, Move::Down))),
            (DeepWork, Move::Down, Some((DeepWork, Move::Up))),
            (Inclusion, Move::Off, Some((Inclusion, Move::Add))),
            (Scale, Move::Add, Some((Action, Move::Add))),
            (DeepWork, Move::Add, Some((Action, Move::Add))),
        ] {
            assert_eq!(next(&order, benefit, how), expected, "{benefit:?} {how:?}");
        }
        assert_eq!(next(&Benefit::ALL, Action, Move::Add), None);
    }
}
