//! Memory of a browser's processes, as Linux tells it.

use crate::Result;
use crate::session::{Browser, Session};
use std::collections::HashMap;
use std::fs;

/// Bytes that the processes of ordinary tabs have of their own, all together, once garbage is collected.
pub async fn of_tabs(session: &Session) -> Result<i64> {
    session.collect_garbage().await?;
    let is_tab = |command: &str| match session.browser {
        Browser::Chromium => command.contains("--type=renderer") && !command.contains("--extension-process"),
        Browser::Firefox => command.contains("-contentproc") && command.trim_end_matches(' ').ends_with(" tab"),
    };
    let mut sum = 0;
    for process in below(session.process())? {
        let command = fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default().replace('\0', " ");
        if is_tab(&command) {
            sum += own(process);
        }
    }
    Ok(sum)
}

/// Processes that one has started, and those that they have.
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
fn own(process: u32) -> i64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let kilobytes = rollup
        .lines()
        .filter(|line| line.starts_with("Private_"))
        .filter_map(|line| line.split_whitespace().nth(1)?.parse::<i64>().ok());
    kilobytes.sum::<i64>() * 1024
}
