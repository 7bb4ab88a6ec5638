//! An audit for tests.

// A module of tests, whose panics are their report.
#![allow(unreachable_pub, clippy::indexing_slicing)]

use converel_protocol::audit::kept::{AUDIT_SCHEMA, Keep, read_cycles, read_import};
use converel_protocol::audit::numbers::{
    Audit, Card, Chains, Deep, Improvement, Inviter, LeftOut, Share, SizeGroup, Week, Window,
};
use converel_protocol::stored::{AgendaLevel, Quadrant};

const IMPORT: &str = include_str!("../../../../tests/fixtures/audit/v2/import.json");
const CYCLES: &str = include_str!("../../../../tests/fixtures/audit/v2/cycles.json");

/// The golden files' meetings and cycles as they would be shown, with a secret in each place that may hold a word.
pub fn audit() -> Audit {
    let import = read_import(serde_json::from_str(IMPORT).unwrap()).unwrap();
    let cycles = read_cycles(serde_json::from_str(CYCLES).unwrap()).unwrap();
    let change = cycles.cycles[0].promises[0].change;
    let cards = import.meetings.iter().map(|meeting| Card {
        key: meeting.key.clone(),
        title: if meeting.title.is_empty() { String::new() } else { format!("SECRET {}", meeting.title) },
        shape: meeting.shape,
        frequency: meeting.frequency,
        interval: meeting.interval,
        weekday: 3,
        starts: 615,
        ends_on: meeting.ends_on.clone(),
        people: 8,
        at_least: true,
        minutes: meeting.minutes,
        per_year: meeting.per_year,
        person_hours: 156.0,
        agenda: AgendaLevel::Topics,
        purpose: meeting.purpose,
        relationship: meeting.relationship,
        inferred: Some(Quadrant::Replace),
        placed: None,
        reasons: meeting.reasons.clone(),
        alternative: meeting.alternative,
        improvements: vec![Improvement {
            change,
            hours_returned: 156.0,
            own_hours_returned: 0.375,
            blocks_regained: 0.5,
        }],
    });
    Audit {
        schema: AUDIT_SCHEMA,
        read_at: 1.7956008e12,
        keep: Keep::Names,
        window: Window { from: "2026-08-31".to_owned(), to: "2026-11-23".to_owned(), weeks: 12, moved: true },
        counted: 120,
        left_out: LeftOut { cancelled: 1, declined: 2, all_day: 3, free: 4, alone: 5 },
        probably_own: "SECRET@example.org".to_owned(),
        weeks: vec![Week {
            monday: "2026-08-31".to_owned(),
            hours: 14.25,
            recurring_hours: 9.5,
            meetings: 11,
            blocks: 3,
            maker_blocks: 4,
            deep_hours: 8.75,
        }],
        hours_per_week: 14.0,
        trend: -0.125,
        days_per_year: 80.5,
        recurring_hours_per_sprint: 19.0,
        recurring_hours: 114.0,
        single_hours: 54.0,
        sizes: [(2, Some(2)), (3, Some(4)), (16, None)]
            .map(|(from, to)| SizeGroup { from, to, meetings: from, hours: 1.5 })
            .to_vec(),
        above_eight: Share { count: 17, of: 120 },
        without_agenda: Share { count: 90, of: 120 },
        inviters: vec![
            Inviter { name: "=SECRET(1)".to_owned(), own: false, people: 1, meetings: 60, hours: 70.0 },
            Inviter { name: String::new(), own: true, people: 1, meetings: 60, hours: 30.0 },
        ],
        chains: Chains {
            per_week: 2.5,
            share: Share { count: 66, of: 120 },
            longest_minutes: 245,
            longest_meetings: 6,
        },
        blocks_per_week: 3.25,
        maker_blocks_per_week: 4.5,
        heat: vec![vec![7.5; 24]; 7],
        fragments_per_day: 2.75,
        deep: Deep { had: 9.0, wanted: 20.0, deficit: 11.0 },
        cards: cards.collect(),
        cards_left_out: 7,
        measure: cycles.cycles[0].before.unwrap(),
        cycles: cycles.cycles,
    }
}
