//! The journal in IndexedDB, in a window, a service worker or an event page alike. The records stand in
//! one object store under their id, with an index on the time. Each call opens the database and closes
//! it again: then an upgrade never waits for a forgotten connection, and a connection that the browser
//! closed is never used.

use crate::database::{self, Connection, reason};
use crate::{Attended, Error, Found, Journal};
use converel_protocol::stored::{self, StoredRecord};
use idb::{IndexParams, KeyPath, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

const DATABASE: &str = "converel";
const VERSION: u32 = 1;
const RECORDS: &str = "records";
const AT: &str = "at";

/// The browser's journal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Indexed;

fn open() -> impl Future<Output = Result<Connection, idb::Error>> {
    database::open(DATABASE, VERSION, |database, old| {
        if old < 1 {
            let mut store = ObjectStoreParams::new();
            store.key_path(Some(KeyPath::new_single("id")));
            let records = database.create_object_store(RECORDS, store);
            let _ = records.and_then(|records| {
                records.create_index(AT, KeyPath::new_single(AT), Some(IndexParams::new()))
            });
        }
    })
}

/// Runs `steps` in one writing transaction and waits until it is complete.
async fn write(steps: impl AsyncFnOnce(&ObjectStore) -> Result<(), Error>) -> Result<(), Error> {
    database::write(open().await.map_err(reason)?, RECORDS, steps).await
}

impl Indexed {
    /// What is remembered of each invite recorded at or after `at`, oldest first: the gate asks for it beside
    /// every open editor. What cannot be read is left out; `None` where the journal cannot be read at all, and
    /// not why: the words for that are not the gate's to load.
    pub async fn attended(&self, at: f64) -> Option<Vec<Attended>> {
        let values = values(at).await.ok()?;
        Some(values.into_iter().filter_map(|value| serde_wasm_bindgen::from_value(value).ok()).collect())
    }

    /// Every record as it is stored, oldest first, those of a later version among them.
    ///
    /// # Errors
    /// As [`Journal::since`].
    pub async fn raw(&self) -> Result<Vec<Value>, Error> {
        let values = values(f64::NEG_INFINITY).await.map_err(reason)?;
        Ok(values.into_iter().filter_map(|value| serde_wasm_bindgen::from_value(value).ok()).collect())
    }
}

/// The stored values at or after a time.
async fn values(at: f64) -> Result<Vec<JsValue>, idb::Error> {
    let connection = open().await?;
    let transaction = connection.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
    let index = transaction.object_store(RECORDS).and_then(|store| store.index(AT))?;
    let range = KeyRange::lower_bound(&JsValue::from_f64(at), None)?;
    index.get_all(Some(Query::KeyRange(range)), None)?.await
}

impl Journal for Indexed {
    async fn put(&self, records: &[StoredRecord]) -> Result<(), Error> {
        // Everything that can be refused is refused before the first write, so that it is all or nothing.
        let values = records
            .iter()
            .map(|record| record.serialize(&Serializer::json_compatible()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| Error::Unreachable(error.to_string()))?;
        write(async |store| {
            for value in &values {
                store.put(value, None).map_err(reason)?.await.map_err(reason)?;
            }
            Ok(())
        })
        .await
    }

    async fn since(&self, at: f64) -> Result<Found, Error> {
        let mut found = Found::default();
        for value in values(at).await.map_err(reason)? {
            match read(value) {
                Some(record) => found.records.push(record),
                None => found.unreadable = found.unreadable.saturating_add(1),
            }
        }
        Ok(found)
    }

    async fn delete(&self, id: &str) -> Result<(), Error> {
        write(async |store| store.delete(JsValue::from_str(id)).map_err(reason)?.await.map_err(reason)).await
    }

    async fn clear(&self) -> Result<(), Error> {
        write(async |store| store.clear().map_err(reason)?.await.map_err(reason)).await
    }
}

/// The record in a stored value; `None` if a later version wrote it, or if it is none.
fn read(value: JsValue) -> Option<StoredRecord> {
    stored::read(serde_wasm_bindgen::from_value(value).ok()?).ok()
}
