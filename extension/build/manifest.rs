//! One manifest for both browsers. `extension/manifest/manifest.json` holds what they share,
//! `chrome.json` and `firefox.json` what differs (JSON merge patches, RFC 7396). The calendars' hosts
//! stand once, under `host_permissions`; every other place that names them is filled in from there.
//!
//! The oldest Chrome is the first with popovers, the youngest thing that the page layer uses.
//!
//! Chrome's `use_dynamic_url` is left out. It gives the page script an address whose origin is not the
//! frame's, so the port could no longer be posted to exactly that origin; and all it would hide is that
//! the extension is there, from calendars that see the held gesture anyway.

use crate::project::{Project, read};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// The manifest of one browser, with these match patterns beside the calendars it is made for.
pub(crate) fn manifest(project: &Project, browser: &str, more_hosts: &[String]) -> Result<Value> {
    let source = |name: &str| -> Result<Value> {
        let path = project.extension.join("manifest").join(name);
        serde_json::from_str(&read(&path)?).with_context(|| path.display().to_string())
    };
    filled(source("manifest.json")?, source(&format!("{browser}.json"))?, more_hosts)
}

/// The oldest browsers that the manifests name, as esbuild takes them, e.g. `chrome114,firefox140.0`.
pub(crate) fn oldest_browsers(project: &Project) -> Result<String> {
    let version = |browser: &str, pointer: &str| -> Result<String> {
        let manifest = manifest(project, browser, &[])?;
        let version =
            manifest.pointer(pointer).and_then(Value::as_str).with_context(|| format!("no {pointer}"))?;
        Ok(format!("{browser}{version}"))
    };
    let chrome = version("chrome", "/minimum_chrome_version")?;
    let firefox = version("firefox", "/browser_specific_settings/gecko/strict_min_version")?;
    Ok(format!("{chrome},{firefox}"))
}

fn filled(mut manifest: Value, patch: Value, more_hosts: &[String]) -> Result<Value> {
    merge(&mut manifest, patch);
    set(&mut manifest, "/version", json!(env!("CARGO_PKG_VERSION")))?;

    let own = manifest.pointer("/host_permissions").cloned().unwrap_or_default();
    let mut hosts: Vec<String> = serde_json::from_value(own).context("host_permissions")?;
    for host in more_hosts {
        if !hosts.contains(host) {
            hosts.push(host.clone());
        }
    }
    let mut ancestors = Vec::new();
    for host in &hosts {
        ancestors.extend(csp_sources(host)?);
    }
    set(&mut manifest, "/host_permissions", json!(hosts))?;
    set(&mut manifest, "/content_scripts/0/matches", json!(hosts))?;
    set(&mut manifest, "/web_accessible_resources/0/matches", json!(hosts))?;

    let csp = "/content_security_policy/extension_pages";
    let policy = manifest.pointer(csp).and_then(Value::as_str).context("no policy for extension_pages")?;
    let policy = format!("{policy}; frame-ancestors {}", ancestors.join(" "));
    set(&mut manifest, csp, json!(policy))?;
    Ok(manifest)
}

/// RFC 7396: objects are merged, `null` removes, anything else replaces.
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    if let Value::Object(target) = target {
        for (key, value) in patch {
            if value.is_null() {
                target.remove(&key);
            } else {
                merge(target.entry(key).or_insert(Value::Null), value);
            }
        }
    }
}

/// Sets a value whose parent exists; the last step of the pointer may be new.
fn set(manifest: &mut Value, pointer: &str, value: Value) -> Result<()> {
    let (parent, key) = pointer.rsplit_once('/').context("not a pointer")?;
    let parent = manifest.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.with_context(|| format!("the manifest has no place for {pointer}"))?.insert(key.to_owned(), value);
    Ok(())
}

/// The CSP sources that mean the same pages as a match pattern. A pattern holds for every port of its
/// host, and `*.name` in a pattern holds for `name` too, which a CSP says apart.
fn csp_sources(pattern: &str) -> Result<Vec<String>> {
    let parts = pattern.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('/')?)));
    let Some((scheme, (host, "*"))) = parts else {
        bail!("{pattern}: a host is written scheme://name/*, e.g. https://calendar.example.org/*");
    };
    let schemes: &[&str] = match scheme {
        "http" => &["http"],
        "https" => &["https"],
        "*" => &["http", "https"],
        _ => bail!("{pattern}: the scheme is http, https or *"),
    };
    let bare = host.strip_prefix("*.").unwrap_or(host);
    let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if bare.is_empty() || !bare.chars().all(named) {
        bail!(
            "{pattern}: the name has letters, digits, dots and hyphens, *. at most in front, and no port (a pattern holds for every port)"
        );
    }
    let mut sources = Vec::new();
    for scheme in schemes {
        if bare != host {
            sources.push(format!("{scheme}://{host}:*"));
        }
        sources.push(format!("{scheme}://{bare}:*"));
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_and_its_sources() {
        for (pattern, expected) in [
            ("https://calendar.google.com/*", Some("https://calendar.google.com:*")),
            ("http://127.0.0.1/*", Some("http://127.0.0.1:*")),
            ("https://*.example.org/*", Some("https://*.example.org:* https://example.org:*")),
            ("*://cal.example/*", Some("http://cal.example:* https://cal.example:*")),
            ("https://cal.example/SOGo/*", None),
            ("https://cal.example:8443/*", None),
            ("https://cal.example", None),
            ("ftp://cal.example/*", None),
            ("https://*/*", None),
            ("https://a.b; script-src */*", None),
            ("<all_urls>", None),
        ] {
            assert_eq!(
                csp_sources(pattern).ok().map(|sources| sources.join(" ")).as_deref(),
                expected,
                "{pattern}"
            );
        }
    }

    #[test]
    fn hosts_stand_once_and_are_filled_in_everywhere() {
        let shared = json!({
            "host_permissions": ["https://a.example/*"],
            "content_scripts": [{}],
            "web_accessible_resources": [{}],
            "content_security_policy": { "extension_pages": "default-src 'none'" },
            "background": { "x": 1 },
        });
        let patch = json!({ "background": { "x": null, "scripts": ["b.js"] } });
        let more = ["http://127.0.0.1/*".to_owned(), "https://a.example/*".to_owned()];
        let manifest = filled(shared, patch, &more).unwrap();
        let hosts = json!(["https://a.example/*", "http://127.0.0.1/*"]);
        assert_eq!(manifest["host_permissions"], hosts);
        assert_eq!(manifest["content_scripts"][0]["matches"], hosts);
        assert_eq!(manifest["web_accessible_resources"][0]["matches"], hosts);
        assert_eq!(
            manifest["content_security_policy"]["extension_pages"],
            "default-src 'none'; frame-ancestors https://a.example:* http://127.0.0.1:*"
        );
        assert_eq!(manifest["background"], json!({ "scripts": ["b.js"] }));
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    }
}
