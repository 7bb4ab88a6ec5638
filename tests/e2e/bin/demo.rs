//! The main job, played: a weekly status invite to eleven people on the Google Calendar stand-in is stopped,
//! judged, turned into a written update, and exported from the journal. Without a display it plays by itself,
//! tells what happened and leaves pictures in `target/demo/`; with one it opens a browser on the invite and
//! leaves the rest to you. `firefox` as an argument takes Firefox.

use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::calendar::{open_warm, save};
use e2e::harness::gate::Gate;
use e2e::harness::google::{Google, Page};
use e2e::harness::wait::{until, within};
use e2e::harness::wire::Wire;
use e2e::harness::{journal, paths};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::prelude::*;

#[tokio::main]
async fn main() -> Result<()> {
    let kind = match std::env::args().nth(1).as_deref() {
        Some("firefox") => Kind::Firefox,
        _ => Kind::Chromium,
    };
    let visible = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let google = Arc::new(Google::new()?);
    let wire = Wire::start(vec![google.clone()]).await?;
    let extension = Some(paths::extension(kind.build(), false)?);
    let session =
        Session::start(kind, &Setup { extension, proxy: wire.address(), visible, ..Setup::default() })
            .await?;
    let done = if visible { hand_over(&session, &google).await } else { play(&session, &google).await };
    // Closed by hand it is gone already.
    let quit = session.quit().await;
    done?;
    if visible { Ok(()) } else { quit }
}

fn invite() -> Page {
    let mut page = Page::weekly_status("Weekly status: Project Atlas");
    page.description = "<p>Our weekly round. Everybody says what they did last week.</p>".to_owned();
    page
}

/// A browser on the invite, for as long as it stays open.
async fn hand_over(session: &Session, google: &Google) -> Result<()> {
    open_warm(session, google, invite()).await?;
    println!("A Google Calendar stand-in is open with a weekly status for eleven people. Press Save.");
    println!("Nothing leaves this machine. Close the browser when you are done.");
    within(Duration::from_secs(24 * 3600), "the browser to be closed", || async {
        let open = session.driver.windows().await.is_ok_and(|windows| !windows.is_empty());
        Ok((!open).then_some(()))
    })
    .await
}

async fn play(session: &Session, google: &Google) -> Result<()> {
    let folder = paths::target("demo")?;
    let picture = async |name: &str| -> Result<()> {
        session.driver.screenshot(&folder.join(format!("{name}.png"))).await?;
        println!("   picture: target/demo/{name}.png");
        Ok(())
    };
    session.viewport(1280, 800).await?;

    let page = invite();
    println!("1. Somebody writes an invite in {} and presses Save:", e2e::harness::google::HOST);
    println!("   \"{}\", every Monday, an hour, {} people, no agenda.", page.title, page.guests.len() + 1);
    open_warm(session, google, page).await?;
    picture("1-invite").await?;
    save(session).await?;

    let gate = Gate::enter(session).await?;
    println!("2. converel stops it. Nobody was invited: {} requests to send.", google.all_sent().len());
    let facts: Vec<String> = session
        .script("return [...document.querySelectorAll('.facts li')].map(one => one.textContent)", Vec::new())
        .await?;
    println!("   {}. {}.", facts.join(", "), line(&gate.text("#warning").await?));
    // What the words of the invite do not tell, the user does.
    gate.choose("nature-conveyance", "relationship-strong").await?;
    println!("   {} {}", line(&gate.text("#headline").await?), line(&gate.text("#reason").await?));
    picture("2-verdict").await?;

    gate.click("async").await?;
    let draft = until("the draft", || async {
        let text = gate.value("draft").await?;
        Ok((!text.is_empty()).then_some(text))
    })
    .await?;
    println!("3. It becomes a written update, drafted from what was there:");
    draft.lines().filter(|line| !line.trim().is_empty()).take(8).for_each(|line| println!("   | {line}"));
    picture("3-draft").await?;
    gate.click("copy").await?;
    until("what became of it", || async { Ok((!gate.text("#outcome").await?.is_empty()).then_some(())) })
        .await?;
    println!("   {}", line(&gate.text("#outcome").await?));
    gate.click("done").await?;
    gate.gone().await?;
    ensure!(google.all_sent().is_empty(), "something was sent");
    println!("   The calendar sent nothing: {} requests to send.", google.all_sent().len());

    println!("4. The journal remembers, and is exported:");
    export(session, &folder, &picture).await?;
    Ok(())
}

async fn export(session: &Session, folder: &Path, picture: &impl AsyncFn(&str) -> Result<()>) -> Result<()> {
    session.open("dashboard.html").await?;
    let click = async |css: &str| {
        until(css, || async {
            session.driver.find(By::Css(css)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    };
    until("the record", || async { Ok(Some(session.driver.find(By::Css("table tbody tr")).await?)) }).await?;
    picture("4-journal").await?;
    click("#export").await?;
    click("label[for=export-json]").await?;
    click("label[for=export-titles]").await?;
    click("#export-save").await?;
    let file = journal::download(session, ".json").await?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(folder.join("journal.json"), &text)?;
    let journal: serde_json::Value = serde_json::from_str(&text)?;
    let record = journal.pointer("/records/0").context("the export is empty")?;
    for field in ["outcome", "alternative", "quadrant_chosen", "people", "minutes", "occurrences_per_year"] {
        println!("   {field}: {}", record.get(field).unwrap_or(&serde_json::Value::Null));
    }
    println!("   export: target/demo/journal.json");
    Ok(())
}

/// Text of several elements on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
