//! What the journal and the audit's shelf share in IndexedDB: a database opened, one writing transaction, and why the
//! browser refuses.

use crate::Error;
use idb::{Database, DatabaseEvent as _, Factory, ObjectStore, TransactionMode};
use std::future::IntoFuture;
use wasm_bindgen::JsCast;
use web_sys::DomException;

/// A connection, closed when dropped; what runs on it is finished first.
pub(crate) struct Connection(pub(crate) Database);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Opens a database. `upgrade` makes what it lacks; it is given the version that stands there, 0 for none.
pub(crate) async fn open(
    name: &str,
    version: u32,
    upgrade: impl FnOnce(&Database, u32) + 'static,
) -> Result<Connection, idb::Error> {
    let mut request = Factory::new()?.open(name, Some(version))?;
    request.on_upgrade_needed(|event| {
        // A failed step aborts the upgrade, and the request below tells of it.
        let Ok(database) = event.database() else { return };
        upgrade(&database, event.old_version().unwrap_or(0));
    });
    request.await.map(Connection)
}

/// Runs `steps` in one writing transaction on this object store and waits until it is complete.
pub(crate) async fn write(
    connection: Connection,
    store: &str,
    steps: impl AsyncFnOnce(&ObjectStore) -> Result<(), Error>,
) -> Result<(), Error> {
    let transaction = connection.0.transaction(&[store], TransactionMode::ReadWrite).map_err(reason)?;
    let store = transaction.object_store(store).map_err(reason)?;
    // The completion is listened for before the first step, and awaited even after a failed one: its
    // listeners must outlive the transaction.
    let completion = transaction.into_future();
    let stepped = steps(&store).await;
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

pub(crate) fn reason(error: idb::Error) -> Error {
    match &error {
        idb::Error::DomException(exception) => exception_reason(exception),
        idb::Error::AddFailed(thrown) | idb::Error::UpdateFailed(thrown) => {
            let exception = thrown.dyn_ref::<DomException>();
            exception.map_or_else(|| Error::Unreachable(error.to_string()), exception_reason)
        }
        _ => Error::Unreachable(error.to_string()),
    }
}

fn exception_reason(exception: &DomException) -> Error {
    match exception.name().as_str() {
        "QuotaExceededError" => Error::Full,
        "VersionError" => Error::Newer,
        name => Error::Unreachable(format!("{name}: {}", exception.message())),
    }
}
