//! The flat stream of nodes that a page is read as. The content script's walker (`extension/content/walk.js`) and the native HTML
//! reader ([`crate::html`]) emit the same one.
//!
//! Nodes are numbered from 0 in document order, elements and texts alike, as the walker meets them: a shadow root's or a frame's nodes
//! stand inside their host. The numbers are how a plan speaks of nodes.
//!
//! The walker emits every element except those whose content is never read, of which it emits only the element itself (enter, leave):
//! `script style noscript template textarea select option input svg math canvas video audio object embed iframe` (unless a same-origin
//! frame is read) and editable elements (`contenteditable`). Hidden elements are emitted with their content and the flag [`HIDDEN`]. Our own
//! nodes are never emitted; what one of our wrappers holds is emitted as if the wrapper were not there.

/// A page as a stream of nodes.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    /// Address of the page, empty where there is none.
    pub url: String,
    /// The operations: see [`ENTER`], [`TEXT`], [`LEAVE`].
    pub ops: Vec<u32>,
    /// Tag names (lower case) and attribute values that the operations refer to by index. Number 0 is the empty string.
    pub strings: Vec<String>,
    /// The text of all text nodes, joined without separators. Lone surrogates are U+FFFD, so that UTF-16 lengths are kept.
    pub text: String,
}

/// `ENTER tag flags attributes (name value)*`: an element begins. `tag`, `name` and `value` are indexes of [`Stream::strings`],
/// `attributes` is the number of pairs.
pub const ENTER: u32 = 0;
/// `TEXT length`: a text node of that many UTF-16 units. Empty ones are emitted too.
pub const TEXT: u32 = 1;
/// `LEAVE`: the element ends.
pub const LEAVE: u32 = 2;

/// Flag of an element: it and all that it holds is not shown (attributes, style; in a browser also computed style, no opacity, no size, cut away
/// or beyond the page's edge).
pub const HIDDEN: u32 = 1;
/// Flag of an element: the reader can edit it, so nothing in it is read.
pub const EDITABLE: u32 = 2;
/// Flag of an element: it is laid out as a block of its own (computed `display` is neither `inline…` nor `contents`). Only a browser knows;
/// the native reader leaves it to the tag.
pub const BLOCK: u32 = 4;
/// Flag of an element: it is laid out inline (or as an inline block). Only a browser knows; blocks leave it to the tag all the same,
/// because most such elements are cards and menus.
pub const INLINE: u32 = 8;

/// The attributes that the walker passes on, where an element has them; of `meta`, `link`, `time` and JSON-LD scripts it passes those that
/// say something of the page. The text of a `script[type="application/ld+json"]` is passed as its attribute `text`.
pub const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "role",
    "itemprop",
    "itemtype",
    "aria-label",
    "aria-hidden",
    "hidden",
    "href",
    "lang",
    "dir",
    "name",
    "property",
    "content",
    "datetime",
    "rel",
    "type",
    "pubdate",
];

/// One step through a stream.
#[derive(Clone, Copy, Debug)]
pub enum Event<'s> {
    /// An element begins.
    Enter(Element<'s>),
    /// A text node.
    Text {
        /// Its number.
        node: u32,
        /// Its text.
        text: &'s str,
    },
    /// The element that was entered last, and not left yet, ends.
    Leave,
}

/// An element as it is entered.
#[derive(Clone, Copy, Debug)]
pub struct Element<'s> {
    /// Its number.
    pub node: u32,
    /// Its tag name, lower case.
    pub tag: &'s str,
    /// [`HIDDEN`] and the others.
    pub flags: u32,
    strings: &'s [String],
    attributes: &'s [u32],
}

impl<'s> Element<'s> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'s str> {
        self.attributes().find(|(n, _)| *n == name).map(|(_, value)| value)
    }

    /// All its attributes that the walker passed on, as name and value.
    pub fn attributes(&self) -> impl Iterator<Item = (&'s str, &'s str)> + use<'s> {
        let strings = self.strings;
        let string = move |index: u32| strings.get(index as usize).map_or("", String::as_str);
        self.attributes.chunks_exact(2).map(move |pair| match pair {
            [name, value] => (string(*name), string(*value)),
            _ => ("", ""),
        })
    }
}

impl Stream {
    /// Steps through the stream. What breaks the contract ends it early, and nothing panics: a page's script may have lied to the walker.
    pub fn events(&self) -> Events<'_> {
        Events { stream: self, at: 0, byte: 0, node: 0 }
    }
}

/// See [`Stream::events`].
#[derive(Clone, Debug)]
pub struct Events<'s> {
    stream: &'s Stream,
    /// Next operation.
    at: usize,
    /// Where the next text begins.
    byte: usize,
    /// Number of the next node.
    node: u32,
}

impl<'s> Iterator for Events<'s> {
    type Item = Event<'s>;

    fn next(&mut self) -> Option<Event<'s>> {
        let stream = self.stream;
        let node = self.node;
        match *stream.ops.get(self.at)? {
            ENTER => {
                let [tag, flags, attributes] = *stream.ops.get(self.at + 1..self.at + 4)? else { return None };
                let start = self.at + 4;
                let end = start.checked_add((attributes as usize).checked_mul(2)?)?;
                let attributes = stream.ops.get(start..end)?;
                let tag = stream.strings.get(tag as usize)?;
                self.at = end;
                self.node += 1;
                Some(Event::Enter(Element { node, tag, flags, strings: &stream.strings, attributes }))
            }
            TEXT => {
                let length = *stream.ops.get(self.at + 1)? as usize;
                let rest = stream.text.get(self.byte..)?;
                let text = rest.get(..bytes_of_utf16(rest, length))?;
                self.at += 2;
                self.byte += text.len();
                self.node += 1;
                Some(Event::Text { node, text })
            }
            LEAVE => {
                self.at += 1;
                Some(Event::Leave)
            }
            _ => None,
        }
    }
}

/// How many bytes of `text` hold its first `length` UTF-16 units.
fn bytes_of_utf16(text: &str, length: usize) -> usize {
    if text.as_bytes().get(..length).is_some_and(<[u8]>::is_ascii) {
        return length;
    }
    let mut units = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        // A character's first byte; four bytes are two units.
        units += usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0);
        if units > length {
            return at;
        }
    }
    text.len()
}
