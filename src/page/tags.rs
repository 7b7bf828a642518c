//! What tags and the words of class names say of an element, as tables.

use crate::engine::document::{BlockKind, Region};

/// Elements whose content is never read. The walker emits them without it. A frame is none: of one that may be read, the walker emits
/// the document. Sorted.
const OPAQUE: &[&str] = &[
    "audio", "canvas", "embed", "input", "math", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea", "video",
];

/// Whether the content of such an element is never read.
pub fn is_opaque(tag: &str) -> bool {
    OPAQUE.binary_search(&tag).is_ok()
}

/// Elements that no fold may hide, text or no text: form controls, pictures, players, frames. Sorted.
const KEPT: &[&str] = &[
    "audio", "button", "canvas", "embed", "iframe", "img", "input", "object", "picture", "select", "textarea", "video",
];

/// Whether no fold may hide such an element, whatever text stands beside it.
pub fn is_kept(tag: &str) -> bool {
    KEPT.binary_search(&tag).is_ok()
}

/// Whether its text is code, in a line or as a block.
pub fn is_code(tag: &str) -> bool {
    matches!(tag, "code" | "kbd" | "samp" | "tt" | "var")
}

/// Whether it is a control that a reader types into or presses.
pub fn is_control(tag: &str) -> bool {
    matches!(tag, "button" | "input" | "select" | "textarea")
}

/// Elements laid out inside a line of text, or not at all ("meta" among words). Everything else, custom elements apart, begins and ends a block. Sorted.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "br", "canvas", "cite",
    "code", "data", "del", "dfn", "em", "embed", "font", "i", "iframe", "img", "input", "ins", "kbd", "label", "link",
    "mark", "math", "meta", "meter", "nobr", "noembed", "noscript", "object", "output", "param", "picture", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "slot", "small", "source", "span", "strike", "strong",
    "style", "sub", "sup", "svg", "template", "textarea", "time", "track", "tt", "u", "var", "video", "wbr",
];

/// Whether the element is laid out inside a line of text, as far as its tag tells. Custom elements are, unless style sheets say otherwise.
pub fn is_inline(tag: &str) -> bool {
    INLINE.binary_search(&tag).is_ok() || tag.contains('-')
}

/// Elements whose text belongs to no page ("title" is shown elsewhere). Sorted.
const UNSHOWN: &[&str] = &["datalist", "head", "noframes", "rp", "title"];

/// Whether the text in it is no text of the page.
pub fn is_unshown(tag: &str) -> bool {
    UNSHOWN.binary_search(&tag).is_ok() || is_opaque(tag)
}

/// Elements that hold the page or a table together: a fold never hides them as such, but what they hold. Sorted.
const FRAMEWORK: &[&str] = &[
    "body", "caption", "col", "colgroup", "frameset", "head", "html", "legend", "summary", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];

/// Whether a fold hides such an element's content instead of the element.
pub fn is_framework(tag: &str) -> bool {
    FRAMEWORK.binary_search(&tag).is_ok()
}

/// Elements that emphasise: a line that is wholly in one may be a heading. Sorted.
const EMPHASIS: &[&str] = &["b", "big", "em", "font", "i", "strong", "u"];

/// Whether the element sets its text off.
pub fn is_emphasis(tag: &str) -> bool {
    EMPHASIS.binary_search(&tag).is_ok()
}

/// The kind of the blocks in such an element; `None` leaves it to the element around it.
pub fn block_kind(tag: &str) -> Option<BlockKind> {
    Some(match tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::Item,
        "td" | "th" => BlockKind::Cell,
        "figcaption" | "caption" => BlockKind::Caption,
        "blockquote" => BlockKind::Quote,
        "pre" | "listing" | "xmp" | "plaintext" => BlockKind::Code,
        "article" | "section" | "body" => BlockKind::Paragraph,
        _ => return None,
    })
}

/// The part of the page that an element begins, by its tag and role; `None` leaves it to the element around it.
pub fn region_of_tag(tag: &str, role: &str) -> Option<Region> {
    let by_role = match role {
        "navigation" | "menu" | "menubar" | "tablist" => Some(Region::Navigation),
        "banner" => Some(Region::Header),
        "contentinfo" => Some(Region::Footer),
        "complementary" => Some(Region::Aside),
        "dialog" | "alertdialog" => Some(Region::Dialog),
        "main" | "article" => Some(Region::Article),
        _ => None,
    };
    by_role.or(match tag {
        "article" | "main" => Some(Region::Article),
        "nav" => Some(Region::Navigation),
        "header" => Some(Region::Header),
        "footer" => Some(Region::Footer),
        "aside" => Some(Region::Aside),
        "dialog" => Some(Region::Dialog),
        _ => None,
    })
}

/// Words of class names and ids that tell the part of the page. Sorted by word.
const REGION_WORDS: &[(&str, Region)] = &[
    ("breadcrumb", Region::Navigation),
    ("breadcrumbs", Region::Navigation),
    ("comment", Region::Comments),
    ("commentlist", Region::Comments),
    ("comments", Region::Comments),
    ("consent", Region::Dialog),
    ("cookie", Region::Dialog),
    ("cookies", Region::Dialog),
    ("disqus", Region::Comments),
    ("footer", Region::Footer),
    ("gdpr", Region::Dialog),
    ("livefyre", Region::Comments),
    ("masthead", Region::Header),
    ("menu", Region::Navigation),
    ("modal", Region::Dialog),
    ("nav", Region::Navigation),
    ("navbar", Region::Navigation),
    ("navigation", Region::Navigation),
    ("newsletter", Region::Aside),
    ("popup", Region::Dialog),
    ("promo", Region::Aside),
    ("recirc", Region::Aside),
    ("recommended", Region::Aside),
    ("related", Region::Aside),
    ("respond", Region::Comments),
    ("sidebar", Region::Aside),
    ("teaser", Region::Aside),
    ("trending", Region::Aside),
];

/// The part of the page that the words of one class name or id tell ("related-stories", "siteNavigation").
pub fn region_of_name(name: &str) -> Option<Region> {
    words(name).find_map(|word| {
        let word = word.to_ascii_lowercase();
        REGION_WORDS.binary_search_by_key(&word.as_str(), |(known, _)| known).ok().map(|i| REGION_WORDS[i].1)
    })
}

/// Whether a name ends with a number of its own ("comment-12").
pub fn is_numbered(name: &str) -> bool {
    let number = name.rsplit(['-', '_']).next().unwrap_or("");
    number.len() < name.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a class name: cut at everything but letters and digits, and where a capital follows a small letter.
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut last_small = false;
            let cut = rest.char_indices().find(|&(_, c)| {
                let here = last_small && c.is_uppercase();
                last_small = c.is_lowercase();
                here
            });
            let (word, after) = rest.split_at(cut.map_or(rest.len(), |(byte, _)| byte));
            rest = after;
            Some(word)
        })
    })
}

/// Whether a class name is a button's ("btn-primary").
pub fn is_button_name(name: &str) -> bool {
    words(name).any(|word| word.eq_ignore_ascii_case("button") || word.eq_ignore_ascii_case("btn"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [OPAQUE, KEPT, INLINE, UNSHOWN, FRAMEWORK, EMPHASIS] {
            assert!(table.is_sorted());
        }
        assert!(REGION_WORDS.is_sorted_by_key(|(word, _)| word));
    }

    #[test]
    fn class_names_are_cut_into_words() {
        let cases = [
            ("site-navBar__menu", "site nav Bar menu"),
            ("relatedStories2", "related Stories2"),
            ("__", ""),
            ("ÄÖü", "ÄÖü"),
        ];
        for (name, expected) in cases {
            assert_eq!(words(name).collect::<Vec<_>>().join(" "), expected);
        }
        assert_eq!(region_of_name("relatedStories"), Some(Region::Aside));
        assert_eq!(region_of_name("story"), None);
    }
}
