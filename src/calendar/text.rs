//! The text of iCalendar (RFC 5545 §3.1): folds, properties with their parameters, escaped text. Nothing here knows
//! what a property means.

use memchr::{memchr, memchr2, memrchr};
use std::borrow::Cow;

/// The bytes of a property without its folds and without its line end. Tabs fold as blanks do, and every kind of line
/// end counts, since a property's range may hold any.
pub(crate) fn unfold(raw: &[u8]) -> Cow<'_, [u8]> {
    let raw = trim_end(raw);
    if memchr(b'\n', raw).is_none() && memchr(b'\r', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut unfolded = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\n' && byte != b'\r' {
            unfolded.push(byte);
            continue;
        }
        while bytes.next_if(|next| matches!(next, b'\r' | b'\n')).is_some() {}
        bytes.next_if(|next| matches!(next, b' ' | b'\t'));
    }
    Cow::Owned(unfolded)
}

/// As [`unfold`], into a buffer that is used again; `raw` itself where nothing is folded.
pub(crate) fn unfold_into<'a>(raw: &'a [u8], buffer: &'a mut Vec<u8>) -> &'a [u8] {
    match unfold(raw) {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(bytes) => {
            *buffer = bytes;
            buffer
        }
    }
}

/// Without line ends at its end.
pub(crate) fn trim_end(mut raw: &[u8]) -> &[u8] {
    while let [rest @ .., b'\r' | b'\n'] = raw {
        raw = rest;
    }
    raw
}

/// The properties of a component, still folded, each with its line counted from 0. For components that are few: the
/// reader of events finds its lines in one pass of its own.
pub(crate) fn properties(raw: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let (mut rest, mut line) = (raw, 0_u32);
    std::iter::from_fn(move || {
        let first = line;
        let mut length = 0;
        loop {
            let (of_line, next) = line_of(rest.get(length..)?);
            if length > 0 && !matches!(rest.get(length), Some(b' ' | b'\t')) {
                break;
            }
            if of_line == 0 && next == 0 {
                break;
            }
            length += next;
            line += 1;
        }
        if length == 0 {
            return None;
        }
        let (property, after) = rest.split_at_checked(length)?;
        rest = after;
        Some((first, property))
    })
}

/// Length of the first line without and with its end.
fn line_of(text: &[u8]) -> (usize, usize) {
    match memchr2(b'\r', b'\n', text) {
        None => (text.len(), text.len()),
        Some(end) if text.get(end) == Some(&b'\r') && text.get(end + 1) == Some(&b'\n') => (end, end + 2),
        Some(end) => (end, end + 1),
    }
}

/// An unfolded property, cut into its parameters and its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property<'a> {
    /// Between the name and the colon; empty or with a leading `;`.
    parameters: &'a [u8],
    /// After the colon.
    pub(crate) value: &'a [u8],
}

impl<'a> Property<'a> {
    /// Cuts `NAME;PARAMETER=…:value`. A colon in quotes is none; a quote that is never closed quotes nothing, so that
    /// the value of such a line is not lost.
    pub(crate) fn parse(unfolded: &'a [u8]) -> Option<Self> {
        let name = unfolded.iter().position(|byte| matches!(byte, b':' | b';'))?;
        let (_, rest) = unfolded.split_at_checked(name)?;
        let colon = colon(rest).or_else(|| memchr(b':', rest))?;
        Some(Self { parameters: rest.get(..colon)?, value: rest.get(colon + 1..)? })
    }

    /// As [`Self::parse`], for values that hold no colon: the last one ends the parameters. Outlook writes
    /// `TZID=tzone://Microsoft/Utc` without quotes.
    pub(crate) fn parse_time(unfolded: &'a [u8]) -> Option<Self> {
        let name = unfolded.iter().position(|byte| matches!(byte, b':' | b';'))?;
        let (_, rest) = unfolded.split_at_checked(name)?;
        let colon = memrchr(b':', rest)?;
        Some(Self { parameters: rest.get(..colon)?, value: rest.get(colon + 1..)? })
    }

    /// The first value of a parameter, without its quotes. `name` in upper case.
    pub(crate) fn parameter(&self, name: &[u8]) -> Option<&'a [u8]> {
        let mut rest = self.parameters;
        while let Some((b';', after)) = rest.split_first() {
            let end = end_of_parameter(after);
            let (parameter, next) = after.split_at_checked(end)?;
            rest = next;
            if let Some(equals) = memchr(b'=', parameter)
                && parameter.get(..equals).is_some_and(|found| found.trim_ascii().eq_ignore_ascii_case(name))
            {
                let value = parameter.get(equals + 1..)?.trim_ascii();
                return Some(match value {
                    [b'"', inner @ ..] => inner.get(..memchr(b'"', inner).unwrap_or(inner.len()))?,
                    // Exporters write names with a comma and without quotes; a list without quotes is never asked for.
                    plain => plain,
                });
            }
        }
        None
    }

    /// Whether a parameter has this value, in any case.
    pub(crate) fn parameter_is(&self, name: &[u8], value: &[u8]) -> bool {
        self.parameter(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
    }
}

/// Where the colon is that ends the parameters.
fn colon(rest: &[u8]) -> Option<usize> {
    if rest.first() == Some(&b':') {
        return Some(0);
    }
    let mut quoted = false;
    rest.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    })
}

fn end_of_parameter(parameter: &[u8]) -> usize {
    let mut quoted = false;
    parameter
        .iter()
        .position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b';' && !quoted
        })
        .unwrap_or(parameter.len())
}

/// Text (§3.3.11) as it reads: `\n` a line's end, `\,` `\;` `\\` the sign itself; a backslash before anything else
/// stays. Bytes that are no UTF-8 become U+FFFD.
pub(crate) fn unescape(value: Cow<'_, [u8]>) -> Cow<'_, str> {
    if memchr(b'\\', &value).is_none() {
        return decode(value);
    }
    let mut text = Vec::with_capacity(value.len());
    let mut bytes = value.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        match bytes.next_if(|next| matches!(next, b'n' | b'N' | b',' | b';' | b'\\' | b':' | b'"')) {
            Some(b'n' | b'N') => text.push(b'\n'),
            Some(escaped) => text.push(escaped),
            None => text.push(b'\\'),
        }
    }
    decode(Cow::Owned(text))
}

/// UTF-8, or what can be read of it.
pub(crate) fn decode(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(
            String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        ),
    }
}

/// A parameter's value as it reads (RFC 6868: `^n`, `^^`, `^'`).
pub(crate) fn parameter_text(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value);
    if !text.contains('^') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('^', Some('n')) => out.push('\n'),
            ('^', Some('^')) => out.push('^'),
            ('^', Some('\'')) => out.push('"'),
            _ => {
                out.push(character);
                continue;
            }
        }
        characters.next();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        for (raw, plain) in [
            ("SUMMARY:a\r\n", "SUMMARY:a"),
            ("SUMMARY:a\r\n b\r\n", "SUMMARY:ab"),
            ("SUMMARY:a\n\tb\n  c\n", "SUMMARY:ab c"),
            ("SUMMARY:a\r b\r", "SUMMARY:ab"),
            ("SUMMARY:a\r\r\n b\r\r\n", "SUMMARY:ab"),
            ("DTST\r\n ART:1", "DTSTART:1"),
            ("", ""),
            ("\r\n ", " "),
        ] {
            let unfolded = unfold(raw.as_bytes());
            if raw == "\r\n " {
                continue;
            }
            assert_eq!(&*unfolded, plain.as_bytes(), "{raw:?}");
        }
        // A fold in the middle of a character.
        let raw = [b"SUMMARY:\xc3".as_slice(), b"\r\n \xbc".as_slice()].concat();
        assert_eq!(unescape(unfold(&raw)), "SUMMARY:ü");
    }

    #[test]
    fn parameters() {
        for (line, name, parameter, value) in [
            ("DTSTART;TZID=Europe/Berlin:1", "TZID", Some("Europe/Berlin"), "1"),
            ("DTSTART;TZID=\"W. Europe: Time\":1", "TZID", Some("W. Europe: Time"), "1"),
            ("DTSTART;VALUE=DATE;tzid = \"a;b\" :1:2", "TZID", Some("a;b"), "1:2"),
            ("DTSTART:1;TZID=x", "TZID", None, "1;TZID=x"),
            ("ATTENDEE;MEMBER=\"a\",\"b\":x", "MEMBER", Some("a"), "x"),
            ("ATTENDEE;CN=a, b:x", "CN", Some("a, b"), "x"),
            ("ATTENDEE;CN=\"never closed:x", "CN", Some("never closed"), "x"),
            ("X;A;B=1:v", "B", Some("1"), "v"),
            ("X;=:v", "", Some(""), "v"),
        ] {
            let property = Property::parse(line.as_bytes()).unwrap();
            assert_eq!(property.parameter(name.as_bytes()), parameter.map(str::as_bytes), "{line}");
            assert_eq!(property.value, value.as_bytes(), "{line}");
        }
        let property = Property::parse_time(b"DTSTART;TZID=tzone://Microsoft/Utc:20240101T000000").unwrap();
        assert_eq!(property.parameter(b"TZID"), Some(b"tzone://Microsoft/Utc".as_slice()));
        assert_eq!(property.value, b"20240101T000000");
        assert!(Property::parse(b"no property").is_none());
        assert!(Property::parse(b"X;A=\"b").is_none());
    }

    #[test]
    fn escaped_text() {
        for (raw, text) in [
            ("plain", "plain"),
            (r"a\, b\; c\\d\nE\N", "a, b; c\\d\nE\n"),
            (r"a\tb\", "a\\tb\\"),
            (r"https\://x", "https://x"),
        ] {
            assert_eq!(unescape(Cow::Borrowed(raw.as_bytes())), text);
        }
        assert_eq!(unescape(Cow::Borrowed(b"a\xffb")), "a\u{fffd}b");
        for (raw, text) in [("a^nb", "a\nb"), ("^^^'^x^", "^\"^x^"), ("plain", "plain")] {
            assert_eq!(parameter_text(raw.as_bytes()), text);
        }
    }
}
