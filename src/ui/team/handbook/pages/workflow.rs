//! The workflow of the team's board: what each column means, who does its work, and when a card moves on.

use super::{Block, Input, Page, filled, heading, lines, link_or, open, said, table, text};
use crate::document::words::Words;

pub(super) const FILE: &str = "workflow.md";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let rows: Vec<_> = filled(&input.facts.columns)
        .map(|row| {
            vec![
                said(words, &row.name, "team_handbook_ask_column_name"),
                said(words, &row.about, "team_handbook_ask_column_about"),
                said(words, &row.who, "team_handbook_ask_column_who"),
                said(words, &row.when, "team_handbook_ask_column_when"),
            ]
        })
        .collect();
    let columns = if rows.is_empty() {
        Block::Text(open(words, "team_handbook_ask_columns"))
    } else {
        table(
            words,
            "team_handbook_workflow_columns",
            &[
                "team_handbook_column",
                "team_handbook_column_about",
                "team_handbook_column_who",
                "team_handbook_column_when",
            ],
            rows,
        )
    };
    Page {
        file: FILE,
        title: words.text("team_handbook_workflow"),
        blocks: vec![
            text(words, "team_handbook_workflow_intro"),
            Block::Text(link_or(
                words,
                "team_handbook_link_board",
                &input.facts.board_link,
                "team_handbook_ask_link_board",
            )),
            heading(words, "team_handbook_workflow_columns"),
            columns,
            heading(words, "team_handbook_workflow_true"),
            Block::List(lines(
                words,
                &[
                    "team_handbook_workflow_true_1",
                    "team_handbook_workflow_true_2",
                    "team_handbook_workflow_true_3",
                    "team_handbook_workflow_true_4",
                    "team_handbook_workflow_true_5",
                ],
            )),
        ],
    }
}
