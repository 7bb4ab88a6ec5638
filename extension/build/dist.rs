//! The two unpacked extensions. The parts are made once; each browser's folder differs in the manifest
//! alone, so a build with further hosts costs nothing but copying.

use crate::manifest::manifest;
use crate::project::{BROWSERS, Project, empty, ends_in, files, read, write};
use crate::{scripts, wasm};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Makes what both browsers share: generated types, WebAssembly, scripts.
pub(crate) fn parts(project: &Project) -> Result<()> {
    scripts::types(project)?;
    wasm::build(project)?;
    scripts::bundle(project).map(drop)
}

/// Puts the parts together into `out/chrome` and `out/firefox`.
pub(crate) fn assemble(project: &Project, more_hosts: &[String], out: &Path) -> Result<()> {
    let mut shared: Vec<(PathBuf, String)> = Vec::new();
    for (_, name, _) in scripts::BUNDLES {
        shared.push((project.target.join("scripts").join(name), name.to_owned()));
    }
    for part in wasm::PARTS {
        let module = wasm::module(project, part);
        shared.push((module, format!("converel_{part}_bg.wasm")));
    }
    for (folder, endings) in [("pages", &[".html", ".css", ".svg"][..]), ("icons", &[".png"][..])] {
        let folder = project.extension.join(folder);
        for file in files(&folder)? {
            if ends_in(&file, endings) {
                shared.push((file.clone(), relative(&file, &folder)?));
            }
        }
    }
    for file in files(&project.extension.join("_locales"))? {
        shared.push((file.clone(), relative(&file, &project.extension)?));
    }

    for browser in BROWSERS {
        let folder = out.join(browser);
        empty(&folder)?;
        for (from, name) in &shared {
            let bytes = std::fs::read(from).with_context(|| from.display().to_string())?;
            write(&folder.join(name), bytes)?;
        }
        let manifest = serde_json::to_string_pretty(&manifest(project, browser, more_hosts)?)?;
        write(&folder.join("manifest.json"), manifest + "\n")?;
        complete(&folder)?;
    }
    Ok(())
}

/// Says what was made.
pub(crate) fn report(out: &Path) -> Result<()> {
    for browser in BROWSERS {
        let folder = out.join(browser);
        let mut bytes = 0;
        let files = files(&folder)?;
        for file in &files {
            bytes += file.metadata()?.len();
        }
        println!("{}  {} files, {} kB", folder.display(), files.len(), bytes / 1000);
    }
    Ok(())
}

/// Every file that the manifest or a page names is there.
fn complete(folder: &Path) -> Result<()> {
    let mut missing = Vec::new();
    for page in files(folder)? {
        if !ends_in(&page, &[".html", "manifest.json"]) {
            continue;
        }
        for name in quoted(&read(&page)?) {
            let is_file = ends_in(Path::new(name), &[".js", ".css", ".html", ".png", ".svg", ".wasm"]);
            if is_file && !name.contains(['*', ':']) && !folder.join(name).is_file() {
                missing.push(format!("{} names {name}, which is not there", page.display()));
            }
        }
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
}

/// What stands between double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn relative(file: &Path, folder: &Path) -> Result<String> {
    Ok(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"))
}
