//! The permission for one origin, asked for in the user's own click. Only the extension's own pages may ask.

use crate::api::{self, Error};
use serde::Serialize;

#[derive(Serialize)]
struct Origins<'a> {
    origins: [&'a str; 1],
}

/// Asks the user for all pages of one origin (`https://cloud.example.org`, without a port: a permission holds for
/// every port); true if it was granted, or had been. The browser is asked before this returns: after a pause it no
/// longer counts as the user's click.
///
/// # Errors
/// The browser offers no permissions here, or refuses to ask.
pub fn request(origin: &str) -> Result<impl Future<Output = Result<bool, Error>> + use<>, Error> {
    let pattern = format!("{origin}/*");
    let asked = api::plain(&Origins { origins: [&pattern] })?;
    let promise = api::with(|api| {
        api.permissions().ok_or(Error::Absent("permissions"))?.request(&asked).map_err(api::thrown)
    })?;
    Ok(async { api::typed(api::settled(promise).await?) })
}
