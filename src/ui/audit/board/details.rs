//! The details of the card that is open: why it stands where it stands, where else it could, and what could be done
//! about it with what would come of that.

use super::arrange::{PLACES, Place, word};
use super::choice::{Choice, Toggled, toggle};
use super::draft;
use super::phrases;
use super::state::State;
use crate::document::words::{self, Screen};
use crate::labels;
use crate::lean::{derived, live, text_of};
use crate::words::{message, t};
use converel_browser::intl;
use converel_protocol::audit::kept::Shape;
use converel_protocol::audit::numbers::{Card, Improvement};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;

/// So many pieces of evidence are told.
const REASONS: usize = 4;

/// The open card, as it is now.
type Open = ReadSignal<Option<Rc<Card>>>;

/// The region; nothing while no card is open.
pub(super) fn details(state: &State) -> View {
    let state = state.clone();
    let open = state.open;
    // Made anew for another card only: what the user does in here must not take the focus away.
    let key = derived(move || open.get_clone());
    live(move || match key.get_clone() {
        None => View::new(),
        Some(key) => region(&state, key),
    })
}

fn region(state: &State, key: String) -> View {
    let card: Open = derived({
        let (state, key) = (state.clone(), key.clone());
        move || state.card(&key)
    });
    let escape = {
        let state = state.clone();
        move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                state.close();
            }
        }
    };
    let close = {
        let state = state.clone();
        move |_: web_sys::MouseEvent| state.close()
    };
    section()
        .id("card-details")
        .class("card-details")
        .attr("aria-labelledby", "card-details-heading")
        .on(events::keydown, escape)
        .children((
            sycamore::web::tags::header().children((
                h3().id("card-details-heading")
                    .tabindex("-1")
                    .attr("dir", "auto")
                    .children(told(card, |card| phrases::name(&Screen, card, true))),
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .id("card-details-close")
                    .attr("aria-label", t("audit_details_close"))
                    .attr("title", t("audit_details_close"))
                    .on(events::click, close)
                    .children("×"),
            )),
            facts(card),
            places(state, &key, card),
            instead(card),
            improvements(state, &key, card),
            draft::draft(state, &key),
        ))
        .into()
}

/// A text about the open card.
fn told(card: Open, tell: impl Fn(&Card) -> String + 'static) -> View {
    text_of(move || card.with(|card| card.as_ref().map(|card| tell(card)).unwrap_or_default()))
}

fn facts(card: Open) -> View {
    let fact = |name: &'static str, tell: fn(&Card) -> String| {
        div().children((dt().children(t(name)), dd().children(told(card, tell))))
    };
    (
        p().class("takes").children((
            told(card, |card| phrases::size(&Screen, card)),
            " ",
            strong().children((
                span().attr("aria-hidden", "true").children("= "),
                told(card, |card| phrases::person_hours(&Screen, card.person_hours)),
            )),
        )),
        dl().class("facts").children((
            fact("audit_details_when", |card| phrases::rhythm(&Screen, card)),
            fact("audit_details_ends", |card| match (&card.ends_on, card.shape) {
                (Some(day), _) => words::date(&Screen, day),
                (None, Shape::Recurring) => t("audit_mark_no_end"),
                (None, Shape::Pattern | Shape::Single) => t("audit_details_single"),
            }),
            fact("audit_details_agenda", |card| labels::agenda(card.agenda)),
        )),
    )
        .into()
}

/// Where it stands and why, and the way to place it elsewhere.
fn places(state: &State, key: &str, card: Open) -> View {
    let stands = derived({
        let state = state.clone();
        move || card.with(|card| card.as_ref().and_then(|card| state.stands(card)))
    });
    let wished = derived({
        let (moves, key) = (state.moves, key.to_owned());
        move || {
            let waiting = moves.with(|moves| moves.get(&key).copied());
            waiting.unwrap_or_else(|| card.with(|card| card.as_ref().and_then(|card| card.placed)))
        }
    });
    let choice = |id: String, to: Place, name: View| {
        let (state, key) = (state.clone(), key.to_owned());
        div().class("choice").children((
            input()
                .r#type("radio")
                .name("audit-move")
                .id(id.clone())
                .prop("checked", move || wished.get() == to)
                .on(events::change, move |_| state.place(&key, to)),
            label().r#for(id).children(span().children(name)),
        ))
    };
    let quadrants: Vec<View> = PLACES
        .into_iter()
        .flatten()
        .map(|quadrant| {
            let place = Some(quadrant);
            choice(format!("move-{}", word(place)), place, phrases::place(&Screen, place).into()).into()
        })
        .collect();
    let inferred =
        told(card, |card| message("audit_details_inferred", &[&phrases::place(&Screen, card.inferred)]));
    (
        div().class("verdict").children((
            p().class("verdict-name").children(text_of(move || phrases::place(&Screen, stands.get()))),
            p().children(text_of(move || phrases::advice(&Screen, stands.get()))),
            told_unless_empty(card, "why", why),
        )),
        fieldset().class("places").children((
            legend().children(t("audit_details_place")),
            quadrants,
            choice("move-inferred".to_owned(), None, inferred),
        )),
    )
        .into()
}

/// The evidence, as one sentence, and what it does not tell.
fn why(card: &Card) -> String {
    let mut parts = card.reasons.iter().take(REASONS).map(|reason| phrases::reason(&Screen, reason));
    let evidence = parts.next().map(|first| {
        let list = parts.fold(first, |said, next| message("gate_reason_and", &[&said, &next]));
        message("gate_reason_end", &[&intl::capital(&crate::words::language(), &list)])
    });
    let open = Some(phrases::unplaced(&Screen, card)).filter(|open| !open.is_empty());
    evidence.into_iter().chain(open).collect::<Vec<_>>().join(" ")
}

fn told_unless_empty(card: Open, class: &'static str, tell: fn(&Card) -> String) -> View {
    let text = derived(move || card.with(|card| card.as_ref().map(|card| tell(card)).unwrap_or_default()));
    live(move || match text.get_clone() {
        text if text.is_empty() => View::new(),
        text => p().class(class).children(text).into(),
    })
}

/// What could take its place.
fn instead(card: Open) -> View {
    let alternative = derived(move || card.with(|card| card.as_ref().and_then(|card| card.alternative)));
    live(move || match alternative.get() {
        None => View::new(),
        Some(alternative) => p()
            .class("instead")
            .children((
                span().class("quiet").children(t("gate_instead")),
                " ",
                strong().children(labels::alternative(alternative)),
                " ",
                span().class("quiet").children(crate::gate::alternative_hint(alternative.into())),
            ))
            .into(),
    })
}

fn improvements(state: &State, key: &str, card: Open) -> View {
    let list = derived(move || {
        card.with(|card| {
            card.as_ref().map(|card| (card.improvements.clone(), card.frequency)).unwrap_or_default()
        })
    });
    let full = create_signal(None::<usize>);
    let items = {
        let (state, key) = (state.clone(), key.to_owned());
        live(move || {
            full.set(None);
            let (improvements, frequency) = list.get_clone();
            improvements
                .into_iter()
                .enumerate()
                .map(|(index, improvement)| {
                    let words = phrases::change(&Screen, improvement.change, frequency);
                    item(&state, &key, index, improvement, words, full)
                })
                .collect::<Vec<View>>()
                .into()
        })
    };
    let none = live(move || {
        if list.with(|(improvements, _)| improvements.is_empty()) {
            p().class("quiet").children(t("audit_improvements_none")).into()
        } else {
            View::new()
        }
    });
    section()
        .class("improvements")
        .attr("aria-labelledby", "improvements-heading")
        .children((
            h4().id("improvements-heading").children(t("audit_improvements")),
            p().class("help").children(t("audit_improvements_help")),
            ul().children(items),
            none,
        ))
        .into()
}

fn item(
    state: &State,
    key: &str,
    index: usize,
    improvement: Improvement,
    words: String,
    full: Signal<Option<usize>>,
) -> View {
    let id = format!("choose-{index}");
    let refused = format!("choose-{index}-refused");
    let effects = phrases::effects(&Screen, &improvement);
    let choice = Choice { key: key.to_owned(), change: improvement.change };
    let list = state.choices.list;
    let checked = {
        let choice = choice.clone();
        move || list.with(|list| list.contains(&choice))
    };
    let pressed = {
        let (state, words) = (state.clone(), words.clone());
        move |event: web_sys::Event| {
            let mut toggled = Toggled::Full;
            list.update(|list| toggled = toggle(list, choice.clone()));
            full.set((toggled == Toggled::Full).then_some(index));
            match toggled {
                Toggled::Added => state.say(message("audit_said_chosen", &[&words])),
                Toggled::Replaced => state.say(message("audit_said_chosen_instead", &[&words])),
                Toggled::Removed => state.say(message("audit_said_unchosen", &[&words])),
                // The words beside it are an alert of their own; the box goes back to what holds.
                Toggled::Full => uncheck(&event),
            }
        }
    };
    let ask_draft = {
        let (state, key) = (state.clone(), key.to_owned());
        move |_: web_sys::MouseEvent| draft::ask(&state, &key, improvement.change)
    };
    let is_full = derived(move || full.get() == Some(index));
    li().attr("data-improvement", index.to_string())
        .children((
            div().class("choice").children((
                input()
                    .r#type("checkbox")
                    .id(id.clone())
                    .prop("checked", checked)
                    .attr("aria-describedby", format!("{id}-effects {refused}"))
                    .on(events::change, pressed),
                label().r#for(id.clone()).children(strong().children(words.clone())),
            )),
            ul().class("effects").id(format!("{id}-effects")).children(if effects.is_empty() {
                vec![li().children(t("audit_effect_none")).into()]
            } else {
                effects.into_iter().map(|effect| li().children(effect).into()).collect::<Vec<View>>()
            }),
            p().class("error").id(refused).role("alert").children(text_of(move || {
                if is_full.get() { t("audit_choose_full") } else { String::new() }
            })),
            button()
                .r#type("button")
                .class("button")
                .attr("data-draft", index.to_string())
                .attr("aria-label", message("audit_draft_about", &[&words]))
                .on(events::click, ask_draft)
                .children(t("audit_draft")),
        ))
        .into()
}

fn uncheck(event: &web_sys::Event) {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        input.set_checked(false);
    }
}
