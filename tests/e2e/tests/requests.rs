//! The request layer alone: a web client of CalDAV that is no known calendar and whose page nobody looked at. What
//! was sent is what the wire wrote down.

use anyhow::{Result, ensure};
use e2e::harness::browser::{Kind, Session, Setup};
use e2e::harness::gate::{self, Gate};
use e2e::harness::journal;
use e2e::harness::lane::Lane;
use e2e::harness::paths;
use e2e::harness::wait::{stays, until};
use e2e::harness::wire::Wire;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use thirtyfour::prelude::*;

/// The client's three ways to keep an event: by `fetch`, by `XMLHttpRequest`, by a `Request` with a stream.
const WAYS: [&str; 3] = ["by-fetch", "by-xhr", "by-stream"];
pub(crate) const GUESTS: &str = "ann@example.com bob@example.com cleo@example.com dan@example.com";
/// How long it is watched that nothing goes out.
const QUIET: Duration = Duration::from_millis(600);

/// The client with an event in it.
pub(crate) async fn client(lane_address: &str, session: &Session, title: &str, guests: &str) -> Result<()> {
    session.driver.goto(lane_address).await?;
    until("the client", || async {
        session.script::<Option<bool>>("return globalThis.client ? true : null", Vec::new()).await
    })
    .await?;
    session.driver.find(By::Id("what")).await?.send_keys(title).await?;
    session.driver.find(By::Id("who")).await?.send_keys(guests).await.map_err(Into::into)
}

pub(crate) async fn keep(session: &Session, way: &str) -> Result<()> {
    Ok(session.driver.find(By::Id(way)).await?.click().await?)
}

/// What the client says once it has an answer.
pub(crate) async fn said(session: &Session) -> Result<String> {
    until("the client to say what came of it", || async {
        let said = session.driver.find(By::Id("said")).await?.text().await?;
        Ok((!said.is_empty() && said != "…").then_some(said))
    })
    .await
}

pub(crate) async fn nothing_sent(wire: &Wire, marker: &str) -> Result<()> {
    stays(QUIET, "nothing is sent", || async { Ok(wire.sent(marker).is_empty()) }).await
}

/// One write arrived, byte for byte what the client wanted to keep, and none follows.
pub(crate) async fn sent_once(session: &Session, wire: &Wire, marker: &str) -> Result<()> {
    until("the write to arrive", || async { Ok((!wire.sent(marker).is_empty()).then_some(())) }).await?;
    stays(QUIET, "it is sent once", || async { Ok(wire.sent(marker).len() == 1) }).await?;
    let kept: String = session.script("return client.kept()", Vec::new()).await?;
    let sent = wire.sent(marker);
    let body = sent.first().map(|one| one.body.clone()).unwrap_or_default();
    ensure!(body == kept.as_bytes(), "sent {} bytes, not the {} kept", body.len(), kept.len());
    Ok(())
}

pub(crate) async fn anyway(gate: Gate<'_>) -> Result<()> {
    gate.click("anyway").await?;
    gate.click("anyway-first").await?;
    gate.gone().await
}

pub(crate) async fn every_way_out_is_held(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let wire = lane.wire.clone();
    for way in WAYS {
        let marker = lane.marker(way);
        let session = lane.loopback().await?;
        client(&address, session, &format!("Weekly status {marker}"), GUESTS).await?;
        if way == "by-stream" {
            let streams: bool = session.script("return client.streams()", Vec::new()).await?;
            ensure!(streams || session.kind == Kind::Firefox, "the client sends no stream");
        }
        keep(session, way).await?;
        let gate = Gate::enter(session).await?;
        let title = gate.text("#title").await?;
        ensure!(title.contains(&marker), "{way}: the gate is about {title:?}");
        let people = gate.text("#part-audience").await?;
        ensure!(people.contains("ann"), "{way}: the gate does not name the guests: {people}");
        nothing_sent(&wire, &marker).await?;
        gate.click("back").await?;
        gate.gone().await?;
        let failed = said(session).await?;
        ensure!(
            failed.contains("403") && failed.contains("need-privileges"),
            "{way}: the client says {failed:?}"
        );
        nothing_sent(&wire, &marker).await?;

        // What was typed is still there; the next try is asked about anew.
        keep(session, way).await?;
        anyway(Gate::enter(session).await?).await?;
        ensure!(said(session).await? == "kept", "{way}: the client says {:?}", said(session).await?);
        sent_once(session, &wire, &marker).await?;
        let record = journal::record(session, &marker).await?;
        ensure!(journal::word(&record, "outcome") == "sent_anyway", "{way}: {record}");
        ensure!(journal::word(&record, "site") == "caldav", "{way}: {record}");
    }
    Ok(())
}

/// An answer to somebody's invitation is a write with guests too. Beside what the page had loaded it costs nobody
/// anything, and goes; the same meeting moved is asked about.
pub(crate) async fn an_answer_to_an_invitation_goes_and_a_move_is_held(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let wire = lane.wire.clone();
    let marker = lane.marker("answer");
    let session = lane.loopback().await?;
    client(&address, session, &marker, "").await?;
    keep(session, "load").await?;
    ensure!(said(session).await? == "loaded", "the client has not loaded its events");
    keep(session, "accept").await?;
    until("the answer to be kept", || async {
        ensure!(!gate::is_shown(session).await?, "the gate was shown");
        Ok((session.driver.find(By::Id("said")).await?.text().await? == "kept").then_some(()))
    })
    .await?;
    sent_once(session, &wire, &marker).await?;

    let moved = lane.marker("moved");
    let session = lane.loopback().await?;
    client(&address, session, &moved, "").await?;
    keep(session, "load").await?;
    ensure!(said(session).await? == "loaded", "the client has not loaded its events");
    keep(session, "move").await?;
    let gate = Gate::enter(session).await?;
    ensure!(gate.text("#title").await?.contains("Weekly status & plans"), "the gate is about something else");
    gate.click("back").await?;
    gate.gone().await?;
    nothing_sent(&wire, &moved).await
}

pub(crate) async fn what_invites_nobody_goes_at_once(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let wire = lane.wire.clone();
    for way in WAYS {
        let marker = lane.marker(way);
        let session = lane.loopback().await?;
        client(&address, session, &format!("Focus {marker}"), "").await?;
        keep(session, way).await?;
        ensure!(said(session).await? == "kept", "{way}: {:?}", said(session).await?);
        ensure!(!gate::is_shown(session).await?, "{way}: the gate is shown");
        sent_once(session, &wire, &marker).await?;
    }
    Ok(())
}

pub(crate) async fn a_request_given_up_is_not_asked_about_any_more(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let wire = lane.wire.clone();
    for way in WAYS {
        let marker = lane.marker(way);
        let session = lane.loopback().await?;
        client(&address, session, &format!("Weekly status {marker}"), GUESTS).await?;
        keep(session, way).await?;
        let gate = Gate::enter(session).await?;
        session.driver.enter_default_frame().await?;
        session.driver.execute("client.giveUp()", Vec::new()).await?;
        gate.gone().await?;
        let failed = said(session).await?;
        ensure!(failed == "not kept: AbortError", "{way}: the client says {failed:?}");
        nothing_sent(&wire, &marker).await?;
    }
    Ok(())
}

pub(crate) async fn an_extension_reloaded_lets_go_once(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let wire = lane.wire.clone();
    for (held, way) in [(false, "by-fetch"), (false, "by-xhr"), (true, "by-fetch"), (true, "by-xhr")] {
        let marker = lane.marker(&format!("{way}{held}"));
        let extension = paths::extension(lane.kind.build(), true)?;
        lane.alone(Some(extension), false, async |session| {
            client(&address, session, &format!("Weekly status {marker}"), GUESTS).await?;
            if held {
                keep(session, way).await?;
                Gate::enter(session).await?.leave().await?;
                nothing_sent(&wire, &marker).await?;
            }
            session.reload_extension().await?;
            if !held {
                if session.kind == Kind::Firefox {
                    until("the new version in the open page", || async {
                        session
                            .script::<Option<bool>>("return client.renewed() ? true : null", Vec::new())
                            .await
                    })
                    .await?;
                }
                keep(session, way).await?;
            }
            // What waits is let go. What comes next: Firefox gives the open page to the new version, which holds it; in
            // Chromium nobody is left to ask.
            if !held && session.kind == Kind::Firefox {
                anyway(Gate::enter(session).await?).await?;
            }
            ensure!(said(session).await? == "kept", "{way}: {:?}", said(session).await?);
            sent_once(session, &wire, &marker).await?;
            until("no gate", || async { Ok((!gate::is_shown(session).await?).then_some(())) }).await
        })
        .await?;
    }
    Ok(())
}

/// What the client's page can observe of `fetch` and `XMLHttpRequest`, as words by what they are about.
async fn observed(address: &str, session: &Session) -> Result<BTreeMap<String, String>> {
    client(address, session, "", "").await?;
    let script = "const done = arguments[arguments.length - 1];
                  client.observed().then(done, error => done({ failed: String(error) }))";
    session.script_async(script, Vec::new()).await
}

pub(crate) async fn the_page_sees_no_difference(lane: &mut Lane) -> Result<()> {
    let address = lane.standin("caldav")?.address();
    let setup = Setup { proxy: lane.wire.address(), ..Setup::default() };
    let bare = Session::start(lane.kind, &setup).await?;
    let natives = observed(&address, &bare).await;
    bare.quit().await?;
    let natives = natives?;
    let here = observed(&address, lane.loopback().await?).await?;
    let names: BTreeSet<&String> = natives.keys().chain(here.keys()).collect();
    let different: Vec<String> = names
        .iter()
        .filter(|name| here.get(**name) != natives.get(**name))
        .map(|name| format!("{name}: {:?} instead of {:?}", here.get(*name), natives.get(*name)))
        .collect();
    ensure!(different.is_empty() && names.len() > 50, "{} observed, {different:#?}", names.len());
    Ok(())
}
