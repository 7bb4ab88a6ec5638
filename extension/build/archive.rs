//! The archives for the stores: the same bytes wherever and whenever they are made from the same source.

use crate::dist;
use crate::project::{BROWSERS, Project, ends_in, files, write};
use crate::wasm::machine_folders;
use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Builds and packs both browsers' archives into `out`.
pub(crate) fn package(project: &Project, hosts: &[String], out: &Path) -> Result<()> {
    let _alone = project.lock()?;
    let unpacked = project.target.join("package-unpacked");
    dist::parts(project)?;
    dist::assemble(project, hosts, &unpacked)?;
    for browser in BROWSERS {
        let folder = unpacked.join(browser);
        unmarked(project, &folder)?;
        let bytes = archive(&folder)?;
        let path = out.join(format!("converel-{}-{browser}.zip", env!("CARGO_PKG_VERSION")));
        write(&path, &bytes)?;
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        println!("{}  {} kB  sha256 {digest}", path.display(), bytes.len() / 1000);
    }
    Ok(())
}

/// Proves that an archive depends on the extension's files alone: packed from two folders it is the same,
/// and no file holds a path of this machine.
pub(crate) fn reproducible(project: &Project) -> Result<()> {
    let [one, other] = ["one", "other"].map(|name| project.target.join("package-proof").join(name));
    dist::assemble(project, &[], &one)?;
    dist::assemble(project, &[], &other)?;
    for browser in BROWSERS {
        if archive(&one.join(browser))? != archive(&other.join(browser))? {
            bail!("two archives of the same {browser} extension differ");
        }
        unmarked(project, &one.join(browser))?;
    }
    Ok(())
}

/// One archive: names sorted, one fixed date, one fixed mode.
fn archive(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        zip.start_file(name, options)?;
        zip.write_all(&std::fs::read(&file)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// No file names a folder of the machine it was made on.
fn unmarked(project: &Project, folder: &Path) -> Result<()> {
    for file in files(folder)? {
        if !ends_in(&file, &[".wasm", ".js", ".json"]) {
            continue;
        }
        let bytes = std::fs::read(&file)?;
        for (path, _) in machine_folders(project)? {
            let path = path.to_string_lossy().into_owned().into_bytes();
            if bytes.windows(path.len()).any(|window| window == path) {
                bail!("{} holds the path {}", file.display(), String::from_utf8_lossy(&path));
            }
        }
    }
    Ok(())
}
