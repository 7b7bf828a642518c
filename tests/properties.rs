//! What must hold for every input: spans are sorted, on boundaries, in their block; nothing panics; the same again gives the same; time grows
//! with the text and no faster.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use newsglass::engine::finding::{Analysis, Detail, Site};
use newsglass::engine::span::Offsets;
use newsglass::engine::{self, Options};
use newsglass::{Document, html, page};
use shared::corpus;
use std::time::{Duration, Instant};

/// Analyses a text and looks over everything that was found.
fn examine(document: &Document) -> Analysis {
    let analysis = engine::analyse(document, &Options::default());
    let on_site = |site: Site| {
        let text = document.block_text(site.block);
        let span = site.span;
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    };
    let mut end = 0;
    for block in &document.blocks {
        assert!(end <= block.span.start && !block.span.is_empty(), "{:?}", block.span);
        end = block.span.end;
        let text =
            document.text.get(block.span.start..end).unwrap_or_else(|| panic!("{:?} is not on boundaries", block.span));
        assert_eq!(text.trim(), text);
    }
    let actors = analysis.actors.len();
    assert!(analysis.actors.iter().enumerate().all(|(n, actor)| actor.id == n + 1 && !actor.name.is_empty()));
    for mark in &analysis.marks {
        on_site(Site { block: mark.block, span: mark.span });
        assert!(mark.said_by.is_none_or(|id| (1..=actors).contains(&id)), "{mark:?}");
        match &mark.detail {
            Detail::Word => {}
            Detail::Mention(mention) => assert!((1..=actors).contains(&mention.actor), "{mark:?}"),
            Detail::Figure(figure) => {
                let numbers = [figure.value, figure.low, figure.high, figure.si.map(|(value, _)| value)];
                assert!(numbers.into_iter().flatten().all(f64::is_finite), "{mark:?}");
            }
            Detail::Quotation(quotation) => {
                quotation.cue.into_iter().for_each(on_site);
                if let Some(speaker) = &quotation.speaker {
                    on_site(speaker.site);
                    assert!(
                        !speaker.name.is_empty() && speaker.actor.is_none_or(|id| (1..=actors).contains(&id)),
                        "{mark:?}"
                    );
                }
                assert!((0.0..=1.0).contains(&quotation.confidence), "{mark:?}");
            }
        }
    }
    let places: Vec<_> = analysis.marks.iter().map(|m| (m.block, m.span.start, usize::MAX - m.span.end)).collect();
    assert!(places.is_sorted());
    let mut next = 0;
    for fold in &analysis.folds {
        assert!(next <= fold.first && fold.first <= fold.last && fold.last < document.blocks.len(), "{fold:?}");
        assert!(fold.same_as.is_none_or(|same| same < document.blocks.len() && !fold.holds(same)), "{fold:?}");
        next = fold.last + 1;
    }
    check_overlaps(&analysis);
    analysis
}

/// Names do not cross each other, nor numbers, nor quotes; nor does any mark stand twice.
fn check_overlaps(analysis: &Analysis) {
    for (n, mark) in analysis.marks.iter().enumerate() {
        let later = analysis.marks[n + 1..].iter().take(60);
        for other in later.take_while(|other| other.block == mark.block && other.span.start < mark.span.end) {
            if other.kind.rule() != mark.kind.rule() {
                continue;
            }
            assert!(mark.span.contains(other.span), "crossing: {mark:?} {other:?}");
            assert!((mark.span, mark.kind) != (other.span, other.kind), "twice: {mark:?}");
        }
    }
}

fn examine_text(text: &str) -> Analysis {
    examine(&Document::of_text(text))
}

fn joined() -> String {
    corpus().iter().map(|article| article.marked.text.clone() + "\n\n").collect()
}

/// A small generator of our own (xorshift): the same numbers in every run and on every platform.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// A character boundary of `text`.
    fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap()
    }
}

#[test]
fn articles_keep_the_rules() {
    for article in corpus() {
        examine(&article.document());
    }
    examine_text(&joined());
}

#[test]
fn the_same_again_gives_the_same() {
    for article in corpus() {
        let once = format!("{:?}", examine(&article.document()));
        assert_eq!(once, format!("{:?}", examine(&article.document())), "{}", article.name);
    }
}

#[test]
fn offsets_equal_the_naive_count() {
    for article in corpus() {
        let text = &article.marked.text;
        let mut offsets = Offsets::new(text);
        for byte in 0..=text.len() {
            let before = &text[..(0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap()];
            assert_eq!(offsets.utf16(byte).0 as usize, before.encode_utf16().count());
            assert_eq!(offsets.code_point(byte).0, before.chars().count());
        }
    }
}

/// Every article cut off at every byte: a paragraph at a time, so that each cut costs little.
#[test]
fn a_text_cut_off_anywhere_is_read() {
    for article in corpus() {
        for line in article.marked.text.lines() {
            for cut in (0..line.len()).filter(|&cut| line.is_char_boundary(cut)) {
                examine_text(&line[..cut]);
                examine_text(&line[cut..]);
            }
        }
    }
}

/// What is put into texts: what scanners stumble over.
const ODD: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "|",
    ".",
    ",",
    "…",
    "-",
    "–",
    "—",
    "$",
    "£",
    "€",
    "%",
    "°",
    "½",
    "²",
    "\u{0}",
    "\u{1}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{301}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "é",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "٣",
    "५",
    "Ⅻ",
    "一",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "𝒳",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "0",
    "007",
    "1,",
    "1,2,3",
    "1.2.3",
    "9e999",
    "99999999999999999999999999",
    "-1",
    "1/0",
    "31/2/2020",
    "25:61",
    "the",
    "Mr.",
    "St.",
    "U.S.",
    "said",
    "he",
    "and",
    "of",
    "million",
    "dozen",
    "January",
    "per",
    "cent",
    "Gen.",
    "no",
    "a",
    "I",
];

#[test]
fn odd_characters_anywhere_are_read() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for article in corpus() {
        for _ in 0..40 {
            let mut text = article.marked.text.clone();
            for _ in 0..12 {
                let at = dice.boundary(&text);
                match dice.below(4) {
                    0 => {
                        let length: usize = text[at..].chars().take(dice.below(20)).map(char::len_utf8).sum();
                        text.replace_range(at..at + length, "");
                    }
                    _ => text.insert_str(at, ODD[dice.below(ODD.len())]),
                }
            }
            examine_text(&text);
        }
    }
    for _ in 0..3000 {
        let text: String = (0..dice.below(14)).map(|_| ODD[dice.below(ODD.len())]).collect();
        examine_text(&text);
        let text: Vec<&str> = (0..dice.below(14)).map(|_| ODD[dice.below(ODD.len())]).collect();
        examine_text(&text.join(" "));
    }
}

#[test]
fn odd_pages_are_read() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    const TAGS: &[&str] = &[
        "<p>",
        "</p>",
        "<div class='comments'>",
        "</div>",
        "<article>",
        "</article>",
        "<br>",
        "<table><tr><td>",
        "</table>",
        "<b>",
        "</i>",
        "<ul><li>",
        "<h1>",
        "</h1>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<template>",
        "<svg>",
        "</svg>",
        "<textarea>",
        "</textarea>",
        "&amp;",
        "&#0;",
        "&nope;",
        "<",
        ">",
        "<a href=x>",
        "</a>",
        "<p hidden>",
        "<script type='application/ld+json'>{\"@type\":",
        "<time datetime='x'>",
        "<select><option>",
        "<body>",
        "<html>",
        "<frameset>",
        "<meta charset=x>",
        "<pre>\n",
        "<plaintext>",
    ];
    let words = joined();
    for _ in 0..400 {
        let mut source = String::new();
        for _ in 0..dice.below(60) {
            source.push_str(TAGS[dice.below(TAGS.len())]);
            let at = dice.boundary(&words);
            source.extend(words[at..].chars().take(dice.below(80)));
        }
        examine(&page::blocks::document(&html::read(&source, "")).document);
    }
}

/// Inputs of `n` bytes or so that tempt a reader to look at everything from everywhere.
fn hostile(n: usize) -> Vec<(&'static str, String)> {
    let times = |unit: &str| unit.repeat(n / unit.len());
    let dice = std::cell::RefCell::new(Dice(7));
    let from = |units: &[&str]| {
        let mut text = String::with_capacity(n + 20);
        while text.len() < n {
            text.push_str(units[dice.borrow_mut().below(units.len())]);
        }
        text
    };
    let counted = |begin: &str, end: &str| {
        let mut text = String::with_capacity(n + 40);
        for i in 0.. {
            if text.len() >= n {
                break;
            }
            text.push_str(&format!("{begin}{i}{end}"));
        }
        text
    };
    vec![
        ("one endless word", times("a")),
        ("one endless capital word", times("A")),
        ("endless digits", times("9")),
        ("digits and commas", times("1,234,")),
        ("digits and hyphens", times("1-2-")),
        ("number words", times("twenty one hundred and ")),
        ("one number word", times("million ")),
        ("hedges", times("more than about some ")),
        ("opening quotation marks", times("“")),
        ("opening quotation marks apart", times("“a ")),
        ("straight quotation marks", times("\"")),
        ("straight quotation marks apart", times("\" a ")),
        ("apostrophes", times("'a ")),
        ("quotes in quotes", times("“a ‘b “c ‘d ")),
        ("closing quotation marks", times("a” ")),
        ("quotes with speakers", times("“Yes,” said Ana Bo. ")),
        ("quotes that go on", times("“Go on.\n\n")),
        ("pronouns", times("he said she said ")),
        ("capital words", times("Ana Bo ")),
        ("different names", counted("Mr Ana", "son Bo met. ")),
        ("different names, a paragraph each", counted("Ana Xa", "son said yes.\n\n")),
        ("acronyms", counted("Free Union Front", " (FUF). ")),
        ("titles", times("Gen. Dr. Prof. ")),
        ("initials", times("A. B. ")),
        ("brackets", times("(")),
        ("points", times(". ")),
        ("hyphens", times("-a")),
        ("combining marks", times("e\u{301}")),
        ("white space", times(" \t")),
        (
            "one line a thousand times",
            times("The very same paragraph stands here again and again, with 5 words more than it needs to.\n"),
        ),
        (
            "lines that differ a little",
            counted("The very same paragraph stands here again and again, and its number is ", ".\n"),
        ),
        (
            "two lines in turn",
            times(
                "The first of two paragraphs that take turns, one after another.\nThe second of two paragraphs that take turns.\n",
            ),
        ),
        ("short lines", times("a\n")),
        (
            "comment policy without end",
            times("Comments that break our community guidelines will be removed by moderators.\n"),
        ),
        ("odd things", from(ODD)),
    ]
}

/// A megabyte of each must be read in the time that a linear reader has many times over, in this build, on a busy machine.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    for (name, text) in hostile(1 << 20) {
        let began = Instant::now();
        let document = Document::of_text(&text);
        let _ = engine::analyse(&document, &Options::default());
        let took = began.elapsed();
        eprintln!("{name}: {took:?}");
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

/// Smaller ones are looked over, too.
#[test]
fn hostile_texts_keep_the_rules() {
    for (_, text) in hostile(1 << 14) {
        examine_text(&text);
    }
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let n = 1 << 20;
    let times = |unit: &str| unit.repeat(n / unit.len());
    let sources = [
        // html5ever looks through all open elements at every `<div>`, so depth is what costs; no page of people's is so deep.
        ("nested elements", "<div>".repeat(1 << 12)),
        ("nested inline elements", times("<b>a")),
        ("unclosed paragraphs", times("<p>a ")),
        ("line breaks", times("a<br>")),
        ("cells", format!("<table>{}", times("<tr><td>a"))),
        ("comments never closed", times("<!--")),
        ("angles", times("<")),
        ("attributes", format!("<p {}>a", times("a "))),
        ("lists in lists", "<ul><li>a".repeat(1 << 12)),
    ];
    for (name, source) in sources {
        let began = Instant::now();
        let document = page::blocks::document(&html::read(&source, "")).document;
        let _ = engine::analyse(&document, &Options::default());
        let took = began.elapsed();
        eprintln!("{name}: {took:?}");
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}
