//! A table of findings as RFC 4180 writes it: one row a mark, then one a fold.

use super::answer::Points;
use newsglass::Document;
use newsglass::csv::row;
use newsglass::engine::finding::{Analysis, Detail, Figure, Fold, Mark, Quotation, Site};
use newsglass::engine::rules::rule;
use newsglass::engine::span::Span;

/// One row, and, made from it, the names of the columns. Places are code points into the analysed text; `first` and `last` are numbers of
/// blocks: a mark's own, a fold's run. The rest is named as in the JSON; a column that does not apply is empty.
#[derive(Default)]
struct Row {
    id: String,
    rule: &'static str,
    kind: &'static str,
    first: String,
    last: String,
    start: String,
    end: String,
    text: String,
    value: String,
    low: String,
    high: String,
    bound: String,
    of: String,
    unit: String,
    si_value: String,
    si_low: String,
    si_high: String,
    si_unit: &'static str,
    iso: String,
    actor: String,
    name: String,
    title: String,
    role: String,
    speaker: String,
    cue: String,
    utterance: String,
    anonymous: &'static str,
    confidence: String,
    said_by: String,
    same_as: String,
    sign: String,
}

impl Row {
    /// Names and values, in the order of the columns.
    fn columns(&self) -> [(&'static str, &str); 31] {
        [
            ("id", &self.id),
            ("rule", self.rule),
            ("kind", self.kind),
            ("first", &self.first),
            ("last", &self.last),
            ("start", &self.start),
            ("end", &self.end),
            ("text", &self.text),
            ("value", &self.value),
            ("low", &self.low),
            ("high", &self.high),
            ("bound", &self.bound),
            ("of", &self.of),
            ("unit", &self.unit),
            ("si_value", &self.si_value),
            ("si_low", &self.si_low),
            ("si_high", &self.si_high),
            ("si_unit", self.si_unit),
            ("iso", &self.iso),
            ("actor", &self.actor),
            ("name", &self.name),
            ("title", &self.title),
            ("role", &self.role),
            ("speaker", &self.speaker),
            ("cue", &self.cue),
            ("utterance", &self.utterance),
            ("anonymous", self.anonymous),
            ("confidence", &self.confidence),
            ("said_by", &self.said_by),
            ("same_as", &self.same_as),
            ("sign", &self.sign),
        ]
    }

    fn write(&self, out: &mut String) {
        out.push_str(&row(self.columns().map(|(_, value)| value)));
    }
}

/// The row of column names.
pub fn begin() -> String {
    row(Row::default().columns().map(|(name, _)| name))
}

/// The rows of one document.
pub fn document(id: &str, document: &Document, analysis: &Analysis) -> String {
    let points = Points::new(document, analysis);
    let mut out = String::new();
    for mark in &analysis.marks {
        Row { id: id.to_owned(), ..mark_row(mark, document, analysis, &points) }.write(&mut out);
    }
    for fold in &analysis.folds {
        Row { id: id.to_owned(), ..fold_row(fold, document, &points) }.write(&mut out);
    }
    out
}

fn mark_row(mark: &Mark, document: &Document, analysis: &Analysis, points: &Points) -> Row {
    let place = points.site(Site { block: mark.block, span: mark.span });
    let row = Row {
        rule: rule(mark.kind.rule()).name,
        kind: mark.kind.name(),
        first: mark.block.to_string(),
        last: mark.block.to_string(),
        start: place.start.to_string(),
        end: place.end.to_string(),
        text: mark.span.of(document.block_text(mark.block)).to_owned(),
        said_by: words(mark.said_by),
        sign: mark.sign().to_owned(),
        ..Row::default()
    };
    match &mark.detail {
        Detail::Mention(mention) => Row {
            actor: mention.actor.to_string(),
            name: mention.actor.checked_sub(1).and_then(|i| analysis.actors.get(i)).map_or("", |a| &a.name).to_owned(),
            title: mention.title.clone().unwrap_or_default(),
            role: mention.role.clone().unwrap_or_default(),
            ..row
        },
        Detail::Figure(figure) => figure_row(figure, row),
        Detail::Quotation(quotation) => quotation_row(quotation, document, row),
        Detail::Word(listed) => Row { name: listed.name.clone(), ..row },
    }
}

fn figure_row(figure: &Figure, row: Row) -> Row {
    Row {
        value: words(figure.value),
        low: words(figure.low),
        high: words(figure.high),
        bound: figure.bound.clone().unwrap_or_default(),
        of: figure.of.clone().unwrap_or_default(),
        unit: figure.unit.clone().unwrap_or_default(),
        si_value: words(figure.si.and_then(|si| si.value)),
        si_low: words(figure.si.and_then(|si| si.low)),
        si_high: words(figure.si.and_then(|si| si.high)),
        si_unit: figure.si.map_or("", |si| si.unit),
        iso: figure.iso.clone().unwrap_or_default(),
        ..row
    }
}

fn quotation_row(quotation: &Quotation, document: &Document, row: Row) -> Row {
    let speaker = quotation.speaker.as_ref();
    Row {
        speaker: speaker.map_or("", |speaker| &speaker.name).to_owned(),
        actor: words(speaker.and_then(|speaker| speaker.actor)),
        cue: quotation.cue.map_or("", |cue| cue.span.of(document.block_text(cue.block))).to_owned(),
        utterance: words(quotation.utterance),
        anonymous: if quotation.anonymous { "true" } else { "" },
        confidence: speaker.map_or(String::new(), |_| format!("{:.2}", quotation.confidence)),
        ..row
    }
}

fn fold_row(fold: &Fold, document: &Document, points: &Points) -> Row {
    let span = |block: usize| document.blocks.get(block).map(|block| block.span).unwrap_or_default();
    let span = Span::new(span(fold.first).start, span(fold.last).end);
    let place = points.span(span);
    Row {
        rule: rule(fold.rule).name,
        first: fold.first.to_string(),
        last: fold.last.to_string(),
        start: place.start.to_string(),
        end: place.end.to_string(),
        text: span.of(&document.text).to_owned(),
        same_as: words(fold.same_as),
        sign: fold.evidence.join("; "),
        ..Row::default()
    }
}

fn words(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_a_finding() {
        let (sample, analysis) = super::super::sample::sample();
        let table = begin() + &document("a.txt", &sample, &analysis);
        let expected = [
            "id,rule,kind,first,last,start,end,text,value,low,high,bound,of,unit,si_value,si_low,si_high,si_unit,iso,actor,name,title,role,speaker,cue,\
             utterance,anonymous,confidence,said_by,same_as,sign",
            "a.txt,quotes,direct,1,1,3,26,\"“More than 3 <b> left,”\",,,,,,,,,,,,1,,,,Ana Bo,said,1,true,0.90,,,said",
            "a.txt,numbers,count,1,1,4,15,More than 3,3,,,More than,<b>,,,,,,,,,,,,,,,,1,,",
            "a.txt,actors,person,1,1,37,43,Ana Bo,,,,,,,,,,,,1,Ana Bo,Gen.,\"'=chief\",,,,,,,,title before a name",
            "a.txt,numbers,measure,2,2,53,59,2–4 km,,2,4.5,,,km,,2000,4500,m,,,,,,,,,,,,,",
            "a.txt,quotes,scare,2,2,57,62,km on,,,,,,,,,,,,,,,,,,,,,,,",
            "a.txt,numbers,date,2,2,63,68,5 May,,,,,,,,,,,\"'--05-05\",,,,,,,,,,,,",
            "a.txt,repeats,,3,3,69,84,2–4 km on 5 May,,,,,,,,,,,,,,,,,,,,,,2,",
            "a.txt,comment-policy,,4,4,85,101,Be kind & brief.,,,,,,,,,,,,,,,,,,,,,,,asks for manners; a second",
            "",
        ];
        assert_eq!(table.split("\r\n").collect::<Vec<_>>(), expected);
    }
}
