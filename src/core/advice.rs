//! The advice for one state of the answers: recomputed whenever the user changes anything. Which alternative
//! fits and what would make a meeting better stand in modules of their own.

mod alternatives;
mod improvements;

use crate::agenda::AgendaLevel;
use crate::answers::{Answers, filled};
use crate::cost::{self, Cost};
use crate::infer::{self, Kind, Purpose, Reason};
use crate::invite::Invite;
use crate::patch;
use crate::policy::Policy;
use crate::quadrant::{Nature, Quadrant, Relationship};
use crate::verdict::Question;

pub use alternatives::best_alternative;
pub use improvements::{Beforehand, Improvement};

/// What can stand in the place of a meeting, or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// What has changed, to be read when it suits.
    WrittenUpdate,
    /// What is to be decided, with a date by which to object.
    DecisionRecord,
    /// A talk or a demonstration, to be watched when it suits.
    RecordedVideo,
    /// A document that takes its readers' comments.
    SharedDocument,
    /// The board where everybody keeps their own work up to date.
    TaskBoard,
    /// A course in short parts, taken at one's own pace.
    VideoCourse,
    /// A change to source code, with comments at its lines.
    PullRequest,
    /// Questions collected and answered in one place.
    QuestionQueue,
    /// A board that the team fills before it talks about the rest.
    RetroBoard,
    /// A few questions to everybody.
    Survey,
    /// One message with a date to reply by.
    Message,
}

/// All alternatives.
pub const ALTERNATIVES: [Alternative; 11] = [
    Alternative::WrittenUpdate,
    Alternative::DecisionRecord,
    Alternative::RecordedVideo,
    Alternative::SharedDocument,
    Alternative::TaskBoard,
    Alternative::VideoCourse,
    Alternative::PullRequest,
    Alternative::QuestionQueue,
    Alternative::RetroBoard,
    Alternative::Survey,
    Alternative::Message,
];

impl Alternative {
    /// The alternative's name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::WrittenUpdate => "written-update",
            Self::DecisionRecord => "decision-record",
            Self::RecordedVideo => "recorded-video",
            Self::SharedDocument => "shared-doc-comments",
            Self::TaskBoard => "task-board-update",
            Self::VideoCourse => "self-paced-video-course",
            Self::PullRequest => "pull-request-or-code-review",
            Self::QuestionQueue => "qa-queue",
            Self::RetroBoard => "async-retro-board",
            Self::Survey => "survey-poll",
            Self::Message => "message",
        }
    }
}

/// Something that the checklist asks for and that is not there yet, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The line of purpose.
    Purpose,
    /// No topic at all.
    Agenda,
    /// Topics, but no outcome, owner or minutes on any.
    AgendaOutcome,
    /// The switch share ⟷ decide is not set.
    Nature,
    /// The switch of the relationship is not set.
    Relationship,
    /// Advice, not a condition: the audience is larger than the limit.
    Audience,
}

/// The way out that is advised: the one strong button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// *Do it async instead*.
    Async,
    /// *Collect inputs first*: the draft that gathers the inputs, then a shorter meeting.
    InputsFirst,
    /// *Send with agenda*, or plainly *Send* when there is nothing to write.
    Send,
}

/// Advice on one state of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// `None` until both switches are set, and where nothing takes a meeting's place: then the quadrants have
    /// no advice to give.
    pub quadrant: Option<Quadrant>,
    /// Where the dot stands on the board: x 0 (convergence, left) to 1 (conveyance, right), y 0 (strong,
    /// top) to 1 (weak, bottom). Within its quadrant it leans by the evidence.
    pub dot: (f32, f32),
    /// Evidence for the sentence under the headline, strongest first; from this invite, never a slogan.
    pub reasons: Vec<Reason>,
    /// An honest reason is ticked, the tie between the people is the point, or a decision is one that writing
    /// does not serve (a confidential matter, or writing was tried): the advice is to meet, whatever the
    /// switches say.
    pub kept_by_honest_reason: bool,
    /// Alternatives that fit, the best first; empty when there is none.
    pub alternatives: Vec<Alternative>,
    /// The strong button.
    pub way_out: WayOut,
    /// Of a mixed agenda, the part that can be sent beforehand.
    pub beforehand: Option<Beforehand>,
    /// What would make it a better meeting, if it stays one: at most three, the most valuable first.
    pub improvements: Vec<Improvement>,
    /// What is missing, the first to be focused first.
    pub missing: Vec<Missing>,
    /// Sum of the agenda's minutes.
    pub agenda_minutes: u32,
    /// The agenda's minutes are more than the meeting has.
    pub over_time: bool,
    /// Cost with those who only need to know taken out.
    pub cost: Cost,
    /// *Send* has something to write into the description.
    pub writes: bool,
}

/// As many reasons as one sentence carries.
const REASONS: usize = 4;

/// The advice for `answers` on an invite that is asked about.
pub fn advise(invite: &Invite, question: &Question, answers: &Answers, policy: &Policy) -> Advice {
    let bonding = never_urged_away(question);
    let quadrant = match (answers.nature, answers.relationship) {
        (Some(nature), Some(relationship)) if !bonding => Some(Quadrant::of(nature, relationship)),
        _ => None,
    };
    let signals = question.signals;
    let not_in_writing =
        answers.nature == Some(Nature::Convergence) && (signals.confidential || signals.writing_tried);
    let kept_by_honest_reason = bonding || not_in_writing || !answers.honest_reasons.is_empty();
    let level = answers.agenda_level(invite);
    let cost = cost::cost(invite, answers.informed(invite));
    let agenda_minutes = answers.agenda_minutes();
    let prepared = filled(&answers.purpose) && level == AgendaLevel::Good && filled(&answers.preparation);
    let way_out = match quadrant {
        _ if kept_by_honest_reason => WayOut::Send,
        Some(Quadrant::Replace) => WayOut::Async,
        Some(Quadrant::InputsFirst) if !prepared => WayOut::InputsFirst,
        _ => WayOut::Send,
    };
    let mut advice = Advice {
        quadrant,
        dot: dot(question, answers),
        reasons: reasons(question, answers),
        kept_by_honest_reason,
        alternatives: alternatives::fitting(invite, question, answers),
        way_out,
        beforehand: None,
        improvements: Vec::new(),
        missing: if bonding { Vec::new() } else { missing(answers, level, &cost, policy) },
        agenda_minutes,
        over_time: invite.minutes.is_some_and(|minutes| agenda_minutes > minutes),
        cost,
        writes: !patch::patch(invite, answers).is_empty(),
    };
    if !bonding {
        improvements::improve(&mut advice, invite, question, answers, policy);
    }
    advice
}

/// The tie between the people is the point, or a candidate is met: whatever the switches say, nothing takes
/// the meeting's place and nothing is asked of it.
fn never_urged_away(question: &Question) -> bool {
    question.purpose.value == Purpose::Bonding || question.kind.value.is_some_and(Kind::never_urged_away)
}

impl Missing {
    /// The way out should not be taken by a single key while this is missing. An alternative marks its
    /// gaps itself, so only *Send* waits; the audience is advice everywhere.
    pub fn holds_back(self, way_out: WayOut) -> bool {
        way_out == WayOut::Send && self != Self::Audience
    }
}

fn missing(answers: &Answers, level: AgendaLevel, cost: &Cost, policy: &Policy) -> Vec<Missing> {
    let no_purpose = !filled(&answers.purpose);
    [
        (no_purpose, Missing::Purpose),
        (level < AgendaLevel::Topics, Missing::Agenda),
        (level == AgendaLevel::Topics, Missing::AgendaOutcome),
        (answers.nature.is_none(), Missing::Nature),
        (answers.relationship.is_none(), Missing::Relationship),
        (cost.people > policy.audience_limit, Missing::Audience),
    ]
    .into_iter()
    .filter_map(|(is_missing, what)| is_missing.then_some(what))
    .collect()
}

/// Half the board's width is one switch; within it the dot leans outwards with the evidence. A switch
/// that the user set against the inference, or without one, stands in the middle of its half.
fn dot(question: &Question, answers: &Answers) -> (f32, f32) {
    let lean = |agrees: bool, confidence: f32| {
        if agrees { 0.12 + 0.28 * confidence.clamp(0.0, 1.0) } else { 0.25 }
    };
    let across = lean(answers.nature == question.purpose.value.nature(), question.purpose.confidence);
    let down = lean(answers.relationship == question.relationship.value, question.relationship.confidence);
    let x = match answers.nature {
        Some(Nature::Conveyance) => 0.5 + across,
        Some(Nature::Convergence) => 0.5 - across,
        None => 0.5,
    };
    let y = match answers.relationship {
        Some(Relationship::Weak) => 0.5 + down,
        Some(Relationship::Strong) => 0.5 - down,
        None => 0.5,
    };
    (x, y)
}

/// The evidence for where the switches stand now. What was inferred speaks only for a switch that still
/// agrees with it; the agenda is counted anew, as its rows may have changed.
fn reasons(question: &Question, answers: &Answers) -> Vec<Reason> {
    let of_agenda =
        |reason: &&Reason| !matches!(reason, Reason::AgendaShares { .. } | Reason::AgendaDecides { .. });
    let mut reasons = Vec::with_capacity(REASONS);
    if answers.nature.is_some() && answers.nature == question.purpose.value.nature() {
        reasons.extend(question.purpose.reasons.iter().filter(of_agenda).take(2).cloned());
    }
    // The words come first, then the agenda.
    let place = reasons.len().min(1);
    if let Some(reason) = answers.nature.and_then(|nature| agenda_reason(nature, answers)) {
        reasons.insert(place, reason);
    }
    if answers.relationship.is_some() && answers.relationship == question.relationship.value {
        let known: Vec<Reason> = question
            .relationship
            .reasons
            .iter()
            .filter(|reason| !reasons.contains(reason))
            .cloned()
            .collect();
        reasons.extend(known);
    }
    reasons.truncate(REASONS);
    reasons
}

/// What the agenda says for `nature`, if at least half of it does.
fn agenda_reason(nature: Nature, answers: &Answers) -> Option<Reason> {
    let total = answers.agenda_minutes();
    let (mut items, mut items_for, mut minutes_for) = (0_u32, 0_u32, 0_u32);
    for item in answers.topics() {
        items += 1;
        if infer::item_nature(&item.topic) == Some(nature) {
            items_for += 1;
            minutes_for = minutes_for.saturating_add(item.minutes.unwrap_or(0));
        }
    }
    match nature {
        Nature::Convergence => {
            (items_for > 0).then_some(Reason::AgendaDecides { decide: items_for, of: items })
        }
        Nature::Conveyance => {
            let minutes = total > 0;
            let (share, of) = if minutes { (minutes_for, total) } else { (items_for, items) };
            (share > 0 && share >= of / 2).then_some(Reason::AgendaShares { share, of, minutes })
        }
    }
}
