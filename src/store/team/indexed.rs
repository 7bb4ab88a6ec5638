//! The team's cabinet in IndexedDB: one object store whose keys are the texts'. Each call opens the database and closes
//! it again, as the journal's does.

use super::{Cabinet, Entry, Turn};
use crate::Error;
use crate::database::{self, Connection, reason};
use idb::{ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "converel-team";
const VERSION: u32 = 1;
const TEXTS: &str = "texts";

/// The browser's cabinet.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedCabinet;

async fn open() -> Result<Connection, Error> {
    let opened = database::open(DATABASE, VERSION, |database, old| {
        if old < 1 {
            let _ = database.create_object_store(TEXTS, ObjectStoreParams::new());
        }
    });
    opened.await.map_err(reason)
}

impl Cabinet for IndexedCabinet {
    async fn all(&self) -> Result<Vec<Entry>, Error> {
        let connection = open().await?;
        let transaction = connection.0.transaction(&[TEXTS], TransactionMode::ReadOnly).map_err(reason)?;
        let store = transaction.object_store(TEXTS).map_err(reason)?;
        // Both in one transaction: nothing comes between them.
        let keys = store.get_all_keys(None, None).map_err(reason)?.await.map_err(reason)?;
        let texts = store.get_all(None, None).map_err(reason)?.await.map_err(reason)?;
        Ok(keys
            .iter()
            .zip(&texts)
            .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)))
            .collect())
    }

    async fn change(
        &self,
        keys: &[String],
        mut turn: impl FnMut(&str, Option<String>) -> Turn,
    ) -> Result<(), Error> {
        database::write(open().await?, TEXTS, async |store| {
            for key in keys {
                let at = JsValue::from_str(key);
                let found = store.get(at.clone()).map_err(reason)?.await.map_err(reason)?;
                match turn(key, found.and_then(|text| text.as_string())) {
                    Turn::Leave => {}
                    Turn::Put(text) => {
                        let put = store.put(&JsValue::from_str(&text), Some(&at));
                        put.map_err(reason)?.await.map_err(reason)?;
                    }
                    Turn::Remove => store.delete(at).map_err(reason)?.await.map_err(reason)?,
                }
            }
            Ok(())
        })
        .await
    }
}
