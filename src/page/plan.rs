//! An analysis becomes a plan: what the hands paint, fold and say. Here byte spans turn into text nodes and UTF-16 offsets.

mod exceptions;
mod folds;

use super::blocks::{self, PageDocument};
use super::stream::Stream;
use super::style::{self, Scene};
use crate::engine;
use crate::engine::finding::{Analysis, Detail, Figure, Fold, Mark, Site};
use crate::engine::rule::{Kind, RuleId};
use crate::engine::rules::custom::{Found, Search};
use crate::engine::rules::{self, RULES, custom};
use crate::engine::span::Span;
use crate::message::{ActorPlan, Highlight, MarkPlan, Message, PageState, Plan, Range, Request, RuleCount, Status};
use crate::settings::{Settings, SiteChoice};

/// Reads the page of a request, analyses it and says what to do. Never fails: what is odd in the settings is told in the plan's warnings.
pub fn plan(request: Request) -> Plan {
    let (settings, warnings) = Settings::read(&request.settings);
    let scene = Scene::new(&request.backgrounds, &request.ink);
    let host = host_of(&request.url).to_owned();
    let stream = Stream { url: request.url, ops: request.ops, strings: request.strings, text: request.text };
    let page = blocks::document(&stream);
    let report = page.document.page.report;
    let status = match settings.site(&stream.url) {
        _ if !settings.enabled => Status::Off,
        Some(SiteChoice::Never) => Status::Never,
        _ if !report && !request.asked => Status::NotReport,
        _ => Status::Marked,
    };
    let mut plan = Plan { state: PageState { status, report, warnings, ..PageState::default() }, ..Plan::default() };
    if status != Status::Marked {
        return plan;
    }
    let own = custom::marks(&page.document, &settings.own, &found(&request.own));
    let mut analysis = engine::analyse(&page.document, &settings.options().with_own(own));
    exceptions::except(&page.document, &mut analysis, &settings, &host);
    let shown = Shown::new(&page, &analysis, &settings, request.asked);
    plan.state.foreign = is_foreign(&page);
    plan.css = style::highlights(scene, &settings, request.inherits);
    plan.bar_css = style::bar(scene.dark);
    plan.dark = scene.dark;
    (plan.highlights, plan.marks) = paint(&page, &shown, &settings);
    plan.actors =
        analysis.actors.iter().map(|actor| ActorPlan { name: actor.name.clone(), mentions: actor.mentions }).collect();
    plan.folds = folds::folds(&page, &analysis.folds);
    count(&mut plan.state, &shown, analysis.actors.len(), &folds::joined(&analysis.folds));
    let total: usize = plan.state.rules.iter().map(|rule| rule.count).sum();
    plan.badge = badge(total);
    plan
}

/// The text of a request's page, and where its blocks stand in it: first byte and the byte after the last, two numbers each. That is what own
/// words are looked for in, elsewhere than where the engine is.
pub fn texts(request: Request) -> (String, Vec<u32>) {
    let stream = Stream { url: request.url, ops: request.ops, strings: request.strings, text: request.text };
    let document = blocks::document(&stream).document;
    let spans = document.blocks.iter().flat_map(|block| [block.span.start as u32, block.span.end as u32]).collect();
    (document.text, spans)
}

/// Finds own words in what [`texts`] gives, for [`Request::own`].
pub fn own(search: &Search, text: &str, spans: &[u32]) -> Vec<u32> {
    let blocks = spans.chunks_exact(2).map(|span| text.get(span[0] as usize..span[1] as usize).unwrap_or(""));
    let numbers =
        |found: &Found| [found.block, found.span.start, found.span.end, found.set, found.entry].map(|n| n as u32);
    search.find(blocks).iter().flat_map(numbers).collect()
}

/// The same numbers as places.
fn found(own: &[u32]) -> Vec<Found> {
    let place = |n: &[u32]| Found {
        block: n[0] as usize,
        span: Span::new(n[1] as usize, n[2] as usize),
        set: n[3] as usize,
        entry: n[4] as usize,
    };
    own.chunks_exact(5).map(place).collect()
}

/// Whether most of the main text, or of all text where there is none, is in another language than English.
fn is_foreign(page: &PageDocument) -> bool {
    let blocks = &page.document.blocks;
    let any_main = blocks.iter().any(|block| block.main);
    let of = |foreign: bool| -> usize {
        let these = blocks.iter().filter(|block| (block.main || !any_main) && block.foreign == foreign);
        these.map(|block| block.span.len()).sum()
    };
    of(true) > of(false)
}

/// The host name of an address, without port; empty where it has none.
pub fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    host.split(':').next().unwrap_or("")
}

/// The marks that the page shows.
struct Shown<'a> {
    marks: Vec<&'a Mark>,
    /// For each block, whether a repeat folds it: its marks are painted, for whoever opens it, but not counted again.
    repeated: Vec<bool>,
}

impl<'a> Shown<'a> {
    fn new(page: &PageDocument, analysis: &'a Analysis, settings: &Settings, asked: bool) -> Self {
        let repeats = analysis.folds.iter().filter(|fold| fold.rule == RuleId::Repeats);
        let mut repeated = vec![false; page.document.blocks.len()];
        for block in repeats.flat_map(|fold| fold.first..=fold.last) {
            repeated.get_mut(block).into_iter().for_each(|folded| *folded = true);
        }
        // What repeats main text is marked like it; by itself nothing else outside the main text is.
        let main = |block: usize| {
            page.document.blocks.get(block).is_some_and(|b| b.main) || repeated.get(block) == Some(&true)
        };
        let painted = |kind: Kind| !settings.hidden_kinds.iter().any(|hidden| hidden == kind.name());
        let marks = analysis.marks.iter().filter(|mark| painted(mark.kind) && (asked || main(mark.block))).collect();
        Self { marks, repeated }
    }

    fn counted(&self) -> impl Iterator<Item = &&'a Mark> {
        self.marks.iter().filter(|mark| self.repeated.get(mark.block) != Some(&true))
    }
}

/// The highlights that are needed, and the marks in them.
fn paint(page: &PageDocument, shown: &Shown, settings: &Settings) -> (Vec<Highlight>, Vec<MarkPlan>) {
    let mut highlights = Vec::new();
    // By kind, and for own words by set: each has a colour of its own.
    let mut numbers: Vec<((Kind, Option<usize>), usize)> = Vec::new();
    let mut marks = Vec::with_capacity(shown.marks.len());
    let mut joined = false;
    for mark in &shown.marks {
        let Some(range) = page.utf16_range(mark.block, mark.span).map(flat) else { continue };
        let set = match &mark.detail {
            Detail::Word(listed) if mark.kind == Kind::Own => Some(listed.set),
            _ => None,
        };
        let highlight = match numbers.iter().find(|(known, _)| *known == (mark.kind, set)) {
            Some(&(_, number)) => number,
            None => {
                let Some(declared) = rules::kind(mark.kind) else { continue };
                let priority = style::priority(mark.kind.rule(), declared.name);
                let name = set.map_or_else(|| style::highlight_name(declared), style::set_name);
                highlights.push(Highlight { name, priority });
                numbers.push(((mark.kind, set), highlights.len() - 1));
                highlights.len() - 1
            }
        };
        let mut told = tell(
            page,
            mark,
            MarkPlan {
                highlight,
                range,
                kind: mark.kind.name().to_owned(),
                repeated: shown.repeated.get(mark.block) == Some(&true),
                sign: mark.sign().to_owned(),
                said_by: mark.said_by.unwrap_or(0),
                ..MarkPlan::default()
            },
        );
        let of_set = set.and_then(|set| settings.own.get(set)?.colour.as_deref());
        if let Some(colour) = of_set.or_else(|| settings.colour(mark.kind.name())) {
            told.words.push(("colour".to_owned(), colour.to_owned()));
        }
        joined |= !told.joined.is_empty();
        marks.push(told);
    }
    if joined {
        highlights.push(Highlight { name: style::JOINED.to_owned(), priority: -1 });
    }
    (highlights, marks)
}

fn flat((start, end): (blocks::Place, blocks::Place)) -> Range {
    [start.node, start.utf16, end.node, end.utf16]
}

/// Puts what only marks of its rule have into a mark's plan.
fn tell(page: &PageDocument, mark: &Mark, mut told: MarkPlan) -> MarkPlan {
    let mut add = |name: &str, text: Option<&str>| {
        told.words.extend(text.map(|text| (name.to_owned(), text.to_owned())));
    };
    match &mark.detail {
        Detail::Mention(mention) => {
            told.actor = mention.actor;
            add("title", mention.title.as_deref());
            add("role", mention.role.as_deref());
        }
        Detail::Figure(Figure { value, low, high, bound, of, unit, si, iso }) => {
            add("bound", bound.as_deref());
            add("of", of.as_deref());
            add("unit", unit.as_deref());
            add("iso", iso.as_deref());
            let si = si.unwrap_or_default();
            add("si", Some(si.unit).filter(|unit| !unit.is_empty()));
            let numbers = [
                ("value", *value),
                ("low", *low),
                ("high", *high),
                ("si", si.value),
                ("si_low", si.low),
                ("si_high", si.high),
            ];
            told.numbers = numbers.into_iter().filter_map(|(name, number)| Some((name.to_owned(), number?))).collect();
        }
        Detail::Word(listed) => add("set", Some(listed.name.as_str()).filter(|name| !name.is_empty())),
        Detail::Quotation(quotation) => {
            add("speaker", quotation.speaker.as_ref().map(|speaker| speaker.name.as_str()));
            add("anonymous", quotation.anonymous.then_some("true"));
            let speaker = quotation.speaker.as_ref();
            told.actor = speaker.and_then(|speaker| speaker.actor).unwrap_or(0);
            let range = |site: Site| page.utf16_range(site.block, site.span).map(flat);
            told.joined =
                [speaker.map(|speaker| speaker.site), quotation.cue].into_iter().flatten().filter_map(range).collect();
        }
    }
    told
}

/// All kinds, in the order of the rule table.
fn kinds() -> impl Iterator<Item = Kind> {
    RULES.iter().flat_map(|rule| rule.kinds).map(|declared| declared.kind)
}

fn count(state: &mut PageState, shown: &Shown, actors: usize, folds: &[Fold]) {
    let mut named = vec![false; actors];
    let mut found: Vec<(Kind, usize)> = kinds().map(|kind| (kind, 0)).collect();
    for mark in shown.counted() {
        found.iter_mut().filter(|(kind, _)| *kind == mark.kind).for_each(|(_, count)| *count += 1);
        if let Detail::Mention(mention) = &mark.detail
            && let Some(actor) = mention.actor.checked_sub(1).and_then(|index| named.get_mut(index))
        {
            *actor = true;
        }
    }
    state.actors = named.iter().filter(|&&named| named).count();
    state.folded = folds.iter().map(Fold::len).sum();
    state.rules = RULES
        .iter()
        .map(|rule| {
            let of_rule = found.iter().filter(|&&(kind, count)| kind.rule() == rule.id && count > 0);
            let kinds: Vec<(String, usize)> = of_rule.map(|&(kind, count)| (kind.name().to_owned(), count)).collect();
            let marks: usize = kinds.iter().map(|(_, count)| count).sum();
            let folds = folds.iter().filter(|fold| fold.rule == rule.id).count();
            RuleCount { rule: rule.name.to_owned(), count: marks + folds, kinds }
        })
        .collect();
}

/// A badge has room for four characters.
fn badge(total: usize) -> Option<Message> {
    let (key, number) = match total {
        0 => return None,
        1..=999 => ("badge", total as f64),
        1_000..=9_999 => ("badgeThousands", (total / 100) as f64 / 10.0),
        10_000..=999_999 => ("badgeThousands", (total / 1_000) as f64),
        _ => return Some(Message::say("badgeMany")),
    };
    Some(Message { number: Some(number), ..Message::say(key) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badges_fit() {
        let said: Vec<_> = [0, 7, 999, 1_000, 1_999, 12_345, 999_999, 5_000_000]
            .iter()
            .map(|&n| badge(n).map(|message| (message.key, message.number)))
            .collect();
        let thousands = |number| Some(("badgeThousands", Some(number)));
        let few = |number| Some(("badge", Some(number)));
        let many = Some(("badgeMany", None));
        let rest = [thousands(1.0), thousands(1.9), thousands(12.0), thousands(999.0), many];
        assert_eq!(said[..3], [None, few(7.0), few(999.0)]);
        assert_eq!(said[3..], rest);
    }

    #[test]
    fn hosts() {
        let cases = [
            ("https://www.example.org/a?b", "www.example.org"),
            ("http://user@example.org:8080#x", "example.org"),
            ("about:blank", ""),
            ("", ""),
        ];
        for (url, host) in cases {
            assert_eq!(host_of(url), host, "{url}");
        }
    }
}
