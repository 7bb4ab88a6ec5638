//! The self-test: which parts of the open editors are found on each watched page, and by which locator. What is shown
//! is what can be copied for a report: names of parts and locators, nothing of a calendar's content.

use crate::clipboard;
use crate::dashboard::{Ask, Model, Notice, Wish};
use crate::labels;
use crate::words::{message, plural, t};
use converel_protocol::runtime::{EditorTest, LocatorTest, PartTest, SelfTest, SelfTests};
use sycamore::prelude::*;
use sycamore::web::events;
use sycamore::web::tags::*;
use wasm_bindgen::JsValue;

/// The field with the report.
const REPORT: &str = "report";

/// How far the self-test is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tested {
    /// Nobody asked for it yet.
    NotYet,
    /// The pages are being asked.
    Asking,
    /// What they answered.
    Read(SelfTests),
    /// They could not be asked; the reason in the browser's words.
    Failed(String),
}

pub(super) fn coverage(model: Model, ask: Ask) -> View {
    let results = move || match model.tested.get_clone() {
        Tested::NotYet => View::new(),
        Tested::Asking => p().class("quiet").children(t("coverage_asking")).into(),
        Tested::Failed(reason) => {
            p().class("error").role("alert").children(message("dashboard_not_done", &[&reason])).into()
        }
        Tested::Read(tests) => read(model, &tests),
    };
    section()
        .class("coverage")
        .attr("aria-labelledby", "coverage-heading")
        .children((
            h1().id("coverage-heading").children(t("coverage_heading")),
            p().class("quiet").children(t("coverage_help")),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button primary")
                    .id("self-test")
                    .on(events::click, move |_| ask(Wish::SelfTest))
                    .children(t("coverage_test")),
            ),
            div().id("self-test-results").attr("aria-live", "polite").children(results),
        ))
        .into()
}

fn read(model: Model, tests: &SelfTests) -> View {
    if tests.tests.is_empty() {
        return p().class("empty").children(t("coverage_none")).into();
    }
    let sites: Vec<View> = tests.tests.iter().map(site).collect();
    (
        sites,
        section().class("card").children((
            h2().id("report-heading").children(t("coverage_report")),
            p().class("quiet").children(t("coverage_report_help")),
            textarea()
                .class("report")
                .id(REPORT)
                .attr("readonly", "")
                .attr("rows", "8")
                .attr("dir", "ltr")
                .attr("aria-labelledby", "report-heading")
                .prop("value", JsValue::from_str(&report(tests))),
            div().class("actions").children(
                button()
                    .r#type("button")
                    .class("button")
                    .id("copy-report")
                    .on(events::click, move |_| copy(model))
                    .children(t("coverage_copy")),
            ),
        )),
    )
        .into()
}

fn site(test: &SelfTest) -> View {
    let requests = if test.requests { "coverage_requests_on" } else { "coverage_requests_off" };
    let found: View = match test.editors.is_empty() {
        true => p().children(t("coverage_no_editor")).into(),
        false => test.editors.iter().map(editor).collect::<Vec<View>>().into(),
    };
    section()
        .class("card")
        .attr("data-site", test.site.clone())
        .children((
            h2().children(labels::site(&test.site)),
            p().class(if test.requests { "quiet" } else { "hint warn" }).children(t(requests)),
            found,
        ))
        .into()
}

fn editor(test: &EditorTest) -> View {
    let missing = test.parts.iter().filter(|part| !part.found).count();
    let summary =
        if missing == 0 { t("coverage_all_found") } else { plural("coverage_missing", missing as f64) };
    let rows: Vec<View> = test.parts.iter().map(part).collect();
    table()
        .class("parts")
        .children((
            caption().children(summary),
            thead().children(tr().children((
                th().attr("scope", "col").children(t("coverage_part")),
                th().attr("scope", "col").children(t("coverage_found")),
                th().attr("scope", "col").children(t("coverage_locators")),
            ))),
            tbody().children(rows),
        ))
        .into()
}

fn part(test: &PartTest) -> View {
    let (class, found) =
        if test.found { ("pill good", "coverage_yes") } else { ("pill warn", "coverage_no") };
    let locators: Vec<View> = test.locators.iter().map(locator).collect();
    tr().attr("data-part", test.part.clone())
        .attr("data-found", test.found.to_string())
        .children((
            th().attr("scope", "row").children(name(&test.part)),
            td().children(span().class(class).children(t(found))),
            td().children(ul().class("locators").children(locators)),
        ))
        .into()
}

fn locator(test: &LocatorTest) -> View {
    let (sign, said) = match (test.chosen, test.found) {
        (true, _) => ("✓", "coverage_locator_chosen"),
        (false, true) => ("≠", "coverage_locator_other"),
        (false, false) => ("–", "coverage_locator_nothing"),
    };
    li().class(if test.chosen { "chosen" } else { "quiet" })
        .children((
            span().attr("aria-hidden", "true").children(sign),
            code().attr("dir", "ltr").children(test.by.clone()),
            span().class("hidden").children(t(said)),
        ))
        .into()
}

/// A part's name in words.
fn name(part: &str) -> String {
    match part {
        "save" => t("coverage_part_save"),
        "title" => t("coverage_part_title"),
        "description" => t("coverage_part_description"),
        "guests" => t("coverage_part_guests"),
        "guest_box" => t("coverage_part_guest_box"),
        "start" => t("coverage_part_start"),
        "end" => t("coverage_part_end"),
        "all_day" => t("coverage_part_all_day"),
        "recurrence" => t("coverage_part_recurrence"),
        "location" => t("coverage_part_location"),
        other => other.to_owned(),
    }
}

/// The report as text, in English whatever the screen's language: it is for those who keep the locators.
fn report(tests: &SelfTests) -> String {
    let mut text = format!("converel {}, {}\n", tests.version, tests.browser);
    for test in &tests.tests {
        let layer = if test.requests { "answers" } else { "does not answer" };
        text.push_str(&format!(
            "\n{}: request layer {layer}, {} open editors\n",
            test.site,
            test.editors.len()
        ));
        for part in test.editors.iter().flat_map(|editor| &editor.parts) {
            text.push_str(&format!("  {}: {}\n", part.part, if part.found { "found" } else { "NOT FOUND" }));
            for locator in &part.locators {
                let said = match (locator.chosen, locator.found) {
                    (true, _) => "chosen",
                    (false, true) => "finds another element",
                    (false, false) => "finds nothing",
                };
                text.push_str(&format!("    {}: {said}\n", locator.by));
            }
        }
    }
    text
}

fn copy(model: Model) {
    let notice = match clipboard::copy(REPORT) {
        true => Notice { text: t("coverage_copied"), failure: false },
        false => Notice { text: t("coverage_not_copied"), failure: true },
    };
    model.notice.set(Some(notice));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_every_locator_and_nothing_else() {
        let locator = |by: &str, found, chosen| LocatorTest { by: by.to_owned(), found, chosen };
        let part = |part: &str, found, locators| PartTest { part: part.to_owned(), found, locators };
        let tests = SelfTests {
            version: "1.2".to_owned(),
            browser: "Firefox 140".to_owned(),
            tests: vec![SelfTest {
                site: "google".to_owned(),
                requests: true,
                editors: vec![EditorTest {
                    parts: vec![
                        part(
                            "save",
                            true,
                            vec![locator("#xSaveBu", true, true), locator("label", false, false)],
                        ),
                        part("title", false, vec![locator("#xTiIn", true, false)]),
                    ],
                }],
            }],
        };
        assert_eq!(
            report(&tests),
            "converel 1.2, Firefox 140\n\ngoogle: request layer answers, 1 open editors\n  save: found\n    \
             #xSaveBu: chosen\n    label: finds nothing\n  title: NOT FOUND\n    #xTiIn: finds another element\n"
        );
    }
}
