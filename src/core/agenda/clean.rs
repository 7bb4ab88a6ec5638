//! A description without what is no agenda in any meeting: join blocks, dial-ins, legal footers, quoted
//! headers, greetings, signatures, house rules. What is left comes as pieces: entries, rows and sentences.

use super::terms::{self, Label, Phrase};
use crate::lines::{Line, Setting};
use crate::words::words;

/// An entry, a row, or a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) setting: Setting,
    /// The line's text if the piece is all of it, else empty.
    pub(super) line: String,
    pub(super) links: Vec<String>,
    pub(super) cells: Vec<String>,
    /// How deep the line stands.
    pub(super) depth: usize,
}

/// What the line before left open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Open,
    /// In a join block: numbers, times and labels of it are not topics.
    Join,
    /// In a quoted header.
    Quoted,
    /// Until the next blank line.
    Dropping,
}

/// More pieces than any agenda has; what comes after is not read.
const PIECE_LIMIT: usize = 400;
/// In characters; longer lines are read up to here.
const LINE_LENGTH: usize = 4_000;

/// Takes a description apart.
pub(super) fn pieces(lines: Vec<Line>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut mode = Mode::Open;
    let lines = lines.into_iter().map(cut_line).collect();
    for line in without_signatures(without_ruled_blocks(lines)) {
        if line.text.is_empty() && line.links.is_empty() {
            if matches!(mode, Mode::Dropping | Mode::Quoted) {
                mode = Mode::Open;
            }
            found.push(Piece::default());
            continue;
        }
        mode = line_pieces(line, mode, &mut found);
        if found.len() >= PIECE_LIMIT {
            break;
        }
    }
    found
}

/// No topic stands so far behind in a line.
fn cut_line(mut line: Line) -> Line {
    let kept = crate::words::cut(&line.text, LINE_LENGTH).len();
    if kept < line.text.len() {
        line.text.truncate(kept);
        line.lifted = true;
    }
    line
}

/// A rule of the house inside a list of several matters, or behind a label, is one of them.
fn says_more(sentence: &str) -> bool {
    super::item::parts(sentence).len() > 2
        || matches!(terms::labelled(sentence), Some((Label::Agenda | Label::Outcome | Label::Decisions | Label::Topic, rest)) if !rest.is_empty())
}

fn line_pieces(mut line: Line, mode: Mode, found: &mut Vec<Piece>) -> Mode {
    if mode == Mode::Dropping {
        if is_join(&line.text) {
            return Mode::Join;
        }
        if !matches!(
            terms::labelled(&line.text),
            Some((Label::Agenda | Label::Outcome | Label::Decisions, _))
        ) {
            return mode;
        }
    }
    let ruled = is_rule(&line.text);
    if ruled || is_contact(&line.text) {
        // `--` stands above a signature.
        return if ruled && line.text.starts_with('-') { Mode::Dropping } else { mode };
    }
    let links = line.links.len();
    line.links.retain(|link| !is_join(link));
    let joins = links > line.links.len();
    if line.text.is_empty() && line.links.is_empty() {
        return Mode::Join;
    }
    let of_join = mode == Mode::Join
        && match terms::labelled(&line.text) {
            Some((label, _)) => matches!(label, Label::Topic | Label::Time),
            None => line.setting != Setting::Row && is_of_join(&line.text),
        };
    let of_header = mode == Mode::Quoted
        && matches!(terms::labelled(&line.text), Some((Label::Topic | Label::Time | Label::Aside, _)));
    if of_join || of_header || is_number(&line.text) {
        return mode;
    }
    if line.text.starts_with("---") && terms::label(&line.text) == Some(Label::Quoted) {
        return mode;
    }
    let whole = line.text.clone();
    if line.setting == Setting::Text {
        match terms::opening(&whole) {
            Some((Label::Signoff, rest)) if ends_clause(rest) && words(rest).len() <= 3 => {
                return Mode::Dropping;
            }
            Some((Label::Greeting, rest)) => match rest.split_once([',', '!', '、']) {
                Some((name, text)) if words(name).len() <= 3 => line.text = text.trim().to_owned(),
                None if words(rest).len() <= 2 => return mode,
                _ => {}
            },
            _ => {}
        }
    }
    if matches!(terms::labelled(&line.text), Some((Label::Quoted, _))) {
        return if mode == Mode::Join { mode } else { Mode::Quoted };
    }
    let mut after = Mode::Open;
    let sentences =
        if line.setting == Setting::Text { sentences(&line.text) } else { vec![line.text.as_str()] };
    let alone = sentences.len() == 1 && line.text == whole && !line.lifted;
    for sentence in sentences.into_iter().take(PIECE_LIMIT) {
        // What a sentence in dashes leaves.
        if line.links.is_empty()
            && !sentence.contains(char::is_alphanumeric)
            && !sentence.contains(['?', '…'])
        {
            continue;
        }
        let phrases = terms::phrases(sentence);
        if phrases.contains(&Phrase::Legal) {
            return Mode::Dropping;
        }
        let address_only = after == Mode::Join && terms::without_address(sentence).0.is_empty();
        if phrases.contains(&Phrase::Join) || (joins && line.links.is_empty()) || address_only {
            after = Mode::Join;
            continue;
        }
        if phrases.contains(&Phrase::House) && !phrases.contains(&Phrase::Decide) && !says_more(sentence) {
            continue;
        }
        found.push(Piece {
            text: sentence.to_owned(),
            setting: line.setting,
            line: if alone { whole.clone() } else { String::new() },
            links: std::mem::take(&mut line.links),
            cells: std::mem::take(&mut line.cells),
            depth: line.depth,
        });
    }
    after
}

/// Calendars set the block they add between rules: Google between `-::~:~::-`, Microsoft between lines
/// of underscores. A block between underscores goes only if it tells how to join.
fn without_ruled_blocks(lines: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::with_capacity(lines.len());
    let mut google = false;
    // Where the last line of underscores stands among `found`, and whether a way to join came since.
    let mut open: Option<(usize, bool)> = None;
    for line in lines {
        if line.text.contains("::~:") {
            google = !google;
            continue;
        }
        if google {
            continue;
        }
        if line.text.len() >= 10 && line.text.chars().all(|c| c == '_') {
            open = match open {
                Some((at, true)) => {
                    found.truncate(at);
                    None
                }
                _ => Some((found.len(), false)),
            };
            found.push(Line::default());
            continue;
        }
        if let Some((_, joins)) = &mut open {
            *joins = *joins || line.links.iter().any(|link| is_join(link)) || is_join(&line.text);
        }
        found.push(line);
    }
    // A block that is cut off has no rule below it.
    if let Some((at, true)) = open {
        let cut = found.get(at..).is_some_and(|block| block.len() <= 15);
        if cut {
            found.truncate(at);
        }
    }
    found
}

/// The address of a form, a poll, a booking page or a map: nothing that would be read for the meeting.
pub(super) fn is_form(address: &str) -> bool {
    ["forms.", "/forms/", "typeform", "surveymonkey", "doodle.", "calendly.", "eventbrite.", "maps."]
        .iter()
        .any(|mark| address.contains(mark))
}

/// Paragraphs of a few short lines with a telephone number or a mailbox among them are signatures.
fn without_signatures(lines: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::with_capacity(lines.len());
    // Where the paragraph began.
    let mut from = 0;
    for line in lines {
        if line.text.is_empty() {
            if is_signature(found.get(from..).unwrap_or_default()) {
                found.truncate(from);
            }
            from = found.len() + 1;
        }
        found.push(line);
    }
    if is_signature(found.get(from..).unwrap_or_default()) {
        found.truncate(from);
    }
    found
}

fn is_signature(paragraph: &[Line]) -> bool {
    (2..=6).contains(&paragraph.len())
        && paragraph.iter().all(|line| {
            line.setting == Setting::Text && line.links.is_empty() && line.text.chars().count() <= 60
        })
        && paragraph.iter().skip(1).any(|line| is_contact(&line.text) || is_mailbox(&line.text))
        && !paragraph.iter().any(|line| {
            line.text.ends_with(['?', '.', ':', '。'])
                || is_join(&line.text)
                || terms::labelled(&line.text).is_some()
        })
}

/// `nadia@example.org`, with a site or a number beside it or not.
fn is_mailbox(text: &str) -> bool {
    text.split([' ', '|']).next().is_some_and(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

fn is_join(text: &str) -> bool {
    terms::phrases(text).contains(&Phrase::Join)
}

/// A line that only draws a line.
fn is_rule(text: &str) -> bool {
    text.chars().count() >= 2
        && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | '.'))
}

/// `Mob: +91 …`, `TEL 03-…`: a few words and a number.
fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let contact = terms::phrases(text).contains(&Phrase::Contact);
    contact && (digits >= 5 || words(text).len() <= 6)
}

/// A line that tells how to join only because the line before it did: an address, a code, a number and its
/// country, a word of telephones.
fn is_of_join(text: &str) -> bool {
    let (text, address) = terms::without_address(text);
    let found = words(&text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let code = digits >= 5
        && found.iter().filter(|word| !word.folded.starts_with(|c: char| c.is_ascii_digit())).count() <= 4;
    let spoken = found.len() <= 24 && terms::phrases(&text).contains(&Phrase::Dial);
    (!address.is_empty() && found.len() <= 2) || code || spoken
}

/// A telephone number, with a place behind it or not.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let international = text.split_once('+').is_some_and(|(before, after)| {
        words(before).len() <= 3 && after.starts_with(|c: char| c.is_ascii_digit())
    });
    digits >= 7 && (international || digits * 3 >= text.chars().count() * 2)
}

fn ends_clause(rest: &str) -> bool {
    let rest = rest.trim_end();
    rest.is_empty() || rest.starts_with([',', '!', '.', '。', ' ']) && !rest.contains(':')
}

/// Words that are written with a point.
const SHORTENED: &str = "vs fr mr ms dr ca nr st sr no jr co zb bz rd th am pm eg ie al ph pp approx evtl bzw ggf inkl usw etc incl dept prof ing sra mrs tel nos std min max";

/// Splits running text into sentences: at `.`, `!` or `?` with a space and a new beginning behind it.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut word = 0;
    let mut closed = false;
    for (at, character) in text.char_indices() {
        let behind = at + character.len_utf8();
        let ends = match character {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => {
                let rest = text.get(behind..).unwrap_or_default();
                let begins = rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| c != '.');
                // `vs. B`, `Fr. Meier`, `1. Januar`, `approx. 3`
                let shortened = || {
                    let word = text.get(..at).unwrap_or_default();
                    if let Some(token) =
                        word.rsplit(' ').next().filter(|token| token.ends_with(|c: char| c.is_ascii_digit()))
                    {
                        return token.len() < 3;
                    }
                    let word = word.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    let word = crate::words::fold(word);
                    word.chars().count() < 2 || SHORTENED.split(' ').any(|known| known == word)
                };
                begins && (character != '.' || closed || (word > 0 && !shortened()))
            }
            _ => false,
        };
        closed = character == ')';
        word = if character.is_alphanumeric() {
            word + 1
        } else if ends || character.is_whitespace() {
            0
        } else {
            word
        };
        if ends {
            found.extend(text.get(start..behind).map(str::trim).filter(|sentence| !sentence.is_empty()));
            start = behind;
        }
    }
    found.extend(text.get(start..).map(str::trim).filter(|sentence| !sentence.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_split() {
        for (text, expected) in [
            ("One thing. Another? Yes", "One thing.|Another?|Yes"),
            ("Cost vs. Benefit for Fr. Meier", "Cost vs. Benefit for Fr. Meier"),
            ("予算を決める。次へ", "予算を決める。|次へ"),
            ("v1.5 is out. now what", "v1.5 is out.|now what"),
            ("ca. 5 or approx. 7 (Deb). Next", "ca. 5 or approx. 7 (Deb).|Next"),
            ("", ""),
        ] {
            assert_eq!(sentences(text).join("|"), expected, "{text}");
        }
    }
}
