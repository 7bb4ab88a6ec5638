//! What would make a meeting that stays one a better meeting, each with the figures of this invite: what can
//! be sent beforehand, and who, how long and how often it needs to be. Whether it stays is not decided here.

use super::{Advice, WayOut};
use crate::answers::{Answers, filled};
use crate::infer::{self, Kind};
use crate::invite::Invite;
use crate::order;
use crate::policy::Policy;
use crate::quadrant::{Nature, Quadrant};
use crate::verdict::Question;

/// The part of a mixed agenda that only informs, and so can be read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beforehand {
    /// Topics that inform.
    pub items: u32,
    /// All topics.
    pub of: u32,
    /// Minutes of those that inform, if each has minutes.
    pub minutes: Option<u32>,
}

/// One thing that would make the meeting better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Improvement {
    /// Fewer people.
    FewerPeople {
        /// How many there are, oneself included.
        people: u32,
        /// With so many it works best.
        limit: u32,
        /// So many of those who are counted are optional: they first.
        optional: u32,
    },
    /// Shorter.
    Shorter {
        /// Minutes now.
        from: u32,
        /// Minutes that the topics need, rounded up to five.
        to: u32,
        /// Once what informs has been sent beforehand.
        after_beforehand: bool,
    },
    /// In parts, each with its own people.
    Split {
        /// Topics.
        topics: u32,
        /// People, oneself included.
        people: u32,
    },
    /// An end, or a date to look at it again, for a series without one.
    End {
        /// How often it takes place in twelve months, rounded.
        times_a_year: u32,
    },
    /// Something to read beforehand, where something is to be decided.
    Preparation {
        /// Topics to decide.
        decide: u32,
    },
}

/// As many as are shown.
const SHOWN: usize = 3;
/// No meeting is advised to be shorter than this.
const SHORTEST: u32 = 15;
/// Less than this is not worth a change.
const WORTH: u32 = 10;
/// More topics than this are too many for one meeting.
const TOPICS: u32 = 5;
/// So few read beforehand by talking to each other.
const FEW: u32 = 3;

/// The topics by what they ask of the people.
#[derive(Default)]
struct Topics {
    all: u32,
    inform: u32,
    decide: u32,
    /// Minutes of all topics, and of those that inform; `None` if one that counts has none.
    minutes: Option<u32>,
    inform_minutes: Option<u32>,
    owners: usize,
}

impl Topics {
    fn of(answers: &Answers) -> Self {
        let mut topics = Self { minutes: Some(0), inform_minutes: Some(0), ..Self::default() };
        let add = |sum: Option<u32>, minutes: Option<u32>| Some(sum?.saturating_add(minutes?));
        let mut owners: Vec<String> = Vec::new();
        for item in answers.topics() {
            topics.all += 1;
            topics.minutes = add(topics.minutes, item.minutes);
            match infer::item_nature(&item.topic) {
                Some(Nature::Conveyance) => {
                    topics.inform += 1;
                    topics.inform_minutes = add(topics.inform_minutes, item.minutes);
                }
                Some(Nature::Convergence) => topics.decide += 1,
                None => {}
            }
            let owner = item.owner.to_lowercase();
            if filled(&owner) && !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        topics.owners = owners.len();
        topics
    }

    fn beforehand(&self, quadrant: Option<Quadrant>) -> Option<Beforehand> {
        let stays = match quadrant {
            // All of it can be read, unless something in it is to be decided.
            Some(Quadrant::Replace) => self.decide > 0,
            // They still meet for it, to get to know each other.
            Some(Quadrant::MeetForNow) => false,
            Some(Quadrant::Meet | Quadrant::InputsFirst) | None => true,
        };
        let mixed = self.inform > 0 && self.inform < self.all;
        (stays && mixed).then_some(Beforehand {
            items: self.inform,
            of: self.all,
            minutes: self.inform_minutes.filter(|minutes| *minutes > 0),
        })
    }
}

/// Fills in what can be sent beforehand and what would make the meeting better, the most valuable first.
pub(super) fn improve(
    advice: &mut Advice,
    invite: &Invite,
    question: &Question,
    answers: &Answers,
    policy: &Policy,
) {
    let topics = Topics::of(answers);
    advice.beforehand = topics.beforehand(advice.quadrant);
    if advice.way_out == WayOut::Async || advice.quadrant.is_none() {
        return;
    }
    let people = advice.cost.people;
    // An unknown length only weighs what is found; it is not shown.
    let minutes = invite.minutes.unwrap_or(30);
    let mut found: Vec<(u32, Improvement)> = Vec::new();

    let told = matches!(
        question.kind.value,
        Some(Kind::AllHands | Kind::Training | Kind::Onboarding | Kind::ReviewDemo)
    );
    let crowd = people > policy.audience_limit;
    if crowd && !told {
        let optional = invite.guests.iter().zip(&answers.roles);
        let optional =
            optional.filter(|(guest, role)| guest.optional && **role != crate::answers::Role::Informed);
        found.push((
            (people - policy.audience_limit).saturating_mul(minutes),
            Improvement::FewerPeople {
                people,
                limit: policy.audience_limit,
                optional: u32::try_from(optional.count()).unwrap_or(u32::MAX),
            },
        ));
    }
    if let Some((to, after_beforehand)) = shorter(&topics, advice, invite) {
        let saved = people.saturating_mul(minutes.saturating_sub(to));
        found.push((saved, Improvement::Shorter { from: minutes, to, after_beforehand }));
    }
    let separable = topics.owners > 1 || topics.all > 2;
    let too_much = topics.all > TOPICS || (advice.over_time && topics.all > 1);
    if (crowd && !told && separable) || too_much {
        let saved = people.saturating_mul(minutes) / 4;
        found.push((saved, Improvement::Split { topics: topics.all, people }));
    }
    // A series met for now is asked for its date anyway.
    if let Some(rule) = &invite.recurrence
        && advice.quadrant != Some(Quadrant::MeetForNow)
        && rule.count.is_none()
        && rule.until.is_none()
        && answers.review_on.is_none()
    {
        let times = advice.cost.occurrences_per_year.round().clamp(1.0, 366.0) as u32;
        found.push((people.saturating_mul(WORTH), Improvement::End { times_a_year: times }));
    }
    let nothing_to_read = !filled(&answers.preparation) && invite.agenda.link.is_empty();
    if nothing_to_read && topics.decide > 0 && people > FEW && answers.nature == Some(Nature::Convergence) {
        found.push((people, Improvement::Preparation { decide: topics.decide }));
    }
    order::few(&mut found, |one, other| one.0 > other.0);
    advice.improvements = found.into_iter().take(SHOWN).map(|(_, improvement)| improvement).collect();
}

/// The minutes that the topics need, where that is less than the meeting has; and whether only once what
/// informs is sent beforehand.
fn shorter(topics: &Topics, advice: &Advice, invite: &Invite) -> Option<(u32, bool)> {
    let from = invite.minutes?;
    let all = topics.minutes.filter(|minutes| *minutes > 0)?;
    let before = advice.beforehand.and_then(|beforehand| beforehand.minutes).unwrap_or(0);
    let to = all.saturating_sub(before).max(SHORTEST).div_ceil(5).saturating_mul(5);
    let worth = to.checked_add(WORTH).is_some_and(|least| least <= from);
    worth.then_some((to, before > 0))
}
