//! Which alternatives fit an invite: by the words of its title, purpose and topics, and by the switch.

use super::Alternative;
use crate::answers::Answers;
use crate::invite::Invite;
use crate::order;
use crate::quadrant::Nature;

/// As many as the screen lists.
const OFFERED: usize = 3;

/// Beginnings of words and what they ask for; English and German, whole words where the stem is short.
/// "What to use instead" follows the source article's list of alternatives.
const STEMS: &[(&str, &[Alternative])] = {
    use Alternative::{DecisionRecord, RecordedVideo, SharedDocument, TaskBoard, WrittenUpdate};
    &[
        ("status", &[WrittenUpdate, TaskBoard]),
        ("standup", &[TaskBoard, WrittenUpdate]),
        ("daily", &[TaskBoard, WrittenUpdate]),
        ("progress", &[WrittenUpdate, TaskBoard]),
        ("fortschritt", &[WrittenUpdate, TaskBoard]),
        ("backlog", &[TaskBoard]),
        ("sprint", &[TaskBoard]),
        ("ticket", &[TaskBoard]),
        ("triage", &[TaskBoard]),
        ("update", &[WrittenUpdate]),
        ("report", &[WrittenUpdate]),
        ("bericht", &[WrittenUpdate]),
        ("announce", &[WrittenUpdate]),
        ("news", &[WrittenUpdate]),
        ("jour", &[WrittenUpdate]),
        ("sync", &[WrittenUpdate]),
        ("demo", &[RecordedVideo]),
        ("present", &[RecordedVideo]),
        ("präsentation", &[RecordedVideo]),
        ("vorstellung", &[RecordedVideo]),
        ("walkthrough", &[RecordedVideo]),
        ("training", &[RecordedVideo]),
        ("schulung", &[RecordedVideo]),
        ("onboarding", &[RecordedVideo]),
        ("showcase", &[RecordedVideo]),
        ("webinar", &[RecordedVideo]),
        ("townhall", &[RecordedVideo]),
        ("decid", &[DecisionRecord]),
        ("decision", &[DecisionRecord]),
        ("entscheid", &[DecisionRecord]),
        ("approv", &[DecisionRecord]),
        ("freigabe", &[DecisionRecord]),
        ("choose", &[DecisionRecord]),
        ("select", &[DecisionRecord]),
        ("vote", &[DecisionRecord]),
        ("signoff", &[DecisionRecord]),
        ("design", &[SharedDocument]),
        ("review", &[SharedDocument]),
        ("brainstorm", &[SharedDocument]),
        ("architect", &[SharedDocument]),
        ("architekt", &[SharedDocument]),
        ("konzept", &[SharedDocument]),
        ("proposal", &[SharedDocument]),
        ("rfc", &[SharedDocument]),
        ("retro", &[SharedDocument]),
        ("plan", &[SharedDocument]),
        ("workshop", &[SharedDocument]),
        ("feedback", &[SharedDocument]),
        ("idea", &[SharedDocument]),
        ("ideen", &[SharedDocument]),
    ]
};

/// The alternatives that fit, the best first; at least one.
pub(super) fn fitting(invite: &Invite, answers: &Answers) -> Vec<Alternative> {
    // Those that serve the switch come first, by the weight of the words; a base keeps the list from being empty.
    let mut scores: Vec<(Alternative, u32)> = match answers.nature {
        Some(Nature::Conveyance) => vec![(Alternative::WrittenUpdate, 1)],
        Some(Nature::Convergence) => vec![(Alternative::DecisionRecord, 1), (Alternative::SharedDocument, 1)],
        None => vec![(Alternative::SharedDocument, 1)],
    };
    weigh(&invite.title, 6, &mut scores);
    weigh(&answers.purpose, 4, &mut scores);
    for item in answers.topics() {
        weigh(&item.topic, 2, &mut scores);
    }
    let rank = |(alternative, score): &(Alternative, u32)| {
        (answers.nature.is_none_or(|nature| serves(*alternative, nature)), *score)
    };
    order::few(&mut scores, |one, other| rank(one) > rank(other));
    scores.into_iter().map(|(alternative, _)| alternative).take(OFFERED).collect()
}

fn serves(alternative: Alternative, nature: Nature) -> bool {
    match alternative {
        Alternative::WrittenUpdate | Alternative::RecordedVideo | Alternative::TaskBoard => {
            nature == Nature::Conveyance
        }
        Alternative::DecisionRecord | Alternative::SharedDocument => nature == Nature::Convergence,
    }
}

/// Adds `weight` for the first alternative of each stem in `text`, one less for its second.
fn weigh(text: &str, weight: u32, scores: &mut Vec<(Alternative, u32)>) {
    let text = text.to_lowercase().replace("stand-up", "standup").replace("sign-off", "signoff");
    let text = text.replace("town hall", "townhall").replace("walk-through", "walkthrough");
    let words: Vec<&str> = text.split(|character: char| !character.is_alphanumeric()).collect();
    for (stem, alternatives) in STEMS {
        if !words.iter().any(|word| word.starts_with(stem)) {
            continue;
        }
        let mut weight = weight;
        for alternative in *alternatives {
            match scores.iter_mut().find(|entry| entry.0 == *alternative) {
                Some(entry) => entry.1 = entry.1.saturating_add(weight),
                None => scores.push((*alternative, weight)),
            }
            weight = weight.saturating_sub(1);
        }
    }
}
