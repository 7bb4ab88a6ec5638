//! Random rules: against the `rrule` crate, and a window against the whole series.
//!
//! What the crate, a port of Python's dateutil, takes otherwise than RFC 5545 or this one is not generated:
//! - BYDAY with numbered weekdays beside plain ones: it wants both; §3.3.10 has a list of alternatives.
//! - WEEKLY with BYSETPOS: its first week begins with DTSTART, but with no other FREQ the period does; §3.3.10 counts
//!   within the period.
//! - BYWEEKNO without BYDAY: it takes all seven days; §3.3.10 takes what is missing from DTSTART.
//! - BYWEEKNO above 51 or counted from the end, or with INTERVAL or BYSETPOS: it cuts weeks at the end of the calendar year, and
//!   loses the week numbers from the end there; by §3.3.10 a week belongs to the year that has four of its days.
//! - SECONDLY and MINUTELY with INTERVAL or with parts that pass over hours or days: it goes on at a wrong time after
//!   them (dateutil does not). After 100,000 of their periods without a start it gives up, and says nothing of it.
//! - what §3.3.10 forbids: both refuse it, see `parsing.rs`; BYSETPOS alone it refuses.
//! - no BYSECOND=60: it refuses it; §3.3.12 allows it.
//! - UNTIL in local time: it refuses it.

use crate::{civil, text};
use converel_calendar::civil::Civil;
use converel_calendar::rule::Rule;
use proptest::prelude::*;
use rrule::{RRule, Tz, Unvalidated};

/// A small generator of numbers, so that the parts of a rule can depend on one another.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len() as u64) as usize]
    }

    /// A list of up to four numbers; some of them from the end, if wanted.
    fn list(&mut self, least: u64, most: u64, from_end: bool) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for _ in 0..=self.roll(4) {
            let sign = if from_end && self.chance(40) { "-" } else { "" };
            numbers.push(format!("{sign}{}", least + self.roll(most - least + 1)));
        }
        numbers.sort();
        numbers.dedup();
        numbers.join(",")
    }
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule that RFC 5545 and the crate take the same.
fn random_rule(dice: &mut Dice) -> String {
    let frequency = dice.pick(&[
        "YEARLY", "YEARLY", "YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "WEEKLY", "DAILY", "HOURLY",
        "MINUTELY", "SECONDLY",
    ]);
    let within_day = matches!(frequency, "HOURLY" | "MINUTELY" | "SECONDLY");
    let by_week = frequency == "YEARLY" && dice.chance(15);
    let mut parts = vec![format!("FREQ={frequency}")];
    let mut limited = false;
    let mut by = |parts: &mut Vec<String>, name: &str, list: String| {
        limited = true;
        parts.push(format!("{name}={list}"));
    };
    let by_month = dice.chance(30);
    if by_month {
        by(&mut parts, "BYMONTH", dice.list(1, 12, false));
    }
    if by_week {
        by(&mut parts, "BYWEEKNO", dice.list(1, 51, false));
    }
    if frequency != "WEEKLY" && dice.chance(30) {
        by(&mut parts, "BYMONTHDAY", dice.list(1, 31, true));
    }
    if (within_day || frequency == "YEARLY") && dice.chance(12) {
        by(&mut parts, "BYYEARDAY", dice.list(1, 366, true));
    }
    if by_week || dice.chance(45) {
        let numbered = matches!(frequency, "YEARLY" | "MONTHLY") && !by_week && dice.chance(50);
        let most = if frequency == "YEARLY" && !by_month { 53 } else { 5 };
        let mut days: Vec<String> = (0..=dice.roll(4))
            .map(|_| {
                let number = if numbered { 1 + dice.roll(most) } else { 0 };
                let sign = if dice.chance(40) { "-" } else { "" };
                let number = if number > 0 { format!("{sign}{number}") } else { String::new() };
                number + dice.pick(&WEEKDAYS)
            })
            .collect();
        days.sort();
        days.dedup();
        by(&mut parts, "BYDAY", days.join(","));
    }
    for (name, most) in [("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 59)] {
        if dice.chance(if within_day { 25 } else { 12 }) {
            by(&mut parts, name, dice.list(0, most, false));
        }
    }
    if limited && frequency != "WEEKLY" && !by_week && dice.chance(20) {
        parts.push(format!("BYSETPOS={}", dice.list(1, 5, true)));
    }
    if !by_week && dice.chance(50) {
        let interval = [2, 3, 4, 5, 7, 12, 40][dice.roll(7) as usize];
        parts.push(format!("INTERVAL={interval}"));
    }
    if dice.chance(40) {
        parts.push(format!("WKST={}", dice.pick(&WEEKDAYS)));
    }
    if dice.chance(25) {
        parts.push(format!("COUNT={}", 1 + dice.roll(60)));
    }
    parts.join(";")
}

fn random_start(dice: &mut Dice) -> Civil {
    let first = civil("1990-01-01 00:00").0;
    Civil(first + dice.roll(40 * 365 * 1440) as i64 * 60 + dice.roll(2) as i64 * 30)
}

/// Whether the crate is right about a rule with periods shorter than an hour.
fn passes_over_nothing(rule: &str) -> bool {
    let passes = ["INTERVAL", "BYMONTH", "BYYEARDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS"];
    !(rule.contains("SECONDLY") || rule.contains("MINUTELY"))
        || !passes.iter().any(|part| rule.contains(part))
}

/// The crate's first starts; `None` if it refuses the rule.
fn theirs(rule: &str, start: Civil, most: u16) -> Option<Vec<i64>> {
    let start = chrono::DateTime::from_timestamp(start.0, 0).unwrap().with_timezone(&Tz::UTC);
    let set = rule.parse::<RRule<Unvalidated>>().ok()?.build(start).ok()?;
    Some(set.all(most).dates.iter().map(chrono::DateTime::timestamp).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_the_crate_gives(seed: u64) {
        let mut dice = Dice(seed);
        let (text_of_rule, start) = (random_rule(&mut dice), random_start(&mut dice));
        let rule = Rule::parse(text_of_rule.as_bytes()).unwrap();
        let to = Civil(start.0 + 20 * 366 * 86_400);
        prop_assume!(passes_over_nothing(&text_of_rule));
        if let Some(theirs) = theirs(&text_of_rule, start, 30) {
            let theirs: Vec<_> = theirs.into_iter().map(Civil).filter(|at| *at < to).map(text).collect();
            let ours: Vec<_> = rule.starts(start, false, None, start, to).take(30).map(text).collect();
            prop_assert_eq!(ours, theirs, "{} from {}", text_of_rule, text(start));
        }
    }

    #[test]
    fn a_window_is_a_part_of_the_series(seed: u64, date_only: bool) {
        let mut dice = Dice(seed);
        let (text_of_rule, start) = (random_rule(&mut dice), random_start(&mut dice));
        let rule = Rule::parse(text_of_rule.as_bytes()).unwrap();
        let all: Vec<_> = rule.starts(start, date_only, None, Civil(i64::MIN), Civil(i64::MAX)).take(400).collect();
        prop_assert!(all.is_sorted_by(|one, next| one < next), "{}", text_of_rule);
        let last = all.last().copied().unwrap_or(start);
        for _ in 0..8 {
            let from = Civil(start.0 - 86_400 + dice.roll((last.0 - start.0 + 100_000) as u64) as i64);
            let to = Civil(from.0 + dice.roll((last.0 - from.0 + 1).max(1) as u64) as i64);
            let until = if dice.chance(30) { Some(Civil(from.0 + (to.0 - from.0) / 2)) } else { None };
            let part: Vec<_> = rule.starts(start, date_only, until, from, to).collect();
            let wanted: Vec<_> = all.iter().copied().filter(|at| {
                (from..to).contains(at) && until.is_none_or(|until| *at <= until)
            }).collect();
            prop_assert_eq!(part, wanted, "{} from {}: {}..{}", text_of_rule, text(start), text(from), text(to));
        }
    }
}
