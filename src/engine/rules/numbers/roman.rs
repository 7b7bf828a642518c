//! Roman numerals, where a ruler or an event before them makes them sure ("Henry VIII", "World War II").

use super::pieces::Pieces;
use super::tables::List;

/// Names of rulers, popes and events whose Roman numerals are sure; sorted.
static REGNAL: List = List::of(&[
    "abdullah",
    "albert",
    "alexander",
    "alfonso",
    "baldwin",
    "benedict",
    "bowl",
    "carl",
    "catherine",
    "charles",
    "christian",
    "clement",
    "constantine",
    "edward",
    "elizabeth",
    "felipe",
    "ferdinand",
    "francis",
    "frederick",
    "frederik",
    "george",
    "gregory",
    "gustaf",
    "harald",
    "henry",
    "hussein",
    "innocent",
    "ivan",
    "james",
    "john",
    "joseph",
    "julius",
    "leo",
    "leopold",
    "louis",
    "margrethe",
    "mary",
    "mohammed",
    "napoleon",
    "nicholas",
    "olympiad",
    "paul",
    "peter",
    "philip",
    "pius",
    "ptolemy",
    "rama",
    "ramses",
    "richard",
    "robert",
    "umberto",
    "urban",
    "vatican",
    "victor",
    "war",
    "wilhelm",
    "william",
]);

/// Whether a word is made of Roman digits.
pub fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// The value of the Roman numeral at `i`, where a ruler or an event before it makes it sure ("Henry VIII", "World War II").
pub fn value(p: &Pieces, i: usize) -> Option<f64> {
    let text = p.at(i);
    if text.is_empty() || !is_roman(text) {
        return None;
    }
    let before = i.checked_sub(1).filter(|&at| p.capital(at))?;
    if !REGNAL.holds(p.word(before)) {
        return None;
    }
    // "John I" may go on with what I do
    if text == "I" && !(p.any(i.wrapping_sub(2), &["King", "Queen", "Pope", "Emperor", "World", "Tsar"])) {
        return None;
    }
    Some(digits(text))
}

/// The number that Roman digits tell.
pub fn digits(text: &str) -> f64 {
    let digit = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let mut total: i32 = 0;
    let mut last = 0;
    for b in text.bytes().rev() {
        let n = digit(b);
        total += if n < last { -n } else { n };
        last = last.max(n);
    }
    f64::from(total)
}
