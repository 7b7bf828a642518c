//! What several tests share: the corpus, and running the command.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

pub mod dice;

use newsglass::Document;
use newsglass::engine::marked::{self, Marked};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An article of tests/corpus.
pub struct Article {
    /// File name ("court.txt").
    pub name: String,
    /// Its text and what should be found in it.
    pub marked: Marked,
}

impl Article {
    pub fn document(&self) -> Document {
        Document::of_text(&self.marked.text)
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All articles, by name. Lines that begin with `#` say what an article is for.
pub fn corpus() -> Vec<Article> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests/corpus")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt") && !file.ends_with("known_misses.txt"));
    let read = |file: PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&file).unwrap();
        let source: Vec<&str> = source.lines().filter(|line| !line.starts_with('#')).collect();
        let marked = marked::parse(&source.join("\n")).unwrap_or_else(|error| panic!("{name}: {error}"));
        Article { name, marked }
    };
    files.into_iter().map(read).collect()
}

/// What a run of the command left.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON, one value a line.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }

    /// Standard output as one JSON value.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// The command, not yet started.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsglass"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the command with this on standard input.
pub fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let mut child = command(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // Written beside the reading: neither side waits for the other's full pipe.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    let words = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap_or(-1), out: words(output.stdout), err: words(output.stderr) }
}

/// A folder of its own for a test, emptied first.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
