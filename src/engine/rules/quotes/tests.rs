use super::RULE;
use crate::engine::document::{BlockKind, Document};
use crate::engine::finding::{Detail, Mark};
use crate::engine::marked::check;
use crate::engine::rule::RuleId;
use crate::engine::rules::actors;
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
        ("A sailor who gave only her age said “it was late in the day”.", &["direct it: A sailor/said"]),
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
        ("A sailor taken to the clinic said “it was late in the day”.", &["direct it: A sailor/said"]),
        ("An official briefed on the talks said “it was late in the day”.", &["direct it: An official/said"]),
        (
            "A sailor who asked to be left alone because she was not allowed to speak to the crew said “it was late”.",
            &["direct it: A sailor/said"],
        ),
        ("A sailor who was coming home from a feast said “it was late in the day”.", &["direct it: A sailor/said"]),
        ("A letter that was sent to the council said “it was late in the day”.", &["direct it: A letter/said"]),
        ("Two sailors and the mayor said “it was late”.", &["direct it: Two sailors and the mayor/said"]),
        ("“It was late,” one of them, who gave her age as 50, said.", &["direct It: one of them/said"]),
        ("“It was late,” the 31-year-old said.", &["direct It: the 31-year-old/said"]),
        ("“It was late,” Among said.", &["direct It: Among/said"]),
        ("According to her, the roof was “weak and old”.", &["direct weak: her/According to"]),
        (
            "Nobody mended the roof, described as “weak and old” by the port council.",
            &["direct weak: the port council/described"],
        ),
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
        ("Ober, who runs the clinic, answered the questions of the council.", &[]),
        ("The roof is said to be weak.", &[]),
        ("Since the storm of May, the old council has continued asking for help.", &[]),
        ("The weakest point, Ober says, is the roof.", &[]),
        ("LUND: The roof was weak, the report said on Monday.", &["indirect The: the report/said"]),
        ("The roof was weak, the council said Monday, while it asked for help.", &["indirect The: the council/said"]),
        ("Ober said nothing of it.", &[]),
        ("Ober, herself once a sailor, declared a day of rest.", &[]),
        ("Ober, herself once a sailor, added a third roof.", &[]),
        ("Ober said sailors had left the town.", &["indirect sailors: Ober/said"]),
        ("Lund, 3 May (Agency) - The roof was weak, the report said.", &["indirect The: the report/said"]),
        ("09:15 — The roof was weak and old, the report said.", &["indirect The: the report/said"]),
        ("The roof was weak and old, added Ober.", &["indirect The: Ober/added"]),
        ("That said, the roof was weak.", &[]),
        ("You could say the roof was weak, and few would mind.", &[]),
        ("The work goes on if we say that it must.", &[]),
        ("Before the storm, I would have said so.", &[]),
        ("The roofs are mended according to the needs of the port.", &[]),
        ("Since last May, according to Ober, two roofs have come down.", &["indirect two: Ober/according to"]),
        ("Ober said the roof was so weak that it fell.", &["indirect the: Ober/said"]),
        ("Ober said the council needs to see that roofs fall.", &["indirect the: Ober/said"]),
        ("By noon, the old and well-known sound of the bell had begun.", &[]),
        // Headlines
        ("Ober: Roof Is ‘Not Fit To Stand For Long’", &["direct Not: Ober/"]),
        ("‘We Will Rebuild The Old Roof’ Says Ober", &["direct We: Ober/Says"]),
        ("Mayor Calls Old Roof ‘Not Fit To Stand For Long’", &["direct Not: Mayor/Calls"]),
        // Nobody
        ("Interview: “The roof was always weak.”", &["direct The: /"]),
        ("Live updates: “The roof was always weak.”", &["direct The: /"]),
        ("Nobody mended the roof, described as “weak and old”.", &["scare weak: /"]),
        ("Ober dubbed the summer: “Roofs vs. the Rain”.", &["title Roofs: /"]),
        ("The march was held under the motto “a roof for everyone in town”.", &["title a: /"]),
        ("The Lundish word means “roof over the water”.", &["scare roof: /"]),
        ("It was a case of “slip of the tongue” by then.", &["scare slip: /"]),
        ("In the end, Ober is described as “a danger to everyone here”.", &["scare a: /"]),
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
        ("“It is over,” said a sailor, who declined to give his name.", true),
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

/// Texts with who speaks in their last quotation: the words that name the speaker, and the actor's name behind them where there is one.
#[test]
fn speakers_are_joined_to_actors() {
    let cases = [
        // Apposed, joined and further on in the sentence
        ("The MP for Kent and Essex, Ruth Ober, said it was “late in the day”.", "Ruth Ober→Ruth Ober"),
        ("“It is late,” said the MP for Kent and Essex, Ruth Ober.", "Ruth Ober→Ruth Ober"),
        ("Tom Hale and Ruth Ober said it was “late in the day”.", "Tom Hale and Ruth Ober→"),
        ("“It is late,” said Tom Hale and Ruth Ober.", "Tom Hale and Ruth Ober→"),
        ("Ruth Ober was far less calm: “It is late in the day.”", "Ruth Ober→Ruth Ober"),
        ("Ruth Ober, a nurse from Lund, was not so sure: “It is late in the day.”", "Ruth Ober→Ruth Ober"),
        ("Ruth Ober had a sign above the old door: “No entry for dogs.”", ""),
        ("In Lund, the mayor, Tom Hale, opened the port. “It is late,” he said.", "he→Tom Hale"),
        ("The foreign ministry in Oslo called it “late in the day”.", "The foreign ministry in Oslo→"),
        ("OSLO: “It is late in the day.”", ""),
        ("A spokesman for Ruth Ober said it was “late in the day”.", "A spokesman for Ruth Ober→"),
        ("Friends of Ruth Ober said it was “late in the day”.", "Friends of Ruth Ober→"),
        ("A boy held a sign that read “roofs for all.” According to Ruth Ober, he left.", "a sign→"),
        // Named again by a common noun
        (
            "Ann Bo met her. Professor Ruth Ober said she was ill. “It is late,” the biologist said.",
            "the biologist→Ruth Ober",
        ),
        ("Tom Hale met Ruth Ober. “It is late,” the biologist said.", "the biologist→"),
        ("Ruth Ober left the port. “It is late,” the 31-year-old said.", "the 31-year-old→Ruth Ober"),
        (
            "Works minister Ruth Ober said the sea was rising. “It is late,” the minister said.",
            "the minister→Ruth Ober",
        ),
        ("Ruth Ober said the sea was rising. “It is late,” the victim said.", "the victim→"),
        ("The Salvation Army said the sea was rising. “It is late,” the group said.", "the group→Salvation Army"),
        ("Ruth Ober said the sea was rising. “It is late,” the group said.", "the group→"),
    ];
    for (text, expected) in cases {
        let document = Document::of_text(text);
        let reading = Reading::new(&document);
        let (mentions, actors) = actors::find(&reading);
        let marks = super::find(&reading, &mentions, &actors);
        let speaker = marks.last().and_then(|mark| match &mark.detail {
            Detail::Quotation(quotation) => quotation.speaker.clone(),
            _ => None,
        });
        let told = speaker.map_or(String::new(), |speaker| {
            let words = speaker.site.span.of(document.block_text(speaker.site.block));
            format!("{words}→{}", speaker.actor.map_or("", |_| speaker.name.as_str()))
        });
        assert_eq!(told, expected, "{text}");
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
        ("“We will,” she said — “all of it.”", &[Some(1), Some(1)]),
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
