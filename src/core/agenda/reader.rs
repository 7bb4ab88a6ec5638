//! From pieces to topics: which piece is one, what a heading says of those below it, and how good the whole is.

use super::clean::{self, Piece};
use super::terms::{self, Label};
use super::told::Told;
use super::{Agenda, AgendaLevel, ITEM_LIMIT, Item, item, timebox, together};
use crate::lines::Setting;
use crate::order::WordSet;
use crate::raw::TextFormat;

/// What the lines belong to that are being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Open,
    Agenda,
    Outcome,
    /// Preparation, attendees, rules: no topics.
    Aside,
}

/// Which column of a table holds what.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    topic: Option<usize>,
    owner: Option<usize>,
    time: Option<usize>,
}

/// Reads pieces one after the other.
pub(super) struct Reader<'a> {
    agenda: Agenda,
    format: TextFormat,
    title: Vec<String>,
    people: &'a WordSet,
    section: Section,
    /// Something of the section was read.
    used: bool,
    /// The last piece was an entry of a list.
    in_list: bool,
    /// How deep the last topic of a list stands; entries that stand deeper are its details.
    rank: Option<usize>,
    /// A blank line came just before.
    blank: bool,
    columns: Option<Columns>,
    pointer: bool,
    labelled_outcome: bool,
    /// The topics being read stand under a heading that says that they are to be decided.
    decisions: bool,
    /// Everybody, or every topic, has so many minutes.
    paced: bool,
    /// Somebody by name presents.
    presented: bool,
    /// Start of each item in minutes of the day, where its line begins with a time.
    starts: Vec<Option<u32>>,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet.
    pub(super) fn new(format: TextFormat, title: &str, people: &'a WordSet) -> Self {
        Self {
            agenda: Agenda::default(),
            format,
            title: terms::content(title, &[]),
            people,
            section: Section::Open,
            used: false,
            in_list: false,
            rank: None,
            blank: false,
            columns: None,
            pointer: false,
            labelled_outcome: false,
            decisions: false,
            paced: false,
            presented: false,
            starts: Vec::new(),
        }
    }

    /// Reads the next piece.
    pub(super) fn piece(&mut self, piece: &Piece) {
        if self.agenda.items.len() >= ITEM_LIMIT {
            return;
        }
        if piece.text.is_empty() && piece.links.is_empty() {
            self.blank = true;
            return;
        }
        if std::mem::take(&mut self.blank) {
            self.after_blank(piece.setting);
        }
        if piece.setting != Setting::Entry {
            self.rank = None;
        }
        if piece.setting == Setting::Row {
            self.row(piece);
            return;
        }
        if let Some((label, rest)) = terms::labelled(&piece.text) {
            self.used = false;
            self.labelled(piece, label, rest);
            return;
        }
        self.used = true;
        self.decisions &= self.section == Section::Agenda;
        self.in_list = piece.setting == Setting::Entry;
        if piece.setting == Setting::Heading {
            self.section = Section::Open;
        }
        self.unlabelled(piece);
    }

    /// What belongs to a heading may be set off from it by a blank line, and entries from each other.
    fn after_blank(&mut self, setting: Setting) {
        if self.used && !(setting == Setting::Entry && self.in_list) {
            self.section = Section::Open;
        }
        if setting != Setting::Row {
            self.columns = None;
        }
    }

    fn labelled(&mut self, piece: &Piece, label: Label, rest: &str) {
        let empty = rest.is_empty() || terms::is_placeholder(rest);
        let (text, address) = terms::without_address(rest);
        let linked = !piece.links.is_empty() || !address.is_empty();
        if linked {
            self.point_to(piece, &address);
        }
        match label {
            Label::Decisions if !empty && !linked => {
                self.outcome(rest, true);
                self.section = Section::Agenda;
                self.list(&text, "", 1);
                self.used = true;
            }
            Label::Agenda if !empty && !linked => {
                self.section = Section::Agenda;
                self.list(&text, "", 1);
                self.used = true;
            }
            Label::Agenda | Label::Decisions => {
                self.decisions = label == Label::Decisions;
                self.section = if empty && !rest.is_empty() { Section::Open } else { Section::Agenda }
            }
            Label::Topic if !empty && !linked && self.specific(&text) > 0 => self.add(&text, &piece.line),
            Label::Topic => {}
            Label::Outcome if empty => self.section = Section::Outcome,
            Label::Outcome => self.outcome(rest, true),
            Label::Owner if !empty => {
                if let Some(item) = self.agenda.items.iter_mut().rev().find(|item| item.owner.is_empty()) {
                    item.owner = item::name(rest);
                }
            }
            Label::Pointer if linked || !empty => {
                self.pointer = true;
            }
            Label::Owner | Label::Time | Label::Quoted | Label::Greeting | Label::Signoff => {}
            Label::Pointer | Label::Preparation | Label::Aside => {
                if rest.is_empty() {
                    self.section = Section::Aside;
                }
            }
        }
    }

    fn unlabelled(&mut self, piece: &Piece) {
        // A time of day in front makes a line of a programme.
        let entry = piece.setting == Setting::Entry || timebox::clock(&piece.text).is_some();
        let (text, address) = terms::without_address(&piece.text);
        let told = Told::of(&text, &self.title, self.people);
        let running = !entry && self.section != Section::Agenda;
        if !address.is_empty() || !piece.links.is_empty() {
            // A form to sign up with, or to ask in, holds no topic.
            let form = clean::is_form(piece.links.first().unwrap_or(&address));
            if !(form || told.form && running) {
                self.point_to(piece, &address);
            }
            // A sentence around a link says where things stand; an entry of a list is a topic all the same.
            if !entry {
                return;
            }
        }
        if terms::is_placeholder(&text) || self.section == Section::Aside {
            return;
        }
        if told.points && told.scene == 0 && told.matter <= 5 && !told.decides && !entry {
            self.pointer = true;
            return;
        }
        if self.section == Section::Outcome {
            self.outcome(&text, true);
            return;
        }
        // What is asked for may be followed by the topics: "Please prepare: budget, hiring".
        let listed = text.split_once([':', '：']).map_or("", |(_, rest)| rest);
        let asked = entry && told.courteous && self.section != Section::Agenda;
        let set = !entry && told.scene > 1;
        if asked {
            return;
        }
        if (running || set) && told.is_idle() && item::parts(listed).len() < 2 && !self.is_list(&text) {
            return;
        }
        let timed = timebox::has_minutes(&text);
        self.paced |= told.paced && timed || timebox::is_paced(&text);
        self.presented |= told.presents;
        if told.paced && timebox::only_pace(&text) {
            return;
        }
        let before = self.agenda.items.len();
        if self.rank.is_some_and(|rank| piece.depth > rank) {
            // A detail says no more than its topic, unless it has minutes or a name of its own.
            let item = item::read(&text, self.people).1;
            if item.minutes.is_some() || !item.owner.is_empty() {
                self.add(&text, &piece.line);
            } else if told.decides {
                self.outcome(&item.topic, false);
            }
            return;
        }
        if (told.decides || self.decisions) && self.specific(&text) > 0 {
            self.outcome(&item::read(&text, self.people).1.topic, false);
            self.add(&text, &piece.line);
            self.rank = entry.then_some(piece.depth);
        } else if entry {
            if self.specific(&text) > 0 {
                self.add(&text, &piece.line);
            }
            self.rank =
                (self.agenda.items.len() > before && piece.setting == Setting::Entry).then_some(piece.depth);
        } else {
            // Under a heading, and behind a label of the writer's own, one word may be a topic.
            let least = match text.split_once([':', '：']) {
                _ if self.section == Section::Agenda => 1,
                Some((front, rest)) if crate::words::words(front).len() <= 3 && self.specific(rest) > 1 => 2,
                _ if text.ends_with(['?', '？']) => 3,
                _ => 4,
            };
            self.list(&text, &piece.line, least);
        }
    }

    /// Three parts or more, most of them about a matter: "welcome, tour of the building, lunch, payroll".
    fn is_list(&self, text: &str) -> bool {
        let parts = item::parts(text);
        let idle = |part: &&String| Told::of(part, &self.title, self.people).is_idle();
        parts.len() > 2 && parts.iter().filter(idle).count() * 2 <= parts.len()
    }

    /// A line of running text: several topics separated by commas, or one. `least` is the number of
    /// specific words that one needs.
    fn list(&mut self, text: &str, line: &str, least: usize) {
        let parts = item::parts(text);
        // Whoever gives a matter its minutes means it as a topic.
        let least = if item::read(text, self.people).1.minutes.is_some() { 1 } else { least };
        let specific = parts.iter().filter(|part| self.specific(part) > 0).count();
        let matter = Told::of(text, &self.title, self.people).matter;
        if parts.len() > 1 && specific > 1 && (least == 1 || parts.len() > 2 || matter >= least) {
            for part in parts {
                if let Some(minutes) = timebox::only_minutes(&part) {
                    if let Some(item) = self.agenda.items.last_mut() {
                        item.minutes = item.minutes.or(Some(minutes));
                    }
                } else if self.specific(&part) > 0 {
                    self.add(&part, "");
                }
            }
        } else if (least == 1 && self.specific(text) > 0) || matter >= least {
            self.add(text, line);
        }
    }

    fn row(&mut self, piece: &Piece) {
        let cells: Vec<&str> = piece.cells.iter().map(String::as_str).collect();
        let heads: Vec<Option<Label>> = cells.iter().map(|cell| terms::label(cell)).collect();
        let head =
            |wanted: &[Label]| heads.iter().position(|head| head.is_some_and(|head| wanted.contains(&head)));
        if heads.iter().flatten().count() > 1 || (cells.len() == 1 && heads.iter().flatten().count() == 1) {
            self.columns = Some(Columns {
                topic: head(&[Label::Topic, Label::Agenda]),
                owner: head(&[Label::Owner]),
                time: head(&[Label::Time]),
            });
            return;
        }
        let columns = self.columns.unwrap_or_default();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at).copied()).unwrap_or_default();
        let topic = columns.topic.map_or_else(
            || {
                cells
                    .iter()
                    .find(|cell| timebox::only_minutes(cell).is_none() && self.specific(cell) > 0)
                    .copied()
                    .unwrap_or_default()
            },
            |at| cell(Some(at)),
        );
        if self.section == Section::Aside || self.specific(topic) == 0 || terms::is_placeholder(topic) {
            return;
        }
        let before = self.agenda.items.len();
        // In plain text a cell is only part of its line.
        self.add(topic, if self.format == TextFormat::Html { topic } else { "" });
        let minutes = if columns.time.is_some() {
            timebox::minutes_cell(cell(columns.time))
        } else {
            cells.iter().find_map(|cell| timebox::only_minutes(cell))
        };
        let owner = if columns.owner.is_some() {
            item::name(cell(columns.owner))
        } else {
            cells
                .iter()
                .filter(|cell| **cell != topic)
                .find(|cell| item::is_person(cell, self.people))
                .map_or_else(String::new, |cell| item::name(cell))
        };
        if let Some(item) = self.agenda.items.get_mut(before) {
            item.minutes = item.minutes.or(minutes);
            if item.owner.is_empty() {
                item.owner = owner;
            }
        }
    }

    fn add(&mut self, text: &str, line: &str) {
        let (start, mut item) = item::read(text, self.people);
        if item.topic.is_empty() || self.agenda.items.iter().any(|known| known.topic == item.topic) {
            return;
        }
        item.line = line.to_owned();
        self.agenda.items.push(item);
        self.starts.push(start);
    }

    /// Number of words that say something which the title does not.
    fn specific(&self, text: &str) -> usize {
        terms::content(text, &self.title).len()
    }

    fn outcome(&mut self, text: &str, labelled: bool) {
        if self.agenda.outcome.is_empty() || (labelled && !self.labelled_outcome) {
            self.agenda.outcome = crate::words::cut(text, 300).trim().to_owned();
            self.labelled_outcome = labelled;
        }
        if labelled {
            self.section = Section::Open;
        }
    }

    fn point_to(&mut self, piece: &Piece, address: &str) {
        self.pointer = true;
        if self.agenda.link.is_empty() {
            self.agenda.link = if address.is_empty() {
                piece.links.first().cloned().unwrap_or_default()
            } else {
                address.to_owned()
            };
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Agenda {
        // In a programme with times of day, a topic lasts until the next one begins.
        let next = self.starts.iter().skip(1).copied().chain([None]);
        let lengths: Vec<Option<u32>> = self
            .starts
            .iter()
            .zip(next)
            .map(|(start, next)| next?.checked_sub((*start)?).filter(|length| *length > 0))
            .collect();
        for (item, length) in self.agenda.items.iter_mut().zip(lengths) {
            item.minutes = item.minutes.or(length);
        }
        // An outcome in so many words is a matter of its own.
        if self.agenda.items.is_empty() && self.labelled_outcome && self.specific(&self.agenda.outcome) >= 2 {
            let topic = self.agenda.outcome.clone();
            self.agenda.items.push(Item { topic, ..Item::default() });
        }
        together::read(&mut self.agenda.items);
        let detailed = self.agenda.items.iter().any(|item| item.minutes.is_some() || !item.owner.is_empty());
        self.agenda.level = match self.agenda.items.as_slice() {
            [] if self.pointer => AgendaLevel::LinkOnly,
            [] => AgendaLevel::None,
            items
                if detailed
                    || self.paced
                    || !self.agenda.outcome.is_empty()
                    || (self.presented && items.len() > 1) =>
            {
                AgendaLevel::Good
            }
            _ => AgendaLevel::Topics,
        };
        self.agenda
    }
}
