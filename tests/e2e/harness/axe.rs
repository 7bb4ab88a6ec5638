//! axe-core on whatever document the driver is in.

use super::browser::Session;
use super::paths;
use anyhow::{Context, Result, bail};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary")]
    summary: Option<String>,
}

/// Fails with every violation of WCAG 2.2 AA and of axe's best practices; `what` names the page in the report.
pub async fn check(session: &Session, what: &str) -> Result<()> {
    let axe = std::fs::read_to_string(paths::axe()).context("axe-core is not installed: npm ci")?;
    let script = format!(
        "const done = arguments[arguments.length - 1];
         {axe};
         axe.run(document, {{ resultTypes: ['violations'], iframes: false }})
           .then(found => done(found.violations), error => done([{{ id: 'axe', help: String(error), nodes: [] }}]));"
    );
    let found: Vec<Violation> = session.script_async(&script, Vec::new()).await?;
    if found.is_empty() {
        return Ok(());
    }
    let mut said = format!("{what}: {} accessibility violations", found.len());
    for violation in found {
        said.push_str(&format!("\n- {}: {}", violation.id, violation.help));
        for node in violation.nodes {
            said.push_str(&format!(
                "\n    {}\n      {}",
                node.html,
                node.summary.unwrap_or_default().replace('\n', " ")
            ));
        }
    }
    bail!(said)
}
