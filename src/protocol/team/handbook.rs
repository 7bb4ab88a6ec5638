//! What the team says of itself for its handbook, where nothing else knows it: kept as it is typed, empty where it is
//! still to be agreed.

use serde::{Deserialize, Serialize};

/// The key of [`Facts`] in the team's cabinet.
pub const FACTS_KEY: &str = "handbook/facts";

/// A row of one of the handbook's lists. Two dashboards may change a list at the same time: a row is known by its id,
/// wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Of no meaning beyond its list.
    pub id: String,
    /// A channel's, a column's or a term's name; a step's task.
    #[serde(default)]
    pub name: String,
    /// What a channel is for, what a column or a term means, how a step is taken.
    #[serde(default)]
    pub about: String,
    /// Who does a column's work; who helps with a step.
    #[serde(default)]
    pub who: String,
    /// A channel's reasonable response time; what has to be so before a card leaves a column; how long a step takes.
    #[serde(default)]
    pub when: String,
}

/// What the team says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Schema version.
    pub schema: u32,
    /// The team's name.
    #[serde(default)]
    pub team: String,
    /// When people work, and in which time zones.
    #[serde(default)]
    pub hours: String,
    /// The hours that all of them share.
    #[serde(default)]
    pub overlap: String,
    /// Half days that are kept free of meetings.
    #[serde(default)]
    pub quiet: String,
    /// Who facilitates a meeting, and how that goes round.
    #[serde(default)]
    pub facilitator: String,
    /// Where the handbook stands; empty: where the settings say that notes are kept.
    #[serde(default)]
    pub handbook_link: String,
    /// Where the task board stands.
    #[serde(default)]
    pub board_link: String,
    /// Where the chat is.
    #[serde(default)]
    pub chat_link: String,
    /// How the team is reached: [`Row::name`], [`Row::about`], [`Row::when`].
    #[serde(default)]
    pub channels: Vec<Row>,
    /// The board's columns, in the order of the work.
    #[serde(default)]
    pub columns: Vec<Row>,
    /// From access to the first commit, in order.
    #[serde(default)]
    pub steps: Vec<Row>,
    /// The team's own words: [`Row::name`], [`Row::about`].
    #[serde(default)]
    pub terms: Vec<Row>,
    /// When it was changed last, milliseconds since the Unix epoch; 0: never.
    #[serde(default)]
    pub changed_at: f64,
}
