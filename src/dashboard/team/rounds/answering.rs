//! What a member wishes: a round opened, answered bit by bit, and the answer's block made. Answers are written one after
//! the other, each with everything that was said meanwhile: a keystroke waits for nothing and none is lost.

use super::keep::{Step, change};
use super::{ANSWERING, Client, LED, key, now, seal_words, taking};
use converel_browser::crypto::WebCrypto;
use converel_protocol::team::TEAM_SCHEMA;
use converel_protocol::team::round::{Answer, Answering, Led, Reply, Round, Said};
use converel_team::block::{self, Kind};
use converel_team::questions::{self, RoundFault};
use converel_team::seal;
use converel_ui::team::rounds::{Fate, Made, Place, Saving, Spot, words_of_fate};
use converel_ui::words::t;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// What was answered in a round and is still to be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    /// By question; `None`: it is passed over.
    pub(super) replies: BTreeMap<String, Option<Said>>,
    pub(super) show_few: Option<bool>,
    /// A block is to be made of it.
    pub(super) make: bool,
}

impl Pending {
    /// What is kept, with what was said since.
    pub(super) fn over(&self, there: &Answering) -> Answering {
        let mut answering = there.clone();
        for (question, said) in &self.replies {
            answering.replies.retain(|reply| reply.question != *question);
            let reply = said.clone().map(|said| Reply { question: question.clone(), said });
            answering.replies.extend(reply);
        }
        answering.show_few = self.show_few.unwrap_or(answering.show_few);
        answering
    }

    /// What is to be kept.
    fn onto(&self, there: &Answering) -> Answering {
        let revision = there.revision.saturating_add(u32::from(self.make));
        Answering { revision, changed_at: now(), ..self.over(there) }
    }

    /// This, and what was said after it.
    fn then(mut self, later: Self) -> Self {
        self.replies.extend(later.replies);
        Self { show_few: later.show_few.or(self.show_few), make: later.make, ..self }
    }
}

impl Client {
    /// Notes what is to be written, and has it written.
    pub(super) fn pend(self: &Rc<Self>, round: String, note: impl FnOnce(&mut Pending)) {
        let model = self.model;
        // A block that was made says what was said before.
        model.made.set(None);
        model.trouble.set(None);
        model.saving.set(Saving::Writing);
        note(self.pending.borrow_mut().entry(round).or_default());
        if !self.writing.replace(true) {
            let client = Rc::clone(self);
            spawn_local(async move { client.write_pending().await });
        }
    }

    async fn write_pending(self: Rc<Self>) {
        let mut state = Saving::Saved;
        // One that cannot be written keeps no other from being so.
        let mut failed: BTreeMap<String, Pending> = BTreeMap::new();
        loop {
            let first = self.pending.borrow_mut().pop_first();
            let Some((round, pending)) = first else { break };
            let pending = failed.remove(&round).map_or(pending.clone(), |earlier| earlier.then(pending));
            let make = pending.make;
            let written = change::<Answering>(key(ANSWERING, &round), |there| {
                there.map_or(Step::Leave, |there| Step::Put(pending.onto(there)))
            });
            match written.await {
                Ok(Some(answering)) => {
                    self.place_answering(&round, Some(answering.clone()));
                    if make {
                        self.make(&answering).await;
                    }
                }
                Ok(None) => {
                    self.place_answering(&round, None);
                    state = Saving::Failed(t("team_round_gone"));
                    self.model.busy.set(false);
                }
                Err(words) => {
                    // It is tried again with the next change; the block is not, before it is asked for again.
                    failed.insert(round, Pending { make: false, ..pending });
                    state = Saving::Failed(words);
                    self.model.busy.set(false);
                }
            }
        }
        for (round, pending) in failed {
            self.pending.borrow_mut().insert(round.clone(), pending);
            // What was typed is shown, wherever the user goes meanwhile.
            let shown = self.model.answering.with_untracked(|all| {
                all.iter()
                    .find(|answering| answering.round.id == round)
                    .map(|answering| (**answering).clone())
            });
            self.place_answering(&round, shown);
        }
        self.writing.set(false);
        self.model.saving.set(state);
    }

    /// Makes the block of an answer whose revision is written.
    async fn make(&self, answering: &Answering) {
        let answer = Answer {
            schema: TEAM_SCHEMA,
            round: answering.round.id.clone(),
            respondent: answering.respondent.clone(),
            revision: answering.revision,
            show_few: answering.show_few,
            replies: questions::check_replies(&answering.round, &answering.replies),
        };
        match seal::seal(&WebCrypto, &answering.round, &answer).await {
            // It is shown where it belongs, and only if nothing was said meanwhile.
            Ok(text) if self.is_shown(&answer.round) => {
                self.model.made.set(Some(Made::Answer(answer.revision, text)));
            }
            Ok(_) => {}
            Err(error) => self.model.trouble.set(Some((Spot::Answer, seal_words(&error)))),
        }
        self.model.busy.set(false);
    }

    fn is_shown(&self, round: &str) -> bool {
        let looked_at = self.model.place.with_untracked(|place| *place == Place::Answering(round.to_owned()));
        looked_at && !self.pending.borrow().contains_key(round)
    }

    pub(super) async fn open(&self, text: &str) -> Result<(), String> {
        let mut opened = None;
        let mut trouble = Vec::new();
        for found in block::find(text).into_iter().filter(|found| found.kind == Some(Kind::Round)) {
            let read = match found.payload {
                Ok(payload) => seal::read_round(&payload).map_err(|error| seal_words(&error)),
                Err(error) => Err(taking::block_words(&error)),
            };
            match read {
                Ok(round) if can_be_answered(&round) => match self.answer(round).await {
                    Ok(id) => opened = Some(id),
                    Err(words) => trouble.push(words),
                },
                Ok(_) => trouble.push(t("team_round_unanswerable")),
                Err(words) => trouble.push(words),
            }
        }
        match opened {
            Some(id) => {
                self.model.look_at(Place::Answering(id));
                self.model.said.set(t("team_round_said_opened"));
                Ok(())
            }
            None if trouble.is_empty() => Err(none_of_kind(text, Kind::Round)),
            None => Err(trouble.join(" ")),
        }
    }

    pub(super) async fn answer_own(&self, id: &str) -> Result<(), String> {
        let led = change::<Led>(key(LED, id), |_| Step::Leave).await?;
        let led = led.ok_or_else(|| t("team_round_gone"))?;
        let id = self.answer(led.round).await?;
        self.model.look_at(Place::Answering(id));
        Ok(())
    }

    /// Keeps a round to be answered, unless it is kept already; gives its id.
    async fn answer(&self, round: Round) -> Result<String, String> {
        let id = round.id.clone();
        let respondent = seal::respondent(&WebCrypto).map_err(|fault| seal_words(&fault.into()))?;
        let fresh = Answering {
            schema: TEAM_SCHEMA,
            round,
            respondent,
            revision: 0,
            show_few: false,
            replies: Vec::new(),
            changed_at: now(),
        };
        let mut strange = false;
        let kept = change::<Answering>(key(ANSWERING, &id), |there| match there {
            None => Step::Put(fresh),
            Some(there) => {
                // An answer that is sealed to another key would reach somebody else.
                strange = there.round.key != fresh.round.key;
                Step::Leave
            }
        });
        let kept = kept.await?;
        if strange {
            return Err(t("team_round_strange"));
        }
        self.place_answering(&id, kept);
        Ok(id)
    }
}

/// Whether there is something in a round that can be answered. A missing title or date is no reason not to.
fn can_be_answered(round: &Round) -> bool {
    questions::check(round).iter().all(|fault| {
        matches!(
            fault,
            RoundFault::NoTitle
                | RoundFault::LongTitle
                | RoundFault::NoClosingDay
                | RoundFault::ClosingDayPast
                | RoundFault::TooLong(_)
        )
    })
}

/// What to say of a text that holds no block of the kind that was asked for.
pub(super) fn none_of_kind(text: &str, wanted: Kind) -> String {
    let found = block::find(text);
    let Some(first) = found.into_iter().next() else { return t("team_round_no_block") };
    match (first.payload, first.kind) {
        (Err(error), _) => taking::block_words(&error),
        (Ok(_), Some(Kind::Answer)) => words_of_fate(&Fate::Answer, 1),
        (Ok(_), Some(Kind::Round)) if wanted != Kind::Round => words_of_fate(&Fate::Round, 1),
        (Ok(_), Some(Kind::Handover)) if wanted != Kind::Handover => words_of_fate(&Fate::Handover, 1),
        (Ok(_), _) => words_of_fate(&Fate::Newer, 1),
    }
}
