//! Columns side by side, one for each week, in layers; with an axis of hours and a line to hold them against.

use super::paper::{Anchor, Paper};
use super::scale::{every, roomy, ticks, width_of};
use crate::words::number;
use sycamore::prelude::*;

/// One week.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Below it.
    pub(super) day: String,
    /// Below that, where it is not empty.
    pub(super) month: String,
    /// From below: class and hours.
    pub(super) layers: Vec<(&'static str, f64)>,
    /// All of it in words.
    pub(super) title: String,
}

const HEIGHT: f64 = 190.0;
const TOP: f64 = 8.0;
/// Room for two lines of labels.
const BOTTOM: f64 = 40.0;
const GAP: f64 = 6.0;

/// Draws the columns, and a line of this class at so many hours.
pub(super) fn columns(paper: Paper, columns: &[Column], line: (&'static str, f64), label: String) -> View {
    let sum = |column: &Column| column.layers.iter().map(|(_, hours)| hours).sum::<f64>();
    let most = columns.iter().map(sum).fold(line.1, f64::max);
    let ticks = ticks(most);
    let top_value = ticks.last().copied().unwrap_or(1.0);
    let y = |hours: f64| HEIGHT - BOTTOM - hours / top_value * (HEIGHT - BOTTOM - TOP);
    let names: Vec<String> = ticks.iter().map(|tick| number(*tick, 1)).collect();
    let gutter = names.iter().map(|name| width_of(name)).fold(0.0, f64::max) + 8.0;
    let mut marks = Vec::new();
    for (tick, name) in ticks.iter().zip(names) {
        let class = if *tick == 0.0 { "axis" } else { "grid" };
        marks.push(paper.level_line(class, gutter, paper.width, y(*tick)));
        marks.push(paper.words("tick-label", gutter - 8.0, y(*tick) + 4.0, Anchor::End, name));
    }

    let slot = (paper.width - gutter) / columns.len().max(1) as f64;
    let width = (slot * 0.72).clamp(1.0, 36.0);
    let middle = |index: usize| gutter + slot * (index as f64 + 0.5);
    for (index, column) in columns.iter().enumerate() {
        let mut below = 0.0;
        for (class, hours) in &column.layers {
            // A hair of the ground between layers, for whom the two colours are one.
            let seam = if below > 0.0 { 1.0 } else { 0.0 };
            let height = y(below) - y(below + hours) - seam;
            let top = y(below + hours);
            if *hours > 0.0 {
                marks.push(paper.bar(
                    class,
                    (middle(index) - width / 2.0, top),
                    (width, height),
                    &column.title,
                ));
            }
            below += hours;
        }
    }
    if line.1 > 0.0 {
        marks.push(paper.level_line(line.0, gutter, paper.width, y(line.1)));
    }
    let mut below = |index: usize, row: f64, name: &str| {
        // The last one does not stand out over the edge.
        let x = middle(index).min(paper.width - width_of(name) / 2.0);
        let y = HEIGHT - BOTTOM + 16.0 + 15.0 * row;
        marks.push(paper.words("tick-label", x, y, Anchor::Middle, name.to_owned()));
    };
    let places = |of: fn(&Column) -> &str| -> Vec<(f64, f64)> {
        columns.iter().enumerate().map(|(index, column)| (middle(index), width_of(of(column)))).collect()
    };
    for (index, column) in columns.iter().enumerate().step_by(every(&places(|column| &column.day), GAP)) {
        below(index, 0.0, &column.day);
    }
    let months: Vec<(usize, &str)> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| (index, column.month.as_str()))
        .filter(|(_, month)| !month.is_empty())
        .collect();
    let months_places: Vec<(f64, f64)> =
        months.iter().map(|(index, month)| (middle(*index), width_of(month))).collect();
    for ((index, month), has_room) in months.into_iter().zip(roomy(&months_places, GAP)) {
        if has_room {
            below(index, 1.0, month);
        }
    }
    paper.drawing(HEIGHT, label, marks)
}
