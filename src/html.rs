//! HTML as the native command reads it: bytes to text as browsers decode them ([`decode`]), and text to the stream of nodes that the
//! content script's walker emits ([`read`]). Past this file nothing knows whether a page came from a browser.
//!
//! The parser is html5ever. Its tree is kept in one vector, and everything that walks it is a loop: ten thousand nested elements need no stack.

mod encoding;
mod tree;

use crate::page::stream::{ATTRIBUTES, BLOCK, EDITABLE, ENTER, HIDDEN, LEAVE, Stream, TEXT};
use crate::page::tags;
use html5ever::Attribute;
use std::borrow::Cow;
use std::collections::HashMap;
use tree::{Arena, NodeKind};

pub use encoding::decode;

/// Reads a page into the stream that a browser's walker would emit, as far as it can be known without style sheets and scripts.
/// Total, and linear in the tree.
pub fn read(html: &str, url: &str) -> Stream {
    let tree = tree::parse(html);
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
    fn deep_nesting_needs_no_stack() {
        for tag in ["div", "b", "blockquote", "table><tr><td"] {
            let html = format!("<{tag}>").repeat(10_000) + "text";
            assert_eq!(read(&html, "").text, "text", "{tag}");
        }
    }
}
