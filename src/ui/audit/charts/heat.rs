//! The heat map: a row for each weekday, a cell for each hour, darker the more of it goes to meetings; working hours
//! are framed.

use super::paper::{Anchor, Paper};
use super::scale::{Extent, every, level, width_of};
use crate::words::{language, message, number};
use converel_browser::intl;
use sycamore::prelude::*;

/// The classes of the steps, from nothing to the whole hour.
pub(super) const LEVELS: [&str; 5] = ["level-0", "level-1", "level-2", "level-3", "level-4"];

const CELL: f64 = 26.0;
const TOP: f64 = 20.0;
const SEAM: f64 = 2.0;

/// Working hours, minutes after midnight, and the runs of working days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Working {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) days: Vec<u8>,
}

/// Draws the map of mean minutes.
pub(super) fn heat(
    paper: Paper,
    heat: &[Vec<f64>],
    extent: &Extent,
    working: &Working,
    label: String,
) -> View {
    let names: Vec<String> = extent.days.iter().map(|day| short_name(*day)).collect();
    let gutter = names.iter().map(|name| width_of(name)).fold(0.0, f64::max) + 12.0;
    let slot = (paper.width - gutter) / f64::from(extent.to.saturating_sub(extent.from).max(1));
    let x = |hour: f64| gutter + slot * (hour - f64::from(extent.from));
    let y = |row: usize| TOP + CELL * row as f64;
    let mut marks = Vec::new();

    let hours: Vec<(f64, String)> =
        (extent.from..extent.to).map(|hour| (x(f64::from(hour)), intl::hour(&language(), hour))).collect();
    let places: Vec<(f64, f64)> =
        hours.iter().map(|(start, name)| (start + width_of(name) / 2.0, width_of(name))).collect();
    let step = every(&places, 8.0);
    for (start, name) in hours.into_iter().step_by(step) {
        if start + width_of(&name) <= paper.width {
            marks.push(paper.words("tick-label", start, 12.0, Anchor::Start, name));
        }
    }
    for (row, (day, name)) in extent.days.iter().zip(names).enumerate() {
        marks.push(paper.words("name", 0.0, y(row) + CELL / 2.0 + 4.0, Anchor::Start, name));
        for hour in extent.from..extent.to {
            let minutes = minutes(heat, *day, hour);
            let class = LEVELS.get(level(minutes)).copied().unwrap_or_default();
            let place = (x(f64::from(hour)) + SEAM / 2.0, y(row) + SEAM / 2.0);
            marks.push(paper.bar(class, place, (slot - SEAM, CELL - SEAM), &cell_words(*day, hour, minutes)));
        }
    }
    let mut row = 0;
    while let Some(day) = extent.days.get(row) {
        let run = extent.days.iter().skip(row).take_while(|day| working.days.contains(day)).count();
        if run == 0 || !working.days.contains(day) {
            row += 1;
            continue;
        }
        let (from, to) = (x(f64::from(working.from) / 60.0), x(f64::from(working.to) / 60.0));
        // Half a seam inside, so that the frame is not cut at the drawing's edge.
        marks.push(paper.round_bar("working", (from, y(row)), (to - from, CELL * run as f64), 4.0));
        row += run;
    }
    paper.drawing(TOP + CELL * extent.days.len() as f64 + 1.0, label, marks)
}

/// Mean minutes of this hour of this weekday.
pub(super) fn minutes(heat: &[Vec<f64>], day: u8, hour: u32) -> f64 {
    let row = heat.get(usize::from(day).saturating_sub(1));
    row.and_then(|row| row.get(hour as usize)).copied().unwrap_or_default()
}

/// "Tue at 10:00: 42 minutes on average"
fn cell_words(day: u8, hour: u32, minutes: f64) -> String {
    message(
        "audit_heat_cell",
        &[&short_name(day), &intl::clock_time(&language(), hour * 60), &number(minutes, 0)],
    )
}

fn short_name(day: u8) -> String {
    intl::weekday_short(&language(), i8::try_from(day).unwrap_or(1))
}
