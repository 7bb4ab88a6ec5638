//! The report: accuracy per label and language, confusion matrices, and what would hurt a user.

use crate::judged::Judged;
use crate::labelled::{Labelled, Labels};
use converel_core::advice::{self, WayOut};
use converel_core::answers::Answers;
use converel_core::dates::LocaleNames;
use converel_core::infer::Kind;
use converel_core::policy::Policy;
use converel_core::quadrant::Relationship;
use converel_core::raw::RawInvite;
use converel_core::verdict::{self, Context, Memory, Verdict};
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// A label by its name, as it should be and as it is judged.
type Reading = (&'static str, for<'a> fn(&'a Labels) -> &'a str, fn(&Judged) -> &'static str);

const LABELS: [Reading; 4] = [
    ("purpose", |labels| &labels.purpose, |judged| judged.purpose),
    ("kind", |labels| &labels.kind, |judged| judged.kind),
    ("agenda", |labels| &labels.agenda, |judged| judged.agenda),
    ("alternative", |labels| &labels.alternative, |judged| judged.alternative),
];

/// What became of one invite.
pub(crate) type Pair<'a> = (&'a Labelled, Judged);

/// A page in the making.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref());
        self.0.push('\n');
    }
}

/// The report as Markdown.
pub(crate) fn report(pairs: &[Pair<'_>]) -> String {
    let mut report = Page::default();
    let page = &mut report;
    page.line(format!("{} invites.\n", pairs.len()));
    accuracies(page, pairs);
    for (name, gold, judged) in LABELS {
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(invite, found)| (gold(&invite.labels), judged(found))).collect();
        matrix(page, name, &pairs);
    }
    risks(page, pairs);
    calibration(page, pairs);
    report.0
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.3}", part as f64 / whole.max(1) as f64)
}

fn accuracies(page: &mut Page, pairs: &[Pair<'_>]) {
    let mut languages: BTreeMap<&str, Vec<&Pair<'_>>> = BTreeMap::new();
    for pair in pairs {
        let language = pair.0.raw.language.as_str();
        languages
            .entry(if language.starts_with("en") { "en (all)" } else { language })
            .or_default()
            .push(pair);
        languages.entry(" all").or_default().push(pair);
    }
    page.line("| language | n | purpose | kind | agenda | agenda yes/no | alternative |");
    page.line("|---|---|---|---|---|---|---|");
    for (language, pairs) in languages {
        let right = |gold: fn(&Labels) -> &str, judged: fn(&Judged) -> &'static str| {
            share(pairs.iter().filter(|pair| gold(&pair.0.labels) == judged(&pair.1)).count(), pairs.len())
        };
        let agendas = pairs.iter().filter(|pair| has(&pair.0.labels.agenda) == has(pair.1.agenda)).count();
        page.line(format!(
            "| {} | {} | {} | {} | {} | {} | {} |",
            language.trim(),
            pairs.len(),
            right(|labels| &labels.purpose, |judged| judged.purpose),
            right(|labels| &labels.kind, |judged| judged.kind),
            right(|labels| &labels.agenda, |judged| judged.agenda),
            share(agendas, pairs.len()),
            right(|labels| &labels.alternative, |judged| judged.alternative),
        ));
    }
}

/// It says what will be talked about.
fn has(agenda: &str) -> bool {
    matches!(agenda, "topics" | "good")
}

/// Rows: as labelled; columns: as judged.
fn matrix(page: &mut Page, name: &str, pairs: &[(&str, &str)]) {
    let mut names: Vec<&str> = pairs.iter().flat_map(|(gold, judged)| [*gold, *judged]).collect();
    names.sort_unstable();
    names.dedup();
    page.line(format!("\n### {name}: rows as labelled, columns as judged\n"));
    let heads: Vec<String> = (1..=names.len()).map(|number| number.to_string()).collect();
    page.line(format!(
        "| | {} | recall | precision |\n|---|{}---|---|",
        heads.join(" | "),
        "---|".repeat(names.len())
    ));
    let count = |gold: &str, judged: &str| pairs.iter().filter(|pair| **pair == (gold, judged)).count();
    for (number, gold) in names.iter().enumerate() {
        let cells: Vec<String> = names
            .iter()
            .map(|judged| match count(gold, judged) {
                0 => "·".to_owned(),
                number => number.to_string(),
            })
            .collect();
        let labelled = pairs.iter().filter(|pair| pair.0 == *gold).count();
        let said = pairs.iter().filter(|pair| pair.1 == *gold).count();
        let right = count(gold, gold);
        page.line(format!(
            "| {} {gold} | {} | {} | {} |",
            number + 1,
            cells.join(" | "),
            share(right, labelled),
            share(right, said)
        ));
    }
}

fn risks(page: &mut Page, pairs: &[Pair<'_>]) {
    let count = |holds: &dyn Fn(&Labels, &Judged) -> bool| {
        pairs.iter().filter(|(invite, judged)| holds(&invite.labels, judged)).count()
    };
    let said = count(&|_, judged| judged.purpose == "conveyance");
    let right = count(&|labels, judged| judged.purpose == "conveyance" && labels.purpose == "conveyance");
    let kept = |labels: &Labels| labels.purpose == "bonding" || labels.kind == Kind::Interview.name();
    let urged = pairs.iter().filter(|(invite, _)| kept(&invite.labels) && urged_away(&invite.raw)).count();
    page.line("\n### What would hurt\n");
    page.line(format!("- conveyance: {right} of {said} called so are so ({})", share(right, said)));
    page.line(format!(
        "- bonding called conveyance: {} of {}",
        count(&|labels, judged| labels.purpose == "bonding" && judged.purpose == "conveyance"),
        count(&|labels, _| labels.purpose == "bonding")
    ));
    page.line(format!(
        "- bonding or interview urged away, were the people known to each other: {urged} of {}",
        count(&|labels, _| kept(labels))
    ));
    page.line(format!(
        "- no agenda taken for one: {} of {}",
        count(&|labels, judged| labels.agenda == "none" && has(judged.agenda)),
        count(&|labels, _| labels.agenda == "none")
    ));
}

/// How often the purpose is right at each confidence.
fn calibration(page: &mut Page, pairs: &[Pair<'_>]) {
    page.line("\n### Confidence\n\n| confidence | invites | purpose right |\n|---|---|---|");
    for (from, to) in [(0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
        let here: Vec<_> =
            pairs.iter().filter(|(_, judged)| (from..to).contains(&judged.confidence)).collect();
        let right = here.iter().filter(|(invite, judged)| invite.labels.purpose == judged.purpose).count();
        page.line(format!(
            "| {from:.1} to {:.1} | {} | {} |",
            f32::min(to, 1.0),
            here.len(),
            share(right, here.len())
        ));
    }
}

/// Lists every label that is judged otherwise.
pub(crate) fn errors(pairs: &[Pair<'_>]) {
    for (invite, judged) in pairs {
        for (name, gold, found) in LABELS {
            if gold(&invite.labels) != found(judged) {
                println!(
                    "{} {} {name}: {} for {} ({:.2}) | {} | {}",
                    invite.id,
                    invite.raw.language,
                    found(judged),
                    gold(&invite.labels),
                    judged.confidence,
                    invite.raw.title,
                    judged.reasons.join("; ")
                );
            }
        }
    }
}

/// Whether the gate advises writing in the place of the meeting, were the people known to each other and every
/// exemption taken off the list.
fn urged_away(raw: &RawInvite) -> bool {
    let policy = Policy { exemptions: Vec::new(), ..Policy::default() };
    let context = Context {
        policy: &policy,
        names: &LocaleNames::default(),
        // Before every invite of a corpus.
        now: DateTime::MIN,
        paused: false,
        memory: &Memory::default(),
        before: None,
    };
    let judged = verdict::judge(raw, &context);
    let Verdict::Ask(question) = &judged.verdict else { return false };
    let answers = Answers { relationship: Some(Relationship::Strong), ..question.answers.clone() };
    advice::advise(&judged.invite, question, &answers, &policy).way_out == WayOut::Async
}
