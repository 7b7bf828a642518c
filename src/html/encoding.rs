//! Bytes of a page to text, as browsers decode them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Decodes a page: a byte order mark decides, else what a `meta` element among the first 1,024 bytes declares, else UTF-8 where it is valid,
/// else windows-1252. The second part is the name of the encoding. Cannot fail: what is not valid becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    let encoding = match (Encoding::for_bom(bytes), declared(bytes)) {
        (Some((encoding, _)), _) | (None, Some(encoding)) => encoding,
        (None, None) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (None, None) => WINDOWS_1252,
    };
    let (text, encoding, _) = encoding.decode(bytes);
    (text.into_owned(), encoding.name())
}

/// How far a declaration of the encoding is looked for; the HTML standard's figure.
const PRESCAN: usize = 1024;

/// The encoding that a `meta` element declares, read as the HTML standard's prescan does.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let mut at = 0;
    while at < head.len() {
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at += 2 + rest[2..].windows(3).position(|w| w == b"-->")? + 3;
        } else if rest.len() > 5 && rest[..5].eq_ignore_ascii_case(b"<meta") && is_gap(rest[5]) {
            let (attributes, length) = prescan_attributes(&rest[5..]);
            if let Some(encoding) = encoding_of_meta(&attributes) {
                return Some(encoding);
            }
            at += 5 + length;
        } else if rest.len() > 1
            && rest[0] == b'<'
            && (rest[1].is_ascii_alphabetic() || rest.len() > 2 && rest[1] == b'/' && rest[2].is_ascii_alphabetic())
        {
            let name = rest.iter().position(|&b| is_gap(b) || b == b'>')?;
            at += name + prescan_attributes(&rest[name..]).1;
        } else {
            at += 1;
        }
    }
    None
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// The attributes of a tag, lower case, and how many bytes they take with the closing `>`.
fn prescan_attributes(tag: &[u8]) -> (Vec<(String, String)>, usize) {
    let mut out = Vec::new();
    let mut at = 0;
    let get = |i: usize| tag.get(i).copied();
    loop {
        while get(at).is_some_and(is_gap) {
            at += 1;
        }
        if matches!(get(at), None | Some(b'>')) {
            return (out, (at + 1).min(tag.len()));
        }
        let name = at;
        at += 1;
        while get(at).is_some_and(|b| !is_gap(b) && b != b'=' && b != b'>') {
            at += 1;
        }
        let name_end = at;
        while get(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        let mut value = &tag[at..at];
        if get(at) == Some(b'=') {
            at += 1;
            while get(at).is_some_and(|b| b.is_ascii_whitespace()) {
                at += 1;
            }
            let quote = get(at).filter(|b| matches!(b, b'"' | b'\''));
            let start = at + usize::from(quote.is_some());
            at = start;
            while get(at).is_some_and(|b| quote.map_or(!b.is_ascii_whitespace() && b != b'>', |q| b != q)) {
                at += 1;
            }
            value = tag.get(start..at).unwrap_or_default();
            at += usize::from(quote.is_some());
        }
        let lower = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
        out.push((lower(&tag[name..name_end]), lower(value)));
    }
}

/// `charset="…"`, or `http-equiv="content-type" content="…; charset=…"`.
fn encoding_of_meta(attributes: &[(String, String)]) -> Option<&'static Encoding> {
    let get = |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let label = get("charset").or_else(|| {
        let content = get("content").filter(|_| get("http-equiv") == Some("content-type"))?;
        let value = content.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
        value.trim_start_matches(['"', '\'']).split(['"', '\'', ';', ' ', '\t', '\n']).next()
    })?;
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    // A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
    Some(match encoding {
        e if e == UTF_16LE || e == UTF_16BE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_as_browsers_do() {
        let cases: [(&[u8], &str, &str); 9] = [
            (b"\xef\xbb\xbfa\xc3\xa9", "UTF-8", "aé"),
            (b"\xfe\xff\0a", "UTF-16BE", "a"),
            (b"a\xc3\xa9", "UTF-8", "aé"),
            (b"a\xe9 \x93", "windows-1252", "aé “"),
            (b"<meta charset=koi8-r>\xc1", "KOI8-R", "<meta charset=koi8-r>а"),
            (
                b"<!-- <meta charset=koi8-r> --><p title='>'>\xe9",
                "windows-1252",
                "<!-- <meta charset=koi8-r> --><p title='>'>é",
            ),
            (
                b"<META http-equiv=\"Content-Type\" content='text/html; Charset=ISO-8859-2'/>\xb1",
                "ISO-8859-2",
                "<META http-equiv=\"Content-Type\" content='text/html; Charset=ISO-8859-2'/>ą",
            ),
            (b"<meta charset=utf-16>\xc3\xa9", "UTF-8", "<meta charset=utf-16>é"),
            (b"<meta charset=", "UTF-8", "<meta charset="),
        ];
        for (bytes, name, text) in cases {
            assert_eq!(decode(bytes), (text.to_owned(), name));
        }
    }
}
