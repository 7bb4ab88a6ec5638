//! The envelope by itself, and what each transport does to it. Generated transports are in `tests/transport.rs`.

use super::*;

fn one(text: &str) -> Result<Vec<u8>, BlockError> {
    let mut found = find(text);
    assert_eq!(found.len(), 1, "{text}");
    found.pop().unwrap().payload
}

const SAID: &[u8] =
    b"What was said, in more than one line of characters: 0123456789 and so on, and on, and on.";

#[test]
fn base32_is_the_standards() {
    // RFC 4648, section 10.
    for (bytes, characters) in [
        ("", ""),
        ("f", "my"),
        ("fo", "mzxq"),
        ("foo", "mzxw6"),
        ("foob", "mzxw6yq"),
        ("fooba", "mzxw6ytb"),
        ("foobar", "mzxw6ytboi"),
    ] {
        assert_eq!(base32::write(bytes.bytes()), characters);
        assert_eq!(base32::read(characters.as_bytes(), true), Some(bytes.into()), "{characters}");
        assert_eq!(base32::characters(bytes.len()), characters.len());
    }
    for wrong in ["m", "mz=", "mzxw6yr", "mzx", "0a"] {
        assert_eq!(base32::read(wrong.as_bytes(), true), None, "{wrong}");
    }
}

#[test]
fn a_block_looks_like_this_and_stays_readable() {
    let text = write(Kind::Answer, "Where  we stand,\nautumn", b"payload");
    assert_eq!(
        text,
        "Where we stand, autumn\nbegin converel block\naebaaaaaa4yj2rfojjmdfydqmf4wy33bmq\nend converel block\n"
    );
    assert_eq!(find(&text), [Found { kind: Some(Kind::Answer), payload: Ok(b"payload".to_vec()) }]);
}

#[test]
fn what_transports_make_of_it_opens() {
    let block = write(Kind::Round, "Baseline", SAID);
    let each_line = |before: &str| block.lines().map(|line| format!("{before}{line}\n")).collect::<String>();
    let pieces = |width: usize, between: &str| {
        let characters: Vec<char> = block.chars().collect();
        let lines: Vec<String> = characters.chunks(width).map(|piece| piece.iter().collect()).collect();
        lines.join(between)
    };
    for (how, text) in [
        ("as it is", block.clone()),
        ("upper case", block.to_uppercase()),
        ("CRLF and BOM", format!("\u{feff}{}", block.replace('\n', "\r\n"))),
        ("one line", block.replace('\n', " ")),
        ("quoted", each_line("> ")),
        ("quoted often", each_line(">>> > |")),
        ("bullets", each_line("  \u{2022} ")),
        ("list", each_line("- ")),
        ("no-break and zero-width spaces", pieces(7, "\u{a0}\u{200b}\u{2060}")),
        ("wrapped everywhere", pieces(1, "\n> ")),
        ("trailing spaces", block.replace('\n', "  \t\n")),
        ("soft breaks", pieces(20, "=\r\n")),
        ("escaped spaces and quotes", each_line("=3E=20")),
        ("escaped bytes of UTF-8", pieces(9, "=C2=A0")),
        ("entities", each_line("&gt;&nbsp;&#160;&#x3E;")),
        ("entities escaped again", each_line("&amp;gt; &amp;amp;nbsp;&amp;")),
        ("tags", block.replace('\n', "<br/>\n<span class=\"a b2\">").replace("block", "bl</b>ock")),
        ("a tag broken softly", block.replace('\n', "<div style=3D\"margin: 0=\r\n 2px\">")),
        ("UTF-16 read as UTF-8", block.chars().flat_map(|one| [one, '\0']).collect()),
        (
            "inside other text",
            format!("On Monday A <a@b.example> wrote:\n{block}\n-- \nA & B, if a <b then c > d"),
        ),
    ] {
        assert_eq!(one(&text), Ok(SAID.to_vec()), "{how}: {text}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let block = write(Kind::Round, "", SAID);
    let (begin, rest) = block.split_once('\n').unwrap();
    let (inside, end) = rest.trim_end().rsplit_once('\n').unwrap();
    let lines: Vec<&str> = inside.lines().collect();
    let around = |inside: &str| format!("{begin}\n{inside}\n{end}");
    let version = |version: u8, kind: u8, length: usize| {
        let mut head = vec![version, kind];
        head.extend(u32::try_from(length).unwrap().to_be_bytes());
        let checksum = checksum(&head, b"new");
        around(&base32::write(head.into_iter().chain(checksum).chain(*b"new")))
    };
    for (how, text, error) in [
        ("no end", format!("{begin}\n{inside}"), BlockError::Truncated),
        ("no beginning", format!("{inside}\n{end}"), BlockError::Truncated),
        ("no last line", around(&lines[..lines.len() - 1].join("\n")), BlockError::Truncated),
        ("nothing inside", around(""), BlockError::Truncated),
        ("one character more", around(&format!("{inside}a")), BlockError::Damaged),
        ("two lines changed about", around(&[lines[0], lines[2], lines[1]].join("\n")), BlockError::Damaged),
        ("other text", around(&"not of base32 at all, 01".repeat(3)), BlockError::Damaged),
        ("a newer version", version(2, 1, 3), BlockError::Newer { found: 2 }),
        ("a newer kind", version(1, 9, 3), BlockError::UnknownKind),
        ("version 0", version(0, 1, 3), BlockError::Damaged),
        ("another length", version(1, 1, 2), BlockError::Damaged),
        ("a greater length", version(1, 1, u32::MAX as usize), BlockError::Truncated),
        ("too large", write(Kind::Answer, "", &vec![7; Kind::Answer.limit() + 1]), BlockError::TooLarge),
    ] {
        assert_eq!(one(&text), Err(error), "{how}");
    }
}

#[test]
fn a_block_cut_short_swallows_none_that_follows() {
    let (first, second) = (write(Kind::Round, "", SAID), write(Kind::Answer, "", b"second"));
    for cut in 20..first.len() - 1 {
        let text = format!("{}\nAnd again:\n{second}", &first[..cut]);
        let found = find(&text);
        assert_eq!(found.len(), 2, "{text}");
        assert_eq!(found[0].payload, Err(BlockError::Truncated), "{text}");
        assert_eq!(found[1].payload, Ok(b"second".to_vec()), "{text}");
    }
}

#[test]
fn a_heading_is_never_a_mark() {
    for heading in ["begin converel block", "> End  Converel\nBlock!", "begin converel block my"] {
        assert_eq!(one(&write(Kind::Answer, heading, b"x")), Ok(b"x".to_vec()));
    }
    // Half of one, which the begin line must not complete.
    for heading in ["begin", "begin converel", "a <b", "&amp", "x=", "\u{202e}\u{5e9}"] {
        assert_eq!(one(&write(Kind::Answer, heading, b"x")), Ok(b"x".to_vec()), "{heading}");
    }
}
