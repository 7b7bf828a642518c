//! JSON Lines: every line `{"id", "text"}` or `{"id", "html"}` is answered by one line, in order, as soon as it has been read.

use super::annotate::read_page;
use super::arguments::Format;
use super::format::{self, Id};
use super::say;
use newsglass::Document;
use newsglass::engine::{self, Options};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// One line. Values stay raw at first, so that a bad text does not cost the id; other keys are passed over.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    text: Option<&'l RawValue>,
    #[serde(borrow)]
    html: Option<&'l RawValue>,
}

/// A line as read, with its number from 1.
struct Numbered {
    number: usize,
    bytes: Vec<u8>,
}

/// What one line became.
struct Answered {
    output: Vec<u8>,
    /// Why it could not be answered.
    error: Option<String>,
}

/// Answers all lines of `input`; the inner result is false where a line was bad, or the error of reading. Blank lines are passed over.
pub fn annotate<R: Read>(
    mut input: BufReader<R>,
    name: &str,
    format: Format,
    output: &mut impl Write,
) -> io::Result<io::Result<bool>> {
    let mut number = 0;
    let mut good = true;
    loop {
        let batch = match read_batch(&mut input, &mut number, output)? {
            Ok(batch) if batch.is_empty() => return Ok(Ok(good)),
            Ok(batch) => batch,
            Err(error) => return Ok(Err(error)),
        };
        for (line, answered) in batch.iter().zip(answer_all(&batch, format)) {
            output.write_all(&answered.output)?;
            if let Some(error) = answered.error {
                say(&format!("{name}, line {}: {error}", line.number));
                good = false;
            }
        }
    }
}

/// The next line and those that have arrived with it. Answers leave before we may have to wait for the next question.
fn read_batch<R: Read>(
    input: &mut BufReader<R>,
    number: &mut usize,
    output: &mut impl Write,
) -> io::Result<io::Result<Vec<Numbered>>> {
    let mut batch = Vec::new();
    loop {
        let waiting = !input.buffer().contains(&b'\n');
        if waiting && !batch.is_empty() {
            return Ok(Ok(batch));
        }
        if waiting {
            output.flush()?;
        }
        let mut bytes = Vec::new();
        match input.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(Ok(batch)),
            Ok(_) => *number += 1,
            Err(error) => return Ok(Err(error)),
        }
        if !bytes.trim_ascii().is_empty() {
            batch.push(Numbered { number: *number, bytes });
        }
    }
}

/// Answers lines side by side, each worker taking the next; the answers stand in the order of the lines.
fn answer_all(batch: &[Numbered], format: Format) -> Vec<Answered> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(batch.len());
    if workers < 2 {
        return batch.iter().map(|line| answer(line, format)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = batch.get(n) else { return done };
            done.push((n, answer(line, format)));
        }
    };
    let mut all: Vec<(usize, Answered)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        // Release builds end with a panic wherever it happens; this is for builds that unwind.
        all.extend(
            others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        );
        all
    });
    all.sort_unstable_by_key(|&(n, _)| n);
    all.into_iter().map(|(_, answered)| answered).collect()
}

fn answer(line: &Numbered, format: Format) -> Answered {
    let source = String::from_utf8_lossy(&line.bytes);
    let source = source.trim_start_matches('\u{feff}').trim();
    // serde would take an array for a `Line`, too.
    let line = if source.starts_with('{') {
        serde_json::from_str::<Line>(source).map_err(wrong)
    } else {
        Err(FORM.to_owned())
    };
    let (id, error) = match line {
        Ok(line) => match read(&line) {
            Ok(document) => {
                let analysis = engine::analyse(&document, &Options::default());
                let output = format::document(format, &Id::Raw(line.id), &document, &analysis);
                return Answered { output, error: None };
            }
            Err(error) => (line.id, error),
        },
        Err(error) => (None, error),
    };
    Answered { output: format::failure(format, &Id::Raw(id), &error), error: Some(error) }
}

const FORM: &str = "not a JSON object; a line is {\"id\", \"text\"} or {\"id\", \"html\"}";

/// What is wrong with a line that begins like an object. serde_json counts lines too, and here there is one.
fn wrong(error: serde_json::Error) -> String {
    format!("not valid JSON: {}", error.to_string().replace(" at line 1 column ", " at column "))
}

fn read(line: &Line) -> Result<Document, String> {
    match (line.text, line.html) {
        (Some(text), None) => Ok(Document::of_text(&string("text", text)?)),
        (None, Some(html)) => Ok(read_page(&string("html", html)?)),
        (Some(_), Some(_)) => Err("both \"text\" and \"html\" are there; give one of them".to_owned()),
        (None, None) => Err("neither \"text\" nor \"html\" is there; give one of them".to_owned()),
    }
}

/// A JSON string. Halves of surrogate pairs, which JSON can write and UTF-8 cannot, become U+FFFD, one for one, so that offsets hold.
fn string(key: &str, raw: &RawValue) -> Result<String, String> {
    if let Ok(text) = serde_json::from_str(raw.get()) {
        return Ok(text);
    }
    let bytes = serde_json::from_str::<Wtf8>(raw.get()).map_err(|_| format!("\"{key}\" is not a string"))?;
    let mut text = String::with_capacity(bytes.0.len());
    for chunk in bytes.0.utf8_chunks() {
        text.push_str(chunk.valid());
        // A lone surrogate is ED, A0..BF, 80..BF: three invalid bytes that `utf8_chunks` hands out one by one.
        if chunk.invalid().first() == Some(&0xed) {
            text.push('\u{fffd}');
        }
    }
    Ok(text)
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
