//! The strength of the relationship between the people of an invite, from the journal and from domains.

use super::{Inference, Reason};
use crate::invite::{Guest, Invite};
use crate::order;
use crate::quadrant::Relationship;
use crate::verdict::History;

/// Who was in so many recorded invites before is no stranger.
const OFTEN: u32 = 3;

/// The relationship of the people; `None` where the evidence is thin. Strong: most have met often. Weak:
/// most are from outside, or most meet for the first time while others have met. A recurring group of the
/// own domain of which nothing is recorded leans strong.
pub fn relationship(invite: &Invite, history: &History) -> Inference<Option<Relationship>> {
    let of = invite.guests.len();
    let most = |count: usize| count * 2 > of;
    let met = |guest: usize| history.meetings.get(guest).copied().unwrap_or(0);
    let mut times: Vec<u32> = (0..of).map(met).collect();
    order::few(&mut times, |one, other| one < other);
    let often = times.iter().filter(|times| **times >= OFTEN).count();
    let new = times.iter().filter(|times| **times == 0).count();
    let outside: Vec<&Guest> = invite.guests.iter().filter(|guest| guest.outside).collect();

    let first_time = Reason::FirstTime { new: count(new), of: count(of) };
    if of == 0 {
        unknown()
    } else if most(often) {
        // Half of the group have met at least so often.
        let middle = times.get(of / 2).copied().unwrap_or(0);
        found(Relationship::Strong, 0.85, vec![Reason::MetBefore(middle)])
    } else if most(outside.len()) {
        let mut reasons = vec![Reason::OutsideDomain(domain(&outside))];
        if new > 0 && new < of {
            reasons.push(first_time);
        }
        found(Relationship::Weak, 0.75, reasons)
    } else if new < of && most(new) {
        found(Relationship::Weak, 0.65, vec![first_time])
    } else if let (true, Some(recurrence), false) =
        (new == of && outside.is_empty(), &invite.recurrence, invite.own.is_empty())
    {
        found(Relationship::Strong, 0.45, vec![Reason::Repeats(recurrence.frequency)])
    } else {
        unknown()
    }
}

fn found(value: Relationship, confidence: f32, reasons: Vec<Reason>) -> Inference<Option<Relationship>> {
    Inference { value: Some(value), confidence, reasons }
}

fn unknown() -> Inference<Option<Relationship>> {
    Inference { value: None, confidence: 0.0, reasons: Vec::new() }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The domain of most of the guests; of several the first by name, so that their order does not matter.
fn domain(guests: &[&Guest]) -> String {
    let mut domains: Vec<(&str, usize)> = Vec::new();
    for (_, domain) in guests.iter().filter_map(|guest| guest.address.split_once('@')) {
        match domains.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, count)) => *count += 1,
            None => domains.push((domain, 1)),
        }
    }
    let most = domains.into_iter().max_by_key(|(domain, count)| (*count, std::cmp::Reverse(*domain)));
    most.map(|(domain, _)| domain.to_owned()).unwrap_or_default()
}
