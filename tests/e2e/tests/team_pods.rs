//! People and pods: kept by keyboard alone, and what the gate makes of them; and the gate's one step into the decision
//! log.

use crate::pages::seen;
use anyhow::{Result, ensure};
use e2e::harness::browser::{Kind, Session};
use e2e::harness::calendar::{draft_left, never_again, open_warm, save};
use e2e::harness::gate::Gate;
use e2e::harness::google::Page;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use e2e::harness::{audit, journal, raw};
use serde_json::{Value, json};
use std::cell::RefCell;
use thirtyfour::prelude::*;

const PAGE: &str = "dashboard.html#people";

/// What is stored under a key, on one of the extension's pages.
async fn stored(session: &Session, key: &str) -> Result<Value> {
    let script = "const done = arguments[arguments.length - 1];
        (globalThis.browser ?? chrome).storage.local.get(arguments[0]).then(found => done(found[arguments[0]] ?? null))";
    session.script_async(script, vec![key.into()]).await
}

/// Stores settings in which ben is responsible for a pod of ana, ben and chi.
async fn store_pod(session: &Session) -> Result<()> {
    let person =
        |name: &str| json!({ "name": name, "address": format!("{}@example.com", name.to_lowercase()) });
    let settings = json!({
        "version": 1, "people": (["Ana", "Ben", "Chi"].map(person)),
        "pods": [{ "name": "Platform", "purpose": "", "responsible": "ben@example.com",
                   "members": ["ana@example.com", "ben@example.com", "chi@example.com"] }],
    });
    session
        .on_page("dashboard.html", async || {
            let script = "const done = arguments[arguments.length - 1];
                (globalThis.browser ?? chrome).storage.local.set({ settings: arguments[0] }).then(done)";
            session.script_async::<()>(script, vec![settings]).await
        })
        .await
}

async fn focused(session: &Session, id: &str) -> Result<()> {
    until(&format!("the focus on #{id}"), || async {
        let now: String = session.script("return document.activeElement?.id ?? ''", Vec::new()).await?;
        Ok((now == id).then_some(()))
    })
    .await
}

async fn press(session: &Session, keys: impl Into<TypingData>) -> Result<()> {
    session.driver.active_element().await?.send_keys(keys).await?;
    Ok(())
}

/// Presses Tab until this has the focus.
async fn tab_to(session: &Session, id: &str) -> Result<()> {
    for _ in 0..60 {
        press(session, Key::Tab + "").await?;
        let now: String = session.script("return document.activeElement?.id ?? ''", Vec::new()).await?;
        if now == id {
            return Ok(());
        }
    }
    anyhow::bail!("no Tab comes to #{id}")
}

async fn fault(session: &Session, id: &str, part: &str) -> Result<()> {
    until(&format!("{part:?} beside #{id}"), || async {
        let said: String = session
            .script(
                "return document.getElementById(`${arguments[0]}-error`)?.textContent ?? ''",
                vec![id.into()],
            )
            .await?;
        Ok(said.contains(part).then_some(()))
    })
    .await
}

/// Types a person into the form that has the focus and saves it with Enter; the form is empty then.
async fn add_person(session: &Session, name: &str, address: &str) -> Result<()> {
    focused(session, "person-name").await?;
    press(session, name).await?;
    tab_to(session, "person-address").await?;
    press(session, TypingData::from(address) + Key::Enter).await?;
    focused(session, "person-name").await
}

pub(crate) async fn people_and_pods_by_keyboard(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        session.open(PAGE).await?;
        until("the form", || async { Ok(Some(session.driver.find(By::Id("person-name")).await?)) })
            .await?
            .focus()
            .await?;
        // What is wrong is named, and what was typed stays.
        press(session, TypingData::from("Ana") + Key::Enter).await?;
        fault(session, "person-address", "mail address").await?;
        focused(session, "person-address").await?;
        press(session, TypingData::from("Ana@Example.com") + Key::Enter).await?;
        focused(session, "person-name").await?;
        for name in ["Ben", "Chi", "Dia"] {
            add_person(session, name, &format!("{}@example.com", name.to_lowercase())).await?;
        }
        press(session, "Ana again").await?;
        tab_to(session, "person-address").await?;
        press(session, TypingData::from("ana@example.com") + Key::Enter).await?;
        fault(session, "person-address", "already").await?;

        // A pod of four is told that fewer work best, needs somebody responsible, and is kept with three.
        tab_to(session, "pod-name").await?;
        press(session, TypingData::from("Platform") + Key::Enter).await?;
        fault(session, "pod-members", "member").await?;
        focused(session, "pod-member-0").await?;
        press(session, " ").await?;
        for member in 1..4 {
            tab_to(session, &format!("pod-member-{member}")).await?;
            press(session, " ").await?;
        }
        until("the hint", || async {
            let hint = session.driver.find(By::Id("pod-members-hint")).await?.text().await?;
            Ok(hint.contains("Two or three").then_some(()))
        })
        .await?;
        press(session, " ").await?;
        tab_to(session, "pod-save").await?;
        press(session, Key::Enter + "").await?;
        fault(session, "pod-responsible", "responsible").await?;
        focused(session, "pod-responsible-0").await?;
        press(session, Key::Down + "").await?;
        tab_to(session, "pod-save").await?;
        press(session, Key::Enter + "").await?;
        focused(session, "pod-name").await?;

        let check = async || {
            let settings = stored(session, "settings").await?;
            let pod = json!({ "name": "Platform", "purpose": "", "responsible": "ben@example.com",
                "members": ["ana@example.com", "ben@example.com", "chi@example.com"] });
            ensure!(settings.get("pods") == Some(&json!([pod])), "{settings}");
            ensure!(
                settings.get("people").and_then(Value::as_array).is_some_and(|people| people.len() == 4),
                "{settings}"
            );
            Ok(settings)
        };
        check().await?;
        session.driver.refresh().await?;
        until("the pod after a reload", || async {
            let text = session.driver.find(By::Css("#pod-0")).await?.attr("aria-label").await?;
            Ok(text.is_some_and(|text| text.contains("Platform")).then_some(()))
        })
        .await?;

        // The settings' page saves its own fields and nothing else.
        session.script::<()>("location.hash = '#settings'", Vec::new()).await?;
        audit::write(session, "audience-limit", "7").await?;
        press(session, Key::Enter + "").await?;
        until("the limit to be stored", || async {
            Ok((stored(session, "settings").await?.get("audience_limit") == Some(&json!(7))).then_some(()))
        })
        .await?;
        check().await?;

        // Whoever is in a pod goes only after a question, and out of the pod too.
        session.script::<()>("location.hash = '#people'", Vec::new()).await?;
        audit::press(session, "#person-1-remove").await?;
        until("the question", || async {
            Ok(session
                .driver
                .find(By::Css("dialog[open] #people-remove"))
                .await?
                .is_displayed()
                .await?
                .then_some(()))
        })
        .await?;
        press(session, Key::Escape + "").await?;
        check().await?;
        audit::press(session, "#person-1-remove").await?;
        audit::press(session, "dialog[open] #people-remove").await?;
        until("ben to be gone", || async {
            let settings = stored(session, "settings").await?;
            let members = settings.pointer("/pods/0/members");
            let gone = members == Some(&json!(["ana@example.com", "chi@example.com"]));
            let nobody = settings.pointer("/pods/0/responsible") == Some(&json!(""));
            Ok((gone && nobody).then_some(()))
        })
        .await
    })
    .await
}

/// Opens the gate on a decision among eleven people.
async fn decision<'s>(session: &'s Session, lane: &Lane, marker: &str) -> Result<Gate<'s>> {
    let page = Page::weekly_status(&format!("Decide on the new database {marker}"));
    open_warm(session, &lane.google, Page { rule: String::new(), ..page }).await?;
    save(session).await?;
    Gate::enter(session).await
}

/// Goes on to the drafted decision record.
pub(crate) async fn draft_record(session: &Session, gate: &Gate<'_>) -> Result<()> {
    gate.choose("nature-convergence", "relationship-strong").await?;
    until("the decision record to be chosen", || async {
        let chosen: bool = session
            .script(
                "const row = [...document.querySelectorAll('label.choice')]
                   .find(row => row.querySelector('span')?.textContent.toLowerCase().includes('decision record'));
                 if (!row.querySelector('input').checked) row.click();
                 return row.querySelector('input').checked",
                Vec::new(),
            )
            .await?;
        Ok(chosen.then_some(()))
    })
    .await?;
    gate.click("async").await?;
    until("the draft", || async { Ok(gate.value("draft").await?.contains("Decision:").then_some(())) }).await
}

pub(crate) async fn who_is_responsible_decides(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        store_pod(session).await?;
        let gate = decision(session, lane, &marker).await?;
        let roles = gate.texts(".chip.decides .who").await?;
        ensure!(roles == ["Ben"], "{roles:?} decide");
        let why = gate.texts("#part-audience .hint").await?.join(" ");
        ensure!(why.contains("Ben") && why.contains("Platform"), "no reason: {why}");
        draft_record(session, &gate).await?;
        let draft = gate.value("draft").await?;
        ensure!(draft.contains("Decides in the end: Ben"), "{draft}");

        // What the user says holds, also when the invite is held again.
        gate.click("to-questions").await?;
        gate.click("people-1").await?;
        gate.click("back").await?;
        gate.gone().await?;
        save(session).await?;
        let gate = Gate::enter(session).await?;
        let roles = gate.texts(".chip.decides .who").await?;
        ensure!(roles.is_empty(), "{roles:?} decide");
        draft_record(session, &gate).await?;
        let draft = gate.value("draft").await?;
        ensure!(draft.contains("Decides in the end: […]"), "{draft}");
        gate.leave().await?;
        session.on_page("dashboard.html#decisions", async || in_the_log(session).await).await
    })
    .await
}

/// Whoever is responsible for a pod is so for its decision, unless the user named somebody.
async fn in_the_log(session: &Session) -> Result<()> {
    audit::press(session, "#decision-new").await?;
    for (pod, named, responsible) in
        [("platform", None, "Ben"), ("", None, ""), ("Platform", Some("Cleo"), "Cleo"), ("", None, "Cleo")]
    {
        audit::write(session, "decision-pod", pod).await?;
        if let Some(named) = named {
            audit::write(session, "decision-responsible", named).await?;
        }
        let field = session.driver.find(By::Id("decision-responsible")).await?;
        let now = field.prop("value").await?.unwrap_or_default();
        ensure!(now == responsible, "{now:?} is responsible, with the pod {pod:?}");
    }
    let suggested: Vec<String> = session
        .script(
            "return [...document.querySelectorAll('#decision-pods option, #decision-people option')].map(one => one.value)",
            Vec::new(),
        )
        .await?;
    ensure!(
        ["Platform", "Ana", "Ben", "Chi"].iter().all(|name| suggested.iter().any(|one| one == name)),
        "{suggested:?}"
    );
    Ok(())
}

/// Holds Enter down: one press, and what the keyboard repeats of it. Chromium's driver would press it anew each time.
async fn hold_enter(session: &Session) -> Result<()> {
    if session.kind == Kind::Chromium {
        let key = |kind: &str, repeated: bool| {
            json!({ "type": kind, "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13,
                    "autoRepeat": repeated })
        };
        for repeated in [false, true, true, true, true, true] {
            raw::devtools(&session.driver, "Input.dispatchKeyEvent", key("keyDown", repeated)).await?;
        }
        raw::devtools(&session.driver, "Input.dispatchKeyEvent", key("keyUp", false)).await?;
        return Ok(());
    }
    let mut keys = session.driver.action_chain();
    for _ in 0..6 {
        keys = keys.key_down(Key::Enter);
    }
    keys.key_up(Key::Enter).perform().await?;
    Ok(())
}

pub(crate) async fn a_record_is_kept_in_the_log_once(lane: &mut Lane) -> Result<()> {
    let (double, held) = (lane.marker("double"), lane.marker("held"));
    let google = lane.google.clone();
    lane.alone(None, false, async |session| {
        store_pod(session).await?;
        for marker in [&double, &held] {
            let gate = decision(session, lane, marker).await?;
            draft_record(session, &gate).await?;
            let keep = session.driver.find(By::Id("keep")).await?;
            if *marker == double {
                session.driver.action_chain().double_click_element(&keep).perform().await?;
            } else {
                keep.focus().await?;
                hold_enter(session).await?;
            }
            until("what became of it", || async {
                Ok(gate.text("#outcome").await?.contains("decision log").then_some(()))
            })
            .await?;
            gate.click("done").await?;
            gate.gone().await?;
            draft_left(session, &google, marker).await?;
            never_again(&google, marker, 0).await?;
            let record = journal::record(session, marker).await?;
            ensure!(journal::word(&record, "outcome") == "replaced", "{record}");
            ensure!(journal::word(&record, "alternative") == "decision_record", "{record}");
        }
        let inbox = session.on_page("popup.html", async || stored(session, "decisionInbox").await).await?;
        let entries = inbox.as_array().map(Vec::as_slice).unwrap_or_default();
        ensure!(entries.len() == 2, "{inbox}");
        for (entry, marker) in entries.iter().zip([&double, &held]) {
            ensure!(entry["title"] == json!(format!("Decide on the new database {marker}")), "{entry}");
            ensure!(entry["deciders"] == json!(["Ben"]), "{entry}");
            ensure!(entry["comment_by"].as_str().is_some_and(|day| day.len() == 10), "{entry}");
        }
        Ok(())
    })
    .await
}

pub(crate) async fn every_state_in_both_themes(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    for dark in [false, true] {
        lane.alone(None, dark, async |session| {
            let faults = RefCell::default();
            session
                .on_page(PAGE, async || {
                    until("the page", || async {
                        Ok(Some(session.driver.find(By::Id("person-name")).await?))
                    })
                    .await?;
                    seen(session, "people-empty", dark, &faults).await
                })
                .await?;
            store_pod(session).await?;
            session.open(PAGE).await?;
            audit::press(session, "#pod-0").await?;
            audit::press(session, "#pod-save").await?;
            audit::press(session, "#person-save").await?;
            audit::press(session, "#people-paste summary").await?;
            for (name, width, direction) in [
                ("", 1280, "ltr"),
                ("-narrow", 320, "ltr"),
                ("-rtl", 1280, "rtl"),
                ("-rtl-narrow", 320, "rtl"),
            ] {
                session.viewport(width, 800).await?;
                session
                    .script::<()>("document.documentElement.dir = arguments[0]", vec![direction.into()])
                    .await?;
                let aside: bool = session
                    .script(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth",
                        Vec::new(),
                    )
                    .await?;
                ensure!(!aside, "people{name} scrolls sideways");
                seen(session, &format!("people{name}"), dark, &faults).await?;
            }
            session.viewport(1280, 800).await?;
            audit::press(session, "#person-1-remove").await?;
            seen(session, "people-remove", dark, &faults).await?;

            session.viewport(800, 600).await?;
            let gate = decision(session, lane, &marker).await?;
            seen(session, "gate-pod", dark, &faults).await?;
            draft_record(session, &gate).await?;
            seen(session, "gate-record", dark, &faults).await?;
            gate.click("keep").await?;
            until("what became of it", || async {
                Ok((!gate.text("#outcome").await?.is_empty()).then_some(()))
            })
            .await?;
            seen(session, "gate-record-kept", dark, &faults).await?;
            gate.leave().await?;
            let faults = faults.into_inner();
            ensure!(faults.is_empty(), "{}", faults.join("\n"));
            Ok(())
        })
        .await?;
    }
    Ok(())
}
