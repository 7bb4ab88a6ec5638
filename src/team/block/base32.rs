//! Base32 (RFC 4648, section 6) in lowercase and without padding: of its alphabet nothing is lost where letters change
//! their case, and no character of it means anything to mail, chat or wiki.

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// How many characters so many bytes take.
pub(super) fn characters(bytes: usize) -> usize {
    // Eight characters hold five bytes; computed in parts, so that nothing runs over.
    (bytes / 5).saturating_mul(8).saturating_add((bytes % 5 * 8).div_ceil(5))
}

/// Bytes as characters.
pub(super) fn write(bytes: impl Iterator<Item = u8>) -> String {
    let mut text = String::with_capacity(bytes.size_hint().0.saturating_mul(2));
    let mut push = |five: u32| {
        text.extend(ALPHABET.get((five & 31) as usize).map(|character| char::from(*character)));
    };
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8 | u32::from(byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
    text
}

/// Characters as bytes; `None`: something is not of the alphabet. `exact`: `None` too where the last character has bits
/// that belong to no byte, or is itself too much; without it they are left out.
pub(super) fn read(characters: &[u8], exact: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(characters.len() / 8 * 5 + 5);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for character in characters {
        let five = match character {
            b'a'..=b'z' => character - b'a',
            b'2'..=b'7' => character - b'2' + 26,
            _ => return None,
        };
        held = (held << 5 | u32::from(five)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from(held >> bits & 0xff));
        }
    }
    let rest = held & ((1 << bits) - 1);
    (!exact || bits < 5 && rest == 0).then_some(bytes)
}
