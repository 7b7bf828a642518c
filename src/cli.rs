//! The native command. `arguments` says what may be asked, `annotate` and `jsonl` read the inputs, `format` and the files behind it write.

mod annotate;
mod ansi;
mod answer;
mod arguments;
mod csv;
mod format;
mod jsonl;
mod pieces;
mod rules;
#[cfg(test)]
mod sample;
mod web;
mod words;

use arguments::{Command, Listing};
use std::io::{self, Write};
use std::process::ExitCode;

/// Some input could not be read or answered.
const FAILED: u8 = 1;
/// The command line was wrong.
const USAGE: u8 = 2;

/// Reads the arguments and does what they ask.
pub fn run() -> ExitCode {
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            say(&format!("{error}\nTry “newsglass --help”."));
            return ExitCode::from(USAGE);
        }
    };
    let mut output = io::stdout().lock();
    let done = match command {
        Command::Annotate(asked) => annotate::annotate(&asked, &mut output),
        Command::Rules(listing) => {
            let text = match listing {
                Listing::Terminal => rules::list(),
                Listing::Markdown => rules::markdown(),
                Listing::Messages => newsglass::texts::messages(),
            };
            output.write_all(text.as_bytes()).map(|()| true)
        }
        Command::Help => output.write_all(arguments::HELP.as_bytes()).map(|()| true),
        Command::Version => writeln!(output, "newsglass {}", env!("CARGO_PKG_VERSION")).map(|()| true),
    };
    match done.and_then(|good| output.flush().map(|()| good)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        // Whoever read the answers has had enough ("| head"): no failure of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("cannot write the answers: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Tells the user something on standard error. Where nobody can read that, there is nobody to tell.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "newsglass: {message}");
}
