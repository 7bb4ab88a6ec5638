//! Words by which the lines of a description are told apart; the words stand in `lexicon/`.

use crate::lexicon::{Hit, Lexicon};
use crate::order::WordSet;
use crate::words::{fold, is_cjk, words};
use std::sync::LazyLock;

/// What a label says of the text behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Agenda,
    Topic,
    Time,
    Owner,
    Outcome,
    /// Heads topics to be decided.
    Decisions,
    Preparation,
    Pointer,
    Aside,
    Quoted,
    Greeting,
    Signoff,
}

/// What a phrase says of the sentence that it stands in; the table says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    Decide,
    Resolve,
    Settled,
    Discuss,
    Present,
    Pace,
    Pointer,
    Form,
    House,
    Instruct,
    Scene,
    Generic,
    Join,
    Dial,
    Legal,
    Contact,
    Placeholder,
}

static LABELS: LazyLock<Lexicon<Label>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/labels.tsv"), label_class));
static PHRASES: LazyLock<Lexicon<Phrase>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/phrases.tsv"), phrase_class));
static STOPWORDS: LazyLock<WordSet> = LazyLock::new(|| word_list(include_str!("../lexicon/stopwords.txt")));
static NAMES: LazyLock<WordSet> = LazyLock::new(|| word_list(include_str!("../lexicon/names.txt")));

fn word_list(text: &str) -> WordSet {
    let mut list = WordSet::default();
    text.split_whitespace().for_each(|word| list.insert(fold(word)));
    list
}

fn label_class(name: &str) -> Option<Label> {
    Some(match name {
        "agenda" => Label::Agenda,
        "topic" => Label::Topic,
        "time" => Label::Time,
        "owner" => Label::Owner,
        "outcome" => Label::Outcome,
        "decisions" => Label::Decisions,
        "preparation" => Label::Preparation,
        "pointer" => Label::Pointer,
        "aside" => Label::Aside,
        "quoted" => Label::Quoted,
        "greeting" => Label::Greeting,
        "signoff" => Label::Signoff,
        _ => return None,
    })
}

fn phrase_class(name: &str) -> Option<Phrase> {
    Some(match name {
        "decide" => Phrase::Decide,
        "resolve" => Phrase::Resolve,
        "settled" => Phrase::Settled,
        "discuss" => Phrase::Discuss,
        "present" => Phrase::Present,
        "pace" => Phrase::Pace,
        "pointer" => Phrase::Pointer,
        "form" => Phrase::Form,
        "house" => Phrase::House,
        "instruct" => Phrase::Instruct,
        "scene" => Phrase::Scene,
        "generic" => Phrase::Generic,
        "join" => Phrase::Join,
        "dial" => Phrase::Dial,
        "legal" => Phrase::Legal,
        "contact" => Phrase::Contact,
        "placeholder" => Phrase::Placeholder,
        _ => return None,
    })
}

/// The classes of phrases found in a text.
pub(super) fn phrases(text: &str) -> Vec<Phrase> {
    found(text).iter().map(|hit| hit.class).collect()
}

/// The phrases found in a text.
pub(super) fn found(text: &str) -> Vec<Hit<'_, Phrase>> {
    PHRASES.find(text)
}

/// Is this word a common given name? (In lower case, without accents.)
pub(crate) fn is_given_name(word: &str) -> bool {
    NAMES.contains(word)
}

/// What a text is as a label, if it is one: a known term with at most two words around it.
pub(super) fn label(text: &str) -> Option<Label> {
    let count = words(text).len();
    if count == 0 || count > 7 {
        return None;
    }
    let mut hits = LABELS.find(text);
    // `To: Ann` is a header, `To decide: vendor` is not.
    hits.retain(|hit| hit.class != Label::Quoted || hit.words == (0, count) || hit.written == text);
    let first = hits.first()?;
    if first.written.chars().any(is_cjk) {
        return (text.chars().count() <= first.written.chars().count() + 4).then_some(first.class);
    }
    let covered: usize = hits.iter().map(|hit| hit.words.1 - hit.words.0).sum();
    let open = words(text).iter().filter(|word| !STOPWORDS.contains(&word.folded)).count();
    let near = covered * 2 >= open;
    (first.words.0 <= 1 && near && covered + 2 >= count).then_some(first.class)
}

/// A text split into what its label says and the rest; a text that is all label has no rest.
pub(super) fn labelled(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '【' | '】'));
    if let Some((front, rest)) = text.split_once([':', '：']) {
        // `https://` and `9:30` are no labels.
        let kind = if rest.starts_with("//") { None } else { label(front) };
        return kind.map(|kind| (kind, rest.trim().trim_start_matches(['*', '_']).trim_start()));
    }
    let hits = LABELS.find(text);
    let [hit] = hits.as_slice() else { return None };
    let whole = if hit.written.chars().any(is_cjk) {
        hit.written == text
    } else {
        hit.words == (0, words(text).len())
    };
    // A heading; before a colon it would be a time box.
    if whole && hit.class == Label::Time && text.eq_ignore_ascii_case("minutes") {
        return Some((Label::Aside, ""));
    }
    (whole && !matches!(hit.class, Label::Quoted | Label::Owner | Label::Time | Label::Topic))
        .then_some((hit.class, ""))
}

/// Does a message begin or end here? Gives the class and what stands behind the phrase.
pub(super) fn opening(text: &str) -> Option<(Label, &str)> {
    let hits = LABELS.find(text);
    let hit = hits.first()?;
    if !matches!(hit.class, Label::Greeting | Label::Signoff) || !text.starts_with(hit.written) {
        return None;
    }
    Some((hit.class, text.get(hit.written.len()..)?))
}

/// Nothing but "to be defined" and the like, template marks, or dots.
pub(super) fn is_placeholder(text: &str) -> bool {
    let trimmed = text
        .trim()
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '<' | '>' | '[' | ']' | '{' | '}'));
    let template = [('<', '>'), ('[', ']'), ('{', '}')].iter().any(|(open, close)| {
        trimmed.starts_with(*open) && trimmed.ends_with(*close) && trimmed.matches(*open).count() == 1
    });
    let found = words(trimmed);
    // `Topic 1`, `Item 2`, `xxx`, `x`
    let numbered = matches!(found.as_slice(), [name, number]
        if label(name.written).is_some() && number.folded.chars().all(|c| c.is_ascii_digit()));
    let blank = found.iter().all(|word| word.folded.chars().all(|c| c == 'x'));
    if template || numbered || blank {
        return true;
    }
    let hits = PHRASES.find(trimmed);
    let covered: usize = hits
        .iter()
        .filter(|hit| hit.class == Phrase::Placeholder)
        .map(|hit| if hit.written.chars().any(is_cjk) { 1 } else { hit.words.1 - hit.words.0 })
        .sum();
    let open = found
        .iter()
        .filter(|word| !STOPWORDS.contains(&word.folded) && label(word.written).is_none())
        .count();
    covered > 0 && covered + 1 >= open
}

/// Words that say something: no function words, none of `known`. Of text without spaces, pairs of characters.
pub(super) fn content(text: &str, known: &[String]) -> Vec<String> {
    content_but(text, known, &[])
}

/// As [`content`], leaving out what the phrases cover.
pub(super) fn content_but(text: &str, known: &[String], covered: &[&Hit<'_, Phrase>]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, word) in words(crate::words::cut(text, 2_000)).into_iter().enumerate() {
        if word.folded.chars().any(is_cjk) {
            let mut rest = word.folded;
            for hit in covered.iter().filter(|hit| hit.written.chars().any(is_cjk)) {
                rest = rest.replace(hit.written, " ");
            }
            // Hiragana is mostly grammar.
            let characters: Vec<char> =
                rest.chars().filter(|c| !('\u{3040}'..='\u{309f}').contains(c) && *c != ' ').collect();
            let pairs = characters.chunks(2).map(|pair| pair.iter().collect::<String>());
            found.extend(pairs.filter(|pair| !known.contains(pair)));
            continue;
        }
        let short = word.folded.chars().count() < 2;
        if !short
            && !STOPWORDS.contains(&word.folded)
            && !known.iter().any(|known| alike(known, &word.folded))
            && !covered.iter().any(|hit| hit.words.0 <= at && at < hit.words.1)
        {
            found.push(word.folded);
        }
    }
    found
}

/// The same word, or another form of it.
fn alike(one: &str, other: &str) -> bool {
    one == other || {
        let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        shared >= 5 && shared * 4 >= one.chars().count().max(other.chars().count()) * 3
    }
}

/// A text without the first web address in it, and that address.
pub(super) fn without_address(text: &str) -> (String, String) {
    let Some(start) = text.find("https://").or_else(|| text.find("http://")).or_else(|| text.find("www."))
    else {
        return (text.trim().to_owned(), String::new());
    };
    let (before, rest) = text.split_at(start);
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '、' | '。' | '）'))
        .unwrap_or(rest.len());
    let (address, after) = rest.split_at(end);
    let address = address.trim_end_matches([')', '.', ',', ';', ']']);
    (format!("{} {}", before.trim_end(), after.trim_start()).trim().to_owned(), address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_readable() {
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/labels.tsv"), label_class).is_empty());
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/phrases.tsv"), phrase_class).is_empty());
    }

    #[test]
    fn labels_are_told_from_text() {
        for (text, expected) in [
            ("Agenda:", Some((Label::Agenda, ""))),
            ("AGENDA", Some((Label::Agenda, ""))),
            ("**Agenda:** budget", Some((Label::Agenda, "budget"))),
            ("Ordre du jour : budget", Some((Label::Agenda, "budget"))),
            ("議題：予算", Some((Label::Agenda, "予算"))),
            ("Outcome: one option", Some((Label::Outcome, "one option"))),
            ("To: Ann", Some((Label::Quoted, "Ann"))),
            ("To decide: the vendor", Some((Label::Decisions, "the vendor"))),
            ("Epic: tenancy renewals", None),
            ("https://agenda.example/", None),
            ("Agenda review with the board of directors: the plan", None),
            ("Budget", None),
            ("", None),
        ] {
            assert_eq!(labelled(text), expected, "{text}");
        }
    }

    #[test]
    fn placeholders_are_told_from_topics() {
        for text in [
            "TBD",
            "to follow.",
            "(a confirmar)",
            "Agenda to follow",
            "<topic>",
            "[insert topic here]",
            "Topic 1",
            "xxx",
            "...",
            "à venir",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "Budget",
            "[draft] budget [v2]",
            "TBD list of vendors for 2027",
            "follow up with legal",
            "Topic modelling",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
