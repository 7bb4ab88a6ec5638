//! Cards for the tests of the board, the cycle and the report.

use converel_protocol::audit::kept::Shape;
use converel_protocol::audit::numbers::Card;
use converel_protocol::stored::{AgendaLevel, Frequency, Purpose};

/// A weekly meeting that takes so many person-hours a year.
pub(crate) fn card(key: &str, person_hours: f64) -> Card {
    Card {
        key: key.to_owned(),
        title: String::new(),
        shape: Shape::Recurring,
        frequency: Some(Frequency::Weekly),
        interval: 1,
        weekday: 1,
        starts: 600,
        ends_on: None,
        people: 5,
        at_least: false,
        minutes: 30,
        per_year: 46.0,
        person_hours,
        agenda: AgendaLevel::None,
        purpose: Purpose::Unclear,
        relationship: None,
        inferred: None,
        placed: None,
        reasons: Vec::new(),
        alternative: None,
        improvements: Vec::new(),
    }
}
