//! What a meeting costs: people × hours × occurrences. Hours first; money only with the user's rate.

use crate::invite::{Frequency, Guest, Invite, Outline, Recurrence};
use jiff::civil::{Date, DateTime};

/// Working weeks of a year: 52 less 6 of leave and holidays. A rule of thumb, shown as such.
pub const WORKING_WEEKS: f64 = 46.0;

/// The cost of one invite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// People in it, oneself included; a group counts as one.
    pub people: u32,
    /// At least one guest is a group, so `people` and the hours are lower bounds.
    pub at_least: bool,
    /// Length of one occurrence in minutes; `None` if unknown or all-day.
    pub minutes: Option<u32>,
    /// Occurrences in twelve months from the start; 1 for a single event. 46 working weeks for a weekly
    /// series (52 less 6 of leave and holidays, a rule of thumb shown as such), scaled for the others.
    pub occurrences_per_year: f64,
    /// Person-hours of one occurrence.
    pub hours: Option<f64>,
    /// Person-hours of twelve months.
    pub hours_per_year: Option<f64>,
}

/// The cost of `invite` when `informed` of its guests only need to know and stay away.
pub fn cost(invite: &Invite, informed: u32) -> Cost {
    of(&invite.guests, informed, invite.minutes, invite.recurrence.as_ref(), invite.start)
}

/// The cost of an event of which no more than the outline is known.
pub fn of_outline(event: &Outline) -> Cost {
    of(&event.guests, 0, event.minutes, event.recurrence.as_ref(), event.start)
}

fn of(
    guests: &[Guest],
    informed: u32,
    minutes: Option<u32>,
    recurrence: Option<&Recurrence>,
    start: Option<DateTime>,
) -> Cost {
    let count = u32::try_from(guests.len()).unwrap_or(u32::MAX);
    let people = count.saturating_sub(informed).saturating_add(1);
    let occurrences_per_year =
        recurrence.map_or(1.0, |rule| occurrences(rule, start.map(|start| start.date())));
    let hours = minutes.map(|minutes| f64::from(people) * f64::from(minutes) / 60.0);
    Cost {
        people,
        at_least: guests.iter().any(|guest| guest.group),
        minutes,
        occurrences_per_year,
        hours,
        hours_per_year: hours.map(|hours| hours * occurrences_per_year),
    }
}

/// Occurrences in twelve months: the rule's pace over the working weeks, bounded by `COUNT` and `UNTIL`.
/// Nobody meets at weekends by an unadorned `FREQ=DAILY`, so that is five a week.
fn occurrences(rule: &Recurrence, start: Option<Date>) -> f64 {
    let interval = f64::from(rule.interval.max(1));
    let days = f64::from(u32::try_from(rule.days.len().clamp(1, 7)).unwrap_or(1));
    // Occurrences in a week that has them all, and in twelve months.
    let (a_week, a_year) = match rule.frequency {
        Frequency::Daily => {
            let days = if rule.days.is_empty() { 5.0 } else { days };
            (days / interval, days * WORKING_WEEKS / interval)
        }
        Frequency::Weekly => (days / interval, days * WORKING_WEEKS / interval),
        Frequency::Monthly => (12.0 / 52.0 / interval, 12.0 * WORKING_WEEKS / 52.0 / interval),
        Frequency::Yearly => (1.0 / 52.0 / interval, 1.0),
    };
    let mut most = a_year;
    if let Some(count) = rule.count {
        most = most.min(f64::from(count));
    }
    if let (Some(until), Some(start)) = (rule.until, start) {
        let span = f64::from(start.duration_until(until).as_hours().clamp(0, 24 * 366) as i32) / 24.0;
        most = most.min((span / 7.0 * a_week).floor() + 1.0);
    }
    most.max(1.0)
}
