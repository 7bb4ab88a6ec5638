//! The decision guide: what can be taken back and what not, who decides, how it goes; the template; the log's index.

use super::{Address, Block, Input, Line, Page, heading, lines, named, open, said, table, text};
use crate::document::words::{Words, date};
use converel_protocol::settings::{Settings, name_of};
use converel_protocol::team::decision::{Decision, Rules, State};
use converel_team::decision::is_same;
use converel_team::decision::madr::{file_names, write};

pub(super) const FILE: &str = "decisions.md";

/// The headings of MADR 4 (<https://adr.github.io/madr/>): a format, which has no translation.
const TEMPLATE: &str = "---
status: proposed
date: YYYY-MM-DD
decision-makers:
consulted:
informed:
---

# …

## Context and Problem Statement

## Decision Drivers

*

## Considered Options

*

## Decision Outcome

Chosen option: \"…\", because …

### Consequences

* Good, because …
* Bad, because …

## Pros and Cons of the Options

## More Information
";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let mut blocks = vec![
        text(words, "team_handbook_decisions_intro"),
        heading(words, "team_handbook_decisions_reversible"),
        Block::List(vec![
            named(words, "team_handbook_decisions_can", words.text("team_handbook_decisions_can_text")),
            named(words, "team_handbook_decisions_cannot", words.text("team_handbook_decisions_cannot_text")),
        ]),
    ];
    let categories: Vec<Line> = input
        .rules
        .irreversible
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| Line::Text(category(name, words)))
        .collect();
    if categories.is_empty() {
        blocks.push(Block::Text(open(words, "team_handbook_ask_irreversible")));
    } else {
        blocks.push(text(words, "team_handbook_decisions_categories"));
        blocks.push(Block::List(categories));
    }
    blocks.extend([
        heading(words, "team_handbook_decisions_who"),
        text(words, "team_handbook_decisions_dri"),
        pods(input, words),
        heading(words, "team_handbook_decisions_how"),
        Block::Steps(steps(input, words)),
        heading(words, "team_handbook_decisions_template"),
        text(words, "team_handbook_decisions_template_text"),
        Block::Code(TEMPLATE),
        heading(words, "team_handbook_decisions_log"),
        log(input, words),
    ]);
    Page { file: FILE, title: words.text("team_handbook_decisions"), blocks }
}

/// The name of a category: ours in the reader's language, the team's own as it is.
fn category(name: &str, words: &dyn Words) -> String {
    const NAMES: [&str; 3] = [
        "team_decision_category_financial",
        "team_decision_category_compliance",
        "team_decision_category_regulatory",
    ];
    let ours = Rules::OURS.iter().zip(NAMES).find(|(own, _)| is_same(own, name));
    ours.map_or_else(|| name.to_owned(), |(_, name)| words.text(name))
}

/// Who decides about what. Of people the handbook tells the names, and no address.
fn pods(input: &Input<'_>, words: &dyn Words) -> Block {
    let Settings { people, pods, .. } = input.settings;
    if pods.is_empty() {
        return Block::Text(open(words, "team_handbook_ask_pods"));
    }
    let name = |address: &String| name_of(people, address);
    let rows = pods.iter().map(|pod| {
        let others = pod.members.iter().filter(|member| **member != pod.responsible).filter_map(name);
        vec![
            Line::Text(pod.name.clone()),
            said(words, &pod.purpose, "team_handbook_ask_purpose"),
            said(words, name(&pod.responsible).unwrap_or_default(), "team_handbook_ask_responsible"),
            Line::Text(others.collect::<Vec<_>>().join(", ")),
        ]
    });
    let columns =
        ["team_handbook_pod", "team_handbook_purpose", "team_handbook_responsible", "team_handbook_members"];
    table(words, "team_handbook_decisions_who", &columns, rows.collect())
}

fn steps(input: &Input<'_>, words: &dyn Words) -> Vec<Line> {
    let mut steps = lines(words, &["team_handbook_decisions_step_write"]);
    let days = words.plural("team_handbook_decisions_step_ask", f64::from(input.rules.comment_days));
    steps.push(Line::Text(days));
    steps.extend(lines(
        words,
        &[
            "team_handbook_decisions_step_stopper",
            "team_handbook_decisions_step_go",
            "team_handbook_decisions_step_note",
            "team_handbook_decisions_step_supersede",
        ],
    ));
    steps
}

/// The records' files: each name, in the folder that the index leads to, and what stands in it.
pub(in super::super) fn files(decisions: &[Decision]) -> Vec<(String, String)> {
    let sorted = in_order(decisions);
    let number = |id: &str| decisions.iter().find(|other| other.id == id).map(|other| other.number);
    let names = file_names(&sorted).into_iter();
    names.zip(&sorted).map(|(name, decision)| (in_folder(&name), write(decision, number))).collect()
}

fn in_folder(file: &str) -> String {
    format!("decisions/{file}")
}

/// As they stand in the index, and are named.
fn in_order(decisions: &[Decision]) -> Vec<Decision> {
    let mut sorted = decisions.to_vec();
    sorted.sort_by_key(|decision| (decision.number, decision.proposed_on.clone(), decision.id.clone()));
    sorted
}

fn log(input: &Input<'_>, words: &dyn Words) -> Block {
    if input.decisions.is_empty() {
        return text(words, "team_handbook_decisions_none");
    }
    let sorted = in_order(input.decisions);
    let files = file_names(&sorted);
    let rows = sorted.iter().zip(files).map(|(decision, file)| {
        let number = if decision.number == 0 { "–".to_owned() } else { decision.number.to_string() };
        let (state, day) = match decision.state {
            State::Proposed => ("team_decision_proposed", &decision.proposed_on),
            State::Decided => ("team_decision_decided", &decision.decided_on),
            State::Superseded => ("team_decision_superseded", &decision.decided_on),
        };
        let day = if day.is_empty() { "–".to_owned() } else { date(words, day) };
        vec![
            Line::Text(number),
            match decision.title.trim() {
                "" => open(words, "team_handbook_ask_decision_title"),
                title => Line::Link(title.to_owned(), Address::File(in_folder(&file)), String::new()),
            },
            Line::Text(words.text(state)),
            Line::Text(day),
            said(words, &decision.responsible, "team_handbook_ask_responsible"),
        ]
    });
    table(
        words,
        "team_handbook_decisions_log",
        &[
            "team_handbook_decisions_number",
            "team_handbook_decisions_title",
            "team_handbook_decisions_state",
            "team_handbook_decisions_day",
            "team_handbook_responsible",
        ],
        rows.collect(),
    )
}
