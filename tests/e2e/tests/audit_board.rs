//! The ConveRel board and the cycle: cards moved by keyboard, by mouse and by their details, what is remembered, one
//! improvement chosen, and what a later calendar shows of it.

use crate::audit::{import, reload};
use anyhow::{Context, Result, ensure};
use e2e::harness::audit::{self, choose, press, set};
use e2e::harness::audit_dates::dashed;
use e2e::harness::audit_table::{Table, usual};
use e2e::harness::browser::Session;
use e2e::harness::lane::Lane;
use e2e::harness::wait::until;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

/// Presses so many keys at most on the way to what is wanted.
const KEYS: usize = 120;

pub(crate) async fn cards_are_moved_and_stay(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        session.viewport(1280, 1400).await?;
        cards(session, &marker).await
    })
    .await
}

/// Where the card with this title stands; `None` while there is none.
async fn place(session: &Session, title: &str) -> Result<Option<String>> {
    session
        .script(
            "const card = [...document.querySelectorAll('#audit-board button.card')]
               .find(card => card.textContent.includes(arguments[0]));
             return card?.closest('[data-place]').dataset.place ?? null",
            vec![json!(title)],
        )
        .await
}

async fn stands(session: &Session, title: &str, wanted: &str) -> Result<()> {
    until(&format!("{title:?} to stand in {wanted}"), || async {
        let found = place(session, title).await?;
        ensure!(found.as_deref() == Some(wanted), "it stands in {found:?}");
        Ok(Some(()))
    })
    .await
}

/// What has the focus, as a selector that means it alone or nearly so.
pub(crate) async fn focused(session: &Session) -> Result<String> {
    session
        .script(
            "const one = document.activeElement;
             return one.dataset.key ? 'card ' + one.dataset.key : one.id ? '#' + one.id
               : one.name ? `[name=${one.name}]` : one.localName",
            Vec::new(),
        )
        .await
}

/// Presses keys in the page, whatever has the focus.
pub(crate) async fn keys(session: &Session, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
    session.driver.action_chain().send_keys(keys).perform().await?;
    Ok(())
}

/// Presses Tab until what has the focus fits.
pub(crate) async fn tab_to(session: &Session, what: &str, fits: impl Fn(&str) -> bool) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..KEYS {
        let now = focused(session).await?;
        if fits(&now) {
            return Ok(());
        }
        passed.push(now);
        keys(session, Key::Tab + "").await?;
    }
    anyhow::bail!("the keyboard does not come to {what}; it passes {passed:?}")
}

/// The title of the card that has the focus, and the place it stands in.
async fn focused_card(session: &Session) -> Result<(String, String)> {
    let card: Option<(String, String)> = session
        .script(
            "const card = document.activeElement;
             return card.matches('button.card')
               ? [card.dataset.key, card.closest('[data-place]').dataset.place] : null",
            Vec::new(),
        )
        .await?;
    card.context("no card has the focus")
}

/// The arrow that leads from one place to the one beside it, as they stand on the screen, and that place.
async fn beside(session: &Session, from: &str) -> Result<(Key, String)> {
    let (key, to): (String, String) = session
        .script(
            "const middle = name => {
               const box = document.getElementById('quadrant-' + name).getBoundingClientRect();
               return [box.x + box.width / 2, box.y + box.height / 2];
             };
             const places = ['replace', 'meet_for_now', 'meet', 'inputs_first'];
             const [x, y] = middle(arguments[0]);
             const others = places.filter(one => one !== arguments[0]).map(one => {
               const [otherX, otherY] = middle(one);
               return { one, across: otherX - x, down: otherY - y };
             });
             // Across where that is possible: from below the four, up.
             const level = others.find(other => Math.abs(other.down) < 20);
             if (level) return [level.across > 0 ? 'right' : 'left', level.one];
             const above = others.filter(other => other.down < 0).sort((a, b) => b.down - a.down);
             return ['up', above[0].one]",
            vec![json!(from)],
        )
        .await?;
    let key = match key.as_str() {
        "right" => Key::Right,
        "left" => Key::Left,
        _ => Key::Up,
    };
    Ok((key, to))
}

/// Ctrl with an arrow, held and let go.
async fn push(session: &Session, arrow: Key) -> Result<()> {
    let chain = session.driver.action_chain().key_down(Key::Control).key_down(arrow.clone());
    chain.key_up(arrow).key_up(Key::Control).perform().await?;
    Ok(())
}

async fn cards(session: &Session, marker: &str) -> Result<()> {
    let table = usual(audit::monday(session).await?, marker);
    import(session, marker, &table).await?;
    set(session, "keep-names", true).await?;

    // By keyboard alone, from the page's top to a begun cycle, and then about the board.
    session.script::<()>("document.activeElement.blur(); scrollTo(0, 0)", Vec::new()).await?;
    tab_to(session, "a card", |now| now.starts_with("card ")).await?;
    let (key, from) = focused_card(session).await?;
    keys(session, Key::Enter + "").await?;
    until("the focus in the details", || async {
        Ok((focused(session).await? == "#card-details-heading").then_some(()))
    })
    .await?;
    let (why, improvements): (String, usize) = session
        .script(
            "const part = document.getElementById('card-details');
             return [part.querySelector('.why')?.textContent ?? '', part.querySelectorAll('[data-improvement]').length]",
            Vec::new(),
        )
        .await?;
    ensure!(!why.is_empty() && improvements > 0, "why: {why:?}; {improvements} improvements");
    tab_to(session, "an improvement", |now| now == "#choose-0").await?;
    keys(session, " ").await?;
    until("the improvement to be chosen", || async {
        let chosen: bool = session.script("return document.activeElement.checked", Vec::new()).await?;
        Ok(chosen.then_some(()))
    })
    .await?;
    keys(session, Key::Tab + "").await?;
    keys(session, Key::Enter + "").await?;
    until("the focus in the message", || async {
        Ok((focused(session).await? == "#draft-text").then_some(()))
    })
    .await?;
    closed(session, &key).await?;
    tab_to(session, "the cycle", |now| now == "#cycle-begin").await?;
    keys(session, Key::Enter + "").await?;
    until("the cycle", || async { Ok(Some(session.driver.find(By::Id("cycle-drop")).await?)) }).await?;

    about_the_board(session, &key, &from).await?;
    by_mouse(session, marker).await?;
    remembered(session, marker, &table).await
}

/// Escape closes the details, and the focus is on the card again.
async fn closed(session: &Session, key: &str) -> Result<()> {
    keys(session, Key::Escape + "").await?;
    until("the focus on the card again", || async {
        Ok((focused(session).await? == format!("card {key}")).then_some(()))
    })
    .await
}

/// Arrows go from card to card; with Ctrl they move the card; the details' radio buttons do so too.
async fn about_the_board(session: &Session, key: &str, from: &str) -> Result<()> {
    let cards: Vec<String> = session
        .script(
            "document.querySelector(`#audit-board button.card[data-key='${arguments[0]}']`).focus();
             return [...document.querySelectorAll('#audit-board button.card')].map(card => card.dataset.key)",
            vec![json!(key)],
        )
        .await?;
    ensure!(cards.len() >= 5, "there are {} cards", cards.len());
    let mut met = Vec::new();
    for arrow in [Key::Down, Key::Right, Key::Down, Key::Left, Key::Up, Key::Up] {
        keys(session, arrow + "").await?;
        met.push(focused_card(session).await?.0);
    }
    ensure!(met.iter().all(|key| cards.contains(key)), "the arrows left the board");
    ensure!(met.iter().any(|met| met != key), "the arrows went nowhere");
    let focus = "document.querySelector(`#audit-board button.card[data-key='${arguments[0]}']`).focus()";
    session.script::<()>(focus, vec![json!(key)]).await?;
    let (arrow, to) = beside(session, from).await?;
    push(session, arrow).await?;
    until("the card in its new place, with the focus", || async {
        let (now, place) = focused_card(session).await?;
        Ok((now == key && place == to).then_some(()))
    })
    .await?;
    let said: String =
        session.script("return document.getElementById('audit-board-said').textContent", Vec::new()).await?;
    ensure!(!said.is_empty(), "nobody is told of the move");

    keys(session, Key::Enter + "").await?;
    tab_to(session, "the radio buttons", |now| now.starts_with("#move-")).await?;
    ensure!(focused(session).await? == format!("#move-{to}"), "another place is marked than it stands in");
    // The last of them is no place: so upwards, and from the first one down.
    keys(session, if to == "inputs_first" { Key::Down } else { Key::Up } + "").await?;
    let chosen = until("another place by the radio buttons", || async {
        let now = focused(session).await?;
        let chosen = now.strip_prefix("#move-").map(str::to_owned);
        Ok(chosen.filter(|chosen| *chosen != to))
    })
    .await?;
    until("the card to follow", || async {
        let place: Option<String> = session
            .script(
                "return document.querySelector(`#audit-board button.card[data-key='${arguments[0]}']`)
                   ?.closest('[data-place]').dataset.place ?? null",
                vec![json!(key)],
            )
            .await?;
        Ok((place.as_ref() == Some(&chosen)).then_some(()))
    })
    .await?;
    closed(session, key).await
}

/// Dragged from where it stands to the place beside, and then back, which Escape gives up on the way.
async fn by_mouse(session: &Session, marker: &str) -> Result<()> {
    let title = format!("Stand-up {marker}");
    let from = place(session, &title).await?.context("there is no such card")?;
    let (_, to) = beside(session, &from).await?;
    for (to, given_up) in [(&to, false), (&from, true)] {
        session
            .script::<()>(
                "document.querySelector('#audit-board .converel').scrollIntoView({ block: 'center', behavior: 'instant' })",
                Vec::new(),
            )
            .await?;
        let ends: Vec<i64> = session
            .script(
                "const card = [...document.querySelectorAll('#audit-board button.card')]
                   .find(card => card.textContent.includes(arguments[0]));
                 const box = card.getBoundingClientRect();
                 const place = document.getElementById('quadrant-' + arguments[1]).getBoundingClientRect();
                 return [box.x + box.width / 2, box.y + box.height / 2, place.x + place.width / 2, place.y + 30]
                   .map(Math.round)",
                vec![json!(title), json!(to)],
            )
            .await?;
        let [x, y, to_x, to_y] = ends.try_into().map_err(|ends| anyhow::anyhow!("{ends:?}"))?;
        let chain = session.driver.action_chain_with_delay(None, Some(Duration::from_millis(20)));
        let chain = chain.move_to(x, y).click_and_hold().move_to(x + 10, y + 5);
        let mut chain = chain.move_to(i64::midpoint(x, to_x), i64::midpoint(y, to_y)).move_to(to_x, to_y);
        if given_up {
            chain = chain.key_down(Key::Escape).key_up(Key::Escape);
        }
        chain.release().perform().await?;
        if !given_up {
            stands(session, &title, to).await?;
        }
    }
    stands(session, &title, &to).await?;
    let open: bool =
        session.script("return document.getElementById('card-details') !== null", Vec::new()).await?;
    ensure!(!open, "a drag opened the card as a click does");
    Ok(())
}

/// After a reload and after a later calendar every card stands where it was put.
async fn remembered(session: &Session, marker: &str, table: &Table) -> Result<()> {
    let placed = until("both placements in the report", || async {
        let placed = placements(&audit::report(session, true).await?);
        ensure!(placed.len() >= 2, "{placed:?} are placed");
        Ok(Some(placed))
    })
    .await?;
    reload(session).await?;
    let title = format!("Stand-up {marker}");
    until("the cards after a reload", || async { place(session, &title).await }).await?;
    ensure!(placements(&audit::report(session, true).await?) == placed, "a reload moved a card");

    let mut later = table.clone();
    later.rows.retain(|row| row.recurs());
    let file = audit::file(marker, "later.ics", later.text().as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    ensure!(placements(&audit::report(session, true).await?) == placed, "a later import moved a card");

    // What the user did is missed: who forgets it is asked.
    press(session, "label[for='keep-nothing']").await?;
    press(session, "#confirm-forget").await?;
    until("everything to be forgotten", || async {
        let kept = audit::everything_kept(session).await?;
        Ok((!kept.contains(marker) && placed.iter().all(|(key, _)| !kept.contains(key))).then_some(()))
    })
    .await
}

/// Keys and places of the cards that the user placed.
fn placements(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let cards = report.get("cards").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut placed: Vec<_> =
        cards.iter().filter_map(|card| Some((text(card, "key")?, text(card, "placed")?))).collect();
    placed.sort();
    placed
}

pub(crate) async fn a_promise_is_held_against_a_later_calendar(lane: &mut Lane) -> Result<()> {
    let marker = lane.marker("");
    lane.alone(None, false, async |session| {
        session.open(audit::PAGE).await?;
        session.viewport(1280, 1400).await?;
        cycle(session, &marker).await
    })
    .await
}

/// The number of the improvement of a card that makes it shorter, with the improvement; by the JSON report.
fn shorter(report: &Value, title: &str) -> Result<(usize, Value)> {
    let cards = report.get("cards").and_then(Value::as_array).context("no cards")?;
    let card = cards
        .iter()
        .find(|card| card.get("title").and_then(Value::as_str).is_some_and(|found| found.contains(title)))
        .with_context(|| format!("no card {title}"))?;
    let all = card.get("improvements").and_then(Value::as_array).context("no improvements")?;
    let at = all.iter().position(|one| one.pointer("/change/minutes").is_some());
    let at = at.with_context(|| format!("nothing makes it shorter: {all:?}"))?;
    Ok((at, all.get(at).cloned().unwrap_or_default()))
}

async fn open_card(session: &Session, title: &str) -> Result<()> {
    let key: String = session
        .script(
            "return [...document.querySelectorAll('#audit-board button.card')]
               .find(card => card.textContent.includes(arguments[0]))?.dataset.key ?? ''",
            vec![json!(title)],
        )
        .await?;
    ensure!(!key.is_empty(), "there is no card {title:?}");
    press(session, &format!("#audit-board button.card[data-key='{key}']")).await?;
    until("the card's details", || async {
        let heading: String = session
            .script("return document.getElementById('card-details-heading')?.textContent ?? ''", Vec::new())
            .await?;
        Ok(heading.contains(title).then_some(()))
    })
    .await
}

/// What the running cycle's last look says of its only promise.
async fn outcome(session: &Session) -> Result<Value> {
    let report = audit::report(session, true).await?;
    let cycle = report.get("cycles").and_then(Value::as_array).and_then(|all| all.last());
    let look =
        cycle.and_then(|cycle| cycle.get("looks")).and_then(Value::as_array).and_then(|all| all.last());
    Ok(look.and_then(|look| look.pointer("/outcomes/0")).cloned().unwrap_or_default())
}

async fn cycle(session: &Session, marker: &str) -> Result<()> {
    let table = usual(audit::monday(session).await?, marker);
    import(session, marker, &table).await?;
    set(session, "keep-names", true).await?;
    let title = format!("Architecture decision {marker}");
    let report = audit::report(session, true).await?;
    let (at, promised) = shorter(&report, &title)?;
    let minutes =
        promised.pointer("/change/minutes").and_then(Value::as_i64).context("shorter by nothing")?;
    ensure!(minutes < 90 && minutes > 0, "{promised}");

    open_card(session, &title).await?;
    set(session, &format!("choose-{at}"), true).await?;
    press(session, &format!("#card-details [data-draft='{at}']")).await?;
    let draft = until("the message", || async {
        let draft: String =
            session.script("return document.getElementById('draft-text')?.value ?? ''", Vec::new()).await?;
        ensure!(draft.len() > 40, "the message is {draft:?}; {:?}", audit::problems(session).await?);
        Ok(Some(draft))
    })
    .await?;
    for said in [title.as_str(), "90", &minutes.to_string()] {
        ensure!(draft.contains(said), "the message does not say {said:?}: {draft}");
    }
    let today = audit::today(session).await?;
    choose(session, "cycle-look-again", &dashed(today + 35)).await?;
    press(session, "#cycle-begin").await?;
    until("the running cycle", || async { Ok(Some(session.driver.find(By::Id("cycle-drop")).await?)) })
        .await?;
    let running = audit::report(session, true).await?;
    let promise = running.pointer("/cycles/0/promises/0").context("no promise is told")?;
    ensure!(promise.pointer("/before/minutes").and_then(Value::as_i64) == Some(90), "{promise}");
    ensure!(
        running.pointer("/cycles/0/look_again").and_then(Value::as_str) == Some(dashed(today + 35).as_str()),
        "{running}"
    );

    // It is dropped only by who says so twice.
    press(session, "#cycle-drop").await?;
    until("the question", || async {
        Ok(session.driver.find(By::Id("cycle-drop-confirm")).await?.is_displayed().await?.then_some(()))
    })
    .await?;
    keys(session, Key::Escape + "").await?;
    until("the cycle to run on", || async {
        let closed: bool =
            session.script("return document.querySelector('dialog[open]') === null", Vec::new()).await?;
        Ok((closed && session.driver.find(By::Id("cycle-drop")).await.is_ok()).then_some(()))
    })
    .await?;

    // A later calendar, in which the meeting is shorter from now on.
    let mut later = table.clone();
    for row in later.rows.iter_mut().filter(|row| row.title.starts_with("Architecture")) {
        row.minutes = minutes;
    }
    let file = audit::file(marker, "later.ics", later.text().as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    let told = until("what became of it", || async {
        let told = outcome(session).await?;
        Ok((!told.is_null()).then_some(told))
    })
    .await?;
    ensure!(told.get("kept").and_then(Value::as_str) == Some("kept"), "{told}");
    ensure!(told.pointer("/now/minutes").and_then(Value::as_i64) == Some(minutes), "{told}");
    let rows: String =
        session.script("return document.getElementById('audit-history').innerText", Vec::new()).await?;
    ensure!(rows.contains(&title), "the history does not name the meeting: {rows}");
    let marked: bool = session
        .script("return document.querySelector('#audit-history tr[data-kept=kept]') !== null", Vec::new())
        .await?;
    ensure!(marked, "the history does not say that it was kept: {rows}");

    // As it was before: not yet.
    let file = audit::file(marker, "as-it-was.ics", table.text().as_bytes())?;
    audit::pick(session, &[file]).await?;
    audit::settled(session).await?;
    let told = outcome(session).await?;
    ensure!(told.get("kept").and_then(Value::as_str) == Some("not_yet"), "{told}");

    press(session, "#cycle-drop").await?;
    press(session, "#cycle-drop-confirm").await?;
    until("no cycle to run", || async {
        Ok(session.driver.find(By::Id("cycle-drop")).await.is_err().then_some(()))
    })
    .await?;
    let report = audit::report(session, true).await?;
    ensure!(report.get("cycles").and_then(Value::as_array).is_none_or(Vec::is_empty), "{report}");
    Ok(())
}
