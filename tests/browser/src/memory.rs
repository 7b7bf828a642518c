//! What a browser's processes use, as Linux tells it.

use crate::Result;
use std::collections::HashMap;
use std::fs;

/// Processes that one has started, and those that they have, whose command line fits.
pub fn processes(top: u32, fits: impl Fn(&str) -> bool) -> Result<Vec<u32>> {
    let command =
        |process: &u32| fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default().replace('\0', " ");
    Ok(below(top)?.into_iter().filter(|process| fits(&command(process))).collect())
}

fn below(top: u32) -> Result<Vec<u32>> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // After the name, which is in brackets and may hold anything: the state, then the parent.
        let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        children.entry(parent.unwrap_or(0)).or_default().push(process);
    }
    let mut all = vec![top];
    let mut at = 0;
    while let Some(process) = all.get(at) {
        all.extend(children.remove(process).unwrap_or_default());
        at += 1;
    }
    Ok(all)
}

/// Bytes of a process that no other has; 0 if it has gone.
pub fn own(process: u32) -> i64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let kilobytes = rollup
        .lines()
        .filter(|line| line.starts_with("Private_"))
        .filter_map(|line| line.split_whitespace().nth(1)?.parse::<i64>().ok());
    kilobytes.sum::<i64>() * 1024
}

/// Milliseconds for which the first thread of a process has run, which is its main one in both browsers: pages are laid out and scripts run there.
pub fn main_thread(process: u32) -> Option<f64> {
    let times = fs::read_to_string(format!("/proc/{process}/schedstat")).ok()?;
    Some(times.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}
