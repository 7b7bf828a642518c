//! Cases of the numbers rule, in the notation of [`crate::engine::marked`].

use super::RULE;
use crate::engine::document::Document;
use crate::engine::finding::Detail;
use crate::engine::marked;
use crate::engine::rule::RuleId;
use crate::engine::text::Reading;

/// Runs every case and shows all that fail at once.
fn check(cases: &[&str]) {
    let failed: Vec<String> = cases.iter().filter_map(|case| marked::check(RuleId::Numbers, case).err()).collect();
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

#[test]
fn examples() {
    check(RULE.examples);
}

#[test]
fn counts() {
    check(&[
        "[[At least 12|count value=12 bound=\"at least\" of=\"Nigerian soldiers\"]] Nigerian soldiers were killed.",
        "[[Some 4,000|count value=4000 bound=some of=people]] people left.",
        "[[A dozen|count value=12 of=\"armed men\"]] armed men and [[two dozen|count value=24 of=horses]] horses came.",
        "[[Tens of thousands|count value=none of=refugees]] of refugees crossed.",
        "[[Fifteen|count value=15 of=\"United Nations peacekeepers\"]] United Nations peacekeepers stayed.",
        "[[Up to 1.5 million|count value=1500000 bound=\"up to\" of=families]] families lost power.",
        "[[Between 3 and 5 million|count low=3000000 high=5000000 of=bees]] bees died.",
        "They found [[10-15|count low=10 high=15 of=graves]] graves and [[50 or more|count value=50 bound=\"or more\" of=none]] besides.",
        "The side won [[3-1|count value=none low=none]] at home.",
        "[[One|count value=1 of=\"British tourist\"]] British tourist was hurt.",
        "[[Half a million|count value=500000 of=homes]] homes and [[5m|count value=5000000 of=people]] people went dark.",
        "[[Three hundred and seven|count value=307 of=votes]] votes were counted, [[three-quarters|count value=0.75]] of them late.",
        "[[Nearly half|count value=0.5 bound=nearly of=ice]] of the ice went; [[about a fifth|count value=0.2 bound=about of=homes]] of homes flooded.",
        "The men, [[aged 22|age value=22]] and [[24|age value=24]], left; Maria Falk, [[34|age value=34]], stayed.",
    ]);
}

#[test]
fn money() {
    check(&[
        "It raised [[US$34.6 million|money value=34600000 unit=USD]] and [[USD34.6 million|money value=34600000 unit=USD]].",
        "She paid [[£3k|money value=3000 unit=GBP]] or [[R75 000|money value=75000 unit=ZAR]] or [[Dh5.2 million|money value=5200000 unit=AED]].",
        "A fine of [[250 Turkish lira|money value=250 unit=TRY]] and [[40 Canadian dollars|money value=40 unit=CAD]].",
        "[[$12-14 billion|money low=12000000000 high=14000000000 unit=USD]] is missing.",
        "[[Hundreds of millions of dollars|money value=none unit=USD]] were lost.",
        "A [[two-million-euro|money value=2000000 unit=EUR]] villa.",
    ]);
}

#[test]
fn dates_and_times() {
    check(&[
        "It closed on [[Tuesday|date]], [[last month|date]] and in [[mid-2014|date iso=2014]].",
        "In [[the 1990s|date iso=1990/1999]] and [[the 16th century|date iso=1501/1600]].",
        "[[From 1999 to 2003|date iso=1999/2003]] he lived there; [[4-6 March|date iso=--03-04/--03-06]] was fair week.",
        "It fell [[since Monday|date bound=since]] and ended [[two weeks ago|date]].",
        "[[By 17:30|time bound=by iso=T17:30]] all had left; [[noon|time iso=T12:00]] had passed.",
        "The talk took [[two and a half hours|duration value=2.5 iso=PT2.5H]], then [[3 hours 30 minutes|duration value=3.5 iso=PT3H30M]].",
    ]);
}

#[test]
fn ages_are_told_from_counts() {
    check(&[
        "A [[19-year-old|age value=19 unit=year iso=P19Y]] drove; Ana Ruiz, [[34|age value=34]], walked.",
        "The baker, [[71|age value=71]], lives there; his wife died at [[66|age value=66]].",
        "He was [[80|age value=80]]. Pupils [[aged 13 to 15|age low=13 high=15]] sang.",
        "The wall stood, [[more than 300 years old|age value=300 bound=\"more than\"]].",
        "Trains left at platforms [[4|count]], [[5|count]] and [[6|count]].",
    ]);
}

#[test]
fn what_only_looks_like_a_figure_stays_unmarked() {
    check(&[
        "An AK-47, a Su-35 and an MH-17 part; COVID-19 closed the G20 and the G7.",
        "Resolution 1701, Article 5, Section 3(1) and No. 10 were quoted, as was page 97 of Act 918.",
        "A Boeing 737, an Airbus A320 and Flight MH370 landed at Gate 12; the 757 did not.",
        "Call +44 20 7946 0018 or (202) 555-0143 or 555-0199.",
        "See https://example.org/2017/09/05/a-12 or write to x2@example.org.",
        "Version 2.0.1 of the program runs on an X3D and a 4G phone, 24/7.",
        "1. Wash the rice.",
        "The minister said so.3 The plan[12] was old.",
        "No one may march; that one sat down, and the loved one left. One must ask.",
        "He lives at 10 Downing Street and left 221 Baker Street.",
        "He called it “a wall of [[10|count]]” and left.",
    ]);
}

#[test]
fn shared_names_of_currencies_are_told_by_the_country() {
    check(&[
        "In Oslo damage came to [[5 billion kroner|money value=5000000000 unit=NOK]].",
        "Pakistan owes [[Rs 12 crore|money value=120000000 unit=PKR]].",
        "They paid [[80 pesos|money value=80 unit=none]].",
        "COP27 and SDG 15 are no sums; [[COP 40,000|money value=40000 unit=COP]] is.",
    ]);
}

/// Relative dates, with the day on which the report was published.
#[test]
fn relative_dates_are_resolved() {
    // A Friday.
    let published = "2019-03-15T08:30:00Z";
    let cases = [
        ("It rained yesterday.", "2019-03-14"),
        ("It will rain tomorrow.", "2019-03-16"),
        ("It rained on Tuesday.", "2019-03-12"),
        ("It is expected to rain on Tuesday.", "2019-03-19"),
        ("It rained on Friday morning.", "2019-03-15"),
        ("It rained last Friday.", "2019-03-08"),
        ("It rained last week.", "2019-W10"),
        ("It rained last month.", "2019-02"),
        ("It rains this year.", "2019"),
        ("It rained last December.", "2018-12"),
        ("It rained three days ago.", "2019-03-12"),
        ("It rained two years ago.", "2017"),
        ("It rained four months ago.", "2018-11"),
        ("It rained on 29 August.", "--08-29"),
        ("It rained on 29 August 2004.", "2004-08-29"),
        ("It rained for the past two years.", "P2Y"),
    ];
    for (text, expected) in cases {
        let mut document = Document::of_text(text);
        document.page.published = Some(published.to_owned());
        let marks = super::find(&Reading::new(&document));
        let iso: Vec<_> = marks
            .iter()
            .map(|mark| match &mark.detail {
                Detail::Figure(figure) => figure.iso.clone().unwrap_or_default(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(iso, [expected], "{text}");
    }
}

/// Patterns that repeat without end: no panic, no overlap, and time that grows as the text does.
#[test]
fn hostile_texts_are_read_in_order() {
    let patterns = [
        "twenty twenty ",
        "1 234 ",
        "one hundred and ",
        "from 1 to ",
        "1-2-",
        "mid-",
        "Jan-Feb-",
        "(1)",
        "1/2/",
        "2 years and ",
        "between 1 and ",
        "½",
        "US$",
        "\n1. ",
        "12:30 to ",
        "5 ft ",
        "hundreds of ",
        "last ",
        "point five ",
        "’90s ",
        "é1",
    ];
    for pattern in patterns {
        let document = Document::of_text(&pattern.repeat(2000));
        let marks = super::find(&Reading::new(&document));
        for pair in marks.windows(2) {
            let apart = pair[0].block < pair[1].block || pair[0].span.end <= pair[1].span.start;
            assert!(apart, "{pattern}: {:?} {:?}", pair[0].span, pair[1].span);
        }
    }
}
