//! Property tests of blocks: whatever was written is found again behind any transport, and nothing that was changed or
//! cut is taken for whole.

// A test's panic is its report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use converel_team::block::{BlockError, Found, Kind, find, write};
use peer::transport;
use proptest::prelude::*;

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.as_slice())
}

fn payload() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

/// One step of a transport.
fn step() -> impl Strategy<Value = fn(&str, usize) -> String> {
    let steps: &[fn(&str, usize) -> String] = &[
        |text, width| transport::wrapped(text, width),
        |text, _| transport::quoted(text, "> "),
        |text, _| transport::quoted(text, ">"),
        |text, _| transport::quoted(text, "  \u{2022} "),
        |text, _| transport::quoted(text, "| "),
        |text, _| text.to_uppercase(),
        |text, _| text.replace('\n', "\r\n"),
        |text, _| text.replace('\n', " \n\n"),
        |text, _| text.replace(' ', "\u{a0}\u{200b}"),
        |text, _| format!("\u{feff}{text}"),
    ];
    prop::sample::select(steps)
}

proptest! {
    #[test]
    fn any_transport_brings_it(
        blocks in prop::collection::vec((kind(), payload()), 1..4),
        heading in ".{0,40}",
        between in "[^&<=]{0,60}",
        steps in prop::collection::vec((step(), 1_usize..90), 0..6),
        code in 0..4,
    ) {
        prop_assume!(find(&between).is_empty());
        let mut text: String =
            blocks.iter().map(|(kind, payload)| between.clone() + "\n" + &write(*kind, &heading, payload)).collect();
        for (step, width) in steps {
            text = step(&text, width);
        }
        text = match code {
            0 => text,
            1 => transport::quoted_printable(&text),
            2 => transport::html(&text),
            _ => transport::quoted_printable(&transport::html(&text)),
        };
        let whole = |(kind, payload): &(Kind, Vec<u8>)| Found { kind: Some(*kind), payload: Ok(payload.clone()) };
        prop_assert_eq!(find(&text), blocks.iter().map(whole).collect::<Vec<_>>(), "{}", text);
    }

    #[test]
    fn a_changed_character_is_named(
        kind in kind(),
        payload in payload(),
        at in any::<prop::sample::Index>(),
        character in "[a-z2-7]",
    ) {
        let mut text = write(kind, "", &payload);
        let inside = text.find('\n').unwrap() + 1..text.trim_end().rfind('\n').unwrap();
        let at = inside.start + at.index(inside.len());
        prop_assume!(text[at..=at] != character && !text[at..=at].contains('\n'));
        text.replace_range(at..=at, &character);
        let found = find(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert!(found[0].payload.is_err(), "{}", text);
    }

    #[test]
    fn a_part_that_is_missing_is_named(
        kind in kind(),
        payload in payload(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let text = write(kind, "", &payload);
        let (from, to) = (from.index(text.len()), to.index(text.len()));
        let cut = from.min(to)..from.max(to) + 1;
        let kept = format!("{}{}", &text[..cut.start], &text[cut.clone()]);
        prop_assert_eq!(&kept, &text[..cut.end]);
        let without = format!("{}{}", &text[..cut.start], &text[cut.end..]);
        let nothing_lost = text[cut].trim().is_empty();
        for found in find(&without) {
            prop_assert_eq!(found.payload.is_ok(), nothing_lost, "{}", without);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "(begin|end|converel|block|[a-z2-7]{0,40}|[ -~\n]|.|&|=|<|>|;|amp){0,200}") {
        for found in find(&text) {
            prop_assert!(found.payload.is_err());
        }
    }
}

/// One that took time in proportion to the text's square would never come to its end.
#[test]
fn ten_megabytes_are_read_at_once() {
    let ten = |piece: &str| piece.repeat(10_000_000 / piece.len());
    let whole = write(Kind::Answer, "", b"whole");
    for piece in ["begin converel block\n", "end converel block ", "<b ", "&amp;", "="] {
        let text = ten(piece) + "\n> ...\n" + &whole;
        let found = find(&text);
        assert_eq!(found.last().map(|found| found.payload.clone()), Some(Ok(b"whole".to_vec())), "{piece}");
    }
    let inside = format!("begin converel block\n{}\nend converel block\n{whole}", ten("abcdefgh\n"));
    let errors: Vec<_> = find(&inside).into_iter().map(|found| found.payload).collect();
    assert!(matches!(errors.as_slice(), [Err(BlockError::TooLarge), Ok(_)]));
}
