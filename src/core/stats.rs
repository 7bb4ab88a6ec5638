//! Figures over the journal's records.

/// The figures of one span of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Invites that were checked: all but the unchecked ones and those without guests.
    pub checked: u32,
    /// Went out in silence.
    pub passed: u32,
    /// Went out with an agenda written in the gate.
    pub improved: u32,
    /// Replaced by an alternative.
    pub replaced: u32,
    /// Sent against the advice.
    pub sent_anyway: u32,
    /// Went out unjudged.
    pub unchecked: u32,
    /// Person-hours kept off calendars in twelve months: those of replaced invites, plus those of people
    /// who only needed to know and were taken out. An assumption, shown with it: the meeting would have happened.
    pub hours_kept_off: f64,
    /// Share of the checked invites that went out with an agenda, 0 to 1; `None` if none went out.
    pub agenda_rate: Option<f64>,
    /// Mean number of people of the checked invites.
    pub mean_people: Option<f64>,
}
