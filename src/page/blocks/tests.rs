use super::*;
use crate::engine::document::{BlockKind, Region};
use crate::html;

fn read(html: &str) -> PageDocument {
    document(&html::read(&format!("<body>{html}"), ""))
}

fn texts(page: &PageDocument) -> Vec<&str> {
    (0..page.document.blocks.len()).map(|block| page.document.block_text(block)).collect()
}

/// The blocks of a page, separated by bars.
fn cut(html: &str) -> String {
    texts(&read(html)).join("|").replace('\n', "/")
}

#[test]
fn what_is_a_block() {
    let cases = [
        ("<p> a <b>b</b><i>c</i>\n\t d </p>e<div>f<div>g</div>h</div>", "a bc d|e|f|g|h"),
        ("One.<br>Two.<br><br>three<br/> <br>four<br>five", "One.|Two.|three|four/five"),
        ("<b>Rules</b><br>Be kind", "Rules|Be kind"),
        ("<h2>Bridge closed.<br>Ferry instead</h2>", "Bridge closed./Ferry instead"),
        ("<ul><li>a<li>b <ul><li>c</ul></ul><dl><dt>d<dd>e</dl>", "a|b|c|d|e"),
        ("<table><caption>t</caption><tr><td>1<td>2</table>", "t|1|2"),
        ("<p>a <button>Show</button> b <a class='btn-big'>Go</a></p>", "a|Show|b|Go"),
        ("<p hidden>a</p><p aria-hidden=true>x</p><p>b<script>c</script><span style='display:none'>d</span></p>", "b"),
        ("<details><summary>a</summary>b</details>", "a|b"),
        ("a <meta itemprop=x content=y> b<link>c <span style='display:block'>d</span> e", "a bc|d|e"),
        ("<pre>a\n  b</pre>", "a/  b"),
        ("<pre><br>a<br>b<div><br>c</div></pre>", "a/b|c"),
        ("<p>10\u{a0}000 \u{a0} km\u{a0}</p><p>\u{200b}</p><p>\u{a0}</p>", "10\u{a0}000 km"),
        ("<title>t</title><p contenteditable>e</p><textarea>x</textarea>y", "y"),
    ];
    for (html, expected) in cases {
        assert_eq!(cut(html), expected, "{html}");
    }
}

#[test]
fn code_and_the_words_on_buttons_are_silent() {
    let page = read("<p>Run <code>ls <b>-l</b></code> or <kbd>x</kbd>, then <button>Show 3</button> the rest</p>");
    let silent: Vec<&str> = (0..page.document.blocks.len())
        .flat_map(|n| page.document.blocks[n].silent.iter().map(move |span| (n, *span)))
        .map(|(n, span)| span.of(page.document.block_text(n)))
        .collect();
    assert_eq!(silent, ["ls -l", "x", "Show 3"]);
}

#[test]
fn kinds_regions_links_and_words() {
    let page = read(
        "<header id=Top><nav class='main-nav'><a href=/a>Home</a></nav></header><article class='story'><h1>Head</h1><p>Text \
         <a href=/b>link</a></p><ul><li>Point</ul></article><section id=comments><article>Said</article><label><input> Name</label></section>",
    );
    let of = |text: &str| {
        let block = texts(&page).iter().position(|t| *t == text).unwrap();
        &page.document.blocks[block]
    };
    assert_eq!((of("Home").region, of("Home").link_bytes), (Region::Navigation, 4));
    assert_eq!(of("Home").context, "main-nav top");
    assert_eq!((of("Head").kind, of("Head").region), (BlockKind::Heading, Region::Article));
    assert_eq!((of("Text link").kind, of("Text link").link_bytes), (BlockKind::Paragraph, 4));
    assert_ne!(of("Text link").links, of("Home").links);
    assert_eq!(of("Point").kind, BlockKind::Item);
    assert_eq!((of("Said").region, of("Name").region), (Region::Comments, Region::Comments));
    assert!(of("Name").control && !of("Said").control);
}

#[test]
fn spans_lead_back_to_text_nodes() {
    let page = read("<p>\n  “Old”  <b>𝒳y</b>\n new</p>");
    let texts: Vec<_> = page.texts.iter().map(|&(node, _)| node).collect();
    assert_eq!(page.document.block_text(0), "“Old” 𝒳y new");
    let range = |part: &str| {
        let start = page.document.block_text(0).find(part).unwrap();
        let (from, to) = page.utf16_range(0, Span::new(start, start + part.len())).unwrap();
        let number = |node| texts.iter().position(|&text| text == node).unwrap();
        (number(from.node), from.utf16, number(to.node), to.utf16)
    };
    assert_eq!(range("Old"), (0, 4, 0, 7));
    assert_eq!(range("Old” 𝒳"), (0, 4, 1, 2));
    assert_eq!(range("y new"), (1, 2, 2, 5));
    assert_eq!(page.utf16_range(0, Span::new(1, 2)), None);
    assert_eq!(page.utf16_range(9, Span::new(0, 1)), None);
}

#[test]
fn long_texts_lead_back_too() {
    let text = "é𝒳 wörd  ".repeat(400);
    let page = read(&format!("<p>{text}</p>"));
    let block = page.document.block_text(0);
    let utf16: Vec<u16> = text.encode_utf16().collect();
    for (byte, c) in block.char_indices() {
        let (from, to) = page.utf16_range(0, Span::new(byte, byte + c.len_utf8())).unwrap();
        let there = String::from_utf16(&utf16[from.utf16 as usize..to.utf16 as usize]).unwrap();
        assert_eq!(there, c.to_string(), "{byte}");
    }
}

/// The sites of a fold: elements by tag, runs by the tag of their parent and their text.
fn sites(html: &str, from: &str, to: &str) -> String {
    let stream = html::read(&format!("<body>{html}"), "");
    let page = document(&stream);
    let block = |part: &str| texts(&page).iter().position(|t| t.contains(part)).unwrap();
    let mut tags = vec![String::new(); page.nodes.len()];
    for event in stream.events() {
        match event {
            Event::Enter(e) => tags[e.node as usize] = e.tag.to_owned(),
            Event::Text { node, text } => tags[node as usize] = format!("{text:?}"),
            Event::Leave => {}
        }
    }
    let name = |node: u32| tags[node as usize].clone();
    let sites = page.fold_sites(block(from), block(to));
    let written = sites.iter().map(|site| match *site {
        FoldSite::Element { node } => name(node),
        FoldSite::Run { parent, first, last } => format!("{}[{}..{}]", name(parent), name(first), name(last)),
    });
    written.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_fold_hides() {
    let cases = [
        // html, first and last block, sites
        ("<div><p>a<p>b<p>c</div>", "b", "c", "p p"),
        ("<div><p>a<p>b</div><p>c", "a", "b", "div"),
        ("<section><div>a</div><div>b</div></section><div>c</div>", "a", "c", "section div"),
        ("<div>a<br><br>b<br><br><b>c</b> d<br><br>e</div>", "b", "c", r#"div["b".." d"]"#),
        ("<div><i>a</i><br><br><i>b</i></div>", "b", "b", "div[i..i]"),
        ("<ul><li>a<li>b<li>c</ul>", "a", "b", "li li"),
        ("<ul><li>a<li>b</ul>c", "a", "b", "ul"),
        ("<table><tr><td>a<td><p>b<tr><td>c<td>d</table>", "a", "b", r#"td["a".."a"] p"#),
        ("<table><tr><td>a<td>b</table>c", "a", "b", "table"),
        ("<div><p>a</p><button>x</button><p>b</div>", "a", "a", "p"),
        ("<div><p>a <input> b</p></div>c", "a", "a", r#"p["a ".."a "] p[" b".." b"]"#),
        ("<figure><img><figcaption>a</figcaption></figure>b", "a", "a", "figcaption"),
        ("<div><a href=x><h3>a</h3><p>b</p></a></div>c", "a", "b", "div"),
        ("<div>x <div>a</div></div>", "a", "a", "div"),
        ("a<p>b</p>c", "b", "c", r#"p body["c".."c"]"#),
    ];
    for (html, from, to, expected) in cases {
        assert_eq!(sites(html, from, to), expected, "{html}");
    }
}

#[test]
fn deep_pages_are_read_in_linear_time() {
    let html = "<div class='a b c d'>x".repeat(10_000);
    let page = read(&html);
    assert_eq!(page.document.blocks.len(), 10_000);
    assert_eq!(page.fold_sites(5_000, 9_999).len(), 1);
}

#[test]
fn a_stream_that_breaks_the_contract_does_no_harm() {
    let page = html::read("<p>one<b>two</b>", "");
    for length in 0..page.ops.len() {
        let mut ops = page.ops[..length].to_vec();
        drop(document(&Stream { ops: ops.clone(), ..page.clone() }));
        if let Some(last) = ops.last_mut() {
            *last = u32::MAX;
        }
        drop(document(&Stream { ops, ..page.clone() }));
    }
    let closed = Stream { ops: vec![2, 2, 1, 3, 2], text: "abc".to_owned(), ..Stream::default() };
    assert!(document(&closed).document.blocks.is_empty());
}

#[test]
fn every_character_has_its_place() {
    let long = "words and more words, ".repeat(60);
    let html = format!(
        "<p>A  “b”\u{a0} <a href=/x>{long}</a>🦀 c<b> d\n</b>e <code>f g</code></p><p>  {long}ü {long}</p><pre>h\n {long}i</pre>"
    );
    let stream = html::read(&format!("<body>{html}"), "");
    let page = document(&stream);
    let mut of_node = std::collections::HashMap::new();
    for event in stream.events() {
        if let Event::Text { node, text } = event {
            of_node.insert(node, text.encode_utf16().collect::<Vec<u16>>());
        }
    }
    let mut seen = 0;
    for block in 0..page.document.blocks.len() {
        for (byte, c) in page.document.block_text(block).char_indices().filter(|(_, c)| *c != '\n') {
            let (from, to) = page.utf16_range(block, Span::new(byte, byte + c.len_utf8())).unwrap();
            let units = &of_node[&from.node][from.utf16 as usize..];
            let there = char::decode_utf16(units.iter().copied()).next().unwrap().unwrap();
            assert!(there == c || there.is_whitespace() && c == ' ', "{byte}: {c} is {there}");
            assert_eq!((to.node, to.utf16), (from.node, from.utf16 + c.len_utf16() as u32));
            seen += 1;
        }
    }
    assert!(seen > 5_000, "{seen}");
    let link = long.trim_end().chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(page.document.blocks[0].link_bytes, link);
}

/// A twin that is hidden is no text, so the copy that is shown repeats nothing.
#[test]
fn hidden_twins_are_no_copies() {
    use crate::engine::rules::repeats::find;
    let text = "<p>The ferry to Skarholm stopped running on Friday after ice closed the northern harbour for the first time in six years.</p>";
    let cases = [
        (format!("<div hidden>{text}</div>{text}"), 0),
        (format!("<div style='display:none'>{text}</div>{text}"), 0),
        (format!("<div aria-hidden=true>{text}</div>{text}"), 0),
        (format!("<noscript>{text}</noscript>{text}"), 0),
        (format!("<template>{text}</template>{text}"), 0),
        (format!("<div>{text}</div>{text}"), 1),
    ];
    for (html, folds) in cases {
        assert_eq!(find(&read(&html).document).len(), folds, "{html}");
    }
}
