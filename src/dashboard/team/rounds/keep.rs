//! One value of the cabinet, changed from what stands there.

use super::{kept_words, store_words};
use converel_protocol::team;
use converel_store::team::{Cabinet as _, IndexedCabinet, Turn};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What becomes of a value.
pub(super) enum Step<T> {
    /// It stays as it is, or stays away.
    Leave,
    /// This takes its place.
    Put(T),
    /// It goes.
    Remove,
}

/// Changes the value of this key in one transaction, and gives what stands there then. `step` is given what stands there
/// now.
///
/// # Errors
/// In words: what stands there cannot be read, a later version's for one, and was left alone; or the cabinet cannot be
/// written.
pub(super) async fn change<T: Serialize + DeserializeOwned + Clone>(
    key: String,
    step: impl FnOnce(Option<&T>) -> Step<T>,
) -> Result<Option<T>, String> {
    let (mut step, mut outcome) = (Some(step), Ok(None));
    let turn = |_: &str, text: Option<String>| {
        let there: Option<T> = match text.map(|text| team::read(&text)).transpose() {
            Ok(there) => there,
            Err(error) => {
                outcome = Err(kept_words(&error));
                return Turn::Leave;
            }
        };
        match step.take().map_or(Step::Leave, |step| step(there.as_ref())) {
            Step::Leave => {
                outcome = Ok(there);
                Turn::Leave
            }
            Step::Put(value) => {
                let text = team::write(&value);
                outcome = Ok(Some(value));
                Turn::Put(text)
            }
            Step::Remove => {
                outcome = Ok(None);
                Turn::Remove
            }
        }
    };
    IndexedCabinet.change(&[key], turn).await.map_err(|error| store_words(&error))?;
    outcome
}
