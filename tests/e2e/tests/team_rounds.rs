//! A round in three browsers' profiles: out as text, answered, back through what mail, chat and wiki make of a text,
//! handed over, closed, published, and the next one compared with it. And what may never be seen: what few said, and
//! what somebody else answered. And what nobody should have sent.

use anyhow::{Context, Result, ensure};
use converel_protocol::team::round::{Led, Round};
use converel_team::block::{self, Kind};
use converel_team::seal;
use e2e::harness::audit::{press, write};
use e2e::harness::audit_dates;
use e2e::harness::browser::{Kind as Browser, Session};
use e2e::harness::lane::Lane;
use e2e::harness::team::{self, answer, answered, fates, on_its_way, says, sealed};
use e2e::harness::wait::until;
use peer::{Peer, now};
use serde_json::json;
use std::time::Duration;
use thirtyfour::prelude::*;

/// The members who answer in a browser, by the numbers that their answers are made from, and the ten who do not.
const FIRST: u32 = 20;
const SECOND: u32 = 21;
const SCRIPTED: std::ops::Range<u32> = 0..10;

/// The question at place 4 of a baseline, a scale.
const AGENDAS: (&str, u32) = ("agendas", 4);
const README: (&str, u32) = ("readmes", 2);

/// A day that lies so many days ahead.
async fn in_days(session: &Session, days: i64) -> Result<String> {
    let today = e2e::harness::audit::today(session).await?;
    Ok(audit_dates::dashed(today + days))
}

/// Two of the three are Firefox, and one is Chromium where the lane's own is Firefox; in Chromium's lane the lead is.
pub(crate) async fn a_round_goes_out_and_comes_back(lane: &mut Lane) -> Result<()> {
    let members = match lane.kind {
        Browser::Firefox => [Browser::Firefox, Browser::Chromium],
        Browser::Chromium => [Browser::Firefox, Browser::Firefox],
    };
    let (lead, first, second) =
        tokio::try_join!(lane.profile(lane.kind), lane.profile(members[0]), lane.profile(members[1]))?;
    let sessions = [lead, first, second];
    let [lead, first, second] = &sessions;
    let done = round(lead, first, second).await;
    for (number, session) in sessions.into_iter().enumerate() {
        if done.is_err() {
            let path = e2e::harness::paths::target("e2e-failures")?
                .join(format!("team-round-{}-{number}.png", lane.kind));
            session.driver.screenshot(&path).await?;
        }
        session.quit().await?;
    }
    done
}

async fn round(lead: &Session, first: &Session, second: &Session) -> Result<()> {
    tokio::try_join!(team::open(lead), team::open(first), team::open(second))?;
    let block = team::begin(lead, "Where we stand, autumn", &in_days(lead, 7).await?).await?;
    let round = team::round_in(&block)?;

    // Out, through mail to one and through a page to the other, and answered there.
    let (to_first, to_second) = (on_its_way(&block, 0), on_its_way(&block, 1));
    let replies = (says(&round, FIRST), says(&round, SECOND));
    let (by_first, by_second) = tokio::try_join!(
        team::answer_it(first, &to_first, &replies.0),
        team::answer_it(second, &to_second, &replies.1),
    )?;
    let scripted = answered(&round, SCRIPTED)?;
    let (early, late) = scripted.split_at(7);
    for sent in scripted.iter().chain([&by_first, &by_second]) {
        ensure!(!sent.contains("somebody") && !sent.contains(&round.id), "it can be read: {sent}");
    }

    // Back, each on another way, and with what else comes along.
    let foreign = team::foreign_round(&round)?;
    let theirs = sealed(&foreign, &answer(&foreign, 1, 1, says(&foreign, 1)))?;
    let changed = by_first.replacen("\nend converel", "a\nend converel", 1);
    let cut: String = by_second.lines().take(6).map(|line| format!("{line}\n")).collect();
    let came: Vec<String> = [&by_first, &by_second, &theirs, &changed, &cut, &by_first, &block]
        .into_iter()
        .chain(early)
        .enumerate()
        .map(|(way, text)| on_its_way(text, way))
        .collect();
    let taken = team::take(lead, &came.join("\n\nAnd this:\n")).await?;
    let expected =
        fates(&[("new", 9), ("foreign", 1), ("damaged", 1), ("truncated", 1), ("same", 1), ("round", 1)]);
    ensure!(taken == expected, "{taken:?}");

    // A later answer takes the earlier one's place, in whatever order they come.
    let mut replies = says(&round, FIRST);
    for reply in &mut replies {
        reply.said = says(&round, FIRST + 2)
            .into_iter()
            .find(|other| other.question == reply.question)
            .map(|other| other.said)
            .context("no such question")?;
    }
    let again = team::fill(first, &replies).await?;
    ensure!(again != by_first, "the answer was not made anew");
    for (text, fate) in [(&again, "replaced"), (&by_first, "older"), (&again, "same")] {
        let taken = team::take(lead, &on_its_way(text, 2)).await?;
        ensure!(taken == fates(&[(fate, 1)]), "{fate}: {taken:?}");
    }

    handed_over(lead, second, &round, late.first().context("ten answer")?).await?;

    // The rest as a file. Nothing is told before the round is closed.
    let file = lead.downloads.join("answers.txt");
    std::fs::write(&file, format!("\u{feff}{}", late.concat().replace('\n', "\r\n")))?;
    let taken = team::take_file(lead, &file, Duration::from_secs(20)).await?;
    ensure!(taken == fates(&[("new", 3)]), "{taken:?}");
    ensure!(!team::is_there(lead, "#round-results").await?, "results of a round that is open");
    team::close(lead).await?;
    ensure!(!team::is_there(lead, "#answers-paste").await?, "a closed round takes answers");
    let people: Vec<u32> = SCRIPTED.chain([FIRST + 2, SECOND]).collect();
    let published = told(lead, &people).await?;

    // After it nothing comes in, here or elsewhere: there are no two publications to subtract.
    lead.driver.refresh().await?;
    team::look_at(lead, &round.id).await?;
    let later = team::publish(lead).await?;
    ensure!(later == published, "a second publication differs from the first");

    // The next round is compared with this one.
    let next = team::begin(lead, "Where we stand, winter", &in_days(lead, 90).await?).await?;
    let next = team::round_in(&next)?;
    let people = 3..9;
    let came = answered(&next, people.clone())?.concat();
    let taken = team::take(lead, &[came, again].concat()).await?;
    ensure!(taken == fates(&[("new", 6), ("foreign", 1)]), "{taken:?}");
    team::close(lead).await?;
    let [markdown, page] = team::publish(lead).await?;
    let name = team::name_of(lead, AGENDAS.0).await?;
    let mean = |people: &[u32]| {
        people.iter().map(|person| f64::from(team::step_of(*person, AGENDAS.1))).sum::<f64>()
            / people.len() as f64
    };
    let before: Vec<u32> = SCRIPTED.chain([FIRST + 2, SECOND]).collect();
    let change = mean(&people.collect::<Vec<_>>()) - mean(&before);
    let row = team::figures(&markdown, &name);
    let told: f64 = row.last().context("no change is told")?.replace('\u{2212}', "-").parse()?;
    ensure!((told - change).abs() < 0.06, "{told} is told of a change of {change}");
    for text in [&markdown, &page] {
        ensure!(text.contains("Where we stand, autumn"), "it does not say what it is compared with: {text}");
    }
    Ok(())
}

/// Another person goes on with the round, in another browser, and can open what is sent.
async fn handed_over(lead: &Session, other: &Session, round: &Round, sent: &str) -> Result<()> {
    press(lead, "#handover > summary").await?;
    write(lead, "handover-passphrase", "kept between us").await?;
    press(lead, "#handover-make").await?;
    let block = team::text(lead, "#handover-block").await?;
    press(other, "#round-take-over").await?;
    team::paste(other, "take-over-paste", &on_its_way(&block, 0)).await?;
    write(other, "take-over-passphrase", "forgotten").await?;
    press(other, "#take-over-take").await?;
    team::text(other, "#take-over-said").await?;
    ensure!(!team::is_there(other, "#rounds-led").await?, "taken over with a wrong passphrase");
    write(other, "take-over-passphrase", "kept between us").await?;
    press(other, "#take-over-take").await?;
    team::look_at(other, &round.id).await?;
    let count = team::text(other, "#round-count").await?;
    ensure!(count.starts_with('9'), "{count}");
    let taken = team::take(other, sent).await?;
    ensure!(taken == fates(&[("new", 1)]), "{taken:?}");
    Ok(())
}

/// What everybody said is told, in the page and in what is published, and of nobody who they are. Gives what is
/// published.
async fn told(session: &Session, people: &[u32]) -> Result<[String; 2]> {
    let published = team::publish(session).await?;
    let shown = team::text(session, "#round-results").await?;
    let [markdown, page] = &published;
    for (question, at) in [AGENDAS, README] {
        let expected = team::steps(people.iter().copied(), at);
        let steps = team::shown_steps(session, question).await?;
        ensure!(steps.as_deref() == Some(&expected), "{question}: {steps:?} and not {expected:?}");
        let row = team::figures(markdown, &team::name_of(session, question).await?);
        let row: Vec<u32> = row.iter().take(5).filter_map(|cell| cell.parse().ok()).collect();
        ensure!(row == expected, "{question}: {row:?} and not {expected:?}");
    }
    for text in [&shown, markdown, page] {
        let mut places = Vec::new();
        for person in people {
            let words = team::words_of(*person);
            ensure!(text.matches(&words).count() == 1, "{words:?} is not there once: {text}");
            places.push(text.find(&words));
        }
        ensure!(!places.is_sorted(), "free texts stand in the order of people");
        for person in people {
            ensure!(!text.contains(&team::respondent(*person)), "it says who somebody is");
        }
    }
    Ok(published)
}

/// Of a question that fewer than five answered, and of a round of four, nothing is told.
pub(crate) async fn what_few_said_is_never_told(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        team::open(session).await?;
        let closes = in_days(session, 7).await?;
        let round = team::round_in(&team::begin(session, "Six of us", &closes).await?)?;
        // Six answer; four of them say what they think of READMEs, and four write something.
        let hidden = [README.0, "change-first"];
        let blocks: Vec<String> = (0..6)
            .map(|person| {
                let mut replies = says(&round, person);
                replies.retain(|reply| person < 4 || !hidden.contains(&reply.question.as_str()));
                sealed(&round, &answer(&round, person, 1, replies))
            })
            .collect::<Result<_>>()?;
        let taken = team::take(session, &blocks.concat()).await?;
        ensure!(taken == fates(&[("new", 6)]), "{taken:?}");
        let kept = team::text(session, "main").await?;
        ensure!((0..6).all(|person| !kept.contains(&team::words_of(person))), "an open round tells: {kept}");
        team::close(session).await?;
        let [markdown, page] = team::publish(session).await?;
        let shown = team::text(session, "#round-results").await?;
        let steps = team::shown_steps(session, AGENDAS.0).await?;
        ensure!(steps.as_deref() == Some(&team::steps(0..6, AGENDAS.1)), "{steps:?}");
        ensure!(team::shown_steps(session, README.0).await?.is_none(), "what four said is shown");
        let name = "README is enough";
        for text in [&shown, &markdown, &page] {
            ensure!((0..6).all(|person| !text.contains(&team::words_of(person))), "what four wrote: {text}");
            ensure!(text.contains(name), "that it was asked is not told: {text}");
            ensure!(!text.lines().any(|line| line.contains(name) && line.contains("| 1 |")), "{text}");
        }

        // A round of four, with the name of one that is there: nothing but how many they are. An answer to the other
        // is not taken for one to this.
        let four = team::round_in(&team::begin(session, "Six of us", &closes).await?)?;
        let came = [answered(&four, 0..4)?.concat(), blocks.first().cloned().unwrap_or_default()].concat();
        let taken = team::take(session, &came).await?;
        ensure!(taken == fates(&[("new", 4), ("foreign", 1)]), "{taken:?}");
        team::close(session).await?;
        let [markdown, page] = team::publish(session).await?;
        let shown = team::text(session, "#round-results").await?;
        for text in [&shown, &markdown, &page] {
            ensure!((0..4).all(|person| !text.contains(&team::words_of(person))), "what four wrote: {text}");
        }
        let figures: usize = session
            .script("return document.querySelectorAll('#round-results figure').length", vec![])
            .await?;
        ensure!(figures == 0 && !page.contains("<table") && !markdown.contains("| --"), "{markdown}");
        let listed: usize = session
            .script("return document.querySelectorAll('#rounds-led [data-round]').length", vec![])
            .await?;
        ensure!(listed == 2, "two rounds of one name are {listed}");
        team::look_at(session, &round.id).await?;
        let count = team::text(session, "#round-count").await?;
        ensure!(count.starts_with('6'), "{count}");
        Ok(())
    })
    .await
}

/// What nobody should have sent: ten megabytes, ten thousand answers, a round that asks nothing.
pub(crate) async fn bad_input_is_named_and_harms_nothing(lane: &mut Lane) -> Result<()> {
    lane.alone(None, false, async |session| {
        team::open(session).await?;
        nothing_to_answer(session).await?;
        let block = team::begin(session, "All of us", &in_days(session, 7).await?).await?;
        let round = team::round_in(&block)?;
        let one = sealed(&round, &answer(&round, 0, 1, says(&round, 0)))?;
        ten_megabytes(session, &one).await?;
        ten_thousand(session, &round).await
    })
    .await
}

async fn nothing_to_answer(session: &Session) -> Result<()> {
    let empty = Round { title: "Nothing".to_owned(), id: "r".to_owned(), schema: 1, ..Round::default() };
    let Led { round, .. } = now(seal::new_led(&Peer, empty))?;
    press(session, "#round-open").await?;
    for text in [seal::round_block(&round), "a".repeat(60), block::write(Kind::Round, "", b"{}")] {
        team::paste(session, "open-paste", &text).await?;
        press(session, "#open-take").await?;
        team::text(session, "#open-said").await?;
        ensure!(!team::is_there(session, "#rounds-answering").await?, "it was taken for a round: {text}");
    }
    // Nor can one be begun.
    press(session, "#round-new").await?;
    let left = || async {
        let left: usize = session
            .script(
                "document.querySelector('#round-questions [data-question] .tools button:last-child')?.click();
                 return document.querySelectorAll('#round-questions [data-question]').length",
                Vec::new(),
            )
            .await?;
        Ok((left == 0).then_some(()))
    };
    until("no question to be left", left).await?;
    press(session, "#round-begin").await?;
    team::text(session, "#round-faults").await?;
    ensure!(!team::is_there(session, "#rounds-led").await?, "a round that asks nothing was begun");
    session.driver.refresh().await?;
    until("the page", || async { Ok(session.driver.find(By::Id("round-new")).await.ok().map(drop)) }).await
}

/// Counts from now on how often the page has a turn of its own, and notes the longest time without one.
async fn watch_the_turns(session: &Session) -> Result<()> {
    session
        .script(
            "clearTimeout(window.beat);
             window.turns = { count: 0, longest: 0 };
             let last = performance.now();
             const beat = () => {
               const now = performance.now();
               turns.count += 1;
               turns.longest = Math.max(turns.longest, now - last);
               last = now;
               window.beat = setTimeout(beat, 10);
             };
             beat()",
            Vec::new(),
        )
        .await
}

/// How many turns the page has had since.
async fn turns(session: &Session, what: &str) -> Result<usize> {
    let (count, longest): (usize, f64) =
        session.script("return [turns.count, turns.longest]", Vec::new()).await?;
    println!("{}: {what} hold the page up for {longest:.0} ms at a time, {count} turns", session.kind);
    Ok(count)
}

/// Copied and pasted by keyboard; the field shows nothing of it: a browser would stand still to lay it out.
async fn ten_megabytes(session: &Session, good: &str) -> Result<()> {
    session
        .script::<()>(
            "const much = 'What is this, and who would send it to anybody?\\n'.repeat(220_000);
             const text = `begin converel block\\n${much}end converel block\\n${arguments[0]}`;
             document.addEventListener('copy', event => {
               event.clipboardData.setData('text/plain', text);
               event.preventDefault();
             }, { once: true });
             document.getElementById('answers-paste').focus()",
            vec![json!(good)],
        )
        .await?;
    let with_control =
        |key: &str| session.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
    with_control("c").perform().await?;
    watch_the_turns(session).await?;
    with_control("v").perform().await?;
    let said = team::text(session, "[role=status]:has(> div > #answers-paste-remove)").await?;
    ensure!(said.contains("kB"), "{said}");
    let shown: usize =
        session.script("return document.getElementById('answers-paste').value.length", Vec::new()).await?;
    ensure!(shown == 0, "{shown} characters are shown");
    let taken = team::take_what_is_there(session).await?;
    ensure!(taken == fates(&[("too-large", 1), ("new", 1)]), "{taken:?}");
    ensure!(!team::is_there(session, "#answers-paste-remove").await?, "what was taken in is still there");
    turns(session, "ten megabytes").await.map(drop)
}

async fn ten_thousand(session: &Session, round: &Round) -> Result<()> {
    let file = session.downloads.join("ten-thousand.txt");
    // Another ten thousand than the one whose answer is there.
    std::fs::write(&file, answered(round, 1..10_001)?.concat())?;
    watch_the_turns(session).await?;
    let taken = team::take_file(session, &file, Duration::from_secs(120)).await?;
    ensure!(taken == fates(&[("new", 10_000)]), "{taken:?}");
    // A page that opened them all in one go would have had two or three.
    let turns = turns(session, "ten thousand answers").await?;
    ensure!(turns >= 30, "the page had {turns} turns");
    session.driver.refresh().await?;
    team::look_at(session, &round.id).await?;
    let count = team::text(session, "#round-count").await?;
    ensure!(count.starts_with("10,001"), "{count}");
    Ok(())
}
