//! Start and length of the event, from what the page gives: machine-readable parts first, else the text
//! as shown.

use super::Fault;
use crate::dates::{LocaleNames, machine_date, machine_time, read_date, read_time};
use crate::raw::{RawInvite, RawTime};
use jiff::civil::{Date, DateTime, Time};

/// What could be read.
pub(super) struct Times {
    pub(super) start: Option<DateTime>,
    pub(super) minutes: Option<u32>,
    pub(super) fault: Option<Fault>,
}

/// Reads start and end. An end without a date is on the start's day, or on the next one if its time of
/// day is earlier: then the page has one date field only.
pub(super) fn read(raw: &RawInvite, names: &LocaleNames) -> Times {
    let unreadable = |start| Times { start, minutes: None, fault: Some(Fault::UnreadableTime) };
    let Some(first_day) = day(&raw.start, names) else { return unreadable(None) };
    let has_end_day = !raw.end.date.trim().is_empty() || !raw.end.date_text.trim().is_empty();
    let last_day = if has_end_day { day(&raw.end, names) } else { Some(first_day) };
    if raw.all_day {
        let start = Some(first_day.to_datetime(Time::midnight()));
        return match last_day {
            Some(last_day) if last_day < first_day => {
                Times { start, minutes: None, fault: Some(Fault::EndBeforeStart) }
            }
            Some(_) => Times { start, minutes: None, fault: None },
            None => unreadable(start),
        };
    }
    let Some(start) = time(&raw.start, names).map(|time| first_day.to_datetime(time)) else {
        return unreadable(None);
    };
    let (Some(last_day), Some(end)) = (last_day, time(&raw.end, names)) else {
        return unreadable(Some(start));
    };
    let mut end = last_day.to_datetime(end);
    if !has_end_day && end < start {
        end = last_day.tomorrow().map_or(end, |next| next.to_datetime(end.time()));
    }
    let minutes = end.duration_since(start).as_mins();
    match u32::try_from(minutes) {
        Ok(minutes) if minutes > 0 => Times { start: Some(start), minutes: Some(minutes), fault: None },
        _ => Times { start: Some(start), minutes: None, fault: Some(Fault::EndBeforeStart) },
    }
}

fn day(raw: &RawTime, names: &LocaleNames) -> Option<Date> {
    machine_date(&raw.date).or_else(|| read_date(&raw.date_text, names))
}

fn time(raw: &RawTime, names: &LocaleNames) -> Option<Time> {
    machine_time(&raw.time).or_else(|| read_time(&raw.time_text, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: &str, time: &str) -> RawTime {
        RawTime { date: date.to_owned(), time: time.to_owned(), ..RawTime::default() }
    }

    fn shown(date_text: &str, time_text: &str) -> RawTime {
        RawTime { date_text: date_text.to_owned(), time_text: time_text.to_owned(), ..RawTime::default() }
    }

    #[test]
    fn lengths_are_read() {
        for (start, end, all_day, minutes, fault) in [
            (at("20261130", "T100000"), at("20261130", "T104500"), false, Some(45), None),
            (at("20261130", "22:00"), at("20261201", "02:00"), false, Some(240), None),
            (at("20261130", "22:00"), at("", "02:00"), false, Some(240), None),
            (at("20261130", "10:00"), at("20261202", "10:00"), false, Some(2880), None),
            (at("20261130", "10:00"), at("20261130", "09:00"), false, None, Some(Fault::EndBeforeStart)),
            (at("20261130", "10:00"), at("20261130", "10:00"), false, None, Some(Fault::EndBeforeStart)),
            (at("20261130", ""), at("20261201", ""), true, None, None),
            (at("20261130", ""), at("20261130", ""), true, None, None),
            (at("20261130", ""), at("20261129", ""), true, None, Some(Fault::EndBeforeStart)),
            (shown("30/11/2026", "10:00 am"), shown("30/11/2026", "1:00 pm"), false, Some(180), None),
            (shown("soon", "10:00"), shown("soon", "11:00"), false, None, Some(Fault::UnreadableTime)),
            (at("20261130", "10:00"), shown("30/11/2026", "late"), false, None, Some(Fault::UnreadableTime)),
            (RawTime::default(), RawTime::default(), false, None, Some(Fault::UnreadableTime)),
        ] {
            let raw = RawInvite { start, end, all_day, ..RawInvite::default() };
            let times = read(&raw, &LocaleNames::default());
            assert_eq!((times.minutes, times.fault), (minutes, fault), "{raw:?}");
        }
    }
}
