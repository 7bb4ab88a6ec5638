//! The ConveRel board's cards: what recurs or repeats, with its size, where it stands, why, and what could be done about
//! it. Where inference cannot tell, a card is unplaced, as the gate asks and does not guess; where the user placed it
//! wins, and sets what is advised.

use crate::days;
use crate::improve;
use crate::numbers::View;
use converel_core::infer;
use converel_core::quadrant::Quadrant as CoreQuadrant;
use converel_protocol::audit::kept::{Import, Meeting, Options, Placements, Shape};
use converel_protocol::audit::numbers::Card;
use converel_protocol::stored::{Alternative, Purpose, Quadrant};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// So many cards are shown.
const SHOWN: usize = 200;

/// The cards, most person-hours in a year first, and how many further ones were left out for their number. `now`:
/// milliseconds since the Unix epoch.
///
/// A meeting has a card where it recurs or repeats, counts (others are invited, it has a time of day, it is not
/// cancelled, declined or marked free) in the window or later, and is not over.
pub fn cards(
    import: &Import,
    options: &Options,
    key: &[u8],
    placements: &Placements,
    now: f64,
) -> (Vec<Card>, u32) {
    let view = View::of(import, options, key, now);
    let placed = placed(placements);
    let today = days::written(days::of_number(view.shown(days::minutes(now)).day));
    let mut cards: Vec<(u32, Card)> = Vec::new();
    for (usual, meeting) in usual(&view).iter().zip(&import.meetings) {
        // A calendar that ends in the past is looked at as it was then.
        let over = !view.is_moved() && meeting.ends_on.as_ref().is_some_and(|day| *day < today);
        if meeting.shape == Shape::Single || !usual.any || over {
            continue;
        }
        let mut card = card(meeting, usual);
        card.placed = placed.get(meeting.key.as_str()).copied();
        card.alternative = alternative(&card);
        cards.push((usual.meeting, card));
    }
    cards.sort_by(|(_, one), (_, other)| {
        other.person_hours.total_cmp(&one.person_hours).then_with(|| one.key.cmp(&other.key))
    });
    let left_out = u32::try_from(cards.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
    cards.truncate(SHOWN);
    let finish = |(meeting, mut card): (u32, Card)| {
        card.improvements = improve::improvements(&card, &view, meeting);
        card
    };
    (cards.into_iter().map(finish).collect(), left_out)
}

/// Where the user placed each meeting; what they did last holds.
fn placed(placements: &Placements) -> HashMap<&str, Quadrant> {
    let mut by_time: Vec<_> = placements.placements.iter().collect();
    by_time.sort_by(|one, other| one.at.total_cmp(&other.at));
    by_time.into_iter().map(|placement| (placement.key.as_str(), placement.quadrant)).collect()
}

/// What is usual of a meeting's occurrences.
#[derive(Clone, Debug, Default)]
struct Usual {
    meeting: u32,
    /// It takes place in the window or later.
    any: bool,
    people: u32,
    at_least: bool,
    weekday: u8,
    starts: u32,
}

/// For each meeting of the import what is usual: in the window, or later where it does not take place there.
fn usual(view: &View<'_>) -> Vec<Usual> {
    #[derive(Clone, Default)]
    struct Counts {
        times: u32,
        people: BTreeMap<(u32, bool), u32>,
        weekdays: [u32; 7],
        starts: BTreeMap<u32, u32>,
    }
    let (from, to) = view.window();
    let mut counts: Vec<[Counts; 2]> = vec![<[Counts; 2]>::default(); view.import.meetings.len()];
    for occurrence in view.import.occurrences.iter().filter(|occurrence| occurrence.1 >= from) {
        let Some(meeting) = view.counted(occurrence) else { continue };
        let is_single = |meeting: u32| {
            view.import.meetings.get(meeting as usize).is_none_or(|it| it.shape == Shape::Single)
        };
        if is_single(meeting) {
            continue;
        }
        let Some([inside, later]) = counts.get_mut(meeting as usize) else { continue };
        let counts = if occurrence.1 < to { inside } else { later };
        let shown = view.shown(occurrence.1);
        counts.times += 1;
        *counts.people.entry(view.people(occurrence.0)).or_default() += 1;
        *counts.starts.entry(shown.minute).or_default() += 1;
        // 1970-01-01 was a Thursday.
        if let Some(times) =
            counts.weekdays.get_mut(usize::try_from((shown.day + 3).rem_euclid(7)).unwrap_or(0))
        {
            *times += 1;
        }
    }
    let most = |times: &BTreeMap<u32, u32>| {
        times.iter().max_by_key(|(value, times)| (**times, Reverse(**value))).map_or(0, |(value, _)| *value)
    };
    counts
        .into_iter()
        .zip(0..)
        .map(|([inside, later], meeting)| {
            let counts = if inside.times > 0 { inside } else { later };
            let people = counts.people.iter().max_by_key(|(value, times)| (**times, Reverse(**value)));
            let (people, at_least) = people.map_or((0, false), |(value, _)| *value);
            // A weekday is usual where it has more than half of the occurrences.
            let weekday = counts.weekdays.iter().zip(1..).find(|(times, _)| **times * 2 > counts.times);
            let weekday = weekday.map_or(0, |(_, weekday)| weekday);
            Usual { meeting, any: counts.times > 0, people, at_least, weekday, starts: most(&counts.starts) }
        })
        .collect()
}

fn card(meeting: &Meeting, usual: &Usual) -> Card {
    let person_hours = f64::from(usual.people) * f64::from(meeting.minutes) * meeting.per_year / 60.0;
    Card {
        key: meeting.key.clone(),
        title: meeting.title.clone(),
        shape: meeting.shape,
        frequency: meeting.frequency,
        interval: meeting.interval,
        weekday: usual.weekday,
        starts: usual.starts,
        ends_on: meeting.ends_on.clone(),
        people: usual.people,
        at_least: usual.at_least,
        minutes: meeting.minutes,
        per_year: meeting.per_year,
        person_hours,
        agenda: meeting.agenda,
        purpose: meeting.purpose,
        relationship: meeting.relationship,
        inferred: inferred(meeting),
        placed: None,
        reasons: meeting.reasons.clone(),
        alternative: meeting.alternative,
        improvements: Vec::new(),
    }
}

/// The quadrant of purpose and relationship; `None` where either cannot be told, or the tie is the point.
fn inferred(meeting: &Meeting) -> Option<Quadrant> {
    let nature = infer::Purpose::from(meeting.purpose).nature()?;
    Some(CoreQuadrant::of(nature, meeting.relationship?.into()).into())
}

/// What could take its place where it stands. What was inferred holds as long as it serves what the user says that the
/// meeting is for; else it is what the core advises by the purpose alone.
fn alternative(card: &Card) -> Option<Alternative> {
    use Alternative::{
        DecisionRecord, RecordedVideo, RetroBoard, SharedDocument, TaskBoard, VideoCourse, WrittenUpdate,
    };
    match card.stands() {
        None if card.purpose == Purpose::Bonding => None,
        None | Some(Quadrant::MeetForNow | Quadrant::Meet) => card.alternative,
        Some(Quadrant::Replace) => match card.alternative {
            Some(DecisionRecord | SharedDocument | RetroBoard) if card.placed.is_some() => {
                Some(WrittenUpdate)
            }
            None => Some(WrittenUpdate),
            serves => serves,
        },
        Some(Quadrant::InputsFirst) => match card.alternative {
            Some(WrittenUpdate | TaskBoard | RecordedVideo | VideoCourse) if card.placed.is_some() => {
                Some(SharedDocument)
            }
            None => Some(SharedDocument),
            serves => serves,
        },
    }
}

#[cfg(test)]
mod tests;
