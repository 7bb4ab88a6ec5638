//! The path of a newcomer from access to a first commit.

use super::{
    Block, Input, Page, communication, decisions, filled, glossary, heading, lines, link_to, meetings,
};
use super::{open, said, table, text};
use crate::document::words::Words;

pub(super) const FILE: &str = "onboarding.md";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let rows: Vec<_> = filled(&input.facts.steps)
        .zip(1_u32..)
        .map(|(row, number)| {
            vec![
                super::Line::Text(words.number(f64::from(number), 0)),
                said(words, &row.name, "team_handbook_ask_step_name"),
                said(words, &row.about, "team_handbook_ask_step_about"),
                said(words, &row.who, "team_handbook_ask_step_who"),
                said(words, &row.when, "team_handbook_ask_step_when"),
            ]
        })
        .collect();
    let path = if rows.is_empty() {
        Block::Text(open(words, "team_handbook_ask_steps"))
    } else {
        table(
            words,
            "team_handbook_onboarding_path",
            &[
                "team_handbook_step_number",
                "team_handbook_step",
                "team_handbook_step_about",
                "team_handbook_step_who",
                "team_handbook_step_when",
            ],
            rows,
        )
    };
    Page {
        file: FILE,
        title: words.text("team_handbook_onboarding"),
        blocks: vec![
            text(words, "team_handbook_onboarding_intro"),
            heading(words, "team_handbook_onboarding_path"),
            path,
            heading(words, "team_handbook_onboarding_read"),
            Block::List(vec![
                link_to(
                    words,
                    communication::FILE,
                    "team_handbook_communication",
                    "team_handbook_communication_about",
                ),
                link_to(words, meetings::FILE, "team_handbook_meetings", "team_handbook_meetings_about"),
                link_to(words, decisions::FILE, "team_handbook_decisions", "team_handbook_decisions_about"),
                link_to(words, glossary::FILE, "team_handbook_glossary", "team_handbook_glossary_about"),
            ]),
            heading(words, "team_handbook_onboarding_habits"),
            Block::List(lines(
                words,
                &[
                    "team_handbook_onboarding_habit_1",
                    "team_handbook_onboarding_habit_2",
                    "team_handbook_onboarding_habit_3",
                ],
            )),
        ],
    }
}
