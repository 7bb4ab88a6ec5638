//! The strength of the relationship between the people of an invite: from shared history and how recent it is,
//! from domains and first-time guests, from the size of the group, and from what the user said of it before.
//!
//! What speaks for strong and what speaks for weak is added up; where neither is ahead it is unknown. The
//! figures are choices, made so that each kind of evidence decides alone where nothing speaks against it.

use super::{Inference, Reason};
use crate::history::{History, Met};
use crate::invite::{Guest, Invite};
use crate::learn::Lessons;
use crate::order;
use crate::people::{Group, GuestKey};
use crate::quadrant::Relationship;
use jiff::civil::Date;
use std::sync::LazyLock;

/// Who was met so often of late is no stranger.
const OFTEN: f32 = 3.0;
/// So many are a handful: who knows each of them knows the group.
const HANDFUL: usize = 8;
/// More than this are a crowd, which is hardly ever strong as a whole.
const CROWD: usize = 15;
/// With so many recorded invites, people who are in none of them are new.
const LONG_JOURNAL: usize = 20;

/// Everybody has been met often; it grows with the square, as one meeting makes nobody familiar.
const FAMILIAR: f32 = 3.0;
/// A series within the own organisation: they work together, whatever is recorded of it.
const SERIES: f32 = 0.9;
/// All are from one other organisation.
const OUTSIDE: f32 = 2.0;
/// All are new, and others are not.
const NEW: f32 = 1.5;
/// All are new to a long journal.
const ALL_NEW: f32 = 1.0;
/// The user said so today, of this very group.
const SAID: f32 = 5.0;
/// So much one side must be ahead of the other.
const LEAD: f32 = 0.75;

/// What is known of the people of an invite.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The key of each guest, in the invite's order; shorter, or `None`, where there is none.
    pub guests: &'a [Option<GuestKey>],
    /// Who met whom.
    pub history: &'a History,
    /// What the user said before.
    pub lessons: &'a Lessons,
    /// Today.
    pub today: Date,
}

/// Evidence for one side.
#[derive(Default)]
struct Side {
    weight: f32,
    reasons: Vec<(f32, Reason)>,
}

impl Side {
    fn add(&mut self, weight: f32, reason: Reason) {
        if weight > 0.0 {
            self.weight += weight;
            self.reasons.push((weight, reason));
        }
    }
}

/// The relationship of the people; `None` where the evidence is thin.
pub fn relationship(invite: &Invite, known: Known<'_>) -> Inference<Option<Relationship>> {
    let (mut strong, mut weak) = (Side::default(), Side::default());
    let group = Group::of(known.guests.iter().copied().flatten());
    if let Some(said) = known.lessons.relationship(&group, known.today) {
        let side = if said.value == Relationship::Strong { &mut strong } else { &mut weak };
        side.add(SAID * said.strength, Reason::Corrected);
    }
    let met = met(invite, known);
    let of = invite.guests.len();
    let new = met.iter().filter(|met| met.times == 0).count();

    let together = known.history.together(&group, known.today);
    let (familiar, times) = familiarity(&met, together);
    // Of a list nobody knows who is in it: it is familiar only if it was met itself, and never new.
    let list = invite.guests.iter().any(|guest| guest.group);
    if !list || new == 0 {
        strong.add(FAMILIAR * familiar * familiar, Reason::MetBefore(times));
    }
    let outside = outside(invite);
    if !list {
        if let Some((domain, count)) = &outside.leading {
            weak.add(OUTSIDE * part(*count, of), Reason::OutsideDomain(domain.clone()));
        }
        let first_time = Reason::FirstTime { new: count(new), of: count(of) };
        if new < of {
            weak.add(NEW * part(new, of), first_time);
        } else if known.history.len() >= LONG_JOURNAL {
            weak.add(ALL_NEW, first_time);
        }
        if let Some(recurrence) = &invite.recurrence
            && of <= CROWD
            && outside.count == 0
            && !invite.own.is_empty()
        {
            strong.add(SERIES, Reason::Repeats(recurrence.frequency));
        }
    }
    decided(strong, weak)
}

fn decided(strong: Side, weak: Side) -> Inference<Option<Relationship>> {
    let ahead = (strong.weight - weak.weight).abs();
    if ahead < LEAD {
        return Inference { value: None, confidence: 0.0, reasons: Vec::new() };
    }
    let (value, mut side) =
        if strong.weight > weak.weight { (Relationship::Strong, strong) } else { (Relationship::Weak, weak) };
    order::few(&mut side.reasons, |one, other| one.0 > other.0);
    Inference {
        value: Some(value),
        confidence: (0.3 + 0.2 * ahead).min(0.9),
        reasons: side.reasons.into_iter().map(|(_, reason)| reason).take(4).collect(),
    }
}

/// How often each guest was met, the least first: sums must not depend on the guests' order.
fn met(invite: &Invite, known: Known<'_>) -> Vec<Met> {
    let of = |guest: usize| match known.guests.get(guest).copied().flatten() {
        Some(key) if !known.history.is_empty() => known.history.with(key, known.today),
        _ => Met::default(),
    };
    let mut met: Vec<Met> = (0..invite.guests.len()).map(of).collect();
    order::few(&mut met, |one, other| (one.weight, one.times) < (other.weight, other.times));
    met
}

/// How familiar they are, 0 to 1, and how often they have met. A handful is known if each of them is; the
/// larger the group, the more it must have met as this group.
fn familiarity(met: &[Met], together: Met) -> (f32, u32) {
    let whole = (together.weight / OFTEN).min(1.0);
    let sum: f32 = met.iter().map(|met| (met.weight / OFTEN).min(1.0)).sum();
    let each = sum * part(1, met.len());
    let (each, whole) = match met.len() {
        many if many <= HANDFUL => (each, whole),
        many if many <= CROWD => (each * 0.75, whole),
        _ => (each * 0.4, whole * 0.75),
    };
    if whole >= each && together.times > 0 {
        return (whole, together.times);
    }
    // Half of them were met about so often.
    (each, met.get(met.len() / 2).map_or(1, |met| met.times.max(1)))
}

/// Guests who are not of the own organisation.
struct Outside {
    count: usize,
    /// The organisation of most of them, and how many they are.
    leading: Option<(String, usize)>,
}

/// Who is from outside. A client, a vendor, a partner has one domain; people each of their own domain, or
/// with addresses that anybody can have, are no organisation: so open projects look.
fn outside(invite: &Invite) -> Outside {
    let own: Vec<&str> = invite.own.iter().filter_map(|address| domain(address)).collect();
    let strangers: Vec<&str> = invite
        .guests
        .iter()
        .filter(|guest| guest.outside)
        .filter_map(|guest: &Guest| domain(&guest.address))
        .filter(|domain| !own.iter().any(|own| same_organisation(own, domain)))
        .collect();
    let mut organisations: Vec<(&str, usize)> = Vec::new();
    // Who writes from a public address has no organisation that others could be outside of.
    let public_self = !own.is_empty() && own.iter().all(|own| is_public(own));
    for domain in strangers.iter().map(|domain| organisation(domain)) {
        if is_public(domain) || public_self {
            continue;
        }
        match organisations.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, count)) => *count += 1,
            None => organisations.push((domain, 1)),
        }
    }
    // Of several the first by name, so that the guests' order does not matter.
    let most = organisations.iter().max_by_key(|(domain, count)| (*count, std::cmp::Reverse(*domain)));
    let mixed = |count: usize| strangers.len() > 2 && count * 2 <= strangers.len();
    let leading =
        most.filter(|(_, count)| !mixed(*count)).map(|(domain, count)| ((*domain).to_owned(), *count));
    Outside { count: strangers.len(), leading }
}

static PUBLIC: LazyLock<order::WordSet> = LazyLock::new(|| {
    let mut public = order::WordSet::default();
    for domain in include_str!("public_mail.txt").split_whitespace() {
        public.insert(domain.to_owned());
    }
    public
});

/// Anybody can have an address there.
fn is_public(domain: &str) -> bool {
    PUBLIC.contains(domain)
}

fn domain(address: &str) -> Option<&str> {
    address.split_once('@').map(|(_, domain)| domain)
}

/// What of a domain names the organisation: the last two labels, or three where the last but one is as short
/// as `co.uk` and `com.br` have it. Departments and countries stand before it.
fn organisation(domain: &str) -> &str {
    if is_public(domain) {
        return domain;
    }
    let mut dots = domain.rmatch_indices('.').map(|(at, _)| at);
    let (Some(last), Some(second)) = (dots.next(), dots.next()) else { return domain };
    let short = last - second <= 4;
    let cut = if short { dots.next() } else { Some(second) };
    cut.and_then(|at| domain.get(at + 1..)).unwrap_or(domain)
}

fn same_organisation(one: &str, other: &str) -> bool {
    let below =
        |lower: &str, upper: &str| lower.strip_suffix(upper).is_some_and(|front| front.ends_with('.'));
    organisation(one) == organisation(other) || below(one, other) || below(other, one)
}

/// `some` of `of`, 0 to 1.
#[allow(clippy::cast_precision_loss)] // guests of one invite
fn part(some: usize, of: usize) -> f32 {
    if of == 0 { 0.0 } else { some as f32 / of as f32 }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
