//! What the words of an invite stand for: kinds of meetings, telling or deciding, and other signals. The
//! words stand in `lexicon/words/`, one table for each language; all are searched in every text, because
//! people mix languages. What follows from a sign is decided elsewhere.

use super::Purpose;
use super::kind::{Kind, Signals};
use crate::lexicon::{Hit, Lexicon, decimal};
use crate::quadrant::Nature;
use std::sync::LazyLock;

/// What a word speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Kind(Kind),
    /// Something is told.
    Share,
    /// Something is decided, planned or solved.
    Decide,
    /// The tie between the people is the point.
    Bond,
    /// The kind is named, and what it is for is not: "team meeting".
    Open,
    /// A counterpart from outside is named.
    Client,
    Signal(Signal),
    /// Looks like one of these and is not.
    Mask,
}

/// One of [`Signals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    Urgent,
    Irreversible,
    Confidential,
    WritingTried,
    Poll,
    Settled,
    Code,
    Questions,
    Reactions,
}

/// The signs of one entry, as a range of [`Signs::marks`], and whether its language puts the head of a
/// title first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    from: u16,
    to: u16,
    head_first: bool,
}

/// A table's text, and whether its language puts the head of a noun phrase first.
const TABLES: [(&str, bool); 8] = [
    (include_str!("../lexicon/words/recurring.tsv"), false),
    (include_str!("../lexicon/words/en.tsv"), false),
    (include_str!("../lexicon/words/de.tsv"), true),
    (include_str!("../lexicon/words/fr.tsv"), true),
    (include_str!("../lexicon/words/es.tsv"), true),
    (include_str!("../lexicon/words/pt.tsv"), true),
    (include_str!("../lexicon/words/ja.tsv"), false),
    (include_str!("../lexicon/words/hi-Latn.tsv"), false),
];

struct Signs {
    lexicon: Lexicon<Entry>,
    marks: Vec<(Sign, f32)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut marks = Vec::new();
    // Phrases of one heading share their marks.
    let mut last: Option<(*const str, Entry)> = None;
    let lexicon = Lexicon::of(&TABLES.map(|table| table.0), |number, classes| {
        if let Some((of, entry)) = last
            && std::ptr::eq(of, classes)
        {
            return Some(entry);
        }
        let from = u16::try_from(marks.len()).ok()?;
        marks.extend(signs(classes)?);
        let to = u16::try_from(marks.len()).ok()?;
        let entry = Entry { from, to, head_first: TABLES.get(number).is_some_and(|table| table.1) };
        last = Some((classes, entry));
        Some(entry)
    });
    Signs { lexicon, marks }
});

/// `decision 4, urgent 2`; `None` if any part cannot be read.
fn signs(classes: &str) -> Option<Vec<(Sign, f32)>> {
    classes
        .split(',')
        .map(|class| {
            let (name, weight) = class.trim().split_once(' ')?;
            Some((sign(name)?, decimal(weight.trim())?))
        })
        .collect()
}

fn sign(name: &str) -> Option<Sign> {
    Some(match name {
        "share" => Sign::Share,
        "decide" => Sign::Decide,
        "bond" => Sign::Bond,
        "open" => Sign::Open,
        "client" => Sign::Client,
        "mask" => Sign::Mask,
        "urgent" => Sign::Signal(Signal::Urgent),
        "irreversible" => Sign::Signal(Signal::Irreversible),
        "confidential" => Sign::Signal(Signal::Confidential),
        "writing_tried" => Sign::Signal(Signal::WritingTried),
        "poll" => Sign::Signal(Signal::Poll),
        "settled" => Sign::Signal(Signal::Settled),
        "code" => Sign::Signal(Signal::Code),
        "questions" => Sign::Signal(Signal::Questions),
        "reactions" => Sign::Signal(Signal::Reactions),
        kind => Sign::Kind(Kind::named(kind)?),
    })
}

/// Words of the tables in a text, from left to right.
pub(super) fn find(text: &str) -> Vec<Hit<'_, Entry>> {
    SIGNS.lexicon.find(text)
}

impl Entry {
    /// What it stands for, each with its weight.
    pub(super) fn marks(self) -> &'static [(Sign, f32)] {
        SIGNS.marks.get(usize::from(self.from)..usize::from(self.to)).unwrap_or_default()
    }

    /// Its language says "review of the quarter" and not "quarterly review".
    pub(super) fn head_first(self) -> bool {
        self.head_first
    }

    /// What it says of the nature of the communication, each with its weight: what the table says, else
    /// what is usual for the kind.
    pub(super) fn natures(self) -> impl Iterator<Item = (Purpose, f32)> {
        let said = self.marks().iter().any(|(sign, _)| sign.nature().is_some());
        self.marks().iter().filter_map(move |&(sign, weight)| match sign {
            Sign::Kind(kind) if !said => Some((kind.usual()?, weight)),
            sign => Some((sign.nature()?, weight)),
        })
    }
}

impl Sign {
    fn nature(self) -> Option<Purpose> {
        Some(match self {
            Self::Share => Purpose::Conveyance,
            Self::Decide => Purpose::Convergence,
            Self::Bond => Purpose::Bonding,
            Self::Open => Purpose::Unclear,
            _ => return None,
        })
    }
}

impl Signal {
    pub(super) fn set(self, signals: &mut Signals) {
        *match self {
            Self::Urgent => &mut signals.urgent,
            Self::Irreversible => &mut signals.irreversible,
            Self::Confidential => &mut signals.confidential,
            Self::WritingTried => &mut signals.writing_tried,
            Self::Poll => &mut signals.poll,
            Self::Settled => &mut signals.settled,
            Self::Code => &mut signals.code,
            Self::Questions => &mut signals.questions,
            Self::Reactions => &mut signals.reactions,
        } = true;
    }
}

/// The nature that the words of a text lean to; `None` if they lean neither way.
pub(super) fn nature(text: &str) -> Option<Nature> {
    nature_of(&find(text))
}

/// As [`nature`], of the words found.
pub(super) fn nature_of(hits: &[Hit<'_, Entry>]) -> Option<Nature> {
    let (mut share, mut decide) = (0.0, 0.0);
    for (purpose, weight) in hits.iter().flat_map(|hit| hit.class.natures()) {
        match purpose {
            Purpose::Conveyance => share += weight,
            Purpose::Convergence => decide += weight,
            Purpose::Bonding | Purpose::Unclear => {}
        }
    }
    match f32::total_cmp(&share, &decide) {
        std::cmp::Ordering::Greater => Some(Nature::Conveyance),
        std::cmp::Ordering::Less => Some(Nature::Convergence),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_readable() {
        for (table, _) in TABLES {
            assert_eq!(crate::lexicon::unreadable(table, signs), Vec::<&str>::new());
        }
    }

    #[test]
    fn every_mark_can_be_pointed_to() {
        // Ranges are kept in sixteen bits.
        assert!(SIGNS.marks.len() < usize::from(u16::MAX));
    }
}
