//! Any bytes, in any cuts, through the reader and the expander: nothing panics, and where a file is cut makes no
//! difference. The first four bytes say where.
//!
//! `README.md` says how to run it.

#![no_main]

use converel_calendar::{Calendars, Component, Expanded, FileRead, Settings, Span};
use libfuzzer_sys::fuzz_target;

/// 2024 and 2025: what an audit looks at.
const SPAN: Span = Span { from: 1_704_067_200, to: 1_767_225_600 };

/// Asks an event for everything.
fn describe(event: &Component<'_>) -> usize {
    let parties = event.organizer().into_iter().chain(event.attendees());
    let parties: usize = parties.map(|party| party.address.len() + party.name.len()).sum();
    let texts = [event.uid(), event.summary(), event.description(), event.location()];
    parties
        + texts.iter().map(|text| text.len()).sum::<usize>()
        + event.rule_text().map_or(0, |rule| rule.len())
        + usize::from(event.description_is_html())
        + usize::from(event.is_cancelled())
        + usize::from(event.is_transparent())
        + usize::from(event.start_seconds() > 0)
}

fn read<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (FileRead, Expanded<usize>) {
    let mut calendars = Calendars::new(Settings { most_occurrences: 500, ..Settings::new(SPAN) });
    for piece in pieces {
        calendars.feed(piece, &mut describe);
    }
    let file = calendars.end_file(&mut describe);
    (file, calendars.expand())
}

fuzz_target!(|data: &[u8]| {
    let Some((cuts, bytes)) = data.split_at_checked(4) else { return };
    let whole = read(std::iter::once(bytes));
    let mut rest = bytes;
    let mut cuts = cuts.iter().cycle();
    let in_pieces = read(std::iter::from_fn(|| {
        let size = usize::from(*cuts.next()?).max(1).min(rest.len());
        let (piece, left) = rest.split_at(size);
        rest = left;
        (size > 0).then_some(piece)
    }));
    assert_eq!(whole.0, in_pieces.0);
    assert_eq!(whole.1.occurrences, in_pieces.1.occurrences);
    let events = whole.1.events.len();
    assert!(whole.1.occurrences.is_sorted_by_key(|occurrence| occurrence.start));
    for occurrence in &whole.1.occurrences {
        assert!(occurrence.start <= occurrence.end && (occurrence.event as usize) < events);
    }
});
