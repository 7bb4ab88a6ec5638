//! The meeting guide: whether to meet at all, what takes a meeting's place, and what a kept one has.

use super::{Block, Input, Line, Page, heading, lines, named, named_or, table, text};
use crate::document::words::Words;

pub(super) const FILE: &str = "meetings.md";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let cell = |name: &str| Line::Text(words.text(name));
    let row = |names: [&str; 2]| names.map(cell).to_vec();
    let quadrant = |kind: &str, strong: [&str; 2], weak: [&str; 2]| {
        let advice = |[name, about]: [&str; 2]| named(words, name, words.text(about));
        vec![cell(kind), advice(strong), advice(weak)]
    };
    Page {
        file: FILE,
        title: words.text("team_handbook_meetings"),
        blocks: vec![
            text(words, "team_handbook_meetings_intro"),
            heading(words, "team_handbook_meetings_whether"),
            text(words, "team_handbook_meetings_axes"),
            table(
                words,
                "team_handbook_meetings_whether",
                &[
                    "team_handbook_meetings_kind",
                    "team_handbook_meetings_strong",
                    "team_handbook_meetings_weak",
                ],
                vec![
                    quadrant(
                        "team_handbook_meetings_conveyance",
                        ["audit_quadrant_replace", "team_handbook_meetings_replace"],
                        ["audit_quadrant_meet_for_now", "team_handbook_meetings_meet_for_now"],
                    ),
                    quadrant(
                        "team_handbook_meetings_convergence",
                        ["audit_quadrant_inputs_first", "team_handbook_meetings_inputs_first"],
                        ["audit_quadrant_meet", "team_handbook_meetings_meet"],
                    ),
                ],
            ),
            heading(words, "team_handbook_meetings_reasons"),
            text(words, "team_handbook_meetings_reasons_intro"),
            Block::List(lines(
                words,
                &[
                    "team_handbook_meetings_reason_urgent",
                    "team_handbook_meetings_reason_many",
                    "team_handbook_meetings_reason_reactions",
                    "team_handbook_meetings_reason_human",
                ],
            )),
            heading(words, "team_handbook_meetings_instead"),
            table(
                words,
                "team_handbook_meetings_instead",
                &["team_handbook_meetings_instead_of", "team_handbook_meetings_instead_use"],
                vec![
                    row(["team_handbook_meetings_of_status", "team_handbook_meetings_use_status"]),
                    row(["team_handbook_meetings_of_talk", "team_handbook_meetings_use_talk"]),
                    row(["team_handbook_meetings_of_onboarding", "team_handbook_meetings_use_onboarding"]),
                    row(["team_handbook_meetings_of_design", "team_handbook_meetings_use_design"]),
                    row(["team_handbook_meetings_of_decision", "team_handbook_meetings_use_decision"]),
                    row(["team_handbook_meetings_of_questions", "team_handbook_meetings_use_questions"]),
                    row(["team_handbook_meetings_of_retro", "team_handbook_meetings_use_retro"]),
                    row(["team_handbook_meetings_of_sync", "team_handbook_meetings_use_sync"]),
                ],
            ),
            heading(words, "team_handbook_meetings_good"),
            Block::List(good(input, words)),
        ],
    }
}

fn good(input: &Input<'_>, words: &dyn Words) -> Vec<Line> {
    let facts = input.facts;
    let size = words.plural("team_handbook_meetings_size_text", f64::from(input.settings.audience_limit));
    let mut lines = vec![
        named(words, "team_handbook_meetings_agenda", words.text("team_handbook_meetings_agenda_text")),
        named_or(words, "team_handbook_facilitator", &facts.facilitator, "team_handbook_ask_facilitator"),
        named(words, "team_handbook_meetings_time_box", words.text("team_handbook_meetings_time_box_text")),
        named(words, "team_handbook_meetings_size", size),
        named(words, "team_handbook_meetings_minutes", words.text("team_handbook_meetings_minutes_text")),
        named(words, "team_handbook_meetings_decline", words.text("team_handbook_meetings_decline_text")),
        named(words, "team_handbook_meetings_review", words.text("team_handbook_meetings_review_text")),
    ];
    if !facts.quiet.trim().is_empty() {
        lines.push(named(words, "team_handbook_quiet", facts.quiet.as_str()));
    }
    lines
}
