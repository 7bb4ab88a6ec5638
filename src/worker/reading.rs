//! An import: every file that the user gave, read into what is kept of a calendar.
//!
//! Nothing is imported by halves. What is wrong with a *whole* file (it is empty, no calendar, damaged, too large) keeps
//! that file out, is told with its name, and lets the others in; where no file is left, the import fails and
//! everything is as it was. What is wrong *inside* a calendar is told with its line, and the rest of it is read.
//!
//! A file that turns out to be bad when some of it was read already begins the reading anew: then each file is read
//! to its end before any of it is taken.

use crate::archive::{Archive, Bad, Unpacked};
use crate::sniff::{self, HEAD, Kind};
use crate::source::Source;
use converel_audit::gather::{Described, Gatherer};
use converel_calendar::{Calendars, Component, Defect, DefectKind, Expanded, Settings, Span, Zone};
use converel_protocol::audit::kept::Import;
use converel_protocol::audit::messages::{Problem, Stage, What};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Bytes that are asked for at once: the browser takes most of a millisecond to answer, whatever the number.
const PIECE: usize = 1 << 20;
/// Problems that are told; of the others their number.
const TOLD: usize = 100;
const WEEK: i64 = 7 * 24 * 3600;
/// An import reaches back a year and a week, so that its first whole week is 52 weeks ago …
const BEFORE: i64 = 53 * WEEK;
/// … and a quarter ahead: what is planned shows how often a series takes place.
const AFTER: i64 = 13 * WEEK;
/// Occurrences of one event that are read.
const MOST_OCCURRENCES: u32 = 100_000;
/// The year 1, as seconds since the Unix epoch.
const EARLIEST: i64 = -62_135_596_800;

/// What an import is read with.
#[derive(Clone, Copy, Debug)]
pub struct With<'a> {
    /// The installation's key.
    pub key: &'a [u8],
    /// The user's own addresses.
    pub own: &'a [String],
    /// The user's language (BCP 47).
    pub language: &'a str,
    /// IANA name of the zone that all-day and floating times are in; empty: UTC.
    pub zone: &'a str,
    /// Milliseconds since the Unix epoch.
    pub now: f64,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<'a> {
    /// What it is at.
    pub stage: Stage,
    /// Bytes read, or meetings judged.
    pub done: f64,
    /// Of how many.
    pub of: f64,
    /// Events found so far.
    pub events: u32,
    /// The file.
    pub file: &'a str,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The import.
    pub import: Import,
    /// What was wrong, at most a hundred.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub problems_more: u32,
}

/// Reads these files.
///
/// # Errors
/// No calendar is among them that can be read: what is wrong with the first.
pub fn read<S: Source>(
    sources: &[S],
    with: With<'_>,
    tell: &mut dyn FnMut(Step<'_>),
) -> Result<Read, Problem> {
    let meant: Vec<&S> =
        sources.iter().filter(|source| sniff::is_meant(source.path(), source.media_type())).collect();
    if meant.is_empty() {
        return Err(problem("", What::NoFiles, String::new()));
    }
    let bytes = meant.iter().fold(0_u64, |bytes, source| bytes.saturating_add(source.size()));
    let now = (with.now / 1000.0).floor() as i64;
    let mut reading =
        Reading { sources: meant, bytes: bytes as f64, with, out: BTreeSet::new(), bad: Vec::new() };
    let mut span = Span { from: now.saturating_sub(BEFORE), to: now.saturating_add(AFTER) };
    let (mut pass, mut gatherer) = reading.described(span, tell)?;
    if pass.expanded.occurrences.is_empty() && pass.expanded.cancelled_occurrences.is_empty() {
        // An old calendar: the span ends with what is newest in it. An endless series would have been in the first.
        let whole = Span { from: EARLIEST, to: span.from };
        let newest = reading.pass(whole, &mut || |_: &Component<'_>| (), tell)?.expanded.occurrences;
        if let Some(newest) = newest.iter().map(|occurrence| occurrence.start).max() {
            span = Span { from: newest.saturating_sub(BEFORE), to: newest.saturating_add(1) };
            (pass, gatherer) = reading.described(span, tell)?;
        }
    }
    let of = reading.bytes;
    tell(Step { stage: Stage::Expanded, done: of, of, events: pass.events, file: "" });
    let mut problems = Problems::default();
    reading.bad.into_iter().for_each(|bad| problems.add(bad));
    problems.told.append(&mut pass.problems.told);
    problems.more = problems.more.saturating_add(pass.problems.more);
    for defect in std::mem::take(&mut pass.expanded.defects) {
        problems.add(inside(&pass.only, defect));
    }
    let events = pass.events;
    let mut judged = |done: u32, of: u32| {
        tell(Step { stage: Stage::Judged, done: done.into(), of: of.into(), events, file: "" })
    };
    let import = gatherer.gather(
        pass.expanded,
        pass.files,
        events,
        problems.count(),
        &pass.names,
        with.now,
        span,
        &mut judged,
    );
    problems.more = problems.count().saturating_sub(TOLD as u32);
    problems.told.truncate(TOLD);
    Ok(Read { import, problems: problems.told, problems_more: problems.more })
}

fn problem(file: &str, what: What, detail: String) -> Problem {
    Problem { file: file.to_owned(), line: None, what, detail }
}

fn inside(file: &str, defect: Defect) -> Problem {
    let line = (defect.line > 0).then_some(defect.line);
    Problem { file: file.to_owned(), line, what: what(defect.kind), detail: defect.detail }
}

fn what(kind: DefectKind) -> What {
    match kind {
        DefectKind::CutOff => What::CutOff,
        DefectKind::BadTime => What::BadTime,
        DefectKind::BadRule => What::BadRule,
        DefectKind::TooManyOccurrences => What::TooManyOccurrences,
        DefectKind::UnknownZone => What::UnknownZone,
        DefectKind::BadZone => What::BadZone,
        DefectKind::NoStart => What::NoStart,
        DefectKind::BadLine => What::BadLine,
        DefectKind::EndsBeforeStart => What::EndsBeforeStart,
        DefectKind::Nesting => What::Nesting,
    }
}

/// What was wrong, as far as it is told, and how many more.
#[derive(Default)]
struct Problems {
    told: Vec<Problem>,
    more: u32,
}

impl Problems {
    fn add(&mut self, problem: Problem) {
        if self.told.len() < TOLD {
            self.told.push(problem);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.told.len()).unwrap_or(u32::MAX).saturating_add(self.more)
    }
}

/// Which file: its place among those given and, in an archive, the entry's; `None` is the archive itself.
type Id = (usize, Option<usize>);

/// Fills a buffer as far as there is something left.
type Fill<'a> = &'a mut dyn FnMut(&mut [u8]) -> Result<usize, Bad>;

/// Opens a file and hands its bytes on. If it is a trial, it will be opened again.
type Open<'a> = &'a mut dyn FnMut(bool, &mut dyn FnMut(Fill<'_>) -> Result<(), Bad>) -> Result<(), Bad>;

/// A file that is bad.
struct Fault {
    bad: Bad,
    /// Some of it was taken.
    taken: bool,
}

/// A file turned out to be bad after some of it had been taken.
struct Again;

struct Reading<'a, S> {
    sources: Vec<&'a S>,
    bytes: f64,
    with: With<'a>,
    /// Files that are bad.
    out: BTreeSet<Id>,
    /// What is wrong with them.
    bad: Vec<Problem>,
}

/// What one pass over the files found.
struct Pass<T> {
    expanded: Expanded<T>,
    files: u32,
    events: u32,
    /// The file, where there is only one: what shows when all are read together is wrong in it.
    only: String,
    /// Names of the calendars.
    names: Vec<String>,
    /// What is wrong inside of them.
    problems: Problems,
}

impl<S: Source> Reading<'_, S> {
    /// A pass that gathers what an import is made from.
    fn described(
        &mut self,
        span: Span,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(Pass<Described>, Gatherer), Problem> {
        let with = self.with;
        let fresh = || Gatherer::new(with.key, with.own, with.language);
        let gatherer = RefCell::new(fresh());
        let mut describe = || {
            gatherer.replace(fresh());
            |event: &Component<'_>| gatherer.borrow_mut().describe(event)
        };
        let pass = self.pass(span, &mut describe, tell)?;
        Ok((pass, gatherer.into_inner()))
    }

    /// Reads all files that are good; `describe` gives what describes their events, anew each time.
    fn pass<T, D: FnMut(&Component<'_>) -> T>(
        &mut self,
        span: Span,
        describe: &mut impl FnMut() -> D,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Pass<T>, Problem> {
        let mut twice = false;
        // Each time around another file is out.
        let pass = loop {
            match self.attempt(span, describe(), twice, tell) {
                Ok(pass) => break pass,
                Err(Again) => twice = true,
            }
        };
        if pass.files > 0 {
            return Ok(pass);
        }
        let first = self.bad.first().cloned();
        Err(first.unwrap_or_else(|| problem("", What::NoFiles, String::new())))
    }

    /// One attempt at that. `twice`: each file is read to its end before any of it is taken.
    fn attempt<T>(
        &mut self,
        span: Span,
        describe: impl FnMut(&Component<'_>) -> T,
        twice: bool,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Pass<T>, Again> {
        let zone = Zone::iana(self.with.zone).unwrap_or_else(Zone::utc);
        let settings = Settings { span, floating: zone, most_occurrences: MOST_OCCURRENCES };
        let mut taking = Taking {
            calendars: Calendars::new(settings),
            describe,
            buffer: vec![0; PIECE],
            twice,
            files: 0,
            events: 0,
            only: String::new(),
            names: Vec::new(),
            problems: Problems::default(),
        };
        let mut unpacked = Unpacked::default();
        let (mut before, of) = (0.0, self.bytes);
        for (number, source) in self.sources.clone().into_iter().enumerate() {
            let path = source.path();
            let mut step = |done: f64, events: u32, file: &str| {
                tell(Step { stage: Stage::Reading, done: before + done, of, events, file });
            };
            if !self.out.contains(&(number, None)) {
                match head(source) {
                    Ok(Kind::Archive) => {
                        self.archive(number, source, &mut taking, &mut unpacked, &mut step)?
                    }
                    Ok(Kind::Calendar) => {
                        let mut open = |_, consume: &mut dyn FnMut(Fill<'_>) -> Result<(), Bad>| {
                            let mut at = 0;
                            consume(&mut |into| {
                                let length =
                                    source.read(at, into).map_err(|words| (What::Unreadable, words))?;
                                at += length as u64;
                                Ok(length)
                            })
                        };
                        let taken =
                            taking.take(path, &mut |done, events| step(done, events, path), &mut open);
                        self.judge((number, None), path, taken)?;
                    }
                    Err(bad) => self.judge((number, None), path, Err(Fault { bad, taken: false }))?,
                }
            }
            before += source.size() as f64;
        }
        Ok(Pass {
            files: taking.files,
            events: taking.events,
            only: taking.only,
            names: taking.names,
            problems: taking.problems,
            expanded: taking.calendars.expand(),
        })
    }

    fn archive<T, D: FnMut(&Component<'_>) -> T>(
        &mut self,
        number: usize,
        source: &S,
        taking: &mut Taking<T, D>,
        unpacked: &mut Unpacked,
        step: &mut dyn FnMut(f64, u32, &str),
    ) -> Result<(), Again> {
        let whole = (number, None);
        let path = source.path();
        let opened = Archive::open(source).and_then(|archive| Ok((archive.contents(*unpacked)?, archive)));
        let (contents, mut archive) = match opened {
            Ok(opened) => opened,
            Err(bad) => return self.judge(whole, path, Err(Fault { bad, taken: false })),
        };
        for (index, name) in contents.archives {
            let fault = Fault { bad: (What::ArchiveInside, String::new()), taken: false };
            self.judge((number, Some(index)), &format!("{path}/{name}"), Err(fault))?;
        }
        let (mut before, mut any) = (0.0, false);
        for entry in contents.calendars {
            let id = (number, Some(entry.index));
            if self.out.contains(&id) {
                continue;
            }
            let file = format!("{path}/{}", entry.path);
            let (packed, size) = (entry.packed as f64, (entry.size as f64).max(1.0));
            let taken = taking.take(
                &file,
                &mut |done, events| step(before + packed * (done / size).min(1.0), events, &file),
                &mut |trial, consume| {
                    let mut tried = *unpacked;
                    archive
                        .read(&entry, if trial { &mut tried } else { &mut *unpacked }, |fill| consume(fill))
                },
            );
            match taken {
                Err(Fault { bad, taken }) if bad.0 == What::TooLarge => {
                    return self.judge(whole, path, Err(Fault { bad, taken: taken || any }));
                }
                taken => self.judge(id, &file, taken)?,
            }
            any = true;
            before += packed;
        }
        Ok(())
    }

    fn judge(&mut self, id: Id, file: &str, taken: Result<(), Fault>) -> Result<(), Again> {
        let Err(Fault { bad: (what, detail), taken }) = taken else {
            return Ok(());
        };
        if self.out.insert(id) {
            self.bad.push(problem(file, what, detail));
        }
        if taken { Err(Again) } else { Ok(()) }
    }
}

/// What a file is by its first bytes.
fn head(source: &impl Source) -> Result<Kind, Bad> {
    let mut head = vec![0; HEAD];
    let length = source.read(0, &mut head).map_err(|words| (What::Unreadable, words))?;
    head.truncate(length);
    sniff::kind(&head).map_err(|what| (what, String::new()))
}

/// Files on their way into the calendars.
struct Taking<T, D> {
    calendars: Calendars<T>,
    describe: D,
    buffer: Vec<u8>,
    twice: bool,
    files: u32,
    events: u32,
    only: String,
    names: Vec<String>,
    problems: Problems,
}

impl<T, D: FnMut(&Component<'_>) -> T> Taking<T, D> {
    /// Takes a calendar; `step` is told how many of its bytes were read, and events so far.
    fn take(&mut self, file: &str, step: &mut dyn FnMut(f64, u32), open: Open<'_>) -> Result<(), Fault> {
        let untouched = |bad| Fault { bad, taken: false };
        if self.twice {
            let buffer = &mut self.buffer;
            open(true, &mut |fill| pieces(buffer, fill, &mut |_| ())).map_err(untouched)?;
        }
        let mut taken = false;
        let (calendars, describe, buffer) = (&mut self.calendars, &mut self.describe, &mut self.buffer);
        let read = open(false, &mut |fill| {
            let mut done = 0.0;
            pieces(buffer, fill, &mut |piece| {
                calendars.feed(piece, describe);
                taken = true;
                done += piece.len() as f64;
                step(done, calendars.events_so_far());
            })
        });
        read.map_err(|bad| Fault { bad, taken })?;
        let read = self.calendars.end_file(&mut self.describe);
        self.files = self.files.saturating_add(1);
        self.only = if self.files == 1 { file.to_owned() } else { String::new() };
        self.events = self.events.saturating_add(read.events);
        self.names.extend(read.name);
        for defect in read.defects {
            self.problems.add(inside(file, defect));
        }
        self.problems.more = self.problems.more.saturating_add(read.defects_more);
        Ok(())
    }
}

/// Hands a calendar on in pieces of this buffer's size.
fn pieces(buffer: &mut [u8], fill: Fill<'_>, feed: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
    let mut first = true;
    loop {
        let mut length = 0;
        while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match fill(rest)? {
                0 => break,
                more => length += more,
            }
        }
        let piece = buffer.get(..length).unwrap_or_default();
        if first {
            match sniff::kind(piece.get(..HEAD).unwrap_or(piece)) {
                Ok(Kind::Calendar) => first = false,
                Ok(Kind::Archive) => return Err((What::ArchiveInside, String::new())),
                Err(what) => return Err((what, String::new())),
            }
        }
        feed(piece);
        if length < buffer.len() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tests::zipped;
    use crate::source::tests::{Memory, file};

    /// 2026-11-23, a Monday.
    const NOW: f64 = 1_795_392_000_000.0;

    fn with<'a>(own: &'a [String]) -> With<'a> {
        With { key: &[7; 32], own, language: "en", zone: "Europe/Berlin", now: NOW }
    }

    fn calendar(events: &[(&str, &str, &str)]) -> String {
        let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:ana@example.org\r\n".to_owned();
        for (uid, start, more) in events {
            text += &format!(
                "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{start}\r\nDURATION:PT30M\r\nSUMMARY:Meeting {uid}\r\n{more}\
                 ORGANIZER:mailto:ana@example.org\r\nATTENDEE:mailto:ana@example.org\r\n\
                 ATTENDEE:mailto:ben@example.org\r\nEND:VEVENT\r\n"
            );
        }
        text + "END:VCALENDAR\r\n"
    }

    fn tried(sources: &[Memory]) -> Result<Read, Problem> {
        read(sources, with(&[]), &mut |_| ())
    }

    fn found(problems: &[Problem]) -> Vec<(&str, Option<u32>, What)> {
        problems.iter().map(|problem| (problem.file.as_str(), problem.line, problem.what)).collect()
    }

    #[test]
    fn files_are_read_together_and_the_same_event_counts_once() {
        let weekly = ("w", "20261005T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4\r\n");
        let one = calendar(&[weekly, ("a", "20261110T090000Z", "")]);
        let two = calendar(&[weekly, ("b", "20261111T090000Z", "")]);
        let sources = [file("f/one.ics", one), file("f/two.ics", two), file("f/readme.txt", "x")];
        let read = tried(&sources).unwrap();
        assert_eq!(found(&read.problems), []);
        assert_eq!((read.import.files, read.import.events), (2, 4));
        assert_eq!(read.import.occurrences.len(), 6);
        assert_eq!(read.import.probably_own, "ana@example.org");
        assert_eq!(read.import.from, NOW as i64 / 60_000 - 53 * 7 * 24 * 60);
        assert_eq!(read.import.to, NOW as i64 / 60_000 + 13 * 7 * 24 * 60);
    }

    /// Each with the good file before and after it, and alone.
    #[test]
    fn a_bad_file_is_named_and_the_good_ones_are_imported() {
        let good = calendar(&[("a", "20261110T090000Z", "")]);
        let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let inside = zipped(&[("inner.zip", &zipped(&[("x.ics", good.as_bytes())]))]);
        let mut damaged =
            zipped(&[("x.ics", calendar(&[("z", "20261112T090000Z", "")]).repeat(9).as_bytes())]);
        let middle = damaged.len() / 3;
        damaged[middle] ^= 0x55;
        let mut broken = file("bad.ics", calendar(&[("y", "20261112T090000Z", "")]).repeat(30_000));
        broken.broken_from = Some(5 << 20);
        let cases: Vec<(Memory, &str, What)> = vec![
            (file("bad.ics", ""), "bad.ics", What::Empty),
            (file("bad.ics", "\0\u{1}\u{2}"), "bad.ics", What::NoCalendar),
            (file("bad.ics", wide), "bad.ics", What::Utf16),
            (file("bad.zip", zipped(&[("a.txt", b"a")])), "bad.zip", What::NoCalendarInside),
            (file("bad.zip", inside), "bad.zip/inner.zip", What::ArchiveInside),
            (file("bad.zip", "PK\u{3}\u{4}"), "bad.zip", What::BadArchive),
            (file("bad.zip", damaged), "bad.zip/x.ics", What::BadArchive),
            (broken, "bad.ics", What::Unreadable),
        ];
        for (bad, name, what) in cases {
            let alone = tried(std::slice::from_ref(&bad)).unwrap_err();
            assert_eq!((alone.file.as_str(), alone.what), (name, what));
            let good = file("good.ics", good.clone());
            for sources in [[bad.clone(), good.clone()], [good, bad.clone()]] {
                let read = tried(&sources).unwrap();
                assert_eq!(found(&read.problems), [(name, None, what)]);
                assert_eq!((read.import.files, read.import.events), (1, 1), "{name} {what:?}");
                assert_eq!(read.import.occurrences.len(), 1);
            }
        }
    }

    #[test]
    fn an_archive_is_read_like_a_folder_and_a_bomb_in_it_keeps_all_of_it_out() {
        let one = calendar(&[("a", "20261110T090000Z", "")]);
        let two = calendar(&[("b", "20261111T090000Z", "")]);
        let good = file("t.zip", zipped(&[("c/1.ics", one.as_bytes()), ("c/2.ics", two.as_bytes())]));
        let read = tried(std::slice::from_ref(&good)).unwrap();
        assert_eq!((read.import.files, read.import.events), (2, 2));

        let bomb = format!("{one}{}", " ".repeat(70 << 20));
        let bad = file("bomb.zip", zipped(&[("c/1.ics", one.as_bytes()), ("c/b.ics", bomb.as_bytes())]));
        let read = tried(&[bad.clone(), file("two.ics", two)]).unwrap();
        assert_eq!(found(&read.problems), [("bomb.zip", None, What::TooLarge)]);
        assert_eq!((read.import.files, read.import.events), (1, 1));
        assert_eq!(tried(&[bad]).unwrap_err().what, What::TooLarge);
    }

    #[test]
    fn without_a_calendar_among_them_nothing_is_opened() {
        for sources in [vec![], vec![file("a.txt", "BEGIN:VCALENDAR")]] {
            assert_eq!(tried(&sources).unwrap_err().what, What::NoFiles);
        }
    }

    #[test]
    fn defects_are_told_with_their_lines_a_hundred_of_them() {
        let text =
            calendar(&[("a", "20261110T090000Z", "RRULE:FREQ=SOMETIMES\r\n"), ("b", "20261111T090000Z", "")]);
        let read = tried(&[file("a.ics", text)]).unwrap();
        assert_eq!(found(&read.problems), [("a.ics", Some(9), What::BadRule)]);
        assert_eq!((read.import.defects, read.import.events), (1, 2));

        let broken: Vec<_> =
            (0..150).map(|_| ("a", "20261110T090000Z", "RRULE:FREQ=SOMETIMES\r\n")).collect();
        let read = tried(&[file("a.ics", calendar(&broken)), file("b.ics", "")]).unwrap();
        assert_eq!((read.problems.len(), read.problems_more), (100, 51));
        assert_eq!(read.problems[0].file, "b.ics", "what keeps a file out comes first");
        assert_eq!(read.import.defects, 151);
    }

    #[test]
    fn of_an_old_calendar_the_last_year_is_read() {
        let old = calendar(&[
            ("a", "20150105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=10\r\n"),
            ("b", "20180601T090000Z", ""),
            ("c", "20180910T090000Z", ""),
        ]);
        let read = tried(&[file("old.ics", old)]).unwrap();
        assert_eq!(read.import.occurrences.len(), 2);
        // 2018-09-10T09:00Z.
        assert_eq!(read.import.to, 1_536_570_000 / 60);

        let future = calendar(&[("a", "20350105T090000Z", "")]);
        let read = tried(&[file("future.ics", future)]).unwrap();
        assert_eq!((read.import.occurrences.len(), read.import.events), (0, 1));
    }

    #[test]
    fn how_far_it_is_never_goes_back_within_a_stage_and_ends_with_all() {
        let text = calendar(&[("a", "20261110T090000Z", "RRULE:FREQ=DAILY;COUNT=9\r\n")]);
        let long = text.repeat(20_000);
        let sources = [
            file("a.ics", text.clone()),
            file("t.zip", zipped(&[("1.ics", long.as_bytes()), ("2.ics", text.as_bytes())])),
            file("b.ics", long),
        ];
        let bytes: u64 = sources.iter().map(Source::size).sum();
        let mut steps = Vec::new();
        let read = read(&sources, with(&[]), &mut |step| {
            steps.push((step.stage, step.done, step.of, step.events, step.file.to_owned()));
        });
        assert_eq!(read.unwrap().import.files, 4);
        let reading: Vec<_> = steps.iter().filter(|step| step.0 == Stage::Reading).collect();
        assert!(reading.len() > 4 && reading.is_sorted_by(|a, b| a.1 <= b.1 && a.3 <= b.3), "{reading:?}");
        assert!(reading.iter().all(|step| step.2 == bytes as f64 && step.1 <= step.2));
        assert_eq!(reading.last().map(|step| (step.1, step.4.as_str())), Some((bytes as f64, "b.ics")));
        let stages: Vec<_> =
            steps.iter().map(|step| step.0).filter(|stage| *stage != Stage::Reading).collect();
        assert_eq!(stages.first(), Some(&Stage::Expanded));
        assert!(stages.len() > 1 && stages[1..].iter().all(|stage| *stage == Stage::Judged));
    }
}
