//! Where things lie: the project's folders, the built extension, the drivers. Nothing is made here but folders and
//! copies of the built extension.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder under the project's `target/`, made if it is not there.
pub fn target(name: &str) -> Result<PathBuf> {
    let folder = root().join("target").join(name);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    folder.canonicalize().context("target folder")
}

/// The built extension for `browser` (`chrome` or `firefox`), as the builder hands it over: the shipped one, or
/// the one whose manifest differs in that it names loopback too.
pub fn extension(browser: &str, loopback: bool) -> Result<PathBuf> {
    let (variable, folder) =
        if loopback { ("CONVEREL_LOOPBACK", "target/loopback") } else { ("CONVEREL_DIST", "dist") };
    let folder = std::env::var_os(format!("{variable}_{}", browser.to_uppercase()))
        .map_or_else(|| root().join(folder).join(browser), PathBuf::from);
    if !folder.join("manifest.json").is_file() {
        bail!("no built extension in {}: ./build.sh builds it", folder.display());
    }
    folder.canonicalize().context("the built extension")
}

/// A copy of the built extension that may be changed, in this folder under the project's `target/`; what was there
/// goes.
pub fn extension_copy(browser: &str, loopback: bool, folder: &str) -> Result<PathBuf> {
    let from = extension(browser, loopback)?;
    let to = root().join("target").join(folder);
    let _ = std::fs::remove_dir_all(&to);
    copy_folder(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
    to.canonicalize().context("the copy of the extension")
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The stand-ins' files.
pub fn sites() -> PathBuf {
    root().join("tests/sites")
}

/// axe-core, as npm installed it.
pub fn axe() -> PathBuf {
    root().join("node_modules/axe-core/axe.min.js")
}

/// chromedriver: `$CHROMEDRIVER` or Debian's.
pub fn chromedriver() -> PathBuf {
    std::env::var_os("CHROMEDRIVER").map_or_else(|| PathBuf::from("/usr/bin/chromedriver"), PathBuf::from)
}

/// geckodriver: `$GECKODRIVER`, or the newest in the build's cache.
pub fn geckodriver() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("GECKODRIVER") {
        return Ok(PathBuf::from(path));
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set")?
        .join("converel");
    let mut found: Vec<PathBuf> = std::fs::read_dir(&cache)
        .with_context(|| format!("no {}: run ./build.sh test, or set GECKODRIVER", cache.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("geckodriver-"))
        })
        .map(|path| path.join("bin/geckodriver"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop().with_context(|| format!("no geckodriver under {}", cache.display()))
}
