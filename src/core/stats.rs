//! Figures over the journal's records.

use crate::advice::Alternative;
use crate::agenda::AgendaLevel;
use crate::answers::SendAnywayReason;
use crate::quadrant::Quadrant;
use crate::record::{Cause, Outcome, Record};
use crate::verdict::PassReason;

/// The figures of one span of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Invites that were checked: all but the unchecked ones and those without guests. A minor change to an event
    /// is no further invite.
    pub checked: u32,
    /// Went out in silence.
    pub passed: u32,
    /// Went out with an agenda written in the gate.
    pub improved: u32,
    /// Replaced by an alternative.
    pub replaced: u32,
    /// Sent against the advice.
    pub sent_anyway: u32,
    /// Went out unjudged.
    pub unchecked: u32,
    /// Person-hours kept off calendars in twelve months: those of replaced invites. An assumption, shown
    /// with it: the meeting would have happened. What waits for its inputs is not counted, as a shorter
    /// meeting follows; nor are those who get the notes instead, as the gate cannot see whether they were
    /// taken off the guest list.
    pub hours_kept_off: f64,
    /// Meetings that were called off.
    pub cancelled: u32,
    /// Person-hours returned in twelve months: those of meetings that were called off. An assumption, shown with
    /// it: everybody invited would have come, and a series would have gone on for twelve months, or to the end
    /// that its rule gives it. Where the length is not known nothing is counted. A meeting that is moved by calling
    /// it off and inviting anew cannot be told from one that is gone.
    pub hours_returned: f64,
    /// Share of the checked invites that went out with an agenda, 0 to 1; `None` if none went out.
    pub agenda_rate: Option<f64>,
    /// Mean number of people of the checked invites.
    pub mean_people: Option<f64>,
}

/// How often each word occurs, the most frequent first; words that do not occur are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Why invites passed in silence.
    pub passes: Vec<(PassReason, u32)>,
    /// Why invites were sent anyway.
    pub sent_anyway: Vec<(SendAnywayReason, u32)>,
    /// What took the place of invites.
    pub alternatives: Vec<(Alternative, u32)>,
    /// Why invites went out unjudged.
    pub causes: Vec<(Cause, u32)>,
    /// The same by site: the cause and the site's short name.
    pub causes_by_site: Vec<((Cause, String), u32)>,
    /// Quadrants as chosen in the gate.
    pub quadrants: Vec<(Quadrant, u32)>,
}

/// The figures of `records`, in any order.
pub fn stats(records: &[&Record]) -> Stats {
    let mut stats = Stats::default();
    let (mut people, mut went_out, mut with_agenda) = (0.0, 0_u32, 0_u32);
    for record in records {
        match record.outcome {
            Outcome::Passed(PassReason::NoGuests | PassReason::MinorChange) => continue,
            Outcome::Unchecked(_) => {
                stats.unchecked += 1;
                continue;
            }
            Outcome::Cancelled => {
                stats.cancelled += 1;
                stats.hours_returned += hours(record);
                continue;
            }
            Outcome::Passed(_) => stats.passed += 1,
            Outcome::Improved => stats.improved += 1,
            Outcome::Replaced(_) => {
                stats.replaced += 1;
                // Inputs first: a shorter meeting follows, and how much shorter nobody knows.
                if record.quadrant_chosen != Some(Quadrant::InputsFirst) {
                    stats.hours_kept_off += hours(record);
                }
            }
            Outcome::SentAnyway(_) => stats.sent_anyway += 1,
            Outcome::Sent | Outcome::Returned => {}
        }
        stats.checked += 1;
        people += f64::from(record.people);
        if !matches!(record.outcome, Outcome::Replaced(_) | Outcome::Returned) {
            went_out += 1;
            with_agenda += u32::from(record.agenda_after >= AgendaLevel::Topics);
        }
    }
    stats.agenda_rate = (went_out > 0).then(|| f64::from(with_agenda) / f64::from(went_out));
    stats.mean_people = (stats.checked > 0).then(|| people / f64::from(stats.checked));
    stats
}

/// How often each reason, alternative, cause (by itself and by site) and quadrant occurs in `records`.
pub fn counts(records: &[&Record]) -> Counts {
    let mut counts = Counts::default();
    for record in records {
        match record.outcome {
            Outcome::Passed(reason) => count(&mut counts.passes, reason),
            Outcome::SentAnyway(reason) => count(&mut counts.sent_anyway, reason),
            Outcome::Replaced(alternative) => count(&mut counts.alternatives, alternative),
            Outcome::Unchecked(cause) => {
                count(&mut counts.causes, cause);
                count(&mut counts.causes_by_site, (cause, record.site.clone()));
            }
            Outcome::Improved | Outcome::Sent | Outcome::Returned | Outcome::Cancelled => {}
        }
        if let Some(quadrant) = record.quadrant_chosen {
            count(&mut counts.quadrants, quadrant);
        }
    }
    // A stable sort: words that occur equally often stay in the order of their first record.
    counts.passes.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts.sent_anyway.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts.alternatives.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts.causes.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts.causes_by_site.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts.quadrants.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    counts
}

/// Person-hours of twelve months.
fn hours(record: &Record) -> f64 {
    f64::from(record.people) * f64::from(record.minutes.unwrap_or(0)) / 60.0 * record.occurrences_per_year
}

fn count<T: PartialEq>(counts: &mut Vec<(T, u32)>, word: T) {
    match counts.iter_mut().find(|entry| entry.0 == word) {
        Some(entry) => entry.1 += 1,
        None => counts.push((word, 1)),
    }
}
