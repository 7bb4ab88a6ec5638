//! An audit with everything in it that a report can tell, hostile titles among them.

use crate::audit::board::samples::card;
use converel_protocol::audit::kept::{
    Change, Cycle, Keep, Kept, Look, Measure, Outcome, PracticeLook, PracticePromise, Promise, Reason, Shape,
    Size,
};
use converel_protocol::audit::numbers::{
    Audit, Chains, Deep, Improvement, Inviter, LeftOut, Share, SizeGroup, Week, Window,
};
use converel_protocol::stored::{AgendaLevel, Alternative, Frequency, Purpose, Quadrant, Relationship};
use converel_protocol::team::practice::Practice;
use jiff::civil::{Date, date};

/// A title that tries everything.
pub(in crate::audit) const HOSTILE: &str =
    "<script>alert('x')</script> | `code` **b** [a](javascript:b)\n# \u{202e}evil\u{202c} &amp; \"q\" שלום";

/// Milliseconds since the epoch of noon (UTC) of a day.
fn noon(day: Date) -> f64 {
    let since = date(1970, 1, 1).until(day).unwrap().get_days();
    f64::from(since) * 86_400_000.0 + 43_200_000.0
}

fn improvement(change: Change, hours: f64, own: f64, blocks: f64) -> Improvement {
    Improvement { change, hours_returned: hours, own_hours_returned: own, blocks_regained: blocks }
}

fn promise(key: &str, title: &str, change: Change, hours_returned: f64) -> Promise {
    Promise {
        key: key.to_owned(),
        title: title.to_owned(),
        change,
        before: Size { minutes: 60, people: 11, per_year: 46.0, agenda: false, ends: false },
        hours_returned,
        own_hours_returned: 1.0,
        blocks_regained: 0.5,
    }
}

fn practice(practice: Practice, day: Date, gap: f64) -> PracticePromise {
    let (round, question) = ("round".to_owned(), "agendas".to_owned());
    PracticePromise { practice, round, question, at: noon(day), gap, looks: Vec::new() }
}

fn practice_look(day: Date, gap: f64, kept: Kept, dip: bool) -> PracticeLook {
    PracticeLook { round: day.to_string(), at: noon(day), gap, kept, dip }
}

/// The audit.
pub(in crate::audit) fn audit() -> Audit {
    let mut status = card("status", 506.0);
    status.title = "Weekly platform status".to_owned();
    status.people = 11;
    status.minutes = 60;
    status.inferred = Some(Quadrant::Replace);
    status.purpose = Purpose::Conveyance;
    status.relationship = Some(Relationship::Strong);
    status.reasons = vec![Reason::TitleWords { words: "weekly status".to_owned() }];
    status.alternative = Some(Alternative::WrittenUpdate);
    status.improvements = vec![
        improvement(Change::Replace { by: Alternative::WrittenUpdate }, 506.0, 1.0, 0.5),
        improvement(Change::Shorter { minutes: 30 }, 253.0, 0.5, 0.0),
        improvement(Change::Rarer { interval: 2 }, 253.0, 0.5, 0.25),
        improvement(Change::Agenda, 0.0, 0.0, 0.0),
    ];
    let mut hostile = card("hostile", 69.0);
    hostile.title = HOSTILE.to_owned();
    hostile.interval = 2;
    hostile.per_year = 23.0;
    hostile.people = 6;
    hostile.starts = 14 * 60 + 30;
    hostile.weekday = 3;
    hostile.agenda = AgendaLevel::Good;
    hostile.inferred = Some(Quadrant::Meet);
    hostile.placed = Some(Quadrant::InputsFirst);
    hostile.ends_on = Some("2027-03-31".to_owned());
    hostile.improvements = vec![improvement(Change::InputsFirst { minutes: 15 }, 34.5, 0.1, 0.0)];
    let mut pattern = card("pattern", 6.0);
    pattern.shape = Shape::Pattern;
    pattern.frequency = None;
    pattern.weekday = 0;
    pattern.at_least = true;
    pattern.per_year = 2.4;
    pattern.title = "Coffee with שרה".to_owned();
    pattern.purpose = Purpose::Bonding;
    let mut monthly = card("monthly", 40.0);
    monthly.frequency = Some(Frequency::Monthly);
    monthly.title = "   ".to_owned();
    monthly.inferred = Some(Quadrant::MeetForNow);
    monthly.improvements = vec![improvement(Change::EndDate { weeks: 12 }, 0.0, 0.0, 0.0)];

    let before = Measure {
        hours_per_week: 14.0,
        blocks_per_week: 3.0,
        maker_blocks_per_week: 1.0,
        agenda_share: 0.25,
    };
    let now = Measure { hours_per_week: 14.6, blocks_per_week: 2.5, ..before };
    let mut heat = vec![vec![0.0; 24]; 7];
    for (day, hour, minutes) in [(0, 9, 12.0), (0, 10, 55.4), (2, 11, 30.0), (4, 13, 3.0), (4, 9, 44.6)] {
        heat[day][hour] = minutes;
    }
    Audit {
        schema: 2,
        read_at: noon(date(2026, 11, 23)),
        keep: Keep::Names,
        window: Window {
            from: "2026-08-31".to_owned(),
            to: "2026-11-23".to_owned(),
            weeks: 12,
            moved: false,
        },
        counted: 214,
        left_out: LeftOut { cancelled: 9, declined: 4, all_day: 3, free: 2, alone: 17 },
        probably_own: "me@example.org".to_owned(),
        weeks: vec![
            Week {
                monday: "2026-11-09".to_owned(),
                hours: 12.5,
                recurring_hours: 9.0,
                meetings: 17,
                blocks: 4,
                maker_blocks: 2,
                deep_hours: 11.0,
            },
            Week {
                monday: "2026-11-16".to_owned(),
                hours: 15.5,
                recurring_hours: 10.0,
                meetings: 21,
                blocks: 2,
                maker_blocks: 0,
                deep_hours: 5.5,
            },
        ],
        hours_per_week: 14.0,
        trend: 0.34,
        days_per_year: 80.5,
        recurring_hours_per_sprint: 19.0,
        recurring_hours: 110.0,
        single_hours: 58.0,
        sizes: vec![
            SizeGroup { from: 2, to: Some(2), meetings: 80, hours: 40.0 },
            SizeGroup { from: 3, to: Some(8), meetings: 100, hours: 90.0 },
            SizeGroup { from: 9, to: None, meetings: 34, hours: 38.0 },
        ],
        above_eight: Share { count: 34, of: 214 },
        without_agenda: Share { count: 160, of: 214 },
        inviters: vec![
            Inviter { name: String::new(), own: true, people: 1, meetings: 60, hours: 50.0 },
            Inviter { name: "Priya <b>| R".to_owned(), own: false, people: 1, meetings: 40, hours: 45.0 },
            Inviter { name: String::new(), own: false, people: 1, meetings: 20, hours: 15.0 },
            Inviter { name: String::new(), own: false, people: 23, meetings: 94, hours: 58.0 },
        ],
        chains: Chains {
            per_week: 3.2,
            share: Share { count: 90, of: 214 },
            longest_minutes: 240,
            longest_meetings: 5,
        },
        blocks_per_week: 3.0,
        maker_blocks_per_week: 1.0,
        heat,
        fragments_per_day: 2.2,
        deep: Deep { had: 8.0, wanted: 20.0, deficit: 12.0 },
        cards: vec![status, hostile, monthly, pattern],
        cards_left_out: 3,
        measure: now,
        cycles: vec![
            Cycle {
                id: "team".to_owned(),
                at: noon(date(2026, 9, 28)),
                look_again: "2026-11-09".to_owned(),
                promises: Vec::new(),
                practices: vec![PracticePromise {
                    looks: vec![
                        practice_look(date(2026, 10, 12), 2.3, Kept::NotYet, true),
                        practice_look(date(2026, 11, 9), 1.4, Kept::Kept, false),
                    ],
                    ..practice(Practice::Agendas, date(2026, 9, 28), 2.0)
                }],
                before: None,
                looks: Vec::new(),
            },
            Cycle {
                id: "first".to_owned(),
                at: noon(date(2026, 10, 12)),
                look_again: "2026-11-09".to_owned(),
                promises: vec![
                    promise("hostile", HOSTILE, Change::Shorter { minutes: 15 }, 34.5),
                    promise("status", "Weekly platform status", Change::Smaller { people: 5 }, 276.0),
                ],
                practices: Vec::new(),
                before: Some(before),
                looks: vec![Look {
                    at: noon(date(2026, 11, 9)),
                    from: "2026-10-13".to_owned(),
                    to: "2026-11-09".to_owned(),
                    measure: now,
                    outcomes: vec![
                        Outcome {
                            kept: Kept::Kept,
                            now: Size { minutes: 15, people: 6, per_year: 23.0, agenda: true, ends: true },
                            hours_returned: 34.5,
                        },
                        Outcome {
                            kept: Kept::NotYet,
                            now: Size { minutes: 60, people: 12, per_year: 46.0, agenda: false, ends: false },
                            hours_returned: -46.0,
                        },
                    ],
                    dip: true,
                }],
            },
            Cycle {
                id: "second".to_owned(),
                at: noon(date(2026, 11, 23)),
                look_again: "2026-12-21".to_owned(),
                promises: vec![promise(
                    "status",
                    "Weekly platform status",
                    Change::Replace { by: Alternative::WrittenUpdate },
                    506.0,
                )],
                practices: vec![practice(Practice::FocusBlocks, date(2026, 11, 23), 1.8)],
                before: Some(now),
                looks: Vec::new(),
            },
        ],
    }
}
