//! Decisions as Markdown: what is written is read back the same, and what others wrote is read without loss.

use super::*;
use crate::decision::made;
use converel_protocol::team::decision::{Decision, State};
use proptest::prelude::*;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/fixtures/team/madr/", $name))
    };
}

#[test]
fn a_decision_is_written_as_madr() {
    let written = write(&made::database(), |_| None);
    assert_eq!(written, fixture!("ours.md"));
    let windows = written.replace('\n', "\r\n");
    for file in [written.as_str(), windows.as_str(), &format!("\u{feff}{written}")] {
        assert_eq!(read(file), Ok(Read { decision: made::database(), left: Vec::new() }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_back(decision in made::decision(), number in proptest::option::of(any::<u32>())) {
        let file = write(&decision, |_| number);
        let read = read(&file).unwrap();
        prop_assert_eq!(&read.decision, &decision, "{}", file);
        prop_assert!(read.left.is_empty(), "{:?}\n{}", read.left, file);
    }

    #[test]
    fn no_text_is_too_odd(text in made::text(), front in made::text()) {
        let _ = read(&text);
        if let Ok(Read { decision, .. }) = read(&format!("---\n{front}\n---\n# {text}")) {
            // What was read once is ours from then on, and nothing of it is lost.
            prop_assert_eq!(read(&write(&decision, |_| None)).unwrap().decision, decision);
        }
    }
}

fn others(file: &str) -> Read {
    let found = read(file).unwrap();
    // Not a word is lost, wherever it went.
    let again = write(&found.decision, |_| None);
    for line in file.lines().filter(|line| !line.starts_with(['-', '#', '<', '`'])) {
        for word in line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 4) {
            let known = [
                "status",
                "chosen",
                "option",
                "because",
                "deciders",
                "decision",
                "makers",
                "consulted",
                "informed",
            ];
            let known = known.contains(&word.to_lowercase().as_str());
            let kept = again.to_lowercase().contains(&word.to_lowercase());
            assert!(known || kept || line.contains("<!--"), "{word} of {line}\n{again}");
        }
    }
    found
}

fn names(decision: &Decision) -> Vec<&str> {
    decision.options.iter().map(|option| option.name.as_str()).collect()
}

#[test]
fn madr_4_as_its_templates_are() {
    let Read { decision, left } = others(fixture!("full-4.md"));
    assert_eq!(decision.title, "{short title, representative of solved problem and found solution}");
    assert_eq!((decision.options.len(), decision.drivers.len(), decision.chosen), (5, 3, Some(0)));
    assert!(decision.outcome.starts_with("{justification."), "{}", decision.outcome);
    assert!(decision.options[0].text.contains("* Neutral, because {argument c}"));
    assert!(decision.consequences.starts_with("* Good, because {positive"));
    assert!(decision.more.starts_with("{You might want") && decision.more.contains("### Confirmation"));
    assert!(left.contains(&"status".to_owned()) && left.contains(&"Confirmation".to_owned()), "{left:?}");

    let Read { decision, left } = others(fixture!("minimal-4.md"));
    assert_eq!((names(&decision), decision.chosen), (vec!["Plain JUnit5", "Hamcrest", "AssertJ"], Some(0)));
    assert_eq!(decision.outcome, "comes out best (see \"Pros and Cons of the Options\" below).");
    assert_eq!((decision.state, left), (State::Proposed, Vec::new()));

    let Read { decision, .. } = others(fixture!("bare-4.md"));
    assert_eq!((decision.title.as_str(), decision.chosen, decision.state), ("", None, State::Proposed));
}

#[test]
fn madr_2_says_its_facts_in_a_list() {
    let Read { decision, left } = others(fixture!("madr-2.md"));
    assert_eq!((decision.state, decision.decided_on.as_str()), (State::Decided, "2025-04-03"));
    assert_eq!(
        (decision.responsible.as_str(), decision.deciders.as_slice()),
        ("Asha", &["Ben".to_owned()][..])
    );
    assert_eq!(names(&decision), ["[MADR](https://adr.github.io/madr/) 2.1.2", "Formless in the wiki"]);
    assert_eq!((decision.chosen, decision.outcome.as_str()), (Some(1), "nobody has to learn anything."));
    assert_eq!(decision.options[1].text, "* Bad, because nobody knows what to write");
    assert!(decision.context.contains("# Decision Outcome\nls docs"), "a comment in code is no heading");
    assert!(decision.consequences.contains("It is quick.") && decision.consequences.contains("found again"));
    assert_eq!(left, ["Technical Story: Records are written by hand, issue 12", "Links"]);
}

#[test]
fn madr_3_with_front_matter_of_other_tools() {
    let Read { decision, left } = others(fixture!("madr-3.md"));
    assert_eq!((decision.state, decision.decided_on.as_str()), (State::Superseded, "2024-11-30"));
    assert_eq!(
        (decision.responsible.as_str(), decision.deciders.as_slice()),
        ("Asha", &["O'Neil, Dana".to_owned()][..])
    );
    assert_eq!(decision.consulted, ["Chen", "Ed"]);
    assert_eq!((decision.chosen, decision.outcome.as_str()), (Some(0), "it is a standard."));
    assert_eq!(left, ["status", "nav_order", "parent", "Validation"]);
    assert!(
        decision.more.contains("nav_order: 3") && decision.more.contains("ADR-0005"),
        "{}",
        decision.more
    );
}

#[test]
fn nygards_form_is_read_too() {
    let Read { decision, left } = others(fixture!("nygard.md"));
    assert_eq!(
        (decision.title.as_str(), decision.context.as_str()),
        ("9. Log in with keys", "Passwords are shared.")
    );
    assert_eq!((decision.outcome.as_str(), decision.state), ("We will use keys.", State::Decided));
    assert_eq!((decision.decided_on.as_str(), left), ("2023-02-14", vec!["status".to_owned()]));
    assert_eq!(decision.more, "Status: Rejected");
}

#[test]
fn what_is_no_record_is_named() {
    assert_eq!(read(""), Err(NotMadr::NoHeadings));
    // What a text is: a record or none.
    for (text, is_record) in [
        ("Minutes of Monday\n\n### Topics\n", false),
        ("# Minutes of Monday\n\n## Topics\n", false),
        (include_str!("../../../../README.md"), false),
        (include_str!("../../../../tests/fixtures/team/handbook/suggested.md"), false),
        ("---\nnav_order: 3\n---\n# Index\n\n* [One](0001-one.md)\n", false),
        ("---\nstatus: accepted\n---\nWithout a title", false),
        ("---\nStatus: accepted\n---\n# Use keys\n", true),
        ("---\nconverel: 1\n---\n# Use keys\n", true),
        ("# Use keys\n\n## Status\n\nAccepted\n", true),
        ("# Use keys\n\n## Decision\n\nWe use keys.\n", true),
        ("## Context and Problem Statement\n", true),
    ] {
        let start: String = text.chars().take(60).collect();
        assert_eq!(read(text).is_ok(), is_record, "{start:?}");
        assert!(is_record || read(text) == Err(NotMadr::NoHeadings), "{start:?}");
    }
    assert_eq!(read(&"# ".repeat(600_000)), Err(NotMadr::TooLarge));
    let newer = fixture!("ours.md").replace("converel: 1", "converel: 2");
    assert_eq!(read(&newer).unwrap().left, ["converel: 2"]);
}

#[test]
fn files_are_named_by_number_and_title() {
    let named = |number, title: &str| Decision { number, title: title.into(), ..Decision::default() };
    for (number, title, name) in [
        (7, "Keep bookings in PostgreSQL", "0007-keep-bookings-in-postgresql.md"),
        (12, "  Où est-ce? -- \"là\"  ", "0012-ou-est-ce-la.md"),
        (12345, "../../etc", "12345-etc.md"),
        (0, "?", "0000-decision.md"),
        (1, "決定", "0001-決定.md"),
    ] {
        assert_eq!(file_name(&named(number, title)), name);
    }
    assert!(file_name(&named(1, &"long ".repeat(100))).chars().count() <= 68);
    let names = file_names(&[named(1, "A"), named(1, "a"), named(1, "á")]);
    assert_eq!(names, ["0001-a.md", "0001-a-2.md", "0001-a-3.md"]);
}

#[test]
fn no_archive_cuts_a_files_name() {
    let named = |title: &str| Decision { number: u32::MAX, title: title.into(), ..Decision::default() };
    let titles =
        ["決定".repeat(50), "निर्णय ".repeat(50), "👍 é".repeat(50), "𠮷".repeat(90), "word ".repeat(50)];
    let log: Vec<Decision> = titles.iter().flat_map(|title| [named(title), named(title)]).collect();
    let names = file_names(&log);
    assert!(names.iter().all(|name| name.len() <= 150), "{names:?}");
    assert_eq!(file_name(&named(&titles[0])), format!("4294967295-{}決.md", "決定".repeat(21)));
    let files: Vec<_> = names.iter().map(|name| (format!("decisions/{name}"), Vec::new())).collect();
    let packed = crate::archive::zip(&files).unwrap();
    assert_eq!(crate::archive::unzip(&packed, |_| true, 0).unwrap(), files);
}

#[test]
fn a_number_is_read_from_anothers_file_name() {
    for (name, number) in [
        ("0007-keep-bookings.md", 7),
        ("7.md", 7),
        ("12 Log in with keys.md", 12),
        ("1234_x.md", 1234),
        ("0007-12-factors.md", 7),
        ("12345-x.md", 0),
        ("20261201-x.md", 0),
        ("2026-12-01-x.md", 0),
        ("2026_12_01.md", 0),
        ("01.12.2026 x.md", 0),
        ("adr-0007-x.md", 0),
        ("٧-x.md", 0),
        ("0007", 0),
        ("", 0),
    ] {
        assert_eq!(number_of(name), number, "{name}");
    }
}
