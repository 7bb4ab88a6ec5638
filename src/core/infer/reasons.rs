//! Why an invite is thought to be for what it is: its own words and figures, the strongest first. What is
//! inferred is not decided here.

use super::signs::{self, Entry};
use super::{Purpose, Reason};
use crate::invite::Invite;
use crate::lexicon::Hit;
use crate::order;
use crate::quadrant::Nature;

/// As many reasons as anybody reads.
const MOST: usize = 4;
/// A word of this weight tells by itself.
const STRONG: f32 = 3.0;
/// So many others are worth a mention.
const MANY: usize = 4;

/// The evidence for a purpose, the strongest first. `corrected`: the user's own corrections speak for it.
pub(super) fn reasons(invite: &Invite, purpose: Purpose, corrected: bool) -> Vec<Reason> {
    let mut found: Vec<(f32, Reason)> = Vec::new();
    let mut add = |weight: f32, reason: Reason| found.push((weight, reason));
    if corrected {
        add(STRONG * 2.0, Reason::Corrected);
    }
    if let Some((weight, words)) = written(&invite.title, purpose) {
        add(weight + 1.0, Reason::TitleWords(words));
    }
    let items = &invite.agenda.items;
    let of =
        |nature: Nature| items.iter().filter(move |item| super::item_nature(&item.topic) == Some(nature));
    let all = count(items.len());
    match purpose {
        Purpose::Convergence => {
            let decide = count(of(Nature::Convergence).count());
            if decide > 0 {
                let half = decide * 2 >= all;
                add(if half { STRONG } else { 1.0 }, Reason::AgendaDecides { decide, of: all });
            }
        }
        Purpose::Conveyance => {
            if let Some(reason) = shares(invite, of(Nature::Conveyance)) {
                add(1.5, reason);
            }
            if invite.guests.len() >= MANY {
                add(0.5, Reason::Guests(count(invite.guests.len())));
            }
        }
        Purpose::Bonding => {
            if matches!(invite.guests.as_slice(), [guest] if !guest.group) {
                add(1.0, Reason::OneToOne);
            }
        }
        Purpose::Unclear => return Vec::new(),
    }
    if let Some((weight, words)) = written(&invite.text, purpose) {
        add(weight / 2.0, Reason::BodyWords(words));
    }
    if purpose != Purpose::Convergence
        && let Some(recurrence) = &invite.recurrence
    {
        add(0.4, Reason::Repeats(recurrence.frequency));
    }
    order::few(&mut found, |one, other| one.0 > other.0);
    found.into_iter().take(MOST).map(|(_, reason)| reason).collect()
}

/// How much of the agenda tells: by minutes where every item has them, by number if not.
fn shares<'a>(invite: &Invite, telling: impl Iterator<Item = &'a crate::agenda::Item>) -> Option<Reason> {
    let items = &invite.agenda.items;
    let telling: Vec<_> = telling.collect();
    if telling.is_empty() {
        return None;
    }
    if items.iter().all(|item| item.minutes.is_some()) {
        let sum =
            |minutes: u32, item: &crate::agenda::Item| minutes.saturating_add(item.minutes.unwrap_or(0));
        let of = items.iter().fold(0, sum);
        let share = telling.iter().copied().fold(0, sum);
        return Some(Reason::AgendaShares { share, of, minutes: true });
    }
    Some(Reason::AgendaShares { share: count(telling.len()), of: count(items.len()), minutes: false })
}

/// The words of a text that speak for a purpose as they are written, the strongest first, at most three, and
/// the strongest one's weight.
fn written(text: &str, purpose: Purpose) -> Option<(f32, String)> {
    let mut hits: Vec<(f32, &str)> =
        signs::find(text).iter().filter_map(|hit| Some((weight(hit, purpose)?, hit.written))).collect();
    order::few(&mut hits, |one, other| one.0 > other.0);
    let strongest = hits.first()?.0;
    let mut words: Vec<&str> = Vec::new();
    for (_, written) in hits {
        if words.len() < 3 && !words.contains(&written) {
            words.push(written);
        }
    }
    Some((strongest, words.join(", ")))
}

fn weight(hit: &Hit<'_, Entry>, purpose: Purpose) -> Option<f32> {
    hit.class.natures().find(|(nature, _)| *nature == purpose).map(|(_, weight)| weight)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
