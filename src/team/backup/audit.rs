//! What the audit keeps, here and in the backup: the import that was read later, every placement and every cycle. The
//! audit's worker, which alone writes these texts, does it.

use converel_protocol::audit::kept::{
    self, AUDIT_SCHEMA, Cycle, Cycles, Keep, KeptError, Options, Placement, Placements,
};
use converel_protocol::backup::{Schema, Taken, Texts};
use serde::Serialize;
use serde_json::Value;

/// Key of the import's text.
pub(super) const IMPORT: &str = "import";
/// Key of the placements' text.
pub(super) const PLACEMENTS: &str = "placements";
/// Key of the cycles' text.
pub(super) const CYCLES: &str = "cycles";
/// Key of the options' text.
pub(super) const OPTIONS: &str = "options";

/// A later version wrote what is kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a later version of the extension wrote what the audit keeps")]
pub struct Later;

/// How many of these texts are not understood.
pub fn not_understood(texts: &Texts) -> u32 {
    let wrong = texts.iter().filter(|(key, text)| match key.as_str() {
        IMPORT => Taken::of(text).is_none() || Schema::of(text).is_none(),
        PLACEMENTS => read(text, kept::read_placements).is_none(),
        CYCLES => read(text, kept::read_cycles).is_none(),
        OPTIONS => read(text, kept::read_options).is_none(),
        // This version has no place for it.
        _ => true,
    });
    super::count(wrong.count())
}

/// The texts that are to be written, for the backup's to be restored.
///
/// # Errors
/// [`Later`]: what is here is left alone.
pub fn merge(here: &Texts, there: &Texts) -> Result<Texts, Later> {
    let later = |text: &String| Schema::of(text).is_some_and(|schema| schema > u64::from(AUDIT_SCHEMA));
    if here.values().any(later) {
        return Err(Later);
    }
    let both = |key: &str| there.get(key).map(|there| (here.get(key), there));
    let mut texts = Texts::new();
    let mut put = |key: &str, text: Option<String>| texts.extend(text.map(|text| (key.to_owned(), text)));
    if let Some((here, there)) = both(IMPORT) {
        put(IMPORT, import(here, there));
    }
    if let Some((here, there)) = both(PLACEMENTS) {
        put(PLACEMENTS, merged(here, there, kept::read_placements, placements));
    }
    if let Some((here, there)) = both(CYCLES) {
        put(CYCLES, merged(here, there, kept::read_cycles, cycles));
    }
    if let Some((here, there)) = both(OPTIONS) {
        put(OPTIONS, merged(here, there, kept::read_options, options));
    }
    Ok(texts)
}

fn read<T>(text: &str, read: fn(Value) -> Result<T, KeptError>) -> Option<T> {
    read(serde_json::from_str(text).ok()?).ok()
}

/// The import that was read later: both are the same person's calendar.
fn import(here: Option<&String>, there: &str) -> Option<String> {
    let at = |text: &str| Schema::of(text).and_then(|_| Taken::of(text)).map(|taken| taken.at);
    let there_at = at(there)?;
    (here.and_then(|here| at(here)).is_none_or(|here| here < there_at)).then(|| there.to_owned())
}

/// Two texts of one kind as one; the backup's as it is where there is none here, or none that can be read.
fn merged<T: PartialEq + Serialize>(
    here: Option<&String>,
    there: &str,
    how: fn(Value) -> Result<T, KeptError>,
    merge: fn(&T, T) -> T,
) -> Option<String> {
    let there_value = read(there, how)?;
    let Some(here) = here.and_then(|here| read(here, how)) else { return Some(there.to_owned()) };
    let merged = merge(&here, there_value);
    if merged == here { None } else { serde_json::to_string(&merged).ok() }
}

/// Each card where it was placed last.
fn placements(here: &Placements, there: Placements) -> Placements {
    let mut merged = here.clone();
    for placement in there.placements {
        let same = |known: &&mut Placement| known.key == placement.key;
        match merged.placements.iter_mut().find(same) {
            Some(known) if known.at < placement.at => *known = placement,
            Some(_) => {}
            None => merged.placements.push(placement),
        }
    }
    merged
}

/// Each cycle once, oldest first; of two the one that was looked at more often.
fn cycles(here: &Cycles, there: Cycles) -> Cycles {
    let mut merged = here.clone();
    for cycle in there.cycles {
        let same = |known: &&mut Cycle| known.id == cycle.id;
        match merged.cycles.iter_mut().find(same) {
            Some(known) if looks(known) < looks(&cycle) => *known = cycle,
            Some(_) => {}
            None => merged.cycles.push(cycle),
        }
    }
    merged.cycles.sort_by(|one, other| one.at.total_cmp(&other.at));
    merged
}

/// How often it was looked at, by imports and by rounds.
fn looks(cycle: &Cycle) -> usize {
    cycle.practices.iter().fold(cycle.looks.len(), |all, practice| all.saturating_add(practice.looks.len()))
}

/// Those of the backup, as its settings; and what may be kept is never less than what is kept in either.
fn options(here: &Options, there: Options) -> Options {
    let own = if there.own.is_empty() { here.own.clone() } else { there.own };
    let much = |keep: Keep| match keep {
        Keep::Nothing => 0,
        Keep::Numbers => 1,
        Keep::Names => 2,
    };
    let keep = if much(here.keep) > much(there.keep) { here.keep } else { there.keep };
    Options { own, keep, ..there }
}
