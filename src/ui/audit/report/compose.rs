//! What the report says, in which order. What comes from a calendar (titles, names) is marked as foreign.

use super::super::board::phrases;
use super::super::cycle;
use crate::document::words::{Words, date, moment};
use crate::document::{Cell, Document, Part, Table};
use converel_protocol::audit::numbers::{Audit, Card, Share, SizeGroup};
use converel_protocol::stored::Quadrant;

fn own(text: impl Into<String>) -> Cell {
    Cell::Own(text.into())
}

/// The report. `names`: with titles and the names of those who invite.
pub(super) fn compose(audit: &Audit, names: bool, words: &dyn Words) -> Document {
    let mut parts = Vec::new();
    figures(audit, words, &mut parts);
    weeks(audit, words, &mut parts);
    sizes(audit, words, &mut parts);
    inviters(audit, names, words, &mut parts);
    heat(audit, words, &mut parts);
    board(audit, names, words, &mut parts);
    cycles(audit, names, words, &mut parts);
    basis(audit, words, &mut parts);
    Document {
        title: words.message("audit_report_title", &[&moment(words, audit.read_at)]),
        language: words.language(),
        direction: words.direction(),
        parts,
    }
}

fn heading(words: &dyn Words, name: &str) -> Part {
    Part::Heading(words.text(name))
}

/// Own hours, with a digit after the point.
fn exact(words: &dyn Words, hours: f64) -> String {
    words.message("gate_hours", &[&words.number(hours, 1)])
}

fn percent(words: &dyn Words, share: Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let percent = f64::from(share.count) * 100.0 / f64::from(share.of);
    words.message(
        "audit_report_share",
        &[
            &words.message("dashboard_percent", &[&words.number(percent, 0)]),
            &words.number(f64::from(share.count), 0),
            &words.number(f64::from(share.of), 0),
        ],
    )
}

fn columns(words: &dyn Words, names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|(name, figure)| (words.text(name), *figure)).collect()
}

/// Each value as a part of the largest.
fn bars(values: impl Iterator<Item = f64> + Clone) -> Vec<f64> {
    let most = values.clone().fold(0.0, f64::max);
    values.map(|value| if most > 0.0 { (value / most).clamp(0.0, 1.0) } else { 0.0 }).collect()
}

fn figures(audit: &Audit, words: &dyn Words, parts: &mut Vec<Part>) {
    let number = |value: f64| words.number(value, 1);
    let hours = |value: f64| exact(words, value);
    let minutes = |value: u32| words.plural("gate_minutes", f64::from(value));
    let trend = if phrases::rounded(audit.trend) > 0.0 { "+" } else { "" };
    parts.push(Part::Text(words.message(
        "audit_report_window",
        &[
            &date(words, &audit.window.from),
            &last_day(words, &audit.window.to),
            &words.plural("audit_report_meetings", f64::from(audit.counted)),
        ],
    )));
    parts.push(heading(words, "audit_report_figures"));
    let facts = [
        ("audit_report_hours_per_week", hours(audit.hours_per_week)),
        ("audit_report_trend", format!("{trend}{}", hours(audit.trend))),
        ("audit_report_days_per_year", number(audit.days_per_year)),
        ("audit_report_sprint", hours(audit.recurring_hours_per_sprint)),
        ("audit_report_recurring", hours(audit.recurring_hours)),
        ("audit_report_single", hours(audit.single_hours)),
        ("audit_report_above_eight", percent(words, audit.above_eight)),
        ("audit_report_without_agenda", percent(words, audit.without_agenda)),
        ("audit_report_chains", number(audit.chains.per_week)),
        ("audit_report_longest", minutes(audit.chains.longest_minutes)),
        ("audit_report_blocks", number(audit.blocks_per_week)),
        ("audit_report_maker_blocks", number(audit.maker_blocks_per_week)),
        ("audit_report_fragments", number(audit.fragments_per_day)),
        ("audit_report_deep_had", hours(audit.deep.had)),
        ("audit_report_deep_wanted", hours(audit.deep.wanted)),
        ("audit_report_deep_deficit", hours(audit.deep.deficit)),
    ];
    parts.push(Part::Facts(facts.into_iter().map(|(name, value)| (words.text(name), value)).collect()));
}

/// The last day of a span that is told by the day after it.
fn last_day(words: &dyn Words, after: &str) -> String {
    let day: Option<jiff::civil::Date> = after.parse().ok();
    match day.and_then(|day| day.yesterday().ok()) {
        Some(day) => words.date(day),
        None => after.to_owned(),
    }
}

fn weeks(audit: &Audit, words: &dyn Words, parts: &mut Vec<Part>) {
    if audit.weeks.is_empty() {
        return;
    }
    parts.push(heading(words, "audit_report_weeks"));
    let count = |value: u32| own(words.number(f64::from(value), 0));
    let hours = |value: f64| own(exact(words, value));
    parts.push(Part::Table(Table {
        caption: words.text("audit_report_weeks"),
        columns: columns(
            words,
            &[
                ("audit_report_week", false),
                ("audit_report_week_hours", true),
                ("audit_report_week_recurring", true),
                ("audit_report_week_meetings", true),
                ("audit_report_week_blocks", true),
                ("audit_report_week_maker_blocks", true),
            ],
        ),
        rows: audit
            .weeks
            .iter()
            .map(|week| {
                vec![
                    own(date(words, &week.monday)),
                    hours(week.hours),
                    hours(week.recurring_hours),
                    count(week.meetings),
                    count(week.blocks),
                    count(week.maker_blocks),
                ]
            })
            .collect(),
        bars: bars(audit.weeks.iter().map(|week| week.hours)),
        shades: Vec::new(),
    }));
}

fn sizes(audit: &Audit, words: &dyn Words, parts: &mut Vec<Part>) {
    let used: Vec<&SizeGroup> = audit.sizes.iter().collect();
    if used.iter().all(|group| group.meetings == 0) {
        return;
    }
    parts.push(heading(words, "audit_report_sizes"));
    let count = |value: u32| words.number(f64::from(value), 0);
    let label = |group: &SizeGroup| match group.to {
        Some(to) if to == group.from => words.plural("gate_people", f64::from(to)),
        Some(to) => words.message("audit_report_size_range", &[&count(group.from), &count(to)]),
        None => words.plural("gate_people_at_least", f64::from(group.from)),
    };
    parts.push(Part::Table(Table {
        caption: words.text("audit_report_sizes"),
        columns: columns(
            words,
            &[
                ("audit_report_size", false),
                ("audit_report_week_meetings", true),
                ("audit_report_own_hours", true),
            ],
        ),
        rows: used
            .iter()
            .map(|group| vec![own(label(group)), own(count(group.meetings)), own(exact(words, group.hours))])
            .collect(),
        bars: bars(used.iter().map(|group| f64::from(group.meetings))),
        shades: Vec::new(),
    }));
}

fn inviters(audit: &Audit, names: bool, words: &dyn Words, parts: &mut Vec<Part>) {
    if audit.inviters.is_empty() {
        return;
    }
    parts.push(heading(words, "audit_report_inviters"));
    let rows = audit.inviters.iter().zip(1_u32..).map(|(inviter, place)| {
        let who = match (inviter.own, inviter.people) {
            (true, _) => own(words.text("audit_report_you")),
            (false, 2..) => own(words.plural("audit_report_others", f64::from(inviter.people))),
            _ if names && !inviter.name.trim().is_empty() => Cell::Foreign(inviter.name.clone()),
            _ => own(words.message("audit_report_somebody", &[&words.number(f64::from(place), 0)])),
        };
        vec![who, own(words.number(f64::from(inviter.meetings), 0)), own(exact(words, inviter.hours))]
    });
    parts.push(Part::Table(Table {
        caption: words.text("audit_report_inviters"),
        columns: columns(
            words,
            &[
                ("audit_report_who", false),
                ("audit_report_week_meetings", true),
                ("audit_report_own_hours", true),
            ],
        ),
        rows: rows.collect(),
        bars: bars(audit.inviters.iter().map(|inviter| inviter.hours)),
        shades: Vec::new(),
    }));
}

/// Mean minutes by weekday and hour, of the hours that have any, whole columns.
fn heat(audit: &Audit, words: &dyn Words, parts: &mut Vec<Part>) {
    let minutes = |day: usize, hour: usize| -> f64 {
        audit.heat.get(day).and_then(|row| row.get(hour)).copied().unwrap_or_default()
    };
    let used = |hour: usize| (0..7).any(|day| minutes(day, hour).round() >= 1.0);
    let (Some(first), Some(last)) =
        ((0..24).find(|hour| used(*hour)), (0..24).rev().find(|hour| used(*hour)))
    else {
        return;
    };
    let hours = first..=last;
    let days: Vec<(usize, u8)> = (0..7)
        .zip(1..)
        .filter(|(day, _)| *day < 5 || hours.clone().any(|hour| minutes(*day, hour).round() >= 1.0))
        .collect();
    let mut named = vec![(words.text("audit_report_weekday"), false)];
    named.extend(hours.clone().zip((0_u32..).skip(first)).map(|(_, hour)| (words.time(hour * 60), true)));
    parts.push(heading(words, "audit_report_heat"));
    parts.push(Part::Text(words.text("audit_report_heat_text")));
    let strength = |minutes: f64| -> u8 {
        match minutes.round() {
            minutes if minutes < 1.0 => 0,
            minutes if minutes < 15.0 => 1,
            minutes if minutes < 30.0 => 2,
            minutes if minutes < 45.0 => 3,
            _ => 4,
        }
    };
    parts.push(Part::Table(Table {
        caption: words.text("audit_report_heat"),
        columns: named,
        rows: days
            .iter()
            .map(|(day, number)| {
                let figures = hours.clone().map(|hour| own(words.number(minutes(*day, hour).round(), 0)));
                std::iter::once(own(words.weekday(*number))).chain(figures).collect()
            })
            .collect(),
        bars: Vec::new(),
        shades: days
            .iter()
            .map(|(day, _)| hours.clone().map(|hour| strength(minutes(*day, hour))).collect())
            .collect(),
    }));
}

/// The board's places, as the report goes through them: what costs most for least first.
const PLACES: [Option<Quadrant>; 5] = [
    Some(Quadrant::Replace),
    Some(Quadrant::InputsFirst),
    Some(Quadrant::MeetForNow),
    Some(Quadrant::Meet),
    None,
];

fn board(audit: &Audit, names: bool, words: &dyn Words, parts: &mut Vec<Part>) {
    if audit.cards.is_empty() {
        return;
    }
    parts.push(heading(words, "audit_board"));
    for place in PLACES {
        let mut cards: Vec<&Card> = audit.cards.iter().filter(|card| card.stands() == place).collect();
        if cards.is_empty() {
            continue;
        }
        cards.sort_by(|a, b| b.person_hours.total_cmp(&a.person_hours));
        let sum = cards.iter().map(|card| card.person_hours).sum();
        parts.push(Part::Subheading(words.message(
            "audit_report_place",
            &[&phrases::place(words, place), &phrases::person_hours(words, sum)],
        )));
        parts.push(Part::Text(match place {
            Some(_) => phrases::advice(words, place),
            None => words.text("audit_report_unplaced"),
        }));
        let rows = cards.iter().map(|card| {
            let name = if names && !card.title.trim().is_empty() {
                Cell::Foreign(card.title.clone())
            } else {
                own(phrases::name(words, card, false))
            };
            vec![
                name,
                own(phrases::repeats(words, card)),
                own(phrases::size(words, card)),
                own(words.number(phrases::rounded(card.person_hours), 1)),
                own(could(words, card)),
            ]
        });
        parts.push(Part::Table(Table {
            caption: phrases::place(words, place),
            columns: columns(
                words,
                &[
                    ("audit_report_meeting", false),
                    ("audit_report_repeats", false),
                    ("audit_report_size_of", false),
                    ("audit_report_person_hours", true),
                    ("audit_report_could", false),
                ],
            ),
            rows: rows.collect(),
            bars: Vec::new(),
            shades: Vec::new(),
        }));
    }
    if audit.cards_left_out > 0 {
        parts.push(Part::Text(words.plural("audit_board_left_out", f64::from(audit.cards_left_out))));
    }
}

/// The best that could be done about a meeting, with what it gives back.
fn could(words: &dyn Words, card: &Card) -> String {
    let Some(improvement) = card.improvements.first() else { return "–".to_owned() };
    let change = phrases::change(words, improvement.change, card.frequency);
    match phrases::effects(words, improvement).first() {
        Some(effect) => words.message("audit_report_could_return", &[&change, effect]),
        None => change,
    }
}

fn cycles(audit: &Audit, names: bool, words: &dyn Words, parts: &mut Vec<Part>) {
    let Some(running) = audit.cycles.last() else { return };
    parts.push(heading(words, "audit_cycle"));
    parts.push(Part::Text(
        words.message(
            "audit_report_running",
            &[&moment(words, running.at), &date(words, &running.look_again)],
        ),
    ));
    let promises = cycle::rows(&audit.cycles).into_iter().map(|row| {
        let [promise, rest @ ..] = cycle::cells(words, &row);
        let promise = if names && !row.promise.title.trim().is_empty() {
            Cell::About(promise, row.promise.title.clone())
        } else {
            own(promise)
        };
        std::iter::once(promise).chain(rest.into_iter().map(Cell::Own)).collect()
    });
    let practices = cycle::practice_rows(&audit.cycles);
    let practices = practices.iter().map(|row| cycle::practice_cells(words, row).map(Cell::Own).into());
    for (caption, columns, rows) in [
        ("audit_history", &cycle::COLUMNS[..], promises.collect::<Vec<Vec<Cell>>>()),
        ("audit_practices", &cycle::PRACTICE_COLUMNS[..], practices.collect()),
    ] {
        if rows.is_empty() {
            continue;
        }
        parts.push(Part::Table(Table {
            caption: words.text(caption),
            columns: columns.iter().map(|name| (words.text(name), false)).collect(),
            rows,
            bars: Vec::new(),
            shades: Vec::new(),
        }));
    }
    parts.push(Part::Text(words.text(if cycle::in_dip(running) {
        "audit_cycle_in_dip"
    } else {
        "audit_cycle_dip"
    })));
}

/// What the numbers rest on.
fn basis(audit: &Audit, words: &dyn Words, parts: &mut Vec<Part>) {
    let out = audit.left_out;
    let count = |value: u32| words.number(f64::from(value), 0);
    parts.push(heading(words, "audit_report_basis"));
    parts.push(Part::Text(words.text("audit_report_basis_text")));
    let facts = [
        ("audit_report_out_cancelled", out.cancelled),
        ("audit_report_out_declined", out.declined),
        ("audit_report_out_all_day", out.all_day),
        ("audit_report_out_free", out.free),
        ("audit_report_out_alone", out.alone),
    ];
    parts
        .push(Part::Facts(facts.into_iter().map(|(name, value)| (words.text(name), count(value))).collect()));
}
