//! Order for short lists, and small sets of words. std's sorts and trees are made for long ones, and each of their uses adds some kilobytes to
//! a module that is loaded beside every open editor.

/// Sorts a short list by insertion: `before` says that one thing comes before another. Equal things stay in
/// their order.
pub(crate) fn few<T>(list: &mut Vec<T>, before: impl Fn(&T, &T) -> bool) {
    let mut sorted: Vec<T> = Vec::with_capacity(list.len());
    for item in list.drain(..) {
        let at = sorted.iter().rposition(|other| !before(&item, other)).map_or(0, |other| other + 1);
        sorted.insert(at, item);
    }
    *list = sorted;
}

/// Words, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSet {
    /// In order.
    words: Vec<String>,
}

impl WordSet {
    /// Whether the word is among them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let at = self.place(word);
        self.words.get(at).is_some_and(|known| known == word)
    }

    /// Adds a word.
    pub(crate) fn insert(&mut self, word: String) {
        let at = self.place(&word);
        if self.words.get(at) != Some(&word) {
            self.words.insert(at, word);
        }
    }

    fn place(&self, word: &str) -> usize {
        self.words.partition_point(|known| known.as_str() < word)
    }
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn it_sorts_like_a_stable_sort(list in proptest::collection::vec((0..5_u8, 0..100_u8), 0..20)) {
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = list;
            super::few(&mut sorted, |one, other| one.0 < other.0);
            proptest::prop_assert_eq!(sorted, expected);
        }
    }
}
