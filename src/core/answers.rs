//! What the user says in the gate; prefilled by [`crate::verdict::judge`] with all that is known.

use crate::advice::Alternative;
use crate::agenda::{AgendaLevel, Item};
use crate::infer::{self, Kind, Purpose, Signals};
use crate::invite::Invite;
use crate::quadrant::{Nature, Relationship};
use jiff::civil::Date;

/// What a guest is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Takes part in the decision.
    Decides,
    /// Brings something that is needed.
    #[default]
    Contributes,
    /// Only needs to know: gets the notes instead of the invite.
    Informed,
}

/// An honest reason to be synchronous (source article, "async-first, not async-only").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HonestReason {
    /// It cannot wait.
    Urgent,
    /// Many topics in little time.
    ManyTopics,
    /// Spontaneous, unfiltered reactions are wanted.
    Reactions,
    /// Human connection is the point.
    Connection,
}

/// So many topics are many, and so many minutes for each are little.
const MANY_TOPICS: (usize, u32) = (5, 8);

/// The honest reasons that an invite gives by itself; they stand ticked, and the user can untick them.
pub fn honest_reasons(
    kind: Option<Kind>,
    purpose: Purpose,
    signals: Signals,
    invite: &Invite,
) -> Vec<HonestReason> {
    let (topics, minutes_each) = MANY_TOPICS;
    // A list of news is read faster than it is heard, however long it is.
    let to_discuss = |item: &&Item| infer::item_nature(&item.topic) != Some(Nature::Conveyance);
    let discussed = invite.agenda.items.iter().filter(to_discuss).count();
    let room = u32::try_from(discussed).unwrap_or(u32::MAX).saturating_mul(minutes_each);
    let many = purpose != Purpose::Conveyance
        && discussed >= topics
        && invite.minutes.is_some_and(|minutes| minutes <= room);
    let connection = purpose == Purpose::Bonding || matches!(kind, Some(Kind::OneOnOne | Kind::Social));
    [
        (signals.urgent || kind == Some(Kind::Incident), HonestReason::Urgent),
        (many, HonestReason::ManyTopics),
        (signals.reactions, HonestReason::Reactions),
        (connection, HonestReason::Connection),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect()
}

/// Why an invite was sent against the advice; one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendAnywayReason {
    /// No reason given (not offered when a reason is required).
    NotGiven,
    /// It cannot wait.
    Urgent,
    /// The people need to see each other.
    Connection,
    /// Writing was tried and did not settle it.
    WritingTried,
    /// Somebody else asked for the meeting.
    AskedTo,
    /// Too sensitive for writing.
    Sensitive,
    /// The advice does not fit this meeting.
    WrongAdvice,
}

/// The answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// One line: what will be decided, or what must they know?
    pub purpose: String,
    /// The switch share ⟷ decide; `None`: not answered and not inferred.
    pub nature: Option<Nature>,
    /// The switch know each other well ⟷ not yet.
    pub relationship: Option<Relationship>,
    /// Agenda rows; a row with a blank topic does not count.
    pub agenda: Vec<Item>,
    /// One role for each of the invite's guests, in the same order.
    pub roles: Vec<Role>,
    /// What to read or do beforehand; may be a link.
    pub preparation: String,
    /// Where the notes and the decision will be kept.
    pub notes_link: String,
    /// Who facilitates.
    pub facilitator: String,
    /// For a series: when it ends or is looked at again.
    pub review_on: Option<Date>,
    /// Honest reasons to meet that the user ticked.
    pub honest_reasons: Vec<HonestReason>,
    /// The alternative chosen in the list; `None`: the best one offered.
    pub alternative: Option<Alternative>,
}

impl Answers {
    /// The agenda's rows that count, in order.
    pub fn topics(&self) -> impl Iterator<Item = &Item> {
        self.agenda.iter().filter(|item| filled(&item.topic))
    }

    /// How many of the invite's guests only need to know.
    pub fn informed(&self, invite: &Invite) -> u32 {
        let roles = self.roles.iter().take(invite.guests.len());
        u32::try_from(roles.filter(|role| **role == Role::Informed).count()).unwrap_or(u32::MAX)
    }

    /// How much of an agenda the invite has with these answers.
    pub fn agenda_level(&self, invite: &Invite) -> AgendaLevel {
        let mut topics = self.topics().peekable();
        if topics.peek().is_none() {
            return invite.agenda.level.min(AgendaLevel::LinkOnly);
        }
        if filled(&self.purpose) || topics.any(|item| item.minutes.is_some() || filled(&item.owner)) {
            AgendaLevel::Good
        } else {
            AgendaLevel::Topics
        }
    }

    /// These answers, given before, on the editor as it is now, which prefills `fresh`: what was typed
    /// stays, what is new in the description is added, and what has gone from it goes.
    pub fn resumed(self, fresh: &Self) -> Self {
        let or = |typed: String, fresh: &String| if filled(&typed) { typed } else { fresh.clone() };
        let mut agenda: Vec<Item> = Vec::new();
        for mut item in self.agenda {
            let still_there = fresh.agenda.iter().any(|read| read.line == item.line);
            if !item.line.is_empty() && !still_there {
                if !item.says_more_than_its_line() {
                    continue;
                }
                item.line.clear();
            }
            agenda.push(item);
        }
        for read in &fresh.agenda {
            if !agenda.iter().any(|item| item.line == read.line || item.topic == read.topic) {
                agenda.push(read.clone());
            }
        }
        Self {
            purpose: or(self.purpose, &fresh.purpose),
            nature: self.nature.or(fresh.nature),
            relationship: self.relationship.or(fresh.relationship),
            agenda,
            // Roles belong to guests by their place: other guests, other roles.
            roles: if self.roles.len() == fresh.roles.len() { self.roles } else { fresh.roles.clone() },
            preparation: or(self.preparation, &fresh.preparation),
            notes_link: or(self.notes_link, &fresh.notes_link),
            facilitator: or(self.facilitator, &fresh.facilitator),
            review_on: self.review_on.or(fresh.review_on),
            honest_reasons: self.honest_reasons,
            alternative: self.alternative,
        }
    }

    /// Sum of the topics' minutes.
    pub fn agenda_minutes(&self) -> u32 {
        self.topics().fold(0, |sum, item| sum.saturating_add(item.minutes.unwrap_or(0)))
    }
}

impl Item {
    /// The row says something that the line it was read from does not.
    pub(crate) fn says_more_than_its_line(&self) -> bool {
        let minutes = self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        ![&self.topic, &self.owner, &minutes].into_iter().all(|part| self.line.contains(part.as_str()))
    }
}

/// Something was said: at least one letter, digit or symbol such as an emoji; dashes and dots say nothing.
pub(crate) fn filled(text: &str) -> bool {
    // Arrows, symbols and emoji begin at U+2190, behind the general punctuation.
    text.chars().any(|character| character.is_alphanumeric() || character >= '\u{2190}')
}
