//! Texts of events, each kept once: series carry the same description in every override.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// A longer description is cut here: agendas stand above what mail programs quote below them.
const LONGEST: usize = 64 * 1024;

/// Texts by number. 0 is the empty one.
#[derive(Default)]
pub(super) struct Texts {
    hasher: RandomState,
    numbers: HashMap<u64, u32>,
    texts: Vec<Box<str>>,
}

impl Texts {
    /// The number of a text.
    pub(super) fn of(&mut self, text: &str) -> u32 {
        let text = cut(text);
        if text.is_empty() {
            return 0;
        }
        let hash = self.hasher.hash_one(text);
        if let Some(number) = self.numbers.get(&hash)
            && self.get(*number) == text
        {
            return *number;
        }
        self.texts.push(text.into());
        let number = super::count(self.texts.len());
        self.numbers.insert(hash, number);
        number
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        let place = (number as usize).checked_sub(1);
        place.and_then(|place| self.texts.get(place)).map_or("", |text| text)
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_kept_once() {
        let mut texts = Texts::default();
        let numbers: Vec<u32> = ["", "a", "b", "a", ""].iter().map(|text| texts.of(text)).collect();
        assert_eq!(numbers, [0, 1, 2, 1, 0]);
        assert_eq!([0, 1, 2, 3].map(|number| texts.get(number)), ["", "a", "b", ""]);
        let long = texts.of(&"é".repeat(LONGEST));
        assert_eq!(texts.get(long).len(), LONGEST);
    }
}
