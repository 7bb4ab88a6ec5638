//! Practices in the cycle: what a round's gap led the team to take up, and what later rounds show of it. Only a round
//! that was begun after a practice was taken up says something of it. A round says one thing of a practice, whenever
//! and however often it is heard of; the first one that is closed on the day to look again, or later, is the last.

use super::{DIP_WEEKS, MOST};
use crate::days;
use crate::numbers;
use converel_protocol::audit::kept::{
    AUDIT_SCHEMA, Cycle, Cycles, Kept, Measure, Options, PracticeLook, PracticePromise,
};
use converel_protocol::audit::messages::RoundGap;
use converel_protocol::team::practice::Practice;
use jiff::civil::Date;

/// A gap that has closed by this part of what it was has closed by a good part. Rule of thumb.
const GOOD_PART: f64 = 0.25;
/// A gap that has come down to this is none to speak of: half a step of a scale. Rule of thumb.
const SMALL: f64 = 0.5;
/// Gaps that differ by no more than this are the same. Rule of thumb.
const SAME: f64 = 0.1;

/// Why a practice is not taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTakenUp {
    /// The running cycle has two improvements: one of them is to be dropped first, or its day to look again waited for.
    Enough {
        /// The day to look again, `YYYY-MM-DD`.
        look_again: String,
    },
    /// The running cycle has it already.
    Already,
    /// There is no gap: it is none of a finite number above 0.
    NoGap,
    /// The day to look again is none, or does not lie ahead.
    NoSuchDay,
}

/// How many improvements a cycle has, of meetings and of the team.
pub(super) fn count(cycle: &Cycle) -> usize {
    cycle.promises.len() + cycle.practices.len()
}

/// Whether the day to look again has come, as it is at `now` in the options' zone: then the next cycle may begin.
pub fn is_over(cycle: &Cycle, options: &Options, now: f64) -> bool {
    look_again(cycle).is_none_or(|day| numbers::day_of(options, now) >= day)
}

/// The day to look again, in days since 1970-01-01.
fn look_again(cycle: &Cycle) -> Option<i64> {
    cycle.look_again.parse::<Date>().ok().map(days::number)
}

/// Takes up a practice, at `practice.at`: in the running cycle, or where there is none, or it is over, in a new one with
/// this `id` (a fresh UUID) and day to look again (`YYYY-MM-DD`). `measure`: the calendar's figures then, where one was
/// read.
///
/// # Errors
/// [`NotTakenUp`]; then nothing is changed.
pub fn take_up(
    cycles: &mut Cycles,
    practice: PracticePromise,
    look_again: &str,
    id: &str,
    measure: Option<Measure>,
    options: &Options,
) -> Result<(), NotTakenUp> {
    if !(practice.gap.is_finite() && practice.gap > 0.0) {
        return Err(NotTakenUp::NoGap);
    }
    let running = cycles.cycles.last_mut().filter(|running| !is_over(running, options, practice.at));
    if let Some(running) = running {
        if running.practices.iter().any(|known| known.practice == practice.practice) {
            return Err(NotTakenUp::Already);
        }
        if count(running) >= MOST {
            return Err(NotTakenUp::Enough { look_again: running.look_again.clone() });
        }
        running.practices.push(practice);
    } else {
        let day: Date = look_again.parse().map_err(|_| NotTakenUp::NoSuchDay)?;
        if days::number(day) <= numbers::day_of(options, practice.at) {
            return Err(NotTakenUp::NoSuchDay);
        }
        cycles.cycles.push(Cycle {
            id: id.to_owned(),
            at: practice.at,
            look_again: days::written(day),
            promises: Vec::new(),
            practices: vec![practice],
            before: measure,
            looks: Vec::new(),
        });
    }
    cycles.schema = AUDIT_SCHEMA;
    Ok(())
}

/// Drops a practice of the cycle with this id, and the cycle where nothing else is in it; whether it was there.
pub fn drop_practice(cycles: &mut Cycles, id: &str, practice: Practice) -> bool {
    let Some(cycle) = cycles.cycles.iter_mut().find(|cycle| cycle.id == id) else { return false };
    let before = cycle.practices.len();
    cycle.practices.retain(|known| known.practice != practice);
    let dropped = cycle.practices.len() < before;
    cycles.cycles.retain(|cycle| cycle.id != id || count(cycle) > 0);
    dropped
}

/// Holds every practice against what closed rounds show of its question; whether that said anything new.
pub fn look_at_rounds(cycles: &mut Cycles, gaps: &[RoundGap], options: &Options) -> bool {
    let mut is_new = false;
    for cycle in &mut cycles.cycles {
        let last = look_again(cycle);
        for practice in &mut cycle.practices {
            let mut looks = practice.looks.clone();
            for gap in gaps {
                let Some(look) = look(practice, gap, options) else { continue };
                looks.retain(|known| known.round != look.round);
                looks.push(look);
            }
            looks.sort_by(|one, other| one.at.total_cmp(&other.at).then_with(|| one.round.cmp(&other.round)));
            let is_last =
                |look: &PracticeLook| last.is_none_or(|last| numbers::day_of(options, look.at) >= last);
            let many = looks.iter().position(is_last).map_or(looks.len(), |place| place.saturating_add(1));
            looks.truncate(many);
            is_new |= looks != practice.looks;
            practice.looks = looks;
        }
    }
    is_new
}

/// What a round says of a practice; `None`: nothing.
fn look(practice: &PracticePromise, gap: &RoundGap, options: &Options) -> Option<PracticeLook> {
    let later = gap.round != practice.round && gap.begun >= practice.at && gap.closed >= gap.begun;
    let is_of_it = gap.base == practice.round && gap.question == practice.question;
    if !later || !is_of_it || !gap.gap.is_finite() {
        return None;
    }
    let closed = practice.gap - gap.gap;
    let kept = if closed > SAME && (closed >= practice.gap * GOOD_PART || gap.gap <= SMALL) {
        Kept::Kept
    } else if closed > SAME {
        Kept::Partly
    } else {
        Kept::NotYet
    };
    let from = numbers::day_of(options, practice.at).saturating_add(1);
    let dip = closed < -SAME && numbers::day_of(options, gap.closed) < from + DIP_WEEKS * 7;
    Some(PracticeLook { round: gap.round.clone(), at: gap.closed, gap: gap.gap, kept, dip })
}

/// The cycles as far as nothing of a calendar is in them: their practices. That is kept whatever was agreed to about
/// calendars.
pub fn without_calendar(cycles: &Cycles) -> Cycles {
    let of_practices = cycles.cycles.iter().filter(|cycle| !cycle.practices.is_empty());
    let bare = |cycle: &Cycle| Cycle {
        id: cycle.id.clone(),
        at: cycle.at,
        look_again: cycle.look_again.clone(),
        promises: Vec::new(),
        practices: cycle.practices.clone(),
        before: None,
        looks: Vec::new(),
    };
    Cycles { schema: AUDIT_SCHEMA, cycles: of_practices.map(bare).collect() }
}
