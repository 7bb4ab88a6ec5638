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
    let unescaped = unescaped(text.as_bytes());
    let mut stream = Vec::with_capacity(unescaped.len());
    let mut rest = unescaped.as_slice();
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'&' => entity(after).unwrap_or(after),
            b'<' => tag(after).unwrap_or(after),
            _ => after,
        };
        if byte.is_ascii_alphanumeric() {
            stream.push(byte.to_ascii_lowercase());
        }
    }
    stream
}

/// Without soft breaks, and with the bytes that were escaped. In a text that is not quoted-printable a sign of equality
/// is never inside of a block: nothing there is lost.
fn unescaped(mut rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            bytes.push(*byte);
        } else if let Some(broken) = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")) {
            rest = broken;
        } else if let Some((byte, left)) = escape(after) {
            bytes.push(byte);
            rest = left;
        } else {
            bytes.push(b'=');
        }
    }
    bytes
}

/// Behind `=`: two hexadecimal digits are a byte. Gives it, and what is left.
fn escape(after: &[u8]) -> Option<(u8, &[u8])> {
    let ([high, low], left) = after.split_first_chunk::<2>()?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some((u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?, left))
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

/// Behind `<`: the rest of a tag, which stands in one line. Gives what is left.
fn tag(after: &[u8]) -> Option<&[u8]> {
    let name = after.strip_prefix(b"/").unwrap_or(after);
    name.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let end = after.iter().take(TAG).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    (after.get(end) == Some(&b'>')).then(|| after.get(end + 1..))?
}
