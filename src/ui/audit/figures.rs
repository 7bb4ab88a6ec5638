//! The figures: one sentence that matters, tiles beside it, and in one line what was counted and what was not. Each
//! value carries its exact number in `data-value`. A rule of thumb is called one.

use crate::audit::Model;
use crate::lean::live;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_protocol::audit::numbers::{Audit, Chains, Deep, LeftOut, Share, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// The numbers that are shown; empty ones where none were read.
pub(super) fn shown(model: Model) -> Rc<Audit> {
    model.audit.get_clone().flatten().unwrap_or_default()
}

/// The numbers that are told here. A card that is placed changes none of them: then nothing is drawn anew.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    window: Window,
    counted: u32,
    left_out: LeftOut,
    hours_per_week: f64,
    trend: f64,
    days_per_year: f64,
    recurring_hours_per_sprint: f64,
    sprint_weeks: u32,
    above_eight: Share,
    without_agenda: Share,
    chains: Chains,
    blocks_per_week: f64,
    maker_blocks_per_week: f64,
    fragments_per_day: f64,
    deep: Deep,
}

impl Told {
    fn of(audit: &Audit, sprint_weeks: u32) -> Self {
        Self {
            window: audit.window.clone(),
            counted: audit.counted,
            left_out: audit.left_out,
            hours_per_week: audit.hours_per_week,
            trend: audit.trend,
            days_per_year: audit.days_per_year,
            recurring_hours_per_sprint: audit.recurring_hours_per_sprint,
            sprint_weeks,
            above_eight: audit.above_eight,
            without_agenda: audit.without_agenda,
            chains: audit.chains,
            blocks_per_week: audit.blocks_per_week,
            maker_blocks_per_week: audit.maker_blocks_per_week,
            fragments_per_day: audit.fragments_per_day,
            deep: audit.deep,
        }
    }
}

/// The figures.
pub(super) fn figures(model: Model) -> View {
    let told =
        create_selector(move || Told::of(&shown(model), model.options.with(|options| options.sprint_weeks)));
    section()
        .class("week audit-figures")
        .attr("aria-labelledby", "audit-headline")
        .children((
            live(move || told.with(|told| moved(&told.window))),
            div().class("figures").children((
                live(move || told.with(headline)),
                live(move || told.with(|told| if told.counted == 0 { View::new() } else { tiles(told) })),
            )),
            live(move || told.with(basis)),
        ))
        .into()
}

/// The window is not where one would look for it.
fn moved(window: &Window) -> View {
    if !window.moved {
        return View::new();
    }
    p().class("hint").children(message("audit_moved", &[&range(window)])).into()
}

fn headline(told: &Told) -> View {
    if told.counted == 0 {
        return div()
            .class("hero")
            .children((
                h2().id("audit-headline").class("headline").children(t("audit_nothing_counts")),
                p().class("quiet").children(t("audit_nothing_counts_text")),
            ))
            .into();
    }
    let hours = value("hours-per-week", told.hours_per_week, hours(told.hours_per_week));
    let days =
        value("days-per-year", told.days_per_year, plural("audit_days_count", told.days_per_year.round()));
    let weeks = told.window.weeks;
    let trend = value("trend", told.trend, trend_words(Trend::of(told.trend, weeks), weeks));
    div()
        .class("hero")
        .children((
            div().children((
                h2().id("audit-headline")
                    .class("headline")
                    .children(composed("audit_headline", vec![hours, days])),
                p().class("hero-text").children(trend),
            )),
            div().class("quiet").children((
                p().children(message(
                    "audit_days_formula",
                    &[&number(told.hours_per_week, 1), &number(told.days_per_year, 0)],
                )),
                p().children(t("audit_compare")),
            )),
        ))
        .into()
}

fn tiles(told: &Told) -> View {
    let exact = |name, figure: f64| value(name, figure, number(figure, 1));
    let wanted = value("deep-wanted", told.deep.wanted, hours(told.deep.wanted));
    let deficit = value("deep-deficit", told.deep.deficit, hours(told.deep.deficit));
    let had = |text| value("deep-had", told.deep.had, text);
    let (deep, deep_note) = if told.deep.deficit > 0.0 {
        (
            composed("audit_deep_of", vec![had(number(told.deep.had, 1)), wanted]),
            composed("audit_deep_missing", vec![deficit]),
        )
    } else {
        let none = span().attr("hidden", "").children(deficit);
        (had(hours(told.deep.had)), (composed("audit_deep_enough", vec![wanted]), none).into())
    };
    let longest = (
        value(
            "chains-longest-meetings",
            f64::from(told.chains.longest_meetings),
            plural("audit_meetings", f64::from(told.chains.longest_meetings)),
        ),
        value(
            "chains-longest-minutes",
            f64::from(told.chains.longest_minutes),
            hours(f64::from(told.chains.longest_minutes) / 60.0),
        ),
    );
    let chain_note = if told.chains.longest_meetings > 1 {
        composed("audit_chains_longest", vec![longest.0, longest.1])
    } else {
        t("audit_chains_none").into()
    };
    dl().class("tiles")
        .children((
            tile("audit_tile_deep", deep, deep_note),
            tile(
                "audit_tile_blocks",
                exact("blocks-per-week", told.blocks_per_week),
                t("audit_tile_blocks_note").into(),
            ),
            tile(
                "audit_tile_maker",
                exact("maker-blocks-per-week", told.maker_blocks_per_week),
                t("audit_tile_maker_note").into(),
            ),
            tile(
                "audit_tile_fragments",
                exact("fragments-per-day", told.fragments_per_day),
                t("audit_tile_fragments_note").into(),
            ),
            tile(
                "audit_tile_recurring",
                value(
                    "recurring-hours-per-sprint",
                    told.recurring_hours_per_sprint,
                    hours(told.recurring_hours_per_sprint),
                ),
                plural("audit_tile_recurring_note", f64::from(told.sprint_weeks)).into(),
            ),
            tile(
                "audit_tile_above_eight",
                share("above-eight", told.above_eight),
                t("audit_tile_above_eight_note").into(),
            ),
            tile(
                "audit_tile_agenda",
                share("without-agenda", told.without_agenda),
                t("audit_tile_agenda_note").into(),
            ),
            tile("audit_tile_chains", exact("chains-per-week", told.chains.per_week), chain_note),
        ))
        .into()
}

fn tile(name: &'static str, value: View, note: View) -> View {
    div()
        .class("tile")
        .children((
            dt().children(t(name)),
            dd().class("value").children(value),
            dd().class("note").children(note),
        ))
        .into()
}

/// What the figures are made from, and what was left out and why.
fn basis(told: &Told) -> View {
    let counted =
        value("counted", f64::from(told.counted), plural("audit_meetings", f64::from(told.counted)));
    let weeks = plural("audit_weeks_count", f64::from(told.window.weeks));
    let from = composed("audit_counted", vec![counted, range(&told.window).into(), weeks.into()]);
    let LeftOut { cancelled, declined, all_day, free, alone } = told.left_out;
    let parts: Vec<View> = [
        ("left-out-declined", "audit_left_declined", declined),
        ("left-out-cancelled", "audit_left_cancelled", cancelled),
        ("left-out-all-day", "audit_left_all_day", all_day),
        ("left-out-free", "audit_left_free", free),
        ("left-out-alone", "audit_left_alone", alone),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .enumerate()
    .map(|(index, (name, words, count))| {
        let comma = if index == 0 { "" } else { ", " };
        (comma, value(name, f64::from(count), message(words, &[&number(f64::from(count), 0)]))).into()
    })
    .collect();
    let out: View = if parts.is_empty() {
        t("audit_left_none").into()
    } else {
        (t("audit_left_out"), " ", parts, ".").into()
    };
    p().class("basis").children((from, " ", out)).into()
}

/// A value: in the user's language, and exactly.
fn value(name: &'static str, exact: f64, text: String) -> View {
    span().attr("data-figure", name).attr("data-value", exact.to_string()).children(text).into()
}

fn share(name: &'static str, share: Share) -> View {
    let exact = if share.of == 0 { 0.0 } else { f64::from(share.count) / f64::from(share.of) };
    let text = if share.of == 0 { "–".to_owned() } else { percent(exact) };
    span()
        .attr("data-figure", name)
        .attr("data-value", exact.to_string())
        .attr("data-count", share.count.to_string())
        .attr("data-of", share.of.to_string())
        .children(text)
        .into()
}

/// A share of 1 as a percentage.
pub(super) fn percent(share: f64) -> String {
    message("dashboard_percent", &[&number(share * 100.0, 0)])
}

/// Hours with at most one digit after the point, and the word.
pub(super) fn hours(hours: f64) -> String {
    // Rounded first, so that 1.04, which is shown as 1, is one hour.
    plural("audit_hours", (hours * 10.0).round() / 10.0)
}

/// The window's first and last day, as people say them.
pub(super) fn range(window: &Window) -> String {
    match (window.from.parse::<Date>(), window.to.parse::<Date>()) {
        (Ok(from), Ok(to)) => intl::date_range(&language(), from, to.saturating_sub(1.day())),
        _ => String::new(),
    }
}

/// A message with parts that are more than text.
fn composed(name: &'static str, parts: Vec<View>) -> View {
    // Marks of the private use area stand in for the parts until the message is in its language's order.
    let marks: Vec<String> = ('\u{e000}'..).take(parts.len()).map(|mark| mark.to_string()).collect();
    let text = message(name, &marks.iter().map(String::as_str).collect::<Vec<_>>());
    let mut parts: Vec<Option<View>> = parts.into_iter().map(Some).collect();
    let mut views: Vec<View> = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|char| marks.iter().any(|mark| mark.starts_with(char))) {
        let (before, after) = rest.split_at(at);
        let mark = after.chars().next().map_or(0, |mark| (mark as usize).saturating_sub(0xe000));
        views.push(before.to_owned().into());
        views.extend(parts.get_mut(mark).and_then(Option::take));
        rest = after.trim_start_matches(|char: char| char as usize == 0xe000 + mark);
    }
    views.push(rest.to_owned().into());
    views.into()
}

/// Where the weekly hours go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trend {
    /// Nowhere to speak of: by less than an hour over the whole window.
    Steady,
    /// Up by so many hours over the window.
    Up(f64),
    /// Down by so many.
    Down(f64),
}

impl Trend {
    /// From hours a week from week to week, over so many weeks.
    fn of(slope: f64, weeks: u32) -> Self {
        let over = slope * f64::from(weeks.saturating_sub(1));
        if over >= 1.0 {
            Self::Up(over)
        } else if over <= -1.0 {
            Self::Down(-over)
        } else {
            Self::Steady
        }
    }
}

fn trend_words(trend: Trend, weeks: u32) -> String {
    let weeks = plural("audit_weeks_count", f64::from(weeks));
    match trend {
        Trend::Steady => message("audit_trend_steady", &[&weeks]),
        Trend::Up(over) => message("audit_trend_up", &[&hours(over), &weeks]),
        Trend::Down(over) => message("audit_trend_down", &[&hours(over), &weeks]),
    }
}

#[cfg(test)]
mod tests {
    use super::Trend;

    #[test]
    fn a_trend_is_told_from_an_hour_over_the_window_on() {
        for (slope, weeks, expected) in [
            (0.0, 12, Trend::Steady),
            (0.25, 5, Trend::Up(1.0)),
            (0.24, 5, Trend::Steady),
            (-0.5, 13, Trend::Down(6.0)),
            (-0.05, 12, Trend::Steady),
            (3.0, 0, Trend::Steady),
        ] {
            assert_eq!(Trend::of(slope, weeks), expected, "{slope} {weeks}");
        }
    }
}
