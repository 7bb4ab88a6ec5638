//! The options in the form: rows that are added and taken away, and which of them is recommended.

use crate::dashboard::focus;
use crate::lean::live;
use crate::words::{message, t};
use converel_protocol::team::decision::Choice;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};
use wasm_bindgen_futures::spawn_local;

/// A row.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Row {
    /// Names the row's elements.
    key: u32,
    name: Signal<String>,
    text: Signal<String>,
}

/// The rows. Copies are the same rows.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    rows: Signal<Vec<Row>>,
    /// The key of the row that is recommended.
    recommended: Signal<Option<u32>>,
    last: Signal<u32>,
    /// The page's form: a row's words outlive the drawing of its list.
    scope: NodeHandle,
}

impl Rows {
    /// The rows of these options; where there are none, two that are empty.
    pub(super) fn of(options: &[Choice], recommended: Option<u32>) -> Self {
        let rows = Self {
            rows: create_signal(Vec::new()),
            recommended: create_signal(None),
            last: create_signal(0),
            scope: use_current_scope(),
        };
        let none = [Choice::default(), Choice::default()];
        for option in if options.is_empty() { &none[..] } else { options } {
            rows.add(option);
        }
        let key = recommended.and_then(|place| {
            rows.rows.with_untracked(|rows| rows.get(usize::try_from(place).ok()?).map(|row| row.key))
        });
        rows.recommended.set(key);
        rows
    }

    fn add(self, option: &Choice) -> u32 {
        let key = self.last.get_untracked().saturating_add(1);
        self.last.set(key);
        let (name, text) =
            self.scope.run_in(|| (create_signal(option.name.clone()), create_signal(option.text.clone())));
        self.rows.update(|rows| rows.push(Row { key, name, text }));
        key
    }

    /// The options, with the place of the recommended one.
    pub(super) fn options(self) -> (Vec<Choice>, Option<u32>) {
        let rows = self.rows.get_clone_untracked();
        let recommended = self.recommended.get_untracked();
        let place = rows.iter().position(|row| Some(row.key) == recommended);
        let option =
            |row: &Row| Choice { name: row.name.get_clone_untracked(), text: row.text.get_clone_untracked() };
        (rows.iter().map(option).collect(), place.and_then(|place| u32::try_from(place).ok()))
    }

    /// The part of the form.
    pub(super) fn view(self) -> View {
        let list = live(move || {
            let rows = self.rows.get_clone();
            let items: Vec<View> =
                rows.iter().enumerate().map(|(place, row)| self.row(place, *row)).collect();
            ol().class("option-rows").children(items).into()
        });
        fieldset()
            .class("options-field")
            .children((
                legend().children(t("team_decision_options")),
                p().class("help").children(t("team_decision_options_help")),
                list,
                button()
                    .r#type("button")
                    .class("button")
                    .id("decision-option-add")
                    .on(events::click, move |_| {
                        let key = self.add(&Choice::default());
                        spawn_local(async move { focus(&format!("decision-option-{key}")) });
                    })
                    .children(t("team_decision_option_add")),
            ))
            .into()
    }

    fn row(self, place: usize, row: Row) -> View {
        let number = (place + 1).to_string();
        let (name_id, text_id) =
            (format!("decision-option-{}", row.key), format!("decision-option-text-{}", row.key));
        let recommended_id = format!("decision-recommended-{}", row.key);
        let remove = move |_: web_sys::MouseEvent| {
            self.rows.update(|rows| rows.retain(|other| other.key != row.key));
            if self.recommended.get_untracked() == Some(row.key) {
                self.recommended.set(None);
            }
            spawn_local(async { focus("decision-option-add") });
        };
        li().class("option-row")
            .children((
                div().class("field").children((
                    label().r#for(name_id.clone()).children(message("team_decision_option_name", &[&number])),
                    input()
                        .r#type("text")
                        .id(name_id)
                        .attr("dir", "auto")
                        .attr("autocomplete", "off")
                        .bind(bind::value, row.name),
                )),
                div().class("field").children((
                    label().r#for(text_id.clone()).children(message("team_decision_option_text", &[&number])),
                    textarea().id(text_id).attr("rows", "2").attr("dir", "auto").bind(bind::value, row.text),
                )),
                div().class("option-end").children((
                    div().class("choice").children((
                        input()
                            .r#type("radio")
                            .name("decision-recommended")
                            .id(recommended_id.clone())
                            .prop("checked", move || self.recommended.get() == Some(row.key))
                            .on(events::change, move |_| self.recommended.set(Some(row.key))),
                        label()
                            .r#for(recommended_id)
                            .children(message("team_decision_option_recommended", &[&number])),
                    )),
                    button()
                        .r#type("button")
                        .class("quiet-button")
                        .attr("aria-label", message("team_decision_option_remove", &[&number]))
                        .on(events::click, remove)
                        .children("×"),
                )),
            ))
            .into()
    }
}
