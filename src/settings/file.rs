//! All settings as a file, out and in. A file is taken whole or not at all, and what is wrong with it is told by line and column.

use super::{Problem, Settings, VERSION};
use crate::engine::rules::custom::{Search, Set};
use serde_json::Value;

/// The longest file that is read, and the most that is stored, in bytes: browsers keep 10 MB for an extension.
pub const LARGEST: usize = 8_000_000;

/// More complaints than these are only counted.
const MOST: usize = 20;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// The setting, as in [`Problem::path`], or a few words of what was met; empty where neither is known.
    pub what: String,
    /// The reason, as the key of a text.
    pub why: String,
}

impl Complaint {
    fn of_file(why: &str) -> Self {
        Self { line: 0, column: 0, what: String::new(), why: why.to_owned() }
    }
}

/// The settings as a file: indented JSON in UTF-8, with a line break at its end.
pub fn write(settings: &Settings) -> String {
    serde_json::to_string_pretty(settings).unwrap_or_default() + "\n"
}

/// Reads a file that [`write`] or a person wrote. All complaints come in the order of the file.
pub fn read(text: &str) -> Result<Settings, Vec<Complaint>> {
    if text.len() > LARGEST {
        return Err(vec![Complaint::of_file("fileTooLong")]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = serde_json::from_str(text).map_err(|error| {
        // serde_json counts bytes.
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or("");
        let before = line.get(..error.column().min(line.len())).unwrap_or(line);
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or("").to_owned();
        vec![Complaint {
            line: error.line(),
            column: before.chars().count().max(1),
            what: words,
            why: "noJson".to_owned(),
        }]
    })?;
    let version = value.get("version").and_then(Value::as_u64);
    if version.is_none() && value.is_object() {
        return Err(vec![Complaint::of_file("noVersion")]);
    }
    let (settings, mut problems) = Settings::read(&value);
    if version.is_some_and(|version| version > VERSION) {
        // Half of it would be as good as lost.
        problems.retain(|problem| problem.path == "version");
    } else {
        for ((set, entry), refused) in Search::new(&all_on(&settings)).refused() {
            problems.push(Problem { path: format!("own.{set}.entries.{entry}"), why: refused.why.to_owned() });
        }
    }
    if problems.is_empty() {
        return Ok(settings);
    }
    let more = problems.len().saturating_sub(MOST);
    let mut complaints: Vec<(usize, Complaint)> =
        problems.into_iter().take(MOST).map(|problem| place(text, problem)).collect();
    complaints.sort_by_key(|&(at, _)| at);
    let mut at = Lines { text, byte: 0, line: 1, column: 1 };
    let placed = complaints.into_iter().map(|(byte, complaint)| {
        at.go(byte);
        Complaint { line: at.line, column: at.column, ..complaint }
    });
    let more = (more > 0).then(|| Complaint { what: more.to_string(), ..Complaint::of_file("andMore") });
    Err(placed.chain(more).collect())
}

/// Sets that are off are read with the others.
fn all_on(settings: &Settings) -> Vec<Set> {
    settings.own.iter().cloned().map(|set| Set { on: true, ..set }).collect()
}

fn place(text: &str, problem: Problem) -> (usize, Complaint) {
    let mut scan = Scan { text: text.as_bytes(), at: 0 };
    let at = scan.find(&problem.path).unwrap_or(0);
    (at, Complaint { line: 0, column: 0, what: problem.path, why: problem.why })
}

/// Counts lines and columns on the way through a text.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
    column: usize,
}

impl Lines<'_> {
    fn go(&mut self, byte: usize) {
        for c in self.text.get(self.byte..byte).unwrap_or("").chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.byte = byte.max(self.byte);
    }
}

/// Walks through JSON that is known to be good.
struct Scan<'t> {
    text: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn space(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Where the value of a path begins; the last of equal names counts, as it does for serde_json.
    fn find(&mut self, path: &str) -> Option<usize> {
        self.space();
        let start = self.at;
        if path.is_empty() {
            return Some(start);
        }
        let list = match self.text.get(self.at)? {
            b'{' => false,
            b'[' => true,
            _ => return None,
        };
        self.at += 1;
        let mut found = None;
        for number in 0.. {
            self.space();
            if matches!(self.text.get(self.at)?, b'}' | b']') {
                self.at += 1;
                break;
            }
            let name = if list { number.to_string() } else { self.name()? };
            self.space();
            let rest = path.strip_prefix(name.as_str());
            let inner = rest.and_then(|rest| if rest.is_empty() { Some("") } else { rest.strip_prefix('.') });
            let here = self.at;
            if let Some(at) = inner.and_then(|inner| self.find(inner)) {
                found = Some(at);
            }
            self.at = here;
            self.skip();
            self.space();
            if self.text.get(self.at) == Some(&b',') {
                self.at += 1;
            }
        }
        found
    }

    /// Passes over a name and its colon.
    fn name(&mut self) -> Option<String> {
        let start = self.at;
        self.skip();
        let name = serde_json::from_slice(self.text.get(start..self.at)?).ok()?;
        self.space();
        self.at += 1;
        Some(name)
    }

    /// Passes over a value.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    while let Some(&byte) = self.text.get(self.at) {
                        match byte {
                            b'\\' => self.at += 1,
                            b'"' => break,
                            _ => {}
                        }
                        self.at += 1;
                    }
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => depth -= 1,
                b':' | b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => {
                    // A number or a word.
                    while self
                        .text
                        .get(self.at + 1)
                        .is_some_and(|&byte| !matches!(byte, b',' | b'}' | b']') && !byte.is_ascii_whitespace())
                    {
                        self.at += 1;
                    }
                }
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rules::custom::Entry;

    #[test]
    fn what_is_written_is_read_back() {
        let mut settings = Settings::default();
        settings.colours.insert("person".to_owned(), "#aa0044".to_owned());
        settings.own.push(Set {
            name: "<script>alert(1)</script>".to_owned(),
            entries: vec![
                Entry::word("\"'\\\n\u{202e}😀"),
                Entry { text: "a+".to_owned(), pattern: true, note: "n".to_owned() },
            ],
            ..Set::default()
        });
        assert_eq!(read(&write(&settings)), Ok(settings.clone()));
        assert_eq!(read(&("\u{feff}".to_owned() + &write(&settings))), Ok(settings));
    }

    /// Each with the line and column of what is wrong, where the sign ‸ stands.
    #[test]
    fn what_is_wrong_is_told_by_line_and_column() {
        let cases = [
            ("{\n \"version\": 2,\n \"rules\": {\"actors\": ‸7}\n}", "neitherOnNorOff"),
            (
                "{\"version\": 2, \"own\": [{\"name\": \"éü\"}], \"sites\": {\"a.org\": ‸\"maybe\"}}",
                "neitherAlwaysNorNever",
            ),
            ("{\"version\": 2,\n\"colours\": {\"person\": \"#112233\", \"place\": ‸\"red\"}}", "noColour"),
            (
                "{\"version\": 2, \"own\": [{\"entries\": []}, {\"entries\": [\"a\", {\"note\": \"a,}]\\\"\", \"pattern\": \"b\"}, ‸{\"pattern\": \"a(\"}]}]}",
                "patternGroupOpen",
            ),
            (
                "{\"version\": 2, \"own\": [{\"on\": false, \"entries\": [‸{\"pattern\": \"\\\\w{500}\"}]}]}",
                "patternCostly",
            ),
            ("{\"version\": 2, \"shape\": ‸[1, {\"a\": 2.5e3}]}", "notKnown"),
            ("{\"version\":  ‸7, \"enabled\": \"maybe\", \"what\": 1}", "laterVersion"),
            ("‸[1]", "noObject"),
        ];
        for (marked, why) in cases {
            let (before, after) = marked.split_once('‸').unwrap();
            let expected =
                (before.matches('\n').count() + 1, before.lines().last().map_or(1, |line| line.chars().count() + 1));
            let complaints = read(&format!("{before}{after}")).unwrap_err();
            let [complaint] = complaints.as_slice() else {
                panic!("{marked}: {complaints:?}");
            };
            assert_eq!(((complaint.line, complaint.column), complaint.why.as_str()), (expected, why), "{marked}");
            assert!(crate::texts::english(&complaint.why).is_some(), "{why}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_by_line_and_column() {
        for (text, line, column) in [("{\"version\": 2,\n \"é\": tru}", 2, 10), ("", 1, 1), ("{", 1, 1), ("\0", 1, 1)]
        {
            let complaints = read(text).unwrap_err();
            assert_eq!(complaints.len(), 1);
            assert_eq!(
                (complaints[0].line, complaints[0].column, complaints[0].why.as_str()),
                (line, column, "noJson"),
                "{text:?}"
            );
        }
        for (text, why) in [("{}".to_owned(), "noVersion"), (" ".repeat(LARGEST + 1), "fileTooLong")] {
            assert_eq!(read(&text).unwrap_err()[0].why, why);
        }
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
