//! A decision of the team as it is kept, what the team calls irreversible, and what the gate hands over.

use converel_core::dates;
use converel_core::draft::Handed;
use serde::{Deserialize, Serialize};

/// Where a decision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Comments are invited.
    #[default]
    Proposed,
    /// It holds.
    Decided,
    /// Another decision holds in its place.
    Superseded,
}

/// Something that could be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// What speaks for and against it; may be empty.
    #[serde(default)]
    pub text: String,
}

/// What somebody said against a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// What.
    pub text: String,
    /// Who; may be empty.
    #[serde(default)]
    pub who: String,
    /// It must be settled before anybody goes ahead.
    #[serde(default)]
    pub stopper: bool,
    /// How it was settled; `None`: it is open.
    #[serde(default)]
    pub resolved: Option<String>,
}

/// That a decision is reversible, or not, whatever its categories say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// It can be taken back.
    pub reversible: bool,
    /// Why.
    pub reason: String,
}

/// A decision. Days are `YYYY-MM-DD`; options are named by their place in `options`, from 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Schema version.
    pub schema: u32,
    /// UUID.
    pub id: String,
    /// Counts up in the team's log; 0: it has none.
    pub number: u32,
    /// What it is about, in one line.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// The situation and the question, Markdown.
    #[serde(default)]
    pub context: String,
    /// What matters for it, a line each.
    #[serde(default)]
    pub drivers: Vec<String>,
    /// What could be decided.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The option that is recommended.
    #[serde(default)]
    pub recommended: Option<u32>,
    /// Why, Markdown.
    #[serde(default)]
    pub recommendation: String,
    /// What follows from it, good and bad, Markdown.
    #[serde(default)]
    pub consequences: String,
    /// What it touches: names of the team's list, and others.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Reversible or not, whatever the list says.
    #[serde(default)]
    pub reversible: Option<Override>,
    /// The directly responsible individual: goes ahead, and is the tie-breaker.
    #[serde(default)]
    pub responsible: String,
    /// The pod whose decision it is.
    #[serde(default)]
    pub pod: String,
    /// Who else decides.
    #[serde(default)]
    pub deciders: Vec<String>,
    /// Who is asked.
    #[serde(default)]
    pub consulted: Vec<String>,
    /// Who is told.
    #[serde(default)]
    pub informed: Vec<String>,
    /// The last day for comments; empty: none is set.
    #[serde(default)]
    pub comment_by: String,
    /// The day it was proposed; empty: not known.
    #[serde(default)]
    pub proposed_on: String,
    /// The day it was decided; empty: it is not, or that is not known.
    #[serde(default)]
    pub decided_on: String,
    /// The option that was chosen.
    #[serde(default)]
    pub chosen: Option<u32>,
    /// What was decided and why, Markdown.
    #[serde(default)]
    pub outcome: String,
    /// The decision that holds in its place, by id; empty: none.
    #[serde(default)]
    pub superseded_by: String,
    /// The decisions in whose place it holds, by id.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// What was said against it, in the order in which it was said.
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// Links, and what came along from elsewhere and has no field, Markdown.
    #[serde(default)]
    pub more: String,
    /// When it was changed last, milliseconds since the Unix epoch.
    pub changed_at: f64,
}

/// How the team decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// Schema version.
    pub schema: u32,
    /// A decision in one of these categories cannot be taken back. Of ours the names are [`Rules::OURS`], and everybody
    /// reads them in their own language.
    pub irreversible: Vec<String>,
    /// How many working days comments are invited for, 1 to 60.
    pub comment_days: u32,
    /// The highest number that a decision has been given.
    #[serde(default)]
    pub last_number: u32,
    /// When it was changed last, milliseconds since the Unix epoch; 0: never.
    #[serde(default)]
    pub changed_at: f64,
}

impl Rules {
    /// What is irreversible to begin with (source article).
    pub const OURS: [&'static str; 3] = ["financial", "compliance", "regulatory"];
}

impl Default for Rules {
    /// The article's three categories, and a working week for comments.
    fn default() -> Self {
        Self {
            schema: super::TEAM_SCHEMA,
            irreversible: Self::OURS.map(str::to_owned).to_vec(),
            comment_days: 5,
            last_number: 0,
            changed_at: 0.0,
        }
    }
}

/// A decision that the gate hands over in place of a meeting: an entry of `decisionInbox` in `storage.local`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "DecisionFromGate"))]
pub struct FromGate {
    /// UUID: it becomes the decision's, so an entry that is read twice is one decision.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The situation and the question, Markdown.
    pub context: String,
    /// What could be decided, by name; mostly none yet.
    pub options: Vec<String>,
    /// What is recommended and why; may be empty.
    pub recommendation: String,
    /// Who decides; the first is responsible.
    pub deciders: Vec<String>,
    /// Who is asked.
    pub consulted: Vec<String>,
    /// Who is told.
    pub informed: Vec<String>,
    /// The last day for comments, `YYYY-MM-DD`; empty: the team's usual time.
    pub comment_by: String,
    /// When it was handed over, milliseconds since the Unix epoch.
    pub at: f64,
}

impl FromGate {
    /// As it is handed over: with this id, at this time.
    pub fn of(handed: Handed, id: String, at: f64) -> Self {
        let Handed { title, context, options, recommendation, deciders, consulted, informed, comment_by } =
            handed;
        let comment_by = comment_by.map(dates::written).unwrap_or_default();
        Self { id, title, context, options, recommendation, deciders, consulted, informed, comment_by, at }
    }
}
