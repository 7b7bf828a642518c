//! Currencies: their codes, signs, names and parts, and the words that say whose they are.

use super::tables::{List, Table};

/// ISO 4217 codes that news writes before or behind a sum, sorted; with the two that everybody treats as such.
#[rustfmt::skip]
static CODES: List = List::of(&[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
    "BMD", "BND", "BOB", "BRL", "BSD", "BTC", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP",
    "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "ETH", "EUR", "FJD", "GBP", "GEL",
    "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
    "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
    "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
    "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON",
    "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SLL", "SOS", "SRD", "SSP", "STN", "SYP", "SZL",
    "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND",
    "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWL",
]);

/// Currency signs.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"), ("₽", "RUB"), ("₺", "TRY"),
    ("₪", "ILS"), ("₫", "VND"), ("₦", "NGN"), ("₱", "PHP"), ("฿", "THB"), ("₴", "UAH"), ("₸", "KZT"), ("₡", "CRC"),
    ("₲", "PYG"), ("₵", "GHS"), ("₭", "LAK"), ("₮", "MNT"), ("₼", "AZN"), ("₾", "GEL"), ("₿", "BTC"), ("﷼", "IRR"),
    ("৳", "BDT"), ("¢", "¢"), ("￥", "JPY"), ("＄", "USD"), ("￡", "GBP"),
];

/// Letters joined to a sign that say whose money it is ("US$", "HK$", "N$"), lower case, sorted.
#[rustfmt::skip]
pub static SIGN_OWNERS: Table<&str> = Table::of(&[
    ("a", "AUD"), ("arg", "ARS"), ("au", "AUD"), ("b", "BND"), ("bds", "BBD"), ("bz", "BZD"), ("c", "CAD"),
    ("ca", "CAD"), ("can", "CAD"), ("cdn", "CAD"), ("clp", "CLP"), ("cn", "CNY"), ("col", "COP"), ("e", "EGP"),
    ("ec", "XCD"), ("fj", "FJD"), ("hk", "HKD"), ("ir", "IEP"), ("j", "JMD"), ("jp", "JPY"), ("l", "LRD"),
    ("le", "EGP"), ("mex", "MXN"), ("mx", "MXN"), ("n", "NAD"), ("nt", "TWD"), ("nz", "NZD"), ("r", "BRL"),
    ("rmb", "CNY"), ("s", "SGD"), ("sg", "SGD"), ("tt", "TTD"), ("u.s.", "USD"), ("us", "USD"), ("z", "ZWL"),
    ("zim", "ZWL"),
]);

/// Letters that stand before a sum in place of a sign ("Rs 300", "R75 000", "Dh5.2 million"), as written, sorted.
#[rustfmt::skip]
static PREFIXES: Table<&str> = Table::of(&[
    ("AFs", "AFN"), ("B", "THB"), ("BD", "BHD"), ("Birr", "ETB"), ("Bs", "VES"), ("CFA", "XOF"), ("Col", "COP"),
    ("D", "GMD"), ("Dh", "AED"), ("Dhs", "AED"), ("E", "SZL"), ("EGP", "EGP"), ("FCFA", "XOF"), ("Fr", "CHF"),
    ("Ft", "HUF"), ("GH", "GHS"), ("GHC", "GHS"), ("Gh", "GHS"), ("Gs", "PYG"), ("INR", "INR"), ("JD", "JOD"),
    ("K", "ZMW"), ("KD", "KWD"), ("KES", "KES"), ("KSh", "KES"), ("Kc", "CZK"), ("Ks", "MMK"), ("Ksh", "KES"),
    ("Kz", "AOA"), ("Kč", "CZK"), ("L", "HNL"), ("LE", "EGP"), ("Le", "SLL"), ("Lps", "HNL"), ("M", "LSL"),
    ("MK", "MWK"), ("MT", "MZN"), ("MVR", "MVR"), ("N", "NGN"), ("NIS", "ILS"), ("NT", "TWD"), ("Nu", "BTN"),
    ("P", "PHP"), ("Php", "PHP"), ("Q", "GTQ"), ("QR", "QAR"), ("R", "ZAR"), ("RM", "MYR"), ("RMB", "CNY"),
    ("RO", "OMR"), ("Re", "INR"), ("Rf", "MVR"), ("Rp", "IDR"), ("Rs", "INR"), ("SFr", "CHF"), ("SR", "SAR"),
    ("Sh", "KES"), ("Shs", "UGX"), ("TSh", "TZS"), ("Tk", "BDT"), ("Tsh", "TZS"), ("US", "USD"), ("USh", "UGX"),
    ("Ush", "UGX"), ("zł", "PLN"),
]);

/// Names of currencies, sorted, with the code that each has without a country; empty where many countries share it.
#[rustfmt::skip]
pub static NAMES: Table<&str> = Table::of(&[
    ("afghani", "AFN"), ("afghanis", "AFN"), ("ariary", "MGA"), ("baht", "THB"), ("birr", "ETB"), ("bitcoin", "BTC"),
    ("bitcoins", "BTC"), ("bolivar", "VES"), ("bolivars", "VES"), ("boliviano", "BOB"), ("bolivianos", "BOB"),
    ("buck", "USD"), ("bucks", "USD"), ("cedi", "GHS"), ("cedis", "GHS"), ("colon", "CRC"), ("colones", "CRC"),
    ("cordoba", "NIO"), ("cordobas", "NIO"), ("crown", ""), ("crowns", ""), ("dalasi", "GMD"), ("dalasis", "GMD"),
    ("denar", "MKD"), ("denars", "MKD"), ("dinar", ""), ("dinars", ""), ("dirham", "AED"), ("dirhams", "AED"),
    ("dobras", "STN"), ("dollar", "USD"), ("dollars", "USD"), ("dong", "VND"), ("dongs", "VND"),
    ("emalangeni", "SZL"), ("escudo", "CVE"), ("escudos", "CVE"), ("ether", "ETH"), ("eur", "EUR"), ("euro", "EUR"),
    ("euros", "EUR"), ("forint", "HUF"), ("forints", "HUF"), ("franc", ""), ("francs", ""), ("gbp", "GBP"),
    ("gourde", "HTG"), ("gourdes", "HTG"), ("guarani", "PYG"), ("guaranies", "PYG"), ("guaranis", "PYG"),
    ("hryvnia", "UAH"), ("hryvnias", "UAH"), ("hryvnya", "UAH"), ("hryvnyas", "UAH"), ("inr", "INR"), ("kina", "PGK"),
    ("kip", "LAK"), ("koruna", "CZK"), ("korunas", "CZK"), ("koruny", "CZK"), ("kroner", ""), ("kronor", "SEK"),
    ("kroon", "EEK"), ("kuna", "HRK"), ("kwacha", ""), ("kwanza", "AOA"), ("kwanzas", "AOA"), ("kyat", "MMK"),
    ("kyats", "MMK"), ("lari", "GEL"), ("lei", "RON"), ("lek", "ALL"), ("lempira", "HNL"), ("lempiras", "HNL"),
    ("leone", "SLL"), ("leones", "SLL"), ("leu", "RON"), ("lev", "BGN"), ("leva", "BGN"), ("lira", "TRY"),
    ("liras", "TRY"), ("maloti", "LSL"), ("manat", ""), ("manats", ""), ("meticais", "MZN"), ("metical", "MZN"),
    ("naira", "NGN"), ("nakfa", "ERN"), ("ngultrum", "BTN"), ("ouguiya", "MRU"), ("pataca", "MOP"),
    ("patacas", "MOP"), ("peso", ""), ("pesos", ""), ("pula", "BWP"), ("quetzal", "GTQ"), ("quetzales", "GTQ"),
    ("quetzals", "GTQ"), ("quid", "GBP"), ("rand", "ZAR"), ("rands", "ZAR"), ("reais", "BRL"), ("real", "BRL"),
    ("reals", "BRL"), ("renminbi", "CNY"), ("rial", "IRR"), ("rials", "IRR"), ("riel", "KHR"), ("riels", "KHR"),
    ("ringgit", "MYR"), ("riyal", "SAR"), ("riyals", "SAR"), ("rmb", "CNY"), ("rouble", "RUB"), ("roubles", "RUB"),
    ("ruble", "RUB"), ("rubles", "RUB"), ("rufiyaa", "MVR"), ("rupee", "INR"), ("rupees", "INR"), ("rupiah", "IDR"),
    ("rupiahs", "IDR"), ("satoshi", "BTC"), ("satoshis", "BTC"), ("shekel", "ILS"), ("shekels", "ILS"),
    ("shilling", ""), ("shillings", ""), ("sol", "PEN"), ("soles", "PEN"), ("som", "KGS"), ("somoni", "TJS"),
    ("soms", "KGS"), ("soum", "UZS"), ("sterling", "GBP"), ("sum", "UZS"), ("taka", "BDT"), ("tala", "WST"),
    ("tenge", "KZT"), ("togrog", "MNT"), ("tugrik", "MNT"), ("tugriks", "MNT"), ("usd", "USD"), ("vatu", "VUV"),
    ("won", "KRW"), ("yen", "JPY"), ("yuan", "CNY"), ("zloty", "PLN"), ("zlotys", "PLN"),
]);

/// Parts of currencies, sorted, with their usual signs: their value is told in them, not in the whole.
#[rustfmt::skip]
pub static SMALL: Table<&str> = Table::of(&[
    ("cent", "¢"), ("centavos", "centavo"), ("cents", "¢"), ("fils", "fils"), ("kobo", "kobo"), ("kopeck", "kopeck"),
    ("kopecks", "kopeck"), ("p", "p"), ("paise", "paisa"), ("pence", "p"), ("penny", "p"), ("pesewas", "pesewa"),
    ("piastres", "piastre"), ("sen", "sen"), ("öre", "öre"),
]);

/// Whose money it is, sorted: the word before the name of a currency, and the first two letters of the ISO 4217 code.
#[rustfmt::skip]
pub static OWNERS: Table<&str> = Table::of(&[
    ("afghan", "AF"), ("albanian", "AL"), ("algerian", "DZ"), ("american", "US"), ("angolan", "AO"),
    ("argentine", "AR"), ("argentinian", "AR"), ("armenian", "AM"), ("australian", "AU"), ("azerbaijani", "AZ"),
    ("bahraini", "BH"), ("bangladeshi", "BD"), ("belarusian", "BY"), ("bolivian", "BO"), ("brazilian", "BR"),
    ("british", "GB"), ("bulgarian", "BG"), ("burmese", "MM"), ("burundian", "BI"), ("cambodian", "KH"),
    ("canadian", "CA"), ("chilean", "CL"), ("chinese", "CN"), ("colombian", "CO"), ("congolese", "CD"),
    ("croatian", "HR"), ("cuban", "CU"), ("czech", "CZ"), ("danish", "DK"), ("dominican", "DO"), ("egyptian", "EG"),
    ("emirati", "AE"), ("ethiopian", "ET"), ("fijian", "FJ"), ("ghanaian", "GH"), ("guyanese", "GY"),
    ("hungarian", "HU"), ("icelandic", "IS"), ("indian", "IN"), ("indonesian", "ID"), ("iranian", "IR"),
    ("iraqi", "IQ"), ("israeli", "IL"), ("jamaican", "JM"), ("japanese", "JP"), ("jordanian", "JO"), ("kazakh", "KZ"),
    ("kenyan", "KE"), ("korean", "KR"), ("kuwaiti", "KW"), ("kyrgyz", "KG"), ("lebanese", "LB"), ("liberian", "LR"),
    ("libyan", "LY"), ("malagasy", "MG"), ("malawian", "MW"), ("malaysian", "MY"), ("maldivian", "MV"),
    ("mauritian", "MU"), ("mexican", "MX"), ("moldovan", "MD"), ("mongolian", "MN"), ("moroccan", "MA"),
    ("mozambican", "MZ"), ("namibian", "NA"), ("nepalese", "NP"), ("nigerian", "NG"), ("norwegian", "NO"),
    ("omani", "OM"), ("pakistani", "PK"), ("peruvian", "PE"), ("philippine", "PH"), ("polish", "PL"),
    ("qatari", "QA"), ("romanian", "RO"), ("russian", "RU"), ("rwandan", "RW"), ("saudi", "SA"), ("serbian", "RS"),
    ("singapore", "SG"), ("singaporean", "SG"), ("somali", "SO"), ("sudanese", "SD"), ("swedish", "SE"),
    ("swiss", "CH"), ("syrian", "SY"), ("taiwan", "TW"), ("taiwanese", "TW"), ("tanzanian", "TZ"), ("thai", "TH"),
    ("tunisian", "TN"), ("turkish", "TR"), ("u.s.", "US"), ("ugandan", "UG"), ("ukrainian", "UA"),
    ("uruguayan", "UY"), ("us", "US"), ("uzbek", "UZ"), ("vietnamese", "VN"), ("yemeni", "YE"), ("zambian", "ZM"),
    ("zimbabwean", "ZW"),
]);

/// Codes that are names and words as well ("COP27", "SDG 15"): they need a sum that is large or has a scale.
const DOUBTFUL: &[&str] =
    &["ALL", "BAM", "BOB", "COP", "GEL", "LAK", "MAD", "MOP", "MUR", "PEN", "RON", "SDG", "SOS", "TOP", "TRY"];

/// Whether these letters, with digits right behind them, are a sum's ("USD34", "Rs12", "Tsh217").
pub fn is_prefix(letters: &str, behind: &str) -> bool {
    let single = letters.len() == 1 && letters != "R";
    (!single || is_large(behind))
        && !DOUBTFUL.contains(&letters)
        && prefix_code(letters).is_some_and(|code| code != letters || letters.len() == 3)
}

/// Whether a text begins with a number of thousands or more: one letter before it is a currency's then ("N7.2 billion", "K5,000").
fn is_large(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let word = rest.trim_start_matches([' ', '\u{a0}']).split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let grouped = digits.split_once(',').is_some_and(|(_, group)| group.len() >= 3);
    grouped || matches!(word, "million" | "billion" | "trillion" | "bn" | "mn" | "mln" | "bln")
}

/// Whether a sum of this size and scale may be told in a currency.
pub fn believable(unit: &str, value: Option<f64>, scale: f64) -> bool {
    !DOUBTFUL.contains(&unit) || scale >= 1e3 || value.is_some_and(|value| value >= 1000.0)
}

/// A code of ISO 4217, in capitals.
pub fn iso(code: &str) -> Option<&'static str> {
    let upper = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    upper.then(|| CODES.exact(code)).flatten()
}

/// The code that letters before a sum mean.
pub fn prefix_code(letters: &str) -> Option<&'static str> {
    PREFIXES.exact(letters).or_else(|| iso(letters))
}

/// The code, or the part of a currency, that a sign means.
pub fn sign(text: &str) -> Option<&'static str> {
    if text.is_ascii() && text != "$" {
        return None;
    }
    SIGNS.iter().find(|(sign, _)| *sign == text).map(|entry| entry.1)
}
