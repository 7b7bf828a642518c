//! What is analysed: a page or a text, as blocks in reading order.

use super::language;
use super::span::Span;

/// A page or a text, as blocks in reading order.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All of the text. Blocks are ranges of it; between them stand only separators (line breaks).
    pub text: String,
    /// The blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// What the page says of itself.
    pub page: Page,
    /// The document's language as a lower-case BCP 47 primary subtag ("en"), where known.
    pub language: Option<String>,
}

/// The text of one paragraph-like element, with inline tags joined.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Where its text stands in [`Document::text`]. Never empty, no white space at the ends.
    pub span: Span,
    /// What kind of element it is.
    pub kind: BlockKind,
    /// Whether it belongs to the report's main text.
    pub main: bool,
    /// The part of the page that it stands in.
    pub region: Region,
    /// How many of its bytes stand inside links.
    pub link_bytes: usize,
    /// A hash of the addresses that its links lead to; 0 without links. Cards with equal texts and other links differ.
    pub links: u64,
    /// Whether a form control (a button, a text field) stands in it: such a block is never folded.
    pub control: bool,
    /// Whether it is in another language than English: then it may be folded as a repeat, and nothing in it is marked.
    pub foreign: bool,
    /// Parts that are never marked (code, the words on buttons), in bytes of the block, ascending.
    pub silent: Vec<Span>,
    /// Words of the `id`, `class`, `role`, `aria-label` and `itemprop` of it and its ancestors, lower case, each once, nearest first,
    /// separated by spaces ("comment-policy comments story"). Evidence, never proof.
    pub context: String,
}

/// What kind of element a block comes from. Text input has paragraphs only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// `h1` … `h6`.
    Heading,
    /// An entry of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A caption of a picture or table.
    Caption,
    /// A block quote.
    Quote,
    /// Preformatted text or code: never marked.
    Code,
}

/// The part of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// None of the others.
    #[default]
    Body,
    /// `article` or `main`.
    Article,
    /// `nav`, menus, breadcrumbs.
    Navigation,
    /// Page header.
    Header,
    /// Page footer.
    Footer,
    /// `aside`, related stories, teasers.
    Aside,
    /// The comment section.
    Comments,
    /// A dialog or banner over the page (consent, subscription).
    Dialog,
}

/// What a page says of itself (JSON-LD, meta elements, `time`, dateline).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Page {
    /// Whether it reads as a report: not a front page, shop, forum, manual or app.
    pub report: bool,
    /// Headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The reports that follow the first one on the same page (endless scrolling), in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Further>,
}

/// A report that follows another on the same page: an article with a headline of the first rank and running text of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Further {
    /// Number of its first block; it goes on to the next one's.
    pub first: usize,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// When it was published, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl Page {
    /// Which of the page's reports a block stands in: 0 is the first.
    pub fn report_of(&self, block: usize) -> usize {
        self.further.partition_point(|report| report.first <= block)
    }

    /// The publication date of the report with that number, ISO 8601. What the page declares is the first one's.
    pub fn published_of(&self, report: usize) -> Option<&str> {
        match report.checked_sub(1) {
            None => self.published.as_deref(),
            Some(further) => self.further.get(further)?.published.as_deref(),
        }
    }
}

impl Document {
    /// A plain text: its blocks are what blank lines separate, or its lines where it has no blank line. All are main text.
    /// [`Document::text`] is `text`, unchanged.
    pub fn of_text(text: &str) -> Self {
        let lines = lines(text);
        let blank = |line: &Span| line.of(text).trim().is_empty();
        let first = lines.iter().position(|line| !blank(line)).unwrap_or(0);
        let last = lines.iter().rposition(|line| !blank(line)).unwrap_or(0);
        let by_lines = !lines.iter().take(last).skip(first).any(blank);
        let mut blocks: Vec<Block> = Vec::new();
        let mut open = false;
        for line in &lines {
            let inner = line.of(text);
            let start = line.start + (inner.len() - inner.trim_start().len());
            let span = Span::new(start, start + inner.trim().len());
            if span.is_empty() {
                open = false;
                continue;
            }
            match blocks.last_mut() {
                Some(block) if open && !by_lines => block.span.end = span.end,
                _ => blocks.push(Block { span, main: true, ..Block::default() }),
            }
            open = true;
        }
        let mut document = Self { text: text.to_owned(), blocks, ..Self::default() };
        language::tell(&mut document);
        document
    }

    /// The text of block number `block`; empty where there is none.
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |block| block.span.of(&self.text))
    }
}

/// The lines of a text without their line breaks.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            span
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        Document::of_text(text).blocks.iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn text_is_cut_at_blank_lines_or_else_at_lines() {
        assert_eq!(blocks("one\ntwo\n"), ["one", "two"]);
        assert_eq!(blocks("one\ntwo\n \n three \r\n\r\nfour"), ["one\ntwo", "three", "four"]);
        assert_eq!(blocks("\n\none\ntwo\n\n"), ["one", "two"]);
        assert_eq!(blocks(" \n "), [""; 0]);
    }
}
