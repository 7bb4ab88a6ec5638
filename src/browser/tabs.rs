//! Tabs, for the popup and the dashboard. An embedded frame has none in Firefox.

use crate::api::{self, Error};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Create<'a> {
    url: &'a str,
}

#[derive(Serialize)]
struct Query {
    active: bool,
    #[serde(rename = "lastFocusedWindow")]
    last_focused_window: bool,
}

/// What is read of a tab; without the `tabs` permission the browser tells its id alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tab {
    /// The tab's id.
    pub id: Option<i32>,
}

/// Opens an address in a new tab.
///
/// # Errors
/// The browser offers no tabs here, or refuses the address.
pub async fn open(url: &str) -> Result<(), Error> {
    let properties = api::plain(&Create { url })?;
    let promise =
        api::with(|api| api.tabs().ok_or(Error::Absent("tabs"))?.create(&properties).map_err(api::thrown))?;
    api::settled(promise).await.map(|_| ())
}

/// The active tab of the window last used; `None` if there is no such window.
///
/// # Errors
/// The browser offers no tabs here.
pub async fn active() -> Result<Option<Tab>, Error> {
    let query = api::plain(&Query { active: true, last_focused_window: true })?;
    let promise =
        api::with(|api| api.tabs().ok_or(Error::Absent("tabs"))?.query(&query).map_err(api::thrown))?;
    let tabs: Vec<Tab> = api::typed(api::settled(promise).await?)?;
    Ok(tabs.into_iter().next())
}
