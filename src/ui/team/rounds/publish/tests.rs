//! The publication against its golden files, and what may never stand in it.

use super::sample::{HOSTILE, SECRET, results_of};
use super::{compose, signed};
use crate::document::english::English;
use crate::document::{Part, markdown, page};
use converel_protocol::team::results::Results;
use std::path::PathBuf;

/// Compares with the golden file of this name; `CONVEREL_GOLDEN=write` writes it anew.
fn golden(name: &str, text: &str) {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/team", name].iter().collect();
    if std::env::var_os("CONVEREL_GOLDEN").is_some_and(|value| value == "write") {
        std::fs::write(&file, text).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, expected, "{name}");
}

#[test]
fn the_publication_is_as_it_was() {
    let words = English::read("ltr");
    let document = compose(&results_of(true), Some(&results_of(false)), &words);
    golden("results.md", &markdown(&document));
    golden("results.html", &page(&document));
}

#[test]
fn hostile_words_are_text() {
    let words = English::read("ltr");
    let document = compose(&results_of(true), None, &words);
    let html = page(&document);
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(
            [
                "!doctype", "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2",
                "h3", "p", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
                "svg", "rect", "bdi", "small", "ul", "li",
            ]
            .contains(&name),
            "{tag}"
        );
    }
    for forbidden in ["<script", "href", "src=", "url(", "@import", "onload", "://"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    let markdown = markdown(&document);
    assert!(!markdown.replace("\\<", "").contains('<'));
    assert!(!markdown.contains('\u{202e}') && !html.contains('\u{202e}'));
    // A text is one item, whatever lines it had.
    assert!(markdown.contains("\n- Two lines\n") && markdown.contains("\n- \\- item\n"));
    assert!(HOSTILE.contains('\n'));
}

#[test]
fn what_few_said_is_not_published() {
    let words = English::read("ltr");
    let document = compose(&results_of(true), Some(&results_of(false)), &words);
    for text in [markdown(&document), page(&document)] {
        assert!(!text.contains(SECRET));
        assert!(text.contains("Only few say anything to this"));
    }
}

#[test]
fn a_round_is_compared_with_the_one_before_and_not_with_itself() {
    let words = English::read("ltr");
    let (before, now) = (results_of(false), results_of(true));
    assert!(markdown(&compose(&now, Some(&before), &words)).contains("Compared with “Spring 2026”"));
    for other in [None, Some(&now)] {
        let text = markdown(&compose(&now, other, &words));
        assert!(!text.contains("Compared with") && !text.contains("Since last time"));
    }
}

#[test]
fn a_round_that_shows_nothing_is_published_too() {
    let words = English::read("ltr");
    let empty = Results { title: "Nobody".to_owned(), closed_on: "soon".to_owned(), ..Results::default() };
    let document = compose(&empty, None, &words);
    assert!(document.parts.iter().all(|part| !matches!(part, Part::Table(_))));
    assert!(markdown(&document).starts_with("# Nobody"));
}

#[test]
fn a_change_has_its_sign() {
    let words = English::read("ltr");
    for (value, expected) in [(0.44, "+0.4"), (0.04, "0"), (-0.04, "0"), (-1.25, "-1.3"), (2.0, "+2")] {
        assert_eq!(signed(&words, value), expected, "{value}");
    }
}
