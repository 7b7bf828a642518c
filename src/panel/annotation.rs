//! What the panel shows as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>), which other programs can find again on the page.

use super::{Figure, Report};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// How much of the text before and after a mark goes into its quote selector, in code points.
const AROUND: usize = 32;

/// Where the marks stand in the page's text: `textContent` of its `body`, as the hands read it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Placed {
    /// That text.
    pub text: String,
    /// Key, start and end of each mark, in UTF-16 units of the text, half-open. What stands in a frame or a shadow root is not in that text.
    pub places: Vec<(String, usize, usize)>,
}

/// One `AnnotationCollection` with an annotation for every mark behind a row, in the panel's order. A mark has a `TextPositionSelector`, in
/// code points of the page's text, and a `TextQuoteSelector`; one that is not in that text has the latter alone, without surroundings.
pub fn annotations(report: &Report, placed: &Placed) -> String {
    let text: Vec<char> = placed.text.chars().collect();
    let points = points(&placed.text);
    let places: HashMap<&str, (usize, usize)> =
        placed.places.iter().map(|(key, start, end)| (key.as_str(), (*start, *end))).collect();
    let mut items = Vec::new();
    let mut add = |key: &str, exact: &str, kind: &str, said: &[(&str, &str)]| {
        let place = places.get(key).and_then(|(start, end)| Some((*points.get(*start)?, *points.get(*end)?)));
        let place = place.filter(|(start, end)| start < end);
        let mut selectors = Vec::new();
        match place {
            Some((start, end)) => {
                let part =
                    |start: usize, end: usize| text.get(start..end).unwrap_or_default().iter().collect::<String>();
                let (before, after) = (start.saturating_sub(AROUND), text.len().min(end + AROUND));
                selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
                selectors.push(json!({"type": "TextQuoteSelector", "exact": part(start, end), "prefix": part(before, start), "suffix": part(end, after)}));
            }
            None => selectors.push(json!({"type": "TextQuoteSelector", "exact": exact})),
        }
        let tag = [("tagging", kind)];
        let body = tag
            .iter()
            .chain(said)
            .map(|(purpose, value)| json!({"type": "TextualBody", "purpose": purpose, "value": value}));
        items.push(json!({
            "id": id(&[&report.page.url, key]),
            "type": "Annotation",
            "motivation": "tagging",
            "body": body.collect::<Value>(),
            "target": {"source": report.page.url, "selector": selectors},
        }));
    };
    for actor in &report.actors {
        // Where it stands on the page it may be called otherwise; a selector without a place needs that very text.
        actor.keys.iter().for_each(|key| add(key, &text_of(key), &actor.kind, &[("identifying", &actor.name)]));
    }
    let mut figure = |figure: &Figure| {
        let said = [figure.of.as_deref(), figure.iso.as_deref()].into_iter().flatten().map(|fact| ("describing", fact));
        add(&figure.key, &figure.text, &figure.kind, &said.collect::<Vec<_>>());
    };
    report.figures.iter().for_each(&mut figure);
    report.dates.iter().for_each(&mut figure);
    for quote in &report.quotes {
        let speaker = quote.speaker.as_deref().map(|speaker| ("identifying", speaker));
        add(&quote.key, &quote.text, &quote.kind, speaker.as_slice());
    }
    for word in &report.words {
        word.keys.iter().for_each(|key| add(key, &text_of(key), &word.kind, &[]));
    }
    let page =
        json!({"id": id(&[&report.page.url, "page"]), "type": "AnnotationPage", "startIndex": 0, "items": items});
    let total = page["items"].as_array().map_or(0, Vec::len);
    let all = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id(&[&report.page.url, "collection"]),
        "type": "AnnotationCollection",
        "label": report.page.title,
        "generator": {"type": "Software", "name": "Newsglass"},
        "total": total,
        "first": page,
    });
    // It is made of texts and numbers: there is nothing that could fail.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

/// For each UTF-16 unit of a text, and for its end, the number of code points before it.
fn points(text: &str) -> Vec<usize> {
    let mut out = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for c in text.chars() {
        out.extend(std::iter::repeat_n(count, c.len_utf16()));
        count += 1;
    }
    out.push(count);
    out
}

/// The text in a mark's key, which is kind, text and occurrence with spaces between.
fn text_of(key: &str) -> String {
    let rest = key.split_once(' ').map_or("", |(_, rest)| rest);
    rest.rsplit_once(' ').map_or(rest, |(text, _)| text).to_owned()
}

/// An address for what has none: a UUID of version 8 (RFC 9562) made of FNV-1a over the parts, so that the same export has the same.
fn id(parts: &[&str]) -> String {
    let hash = |seed: u64| {
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        bytes.fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let bits = u128::from(hash(0xcbf2_9ce4_8422_2325)) << 64 | u128::from(hash(0x6c62_272e_07bb_0142));
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{bits:032x}");
    let part = |start: usize, end: usize| hex.get(start..end).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEXT, told};
    use super::*;
    use std::collections::BTreeSet;

    /// Where a quote selector's text stands, in code points, if only one place fits.
    fn find(text: &[char], selector: &Value) -> Option<(usize, usize)> {
        let part = |name: &str| selector[name].as_str().unwrap_or_default().chars().collect::<Vec<_>>();
        let (exact, prefix, suffix) = (part("exact"), part("prefix"), part("suffix"));
        let whole = [prefix.clone(), exact.clone(), suffix].concat();
        let mut places = text.windows(whole.len()).enumerate().filter(|(_, window)| *window == whole);
        let start = places.next()?.0 + prefix.len();
        places.next().is_none().then_some((start, start + exact.len()))
    }

    #[test]
    fn every_annotation_finds_its_text_again() {
        // A page's text has more in it than the report, and characters outside the basic plane.
        let page = format!("Menu 🌍 home\n  {TEXT}\n🎈 Imprint");
        let mut told = told(TEXT, &Value::Null);
        let shift = "Menu 🌍 home\n  ".encode_utf16().count();
        let mut places: Vec<(String, usize, usize)> = Vec::new();
        for one in &told.marks {
            let [_, start, _, end] = one.mark.range.map(|n| n as usize);
            places.push((one.key.clone(), start + shift, end + shift));
        }
        told.url = "https://example.org/report#part".to_owned();
        let report = Report::of(&told);
        let read: Value = serde_json::from_str(&annotations(&report, &Placed { text: page.clone(), places })).unwrap();
        let items = read["first"]["items"].as_array().unwrap();
        assert_eq!(items.len(), told.marks.len());
        assert_eq!(read["total"], items.len());
        let text: Vec<char> = page.chars().collect();
        let mut ids = BTreeSet::new();
        for item in items {
            let [position, quote] = [0, 1].map(|n| &item["target"]["selector"][n]);
            let place = [&position["start"], &position["end"]].map(|at| at.as_u64().unwrap() as usize);
            assert_eq!(text[place[0]..place[1]].iter().collect::<String>(), quote["exact"], "{item}");
            assert_eq!(find(&text, quote), Some((place[0], place[1])), "{item}");
            assert!(ids.insert(item["id"].as_str().unwrap().to_owned()), "{item}");
            assert_eq!(item["target"]["source"], "https://example.org/report#part");
        }
        let quotes = items.iter().filter(|item| item["body"][0]["value"] == "direct");
        assert!(quotes.into_iter().any(|item| item["body"][1]["value"] == "Ana Bell"));
    }

    #[test]
    fn a_mark_that_is_not_in_the_text_has_its_words_alone() {
        let told = told("Ana Bell met Tom Ruud.", &Value::Null);
        let key = told.marks[0].key.clone();
        let placed = Placed { text: "x".to_owned(), places: vec![(key, 7, 3)] };
        let read: Value = serde_json::from_str(&annotations(&Report::of(&told), &placed)).unwrap();
        let selector = &read["first"]["items"][0]["target"]["selector"];
        assert_eq!(*selector, json!([{"type": "TextQuoteSelector", "exact": "Ana Bell"}]));
    }

    #[test]
    fn addresses_are_uuids() {
        let id = id(&["a", "b"]);
        let parts: Vec<&str> = id.strip_prefix("urn:uuid:").unwrap().split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('8') && parts[3].starts_with(['8', '9', 'a', 'b']), "{id}");
        assert_ne!(id, super::id(&["ab", ""]));
    }
}
