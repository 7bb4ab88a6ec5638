//! Memory of a tree of processes, as the kernel accounts for it.

use anyhow::{Context, Result};
use std::collections::HashMap;

/// Bytes of a process and everything it started: the proportional set size, in which a page shared by several
/// processes counts by its share.
pub fn proportional(root: u32) -> Result<f64> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Ok(process) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        if let Some(parent) = parent(process) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut bytes = 0.0;
    let mut waiting = vec![root];
    while let Some(process) = waiting.pop() {
        waiting.extend(children.get(&process).into_iter().flatten());
        // A process may have ended since the list was made.
        bytes += one(process).unwrap_or_default();
    }
    Ok(bytes)
}

/// The parent by `/proc/<pid>/stat`, whose second field is a name in parentheses that may hold anything.
fn parent(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

fn one(process: u32) -> Result<f64> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024.0)
}
