//! HTML as the native command reads it: bytes to text as browsers decode them ([`decode`]), and text to the stream of nodes that the
//! content script's walker emits ([`read`]). Past this file nothing knows whether a page came from a browser.
//!
//! The parser is html5ever. Its tree is kept in one vector, and everything that walks it is a loop: ten thousand nested elements need no stack.

use crate::page::stream::{ATTRIBUTES, BLOCK, EDITABLE, ENTER, HIDDEN, LEAVE, Stream, TEXT};
use crate::page::tags;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Decodes a page: a byte order mark decides, else what a `meta` element among the first 1,024 bytes declares, else UTF-8 where it is valid,
/// else windows-1252. The second part is the name of the encoding. Cannot fail: what is not valid becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    let encoding = match (Encoding::for_bom(bytes), declared(bytes)) {
        (Some((encoding, _)), _) | (None, Some(encoding)) => encoding,
        (None, None) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (None, None) => WINDOWS_1252,
    };
    let (text, encoding, _) = encoding.decode(bytes);
    (text.into_owned(), encoding.name())
}

/// How far a declaration of the encoding is looked for; the HTML standard's figure.
const PRESCAN: usize = 1024;

/// The encoding that a `meta` element declares, read as the HTML standard's prescan does.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let mut at = 0;
    while at < head.len() {
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at += 2 + rest[2..].windows(3).position(|w| w == b"-->")? + 3;
        } else if rest.len() > 5 && rest[..5].eq_ignore_ascii_case(b"<meta") && is_gap(rest[5]) {
            let (attributes, length) = prescan_attributes(&rest[5..]);
            if let Some(encoding) = encoding_of_meta(&attributes) {
                return Some(encoding);
            }
            at += 5 + length;
        } else if rest.len() > 1
            && rest[0] == b'<'
            && (rest[1].is_ascii_alphabetic() || rest.len() > 2 && rest[1] == b'/' && rest[2].is_ascii_alphabetic())
        {
            let name = rest.iter().position(|&b| is_gap(b) || b == b'>')?;
            at += name + prescan_attributes(&rest[name..]).1;
        } else {
            at += 1;
        }
    }
    None
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// The attributes of a tag, lower case, and how many bytes they take with the closing `>`.
fn prescan_attributes(tag: &[u8]) -> (Vec<(String, String)>, usize) {
    let mut out = Vec::new();
    let mut at = 0;
    let get = |i: usize| tag.get(i).copied();
    loop {
        while get(at).is_some_and(is_gap) {
            at += 1;
        }
        if matches!(get(at), None | Some(b'>')) {
            return (out, (at + 1).min(tag.len()));
        }
        let name = at;
        at += 1;
        while get(at).is_some_and(|b| !is_gap(b) && b != b'=' && b != b'>') {
            at += 1;
        }
        let name_end = at;
        while get(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        let mut value = &tag[at..at];
        if get(at) == Some(b'=') {
            at += 1;
            while get(at).is_some_and(|b| b.is_ascii_whitespace()) {
                at += 1;
            }
            let quote = get(at).filter(|b| matches!(b, b'"' | b'\''));
            let start = at + usize::from(quote.is_some());
            at = start;
            while get(at).is_some_and(|b| quote.map_or(!b.is_ascii_whitespace() && b != b'>', |q| b != q)) {
                at += 1;
            }
            value = tag.get(start..at).unwrap_or_default();
            at += usize::from(quote.is_some());
        }
        let lower = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
        out.push((lower(&tag[name..name_end]), lower(value)));
    }
}

/// `charset="…"`, or `http-equiv="content-type" content="…; charset=…"`.
fn encoding_of_meta(attributes: &[(String, String)]) -> Option<&'static Encoding> {
    let get = |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let label = get("charset").or_else(|| {
        let content = get("content").filter(|_| get("http-equiv") == Some("content-type"))?;
        let value = content.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
        value.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ', '\t', '\n']).next()
    })?;
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    // A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
    Some(match encoding {
        e if e == UTF_16LE || e == UTF_16BE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    })
}

/// Reads a page into the stream that a browser's walker would emit, as far as it can be known without style sheets and scripts.
/// Total, and linear in the tree.
pub fn read(html: &str, url: &str) -> Stream {
    let tree = html5ever::parse_document(Tree::new(), html5ever::ParseOpts::default()).one(html);
    let mut writer = Writer::new(url);
    let (mut parent, mut next) = (0, tree.nodes[0].first);
    loop {
        match next {
            Some(id) if writer.enter(&tree, id) => (parent, next) = (id, tree.nodes[id].first),
            Some(id) => next = tree.nodes[id].next,
            None if parent == 0 => return writer.stream,
            None => {
                writer.stream.ops.push(LEAVE);
                next = tree.nodes[parent].next;
                parent = tree.nodes[parent].parent.unwrap_or(0);
            }
        }
    }
}

/// Writes nodes as operations.
struct Writer {
    stream: Stream,
    numbers: HashMap<String, u32>,
}

impl Writer {
    fn new(url: &str) -> Self {
        let stream = Stream { url: url.to_owned(), strings: vec![String::new()], ..Stream::default() };
        Self { stream, numbers: HashMap::from([(String::new(), 0)]) }
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.stream.strings.len() as u32;
        self.stream.strings.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// Writes a node; says whether it is an element whose children follow.
    fn enter(&mut self, tree: &Arena, id: usize) -> bool {
        let (name, attributes) = match &tree.nodes[id].kind {
            NodeKind::Text(text) => {
                self.stream.ops.extend([TEXT, utf16_length(text)]);
                self.stream.text.push_str(text);
                return false;
            }
            NodeKind::Element { name, attributes } => (name, attributes),
            NodeKind::Other => return false,
        };
        let tag = &*name.local;
        let mut flags = flags(attributes);
        // A whole page is hidden by its style only until a script shows it.
        if matches!(tag, "html" | "body") {
            flags &= !HIDDEN;
        }
        let mut kept: Vec<(&str, Cow<str>)> = attributes
            .iter()
            .filter(|a| ATTRIBUTES.contains(&&*a.name.local))
            .map(|a| (&*a.name.local, Cow::Borrowed(&*a.value)))
            .collect();
        let json =
            kept.iter().any(|(name, value)| *name == "type" && value.eq_ignore_ascii_case("application/ld+json"));
        if tag == "script" && json {
            kept.push(("text", Cow::Owned(tree.text_of(id))));
        }
        let tag_number = self.string(tag);
        self.stream.ops.extend([ENTER, tag_number, flags, kept.len() as u32]);
        for (name, value) in kept {
            let (name, value) = (self.string(name), self.string(&value));
            self.stream.ops.extend([name, value]);
        }
        // A frame's text in the source is for browsers without frames.
        let opaque = tags::is_opaque(tag) || tag == "iframe" || flags & EDITABLE != 0;
        if opaque {
            self.stream.ops.push(LEAVE);
        }
        !opaque
    }
}

fn utf16_length(text: &str) -> u32 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// What an element's own attributes say of it. Computed style only a browser knows.
fn flags(attributes: &[Attribute]) -> u32 {
    let mut flags = 0;
    for attribute in attributes {
        let value = attribute.value.trim();
        let says = |word: &str| value.eq_ignore_ascii_case(word);
        match &*attribute.name.local {
            // `hidden=until-found` is content that find-in-page opens, but nobody reads it until then
            "hidden" => flags |= HIDDEN,
            "style" => flags |= style_flags(value),
            "contenteditable" if !says("false") => flags |= EDITABLE,
            _ => {}
        }
    }
    flags
}

/// What an inline style says: [`HIDDEN`] by `display: none`, `visibility: hidden` or `content-visibility: hidden`, [`BLOCK`] by any `display` of a
/// box of its own; the last declaration of a property wins. Not `opacity: 0`: pages that fade their text in are sent so.
fn style_flags(style: &str) -> u32 {
    let (mut display, mut visibility, mut content) = (0, false, false);
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match name.trim() {
            name if name.eq_ignore_ascii_case("display") => {
                let starts = |word: &str| value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
                display = match () {
                    () if value.eq_ignore_ascii_case("none") => HIDDEN,
                    () if ["block", "flex", "grid", "table", "list-item", "flow-root"]
                        .iter()
                        .any(|word| starts(word)) =>
                    {
                        BLOCK
                    }
                    () => 0,
                };
            }
            name if name.eq_ignore_ascii_case("visibility") => {
                visibility = value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse");
            }
            name if name.eq_ignore_ascii_case("content-visibility") => content = value.eq_ignore_ascii_case("hidden"),
            _ => {}
        }
    }
    display | if visibility || content { HIDDEN } else { 0 }
}

/// A parsed page: node 0 is the document.
struct Arena {
    nodes: Vec<TreeNode>,
}

#[derive(Default)]
struct TreeNode {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    kind: NodeKind,
}

#[derive(Default)]
enum NodeKind {
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, comments, a template's content.
    #[default]
    Other,
}

impl Arena {
    fn add(&mut self, kind: NodeKind) -> usize {
        self.nodes.push(TreeNode { kind, ..TreeNode::default() });
        self.nodes.len() - 1
    }

    /// The text directly in an element (a script's).
    fn text_of(&self, id: usize) -> String {
        let mut out = String::new();
        let mut at = self.nodes[id].first;
        while let Some(child) = at {
            if let NodeKind::Text(text) = &self.nodes[child].kind {
                out.push_str(text);
            }
            at = self.nodes[child].next;
        }
        out
    }

    fn detach(&mut self, id: usize) {
        let TreeNode { parent, previous, next, .. } = self.nodes[id];
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => parent.into_iter().for_each(|parent| self.nodes[parent].first = next),
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => parent.into_iter().for_each(|parent| self.nodes[parent].last = previous),
        }
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Puts a node under `parent`, before `before` or last.
    fn insert(&mut self, parent: usize, before: Option<usize>, id: usize) {
        self.detach(id);
        let previous = match before {
            Some(before) => self.nodes[before].previous.replace(id),
            None => self.nodes[parent].last.replace(id),
        };
        match previous {
            Some(previous) => self.nodes[previous].next = Some(id),
            None => self.nodes[parent].first = Some(id),
        }
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (Some(parent), previous, before);
    }

    /// Puts a node or text there; text joins the text before it.
    fn put(&mut self, parent: usize, before: Option<usize>, child: NodeOrText<Handle>) {
        let text = match child {
            NodeOrText::AppendNode(handle) => return self.insert(parent, before, handle.id),
            NodeOrText::AppendText(text) => text,
        };
        let previous = before.map_or(self.nodes[parent].last, |before| self.nodes[before].previous);
        if let Some(NodeKind::Text(there)) = previous.map(|previous| &mut self.nodes[previous].kind) {
            there.push_str(&text);
            return;
        }
        let id = self.add(NodeKind::Text(text.to_string()));
        self.insert(parent, before, id);
    }
}

/// What the parser holds of a node: its number, and its name where it is an element.
#[derive(Clone)]
struct Handle {
    id: usize,
    name: Rc<QualName>,
}

/// The tree while it is built. The parser calls it through shared references.
struct Tree {
    arena: RefCell<Arena>,
    nameless: Rc<QualName>,
}

impl Tree {
    fn new() -> Self {
        let nameless = Rc::new(QualName::new(None, ns!(), LocalName::from("")));
        Self { arena: RefCell::new(Arena { nodes: vec![TreeNode::default()] }), nameless }
    }

    fn other(&self) -> Handle {
        Handle { id: self.arena.borrow_mut().add(NodeKind::Other), name: Rc::clone(&self.nameless) }
    }
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Arena;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Arena {
        self.arena.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let kind = NodeKind::Element { name: Rc::clone(&name), attributes };
        Handle { id: self.arena.borrow_mut().add(kind), name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.arena.borrow_mut().put(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.arena.borrow().nodes[element.id].parent;
        match parent {
            Some(parent) => self.arena.borrow_mut().put(parent, Some(element.id), child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // What a template holds is never read: it may as well be its child.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.arena.borrow().nodes[sibling.id].parent;
        if let Some(parent) = parent {
            self.arena.borrow_mut().put(parent, Some(sibling.id), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let NodeKind::Element { attributes, .. } = &mut self.arena.borrow_mut().nodes[target.id].kind {
            for attribute in more {
                if !attributes.iter().any(|there| there.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.arena.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut arena = self.arena.borrow_mut();
        while let Some(child) = arena.nodes[node.id].first {
            arena.insert(new_parent.id, None, child);
        }
    }

    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::stream::Event;

    /// The stream as text: `p(` enters, `)` leaves, `!` is hidden, texts are quoted.
    fn shape(html: &str) -> String {
        let stream = read(html, "");
        let mut out = String::new();
        for event in stream.events() {
            match event {
                Event::Enter(e) => {
                    out.push_str(e.tag);
                    out.push_str(if e.flags & HIDDEN != 0 { "!(" } else { "(" });
                }
                Event::Text { text, .. } => out.push_str(&format!("{text:?}")),
                Event::Leave => out.push(')'),
            }
        }
        out.replace("html(head()body(", "").trim_end_matches(')').to_owned()
    }

    #[test]
    fn elements_texts_and_hidden_ones() {
        let cases = [
            ("<p>a<b>b</b>c", r#"p("a"b("b")"c""#),
            ("<p hidden>a<p>b", r#"p!("a")p("b""#),
            ("<p style='color:red; DISPLAY : none !important'>a", r#"p!("a""#),
            ("<p style='display:none;display:block'>a", r#"p("a""#),
            ("<p style='content-visibility:hidden'>a", r#"p!("a""#),
            ("<p style='opacity:0'>a", r#"p("a""#),
            ("<div>a<!-- b -->c</div>", r#"div("a""c""#),
            (
                "<script>x()</script><template><p>t</template><noscript><p>n</noscript>d",
                r#"script()template()noscript()"d""#,
            ),
            ("<table>lost<tr><td>x", r#""lost"table(tbody(tr(td("x""#),
            ("<p>𝒳é<textarea>t</textarea>", r#"p("𝒳é"textarea("#),
        ];
        for (html, expected) in cases {
            assert_eq!(shape(&format!("<body>{html}")), expected, "{html}");
        }
    }

    #[test]
    fn a_page_that_waits_for_its_script_is_read() {
        let page = crate::page::blocks::document(&read("<body style='visibility:hidden'><p>a<p hidden>b", ""));
        assert_eq!(page.document.text, "a");
    }

    #[test]
    fn attributes_and_linked_data_are_passed() {
        let stream = read("<body><script type='application/ld+json'>{\"a\": 1}</script><p onclick=x class='A b'>t", "");
        let passed: Vec<Vec<_>> = stream
            .events()
            .filter_map(|event| match event {
                Event::Enter(e) => Some(e.attributes().collect()),
                _ => None,
            })
            .collect();
        let json = vec![("type", "application/ld+json"), ("text", "{\"a\": 1}")];
        assert_eq!(passed[3..], [json, vec![("class", "A b")]]);
    }

    #[test]
    fn encodings_are_told_as_browsers_do() {
        let cases: [(&[u8], &str, &str); 9] = [
            (b"\xef\xbb\xbfa\xc3\xa9", "UTF-8", "aé"),
            (b"\xfe\xff\0a", "UTF-16BE", "a"),
            (b"a\xc3\xa9", "UTF-8", "aé"),
            (b"a\xe9 \x93", "windows-1252", "aé “"),
            (b"<meta charset=koi8-r>\xc1", "KOI8-R", "<meta charset=koi8-r>а"),
            (
                b"<!-- <meta charset=koi8-r> --><p title='>'>\xe9",
                "windows-1252",
                "<!-- <meta charset=koi8-r> --><p title='>'>é",
            ),
            (
                b"<META http-equiv=\"Content-Type\" content='text/html; Charset=ISO-8859-2'/>\xb1",
                "ISO-8859-2",
                "<META http-equiv=\"Content-Type\" content='text/html; Charset=ISO-8859-2'/>ą",
            ),
            (b"<meta charset=utf-16>\xc3\xa9", "UTF-8", "<meta charset=utf-16>é"),
            (b"<meta charset=", "UTF-8", "<meta charset="),
        ];
        for (bytes, name, text) in cases {
            assert_eq!(decode(bytes), (text.to_owned(), name));
        }
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        for tag in ["div", "b", "blockquote", "table><tr><td"] {
            let html = format!("<{tag}>").repeat(10_000) + "text";
            assert_eq!(read(&html, "").text, "text", "{tag}");
        }
    }
}
