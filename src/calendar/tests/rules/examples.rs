//! The examples of RFC 5545 §3.8.5.3 that the cases lack, the edges of §3.3.10's table, and windows.

use crate::{FOREVER, civil, rule, text};
use converel_calendar::civil::Civil;

/// Holds the first starts of a rule against those that are listed; after an ellipsis there may be more.
fn check(value: &str, start: &str, expected: &str) {
    let start = civil(start);
    let (listed, more) = match expected.strip_suffix(" …") {
        Some(listed) => (listed, true),
        None => (expected, false),
    };
    let mut day = String::new();
    let listed: Vec<String> = listed
        .split_whitespace()
        .flat_map(|word| {
            // A date, or a time of the date before it.
            if word.contains('-') {
                day = word.to_owned();
                None
            } else {
                Some(text(civil(&format!("{day} {word}"))))
            }
        })
        .collect();
    let rule = rule(value);
    let starts =
        rule.starts(start, false, crate::last(&rule, &converel_calendar::Zone::utc()), start, FOREVER);
    let starts: Vec<String> = starts.take(listed.len() + usize::from(!more)).map(text).collect();
    assert_eq!(starts, listed, "{value} from {}", text(start));
}

/// The same, of a rule whose starts are all at the time of day of DTSTART.
fn check_days(value: &str, start: &str, expected: &str) {
    let time = &start[11..];
    let expected: Vec<String> = expected
        .split_whitespace()
        .map(|day| if day == "…" { day.to_owned() } else { format!("{day} {time}") })
        .collect();
    check(value, start, &expected.join(" "));
}

fn count(value: &str, start: &str) -> usize {
    let (rule, start) = (rule(value), civil(start));
    rule.starts(start, false, crate::last(&rule, &converel_calendar::Zone::utc()), start, FOREVER).count()
}

#[test]
fn examples_of_the_standard() {
    let tuesday = "1997-09-02 09:00";
    assert_eq!(count("FREQ=DAILY;UNTIL=19971224T000000", tuesday), 113);
    assert_eq!(count("FREQ=WEEKLY;UNTIL=19971224T000000", tuesday), 17);
    let all_days = "BYDAY=SU,MO,TU,WE,TH,FR,SA";
    assert_eq!(
        count(&format!("FREQ=YEARLY;UNTIL=20000131T090000;BYMONTH=1;{all_days}"), "1998-01-01 09:00"),
        93
    );
    assert_eq!(count("FREQ=DAILY;UNTIL=20000131T090000;BYMONTH=1", "1998-01-01 09:00"), 93);
    check_days(
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01 09:00",
        "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 1997-10-03 \
         1997-10-13 1997-10-15 1997-10-17 1997-10-27 1997-10-29 1997-10-31 1997-11-10 1997-11-12 1997-11-14 \
         1997-11-24 1997-11-26 1997-11-28 1997-12-08 1997-12-10 1997-12-12 1997-12-22",
    );
    check_days(
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        tuesday,
        "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13 …",
    );
    check("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", tuesday, "1997-09-02 09:00 12:00 15:00");
    let of_day = "09:00 09:20 09:40 10:00 10:20 10:40 11:00 11:20 11:40 12:00 12:20 12:40 13:00 13:20 13:40 14:00 \
                  14:20 14:40 15:00 15:20 15:40 16:00 16:20 16:40";
    for value in [
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ] {
        check(value, tuesday, &format!("1997-09-02 {of_day} 1997-09-03 {of_day} …"));
    }
    let weeks = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU";
    check_days(
        &format!("{weeks};WKST=MO"),
        "1997-08-05 09:00",
        "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
    );
    check_days(
        &format!("{weeks};WKST=SU"),
        "1997-08-05 09:00",
        "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
    );
}

#[test]
fn days_that_not_every_period_has() {
    for (value, start, expected) in [
        ("FREQ=YEARLY", "2096-02-29 08:00", "2096-02-29 2104-02-29 2108-02-29 …"),
        ("FREQ=YEARLY;INTERVAL=100", "2000-02-29 08:00", "2000-02-29 2400-02-29 …"),
        ("FREQ=MONTHLY", "2023-12-31 08:00", "2023-12-31 2024-01-31 2024-03-31 2024-05-31 …"),
        ("FREQ=MONTHLY;BYMONTHDAY=-31", "2024-01-01 08:00", "2024-01-01 2024-03-01 2024-05-01 …"),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-1;COUNT=3", "2024-02-01 08:00", "2024-02-29 2024-03-31 2024-04-30"),
        ("FREQ=MONTHLY;BYDAY=5MO", "2024-01-01 08:00", "2024-01-29 2024-04-29 2024-07-29 …"),
        ("FREQ=YEARLY;BYYEARDAY=366", "2023-01-01 08:00", "2024-12-31 2028-12-31 …"),
        ("FREQ=YEARLY;BYYEARDAY=-366,1", "2023-01-01 08:00", "2023-01-01 2024-01-01 2025-01-01 …"),
        ("FREQ=YEARLY;BYDAY=53MO", "2020-01-01 08:00", "2024-12-30 2029-12-31 …"),
        ("FREQ=YEARLY;BYDAY=-1SU,1MO", "2024-01-01 08:00", "2024-01-01 2024-12-29 2025-01-06 …"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2024-01-01 08:00", "2044-02-29 2072-02-29 …"),
    ] {
        check_days(value, start, expected);
    }
}

#[test]
fn weeks_of_the_year() {
    for (value, start, expected) in [
        // Week 1 may begin in December, and the last one end in January.
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
            "2018-01-01 08:00",
            "2018-01-01 2018-12-31 2019-12-30 2021-01-04 …",
        ),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2020-01-01 08:00", "2021-01-03 2027-01-03 2033-01-02 …"),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2021-01-02 08:00", "2021-01-03 2027-01-03 …"),
        (
            "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU",
            "2020-01-01 08:00",
            "2021-01-03 2022-01-02 2023-01-01 2023-12-31 …",
        ),
        // By WKST: the first week with four days in the year.
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU", "2023-01-01 08:00", "2023-01-01 2023-12-31 2024-12-29 …"),
        // Without BYDAY the weekday is DTSTART's.
        ("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12 09:00", "1997-05-12 1998-05-11 1999-05-17 …"),
        // Every other year counts years of weeks: the last of 2018 is in week 1 of 2019.
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
            "2018-12-31 08:00",
            "2018-12-31 2021-01-04 2023-01-02 …",
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12;BYDAY=MO",
            "2018-01-01 08:00",
            "2018-12-31 2019-12-30 2024-12-30 …",
        ),
    ] {
        check_days(value, start, expected);
    }
}

#[test]
fn positions_in_a_period() {
    for (value, start, expected) in [
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,1",
            "2024-02-10 08:00",
            "2024-02-29 2024-03-01 2024-03-29 …",
        ),
        // Positions count from the period's beginning, also in the one in which DTSTART is.
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2024-05-02 08:00", "2024-05-08 2024-05-15 …"),
        (
            "FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=1,2;BYSETPOS=3,9",
            "2024-01-01 08:00",
            "2024-06-01 2025-06-01 …",
        ),
        ("FREQ=MONTHLY;BYSETPOS=1", "2024-01-31 08:00", "2024-01-31 2024-03-31 …"),
    ] {
        check_days(value, start, expected);
    }
    check(
        "FREQ=DAILY;BYHOUR=8,12,16;BYMINUTE=0,30;BYSETPOS=2,-1,-6",
        "2024-01-01 09:00",
        "2024-01-01 16:30 2024-01-02 08:00 08:30 16:30 2024-01-03 08:00 …",
    );
    check(
        "FREQ=HOURLY;INTERVAL=12;BYMINUTE=0,15,30;BYSETPOS=-2",
        "2024-01-01 09:10",
        "2024-01-01 09:15 21:15 2024-01-02 09:15 …",
    );
}

#[test]
fn times_of_day() {
    for (value, start, expected) in [
        ("FREQ=DAILY;BYHOUR=8,18", "2024-01-01 09:10", "2024-01-01 18:10 2024-01-02 08:10 18:10 …"),
        ("FREQ=WEEKLY;BYHOUR=8;BYMINUTE=0", "2024-01-01 09:10", "2024-01-08 08:00 2024-01-15 08:00 …"),
        (
            "FREQ=DAILY;BYSECOND=1,60",
            "2024-01-01 09:10",
            "2024-01-01 09:10:01 09:10:59 2024-01-02 09:10:01 …",
        ),
        (
            "FREQ=HOURLY;INTERVAL=5;BYDAY=MO",
            "2024-01-01 09:10",
            "2024-01-01 09:10 14:10 19:10 2024-01-08 01:10 …",
        ),
        ("FREQ=HOURLY;BYHOUR=9,11", "2024-01-01 09:10", "2024-01-01 09:10 11:10 2024-01-02 09:10 …"),
        (
            "FREQ=MINUTELY;INTERVAL=45;BYHOUR=9,10",
            "2024-01-01 09:10",
            "2024-01-01 09:10 09:55 10:40 2024-01-02 09:10 …",
        ),
        (
            "FREQ=SECONDLY;INTERVAL=90;BYMINUTE=3",
            "2024-01-01 00:00",
            "2024-01-01 00:03:00 01:03:00 02:03:00 …",
        ),
        (
            "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=58",
            "2024-01-01 00:00",
            "2024-01-01 09:00:58 2024-01-02 09:00:58 …",
        ),
        (
            "FREQ=SECONDLY;BYYEARDAY=-1;BYHOUR=0;BYMINUTE=0;BYSECOND=0",
            "2024-01-01 00:00",
            "2024-12-31 00:00 2025-12-31 00:00 …",
        ),
        ("FREQ=SECONDLY;COUNT=2", "2024-01-01 00:00", "2024-01-01 00:00:00 00:00:01"),
    ] {
        check(value, start, expected);
    }
}

#[test]
fn a_date_has_no_time_of_day() {
    for (value, expected) in [
        ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30", ["2024-01-01", "2024-01-02", "2024-01-03"]),
        ("FREQ=HOURLY", ["2024-01-01", "2024-01-02", "2024-01-03"]),
        ("FREQ=HOURLY;INTERVAL=48", ["2024-01-01", "2024-01-03", "2024-01-05"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH", ["2024-01-02", "2024-01-04", "2024-01-09"]),
    ] {
        let rule = rule(value);
        let start = civil("2024-01-01 00:00");
        let starts: Vec<_> = rule.starts(start, true, None, start, FOREVER).take(3).map(text).collect();
        assert_eq!(starts, expected.map(|day| format!("{day} 00:00:00")), "{value}");
    }
}

/// RFC 5545 does not say what a DTSTART is that its rule does not give (§3.8.5.3); here it is none of the starts.
#[test]
fn a_start_out_of_step_is_none_and_does_not_count() {
    check_days("FREQ=WEEKLY;BYDAY=WE;COUNT=2", "2024-01-01 08:00", "2024-01-03 2024-01-10");
    check_days("FREQ=MONTHLY;BYMONTHDAY=30;COUNT=2", "2024-01-31 08:00", "2024-03-30 2024-04-30");
}

#[test]
fn bounds() {
    // COUNT together with UNTIL: the earlier end.
    check_days("FREQ=DAILY;COUNT=5;UNTIL=20240102", "2024-01-01 08:00", "2024-01-01 2024-01-02");
    check_days("FREQ=DAILY;COUNT=1;UNTIL=20240102", "2024-01-01 08:00", "2024-01-01");
    check_days("FREQ=DAILY;UNTIL=20240102T080000", "2024-01-01 08:00", "2024-01-01 2024-01-02");
    check_days("FREQ=DAILY;UNTIL=20240102T075959", "2024-01-01 08:00", "2024-01-01");
    check_days("FREQ=DAILY;UNTIL=20231231", "2024-01-01 08:00", "");
    // The last day that there is.
    check_days("FREQ=WEEKLY", "9999-12-20 08:00", "9999-12-20 9999-12-27");
    check_days("FREQ=YEARLY;BYMONTHDAY=-1", "9999-11-20 08:00", "9999-11-30 9999-12-31");
    check_days("FREQ=YEARLY;INTERVAL=4294967295", "0001-01-01 08:00", "0001-01-01");
}

#[test]
fn a_window_counts_what_is_before_it() {
    let start = civil("2000-01-03 08:00");
    for (value, from, to, expected) in [
        ("FREQ=DAILY;COUNT=8767", "2023-12-31 00:00", "2025-01-01 00:00", 4),
        ("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=11", "2000-02-07 00:00", "2001-01-01 00:00", 1),
        ("FREQ=WEEKLY;BYDAY=MO,TU", "2000-02-07 08:00", "2000-02-08 08:00", 1),
        ("FREQ=WEEKLY;BYDAY=MO,TU", "2000-02-07 08:00:01", "2000-02-08 08:00:01", 1),
        ("FREQ=SECONDLY;COUNT=4000000000", "2024-01-01 00:00", "2024-01-01 00:01", 60),
        ("FREQ=MINUTELY;BYHOUR=8;COUNT=1000", "2000-01-19 00:00", "2001-01-01 00:00", 40),
        ("FREQ=DAILY", "1990-01-01 00:00", "2000-01-05 00:00", 2),
        ("FREQ=DAILY", "2001-01-01 00:00", "2000-01-05 00:00", 0),
    ] {
        let rule = rule(value);
        assert_eq!(rule.starts(start, false, None, civil(from), civil(to)).count(), expected, "{value}");
    }
}

#[test]
fn rules_that_never_match_end() {
    for value in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;INTERVAL=100;BYYEARDAY=366;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2;COUNT=3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=3",
        "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=86400;BYSECOND=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=4294967295",
        "FREQ=SECONDLY;BYSETPOS=2",
    ] {
        let start = civil("0001-01-01 00:00");
        assert_eq!(rule(value).starts(start, false, None, Civil(i64::MIN), FOREVER).next(), None, "{value}");
    }
}
