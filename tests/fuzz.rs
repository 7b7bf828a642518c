//! A short run of the fuzz targets (`fuzz/`) in every test run: the corpus, and some thousands of changes to it, the same ones every time.
//! `./build.sh fuzz` runs them for long, guided by coverage.
#![allow(clippy::unwrap_used, reason = "a test ends where something is wrong")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

mod shared;

use shared::dice::Dice;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each entry of the corpus is changed.
const CHANGES: usize = 150;
/// No input of the corpus's length may take longer than this, in seconds; tests run unoptimised and beside each other.
const SLOW: f64 = 5.0;

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// What is put in: what readers of bytes stumble over.
const PIECES: [&[u8]; 16] = [
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    "’".as_bytes(),
    "“".as_bytes(),
    b"'",
    b"\"",
    b"\n\n",
    b"<",
    b"</",
    b"&#",
    b"{",
    b"0",
    b"9999999999",
    b". ",
];

/// Changes an entry in a few places: bytes go, come, turn over or are taken from another entry.
fn change(seeds: &[Vec<u8>], random: &mut Dice) -> Vec<u8> {
    let pick = |random: &mut Dice| seeds[random.below(seeds.len())].clone();
    let mut bytes = pick(random);
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(12)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            2 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            3 => {
                let other = pick(random);
                let from = random.below(other.len() + 1);
                let to = (from + random.below(60)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
    bytes
}

fn run(target: &str, work: impl Fn(&[u8])) {
    let seeds = seeds(target);
    assert!(!seeds.is_empty());
    let mut random = Dice(0x9e37_79b9_7f4a_7c15);
    let changed: Vec<Vec<u8>> = (0..seeds.len() * CHANGES).map(|_| change(&seeds, &mut random)).collect();
    for bytes in seeds.iter().chain(&changed) {
        let began = Instant::now();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(bytes)));
        assert!(outcome.is_ok(), "{target} fails on {:?}", String::from_utf8_lossy(bytes));
        assert!(began.elapsed().as_secs_f64() < SLOW, "{target} is slow on {:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn texts() {
    run("analyse", targets::analyse);
}

#[test]
fn pages() {
    run("page", targets::page);
}

#[test]
fn streams_that_break_their_contract() {
    run("stream", targets::stream);
}

#[test]
fn settings() {
    run("settings", targets::settings);
}

#[test]
fn own_words() {
    run("own", targets::own);
}

/// All changes in one run of the command: one answer a line.
#[test]
fn json_lines() {
    let seeds = seeds("lines");
    let mut random = Dice(0x2545_f491_4f6c_dd1d);
    let asked: Vec<u8> = (0..500).flat_map(|_| [change(&seeds, &mut random), b"\n".to_vec()].concat()).collect();
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsglass"))
        .args(["annotate", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = asked.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let writer = std::thread::spawn(move || input.write_all(&asked));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), lines);
    assert!(answers.lines().all(|line| serde_json::from_str::<&serde_json::value::RawValue>(line).is_ok()));
}
