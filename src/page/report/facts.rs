//! What a page says of itself: JSON-LD, meta elements, `time` elements, `lang`.

use crate::page::blocks::NodeNumber;
use crate::page::stream::{Element, Event, Stream};
use serde_json::Value;

/// What was declared. Where several places declare the same, JSON-LD goes before meta elements, and those before the text.
#[derive(Debug, Default)]
pub struct Facts {
    /// A type of news in JSON-LD ("NewsArticle").
    pub news_type: bool,
    /// A type of article in JSON-LD or microdata ("BlogPosting").
    pub article_type: bool,
    /// A type of something else in JSON-LD ("Product", "DiscussionForumPosting").
    pub other_type: bool,
    /// `og:type` is "article".
    pub og_article: bool,
    /// `og:type` is something else ("website", "product").
    pub og_other: bool,
    /// `og:type` or a price says that something is sold.
    pub sells: bool,
    /// Whether a date of publication is declared, not just shown.
    pub declares_date: bool,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Lower-case primary subtag.
    pub language: Option<String>,
    address: String,
    headline: Option<String>,
    meta_title: Option<String>,
    title_element: Option<String>,
    linked_date: Option<String>,
    meta_date: Option<String>,
    /// The date of the `time` element that says that it is the publication's.
    time_date: Option<String>,
    /// The dates of all of them, with the number of their node.
    times: Vec<(NodeNumber, String)>,
    url_date: Option<String>,
}

/// Names of meta elements that give the date of publication, the most certain first.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "article:published",
    "citation_publication_date",
    "datecreated",
];

/// The longest JSON-LD script that is read, in bytes.
const LONGEST_SCRIPT: usize = 1_000_000;

impl Facts {
    /// Reads a page's declarations in one pass.
    pub fn read(stream: &Stream) -> Self {
        let mut facts = Self { address: stream.url.clone(), ..Self::default() };
        let mut dates: Vec<(usize, String)> = Vec::new();
        let mut in_title = false;
        for event in stream.events() {
            match event {
                Event::Enter(element) => {
                    in_title = element.tag == "title" && facts.title_element.is_none();
                    facts.element(&element, &mut dates);
                }
                Event::Text { text, .. } if in_title => facts.title_element = some(text),
                Event::Text { .. } => {}
                Event::Leave => in_title = false,
            }
        }
        facts.url_date = date_in_address(&facts.address);
        facts.meta_date = dates.into_iter().min_by_key(|(order, _)| *order).map(|(_, date)| date);
        facts.declares_date = facts.linked_date.is_some() || facts.meta_date.is_some();
        facts
    }

    /// The headline as declared; a title element without the site's name.
    pub fn title(&self) -> Option<String> {
        let own = || self.title_element.as_deref().map(|title| without_site(title, self.publisher.as_deref()));
        self.headline.clone().or_else(|| self.meta_title.clone()).or_else(own)
    }

    /// When it was published, as declared. `text`: the node of the first running text. Of several `time` elements the one nearest above it
    /// counts, or else the nearest below: those of other stories stand farther off.
    pub fn published(&self, text: NodeNumber) -> Option<String> {
        let declared = [&self.linked_date, &self.meta_date, &self.time_date].into_iter().flatten().next();
        let nearest = || self.shown_between(0, NodeNumber::MAX, text);
        declared.cloned().or_else(nearest).or_else(|| self.url_date.clone())
    }

    /// The date of the `time` element nearest to a text's first node, among those from node `first` up to `behind`.
    pub fn shown_between(&self, first: NodeNumber, behind: NodeNumber, text: NodeNumber) -> Option<String> {
        let distance = |node: NodeNumber| if node < text { text - node } else { (node - text).saturating_mul(4) };
        let own = self.times.iter().filter(|(node, _)| (first..behind).contains(node));
        own.min_by_key(|(node, _)| distance(*node)).map(|(_, date)| date.clone())
    }

    /// The site's own address of the page, or where it was read from.
    pub fn address(&self) -> &str {
        &self.address
    }

    fn element(&mut self, element: &Element, dates: &mut Vec<(usize, String)>) {
        match element.tag {
            "html" => {
                let lang = element.attribute("lang").map(|lang| lang.split(['-', '_']).next().unwrap_or("").trim());
                self.language = lang.filter(|lang| !lang.is_empty()).map(str::to_ascii_lowercase);
            }
            "meta" => self.meta(element, dates),
            "link" if element.attribute("rel") == Some("canonical") && self.address.is_empty() => {
                self.address = element.attribute("href").unwrap_or("").to_owned();
            }
            "time" => {
                let declared = element.attribute("datetime").and_then(date);
                let published = element.attribute("itemprop").is_some_and(|name| name.contains("datePublished"))
                    || element.attribute("pubdate").is_some();
                self.times.extend(declared.clone().map(|date| (element.node, date)));
                if published && declared.is_some() {
                    self.declares_date = true;
                    self.time_date = self.time_date.take().or(declared);
                }
            }
            "script"
                if element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) =>
            {
                let text = element.attribute("text").unwrap_or("");
                match serde_json::from_str(text.trim().trim_end_matches(';')) {
                    _ if text.len() > LONGEST_SCRIPT => {}
                    Ok(value) => self.linked_data(&value),
                    // A stray line break in one string spoils many a script: the date at least can be told.
                    Err(_) => {
                        let value = text.split("\"datePublished\"").nth(1).and_then(|rest| rest.split('"').nth(1));
                        self.linked_date = self.linked_date.take().or_else(|| value.and_then(date));
                    }
                }
            }
            _ => {}
        }
        if let Some(kind) = element.attribute("itemtype").and_then(|kind| kind.rsplit('/').next()) {
            self.schema_type(kind, false);
        }
        if element.attribute("itemprop") == Some("datePublished") {
            let content = element.attribute("content").or_else(|| element.attribute("datetime"));
            dates.extend(content.and_then(date).map(|date| (1, date)));
        }
    }

    fn meta(&mut self, element: &Element, dates: &mut Vec<(usize, String)>) {
        let Some(content) = element.attribute("content").and_then(some) else { return };
        let names = ["property", "name", "itemprop"].into_iter().filter_map(|name| element.attribute(name));
        for name in names.flat_map(str::split_whitespace) {
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                "og:type" => {
                    let article = content.to_ascii_lowercase().contains("article") || content == "story";
                    self.og_article |= article;
                    self.og_other |= !article;
                    self.sells |= content.to_ascii_lowercase().contains("product");
                }
                "product:price:amount" | "og:price:amount" => self.sells = true,
                "og:url" if self.address.is_empty() => self.address.clone_from(&content),
                "og:title" | "twitter:title" | "headline" | "dc.title" | "parsely-title" | "sailthru.title" => {
                    self.meta_title = self.meta_title.take().or(Some(content.clone()));
                }
                "og:site_name" | "dc.publisher" | "publisher" | "article:publisher_name" => {
                    self.publisher = self.publisher.take().or(Some(content.clone()));
                }
                "author" | "article:author" | "parsely-author" | "sailthru.author" | "dc.creator" => {
                    let byline = content.strip_prefix("By ").unwrap_or(&content);
                    if !byline.contains("://") && byline.len() < 120 {
                        self.byline = self.byline.take().or(Some(byline.to_owned()));
                    }
                }
                name => {
                    if let Some(order) = DATES.iter().position(|known| *known == name) {
                        dates.extend(date(&content).map(|date| (order, date)));
                    }
                }
            }
        }
    }

    /// Reads JSON-LD: objects, lists of objects and graphs, without recursion.
    fn linked_data(&mut self, value: &Value) {
        let mut open = vec![value];
        let mut articles: Vec<&serde_json::Map<String, Value>> = Vec::new();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(map) => {
                    let kinds = match map.get("@type") {
                        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                        kind => kind.and_then(Value::as_str).into_iter().collect::<Vec<_>>(),
                    };
                    if kinds.iter().any(|kind| self.schema_type(kind, true)) {
                        articles.push(map);
                    }
                    open.extend(map.get("@graph"));
                    open.extend(map.get("mainEntity"));
                }
                _ => {}
            }
        }
        for map in articles {
            let text = |key: &str| map.get(key).and_then(Value::as_str).and_then(some);
            self.headline = self.headline.take().or_else(|| text("headline")).or_else(|| text("name"));
            self.linked_date = self
                .linked_date
                .take()
                .or_else(|| text("datePublished").or_else(|| text("dateCreated")).and_then(|text| date(&text)));
            if let Some(names) = map.get("author").map(names).filter(|names| !names.is_empty()) {
                self.byline = self.byline.take().or(Some(names));
            }
            if let Some(names) = map.get("publisher").map(names).filter(|names| !names.is_empty()) {
                self.publisher = Some(names);
            }
        }
    }

    /// Notes a type of schema.org; says whether it is an article's.
    fn schema_type(&mut self, kind: &str, linked: bool) -> bool {
        let news = kind.ends_with("NewsArticle") || matches!(kind, "LiveBlogPosting" | "Report");
        let article = news || kind.ends_with("Article") || matches!(kind, "BlogPosting" | "Review" | "CriticReview");
        self.news_type |= news;
        self.article_type |= article && (linked || kind != "Review");
        self.other_type |= linked
            && matches!(
                kind,
                "Product"
                    | "ProductGroup"
                    | "DiscussionForumPosting"
                    | "QAPage"
                    | "FAQPage"
                    | "SoftwareApplication"
                    | "CollectionPage"
                    | "ItemList"
                    | "SearchResultsPage"
                    | "Recipe"
                    | "JobPosting"
                    | "Hotel"
                    | "Service"
                    | "Course"
                    | "TechArticle"
                    | "APIReference"
                    | "LocalBusiness"
                    | "Event"
                    | "ProfilePage"
                    | "AboutPage"
                    | "ContactPage"
            );
        article
    }
}

/// The names in a JSON-LD person, organisation, or list of those.
fn names(value: &Value) -> String {
    let of = |value: &Value| match value {
        Value::String(name) => some(name),
        Value::Object(map) => map.get("name").and_then(Value::as_str).and_then(some),
        _ => None,
    };
    let all: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(of).take(8).collect(),
        one => of(one).into_iter().collect(),
    };
    all.into_iter().filter(|name| !name.contains("://")).collect::<Vec<_>>().join(", ")
}

/// A text with its white space collapsed, unless nothing is left.
fn some(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// White space collapsed, character references of doubly written HTML resolved.
pub fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// The character reference that a text begins with, and its length in bytes.
fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("apos", '\''),
        ("gt", '>'),
        ("hellip", '…'),
        ("ldquo", '“'),
        ("lsquo", '‘'),
        ("lt", '<'),
        ("mdash", '—'),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("quot", '"'),
        ("rdquo", '”'),
        ("rsquo", '’'),
    ];
    let name = text.get(1..)?.split_once(';').map(|(name, _)| name).filter(|name| name.len() < 9)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16).ok());
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse().ok())?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, name.len() + 2))
}

/// A title without the name of the site behind or before it ("Ferry stops | The Island Post").
fn without_site(title: &str, site: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let named = site.is_some_and(|site| site.eq_ignore_ascii_case(tail.trim()));
            if named || head.len() > tail.len() * 3 / 2 && tail.split(' ').count() < 6 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// A date in an address ("/2017/09/08/").
fn date_in_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').skip(3).collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let digits = |part: &str| part.len() <= 4 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || !parts.iter().all(|part| digits(part)) {
            return None;
        }
        ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    })
}

fn ymd(year: u32, month: u32, day: u32) -> Option<String> {
    let good = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    good.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// English names of months, by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date as pages declare it into ISO 8601: ISO with or without a time, "20170908", "September 8, 2017", "8 Sep 2017 …".
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    if bytes.len() >= 10 && (bytes[4] == b'-' || bytes[4] == b'/') && bytes[4] == bytes[7] {
        let day = ymd(number(0..4)?, number(5..7)?, number(8..10)?)?;
        let time = text.get(10..).unwrap_or("").trim_start_matches(['T', 't', ' ']);
        return Some(match iso_time(time) {
            Some(time) => format!("{day}T{time}"),
            None => day,
        });
    }
    if bytes.len() >= 8 && bytes[..8].iter().all(u8::is_ascii_digit) && !bytes.get(8).is_some_and(u8::is_ascii_digit) {
        return ymd(number(0..4)?, number(4..6)?, number(6..8)?);
    }
    date_in(text)
}

/// The first date in a text that names day, month and year: "September 8, 2017", "8 Sep 2017", "08.09.2017", "2017-09-08". Of "03/04/2017"
/// the first number is the month, as in American English, unless it cannot be.
pub fn date_in(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(40).collect();
    words.windows(3).find_map(|three| {
        let numbers = three.iter().map(|word| {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let ordinal = matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th" | "T00");
            word.get(..digits).filter(|_| ordinal && digits <= 4).and_then(|digits| digits.parse::<u32>().ok())
        });
        let month = |word: &str| {
            let lower = word.to_lowercase();
            let named = lower.len() >= 3 && word.chars().all(char::is_alphabetic);
            MONTHS.iter().position(|month| named && lower.starts_with(month)).map(|index| index as u32 + 1)
        };
        let numbers: Vec<Option<u32>> = numbers.collect();
        match (&numbers[..], three) {
            (&[None, Some(day), Some(year)], [name, ..]) => ymd(year, month(name)?, day),
            (&[Some(day), None, Some(year)], [_, name, _]) => ymd(year, month(name)?, day),
            (&[Some(year), Some(month), Some(day)], _) if year > 1900 => ymd(year, month, day),
            (&[Some(first), Some(second), Some(year)], _) => {
                ymd(year, first, second).or_else(|| ymd(year, second, first))
            }
            _ => None,
        }
    })
}

/// "20:14:00+03:00", "20:14 Z": the time of day with its zone, as far as it is written in full.
fn iso_time(text: &str) -> Option<String> {
    let clock = text.get(..5)?;
    let [h1, h2, b':', m1, m2] = *clock.as_bytes() else { return None };
    if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(text.len());
    let zone = text.get(end..).unwrap_or("").trim();
    let offset =
        zone.starts_with(['+', '-']) && zone.len() <= 6 && zone[1..].bytes().all(|b| b.is_ascii_digit() || b == b':');
    let zone = match zone {
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        // "+0300" is "+03:00"
        zone if offset && zone.len() == 5 && !zone.contains(':') => format!("{}:{}", &zone[..3], &zone[3..]),
        zone if offset => zone.to_owned(),
        _ => String::new(),
    };
    Some(format!("{}{zone}", text.get(..end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let cases = [
            ("2017-09-08T20:14:00+03:00", "2017-09-08T20:14:00+03:00"),
            ("2017-09-08T20:14:00.000Z", "2017-09-08T20:14:00.000Z"),
            ("2017-09-08 20:14:00 +0300", "2017-09-08T20:14:00+03:00"),
            ("2017-09-08", "2017-09-08"),
            ("2017/09/08", "2017-09-08"),
            ("20170908", "2017-09-08"),
            ("September 8, 2017", "2017-09-08"),
            ("Fri, 8 Sep 2017 20:14:00 GMT", "2017-09-08"),
            ("2017-13-08", ""),
            ("last week", ""),
            ("Published on: February 14, 2025 | 5 min read", "2025-02-14"),
            ("[Submitted on 18 Dec 2025]", "2025-12-18"),
            ("31/12/2020", "2020-12-31"),
            ("Advent of Code 2025 week 2, 20th December 2025", "2025-12-20"),
            ("é2017-09-08", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(date(text).unwrap_or_default(), expected, "{text}");
        }
        assert_eq!(date_in_address("https://a.org/news/2017/09/08/ferry"), Some("2017-09-08".to_owned()));
    }

    #[test]
    fn references_of_doubly_written_titles_are_resolved() {
        assert_eq!(tidy("Ann&#039;s  &#x201C;ferry&rdquo; &amp; &boat; &"), "Ann's “ferry” & &boat; &");
    }

    #[test]
    fn titles_lose_the_site() {
        let cases = [
            ("Ferry to the islands stops | The Island Post", "Ferry to the islands stops"),
            ("Ice – and what it means for the ferry", "Ice – and what it means for the ferry"),
            ("Ferry - Post", "Ferry"),
        ];
        for (title, expected) in cases {
            assert_eq!(without_site(title, Some("Post")), expected);
        }
    }
}
