//! The meeting audit: a calendar comes in by every door and tells the same numbers each time, which are those that a
//! computation of the test's own has of it; what is kept is what was agreed to; the reports hold the numbers.

use crate::pages::seen;
use anyhow::{Context, Result, ensure};
use e2e::harness::audit::{self, choose, press, set, write};
use e2e::harness::audit_archive::Archive;
use e2e::harness::audit_numbers::{Expected, Numbers, Options, differences, expected};
use e2e::harness::audit_table::{ME, Meeting, PEOPLE, Table, usual};
use e2e::harness::browser::Session;
use e2e::harness::lane::Lane;
use e2e::harness::paths;
use e2e::harness::wait::until;
use serde_json::{Value, json};
use std::cell::RefCell;
use thirtyfour::prelude::*;

/// The user's own address.
const OWN: &str = "Mara.Quillfeather@ACME.example";

/// Says whose calendar it is.
async fn say_own(session: &Session, addresses: &str) -> Result<()> {
    audit::unfold_options(session).await?;
    write(session, "audit-own", addresses).await?;
    press(session, "#audit-apply").await
}

/// Imports a table by the picker, as the user's own, and waits for its numbers.
pub(crate) async fn import(session: &Session, marker: &str, table: &Table) -> Result<()> {
    let file = audit::file(marker, "calendar.ics", table.text().as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    say_own(session, OWN).await?;
    audit::shows(session, "the calendar's numbers", &expected(table, &Options::default()).figures).await
}

pub(crate) async fn the_numbers_are_those_of_the_calendar(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        doors(session, &marker).await?;
        by_other_options(session, &marker).await
    })
    .await
}

/// Every way in.
async fn doors(session: &Session, marker: &str) -> Result<()> {
    audit::ready(session).await?;
    ensure!(audit::figures(session).await?.is_empty(), "there are numbers before there is a calendar");
    let table = usual(audit::monday(session).await?, marker);
    let whole = expected(&table, &Options::default());
    let text = table.text();
    let calendar = audit::file(marker, "calendar.ics", text.as_bytes())?;
    audit::pick(session, std::slice::from_ref(&calendar)).await?;
    audit::settled(session).await?;
    // Whose calendar it is can be told from it; until somebody says so nobody is known to have declined.
    let nobody = Options { own: false, ..Options::default() };
    audit::shows(session, "the numbers of nobody", &expected(&table, &nobody).figures).await?;
    let offered: String =
        session.script("return document.getElementById('audit-use-own').textContent", Vec::new()).await?;
    ensure!(offered.contains(&OWN.to_lowercase()), "{offered:?} is offered as the own address");
    press(session, "#audit-use-own").await?;
    audit::shows(session, "the calendar's numbers", &whole.figures).await?;
    same(session, &whole).await?;
    let first = read_at(session).await?;

    // Again: it replaces.
    audit::pick(session, &[calendar]).await?;
    audit::settled(session).await?;
    ensure!(read_at(session).await? > first, "it was not read again");
    same(session, &whole).await?;

    // Another calendar takes its place, and then goes as it came.
    let small = Table { monday: table.monday, rows: table.rows.iter().take(2).cloned().collect() };
    let part = expected(&small, &Options::default());
    let few = audit::file(marker, "few.ics", small.text().as_bytes())?;
    audit::pick(session, std::slice::from_ref(&few)).await?;
    audit::shows(session, "the smaller calendar's numbers", &part.figures).await?;
    same(session, &part).await?;

    audit::drop_files(session, &[("dropped.ics", &text)]).await?;
    audit::shows(session, "the dropped calendar's numbers", &whole.figures).await?;
    same(session, &whole).await?;
    audit::pick(session, std::slice::from_ref(&few)).await?;
    audit::shows(session, "the smaller calendar's numbers again", &part.figures).await?;

    // Two halves at once, one of them a second time under another name: nothing counts twice.
    let (even, odd) = (table.text_of(|row| row % 2 == 0), table.text_of(|row| row % 2 == 1));
    audit::drop_files(session, &[("even.ics", &even), ("odd.ics", &odd), ("again.ics", &even)]).await?;
    audit::shows(session, "the numbers of all the files", &whole.figures).await?;
    same(session, &whole).await?;
    audit::pick(session, std::slice::from_ref(&few)).await?;
    audit::shows(session, "the smaller calendar's numbers once more", &part.figures).await?;

    // A folder, with what else lies in it. No driver can choose one: its files are given to the input.
    audit::choose_folder(session, &[("even.ics", &even), ("odd.ics", &odd), ("notes.txt", "Call Ana")])
        .await?;
    audit::shows(session, "the folder's numbers", &whole.figures).await?;
    let told = audit::problems(session).await?;
    ensure!(told.is_empty(), "a folder's other files are told of: {told:?}");
    audit::pick(session, std::slice::from_ref(&few)).await?;
    audit::shows(session, "the smaller calendar's numbers after the folder's", &part.figures).await?;

    // As Takeout gives it.
    let archive = Archive::default()
        .file("Takeout/archive_browser.html", b"<!doctype html><title>Takeout</title>")?
        .file("Takeout/Calendar/mara.quillfeather@acme.example.ics", even.as_bytes())?
        .file("Takeout/Calendar/Équipe/Team.ics", odd.as_bytes())?
        .finish()?;
    let archive = audit::file(marker, "takeout.zip", &archive)?;
    audit::pick(session, &[archive]).await?;
    audit::shows(session, "the archive's numbers", &whole.figures).await?;
    same(session, &whole).await
}

async fn read_at(session: &Session) -> Result<f64> {
    let report = audit::report(session, false).await?;
    audit::numbers(&report)
        .get("read_at")
        .copied()
        .context("the report does not say when the calendar was read")
}

/// The JSON report's numbers are those that are expected, each week's, each audience's and each hour's too.
async fn same(session: &Session, expected: &Expected) -> Result<()> {
    let report = audit::report(session, true).await?;
    let found = audit::numbers(&report);
    let mut wanted = expected.figures.clone();
    let weekly = ["hours", "recurring_hours", "meetings", "blocks", "maker_blocks", "deep_hours"];
    for (at, (_, week)) in expected.weeks.iter().enumerate() {
        for (name, value) in weekly.iter().zip(week) {
            wanted.insert(format!("weeks/{at}/{name}"), *value);
        }
    }
    for (at, size) in expected.sizes.iter().enumerate() {
        for (name, value) in ["from", "meetings", "hours"].iter().zip(size) {
            wanted.insert(format!("sizes/{at}/{name}"), *value);
        }
    }
    for (day, hours) in expected.heat.iter().enumerate() {
        for (hour, minutes) in hours.iter().enumerate() {
            wanted.insert(format!("heat/{day}/{hour}"), *minutes);
        }
    }
    let mut wrong = differences(&wanted, &found);
    for (at, (monday, _)) in expected.weeks.iter().enumerate() {
        let said = report.pointer(&format!("/weeks/{at}/monday")).and_then(Value::as_str).unwrap_or_default();
        if said != monday {
            wrong.push(format!("weeks/{at} is that of {said:?} and not of {monday}"));
        }
    }
    let lines = report.get("inviters").and_then(Value::as_array).cloned().unwrap_or_default();
    for (person, (meetings, hours)) in &expected.inviters {
        let (name, _) = PEOPLE.get(*person).context("nobody")?;
        let own = *person == ME;
        let line = lines.iter().find(|line| {
            line.get("own").and_then(Value::as_bool) == Some(own)
                && (own || line.get("name").and_then(Value::as_str) == Some(name))
        });
        let told = line.map(audit::numbers).unwrap_or_default();
        let wanted = [("meetings".to_owned(), *meetings), ("hours".to_owned(), *hours)].into();
        wrong.extend(differences(&wanted, &told).iter().map(|line| format!("{name} invites: {line}")));
    }
    ensure!(lines.len() == expected.inviters.len(), "{} invite: {lines:?}", lines.len());
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The numbers follow what the user sets.
async fn by_other_options(session: &Session, marker: &str) -> Result<()> {
    let table = usual(audit::monday(session).await?, marker);
    audit::unfold_options(session).await?;
    let other =
        Options { days: vec![0, 1, 2, 3], hours: (450, 930), weeks: 8, sprint: 3, deep: 40.0, own: true };
    for (day, on) in [(1, true), (2, true), (3, true), (4, true), (5, false), (6, false), (7, false)] {
        set(session, &format!("audit-day-{day}"), on).await?;
    }
    for (field, value) in [
        ("audit-from", "07:30"),
        ("audit-to", "15:30"),
        ("audit-weeks", "8"),
        ("audit-sprint", "3"),
        ("audit-deep", "40"),
    ] {
        choose(session, field, value).await?;
    }
    press(session, "#audit-apply").await?;
    let wanted = expected(&table, &other);
    audit::shows(session, "the numbers by other options", &wanted.figures).await?;
    same(session, &wanted).await?;

    // Nobody is the user: nothing is known as declined.
    say_own(session, "").await?;
    let nobody = Options { own: false, ..other };
    audit::shows(session, "the numbers of nobody", &expected(&table, &nobody).figures).await?;
    // A range that ends before it begins is not taken, and said to be none.
    choose(session, "audit-to", "06:00").await?;
    press(session, "#audit-apply").await?;
    until("the fault", || async {
        let fault: String = session
            .script("return document.getElementById('audit-to-error').textContent", Vec::new())
            .await?;
        Ok((!fault.is_empty()).then_some(()))
    })
    .await?;
    audit::shows(session, "the numbers as they were", &expected(&table, &nobody).figures).await?;

    // Settings are kept, whatever is kept of calendars.
    reload(session).await?;
    let calendar = audit::file(marker, "calendar.ics", table.text().as_bytes())?;
    audit::pick(session, &[calendar]).await?;
    audit::shows(session, "the numbers by the options as they were", &expected(&table, &nobody).figures).await
}

pub(crate) async fn only_what_was_agreed_to_is_kept(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        keeps(session, &marker).await
    })
    .await
}

/// What of the calendar's words is kept anywhere in this browser: titles, names, addresses, but for the user's own.
async fn words_kept(session: &Session, marker: &str) -> Result<Vec<String>> {
    let kept = audit::everything_kept(session).await?.to_lowercase();
    let people = PEOPLE.iter().skip(1).flat_map(|(name, address)| [*name, *address]);
    let words = [marker, "Weekly status", "storage engine", "partner.example"].into_iter().chain(people);
    Ok(words.map(str::to_lowercase).filter(|word| kept.contains(word)).collect())
}

pub(crate) async fn reload(session: &Session) -> Result<()> {
    session.driver.refresh().await?;
    audit::ready(session).await
}

async fn keeps(session: &Session, marker: &str) -> Result<()> {
    let table = usual(audit::monday(session).await?, marker);
    let figures = expected(&table, &Options::default()).figures;
    import(session, marker, &table).await?;
    let words = words_kept(session, marker).await?;
    ensure!(words.is_empty(), "nothing was agreed to, and {words:?} is kept");
    reload(session).await?;
    ensure!(
        audit::figures(session).await?.is_empty(),
        "nothing was agreed to, and the numbers are there again"
    );

    import(session, marker, &table).await?;
    set(session, "keep-numbers", true).await?;
    until("the numbers to be kept", || async {
        Ok(audit::everything_kept(session).await?.contains("occurrences").then_some(()))
    })
    .await?;
    reload(session).await?;
    audit::shows(session, "the numbers after a reload", &figures).await?;
    let words = words_kept(session, marker).await?;
    ensure!(words.is_empty(), "numbers alone were to be kept, and {words:?} is");
    let page: String = session.script("return document.body.innerText", Vec::new()).await?;
    ensure!(!page.contains(marker), "a title is shown that was not kept");

    // What is not there cannot be kept later: only another import has it.
    set(session, "keep-names", true).await?;
    import(session, marker, &table).await?;
    until("the titles to be kept", || async {
        Ok(words_kept(session, marker).await?.contains(&marker.to_lowercase()).then_some(()))
    })
    .await?;
    reload(session).await?;
    audit::shows(session, "the numbers with their names", &figures).await?;
    until("the titles", || async {
        let page: String = session.script("return document.body.textContent", Vec::new()).await?;
        Ok(page.contains(marker).then_some(()))
    })
    .await?;

    set(session, "keep-nothing", true).await?;
    until("everything to be forgotten", || async {
        Ok(words_kept(session, marker).await?.is_empty().then_some(()))
    })
    .await?;
    reload(session).await?;
    ensure!(audit::figures(session).await?.is_empty(), "the numbers are still kept");
    Ok(())
}

pub(crate) async fn reports_hold_the_numbers(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        let blank = session.driver.window().await?;
        session.open(audit::PAGE).await?;
        let html = reports(session, &marker).await?;
        let drawn = charts(session).await?;
        session.driver.switch_to_window(blank).await?;
        for (chart, drawing) in drawn {
            stands_alone(session, chart, &drawing).await?;
        }
        printable(session, &html, &marker).await
    })
    .await
}

/// Saves every report, and gives the HTML page without names: its path and the hours that it must tell.
async fn reports(session: &Session, marker: &str) -> Result<(std::path::PathBuf, String)> {
    let table = usual(audit::monday(session).await?, marker);
    let wanted = expected(&table, &Options::default());
    import(session, marker, &table).await?;
    let hours: String = session
        .script("return document.querySelector('[data-figure=hours-per-week]').textContent", Vec::new())
        .await?;
    let hours =
        hours.trim().split(|letter: char| letter.is_whitespace()).next().unwrap_or_default().to_owned();
    ensure!(!hours.is_empty(), "the page says no hours");

    let schema = std::fs::read_to_string(paths::root().join("docs/audit.schema.json"))?;
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema)?)?;
    for names in [true, false] {
        let json = audit::export(session, names).await?;
        schema.validate(&json).map_err(|error| anyhow::anyhow!("JSON against its schema: {error}"))?;
        ensure!(json.get("names").and_then(Value::as_bool) == Some(names), "{json}");
        let told = json.get("audit").map(audit::numbers).unwrap_or_default();
        let wrong = differences(&wanted.figures, &told);
        ensure!(wrong.is_empty(), "names: {names}; {}", wrong.join("\n"));
        let csv = std::fs::read_to_string(audit::save(session, "csv", names).await?)?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let wrong = differences(&in_table(&wanted.figures), &of_table(&rows));
        ensure!(wrong.is_empty(), "CSV, names: {names}; {}", wrong.join("\n"));
        for cell in rows.iter().flat_map(csv::StringRecord::iter) {
            ensure!(!cell.starts_with(['=', '+', '@', '\t']), "a cell is a formula: {cell}");
        }
        let markdown = std::fs::read_to_string(audit::save(session, "markdown", names).await?)?;
        let html = std::fs::read_to_string(audit::save(session, "html", names).await?)?;
        for text in [&markdown, &html] {
            ensure!(text.contains(&hours), "{hours} is not told: {text}");
        }
        for (what, text) in
            [("JSON", &json.to_string()), ("CSV", &csv), ("Markdown", &markdown), ("HTML", &html)]
        {
            let people = PEOPLE.iter().flat_map(|(name, address)| [*name, *address]);
            let told: Vec<&str> = std::iter::once(marker)
                .chain(people)
                .filter(|word| text.contains(word) || text.contains(&word.replace('\'', "&#39;")))
                .collect();
            match names {
                true => ensure!(told.contains(&marker), "{what} has no titles: {text}"),
                false => ensure!(told.is_empty(), "{what} without names tells {told:?}"),
            }
        }
    }
    let saved = audit::save(session, "html", false).await?;
    let html = audit::file(marker, "report.html", &std::fs::read(saved)?)?;
    Ok((html, hours))
}

/// The figures by the names that the CSV has for them, where those are no others than the JSON's.
fn in_table(figures: &Numbers) -> Numbers {
    let same = |name: &str| !name.ends_with("/count") && !name.ends_with("/of") && name != "window/weeks";
    figures.iter().filter(|(name, _)| same(name)).map(|(name, value)| (name.clone(), *value)).collect()
}

/// The CSV's figures: by their names, after that of their section where there are several.
fn of_table(rows: &[csv::StringRecord]) -> Numbers {
    let number = |row: &csv::StringRecord| {
        let (section, figure) = (row.get(0)?, row.get(3)?);
        let name = if section == "audit" { figure.to_owned() } else { format!("{section}/{figure}") };
        Some((name, row.get(4)?.parse().ok()?))
    };
    rows.iter().filter_map(number).collect()
}

/// Every chart as a picture, of both kinds, and as a table; gives the SVG ones.
async fn charts(session: &Session) -> Result<Vec<(&'static str, String)>> {
    let mut drawn = Vec::new();
    for chart in ["weeks", "sizes", "heat", "inviters", "kinds", "deep"] {
        for kind in ["svg", "png"] {
            let file = std::fs::read(audit::picture(session, chart, kind).await?)?;
            if kind == "svg" {
                drawn.push((chart, String::from_utf8(file)?));
                continue;
            }
            ensure!(file.starts_with(b"\x89PNG\r\n\x1a\n"), "{chart} is no PNG");
            let word = |at: usize| {
                file.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes)
            };
            ensure!(
                word(16) > Some(200) && word(20) > Some(50),
                "{chart} is {:?} × {:?}",
                word(16),
                word(20)
            );
        }
        let rows: usize = session
            .script(
                "return document.querySelectorAll('#chart-' + arguments[0] + ' details.as-table table tbody tr').length",
                vec![json!(chart)],
            )
            .await?;
        ensure!(rows > 0, "{chart} has no rows as a table");
    }
    Ok(drawn)
}

/// A drawing is an SVG that needs nothing beside it. Looked at on a page without Trusted Types.
async fn stands_alone(session: &Session, chart: &str, drawing: &str) -> Result<()> {
    let fault: String = session
        .script(
            "const read = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
             if (read.querySelector('parsererror')) return read.documentElement.textContent;
             if (read.documentElement.localName !== 'svg') return read.documentElement.localName;
             if (read.querySelector('script, foreignObject, image')) return 'it holds what a drawing need not';
             // Outside of the page there is no style sheet that says what a variable means.
             if (/var\\(--/.test(arguments[0])) return 'it rests on variables of the page';
             return read.querySelectorAll('path, rect, line, circle, text').length < 3 ? 'nothing is in it' : ''",
            vec![json!(drawing)],
        )
        .await?;
    ensure!(fault.is_empty(), "{chart} as SVG: {fault}");
    Ok(())
}

/// The HTML report by itself: opened as a file, it says what it says, with nothing from outside.
async fn printable(
    session: &Session,
    (html, hours): &(std::path::PathBuf, String),
    marker: &str,
) -> Result<()> {
    session.driver.goto(format!("file://{}", html.display())).await?;
    let text: String = session.script("return document.body.innerText", Vec::new()).await?;
    ensure!(text.contains(hours), "{hours} is not in {text}");
    ensure!(!text.contains(marker), "a title stands in the page without names");
    let outside: Vec<String> = session
        .script(
            "const from = [...document.querySelectorAll('script, link, iframe, object, embed, base, [onload], [onclick]')]
               .map(one => one.outerHTML.slice(0, 200));
             for (const one of document.querySelectorAll('[src], [href], [srcset]')) {
               for (const name of ['src', 'href', 'srcset', 'xlink:href']) {
                 const to = one.getAttribute(name);
                 // A link that is only followed when it is clicked is no part of the page.
                 if (to !== null && one.localName !== 'a' && !/^(data:|#)/.test(to)) from.push(`${one.localName} ${to}`);
               }
             }
             from.push(...performance.getEntriesByType('resource').map(one => one.name));
             if (/@import|url\\(\\s*['\"]?https?:/.test(document.documentElement.outerHTML)) from.push('a style');
             return from",
            Vec::new(),
        )
        .await?;
    ensure!(outside.is_empty(), "the page is not by itself: {outside:?}");
    let faults = RefCell::default();
    seen(session, "audit-report", false, &faults).await?;
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            session.open(audit::PAGE).await?;
            states(session, &marker, dark).await
        })
        .await?;
    }
    Ok(())
}

async fn states(session: &Session, marker: &str, dark: bool) -> Result<()> {
    let faults = RefCell::default();
    audit::ready(session).await?;
    let widths = [("", 1280_i64, 800_i64), ("-narrow", 400, 800)];
    for (name, width, height) in widths {
        session.viewport(width, height).await?;
        seen(session, &format!("audit-empty{name}"), dark, &faults).await?;
    }
    session.viewport(1280, 800).await?;
    // Titles as people write them, and one that no line holds.
    let mut table = usual(audit::monday(session).await?, "");
    if let Some(row) = table.rows.get_mut(2) {
        row.title = "Retrospective of the whole platform group with everybody who has anything to say about it, in the \
                     big room if it is free and online if it is not"
            .to_owned();
    }
    table.rows.push(Meeting::once("bad@acme.example", "Thirteenth month", -3, 600, 30, &[1]));
    let text =
        table.text().replace("BEGIN:VEVENT\r\nUID:bad@", "BEGIN:VEVENT\r\nRRULE:FREQ=SOMETIMES\r\nUID:bad@");
    let file = audit::file(marker, "calendar.ics", text.as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    say_own(session, OWN).await?;
    audit::shows(session, "the numbers", &expected(&table, &Options::default()).figures).await?;
    for (name, width, height) in widths {
        session.viewport(width, height).await?;
        for (place, css) in [
            ("import", "#audit-drop"),
            ("figures", "[data-figure=hours-per-week]"),
            ("heat", "#chart-heat"),
            ("board", "#audit-board"),
            ("cycle", "#audit-cycle"),
        ] {
            look_at(session, css).await?;
            e2e::harness::screens::take(session, &format!("audit-{place}{name}"), dark).await?;
        }
        let beyond: i64 = session
            .script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                Vec::new(),
            )
            .await?;
        if beyond > 0 {
            faults.borrow_mut().push(format!("the page is {beyond} pixels wider than {width}"));
        }
    }
    session.viewport(1280, 800).await?;
    seen(session, "audit-numbers", dark, &faults).await?;
    // Everything that opens, open; a card's details, and a message about its first improvement.
    session
        .script::<()>(
            "document.querySelectorAll('main details').forEach(one => { one.open = true })",
            Vec::new(),
        )
        .await?;
    press(session, "#audit-board button.card").await?;
    until("the card's details", || async {
        Ok(session.driver.find(By::Id("card-details")).await?.is_displayed().await?.then_some(()))
    })
    .await?;
    look_at(session, "#card-details").await?;
    seen(session, "audit-details", dark, &faults).await?;
    press(session, "#card-details [data-draft='0']").await?;
    until("the message", || async {
        let draft: String = session
            .script(
                "const text = document.getElementById('draft-text'); return text.value ?? text.textContent",
                Vec::new(),
            )
            .await?;
        Ok((draft.len() > 40).then_some(()))
    })
    .await?;
    for (name, width, height) in widths {
        session.viewport(width, height).await?;
        look_at(session, "#draft-text").await?;
        seen(session, &format!("audit-draft{name}"), dark, &faults).await?;
    }
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Scrolls there, below the bar that stays at the top.
async fn look_at(session: &Session, css: &str) -> Result<()> {
    until(&format!("{css} to be there"), || async {
        let there: bool = session
            .script(
                "const one = document.querySelector(arguments[0]);
                 if (one === null) return false;
                 const top = document.querySelector('header.bar')?.getBoundingClientRect().bottom ?? 0;
                 scrollTo({ top: scrollY + one.getBoundingClientRect().top - Math.max(top, 0) - 24, behavior: 'instant' });
                 return true",
                vec![json!(css)],
            )
            .await?;
        Ok(there.then_some(()))
    })
    .await
}
