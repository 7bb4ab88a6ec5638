//! The same window looked at in another way: what of the numbers would be otherwise if a meeting were changed, what the
//! board says of a meeting's occurrences, and the figures of a few weeks only. What to change is not decided here.

use super::events::{self, Fact, Seen, Standing, Who};
use super::time::{self, Day, Piece};
use super::window::Looked;
use super::{count, meetings, sane, tell_time};
use converel_calendar::Zone;
use converel_protocol::audit::kept::{Import, Measure, Occurrence, Options};
use converel_protocol::audit::numbers::Audit;

/// Minutes of a day as the clock shows them.
const DAY: i64 = 24 * 60;

/// An import as the user's options look at it.
pub(crate) struct View<'a> {
    pub(crate) import: &'a Import,
    facts: Vec<Fact>,
    /// For each event, whether a group of unknown size is among its people.
    groups: Vec<bool>,
    zone: Zone,
    looked: Looked,
    days: Vec<Day>,
    /// For each working day what touches it, by start: the meeting, the place of the occurrence among the import's, and
    /// its time.
    touching: Vec<Vec<(u32, usize, Piece)>>,
    /// For each meeting the working days that it touches.
    days_of: Vec<Vec<usize>>,
}

/// When something takes place, as the clock shows it in the user's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Days since 1970-01-01.
    pub(crate) day: i64,
    /// Minutes after midnight.
    pub(crate) minute: u32,
}

impl<'a> View<'a> {
    /// As [`super::numbers`] takes them.
    pub(crate) fn of(import: &'a Import, options: &Options, key: &[u8], now: f64) -> Self {
        let (options, _) = sane(options);
        let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
        let who = Who::of(&import.people, &options.own, key);
        let facts = events::facts(import, &who);
        let mut seen = Seen::default();
        let groups = import.events_kept.iter().map(|event| who.audience(event, &mut seen).at_least).collect();
        let looked = Looked::at(import, &facts, &options, &zone, now);
        let days = looked.working_days(&options, &zone);
        let mut view = Self {
            import,
            facts,
            groups,
            zone,
            looked,
            touching: vec![Vec::new(); days.len()],
            days,
            days_of: vec![Vec::new(); import.meetings.len()],
        };
        view.lay_out();
        view
    }

    fn lay_out(&mut self) {
        for (place, occurrence) in self.import.occurrences.iter().enumerate() {
            let Some(meeting) = self.counted(occurrence) else { continue };
            let piece = piece(occurrence, occurrence.2);
            let first = self.days.partition_point(|day| day.to <= piece.from);
            let days = self.days.iter().enumerate().skip(first).take_while(|(_, day)| day.from < piece.to);
            for (at, _) in days {
                if let Some(touching) = self.touching.get_mut(at) {
                    touching.push((meeting, place, piece));
                }
                if let Some(days) = self.days_of.get_mut(meeting as usize)
                    && days.last() != Some(&at)
                {
                    days.push(at);
                }
            }
        }
        for touching in &mut self.touching {
            touching.sort_by_key(|(_, place, piece)| (*piece, *place));
        }
    }

    /// The meeting of an occurrence that counts; `None` of one that does not.
    pub(crate) fn counted(&self, occurrence: &Occurrence) -> Option<u32> {
        let fact = self.facts.get(occurrence.0 as usize)?;
        let event = self.import.events_kept.get(occurrence.0 as usize)?;
        (fact.standing == Standing::Counts).then_some(event.meeting)
    }

    /// How many people an event is for, oneself included, and whether that is a lower bound.
    pub(crate) fn people(&self, event: u32) -> (u32, bool) {
        let event = event as usize;
        let people = self.facts.get(event).map_or(0, |fact| fact.people);
        (people, self.groups.get(event).copied().unwrap_or_default())
    }

    /// The window in minutes since the Unix epoch.
    pub(crate) fn window(&self) -> (i64, i64) {
        (self.looked.from, self.looked.to)
    }

    /// The calendar's newest meeting is older than the weeks before today: the window ends with it.
    pub(crate) fn is_moved(&self) -> bool {
        self.looked.window().moved
    }

    /// What the clock shows at a minute since the Unix epoch.
    pub(crate) fn shown(&self, minute: i64) -> Shown {
        shown(&self.zone, minute)
    }

    /// How many more free blocks of two hours and more a week there would be in the window if the occurrences of this
    /// meeting were otherwise: `minutes` says of the first, second, … how long it would be; 0: it would not take place.
    /// Other meetings stay as they are, and so what lies beside one of them gives nothing back. Neither does a day on
    /// which two blocks become one: it is not a loss either.
    pub(crate) fn blocks_regained(&self, meeting: u32, minutes: impl Fn(usize, u32) -> u32) -> f64 {
        let mut regained = 0_u32;
        let mut order: Vec<usize> = Vec::new();
        for at in self.days_of.get(meeting as usize).map_or(&[][..], Vec::as_slice) {
            let (Some(day), Some(touching)) = (self.days.get(*at), self.touching.get(*at)) else { continue };
            let before = time::free(&time::busy(touching.iter().map(|(_, _, piece)| *piece)), *day).blocks;
            let mut changed: Vec<Piece> = Vec::with_capacity(touching.len());
            for (of, place, piece) in touching {
                if *of != meeting {
                    changed.push(*piece);
                    continue;
                }
                if order.last() != Some(place) {
                    order.push(*place);
                }
                let length = u32::try_from(piece.minutes()).unwrap_or(u32::MAX);
                let length = minutes(order.len() - 1, length).min(length);
                changed.push(Piece { from: piece.from, to: piece.from.saturating_add(i64::from(length)) });
            }
            let after = time::free(&time::busy(changed.into_iter()), *day).blocks;
            regained += after.saturating_sub(before);
        }
        super::per(f64::from(regained), self.looked.weeks)
    }
}

fn piece(occurrence: &Occurrence, minutes: u32) -> Piece {
    Piece { from: occurrence.1, to: occurrence.1.saturating_add(i64::from(minutes)) }
}

fn shown(zone: &Zone, minute: i64) -> Shown {
    let civil = zone.to_civil(minute.saturating_mul(60)).0.div_euclid(60);
    Shown { day: civil.div_euclid(DAY), minute: u32::try_from(civil.rem_euclid(DAY)).unwrap_or_default() }
}

/// The day, in the options' zone, of milliseconds since the Unix epoch, as days since 1970-01-01.
pub(crate) fn day_of(options: &Options, at: f64) -> i64 {
    let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
    shown(&zone, crate::days::minutes(at)).day
}

/// The figures of the last so many whole weeks before `now`; `None` where the calendar does not reach that far.
pub(crate) fn measure_of_weeks(
    import: &Import,
    options: &Options,
    key: &[u8],
    now: f64,
    weeks: u32,
) -> Option<Measure> {
    let (mut options, _) = sane(options);
    options.weeks = weeks.clamp(1, 52);
    let zone = Zone::iana(&options.zone).unwrap_or_else(Zone::utc);
    let who = Who::of(&import.people, &options.own, key);
    let facts = events::facts(import, &who);
    let looked = Looked::at(import, &facts, &options, &zone, now);
    if looked.window().moved || looked.weeks != options.weeks {
        return None;
    }
    let (met, _) = meetings(import, &facts, &looked);
    let mut audit = Audit::default();
    count(&mut audit, &met);
    tell_time(&mut audit, &met, &options, &looked, &zone);
    Some(Measure {
        hours_per_week: audit.hours_per_week,
        blocks_per_week: audit.blocks_per_week,
        maker_blocks_per_week: audit.maker_blocks_per_week,
        agenda_share: super::per(f64::from(audit.counted - audit.without_agenda.count), audit.counted),
    })
}
