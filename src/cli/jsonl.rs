//! JSON Lines: every line `{"id", "text"}` is answered by one line, in order, as soon as it has been read.

use super::answer::Answer;
use newsglass::Document;
use newsglass::engine::{self, Options};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, BufRead, BufReader, Read, Write};

/// One line. Values stay raw at first, so that a bad text does not cost the id; other keys are passed over.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    text: Option<&'l RawValue>,
}

/// What a line gets that cannot be answered.
#[derive(Serialize)]
struct Failure<'l> {
    id: Option<&'l RawValue>,
    error: String,
}

/// Answers all lines of `input`; false where a line was bad. Errors are those of reading and writing.
pub fn annotate<R: Read>(mut input: BufReader<R>, output: &mut impl Write) -> io::Result<bool> {
    let mut output = io::BufWriter::with_capacity(1 << 16, output);
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut good = true;
    loop {
        // Answers leave before we may have to wait for the next question.
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            output.flush()?;
            return Ok(good);
        }
        number += 1;
        let source = String::from_utf8_lossy(&line);
        let source = source.trim_start_matches('\u{feff}').trim();
        if !source.is_empty() {
            good &= answer(source, number, &mut output)?;
        }
    }
}

fn answer(source: &str, number: u64, output: &mut impl Write) -> io::Result<bool> {
    let failure = match serde_json::from_str::<Line>(source) {
        Ok(line) => match read(&line) {
            Ok(document) => {
                let analysis = engine::analyse(&document, &Options::default());
                serde_json::to_writer(&mut *output, &Answer::new(line.id, &document, &analysis))?;
                output.write_all(b"\n")?;
                return Ok(true);
            }
            Err(error) => Failure { id: line.id, error },
        },
        Err(error) => Failure { id: None, error: format!("line {number} is not a JSON object: {error}") },
    };
    serde_json::to_writer(&mut *output, &failure)?;
    output.write_all(b"\n")?;
    Ok(false)
}

fn read(line: &Line) -> Result<Document, String> {
    let text = line.text.ok_or("neither \"text\" nor \"html\" is there")?;
    string(text).map(|text| Document::of_text(&text)).ok_or_else(|| "\"text\" is not a string".to_owned())
}

/// A JSON string. Halves of surrogate pairs, which JSON can write and UTF-8 cannot, become U+FFFD, one for one, so that offsets hold.
fn string(raw: &RawValue) -> Option<String> {
    if let Ok(text) = serde_json::from_str(raw.get()) {
        return Some(text);
    }
    let bytes: Wtf8 = serde_json::from_str(raw.get()).ok()?;
    let mut text = String::with_capacity(bytes.0.len());
    for chunk in bytes.0.utf8_chunks() {
        text.push_str(chunk.valid());
        // A lone surrogate is ED, A0..BF, 80..BF: three invalid bytes that `utf8_chunks` hands out one by one.
        if chunk.invalid().first() == Some(&0xed) {
            text.push('\u{fffd}');
        }
    }
    Some(text)
}

/// The bytes of a JSON string in which surrogates may stand alone.
struct Wtf8(Vec<u8>);

impl<'de> Deserialize<'de> for Wtf8 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl serde::de::Visitor<'_> for Bytes {
            type Value = Wtf8;
            fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.write_str("a string")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Wtf8, E> {
                Ok(Wtf8(bytes.to_vec()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Wtf8, E> {
                Ok(Wtf8(text.as_bytes().to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
