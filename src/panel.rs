//! The report at a glance, as the side panel shows it and exports write it: who is in it, which figures, who said what, when. Plain Rust,
//! made of what a page's hands tell; the panel's page is `ui/panel.rs`.

mod annotation;
mod export;

pub use annotation::{Placed, annotations};
pub use export::{csv, heading, json, markdown, quotation};

use crate::engine::rule::{Kind, RuleId};
use crate::engine::rules::RULES;
use crate::message::{MarkPlan, PageReport, ToldMark};
use serde::Serialize;
use std::collections::HashMap;

/// All that the panel shows of one page, in the panel's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Where it comes from.
    pub page: Source,
    /// By mentions, most first; of equals the one that is named first.
    pub actors: Vec<Actor>,
    /// In page order; dates are in the timeline.
    pub figures: Vec<Figure>,
    /// By speaker: those with most quotes first, then sources that the report withholds, then what nobody is known to have said.
    pub quotes: Vec<Quote>,
    /// By time: first those whose year is known, then the others in page order.
    pub dates: Vec<Figure>,
    /// The reader's own words, by how often they stand there.
    pub words: Vec<Word>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// Someone or something that the report names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// The fullest name, or the one that the reader gave.
    pub name: String,
    /// Name of the kind.
    pub kind: String,
    /// Titles before the name, each once.
    pub titles: Vec<String>,
    /// Roles beside the name, each once.
    pub roles: Vec<String>,
    /// What else it is called in the report, each once.
    pub aliases: Vec<String>,
    /// How many marks name it, those in folded repeats not counted.
    pub mentions: usize,
    /// Keys of the marks that name it, in page order.
    #[serde(skip)]
    pub keys: Vec<String>,
}

/// A figure or a date. What does not apply is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Name of the kind.
    pub kind: String,
    /// As written.
    pub text: String,
    /// See `docs/OUTPUT.md`, as the following.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// ISO 4217, or the symbol of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The hedge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// In whose quote it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Key of its mark.
    #[serde(skip)]
    pub key: String,
}

/// A quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Name of the kind.
    pub kind: String,
    /// As written, its quotation marks included.
    pub text: String,
    /// Who says it; of an anonymous source the words that stand for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The first of the speaker's titles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether the report withholds the source's name.
    pub anonymous: bool,
    /// Key of its mark.
    #[serde(skip)]
    pub key: String,
}

/// One of the reader's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Word {
    /// Name of the kind.
    pub kind: String,
    /// As written at its first place.
    pub text: String,
    /// How many marks there are.
    pub mentions: usize,
    /// Keys of its marks, in page order.
    #[serde(skip)]
    pub keys: Vec<String>,
}

impl Report {
    /// Puts in order what a page told. Marks in folded repeats stand elsewhere as well and are left out.
    pub fn of(told: &PageReport) -> Self {
        let name_of = |number: usize| Some(told.actors.get(number.checked_sub(1)?)?.name.clone());
        let mut report = Self {
            page: Source { title: told.title.clone(), url: told.url.clone() },
            actors: actors(told),
            ..Self::default()
        };
        let titles: HashMap<&str, &String> =
            report.actors.iter().filter_map(|actor| Some((actor.name.as_str(), actor.titles.first()?))).collect();
        let mut words: HashMap<(&str, &str), usize> = HashMap::new();
        for one in counted(told) {
            match rule_of(&one.mark.kind) {
                Some(RuleId::Numbers) => {
                    let figure = figure(one, name_of(one.mark.said_by));
                    let list = if figure.kind == Kind::Date.name() { &mut report.dates } else { &mut report.figures };
                    list.push(figure);
                }
                Some(RuleId::Quotes) => {
                    let speaker = name_of(one.mark.actor).or_else(|| word(&one.mark, "speaker"));
                    let title = speaker.as_deref().and_then(|name| titles.get(name)).map(|title| (*title).clone());
                    report.quotes.push(Quote {
                        kind: one.mark.kind.clone(),
                        text: one.text.clone(),
                        speaker,
                        title,
                        anonymous: word(&one.mark, "anonymous").is_some(),
                        key: one.key.clone(),
                    });
                }
                Some(RuleId::Custom) => {
                    let number =
                        *words.entry((one.mark.kind.as_str(), one.text.as_str())).or_insert(report.words.len());
                    if number == report.words.len() {
                        let (kind, text) = (one.mark.kind.clone(), one.text.clone());
                        report.words.push(Word { kind, text, ..Word::default() });
                    }
                    if let Some(word) = report.words.get_mut(number) {
                        word.mentions += 1;
                        word.keys.push(one.key.clone());
                    }
                }
                _ => {}
            }
        }
        by_speaker(&mut report.quotes);
        let place = |date: &Figure| date.iso.as_deref().and_then(when).map(|(year, rest)| (year, rest.to_owned()));
        report.dates.sort_by_cached_key(|date| place(date).map_or((true, None), |place| (false, Some(place))));
        report.words.sort_by_key(|word| std::cmp::Reverse(word.mentions));
        report
    }

    /// What of it has all words of `wanted` somewhere in what a row says, in any case; `label` gives the label of a kind by its name.
    pub fn filtered(&self, wanted: &str, label: &dyn Fn(&str) -> String) -> Self {
        let wanted = wanted.to_lowercase();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        if wanted.is_empty() {
            return self.clone();
        }
        let mut labels: HashMap<String, String> = HashMap::new();
        let mut fits = |kind: &str, parts: &mut dyn Iterator<Item = &str>| {
            let label = labels.entry(kind.to_owned()).or_insert_with(|| label(kind).to_lowercase());
            let said: Vec<String> = parts.map(str::to_lowercase).collect();
            wanted.iter().all(|word| label.contains(word) || said.iter().any(|part| part.contains(word)))
        };
        let mut figures = |all: &[Figure]| {
            let mut kept = all.to_vec();
            kept.retain(|one| {
                let said = [&one.of, &one.bound, &one.unit, &one.iso, &one.said_by];
                fits(&one.kind, &mut said.into_iter().flatten().chain([&one.text]).map(String::as_str))
            });
            kept
        };
        let (dates, numbers) = (figures(&self.dates), figures(&self.figures));
        let mut kept = Self { dates, figures: numbers, ..self.clone() };
        kept.actors.retain(|one| {
            let said = [&one.titles, &one.roles, &one.aliases].into_iter().flatten().chain([&one.name]);
            fits(&one.kind, &mut said.map(String::as_str))
        });
        kept.quotes.retain(|one| {
            let said = [&one.speaker, &one.title].into_iter().flatten().chain([&one.text]);
            fits(&one.kind, &mut said.map(String::as_str))
        });
        kept.words.retain(|one| fits(&one.kind, &mut [one.text.as_str()].into_iter()));
        kept
    }

    /// How many rows there are altogether.
    pub fn len(&self) -> usize {
        self.actors.len() + self.figures.len() + self.quotes.len() + self.dates.len() + self.words.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The rule of a kind, by the kind's name.
pub fn rule_of(kind: &str) -> Option<RuleId> {
    RULES.iter().find(|rule| rule.kinds.iter().any(|known| known.name == kind)).map(|rule| rule.id)
}

/// One of the fields that a mark's plan has by name.
fn word(mark: &MarkPlan, name: &str) -> Option<String> {
    mark.words.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone())
}

fn counted(told: &PageReport) -> impl Iterator<Item = &ToldMark> {
    told.marks.iter().filter(|one| !one.mark.repeated)
}

fn actors(told: &PageReport) -> Vec<Actor> {
    let mut actors = vec![Actor::default(); told.actors.len()];
    let mut first = vec![usize::MAX; told.actors.len()];
    for (place, one) in counted(told).enumerate().filter(|(_, one)| rule_of(&one.mark.kind) == Some(RuleId::Actors)) {
        let number = one.mark.actor.wrapping_sub(1);
        let (Some(actor), Some(plan)) = (actors.get_mut(number), told.actors.get(number)) else { continue };
        if actor.mentions == 0 {
            actor.kind.clone_from(&one.mark.kind);
            actor.name.clone_from(&plan.name);
            first.get_mut(number).into_iter().for_each(|first| *first = place);
        }
        actor.mentions += 1;
        actor.keys.push(one.key.clone());
        let mut once = |list: fn(&mut Actor) -> &mut Vec<String>, text: Option<String>| {
            let new = text.filter(|text| !list(actor).contains(text));
            list(actor).extend(new);
        };
        once(|actor| &mut actor.titles, word(&one.mark, "title"));
        once(|actor| &mut actor.roles, word(&one.mark, "role"));
        once(|actor| &mut actor.aliases, Some(one.text.clone()).filter(|text| *text != plan.name));
    }
    let mut order: Vec<(usize, Actor)> =
        first.into_iter().zip(actors).filter(|(_, actor)| actor.mentions > 0).collect();
    order.sort_by_key(|(first, actor)| (std::cmp::Reverse(actor.mentions), *first));
    order.into_iter().map(|(_, actor)| actor).collect()
}

fn figure(one: &ToldMark, said_by: Option<String>) -> Figure {
    let number = |name: &str| one.mark.numbers.iter().find(|(known, _)| known == name).map(|&(_, number)| number);
    Figure {
        kind: one.mark.kind.clone(),
        text: one.text.clone(),
        value: number("value"),
        low: number("low"),
        high: number("high"),
        unit: word(&one.mark, "unit"),
        bound: word(&one.mark, "bound"),
        of: word(&one.mark, "of"),
        iso: word(&one.mark, "iso"),
        said_by,
        key: one.key.clone(),
    }
}

/// Puts quotes of one speaker together.
fn by_speaker(quotes: &mut [Quote]) {
    let mut voices: HashMap<(u8, String), (usize, usize)> = HashMap::new();
    for (place, quote) in quotes.iter().enumerate() {
        voices.entry(quote.voice()).or_insert((0, place)).0 += 1;
    }
    quotes.sort_by_cached_key(|quote| {
        let voice = quote.voice();
        let (count, first) = voices.get(&voice).copied().unwrap_or_default();
        (voice.0, std::cmp::Reverse(count), first)
    });
}

impl Quote {
    /// Whose group it stands in: 0 and the speaker, 1 for sources that are withheld, 2 for what nobody is known to have said.
    pub fn voice(&self) -> (u8, String) {
        match &self.speaker {
            _ if self.anonymous => (1, String::new()),
            Some(speaker) => (0, speaker.clone()),
            None => (2, String::new()),
        }
    }
}

/// Where a date stands in a timeline: year and the rest. `None` where its year is not known.
fn when(iso: &str) -> Option<(i32, &str)> {
    // "-0044" is a year, "--08-29" is none.
    let digits = iso.strip_prefix(['-', '+']).unwrap_or(iso);
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (year, rest) = digits.split_at_checked(length)?;
    let year: i32 = year.parse().ok().filter(|_| length >= 4)?;
    Some((if iso.starts_with('-') { -year } else { year }, rest))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::message::{ActorPlan, Request};
    use crate::page::plan::plan;

    /// What the hands would tell of a text of one node.
    pub fn told(text: &str, settings: &serde_json::Value) -> PageReport {
        let stream =
            crate::html::read(&format!("<body><article><p>{text}</p></article>"), "https://example.org/report");
        let request = Request {
            url: stream.url,
            ops: stream.ops,
            strings: stream.strings,
            text: stream.text,
            settings: settings.clone(),
            asked: true,
            ..Request::default()
        };
        let plan = plan(request);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let marks = plan.marks.into_iter().map(|mark| {
            let [_, start, _, end] = mark.range.map(|n| n as usize);
            let text = String::from_utf16_lossy(&units[start..end]);
            let name = format!("{} {text}", mark.kind);
            let nth = seen.entry(name.clone()).or_default();
            *nth += 1;
            ToldMark { key: format!("{name} {}", *nth - 1), text, mark }
        });
        PageReport {
            url: "https://example.org/report".to_owned(),
            title: "Ice, and then none".to_owned(),
            marks: marks.collect(),
            actors: plan.actors,
            state: plan.state,
        }
    }

    pub const TEXT: &str = "Mayor Ana Bell said on 5 May 2021 that more than 300 residents had left. “We waited for help,” Bell said. \
        She blamed the Ruud Group. In March 1998, 40 houses were lost. “It was the pumps,” said an official who asked not to be named. \
        “Nobody called us,” said Tom Ruud, director of the Ruud Group. “The pumps were sold,” Bell said. Losses came to $2.5 million.";

    fn names(report: &Report) -> Vec<String> {
        report.actors.iter().map(|actor| format!("{} {}", actor.name, actor.mentions)).collect()
    }

    #[test]
    fn a_report_is_put_in_order() {
        let report = Report::of(&told(TEXT, &serde_json::Value::Null));
        let bell = &report.actors[0];
        assert_eq!((bell.name.as_str(), bell.kind.as_str(), bell.mentions), ("Ana Bell", "person", 3));
        assert_eq!((&bell.titles[..], &bell.aliases[..]), (&["Mayor".to_owned()][..], &["Bell".to_owned()][..]));
        let figures: Vec<_> =
            report.figures.iter().map(|figure| (figure.text.as_str(), figure.of.as_deref())).collect();
        assert_eq!(figures[0], ("more than 300", Some("residents")));
        assert!(figures.contains(&("40", Some("houses"))) && figures.iter().any(|(text, _)| text.starts_with('$')));
        let dates: Vec<_> = report.dates.iter().map(|date| date.iso.as_deref().unwrap_or_default()).collect();
        assert_eq!(dates, ["1998-03", "2021-05-05"]);
        let quotes: Vec<_> = report
            .quotes
            .iter()
            .filter(|quote| quote.kind == "direct")
            .map(|quote| (quote.text.as_str(), quote.voice()))
            .collect();
        let voice = |name: &str| (0, name.to_owned());
        assert_eq!(
            quotes,
            [
                ("“We waited for help,”", voice("Ana Bell")),
                ("“The pumps were sold,”", voice("Ana Bell")),
                ("“Nobody called us,”", voice("Tom Ruud")),
                ("“It was the pumps,”", (1, String::new())),
            ]
        );
        assert_eq!(report.quotes[0].title.as_deref(), Some("Mayor"));
    }

    #[test]
    fn a_filter_looks_at_all_that_a_row_says() {
        let report = Report::of(&told(TEXT, &serde_json::Value::Null));
        let label = |kind: &str| if kind == "money" { "Money".to_owned() } else { kind.to_owned() };
        let kept = |wanted: &str| report.filtered(wanted, &label);
        assert_eq!(kept("  "), report);
        assert_eq!(names(&kept("MAYOR bell")), ["Ana Bell 3"]);
        assert_eq!(kept("residents").figures.len(), 1);
        assert_eq!(kept("money").figures.len(), 1);
        assert_eq!(kept("1998").dates.len(), 1);
        assert!(kept("ruud").quotes.iter().all(|quote| quote.speaker.as_deref() == Some("Tom Ruud")));
        assert!(kept("no such thing").is_empty());
    }

    #[test]
    fn what_a_page_tells_wrongly_does_no_harm() {
        let mark =
            |kind: &str, actor: usize| MarkPlan { kind: kind.to_owned(), actor, said_by: 9, ..MarkPlan::default() };
        let marks =
            [mark("person", 9), mark("person", 0), mark("direct", 9), mark("count", 1), mark("", 1), mark("date", 1)];
        let told = PageReport {
            actors: vec![ActorPlan::default()],
            marks: marks.map(|mark| ToldMark { mark, ..ToldMark::default() }).into(),
            ..PageReport::default()
        };
        let report = Report::of(&told);
        assert_eq!((report.actors.len(), report.figures.len(), report.quotes.len(), report.dates.len()), (0, 1, 1, 1));
    }

    #[test]
    fn dates_without_a_year_stand_last() {
        let cases = [
            ("2017-09-05", Some((2017, "-09-05"))),
            ("2017-09-05/2017-09-07", Some((2017, "-09-05/2017-09-07"))),
            ("-0043", Some((-43, ""))),
            ("--08-29", None),
            ("P3Y", None),
            ("", None),
        ];
        for (iso, expected) in cases {
            assert_eq!(when(iso), expected, "{iso}");
        }
    }
}
