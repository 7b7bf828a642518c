//! An analysis becomes a plan: what the hands paint, fold and say. Here byte spans turn into text nodes and UTF-16 offsets.

use super::blocks::{self, PageDocument};
use super::stream::Stream;
use super::style::{self, Scene};
use crate::engine::finding::{Analysis, Detail, Figure, Fold, Mark, Site};
use crate::engine::rule::{Kind, RuleId};
use crate::engine::rules::{self, RULES};
use crate::message::{
    ActorPlan, FoldPlan, FoldSite, Highlight, MarkPlan, PageState, Plan, Range, Request, RuleCount, Status,
};
use crate::settings::{Settings, SiteChoice, excepted};
use std::collections::HashMap;

/// Reads the page of a request, analyses it and says what to do. Never fails: what is odd in the settings is told in the plan's warnings.
pub fn plan(request: Request) -> Plan {
    let (settings, warnings) = Settings::read(&request.settings);
    let scene = Scene::new(&request.backgrounds, &request.ink);
    let host = host_of(&request.url).to_owned();
    let stream = Stream { url: request.url, ops: request.ops, strings: request.strings, text: request.text };
    let page = blocks::document(&stream);
    let report = page.document.page.report;
    let status = match settings.site(&host) {
        _ if !settings.enabled => Status::Off,
        Some(SiteChoice::Never) => Status::Never,
        _ if !report && !request.asked => Status::NotReport,
        _ => Status::Marked,
    };
    let mut plan = Plan { state: PageState { status, report, warnings, ..PageState::default() }, ..Plan::default() };
    if status != Status::Marked {
        return plan;
    }
    let mut analysis = crate::analyse(&page.document, &settings);
    except(&page, &mut analysis, &settings, &host);
    let shown = Shown::new(&page, &analysis, &settings, request.asked);
    plan.state.foreign = is_foreign(&page);
    plan.css = style::highlights(scene, settings.strength);
    plan.bar_css = style::bar(scene.dark);
    plan.dark = scene.dark;
    (plan.highlights, plan.marks) = paint(&page, &shown);
    plan.actors =
        analysis.actors.iter().map(|actor| ActorPlan { name: actor.name.clone(), mentions: actor.mentions }).collect();
    plan.folds = folds(&page, &analysis.folds);
    count(&mut plan.state, &shown, analysis.actors.len(), &joined(&analysis.folds));
    let total: usize = plan.state.rules.iter().map(|rule| rule.count).sum();
    plan.badge = badge(total);
    plan
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

/// Does what the reader said of certain marks: takes them away, or makes them another kind.
fn except(page: &PageDocument, analysis: &mut Analysis, settings: &Settings, host: &str) {
    let exceptions = settings.exceptions_on(host);
    if exceptions.is_empty() {
        return;
    }
    let Analysis { marks, actors, .. } = analysis;
    marks.retain_mut(|mark| {
        let actor = match &mark.detail {
            Detail::Mention(mention) => mention.actor.checked_sub(1).and_then(|index| actors.get(index)),
            _ => None,
        };
        let name = actor.map_or_else(|| mark.span.of(page.document.block_text(mark.block)), |actor| &actor.name);
        let Some(exception) = excepted(&exceptions, mark.kind.name(), name) else { return true };
        let becomes = exception.becomes.as_deref().and_then(|name| kinds().find(|kind| kind.name() == name));
        becomes.inspect(|&kind| mark.kind = kind).is_some()
    });
}

/// The highlights that are needed, and the marks in them.
fn paint(page: &PageDocument, shown: &Shown) -> (Vec<Highlight>, Vec<MarkPlan>) {
    let mut highlights = Vec::new();
    let mut numbers: Vec<(Kind, usize)> = Vec::new();
    let mut marks = Vec::with_capacity(shown.marks.len());
    let mut joined = false;
    for mark in &shown.marks {
        let Some(range) = page.utf16_range(mark.block, mark.span).map(flat) else { continue };
        let highlight = match numbers.iter().find(|(kind, _)| *kind == mark.kind) {
            Some(&(_, number)) => number,
            None => {
                let Some(declared) = rules::kind(mark.kind) else { continue };
                let priority = style::priority(mark.kind.rule(), declared.name);
                highlights.push(Highlight { name: style::highlight_name(declared), priority });
                numbers.push((mark.kind, highlights.len() - 1));
                highlights.len() - 1
            }
        };
        let told = tell(
            page,
            mark,
            MarkPlan {
                highlight,
                range,
                kind: mark.kind.name().to_owned(),
                repeated: shown.repeated.get(mark.block) == Some(&true),
                sign: mark.sign.to_owned(),
                said_by: mark.said_by.unwrap_or(0),
                ..MarkPlan::default()
            },
        );
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
    let mut say = |name: &str, text: Option<&str>| {
        told.words.extend(text.map(|text| (name.to_owned(), text.to_owned())));
    };
    match &mark.detail {
        Detail::Mention(mention) => {
            told.actor = mention.actor;
            say("title", mention.title.as_deref());
            say("role", mention.role.as_deref());
        }
        Detail::Figure(Figure { value, low, high, bound, of, unit, si, iso }) => {
            say("bound", bound.as_deref());
            say("of", of.as_deref());
            say("unit", unit.as_deref());
            say("iso", iso.as_deref());
            let si = si.unwrap_or_default();
            say("si", Some(si.unit).filter(|unit| !unit.is_empty()));
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
        Detail::Word => {}
        Detail::Quotation(quotation) => {
            say("speaker", quotation.speaker.as_ref().map(|speaker| speaker.name.as_str()));
            say("anonymous", quotation.anonymous.then_some("true"));
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

fn folds(page: &PageDocument, folds: &[Fold]) -> Vec<FoldPlan> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::with_capacity(folds.len());
    let mut parts = folds.iter().peekable();
    for fold in &joined(folds) {
        let sites_of = |first, last| page.fold_sites(first, last).into_iter().map(told);
        let mut same_as = Vec::new();
        while let Some(part) = parts.next_if(|part| part.first <= fold.last) {
            same_as.extend(part.same_as.into_iter().flat_map(|first| sites_of(first, first + part.len() - 1)));
        }
        let sites: Vec<_> = sites_of(fold.first, fold.last).collect();
        if sites.is_empty() {
            continue;
        }
        let hash = content_hash(page, fold);
        let occurrence = seen.entry(hash).or_default();
        *occurrence += 1;
        let (label, why) = words(fold);
        let key = format!("{}-{hash:016x}-{occurrence}", rules::rule(fold.rule).name);
        out.push(FoldPlan { key, sites, same_as, label, why, show: "Show".to_owned(), hide: "Hide".to_owned() });
    }
    out
}

/// Repeats that stand in a row are one bar, though what they repeat does not: a reader cares that all of it stands above.
fn joined(folds: &[Fold]) -> Vec<Fold> {
    let mut out: Vec<Fold> = Vec::with_capacity(folds.len());
    let above = |fold: &Fold| fold.same_as.is_some_and(|same| same < fold.first);
    for fold in folds {
        match out.last_mut() {
            Some(last)
                if last.rule == RuleId::Repeats
                    && fold.rule == RuleId::Repeats
                    && last.last + 1 == fold.first
                    && above(last)
                    && above(fold) =>
            {
                last.last = fold.last;
            }
            _ => out.push(fold.clone()),
        }
    }
    out
}

/// A site as the hands are told of it.
fn told(site: blocks::FoldSite) -> FoldSite {
    match site {
        blocks::FoldSite::Element { node } => FoldSite::Element { node },
        blocks::FoldSite::Run { parent, first, last } => FoldSite::Run { parent, first, last },
    }
}

/// FNV-1a over the folded texts: the same on every platform, and the same when the page is read again.
fn content_hash(page: &PageDocument, fold: &Fold) -> u64 {
    let bytes = (fold.first..=fold.last).flat_map(|block| page.document.block_text(block).bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the bar says, and why.
fn words(fold: &Fold) -> (String, String) {
    let count = fold.len();
    let paragraphs = if count == 1 { "paragraph" } else { "paragraphs" };
    match fold.rule {
        RuleId::CommentPolicy => {
            let signs = fold.evidence.len();
            let evidence = fold.evidence.join(", ");
            let s = if signs == 1 { "" } else { "s" };
            (format!("Comment policy, {count} {paragraphs}"), format!("Comment policy: {signs} sign{s} ({evidence})"))
        }
        _ => {
            let place = if fold.same_as.is_some_and(|same| same > fold.first) { "below" } else { "above" };
            let verb = if count == 1 { "repeats" } else { "repeat" };
            (format!("{count} {paragraphs} {verb} from {place}"), format!("The same text stands {place} on this page."))
        }
    }
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
fn badge(total: usize) -> String {
    match total {
        0 => String::new(),
        1..=999 => total.to_string(),
        1_000..=9_999 => format!("{}.{}k", total / 1_000, total / 100 % 10),
        10_000..=999_999 => format!("{}k", total / 1_000),
        _ => "1M+".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badges_fit() {
        let texts: Vec<_> = [0, 7, 999, 1_000, 1_999, 12_345, 999_999, 5_000_000].iter().map(|&n| badge(n)).collect();
        assert_eq!(texts, ["", "7", "999", "1.0k", "1.9k", "12k", "999k", "1M+"]);
    }

    #[test]
    fn repeats_in_a_row_are_one_bar() {
        let fold = |first, last, same_as| Fold {
            rule: RuleId::Repeats,
            first,
            last,
            same_as: Some(same_as),
            evidence: Vec::new(),
        };
        let bars: Vec<_> = joined(&[fold(4, 4, 0), fold(5, 6, 1), fold(7, 7, 0), fold(9, 9, 2), fold(10, 10, 12)])
            .iter()
            .map(|fold| (fold.first, fold.last))
            .collect();
        assert_eq!(bars, [(4, 7), (9, 9), (10, 10)]);
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
