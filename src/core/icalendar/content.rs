//! Content lines of iCalendar text (RFC 5545, 3.1): unfolded, and taken apart into name, parameters and value.
//! What a property means is not known here.

use std::borrow::Cow;

/// The content lines of a text, in order; blank ones are left out.
pub(super) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text.trim_start_matches('\u{feff}') }
    }

    /// The next line as it stands, folded.
    fn physical(&mut self) -> &'a str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line.strip_suffix('\r').unwrap_or(line)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let mut line = Cow::Borrowed(self.physical());
            while self.rest.starts_with([' ', '\t']) {
                // The white space that marks the fold is one byte.
                let more = self.physical().get(1..).unwrap_or_default();
                line.to_mut().push_str(more);
            }
            if !line.trim().is_empty() {
                return Some(line);
            }
        }
        None
    }
}

/// A content line: `NAME;PARAMETER=value;PARAMETER="value":value`.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    parameters: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Property<'a> {
    /// `None`: the line has no value.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let end = line.find([';', ':'])?;
        let (name, rest) = line.split_at(end);
        if let Some(value) = rest.strip_prefix(':') {
            return Some(Self { name: name.trim(), parameters: "", value });
        }
        let colon = outside_quotes(rest, ':').or_else(|| rest.find(':'))?;
        let (parameters, value) = rest.split_at(colon);
        Some(Self { name: name.trim(), parameters, value: value.get(1..)? })
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of a parameter, without quotes, `^` escapes (RFC 6868) resolved.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let mut rest = self.parameters;
        while !rest.is_empty() {
            rest = rest.strip_prefix(';').unwrap_or(rest);
            let (parameter, after) = rest.split_at(outside_quotes(rest, ';').unwrap_or(rest.len()));
            rest = after;
            let Some((found, value)) = parameter.split_once('=') else { continue };
            if found.trim().eq_ignore_ascii_case(name) {
                let value = value.trim();
                let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
                return Some(replaced(inner.unwrap_or(value), '^', |escaped| match escaped {
                    'n' => Some('\n'),
                    '^' => Some('^'),
                    '\'' => Some('"'),
                    _ => None,
                }));
            }
        }
        None
    }

    /// The value as text (RFC 5545, 3.3.11).
    pub(super) fn text(&self) -> String {
        replaced(self.value, '\\', |escaped| match escaped {
            'n' | 'N' => Some('\n'),
            '\\' | ';' | ',' | ':' | '"' => Some(escaped),
            _ => None,
        })
    }
}

/// Where a character stands for the first time outside quotes. A quote that nobody closes is a character like
/// any other.
fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = rest.find([wanted, '"'])?;
        if !rest.get(at..)?.starts_with('"') {
            return Some(from + at);
        }
        let inner = from + at + 1;
        from = match text.get(inner..)?.find('"') {
            Some(length) => inner + length + 1,
            None => return text.get(inner..)?.find(wanted).map(|at| inner + at),
        };
    }
}

/// The text with what follows each escape character put in its place; what is no escape stays.
fn replaced(text: &str, escape: char, meaning: impl Fn(char) -> Option<char>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let meant = (letter == escape).then(|| letters.peek().copied().and_then(&meaning)).flatten();
        if meant.is_some() {
            letters.next();
        }
        plain.push(meant.unwrap_or(letter));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded() {
        for (text, expected) in [
            ("A:1\r\nB:2\r\n", &["A:1", "B:2"][..]),
            ("A:1\nB:2", &["A:1", "B:2"]),
            ("A:lo\r\n ng\r\n\ter\r\nB:2", &["A:longer", "B:2"]),
            ("A:two\r\n  words\n", &["A:two words"]),
            ("\u{feff}A:1\r\n\r\n\nB:2\r\n", &["A:1", "B:2"]),
            ("A:ä\r\n ö\r\n  ", &["A:äö "]),
            (" A:1\n", &[" A:1"]),
            ("\r\n \n", &[]),
            ("", &[]),
        ] {
            assert_eq!(Lines::of(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn properties_are_taken_apart() {
        for (line, expected) in [
            ("SUMMARY:Weekly: status", Some(("SUMMARY", None, "Weekly: status"))),
            ("ATTENDEE;CN=Ann:mailto:a@b.c", Some(("ATTENDEE", Some("Ann"), "mailto:a@b.c"))),
            ("ATTENDEE;CN=\"Doe; A: B\";X=1:mailto:a", Some(("ATTENDEE", Some("Doe; A: B"), "mailto:a"))),
            ("ATTENDEE;ROLE=CHAIR;cn=Ann Doe:v", Some(("ATTENDEE", Some("Ann Doe"), "v"))),
            ("ATTENDEE;CN=\"A ^'B^' ^^ ^n^x\":v", Some(("ATTENDEE", Some("A \"B\" ^ \n^x"), "v"))),
            ("ATTENDEE;CN=\"Ann:mailto:a@b.c", Some(("ATTENDEE", Some("\"Ann"), "mailto:a@b.c"))),
            ("ATTENDEE;CN:v", Some(("ATTENDEE", None, "v"))),
            ("X;;=;CN==:v:w", Some(("X", Some("="), "v:w"))),
            ("no colon", None),
            ("NAME;A=1", None),
            (":", Some(("", None, ""))),
        ] {
            let property = Property::read(line);
            let parameter = property.as_ref().and_then(|property| property.parameter("CN"));
            let found =
                property.as_ref().map(|property| (property.name, parameter.as_deref(), property.value));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn text_is_unescaped() {
        for (value, expected) in [
            (r"a\nb\Nc", "a\nb\nc"),
            (r"1\, 2\; 3\\n", r"1, 2; 3\n"),
            (r"C:\temp\", r"C:\temp\"),
            (r"\\\\", r"\\"),
            ("", ""),
        ] {
            assert_eq!(Property { name: "", parameters: "", value }.text(), expected, "{value}");
        }
    }
}
