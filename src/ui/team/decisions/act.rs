//! What is done with a decision: concerns recorded and settled, the decision itself, another in its place.

use super::{Ask, Desk, Done, Ended, Wish, words};
use crate::dashboard::focus;
use crate::lean::{derived, effect, live, text_of};
use crate::words::t;
use converel_protocol::team::decision::{Choice, Concern, Decision, State};
use converel_team::decision::{Change, open_stoppers};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

type Followed = ReadSignal<Option<Rc<Decision>>>;

/// Its concerns, and what can be done in the state in which it is.
pub(super) fn act(desk: Desk, ask: Ask, id: &str, decision: Followed) -> View {
    let state = derived(move || decision.with(|it| it.as_ref().map(|it| it.state)));
    let id = id.to_owned();
    let answer = desk.answer(&id);
    let refused = derived(move || match answer.get_clone()?.came {
        Ended::Refused(refused) => Some(words::refused(&refused)),
        Ended::Well | Ended::Failed => None,
    });
    let ask = once(desk, ask, &id);
    let parts = live(move || {
        let state = state.get();
        let (ask, id) = (Rc::clone(&ask), id.clone());
        untrack(|| match state {
            Some(State::Proposed) => {
                (concerns(desk, Rc::clone(&ask), &id, decision, true), decide(desk, ask, &id, decision))
                    .into()
            }
            Some(State::Decided) => {
                (concerns(desk, Rc::clone(&ask), &id, decision, false), supersede(desk, ask, &id)).into()
            }
            Some(State::Superseded) => concerns(desk, ask, &id, decision, false),
            None => View::new(),
        })
    });
    (
        parts,
        p().class("error")
            .id("decision-refused")
            .role("alert")
            .children(text_of(move || refused.get_clone().unwrap_or_default())),
    )
        .into()
}

/// Asks for one thing at a time: of a double click the second finds that it was asked for.
fn once(desk: Desk, ask: Ask, id: &str) -> Ask {
    let waits = create_signal(false);
    let answer = desk.answer(id);
    effect(move || {
        if answer.with(Option::is_some) {
            waits.set(false);
        }
    });
    Rc::new(move |wish| {
        if !waits.replace(true) {
            ask(wish);
        }
    })
}

/// What is typed of how each concern was settled: it outlives the drawing of their list. Copies are the same.
#[derive(Clone, Copy)]
struct Typed {
    texts: Signal<Vec<(Concern, Signal<String>)>>,
    scope: NodeHandle,
}

impl Typed {
    fn new() -> Self {
        Self { texts: create_signal(Vec::new()), scope: use_current_scope() }
    }

    fn of(self, concern: &Concern) -> Signal<String> {
        let found = self
            .texts
            .with_untracked(|texts| texts.iter().find(|(own, _)| own == concern).map(|(_, text)| *text));
        found.unwrap_or_else(|| {
            let text = self.scope.run_in(|| create_signal(String::new()));
            self.texts.update(|texts| texts.push((concern.clone(), text)));
            text
        })
    }
}

fn part(id: &'static str, name: &'static str, content: impl Into<View>) -> View {
    section()
        .class("card")
        .attr("aria-labelledby", id)
        .children((h2().id(id).tabindex("-1").children(t(name)), content.into()))
        .into()
}

/// What was said against it; while it is proposed, more can be said and what is open be settled.
fn concerns(desk: Desk, ask: Ask, id: &str, decision: Followed, proposed: bool) -> View {
    let list =
        derived(move || decision.with(|it| it.as_ref().map(|it| it.concerns.clone()).unwrap_or_default()));
    let typed = Typed::new();
    let shown = {
        let (ask, id) = (Rc::clone(&ask), id.to_owned());
        live(move || {
            let all = list.get_clone();
            if all.is_empty() {
                return p().class("quiet").children(t("team_decision_concerns_none")).into();
            }
            let items: Vec<View> = all
                .iter()
                .enumerate()
                .map(|(place, one)| {
                    let typed = proposed.then_some(typed);
                    concern(Rc::clone(&ask), &id, place, one, typed)
                })
                .collect();
            ul().class("concerns").children(items).into()
        })
    };
    let record = if proposed { record(desk, ask, id) } else { View::new() };
    part("decision-concerns", "team_decision_concerns", (shown, record))
}

/// One of them; `typed`: what is open can be settled.
fn concern(ask: Ask, id: &str, place: usize, one: &Concern, typed: Option<Typed>) -> View {
    let kind = match (one.stopper, one.resolved.is_some()) {
        (_, true) => span().class("pill good").children(t("team_decision_concern_settled")),
        (true, false) => span().class("pill warn").children(t("team_decision_concern_stopper")),
        (false, false) => span().class("pill").children(t("team_decision_concern")),
    };
    let who = (!one.who.is_empty())
        .then(|| View::from(span().class("quiet").attr("dir", "auto").children(one.who.clone())));
    let how = match (&one.resolved, typed) {
        (Some(how), _) => div().class("prose quiet").attr("dir", "auto").children(how.clone()).into(),
        (None, Some(typed)) => settle(ask, id, place, one, typed.of(one)),
        (None, None) => View::new(),
    };
    li().children((
        p().class("pills").children((kind, who)),
        div().class("prose").attr("dir", "auto").children(one.text.clone()),
        how,
    ))
    .into()
}

fn settle(ask: Ask, id: &str, place: usize, one: &Concern, how: Signal<String>) -> View {
    let field = format!("decision-settle-{place}");
    let (id, concern) = (id.to_owned(), one.clone());
    let settle = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let how = how.with_untracked(|how| how.trim().to_owned());
        ask(Wish::Change(id.clone(), Box::new(Change::Resolve { concern: concern.clone(), how })));
    };
    form()
        .class("settle")
        .on(events::submit, settle)
        .children((
            div().class("field").children((
                label().r#for(field.clone()).children(t("team_decision_concern_how")),
                input()
                    .r#type("text")
                    .id(field)
                    .attr("dir", "auto")
                    .attr("autocomplete", "off")
                    .bind(bind::value, how),
            )),
            button()
                .r#type("submit")
                .class("button")
                .id(format!("decision-settled-{place}"))
                .children(t("team_decision_concern_settle")),
        ))
        .into()
}

/// The form for a concern.
fn record(desk: Desk, ask: Ask, id: &str) -> View {
    let text = create_signal(String::new());
    let who = create_signal(String::new());
    let stopper = create_signal(false);
    let answer = desk.answer(id);
    // Said once: the fields are free for the next.
    effect(move || {
        if answer.get_clone().is_some_and(|it| it.done == Done::Concern && it.came == Ended::Well) {
            text.set(String::new());
            who.set(String::new());
            stopper.set(false);
        }
    });
    let id = id.to_owned();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let said = text.with_untracked(|text| text.trim().to_owned());
        if said.is_empty() {
            focus("decision-concern-text");
            return;
        }
        let concern = Concern {
            text: said,
            who: who.with_untracked(|who| who.trim().to_owned()),
            stopper: stopper.get_untracked(),
            resolved: None,
        };
        ask(Wish::Change(id.clone(), Box::new(Change::Concern(concern))));
    };
    form()
        .class("record")
        .attr("novalidate", "")
        .on(events::submit, send)
        .children((
            h3().children(t("team_decision_concern_new")),
            div().class("field").children((
                label().r#for("decision-concern-text").children(t("team_decision_concern_text")),
                textarea()
                    .id("decision-concern-text")
                    .attr("rows", "2")
                    .attr("dir", "auto")
                    .bind(bind::value, text),
            )),
            div().class("field").children((
                label().r#for("decision-concern-who").children(t("team_decision_concern_who")),
                input()
                    .r#type("text")
                    .id("decision-concern-who")
                    .attr("dir", "auto")
                    .attr("autocomplete", "off")
                    .bind(bind::value, who),
            )),
            div().class("choice").children((
                input().r#type("checkbox").id("decision-concern-stopper").bind(bind::checked, stopper),
                label().r#for("decision-concern-stopper").children((
                    strong().children(t("team_decision_concern_stopper")),
                    span().class("quiet").children(t("team_decision_concern_stopper_help")),
                )),
            )),
            div().class("actions").children(
                button()
                    .r#type("submit")
                    .class("button")
                    .id("decision-concern-save")
                    .children(t("team_decision_concern_record")),
            ),
        ))
        .into()
}

/// The form for what is decided.
fn decide(_desk: Desk, ask: Ask, id: &str, decision: Followed) -> View {
    let chosen = create_signal(String::new());
    let outcome = create_signal(String::new());
    let options =
        derived(move || decision.with(|it| it.as_ref().map(|it| it.options.clone()).unwrap_or_default()));
    effect(move || {
        // What is recommended is chosen to begin with, and again where the options changed.
        let _ = options.with(Vec::len);
        let place = decision.with_untracked(|it| it.as_ref().and_then(|it| it.recommended));
        chosen.set(place.map(|place| place.to_string()).unwrap_or_default());
    });
    let choices = live(move || {
        let options = options.get_clone();
        if options.is_empty() {
            return View::new();
        }
        let items: Vec<View> =
            options.iter().enumerate().map(|(place, one)| choice(place, one, chosen)).collect();
        fieldset().class("choices").children((legend().children(t("team_decision_choose")), items)).into()
    });
    let held = derived(move || decision.with(|it| it.as_ref().is_some_and(|it| open_stoppers(it) > 0)));
    let id = id.to_owned();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let decide = Change::Decide {
            options: options.get_clone_untracked(),
            chosen: chosen.with_untracked(|place| place.parse().ok()),
            outcome: outcome.with_untracked(|text| text.trim().to_owned()),
        };
        ask(Wish::Change(id.clone(), Box::new(decide)));
    };
    let form = form().attr("novalidate", "").on(events::submit, send).children((
        choices,
        div().class("field").children((
            label().r#for("decision-outcome").children(t("team_decision_outcome_why")),
            textarea()
                .id("decision-outcome")
                .attr("rows", "3")
                .attr("dir", "auto")
                .attr("aria-describedby", "decision-held")
                .bind(bind::value, outcome),
            p().class("help").id("decision-held").children(text_of(move || {
                t(if held.get() { "team_decision_held" } else { "team_decision_stays" })
            })),
        )),
        div().class("actions").children(
            button()
                .r#type("submit")
                .class("button primary")
                .id("decision-decide")
                .children(t("team_decision_decide")),
        ),
    ));
    part("decision-deciding", "team_decision_deciding", form)
}

fn choice(place: usize, option: &Choice, chosen: Signal<String>) -> View {
    let value = place.to_string();
    let id = format!("decision-choose-{place}");
    let own = value.clone();
    div()
        .class("choice")
        .children((
            input()
                .r#type("radio")
                .name("decision-choose")
                .id(id.clone())
                .prop("checked", move || chosen.with(|chosen| *chosen == own))
                .on(events::change, move |_| chosen.set(value.clone())),
            label().r#for(id).attr("dir", "auto").children(option.name.clone()),
        ))
        .into()
}

/// The form for another that holds in its place.
fn supersede(desk: Desk, ask: Ask, id: &str) -> View {
    let by = create_signal(String::new());
    let own = id.to_owned();
    let others = derived(move || {
        let mut others: Vec<(String, String)> = desk.model.log.with(|log| {
            let held = log.iter().filter(|other| other.state == State::Decided && other.id != own);
            held.map(|other| (other.id.clone(), words::name(other))).collect()
        });
        others.sort_by(|one, other| other.1.cmp(&one.1));
        others
    });
    let id = id.to_owned();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let by = by.get_clone_untracked();
        if by.is_empty() {
            focus("decision-by");
        } else {
            ask(Wish::Supersede(id.clone(), by));
        }
    };
    let form = live(move || {
        let others = others.get_clone();
        if others.is_empty() {
            return p().class("quiet").children(t("team_decision_supersede_none")).into();
        }
        let first = View::from(option().value("").children(t("team_decision_supersede_choose")));
        let options: Vec<View> = std::iter::once(first)
            .chain(
                others
                    .into_iter()
                    .map(|(id, name)| option().value(id).attr("dir", "auto").children(name).into()),
            )
            .collect();
        let send = send.clone();
        form()
            .on(events::submit, send)
            .children((
                div().class("field").children((
                    label().r#for("decision-by").children(t("team_decision_supersede_by")),
                    select().id("decision-by").bind(bind::value, by).children(options),
                )),
                div().class("actions").children(
                    button()
                        .r#type("submit")
                        .class("button")
                        .id("decision-supersede")
                        .children(t("team_decision_supersede")),
                ),
            ))
            .into()
    });
    part("decision-superseding", "team_decision_superseding", form)
}
