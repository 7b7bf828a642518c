//! Cases of the numbers rule, in the notation of [`crate::engine::marked`].

use super::RULE;
use crate::engine::marked;
use crate::engine::rule::RuleId;

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
        "[[At least 12|count value=12 bound=\"At least\" of=\"Nigerian soldiers\"]] Nigerian soldiers were killed.",
        "[[Some 4,000|count value=4000 bound=Some of=people]] people left.",
        "[[A dozen|count value=12 of=\"armed men\"]] armed men and [[two dozen|count value=24 of=horses]] horses came.",
        "[[Tens of thousands|count value=none of=refugees]] of refugees crossed.",
        "[[Fifteen|count value=15 of=\"United Nations peacekeepers\"]] United Nations peacekeepers stayed.",
        "[[Up to 1.5 million|count value=1500000 bound=\"Up to\" of=families]] families lost power.",
        "[[Between 3 and 5 million|count low=3000000 high=5000000 of=bees]] bees died.",
        "They found [[10-15|count low=10 high=15 of=graves]] graves and [[50 or more|count value=50 bound=\"or more\" of=none]] besides.",
        "The side won [[3-1|count value=none low=none]] at home.",
        "[[One|count value=1 of=\"British tourist\"]] British tourist was hurt.",
        "[[Half a million|count value=500000 of=homes]] homes and [[5m|count value=5000000 of=people]] people went dark.",
        "[[Three hundred and seven|count value=307 of=votes]] votes were counted, [[three-quarters|count value=0.75]] of them late.",
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
        "[[By 17:30|time bound=By iso=T17:30]] all had left; [[noon|time iso=T12:00]] had passed.",
        "The talk took [[two and a half hours|duration value=2.5 iso=PT2.5H]], then [[3 hours 30 minutes|duration value=3.5 iso=PT3H30M]].",
    ]);
}
