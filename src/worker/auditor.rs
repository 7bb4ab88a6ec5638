//! What the worker knows and what it answers. Everything that was read and chosen is held in memory; what the user
//! agreed to keep is written to the shelf, and only when that has happened does it hold. So an answer of *failed* means
//! that everything is as it was. Options and practices are kept whatever was agreed to: nothing of a calendar is in them.

use crate::reading::{self, Read, Step, With};
use crate::source::Source;
use converel_audit::draft::{self, Drafted};
use converel_audit::{cycle, gather};
use converel_core::record::{guest_hash, key_from_hex};
use converel_protocol::audit::kept::{
    self, AUDIT_SCHEMA, Cycles, Import, Keep, KeptError, Options, Placement, Placements, PracticePromise,
};
use converel_protocol::audit::messages::{FromAudit, Problem, ToAudit, What};
use converel_protocol::audit::numbers::Audit;
use converel_protocol::backup::Texts;
use converel_store::Error;
use converel_store::audit::{Change, Name, Shelf};
use converel_team::backup::audit as backup;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Everything that one worker can hand to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Held {
    /// The installation's key, 64 hex digits.
    key: String,
    language: String,
    options: Options,
    import: Option<Import>,
    placements: Placements,
    cycles: Cycles,
    /// What is kept is a later version's: nothing is written over it.
    newer: bool,
}

/// The worker's mind.
#[derive(Debug, Default)]
pub struct Auditor<S> {
    shelf: S,
    held: Held,
    /// What the user sees.
    told: Option<Audit>,
}

/// What can be kept.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Import(&'a Import),
    Placements(&'a Placements),
    Cycles(&'a Cycles),
    Options(&'a Options),
}

impl Part<'_> {
    fn name(self) -> Name {
        match self {
            Self::Import(_) => Name::Import,
            Self::Placements(_) => Name::Placements,
            Self::Cycles(_) => Name::Cycles,
            Self::Options(_) => Name::Options,
        }
    }

    /// As it is written where the user agreed to that much.
    fn text(self, names: bool) -> Result<String, Failure> {
        match self {
            Self::Import(import) if names => written(import),
            Self::Import(import) => written(&gather::without_names(import)),
            Self::Placements(placements) => {
                written(&Placements { schema: AUDIT_SCHEMA, ..placements.clone() })
            }
            Self::Cycles(cycles) => {
                let cycles = Cycles { schema: AUDIT_SCHEMA, ..cycles.clone() };
                written(&if names { cycles } else { cycle::without_names(&cycles) })
            }
            Self::Options(options) => written(options),
        }
    }
}

/// Why something could not be done.
type Failure = (What, String);

fn stored(error: Error) -> Failure {
    match error {
        Error::Full => (What::StorageFull, String::new()),
        Error::Newer => (What::Newer, String::new()),
        Error::Unreachable(words) => (What::Storage, words),
    }
}

fn has_practices(cycles: &Cycles) -> bool {
    cycles.cycles.iter().any(|cycle| !cycle.practices.is_empty())
}

/// What is kept of cycles where nothing of the calendar may be: their practices; `None`: there are none.
fn practices(cycles: &Cycles) -> Result<Option<String>, Failure> {
    has_practices(cycles).then(|| written(&cycle::without_calendar(cycles))).transpose()
}

fn written<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| (What::Storage, error.to_string()))
}

impl<S: Shelf> Auditor<S> {
    /// Begins with nothing but a shelf.
    pub fn new(shelf: S) -> Self {
        Self { shelf, held: Held::default(), told: None }
    }

    /// Everything that it holds, for another worker.
    ///
    /// # Errors
    /// What is held cannot be written down.
    pub fn hand_over(&self) -> Result<String, String> {
        serde_json::to_string(&self.held).map_err(|error| error.to_string())
    }

    /// Takes over what another one held.
    ///
    /// # Errors
    /// The text is not another worker's.
    pub fn take_over(&mut self, held: &str) -> Result<(), String> {
        self.held = serde_json::from_str(held).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// Answers a message; `None` to those that have no answer. `tell` is told how far an import is.
    pub async fn hear<F: Source>(
        &mut self,
        said: ToAudit,
        files: &[F],
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Option<FromAudit> {
        let done = match said {
            ToAudit::Open { fallback, key, language, now } => self.open(*fallback, key, language, now).await,
            ToAudit::Import { now } => match self.import(files, now, tell).await {
                Ok(answer) => Ok(answer),
                Err(problem) => return Some(FromAudit::Failed { problem }),
            },
            ToAudit::Set { options, now } => self.set(*options, now).await,
            ToAudit::Keep { keep, now } => self.keep(keep, now).await,
            ToAudit::Place { key, quadrant, now } => {
                let mut placements = self.held.placements.clone();
                placements.placements.retain(|placement| placement.key != key);
                placements.placements.extend(quadrant.map(|quadrant| Placement { key, quadrant, at: now }));
                self.place(placements, now).await
            }
            ToAudit::Draft { key, change, today, look_again } => {
                self.draft(&key, &change, &today, &look_again)
            }
            ToAudit::Choose { changes, look_again, id, now } => {
                self.choose(&changes, &look_again, &id, now).await
            }
            ToAudit::Unchoose { id, now } => {
                let mut cycles = self.held.cycles.clone();
                cycle::drop(&mut cycles, &id);
                self.cycle(cycles, now).await
            }
            ToAudit::TakeUp { practice, round, question, gap, look_again, id, now } => {
                let practice = PracticePromise { practice, round, question, at: now, gap, looks: Vec::new() };
                self.take_up(practice, &look_again, &id).await
            }
            ToAudit::DropPractice { id, practice, now } => {
                let mut cycles = self.held.cycles.clone();
                cycle::drop_practice(&mut cycles, &id, practice);
                self.cycle(cycles, now).await
            }
            ToAudit::RoundResults { gaps, now } => {
                let mut cycles = self.held.cycles.clone();
                if cycle::look_at_rounds(&mut cycles, &gaps, &self.held.options) {
                    self.cycle(cycles, now).await
                } else {
                    Ok(self.shown(now))
                }
            }
            ToAudit::Export => self.export().await,
            ToAudit::Restore { texts } => self.restore(&texts).await,
            ToAudit::HandOver | ToAudit::TakeOver => return None,
        };
        Some(done.unwrap_or_else(|(what, detail)| FromAudit::Failed {
            problem: Problem { file: String::new(), line: None, what, detail },
        }))
    }

    fn key(&self) -> Vec<u8> {
        key_from_hex(&self.held.key).map(Vec::from).unwrap_or_default()
    }

    fn shown(&mut self, now: f64) -> FromAudit {
        let (held, key) = (&self.held, self.key());
        let Held { options, placements, cycles, .. } = held;
        let import = held.import.as_ref();
        self.told = import.map(|import| converel_audit::tell(import, options, &key, placements, cycles, now));
        FromAudit::Shown {
            options: Box::new(self.held.options.clone()),
            audit: self.told.clone().map(Box::new),
            cycles: self.held.cycles.cycles.clone(),
            problems: Vec::new(),
            problems_more: 0,
        }
    }

    /// A message about a card that the user sees, to the people of its meeting, as far as their names are known.
    fn draft(
        &self,
        key: &str,
        change: &kept::Change,
        today: &str,
        look_again: &str,
    ) -> Result<FromAudit, Failure> {
        let nothing = || (What::NoSuchMeeting, key.to_owned());
        let day = |day: &str| day.parse::<Date>().map_err(|_| (What::NoSuchMeeting, day.to_owned()));
        let card = self.told.iter().flat_map(|audit| &audit.cards).find(|card| card.key == key);
        let card = card.ok_or_else(nothing)?;
        let import = self.held.import.as_ref().ok_or_else(nothing)?;
        let people = people(import, key, &self.held.options.own, &self.key());
        let drafted = draft::draft(card, change, &people, day(today)?, day(look_again)?, &self.held.language);
        let Drafted { title, markdown, plain, .. } = drafted;
        Ok(FromAudit::Drafted { title, markdown, plain })
    }

    async fn choose(
        &mut self,
        changes: &[(String, kept::Change)],
        look_again: &str,
        id: &str,
        now: f64,
    ) -> Result<FromAudit, Failure> {
        let nothing = |detail: String| (What::NoSuchMeeting, detail);
        let audit = self.told.as_ref().ok_or_else(|| nothing(String::new()))?;
        let begun = cycle::begin(audit, changes, look_again, id, now);
        let begun = begun.map_err(|error| nothing(format!("{error:?}")))?;
        let mut cycles = self.held.cycles.clone();
        let added = cycle::add(&mut cycles, begun, &self.held.options);
        added.map_err(|_| (What::Enough, String::new()))?;
        self.cycle(cycles, now).await
    }

    async fn take_up(
        &mut self,
        practice: PracticePromise,
        look_again: &str,
        id: &str,
    ) -> Result<FromAudit, Failure> {
        let now = practice.at;
        let measure = self.told.as_ref().map(|audit| audit.measure);
        let mut cycles = self.held.cycles.clone();
        cycle::take_up(&mut cycles, practice, look_again, id, measure, &self.held.options).map_err(
            |error| match error {
                cycle::NotTakenUp::Enough { look_again } => (What::Enough, look_again),
                cycle::NotTakenUp::Already => (What::TakenUp, String::new()),
                cycle::NotTakenUp::NoGap | cycle::NotTakenUp::NoSuchDay => {
                    (What::NoSuchMeeting, format!("{error:?}"))
                }
            },
        )?;
        self.cycle(cycles, now).await
    }

    /// Reads what is kept. What cannot be read is left out until something else is kept in its place; what a later
    /// version wrote is not written over at all.
    async fn open(
        &mut self,
        fallback: Options,
        key: String,
        language: String,
        now: f64,
    ) -> Result<FromAudit, Failure> {
        self.held = Held { key, language, options: fallback.clone(), ..Held::default() };
        let mut failed = None;
        let texts = match self.shelf.read().await {
            Ok(texts) => texts,
            Err(error) => {
                let (what, detail) = stored(error);
                self.held.newer = what == What::Newer;
                return Err((what, detail));
            }
        };
        for (name, text) in texts {
            if let Err(error) = self.held.read(name, &text) {
                self.held.newer |= matches!(error, KeptError::Newer { .. });
                failed = Some(error.to_string());
            }
        }
        let options = &mut self.held.options;
        if options.own.is_empty() {
            options.own = fallback.own;
        }
        // Days and hours are told as the clock on the wall shows them.
        if !fallback.zone.is_empty() {
            options.zone = fallback.zone;
        }
        match failed {
            Some(detail) if self.held.newer => Err((What::Newer, detail)),
            Some(detail) => Err((What::Storage, detail)),
            None => Ok(self.shown(now)),
        }
    }

    async fn write(&self, changes: &[Change]) -> Result<(), Failure> {
        if self.held.newer {
            return Err((What::Newer, String::new()));
        }
        self.shelf.write(changes).await.map_err(stored)
    }

    /// Writes what is read or chosen, where the user agreed to that; options and the practices of cycles wherever.
    async fn store(&self, keep: Keep, parts: &[Part<'_>]) -> Result<(), Failure> {
        let mut changes: Vec<Change> = Vec::new();
        for part in parts {
            match part {
                _ if keep != Keep::Nothing => {
                    changes.push((part.name(), Some(part.text(keep == Keep::Names)?)));
                }
                Part::Options(_) => changes.push((part.name(), Some(part.text(false)?))),
                Part::Cycles(cycles) if has_practices(cycles) || has_practices(&self.held.cycles) => {
                    changes.push((Name::Cycles, practices(cycles)?));
                }
                _ => {}
            }
        }
        if changes.is_empty() { Ok(()) } else { self.write(&changes).await }
    }

    async fn import<F: Source>(
        &mut self,
        files: &[F],
        now: f64,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<FromAudit, Problem> {
        let key = self.key();
        let held = &self.held;
        let with = With {
            key: &key,
            own: &held.options.own,
            language: &held.language,
            zone: &held.options.zone,
            now,
        };
        let Read { import, problems, problems_more } = reading::read(files, with, tell)?;
        let mut cycles = held.cycles.clone();
        let options = &held.options;
        let mut audit = converel_audit::tell(&import, options, &key, &held.placements, &cycles, now);
        if let Some(promised) = cycle::last_promised(&mut cycles) {
            cycle::look(promised, held.import.as_ref(), &import, &audit, options, &key);
            audit.cycles.clone_from(&cycles.cycles);
        }
        let parts = [Part::Import(&import), Part::Placements(&held.placements), Part::Cycles(&cycles)];
        let kept = self.store(options.keep, &parts).await;
        kept.map_err(|(what, detail)| Problem { file: String::new(), line: None, what, detail })?;
        self.held.import = Some(import);
        self.held.cycles = cycles;
        self.told = Some(audit.clone());
        let options = Box::new(self.held.options.clone());
        let cycles = self.held.cycles.cycles.clone();
        Ok(FromAudit::Shown { options, audit: Some(Box::new(audit)), cycles, problems, problems_more })
    }

    async fn set(&mut self, mut options: Options, now: f64) -> Result<FromAudit, Failure> {
        // What is kept is not changed by the way.
        options.schema = AUDIT_SCHEMA;
        options.keep = self.held.options.keep;
        self.store(options.keep, &[Part::Options(&options)]).await?;
        self.held.options = options;
        Ok(self.shown(now))
    }

    async fn keep(&mut self, keep: Keep, now: f64) -> Result<FromAudit, Failure> {
        let held = &self.held;
        let options = Options { schema: AUDIT_SCHEMA, keep, ..held.options.clone() };
        if keep == Keep::Nothing {
            let mut changes = Name::ALL.map(|name| (name, None));
            for (name, text) in &mut changes {
                *text = match name {
                    Name::Cycles => practices(&held.cycles)?,
                    Name::Options => Some(written(&options)?),
                    Name::Import | Name::Placements => None,
                };
            }
            self.write(&changes).await?;
        } else {
            let mut parts =
                vec![Part::Placements(&held.placements), Part::Cycles(&held.cycles), Part::Options(&options)];
            parts.extend(held.import.as_ref().map(Part::Import));
            self.store(keep, &parts).await?;
        }
        self.held.options = options;
        Ok(self.shown(now))
    }

    async fn export(&self) -> Result<FromAudit, Failure> {
        Ok(FromAudit::Exported { texts: self.kept().await? })
    }

    async fn kept(&self) -> Result<Texts, Failure> {
        let texts = self.shelf.read().await.map_err(stored)?;
        Ok(texts.into_iter().map(|(name, text)| (name.key().to_owned(), text)).collect())
    }

    /// What it holds itself is not changed: it is opened again.
    async fn restore(&self, texts: &Texts) -> Result<FromAudit, Failure> {
        let here = self.kept().await?;
        let mut merged = backup::merge(&here, texts).map_err(|backup::Later| (What::Newer, String::new()))?;
        let text = |name: Name| Some((name, Some(merged.remove(name.key())?)));
        let mut changes: Vec<Change> = Name::ALL.into_iter().filter_map(text).collect();
        // Looked into to the bottom: the page has compared only what two imports differ in.
        changes.retain(|(name, text)| {
            text.as_ref().is_some_and(|text| Held::default().read(*name, text).is_ok())
        });
        let names = level(&here, &changes) == Keep::Names;
        for (name, text) in &mut changes {
            if let Some(whole) = text.take() {
                *text = Some(agreed(*name, whole, names)?);
            }
        }
        self.write(&changes).await?;
        Ok(FromAudit::Restored)
    }

    async fn place(&mut self, placements: Placements, now: f64) -> Result<FromAudit, Failure> {
        self.store(self.held.options.keep, &[Part::Placements(&placements)]).await?;
        self.held.placements = placements;
        Ok(self.shown(now))
    }

    async fn cycle(&mut self, cycles: Cycles, now: f64) -> Result<FromAudit, Failure> {
        self.store(self.held.options.keep, &[Part::Cycles(&cycles)]).await?;
        self.held.cycles = cycles;
        Ok(self.shown(now))
    }
}

/// What may be kept once these changes are written.
fn level(here: &Texts, changes: &[Change]) -> Keep {
    let written = changes.iter().find(|(name, _)| *name == Name::Options);
    let text = written.and_then(|(_, text)| text.as_ref()).or_else(|| here.get(Name::Options.key()));
    let mut held = Held::default();
    match text.map(|text| held.read(Name::Options, text)) {
        Some(Ok(())) => held.options.keep,
        _ => Keep::Nothing,
    }
}

/// A text of a backup, as it is written where names may be kept or not.
fn agreed(name: Name, text: String, names: bool) -> Result<String, Failure> {
    let mut held = Held::default();
    if names || held.read(name, &text).is_err() {
        return Ok(text);
    }
    match (name, &held.import) {
        (Name::Import, Some(import)) if gather::without_names(import) != *import => {
            Part::Import(import).text(names)
        }
        (Name::Cycles, _) if cycle::without_names(&held.cycles) != held.cycles => {
            Part::Cycles(&held.cycles).text(names)
        }
        _ => Ok(text),
    }
}

/// The names of the others in a meeting, each once.
fn people(import: &Import, key: &str, own: &[String], secret: &[u8]) -> Vec<String> {
    let own: Vec<String> = own.iter().map(|address| guest_hash(secret, address)).collect();
    let at = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
    let mut names = Vec::new();
    for event in &import.events_kept {
        if import.meetings.get(at(event.meeting)).is_none_or(|meeting| meeting.key != key) {
            continue;
        }
        let all = event.organizer.into_iter().chain(event.attendees.iter().map(|(person, _)| *person));
        for person in all.filter_map(|person| import.people.get(at(person))) {
            let other = !person.resource && !person.name.is_empty() && !own.contains(&person.key);
            if other && !names.contains(&person.name) {
                names.push(person.name.clone());
            }
        }
    }
    names
}

impl Held {
    /// Takes what is kept under this name.
    fn read(&mut self, name: Name, text: &str) -> Result<(), KeptError> {
        let json: Value =
            serde_json::from_str(text).map_err(|error| KeptError::Malformed(error.to_string()))?;
        match name {
            Name::Import => self.import = Some(kept::read_import(json)?),
            Name::Placements => self.placements = kept::read_placements(json)?,
            Name::Cycles => self.cycles = kept::read_cycles(json)?,
            Name::Options => self.options = kept::read_options(json)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::tests::{Memory, file};
    use converel_protocol::audit::kept::{Cycle, Kept};
    use converel_protocol::audit::messages::RoundGap;
    use converel_protocol::stored::Quadrant;
    use converel_protocol::team::practice::Practice;
    use converel_store::audit::MemoryShelf;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// 2026-11-23, a Monday.
    const NOW: f64 = 1_795_392_000_000.0;
    const WEEK: f64 = 7.0 * 86_400_000.0;

    /// With the shelf in memory nothing waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waited"),
        }
    }

    fn calendar(until: &str) -> Memory {
        let guests: String = (0..9)
            .map(|guest| format!("ATTENDEE;CN=Guest {guest}:mailto:g{guest}@example.org\r\n"))
            .collect();
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:status\r\nSUMMARY:Weekly status\r\n\
             DTSTART:20260105T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY{until}\r\n\
             ORGANIZER:mailto:ana@example.org\r\nATTENDEE:mailto:ana@example.org\r\n{guests}END:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        file("work.ics", text)
    }

    /// The worker's mind with what it is told in a row.
    struct Told(Auditor<MemoryShelf>);

    impl Told {
        fn opened() -> Self {
            let mut told = Self(Auditor::new(MemoryShelf::new()));
            told.open();
            told
        }

        fn say(&mut self, said: ToAudit, files: &[Memory]) -> FromAudit {
            now(self.0.hear(said, files, &mut |_| ())).unwrap()
        }

        fn open(&mut self) -> (Options, Option<Audit>) {
            let fallback = Options {
                own: vec!["ana@example.org".into()],
                zone: "Europe/Berlin".into(),
                ..Options::default()
            };
            let key = "07".repeat(32);
            let open = ToAudit::Open { fallback: Box::new(fallback), key, language: "en".into(), now: NOW };
            shown(self.say(open, &[]))
        }

        /// As if the page had been closed and opened.
        fn again(&mut self) -> (Options, Option<Audit>) {
            self.0.held = Held::default();
            self.0.told = None;
            self.open()
        }

        fn import(&mut self, until: &str, at: f64) -> Audit {
            shown(self.say(ToAudit::Import { now: at }, &[calendar(until)])).1.unwrap()
        }

        fn keep(&mut self, keep: Keep) -> (Options, Option<Audit>) {
            shown(self.say(ToAudit::Keep { keep, now: NOW }, &[]))
        }

        fn place(&mut self, key: &str, quadrant: Option<Quadrant>) -> Audit {
            shown(self.say(ToAudit::Place { key: key.into(), quadrant, now: NOW }, &[])).1.unwrap()
        }

        /// What is kept.
        fn kept(&self) -> Vec<Name> {
            now(self.0.shelf.read()).unwrap().into_iter().map(|(name, _)| name).collect()
        }

        fn choose(&mut self, audit: &Audit) -> FromAudit {
            let card = &audit.cards[0];
            let changes = vec![(card.key.clone(), card.improvements[0].change)];
            let choose =
                ToAudit::Choose { changes, look_again: "2026-12-21".into(), id: "one".into(), now: NOW };
            self.say(choose, &[])
        }
    }

    fn shown(answer: FromAudit) -> (Options, Option<Audit>) {
        match answer {
            FromAudit::Shown { options, audit, .. } => (*options, audit.map(|audit| *audit)),
            other => panic!("{other:?}"),
        }
    }

    fn failed(answer: FromAudit) -> What {
        match answer {
            FromAudit::Failed { problem } => problem.what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_is_kept_until_that_is_agreed_to() {
        let mut told = Told::opened();
        let audit = told.import("", NOW);
        assert!(audit.hours_per_week > 0.9 && audit.hours_per_week < 1.1, "{}", audit.hours_per_week);
        assert_eq!(audit.cards[0].title, "Weekly status");
        told.place(&audit.cards[0].key, Some(Quadrant::Meet));
        let set = Options { weeks: 4, own: vec!["a@example.org".into()], ..told.0.held.options.clone() };
        let (options, _) = shown(told.say(ToAudit::Set { options: Box::new(set), now: NOW }, &[]));
        assert_eq!((options.weeks, options.own), (4, vec!["a@example.org".to_owned()]));
        // How the user wants to be told is a setting, and nothing of a calendar.
        assert_eq!(told.kept(), [Name::Options]);
        let (options, audit) = told.again();
        assert_eq!((options.weeks, options.keep, audit), (4, Keep::Nothing, None));
        assert_eq!(options.own, ["a@example.org"]);
    }

    #[test]
    fn what_is_kept_is_what_was_agreed_to() {
        for (keep, title) in [(Keep::Numbers, ""), (Keep::Names, "Weekly status")] {
            let mut told = Told::opened();
            let audit = told.import("", NOW);
            let audit = told.place(&audit.cards[0].key, Some(Quadrant::Meet));
            shown(told.choose(&audit));
            told.keep(keep);
            let texts = now(told.0.shelf.read()).unwrap();
            let all: String = texts.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(all.contains("Weekly"), keep == Keep::Names);
            assert_eq!(all.contains("Guest 3"), keep == Keep::Names);
            let (options, audit) = told.again();
            let audit = audit.unwrap();
            assert_eq!(options.keep, keep);
            assert_eq!((audit.cards[0].title.as_str(), audit.cards[0].placed), (title, Some(Quadrant::Meet)));
            assert_eq!(audit.cycles[0].promises[0].title, title);

            assert!(told.keep(Keep::Nothing).1.is_some(), "it is still shown");
            assert_eq!(told.kept(), [Name::Options], "{keep:?}");
            assert_eq!(told.again(), (Options { keep: Keep::Nothing, ..options }, None));
        }
    }

    #[test]
    fn an_import_replaces_and_placements_stay() {
        let mut told = Told::opened();
        let first = told.import("", NOW);
        let key = first.cards[0].key.clone();
        assert_eq!(
            told.place(&key, Some(Quadrant::InputsFirst)).cards[0].placed,
            Some(Quadrant::InputsFirst)
        );
        let second = told.import("", NOW);
        assert_eq!((second.counted, second.cards.len()), (first.counted, 1));
        assert_eq!(second.cards[0].placed, Some(Quadrant::InputsFirst));
        assert_eq!(told.place(&key, None).cards[0].placed, None);
    }

    #[test]
    fn a_later_import_is_held_against_what_was_promised() {
        let mut told = Told::opened();
        let audit = told.import("", NOW);
        let (_, chosen) = shown(told.choose(&audit));
        assert_eq!(chosen.unwrap().cycles.len(), 1);
        let audit = told.import(";UNTIL=20261124T000000Z", NOW + 5.0 * WEEK);
        assert_eq!(audit.cycles[0].looks.len(), 1);
        let drop = ToAudit::Unchoose { id: "one".into(), now: NOW };
        assert_eq!(shown(told.say(drop, &[])).1.unwrap().cycles, []);
    }

    fn take_up(practice: Practice, now: f64) -> ToAudit {
        let (round, question) = ("round".to_owned(), "agendas".to_owned());
        let look_again = "2026-12-21".to_owned();
        ToAudit::TakeUp { practice, round, question, gap: 2.0, look_again, id: "team".into(), now }
    }

    fn cycles(answer: FromAudit) -> Vec<Cycle> {
        match answer {
            FromAudit::Shown { cycles, .. } => cycles,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn practices_need_no_calendar_and_no_leave_to_be_kept() {
        let mut told = Told::opened();
        let begun = cycles(told.say(take_up(Practice::Agendas, NOW), &[]));
        assert_eq!((begun.len(), begun[0].practices.len(), begun[0].before), (1, 1, None));
        assert_eq!(failed(told.say(take_up(Practice::Agendas, NOW), &[])), What::TakenUp);
        cycles(told.say(take_up(Practice::Pods, NOW), &[]));
        match told.say(take_up(Practice::Minutes, NOW), &[]) {
            FromAudit::Failed { problem } => {
                assert_eq!((problem.what, problem.detail.as_str()), (What::Enough, "2026-12-21"));
            }
            other => panic!("{other:?}"),
        }
        // Nothing else is kept, and they are there again where nothing was imported.
        assert_eq!(told.kept(), [Name::Cycles]);
        assert_eq!(told.again().1, None);
        let known = told.0.held.cycles.cycles.clone();
        assert_eq!(known[0].practices.len(), 2);
        let gap = RoundGap {
            base: "round".into(),
            round: "next".into(),
            begun: NOW + WEEK,
            closed: NOW + 2.0 * WEEK,
            question: "agendas".into(),
            gap: 1.0,
        };
        let results = ToAudit::RoundResults { gaps: vec![gap], now: NOW + 2.0 * WEEK };
        let looked = cycles(told.say(results.clone(), &[]));
        assert_eq!(looked[0].practices[0].looks[0].kept, Kept::Kept);
        assert_eq!(cycles(told.say(results, &[])), looked);
        told.again();
        assert_eq!(told.0.held.cycles.cycles, looked);
        // The last one that is dropped leaves nothing behind.
        for practice in [Practice::Agendas, Practice::Pods] {
            told.say(ToAudit::DropPractice { id: "team".into(), practice, now: NOW }, &[]);
        }
        assert_eq!(told.kept(), []);
    }

    #[test]
    fn where_nothing_is_kept_of_the_calendar_the_practices_are() {
        for keep in [Keep::Nothing, Keep::Numbers, Keep::Names] {
            let mut told = Told::opened();
            let audit = told.import("", NOW);
            told.keep(keep);
            shown(told.choose(&audit));
            told.say(take_up(Practice::Agendas, NOW), &[]);
            assert_eq!(failed(told.say(take_up(Practice::Pods, NOW), &[])), What::Enough);
            let all = now(told.0.shelf.read()).unwrap();
            let text: String = all.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(text.contains(&audit.cards[0].key), keep != Keep::Nothing, "{keep:?}");
            told.keep(Keep::Nothing);
            assert_eq!(told.kept(), [Name::Cycles, Name::Options], "{keep:?}");
            told.again();
            let [cycle] = &told.0.held.cycles.cycles[..] else { panic!("{keep:?}") };
            assert_eq!((cycle.promises.len(), cycle.before, cycle.practices.len()), (0, None, 1));
            let audit = told.import("", NOW);
            told.say(take_up(Practice::Pods, NOW), &[]);
            assert_eq!(failed(told.choose(&audit)), What::Enough);
        }
    }

    #[test]
    fn a_promise_that_is_due_is_looked_at_though_a_practice_was_taken_up_since() {
        let mut told = Told::opened();
        let audit = told.import("", NOW);
        shown(told.choose(&audit));
        let due = NOW + 5.0 * WEEK;
        let mut practice = take_up(Practice::Agendas, due);
        if let ToAudit::TakeUp { look_again, .. } = &mut practice {
            "2027-02-01".clone_into(look_again);
        }
        assert_eq!(cycles(told.say(practice, &[])).len(), 2);
        let looks: Vec<usize> = told
            .import(";UNTIL=20261124T000000Z", due + WEEK)
            .cycles
            .iter()
            .map(|cycle| cycle.looks.len())
            .collect();
        assert_eq!(looks, [1, 0]);
    }

    #[test]
    fn of_a_backup_so_much_is_kept_as_was_agreed_to() {
        let mut source = Told::opened();
        let audit = source.import("", NOW);
        shown(source.choose(&audit));
        source.keep(Keep::Names);
        let FromAudit::Exported { texts } = source.say(ToAudit::Export, &[]) else { panic!("no texts") };
        for (keep, kept, titles) in [
            (None, &[Name::Import, Name::Placements, Name::Cycles, Name::Options][..], true),
            (Some(Keep::Names), &[Name::Import, Name::Placements, Name::Cycles, Name::Options], true),
            (Some(Keep::Numbers), &[Name::Import, Name::Placements, Name::Cycles, Name::Options], false),
            (Some(Keep::Nothing), &[Name::Options], false),
        ] {
            let mut told = Told::opened();
            keep.map(|keep| told.keep(keep));
            for _ in 0..2 {
                assert_eq!(told.say(ToAudit::Restore { texts: texts.clone() }, &[]), FromAudit::Restored);
            }
            let mut found = told.kept();
            found.sort_by_key(|name| Name::ALL.iter().position(|other| other == name));
            assert_eq!(found, kept, "{keep:?}");
            let all = now(told.0.shelf.read()).unwrap();
            let text: String = all.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!((text.contains("Weekly"), text.contains("Guest 3")), (titles, titles), "{keep:?}");
            assert_eq!(told.again().0.keep, keep.unwrap_or(Keep::Names));
        }
    }

    #[test]
    fn what_fails_changes_nothing() {
        let mut told = Told::opened();
        told.import("", NOW);
        told.keep(Keep::Names);
        let (options, before) = told.again();
        let before = before.unwrap();
        told.0.shelf.break_with(Some(Error::Full));
        let key = before.cards[0].key.clone();
        let set = Options { weeks: 4, ..options.clone() };
        for said in [
            ToAudit::Import { now: NOW },
            ToAudit::Set { options: Box::new(set), now: NOW },
            ToAudit::Keep { keep: Keep::Nothing, now: NOW },
            ToAudit::Place { key, quadrant: Some(Quadrant::Meet), now: NOW },
        ] {
            let other = calendar(";COUNT=3");
            assert_eq!(failed(told.say(said, std::slice::from_ref(&other))), What::StorageFull);
        }
        assert_eq!(failed(told.choose(&before)), What::StorageFull);
        assert_eq!(failed(told.say(take_up(Practice::Agendas, NOW), &[])), What::StorageFull);
        told.0.shelf.break_with(None);
        assert_eq!(failed(told.say(ToAudit::Import { now: NOW }, &[file("a.ics", "")])), What::Empty);
        assert_eq!(told.again(), (options, Some(before)));
    }

    #[test]
    fn what_a_later_version_wrote_is_left_alone() {
        let mut told = Told::opened();
        let newer = format!("{{\"schema\":{},\"cycles\":{{}}}}", AUDIT_SCHEMA + 1);
        now(told.0.shelf.write(&[(Name::Cycles, Some(newer.clone()))])).unwrap();
        told.0.held = Held::default();
        let open =
            ToAudit::Open { fallback: Box::default(), key: String::new(), language: String::new(), now: NOW };
        assert_eq!(failed(told.say(open, &[])), What::Newer);
        // It can be looked at, but nothing is written.
        told.import("", NOW);
        for keep in [Keep::Nothing, Keep::Numbers] {
            assert_eq!(failed(told.say(ToAudit::Keep { keep, now: NOW }, &[])), What::Newer);
        }
        assert_eq!(now(told.0.shelf.read()), Ok(vec![(Name::Cycles, newer)]));
    }

    #[test]
    fn options_are_kept_with_the_rest_and_where_they_say_nothing_the_fallback_holds() {
        let mut told = Told::opened();
        told.keep(Keep::Numbers);
        let set =
            Options { weeks: 4, own: vec![], zone: String::new(), keep: Keep::Names, ..Options::default() };
        let (options, _) = shown(told.say(ToAudit::Set { options: Box::new(set), now: NOW }, &[]));
        assert_eq!(
            (options.weeks, options.keep),
            (4, Keep::Numbers),
            "what is kept has a message of its own"
        );
        let (options, _) = told.again();
        assert_eq!(options.weeks, 4);
        assert_eq!(
            (options.own, options.zone.as_str()),
            (vec!["ana@example.org".to_owned()], "Europe/Berlin")
        );
    }

    #[test]
    fn a_draft_is_about_a_card_and_names_its_people() {
        let mut told = Told::opened();
        let card = told.import("", NOW).cards.remove(0);
        let draft = |key: &str, today: &str| ToAudit::Draft {
            key: key.into(),
            change: card.improvements[0].change,
            today: today.into(),
            look_again: "2026-12-21".into(),
        };
        match told.say(draft(&card.key, "2026-11-23"), &[]) {
            FromAudit::Drafted { title, markdown, plain } => {
                assert!(title.contains("Weekly status"), "{title}");
                assert!(!markdown.is_empty() && !plain.is_empty());
            }
            other => panic!("{other:?}"),
        }
        let import = told.0.held.import.clone().unwrap();
        let names = people(&import, &card.key, &["ana@example.org".to_owned()], &[7; 32]);
        assert_eq!(names.len(), 9, "{names:?}");
        assert_eq!(failed(told.say(draft("another", "2026-11-23"), &[])), What::NoSuchMeeting);
        assert_eq!(failed(told.say(draft(&card.key, "soon"), &[])), What::NoSuchMeeting);
    }

    #[test]
    fn another_worker_takes_over_everything() {
        let mut told = Told::opened();
        let audit = told.import("", NOW);
        told.place(&audit.cards[0].key, Some(Quadrant::Meet));
        let mut other = Told(Auditor::new(MemoryShelf::new()));
        other.0.take_over(&told.0.hand_over().unwrap()).unwrap();
        assert_eq!(other.0.held, told.0.held);
        assert_eq!(other.import("", NOW).cards[0].placed, Some(Quadrant::Meet));
        assert!(other.0.take_over("{").is_err());
    }
}
