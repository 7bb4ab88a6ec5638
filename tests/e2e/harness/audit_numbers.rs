//! The audit's numbers, computed anew by the plain definitions of `docs/audit.md` from a table's rows: minute by
//! minute where that is simplest. It shares no code with the extension.

use super::audit_dates::{dashed, weekday};
use super::audit_table::{ME, Table, Taken};
use std::collections::BTreeMap;

/// What the user set.
#[derive(Clone, Debug)]
pub struct Options {
    /// The own address is known.
    pub own: bool,
    /// Working days, 0: Monday.
    pub days: Vec<i64>,
    /// Working hours, in minutes after midnight.
    pub hours: (i64, i64),
    /// Weeks that are looked at.
    pub weeks: i64,
    /// Weeks of a sprint.
    pub sprint: i64,
    /// Hours of deep work wanted.
    pub deep: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { own: true, days: (0..5).collect(), hours: (540, 1020), weeks: 12, sprint: 2, deep: 20.0 }
    }
}

/// Numbers by the names that the page gives them.
pub type Numbers = BTreeMap<String, f64>;

/// A table's numbers.
pub struct Expected {
    /// By the name of each figure.
    pub figures: Numbers,
    /// One for each week: its Monday, hours, hours in series, occurrences, blocks, half days, hours in blocks.
    pub weeks: Vec<(String, [f64; 6])>,
    /// By audience: from, occurrences, hours.
    pub sizes: Vec<[f64; 3]>,
    /// Who invites, by person: occurrences and hours.
    pub inviters: BTreeMap<usize, (f64, f64)>,
    /// Mean minutes in meetings: seven rows, Monday first, of 24 hours.
    pub heat: Vec<Vec<f64>>,
}

/// The lower ends of the audiences that are told apart.
const AUDIENCES: [i64; 5] = [2, 3, 5, 9, 16];

/// Everything about a window, a minute each.
struct Minutes {
    first: i64,
    busy: Vec<bool>,
    recurring: Vec<bool>,
    single: Vec<bool>,
}

impl Minutes {
    fn new(first: i64, days: i64) -> Self {
        let none = vec![false; usize::try_from(days * 1440).unwrap_or_default()];
        Self { first: first * 1440, busy: none.clone(), recurring: none.clone(), single: none }
    }

    fn take(&mut self, taken: &Taken, recurs: bool) {
        let kind = if recurs { &mut self.recurring } else { &mut self.single };
        for marks in [&mut self.busy, kind] {
            for minute in taken.from..taken.to {
                if let Some(mark) = usize::try_from(minute - self.first).ok().and_then(|at| marks.get_mut(at))
                {
                    *mark = true;
                }
            }
        }
    }

    /// How many minutes of a span are marked.
    fn count(&self, marks: &[bool], from: i64, to: i64) -> i64 {
        self.slice(marks, from, to).iter().filter(|mark| **mark).count() as i64
    }

    fn slice<'m>(&self, marks: &'m [bool], from: i64, to: i64) -> &'m [bool] {
        let at = |minute: i64| usize::try_from(minute - self.first).unwrap_or_default();
        marks.get(at(from)..at(to)).unwrap_or_default()
    }

    /// The lengths of a span's pieces without a meeting.
    fn free(&self, from: i64, to: i64) -> Vec<i64> {
        let pieces = self.slice(&self.busy, from, to).split(|busy| *busy);
        pieces.map(|piece| piece.len() as i64).filter(|length| *length > 0).collect()
    }
}

/// Computes them. `monday` of the table is the day after the window's last.
pub fn expected(table: &Table, options: &Options) -> Expected {
    let first = table.monday - options.weeks * 7;
    let (mut counted, mut left_out) = (Vec::new(), [0.0; 5]);
    for taken in table.taken(0).into_iter().filter(|taken| taken.from >= first * 1440) {
        let Some(meeting) = table.rows.get(taken.row) else { continue };
        let reasons = [
            taken.cancelled,
            options.own && meeting.answer == "DECLINED",
            meeting.all_day,
            meeting.free,
            people(table, taken.row) < 2,
        ];
        match reasons.iter().position(|holds| *holds) {
            Some(reason) => left_out.iter_mut().skip(reason).take(1).for_each(|count| *count += 1.0),
            None => counted.push(taken),
        }
    }
    let mut minutes = Minutes::new(first, options.weeks * 7);
    for taken in &counted {
        minutes.take(taken, table.rows.get(taken.row).is_some_and(super::audit_table::Meeting::recurs));
    }

    let weeks: Vec<(String, [f64; 6])> =
        (0..options.weeks).map(|week| one_week(&minutes, &counted, first + week * 7, options)).collect();
    let number = options.weeks as f64;
    let sum = |of: usize| weeks.iter().filter_map(|(_, week)| week.get(of)).sum::<f64>();
    let hours = sum(0) / number;
    let end = (first + options.weeks * 7) * 1440;
    let all = |marks: &[bool]| minutes.count(marks, first * 1440, end) as f64 / 60.0;
    let chains = chains(&counted);
    let part = |holds: &dyn Fn(&Taken) -> bool| counted.iter().filter(|taken| holds(taken)).count() as f64;

    let mut figures = Numbers::new();
    let mut put = |name: &str, value: f64| {
        figures.insert(name.to_owned(), value);
    };
    put("counted", counted.len() as f64);
    for (name, count) in ["cancelled", "declined", "all_day", "free", "alone"].iter().zip(left_out) {
        put(&format!("left_out/{name}"), count);
    }
    put("hours_per_week", hours);
    put("trend", slope(&weeks.iter().filter_map(|(_, week)| week.first().copied()).collect::<Vec<_>>()));
    put("days_per_year", hours * 46.0 / 8.0);
    put("recurring_hours_per_sprint", sum(1) / number * options.sprint as f64);
    put("recurring_hours", all(&minutes.recurring));
    put("single_hours", all(&minutes.single));
    put("above_eight/count", part(&|taken| people(table, taken.row) > 8));
    put("above_eight/of", counted.len() as f64);
    put("without_agenda/count", part(&|taken| table.rows.get(taken.row).is_some_and(|row| !row.agenda)));
    put("without_agenda/of", counted.len() as f64);
    put("chains/per_week", chains.len() as f64 / number);
    put("chains/share/count", chains.iter().map(|chain| chain.0 as f64).sum());
    put("chains/share/of", counted.len() as f64);
    let longest = chains.iter().max_by_key(|chain| (chain.1, chain.0)).copied().unwrap_or_default();
    put("chains/longest_meetings", longest.0 as f64);
    put("chains/longest_minutes", longest.1 as f64);
    put("blocks_per_week", sum(3) / number);
    put("maker_blocks_per_week", sum(4) / number);
    put("fragments_per_day", fragments(&minutes, first, options));
    put("deep/had", sum(5) / number);
    put("deep/wanted", options.deep);
    put("deep/deficit", (options.deep - sum(5) / number).max(0.0));
    put("window/weeks", number);

    let sizes = AUDIENCES
        .iter()
        .enumerate()
        .map(|(index, &from)| {
            let to = AUDIENCES.get(index + 1).copied().unwrap_or(i64::MAX);
            let within: Vec<&Taken> =
                counted.iter().filter(|taken| (from..to).contains(&people(table, taken.row))).collect();
            [from as f64, within.len() as f64, hours_in(&within)]
        })
        .collect();
    let mut inviters: BTreeMap<usize, Vec<&Taken>> = BTreeMap::new();
    for taken in &counted {
        // An event without an organizer was made in the user's own calendar.
        let organizer = table.rows.get(taken.row).and_then(|row| row.organizer).unwrap_or(ME);
        inviters.entry(organizer).or_default().push(taken);
    }
    let inviters = inviters
        .into_iter()
        .map(|(person, taken)| (person, (taken.len() as f64, hours_in(&taken))))
        .collect();
    Expected { figures, weeks, sizes, inviters, heat: heat(&minutes, first, options.weeks) }
}

/// Hours in all of these: time in two of them counts in each.
fn hours_in(taken: &[&Taken]) -> f64 {
    taken.iter().map(|taken| (taken.to - taken.from) as f64 / 60.0).sum()
}

/// Humans of a row, the user included.
fn people(table: &Table, row: usize) -> i64 {
    let Some(meeting) = table.rows.get(row) else { return 0 };
    let mut all: Vec<usize> = meeting.guests.iter().copied().chain(meeting.organizer).chain([ME]).collect();
    all.sort_unstable();
    all.dedup();
    all.len() as i64
}

fn one_week(minutes: &Minutes, counted: &[Taken], monday: i64, options: &Options) -> (String, [f64; 6]) {
    let (from, to) = (monday * 1440, (monday + 7) * 1440);
    let hours = |marks: &[bool]| minutes.count(marks, from, to) as f64 / 60.0;
    let mut week = [hours(&minutes.busy), hours(&minutes.recurring), 0.0, 0.0, 0.0, 0.0];
    let [_, _, meetings, blocks, halves, deep] = &mut week;
    *meetings = counted.iter().filter(|taken| (from..to).contains(&taken.from)).count() as f64;
    for day in (monday..monday + 7).filter(|day| options.days.contains(&weekday(*day))) {
        let (begins, ends) = (day * 1440 + options.hours.0, day * 1440 + options.hours.1);
        for free in minutes.free(begins, ends).into_iter().filter(|free| *free >= 120) {
            *blocks += 1.0;
            *deep += free as f64 / 60.0;
        }
        let noon = i64::midpoint(begins, ends);
        for (from, to) in [(begins, noon), (noon, ends)] {
            *halves += f64::from(u8::from(minutes.count(&minutes.busy, from, to) == 0));
        }
    }
    (dashed(monday), week)
}

/// Meetings less than five minutes apart: how many, and the minutes from the first start to the last end.
fn chains(counted: &[Taken]) -> Vec<(i64, i64)> {
    let mut found: Vec<(i64, i64, i64)> = Vec::new();
    for taken in counted {
        match found.last_mut() {
            Some((meetings, _, end)) if taken.from - *end < 5 => {
                *meetings += 1;
                *end = (*end).max(taken.to);
            }
            _ => found.push((1, taken.from, taken.to)),
        }
    }
    found.into_iter().filter(|chain| chain.0 > 1).map(|(meetings, from, to)| (meetings, to - from)).collect()
}

/// Free pieces under two hours, a working day with meetings.
fn fragments(minutes: &Minutes, first: i64, options: &Options) -> f64 {
    let (mut days, mut pieces) = (0.0, 0.0);
    for day in (first..first + options.weeks * 7).filter(|day| options.days.contains(&weekday(*day))) {
        let (from, to) = (day * 1440 + options.hours.0, day * 1440 + options.hours.1);
        if minutes.count(&minutes.busy, from, to) > 0 {
            days += 1.0;
            // Less than five minutes is a pause, as in a chain.
            pieces +=
                minutes.free(from, to).into_iter().filter(|free| (5..120).contains(free)).count() as f64;
        }
    }
    if days > 0.0 { pieces / days } else { 0.0 }
}

fn heat(minutes: &Minutes, first: i64, weeks: i64) -> Vec<Vec<f64>> {
    let mean = |day: i64, hour: i64| {
        let total: i64 = (0..weeks)
            .map(|week| {
                let from = (first + week * 7 + day) * 1440 + hour * 60;
                minutes.count(&minutes.busy, from, from + 60)
            })
            .sum();
        total as f64 / weeks as f64
    };
    (0..7).map(|day| (0..24).map(|hour| mean(day, hour)).collect()).collect()
}

/// The slope of the least squares line through values at 0, 1, 2, ….
fn slope(values: &[f64]) -> f64 {
    let number = values.len() as f64;
    let middle = (number - 1.0) / 2.0;
    let mean = values.iter().sum::<f64>() / number;
    let (mut above, mut below) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        above += (at as f64 - middle) * (value - mean);
        below += (at as f64 - middle).powi(2);
    }
    if below > 0.0 { above / below } else { 0.0 }
}

/// Where `found` differs from what is expected of it, a line each.
pub fn differences(expected: &Numbers, found: &Numbers) -> Vec<String> {
    let told = |number: Option<&f64>| number.map_or("nothing".to_owned(), f64::to_string);
    expected
        .iter()
        .filter(|(name, value)| found.get(*name).is_none_or(|found| (found - *value).abs() > 1e-6))
        .map(|(name, value)| format!("{name}: {} and not {value}", told(found.get(name))))
        .collect()
}
