//! Comment policy: rules for commenting are hidden; comments, forms and reports about moderation stay.
//!
//! No phrase decides. A block is weighed by what it speaks of (comments), what it lays down (guidelines, approval, removal), which conduct it
//! asks for or forbids, whether it speaks to the reader, what stands around it, and what speaks against it: a source, a first person,
//! a cookie notice. The words and weights are one table ([`signs`]). What is heavy enough by itself is policy; lighter blocks beside it join.

mod signs;

use crate::engine::document::{Block, BlockKind, Document, Region};
use crate::engine::finding::Fold;
use crate::engine::rule::{Rule, RuleId, examples};
use signs::{Class, Signs, Weights};

/// The declaration.
pub static RULE: Rule = Rule {
    id: RuleId::CommentPolicy,
    name: "comment-policy",
    key: "commentPolicy",
    label: "Comment policy",
    summary: "Hides the rules for commenting; comments and the form stay.",
    on: true,
    kinds: &[],
    examples: examples(&[
        "The bridge opens again on Monday.
         Comments
         > We moderate all comments before they appear. Please be polite and stay on topic.
         > Insults, threats and advertising are not tolerated.
         > Comments that break our guidelines are removed without notice.
         Post a comment",
        "> By posting a comment you agree to our terms of use and our community guidelines.",
        "> Your comment must follow our rules: we delete what is abusive, defamatory or off topic, and users who go on may be banned.",
        // Readers, and a report about moderation.
        "I posted a comment yesterday and the moderators removed it. So much for your rules!",
        "The network said on Friday that it would remove comments that violate its guidelines, and ban users who post threats.",
        "“We delete abusive comments and we ban those who post them,” the company told reporters.",
        "The minister declined to comment on the guidelines, which moderate members of her party reject as offensive.",
        // Other notices.
        "By using this site you agree to our terms of use and our privacy policy. We use cookies to moderate what you see.",
        "Post a comment",
        "Log in to join the conversation.",
    ]),
};

/// From here on a block is policy by itself.
const ENOUGH: f32 = 5.0;
/// From here on it is beside one that is.
const ENOUGH_BESIDE: f32 = 2.2;
/// What it lays down weighs at least.
const LAID_DOWN: f32 = 1.0;
/// What the words for comments weigh at least.
const SPOKEN_OF: f32 = 0.6;
/// What it weighs to stand outside the main text, and there to have nothing that speaks against it.
const OUTSIDE: f32 = 1.2;
const UNDISPUTED: f32 = 0.5;
/// Blocks longer than this (bytes) are no notice.
const LONGEST: usize = 4_000;
/// How far around a block a comment heading or form is looked for, in blocks.
const AROUND: usize = 4;
/// How many short blocks may stand between two parts of one policy.
const BETWEEN: usize = 2;

/// Folds the runs of blocks that state rules for commenting.
pub fn find(document: &Document) -> Vec<Fold> {
    let signs = Signs::table();
    // Whoever opens the rules themselves, or a site's terms, wants to read them.
    let of_rules = document.page.title.as_deref().is_some_and(signs::names_rules);
    let mut weighed: Vec<Weighed> = (0..document.blocks.len()).map(|block| weigh(document, block, signs)).collect();
    for (block, weighed) in document.blocks.iter().zip(&mut weighed) {
        weighed.able &= !(of_rules && block.main);
    }
    // Every policy has a block that lays something down; most pages have none, and what stands around their blocks need not be looked at.
    if !weighed.iter().any(|weighed| weighed.able && weighed.bare > 0.0 && weighed.laid_down() >= LAID_DOWN) {
        return Vec::new();
    }
    let told_apart = document.blocks.iter().any(|block| block.main && block.kind == BlockKind::Paragraph);
    for (number, weighed) in weighed.iter_mut().enumerate().filter(|(_, weighed)| weighed.able && weighed.bare > 0.0) {
        weighed.add_surroundings(document, number);
        // What stands outside the story is a notice of some sort: less is needed.
        if told_apart
            && document.blocks.get(number).is_some_and(|block| !block.main && block.region != Region::Comments)
        {
            weighed.total += OUTSIDE;
            let undisputed = weighed.weights.of(Class::Against) == 0.0 && weighed.laid_down() >= 1.5;
            weighed.total += if undisputed { UNDISPUTED } else { 0.0 };
        }
    }
    let mut policy: Vec<bool> = weighed.iter().map(|w| w.able && w.is_policy()).collect();
    // Both ways, so that what joins can be joined.
    for block in 1..policy.len() {
        policy[block] |=
            policy[block - 1] && (weighed[block].joins() || in_one_box(document, &weighed, block, block - 1));
    }
    for block in (1..policy.len()).rev() {
        let before = block - 1;
        policy[before] |= policy[block] && (weighed[before].joins() || in_one_box(document, &weighed, before, block));
    }
    bridge(&mut policy, &weighed);
    runs(&policy, &weighed)
}

/// Whether a block stands in the same box of the comment section as a policy and speaks of commenting: it is its first or last sentence.
fn in_one_box(document: &Document, weighed: &[Weighed], block: usize, policy: usize) -> bool {
    let (Some(a), Some(b)) = (document.blocks.get(block), document.blocks.get(policy)) else { return false };
    let w = &weighed[block];
    let speaks = w.weights.of(Class::Topic) + w.weights.of(Class::Access) >= 1.4 && w.weights.of(Class::Against) < 1.0;
    let boxed = a.region == Region::Comments && !a.context.is_empty() && a.context == b.context && a.kind == b.kind;
    w.able && boxed && speaks
}

/// A block and what was found in it.
#[derive(Default)]
struct Weighed {
    /// Whether a fold may hold it.
    able: bool,
    weights: Weights,
    /// What its words weigh.
    bare: f32,
    /// With what stands around it.
    total: f32,
    around: Vec<&'static str>,
    /// Whether a heading over comments stands above.
    under_heading: bool,
    /// Whether it stands in the comment section, by a heading or form.
    among_comments: bool,
    short: bool,
}

impl Weighed {
    /// What it lays down: rules and conduct.
    fn laid_down(&self) -> f32 {
        self.weights.of(Class::Rule) + self.weights.of(Class::Conduct)
    }

    fn is_policy(&self) -> bool {
        let laid_down = self.laid_down();
        let topic = self.weights.of(Class::Topic);
        // Something must speak of comments: the text itself, or what stands around it. House rules are of many houses.
        let speaks = topic + self.weights.of(Class::Hint) >= SPOKEN_OF && (topic > 0.0 || self.among_comments);
        // What is forbidden, and what becomes of it, need not say where, under a heading that does.
        let both = self.weights.of(Class::Rule).min(self.weights.of(Class::Conduct)) >= 0.8 && laid_down >= 2.4;
        let told_where = (self.under_heading && laid_down >= 2.8 || self.among_comments && both)
            && self.weights.of(Class::Against) == 0.0;
        self.total >= ENOUGH && (speaks || told_where) && laid_down >= LAID_DOWN
    }

    fn joins(&self) -> bool {
        let laid_down = self.laid_down() + self.weights.of(Class::Access);
        self.able && self.total >= ENOUGH_BESIDE && laid_down >= 0.8 && self.weights.of(Class::Against) < 1.0
    }

    fn add_surroundings(&mut self, document: &Document, number: usize) {
        let Some(block) = document.blocks.get(number) else { return };
        let mut add = |weight: f32, sign: &'static str| {
            self.total += weight;
            self.around.push(sign);
        };
        if block.region == Region::Comments {
            add(1.2, "in the comment section");
        }
        if signs::names_policy(&block.context) {
            add(1.5, "the page calls it a policy");
        }
        let above = document.blocks.get(number.saturating_sub(AROUND)..number).unwrap_or_default();
        if above.iter().any(|other| other.span.len() < 60 && signs::is_heading(other.span.of(&document.text))) {
            add(1.3, "comment heading above");
            self.under_heading = true;
        }
        let below = document.blocks.get(number + 1..document.blocks.len().min(number + 1 + AROUND)).unwrap_or_default();
        let form = above.iter().chain(below).any(|other| other.control && signs::names_comments(&other.context));
        if form {
            add(0.7, "comment form nearby");
        }
        self.among_comments = block.region == Region::Comments && (self.under_heading || form);
        // The story itself: as much again is needed.
        if block.main && block.region == Region::Article && !signs::names_comments(&block.context) {
            self.total -= 0.5;
        }
    }
}

fn weigh(document: &Document, number: usize, signs: &Signs) -> Weighed {
    let Some(block) = document.blocks.get(number) else { return Weighed::default() };
    let text = document.block_text(number);
    let short = text.len() < 200;
    let link = short && block.link_bytes * 10 >= text.len() * 9;
    let other = matches!(block.kind, BlockKind::Code | BlockKind::Quote) || is_readers(block);
    // "Post a comment" and "Comments (3)" are the way to the form and the comments.
    let door = text.len() < 60 && signs::is_door(text);
    let able = !(block.control || block.foreign || link || other || door) && text.len() <= LONGEST;
    let weights = if text.len() <= LONGEST { signs.weigh(text) } else { Weights::default() };
    // Long texts say many things: they need more.
    let length = text.len().saturating_sub(600) as f32 / 500.0;
    let bare = weights.sum() - length.min(2.0);
    Weighed { able, weights, bare, total: bare, short, ..Weighed::default() }
}

/// Whether a block is a reader's own comment, as far as class names tell.
fn is_readers(block: &Block) -> bool {
    block.region == Region::Comments && signs::is_comment_body(&block.context)
}

/// Short blocks between two parts of a policy are parts of it: the entries of a list of what is forbidden.
fn bridge(policy: &mut [bool], weighed: &[Weighed]) {
    let mut last: Option<usize> = None;
    for block in 0..policy.len() {
        if !policy[block] {
            continue;
        }
        if let Some(before) = last.filter(|&before| block - before > 1 && block - before <= BETWEEN + 1) {
            let between = before + 1..block;
            if weighed[between.clone()].iter().all(|w| w.able && w.short && w.weights.of(Class::Against) == 0.0) {
                policy[between].fill(true);
            }
        }
        last = Some(block);
    }
}

fn runs(policy: &[bool], weighed: &[Weighed]) -> Vec<Fold> {
    let mut folds: Vec<Fold> = Vec::new();
    for (block, weighed) in weighed.iter().enumerate().filter(|&(block, _)| policy[block]) {
        let extend = folds.last().is_some_and(|fold| fold.last + 1 == block);
        if !extend {
            let evidence = Vec::new();
            folds.push(Fold { rule: RuleId::CommentPolicy, first: block, last: block, same_as: None, evidence });
        }
        let Some(fold) = folds.last_mut() else { continue };
        fold.last = block;
        for sign in weighed.weights.signs().chain(weighed.around.iter().copied()) {
            if !fold.evidence.contains(&sign) {
                fold.evidence.push(sign);
            }
        }
    }
    folds
}

#[cfg(test)]
mod tests;
