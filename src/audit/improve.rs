//! What could be done about a meeting where it stands on the board, with what would come of it. The quadrant's own
//! advice comes first (`facts/async-first.md`, after the source article), then what would bring back the most hours.
//! Whatever figure is a rule of thumb says so at its constant. Hours are those of the meeting: what it takes to write
//! and to read instead is not known and not taken off.

use crate::numbers::View;
use converel_core::cost::WORKING_WEEKS;
use converel_protocol::audit::kept::{Change, Shape};
use converel_protocol::audit::numbers::{Card, Improvement};
use converel_protocol::stored::{AgendaLevel, Alternative, Frequency, Purpose, Quadrant};

/// So many improvements are told of a meeting.
const TOLD: usize = 4;
/// With so many people a meeting works: the source article's limit.
const PEOPLE: u32 = 8;
/// What meetings are cut to; each gives the place to what is at least [`WORTH`] shorter. Rule of thumb: the lengths that
/// calendars offer, and those that leave a pause before the next half hour.
const LENGTHS: [u32; 9] = [120, 90, 60, 45, 30, 25, 20, 15, 10];
/// Less than this is not worth a change: as in the gate's advice. Rule of thumb.
const WORTH: u32 = 10;
/// A meeting for what the inputs left open has half the time, but this at least. Rule of thumb.
const SHORTEST: u32 = 15;
/// A series without an end gets one after a quarter. Rule of thumb; the gate's review date is as far away.
const END: u32 = 12;

/// Everything that could be done about a card's meeting, the best first. `view` and `meeting` (an index into the
/// import's) tell which blocks would be free again.
pub(crate) fn improvements(card: &Card, view: &View<'_>, meeting: u32) -> Vec<Improvement> {
    let mut found: Vec<(bool, Improvement)> = changes(card)
        .into_iter()
        .map(|(first, change)| (first, improvement(card, change, view, meeting)))
        .collect();
    found.sort_by(|(first, one), (also, other)| {
        also.cmp(first).then(other.hours_returned.total_cmp(&one.hours_returned))
    });
    found.into_iter().take(TOLD).map(|(_, improvement)| improvement).collect()
}

/// What fits the place where the meeting stands, each with whether it is the quadrant's own advice.
///
/// - conveyance and strong: no meeting; what keeps it smaller until then; or nothing, where nobody wrote what it is for;
/// - conveyance and weak: meet for now, so with an end at which it is looked at again;
/// - convergence and weak: meet, and prepare it;
/// - convergence and strong: inputs first, then a shorter meeting;
/// - unplaced: only what is good for every meeting, and nothing at all where the tie between the people is the point.
fn changes(card: &Card) -> Vec<(bool, Change)> {
    let endless = card.shape == Shape::Recurring && card.ends_on.is_none();
    let end = endless.then_some(Change::EndDate { weeks: END });
    let smaller = (card.people > PEOPLE).then_some(Change::Smaller { people: PEOPLE });
    let shorter = shorter(card.minutes).map(|minutes| Change::Shorter { minutes });
    let rarer = rarer(card).map(|interval| Change::Rarer { interval });
    let agenda = (card.agenda == AgendaLevel::None).then_some(Change::Agenda);
    let Some(quadrant) = card.stands() else {
        if card.purpose == Purpose::Bonding {
            return Vec::new();
        }
        return [agenda, smaller, shorter, end].into_iter().flatten().map(|change| (false, change)).collect();
    };
    let (own, others): (Vec<Option<Change>>, Vec<Option<Change>>) = match quadrant {
        Quadrant::Replace => {
            let by = card.alternative.unwrap_or(Alternative::WrittenUpdate);
            let cancel = (card.agenda == AgendaLevel::None).then_some(Change::Cancel);
            (vec![Some(Change::Replace { by })], vec![rarer, shorter, smaller, cancel])
        }
        Quadrant::MeetForNow => (vec![end], vec![rarer, shorter, smaller, agenda]),
        Quadrant::Meet => (vec![agenda], vec![smaller, shorter, end]),
        Quadrant::InputsFirst => {
            let inputs = inputs_first(card.minutes).map(|minutes| Change::InputsFirst { minutes });
            (vec![inputs], vec![smaller, rarer, agenda, end])
        }
    };
    let own = own.into_iter().flatten().map(|change| (true, change));
    own.chain(others.into_iter().flatten().map(|change| (false, change))).collect()
}

/// The next shorter length that is worth it: 60 → 45 → 30 → 20; above two hours three quarters, in half hours.
fn shorter(minutes: u32) -> Option<u32> {
    if minutes > 150 {
        return Some(minutes / 4 * 3 / 30 * 30);
    }
    LENGTHS.into_iter().find(|length| length.saturating_add(WORTH) <= minutes)
}

/// Half the time, rounded up to five minutes.
fn inputs_first(minutes: u32) -> Option<u32> {
    let half = (minutes / 2).div_ceil(5).saturating_mul(5).max(SHORTEST);
    (half.saturating_add(5) <= minutes).then_some(half)
}

/// The series at half its pace. A year's meeting is rare enough, and one that is met every three months.
fn rarer(card: &Card) -> Option<u32> {
    let most = match card.frequency? {
        Frequency::Daily => 3,
        Frequency::Weekly => 6,
        Frequency::Monthly => 2,
        Frequency::Yearly => 0,
    };
    let interval = card.interval.max(1).saturating_mul(2);
    (card.shape == Shape::Recurring && card.interval <= most).then_some(interval)
}

/// What a change would bring.
pub(crate) fn improvement(card: &Card, change: Change, view: &View<'_>, meeting: u32) -> Improvement {
    let after = After::of(card, change);
    let hours = |people: f64, minutes: f64, per_year: f64| people * minutes * per_year / 60.0;
    let (people, minutes) = (f64::from(card.people), f64::from(card.minutes));
    let before = hours(people, minutes, card.per_year);
    let then = hours(f64::from(after.people), f64::from(after.minutes), card.per_year * after.part);
    let own_before = hours(1.0, minutes, card.per_year);
    let own_then = hours(1.0, f64::from(after.minutes), card.per_year * after.part);
    let regained = match change {
        Change::Shorter { .. } | Change::InputsFirst { .. } => {
            view.blocks_regained(meeting, |_, length| length.min(after.minutes))
        }
        Change::Rarer { .. } => {
            let every = after.every.max(1);
            view.blocks_regained(meeting, |number, length| if number % every == 0 { length } else { 0 })
        }
        Change::Replace { .. } | Change::Cancel => view.blocks_regained(meeting, |_, _| 0),
        Change::Smaller { .. } | Change::Agenda | Change::EndDate { .. } => 0.0,
    };
    Improvement {
        change,
        hours_returned: (before - then).max(0.0),
        own_hours_returned: ((own_before - own_then) / WORKING_WEEKS).max(0.0),
        blocks_regained: regained,
    }
}

/// The meeting after a change.
struct After {
    people: u32,
    minutes: u32,
    /// The part of the occurrences that still take place.
    part: f64,
    /// Every so many-th takes place.
    every: usize,
}

impl After {
    /// An end brings nothing back by itself: whether the series is renewed is decided then. Who leaves a smaller meeting
    /// is not known either, so it gives oneself nothing.
    fn of(card: &Card, change: Change) -> Self {
        let same = Self { people: card.people, minutes: card.minutes, part: 1.0, every: 1 };
        match change {
            Change::Replace { .. } | Change::Cancel => Self { part: 0.0, ..same },
            Change::Shorter { minutes } | Change::InputsFirst { minutes } => {
                Self { minutes: minutes.min(card.minutes), ..same }
            }
            Change::Smaller { people } => Self { people: people.min(card.people), ..same },
            Change::Rarer { interval } => {
                let (old, new) = (card.interval.max(1), interval.max(1));
                let part = f64::from(old) / f64::from(new);
                Self { part: part.min(1.0), every: (new / old) as usize, ..same }
            }
            Change::Agenda | Change::EndDate { .. } => same,
        }
    }
}

#[cfg(test)]
mod tests;
