//! Pictures of every state, into `target/screens/<name>-<browser>-<theme>.png`, for people to look at.

use super::browser::Session;
use super::paths;
use anyhow::Result;
use std::path::PathBuf;

/// Takes a picture of the viewport as it is now.
pub async fn take(session: &Session, name: &str, dark: bool) -> Result<PathBuf> {
    let theme = if dark { "dark" } else { "light" };
    let path = paths::target("screens")?.join(format!("{name}-{}-{theme}.png", session.kind));
    session.driver.screenshot(&path).await?;
    Ok(path)
}
