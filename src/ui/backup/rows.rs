//! What is in a backup, line by line, and what becomes of it.

use super::{Offer, Step};
use crate::words::{message, number, plural, t};
use converel_protocol::backup::Part;
use converel_team::backup::{Contents, Key, Plan};
use sycamore::prelude::*;
use sycamore::web::tags::*;

/// A line: what, and what of it.
type Row = (&'static str, String, String);

/// What is in a backup.
pub(super) fn contents(contents: &Contents) -> View {
    list("backup-contents", rows(contents))
}

fn rows(contents: &Contents) -> Vec<Row> {
    let Contents { records, lessons, settings, unchecked, calendars, led, answers, .. } = contents;
    let count = |count: u32| f64::from(count);
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |there: bool, part: &'static str, name: String, what: String| {
        if there {
            rows.push((part, name, what));
        }
    };
    row(*records > 0, "journal", t("backup_journal"), plural("backup_records", count(*records)));
    row(*settings, "settings", t("backup_settings"), t("backup_settings_what"));
    row(*lessons > 0, "lessons", t("backup_lessons"), plural("backup_lessons_count", count(*lessons)));
    row(*unchecked > 0, "unchecked", t("backup_unchecked"), plural("backup_invites", count(*unchecked)));
    row(
        *calendars > 0,
        "calendars",
        t("backup_calendars"),
        plural("backup_calendars_count", count(*calendars)),
    );
    let audit = audit(contents);
    row(!audit.is_empty(), "audit", t("backup_audit"), audit.join(" · "));
    let rounds = message(
        "backup_led_count",
        &[&plural("backup_rounds", count(*led)), &plural("backup_answers", count(*answers))],
    );
    row(*led > 0, "led", t("backup_led"), rounds);
    let answering = count(contents.answering);
    row(answering > 0.0, "answering", t("backup_answering"), plural("backup_rounds", answering));
    let decisions = count(contents.decisions);
    row(decisions > 0.0, "decisions", t("backup_decisions"), plural("backup_decisions_count", decisions));
    let others = count(contents.others);
    row(others > 0.0, "others", t("backup_others"), plural("backup_others_count", others));
    rows
}

fn audit(contents: &Contents) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(import) = contents.import {
        let meetings = f64::from(import.meetings);
        let name = if import.names { "backup_import_names" } else { "backup_import_numbers" };
        parts.push(message(name, &[&plural("backup_meetings", meetings)]));
    }
    if contents.placements > 0 {
        parts.push(plural("backup_placements", f64::from(contents.placements)));
    }
    if contents.cycles > 0 {
        parts.push(plural("backup_cycles", f64::from(contents.cycles)));
    }
    parts
}

/// What is in a backup that can be restored, and what becomes of it.
pub(super) fn offered(offer: &Offer) -> View {
    let fates = |(part, name, what): Row| (part, name, format!("{what}. {}", fate(part, offer)));
    let rows = rows(&offer.contents).into_iter().map(fates).collect();
    list("backup-offer", rows)
}

/// What becomes of a part.
fn fate(part: &str, Offer { contents, plan, .. }: &Offer) -> String {
    let new = |count: usize| match count {
        0 => t("backup_nothing_new"),
        count => plural("backup_new", count as f64),
    };
    let of_kind = |kind: &str| plan.team.keys().filter(|key| key.starts_with(kind)).count();
    match part {
        "journal" => new(plan.records.len()),
        "lessons" => new(plan.lessons.len()),
        "settings" if plan.settings_later => t("backup_settings_later"),
        "settings" if plan.settings.is_none() => t("backup_settings_same"),
        "settings" => t("backup_settings_replace"),
        "unchecked" if plan.unchecked.is_empty() => t("backup_nothing_new"),
        "unchecked" => t("backup_unchecked_larger"),
        "calendars" if plan.calendars.is_empty() => t("backup_nothing_new"),
        "calendars" => t("backup_calendars_later"),
        "audit" if plan.audit_later => t("backup_audit_later"),
        "audit" if plan.audit_withheld => t("backup_audit_withheld"),
        "audit" if plan.audit.is_empty() => t("backup_nothing_new"),
        "audit" if contents.import.is_some() && !plan.audit.contains_key("import") => {
            t("backup_audit_import_stays")
        }
        "audit" => t("backup_audit_merged"),
        "led" => new(of_kind("led/")),
        "answering" => new(of_kind("answering/")),
        "decisions" => new(of_kind("decision/").saturating_add(plan.inbox.len())),
        _ => {
            let known = of_kind("led/") + of_kind("answering/") + of_kind("decision/");
            new(plan.team.len().saturating_sub(known))
        }
    }
}

fn list(id: &'static str, rows: Vec<Row>) -> View {
    let row = |(part, name, what): Row| -> View {
        div().attr("data-part", part).children((dt().children(name), dd().children(what))).into()
    };
    dl().class("backup-rows").id(id).children(rows.into_iter().map(row).collect::<Vec<_>>()).into()
}

/// What is to be known before it is restored; nothing mostly.
pub(super) fn cautions(plan: &Plan) -> Vec<String> {
    let mut cautions = Vec::new();
    if plan.key == Key::Stays {
        cautions.push(t("backup_key_stays"));
    }
    if !plan.not_understood.is_empty() {
        let count = |(part, count): (&Part, &u32)| {
            message("backup_part_count", &[&part_name(*part), &number(f64::from(*count), 0)])
        };
        let parts: Vec<String> = plan.not_understood.iter().map(count).collect();
        cautions.push(message("backup_not_understood", &[&parts.join(", ")]));
    }
    cautions
}

/// The name of a part, as its line has it.
pub(super) fn part_name(part: Part) -> String {
    t(match part {
        Part::File => "backup_file",
        Part::Journal => "backup_journal",
        Part::Settings => "backup_settings",
        Part::Lessons => "backup_lessons",
        Part::Audit => "backup_audit",
        Part::Team => "backup_team",
    })
}

/// The same of a step.
pub(super) fn step_name(step: Step) -> String {
    t(match step {
        Step::Kept => "backup_unchecked",
        Step::Audit => "backup_audit",
        Step::Team => "backup_team",
        Step::Journal => "backup_journal",
        Step::Lessons => "backup_lessons",
        Step::Settings => "backup_settings",
        Step::Inbox => "backup_decisions",
    })
}
