//! What is written back: in place, in front, and never twice.

use crate::{TODAY, judged, raw, weekly};
use converel_core::agenda::Item;
use converel_core::answers::{Answers, Role};
use converel_core::invite::Invite;
use converel_core::patch::{Block, LineEdit, Patch, patch};
use converel_core::quadrant::Nature;
use converel_core::raw::{RawInvite, TextFormat};
use proptest::prelude::*;

/// The list markers of the descriptions in these tests.
const MARKERS: [&str; 4] = ["- ", "* ", "• ", "1. "];

/// What a page script does with a patch and plain text: the first line that says `from` says `to`, its
/// marker and the lines around it stay; the block goes in front, a blank line behind it.
fn apply(description: &str, patch: &Patch) -> String {
    let mut lines: Vec<String> = description.lines().map(str::to_owned).collect();
    for edit in &patch.edits {
        let place = lines.iter().position(|line| marker(line).1 == edit.from);
        let line = &mut lines[place.unwrap_or_else(|| panic!("no line {:?} in {description:?}", edit.from))];
        *line = format!("{}{}", marker(line).0, edit.to);
    }
    let mut front = Vec::new();
    for block in &patch.blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => front.push(text.clone()),
            Block::List(items) => front.extend(items.iter().map(|item| format!("- {item}"))),
        }
    }
    if !front.is_empty() && !lines.is_empty() {
        front.push(String::new());
    }
    front.extend(lines);
    front.join("\n")
}

/// What a page script does with a patch and a rich-text field: the text of an element changes, and elements go
/// in front.
fn apply_html(html: &str, patch: &Patch) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut changed = html.to_owned();
    for edit in &patch.edits {
        let (from, to) = (format!(">{}<", escaped(&edit.from)), format!(">{}<", escaped(&edit.to)));
        assert!(changed.contains(&from), "no element {:?} in {html:?}", edit.from);
        changed = changed.replacen(&from, &to, 1);
    }
    let mut front = String::new();
    for block in &patch.blocks {
        match block {
            Block::Heading(text) => front.push_str(&format!("<p><b>{}</b></p>", escaped(text))),
            Block::Paragraph(text) => front.push_str(&format!("<p>{}</p>", escaped(text))),
            Block::List(items) => {
                let items: String = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
                front.push_str(&format!("<ul>{items}</ul>"));
            }
        }
    }
    front + &changed
}

fn marker(line: &str) -> (&str, &str) {
    let marker = MARKERS.iter().find(|marker| line.starts_with(**marker)).copied().unwrap_or("");
    line.split_at(marker.len())
}

fn read(raw: &RawInvite) -> Invite {
    judged(raw).invite
}

/// Patches, applies, reads back; checks what always holds and gives the description afterwards.
fn round_trip(raw: &RawInvite, answers: &Answers) -> (Patch, RawInvite, Invite) {
    let first = patch(&read(raw), answers);
    let written = RawInvite { description: apply(&raw.description, &first), ..raw.clone() };
    let invite = read(&written);
    for line in &first.proof {
        assert!(
            written.description.lines().any(|written| marker(written).1 == line),
            "{line:?} was not written"
        );
    }
    let second = patch(&invite, answers);
    assert!(second.is_empty(), "{second:#?} after {first:#?} made\n{}", written.description);
    (first, written, invite)
}

fn item(topic: &str, minutes: Option<u32>, owner: &str) -> Item {
    Item { topic: topic.into(), minutes, owner: owner.into(), line: String::new() }
}

fn triples(items: &[Item]) -> Vec<(String, Option<u32>, String)> {
    items.iter().map(|item| (item.topic.clone(), item.minutes, item.owner.clone())).collect()
}

#[test]
fn an_empty_description_gets_the_whole_block() {
    let raw = weekly(raw("Weekly platform status", "", 4));
    let answers = Answers {
        purpose: "Where each workstream stands".into(),
        nature: Some(Nature::Conveyance),
        agenda: vec![
            item("Progress", Some(40), "Priya"),
            item("Risks", Some(15), ""),
            item(" ", Some(9), "x"),
        ],
        roles: vec![Role::Decides, Role::Contributes, Role::Informed, Role::Informed],
        preparation: "read the\nboard".into(),
        notes_link: "https://handbook.example.org/weekly".into(),
        facilitator: "Jonas".into(),
        review_on: Some(TODAY),
        ..Answers::default()
    };
    let (patch, written, invite) = round_trip(&raw, &answers);
    assert_eq!(patch.edits, []);
    assert_eq!(
        written.description,
        "Purpose: Where each workstream stands\nAgenda\n- Progress (40 min, Priya)\n- Risks (15 min)\n\
         Preparation: read the board\nNotes: https://handbook.example.org/weekly\nFacilitator: Jonas\n\
         For information (notes instead): Ana 3, Ana 4\nSeries review: 2026-11-20"
    );
    assert_eq!(invite.agenda.outcome, "Where each workstream stands");
    assert_eq!(triples(&invite.agenda.items), triples(&answers.agenda[..2]));
    assert_eq!(invite.agenda.link, "https://handbook.example.org/weekly");
}

#[test]
fn lines_that_are_there_are_changed_in_place_and_the_rest_is_left() {
    let description =
        "Hello all,\n\nGoal: know the risks\n\nAgenda:\n- Progress\n* Risks (10 min)\n1. Budget\n\nSee you!";
    let raw = raw("Weekly platform status", description, 4);
    let invite = read(&raw);
    assert_eq!(invite.agenda.items.len(), 3, "{:?}", invite.agenda);
    let mut answers = Answers {
        purpose: invite.agenda.outcome.clone(),
        agenda: invite.agenda.items.clone(),
        ..Answers::default()
    };
    assert!(patch(&invite, &answers).is_empty(), "nothing was changed");
    answers.purpose = "choose which risk to take".into();
    answers.agenda[0].minutes = Some(40);
    answers.agenda[0].owner = "Priya".into();
    answers.agenda[1].minutes = Some(15);
    answers.agenda.push(item("Hiring", None, "Ana"));
    let (patch, written, invite) = round_trip(&raw, &answers);
    let edit = |from: &str, to: &str| LineEdit { from: from.into(), to: to.into() };
    assert_eq!(
        patch.edits,
        [
            edit("Goal: know the risks", "Goal: choose which risk to take"),
            edit("Progress", "Progress (40 min, Priya)"),
            edit("Risks (10 min)", "Risks (15 min)"),
        ]
    );
    assert_eq!(
        written.description,
        "Agenda\n- Hiring (Ana)\n\nHello all,\n\nGoal: choose which risk to take\n\nAgenda:\n- Progress (40 min, Priya)\n\
         * Risks (15 min)\n1. Budget\n\nSee you!"
    );
    assert_eq!(invite.agenda.outcome, "choose which risk to take");
    let mut expected = triples(&answers.agenda);
    expected.rotate_right(1);
    assert_eq!(triples(&invite.agenda.items), expected);
}

#[test]
fn a_link_or_preparation_that_is_there_is_not_written_again() {
    let description =
        "Preparation: read the paper\nMinutes are kept at https://wiki.example.org/a.\nFacilitator: Ana";
    let answers = Answers {
        preparation: "read the paper".into(),
        notes_link: "https://wiki.example.org/a".into(),
        facilitator: " Ana ".into(),
        ..Answers::default()
    };
    assert_eq!(patch(&read(&raw("Sync", description, 4)), &answers), Patch::default());
}

#[test]
fn the_gates_own_lines_are_brought_up_to_date() {
    let raw = weekly(raw("Sync", "Hi\nSeries review: 2026-05-01\nFor information (notes instead): Zoe", 3));
    let answers = Answers {
        review_on: Some(TODAY),
        roles: vec![Role::Informed, Role::Contributes, Role::Informed],
        ..Answers::default()
    };
    let (_, written, _) = round_trip(&raw, &answers);
    assert_eq!(
        written.description,
        "Hi\nSeries review: 2026-11-20\nFor information (notes instead): Ana 1, Ana 3"
    );
    // A single event has no review.
    let single = crate::raw("Sync", "", 3);
    assert!(patch(&read(&single), &Answers { review_on: Some(TODAY), ..Answers::default() }).is_empty());
}

#[test]
fn many_names_are_cut() {
    let raw = raw("Sync", "", 300);
    let answers = Answers { roles: vec![Role::Informed; 300], ..Answers::default() };
    let (patch, ..) = round_trip(&raw, &answers);
    let [Block::Paragraph(line)] = patch.blocks.as_slice() else { panic!("{patch:?}") };
    assert!(line.ends_with("Ana 25 and 275 more"), "{line}");
}

#[test]
fn html_is_read_the_same() {
    let mut raw = raw("Sync", "<b>Agenda</b><ul><li>Progress &amp; risks</li><li>Budget</li></ul>", 3);
    raw.format = TextFormat::Html;
    let invite = read(&raw);
    let mut answers = Answers { agenda: invite.agenda.items.clone(), ..Answers::default() };
    answers.agenda[0].minutes = Some(5);
    let patch = patch(&invite, &answers);
    assert_eq!(
        patch.edits,
        [LineEdit { from: "Progress & risks".into(), to: "Progress & risks (5 min)".into() }]
    );
    assert_eq!(patch.proof, ["Progress & risks (5 min)"]);
    assert_eq!(patch.blocks, []);
}

/// What stands behind an agenda.
const AROUND: [&str; 4] = [
    "",
    "<p>Best,<br>Me</p>",
    "<p>-::~:~::~:~::-<br>Join with Google Meet: <a href=\"https://meet.google.com/abc-defg-hij\">https://meet.google.com/abc-defg-hij</a><br>Please do not edit this section.<br>-::~:~::~:~::-</p>",
    "<p class=\"MsoNormal\">Mit freundlichen Grüßen</p><p class=\"MsoNormal\">Erika Muster</p><p class=\"MsoNormal\">Tel. +49 30 5555 0100</p>",
];

/// A topic as people write them.
fn topic() -> impl Strategy<Value = String> {
    const WORDS: [&str; 8] = [
        "Budget",
        "Roadmap",
        "Hiring plan",
        "Release 2.4",
        "Q3 numbers",
        "Onboarding",
        "Zürich office",
        "予算",
    ];
    (proptest::sample::select(WORDS.as_slice()), 0..30_u32).prop_map(|(word, number)| match number {
        0..10 => format!("{word} {number}"),
        10..20 => format!("{word}: part {number}"),
        _ => format!("{word}, phase {number}"),
    })
}

fn agenda_item() -> impl Strategy<Value = Item> {
    let owner = proptest::sample::select(["", "Priya", "Jonas Meyer", "Ana"].as_slice());
    (topic(), proptest::option::of(1..90_u32), owner)
        .prop_map(|(topic, minutes, owner)| item(&topic, minutes, owner))
}

fn unique(items: Vec<Item>) -> Vec<Item> {
    let mut seen = Vec::new();
    items
        .into_iter()
        .filter(|item| {
            !seen.contains(&item.topic) && {
                seen.push(item.topic.clone());
                true
            }
        })
        .collect()
}

proptest! {
    /// Whatever is answered about an ordinary agenda stands in the description afterwards, once.
    #[test]
    fn what_was_answered_is_read_back(
        before in proptest::collection::vec((topic(), 0..MARKERS.len()), 0..4),
        answered in proptest::collection::vec(agenda_item(), 1..5),
        details in proptest::collection::vec((proptest::option::of(1..90_u32), any::<bool>()), 4),
        purpose in "(|Choose a vendor|Know the plan)",
    ) {
        let mut topics = Vec::new();
        let mut description = String::new();
        for (topic, marker) in before {
            if !topics.contains(&topic) {
                description.push_str(&format!("{}{topic}\n", MARKERS[marker]));
                topics.push(topic);
            }
        }
        if !topics.is_empty() {
            description = format!("Agenda:\n{description}\nBest, Me\n");
        }
        let raw = raw("Platform", &description, 3);
        let invite = read(&raw);
        let mut answers = Answers { purpose: purpose.clone(), agenda: invite.agenda.items.clone(), ..Answers::default() };
        for (item, (minutes, owned)) in answers.agenda.iter_mut().zip(details) {
            item.minutes = minutes;
            if owned { item.owner = "Priya".into(); }
        }
        answers.agenda.extend(unique(answered).into_iter().filter(|item| !topics.contains(&item.topic)));
        let (_, written, after) = round_trip(&raw, &answers);
        let (mut expected, mut found) = (triples(&answers.agenda), triples(&after.agenda.items));
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected, "{}", written.description);
        prop_assert_eq!(after.agenda.outcome, purpose);
        for line in description.lines() {
            prop_assert!(written.description.lines().any(|written| written.starts_with(line)), "{line} is gone");
        }
    }

    /// The same in a rich-text field, between what calendars put around an agenda; all of that stays.
    #[test]
    fn what_was_answered_is_read_back_from_html(
        before in proptest::collection::vec(topic(), 0..4),
        answered in proptest::collection::vec(agenda_item(), 1..5),
        details in proptest::collection::vec((proptest::option::of(1..90_u32), any::<bool>()), 4),
        purpose in "(|Choose a vendor|Know the plan)",
        around in proptest::sample::select(AROUND.as_slice()),
    ) {
        let mut topics: Vec<String> = Vec::new();
        for topic in before {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        let entries: String = topics.iter().map(|topic| format!("<li>{topic}</li>")).collect();
        let list = if topics.is_empty() { String::new() } else { format!("<p><b>Agenda:</b></p><ul>{entries}</ul>") };
        let mut raw = raw("Platform", &format!("<div>Hi all,</div>{list}{around}"), 3);
        raw.format = TextFormat::Html;
        let invite = read(&raw);
        prop_assert_eq!(invite.agenda.items.len(), topics.len(), "{:?}", invite.agenda);
        let mut answers = Answers { purpose: purpose.clone(), agenda: invite.agenda.items.clone(), ..Answers::default() };
        for (item, (minutes, owned)) in answers.agenda.iter_mut().zip(details) {
            item.minutes = minutes;
            if owned { item.owner = "Priya".into(); }
        }
        answers.agenda.extend(unique(answered).into_iter().filter(|item| !topics.contains(&item.topic)));
        let first = patch(&invite, &answers);
        let written = RawInvite { description: apply_html(&raw.description, &first), ..raw.clone() };
        let after = read(&written);
        let (mut expected, mut found) = (triples(&answers.agenda), triples(&after.agenda.items));
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected, "{}", written.description);
        prop_assert_eq!(after.agenda.outcome.clone(), purpose);
        prop_assert!(after.agenda.level >= invite.agenda.level);
        prop_assert!(written.description.ends_with(around), "what stood around it is changed");
        prop_assert!(patch(&after, &answers).is_empty());
    }

    /// Nothing that is typed or stands there already breaks it, and a second time there is nothing to write.
    #[test]
    fn the_same_answers_are_written_once(
        description in "([-*•] )?[a-zA-Z:. ]{0,12}(\n([-*•] |1\\. )?[a-zA-Z0-9:(). äß予]{0,14}){0,5}",
        topics in proptest::collection::vec("[a-zA-Z0-9:()., \n\t–-]{0,12}", 0..4),
        minutes in proptest::option::of(0..200_u32),
        text in "[-a-zA-Z:/. \n*•1]{0,12}",
        agenda_first in any::<bool>(),
    ) {
        let description = if agenda_first { format!("Agenda:\n{description}") } else { description };
        let raw = weekly(raw("Platform", &description, 3));
        let invite = read(&raw);
        // Several topics in one line have no line of their own to be found again by.
        prop_assume!(invite.agenda.items.iter().all(|item| !item.line.is_empty()));
        let mut answers = Answers {
            purpose: text.clone(),
            agenda: invite.agenda.items.clone(),
            preparation: text.clone(),
            notes_link: text.clone(),
            facilitator: text.clone(),
            roles: vec![Role::Informed; 3],
            review_on: Some(TODAY),
            ..Answers::default()
        };
        answers.agenda.extend(topics.iter().map(|topic| item(topic, minutes, &text)));
        let first = patch(&invite, &answers);
        prop_assert_eq!(first.is_empty(), first.proof.is_empty());
        let blocks = Patch { edits: Vec::new(), ..first.clone() };
        let written = RawInvite { description: apply(&raw.description, &blocks), ..raw.clone() };
        let second = patch(&read(&written), &answers);
        prop_assert!(second.blocks.is_empty(), "{second:#?} after {first:#?}\n{}", written.description);
    }
}
