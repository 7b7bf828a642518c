//! What must hold of every analysis: the property tests and the fuzz targets ask it.

use newsglass::Document;
use newsglass::engine::finding::{Analysis, Detail, Site};
use newsglass::engine::{self, Options};

/// Analyses a text and looks over everything that was found.
pub fn examine(document: &Document) -> Analysis {
    let analysis = engine::analyse(document, &Options::default());
    let on_site = |site: Site| {
        let text = document.block_text(site.block);
        let span = site.span;
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    };
    let mut end = 0;
    for block in &document.blocks {
        assert!(end <= block.span.start && !block.span.is_empty(), "{:?}", block.span);
        end = block.span.end;
        let text =
            document.text.get(block.span.start..end).unwrap_or_else(|| panic!("{:?} is not on boundaries", block.span));
        assert_eq!(text.trim(), text);
    }
    let actors = analysis.actors.len();
    assert!(analysis.actors.iter().enumerate().all(|(n, actor)| actor.id == n + 1 && !actor.name.is_empty()));
    for mark in &analysis.marks {
        on_site(Site { block: mark.block, span: mark.span });
        assert!(mark.said_by.is_none_or(|id| (1..=actors).contains(&id)), "{mark:?}");
        match &mark.detail {
            Detail::Word(_) => {}
            Detail::Mention(mention) => assert!((1..=actors).contains(&mention.actor), "{mark:?}"),
            Detail::Figure(figure) => {
                let si = figure.si.unwrap_or_default();
                let numbers = [figure.value, figure.low, figure.high, si.value, si.low, si.high];
                assert!(numbers.into_iter().flatten().all(f64::is_finite), "{mark:?}");
            }
            Detail::Quotation(quotation) => {
                quotation.cue.into_iter().for_each(on_site);
                if let Some(speaker) = &quotation.speaker {
                    on_site(speaker.site);
                    assert!(
                        !speaker.name.is_empty() && speaker.actor.is_none_or(|id| (1..=actors).contains(&id)),
                        "{mark:?}"
                    );
                }
                assert!((0.0..=1.0).contains(&quotation.confidence), "{mark:?}");
            }
        }
    }
    let places: Vec<_> = analysis.marks.iter().map(|m| (m.block, m.span.start, usize::MAX - m.span.end)).collect();
    assert!(places.is_sorted());
    let mut next = 0;
    for fold in &analysis.folds {
        assert!(next <= fold.first && fold.first <= fold.last && fold.last < document.blocks.len(), "{fold:?}");
        assert!(fold.same_as.is_none_or(|same| same < document.blocks.len() && !fold.holds(same)), "{fold:?}");
        next = fold.last + 1;
    }
    check_overlaps(document, &analysis);
    analysis
}

/// Names do not cross each other, nor numbers, nor quotes; nor does any mark stand twice.
fn check_overlaps(document: &Document, analysis: &Analysis) {
    for (n, mark) in analysis.marks.iter().enumerate() {
        let later = analysis.marks[n + 1..].iter().take(60);
        for other in later.take_while(|other| other.block == mark.block && other.span.start < mark.span.end) {
            if other.kind.rule() != mark.kind.rule() {
                continue;
            }
            assert!(
                mark.span.contains(other.span),
                "crossing: {mark:?} {other:?} in {:?}",
                document.block_text(mark.block)
            );
            assert!((mark.span, mark.kind) != (other.span, other.kind), "twice: {mark:?}");
        }
    }
}
