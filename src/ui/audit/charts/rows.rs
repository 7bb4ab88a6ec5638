//! Rows one below the other: a name, what it comes to, and a bar on a rail.

use super::paper::{Anchor, Paper};
use super::scale::{fitting, width_of};
use sycamore::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// In words.
    pub(crate) value: String,
    pub(crate) class: &'static str,
    /// The part of the rail that is filled, 0 to 1.
    pub(crate) share: f64,
}

/// The height of one row.
const ROW: f64 = 34.0;
/// From a row's top to the base line of its words, and to its bar.
const BASE: f64 = 12.0;
const BAR: f64 = 18.0;
const THICK: f64 = 8.0;

/// Draws the rows.
pub(crate) fn rows(paper: Paper, rows: &[Row], label: String) -> View {
    let mut marks = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let top = ROW * index as f64;
        let room = paper.width - width_of(&row.value) - 12.0;
        marks.push(paper.words("name", 0.0, top + BASE, Anchor::Start, fitting(&row.name, room)));
        marks.push(paper.words("amount", paper.width, top + BASE, Anchor::End, row.value.clone()));
        let bar = |class, width| paper.round_bar(class, (0.0, top + BAR), (width, THICK), THICK / 2.0);
        marks.push(bar("rail", paper.width));
        if row.share > 0.0 {
            // What is there is seen, however little it is.
            marks.push(bar(row.class, (paper.width * row.share.min(1.0)).max(3.0)));
        }
    }
    let height = ROW * rows.len().max(1) as f64 - (ROW - BAR - THICK);
    paper.drawing(height, label, marks)
}
