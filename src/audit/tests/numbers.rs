//! Each figure of the audit, on small imports with numbers computed by hand.

// A test's panic is its report.
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod made;

use converel_audit::numbers::{Correction, numbers, sane};
use converel_protocol::audit::kept::{
    AUDIT_SCHEMA, Answer, Event, Import, Measure, Occurrence, Options, Shape,
};
use converel_protocol::audit::numbers::{LeftOut, Share};
use converel_protocol::stored::AgendaLevel;
use made::{ANA, GROUP, KEY, ME, ME_TOO, ROOM, event, import, instant, met, minute, options, tell};

const TUESDAY: &[(&str, u32)] = &[("2026-11-03T10:00", 60)];

#[test]
fn what_counts() {
    let none = LeftOut::default();
    let declined = |own: &[(u32, Answer)]| Event {
        attendees: own.iter().copied().chain([(ANA, Answer::Accepted)]).collect(),
        organizer: Some(ANA),
        ..Event::default()
    };
    let alone = LeftOut { alone: 1, ..none };
    for (name, event, expected) in [
        ("one other", event(&[ANA]), none),
        ("a group", event(&[GROUP]), none),
        ("another invites", Event { organizer: Some(ANA), ..event(&[ME]) }, none),
        ("another declined", Event { attendees: vec![(ANA, Answer::Declined)], ..event(&[]) }, none),
        ("nobody", event(&[]), alone),
        ("oneself twice", event(&[ME, ME_TOO]), alone),
        ("a room", event(&[ROOM]), alone),
        ("no such person", event(&[4000]), alone),
        ("declined", declined(&[(ME, Answer::Declined)]), LeftOut { declined: 1, ..none }),
        (
            "once declined",
            declined(&[(ME, Answer::Declined), (ME_TOO, Answer::NeedsAction)]),
            LeftOut { declined: 1, ..none },
        ),
        ("once accepted", declined(&[(ME, Answer::Declined), (ME_TOO, Answer::Accepted)]), none),
        ("cancelled", Event { cancelled: true, ..event(&[ANA]) }, LeftOut { cancelled: 1, ..none }),
        ("free", Event { free: true, ..event(&[ANA]) }, LeftOut { free: 1, ..none }),
        ("all day", Event { all_day: true, ..event(&[ANA]) }, LeftOut { all_day: 1, ..none }),
        // Under the first that holds.
        (
            "everything",
            Event { cancelled: true, free: true, all_day: true, ..declined(&[(ME, Answer::Declined)]) },
            LeftOut { cancelled: 1, ..none },
        ),
        (
            "free, all day",
            Event { free: true, all_day: true, ..declined(&[(ME, Answer::Declined)]) },
            LeftOut { declined: 1, ..none },
        ),
        (
            "free, all day, alone",
            Event { free: true, all_day: true, ..event(&[]) },
            LeftOut { all_day: 1, ..none },
        ),
        ("free, alone", Event { free: true, ..event(&[]) }, LeftOut { free: 1, ..none }),
    ] {
        let audit = tell(&import(&[(event, Shape::Single, TUESDAY)]), &options());
        assert_eq!(audit.left_out, expected, "{name}");
        assert_eq!(audit.counted, u32::from(expected == none), "{name}");
        assert_eq!(audit.hours_per_week, if expected == none { 0.25 } else { 0.0 }, "{name}");
    }
}

#[test]
fn oneself_is_found_by_the_key_and_by_nothing_else() {
    let import = import(&[(event(&[ANA]), Shape::Single, TUESDAY)]);
    let people = |options: &Options, key: &[u8]| {
        let audit = numbers(&import, options, key, instant("2026-11-25T10:00"));
        audit.sizes.iter().find(|group| group.meetings == 1).map(|group| group.from)
    };
    assert_eq!(people(&options(), KEY), Some(2));
    assert_eq!(people(&options(), b"another"), Some(3));
    // No address is known: oneself is one of the two.
    assert_eq!(people(&Options { own: Vec::new(), ..options() }, KEY), Some(2));
}

#[test]
fn without_an_own_address_nothing_is_declined_and_one_of_the_people_is_oneself() {
    let nobody = Options { own: Vec::new(), ..options() };
    for (attendees, organizer, people) in [
        (vec![(ANA, Answer::Declined)], None, 2),
        (vec![(ME, Answer::Declined), (ANA, Answer::Accepted)], Some(ANA), 2),
        ((4..12).map(|person| (person, Answer::Accepted)).collect(), Some(4), 8),
        ((4..12).map(|person| (person, Answer::Accepted)).collect(), Some(12), 9),
    ] {
        let event = Event { attendees, organizer, ..Event::default() };
        let audit = tell(&import(&[(event, Shape::Single, TUESDAY)]), &nobody);
        assert_eq!(audit.counted, 1);
        let group = audit.sizes.iter().find(|group| group.meetings == 1).unwrap();
        assert!(group.from <= people && group.to.is_none_or(|to| people <= to), "{people} in {group:?}");
        assert_eq!(audit.above_eight, Share { count: u32::from(people > 8), of: 1 });
    }
}

#[test]
fn audiences() {
    // Other people, and where the meeting is then counted.
    let table = [(1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (14, 3), (15, 4), (35, 4)];
    for (others, place) in table {
        let mut event = event(&(ANA..ANA + others).collect::<Vec<_>>());
        // None of these is a further person.
        event.attendees.extend([(ME, Answer::Accepted), (ROOM, Answer::Accepted), (ANA, Answer::Accepted)]);
        let audit = tell(&import(&[(event, Shape::Single, &[("2026-11-03T10:00", 90)])]), &options());
        for (group, at) in audit.sizes.iter().zip(0..) {
            let expected = if at == place { (1, 1.5) } else { (0, 0.0) };
            assert_eq!((group.meetings, group.hours), expected, "{others} others, {group:?}");
        }
        assert_eq!(audit.above_eight, Share { count: u32::from(others >= 8), of: 1 });
    }
    let bounds: Vec<_> =
        tell(&met(&[]), &options()).sizes.iter().map(|group| (group.from, group.to)).collect();
    assert_eq!(bounds, [(2, Some(2)), (3, Some(4)), (5, Some(8)), (9, Some(15)), (16, None)]);
}

#[test]
fn hours_of_weeks() {
    let series = (
        event(&[ANA]),
        Shape::Recurring,
        &[
            ("2026-10-26T10:00", 60),
            ("2026-11-02T10:00", 60),
            // Sunday night to Monday: across a midnight and the border of two weeks.
            ("2026-11-08T23:00", 120),
            // From the last Sunday into the time after the window.
            ("2026-11-22T22:30", 240),
        ][..],
    );
    let pattern = (
        event(&[ANA]),
        Shape::Pattern,
        &[
            // Begins before the window.
            ("2026-10-25T23:00", 90),
            // Half an hour of it at the same time as the series.
            ("2026-11-02T10:30", 60),
            // Altogether at the same time as another.
            ("2026-11-04T09:00", 180),
            ("2026-11-04T10:00", 30),
            ("2026-11-12T10:00", 0),
            ("2026-11-23T00:00", 60),
        ][..],
    );
    let audit = tell(&import(&[series, pattern]), &options());
    let weeks: Vec<_> = audit
        .weeks
        .iter()
        .map(|week| (week.monday.as_str(), week.hours, week.recurring_hours, week.meetings))
        .collect();
    assert_eq!(
        weeks,
        [
            ("2026-10-26", 1.5, 1.0, 1),
            ("2026-11-02", 5.5, 2.0, 5),
            ("2026-11-09", 1.0, 1.0, 1),
            ("2026-11-16", 1.5, 1.5, 1),
        ]
    );
    assert_eq!(audit.counted, 8);
    assert_eq!(audit.hours_per_week, 9.5 / 4.0);
    assert_eq!(audit.days_per_year, 9.5 / 4.0 * 46.0 / 8.0);
    assert_eq!(audit.recurring_hours, 5.5);
    assert_eq!(audit.recurring_hours_per_sprint, 5.5 / 4.0 * 2.0);
    // 0.5 + 1 + 3: what is at the same time as the series is in both.
    assert_eq!(audit.single_hours, 4.5);
    // −1.5 × 1.5 − 0.5 × 5.5 + 0.5 × 1 + 1.5 × 1.5 by 2.25 + 0.25 + 0.25 + 2.25.
    assert_eq!(audit.trend, -2.25 / 5.0);
    // Two people in all: the sum of lengths up to the end of the window, of what starts in it.
    assert_eq!((audit.sizes[0].meetings, audit.sizes[0].hours), (8, 1.0 + 1.0 + 2.0 + 1.5 + 1.0 + 3.0 + 0.5));
}

#[test]
fn the_articles_fourteen_hours_are_eighty_days() {
    let times: Vec<(String, u32)> = (0..4)
        .map(|week| (format!("2026-{}T08:00", ["10-27", "11-03", "11-10", "11-17"][week]), 14 * 60))
        .collect();
    let times: Vec<(&str, u32)> = times.iter().map(|(start, minutes)| (start.as_str(), *minutes)).collect();
    let audit = tell(&met(&times), &options());
    assert_eq!(audit.hours_per_week, 14.0);
    assert_eq!(audit.days_per_year, 80.5);
    assert_eq!(audit.trend, 0.0);
}

/// One Monday's meetings, and what they leave of it between 9:00 and 17:00.
#[test]
fn free_time_of_a_day() {
    // Free blocks, half days, hours in blocks, fragments (nothing: it has no meetings).
    type Left = (u32, u32, f64, Option<f64>);
    let table: [(&[(&str, u32)], Left); 15] = [
        (&[], (1, 2, 8.0, None)),
        // Outside working hours.
        (&[("07:00", 120), ("17:00", 60)], (1, 2, 8.0, None)),
        (&[("12:00", 60)], (2, 1, 7.0, Some(0.0))),
        (&[("13:00", 60)], (2, 1, 7.0, Some(0.0))),
        (&[("12:30", 60)], (2, 0, 7.0, Some(0.0))),
        (&[("09:00", 480)], (0, 0, 0.0, Some(0.0))),
        (&[("08:00", 720)], (0, 0, 0.0, Some(0.0))),
        // Two hours are a block, a minute less is a fragment.
        (&[("11:00", 360)], (1, 0, 2.0, Some(0.0))),
        (&[("10:59", 361)], (0, 0, 0.0, Some(1.0))),
        // Five minutes are a fragment, four are a pause.
        (&[("09:05", 475)], (0, 0, 0.0, Some(1.0))),
        (&[("09:04", 476)], (0, 0, 0.0, Some(0.0))),
        (&[("09:00", 30), ("10:00", 30), ("11:00", 30), ("14:00", 60)], (2, 0, 4.5, Some(2.0))),
        // Into the day from before, and out of it.
        (&[("06:00", 240), ("16:30", 90)], (1, 0, 6.5, Some(0.0))),
        // Without a length: it takes nothing.
        (&[("12:00", 0)], (1, 2, 8.0, None)),
        // Two at the same time.
        (&[("10:00", 120), ("11:00", 30)], (1, 1, 5.0, Some(1.0))),
    ];
    for (meetings, (blocks, halves, hours, fragments)) in table {
        let meetings: Vec<_> =
            meetings.iter().map(|(start, minutes)| (format!("2026-11-02T{start}"), *minutes)).collect();
        let meetings: Vec<_> = meetings.iter().map(|(start, minutes)| (start.as_str(), *minutes)).collect();
        let audit = tell(&met(&meetings), &Options { days: vec![1], ..options() });
        let week = &audit.weeks[1];
        assert_eq!(
            (week.blocks, week.maker_blocks, week.deep_hours),
            (blocks, halves, hours),
            "{meetings:?}"
        );
        assert_eq!(audit.fragments_per_day, fragments.unwrap_or_default(), "{meetings:?}");
        // The other three Mondays are free.
        assert_eq!(audit.blocks_per_week, f64::from(blocks + 3) / 4.0);
        assert_eq!(audit.maker_blocks_per_week, f64::from(halves + 6) / 4.0);
        assert_eq!(audit.deep.had, (hours + 24.0) / 4.0);
        assert_eq!(audit.deep.deficit, 20.0 - (hours + 24.0) / 4.0);
    }
}

#[test]
fn deep_work_that_is_there_is_not_missing() {
    let audit = tell(&met(&[]), &Options { deep_wanted: 39.5, ..options() });
    assert_eq!((audit.deep.had, audit.deep.wanted, audit.deep.deficit), (40.0, 39.5, 0.0));
    // The usual working hours and days: five blocks and ten halves.
    assert_eq!((audit.blocks_per_week, audit.maker_blocks_per_week), (5.0, 10.0));
}

#[test]
fn fragments_are_a_mean_over_days_with_meetings() {
    // Monday: 9:00–10:00 and 11:00–12:00 are free; Tuesday: nothing is but a block.
    let times = [("2026-11-02T10:00", 60), ("2026-11-02T12:00", 60), ("2026-11-03T09:00", 60)];
    assert_eq!(tell(&met(&times), &options()).fragments_per_day, 1.0);
}

#[test]
fn heat_of_hours() {
    let times = [
        ("2026-10-26T09:30", 60),
        ("2026-11-02T09:45", 30),
        // Sunday to Monday.
        ("2026-11-08T23:20", 60),
        // After the window.
        ("2026-11-23T09:30", 60),
    ];
    let audit = tell(&met(&times), &options());
    let warm: Vec<_> = (0..7)
        .flat_map(|day| (0..24).map(move |hour| (day, hour)))
        .filter(|(day, hour)| audit.heat[*day][*hour] > 0.0)
        .map(|(day, hour)| (day, hour, audit.heat[day][hour]))
        .collect();
    assert_eq!(warm, [(0, 0, 5.0), (0, 9, 45.0 / 4.0), (0, 10, 45.0 / 4.0), (6, 23, 10.0)]);
    assert_eq!((audit.heat.len(), audit.heat[6].len()), (7, 24));
}

/// By the clocks of New York, which go back on 1 November 2026 and forward on 14 March 2027.
#[test]
fn days_on_which_the_clocks_change() {
    let new_york =
        Options { zone: "America/New_York".to_owned(), days: vec![7], day_from: 0, day_to: 240, ..options() };
    // From 0:30 EDT over 1:00–2:00 twice to 2:30 EST: three hours that take two by the clock.
    let audit = tell(&met(&[("2026-11-01T04:30", 180)]), &new_york);
    assert_eq!(audit.weeks[0].hours, 3.0);
    assert_eq!(audit.heat[6][..4], [7.5, 30.0, 7.5, 0.0]);
    // Five hours from 0:00 to 4:00; free are 0:00–0:30 and 2:30–4:00.
    assert_eq!((audit.weeks[0].deep_hours, audit.fragments_per_day), (0.0, 2.0));
    let free = tell(&met(&[]), &new_york);
    assert_eq!(free.weeks.iter().map(|week| week.deep_hours).collect::<Vec<_>>(), [5.0, 4.0, 4.0, 4.0]);

    let spring = |import: &Import| numbers(import, &new_york, KEY, instant("2027-03-17T10:00"));
    // From 1:30 EST to 3:30 EDT, which is one hour.
    let audit = spring(&met(&[("2027-03-14T06:30", 60)]));
    assert_eq!(audit.weeks[3].hours, 1.0);
    assert_eq!(audit.heat[6][..5], [0.0, 7.5, 0.0, 7.5, 0.0]);
    // Three hours from 0:00 to 4:00; free are 0:00–1:30 and 3:30–4:00.
    assert_eq!((audit.weeks[3].deep_hours, audit.fragments_per_day), (0.0, 2.0));
    assert_eq!(spring(&met(&[])).weeks[3].deep_hours, 3.0);
}

#[test]
fn days_and_weeks_are_those_of_the_users_zone() {
    // Monday 7:30 in Auckland is still Sunday in UTC.
    let auckland = Options { zone: "Pacific/Auckland".to_owned(), ..options() };
    let import = met(&[("2026-11-01T18:30", 60)]);
    let audit = tell(&import, &auckland);
    assert_eq!((audit.weeks[1].meetings, audit.weeks[1].hours), (1, 1.0));
    assert_eq!((audit.heat[0][7], audit.heat[0][8]), (7.5, 7.5));
    for unknown in ["", "Mars/Olympus"] {
        let audit = tell(&import, &Options { zone: unknown.to_owned(), ..options() });
        assert_eq!((audit.weeks[0].meetings, audit.heat[6][18]), (1, 7.5), "{unknown}");
    }
}

#[test]
fn chains_of_meetings() {
    // Chains in four weeks, occurrences in them, minutes and meetings of the longest.
    type Chained = (f64, u32, u32, u32);
    let table: [(&[(&str, u32)], Chained); 8] = [
        (&[("2026-11-02T10:00", 60)], (0.0, 0, 0, 0)),
        (&[("2026-11-02T10:00", 60), ("2026-11-02T11:04", 56)], (1.0, 2, 120, 2)),
        (&[("2026-11-02T10:00", 60), ("2026-11-02T11:05", 55)], (0.0, 0, 0, 0)),
        // At the same time, one within the other, and one after the longer.
        (&[("2026-11-02T10:00", 120), ("2026-11-02T10:30", 30), ("2026-11-02T12:00", 30)], (1.0, 3, 150, 3)),
        // Two chains; the longer one is it, not the one of more meetings.
        (
            &[
                ("2026-11-02T10:00", 15),
                ("2026-11-02T10:15", 15),
                ("2026-11-02T10:30", 15),
                ("2026-11-03T10:00", 60),
                ("2026-11-03T11:00", 60),
            ],
            (2.0, 5, 120, 2),
        ),
        // Over midnight and the border of two weeks.
        (&[("2026-11-01T23:00", 60), ("2026-11-02T00:00", 60)], (1.0, 2, 120, 2)),
        // Up to the end of the window.
        (&[("2026-11-22T22:00", 60), ("2026-11-22T23:00", 120)], (1.0, 2, 120, 2)),
        // What has no length is in none.
        (&[("2026-11-02T10:00", 60), ("2026-11-02T11:00", 0)], (0.0, 0, 0, 0)),
    ];
    for (times, (chains, meetings, minutes, longest)) in table {
        let found = tell(&met(times), &options()).chains;
        assert_eq!(found.per_week, chains / 4.0, "{times:?}");
        assert_eq!(found.share, Share { count: meetings, of: times.len() as u32 }, "{times:?}");
        assert_eq!((found.longest_minutes, found.longest_meetings), (minutes, longest), "{times:?}");
    }
}

#[test]
fn who_invites() {
    let by = |organizer| Event { organizer, ..event(&[ANA, 5]) };
    let import = import(&[
        (by(Some(ANA)), Shape::Single, &[("2026-11-02T10:00", 30), ("2026-11-03T10:00", 30)]),
        (by(Some(5)), Shape::Single, &[("2026-11-04T10:00", 60)]),
        // The user: by either address, without an organizer, or with one that is none.
        (by(Some(ME)), Shape::Single, &[("2026-11-04T10:00", 60)]),
        (by(Some(ME_TOO)), Shape::Single, &[("2026-11-05T10:00", 60)]),
        (by(None), Shape::Single, &[("2026-11-06T10:00", 60)]),
        (by(Some(4000)), Shape::Single, &[("2026-11-07T10:00", 60)]),
    ]);
    let told = |import: &Import| -> Vec<_> {
        let lines = tell(import, &options()).inviters.into_iter();
        lines.map(|line| (line.name, line.own, line.people, line.meetings, line.hours)).collect()
    };
    let line = |name: &str, own, meetings, hours| (name.to_owned(), own, 1, meetings, hours);
    assert_eq!(
        told(&import),
        [line("", true, 4, 4.0), line("Person 4", false, 2, 1.0), line("Person 5", false, 1, 1.0)]
    );
    // One person who is listed twice, and names that were not kept.
    let mut same = import;
    same.people[5] = same.people[4].clone();
    assert_eq!(told(&same)[1], line("Person 4", false, 3, 2.0));
    for person in &mut same.people {
        person.name.clear();
    }
    assert_eq!(told(&same)[1], line("", false, 3, 2.0));
}

#[test]
fn the_rest_of_those_who_invite_is_one_line() {
    let several = |number: u32| {
        let events: Vec<_> = (0..number)
            .map(|place| (Event { organizer: Some(ANA + place), ..event(&[ME]) }, Shape::Single))
            .collect();
        let times: Vec<[(&str, u32); 1]> =
            (0..number).map(|place| [("2026-11-02T10:00", 60 - place)]).collect();
        let events: Vec<_> = events
            .iter()
            .zip(&times)
            .map(|((event, shape), times)| (event.clone(), *shape, &times[..]))
            .collect();
        tell(&import(&events), &options()).inviters
    };
    assert_eq!(several(12).len(), 12);
    let lines = several(15);
    assert_eq!(lines.len(), 13);
    let rest = &lines[12];
    assert_eq!((rest.name.as_str(), rest.own, rest.people, rest.meetings), ("", false, 3, 3));
    assert_eq!(rest.hours, f64::from(48 + 47 + 46) / 60.0);
    assert_eq!((lines[0].name.as_str(), lines[0].people, lines[0].hours), ("Person 4", 1, 1.0));
}

#[test]
fn agendas() {
    let levels = [AgendaLevel::None, AgendaLevel::LinkOnly, AgendaLevel::Topics, AgendaLevel::Good];
    let events = levels.map(|agenda| (Event { agenda, ..event(&[ANA]) }, Shape::Single, TUESDAY));
    let audit = tell(&import(&events), &options());
    assert_eq!(audit.without_agenda, Share { count: 2, of: 4 });
    let measure = Measure {
        hours_per_week: 0.25,
        blocks_per_week: 5.0,
        maker_blocks_per_week: 9.75,
        agenda_share: 0.5,
    };
    // Tuesday's meeting at 10 leaves its afternoon: 9:00–10:00 is a fragment, 11:00–17:00 a block.
    assert_eq!(audit.measure, measure);
}

#[test]
fn windows() {
    let read = |from: &str, to: &str, mut import: Import| {
        (import.from, import.to) = (minute(from), minute(to));
        import
    };
    let in_march = [("2026-03-04T10:00", 60)];
    let table = [
        ("the weeks before today", met(TUESDAY), "2026-11-25T10:00", ("2026-10-26", "2026-11-23", 4, false)),
        ("on a Sunday", met(TUESDAY), "2026-11-22T23:59", ("2026-10-19", "2026-11-16", 4, false)),
        ("on a Monday", met(TUESDAY), "2026-11-23T00:00", ("2026-10-26", "2026-11-23", 4, false)),
        ("nothing at all", met(&[]), "2026-11-25T10:00", ("2026-10-26", "2026-11-23", 4, false)),
        ("only older", met(&in_march), "2026-11-25T10:00", ("2026-02-09", "2026-03-09", 4, true)),
        (
            "only later",
            met(&[("2026-11-24T10:00", 60)]),
            "2026-11-25T10:00",
            ("2026-10-26", "2026-11-23", 4, false),
        ),
        (
            "older and later",
            met(&[("2026-03-04T10:00", 60), ("2026-11-24T10:00", 60)]),
            "2026-11-25T10:00",
            ("2026-02-09", "2026-03-09", 4, true),
        ),
        (
            "in it nothing that counts",
            import(&[(event(&[]), Shape::Single, TUESDAY), (event(&[ANA]), Shape::Single, &in_march)]),
            "2026-11-25T10:00",
            ("2026-02-09", "2026-03-09", 4, true),
        ),
        (
            "a span around it",
            read("2025-11-17T10:00", "2027-02-24T10:00", met(TUESDAY)),
            "2026-11-25T10:00",
            ("2026-10-26", "2026-11-23", 4, false),
        ),
        (
            "read long ago",
            read("2025-11-17T10:00", "2026-11-11T10:00", met(TUESDAY)),
            "2026-11-25T10:00",
            ("2026-10-12", "2026-11-09", 4, true),
        ),
        (
            "older, and some of it not read",
            read("2026-02-18T10:00", "2027-02-24T10:00", met(&in_march)),
            "2026-11-25T10:00",
            ("2026-02-23", "2026-03-09", 2, true),
        ),
        (
            "older, and read from a Monday on",
            read("2026-02-16T00:00", "2027-02-24T10:00", met(&in_march)),
            "2026-11-25T10:00",
            ("2026-02-16", "2026-03-09", 3, true),
        ),
        (
            "older, and next to nothing read",
            read("2026-03-04T09:00", "2027-02-24T10:00", met(&in_march)),
            "2026-11-25T10:00",
            ("2026-03-02", "2026-03-09", 1, true),
        ),
    ];
    for (name, import, now, (from, to, weeks, moved)) in table {
        let audit = numbers(&import, &options(), KEY, instant(now));
        let window = &audit.window;
        assert_eq!(
            (window.from.as_str(), window.to.as_str(), window.weeks, window.moved),
            (from, to, weeks, moved),
            "{name}"
        );
        assert_eq!(audit.weeks.len(), weeks as usize, "{name}");
        assert_eq!(audit.weeks[0].monday, from, "{name}");
    }
}

#[test]
fn what_is_known_of_the_import() {
    let mut import = met(TUESDAY);
    import.at = 1.7e12;
    for (guessed, told) in [
        ("", ""),
        ("ben@example.org", "ben@example.org"),
        ("Person0@example.org", ""),
        ("person1@example.org ", ""),
    ] {
        import.probably_own = guessed.to_owned();
        let audit = tell(&import, &options());
        assert_eq!((audit.probably_own.as_str(), audit.read_at, audit.schema), (told, 1.7e12, AUDIT_SCHEMA));
        assert!(audit.cards.is_empty() && audit.cycles.is_empty());
    }
}

#[test]
fn options_are_made_sane() {
    use Correction::{Days, Deep, Hours, Sprint, Weeks};
    let usual = Options::default();
    for (wrong, right, corrections) in [
        (usual.clone(), usual.clone(), vec![]),
        (Options { days: vec![], ..usual.clone() }, usual.clone(), vec![Days]),
        (Options { days: vec![0, 8, 255], ..usual.clone() }, usual.clone(), vec![Days]),
        (
            Options { days: vec![7, 3, 3, 9], ..usual.clone() },
            Options { days: vec![3, 7], ..usual.clone() },
            vec![Days],
        ),
        (Options { day_from: 1020, day_to: 540, ..usual.clone() }, usual.clone(), vec![Hours]),
        (Options { day_from: 600, day_to: 600, ..usual.clone() }, usual.clone(), vec![Hours]),
        (Options { day_from: u32::MAX, day_to: u32::MAX, ..usual.clone() }, usual.clone(), vec![Hours]),
        (
            Options { day_from: 600, day_to: 1500, ..usual.clone() },
            Options { day_from: 600, day_to: 1440, ..usual.clone() },
            vec![Hours],
        ),
        (
            Options { weeks: 0, sprint_weeks: 0, ..usual.clone() },
            Options { weeks: 4, sprint_weeks: 1, ..usual.clone() },
            vec![Weeks, Sprint],
        ),
        (
            Options { weeks: 53, sprint_weeks: 9, ..usual.clone() },
            Options { weeks: 52, sprint_weeks: 8, ..usual.clone() },
            vec![Weeks, Sprint],
        ),
        (Options { deep_wanted: f64::NAN, ..usual.clone() }, usual.clone(), vec![Deep]),
        (
            Options { deep_wanted: -1.0, ..usual.clone() },
            Options { deep_wanted: 0.0, ..usual.clone() },
            vec![Deep],
        ),
        (
            Options { deep_wanted: f64::INFINITY, ..usual.clone() },
            Options { deep_wanted: 168.0, ..usual.clone() },
            vec![Deep],
        ),
    ] {
        let (made, found) = sane(&wrong);
        assert_eq!((&made, found), (&right, corrections), "{wrong:?}");
        assert_eq!(sane(&made), (right, vec![]));
    }
}

/// Whatever was kept, and whenever it is: numbers come out, and all of them are some.
#[test]
fn nothing_is_absurd_enough() {
    let absurd =
        [i64::MIN, i64::MIN + 1, -1_035_593_280, -1, 0, minute("2026-11-03T10:00"), 4_223_371_679, i64::MAX];
    let mut import = met(TUESDAY);
    for start in absurd {
        for minutes in [0, 1, u32::MAX] {
            import.occurrences.extend([0, 1, u32::MAX].map(|event| Occurrence(event, start, minutes)));
        }
    }
    // What leads nowhere.
    import.events_kept[0].meeting = u32::MAX;
    import.events_kept[0].organizer = Some(u32::MAX);
    import.events_kept[0].attendees.push((u32::MAX, Answer::Declined));
    for (from, to) in [(0, 0), (i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (5, 6), (i64::MAX - 1, i64::MAX)] {
        (import.from, import.to) = (from, to);
        for now in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -62_135_596_800_000.0, 2.534e14, 1.79e12]
        {
            for zone in ["", "Pacific/Apia", "America/New_York"] {
                let options = Options { zone: zone.to_owned(), weeks: 52, ..options() };
                let audit = numbers(&import, &options, KEY, now);
                assert!((0.0..=169.0).contains(&audit.hours_per_week), "{audit:?}");
                assert_eq!(audit.weeks.len(), audit.window.weeks as usize);
                assert!(
                    audit.window.from < audit.window.to && audit.window.from.len() == 10,
                    "{:?}",
                    audit.window
                );
            }
        }
    }
    let empty = numbers(&Import::default(), &Options { weeks: 0, days: vec![], ..options() }, &[], 0.0);
    assert_eq!((empty.counted, empty.weeks.len(), empty.trend), (0, 4, 0.0));
}

/// On 30 December 2011 Samoa's clocks skipped a whole Friday.
#[test]
fn a_day_that_never_was() {
    let apia = Options { zone: "Pacific/Apia".to_owned(), ..options() };
    let audit = numbers(&met(&[]), &apia, KEY, instant("2012-01-04T10:00"));
    let weeks: Vec<_> =
        audit.weeks.iter().map(|week| (week.blocks, week.maker_blocks, week.deep_hours)).collect();
    assert_eq!(weeks, [(5, 10, 40.0), (5, 10, 40.0), (5, 10, 40.0), (4, 8, 32.0)]);
}
