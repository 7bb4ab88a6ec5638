//! What the audit keeps, here and in the backup: the import that was read later, every placement and every cycle, as far
//! as that may be kept here. The audit's worker, which alone writes these texts, does it.

use converel_protocol::audit::kept::{
    self, AUDIT_SCHEMA, Cycle, Cycles, Keep, KeptError, Look, Options, Placement, Placements, PracticeLook,
    PracticePromise,
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
    let level = level(here);
    let is_agreed = level != Some(Keep::Nothing);
    let both = |key: &str| there.get(key).map(|there| (here.get(key), there));
    let mut texts = Texts::new();
    let mut put = |key: &str, text: Option<String>| texts.extend(text.map(|text| (key.to_owned(), text)));
    if let Some((here, there)) = both(IMPORT).filter(|_| is_agreed) {
        put(IMPORT, import(here, there));
    }
    if let Some((here, there)) = both(PLACEMENTS).filter(|_| is_agreed) {
        put(PLACEMENTS, merged(here, there, kept::read_placements, placements));
    }
    if let Some((here, there)) = both(CYCLES) {
        let there = if is_agreed { Some(there.clone()) } else { practices(there) };
        put(CYCLES, there.and_then(|there| merged(here, &there, kept::read_cycles, cycles)));
    }
    if let Some((here, there)) = both(OPTIONS) {
        let known = here.filter(|here| read(here, kept::read_options).is_some());
        let usual = level.map(|keep| Options { keep, ..Options::default() });
        let usual = usual.and_then(|usual| serde_json::to_string(&usual).ok());
        put(OPTIONS, merged(known.or(usual.as_ref()), there, kept::read_options, options));
    }
    Ok(texts)
}

/// What may be kept here; `None`: nothing at all is kept here of the audit, and the backup says it. Who agreed to nothing
/// has no options until they set some.
fn level(here: &Texts) -> Option<Keep> {
    let options = here.get(OPTIONS).and_then(|text| read(text, kept::read_options));
    (!here.is_empty()).then(|| options.map(|options| options.keep).unwrap_or_default())
}

/// Whether the backup has something of a calendar, of which nothing may be kept here.
pub(super) fn withheld(here: &Texts, there: &Texts) -> bool {
    let of_calendars = |cycles: Cycles| cycles.cycles.iter().any(|cycle| !cycle.promises.is_empty());
    let placed = |placements: Placements| !placements.placements.is_empty();
    level(here) == Some(Keep::Nothing)
        && there.iter().any(|(key, text)| match key.as_str() {
            IMPORT => Schema::of(text).and_then(|_| Taken::of(text)).is_some(),
            PLACEMENTS => read(text, kept::read_placements).is_some_and(placed),
            CYCLES => read(text, kept::read_cycles).is_some_and(of_calendars),
            _ => false,
        })
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

/// Each cycle once, oldest first, with what either knows of it. What was dropped here on purpose comes back from a
/// backup that still has it, and with it there may be more than two improvements: nothing says that it was dropped, and
/// nothing is to be lost.
fn cycles(here: &Cycles, there: Cycles) -> Cycles {
    let mut merged = here.clone();
    let mut is_new = false;
    for cycle in there.cycles {
        match merged.cycles.iter_mut().find(|known| known.id == cycle.id) {
            Some(known) => unite(known, cycle),
            None => {
                merged.cycles.push(cycle);
                is_new = true;
            }
        }
    }
    if is_new {
        merged.cycles.sort_by(|one, other| one.at.total_cmp(&other.at).then_with(|| one.id.cmp(&other.id)));
    }
    move_on(&mut merged.cycles);
    merged
}

/// One cycle, with what both know of it. Where nothing may be kept of calendars it has its practices only.
fn unite(here: &mut Cycle, there: Cycle) {
    if here.promises.is_empty() {
        here.promises.clone_from(&there.promises);
    }
    here.before = here.before.or(there.before);
    let what = |cycle: &Cycle| -> Vec<_> {
        cycle.promises.iter().map(|promise| (promise.key.clone(), promise.change)).collect()
    };
    // Outcomes are told in the order of the promises.
    if what(here) == what(&there) {
        let is_new = |look: &Look, known: &[Look]| known.iter().all(|known| known.at != look.at);
        let looks: Vec<Look> = there.looks.into_iter().filter(|look| is_new(look, &here.looks)).collect();
        if !looks.is_empty() {
            here.looks.extend(looks);
            here.looks.sort_by(|one, other| one.at.total_cmp(&other.at));
        }
    }
    for practice in there.practices {
        match here.practices.iter_mut().find(|known| is_same(known, &practice)) {
            Some(known) => unite_looks(known, practice.looks),
            None => here.practices.push(practice),
        }
    }
}

/// Whether they are one practice, taken up once.
fn is_same(one: &PracticePromise, other: &PracticePromise) -> bool {
    one.practice == other.practice && one.round == other.round && one.at == other.at
}

fn unite_looks(here: &mut PracticePromise, looks: Vec<PracticeLook>) {
    let is_new = |look: &PracticeLook, known: &[PracticeLook]| known.iter().all(|it| it.round != look.round);
    let looks: Vec<PracticeLook> = looks.into_iter().filter(|look| is_new(look, &here.looks)).collect();
    if !looks.is_empty() {
        here.looks.extend(looks);
        here.looks
            .sort_by(|one, other| one.at.total_cmp(&other.at).then_with(|| one.round.cmp(&other.round)));
    }
}

/// A running cycle's practices go on in the next one: where an older text has them in the one before it still, they are
/// moved on, and a cycle of which nothing is left is gone.
fn move_on(cycles: &mut Vec<Cycle>) {
    let mut later: Vec<Cycle> = Vec::new();
    while let Some(mut cycle) = cycles.pop() {
        cycle.practices.retain_mut(|practice| {
            let mut known = later.iter_mut().flat_map(|cycle| &mut cycle.practices);
            let Some(known) = known.find(|known| is_same(known, practice)) else { return true };
            unite_looks(known, std::mem::take(&mut practice.looks));
            false
        });
        if !cycle.practices.is_empty() || !cycle.promises.is_empty() {
            later.push(cycle);
        }
    }
    later.reverse();
    *cycles = later;
}

/// The cycles as far as nothing of a calendar is in them, as the worker keeps them where that was not agreed to; `None`:
/// nothing is left.
fn practices(text: &str) -> Option<String> {
    let mut cycles = read(text, kept::read_cycles)?;
    for cycle in &mut cycles.cycles {
        cycle.promises.clear();
        cycle.looks.clear();
        cycle.before = None;
    }
    cycles.cycles.retain(|cycle| !cycle.practices.is_empty());
    if cycles.cycles.is_empty() { None } else { serde_json::to_string(&cycles).ok() }
}

/// Those of the backup, as its settings; but what may be kept is not changed by the way: nobody's titles and names are
/// kept who did not agree to that.
fn options(here: &Options, there: Options) -> Options {
    let own = if there.own.is_empty() { here.own.clone() } else { there.own };
    Options { own, keep: here.keep, ..there }
}
