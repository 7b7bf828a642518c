//! The command line: what may be asked, and the help text.

use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub const HELP: &str = "\
Newsglass, a reading glass for news reports: folds what repeats, hides the comment policy, marks actors, numbers and quotes.

Usage:
  newsglass annotate [FILE…] [--input auto|text|html|jsonl] [--format json|jsonl|ansi|html|csv]
  newsglass rules [--markdown|--messages]
  newsglass --help | --version

annotate reads the files, or standard input where none is named or one is “-”, and writes what it finds to standard output.

  --input   auto   the default: HTML where a file ends in .html or .htm or its text begins with a tag; JSON Lines where it ends
                   in .jsonl, and from standard input with --format jsonl; text otherwise
            text   plain text in UTF-8, or in UTF-16 with a byte order mark; other bytes become U+FFFD, with a warning.
                   Its paragraphs are what blank lines separate, or its lines where it has no blank line
            html   a web page; its encoding is found as browsers do
            jsonl  one {\"id\", \"text\"} or {\"id\", \"html\"} a line; each is answered by one line, in order, with the same id;
                   a line that cannot be read by {\"id\", \"error\"}

  --format  json   the default: one indented JSON object a file, one after another; its id is the file's name
            jsonl  the same, one line each; the default for JSON Lines
            ansi   the text for a terminal, with the marks in colour
            html   a web page that needs nothing else, with the marks in colour and the folds to open
            csv    a table (RFC 4180), one row a finding; what a spreadsheet would take for a formula begins with '

Offsets are Unicode code points into the answer's “text”, half-open. docs/OUTPUT.md describes every field.

rules prints the rules and their kinds; with --markdown as RULES.md, with examples; with --messages the extension's English texts,
as its _locales/en/messages.json.

Exit status: 0, or 1 where some input failed (the others are answered), or 2 where the command line was wrong.
";

/// How the rules are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// As a list for a terminal.
    Terminal,
    /// As RULES.md.
    Markdown,
    /// As the extension's English message file, with everything else that it says.
    Messages,
}

/// What the command is asked to do.
#[derive(Debug)]
pub enum Command {
    /// Read inputs and write findings.
    Annotate(Annotate),
    /// Print the rules.
    Rules(Listing),
    /// Print [`HELP`].
    Help,
    /// Print name and version.
    Version,
}

/// The arguments of `annotate`.
#[derive(Debug, Default)]
pub struct Annotate {
    /// In order; `-` is standard input. Never empty.
    pub files: Vec<PathBuf>,
    /// What the files are; None to see by name and content.
    pub input: Option<Input>,
    /// What is written; None for JSON, which for JSON Lines is JSON Lines.
    pub format: Option<Format>,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// One document a line.
    JsonLines,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An indented object a document.
    Json,
    /// A line a document.
    JsonLines,
    /// Coloured text.
    Ansi,
    /// A web page.
    Html,
    /// A table.
    Csv,
}

const INPUTS: [(&str, Option<Input>); 4] =
    [("auto", None), ("text", Some(Input::Text)), ("html", Some(Input::Html)), ("jsonl", Some(Input::JsonLines))];

const FORMATS: [(&str, Format); 5] = [
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ansi", Format::Ansi),
    ("html", Format::Html),
    ("csv", Format::Csv),
];

/// Reads the arguments, without the program's name. The error is a sentence for the user.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let Some(first) = next(&mut parser)? else {
        return Err("say what to do: annotate or rules".to_owned());
    };
    match first {
        Asked::Help => Ok(Command::Help),
        Asked::Version => Ok(Command::Version),
        Asked::Option(name) => Err(format!("unknown option {name}")),
        Asked::Value(name) => match name.to_str() {
            Some("annotate") => annotate(&mut parser),
            Some("rules") => rules(&mut parser),
            Some("help") => Ok(Command::Help),
            _ => Err(format!("unknown command “{}”; it is annotate or rules", name.display())),
        },
    }
}

/// One argument, help and version already understood.
enum Asked {
    Help,
    Version,
    /// An option with its dashes.
    Option(String),
    Value(OsString),
}

fn next(parser: &mut Parser) -> Result<Option<Asked>, String> {
    let argument = parser.next().map_err(|error| error.to_string())?;
    Ok(argument.map(|argument| match argument {
        Arg::Long("help") | Arg::Short('h') => Asked::Help,
        Arg::Long("version") | Arg::Short('V') => Asked::Version,
        Arg::Long(name) => Asked::Option(format!("--{name}")),
        Arg::Short(name) => Asked::Option(format!("-{name}")),
        Arg::Value(value) => Asked::Value(value),
    }))
}

fn annotate(parser: &mut Parser) -> Result<Command, String> {
    let mut asked = Annotate::default();
    while let Some(argument) = next(parser)? {
        match argument {
            Asked::Help => return Ok(Command::Help),
            Asked::Version => return Ok(Command::Version),
            Asked::Value(file) => asked.files.push(file.into()),
            Asked::Option(name) if name == "--input" => asked.input = one_of(parser, "input", &INPUTS)?,
            Asked::Option(name) if name == "--format" => asked.format = Some(one_of(parser, "format", &FORMATS)?),
            Asked::Option(name) => return Err(format!("unknown option {name}; annotate has --input and --format")),
        }
    }
    if asked.files.is_empty() {
        asked.files.push("-".into());
    }
    Ok(Command::Annotate(asked))
}

/// The value of an option that has few.
fn one_of<T: Copy>(parser: &mut Parser, what: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
    let names = names.join(", ");
    let value = parser.value().map_err(|_| format!("--{what} needs a value, one of {names}"))?;
    let value = value.string().map_err(|error| error.to_string())?;
    let found = choices.iter().find(|&&(name, _)| name == value);
    found.map(|&(_, choice)| choice).ok_or_else(|| format!("unknown {what} “{value}”; it is one of {names}"))
}

fn rules(parser: &mut Parser) -> Result<Command, String> {
    let mut listing = Listing::Terminal;
    while let Some(argument) = next(parser)? {
        match argument {
            Asked::Help => return Ok(Command::Help),
            Asked::Version => return Ok(Command::Version),
            Asked::Option(name) if name == "--markdown" => listing = Listing::Markdown,
            Asked::Option(name) if name == "--messages" => listing = Listing::Messages,
            Asked::Option(name) => return Err(format!("unknown option {name}; rules has --markdown and --messages")),
            Asked::Value(value) => return Err(format!("rules takes no file, but “{}” was given", value.display())),
        }
    }
    Ok(Command::Rules(listing))
}
