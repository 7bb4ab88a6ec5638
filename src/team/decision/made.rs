//! Decisions for tests: of any text there may be, and one that is easy to read.

use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::decision::{Choice, Concern, Decision, Override, State};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Texts with everything in them that could be mistaken.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("---"),
        Just("---\n"),
        Just("# "),
        Just("## "),
        Just("### "),
        Just("#### "),
        Just("## Context and Problem Statement\n"),
        Just("## Considered Options"),
        Just("## Decision Outcome"),
        Just("### Consequences"),
        Just("### Recommendation\n"),
        Just("## Concerns\n"),
        Just("## More Information"),
        Just("## Status\n"),
        Just("#### Resolved\n"),
        Just("Chosen option: \"a\", because "),
        Just("Recommended option:"),
        Just(", because "),
        Just("\""),
        Just("'"),
        Just("\\"),
        Just("\\\\"),
        Just("* "),
        Just("- "),
        Just("1. "),
        Just(" "),
        Just("\t"),
        Just("&#13;"),
        Just("&amp;"),
        Just("&"),
        Just("#10;"),
        Just("amp;"),
        Just("<!-- x -->"),
        Just("```\n"),
        Just("a"),
        Just("word"),
        Just("é"),
        Just("שלום"),
        Just("مرحبا"),
        Just("決定"),
        Just("👍"),
        Just("\u{feff}"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just("\u{0}"),
        Just(": "),
        Just(" #"),
        Just("["),
        Just("]"),
        Just(", "),
        Just("{"),
        Just("#"),
    ];
    prop_oneof![
        2 => vec(piece, 0..12).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4)
}

fn concern() -> impl Strategy<Value = Concern> {
    (text(), text(), any::<bool>(), of(text())).prop_map(|(text, who, stopper, resolved)| Concern {
        text,
        who,
        stopper,
        resolved,
    })
}

/// Any decision that may be kept.
pub(super) fn decision() -> impl Strategy<Value = Decision> {
    let state = prop_oneof![Just(State::Proposed), Just(State::Decided), Just(State::Superseded)];
    let said = (any::<bool>(), text()).prop_map(|(reversible, reason)| Override { reversible, reason });
    let options = vec((text(), text()).prop_map(|(name, text)| Choice { name, text }), 0..4);
    let day = || prop_oneof![Just(String::new()), Just("2026-12-01".to_owned()), text()];
    (
        (
            text(),
            any::<u32>(),
            text(),
            state,
            text(),
            texts(),
            options,
            any::<(u32, u32)>(),
            of(Just(())),
            of(Just(())),
        ),
        (text(), text(), texts(), of(said), text(), text(), texts(), texts(), texts(), day()),
        (day(), day(), text(), text(), texts(), vec(concern(), 0..4), text(), -1e300..1e300_f64),
    )
        .prop_map(|(one, two, three)| {
            let (id, number, title, state, context, drivers, options, places, has_one, has_other) = one;
            let (
                recommendation,
                consequences,
                categories,
                reversible,
                responsible,
                pod,
                deciders,
                consulted,
                informed,
                comment_by,
            ) = two;
            let (proposed_on, decided_on, outcome, superseded_by, supersedes, concerns, more, changed_at) =
                three;
            let many = u32::try_from(options.len()).unwrap();
            let place = |place: u32, has: Option<()>| has.and_then(|()| place.checked_rem(many));
            Decision {
                schema: TEAM_SCHEMA,
                recommended: place(places.0, has_one),
                chosen: place(places.1, has_other),
                id,
                number,
                title,
                state,
                context,
                drivers,
                options,
                recommendation,
                consequences,
                categories,
                reversible,
                responsible,
                pod,
                deciders,
                consulted,
                informed,
                comment_by,
                proposed_on,
                decided_on,
                outcome,
                superseded_by,
                supersedes,
                concerns,
                more,
                changed_at,
            }
        })
}

/// A decision with a word in every field.
pub(super) fn database() -> Decision {
    let option = |name: &str, text: &str| Choice { name: name.into(), text: text.into() };
    Decision {
        schema: TEAM_SCHEMA,
        id: "3f0c1e6a-8f1d-4f1e-9a55-0d8f5f1c2b3a".into(),
        number: 7,
        title: "Keep bookings in PostgreSQL".into(),
        state: State::Decided,
        context: "Bookings outgrew the files.\n\n## What we measured\n\nTwo writers at once lose one.".into(),
        drivers: vec!["No booking is lost".into(), "One person can run it".into()],
        options: vec![
            option(
                "PostgreSQL",
                "* Good, because two writers lose nothing\n* Bad, because it is one more server",
            ),
            option("SQLite", "* Good, because it is one file"),
            option("Stay with files", ""),
        ],
        recommended: Some(0),
        recommendation: "it is what we know.".into(),
        consequences: "* Good, because bookings survive a crash\n* Bad, because somebody must learn backups"
            .into(),
        categories: vec!["financial".into(), "Storage".into()],
        reversible: Some(Override { reversible: true, reason: "The files stay for a quarter.".into() }),
        responsible: "Asha".into(),
        pod: "Bookings".into(),
        deciders: vec!["Ben".into()],
        consulted: vec!["Chen".into(), "O'Neil, Dana".into()],
        informed: vec!["everybody".into()],
        comment_by: "2026-12-08".into(),
        proposed_on: "2026-12-01".into(),
        decided_on: "2026-12-09".into(),
        chosen: Some(0),
        outcome: "nobody could name a show-stopper that stayed.".into(),
        superseded_by: String::new(),
        supersedes: vec!["9a0c1e6a-8f1d-4f1e-9a55-0d8f5f1c2b3b".into()],
        concerns: vec![
            Concern {
                text: "Backups are not rehearsed.".into(),
                who: "Chen".into(),
                stopper: true,
                resolved: Some("Rehearsed on 4 December.".into()),
            },
            Concern { text: "The name is long.".into(), ..Concern::default() },
        ],
        more: "See the [measurements](https://wiki.example.org/bookings).".into(),
        changed_at: 1_796_800_000_000.0,
    }
}
