//! The command's own files around one question: what JSON Lines are answered with.

#[path = "../../src/cli/annotate.rs"]
mod annotate;
#[path = "../../src/cli/ansi.rs"]
mod ansi;
#[path = "../../src/cli/answer.rs"]
mod answer;
#[path = "../../src/cli/arguments.rs"]
mod arguments;
#[path = "../../src/cli/csv.rs"]
mod csv;
#[path = "../../src/cli/format.rs"]
mod format;
#[path = "../../src/cli/jsonl.rs"]
mod jsonl;
#[path = "../../src/cli/pieces.rs"]
mod pieces;
#[path = "../../src/cli/rules.rs"]
mod rules;
#[path = "../../src/cli/web.rs"]
mod web;
#[path = "../../src/cli/words.rs"]
mod words;

fn say(_: &str) {}

pub fn answers(bytes: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    let input = std::io::BufReader::new(bytes);
    let _ = jsonl::annotate(input, "fuzz", arguments::Format::JsonLines, &mut output).unwrap().unwrap();
    output
}
