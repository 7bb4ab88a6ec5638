//! A description as lines of text, whatever its format: the shape that the agenda is read from. What a
//! line means is not judged here.

use crate::raw::TextFormat;
use crate::words::collapse;

/// Longer descriptions are read up to here; no agenda stands further down.
pub(crate) const LINE_LIMIT: usize = 4_000;

/// How a line is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// Running text.
    #[default]
    Text,
    /// An entry of a list.
    Entry,
    /// A heading by its markup.
    Heading,
    /// A row of a table.
    Row,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text with white space collapsed and its list marker left out; empty for a blank line. Cells of
    /// a row are separated by ` | `.
    pub text: String,
    /// How it is set.
    pub setting: Setting,
    /// Addresses of links that the text does not itself show.
    pub links: Vec<String>,
    /// The cells of a row.
    pub cells: Vec<String>,
    /// How deep it stands: columns of white space in front of it, or lists around it.
    pub depth: usize,
    /// The text is not all that the line in the description holds: addresses were taken out of it.
    pub lifted: bool,
}

impl Line {
    /// A line of text as it stands, its list marker taken off.
    pub(crate) fn new(text: &str, setting: Setting) -> Self {
        let text = collapse(text);
        let unmarked = unmarked(&text);
        let setting =
            if unmarked.len() < text.len() && setting == Setting::Text { Setting::Entry } else { setting };
        Self { text: unmarked.to_owned(), setting, ..Self::default() }
    }
}

/// Reads a description into lines; blank lines are kept, one between two paragraphs.
pub fn lines(description: &str, format: TextFormat) -> Vec<Line> {
    let mut found = match format {
        TextFormat::Plain => plain(description),
        TextFormat::Html => crate::html::lines(description),
    };
    number_entries(&mut found);
    found
}

fn plain(description: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    // The two characters of a Windows line ending are one.
    let whole = description.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    for text in whole.flat_map(|line| line.split(['\r', '\u{2028}', '\u{2029}'])) {
        let mut line = row(text).unwrap_or_else(|| Line::new(text, Setting::Text));
        line.depth = indent(text);
        push(&mut found, line);
        if found.len() >= LINE_LIMIT {
            break;
        }
    }
    for line in &mut found {
        lift_links(line);
    }
    trimmed_front(&mut found);
    found
}

/// Columns of white space in front of a text.
fn indent(text: &str) -> usize {
    text.chars()
        .map_while(|c| match c {
            '\t' => Some(4),
            '\u{3000}' => Some(2),
            c if c.is_whitespace() => Some(1),
            _ => None,
        })
        .sum()
}

/// Calendars trim a description: its first line may have stood as deep as the entries that follow.
fn trimmed_front(found: &mut [Line]) {
    let entry = |line: &&Line| line.setting == Setting::Entry;
    let least = found.iter().skip(1).filter(entry).map(|line| line.depth).min();
    if let (Some(first), Some(least)) = (found.first_mut().filter(|line| entry(&&**line)), least) {
        first.depth = first.depth.max(least);
    }
}

/// Lines numbered without a point ("1 Accounts", "2 Reserves") are entries; their number stays in the text.
fn number_entries(found: &mut [Line]) {
    let numbers: Vec<Option<u32>> = found.iter().map(bare_number).collect();
    let mut expected = 1;
    for at in 0..numbers.len() {
        let number = numbers.get(at).copied().flatten();
        let next = numbers.get(at + 1).copied().flatten();
        let follows = number == Some(expected) && (expected > 1 || next == Some(2));
        expected = if follows { expected + 1 } else { 1 };
        if let Some(line) = found.get_mut(at).filter(|_| follows) {
            line.setting = Setting::Entry;
        }
    }
}

fn bare_number(line: &Line) -> Option<u32> {
    let (number, rest) = line.text.split_once(' ')?;
    (line.setting == Setting::Text && number.len() < 3 && rest.starts_with(char::is_alphabetic))
        .then(|| number.parse().ok())?
}

/// Adds a line; of several blank lines the first stays.
pub(crate) fn push(found: &mut Vec<Line>, line: Line) {
    let blank = line.text.is_empty() && line.links.is_empty();
    if found.len() < LINE_LIMIT
        && !(blank && found.last().is_none_or(|last| last.text.is_empty() && last.links.is_empty()))
    {
        found.push(line);
    }
}

/// A row of a table drawn with bars, as in Markdown.
pub(crate) fn row(text: &str) -> Option<Line> {
    let inner = text.trim().strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cells: Vec<String> = inner.split('|').map(collapse).collect();
    let ruled = cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')));
    Some(if ruled { Line::default() } else { Line::row(cells) })
}

impl Line {
    /// A row of a table.
    pub(crate) fn row(cells: Vec<String>) -> Self {
        let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        if filled.is_empty() {
            return Self::default();
        }
        Self { text: filled.join(" | "), setting: Setting::Row, cells, ..Self::default() }
    }
}

/// Outlook writes a link in plain text as `label<address>`: the address moves out of the text.
fn lift_links(line: &mut Line) {
    if !line.text.contains("<http") {
        return;
    }
    let mut text = String::with_capacity(line.text.len());
    let mut rest = line.text.as_str();
    while let Some((before, after)) = rest.split_once("<http") {
        let Some((address, behind)) = after.split_once('>') else { break };
        text.push_str(before);
        text.push(' ');
        line.links.push(format!("http{address}"));
        rest = behind;
    }
    text.push_str(rest);
    line.text = collapse(&text);
    line.lifted = true;
}

/// A text without its list marker: a bullet, a tick box, a number or a single letter with a point or bracket.
pub(crate) fn unmarked(text: &str) -> &str {
    let mut rest = text.trim();
    // `- [ ] topic` has two.
    for _ in 0..2 {
        match strip_marker(rest) {
            Some(stripped) => rest = stripped,
            None => break,
        }
    }
    rest
}

fn strip_marker(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let behind = characters.as_str();
    match first {
        '•' | '◦' | '▪' | '●' | '○' | '■' | '□' | '☐' | '☑' | '✓' | '✔' | '→' | '➤' | '►' | '‣' | '⁃'
        | '·' | '・' | '◆' | '◇' | '※' | '✅' | '☒' | '▶' | '▸' | '➢' | '❖' | '★' | '☆' | '◎' | '➔' | '⇒'
        | '»' | '\u{f0b7}' | '\u{f0a7}' => {
            return Some(behind.trim_start());
        }
        '①'..='⑳' | '❶'..='❿' | '➊'..='➓' => return Some(behind.trim_start()),
        '-' | '*' | '+' | '–' | '—' | 'o' | '>' => {
            return behind.strip_prefix(' ').map(str::trim_start).filter(|rest| !rest.is_empty());
        }
        '[' => {
            let inner = behind.strip_prefix([' ', 'x', 'X']).unwrap_or(behind);
            return inner.strip_prefix("] ").map(str::trim_start);
        }
        _ => {}
    }
    // `第1 予算`, `1.2. Budget`, `TOP 3: Budget`, `2.a) Budget`
    if let Some(rest) = ordinal(text) {
        return Some(rest);
    }
    let (open, text) = match first {
        '(' | '（' => (true, behind),
        _ => (false, text),
    };
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let label = if (1..=2).contains(&digits) {
        digits
    } else {
        roman(text).unwrap_or_else(|| usize::from(text.starts_with(|c: char| c.is_ascii_alphabetic())))
    };
    if label == 0 {
        return None;
    }
    let behind = text.get(label..)?;
    let mut characters = behind.chars();
    let point = characters.next()?;
    let after = characters.as_str();
    let closes = match point {
        ')' | '）' => true,
        // `1.5 h` is a number; `e.g. this` is not an entry.
        '.' | '．' | '、' if !open => digits > 0 || after.starts_with(' '),
        ':' if !open && digits > 0 => after.starts_with(' '),
        _ => false,
    };
    let spaced = after.starts_with(|c: char| c.is_whitespace() || !c.is_ascii());
    (closes && spaced && !after.trim().is_empty()).then(|| after.trim_start())
}

/// `第1号`, `TOP 3:`, `1.2.`: the rest of the text.
fn ordinal(text: &str) -> Option<&str> {
    let digits = |text: &str| text.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum::<usize>();
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.get(digits(rest).max(1)..).filter(|_| digits(rest) > 0)?;
        let rest = rest.trim_start_matches(['号', '議', '案', '項', '部', '.', '．', ':', '：', ')', '）']);
        let spaced = rest.trim_start();
        return (spaced.len() < rest.len() || rest.is_empty())
            .then_some(spaced)
            .filter(|rest| !rest.is_empty());
    }
    if let Some(rest) = ["TOP ", "Top ", "top "].iter().find_map(|word| text.strip_prefix(word)) {
        let behind = rest.get(digits(rest)..).filter(|_| (1..=2).contains(&digits(rest)))?;
        return Some(behind.trim_start_matches([':', '.', ')', ' ', '-', '–']))
            .filter(|rest| !rest.is_empty());
    }
    // `1.5 h` is a number.
    let (whole, rest) = text.split_once('.')?;
    let part = digits(rest);
    let numbered = (1..=2).contains(&whole.len()) && whole.bytes().all(|c| c.is_ascii_digit());
    let behind = rest.get(part..)?.strip_prefix(['.', ')']);
    (numbered && (1..=2).contains(&part)).then_some(behind?)?.strip_prefix(' ')
}

/// The length of a Roman number up to `XVIII` that something follows.
fn roman(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'))?;
    (2..=5).contains(&end).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_taken_off() {
        for (text, expected) in [
            ("- Budget", "Budget"),
            ("• Budget", "Budget"),
            ("* [ ] Budget", "Budget"),
            ("1. Budget", "Budget"),
            ("12) Budget", "Budget"),
            ("(3) Budget", "Budget"),
            ("a) Budget", "Budget"),
            ("① 予算", "予算"),
            ("1．予算", "予算"),
            ("第1 予算", "予算"),
            ("第2号議案　予算", "予算"),
            ("IV. Budget", "Budget"),
            ("iii) Budget", "Budget"),
            ("TOP 3: Haushalt", "Haushalt"),
            ("1.2. Budget", "Budget"),
            ("➢ Budget", "Budget"),
            ("1.5 hours for all", "1.5 hours for all"),
            ("Vi. Budget", "Budget"),
            ("・予算", "予算"),
            ("10:00 Intro", "10:00 Intro"),
            ("1.5 h for all", "1.5 h for all"),
            ("2026. The plan", "2026. The plan"),
            ("-", "-"),
            ("--", "--"),
            ("I am here", "I am here"),
            ("", ""),
        ] {
            assert_eq!(unmarked(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_text_has_lines_rows_and_lifted_links() {
        let found = lines(
            "Hello\r\n\r\n\r\n- a\n| Item | Owner |\n| --- | --- |\n| Budget | Priya |\nBoard<https://b.example/1> here",
            TextFormat::Plain,
        );
        let shown: Vec<_> = found.iter().map(|line| (line.text.as_str(), line.setting)).collect();
        assert_eq!(
            shown,
            [
                ("Hello", Setting::Text),
                ("", Setting::Text),
                ("a", Setting::Entry),
                ("Item | Owner", Setting::Row),
                ("", Setting::Text),
                ("Budget | Priya", Setting::Row),
                ("Board here", Setting::Text),
            ]
        );
        assert_eq!(found.last().map(|line| line.links.clone()), Some(vec!["https://b.example/1".to_owned()]));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}|[-*a0-9.()\\[\\]| \\n<>https:/①・]{0,80}") {
            for line in lines(&text, TextFormat::Plain) {
                proptest::prop_assert_eq!(&line.text, &collapse(&line.text));
            }
        }
    }
}
