//! A round of questions: what the lead sends out, what a member answers, and what each of them keeps of it.

use serde::{Deserialize, Serialize};

/// What a round asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// Where the team stands: artefacts, meeting discipline, deep work, onboarding.
    #[default]
    Baseline,
    /// Which of the six benefits it prizes most.
    Poll,
}

/// What a question belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Decision records, commit messages, READMEs, pull requests.
    Artefacts,
    /// Agendas, facilitators, time boxes, minutes, safety to decline, size.
    Meetings,
    /// Hours had and wanted.
    DeepWork,
    /// How easy, and how long to the first commit.
    Onboarding,
    /// The six benefits.
    Benefits,
    /// The lead's own questions.
    Other,
}

impl Group {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 6] =
        [Self::Artefacts, Self::Meetings, Self::DeepWork, Self::Onboarding, Self::Benefits, Self::Other];
}

/// What an answer to a question looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One of five steps, 1 (never, very hard) to 5 (always, very easy).
    Scale,
    /// Hours a week, 0 to 60, in halves.
    Hours,
    /// Working days, 0 to 365.
    Days,
    /// The six benefits in the order in which they are prized.
    Ranking,
    /// In one's own words, at most 2,000 characters.
    Text,
}

/// The six benefits of working async-first (source article).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    /// Work-life balance.
    Balance,
    /// Diversity and inclusion.
    Inclusion,
    /// Onboarding and knowledge sharing.
    Knowledge,
    /// Communication that supports scale.
    Scale,
    /// Deep work.
    DeepWork,
    /// Bias for action.
    Action,
}

impl Benefit {
    /// All of them, in the article's order.
    pub const ALL: [Self; 6] =
        [Self::Balance, Self::Inclusion, Self::Knowledge, Self::Scale, Self::DeepWork, Self::Action];
}

/// One question. Ours travel as their id alone, and everybody reads them in their own language; what the lead wrote
/// travels as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// One of ours (`converel_team::questions`), or `own-` and a number.
    pub id: String,
    /// What it belongs to.
    pub group: Group,
    /// What its answer looks like.
    pub form: Form,
    /// In the lead's own words; empty: in ours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why it is asked, in the lead's own words; empty: in ours, or not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A round as it travels: nothing in it is secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Schema version.
    pub schema: u32,
    /// UUID.
    pub id: String,
    /// What it asks for.
    pub kind: RoundKind,
    /// What the lead calls it.
    pub title: String,
    /// When it was made, milliseconds since the Unix epoch.
    pub at: f64,
    /// The last day for answers, `YYYY-MM-DD`.
    pub closes_on: String,
    /// The public half of the round's key pair: a point of P-256, uncompressed (SEC 1), 130 hex digits.
    pub key: String,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

/// What was said to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// To [`Form::Scale`]: 1 to 5.
    Scale(u8),
    /// To [`Form::Hours`]: hours a week.
    Hours(f64),
    /// To [`Form::Days`]: working days.
    Days(f64),
    /// To [`Form::Ranking`]: most prized first; each at most once.
    Ranking(Vec<Benefit>),
    /// To [`Form::Text`].
    Text(String),
}

/// A reply: the question's id, and what was said. A question that was passed over has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// [`Question::id`].
    pub question: String,
    /// What was said.
    pub said: Said,
}

/// Somebody's answer to a round: what is sealed. No name is in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Schema version.
    pub schema: u32,
    /// [`Round::id`].
    pub round: String,
    /// Who answers: 32 random hex digits, made when the round was first opened in that browser, and of no other use.
    pub respondent: String,
    /// Counts up each time that the same respondent hands an answer back: the highest holds.
    pub revision: u32,
    /// It may be shown even where fewer than five answered.
    #[serde(default)]
    pub show_few: bool,
    /// What was said.
    pub replies: Vec<Reply>,
}

/// What a member keeps of a round: half an answer is not lost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answering {
    /// Schema version.
    pub schema: u32,
    /// The round.
    pub round: Round,
    /// [`Answer::respondent`].
    pub respondent: String,
    /// The revision that was handed back last; 0: none was.
    pub revision: u32,
    /// [`Answer::show_few`].
    #[serde(default)]
    pub show_few: bool,
    /// What was said so far.
    pub replies: Vec<Reply>,
    /// When it was changed last, milliseconds since the Unix epoch.
    pub changed_at: f64,
}

/// What the lead keeps of a round: the private half of its key, and the answers that came in. Whoever has this can read
/// every answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Led {
    /// Schema version.
    pub schema: u32,
    /// The round.
    pub round: Round,
    /// The private half of its key pair: PKCS #8, hex digits.
    pub private_key: String,
    /// 64 random hex digits: what the order of free texts is made from.
    pub shuffle: String,
    /// One for each respondent, by respondent; each the answer of the highest revision that came in.
    pub answers: Vec<Answer>,
    /// When it was closed, milliseconds since the Unix epoch. From then on no answer comes in, so that no two results
    /// of one round differ by one person's answer.
    pub closed_at: Option<f64>,
    /// When it was changed last, milliseconds since the Unix epoch.
    pub changed_at: f64,
}
