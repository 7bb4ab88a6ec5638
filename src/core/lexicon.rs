//! Words and phrases with a class and a weight, read from the tables in `lexicon/`, and where they stand
//! in a text. What follows from a class is decided elsewhere.
//!
//! A table has one entry per line: phrase and what it stands for, separated by a tab; or the phrase alone, which
//! then stands for what the line above says that begins with `=`. `#` starts a comment. A
//! `*` at the end of a word matches any ending, one at the front of a single word any beginning (compounds).
//! Phrases of Chinese or Japanese characters are found anywhere in the text, for it has no spaces.

mod chains;

use crate::order;
use crate::words::{Word, cut, fold, is_cjk, words};
use chains::{Chains, Hash, Phrase};
use std::borrow::Cow;

/// Text beyond this many characters is not searched: titles and agenda lines are shorter.
const TEXT_LIMIT: usize = 2_000;

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit<'a, C> {
    /// What it stands for.
    pub(crate) class: C,
    /// The words as written (for phrases without spaces between words: as the table has them).
    pub(crate) written: &'a str,
    /// Index of the first word, and of the first one after.
    pub(crate) words: (usize, usize),
}

/// A table made ready for searching. What depends on the classes is a thin shell, so that the search is
/// compiled once for all tables.
pub(crate) struct Lexicon<C: 'static> {
    table: Table,
    entries: Vec<C>,
}

/// Phrases by the index of their entry.
#[derive(Default)]
struct Table {
    phrases: Chains,
    /// Their first word matches any ending.
    beginnings: Chains,
    /// One word each, which matches any beginning; found from its last letter on.
    endings: Chains,
    /// Found by their first character.
    unspaced: Chains,
}

/// Where a phrase stands.
struct Found<'a> {
    entry: usize,
    written: &'a str,
    words: (usize, usize),
}

impl<C: Copy> Lexicon<C> {
    /// Reads a table; `class` gives what a phrase stands for. Lines that do not fit are left out, and a test
    /// over every table says that there are none.
    pub(crate) fn new(table: &'static str, class: impl Fn(&str) -> Option<C>) -> Self {
        Self::of(&[table], |_, name| class(name))
    }

    /// Reads several tables; what an earlier one says of a phrase holds. `class` is also given the number
    /// of the table.
    pub(crate) fn of(
        tables: &[&'static str],
        mut class: impl FnMut(usize, &'static str) -> Option<C>,
    ) -> Self {
        let mut lexicon = Self { table: Table::default(), entries: Vec::new() };
        for (number, table) in tables.iter().enumerate() {
            for (phrase, name) in entries(table) {
                let Some(class) = class(number, name) else { continue };
                lexicon.table.add(phrase, lexicon.entries.len());
                lexicon.entries.push(class);
            }
        }
        lexicon.table.link();
        lexicon
    }

    /// Everything found in a text, from left to right, none overlapping another.
    pub(crate) fn find<'a>(&self, text: &'a str) -> Vec<Hit<'a, C>> {
        self.table
            .find(text)
            .into_iter()
            .filter_map(|found| {
                let class = *self.entries.get(found.entry)?;
                Some(Hit { class, written: found.written, words: found.words })
            })
            .collect()
    }
}

impl Table {
    fn add(&mut self, phrase: &'static str, entry: usize) {
        if phrase.chars().any(is_cjk) {
            let hash = Hash::of(phrase.chars().take(1));
            self.unspaced.push(Phrase::new(phrase.into(), 1, entry, hash));
        } else if let Some(ending) = phrase.strip_prefix('*') {
            let text = fold(ending);
            let hash = Hash::of(text.chars().rev());
            self.endings.push(Phrase::new(text.into(), 1, entry, hash));
        } else {
            let (text, words, begins) = spaced(phrase);
            let hash = Hash::of(text.chars().take_while(|character| *character != ' '));
            let list = if begins { &mut self.beginnings } else { &mut self.phrases };
            list.push(Phrase::new(text, words, entry, hash));
        }
    }

    fn link(&mut self) {
        for list in [&mut self.phrases, &mut self.beginnings, &mut self.endings, &mut self.unspaced] {
            list.link();
        }
    }

    fn find<'a>(&self, text: &'a str) -> Vec<Found<'a>> {
        let text = cut(text, TEXT_LIMIT);
        let mut hits = self.find_unspaced(text);
        let all = words(text);
        let mut at = 0;
        while let Some(word) = all.get(at) {
            let Some((length, entry)) = self.at(all.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let end = all.get(at + length - 1).map_or(word.end, |last| last.end);
            hits.push(Found {
                entry,
                written: text.get(word.start..end).unwrap_or(word.written),
                words: (at, at + length),
            });
            at += length;
        }
        hits
    }

    /// The longest phrase that the words begin with: its number of words and its entry.
    fn at(&self, here: &[Word<'_>]) -> Option<(usize, usize)> {
        let word = here.first()?.folded.as_str();
        let exact = self.phrases.of(Hash::of(word.chars())).find(|phrase| is_at(phrase, word, here));
        let open = self.beginning(word, here);
        let longest = match (exact, open) {
            (Some(exact), Some(open)) if open.words > exact.words => Some(open),
            (exact, open) => exact.or(open),
        };
        longest.or_else(|| self.ending(word)).map(|phrase| (phrase.words, phrase.entry))
    }

    /// The longest beginning of the first word that the table has, of three letters at least or the whole word.
    fn beginning(&self, word: &str, here: &[Word<'_>]) -> Option<&Phrase> {
        if self.beginnings.is_empty() {
            return None;
        }
        let (mut hash, mut longest) = (Hash::NOTHING, None);
        for (at, character) in word.char_indices() {
            hash = hash.and(character);
            let end = at + character.len_utf8();
            if end > 2 || end == word.len() {
                let beginning = word.get(..end).unwrap_or_default();
                let found = self.beginnings.of(hash).find(|phrase| is_at(phrase, beginning, here));
                longest = found.or(longest);
            }
        }
        longest
    }

    /// The longest ending of a word that the table has.
    fn ending(&self, word: &str) -> Option<&Phrase> {
        if self.endings.is_empty() {
            return None;
        }
        let (mut hash, mut longest) = (Hash::NOTHING, None);
        for (at, character) in word.char_indices().rev() {
            hash = hash.and(character);
            let ending = word.get(at..).unwrap_or_default();
            longest = self.endings.of(hash).find(|phrase| phrase.text == ending).or(longest);
        }
        longest
    }

    /// Each phrase once, where it first stands by itself; a longer one goes before a shorter one.
    fn find_unspaced<'a>(&self, text: &'a str) -> Vec<Found<'a>> {
        if self.unspaced.is_empty() || !text.chars().any(is_cjk) {
            return Vec::new();
        }
        let mut here: Vec<(usize, &'a str, &Phrase)> = Vec::new();
        for (at, character) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            for phrase in self.unspaced.of(Hash::NOTHING.and(character)) {
                if rest.starts_with(phrase.text.as_ref()) {
                    here.push((at, rest.get(..phrase.text.len()).unwrap_or_default(), phrase));
                }
            }
        }
        order::few(&mut here, |one, other| {
            let key = |found: &(usize, &str, &Phrase)| (usize::MAX - found.1.len(), found.2.entry);
            key(one) < key(other)
        });
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut hits: Vec<Found<'a>> = Vec::new();
        for (start, written, phrase) in here {
            let end = start + written.len();
            let again = hits.last().is_some_and(|last| last.entry == phrase.entry);
            if !again && !taken.iter().any(|&(from, to)| start < to && from < end) {
                taken.push((start, end));
                hits.push(Found { entry: phrase.entry, written, words: (0, 0) });
            }
        }
        hits
    }
}

/// A phrase of words: its text, how many words it has, and whether its first one matches any ending.
fn spaced(phrase: &'static str) -> (Cow<'static, str>, usize, bool) {
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter == b' ';
    if phrase.bytes().all(plain) && !phrase.contains("  ") {
        return (phrase.into(), phrase.split(' ').count(), false);
    }
    let mut text = String::new();
    let found = words(phrase);
    let mut begins = false;
    for (at, word) in found.iter().enumerate() {
        let open = phrase.get(word.end..).is_some_and(|rest| rest.starts_with('*'));
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word.folded);
        if open && at > 0 {
            text.push('*');
        }
        begins |= open && at == 0;
    }
    (text.into(), found.len(), begins)
}

/// The phrase begins with this word, and the words behind the first are those of the phrase.
fn is_at(phrase: &Phrase, word: &str, here: &[Word<'_>]) -> bool {
    let Some(behind) = phrase.text.strip_prefix(word) else { return false };
    if phrase.words == 1 {
        return behind.is_empty();
    }
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    behind.split(' ').enumerate().all(|(at, part)| {
        here.get(at + 1).is_some_and(|word| match part.strip_suffix('*') {
            Some(beginning) => word.folded.starts_with(beginning),
            None => word.folded == part,
        })
    })
}

/// A number such as `15`, `2.5` or `-0.25`; digits behind the fourth one after the point count nothing. std's
/// reader of floating-point numbers, with its tables, would be a tenth of the gate's module.
pub(crate) fn decimal(text: &str) -> Option<f32> {
    if let Some(positive) = text.strip_prefix('-') {
        return decimal(positive).map(|number| -number);
    }
    let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
    let whole: u16 = whole.parse().ok()?;
    let behind = behind.get(..behind.len().min(4))?;
    let digits = u8::try_from(behind.len()).ok()?;
    let parts: u16 = behind.parse().ok()?;
    Some(f32::from(whole) + f32::from(parts) / 10_f32.powi(i32::from(digits)))
}

fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut heading = "";
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).filter_map(move |line| {
        if let Some(class) = line.strip_prefix('=') {
            heading = class.trim();
            return None;
        }
        let (phrase, class) = line.split_once('\t').unwrap_or((line, heading));
        Some((phrase.trim(), class.trim()))
    })
}

/// For the tests of the tables: entries whose class cannot be read.
#[cfg(test)]
pub(crate) fn unreadable<C>(table: &'static str, class: impl Fn(&str) -> Option<C>) -> Vec<&'static str> {
    entries(table)
        .filter(|(phrase, name)| phrase.is_empty() || class(name).is_none())
        .map(|(phrase, _)| phrase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\nstatus\ta\n=b\ngo no go\ngo\tc\nentscheid*\tb\n*planung\td\n定例\te\n定例会議\tf\nwir besprech* das\tg\nentscheid* über\th\n";

    fn found(text: &str) -> String {
        let lexicon = Lexicon::new(TABLE, |name| name.chars().next());
        lexicon
            .find(text)
            .iter()
            .map(|hit| format!("{}={}", hit.written, hit.class))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn phrases_are_found() {
        for (text, expected) in [
            ("Weekly STATUS", "STATUS=a"),
            ("Go / No-Go today, go", "Go / No-Go=b go=c"),
            ("Entscheidung, Jahresplanung", "Entscheidung=b Jahresplanung=d"),
            ("statuses", ""),
            ("Wir besprechen das", "Wir besprechen das=g"),
            ("Entscheidung über X", "Entscheidung über=h"),
            ("週次定例会議", "定例会議=f"),
            ("", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,120}|(go|no| |定例|会議|entscheid|planung|é|-){0,30}") {
            let _ = found(&text);
        }
    }
}
