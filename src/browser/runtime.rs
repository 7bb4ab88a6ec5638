//! Messages to the background, and the extension's own addresses.

use crate::api::{self, Error};
use converel_protocol::lessons::StoredLesson;
use converel_protocol::runtime::{
    Acknowledged, Calendar, Calendars, FromFrame, FromOwnPage, GuestKey, Redeemed, SelfTests, Watched,
};
use converel_protocol::stored::StoredRecord;
use converel_protocol::team::decision::FromGate;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Sends a message to the background and gives its answer.
async fn send<A: DeserializeOwned>(message: &impl Serialize) -> Result<A, Error> {
    let message = api::plain(message)?;
    let promise = api::with(|api| {
        let runtime = api.runtime().ok_or(Error::Absent("runtime"))?;
        runtime.send_message(&message).map_err(api::thrown)
    })?;
    api::typed(api::settled(promise).await?)
}

/// Whether this page stands in a private window. Firefox gives it databases of its own there, which end with the window.
pub fn is_private() -> bool {
    let told = api::with(|api| Ok(api.extension().and_then(|extension| extension.in_incognito_context())));
    told.ok().flatten().unwrap_or_default()
}

/// Redeems the frame's one-time token.
///
/// # Errors
/// The background cannot be reached.
pub async fn redeem(token: String) -> Result<Redeemed, Error> {
    send(&FromFrame::Redeem { token }).await
}

/// Keeps a record; the answer comes after the transaction is complete.
///
/// # Errors
/// The background cannot be reached (the extension was updated under the open page).
pub async fn keep(record: StoredRecord) -> Result<Acknowledged, Error> {
    send(&FromFrame::Keep { record: Box::new(record) }).await
}

/// Tells the background what the user corrected, to be remembered.
///
/// # Errors
/// The background cannot be reached.
pub async fn learn(lessons: Vec<StoredLesson>) -> Result<Acknowledged, Error> {
    send(&FromFrame::Learn { lessons }).await
}

/// Hands a decision over to the decision log.
///
/// # Errors
/// The background cannot be reached.
pub async fn keep_decision(decision: FromGate) -> Result<Acknowledged, Error> {
    send(&FromFrame::KeepDecision { decision: Box::new(decision) }).await
}

/// Asks the background to open the dashboard in a tab, which a frame cannot do itself.
///
/// # Errors
/// The background cannot be reached.
pub async fn open_dashboard() -> Result<Acknowledged, Error> {
    send(&FromFrame::OpenDashboard).await
}

/// Sends the dashboard's or popup's request that is answered with *done, or why not*.
///
/// # Errors
/// The background cannot be reached.
pub async fn request(message: &FromOwnPage) -> Result<Acknowledged, Error> {
    send(message).await
}

/// What the active tab's content script last said.
///
/// # Errors
/// The background cannot be reached.
pub async fn active_tab() -> Result<Watched, Error> {
    send(&FromOwnPage::ActiveTab).await
}

/// The calendars that the user added by their addresses.
///
/// # Errors
/// The background cannot be reached.
pub async fn calendars() -> Result<Vec<Calendar>, Error> {
    send::<Calendars>(&FromOwnPage::Calendars).await.map(|answer| answer.calendars)
}

/// The installation's key for guests' hashes, 64 hex digits.
///
/// # Errors
/// The background cannot be reached.
pub async fn guest_key() -> Result<String, Error> {
    send::<GuestKey>(&FromOwnPage::GuestKey).await.map(|answer| answer.key)
}

/// What every watched page finds of its open editors.
///
/// # Errors
/// The background cannot be reached.
pub async fn self_test() -> Result<SelfTests, Error> {
    send(&FromOwnPage::SelfTest).await
}

/// The version of the extension and the browser; no tests.
///
/// # Errors
/// The background cannot be reached.
pub async fn about() -> Result<SelfTests, Error> {
    send(&FromOwnPage::About).await
}

/// The address of one of the extension's own files.
///
/// # Errors
/// Outside an extension there is none.
pub fn url(path: &str) -> Result<String, Error> {
    api::with(|api| api.runtime().ok_or(Error::Absent("runtime"))?.get_url(path).map_err(api::thrown))
}

/// The extension's id; `None` outside an extension, and in a page left behind by an update.
pub fn id() -> Option<String> {
    api::with(|api| Ok(api.runtime().and_then(|runtime| runtime.id()))).unwrap_or_default()
}

/// Opens the settings page.
///
/// # Errors
/// The browser refuses.
pub async fn open_options_page() -> Result<(), Error> {
    let promise = api::with(|api| {
        api.runtime().ok_or(Error::Absent("runtime"))?.open_options_page().map_err(api::thrown)
    })?;
    api::settled(promise).await.map(|_| ())
}
