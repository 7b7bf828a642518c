//! The report that Newsglass was first asked to read, as text, as a page and as a page with line breaks for paragraphs. It is not ours to
//! publish: it lies beside the checkout where there is one, and elsewhere these tests have nothing to do. Only what must be found is named here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use serde_json::Value;
use shared::{root, run};
use std::path::PathBuf;

fn seeds() -> Vec<PathBuf> {
    let folder = root().join("../shared/seed");
    let files = ["report.txt", "report.html", "report-line-breaks.html"].map(|name| folder.join(name));
    files.into_iter().filter(|file| file.exists()).collect()
}

struct Report {
    name: String,
    answer: Value,
    text: Vec<char>,
}

impl Report {
    fn list(&self, key: &str) -> &Vec<Value> {
        self.answer[key].as_array().unwrap()
    }

    fn words(&self, place: &Value) -> String {
        let at = |key: &str| place[key].as_u64().unwrap() as usize;
        self.text[at("start")..at("end")].iter().collect()
    }

    fn block(&self, fold: &Value, key: &str) -> String {
        self.words(&self.list("blocks")[fold[key].as_u64().unwrap() as usize])
    }

    /// Marks with these words and of this kind.
    fn marks<'r>(&'r self, kind: &'r str, words: &'r str) -> impl Iterator<Item = &'r Value> {
        self.list("marks").iter().filter(move |mark| mark["kind"] == kind && self.words(mark) == words)
    }

    /// Something is wrong: says in which file.
    fn expect(&self, good: bool, what: &str) {
        assert!(good, "{}: {what}\nmarks: {:#?}\nfolds: {}", self.name, self.listed(), self.answer["folds"]);
    }

    fn listed(&self) -> Vec<String> {
        self.list("marks").iter().map(|mark| format!("{} {} {mark}", mark["kind"], self.words(mark))).collect()
    }
}

fn reports() -> Vec<Report> {
    let read = |file: PathBuf| {
        let run = run(&["annotate", &file.to_string_lossy()], "");
        assert_eq!(run.status, 0, "{}", run.err);
        let answer = run.json();
        let text = answer["text"].as_str().unwrap().chars().collect();
        Report { name: file.file_name().unwrap().to_string_lossy().into_owned(), answer, text }
    };
    seeds().into_iter().map(read).collect()
}

#[test]
fn the_repeat_and_the_policy_are_folded() {
    for report in reports() {
        let folds = report.list("folds");
        report.expect(folds.len() == 2, "there are two folds");
        let length = |fold: &Value| fold["last"].as_u64().unwrap() + 1 - fold["first"].as_u64().unwrap();
        let (repeat, policy) = (&folds[0], &folds[1]);
        report.expect(repeat["rule"] == "repeats" && length(repeat) == 12, "twelve paragraphs repeat");
        report.expect(report.block(repeat, "first") == report.block(repeat, "same_as"), "and the first copy stays");
        report.expect(repeat["same_as"].as_u64() < repeat["first"].as_u64(), "the first copy stands before");
        // Whether the heading goes with it is open.
        let heading = report.block(policy, "first") == "Comments";
        let four = length(policy) == 4 + u64::from(heading);
        report.expect(policy["rule"] == "comment-policy" && four, "four paragraphs of policy are hidden");
        let next = &report.list("blocks")[policy["last"].as_u64().unwrap() as usize + 1];
        report.expect(report.words(next) == "Post a comment", "the way to write a comment stays");
    }
}

#[test]
fn the_actors_are_marked() {
    let expected = [
        ("person", "Jon Braga"),
        ("person", "Ryan Dillon"),
        ("armed-group", "ISIS"),
        ("armed-group", "Hezbollah"),
        ("state", "Russia"),
        ("state", "Iraq"),
        ("place", "Deir ez-Zor"),
        ("organization", "SANA"),
        ("organization", "Reuters"),
        ("role", "Syrian forces"),
    ];
    for report in reports() {
        for (kind, name) in expected {
            report.expect(report.marks(kind, name).next().is_some(), name);
        }
        for (name, title) in [("Jon Braga", "Brig. Gen."), ("Ryan Dillon", "Col.")] {
            report.expect(report.marks("person", name).all(|mark| mark["title"] == title), title);
        }
        let allies = ["Syrian Democratic Forces", "SDF"].map(|name| {
            let mut marks =
                report.list("marks").iter().filter(|mark| mark["rule"] == "actors" && report.words(mark) == name);
            marks.next().map(|mark| mark["actor"].clone())
        });
        report.expect(allies[0].is_some() && allies[0] == allies[1], "a name and its acronym are one actor");
    }
}

#[test]
fn no_actor_has_two_numbers() {
    for report in reports() {
        let mut names: Vec<String> =
            report.list("actors").iter().map(|actor| actor["name"].as_str().unwrap().to_lowercase()).collect();
        names.sort();
        report.expect(names.windows(2).all(|pair| pair[0] != pair[1]), "two actors have one name");
        // The same words are the same actor wherever they stand, in capitals or not.
        let mut seen = std::collections::HashMap::new();
        for mark in report.list("marks").iter().filter(|mark| mark["rule"] == "actors") {
            let words = report.words(mark).to_lowercase();
            let actor = seen.entry((words.clone(), mark["kind"] == "role")).or_insert(&mark["actor"]);
            report.expect(*actor == &mark["actor"], &words);
        }
    }
}

#[test]
fn the_figures_are_marked() {
    for report in reports() {
        let figure = |words: &str, key: &str, value: Value| {
            let found = report.list("marks").iter().filter(|mark| mark["rule"] == "numbers");
            let mut found = found.filter(|mark| report.words(mark).contains(words));
            report.expect(found.any(|mark| mark[key] == value), &format!("{words}: {key} is {value}"));
        };
        figure("11", "value", 11.into());
        figure("more than 300", "value", 300.into());
        figure("more than 300", "bound", "more than".into());
        figure("17", "of", "buses".into());
        figure("more than 40", "value", 40.into());
        figure("more than 85", "value", 85.into());
        figure("more than 85", "of", "ISIS fighters".into());
        figure("six", "value", 6.into());
        figure("29th of August", "iso", "--08-29".into());
        figure("three years", "iso", "P3Y".into());
        report.expect(
            report.list("marks").iter().any(|mark| mark["kind"] == "count" && report.words(mark) == "hundreds"),
            "hundreds",
        );
    }
}

#[test]
fn the_quotes_have_their_speakers() {
    for report in reports() {
        let folded = |mark: &Value| {
            report.list("folds").iter().any(|fold| {
                let edge =
                    |key: &str, edge: &str| report.list("blocks")[fold[key].as_u64().unwrap() as usize][edge].as_u64();
                edge("first", "start") <= mark["start"].as_u64() && mark["end"].as_u64() <= edge("last", "end")
            })
        };
        let quotes = report.list("marks").iter().filter(|mark| mark["kind"] == "direct" && !folded(mark));
        let speakers: Vec<&str> = quotes.map(|mark| mark["speaker"]["name"].as_str().unwrap_or("none")).collect();
        report.expect(speakers.len() == 4, "there are four direct quotes");
        let named = [speakers[1], speakers[2], speakers[3]] == ["Jon Braga", "Ryan Dillon", "Ryan Dillon"];
        report.expect(speakers[0].contains("Coalition") && named, &format!("{speakers:?}"));
    }
}
