//! A document and an analysis made by hand in which every field of the contract stands, for the tests of the formats.

use newsglass::Document;
use newsglass::engine::document::Page;
use newsglass::engine::finding::{
    Actor, Analysis, Detail, Figure, Fold, InSi, Mark, Mention, Quotation, Site, Speaker,
};
use newsglass::engine::rule::{Kind, RuleId};
use newsglass::engine::span::Span;

/// Two paragraphs, one of them with characters of two to four bytes in front of everything, and two that are folded.
pub fn sample() -> (Document, Analysis) {
    let text =
        "😀é\n“More than 3 <b> left,” said Gen. Ana Bo, =chief.\n2–4 km on 5 May\n2–4 km on 5 May\nBe kind & brief.";
    let mut document = Document::of_text(text);
    document.page = Page { report: true, title: Some("A <title>".to_owned()), ..Page::default() };
    let at = |block: usize, words: &str| {
        let start = document.block_text(block).find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mark =
        |block, words, kind, sign, detail| Mark { block, span: at(block, words), kind, sign, said_by: None, detail };
    let mention = Mention { actor: 1, title: Some("Gen.".to_owned()), role: Some("=chief".to_owned()) };
    let count = Figure {
        value: Some(3.0),
        bound: Some("More than".to_owned()),
        of: Some("<b>".to_owned()),
        ..Figure::default()
    };
    let range = Figure {
        low: Some(2.0),
        high: Some(4.5),
        unit: Some("km".to_owned()),
        si: Some(InSi { low: Some(2000.0), high: Some(4500.0), unit: "m", ..InSi::default() }),
        ..Figure::default()
    };
    let date = Figure { iso: Some("--05-05".to_owned()), ..Figure::default() };
    let quotation = Quotation {
        speaker: Some(Speaker {
            site: Site { block: 1, span: at(1, "Ana Bo") },
            name: "Ana Bo".to_owned(),
            actor: Some(1),
        }),
        cue: Some(Site { block: 1, span: at(1, "said") }),
        utterance: Some(1),
        anonymous: true,
        confidence: 0.9,
    };
    let mut marks = vec![
        mark(1, "“More than 3 <b> left,”", Kind::Direct, "said", Detail::Quotation(quotation)),
        mark(1, "More than 3", Kind::Count, "", Detail::Figure(count)),
        mark(1, "Ana Bo", Kind::Person, "title before a name", Detail::Mention(mention)),
        mark(2, "2–4 km", Kind::Measure, "", Detail::Figure(range)),
        mark(2, "5 May", Kind::Date, "", Detail::Figure(date)),
        mark(2, "km on", Kind::Scare, "", Detail::Quotation(Quotation::default())),
    ];
    marks.sort_by_key(|mark| (mark.block, mark.span.start, usize::MAX - mark.span.end));
    marks[1].said_by = Some(1);
    let folds = vec![
        Fold { rule: RuleId::Repeats, first: 3, last: 3, same_as: Some(2), evidence: vec![] },
        Fold {
            rule: RuleId::CommentPolicy,
            first: 4,
            last: 4,
            same_as: None,
            evidence: vec!["asks for manners", "a second"],
        },
    ];
    let actors = vec![Actor { id: 1, kind: Kind::Person, name: "Ana Bo".to_owned(), mentions: 1, gender: None }];
    (document, Analysis { marks, folds, actors })
}
