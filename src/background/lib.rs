//! The journal's one writer, the reading of stored settings, and the lessons that the background's script
//! stores. The script checks who asks and calls these functions; they take and give the protocol's types as
//! plain objects. No message is received and no sender is judged here.

// Nothing else than the exports uses it, and they exist for the browser alone.
#[cfg(any(test, target_arch = "wasm32"))]
mod keeping;
#[cfg(any(test, target_arch = "wasm32"))]
mod learning;

/// What the script calls.
#[cfg(target_arch = "wasm32")]
pub mod exports {
    use crate::{keeping, learning};
    use converel_browser::{clock, intl};
    use converel_core::dates::LocaleNames;
    use converel_protocol::lessons::{LessonsError, StoredLesson, StoredLessons};
    use converel_protocol::runtime::Acknowledged;
    use converel_protocol::settings;
    use converel_protocol::snapshot::Snapshot;
    use converel_protocol::stored::{Cause, StoredRecord};
    use converel_store::{Indexed, Journal};
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;
    use wasm_bindgen::prelude::*;

    /// Keeps one record (`StoredRecord`).
    #[wasm_bindgen]
    pub async fn put(record: JsValue) -> JsValue {
        answer(match serde_wasm_bindgen::from_value::<StoredRecord>(record) {
            Ok(record) => keeping::acknowledge(Indexed.put(&[record]).await),
            Err(error) => keeping::refuse(&error.to_string()),
        })
    }

    /// Keeps one unchecked record for each id: invites that went out of `site` unjudged for `cause`. What is
    /// known of it, if anything is, is the `Snapshot` of one invite; else `undefined` or `null`. `key` (64 hex
    /// digits) makes the guests' hashes; `settings` are those stored, in whatever state. A snapshot that cannot
    /// be read costs no record: then nothing is known of the invite.
    #[wasm_bindgen]
    pub async fn unchecked(
        site: String,
        cause: JsValue,
        at: f64,
        ids: Vec<String>,
        snapshot: JsValue,
        key: String,
        settings: JsValue,
    ) -> JsValue {
        answer(match serde_wasm_bindgen::from_value::<Cause>(cause) {
            Ok(cause) => {
                let known = serde_wasm_bindgen::from_value(snapshot).ok();
                let known = known.map(|snapshot| read(snapshot, &key, settings));
                let kept = |id| keeping::unchecked(&site, cause, at, id, known.as_ref());
                let records: Vec<_> = ids.into_iter().map(kept).collect();
                keeping::acknowledge(Indexed.put(&records).await)
            }
            Err(error) => keeping::refuse(&error.to_string()),
        })
    }

    /// Keeps the record of a meeting that was called off, of which the `Snapshot` tells; `key` and `settings`
    /// as for [`unchecked`].
    #[wasm_bindgen]
    pub async fn cancelled(
        snapshot: JsValue,
        at: f64,
        id: String,
        key: String,
        settings: JsValue,
    ) -> JsValue {
        answer(match serde_wasm_bindgen::from_value::<Snapshot>(snapshot) {
            Ok(snapshot) => {
                let site = snapshot.site.clone();
                let record = keeping::cancelled(&site, at, id, &read(snapshot, &key, settings));
                keeping::acknowledge(Indexed.put(&[record]).await)
            }
            Err(error) => keeping::refuse(&error.to_string()),
        })
    }

    /// The event (`CalendarRead`) in iCalendar text (RFC 5545) that is on its way out of `site`. The answer to an
    /// invite (`METHOD:REPLY` and the like) is read without guests, because it invites nobody.
    #[wasm_bindgen(js_name = readCalendar)]
    pub fn read_calendar(site: String, text: String) -> JsValue {
        plain(&keeping::read_calendar(site, &text, clock::local))
    }

    fn read(snapshot: Snapshot, key: &str, settings: JsValue) -> keeping::Known {
        // Machine-readable times need no names; they cost a few formatters.
        let names = if snapshot.start.date.is_empty() || snapshot.start.time.is_empty() {
            intl::locale_names(&snapshot.language)
        } else {
            LocaleNames::default()
        };
        keeping::Known::read(snapshot, key, &settings::read(&value(settings)).0, &names)
    }

    /// Keeps all of these records (`StoredRecord[]`), or none.
    #[wasm_bindgen(js_name = putAll)]
    pub async fn put_all(records: JsValue) -> JsValue {
        answer(match serde_wasm_bindgen::from_value::<Vec<StoredRecord>>(records) {
            Ok(records) => keeping::acknowledge(Indexed.put(&records).await),
            Err(error) => keeping::refuse(&error.to_string()),
        })
    }

    /// Deletes one record.
    #[wasm_bindgen]
    pub async fn remove(id: String) -> JsValue {
        answer(keeping::acknowledge(Indexed.delete(&id).await))
    }

    /// Deletes every record.
    #[wasm_bindgen]
    pub async fn clear() -> JsValue {
        answer(keeping::acknowledge(Indexed.clear().await))
    }

    /// The settings (`Settings`) in what was stored: whatever is good in it, and defaults for the rest.
    #[wasm_bindgen(js_name = readSettings)]
    pub fn read_settings(stored: JsValue) -> JsValue {
        plain(&settings::read(&value(stored)).0)
    }

    /// The lessons (`StoredLessons`) in what was stored; none where they cannot be read.
    #[wasm_bindgen(js_name = readLessons)]
    pub fn read_lessons(stored: JsValue) -> JsValue {
        plain(&learning::known(&value(stored)))
    }

    /// What is to be stored (`StoredLessons`) with these lessons (`StoredLesson[]`) added.
    ///
    /// # Errors
    /// In words, if nothing may be stored.
    #[wasm_bindgen]
    pub fn learn(stored: JsValue, lessons: JsValue) -> Result<JsValue, String> {
        let lessons: Vec<StoredLesson> = typed(lessons)?;
        to_store(learning::learned(&value(stored), &lessons))
    }

    /// What is to be stored (`StoredLessons`) without this lesson (`StoredLesson`).
    ///
    /// # Errors
    /// In words, if nothing may be stored.
    #[wasm_bindgen]
    pub fn forget(stored: JsValue, lesson: JsValue) -> Result<JsValue, String> {
        let lesson: StoredLesson = typed(lesson)?;
        to_store(learning::forgotten(&value(stored), &lesson))
    }

    fn to_store(lessons: Result<StoredLessons, LessonsError>) -> Result<JsValue, String> {
        lessons.map(|lessons| plain(&lessons)).map_err(|error| error.to_string())
    }

    fn value(stored: JsValue) -> Value {
        serde_wasm_bindgen::from_value(stored).unwrap_or_default()
    }

    fn typed<T: DeserializeOwned>(value: JsValue) -> Result<T, String> {
        serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
    }

    fn answer(acknowledged: Acknowledged) -> JsValue {
        plain(&acknowledged)
    }

    fn plain(value: &impl Serialize) -> JsValue {
        // These structs of plain fields always serialise; if not, `undefined` is no answer.
        value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
    }
}
