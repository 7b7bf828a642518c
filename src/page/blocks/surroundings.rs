//! What stands around a block: the part of the page, told by tags, names and how much of the page is in it, and the words of its elements.

use super::reader::Frame;
use crate::engine::document::Region;
use crate::page::stream::{Element, Event, HIDDEN, Stream};
use crate::page::tags;

/// How much of the page's running text an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Part,
    /// So much that it is no side show, whatever its name ("layout-with-sidebar").
    Most,
    /// And the page's heading too, so that it is not the comments either ("node comment-2").
    Story,
}

/// What a node holds.
#[derive(Clone, Copy, Default)]
pub struct Held {
    /// Running text in bytes: text nodes as long as a sentence.
    pub prose: usize,
    /// Whether a heading of the first rank stands in it.
    pub title: bool,
}

/// What every node holds.
pub fn held(stream: &Stream) -> Vec<Held> {
    let mut held: Vec<Held> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut hidden = 0;
    let add = |held: &mut Vec<Held>, parent: Option<&usize>, own: Held| {
        if let Some(parent) = parent.and_then(|&parent| held.get_mut(parent)) {
            parent.prose += own.prose;
            parent.title |= own.title;
        }
    };
    for event in stream.events() {
        match event {
            Event::Enter(element) => {
                open.push(held.len());
                held.push(Held { prose: 0, title: element.tag == "h1" });
                hidden += usize::from(hidden > 0 || element.flags & HIDDEN != 0);
            }
            Event::Text { text, .. } => {
                let length = text.trim().len();
                let own = Held { prose: if length >= SENTENCE && hidden == 0 { length } else { 0 }, title: false };
                held.push(own);
                add(&mut held, open.last(), own);
            }
            Event::Leave => {
                hidden = usize::saturating_sub(hidden, 1);
                let Some(node) = open.pop() else { continue };
                let own = held.get(node).copied().unwrap_or_default();
                add(&mut held, open.last(), own);
            }
        }
    }
    held
}

/// From how many bytes on a text node is running text.
const SENTENCE: usize = 80;

/// The part of the page that an element stands in, given the part around it.
pub fn region(element: &Element, role: &str, around: Region, size: Size) -> Region {
    if matches!(element.tag, "html" | "body") {
        return Region::Body;
    }
    // Only comments may be the greater part of a page.
    let credible = |region: &Region| match region {
        Region::Article => true,
        Region::Comments => size != Size::Story,
        _ => size == Size::Part,
    };
    let by_tag = tags::region_of_tag(element.tag, role).filter(credible);
    let named = || {
        let names =
            element.attribute("id").into_iter().chain(element.attribute("class").unwrap_or("").split_whitespace());
        // One comment ("comment-12") is not the greater part of a page.
        let names = names.take(8).filter(|name| size == Size::Part || !tags::is_numbered(name));
        names.filter_map(tags::region_of_name).find(credible)
    };
    match (by_tag, around) {
        (Some(Region::Article), Region::Body | Region::Article) if element.tag == "main" => Region::Article,
        // a comment is an article too, and so is a teaser
        (Some(Region::Article), Region::Body | Region::Article) => match named() {
            Some(Region::Comments) => Region::Comments,
            Some(Region::Aside) => Region::Aside,
            _ => Region::Article,
        },
        (Some(Region::Article), around) if element.tag == "main" && around != Region::Dialog => Region::Article,
        (Some(Region::Article), around) => around,
        // the head of an article is the article's
        (Some(Region::Header), Region::Body) => Region::Header,
        (Some(Region::Header), around) => around,
        (Some(region), Region::Body | Region::Article) => region,
        (Some(Region::Navigation), _) => Region::Navigation,
        (_, around @ (Region::Body | Region::Article)) => named().unwrap_or(around),
        (_, around) => around,
    }
}

/// How many elements around a block give it words, and how many bytes of them it keeps: enough for evidence, little enough to be linear.
const CONTEXT_ELEMENTS: usize = 24;
const CONTEXT_BYTES: usize = 400;

/// The words of `id`, `class` and the like of the open elements, nearest first.
pub fn context(frames: &[Frame]) -> String {
    let mut out = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for frame in frames.iter().rev().take(CONTEXT_ELEMENTS) {
        for name in ["id", "class", "role", "aria-label", "itemprop"] {
            for word in frame.element.attribute(name).unwrap_or("").split_whitespace() {
                if out.len() + word.len() >= CONTEXT_BYTES {
                    return out;
                }
                if !seen.contains(&word) {
                    seen.push(word);
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.extend(word.chars().flat_map(char::to_lowercase));
                }
            }
        }
    }
    out
}
