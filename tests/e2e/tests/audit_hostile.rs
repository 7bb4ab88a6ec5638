//! Files that are no calendars, or calendars that nobody should have written: each is told of in plain words, with its
//! line where there is one; what was there before stands where the file is refused; and the page goes on.

use crate::audit::import;
use anyhow::{Context, Result, ensure};
use e2e::harness::audit::{self, press};
use e2e::harness::audit_archive::Archive;
use e2e::harness::audit_dates::{stamp, stamp_utc};
use e2e::harness::audit_numbers::{Numbers, Options, expected};
use e2e::harness::audit_table::{Table, calendar, event, usual};
use e2e::harness::browser::Session;
use e2e::harness::lane::Lane;
use e2e::harness::paths;
use e2e::harness::wait::until;
use serde_json::Value;
use thirtyfour::prelude::*;

/// What is to come of a file.
enum Comes {
    /// It is refused, with one of the messages of these names.
    Refused(&'static [&'static str]),
    /// It is read, so many of its occurrences count, and this is said of it, of that line where there is one.
    Read(f64, Option<(&'static str, Option<usize>)>),
    /// It is read, and this is said of it, of that line where there is one; how much of it counts is not the matter.
    Told(&'static str, Option<usize>),
}

struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    comes: Comes,
}

/// The number of the line, from 1, that begins so.
fn line_of(text: &str, beginning: &str) -> usize {
    text.lines().take_while(|line| !line.starts_with(beginning)).count() + 1
}

/// The message that the page has for a kind of problem.
fn message(name: &str) -> Result<String> {
    let file = paths::root().join("extension/_locales/en/messages.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let text = all.get(name).and_then(|one| one.get("message")).and_then(Value::as_str);
    text.map(str::to_owned).with_context(|| format!("there is no message {name}"))
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF_u16);
    mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Files that hold no calendar that can be read.
fn refused(good: &str) -> Result<Vec<Case>> {
    let case = |name, bytes: Vec<u8>, messages| Case { name, bytes, comes: Comes::Refused(messages) };
    let inner = Archive::default().file("work.ics", good.as_bytes())?.finish()?;
    let whole = Archive::default().file("Takeout/work.ics", good.as_bytes())?.finish()?;
    let damaged: Vec<u8> = whole.iter().take(whole.len() / 2).copied().collect();
    let line = format!("X-NOTHING:{}\r\n", "0".repeat(63));
    let block = line.repeat(2 * 1024 * 1024 / line.len());
    let times = u32::try_from((2_u64 << 30) / block.len() as u64)?;
    let head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    let bomb = Archive::default().bomb("bomb.ics", head, block.as_bytes(), times, None)?.finish()?;
    let lying =
        Archive::default().bomb("bomb.ics", head, block.as_bytes(), times, Some(4_000_000))?.finish()?;
    ensure!(bomb.len() < 20_000_000, "the bomb is large itself: {}", bomb.len());
    let binary = (0..100_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    Ok(vec![
        case("empty.ics", Vec::new(), &["audit_what_empty"]),
        case("blank.ics", b"\r\n \r\n".to_vec(), &["audit_what_empty"]),
        case("notes.txt", b"Monday: call Ana\nTuesday: call Ben\n".to_vec(), &["audit_what_no_files"]),
        case("binary.ics", binary, &["audit_what_no_calendar"]),
        case("utf16-marked.ics", utf16(good, true), &["audit_what_utf16"]),
        case("utf16.ics", utf16(good, false), &["audit_what_utf16"]),
        case(
            "photos.zip",
            Archive::default().file("a/photo.jpg", b"\xff\xd8\xff")?.finish()?,
            &["audit_what_no_calendar_inside"],
        ),
        case(
            "nested.zip",
            Archive::default().file("inner.zip", &inner)?.finish()?,
            &["audit_what_archive_inside"],
        ),
        case("damaged.zip", damaged, &["audit_what_bad_archive"]),
        case("bomb.zip", bomb, &["audit_what_too_large"]),
        case("lying-bomb.zip", lying, &["audit_what_too_large", "audit_what_bad_archive"]),
    ])
}

/// Calendars with something in them that cannot be, or that has no end.
fn strange(good: &str, monday: i64) -> Vec<Case> {
    let case = |name, text: String, comes| Case { name, bytes: text.into_bytes(), comes };
    let one = event("one@acme.example", monday - 3, "");
    let cut = good.find("UID:standup").and_then(|at| good.get(..at + 30)).unwrap_or_default().to_owned();
    let zone = "BEGIN:VTIMEZONE\nTZID:Of our own\nBEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETFROM:+9900\nTZOFFSETTO:sometimes\n\
                END:STANDARD\nEND:VTIMEZONE\n";
    let zoned = format!(
        "{zone}BEGIN:VEVENT\nUID:zoned@acme.example\nDTSTART;TZID=Of our own:{}\nDURATION:PT1H\nATTENDEE:mailto:ana.ortiz@acme.example\nEND:VEVENT\n",
        stamp(monday - 4, 600)
    );
    let nowhere = zoned.replace("Of our own:", "Nowhere at all:");
    let nowhere = nowhere.strip_prefix(zone).unwrap_or(&nowhere).to_owned();
    let endless = event("endless@acme.example", monday - 60, "RRULE:FREQ=SECONDLY");
    let mut without = String::new();
    for day in 0..10_000 {
        without.push_str(&format!("EXDATE:{}\n", stamp_utc(monday - 10_010 + day, 600)));
    }
    let without = event(
        "daily@acme.example",
        monday - 10_010,
        &format!("RRULE:FREQ=DAILY;UNTIL={}\n{without}", stamp_utc(monday - 1, 1439)),
    );
    let far = "BEGIN:VEVENT\nUID:first@acme.example\nDTSTART:00010101T000000Z\nDTEND:00010101T010000Z\nATTENDEE:mailto:ana.ortiz@acme.example\nEND:VEVENT\n\
               BEGIN:VEVENT\nUID:last@acme.example\nDTSTART:99991231T235900Z\nDURATION:P1D\nRRULE:FREQ=DAILY\nATTENDEE:mailto:ana.ortiz@acme.example\nEND:VEVENT\n";
    let month = one.replacen("DTSTART:", "DTSTART:20261301T100000Z\nX-WAS:", 1);
    let zoned = calendar(&format!("{zoned}{one}"));
    let nowhere = calendar(&format!("{nowhere}{one}"));
    let endless = calendar(&endless);
    let month = calendar(&format!("{month}{}", event("two@acme.example", monday - 2, "")));
    let rule = calendar(&format!("{one}{}", event("rule@acme.example", monday - 5, "RRULE:FREQ=SOMETIMES")));
    let rule_line = line_of(&rule, "RRULE:FREQ=SOMETIMES");
    let [zone_line, nowhere_line, endless_line, month_line] = [
        line_of(&zoned, "BEGIN:STANDARD"),
        line_of(&nowhere, "DTSTART;TZID"),
        line_of(&endless, "BEGIN:VEVENT"),
        line_of(&month, "DTSTART:20261301"),
    ];
    vec![
        case("cut-off.ics", cut, Comes::Told("audit_what_cut_off", None)),
        case("zone.ics", zoned, Comes::Read(2.0, Some(("audit_what_bad_zone", Some(zone_line))))),
        case("nowhere.ics", nowhere, Comes::Read(2.0, Some(("audit_what_unknown_zone", Some(nowhere_line))))),
        case("endless.ics", endless, Comes::Told("audit_what_too_many_occurrences", Some(endless_line))),
        case("month.ics", month, Comes::Read(1.0, Some(("audit_what_bad_time", Some(month_line))))),
        case("rule.ics", rule, Comes::Read(2.0, Some(("audit_what_bad_rule", Some(rule_line))))),
        case("without.ics", calendar(&without), Comes::Read(10.0, None)),
        case("far.ics", calendar(&format!("{far}{one}")), Comes::Read(1.0, None)),
    ]
}

pub(crate) async fn bad_files_change_nothing(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        bad_files(session, &marker).await
    })
    .await
}

async fn bad_files(session: &Session, marker: &str) -> Result<()> {
    let monday = audit::monday(session).await?;
    let table = usual(monday, marker);
    let figures = expected(&table, &Options::default()).figures;
    import(session, marker, &table).await?;
    let mut wrong = Vec::new();
    for case in refused(&table.text())? {
        if let Err(error) = comes(session, marker, &case, &figures).await {
            wrong.push(format!("{}: {error:#}", case.name));
        }
    }
    // A bad file among good ones: the good ones are read, and the bad one is told of.
    let files = [("good.ics", table.text().into_bytes()), ("bad.ics", b"\x7fELF\x02\x01\x01".to_vec())];
    let paths =
        files.iter().map(|(name, bytes)| audit::file(marker, name, bytes)).collect::<Result<Vec<_>>>()?;
    audit::pick(session, &paths).await?;
    audit::settled(session).await?;
    stand(session, &figures).await?;
    let told = audit::problems(session).await?;
    let words = message("audit_what_no_calendar")?;
    if !told.iter().any(|line| line.contains("bad.ics") && line.contains(&words)) {
        wrong.push(format!("a bad file among good ones: {told:?}"));
    }
    for case in strange(&table.text(), monday) {
        if let Err(error) = comes(session, marker, &case, &figures).await {
            wrong.push(format!("{}: {error:#}", case.name));
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The figures are these now, without waiting for them.
async fn stand(session: &Session, figures: &Numbers) -> Result<()> {
    let wrong = audit::wrong(session, figures).await?;
    ensure!(wrong.is_empty(), "the figures changed: {}", wrong.join("; "));
    Ok(())
}

async fn comes(session: &Session, marker: &str, case: &Case, figures: &Numbers) -> Result<()> {
    if let Comes::Refused(_) = case.comes {
        // What stood before must be something that can be lost.
        stand(session, figures).await?;
    }
    let file = audit::file(marker, case.name, &case.bytes)?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    let told = audit::problems(session).await?;
    let says = |key: &str, line: Option<usize>| {
        let words = message(key)?;
        let fits = told.iter().any(|one| {
            // The page writes numbers with separators.
            let line = line.map(|line| line.to_string());
            // That no file is meant is said of none; and once everything is read, files are no more.
            (["audit_what_no_files", "audit_what_too_many_occurrences"].contains(&key)
                || one.contains(case.name))
                && one.contains(&words)
                && line.is_none_or(|line| one.replace(',', "").contains(&format!("line {line}")))
        });
        ensure!(fits, "{words:?} of line {line:?} is not among {told:?}");
        Ok(())
    };
    match &case.comes {
        Comes::Refused(keys) => {
            let said = keys.iter().map(|key| says(key, None)).find(Result::is_ok);
            said.unwrap_or_else(|| anyhow::bail!("none of {keys:?} is said, but {told:?}"))?;
            stand(session, figures).await?;
        }
        Comes::Read(counted, said) => {
            let found = audit::figures(session).await?.get("counted").copied();
            ensure!(found == Some(*counted), "{found:?} count, and not {counted}; said: {told:?}");
            match said {
                Some((key, line)) => says(key, *line)?,
                None => ensure!(told.is_empty(), "there is nothing to say of it: {told:?}"),
            }
        }
        Comes::Told(key, line) => says(key, *line)?,
    }
    alive(session).await
}

/// The page does what it is asked to.
async fn alive(session: &Session) -> Result<()> {
    let open = || async {
        let open: bool = session
            .script("return document.querySelector('#chart-weeks details.as-table').open", Vec::new())
            .await?;
        Ok::<_, anyhow::Error>(open)
    };
    let before = open().await?;
    press(session, "#chart-weeks details.as-table > summary").await?;
    until("the table to open or close", || async { Ok((open().await? != before).then_some(())) }).await
}

pub(crate) async fn an_import_can_be_stopped(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        stopped(session, &marker).await
    })
    .await
}

async fn stopped(session: &Session, marker: &str) -> Result<()> {
    let monday = audit::monday(session).await?;
    let table = usual(monday, marker);
    let figures = expected(&table, &Options::default()).figures;
    import(session, marker, &table).await?;
    // Hundreds of megabytes, which are few on the disk, but not so few that they were suspicious: lines that nobody
    // needs, of a hundred kinds.
    let kind = |kind: u64| {
        let digits = (0..8_u64).map(|at| (kind * 31 + at).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        format!(
            "X-NOTHING:{}\r\n",
            digits.map(|digits| format!("{digits:016x}")).collect::<String>().split_at(63).0
        )
    };
    let kinds: Vec<String> = (0..100).map(kind).collect();
    let mixed = (0..20_000_u64).map(|at| (at * at / 7 + at) % 100);
    let block: String =
        mixed.filter_map(|at| kinds.get(usize::try_from(at).ok()?)).map(String::as_str).collect();
    let times = u32::try_from((450_usize << 20) / block.len())?;
    let head = b"BEGIN:VCALENDAR\r\n";
    let large = Archive::default().bomb("large.ics", head, block.as_bytes(), times, None)?.finish()?;
    ensure!(large.len() > 4 << 20, "so small an archive is taken for a bomb");
    let large = audit::file(marker, "large.zip", &large)?;
    for _ in 0..2 {
        audit::pick(session, std::slice::from_ref(&large)).await?;
        audit::importing(session).await?;
        session.driver.find(By::Id("audit-cancel")).await?.click().await?;
        audit::settled(session).await?;
        stand(session, &figures).await?;
        ensure!(audit::problems(session).await?.is_empty(), "a problem is told of what was stopped");
        let stage: String =
            session.script("return document.getElementById('audit-stage').textContent", Vec::new()).await?;
        ensure!(stage == message("audit_stage_cancelled")?, "{stage:?} is said");
        alive(session).await?;
    }
    // Another one, and what the user sets while it is read holds for it too.
    let small = Table { monday, rows: table.rows.iter().take(3).cloned().collect() };
    let file = audit::file(marker, "small.ics", small.text().as_bytes())?;
    audit::unfold_options(session).await?;
    audit::choose(session, "audit-weeks", "8").await?;
    audit::pick(session, &[large, file]).await?;
    audit::importing(session).await?;
    session.driver.find(By::Id("audit-apply")).await?.click().await?;
    audit::settled(session).await?;
    let eight = Options { weeks: 8, ..Options::default() };
    audit::shows(session, "the next calendar's numbers", &expected(&small, &eight).figures).await
}
