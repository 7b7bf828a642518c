use super::*;

fn set(words: &[&str]) -> Set {
    Set { entries: words.iter().map(|&word| entry(word)).collect(), ..Set::default() }
}

/// "/…/" is a pattern.
fn entry(text: &str) -> Entry {
    match text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        Some(pattern) => Entry { text: pattern.to_owned(), pattern: true, note: String::new() },
        None => Entry::word(text),
    }
}

/// What is found, separated by bars.
fn found(text: &str, sets: &[Set]) -> String {
    let found = Search::new(sets).find([text].into_iter());
    found.iter().map(|found| found.span.of(text)).collect::<Vec<_>>().join("|")
}

#[test]
fn words_and_phrases() {
    let cases = [
        ("A Dam broke. The dams held, the DAM did not; a damp wall.", &["dam"][..], "Dam|DAM"),
        ("The water board met. Water  \u{a0}Board, he said.", &["Water board"], "water board|Water  \u{a0}Board"),
        ("Zürich und ZÜRICH, ΟΔΟΣ", &["zürich", "οδός", "οδος"], "Zürich|ZÜRICH|ΟΔΟΣ"),
        ("the new water board of the board", &["board", "water board", "water"], "water board|board"),
        // A longer one that is no whole word does not hide a shorter one.
        ("the water boards met", &["water", "water board"], "water"),
        ("nothing here", &["", " ", "no"], ""),
        ("the harbour's mouth; O’Neill and O'Neill", &["harbour", "o'neill"], "harbour|O’Neill|O'Neill"),
        ("C++ and C, C++11; #ferry", &["C++", "#ferry"], "C++|C++|#ferry"),
        ("co\u{ad}operate", &["cooperate"], "co\u{ad}operate"),
        ("30 km, 30km", &["km"], "km"),
        ("İzmir, I\u{307}zmir", &["izmir"], ""),
        ("a\u{1f}b", &["b", "a b"], "a\u{1f}b"),
        ("snake_case snake", &["snake"], "snake"),
    ];
    for (text, words, expected) in cases {
        assert_eq!(found(text, &[set(words)]), expected, "{words:?} in “{text}”");
    }
}

#[test]
fn parts_of_words_and_case() {
    let part = Set { whole: false, ..set(&["ferry", "北京"]) };
    assert_eq!(found("Ferryman, ferries; 在北京市", std::slice::from_ref(&part)), "Ferry|北京");
    let exact = Set { case: true, ..set(&["US", "/IT+/"]) };
    assert_eq!(found("us US it IT ITT", std::slice::from_ref(&exact)), "US|IT|ITT");
    // Both at once: the earlier and longer goes before.
    assert_eq!(found("a US ferryman", &[part, exact]), "US|ferry");
}

#[test]
fn patterns() {
    let cases = [
        ("the colour, the color, colours", "/colou?r/", "colour|color"),
        ("Flight AB-1234 and AB-12, XAB-1234", r"/[A-Z]{2}-\d{4}/", "AB-1234"),
        ("“Übung” über alles", r"/\büb\w+/", "Übung|über"),
        ("Größe groß GROSS", "/groß/", "groß"),
        ("first at the start, not first", "/^first/", "first"),
        ("a-b a b", "/a.b/", "a-b|a b"),
        ("Ποταμός Река river", r"/\p{Greek}+/", "Ποταμός"),
    ];
    for (text, pattern, expected) in cases {
        assert_eq!(found(text, &[set(&[pattern])]), expected, "{pattern} in “{text}”");
    }
    let part = Set { whole: false, ..set(&[r"/\d{2}/", "/rain|rai/"]) };
    assert_eq!(found("1234 raincoat", &[part]), "12|34|rain");
    // Off is off; the first set that names a word has it.
    let off = Set { on: false, ..set(&["rain"]) };
    let found = Search::new(&[off, set(&["/rai./"]), set(&["rain"])]).find(["rain"].into_iter());
    assert_eq!(found.iter().map(|found| found.set).collect::<Vec<_>>(), [1]);
}

#[test]
fn bad_and_costly_patterns_are_refused_with_reason_and_place() {
    let cases = [
        ("/a(b/", "patternGroupOpen", 2),
        ("/ab)/", "patternGroupClosed", 3),
        ("/x[ab/", "patternClassOpen", 2),
        ("/é*+*?(/", "patternGroupOpen", 6),
        ("/[z-a]/", "patternRange", 2),
        ("/*x/", "patternNothingRepeated", 1),
        ("/a{3,1}/", "patternCount", 2),
        (r"/(a)\1/", "patternReference", 4),
        ("/(?=a)b/", "patternLook", 1),
        (r"/a\y/", "patternEscape", 2),
        (r"/\p{Nobody}/", "patternClass", 1),
        ("/x*/", "patternEmpty", 0),
        ("/$/", "patternEmpty", 0),
        (r"/\w{400}/", "patternCostly", 0),
        ("/((a{40}){40}){40}/", "patternCostly", 0),
        (" ", "wordEmpty", 0),
    ];
    for (text, why, column) in cases {
        let search = Search::new(&[set(&[text])]);
        let expected = Refused { why, column };
        assert_eq!(search.refused(), [((0, 0), expected)], "{text}");
    }
    let deep = format!("/{}a{}/", "(".repeat(500), ")".repeat(500));
    assert_eq!(Search::new(&[set(&[&deep])]).refused().len(), 1);
    // The others are found all the same.
    assert_eq!(found("ab", &[set(&["/(/", "ab"])]), "ab");
}

use super::pattern::Refused;

/// Time grows with the text and no faster, whatever words and patterns the text was made against.
#[test]
fn time_is_linear_in_hostile_texts() {
    let nested: Vec<String> = (1..600).map(|n| "a".repeat(n)).collect();
    let nested = Set { whole: false, ..set(&nested.iter().map(String::as_str).collect::<Vec<_>>()) };
    let spaced: Vec<String> = (1..300).map(|n| "a ".repeat(n)).collect();
    let cases = [
        ("nested words", nested, "ab".to_owned(), "a"),
        ("nested phrases", set(&spaced.iter().map(String::as_str).collect::<Vec<_>>()), String::new(), "a "),
        ("a search that runs on", Set { whole: false, ..set(&["/.*[^A-Z]|[A-Z]/"]) }, String::new(), "A"),
        ("many states", Set { whole: false, ..set(&["/(a|b)*a(a|b){15}c/"]) }, String::new(), "abbaab"),
        ("long classes", Set { whole: false, ..set(&[r"/(\w+\s?){1,9}\d/"]) }, String::new(), "wörter "),
    ];
    for (name, set, head, unit) in cases {
        let search = Search::new(&[set]);
        assert_eq!(search.refused(), [], "{name}");
        let time = |bytes: usize| {
            let text = head.clone() + &unit.repeat(bytes / unit.len());
            let mut best = f64::INFINITY;
            for _ in 0..3 {
                let began = std::time::Instant::now();
                std::hint::black_box(search.find([text.as_str()].into_iter()));
                best = best.min(began.elapsed().as_secs_f64());
            }
            best
        };
        let (short, long) = (time(10_000), time(400_000));
        // Forty would be exact; memory that is asked for anew and a busy machine may make it ten times that, a quadratic search makes it 1,600.
        assert!(long < short * 600.0 + 0.05, "{name}: {short:.4} s, then {long:.4} s");
    }
}
