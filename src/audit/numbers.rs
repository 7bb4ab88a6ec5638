//! The audit's numbers from an import. The docstrings of [`converel_protocol::audit::numbers`] say what each of them
//! is, and are the specification; here they are only computed. All time is whole minutes since the Unix epoch; days
//! and hours are cut out of it by the instants at which they begin in the user's zone ([`window`]), so that a day of
//! 23 or 25 hours has as many. No import makes this panic: what cannot be (an index that leads nowhere, a time
//! outside the calendar) is passed over.

mod chains;
mod events;
mod inviters;
mod sane;
mod time;
mod window;
mod without;

pub use sane::{Correction, sane};

pub(crate) use without::{View, day_of, measure_of_weeks};

use converel_calendar::Zone;
use converel_protocol::audit::kept::{AUDIT_SCHEMA, Import, Measure, Options};
use converel_protocol::audit::numbers::{Audit, Deep, LeftOut, SizeGroup, Week};
use events::{Fact, Standing, Who};
use time::{HOURS_A_WEEK, Piece};
use window::Looked;

/// Working weeks in a year, and hours in a working day: with them 14 hours a week are the article's 80 days.
const WORKING_WEEKS: f64 = 46.0;
const WORKING_DAY: f64 = 8.0;
/// More people than this are many (the article's advice is eight at most).
const MANY: u32 = 8;
/// The audiences that are told apart.
const SIZES: [(u32, Option<u32>); 5] = [(2, Some(2)), (3, Some(4)), (5, Some(8)), (9, Some(15)), (16, None)];

/// An occurrence that counts, with the time of it that lies in the window.
#[derive(Clone, Copy, Debug)]
struct Met {
    fact: Fact,
    piece: Piece,
    /// It starts in the window, and not before it.
    starts: bool,
}

/// Tells the numbers of an import. `key`: the installation's key, by which the user's own addresses are found among
/// the hashed people. `now`: milliseconds since the Unix epoch. The options are made [`sane`] first; an unknown zone
/// is UTC. The cards and the cycles are left empty: they are not made of the import alone.
pub fn numbers(import: &Import, options: &Options, key: &[u8], now: f64) -> Audit {
    let (options, _) = sane(options);
    let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
    let who = Who::of(&import.people, &options.own, key);
    let facts = events::facts(import, &who);
    let looked = Looked::at(import, &facts, &options, &zone, now);
    let (met, left_out) = meetings(import, &facts, &looked);
    let mut audit = Audit {
        schema: AUDIT_SCHEMA,
        read_at: import.at,
        keep: options.keep,
        window: looked.window(),
        left_out,
        probably_own: probably_own(import, &options),
        ..Audit::default()
    };
    count(&mut audit, &met);
    tell_time(&mut audit, &met, &options, &looked, &zone);
    audit.inviters = inviters::inviters(&import.people, &met);
    audit.chains = chains::chains(&met, looked.weeks, audit.counted);
    audit.measure = Measure {
        hours_per_week: audit.hours_per_week,
        blocks_per_week: audit.blocks_per_week,
        maker_blocks_per_week: audit.maker_blocks_per_week,
        agenda_share: per(f64::from(audit.counted - audit.without_agenda.count), audit.counted),
    };
    audit
}

/// What counts and touches the window, by start, and how many start in it and do not count.
fn meetings(import: &Import, facts: &[Fact], looked: &Looked) -> (Vec<Met>, LeftOut) {
    let mut left_out = LeftOut::default();
    let mut met = Vec::new();
    for occurrence in &import.occurrences {
        let Some(fact) = facts.get(occurrence.0 as usize) else { continue };
        let (start, end) = (occurrence.1, occurrence.1.saturating_add(i64::from(occurrence.2)));
        let starts = (looked.from..looked.to).contains(&start);
        let reason = match fact.standing {
            Standing::Counts => {
                if starts || (start < looked.from && end > looked.from) {
                    let piece = Piece { from: start.max(looked.from), to: end.min(looked.to) };
                    met.push(Met { fact: *fact, piece, starts });
                }
                continue;
            }
            Standing::Cancelled => &mut left_out.cancelled,
            Standing::Declined => &mut left_out.declined,
            Standing::AllDay => &mut left_out.all_day,
            Standing::Free => &mut left_out.free,
            Standing::Alone => &mut left_out.alone,
        };
        *reason += u32::from(starts);
    }
    if !met.is_sorted_by_key(|met| met.piece) {
        met.sort_by_key(|met| met.piece);
    }
    (met, left_out)
}

/// An address that was guessed from the calendar, unless the user said that it is theirs.
fn probably_own(import: &Import, options: &Options) -> String {
    let guessed = import.probably_own.trim().to_lowercase();
    if options.own.iter().any(|own| own.trim().to_lowercase() == guessed) { String::new() } else { guessed }
}

/// What is told of occurrences.
fn count(audit: &mut Audit, met: &[Met]) {
    audit.sizes = Vec::with_capacity(SIZES.len());
    for (from, to) in SIZES {
        let fits = |people: u32| people >= from && to.is_none_or(|to| people <= to);
        let (mut meetings, mut minutes) = (0, 0);
        for met in met.iter().filter(|met| met.starts && fits(met.fact.people)) {
            meetings += 1;
            minutes += met.piece.minutes();
        }
        audit.sizes.push(SizeGroup { from, to, meetings, hours: time::hours(minutes) });
    }
    for met in met.iter().filter(|met| met.starts) {
        audit.counted += 1;
        audit.above_eight.count += u32::from(met.fact.people > MANY);
        audit.without_agenda.count += u32::from(!met.fact.agenda);
    }
    audit.above_eight.of = audit.counted;
    audit.without_agenda.of = audit.counted;
}

/// What is told of time.
fn tell_time(audit: &mut Audit, met: &[Met], options: &Options, looked: &Looked, zone: &Zone) {
    let edges = looked.hours(zone);
    let busy = time::busy(met.iter().map(|met| met.piece));
    let of_kind = |recurring| {
        let met = met.iter().filter(move |met| met.fact.recurring == recurring);
        time::busy(met.map(|met| met.piece))
    };
    let minutes = time::spread(&busy, &edges);
    let recurring = time::spread(&of_kind(true), &edges);
    let days = looked.working_days(options, zone);
    let weeks = minutes.chunks(HOURS_A_WEEK).zip(recurring.chunks(HOURS_A_WEEK)).zip(0..);
    audit.weeks = weeks
        .map(|((minutes, recurring), week)| Week {
            monday: looked.monday(week),
            hours: time::hours(minutes.iter().sum()),
            recurring_hours: time::hours(recurring.iter().sum()),
            ..Week::default()
        })
        .collect();
    for met in met.iter().filter(|met| met.starts) {
        // The hour that it starts in: as many edges as there are stand at its start or before it.
        let hour = edges.partition_point(|edge| *edge <= met.piece.from).saturating_sub(1);
        if let Some(week) = audit.weeks.get_mut(hour / HOURS_A_WEEK) {
            week.meetings += 1;
        }
    }
    let (mut fragments, mut days_with_meetings) = (0, 0);
    for day in &days {
        let free = time::free(&busy, *day);
        if let Some(week) = audit.weeks.get_mut(day.week) {
            week.blocks += free.blocks;
            week.maker_blocks += free.halves;
            week.deep_hours += time::hours(free.block_minutes);
        }
        if free.has_meetings {
            days_with_meetings += 1;
            fragments += free.fragments;
        }
    }
    let mean = |figure: fn(&Week) -> f64| per(audit.weeks.iter().map(figure).sum(), looked.weeks);
    audit.hours_per_week = mean(|week| week.hours);
    audit.blocks_per_week = mean(|week| f64::from(week.blocks));
    audit.maker_blocks_per_week = mean(|week| f64::from(week.maker_blocks));
    let had = mean(|week| week.deep_hours);
    let wanted = options.deep_wanted;
    audit.deep = Deep { had, wanted, deficit: (wanted - had).max(0.0) };
    audit.recurring_hours_per_sprint = mean(|week| week.recurring_hours) * f64::from(options.sprint_weeks);
    audit.days_per_year = audit.hours_per_week * WORKING_WEEKS / WORKING_DAY;
    audit.recurring_hours = time::hours(recurring.iter().sum());
    audit.single_hours = time::hours(of_kind(false).iter().map(|piece| piece.minutes()).sum());
    audit.trend = slope(&audit.weeks);
    audit.fragments_per_day = per(f64::from(fragments), days_with_meetings);
    audit.heat = heat(&minutes, looked.weeks);
}

/// Seven rows of 24 hours.
fn heat(minutes: &[i64], weeks: u32) -> Vec<Vec<f64>> {
    let mut cells = vec![0; HOURS_A_WEEK];
    for week in minutes.chunks(HOURS_A_WEEK) {
        for (cell, minutes) in cells.iter_mut().zip(week) {
            *cell += minutes;
        }
    }
    cells.chunks(24).map(|day| day.iter().map(|minutes| per(*minutes as f64, weeks)).collect()).collect()
}

/// The slope of the least squares line through the weeks' hours, hours from week to week; 0 for a single week.
fn slope(weeks: &[Week]) -> f64 {
    let middle = (weeks.len() as f64 - 1.0) / 2.0;
    let (mut with_hours, mut with_itself) = (0.0, 0.0);
    for (week, place) in weeks.iter().zip(0_u32..) {
        let distance = f64::from(place) - middle;
        with_hours += distance * week.hours;
        with_itself += distance * distance;
    }
    if with_itself == 0.0 { 0.0 } else { with_hours / with_itself }
}

/// `sum` by `of`; 0 of nothing.
fn per(sum: f64, of: u32) -> f64 {
    if of == 0 { 0.0 } else { sum / f64::from(of) }
}
