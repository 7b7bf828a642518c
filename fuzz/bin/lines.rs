//! JSON Lines: every line that is not blank is answered by one line of JSON. The command's own files, because the library has no command.
#![no_main]
#![allow(dead_code, unused_imports, missing_docs, clippy::unwrap_used)]

#[path = "../src/cli.rs"]
mod cli;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let answers = cli::answers(bytes);
    let asked = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let answers: Vec<&str> = std::str::from_utf8(&answers).unwrap().lines().collect();
    assert_eq!(answers.len(), asked);
    for answer in answers {
        assert!(serde_json::from_str::<&serde_json::value::RawValue>(answer).is_ok(), "{answer}");
    }
});
