//! A web page that needs nothing else: each document's text with its marks and folds, and boxes to switch kinds. No script: the boxes work
//! by style alone. Colours come from the rule table.

use super::pieces::{self, Piece};
use super::words;
use newsglass::Document;
use newsglass::engine::document::BlockKind;
use newsglass::engine::finding::{Analysis, Mark};
use newsglass::engine::rules::RULES;
use newsglass::page::style;
use newsglass::settings::Strength;
use std::fmt::Write;

/// Everything up to the first document.
pub fn begin() -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Newsglass</title>\n<style>\n",
    );
    out.push_str(FRAME);
    for (dark, before, after) in [(false, "", ""), (true, "@media (prefers-color-scheme: dark) {\n", "}\n")] {
        out.push_str(before);
        for (rule, kind) in RULES.iter().flat_map(|rule| rule.kinds.iter().map(|kind| (rule.id, kind))) {
            // A kind is painted while its box is ticked.
            let paint = style::declarations(rule, &kind.look, dark, Strength::Normal, None);
            let _ = writeln!(out, "body:has(#show-{0}:checked) mark.{0} {{{paint}}}", kind.name);
        }
        out.push_str(after);
    }
    out.push_str("</style>\n</head>\n<body>\n<form class=\"kinds\">\n");
    for rule in RULES.iter().filter(|rule| !rule.kinds.is_empty()) {
        let _ = write!(out, "<fieldset><legend>{}</legend>", escaped(rule.label));
        for kind in rule.kinds {
            let (name, checked) = (kind.name, if kind.on { " checked" } else { "" });
            let label = escaped(kind.label);
            let _ = write!(
                out,
                "<label><input type=\"checkbox\" id=\"show-{name}\"{checked}> <mark class=\"{name}\">{label}</mark></label>"
            );
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("</form>\n");
    out
}

/// Everything behind the last document.
pub const END: &str = "</body>\n</html>\n";

/// Layout; the colours of the marks come from the rule table.
const FRAME: &str = "\
body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 1.05rem/1.6 Georgia, serif; background: #fff; color: #222 }
mark { background: none; color: inherit }
.kinds { font: .8rem/1.5 system-ui, sans-serif }
.kinds fieldset { border: 0; padding: 0; margin: 0 }
.kinds legend { float: left; width: 5rem; padding: 0; font-weight: 600 }
.kinds label { margin-right: .8rem; white-space: nowrap }
article { border-top: 1px solid #8888; margin-top: 1rem; overflow-wrap: anywhere }
article p, article h2, blockquote { white-space: pre-wrap }
article > h1 { font: 600 .9rem/1.4 system-ui, sans-serif }
h2 { font-size: 1.2rem }
pre { font-size: .85rem; white-space: pre-wrap }
.beside { opacity: .7 }
.item { display: list-item; margin-left: 1.2rem }
.caption, .cell { font-size: .9rem }
details { border-left: 3px solid #8888; padding-left: .8rem; margin: 1rem 0 }
summary { font: .85rem/1.5 system-ui, sans-serif; cursor: pointer }
@media (prefers-color-scheme: dark) { body { background: #15181c; color: #ddd } }
";

/// One document.
pub fn document(id: &str, document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    let title = document.page.title.as_deref().unwrap_or(id);
    let _ = writeln!(out, "<article>\n<h1 dir=\"auto\">{}</h1>", escaped(title));
    let mut folds = analysis.folds.iter().peekable();
    let mut folded_to = None;
    for block in 0..document.blocks.len() {
        if let Some(fold) = folds.next_if(|fold| fold.first == block) {
            let name = newsglass::engine::rules::rule(fold.rule).name;
            let _ = writeln!(out, "<details class=\"{name}\"><summary>{}</summary>", escaped(&words::of_fold(fold)));
            folded_to = Some(fold.last);
        }
        write_block(block, document, analysis, &mut out);
        if folded_to == Some(block) {
            out.push_str("</details>\n");
            folded_to = None;
        }
    }
    out.push_str("</article>\n");
    out
}

fn write_block(number: usize, document: &Document, analysis: &Analysis, out: &mut String) {
    let Some(block) = document.blocks.get(number) else { return };
    let (tag, class) = match block.kind {
        BlockKind::Paragraph => ("p", ""),
        BlockKind::Heading => ("h2", ""),
        BlockKind::Item => ("p", "item"),
        BlockKind::Cell => ("p", "cell"),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Quote => ("blockquote", ""),
        BlockKind::Code => ("pre", ""),
    };
    let classes = [class, if block.main { "" } else { "beside" }];
    let classes: Vec<&str> = classes.into_iter().filter(|class| !class.is_empty()).collect();
    let _ = write!(out, "<{tag} dir=\"auto\"");
    if !classes.is_empty() {
        let _ = write!(out, " class=\"{}\"", classes.join(" "));
    }
    out.push('>');
    for piece in pieces::cut(document.block_text(number), pieces::of_block(&analysis.marks, number)) {
        match piece {
            Piece::Open(mark) => open(mark, document, analysis, out),
            Piece::Text(text) => out.push_str(&escaped(text)),
            Piece::Close(..) => out.push_str("</mark>"),
        }
    }
    let _ = writeln!(out, "</{tag}>");
}

fn open(mark: &Mark, document: &Document, analysis: &Analysis, out: &mut String) {
    let words = escaped(&words::of_mark(mark, document, analysis));
    let _ = write!(out, "<mark class=\"{}\" title=\"{words}\">", mark.kind.name());
}

/// Text for an element or a quoted attribute. NUL and other controls, which HTML does not allow, become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("&#13;"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_and_folds_are_elements_and_text_is_text() {
        let (document, analysis) = super::super::sample::sample();
        let page = super::document("a", &document, &analysis);
        for expected in [
            "<h1 dir=\"auto\">A &lt;title&gt;</h1>",
            ">“<mark class=\"count\" title=\"Counts · value: 3 · bound: More than · of: &lt;b&gt;\">More than 3</mark> &lt;b&gt; left,”</mark> said",
            "title=\"Persons · name: Ana Bo · title: Gen. · role: =chief (title before a name)\">Ana Bo</mark>",
            // Crossing marks are cut so that elements nest.
            ">2–4 <mark class=\"scare\" title=\"Scare quotes\">km</mark></mark><mark class=\"scare\" title=\"Scare quotes\"> on</mark> <mark class=\"date\"",
            "<details class=\"repeats\"><summary>1 paragraph repeats from above</summary>\n<p dir=\"auto\">2–4 km on 5 May</p>\n</details>",
            "<summary>1 paragraph of comment policy: asks for manners, a second</summary>\n<p dir=\"auto\">Be kind &amp; brief.</p>",
        ] {
            assert!(page.contains(expected), "{expected}\nnot in\n{page}");
        }
        assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(super::escaped("<a href='x'>\"&\"\0\r"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;\u{fffd}&#13;");
    }
}
