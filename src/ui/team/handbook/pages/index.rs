//! The first page: what there is, where things are, and what is still to be agreed.

use super::{Address, Block, INDEX, Input, Line, Page, communication, decisions, glossary, heading};
use super::{meetings, onboarding, open, results, table, text, workflow};
use crate::document::words::Words;

/// The page that leads to these.
pub(super) fn page(input: &Input<'_>, pages: &[Page], words: &dyn Words) -> Page {
    let team = input.facts.team.trim();
    let mut blocks = vec![text(words, "team_handbook_index_intro")];
    if team.is_empty() {
        blocks.push(Block::Text(open(words, "team_handbook_ask_team")));
    }
    let links = pages.iter().map(|page| {
        let about = words.text(about(page.file));
        Line::Link(page.title.clone(), Address::Page(page.file), about)
    });
    blocks.extend([
        heading(words, "team_handbook_index_pages"),
        Block::List(links.collect()),
        heading(words, "team_handbook_links"),
        communication::links(input, words),
        heading(words, "team_handbook_index_open"),
    ]);
    let mut rows = Vec::new();
    for page in pages {
        for question in page.open() {
            let place = Line::Link(page.title.clone(), Address::Page(page.file), String::new());
            rows.push(vec![place, Line::Text(question.to_owned())]);
        }
    }
    if rows.is_empty() {
        blocks.push(text(words, "team_handbook_index_all_agreed"));
    } else {
        blocks.push(text(words, "team_handbook_index_open_text"));
        let columns = ["team_handbook_index_page", "team_handbook_index_question"];
        blocks.push(table(words, "team_handbook_index_open", &columns, rows));
    }
    let made = words.message("team_handbook_index_made", &[&words.date(input.today)]);
    blocks.push(Block::Text(Line::Text(made)));
    Page {
        file: INDEX,
        title: if team.is_empty() {
            words.text("team_handbook_index")
        } else {
            words.message("team_handbook_index_of", &[team])
        },
        blocks,
    }
}

fn about(file: &str) -> &'static str {
    match file {
        communication::FILE => "team_handbook_communication_about",
        meetings::FILE => "team_handbook_meetings_about",
        decisions::FILE => "team_handbook_decisions_about",
        workflow::FILE => "team_handbook_workflow_about",
        onboarding::FILE => "team_handbook_onboarding_about",
        results::FILE => "team_handbook_results_page_about",
        glossary::FILE => "team_handbook_glossary_about",
        _ => "team_handbook_index_pages",
    }
}
