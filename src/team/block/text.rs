//! What a text says when everything that a transport may have put into it is taken out: letters a to z and digits, in
//! lowercase, one stream. Known are soft breaks and escapes of quoted-printable (RFC 2045, 6.7), entities and tags of
//! HTML; all else that is no letter or digit of ASCII goes without being known: line ends, quote signs, bullets, byte
//! order marks, spaces of every kind and width, and what is left of UTF-16.

/// The longest tag that is taken for one, in characters.
const TAG: usize = 400;
/// The longest name of an entity, its `amp;`s apart.
const ENTITY: usize = 10;

/// The stream of a text. Takes time in proportion to it.
pub(super) fn stream(text: &str) -> Vec<u8> {
    let mut stream = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'=' => rest = escape(after, &mut stream).unwrap_or(after),
            b'&' => rest = entity(after).unwrap_or(after),
            b'<' => rest = tag(after).unwrap_or(after),
            byte if byte.is_ascii_alphanumeric() => stream.push(byte.to_ascii_lowercase()),
            _ => {}
        }
    }
    stream
}

/// Behind `=`: two hexadecimal digits are a byte, which is kept if it is a letter or a digit. Gives what is left.
fn escape<'a>(after: &'a [u8], stream: &mut Vec<u8>) -> Option<&'a [u8]> {
    let ([high, low], rest) = after.split_first_chunk::<2>()?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?;
    if byte.is_ascii_alphanumeric() {
        stream.push(byte.to_ascii_lowercase());
    }
    Some(rest)
}

/// Behind `&`: the rest of an entity, escaped once or several times (`&amp;gt;`). Gives what is left.
fn entity(after: &[u8]) -> Option<&[u8]> {
    let mut rest = after;
    while let Some(escaped) = rest.strip_prefix(b"amp;") {
        rest = escaped;
    }
    let end = rest.iter().take(ENTITY).position(|byte| *byte == b';').filter(|end| *end > 0);
    let named = end.and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?)));
    match named {
        Some((name, left)) if name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#') => {
            Some(left)
        }
        _ => (rest.len() < after.len()).then_some(rest),
    }
}

/// Behind `<`: the rest of a tag, which stands in one line, or is broken softly. Gives what is left.
fn tag(after: &[u8]) -> Option<&[u8]> {
    let name = after.strip_prefix(b"/").unwrap_or(after);
    name.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let mut before = b'<';
    for (at, byte) in after.iter().enumerate().take(TAG) {
        match byte {
            b'>' => return after.get(at + 1..),
            b'<' => return None,
            b'\n' if before != b'=' => return None,
            // A carriage return stands between the sign and the line's end.
            b'\r' => {}
            _ => before = *byte,
        }
    }
    None
}
