//! From the calendar's reader to what is kept of it. [`Gatherer::describe`] takes from each event what the audit
//! needs, everybody and every text once; [`Gatherer::gather`] makes meetings of the events (`meetings`), judges those
//! that recur by the core's rules (`judged`) and forgets addresses and descriptions. What the numbers are is not
//! known here.

mod judged;
mod meetings;
mod pace;
mod people;
mod shared;
mod texts;

#[cfg(test)]
mod tests;

use converel_calendar::{Component, Expanded, PartyAnswer, Span};
use converel_core::agenda;
use converel_core::raw::TextFormat;
use converel_protocol::audit::kept::{AUDIT_SCHEMA, Answer, Event, Import, Occurrence, Reason};
use converel_protocol::stored::AgendaLevel;
use meetings::Grouped;
use people::People;
use std::collections::HashMap;
use texts::Texts;

pub use shared::gatherings;

pub(crate) use meetings::{overlap, title_key};

/// Seconds of a minute.
const MINUTE: i64 = 60;

/// Gathers one import.
pub struct Gatherer {
    /// The installation's key.
    key: Vec<u8>,
    /// The user's own addresses, in lower case.
    own: Vec<String>,
    /// BCP 47 language of the browser.
    language: String,
    people: People,
    texts: Texts,
}

/// What is taken from one VEVENT.
#[derive(Clone, Debug, Default)]
pub struct Described {
    title: u32,
    description: u32,
    html: bool,
    organizer: Option<u32>,
    attendees: Vec<(u32, Answer)>,
    free: bool,
    /// The RRULE's value.
    rule: Option<Box<str>>,
    /// DTSTART, seconds since the Unix epoch.
    start: i64,
}

/// One VEVENT as the calendar gave it, with its place in time.
struct Source {
    described: Described,
    uid: String,
    is_override: bool,
    series: bool,
    /// Last start of a series with an end, seconds since the Unix epoch.
    last_start: Option<i64>,
    all_day: bool,
    cancelled: bool,
    /// Its occurrences in the span, by start: minutes since the Unix epoch, and minutes long.
    times: Vec<(i64, u32)>,
    /// Occurrences of it that a cancelled override took out.
    cancelled_times: Vec<(i64, u32)>,
}

impl Gatherer {
    /// `own`: the user's own addresses, as far as they are known; `language`: the browser's, as a BCP 47 tag.
    pub fn new(key: &[u8], own: &[String], language: &str) -> Self {
        Self {
            key: key.to_vec(),
            own: own.iter().map(|address| address.trim().to_lowercase()).collect(),
            language: language.to_owned(),
            people: People::default(),
            texts: Texts::default(),
        }
    }

    /// Takes from an event what the audit needs.
    #[inline(never)] // so that a browser can swap it for its optimised form while a calendar is read
    pub fn describe(&mut self, event: &Component<'_>) -> Described {
        let title = self.texts.of(event.summary().trim());
        let description = self.texts.of(&event.description());
        let organizer = event.organizer().and_then(|party| self.people.of(&party));
        let mut attendees: Vec<(u32, Answer)> = Vec::new();
        for party in event.attendees() {
            let Some(person) = self.people.of(&party) else { continue };
            let answer = match party.answer {
                PartyAnswer::NeedsAction => Answer::NeedsAction,
                PartyAnswer::Accepted => Answer::Accepted,
                PartyAnswer::Declined => Answer::Declined,
                PartyAnswer::Tentative => Answer::Tentative,
                PartyAnswer::Delegated => Answer::Delegated,
            };
            attendees.push((person, answer));
        }
        // A person who is listed twice is one person; the first answer holds, as calendars show it.
        attendees.sort_by_key(|(person, _)| *person);
        attendees.dedup_by_key(|(person, _)| *person);
        Described {
            title,
            description,
            html: event.description_is_html(),
            organizer,
            attendees,
            free: event.is_transparent(),
            rule: event.rule_text().map(|rule| rule.into_owned().into_boxed_str()),
            start: event.start_seconds(),
        }
    }

    /// Everything together. `at`: when it is read, milliseconds since the Unix epoch. `progress` is told how many
    /// meetings were judged, and of how many.
    #[allow(clippy::too_many_arguments)] // what the reader counted, one by one
    pub fn gather(
        mut self,
        expanded: Expanded<Described>,
        files: u32,
        events: u32,
        defects: u32,
        calendar_names: &[String],
        at: f64,
        span: Span,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Import {
        let mut import = Import {
            schema: AUDIT_SCHEMA,
            at,
            from: span.from.div_euclid(MINUTE),
            to: span.to.div_euclid(MINUTE),
            names: true,
            files,
            events,
            defects,
            ..Import::default()
        };
        let sources = sources(expanded);
        self.people.hash(&self.key);
        self.people.mark_groups();
        let own = self.own_people(&sources, calendar_names, &mut import);
        let grouped = Grouped::of(&sources, &self, &own, (import.from, import.to));
        let mut levels = Levels::default();
        let numbers = self.keep_people(&sources, &mut import);
        let mut read = Vec::with_capacity(grouped.iter().len());
        for (number, gathered) in grouped.iter().enumerate() {
            let invite = judged::read(gathered, &sources, &self, &own);
            if let (Some(invite), Some(model)) = (&invite, sources.get(gathered.model)) {
                levels.tell(&model.described, invite.level());
            }
            import.meetings.push(gathered.meeting.clone());
            for source in gathered.sources.iter().filter_map(|place| sources.get(*place)) {
                let level = levels.of(&source.described, &self.texts);
                keep_event(&mut import, source, count(number), &numbers, level);
            }
            if let (None, Some(meeting), Some(model)) =
                (&invite, import.meetings.last_mut(), sources.get(gathered.model))
            {
                meeting.agenda = levels.of(&model.described, &self.texts);
            }
            read.push(invite);
        }
        import.occurrences.sort_by_key(|Occurrence(event, start, minutes)| (*start, *event, *minutes));
        let own: Vec<String> = own.iter().map(|person| self.people.person(*person).key.clone()).collect();
        judged::judge(&mut import, &read, &grouped, &own, progress);
        import
    }

    /// Who the user is among the people, and, where the options do not say it, the address that is probably theirs.
    fn own_people(&self, sources: &[Source], calendar_names: &[String], import: &mut Import) -> Vec<u32> {
        let own = self.people.with_addresses(&self.own);
        if !own.is_empty() {
            return own;
        }
        let Some(probably) = self.people.probably_own(sources, calendar_names) else { return Vec::new() };
        self.people.address(probably).clone_into(&mut import.probably_own);
        vec![probably]
    }

    /// Keeps those people who are in an event of the span; gives their new numbers by their old ones.
    fn keep_people(&self, sources: &[Source], import: &mut Import) -> HashMap<u32, u32> {
        let mut numbers = HashMap::new();
        let taking_place = sources.iter().filter(|source| source.takes_place());
        for person in taking_place.flat_map(|source| source.described.everybody()) {
            numbers.entry(person).or_insert_with(|| {
                let number = count(import.people.len());
                import.people.push(self.people.person(person).clone());
                number
            });
        }
        numbers
    }
}

impl Described {
    /// Whoever invites or is invited.
    fn everybody(&self) -> impl Iterator<Item = u32> {
        self.organizer.into_iter().chain(self.attendees.iter().map(|(person, _)| *person))
    }
}

impl Source {
    fn takes_place(&self) -> bool {
        !self.times.is_empty() || !self.cancelled_times.is_empty()
    }

    /// A meeting of people at a time of day, as far as that can be told before it is known who the user is.
    fn is_meeting(&self) -> bool {
        !self.cancelled && !self.all_day && !self.described.free
    }
}

/// The events of a calendar with their occurrences.
fn sources(expanded: Expanded<Described>) -> Vec<Source> {
    let mut sources: Vec<Source> = expanded
        .events
        .into_iter()
        .map(|kept| Source {
            described: kept.data,
            uid: kept.uid,
            is_override: kept.is_override,
            series: kept.series,
            last_start: kept.last_start,
            all_day: kept.all_day,
            cancelled: kept.cancelled,
            times: Vec::new(),
            cancelled_times: Vec::new(),
        })
        .collect();
    for occurrence in expanded.occurrences {
        if let Some(source) = sources.get_mut(occurrence.event as usize) {
            source.times.push(in_minutes(occurrence.start, occurrence.end));
        }
    }
    for occurrence in expanded.cancelled_occurrences {
        if let Some(source) = sources.get_mut(occurrence.event as usize) {
            source.cancelled_times.push(in_minutes(occurrence.start, occurrence.end));
        }
    }
    for source in &mut sources {
        source.times.sort_unstable();
        source.cancelled_times.sort_unstable();
    }
    sources
}

fn in_minutes(start: i64, end: i64) -> (i64, u32) {
    let minutes = end.saturating_sub(start).max(0) / MINUTE;
    (start.div_euclid(MINUTE), u32::try_from(minutes).unwrap_or(u32::MAX))
}

/// Keeps an event and its occurrences. Those that a cancelled override took out are an event of their own that is
/// cancelled, so that they can be counted as left out.
fn keep_event(
    import: &mut Import,
    source: &Source,
    meeting: u32,
    numbers: &HashMap<u32, u32>,
    agenda: AgendaLevel,
) {
    let event = Event {
        meeting,
        organizer: source.described.organizer.and_then(|person| numbers.get(&person).copied()),
        attendees: source
            .described
            .attendees
            .iter()
            .filter_map(|(person, answer)| Some((*numbers.get(person)?, *answer)))
            .collect(),
        cancelled: source.cancelled,
        free: source.described.free,
        all_day: source.all_day,
        agenda,
    };
    let mut keep = |event: Event, times: &[(i64, u32)]| {
        if !times.is_empty() {
            let number = count(import.events_kept.len());
            import.events_kept.push(event);
            import
                .occurrences
                .extend(times.iter().map(|(start, minutes)| Occurrence(number, *start, *minutes)));
        }
    };
    keep(event.clone(), &source.times);
    keep(Event { cancelled: true, ..event }, &source.cancelled_times);
}

/// How much of an agenda each description has: each is read once, whatever number of events share it.
#[derive(Default)]
struct Levels {
    known: HashMap<(u32, u32), AgendaLevel>,
}

impl Levels {
    fn of(&mut self, described: &Described, texts: &Texts) -> AgendaLevel {
        let text = texts.get(described.description);
        if text.trim().is_empty() {
            return AgendaLevel::None;
        }
        *self.known.entry((described.title, described.description)).or_insert_with(|| {
            agenda::read(text, described.format(), texts.get(described.title)).level.into()
        })
    }

    /// What was found by reading it otherwise.
    fn tell(&mut self, described: &Described, level: AgendaLevel) {
        self.known.insert((described.title, described.description), level);
    }
}

impl Described {
    fn format(&self) -> TextFormat {
        if self.html { TextFormat::Html } else { TextFormat::Plain }
    }
}

/// The same without a title, a name or a word of either.
pub fn without_names(import: &Import) -> Import {
    let mut bare = import.clone();
    bare.names = false;
    bare.probably_own.clear();
    for person in &mut bare.people {
        person.name.clear();
    }
    for meeting in &mut bare.meetings {
        meeting.title.clear();
        for reason in &mut meeting.reasons {
            match reason {
                Reason::TitleWords { words } | Reason::BodyWords { words } => words.clear(),
                Reason::OutsideDomain { domain } => domain.clear(),
                _ => (),
            }
        }
    }
    bare
}

/// Places and numbers are kept in 32 bits, as everything that an import counts.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
