//! The words of a title that tell one meeting from another: no numbers, dates, ticket ids or small words; and
//! how alike two titles are by theirs.

use crate::order::WordSet;
use crate::words::{Word, cut, is_cjk, words};
use std::sync::LazyLock;

/// So many words are kept of a title.
pub const MOST_WORDS: usize = 12;
/// So many characters are kept of a word.
pub const MOST_LETTERS: usize = 40;

static SMALL: LazyLock<WordSet> = LazyLock::new(|| {
    let mut small = WordSet::default();
    for word in include_str!("function_words.txt").split_whitespace() {
        small.insert(word.to_owned());
    }
    small
});

/// The words that tell, made comparable, each once, in the title's order.
pub fn title_words(title: &str) -> Vec<String> {
    let found = words(title);
    let mut kept: Vec<String> = Vec::new();
    let mut keep = |word: &str| {
        let word = cut(word, MOST_LETTERS);
        if kept.len() < MOST_WORDS && !kept.iter().any(|known| known == word) {
            kept.push(word.to_owned());
        }
    };
    for (at, word) in found.iter().enumerate() {
        if word.folded.contains(is_cjk) {
            unspaced(&word.folded).for_each(&mut keep);
        } else if !word.folded.contains(char::is_numeric)
            && word.folded.chars().nth(1).is_some()
            && !begins_ticket(title, word, found.get(at + 1))
            && !SMALL.contains(&word.folded)
        {
            keep(&word.folded);
        }
    }
    kept
}

/// `ABC-123`, `ABC_123`, `ABC#123`: letters tied to the number behind them.
fn begins_ticket(title: &str, word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    next.is_some_and(|next| {
        next.folded.starts_with(|first: char| first.is_ascii_digit())
            && matches!(title.get(word.end..next.start), Some("-" | "_" | "#"))
    })
}

/// The parts of a text without spaces: what stands between its numbers, without the counters at them.
fn unspaced(text: &str) -> impl Iterator<Item = &str> {
    const COUNTERS: [char; 9] = ['年', '月', '日', '時', '分', '回', '週', '期', '号'];
    let mut behind_number = text.starts_with(char::is_numeric);
    text.split(|letter: char| letter.is_numeric() || letter == '第').filter_map(move |part| {
        let part = if behind_number { part.strip_prefix(COUNTERS).unwrap_or(part) } else { part };
        behind_number = true;
        part.chars().nth(1).map(|_| part)
    })
}

/// How alike two titles are: words of both by words of either, 0 to 1. Texts without spaces are compared by
/// their pairs of characters. A title without a word that tells is like no other.
#[allow(clippy::cast_precision_loss)] // a few hundred pairs at most
pub(crate) fn likeness(one: &[String], other: &[String]) -> f32 {
    let (one, other) = (pieces(one), pieces(other));
    let both = one.iter().filter(|piece| other.contains(piece)).count();
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f32 / either as f32 }
}

/// Words, and of texts without spaces each pair of neighbours; each once.
fn pieces(words: &[String]) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::with_capacity(words.len());
    let mut add = |piece| {
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    };
    for word in words {
        if !word.contains(is_cjk) {
            add(word);
            continue;
        }
        let ends = word.char_indices().skip(1).map(|(at, letter)| at + letter.len_utf8());
        for ((from, _), to) in word.char_indices().zip(ends) {
            add(word.get(from..to).unwrap_or_default());
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_words_that_tell() {
        for (title, expected) in [
            ("Weekly Platform STATUS", "weekly platform status"),
            ("Status of the Platform", "status platform"),
            ("Re: [PLAT-1234] Status, KW 47 (20.11.2026)", "status"),
            ("Sprint 42 Planning: Q3 goals", "sprint planning goals"),
            ("Montag: Abstimmung über das Budget 🚀", "abstimmung budget"),
            ("Revue d’équipe – 3 mars", "revue d'equipe"),
            ("第3回 進捗報告会", "進捗報告会"),
            ("11月20日定例会議2026", "定例会議"),
            ("status Status STATUS", "status"),
            ("1:1", ""),
            ("", ""),
        ] {
            assert_eq!(title_words(title).join(" "), expected, "{title}");
        }
    }

    #[test]
    fn likenesses() {
        for (one, other, expected) in [
            ("Weekly platform status", "Status: platform, weekly #12", 1.0),
            ("Weekly platform status", "Platform status", 2.0 / 3.0),
            ("Weekly platform status", "Weekly budget review", 0.2),
            ("週次進捗報告", "進捗報告", 3.0 / 5.0),
            ("進捗報告", "採用面接", 0.0),
            ("1:1", "1:1", 0.0),
        ] {
            assert_eq!(likeness(&title_words(one), &title_words(other)), expected, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn any_title_has_few_short_words(title in "\\PC{0,200}") {
            let words = title_words(&title);
            prop_assert!(words.len() <= MOST_WORDS);
            prop_assert!(words.iter().all(|word| !word.is_empty() && word.chars().count() <= MOST_LETTERS));
            let expected = f32::from(u8::from(!words.is_empty()));
            prop_assert_eq!(likeness(&words, &words), expected);
        }

        #[test]
        fn case_and_order_do_not_matter(title in "(Weekly|STATUS|Über|定例|plan|of| ){1,8}") {
            let turned: String = title.split(' ').rev().collect::<Vec<_>>().join(" ").to_uppercase();
            let (one, other) = (title_words(&title), title_words(&turned));
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
            prop_assert_eq!(likeness(&one, &title_words(&title.to_uppercase())), likeness(&one, &one));
        }
    }
}
