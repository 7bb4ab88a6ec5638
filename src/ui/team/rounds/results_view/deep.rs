//! Deep work had, wanted and missed, beside what the user's own calendar leaves for it.

use super::chart::{Chart, chart};
use super::questions::bins_chart;
use crate::audit::charts::rows::Row;
use crate::document::words::Screen;
use crate::lean::{derived, live};
use crate::team;
use crate::team::rounds::publish::amount;
use crate::words::{message, plural, t};
use converel_protocol::team::results::{Deep, Results};
use converel_protocol::team::round::Form;
use std::rc::Rc;
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// The charts; none where it is not told.
pub(super) fn deep(results: &Rc<Results>, model: team::Model) -> Vec<View> {
    let Some(deep) = results.deep.clone() else { return Vec::new() };
    // What the calendar of the user leaves, and what they want: of an import that has meetings in it.
    let own = derived(move || {
        let audit = model.audit.audit.get_clone().flatten();
        audit.filter(|audit| audit.counted > 0).map(|audit| (audit.deep.had, audit.deep.wanted))
    });
    let people = f64::from(deep.answered);
    let missing = bins_chart(
        "deep-missing",
        (t("team_results_deep_missing"), false),
        plural("team_results_deep_text", people),
        Form::Hours,
        &deep.deficits,
    );
    vec![
        live(move || hours(&deep, own.get())),
        missing,
        p().class("quiet whole")
            .children((
                t("team_results_deep_source"),
                " ",
                live(move || {
                    if own.with(Option::is_some) {
                        t("team_results_calendar_private").into()
                    } else {
                        (
                            t("team_results_calendar_none"),
                            " ",
                            a().href("#audit").children(t("team_results_calendar_import")),
                        )
                            .into()
                    }
                }),
            ))
            .into(),
    ]
}

fn hours(deep: &Deep, own: Option<(f64, f64)>) -> View {
    let mut told = vec![
        ("team_results_team_had", "recurring", deep.had),
        ("team_results_team_wanted", "single", deep.wanted),
        ("team_results_deep_deficit", "large", deep.deficit),
    ];
    if let Some((had, wanted)) = own {
        told.push(("team_results_calendar_had", "recurring", had));
        told.push(("team_results_calendar_wanted", "single", wanted));
    }
    let most = told.iter().map(|(.., hours)| *hours).fold(1.0, f64::max);
    let say = |hours: f64| amount(&Screen, Form::Hours, hours);
    let row = |(name, class, hours): &(&str, &'static str, f64)| Row {
        name: t(name),
        value: say(*hours),
        class,
        share: hours / most,
    };
    chart(Chart {
        id: "deep",
        title: (t("team_results_deep"), false),
        finding: message(
            "team_results_deep_finding",
            &[&say(deep.had), &say(deep.wanted), &say(deep.deficit)],
        ),
        rows: told.iter().map(row).collect(),
        head: &["team_results_what", "team_results_hours"],
        cells: told.iter().map(|(name, _, hours)| vec![t(name), say(*hours)]).collect(),
    })
}
