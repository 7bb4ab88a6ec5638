//! Prints the occurrences of a calendar file, one line of JSON each, sorted by start:
//! `occurrences --from RFC3339 --to RFC3339 [FILE]`; without a file, standard input is read. Defects go to standard
//! error. An all-day or floating time is read as UTC; what is cancelled is no occurrence. The exit status is 0 if the
//! file could be read at all.

use converel_calendar::civil::Civil;
use converel_calendar::{Calendars, Component, Settings, Span};
use std::fs::File;
use std::io::{BufWriter, Read, Write, stdin, stdout};
use std::process::ExitCode;

const USAGE: &str = "usage: occurrences --from RFC3339 --to RFC3339 [FILE]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (mut from, mut to, mut file) = (None, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--from" => from = Some(instant(arguments.next())?),
            "--to" => to = Some(instant(arguments.next())?),
            path if file.is_none() => file = Some(path.to_owned()),
            _ => return Err(USAGE.into()),
        }
    }
    let span = Span { from: from.ok_or(USAGE)?, to: to.ok_or(USAGE)? };
    let mut calendars = Calendars::new(Settings::new(span));
    let mut describe = |event: &Component<'_>| event.summary().into_owned();
    let mut input: Box<dyn Read> = match &file {
        Some(path) if path != "-" => Box::new(File::open(path)?),
        _ => Box::new(stdin().lock()),
    };
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = input.read(&mut piece)?;
        if read == 0 {
            break;
        }
        calendars.feed(piece.get(..read).unwrap_or_default(), &mut describe);
    }
    let read = calendars.end_file(&mut describe);
    let expanded = calendars.expand();
    for defect in read.defects.iter().chain(&expanded.defects) {
        eprintln!("line {}: {:?} {}", defect.line, defect.kind, defect.detail);
    }
    if read.defects_more > 0 {
        eprintln!("and {} more", read.defects_more);
    }
    if !read.calendar {
        return Err("no iCalendar file: BEGIN:VCALENDAR is missing".into());
    }
    let mut out = BufWriter::new(stdout().lock());
    for occurrence in &expanded.occurrences {
        let Some(event) = expanded.events.get(occurrence.event as usize).filter(|event| !event.cancelled)
        else {
            continue;
        };
        let line = serde_json::json!({
            "uid": event.uid,
            "start": utc(occurrence.start),
            "end": utc(occurrence.end),
            "all_day": occurrence.all_day,
            "summary": event.data,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

/// Seconds since the Unix epoch.
fn instant(argument: Option<String>) -> Result<i64, Box<dyn std::error::Error>> {
    Ok(argument.ok_or(USAGE)?.parse::<jiff::Timestamp>().map_err(|error| error.to_string())?.as_second())
}

/// `YYYY-MM-DDTHH:MM:SSZ`.
fn utc(seconds: i64) -> String {
    let time = Civil(seconds);
    let ((year, month, day), of_day) = (time.day().date(), time.of_day());
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
