//! What was wrong with the files of the last import, each with file and line in plain words; and why a wish could not
//! be granted, with what to do about it.

use crate::audit::Model;
use crate::lean::{effect, live};
use crate::words::{message, number, plural, t};
use converel_protocol::audit::messages::{Problem, What};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;

/// How many are shown at first: as many as somebody listens to.
const FIRST: usize = 4;

/// Why the last wish could not be granted.
pub(super) fn failed(model: Model) -> View {
    let told = move || match model.failed.get_clone() {
        None => View::new(),
        Some(problem) => div()
            .class("failed")
            .children((
                h2().children(t(if of_storage(problem.what) {
                    "audit_failed_kept"
                } else {
                    "audit_failed_import"
                })),
                p().children((place(&problem), words(problem.what), detail(&problem))),
                p().class("what-to-do").children(what_to_do(problem.what)),
                button()
                    .r#type("button")
                    .class("quiet-button")
                    .attr("aria-label", t("dashboard_notice_close"))
                    .on(events::click, move |_| model.failed.set(None))
                    .children("×"),
            ))
            .into(),
    };
    div().id("audit-failed").role("alert").children(live(told)).into()
}

/// Why a practice could not be taken up, with what to do about it, in one line.
pub(crate) fn not_taken_up(problem: &Problem) -> String {
    format!("{} {}", words(problem.what), what_to_do(problem.what))
}

/// What was wrong with the files.
pub(super) fn problems(model: Model) -> View {
    let all = create_signal(false);
    effect(move || {
        model.problems.track();
        all.set(false);
    });
    let told = move || {
        let (problems, more) = model.problems.get_clone();
        if problems.is_empty() {
            return View::new();
        }
        let shown = if all.get() { problems.len() } else { problems.len().min(FIRST) };
        let count = u32::try_from(problems.len()).unwrap_or(u32::MAX).saturating_add(more);
        let hidden = problems.len().saturating_sub(shown);
        let lines: Vec<View> = problems.iter().take(shown).map(line).collect();
        let rest = if hidden > 0 {
            button()
                .r#type("button")
                .class("text-button")
                .on(events::click, move |_| all.set(true))
                .children(plural("audit_problems_show", hidden as f64))
                .into()
        } else if more > 0 {
            p().class("quiet").children(plural("audit_problems_more", f64::from(more))).into()
        } else {
            View::new()
        };
        div()
            .class("problems")
            .children((
                h2().children(plural("audit_problems", f64::from(count))),
                p().class("quiet").children(t("audit_problems_text")),
                ul().id("audit-problems").children(lines),
                rest,
            ))
            .into()
    };
    div().role("alert").children(live(told)).into()
}

fn line(problem: &Problem) -> View {
    let advice = if problem.what.is_whole() { what_to_do(problem.what) } else { String::new() };
    li().children((
        place(problem),
        words(problem.what),
        detail(problem),
        span().class("quiet").children(if advice.is_empty() { advice } else { format!(" {advice}") }),
    ))
    .into()
}

/// "team.ics, line 12: "
fn place(problem: &Problem) -> View {
    if problem.file.is_empty() && problem.line.is_none() {
        return View::new();
    }
    let line = problem.line.map(|line| message("audit_line", &[&number(f64::from(line), 0)]));
    let file = bdi().class("file").children(problem.file.clone());
    strong()
        .class("place")
        .children((file, line.map_or_else(String::new, |line| format!(" {line}")), ": "))
        .into()
}

fn detail(problem: &Problem) -> View {
    if problem.detail.is_empty() {
        return View::new();
    }
    (" ", code().attr("dir", "auto").children(problem.detail.clone())).into()
}

fn of_storage(what: What) -> bool {
    matches!(
        what,
        What::StorageFull | What::Storage | What::Newer | What::NoSuchMeeting | What::Enough | What::TakenUp
    )
}

fn words(what: What) -> String {
    t(match what {
        What::Empty => "audit_what_empty",
        What::NoCalendar => "audit_what_no_calendar",
        What::Utf16 => "audit_what_utf16",
        What::NoCalendarInside => "audit_what_no_calendar_inside",
        What::ArchiveInside => "audit_what_archive_inside",
        What::BadArchive => "audit_what_bad_archive",
        What::TooLarge => "audit_what_too_large",
        What::Unreadable => "audit_what_unreadable",
        What::NoFiles => "audit_what_no_files",
        What::StorageFull => "audit_what_storage_full",
        What::Storage => "audit_what_storage",
        What::Newer => "audit_what_newer",
        What::NoSuchMeeting => "audit_what_no_such_meeting",
        What::Enough => "audit_what_enough",
        What::TakenUp => "audit_what_taken_up",
        What::CutOff => "audit_what_cut_off",
        What::BadTime => "audit_what_bad_time",
        What::BadRule => "audit_what_bad_rule",
        What::TooManyOccurrences => "audit_what_too_many_occurrences",
        What::UnknownZone => "audit_what_unknown_zone",
        What::BadZone => "audit_what_bad_zone",
        What::NoStart => "audit_what_no_start",
        What::BadLine => "audit_what_bad_line",
        What::EndsBeforeStart => "audit_what_ends_before_start",
        What::Nesting => "audit_what_nesting",
    })
}

fn what_to_do(what: What) -> String {
    t(match what {
        What::Empty | What::BadArchive => "audit_do_export_again",
        What::NoCalendar | What::NoCalendarInside | What::NoFiles => "audit_do_choose_ics",
        What::Utf16 => "audit_do_utf8",
        What::ArchiveInside => "audit_do_unpack",
        What::TooLarge => "audit_do_smaller",
        What::Unreadable => "audit_do_unreadable",
        What::StorageFull => "audit_do_make_room",
        What::Storage => "audit_do_storage",
        What::Newer => "audit_do_newer",
        What::NoSuchMeeting => "audit_do_import_again",
        What::Enough => "audit_do_enough",
        What::TakenUp => "audit_do_taken_up",
        What::CutOff
        | What::BadTime
        | What::BadRule
        | What::TooManyOccurrences
        | What::UnknownZone
        | What::BadZone
        | What::NoStart
        | What::BadLine
        | What::EndsBeforeStart
        | What::Nesting => "audit_do_export_again",
    })
}
