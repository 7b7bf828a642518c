//! What is written, whatever the input was: a beginning, an answer a document, an end. An answer depends on its document alone, so lines
//! can be answered side by side and written in order.

use super::answer::Answer;
use super::arguments::Format;
use super::{ansi, csv, web};
use newsglass::{Analysis, Document};
use serde::Serialize;
use serde_json::value::RawValue;

/// What an answer is called.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Id<'a> {
    /// A file's name.
    Name(&'a str),
    /// The id of a line, exactly as it was written; null where there was none.
    Raw(Option<&'a RawValue>),
}

impl Id<'_> {
    /// As people read it: a JSON string without its quotation marks.
    pub fn words(&self) -> String {
        match self {
            Id::Name(name) => (*name).to_owned(),
            Id::Raw(None) => String::new(),
            Id::Raw(Some(raw)) => serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned()),
        }
    }
}

/// What stands before all answers.
pub fn begin(format: Format) -> String {
    match format {
        Format::Html => web::begin(),
        Format::Csv => csv::begin(),
        Format::Json | Format::JsonLines | Format::Ansi => String::new(),
    }
}

/// What stands behind all answers.
pub fn end(format: Format) -> &'static str {
    if format == Format::Html { web::END } else { "" }
}

/// The answer for one document.
pub fn document(format: Format, id: &Id, document: &Document, analysis: &Analysis) -> Vec<u8> {
    let json = || Answer::new(id, document, analysis);
    let mut out = match format {
        Format::JsonLines => serde_json::to_vec(&json()).unwrap_or_default(),
        Format::Json => serde_json::to_vec_pretty(&json()).unwrap_or_default(),
        Format::Ansi => return ansi::document(&id.words(), document, analysis).into_bytes(),
        Format::Html => return web::document(&id.words(), document, analysis).into_bytes(),
        Format::Csv => return csv::document(&id.words(), document, analysis).into_bytes(),
    };
    out.push(b'\n');
    out
}

/// The answer for a line that cannot be read; nothing where the format has no place for it.
pub fn failure(format: Format, id: &Id, error: &str) -> Vec<u8> {
    #[derive(Serialize)]
    struct Failure<'l> {
        id: &'l Id<'l>,
        error: &'l str,
    }
    if !matches!(format, Format::Json | Format::JsonLines) {
        return Vec::new();
    }
    let mut out = serde_json::to_vec(&Failure { id, error }).unwrap_or_default();
    out.push(b'\n');
    out
}
