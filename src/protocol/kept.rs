//! What the user has typed in the gate, as the page script keeps it for an editor: one string that it does
//! not look into, and the same for people. It lives as long as the page.

use crate::stored::{Alternative, Relationship};
use crate::words::words;
use converel_core::agenda;
use converel_core::answers::Answers;
use serde::{Deserialize, Serialize};

words! {
    /// `converel_core::quadrant::Nature`.
    Nature = converel_core::quadrant::Nature { Conveyance, Convergence }
}
words! {
    /// `converel_core::answers::Role`.
    Role = converel_core::answers::Role { Decides, Contributes, Informed }
}
words! {
    /// `converel_core::answers::HonestReason`.
    HonestReason = converel_core::answers::HonestReason { Urgent, ManyTopics, Reactions, Connection }
}

#[derive(Serialize, Deserialize)]
struct Item {
    topic: String,
    minutes: Option<u32>,
    owner: String,
    line: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    purpose: String,
    nature: Option<Nature>,
    relationship: Option<Relationship>,
    agenda: Vec<Item>,
    roles: Vec<Role>,
    preparation: String,
    notes_link: String,
    facilitator: String,
    review_on: Option<String>,
    honest_reasons: Vec<HonestReason>,
    alternative: Option<Alternative>,
}

/// The answers as one string, for [`read`].
pub fn write(answers: &Answers) -> String {
    let kept = Kept {
        purpose: answers.purpose.clone(),
        nature: answers.nature.map(Into::into),
        relationship: answers.relationship.map(Into::into),
        agenda: answers
            .agenda
            .iter()
            .map(|item| Item {
                topic: item.topic.clone(),
                minutes: item.minutes,
                owner: item.owner.clone(),
                line: item.line.clone(),
            })
            .collect(),
        roles: answers.roles.iter().copied().map(Into::into).collect(),
        preparation: answers.preparation.clone(),
        notes_link: answers.notes_link.clone(),
        facilitator: answers.facilitator.clone(),
        review_on: answers.review_on.map(|date| date.to_string()),
        honest_reasons: answers.honest_reasons.iter().copied().map(Into::into).collect(),
        alternative: answers.alternative.map(Into::into),
    };
    // Strings and lists of words: there is nothing that JSON could refuse.
    serde_json::to_string(&kept).unwrap_or_default()
}

/// The answers from [`write`]'s string, brought together with those prefilled from the editor as it is now.
/// The page is not trusted with the string: one that cannot be read changes nothing.
pub fn read(kept: &str, fresh: &Answers) -> Answers {
    let Ok(kept) = serde_json::from_str::<Kept>(kept) else { return fresh.clone() };
    let kept = Answers {
        purpose: kept.purpose,
        nature: kept.nature.map(Into::into),
        relationship: kept.relationship.map(Into::into),
        agenda: kept
            .agenda
            .into_iter()
            .map(|item| agenda::Item {
                topic: item.topic,
                minutes: item.minutes,
                owner: item.owner,
                line: item.line,
            })
            .collect(),
        roles: kept.roles.into_iter().map(Into::into).collect(),
        preparation: kept.preparation,
        notes_link: kept.notes_link,
        facilitator: kept.facilitator,
        review_on: kept.review_on.and_then(|date| date.parse().ok()),
        honest_reasons: kept.honest_reasons.into_iter().map(Into::into).collect(),
        alternative: kept.alternative.map(Into::into),
    };
    kept.resumed(fresh)
}

/// What the answers say in words, for copying; empty if they say nothing.
pub fn text(answers: &Answers) -> String {
    let labelled = |label: &str, value: &str| {
        let value = value.trim();
        if value.is_empty() { String::new() } else { format!("{label}: {value}\n") }
    };
    let mut text = labelled("Purpose", &answers.purpose);
    for (place, item) in answers.topics().enumerate() {
        if place == 0 {
            text.push_str("Agenda:\n");
        }
        text.push_str("- ");
        text.push_str(&item.written());
        text.push('\n');
    }
    text.push_str(&labelled("Preparation", &answers.preparation));
    text.push_str(&labelled("Notes", &answers.notes_link));
    text.push_str(&labelled("Facilitator", &answers.facilitator));
    text
}
