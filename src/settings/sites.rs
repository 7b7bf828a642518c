//! Sites as the reader names them: `example.org` (with its subdomains), or a match pattern as browsers have them
//! (`*://*.example.org/world/*`), the scheme and the path left out at will.

use std::fmt;

/// A site: what its text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `http`, `https` or `*` for both.
    scheme: String,
    /// Host name in small letters, without `www.` and `*.`.
    host: String,
    /// Whether its subdomains belong to it.
    below: bool,
    /// Path with the stars of a match pattern; `/*` for all.
    path: String,
}

/// Why a text names no site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSite {
    /// There is no host name in it.
    Empty,
    /// A scheme other than `http`, `https` and `*`.
    Scheme,
    /// A star elsewhere than alone before the first point of the host.
    Star,
    /// A port: no browser's patterns have one for certain.
    Port,
    /// A character that host names do not have.
    Character,
    /// Every site: that is a choice of its own.
    Everywhere,
}

impl BadSite {
    /// The text that says so, as its key.
    pub const fn why(self) -> &'static str {
        match self {
            BadSite::Empty => "siteEmpty",
            BadSite::Scheme => "siteScheme",
            BadSite::Star => "siteStar",
            BadSite::Port => "sitePort",
            BadSite::Character => "siteCharacter",
            BadSite::Everywhere => "siteEverywhere",
        }
    }
}

impl Site {
    /// Reads a site as a reader writes it. Letters of other scripts are left as they are: only a browser knows their ASCII form.
    pub fn read(text: &str) -> Result<Self, BadSite> {
        let text = text.trim();
        // A path may hold a whole address, as those of archives do.
        let parts = text.split_once("://").filter(|(scheme, _)| !scheme.contains('/'));
        let (scheme, rest) = parts.map_or((None, text), |(scheme, rest)| (Some(scheme), rest));
        let scheme_name = scheme.unwrap_or("*").to_lowercase();
        if !["http", "https", "*"].contains(&scheme_name.as_str()) {
            return Err(BadSite::Scheme);
        }
        let at = rest.find('/').unwrap_or(rest.len());
        let (host, path) = rest.split_at(at);
        let host = host.to_lowercase();
        if matches!(host.as_str(), "*" | "*.") {
            return Err(BadSite::Everywhere);
        }
        let starred = host.strip_prefix("*.");
        let host = starred.unwrap_or(&host);
        let bare = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
        let v6 = bare.starts_with('[') && bare.ends_with(']');
        let good =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || (v6 && matches!(c, ':' | '[' | ']'));
        if bare.is_empty() {
            return Err(BadSite::Empty);
        } else if bare.contains('*') {
            return Err(BadSite::Star);
        } else if bare.contains(':') && !v6 {
            return Err(BadSite::Port);
        } else if !bare.chars().all(good)
            || bare.split('.').any(str::is_empty)
            || path.chars().any(|c| c.is_whitespace() || c.is_control())
        {
            return Err(BadSite::Character);
        }
        let path = match path {
            "" | "/" => "/*".to_owned(),
            // As a reader means it who names a part of a site. A whole pattern is taken at its word.
            path if scheme.is_none() && !path.contains('*') => format!("{path}*"),
            path => path.to_owned(),
        };
        // An address or a bare name has no subdomains.
        let named = bare.contains('.') && bare.contains(|c: char| c.is_alphabetic()) && !v6;
        let below = named && (starred.is_some() || scheme.is_none());
        Ok(Self { scheme: scheme_name, host: bare.to_owned(), below, path })
    }

    /// The match patterns for which content scripts are registered.
    pub fn patterns(&self) -> Vec<String> {
        self.with_path(&self.path)
    }

    /// The match patterns for which the browser is asked: its permissions know no paths.
    pub fn origins(&self) -> Vec<String> {
        self.with_path("/*")
    }

    fn with_path(&self, path: &str) -> Vec<String> {
        let below = self.below.then(|| format!("{}://*.{}{path}", self.scheme, self.host));
        [Some(format!("{}://{}{path}", self.scheme, self.host)), below].into_iter().flatten().collect()
    }

    /// Whether the page of an address belongs to it; `www.` makes no difference.
    pub fn matches(&self, url: &str) -> bool {
        let Some((scheme, rest)) = url.split_once("://") else { return false };
        let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(at);
        let host = authority.rsplit('@').next().unwrap_or("");
        let port = host.rfind(':').filter(|&at| host[at + 1..].bytes().all(|byte| byte.is_ascii_digit()));
        let host = host[..port.unwrap_or(host.len())].to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        let above = host.strip_suffix(&self.host).is_some_and(|rest| rest.ends_with('.') && self.below);
        let path = path.split('#').next().unwrap_or("");
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        (self.scheme == "*" || self.scheme == scheme) && (host == self.host || above) && fits(&self.path, &path)
    }

    /// How much it says of the pages that belong to it: longer hosts go before longer paths, then what leaves the subdomains out.
    pub fn says(&self) -> (usize, usize, bool) {
        (self.host.len(), self.path.len(), !self.below)
    }
}

/// The shortest text that means the same: of a site with its subdomains the bare host.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { scheme, host, below, path } = self;
        let named = host.contains('.') && host.contains(|c: char| c.is_alphabetic()) && !host.starts_with('[');
        let plain = scheme == "*" && *below == named;
        match path.as_str() {
            "/*" if plain => f.write_str(host),
            path if plain && path.contains('*') => write!(f, "{host}{path}"),
            path => write!(f, "{scheme}://{}{host}{path}", if *below { "*." } else { "" }),
        }
    }
}

/// Whether a path fits one with stars, each for any characters. Time is linear in both together for each star.
fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_read_and_written_back() {
        let cases = [
            ("example.org", "example.org", &["*://example.org/*", "*://*.example.org/*"][..]),
            (" WWW.Example.org ", "example.org", &["*://example.org/*", "*://*.example.org/*"]),
            ("*.example.org", "example.org", &["*://example.org/*", "*://*.example.org/*"]),
            ("*://example.org/*", "*://example.org/*", &["*://example.org/*"]),
            (
                "https://*.example.org/",
                "https://*.example.org/*",
                &["https://example.org/*", "https://*.example.org/*"],
            ),
            ("example.org/world", "example.org/world*", &["*://example.org/world*", "*://*.example.org/world*"]),
            ("https://example.org/a", "https://example.org/a", &["https://example.org/a"]),
            (
                "example.org/web/http://a/b",
                "example.org/web/http://a/b*",
                &["*://example.org/web/http://a/b*", "*://*.example.org/web/http://a/b*"],
            ),
            ("localhost", "localhost", &["*://localhost/*"]),
            ("127.0.0.1", "127.0.0.1", &["*://127.0.0.1/*"]),
            ("[::1]", "[::1]", &["*://[::1]/*"]),
            ("münchen.example", "münchen.example", &["*://münchen.example/*", "*://*.münchen.example/*"]),
        ];
        for (text, written, patterns) in cases {
            let site = Site::read(text).unwrap();
            assert_eq!(
                (site.to_string().as_str(), site.patterns()),
                (written, patterns.iter().map(|p| (*p).to_owned()).collect()),
                "{text}"
            );
            assert_eq!(Site::read(written).as_ref(), Ok(&site), "{text}");
        }
    }

    #[test]
    fn what_names_no_site_is_refused_with_the_reason() {
        let cases = [
            ("", BadSite::Empty),
            ("https:///a", BadSite::Empty),
            ("ftp://example.org/", BadSite::Scheme),
            ("exam*ple.org", BadSite::Star),
            ("*.*.org", BadSite::Star),
            ("*", BadSite::Everywhere),
            ("*://*/*", BadSite::Everywhere),
            ("example.org:8080", BadSite::Port),
            ("exa mple.org", BadSite::Character),
            (".example.org", BadSite::Character),
            ("<script>", BadSite::Character),
            ("example.org/a b", BadSite::Character),
        ];
        for (text, why) in cases {
            assert_eq!(Site::read(text), Err(why), "{text}");
            assert!(crate::texts::english(why.why()).is_some(), "{why:?}");
        }
    }

    #[test]
    fn pages_belong_to_sites() {
        let cases = [
            ("example.org", "https://example.org/a", true),
            ("example.org", "http://www.example.org", true),
            ("example.org", "https://news.example.org:8443/a?b#c", true),
            ("example.org", "https://badexample.org/", false),
            ("*://example.org/*", "https://news.example.org/", false),
            ("https://example.org/*", "http://example.org/", false),
            ("example.org/world", "https://example.org/world/2024/a", true),
            ("example.org/world", "https://example.org/sport", false),
            ("example.org/*/live/*.html", "https://example.org/a/live/b.html", true),
            ("example.org/*/live/*.html", "https://example.org/a/b.html", false),
            ("example.org", "about:blank", false),
            ("[::1]", "http://[::1]:80/", true),
        ];
        for (site, url, fits) in cases {
            assert_eq!(Site::read(site).unwrap().matches(url), fits, "{site}: {url}");
        }
    }
}
