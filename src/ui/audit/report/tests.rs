//! The report against its golden files, and what hostile titles can do in it.

use super::compose::compose;
use super::sample::{HOSTILE, audit};
use super::{Format, file_name};
use crate::document::english::English;
use crate::document::{Cell, Document, Part, markdown, page};
use jiff::civil::date;
use std::path::PathBuf;

/// Compares with the golden file of this name; `CONVEREL_GOLDEN=write` writes it anew.
fn golden(name: &str, text: &str) {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/audit", name].iter().collect();
    if std::env::var_os("CONVEREL_GOLDEN").is_some_and(|value| value == "write") {
        std::fs::write(&file, text).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, expected, "{name}");
}

#[test]
fn the_report_is_as_it_was() {
    let words = English::read("ltr");
    for (names, part) in [(true, "names"), (false, "no-names")] {
        let document = compose(&audit(), names, &words);
        golden(&format!("report-{part}.md"), &markdown(&document));
        golden(&format!("report-{part}.html"), &page(&document));
    }
}

/// Tags of a page: what stands between `<` and `>` outside of the style.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

#[test]
fn a_hostile_title_is_text_in_the_page() {
    let words = English::read("ltr");
    let text = page(&compose(&audit(), true, &words));
    for tag in tags(&text) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(
            [
                "!doctype", "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2",
                "h3", "p", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
                "svg", "rect", "bdi", "small",
            ]
            .contains(&name),
            "{tag}"
        );
    }
    // Nothing outside is named, and nothing can run.
    for forbidden in ["<script", "javascript:\"", "href", "src=", "url(", "@import", "onload", "://"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    assert!(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn a_hostile_title_breaks_no_table_of_the_markdown() {
    let words = English::read("ltr");
    let text = markdown(&compose(&audit(), true, &words));
    let mut columns = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        // Bars that no backslash stands before.
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, *columns.get_or_insert(bars), "{line}");
        assert!(!line.replace("\\<", "").contains('<'), "{line}");
        assert!(!line.replace("\\`", "").contains('`'), "{line}");
    }
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn without_names_nothing_of_them_is_said() {
    let words = English::read("ltr");
    let document = compose(&audit(), false, &words);
    for text in [markdown(&document), page(&document)] {
        for said in ["platform", "script>", "evil", "Coffee", "שרה", "Priya", "me@example", "weekly status"]
        {
            assert!(!text.contains(said), "{said}");
        }
        assert!(text.contains("Mondays 10:00, every week"));
    }
    let foreign = document.parts.iter().any(|part| match part {
        Part::Table(table) => table.rows.iter().flatten().any(|cell| !matches!(cell, Cell::Own(_))),
        _ => false,
    });
    assert!(!foreign);
    let named = compose(&audit(), true, &words);
    assert!(named.parts.iter().any(|part| match part {
        Part::Table(table) =>
            table.rows.iter().flatten().any(|cell| *cell == Cell::Foreign(HOSTILE.to_owned())),
        _ => false,
    }));
}

#[test]
fn the_page_is_read_in_its_own_direction() {
    let document = compose(&audit(), true, &English::read("rtl"));
    assert!(page(&document).contains("<html lang=\"en\" dir=\"rtl\">"));
    let strange = Document { direction: "\"><script>".to_owned(), ..document };
    assert!(page(&strange).contains("<html lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn an_audit_of_nothing_is_a_report_too() {
    let words = English::read("ltr");
    let document = compose(&converel_protocol::audit::numbers::Audit::default(), true, &words);
    assert!(document.parts.iter().all(|part| !matches!(part, Part::Table(_))));
    assert!(markdown(&document).starts_with("# "));
}

#[test]
fn files_are_named_by_their_day() {
    assert_eq!(file_name(date(2026, 11, 3), Format::Html), "converel-audit-2026-11-03.html");
    assert_eq!(file_name(date(2026, 11, 3), Format::Markdown), "converel-audit-2026-11-03.md");
}
