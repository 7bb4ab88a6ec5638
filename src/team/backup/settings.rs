//! Settings of a backup take the place of those here; people and pods are united, because a list of colleagues is
//! work that nobody does twice.

use converel_protocol::settings::{self, Problem, Settings};
use serde_json::Value;

/// The lists that are united, and the field by which an entry of each is known.
const UNITED: [(&str, &str); 2] = [("people", "address"), ("pods", "name")];

/// The settings that are to be stored; `None`: those here are the same, or a later version's, or the backup has none.
pub(super) fn restored(here: &Value, there: &Value) -> Option<Settings> {
    if !there.is_object() || is_later(here) {
        return None;
    }
    let wanted = settings::read(&united(here, there)).0;
    (here.is_null() || settings::read(here).0 != wanted).then_some(wanted)
}

/// A later version wrote them: what it added would be lost.
pub(super) fn is_later(here: &Value) -> bool {
    settings::read(here).1.contains(&Problem::Newer)
}

/// Those of the backup, with the people and pods here that it does not know.
pub(super) fn united(here: &Value, there: &Value) -> Value {
    let mut wanted = there.clone();
    for (list, field) in UNITED {
        let known_by = |entry: &Value| {
            entry
                .get(field)
                .and_then(Value::as_str)
                .map(|word| word.trim().to_lowercase())
                .unwrap_or_default()
        };
        let Some(entries) = here.get(list).and_then(Value::as_array) else { continue };
        let Some(fields) = wanted.as_object_mut() else { continue };
        let into = fields.entry(list).or_insert_with(|| Value::Array(Vec::new()));
        if let Some(into) = into.as_array_mut() {
            for entry in entries {
                if into.iter().all(|known| known_by(known) != known_by(entry)) {
                    into.push(entry.clone());
                }
            }
        }
    }
    wanted
}
