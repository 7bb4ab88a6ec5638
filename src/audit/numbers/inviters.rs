//! Who invites.

use super::Met;
use super::events::Sender;
use super::time;
use converel_protocol::audit::kept::Person;
use converel_protocol::audit::numbers::Inviter;
use std::cmp::Reverse;
use std::collections::HashMap;

/// So many have a line of their own.
const MOST: usize = 12;

/// Who sends the meetings out, most hours first.
pub(super) fn inviters(people: &[Person], met: &[Met]) -> Vec<Inviter> {
    let mut found: HashMap<Sender, (u32, i64)> = HashMap::new();
    for met in met.iter().filter(|met| met.starts) {
        let (meetings, minutes) = found.entry(met.fact.sender).or_default();
        *meetings += 1;
        *minutes += met.piece.minutes();
    }
    let name = |sender: &Sender| match sender {
        Sender::Own => String::new(),
        Sender::Other(person) => people.get(*person as usize).map(|one| one.name.clone()).unwrap_or_default(),
    };
    let mut found: Vec<(Sender, u32, i64)> =
        found.into_iter().map(|(sender, (meetings, minutes))| (sender, meetings, minutes)).collect();
    found.sort_by_cached_key(|(sender, meetings, minutes)| {
        (Reverse(*minutes), Reverse(*meetings), name(sender), *sender)
    });
    let rest = found.split_off(found.len().min(MOST));
    let line = |(sender, meetings, minutes): &(Sender, u32, i64)| Inviter {
        name: name(sender),
        own: *sender == Sender::Own,
        people: 1,
        meetings: *meetings,
        hours: time::hours(*minutes),
    };
    let mut inviters: Vec<Inviter> = found.iter().map(line).collect();
    if !rest.is_empty() {
        inviters.push(Inviter {
            people: u32::try_from(rest.len()).unwrap_or(u32::MAX),
            meetings: rest.iter().map(|(_, meetings, _)| meetings).sum(),
            hours: time::hours(rest.iter().map(|(_, _, minutes)| minutes).sum()),
            ..Inviter::default()
        });
    }
    inviters
}
