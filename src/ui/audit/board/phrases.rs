//! What the board, the cycle and the report say about a meeting, in words.

use crate::document::words::Words;
use converel_core::infer;
use converel_protocol::audit::kept::{Change, Kept, Reason, Shape};
use converel_protocol::audit::numbers::{Card, Improvement};
use converel_protocol::stored::{Alternative, Frequency, Purpose, Quadrant};

/// A number as it is said: whole, or with one digit below ten.
pub(crate) fn rounded(value: f64) -> f64 {
    let shown = if value.abs() < 10.0 { (value * 10.0).round() / 10.0 } else { value.round() };
    // No "-0".
    shown + 0.0
}

/// "506 h".
pub(crate) fn hours(words: &dyn Words, value: f64) -> String {
    words.message("gate_hours", &[&words.number(rounded(value), 1)])
}

/// "506 person-hours a year".
pub(crate) fn person_hours(words: &dyn Words, value: f64) -> String {
    words.plural("audit_person_hours", rounded(value))
}

/// A card's name: its title, or else its shape.
pub(crate) fn name(words: &dyn Words, card: &Card, titles: bool) -> String {
    if titles && !card.title.trim().is_empty() { card.title.clone() } else { rhythm(words, card) }
}

/// "Mondays 10:00, every 2 weeks".
pub(crate) fn rhythm(words: &dyn Words, card: &Card) -> String {
    let time = words.time(card.starts);
    let begins = match card.weekday {
        day @ 1..=7 => words.message("audit_card_weekday", &[&words.weekday(day), &time]),
        _ => time,
    };
    words.message("audit_card_rhythm", &[&begins, &repeats(words, card)])
}

/// "every 2 weeks", or that single events repeat.
pub(crate) fn repeats(words: &dyn Words, card: &Card) -> String {
    let interval = card.interval.max(1);
    match (card.shape, card.frequency) {
        (Shape::Recurring, Some(frequency)) => every(words, frequency, interval),
        (Shape::Recurring, None) => words.text("audit_card_recurs"),
        (Shape::Pattern | Shape::Single, _) => words.text("audit_card_pattern"),
    }
}

fn every(words: &dyn Words, frequency: Frequency, interval: u32) -> String {
    let name = match frequency {
        Frequency::Daily => "gate_every_days",
        Frequency::Weekly => "gate_every_weeks",
        Frequency::Monthly => "gate_every_months",
        Frequency::Yearly => "gate_every_years",
    };
    words.plural(name, f64::from(interval))
}

/// "11 people × 60 min × 46 times a year".
pub(crate) fn size(words: &dyn Words, card: &Card) -> String {
    let people = if card.at_least { "gate_people_at_least" } else { "gate_people" };
    words.message(
        "audit_card_size",
        &[
            &words.plural(people, f64::from(card.people)),
            &words.plural("gate_minutes", f64::from(card.minutes)),
            &words.plural("audit_times_a_year", rounded(card.per_year)),
        ],
    )
}

/// The name of a place on the board; `None`: not placed yet.
pub(crate) fn place(words: &dyn Words, place: Option<Quadrant>) -> String {
    words.text(match place {
        Some(Quadrant::Replace) => "audit_quadrant_replace",
        Some(Quadrant::MeetForNow) => "audit_quadrant_meet_for_now",
        Some(Quadrant::Meet) => "audit_quadrant_meet",
        Some(Quadrant::InputsFirst) => "audit_quadrant_inputs_first",
        None => "audit_quadrant_unplaced",
    })
}

/// Its advice in a line.
pub(crate) fn advice(words: &dyn Words, place: Option<Quadrant>) -> String {
    words.text(match place {
        Some(Quadrant::Replace) => "gate_why_replace",
        Some(Quadrant::MeetForNow) => "gate_why_meet_for_now",
        Some(Quadrant::Meet) => "gate_why_meet",
        Some(Quadrant::InputsFirst) => "gate_why_inputs_first",
        None => "audit_quadrant_unplaced_why",
    })
}

/// Where a quadrant lies on both axes.
pub(crate) fn axes(words: &dyn Words, quadrant: Quadrant) -> String {
    let (nature, relationship) = match quadrant {
        Quadrant::InputsFirst => ("audit_axis_convergence", "audit_axis_strong"),
        Quadrant::Replace => ("audit_axis_conveyance", "audit_axis_strong"),
        Quadrant::Meet => ("audit_axis_convergence", "audit_axis_weak"),
        Quadrant::MeetForNow => ("audit_axis_conveyance", "audit_axis_weak"),
    };
    words.message("audit_quadrant_where", &[&words.text(nature), &words.text(relationship)])
}

/// Why inference could not place a card; empty where it could.
pub(crate) fn unplaced(words: &dyn Words, card: &Card) -> String {
    match (card.inferred, card.purpose, card.relationship) {
        (Some(_), ..) => String::new(),
        (None, Purpose::Bonding, _) => words.text("audit_unplaced_bonding"),
        (None, Purpose::Unclear, None) => words.text("audit_unplaced_both"),
        (None, Purpose::Unclear, Some(_)) => words.text("audit_unplaced_purpose"),
        (None, Purpose::Conveyance | Purpose::Convergence, _) => words.text("audit_unplaced_relationship"),
    }
}

/// A change, as one would ask for it. The frequency tells what an interval counts, where it is known.
pub(crate) fn change(words: &dyn Words, change: Change, frequency: Option<Frequency>) -> String {
    let count = |name: &str, count: u32| words.plural(name, f64::from(count));
    match change {
        Change::Replace { by } => words.message("audit_change_replace", &[&alternative(words, by)]),
        Change::Shorter { minutes } => count("audit_change_shorter", minutes),
        Change::Smaller { people } => count("audit_change_smaller", people),
        Change::Rarer { interval } => match frequency {
            Some(frequency) => words.message("audit_change_rarer", &[&every(words, frequency, interval)]),
            None => words.text("audit_change_rarer_only"),
        },
        Change::Agenda => words.text("audit_change_agenda"),
        Change::EndDate { weeks } => count("audit_change_end", weeks),
        Change::InputsFirst { minutes } => count("audit_change_inputs_first", minutes),
        Change::Cancel => words.text("audit_change_cancel"),
    }
}

/// An alternative's name.
pub(crate) fn alternative(words: &dyn Words, alternative: Alternative) -> String {
    words.text(crate::labels::alternative_name(alternative))
}

/// What comes of an improvement, each in a few words; empty where it returns no time by itself.
pub(crate) fn effects(words: &dyn Words, improvement: &Improvement) -> Vec<String> {
    [
        ("audit_effect_hours", improvement.hours_returned),
        ("audit_effect_own", improvement.own_hours_returned),
        ("audit_effect_blocks", improvement.blocks_regained),
    ]
    .into_iter()
    .filter(|(_, value)| rounded(*value) > 0.0)
    .map(|(name, value)| words.plural(name, rounded(value)))
    .collect()
}

/// How far a promise was kept.
pub(crate) fn kept(words: &dyn Words, kept: Kept) -> String {
    words.text(match kept {
        Kept::Kept => "audit_kept",
        Kept::Partly => "audit_kept_partly",
        Kept::NotYet => "audit_kept_not_yet",
        Kept::TooEarly => "audit_kept_too_early",
    })
}

/// A piece of evidence as the gate says it.
pub(crate) fn reason(words: &dyn Words, reason: &Reason) -> String {
    match reason {
        Reason::TitleWords { words: said } if said.is_empty() => words.text("audit_reason_title"),
        Reason::BodyWords { words: said } if said.is_empty() => words.text("audit_reason_body"),
        Reason::OutsideDomain { domain } if domain.is_empty() => words.text("audit_reason_outside"),
        known => crate::gate::reason(&inferred(known)),
    }
}

fn inferred(reason: &Reason) -> infer::Reason {
    match reason {
        Reason::TitleWords { words } => infer::Reason::TitleWords(words.clone()),
        Reason::BodyWords { words } => infer::Reason::BodyWords(words.clone()),
        Reason::AgendaShares { share, of, minutes } => {
            infer::Reason::AgendaShares { share: *share, of: *of, minutes: *minutes }
        }
        Reason::AgendaDecides { decide, of } => infer::Reason::AgendaDecides { decide: *decide, of: *of },
        Reason::Guests { count } => infer::Reason::Guests(*count),
        Reason::Repeats { frequency } => infer::Reason::Repeats((*frequency).into()),
        Reason::OneToOne => infer::Reason::OneToOne,
        Reason::MetBefore { times } => infer::Reason::MetBefore(*times),
        Reason::FirstTime { new, of } => infer::Reason::FirstTime { new: *new, of: *of },
        Reason::OutsideDomain { domain } => infer::Reason::OutsideDomain(domain.clone()),
        Reason::Corrected => infer::Reason::Corrected,
    }
}
