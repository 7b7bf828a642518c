//! What the panel shows, as CSV, JSON and Markdown, and one quote for the clipboard.

use super::{Actor, Figure, Quote, Report, Source, Word};
use crate::csv::row;
use std::fmt::Write;

/// The columns of the table, each filled only where it applies. `list` is `actors`, `figures`, `quotes`, `dates` or `words`; the others are
/// named as in the JSON. Where a cell holds several texts, `; ` stands between them.
const COLUMNS: [&str; 18] = [
    "list",
    "kind",
    "text",
    "mentions",
    "titles",
    "roles",
    "aliases",
    "value",
    "low",
    "high",
    "unit",
    "bound",
    "of",
    "iso",
    "speaker",
    "anonymous",
    "said_by",
    "url",
];

/// One table with a row for every row of the panel, in its order. It begins with a byte order mark, by which spreadsheets know UTF-8;
/// texts that a spreadsheet would take for a formula have an apostrophe in front ([`crate::csv::field`]).
pub fn csv(report: &Report) -> String {
    let mut out = String::from("\u{feff}") + &row(COLUMNS);
    let mut add = |list: &str, cells: &[Cell]| {
        let cell = |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |&(_, text)| text);
        out += &row(COLUMNS.map(|column| match column {
            "list" => list,
            "url" => &report.page.url,
            _ => cell(column),
        }));
    };
    for Actor { name, kind, titles, roles, aliases, mentions, .. } in &report.actors {
        let several = [titles, roles, aliases].map(|texts| texts.join("; "));
        let [titles, roles, aliases] = several.each_ref().map(String::as_str);
        let more = [("titles", titles), ("roles", roles), ("aliases", aliases)];
        let cells = [("kind", kind.as_str()), ("text", name), ("mentions", &mentions.to_string())];
        add("actors", &[cells.as_slice(), &more].concat());
    }
    for figure in &report.figures {
        figure_cells(figure, &mut |cells| add("figures", cells));
    }
    for Quote { kind, text, speaker, title, anonymous, .. } in &report.quotes {
        let speaker = speaker.as_deref().unwrap_or_default();
        let title = title.as_deref().unwrap_or_default();
        let anonymous = if *anonymous { "true" } else { "" };
        add(
            "quotes",
            &[("kind", kind), ("text", text), ("speaker", speaker), ("titles", title), ("anonymous", anonymous)],
        );
    }
    for date in &report.dates {
        figure_cells(date, &mut |cells| add("dates", cells));
    }
    for Word { kind, text, mentions, .. } in &report.words {
        add("words", &[("kind", kind), ("text", text), ("mentions", &mentions.to_string())]);
    }
    out
}

/// Column and text.
type Cell<'a> = (&'a str, &'a str);

fn figure_cells(figure: &Figure, add: &mut dyn FnMut(&[Cell])) {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let [value, low, high] = [figure.value, figure.low, figure.high].map(number);
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let [unit, bound, of, iso, said_by] =
        [&figure.unit, &figure.bound, &figure.of, &figure.iso, &figure.said_by].map(word);
    add(&[
        ("kind", &figure.kind),
        ("text", &figure.text),
        ("value", &value),
        ("low", &low),
        ("high", &high),
        ("unit", &unit),
        ("bound", &bound),
        ("of", &of),
        ("iso", &iso),
        ("said_by", &said_by),
    ]);
}

/// One object with the panel's lists; its fields are those of [`Report`].
pub fn json(report: &Report) -> String {
    // It is made of texts and numbers: there is nothing that could fail.
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// Headings, a table of the actors, and lists. `say` gives the text of a message key, `label` that of a kind.
pub fn markdown(report: &Report, say: &dyn Fn(&str) -> String, label: &dyn Fn(&str) -> String) -> String {
    let Source { title, url } = &report.page;
    let mut out = format!("# {}\n\n<{}>\n", plain(title), url.replace(['<', '>', ' ', '\n'], "%20"));
    let mut part = |heading: String, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = write!(out, "\n## {}\n\n{}\n", plain(&heading), lines.join("\n"));
        }
    };
    let actor = |actor: &Actor| {
        let Actor { name, kind, titles, roles, aliases, mentions, .. } = actor;
        let about: Vec<&str> = [titles, roles].into_iter().flatten().map(String::as_str).collect();
        format!(
            "| {} | {} | {} | {} | {mentions} |",
            plain(name),
            plain(&label(kind)),
            plain(&about.join("; ")),
            plain(&aliases.join("; "))
        )
    };
    let mut actors: Vec<String> = report.actors.iter().map(actor).collect();
    if !actors.is_empty() {
        let heads = [say("columnName"), say("columnKind"), say("columnTitles"), say("columnAliases"), say("mentions")];
        let heads: Vec<String> = heads.iter().map(|head| plain(head)).collect();
        actors.insert(0, format!("| {} |\n|---|---|---|---|--:|", heads.join(" | ")));
    }
    part(say("panelActors"), actors);
    let figure = |figure: &Figure| {
        let facts =
            [&figure.of, &figure.iso, &figure.said_by.as_ref().map(|name| format!("{}: {name}", say("saidBy")))];
        let facts: String = facts.into_iter().flatten().map(|fact| format!("; {}", plain(fact))).collect();
        format!("- **{}** ({}{facts})", plain(&figure.text), plain(&label(&figure.kind)))
    };
    part(say("panelFigures"), report.figures.iter().map(figure).collect());
    let mut quotes = Vec::new();
    let mut voice = None;
    for quote in &report.quotes {
        let now = Some(quote.voice());
        if voice != now {
            let heading = plain(&heading(quote, say));
            quotes.push(format!("{}### {heading}\n", if voice.is_some() { "\n" } else { "" }));
            voice = now;
        }
        let source = quote.speaker.as_ref().filter(|_| quote.anonymous);
        let source = source.map(|source| format!(" ({})", plain(source))).unwrap_or_default();
        quotes.push(format!("- {}{source}", plain(&quote.text)));
    }
    part(say("panelQuotes"), quotes);
    let date = |date: &Figure| match &date.iso {
        Some(iso) => format!("- **{}**: {}", plain(iso), plain(&date.text)),
        None => format!("- {}", plain(&date.text)),
    };
    part(say("panelDates"), report.dates.iter().map(date).collect());
    let word = |word: &Word| format!("- {} ({})", plain(&word.text), word.mentions);
    part(say("panelWords"), report.words.iter().map(word).collect());
    out
}

/// What stands over the quotes of a voice.
pub fn heading(quote: &Quote, say: &dyn Fn(&str) -> String) -> String {
    match (&quote.speaker, quote.anonymous, &quote.title) {
        (_, true, _) => say("withheld"),
        (Some(speaker), _, Some(title)) => format!("{title} {speaker}"),
        (Some(speaker), _, None) => speaker.clone(),
        (None, ..) => say("noSpeaker"),
    }
}

/// One quote with speaker, title and address, for the clipboard.
pub fn quotation(text: &str, speaker: Option<&str>, title: Option<&str>, page: &Source) -> String {
    let speaker = match (speaker, title) {
        (Some(speaker), Some(title)) => format!(" – {title} {speaker}"),
        (Some(speaker), None) => format!(" – {speaker}"),
        _ => String::new(),
    };
    let source: Vec<&str> = [page.title.as_str(), &page.url].into_iter().filter(|text| !text.is_empty()).collect();
    format!("{text}{speaker}\n{}", source.join(", ")).trim_end().to_owned()
}

/// A text in one line in which nothing is markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '+' | '-' | '!' | '|' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEXT, told};
    use super::*;
    use crate::texts::english;
    use serde_json::{Value, json};
    use std::collections::HashMap;

    /// Reads a table back, as RFC 4180 says: rows by column name.
    fn read(csv: &str) -> Vec<HashMap<String, String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        let mut chars = csv.strip_prefix('\u{feff}').expect("a byte order mark").chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {
                    assert_eq!(chars.next(), Some('\n'));
                    cells.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut cells));
                }
                c => cell.push(c),
            }
        }
        let heads = rows.remove(0);
        assert!(rows.iter().all(|row| row.len() == heads.len()));
        rows.into_iter().map(|row| heads.iter().cloned().zip(row).collect()).collect()
    }

    fn hostile() -> Report {
        let formula = "=HYPERLINK(\"http://a.example\",\"x\")".to_owned();
        let text = "<img src=x onerror=alert(1)> | *b* `c` [d](e)\n# f".to_owned();
        Report {
            page: Source { title: text.clone(), url: "https://example.org/a b>c".to_owned() },
            actors: vec![Actor {
                name: formula,
                kind: "person".to_owned(),
                aliases: vec!["@a".to_owned(), text.clone()],
                mentions: 1,
                ..Actor::default()
            }],
            figures: vec![Figure {
                kind: "count".to_owned(),
                text: "-1+1".to_owned(),
                value: Some(-5.0),
                of: Some("+x, \"y\"\r\nz".to_owned()),
                ..Figure::default()
            }],
            quotes: vec![Quote {
                kind: "direct".to_owned(),
                text,
                speaker: Some("\tTab".to_owned()),
                ..Quote::default()
            }],
            ..Report::default()
        }
    }

    #[test]
    fn the_table_read_again_holds_what_was_shown() {
        let report = Report::of(&told(TEXT, &Value::Null));
        let rows = read(&csv(&report));
        assert_eq!(rows.len(), report.len());
        let of = |list: &str, column: &str| -> Vec<String> {
            rows.iter().filter(|row| row["list"] == list).map(|row| row[column].clone()).collect()
        };
        let bare = |text: &str| text.strip_prefix('\'').unwrap_or(text).to_owned();
        assert_eq!(of("actors", "text"), report.actors.iter().map(|actor| actor.name.clone()).collect::<Vec<_>>());
        assert_eq!(
            of("actors", "mentions"),
            report.actors.iter().map(|actor| actor.mentions.to_string()).collect::<Vec<_>>()
        );
        assert_eq!(
            of("figures", "of"),
            report.figures.iter().map(|one| one.of.clone().unwrap_or_default()).collect::<Vec<_>>()
        );
        assert_eq!(of("quotes", "text"), report.quotes.iter().map(|quote| quote.text.clone()).collect::<Vec<_>>());
        assert_eq!(
            of("quotes", "speaker"),
            report.quotes.iter().map(|quote| quote.speaker.clone().unwrap_or_default()).collect::<Vec<_>>()
        );
        assert_eq!(
            of("dates", "iso").iter().map(|iso| bare(iso)).collect::<Vec<_>>(),
            report.dates.iter().map(|date| date.iso.clone().unwrap_or_default()).collect::<Vec<_>>()
        );
        assert!(rows.iter().all(|row| row["url"] == "https://example.org/report"));
        assert_eq!(
            read(&csv(&report.filtered("Ruud", &str::to_owned))).len(),
            report.filtered("Ruud", &str::to_owned).len()
        );
    }

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_the_table() {
        let rows = read(&csv(&hostile()));
        assert_eq!(rows.len(), 3);
        for row in &rows {
            for (column, cell) in row {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                assert!(!formula || cell.parse::<f64>().is_ok(), "{column}: {cell}");
            }
        }
        assert_eq!(rows[0]["text"], "'=HYPERLINK(\"http://a.example\",\"x\")");
        assert_eq!(rows[1]["of"], "'+x, \"y\"\r\nz");
        assert_eq!(rows[1]["value"], "-5");
    }

    #[test]
    fn the_json_read_again_holds_what_was_shown() {
        let report = Report::of(&told(TEXT, &Value::Null));
        let read: Value = serde_json::from_str(&json(&report)).unwrap();
        assert_eq!(read["page"], json!({"title": "Ice, and then none", "url": "https://example.org/report"}));
        assert_eq!(
            read["actors"][0],
            json!({"name": "Ana Bell", "kind": "person", "titles": ["Mayor"], "roles": [], "aliases": ["Bell"], "mentions": 3})
        );
        assert_eq!(read["figures"][0]["value"], 300.0);
        let lists = ["actors", "figures", "quotes", "dates", "words"].map(|list| read[list].as_array().unwrap().len());
        assert_eq!(lists.iter().sum::<usize>(), report.len());
    }

    #[test]
    fn markdown_has_every_row_and_no_markup_of_the_page() {
        let say = |key: &str| english(key).unwrap_or(key).to_owned();
        let report = Report::of(&told(TEXT, &Value::Null));
        let text = markdown(&report, &say, &str::to_owned);
        assert!(
            text.contains("| Ana Bell | person | Mayor | Bell | 3 |") && text.contains("### Mayor Ana Bell\n"),
            "{text}"
        );
        assert!(text.contains("- **1998\\-03**: March 1998\n"), "{text}");
        let rows = text.lines().filter(|line| line.starts_with("- ") || line.starts_with("| ")).count();
        assert_eq!(rows, report.len() + 1, "{text}");
        let text = markdown(&hostile(), &say, &str::to_owned);
        assert!(!text.replace("\\<img", "").contains("<img"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{text}");
        assert!(text.contains("<https://example.org/a%20b%20c>"), "{text}");
    }

    #[test]
    fn a_quote_is_copied_with_its_source() {
        let page = Source { title: "Ice".to_owned(), url: "https://example.org/".to_owned() };
        assert_eq!(
            quotation("“No,”", Some("Ana Bell"), Some("Mayor"), &page),
            "“No,” – Mayor Ana Bell\nIce, https://example.org/"
        );
        assert_eq!(quotation("“No,”", None, None, &Source::default()), "“No,”");
    }
}
