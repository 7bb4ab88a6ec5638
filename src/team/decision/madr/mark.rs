//! Marks in texts, so that nothing in them is taken for the file's own. Each way is undone exactly:
//! a line that would be taken for structure, whatever backslashes stand before it, gets one more; a carriage return is
//! written as a character reference, and so is a line end where there must be one line.

use super::headings::{heading, part};

/// A line that the reader would take for more than text. `deep`: within an option or a concern, where `###` and
/// `#### Resolved` begin something too.
fn is_structure(line: &str, deep: bool) -> bool {
    let said = ["Chosen option:", "Recommended option:"].iter().any(|start| line.starts_with(start));
    said || heading(line).is_some_and(|(depth, words)| {
        part(depth, words).is_some()
            || deep && (depth == 3 || depth == 4 && words.eq_ignore_ascii_case("resolved"))
    })
}

/// A text of several lines.
pub(super) fn text(text: &str, deep: bool) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let marked = is_structure(line.trim_start_matches('\\'), deep);
            if marked { format!("\\{line}") } else { line.to_owned() }
        })
        .collect();
    reference(&lines.join("\n"), '\r', "#13;")
}

/// What [`text`] was made from.
pub(super) fn plain_text(text: &str, deep: bool) -> String {
    let text = dereference(text, "\r", "#13;");
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| match line.strip_prefix('\\') {
            Some(rest) if is_structure(rest.trim_start_matches('\\'), deep) => rest,
            _ => line,
        })
        .collect();
    lines.join("\n")
}

/// A text in one line.
pub(super) fn line(text: &str) -> String {
    reference(&reference(text, '\n', "#10;"), '\r', "#13;")
}

/// What [`line`] was made from.
pub(super) fn plain_line(line: &str) -> String {
    dereference(&dereference(line, "\r", "#13;"), "\n", "#10;")
}

/// A text in quotation marks, as in `Chosen option: "…"`.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// The text in the quotation marks that `text` begins with, and what follows.
pub(super) fn plain_quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut plain = String::new();
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((plain_line(&plain), inner.get(at + 1..).unwrap_or_default())),
            '\\' => plain.extend(letters.next().map(|(_, letter)| letter)),
            letter => plain.push(letter),
        }
    }
    None
}

/// Writes a character as a reference (`&#13;`); what looks like one already gets an `amp;`.
fn reference(text: &str, character: char, name: &str) -> String {
    let mut shielded = String::with_capacity(text.len());
    for (place, part) in text.split('&').enumerate() {
        if place > 0 {
            shielded.push_str(if is_reference(part, name) { "&amp;" } else { "&" });
        }
        shielded.push_str(part);
    }
    shielded.replace(character, &format!("&{name}"))
}

fn dereference(text: &str, character: &str, name: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (place, part) in text.split('&').enumerate() {
        match (place, part.strip_prefix(name), part.strip_prefix("amp;")) {
            (0, ..) => plain.push_str(part),
            (_, Some(rest), _) => plain.extend([character, rest]),
            (_, None, Some(rest)) if is_reference(rest, name) => plain.extend(["&", rest]),
            _ => plain.extend(["&", part]),
        }
    }
    plain
}

/// Whether what follows an ampersand is the reference of this name, with any number of `amp;` before it.
fn is_reference(after: &str, name: &str) -> bool {
    after.trim_start_matches("amp;").starts_with(name)
}
