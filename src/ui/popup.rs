//! The popup: whether this page is watched, the week in three numbers, the pause, the way to the dashboard.

use crate::dashboard::brand;
use crate::labels;
use crate::words::{language, message, number, plural, t};
use converel_browser::intl;
use converel_core::stats::Stats;
use converel_protocol::runtime::Watched;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// What the popup shows; who mounts it keeps it true.
#[derive(Clone, Copy)]
pub struct Model {
    /// The page in the active tab; `None` until it is known.
    pub watched: Signal<Option<Watched>>,
    /// This week's figures; `None` until they are known, and if they cannot be.
    pub week: Signal<Option<Stats>>,
    /// Until when the gate is paused, in milliseconds since the epoch; 0 if it is not.
    pub paused_until: Signal<f64>,
    /// How many proposed decisions have come to their last day for comments.
    pub due: Signal<usize>,
    /// What went wrong; empty if nothing did.
    pub failure: Signal<String>,
}

/// What the user wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Pause the gate for an hour.
    Pause,
    /// End the pause.
    Resume,
    /// Open the dashboard.
    OpenDashboard,
    /// Open the decision log.
    OpenDecisions,
    /// Open the settings.
    OpenSettings,
}

/// The whole popup.
pub fn popup(model: Model, ask: Rc<dyn Fn(Wish)>) -> View {
    let doing = move |wish: Wish| {
        let ask = Rc::clone(&ask);
        move |_: web_sys::MouseEvent| ask(wish)
    };
    let (pause, resume) = (doing(Wish::Pause), doing(Wish::Resume));
    let paused = move || model.paused_until.get() > 0.0;
    let toggle = move |event: web_sys::MouseEvent| if paused() { resume(event) } else { pause(event) };
    let open_decisions = doing(Wish::OpenDecisions);
    let decisions = move || match model.due.get() {
        0 => View::new(),
        due => decisions_due(due, open_decisions.clone()),
    };
    (
        header().class("popup-head").children((
            brand(),
            button()
                .r#type("button")
                .class("quiet-button")
                .on(events::click, doing(Wish::OpenSettings))
                .children(t("popup_settings")),
        )),
        main().children((
            h1().class("hidden").children(t("popup_heading")),
            div().role("status").children(move || state(&model)),
            decisions,
            section()
                .attr("aria-labelledby", "popup-week")
                .children((h2().id("popup-week").children(t("popup_week")), move || {
                    week(model.week.get_clone())
                })),
            p().class("error").role("alert").children(model.failure),
            div().class("actions").children((
                button()
                    .r#type("button")
                    .class("button")
                    .id("pause")
                    .on(events::click, toggle)
                    .children(move || if paused() { t("popup_resume") } else { t("popup_pause") }),
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("open-dashboard")
                    .on(events::click, doing(Wish::OpenDashboard))
                    .children(t("popup_dashboard")),
            )),
        )),
    )
        .into()
}

/// That comment-by dates have come, with the way to the log.
fn decisions_due(due: usize, open: impl FnMut(web_sys::MouseEvent) + 'static) -> View {
    div()
        .class("state quiet")
        .id("decisions-due")
        .children((
            span().class("sign").attr("aria-hidden", "true").children(number(due as f64, 0)),
            div().children((
                p().children(plural("badge_decisions", due as f64)),
                button()
                    .r#type("button")
                    .class("button")
                    .id("open-decisions")
                    .on(events::click, open)
                    .children(t("team_decision_popup_open")),
            )),
        ))
        .into()
}

/// Whether this page is watched: a sign, a word, and what it means.
fn state(model: &Model) -> View {
    let until = model.paused_until.get();
    let line = |class: &'static str, sign: &'static str, head: String, text: String| {
        div()
            .class(format!("state {class}"))
            .children((
                span().class("sign").attr("aria-hidden", "true").children(sign),
                div().children((strong().children(head), p().children(text))),
            ))
            .into()
    };
    match model.watched.get_clone() {
        None => line("quiet", "…", t("popup_asking"), String::new()),
        Some(Watched { fault: Some(cause), site }) => {
            let head = if site.is_empty() {
                t("popup_not_watched")
            } else {
                message("popup_trouble", &[&labels::site(&site)])
            };
            line("warn", "!", head, message("popup_trouble_text", &[&labels::cause(cause)]))
        }
        Some(Watched { site, .. }) if site.is_empty() => {
            line("quiet", "–", t("popup_no_calendar"), t("popup_no_calendar_text"))
        }
        Some(_) if until > 0.0 => line(
            "quiet",
            "II",
            message("popup_paused", &[&intl::time_of_day(&language(), until)]),
            t("popup_paused_text"),
        ),
        Some(Watched { site, .. }) => {
            line("good", "✓", message("popup_watched", &[&labels::site(&site)]), t("popup_watched_text"))
        }
    }
}

fn week(stats: Option<Stats>) -> View {
    let Some(stats) = stats else {
        return p().class("quiet").children(t("popup_week_unknown")).into();
    };
    let tile = |name: &'static str, value: String| -> View {
        div().class("tile").children((dt().children(t(name)), dd().children(value))).into()
    };
    let count = |count: u32| number(f64::from(count), 0);
    dl().class("tiles")
        .children((
            tile("popup_checked", count(stats.checked)),
            tile("popup_better", count(stats.improved.saturating_add(stats.replaced))),
            tile("popup_hours", labels::hours(stats.hours_kept_off)),
        ))
        .into()
}
