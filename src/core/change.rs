//! What a change to an event that is in the calendar already costs its guests: whether anybody is added, whether
//! it moves, repeats otherwise or gets longer. Everything else (description, title, place, fewer guests, an earlier
//! end) is nobody's reason to be asked.

use crate::dates::LocaleNames;
use crate::invite::{self, Guest, Invite, Recurrence};
use crate::order::WordSet;
use crate::policy::Policy;
use crate::raw::{RawInvite, RawRecurrence, RawTime};
use crate::words::{collapse, fold};

/// What of a change there is reason to ask about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Somebody is invited who was not.
    pub guests: bool,
    /// It starts on another day or at another time, or takes whole days where it did not, or the other way round.
    pub time: bool,
    /// It repeats otherwise.
    pub recurrence: bool,
    /// It ends later than it did; where the length cannot be read, it ends otherwise.
    pub longer: bool,
}

impl Changes {
    /// There is no reason to ask.
    pub fn are_minor(self) -> bool {
        self == Self::default()
    }
}

/// What changed from the event as it was to the invite as it is now, of which `raw` was read. What cannot be read
/// on either side is compared as shown.
pub fn changes(
    before: &RawInvite,
    raw: &RawInvite,
    invite: &Invite,
    policy: &Policy,
    names: &LocaleNames,
) -> Changes {
    let was = invite::frame(before, policy, names);
    let time = match (was.start, invite.start) {
        (Some(was), Some(is)) => was != is,
        _ => shown(&before.start) != shown(&raw.start),
    };
    let longer = match (was.minutes, invite.minutes) {
        (Some(was), Some(is)) => is > was,
        _ => shown(&before.end) != shown(&raw.end),
    };
    let recurrence = match (&was.recurrence, &invite.recurrence) {
        (Some(was), Some(is)) => !repeats_alike(was, is),
        _ => rhythm(&before.recurrence) != rhythm(&raw.recurrence),
    };
    Changes {
        guests: adds(&was.guests, &was.own, invite),
        time: time || was.all_day != invite.all_day,
        recurrence,
        longer,
    }
}

/// Whether there is anybody who was not there. The same person may have shown an address on one side only.
fn adds(guests: &[Guest], own: &[String], invite: &Invite) -> bool {
    let (mut addresses, mut names, mut nameless) =
        (WordSet::default(), WordSet::default(), WordSet::default());
    for guest in guests {
        addresses.insert(guest.address.clone());
        names.insert(fold(&guest.name));
        if guest.address.is_empty() {
            nameless.insert(fold(&guest.name));
        }
    }
    let known = |guest: &Guest| {
        let name = fold(&guest.name);
        if guest.address.is_empty() {
            names.contains(&name)
        } else {
            addresses.contains(&guest.address) || nameless.contains(&name)
        }
    };
    let mut others = 0;
    let all_known = invite.guests.iter().filter(|guest| !own.contains(&guest.address)).all(|guest| {
        others += 1;
        known(guest)
    });
    !all_known || others > guests.len()
}

fn repeats_alike(was: &Recurrence, is: &Recurrence) -> bool {
    let within = |one: &Recurrence, other: &Recurrence| one.days.iter().all(|day| other.days.contains(day));
    was.frequency == is.frequency
        && was.interval == is.interval
        && was.count == is.count
        && was.until == is.until
        && within(was, is)
        && within(is, was)
}

/// A time as the page shows it.
fn shown(time: &RawTime) -> [String; 4] {
    [&time.date, &time.time, &time.date_text, &time.time_text].map(|part| collapse(part))
}

fn rhythm(recurrence: &RawRecurrence) -> [String; 3] {
    [&recurrence.rule, &recurrence.frequency, &recurrence.text].map(|part| collapse(part))
}
