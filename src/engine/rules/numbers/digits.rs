//! Numbers in digits: separators of thousands and decimals, fractions, scales behind them.

use super::amount::{Form, Letters, Number};
use super::pieces::Pieces;
use super::words;

/// The value of digits with points, commas and fraction signs; `None` where it is no number ("2.0.1").
pub fn value_of_digits(text: &str) -> Option<f64> {
    let whole_end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (whole, rest) = text.split_at(whole_end);
    let part = if rest.is_empty() { 0.0 } else { fraction_sign(rest)? };
    let whole = if whole.is_empty() { 0.0 } else { plain_value(whole)? };
    Some(whole + part)
}

fn fraction_sign(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅚" => 5.0 / 6.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// Digits with points and commas. The last kind of mark is the decimal one where both stand; groups must be of three digits
/// (or two, as India counts: "12,34,567").
fn plain_value(text: &str) -> Option<f64> {
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let (group, decimal) = match (points, commas) {
        // "1.000" is a thousand: nobody writes three noughts behind a point for nothing
        (1, 0) if text.ends_with(".000") && grouped(text, '.') && !text.starts_with('0') => ('.', ','),
        (0, 0) | (1, 0) => (',', '.'),
        (0, 1) if grouped(text, ',') => (',', '.'),
        (0, 1) => ('.', ','),
        (0, _) => (',', '.'),
        (_, 0) => ('.', ','),
        _ if text.rfind('.') > text.rfind(',') => (',', '.'),
        _ => ('.', ','),
    };
    let (whole, fraction) = text.split_once(decimal).unwrap_or((text, ""));
    if fraction.contains(['.', ',']) {
        return None;
    }
    if whole.contains(group) && !grouped(whole, group) {
        // "50,000,00": the last comma is a decimal one
        let (front, tail) = whole.rsplit_once(group)?;
        let good = fraction.is_empty() && tail.len() == 2 && front.contains(group) && grouped(front, group);
        return if good { parse(front, group, tail) } else { None };
    }
    parse(whole, group, fraction)
}

fn parse(whole: &str, group: char, fraction: &str) -> Option<f64> {
    let mut clean: String = whole.chars().filter(|&c| c != group).collect();
    clean.push('.');
    clean.push_str(fraction);
    clean.push('0');
    clean.parse().ok()
}

/// Whether the parts between the marks are groups of thousands.
fn grouped(text: &str, mark: char) -> bool {
    let mut parts = text.split(mark);
    let first = parts.next().map_or(0, str::len);
    let mut rest = parts.rev();
    let last = rest.next().map_or(0, str::len);
    let (mut threes, mut twos) = (true, true);
    for part in rest {
        threes &= part.len() == 3;
        twos &= part.len() == 2;
    }
    (1..=3).contains(&first) && last == 3 && (threes || twos && first <= 2)
}

/// Digits at `i` with all that belongs to them.
pub fn digits(p: &Pieces, i: usize, letters: Letters) -> Option<Number> {
    let text = p.at(i);
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    let mut number =
        Number { start: i, end: i + 1, value: Some(value_of_digits(text)?), scale: 1.0, form: Form::Digits };
    if plain {
        number.form = Form::Plain;
        spaced_groups(p, &mut number);
    }
    // ".25" behind white space
    if plain && p.joined(i) && p.before(i, 1) == "." && (!p.joined(i - 1) || matches!(p.before(i, 2), "-" | "−" | "$"))
    {
        number.start = i - 1;
        number.form = Form::Digits;
        number.value = format!("0.{text}").parse().ok();
    }
    if let Some((part, end)) = slashed(p, i) {
        number.form = Form::Part;
        number.value = Some(part);
        number.end = end;
    } else if let Some((part, end)) = mixed(p, number.end) {
        number.form = Form::Digits;
        number.value = number.value.map(|whole| whole + part);
        number.end = end;
    } else if fraction_sign(text).is_some() {
        number.form = Form::Part;
    }
    if let Some(ordinal) = ordinal_suffix(p, &number) {
        return Some(ordinal);
    }
    scaled(p, &mut number, letters);
    smaller_scales(p, &mut number);
    half_more(p, &mut number);
    Some(number)
}

/// "29th", "1st": digits and the suffix that goes with them.
fn ordinal_suffix(p: &Pieces, number: &Number) -> Option<Number> {
    let suffix = p.joined(number.end) && p.any(number.end, &["st", "nd", "rd", "th"]);
    (suffix && matches!(number.form, Form::Plain | Form::Digits)).then_some(Number {
        end: number.end + 1,
        form: Form::Ordinal,
        ..*number
    })
}

/// "40 000", "1 234 567": groups of three digits apart. A plain space counts only where the first group is no year or day in sight.
fn spaced_groups(p: &Pieces, number: &mut Number) {
    let first = p.at(number.start);
    if first.len() > 3 || first.starts_with('0') {
        return;
    }
    let mut digits = first.to_owned();
    let mut end = number.end;
    while let Some(group) = p.get(end).filter(|_| end < number.end + 5) {
        let tail = group.text.find(['.', ',']).map_or(group.text, |at| &group.text[..at]);
        let gap = p.gap(end);
        if !p.is_number(end) || tail.len() != 3 || !group.spaced || gap.chars().count() != 1 || gap == "\n" {
            break;
        }
        if !group.text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            break;
        }
        digits.push_str(group.text);
        end += 1;
        if tail.len() < group.text.len() {
            break;
        }
    }
    // "40 0000" is no number of groups
    let stray = p.get(end).is_some_and(|next| p.is_number(end) && next.spaced && next.text.len() > 3);
    if end > number.end && !stray {
        number.value = digits.parse().ok();
        number.end = end;
        number.form = Form::Digits;
    }
}

/// "3/4" as a part of one: denominators that halving, thirds, fifths and tenths give.
fn slashed(p: &Pieces, i: usize) -> Option<(f64, usize)> {
    let slash = p.joined(i + 1) && p.joined(i + 2) && matches!(p.at(i + 1), "/" | "⁄");
    let over: u32 = if slash { p.at(i + 2).parse().ok()? } else { return None };
    let part: u32 = p.at(i).parse().ok()?;
    let good = matches!(over, 2..=6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100) && part > 0 && part < over;
    let chain = p.joined(i + 3) && matches!(p.at(i + 3), "/" | "-");
    (good && !chain).then_some((f64::from(part) / f64::from(over), i + 3))
}

/// The part behind a whole number: "2 1/4", "2 ½".
fn mixed(p: &Pieces, i: usize) -> Option<(f64, usize)> {
    if !p.is_number(i) || p.gap(i).contains('\n') {
        return None;
    }
    slashed(p, i).or_else(|| fraction_sign(p.at(i)).map(|part| (part, i + 1)))
}

/// Takes the scales behind a number: "million", "bn", "hundred thousand", "lakh crore".
fn scaled(p: &Pieces, number: &mut Number, letters: Letters) {
    for _ in 0..2 {
        let at = p.past_hyphen(number.end);
        let word = p.at(at);
        let short = p.joined(at);
        let factor = match words::scale(word) {
            // "2 K" is no scale unless in lower case; "10K" is
            Some(1e3) if word.len() == 1 => (short || word == "k").then_some(1e3),
            Some(factor) => Some(factor),
            None if letters == Letters::Scale && short => letter_scale(word),
            // "€ 4 M", "8.3 B": apart only where a sum or a fraction makes it sure
            None if matches!(word, "M" | "B") && !short && !p.capital(at + 1) => {
                let sure = letters == Letters::Scale || p.at(number.start).contains(['.', ',']);
                sure.then(|| letter_scale(word)).flatten()
            }
            None => None,
        };
        let Some(factor) = factor else { return };
        number.value = number.value.map(|value| value * factor);
        number.scale *= factor;
        number.end = at + 1;
        if number.form == Form::Plain {
            number.form = Form::Digits;
        }
    }
}

/// "7 thousand 2 hundred and 5": what follows a scale on a smaller one.
fn smaller_scales(p: &Pieces, number: &mut Number) {
    let mut last = if p.at(number.start).contains('.') { 1.0 } else { number.scale };
    for _ in 0..3 {
        let and = p.is(number.end, "and") && last == 100.0;
        let at = number.end + usize::from(and);
        // "3 hundred and twelve", "5 thousand two hundred"
        if let Some(rest) = words::spelled(p, at).filter(|_| p.is_word(at) && last >= 100.0) {
            if !rest.ordinal && !rest.year && rest.value < last && (and || rest.value >= 100.0) {
                number.value = number.value.map(|value| value + rest.value);
                number.end = rest.end;
            }
            return;
        }
        let more = p.is_number(at).then(|| p.at(at).parse::<f64>().ok()).flatten();
        let Some(more) = more.filter(|_| last >= 100.0 && !p.joined(at)) else { return };
        let factor = words::scale(p.word(at + 1)).filter(|_| p.is_word(at + 1)).unwrap_or(1.0);
        if factor >= last || more * factor >= last || factor == 1.0 && !and {
            return;
        }
        number.value = number.value.map(|value| value + more * factor);
        number.end = at + 1 + usize::from(factor > 1.0);
        last = factor;
    }
}

/// `m`, `b` and `t` behind a sum.
pub fn letter_scale(word: &str) -> Option<f64> {
    Some(match word {
        "m" | "M" => 1e6,
        "b" | "B" => 1e9,
        "t" | "T" => 1e12,
        _ => return None,
    })
}

/// "… and a half": half of the last scale, or of the one that follows ("4 and a half million").
pub fn half_more(p: &Pieces, number: &mut Number) {
    let half = p.phrase(number.end, "and a half").or_else(|| p.phrase(number.end, "- and - a - half"));
    let (Some(end), Some(value)) = (half, number.value) else { return };
    let factor = words::scale(p.word(end)).filter(|_| number.scale == 1.0 && p.is_word(end));
    number.value = Some((value + 0.5 * number.scale) * factor.unwrap_or(1.0));
    number.scale *= factor.unwrap_or(1.0);
    number.end = end + usize::from(factor.is_some());
}
