//! Memory and processor time of a tree of processes, as the kernel accounts for them.

use anyhow::{Context, Result};
use std::collections::HashMap;

/// Bytes of a process and everything it started: the proportional set size, in which a page shared by several
/// processes counts by its share.
pub fn proportional(root: u32) -> Result<f64> {
    // A process may have ended since the list was made.
    Ok(tree(root)?.into_iter().filter_map(|process| one(process).ok()).sum())
}

/// Seconds of processor time that pages have taken so far in a browser that a process started: its renderers', as
/// Chromium calls them, or its content processes', as Firefox does; those of an extension's own pages are among them.
pub fn pages_seconds(root: u32) -> Result<f64> {
    let renders = |process: &u32| {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        let words: Vec<&str> = line.split(['\0', ' ']).filter(|word| !word.is_empty()).collect();
        words.contains(&"--type=renderer")
            || (words.contains(&"-contentproc") && words.last() == Some(&"tab"))
    };
    let ticks: f64 =
        tree(root)?.iter().filter(|process| renders(process)).filter_map(|process| ticks(*process)).sum();
    // USER_HZ, which is a hundred on every Linux of today.
    Ok(ticks / 100.0)
}

/// Time in user and in system mode, fields 14 and 15 of `/proc/<pid>/stat`.
fn ticks(process: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<f64> =
        stat.rsplit_once(") ")?.1.split(' ').skip(11).take(2).flat_map(str::parse).collect();
    Some(fields.iter().sum())
}

/// A process and everything it started.
fn tree(root: u32) -> Result<Vec<u32>> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Ok(process) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        if let Some(parent) = parent(process) {
            children.entry(parent).or_default().push(process);
        }
    }
    let (mut all, mut waiting) = (Vec::new(), vec![root]);
    while let Some(process) = waiting.pop() {
        waiting.extend(children.get(&process).into_iter().flatten());
        all.push(process);
    }
    Ok(all)
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
