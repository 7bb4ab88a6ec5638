//! A calendar that the user adds by its address: the real SOGo, with the shipped extension, which knows nothing of
//! loopback. The permission is asked for as the settings do it, in a click on a page of the extension's own. How
//! the browsers answer it stands at [`Setup::given`]: Firefox has a preference for tests that gives it without a
//! prompt; Chromium's profile says that it was granted before, for then it does not ask again.

use crate::sogo::{compose, each_once, nobody, saved_in_silence};
use anyhow::{Context, Result, ensure};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::gate::{self, Gate};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::paths;
use e2e::harness::raw;
use e2e::harness::wait::{stays, until};
use e2e::sogo::page::{self, Event};
use e2e::sogo::{Sogo, address};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::prelude::*;

/// What stands for loopback, with every port of it.
const PATTERN: &str = "http://127.0.0.1/*";
const GUESTS: [&str; 2] = ["bob", "carol"];

/// A session with the shipped extension in which loopback is given when it is asked for; `given` false: the
/// browser asks its user.
async fn shipped<T>(lane: &Lane, given: bool, work: impl AsyncFnOnce(&Session) -> Result<T>) -> Result<T> {
    let setup = Setup {
        extension: Some(paths::extension(lane.kind.build(), false)?),
        proxy: lane.wire.address(),
        given: if given { vec![PATTERN.to_owned()] } else { Vec::new() },
        ..Setup::default()
    };
    let session = Session::start(lane.kind, &setup).await?;
    let done = work(&session).await;
    if done.is_err() {
        let path = paths::target("e2e-failures")?.join(format!("{}-{}.png", lane.marker("own"), lane.kind));
        session.driver.screenshot(&path).await?;
    }
    session.quit().await?;
    done
}

/// SOGo, and [`shipped`] with its organizer logged in.
async fn on_sogo(lane: &mut Lane, work: impl AsyncFnOnce(&Session, &Sogo, &str) -> Result<()>) -> Result<()> {
    let who = lane.organizer();
    let sogo: Arc<Sogo> = lane.sogo().await?.1;
    shipped(lane, true, async |session| {
        page::log_in(session, &sogo, who).await?;
        work(session, &sogo, who).await
    })
    .await
}

/// The origin of SOGo's address.
fn origin(sogo: &Sogo) -> String {
    sogo.address().trim_end_matches("/SOGo/").to_owned()
}

/// Runs a script on the dashboard that gives a promise of its answer; `api` is the extension's.
async fn on_dashboard(session: &Session, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let script = format!(
        "const api = globalThis.browser ?? chrome;
         const done = arguments[arguments.length - 1];
         const given = arguments[0];
         (async () => {{ {script} }})().then(found => done(JSON.stringify(found ?? null)), error => done(JSON.stringify({{ failed: String(error) }})));"
    );
    let said: String =
        session.on_page("dashboard.html", async || session.script_async(&script, arguments).await).await?;
    let said: Value = serde_json::from_str(&said)?;
    ensure!(said.get("failed").is_none(), "{said}");
    Ok(said)
}

/// What the background answers to a message of the dashboard's.
async fn ask(session: &Session, message: Value) -> Result<Value> {
    on_dashboard(
        session,
        "return api.runtime.sendMessage(JSON.parse(given))",
        vec![message.to_string().into()],
    )
    .await
}

/// Asks for a permission as the settings do, in the user's click; `granted` waits until the browser has answered.
async fn request(session: &Session, granted: impl AsyncFnOnce() -> Result<()>) -> Result<String> {
    session
        .on_page("dashboard.html", async || {
            session
                .driver
                .execute(
                    "const button = document.createElement('button');
                     button.id = 'ask';
                     button.textContent = 'ask';
                     button.style.cssText = 'position: fixed; inset: 0; z-index: 99';
                     button.addEventListener('click', () => {
                       (globalThis.browser ?? chrome).permissions.request({ origins: [arguments[0]] })
                         .then(given => { button.dataset.given = String(given) }, error => { button.dataset.given = String(error) });
                     });
                     document.body.append(button);",
                    vec![PATTERN.into()],
                )
                .await?;
            session.driver.find(By::Id("ask")).await?.click().await?;
            granted().await?;
            until("the browser's answer", || async {
                session.script("return document.getElementById('ask').dataset.given ?? null", Vec::new()).await
            })
            .await
        })
        .await
}

/// Adds SOGo as the settings do.
async fn add(session: &Session, sogo: &Sogo) -> Result<()> {
    let answer = request(session, async || Ok(())).await?;
    ensure!(answer == "true", "the permission: {answer}");
    let added = ask(session, json!({ "type": "add_calendar", "origin": origin(sogo) })).await?;
    ensure!(added == json!({ "ok": true, "error": "" }), "{added}");
    Ok(())
}

/// The patterns for which scripts are registered, by the scripts' names.
async fn registered(session: &Session) -> Result<Value> {
    let script = "const scripts = await api.scripting.getRegisteredContentScripts();
                  return scripts.map(({ id, matches }) => [id, matches]).sort();";
    on_dashboard(session, script, vec![Value::Null]).await
}

async fn both_registered(session: &Session) -> Result<()> {
    until("both scripts to be registered", || async {
        Ok((registered(session).await? == both_scripts()).then_some(()))
    })
    .await
}

fn both_scripts() -> Value {
    json!([["request", [PATTERN]], ["selfhosted", [PATTERN]]])
}

async fn permitted(session: &Session) -> Result<bool> {
    let found =
        on_dashboard(session, "return api.permissions.contains({ origins: [given] })", vec![PATTERN.into()])
            .await?;
    Ok(found == json!(true))
}

async fn calendars(session: &Session) -> Result<Value> {
    Ok(ask(session, json!({ "type": "calendars" })).await?.get("calendars").cloned().unwrap_or_default())
}

/// Text and title of the button for the one tab that is not the extension's.
async fn badge(session: &Session) -> Result<(String, String)> {
    let script = "const own = await api.tabs.getCurrent();
                  const [tab] = (await api.tabs.query({})).filter(({ id }) => id !== own.id);
                  const of = { tabId: tab.id };
                  return [await api.action.getBadgeText(of), await api.action.getTitle(of)];";
    Ok(serde_json::from_value(on_dashboard(session, script, vec![Value::Null]).await?)?)
}

async fn badge_becomes(session: &Session, text: &str, title: &str) -> Result<()> {
    until(&format!("the badge {text:?} with the title {title:?}"), || async {
        let (now_text, now_title) = badge(session).await?;
        ensure!(now_text == text && now_title.contains(title), "it is {now_text:?}, {now_title:?}");
        Ok(Some(()))
    })
    .await
}

/// No frame of the extension's waits beside the open editor.
async fn unwatched(session: &Session) -> Result<()> {
    let hosts: u64 =
        session.script("return document.querySelectorAll('html > div').length", Vec::new()).await?;
    ensure!(hosts == 0, "something of the extension is in the page");
    Ok(())
}

async fn held(session: &Session, sogo: &Sogo, who: &str, marker: &str) -> Result<()> {
    let title = format!("Weekly status {marker}");
    compose(session, sogo, who, &Event { title: &title, attendees: &GUESTS, ..Event::default() }).await
}

pub(crate) async fn an_added_calendar_is_guarded_until_it_is_removed(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    on_sogo(lane, async |session, sogo, who| {
        badge_becomes(session, "", "converel").await?;
        ensure!(registered(session).await? == json!([]), "scripts are registered for nobody");

        add(session, sogo).await?;
        both_registered(session).await?;
        badge_becomes(session, "!", "reload").await?;
        // Twice, and at another port of the same host, is no error and no second entry.
        for again in [origin(sogo), "http://127.0.0.1:1".to_owned()] {
            let added = ask(session, json!({ "type": "add_calendar", "origin": again })).await?;
            ensure!(added == json!({ "ok": true, "error": "" }), "{added}");
        }

        // Loaded again, it is recognised, and held like any other.
        held(session, sogo, who, &marker).await?;
        badge_becomes(session, "✓", "SOGo").await?;
        let list = calendars(session).await?;
        ensure!(list == json!([{ "origin": origin(sogo), "site": "sogo" }]), "{list}");
        self_test(session, &[&marker, who, "127.0.0.1", &address(who)]).await?;
        page::click(session, page::SAVE).await?;
        let gate = Gate::enter(session).await?;
        nobody(sogo, &marker).await?;
        gate.click("anyway").await?;
        gate.click("anyway-first").await?;
        gate.gone().await?;
        page::closed(session).await?;
        each_once(sogo, who, &GUESTS, &marker).await?;
        let record = journal::record(session, &marker).await?;
        ensure!(journal::word(&record, "site") == "sogo", "{record}");

        the_pause_is_shown(session).await?;
        page::new_event(session, sogo, who).await?;
        a_fault_is_shown(session).await?;

        // Removed under an open editor: what is in it goes out, and nobody asks.
        let after = format!("{marker}after");
        held(session, sogo, who, &after).await?;
        let removed = ask(session, json!({ "type": "remove_calendar", "origin": origin(sogo) })).await?;
        ensure!(removed == json!({ "ok": true, "error": "" }), "{removed}");
        gone(session).await?;
        saved_in_silence(session).await?;
        each_once(sogo, who, &GUESTS, &after).await?;
        session.driver.refresh().await?;
        page::new_event(session, sogo, who).await?;
        stays(Duration::from_millis(500), "nothing of us is in the page", || async {
            Ok(unwatched(session).await.is_ok())
        })
        .await?;
        let records = journal::records(session, &after).await?;
        ensure!(records.is_empty(), "it was recorded: {records:?}");
        sogo.forget(&after)?;
        sogo.forget(&marker)
    })
    .await
}

/// Entry, permission and scripts are gone, and the tab is one of many.
async fn gone(session: &Session) -> Result<()> {
    until("the list, the permission and the scripts to be gone", || async {
        let (list, scripts) = (calendars(session).await?, registered(session).await?);
        let permitted = permitted(session).await?;
        ensure!(
            list == json!([]) && scripts == json!([]) && !permitted,
            "list {list}, scripts {scripts}, permitted {permitted}"
        );
        Ok(Some(()))
    })
    .await?;
    badge_becomes(session, "", "converel").await
}

/// The dashboard's self-test finds the open editor's Save, and nothing of whose it is.
async fn self_test(session: &Session, personal: &[&str]) -> Result<()> {
    let found = ask(session, json!({ "type": "self_test" })).await?;
    let tests = found.get("tests").and_then(Value::as_array).context("no tests")?;
    let saves = |test: &Value| -> bool {
        let editors = test.get("editors").and_then(Value::as_array).cloned().unwrap_or_default();
        let parts = editors.iter().filter_map(|editor| editor.get("parts")?.as_array().cloned()).flatten();
        parts
            .into_iter()
            .any(|part| part.get("part") == Some(&json!("save")) && part.get("found") == Some(&json!(true)))
    };
    ensure!(
        tests.iter().any(|test| test.get("site") == Some(&json!("sogo")) && saves(test)),
        "no open editor with a Save: {found}"
    );
    for named in ["version", "browser"] {
        ensure!(!journal::word(&found, named).is_empty(), "no {named}: {found}");
    }
    let text = found.to_string();
    for word in personal {
        ensure!(!text.contains(word), "{word:?} stands in the self-test: {text}");
    }
    Ok(())
}

/// An editor that has lost its Save.
async fn a_fault_is_shown(session: &Session) -> Result<()> {
    session
        .driver
        .execute(
            "document.querySelectorAll(`${arguments[0]} md-dialog-actions`).forEach(one => one.remove())",
            vec![page::FORM.into()],
        )
        .await?;
    badge_becomes(session, "!", "Save button").await
}

async fn the_pause_is_shown(session: &Session) -> Result<()> {
    ask(session, json!({ "type": "pause", "until": 4e12 })).await?;
    badge_becomes(session, "II", "paused").await?;
    ask(session, json!({ "type": "pause", "until": 0 })).await?;
    badge_becomes(session, "✓", "SOGo").await
}

/// The browser tells the extension in the same way whether its settings or a page of its own took a permission away.
pub(crate) async fn a_permission_taken_away_removes_the_calendar(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    on_sogo(lane, async |session, sogo, who| {
        add(session, sogo).await?;
        held(session, sogo, who, &marker).await?;
        badge_becomes(session, "✓", "SOGo").await?;
        let taken = on_dashboard(
            session,
            "return api.permissions.remove({ origins: [given] })",
            vec![PATTERN.into()],
        )
        .await?;
        ensure!(taken == json!(true), "the permission was kept");
        gone(session).await?;
        saved_in_silence(session).await?;
        each_once(sogo, who, &GUESTS, &marker).await?;
        sogo.forget(&marker)
    })
    .await
}

/// As after an update, which in Chromium drops what was registered.
pub(crate) async fn an_added_calendar_outlives_a_reload_of_the_extension(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    on_sogo(lane, async |session, sogo, who| {
        add(session, sogo).await?;
        on_dashboard(session, "await api.scripting.unregisterContentScripts()", vec![Value::Null]).await?;
        until("the scripts to be dropped", || async {
            Ok((registered(session).await? == json!([])).then_some(()))
        })
        .await?;
        session.reload_extension().await?;
        both_registered(session).await?;
        held(session, sogo, who, &marker).await?;
        page::click(session, page::SAVE).await?;
        Gate::enter(session).await?.leave().await?;
        nobody(sogo, &marker).await?;
        sogo.forget(&marker)
    })
    .await
}

pub(crate) async fn what_cannot_be_watched_is_refused_by_name(lane: &mut Lane) -> Result<()> {
    shipped(lane, false, async |session| {
        let refused = async |address: &str, why: &str| -> Result<()> {
            let answer = ask(session, json!({ "type": "add_calendar", "origin": address })).await?;
            let (ok, error) = (answer.get("ok") == Some(&json!(true)), journal::word(&answer, "error"));
            ensure!(!ok && error.contains(why), "{address}: {answer}");
            Ok(())
        };
        for bad in [
            "",
            "cloud.example.org",
            "https://*.example.org",
            "https://*/*",
            "<all_urls>",
            "ftp://example.org",
            "file:///x",
        ] {
            refused(bad, "https://cloud.example.org").await?;
        }
        refused("https://calendar.google.com", "already").await?;
        // Nobody has answered the browser's question, or they said no.
        if session.kind == Kind::Firefox {
            let answer = request(session, async || say_no(session).await).await?;
            ensure!(answer == "false", "the permission: {answer}");
        }
        refused("http://127.0.0.1:8080", "Allow").await?;
        ensure!(calendars(session).await? == json!([]), "{}", calendars(session).await?);
        ensure!(registered(session).await? == json!([]), "{}", registered(session).await?);
        Ok(())
    })
    .await
}

/// Presses the other button of Firefox's prompt.
async fn say_no(session: &Session) -> Result<()> {
    until("Firefox's prompt", || async {
        let script = "const prompt = Services.wm.getMostRecentWindow('navigator:browser').PopupNotifications.panel.firstElementChild;
                      if (!prompt) throw new Error('there is none yet');
                      prompt.secondaryButton.click();";
        raw::privileged(&session.driver, script, Vec::new()).await?;
        Ok(Some(()))
    })
    .await
}

/// A page at an origin that nobody added may frame the gate's page; it stays blank and answers nobody.
pub(crate) async fn a_stranger_that_frames_the_gate_sees_nothing(lane: &mut Lane) -> Result<()> {
    let sogo: Arc<Sogo> = lane.sogo().await?.1;
    shipped(lane, true, async |session| {
        session.driver.goto(sogo.address()).await?;
        for token in ["", "00000000000000000000000000000000"] {
            session
                .driver
                .execute(
                    "document.getElementById('stranger')?.remove();
                     window.heard = [];
                     window.framed = false;
                     window.addEventListener('message', ({ data }) => window.heard.push(JSON.stringify(data)));
                     const frame = document.createElement('iframe');
                     frame.id = 'stranger';
                     frame.src = `${arguments[0]}gate.html#${arguments[1]}`;
                     frame.addEventListener('load', () => {
                       const { port1, port2 } = new MessageChannel();
                       port1.onmessage = ({ data }) => window.heard.push(JSON.stringify(data));
                       frame.contentWindow.postMessage({ converel: arguments[1], language: 'en' }, '*', [port2]);
                       port1.postMessage({ type: 'ask', hold: 1, kept: '', snapshot: {}, before: null });
                       window.framed = true;
                     });
                     document.body.append(frame);",
                    vec![session.origin.as_str().into(), token.into()],
                )
                .await?;
            until("the frame to load", || async {
                let framed: bool = session.script("return window.framed", Vec::new()).await?;
                Ok(framed.then_some(()))
            })
            .await?;
            session.driver.find(By::Id("stranger")).await?.enter_frame().await?;
            stays(Duration::from_millis(700), "the frame is blank", || async {
                let text: String = session.script("return document.body?.innerText ?? ''", Vec::new()).await?;
                let drawn: bool =
                    session.script("return document.getElementById('title') !== null", Vec::new()).await?;
                Ok(text.trim().is_empty() && !drawn)
            })
            .await?;
            session.driver.enter_default_frame().await?;
            let heard: Vec<String> = session.script("return window.heard", Vec::new()).await?;
            ensure!(heard.is_empty(), "the stranger heard {heard:?}");
        }
        ensure!(!gate::is_shown(session).await?, "a gate is shown");
        Ok(())
    })
    .await
}
