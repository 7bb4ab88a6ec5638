//! Phrases found by the hash of how they begin. A sorted list would take several times as long to make, and the
//! tables are read while a calendar's editor opens.

use std::borrow::Cow;

/// A phrase, and the index of its entry.
pub(super) struct Phrase {
    /// Its words folded, with a space between two; `*` stands for any ending of its word, and is left out
    /// behind the first.
    pub(super) text: Cow<'static, str>,
    /// Number of words.
    pub(super) words: usize,
    pub(super) entry: usize,
    /// Hash of what it is found by: its first word, or for phrases without spaces its first character.
    hash: u32,
    /// The next phrase of its chain; behind the last, a number that no phrase has.
    next: usize,
}

impl Phrase {
    pub(super) fn new(text: Cow<'static, str>, words: usize, entry: usize, hash: Hash) -> Self {
        Self { text, words, entry, hash: hash.0, next: usize::MAX }
    }
}

/// Phrases in chains. In one chain those of more words come first, and of two that say the same the earlier one.
#[derive(Default)]
pub(super) struct Chains {
    /// The first phrase of each chain: a power of two, or none.
    heads: Vec<usize>,
    phrases: Vec<Phrase>,
}

impl Chains {
    pub(super) fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    pub(super) fn push(&mut self, phrase: Phrase) {
        self.phrases.push(phrase);
    }

    /// Makes the chains, once all phrases are there.
    pub(super) fn link(&mut self) {
        self.heads = vec![usize::MAX; self.phrases.len().next_power_of_two()];
        for at in 0..self.phrases.len() {
            let Some((hash, words)) = self.phrases.get(at).map(|phrase| (phrase.hash, phrase.words)) else {
                continue;
            };
            let mut before = None;
            let mut next = self.head(hash);
            while let Some(other) = self.phrases.get(next).filter(|other| other.words >= words) {
                before = Some(next);
                next = other.next;
            }
            if let Some(phrase) = self.phrases.get_mut(at) {
                phrase.next = next;
            }
            let chain = self.chain(hash);
            let place = match before {
                Some(before) => self.phrases.get_mut(before).map(|phrase| &mut phrase.next),
                None => self.heads.get_mut(chain),
            };
            if let Some(place) = place {
                *place = at;
            }
        }
    }

    /// The phrases of this hash, which few others share.
    pub(super) fn of(&self, hash: Hash) -> impl Iterator<Item = &Phrase> {
        std::iter::successors(self.phrases.get(self.head(hash.0)), |phrase| self.phrases.get(phrase.next))
            .filter(move |phrase| phrase.hash == hash.0)
    }

    fn chain(&self, hash: u32) -> usize {
        hash as usize & self.heads.len().wrapping_sub(1)
    }

    fn head(&self, hash: u32) -> usize {
        self.heads.get(self.chain(hash)).copied().unwrap_or(usize::MAX)
    }
}

/// A hash that grows letter by letter (FNV-1a), so that all beginnings of a word are hashed in one pass.
#[derive(Clone, Copy)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const NOTHING: Self = Self(0x811c_9dc5);

    pub(super) fn and(self, character: char) -> Self {
        Self((self.0 ^ u32::from(character)).wrapping_mul(0x0100_0193))
    }

    pub(super) fn of(characters: impl Iterator<Item = char>) -> Self {
        characters.fold(Self::NOTHING, Self::and)
    }
}
