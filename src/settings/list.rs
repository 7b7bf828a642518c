//! Lists of own words as a reader pastes or imports them, and back. A line holds one word, phrase or `/pattern/`; a note follows behind a tab.
//! Tables (CSV) may be separated by commas, semicolons or tabs, have cells in quotation marks, and a line of headings.

use crate::engine::rules::custom::{Entry, Search, Set};

/// Longer words, phrases and notes are refused, in code points; so are longer patterns.
const LONGEST: usize = 500;
const LONGEST_PATTERN: usize = 10_000;

/// What a list held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The good entries, each once.
    pub entries: Vec<Entry>,
    /// How many came again.
    pub again: usize,
    /// The bad lines, in order.
    pub bad: Vec<Bad>,
}

/// A bad line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// From 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// The reason, as the key of a text.
    pub why: &'static str,
    /// How the line begins.
    pub text: String,
}

/// A cell with where it begins.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    line: usize,
    column: usize,
}

/// Reads a list, one entry a line. The set says how patterns are read.
pub fn read(text: &str, set: &Set) -> List {
    let mut list = Reader::new(set);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (word, note) = line.split_once('\t').unwrap_or((line, ""));
        let cell = |text: &str| {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            Cell { text: text.to_owned(), line: number + 1, column: indent + 1 }
        };
        list.add(&cell(word), note);
    }
    list.end()
}

/// The list that [`read`] reads, one entry a line.
pub fn write(entries: &[Entry]) -> String {
    let line = |entry: &Entry| {
        let text = if entry.pattern { format!("/{}/", entry.text) } else { entry.text.clone() };
        // A line is a line, whatever a settings file held.
        let plain = |text: &str| text.replace(['\n', '\r', '\t'], " ");
        let note = if entry.note.is_empty() { String::new() } else { format!("\t{}", plain(&entry.note)) };
        plain(&text) + &note + "\n"
    };
    entries.iter().map(line).collect()
}

/// Headings by what stands under them.
const WORDS: [&str; 8] = ["word", "words", "name", "names", "term", "phrase", "text", "keyword"];
const PATTERNS: [&str; 3] = ["pattern", "regex", "regexp"];
const NOTES: [&str; 5] = ["note", "notes", "comment", "description", "remark"];

/// Reads a table (RFC 4180, and what programs make of it). Without headings the first column holds words, the second notes.
pub fn read_table(text: &str, set: &Set) -> List {
    let mut list = Reader::new(set);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = rows(text, separator(text), &mut list);
    let mut columns = (0, None, 1);
    let mut first = true;
    for row in rows {
        let full = |cell: &&Cell| !cell.text.trim().is_empty();
        if row.iter().filter(full).count() == 0 {
            continue;
        }
        if std::mem::take(&mut first) {
            let names: Vec<String> = row.iter().map(|cell| cell.text.trim().to_lowercase()).collect();
            let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
            let (word, pattern) = (column(&WORDS), column(&PATTERNS));
            if word.or(pattern).is_some() {
                columns = (word.unwrap_or(usize::MAX), pattern, column(&NOTES).unwrap_or(usize::MAX));
                continue;
            }
        }
        let note = row.get(columns.2).map_or("", |cell| cell.text.as_str());
        let pattern = columns.1.and_then(|column| row.get(column)).filter(full);
        match (row.get(columns.0).filter(full), pattern) {
            (_, Some(pattern)) => {
                list.add(&Cell { text: format!("/{}/", pattern.text.trim()), ..pattern.clone() }, note)
            }
            (Some(word), None) => list.add(word, note),
            (None, None) => list.bad(&row[0], 0, "wordMissing"),
        }
    }
    list.end()
}

/// The separator of a table: of those in its first line that no quotation marks hold, the most frequent one.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in text.chars().take(10_000) {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(known, _)| *known == c).for_each(|(_, count)| *count += 1),
        }
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(',', |(separator, _)| separator)
}

/// Cuts a table into rows of cells. A row with a fault is told of and left out.
fn rows(text: &str, separator: char, list: &mut Reader) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let (mut line, mut column) = (1, 1);
    let mut cell = Cell { line, column, ..Cell::default() };
    // Inside quotation marks; behind their end.
    let (mut quoted, mut closed) = (false, false);
    let mut fault: Option<(&'static str, Cell)> = None;
    let mut opened = (1, 1);
    let mut chars = text.chars().peekable();
    loop {
        let c = chars.next();
        let end = matches!(c, None | Some('\n')) && (!quoted || c.is_none());
        match c {
            Some('"') if quoted => {
                if chars.peek() == Some(&'"') {
                    cell.text.push('"');
                    chars.next();
                    column += 1;
                } else {
                    (quoted, closed) = (false, true);
                }
            }
            Some(c) if quoted => cell.text.push(c),
            Some('"') if cell.text.trim().is_empty() && !closed => {
                cell.text.clear();
                (quoted, opened) = (true, (line, column));
            }
            Some(c) if c == separator => {
                row.push(std::mem::take(&mut cell));
                (cell.line, cell.column, closed) = (line, column + 1, false);
            }
            Some('\n' | '\r') | None => {}
            Some(c) if closed && !c.is_whitespace() => {
                fault = fault.or(Some(("tableBehindQuote", Cell { text: cell.text.clone(), line, column })));
            }
            Some(_) if closed => {}
            Some(c) => cell.text.push(c),
        }
        if c.is_none() && quoted {
            fault = Some(("tableQuoteOpen", Cell { text: cell.text.clone(), line: opened.0, column: opened.1 }));
        }
        column += 1;
        if c == Some('\n') {
            (line, column) = (line + 1, 1);
        }
        if end {
            let last = std::mem::take(&mut cell);
            match fault.take() {
                Some((why, at)) => list.bad(&at, 0, why),
                None => {
                    row.push(last);
                    rows.push(std::mem::take(&mut row));
                }
            }
            row.clear();
            (cell.line, cell.column, closed) = (line, column, false);
        }
        if c.is_none() {
            return rows;
        }
    }
}

/// Gathers entries, and tells of bad lines.
struct Reader {
    set: Set,
    places: Vec<Cell>,
    seen: std::collections::HashSet<(String, bool)>,
    list: List,
}

impl Reader {
    fn new(set: &Set) -> Self {
        let set = Set { entries: Vec::new(), on: true, ..set.clone() };
        Self { set, places: Vec::new(), seen: Default::default(), list: List::default() }
    }

    fn bad(&mut self, cell: &Cell, column: usize, why: &'static str) {
        let text = cell.text.trim().chars().take(40).collect();
        self.list.bad.push(Bad { line: cell.line, column: cell.column + column, why, text });
    }

    fn add(&mut self, cell: &Cell, note: &str) {
        let (text, note) = (cell.text.trim(), note.trim());
        let pattern = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|inner| !inner.is_empty());
        let longest = if pattern.is_some() { LONGEST_PATTERN } else { LONGEST };
        if text.chars().count() > longest || note.chars().count() > LONGEST {
            return self.bad(cell, 0, "wordTooLong");
        }
        let entry =
            Entry { text: pattern.unwrap_or(text).to_owned(), pattern: pattern.is_some(), note: note.to_owned() };
        if self.seen.insert((entry.text.clone(), entry.pattern)) {
            self.places.push(Cell { text: text.to_owned(), ..*cell });
            self.set.entries.push(entry);
        } else {
            self.list.again += 1;
        }
    }

    /// Judges what was gathered, all at once.
    fn end(mut self) -> List {
        let search = Search::new(std::slice::from_ref(&self.set));
        let mut left_out = vec![false; self.set.entries.len()];
        for ((_, entry), refused) in search.refused() {
            let Some(cell) = self.places.get(*entry).cloned() else { continue };
            left_out[*entry] = true;
            // The slash before a pattern is one column.
            self.bad(&cell, refused.column, refused.why);
        }
        self.list.bad.sort_by_key(|bad| (bad.line, bad.column));
        let good = self.set.entries.into_iter().zip(left_out).filter(|(_, out)| !out);
        self.list.entries = good.map(|(entry, _)| entry).collect();
        self.list
    }
}

/// The bytes of a file as text: UTF-8, UTF-16 with a byte order mark, else what Western Windows programs write (windows-1252).
pub fn decode(bytes: &[u8]) -> String {
    let utf16 = |of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks(2).map(|pair| of([pair[0], pair.get(1).copied().unwrap_or(0)]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
            Err(_) => bytes.iter().map(|&byte| windows(byte)).collect(),
        },
    }
}

/// A byte of windows-1252; the five that mean nothing there are control characters, as in the Encoding Standard.
fn windows(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries as "word", "/pattern/" and "word: note"; bad lines as "line:column why".
    fn shown(list: &List) -> (String, String) {
        let entry = |entry: &Entry| {
            let text = if entry.pattern { format!("/{}/", entry.text) } else { entry.text.clone() };
            if entry.note.is_empty() { text } else { format!("{text}: {}", entry.note) }
        };
        let entries: Vec<String> = list.entries.iter().map(entry).collect();
        let bad: Vec<String> = list.bad.iter().map(|bad| format!("{}:{} {}", bad.line, bad.column, bad.why)).collect();
        (entries.join("|"), bad.join(", "))
    }

    #[test]
    fn lists() {
        let cases = [
            ("weir\n\n water board \r\nweir\n", "weir|water board", ""),
            ("\u{feff}Aller\tfloods\n/L[ei]+ne/\ta river", "Aller: floods|/L[ei]+ne/: a river", ""),
            ("//\n/\n/a/b", "//|/|/a/b", ""),
            ("good\n  /a(b/\n/é[/\nalso good", "good|also good", "2:5 patternGroupOpen, 3:3 patternClassOpen"),
            ("/x*/\n/\\w{300}/", "", "1:1 patternEmpty, 2:1 patternCostly"),
            ("\u{ad}\nfine", "fine", "1:1 wordEmpty"),
        ];
        for (text, entries, bad) in cases {
            assert_eq!(shown(&read(text, &Set::default())), (entries.to_owned(), bad.to_owned()), "{text:?}");
        }
        let long = format!("{}\nfine\n/{}/", "a".repeat(501), "a?b".repeat(4000));
        assert_eq!(
            shown(&read(&long, &Set::default())),
            ("fine".to_owned(), "1:1 wordTooLong, 3:1 wordTooLong".to_owned())
        );
        assert_eq!(read("weir\nweir", &Set::default()).again, 1);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "weir\nwater board\tof the town\n/L[ei]+ne/\n/\\d{4}/\ta year\n";
        assert_eq!(write(&read(text, &Set::default()).entries), text);
    }

    #[test]
    fn tables() {
        let cases = [
            ("weir,a dam\nferry\n", "weir: a dam|ferry", ""),
            (
                "\u{feff}Name;Note\r\n\"Aller; lower\";\"say \"\"yes\"\"\"\r\nOker;\r\n",
                "Aller; lower: say \"yes\"|Oker",
                "",
            ),
            ("note\tword\nx\ty\n", "y: x", ""),
            ("word,pattern\nweir,\n,dams?\n", "weir|/dams?/", ""),
            ("regex\na(\nb+\n", "/b+/", "2:3 patternGroupOpen"),
            ("\"two\nlines\",n\nnext", "two\nlines: n|next", ""),
            ("good\n\"open,\nlast", "good", "2:1 tableQuoteOpen"),
            ("good\n\"a\"b,c\nfine", "good|fine", "2:4 tableBehindQuote"),
            ("word,note\n,lonely\nfine,", "fine", "2:1 wordMissing"),
            ("a,b;c\n", "a: b;c", ""),
            ("", "", ""),
        ];
        for (text, entries, bad) in cases {
            assert_eq!(shown(&read_table(text, &Set::default())), (entries.to_owned(), bad.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn files_are_decoded() {
        let utf16: Vec<u8> = "\u{feff}Łódź 😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), "Łódź 😀");
        assert_eq!(decode(b"\xfe\xff\0a"), "a");
        assert_eq!(decode("\u{feff}é".as_bytes()), "é");
        assert_eq!(decode(b"caf\xe9 \x93x\x94"), "café “x”");
        assert_eq!([decode(b""), decode(b"\xff\xfe"), decode(b"\xff\xfea")], ["", "", "a"]);
    }

    /// Five thousand names of every odd character are read in a moment and come back as they were.
    #[test]
    fn odd_names_come_through() {
        let odd = [
            "<img src=x onerror=alert(1)>",
            "\u{202e}desrever",
            "a\u{300}\u{301}\u{302}",
            "😀👩‍🚀",
            "O'Brien \"Bo\"",
            "ﬀ ß İ ı",
            "$1 %s {0}",
            "\\n",
            "中文 名字",
            "اسم",
        ];
        let names: Vec<String> = (0..5_000).map(|n| format!("{} {n}", odd[n % odd.len()])).collect();
        let list = read(&names.join("\n"), &Set::default());
        assert_eq!((list.entries.len(), list.bad.len()), (5_000, 0));
        let set = Set { entries: list.entries, ..Set::default() };
        let text = names.join(". ");
        let found = Search::new(&[set]).find([text.as_str()].into_iter());
        assert_eq!(found.len(), 5_000);
    }
}
