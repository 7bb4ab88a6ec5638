//! Where things stand in the working copy. No other file of the builder spells out a root.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The browsers there is an extension for; each has a folder of this name in `dist`.
pub(crate) const BROWSERS: [&str; 2] = ["chrome", "firefox"];

/// The working copy.
pub(crate) struct Project {
    /// Its root.
    pub(crate) root: PathBuf,
    /// `extension/`.
    pub(crate) extension: PathBuf,
    /// Everything that is made and not shipped; always `target/` in the root, whatever cargo uses.
    pub(crate) target: PathBuf,
    /// Where cargo puts what it compiles.
    pub(crate) cargo_target: PathBuf,
}

impl Project {
    /// The working copy that this builder was compiled in, or the one it is called in if that moved.
    pub(crate) fn here() -> Result<Self> {
        let start = std::env::current_dir()?;
        let Some(root) =
            start.ancestors().find(|folder| folder.join("extension/manifest/manifest.json").is_file())
        else {
            bail!("{} is not inside the project", start.display());
        };
        let target = root.join("target");
        let cargo_target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| target.clone(), |folder| root.join(folder));
        Ok(Self { root: root.to_owned(), extension: root.join("extension"), target, cargo_target })
    }

    /// Waits until no other builder works in this copy; the lock goes with its value.
    pub(crate) fn lock(&self) -> Result<std::fs::File> {
        std::fs::create_dir_all(&self.target)?;
        let file = std::fs::File::create(self.target.join("builder.lock"))?;
        file.lock().context("target/builder.lock")?;
        Ok(file)
    }

    /// A tool that npm installed.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.root.join("node_modules/.bin").join(name)
    }
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Writes a file and the folders above it; the error names it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Empties a folder, or makes it.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

/// Every file under a folder, sorted by path; folders named `target`, `node_modules`, `generated` or
/// with a leading dot are not entered.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if !matches!(&*name, "target" | "node_modules" | "generated") && !name.starts_with('.') {
                    folders.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a path ends in one of these, e.g. `.rs`.
pub(crate) fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let name = path.to_string_lossy();
    endings.iter().any(|ending| name.ends_with(ending))
}
