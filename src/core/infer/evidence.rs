//! The evidence for an invite's purpose: words found in it, each with its weight, and who is invited.

use super::{Purpose, Reason, item_nature};
use crate::agenda::Item;
use crate::invite::Invite;
use crate::lexicon::{Hit, Lexicon};
use crate::lines;
use crate::order;
use crate::quadrant::Nature;
use std::sync::LazyLock;

/// A word of this weight tells a kind by itself.
pub(super) const STRONG: f32 = 3.0;
/// Words of the body outside the agenda count less than those of the title, and all together at most as
/// much as one strong word.
const BODY_SHARE: f32 = 0.5;
/// Longer bodies are searched up to here, in characters.
const BODY_LIMIT: usize = 1_500;
/// So many people seldom decide anything.
const CROWD: usize = 12;
/// With more other people than this, "1+1" or "coaching" names no one-to-one.
const FEW: usize = 4;

/// What a word speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Share,
    Decide,
    Social,
    OneToOne,
    Interview,
    /// Looks like one of these and is not.
    Mask,
}

const TABLES: [&str; 7] = [
    include_str!("../lexicon/purpose/en.tsv"),
    include_str!("../lexicon/purpose/de.tsv"),
    include_str!("../lexicon/purpose/fr.tsv"),
    include_str!("../lexicon/purpose/es.tsv"),
    include_str!("../lexicon/purpose/pt.tsv"),
    include_str!("../lexicon/purpose/ja.tsv"),
    include_str!("../lexicon/purpose/hi-Latn.tsv"),
];

static WORDS: LazyLock<Lexicon<Class>> = LazyLock::new(|| Lexicon::of(&TABLES, class));

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "share" => Class::Share,
        "decide" => Class::Decide,
        "social" => Class::Social,
        "one_to_one" => Class::OneToOne,
        "interview" => Class::Interview,
        "mask" => Class::Mask,
        _ => return None,
    })
}

/// Words of the tables in a text.
pub(super) fn find(text: &str) -> Vec<Hit<'_, Class>> {
    WORDS.find(text)
}

/// Weights of the words of a text, added up by class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) share: f32,
    pub(super) decide: f32,
    pub(super) social: f32,
    pub(super) one_to_one: f32,
    pub(super) interview: f32,
}

impl Sums {
    fn bond(&self) -> f32 {
        self.social.max(self.one_to_one).max(self.interview)
    }
}

/// Adds up the words of a text. The strongest word of a class counts whole and the others by half, so
/// that saying a thing twice is not taken for saying more.
pub(super) fn sums(hits: &[Hit<'_, Class>]) -> Sums {
    let mut sums = Sums::default();
    let of = |class: Class| {
        let weights = hits.iter().filter(|hit| hit.entry.class == class).map(|hit| hit.entry.weight);
        let (sum, most) =
            weights.fold((0.0_f32, 0.0_f32), |(sum, most), weight| (sum + weight, most.max(weight)));
        most + (sum - most) / 2.0
    };
    sums.share = of(Class::Share);
    sums.decide = of(Class::Decide);
    sums.social = of(Class::Social);
    sums.one_to_one = of(Class::OneToOne);
    sums.interview = of(Class::Interview);
    sums
}

/// How the agenda's items divide.
#[derive(Clone, Copy, Debug, Default)]
struct Items {
    all: u32,
    share: u32,
    decide: u32,
    /// Minutes of all items and of those that share; only if every item has minutes.
    minutes: Option<(u32, u32)>,
    /// Minutes of those that decide.
    decide_minutes: u32,
}

impl Items {
    fn of(items: &[Item]) -> Self {
        let mut counted = Self { minutes: Some((0, 0)), ..Self::default() };
        for item in items {
            let nature = item_nature(&item.topic);
            counted.all += 1;
            counted.share += u32::from(nature == Some(Nature::Conveyance));
            counted.decide += u32::from(nature == Some(Nature::Convergence));
            if nature == Some(Nature::Convergence) {
                counted.decide_minutes = counted.decide_minutes.saturating_add(item.minutes.unwrap_or(0));
            }
            counted.minutes = counted.minutes.zip(item.minutes).map(|((all, share), minutes)| {
                let shared = if nature == Some(Nature::Conveyance) { minutes } else { 0 };
                (all.saturating_add(minutes), share.saturating_add(shared))
            });
        }
        counted
    }

    /// The parts that share and that decide, 0 to 1: by minutes where every item has them, by number if not.
    #[allow(clippy::cast_precision_loss)]
    fn parts(&self) -> (f32, f32) {
        let (all, share, decide) = match self.minutes {
            Some((all, share)) if all > 0 => (all, share, self.decide_minutes),
            _ => (self.all.max(1), self.share, self.decide),
        };
        (share as f32 / all as f32, decide as f32 / all as f32)
    }
}

/// All the evidence, weighed.
pub(super) struct Evidence {
    pub(super) share: f32,
    pub(super) decide: f32,
    pub(super) bond: f32,
    title: Sums,
    items: Items,
    body: Sums,
    body_text: String,
}

impl Evidence {
    /// Gathers the evidence of an invite.
    pub(super) fn of(invite: &Invite) -> Self {
        let few = invite.guests.len() <= FEW;
        let sums_here = |text: &str| {
            let sums = sums(&find(text));
            Sums { one_to_one: if few { sums.one_to_one } else { 0.0 }, ..sums }
        };
        let title = sums_here(&invite.title);
        let items = Items::of(&invite.agenda.items);
        let body_text = body(invite);
        let body = sums_here(&body_text);
        let mut share = title.share + (body.share * BODY_SHARE).min(STRONG / 2.0);
        let mut decide = title.decide + (body.decide * BODY_SHARE).min(STRONG / 2.0);
        let mut bond = title.bond() + (body.bond() * BODY_SHARE).min(1.0);
        if items.all > 0 {
            let (shares, decides) = items.parts();
            // What is done in the meeting outweighs what it is called: half of the agenda is enough.
            decide += if decides >= 0.5 { STRONG } else { decides * 2.0 };
            share += shares * 1.5;
        }
        if item_nature(&invite.agenda.outcome) == Some(Nature::Convergence) {
            decide += 1.0;
        }
        let alone = matches!(invite.guests.as_slice(), [guest] if !guest.group);
        if alone {
            bond += if invite.recurrence.is_some() { 2.0 } else { 0.5 };
        } else if invite.guests.len() >= CROWD || invite.guests.iter().any(|guest| guest.group) {
            share += 0.5;
        }
        // Named so, a one-to-one stays one, whatever its list says; so do interviews and feasts.
        if title.bond() >= STRONG && title.bond() > title.share.max(title.decide) {
            bond += STRONG;
        }
        Self { share, decide, bond, title, items, body, body_text }
    }

    /// The evidence for a purpose, the strongest first.
    pub(super) fn reasons(&self, invite: &Invite, purpose: Purpose) -> Vec<Reason> {
        let classes: &[Class] = match purpose {
            Purpose::Conveyance => &[Class::Share],
            Purpose::Convergence => &[Class::Decide],
            Purpose::Bonding => &[Class::Social, Class::OneToOne, Class::Interview],
            Purpose::Unclear => &[],
        };
        let weight = |sums: &Sums| match purpose {
            Purpose::Conveyance => sums.share,
            Purpose::Convergence => sums.decide,
            Purpose::Bonding => sums.bond(),
            Purpose::Unclear => 0.0,
        };
        let mut found: Vec<(f32, Reason)> = Vec::new();
        let mut add = |weight: f32, reason: Reason| found.push((weight, reason));
        if let Some(words) = written(&invite.title, classes) {
            add(weight(&self.title), Reason::TitleWords(words));
        }
        if let Some(words) = written(&self.body_text, classes) {
            add(weight(&self.body) * BODY_SHARE, Reason::BodyWords(words));
        }
        let items = self.items;
        if purpose == Purpose::Convergence && items.decide > 0 {
            let weight = if items.parts().1 >= 0.5 { STRONG } else { 1.0 };
            add(weight, Reason::AgendaDecides { decide: items.decide, of: items.all });
        }
        if purpose == Purpose::Conveyance && items.share > 0 {
            let (share, of, minutes) = match items.minutes {
                Some((of, share)) if of > 0 => (share, of, true),
                _ => (items.share, items.all, false),
            };
            add(1.5, Reason::AgendaShares { share, of, minutes });
        }
        let alone = matches!(invite.guests.as_slice(), [guest] if !guest.group);
        if purpose == Purpose::Bonding && alone {
            add(1.0, Reason::OneToOne);
        }
        if purpose == Purpose::Conveyance && invite.guests.len() >= 4 {
            add(0.5, Reason::Guests(u32::try_from(invite.guests.len()).unwrap_or(u32::MAX)));
        }
        if purpose != Purpose::Convergence
            && let Some(recurrence) = &invite.recurrence
        {
            add(0.4, Reason::Repeats(recurrence.frequency));
        }
        order::few(&mut found, |one, other| one.0 > other.0);
        found.into_iter().take(4).map(|(_, reason)| reason).collect()
    }
}

/// The words of some classes as they are written, the strongest first; `None` if there are none.
fn written(text: &str, classes: &[Class]) -> Option<String> {
    let mut hits = find(text);
    hits.retain(|hit| classes.contains(&hit.entry.class));
    order::few(&mut hits, |one, other| one.entry.weight > other.entry.weight);
    let mut words: Vec<&str> = Vec::new();
    for hit in hits {
        if words.len() < 3 && !words.contains(&hit.written) {
            words.push(hit.written);
        }
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// What the description says apart from join blocks, footers and the like: not only topics, for "the plan
/// is settled" is no topic and yet tells.
fn body(invite: &Invite) -> String {
    let mut text = String::new();
    for sentence in crate::agenda::sentences(lines::lines(&invite.description, invite.format)) {
        text.push_str(&sentence);
        text.push('\n');
        if text.len() > BODY_LIMIT * 4 {
            break;
        }
    }
    crate::words::cut(&text, BODY_LIMIT).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_readable() {
        for table in TABLES {
            assert_eq!(crate::lexicon::unreadable(table, class), Vec::<&str>::new());
        }
    }
}
