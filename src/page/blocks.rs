//! Nodes to blocks: what is a paragraph, where it stands on the page, and the way back from its bytes to the page's text nodes.
//!
//! A block is the text between two borders of block elements, with inline elements joined and white space collapsed. Two line breaks are a
//! border too; one is where the lines on both sides look like paragraphs of their own (see [`lines`]). Buttons are blocks of their own.

mod lines;
mod sites;

pub use sites::FoldSite;

use super::stream::{BLOCK, EDITABLE, Element, Event, HIDDEN, Stream};
use super::{report, tags};
use crate::engine::document::{Block, BlockKind, Document, Region};
use crate::engine::span::{Offsets, Span};

/// Number of a node in the stream.
pub type NodeNumber = u32;

/// The parent of what has none.
pub const NO_NODE: NodeNumber = NodeNumber::MAX;

/// A page as a document, with the way back to its nodes.
#[derive(Clone, Debug, Default)]
pub struct PageDocument {
    /// What the engine analyses. Its text is the blocks' texts, a line each.
    pub document: Document,
    /// The page's nodes by number.
    pub nodes: Vec<Node>,
    /// For each block, where it comes from.
    pub sources: Vec<Source>,
    /// Pieces of all blocks, in order.
    pieces: Vec<Piece>,
    /// Every text node that shows text, with its block; both ascend.
    texts: Vec<(NodeNumber, usize)>,
    /// Elements that no fold may hide, ascending.
    kept: Vec<NodeNumber>,
}

/// A node of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Number of its parent, or [`NO_NODE`].
    pub parent: NodeNumber,
    /// The number behind its last descendant: all that it holds is numbered from its own number up to this.
    pub end: NodeNumber,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is, as far as a fold must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A text node.
    Text,
    /// An element inside a line.
    Inline,
    /// An element that is laid out as a block.
    Block,
    /// A block that holds the page or a table together ("td", "body"): folds hide what it holds instead.
    Framework,
}

/// Where a block comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The nearest block element around it, or [`NO_NODE`].
    pub element: NodeNumber,
    /// Its first text node that shows text.
    pub first: NodeNumber,
    /// Its last.
    pub last: NodeNumber,
    /// Its pieces, as a range of `PageDocument::pieces`.
    pieces: (usize, usize),
}

/// A stretch of a block that stands just so in one text node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins, in bytes of the block.
    byte: usize,
    /// Its length in bytes; at most [`MIXED`] where it is not all ASCII.
    length: usize,
    node: NodeNumber,
    /// Where it begins, in UTF-16 units of the node.
    utf16: u32,
    /// Whether it is all ASCII: each of its bytes is one UTF-16 unit.
    ascii: bool,
}

/// The longest piece that is not all ASCII, in bytes: what one conversion of an offset costs at most.
const MIXED: usize = 64;

/// From how many bytes on ASCII behind other characters is worth a piece of its own.
const WORTH: usize = 16;

/// A place in the page: a text node and a UTF-16 offset in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the text node.
    pub node: NodeNumber,
    /// UTF-16 units from its start.
    pub utf16: u32,
}

impl PageDocument {
    /// Where a span of a block stands in the page: its first place and the place behind its last character. `None` where the block or span
    /// does not exist or shows nothing.
    pub fn utf16_range(&self, block: usize, span: Span) -> Option<(Place, Place)> {
        let source = self.sources.get(block)?;
        let pieces = self.pieces.get(source.pieces.0..source.pieces.1)?;
        let text = self.document.block_text(block);
        let start = text.get(span.start..span.end)?.char_indices().find(|(_, c)| *c != '\n')?.0 + span.start;
        let last = text.get(..span.end)?.trim_end_matches('\n').char_indices().next_back()?.0;
        let place = |byte: usize, behind: bool| {
            let index = pieces.partition_point(|piece| piece.byte <= byte).checked_sub(1)?;
            let piece = pieces.get(index)?;
            let offset = byte - piece.byte;
            let units = if piece.ascii {
                (offset < piece.length).then_some(offset as u32 + u32::from(behind))?
            } else {
                let inner = text.get(piece.byte..piece.byte + piece.length)?;
                let step = if behind { inner.get(offset..)?.chars().next()?.len_utf8() } else { 0 };
                Offsets::new(inner).utf16(offset + step).0
            };
            Some(Place { node: piece.node, utf16: piece.utf16 + units })
        };
        Some((place(start, false)?, place(last, true)?))
    }
}

/// Reads a page's stream as blocks. Total, and linear in the stream.
pub fn document(stream: &Stream) -> PageDocument {
    let mut reader = Reader { held: held(stream), ..Reader::default() };
    for event in stream.events() {
        match event {
            Event::Enter(element) => reader.enter(element),
            Event::Text { node, text } => reader.text(node, text),
            Event::Leave => reader.leave(),
        }
    }
    reader.finish();
    let mut page = reader.page;
    report::describe(stream, &mut page);
    page
}

/// An element that is open.
struct Frame<'s> {
    element: Element<'s>,
    kind: BlockKind,
    region: Region,
    /// Number of the block element around or at it.
    block: NodeNumber,
    /// Whether entering and leaving it are borders of blocks.
    border: bool,
    /// Whether its text is not shown.
    unshown: bool,
    /// A control: its text is a block that is never folded.
    control: bool,
    /// Whether its text is a control's or code, which is never marked.
    silent: bool,
    /// Whether it emphasises or links, or stands in what does.
    set_off: bool,
    /// The address it leads to.
    link: Option<&'s str>,
}

#[derive(Default)]
struct Reader<'s> {
    page: PageDocument,
    /// For each node, what it holds.
    held: Vec<Held>,
    frames: Vec<Frame<'s>>,
    open: Open<'s>,
}

/// The block that is being read.
#[derive(Default)]
struct Open<'s> {
    text: String,
    /// White space that goes before the next character: where it stands.
    gap: Option<(Place, char)>,
    /// Line breaks before the next character.
    breaks: usize,
    /// Where the last line begins, and whether all of it is set off.
    line: usize,
    line_set_off: bool,
    /// Index of its first piece, and of its first text node.
    first_piece: usize,
    first_text: usize,
    element: NodeNumber,
    kind: BlockKind,
    region: Region,
    context: String,
    link_bytes: usize,
    links: u64,
    link: Option<&'s str>,
    control: bool,
    silent: Vec<Span>,
    /// Where the next character stands if its node goes on.
    next: Option<Place>,
    /// Whether there is a character that can be seen.
    seen: bool,
}

impl<'s> Reader<'s> {
    fn enter(&mut self, element: Element<'s>) {
        let parent = self.frames.last();
        let in_unshown = parent.is_some_and(|p| p.unshown);
        let class = element.attribute("class").unwrap_or("");
        let role = element.attribute("role").unwrap_or("");
        // What style sheets make a block is one. What they put on a line (`inline-block` cards, menus) stays a block all the same.
        let inline = element.flags & BLOCK == 0 && tags::is_inline(element.tag);
        let button = element.tag == "button"
            || role == "button"
            || element.tag == "a" && class.split_whitespace().any(tags::is_button_name);
        let border = !inline || button;
        let frame = Frame {
            kind: tags::block_kind(element.tag).or(parent.map(|p| p.kind)).unwrap_or_default(),
            region: region(&element, role, parent.map_or(Region::Body, |p| p.region), self.size(element.node)),
            block: if inline { parent.map_or(NO_NODE, |p| p.block) } else { element.node },
            border,
            unshown: in_unshown
                || element.flags & (HIDDEN | EDITABLE) != 0
                || element.attribute("aria-hidden") == Some("true")
                || tags::is_unshown(element.tag),
            control: button || parent.is_some_and(|p| p.control),
            silent: element.tag == "button"
                || role == "button"
                || tags::is_code(element.tag)
                || parent.is_some_and(|p| p.silent),
            set_off: parent.is_some_and(|p| p.set_off && inline)
                || tags::is_emphasis(element.tag)
                || element.tag == "a",
            link: element.attribute("href").filter(|_| element.tag == "a").or(parent.and_then(|p| p.link)),
            element,
        };
        let kind = match frame.border {
            _ if tags::is_framework(element.tag) => NodeKind::Framework,
            _ if inline => NodeKind::Inline,
            _ => NodeKind::Block,
        };
        self.push_node(element.node, kind);
        if !frame.unshown || tags::is_opaque(element.tag) && !in_unshown {
            let hidden_input = element.tag == "input" && element.attribute("type") == Some("hidden");
            if (tags::is_kept(element.tag) || button) && !hidden_input && element.flags & HIDDEN == 0 {
                self.page.kept.push(element.node);
                self.open.control |= tags::is_control(element.tag) && !border;
            }
            match element.tag {
                "br" if frame.kind == BlockKind::Code && !self.open.text.is_empty() => {
                    self.character('\n', Place { node: element.node, utf16: 0 }, "")
                }
                "br" => self.open.breaks += 1,
                _ if frame.border => self.flush(),
                _ => {}
            }
        }
        self.frames.push(frame);
    }

    /// How much of the page's running text an element holds.
    fn size(&self, node: NodeNumber) -> Size {
        let of = |node: usize| self.held.get(node).copied().unwrap_or_default();
        match of(node as usize) {
            held if held.prose * 100 <= of(0).prose * 40 => Size::Part,
            held if held.title => Size::Story,
            _ => Size::Most,
        }
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let end = self.page.nodes.len() as NodeNumber;
        if let Some(node) = self.page.nodes.get_mut(frame.element.node as usize) {
            node.end = end;
        }
        if frame.border && !frame.unshown {
            self.flush();
        }
    }

    fn push_node(&mut self, node: NodeNumber, kind: NodeKind) {
        let parent = self.frames.last().map_or(NO_NODE, |frame| frame.element.node);
        self.page.nodes.push(Node { parent, end: node + 1, kind });
    }

    fn text(&mut self, node: NodeNumber, text: &'s str) {
        self.push_node(node, NodeKind::Text);
        let Some(frame) = self.frames.last() else { return };
        if frame.unshown {
            return;
        }
        let code = frame.kind == BlockKind::Code;
        let (mut at, mut utf16) = (0, 0);
        while let Some(c) = text[at..].chars().next() {
            let byte = at;
            let place = Place { node, utf16 };
            at += c.len_utf8();
            utf16 += c.len_utf16() as u32;
            if code && c.is_whitespace() && !self.open.text.is_empty() {
                self.character(c, place, "");
            } else if c.is_whitespace() {
                // One no-break space stays what it is: it may hold a number together.
                let kept = if c == '\u{a0}' || c == '\u{202f}' { c } else { ' ' };
                self.open.gap = Some(self.open.gap.map_or((place, kept), |(first, _)| (first, ' ')));
            } else {
                self.character(c, place, &text[byte..]);
                if !code {
                    let stretch = plain(&text[at..]);
                    self.stretch(stretch, Place { node, utf16 });
                    at += stretch.len();
                    utf16 += stretch.len() as u32;
                }
            }
        }
    }

    /// Takes a [`plain`] stretch that goes on in the same node right behind a character: what most of a page is.
    fn stretch(&mut self, text: &str, mut place: Place) {
        let open = &mut self.open;
        let byte = open.text.len();
        open.text.push_str(text);
        let (length, units) = (text.len(), text.len() as u32);
        let fits = |piece: &&mut Piece| piece.ascii || length < WORTH && piece.length + length <= MIXED;
        match self.page.pieces.last_mut().filter(fits) {
            Some(piece) => piece.length += length,
            None if length > 0 => {
                self.page.pieces.push(Piece { byte, length, node: place.node, utf16: place.utf16, ascii: true })
            }
            None => {}
        }
        place.utf16 += units;
        open.next = Some(place);
        open.seen |= !text.is_empty();
        let Some(frame) = self.frames.last() else { return };
        if let Some(last) = open.silent.last_mut().filter(|_| frame.silent) {
            last.end = open.text.len();
        }
        if frame.link.is_some() {
            open.link_bytes += text.bytes().filter(|byte| *byte != b' ').count();
        }
    }

    /// Takes one character; `rest` is the text of its node from there on.
    fn character(&mut self, c: char, place: Place, rest: &str) {
        if self.open.breaks > 0 && !self.open.text.is_empty() {
            let line = Span::new(self.open.line, self.open.text.len()).of(&self.open.text);
            let heading = self.open.kind == BlockKind::Heading;
            if !heading && (self.open.breaks > 1 || lines::are_paragraphs(line, self.open.line_set_off, rest)) {
                self.flush();
            } else {
                self.open.text.push('\n');
                self.open.line = self.open.text.len();
                self.open.line_set_off = true;
                self.open.gap = None;
            }
        }
        self.open.breaks = 0;
        if self.open.text.is_empty() {
            self.begin();
        } else if let Some((place, space)) = self.open.gap {
            self.push(space, place);
        }
        self.open.gap = None;
        self.push(c, place);
        self.open.seen |= !matches!(c, '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}');
        let Some(frame) = self.frames.last() else { return };
        if frame.silent {
            let end = self.open.text.len();
            match self.open.silent.last_mut() {
                Some(last) if last.end + 1 >= end - c.len_utf8() => last.end = end,
                _ => self.open.silent.push(Span::new(end - c.len_utf8(), end)),
            }
        }
        self.open.line_set_off &= frame.set_off;
        self.open.control |= frame.control;
        if let Some(link) = frame.link {
            self.open.link_bytes += c.len_utf8();
            if self.open.link != Some(link) && !link.starts_with('#') && !link.starts_with("javascript:") {
                self.open.link = Some(link);
                self.open.links = hash(self.open.links, link);
            }
        }
        if self.page.texts.last().is_none_or(|&(last, _)| last != place.node) && c != '\n' {
            self.page.texts.push((place.node, self.page.sources.len()));
        }
    }

    /// Begins a block at the innermost open element.
    fn begin(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let (element, kind, region, control) = (frame.block, frame.kind, frame.region, self.open.control);
        let context = context(&self.frames);
        self.open = Open {
            first_piece: self.page.pieces.len(),
            first_text: self.page.texts.len(),
            line_set_off: true,
            element,
            kind,
            region,
            control,
            context,
            ..Open::default()
        };
    }

    fn push(&mut self, c: char, place: Place) {
        let open = &mut self.open;
        let byte = open.text.len();
        open.text.push(c);
        let length = c.len_utf8();
        let own = self.page.pieces.len() > open.first_piece && open.next == Some(place);
        open.next = Some(Place { node: place.node, utf16: place.utf16 + c.len_utf16() as u32 });
        let fits = |piece: &&mut Piece| own && if piece.ascii { c.is_ascii() } else { piece.length + length <= MIXED };
        match self.page.pieces.last_mut().filter(fits) {
            Some(piece) => piece.length += length,
            None => {
                let Place { node, utf16 } = place;
                self.page.pieces.push(Piece { byte, length, node, utf16, ascii: c.is_ascii() });
            }
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        if open.text.is_empty() {
            return;
        }
        if !open.seen {
            self.page.pieces.truncate(open.first_piece);
            self.page.texts.truncate(open.first_text);
            return;
        }
        let length = open.text.trim_end().len();
        open.text.truncate(length);
        let page = &mut self.page;
        let text = &mut page.document.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&open.text);
        let nodes = page.texts.get(open.first_text..).unwrap_or_default();
        let node = |text: Option<&(NodeNumber, usize)>| text.map_or(NO_NODE, |&(node, _)| node);
        page.sources.push(Source {
            element: open.element,
            first: node(nodes.first()),
            last: node(nodes.last()),
            pieces: (open.first_piece, page.pieces.len()),
        });
        // Old pages are laid out with tables: a cell with that much text is no figure in a table.
        let layout = open.kind == BlockKind::Cell && length > 120;
        page.document.blocks.push(Block {
            span: Span::new(start, text.len()),
            kind: if layout { BlockKind::Paragraph } else { open.kind },
            main: false,
            region: open.region,
            link_bytes: open.link_bytes,
            links: open.links,
            control: open.control,
            foreign: false,
            silent: open.silent,
            context: open.context,
        });
    }

    fn finish(&mut self) {
        self.flush();
        while !self.frames.is_empty() {
            self.leave();
        }
    }
}

/// The part of a text up to which it is ASCII to be seen, with single blanks between.
fn plain(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let blank = *byte == b' ' && bytes.get(end + 1).is_some_and(u8::is_ascii_graphic);
        if !(blank || byte.is_ascii_graphic()) {
            break;
        }
        end += 1;
    }
    text.get(..end).unwrap_or("")
}

/// How much of the page's running text an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Part,
    /// So much that it is no side show, whatever its name ("layout-with-sidebar").
    Most,
    /// And the page's heading too, so that it is not the comments either ("node comment-2").
    Story,
}

/// What a node holds.
#[derive(Clone, Copy, Default)]
struct Held {
    /// Running text in bytes: text nodes as long as a sentence.
    prose: usize,
    /// Whether a heading of the first rank stands in it.
    title: bool,
}

/// What every node holds.
fn held(stream: &Stream) -> Vec<Held> {
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
fn region(element: &Element, role: &str, around: Region, size: Size) -> Region {
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
fn context(frames: &[Frame]) -> String {
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

/// Adds a text to a hash (FNV-1a): small, and the same on every platform.
fn hash(seed: u64, text: &str) -> u64 {
    let start = if seed == 0 { 0xcbf2_9ce4_8422_2325 } else { seed };
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests;
