//! `newsglass annotate`: reads the inputs one after another and writes what is found in each.

use super::arguments::{Annotate, Format, Input};
use super::format::Id;
use super::{format, jsonl, say};
use encoding_rs::Encoding;
use newsglass::engine::{self, Options};
use newsglass::{Document, html, page};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Answers all inputs; false where one of them, or a line of one, failed. Errors are those of writing.
pub fn annotate(asked: &Annotate, output: &mut impl Write) -> io::Result<bool> {
    let mut output = BufWriter::with_capacity(1 << 16, output);
    let mut good = true;
    let all_lines = asked.files.iter().all(|file| known_input(file, asked) == Some(Input::JsonLines));
    let format = asked.format.unwrap_or(if all_lines { Format::JsonLines } else { Format::Json });
    output.write_all(format::begin(format).as_bytes())?;
    for file in &asked.files {
        let opened: io::Result<Box<dyn Read>> = if is_standard(file) {
            Ok(Box::new(io::stdin().lock()))
        } else {
            File::open(file).map(|file| Box::new(file) as Box<dyn Read>)
        };
        let done = match (opened, known_input(file, asked)) {
            (Ok(input), Some(Input::JsonLines)) => {
                let lines = BufReader::with_capacity(1 << 20, input);
                jsonl::annotate(lines, &name(file), format, &mut output)?
            }
            (Ok(input), known) => whole(input, known, file, format, &mut output)?,
            (Err(error), _) => Err(error),
        };
        good &= done.unwrap_or_else(|error| {
            say(&format!("cannot read {}: {}", name(file), reason(&error)));
            false
        });
    }
    output.write_all(format::end(format).as_bytes())?;
    output.flush()?;
    Ok(good)
}

fn is_standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// How messages name a file.
fn name(file: &Path) -> String {
    if is_standard(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// Why a file cannot be read, and what to do where that is not plain.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; see the name and the folder that you are in".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder; name the files in it".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; see who may read it".to_owned(),
        _ => error.to_string(),
    }
}

/// What an input is, as far as its name and the arguments say.
fn known_input(file: &Path, asked: &Annotate) -> Option<Input> {
    let ends_in = |wanted: &str| file.extension().is_some_and(|end| end.eq_ignore_ascii_case(wanted));
    let lines = ends_in("jsonl") || is_standard(file) && asked.format == Some(Format::JsonLines);
    let pages = ends_in("html") || ends_in("htm");
    asked.input.or(lines.then_some(Input::JsonLines)).or(pages.then_some(Input::Html))
}

/// Answers an input that is one document. The inner error is that of reading.
fn whole(
    mut input: impl Read,
    known: Option<Input>,
    file: &Path,
    format: Format,
    output: &mut impl Write,
) -> io::Result<io::Result<bool>> {
    let mut bytes = Vec::new();
    if let Err(error) = input.read_to_end(&mut bytes) {
        return Ok(Err(error));
    }
    let is_page = known == Some(Input::Html) || known.is_none() && begins_with_tag(&bytes);
    let document = if is_page {
        read_page(&html::decode(&bytes).0)
    } else {
        let (text, replaced) = decode_text(&bytes);
        if replaced {
            let name = name(file);
            say(&format!(
                "{name} is not UTF-8: what could not be read stands as U+FFFD; convert it, with iconv for example"
            ));
        }
        Document::of_text(&text)
    };
    let analysis = engine::analyse(&document, &Options::default());
    let answer = format::document(format, &Id::Name(&file.to_string_lossy()), &document, &analysis);
    output.write_all(&answer)?;
    Ok(Ok(true))
}

/// Reads a web page whose address nobody knows.
pub fn read_page(source: &str) -> Document {
    page::blocks::document(&html::read(source, "")).document
}

/// Decodes a text: by its byte order mark, else as UTF-8; the second part says whether anything had to be replaced.
fn decode_text(bytes: &[u8]) -> (String, bool) {
    let encoding = Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
    let (text, _, replaced) = encoding.decode(bytes);
    (text.into_owned(), replaced)
}

/// Whether a text begins, after white space, with a tag, a comment or a doctype; `<3` and `<- here` are no tags.
fn begins_with_tag(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 12)];
    let (head, _) = decode_text(head);
    let Some(tag) = head.trim_start().strip_prefix('<') else { return false };
    if tag.starts_with("!--") || tag.starts_with("?xml") {
        return true;
    }
    let tag = tag.strip_prefix('!').unwrap_or(tag);
    let name = tag.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_with_a_tag() {
        for page in
            ["<!DOCTYPE html><p>", "\n <html lang=en>", "<p>a", "\u{feff}<!-- a -->", "<br/>", "<?xml version='1.0'?>"]
        {
            assert!(begins_with_tag(page.as_bytes()), "{page}");
        }
        for text in ["", "A < b", "<3 to all", "<- here", "<", "< p>", "<<p>>", "<a"] {
            assert!(!begins_with_tag(text.as_bytes()), "{text}");
        }
        assert!(begins_with_tag(b"\xff\xfe<\0p\0>\0"));
    }

    #[test]
    fn texts_are_decoded_by_their_mark_or_as_utf_8() {
        assert_eq!(decode_text("a“".as_bytes()), ("a“".to_owned(), false));
        assert_eq!(decode_text(b"\xef\xbb\xbfa"), ("a".to_owned(), false));
        assert_eq!(decode_text(b"\xfe\xff\0a\x20\x1c"), ("a“".to_owned(), false));
        assert_eq!(decode_text(b"caf\xe9 x"), ("caf\u{fffd} x".to_owned(), true));
    }
}
