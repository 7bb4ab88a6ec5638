//! The communication guide: channels with reasonable response times, when people work, what a good message has.

use super::{
    Block, Input, Line, Page, URGENT, filled, handbook_link, heading, lines, link_or, named_or, open, said,
    suggested, table, text,
};
use crate::document::words::Words;

pub(super) const FILE: &str = "communication.md";

pub(super) fn page(input: &Input<'_>, words: &dyn Words) -> Page {
    let facts = input.facts;
    let mut blocks = vec![
        text(words, "team_handbook_communication_intro"),
        heading(words, "team_handbook_communication_channels"),
    ];
    if facts.channels == suggested(words).channels {
        blocks.push(Block::Text(open(words, "team_handbook_communication_suggested")));
    }
    let channels: Vec<Vec<Line>> = filled(&facts.channels)
        .map(|row| {
            vec![
                said(words, &row.name, "team_handbook_ask_channel_name"),
                said(words, &row.about, "team_handbook_ask_channel_about"),
                said(words, &row.when, "team_handbook_ask_channel_when"),
            ]
        })
        .collect();
    blocks.push(if channels.is_empty() {
        Block::Text(open(words, "team_handbook_ask_channels"))
    } else {
        table(
            words,
            "team_handbook_communication_channels",
            &["team_handbook_channel", "team_handbook_channel_about", "team_handbook_channel_when"],
            channels,
        )
    });
    blocks.extend([
        text(words, "team_handbook_communication_lag"),
        heading(words, "team_handbook_communication_hours"),
        Block::List(vec![
            named_or(words, "team_handbook_hours", &facts.hours, "team_handbook_ask_hours"),
            named_or(words, "team_handbook_overlap", &facts.overlap, "team_handbook_ask_overlap"),
            named_or(words, "team_handbook_quiet", &facts.quiet, "team_handbook_ask_quiet"),
        ]),
        text(words, "team_handbook_communication_maker"),
        heading(words, "team_handbook_communication_message"),
        Block::List(lines(
            words,
            &[
                "team_handbook_communication_message_1",
                "team_handbook_communication_message_2",
                "team_handbook_communication_message_3",
                "team_handbook_communication_message_4",
                "team_handbook_communication_message_5",
                "team_handbook_communication_message_6",
            ],
        )),
        heading(words, "team_handbook_communication_urgent"),
        urgent(input, words),
        heading(words, "team_handbook_links"),
        links(input, words),
    ]);
    Page { file: FILE, title: words.text("team_handbook_communication"), blocks }
}

fn urgent(input: &Input<'_>, words: &dyn Words) -> Block {
    let channel = filled(&input.facts.channels).find(|row| row.id == URGENT && !row.name.trim().is_empty());
    Block::Text(Line::Text(match channel {
        Some(channel) => words.message("team_handbook_communication_urgent_by", &[&channel.name]),
        None => words.text("team_handbook_communication_urgent_text"),
    }))
}

/// Where things are.
pub(super) fn links(input: &Input<'_>, words: &dyn Words) -> Block {
    Block::List(vec![
        link_or(
            words,
            "team_handbook_link_handbook",
            handbook_link(input),
            "team_handbook_ask_link_handbook",
        ),
        link_or(words, "team_handbook_link_board", &input.facts.board_link, "team_handbook_ask_link_board"),
        link_or(words, "team_handbook_link_chat", &input.facts.chat_link, "team_handbook_ask_link_chat"),
    ])
}
