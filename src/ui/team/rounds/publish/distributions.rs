//! What was said to the questions of a group, as tables: each chart of the page is one here, too.

use super::{Teller, own};
use crate::document::words::Words;
use crate::document::{Cell, Part, Table};
use crate::team::rounds::words;
use converel_protocol::team::results::{Bin, Distribution, Outcome, Ranked, Shown};
use converel_protocol::team::round::{Form, Question};

/// The columns of a ranking's places.
pub(in crate::team::rounds) const PLACES: [&str; 6] = [
    "team_results_place_1",
    "team_results_place_2",
    "team_results_place_3",
    "team_results_place_4",
    "team_results_place_5",
    "team_results_place_6",
];

impl Teller<'_> {
    /// The group's scales in one table: a row for each question, how many chose each step, the darker the more.
    pub(super) fn scales<'a>(&self, outcomes: impl Iterator<Item = &'a Outcome>, parts: &mut Vec<Part>) {
        let scales: Vec<(&Question, [u32; 5], f64, f64)> = outcomes
            .filter_map(|outcome| match outcome.shown.as_ref()?.said {
                Distribution::Scale { counts, mean, gap } => Some((&outcome.question, counts, mean, gap)),
                _ => None,
            })
            .collect();
        // Questions with the same names of steps stand together.
        let ends = |question: &Question| {
            (words::step_of(self.words, question, 1), words::step_of(self.words, question, 5))
        };
        let mut kinds: Vec<(String, String)> = Vec::new();
        for (question, ..) in &scales {
            if !kinds.contains(&ends(question)) {
                kinds.push(ends(question));
            }
        }
        for kind in kinds {
            let of_kind: Vec<_> = scales.iter().filter(|(question, ..)| ends(question) == kind).collect();
            let legend = self.words.message("team_results_scale", &[&kind.0, &kind.1]);
            let mut columns = self.columns(&[("team_results_question", false)]);
            columns.extend((1..=5).map(|step| (self.words.number(f64::from(step), 0), true)));
            columns.extend(self.columns(&[("team_results_mean", true), ("team_results_gap", true)]));
            if self.compares() {
                columns.extend(self.columns(&[("team_results_change", true)]));
            }
            let rows = of_kind.iter().map(|(question, counts, mean, gap)| {
                let mut row = vec![self.asked(question)];
                row.extend(counts.iter().map(|count| self.count(*count)));
                row.extend([self.figure(*mean), self.figure(*gap)]);
                if self.compares() {
                    row.push(self.difference(self.change(question)));
                }
                row
            });
            parts.push(Part::Text(legend.clone()));
            parts.push(Part::Table(Table {
                caption: legend,
                columns,
                rows: rows.collect(),
                bars: Vec::new(),
                shades: of_kind.iter().map(|(_, counts, ..)| shades(counts)).collect(),
            }));
        }
    }

    /// What was said to a question of another form than a scale.
    pub(super) fn distribution(&self, outcome: &Outcome, parts: &mut Vec<Part>) {
        let question = &outcome.question;
        let Some(Shown { answered, said }) = &outcome.shown else { return };
        let asked = words::asked(self.words, question).0;
        let answered = self.words.plural("team_results_answers", f64::from(*answered));
        match said {
            Distribution::Scale { .. } => {}
            Distribution::Amount { bins, median, mean } => {
                let mut facts = vec![
                    (self.words.text("team_results_median"), amount(self.words, question.form, *median)),
                    (self.words.text("team_results_mean"), amount(self.words, question.form, *mean)),
                ];
                if let Some((before, _)) = self.change(question) {
                    let name = self.words.text("team_results_median_before");
                    facts.push((name, amount(self.words, question.form, before)));
                }
                parts.extend([Part::Subheading(asked.clone()), Part::Text(answered), Part::Facts(facts)]);
                parts.push(self.bins(asked, question.form, bins));
            }
            Distribution::Ranking { benefits } => {
                parts.extend([
                    Part::Subheading(asked.clone()),
                    Part::Text(answered),
                    self.ranking(asked, benefits),
                ]);
            }
            Distribution::Texts { texts } => {
                let texts = texts.iter().cloned().map(Cell::Foreign).collect();
                parts.extend([Part::Subheading(asked), Part::Text(answered), Part::List(texts)]);
            }
        }
    }

    fn bins(&self, caption: String, form: Form, bins: &[Bin]) -> Part {
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or_default().max(1);
        let name = if form == Form::Days { "team_results_days" } else { "team_results_hours" };
        Part::Table(Table {
            caption,
            columns: self.columns(&[(name, false), ("team_results_people", true)]),
            rows: bins
                .iter()
                .map(|bin| vec![own(range(self.words, form, bin)), self.count(bin.count)])
                .collect(),
            bars: bins.iter().map(|bin| f64::from(bin.count) / f64::from(most)).collect(),
            shades: Vec::new(),
        })
    }

    fn ranking(&self, caption: String, benefits: &[Ranked]) -> Part {
        let mut columns = self.columns(&[("team_results_benefit", false), ("team_results_rank", true)]);
        if !self.moved.is_empty() {
            columns.extend(self.columns(&[("team_results_rank_before", true)]));
        }
        columns.extend(self.columns(&PLACES.map(|name| (name, true))));
        let row = |ranked: &Ranked| {
            let mut row =
                vec![own(words::benefit_name(self.words, ranked.benefit)), self.figure(ranked.mean)];
            if !self.moved.is_empty() {
                let before = self.moved.iter().find(|moved| moved.benefit == ranked.benefit);
                row.push(before.map_or_else(|| own("–"), |moved| self.figure(moved.before)));
            }
            row.extend(ranked.counts.iter().map(|count| self.count(*count)));
            row
        };
        Part::Table(Table {
            caption,
            columns,
            rows: benefits.iter().map(row).collect(),
            // Rank 1 is the whole bar, rank 6 none.
            bars: benefits.iter().map(|ranked| (6.0 - ranked.mean) / 5.0).collect(),
            shades: Vec::new(),
        })
    }

    /// Had, wanted, missed.
    pub(super) fn deep(&self, parts: &mut Vec<Part>) {
        let Some(deep) = &self.results.deep else { return };
        let title = self.words.text("team_results_deep");
        let facts = [
            ("team_results_deep_had", deep.had),
            ("team_results_deep_wanted", deep.wanted),
            ("team_results_deep_deficit", deep.deficit),
        ];
        let fact =
            |(name, hours): (&str, f64)| (self.words.text(name), amount(self.words, Form::Hours, hours));
        parts.extend([
            Part::Subheading(title),
            Part::Text(self.words.plural("team_results_deep_text", f64::from(deep.answered))),
            Part::Facts(facts.into_iter().map(fact).collect()),
            Part::Text(self.words.text("team_results_deep_source")),
            self.bins(self.words.text("team_results_deep_missing"), Form::Hours, &deep.deficits),
        ]);
    }
}

/// Hours or working days, with the word.
pub(in crate::team::rounds) fn amount(words: &dyn Words, form: Form, value: f64) -> String {
    let value = (value * 10.0).round() / 10.0;
    words.plural(
        if form == Form::Days { "team_results_days_count" } else { "team_results_hours_count" },
        value,
    )
}

/// What a bin holds, in words.
pub(in crate::team::rounds) fn range(words: &dyn Words, form: Form, bin: &Bin) -> String {
    let number = |value: f64| words.number(value, 1);
    match (bin.to, form) {
        (None, _) => words.message("team_results_and_more", &[&number(bin.from)]),
        // Days are whole: the last one of the bin is told.
        (Some(to), Form::Days) => {
            words.message("team_results_range", &[&number(bin.from), &number(to - 1.0)])
        }
        (Some(to), _) => words.message("team_results_range_below", &[&number(bin.from), &number(to)]),
    }
}

/// How strongly each count stands out among these: 0 for none, then a quarter of all each.
fn shades(counts: &[u32; 5]) -> Vec<u8> {
    let all = counts.iter().sum::<u32>().max(1);
    counts
        .iter()
        .map(|count| match f64::from(*count) / f64::from(all) {
            none if none <= 0.0 => 0,
            few if few <= 0.25 => 1,
            some if some <= 0.5 => 2,
            many if many <= 0.75 => 3,
            _ => 4,
        })
        .collect()
}
