//! The week's figures: one number that matters, the others beside it, and what they are made of.

use crate::dashboard::journal::{Unrecorded, figures};
use crate::dashboard::week::Week;
use crate::dashboard::{Model, chart};
use crate::labels;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_core::stats::{Counts, Stats};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// The figures of the chosen week, with the means to choose another.
pub(super) fn figures_of_week(model: Model, week: Signal<Week>) -> View {
    let this_week = Week::of(model.today);
    let shown = create_memo(move || figures(&model.journal.with(|journal| journal.entries()), week.get()));
    section()
        .class("week")
        .attr("aria-labelledby", "week-heading")
        .children((
            div().class("section-head").children((
                h1().id("week-heading").children(move || heading(week.get(), this_week)),
                chooser(week, this_week),
            )),
            div().class("figures").attr("aria-live", "polite").children((
                move || shown.with(|(stats, _)| hero(stats)),
                move || shown.with(|(stats, _)| tiles(stats)),
            )),
            chart::weeks(model, week, this_week),
            move || shown.with(|(_, counts)| breakdowns(counts)),
            unrecorded(model.unrecorded),
        ))
        .into()
}

/// A week as people say it.
pub(super) fn heading(week: Week, this_week: Week) -> String {
    let range = intl::date_range(&language(), week.monday(), week.sunday());
    if week == this_week { message("dashboard_this_week", &[&range]) } else { range }
}

fn chooser(week: Signal<Week>, this_week: Week) -> View {
    let step = move |name: &'static str, sign: &'static str, to: fn(Week) -> Week, last: bool| {
        button()
            .r#type("button")
            .class("icon-button")
            .attr("aria-label", t(name))
            .attr("title", t(name))
            // Not `disabled`: that would drop the focus of whoever steps with the keyboard.
            .attr("aria-disabled", move || (last && week.get() >= this_week).then_some("true"))
            .on(events::click, move |_| {
                let next = to(week.get());
                if next <= this_week {
                    week.set(next);
                }
            })
            .children(span().class("flip").attr("aria-hidden", "true").children(sign))
    };
    div()
        .class("chooser")
        .role("group")
        .attr("aria-label", t("dashboard_choose_week"))
        .children((
            step("dashboard_week_before", "‹", |week| week.back(1), false),
            step("dashboard_week_after", "›", Week::next, true),
        ))
        .into()
}

fn hero(stats: &Stats) -> View {
    div()
        .class("hero")
        .children((
            p().class("hero-number")
                .children(plural("dashboard_hours_kept_off", stats.hours_kept_off.round())),
            p().class("hero-text").children(t("dashboard_hours_kept_off_text")),
            p().class("quiet").children(t("dashboard_hours_assumption")),
        ))
        .into()
}

fn tiles(stats: &Stats) -> View {
    let count = |count: u32| number(f64::from(count), 0);
    let rate = stats.agenda_rate.map_or_else(|| "–".to_owned(), percent);
    let people = stats.mean_people.map_or_else(|| "–".to_owned(), |people| number(people, 1));
    let unchecked = if stats.unchecked > 0 { "tile warn" } else { "tile" };
    dl().class("tiles")
        .children((
            tile("tile", "dashboard_tile_checked", count(stats.checked)),
            tile("tile", "dashboard_tile_improved", count(stats.improved)),
            tile("tile", "dashboard_tile_replaced", count(stats.replaced)),
            tile("tile", "dashboard_tile_sent_anyway", count(stats.sent_anyway)),
            tile("tile", "dashboard_tile_agenda_rate", rate),
            tile("tile", "dashboard_tile_mean_people", people),
            tile("tile", "dashboard_tile_passed", count(stats.passed)),
            tile(unchecked, "dashboard_tile_unchecked", count(stats.unchecked)),
            tile("tile", "dashboard_tile_cancelled", count(stats.cancelled)),
            tile("tile", "dashboard_tile_hours_returned", labels::hours(stats.hours_returned)),
        ))
        .into()
}

fn tile(class: &'static str, name: &'static str, value: String) -> View {
    div().class(class).children((dt().children(t(name)), dd().children(value))).into()
}

fn percent(share: f64) -> String {
    message("dashboard_percent", &[&number(share * 100.0, 0)])
}

fn breakdowns(counts: &Counts) -> View {
    let reasons =
        counts.sent_anyway.iter().map(|(reason, n)| (labels::send_anyway_reason((*reason).into()), *n));
    let instead = counts.alternatives.iter().map(|(other, n)| (labels::alternative((*other).into()), *n));
    let causes = counts.causes_by_site.iter().map(|((cause, site), n)| {
        (message("dashboard_cause_at_site", &[&labels::cause((*cause).into()), &labels::site(site)]), *n)
    });
    div()
        .class("breakdowns")
        .children((
            breakdown("dashboard_replaced_by", instead.collect(), "accent"),
            breakdown("dashboard_sent_anyway_why", reasons.collect(), "plain"),
            breakdown("dashboard_unchecked_why", causes.collect(), "warn"),
        ))
        .into()
}

/// A list of words with how often each occurred; nothing where there is none.
fn breakdown(name: &'static str, counted: Vec<(String, u32)>, class: &'static str) -> View {
    let Some(most) = counted.iter().map(|(_, count)| *count).max().filter(|most| *most > 0) else {
        return View::new();
    };
    let lines: Vec<View> = counted
        .into_iter()
        .map(|(word, count)| {
            let width = format!("{:.1}%", f64::from(count) * 100.0 / f64::from(most));
            let bar = svg().class("meter").attr("aria-hidden", "true").children((
                rect().class("rail").attr("width", "100%").attr("height", "100%").attr("rx", "3"),
                rect().class("fill").attr("width", width).attr("height", "100%").attr("rx", "3"),
            ));
            li().children((
                span().children(word),
                span().class("count").children(number(f64::from(count), 0)),
                bar,
            ))
            .into()
        })
        .collect();
    div().class(format!("breakdown {class}")).children((h2().children(t(name)), ul().children(lines))).into()
}

/// What was counted because the journal could not be written. It has no date, so it is beside every week.
pub(super) fn unrecorded(unrecorded: Signal<Unrecorded>) -> View {
    (move || {
        let counts = unrecorded.get_clone();
        let sum: u32 = counts.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count));
        if sum == 0 {
            return View::new();
        }
        let causes: Vec<String> = counts
            .iter()
            .map(|(cause, count)| {
                message("dashboard_cause_count", &[&labels::cause(*cause), &number(f64::from(*count), 0)])
            })
            .collect();
        p().class("hint warn")
            .children((plural("dashboard_unrecorded", f64::from(sum)), " ", causes.join(" · ")))
            .into()
    })
    .into()
}
