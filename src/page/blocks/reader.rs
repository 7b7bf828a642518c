//! Events to blocks: what opens and ends one, and what of the page's text it takes.

use super::surroundings::{Held, Size, context, region};
use super::{NO_NODE, Node, NodeKind, NodeNumber, PageDocument, Piece, Place, Source, lines};
use crate::engine::document::{Block, BlockKind, Region};
use crate::engine::span::Span;
use crate::page::stream::{BLOCK, EDITABLE, Element, HIDDEN};
use crate::page::tags;

/// The longest piece that is not all ASCII, in bytes: what one conversion of an offset costs at most.
pub const MIXED: usize = 64;

/// From how many bytes on ASCII behind other characters is worth a piece of its own.
const WORTH: usize = 16;

/// An element that is open.
pub struct Frame<'s> {
    pub element: Element<'s>,
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

/// Reads a stream's events, one after another.
#[derive(Default)]
pub struct Reader<'s> {
    pub page: PageDocument,
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
    /// At the start of a page whose nodes hold this.
    pub fn new(held: Vec<Held>) -> Self {
        Self { held, ..Self::default() }
    }

    pub fn enter(&mut self, element: Element<'s>) {
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

    pub fn leave(&mut self) {
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

    pub fn text(&mut self, node: NodeNumber, text: &'s str) {
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

    pub fn finish(&mut self) {
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

/// Adds a text to a hash (FNV-1a): small, and the same on every platform.
fn hash(seed: u64, text: &str) -> u64 {
    let start = if seed == 0 { 0xcbf2_9ce4_8422_2325 } else { seed };
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
