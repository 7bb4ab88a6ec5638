//! Collecting: what becomes of a round when answers come in, in any order and any number of times, and when two copies
//! of it meet. The result depends on what came in alone.

use converel_protocol::team;
use converel_protocol::team::round::{Answer, Led};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Nobody of this name had answered.
    New,
    /// The same person answered before; this one takes its place.
    Replaced,
    /// A later answer of the same person is here already.
    Older,
    /// This very answer is here already.
    Same,
    /// The round is closed: nothing was taken.
    Closed,
}

/// Takes an answer that was opened for this round.
pub fn take(led: &mut Led, answer: Answer) -> Taken {
    take_all(led, [answer]).first().copied().unwrap_or(Taken::Closed)
}

/// Takes many answers that were opened for this round, in one go; says of each what became of it.
pub fn take_all(led: &mut Led, answers: impl IntoIterator<Item = Answer>) -> Vec<Taken> {
    if led.closed_at.is_some() {
        return answers.into_iter().map(|_| Taken::Closed).collect();
    }
    let mut held = by_respondent(std::mem::take(&mut led.answers));
    let taken = answers.into_iter().map(|answer| place(&mut held, answer)).collect();
    led.answers = held.into_values().collect();
    taken
}

/// The answer of each respondent that holds.
pub(crate) fn by_respondent(answers: Vec<Answer>) -> BTreeMap<String, Answer> {
    let mut held = BTreeMap::new();
    for answer in answers {
        place(&mut held, answer);
    }
    held
}

fn place(held: &mut BTreeMap<String, Answer>, answer: Answer) -> Taken {
    match held.entry(answer.respondent.clone()) {
        Entry::Vacant(free) => {
            free.insert(answer);
            Taken::New
        }
        Entry::Occupied(mut there) => match standing(&answer, there.get()) {
            Ordering::Greater => {
                there.insert(answer);
                Taken::Replaced
            }
            Ordering::Equal => Taken::Same,
            Ordering::Less => Taken::Older,
        },
    }
}

/// Which of two answers of one person holds: the higher revision. Two of the same revision come from a copied browser
/// profile alone; then the smaller text holds, so that it is the same one everywhere.
fn standing(one: &Answer, other: &Answer) -> Ordering {
    one.revision.cmp(&other.revision).then_with(|| team::write(other).cmp(&team::write(one)))
}

/// Whether these are two copies of one round: of the same id, sealed to the same key.
pub fn same_round(one: &Led, other: &Led) -> bool {
    one.round.id == other.round.id && one.round.key.eq_ignore_ascii_case(&other.round.key)
}

/// Two copies of one round as one, whichever comes first. While both are open it has the answers of both. If one is
/// closed, its answers are those that were published, and no other comes in; if both are, those of the one that was
/// closed first. Of two different rounds the first stays as it is ([`same_round`]).
pub fn merge(one: &Led, other: &Led) -> Led {
    if !same_round(one, other) {
        return one.clone();
    }
    let held = match (one.closed_at, other.closed_at) {
        (None, None) => by_respondent(one.answers.iter().chain(&other.answers).cloned().collect()),
        _ => by_respondent(first_closed(one, other).answers.clone()),
    };
    let round = if team::write(&one.round) <= team::write(&other.round) { &one.round } else { &other.round };
    Led {
        schema: one.schema.max(other.schema),
        round: round.clone(),
        private_key: one.private_key.clone().min(other.private_key.clone()),
        shuffle: one.shuffle.clone().min(other.shuffle.clone()),
        answers: held.into_values().collect(),
        closed_at: first_closed(one, other).closed_at,
        changed_at: one.changed_at.max(other.changed_at),
    }
}

/// The one that was closed first; an open one comes last, and where the time is the same the text decides.
fn first_closed<'a>(one: &'a Led, other: &'a Led) -> &'a Led {
    let order = match (one.closed_at, other.closed_at) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    let texts = || texts(one).cmp(&texts(other));
    if order.then_with(texts) == Ordering::Greater { other } else { one }
}

/// The answers as one text, whatever order they were kept in.
fn texts(led: &Led) -> Vec<String> {
    by_respondent(led.answers.clone()).values().map(team::write).collect()
}
