//! How fast a file is read and one year of it expanded, beside the bound: finding every line end of the same bytes.
//! `throughput FILE [YEAR]`. Rounds of both are interleaved, medians told, and with them their ratio.

use converel_calendar::civil::Day;
use converel_calendar::{Calendars, Component, Settings, Span};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const ROUNDS: usize = 11;

/// A piece of a file, as the audit's worker takes it.
const PIECE: usize = 1 << 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(bytes) = arguments.next().and_then(|path| std::fs::read(path).ok()) else {
        eprintln!("usage: throughput FILE [YEAR]");
        return ExitCode::FAILURE;
    };
    let year = arguments.next().and_then(|year| year.parse().ok()).unwrap_or(2024);
    let (Some(from), Some(to)) = (Day::new(year, 1, 1), Day::new(year + 1, 1, 1)) else {
        eprintln!("{year} is no year");
        return ExitCode::FAILURE;
    };
    let span = Span { from: from.midnight().0, to: to.midnight().0 };
    let (mut walking, mut reading, mut expanding) = (Vec::new(), Vec::new(), Vec::new());
    let mut told = String::new();
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let lines = lines(black_box(&bytes));
        walking.push(begin.elapsed());

        let begin = Instant::now();
        let mut calendars = Calendars::new(Settings::new(span));
        let mut describe = |event: &Component<'_>| event.summary().into_owned();
        for piece in black_box(&bytes).chunks(PIECE) {
            calendars.feed(piece, &mut describe);
        }
        let read = calendars.end_file(&mut describe);
        reading.push(begin.elapsed());
        let expanded = calendars.expand();
        expanding.push(begin.elapsed());
        told = format!(
            "{lines} lines, {} events, {} defects; {} events with {} occurrences in {year}, {} cancelled",
            read.events,
            read.defects.len(),
            expanded.events.len(),
            expanded.occurrences.len(),
            expanded.cancelled_occurrences.len()
        );
    }
    let (walking, reading, expanding) = (median(walking), median(reading), median(expanding));
    #[allow(clippy::cast_precision_loss)]
    let speed = |time: Duration| bytes.len() as f64 / 1e6 / time.as_secs_f64();
    println!("{told}");
    println!("every line end:  {walking:?} ({:.0} MB/s)", speed(walking));
    println!("read:            {reading:?} ({:.0} MB/s)", speed(reading));
    println!("read and expand: {expanding:?} ({:.0} MB/s)", speed(expanding));
    println!("ratio: {:.2}", expanding.as_secs_f64() / walking.as_secs_f64());
    ExitCode::SUCCESS
}

fn lines(bytes: &[u8]) -> usize {
    let (mut at, mut lines) = (0, 0);
    while let Some(end) = bytes.get(at..).and_then(|rest| memchr::memchr(b'\n', rest)) {
        at += end + 1;
        lines += 1;
    }
    lines
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
