//! JSON Lines: every line that is not blank is answered by one line of JSON. The command's own files, because the library has no command.
#![no_main]
#![allow(dead_code, unused_imports, missing_docs, clippy::unwrap_used)]

mod cli {
    #[path = "../../../src/cli/annotate.rs"]
    mod annotate;
    #[path = "../../../src/cli/ansi.rs"]
    mod ansi;
    #[path = "../../../src/cli/answer.rs"]
    mod answer;
    #[path = "../../../src/cli/arguments.rs"]
    mod arguments;
    #[path = "../../../src/cli/csv.rs"]
    mod csv;
    #[path = "../../../src/cli/format.rs"]
    mod format;
    #[path = "../../../src/cli/jsonl.rs"]
    mod jsonl;
    #[path = "../../../src/cli/pieces.rs"]
    mod pieces;
    #[path = "../../../src/cli/rules.rs"]
    mod rules;
    #[path = "../../../src/cli/web.rs"]
    mod web;
    #[path = "../../../src/cli/words.rs"]
    mod words;

    fn say(_: &str) {}

    pub fn answers(bytes: &[u8]) -> Vec<u8> {
        let mut output = Vec::new();
        let input = std::io::BufReader::new(bytes);
        let _ = jsonl::annotate(input, "fuzz", arguments::Format::JsonLines, &mut output).unwrap().unwrap();
        output
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let answers = cli::answers(bytes);
    let asked = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let answers: Vec<&str> = std::str::from_utf8(&answers).unwrap().lines().collect();
    assert_eq!(answers.len(), asked);
    for answer in answers {
        assert!(serde_json::from_str::<&serde_json::value::RawValue>(answer).is_ok(), "{answer}");
    }
});
