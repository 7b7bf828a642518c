//! Cases of the numbers rule, in the notation of [`crate::engine::marked`].

use super::RULE;
use crate::engine::document::Document;
use crate::engine::finding::{Detail, Mark};
use crate::engine::rule::RuleId;
use crate::engine::span::Span;
use crate::engine::text::Reading;
use crate::engine::{Options, analyse, marked};

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
fn what_is_counted() {
    check(&[
        "They held [[14|count value=14 of=\"in-house courses\"]] in-house courses for [[20|count value=20 of=\"army and navy cooks\"]] army and navy cooks.",
        "[[Six|count value=6 of=fishermen]] fishermen swam; [[one|count value=1 of=\"highly trained diver\"]] highly trained diver drowned.",
        "[[60%|percent value=60 of=\"island's total catch\"]] of the island's total catch goes abroad.",
        "[[Half|count value=0.5 of=Lapland]] of Lapland believes him, [[a third|count of=\"river's water\"]] of the river's water actually evaporates.",
        "[[9 per cent|percent value=9 of=women]] of women smoke, and [[one|count value=1 of=owner]] owner became angry.",
        "[[Two|count value=2 of=\"gold medals\"]] gold medals and [[three|count value=3 of=\"bronze ones\"]] bronze ones.",
        "[[Ten million|count value=10000000 of=people]] people's homes stood empty.",
        "[[One|count value=1 of=shed]] shed burned down; one appeared to smoulder.",
        "Rates rose [[50 basis points|percent value=50 unit=bp]].",
    ]);
}

#[test]
fn bounds() {
    check(&[
        "[[No fewer than 30|count value=30 bound=\"no fewer than\" of=goats]] goats ate [[up to about 5 kg|measure value=5 bound=\"up to about\" unit=kg]] each.",
        "Losses exceeded [[$3 million|money value=3000000 bound=exceeded unit=USD]]; fines shall never exceed [[€90|money value=90 bound=\"not exceed\" unit=EUR]].",
        "It took a little [[more than two hours|duration value=2 bound=\"a little more than\" iso=PT2H]].",
        "A total of [[512|count value=512 bound=none of=runners]] runners came, an additional [[40|count value=40 bound=none of=walkers]] walkers too.",
        "The score must be [[above 12 and below 40|count low=12 high=40 bound=\"above and below\"]].",
        "[[At most 9 but at least 4|count low=4 high=9 of=judges]] judges sit.",
        "[[300 or more|count value=300 bound=\"or more\"]] came [[since at least 1990|date bound=\"since at least\" iso=1990]].",
    ]);
}

#[test]
fn measures() {
    check(&[
        "Cables of [[2 to 3 km|measure low=2 high=3 unit=km si=\"2000/3000 m\"]] lay [[6 feet|measure value=6 unit=ft si=\"1.8288 m\"]] deep.",
        "It was [[31ºC|measure value=31 unit=°C si=\"304.15 K\"]], then [[40°C|measure value=40 unit=°C]].",
        "The [[6.1-magnitude|measure value=6.1 unit=magnitude si=none]] quake followed one of magnitude [[5.2|measure value=5.2 unit=magnitude]].",
        "Temperatures fell to [[minus 12C|measure value=-12 unit=°C]]; the heat reached [[41C|measure value=41 unit=°C]] ([[106F|measure value=106 unit=°F]]).",
        "A [[.50-calibre|measure value=0.5 unit=cal si=\"0.0127 m\"]] rifle and a [[9mm|measure value=9 unit=mm]] pistol; seat 20C, block 14F, a 4K screen.",
        "A hall of [[30|measure value=30 unit=m]] by [[12 metres|measure value=12 unit=m]].",
        "[[Two-and-a-half feet|measure value=2.5 unit=ft]] of snow fell in [[three to four hours|duration low=3 high=4 si=\"10800/14400 s\"]].",
        "They pump [[1.2 million barrels a day|measure value=1200000 unit=bbl/d]] and burn [[40 gigajoules|measure value=40 unit=GJ si=\"40000000000 J\"]].",
    ]);
}

#[test]
fn money() {
    check(&[
        "It raised [[US$34.6 million|money value=34600000 unit=USD]] and [[USD34.6 million|money value=34600000 unit=USD]].",
        "She paid [[£3k|money value=3000 unit=GBP]] or [[R75 000|money value=75000 unit=ZAR]] or [[Dh5.2 million|money value=5200000 unit=AED]].",
        "[[300 Swedish crowns|money value=300 unit=SEK]], [[45 Czech crowns|money value=45 unit=CZK]] and [[9 Polish zloty|money value=9 unit=PLN]].",
        "A fine of [[250 Turkish lira|money value=250 unit=TRY]] and [[40 Canadian dollars|money value=40 unit=CAD]].",
        "[[$12-14 billion|money low=12000000000 high=14000000000 unit=USD]] is missing.",
        "[[Hundreds of millions of dollars|money value=none unit=USD]] were lost.",
        "A [[two-million-euro|money value=2000000 unit=EUR]] villa; a [[multi-million-pound|money value=none unit=GBP]] palace.",
        "[[N7.4 billion|money value=7400000000 unit=NGN]], [[LE 31 million|money value=31000000 unit=EGP]], [[KD 2,500|money value=2500 unit=KWD]].",
        "They ask [[US dollars 700|money value=700 unit=USD]], [[rupees 90|money value=90 unit=INR]] or [[S/45 million|money value=45000000 unit=PEN]].",
        "[[$8.5 million dollars|money value=8500000 unit=USD]] is [[five and a half million euros|money value=5500000 unit=EUR]].",
        "The [[40,000-pound|money value=40000 unit=GBP]] prize; a [[40-pound|measure value=40 unit=lb]] dog.",
        "[[30 US cents|money value=30 unit=¢]] or [[70 pence|money value=70 unit=p]].",
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
        "In [[May|date iso=--05]], [[after March|date bound=after iso=--03]] and [[as of May|date bound=\"as of\" iso=--05]].",
        "[[The first half of 2011|date iso=2011-01/2011-06]], [[the last week of July|date]] and [[the end of the year|date]].",
        "[[From 5 to 9 June|date iso=--06-05/--06-09]]; [[from the end of 2007 to early 2009|date iso=2007/2009]]; on [[the 21st|date iso=---21]].",
        "In [[the 1960s|date]] and [[70s|date iso=1970/1979]], [[the late eighties|date iso=1980/1989]] and [[the XIX century|date iso=1801/1900]].",
        "[[A few years ago|date]], for [[more than a decade|duration value=1 bound=\"more than\" iso=P10Y]] and [[several weeks|duration value=none]].",
        "The [[next six months|duration value=6 iso=P6M]] matter; growth over [[2022|date iso=2022]] did not.",
        "It was played on [[Easter Monday|date]] and [[Bastille Day 2019|date iso=2019-07-14]].",
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
        "Ana Ruiz, now [[34|age value=34]], left; the girl, who was [[six|age value=6]] at the time, stayed.",
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
        "The FTSE 100, the S&P 500, the Nikkei 225, the CAC 40 and the Stoxx Europe 600 fell.",
        "A MiG-29, an M4 rifle, a T-72, an RPG-7 and an S-400 battery; the Falcon 9 was no Ariane-5.",
        "The G7, the P5, the BRICS, SARS-CoV-2, H5N1 and Covid-19 vaccines.",
        "Theresa May may march; the sun sat low.",
        "Chapter 11, Title IX, Section 230, Rule 41, Directive 2009 and Protocol 14 apply.",
        "Platform 9, Terminal 5, Flight 370, Route 66, Highway 61, Channel 4 and BBC Two.",
        "Phone 020 7946 0018, 1-800-555-0134 or +1 (212) 555-0187.",
        "It could last years. At first he waited a second. First of all, nobody scores.",
        "The word “inches” closes at the mark: he saw [[7|count]]” and no more.",
        "2) Boil the water.",
        "Call 101, or dial 999 or 112 at night; he called [[20|count value=20 of=friends]] friends.",
        "The sermon was on John 3:16 and Romans 8:1-4 and began at [[10:45|time iso=T10:45]].",
        "First Nations leaders met the first lady and the First Minister, at one point in the Third World.",
        "He called it “a wall of [[10|count]]” and left.",
    ]);
}

#[test]
fn shared_names_of_currencies_are_told_by_the_country() {
    check(&[
        "In Oslo damage came to [[5 billion kroner|money value=5000000000 unit=NOK]].",
        "The port of Prague paid [[2 billion crowns|money value=2000000000 unit=CZK]] for [[3|count value=3 of=crowns]] crowns.",
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
        ("It rained in August last year.", "2018-08"),
        ("It will rain from 2 to 4 June this year.", "2019-06-02/2019-06-04"),
        ("It rained on 29 August 2004.", "2004-08-29"),
        ("It rained for the past two years.", "P2Y/2019-03-15"),
        ("It will rain in the next six months.", "2019-03-15/P6M"),
        ("It rained on Wednesday last week.", "2019-03-06"),
        ("It will rain next week on Tuesday.", "2019-03-19"),
        ("It rained in the first six months of last year.", "2018-01/2018-06"),
        ("It will rain by the end of the year.", "2019"),
        ("It has rained from 2014 to the present.", "2014/2019-03-15"),
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

/// Relative dates are told from the day that a text states for itself, where no page does; else they stay open.
#[test]
fn a_text_may_state_its_day() {
    let cases = [
        ("OSLO, 15 March 2019 – It rained yesterday.", Some("2019-03-14")),
        ("Rain over the hills\nFriday, March 15, 2019\nIt rained yesterday.", Some("2019-03-14")),
        ("It rained on 15 March 2019 and yesterday.", None),
        ("OSLO – It rained yesterday.", None),
    ];
    for (text, expected) in cases {
        let document = Document::of_text(text);
        let marks = super::find(&Reading::new(&document));
        let last = marks.last().and_then(|mark| match &mark.detail {
            Detail::Figure(figure) => figure.iso.clone(),
            _ => None,
        });
        assert_eq!(last.as_deref(), expected, "{text}");
    }
}

/// A bare dollar sign is the country's own where the text speaks of one such country only.
#[test]
fn bare_dollar_signs() {
    let unit = |text: &str| {
        let document = Document::of_text(text);
        let marks = super::find(&Reading::new(&document));
        marks.into_iter().find_map(|mark| match mark.detail {
            Detail::Figure(figure) => figure.unit,
            _ => None,
        })
    };
    let home = "Auckland's mayor said New Zealand had paid. In Wellington nobody knew.";
    assert_eq!(unit(&format!("It cost $5 million. {home}")).as_deref(), Some("NZD"));
    assert_eq!(unit(&format!("It cost $5 million. {home} The U.S. paid too.")).as_deref(), Some("USD"));
    assert_eq!(unit(&format!("It cost $5 million. {home} So did Canada.")).as_deref(), Some("USD"));
    assert_eq!(unit("It cost $5 million in New Zealand.").as_deref(), Some("USD"));
    assert_eq!(unit(&format!("It cost HK$5 million. {home}")).as_deref(), Some("HKD"));
}

/// A number inside a quote is both, and stands on the same characters as without the quotes.
#[test]
fn numbers_in_quotes_are_both() {
    let text = "“We lost 300 boats and $2.5 million on 5 May,” said Ana Bell. He called it “a 40-year low”.";
    let document = Document::of_text(text);
    let both = analyse(&document, &Options::default()).marks;
    let numbers = |marks: &[Mark]| -> Vec<Span> {
        marks.iter().filter(|mark| mark.kind.rule() == RuleId::Numbers).map(|mark| mark.span).collect()
    };
    let alone = analyse(&document, &Options::only(&[RuleId::Numbers])).marks;
    assert_eq!(numbers(&both), numbers(&alone));
    assert_eq!(numbers(&both).len(), 4);
    let quotes: Vec<Span> =
        both.iter().filter(|mark| mark.kind.rule() == RuleId::Quotes).map(|mark| mark.span).collect();
    for number in numbers(&both) {
        assert!(quotes.iter().any(|quote| quote.contains(number)), "{}", number.of(text));
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
