//! The rules of this repository that no compiler and no linter knows, as one table; and the check that
//! code and locales name the same messages. Nothing here looks at behaviour.

use crate::project::{Project, ends_in, files, read};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Text that a kind of file may not hold.
struct Rule {
    /// Where: beginnings of paths from the root.
    folders: &'static [&'static str],
    /// Which files: endings.
    endings: &'static [&'static str],
    /// What may not stand there.
    forbidden: &'static [&'static str],
    /// Files that may hold it all the same.
    except: &'static [&'static str],
    /// Why not.
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        folders: &["src/", "extension/"],
        endings: &[".ts", ".rs", ".html"],
        // Reading a calendar's description as HTML is another matter.
        forbidden: &["innerHTML =", "outerHTML =", "insertAdjacentHTML", "set_inner_html", "document.write"],
        except: &[],
        why: "nothing becomes HTML from a string",
    },
    Rule {
        folders: &["src/", "extension/"],
        endings: &[".ts", ".rs"],
        forbidden: &[
            "XMLHttpRequest(",
            "WebSocket(",
            "EventSource(",
            "sendBeacon(",
            " fetch(",
            "importScripts(",
        ],
        except: &[],
        why: "the extension makes no network request of its own",
    },
    Rule {
        folders: &["extension/", "tests/"],
        endings: &[".ts"],
        forbidden: &["@ts-ignore", "@ts-nocheck", "eslint-disable "],
        except: &[],
        why: "a complaint is answered, or silenced for one line with its reason (@ts-expect-error, eslint-disable-next-line)",
    },
    Rule {
        folders: &["extension/"],
        endings: &[".test.ts"],
        forbidden: &["setTimeout(", ".only(", ".skip("],
        except: &[],
        why: "a test waits for a condition, never for time, and none is left out",
    },
    Rule {
        folders: &["tests/", "src/"],
        endings: &[".rs"],
        forbidden: &["sleep(", "#[ignore"],
        except: &["tests/e2e/harness/"],
        why: "a test waits for a condition (the harness asks again until it holds), never for time, and none is left out",
    },
    Rule {
        folders: &["src/"],
        endings: &[".rs"],
        forbidden: &["extern \"C\""],
        except: &["src/browser/"],
        why: "browser calls are declared in src/browser alone",
    },
    Rule {
        folders: &["src/core/", "src/calendar/", "src/audit/", "src/team/"],
        endings: &[".rs", "Cargo.toml"],
        forbidden: &["wasm_bindgen", "js_sys", "web_sys", "SystemTime", "std::net"],
        except: &[],
        why: "what judges and counts has no browser, no clock and no network, nor have its tools and tests",
    },
    Rule {
        folders: &["src/", "extension/"],
        endings: &[".rs", ".ts"],
        forbidden: &["createPolicy(", "new Worker("],
        except: &["extension/pages/dashboard.ts"],
        why: "the one Trusted Types policy is for the audit's worker, and stands where that is made",
    },
    Rule {
        folders: &["src/core/"],
        endings: &[".rs", "Cargo.toml"],
        forbidden: &["std::fs", "serde"],
        // Tools and tests read files.
        except: &["src/core/examples/", "src/core/tests/", "src/core/agenda/tests/"],
        why: "the core has no I/O, and its types are not serialisable",
    },
    Rule {
        folders: &["src/", "extension/", "tests/"],
        endings: &[".rs", ".ts", ".css", ".html", ".sh"],
        forbidden: &["TODO", "FIXME", "XXX"],
        except: &[],
        why: "what is not done is not promised in the code",
    },
];

/// This file spells out what it forbids.
const MYSELF: &str = "extension/build/house.rs";

/// The floors of the house, lowest first; a crate may use those before it only.
const FLOORS: [&str; 12] = [
    "calendar",
    "core",
    "protocol",
    "audit",
    "team",
    "store",
    "browser",
    "ui",
    "gate",
    "dashboard",
    "background",
    "worker",
];

/// Checks every rule; the error lists each breach on its own line.
pub(crate) fn rules(project: &Project) -> Result<()> {
    let mut breaches = Vec::new();
    for folder in ["src", "extension", "tests"] {
        for file in files(&project.root.join(folder))? {
            let name = file.strip_prefix(&project.root)?.to_string_lossy().replace('\\', "/");
            if name == MYSELF || !ends_in(&file, &[".rs", ".ts", ".css", ".html", ".sh", ".toml"]) {
                continue;
            }
            let text = read(&file)?;
            breaches.extend(breached(&name, &text));
            breaches.extend(unopened(&name, &text));
            breaches.extend(upwards(&name, &text));
        }
    }
    if !breaches.is_empty() {
        bail!("{}", breaches.join("\n"));
    }
    Ok(())
}

fn breached(name: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for rule in RULES {
        let here = rule.folders.iter().any(|folder| name.starts_with(folder))
            && ends_in(Path::new(name), rule.endings)
            && !rule.except.iter().any(|except| name.starts_with(except));
        if !here {
            continue;
        }
        // What only tests and tools are built with stands at the end of a manifest.
        let lines = text.lines().take_while(|line| !line.starts_with("[dev-dependencies]"));
        for (number, line) in lines.enumerate() {
            // A component of iCalendar (RFC 5545, 3.6.2) promises nothing.
            let line = line.replace("VTODO", "");
            for word in rule.forbidden.iter().filter(|word| line.contains(**word)) {
                breaches.push(format!("{name}:{}: {}: {}", number + 1, word.trim(), rule.why));
            }
        }
    }
    breaches
}

/// A file opens with a paragraph on what lives there.
fn unopened(name: &str, text: &str) -> Option<String> {
    let openings: &[&str] = match name.rsplit_once('.')?.1 {
        "rs" => &["//!"],
        "ts" => &["//", "/*"],
        "css" => &["/*"],
        "sh" => &["#!"],
        _ => return None,
    };
    let opened = openings.iter().any(|opening| text.trim_start().starts_with(opening));
    (!opened).then(|| format!("{name}:1: a file opens with a paragraph that says what lives there"))
}

/// A crate uses only the floors below it.
fn upwards(name: &str, text: &str) -> Vec<String> {
    let floor = |part: &str| FLOORS.iter().position(|floor| *floor == part);
    let own = name.strip_prefix("src/").and_then(|rest| rest.strip_suffix("/Cargo.toml")).and_then(floor);
    let Some(own) = own else {
        return Vec::new();
    };
    text.lines()
        .filter_map(|line| line.strip_prefix("converel-")?.split(['.', ' ', '=']).next())
        .filter(|used| floor(used).is_none_or(|used| used >= own))
        .map(|used| format!("{name}: converel-{used} stands on a higher floor"))
        .collect()
}

/// Checks that every message that the code names is in every locale, and that every message is named.
///
/// A name counts as used where it stands between quotes in a script, a page or Rust, or as `__MSG_…__`
/// in a manifest. A name that does not exist is looked for where messages are asked for: in [`ASKING`].
pub(crate) fn locales(project: &Project) -> Result<()> {
    let folder = project.extension.join("_locales");
    let mut locales: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in files(&folder)? {
        let locale = file.strip_prefix(&folder)?.to_string_lossy().replace("/messages.json", "");
        locales.insert(locale, messages(&read(&file)?).with_context(|| file.display().to_string())?);
    }
    let english = locales.get("en").context("no English messages")?;

    let mut breaches = Vec::new();
    for (locale, messages) in &locales {
        for (name, placeholders) in english {
            match messages.get(name) {
                None => breaches.push(format!("{locale}: {name} is missing")),
                Some(own) if own != placeholders => {
                    breaches.push(format!("{locale}: {name} has other placeholders than the English one"));
                }
                Some(_) => {}
            }
        }
        for name in messages.keys().filter(|name| !english.contains_key(*name)) {
            breaches.push(format!("{locale}: {name} is not among the English messages"));
        }
    }

    let mut quoted = BTreeSet::new();
    for folder in ["src", "extension"] {
        for file in files(&project.root.join(folder))? {
            let counts = ends_in(&file, &[".rs", ".ts", ".html", "manifest.json"])
                && !ends_in(&file, &[".test.ts"])
                && !file.starts_with(project.extension.join("build"));
            if !counts {
                continue;
            }
            let text = read(&file)?;
            // `@@…` are the browser's own.
            for name in asked(&text).filter(|name| !name.starts_with("@@") && !english.contains_key(*name)) {
                breaches.push(format!("{}: no message is called {name}", file.display()));
            }
            quoted.extend(text.split(['"', '\'', '`']).map(str::to_owned));
            quoted.extend(
                text.split("__MSG_").skip(1).filter_map(|rest| Some(rest.split_once("__")?.0.to_owned())),
            );
        }
    }
    for name in english.keys().filter(|name| !quoted.contains(*name)) {
        breaches.push(format!("en: {name} is named nowhere"));
    }
    if !breaches.is_empty() {
        bail!("{}", breaches.join("\n"));
    }
    Ok(())
}

/// Each message and the placeholders in it.
fn messages(text: &str) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let Value::Object(entries) = serde_json::from_str(text)? else {
        bail!("not an object of messages");
    };
    let mut messages = BTreeMap::new();
    for (name, entry) in entries {
        let message = entry.get("message").and_then(Value::as_str);
        let message =
            message.filter(|text| !text.is_empty()).with_context(|| format!("{name} has no text"))?;
        messages.insert(name, placeholders(message));
    }
    Ok(messages)
}

/// `$1` and `$NAME$`; `$$` is a dollar sign.
fn placeholders(message: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = message;
    while let Some((_, after)) = rest.split_once('$') {
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (name, next) =
            if digits > 0 { after.split_at(digits) } else { after.split_once('$').unwrap_or((after, "")) };
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            found.insert(name.to_lowercase());
        }
        rest = next;
    }
    found
}

/// How the code asks for a message; its name follows.
const ASKING: [&str; 6] = ["t(\"", "plural(\"", "message(\"", "getMessage(\"", "data-message=\"", "__MSG_"];

/// Names in the places where a message is asked for.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    ASKING.into_iter().flat_map(move |call| {
        text.match_indices(call).filter_map(move |(at, _)| {
            // `assert("` and `not_message("` are other functions.
            let before = text.get(..at)?.chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                return None;
            }
            let rest = text.get(at + call.len()..)?;
            rest.split(if call == "__MSG_" { "__" } else { "\"" }).next()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_broken_by_what_it_forbids() {
        for rule in RULES {
            for word in rule.forbidden {
                for (folder, ending) in rule
                    .folders
                    .iter()
                    .flat_map(|folder| rule.endings.iter().map(move |ending| (folder, ending)))
                {
                    let name = format!("{folder}x{ending}");
                    assert!(!breached(&name, &format!("let a = 1;{word}\n")).is_empty(), "{name}: {word}");
                }
            }
        }
        assert!(breached("src/core/a.rs", "fn sleepy() {}\n").is_empty());
        for (manifest, breaches) in [
            ("[dependencies]\nserde = \"1\"\n[dev-dependencies]\n", 1),
            ("[dependencies]\n[dev-dependencies]\nserde = \"1\"\n", 0),
        ] {
            assert_eq!(breached("src/core/Cargo.toml", manifest).len(), breaches, "{manifest}");
        }
        assert!(breached("src/browser/a.rs", "unsafe extern \"C\" {}\n").is_empty());
    }

    #[test]
    fn floors() {
        for (name, line, breaches) in [
            ("src/core/Cargo.toml", "converel-protocol.workspace = true", 1),
            ("src/protocol/Cargo.toml", "converel-core.workspace = true", 0),
            ("src/store/Cargo.toml", "converel-ui = { workspace = true }", 1),
            ("src/gate/Cargo.toml", "converel-ui.workspace = true", 0),
            ("tests/e2e/Cargo.toml", "converel-ui.workspace = true", 0),
        ] {
            assert_eq!(upwards(name, line).len(), breaches, "{name}: {line}");
        }
    }

    #[test]
    fn messages_and_their_placeholders() {
        for (message, expected) in [
            ("Send", &[][..]),
            ("$1 of $2 people", &["1", "2"]),
            ("$COUNT$ people, $TIME$.", &["count", "time"]),
            ("$$5 for $1", &["1"]),
        ] {
            let found = placeholders(message);
            assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{message}");
        }
        let code = "t(\"send\"); assert(\"x\"); i18n::message(\"back\", &[]); <p data-message=\"title\"> __MSG_name__";
        assert_eq!(asked(code).collect::<Vec<_>>(), ["send", "back", "title", "name"]);
    }
}
