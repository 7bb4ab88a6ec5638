//! Heavy calendars: the mix of a busy person's ten years, of any size, from a seed. It is the make of
//! `../shared/tools/heavy-calendar.py`, with which the peers were measured: 70 % single events, 24 % series, 6 % changed
//! occurrences; six time zones, two of them by their Windows names; attendees; folded descriptions. Some 3.1 kB an event.

// Every index is rolled below the length of what it is an index of.
#![allow(clippy::indexing_slicing)]

use super::audit_dates::{civil, date, days, stamp, stamp_utc, weekday};
use super::audit_table::folded;
use std::io::{Result, Write};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const MINUTES: [i64; 13] = [15, 25, 30, 30, 30, 45, 50, 60, 60, 60, 90, 120, 180];

/// A zone: its name, how often it is chosen, standard time in minutes east of UTC, its VTIMEZONE.
struct Zone {
    name: &'static str,
    weight: u64,
    standard: i64,
    definition: &'static str,
}

/// Daylight saving by today's rules of the European Union and of the United States, as Google and Outlook write them.
const ZONES: [Zone; 6] = [
    Zone {
        name: "Europe/Berlin",
        weight: 40,
        standard: 60,
        definition: "BEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD",
    },
    Zone {
        name: "America/New_York",
        weight: 20,
        standard: -300,
        definition: "BEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nDTSTART:19700308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nTZNAME:EST\nDTSTART:19701101T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD",
    },
    Zone {
        name: "Europe/London",
        weight: 12,
        standard: 0,
        definition: "BEGIN:DAYLIGHT\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:BST\nDTSTART:19700329T010000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nTZNAME:GMT\nDTSTART:19701025T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD",
    },
    Zone {
        name: "Asia/Kolkata",
        weight: 8,
        standard: 330,
        definition: "BEGIN:STANDARD\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nTZNAME:IST\nDTSTART:19700101T000000\nEND:STANDARD",
    },
    Zone {
        name: "W. Europe Standard Time",
        weight: 12,
        standard: 60,
        definition: "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT",
    },
    Zone {
        name: "Pacific Standard Time",
        weight: 8,
        standard: -480,
        definition: "BEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT",
    },
];

const WORDS: &str = "the quarterly review agenda notes project alpha beta budget planning sync customer escalation \
    roadmap design hiring interview candidate feedback retro standup deployment incident postmortem metrics revenue \
    forecast meeting link join passcode dial-in please update slides before owner action items decision follow-up draft \
    proposal naïve café überprüfung 会議 résumé Ωmega contract vendor security audit legal privacy finance travel \
    offsite lunch";
const FIRST: &str = "Anna Ben Carla Dmitri Élodie Farid Grace Hiro Ines Jürgen Kavya Liam María Noor Olga Priya Quentin \
    Rosa Søren Tariq Uma Viktor Wen Ximena Yusuf Zoë";
const LAST: &str = "Schmidt Müller García Okafor Tanaka Patel Ivanova Nguyen O'Brien Kowalski Rossi Silva Haddad \
    Johansson Kim Dubois Novak Moretti Singh Larsen";
const DOMAINS: [&str; 4] = ["example.com", "corp.example.com", "partner.example.org", "client.example.net"];
/// The calendar's owner.
const OWNER: (&str, &str) = ("Sam Owner", "sam.owner@corp.example.com");

/// A civil time: a day since the Unix epoch and a minute of it.
type Time = (i64, i64);

/// Numbers from a seed: <https://prng.di.unimi.it/splitmix64.c>.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides.max(1)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len() as u64) as usize]
    }

    /// An index by weights.
    fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.roll(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let here = left < *weight;
                left = left.saturating_sub(*weight);
                here
            })
            .unwrap_or(0)
    }

    /// Between the two, small numbers as often as large ones by their logarithm.
    fn spread(&mut self, least: f64, most: f64) -> usize {
        let part = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        (least.ln() + part * (most.ln() - least.ln())).exp() as usize
    }
}

/// A rule and the civil starts of its first occurrences.
struct Series {
    rule: String,
    starts: Vec<Time>,
    all_day: bool,
    first: Time,
}

/// What all events are made from.
struct Maker<'a> {
    dice: Dice,
    out: &'a mut dyn Write,
    people: Vec<(String, String)>,
    texts: Vec<Vec<char>>,
    words: Vec<&'static str>,
    /// The first day.
    begin: i64,
    written: u32,
}

/// Writes a calendar of `events` events (RFC 5545 VEVENT) that begin in the ten years before `end`, a day since the
/// Unix epoch.
///
/// # Errors
/// What `out` cannot take.
pub fn write(events: u32, seed: u64, end: i64, out: &mut dyn Write) -> Result<()> {
    let mut dice = Dice(seed);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let (first, last): (Vec<&str>, Vec<&str>) =
        (FIRST.split_whitespace().collect(), LAST.split_whitespace().collect());
    let people = (0..400)
        .map(|number| {
            let name = format!("{} {}", dice.pick(&first), dice.pick(&last));
            let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
            (name, format!("{plain}{number}@{}", dice.pick(&DOMAINS)))
        })
        .collect();
    let mut maker = Maker { dice, out, people, texts: Vec::new(), words, begin: end - 3_653, written: 0 };
    maker.texts = (0..64).map(|_| maker.text(3_400).chars().collect()).collect();
    maker.calendar(events)
}

impl Maker<'_> {
    fn calendar(&mut self, events: u32) -> Result<()> {
        for line in [
            "BEGIN:VCALENDAR",
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
            "VERSION:2.0",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:sam.owner@corp.example.com",
            "X-WR-TIMEZONE:Europe/Berlin",
        ] {
            self.line(line)?;
        }
        for zone in &ZONES {
            self.line(&format!("BEGIN:VTIMEZONE\nTZID:{}\n{}\nEND:VTIMEZONE", zone.name, zone.definition))?;
        }
        let (single, series) = (u64::from(events) * 70 / 100, u64::from(events) * 24 / 100);
        let (mut single_left, mut series_left) = (single, series);
        // As many changed occurrences as are left over.
        let mut owed = 0;
        while self.written < events && single_left + series_left > 0 {
            if self.dice.roll(single_left + series_left) < single_left {
                single_left -= 1;
                self.single()?;
            } else {
                series_left -= 1;
                owed += u64::from(events) - single - series;
                let room = u64::from(events - self.written).saturating_sub(1 + single_left + series_left);
                let changed = self.series((owed / series.max(1)).min(room))?;
                owed -= (changed * series).min(owed);
            }
        }
        while self.written < events {
            self.single()?;
        }
        self.line("END:VCALENDAR")
    }

    fn start(&mut self) -> Time {
        let mut day = self.begin + self.dice.roll(3_653) as i64;
        if self.dice.chance(93) {
            while weekday(day) > 4 {
                day += 1;
            }
        }
        (day, (7 + self.dice.roll(13) as i64) * 60 + self.dice.pick(&[0, 0, 0, 15, 30, 30, 45]))
    }

    fn zone(&mut self) -> &'static Zone {
        &ZONES[self.dice.weighted(&ZONES.map(|zone| zone.weight))]
    }

    fn status(&mut self) -> &'static str {
        ["CANCELLED", "TENTATIVE", "CONFIRMED"][self.dice.weighted(&[3, 5, 92])]
    }

    fn uid(&mut self) -> String {
        format!("{:016x}{}@google.com", self.dice.next(), self.written)
    }

    fn single(&mut self) -> Result<()> {
        let (zone, status, start, uid) = (self.zone(), self.status(), self.start(), self.uid());
        let minutes = self.dice.pick(&MINUTES);
        let all_day = self.dice.chance(7);
        let times = if all_day {
            whole_days(start.0, self.dice.pick(&[1, 1, 1, 2, 5]))
        } else if self.dice.chance(35) {
            let end = later(start, minutes);
            vec![
                format!("DTSTART:{}", stamp_utc(start.0, start.1)),
                format!("DTEND:{}", stamp_utc(end.0, end.1)),
            ]
        } else if self.dice.chance(10) {
            vec![at("DTSTART", zone, start), format!("DURATION:PT{minutes}M")]
        } else {
            vec![at("DTSTART", zone, start), at("DTEND", zone, later(start, minutes))]
        };
        self.event(&times, &uid, status, all_day)
    }

    /// A series, with up to so many changed occurrences; gives how many there are.
    fn series(&mut self, most_changed: u64) -> Result<u64> {
        let (zone, status, uid) = (self.zone(), self.status(), self.uid());
        let series = self.recurrence(zone);
        let minutes = self.dice.pick(&MINUTES);
        let first = series.first;
        let mut times = if series.all_day {
            whole_days(first.0, 1)
        } else {
            vec![at("DTSTART", zone, first), at("DTEND", zone, later(first, minutes))]
        };
        times.push(series.rule);
        let mut others: Vec<Time> = series.starts.iter().skip(1).copied().collect();
        let mut take = |dice: &mut Dice, count: u64| -> Vec<Time> {
            let count = (count as usize).min(others.len());
            (0..count).map(|_| others.swap_remove(dice.roll(others.len() as u64) as usize)).collect()
        };
        if series.starts.len() > 3 && self.dice.chance(45) {
            let count = self.dice.pick(&[1, 1, 2, 3, 5]);
            for out in take(&mut self.dice, count) {
                times.push(if series.all_day {
                    format!("EXDATE;VALUE=DATE:{}", date(out.0))
                } else {
                    at("EXDATE", zone, out)
                });
            }
        }
        self.event(&times, &uid, status, series.all_day)?;
        let count = if series.starts.len() > 3 { most_changed.min(self.dice.pick(&[1, 1, 2, 4])) } else { 0 };
        let changed = take(&mut self.dice, count);
        for instead_of in &changed {
            let moved = later(*instead_of, self.dice.pick(&[0, 30, 60, -30, 90, 1_440]));
            let times = if series.all_day {
                let mut times = whole_days(moved.0, 1);
                times.push(format!("RECURRENCE-ID;VALUE=DATE:{}", date(instead_of.0)));
                times
            } else {
                let moved = if (360..=1_200).contains(&moved.1) { moved } else { *instead_of };
                vec![
                    at("DTSTART", zone, moved),
                    at("DTEND", zone, later(moved, minutes)),
                    at("RECURRENCE-ID", zone, *instead_of),
                ]
            };
            let status = self.status();
            self.event(&times, &uid, status, series.all_day)?;
        }
        Ok(changed.len() as u64)
    }

    fn recurrence(&mut self, zone: &Zone) -> Series {
        let mut first = self.start();
        while weekday(first.0) > 4 {
            first.0 += 1;
        }
        let of_week = weekday(first.0);
        let (frequency, interval, by, days) = match self.dice.weighted(&[42, 20, 18, 13, 7]) {
            0 => {
                let more =
                    [None, Some(0), Some(1), Some(2), Some(4)][self.dice.weighted(&[25, 40, 20, 8, 7])];
                let mut days = vec![of_week];
                while more.is_some_and(|more| days.len() <= more) {
                    let day = self.dice.roll(5) as i64;
                    if !days.contains(&day) {
                        days.push(day);
                    }
                }
                days.sort_unstable();
                let names: Vec<&str> = days.iter().map(|day| WEEKDAYS[*day as usize]).collect();
                ("WEEKLY", 1, more.map(|_| names.join(",")), days)
            }
            1 => ("WEEKLY", 2, Some(WEEKDAYS[of_week as usize].to_owned()), vec![of_week]),
            2 => {
                let number = (civil(first.0).2 - 1) / 7 + 1;
                let number = if number <= 4 && self.dice.chance(75) { number } else { -1 };
                first.0 = numbered(first.0, number, of_week);
                let name = format!("{number}{}", WEEKDAYS[of_week as usize]);
                ("MONTHLY", self.dice.pick(&[1, 1, 1, 3]), Some(name), vec![number])
            }
            3 => ("DAILY", self.dice.pick(&[1, 1, 2, 3, 7]), None, Vec::new()),
            _ => ("YEARLY", 1, None, Vec::new()),
        };
        let yearly = frequency == "YEARLY";
        if yearly && civil(first.0).1 == 2 && civil(first.0).2 == 29 {
            first.0 -= 1;
        }
        let all_day = yearly && self.dice.chance(70);
        let count = if yearly {
            self.dice.pick(&[3, 5, 10])
        } else {
            self.dice.pick(&[4, 6, 8, 10, 12, 12, 20, 26, 52, 104])
        };
        let count = if frequency == "DAILY" { count.min(26) } else { count };
        let bound = self.dice.weighted(&[62, 33, 5]);
        let starts = starts(frequency, interval, &days, first, if bound == 2 { 60 } else { count });
        let last = starts.last().copied().unwrap_or(first);
        let tail = match bound {
            0 if all_day => format!(";UNTIL={}", date(last.0)),
            // By standard time, at most an hour after the last start.
            0 => {
                let utc = later(last, -zone.standard);
                format!(";UNTIL={}", stamp_utc(utc.0, utc.1))
            }
            1 => format!(";COUNT={count}"),
            _ => String::new(),
        };
        let week = if frequency == "WEEKLY" && self.dice.chance(50) { ";WKST=MO" } else { "" };
        let interval = if interval > 1 { format!(";INTERVAL={interval}") } else { String::new() };
        let by = by.map_or(String::new(), |by| format!(";BYDAY={by}"));
        Series { rule: format!("RRULE:FREQ={frequency}{week}{tail}{interval}{by}"), starts, all_day, first }
    }

    fn event(&mut self, times: &[String], uid: &str, status: &str, all_day: bool) -> Result<()> {
        self.written += 1;
        self.line("BEGIN:VEVENT")?;
        for time in times {
            self.line(time)?;
        }
        self.line("DTSTAMP:20260101T120000Z")?;
        let guests = if all_day && self.dice.chance(70) { 0 } else { self.dice.spread(2.0, 40.99) };
        if guests > 0 {
            let by_owner = self.dice.chance(40);
            let other = self.dice.roll(400) as usize;
            let (name, address) =
                if by_owner { OWNER } else { (&*self.people[other].0, &*self.people[other].1) };
            let line = format!("ORGANIZER;CN={name}:mailto:{address}");
            self.line(&line)?;
        }
        self.line(&format!("UID:{uid}"))?;
        let from = self.dice.roll(400) as usize;
        for guest in 0..guests {
            let role = if self.dice.chance(85) { "REQ" } else { "OPT" };
            let answers = ["ACCEPTED", "NEEDS-ACTION", "DECLINED", "TENTATIVE"];
            let answer = answers[self.dice.weighted(&[60, 20, 10, 10])];
            let reply = if self.dice.chance(50) { ";RSVP=TRUE" } else { "" };
            // 37 has no divisor in common with 400: nobody is met twice.
            let person = &self.people[(from + guest * 37) % 400];
            let (name, address) = if guest == 0 { OWNER } else { (&*person.0, &*person.1) };
            let line = format!(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={role}-PARTICIPANT;PARTSTAT={answer}{reply};CN={name};X-NUM-GUESTS=0:mailto:{address}"
            );
            self.line(&line)?;
        }
        if self.dice.chance(30) {
            let line = format!("X-GOOGLE-CONFERENCE:https://meet.google.com/{:x}", self.dice.roll(1 << 40));
            self.line(&line)?;
        }
        self.line("CREATED:20150601T080000Z")?;
        if self.dice.chance(80) {
            let size = self.dice.spread(200.0, 3_000.0);
            let from = self.dice.roll(400) as usize;
            let pool = &self.texts[self.dice.roll(64) as usize];
            let text: String = pool.iter().skip(from).take(size).collect();
            self.line(&format!("DESCRIPTION:{}", escaped(&text)))?;
        }
        self.line("LAST-MODIFIED:20251201T080000Z")?;
        if self.dice.chance(60) {
            let link = format!("https://zoom.us/j/{}", 1_000_000_000 + self.dice.roll(9_000_000_000));
            let place = self.dice.pick(&["Room 4.12, HQ", "Zoom", "Café am Markt; 2nd floor", &link, ""]);
            let line = format!("LOCATION:{}", escaped(place));
            self.line(&line)?;
        }
        let sequence = self.dice.roll(3);
        self.line(&format!("SEQUENCE:{sequence}\nSTATUS:{status}"))?;
        let size = 12 + self.dice.roll(48) as usize;
        let title = self.text(size).replace('\n', " ");
        self.line(&format!("SUMMARY:{}", escaped(&title)))?;
        let free = self.dice.chance(if all_day { 80 } else { 12 });
        self.line(if free { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" })?;
        if self.dice.chance(30) {
            self.line("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:This is an event reminder\nTRIGGER:-P0DT0H10M0S\nEND:VALARM")?;
        }
        self.line("END:VEVENT")
    }

    /// Words, with what has to be escaped among them.
    fn text(&mut self, size: usize) -> String {
        let mut text = String::new();
        while text.chars().count() < size {
            let word = self.dice.pick(&self.words);
            text.push_str(word);
            text.push_str(["", ",", ";", ".\n"][self.dice.weighted(&[85, 6, 4, 5])]);
            text.push(' ');
        }
        text.chars().take(size).collect()
    }

    /// A content line, or several with line ends between them.
    fn line(&mut self, lines: &str) -> Result<()> {
        lines.lines().try_for_each(|line| self.out.write_all(folded(line).as_bytes()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

fn at(name: &str, zone: &Zone, (day, minute): Time) -> String {
    format!("{name};TZID={}:{}", zone.name, stamp(day, minute))
}

fn whole_days(day: i64, count: i64) -> Vec<String> {
    vec![format!("DTSTART;VALUE=DATE:{}", date(day)), format!("DTEND;VALUE=DATE:{}", date(day + count))]
}

fn later((day, minute): Time, minutes: i64) -> Time {
    let all = day * 1_440 + minute + minutes;
    (all.div_euclid(1_440), all.rem_euclid(1_440))
}

/// The n-th such weekday of a day's month, -1 for the last.
fn numbered(day: i64, number: i64, of_week: i64) -> i64 {
    let (year, month, _) = civil(day);
    let first = days(year, month, 1);
    if number > 0 {
        return first + (of_week - weekday(first)).rem_euclid(7) + (number - 1) * 7;
    }
    let last = (if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) }) - 1;
    last - (weekday(last) - of_week).rem_euclid(7)
}

/// The first starts of such a series; `days` are weekdays, or the number of the weekday in its month.
fn starts(frequency: &str, interval: i64, days_of: &[i64], first: Time, count: usize) -> Vec<Time> {
    let (year, month, of_month) = civil(first.0);
    let mut starts = Vec::new();
    for period in (0..6_000).map(|period| period * interval) {
        if starts.len() >= count {
            break;
        }
        match frequency {
            "DAILY" => starts.push(first.0 + period),
            "WEEKLY" => {
                let monday = first.0 - weekday(first.0) + period * 7;
                starts.extend(days_of.iter().map(|day| monday + day).filter(|day| *day >= first.0));
            }
            "MONTHLY" => {
                let months = month - 1 + period;
                let begin = days(year + months.div_euclid(12), months.rem_euclid(12) + 1, 1);
                starts.extend(days_of.iter().map(|number| numbered(begin, *number, weekday(first.0))));
            }
            _ => starts.push(days(year + period, month, of_month)),
        }
    }
    starts.truncate(count);
    starts.into_iter().map(|day| (day, first.1)).collect()
}
