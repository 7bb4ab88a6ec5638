//! What came of a round: only what may be shown. Whoever writes, draws or publishes results has this and never an
//! answer.

use super::round::{Benefit, Group, Question, RoundKind};
use serde::{Deserialize, Serialize};

/// The results of a closed round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// Schema version.
    pub schema: u32,
    /// [`super::round::Round::id`].
    pub round: String,
    /// What was asked for.
    pub kind: RoundKind,
    /// What the lead called it.
    pub title: String,
    /// The day on which it was closed, `YYYY-MM-DD`.
    pub closed_on: String,
    /// How many answered. Who, is not in here.
    pub answers: u32,
    /// By question, in the order of the round.
    pub questions: Vec<Outcome>,
    /// By group, in the order of [`Group::ALL`]; only those with a question of form scale that is shown.
    pub groups: Vec<GroupOutcome>,
    /// Deep work, where what is had and what is wanted were both answered by enough of the same people, and where not
    /// so few answered only one of the two that the difference would tell what they said.
    pub deep: Option<Deep>,
}

/// What came of one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The question.
    pub question: Question,
    /// What was said to it; `None`: fewer than five answered it, and not everybody allowed it to be shown. How many
    /// is not said either.
    pub shown: Option<Shown>,
}

/// What was said to a question, by everybody together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// How many answered it.
    pub answered: u32,
    /// What they said.
    pub said: Distribution,
}

/// What everybody said together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// To a scale.
    Scale {
        /// How many chose each step, 1 to 5.
        counts: [u32; 5],
        /// The mean, 1 to 5.
        mean: f64,
        /// What is missing to 5 (always, very easy).
        gap: f64,
    },
    /// Hours a week, or working days.
    Amount {
        /// How many said how much; every bin is there, also where nobody said so much.
        bins: Vec<Bin>,
        /// The median.
        median: f64,
        /// The mean.
        mean: f64,
    },
    /// The benefits, most prized first.
    Ranking {
        /// All six; of equal mean ranks, in the order of [`Benefit::ALL`].
        benefits: Vec<Ranked>,
    },
    /// Free texts, in an order that says nothing about who wrote them or which other text is theirs.
    Texts {
        /// The texts.
        texts: Vec<String>,
    },
}

/// How many said an amount within these limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// From here on.
    pub from: f64,
    /// Up to here, exclusive; `None`: without end.
    pub to: Option<f64>,
    /// How many.
    pub count: u32,
}

/// Where a benefit stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// The benefit.
    pub benefit: Benefit,
    /// Its mean rank, 1 (most prized) to 6; who left it out counts as the mean of the ranks that they left.
    pub mean: f64,
    /// How often it stood at each rank, 1 to 6.
    pub counts: [u32; 6],
}

/// What came of a group of questions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupOutcome {
    /// The group.
    pub group: Group,
    /// The mean of its shown scales' means, 1 to 5.
    pub mean: f64,
    /// What is missing to 5.
    pub gap: f64,
}

/// Hours of deep work a week, of those who said both. Means, and the deficits of each person as bins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deep {
    /// How many said both.
    pub answered: u32,
    /// Had.
    pub had: f64,
    /// Wanted.
    pub wanted: f64,
    /// What is missing, no less than 0 for each person.
    pub deficit: f64,
    /// How many miss how much.
    pub deficits: Vec<Bin>,
}
