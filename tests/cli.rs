//! The command as other programs use it: arguments, inputs, formats, errors, exit statuses.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is wrong")]

mod shared;

use serde_json::{Value, json};
use shared::{command, folder, run};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    file.to_string_lossy().into_owned()
}

fn ids(lines: &[Value]) -> Vec<&Value> {
    lines.iter().map(|line| &line["id"]).collect()
}

#[test]
fn help_and_version() {
    for arguments in [&["--help"][..], &["-h"], &["help"], &["annotate", "--help"], &["rules", "-h"]] {
        let run = run(arguments, "");
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}");
        for word in ["annotate", "rules", "--input", "--format", "auto", "jsonl", "ansi", "csv", "Exit status"] {
            assert!(run.out.contains(word), "--help does not say {word}");
        }
    }
    for arguments in [&["--version"][..], &["-V"]] {
        let run = run(arguments, "");
        assert_eq!((run.status, run.out), (0, format!("newsglass {}\n", env!("CARGO_PKG_VERSION"))));
    }
}

#[test]
fn a_wrong_command_line_says_what_is_right() {
    let cases: [(&[&str], &[&str]); 10] = [
        (&[], &["annotate", "rules"]),
        (&["anotate"], &["“anotate”", "annotate or rules"]),
        (&["--shape"], &["--shape"]),
        (&["annotate", "--shape"], &["--shape", "--input", "--format"]),
        (&["annotate", "-x"], &["-x"]),
        (&["annotate", "--format", "xml"], &["“xml”", "json, jsonl, ansi, html, csv"]),
        (&["annotate", "--format"], &["--format needs a value"]),
        (&["annotate", "--input=pdf"], &["“pdf”", "auto, text, html, jsonl"]),
        (&["rules", "--json"], &["--json", "--markdown"]),
        (&["rules", "a.txt"], &["takes no file"]),
    ];
    for (arguments, expected) in cases {
        let run = run(arguments, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        for words in expected.iter().chain(&["--help"]) {
            assert!(run.err.contains(words), "{arguments:?} gives “{}”, without {words}", run.err);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_answered() {
    let folder = folder("cli-unreadable");
    let (one, two) = (write(&folder, "one.txt", "One."), write(&folder, "two.txt", "Two."));
    let missing = folder.join("missing.txt").to_string_lossy().into_owned();
    let nowhere = folder.to_string_lossy().into_owned();
    let run = run(&["annotate", "--format", "jsonl", &one, &missing, &nowhere, &two], "");
    assert_eq!(run.status, 1);
    assert_eq!(ids(&run.lines()), [&json!(one), &json!(two)]);
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains(&missing) && said[0].contains("no such file"), "{}", said[0]);
    assert!(said[1].contains(&nowhere) && said[1].contains("folder"), "{}", said[1]);
}

#[test]
fn files_are_known_by_name_and_content() {
    let folder = folder("cli-auto");
    let page = "<!DOCTYPE html><html><body><p>A &amp; b</p></body></html>";
    let cases = [
        ("a.txt", "A & b", "A & b"),
        ("b.txt", page, "A & b"),
        ("c.HTM", "A &amp; b", "A & b"),
        ("d.html", page, "A & b"),
        ("e", "\n\n <p>A &amp; b", "A & b"),
        ("f.txt", "<3 &amp; b", "<3 &amp; b"),
    ];
    for (name, content, text) in cases {
        let file = write(&folder, name, content);
        let run = run(&["annotate", &file], "");
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        assert_eq!(run.json()["text"].as_str().unwrap().trim(), text, "{name}");
    }
    let lines = write(&folder, "g.jsonl", "{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, \"text\": \"Two.\"}\n");
    assert_eq!(ids(&run(&["annotate", &lines], "").lines()), [1, 2], "JSON Lines are answered in kind");
    assert_eq!(
        run(&["annotate", "--input", "text", &lines], "").json()["id"],
        json!(lines),
        "--input goes before the name"
    );
    let page = write(&folder, "h.txt", page);
    assert!(run(&["annotate", "--input=text", &page], "").json()["text"].as_str().unwrap().starts_with("<!DOCTYPE"));
    let text = write(&folder, "i.txt", "A &amp; b");
    assert_eq!(run(&["annotate", "--input=html", &text], "").json()["text"].as_str().unwrap().trim(), "A & b");
}

#[test]
fn standard_input_is_read_where_no_file_is_named_or_a_dash() {
    for arguments in [&["annotate"][..], &["annotate", "-"], &["annotate", "--input", "text", "-"]] {
        let run = run(arguments, "One.\n\nTwo.\n");
        assert_eq!(run.json()["text"], "One.\n\nTwo.\n", "{arguments:?}");
        assert_eq!(run.json()["id"], "-");
    }
    assert_eq!(run(&["annotate"], "<p>One.").json()["blocks"].as_array().unwrap().len(), 1);
    let lines = run(&["annotate", "--format", "jsonl"], "{\"id\":\"a\",\"text\":\"One.\"}\n");
    assert_eq!(ids(&lines.lines()), ["a"], "--format jsonl without a file means JSON Lines");
    let line = run(&["annotate", "--format", "jsonl", "--input", "text"], "One.");
    assert_eq!(ids(&line.lines()), ["-"]);
}

#[test]
fn several_files_are_answered_in_order_in_every_format() {
    let folder = folder("cli-several");
    let files = [write(&folder, "b.txt", "plain words here."), write(&folder, "a.txt", "other words there.")];
    let with = |format| run(&["annotate", "--format", format, &files[0], &files[1]], "");
    assert_eq!(ids(&with("jsonl").lines()), [&json!(files[0]), &json!(files[1])]);
    let objects = with("json").out;
    let objects: Vec<Value> = serde_json::Deserializer::from_str(&objects).into_iter().map(Result::unwrap).collect();
    assert_eq!(ids(&objects), [&json!(files[0]), &json!(files[1])]);
    for format in ["ansi", "html"] {
        let out = with(format).out;
        let at = |words: &str| out.find(words).unwrap_or_else(|| panic!("{format} lacks {words}"));
        assert!(at("plain words here.") < at("other words there."));
        assert!(at("b.txt") < at("a.txt"));
    }
    let page = with("html").out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert_eq!((page.matches("<html").count(), page.matches("<article>").count()), (1, 2));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    assert_eq!(with("csv").out.matches("id,rule,kind,").count(), 1);
}

#[test]
fn json_lines_are_answered_in_order_with_the_same_id() {
    let ids_in = ["1", "\"a\"", "null", "{\"a\":[1]}", "12345678901234567890.50", "\"\\ud800\"", "\"1\""];
    let input: String =
        ids_in.iter().map(|id| format!("{{\"text\": \"One.\", \"id\": {id}, \"other\": [1]}}\n")).collect();
    let run = run(&["annotate", "--input", "jsonl"], input);
    assert_eq!(run.status, 0, "{}", run.err);
    let starts: Vec<String> = ids_in.iter().map(|id| format!("{{\"id\":{id},\"text\":\"One.\"")).collect();
    for (line, start) in run.out.lines().zip(&starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(run.out.lines().count(), ids_in.len());
}

#[test]
fn many_lines_keep_their_order() {
    let line = |n: usize| json!({"id": n, "text": "A long line. ".repeat(n * 37 % 101 + 1)}).to_string() + "\n";
    let input: String = (0..500).map(line).collect();
    let run = run(&["annotate", "--format", "jsonl"], input);
    let lines = run.lines();
    assert_eq!(lines.len(), 500);
    assert!(lines.iter().enumerate().all(|(n, line)| line["id"] == n));
}

#[test]
fn a_bad_line_yields_an_error_and_the_others_are_answered() {
    let input = concat!(
        "{\"id\": 1, \"text\": \"One.\"}\n",
        "nonsense\n",
        "\n",
        "{\"id\": 2}\n",
        "{\"id\": 3, \"text\": 5}\n",
        "{\"id\": 4, \"text\": \"a\", \"html\": \"b\"}\n",
        "[5, \"a\", null]\n",
        "{\"id\": 6, \"text\": \"cut off\n",
        "{\"id\": 7, \"html\": \"<p>Seven.\"}",
    );
    let run = run(&["annotate", "--format", "jsonl"], input);
    assert_eq!(run.status, 1);
    let lines = run.lines();
    let null = Value::Null;
    assert_eq!(ids(&lines), [&json!(1), &null, &json!(2), &json!(3), &json!(4), &null, &null, &json!(7)]);
    let reasons = [
        None,
        Some("JSON object"),
        Some("neither"),
        Some("not a string"),
        Some("both"),
        Some("JSON object"),
        Some("not valid JSON"),
        None,
    ];
    for (line, reason) in lines.iter().zip(reasons) {
        assert_eq!(line.get("error").is_some(), reason.is_some(), "{line}");
        let error = line["error"].as_str().unwrap_or("");
        assert!(error.contains(reason.unwrap_or("")), "{line}");
        assert_eq!(line.as_object().unwrap().len() == 2, reason.is_some(), "{line}");
    }
    for number in [2, 4, 5, 6, 7, 8] {
        assert!(run.err.contains(&format!("line {number}: ")), "{}", run.err);
    }
}

#[test]
fn lines_are_answered_while_the_pipe_is_open() {
    let mut child = command(&["annotate", "--format", "jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{{\"id\": {n}, \"text\": \"One.\"}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], n);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = command(&["annotate", "--format", "jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    for _ in 0..2000 {
        if writeln!(stdin, "{{\"id\": 1, \"text\": \"{}\"}}", "word ".repeat(100)).is_err() {
            break;
        }
    }
    drop(stdin);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn odd_texts_come_back() {
    let lone = run(&["annotate", "--format", "jsonl"], r#"{"id": 1, "text": "a\ud83d b\ude00 \ud83d\ude00"}"#);
    assert_eq!(lone.lines()[0]["text"], "a\u{fffd} b\u{fffd} 😀", "halves of pairs, one for one");
    let bytes = run(&["annotate", "--format", "jsonl"], b"{\"id\": 1, \"text\": \"caf\xe9\"}\n");
    assert_eq!((bytes.status, &bytes.lines()[0]["text"]), (0, &json!("caf\u{fffd}")));
    let latin = run(&["annotate"], b"A caf\xe9.");
    assert_eq!((latin.status, &latin.json()["text"]), (0, &json!("A caf\u{fffd}.")));
    assert!(latin.err.contains("not UTF-8"), "{}", latin.err);
    assert_eq!(run(&["annotate"], b"\xff\xfeA\0\x1c\x20").json()["text"], "A“");
    let odd = "\u{0}a\r\n\r\nb\u{2028}c\u{85}\td\u{feff}";
    assert_eq!(run(&["annotate"], odd).json()["text"], odd);
    let page = run(&["annotate", "--input", "html"], b"<meta charset=windows-1252><p>caf\xe9 \x93x\x94");
    assert_eq!(page.json()["text"].as_str().unwrap().trim(), "café “x”");
}

#[test]
fn nothing_is_answered_with_nothing_found() {
    for input in ["", "\n \n"] {
        let answer = run(&["annotate", "--input", "text"], input);
        let answer = answer.json();
        assert_eq!(answer["text"], input);
        for list in ["blocks", "marks", "folds", "actors"] {
            assert_eq!(answer[list], json!([]), "{list}");
        }
        assert_eq!(run(&["annotate", "--input", "html"], input).json()["blocks"], json!([]));
    }
    let lines = run(&["annotate", "--format", "jsonl"], "");
    assert_eq!((lines.status, lines.out.as_str()), (0, ""));
    for format in ["ansi", "html", "csv"] {
        assert_eq!(run(&["annotate", "--format", format], "").status, 0, "{format}");
    }
}

#[test]
fn what_a_text_holds_cannot_get_out_of_the_format() {
    let text = "<script>alert()</script> & more\n\n\u{1b}]0;title\u{7} \u{9b}31m";
    let page = run(&["annotate", "--input=text", "--format=html"], text).out;
    assert!(page.contains("&lt;script&gt;alert()&lt;/script&gt; &amp; more") && !page.contains("<script"));
    let shown = run(&["annotate", "--input=text", "--format=ansi"], text).out;
    assert!(!shown.contains("\u{1b}]") && !shown.contains('\u{7}') && !shown.contains('\u{9b}'));
    let lines = run(&["annotate", "--input=jsonl", "--format=html"], r#"{"id": "<b>\u001b", "text": "a"}"#);
    assert!(lines.out.contains("&lt;b&gt;\u{fffd}"), "{}", lines.out);
}

#[test]
fn bad_lines_fail_in_every_format() {
    for format in ["json", "ansi", "html", "csv"] {
        let run = run(&["annotate", "--input=jsonl", "--format", format], "{\"id\":1,\"text\":\"One.\"}\n{\"id\":2}\n");
        assert_eq!(run.status, 1, "{format}");
        assert!(run.err.contains("standard input, line 2: neither"), "{format}: {}", run.err);
    }
}

#[test]
fn rules_are_listed_from_the_table() {
    let list = run(&["rules"], "");
    let markdown = run(&["rules", "--markdown"], "");
    assert_eq!((list.status, markdown.status), (0, 0));
    for rule in newsglass::engine::rules::RULES {
        assert!(list.out.contains(rule.name) && list.out.contains(rule.summary), "{}", rule.name);
        assert!(markdown.out.contains(&format!("## {}", rule.label)), "{}", rule.name);
        assert!(rule.kinds.iter().all(|kind| list.out.contains(kind.name) && markdown.out.contains(kind.name)));
        for line in rule.examples.iter().flat_map(|example| example.lines()).map(str::trim) {
            assert!(markdown.out.contains(line), "{line}");
        }
    }
}
