//! The JSON that other programs depend on (docs/OUTPUT.md), on the corpus and on a page: every answer has the fields it
//! must have, none that the contract does not know, and offsets that lead to what they say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use newsglass::engine::rules::RULES;
use serde_json::{Map, Value, json};
use shared::{corpus, run};
use std::collections::BTreeSet;

/// The corpus as JSON Lines, answered.
fn answers() -> Vec<Value> {
    let line = |article: shared::Article| json!({"id": article.name, "text": article.marked.text}).to_string() + "\n";
    let input: String = corpus().into_iter().map(line).collect();
    let run = run(&["annotate", "--format", "jsonl"], input);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.lines()
}

fn number(value: &Value, key: &str) -> usize {
    value[key].as_u64().unwrap_or_else(|| panic!("{key} in {value}")) as usize
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} in {value}"))
}

/// The object's keys are these, those with a question mark perhaps.
fn has_keys(value: &Value, keys: &str) {
    let object: &Map<String, Value> = value.as_object().unwrap_or_else(|| panic!("{value}"));
    let known: BTreeSet<&str> = keys.split(' ').map(|key| key.trim_end_matches('?')).collect();
    for key in object.keys() {
        assert!(known.contains(key.as_str()), "the contract knows no {key}: {value}");
        let null = object[key].is_null() && !matches!(key.as_str(), "speaker" | "id");
        assert!(!null, "{key} is null: {value}");
    }
    for key in keys.split(' ').filter(|key| !key.ends_with('?')) {
        assert!(object.contains_key(key), "{key} is missing: {value}");
    }
}

/// The code points of `text` between the offsets of a place.
fn words(text: &[char], place: &Value) -> String {
    let (start, end) = (number(place, "start"), number(place, "end"));
    assert!(start < end && end <= text.len(), "{place}");
    text[start..end].iter().collect()
}

fn check_answer(answer: &Value) {
    has_keys(answer, "id text blocks marks folds actors page");
    let text: Vec<char> = answer["text"].as_str().unwrap().chars().collect();
    let blocks = list(answer, "blocks");
    let mut at = 0;
    for block in blocks {
        has_keys(block, "start end kind main");
        assert!(at <= number(block, "start"), "blocks overlap: {block}");
        at = number(block, "end");
        let words = words(&text, block);
        assert_eq!(words.trim(), words);
        assert!(block["main"].is_boolean());
        let kinds = ["paragraph", "heading", "item", "cell", "caption", "quote", "code"];
        assert!(kinds.contains(&block["kind"].as_str().unwrap()), "{block}");
    }
    for (n, actor) in list(answer, "actors").iter().enumerate() {
        has_keys(actor, "id kind name mentions");
        assert_eq!(number(actor, "id"), n + 1);
        assert!(!actor["name"].as_str().unwrap().is_empty());
    }
    let mut before = (0, 0);
    for mark in list(answer, "marks") {
        check_mark(mark, answer, &text);
        let place = (number(mark, "start"), usize::MAX - number(mark, "end"));
        assert!(before <= place, "marks are out of order at {mark}");
        before = place;
        let inside = |block: &&Value| number(block, "start") <= place.0 && number(mark, "end") <= number(block, "end");
        assert_eq!(blocks.iter().filter(inside).count(), 1, "{mark} stands in no block");
    }
    let mut next = 0;
    for fold in list(answer, "folds") {
        has_keys(fold, "rule first last same_as? evidence?");
        let (first, last) = (number(fold, "first"), number(fold, "last"));
        assert!(next <= first && first <= last && last < blocks.len(), "{fold}");
        next = last + 1;
        let repeats = fold["rule"] == "repeats";
        assert!(repeats || fold["rule"] == "comment-policy", "{fold}");
        assert_eq!(fold.get("same_as").is_some(), repeats, "{fold}");
        if repeats {
            let same = number(fold, "same_as");
            assert!(same < first || same > last, "{fold}");
        }
    }
    has_keys(&answer["page"], "report title? byline? publisher? published?");
}

fn check_mark(mark: &Value, answer: &Value, text: &[char]) {
    const EVERY: &str = "rule kind start end sign? said_by?";
    let actor = |id: &Value| &answer["actors"][id.as_u64().unwrap() as usize - 1];
    let rule = RULES.iter().find(|rule| mark["rule"] == rule.name).unwrap_or_else(|| panic!("{mark}"));
    assert!(rule.kinds.iter().any(|kind| mark["kind"] == kind.name), "{mark}");
    assert!(!words(text, mark).is_empty());
    if let Some(id) = mark.get("said_by") {
        assert!(actor(id).is_object(), "{mark}");
    }
    match rule.name {
        "actors" => {
            has_keys(mark, &format!("{EVERY} actor name title? role?"));
            assert_eq!(actor(&mark["actor"])["name"], mark["name"], "{mark}");
        }
        "numbers" => {
            has_keys(mark, &format!("{EVERY} value? low? high? bound? of? unit? si? iso?"));
            assert!(!(mark.get("value").is_some() && mark.get("low").is_some()), "a range has no value: {mark}");
            for key in ["value", "low", "high"] {
                let Some(value) = mark.get(key) else { continue };
                let whole = value.as_f64().unwrap().fract() == 0.0 && value.as_f64().unwrap().abs() < 1e15;
                assert_eq!(value.is_i64() || value.is_u64(), whole, "{mark}");
            }
            if let Some(si) = mark.get("si") {
                // A value, or the ends of a range, as the mark itself has.
                has_keys(si, "value? low? high? unit");
                for key in ["value", "low", "high"] {
                    assert_eq!(si.get(key).is_some(), mark.get(key).is_some(), "{mark}");
                }
            }
        }
        _ => {
            has_keys(mark, &format!("{EVERY} speaker cue? utterance? anonymous? confidence?"));
            if let Some(cue) = mark.get("cue") {
                has_keys(cue, "start end");
                words(text, cue);
            }
            assert_eq!(mark.get("confidence").is_some(), !mark["speaker"].is_null(), "{mark}");
            if !mark["speaker"].is_null() {
                has_keys(&mark["speaker"], "start end name actor?");
                words(text, &mark["speaker"]);
                assert!((0.0..=1.0).contains(&mark["confidence"].as_f64().unwrap()), "{mark}");
                let named = mark["speaker"].get("actor").map(actor);
                assert!(named.is_none_or(|named| named["name"] == mark["speaker"]["name"]), "{mark}");
            }
        }
    }
}

#[test]
fn answers_have_the_form_of_the_contract() {
    let answers = answers();
    for (answer, article) in answers.iter().zip(corpus()) {
        assert_eq!(answer["id"], article.name);
        assert_eq!(answer["text"], article.marked.text, "a text comes back unchanged");
        assert_eq!(list(answer, "blocks").len(), article.marked.text.lines().count());
        check_answer(answer);
    }
}

#[test]
fn json_and_json_lines_say_the_same() {
    let article = &corpus()[0];
    let json = run(&["annotate", "--input", "text"], &article.marked.text).json();
    let line = run(&["annotate", "--input", "text", "--format", "jsonl"], &article.marked.text).json();
    assert_eq!(json, line);
}

#[test]
fn blocks_are_what_blank_lines_separate_or_else_lines() {
    let blocks = |text: &str| run(&["annotate", "--input", "text"], text).json()["blocks"].clone();
    let paragraph = |start: usize, end: usize| json!({"start": start, "end": end, "kind": "paragraph", "main": true});
    assert_eq!(blocks("é1\n😀2\n"), json!([paragraph(0, 2), paragraph(3, 5)]));
    assert_eq!(blocks("\n é1\n😀2\n \n\nthree"), json!([paragraph(2, 7), paragraph(11, 16)]));
}

/// Every field is found somewhere in the corpus or in a text that calls for it.
#[test]
fn every_field_of_the_contract_is_used() {
    let mut answers = answers();
    let broken = "“We will not give in,” the mayor, Tom Reed, said, “because we were right all along.”";
    answers.push(run(&["annotate", "--input", "text"], broken).json());
    let marks = || answers.iter().flat_map(|answer| list(answer, "marks"));
    let seen = |rule: &str, key: &str| marks().any(|mark| mark["rule"] == rule && !mark[key].is_null());
    let fields = [
        ("actors", "sign name actor title role said_by"),
        ("numbers", "sign value low high bound of unit si iso said_by"),
        ("quotes", "sign speaker cue utterance anonymous confidence"),
    ];
    let missing = fields.iter().flat_map(|(rule, keys)| keys.split(' ').map(move |key| (rule, key)));
    let missing: Vec<_> = missing.filter(|(rule, key)| !seen(rule, key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // Own words are the reader's: the corpus has none.
    for kind in RULES.iter().filter(|rule| rule.name != "custom").flat_map(|rule| rule.kinds) {
        assert!(marks().any(|mark| mark["kind"] == kind.name), "{}", kind.name);
    }
    let folds = || answers.iter().flat_map(|answer| list(answer, "folds"));
    assert!(folds().any(|fold| !fold["same_as"].is_null()) && folds().any(|fold| !fold["evidence"].is_null()));
}

/// A page of our own with what pages say of themselves.
const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Ferry runs aground – The Quay</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="The Quay">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry runs aground off Skagen",
"datePublished": "2021-03-04T05:06:07+01:00", "author": {"@type": "Person", "name": "Ida Holm"},
"publisher": {"@type": "Organization", "name": "The Quay"}}</script></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><article><h1>Ferry runs aground off Skagen</h1><p class="byline">By Ida Holm</p>
<p>A ferry with 214 passengers ran aground in fog off the northern tip of Denmark on Thursday. Nobody was hurt, the coast guard said.</p>
<p>“We felt a long scrape, and then the coffee stood at an angle,” said Bent Aagaard, a lorry driver from Aalborg who was on his way home.</p>
<p>Two tugs tried to pull the ship off the sand at high water but gave up after three hours. They will try again on Friday morning.</p>
<p>The line, which has served the strait for 61 years, said the ship had been inspected in January and that nothing had been found amiss.</p>
</article></main><footer><p>© The Quay</p></footer></body></html>"#;

#[test]
fn a_page_is_answered_in_the_same_form() {
    let answer = run(&["annotate", "--input", "html"], PAGE).json();
    check_answer(&answer);
    let text: Vec<char> = answer["text"].as_str().unwrap().chars().collect();
    let main: Vec<String> =
        list(&answer, "blocks").iter().filter(|block| block["main"] == true).map(|block| words(&text, block)).collect();
    assert!(main.iter().any(|block| block.starts_with("A ferry with 214")), "{main:?}");
    let heading = list(&answer, "blocks").iter().find(|block| block["kind"] == "heading").unwrap();
    assert_eq!(words(&text, heading), "Ferry runs aground off Skagen");
    let line = json!({"id": 7, "html": PAGE}).to_string();
    let line = run(&["annotate", "--format", "jsonl"], line).json();
    assert_eq!((&line["id"], &line["blocks"], &line["page"]), (&json!(7), &answer["blocks"], &answer["page"]));
}

#[test]
fn a_page_says_what_it_is() {
    let expected = json!({"report": true, "title": "Ferry runs aground off Skagen", "byline": "Ida Holm", "publisher": "The Quay",
        "published": "2021-03-04T05:06:07+01:00"});
    assert_eq!(run(&["annotate", "--input", "html"], PAGE).json()["page"], expected);
}
