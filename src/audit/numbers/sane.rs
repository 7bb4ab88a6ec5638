//! Options that cannot be meant, made such that everything can be told by them.

use converel_protocol::audit::kept::Options;

/// What was wrong with the options, and was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Working days that are no weekdays, twice the same or out of order; where none remained: Monday to Friday.
    Days,
    /// Working hours past midnight were cut there; such as do not end after they begin are 9:00 to 17:00.
    Hours,
    /// Fewer than 4 weeks are 4, more than 52 are 52.
    Weeks,
    /// A sprint of less than one week has one, one of more than 8 has 8.
    Sprint,
    /// Less deep work than none is none, more than a week's hours is these; no number at all is the usual 20.
    Deep,
}

/// The options with each value that cannot be replaced by the nearest that can, and which ones were. Sane options come
/// back as they are.
pub fn sane(options: &Options) -> (Options, Vec<Correction>) {
    let usual = Options::default();
    let mut options = options.clone();
    let mut corrections = Vec::new();
    let mut days: Vec<u8> = (1..=7).filter(|day| options.days.contains(day)).collect();
    if days.is_empty() {
        days = usual.days;
    }
    let day_to = options.day_to.min(24 * 60);
    let hours =
        if options.day_from < day_to { (options.day_from, day_to) } else { (usual.day_from, usual.day_to) };
    let deep =
        if options.deep_wanted.is_nan() { usual.deep_wanted } else { options.deep_wanted.clamp(0.0, 168.0) };
    let mut correct = |is_wrong: bool, correction| {
        if is_wrong {
            corrections.push(correction);
        }
    };
    correct(days != options.days, Correction::Days);
    correct(hours != (options.day_from, options.day_to), Correction::Hours);
    correct(!(4..=52).contains(&options.weeks), Correction::Weeks);
    correct(!(1..=8).contains(&options.sprint_weeks), Correction::Sprint);
    correct(deep != options.deep_wanted, Correction::Deep);
    options.days = days;
    (options.day_from, options.day_to) = hours;
    options.weeks = options.weeks.clamp(4, 52);
    options.sprint_weeks = options.sprint_weeks.clamp(1, 8);
    options.deep_wanted = deep;
    (options, corrections)
}
