//! What *Send* writes into the calendar's description, as steps that a page script can do without
//! judging: change a line in place, or put a block in front. Nothing else in the description changes.

use crate::agenda::Item;
use crate::answers::{Answers, Role, filled};
use crate::dates;
use crate::invite::Invite;
use crate::lines::{self, unmarked};

/// A part of the block that is put in front of the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading line, e.g. "Agenda".
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Bullets.
    List(Vec<String>),
}

/// A line of the description that gets new text in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    /// The line as it is, markers left out.
    pub from: String,
    /// The line as it will be.
    pub to: String,
}

/// The steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Lines changed in place.
    pub edits: Vec<LineEdit>,
    /// The block that goes in front of what is there; empty: none.
    pub blocks: Vec<Block>,
    /// Every line that must be found, in any order, when the description is read back.
    pub proof: Vec<String>,
}

impl Patch {
    /// There is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.blocks.is_empty()
    }
}

/// Label of the line that names those who get the notes instead.
const INFORMED: &str = "For information (notes instead):";
/// Label of a series' review date.
const REVIEW: &str = "Series review:";
/// As many names as the line of those informed shows.
const NAMES: usize = 25;

/// What *Send* writes for `answers`. What the description says already is not written again, so a
/// second patch of the same answers is empty.
pub fn patch(invite: &Invite, answers: &Answers) -> Patch {
    let present = Present::of(invite);
    let mut patch = Patch::default();
    purpose(invite, &one_line(&answers.purpose), &present, &mut patch);
    topics(invite, answers, &present, &mut patch);

    let labelled = |label: &str, value: &str, patch: &mut Patch| {
        let value = one_line(value);
        let line = format!("{label} {value}");
        if filled(&value) && !present.has(&line) && !present.has(&value) {
            patch.blocks.push(Block::Paragraph(line));
        }
    };
    labelled("Preparation:", &answers.preparation, &mut patch);
    let notes = answers.notes_link.trim();
    if notes != invite.agenda.link && !present.mentions(notes) {
        labelled("Notes:", notes, &mut patch);
    }
    labelled("Facilitator:", &answers.facilitator, &mut patch);
    own_line(INFORMED, &informed(invite, answers), &present, &mut patch);
    if let (Some(date), Some(_)) = (answers.review_on, &invite.recurrence) {
        own_line(REVIEW, &dates::written(date), &present, &mut patch);
    }

    patch.proof.extend(patch.edits.iter().map(|edit| edit.to.clone()));
    for block in &patch.blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => patch.proof.push(text.clone()),
            Block::List(items) => patch.proof.extend_from_slice(items),
        }
    }
    patch
}

/// The purpose takes the place of an outcome that stands behind a label ("Goal: …"), or goes in front.
fn purpose(invite: &Invite, purpose: &str, present: &Present, patch: &mut Patch) {
    let before = one_line(&invite.agenda.outcome);
    if !filled(purpose) || purpose == before || present.has(&format!("Purpose: {purpose}")) {
        return;
    }
    let labelled = present.lines.iter().find_map(|line| {
        let label = line.strip_suffix(before.as_str())?.trim_end();
        (!before.is_empty() && label.ends_with(':')).then(|| (line.clone(), format!("{label} {purpose}")))
    });
    match labelled {
        Some((from, to)) => patch.edits.push(LineEdit { from, to }),
        None => patch.blocks.push(Block::Paragraph(format!("Purpose: {purpose}"))),
    }
}

fn topics(invite: &Invite, answers: &Answers, present: &Present, patch: &mut Patch) {
    let mut added = Vec::new();
    for item in answers.topics() {
        let item = Item {
            topic: one_line(&item.topic),
            minutes: item.minutes,
            owner: one_line(&item.owner),
            line: item.line.clone(),
        };
        let says_the_same = |read: &Item| {
            read.topic == item.topic && read.minutes == item.minutes && read.owner == item.owner
        };
        if invite.agenda.items.iter().any(says_the_same) {
            continue;
        }
        let whole = item.written();
        let appended = format!("{}{}", item.line.trim_end_matches([':', ' ']), details(&item));
        if present.has(&whole) || (!item.line.is_empty() && present.has(&appended)) {
            continue;
        }
        let read = invite.agenda.items.iter().find(|read| !read.line.is_empty() && read.line == item.line);
        match read {
            // The line says the topic and no more: it keeps its words, and gets the details behind them.
            Some(read) if read.topic == item.topic && read.minutes.is_none() && read.owner.is_empty() => {
                patch.edits.push(LineEdit { from: item.line, to: appended });
            }
            Some(_) => patch.edits.push(LineEdit { from: item.line, to: whole }),
            // It stands there and is no longer read as a topic, as an agenda was put in front of it.
            None if !item.line.is_empty() && present.has(&item.line) => {
                if item.says_more_than_its_line() {
                    patch.edits.push(LineEdit { from: item.line, to: whole });
                }
            }
            None => added.push(whole),
        }
    }
    if !added.is_empty() {
        patch.blocks.push(Block::Heading("Agenda".to_owned()));
        patch.blocks.push(Block::List(added));
    }
}

impl Item {
    /// The topic with its minutes and owner, as it is written into a description.
    pub fn written(&self) -> String {
        format!("{}{}", one_line(&self.topic), details(self))
    }
}

/// Minutes and owner as they stand behind a topic, with the space before them.
fn details(item: &Item) -> String {
    let owner = one_line(&item.owner);
    match (item.minutes, filled(&owner)) {
        (Some(minutes), true) => format!(" ({minutes} min, {owner})"),
        (Some(minutes), false) => format!(" ({minutes} min)"),
        (None, true) => format!(" ({owner})"),
        (None, false) => String::new(),
    }
}

/// A line that only this gate writes: an older one is brought up to date in place.
fn own_line(label: &str, value: &str, present: &Present, patch: &mut Patch) {
    let line = format!("{label} {value}");
    if value.is_empty() || present.has(&line) {
        return;
    }
    match present.lines.iter().find(|old| old.starts_with(label)) {
        Some(old) => patch.edits.push(LineEdit { from: old.clone(), to: line }),
        None => patch.blocks.push(Block::Paragraph(line)),
    }
}

fn informed(invite: &Invite, answers: &Answers) -> String {
    let guests = invite.guests.iter().zip(&answers.roles);
    let names: Vec<String> =
        guests.filter(|(_, role)| **role == Role::Informed).map(|(guest, _)| one_line(&guest.name)).collect();
    let shown = names.get(..NAMES).unwrap_or(&names).join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The lines that the description holds, list markers left out.
struct Present {
    lines: Vec<String>,
}

impl Present {
    fn of(invite: &Invite) -> Self {
        let lines = lines::lines(&invite.description, invite.format);
        Self { lines: lines.into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect() }
    }

    /// A line says `text`, as a paragraph or behind a bullet.
    fn has(&self, text: &str) -> bool {
        let bullet = format!("- {text}");
        let forms = [text, unmarked(text), unmarked(&bullet)];
        self.lines.iter().any(|line| forms.contains(&line.as_str()))
    }

    /// Some line contains `text`.
    fn mentions(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }
}

/// One line of clean text: white space and control characters become single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|character: char| character.is_whitespace() || character.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}
