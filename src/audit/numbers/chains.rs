//! Meetings without a gap between them.

use super::{Met, per};
use converel_protocol::audit::numbers::{Chains, Share};

/// Minutes between two meetings that are a gap.
const GAP: i64 = 5;

/// The chains among the meetings that start in the window; `met` by start.
pub(super) fn chains(met: &[Met], weeks: u32, counted: u32) -> Chains {
    let mut chains = Chains { share: Share { count: 0, of: counted }, ..Chains::default() };
    let (mut number, mut meetings, mut from, mut to) = (0_u32, 0_u32, 0_i64, 0_i64);
    let mut end_chain = |meetings: u32, minutes: i64| {
        if meetings < 2 {
            return;
        }
        number += 1;
        chains.share.count += meetings;
        let found = (u32::try_from(minutes).unwrap_or(u32::MAX), meetings);
        if found > (chains.longest_minutes, chains.longest_meetings) {
            (chains.longest_minutes, chains.longest_meetings) = found;
        }
    };
    for piece in met.iter().filter(|met| met.starts && met.piece.from < met.piece.to).map(|met| met.piece) {
        if meetings > 0 && piece.from - to < GAP {
            meetings += 1;
            to = to.max(piece.to);
        } else {
            end_chain(meetings, to - from);
            (meetings, from, to) = (1, piece.from, piece.to);
        }
    }
    end_chain(meetings, to - from);
    chains.per_week = per(f64::from(number), weeks);
    chains
}
