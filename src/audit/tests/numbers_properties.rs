//! The audit's numbers on random imports: what must hold of any, and the same numbers computed anew, minute by minute,
//! by what a clock in the user's zone shows.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod made;

use converel_audit::numbers::numbers;
use converel_calendar::Zone;
use converel_protocol::audit::kept::{Answer, Event, Import, Meeting, Occurrence, Options, Shape};
use converel_protocol::audit::numbers::Audit;
use converel_protocol::stored::AgendaLevel;
use jiff::{Span, civil::Date};
use made::{ANA, GROUP, KEY, ME, ME_TOO, ROOM, minute, people};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;
/// In the windows below the clocks change: in New York on 1 November 2026, in Berlin a week before, on Lord Howe Island
/// (by half an hour) three weeks before that; in Santiago at midnight, on 6 September.
const ZONES: [&str; 7] = [
    "",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Kiritimati",
];

fn answer() -> impl Strategy<Value = Answer> {
    select(vec![Answer::NeedsAction, Answer::Accepted, Answer::Declined, Answer::Tentative])
}

fn event() -> impl Strategy<Value = Event> {
    let person = prop_oneof![3 => ANA..ANA + 30, 1 => select(vec![ME, ME_TOO, ROOM, GROUP, 4000])];
    let rarely = || prop::bool::weighted(0.1);
    (
        0_u32..8,
        option::of(person.clone()),
        vec((person, answer()), 0..20),
        (rarely(), rarely(), rarely()),
        select(vec![AgendaLevel::None, AgendaLevel::LinkOnly, AgendaLevel::Topics, AgendaLevel::Good]),
    )
        .prop_map(|(meeting, organizer, attendees, (cancelled, free, all_day), agenda)| Event {
            meeting,
            organizer,
            attendees,
            cancelled,
            free,
            all_day,
            agenda,
        })
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    let from = minute("2026-08-24T00:00");
    // Of working length on any minute or on a quarter of an hour, so that they touch; now and then of days.
    let start = prop_oneof![0..16 * WEEK, (0..16 * WEEK / 15).prop_map(|quarter| quarter * 15)];
    let minutes =
        prop_oneof![6 => (0_u32..12).prop_map(|quarters| quarters * 15), 3 => 0_u32..300, 1 => 0_u32..5000];
    (0_u32..12, start, minutes)
        .prop_map(move |(event, start, minutes)| Occurrence(event, from + start, minutes))
}

fn import() -> impl Strategy<Value = Import> {
    let shape = select(vec![Shape::Recurring, Shape::Pattern, Shape::Single]);
    (vec(event(), 12), vec(occurrence(), 0..150), vec(shape, 8)).prop_map(
        |(events_kept, mut occurrences, shapes)| {
            occurrences.sort_by_key(|occurrence| occurrence.1);
            let meetings = shapes.into_iter().map(|shape| Meeting { shape, ..Meeting::default() }).collect();
            Import { schema: 1, people: people(), meetings, events_kept, occurrences, ..Import::default() }
        },
    )
}

fn options() -> impl Strategy<Value = Options> {
    (vec(1_u8..=7, 0..6), 0_u32..1440, 0_u32..1500, 0_u32..10, 1_u32..4, 0.0..50.0, select(ZONES.to_vec()))
        .prop_map(|(days, day_from, day_to, weeks, sprint_weeks, deep_wanted, zone)| Options {
            own: vec!["person0@example.org".to_owned(), "person1@example.org".to_owned()],
            days,
            day_from,
            day_to,
            weeks,
            sprint_weeks,
            deep_wanted,
            zone: zone.to_owned(),
            ..Options::default()
        })
}

/// What the clock shows, in minutes since 1970-01-01T00:00.
fn shown(zone: &Zone, minute: i64) -> i64 {
    zone.to_civil(minute * 60).0.div_euclid(60)
}

fn day_number(text: &str) -> i64 {
    i64::from(Date::constant(1970, 1, 1).until(text.parse::<Date>().unwrap()).unwrap().get_days())
}

/// Every minute of the window.
struct Minutes {
    /// What the clock shows.
    shown: Vec<i64>,
    busy: Vec<bool>,
    recurring: Vec<bool>,
    single: Vec<bool>,
}

fn counts(event: &Event) -> bool {
    let own: Vec<Answer> = event
        .attendees
        .iter()
        .filter(|(person, _)| [ME, ME_TOO].contains(person))
        .map(|(_, answer)| *answer)
        .collect();
    let declined = own.contains(&Answer::Declined)
        && !own.iter().any(|answer| [Answer::Accepted, Answer::Tentative].contains(answer));
    let mut listed = event.attendees.iter().map(|(person, _)| *person).chain(event.organizer);
    let others = listed.any(|person| ![ME, ME_TOO, ROOM].contains(&person) && person < 40);
    !(event.cancelled || declined || event.all_day || event.free) && others
}

impl Minutes {
    fn of(import: &Import, zone: &Zone, audit: &Audit) -> Self {
        let (monday, end) = (day_number(&audit.window.from) * DAY, day_number(&audit.window.to) * DAY);
        let around = (monday - 2 * DAY)..(end + 2 * DAY);
        let inside: Vec<(i64, i64)> = around
            .map(|minute| (minute, shown(zone, minute)))
            .filter(|(_, shown)| (monday..end).contains(shown))
            .collect();
        let first = inside[0].0;
        let none = vec![false; inside.len()];
        let shown = inside.into_iter().map(|(_, shown)| shown).collect();
        let mut minutes = Self { shown, busy: none.clone(), recurring: none.clone(), single: none };
        for Occurrence(event, start, length) in &import.occurrences {
            let event = &import.events_kept[*event as usize];
            if !counts(event) {
                continue;
            }
            let recurs = import.meetings[event.meeting as usize].shape == Shape::Recurring;
            let kind = if recurs { &mut minutes.recurring } else { &mut minutes.single };
            for minute in *start..*start + i64::from(*length) {
                if let Some(at) = usize::try_from(minute - first).ok().filter(|at| *at < minutes.busy.len()) {
                    minutes.busy[at] = true;
                    kind[at] = true;
                }
            }
        }
        minutes
    }

    /// Hours of the marked minutes of a week.
    fn hours(&self, marks: &[bool], monday: i64) -> f64 {
        let minutes = marks.iter().zip(&self.shown);
        minutes.filter(|(mark, shown)| **mark && (monday..monday + WEEK).contains(*shown)).count() as f64
            / 60.0
    }

    /// Where the clock shows this for the first time, or would if it did not skip it.
    fn at(&self, shown: i64) -> usize {
        self.shown.iter().position(|minute| *minute >= shown).unwrap_or(self.shown.len())
    }
}

/// By minutes: hours, blocks, half days, hours in blocks of each week; fragments a day; heat.
fn slowly(minutes: &Minutes, options: &Options, audit: &Audit) -> (Vec<[f64; 5]>, f64, Vec<Vec<f64>>) {
    let monday = day_number(&audit.window.from);
    let mut heat = vec![vec![0.0; 24]; 7];
    for (shown, busy) in minutes.shown.iter().zip(&minutes.busy) {
        let (day, hour) = ((shown / DAY - monday) % 7, shown % DAY / 60);
        heat[day as usize][hour as usize] += f64::from(u8::from(*busy)) / f64::from(audit.window.weeks);
    }
    let (mut fragments, mut days) = (0.0, 0.0);
    let week = |week: u32| {
        let first = monday + 7 * i64::from(week);
        let mut told = [0.0; 5];
        told[0] = minutes.hours(&minutes.busy, first * DAY);
        told[1] = minutes.hours(&minutes.recurring, first * DAY);
        for day in options.days.iter().map(|day| first + i64::from(*day) - 1) {
            let (from, to) = (day * DAY + i64::from(options.day_from), day * DAY + i64::from(options.day_to));
            let (begins, noon, ends) = (minutes.at(from), minutes.at((from + to) / 2), minutes.at(to));
            let halves = [&minutes.busy[begins..noon], &minutes.busy[noon..ends]];
            // Of a day of one minute, or that the clocks skip, a half is no time at all.
            told[3] += halves.iter().filter(|half| !half.is_empty() && !half.contains(&true)).count() as f64;
            let day = &minutes.busy[begins..ends];
            for free in day.split(|busy| *busy).filter(|free| free.len() >= 120) {
                told[2] += 1.0;
                told[4] += free.len() as f64 / 60.0;
            }
            if day.contains(&true) {
                days += 1.0;
                fragments +=
                    day.split(|busy| *busy).filter(|free| (5..120).contains(&free.len())).count() as f64;
            }
        }
        told
    };
    let weeks = (0..audit.window.weeks).map(week).collect();
    (weeks, if days > 0.0 { fragments / days } else { 0.0 }, heat)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9 * (1.0 + one.abs())
}

fn now() -> impl Strategy<Value = f64> {
    (minute("2026-08-01T00:00")..minute("2027-03-01T00:00")).prop_map(|minute| minute as f64 * 60_000.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_same_by_minutes(import in import(), options in options(), now in now()) {
        let audit = numbers(&import, &options, KEY, now);
        let (options, _) = converel_audit::numbers::sane(&options);
        let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
        let minutes = Minutes::of(&import, &zone, &audit);
        let (weeks, fragments, heat) = slowly(&minutes, &options, &audit);
        prop_assert_eq!(audit.weeks.len(), weeks.len());
        for (found, expected) in audit.weeks.iter().zip(weeks) {
            let told = [
                found.hours,
                found.recurring_hours,
                f64::from(found.blocks),
                f64::from(found.maker_blocks),
                found.deep_hours,
            ];
            for (found, expected) in told.iter().zip(expected) {
                prop_assert!(near(*found, expected), "{told:?}, by minutes {expected:?}");
            }
        }
        for (found, expected) in audit.heat.iter().flatten().zip(heat.iter().flatten()) {
            prop_assert!(near(*found, *expected), "{:?}, by minutes {heat:?}", audit.heat);
        }
        let hours = |marks: &[bool]| marks.iter().filter(|mark| **mark).count() as f64 / 60.0;
        prop_assert!(near(audit.recurring_hours, hours(&minutes.recurring)));
        prop_assert!(near(audit.single_hours, hours(&minutes.single)));
        prop_assert!(near(audit.fragments_per_day, fragments), "{} {fragments}", audit.fragments_per_day);
    }

    #[test]
    fn what_holds_of_any(import in import(), options in options(), now in now()) {
        let audit = numbers(&import, &options, KEY, now);
        let weeks = f64::from(audit.window.weeks);
        let days = day_number(&audit.window.to) - day_number(&audit.window.from);
        prop_assert_eq!(days, 7 * i64::from(audit.window.weeks));
        prop_assert_eq!(day_number(&audit.window.from).rem_euclid(7), 4);

        // Each occurrence that starts in the window is counted or left out for one reason.
        let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
        let window = day_number(&audit.window.from) * DAY..day_number(&audit.window.to) * DAY;
        let starts = import.occurrences.iter().filter(|occurrence| window.contains(&shown(&zone, occurrence.1)));
        let left = audit.left_out;
        let left_out = left.cancelled + left.declined + left.all_day + left.free + left.alone;
        prop_assert_eq!((audit.counted + left_out) as usize, starts.count());
        prop_assert_eq!(audit.weeks.iter().map(|week| week.meetings).sum::<u32>(), audit.counted);
        prop_assert_eq!(audit.sizes.iter().map(|group| group.meetings).sum::<u32>(), audit.counted);
        prop_assert_eq!(audit.inviters.iter().map(|inviter| inviter.meetings).sum::<u32>(), audit.counted);
        let by_size: f64 = audit.sizes.iter().map(|group| group.hours).sum();
        prop_assert!(near(by_size, audit.inviters.iter().map(|inviter| inviter.hours).sum()));
        prop_assert!(audit.inviters.len() <= 13);
        let above: u32 = audit.sizes.iter().filter(|group| group.from > 8).map(|group| group.meetings).sum();
        prop_assert_eq!(audit.above_eight.count, above);
        for share in [audit.above_eight, audit.without_agenda, audit.chains.share] {
            prop_assert!(share.count <= share.of && share.of == audit.counted);
        }
        prop_assert!(audit.chains.share.count >= audit.chains.longest_meetings);
        prop_assert!((0.0..=1.0).contains(&audit.measure.agenda_share));

        // A week of which the clocks go back has an hour more.
        for week in &audit.weeks {
            prop_assert!((0.0..=169.0).contains(&week.hours) && week.recurring_hours <= week.hours);
            prop_assert!(week.hours + week.deep_hours <= 169.0, "blocks are where no meeting is: {week:?}");
            prop_assert!(week.deep_hours >= 2.0 * f64::from(week.blocks));
            prop_assert!(week.maker_blocks <= 14);
        }
        let total: f64 = audit.weeks.iter().map(|week| week.hours).sum();
        prop_assert!(near(audit.hours_per_week * weeks, total));
        prop_assert!(near(audit.heat.iter().flatten().sum::<f64>() * weeks, total * 60.0));
        prop_assert!(audit.recurring_hours + audit.single_hours >= total - 1e-9);
        prop_assert!(audit.recurring_hours.max(audit.single_hours) <= total + 1e-9);
        let deep = audit.deep;
        prop_assert!(deep.deficit >= 0.0 && (deep.deficit == 0.0 || near(deep.had + deep.deficit, deep.wanted)));
        prop_assert!(near(audit.days_per_year, audit.hours_per_week * 5.75));
    }

    /// The order in which an import keeps its occurrences is nothing to the numbers, and neither is what lies outside.
    #[test]
    fn order_is_nothing(import in import(), options in options(), now in now()) {
        let audit = numbers(&import, &options, KEY, now);
        let mut turned = import.clone();
        turned.occurrences.reverse();
        prop_assert_eq!(&numbers(&turned, &options, KEY, now), &audit);
        let after: Date = audit.window.to.parse().unwrap();
        let after = (day_number(&after.checked_add(Span::new().days(2)).unwrap().to_string())) * DAY;
        let mut fewer = import;
        fewer.occurrences.retain(|occurrence| occurrence.1 < after);
        prop_assert_eq!(numbers(&fewer, &options, KEY, now), audit);
    }
}
