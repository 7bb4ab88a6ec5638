//! The frame at work: messages from the port into the session, the session's effects back out.

use crate::session::{Effect, Event, Session};
use crate::{fallback, keep, seen};
use converel_browser::listen::{self, Listener};
use converel_browser::{Error, clock, i18n, intl, json, runtime, storage};
use converel_core::answers::Answers;
use converel_core::dates::LocaleNames;
use converel_core::draft::Handed;
use converel_core::history::{Gathering, History};
use converel_core::learn::{self, Lessons};
use converel_core::patch;
use converel_core::people::{Group, GuestKey};
use converel_core::policy::Policy;
use converel_core::raw::{RawGuest, RawInvite, RawRecurrence, TextFormat};
use converel_core::record::{self, Meta, Outcome, Record};
use converel_core::series::Series;
use converel_core::verdict::{self, Context, Judged, Memory, PassReason, Verdict};
use converel_protocol::kept::{self, Kept};
use converel_protocol::lessons::StoredLessons;
use converel_protocol::port::{FromGate, ToGate};
use converel_protocol::runtime::Redeemed;
use converel_protocol::settings::Settings;
use converel_protocol::snapshot::Snapshot;
use converel_protocol::team::decision::FromGate as Decision;
use converel_store::{Attended, Indexed};
use converel_ui::gate::{Act, Given, Screen, patch_text};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, MessagePort};

/// How long the page script may take to write into the description, in milliseconds. Then the text is
/// offered for copying.
const WRITE_LIMIT: u32 = 5_000;

/// So far back the journal is read, in milliseconds: who met longer ago counts for next to nothing.
const HISTORY: f64 = 400.0 * 24.0 * 3_600_000.0;

/// What was judged last, and the screen if it is asked about.
struct Case {
    judged: Judged,
    site: String,
    answers: Option<Answers>,
    /// The draft as the user changed it; empty if they did not.
    draft: String,
    /// The id under which the draft goes into the decision log; empty until it first does.
    decision: String,
    /// When the screen was shown, in milliseconds since the epoch.
    shown_at: f64,
    screen: Option<Rc<Screen>>,
    watch: Option<seen::Watch>,
}

/// Everything a frame knows. Nothing borrows across a call into the screen: the screen calls back.
pub(crate) struct Frame {
    port: MessagePort,
    session: Cell<Session>,
    policy: RefCell<Rc<Policy>>,
    paused_until: Cell<f64>,
    /// The user wants to be told of silent passes.
    confirm_passes: Cell<bool>,
    memory: RefCell<Memory>,
    names: RefCell<Vec<(String, Rc<LocaleNames>)>>,
    case: RefCell<Option<Case>>,
    /// A `keep` is on its way and will take the newest answers.
    telling: Cell<bool>,
}

/// Redeems the token; then hears the port for as long as the page lives.
/// `language` is the calendar page's.
pub(crate) async fn start(port: MessagePort, token: String, language: String) {
    let Ok(Redeemed { ok: true, settings, paused_until, key, lessons }) = runtime::redeem(token).await else {
        port.close();
        return;
    };
    let frame = Rc::new(Frame {
        port: port.clone(),
        session: Cell::default(),
        policy: RefCell::new(Rc::new(Policy::from(&settings))),
        paused_until: Cell::new(paused_until),
        confirm_passes: Cell::new(settings.confirm_passes),
        memory: RefCell::new(Memory {
            key: record::key_from_hex(&key).map(Vec::from).unwrap_or_default(),
            history: History::default(),
            lessons: Lessons::from(&lessons),
            series: Vec::new(),
        }),
        names: RefCell::default(),
        case: RefCell::default(),
        telling: Cell::default(),
    });
    speak();
    fallback::arm(&port);
    // The listeners live as long as the frame's document.
    std::mem::forget(hear(&frame, &port));
    std::mem::forget(follow(&frame));
    port.start();
    frame.post(&FromGate::Ready);
    remember(&frame).await;
    warm(&frame, &language);
}

/// Judges and draws an invite that nobody sees, so that word tables, formatters, messages and compiled code
/// are there when a gesture is held. Done last: a question that came first has warmed them itself.
fn warm(frame: &Rc<Frame>, language: &str) {
    let (Some(page), Some(now)) =
        (web_sys::window().and_then(|window| window.document()), clock::civil(clock::now()))
    else {
        return;
    };
    if frame.case.borrow().is_some() {
        return;
    }
    let row = |number: u8| RawGuest { email: format!("{number}@example.org"), ..RawGuest::default() };
    let raw = RawInvite {
        title: "status".into(),
        description: "<ul><li>status (5 min)</li></ul>".into(),
        format: TextFormat::Html,
        guests: (0..10).map(row).collect(),
        recurrence: RawRecurrence { rule: "FREQ=WEEKLY".into(), ..RawRecurrence::default() },
        ..RawInvite::default()
    };
    let names = frame.names_of(language);
    let (policy, memory) = (Policy::default(), Memory::default());
    let context =
        Context { policy: &policy, names: &names, now, paused: false, memory: &memory, before: None };
    let judged = verdict::judge(&raw, &context);
    let Verdict::Ask(question) = judged.verdict else { return };
    let answers = question.answers.clone();
    let given = Given { invite: judged.invite, question: *question, policy, answers, today: now.date() };
    // Within one task, so it is never painted; styles and fonts are known from then on.
    if let Some(screen) = page.body().and_then(|body| Screen::draw(given, &body, |_| ())) {
        screen.lay_out();
    }
}

/// Tells the page's language and direction to the browser and to screen readers.
fn speak() {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(root) = page.and_then(|page| page.document_element()) {
        // Setting these attributes cannot fail.
        let _ = root.set_attribute("lang", &i18n::language());
        let _ = root.set_attribute("dir", &i18n::direction());
    }
}

fn hear(frame: &Rc<Frame>, port: &MessagePort) -> Listener {
    let frame = Rc::clone(frame);
    listen::on(port, "message", move |event| {
        let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
        match message(&event.data()) {
            Ok(Some(message)) => frame.told(message),
            Ok(None) => (),
            Err(error) => web_sys::console::warn_1(&JsValue::from_str(&error.to_string())),
        }
    })
}

/// The page script's message; `None` for a type that is not known. Read field by field: serde's reader of
/// tagged enums would make the module a tenth larger.
fn message(data: &JsValue) -> Result<Option<ToGate>, Error> {
    let kind: String = listen::field(data, "type")?;
    let hold = listen::field(data, "hold")?;
    Ok(Some(match kind.as_str() {
        "ask" => ToGate::Ask {
            hold,
            snapshot: Box::new(listen::field(data, "snapshot")?),
            // What cannot be read is not known: then the invite is asked about like a new one.
            before: listen::field(data, "before").ok().map(Box::new),
            kept: listen::field(data, "kept")?,
        },
        "written" => ToGate::Written { hold, ok: listen::field(data, "ok")? },
        "escape" => ToGate::Escape { hold },
        "over" => ToGate::Over { hold },
        _ => return Ok(None),
    }))
}

/// Follows the settings, the pause and what is learned.
fn follow(frame: &Rc<Frame>) -> Option<storage::ChangeListener> {
    let frame = Rc::clone(frame);
    storage::on_changed(move |changes| {
        if changes.has(storage::SETTINGS) {
            // Our own settings page wrote them; what cannot be read falls back to the defaults.
            let settings: Settings = changes.new_value(storage::SETTINGS).unwrap_or_default();
            *frame.policy.borrow_mut() = Rc::new(Policy::from(&settings));
            frame.confirm_passes.set(settings.confirm_passes);
        }
        if changes.has(storage::PAUSED_UNTIL) {
            frame.paused_until.set(changes.new_value(storage::PAUSED_UNTIL).unwrap_or_default());
        }
        if changes.has(storage::LESSONS) {
            // Forgotten, they are gone from the storage.
            let lessons: StoredLessons = changes.new_value(storage::LESSONS).unwrap_or_default();
            frame.memory.borrow_mut().lessons = Lessons::from(&lessons);
        }
    })
    .ok()
}

/// Reads from the journal who met whom, and which series were decided about. Without a journal everybody is new.
async fn remember(frame: &Rc<Frame>) {
    let Some(attended) = Indexed.attended(clock::now() - HISTORY).await else { return };
    let series: Vec<Series> = attended.iter().filter_map(Attended::decided).collect();
    let gatherings = attended.into_iter().filter(Attended::brought_together).filter_map(|record| {
        let group = Group::of(record.guests.iter().filter_map(|guest| GuestKey::read(guest)));
        let day = clock::civil(record.at)?.date();
        (!group.is_empty()).then_some(Gathering { day, per_year: record.occurrences_per_year, group })
    });
    let history = History::new(gatherings.collect());
    let mut memory = frame.memory.borrow_mut();
    memory.history = history;
    // A decision may have come first.
    memory.series.extend(series);
}

impl Frame {
    fn post(&self, message: &FromGate) {
        // A message that cannot be posted means that the page is gone.
        if let Ok(message) = listen::to_message(message) {
            let _ = self.port.post_message(&message);
        }
    }

    fn told(self: &Rc<Self>, message: ToGate) {
        match message {
            ToGate::Ask { hold, snapshot, before, kept } => {
                self.asked(hold, *snapshot, before.map(|before| *before), &kept)
            }
            ToGate::Written { hold, ok } => self.step(Event::Written { hold, ok }),
            ToGate::Over { hold } => self.step(Event::Over { hold }),
            ToGate::Escape { hold } => {
                if self.session.get().open() == Some(hold) {
                    self.with_screen(Screen::escape);
                }
            }
        }
    }

    fn names_of(&self, language: &str) -> Rc<LocaleNames> {
        if let Some((_, names)) = self.names.borrow().iter().find(|(known, _)| known == language) {
            return Rc::clone(names);
        }
        let names = Rc::new(intl::locale_names(language));
        let mut all = self.names.borrow_mut();
        // A page that changes its language all the time must not fill the memory.
        if all.len() >= 8 {
            all.clear();
        }
        all.push((language.to_owned(), Rc::clone(&names)));
        names
    }

    fn asked(self: &Rc<Self>, hold: u32, snapshot: Snapshot, before: Option<Snapshot>, kept: &str) {
        let now = clock::now();
        let Some(civil) = clock::civil(now) else { return };
        let names = self.names_of(&snapshot.language);
        let policy = Rc::clone(&self.policy.borrow());
        let site = snapshot.site.clone();
        let raw = RawInvite::from(snapshot);
        let before = before.map(RawInvite::from);
        let memory = self.memory.borrow();
        let context = Context {
            policy: &policy,
            names: &names,
            now: civil,
            paused: now < self.paused_until.get(),
            memory: &memory,
            before: before.as_ref(),
        };
        let judged = verdict::judge(&raw, &context);
        drop(memory);

        let show = matches!(judged.verdict, Verdict::Ask(_));
        let answers = match &judged.verdict {
            Verdict::Ask(question) => {
                // The page is not trusted with the string: one that cannot be read changes nothing.
                let kept = json::read::<Kept>(kept);
                Some(kept.map_or_else(|| question.answers.clone(), |kept| kept.resumed(&question.answers)))
            }
            Verdict::Pass(_) => None,
        };
        let mut session = self.session.get();
        let passed = match judged.verdict {
            Verdict::Pass(reason) => reason,
            Verdict::Ask(_) => PassReason::Good,
        };
        let effects = session.on(Event::Asked { hold, show }, || Outcome::Passed(passed));
        if effects.is_empty() {
            return;
        }
        self.session.set(session);
        self.put_away();
        *self.case.borrow_mut() = Some(Case {
            judged,
            site,
            answers,
            shown_at: now,
            draft: String::new(),
            decision: String::new(),
            screen: None,
            watch: None,
        });
        self.carry_out(effects);
    }

    /// An event of a hold that is open.
    fn step(self: &Rc<Self>, event: Event) {
        let mut session = self.session.get();
        let effects = session.on(event, || Outcome::Passed(PassReason::Good));
        self.session.set(session);
        self.carry_out(effects);
    }

    fn carry_out(self: &Rc<Self>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Pass(hold) => self.post(&FromGate::Pass { hold, confirm: self.confirms() }),
                Effect::Show(hold) => self.show(hold),
                Effect::Write(hold) => self.write(hold),
                Effect::Unwritten => self.unwritten(),
                Effect::Record(outcome) => {
                    self.learn(outcome);
                    if let Some(record) = self.record(outcome) {
                        keep::then((&record).into(), || ());
                    }
                }
                Effect::Keep(hold, outcome) => {
                    self.learn(outcome);
                    self.keep(hold, outcome);
                }
                Effect::Release(hold) => self.post(&FromGate::Release { hold }),
                Effect::Drop(hold) => self.post(&FromGate::Drop { hold }),
                Effect::Clear => {
                    fallback::disarm();
                    self.put_away();
                }
            }
        }
    }

    /// The user wants to hear of silent passes; a paused gate, or an event without other people, is none.
    fn confirms(&self) -> bool {
        let judged = |case: &Case| {
            !matches!(case.judged.verdict, Verdict::Pass(PassReason::NoGuests | PassReason::Paused))
        };
        self.confirm_passes.get() && self.case.borrow().as_ref().is_some_and(judged)
    }

    fn show(self: &Rc<Self>, hold: u32) {
        let page = web_sys::window().and_then(|window| window.document());
        let (Some(given), Some(page)) = (self.given(), page) else { return };
        let Some(body) = page.body() else { return };
        let heard = Rc::downgrade(self);
        let screen = Screen::draw(given, &body, move |act| {
            if let Some(frame) = heard.upgrade() {
                frame.acted(hold, act);
            }
        });
        let Some(screen) = screen else { return };
        fallback::open(hold);
        // The page opens the dialog while the screen is laid out here.
        self.post(&FromGate::Show { hold });
        screen.focus();
        let frame = Rc::downgrade(self);
        let watch = seen::watch(&body, move || {
            if let Some(frame) = frame.upgrade().filter(|frame| frame.session.get().open() == Some(hold)) {
                frame.post(&FromGate::Covered { hold });
            }
        });
        if let Some(case) = self.case.borrow_mut().as_mut() {
            case.screen = Some(Rc::new(screen));
            case.watch = watch;
        }
    }

    fn given(&self) -> Option<Given> {
        let case = self.case.borrow();
        let case = case.as_ref()?;
        let Verdict::Ask(question) = &case.judged.verdict else { return None };
        Some(Given {
            invite: case.judged.invite.clone(),
            question: (**question).clone(),
            policy: (**self.policy.borrow()).clone(),
            answers: case.answers.clone()?,
            today: clock::civil(case.shown_at)?.date(),
        })
    }

    fn acted(self: &Rc<Self>, hold: u32, act: Act) {
        let answered = |answers: Answers| {
            if let Some(case) = self.case.borrow_mut().as_mut() {
                case.answers = Some(answers);
            }
        };
        match act {
            Act::Changed(answers, draft) => {
                answered(answers);
                if let Some(case) = self.case.borrow_mut().as_mut() {
                    case.draft = draft;
                }
                self.tell(hold);
            }
            Act::Back => self.step(Event::Back),
            Act::Done => self.step(Event::Done),
            Act::Send { answers, writes } => {
                answered(answers);
                self.step(Event::Send { writes });
            }
            Act::SendAnyway(answers, reason) => {
                answered(answers);
                self.step(Event::SendAnyway(reason));
            }
            Act::SendWithout(answers) => {
                answered(answers);
                self.step(Event::SendWithout);
            }
            Act::KeepDecision(handed) => self.keep_decision(handed),
            Act::Taken(answers, alternative) => {
                answered(answers);
                self.step(Event::Taken(alternative));
            }
        }
    }

    /// Tells the page script what was typed: once for all changes of one task.
    fn tell(self: &Rc<Self>, hold: u32) {
        if self.telling.replace(true) {
            return;
        }
        let frame = Rc::clone(self);
        spawn_local(async move {
            frame.telling.set(false);
            let case = frame.case.borrow();
            let Some(case) = case.as_ref().filter(|_| frame.session.get().open() == Some(hold)) else {
                return;
            };
            let Some(answers) = &case.answers else { return };
            let mut text = kept::text(answers);
            if !case.draft.is_empty() {
                text.push('\n');
                text.push_str(&case.draft);
            }
            frame.post(&FromGate::Keep { hold, kept: json::write(&Kept::of(answers)), text });
        });
    }

    fn patch(&self) -> patch::Patch {
        let case = self.case.borrow();
        let decided = case.as_ref().and_then(|case| Some((&case.judged.invite, case.answers.as_ref()?)));
        decided.map(|(invite, answers)| patch::patch(invite, answers)).unwrap_or_default()
    }

    fn write(self: &Rc<Self>, hold: u32) {
        self.with_screen(Screen::wait);
        self.post(&FromGate::Write { hold, patch: self.patch().into() });
        let frame = Rc::downgrade(self);
        Timeout::new(WRITE_LIMIT, move || {
            if let Some(frame) = frame.upgrade() {
                frame.step(Event::Written { hold, ok: false });
            }
        })
        .forget();
    }

    fn unwritten(&self) {
        let text = patch_text(&self.patch());
        self.with_screen(|screen| screen.unwritten(text));
    }

    fn keep(self: &Rc<Self>, hold: u32, outcome: Outcome) {
        self.with_screen(Screen::wait);
        let Some(record) = self.record(outcome) else {
            self.step(Event::Kept { hold });
            return;
        };
        self.memory.borrow_mut().series.extend(Series::of(&record));
        let frame = Rc::clone(self);
        keep::then((&record).into(), move || frame.step(Event::Kept { hold }));
    }

    /// Hands the draft over to the decision log, under one id however often it is tried.
    fn keep_decision(self: &Rc<Self>, handed: Handed) {
        let id = {
            let mut case = self.case.borrow_mut();
            let Some(case) = case.as_mut() else { return };
            if case.decision.is_empty() {
                case.decision = clock::uuid().unwrap_or_default();
            }
            case.decision.clone()
        };
        let hold = self.session.get().open();
        let frame = Rc::downgrade(self);
        keep::decision(Decision::of(handed, id, clock::now()), move |kept| {
            if let Some(frame) = frame.upgrade().filter(|frame| frame.session.get().open() == hold) {
                frame.with_screen(|screen| screen.kept(kept.as_ref().err().map(String::as_str)));
            }
        });
    }

    /// Learns from the switches that the user set otherwise, once they have decided. Nobody waits for it: a
    /// lesson that cannot be kept holds up no invite.
    fn learn(&self, outcome: Outcome) {
        if matches!(outcome, Outcome::Passed(_) | Outcome::Returned) {
            return;
        }
        let case = self.case.borrow();
        let answered = case.as_ref().and_then(|case| Some((&case.judged, case.answers.as_ref()?)));
        let (Some((judged, answers)), Some(now)) = (answered, clock::civil(clock::now())) else { return };
        let mut memory = self.memory.borrow_mut();
        let lessons = learn::lessons(judged, answers, &memory.key, now.date());
        if lessons.is_empty() {
            return;
        }
        let stored = lessons.iter().map(Into::into).collect();
        lessons.into_iter().for_each(|lesson| memory.lessons.add(lesson));
        spawn_local(async move {
            // Where it fails, this frame still knows it, and the next correction teaches it again.
            let _ = runtime::learn(stored).await;
        });
    }

    fn record(&self, outcome: Outcome) -> Option<Record> {
        let case = self.case.borrow();
        let case = case.as_ref()?;
        let memory = self.memory.borrow();
        let now = clock::now();
        let gate = if case.answers.is_some() { now - case.shown_at } else { 0.0 };
        let meta = Meta {
            id: clock::uuid()?,
            at: now as i64,
            site: case.site.clone(),
            gate_milliseconds: gate.clamp(0.0, f64::from(u32::MAX)) as u32,
            key: &memory.key,
        };
        Some(record::record(&case.judged, case.answers.as_ref(), outcome, meta))
    }

    /// Calls the screen with nothing borrowed, because the screen calls back.
    fn with_screen(&self, call: impl FnOnce(&Screen)) {
        let screen = self.case.borrow().as_ref().and_then(|case| case.screen.clone());
        if let Some(screen) = screen {
            call(&screen);
        }
    }

    /// Forgets the case and takes its screen away: after this task, as it may be the screen that is calling.
    fn put_away(&self) {
        let case = self.case.borrow_mut().take();
        if case.as_ref().is_some_and(|case| case.screen.is_some()) {
            spawn_local(async move { drop(case) });
        }
    }
}
