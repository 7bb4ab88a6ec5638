//! Decisions: reversible or not by the team's own list, until when comments are invited, what follows next, and what may
//! become of one. Two windows may change one decision: what each changed is put together ([`edit`]), and nobody
//! overwrites what they have not seen.

mod days;
mod edit;
pub mod madr;
mod search;
mod step;

pub use days::{is_working, working_day_after};
pub use edit::{Change, Field, Refused, change, rebase, supersede, tidy};
pub use search::Search;
pub use step::{Step, due, next_step};

use converel_core::words::fold;
use converel_protocol::team::decision::{Choice, Decision, FromGate, Rules, State};
use converel_protocol::team::{TEAM_SCHEMA, write};
use jiff::civil::Date;

/// Whether it can be taken back: as somebody said of it, else by the team's list. Names are compared without regard to
/// case and accents.
pub fn is_reversible(decision: &Decision, rules: &Rules) -> bool {
    let irreversible = |name: &String| rules.irreversible.iter().any(|other| is_same(other, name));
    match &decision.reversible {
        Some(said) => said.reversible,
        None => !decision.categories.iter().any(irreversible),
    }
}

/// Two names are the same, but for case, accents and space around them.
pub fn is_same(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

/// The show-stoppers that are open.
pub fn open_stoppers(decision: &Decision) -> usize {
    decision.concerns.iter().filter(|concern| concern.stopper && concern.resolved.is_none()).count()
}

/// A new decision without words: proposed `today`, with the next number and the usual time for comments. `working`:
/// the team's working days, 1 (Monday) to 7.
pub fn propose(id: &str, rules: &mut Rules, today: Date, working: &[u8], at: f64) -> Decision {
    rules.last_number = rules.last_number.saturating_add(1);
    let comment_by = working_day_after(today, rules.comment_days, working);
    Decision {
        schema: TEAM_SCHEMA,
        id: id.to_owned(),
        number: rules.last_number,
        state: State::Proposed,
        proposed_on: today.to_string(),
        comment_by: comment_by.map(|day| day.to_string()).unwrap_or_default(),
        changed_at: at,
        ..Decision::default()
    }
}

/// What the gate handed over, as a proposed decision of its id. `today` and `working` as for [`propose`].
pub fn of_gate(from: &FromGate, rules: &mut Rules, today: Date, working: &[u8]) -> Decision {
    let new = propose(&from.id, rules, today, working, from.at);
    let mut deciders = from.deciders.iter().filter(|name| !name.trim().is_empty()).cloned();
    let comment_by = if from.comment_by.parse::<Date>().is_ok() {
        from.comment_by.clone()
    } else {
        new.comment_by.clone()
    };
    Decision {
        title: from.title.clone(),
        context: from.context.clone(),
        options: from.options.iter().map(|name| Choice { name: name.clone(), text: String::new() }).collect(),
        recommendation: from.recommendation.clone(),
        responsible: deciders.next().unwrap_or_default(),
        deciders: deciders.collect(),
        consulted: from.consulted.clone(),
        informed: from.informed.clone(),
        comment_by,
        ..new
    }
}

/// Of two versions of one decision the one that was changed last; of two of the same instant the one whose text is the
/// greater, so that the order does not matter.
pub fn merge<'a>(one: &'a Decision, other: &'a Decision) -> &'a Decision {
    let later = one.changed_at.total_cmp(&other.changed_at).then_with(|| write(one).cmp(&write(other)));
    if later.is_ge() { one } else { other }
}

/// Of two versions of the team's rules, as [`merge`]; no number is given twice.
pub fn merge_rules(one: &Rules, other: &Rules) -> Rules {
    let later = one.changed_at.total_cmp(&other.changed_at).then_with(|| write(one).cmp(&write(other)));
    let last_number = one.last_number.max(other.last_number);
    Rules { last_number, ..if later.is_ge() { one } else { other }.clone() }
}

#[cfg(test)]
mod made;
#[cfg(test)]
mod tests;
