//! What an address says of its page.

/// What sort of page an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A site's front page.
    Front,
    /// A thread or forum.
    Forum,
    /// A list of pages: a section, a tag, a search.
    List,
    /// A page of the site's own: what it sells, offers, documents, is.
    Site,
    /// A headline in words, or a date.
    Story,
    /// None of these.
    Plain,
}

/// Words of hosts and paths by what they name. Sorted by word.
const WORDS: &[(&str, Kind)] = &[
    ("about", Kind::Site),
    ("api", Kind::Site),
    ("archives", Kind::List),
    ("article", Kind::Story),
    ("articles", Kind::Story),
    ("board", Kind::Forum),
    ("boards", Kind::Forum),
    ("careers", Kind::Site),
    ("cart", Kind::Site),
    ("catalog", Kind::List),
    ("catalogue", Kind::List),
    ("categories", Kind::List),
    ("category", Kind::List),
    ("collections", Kind::List),
    ("contact", Kind::Site),
    ("courses", Kind::Site),
    ("directory", Kind::List),
    ("docs", Kind::Site),
    ("documentation", Kind::Site),
    ("faq", Kind::Site),
    ("forum", Kind::Forum),
    ("forums", Kind::Forum),
    ("help", Kind::Site),
    ("jobs", Kind::Site),
    ("listings", Kind::List),
    ("manual", Kind::Site),
    ("pricing", Kind::Site),
    ("product", Kind::Site),
    ("products", Kind::Site),
    ("questions", Kind::Forum),
    ("reference", Kind::Site),
    ("search", Kind::List),
    ("section", Kind::List),
    ("sections", Kind::List),
    ("services", Kind::Site),
    ("shop", Kind::Site),
    ("showthread", Kind::Forum),
    ("solutions", Kind::Site),
    ("store", Kind::Site),
    ("stories", Kind::Story),
    ("story", Kind::Story),
    ("tag", Kind::List),
    ("tags", Kind::List),
    ("testimonials", Kind::Site),
    ("thread", Kind::Forum),
    ("threads", Kind::Forum),
    ("topics", Kind::List),
    ("viewforum", Kind::Forum),
    ("viewtopic", Kind::Forum),
    ("wiki", Kind::Site),
];

/// Reads an address. One that names a story is a story's whatever folder it lies in ("/community/2017/09/08/ferry-stops").
pub fn kind(url: &str) -> Kind {
    let Some((_, rest)) = url.split_once("://") else { return Kind::Plain };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (host, path) = rest[..end].split_once('/').unwrap_or((&rest[..end], ""));
    let query = &rest[end..];
    let path = path.trim_end_matches('/');
    if path.is_empty() && query.len() < 2 {
        return Kind::Front;
    }
    let named = |part: &str| WORDS.binary_search_by_key(&part, |(word, _)| word).ok().map(|found| WORDS[found].1);
    let lower = path.to_ascii_lowercase();
    // The host's first name may say it too ("docs.example.org").
    let first = host.split('.').next().unwrap_or("").to_ascii_lowercase();
    let by_host = named(&first).or((first == "community").then_some(Kind::Forum));
    if let Some(kind) = by_host {
        return kind;
    }
    if is_dated(&lower) {
        return Kind::Story;
    }
    let by_path = lower.split(['/', '.']).filter_map(named).next_back();
    by_path.unwrap_or(if tells(&lower) { Kind::Story } else { Kind::Plain })
}

/// Whether two folders in a row are a year and a month.
fn is_dated(path: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(2).any(|two| {
        two[0].len() == 4
            && digits(two[0])
            && two[0].starts_with(['1', '2'])
            && (two[1].len() <= 2 && digits(two[1]) || MONTHS.contains(&two[1]))
    })
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether the last part of a path is a headline: five words or more.
fn tells(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or("");
    last.split(['-', '_']).filter(|word| !word.is_empty()).count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|(word, _)| word));
    }

    #[test]
    fn addresses() {
        let cases = [
            ("https://example.org/", Kind::Front),
            ("https://example.org", Kind::Front),
            ("https://example.org/?p=12", Kind::Plain),
            ("https://example.org/news/2017/09/08/ferry", Kind::Story),
            ("https://example.org/community/2017/sep/08/ferry", Kind::Story),
            ("https://community.example.org/t/ferry", Kind::Forum),
            ("https://example.org/shop/2017/sep/08/ferry", Kind::Story),
            ("https://example.org/ferry-to-the-islands-stops-running.html", Kind::Story),
            ("https://forum.example.org/ferry-to-the-islands-stops-running", Kind::Forum),
            ("https://example.org/viewtopic.php?t=3", Kind::Forum),
            ("https://example.org/sections/sea/", Kind::List),
            ("https://example.org/services/ferry-for-hire-in-the-islands", Kind::Site),
            ("https://docs.example.org/ferry", Kind::Site),
            ("https://example.org/ferry", Kind::Plain),
            ("", Kind::Plain),
        ];
        for (url, expected) in cases {
            assert_eq!(kind(url), expected, "{url}");
        }
    }
}
