//! The charts, each with what it shows in a sentence and with the same numbers as a table. They are our own marks in
//! SVG: of the charting libraries that were weighed, those in Rust write SVG as a string for `innerHTML`, which the
//! pages' Trusted Types forbid, and those in JavaScript draw on a canvas, which no screen reader can read.

mod columns;
pub(crate) mod frame;
mod heat;
pub(crate) mod paper;
pub(crate) mod rows;
mod save;
mod scale;

use crate::audit::Model;
use crate::audit::figures::{hours, percent, shown};
use crate::audit::turns::Turns;
use crate::lean::live;
use crate::words::{language, message, number, plural, t};
use columns::Column;
use converel_browser::{intl, listen};
use converel_protocol::audit::numbers::{Inviter, Share, SizeGroup, Week};
use frame::{Chart, Table, framed, key, line_key};
use heat::{LEVELS, Working};
use jiff::ToSpan;
use jiff::civil::Date;
use rows::Row;
use std::cell::RefCell;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

/// The charts.
pub(super) fn charts(turns: Turns) -> View {
    open_for_print();
    let anything = |model: Model| create_selector(move || shown(model).counted > 0);
    let one = |chart: fn(Model) -> View| {
        turns.part(move |model| {
            let anything = anything(model);
            live(move || if anything.get() { chart(model) } else { View::new() })
        })
    };
    let drawn: Vec<View> = [weeks, heat_map, deep, sizes, inviters, kinds].into_iter().map(one).collect();
    let any = anything(turns.model());
    section()
        .class("audit-charts")
        .attr("aria-labelledby", "audit-charts-heading")
        .bool_attr("hidden", move || !any.get())
        .children((
            h2().id("audit-charts-heading").children(t("audit_charts")),
            div().class("charts").children(drawn),
        ))
        .into()
}

/// The longest table that is printed unasked.
const PRINTED_ROWS: u32 = 16;

/// On paper nothing can be opened: short tables are open while the page is printed, longer ones if they were.
fn open_for_print() {
    let Some(window) = web_sys::window() else { return };
    let opened: Rc<RefCell<Vec<HtmlDetailsElement>>> = Rc::default();
    let before = {
        let opened = Rc::clone(&opened);
        listen::on(&window, "beforeprint", move |_| {
            let document = web_sys::window().and_then(|window| window.document());
            let closed =
                document.and_then(|page| page.query_selector_all("details.as-table:not([open])").ok());
            let Some(closed) = closed else { return };
            for index in 0..closed.length() {
                if let Some(details) =
                    closed.get(index).and_then(|node| node.dyn_into::<HtmlDetailsElement>().ok())
                {
                    let rows = details.query_selector_all("tbody tr").map_or(0, |rows| rows.length());
                    if rows <= PRINTED_ROWS {
                        details.set_open(true);
                        opened.borrow_mut().push(details);
                    }
                }
            }
        })
    };
    let after = listen::on(&window, "afterprint", move |_| {
        for details in opened.borrow_mut().drain(..) {
            details.set_open(false);
        }
    });
    on_cleanup(move || drop((before, after)));
}

/// Weeks, and the hours that they are held against.
#[derive(Clone, Debug, PartialEq)]
struct Weekly {
    weeks: Vec<Week>,
    line: f64,
    had: f64,
}

fn weeks(model: Model) -> View {
    framed(Chart {
        id: "chart-weeks",
        class: "audit-chart whole",
        title: "audit_chart_weeks",
        data: create_selector(move || {
            let audit = shown(model);
            Weekly { weeks: audit.weeks.clone(), line: audit.hours_per_week, had: 0.0 }
        }),
        finding: |data| {
            let most = data.weeks.iter().max_by(|one, other| one.hours.total_cmp(&other.hours));
            most.map_or_else(String::new, |most| {
                message(
                    "audit_chart_weeks_finding",
                    &[&hours(data.line), &hours(most.hours), &week_name(most)],
                )
            })
        },
        keys: |data| {
            vec![
                key("recurring", t("audit_key_recurring")),
                key("single", t("audit_key_single")),
                line_key("mean", message("audit_key_mean", &[&hours(data.line)])),
            ]
        },
        draw: |paper, data, label| {
            let columns = columns_of(&data.weeks, |week| {
                vec![
                    ("recurring", week.recurring_hours),
                    ("single", (week.hours - week.recurring_hours).max(0.0)),
                ]
            });
            columns::columns(paper, &columns, ("mean", data.line), label)
        },
        table: |data| Table {
            head: head(&[
                "audit_head_week",
                "audit_head_hours",
                "audit_head_recurring",
                "audit_head_single",
                "audit_head_meetings",
            ]),
            rows: data
                .weeks
                .iter()
                .map(|week| {
                    vec![
                        week_name(week),
                        number(week.hours, 1),
                        number(week.recurring_hours, 1),
                        number((week.hours - week.recurring_hours).max(0.0), 1),
                        number(f64::from(week.meetings), 0),
                    ]
                })
                .collect(),
        },
    })
}

fn deep(model: Model) -> View {
    framed(Chart {
        id: "chart-deep",
        class: "audit-chart",
        title: "audit_chart_deep",
        data: create_selector(move || {
            let audit = shown(model);
            Weekly { weeks: audit.weeks.clone(), line: audit.deep.wanted, had: audit.deep.had }
        }),
        finding: |data| {
            let missing = data.line - data.had;
            if missing > 0.0 {
                message("audit_chart_deep_finding", &[&hours(data.had), &hours(data.line), &hours(missing)])
            } else {
                message("audit_chart_deep_enough", &[&hours(data.had), &hours(data.line)])
            }
        },
        keys: |data| {
            vec![
                key("room-had", t("audit_key_had")),
                line_key("wanted", message("audit_key_wanted", &[&hours(data.line)])),
            ]
        },
        draw: |paper, data, label| {
            let columns = columns_of(&data.weeks, |week| vec![("room-had", week.deep_hours)]);
            columns::columns(paper, &columns, ("wanted", data.line), label)
        },
        table: |data| Table {
            head: head(&["audit_head_week", "audit_head_deep", "audit_head_blocks", "audit_head_maker"]),
            rows: data
                .weeks
                .iter()
                .map(|week| {
                    vec![
                        week_name(week),
                        number(week.deep_hours, 1),
                        number(f64::from(week.blocks), 0),
                        number(f64::from(week.maker_blocks), 0),
                    ]
                })
                .collect(),
        },
    })
}

fn columns_of(weeks: &[Week], layers: impl Fn(&Week) -> Vec<(&'static str, f64)>) -> Vec<Column> {
    let mondays: Vec<Option<Date>> = weeks.iter().map(|week| week.monday.parse().ok()).collect();
    let mut before = None;
    weeks
        .iter()
        .zip(mondays)
        .map(|(week, monday)| {
            let layers = layers(week);
            let hours_in_all = hours(layers.iter().map(|(_, hours)| hours).sum());
            let month = monday.map(|monday| (monday.year(), monday.month()));
            let begins = month != before;
            before = month;
            Column {
                day: monday.map_or_else(String::new, |monday| number(f64::from(monday.day()), 0)),
                month: monday
                    .filter(|_| begins)
                    .map_or_else(String::new, |monday| intl::month(&language(), monday)),
                layers,
                title: message("audit_column", &[&week_name(week), &hours_in_all]),
            }
        })
        .collect()
}

/// A week's first and last day, as people say them.
fn week_name(week: &Week) -> String {
    match week.monday.parse::<Date>() {
        Ok(monday) => intl::date_range(&language(), monday, monday.saturating_add(6.days())),
        Err(_) => week.monday.clone(),
    }
}

/// Audiences, and the share of those above eight.
#[derive(Clone, Debug, PartialEq)]
struct Sizes {
    groups: Vec<SizeGroup>,
    above: Share,
}

impl Sizes {
    fn spent(&self) -> Vec<Spent> {
        let spent = |group: &SizeGroup| Spent {
            name: size_name(group),
            class: if group.from > 8 { "large" } else { "recurring" },
            hours: group.hours,
            meetings: group.meetings,
        };
        self.groups.iter().map(spent).collect()
    }
}

fn sizes(model: Model) -> View {
    framed(Chart {
        id: "chart-sizes",
        class: "audit-chart",
        title: "audit_chart_sizes",
        data: create_selector(move || {
            let audit = shown(model);
            Sizes { groups: audit.sizes.clone(), above: audit.above_eight }
        }),
        finding: |data| {
            let share = f64::from(data.above.count) / f64::from(data.above.of.max(1));
            message("audit_chart_sizes_finding", &[&percent(share)])
        },
        keys: |_| vec![key("recurring", t("audit_key_small")), key("large", t("audit_key_large"))],
        draw: |paper, data, label| rows::rows(paper, &spent_rows(&data.spent()), label),
        table: |data| spent_table("audit_head_people", data.spent()),
    })
}

fn size_name(group: &SizeGroup) -> String {
    let count = |people: u32| number(f64::from(people), 0);
    match group.to {
        Some(to) if to == group.from => plural("audit_people", f64::from(to)),
        Some(to) => message("audit_people_range", &[&count(group.from), &count(to)]),
        None => message("audit_people_more", &[&count(group.from)]),
    }
}

/// The map and the working hours.
#[derive(Clone, Debug, PartialEq)]
struct Heat {
    minutes: Vec<Vec<f64>>,
    working: Working,
}

impl Heat {
    fn extent(&self) -> scale::Extent {
        scale::extent(&self.minutes, &self.working.days, self.working.from, self.working.to)
    }
}

fn heat_map(model: Model) -> View {
    framed(Chart {
        id: "chart-heat",
        class: "audit-chart",
        title: "audit_chart_heat",
        data: create_selector(move || Heat {
            minutes: shown(model).heat.clone(),
            working: model.options.with(|options| Working {
                from: options.day_from,
                to: options.day_to,
                days: options.days.clone(),
            }),
        }),
        finding: |data| {
            let cells = (1u8..=7).flat_map(|day| {
                (0u32..24).map(move |hour| (day, hour, heat::minutes(&data.minutes, day, hour)))
            });
            // Of several the first.
            match cells.rev().max_by(|one, other| one.2.total_cmp(&other.2)) {
                Some((day, hour, minutes)) if minutes > 0.0 => message(
                    "audit_chart_heat_finding",
                    &[
                        &intl::weekday(&language(), i8::try_from(day).unwrap_or(1)),
                        &intl::clock_time(&language(), hour * 60),
                        &number(minutes, 0),
                    ],
                ),
                _ => String::new(),
            }
        },
        keys: |_| {
            let [none, first, second, third, last] = LEVELS;
            let minutes =
                |from: f64, to: f64| message("audit_key_minutes", &[&number(from, 0), &number(to, 0)]);
            vec![
                key(none, number(0.0, 0)),
                key(first, minutes(1.0, 15.0)),
                key(second, minutes(16.0, 30.0)),
                key(third, minutes(31.0, 45.0)),
                key(last, message("audit_key_minutes_unit", &[&minutes(46.0, 60.0)])),
                key("working", t("audit_key_working")),
            ]
        },
        draw: |paper, data, label| heat::heat(paper, &data.minutes, &data.extent(), &data.working, label),
        table: |data| {
            let extent = data.extent();
            let hours = || extent.from..extent.to;
            let first = std::iter::once(t("audit_head_day"));
            Table {
                head: first.chain(hours().map(|hour| intl::hour(&language(), hour))).collect(),
                rows: extent
                    .days
                    .iter()
                    .map(|day| {
                        let name = intl::weekday(&language(), i8::try_from(*day).unwrap_or(1));
                        let minutes = hours().map(|hour| number(heat::minutes(&data.minutes, *day, hour), 0));
                        std::iter::once(name).chain(minutes).collect()
                    })
                    .collect(),
            }
        },
    })
}

fn inviters(model: Model) -> View {
    framed(Chart {
        id: "chart-inviters",
        class: "audit-chart tall",
        title: "audit_chart_inviters",
        data: create_selector(move || shown(model).inviters.clone()),
        finding: |inviters| {
            let most = inviters.iter().enumerate().find(|(_, inviter)| inviter.people <= 1);
            most.map_or_else(String::new, |(place, inviter)| {
                let (spent, meetings) = (hours(inviter.hours), meetings(inviter.meetings));
                if inviter.own {
                    return message("audit_chart_inviters_own", &[&spent, &meetings]);
                }
                let name = inviter_name(place, inviter);
                message("audit_chart_inviters_finding", &[&name, &spent, &meetings])
            })
        },
        keys: |_| Vec::new(),
        draw: |paper, inviters, label| rows::rows(paper, &spent_rows(&spent_by(inviters)), label),
        table: |inviters| spent_table("audit_head_who", spent_by(inviters)),
    })
}

fn spent_by(inviters: &[Inviter]) -> Vec<Spent> {
    let spent = |(place, inviter): (usize, &Inviter)| Spent {
        name: inviter_name(place, inviter),
        class: if inviter.own { "recurring" } else { "single" },
        hours: inviter.hours,
        meetings: inviter.meetings,
    };
    inviters.iter().enumerate().map(spent).collect()
}

/// What somebody is called; by their place where names are not kept.
fn inviter_name(place: usize, inviter: &Inviter) -> String {
    if inviter.own {
        t("audit_you")
    } else if inviter.people > 1 {
        plural("audit_other_people", f64::from(inviter.people))
    } else if inviter.name.is_empty() {
        message("audit_somebody", &[&number(place as f64 + 1.0, 0)])
    } else {
        inviter.name.clone()
    }
}

/// Hours that recur and hours that do not.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Kinds {
    recurring: f64,
    single: f64,
}

impl Kinds {
    fn rows(&self) -> [(&'static str, &'static str, f64); 2] {
        [("audit_key_recurring", "recurring", self.recurring), ("audit_key_single", "single", self.single)]
    }

    fn share(&self, hours: f64) -> f64 {
        share_of(hours, self.recurring + self.single)
    }
}

fn kinds(model: Model) -> View {
    framed(Chart {
        id: "chart-kinds",
        class: "audit-chart",
        title: "audit_chart_kinds",
        data: create_selector(move || {
            let audit = shown(model);
            Kinds { recurring: audit.recurring_hours, single: audit.single_hours }
        }),
        finding: |kinds| message("audit_chart_kinds_finding", &[&percent(kinds.share(kinds.recurring))]),
        keys: |_| Vec::new(),
        draw: |paper, kinds, label| {
            let rows = kinds.rows().map(|(name, class, spent)| Row {
                name: t(name),
                value: message("audit_hours_share", &[&hours(spent), &percent(kinds.share(spent))]),
                class,
                share: kinds.share(spent),
            });
            rows::rows(paper, &rows, label)
        },
        table: |kinds| Table {
            head: head(&["audit_head_kind", "audit_head_hours", "audit_head_share"]),
            rows: kinds
                .rows()
                .map(|(name, _, spent)| vec![t(name), number(spent, 1), percent(kinds.share(spent))])
                .to_vec(),
        },
    })
}

/// Hours and meetings of one kind, or with one person.
struct Spent {
    name: String,
    class: &'static str,
    hours: f64,
    meetings: u32,
}

/// A row each; the longest fills its rail.
fn spent_rows(all: &[Spent]) -> Vec<Row> {
    let most = all.iter().map(|spent| spent.hours).fold(0.0, f64::max);
    let row = |spent: &Spent| Row {
        name: spent.name.clone(),
        value: message("audit_hours_meetings", &[&hours(spent.hours), &meetings(spent.meetings)]),
        class: spent.class,
        share: share_of(spent.hours, most),
    };
    all.iter().map(row).collect()
}

fn spent_table(first: &'static str, all: Vec<Spent>) -> Table {
    let row = |spent: Spent| vec![spent.name, number(f64::from(spent.meetings), 0), number(spent.hours, 1)];
    Table {
        head: head(&[first, "audit_head_meetings", "audit_head_hours"]),
        rows: all.into_iter().map(row).collect(),
    }
}

fn head(names: &[&'static str]) -> Vec<String> {
    names.iter().map(|name| t(name)).collect()
}

fn meetings(count: u32) -> String {
    plural("audit_meetings", f64::from(count))
}

fn share_of(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_none() {
        for (part, whole, expected) in [(1.0, 4.0, 0.25), (0.0, 0.0, 0.0), (3.0, 0.0, 0.0)] {
            assert_eq!(share_of(part, whole), expected, "{part} {whole}");
        }
        let kinds = Kinds { recurring: 3.0, single: 1.0 };
        assert_eq!(kinds.rows().map(|(_, _, hours)| kinds.share(hours)), [0.75, 0.25]);
    }
}
