//! What the user has typed in the gate, as the page script keeps it for an editor: one string that it does
//! not look into, and the same for people. It lives as long as the page.

use crate::stored::{Alternative, Relationship};
use crate::words::words;
use converel_core::answers::Answers;
use converel_core::{agenda, dates};
use serde::{Deserialize, Serialize};

words! {
    /// Share (conveyance) or decide (convergence).
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

/// The answers as they are kept: an object of strings, numbers and lists.
#[derive(Serialize, Deserialize)]
pub struct Kept {
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

impl Kept {
    /// The answers, to be kept.
    pub fn of(answers: &Answers) -> Self {
        Self {
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
            review_on: answers.review_on.map(dates::written),
            honest_reasons: answers.honest_reasons.iter().copied().map(Into::into).collect(),
            alternative: answers.alternative.map(Into::into),
        }
    }

    /// The answers again, brought together with those prefilled from the editor as it is now.
    pub fn resumed(self, fresh: &Answers) -> Answers {
        let kept = Answers {
            purpose: self.purpose,
            nature: self.nature.map(Into::into),
            relationship: self.relationship.map(Into::into),
            agenda: self
                .agenda
                .into_iter()
                .map(|item| agenda::Item {
                    topic: item.topic,
                    minutes: item.minutes,
                    owner: item.owner,
                    line: item.line,
                })
                .collect(),
            roles: self.roles.into_iter().map(Into::into).collect(),
            preparation: self.preparation,
            notes_link: self.notes_link,
            facilitator: self.facilitator,
            review_on: self.review_on.and_then(|date| dates::machine_date(&date)),
            honest_reasons: self.honest_reasons.into_iter().map(Into::into).collect(),
            alternative: self.alternative.map(Into::into),
        };
        kept.resumed(fresh)
    }
}

/// The answers as one string, for [`read`]. The gate's frame does the same with the browser's own JSON,
/// which is already there.
pub fn write(answers: &Answers) -> String {
    // Strings and lists of words: there is nothing that JSON could refuse.
    serde_json::to_string(&Kept::of(answers)).unwrap_or_default()
}

/// The answers from [`write`]'s string, brought together with those prefilled from the editor as it is now.
/// The page is not trusted with the string: one that cannot be read changes nothing.
pub fn read(kept: &str, fresh: &Answers) -> Answers {
    serde_json::from_str::<Kept>(kept).map_or_else(|_| fresh.clone(), |kept| kept.resumed(fresh))
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
