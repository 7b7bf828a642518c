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
