//! What is the same for every occurrence of an event: whether it counts, for how many people, and who invites.

use converel_core::people::GuestKey;
use converel_protocol::audit::kept::{Answer, Event, Import, Person, Shape};
use converel_protocol::stored::AgendaLevel;
use std::collections::HashMap;

/// Whether an event's occurrences count, and why not: the first reason that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Counts,
    Cancelled,
    Declined,
    AllDay,
    Free,
    Alone,
}

/// Who sends an event out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sender {
    /// The user, or nobody: an event without ORGANIZER was made in the calendar that it stands in.
    Own,
    /// Index into the import's people: the first with that key.
    Other(u32),
}

/// What is told of an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    pub(crate) standing: Standing,
    pub(crate) people: u32,
    pub(crate) recurring: bool,
    pub(crate) agenda: bool,
    pub(crate) sender: Sender,
}

/// Who an event is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Audience {
    /// Other people, whatever they answered: attendees and organizer, humans and groups, each once.
    pub(crate) others: u32,
    /// Oneself included. Where the user gave no address of their own, they are taken to be one of the others, unless
    /// there is only one.
    pub(crate) people: u32,
    /// A group of unknown size is among them.
    pub(crate) at_least: bool,
    /// The user declined, with none of their addresses saying otherwise.
    pub(crate) declined: bool,
}

/// The people of an import.
#[derive(Debug)]
pub(crate) struct Who<'a> {
    people: &'a [Person],
    /// For each the first with the same key.
    first: Vec<u32>,
    own: Vec<bool>,
    /// The user gave an address.
    known: bool,
}

impl<'a> Who<'a> {
    /// The import's people, and who of them is the user. `own`: plain addresses; `key`: the installation's.
    pub(crate) fn of(people: &'a [Person], own: &[String], key: &[u8]) -> Self {
        let own: Vec<GuestKey> = own.iter().filter_map(|own| GuestKey::of(key, own.trim())).collect();
        let mut known: HashMap<&str, u32> = HashMap::with_capacity(people.len());
        let first = people.iter().zip(0..).map(|(person, place)| match person.key.as_str() {
            "" => place,
            key => *known.entry(key).or_insert(place),
        });
        let is_own = |person: &Person| GuestKey::read(&person.key).is_some_and(|key| own.contains(&key));
        Self {
            people,
            first: first.collect(),
            own: people.iter().map(is_own).collect(),
            known: !own.is_empty(),
        }
    }

    /// Whether this one is the user.
    pub(crate) fn is_own(&self, person: u32) -> bool {
        self.own.get(person as usize).copied().unwrap_or_default()
    }

    /// The first with the same key; `None` where there is no such person.
    pub(crate) fn first(&self, person: u32) -> Option<u32> {
        self.first.get(person as usize).copied()
    }

    /// Who this event is for. `seen`: scratch, empty at first, the same for every event of an import.
    pub(crate) fn audience(&self, event: &Event, seen: &mut Seen) -> Audience {
        let mut audience = Audience::default();
        let (mut declined, mut comes) = (false, false);
        seen.event += 1;
        seen.last.resize(self.people.len(), 0);
        for (person, answer) in &event.attendees {
            if self.is_own(*person) {
                declined |= *answer == Answer::Declined;
                comes |= matches!(answer, Answer::Accepted | Answer::Tentative);
            }
        }
        let listed = event.attendees.iter().map(|(person, _)| *person).chain(event.organizer);
        for person in listed.filter(|person| !self.is_own(*person)) {
            let Some(first) = self.first(person) else { continue };
            let (Some(person), Some(last)) =
                (self.people.get(first as usize), seen.last.get_mut(first as usize))
            else {
                continue;
            };
            if person.resource || *last == seen.event {
                continue;
            }
            *last = seen.event;
            audience.others += 1;
            audience.at_least |= person.group;
        }
        audience.people = if self.known { audience.others + 1 } else { audience.others.max(2) };
        audience.declined = declined && !comes;
        audience
    }
}

/// In which event each person was seen last.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    event: u64,
    last: Vec<u64>,
}

/// What is told of each event, in their order.
pub(crate) fn facts(import: &Import, who: &Who<'_>) -> Vec<Fact> {
    let mut seen = Seen::default();
    let fact = |event: &Event| {
        let audience = who.audience(event, &mut seen);
        let standing = match event {
            Event { cancelled: true, .. } => Standing::Cancelled,
            _ if audience.declined => Standing::Declined,
            Event { all_day: true, .. } => Standing::AllDay,
            Event { free: true, .. } => Standing::Free,
            _ if audience.others == 0 => Standing::Alone,
            _ => Standing::Counts,
        };
        let shape = import.meetings.get(event.meeting as usize).map(|meeting| meeting.shape);
        let sender =
            event.organizer.filter(|person| !who.is_own(*person)).and_then(|person| who.first(person));
        Fact {
            standing,
            people: audience.people,
            recurring: shape == Some(Shape::Recurring),
            agenda: matches!(event.agenda, AgendaLevel::Topics | AgendaLevel::Good),
            sender: sender.map_or(Sender::Own, Sender::Other),
        }
    };
    import.events_kept.iter().map(fact).collect()
}
