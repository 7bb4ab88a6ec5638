//! The fields of an answer: what is typed, what it says, what is wrong with it, and what another tab said meanwhile.

use super::phrases;
use super::ranking;
use super::words;
use super::{Ask, Wish};
use crate::lean::{derived, live, text_of};
use crate::words::{message, number, t};
use converel_protocol::team::round::{Answering, Form, Question, Said};
use converel_team::questions;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::{JsCast, JsValue};

/// A question's field. Copies are the same field.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its place among all.
    pub(super) at: usize,
    pub(super) form: Form,
    /// What is said; `None`: nothing, or nothing that can be.
    pub(super) said: Signal<Option<Said>>,
    /// As it is typed, where it is typed.
    typed: Signal<String>,
    /// What stood in the cabinet when it was looked at last.
    stored: Signal<Option<Said>>,
}

impl Field {
    /// Only within a reactive scope.
    pub(super) fn new(at: usize, question: &Question, answering: &Answering) -> Self {
        let said = said_of(answering, &question.id);
        Self {
            at,
            form: question.form,
            typed: create_signal(typed_of(said.as_ref())),
            said: create_signal(said.clone()),
            stored: create_signal(said),
        }
    }

    /// The id of the element that the focus goes to.
    pub(super) fn id(self) -> String {
        let at = self.at;
        match self.form {
            Form::Scale => format!("answer-{at}-1"),
            Form::Hours | Form::Days | Form::Text => format!("answer-{at}"),
            Form::Ranking => format!("answer-{at}-order"),
        }
    }

    /// What is wrong with what is typed, in words; empty: nothing.
    pub(super) fn fault(self) -> String {
        self.typed.with(|typed| match self.form {
            Form::Hours | Form::Days if !typed.trim().is_empty() && read(self.form, typed).is_none() => {
                t(if self.form == Form::Hours { "team_round_hours_wrong" } else { "team_round_days_wrong" })
            }
            Form::Text if typed.chars().count() > questions::LONGEST_TEXT => {
                message("team_round_text_long", &[&number(questions::LONGEST_TEXT as f64, 0)])
            }
            _ => String::new(),
        })
    }

    /// Another tab may have said something else: what was not touched here follows it.
    pub(super) fn follow(self, answering: &Answering, question: &Question) {
        let now = said_of(answering, &question.id);
        let before = self.stored.get_clone_untracked();
        if now == before {
            return;
        }
        if self.said.get_clone_untracked() == before {
            self.typed.set(typed_of(now.as_ref()));
            self.said.set(now.clone());
        }
        self.stored.set(now);
    }
}

fn said_of(answering: &Answering, question: &str) -> Option<Said> {
    answering.replies.iter().find(|reply| reply.question == question).map(|reply| reply.said.clone())
}

fn typed_of(said: Option<&Said>) -> String {
    match said {
        Some(Said::Hours(number) | Said::Days(number)) => number.to_string(),
        Some(Said::Text(text)) => text.clone(),
        Some(Said::Scale(_) | Said::Ranking(_)) | None => String::new(),
    }
}

/// What is typed, as what is said; with a point or a comma.
pub(super) fn read(form: Form, typed: &str) -> Option<Said> {
    let amount = |most: f64, part: f64| {
        let typed = typed.trim().replace(',', ".");
        let plain = !typed.is_empty() && typed.chars().all(|one| one.is_ascii_digit() || one == '.');
        let amount = typed.parse::<f64>().ok()?;
        (plain && (0.0..=most).contains(&amount) && (amount / part).fract() == 0.0).then_some(amount)
    };
    match form {
        Form::Hours => amount(questions::MOST_HOURS, 0.5).map(Said::Hours),
        Form::Days => amount(questions::MOST_DAYS, 1.0).map(Said::Days),
        Form::Text => (!typed.trim().is_empty()).then(|| Said::Text(typed.to_owned())),
        Form::Scale | Form::Ranking => None,
    }
}

/// Says something to a question of the round of this id, and has it kept.
pub(super) type Say = Rc<dyn Fn(Option<Said>)>;

/// The field of a question.
pub(super) fn field(ask: &Ask, round: &str, question: &Question, field: Field) -> View {
    let say: Say = {
        let (ask, round, question) = (Rc::clone(ask), round.to_owned(), question.id.clone());
        Rc::new(move |said| {
            field.said.set(said.clone());
            ask(Wish::Reply(round.clone(), question.clone(), said));
        })
    };
    let (text, why) = words::words(question);
    let why_id = format!("answer-{}-why", field.at);
    let control = match question.form {
        Form::Scale => scale(question, field, say),
        Form::Hours | Form::Days => amount(field, say),
        Form::Ranking => ranking::ranking(field, say),
        Form::Text => area(field, say),
    };
    fieldset()
        .class("ask")
        .attr("data-question", question.id.clone())
        .attr("aria-describedby", (!why.is_empty()).then(|| why_id.clone()))
        .children((
            legend().attr("dir", "auto").children(text),
            if why.is_empty() {
                View::new()
            } else {
                p().class("quiet why").id(why_id).attr("dir", "auto").children(why).into()
            },
            control,
        ))
        .into()
}

fn scale(question: &Question, field: Field, say: Say) -> View {
    let at = field.at;
    let steps: Vec<View> = (1..=5_u8)
        .map(|step| {
            let id = format!("answer-{at}-{step}");
            let say = Rc::clone(&say);
            let chosen = move || JsValue::from(field.said.with(|said| *said == Some(Said::Scale(step))));
            div()
                .class("step")
                .children((
                    input()
                        .r#type("radio")
                        .name(format!("answer-{at}"))
                        .id(id.clone())
                        .attr("value", step.to_string())
                        .prop("checked", chosen)
                        .on(events::change, move |_: web_sys::Event| say(Some(Said::Scale(step)))),
                    label().r#for(id).children(words::step(question, step)),
                ))
                .into()
        })
        .collect();
    let some = derived(move || field.said.with(Option::is_some));
    let pass = live(move || {
        if !some.get() {
            return View::new();
        }
        let say = Rc::clone(&say);
        let pass = move |_: web_sys::MouseEvent| {
            say(None);
            crate::dashboard::focus(&format!("answer-{at}-1"));
        };
        button()
            .r#type("button")
            .class("quiet-button pass")
            .on(events::click, pass)
            .children(t("team_round_pass"))
            .into()
    });
    div().class("steps").children((steps, pass)).into()
}

/// What the user typed.
fn typed(event: &web_sys::Event) -> String {
    let target = event.target();
    let input = target.as_ref().and_then(|target| target.dyn_ref::<web_sys::HtmlInputElement>());
    let area = target.as_ref().and_then(|target| target.dyn_ref::<web_sys::HtmlTextAreaElement>());
    input.map(web_sys::HtmlInputElement::value).or_else(|| area.map(|area| area.value())).unwrap_or_default()
}

fn type_in(field: Field, say: Say) -> impl Fn(web_sys::Event) {
    move |event: web_sys::Event| {
        let typed = typed(&event);
        let said = read(field.form, &typed);
        field.typed.set(typed);
        if field.said.get_clone_untracked() != said {
            say(said);
        }
    }
}

fn amount(field: Field, say: Say) -> View {
    let id = field.id();
    let unit = phrases::form(field.form);
    let fault = derived(move || field.fault());
    div()
        .class("amount field")
        .children((
            label().r#for(id.clone()).children(unit),
            input()
                .r#type("text")
                .attr("inputmode", "decimal")
                .attr("autocomplete", "off")
                .id(id.clone())
                .attr("aria-describedby", format!("{id}-fault"))
                .attr("aria-invalid", move || fault.with(|fault| !fault.is_empty()).then_some("true"))
                .prop("value", move || JsValue::from(field.typed.get_clone()))
                .on(events::input, type_in(field, say)),
            p().class("error").id(format!("{id}-fault")).children(text_of(move || fault.get_clone())),
        ))
        .into()
}

fn area(field: Field, say: Say) -> View {
    let id = field.id();
    let fault = derived(move || field.fault());
    let counted = move || {
        let count = field.typed.with(|typed| typed.chars().count());
        message("team_round_counted", &[&number(count as f64, 0), &number(questions::LONGEST_TEXT as f64, 0)])
    };
    div()
        .class("field")
        .children((
            label().class("hidden").r#for(id.clone()).children(t("team_round_own_words")),
            textarea()
                .id(id.clone())
                .attr("rows", "4")
                .attr("dir", "auto")
                .attr("aria-describedby", format!("{id}-count {id}-fault"))
                .attr("aria-invalid", move || fault.with(|fault| !fault.is_empty()).then_some("true"))
                .prop("value", move || JsValue::from(field.typed.get_clone()))
                .on(events::input, type_in(field, say)),
            p().class("help").id(format!("{id}-count")).children(text_of(counted)),
            p().class("error").id(format!("{id}-fault")).children(text_of(move || fault.get_clone())),
        ))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read() {
        for (form, typed, expected) in [
            (Form::Hours, " 7,5 ", Some(Said::Hours(7.5))),
            (Form::Hours, "0", Some(Said::Hours(0.0))),
            (Form::Hours, "60", Some(Said::Hours(60.0))),
            (Form::Hours, "60.5", None),
            (Form::Hours, "7.25", None),
            (Form::Hours, "-1", None),
            (Form::Hours, "1e1", None),
            (Form::Hours, "inf", None),
            (Form::Hours, "", None),
            (Form::Hours, "seven", None),
            (Form::Days, "365", Some(Said::Days(365.0))),
            (Form::Days, "2.5", None),
            (Form::Days, "366", None),
            (Form::Text, " \n", None),
            (Form::Text, "We\nmeet", Some(Said::Text("We\nmeet".to_owned()))),
        ] {
            assert_eq!(read(form, typed), expected, "{form:?} {typed:?}");
        }
    }
}
