//! The glossary: the words that ConveRel brings, and the team's own.

use super::{Block, Input, Line, Page, filled, heading, open, said, table, text};
use crate::document::words::Words;

pub(super) const FILE: &str = "glossary.md";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let rows: Vec<_> = filled(&input.facts.terms)
        .map(|row| {
            vec![
                said(words, &row.name, "team_handbook_ask_term_name"),
                said(words, &row.about, "team_handbook_ask_term_about"),
            ]
        })
        .collect();
    let columns = ["team_handbook_term", "team_handbook_term_about"];
    let own = if rows.is_empty() {
        Block::Text(open(words, "team_handbook_ask_terms"))
    } else {
        table(words, "team_handbook_glossary_own", &columns, rows)
    };
    let term = |name: &str, about: &str| vec![Line::Text(words.text(name)), Line::Text(words.text(about))];
    let ours = vec![
        term("team_handbook_term_async", "team_handbook_term_async_text"),
        term("team_handbook_term_conveyance", "team_handbook_term_conveyance_text"),
        term("team_handbook_term_convergence", "team_handbook_term_convergence_text"),
        term("team_handbook_term_strong", "team_handbook_term_strong_text"),
        term("team_handbook_term_weak", "team_handbook_term_weak_text"),
        term("team_handbook_term_quadrants", "team_handbook_term_quadrants_text"),
        term("team_handbook_term_deep", "team_handbook_term_deep_text"),
        term("team_handbook_term_dri", "team_handbook_term_dri_text"),
        term("team_handbook_term_pod", "team_handbook_term_pod_text"),
        term("team_handbook_term_record", "team_handbook_term_record_text"),
        term("team_handbook_term_comment_by", "team_handbook_term_comment_by_text"),
        term("team_handbook_term_stopper", "team_handbook_term_stopper_text"),
        term("team_handbook_term_time_box", "team_handbook_term_time_box_text"),
        term("team_handbook_term_baseline", "team_handbook_term_baseline_text"),
        term("team_handbook_term_audit", "team_handbook_term_audit_text"),
    ];
    Page {
        file: FILE,
        title: words.text("team_handbook_glossary"),
        blocks: vec![
            text(words, "team_handbook_glossary_intro"),
            heading(words, "team_handbook_glossary_own"),
            own,
            heading(words, "team_handbook_glossary_ours"),
            table(words, "team_handbook_glossary_ours", &columns, ours),
        ],
    }
}
