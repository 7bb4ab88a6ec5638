//! What a change to an event that is in the calendar already costs its guests: whether anybody is added, whether
//! it moves, repeats otherwise or gets longer. Everything else (description, title, place, fewer guests, an earlier
//! end) is nobody's reason to be asked.

use crate::dates::LocaleNames;
use crate::invite::{self, Guest, Invite, Recurrence};
use crate::policy::Policy;
use crate::raw::RawInvite;

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
    let was = invite::outline(before, policy, names);
    let time = match (was.start, invite.start) {
        (Some(was), Some(is)) => was != is,
        _ => before.start != raw.start,
    };
    let longer = match (was.minutes, invite.minutes) {
        (Some(was), Some(is)) => is > was,
        _ => before.end != raw.end,
    };
    let recurrence = match (&was.recurrence, &invite.recurrence) {
        (Some(was), Some(is)) => !repeats_alike(was, is),
        _ => before.recurrence != raw.recurrence,
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
    let same = |one: &Guest, other: &Guest| {
        if one.address.is_empty() || other.address.is_empty() {
            one.name == other.name
        } else {
            one.address == other.address
        }
    };
    let mut others = invite.guests.iter().filter(|guest| !own.contains(&guest.address));
    let count = others.clone().count();
    count > guests.len() || !others.all(|guest| guests.iter().any(|known| same(known, guest)))
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
