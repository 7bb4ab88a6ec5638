//! A text of the team's cabinet that is here and in the backup. Kinds that this version does not know yet are treated
//! as the others: of two the one that was changed later holds.

use super::contents::LED;
use converel_protocol::backup::{ChangedAt, Schema};
use converel_protocol::team::round::Led;
use converel_protocol::team::{self, TEAM_SCHEMA};

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
        return round(here, there);
    }
    (ChangedAt::of(there)? > ChangedAt::of(here).unwrap_or(f64::NEG_INFINITY)).then(|| there.to_owned())
}

/// A round that was led in both: every answer that came in to either.
fn round(here: &str, there: &str) -> Option<String> {
    let there_led: Led = team::read(there).ok()?;
    let Ok(here_led) = team::read::<Led>(here) else { return Some(there.to_owned()) };
    let merged = crate::collect::merge(&here_led, &there_led);
    (merged != here_led).then(|| team::write(&merged))
}
