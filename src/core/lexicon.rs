//! Words and phrases with a class and a weight, read from the tables in `lexicon/`, and where they stand
//! in a text. What follows from a class is decided elsewhere.
//!
//! A table has one entry per line: phrase, class, weight, separated by tabs; `#` starts a comment. A `*`
//! at the end of a single word matches any ending, one at its front any beginning (compounds). Phrases of
//! Chinese or Japanese characters are found anywhere in the text, for it has no spaces.

use crate::words::{Word, cut, fold, is_cjk, words};
use std::collections::BTreeMap;

/// Text beyond this many characters is not searched: titles and agenda lines are shorter.
const TEXT_LIMIT: usize = 2_000;

/// An entry's class and weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry<C> {
    pub(crate) class: C,
    pub(crate) weight: f32,
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit<'a, C> {
    pub(crate) entry: Entry<C>,
    /// The words as written (for phrases without spaces between words: as the table has them).
    pub(crate) written: &'a str,
    /// Index of the first word, and of the first one after.
    pub(crate) words: (usize, usize),
}

/// The words of a phrase behind its first one, and its entry.
type Phrase<C> = (Vec<String>, Entry<C>);

/// A table made ready for searching.
pub(crate) struct Lexicon<C: 'static> {
    /// By first word; each with the words that follow it.
    phrases: BTreeMap<String, Vec<Phrase<C>>>,
    beginnings: BTreeMap<String, Entry<C>>,
    endings: BTreeMap<String, Entry<C>>,
    unspaced: Vec<(&'static str, Entry<C>)>,
}

impl<C: Copy> Lexicon<C> {
    /// Reads a table; `class` maps the names of classes. Lines that do not fit are left out, and a test
    /// over every table says that there are none.
    pub(crate) fn new(table: &'static str, class: impl Fn(&str) -> Option<C>) -> Self {
        Self::of(&[table], class)
    }

    /// Reads several tables; what an earlier one says of a phrase holds.
    pub(crate) fn of(tables: &[&'static str], class: impl Fn(&str) -> Option<C>) -> Self {
        let mut lexicon = Self {
            phrases: BTreeMap::new(),
            beginnings: BTreeMap::new(),
            endings: BTreeMap::new(),
            unspaced: Vec::new(),
        };
        for (phrase, name, weight) in tables.iter().flat_map(|table| entries(table)) {
            let (Some(class), Ok(weight)) = (class(name), weight.parse()) else { continue };
            lexicon.add(phrase, Entry { class, weight });
        }
        // The longest phrase wins.
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon.unspaced.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        lexicon
    }

    fn add(&mut self, phrase: &'static str, entry: Entry<C>) {
        if phrase.chars().any(is_cjk) {
            self.unspaced.push((phrase, entry));
        } else if let Some(ending) = phrase.strip_prefix('*') {
            self.endings.entry(fold(ending)).or_insert(entry);
        } else if let Some(beginning) = phrase.strip_suffix('*') {
            self.beginnings.entry(fold(beginning)).or_insert(entry);
        } else {
            let mut parts = words(phrase).into_iter().map(|word| word.folded);
            if let Some(first) = parts.next() {
                self.phrases.entry(first).or_default().push((parts.collect(), entry));
            }
        }
    }

    /// Everything found in a text, from left to right, none overlapping another.
    pub(crate) fn find<'a>(&self, text: &'a str) -> Vec<Hit<'a, C>> {
        let text = cut(text, TEXT_LIMIT);
        let mut hits = self.find_unspaced(text);
        let all = words(text);
        let mut at = 0;
        while let Some(word) = all.get(at) {
            let Some((length, entry)) = self.at(&all, at, word) else {
                at += 1;
                continue;
            };
            let end = all.get(at + length - 1).map_or(word.end, |last| last.end);
            hits.push(Hit {
                entry,
                written: text.get(word.start..end).unwrap_or(word.written),
                words: (at, at + length),
            });
            at += length;
        }
        hits
    }

    fn at(&self, all: &[Word<'_>], at: usize, word: &Word<'_>) -> Option<(usize, Entry<C>)> {
        let phrase = self.phrases.get(&word.folded).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                rest.iter()
                    .enumerate()
                    .all(|(offset, part)| all.get(at + 1 + offset).is_some_and(|word| word.folded == *part))
            })
        });
        if let Some((rest, entry)) = phrase {
            return Some((rest.len() + 1, *entry));
        }
        let text = word.folded.as_str();
        self.beginning(text).or_else(|| self.ending(text)).map(|entry| (1, *entry))
    }

    /// The longest beginning of a word that the table has. Not even looked for in tables without any.
    fn beginning(&self, word: &str) -> Option<&Entry<C>> {
        if self.beginnings.is_empty() {
            return None;
        }
        let shorter =
            word.char_indices().rev().map(|(boundary, _)| boundary).take_while(|boundary| *boundary > 2);
        std::iter::once(word.len())
            .chain(shorter)
            .find_map(|boundary| self.beginnings.get(word.get(..boundary)?))
    }

    /// The longest ending of a word that the table has.
    fn ending(&self, word: &str) -> Option<&Entry<C>> {
        if self.endings.is_empty() {
            return None;
        }
        word.char_indices().find_map(|(boundary, _)| self.endings.get(word.get(boundary..)?))
    }

    fn find_unspaced<'a>(&self, text: &'a str) -> Vec<Hit<'a, C>> {
        let mut hits = Vec::new();
        if !text.chars().any(is_cjk) {
            return hits;
        }
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for &(phrase, entry) in &self.unspaced {
            let found = text.match_indices(phrase).find(|(start, _)| {
                let end = start + phrase.len();
                !taken.iter().any(|&(from, to)| *start < to && from < end)
            });
            if let Some((start, written)) = found {
                taken.push((start, start + phrase.len()));
                hits.push(Hit { entry, written, words: (0, 0) });
            }
        }
        hits
    }
}

fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default().trim();
        (field(), field(), field())
    })
}

/// For the tests of the tables: entries whose class or weight cannot be read.
#[cfg(test)]
pub(crate) fn unreadable<C>(table: &'static str, class: impl Fn(&str) -> Option<C>) -> Vec<&'static str> {
    entries(table)
        .filter(|(phrase, name, weight)| {
            phrase.is_empty() || class(name).is_none() || weight.parse::<f32>().is_err()
        })
        .map(|(phrase, _, _)| phrase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\nstatus\ta\t1\ngo no go\tb\t2\ngo\tc\t1\nentscheid*\tb\t1\n*planung\td\t1\n定例\te\t1\n定例会議\tf\t1\n";

    fn found(text: &str) -> String {
        let lexicon = Lexicon::new(TABLE, |name| name.chars().next());
        lexicon
            .find(text)
            .iter()
            .map(|hit| format!("{}={}", hit.written, hit.entry.class))
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
