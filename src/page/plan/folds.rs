//! Folds: where their bars stand, what they hide and what they say.

use crate::engine::finding::Fold;
use crate::engine::rule::RuleId;
use crate::engine::rules;
use crate::message::{FoldPlan, FoldSite, Message};
use crate::page::blocks::{self, PageDocument};
use crate::texts::signs::sign_key;
use std::collections::HashMap;

/// The folds as the hands are told of them, in the order of the page.
pub fn folds(page: &PageDocument, folds: &[Fold]) -> Vec<FoldPlan> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::with_capacity(folds.len());
    let mut parts = folds.iter().peekable();
    for fold in &joined(folds) {
        let sites_of = |first, last| page.fold_sites(first, last).into_iter().map(told);
        let mut same_as = Vec::new();
        while let Some(part) = parts.next_if(|part| part.first <= fold.last) {
            same_as.extend(part.same_as.into_iter().flat_map(|first| sites_of(first, first + part.len() - 1)));
        }
        let sites: Vec<_> = sites_of(fold.first, fold.last).collect();
        if sites.is_empty() {
            continue;
        }
        let hash = content_hash(page, fold);
        let occurrence = seen.entry(hash).or_default();
        *occurrence += 1;
        let (label, why) = words(fold);
        let key = format!("{}-{hash:016x}-{occurrence}", rules::rule(fold.rule).name);
        let (show, hide) = (Message::say("barShow"), Message::say("barHide"));
        out.push(FoldPlan { key, sites, same_as, label, why, show, hide });
    }
    out
}

/// Repeats that stand in a row are one bar, though what they repeat does not: a reader cares that all of it stands above.
pub fn joined(folds: &[Fold]) -> Vec<Fold> {
    let mut out: Vec<Fold> = Vec::with_capacity(folds.len());
    let above = |fold: &Fold| fold.same_as.is_some_and(|same| same < fold.first);
    for fold in folds {
        match out.last_mut() {
            Some(last)
                if last.rule == RuleId::Repeats
                    && fold.rule == RuleId::Repeats
                    && last.last + 1 == fold.first
                    && above(last)
                    && above(fold) =>
            {
                last.last = fold.last;
            }
            _ => out.push(fold.clone()),
        }
    }
    out
}

/// A site as the hands are told of it.
fn told(site: blocks::FoldSite) -> FoldSite {
    match site {
        blocks::FoldSite::Element { node } => FoldSite::Element { node },
        blocks::FoldSite::Run { parent, first, last } => FoldSite::Run { parent, first, last },
    }
}

/// FNV-1a over the folded texts: the same on every platform, and the same when the page is read again.
fn content_hash(page: &PageDocument, fold: &Fold) -> u64 {
    let bytes = (fold.first..=fold.last).flat_map(|block| page.document.block_text(block).bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the bar says, and why.
fn words(fold: &Fold) -> (Message, Message) {
    let count = fold.len();
    match fold.rule {
        RuleId::CommentPolicy => {
            let list = fold.evidence.iter().map(|sign| sign_key(sign)).collect();
            let why = Message { list, ..Message::say_count("policyWhy", fold.evidence.len()) };
            (Message::say_count("policy", count), why)
        }
        _ if fold.same_as.is_some_and(|same| same > fold.first) => {
            (Message::say_count("repeatBelow", count), Message::say("repeatBelowWhy"))
        }
        _ => (Message::say_count("repeatAbove", count), Message::say("repeatAboveWhy")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_in_a_row_are_one_bar() {
        let fold = |first, last, same_as| Fold {
            rule: RuleId::Repeats,
            first,
            last,
            same_as: Some(same_as),
            evidence: Vec::new(),
        };
        let bars: Vec<_> = joined(&[fold(4, 4, 0), fold(5, 6, 1), fold(7, 7, 0), fold(9, 9, 2), fold(10, 10, 12)])
            .iter()
            .map(|fold| (fold.first, fold.last))
            .collect();
        assert_eq!(bars, [(4, 7), (9, 9), (10, 10)]);
    }
}
