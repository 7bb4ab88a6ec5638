//! Pieces of time: what meetings take together, how it spreads over hours, and what they leave free.

/// Hours of a week as the clock shows them.
pub(crate) const HOURS_A_WEEK: usize = 7 * 24;
/// Room for deep work begins at so many minutes.
const BLOCK: i64 = 120;
/// A free piece shorter than this is a pause and no fragment.
const PAUSE: i64 = 5;

/// Minutes since the Unix epoch, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl Piece {
    /// None where it ends before it begins.
    pub(crate) fn minutes(self) -> i64 {
        (self.to - self.from).max(0)
    }
}

/// Minutes in hours.
pub(crate) fn hours(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}

/// The time that pieces take together, which come by start: apart from each other, by start, none empty.
pub(crate) fn busy(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut busy: Vec<Piece> = Vec::new();
    for piece in pieces.filter(|piece| piece.from < piece.to) {
        match busy.last_mut() {
            Some(last) if piece.from <= last.to => last.to = last.to.max(piece.to),
            _ => busy.push(piece),
        }
    }
    busy
}

/// The minutes of `busy` between each edge and the next. `edges` ascend.
pub(crate) fn spread(busy: &[Piece], edges: &[i64]) -> Vec<i64> {
    let mut rest = busy;
    let cells = edges.iter().zip(edges.iter().skip(1));
    cells
        .map(|(from, to)| {
            let mut minutes = 0;
            while let [piece, later @ ..] = rest {
                minutes += (piece.to.min(*to) - piece.from.max(*from)).max(0);
                if piece.to > *to {
                    break;
                }
                rest = later;
            }
            minutes
        })
        .collect()
}

/// The working hours of one day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day {
    /// The week of the window that it is in, from 0.
    pub(crate) week: usize,
    pub(crate) from: i64,
    pub(crate) middle: i64,
    pub(crate) to: i64,
}

/// What meetings leave of a working day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Free {
    pub(crate) has_meetings: bool,
    /// Pieces of two hours and more.
    pub(crate) blocks: u32,
    pub(crate) block_minutes: i64,
    /// Shorter ones that are more than a pause.
    pub(crate) fragments: u32,
    /// Halves of the day without a meeting.
    pub(crate) halves: u32,
}

/// What `busy` leaves of the working hours of a day.
pub(crate) fn free(busy: &[Piece], day: Day) -> Free {
    let first = busy.partition_point(|piece| piece.to <= day.from);
    let meetings = busy.iter().skip(first).take_while(|piece| piece.from < day.to);
    let mut free = Free::default();
    let (mut since, mut halves) = (day.from, [false; 2]);
    let leave = |free: &mut Free, from: i64, to: i64| match to - from {
        BLOCK.. => {
            free.blocks += 1;
            free.block_minutes += to - from;
        }
        PAUSE.. => free.fragments += 1,
        _ => {}
    };
    for piece in meetings {
        free.has_meetings = true;
        leave(&mut free, since, piece.from);
        since = piece.to;
        halves = [halves[0] || piece.from < day.middle, halves[1] || piece.to > day.middle];
    }
    leave(&mut free, since, day.to);
    // A day that the clocks skip has no halves.
    let is_free = [!halves[0] && day.from < day.middle, !halves[1] && day.middle < day.to];
    free.halves = is_free.into_iter().map(u32::from).sum();
    free
}
