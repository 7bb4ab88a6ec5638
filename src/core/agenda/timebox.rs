//! Time boxes and times of day in a topic line: found, read, and taken out of it.

use crate::lexicon::{Lexicon, decimal};
use crate::words::{collapse, is_cjk, words};
use std::sync::LazyLock;

/// A longer time box is not one.
const MINUTES_LIMIT: u32 = 24 * 60;

static UNITS: LazyLock<Lexicon<u32>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/units.tsv"), unit));

static NUMERALS: LazyLock<Lexicon<u32>> =
    LazyLock::new(|| Lexicon::new(include_str!("../lexicon/numerals.tsv"), |number| number.parse().ok()));

/// Minutes of a unit.
fn unit(name: &str) -> Option<u32> {
    match name {
        "minute" => Some(1),
        "hour" => Some(60),
        _ => None,
    }
}

/// The minutes, if the text is nothing but a time box.
pub(super) fn only_minutes(text: &str) -> Option<u32> {
    let mut rest = text
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | '~'))
        .to_owned();
    let mut minutes = None;
    take_minutes(&mut rest, &mut minutes);
    // A word of Japanese is a whole clause.
    let clause = rest.chars().filter(|c| is_cjk(*c)).count() > 2;
    minutes.filter(|_| words(&rest).len() <= 2 && !clause)
}

/// Does the text give a number of minutes?
pub(super) fn has_minutes(text: &str) -> bool {
    find_minutes(text).or_else(|| find_numeral(text)).is_some()
}

/// Does the text give a number of seconds, or minutes to each: `90 seconds`, `5 minutes a head`?
pub(super) fn is_paced(text: &str) -> bool {
    const SECONDS: &str = "seconds secs sec sek sekunden secondes segundos";
    let found = words(text);
    let seconds = |pair: &[crate::words::Word<'_>]| match pair {
        [number, unit] => {
            number.folded.bytes().all(|c| c.is_ascii_digit()) && SECONDS.split(' ').any(|s| s == unit.folded)
        }
        _ => false,
    };
    let to_each = find_minutes(text).or_else(|| find_numeral(text)).is_some_and(|(_, to, _)| {
        text.get(to..)
            .is_some_and(|rest| rest.starts_with(" a ") || rest.starts_with(" an ") || rest.starts_with('/'))
    });
    to_each || found.windows(2).any(seconds)
}

/// Nothing but the minutes that each gets: `2 min each`, `一人3分`.
pub(super) fn only_pace(text: &str) -> bool {
    let mut rest = text.trim_end_matches(['.', '。', '!']).to_owned();
    let mut minutes = None;
    take_minutes(&mut rest, &mut minutes);
    minutes.is_some() && words(&rest).len() <= 3 && rest.chars().filter(|c| is_cjk(*c)).count() <= 4
}

/// The minutes in a cell of a column of times, where the unit may be left out.
pub(super) fn minutes_cell(text: &str) -> Option<u32> {
    only_minutes(text).or_else(|| bare_minutes(text))
}

pub(super) fn bare_minutes(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|minutes| (1..=240).contains(minutes))
}

/// `9:30 Topic`, `9h30 – 10h00 Topic`: takes the time off; a range gives the minutes.
pub(super) fn take_clock(text: &mut String, minutes: &mut Option<u32>) -> Option<u32> {
    let (start, rest) = clock(text)?;
    let behind = rest.trim_start().trim_start_matches(['-', '–', '—', '~', '〜']).trim_start();
    let topic = match clock(behind) {
        Some((end, rest)) => {
            *minutes = end.checked_sub(start).filter(|length| (1..=MINUTES_LIMIT).contains(length));
            rest
        }
        None => rest,
    };
    let topic =
        topic.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|'));
    if topic.is_empty() {
        return None;
    }
    *text = topic.to_owned();
    Some(start)
}

/// A time of day at the beginning, in minutes, and the rest.
pub(super) fn clock(text: &str) -> Option<(u32, &str)> {
    let hours = text.find(|c: char| !c.is_ascii_digit()).filter(|length| (1..=2).contains(length))?;
    let (hour, rest) = text.split_at_checked(hours)?;
    let rest = rest.strip_prefix([':', 'h', '.', '：'])?;
    let (minute, rest) = rest.split_at_checked(2)?;
    if !minute.bytes().all(|digit| digit.is_ascii_digit())
        || rest.starts_with(|c: char| c.is_alphanumeric() || c == '.')
    {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, rest))
}

/// Takes a time box out of the text: a number (or a small one in words) with a unit.
pub(super) fn take_minutes(text: &mut String, minutes: &mut Option<u32>) {
    let Some((from, to, read)) = find_minutes(text).or_else(|| find_numeral(text)) else { return };
    let before = text.get(..from).unwrap_or_default().trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '~' | ',' | ':' | '/' | '|')
    });
    let after = text.get(to..).unwrap_or_default();
    // Minutes inside a longer sentence tell of something else; inside a short one they stay where they are.
    let inside = after.trim_start().starts_with(char::is_alphanumeric) && !before.is_empty();
    if inside && words(after).len() > 2 && words(text).len() > 8 {
        return;
    }
    *minutes = Some(read);
    if !inside {
        *text = collapse(&format!("{before} {after}"));
    }
}

fn find_minutes(text: &str) -> Option<(usize, usize, u32)> {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let from = at + found;
        let rest = text.get(from..)?;
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let number = rest.get(..length)?.trim_end_matches(['.', ',']);
        let behind = rest.get(number.len()..)?;
        let unit_text = behind.trim_start_matches([' ', '-', '\u{a0}']);
        let attached = unit_text.len() == behind.len();
        let free = text
            .get(..from)?
            .chars()
            .next_back()
            .is_none_or(|c| is_cjk(c) || (!c.is_alphanumeric() && !matches!(c, '#' | '$' | '€' | '£')));
        if let (Some((unit_length, unit)), true) = (unit_at(unit_text, attached), free) {
            let value = decimal(&number.replace(',', "."));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let minutes = value.map(|value| (value * unit as f32).clamp(0.0, 100_000.0) as u32);
            if let Some(minutes) = minutes.filter(|minutes| (1..=MINUTES_LIMIT).contains(minutes)) {
                return Some((from, text.len() - unit_text.len() + unit_length, minutes));
            }
        }
        at = from + length.max(1);
    }
    None
}

/// `five minutes`
fn find_numeral(text: &str) -> Option<(usize, usize, u32)> {
    let hits = NUMERALS.find(text);
    // Most lines have none.
    let found = if hits.is_empty() { Vec::new() } else { words(text) };
    hits.iter().find_map(|hit| {
        let (number, unit) = (found.get(hit.words.0)?, found.get(hit.words.1)?);
        let (_, minutes) = unit_at(unit.written, false)?;
        (unit.written.len() > 1).then_some((number.start, unit.end, hit.class * minutes))
    })
}

/// The unit at the beginning of a text: its length in bytes and its minutes. `m` (also metres) and `'`
/// only count right behind the number.
fn unit_at(text: &str, attached: bool) -> Option<(usize, u32)> {
    let first = text.chars().next()?;
    if matches!(first, '\'' | '′' | '’') {
        let free = text.chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        return (attached && free).then_some((first.len_utf8(), 1));
    }
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..length)?;
    let hits = UNITS.find(word);
    let hit = hits.first()?;
    let cjk = hit.written.chars().any(is_cjk);
    let fits = if cjk { word.starts_with(hit.written) } else { hit.written.len() == word.len() };
    let short = matches!(word, "m" | "M") && !attached;
    (fits && !short).then_some((if cjk { hit.written.len() } else { length }, hit.class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_boxes_are_read() {
        for (text, expected) in [
            ("10 min", Some(10)),
            ("(15m)", Some(15)),
            ("1.5 h", Some(90)),
            ("5-10 min", Some(10)),
            ("twenty minutes", Some(20)),
            ("10分", Some(10)),
            ("10 min each", Some(10)),
            ("100 m", None),
            ("#10 min", None),
            ("0 min", None),
            ("99999 min", None),
            ("10", None),
            ("", None),
        ] {
            assert_eq!(only_minutes(text), expected, "{text}");
        }
        assert_eq!(minutes_cell("10"), Some(10));
    }

    #[test]
    fn the_tables_are_readable() {
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/units.tsv"), unit).is_empty());
        let number = |number: &str| number.parse::<u32>().ok();
        assert!(crate::lexicon::unreadable(include_str!("../lexicon/numerals.tsv"), number).is_empty());
    }
}
