//! A block: how a round, an answer or a handover travels as plain text through chat, mail and wiki. Between two marks
//! of plain words stand bytes as base32 (RFC 4648, lowercase, no padding) in short lines. Whatever a transport puts
//! between (line ends, quote signs, bullets, entities, tags, soft breaks) is not of that alphabet or is told apart
//! ([`text`]); so the text is read as one stream of letters and digits. A checksum tells whether all of it came through.
//!
//! The envelope stays as it is in every version: its version says how what is inside is to be read.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version, 1 |
//! | 1 | kind |
//! | 4 | length of what is inside, big end first |
//! | 8 | the first bytes of SHA-256 over the three above and what is inside |
//! | … | what is inside |

mod base32;
mod text;

use sha2::{Digest, Sha256};

/// The version written today.
pub const VERSION: u8 = 1;

/// What a block carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A round, from its lead to everybody.
    Round,
    /// A sealed answer, from a member to the lead.
    Answer,
    /// What a lead has of a round, for whoever goes on with it.
    Handover,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Round, Self::Answer, Self::Handover];

    fn byte(self) -> u8 {
        match self {
            Self::Round => 1,
            Self::Answer => 2,
            Self::Handover => 3,
        }
    }

    fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.byte() == byte)
    }

    /// How many bytes it may carry: 1 MiB is a hundred questions answered at full length; a handover brings every answer
    /// along.
    pub fn limit(self) -> usize {
        match self {
            Self::Round | Self::Answer => 1 << 20,
            Self::Handover => MOST,
        }
    }
}

/// The most bytes that any block carries.
const MOST: usize = 64 << 20;

/// Why a block cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// Its end, its beginning or something between is missing.
    #[error("a part of it is missing")]
    Truncated,
    /// It came through changed.
    #[error("it was changed on its way")]
    Damaged,
    /// A newer version of the extension wrote it.
    #[error("it has version {found}, and this version reads up to {VERSION}")]
    Newer {
        /// The version that it carries.
        found: u8,
    },
    /// It is larger than its kind may be.
    #[error("it is too large")]
    TooLarge,
    /// It is whole, and of a kind that this version does not know.
    #[error("it is of no kind that is known")]
    UnknownKind,
}

/// A block that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it carries, as far as that can be read; of a damaged one it may be wrong.
    pub kind: Option<Kind>,
    /// What is inside.
    pub payload: Result<Vec<u8>, BlockError>,
}

/// Common to both marks, as the stream has it; before it stands one of the two words.
const MARK: &[u8] = b"converelblock";
const BEGIN: &[u8] = b"begin";
const END: &[u8] = b"end";

/// Characters in a line: few enough that mail wraps none, quoted several times too (RFC 5322, 2.1.1: 78).
const LINE: usize = 60;

/// Version, kind, length.
const HEAD: usize = 6;
const CHECKSUM: usize = 8;
/// What base32 needs for head and checksum, in characters.
const HEAD_CHARACTERS: usize = (HEAD + CHECKSUM) * 8 / 5 + 1;

/// A block of text with lines of plain words around it. `heading`: what a human reads above it, one line, any language;
/// empty: nothing.
pub fn write(kind: Kind, heading: &str, payload: &[u8]) -> String {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let mut head = vec![VERSION, kind.byte()];
    head.extend(length.to_be_bytes());
    let checksum = checksum(&head, payload);
    let body = base32::write(head.iter().chain(&checksum).chain(payload).copied());

    let mut text = String::with_capacity(body.len() + body.len() / LINE + heading.len() + 64);
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    // A heading that looks like a mark would be read as one.
    if !heading.is_empty() && !marks(&text::stream(&heading)).any(|_| true) {
        text.push_str(&heading);
        text.push('\n');
    }
    text.push_str("begin converel block\n");
    for (at, character) in body.chars().enumerate() {
        if at > 0 && at % LINE == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text.push_str("\nend converel block\n");
    text
}

/// Every block in a text, in order, whatever stands between them. Takes time in proportion to the text.
pub fn find(text: &str) -> Vec<Found> {
    let stream = text::stream(text);
    let mut found = Vec::new();
    // Where the last beginning's inside starts, while its end has not come.
    let mut begun: Option<usize> = None;
    for mark in marks(&stream) {
        match (mark.begins, begun) {
            (true, Some(start)) => found.push(unfinished(stream.get(start..mark.start).unwrap_or_default())),
            (false, Some(start)) => found.push(whole(stream.get(start..mark.start).unwrap_or_default())),
            (false, None) => found.push(Found { kind: None, payload: Err(BlockError::Truncated) }),
            (true, None) => {}
        }
        begun = mark.begins.then_some(mark.end);
    }
    if let Some(start) = begun {
        found.push(unfinished(stream.get(start..).unwrap_or_default()));
    }
    found
}

/// One of the two marks in the stream.
struct Mark {
    begins: bool,
    /// Where its first word starts.
    start: usize,
    /// Behind its last.
    end: usize,
}

fn marks(stream: &[u8]) -> impl Iterator<Item = Mark> {
    let common = stream.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK);
    common.filter_map(|(at, _)| {
        let before = stream.get(..at)?;
        let end = at + MARK.len();
        match () {
            () if before.ends_with(BEGIN) => Some(Mark { begins: true, start: at - BEGIN.len(), end }),
            () if before.ends_with(END) => Some(Mark { begins: false, start: at - END.len(), end }),
            () => None,
        }
    })
}

/// What stands behind a beginning that has no end.
fn unfinished(inside: &[u8]) -> Found {
    Found {
        kind: head(inside).and_then(|(_, kind, _)| Kind::of_byte(kind)),
        payload: Err(BlockError::Truncated),
    }
}

/// Version, kind, length.
fn head(inside: &[u8]) -> Option<(u8, u8, usize)> {
    let bytes = base32::read(inside.get(..HEAD_CHARACTERS)?, false)?;
    let [version, kind, length @ ..] = bytes.first_chunk::<HEAD>()?;
    Some((*version, *kind, usize::try_from(u32::from_be_bytes(*length)).ok()?))
}

/// What stands between a beginning and an end.
fn whole(inside: &[u8]) -> Found {
    let Some((version, byte, length)) = head(inside) else {
        let short = inside.len() < HEAD_CHARACTERS;
        return Found {
            kind: None,
            payload: Err(if short { BlockError::Truncated } else { BlockError::Damaged }),
        };
    };
    let kind = Kind::of_byte(byte);
    // What is of no known kind is looked at no longer than it takes to say so.
    let limit = kind.unwrap_or(Kind::Answer).limit();
    let payload = || {
        if inside.len() > base32::characters(HEAD + CHECKSUM + limit) {
            return Err(BlockError::TooLarge);
        }
        let wanted = base32::characters(length.saturating_add(HEAD + CHECKSUM));
        if inside.len() < wanted {
            return Err(BlockError::Truncated);
        }
        let bytes = base32::read(inside, true).ok_or(BlockError::Damaged)?;
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or(BlockError::Truncated)?;
        let (sum, payload) = rest.split_at_checked(CHECKSUM).ok_or(BlockError::Truncated)?;
        if payload.len() != length || checksum(head, payload) != sum {
            return Err(BlockError::Damaged);
        }
        match (version, kind) {
            (VERSION, Some(_)) => Ok(payload.to_vec()),
            (VERSION, None) => Err(BlockError::UnknownKind),
            (0, _) => Err(BlockError::Damaged),
            (found, _) => Err(BlockError::Newer { found }),
        }
    };
    Found { kind, payload: payload() }
}

fn checksum(head: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(head);
    hash.update(payload);
    hash.finalize().into_iter().take(CHECKSUM).collect()
}

#[cfg(test)]
mod tests;
