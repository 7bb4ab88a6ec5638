//! The settings' page: a form that says beside each field what is wrong with it, and stores nothing
//! until it is asked to; and below it the calendars by address, what was learned, and the backup.

pub(crate) mod calendars;
mod fields;
pub(crate) mod form;
mod learned;
mod tools;

use crate::backup;
use crate::dashboard::{Ask, Model, Wish, focus};
use crate::words::{message, t};
use converel_browser::listen;
use converel_protocol::settings::Strength;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

use crate::template::Fault;
use fields::{Text, check_box, group, number_field, text_area, text_field};
use form::{Field, Form, Problem};

/// The form while it is filled in. Copies are the same form.
#[derive(Clone, Copy)]
struct Sheet {
    /// As it is typed.
    form: Signal<Form>,
    /// As it is stored.
    stored: Signal<Form>,
    /// What is wrong, once saving was tried; kept true from then on.
    wrong: Signal<Vec<(Field, Problem)>>,
}

impl Sheet {
    fn changed(self) -> bool {
        self.form.with(|form| self.stored.with(|stored| form != stored))
    }

    /// The same where nothing reacts to it.
    fn changed_untracked(self) -> bool {
        self.form.with_untracked(|form| self.stored.with_untracked(|stored| form != stored))
    }

    fn change(self, change: impl FnOnce(&mut Form)) {
        self.form.update(change);
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            self.wrong.set(self.form.with_untracked(Form::check).err().unwrap_or_default());
        }
    }

    /// What is wrong with a field, in words; empty if nothing is.
    fn problem(self, field: Field) -> String {
        self.wrong.with(|wrong| {
            wrong.iter().find(|(of, _)| *of == field).map(|(_, problem)| words(problem)).unwrap_or_default()
        })
    }
}

/// The page.
pub(crate) fn settings(model: Model, ask: Ask, (backup, keeper): (backup::Model, backup::Ask)) -> View {
    let sheet = Sheet {
        form: create_signal(Form::default()),
        stored: create_signal(Form::default()),
        wrong: create_signal(Vec::new()),
    };
    let read = create_signal(false);
    create_effect(move || {
        let Some(settings) = model.settings.get_clone() else { return };
        let fresh = Form::from(&settings);
        // What another tab stored does not wipe away what is being typed here.
        if !read.get_untracked() || !sheet.changed_untracked() {
            sheet.form.set(fresh.clone());
        }
        sheet.stored.set(fresh);
        read.set(true);
    });
    warn_before_leaving(sheet);

    let beside = div().class("settings").children((
        calendars::calendars(model, Rc::clone(&ask)),
        learned::learned(model, Rc::clone(&ask)),
        backup::backup(backup, keeper),
    ));
    let save = move || match sheet.form.with_untracked(Form::check) {
        Ok(settings) => {
            sheet.wrong.set(Vec::new());
            ask(Wish::Save(Box::new(settings)));
        }
        Err(wrong) => {
            let first = wrong.first().map(|(field, _)| fields::id(*field));
            sheet.wrong.set(wrong);
            if let Some(first) = first {
                focus(&first);
            }
        }
    };
    let settings = form()
        .class("settings")
        .attr("novalidate", "")
        .on(events::submit, move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            save();
        })
        .children((
            h1().children(t("settings_heading")),
            gate_group(sheet),
            exemptions_group(sheet),
            you_group(sheet),
            cost_group(sheet),
            tools::tools(sheet),
            save_bar(sheet),
        ));
    (settings, beside).into()
}

fn gate_group(sheet: Sheet) -> View {
    let strength = move |own: Strength, id: &'static str, name: &'static str, help: &'static str| {
        div().class("choice").children((
            input()
                .r#type("radio")
                .name("strength")
                .id(id)
                .prop("checked", move || sheet.form.with(|form| form.strength == own))
                .on(events::change, move |_| sheet.change(|form| form.strength = own)),
            label().r#for(id).children((strong().children(t(name)), span().class("quiet").children(t(help)))),
        ))
    };
    group(
        "settings_gate",
        (
            fieldset().children((
                legend().children(t("settings_strength")),
                strength(Strength::Prompt, "strength-prompt", "settings_prompt", "settings_prompt_help"),
                strength(
                    Strength::ReasonRequired,
                    "strength-reason",
                    "settings_reason",
                    "settings_reason_help",
                ),
            )),
            div().class("row").children((
                number_field(
                    sheet,
                    Field::AudienceLimit,
                    "settings_audience_limit",
                    "settings_audience_limit_help",
                    Text {
                        get: |form| form.audience_limit.clone(),
                        set: |form, text| form.audience_limit = text,
                    },
                ),
                number_field(
                    sheet,
                    Field::SmallestAudience,
                    "settings_smallest_audience",
                    "settings_smallest_audience_help",
                    Text {
                        get: |form| form.smallest_audience.clone(),
                        set: |form, text| form.smallest_audience = text,
                    },
                ),
                number_field(
                    sheet,
                    Field::ShortestMinutes,
                    "settings_shortest_minutes",
                    "settings_shortest_minutes_help",
                    Text {
                        get: |form| form.shortest_minutes.clone(),
                        set: |form, text| form.shortest_minutes = text,
                    },
                ),
            )),
            check_box(
                sheet,
                "confirm-passes",
                "settings_confirm_passes",
                "settings_confirm_passes_help",
                |form| &mut form.confirm_passes,
            ),
        ),
    )
}

fn exemptions_group(sheet: Sheet) -> View {
    group(
        "settings_exempt",
        (
            p().class("quiet").children(t("settings_exempt_help")),
            check_box(
                sheet,
                "exempt-one-to-one",
                "settings_one_to_one",
                "settings_one_to_one_help",
                |form| &mut form.one_to_one,
            ),
            check_box(sheet, "exempt-social", "settings_social", "settings_social_help", |form| {
                &mut form.social
            }),
            check_box(sheet, "exempt-interview", "settings_interview", "settings_interview_help", |form| {
                &mut form.interview
            }),
            text_area(
                sheet,
                "exempt-titles",
                None,
                "settings_exempt_titles",
                "settings_exempt_titles_help",
                Text { get: |form| form.exempt_titles.clone(), set: |form, text| form.exempt_titles = text },
            ),
        ),
    )
}

fn you_group(sheet: Sheet) -> View {
    let id = fields::id(Field::OwnAddresses);
    group(
        "settings_you",
        text_area(
            sheet,
            &id,
            Some(Field::OwnAddresses),
            "settings_own_addresses",
            "settings_own_addresses_help",
            Text { get: |form| form.own_addresses.clone(), set: |form, text| form.own_addresses = text },
        ),
    )
}

fn cost_group(sheet: Sheet) -> View {
    group(
        "settings_cost",
        div().class("row").children((
            text_field(
                sheet,
                Field::HourlyRate,
                "settings_rate",
                "settings_rate_help",
                Text { get: |form| form.hourly_rate.clone(), set: |form, text| form.hourly_rate = text },
            ),
            text_field(
                sheet,
                Field::Currency,
                "settings_currency",
                "settings_currency_help",
                Text { get: |form| form.currency.clone(), set: |form, text| form.currency = text },
            ),
        )),
    )
}

/// What was changed, and the means to store it or to take it back. Always in the same place.
fn save_bar(sheet: Sheet) -> View {
    let state = move || {
        let wrong = sheet.wrong.with(Vec::len);
        if wrong > 0 {
            crate::words::plural("settings_wrong", wrong as f64)
        } else if sheet.changed() {
            t("settings_changed")
        } else {
            t("settings_all_saved")
        }
    };
    let unchanged = move || (!sheet.changed()).then_some("true");
    div()
        .class(move || if sheet.changed() { "save-bar changed" } else { "save-bar" })
        .children((
            p().role("status").children(state),
            button()
                .r#type("button")
                .class("button")
                .attr("aria-disabled", unchanged)
                .on(events::click, move |_| {
                    sheet.form.set(sheet.stored.get_clone_untracked());
                    sheet.wrong.set(Vec::new());
                })
                .children(t("settings_discard")),
            button().r#type("submit").class("button primary").id("save").children(t("settings_save")),
        ))
        .into()
}

/// The browser asks before a page with unsaved changes is closed.
fn warn_before_leaving(sheet: Sheet) {
    if let Some(window) = web_sys::window() {
        let listener = listen::on(&window, "beforeunload", move |event| {
            if sheet.changed_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || drop(listener));
    }
}

/// What is wrong, in words.
pub(crate) fn words(problem: &Problem) -> String {
    match problem {
        Problem::WholeNumber(low, high) => {
            message("settings_error_whole_number", &[&low.to_string(), &high.to_string()])
        }
        Problem::Amount => t("settings_error_amount"),
        Problem::CurrencyMissing => t("settings_error_currency_missing"),
        Problem::TooLong(most) => message("settings_error_too_long", &[&most.to_string()]),
        Problem::MailAddress(line) => message("settings_error_mail_address", &[line]),
        Problem::NameMissing => t("settings_error_name_missing"),
        Problem::Address(Fault::NotHttps) => t("settings_error_not_https"),
        Problem::Address(Fault::NoHost) => t("settings_error_no_host"),
        Problem::Address(Fault::Characters) => t("settings_error_characters"),
        Problem::Address(Fault::Placeholder(name)) => {
            message("settings_error_placeholder", &[&format!("{{{name}}}")])
        }
    }
}
