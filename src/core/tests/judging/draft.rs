//! The drafts as golden texts in several languages, and the dates they ask for replies by.

use crate::{TODAY, judged, raw, weekly_status};
use converel_core::advice::{ALTERNATIVES, Alternative};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, HonestReason, Role};
use converel_core::draft::{Draft, Handed, draft, handed, inputs_first, plain, reply_by};
use converel_core::invite::Invite;
use converel_core::language::{LANGUAGES, Language, language};
use jiff::civil::date;
use proptest::prelude::*;

/// Every draft there is.
fn all(invite: &Invite, answers: &Answers) -> Vec<(String, Draft)> {
    let drafts = ALTERNATIVES.map(|own| (own.name().to_owned(), draft(own, invite, answers, TODAY)));
    drafts.into_iter().chain([("inputs-first".to_owned(), inputs_first(invite, answers, TODAY))]).collect()
}

/// The weekly status, with what the user has said of it.
fn answered() -> (Invite, Answers) {
    let (invite, _, mut answers) = weekly_status();
    answers.roles[0] = Role::Decides;
    answers.roles[4..].fill(Role::Informed);
    answers.preparation = "https://board.example.org/platform".into();
    (invite, answers)
}

/// A title that tells each language.
fn title(language: Language) -> &'static str {
    match language {
        Language::English => "Where we are with the move",
        Language::German => "Stand der Planung für den Umzug",
        Language::French => "Point d'avancement sur le déménagement",
        Language::Spanish => "Reunión para el traslado",
        Language::Portuguese => "Reunião sobre a mudança do sistema",
        Language::Japanese => "システム移行について",
        Language::HindiEnglish => "Shifting ka status kya hai",
    }
}

/// Every draft of an alternative in one language, to be read as a whole in `snapshots/`.
#[test]
fn drafts_of_the_weekly_status() {
    let (invite, answers) = answered();
    for (name, draft) in all(&invite, &answers) {
        insta::assert_snapshot!(format!("en-{name}"), draft.markdown);
    }
}

/// All drafts of a language in one file, so that they can be read through by whoever speaks it.
#[test]
fn drafts_in_other_languages() {
    let (invite, mut answers) = answered();
    answers.facilitator = "Priya".into();
    for language in LANGUAGES.into_iter().filter(|language| *language != Language::English) {
        let invite = Invite { title: title(language).into(), text: String::new(), ..invite.clone() };
        let texts = all(&invite, &answers).into_iter().map(|(name, draft)| {
            assert_eq!(draft.language, language, "{name}");
            format!("==== {name} ====\n{}", draft.markdown)
        });
        insta::assert_snapshot!(language.tag(), texts.collect::<Vec<_>>().join("\n"));
    }
}

/// With nothing known, every gap is marked and nothing is invented.
#[test]
fn drafts_of_an_invite_that_says_nothing() {
    let mut invite = judged(&raw("", "", 4)).invite;
    let answers = Answers::default();
    for language in LANGUAGES {
        invite.language = language.tag().to_owned();
        for (name, draft) in all(&invite, &answers) {
            let text = &draft.markdown;
            assert_eq!(draft.language, language);
            assert!(draft.title.ends_with("[…]"), "{}", draft.title);
            assert!(text.matches("[…]").count() >= 3, "{text}");
            assert!(!text.contains(['{', '}', '@', '|']), "{language:?} {name}: {text}");
            assert!(!text.contains("\n\n\n") && text.ends_with('\n'));
            assert!(text.contains("2026"), "a date to reply by: {text}");
        }
    }
    invite.language = "en".to_owned();
    insta::assert_snapshot!("nothing", draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown);
}

/// No language lacks a section, a line or a word that another has.
#[test]
fn languages_have_the_same_drafts() {
    let (invite, answers) = answered();
    let shape = |language: Language| -> Vec<(String, String)> {
        let invite = Invite { title: title(language).into(), text: String::new(), ..invite.clone() };
        let sign = |line: &str| match line.chars().next() {
            Some(sign @ ('#' | '-')) => sign,
            Some(_) => 'a',
            None => ' ',
        };
        let drafts = all(&invite, &answers).into_iter();
        drafts.map(|(name, draft)| (name, draft.markdown.lines().map(sign).collect())).collect()
    };
    for language in LANGUAGES {
        assert_eq!(shape(language), shape(Language::English), "{language:?}");
    }
}

#[test]
fn the_users_braces_and_lines_are_theirs() {
    let invite = judged(&raw("Use {purpose} or {title}", "", 4)).invite;
    let answers = Answers {
        purpose: "{reply_by} {".into(),
        agenda: vec![Item { topic: "a\n# b".into(), owner: "{decider}".into(), ..Item::default() }],
        ..Answers::default()
    };
    for (name, draft) in all(&invite, &answers) {
        assert!(draft.markdown.starts_with(&format!("# {}\n", draft.title)));
        assert!(draft.title.ends_with("Use {purpose} or {title}"));
        assert!(draft.markdown.contains("{reply_by} {\n"), "{name}: {}", draft.markdown);
        assert!(!draft.markdown.contains("\n# b"));
    }
}

#[test]
fn the_text_of_a_mail_has_no_signs() {
    let (invite, answers) = answered();
    let update = draft(Alternative::WrittenUpdate, &invite, &answers, TODAY);
    insta::assert_snapshot!("plain", update.plain);
    assert_eq!(update.plain, plain(&update.markdown));
    for (name, draft) in all(&invite, &answers) {
        let signed = |line: &str| line.starts_with('#') || line.starts_with("- [ ]");
        assert!(!draft.plain.lines().any(signed), "{name}: {}", draft.plain);
        assert!(!draft.plain.starts_with('\n') && !draft.plain.contains(&draft.title));
    }
    // What the user changed goes the same way.
    assert_eq!(plain("# Title\n\nHello\n\n## Part\n\n- [ ] do\n#hash\n"), "Hello\n\nPart\n- do\n#hash\n");
    assert_eq!(plain(""), "");
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
        let invite = judged(&raw("Platform", "", guests)).invite;
        let honest_reasons = if urgent { vec![HonestReason::Urgent] } else { Vec::new() };
        draft(alternative, &invite, &Answers { honest_reasons, ..Answers::default() }, TODAY).markdown
    };
    for (alternative, guests, urgent, expected) in [
        (Alternative::WrittenUpdate, 4, false, "Tuesday 2026-11-24"),
        (Alternative::WrittenUpdate, 8, false, "Wednesday 2026-11-25"),
        (Alternative::WrittenUpdate, 8, true, "Monday 2026-11-23"),
        (Alternative::DecisionRecord, 4, false, "Friday 2026-11-27"),
        (Alternative::VideoCourse, 4, false, "Friday 2026-12-04"),
        (Alternative::Message, 2, false, "Tuesday 2026-11-24"),
    ] {
        let markdown = due(alternative, guests, urgent);
        assert!(markdown.contains(expected), "{markdown}");
    }
}

#[test]
fn dates_are_written_as_the_language_does() {
    let mut invite = judged(&raw("", "", 4)).invite;
    for (tag, expected) in [
        ("en", "Tuesday 2026-11-24"),
        ("de", "Dienstag, 24.11.2026"),
        ("fr", "mardi 24/11/2026"),
        ("es", "martes 24/11/2026"),
        ("pt-BR", "terça-feira, 24/11/2026"),
        ("ja", "2026年11月24日(火)"),
        ("hi-Latn", "Tuesday, 24/11/2026"),
    ] {
        invite.language = tag.to_owned();
        let text = draft(Alternative::WrittenUpdate, &invite, &Answers::default(), TODAY).markdown;
        assert!(text.contains(expected), "{tag}: {text}");
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
        let invite = judged(&invite).invite;
        let markdown = inputs_first(&invite, &Answers::default(), today).markdown;
        assert!(markdown.contains(&format!("- Input by: {expected}")), "{start}: {markdown}");
    }
}

#[test]
fn an_invite_is_answered_in_its_own_language() {
    for (title, description, page, expected) in [
        (
            "Weekly",
            "Bitte bis Montag die Zahlen eintragen, wir sprechen nur über das, was offen ist.",
            "en",
            "de",
        ),
        ("Stand", "", "de", "de"),
        ("Sync", "", "pl", "en"),
        // A join block is in the calendar's language, and says nothing of the people's.
        (
            "Design <> Eng",
            "Where do we stand with the editor?\n\nMicrosoft Teams-Besprechung\nNehmen Sie auf Ihrem Computer teil\nHier klicken, um an der Besprechung teilzunehmen",
            "de",
            "en",
        ),
    ] {
        let invite = converel_core::raw::RawInvite { language: page.into(), ..raw(title, description, 5) };
        assert_eq!(language(&judged(&invite).invite).tag(), expected, "{title} {description}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn no_text_makes_a_draft_panic(
        title in "\\PC{0,60}",
        description in "\\PC{0,120}",
        topics in proptest::collection::vec(("\\PC{0,40}", proptest::option::of(0..u32::MAX)), 0..8),
        said in "\\PC{0,60}",
        tag in "[a-zA-Z-]{0,8}",
        guests in 0..30_usize,
    ) {
        let mut raw = raw(&title, &description, guests);
        raw.language = tag;
        let invite = judged(&raw).invite;
        let agenda = topics.into_iter().map(|(topic, minutes)| Item { topic, minutes, ..Item::default() });
        let answers = Answers {
            purpose: said.clone(),
            agenda: agenda.collect(),
            facilitator: said.clone(),
            notes_link: said.clone(),
            preparation: said,
            ..Answers::default()
        };
        for (_, draft) in all(&invite, &answers) {
            prop_assert!(draft.markdown.starts_with("# ") && draft.markdown.ends_with('\n'));
        }
    }
}

#[test]
fn the_decision_log_takes_the_record_apart() {
    let (invite, answers) = answered();
    let text = draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown;
    let untouched = handed(&text, &invite, &answers, TODAY);
    insta::assert_debug_snapshot!("handed", untouched);

    // What the user wrote into it is there: in its place, or in the context.
    let written = text
        .replace("# Decision: Weekly platform status", "# Where the status lives")
        .replace("1. […]\n2. […]", "1. A page\n2. The board\n\n- Neither")
        .replace("## Recommendation\n\n[…]", "## Recommendation\n\nThe board.\n\n```\nx\n```")
        .replace("- Can be reversed: […]", "- Can be reversed: yes")
        .replace("## Open points", "## Risks\n\n---\n\n## Open points");
    let taken = handed(&written, &invite, &answers, TODAY);
    let expected = Handed {
        title: "Where the status lives".into(),
        options: ["A page", "The board", "Neither"].map(str::to_owned).to_vec(),
        recommendation: "The board.\n\n```\nx\n```".into(),
        context: untouched
            .context
            .replace("each time.\n", "each time.\n\n- Can be reversed: yes\n")
            .replace("### Open points", "### Risks\n\n---\n\n### Open points"),
        ..untouched
    };
    assert_eq!(taken, expected);
}

#[test]
fn a_draft_in_any_language_and_in_any_state_is_taken_apart() {
    let (invite, answers) = answered();
    for language in LANGUAGES {
        let invite = Invite { title: title(language).into(), text: String::new(), ..invite.clone() };
        let text = draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown;
        let taken = handed(&text, &invite, &answers, TODAY);
        assert_eq!(taken.title, title(language));
        assert_eq!((taken.options.len(), taken.recommendation.as_str()), (0, ""), "{language:?}");
        assert!(!taken.context.contains("[…]") && !taken.context.contains("\n\n\n"), "{}", taken.context);
        assert_eq!(handed("", &invite, &answers, TODAY).title, title(language), "nothing is left of it");
        assert_eq!(handed("my own words", &invite, &answers, TODAY).context, "my own words");
    }
}

/// The decision log is told who decides in the end first.
#[test]
fn who_decides_in_the_end() {
    let (invite, mut answers) = answered();
    // Roles of the first three guests, the one who is responsible, and who decides in the end.
    use Role::{Contributes as C, Decides as D};
    let rows: [([Role; 3], Option<usize>, Option<usize>); 6] = [
        ([D, C, C], None, Some(0)),
        ([D, D, C], None, None),
        ([D, D, C], Some(1), Some(1)),
        ([C, D, C], Some(1), Some(1)),
        ([D, C, C], Some(1), Some(0)),
        ([D, C, D], Some(1), None),
    ];
    for (roles, responsible, expected) in rows {
        let mut invite = invite.clone();
        if let Some(guest) = responsible {
            invite.guests[guest].responsible_for = "Platform".into();
        }
        answers.roles[..3].copy_from_slice(&roles);
        let text = draft(Alternative::DecisionRecord, &invite, &answers, TODAY).markdown;
        let name = expected.map_or("[…]", |guest| invite.guests[guest].name.as_str());
        assert!(
            text.contains(&format!("- Decides in the end: {name}\n")),
            "{roles:?} {responsible:?}: {text}"
        );
        let deciders = handed(&text, &invite, &answers, TODAY).deciders;
        assert_eq!(deciders.len(), roles.iter().filter(|role| **role == D).count());
        assert!(expected.is_none() || deciders[0] == name, "{deciders:?}");
    }
}
