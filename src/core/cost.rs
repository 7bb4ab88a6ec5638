//! What a meeting costs: people × hours × occurrences. Hours first; money only with the user's rate.

/// The cost of one invite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// People in it, oneself included; a group counts as one.
    pub people: u32,
    /// At least one guest is a group, so `people` and the hours are lower bounds.
    pub at_least: bool,
    /// Length of one occurrence in minutes; `None` if unknown or all-day.
    pub minutes: Option<u32>,
    /// Occurrences in twelve months from the start; 1 for a single event. 46 working weeks for a weekly
    /// series (52 less 6 of leave and holidays, a rule of thumb shown as such), scaled for the others.
    pub occurrences_per_year: f64,
    /// Person-hours of one occurrence.
    pub hours: Option<f64>,
    /// Person-hours of twelve months.
    pub hours_per_year: Option<f64>,
}
