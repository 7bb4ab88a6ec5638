//! What one topic line says: the topic, its minutes, who leads it.

use super::Item;
use super::terms::{self, Phrase};
use super::timebox::{bare_minutes, only_minutes, take_clock, take_minutes};
use crate::order::WordSet;
use crate::words::{collapse, cut, fold, words};

/// What parts minutes and names inside brackets.
const SEPARATORS: [char; 7] = [',', ';', '、', '/', '|', '·', '・'];
/// A topic is shown up to here.
const TOPIC_LIMIT: usize = 200;

/// Reads a line. Also gives the time of day, in minutes, that the line begins with, if it does.
pub(super) fn read(text: &str, people: &WordSet) -> (Option<u32>, Item) {
    let mut item = Item::default();
    let mut text = collapse(cut(text, 1_000));
    let start = take_clock(&mut text, &mut item.minutes);
    take_brackets(&mut text, &mut item, people);
    if item.minutes.is_none() {
        take_minutes(&mut text, &mut item.minutes);
    }
    if item.minutes.is_none() {
        take_last_number(&mut text, &mut item);
    }
    if item.owner.is_empty() {
        take_owner(&mut text, &mut item, people);
    }
    let topic = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '–' | '—' | '-' | '|' | ':' | '：' | '/' | '*')
    });
    item.topic = cut(topic, TOPIC_LIMIT).trim().to_owned();
    (start, item)
}

/// The parts of a line that lists several topics; one part if it does not.
pub(super) fn parts(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', '。']);
    let separators: &[char] = if text.contains(';') {
        &[';', '；']
    } else if text.matches(" / ").count() > 1 {
        &['/']
    } else {
        &[',', '、', '，']
    };
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut part = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // `4,10` is a number.
        let number = part.ends_with(|c: char| c.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit);
        if depth == 0 && !number && separators.contains(&character) {
            parts.push(part.trim().to_owned());
            part.clear();
        } else {
            part.push(character);
        }
    }
    parts.push(part.trim().to_owned());
    parts.retain(|part| !part.is_empty());
    // Clauses of a sentence are longer than topics of a list.
    let longest = if parts.len() > 2 { 8 } else { 6 };
    let short = |part: &String| words(part).len() <= longest && part.chars().count() <= 60;
    if parts.len() > 1 && parts.iter().all(short) { parts } else { vec![text.to_owned()] }
}

/// `Accounts – Treasurer, 15`: who leads, and minutes without their unit.
fn take_last_number(text: &mut String, item: &mut Item) {
    let Some((front, number)) = text.rsplit_once(", ") else { return };
    let dash = [" – ", " - ", " — "].iter().find_map(|dash| front.rsplit_once(*dash));
    let (Some(minutes), Some((topic, owner))) = (bare_minutes(number), dash) else { return };
    if minutes.is_multiple_of(5) && words(owner).len() <= 3 && !owner.contains(|c: char| c.is_ascii_digit()) {
        (item.minutes, item.owner) = (Some(minutes), name(owner));
        *text = topic.to_owned();
    }
}

/// A name as it is shown.
pub(super) fn name(text: &str) -> String {
    let name = collapse(cut(text, 80));
    name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | '@' | ':' | '-' | '–' | '(' | ')')
    })
    .to_owned()
}

/// One to three words that are a person by the guest list or a common given name.
pub(super) fn is_person(text: &str, people: &WordSet) -> bool {
    let found = words(text);
    let known = |word: &str| people.contains(word) || terms::is_given_name(word) || is_honoured(word);
    (1..=3).contains(&found.len())
        && text.chars().all(|c| {
            c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '.' | '@' | '-' | '\'' | '’' | '&' | '+' | ',')
        })
        && found.first().is_some_and(|first| known(&first.folded))
        && found.iter().all(|word| {
            known(&word.folded)
                || word.written.starts_with(char::is_uppercase)
                || matches!(word.folded.as_str(), "and" | "und" | "et" | "y" | "e")
        })
}

/// A Japanese name with what is put behind it, or an office.
fn is_honoured(word: &str) -> bool {
    const BEHIND: &str = "さん 様 氏 課長 部長 係長 主任 先生 社長 常務 専務 課 部 係";
    word.chars().count() < 8
        && BEHIND.split(' ').any(|behind| word.len() > behind.len() && word.ends_with(behind))
}

/// Brackets hold minutes and names: `(10 min, Priya)`, `(Priya)`, `[15]`. Brackets that hold something
/// else stay in the topic.
fn take_brackets(text: &mut String, item: &mut Item, people: &WordSet) {
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        let Some(from) = text.rfind(open) else { continue };
        let Some(to) = text.get(from..).and_then(|rest| rest.find(close)).map(|length| from + length) else {
            continue;
        };
        let inner = text.get(from + open.len_utf8()..to).unwrap_or_default().to_owned();
        let at_end =
            text.get(to + close.len_utf8()..).is_some_and(|rest| !rest.contains(char::is_alphanumeric));
        // `(2, 5 and 9)` counts something else.
        let alone =
            inner.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).count() == 1;
        let mut minutes = None;
        let mut names: Vec<&str> = Vec::new();
        let mut others = 0_usize;
        for part in inner.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()) {
            let owner = owner_label(part);
            if let Some(read) = only_minutes(part).or_else(|| bare_minutes(part).filter(|_| at_end && alone))
            {
                minutes = minutes.or(Some(read));
            } else if let Some(owner) = owner {
                names.push(owner);
            } else if terms::phrases(part)
                .iter()
                .any(|phrase| matches!(phrase, Phrase::Decide | Phrase::Resolve))
            {
                // `(Reto, decision)`: what comes out, beside who leads.
            } else if is_person(part, people) || part.starts_with('@') || looks_like_name(part) {
                names.push(part);
            } else {
                others += 1;
            }
        }
        if minutes.is_none() && (names.is_empty() || others > 0 || !at_end) {
            continue;
        }
        // Beside minutes even a role is an owner: `(project lead, 20 min)`.
        let role = inner
            .split(SEPARATORS)
            .map(str::trim)
            .find(|part| only_minutes(part).is_none() && bare_minutes(part).is_none());
        let owner = names.first().copied().or(if words(&inner).len() <= 6 { role } else { None });
        item.minutes = item.minutes.or(minutes);
        if item.owner.is_empty() {
            item.owner = owner.map(name).unwrap_or_default();
        }
        text.replace_range(from..to + close.len_utf8(), " ");
        *text = collapse(text);
    }
}

/// One or two capitalised words that no lexicon knows as something else. Abbreviations are not names.
fn looks_like_name(text: &str) -> bool {
    let found = words(text);
    (1..=2).contains(&found.len())
        && terms::label(text).is_none()
        && found.iter().all(|word| {
            let mut characters = word.written.chars();
            characters.next().is_some_and(char::is_uppercase)
                && characters.all(|c| c.is_lowercase() || c == '.')
        })
        && found.first().is_some_and(|first| first.folded.len() > 1)
        && crate::infer::item_nature(text).is_none()
}

/// `Vorführung: Tim`, `owner: Priya`, `Priya presents`: the name.
fn owner_label(text: &str) -> Option<&str> {
    if let Some((front, rest)) = text.split_once([':', '：']) {
        return (terms::label(front) == Some(terms::Label::Owner) && !rest.trim().is_empty())
            .then_some(rest.trim());
    }
    let found = words(text);
    let last = found.last()?;
    let front = text.get(..last.start)?.trim();
    let name = found.first().is_some_and(|first| first.written.starts_with(char::is_uppercase));
    (terms::label(last.written) == Some(terms::Label::Owner) && name && (2..=3).contains(&found.len()))
        .then_some(front)
}

/// `@priya`, `Priya: topic`, `topic - Priya`, `topic, owner: Priya`.
fn take_owner(text: &mut String, item: &mut Item, people: &WordSet) {
    if let Some(from) = text.find('@') {
        let rest = text.get(from + 1..).unwrap_or_default();
        let length =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-')).unwrap_or(rest.len());
        let named = rest.get(..length).unwrap_or_default().trim_end_matches(['.', '-', '_']);
        let begins =
            text.get(..from).is_some_and(|before| before.is_empty() || before.ends_with([' ', '(', ',']));
        if named.chars().count() > 1 && begins && named.starts_with(char::is_alphabetic) {
            item.owner = named.to_owned();
            let end = from + 1 + named.len();
            text.replace_range(from..end, " ");
            *text = collapse(text);
            return;
        }
    }
    if let Some((front, rest)) = text.split_once([':', '：'])
        && is_person(front, people)
        && !rest.trim().is_empty()
    {
        item.owner = name(front);
        *text = rest.trim().to_owned();
        return;
    }
    // The last part behind a dash or comma.
    let separators = [" - ", " – ", " — ", " | ", ", ", "; ", " / "];
    let last = separators
        .iter()
        .filter_map(|separator| text.rfind(separator).map(|at| (at, at + separator.len())))
        .max();
    if let Some((from, to)) = last {
        let part = text.get(to..).unwrap_or_default().trim().to_owned();
        let owner = owner_label(&part).map(str::to_owned).or_else(|| {
            let named = is_person(&part, people) || (item.minutes.is_some() && looks_like_name(&part));
            named.then(|| part.clone())
        });
        if let Some(owner) = owner {
            item.owner = name(&owner);
            text.truncate(from);
            return;
        }
    }
    // `owner: Priya` behind the topic without a separator, and `Priya takes us …` stay as they are.
    if let Some(sentence) = words(text).get(1)
        && terms::label(sentence.written) == Some(terms::Label::Owner)
        && let Some(first) = words(text).first()
        && is_person(first.written, people)
    {
        item.owner = first.written.to_owned();
    }
}

/// The words by which people can be named, from their names and mailboxes.
pub(crate) fn people<'a>(guests: impl Iterator<Item = (&'a str, &'a str)>) -> WordSet {
    let mut people = WordSet::default();
    for (name, address) in guests {
        let mailbox = address.split('@').next().unwrap_or_default();
        let name = if name.contains('@') { "" } else { name };
        for text in [name, mailbox] {
            words(text)
                .into_iter()
                .map(|word| fold(&word.folded))
                .filter(|word| word.chars().count() > 2)
                .for_each(|word| people.insert(word));
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::timebox::minutes_cell;

    #[test]
    fn items_are_read() {
        let people = people(
            [("Wilhelmina Q.", "wq@acme.example"), ("zork@acme.example", "zork@acme.example")].into_iter(),
        );
        for (text, topic, minutes, owner) in [
            ("Budget", "Budget", None, ""),
            ("Budget (10 min)", "Budget", Some(10), ""),
            ("Budget (15m)", "Budget", Some(15), ""),
            ("Budget 10'", "Budget", Some(10), ""),
            ("Budget - 10 Minuten", "Budget", Some(10), ""),
            ("10 min: Budget", "Budget", Some(10), ""),
            ("Budget, five minutes", "Budget", Some(5), ""),
            (
                "Webhooks were more than 10 min late for most of our customers",
                "Webhooks were more than 10 min late for most of our customers",
                None,
                "",
            ),
            ("Budget (1.5 h)", "Budget", Some(90), ""),
            ("Budget, 1h", "Budget", Some(60), ""),
            ("予算（10分）", "予算", Some(10), ""),
            ("予算（10分、田中）", "予算", Some(10), "田中"),
            ("予算 15分", "予算", Some(15), ""),
            ("Budget (Priya)", "Budget", None, "Priya"),
            ("Budget (10 min, Priya)", "Budget", Some(10), "Priya"),
            ("Budget (Priya, 10 min)", "Budget", Some(10), "Priya"),
            ("Budget (Priya presents, 20 min, decision)", "Budget", Some(20), "Priya"),
            ("Suivi (chef de projet, 20 min)", "Suivi", Some(20), "chef de projet"),
            ("Adoption (CSM, 15)", "Adoption", Some(15), "CSM"),
            ("Carry-over from Q2 (10)", "Carry-over from Q2", Some(10), ""),
            ("Priya: budget", "budget", None, "Priya"),
            ("Wilhelmina: budget", "budget", None, "Wilhelmina"),
            ("zork - budget", "zork - budget", None, ""),
            ("budget - zork", "budget", None, "zork"),
            ("Budget @priya", "Budget", None, "priya"),
            ("@priya budget", "budget", None, "priya"),
            ("Budget - Priya", "Budget", None, "Priya"),
            ("Bike store – Owen, 5 mins", "Bike store", Some(5), "Owen"),
            ("Budget, owner: Priya", "Budget", None, "Priya"),
            ("Benutzerprofil (Vorführung: Tim)", "Benutzerprofil", None, "Tim"),
            ("9:30 Budget", "Budget", None, ""),
            ("9:30-10:00 Budget", "Budget", Some(30), ""),
            ("9h30 L'entreprise", "L'entreprise", None, ""),
            ("Budget: forecast", "Budget: forecast", None, ""),
            (
                "Pages this week: 14 (9 from disk alerts)",
                "Pages this week: 14 (9 from disk alerts)",
                None,
                "",
            ),
            ("Rooms (EU)", "Rooms (EU)", None, ""),
            ("Write to bob@acme.example", "Write to bob@acme.example", None, ""),
            ("Version 2.5 of 3 modules", "Version 2.5 of 3 modules", None, ""),
            ("", "", None, ""),
        ] {
            let (_, item) = read(text, &people);
            assert_eq!(
                (item.topic.as_str(), item.minutes, item.owner.as_str()),
                (topic, minutes, owner),
                "{text}"
            );
        }
    }

    #[test]
    fn lists_have_parts() {
        for (text, expected) in [
            ("scope, team structure, timelines.", "scope|team structure|timelines"),
            ("Risks (old, new); budget, next year", "Risks (old, new)|budget, next year"),
            ("昨日やったこと、今日やること", "昨日やったこと|今日やること"),
            (
                "We talk about a very long matter that goes on, and stop",
                "We talk about a very long matter that goes on, and stop",
            ),
        ] {
            assert_eq!(parts(text).join("|"), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}|[0-9a-zA-Z ()（）@:,.'h-]{0,40}") {
            let _ = read(&text, &WordSet::default());
            let _ = (parts(&text), only_minutes(&text), minutes_cell(&text));
        }
    }
}
