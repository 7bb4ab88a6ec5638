//! The practices that a team can take up: what a gap in a baseline leads to, and what one or two of a cycle may be
//! beside the improvements of single meetings.

use serde::{Deserialize, Serialize};

/// A practice of working async-first (source article, and `docs/team.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    /// Decisions are written down as records, and comments invited until a date.
    DecisionRecords,
    /// Commit messages say why.
    CommitMessages,
    /// Each repository has a README that a newcomer can begin with.
    Readmes,
    /// Reviews are held in pull requests, with a template and useful feedback.
    PullRequests,
    /// No meeting without an agenda.
    Agendas,
    /// Each meeting has a facilitator.
    Facilitators,
    /// Each topic has its minutes.
    TimeBoxes,
    /// Minutes and decisions go to those who were not there.
    Minutes,
    /// Whoever neither adds nor takes value may decline.
    FreeToDecline,
    /// Eight people or fewer.
    SmallMeetings,
    /// The calendar's recurring meetings are placed on the ConveRel board.
    MeetingAudit,
    /// Half days without meetings, for the whole team.
    FocusBlocks,
    /// Agreed response times for each channel.
    ResponseTimes,
    /// An up-to-date board and written updates in place of status meetings.
    WrittenUpdates,
    /// The workflow is written down: who does what, and what comes next.
    Workflow,
    /// A path from access to the first commit, written down.
    OnboardingPath,
    /// Self-paced videos in place of presentations.
    VideoCourse,
    /// One place for what the team knows.
    Handbook,
    /// Pods of two or three, each with a directly responsible individual.
    Pods,
    /// A retrospective's board is filled beforehand.
    RetroBoard,
    /// Questions are asked in a queue that everybody can read.
    QuestionQueue,
}
