use super::RULE;
use crate::engine::document::{BlockKind, Document};
use crate::engine::finding::{Detail, Mark};
use crate::engine::marked::check;
use crate::engine::rule::RuleId;
use crate::engine::span::Span;
use crate::engine::text::Reading;

#[test]
fn examples_hold() {
    for example in RULE.examples {
        check(RuleId::Quotes, example).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Texts with what is found: kind, the quotation's first word, the words that name the speaker, the cue. No actors are given: speakers are
/// found by shape.
#[test]
fn speakers_are_found_by_shape() {
    let cases: &[(&str, &[&str])] = &[
        // Behind the quotation
        ("“We will rebuild,” said Dr. Ruth Ober, head of the clinic.", &["direct We: Ruth Ober/said"]),
        ("“We will rebuild,” the mayor of Lund said on Monday.", &["direct We: the mayor of Lund/said"]),
        ("“We will rebuild,” Ober, who runs the clinic, later told reporters.", &["direct We: Ober/told"]),
        ("“We will rebuild,” a friend, Ana Lim said.", &["direct We: Ana Lim/said"]),
        ("“Will you rebuild?” asked one resident.", &["direct Will: one resident/asked"]),
        (
            "“We will rebuild”, according to a letter from the council.",
            &["direct We: a letter from the council/according to"],
        ),
        ("The roof “fell in within minutes” during the storm, said Ana Lim.", &["direct fell: Ana Lim/said"]),
        ("''We will rebuild,'' she said. ''All of it.''", &["direct We: she/said", "direct All: she/said"]),
        ("“We will rebuild.” Ober says. The roof fell.", &["direct We: Ober/says"]),
        ("“We will rebuild,” she pointed out.", &["direct We: she/pointed out"]),
        ("“We will rebuild,” Ober was quoted as saying.", &["direct We: Ober/as saying"]),
        ("“We will rebuild,” the paper quoted Ober as saying.", &["direct We: Ober/as saying"]),
        (
            "“We will rebuild,” said Ober, adding “it may take a whole year”.",
            &["direct We: Ober/said", "direct it: Ober/adding"],
        ),
        ("A sailor who came from Lund to Ystad said “it was late in the day”.", &["direct it: A sailor/said"]),
        ("The old sailor later said “it was late in the day”.", &["direct it: The old sailor/said"]),
        // Ahead of it
        ("Ober said: “We will rebuild.”", &["direct We: Ober/said"]),
        ("Ober said they were “tired of waiting for help”.", &["direct tired: Ober/said"]),
        ("Ober left the room, adding that she was “tired of waiting for help”.", &["direct tired: Ober/adding"]),
        ("According to Ober, the roof “fell in within minutes”.", &["direct fell: Ober/According to"]),
        ("The report called the roof “a danger to everyone”.", &["direct a: The report/called"]),
        ("The statement said, “We will rebuild.”", &["direct We: The statement/said"]),
        ("Ober said he hopes “to see the roof again”.", &["direct to: Ober/hopes"]),
        ("In his view, as Ober put it, “the roof was always weak”.", &["direct the: Ober/put"]),
        ("Ober spoke for an hour.\nShe told the council:\n“The roof was always weak.”", &["direct The: She/told"]),
        ("Continued Ober: “The roof was always weak.”", &["direct The: Ober/Continued"]),
        ("Ober demurred: “The roof was always weak.”", &["direct The: Ober/demurred"]),
        ("The council heard Ober's claim that the roof was “always too weak”.", &["direct always: Ober/claim"]),
        ("The survey found that “most roofs are weak”.", &["direct most: The survey/found"]),
        // Labels and signatures
        ("Ruth Ober: “The roof was always weak.”", &["direct The: Ruth Ober/"]),
        ("“The roof was always weak.” — Ruth Ober", &["direct The: Ruth Ober/"]),
        // From one quotation to the next
        ("“One roof fell,” Ober said. “Then the next one fell.”", &["direct One: Ober/said", "direct Then: Ober/said"]),
        ("Ober said: “One roof fell.\n“Then the next one fell.”", &["direct One: Ober/said", "direct Then: Ober/said"]),
        ("“One roof fell.\n“Then the next one fell,” Ober said.", &["direct One: Ober/said", "direct Then: Ober/said"]),
        (
            "“One roof fell,” said Ruth Ober, “and then another.” Others held.",
            &["direct One: Ruth Ober/said", "direct and: Ruth Ober/said"],
        ),
        (
            "“One roof fell,” said Ruth Ober, a sailor, “and then another.”",
            &["direct One: Ruth Ober/said", "direct and: Ruth Ober/said"],
        ),
        (
            "“One roof fell,” said Ruth Ober, and Ana Lim replied, “All of them.”",
            &["direct One: Ruth Ober/said", "direct All: Ana Lim/replied"],
        ),
        // Without quotation marks
        ("Ober said that the roof was weak.", &["indirect the: Ober/said"]),
        ("Ober told the council on Monday that the roof was weak.", &["indirect the: Ober/told"]),
        ("The roof was weak, according to a report.", &["indirect The: a report/according to"]),
        ("According to Ober, the roof was weak.", &["indirect the: Ober/According to"]),
        ("The roof was weak and old, the report said.", &["indirect The: the report/said"]),
        ("Ober denied reports that the roof was weak.", &["indirect the: Ober/denied"]),
        ("LUND, May 3 — The roof was weak and old, the report said.", &["indirect The: the report/said"]),
        ("Ober said the roof was weak; the wall held.", &["indirect the: Ober/said"]),
        ("A sailor, Ana Lim, said one in ten roofs had gone.", &["indirect one: Ana Lim/said"]),
        ("Ober added a third roof before noon.", &[]),
        ("Ober said nothing of it.", &[]),
        ("That said, the roof was weak.", &[]),
        // Headlines
        ("Ober: Roof Is ‘Not Fit To Stand For Long’", &["direct Not: Ober/"]),
        ("‘We Will Rebuild The Old Roof’ Says Ober", &["direct We: Ober/Says"]),
        ("Mayor Calls Old Roof ‘Not Fit To Stand For Long’", &["direct Not: Mayor/Calls"]),
        // Nobody
        ("The march was held under the motto “a roof for everyone in town”.", &["title a: /"]),
        ("The Lundish word means “roof over the water”.", &["scare roof: /"]),
        ("It was a case of “slip of the tongue” by then.", &["scare slip: /"]),
        ("Meanwhile, “the roof was always too weak”.", &["direct the: /"]),
        ("They live in the so-called “valley of roofs”.", &["scare valley: /"]),
        ("The “smart” roof fell in.", &["scare smart: /"]),
        ("He wrote the novel “The Roof of Lund” in a month.", &["title The: /"]),
        ("Ulla “Red” Lowe left the room.", &["title Red: /"]),
        ("“The roof was always weak.” The council met on Monday.", &["direct The: /"]),
        ("“We call it ‘the pit’ here,” Ober said.", &["direct We: Ober/said", "scare the: /"]),
        ("“She told me, ‘Leave the house at once,’” Ober said.", &["direct She: Ober/said", "direct Leave: She/told"]),
    ];
    for (text, expected) in cases {
        let document = Document::of_text(text);
        let found: Vec<String> =
            super::find(&Reading::new(&document), &[], &[]).iter().map(|mark| told(&document, mark)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

fn told(document: &Document, mark: &Mark) -> String {
    let text = document.block_text(mark.block);
    let first = mark.span.of(text).split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    let Detail::Quotation(quotation) = &mark.detail else { return String::new() };
    let words = |site: crate::engine::finding::Site| site.span.of(document.block_text(site.block));
    let speaker = quotation.speaker.as_ref().map_or("", |speaker| words(speaker.site));
    format!("{} {first}: {speaker}/{}", mark.kind.name(), quotation.cue.map_or("", words))
}

#[test]
fn withheld_names_are_noticed() {
    let cases = [
        ("“It is over,” said a diplomat who asked not to be named.", true),
        ("“It is over,” sources said.", true),
        ("“It is over,” a senior official told the paper on condition of anonymity.", true),
        ("“It is over,” people familiar with the talks said.", true),
        ("A diplomat called it “over for good”. “It is over,” he said.", true),
        ("“It is over,” said a diplomat.\nThe diplomat added that the talks “had failed again”.", true),
        ("“It is over,” said the diplomat.", false),
        ("“It is over,” said Ana Lim, a diplomat.", false),
        ("“It is over,” the ministry said.", false),
    ];
    for (text, expected) in cases {
        let document = Document::of_text(text);
        let found = super::find(&Reading::new(&document), &[], &[]);
        let told = |mark: &Mark| matches!(&mark.detail, Detail::Quotation(quotation) if quotation.anonymous);
        let anonymous = found.iter().all(told);
        assert_eq!(anonymous, expected, "{text}");
    }
}

#[test]
fn a_block_quote_needs_no_marks() {
    let mut document = Document::of_text("Ober wrote to the council:\nThe roof was always weak.\nThe council met.");
    document.blocks[1].kind = BlockKind::Quote;
    let found: Vec<String> =
        super::find(&Reading::new(&document), &[], &[]).iter().map(|mark| told(&document, mark)).collect();
    assert_eq!(found, ["direct The: Ober/wrote"]);
}

#[test]
fn broken_quotations_are_one_utterance() {
    let cases: &[(&str, &[Option<usize>])] = &[
        ("“We will,” she said, “rebuild it.” “No,” he said.", &[Some(1), Some(1), None]),
        ("She said: “We will.\n“All of it.\n“Soon.”", &[Some(1), Some(1), Some(1)]),
        ("“We will,” she said. “All of it.”", &[None, None]),
    ];
    for (text, expected) in cases {
        let document = Document::of_text(text);
        let found = super::find(&Reading::new(&document), &[], &[]);
        let utterances: Vec<_> = found
            .iter()
            .map(|mark| match &mark.detail {
                Detail::Quotation(quotation) => quotation.utterance,
                _ => None,
            })
            .collect();
        assert_eq!(utterances, *expected, "{text}");
    }
}

/// Marks and words in every order: nothing panics, spans lie on boundaries, and every mark is sorted.
#[test]
fn any_text_is_read() {
    let pieces = [
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "''",
        "«",
        "»",
        ",",
        ".",
        ":",
        " — ",
        " ",
        " ",
        "said",
        "Ober",
        "he",
        "the",
        "report",
        "(",
        ")",
        "\n",
        "according to",
        "of",
        "and",
        "who",
        "'s",
        "told",
        "adding",
        "é",
        "5",
    ];
    let mut state: u64 = 7;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            if state >> 62 == 0 {
                text.push(' ');
            }
        }
        let document = Document::of_text(&text);
        let marks = super::find(&Reading::new(&document), &[], &[]);
        let fits = |block: usize, span: Span| {
            document.block_text(block).get(span.start..span.end).is_some_and(|words| !words.is_empty())
        };
        for mark in &marks {
            assert!(fits(mark.block, mark.span), "{text}");
            if let Detail::Quotation(quotation) = &mark.detail {
                let sites = quotation.speaker.iter().map(|speaker| speaker.site).chain(quotation.cue);
                assert!(sites.into_iter().all(|site| fits(site.block, site.span)), "{text}");
            }
        }
        assert!(marks.is_sorted_by_key(|mark| (mark.block, mark.span.start, usize::MAX - mark.span.end)));
    }
}

#[test]
fn time_is_linear() {
    for unit in ["\"a ", "“a” said b, ", "“a", "he said that he said ", "X, ", "(a ", "a said, “b” and ", "X of "]
    {
        let text = unit.repeat(20_000);
        let document = Document::of_text(&text);
        let _ = super::find(&Reading::new(&document), &[], &[]);
    }
}
