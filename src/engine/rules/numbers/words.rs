//! Number words: cardinals, scales, ordinals, fractions and vague counts, and how they add up.

use super::pieces::Pieces;
use super::tables::{Sieve, Table, Word};

/// What a cardinal word does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cardinal {
    /// 0 to 9.
    Digit(f64),
    /// 10 to 19.
    Teen(f64),
    /// 20, 30 … 90.
    Tens(f64),
    /// "hundred".
    Hundred,
    /// "thousand" and above, "dozen".
    Scale(f64),
}

use Cardinal::{Digit, Hundred, Scale, Teen, Tens};

/// Cardinal words, sorted.
static CARDINALS: Table<Cardinal> = Table::of(&[
    ("billion", Scale(1e9)),
    ("crore", Scale(1e7)),
    ("crores", Scale(1e7)),
    ("dozen", Scale(12.0)),
    ("eight", Digit(8.0)),
    ("eighteen", Teen(18.0)),
    ("eighty", Tens(80.0)),
    ("eleven", Teen(11.0)),
    ("fifteen", Teen(15.0)),
    ("fifty", Tens(50.0)),
    ("five", Digit(5.0)),
    ("forty", Tens(40.0)),
    ("four", Digit(4.0)),
    ("fourteen", Teen(14.0)),
    ("hundred", Hundred),
    ("lakh", Scale(1e5)),
    ("lakhs", Scale(1e5)),
    ("million", Scale(1e6)),
    ("naught", Digit(0.0)),
    ("nine", Digit(9.0)),
    ("nineteen", Teen(19.0)),
    ("ninety", Tens(90.0)),
    ("nought", Digit(0.0)),
    ("one", Digit(1.0)),
    ("quadrillion", Scale(1e15)),
    ("seven", Digit(7.0)),
    ("seventeen", Teen(17.0)),
    ("seventy", Tens(70.0)),
    ("six", Digit(6.0)),
    ("sixteen", Teen(16.0)),
    ("sixty", Tens(60.0)),
    ("ten", Teen(10.0)),
    ("thirteen", Teen(13.0)),
    ("thirty", Tens(30.0)),
    ("thousand", Scale(1e3)),
    ("three", Digit(3.0)),
    ("trillion", Scale(1e12)),
    ("twelve", Teen(12.0)),
    ("twenty", Tens(20.0)),
    ("two", Digit(2.0)),
    ("zero", Digit(0.0)),
]);

/// Scales that are only written behind digits, sorted. One-letter ones are read by [`super::amount`], which knows what stands around.
static SHORT_SCALES: Table<f64> = Table::of(&[
    ("bil", 1e9),
    ("bln", 1e9),
    ("bn", 1e9),
    ("cr", 1e7),
    ("k", 1e3),
    ("lac", 1e5),
    ("lacs", 1e5),
    ("mil", 1e6),
    ("mill", 1e6),
    ("mio", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("tln", 1e12),
    ("tn", 1e12),
    ("trn", 1e12),
]);

/// Ordinal words, sorted; those that also name parts ("two thirds") are read as parts where a cardinal stands before them.
static ORDINALS: Table<f64> = Table::of(&[
    ("billionth", 1e9),
    ("eighteenth", 18.0),
    ("eighth", 8.0),
    ("eightieth", 80.0),
    ("eleventh", 11.0),
    ("fifteenth", 15.0),
    ("fifth", 5.0),
    ("fiftieth", 50.0),
    ("first", 1.0),
    ("fortieth", 40.0),
    ("fourteenth", 14.0),
    ("fourth", 4.0),
    ("hundredth", 100.0),
    ("millionth", 1e6),
    ("nineteenth", 19.0),
    ("ninetieth", 90.0),
    ("ninth", 9.0),
    ("second", 2.0),
    ("seventeenth", 17.0),
    ("seventh", 7.0),
    ("seventieth", 70.0),
    ("sixteenth", 16.0),
    ("sixth", 6.0),
    ("sixtieth", 60.0),
    ("tenth", 10.0),
    ("third", 3.0),
    ("thirteenth", 13.0),
    ("thirtieth", 30.0),
    ("thousandth", 1e3),
    ("trillionth", 1e12),
    ("twelfth", 12.0),
    ("twentieth", 20.0),
]);

/// Vague counts, sorted, with the number that each is a multitude of.
static VAGUE: Table<f64> = Table::of(&[
    ("billions", 1e9),
    ("crores", 1e7),
    ("dozens", 12.0),
    ("hundreds", 100.0),
    ("lakhs", 1e5),
    ("millions", 1e6),
    ("multibillion", 1e9),
    ("multimillion", 1e6),
    ("scores", 20.0),
    ("tens", 10.0),
    ("thousands", 1e3),
    ("trillions", 1e12),
]);

/// Takes in the words that may begin a number.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    spelled_sieved(sieve).table(&VAGUE).words(&["half", "quarter", "several", "few"])
}

/// Takes in the words that may begin a number with a value.
pub const fn spelled_sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.table(&CARDINALS).table(&ORDINALS)
}

/// What a cardinal word means.
pub fn cardinal<'w>(word: impl Into<Word<'w>>) -> Option<Cardinal> {
    CARDINALS.get(word)
}

/// The factor of a scale word ("million", "bn", "crore"); `None` for one letter other than k.
pub fn scale<'w>(word: impl Into<Word<'w>>) -> Option<f64> {
    let word = word.into();
    match cardinal(word) {
        Some(Scale(factor)) => Some(factor),
        Some(Hundred) => Some(100.0),
        _ => SHORT_SCALES.get(word).or(match word.text {
            "doz" | "dozens" => Some(12.0),
            _ => None,
        }),
    }
}

/// The value of one ordinal word.
pub fn ordinal<'w>(word: impl Into<Word<'w>>) -> Option<f64> {
    ORDINALS.get(word)
}

/// The number that a vague count is a multitude of.
pub fn vague<'w>(word: impl Into<Word<'w>>) -> Option<f64> {
    VAGUE.get(word)
}

/// The number of parts that a word names ("thirds" 3, "quarter" 4).
pub fn parts<'w>(word: impl Into<Word<'w>>) -> Option<f64> {
    let word = word.into();
    PARTS.get(word).or_else(|| {
        let singular = word.text.strip_suffix(['s', 'S']).map_or(word, Word::from);
        ordinal(singular).filter(|&parts| parts > 2.0)
    })
}

/// Parts that are called by no ordinal, sorted.
static PARTS: Table<f64> = Table::of(&[("half", 2.0), ("halves", 2.0), ("quarter", 4.0), ("quarters", 4.0)]);

/// The number of parts that the words at `i` name in the plural ("fifths" 5, "twenty-firsts" 21), and the piece behind.
pub fn denominator(p: &Pieces, i: usize) -> Option<(f64, usize)> {
    let plural = |at: usize| p.at(at).ends_with(['s', 'S']) && !p.is(at, "seconds");
    if let Some(Tens(tens)) = cardinal(p.word(i)) {
        let at = p.past_hyphen(i + 1);
        let digit = p.at(at).strip_suffix(['s', 'S']).and_then(ordinal).filter(|&digit| digit < 10.0)?;
        return plural(at).then_some((tens + digit, at + 1));
    }
    // "four quarters" are a year
    let quarters = p.is(i, "quarters") && !(i > 0 && (p.any(i - 1, &["three"]) || p.hyphen(i - 1)));
    Some((parts(p.word(i)).filter(|_| plural(i) && !quarters)?, i + 1))
}

/// Whether "and" at `i` begins a part of one ("two million and three fifths") and no further number.
fn part_follows(p: &Pieces, i: usize) -> bool {
    let mut at = i + 1;
    if let Some(Tens(_) | Teen(_) | Digit(_)) = cardinal(p.word(at)) {
        if denominator(p, p.past_hyphen(at + 1)).is_some() {
            return true;
        }
        at = p.past_hyphen(at + 1);
        if let Some(Digit(_)) = cardinal(p.word(at)) {
            return denominator(p, p.past_hyphen(at + 1)).is_some();
        }
    }
    false
}

/// Words read as one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spelled {
    /// The piece behind the last word.
    pub end: usize,
    /// The number.
    pub value: f64,
    /// Whether it is an ordinal ("twenty-first").
    pub ordinal: bool,
    /// Whether it is a year read in two halves ("nineteen ninety-six").
    pub year: bool,
}

/// Reads the number words that begin at `i` ("two hundred and five", "twenty-first", "nineteen ninety-six").
/// An article before "hundred" or "dozen" is the caller's.
pub fn spelled(p: &Pieces, i: usize) -> Option<Spelled> {
    let mut sum = Sum::default();
    let mut end = i;
    let mut at = i;
    loop {
        if at > i && denominator(p, at).is_some() {
            return sum.spelled(end);
        }
        if let Some(cardinal) = p.is_word(at).then(|| cardinal(p.word(at))).flatten() {
            if !sum.take(cardinal) {
                return halves_of_a_year(p, i, end, sum.value(), cardinal).or_else(|| sum.spelled(end));
            }
            end = at + 1;
        } else if let Some(value) = ordinal(p.word(at)).filter(|&value| at == i || sum.takes_ordinal(value)) {
            return Some(Spelled { end: at + 1, value: sum.with_ordinal(value), ordinal: true, year: false });
        } else {
            return sum.spelled(end);
        }
        at = end;
        if p.hyphen(at) || p.is(at, "and") && sum.may_add() && !part_follows(p, at) {
            at += 1;
        }
    }
}

/// "nineteen ninety-six", "twenty eighteen": two numbers of two digits that make a year.
fn halves_of_a_year(p: &Pieces, i: usize, end: usize, first: f64, next: Cardinal) -> Option<Spelled> {
    if !(11.0..=20.0).contains(&first) || end - i != 1 {
        return None;
    }
    let at = p.past_hyphen(end);
    let (mut second, mut end) = match next {
        Teen(n) | Tens(n) => (n, at + 1),
        _ => return None,
    };
    if let (Tens(_), Some(Digit(n))) = (next, cardinal(p.word(p.past_hyphen(end)))) {
        second += n;
        end = p.past_hyphen(end) + 1;
    }
    Some(Spelled { end, value: first * 100.0 + second, ordinal: false, year: true })
}

/// A number as its words come in.
#[derive(Default)]
struct Sum {
    total: f64,
    group: f64,
    last: Option<Cardinal>,
    scale: Option<f64>,
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.group
    }

    fn spelled(&self, end: usize) -> Option<Spelled> {
        self.last.map(|_| Spelled { end, value: self.value(), ordinal: false, year: false })
    }

    /// Whether "and" and a smaller number may follow.
    fn may_add(&self) -> bool {
        matches!(self.last, Some(Hundred)) || matches!(self.last, Some(Scale(factor)) if factor >= 1e3)
    }

    /// Adds a word; false where it does not continue the number.
    fn take(&mut self, word: Cardinal) -> bool {
        let room = self.group % 100.0 == 0.0;
        let good = match word {
            Digit(n) => match self.last {
                Some(Tens(_)) if n > 0.0 => {
                    self.group += n;
                    true
                }
                Some(Digit(_) | Teen(_) | Tens(_)) => false,
                _ => {
                    self.group += n;
                    room
                }
            },
            Teen(n) | Tens(n) => {
                let good = room && !matches!(self.last, Some(Digit(_) | Teen(_) | Tens(_)));
                if good {
                    self.group += n;
                }
                good
            }
            Hundred => {
                let good = self.group < 100.0 && !matches!(self.last, Some(Hundred));
                if good {
                    self.group = self.group.max(1.0) * 100.0;
                }
                good
            }
            Scale(factor) if self.group > 0.0 && self.scale.is_none_or(|last| factor < last) => {
                self.total += self.group * factor;
                self.group = 0.0;
                self.scale = Some(factor);
                true
            }
            Scale(factor) if self.group == 0.0 && self.last.is_none() => {
                self.total = factor;
                self.scale = Some(factor);
                true
            }
            // "three lakh crore", "a hundred thousand million"
            Scale(factor) if self.group == 0.0 && matches!(self.last, Some(Scale(last)) if last != 12.0) => {
                self.total *= factor;
                true
            }
            Scale(_) => false,
        };
        if good {
            self.last = Some(word);
        }
        good
    }

    fn takes_ordinal(&self, value: f64) -> bool {
        match self.last {
            Some(Tens(_)) => value < 10.0,
            Some(Hundred) => !(100.0..1e3).contains(&value),
            Some(Scale(_)) => value < 1e3,
            Some(Digit(_) | Teen(_)) => value >= 100.0,
            None => true,
        }
    }

    fn with_ordinal(&self, value: f64) -> f64 {
        if self.last.is_some() && value >= 100.0 && self.group > 0.0 {
            self.total + self.group * value
        } else {
            self.value() + value
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text;

    #[test]
    fn words_add_up() {
        let cases = [
            ("forty-two", Some((42.0, false))),
            ("three hundred and seven", Some((307.0, false))),
            ("one hundred six thousand and four", Some((106_004.0, false))),
            ("two million five hundred thousand", Some((2.5e6, false))),
            ("four lakh crore", Some((4e12, false))),
            ("hundred", Some((100.0, false))),
            ("two dozen", Some((24.0, false))),
            ("sixty-third", Some((63.0, true))),
            ("two hundred and ninth", Some((209.0, true))),
            ("five thousandth", Some((5000.0, true))),
            ("nineteen sixty-eight", Some((1968.0, false))),
            ("twenty twelve", Some((2012.0, false))),
            ("nine eight", Some((9.0, false))),
            ("and two", None),
        ];
        for (source, expected) in cases {
            let p = Pieces::new(source, &text::tokens(source));
            assert_eq!(spelled(&p, 0).map(|s| (s.value, s.ordinal)), expected, "{source}");
        }
    }
}
