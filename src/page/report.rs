//! Whether a page is a report, where its main text is, and what it says of itself.
//!
//! [`facts`] reads what pages declare (JSON-LD, meta elements, `time`), [`main_text`] finds where the running text is. Whether the page is a
//! report is weighed from both: declarations alone are on shop pages too, and running text alone is in manuals and forums.

mod address;
mod facts;
mod main_text;

use super::blocks::{NodeNumber, PageDocument};
use super::stream::{Event, HIDDEN, Stream};
use crate::engine::document::{Block, BlockKind, Further, Page, Region};
use crate::engine::index::{Key, Set};
use crate::engine::language;
use crate::engine::text::dateline;
use facts::Facts;
use std::ops::Range;

/// Fills in [`crate::engine::document::Page`], the blocks' `main` and the language.
pub fn describe(stream: &Stream, page: &mut PageDocument) {
    let facts = Facts::read(stream);
    main_text::mark(page);
    page.document.language = facts.language.clone();
    language::tell(&mut page.document);
    let report = is_report(&facts, page);
    let title = facts.title().or_else(|| first_heading(page));
    let byline = facts.byline.clone().or_else(|| shown_byline(page));
    let text = first_text(page).and_then(|block| page.sources.get(block)).map_or(0, |source| source.first);
    let published = facts.published(text).or_else(|| shown_date(page));
    let further = further(&facts, stream, page);
    page.document.page = Page { report, title, byline, publisher: facts.publisher.clone(), published, further };
}

/// How much running text (bytes) an article of its own has at least.
const STORY: usize = 300;

/// The reports behind the first: articles side by side of which each has a headline of the first rank and running text. The entries of a live
/// blog and teasers have headlines of lower ranks. What the page declares is the first one's; these have what they show.
fn further(facts: &Facts, stream: &Stream, page: &PageDocument) -> Vec<Further> {
    let blocks = &page.document.blocks;
    let mut out = Vec::new();
    for (first, behind) in articles(stream, page) {
        let from = page.sources.partition_point(|source| source.first < first);
        let to = page.sources.partition_point(|source| source.first < behind);
        let own = from..to;
        let running = own.clone().filter(|&block| blocks[block].main && blocks[block].kind == BlockKind::Paragraph);
        if running.map(|block| blocks[block].span.len()).sum::<usize>() < STORY {
            continue;
        }
        let heading = own.clone().find(|&block| blocks[block].kind == BlockKind::Heading);
        let text = own.clone().find(|&block| is_running(&blocks[block])).unwrap_or(from);
        let place = page.sources.get(text).map_or(first, |source| source.first);
        out.push(Further {
            first: from,
            title: heading.map(|block| facts::tidy(page.document.block_text(block))),
            byline: byline_above(page, from, text),
            published: facts.shown_between(first, behind, place).or_else(|| date_near(page, own, text)),
        });
    }
    // One article is the page's own report.
    if out.is_empty() { out } else { out.split_off(1) }
}

/// The outermost articles that are shown and hold a headline of the first rank: their first nodes, and those behind their last.
fn articles(stream: &Stream, page: &PageDocument) -> Vec<(NodeNumber, NodeNumber)> {
    let mut out: Vec<(NodeNumber, NodeNumber)> = Vec::new();
    // The outermost one that is open: its first node, and behind its last.
    let mut open = (0, 0);
    for event in stream.events() {
        let Event::Enter(element) = event else { continue };
        let typed = element.attribute("itemtype").is_some_and(|kind| kind.ends_with("Article"));
        let article = element.tag == "article" || element.attribute("role") == Some("article") || typed;
        if element.node >= open.1 && article && element.flags & HIDDEN == 0 {
            open = (element.node, page.nodes.get(element.node as usize).map_or(element.node, |node| node.end));
        }
        let inside = element.node < open.1 && out.last() != Some(&open);
        if element.tag == "h1" && element.flags & HIDDEN == 0 && inside {
            out.push(open);
        }
    }
    out
}

/// The first heading of the main text.
fn first_heading(page: &PageDocument) -> Option<String> {
    let document = &page.document;
    let heading = document.blocks.iter().position(|block| block.main && block.kind == BlockKind::Heading)?;
    Some(facts::tidy(document.block_text(heading)))
}

/// "By Ann Lee" above the text.
fn shown_byline(page: &PageDocument) -> Option<String> {
    let document = &page.document;
    let first = document.blocks.iter().position(|block| block.main && block.kind == BlockKind::Paragraph)?;
    byline_above(page, 0, first)
}

/// "By Ann Lee" at a block or above it, not above `from`.
fn byline_above(page: &PageDocument, from: usize, first: usize) -> Option<String> {
    let document = &page.document;
    (from..=first).rev().take(12).find_map(|number| {
        let text = document.block_text(number);
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by "))?;
        let names = name.split_whitespace().next().is_some_and(|word| word.starts_with(char::is_uppercase));
        (names && name.len() < 80 && !name.contains('.')).then(|| facts::tidy(name))
    })
}

/// The first block of running text.
fn first_text(page: &PageDocument) -> Option<usize> {
    page.document.blocks.iter().position(is_running)
}

fn is_running(block: &Block) -> bool {
    block.main && block.kind != BlockKind::Heading && block.span.len() > 120
}

/// A date in a short line above the text, or just behind its first paragraph.
fn shown_date(page: &PageDocument) -> Option<String> {
    date_near(page, 0..page.document.blocks.len(), first_text(page)?)
}

/// The same of the text that begins at block `first`, among some blocks.
fn date_near(page: &PageDocument, among: Range<usize>, first: usize) -> Option<String> {
    let document = &page.document;
    let blocks = &document.blocks;
    let dates = |block: usize| {
        let text = document.block_text(block);
        (text.len() < 120).then(|| facts::date_in(text)).flatten()
    };
    let near = (first.saturating_sub(16).max(among.start)..among.end.min(first + 2)).rev();
    let named = near.clone().filter(|&block| {
        let names: String = blocks[block].context.chars().take(80).collect();
        ["date", "time", "publish"].iter().any(|word| names.contains(word))
    });
    named.chain(near).find_map(dates)
}

/// Weights were set on saved pages of eight kinds, by hand, with an eye on those of a logistic regression that was tried on sites left out; from 3
/// on a page is a report. Declarations alone do not carry it: systems for blogs declare articles on every page of a site.
fn is_report(facts: &Facts, page: &PageDocument) -> bool {
    let text = Text::measure(page);
    let address = address::kind(facts.address());
    let mut weight = 0.0;
    let mut add = |condition: bool, by: f32| weight += if condition { by } else { 0.0 };
    add(facts.news_type, 3.0);
    add(facts.article_type && !facts.news_type, 0.8);
    add(facts.other_type, -2.5);
    add(facts.og_article, 1.2);
    add(facts.og_other, -0.5);
    add(facts.declares_date, 1.0);
    add(facts.byline.is_some(), 0.7);
    add(facts.publisher.is_some(), 0.3);
    add(text.running > 1_000, 1.5);
    add(text.running > 300, 1.0);
    add(text.running < 200, -2.0);
    add(text.linked * 2 > text.all, -0.5);
    add(text.sayings > 0, 0.7);
    add(text.sayings > 2, 0.5);
    add(text.quotes * 100 > text.words * 3 / 2, 0.5);
    // Reports bear a date where a reader sees it; pages that sell and advise speak to "you".
    let shown = shown_date(page).is_some();
    add(shown, 1.2);
    add(!shown && !facts.declares_date, -1.2);
    add(shown_byline(page).is_some(), 0.5);
    add(text.persons * 40 > text.words, -0.8);
    add(text.persons * 20 > text.words, -0.7);
    add(text.comments, 0.5);
    add(text.dateline, 1.0);
    add(text.codes > 2, -1.5);
    add(facts.sells, -2.0);
    add(address == address::Kind::Front, -3.0);
    add(matches!(address, address::Kind::Forum | address::Kind::List), -1.5);
    add(address == address::Kind::Site, -2.0);
    add(address == address::Kind::Story && !facts.other_type && !facts.sells, 1.3);
    // Lists of stories have a linked headline over each few words; threads tell of every writer how much he wrote and since when.
    add(text.headlines > 3 && text.headlines * 200 > text.running, -2.0);
    add(text.members > 1, -2.0);
    weight >= 3.0
}

/// Words of who speaks to the reader.
static PERSONS: Set = Set::of(&["our", "us", "we", "you", "your", "yours"]);

/// The runs of letters and digits of a text, empty ones included, each with the character behind it; a line break stands for the text's end.
fn words(text: &str) -> impl Iterator<Item = (&str, char)> {
    let bytes = text.as_bytes();
    let wide = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let end = loop {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
                Some(&byte @ ..128) => break char::from(byte),
                Some(_) => match wide(at) {
                    Some(c) if c.is_alphanumeric() => at += c.len_utf8(),
                    Some(c) => break c,
                    None => return None,
                },
                None if start == at => return None,
                None => break '\n',
            }
        };
        let word = text.get(start..at)?;
        at += end.len_utf8();
        Some((word, end))
    })
}

/// How much text of which sort a page has, in bytes.
#[derive(Default)]
struct Text {
    all: usize,
    linked: usize,
    /// In paragraphs of the main text.
    running: usize,
    /// Paragraphs of the main text in which somebody says something.
    sayings: usize,
    /// Words of those paragraphs, and how many of them are "you", "we" and the like.
    words: usize,
    persons: usize,
    /// Quotation marks in them.
    quotes: usize,
    /// Blocks of code.
    codes: usize,
    /// Headings in the main text that are links.
    headlines: usize,
    /// Short blocks that tell of a member of a forum ("Joined: May 2019").
    members: usize,
    /// Whether there is a comment section.
    comments: bool,
    /// Whether a paragraph of the main text begins with the place that it reports from.
    dateline: bool,
}

impl Text {
    fn measure(page: &PageDocument) -> Self {
        let mut out = Self::default();
        for (number, block) in page.document.blocks.iter().enumerate() {
            let length = block.span.len();
            out.all += length;
            out.linked += block.link_bytes;
            out.codes += usize::from(block.main && block.kind == BlockKind::Code);
            out.comments |= block.region == Region::Comments;
            let text = page.document.block_text(number);
            out.headlines +=
                usize::from(block.main && block.kind == BlockKind::Heading && block.link_bytes * 2 > length);
            out.members += usize::from(length < 60 && tells_of_member(text));
            let prose =
                block.kind == BlockKind::Paragraph && length > 80 || block.kind == BlockKind::Item && length > 160;
            if block.main && prose && block.region != Region::Comments {
                out.running += length;
                out.dateline |= dateline(text) > 0;
                let (mut said, mut before) = (false, '\n');
                for (word, end) in words(text) {
                    out.quotes += usize::from(matches!(end, '“' | '"'));
                    out.words += usize::from(!word.is_empty());
                    said |= before == ' '
                        && (end == ' ' && matches!(word, "said" | "says" | "told") || end == '.' && word == "said");
                    before = end;
                    out.persons += usize::from(PERSONS.holds(Key::of(word)) && word != "US");
                }
                out.sayings += usize::from(said);
            }
        }
        out
    }
}

/// Whether a label tells of a member of a forum.
fn tells_of_member(label: &str) -> bool {
    const LABELS: &[&str] = &[
        "posts:",
        "messages:",
        "joined:",
        "join date:",
        "threads:",
        "topics:",
        "reputation:",
        "registered:",
        "member since",
    ];
    let start = |known: &&str| label.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
    LABELS.iter().any(start)
}

#[cfg(test)]
mod tests;
