//! The native command.

mod answer;
mod jsonl;

use std::io::{self, BufReader};
use std::process::ExitCode;

/// Reads the arguments and does what they ask.
pub fn run() -> ExitCode {
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    match jsonl::annotate(input, &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever read the answers has had enough ("| head"): no failure of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsglass: {error}");
            ExitCode::from(1)
        }
    }
}
