//! An attribution in the document's terms: places instead of items, and whether the text withholds the source's name.

use super::attribution::Offer;
use super::frame::Frame;
use super::phrases::Head;
use super::words;
use crate::engine::finding::Site;
use crate::engine::span::Span;

/// Who is given as speaker, in the document's terms.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where the text names who speaks.
    pub site: Site,
    /// The pronoun there, in lower case, if it is one.
    pub pronoun: Option<&'static str>,
    /// Whom a "who" stands for, where that is a common noun right before it.
    pub antecedent: Option<Span>,
    /// The verb of saying, or what stands for it.
    pub cue: Option<Site>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Whether the text withholds the name.
    pub anonymous: bool,
    /// In words, for the card.
    pub sign: &'static str,
}

/// An offer in the document's terms.
pub fn given(block: usize, frame: &Frame, at: usize, offer: &Offer) -> Given {
    let site = Site { block, span: offer.phrase.site };
    let word = offer.phrase.site.of(frame.text);
    let pronoun = words::PRONOUNS.word(word).or_else(|| words::OWNERS.word(word));
    let floor = frame.sentence_start(offer.phrase.first);
    let antecedent = if pronoun == Some("who") {
        frame.before(offer.phrase.first, floor).filter(|phrase| phrase.head != Head::Pronoun).map(|phrase| phrase.site)
    } else {
        None
    };
    let cue = offer.cue.map(|span| Site { block, span });
    let anonymous = anonymous(frame, at, offer);
    Given { site, pronoun, antecedent, cue, confidence: offer.confidence, anonymous, sign: offer.sign }
}

/// Whether the text withholds the source's name.
fn anonymous(frame: &Frame, at: usize, offer: &Offer) -> bool {
    // A common noun that begins its sentence looks like a name ("Sources said").
    let lone = offer.phrase.end == offer.phrase.first + 1
        && (frame.is(offer.phrase.first, words::SOURCES) || frame.is(offer.phrase.first, words::OFFICES));
    if offer.phrase.head != Head::Noun && !lone {
        return false;
    }
    let phrase = offer.phrase.first..offer.phrase.end;
    if phrase.clone().any(|i| frame.is(i, words::SOURCES) || frame.is(i, words::WITHHELD)) {
        return true;
    }
    let indefinite = frame.is(offer.phrase.first, &["a", "an", "another", "one", "several", "some", "three", "two"]);
    let office = phrase.clone().any(|i| frame.is(i, words::OFFICES));
    let familiar =
        phrase.clone().any(|i| frame.says(i, "people") || frame.says(i, "person") || frame.says(i, "someone"))
            && (phrase.start..phrase.end + 3).any(|i| frame.is(i, &["briefed", "close", "familiar", "knowledge"]));
    if indefinite && office || familiar {
        return true;
    }
    let start = frame.sentence_start(at.min(offer.phrase.first));
    let end = frame.sentence_end(at.max(offer.phrase.first));
    (start..end).any(|i| {
        // "who would not give his name"
        let kept = (frame.is(i, &["identity", "name", "names"]))
            && (i.saturating_sub(6)..i)
                .any(|j| frame.is(j, &["declined", "declining", "not", "refused", "refusing", "withheld", "without"]))
            && (i.saturating_sub(4)..i).any(|j| {
                frame.is(j, &["disclose", "give", "giving", "provide", "reveal", "share", "using", "withheld"])
            });
        kept || frame.is(i, words::WITHHELD)
            || frame.is(i, &["identified", "named", "quoted"])
                && (frame.says(i.saturating_sub(1), "be"))
                && (i.saturating_sub(5)..i).any(|j| frame.is(j, &["asked", "declined", "not", "refused", "wanted"]))
    })
}
