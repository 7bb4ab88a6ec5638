//! The handbook's pages before they become Markdown or a preview: what each says, from the team's facts, the settings,
//! closed rounds and decisions. What the team has not said is marked as to be agreed, with the question to answer; it is
//! never made up.

mod communication;
pub(super) mod decisions;
mod glossary;
mod index;
pub(super) mod markdown;
mod meetings;
mod onboarding;
mod results;
#[cfg(test)]
mod tests;
mod workflow;

use crate::document::words::Words;
use crate::template::check_address;
use converel_protocol::settings::Settings;
use converel_protocol::team::decision::{Decision, Rules};
use converel_protocol::team::handbook::{Facts, Row};
use converel_protocol::team::results::Results;
use jiff::civil::Date;

/// What the pages are made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'a> {
    /// What the team says of itself.
    pub facts: &'a Facts,
    /// The settings: the largest audience, where notes are kept, people and pods.
    pub settings: &'a Settings,
    /// The results of closed rounds.
    pub results: &'a [Results],
    /// The decision log.
    pub decisions: &'a [Decision],
    /// How the team decides.
    pub rules: &'a Rules,
    /// Today.
    pub today: Date,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The name of its file.
    pub file: &'static str,
    /// The title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of the second level.
    Heading(String),
    /// A paragraph.
    Text(Line),
    /// Lines in no order.
    List(Vec<Line>),
    /// Lines in their order.
    Steps(Vec<Line>),
    /// A table.
    Table(Table),
    /// A text to copy as it is. Ours alone: it is not escaped.
    Code(&'static str),
}

/// A line. Whatever stands in it is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Plain.
    Text(String),
    /// A name, and what is said of it.
    Named(String, String),
    /// A link: its words, where it leads, and what is said of it, which may be empty.
    Link(String, Address, String),
    /// Not agreed yet: how that is marked, and the question to answer.
    Open(String, String),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To another page.
    Page(&'static str),
    /// To a file that is saved with the pages.
    File(String),
    /// To an address that [`check_address`] let pass.
    Web(String),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// What it shows; not part of the Markdown, where its heading says that.
    pub caption: String,
    /// The columns' names.
    pub columns: Vec<String>,
    /// As many cells as there are columns in each.
    pub rows: Vec<Vec<Line>>,
}

/// The file of the first page.
pub(super) const INDEX: &str = "README.md";

/// The pages, the first one first.
pub(super) fn pages(input: &Input<'_>, words: &dyn Words) -> Vec<Page> {
    let mut pages = vec![
        communication::page(input, words),
        meetings::page(input, words),
        decisions::page(input, words),
        workflow::page(input, words),
        onboarding::page(input, words),
        glossary::page(input, words),
    ];
    pages.extend(results::page(input, words));
    pages.insert(0, index::page(input, &pages, words));
    pages
}

impl Page {
    /// Every line of it.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block| -> Vec<&Line> {
            match block {
                Block::Heading(_) | Block::Code(_) => Vec::new(),
                Block::Text(line) => vec![line],
                Block::List(lines) | Block::Steps(lines) => lines.iter().collect(),
                Block::Table(table) => table.rows.iter().flatten().collect(),
            }
        })
    }

    /// The questions of it that are not answered yet, in their order, each once.
    pub(super) fn open(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for line in self.lines() {
            match line {
                Line::Open(_, question) if !found.contains(&question.as_str()) => found.push(question),
                _ => {}
            }
        }
        found
    }
}

/// What holds without being filled in: how the team is reached, in words of ours, until it has agreed on its own.
pub(super) fn suggested(words: &dyn Words) -> Facts {
    let channel = |id: &str, name: &str, about: &str, when: &str| Row {
        id: id.to_owned(),
        name: words.text(name),
        about: words.text(about),
        who: String::new(),
        when: words.text(when),
    };
    Facts {
        schema: converel_protocol::team::TEAM_SCHEMA,
        channels: vec![
            channel(
                "chat",
                "team_handbook_channel_chat",
                "team_handbook_channel_chat_for",
                "team_handbook_channel_chat_time",
            ),
            channel(
                "mail",
                "team_handbook_channel_mail",
                "team_handbook_channel_mail_for",
                "team_handbook_channel_mail_time",
            ),
            channel(
                "review",
                "team_handbook_channel_review",
                "team_handbook_channel_review_for",
                "team_handbook_channel_review_time",
            ),
            channel(
                URGENT,
                "team_handbook_channel_call",
                "team_handbook_channel_call_for",
                "team_handbook_channel_call_time",
            ),
        ],
        ..Facts::default()
    }
}

/// The id of the suggested channel for what cannot wait.
const URGENT: &str = "urgent";

fn heading(words: &dyn Words, name: &str) -> Block {
    Block::Heading(words.text(name))
}

fn text(words: &dyn Words, name: &str) -> Block {
    Block::Text(Line::Text(words.text(name)))
}

fn lines(words: &dyn Words, names: &[&str]) -> Vec<Line> {
    names.iter().map(|name| Line::Text(words.text(name))).collect()
}

fn named(words: &dyn Words, name: &str, text: impl Into<String>) -> Line {
    Line::Named(words.text(name), text.into())
}

/// Something to be agreed; `name` is the question's.
fn open(words: &dyn Words, name: &str) -> Line {
    Line::Open(words.text("team_handbook_open"), words.text(name))
}

/// What the team said, or the question.
fn said(words: &dyn Words, said: &str, question: &str) -> Line {
    if said.trim().is_empty() { open(words, question) } else { Line::Text(said.to_owned()) }
}

/// What the team said under its name, or the question.
fn named_or(words: &dyn Words, name: &str, said: &str, question: &str) -> Line {
    if said.trim().is_empty() { open(words, question) } else { named(words, name, said) }
}

/// A link that the team gave, or the question. What is no address of the web stays text.
fn link_or(words: &dyn Words, name: &str, given: &str, question: &str) -> Line {
    let given = given.trim();
    if given.is_empty() {
        return open(words, question);
    }
    match check_address(given) {
        Ok(()) => Line::Link(words.text(name), Address::Web(given.to_owned()), String::new()),
        Err(_) => named(words, name, given),
    }
}

fn link_to(words: &dyn Words, page: &'static str, name: &str, about: &str) -> Line {
    Line::Link(words.text(name), Address::Page(page), words.text(about))
}

/// A table with these columns; the first names what it shows.
fn table(words: &dyn Words, caption: &str, columns: &[&str], rows: Vec<Vec<Line>>) -> Block {
    Block::Table(Table {
        caption: words.text(caption),
        columns: columns.iter().map(|name| words.text(name)).collect(),
        rows,
    })
}

/// The rows that say something.
fn filled(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| !converel_team::handbook::is_blank(row))
}

/// Where the handbook stands: what the facts say, or where the settings say that notes are kept.
fn handbook_link<'a>(input: &Input<'a>) -> &'a str {
    let own = input.facts.handbook_link.trim();
    if own.is_empty() { input.settings.notes_link.trim() } else { own }
}
