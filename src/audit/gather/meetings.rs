//! Which events are one meeting: a series with its exceptions, by UID; single events of the same title with nearly the
//! same people, three or more of them; and the rest, each by itself. Each meeting gets a key that is the same when the
//! calendar is read again. What a meeting is for is not known here.

use super::{Gatherer, Source, pace};
use crate::days;
use converel_core::learn::title_words;
use converel_core::record::guest_hash;
use converel_protocol::audit::kept::{Meeting, Shape};
use std::collections::HashMap;

/// So many single events of one title and group are a pattern.
const PATTERN: usize = 3;
/// Of one title so many groups of people are told apart; further ones are single meetings.
const GROUPS: usize = 64;
/// So many occurrences, the latest of the span, say what is usual of a meeting.
const LATEST: usize = 12;
/// What calendars' users write for a one-to-one, where the title says nothing else.
const ONE_TO_ONE: [&str; 4] = ["1:1", "1on1", "1-1", "1/1"];

/// A meeting with the events that it is made of.
pub(super) struct Gathered {
    pub(super) meeting: Meeting,
    /// Places among the sources.
    pub(super) sources: Vec<usize>,
    /// The place of the event whose words and people speak for the meeting.
    pub(super) model: usize,
    /// The RRULE of a series.
    pub(super) rule: Option<String>,
    /// When it starts for the first time in the span, minutes since the Unix epoch.
    first: i64,
}

/// All meetings, by their first start.
pub(super) struct Grouped(Vec<Gathered>);

impl Grouped {
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Gathered> {
        self.0.iter()
    }

    /// Groups events. `own`: who the user is among the people; `span` in minutes since the Unix epoch.
    pub(super) fn of(sources: &[Source], gatherer: &Gatherer, own: &[u32], span: (i64, i64)) -> Self {
        let grouping = Grouping { sources, gatherer, own, span };
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut by_uid: Vec<Vec<usize>> = Vec::new();
        for (place, source) in sources.iter().enumerate() {
            let uid = series_uid(&source.uid);
            if uid.is_empty() {
                by_uid.push(vec![place]);
                continue;
            }
            let group = *places.entry(uid).or_insert_with(|| {
                by_uid.push(Vec::new());
                by_uid.len() - 1
            });
            if let Some(group) = by_uid.get_mut(group) {
                group.push(place);
            }
        }
        let mut meetings: Vec<Gathered> = Vec::new();
        let mut single: Vec<usize> = Vec::new();
        for group in by_uid {
            let events = || group.iter().filter_map(|place| sources.get(*place));
            if !events().any(Source::takes_place) {
                continue;
            }
            if events().any(|source| source.series || source.is_override) {
                meetings.push(grouping.series(group));
            } else {
                single.extend(group);
            }
        }
        grouping.singles(single, &mut meetings);
        meetings.sort_by(|one, other| (one.first, &one.meeting.key).cmp(&(other.first, &other.meeting.key)));
        // Events without a UID may be alike in everything.
        let mut known: HashMap<String, u32> = HashMap::new();
        for Gathered { meeting, .. } in &mut meetings {
            let times = known.entry(meeting.key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                meeting.key = grouping.key("again", &format!("{}\n{times}", meeting.key));
            }
        }
        Self(meetings)
    }
}

/// The UID of a series. Where a series was changed from one occurrence on, Google Calendar gives the rest of it a UID of
/// its own: with `_R`, a date and a time in front of the `@`.
fn series_uid(uid: &str) -> String {
    let (name, host) = uid.split_at(uid.find('@').unwrap_or(uid.len()));
    let split = name.rsplit_once("_R").filter(|(_, tail)| {
        tail.len() >= 8 && tail.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z'))
    });
    format!("{}{host}", split.map_or(name, |(front, _)| front))
}

/// A title as it is compared: its words that tell, without numbers, dates, ticket ids, marks of answers and small words,
/// in the same case. Empty where none is left.
pub(crate) fn title_key(title: &str) -> String {
    let words = title_words(title).join(" ");
    if !words.is_empty() {
        return words;
    }
    let squeezed: String = title.to_lowercase().split_whitespace().collect();
    let is_one_to_one = ONE_TO_ONE.iter().any(|form| squeezed.contains(form));
    if is_one_to_one { ONE_TO_ONE.first().map_or("", |form| form).to_owned() } else { String::new() }
}

/// The minutes of most of the latest occurrences: what a meeting is now, not what it was before it was changed.
fn usual_minutes(times: &[(i64, u32)]) -> u32 {
    pace::most_common(times.iter().rev().take(LATEST).map(|(_, minutes)| *minutes)).unwrap_or(0)
}

/// The part of two sets of people, in order, that is in both: 0 to 1.
#[allow(clippy::cast_precision_loss)] // numbers of people
pub(crate) fn overlap<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let both = one.iter().filter(|person| other.binary_search(person).is_ok()).count();
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

struct Grouping<'a> {
    sources: &'a [Source],
    gatherer: &'a Gatherer,
    own: &'a [u32],
    span: (i64, i64),
}

impl Grouping<'_> {
    fn source(&self, place: usize) -> Option<&Source> {
        self.sources.get(place)
    }

    /// All occurrences of these events, by start.
    fn times(&self, places: &[usize]) -> Vec<(i64, u32)> {
        let sources = places.iter().filter_map(|place| self.source(*place));
        let mut times: Vec<(i64, u32)> = sources.flat_map(|source| source.times.iter().copied()).collect();
        times.sort_unstable();
        times
    }

    fn first(&self, places: &[usize]) -> i64 {
        let of = |place: &usize| {
            let source = self.source(*place)?;
            source
                .times
                .first()
                .into_iter()
                .chain(source.cancelled_times.first())
                .map(|(start, _)| *start)
                .min()
        };
        places.iter().filter_map(of).min().unwrap_or(i64::MAX)
    }

    fn key(&self, kind: &str, text: &str) -> String {
        guest_hash(&self.gatherer.key, &format!("{kind}\n{text}"))
    }

    fn title(&self, place: usize) -> &str {
        self.source(place).map_or("", |source| self.gatherer.texts.get(source.described.title))
    }

    /// A series. Of the parts that it was cut into the one that was begun last, and is not cancelled, says how it repeats;
    /// the event that most of the latest occurrences are of speaks for its words and people.
    fn series(&self, places: Vec<usize>) -> Gathered {
        let in_force = |place: &usize| {
            let source = self.source(*place)?;
            let says = source.series && !source.is_override;
            says.then_some((!source.cancelled, source.described.start, *place))
        };
        let master = places.iter().filter_map(in_force).max().map(|(_, _, place)| place);
        let model = self.model(&places, master);
        let times = self.times(&places);
        let uid = self.source(model).map_or_else(String::new, |source| series_uid(&source.uid));
        let key = if uid.is_empty() {
            self.key("series", &format!("{}\n{}", self.title(model), self.first(&places)))
        } else {
            self.key("series", &uid)
        };
        let master = master.and_then(|place| self.source(place));
        let rule = master.and_then(|source| source.described.rule.as_deref());
        let pace =
            pace::of_series(rule, master.map_or(0, |source| source.described.start), &times, self.span);
        let ends_on = match master {
            Some(master) => master.last_start.map(|start| start.div_euclid(60)),
            // Of a series that one was invited to a few times there are these alone.
            None => times.last().map(|(start, _)| *start),
        };
        Gathered {
            meeting: Meeting {
                key,
                title: self.title(model).to_owned(),
                shape: Shape::Recurring,
                frequency: pace.frequency.map(Into::into),
                interval: pace.interval,
                ends_on: ends_on.map(|minute| days::written(days::of_minutes(minute))),
                minutes: usual_minutes(&times),
                per_year: pace.per_year,
                ..Meeting::default()
            },
            first: self.first(&places),
            rule: rule.map(str::to_owned),
            sources: places,
            model,
        }
    }

    /// The event that most of the latest occurrences are of; the master where it has as many as any.
    fn model(&self, places: &[usize], master: Option<usize>) -> usize {
        let of = |place: &usize| self.source(*place).map_or(&[][..], |source| source.times.as_slice());
        let mut starts: Vec<i64> = places.iter().flat_map(of).map(|(start, _)| *start).collect();
        starts.sort_unstable();
        let since = starts.iter().rev().nth(LATEST - 1).or(starts.first()).copied().unwrap_or(i64::MIN);
        let latest = |place: &usize| of(place).iter().filter(|(start, _)| *start >= since).count();
        let rank = |place: &usize| (latest(place), Some(*place) == master, of(place).last().copied(), *place);
        places.iter().max_by_key(|place| rank(place)).copied().unwrap_or_default()
    }

    /// Single events: those that repeat become patterns.
    fn singles(&self, places: Vec<usize>, meetings: &mut Vec<Gathered>) {
        let mut titles: HashMap<String, usize> = HashMap::new();
        let mut by_title: Vec<(String, Vec<usize>)> = Vec::new();
        for place in places {
            let key = match self.source(place) {
                Some(source)
                    if source.is_meeting()
                        && self.others(source).len() > usize::from(self.own.is_empty()) =>
                {
                    title_key(self.title(place))
                }
                _ => String::new(),
            };
            if key.is_empty() {
                meetings.push(self.single(place));
                continue;
            }
            let group = *titles.entry(key.clone()).or_insert_with(|| {
                by_title.push((key, Vec::new()));
                by_title.len() - 1
            });
            if let Some((_, group)) = by_title.get_mut(group) {
                group.push(place);
            }
        }
        for (title, mut places) in by_title {
            places.sort_by_key(|place| {
                self.source(*place).map(|source| (source.times.first().copied(), &source.uid))
            });
            let mut groups = self.by_people(places);
            // The largest has the title's own key: so its people may change without its placement being lost.
            groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
            let mut title_taken = false;
            for group in groups {
                if self.times(&group).len() < PATTERN {
                    meetings.extend(group.into_iter().map(|place| self.single(place)));
                    continue;
                }
                let of_two = title == *ONE_TO_ONE.first().unwrap_or(&"") || self.is_of_two(&group);
                let key = if of_two || title_taken {
                    self.key("pattern", &format!("{title}\n{}", self.usual_people(&group).join("\n")))
                } else {
                    self.key("pattern", &title)
                };
                title_taken |= !of_two;
                meetings.push(self.pattern(key, group));
            }
        }
    }

    /// Events of one title by who is in them; each joins the group whose latest event is most like it.
    fn by_people(&self, places: Vec<usize>) -> Vec<Vec<usize>> {
        let mut groups: Vec<(Vec<u32>, Vec<usize>)> = Vec::new();
        let mut rest: Vec<Vec<usize>> = Vec::new();
        for place in places {
            let Some(source) = self.source(place) else { continue };
            let people = self.others(source);
            let alike = |(at, (latest, _)): (usize, &(Vec<u32>, Vec<usize>))| (overlap(latest, &people), at);
            let best = groups
                .iter()
                .enumerate()
                .map(alike)
                .filter(|(part, _)| *part >= 0.5)
                .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
            if let Some((_, at)) = best {
                if let Some((latest, group)) = groups.get_mut(at) {
                    *latest = people;
                    group.push(place);
                }
            } else if groups.len() < GROUPS {
                groups.push((people, vec![place]));
            } else {
                rest.push(vec![place]);
            }
        }
        groups.into_iter().map(|(_, group)| group).chain(rest).collect()
    }

    /// The people of an event other than the user, in order.
    fn others(&self, source: &Source) -> Vec<u32> {
        let human = |person: &u32| self.gatherer.people.is_human(*person) && !self.own.contains(person);
        let mut people: Vec<u32> = source.described.everybody().filter(human).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Most of these events are of two people.
    fn is_of_two(&self, places: &[usize]) -> bool {
        let two = 1 + usize::from(self.own.is_empty());
        let of_two =
            |place: &&usize| self.source(**place).is_some_and(|source| self.others(source).len() == two);
        places.iter().filter(of_two).count() * 2 > places.len()
    }

    /// The keys of those who are in more than half of these events, in order.
    fn usual_people(&self, places: &[usize]) -> Vec<&str> {
        let mut times: HashMap<u32, usize> = HashMap::new();
        for source in places.iter().filter_map(|place| self.source(*place)) {
            for person in self.others(source) {
                *times.entry(person).or_default() += 1;
            }
        }
        let usual = times.into_iter().filter(|(_, times)| times * 2 > places.len());
        let mut keys: Vec<&str> =
            usual.map(|(person, _)| self.gatherer.people.person(person).key.as_str()).collect();
        keys.sort_unstable();
        keys
    }

    fn pattern(&self, key: String, places: Vec<usize>) -> Gathered {
        let times = self.times(&places);
        let model = places.last().copied().unwrap_or_default();
        Gathered {
            meeting: Meeting {
                key,
                title: self.title(model).to_owned(),
                shape: Shape::Pattern,
                interval: 1,
                minutes: usual_minutes(&times),
                per_year: pace::of_pattern(&times, self.span),
                ..Meeting::default()
            },
            first: self.first(&places),
            rule: None,
            sources: places,
            model,
        }
    }

    fn single(&self, place: usize) -> Gathered {
        let times = self.times(&[place]);
        let first = self.first(&[place]);
        let uid = self.source(place).map_or("", |source| source.uid.as_str());
        let key = if uid.is_empty() {
            self.key("single", &format!("{}\n{first}", self.title(place)))
        } else {
            self.key("single", uid)
        };
        Gathered {
            meeting: Meeting {
                key,
                title: self.title(place).to_owned(),
                shape: Shape::Single,
                interval: 1,
                minutes: times.first().map_or(0, |(_, minutes)| *minutes),
                per_year: 1.0,
                ..Meeting::default()
            },
            sources: vec![place],
            model: place,
            rule: None,
            first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_that_were_cut_are_one() {
        for (uid, expected) in [
            ("abc_R20250101T090000@google.com", "abc@google.com"),
            ("abc_R20250101@google.com", "abc@google.com"),
            ("abc_R20250101T090000Z@google.com", "abc@google.com"),
            ("abc_R2D2@google.com", "abc_R2D2@google.com"),
            ("abc@google.com", "abc@google.com"),
            ("040000008200E00074C5B7101A82E008", "040000008200E00074C5B7101A82E008"),
            ("", ""),
        ] {
            assert_eq!(series_uid(uid), expected);
        }
    }

    #[test]
    fn titles_are_compared_by_what_tells() {
        for (title, expected) in [
            ("Re: Design review #12 (2026-11-20) 🚀", "design review"),
            ("Design review 13", "design review"),
            ("DESIGN REVIEW", "design review"),
            ("Design review, 2nd round", "design review round"),
            ("1:1", "1:1"),
            ("1 : 1", "1:1"),
            ("2026", ""),
            ("🎉", ""),
            ("", ""),
        ] {
            assert_eq!(title_key(title), expected, "{title}");
        }
    }

    #[test]
    fn people_overlap() {
        for (one, other, expected) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], 1.0),
            (&[1, 2], &[2, 3], 1.0 / 3.0),
            (&[1, 2, 3], &[2, 3], 2.0 / 3.0),
            (&[], &[], 0.0),
        ] {
            assert!((overlap::<i32>(one, other) - expected).abs() < 1e-9);
        }
    }
}
