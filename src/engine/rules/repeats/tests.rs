use super::*;
use crate::engine::marked;

#[test]
fn examples() {
    for example in RULE.examples {
        marked::check(RuleId::Repeats, example).unwrap();
    }
}

const LINES: [&str; 3] = [
    "The old bridge over the Aare will be closed to all traffic from the first Monday in May, the canton said.",
    "Repairs are expected to take until autumn, and pedestrians will cross on a footbridge that soldiers build beside it.",
    "Shops in the lower town fear that their customers will stay away, and ask for a bus that runs every ten minutes.",
];

/// A document of lines: number of the text, kind, region, links. Returns the folds as (first, last, same_as).
fn folds(blocks: &[(&str, BlockKind, Region, u64)]) -> Vec<(usize, usize, Option<usize>)> {
    let text: Vec<&str> = blocks.iter().map(|b| b.0).collect();
    let mut document = Document::of_text(&text.join("\n"));
    for (block, &(text, kind, region, links)) in document.blocks.iter_mut().zip(blocks) {
        block.kind = kind;
        block.region = region;
        block.main = region == Region::Article;
        block.links = links;
        block.link_bytes = if links == 0 { 0 } else { text.len() };
    }
    find(&document).iter().map(|fold| (fold.first, fold.last, fold.same_as)).collect()
}

#[test]
fn which_copy_stays() {
    use BlockKind::{Caption, Cell, Code, Item, Paragraph};
    use Region::{Article, Aside, Body};
    let [a, b, c] = LINES;
    let p = |text, region| (text, Paragraph, region, 0);
    let cases: [(&[_], &[_]); 8] = [
        (&[p(a, Body), p(b, Body), p(c, Body), p(a, Body), p(b, Body)], &[(3, 4, Some(0))]),
        // three copies
        (&[p(a, Body), p(b, Body), p(a, Body), p(a, Body)], &[(2, 2, Some(0)), (3, 3, Some(0))]),
        // the copy in the main text, wherever it stands
        (&[p(a, Aside), p(b, Article), p(a, Article)], &[(0, 0, Some(2))]),
        (&[(a, Caption, Article, 0), p(a, Article)], &[(0, 0, Some(1))]),
        // short blocks join, menus do not
        (&[p(a, Body), p("Yes.", Body), p(b, Body), p(a, Body), p("Yes.", Body)], &[(3, 4, Some(0))]),
        (&[p(a, Body), ("Home", Item, Body, 7), p(b, Body), p(a, Body), ("Home", Item, Body, 7)], &[(3, 3, Some(0))]),
        // cards that lead elsewhere
        (&[(a, Paragraph, Body, 5), (a, Paragraph, Body, 6), (a, Paragraph, Body, 5)], &[(2, 2, Some(0))]),
        (&[(a, Cell, Body, 0), (a, Cell, Body, 0), (b, Code, Body, 0), (b, Code, Body, 0)], &[]),
    ];
    for (blocks, expected) in cases {
        assert_eq!(folds(blocks), expected, "{blocks:?}");
    }
}

/// The version for paper gives way, wherever it stands, and what is only left out on paper does not.
#[test]
fn the_version_for_paper_gives_way() {
    let [a, b, _] = LINES;
    let cases = [
        ("print-only story", 0),
        ("d-print-block", 0),
        ("printable_version", 0),
        ("no-print", 2),
        ("hidden-print", 2),
        ("imprint", 2),
    ];
    for (context, folded) in cases {
        let mut document = Document::of_text(&[a, b, a].join("\n"));
        document.blocks[0].context = context.to_owned();
        let folds = find(&document);
        assert_eq!(folds.iter().map(|fold| fold.first).collect::<Vec<_>>(), [folded], "{context}");
    }
}

/// The folds of a text in lines.
fn of_lines(lines: &[&str]) -> Vec<(usize, usize, Option<usize>)> {
    find(&Document::of_text(&lines.join("\n"))).iter().map(|fold| (fold.first, fold.last, fold.same_as)).collect()
}

#[test]
fn near_copies() {
    let [a, b, _] = LINES;
    let rewritten = |from: &str, to: &str| a.replace(from, to);
    let cases = [
        // a few words changed, added, left out, in either order
        (rewritten("closed to", "shut to"), true),
        (rewritten("The old bridge", "The bridge"), true),
        (format!("BERN (Aarepost) — {a}"), true),
        (format!("2 of 14 {a}"), true),
        (format!("{a} (Photo: Ann Lee/Aarepost)"), true),
        (format!("{}… Read more", &a[..82]), true),
        // other names, days, figures; a negation
        (rewritten("the Aare", "the Rhine"), false),
        (rewritten("Monday", "Friday"), false),
        (rewritten("first", "second"), false),
        (rewritten("will be", "will not be"), false),
        // a figure more: it is the one that stays
        (rewritten("The old bridge", "The old bridge of 1911"), true),
    ];
    for (other, same) in cases {
        for lines in [[a, b, &other], [&other, b, a]] {
            assert_eq!(!of_lines(&lines).is_empty(), same, "{lines:?}");
        }
    }
    let longer = rewritten("The old bridge", "The old bridge of 1911");
    assert_eq!(of_lines(&[a, b, &longer]), [(0, 0, Some(2))]);
    assert_eq!(of_lines(&[&longer, b, a]), [(2, 2, Some(0))]);
}

#[test]
fn a_repeat_may_span_elements() {
    let [a, b, c] = LINES;
    let both = format!("{a} {b}");
    assert_eq!(of_lines(&[a, b, c, &both]), [(3, 3, Some(0))]);
    assert_eq!(of_lines(&[&both, c, a, b]), [(2, 2, Some(0)), (3, 3, Some(0))]);
    // Parts that are too short to be folded alone are folded together.
    let (first, second) = a.split_at(a.find(" from").unwrap());
    assert_eq!(of_lines(&[a, c, first, second.trim()]), [(2, 2, Some(0)), (3, 3, Some(0))]);
    assert_eq!(of_lines(&[first, second.trim(), c, a]), [(3, 3, Some(0))]);
    use BlockKind::Paragraph;
    let aside = |text| (text, Paragraph, Region::Aside, 0);
    assert_eq!(
        folds(&[(a, Paragraph, Region::Article, 0), aside(first), aside(second.trim())]),
        [(1, 1, Some(0)), (2, 2, Some(0))]
    );
}

#[test]
fn what_is_left_alone() {
    use BlockKind::{Cell, Code, Item, Paragraph};
    use Region::{Article, Body, Navigation};
    let [a, ..] = LINES;
    let verse =
        "The ice is on the harbour,\nthe ships are in the bay,\nand nobody will sail tonight\nor any other day.";
    let clause = "The supplier shall keep all papers of this agreement for ten years and shall hand them to the other party on request.";
    let figures =
        "Monday 12 14 11 9 Tuesday 10 12 8 7 Wednesday 11 14 9 8 Thursday 10 11 12 8 Friday 9 9 11 10 Saturday 14 15";
    let cases: [(&str, BlockKind, Region, u64); 7] = [
        ("Home News Sport Weather", Item, Navigation, 7),
        ("By Ann Lee, who reports on the sea", Paragraph, Article, 0),
        (a, Cell, Body, 0),
        (a, Code, Body, 0),
        (clause, Paragraph, Body, 0),
        (figures, Paragraph, Body, 0),
        (verse, Paragraph, Body, 0),
    ];
    for case in cases {
        if case.0 == verse {
            // A poem is one block of lines.
            let mut document = Document::of_text(&format!("{verse}\n\n{verse}"));
            document.blocks.truncate(2);
            assert!(find(&document).is_empty());
            continue;
        }
        assert_eq!(folds(&[case, case]), [], "{case:?}");
    }
    // A control never, whatever it says.
    let mut document = Document::of_text(&format!("{a}\n{a}"));
    document.blocks[1].control = true;
    assert!(find(&document).is_empty());
    // Entries of a live blog that begin alike.
    let entry = |time: &str, end: &str| {
        format!("{time} The ferry company says in a statement that it hopes to run again {end}")
    };
    let (one, two) = (
        entry("09:40", "soon, and that tickets will be paid back."),
        entry("10:15", "when the second ship is out of the yard."),
    );
    assert_eq!(of_lines(&[&one, &two]), []);
}

#[test]
fn what_is_kept_is_shown() {
    // Near and contained copies of each other in every order: nothing is folded onto what is folded.
    let [a, ..] = LINES;
    let longer = format!("{a} It said so on Friday.");
    let other = a.replace("old ", "");
    let texts = [a, &longer, &other, &a[..80], &longer];
    for start in 0..texts.len() {
        let mut order = texts;
        order.rotate_left(start);
        let document = Document::of_text(&order.join("\n"));
        let found = find(&document);
        assert!(!found.is_empty());
        for fold in &found {
            let same = fold.same_as.unwrap();
            assert!((same..same + fold.len()).all(|kept| !found.iter().any(|other| other.holds(kept))), "{found:?}");
        }
    }
}

#[test]
fn time_is_linear() {
    let text = format!("{}\n", "the same words again and again ".repeat(8)).repeat(20_000);
    assert_eq!(find(&Document::of_text(&text)).len(), 19_999);
    let many: String =
        (0..20_000).map(|n| format!("{} number {n}\n", "the same words again and again ".repeat(4))).collect();
    find(&Document::of_text(&many));
}
