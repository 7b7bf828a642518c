//! What must hold for every input: spans are sorted, on boundaries, in their block; nothing panics; the same again gives the same; time grows
//! with the text and no faster.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

#[path = "shared/examine.rs"]
mod examine;
mod shared;

use examine::examine;
use newsglass::engine::finding::Analysis;
use newsglass::engine::span::Offsets;
use newsglass::engine::{self, Options};
use newsglass::{Document, html, page};
use shared::corpus;
use shared::dice::{Dice, ODD};
use std::time::{Duration, Instant};

fn examine_text(text: &str) -> Analysis {
    examine(&Document::of_text(text))
}

fn joined() -> String {
    corpus().iter().map(|article| article.marked.text.clone() + "\n\n").collect()
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
        ("labels of one letter, and persons", counted("Mr Ana", "son met us.\n\nA: We went there and saw it.\n\n")),
        ("labels of turns, and persons", counted("Mr Ana", "son Bo met us.\n\nHALE: We went there and saw it.\n\n")),
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
