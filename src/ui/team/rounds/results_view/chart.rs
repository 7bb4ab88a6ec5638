//! A small chart of rows, with the same as a table.

use crate::audit::charts::frame::{Table, as_table, drawn_table, room};
use crate::audit::charts::rows::{self, Row};
use crate::words::{message, t};
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// What makes a chart.
pub(super) struct Chart<'a> {
    /// Of what it tells: a question's id, or another name of its own.
    pub(super) id: &'a str,
    /// Its title, and whether the words are somebody else's.
    pub(super) title: (String, bool),
    /// What it shows, in a sentence.
    pub(super) finding: String,
    /// What is drawn.
    pub(super) rows: Vec<Row>,
    /// The columns of the table: names of messages.
    pub(super) head: &'a [&'a str],
    /// Its rows.
    pub(super) cells: Vec<Vec<String>>,
}

/// The figure.
pub(super) fn chart(chart: Chart<'_>) -> View {
    let Chart { id, title: (title, foreign), finding, rows, head, cells } = chart;
    let head = head.iter().map(|name| t(name)).collect();
    let label =
        if finding.is_empty() { title.clone() } else { message("audit_chart_label", &[&title, &finding]) };
    let table = as_table(&title, drawn_table(&title, Table { head, rows: cells }));
    figure()
        .class("audit-chart result")
        .attr("data-question", id.to_owned())
        .children((
            figcaption().children((
                h5().attr("dir", foreign.then_some("auto")).children(title),
                if finding.is_empty() { View::new() } else { p().class("finding").children(finding).into() },
            )),
            room(move |paper| rows::rows(paper, &rows, label.clone())),
            div().class("below").children(table),
        ))
        .into()
}
