//! What came of every cycle: each promise against what an import showed of it, with the figures before and then, as a
//! table and as a line; and each practice against what a later round showed of it.

use super::practices::{PRACTICE_COLUMNS, PracticeRow, practice_cells, practice_rows};
use crate::audit::board::phrases;
use crate::document::words::{Screen, Words, moment};
use crate::lean::live;
use crate::words::{message, t};
use converel_protocol::audit::kept::{Cycle, Kept, Look, Measure, Outcome, Promise};
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// One line of the history: a promise, and what one look showed of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row<'a> {
    /// The cycle.
    pub cycle: &'a Cycle,
    /// The promise.
    pub promise: &'a Promise,
    /// The look and what it showed; `None`: nobody has looked yet.
    pub look: Option<(&'a Look, Outcome)>,
}

/// The lines, the newest cycle first, in it the looks in their order.
pub(crate) fn rows(cycles: &[Cycle]) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for cycle in cycles.iter().rev() {
        for look in &cycle.looks {
            for (promise, outcome) in cycle.promises.iter().zip(&look.outcomes) {
                rows.push(Row { cycle, promise, look: Some((look, *outcome)) });
            }
        }
        if cycle.looks.is_empty() {
            rows.extend(cycle.promises.iter().map(|promise| Row { cycle, promise, look: None }));
        }
    }
    rows
}

/// A line's cells in words, in the order of [`COLUMNS`]; without the meeting's title, which is not our words.
pub(crate) fn cells(words: &dyn Words, row: &Row<'_>) -> [String; COLUMNS.len()] {
    let pair = |before: Option<f64>, now: Option<f64>| {
        let say = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| words.number(value, 1));
        words.message("audit_history_before_now", &[&say(before), &say(now)])
    };
    let Row { cycle, promise, look } = row;
    let measure = look.map(|(look, _)| look.measure);
    [
        phrases::change(words, promise.change, None),
        moment(words, cycle.at),
        look.map(|(look, _)| seen(words, look)).unwrap_or_else(|| words.text("audit_history_not_looked")),
        look.map(|(_, outcome)| phrases::kept(words, outcome.kept)).unwrap_or_else(|| "–".to_owned()),
        pair(Some(promise.hours_returned), look.map(|(_, outcome)| outcome.hours_returned)),
        pair(cycle.before.map(|before| before.hours_per_week), measure.map(|now| now.hours_per_week)),
        pair(cycle.before.map(|before| before.blocks_per_week), measure.map(|now| now.blocks_per_week)),
    ]
}

/// The day of a look, and that it lies in the dip.
fn seen(words: &dyn Words, look: &Look) -> String {
    let day = moment(words, look.at);
    if look.dip { words.message("audit_history_dip", &[&day]) } else { day }
}

/// The columns' headings.
pub(crate) const COLUMNS: [&str; 7] = [
    "audit_history_promise",
    "audit_history_begun",
    "audit_history_look",
    "audit_history_kept",
    "audit_history_hours",
    "audit_history_week",
    "audit_history_blocks",
];

/// The history; nothing before the first cycle.
pub(super) fn history(cycles: ReadSignal<Vec<Cycle>>) -> View {
    live(move || {
        let cycles = cycles.get_clone();
        if cycles.is_empty() {
            return View::new();
        }
        let (promises, practices) = (rows(&cycles), practice_rows(&cycles));
        section()
            .class("history")
            .attr("aria-labelledby", "audit-history-heading")
            .children((
                h3().id("audit-history-heading").children(t("audit_history")),
                line(&cycles),
                drawn("audit-history", &COLUMNS, promises.iter().map(promise_line).collect()),
                drawn("audit-practices", &PRACTICE_COLUMNS, practices.iter().map(practice_line).collect()),
            ))
            .into()
    })
}

/// A line of a table, as it is drawn.
struct Line {
    /// By column.
    cells: Vec<String>,
    /// The meeting's title, beneath the first cell.
    detail: String,
    /// What came of it.
    kept: Option<Kept>,
    dip: bool,
}

fn promise_line(row: &Row<'_>) -> Line {
    Line {
        cells: cells(&Screen, row).into(),
        detail: row.promise.title.clone(),
        kept: row.look.map(|(_, outcome)| outcome.kept),
        dip: row.look.is_some_and(|(look, _)| look.dip),
    }
}

fn practice_line(row: &PracticeRow<'_>) -> Line {
    Line {
        cells: practice_cells(&Screen, row).into(),
        detail: String::new(),
        kept: row.look.map(|look| look.kept),
        dip: row.look.is_some_and(|look| look.dip),
    }
}

/// A table; nothing where it has no lines.
fn drawn(id: &'static str, columns: &'static [&'static str], lines: Vec<Line>) -> View {
    if lines.is_empty() {
        return View::new();
    }
    let head = |name: &&'static str| th().role("columnheader").attr("scope", "col").children(t(name)).into();
    let head: Vec<View> = columns.iter().map(head).collect();
    let body: Vec<View> = lines.into_iter().map(|line| table_row(columns, line)).collect();
    // The roles are written out because a table laid out otherwise on narrow screens loses them in some browsers.
    table()
        .role("table")
        .id(id)
        .class("cycles")
        .attr("aria-labelledby", "audit-history-heading")
        .children((
            thead().role("rowgroup").children(tr().role("row").children(head)),
            tbody().role("rowgroup").children(body),
        ))
        .into()
}

fn table_row(columns: &'static [&'static str], line: Line) -> View {
    let kept = line.kept.map(|kept| match kept {
        Kept::Kept => ("kept", "pill good"),
        Kept::Partly => ("partly", "pill"),
        Kept::NotYet => ("not_yet", "pill warn"),
        Kept::TooEarly => ("too_early", "pill"),
    });
    let mut cells = line.cells.into_iter();
    let first = cells.next().unwrap_or_default();
    let cell = |(text, name): (String, &&'static str)| {
        let content: View = match kept {
            Some((_, class)) if name.ends_with("_kept") => span().class(class).children(text).into(),
            _ => text.into(),
        };
        td().role("cell").attr("data-name", t(name)).children(content).into()
    };
    let cells: Vec<View> = cells.zip(columns.iter().skip(1)).map(cell).collect();
    tr().role("row")
        .attr("data-kept", kept.map(|(word, _)| word))
        .class(if line.dip { "in-dip" } else { "" })
        .children((
            th().role("rowheader").attr("scope", "row").children((
                span().children(first),
                span().class("detail").attr("dir", "auto").children(line.detail),
            )),
            cells,
        ))
        .into()
}

/// The line's drawing, in its own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 72.0;
/// Room for the dots at its edges.
const MARGIN: f64 = 6.0;

/// Points in time with their measure: when each cycle began, and each look.
fn points(cycles: &[Cycle]) -> Vec<(f64, Measure)> {
    let mut points: Vec<(f64, Measure)> = cycles
        .iter()
        .flat_map(|cycle| {
            let looks = cycle.looks.iter().map(|look| (look.at, look.measure));
            cycle.before.map(|before| (cycle.at, before)).into_iter().chain(looks)
        })
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

/// Where the points stand in the drawing: hours from zero up, time from the reading start.
fn places(points: &[(f64, Measure)]) -> Vec<(f64, f64)> {
    let first = points.first().map_or(0.0, |point| point.0);
    let span = (points.last().map_or(0.0, |point| point.0) - first).max(1.0);
    let most = points.iter().map(|point| point.1.hours_per_week).fold(1.0, f64::max);
    points
        .iter()
        .map(|(at, measure)| {
            let x = MARGIN + (at - first) / span * (WIDTH - 2.0 * MARGIN);
            let y = HEIGHT - MARGIN - measure.hours_per_week / most * (HEIGHT - 2.0 * MARGIN);
            (x, y)
        })
        .collect()
}

/// Hours a week over the looks, as a line; the table holds the same. Nothing until there are two points.
fn line(cycles: &[Cycle]) -> View {
    let points = points(cycles);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return View::new() };
    if points.len() < 2 {
        return View::new();
    }
    let say = |measure: &Measure| phrases::hours(&Screen, measure.hours_per_week);
    let label = message(
        "audit_history_line",
        &[&say(&first.1), &moment(&Screen, first.0), &say(&last.1), &moment(&Screen, last.0)],
    );
    let places = places(&points);
    let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let dots: Vec<View> = places
        .iter()
        .map(|(x, y)| {
            circle().attr("cx", format!("{x:.1}")).attr("cy", format!("{y:.1}")).attr("r", "4").into()
        })
        .collect();
    figure()
        .class("line")
        .children((
            svg()
                .attr("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
                .attr("role", "img")
                .attr("aria-label", label.clone())
                .children((polyline().attr("points", path.join(" ")), dots)),
            figcaption().attr("aria-hidden", "true").children(label),
        ))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::report::sample::audit;

    #[test]
    fn a_line_for_each_promise_and_look_the_newest_cycle_first() {
        let audit = audit();
        let rows = rows(&audit.cycles);
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.cycle.id.as_str(), row.promise.key.as_str(), row.look.is_some()))
            .collect();
        assert_eq!(
            told,
            [("second", "status", false), ("first", "hostile", true), ("first", "status", true)]
        );
    }

    #[test]
    fn the_line_runs_in_time_and_stays_in_its_drawing() {
        let audit = audit();
        let points = points(&audit.cycles);
        assert!(points.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        let places = places(&points);
        assert_eq!(places.len(), 3);
        assert!(places.iter().all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y)));
        // More hours stand higher.
        assert!(places[1].1 < places[0].1);
        assert!(super::places(&[]).is_empty());
    }
}
