//! The advice for one state of the answers: recomputed whenever the user changes anything.

use crate::cost::Cost;
use crate::infer::Reason;
use crate::quadrant::Quadrant;

/// What can stand in the place of a meeting, or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Alternative {
    WrittenUpdate,
    DecisionRecord,
    RecordedVideo,
    SharedDocument,
    TaskBoard,
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
    /// `None` until both switches are set.
    pub quadrant: Option<Quadrant>,
    /// Where the dot stands on the board: x 0 (convergence, left) to 1 (conveyance, right), y 0 (strong,
    /// top) to 1 (weak, bottom). Within its quadrant it leans by the evidence.
    pub dot: (f32, f32),
    /// Evidence for the sentence under the headline, strongest first; from this invite, never a slogan.
    pub reasons: Vec<Reason>,
    /// An honest reason was ticked, so the advice is to meet whatever the quadrant.
    pub kept_by_honest_reason: bool,
    /// Alternatives that fit, the best first; empty when there is none.
    pub alternatives: Vec<Alternative>,
    /// The strong button.
    pub way_out: WayOut,
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
