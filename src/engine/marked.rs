//! A notation for marked text: `He said [[“yes”|direct]].` One line, one block. Used by the rules' examples, RULES.md and the tests.
//!
//! Behind the bar stand the kind and, where they matter, fields as the command names them: `[[more than 300|count value=300 of="ISIS fighters"]]`.
//! Marks nest. A line that begins with `> ` is a block that a rule folds. Fields that an example does not name are not compared.

use super::document::Document;
use super::finding::{Analysis, Detail, InSi, Mark};
use super::rule::RuleId;
use super::span::Span;
use std::fmt::Write;

/// A text and what is expected in it.
#[derive(Debug, Default, PartialEq)]
pub struct Marked {
    /// The text without the notation; its lines are the blocks.
    pub text: String,
    /// The marks, by block, start, then the longer first; spans are bytes of the line.
    pub marks: Vec<Expected>,
    /// Numbers of the folded blocks, ascending.
    pub folded: Vec<usize>,
}

/// One expected mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Number of the line.
    pub block: usize,
    /// Bytes of the line.
    pub span: Span,
    /// Name of the kind.
    pub kind: String,
    /// Fields with their expected values, as text.
    pub fields: Vec<(String, String)>,
}

/// Reads the notation. The error says what is wrong with which line.
pub fn parse(source: &str) -> Result<Marked, String> {
    let mut marked = Marked::default();
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let block = marked.text.lines().count();
        let line = match line.strip_prefix("> ") {
            Some(rest) => {
                marked.folded.push(block);
                rest
            }
            None => line,
        };
        if !marked.text.is_empty() {
            marked.text.push('\n');
        }
        let (text, mut marks) = parse_line(line, block)?;
        marked.text.push_str(&text);
        marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        marked.marks.append(&mut marks);
    }
    Ok(marked)
}

fn parse_line(line: &str, block: usize) -> Result<(String, Vec<Expected>), String> {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut marks = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("[[") {
            open.push(text.len());
            rest = after;
        } else if let Some(after) = rest.strip_prefix('|').filter(|_| !open.is_empty()) {
            let end = after.find("]]").ok_or_else(|| format!("no ]] after | in: {line}"))?;
            let start = open.pop().ok_or_else(|| format!("| without [[ in: {line}"))?;
            let (kind, fields) = parse_label(&after[..end])?;
            marks.push(Expected { block, span: Span::new(start, text.len()), kind, fields });
            rest = &after[end + 2..];
        } else {
            let step = rest.chars().next().map_or(1, char::len_utf8);
            text.push_str(&rest[..step]);
            rest = &rest[step..];
        }
    }
    if open.is_empty() { Ok((text, marks)) } else { Err(format!("[[ without |kind]] in: {line}")) }
}

fn parse_label(label: &str) -> Result<(String, Vec<(String, String)>), String> {
    let (kind, mut rest) = label.split_once(' ').unwrap_or((label, ""));
    let mut fields = Vec::new();
    while let Some((key, after)) = rest.trim_start().split_once('=') {
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| format!("no closing \" in: {label}"))?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        fields.push((key.to_owned(), value.to_owned()));
        rest = next;
    }
    if rest.trim().is_empty() { Ok((kind.to_owned(), fields)) } else { Err(format!("not key=value: {rest}")) }
}

/// The fields of a mark as text, named as in the command's output; those that do not apply are left out.
pub fn fields(mark: &Mark, analysis: &Analysis, document: &Document) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let mut add = |key, value: Option<String>| out.extend(value.map(|value| (key, value)));
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    match &mark.detail {
        Detail::Mention(mention) => {
            let actor = mention.actor.checked_sub(1).and_then(|i| analysis.actors.get(i));
            add("name", actor.map(|actor| actor.name.clone()));
            add("title", mention.title.clone());
            add("role", mention.role.clone());
        }
        Detail::Figure(figure) => {
            add("value", number(figure.value));
            add("low", number(figure.low));
            add("high", number(figure.high));
            add("bound", figure.bound.clone());
            add("of", figure.of.clone());
            add("unit", figure.unit.clone());
            add("si", figure.si.map(in_si));
            add("iso", figure.iso.clone());
        }
        Detail::Quotation(quotation) => {
            add("speaker", quotation.speaker.as_ref().map(|speaker| speaker.name.clone()));
            add("cue", quotation.cue.map(|cue| cue.span.of(document.block_text(cue.block)).to_owned()));
            add("anonymous", quotation.anonymous.then(|| "true".to_owned()));
            add("utterance", quotation.utterance.map(|number| number.to_string()));
        }
        Detail::Word(_) => {}
    }
    out
}

/// Compares what a rule finds in an example with what the example says; the error shows both. A field expected as `none` must be absent.
pub fn check(rule: RuleId, source: &str) -> Result<(), String> {
    let expected = parse(source)?;
    let document = Document::of_text(&expected.text);
    let options = if rule == RuleId::Quotes {
        super::Options::only(&[RuleId::Actors, RuleId::Quotes])
    } else {
        super::Options::only(&[rule])
    };
    let mut analysis = super::analyse(&document, &options);
    analysis.marks.retain(|mark| mark.kind.rule() == rule);
    let folded: Vec<usize> = analysis.folds.iter().flat_map(|fold| fold.first..=fold.last).collect();
    let same = |(mark, want): (&Mark, &Expected)| {
        let found = fields(mark, &analysis, &document);
        let of = |key: &str| found.iter().find(|(name, _)| *name == key).map_or("none", |(_, value)| value.as_str());
        (mark.block, mark.span, mark.kind.name()) == (want.block, want.span, want.kind.as_str())
            && want.fields.iter().all(|(key, value)| of(key) == value)
    };
    let good = analysis.marks.len() == expected.marks.len()
        && analysis.marks.iter().zip(&expected.marks).all(same)
        && folded == expected.folded;
    if good { Ok(()) } else { Err(format!("expected: {source}\nfound:    {}", render(&document, &analysis))) }
}

/// Writes a document with its marks in the notation, all fields included.
pub fn render(document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    for block in 0..document.blocks.len() {
        if block > 0 {
            out.push('\n');
        }
        if analysis.folds.iter().any(|fold| fold.holds(block)) {
            out.push_str("> ");
        }
        let text = document.block_text(block);
        let mut edges = Vec::new();
        for mark in analysis.marks.iter().filter(|mark| mark.block == block) {
            let mut label = format!("|{}", mark.kind.name());
            for (key, value) in fields(mark, analysis, document) {
                let plain = !value.contains(' ') && !value.is_empty();
                let _ = if plain { write!(label, " {key}={value}") } else { write!(label, " {key}=\"{value}\"") };
            }
            edges.push((mark.span.start, 1, usize::MAX - mark.span.end, "[[".to_owned()));
            edges.push((mark.span.end, 0, usize::MAX - mark.span.start, label + "]]"));
        }
        edges.sort();
        let mut at = 0;
        for (offset, _, _, edge) in edges {
            out.push_str(Span::new(at, offset).of(text));
            out.push_str(&edge);
            at = offset;
        }
        out.push_str(text.get(at..).unwrap_or(""));
    }
    out
}

/// "2000 m", "2000/4500 m".
fn in_si(si: InSi) -> String {
    let numbers: Vec<String> =
        [si.value, si.low, si.high].into_iter().flatten().map(|number| number.to_string()).collect();
    format!("{} {}", numbers.join("/"), si.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_is_read() {
        let marked = parse("He said [[“[[300|count value=300 of=\"old men\"]] left”|direct]].\n> again").unwrap();
        assert_eq!(marked.text, "He said “300 left”.\nagain");
        assert_eq!(marked.folded, [1]);
        let spans: Vec<_> = marked.marks.iter().map(|m| (m.span.of(&marked.text), m.kind.as_str())).collect();
        assert_eq!(spans, [("“300 left”", "direct"), ("300", "count")]);
        assert_eq!(marked.marks[1].fields[1], ("of".to_owned(), "old men".to_owned()));
        assert!(parse("[[open").is_err() && parse("[[a|b").is_err());
    }
}
