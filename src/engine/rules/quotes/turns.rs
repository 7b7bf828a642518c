//! Interviews and transcripts: paragraphs that begin with the speaker's label ("Q:", "OBER:", "Ruth Ober:") and need no quotation marks.
//!
//! Lists of facts look alike ("Where: … When: …"), so labels count only where they come again and again, and where one of them names a
//! person of the document or they are the "Q" and "A" of an interview. What a turn says, up to the next one, is speech; what stands
//! before the first label and behind the last one's paragraph is not. Having no quotation marks, it is of the kind `indirect`: whole
//! interviews would be tinted else.

use super::cast::Cast;
use super::words::has;
use crate::engine::document::BlockKind;
use crate::engine::finding::{Detail, Mark};
use crate::engine::rule::Kind;
use crate::engine::span::Span;
use crate::engine::text::Reading;

/// A paragraph of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its block.
    pub block: usize,
    /// The label's words; empty where the paragraph goes on with the turn before.
    pub label: Span,
    /// Where the speech begins.
    pub speech: usize,
}

/// So many labelled paragraphs make a transcript.
const FEWEST: usize = 4;
/// A turn goes on over no more paragraphs than these.
const LONGEST: usize = 8;
/// No label is longer, in tokens.
const LABEL: usize = 8;

/// The turns of a document, by block; none where it is no transcript.
pub fn find(reading: &Reading, cast: &Cast) -> Vec<Turn> {
    let labelled: Vec<Turn> = (0..reading.blocks.len()).filter_map(|block| label(reading, block)).collect();
    if labelled.len() < FEWEST {
        return Vec::new();
    }
    let words = |turn: &Turn| turn.label.of(reading.text(turn.block));
    let mut sorted: Vec<&str> = labelled.iter().map(words).collect();
    sorted.sort_unstable();
    let again = |turn: &Turn| -> bool {
        let first = sorted.partition_point(|other| *other < words(turn));
        sorted.get(first + 1).is_some_and(|next| *next == words(turn))
    };
    let person = |turn: &Turn| named(cast.mentions, turn) || cast.bearer(words(turn)).is_some();
    let (Some(first), Some(last)) = (labelled.iter().position(again), labelled.iter().rposition(again)) else {
        return Vec::new();
    };
    // A label that comes once may be a headline's, but for one between others.
    let within = labelled[first..=last].iter();
    let kept: Vec<Turn> = within.filter(|turn| again(turn) || person(turn)).copied().collect();
    let letters = |table: &[&str]| kept.iter().any(|turn| again(turn) && has(table, words(turn)));
    let spoken = kept.iter().any(|turn| again(turn) && person(turn)) || letters(ASKED) && letters(ANSWERED);
    let several = kept.windows(2).any(|pair| words(&pair[0]) != words(&pair[1]));
    // "Ober: 214. Falk: 180."
    let sentences = kept.iter().filter(|turn| is_sentence(reading, turn)).count();
    if kept.len() < FEWEST || !spoken || !several || 2 * sentences < kept.len() {
        return Vec::new();
    }
    let mut turns: Vec<Turn> = Vec::with_capacity(kept.len());
    for turn in kept {
        if let Some(last) = turns.last().map(|last| last.block).filter(|last| turn.block - last <= LONGEST) {
            let between = last + 1..turn.block;
            let plain = |block: usize| {
                reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Paragraph)
            };
            let goes_on = between.take_while(|&block| plain(block));
            turns.extend(goes_on.map(|block| Turn { block, label: Span::default(), speech: 0 }));
        }
        turns.push(turn);
    }
    turns
}

/// Whether a turn says more than a figure or a name: some words in small letters.
fn is_sentence(reading: &Reading, turn: &Turn) -> bool {
    let Some(block) = reading.blocks.get(turn.block) else { return false };
    let text = reading.text(turn.block);
    let small = |word: &str| word.starts_with(char::is_lowercase);
    block.tokens.iter().take(60).filter(|token| token.span.start >= turn.speech && small(token.text(text))).count() >= 3
}

/// Whether a label is no name: "Q", "A".
pub fn is_letter(label: &str) -> bool {
    has(ASKED, label) || has(ANSWERED, label)
}

/// Whether a person is named in a label.
fn named(mentions: &[Mark], turn: &Turn) -> bool {
    let first = mentions.partition_point(|mark| (mark.block, mark.span.end) <= (turn.block, turn.label.start));
    let inside = mentions.get(first..).unwrap_or(&[]).iter();
    inside
        .take_while(|mark| mark.block == turn.block && mark.span.start < turn.label.end)
        .any(|mark| mark.kind == Kind::Person && matches!(mark.detail, Detail::Mention(_)))
}

/// The label at the start of a block, if words follow it.
fn label(reading: &Reading, block: usize) -> Option<Turn> {
    let kind = reading.document.blocks.get(block)?.kind;
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
        return None;
    }
    let tokens = &reading.blocks.get(block)?.tokens;
    let text = reading.text(block);
    let colon = tokens.iter().take(LABEL).position(|token| token.text(text) == ":").filter(|&colon| colon > 0)?;
    let fits = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "." | "," | "-" | "'" | "’" | "(" | ")" | "de" | "van" | "von" | "al" | "bin")
    };
    if !tokens[..colon].iter().all(|token| fits(token.text(text)))
        || !tokens[0].text(text).starts_with(char::is_uppercase)
    {
        return None;
    }
    let speech = tokens.get(colon + 1).filter(|next| next.spaced)?.span.start;
    tokens[colon + 1..].iter().any(|token| token.is_word()).then_some(())?;
    // "RUTH OBER, HOST:"
    let end = tokens[..colon].iter().position(|token| matches!(token.text(text), "," | "(")).unwrap_or(colon);
    let label = Span::new(tokens[0].span.start, tokens.get(end.checked_sub(1)?)?.span.end);
    Some(Turn { block, label, speech })
}

/// Labels of who asks.
static ASKED: &[&str] = &["interviewer", "q", "question"];
/// Labels of who answers.
static ANSWERED: &[&str] = &["a", "answer", "interviewee"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::document::Document;
    use crate::engine::rules::{actors, quotes};

    #[test]
    fn tables_are_sorted() {
        assert!(ASKED.is_sorted() && ANSWERED.is_sorted());
    }

    #[test]
    fn transcripts_need_no_marks() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Ruth Ober runs the port.\n\nQ: When did the roof fall?\n\nA: At noon on Monday.\n\nQ: Was anyone hurt?\n\nA: No one was hurt.\n\nNobody else came.",
                &["None: When", "None: At", "None: Was", "None: No"],
            ),
            (
                "Ruth Ober spoke to Tom Hale.\n\nHALE: When did the roof fall?\n\nOBER: At noon on Monday.\n\nIt was a loud noise.\n\nHALE: Was anyone hurt?\n\nOBER: One man told me, “I am fine.”",
                &["Tom Hale: When", "Ruth Ober: At", "Ruth Ober: It", "Tom Hale: Was", "Ruth Ober: One", "One man: I"],
            ),
            (
                "Tom Hale: When did the roof fall?\n\nRuth Ober: At noon on Monday.\n\nTom Hale: Was anyone hurt?\n\nRuth Ober: No one was hurt.",
                &["Tom Hale: When", "Ruth Ober: At", "Tom Hale: Was", "Ruth Ober: No"],
            ),
            // Lists of facts, and too few labels
            ("Where: the old port\n\nWhen: Monday at noon\n\nWhere: the new port\n\nWhen: Tuesday at noon", &[]),
            ("Ruth Ober: The roof fell in.\n\nTom Hale: It did not fall.", &[]),
        ];
        for (text, expected) in cases {
            let document = Document::of_text(text);
            let reading = Reading::new(&document);
            let (mentions, actors) = actors::find(&reading);
            let marks = quotes::find(&reading, &mentions, &actors);
            let told: Vec<String> = marks
                .iter()
                .map(|mark| {
                    let Detail::Quotation(quotation) = &mark.detail else { return String::new() };
                    let text = mark.span.of(document.block_text(mark.block));
                    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
                    format!("{}: {first}", quotation.speaker.as_ref().map_or("None", |speaker| &speaker.name))
                })
                .collect();
            assert_eq!(told, *expected, "{text}");
        }
    }
}
