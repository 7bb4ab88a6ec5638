//! What invites cost: people, hours, occurrences in a year.

use crate::{guests, judged, raw};
use converel_core::cost::cost;
use converel_core::raw::RawGuestKind;

/// Rule, people, hours of one occurrence, occurrences and hours of twelve months; an hour from 2026-11-23.
#[test]
fn cost_is_people_times_hours_times_occurrences() {
    for (rule, guests, occurrences, hours_per_year) in [
        ("", 10, 1.0, 11.0),
        ("FREQ=WEEKLY;BYDAY=MO", 10, 46.0, 506.0),
        ("FREQ=WEEKLY", 10, 46.0, 506.0),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 3, 23.0, 92.0),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", 1, 138.0, 276.0),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=4", 10, 4.0, 44.0),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=400", 10, 46.0, 506.0),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214T235959Z", 10, 4.0, 44.0),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20361214", 10, 46.0, 506.0),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20201214", 10, 1.0, 11.0),
        ("FREQ=DAILY", 1, 230.0, 460.0),
        ("FREQ=DAILY;INTERVAL=5", 1, 46.0, 92.0),
        ("FREQ=DAILY;COUNT=3", 1, 3.0, 6.0),
        ("FREQ=MONTHLY", 12, 12.0 * 46.0 / 52.0, 13.0 * 12.0 * 46.0 / 52.0),
        ("FREQ=YEARLY", 1, 1.0, 2.0),
    ] {
        let mut invite = raw("Sync", "", guests);
        invite.recurrence.rule = rule.into();
        let cost = cost(&judged(&invite).invite, 0);
        assert_eq!(cost.hours, Some(f64::from(cost.people)), "{rule}");
        assert!((cost.occurrences_per_year - occurrences).abs() < 1e-9, "{rule}: {cost:?}");
        assert!((cost.hours_per_year.unwrap() - hours_per_year).abs() < 1e-9, "{rule}: {cost:?}");
    }
}

#[test]
fn those_who_only_need_to_know_cost_nothing_and_a_group_is_a_lower_bound() {
    let mut invite = raw("Sync", "", 10);
    let read = judged(&invite).invite;
    assert_eq!(cost(&read, 8).people, 3);
    assert_eq!(cost(&read, 400).people, 1);
    assert!(!cost(&read, 0).at_least);
    invite.guests = guests(1);
    invite.guests[0].kind = RawGuestKind::Group;
    let cost = cost(&judged(&invite).invite, 0);
    assert_eq!((cost.people, cost.at_least), (2, true));
}
