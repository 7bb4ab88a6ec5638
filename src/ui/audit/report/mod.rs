//! The report: the audit as Markdown for a handbook, as a page that prints well, and its numbers as CSV and JSON. What
//! it says is composed by pure functions of the audit; here are the buttons.

mod compose;
#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

use crate::audit::Model;
use crate::audit::board::audit;
use crate::document::words::Screen;
use crate::document::{markdown, page};
use crate::download;
use crate::lean::{derived, text_of};
use crate::words::{message, t};
use converel_browser::clock;
use converel_protocol::audit::export;
use converel_protocol::audit::numbers::Audit;
use jiff::civil::Date;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Markdown,
    Html,
    Csv,
    Json,
}

impl Format {
    const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Csv, Self::Json];

    fn id(self) -> &'static str {
        match self {
            Self::Markdown => "report-markdown",
            Self::Html => "report-html",
            Self::Csv => "report-csv",
            Self::Json => "report-json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// What it is called, and what it is good for.
    fn words(self) -> (String, String) {
        match self {
            Self::Markdown => (t("audit_report_markdown"), t("audit_report_markdown_help")),
            Self::Html => (t("audit_report_html"), t("audit_report_html_help")),
            Self::Csv => (t("audit_report_csv"), t("audit_report_csv_help")),
            Self::Json => (t("audit_report_json"), t("audit_report_json_help")),
        }
    }

    fn write(self, audit: &Audit, names: bool) -> Result<String, String> {
        match self {
            Self::Markdown => Ok(markdown(&compose::compose(audit, names, &Screen))),
            Self::Html => Ok(page(&compose::compose(audit, names, &Screen))),
            Self::Csv => export::csv(audit, names).map_err(|error| error.to_string()),
            Self::Json => export::json(audit, names, clock::now()).map_err(|error| error.to_string()),
        }
    }
}

/// The file's name, with the day that it was made on.
fn file_name(today: Date, format: Format) -> String {
    format!("converel-audit-{today}.{}", format.ending())
}

/// The report's part of the page.
pub(super) fn report(model: Model) -> View {
    let names = create_signal(false);
    let done = create_signal((String::new(), false));
    let has_names = derived(move || {
        audit(model).is_some_and(|audit| {
            audit.cards.iter().any(|card| !card.title.is_empty())
                || audit.inviters.iter().any(|inviter| !inviter.name.is_empty())
        })
    });
    let save = move |format: Format| {
        let Some(audit) = untrack(|| audit(model)) else { return };
        let name = file_name(model.today, format);
        let with = names.get_untracked() && has_names.get_untracked();
        let saved = format.write(&audit, with).and_then(|text| {
            download::save(&name, format.media_type(), &text).map_err(|error| format!("{error:?}"))
        });
        done.set(match saved {
            Ok(()) => (message("dashboard_exported", &[&name]), false),
            Err(error) => (message("dashboard_export_failed", &[&error]), true),
        });
    };
    let offer = move |format: Format| {
        let (name, help) = format.words();
        let described = format!("{}-help", format.id());
        li().children((
            button()
                .r#type("button")
                .class(if format == Format::Html { "button primary" } else { "button" })
                .id(format.id())
                .attr("aria-describedby", described.clone())
                .on(events::click, move |_| save(format))
                .children(name),
            p().class("help").id(described).children(help),
        ))
        .into()
    };
    section()
        .id("audit-report")
        .class("audit-report")
        .attr("aria-labelledby", "audit-report-heading")
        .children((
            h2().id("audit-report-heading").children(t("audit_report")),
            p().class("quiet intro").children(t("audit_report_intro")),
            div().class("choice").children((
                input()
                    .r#type("checkbox")
                    .id("report-names")
                    .bool_attr("disabled", move || !has_names.get())
                    .bind(bind::checked, names),
                label().r#for("report-names").children((
                    strong().children(t("audit_report_names")),
                    span().class("quiet").children(text_of(move || {
                        t(if has_names.get() { "audit_report_names_help" } else { "audit_report_no_names" })
                    })),
                )),
            )),
            ul().class("formats").children(Format::ALL.map(offer).into_iter().collect::<Vec<View>>()),
            p().class(move || if done.with(|done| done.1) { "error" } else { "help" })
                .role("status")
                .children(text_of(move || done.with(|done| done.0.clone()))),
        ))
        .into()
}
