//! Feasts and holidays that date a report.

use super::calendar::iso_date;
use super::date_words;
use super::dates::When;
use super::pieces::Pieces;
use super::tables::Sieve;

/// Names of feasts, the longer before the shorter, with their day where it is the same each year.
const FEASTS: &[(&str, Option<(u32, u32)>)] = &[
    ("Christmas Eve", Some((12, 24))),
    ("Christmas Day", Some((12, 25))),
    ("Christmas", Some((12, 25))),
    ("Boxing Day", Some((12, 26))),
    ("New Year 's Eve", Some((12, 31))),
    ("New Year ’s Eve", Some((12, 31))),
    ("New Year 's Day", Some((1, 1))),
    ("New Year ’s Day", Some((1, 1))),
    ("New Year 's", Some((1, 1))),
    ("New Year ’s", Some((1, 1))),
    ("Lunar New Year", None),
    ("Valentine 's Day", Some((2, 14))),
    ("Valentine ’s Day", Some((2, 14))),
    ("May Day", Some((5, 1))),
    ("Good Friday", None),
    ("Easter Sunday", None),
    ("Easter Monday", None),
    ("Easter", None),
    ("Pentecost", None),
    ("Ash Wednesday", None),
    ("Palm Sunday", None),
    ("Independence Day", None),
    ("Labor Day", None),
    ("Labour Day", None),
    ("Memorial Day", None),
    ("Veterans Day", Some((11, 11))),
    ("Armistice Day", Some((11, 11))),
    ("Remembrance Day", Some((11, 11))),
    ("Thanksgiving Day", None),
    ("Thanksgiving", None),
    ("Halloween", Some((10, 31))),
    ("Eid al - Fitr", None),
    ("Eid al Fitr", None),
    ("Eid ul - Fitr", None),
    ("Eid al - Adha", None),
    ("Eid al Adha", None),
    ("Eid ul - Adha", None),
    ("Eid", None),
    ("Ramadan", None),
    ("Yom Kippur", None),
    ("Rosh Hashanah", None),
    ("Passover", None),
    ("Hanukkah", None),
    ("Diwali", None),
    ("Nowruz", None),
    ("Ramazan", None),
    ("Ramadhan", None),
    ("Holi", None),
    ("Navratri", None),
    ("Ganesh Chaturthi", None),
    ("Janmashtami", None),
    ("Ram Navami", None),
    ("Durga Puja", None),
    ("Vesak", None),
    ("Songkran", None),
    ("Chuseok", None),
    ("Ashura", None),
    ("Arbaeen", None),
    ("Purim", None),
    ("Sukkot", None),
    ("Shavuot", None),
    ("Holy Week", None),
    ("Maundy Thursday", None),
    ("Shrove Tuesday", None),
    ("Mardi Gras", None),
    ("Whit Monday", None),
    ("All Saints ’ Day", Some((11, 1))),
    ("All Saints ' Day", Some((11, 1))),
    ("All Souls ’ Day", Some((11, 2))),
    ("All Souls ' Day", Some((11, 2))),
    ("Juneteenth", Some((6, 19))),
    ("Cinco de Mayo", Some((5, 5))),
    ("Bastille Day", Some((7, 14))),
    ("Anzac Day", Some((4, 25))),
    ("ANZAC Day", Some((4, 25))),
    ("Australia Day", Some((1, 26))),
    ("Canada Day", Some((7, 1))),
    ("Waitangi Day", Some((2, 6))),
    ("Republic Day", None),
    ("Victory Day", None),
    ("Nakba Day", Some((5, 15))),
    ("Columbus Day", None),
    ("Presidents ’ Day", None),
    ("Presidents ' Day", None),
    ("Martin Luther King Day", None),
    ("Groundhog Day", Some((2, 2))),
    ("Earth Day", Some((4, 22))),
    ("World AIDS Day", Some((12, 1))),
    ("International Women 's Day", Some((3, 8))),
    ("International Women ’s Day", Some((3, 8))),
    ("International Workers ' Day", Some((5, 1))),
    ("International Workers ’ Day", Some((5, 1))),
    ("Mother 's Day", None),
    ("Mother ’s Day", None),
    ("Father 's Day", None),
    ("Father ’s Day", None),
    ("St . Patrick 's Day", Some((3, 17))),
    ("St . Patrick ’s Day", Some((3, 17))),
    ("St Patrick 's Day", Some((3, 17))),
    ("St Patrick ’s Day", Some((3, 17))),
    ("April Fools ' Day", Some((4, 1))),
    ("April Fools ’ Day", Some((4, 1))),
    ("Bonfire Night", Some((11, 5))),
    ("Black Friday", None),
    ("Cyber Monday", None),
];

/// Takes in the words that may begin the name of a feast.
pub const fn sieved<const N: usize>(sieve: Sieve<N>) -> Sieve<N> {
    sieve.keys(FEASTS)
}

/// The first words of the names.
static FIRST: Sieve = Sieve::new().keys(FEASTS);

/// Reads the feast at `i`, with its year.
pub fn at(p: &Pieces, i: usize) -> Option<When> {
    if !FIRST.may_hold(p.word(i)) {
        return None;
    }
    // "an easter egg" and its like stand in lower case, chats write feasts so: only names of one meaning count then
    if !p.capital(i) && !p.any(i, &["christmas", "easter", "eid", "halloween", "ramadan", "thanksgiving"]) {
        return None;
    }
    let (end, day) = FEASTS.iter().find_map(|(name, day)| {
        let end = p.phrase(i, name)?;
        Some((end, *day))
    })?;
    // "Christmas Island", "Easter Road": a name that goes on is another name
    let goes_on =
        p.capital(end) && p.is_word(end) && !p.joined(end) && date_words::weekday_named(p.word(end)).is_none();
    if goes_on && !p.gap(end).contains('\n') {
        return None;
    }
    let year = super::years::year_behind(p, end).filter(|(_, behind)| *behind == end + 1);
    let year_number = year.map(|(year, _)| year);
    let iso = day.map(|(month, day)| iso_date(year_number, Some(month), Some(day)));
    Some(When { start: i, end: year.map_or(end, |(_, end)| end), iso, sign: "feast" })
}
