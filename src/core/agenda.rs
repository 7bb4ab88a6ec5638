//! Reading the agenda that a description already holds: its topics and how good it is. What is no
//! agenda (join blocks, footers, signatures, empty templates) is taken away in [`clean`]; what a topic
//! line says is read in [`item`]. Whether an agenda is good enough is not judged here.

mod clean;
mod item;
mod terms;
mod timebox;
mod told;

use crate::lines::{self, Setting};
use crate::order::WordSet;
use crate::raw::TextFormat;
use clean::Piece;
pub(crate) use item::people;
use terms::Label;
pub(crate) use terms::is_given_name;
use told::Told;

/// More topics than this no meeting has; what comes after is not read.
const ITEM_LIMIT: usize = 60;
/// Longer texts are kept up to here, in bytes: what a meeting is for is said early.
const TEXT_LIMIT: usize = 4_000;

/// How much of an agenda there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgendaLevel {
    /// Nothing, or only join blocks, footers, signatures, headings and placeholders.
    #[default]
    None,
    /// It points to a document, board or ticket, and names no topic.
    LinkOnly,
    /// At least one specific topic.
    Topics,
    /// Topics, and an outcome, an owner or minutes on at least one.
    Good,
}

/// One topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The topic in the writer's words.
    pub topic: String,
    /// Time box in minutes.
    pub minutes: Option<u32>,
    /// Who leads it.
    pub owner: String,
    /// The whole line in the description that it was read from, markers left out; empty if the user
    /// added it in the gate, and if the line holds more than this topic and so cannot be changed for it
    /// alone. The write-back finds the line again by this text. For a row of an HTML table, its topic cell.
    pub line: String,
}

/// An agenda read from a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// How much there is.
    pub level: AgendaLevel,
    /// The topics in order.
    pub items: Vec<Item>,
    /// What will be decided or known, if the description says so: behind a label ("Goal: …", "Outcome: …",
    /// "Decide: …"), or else the sentence that says it.
    pub outcome: String,
    /// A link that the description gives as reading or notes, if there is one (never a join link).
    pub link: String,
}

/// Reads the agenda of a description. A sentence that only repeats the title is no topic.
pub fn read(description: &str, format: TextFormat, title: &str) -> Agenda {
    read_among(description, format, title, &WordSet::default()).0
}

/// As [`read`], knowing the people's names in lower case, which tells an owner ("Priya: budget") from a
/// heading ("Budget: forecast"). Gives the text too that was read: entries, rows and sentences, a line each,
/// without what is no agenda in any meeting.
pub(crate) fn read_among(
    description: &str,
    format: TextFormat,
    title: &str,
    people: &WordSet,
) -> (Agenda, String) {
    let mut reader = Reader {
        agenda: Agenda::default(),
        format,
        title: terms::content(title, &[]),
        people,
        section: Section::Open,
        used: false,
        in_list: false,
        blank: false,
        columns: None,
        pointer: false,
        labelled_outcome: false,
        decisions: false,
        paced: false,
        presented: false,
        starts: Vec::new(),
    };
    let mut text = String::new();
    for piece in clean::pieces(lines::lines(description, format)) {
        if !piece.text.is_empty() && text.len() < TEXT_LIMIT {
            text.push_str(crate::words::cut(&piece.text, 1_000));
            text.push('\n');
        }
        if reader.agenda.items.len() < ITEM_LIMIT {
            reader.piece(&piece);
        }
    }
    (reader.finish(), text)
}

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

struct Reader<'a> {
    agenda: Agenda,
    format: TextFormat,
    title: Vec<String>,
    people: &'a WordSet,
    section: Section,
    /// Something of the section was read.
    used: bool,
    /// The last piece was an entry of a list.
    in_list: bool,
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

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        if piece.text.is_empty() && piece.links.is_empty() {
            self.blank = true;
            return;
        }
        if std::mem::take(&mut self.blank) {
            self.after_blank(piece.setting);
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
            }
            Label::Agenda if !empty && !linked => {
                self.section = Section::Agenda;
                self.list(&text, "", 1);
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
        if told.points && told.matter <= 5 && !told.decides && !entry {
            self.pointer = true;
            return;
        }
        if self.section == Section::Outcome {
            self.outcome(&text, true);
            return;
        }
        // What is asked for may be followed by the topics: "Please prepare: budget, hiring".
        let listed = text.split_once([':', '：']).map_or("", |(_, rest)| rest);
        if running && told.is_idle() && item::parts(listed).len() < 2 && !self.is_list(&text) {
            return;
        }
        let timed = timebox::has_minutes(&text);
        self.paced |= told.paced && timed;
        self.presented |= told.presents;
        if told.paced && timebox::only_pace(&text) {
            return;
        }
        if (told.decides || self.decisions) && self.specific(&text) > 0 {
            self.outcome(&item::read(&text, self.people).1.topic, false);
            self.add(&text, &piece.line);
        } else if entry {
            if self.specific(&text) > 0 {
                self.add(&text, &piece.line);
            }
        } else {
            // Under a heading, and behind a label of the writer's own, one word may be a topic.
            let least = match text.split_once([':', '：']) {
                _ if self.section == Section::Agenda => 1,
                Some((front, rest)) if crate::words::words(front).len() <= 3 && self.specific(rest) > 1 => 2,
                _ => 4,
            };
            self.list(&text, &piece.line, least);
        }
    }

    /// Three parts or more, most of them about a matter: "welcome, tour of the building, lunch, payroll".
    fn is_list(&self, text: &str) -> bool {
        let parts = item::parts(text);
        let idle = |part: &&String| Told::of(part, &self.title, self.people).is_idle();
        parts.len() > 2 && parts.iter().filter(idle).count() * 2 < parts.len()
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

    /// Letters in brackets at the end of one topic may mean anything; behind several they are who leads.
    fn initials(&mut self) {
        let marked = |item: &Item| {
            let (topic, letters) = item.topic.strip_suffix(')')?.rsplit_once(" (")?;
            let initials =
                (2..=3).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_uppercase());
            (initials && item.owner.is_empty()).then(|| (topic.to_owned(), letters.to_owned()))
        };
        let marks: Vec<_> = self.agenda.items.iter().map(marked).collect();
        if marks.iter().flatten().count() < 2 {
            return;
        }
        for (item, mark) in self.agenda.items.iter_mut().zip(marks) {
            if let Some((topic, letters)) = mark {
                (item.topic, item.owner) = (topic, letters);
            }
        }
    }

    fn finish(mut self) -> Agenda {
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
        self.initials();
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

#[cfg(test)]
mod tests;
