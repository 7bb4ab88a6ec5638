//! A team around a round: members who answer without a browser, their answers sealed by RustCrypto; what a text goes
//! through on its way; and the page of rounds, as its user has it.

use super::audit::{choose, press, write};
use super::browser::Session;
use super::journal;
use super::wait::{until, within};
use anyhow::{Context, Result, anyhow, ensure};
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{Answer, Form, Reply, Round, Said};
use converel_team::block::{self, Kind};
use converel_team::seal;
use peer::{Peer, now, transport};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use thirtyfour::prelude::*;

/// The page.
pub const PAGE: &str = "dashboard.html#rounds";

/// The round that a text holds.
pub fn round_in(text: &str) -> Result<Round> {
    let found = block::find(text).into_iter().find(|found| found.kind == Some(Kind::Round));
    Ok(seal::read_round(&found.context("no round in the text")?.payload?)?)
}

/// A round of this name that nobody's browser leads, with the questions of another one.
pub fn foreign_round(like: &Round) -> Result<Round> {
    let round = Round { id: "5f0c1a52-8f9e-4ab1-9e57-4b3a2f3c9d11".to_owned(), ..like.clone() };
    Ok(now(seal::new_led(&Peer, round))?.round)
}

/// What this person says: scales go round by person and question, hours of deep work are 8 and half an hour more for
/// each person, 20 are wanted, and each free text is theirs alone ([`words_of`]).
pub fn says(round: &Round, person: u32) -> Vec<Reply> {
    let said = |at: u32, form: Form, id: &str| match form {
        Form::Scale => Said::Scale(step_of(person, at)),
        Form::Hours if id.contains("wanted") => Said::Hours(20.0),
        Form::Hours => Said::Hours(8.0 + f64::from(person) / 2.0),
        Form::Days => Said::Days(f64::from(person)),
        Form::Ranking => Said::Ranking(converel_protocol::team::round::Benefit::ALL.to_vec()),
        Form::Text => Said::Text(words_of(person)),
    };
    let questions = (0_u32..).zip(&round.questions);
    questions
        .map(|(at, question)| Reply {
            question: question.id.clone(),
            said: said(at, question.form, &question.id),
        })
        .collect()
}

/// The step that this person chooses on the question at this place.
pub fn step_of(person: u32, at: u32) -> u8 {
    u8::try_from((person * 3 + at * 2) % 5 + 1).unwrap_or(1)
}

/// How many of these people choose each step there.
pub fn steps(people: impl IntoIterator<Item = u32>, at: u32) -> [u32; 5] {
    let mut counts = [0; 5];
    for person in people {
        if let Some(count) = counts.get_mut(usize::from(step_of(person, at)) - 1) {
            *count += 1;
        }
    }
    counts
}

/// A free text that nobody else writes.
pub fn words_of(person: u32) -> String {
    format!("Fewer calls, says somebody{}x", 7_000 + person * 37)
}

/// Who this person is in a round.
pub fn respondent(person: u32) -> String {
    format!("{person:032x}")
}

/// An answer of this person.
pub fn answer(round: &Round, person: u32, revision: u32, replies: Vec<Reply>) -> Answer {
    Answer {
        schema: TEAM_SCHEMA,
        round: round.id.clone(),
        respondent: respondent(person),
        revision,
        show_few: false,
        replies,
    }
}

/// An answer as it is handed back.
pub fn sealed(round: &Round, answer: &Answer) -> Result<String> {
    Ok(now(seal::seal(&Peer, round, answer))?)
}

/// Each of these people's answer, handed back.
pub fn answered(round: &Round, people: impl IntoIterator<Item = u32>) -> Result<Vec<String>> {
    people.into_iter().map(|person| sealed(round, &answer(round, person, 1, says(round, person)))).collect()
}

/// What becomes of a text on one of its ways: through mail, answered and answered again; through a page of HTML; through
/// a wiki's list; through a chat that keeps no lines.
pub fn on_its_way(text: &str, way: usize) -> String {
    match way % 4 {
        0 => {
            let once = transport::quoted(&transport::wrapped(text, 52), "> ");
            let again = transport::quoted(&transport::wrapped(&format!("Ana wrote:\n{once}"), 33), "> ");
            transport::quoted_printable(&format!("Hello,\n\n{again}\n-- \nBen\n"))
        }
        1 => transport::html(&transport::quoted(&transport::wrapped(text, 41), ">> ")),
        2 => {
            format!("\u{feff}{}", transport::quoted(text, "  \u{2022} ").replace('\n', "\r\n")).to_uppercase()
        }
        _ => text.replace('\n', " \u{200b}\u{a0}"),
    }
}

/// Opens the page and waits until it can be used.
pub async fn open(session: &Session) -> Result<()> {
    session.open(PAGE).await?;
    until("the page of rounds", || async {
        Ok(session.driver.find(By::Id("round-new")).await?.is_displayed().await?.then_some(()))
    })
    .await
}

/// Begins a baseline of this title that closes on this day (`YYYY-MM-DD`), and gives what is to be handed out.
pub async fn begin(session: &Session, title: &str, closes: &str) -> Result<String> {
    press(session, "#round-new").await?;
    press(session, "label[for=round-kind-baseline]").await?;
    write(session, "round-title", title).await?;
    choose(session, "round-closes", closes).await?;
    press(session, "#round-begin").await?;
    let block = text(session, "#round-block").await?;
    ensure!(round_in(&block)?.title == title, "another round is shown: {block}");
    Ok(block)
}

/// The text or value of an element, once there is one that is not empty.
pub async fn text(session: &Session, css: &str) -> Result<String> {
    until(&format!("words in {css}"), || async {
        let text: String = session
            .script(
                "const one = document.querySelector(arguments[0]);
                 // The value of a list's line is a number.
                 return one === null ? '' : (typeof one.value === 'string' ? one.value : one.textContent).trim()",
                vec![json!(css)],
            )
            .await?;
        Ok((!text.is_empty()).then_some(text))
    })
    .await
}

/// Whether there is such an element.
pub async fn is_there(session: &Session, css: &str) -> Result<bool> {
    session.script("return document.querySelector(arguments[0]) !== null", vec![json!(css)]).await
}

/// Puts a text into a field, all at once.
pub async fn paste(session: &Session, id: &str, text: &str) -> Result<()> {
    until(&format!("#{id}"), || async { Ok(session.driver.find(By::Id(id)).await.ok()) }).await?;
    session
        .script::<()>(
            "const field = document.getElementById(arguments[0]);
             field.focus();
             field.value = arguments[1];
             field.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![json!(id), json!(text)],
        )
        .await
}

/// Opens the round that a text holds, fills the form in, and gives the answer's block.
pub async fn answer_it(session: &Session, text: &str, replies: &[Reply]) -> Result<String> {
    press(session, "#round-open").await?;
    paste(session, "open-paste", text).await?;
    press(session, "#open-take").await?;
    fill(session, replies).await
}

/// Fills the form in that is looked at, and gives the answer's block.
pub async fn fill(session: &Session, replies: &[Reply]) -> Result<String> {
    until("the form", || async { Ok(is_there(session, "#answer-make").await?.then_some(())) }).await?;
    let strange: Vec<String> = session.script(FILL, vec![json!(replies)]).await?;
    ensure!(strange.is_empty(), "the form lacks {strange:?}");
    press(session, "#answer-make").await?;
    self::text(session, "#answer-block").await
}

const FILL: &str = "
const strange = [];
for (const { question, said } of arguments[0]) {
  const asked = document.querySelector(`fieldset[data-question='${question}'], [data-question='${question}']`);
  const [[form, value]] = Object.entries(said);
  const field = form === 'scale' ? asked?.querySelector(`input[type=radio][value='${value}']`)
    : asked?.querySelector(form === 'text' ? 'textarea' : 'input[inputmode]');
  if (!field) { strange.push(question); continue; }
  if (form === 'scale') { field.click(); continue; }
  field.focus();
  field.value = String(value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.blur();
}
return strange";

/// What became of the blocks that were taken in, by fate.
pub type Fates = BTreeMap<String, usize>;

/// Fates as they are expected.
pub fn fates(expected: &[(&str, usize)]) -> Fates {
    expected.iter().map(|(fate, count)| ((*fate).to_owned(), *count)).collect()
}

/// Takes in what is in a text, and gives what became of it.
pub async fn take(session: &Session, text: &str) -> Result<Fates> {
    paste(session, "answers-paste", text).await?;
    take_what_is_there(session).await
}

/// Takes in what is in the field, and gives what became of it.
pub async fn take_what_is_there(session: &Session) -> Result<Fates> {
    forget(session).await?;
    press(session, "#answers-take").await?;
    taken(session, Duration::from_secs(20)).await
}

/// Takes in what is in a file, and gives what became of it.
pub async fn take_file(session: &Session, file: &Path, patience: Duration) -> Result<Fates> {
    forget(session).await?;
    session.driver.find(By::Id("answers-files")).await?.send_keys(file.to_string_lossy()).await?;
    taken(session, patience).await
}

/// What was said before is no answer to what is asked now.
async fn forget(session: &Session) -> Result<()> {
    until("the answers' part", || async { Ok(is_there(session, "#answers-said").await?.then_some(())) })
        .await?;
    session
        .script::<()>(
            "window.told = false;
             window.watch?.disconnect();
             window.watch = new MutationObserver(() => { window.told = true; });
             window.watch.observe(document.getElementById('answers-said'), { subtree: true, childList: true })",
            Vec::new(),
        )
        .await
}

async fn taken(session: &Session, patience: Duration) -> Result<Fates> {
    within(patience, "what became of the answers", || async {
        let told: Option<Vec<(String, usize)>> = session
            .script(
                "const said = document.getElementById('answers-said');
                 if (!window.told || document.getElementById('answers-progress') !== null) return null;
                 const lines = [...said.querySelectorAll('[data-fate]')];
                 return lines.length === 0 ? null : lines.map(line => [line.dataset.fate, Number(line.dataset.count)])",
                Vec::new(),
            )
            .await?;
        Ok(told.map(|told| told.into_iter().collect()))
    })
    .await
}

/// Goes to the round of this id that is led here.
pub async fn look_at(session: &Session, id: &str) -> Result<()> {
    let line = format!("#rounds-led [data-round='{id}']");
    press(session, &line).await?;
    let current = format!("{line}[aria-current=true]");
    until("the round", || async { Ok(is_there(session, &current).await?.then_some(())) }).await
}

/// Closes the round that is looked at.
pub async fn close(session: &Session) -> Result<()> {
    press(session, "#round-close").await?;
    press(session, "#round-close-confirm").await?;
    text(session, "#round-results").await?;
    Ok(())
}

/// The publications of the round that is looked at: Markdown, and the page.
pub async fn publish(session: &Session) -> Result<[String; 2]> {
    let mut texts = Vec::new();
    for (button, ending) in [("#publish-markdown", ".md"), ("#publish-page", ".html")] {
        journal::no_downloads(session)?;
        press(session, button).await?;
        texts.push(std::fs::read_to_string(journal::download(session, ending).await?)?);
    }
    texts.try_into().map_err(|_| anyhow!("two publications"))
}

/// How many people chose each step of a scale, as the page's table has it; `None`: the question is not shown.
pub async fn shown_steps(session: &Session, question: &str) -> Result<Option<Vec<u32>>> {
    session
        .script(
            "const shown = document.querySelector(`#round-results figure[data-question='${arguments[0]}']`);
             return shown && [...shown.querySelectorAll('tbody tr')].map(row => Number(row.lastElementChild.textContent))",
            vec![json!(question)],
        )
        .await
}

/// What the page calls a question that it shows.
pub async fn name_of(session: &Session, question: &str) -> Result<String> {
    text(session, &format!("#round-results [data-question='{question}'] h5")).await
}

/// The figures in the row of a Markdown table that begins with these words.
pub fn figures(markdown: &str, words: &str) -> Vec<String> {
    let row = markdown
        .lines()
        .find(|line| line.starts_with(&format!("| {words} | ")) && line.matches('|').count() > 4);
    let cells =
        row.map(|row| row.trim_matches('|').split('|').skip(1).map(|cell| cell.trim().to_owned()).collect());
    cells.unwrap_or_default()
}
