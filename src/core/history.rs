//! Who has met whom, and how long ago. It comes from the journal and knows nothing of where from: a
//! gathering is a day, a pace and a group.

use crate::people::{Group, GuestKey};
use jiff::civil::Date;

/// After so many days a meeting counts half.
const HALF_LIFE: i32 = 120;
/// The end of a series is not recorded, so it is taken to go on for so many days.
const SERIES_DAYS: i32 = 91;
/// Among more people than this one gets to know each of them less.
const CIRCLE: f32 = 12.0;

/// People who were invited together.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathering {
    /// When the invite went out.
    pub day: Date,
    /// Occurrences in twelve months; 1 if it happens once.
    pub per_year: f64,
    /// The guests.
    pub group: Group,
}

/// All gatherings that are known of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Oldest first.
    gatherings: Vec<Gathering>,
}

/// How often somebody was met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Met {
    /// Times.
    pub times: u32,
    /// The same where what is long ago counts little.
    pub weight: f32,
}

impl History {
    /// The history of these gatherings, oldest first.
    pub fn new(gatherings: Vec<Gathering>) -> Self {
        Self { gatherings }
    }

    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        self.gatherings.is_empty()
    }

    /// How many gatherings are known of.
    pub fn len(&self) -> usize {
        self.gatherings.len()
    }

    /// How often this guest was met. In a crowd one is met less.
    #[allow(clippy::cast_precision_loss)] // a group keeps few keys
    pub fn with(&self, guest: GuestKey, today: Date) -> Met {
        self.met(today, |group| {
            let crowd = CIRCLE / group.keys().len().max(1) as f32;
            if group.has(guest) { crowd.min(1.0) } else { 0.0 }
        })
    }

    /// How often this very group met: a gathering counts as far as its guests are the same.
    pub fn together(&self, group: &Group, today: Date) -> Met {
        self.met(today, |other| {
            let overlap = group.overlap(other);
            if overlap >= 0.5 { overlap } else { 0.0 }
        })
    }

    /// Adds up the gatherings by the part for which each counts. Invites of one day are one meeting that was
    /// changed, or one afternoon of planning: only the one that counts most is taken.
    fn met(&self, today: Date, part: impl Fn(&Group) -> f32) -> Met {
        let mut met = Met::default();
        let mut of_day = (Date::MIN, Met::default());
        for gathering in &self.gatherings {
            let part = part(&gathering.group);
            if part <= 0.0 {
                continue;
            }
            let (times, ago) = gathering.occurred(today);
            // Hundreds of times, at most.
            let weight = part * f32::from(u16::try_from(times).unwrap_or(u16::MAX));
            let here = Met { times, weight: weight * faded(ago, HALF_LIFE) };
            if gathering.day == of_day.0 && here.weight <= of_day.1.weight {
                continue;
            }
            if gathering.day == of_day.0 {
                met.times -= of_day.1.times;
                met.weight -= of_day.1.weight;
            }
            met.times = met.times.saturating_add(here.times);
            met.weight += here.weight;
            of_day = (gathering.day, here);
        }
        met
    }
}

impl Gathering {
    /// How often it has taken place, as far as can be told, and how many days ago last.
    fn occurred(&self, today: Date) -> (u32, i32) {
        let since = days_since(self.day, today);
        if self.per_year <= 1.0 {
            return (1, since);
        }
        let days = since.min(SERIES_DAYS);
        // At most some hundreds a year; the cast saturates.
        let times = 1 + (f64::from(days) * self.per_year.min(366.0) / 365.0) as u32;
        (times, since - days)
    }
}

/// What is left of 1 after so many days: half after each half-life, straight lines between.
pub(crate) fn faded(days: i32, half_life: i32) -> f32 {
    let halvings = (days / half_life).clamp(0, 30);
    // Both are small numbers; powers and logarithms would add more to the gate's module than they are worth.
    #[allow(clippy::cast_precision_loss)]
    let (within, whole) = ((days % half_life) as f32 / half_life as f32, (1_u32 << halvings) as f32);
    (1.0 - within / 2.0) / whole
}

/// Days from then to today; none for a day that lies ahead.
pub(crate) fn days_since(then: Date, today: Date) -> i32 {
    // By the times' own difference: `jiff::Span` would bring every unit into the gate's module.
    let hours = today.at(0, 0, 0, 0).duration_since(then.at(0, 0, 0, 0)).as_hours();
    i32::try_from((hours / 24).max(0)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 20);

    fn key(number: u64) -> GuestKey {
        GuestKey::read(&format!("{number:016x}")).unwrap()
    }

    fn group(guests: std::ops::RangeInclusive<u64>) -> Group {
        Group::of(guests.map(key))
    }

    fn once(day: Date, guests: std::ops::RangeInclusive<u64>) -> Gathering {
        Gathering { day, per_year: 1.0, group: group(guests) }
    }

    #[test]
    fn what_is_long_ago_counts_little() {
        for (then, expected) in [
            (TODAY, 1.0),
            (date(2027, 1, 1), 1.0),
            (date(2026, 9, 21), 0.75),
            (date(2026, 7, 23), 0.5),
            (date(2026, 3, 25), 0.25),
            (date(1900, 1, 1), 0.0),
        ] {
            assert!((faded(days_since(then, TODAY), HALF_LIFE) - expected).abs() < 0.01, "{then}");
        }
    }

    #[test]
    fn guests_and_groups_are_counted() {
        let history = History::new(vec![
            once(date(2025, 11, 20), 1..=3),
            once(date(2026, 11, 10), 1..=3),
            once(date(2026, 11, 17), 1..=4),
            // The same day again: the same meeting, changed.
            once(date(2026, 11, 17), 1..=4),
            once(date(2026, 11, 18), 7..=9),
        ]);
        let shown = |met: Met| (met.times, (met.weight * 10.0).round() / 10.0);
        assert_eq!(shown(history.with(key(1), TODAY)), (3, 2.1));
        assert_eq!(shown(history.with(key(4), TODAY)), (1, 1.0));
        assert_eq!(shown(history.with(key(5), TODAY)), (0, 0.0));
        assert_eq!(shown(history.together(&group(1..=3), TODAY)), (3, 1.8));
        assert_eq!(shown(history.together(&group(1..=1), TODAY)), (0, 0.0), "they came with others");
        assert_eq!(history.together(&Group::default(), TODAY), Met::default());
    }

    #[test]
    fn a_series_goes_on_for_a_while() {
        let weekly = |day| History::new(vec![Gathering { day, per_year: 46.0, group: group(1..=3) }]);
        let shown = |met: Met| (met.times, met.weight.round());
        assert_eq!(shown(weekly(TODAY).with(key(1), TODAY)), (1, 1.0));
        assert_eq!(shown(weekly(date(2026, 10, 20)).with(key(1), TODAY)), (4, 4.0));
        assert_eq!(shown(weekly(date(2024, 10, 20)).with(key(1), TODAY)), (12, 0.0));
    }

    #[test]
    fn a_crowd_makes_no_acquaintance() {
        let day = date(2026, 11, 17);
        let history = History::new(vec![once(day, 1..=30)]);
        assert!(history.with(key(1), TODAY).weight < 0.5);
        assert!(History::new(vec![once(day, 1..=5)]).with(key(1), TODAY).weight > 0.9);
    }

    proptest! {
        #[test]
        fn it_never_panics_and_stays_within_bounds(
            days in proptest::collection::vec((0_i64..40_000, any::<f64>(), 0_u64..9, 0_u64..40), 0..20),
        ) {
            let gatherings = days.iter().map(|(day, per_year, from, more)| Gathering {
                day: date(1970, 1, 1).saturating_add(jiff::Span::new().days(*day)),
                per_year: *per_year,
                group: group(*from..=from + more),
            });
            let history = History::new(gatherings.collect());
            for met in [history.with(key(3), TODAY), history.together(&group(0..=9), TODAY)] {
                prop_assert!(met.weight >= -0.001 && met.weight <= met.times as f32 + 0.001, "{met:?}");
            }
        }
    }
}
