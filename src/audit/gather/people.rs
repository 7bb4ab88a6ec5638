//! Everybody of an import, each once, by their addresses in lower case; and who of them the user probably is. The
//! addresses are forgotten with this: what is kept are keyed hashes.

use super::Source;
use converel_calendar::{Party, PartyKind};
use converel_core::dates::LocaleNames;
use converel_core::invite;
use converel_core::policy::Policy;
use converel_core::raw::{RawGuest, RawGuestKind, RawInvite};
use converel_core::record::guest_hash;
use converel_protocol::audit::kept::Person;
use std::collections::HashMap;

/// Addresses of Google Calendar that stand for a room, or for a calendar that owns an event, and not for somebody.
const NOBODY: [&str; 4] = [
    "@resource.calendar.google.com",
    "@group.calendar.google.com",
    "@import.calendar.google.com",
    "@group.v.calendar.google.com",
];

/// What Google Calendar writes where it does not say who the organizer is.
const UNKNOWN: &str = "unknownorganizer@calendar.google.com";

/// Somebody with their address.
struct Known {
    /// In lower case; empty where only a name is known.
    address: String,
    person: Person,
}

/// Everybody.
#[derive(Default)]
pub(super) struct People {
    numbers: HashMap<String, u32>,
    people: Vec<Known>,
    /// The address that is looked for, in lower case; kept so that nothing is allocated for it.
    wanted: String,
}

impl People {
    /// The number of a party; `None` where it is nobody. Who has a name and no address is told by the name.
    pub(super) fn of(&mut self, party: &Party<'_>) -> Option<u32> {
        let (address, name) = (party.address.trim(), party.name.trim());
        let has_address = address.contains('@');
        let text = if has_address { address } else { name };
        if text.is_empty() {
            return None;
        }
        self.wanted.clear();
        if text.is_ascii() {
            self.wanted.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.wanted.push_str(&text.to_lowercase());
        }
        if self.wanted == UNKNOWN {
            return None;
        }
        let resource = matches!(party.kind, PartyKind::Room | PartyKind::Resource)
            || NOBODY.iter().any(|end| self.wanted.ends_with(end));
        let group = party.kind == PartyKind::Group;
        if let Some(number) = self.numbers.get(&self.wanted) {
            if let Some(Known { person, address }) = self.people.get_mut(*number as usize) {
                person.resource |= resource;
                person.group |= group;
                // An organizer is often written with an address alone, and with a name where they are invited.
                if person.name == *address && !name.is_empty() {
                    name.clone_into(&mut person.name);
                }
            }
            return Some(*number);
        }
        let number = super::count(self.people.len());
        let shown = if name.is_empty() { &self.wanted } else { name };
        let person = Person { key: String::new(), name: shown.to_owned(), resource, group };
        let address = if has_address { self.wanted.clone() } else { String::new() };
        self.people.push(Known { address, person });
        self.numbers.insert(self.wanted.clone(), number);
        Some(number)
    }

    /// Gives everybody their keyed hash.
    pub(super) fn hash(&mut self, key: &[u8]) {
        for (text, number) in &self.numbers {
            if let Some(known) = self.people.get_mut(*number as usize) {
                known.person.key = guest_hash(key, text);
            }
        }
    }

    /// Marks addresses that are lists by their names, as the gate does: calendars hardly ever say so.
    pub(super) fn mark_groups(&mut self) {
        let row = |known: &Known| RawGuest {
            email: known.address.clone(),
            name: known.person.name.clone(),
            kind: RawGuestKind::Person,
            ..RawGuest::default()
        };
        let raw = RawInvite { guests: self.people.iter().map(row).collect(), ..RawInvite::default() };
        let read = invite::outline(&raw, &Policy::default(), &LocaleNames::default());
        for guest in read.guests.iter().filter(|guest| guest.group && !guest.address.is_empty()) {
            if let Some(number) = self.numbers.get(&guest.address)
                && let Some(known) = self.people.get_mut(*number as usize)
            {
                known.person.group = true;
            }
        }
    }

    /// The people with these addresses, in lower case.
    pub(super) fn with_addresses(&self, addresses: &[String]) -> Vec<u32> {
        let mut found: Vec<u32> =
            addresses.iter().filter_map(|address| self.numbers.get(address).copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Who the user probably is: the calendar's name, where it is the address of somebody who is invited (Google names
    /// the first calendar so), of several the one in most events; or else whoever is in more than half of the events
    /// with several people, and in more of them than anybody else.
    pub(super) fn probably_own(&self, sources: &[Source], calendar_names: &[String]) -> Option<u32> {
        let mut times: Vec<u32> = vec![0; self.people.len()];
        let mut meetings = 0_u32;
        for source in sources.iter().filter(|source| source.is_meeting() && source.takes_place()) {
            let mut people: Vec<u32> =
                source.described.everybody().filter(|person| self.is_human(*person)).collect();
            people.sort_unstable();
            people.dedup();
            if people.len() < 2 {
                continue;
            }
            meetings += 1;
            for person in people {
                if let Some(times) = times.get_mut(person as usize) {
                    *times += 1;
                }
            }
        }
        let names: Vec<String> = calendar_names.iter().map(|name| name.trim().to_lowercase()).collect();
        let named = self.with_addresses(&names).into_iter().filter(|person| self.is_human(*person));
        let in_events = |person: &u32| times.get(*person as usize).copied().unwrap_or(0);
        if let Some(named) = named.max_by_key(|person| (in_events(person), std::cmp::Reverse(*person))) {
            return Some(named);
        }
        let most = times.iter().copied().max().unwrap_or(0);
        let mut those = times.iter().zip(0..).filter(|(times, _)| **times == most).map(|(_, person)| person);
        let (first, second) = (those.next()?, those.next());
        let told = second.is_none() && most > 1 && u64::from(most) * 2 > u64::from(meetings);
        (told && !self.address(first).is_empty()).then_some(first)
    }

    /// A person, or a group of them; not a room.
    pub(super) fn is_human(&self, number: u32) -> bool {
        self.people.get(number as usize).is_some_and(|known| !known.person.resource)
    }

    /// Empty where there is none.
    pub(super) fn address(&self, number: u32) -> &str {
        self.people.get(number as usize).map_or("", |known| &known.address)
    }

    /// What is kept of somebody.
    pub(super) fn person(&self, number: u32) -> &Person {
        static NONE: Person =
            Person { key: String::new(), name: String::new(), resource: false, group: false };
        self.people.get(number as usize).map_or(&NONE, |known| &known.person)
    }
}
