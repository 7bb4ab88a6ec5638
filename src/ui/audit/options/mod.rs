//! What the user sets: own addresses, working hours, the window. Folded away under one line that says what is in
//! force; what is wrong with a field is said beside it, and nothing that was typed is lost.

mod form;

use crate::audit::figures::shown;
use crate::audit::{Ask, Model, Wish};
use crate::dashboard::focus;
use crate::lean::{effect, live, text_of};
use crate::settings::form::Problem;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_protocol::audit::kept::Options;
use form::{Field, Form};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::{JsCast, JsValue};

/// The form while it is filled in. Copies are the same form.
#[derive(Clone, Copy)]
struct Sheet {
    form: Signal<Form>,
    /// What is wrong, once applying was tried; kept true from then on.
    wrong: Signal<Vec<(Field, Problem)>>,
    /// The form of the options in force.
    applied: Signal<Form>,
}

impl Sheet {
    fn change(self, change: impl FnOnce(&mut Form)) {
        self.form.update(change);
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            let options = Options::default();
            self.wrong.set(self.form.with_untracked(|form| form.check(&options)).err().unwrap_or_default());
        }
    }

    fn problem(self, field: Field) -> String {
        self.wrong.with(|wrong| {
            let found = wrong.iter().find(|(of, _)| *of == field);
            found.map(|(_, problem)| form::words(field, problem)).unwrap_or_default()
        })
    }
}

/// The form, and whose calendar it probably is.
pub(super) fn options(model: Model, ask: Ask) -> View {
    let first = Form::from(&model.options.get_clone_untracked());
    let sheet = Sheet {
        form: create_signal(first.clone()),
        wrong: create_signal(Vec::new()),
        applied: create_signal(first),
    };
    effect(move || {
        let fresh = Form::from(&model.options.get_clone());
        let untouched = sheet.form.with_untracked(|form| sheet.applied.with_untracked(|old| form == old));
        // What is kept, or a suggestion taken, changes options too: what is being typed stays, but for the addresses.
        if untouched {
            sheet.form.set(fresh.clone());
        } else if sheet.applied.with_untracked(|old| old.own != fresh.own) {
            sheet.form.update(|form| form.own.clone_from(&fresh.own));
        }
        sheet.applied.set(fresh);
    });
    let said = create_signal(String::new());
    let apply = {
        let ask = Rc::clone(&ask);
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            let options = model.options.get_clone_untracked();
            match sheet.form.with_untracked(|form| form.check(&options)) {
                Ok(options) => {
                    sheet.wrong.set(Vec::new());
                    // What was typed carelessly is shown as it was understood.
                    sheet.form.set(Form::from(&options));
                    sheet.applied.set(Form::from(&options));
                    said.set(t("audit_options_applied"));
                    ask(Wish::Set(Box::new(options)));
                }
                Err(wrong) => {
                    let first = wrong.first().map(|(field, _)| field.id());
                    said.set(plural("settings_wrong", wrong.len() as f64));
                    sheet.wrong.set(wrong);
                    if let Some(first) = first {
                        focus(first);
                    }
                }
            }
        }
    };
    let zone = move || {
        let zone = model.options.with(|options| options.zone.clone());
        message("audit_zone", &[if zone.is_empty() { "UTC" } else { &zone }])
    };
    let fields = sycamore::web::tags::form()
        .id("audit-options")
        .attr("novalidate", "")
        .on(events::submit, apply)
        .children((
            own(sheet),
            hours(sheet),
            div().class("row").children((
                line(sheet, Field::Weeks, "audit_weeks", "audit_weeks_help"),
                line(sheet, Field::Sprint, "audit_sprint", "audit_sprint_help"),
                line(sheet, Field::Deep, "audit_deep", "audit_deep_help"),
            )),
            p().class("help").children(text_of(zone)),
            div().class("actions").children((
                p().class("quiet").role("status").children(text_of(move || said.get_clone())),
                button()
                    .r#type("submit")
                    .class("button primary")
                    .id("audit-apply")
                    .children(t("audit_apply")),
            )),
        ));
    let in_force = move || model.options.with(summary);
    section()
        .class("options")
        .attr("aria-label", t("audit_options"))
        .children((
            suggestion(model, ask),
            details().class("fold").children((summary_line(text_of(in_force)), fields)),
        ))
        .into()
}

fn summary_line(in_force: View) -> View {
    sycamore::web::tags::summary()
        .children((strong().children(t("audit_options")), " ", span().class("quiet").children(in_force)))
        .into()
}

/// The address that is probably the user's own, to be taken with one click: without it nothing is known as declined.
fn suggestion(model: Model, ask: Ask) -> View {
    let probably = create_selector(move || shown(model).probably_own.clone());
    live(move || {
        let address = probably.get_clone();
        if address.is_empty() {
            return View::new();
        }
        let ask = Rc::clone(&ask);
        let name = message("audit_use_own", &[&address]);
        let take = move |_| {
            let mut options = model.options.get_clone_untracked();
            if !options.own.contains(&address) {
                options.own.push(address.clone());
            }
            ask(Wish::Set(Box::new(options)));
        };
        div()
            .class("hint suggestion")
            .children((
                p().children(t("audit_probably_own")),
                button()
                    .r#type("button")
                    .class("button")
                    .id("audit-use-own")
                    .on(events::click, take)
                    .children(name),
            ))
            .into()
    })
}

/// What is in force, in one line.
fn summary(options: &Options) -> String {
    let clock = |minutes| intl::clock_time(&language(), minutes);
    let own = match options.own.as_slice() {
        [] => t("audit_summary_no_own"),
        [one] => one.clone(),
        more => plural("audit_summary_own", more.len() as f64),
    };
    [
        days(&options.days),
        message("audit_summary_hours", &[&clock(options.day_from), &clock(options.day_to)]),
        plural("audit_summary_weeks", f64::from(options.weeks)),
        plural("audit_summary_sprint", f64::from(options.sprint_weeks)),
        message("audit_summary_deep", &[&number(options.deep_wanted, 1)]),
        own,
    ]
    .join(" · ")
}

/// Days of the week as people say them: a run by its ends.
fn days(days: &[u8]) -> String {
    let name = |day: u8| intl::weekday_short(&language(), i8::try_from(day).unwrap_or(1));
    let runs: Vec<String> = form::runs(days)
        .into_iter()
        .map(|(first, last)| match last.saturating_sub(first) {
            0 => name(first),
            1 => format!("{}, {}", name(first), name(last)),
            _ => message("audit_summary_days", &[&name(first), &name(last)]),
        })
        .collect();
    runs.join(", ")
}

fn own(sheet: Sheet) -> View {
    let field = Field::Own;
    let control = textarea()
        .id(field.id())
        .rows("2")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", format!("{0}-help {0}-error", field.id()))
        .attr("aria-invalid", move || (!sheet.problem(field).is_empty()).then_some("true"))
        .prop("value", move || JsValue::from_str(&sheet.form.with(|form| form.own.clone())))
        .on(events::input, move |event: web_sys::Event| sheet.change(|form| form.own = typed(&event)));
    div()
        .class("field")
        .children((
            label().r#for(field.id()).children(t("audit_own")),
            control,
            notes(sheet, field, "audit_own_help"),
        ))
        .into()
}

fn hours(sheet: Sheet) -> View {
    let day = move |day: u8| {
        let id = format!("audit-day-{day}");
        let on = move || sheet.form.with(|form| form.days.contains(&day));
        span()
            .class("day")
            .children((
                input()
                    .r#type("checkbox")
                    .id(id.clone())
                    .prop("checked", on)
                    .on(events::change, move |_| sheet.change(|form| form.toggle(day))),
                label().r#for(id).children(intl::weekday(&language(), i8::try_from(day).unwrap_or(1))),
            ))
            .into()
    };
    let days: Vec<View> = (1..=7).map(day).collect();
    let time = move |field: Field, name: &'static str| {
        div().class("field").children((
            label().r#for(field.id()).children(t(name)),
            control(sheet, field, "time", None),
            error(sheet, field),
        ))
    };
    (
        fieldset().class("days").attr("aria-describedby", "audit-day-1-error").children((
            legend().children(t("audit_days")),
            div().class("day-list").children(days),
            error(sheet, Field::Days),
        )),
        div().class("row").children((time(Field::From, "audit_from"), time(Field::To, "audit_to"))),
    )
        .into()
}

/// A number. Typed as text, so that what is wrong is kept and named instead of vanishing.
fn line(sheet: Sheet, field: Field, name: &'static str, help: &'static str) -> View {
    div()
        .class("field")
        .children((
            label().r#for(field.id()).children(t(name)),
            control(sheet, field, "text", Some("decimal")),
            notes(sheet, field, help),
        ))
        .into()
}

fn control(sheet: Sheet, field: Field, kind: &'static str, mode: Option<&'static str>) -> View {
    let described = if kind == "time" {
        format!("{}-error", field.id())
    } else {
        format!("{0}-help {0}-error", field.id())
    };
    let set = move |event: web_sys::Event| sheet.change(|form| form.set(field, typed(&event)));
    input()
        .r#type(kind)
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .id(field.id())
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || (!sheet.problem(field).is_empty()).then_some("true"))
        .prop("value", move || JsValue::from_str(&sheet.form.with(|form| form.get(field).to_owned())))
        .on(events::input, set)
        .into()
}

/// Help and fault. The fault's place is always there, so that a screen reader tells of its change.
fn notes(sheet: Sheet, field: Field, help: &'static str) -> View {
    (p().class("help").id(format!("{}-help", field.id())).children(t(help)), error(sheet, field)).into()
}

fn error(sheet: Sheet, field: Field) -> View {
    p().class("error")
        .id(format!("{}-error", field.id()))
        .attr("aria-live", "polite")
        .children(text_of(move || sheet.problem(field)))
        .into()
}

fn typed(event: &web_sys::Event) -> String {
    let target = event.target();
    let line = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<web_sys::HtmlInputElement>().map(|input| input.value()));
    line.or_else(|| target?.dyn_into::<web_sys::HtmlTextAreaElement>().ok().map(|area| area.value()))
        .unwrap_or_default()
}
