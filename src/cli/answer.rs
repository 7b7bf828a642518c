//! The JSON that the command answers with (docs/OUTPUT.md): a document and its analysis, with offsets in Unicode
//! code points of the whole text. Fields that do not apply are left out.

use newsglass::engine::document::{BlockKind, Document, Page};
use newsglass::engine::finding::{Analysis, Detail, Figure, Mark, Quotation, Site};
use newsglass::engine::rule::RuleId;
use newsglass::engine::rules::rule;
use newsglass::engine::span::{Offsets, Span};
use serde::{Serialize, Serializer};

/// Everything about one document.
#[derive(Serialize)]
pub struct Answer<'a, Id: Serialize> {
    id: Id,
    text: &'a str,
    blocks: Vec<BlockEntry>,
    marks: Vec<MarkEntry<'a>>,
    folds: Vec<FoldEntry<'a>>,
    actors: Vec<ActorEntry<'a>>,
    page: &'a Page,
}

#[derive(Serialize)]
struct BlockEntry {
    start: usize,
    end: usize,
    kind: BlockKind,
    main: bool,
}

#[derive(Serialize)]
struct MarkEntry<'a> {
    rule: &'static str,
    kind: &'static str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    sign: &'a str,
    #[serde(flatten)]
    detail: DetailEntry<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_by: Option<usize>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DetailEntry<'a> {
    Mention {
        #[serde(skip_serializing_if = "Option::is_none")]
        actor: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<&'a str>,
    },
    Figure(FigureEntry<'a>),
    Quotation(QuotationEntry<'a>),
    Word {
        #[serde(skip_serializing_if = "str::is_empty")]
        set: &'a str,
    },
}

#[derive(Serialize)]
struct FigureEntry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    si: Option<SiEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iso: Option<&'a str>,
}

#[derive(Serialize)]
struct SiEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Number>,
    unit: &'static str,
}

#[derive(Serialize)]
struct QuotationEntry<'a> {
    /// Always there: null where nobody is named.
    speaker: Option<SpeakerEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    utterance: Option<usize>,
    #[serde(skip_serializing_if = "is_false")]
    anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Number>,
}

#[derive(Serialize)]
struct SpeakerEntry<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<usize>,
}

/// Code points of the whole text, half-open.
#[derive(Serialize)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

#[derive(Serialize)]
struct FoldEntry<'a> {
    rule: &'static str,
    first: usize,
    last: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<usize>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'a [&'static str],
}

#[derive(Serialize)]
struct ActorEntry<'a> {
    id: usize,
    kind: &'static str,
    name: &'a str,
    mentions: usize,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A number as people write it: without a fraction where it is whole.
#[derive(Clone, Copy)]
struct Number(f64);

impl Number {
    /// None where JSON has no such number.
    fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to 2^53 every whole number has an f64 of its own.
        if self.0.fract() == 0.0 && self.0.abs() <= 9_007_199_254_740_992.0 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Code point offsets of all places that an answer speaks of: (byte, code points), sorted, found in one pass over the text.
pub struct Points<'a> {
    document: &'a Document,
    table: Vec<(usize, usize)>,
}

impl<'a> Points<'a> {
    /// Finds the offsets of all that an analysis speaks of.
    pub fn new(document: &'a Document, analysis: &Analysis) -> Self {
        let mut bytes: Vec<usize> =
            document.blocks.iter().flat_map(|block| [block.span.start, block.span.end]).collect();
        let mut add = |site: Site| {
            let span = in_text(document, site);
            bytes.extend([span.start, span.end]);
        };
        for mark in &analysis.marks {
            add(Site { block: mark.block, span: mark.span });
            if let Detail::Quotation(quotation) = &mark.detail {
                quotation.speaker.iter().for_each(|speaker| add(speaker.site));
                quotation.cue.into_iter().for_each(&mut add);
            }
        }
        bytes.sort_unstable();
        bytes.dedup();
        let mut offsets = Offsets::new(&document.text);
        let table = bytes.into_iter().map(|byte| (byte, offsets.code_point(byte).0)).collect();
        Self { document, table }
    }

    fn at(&self, byte: usize) -> usize {
        let found = self.table.binary_search_by_key(&byte, |&(byte, _)| byte);
        found.ok().and_then(|i| self.table.get(i)).map_or(0, |&(_, points)| points)
    }

    /// A part of the whole text that begins and ends where a block, a mark, a speaker or a cue does.
    pub fn span(&self, span: Span) -> Place {
        Place { start: self.at(span.start), end: self.at(span.end) }
    }

    /// A place of the analysis.
    pub fn site(&self, site: Site) -> Place {
        self.span(in_text(self.document, site))
    }
}

/// The bytes of the whole text that a place in a block stands for.
fn in_text(document: &Document, site: Site) -> Span {
    site.span.shifted(document.blocks.get(site.block).map_or(0, |block| block.span.start))
}

impl<'a, Id: Serialize> Answer<'a, Id> {
    /// The answer for one document.
    pub fn new(id: Id, document: &'a Document, analysis: &'a Analysis) -> Self {
        let points = Points::new(document, analysis);
        let block = |block: &newsglass::engine::document::Block| {
            let Place { start, end } = points.span(block.span);
            BlockEntry { start, end, kind: block.kind, main: block.main }
        };
        let fold = |fold: &'a newsglass::engine::finding::Fold| FoldEntry {
            rule: rule(fold.rule).name,
            first: fold.first,
            last: fold.last,
            same_as: fold.same_as.filter(|_| fold.rule == RuleId::Repeats),
            evidence: &fold.evidence,
        };
        let actor = |actor: &'a newsglass::engine::finding::Actor| ActorEntry {
            id: actor.id,
            kind: actor.kind.name(),
            name: &actor.name,
            mentions: actor.mentions,
        };
        Self {
            id,
            text: &document.text,
            blocks: document.blocks.iter().map(block).collect(),
            marks: analysis.marks.iter().map(|mark| mark_entry(mark, analysis, &points)).collect(),
            folds: analysis.folds.iter().map(fold).collect(),
            actors: analysis.actors.iter().map(actor).collect(),
            page: &document.page,
        }
    }
}

fn mark_entry<'a>(mark: &'a Mark, analysis: &'a Analysis, points: &Points) -> MarkEntry<'a> {
    let Place { start, end } = points.site(Site { block: mark.block, span: mark.span });
    let detail = match &mark.detail {
        Detail::Mention(mention) => {
            let actor = mention.actor.checked_sub(1).and_then(|i| analysis.actors.get(i));
            DetailEntry::Mention {
                actor: actor.map(|actor| actor.id),
                name: actor.map(|actor| actor.name.as_str()),
                title: mention.title.as_deref(),
                role: mention.role.as_deref(),
            }
        }
        Detail::Figure(figure) => DetailEntry::Figure(figure_entry(figure)),
        Detail::Quotation(quotation) => DetailEntry::Quotation(quotation_entry(quotation, points)),
        Detail::Word(listed) => DetailEntry::Word { set: &listed.name },
    };
    let rule = rule(mark.kind.rule()).name;
    MarkEntry { rule, kind: mark.kind.name(), start, end, sign: mark.sign(), detail, said_by: mark.said_by }
}

fn figure_entry(figure: &Figure) -> FigureEntry<'_> {
    FigureEntry {
        value: figure.value.and_then(Number::new),
        low: figure.low.and_then(Number::new),
        high: figure.high.and_then(Number::new),
        bound: figure.bound.as_deref(),
        of: figure.of.as_deref(),
        unit: figure.unit.as_deref(),
        si: figure.si.map(|si| SiEntry {
            value: si.value.and_then(Number::new),
            low: si.low.and_then(Number::new),
            high: si.high.and_then(Number::new),
            unit: si.unit,
        }),
        iso: figure.iso.as_deref(),
    }
}

fn quotation_entry<'a>(quotation: &'a Quotation, points: &Points) -> QuotationEntry<'a> {
    let speaker = quotation.speaker.as_ref();
    // Two digits say all that is known; the f32 itself would be written as 0.8999999761581421.
    let confidence = speaker.and_then(|_| Number::new((f64::from(quotation.confidence) * 100.0).round() / 100.0));
    QuotationEntry {
        speaker: speaker.map(|speaker| {
            let Place { start, end } = points.site(speaker.site);
            SpeakerEntry { start, end, name: &speaker.name, actor: speaker.actor }
        }),
        cue: quotation.cue.map(|cue| points.site(cue)),
        utterance: quotation.utterance,
        anonymous: quotation.anonymous,
        confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn every_field_stands_where_it_applies_and_only_there() {
        let (document, analysis) = sample();
        let answer = serde_json::to_value(Answer::new("a", &document, &analysis)).unwrap();
        let expected = json!({
            "id": "a",
            "text": document.text,
            "blocks": [
                {"start": 0, "end": 2, "kind": "paragraph", "main": true},
                {"start": 3, "end": 52, "kind": "paragraph", "main": true},
                {"start": 53, "end": 68, "kind": "paragraph", "main": true},
                {"start": 69, "end": 84, "kind": "paragraph", "main": true},
                {"start": 85, "end": 101, "kind": "paragraph", "main": true},
            ],
            "marks": [
                {"rule": "quotes", "kind": "direct", "start": 3, "end": 26, "sign": "said",
                 "speaker": {"start": 37, "end": 43, "name": "Ana Bo", "actor": 1}, "cue": {"start": 27, "end": 31},
                 "utterance": 1, "anonymous": true, "confidence": 0.9},
                {"rule": "numbers", "kind": "count", "start": 4, "end": 15, "value": 3, "bound": "More than", "of": "<b>",
                 "said_by": 1},
                {"rule": "actors", "kind": "person", "start": 37, "end": 43, "sign": "title before a name", "actor": 1,
                 "name": "Ana Bo", "title": "Gen.", "role": "=chief"},
                {"rule": "numbers", "kind": "measure", "start": 53, "end": 59, "low": 2, "high": 4.5, "unit": "km",
                 "si": {"low": 2000, "high": 4500, "unit": "m"}},
                {"rule": "quotes", "kind": "scare", "start": 57, "end": 62, "speaker": null},
                {"rule": "numbers", "kind": "date", "start": 63, "end": 68, "iso": "--05-05"},
            ],
            "folds": [
                {"rule": "repeats", "first": 3, "last": 3, "same_as": 2},
                {"rule": "comment-policy", "first": 4, "last": 4, "evidence": ["asks for manners", "a second"]},
            ],
            "actors": [{"id": 1, "kind": "person", "name": "Ana Bo", "mentions": 1}],
            "page": {"report": true, "title": "A <title>"},
        });
        assert_eq!(answer, expected);
        // Whole numbers are written without a point, which the comparison of values does not see.
        let written = serde_json::to_string(&answer["marks"]).unwrap();
        assert!(written.contains("\"value\":3,") || written.contains("\"value\":3}"), "{written}");
    }

    #[test]
    fn numbers_are_whole_where_they_can_be() {
        let write = |value: f64| {
            Number::new(value).map_or(Value::Null, |number| serde_json::to_value(number).unwrap()).to_string()
        };
        let cases = [(300.0, "300"), (-8.0, "-8"), (1.2e9, "1200000000"), (0.5, "0.5"), (-0.0, "0"), (1e300, "1e+300")];
        for (value, expected) in cases {
            assert_eq!(write(value), expected);
        }
        assert_eq!([write(f64::NAN), write(f64::INFINITY)], ["null", "null"]);
    }
}
