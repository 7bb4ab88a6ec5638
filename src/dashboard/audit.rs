//! The audit's part of the page and its workers. One worker holds what was read and chosen. An import is read by a
//! second one, which takes everything over from the first and then its place: so an import that is stopped, or that
//! the browser has no memory for, takes nothing from what there was, and the memory it was read with is given back.

use crate::page;
use converel_browser::worker::{MessageChannel, Worker};
use converel_browser::{clock, i18n, intl, runtime};
use converel_protocol::audit::kept::{Keep, Options};
use converel_protocol::audit::messages::{FromAudit, Problem, ToAudit, What};
use converel_protocol::settings::Settings;
use converel_protocol::team::practice::Practice;
use converel_ui::audit::{Ask, Draft, Model, Progress, TakeUp, Wish, in_four_weeks};
use jiff::civil::Date;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, MessagePort};

/// Which worker said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Which(u32);

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// The whole audit.
    Audit,
    /// The card of a draft.
    Card(String),
    /// The practice that is to be taken up.
    Practice(Practice),
}

/// What the page and its workers are at.
struct Client {
    model: Model,
    /// Makes a worker.
    make: Function,
    /// Holds what was read and chosen.
    holder: RefCell<Option<(Which, Worker)>>,
    /// Reads an import.
    reader: RefCell<Option<(Which, Worker)>>,
    /// The holder was told to open; before that nothing else is said to it.
    opened: Cell<bool>,
    /// What it is to be told then.
    waiting: RefCell<Vec<(ToAudit, Option<MessagePort>)>>,
    /// What each answer of the holder that is still to come is about.
    asked: RefCell<VecDeque<About>>,
    /// What the user wished while an import was read: who read it took over before that, and is told it too.
    meanwhile: RefCell<Vec<ToAudit>>,
    begun: Cell<u32>,
    /// The page's reactive scope: what a worker says comes outside of any.
    scope: NodeHandle,
}

/// Begins the audit: what its page shows, and who takes its wishes.
pub(crate) fn begin(make: Function) -> (Model, Ask) {
    let model = Model {
        audit: create_signal(None),
        cycles: create_signal(Vec::new()),
        taken_up: create_signal(None),
        options: create_signal(Options::default()),
        progress: create_signal(None),
        problems: create_signal((Vec::new(), 0)),
        failed: create_signal(None),
        drafted: create_signal(None),
        today: clock::civil(clock::now()).map_or(Date::ZERO, |now| now.date()),
    };
    let client = Rc::new(Client {
        model,
        make,
        holder: RefCell::default(),
        reader: RefCell::default(),
        opened: Cell::new(false),
        waiting: RefCell::default(),
        asked: RefCell::default(),
        meanwhile: RefCell::default(),
        begun: Cell::new(0),
        scope: use_current_scope(),
    });
    client.hold();
    (model, Rc::new(move |wish| client.grant(wish)))
}

/// Ends a worker, but not while it is being listened to.
fn end(worker: Option<(Which, Worker)>) {
    spawn_local(async move { drop(worker) });
}

impl Client {
    fn worker(self: &Rc<Self>) -> Option<(Which, Worker)> {
        let which = Which(self.begun.get());
        self.begun.set(self.begun.get().wrapping_add(1));
        let (hears, buries): (Weak<Self>, Weak<Self>) = (Rc::downgrade(self), Rc::downgrade(self));
        let begun = Worker::begin(
            &self.make,
            move |answer| {
                if let Some(client) = hears.upgrade() {
                    client.hear(which, answer);
                }
            },
            move |words| {
                if let Some(client) = buries.upgrade() {
                    client.died(which, words);
                }
            },
        );
        match begun {
            Ok(worker) => Some((which, worker)),
            Err(error) => {
                self.fail(What::Unreadable, error.to_string());
                None
            }
        }
    }

    /// Begins the worker that holds what was read, unless there is one.
    fn hold(self: &Rc<Self>) {
        if self.holder.borrow().is_some() {
            return;
        }
        let Some((which, worker)) = self.worker() else {
            return;
        };
        self.opened.set(false);
        self.asked.borrow_mut().clear();
        self.holder.replace(Some((which, worker)));
        let client = Rc::clone(self);
        spawn_local(async move {
            let open = open().await;
            if client.is_holder(which) {
                client.opened.set(true);
                client.say(open, None, About::Audit);
                for (message, port) in client.waiting.take() {
                    client.post(&message, port.as_ref());
                }
            }
        });
    }

    fn is_holder(&self, which: Which) -> bool {
        self.holder.borrow().as_ref().is_some_and(|(holder, _)| *holder == which)
    }

    fn is_reader(&self, which: Which) -> bool {
        self.reader.borrow().as_ref().is_some_and(|(reader, _)| *reader == which)
    }

    /// Says something to the holder; `about`: what the answer is about.
    fn say(self: &Rc<Self>, message: ToAudit, port: Option<MessagePort>, about: About) {
        self.hold();
        if !matches!(message, ToAudit::HandOver) {
            self.asked.borrow_mut().push_back(about);
            let changes = !matches!(message, ToAudit::Open { .. } | ToAudit::Draft { .. });
            if changes && self.reader.borrow().is_some() {
                self.meanwhile.borrow_mut().push(message.clone());
            }
        }
        if self.opened.get() {
            self.post(&message, port.as_ref());
        } else {
            self.waiting.borrow_mut().push((message, port));
        }
    }

    fn post(&self, message: &ToAudit, port: Option<&MessagePort>) {
        let said = match &*self.holder.borrow() {
            Some((_, holder)) => holder.say(message, &[], port),
            None => Ok(()),
        };
        if let Err(error) = said {
            self.fail(What::Storage, error.to_string());
        }
    }

    fn fail(&self, what: What, detail: String) {
        self.model.failed.set(Some(Problem { file: String::new(), line: None, what, detail }));
        // The page no longer waits for its first numbers.
        if self.model.audit.with_untracked(Option::is_none) {
            self.model.audit.set(Some(None));
        }
    }

    fn grant(self: &Rc<Self>, wish: Wish) {
        let now = clock::now();
        let today = self.model.today.to_string();
        match wish {
            Wish::Import(files) => self.import(&files, now),
            Wish::Cancel => self.cancel(now),
            Wish::Set(options) => self.say(ToAudit::Set { options, now }, None, About::Audit),
            Wish::Keep(keep) => self.say(ToAudit::Keep { keep, now }, None, About::Audit),
            Wish::Place(key, quadrant) => self.say(ToAudit::Place { key, quadrant, now }, None, About::Audit),
            Wish::Draft(key, change, look_again) => {
                let about = About::Card(key.clone());
                let look_again = look_again.to_string();
                self.say(ToAudit::Draft { key, change, today, look_again }, None, about);
            }
            Wish::Choose(changes, look_again) => {
                let id = clock::uuid().unwrap_or_default();
                let look_again = look_again.to_string();
                self.say(ToAudit::Choose { changes, look_again, id, now }, None, About::Audit);
            }
            Wish::Unchoose(id) => self.say(ToAudit::Unchoose { id, now }, None, About::Audit),
            Wish::TakeUp(TakeUp { practice, round, question, gap }) => {
                let id = clock::uuid().unwrap_or_default();
                let look_again = in_four_weeks(self.model.today).to_string();
                let take_up = ToAudit::TakeUp { practice, round, question, gap, look_again, id, now };
                self.say(take_up, None, About::Practice(practice));
            }
            Wish::DropPractice(id, practice) => {
                self.say(ToAudit::DropPractice { id, practice, now }, None, About::Audit);
            }
            Wish::RoundResults(gaps) => self.say(ToAudit::RoundResults { gaps, now }, None, About::Audit),
            Wish::Reopen => self.reopen(),
        }
    }

    fn import(self: &Rc<Self>, files: &[File], now: f64) {
        end(self.reader.take());
        self.meanwhile.borrow_mut().clear();
        self.model.failed.set(None);
        self.model.problems.set((Vec::new(), 0));
        let Ok(channel) = MessageChannel::new() else {
            return;
        };
        let Some((which, worker)) = self.worker() else {
            return;
        };
        self.say(ToAudit::HandOver, Some(channel.port1()), About::Audit);
        let told = worker
            .say(&ToAudit::TakeOver, &[], Some(&channel.port2()))
            .and_then(|()| worker.say(&ToAudit::Import { now }, files, None));
        match told {
            Ok(()) => {
                self.reader.replace(Some((which, worker)));
            }
            Err(error) => self.fail(What::Unreadable, error.to_string()),
        }
    }

    fn cancel(self: &Rc<Self>, now: f64) {
        if self.reader.take().is_none() {
            return;
        }
        self.model.progress.set(None);
        let keep = self.model.options.with_untracked(|options| options.keep);
        if keep != Keep::Nothing {
            // It may have been writing what it had read just then.
            self.say(ToAudit::Keep { keep, now }, None, About::Audit);
        }
    }

    /// A backup was restored, and changed what is kept: what the holder knows is not all of it any more.
    fn reopen(self: &Rc<Self>) {
        end(self.reader.take());
        end(self.holder.take());
        self.waiting.borrow_mut().clear();
        self.meanwhile.borrow_mut().clear();
        self.model.progress.set(None);
        self.hold();
    }

    fn hear(self: &Rc<Self>, which: Which, answer: FromAudit) {
        let reader = self.is_reader(which);
        if !reader && !self.is_holder(which) {
            return;
        }
        match answer {
            // A backup asks a worker of its own.
            FromAudit::Ready | FromAudit::Exported { .. } | FromAudit::Restored => {}
            FromAudit::Progress { stage, done, of, events, file } => {
                if reader {
                    self.model.progress.set(Some(Progress { stage, done, of, events, file }));
                }
            }
            FromAudit::Shown { options, audit, cycles, problems, problems_more } => {
                let mut about = None;
                if reader {
                    self.replaced();
                    self.model.problems.set((problems, problems_more));
                } else {
                    about = self.asked.borrow_mut().pop_front();
                }
                // What shows both is drawn once.
                self.scope.run_in(|| {
                    batch(|| {
                        self.model.failed.set(None);
                        self.model.options.set(*options);
                        self.model.cycles.set(cycles);
                        self.model.audit.set(Some(audit.map(|audit| Rc::new(*audit))));
                        if let Some(About::Practice(practice)) = about {
                            self.model.taken_up.set(Some((practice, None)));
                        }
                    });
                });
            }
            FromAudit::Drafted { title, markdown, plain } => {
                if let Some(About::Card(key)) = self.asked.borrow_mut().pop_front() {
                    self.model.drafted.set(Some(Draft { key, title, markdown, plain }));
                }
            }
            FromAudit::Failed { problem } => {
                let mut about = None;
                if reader {
                    end(self.reader.take());
                    self.model.progress.set(None);
                } else {
                    about = self.asked.borrow_mut().pop_front();
                }
                if let Some(About::Practice(practice)) = about {
                    self.model.taken_up.set(Some((practice, Some(problem))));
                } else {
                    self.model.failed.set(Some(problem));
                }
                if self.model.audit.with_untracked(Option::is_none) {
                    self.model.audit.set(Some(None));
                }
            }
        }
    }

    /// An import is read: who read it holds it from now on.
    fn replaced(self: &Rc<Self>) {
        let reader = self.reader.take();
        end(self.holder.replace(reader));
        self.opened.set(true);
        self.waiting.borrow_mut().clear();
        self.asked.borrow_mut().clear();
        self.model.progress.set(None);
        for message in self.meanwhile.take() {
            self.say(message, None, About::Audit);
        }
    }

    /// A worker cannot go on. The next wish begins another.
    fn died(&self, which: Which, words: String) {
        if self.is_reader(which) {
            end(self.reader.take());
            self.model.progress.set(None);
            self.fail(What::Unreadable, words);
        } else if self.is_holder(which) {
            end(self.holder.take());
            end(self.reader.take());
            self.waiting.borrow_mut().clear();
            self.asked.borrow_mut().clear();
            self.model.progress.set(None);
            self.fail(What::Storage, words);
        }
    }
}

/// What the holder is to open with. Where the background cannot be reached the guests of an import have no key in
/// common with the journal's; and without settings there are no addresses of the user's own.
async fn open() -> ToAudit {
    let settings: Settings = page::settings().await.unwrap_or_default();
    let own = settings.own_addresses.iter().map(|address| address.trim().to_lowercase()).collect();
    let fallback = Box::new(Options { own, zone: intl::zone(), ..Options::default() });
    let key = runtime::guest_key().await.unwrap_or_default();
    ToAudit::Open { fallback, key, language: i18n::language(), now: clock::now() }
}
