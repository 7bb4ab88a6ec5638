//! Wishes about rounds, carried out: what is kept is read, changed and written back in one transaction each, so that two
//! dashboards that are open lose nothing to each other. What a later version wrote is left alone.

mod answering;
mod keep;
mod leading;
mod taking;

use converel_browser::{clock, listen};
use converel_protocol::team::TeamError;
use converel_protocol::team::round::{Answering, Led, Round};
use converel_store::Error;
use converel_store::team::{Cabinet as _, Entry, IndexedCabinet};
use converel_team::seal::SealError;
use converel_ui::audit;
use converel_ui::team::rounds::{Fate, Kept, Model, Place, Spot, Wish, words_of_fate};
use converel_ui::words::{message, t};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

use answering::Pending;

/// Keys of the cabinet: the kind, a slash, the id.
const LED: &str = "led/";
const ANSWERING: &str = "answering/";

/// Who carries wishes out.
pub(super) struct Client {
    model: Model,
    /// Whoever keeps the cycle.
    audit: audit::Ask,
    /// The user wants no more answers taken in.
    stopped: Cell<bool>,
    /// What was answered and is still to be written, by round.
    pending: RefCell<BTreeMap<String, Pending>>,
    /// Some of it is being written.
    writing: Cell<bool>,
}

/// Begins the rounds' part: who takes their wishes. What another tab changes is shown when this one is looked at again.
pub(super) fn begin(model: Model, audit: audit::Ask) -> Rc<Client> {
    let client = Rc::new(Client {
        model,
        audit,
        stopped: Cell::new(false),
        pending: RefCell::default(),
        writing: Cell::new(false),
    });
    if let Some(window) = web_sys::window() {
        let weak = Rc::downgrade(&client);
        let focus = listen::on(&window, "focus", move |_| {
            let Some(client) = weak.upgrade() else { return };
            spawn_local(async move {
                // What cannot be read now was said when the page was opened, or is when something is changed.
                if let Ok(entries) = IndexedCabinet.all().await {
                    client.show(&entries);
                }
            });
        });
        on_cleanup(move || drop(focus));
    }
    client
}

fn of_kind<T: serde::de::DeserializeOwned>(entries: &[Entry], kind: &str, unread: &mut u32) -> Vec<Rc<T>> {
    let of_kind = entries.iter().filter(|(key, _)| key.starts_with(kind));
    let read = of_kind.filter_map(|(_, text)| {
        let read = converel_protocol::team::read(text).ok().map(Rc::new);
        *unread += u32::from(read.is_none());
        read
    });
    read.collect()
}

fn newest_first(one: &Round, other: &Round) -> std::cmp::Ordering {
    other.at.total_cmp(&one.at).then_with(|| one.id.cmp(&other.id))
}

impl Client {
    /// Shows the rounds among what is kept, with what was answered here and is not kept yet.
    pub(super) fn show(&self, entries: &[Entry]) {
        let model = self.model;
        let mut unread = 0;
        let mut led = of_kind::<Led>(entries, LED, &mut unread);
        let mut answering = of_kind::<Answering>(entries, ANSWERING, &mut unread);
        for kept in &mut answering {
            if let Some(pending) = self.pending.borrow().get(&kept.round.id) {
                *kept = Rc::new(pending.over(kept));
            }
        }
        led.sort_by(|one, other| newest_first(&one.round, &other.round));
        answering.sort_by(|one, other| newest_first(&one.round, &other.round));
        // What is the same is not drawn anew.
        if model.led.with_untracked(|old| *old != led) {
            model.led.set(led);
        }
        if model.answering.with_untracked(|old| *old != answering) {
            model.answering.set(answering);
        }
        model.newer.set(unread);
    }

    /// Carries a wish out.
    pub(super) fn grant(self: &Rc<Self>, wish: Wish) {
        let client = Rc::clone(self);
        match wish {
            Wish::Begin(round) => self.busy(Spot::Begin, async move { client.begin_round(*round).await }),
            Wish::Take(round, text) => spawn_local(async move { client.take_text(round, text).await }),
            Wish::TakeFiles(round, files) => {
                spawn_local(async move { client.take_files(round, files).await })
            }
            Wish::Stop => self.stopped.set(true),
            Wish::Close(round) => self.busy(Spot::Close, async move { client.close(&round).await }),
            Wish::HandOver(round, passphrase) => {
                self.busy(Spot::HandOver, async move { client.hand_over(&round, &passphrase).await });
            }
            Wish::TakeOver(text, passphrase) => {
                self.busy(Spot::TakeOver, async move { client.take_over(&text, &passphrase).await });
            }
            Wish::Open(text) => self.busy(Spot::Open, async move { client.open(&text).await }),
            Wish::AnswerOwn(round) => self.busy(Spot::Own, async move { client.answer_own(&round).await }),
            Wish::Reply(round, question, said) => self.pend(round, |pending| {
                pending.replies.insert(question, said);
            }),
            Wish::ShowFew(round, few) => self.pend(round, |pending| pending.show_few = Some(few)),
            Wish::MakeAnswer(round) => {
                self.model.busy.set(true);
                self.pend(round, |pending| pending.make = true);
            }
            Wish::TakeUp(take_up) => (self.audit)(audit::Wish::TakeUp(take_up)),
            Wish::Delete(kept) => self.busy(Spot::Delete, async move { client.delete(kept).await }),
        }
    }

    /// Does something that must be waited for, and says at this spot why it could not be done.
    fn busy(&self, spot: Spot, work: impl Future<Output = Result<(), String>> + 'static) {
        let model = self.model;
        model.busy.set(true);
        model.trouble.set(None);
        spawn_local(async move {
            if let Err(words) = work.await {
                model.trouble.set(Some((spot, words)));
            }
            model.busy.set(false);
        });
    }

    async fn delete(&self, kept: Kept) -> Result<(), String> {
        match kept {
            Kept::Led(id) => {
                keep::change::<Led>(key(LED, &id), |_| keep::Step::Remove).await?;
                self.place_led(&id, None);
            }
            Kept::Answering(id) => {
                self.pending.borrow_mut().remove(&id);
                keep::change::<Answering>(key(ANSWERING, &id), |_| keep::Step::Remove).await?;
                self.place_answering(&id, None);
            }
        }
        self.model.look_at(Place::Start);
        self.model.said.set(t("team_round_said_deleted"));
        Ok(())
    }

    /// Shows a round that is led as it is now; `None`: it is gone.
    fn place_led(&self, id: &str, now: Option<Led>) {
        self.model.led.update(|all| {
            all.retain(|led| led.round.id != id);
            all.extend(now.map(Rc::new));
            all.sort_by(|one, other| newest_first(&one.round, &other.round));
        });
    }

    /// Shows a round that is answered as it is kept now, with what is still to be written; `None`: it is gone.
    fn place_answering(&self, id: &str, now: Option<Answering>) {
        let pending = self.pending.borrow().get(id).cloned().unwrap_or_default();
        self.model.answering.update(|all| {
            all.retain(|answering| answering.round.id != id);
            all.extend(now.map(|now| Rc::new(pending.over(&now))));
            all.sort_by(|one, other| newest_first(&one.round, &other.round));
        });
    }
}

fn key(kind: &str, id: &str) -> String {
    format!("{kind}{id}")
}

/// Why what is kept could not be changed.
fn store_words(error: &Error) -> String {
    match error {
        Error::Full => t("team_round_full"),
        Error::Newer => t("team_round_later"),
        Error::Unreachable(reason) => message("team_round_unreachable", &[reason]),
    }
}

/// Why what is kept of a round could not be read.
fn kept_words(error: &TeamError) -> String {
    match error {
        TeamError::Newer { .. } => t("team_round_later"),
        TeamError::NoSchema | TeamError::Malformed(_) => {
            message("team_round_unreadable", &[&error.to_string()])
        }
    }
}

/// Why a block could not be sealed or opened.
fn seal_words(error: &SealError) -> String {
    match error {
        SealError::Locked => t("team_round_locked"),
        SealError::WrongPassphrase => t("team_round_wrong_passphrase"),
        SealError::Cryptography(fault) => message("team_round_no_cryptography", &[&fault.to_string()]),
        SealError::Foreign => words_of_fate(&Fate::Foreign(None), 1),
        SealError::Damaged => words_of_fate(&Fate::Damaged, 1),
        SealError::Newer => words_of_fate(&Fate::Newer, 1),
        SealError::Malformed(_) => words_of_fate(&Fate::Malformed, 1),
        SealError::TooLarge => words_of_fate(&Fate::TooLarge, 1),
    }
}

fn now() -> f64 {
    clock::now()
}
