//! One manifest for both browsers. `extension/manifest/manifest.json` holds what they share,
//! `chrome.json` and `firefox.json` what differs (JSON merge patches, RFC 7396). The calendars' hosts
//! stand once, with the content script that is for them; every other place that names them is filled in from there.
//!
//! The oldest Chrome is the first whose scripts for added addresses reach into the empty windows and frames that a
//! calendar fills (`matchOriginAsFallback` of a registered script; the manifest's own have it since 99, and the
//! page's world since 111). In Firefox everything is there since 128, optional hosts and the page's world the last;
//! the manifest names 140 because only from then on does Firefox read what it says of data collection.
//!
//! `scripting` is there so that the page script and the request layer can be registered for an address that the
//! user adds; it warns of nothing at install, and without the host's own permission, which is asked for then, it
//! reaches nothing. The gate's page may be framed by any page, because the added addresses are not known when the
//! manifest is written; a frame that nobody minted a token for stays blank.
//!
//! Chrome's `use_dynamic_url` is left out. It gives the page script an address whose origin is not the
//! frame's, so the port could no longer be posted to exactly that origin; and all it would hide is that
//! the extension is there, from calendars that see the held gesture anyway.

use crate::project::{Project, read};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// The page script for calendars that are recognised by their page, not by their address.
const SELF_HOSTED: &str = "selfhosted.js";
/// The request layer.
const REQUESTS: &str = "request.js";

/// The manifest of one browser, with these match patterns beside the calendars it is made for.
pub(crate) fn manifest(project: &Project, browser: &str, more_hosts: &[String]) -> Result<Value> {
    let source = |name: &str| -> Result<Value> {
        let path = project.extension.join("manifest").join(name);
        serde_json::from_str(&read(&path)?).with_context(|| path.display().to_string())
    };
    filled(source("manifest.json")?, source(&format!("{browser}.json"))?, more_hosts)
}

/// The oldest browsers that the manifests name, as esbuild takes them, e.g. `chrome119,firefox140.0`.
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

    let scripts = manifest.pointer_mut("/content_scripts").and_then(Value::as_array_mut);
    let scripts = scripts.context("no content_scripts")?;
    for host in more_hosts {
        check(host)?;
    }
    if !more_hosts.is_empty() {
        scripts.push(json!({ "js": [SELF_HOSTED], "matches": more_hosts }));
    }
    let mut hosts: Vec<String> = Vec::new();
    for script in scripts.iter() {
        let matches = script.get("matches").cloned().context("a content script without matches")?;
        hosts.extend(serde_json::from_value::<Vec<String>>(matches)?);
    }
    scripts.push(json!({ "js": [REQUESTS], "matches": hosts, "world": "MAIN" }));
    for script in scripts.iter_mut() {
        // Before any script of the page, in every frame, and in the empty windows that calendars open and fill.
        set(script, "/run_at", json!("document_start"))?;
        set(script, "/all_frames", json!(true))?;
        set(script, "/match_origin_as_fallback", json!(true))?;
    }
    set(&mut manifest, "/host_permissions", json!(hosts))?;
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

/// Whether a match pattern is one for a whole host, as a calendar's address becomes one.
fn check(pattern: &str) -> Result<()> {
    let parts = pattern.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('/')?)));
    let Some(("http" | "https", (host, "*"))) = parts else {
        bail!("{pattern}: a host is written scheme://name/*, e.g. https://calendar.example.org/*");
    };
    let bare = host.strip_prefix("*.").unwrap_or(host);
    let named = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if bare.is_empty() || !bare.chars().all(named) {
        bail!(
            "{pattern}: the name has letters, digits, dots and hyphens, *. at most in front, and no port (a pattern holds for every port)"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_whole_host() {
        for (pattern, good) in [
            ("https://calendar.google.com/*", true),
            ("http://127.0.0.1/*", true),
            ("https://*.example.org/*", true),
            ("*://cal.example/*", false),
            ("https://cal.example/SOGo/*", false),
            ("https://cal.example:8443/*", false),
            ("https://cal.example", false),
            ("ftp://cal.example/*", false),
            ("https://*/*", false),
            ("https://a.b; script-src */*", false),
            ("<all_urls>", false),
        ] {
            assert_eq!(check(pattern).is_ok(), good, "{pattern}");
        }
    }

    #[test]
    fn the_hosts_of_the_scripts_are_all_there_is() {
        let shared = json!({
            "content_scripts": [{ "js": ["a.js"], "matches": ["https://a.example/*"] }],
            "background": { "x": 1 },
        });
        let patch = json!({ "background": { "x": null, "scripts": ["b.js"] } });
        let more = ["http://127.0.0.1/*".to_owned()];
        let manifest = filled(shared.clone(), patch, &more).unwrap();
        let hosts = json!(["https://a.example/*", "http://127.0.0.1/*"]);
        assert_eq!(manifest["host_permissions"], hosts);
        assert_eq!(manifest["content_scripts"][1]["matches"], json!(["http://127.0.0.1/*"]));
        assert_eq!(manifest["content_scripts"][2]["matches"], hosts);
        assert_eq!(manifest["content_scripts"][2]["world"], "MAIN");
        assert_eq!(manifest["background"], json!({ "scripts": ["b.js"] }));
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        let shipped = filled(shared, json!({}), &[]).unwrap();
        assert_eq!(shipped["host_permissions"], json!(["https://a.example/*"]));
        assert_eq!(shipped["content_scripts"].as_array().map(Vec::len), Some(2));
    }
}
