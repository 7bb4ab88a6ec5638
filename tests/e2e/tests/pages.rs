//! The gate's states and the extension's own pages: pictures in both themes, axe, the export, and that
//! nothing of it reaches the network.

use crate::google::send_anyway;
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::Session;
use e2e::harness::calendar::{confirm, open_warm, save, sent_once};
use e2e::harness::gate::{self, Gate};
use e2e::harness::google::{HOST, Page};
use e2e::harness::lane::Lane;
use e2e::harness::wait::{stays, until};
use e2e::harness::{audit, audit_table, axe, journal, paths, raw, screens};
use serde_json::Value;
use std::cell::RefCell;
use std::time::Duration;
use thirtyfour::prelude::*;

/// Exports the journal through the dashboard, as a user does, and gives the file's text.
pub(crate) async fn export(session: &Session, format: &str, titles: bool) -> Result<String> {
    journal::no_downloads(session)?;
    let path = session
        .on_page("dashboard.html", async || {
            click(session, "#export").await?;
            click(session, &format!("label[for=export-{format}]")).await?;
            if titles {
                click(session, "label[for=export-titles]").await?;
            }
            click(session, "#export-save").await?;
            journal::download(session, &format!(".{format}")).await
        })
        .await?;
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

pub(crate) async fn click(session: &Session, css: &str) -> Result<()> {
    until(&format!("a click on {css}"), || async {
        session.driver.find(By::Css(css)).await?.click().await?;
        Ok(Some(()))
    })
    .await
}

/// A picture and axe, in the document where the driver is; what axe finds is told at the end.
pub(crate) async fn seen(
    session: &Session,
    name: &str,
    dark: bool,
    faults: &RefCell<Vec<String>>,
) -> Result<()> {
    // What fades in has its full contrast only when it has arrived.
    until("the animations to end", || async {
        let over: bool = session
            .script("return document.getAnimations().every(one => one.playState !== 'running')", Vec::new())
            .await?;
        Ok(over.then_some(()))
    })
    .await?;
    screens::take(session, name, dark).await?;
    if let Err(fault) = axe::check(session, name).await {
        faults.borrow_mut().push(format!("{fault:#}"));
    }
    Ok(())
}

/// Opens the gate on a weekly status with eleven people.
async fn status<'s>(
    session: &'s Session,
    lane: &Lane,
    marker: &str,
    change: impl FnOnce(&mut Page),
) -> Result<Gate<'s>> {
    let mut page = Page::weekly_status(&format!("Weekly status {marker}"));
    change(&mut page);
    open_warm(session, &lane.google, page).await?;
    save(session).await?;
    Gate::enter(session).await
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    for dark in [false, true] {
        lane.alone(None, dark, async |session| every_state(session, lane, dark).await).await?;
    }
    Ok(())
}

async fn every_state(session: &Session, lane: &Lane, dark: bool) -> Result<()> {
    let faults = RefCell::default();
    let wanted = if dark { "dark" } else { "light" };
    let query = format!("return matchMedia('(prefers-color-scheme: {wanted})').matches");
    session
        .on_page("dashboard.html", async || {
            ensure!(session.script::<bool>(&query, Vec::new()).await?, "the theme is not {wanted}");
            until("the empty journal", || async {
                Ok(Some(session.driver.find(By::Css("section.empty")).await?))
            })
            .await?;
            seen(session, "dashboard-empty", dark, &faults).await
        })
        .await?;

    session.viewport(800, 600).await?;
    let gate = status(session, lane, "one", |_| ()).await?;
    ensure!(session.script::<bool>(&query, Vec::new()).await?, "the gate's theme is not {wanted}");
    ensure!(!gate.scrolls().await?, "an ordinary invite scrolls at 800 × 600");
    seen(session, "gate-ask", dark, &faults).await?;
    for (nature, relationship) in [
        ("nature-conveyance", "relationship-strong"),
        ("nature-conveyance", "relationship-weak"),
        ("nature-convergence", "relationship-weak"),
        ("nature-convergence", "relationship-strong"),
    ] {
        gate.choose(nature, relationship).await?;
        let name = format!("gate-{}-{}", &nature["nature-".len()..], &relationship["relationship-".len()..]);
        seen(session, &name, dark, &faults).await?;
        ensure!(!gate.scrolls().await?, "{name} scrolls at 800 × 600");
    }
    gate.fill("Decide which date we announce", "Choose the launch date").await?;
    seen(session, "gate-filled", dark, &faults).await?;
    gate.click("anyway").await?;
    seen(session, "gate-anyway", dark, &faults).await?;
    gate.press(Key::Escape + "").await?;
    gate.choose("nature-conveyance", "relationship-strong").await?;
    gate.click("async").await?;
    until("the draft", || async { Ok((!gate.value("draft").await?.is_empty()).then_some(())) }).await?;
    seen(session, "gate-draft", dark, &faults).await?;
    gate.click("copy").await?;
    until("what became of it", || async { Ok((!gate.text("#outcome").await?.is_empty()).then_some(())) })
        .await?;
    seen(session, "gate-replaced", dark, &faults).await?;
    gate.click("done").await?;
    gate.gone().await?;

    let gate = status(session, lane, "two", |page| {
        page.description = "<p>Topics: the launch</p><ul><li>Risks</li><li>Next steps</li></ul>".to_owned();
    })
    .await?;
    seen(session, "gate-topics", dark, &faults).await?;
    gate.press(Key::Escape + "").await?;
    gate.gone().await?;

    let gate = status(session, lane, "three", |page| {
        page.language = "ar";
        page.title = "اجتماع متابعة أسبوعي".to_owned();
    })
    .await?;
    seen(session, "gate-rtl-title", dark, &faults).await?;
    send_anyway(gate).await?;

    let gate = status(session, lane, "four", |page| {
        page.end = "2031-11-24T09:00".to_owned();
        page.guests.truncate(3);
    })
    .await?;
    seen(session, "gate-end-before-start", dark, &faults).await?;
    gate.press(Key::Escape + "").await?;
    gate.gone().await?;

    session.viewport(1280, 800).await?;
    let gate = status(session, lane, "five", |_| ()).await?;
    seen(session, "gate-wide", dark, &faults).await?;
    gate.leave().await?;

    for (page, name, ready) in [
        ("dashboard.html", "dashboard", "table tbody tr"),
        ("dashboard.html#settings", "settings", "#save"),
        ("popup.html", "popup", "#pause"),
    ] {
        session
            .on_page(page, async || {
                until(ready, || async {
                    Ok(session.driver.find(By::Css(ready)).await?.is_displayed().await?.then_some(()))
                })
                .await?;
                seen(session, name, dark, &faults).await?;
                if name == "dashboard" {
                    click(session, "#export").await?;
                    seen(session, "dashboard-export", dark, &faults).await?;
                }
                Ok(())
            })
            .await?;
    }
    let faults = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

pub(crate) async fn the_dashboard_exports_what_happened(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| exports(session, lane, &marker).await).await
}

async fn exports(session: &Session, lane: &Lane, marker: &str) -> Result<()> {
    // A title that a spreadsheet would take for a formula.
    let gate = status(session, lane, marker, |page| page.title = format!("=SUM(A1:A9);{marker}")).await?;
    gate.click("anyway").await?;
    gate.click_css("[data-reason=sensitive]").await?;
    gate.gone().await?;
    confirm(session).await?;
    sent_once(&lane.google, marker).await?;
    let gate = status(session, lane, &format!("{marker}returned"), |_| ()).await?;
    gate.press(Key::Escape + "").await?;
    gate.gone().await?;
    journal::record(session, &format!("{marker}returned")).await?;

    let schema = std::fs::read_to_string(paths::root().join("docs/journal.schema.json"))?;
    let schema: Value = serde_json::from_str(&schema)?;
    let whole = jsonschema::validator_for(&schema)?;
    let mut one = schema.clone();
    if let Some(object) = one.as_object_mut() {
        ["properties", "required", "type"].iter().for_each(|key| drop(object.remove(*key)));
        object.insert("$ref".to_owned(), "#/$defs/StoredRecord".into());
    }
    let one = jsonschema::validator_for(&one)?;

    for titles in [false, true] {
        let json: Value = serde_json::from_str(&export(session, "json", titles).await?)?;
        whole.validate(&json).map_err(|error| anyhow::anyhow!("JSON against its schema: {error}"))?;
        let records = json.get("records").and_then(Value::as_array).context("no records")?;
        ensure!(records.len() == 2, "{} records", records.len());
        let lines = export(session, "ndjson", titles).await?;
        for line in lines.lines() {
            let record = serde_json::from_str(line)?;
            one.validate(&record).map_err(|error| anyhow::anyhow!("NDJSON against its schema: {error}"))?;
        }
        let table = export(session, "csv", titles).await?;
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head = reader.headers()?.clone();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        ensure!(rows.len() == 2, "{table}");
        ensure!(table.contains("sensitive") && lines.contains("sensitive"), "the reason is not exported");
        ensure!(
            table.contains(marker) == titles && lines.contains(marker) == titles,
            "titles: {titles}\n{table}"
        );
        ensure!(head.iter().any(|name| name == "title") == titles, "{head:?}");
        for cell in rows.iter().flat_map(csv::StringRecord::iter) {
            ensure!(!cell.starts_with(['=', '+', '@', '\t']), "a cell is a formula: {cell}");
        }
    }

    session
        .on_page("dashboard.html", async || {
            let rows = || async {
                Ok::<_, anyhow::Error>(session.driver.find_all(By::Css("table tbody tr")).await?.len())
            };
            until("two rows", || async { Ok((rows().await? == 2).then_some(())) }).await?;
            session.driver.find(By::Id("search")).await?.send_keys("returned").await?;
            until("the search to leave one", || async { Ok((rows().await? == 1).then_some(())) }).await?;
            session.driver.find(By::Id("search")).await?.clear().await?;
            session.driver.find(By::Id("search")).await?.send_keys(" ").await?;
            until("both again", || async { Ok((rows().await? == 2).then_some(())) }).await?;
            click(session, "table thead th:nth-child(2) button").await?;
            until("the sorting", || async {
                Ok(Some(session.driver.find(By::Css("th[aria-sort=ascending]")).await?))
            })
            .await?;
            click(session, "table tbody tr button").await?;
            click(session, "#confirm-delete").await?;
            until("one row to be deleted", || async { Ok((rows().await? == 1).then_some(())) }).await?;
            click(session, "#delete-all").await?;
            click(session, "#confirm-delete").await?;
            until("an empty journal", || async { Ok((rows().await? == 0).then_some(())) }).await
        })
        .await?;
    ensure!(journal::records(session, "").await?.is_empty(), "not everything was deleted");
    Ok(())
}

pub(crate) async fn settings_change_the_gate(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| settings(session, lane, &marker).await).await
}

async fn settings(session: &Session, lane: &Lane, marker: &str) -> Result<()> {
    session
        .on_page("dashboard.html#settings", async || {
            until("the settings to be read", || async {
                let limit: String = session
                    .script("return document.getElementById('audience-limit').value", Vec::new())
                    .await?;
                Ok((!limit.is_empty()).then_some(()))
            })
            .await?;
            click(session, "label[for=strength-reason]").await?;
            write(session, "hourly-rate", "100").await?;
            write(session, "currency", "€").await?;
            write(session, "smallest-audience", "4").await?;
            click(session, "label[for=confirm-passes]").await?;
            click(session, "#save").await?;
            until("the settings to be stored", || async {
                let text: String = session
                    .script("return document.querySelector('.notices').textContent", Vec::new())
                    .await?;
                Ok((!text.is_empty()).then_some(()))
            })
            .await
        })
        .await?;
    let gate = status(session, lane, marker, |_| ()).await?;
    ensure!(gate.text(".facts").await?.contains('€'), "no money: {}", gate.text(".facts").await?);
    gate.click("anyway").await?;
    let offered: bool = session
        .script("return document.querySelector('[data-reason=not_given]') !== null", Vec::new())
        .await?;
    ensure!(!offered, "a reason is required, and none is offered as one");
    send_anyway_chosen(gate).await?;
    confirm(session).await?;
    sent_once(&lane.google, marker).await?;

    // Three people are fewer than four.
    let small = format!("{marker}small");
    let page = Page::invite(&format!("Weekly status {small}"), &["ana@example.com", "ben@example.com"]);
    open_warm(session, &lane.google, page).await?;
    save(session).await?;
    until("the line that confirms a silent pass", || async {
        let host = session.driver.find(By::Css("html > div:last-of-type")).await?;
        let line = raw::in_shadow(&session.driver, &host, "p[role=status]").await?;
        Ok(line.text().await?.contains("ready to go").then_some(()))
    })
    .await?;
    confirm(session).await?;
    sent_once(&lane.google, &small).await?;
    let record = journal::record(session, &small).await?;
    ensure!(journal::word(&record, "pass_reason") == "below_threshold", "{record}");

    // Paused for an hour.
    session
        .on_page("popup.html", async || {
            click(session, "#pause").await?;
            until("the pause", || async {
                let paused: f64 = session
                    .script_async(
                        "const done = arguments[arguments.length - 1];
                         (globalThis.browser ?? chrome).storage.local.get(null).then(all => done(Number(all.pausedUntil ?? 0)))",
                        Vec::new(),
                    )
                    .await?;
                Ok((paused > 0.0).then_some(()))
            })
            .await
        })
        .await?;
    let paused = format!("{marker}paused");
    open_warm(session, &lane.google, Page::weekly_status(&format!("Weekly status {paused}"))).await?;
    save(session).await?;
    confirm(session).await?;
    sent_once(&lane.google, &paused).await?;
    ensure!(!gate::is_shown(session).await?, "shown although paused");
    let record = journal::record(session, &paused).await?;
    ensure!(journal::word(&record, "pass_reason") == "paused", "{record}");
    Ok(())
}

async fn send_anyway_chosen(gate: Gate<'_>) -> Result<()> {
    gate.click("anyway-first").await?;
    gate.gone().await
}

async fn write(session: &Session, id: &str, text: &str) -> Result<()> {
    let field = until(&format!("#{id}"), || async {
        let field = session.driver.find(By::Id(id)).await?;
        Ok(field.is_displayed().await?.then_some(field))
    })
    .await?;
    field.clear().await?;
    field.send_keys(text).await?;
    Ok(())
}

/// Hosts that the browsers themselves ask for, with or without an extension; nobody stands in for them.
const THE_BROWSERS_OWN: [&str; 12] = [
    "accounts.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "update.googleapis.com",
    "www.google.com",
    "firefox.settings.services.mozilla.com",
    "content-signature-2.cdn.mozilla.net",
    "firefox-settings-attachments.cdn.mozilla.net",
    "incoming.telemetry.mozilla.org",
];

pub(crate) async fn nothing_reaches_the_network(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        let before = lane.wire.asked().len();
        let gate = status(session, lane, &marker, |_| ()).await?;
        send_anyway(gate).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
        journal::record(session, &marker).await?;
        session.on_page(audit::PAGE, async || calendar_with_addresses(session, &marker).await).await?;
        // Not even on purpose: the pages' own policy refuses it.
        for page in ["dashboard.html", "popup.html", "gate.html"] {
            session
                .on_page(page, async || {
                    let refused: bool = session
                        .script_async(
                            "const done = arguments[arguments.length - 1];
                             const image = new Image(); image.src = 'https://leak.example/image';
                             navigator.sendBeacon?.('https://leak.example/beacon');
                             const socket = (() => { try { return new WebSocket('wss://leak.example/') } catch { return null } })();
                             Promise.allSettled([
                               fetch('https://leak.example/fetch'),
                               fetch('https://calendar.google.com/leak'),
                               new Promise((_, reject) => { image.onerror = reject }),
                               new Promise((_, reject) => { if (!socket) reject(); else socket.onerror = reject }),
                             ]).then(all => done(all.every(one => one.status === 'rejected')))",
                            Vec::new(),
                        )
                        .await?;
                    ensure!(refused, "{page} reached out");
                    Ok(())
                })
                .await?;
        }
        // The calendar's page asks for itself, its files and its one send; anything else would be ours.
        stays(Duration::from_millis(500), "nothing of ours on the wire", || async {
            let ours: Vec<String> = lane
                .wire
                .asked()
                .into_iter()
                .skip(before)
                .filter(|asked| !THE_BROWSERS_OWN.contains(&asked.host.as_str()))
                .filter(|asked| {
                    asked.host != HOST
                        || !["GET /calendar/", "GET /standin/", "POST /calendar/u/0/sync.sync"]
                            .iter()
                            .any(|known| asked.what.starts_with(known))
                })
                .map(|asked| format!("{} {}", asked.host, asked.what))
                .collect();
            ensure!(ours.is_empty(), "asked for: {ours:?}");
            Ok(true)
        })
        .await
    })
    .await
}

/// The audit reads a calendar that names addresses wherever one may stand in it; its message, a picture of the chart
/// that names people and its report are made.
async fn calendar_with_addresses(session: &Session, marker: &str) -> Result<()> {
    let monday = audit::monday(session).await?;
    let addresses = "ATTACH:https://leak.example/attached\nURL:https://leak.example/url\n\
        IMAGE;VALUE=URI:https://leak.example/image.png\nCONFERENCE;VALUE=URI:https://leak.example/call\n\
        LOCATION:https://leak.example/place\nDESCRIPTION:<img src=https://leak.example/pixel>\n\
        X-ALT-DESC;FMTTYPE=text/html:<link rel=stylesheet href=https://leak.example/style>\n\
        ORGANIZER;CN=\"<img src=https://leak.example/name>\";DIR=\"https://leak.example/dir\":mailto:ana.ortiz@acme.example";
    let weekly =
        audit_table::event(&format!("<img src=https://leak.example/{marker}>"), monday - 14, addresses);
    let text = audit_table::calendar(&weekly.replace("\nSUMMARY", "\nRRULE:FREQ=WEEKLY\nSUMMARY"));
    audit::drop_files(session, &[("work.ics", &text)]).await?;
    audit::settled(session).await?;
    until("the calendar's two meetings", || async {
        Ok((audit::figures(session).await?.get("counted") == Some(&2.0)).then_some(()))
    })
    .await?;
    click(session, "#audit-board button.card").await?;
    click(session, "#card-details [data-draft='0']").await?;
    until("the message", || async {
        Ok(session.driver.find(By::Id("draft-text")).await?.is_displayed().await?.then_some(()))
    })
    .await?;
    audit::picture(session, "inviters", "png").await?;
    audit::save(session, "html", true).await?;
    Ok(())
}

/// The self-test says of each part of the open editor by which mark it was found; its report holds nothing of the
/// invite. The settings name what is wrong with an address.
pub(crate) async fn the_self_test_names_what_was_found(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let faults = RefCell::default();
    for dark in [false, true] {
        lane.alone(None, dark, async |session| self_test(session, lane, &marker, dark, &faults).await)
            .await?;
    }
    let faults: Vec<String> = faults.into_inner();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn self_test(
    session: &Session,
    lane: &Lane,
    marker: &str,
    dark: bool,
    faults: &RefCell<Vec<String>>,
) -> Result<()> {
    let page = Page::invite(&format!("Weekly status {marker}"), &["ana@example.com", "ben@example.com"]);
    open_warm(session, &lane.google, page).await?;
    session
        .on_page("dashboard.html#coverage", async || {
            click(session, "#self-test").await?;
            let parts: Vec<(String, String)> = until("the parts of the open editor", || async {
                let rows: Vec<(String, String)> = session
                    .script(
                        "return [...document.querySelectorAll('[data-site=google] tr[data-part]')]
                           .map(row => [row.dataset.part, row.dataset.found])",
                        Vec::new(),
                    )
                    .await?;
                Ok((!rows.is_empty()).then_some(rows))
            })
            .await?;
            for part in ["save", "title", "description", "guests", "guest_box"] {
                ensure!(
                    parts.contains(&(part.to_owned(), "true".to_owned())),
                    "{part} is not found: {parts:?}"
                );
            }
            seen(session, "coverage", dark, faults).await?;
            let report: String =
                session.script("return document.getElementById('report').value", Vec::new()).await?;
            ensure!(
                report.contains("#xSaveBu: chosen") && report.contains("request layer answers"),
                "{report}"
            );
            for private in [marker, "ana@example.com", "Ana", "Weekly"] {
                ensure!(!report.contains(private), "the report tells {private:?}: {report}");
            }
            click(session, "#copy-report").await?;
            until("the copy to be confirmed", || async {
                let text: String = session
                    .script("return document.querySelector('.notices').textContent", Vec::new())
                    .await?;
                Ok(text.contains("copied").then_some(()))
            })
            .await?;
            session.viewport(400, 800).await?;
            seen(session, "coverage-narrow", dark, faults).await
        })
        .await?;
    session
        .on_page("dashboard.html#settings", async || {
            session.viewport(1280, 800).await?;
            write(session, "calendar-address", "not an address").await?;
            click(session, "#calendar-add").await?;
            until("the address to be called wrong", || async {
                let fault: String = session
                    .script("return document.getElementById('calendar-fault').textContent", Vec::new())
                    .await?;
                Ok(fault.contains("address").then_some(()))
            })
            .await?;
            seen(session, "settings-calendars", dark, faults).await?;
            session.viewport(400, 800).await?;
            seen(session, "settings-calendars-narrow", dark, faults).await
        })
        .await
}
