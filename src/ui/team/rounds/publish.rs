//! The results of a round for everybody: as Markdown for a handbook, and as one page that prints well. They are
//! composed of [`Results`] alone, so nothing can stand in them that may not be shown.

mod distributions;

pub(super) use distributions::{PLACES, amount, range};

use super::words;
use crate::document::words::{Screen, Words, date};
use crate::document::{self, Cell, Document, Part, Table};
use converel_protocol::team::results::{Outcome, Results};
use converel_protocol::team::round::{Form, Group, Question};
use converel_team::compare::{Change, Moved, compare, moved};
use converel_team::suggest::{LOW, Suggestion, suggestions};

/// The results as Markdown. `before`: those of the round that they are compared with.
pub(crate) fn markdown(results: &Results, before: Option<&Results>) -> String {
    document::markdown(&compose(results, before, &Screen))
}

/// The results as a page that stands alone.
pub(crate) fn page(results: &Results, before: Option<&Results>) -> String {
    document::page(&compose(results, before, &Screen))
}

/// What is told, in these words.
fn compose(results: &Results, before: Option<&Results>, words: &dyn Words) -> Document {
    let teller = Teller {
        results,
        words,
        changes: before.map_or_else(Vec::new, |before| compare(before, results)),
        moved: before.map_or_else(Vec::new, |before| moved(before, results)),
    };
    let mut parts = vec![Part::Text(teller.closed())];
    if let Some(before) = before.filter(|_| teller.compares()) {
        let day = date(words, &before.closed_on);
        parts.push(Part::Text(words.message("team_results_compared", &[&before.title, &day])));
    }
    teller.gaps(&mut parts);
    for group in Group::ALL {
        teller.group(group, &mut parts);
    }
    teller.hidden(&mut parts);
    teller.suggestions(&mut parts);
    parts.push(teller.heading("team_results_basis"));
    parts.push(Part::Text(words.text("team_results_basis_text")));
    Document {
        title: words.message("team_results_title", &[&results.title]),
        language: words.language(),
        direction: words.direction(),
        parts,
    }
}

struct Teller<'a> {
    results: &'a Results,
    words: &'a dyn Words,
    changes: Vec<Change>,
    moved: Vec<Moved>,
}

fn own(text: impl Into<String>) -> Cell {
    Cell::Own(text.into())
}

impl Teller<'_> {
    fn heading(&self, name: &str) -> Part {
        Part::Heading(self.words.text(name))
    }

    fn text(&self, name: &str) -> Part {
        Part::Text(self.words.text(name))
    }

    fn columns(&self, names: &[(&str, bool)]) -> Vec<(String, bool)> {
        names.iter().map(|(name, figure)| (self.words.text(name), *figure)).collect()
    }

    fn figure(&self, value: f64) -> Cell {
        own(self.words.number(value, 1))
    }

    fn count(&self, value: u32) -> Cell {
        own(self.words.number(f64::from(value), 0))
    }

    /// What became of it since the last round: with its sign, and `–` where there is nothing to compare with.
    fn difference(&self, change: Option<(f64, f64)>) -> Cell {
        own(change.map_or_else(|| "–".to_owned(), |(before, now)| signed(self.words, now - before)))
    }

    fn compares(&self) -> bool {
        !self.changes.is_empty() || !self.moved.is_empty()
    }

    fn change(&self, question: &Question) -> Option<(f64, f64)> {
        let change = self.changes.iter().find(|change| change.question == question.id)?;
        Some((change.before, change.now))
    }

    /// The question; in somebody's own words it is foreign.
    fn asked(&self, question: &Question) -> Cell {
        let text = words::asked(self.words, question).0;
        if question.text.trim().is_empty() { Cell::Own(text) } else { Cell::Foreign(text) }
    }

    fn closed(&self) -> String {
        let Results { closed_on, answers, .. } = self.results;
        let people = self.words.plural("team_results_answers", f64::from(*answers));
        self.words.message("team_results_closed", &[&date(self.words, closed_on), &people])
    }

    /// Groups, and questions that are far from where one would like to be: the largest gap first.
    fn gaps(&self, parts: &mut Vec<Part>) {
        let groups = &self.results.groups;
        if groups.is_empty() {
            return;
        }
        parts.push(self.heading("team_results_gaps"));
        parts.push(self.text("team_results_gaps_text"));
        let columns =
            [("team_results_group", false), ("team_results_mean", true), ("team_results_gap", true)];
        let row = |group: &converel_protocol::team::results::GroupOutcome| {
            vec![own(words::group(self.words, group.group)), self.figure(group.mean), self.figure(group.gap)]
        };
        parts.push(Part::Table(Table {
            caption: self.words.text("team_results_groups"),
            columns: self.columns(&columns),
            rows: groups.iter().map(row).collect(),
            bars: groups.iter().map(|group| group.gap / 4.0).collect(),
            shades: Vec::new(),
        }));
        let mut low = low(self.results);
        low.sort_by(|one, other| other.1.total_cmp(&one.1));
        parts.push(Part::Subheading(self.words.text("team_results_low")));
        if low.is_empty() {
            parts.push(self.text("team_results_no_low"));
            return;
        }
        parts.push(Part::Table(Table {
            caption: self.words.text("team_results_low"),
            columns: self.columns(&[("team_results_question", false), ("team_results_gap", true)]),
            rows: low.iter().map(|(question, gap)| vec![self.asked(question), self.figure(*gap)]).collect(),
            bars: low.iter().map(|(_, gap)| gap / 4.0).collect(),
            shades: Vec::new(),
        }));
    }

    fn group(&self, group: Group, parts: &mut Vec<Part>) {
        let mut told = Vec::new();
        let shown = || self.results.questions.iter().filter(|outcome| outcome.question.group == group);
        self.scales(shown(), &mut told);
        for outcome in shown() {
            self.distribution(outcome, &mut told);
        }
        if group == Group::DeepWork {
            self.deep(&mut told);
        }
        if !told.is_empty() {
            parts.push(Part::Heading(words::group(self.words, group)));
            parts.append(&mut told);
        }
    }

    /// What was asked and is not shown. How many answered it is not known here either.
    fn hidden(&self, parts: &mut Vec<Part>) {
        let hidden: Vec<&Outcome> =
            self.results.questions.iter().filter(|outcome| outcome.shown.is_none()).collect();
        if !hidden.is_empty() {
            parts.push(self.heading("team_results_hidden"));
            parts.push(self.text("team_results_hidden_text"));
            parts.push(Part::List(hidden.iter().map(|outcome| self.asked(&outcome.question)).collect()));
        }
    }

    fn suggestions(&self, parts: &mut Vec<Part>) {
        let found = suggestions(self.results);
        if found.is_empty() {
            return;
        }
        let row = |suggestion: &Suggestion| {
            let asked =
                self.results.questions.iter().find(|outcome| outcome.question.id == suggestion.question);
            vec![
                own(words::practice(self.words, suggestion.practice)),
                own(words::practice_text(self.words, suggestion.practice)),
                asked.map_or_else(|| own("–"), |outcome| self.asked(&outcome.question)),
            ]
        };
        let columns = [
            ("team_results_practice", false),
            ("team_results_to_do", false),
            ("team_results_because", false),
        ];
        parts.push(self.heading("team_results_suggestions"));
        parts.push(self.text("team_results_suggestions_text"));
        parts.push(Part::Table(Table {
            caption: self.words.text("team_results_suggestions"),
            columns: self.columns(&columns),
            rows: found.iter().map(row).collect(),
            ..Table::default()
        }));
    }
}

/// "+0.4", "−0.4", "0".
pub(super) fn signed(words: &dyn Words, value: f64) -> String {
    // Rounded first, so that nothing has a sign; the sum takes it off a zero.
    let value = (value * 10.0).round() / 10.0 + 0.0;
    let number = words.number(value, 1);
    if value > 0.0 { format!("+{number}") } else { number }
}

/// The scales whose gap is one, each with it.
fn low(results: &Results) -> Vec<(&Question, f64)> {
    use converel_protocol::team::results::Distribution::Scale;
    let gap = |outcome: &Outcome| match outcome.shown.as_ref()?.said {
        Scale { gap, .. } if outcome.question.form == Form::Scale && gap >= LOW => Some(gap),
        _ => None,
    };
    results.questions.iter().filter_map(|outcome| Some((&outcome.question, gap(outcome)?))).collect()
}

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
