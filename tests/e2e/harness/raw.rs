//! WebDriver commands that thirtyfour does not have: shadow roots that are closed, Chromium's DevTools, Firefox's
//! own rights.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebDriver, WebElement};

#[derive(Debug)]
struct Raw {
    post: Option<Value>,
    path: String,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/{}", self.path);
        match &self.post {
            Some(body) => RequestData::new("POST".parse().unwrap_or_default(), path).add_body(body.clone()),
            None => RequestData::new("GET".parse().unwrap_or_default(), path),
        }
    }
}

async fn command(driver: &WebDriver, path: String, post: Option<Value>) -> Result<Value> {
    Ok(driver.handle().cmd(Raw { post, path }).await?.value()?)
}

/// Finds `css` in the shadow root of `host`, open or closed (W3C WebDriver, "Get Element Shadow Root").
pub async fn in_shadow(driver: &WebDriver, host: &WebElement, css: &str) -> Result<WebElement> {
    let root = command(driver, format!("element/{}/shadow", host.element_id()), None).await?;
    let root = root
        .as_object()
        .and_then(|reference| reference.values().next())
        .and_then(Value::as_str)
        .context("no reference to a shadow root")?
        .to_owned();
    let body = json!({ "using": "css selector", "value": css });
    let found = command(driver, format!("shadow/{root}/element"), Some(body)).await?;
    Ok(WebElement::from_json(found, driver.handle().clone())?)
}

/// Runs a script with the browser's own rights; Firefox only (`--allow-system-access`).
pub async fn privileged(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Result<()> {
    privileged_value(driver, script, arguments).await.map(drop)
}

/// The same, for what it returns.
pub async fn privileged_value(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let context = |name: &str| command(driver, "moz/context".to_owned(), Some(json!({ "context": name })));
    context("chrome").await?;
    let done = driver.execute(script, arguments).await;
    context("content").await?;
    Ok(done?.json().clone())
}

/// One command of the DevTools protocol; Chromium only.
pub async fn devtools(driver: &WebDriver, name: &str, parameters: Value) -> Result<Value> {
    command(driver, "goog/cdp/execute".to_owned(), Some(json!({ "cmd": name, "params": parameters }))).await
}
