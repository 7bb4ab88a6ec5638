//! The steps of a path, done as a user does them: by the driver, so that every event is trusted. What a step is, is
//! said in `tests/sites/kit/page.js`.

use crate::harness::browser::Session;
use crate::harness::wait::until;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use thirtyfour::prelude::*;

/// One step, as the page tells it.
#[derive(Debug, Deserialize)]
struct Step {
    #[serde(rename = "do")]
    what: String,
    at: Option<Value>,
    from: Option<Value>,
    to: Option<Value>,
    frame: Option<Value>,
    #[serde(default)]
    window: bool,
    #[serde(default)]
    keys: Keys,
    #[serde(default)]
    text: String,
    #[serde(default)]
    clear: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Chord(Vec<String>),
}

impl Default for Keys {
    fn default() -> Self {
        Self::One(String::new())
    }
}

/// Does all steps that `standin[name]` (`step` or `answer`) tells.
pub(super) async fn all(session: &Session, page: &WindowHandle, name: &str) -> Result<()> {
    let mut number = 0;
    loop {
        let go_on = until(&format!("{name} {number}"), || async {
            let Some(step) = ask(session, page, name, number).await? else { return Ok(Some(false)) };
            if step.what == "wait" {
                return Ok(None);
            }
            one(session, page, &step).await?;
            Ok(Some(true))
        })
        .await?;
        if !go_on {
            return Ok(());
        }
        number += 1;
    }
}

/// The step with this number; none if all are done.
async fn ask(session: &Session, page: &WindowHandle, name: &str, number: u32) -> Result<Option<Step>> {
    if session.driver.window().await? != *page {
        session.driver.switch_to_window(page.clone()).await?;
    }
    let script = format!("return standin.{name}(arguments[0])");
    session.script(&script, vec![number.into()]).await
}

async fn one(session: &Session, page: &WindowHandle, step: &Step) -> Result<()> {
    if step.window {
        newest(session, page).await?;
    }
    if let Some(frame) = &step.frame {
        element(session, frame).await?.enter_frame().await?;
    }
    let done = act(session, step).await;
    if step.frame.is_some() {
        session.driver.enter_default_frame().await?;
    }
    done
}

/// Goes to another window than the page's.
pub(super) async fn newest(session: &Session, page: &WindowHandle) -> Result<()> {
    let other = session.driver.windows().await?.into_iter().rfind(|window| window != page);
    session.driver.switch_to_window(other.context("no other window")?).await?;
    Ok(())
}

async fn act(session: &Session, step: &Step) -> Result<()> {
    let at = async || element(session, step.at.as_ref().context("the step has no `at`")?).await;
    let keys = match &step.keys {
        Keys::One(keys) => vec![keys.clone()],
        Keys::Chord(keys) => keys.clone(),
    };
    match step.what.as_str() {
        "click" => at().await?.click().await?,
        "double" => session.driver.action_chain().double_click_element(&at().await?).perform().await?,
        "keys" => at().await?.send_keys(keys.concat()).await?,
        "chord" => {
            at().await?.focus().await?;
            let mut chain = session.driver.action_chain();
            let letters: Vec<char> = keys.iter().flat_map(|key| key.chars()).collect();
            for letter in &letters {
                chain = chain.key_down(*letter);
            }
            for letter in letters.iter().rev() {
                chain = chain.key_up(*letter);
            }
            chain.perform().await?;
        }
        "type" => {
            let field = at().await?;
            let all = if step.clear { "\u{e009}a\u{e000}" } else { "" };
            field.send_keys(format!("{all}{}", step.text)).await?;
        }
        "drag" => {
            let from = element(session, step.from.as_ref().context("the step has no `from`")?).await?;
            let to = element(session, step.to.as_ref().context("the step has no `to`")?).await?;
            let chain = session.driver.action_chain().move_to_element_center(&from).click_and_hold();
            chain.move_by_offset(3, 3).move_to_element_center(&to).release().perform().await?;
        }
        other => bail!("a step of an unknown kind: {other}"),
    }
    Ok(())
}

/// An element of the page, or the first that a selector finds.
async fn element(session: &Session, told: &Value) -> Result<WebElement> {
    match told {
        Value::String(css) => Ok(session.driver.find(By::Css(css.as_str())).await?),
        other => Ok(WebElement::from_json(other.clone(), session.driver.handle().clone())?),
    }
}
