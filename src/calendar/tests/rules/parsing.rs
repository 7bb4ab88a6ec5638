//! What is read as a rule, and what is refused.

use crate::{civil, rule};
use converel_calendar::civil::{Civil, Day};
use converel_calendar::rule::{Frequency, Rule, RuleError, Until};
use proptest::prelude::*;

#[test]
fn what_real_exports_write_is_read() {
    for (written, meant) in [
        ("freq=weekly;byday=mo,we", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;BYDAY=MO;", "FREQ=WEEKLY;BYDAY=MO"),
        (" FREQ = WEEKLY ; ; BYDAY = MO , WE ", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("BYDAY=MO;INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=+1MO,-1FR", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=+01,-02", "FREQ=MONTHLY;BYMONTHDAY=1,-2"),
        ("FREQ=DAILY;X-COLOUR=red;x-what=", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY"),
        ("FREQ=DAILY;BYMONTH=;BYDAY=", "FREQ=DAILY"),
        ("FREQ=DAILY;BYMONTH=3,,4,", "FREQ=DAILY;BYMONTH=3,4"),
        ("FREQ=DAILY;COUNT=3;COUNT=4", "FREQ=DAILY;COUNT=4"),
        ("FREQ=DAILY;RSCALE=GREGORIAN;SKIP=OMIT", "FREQ=DAILY"),
        // §3.3.12: who has no leap second takes the one before it.
        ("FREQ=MINUTELY;BYSECOND=60", "FREQ=MINUTELY;BYSECOND=59"),
        // §3.3.10: a number before a weekday has a meaning in MONTHLY and YEARLY alone, and none beside BYWEEKNO.
        ("FREQ=WEEKLY;BYDAY=1MO,-2TU", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=DAILY;BYDAY=1MO", "FREQ=DAILY;BYDAY=MO"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO"),
    ] {
        assert_eq!(rule(written), rule(meant), "{written}");
    }
}

#[test]
fn what_is_no_rule_is_refused() {
    use RuleError::{
        BadValue, NoFrequency, NotWithFrequency, OutOfRange, UnknownFrequency, UnknownPart, Unsupported,
    };
    for (value, error) in [
        ("", NoFrequency),
        (";;", NoFrequency),
        ("INTERVAL=2", NoFrequency),
        ("FREQ=", UnknownFrequency),
        ("FREQ=FORTNIGHTLY", UnknownFrequency),
        ("FREQ=DAILY;COUNT", UnknownPart),
        ("FREQ=DAILY;BYEASTER=1", UnknownPart),
        ("D1 #10", UnknownPart),
        ("FREQ=DAILY;COUNT=", BadValue("COUNT")),
        ("FREQ=DAILY;COUNT=ten", BadValue("COUNT")),
        ("FREQ=DAILY;COUNT=0", OutOfRange("COUNT")),
        ("FREQ=DAILY;INTERVAL=-1", BadValue("INTERVAL")),
        ("FREQ=DAILY;UNTIL=2024", BadValue("UNTIL")),
        ("FREQ=DAILY;UNTIL=20240230", BadValue("UNTIL")),
        ("FREQ=DAILY;UNTIL=20240228T250000Z", BadValue("UNTIL")),
        ("FREQ=DAILY;UNTIL=20240228T120000+0100", BadValue("UNTIL")),
        ("FREQ=WEEKLY;BYDAY=XX", BadValue("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=M", BadValue("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=0MO", OutOfRange("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=54MO", OutOfRange("BYDAY")),
        ("FREQ=WEEKLY;WKST=", BadValue("WKST")),
        ("FREQ=DAILY;BYMONTH=0", OutOfRange("BYMONTH")),
        ("FREQ=DAILY;BYMONTH=13", OutOfRange("BYMONTH")),
        ("FREQ=DAILY;BYMONTHDAY=0", OutOfRange("BYMONTHDAY")),
        ("FREQ=DAILY;BYMONTHDAY=-32", OutOfRange("BYMONTHDAY")),
        ("FREQ=DAILY;BYMONTHDAY=99999999999999999999", OutOfRange("BYMONTHDAY")),
        ("FREQ=YEARLY;BYYEARDAY=367", OutOfRange("BYYEARDAY")),
        ("FREQ=YEARLY;BYWEEKNO=54", OutOfRange("BYWEEKNO")),
        ("FREQ=DAILY;BYHOUR=24", OutOfRange("BYHOUR")),
        ("FREQ=DAILY;BYMINUTE=60", OutOfRange("BYMINUTE")),
        ("FREQ=DAILY;BYSECOND=61", OutOfRange("BYSECOND")),
        ("FREQ=DAILY;BYSETPOS=0", OutOfRange("BYSETPOS")),
        // §3.3.10, the table: N/A.
        ("FREQ=MONTHLY;BYWEEKNO=3", NotWithFrequency("BYWEEKNO")),
        ("FREQ=MONTHLY;BYYEARDAY=3", NotWithFrequency("BYYEARDAY")),
        ("FREQ=WEEKLY;BYYEARDAY=3", NotWithFrequency("BYYEARDAY")),
        ("BYYEARDAY=3;FREQ=DAILY", NotWithFrequency("BYYEARDAY")),
        ("FREQ=WEEKLY;BYMONTHDAY=3", NotWithFrequency("BYMONTHDAY")),
        // RFC 7529.
        ("RSCALE=CHINESE;FREQ=YEARLY", Unsupported("RSCALE")),
        ("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD", Unsupported("SKIP")),
    ] {
        assert_eq!(Rule::parse(value.as_bytes()), Err(error), "{value}");
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn what_a_rule_tells() {
    let told = rule("FREQ=MONTHLY;INTERVAL=3;COUNT=7");
    assert_eq!(
        (told.frequency(), told.interval(), told.count(), told.until()),
        (Frequency::Monthly, 3, Some(7), None)
    );
    let second = civil("2024-02-29 12:34:56").0;
    for (value, until) in [
        ("20240229", Until::Date(Day(19_782))),
        ("20240229T123456", Until::Local(Civil(second))),
        ("20240229T123456Z", Until::Utc(second)),
        ("20240229t1234z", Until::Utc(second - 56)),
    ] {
        assert_eq!(rule(&format!("FREQ=DAILY;UNTIL={value}")).until(), Some(until), "{value}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let _ = Rule::parse(&bytes);
    }

    #[test]
    fn nothing_like_a_rule_makes_it_panic(
        value in "(FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY);)?((BY(SECOND|MINUTE|HOUR|DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)|COUNT|INTERVAL)=[-+]?[0-9]{0,3}(MO|SU)?(,-?[0-9]{1,10})?;?){0,6}",
        times in any::<[i64; 4]>(),
        date_only: bool,
    ) {
        if let Ok(rule) = Rule::parse(value.as_bytes()) {
            let [start, until, from, to] = times.map(Civil);
            let starts = rule.starts(start, date_only, Some(until), from, to).take(100).count();
            let near = Civil(start.0 % 200_000_000_000);
            let more = rule.starts(near, date_only, None, near, Civil(i64::MAX)).take(100).count();
            prop_assert!(starts + more <= 200);
        }
    }
}
