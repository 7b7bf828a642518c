//! Own words: what the reader wants marked wherever it stands. Whole words and phrases, whatever their case; no patterns.

use crate::engine::finding::{Detail, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Look, Rule, RuleId, examples};
use crate::engine::span::Span;
use crate::engine::text::{Reading, Token, tokens};

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Custom,
    name: "custom",
    key: "custom",
    label: "Own words",
    summary: "Marks the words and phrases that you chose, whole and whatever their case.",
    on: true,
    kinds: &[KindDeclaration {
        kind: Kind::Own,
        name: "own",
        label: "Chosen words",
        on: true,
        look: Look::tint(["#8a1c6b", "#f0a6dc"], "2px wavy"),
    }],
    // They depend on the reader.
    examples: examples(&[]),
};

/// Marks the words and phrases in a document, the longest at each place; marks do not overlap. Time is linear in the text, and in the
/// reader's list.
pub fn find(reading: &Reading, words: &[String]) -> Vec<Mark> {
    let phrases: Vec<Vec<String>> = words.iter().map(|phrase| lower(phrase, &tokens(phrase))).collect();
    let mut marks = Vec::new();
    for (number, block) in reading.blocks.iter().enumerate() {
        let read = lower(reading.text(number), &block.tokens);
        let mut at = 0;
        while at < read.len() {
            let fits = phrases.iter().filter(|phrase| read[at..].starts_with(phrase));
            let length = fits.map(Vec::len).max().unwrap_or(0);
            if length > 0 {
                let span = Span::new(block.tokens[at].span.start, block.tokens[at + length - 1].span.end);
                let (kind, sign) = (Kind::Own, "a word of yours");
                marks.push(Mark { block: number, span, kind, sign, said_by: None, detail: Detail::Word });
            }
            at += length.max(1);
        }
    }
    marks
}

fn lower(text: &str, tokens: &[Token]) -> Vec<String> {
    tokens.iter().map(|token| token.text(text).to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::document::Document;

    fn found(text: &str, words: &[&str]) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let document = Document::of_text(text);
        let marks = find(&Reading::new(&document), &words);
        marks.iter().map(|mark| mark.span.of(document.block_text(mark.block)).to_owned()).collect()
    }

    #[test]
    fn whole_words_whatever_their_case() {
        assert_eq!(found("A Dam broke. The dams held, the DAM did not; a damp wall.", &["dam"]), ["Dam", "DAM"]);
        assert_eq!(
            found("The water board met. Water  Board, he said.", &["Water board"]),
            ["water board", "Water  Board"]
        );
        assert_eq!(found("Zürich und ZÜRICH", &["zürich"]), ["Zürich", "ZÜRICH"]);
    }

    #[test]
    fn the_longest_at_each_place() {
        assert_eq!(
            found("the new water board of the board", &["board", "water board", "water"]),
            ["water board", "board"]
        );
        assert_eq!(found("nothing here", &["", " ", "no"]), Vec::<String>::new());
    }
}
