//! The cycle: one or two improvements with a date to look again (the source's pace), and what later imports show of
//! them. A look belongs to the day on which its calendar was read: read again on that day it replaces the look, so that
//! nothing is counted twice, and the order in which calendars are read makes no difference. Practices that a round of the
//! team led to count among the one or two, and are held against later rounds ([`practice`]).

mod found;
mod outcome;
mod practice;

#[cfg(test)]
mod tests;

use crate::days;
use crate::numbers;
use converel_protocol::audit::kept::{
    AUDIT_SCHEMA, Change, Cycle, Cycles, Import, Look, Measure, Meeting, Options, Promise, Size,
};
use converel_protocol::audit::numbers::{Audit, Card};
use converel_protocol::stored::AgendaLevel;
use found::Found;
use jiff::civil::Date;
pub use practice::{NotTakenUp, drop_practice, is_over, look_at_rounds, take_up, without_calendar};

/// So many improvements a cycle, at most: the source article's pace.
const MOST: usize = 2;
/// Weeks in which figures that are worse than before are the dip that is to be expected. The source says to expect one
/// and to plan for it; how long it lasts is a rule of thumb.
const DIP_WEEKS: i64 = 4;
/// Figures that differ by less than this are the same: hours, or half days, a week. Rule of thumb.
const SAME: f64 = 0.25;

/// Why a cycle cannot be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotBegun {
    /// No improvement was chosen, or more than two.
    NotOneOrTwo,
    /// Two of the same meeting.
    SameMeeting,
    /// A meeting that has no card.
    NoSuchMeeting {
        /// The key.
        key: String,
    },
    /// A change that is none of the meeting's improvements.
    NoSuchChange {
        /// The meeting's key.
        key: String,
    },
    /// The day to look again is none, or does not lie ahead.
    NoSuchDay,
    /// With the running cycle's practices it would be more than two.
    Enough,
}

/// Begins a cycle with these improvements of the audit's cards: each the key of a card and one of its improvements.
/// `look_again` is `YYYY-MM-DD`, `id` a fresh UUID, `now` milliseconds since the Unix epoch.
pub fn begin(
    audit: &Audit,
    changes: &[(String, Change)],
    look_again: &str,
    id: &str,
    now: f64,
) -> Result<Cycle, NotBegun> {
    if !(1..=MOST).contains(&changes.len()) {
        return Err(NotBegun::NotOneOrTwo);
    }
    if let [(one, _), (other, _)] = changes
        && one == other
    {
        return Err(NotBegun::SameMeeting);
    }
    let day = look_again.parse::<Date>().map_err(|_| NotBegun::NoSuchDay)?;
    // The user's day may have begun while it is still yesterday in UTC, and the other way round.
    if days::number(day) < days::minutes(now).div_euclid(days::DAY) {
        return Err(NotBegun::NoSuchDay);
    }
    let promise = |(key, change): &(String, Change)| {
        let card = audit.cards.iter().find(|card| card.key == *key);
        let card = card.ok_or_else(|| NotBegun::NoSuchMeeting { key: key.clone() })?;
        promise(card, *change).ok_or_else(|| NotBegun::NoSuchChange { key: key.clone() })
    };
    Ok(Cycle {
        id: id.to_owned(),
        at: now,
        look_again: days::written(day),
        promises: changes.iter().map(promise).collect::<Result<_, _>>()?,
        practices: Vec::new(),
        before: Some(audit.measure),
        looks: Vec::new(),
    })
}

fn promise(card: &Card, change: Change) -> Option<Promise> {
    let improvement = card.improvements.iter().find(|improvement| improvement.change == change)?;
    Some(Promise {
        key: card.key.clone(),
        title: card.title.clone(),
        change,
        before: Size {
            minutes: card.minutes,
            people: card.people,
            per_year: card.per_year,
            agenda: card.agenda == AgendaLevel::Good,
            ends: card.ends_on.is_some(),
        },
        hours_returned: improvement.hours_returned,
        own_hours_returned: improvement.own_hours_returned,
        blocks_regained: improvement.blocks_regained,
    })
}

/// Adds a cycle to those that are kept. A running one that was begun on the same day (in the options' zone) is replaced:
/// the user thought again. The running one's practices go on in the new one, unless its day to look again has come.
///
/// # Errors
/// With these practices it would be more than two improvements; then nothing is changed.
pub fn add(cycles: &mut Cycles, mut cycle: Cycle, options: &Options) -> Result<(), NotBegun> {
    let day = |cycle: &Cycle| numbers::day_of(options, cycle.at);
    if let Some(last) = cycles.cycles.last_mut() {
        let is_replaced = day(last) == day(&cycle);
        if is_replaced || !is_over(last, options, cycle.at) {
            if practice::count(&cycle) + last.practices.len() > MOST {
                return Err(NotBegun::Enough);
            }
            cycle.practices.append(&mut last.practices);
        }
        if is_replaced || practice::count(last) == 0 {
            cycles.cycles.pop();
        }
    }
    cycles.schema = AUDIT_SCHEMA;
    cycles.cycles.push(cycle);
    Ok(())
}

/// Drops the running cycle, if it has this id; whether it had.
pub fn drop(cycles: &mut Cycles, id: &str) -> bool {
    let running = cycles.cycles.last().is_some_and(|last| last.id == id);
    if running {
        cycles.cycles.pop();
    }
    running
}

/// The last cycle with promises, which an import is held against: practices that were taken up after its day to look
/// again began a cycle of their own, and say nothing of it.
pub fn last_promised(cycles: &mut Cycles) -> Option<&mut Cycle> {
    cycles.cycles.iter_mut().rfind(|cycle| !cycle.promises.is_empty())
}

/// Looks at what an import shows of a cycle, and keeps the look. `before` is the import that was read before this one,
/// where it is still there: it knows who was in a meeting that is gone, and whose calendar it was. Whether there was
/// anything to look at: a calendar that was read before the improvements were chosen says nothing of them, and neither
/// does one that has nothing to do with what was read before.
pub fn look(
    cycle: &mut Cycle,
    before: Option<&Import>,
    import: &Import,
    audit: &Audit,
    options: &Options,
    key: &[u8],
) -> bool {
    if import.at.is_nan() || import.at < cycle.at || cycle.promises.is_empty() {
        return false;
    }
    let chosen = numbers::day_of(options, cycle.at);
    let read = numbers::day_of(options, import.at);
    let view = numbers::View::of(import, options, key, import.at);
    let is_same = found::is_same_calendar(cycle, before, import);
    let promised = cycle.promises.iter();
    let found: Vec<Found> =
        promised.map(|promise| Found::of(promise, before, &view, chosen, is_same)).collect();
    let is_known = |meeting: &Meeting| cycle.promises.iter().any(|promise| promise.key == meeting.key);
    let is_here = |found: &Found| matches!(found, Found::Here(_));
    if !is_same && !found.iter().any(is_here) && !import.meetings.iter().any(is_known) {
        return false;
    }
    let from = chosen.saturating_add(1);
    let promised = cycle.promises.iter().zip(&found);
    let outcomes = promised.map(|(promise, found)| outcome::outcome(promise, found, &view, from)).collect();
    let weeks = whole_weeks(from, read);
    let measure = weeks.and_then(|weeks| numbers::measure_of_weeks(import, options, key, import.at, weeks));
    let worse = measure.zip(cycle.before).is_some_and(|(now, before)| is_worse(&before, &now));
    let dip = worse && read < from + DIP_WEEKS * 7;
    let look = Look {
        at: import.at,
        from: days::written(days::of_number(from)),
        to: days::written(days::of_number(read.saturating_add(1).max(from))),
        measure: measure.unwrap_or(audit.measure),
        outcomes,
        dip,
    };
    keep(cycle, look, options);
    true
}

/// One look a day; of two the one at what was read later.
fn keep(cycle: &mut Cycle, look: Look, options: &Options) {
    let day = numbers::day_of(options, look.at);
    let same = cycle.looks.iter_mut().find(|known| numbers::day_of(options, known.at) == day);
    match same {
        Some(known) if known.at <= look.at => *known = look,
        Some(_) => {}
        None => cycle.looks.push(look),
    }
    cycle.looks.sort_by(|one, other| one.at.total_cmp(&other.at));
}

/// The whole weeks, Monday to Sunday, between two days (days since 1970-01-01); `None` where there is none yet.
fn whole_weeks(from: i64, to: i64) -> Option<u32> {
    // 1970-01-01 was a Thursday.
    let next_monday = |day: i64| day + (4 - day).rem_euclid(7);
    let last_monday = |day: i64| day - (day + 3).rem_euclid(7);
    let weeks = (last_monday(to) - next_monday(from)) / 7;
    u32::try_from(weeks).ok().filter(|weeks| *weeks > 0)
}

/// More hours in meetings or fewer free half days, and neither makes up for the other. The number of free blocks says
/// nothing here: a meeting in the middle of a free day makes two of one.
fn is_worse(before: &Measure, now: &Measure) -> bool {
    let hours = now.hours_per_week - before.hours_per_week;
    let halves = before.maker_blocks_per_week - now.maker_blocks_per_week;
    (hours > SAME || halves > SAME) && hours > -SAME && halves > -SAME
}

/// The same without titles.
pub fn without_names(cycles: &Cycles) -> Cycles {
    let mut bare = cycles.clone();
    for promise in bare.cycles.iter_mut().flat_map(|cycle| &mut cycle.promises) {
        promise.title.clear();
    }
    bare
}
