//! What follows next for a decision (source article): comments until a date; one that can be taken back goes ahead when
//! nobody stops it; of one that cannot, the inputs are collected in writing before a meeting takes the last step.

use super::{is_reversible, open_stoppers};
use converel_protocol::team::decision::{Decision, Rules, State};
use jiff::civil::Date;

/// What follows next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A last day for comments is to be set.
    SetDate,
    /// Comments are invited until the end of this day.
    Comments(Date),
    /// The responsible individual goes ahead.
    GoAhead,
    /// So many show-stoppers are open: the responsible individual settles them as the tie-breaker.
    Settle(usize),
    /// It cannot be taken back: everybody's inputs come in writing, until the end of this day.
    Inputs(Date),
    /// It cannot be taken back, and the inputs are there: a meeting takes the last step.
    Meet,
    /// It holds.
    Decided,
    /// This decision holds in its place, by id; empty: it is not said which.
    Superseded(String),
}

/// What follows next for it on this day.
pub fn next_step(decision: &Decision, rules: &Rules, today: Date) -> Step {
    match decision.state {
        State::Decided => return Step::Decided,
        State::Superseded => return Step::Superseded(decision.superseded_by.clone()),
        State::Proposed => {}
    }
    let Ok(until) = decision.comment_by.parse::<Date>() else { return Step::SetDate };
    let open = open_stoppers(decision);
    match (is_reversible(decision, rules), today <= until) {
        (true, true) => Step::Comments(until),
        (true, false) if open > 0 => Step::Settle(open),
        (true, false) => Step::GoAhead,
        (false, true) => Step::Inputs(until),
        (false, false) => Step::Meet,
    }
}

/// The last days for comments of those that are proposed, earliest first: what the toolbar button counts.
pub fn due<'a>(decisions: impl IntoIterator<Item = &'a Decision>) -> Vec<String> {
    let proposed = decisions.into_iter().filter(|decision| decision.state == State::Proposed);
    let mut days: Vec<Date> = proposed.filter_map(|decision| decision.comment_by.parse().ok()).collect();
    days.sort_unstable();
    days.iter().map(Date::to_string).collect()
}
