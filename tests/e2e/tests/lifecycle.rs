//! What happens under an open page: the extension updated or disabled, the page left and come back to, a second
//! tab, a private window, no network. docs/lifecycle.md says what is expected where.

use crate::google::send_anyway;
use crate::requests;
use crate::team_pods::draft_record;
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::calendar::{confirm, draft_left, is_asked, never_again, open, open_warm, save, sent_once};
use e2e::harness::gate::{self, Gate};
use e2e::harness::google::Page;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use e2e::harness::{journal, paths, raw};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

const PURPOSE: &str = "Decide which date we announce";
const TOPIC: &str = "Choose the launch date";
/// How often a page that is left may be loaded anew before it is once kept.
const ROUNDS: u32 = 5;
/// What an update is given as its version.
const NEWER: &str = "999.0.0";

fn status(marker: &str) -> Page {
    Page::weekly_status(&format!("Weekly status {marker}"))
}

/// A copy of the built extension, so that it can be updated.
fn copied(lane: &Lane, marker: &str, loopback: bool) -> Result<PathBuf> {
    paths::extension_copy(lane.kind.build(), loopback, &format!("e2e-updated/{marker}"))
}

/// Updates the extension under the pages that are open.
async fn update(session: &Session, folder: &Path) -> Result<()> {
    let file = folder.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
    *manifest.get_mut("version").context("the manifest has no version")? = json!(NEWER);
    std::fs::write(&file, manifest.to_string())?;
    session.reload_extension().await?;
    until("the new version", || async {
        let version: String = session
            .on_page("dashboard.html", async || {
                let ask = "return (globalThis.browser ?? chrome).runtime.getManifest().version";
                session.script(ask, Vec::new()).await
            })
            .await?;
        Ok((version == NEWER).then_some(()))
    })
    .await
}

/// The extension's id, as the browser lists it.
fn id(session: &Session) -> String {
    match session.kind {
        Kind::Chromium => session.origin.trim_start_matches("chrome-extension://").replace('/', ""),
        Kind::Firefox => "converel@converel.dev".to_owned(),
    }
}

/// Does with the extension what its user does on the browser's page of extensions: `work` is the body of an async
/// function of the id, with Chromium's or Firefox's own means.
async fn manage(session: &Session, chromium: &str, firefox: &str) -> Result<()> {
    let own = session.driver.window().await?;
    let work = if session.kind == Kind::Chromium { chromium } else { firefox };
    let script = format!("return (async id => {{ {work} }})(arguments[0]).then(() => '', String)");
    let arguments = vec![json!(id(session))];
    let failed: String = match session.kind {
        Kind::Chromium => {
            let tab = session.driver.new_tab().await?;
            session.driver.switch_to_window(tab).await?;
            session.driver.goto("chrome://extensions").await?;
            let failed = session.script(&script, arguments).await?;
            session.driver.close_window().await?;
            session.driver.switch_to_window(own).await?;
            failed
        }
        Kind::Firefox => {
            let failed = raw::privileged_value(&session.driver, &script, arguments).await?;
            failed.as_str().unwrap_or("no answer").to_owned()
        }
    };
    ensure!(failed.is_empty(), "the browser would not: {failed}");
    Ok(())
}

async fn disable(session: &Session) -> Result<()> {
    manage(
        session,
        "await chrome.management.setEnabled(id, false)",
        "const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
         await (await AddonManager.getAddonByID(id)).disable()",
    )
    .await
}

/// Lets the extension into private windows.
async fn allow_in_private(session: &Session) -> Result<()> {
    manage(
        session,
        "await chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true });
         for (let back = false; !back;) {
           const { state, incognitoAccess } = await chrome.developerPrivate.getExtensionInfo(id);
           back = state === 'ENABLED' && incognitoAccess.isActive;
         }",
        "const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
         const { ExtensionPermissions } =
           ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
         const permissions = ['internal:privateBrowsingAllowed'];
         await ExtensionPermissions.add(id, { permissions, origins: [] });
         await (await AddonManager.getAddonByID(id)).reload()",
    )
    .await
}

/// Opens a private window and goes there.
async fn private_window(session: &Session) -> Result<()> {
    let before = session.driver.windows().await?;
    match session.kind {
        Kind::Chromium => {
            session
                .on_page("dashboard.html", async || {
                    let script = "const done = arguments[arguments.length - 1];
                        chrome.windows.create({ incognito: true, url: 'about:blank' })
                          .then(() => done(''), error => done(String(error)))";
                    let failed: String = session.script_async(script, Vec::new()).await?;
                    ensure!(failed.is_empty(), "no private window: {failed}");
                    Ok(())
                })
                .await?;
        }
        Kind::Firefox => {
            raw::privileged(&session.driver, "OpenBrowserWindow({ private: true })", Vec::new()).await?;
        }
    }
    let private = until("a private window", || async {
        Ok(session.driver.windows().await?.into_iter().find(|window| !before.contains(window)))
    })
    .await?;
    session.driver.switch_to_window(private).await?;
    // Firefox opens it with a page of its own, which would come after ours.
    until("the window's first page", || async {
        let firefox = session.driver.current_url().await?.as_str() == "about:privatebrowsing";
        let complete: bool = session.script("return document.readyState === 'complete'", Vec::new()).await?;
        Ok((complete && (firefox || session.kind == Kind::Chromium)).then_some(()))
    })
    .await
}

/// Waits until the gate's frame has its settings. In a private window it has no journal: Firefox gives it no database.
async fn is_started(session: &Session) -> Result<()> {
    until("the gate's frame to be started", || async {
        session.driver.enter_default_frame().await?;
        let host = session.driver.find(By::Css("html > div:last-of-type")).await?;
        raw::in_shadow(&session.driver, &host, "iframe").await?.enter_frame().await?;
        let started: bool = session.script("return document.documentElement.dir !== ''", Vec::new()).await?;
        session.driver.enter_default_frame().await?;
        Ok(started.then_some(()))
    })
    .await
}

/// Takes the network away from the page, or gives it back.
async fn offline(session: &Session, proxy: &str, offline: bool) -> Result<()> {
    match session.kind {
        Kind::Chromium => {
            raw::devtools(&session.driver, "Network.enable", json!({})).await?;
            let conditions =
                json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
            raw::devtools(&session.driver, "Network.emulateNetworkConditions", conditions).await?;
        }
        Kind::Firefox => {
            // An offline Firefox still reaches a proxy on its own machine: so that is not where it was.
            let port: u16 = proxy.rsplit(':').next().context("a proxy has a port")?.parse()?;
            let script = "Services.prefs.setIntPref('network.proxy.ssl_port', arguments[0]);
                Services.obs.notifyObservers(null, 'net:prune-all-connections');
                Services.io.manageOfflineStatus = false;
                Services.io.offline = arguments[1];";
            let port = if offline { 9 } else { port };
            raw::privileged(&session.driver, script, vec![json!(port), json!(offline)]).await?;
        }
    }
    until("the page to know of it", || async {
        let online: bool = session.script("return navigator.onLine", Vec::new()).await?;
        Ok((online != offline).then_some(()))
    })
    .await
}

/// What is offered for copying after a gate was lost, and its notice's host.
async fn offered(session: &Session) -> Result<(String, WebElement)> {
    until("the notice with what was typed", || async {
        for host in session.driver.find_all(By::Css("html > div")).await? {
            if let Ok(field) = raw::in_shadow(&session.driver, &host, "textarea").await {
                return Ok(Some((field.prop("value").await?.unwrap_or_default(), host)));
            }
        }
        Ok(None)
    })
    .await
}

async fn no_gate(session: &Session) -> Result<()> {
    until("no gate", || async { Ok((!gate::is_shown(session).await?).then_some(())) }).await
}

/// Presses Save until the calendar asks its own question: what was decided about is not asked about again. A
/// gesture right after a release counts as its echo.
async fn save_in_silence(session: &Session) -> Result<()> {
    until("the calendar's own question", || async {
        if is_asked(session).await? {
            return Ok(Some(()));
        }
        save(session).await?;
        Ok(None)
    })
    .await?;
    ensure!(!gate::is_shown(session).await?, "asked about it again");
    Ok(())
}

async fn counted(session: &Session) -> Result<()> {
    until("the unchecked record", || async {
        let all = journal::records(session, "").await?;
        Ok(all.iter().any(|record| journal::word(record, "cause") == "extension_updated").then_some(()))
    })
    .await
}

pub(crate) async fn an_update_under_an_open_gate_loses_nothing(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    let folder = copied(lane, &marker, false)?;
    lane.alone(Some(folder.clone()), false, async |session| {
        open_warm(session, &google, status(&marker)).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.fill(PURPOSE, TOPIC).await?;
        gate.leave().await?;
        update(session, &folder).await?;
        never_again(&google, &marker, 0).await?;
        if session.kind == Kind::Firefox {
            // The new version has the page, the invite is still held, and what was typed is offered.
            let (text, notice) = offered(session).await?;
            ensure!(text.contains(PURPOSE) && text.contains(TOPIC), "offered is {text:?}");
            // Nor does the next update lose it.
            session.reload_extension().await?;
            until("the new notice", || async { Ok(notice.is_displayed().await.is_err().then_some(())) })
                .await?;
            let (text, notice) = offered(session).await?;
            ensure!(text.contains(PURPOSE) && text.contains(TOPIC), "offered again is {text:?}");
            raw::in_shadow(&session.driver, &notice, "button").await?.click().await?;
            no_gate(session).await?;
            draft_left(session, &google, &marker).await?;
            gate::is_warm(session).await?;
            save(session).await?;
            send_anyway(Gate::enter(session).await?).await?;
        } else {
            // The gate outlives its extension.
            let gate = Gate::enter(session).await?;
            gate.click("send").await?;
            gate.gone().await?;
        }
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        if session.kind == Kind::Chromium {
            ensure!(sent.description.contains(TOPIC), "the agenda is lost: {}", sent.description);
            open_warm(session, &google, status(&format!("{marker}again"))).await?;
            counted(session).await?;
        }
        Ok(())
    })
    .await
}

pub(crate) async fn an_update_under_a_held_request_lets_go_once(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let (address, wire) = (lane.standin("caldav")?.address(), lane.wire.clone());
    let folder = copied(lane, &marker, true)?;
    lane.alone(Some(folder.clone()), false, async |session| {
        requests::client(&address, session, &format!("Weekly status {marker}"), requests::GUESTS).await?;
        requests::keep(session, "by-fetch").await?;
        let gate = Gate::enter(session).await?;
        gate.fill(PURPOSE, TOPIC).await?;
        gate.leave().await?;
        requests::nothing_sent(&wire, &marker).await?;
        update(session, &folder).await?;
        ensure!(requests::said(session).await? == "kept", "{:?}", requests::said(session).await?);
        requests::sent_once(session, &wire, &marker).await?;
        let (text, notice) = offered(session).await?;
        ensure!(text.contains(PURPOSE) && text.contains(TOPIC), "offered is {text:?}");
        raw::in_shadow(&session.driver, &notice, "button").await?.click().await?;
        no_gate(session).await?;
        if session.kind == Kind::Chromium {
            requests::client(&address, session, "", "").await?;
            counted(session).await?;
        }
        Ok(())
    })
    .await
}

pub(crate) async fn a_disabled_extension_is_as_if_it_were_not_there(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    let (address, wire) = (lane.standin("caldav")?.address(), lane.wire.clone());
    let extension = paths::extension(lane.kind.build(), true)?;
    let (saved, kept) = (lane.marker("saved"), lane.marker("kept"));
    lane.alone(Some(extension.clone()), false, async |session| {
        open_warm(session, &google, status(&saved)).await?;
        disable(session).await?;
        save_in_silence(session).await?;
        confirm(session).await?;
        sent_once(&google, &saved).await.map(drop)
    })
    .await?;
    lane.alone(Some(extension), false, async |session| {
        requests::client(&address, session, &format!("Weekly status {kept}"), requests::GUESTS).await?;
        disable(session).await?;
        requests::keep(session, "by-fetch").await?;
        ensure!(requests::said(session).await? == "kept", "{:?}", requests::said(session).await?);
        ensure!(!gate::is_shown(session).await?, "the gate of a disabled extension is shown");
        requests::sent_once(session, &wire, &kept).await
    })
    .await
}

pub(crate) async fn disabled_under_an_open_gate_nothing_is_lost(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        open_warm(session, &google, status(&marker)).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.fill(PURPOSE, TOPIC).await?;
        gate.leave().await?;
        disable(session).await?;
        if session.kind == Kind::Firefox {
            // The page script has ended with its extension; the request layer clears its gate away.
            no_gate(session).await?;
            draft_left(session, &google, &marker).await?;
            save_in_silence(session).await?;
            confirm(session).await?;
            return sent_once(&google, &marker).await.map(drop);
        }
        let gate = Gate::enter(session).await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        ensure!(sent.description.contains(TOPIC), "the agenda is lost: {}", sent.description);
        Ok(())
    })
    .await
}

pub(crate) async fn disabled_under_a_held_request_it_goes_once(lane: &mut Lane) -> Result<()> {
    let (address, wire) = (lane.standin("caldav")?.address(), lane.wire.clone());
    for way in ["by-fetch", "by-xhr"] {
        let marker = lane.marker(way);
        let extension = paths::extension(lane.kind.build(), true)?;
        lane.alone(Some(extension), false, async |session| {
            requests::client(&address, session, &format!("Weekly status {marker}"), requests::GUESTS).await?;
            requests::keep(session, way).await?;
            Gate::enter(session).await?.leave().await?;
            requests::nothing_sent(&wire, &marker).await?;
            disable(session).await?;
            ensure!(requests::said(session).await? == "kept", "{:?}", requests::said(session).await?);
            requests::sent_once(session, &wire, &marker).await?;
            no_gate(session).await
        })
        .await?;
    }
    Ok(())
}

/// Leaves the page and comes back; whether it is the page that was left.
async fn left_and_back(session: &Session, elsewhere: &str) -> Result<bool> {
    let mark = "addEventListener('pageshow', event => { window.restored = event.persisted })";
    session.driver.execute(mark, Vec::new()).await?;
    session.driver.goto(elsewhere).await?;
    session.driver.back().await?;
    until("the page to be there again", || async {
        let script =
            "const there = document.readyState === 'complete' && location.host === 'calendar.google.com';
            return there ? window.restored === true : null";
        session.script::<Option<bool>>(script, Vec::new()).await
    })
    .await
}

pub(crate) async fn back_and_forward_is_guarded_by_one_gate(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    let elsewhere = lane.standin("caldav")?.address();
    // Chromium keeps no page that holds a frame of an extension, and that is there beside every open editor.
    for (view, gate_open, kept) in
        [("grid", false, true), ("editor", false, lane.kind == Kind::Firefox), ("editor", true, false)]
    {
        let marker = lane.marker(&format!("{view}{gate_open}"));
        let session = lane.shipped().await?;
        open(session, &google, Page { view, cached: true, ..status(&marker) }).await?;
        if view == "editor" {
            gate::is_warm(session).await?;
        }
        if gate_open {
            save(session).await?;
            Gate::enter(session).await?.leave().await?;
        }
        // What is done after a gate was open is up to the browser.
        let mut restored = left_and_back(session, &elsewhere).await?;
        // Whether it keeps a page it decides anew each time, also by how busy it is.
        for _ in 0..ROUNDS {
            if gate_open || restored == kept {
                break;
            }
            ensure!(kept, "{view}: the page was kept");
            if view == "editor" {
                gate::is_warm(session).await?;
            }
            restored = left_and_back(session, &elsewhere).await?;
        }
        ensure!(gate_open || restored == kept, "{view}: the page was never kept");
        if view == "grid" {
            session.driver.find(By::Css("[data-is-fab]")).await?.click().await?;
        }
        if !gate::is_shown(session).await? {
            gate::is_warm(session).await?;
            save(session).await?;
        }
        let gate = Gate::enter(session).await?;
        ensure!(gate.text("#title").await?.contains(&marker), "another invite");
        gate.leave().await?;
        let hosts: usize =
            session.script("return document.querySelectorAll('html > div').length", Vec::new()).await?;
        ensure!(hosts == 1, "{view}: {hosts} gates");
        never_again(&google, &marker, 0).await?;
        send_anyway(Gate::enter(session).await?).await?;
        confirm(session).await?;
        sent_once(&google, &marker).await?;
    }
    Ok(())
}

/// The badges of the open tabs whose title names the calendar, in their order.
async fn badges(session: &Session) -> Result<Vec<String>> {
    let script = "const done = arguments[arguments.length - 1];
        const api = globalThis.browser ?? chrome;
        api.tabs.query({ url: 'https://calendar.google.com/*' })
          .then(tabs => Promise.all(tabs.map(({ id }) => api.action.getBadgeText({ tabId: id }))))
          .then(done, error => done([String(error)]))";
    session.on_page("dashboard.html", async || session.script_async(script, Vec::new()).await).await
}

pub(crate) async fn two_tabs_decide_apart(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    let (one, other) = (lane.marker("one"), lane.marker("other"));
    // Its own session: no tab has a warning of something before.
    lane.alone(None, false, async |session| {
        let first = session.driver.window().await?;
        open_warm(session, &google, status(&one)).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.write("purpose", "Only of the first").await?;
        gate.leave().await?;

        let second = session.driver.new_tab().await?;
        session.driver.switch_to_window(second.clone()).await?;
        open_warm(session, &google, status(&other)).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        ensure!(gate.text("#title").await?.contains(&other), "another invite");
        ensure!(gate.value("purpose").await?.is_empty(), "what was typed in the other gate is here");
        gate.fill(PURPOSE, TOPIC).await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        let sent = sent_once(&google, &other).await?;
        ensure!(sent.description.contains(TOPIC), "{}", sent.description);
        never_again(&google, &one, 0).await?;
        // The second goes on to an editor that nobody can guard.
        open_warm(session, &google, Page { save_missing: true, ..status(&format!("{other}fault")) }).await?;
        until("the fault in the second's badge alone", || async {
            Ok((badges(session).await? == ["✓", "!"]).then_some(()))
        })
        .await?;

        session.driver.switch_to_window(first).await?;
        let gate = Gate::enter(session).await?;
        ensure!(gate.text("#title").await?.contains(&one), "another invite");
        ensure!(gate.value("purpose").await? == "Only of the first", "what was typed is lost");
        gate.click("back").await?;
        gate.gone().await?;
        draft_left(session, &google, &one).await?;
        for (marker, outcome) in [(&one, "returned"), (&other, "improved")] {
            journal::record(session, marker).await?;
            let all = journal::records(session, marker).await?;
            let outcomes: Vec<&str> = all.iter().map(|record| journal::word(record, "outcome")).collect();
            ensure!(outcomes == [outcome], "{marker}: {outcomes:?}");
        }
        Ok(())
    })
    .await
}

pub(crate) async fn a_private_window_leaves_no_trace(lane: &mut Lane) -> Result<()> {
    let google = lane.google.clone();
    let (without, with, beside) = (lane.marker("without"), lane.marker("with"), lane.marker("beside"));
    lane.alone(None, false, async |session| {
        let window = session.driver.window().await?;
        private_window(session).await?;
        open(session, &google, status(&without)).await?;
        save_in_silence(session).await?;
        confirm(session).await?;
        sent_once(&google, &without).await?;
        session.driver.close_window().await?;
        session.driver.switch_to_window(window.clone()).await?;

        allow_in_private(session).await?;
        private_window(session).await?;
        let decide = format!("Decide on the new database {with}");
        open(session, &google, Page { rule: String::new(), ..Page::weekly_status(&decide) }).await?;
        is_started(session).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        // Nor is a decision kept: that is said, and everything is as it was.
        draft_record(session, &gate).await?;
        gate.click("keep").await?;
        until("that nothing is kept", || async {
            Ok(gate.text(".outcome").await?.contains("private window").then_some(()))
        })
        .await?;
        gate.click("to-questions").await?;
        // What is corrected is a lesson elsewhere.
        gate.fill(PURPOSE, TOPIC).await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        let sent = sent_once(&google, &with).await?;
        ensure!(sent.description.contains(TOPIC), "{}", sent.description);
        session.driver.switch_to_window(window).await?;

        // Beside it all is kept; so by then the private one would have been.
        open_warm(session, &google, status(&beside)).await?;
        save(session).await?;
        send_anyway(Gate::enter(session).await?).await?;
        confirm(session).await?;
        sent_once(&google, &beside).await?;
        journal::record(session, &beside).await?;
        let all = journal::records(session, "").await?;
        ensure!(all.len() == 1, "kept of a private window: {all:?}");
        let script = "const done = arguments[arguments.length - 1];
            (globalThis.browser ?? chrome).storage.local.get(null).then(all => done(JSON.stringify(all)))";
        let stored: String = session
            .on_page("dashboard.html", async || session.script_async(script, Vec::new()).await)
            .await?;
        ensure!(
            ["lessons", "unchecked", "decisionInbox"].iter().all(|key| !stored.contains(key)),
            "stored is {stored}"
        );
        Ok(())
    })
    .await
}

pub(crate) async fn offline_a_draft_stays_and_is_asked_about_once(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    let (google, proxy) = (lane.google.clone(), lane.wire.address());
    lane.alone(None, false, async |session| {
        open_warm(session, &google, status(&marker)).await?;
        offline(session, &proxy, true).await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        gate.fill(PURPOSE, TOPIC).await?;
        gate.click("send").await?;
        gate.gone().await?;
        confirm(session).await?;
        draft_left(session, &google, &marker).await?;
        save_in_silence(session).await?;
        confirm(session).await?;
        draft_left(session, &google, &marker).await?;

        offline(session, &proxy, false).await?;
        save_in_silence(session).await?;
        confirm(session).await?;
        let sent = sent_once(&google, &marker).await?;
        ensure!(sent.description.matches(TOPIC).count() == 1, "{}", sent.description);
        journal::record(session, &marker).await?;
        let all = journal::records(session, &marker).await?;
        ensure!(all.len() == 1, "one decision has {} records", all.len());
        Ok(())
    })
    .await
}

pub(crate) async fn offline_a_request_fails_and_is_asked_about_once(lane: &mut Lane) -> Result<()> {
    let (address, wire) = (lane.standin("caldav")?.address(), lane.wire.clone());
    for way in ["by-fetch", "by-xhr"] {
        let marker = lane.marker(way);
        let extension = paths::extension(lane.kind.build(), true)?;
        lane.alone(Some(extension), false, async |session| {
            requests::client(&address, session, &format!("Weekly status {marker}"), requests::GUESTS).await?;
            offline(session, &wire.address(), true).await?;
            requests::keep(session, way).await?;
            requests::anyway(Gate::enter(session).await?).await?;
            for _ in 0..2 {
                let failed = requests::said(session).await?;
                ensure!(failed == "not kept: TypeError", "the client says {failed:?}");
                requests::keep(session, way).await?;
            }
            requests::said(session).await?;
            requests::nothing_sent(&wire, &marker).await?;
            offline(session, &wire.address(), false).await?;
            requests::keep(session, way).await?;
            ensure!(requests::said(session).await? == "kept", "{:?}", requests::said(session).await?);
            ensure!(!gate::is_shown(session).await?, "asked about it again");
            requests::sent_once(session, &wire, &marker).await?;
            journal::record(session, &marker).await?;
            let all = journal::records(session, &marker).await?;
            ensure!(all.len() == 1, "one decision has {} records", all.len());
            Ok(())
        })
        .await?;
    }
    Ok(())
}
