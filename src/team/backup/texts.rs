//! A text of the team's cabinet that is here and in the backup. Kinds that this version does not know yet are treated
//! as the others: of two the one that was changed later holds.

use super::contents::{ANSWERING, LED};
use crate::decision::merge_rules;
use converel_protocol::backup::{ChangedAt, Schema};
use converel_protocol::team::round::Answering;
use converel_protocol::team::{self, TEAM_SCHEMA};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Key of the rules, with the last number that a decision was given.
const RULES: &str = "team/decisions";

/// The text that is to stand under this key; `None`: what stands there stays, and be it nothing. What a later version
/// wrote here is left alone; a text without a version is not understood and not taken.
pub fn text(key: &str, here: Option<&str>, there: &str) -> Option<String> {
    Schema::of(there)?;
    let Some((here, schema)) = here.and_then(|here| Some((here, Schema::of(here)?))) else {
        return Some(there.to_owned());
    };
    if here == there || schema > u64::from(TEAM_SCHEMA) {
        return None;
    }
    if key.starts_with(LED) {
        return merged(here, there, crate::collect::merge);
    }
    if key.starts_with(ANSWERING) {
        return merged(here, there, answering);
    }
    if key == RULES {
        return merged(here, there, merge_rules);
    }
    (ChangedAt::of(there)? > ChangedAt::of(here).unwrap_or(f64::NEG_INFINITY)).then(|| there.to_owned())
}

/// Both texts as one; the backup's as it is where the one here cannot be read.
fn merged<T: PartialEq + Serialize + DeserializeOwned>(
    here: &str,
    there: &str,
    merge: fn(&T, &T) -> T,
) -> Option<String> {
    let there_value: T = team::read(there).ok()?;
    let Ok(here) = team::read::<T>(here) else { return Some(there.to_owned()) };
    let merged = merge(&here, &there_value);
    match merged {
        merged if merged == here => None,
        merged if merged == there_value => Some(there.to_owned()),
        merged => Some(team::write(&merged)),
    }
}

/// An answer that was changed in both: the later one. It goes on from the higher revision, because the lead takes none
/// that is lower than what they have.
fn answering(here: &Answering, there: &Answering) -> Answering {
    let later = if there.changed_at > here.changed_at { there } else { here };
    let revision =
        if here.respondent == there.respondent { here.revision.max(there.revision) } else { later.revision };
    Answering { revision, ..later.clone() }
}
