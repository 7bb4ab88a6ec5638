//! The decision log, kept: each wish changes what stands in the cabinet then, in one transaction, so that two windows
//! lose nothing of each other. What the gate handed over is taken in; the days that the toolbar button counts are told.

use super::of_kind;
use converel_browser::{clock, runtime, storage};
use converel_protocol::runtime::FromOwnPage;
use converel_protocol::team;
use converel_protocol::team::decision::{Decision, FromGate, Rules};
use converel_store::Error;
use converel_store::team::{Cabinet as _, Entry, IndexedCabinet, Turn};
use converel_team::archive::unzip;
use converel_team::decision::madr::{self, Read};
use converel_team::decision::{Change, Refused, change, due, merge, of_gate, propose, supersede};
use converel_ui::dashboard::Notice;
use converel_ui::team::Model;
use converel_ui::team::decisions::{Answer, Came as Became, Done, Ended, Imported, Wish};
use converel_ui::words::{message, t};
use js_sys::{JsString, Uint8Array};
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Keys of the cabinet.
const DECISION: &str = "decision/";
const RULES: &str = "team/decisions";
/// The most bytes of an archive, packed and unpacked: a log of ten thousand decisions has room.
const MOST_BYTES: u64 = 64_000_000;

/// Shows what is kept, and tells the toolbar button.
pub(super) async fn show(model: Model, entries: &[Entry]) {
    let log = of_kind::<Decision>(entries, DECISION);
    let days = due(log.iter().map(Rc::as_ref));
    let rules = entries.iter().find(|(key, _)| key == RULES);
    model.decisions.rules.set(rules_of(rules.map(|(_, text)| text.as_str())));
    if model.decisions.log.with_untracked(|old| *old != log) {
        model.decisions.log.set(log);
    }
    // A private window knows nothing of the log.
    if runtime::is_private() {
        return;
    }
    // Only a change is written: whoever hears of one reads the cabinet again.
    let known = storage::get::<Vec<String>>(storage::DECISIONS_DUE).await.ok().flatten().unwrap_or_default();
    if known != days {
        // The button is a courtesy: the log itself is kept.
        let _ = storage::set(storage::DECISIONS_DUE, &days).await;
    }
}

/// Carries out a wish, and shows what came of it.
pub(super) async fn grant(model: Model, wish: Wish) {
    let done = match wish {
        Wish::Propose(decision) => {
            answer(model, decision.id.clone(), Done::Proposed, new(model, &decision).await).await;
            Ok(())
        }
        Wish::Change(id, wished) => {
            let done = match *wished {
                Change::Words { .. } => Done::Words,
                Change::Concern(_) => Done::Concern,
                Change::Resolve { .. } => Done::Resolved,
                Change::Decide { .. } => Done::Decided,
            };
            let came = changed(model, &id, &wished).await;
            answer(model, id, done, came).await;
            Ok(())
        }
        Wish::Supersede(old, by) => {
            let came = superseded(&old, &by).await;
            answer(model, old, Done::Superseded, came).await;
            Ok(())
        }
        Wish::Delete(id) => {
            let came = IndexedCabinet.change(&[key(&id)], |_, _| Turn::Remove).await.map(|()| Ok(()));
            answer(model, id, Done::Deleted, came).await;
            Ok(())
        }
        Wish::Rules(irreversible, days) => {
            let kept = rules(irreversible, days).await;
            super::reread(model).await;
            kept.map(|()| tell(model, t("team_decision_rules_saved"), false))
        }
        Wish::Import(files) => {
            import(model, files).await;
            Ok(())
        }
    };
    if let Err(error) = done {
        not_done(model, &error);
    }
}

/// What came of a wish about one decision.
type Outcome = Result<Result<(), Refused>, Error>;

/// Tells what came of a wish about one decision, once the log shows it.
async fn answer(model: Model, id: String, done: Done, came: Outcome) {
    let came = match came {
        Ok(Ok(())) => Ended::Well,
        Ok(Err(refused)) => Ended::Refused(refused),
        Err(error) => {
            not_done(model, &error);
            Ended::Failed
        }
    };
    let name = |model: Model| {
        let named = |log: &Vec<Rc<Decision>>| log.iter().find(|it| it.id == id).map(|it| it.title.clone());
        model.decisions.log.with_untracked(named).unwrap_or_default()
    };
    super::reread(model).await;
    if came == Ended::Well {
        tell(model, done.words(&name(model)), false);
    }
    let before = model.decisions.answer.with_untracked(|answer| answer.as_ref().map_or(0, |it| it.count));
    model.decisions.answer.set(Some(Answer { count: before.wrapping_add(1), id, done, came }));
}

fn not_done(model: Model, error: &Error) {
    tell(model, message("dashboard_not_done", &[&error.to_string()]), true);
}

fn tell(model: Model, text: String, failure: bool) {
    model.notice.set(Some(Notice { text, failure }));
}

fn key(id: &str) -> String {
    format!("{DECISION}{id}")
}

/// The team's rules; as to begin with, where none are kept.
fn rules_of(text: Option<&str>) -> Rules {
    text.and_then(|text| team::read(text).ok()).unwrap_or_default()
}

/// The working days of the audit's options, which are the team's.
fn working(model: Model) -> Vec<u8> {
    model.audit.options.with_untracked(|options| options.days.clone())
}

/// Changes a decision together with the rules, which know the highest number. `turn` gets what is kept of the decision,
/// `None` where nothing is, and gives what is to be kept. What a later version wrote is left alone.
async fn together(
    id: &str,
    mut turn: impl FnMut(Option<Decision>, &mut Rules) -> Option<Decision>,
) -> Result<(), Error> {
    let mut rules = None;
    // The rules are read first, and written when it is known what became of them.
    let keys = [RULES.to_owned(), key(id), RULES.to_owned()];
    let change = |key: &str, text: Option<String>| {
        if key == RULES {
            return match (rules.take(), text) {
                (None, Some(text)) => {
                    rules = team::read::<Rules>(&text).ok().map(|rules| (rules, true));
                    rules.get_or_insert_with(|| (Rules::default(), false));
                    Turn::Leave
                }
                (None, None) => {
                    rules = Some((Rules::default(), true));
                    Turn::Leave
                }
                (Some((rules, true)), _) => Turn::Put(team::write::<Rules>(&rules)),
                (Some((_, false)), _) => Turn::Leave,
            };
        }
        let kept = match text.map(|text| team::read::<Decision>(&text)) {
            Some(Err(_)) => return Turn::Leave,
            Some(Ok(kept)) => Some(kept),
            None => None,
        };
        let Some((rules, _)) = rules.as_mut() else { return Turn::Leave };
        turn(kept, rules).map_or(Turn::Leave, |decision| Turn::Put(team::write(&decision)))
    };
    IndexedCabinet.change(&keys, change).await
}

/// A new decision: its words are the user's, the rest is given here.
async fn new(model: Model, words: &Decision) -> Outcome {
    let (today, working, now) = (model.today, working(model), clock::now());
    together(&words.id, |kept, rules| {
        kept.is_none().then(|| {
            let given = propose(&words.id, rules, today, &working, now);
            let Decision { schema, number, state, proposed_on, changed_at, .. } = given;
            Decision { schema, number, state, proposed_on, changed_at, ..words.clone() }
        })
    })
    .await
    .map(Ok)
}

async fn changed(model: Model, id: &str, wished: &Change) -> Outcome {
    let mut came = Err(Refused::Gone);
    let (today, now) = (model.today, clock::now());
    let turn = |_: &str, text: Option<String>| {
        let Some(Ok(kept)) = text.map(|text| team::read::<Decision>(&text)) else { return Turn::Leave };
        match change(&kept, wished, today, now) {
            Ok(now) => {
                came = Ok(());
                Turn::Put(team::write(&now))
            }
            Err(refused) => {
                came = Err(refused);
                Turn::Leave
            }
        }
    };
    IndexedCabinet.change(&[key(id)], turn).await?;
    Ok(came)
}

/// Both decisions are read before either is written, all in one transaction.
async fn superseded(old: &str, by: &str) -> Outcome {
    let mut came = Err(Refused::Gone);
    let now = clock::now();
    let mut read: Vec<Decision> = Vec::new();
    let mut write: Option<(Decision, Decision)> = None;
    let keys = [key(old), key(by), key(old), key(by)];
    let mut step = 0;
    let turn = |_: &str, text: Option<String>| {
        step += 1;
        if step <= 2 {
            read.extend(text.and_then(|text| team::read::<Decision>(&text).ok()));
        }
        if step == 2
            && let [old, by] = read.as_slice()
        {
            match supersede(old, by, now) {
                Ok(both) => {
                    came = Ok(());
                    write = Some(both);
                }
                Err(refused) => came = Err(refused),
            }
        }
        match (step, &write) {
            (3, Some((old, _))) => Turn::Put(team::write(old)),
            (4, Some((_, by))) => Turn::Put(team::write(by)),
            _ => Turn::Leave,
        }
    };
    IndexedCabinet.change(&keys, turn).await?;
    Ok(came)
}

async fn rules(irreversible: Vec<String>, comment_days: u32) -> Result<(), Error> {
    let now = clock::now();
    let turn = |_: &str, text: Option<String>| {
        let kept = match text.map(|text| team::read::<Rules>(&text)) {
            Some(Err(_)) => return Turn::Leave,
            kept => kept.and_then(Result::ok).unwrap_or_default(),
        };
        let changed_at = now.max(kept.changed_at + 1.0);
        Turn::Put(team::write(&Rules {
            irreversible: irreversible.clone(),
            comment_days,
            changed_at,
            ..kept
        }))
    };
    IndexedCabinet.change(&[RULES.to_owned()], turn).await
}

/// Takes in files, one by one: one that is bad, or could not be kept, changes nothing for the others.
async fn import(model: Model, files: Vec<File>) {
    let mut came = Vec::new();
    let mut failed = None;
    for file in files {
        let Some(texts) = texts(&file).await else {
            came.push(Imported { file: file.name(), came: Became::Unreadable });
            continue;
        };
        if texts.is_empty() {
            came.push(Imported { file: file.name(), came: Became::NotOne });
        }
        for (name, text) in texts {
            let became = match madr::read(&text) {
                Err(_) => Became::NotOne,
                Ok(read) => take_in(model, &name, read).await.unwrap_or_else(|error| {
                    let why = error.to_string();
                    failed = Some(error);
                    Became::NotKept(why)
                }),
            };
            came.push(Imported { file: name, came: became });
        }
    }
    super::reread(model).await;
    model.decisions.imported.set(came);
    match failed {
        None => tell(model, t("team_decision_imported_said"), false),
        Some(error) => not_done(model, &error),
    }
}

/// The texts of a file by name: its own, or of an archive those that are Markdown; `None`: it cannot be read.
async fn texts(file: &File) -> Option<Vec<(String, String)>> {
    let name = file.name();
    if !name.to_lowercase().ends_with(".zip") {
        let text = JsFuture::from(file.text()).await.ok()?.dyn_into::<JsString>().ok()?;
        return Some(vec![(name, text.into())]);
    }
    if file.size() > MOST_BYTES as f64 {
        return None;
    }
    let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec();
    let is_markdown = |path: &str| [".md", ".markdown"].iter().any(|end| path.to_lowercase().ends_with(end));
    let files = unzip(&bytes, is_markdown, MOST_BYTES).ok()?;
    let text = |(path, bytes): (String, Vec<u8>)| {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        (name, String::from_utf8_lossy(&bytes).into_owned())
    };
    Some(files.into_iter().map(text).collect())
}

async fn take_in(model: Model, file: &str, read: Read) -> Result<Became, Error> {
    let Read { mut decision, left } = read;
    if decision.id.is_empty() {
        // Somebody else's: known again by what it says.
        let known = |other: &Rc<Decision>| {
            (&other.title, &other.context, &other.outcome)
                == (&decision.title, &decision.context, &decision.outcome)
        };
        super::reread(model).await;
        if model.decisions.log.with_untracked(|log| log.iter().any(known)) {
            return Ok(Became::There);
        }
        decision.id = clock::uuid().unwrap_or_default();
        decision.changed_at = clock::now();
        decision.number = madr::number_of(file);
    }
    let mut there = true;
    together(&decision.id, |kept, rules| {
        let mut new = decision.clone();
        if let Some(kept) = &kept {
            if new.changed_at == kept.changed_at && new != *kept {
                // Somebody changed the file by hand since it was saved.
                new.changed_at += 1.0;
            }
            if *merge(kept, &new) == *kept {
                return None;
            }
        }
        if new.number == 0 {
            new.number = rules.last_number.saturating_add(1);
        }
        rules.last_number = rules.last_number.max(new.number);
        there = false;
        Some(new)
    })
    .await?;
    Ok(if there { Became::There } else { Became::In(left) })
}

/// Takes what the gate handed over into the log, once: an entry's id is the decision's.
pub(super) async fn take_inbox(model: Model) {
    let inbox = storage::get::<Vec<Value>>(storage::DECISION_INBOX).await.ok().flatten().unwrap_or_default();
    let entries: Vec<FromGate> =
        inbox.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect();
    let (today, working) = (model.today, working(model));
    let mut taken = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.id.is_empty()) {
        let kept =
            together(&entry.id, |kept, rules| kept.is_none().then(|| of_gate(entry, rules, today, &working)));
        // What could not be kept stays where it is, for the next time.
        if kept.await.is_ok() {
            taken.push(entry.id.clone());
        }
    }
    if taken.is_empty() {
        return;
    }
    super::reread(model).await;
    // The background appends to the list: so it is the one that takes away.
    let _ = runtime::request(&FromOwnPage::DecisionsTaken { ids: taken }).await;
}
