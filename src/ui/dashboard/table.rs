//! The journal as a table: searched, sorted, a page at a time. On narrow screens a row becomes a card;
//! the roles are written out because a table laid out otherwise loses them in some browsers.

use crate::dashboard::confirm::{Doomed, confirm};
use crate::dashboard::export::export_dialog;
use crate::dashboard::rows::{Column, Entry, Order, Page, arrange};
use crate::dashboard::{Ask, Journal, Model};
use crate::labels;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_protocol::stored::{AgendaLevel, Outcome, StoredRecord};
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

/// The columns, each with its heading and the class of its cells.
const COLUMNS: [(Column, &str, &str); 7] = [
    (Column::When, "dashboard_column_when", "when"),
    (Column::Title, "dashboard_column_title", "title"),
    (Column::Outcome, "dashboard_column_outcome", "outcome"),
    (Column::Advice, "dashboard_column_advice", "advice"),
    (Column::People, "dashboard_column_people", "people"),
    (Column::Length, "dashboard_column_length", "length"),
    (Column::Agenda, "dashboard_column_agenda", "agenda"),
];

/// The section with the table, its tools and its dialogs.
pub(super) fn table(model: Model, ask: Ask) -> View {
    let search = create_signal(String::new());
    let order = create_signal(Order { column: Column::When, ascending: false });
    let number_of_page = create_signal(0_usize);
    let doomed = create_signal(None::<Doomed>);
    let exporting = create_signal(false);

    let entries = create_memo(move || model.journal.with(|journal| journal.entries()));
    let found = create_memo(move || {
        Rc::new(search.with(|search| arrange(&entries.get_clone(), search, order.get())))
    });
    let page = create_memo(move || Page::at(number_of_page.get(), found.with(|found| found.len())));

    let rows = move || {
        let page = page.get();
        let found = found.get_clone();
        found
            .get(page.first..page.end)
            .unwrap_or_default()
            .iter()
            .map(|entry| row(entry, doomed))
            .collect::<Vec<View>>()
    };
    let nothing = move || {
        found
            .with(|found| found.is_empty())
            .then(|| p().class("empty small").children(t("dashboard_nothing_found")).into())
    };
    section()
        .class("journal")
        .attr("aria-labelledby", "journal-heading")
        .children((
            div().class("section-head").children((
                h2().id("journal-heading").children(t("dashboard_journal")),
                tools(search, number_of_page, exporting, doomed, entries),
            )),
            unreadable(model.journal),
            sycamore::web::tags::table().role("table").attr("aria-labelledby", "journal-heading").children((
                thead().role("rowgroup").children(
                    tr().role("row").children((
                        COLUMNS
                            .map(|column| head(column, order, number_of_page))
                            .into_iter()
                            .collect::<Vec<View>>(),
                        th().role("columnheader")
                            .attr("scope", "col")
                            .children(span().class("hidden").children(t("dashboard_column_actions"))),
                    )),
                ),
                tbody().role("rowgroup").children(rows),
            )),
            nothing,
            pager(page, found, number_of_page),
            confirm(doomed, ask),
            export_dialog(model, exporting),
        ))
        .into()
}

/// That some records cannot be read; nothing if all can.
pub(super) fn unreadable(journal: Signal<Journal>) -> View {
    (move || match journal.get_clone() {
        Journal::Read { unreadable, .. } if unreadable > 0 => {
            p().class("hint").children(plural("dashboard_unreadable", f64::from(unreadable))).into()
        }
        _ => View::new(),
    })
    .into()
}

fn tools(
    search: Signal<String>,
    page: Signal<usize>,
    exporting: Signal<bool>,
    doomed: Signal<Option<Doomed>>,
    entries: ReadSignal<Rc<Vec<Rc<Entry>>>>,
) -> View {
    div()
        .class("tools")
        .children((
            label().class("hidden").r#for("search").children(t("dashboard_search")),
            input()
                .r#type("search")
                .id("search")
                .placeholder(t("dashboard_search"))
                .attr("autocomplete", "off")
                .bind(bind::value, search)
                .on(events::input, move |_| page.set(0)),
            button()
                .r#type("button")
                .class("button")
                .id("export")
                .on(events::click, move |_| exporting.set(true))
                .children(t("dashboard_export")),
            button()
                .r#type("button")
                .class("button")
                .id("delete-all")
                .on(events::click, move |_| {
                    doomed.set(Some(Doomed::All(entries.with(|entries| entries.len()))))
                })
                .children(t("dashboard_delete_all")),
        ))
        .into()
}

fn head(
    (column, name, class): (Column, &'static str, &'static str),
    order: Signal<Order>,
    page: Signal<usize>,
) -> View {
    th().role("columnheader")
        .attr("scope", "col")
        .class(class)
        .attr("aria-sort", move || order.get().aria(column))
        .children(
            button()
                .r#type("button")
                .on(events::click, move |_| {
                    order.set(order.get().clicked(column));
                    page.set(0);
                })
                .children((
                    t(name),
                    span().class("arrow").attr("aria-hidden", "true").children(move || {
                        match order.get().aria(column) {
                            "ascending" => "↑",
                            "descending" => "↓",
                            _ => "",
                        }
                    }),
                )),
        )
        .into()
}

fn row(entry: &Rc<Entry>, doomed: Signal<Option<Doomed>>) -> View {
    let record = &entry.record;
    let title = if record.title.is_empty() {
        span().class("quiet").children(t("dashboard_no_title"))
    } else {
        // A title keeps its own direction, whatever the page's.
        span().attr("dir", "auto").children(record.title.clone())
    };
    let name = if record.title.is_empty() { t("dashboard_no_title") } else { record.title.clone() };
    let whole = Rc::clone(entry);
    tr().role("row")
        .children((
            cell("when", intl::date_time(&language(), record.at)),
            cell("title", (title, small(entry.words.site.clone()))),
            cell(
                "outcome",
                (
                    span().class(pill(record.outcome)).children(entry.words.outcome.clone()),
                    small(entry.words.detail.clone()),
                ),
            ),
            value("advice", String::new(), entry.words.advice.clone()),
            value("people", t("dashboard_column_people"), people(record)),
            length(record),
            value("agenda", t("dashboard_column_agenda"), agenda(record)),
            cell(
                "act",
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .attr("aria-label", message("dashboard_delete_row", &[&name]))
                    .attr("title", t("dashboard_delete"))
                    .on(events::click, move |_| doomed.set(Some(Doomed::One(Rc::clone(&whole)))))
                    .children("×"),
            ),
        ))
        .into()
}

fn cell(class: &'static str, content: impl Into<View>) -> View {
    td().role("cell").class(class).children(content).into()
}

/// A cell that may be empty, with its column's name for where the heads are not above it.
fn value(class: &'static str, name: String, content: String) -> View {
    let class = if content.is_empty() { format!("{class} none") } else { class.to_owned() };
    td().role("cell").class(class).attr("data-name", name).children(dash(content)).into()
}

fn small(text: String) -> View {
    if text.is_empty() { View::new() } else { span().class("detail").children(text).into() }
}

fn dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}

fn pill(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Replaced | Outcome::Improved | Outcome::Cancelled => "pill good",
        Outcome::SentAnyway | Outcome::Unchecked => "pill warn",
        Outcome::Passed | Outcome::Sent | Outcome::Returned => "pill",
    }
}

fn people(record: &StoredRecord) -> String {
    let count = number(f64::from(record.people), 0);
    match (record.people, record.people_at_least) {
        (0, _) => String::new(),
        (_, true) => message("dashboard_at_least", &[&count]),
        (_, false) => count,
    }
}

fn length(record: &StoredRecord) -> View {
    let Some(minutes) = record.minutes else { return value("length", String::new(), String::new()) };
    let minutes = message("dashboard_minutes", &[&number(f64::from(minutes), 0)]);
    cell("length", (minutes, small(record.frequency.map(labels::frequency).unwrap_or_default())))
}

fn agenda(record: &StoredRecord) -> String {
    let (before, after) = (record.agenda_before, record.agenda_after);
    if record.outcome == Outcome::Unchecked {
        String::new()
    } else if before == after || after == AgendaLevel::None {
        labels::agenda(after)
    } else {
        message("dashboard_agenda_change", &[&labels::agenda(before), &labels::agenda(after)])
    }
}

fn pager(
    page: ReadSignal<Page>,
    found: ReadSignal<Rc<Vec<Rc<Entry>>>>,
    number_of_page: Signal<usize>,
) -> View {
    let shown = move || {
        let page = page.get();
        let count = |count: usize| number(count as f64, 0);
        let all = found.with(|found| found.len());
        if all == 0 {
            String::new()
        } else {
            message("dashboard_page_shown", &[&count(page.first + 1), &count(page.end), &count(all)])
        }
    };
    let step = move |name: &'static str, sign: &'static str, to: fn(Page) -> Option<usize>| {
        button()
            .r#type("button")
            .class("icon-button")
            .attr("aria-label", t(name))
            .attr("title", t(name))
            .attr("aria-disabled", move || to(page.get()).is_none().then_some("true"))
            .on(events::click, move |_| {
                if let Some(number) = to(page.get()) {
                    number_of_page.set(number);
                }
            })
            .children(span().class("flip").attr("aria-hidden", "true").children(sign))
    };
    div()
        .class("pager")
        .children((
            p().role("status").children(shown),
            div().bool_attr("hidden", move || page.get().of == 1).children((
                step("dashboard_page_before", "‹", |page| page.number.checked_sub(1)),
                step("dashboard_page_after", "›", |page| {
                    Some(page.number + 1).filter(|next| *next < page.of)
                }),
            )),
        ))
        .into()
}
