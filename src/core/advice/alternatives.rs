//! Which alternative fits an invite: by what is done in the meeting, what it is for, and a few words that
//! tell one form of a kind from another. What an alternative then says stands in [`crate::draft`].

use super::Alternative;
use crate::answers::Answers;
use crate::infer::{Kind, Purpose, Reason, Signals};
use crate::invite::Invite;
use crate::quadrant::Nature;
use crate::verdict::Question;
use crate::words::{cut, fold, is_cjk, words};

/// As many as the screen lists.
const OFFERED: usize = 3;
/// A call of so many guests and minutes at most, once only, is settled by a message as often as not.
const SMALL: (usize, u32) = (4, 45);
/// Longer texts are not searched: titles and topics are shorter.
const TEXT_LIMIT: usize = 2_000;

/// Words that tell one form of a kind from another: class, language, phrases. They stand in the table as
/// [`fold`] leaves them, so that nothing is made ready before the search.
const WORDS: &str = include_str!("../lexicon/alternatives.tsv");

/// The async form of a meeting, or of the part of it that can be async; `None`: there is none, so meet. The
/// rules follow the source article's list of what to use instead.
pub fn best_alternative(
    kind: Option<Kind>,
    purpose: Purpose,
    signals: Signals,
    invite: &Invite,
) -> Option<Alternative> {
    use Alternative::{
        PullRequest, QuestionQueue, RecordedVideo, RetroBoard, SharedDocument, Survey, TaskBoard,
        VideoCourse, WrittenUpdate,
    };
    if purpose == Purpose::Bonding || kind.is_some_and(Kind::never_urged_away) {
        return None;
    }
    let says = |class: &str| says(class, &invite.title);
    let one_way = purpose == Purpose::Conveyance;
    let Some(kind) = kind else { return by_purpose(purpose, signals, invite) };
    match kind {
        Kind::Standup => Some(TaskBoard),
        // A single talk of unclear purpose may be anything; a team's regular one is told what is new.
        Kind::Status if purpose == Purpose::Unclear && invite.recurrence.is_none() => None,
        Kind::Status if says("tickets") || of_tickets(invite) => Some(TaskBoard),
        Kind::Status | Kind::Reporting | Kind::Handover => Some(WrittenUpdate),
        Kind::Refinement => Some(TaskBoard),
        Kind::ReviewDemo => Some(RecordedVideo),
        Kind::AllHands if says("questions") => Some(QuestionQueue),
        Kind::AllHands if says("notice") => Some(WrittenUpdate),
        Kind::AllHands => Some(RecordedVideo),
        // Code that is only explained is read with comments at its lines; work that is looked at is shown.
        Kind::DeskCheck if one_way || says("code") => Some(PullRequest),
        Kind::DeskCheck => Some(RecordedVideo),
        Kind::Training if says("questions") => Some(QuestionQueue),
        // Given once and kept; what is given again and again is worth a course.
        Kind::Training if says("talk") || topics_say("talk", invite) || text_says("filmed", invite) => {
            Some(RecordedVideo)
        }
        Kind::Training | Kind::Onboarding => Some(VideoCourse),
        Kind::Decision if not_by_writing(signals) => None,
        Kind::Decision if signals.poll => Some(Survey),
        Kind::Decision => Some(Alternative::DecisionRecord),
        Kind::DesignDiscussion if says("code") => Some(PullRequest),
        Kind::Brainstorm if signals.poll || says("naming") => Some(Survey),
        Kind::Planning | Kind::Brainstorm | Kind::DesignDiscussion => Some(SharedDocument),
        // What went wrong is told in a document; how a team fares goes onto its board. A round of impressions
        // that nobody works through is a survey.
        Kind::Retrospective if says("incident") => Some(SharedDocument),
        Kind::Retrospective if one_way => Some(Survey),
        Kind::Retrospective => Some(RetroBoard),
        Kind::Kickoff if says("story") || has_ticket(&invite.title) => Some(QuestionQueue),
        Kind::ExternalClient if !one_way || says("sales") => None,
        Kind::ExternalClient if says("show") || says("talk") => Some(RecordedVideo),
        Kind::ExternalClient => Some(WrittenUpdate),
        Kind::AdHocSync => by_purpose(purpose, signals, invite),
        Kind::Other if one_way || signals.questions || says("questions") => Some(QuestionQueue),
        Kind::Other if signals.poll => Some(Survey),
        Kind::Other
        | Kind::Kickoff
        | Kind::Incident
        | Kind::ProblemSolving
        | Kind::Workshop
        | Kind::FocusOrPersonal
        | Kind::Interview
        | Kind::Social
        | Kind::OneOnOne => None,
    }
}

/// Where nothing tells what is done.
fn by_purpose(purpose: Purpose, signals: Signals, invite: &Invite) -> Option<Alternative> {
    match purpose {
        Purpose::Bonding | Purpose::Unclear => None,
        _ if signals.poll => Some(Alternative::Survey),
        _ if signals.code => Some(Alternative::PullRequest),
        _ if says("questions", &invite.title) => Some(Alternative::QuestionQueue),
        Purpose::Conveyance if says("talk", &invite.title) => Some(Alternative::RecordedVideo),
        Purpose::Conveyance => Some(Alternative::WrittenUpdate),
        Purpose::Convergence if not_by_writing(signals) => None,
        Purpose::Convergence => Some(Alternative::SharedDocument),
    }
}

/// A decision that writing does not serve: it cannot wait or be taken back, is not to be written down, or
/// writing was tried.
fn not_by_writing(signals: Signals) -> bool {
    signals.urgent || signals.irreversible || signals.confidential || signals.writing_tried
}

/// The alternatives that the screen lists, the best first. They serve the switch as the user has set it;
/// none where the tie between people is the point.
pub(super) fn fitting(invite: &Invite, question: &Question, answers: &Answers) -> Vec<Alternative> {
    let (kind, signals) = (question.kind.value, question.signals);
    let inferred = question.purpose.value;
    if super::never_urged_away(question) {
        return Vec::new();
    }
    let purpose = match answers.nature {
        Some(Nature::Conveyance) => Purpose::Conveyance,
        Some(Nature::Convergence) => Purpose::Convergence,
        None => inferred,
    };
    let mut best = best_alternative(kind, purpose, signals, invite);
    // The user set the switch against us, now or before: what is named by the kind alone does not hold any more.
    let turned = question.purpose.reasons.contains(&Reason::Corrected)
        || inferred.nature().is_some() && answers.nature.is_some_and(|set| inferred.nature() != Some(set));
    if turned && best.is_none_or(|best| purpose.nature().is_some_and(|nature| !serves(best, nature))) {
        best = by_purpose(purpose, signals, invite);
    }
    let mut list = Vec::with_capacity(OFFERED + 4);
    if small_call(kind, invite) {
        list.push(Alternative::Message);
    }
    list.extend(best);
    list.extend_from_slice(beside(best, purpose));
    let mut offered: Vec<Alternative> = Vec::with_capacity(OFFERED);
    for alternative in list {
        if offered.len() < OFFERED && !offered.contains(&alternative) {
            offered.push(alternative);
        }
    }
    offered
}

/// What else may serve, beside the best.
fn beside(best: Option<Alternative>, purpose: Purpose) -> &'static [Alternative] {
    use Alternative::{
        DecisionRecord, Message, PullRequest, QuestionQueue, RecordedVideo, RetroBoard, SharedDocument,
        Survey, TaskBoard, VideoCourse, WrittenUpdate,
    };
    match (best, purpose) {
        (Some(WrittenUpdate), _) => &[TaskBoard, RecordedVideo],
        (Some(TaskBoard), Purpose::Convergence) => &[SharedDocument, QuestionQueue],
        (Some(TaskBoard | QuestionQueue), _) => &[WrittenUpdate, RecordedVideo],
        (Some(RecordedVideo), _) => &[WrittenUpdate, QuestionQueue],
        (Some(VideoCourse), _) => &[RecordedVideo, QuestionQueue],
        (Some(DecisionRecord), _) => &[SharedDocument, Survey],
        (Some(SharedDocument | RetroBoard | Survey), _) => &[SharedDocument, DecisionRecord, Survey],
        (Some(PullRequest), _) => &[SharedDocument, RecordedVideo],
        (Some(Message), _) | (None, Purpose::Unclear | Purpose::Bonding) => &[SharedDocument],
        (None, Purpose::Conveyance) => &[WrittenUpdate, RecordedVideo],
        // Nothing takes the meeting's place, but its inputs can be written.
        (None, Purpose::Convergence) => &[SharedDocument, DecisionRecord],
    }
}

/// A few people, once, for a short while, and nothing said of what they will do.
fn small_call(kind: Option<Kind>, invite: &Invite) -> bool {
    let (guests, minutes) = SMALL;
    matches!(kind, None | Some(Kind::AdHocSync))
        && invite.recurrence.is_none()
        && invite.guests.len() <= guests
        && !invite.guests.iter().any(|guest| guest.group)
        && invite.minutes.is_none_or(|length| length <= minutes)
        && invite.agenda.items.len() <= 1
}

fn serves(alternative: Alternative, nature: Nature) -> bool {
    use Alternative::{
        DecisionRecord, Message, PullRequest, QuestionQueue, RecordedVideo, RetroBoard, SharedDocument,
        Survey, TaskBoard, VideoCourse, WrittenUpdate,
    };
    match alternative {
        WrittenUpdate | TaskBoard | RecordedVideo | VideoCourse => nature == Nature::Conveyance,
        DecisionRecord | SharedDocument | RetroBoard => nature == Nature::Convergence,
        PullRequest | QuestionQueue | Survey | Message => true,
    }
}

/// At least half of the topics are items of work with their numbers.
fn of_tickets(invite: &Invite) -> bool {
    let items = &invite.agenda.items;
    let tickets = items.iter().filter(|item| has_ticket(&item.topic)).count();
    tickets > 0 && tickets * 2 >= items.len()
}

/// The number of an item of work, as trackers give them: `CLM-301`.
/// That of a project is none.
fn has_ticket(text: &str) -> bool {
    let outer = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    cut(text, TEXT_LIMIT).split(outer).filter_map(|word| word.split_once('-')).any(|(project, number)| {
        (2..=10).contains(&project.len())
            && project.starts_with(|c: char| c.is_ascii_uppercase())
            && !matches!(project, "PRJ" | "PROJ" | "PROJECT")
            && project.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && (1..=6).contains(&number.len())
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

fn topics_say(class: &str, invite: &Invite) -> bool {
    invite.agenda.items.iter().take(3).any(|item| says(class, &item.topic))
}

fn text_says(class: &str, invite: &Invite) -> bool {
    says(class, &invite.text)
}

/// A text has one of the phrases of a class. A `*` at a phrase's end stands for any ending of its last word, one
/// at its front for any beginning of its first.
fn says(class: &str, text: &str) -> bool {
    let text = cut(text, TEXT_LIMIT);
    let mut spaced = String::with_capacity(text.len() + 2);
    for word in words(text) {
        spaced.push(' ');
        spaced.push_str(&word.folded);
    }
    spaced.push(' ');
    let whole = fold(text);
    phrases(class).any(|phrase| {
        if phrase.chars().any(is_cjk) {
            return whole.contains(phrase);
        }
        let (phrase, begins) = phrase.strip_prefix('*').map_or((phrase, false), |stem| (stem, true));
        let (phrase, ends) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
        spaced.match_indices(phrase).any(|(at, _)| {
            let before = spaced.get(..at).is_some_and(|before| before.ends_with(' '));
            let after = spaced.get(at + phrase.len()..).is_some_and(|after| after.starts_with(' '));
            (begins || before) && (ends || after)
        })
    })
}

fn phrases(class: &str) -> impl Iterator<Item = &'static str> {
    WORDS
        .lines()
        .filter_map(move |line| line.strip_prefix(class)?.strip_prefix('\t')?.split_once('\t'))
        .flat_map(|(_, phrases)| phrases.split(','))
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASSES: [&str; 11] = [
        "talk",
        "filmed",
        "incident",
        "story",
        "sales",
        "show",
        "notice",
        "questions",
        "tickets",
        "code",
        "naming",
    ];

    #[test]
    fn the_table_is_readable() {
        for line in WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(CLASSES.contains(&cells[0]), "{line}");
        }
        for class in CLASSES {
            for phrase in phrases(class) {
                let folded: Vec<String> = words(phrase).into_iter().map(|word| word.folded).collect();
                let plain = phrase.trim_matches('*');
                assert!(phrase.chars().any(is_cjk) || folded.join(" ") == plain, "{class}: {phrase}");
                assert!(says(class, phrase), "{class}: {phrase}");
            }
        }
    }

    #[test]
    fn phrases_are_whole_words() {
        for (class, text, expected) in [
            ("talk", "Brown-Bag: DNS", true),
            ("talk", "Talking points", false),
            ("story", "Story kick-off", true),
            ("story", "History of the firm", false),
            ("incident", "Ausfälle der Woche", true),
            ("incident", "Nachlese Stromausfall", true),
            ("incident", "障害振り返り", true),
            ("sales", "Prospects call", true),
            ("talk", "", false),
        ] {
            assert_eq!(says(class, text), expected, "{class}: {text}");
        }
    }

    #[test]
    fn tickets_have_numbers() {
        for (text, expected) in [
            ("CLM-301 invoices", true),
            ("review of LIC-209 w/ tester", true),
            ("COVID-19 rules", true),
            ("[PRJ-2231] kick-off", false),
            ("Q3-planning", false),
            ("e-mail 2-1", false),
            ("", false),
        ] {
            assert_eq!(has_ticket(text), expected, "{text}");
        }
    }
}
