//! The audit's shelf in IndexedDB: one object store whose keys are the names. Each call opens the database and closes
//! it again, as the journal's does.

use super::{Change, Name, Shelf};
use crate::Error;
use crate::database::{self, Connection, reason};
use idb::{ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "converel-audit";
const VERSION: u32 = 1;
const TEXTS: &str = "texts";

/// The browser's shelf.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedShelf;

async fn open() -> Result<Connection, Error> {
    let opened = database::open(DATABASE, VERSION, |database, old| {
        if old < 1 {
            let _ = database.create_object_store(TEXTS, ObjectStoreParams::new());
        }
    });
    opened.await.map_err(reason)
}

impl Shelf for IndexedShelf {
    async fn read(&self) -> Result<Vec<(Name, String)>, Error> {
        let connection = open().await?;
        let transaction = connection.0.transaction(&[TEXTS], TransactionMode::ReadOnly).map_err(reason)?;
        let store = transaction.object_store(TEXTS).map_err(reason)?;
        let mut texts = Vec::new();
        for name in Name::ALL {
            let found = store.get(JsValue::from_str(name.key())).map_err(reason)?.await.map_err(reason)?;
            texts.extend(found.and_then(|text| text.as_string()).map(|text| (name, text)));
        }
        Ok(texts)
    }

    async fn write(&self, changes: &[Change]) -> Result<(), Error> {
        database::write(open().await?, TEXTS, async |store| {
            for (name, text) in changes {
                let key = JsValue::from_str(name.key());
                match text {
                    Some(text) => {
                        let put = store.put(&JsValue::from_str(text), Some(&key));
                        put.map_err(reason)?.await.map_err(reason)?;
                    }
                    None => store.delete(key).map_err(reason)?.await.map_err(reason)?,
                }
            }
            Ok(())
        })
        .await
    }
}
