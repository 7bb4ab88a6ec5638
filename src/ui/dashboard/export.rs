//! The export: which format, with or without the titles, and the file.

use crate::dashboard::{Model, Notice};
use crate::download;
use crate::modal::modal;
use crate::words::{message, plural, t};
use converel_browser::clock;
use converel_protocol::export;
use converel_protocol::stored::StoredRecord;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use sycamore::web::{bind, events};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Csv,
    Json,
    Ndjson,
}

impl Format {
    const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Ndjson];

    /// Ending of the file's name, and the value of the radio button.
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    fn help(self) -> String {
        t(match self {
            Self::Csv => "dashboard_export_csv",
            Self::Json => "dashboard_export_json",
            Self::Ndjson => "dashboard_export_ndjson",
        })
    }

    fn write(self, records: &[StoredRecord], titles: bool) -> Result<String, export::ExportError> {
        match self {
            Self::Csv => export::csv(records, titles),
            Self::Json => export::json(records, titles, clock::now()),
            Self::Ndjson => export::ndjson(records, titles),
        }
    }
}

/// The dialog; open while `open` is.
pub(super) fn export_dialog(model: Model, open: Signal<bool>) -> View {
    let format = create_signal(Format::Csv);
    let titles = create_signal(false);
    let count = move || model.journal.with(|journal| journal.entries().len());
    let choice = move |own: Format| {
        let id = format!("export-{}", own.ending());
        div().class("choice").children((
            input()
                .r#type("radio")
                .name("format")
                .id(id.clone())
                .value(own.ending())
                .prop("checked", move || format.get() == own)
                .on(events::change, move |_| format.set(own)),
            label().r#for(id).children((
                strong().children(own.ending().to_uppercase()),
                span().class("quiet").children(own.help()),
            )),
        ))
    };
    let save = move |_| {
        let records: Vec<StoredRecord> = model
            .journal
            .with(|journal| journal.entries().iter().map(|entry| entry.record.clone()).collect());
        let name = format!("converel-{}.{}", model.today, format.get().ending());
        let written = format.get().write(&records, titles.get()).map_err(|error| error.to_string());
        let saved = written.and_then(|text| {
            download::save(&name, format.get().media_type(), &text).map_err(|error| format!("{error:?}"))
        });
        model.notice.set(Some(match saved {
            Ok(()) => Notice { text: message("dashboard_exported", &[&name]), failure: false },
            Err(error) => Notice { text: message("dashboard_export_failed", &[&error]), failure: true },
        }));
        open.set(false);
    };
    modal(
        move || open.get(),
        move || open.set(false),
        "export-heading",
        (
            h2().id("export-heading").children(t("dashboard_export_heading")),
            p().class("quiet").children(move || plural("dashboard_export_count", count() as f64)),
            fieldset().children((
                legend().children(t("dashboard_export_format")),
                Format::ALL.map(choice).into_iter().map(Into::into).collect::<Vec<View>>(),
            )),
            div().class("choice").children((
                input().r#type("checkbox").id("export-titles").bind(bind::checked, titles),
                label().r#for("export-titles").children((
                    strong().children(t("dashboard_export_titles")),
                    span().class("quiet").children(t("dashboard_export_titles_help")),
                )),
            )),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .on(events::click, move |_| open.set(false))
                    .children(t("dashboard_cancel")),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("export-save")
                    .on(events::click, save)
                    .children(t("dashboard_export_save")),
            )),
        ),
    )
}
