//! The drafts as golden texts, and the dates they ask for replies by.

use crate::{TODAY, asked, raw, weekly_status};
use converel_core::advice::Alternative;
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::draft::{draft, inputs_first, reply_by};
use jiff::civil::date;

const ALL: [Alternative; 5] = [
    Alternative::WrittenUpdate,
    Alternative::DecisionRecord,
    Alternative::RecordedVideo,
    Alternative::SharedDocument,
    Alternative::TaskBoard,
];

/// The drafts as they are, to be read as a whole in `snapshots/`.
#[test]
fn drafts_of_the_weekly_status() {
    let (invite, _, mut answers) = weekly_status();
    answers.roles[0] = Role::Decides;
    answers.roles[4..].fill(Role::Informed);
    answers.preparation = "https://board.example.org/platform".into();
    for alternative in ALL {
        insta::assert_snapshot!(
            format!("{alternative:?}"),
            draft(alternative, &invite, &answers, TODAY).markdown
        );
    }
    insta::assert_snapshot!("InputsFirst", inputs_first(&invite, &answers, TODAY).markdown);
}

/// With nothing known, every gap is marked and nothing is invented.
#[test]
fn drafts_of_an_invite_that_says_nothing() {
    let (invite, _) = asked(&raw("", "", 4));
    let answers = Answers::default();
    for alternative in ALL {
        let draft = draft(alternative, &invite, &answers, TODAY);
        assert!(draft.title.ends_with(": […]"), "{}", draft.title);
        assert!(draft.markdown.matches("[…]").count() >= 3, "{}", draft.markdown);
        assert!(!draft.markdown.contains(['{', '}']), "{}", draft.markdown);
        assert!(!draft.markdown.contains("\n\n\n") && draft.markdown.ends_with('\n'));
    }
    insta::assert_snapshot!("Nothing", draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown);
}

#[test]
fn the_users_braces_and_lines_are_theirs() {
    let (invite, _) = asked(&raw("Use {purpose} or {title}", "", 4));
    let answers = Answers {
        purpose: "{reply_by} {".into(),
        agenda: vec![Item { topic: "a\n# b".into(), owner: "{decider}".into(), ..Item::default() }],
        ..Answers::default()
    };
    for alternative in ALL {
        let draft = draft(alternative, &invite, &answers, TODAY);
        assert!(draft.markdown.starts_with(&format!("# {}\n", draft.title)));
        assert!(draft.title.ends_with(": Use {purpose} or {title}"));
        assert!(draft.markdown.contains("\n{reply_by} {\n"), "{}", draft.markdown);
        assert!(!draft.markdown.contains("\n# b"));
    }
}

#[test]
fn replies_are_due_on_working_days() {
    let friday = date(2026, 11, 20);
    for (from, days, expected) in [
        (friday, 0, friday),
        (friday, 1, date(2026, 11, 23)),
        (friday, 2, date(2026, 11, 24)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 16), 5, date(2026, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (jiff::civil::Date::MAX, 3, jiff::civil::Date::MAX),
    ] {
        assert_eq!(reply_by(from, days), expected, "{from} + {days}");
    }
}

#[test]
fn the_reply_by_date_fits_the_circle_and_the_urgency() {
    let due = |alternative, guests, urgent: bool| {
        let (invite, _) = asked(&raw("Platform", "", guests));
        let honest_reasons = if urgent { vec![HonestReason::Urgent] } else { Vec::new() };
        draft(alternative, &invite, &Answers { honest_reasons, ..Answers::default() }, TODAY).markdown
    };
    for (alternative, guests, urgent, expected) in [
        (Alternative::WrittenUpdate, 4, false, "Tuesday 2026-11-24"),
        (Alternative::WrittenUpdate, 8, false, "Wednesday 2026-11-25"),
        (Alternative::WrittenUpdate, 8, true, "Monday 2026-11-23"),
        (Alternative::DecisionRecord, 4, false, "Friday 2026-11-27"),
    ] {
        let markdown = due(alternative, guests, urgent);
        assert!(markdown.contains(expected), "{markdown}");
    }
}

#[test]
fn inputs_are_due_before_the_meeting() {
    for (start, today, expected) in [
        ("20261123", TODAY, "Friday 2026-11-20"),
        ("20261125", TODAY, "Tuesday 2026-11-24"),
        ("20261120", TODAY, "Friday 2026-11-20"),
        ("20270301", TODAY, "Friday 2026-11-27"),
    ] {
        let mut invite = raw("Platform", "", 4);
        invite.start.date = start.into();
        invite.end.date = start.into();
        let (invite, question) = asked(&invite);
        let markdown = inputs_first(&invite, &question.answers, today).markdown;
        assert!(markdown.contains(&format!("- Input by: {expected}")), "{start}: {markdown}");
    }
}
