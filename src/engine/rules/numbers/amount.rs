//! One number as written, in digits ([`super::digits`]) or words, with fractions and scales ("2.5 million", "two-thirds", "half a million").

use super::digits::{digits, half_more};
use super::pieces::Pieces;
use super::words::{self, Cardinal};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits only, without separators: may be a year, a number on a door.
    Plain,
    /// Digits with separators, a fraction or a scale.
    Digits,
    /// Number words.
    Words,
    /// A part: "two-thirds", "half", "¾".
    Part,
    /// "dozens", "hundreds of thousands", "several hundred": no value.
    Vague,
    /// "29th", "third".
    Ordinal,
    /// A year in words.
    Year,
}

/// One number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The first piece: the sign or the article that belongs to it, else its first digit or word.
    pub start: usize,
    /// The piece behind the last.
    pub end: usize,
    /// The number; `None` where it is vague.
    pub value: Option<f64>,
    /// The scale that it is written with, 1 without.
    pub scale: f64,
    /// How it is written.
    pub form: Form,
}

/// Whether one letter behind digits may be a scale: "5m" is five million behind a currency sign, five metres elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// `m`, `b`, `t` are scales.
    Scale,
    /// They are not.
    Unit,
}

/// Reads the number that begins at piece `i`: a digit or a number word, or the article of "a dozen".
pub fn number(p: &Pieces, i: usize, letters: Letters) -> Option<Number> {
    let read = if p.is_number(i) { digits(p, i, letters)? } else { in_words(p, i)? };
    Some(signed(p, read))
}

/// A number in words, at its article or its first word.
fn in_words(p: &Pieces, i: usize) -> Option<Number> {
    let number = |end, value, scale, form| Some(Number { start: i, end, value, scale, form });
    if let Some(base) = words::vague(p.word(i)) {
        return vague(p, i, base);
    }
    if p.any(i, &["a", "an", "half", "quarter", "several", "few"]) {
        return with_article(p, i);
    }
    // "a multi-million-pound deal": of how many, nobody says
    if p.hyphen(i.wrapping_sub(1)) && p.is(i.wrapping_sub(2), "multi") && words::scale(p.word(i)).is_some() {
        let factor = words::scale(p.word(i)).unwrap_or(1.0);
        return Some(Number { start: i - 2, end: i + 1, value: None, scale: factor, form: Form::Vague });
    }
    let spelled = words::spelled(p, i)?;
    if spelled.year {
        return number(spelled.end, Some(spelled.value), 1.0, Form::Year);
    }
    if spelled.ordinal {
        return number(spelled.end, Some(spelled.value), 1.0, Form::Ordinal);
    }
    let mut end = spelled.end;
    let mut value = spelled.value;
    // "two-thirds", "three quarters", "five - eighths", "one third"
    let spaced = p.at(end) == "-" && !p.joined(end) && !p.joined(end + 1);
    let at = if spaced { end + 1 } else { p.past_hyphen(end) };
    let single = words::parts(p.word(at)).filter(|_| value == 1.0 && !p.is(at, "seconds")).map(|parts| (parts, at + 1));
    if let Some((parts, end)) = words::denominator(p, at).or(single) {
        let scale = words::scale(p.word(end)).filter(|_| p.is_word(end)).unwrap_or(1.0);
        return number(end + usize::from(scale > 1.0), Some(value / parts * scale), scale, Form::Part);
    }
    if p.any(end, &["dozens", "doz"]) {
        return number(end + 1, Some(value * 12.0), 12.0, Form::Words);
    }
    let scale = match end.checked_sub(1).and_then(|last| words::cardinal(p.word(last))) {
        Some(Cardinal::Scale(factor)) => factor,
        Some(Cardinal::Hundred) => 100.0,
        _ => 1.0,
    };
    if p.is(end, "point")
        && let Some((decimals, after)) = spoken_decimals(p, end + 1)
    {
        value += decimals;
        end = after;
        let factor = words::scale(p.word(end)).unwrap_or(1.0);
        let end = if factor > 1.0 { end + 1 } else { end };
        return number(end, Some(value * factor), factor, Form::Words);
    }
    if p.is(end, "and")
        && let Some((part, after)) = part_after_and(p, end + 1)
    {
        // "five billion and three quarters" of a billion, "a billion and a half million", but "two hundred and a half"
        let follows = words::scale(p.word(after)).filter(|_| p.is_word(after));
        if let Some(factor) = follows.filter(|_| scale == 1.0) {
            // "three and a half million"
            return number(after + 1, Some((value + part) * factor), factor, Form::Words);
        }
        let own = follows.filter(|own| *own < scale);
        let unit = own.unwrap_or(if scale >= 1e3 { scale } else { 1.0 });
        value += part * unit;
        end = after + usize::from(own.is_some());
    }
    let mut read = Number { start: i, end, value: Some(value), scale, form: Form::Words };
    if p.hyphen(end) {
        half_more(p, &mut read);
    }
    Some(read)
}

/// "and a half", "and three quarters": the part behind "and".
fn part_after_and(p: &Pieces, i: usize) -> Option<(f64, usize)> {
    if p.any(i, &["a", "an", "one"]) {
        let at = p.past_hyphen(i + 1);
        return words::parts(p.word(at)).map(|parts| (1.0 / parts, at + 1));
    }
    let count = words::spelled(p, i).filter(|count| !count.ordinal && !count.year && count.value < 100.0)?;
    let (parts, end) = words::denominator(p, p.past_hyphen(count.end))?;
    Some((count.value / parts, end))
}

/// "five", "two five", "seventy-one" behind "point".
fn spoken_decimals(p: &Pieces, i: usize) -> Option<(f64, usize)> {
    let mut at = i;
    let mut text = "0.".to_owned();
    while let Some(Cardinal::Digit(n)) = words::cardinal(p.word(at)).filter(|_| at < i + 8) {
        text.push_str(&n.to_string());
        at += 1;
    }
    if at == i {
        let spelled = words::spelled(p, i).filter(|s| !s.ordinal && s.value < 100.0)?;
        text.push_str(&spelled.value.to_string());
        at = spelled.end;
    }
    Some((text.parse().ok()?, at))
}

/// "hundreds", "tens of thousands", "dozens".
fn vague(p: &Pieces, i: usize, base: f64) -> Option<Number> {
    // "the team scores", "tens" alone: only a multitude of something counts
    let needs_of = matches!(base, 20.0 | 10.0);
    let next = p.is(i + 1, "of").then(|| words::vague(p.word(i + 2))).flatten().filter(|&next| next > base);
    let end = match next {
        Some(_) => i + 3,
        None if needs_of && !p.is(i + 1, "of") => return None,
        None if needs_of && base < 20.0 => return None,
        None => i + 1,
    };
    Some(Number { start: i, end, value: None, scale: next.unwrap_or(base), form: Form::Vague })
}

/// "a hundred", "half a million", "a few thousand", "a quarter of a million", "several dozen".
fn with_article(p: &Pieces, i: usize) -> Option<Number> {
    let number = |end, value, scale, form| Some(Number { start: i, end, value, scale, form });
    let article = p.any(i, &["a", "an"]);
    let at = if article { i + 1 } else { i };
    if p.any(at, &["several", "few"]) {
        let hundred = words::cardinal(p.word(at + 1));
        let scale = matches!(hundred, Some(Cardinal::Hundred | Cardinal::Scale(_)));
        let mut end = at + 2;
        // "several hundred thousand"
        if scale && words::cardinal(p.word(end)).is_some_and(|next| matches!(next, Cardinal::Scale(_))) {
            end += 1;
        }
        let factor = words::scale(p.word_before(end, 1)).unwrap_or(1.0);
        return if scale { number(end, None, factor, Form::Vague) } else { None };
    }
    if let Some(parts) = words::parts(p.word(at)).filter(|&n| n <= 4.0 && p.any(at, &["half", "quarter", "third"])) {
        let scale_at = p.phrase(at + 1, "of a").or(p.phrase(at + 1, "a")).unwrap_or(at + 1);
        let factor = words::scale(p.word(scale_at)).filter(|&factor| factor >= 12.0 && p.is_word(scale_at));
        if let Some(factor) = factor {
            return number(scale_at + 1, Some(factor / parts), factor, Form::Words);
        }
        // "a third man" is an ordinal, "a quarter" may be three months: parts only where something has parts
        let whole =
            p.is(at + 1, "of") || p.any(i.wrapping_sub(1), &["by", "than", "nearly", "almost", "about", "over"]);
        let half = parts == 2.0
            && (article && !p.is_word(at + 1) || p.any(at + 1, &["of", "the", "its", "their", "his", "her"]));
        return if whole && (article || parts == 2.0) || half {
            number(at + 1, Some(1.0 / parts), 1.0, Form::Part)
        } else {
            None
        };
    }
    let big = matches!(words::cardinal(p.word(at)), Some(Cardinal::Hundred | Cardinal::Scale(_)));
    // "a tenth of", "by a fifth"; "a fifth man" and "a hundred and fifth" are ordinals
    if let Some(rank) = words::spelled(p, at).filter(|rank| article && rank.ordinal && rank.value > 2.0) {
        if big {
            return number(rank.end, Some(rank.value), 1.0, Form::Ordinal);
        }
        let part = p.is(rank.end, "of") || !p.is_word(rank.end) && !p.hyphen(rank.end);
        return if part { number(rank.end, Some(1.0 / rank.value), 1.0, Form::Part) } else { None };
    }
    if !article || !big {
        return None;
    }
    let spelled = words::spelled(p, at).filter(|spelled| !spelled.ordinal && !spelled.year)?;
    if let Some((parts, end)) = words::denominator(p, p.past_hyphen(spelled.end)) {
        return number(end, Some(spelled.value / parts), 1.0, Form::Part);
    }
    let scale = words::scale(p.word_before(spelled.end, 1)).unwrap_or(1.0);
    let mut read = Number { start: i, end: spelled.end, value: Some(spelled.value), scale, form: Form::Words };
    half_more(p, &mut read);
    Some(read)
}

/// Takes a minus sign, or "minus", before the number.
fn signed(p: &Pieces, mut number: Number) -> Number {
    let Some(before) = number.start.checked_sub(1) else { return number };
    let mark = p.joined(number.start)
        && matches!(p.at(before), "-" | "−" | "–")
        && (!p.joined(before) || matches!(p.before(before, 1), "(" | "“" | "\""));
    let word = p.any(before, &["minus", "negative"]);
    if (mark || word) && !matches!(number.form, Form::Ordinal | Form::Year | Form::Vague) {
        number.start = before;
        number.value = number.value.map(|value| -value);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::text;

    #[test]
    fn numbers_have_values() {
        let cases = [
            ("1,234.5", Some(1234.5)),
            ("12,34,567", Some(1_234_567.0)),
            ("1.234.567", Some(1_234_567.0)),
            ("1.234,5", Some(1234.5)),
            ("7,25", Some(7.25)),
            ("3.0.1", None),
            ("1,2,3", None),
            ("60 500 people", Some(60_500.0)),
            ("2½", Some(2.5)),
            ("6 3/4", Some(6.75)),
            ("2.5 million", Some(2.5e6)),
            ("4bn", Some(4e9)),
            ("12 lakh crore", Some(1.2e13)),
            ("three-quarters", Some(0.75)),
            ("one and a half", Some(1.5)),
            ("two million and a half", Some(2.5e6)),
            ("half a million", Some(5e5)),
            ("a quarter of a million", Some(2.5e5)),
            ("a hundred and five", Some(105.0)),
            ("six point two five", Some(6.25)),
            ("four and a half million", Some(4.5e6)),
            ("4 and a half million", Some(4.5e6)),
            ("seven-and-a-half", Some(7.5)),
            ("2 hundred and eleven", Some(211.0)),
            ("6 thousand four hundred", Some(6400.0)),
            ("a hundred and ninth", Some(109.0)),
            ("a hundred millionths", Some(1e-4)),
            ("8.5 B", Some(8.5e9)),
            ("two point four million", Some(2.4e6)),
            ("tens of thousands", None),
            ("a few hundred", None),
        ];
        for (source, expected) in cases {
            let p = Pieces::new(source, &text::tokens(source));
            assert_eq!(number(&p, 0, Letters::Unit).and_then(|n| n.value), expected, "{source}");
        }
    }
}
