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

/// Flag of an element: it and all that it holds is not shown (attributes, style, computed style).
pub const HIDDEN: u32 = 1;
/// Flag of an element: the reader can edit it, so nothing in it is read.
pub const EDITABLE: u32 = 2;
/// Flag of an element: it is laid out as a block of its own (computed `display` is neither `inline…` nor `contents`). Only a browser knows;
/// the native reader leaves it to the tag.
pub const BLOCK: u32 = 4;
/// Flag of an element: it is laid out inline although its tag is a block's. Only a browser knows.
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
