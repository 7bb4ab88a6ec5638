//! Tests of the module above, as tables and as properties.

use super::*;
use crate::board;
use crate::made::{self, Held, KEY, STATUS, TODAY};
use converel_protocol::audit::kept::Placements;
use converel_protocol::stored::Purpose;
use jiff::civil::date;

const LOOK_AGAIN: Date = date(2027, 1, 4);

fn card(held: Held<'_>) -> Card {
    let import = made::import(TODAY, &[held]);
    board::cards(&import, &made::options(), KEY, &Placements::default(), made::noon(TODAY)).0.remove(0)
}

fn drafted(card: &Card, change: Change, people: &[&str]) -> Drafted {
    let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
    draft(card, &change, &people, TODAY, LOOK_AGAIN, "en")
}

/// Every change that there is.
fn all() -> [Change; 8] {
    [
        Change::Replace { by: Alternative::WrittenUpdate.into() },
        Change::Shorter { minutes: 45 },
        Change::Smaller { people: 8 },
        Change::Rarer { interval: 2 },
        Change::Agenda,
        Change::EndDate { weeks: 12 },
        Change::InputsFirst { minutes: 30 },
        Change::Cancel,
    ]
}

#[test]
fn a_message_says_it_all() {
    let card = card(Held { others: 19, purpose: Purpose::Convergence, ..STATUS });
    for change in all() {
        let Drafted { title, markdown, plain } = drafted(&card, change, &["Ana", "Ben"]);
        assert!(title.starts_with("Weekly status: "), "{title}");
        assert!(markdown.starts_with(&format!("# {title}\n\n")), "{markdown}");
        assert!(!plain.contains(&title), "{plain}");
        for part in [
            "- For: Ana, Ben\n",
            "## What changes\n",
            "## From when\n\nFrom the first time after Monday 2026-11-30.\n",
            "## Why\n\nToday the meeting takes 20 people 60 minutes, 46 times a year: 920 hours.\n",
            "Answer by Monday 2026-11-30",
            "On Monday 2027-01-04 we look",
        ] {
            assert!(markdown.contains(part), "{change:?}: {part}\n{markdown}");
        }
        assert!(
            !markdown.contains('{') && !markdown.contains('@') && !markdown.contains("\n\n\n"),
            "{markdown}"
        );
    }
}

#[test]
fn what_changes_is_said() {
    let held = Held { others: 19, purpose: Purpose::Convergence, ..STATUS };
    let endless = card(held.clone());
    let ending = card(Held { ends_on: Some("2027-03-01"), agenda: AgendaLevel::Topics, ..held });
    let no_agenda = "It has no agenda now";
    let no_end = "It has no end now";
    for (card, change, wanted, unwanted) in [
        (&endless, Change::Shorter { minutes: 45 }, "takes 45 minutes instead of 60", no_agenda),
        (&endless, Change::Smaller { people: 8 }, "for 8 people instead of 20", no_end),
        (&endless, Change::Smaller { people: 8 }, "The change gives back 552 of them.", no_end),
        (&endless, Change::Rarer { interval: 2 }, "every 2 weeks instead of every week", no_end),
        (&endless, Change::Agenda, no_agenda, no_end),
        (&ending, Change::Agenda, "gets an agenda", no_agenda),
        (&endless, Change::EndDate { weeks: 12 }, no_end, no_agenda),
        (&ending, Change::EndDate { weeks: 12 }, "ends after 12 weeks", no_end),
        (&endless, Change::Cancel, "nothing is put in its place", "gives back"),
        (&endless, Change::InputsFirst { minutes: 30 }, "# Input wanted: Weekly status", no_end),
        (&endless, Change::InputsFirst { minutes: 30 }, "gives back 460 of them", no_end),
    ] {
        let markdown = drafted(card, change, &[]).markdown;
        assert!(markdown.contains(wanted), "{wanted}\n{markdown}");
        assert!(!markdown.contains(unwanted), "{unwanted}\n{markdown}");
        assert!(!markdown.contains("- For:\n") && !markdown.contains("- For: \n"), "{markdown}");
    }
}

#[test]
fn what_takes_its_place_is_drafted() {
    let card = card(Held { others: 19, ..STATUS });
    for people in [&[][..], &["Ana", "Ben"]] {
        let markdown =
            drafted(&card, Change::Replace { by: Alternative::WrittenUpdate.into() }, people).markdown;
        assert!(markdown.contains("there will be a written update."), "{markdown}");
        assert!(markdown.contains("\n---\n\n# Update: Weekly status\n"), "{markdown}");
        assert!(
            markdown.contains("In place of a meeting of 20 people for 60 minutes each time."),
            "{markdown}"
        );
    }
}

#[test]
fn every_alternative_has_a_name() {
    for alternative in converel_core::advice::ALTERNATIVES {
        assert!(!word(alternative.name(), |_| String::new()).is_empty(), "{}", alternative.name());
    }
}

#[test]
fn in_the_meetings_language_it_is_the_cores_alone() {
    let card = card(Held { title: "Wöchentliche Abstimmung über die Übergabe", ..STATUS });
    let people = vec!["Ana".to_owned(), "Jörg".to_owned(), "Ben".to_owned(), "Eve".to_owned()];
    let change = Change::Replace { by: Alternative::WrittenUpdate.into() };
    let german = draft(&card, &change, &people, TODAY, LOOK_AGAIN, "en");
    assert!(
        german.markdown.contains("Jörg") && !german.markdown.contains("What changes"),
        "{}",
        german.markdown
    );
    assert!(!german.title.is_empty() && !german.plain.is_empty());
    let shorter = draft(&card, &Change::Shorter { minutes: 45 }, &people, TODAY, LOOK_AGAIN, "de");
    assert!(shorter.markdown.contains("What changes"));
}

#[test]
fn nothing_is_invented() {
    let mut card = card(STATUS);
    card.title.clear();
    let markdown = drafted(&card, Change::Smaller { people: 4 }, &["  \n", "{people}"]).markdown;
    assert!(markdown.starts_with("# […]: a smaller circle\n"), "{markdown}");
    assert!(markdown.contains("- Stays: […]\n") && markdown.contains("- For: {people}\n"), "{markdown}");
}

#[test]
fn figures() {
    for (value, expected) in
        [(0.0, "0"), (1.04, "1"), (1.25, "1.3"), (9.96, "10"), (46.4, "46"), (1234.5, "1235")]
    {
        assert_eq!(figure(value), expected, "{value}");
    }
}

proptest::proptest! {
    #[test]
    fn no_title_or_name_makes_it_panic(title in "\\PC{0,60}", name in "\\PC{0,40}", people in 0_u32..2000) {
        let mut card = card(STATUS);
        card.title = title;
        card.people = people;
        for change in all() {
            let drafted = drafted(&card, change, &[&name]);
            proptest::prop_assert!(!drafted.markdown.is_empty());
        }
    }
}
