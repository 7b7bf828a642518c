//! Quotes: what was said, and by whom.
//!
//! The story: `spans` finds where quotations begin and end. A `frame` closes each of them up to one item, so that what stands around it
//! can be read; `phrases` and `subjects` find who is named there, and `attribution` offers a speaker from that. `reader` goes through the
//! document, and `runs` adds what one quotation tells of the next (runs by one speaker, paragraphs left open, a colon at the end of the
//! paragraph before). `kinds` tells titles and words at a distance from speech, `focus` says whom "he said" means, and `indirect` and
//! `turns` find what is reported without quotation marks.

mod attribution;
mod cast;
mod focus;
mod frame;
mod given;
mod indirect;
mod kinds;
mod nouns;
mod phrases;
mod reader;
mod runs;
mod spans;
mod subjects;
mod turns;
mod verbs;
mod words;

use crate::engine::finding::{Actor, Mark};
use crate::engine::rule::{Kind, KindDeclaration, Look, Rule, RuleId, examples};
use crate::engine::span::sort_by_place;
use crate::engine::text::Reading;
use reader::Reader;

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::Quotes,
    name: "quotes",
    key: "quotes",
    label: "Quotes",
    summary: "Tints what was said and names who said it; scare quotes and titles are told apart.",
    on: true,
    kinds: &[
        kind(Kind::Direct, "direct", "Quotes", true, Look::tint(["#906d00", "#bb982f"], "none")),
        kind(Kind::Indirect, "indirect", "Reported speech", false, Look::tint(["#535a1a", "#dbe777"], "1px dotted")),
        kind(Kind::Scare, "scare", "Scare quotes", true, Look::line(["#652d00", "#f3b38e"], "1px wavy")),
        kind(Kind::Title, "title", "Titles of works", true, Look::line(["#a43775", "#ec7b9f"], "1px dashed")),
    ],
    examples: examples(&[
        "[[“The roof fell in at noon,”|direct speaker=\"Ruth Ober\" cue=said]] said Dr. Ruth Ober, head of the clinic.",
        "[[“We will rebuild,”|direct speaker=\"Ruth Ober\" cue=told utterance=1]] Ruth Ober told reporters, [[“even if it takes years.”|direct speaker=\"Ruth Ober\" utterance=1]]",
        "Ruth Ober called it [[''a gift to the town''|direct speaker=\"Ruth Ober\" cue=called]].",
        "[['It isn't the boys' fault,'|direct speaker=\"Ruth Ober\"]] said Ruth Ober.",
        "[[“We call it [[‘the pit’|scare speaker=none]] here,”|direct speaker=\"Ruth Ober\"]] Ruth Ober said.",
        "Ruth Ober said: [[“One wall fell.|direct speaker=\"Ruth Ober\" utterance=1]]\n[[“Then the next one fell.”|direct speaker=\"Ruth Ober\" utterance=1]]",
        "Ruth Ober left the hall. She said it was [[“time to go home”|direct speaker=\"Ruth Ober\" cue=said]].",
        "[[“It is over,”|direct speaker=\"a diplomat\" anonymous=true]] said a diplomat who asked not to be named.",
        "[[“We won,”|direct speaker=\"Ana Bo\" utterance=1]] said Ana Bo, a sailor, [[“and we knew.”|direct speaker=\"Ana Bo\" utterance=1]]",
        "Sources said [[the council had met|indirect speaker=Sources anonymous=true]].",
        "[[“The roof held,”|direct speaker=\"Ruth Ober\" cue=said]] said its owner, Ruth Ober. [[“It is late,”|direct speaker=\"Ruth Ober\"]] she added.",
        "[[“It is over.”|direct speaker=none]] The council met on Monday.",
        "Ruth Ober said that [[the roof was weak|indirect speaker=\"Ruth Ober\" cue=said]].",
        "The [[“smart”|scare speaker=none]] roof fell in.",
        "Ruth Ober wrote the novel [[“The Roof of the World”|title speaker=none]] in a month.",
        "He is 6'2\" tall, likes rock 'n' roll and the workers' club, and was born in the '90s.",
    ]),
};

const fn kind(kind: Kind, name: &'static str, label: &'static str, on: bool, look: Look) -> KindDeclaration {
    KindDeclaration { kind, name, label, on, look }
}

/// Marks the quotes of a document; `mentions` are the marks of the actors rule, sorted by place, `actors` their table.
pub fn find(reading: &Reading, mentions: &[Mark], actors: &[Actor]) -> Vec<Mark> {
    let mut reader = Reader::new(reading, mentions, actors);
    for block in 0..reading.blocks.len() {
        reader.read(block);
    }
    let mut marks = reader.marks;
    sort_by_place(&mut marks, |mark| (mark.block, mark.span));
    marks
}

#[cfg(test)]
mod tests;
