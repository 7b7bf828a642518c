//! The engine: [`analyse`] runs the rules over a [`document::Document`] and settles their overlaps. It knows no browser.

pub mod document;
pub mod finding;
pub(crate) mod index;
pub mod language;
pub mod lexicon;
pub mod marked;
pub mod rule;
pub mod rules;
pub mod span;
pub mod tagger;
pub mod text;

use document::Document;
use finding::{Actor, Analysis, Detail, Fold, Mark};
use rule::RuleId;
use rules::{actors, comment_policy, numbers, quotes, repeats};
use span::{Span, sort_by_place};
use text::Reading;

/// Which rules run. Made by [`crate::settings::Settings::options`].
#[derive(Clone, Debug)]
pub struct Options {
    rules: Vec<RuleId>,
    own: Vec<Mark>,
}

impl Options {
    /// Exactly these rules.
    pub fn only(rules: &[RuleId]) -> Self {
        Self { rules: rules.to_vec(), own: Vec::new() }
    }

    /// With the marks of the reader's own words, which [`rules::custom`] finds and makes.
    pub fn with_own(self, own: Vec<Mark>) -> Self {
        Self { own, ..self }
    }

    /// Whether a rule runs.
    pub fn has(&self, rule: RuleId) -> bool {
        self.rules.contains(&rule)
    }
}

impl Default for Options {
    /// Every rule.
    fn default() -> Self {
        Self { rules: rules::RULES.iter().map(|rule| rule.id).collect(), own: Vec::new() }
    }
}

/// Runs the rules over a document. Pure and total; time is linear in the text.
pub fn analyse(document: &Document, options: &Options) -> Analysis {
    let mut folds = Vec::new();
    if options.has(RuleId::Repeats) {
        folds.extend(repeats::find(document));
    }
    if options.has(RuleId::CommentPolicy) {
        folds.extend(comment_policy::find(document));
    }
    let folds = settle_folds(folds);
    let foreign = |block: usize| document.blocks.get(block).is_some_and(|block| block.foreign);
    let words = options.has(RuleId::Custom) && !options.own.is_empty();
    let english = !document.blocks.iter().all(|block| block.foreign)
        && [RuleId::Actors, RuleId::Numbers, RuleId::Quotes].iter().any(|&rule| options.has(rule));
    if !(english || words) {
        return Analysis { folds, ..Analysis::default() };
    }
    let reading = Reading::new(document);
    // Quotes need the actors, whether or not the reader sees those.
    let (mut marks, mut actors) = if options.has(RuleId::Actors) || options.has(RuleId::Quotes) {
        actors::find(&reading)
    } else {
        (Vec::new(), Vec::new())
    };
    let silent = |quote: &Mark| {
        let parts = document.blocks.get(quote.block).map_or(&[][..], |block| &block.silent);
        let at = parts.partition_point(|part| part.start <= quote.span.start).checked_sub(1);
        at.is_some_and(|at| parts[at].contains(quote.span))
    };
    let mut quotes = if options.has(RuleId::Quotes) { quotes::find(&reading, &marks, &actors) } else { Vec::new() };
    quotes.retain(|quote| !silent(quote));
    if !options.has(RuleId::Actors) {
        marks.clear();
    }
    if options.has(RuleId::Numbers) {
        marks.extend(numbers::find(&reading));
    }
    // The rules read English: what is not is left alone.
    marks.retain(|mark| !foreign(mark.block));
    quotes.retain(|quote| !foreign(quote.block));
    if words {
        marks.extend(options.own.iter().cloned());
    }
    tell_who_said(&mut marks, &quotes);
    marks.extend(quotes);
    sort_by_place(&mut marks, |mark| (mark.block, mark.span));
    count_mentions(&mut actors, &marks, &folds);
    Analysis { marks, folds, actors }
}

/// Sorts folds and drops those that overlap an earlier one; the comment policy, found whole, goes before repeats of it.
fn settle_folds(mut folds: Vec<Fold>) -> Vec<Fold> {
    let place = |fold: &Fold| (0, Span::new(fold.first, fold.last));
    sort_by_place(&mut folds, place);
    let mut taken: Vec<Fold> = Vec::new();
    let mut policy: Vec<(usize, usize)> = Vec::new();
    let (policies, repeats): (Vec<Fold>, Vec<Fold>) =
        folds.into_iter().partition(|fold| fold.rule == RuleId::CommentPolicy);
    for fold in policies {
        policy.push((fold.first, fold.last));
        taken.push(fold);
    }
    for fold in repeats {
        // The parts of a repeat that no policy fold holds.
        let mut first = fold.first;
        let next = policy.partition_point(|&(_, last)| last < first);
        for &(start, end) in policy[next..].iter().take_while(|&&(start, _)| start <= fold.last) {
            if first < start {
                let same_as = fold.same_as.map(|same| same + (first - fold.first));
                taken.push(Fold { first, last: start - 1, same_as, ..fold.clone() });
            }
            first = end + 1;
        }
        if first <= fold.last {
            let same_as = fold.same_as.map(|same| same + (first - fold.first));
            taken.push(Fold { first, same_as, ..fold });
        }
    }
    sort_by_place(&mut taken, place);
    taken
}

/// Gives every mark that stands in a quote the actor who says it: the innermost quote that has one. Both lists are swept once.
fn tell_who_said(marks: &mut Vec<Mark>, quotes: &[Mark]) {
    let place = |mark: &Mark| (mark.block, mark.span.start, usize::MAX - mark.span.end);
    let mut quotes: Vec<(&Mark, usize)> = quotes
        .iter()
        .filter_map(|quote| match &quote.detail {
            Detail::Quotation(quotation) => Some((quote, quotation.speaker.as_ref()?.actor?)),
            _ => None,
        })
        .collect();
    sort_by_place(&mut quotes, |(quote, _)| (quote.block, quote.span));
    sort_by_place(marks, |mark| (mark.block, mark.span));
    let mut coming = quotes.into_iter().peekable();
    let mut open: Vec<(&Mark, usize)> = Vec::new();
    for mark in marks {
        while let Some(next) = coming.next_if(|(quote, _)| place(quote) <= place(mark)) {
            open.push(next);
        }
        while open.last().is_some_and(|(quote, _)| quote.block < mark.block || quote.span.end <= mark.span.start) {
            open.pop();
        }
        mark.said_by = open.last().filter(|(quote, _)| quote.span.contains(mark.span)).map(|&(_, actor)| actor);
    }
}

/// Counts the mentions that a reader sees: those in folded repeats are the same ones again.
fn count_mentions(actors: &mut [Actor], marks: &[Mark], folds: &[Fold]) {
    let repeated = |block: usize| {
        let fold = folds.partition_point(|fold| fold.last < block);
        folds.get(fold).is_some_and(|fold| fold.rule == RuleId::Repeats && fold.holds(block))
    };
    for actor in actors.iter_mut() {
        actor.mentions = 0;
    }
    for mark in marks {
        if let Detail::Mention(mention) = &mark.detail
            && !repeated(mark.block)
            && let Some(actor) = mention.actor.checked_sub(1).and_then(|i| actors.get_mut(i))
        {
            actor.mentions += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Further;

    /// Of two reports on one page each has its own surnames, roles, pronouns and dates; whole names are one actor in both.
    #[test]
    fn reports_on_one_page_are_read_apart() {
        let text = "Anna Keller went from Brekke to the harbour on Monday. “It is the ice,” Keller said. Police agreed.

Bus fares rise

Tom Keller runs the buses in Brekke. “It is the fuel,” Keller said on Monday. “Nobody pays us,” he said. Police agreed.

“We wait,” she said.";
        let mut document = Document::of_text(text);
        let tell = |document: &Document| {
            let analysis = analyse(document, &Options::default());
            let of = |name: &str| {
                let mentions =
                    analysis.marks.iter().filter(|mark| mark.span.of(document.block_text(mark.block)) == name);
                let ids: Vec<_> = mentions
                    .filter_map(|mark| match &mark.detail {
                        Detail::Mention(mention) => analysis.actors.get(mention.actor - 1),
                        _ => None,
                    })
                    .map(|actor| (actor.id, actor.name.clone()))
                    .collect();
                ids
            };
            let dates: Vec<_> = analysis
                .marks
                .iter()
                .filter_map(|mark| match &mark.detail {
                    Detail::Figure(figure) => figure.iso.clone(),
                    _ => None,
                })
                .collect();
            let speakers: Vec<_> = analysis
                .marks
                .iter()
                .filter_map(|mark| match &mark.detail {
                    Detail::Quotation(quotation) => Some(quotation.speaker.as_ref().map(|s| s.name.clone())),
                    _ => None,
                })
                .collect();
            (of("Keller"), of("Brekke"), of("Police"), dates, speakers)
        };
        document.page.published = Some("2017-09-08".to_owned());
        document.page.further =
            vec![Further { first: 1, published: Some("2017-08-02".to_owned()), ..Further::default() }];
        let (keller, brekke, police, dates, speakers) = tell(&document);
        assert_eq!(keller.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Anna Keller", "Tom Keller"]);
        assert_eq!(brekke[0].0, brekke[1].0);
        assert_ne!(police[0].0, police[1].0);
        assert_eq!(dates, ["2017-09-04", "2017-07-31"]);
        assert_eq!(
            speakers.last(),
            Some(&Some("she".to_owned())),
            "she is not the one of the report before: {speakers:?}"
        );
        // A report without a date of its own does not take the page's.
        document.page.further[0].published = None;
        let (.., dates, _) = tell(&document);
        assert_eq!(dates.len(), 1, "{dates:?}");
        document.page.further.clear();
        let (_, _, police, ..) = tell(&document);
        assert_eq!(police[0].0, police[1].0);
    }

    #[test]
    fn silent_parts_are_never_marked() {
        let text = "Ana Bell met 300 people in Paris, “all of them” friends, she said.";
        let mut document = Document::of_text(text);
        let marked = |document: &Document| {
            let analysis = analyse(document, &Options::default());
            let marks: Vec<&str> = analysis.marks.iter().map(|mark| mark.span.of(text)).collect();
            marks.join("|")
        };
        let all = marked(&document);
        assert!(all.contains("300") && all.contains("Paris") && all.contains("“all of them”"), "{all}");
        document.blocks[0].silent = vec![Span::new(9, text.len())];
        assert_eq!(marked(&document), "Ana Bell");
    }
}
