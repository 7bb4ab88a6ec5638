//! Words and phrases with a class and a weight, read from the tables in `lexicon/`, and where they stand
//! in a text. What follows from a class is decided elsewhere.
//!
//! A table has one entry per line: phrase, class, weight, separated by tabs; `#` starts a comment. A `*`
//! at the end of a single word matches any ending, one at its front any beginning (compounds). Phrases of
//! Chinese or Japanese characters are found anywhere in the text, for it has no spaces.

use crate::order;
use crate::words::{Word, cut, fold, is_cjk, words};
use std::cmp::Reverse;

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

/// Folded words of a phrase, and the index of its entry.
type Phrase = (Vec<String>, usize);

/// A table made ready for searching. What depends on the classes is a thin shell, so that the search is
/// compiled once for all tables.
pub(crate) struct Lexicon<C: 'static> {
    table: Table,
    entries: Vec<Entry<C>>,
}

/// Phrases by the index of their entry.
#[derive(Default)]
struct Table {
    /// Sorted by the first word; of one first word the longest phrase first.
    phrases: Vec<Phrase>,
    /// Sorted; one word each.
    beginnings: Vec<Phrase>,
    /// Sorted; one word each.
    endings: Vec<Phrase>,
    /// The longest first.
    unspaced: Vec<(&'static str, usize)>,
}

/// Where a phrase stands.
struct Found<'a> {
    entry: usize,
    written: &'a str,
    words: (usize, usize),
}

impl<C: Copy> Lexicon<C> {
    /// Reads a table; `class` maps the names of classes. Lines that do not fit are left out, and a test
    /// over every table says that there are none.
    pub(crate) fn new(table: &'static str, class: impl Fn(&str) -> Option<C>) -> Self {
        Self::of(&[table], class)
    }

    /// Reads several tables; what an earlier one says of a phrase holds.
    pub(crate) fn of(tables: &[&'static str], class: impl Fn(&str) -> Option<C>) -> Self {
        let mut lexicon = Self { table: Table::default(), entries: Vec::new() };
        for (phrase, name, weight) in tables.iter().flat_map(|table| entries(table)) {
            let (Some(class), Some(weight)) = (class(name), decimal(weight)) else { continue };
            lexicon.table.add(phrase, lexicon.entries.len());
            lexicon.entries.push(Entry { class, weight });
        }
        lexicon.table.sort();
        lexicon
    }

    /// Everything found in a text, from left to right, none overlapping another.
    pub(crate) fn find<'a>(&self, text: &'a str) -> Vec<Hit<'a, C>> {
        self.table
            .find(text)
            .into_iter()
            .filter_map(|found| {
                let entry = *self.entries.get(found.entry)?;
                Some(Hit { entry, written: found.written, words: found.words })
            })
            .collect()
    }
}

impl Table {
    fn add(&mut self, phrase: &'static str, entry: usize) {
        if phrase.chars().any(is_cjk) {
            self.unspaced.push((phrase, entry));
        } else if let Some(ending) = phrase.strip_prefix('*') {
            self.endings.push((vec![fold(ending)], entry));
        } else if let Some(beginning) = phrase.strip_suffix('*') {
            self.beginnings.push((vec![fold(beginning)], entry));
        } else {
            self.phrases.push((words(phrase).into_iter().map(|word| word.folded).collect(), entry));
        }
    }

    fn sort(&mut self) {
        for list in [&mut self.phrases, &mut self.beginnings, &mut self.endings] {
            // Of two that say the same the earlier one holds.
            list.sort_by(|one, other| {
                let key = |phrase: &Phrase| (Reverse(phrase.0.len()), phrase.1);
                one.0.first().cmp(&other.0.first()).then_with(|| key(one).cmp(&key(other)))
            });
        }
        order::few(&mut self.unspaced, |one, other| one.0.len() > other.0.len());
    }

    fn find<'a>(&self, text: &'a str) -> Vec<Found<'a>> {
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
            hits.push(Found {
                entry,
                written: text.get(word.start..end).unwrap_or(word.written),
                words: (at, at + length),
            });
            at += length;
        }
        hits
    }

    fn at(&self, all: &[Word<'_>], at: usize, word: &Word<'_>) -> Option<(usize, usize)> {
        let text = word.folded.as_str();
        let phrase = of_first_word(&self.phrases, text).find(|(phrase, _)| {
            phrase
                .iter()
                .enumerate()
                .all(|(offset, part)| all.get(at + offset).is_some_and(|word| word.folded == *part))
        });
        if let Some((words, entry)) = phrase {
            return Some((words.len(), *entry));
        }
        self.beginning(text).or_else(|| self.ending(text)).map(|entry| (1, entry))
    }

    /// The longest beginning of a word that the table has. Not even looked for in tables without any.
    fn beginning(&self, word: &str) -> Option<usize> {
        if self.beginnings.is_empty() {
            return None;
        }
        let shorter =
            word.char_indices().rev().map(|(boundary, _)| boundary).take_while(|boundary| *boundary > 2);
        std::iter::once(word.len())
            .chain(shorter)
            .find_map(|boundary| of_first_word(&self.beginnings, word.get(..boundary)?).next())
            .map(|(_, entry)| *entry)
    }

    /// The longest ending of a word that the table has.
    fn ending(&self, word: &str) -> Option<usize> {
        if self.endings.is_empty() {
            return None;
        }
        word.char_indices()
            .find_map(|(boundary, _)| of_first_word(&self.endings, word.get(boundary..)?).next())
            .map(|(_, entry)| *entry)
    }

    fn find_unspaced<'a>(&self, text: &'a str) -> Vec<Found<'a>> {
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
                hits.push(Found { entry, written, words: (0, 0) });
            }
        }
        hits
    }
}

/// The phrases of a sorted list that begin with this word.
fn of_first_word<'a>(list: &'a [Phrase], word: &'a str) -> impl Iterator<Item = &'a Phrase> {
    let from = list.partition_point(|phrase| first_word(phrase) < word);
    list.iter().skip(from).take_while(move |phrase| first_word(phrase) == word)
}

fn first_word(phrase: &Phrase) -> &str {
    phrase.0.first().map_or("", String::as_str)
}

/// A number such as `15`, `2.5` or `0.25`; digits behind the fourth one after the point count nothing. std's reader of floating-point numbers, with its
/// tables, would be a tenth of the gate's module.
pub(crate) fn decimal(text: &str) -> Option<f32> {
    let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
    let whole: u16 = whole.parse().ok()?;
    let behind = behind.get(..behind.len().min(4))?;
    let digits = u8::try_from(behind.len()).ok()?;
    let parts: u16 = behind.parse().ok()?;
    Some(f32::from(whole) + f32::from(parts) / 10_f32.powi(i32::from(digits)))
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
            phrase.is_empty() || class(name).is_none() || decimal(weight).is_none()
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
