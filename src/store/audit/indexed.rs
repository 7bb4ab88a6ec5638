//! The audit's shelf in IndexedDB: one object store whose keys are the names. Each call opens the database and closes
//! it again, as the journal's does.

use super::{Change, Name, Shelf};
use crate::Error;
use crate::indexed::{Connection, exception_reason, reason};
use idb::{Factory, ObjectStoreParams, TransactionMode};
use std::future::IntoFuture;
use wasm_bindgen::JsValue;

const DATABASE: &str = "converel-audit";
const VERSION: u32 = 1;
const TEXTS: &str = "texts";

/// The browser's shelf.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedShelf;

async fn open() -> Result<Connection, idb::Error> {
    use idb::DatabaseEvent as _;
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // A failed step aborts the upgrade, and the request below tells of it.
        let Ok(database) = event.database() else { return };
        if event.old_version().unwrap_or(0) < 1 {
            let _ = database.create_object_store(TEXTS, ObjectStoreParams::new());
        }
    });
    request.await.map(Connection)
}

impl Shelf for IndexedShelf {
    async fn read(&self) -> Result<Vec<(Name, String)>, Error> {
        let connection = open().await.map_err(reason)?;
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
        let connection = open().await.map_err(reason)?;
        let transaction = connection.0.transaction(&[TEXTS], TransactionMode::ReadWrite).map_err(reason)?;
        let store = transaction.object_store(TEXTS).map_err(reason)?;
        // Listened for before the first step, as in the journal.
        let completion = transaction.into_future();
        let stepped = async {
            for (name, text) in changes {
                let key = JsValue::from_str(name.key());
                match text {
                    Some(text) => {
                        store
                            .put(&JsValue::from_str(text), Some(&key))
                            .map_err(reason)?
                            .await
                            .map_err(reason)?;
                    }
                    None => store.delete(key).map_err(reason)?.await.map_err(reason)?,
                }
            }
            Ok(())
        };
        let stepped = stepped.await;
        let completed = completion.await;
        stepped?;
        match completed {
            Ok(result) if result.is_committed() => Ok(()),
            Ok(_) => Err(store.transaction().error().map_or_else(
                || Error::Unreachable("the transaction was aborted".into()),
                |exception| exception_reason(&exception),
            )),
            Err(error) => Err(reason(error)),
        }
    }
}
