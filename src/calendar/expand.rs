//! The recurrence sets (RFC 5545 §3.8.5) of everything that was kept: rules and dates without exceptions, what
//! overrides replace, and the overrides themselves. What is called for each series is not inlined: a browser's engine
//! swaps WebAssembly for its optimised form when a function is called, and never while it runs.

use crate::civil::{Civil, DAY, Day};
use crate::defect::{Defect, DefectKind, Defects};
use crate::keep::{Body, Entry, Keeper, OFFSET_MARGIN};
use crate::rule::{Frequency, Rule, Until};
use crate::value::{By, Length, Moment, end};
use crate::zone::{Zone, Zones};
use crate::{Expanded, Kept, Occurrence, Settings};

/// The end of what iCalendar can write.
const LAST_DAY: Day = Day(2_932_897);

/// No place among the events yet.
const NONE: u32 = u32::MAX;

/// Expands everything.
pub(crate) fn expand<T>(keeper: Keeper<T>) -> Expanded<T> {
    let Keeper { settings, zones, mut entries, .. } = keeper;
    // Stable: within a series the order of the files stays.
    entries.sort_by_key(|entry| entry.uid);
    let mut expansion = Expansion {
        settings: &settings,
        zones: &zones,
        places: vec![NONE; entries.len()],
        order: Vec::new(),
        occurrences: Vec::new(),
        cancelled: Vec::new(),
        defects: Defects::default(),
        instances: Vec::new(),
    };
    let mut first = 0;
    for group in entries.chunk_by(|one, other| one.uid == other.uid) {
        expansion.series(group, first);
        first += group.len();
    }
    let Expansion { places, order, mut occurrences, mut cancelled, mut defects, .. } = expansion;
    let mut events = keep(entries, &places, order.len(), &settings, &zones);
    // By the files' order, which the hashes have mixed up.
    let mut sorted: Vec<u32> = (0..).take(order.len()).collect();
    sorted.sort_unstable_by_key(|place| order.get(*place as usize));
    let mut new = vec![0_u32; sorted.len()];
    for (index, place) in (0..).zip(&sorted) {
        if let Some(slot) = new.get_mut(*place as usize) {
            *slot = index;
        }
    }
    for occurrence in occurrences.iter_mut().chain(&mut cancelled) {
        occurrence.event = new.get(occurrence.event as usize).copied().unwrap_or(0);
    }
    let by_time = |one: &Occurrence| (one.start, one.end, one.event);
    occurrences.sort_unstable_by_key(by_time);
    cancelled.sort_unstable_by_key(by_time);
    let events = sorted.iter().filter_map(|place| events.get_mut(*place as usize)?.take()).collect();
    let (defects, _) = defects.take();
    Expanded { events, occurrences, cancelled_occurrences: cancelled, defects }
}

/// The events that have an occurrence, by their places.
fn keep<T>(
    entries: Vec<Entry<T>>,
    places: &[u32],
    count: usize,
    settings: &Settings,
    zones: &Zones,
) -> Vec<Option<Kept<T>>> {
    let mut events: Vec<Option<Kept<T>>> = Vec::new();
    events.resize_with(count, || None);
    for (entry, place) in entries.into_iter().zip(places) {
        let Some(slot) = events.get_mut(*place as usize) else { continue };
        let Some(body) = entry.body else { continue };
        let series = !body.rules.is_empty() || !body.dates.is_empty();
        let last_start = if series { last_start(&body, settings, zones) } else { None };
        *slot = Some(Kept {
            last_start,
            uid: body.uid,
            rule: body.rules.into_iter().next(),
            is_override: entry.recurrence.is_some(),
            series,
            all_day: body.start.is_date(),
            cancelled: entry.cancelled,
            data: body.data,
        });
    }
    events
}

struct Expansion<'a> {
    settings: &'a Settings,
    zones: &'a Zones,
    /// Of each entry, its place among the events that have an occurrence.
    places: Vec<u32>,
    /// Of each place, its event's order in the files.
    order: Vec<u32>,
    occurrences: Vec<Occurrence>,
    cancelled: Vec<Occurrence>,
    defects: Defects,
    /// Used again for each series.
    instances: Vec<Instance>,
}

/// What the rules and dates of a series give, before exceptions.
#[derive(Clone, Copy, Debug)]
struct Instance {
    at: i64,
    civil: Civil,
    length: Option<(i64, i64)>,
}

/// What an override replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    At(i64),
    /// All of a day: a date for a series of times.
    Day(Day),
}

struct Override<'a, T> {
    key: Key,
    index: usize,
    entry: &'a Entry<T>,
}

impl<'a> Expansion<'a> {
    /// Everything of one UID.
    #[inline(never)]
    fn series<T>(&mut self, group: &'a [Entry<T>], first: usize) {
        let rank = |entry: &Entry<T>| (entry.sequence, entry.stamp, entry.order);
        let master = (first..)
            .zip(group)
            .filter(|(_, entry)| entry.recurrence.is_none())
            .max_by_key(|(_, entry)| rank(entry));
        let series = master.and_then(|(_, entry)| entry.body.as_deref()).map(|body| body.start);
        let mut overrides: Vec<Override<'a, T>> = Vec::new();
        if group.len() > 1 || master.is_none() {
            let replacing = (first..).zip(group).filter_map(|(index, entry)| {
                Some(Override { key: self.key(entry.recurrence?, series), index, entry })
            });
            overrides.extend(replacing);
            overrides.sort_unstable_by_key(|one| (one.key, one.entry.and_future, rank(one.entry)));
            // Of those that replace the same, the last stands.
            overrides.reverse();
            overrides.dedup_by_key(|one| (one.key, one.entry.and_future));
            overrides.reverse();
        }
        if let Some((index, entry)) = master
            && let Some(body) = entry.body.as_deref()
        {
            self.master(index, entry, body, &overrides);
        }
        for Override { index, entry, .. } in &overrides {
            if let Some(body) = entry.body.as_deref() {
                let (days, seconds) = self.length(body, body.start, body.length);
                let at = body.start.to_utc(self.zones, &self.settings.floating);
                self.add(*index, entry, body, body.start.civil, at, (days, seconds), entry.cancelled);
            }
        }
    }

    /// What a RECURRENCE-ID means in a series that starts with `series`.
    fn key(&self, recurrence: Moment, series: Option<Moment>) -> Key {
        let Some(series) = series else {
            return Key::At(recurrence.to_utc(self.zones, &self.settings.floating));
        };
        if series.is_date() {
            return Key::At(recurrence.civil.day().midnight().0);
        }
        match recurrence.by {
            By::Date => Key::Day(recurrence.civil.day()),
            // Without a zone it is the series' own that is meant.
            By::Floating => {
                Key::At(Moment { by: series.by, ..recurrence }.to_utc(self.zones, &self.settings.floating))
            }
            _ => Key::At(recurrence.to_utc(self.zones, &self.settings.floating)),
        }
    }

    /// The length of an occurrence at `start` in days and seconds.
    fn length<T>(&self, body: &Body<T>, start: Moment, length: Length) -> (i64, i64) {
        match length {
            Length::Nominal { days, seconds } => (days, seconds),
            Length::Until(end) if body.start.is_date() => {
                ((i64::from(end.civil.day().0) - i64::from(start.civil.day().0)).max(0), 0)
            }
            Length::Until(end) => {
                let floating = &self.settings.floating;
                (
                    0,
                    end.to_utc(self.zones, floating)
                        .saturating_sub(start.to_utc(self.zones, floating))
                        .max(0),
                )
            }
        }
    }

    /// The occurrences of the series itself.
    #[inline(never)]
    fn master<T>(&mut self, index: usize, entry: &Entry<T>, body: &Body<T>, overrides: &[Override<'a, T>]) {
        let length = self.length(body, body.start, body.length);
        if body.rules.is_empty()
            && body.dates.is_empty()
            && overrides.is_empty()
            && body.exceptions.is_empty()
        {
            let at = body.start.to_utc(self.zones, &self.settings.floating);
            return self.add(index, entry, body, body.start.civil, at, length, false);
        }
        let mut moved: Vec<Moved<'_, T>> = overrides
            .iter()
            .filter(|one| one.entry.and_future)
            .filter_map(|one| Moved::new(one, body.start, self))
            .collect();
        moved.sort_by_key(|moved| moved.from);
        let reach = moved.iter().map(|moved| moved.shift.saturating_abs()).max().unwrap_or(0);
        let mut instances = std::mem::take(&mut self.instances);
        instances.clear();
        if self.instances(body, reach, &mut instances) {
            let detail = format!("{}: only the first {}", body.uid, self.settings.most_occurrences);
            let kind = DefectKind::TooManyOccurrences;
            self.defects.add(Defect { line: body.line, kind, detail });
        }
        let except = Exceptions::new(body, overrides, self);
        for instance in &instances {
            let key = if body.start.is_date() { instance.civil.0 } else { instance.at };
            if except.has(key, instance.civil.day()) {
                continue;
            }
            let last = moved.partition_point(|moved| moved.from <= key).checked_sub(1);
            if let Some(moved) = last.and_then(|last| moved.get(last)) {
                moved.add(instance, self);
            } else {
                self.add(
                    index,
                    entry,
                    body,
                    instance.civil,
                    instance.at,
                    instance.length.unwrap_or(length),
                    false,
                );
            }
        }
        self.instances = instances;
    }

    /// What rules and dates give in the span and `reach` seconds around it, by time. `true`: there is more.
    #[inline(never)]
    fn instances<T>(&self, body: &Body<T>, reach: i64, instances: &mut Vec<Instance>) -> bool {
        let Settings { span, floating, most_occurrences } = self.settings;
        let (from, to) = (span.from.saturating_sub(reach), span.to.saturating_add(reach));
        let zone = body.start.zone(self.zones, floating);
        let to_utc = |civil: Civil| zone.map_or(civil.0, |zone| zone.to_utc(civil));
        let most = usize::try_from(*most_occurrences).unwrap_or(usize::MAX);
        let mut more = false;
        if body.rules.is_empty() {
            instances.push(Instance { at: to_utc(body.start.civil), civil: body.start.civil, length: None });
        }
        for rule in &body.rules {
            let (last, last_at) = last_allowed(rule, body.start, zone);
            let lowest = Civil(from.saturating_sub(OFFSET_MARGIN));
            let highest = Civil(to.saturating_add(OFFSET_MARGIN)).min(LAST_DAY.midnight());
            let mut count = 0;
            for civil in rule.starts(body.start.civil, body.start.is_date(), last, lowest, highest) {
                let at = to_utc(civil);
                if at >= to.saturating_add(OFFSET_MARGIN) || last_at.is_some_and(|last| at > last) {
                    break;
                }
                if !(from..to).contains(&at) {
                    continue;
                }
                if count == most {
                    more = true;
                    break;
                }
                count += 1;
                instances.push(Instance { at, civil, length: None });
            }
        }
        for (moment, length) in &body.dates {
            let length = length.map(|length| self.length(body, *moment, length));
            let instance = match moment.by {
                _ if body.start.is_date() => {
                    let civil = moment.civil.day().midnight();
                    Instance { at: to_utc(civil), civil, length }
                }
                By::Date => Instance { at: to_utc(moment.civil), civil: moment.civil, length },
                by if by == body.start.by => {
                    Instance { at: to_utc(moment.civil), civil: moment.civil, length }
                }
                _ => {
                    let at = moment.to_utc(self.zones, floating);
                    Instance { at, civil: zone.map_or(Civil(at), |zone| zone.to_civil(at)), length }
                }
            };
            if (from..to).contains(&instance.at) {
                instances.push(instance);
            }
        }
        if body.rules.len() > 1 || !body.dates.is_empty() {
            // A period's own length is told before the series'.
            instances.sort_by_key(|instance| (instance.at, instance.length.is_none()));
        }
        // Civil times in a gap fall on the same instant as those behind it.
        instances.dedup_by_key(|instance| instance.at);
        more
    }

    /// Adds an occurrence, if it starts in the span.
    #[allow(clippy::too_many_arguments)]
    #[inline(never)]
    fn add<T>(
        &mut self,
        index: usize,
        entry: &Entry<T>,
        body: &Body<T>,
        civil: Civil,
        at: i64,
        (days, seconds): (i64, i64),
        cancelled: bool,
    ) {
        let span = self.settings.span;
        if at < span.from || at >= span.to {
            return;
        }
        let Some(place) = self.places.get_mut(index) else { return };
        if *place == NONE {
            *place = u32::try_from(self.order.len()).unwrap_or(NONE);
            self.order.push(entry.order);
        }
        let all_day = body.start.is_date();
        let zone = body.start.zone(self.zones, &self.settings.floating);
        let end = end(civil, at, days, seconds, zone, all_day).max(at);
        let occurrence = Occurrence { event: *place, start: at, end, all_day };
        if cancelled { self.cancelled.push(occurrence) } else { self.occurrences.push(occurrence) }
    }
}

/// An override of THISANDFUTURE.
struct Moved<'a, T> {
    /// The first instance that it is for.
    from: i64,
    /// By how many civil seconds it moves each.
    shift: i64,
    /// Its times and the series' are read by the same zone.
    same: bool,
    length: (i64, i64),
    index: usize,
    entry: &'a Entry<T>,
    body: &'a Body<T>,
}

impl<'a, T> Moved<'a, T> {
    fn new(one: &Override<'a, T>, series: Moment, expansion: &Expansion<'_>) -> Option<Self> {
        let body = one.entry.body.as_deref()?;
        let recurrence = one.entry.recurrence?;
        let from = match one.key {
            Key::At(at) => at,
            Key::Day(day) => Moment { civil: day.midnight(), by: series.by }
                .to_utc(expansion.zones, &expansion.settings.floating),
        };
        let zone = body.start.zone(expansion.zones, &expansion.settings.floating);
        let same = body.start.by == series.by;
        let from_civil = if recurrence.by == body.start.by || recurrence.is_date() || series.is_date() {
            recurrence.civil
        } else {
            zone.map_or(Civil(from), |zone| zone.to_civil(from))
        };
        let shift = body.start.civil.0.saturating_sub(from_civil.0);
        let length = expansion.length(body, body.start, body.length);
        Some(Self { from, shift, same, length, index: one.index, entry: one.entry, body })
    }

    /// One of the later instances, as the override has it.
    fn add(&self, instance: &Instance, expansion: &mut Expansion<'_>) {
        let zone: Option<&Zone> = self.body.start.zone(expansion.zones, &expansion.settings.floating);
        let civil = if self.same {
            instance.civil
        } else {
            zone.map_or(Civil(instance.at), |zone| zone.to_civil(instance.at))
        };
        let civil = civil.plus(self.shift);
        let at = zone.map_or(civil.0, |zone| zone.to_utc(civil));
        expansion.add(self.index, self.entry, self.body, civil, at, self.length, self.entry.cancelled);
    }
}

/// What is not an instance of the series: exceptions, and what overrides replace. Sorted.
struct Exceptions {
    at: Vec<i64>,
    days: Vec<Day>,
}

impl Exceptions {
    fn new<T>(body: &Body<T>, overrides: &[Override<'_, T>], expansion: &Expansion<'_>) -> Self {
        let (mut at, mut days) = (Vec::new(), Vec::new());
        let exceptions = body.exceptions.iter().map(|moment| expansion.key(*moment, Some(body.start)));
        for key in exceptions.chain(overrides.iter().map(|one| one.key)) {
            match key {
                Key::At(instant) => at.push(instant),
                Key::Day(day) => days.push(day),
            }
        }
        at.sort_unstable();
        days.sort_unstable();
        Self { at, days }
    }

    fn has(&self, key: i64, day: Day) -> bool {
        self.at.binary_search(&key).is_ok() || self.days.binary_search(&day).is_ok()
    }
}

/// UNTIL as the expansion in civil time needs it, and as an instant where it is one.
fn last_allowed(rule: &Rule, start: Moment, zone: Option<&Zone>) -> (Option<Civil>, Option<i64>) {
    match rule.until() {
        None => (None, None),
        // For a series with times of day the RFC wants a time here (§3.3.10); a date is read as its midnight, as
        // ical.js and dateutil do.
        Some(Until::Date(day)) => (Some(day.midnight()), None),
        Some(Until::Local(civil)) => (Some(civil), None),
        Some(Until::Utc(at)) if start.is_date() => (Some(Civil(at)), None),
        // Where clocks go back, civil times are not in the order of instants: the instant decides.
        Some(Until::Utc(at)) => {
            (zone.map_or(Some(Civil(at)), |zone| Some(zone.to_civil(at).plus(DAY))), Some(at))
        }
    }
}

/// The last start of a series that has an end.
fn last_start<T>(body: &Body<T>, settings: &Settings, zones: &Zones) -> Option<i64> {
    let zone = body.start.zone(zones, &settings.floating);
    let to_utc = |civil: Civil| zone.map_or(civil.0, |zone| zone.to_utc(civil));
    let mut last = if body.rules.is_empty() { Some(to_utc(body.start.civil)) } else { None };
    for rule in &body.rules {
        let (until, until_at) = last_allowed(rule, body.start, zone);
        let starts = |from: Civil, to: Civil| {
            let starts = rule.starts(body.start.civil, body.start.is_date(), until, from, to);
            starts.map(to_utc).take_while(|at| until_at.is_none_or(|until| *at <= until)).last()
        };
        let of_rule = match (rule.count(), until) {
            (None, None) => return None,
            // Nobody asks when a series of millions ends.
            (Some(count), _) if count > settings.most_occurrences => return None,
            (Some(_), _) => starts(body.start.civil, LAST_DAY.midnight()),
            (None, Some(until)) => {
                let to = until.plus(1).min(LAST_DAY.midnight());
                let period = match rule.frequency() {
                    Frequency::Secondly | Frequency::Minutely | Frequency::Hourly => DAY,
                    Frequency::Daily | Frequency::Weekly => 16 * DAY,
                    Frequency::Monthly => 70 * DAY,
                    Frequency::Yearly => 800 * DAY,
                };
                let mut back = period.saturating_mul(i64::from(rule.interval()));
                loop {
                    let from = to.plus(back.saturating_neg()).max(body.start.civil);
                    let found = starts(from, to);
                    if found.is_some() || from <= body.start.civil {
                        break found;
                    }
                    back = back.saturating_mul(8);
                }
            }
        };
        last = last.max(of_rule);
    }
    let dates = body.dates.iter().map(|(moment, _)| moment.to_utc(zones, &settings.floating)).max();
    last.max(dates)
}
