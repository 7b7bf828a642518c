//! Whether a page's Content-Security-Policy lets WebAssembly run in a content script without the site hearing of it.

/// Whether every one of these policies (headers, enforced and Report-Only alike, and `meta` elements) allows WebAssembly. One that is
/// only reported would not stop it, but the browser would tell the site: that counts as forbidden.
///
/// A header may hold several policies, separated by commas.
pub fn allows_wasm<'p>(policies: impl IntoIterator<Item = &'p str>) -> bool {
    policies.into_iter().flat_map(|header| header.split(',')).all(policy_allows)
}

/// One policy: `script-src`, or `default-src` in its place, must have one of the keywords. The first of several equal directives counts.
fn policy_allows(policy: &str) -> bool {
    let directive = |name: &str| {
        policy
            .split(';')
            .map(|directive| directive.split_ascii_whitespace())
            .find_map(|mut words| words.next().is_some_and(|first| first.eq_ignore_ascii_case(name)).then_some(words))
    };
    let Some(mut sources) = directive("script-src").or_else(|| directive("default-src")) else {
        return true;
    };
    sources.any(|source| {
        ["'unsafe-eval'", "'wasm-unsafe-eval'"].iter().any(|allowed| source.eq_ignore_ascii_case(allowed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies() {
        let cases = [
            (vec![], true),
            (vec!["upgrade-insecure-requests; frame-ancestors 'self'"], true),
            (vec!["default-src 'none'"], false),
            (vec!["script-src 'self' 'unsafe-inline'"], false),
            (vec!["default-src 'none'; Script-Src 'self' 'WASM-unsafe-eval'"], true),
            (vec!["script-src 'unsafe-eval'; script-src 'none'"], true),
            (vec!["default-src 'unsafe-eval'; script-src 'self'"], false),
            (vec!["script-src 'unsafe-eval', default-src 'self'"], false),
            (vec!["script-src 'unsafe-eval'", "script-src 'self'"], false),
            (vec!["trusted-types default; require-trusted-types-for 'script'"], true),
            (vec!["script-src-elem 'self'"], true),
        ];
        for (policies, expected) in cases {
            assert_eq!(allows_wasm(policies.iter().copied()), expected, "{policies:?}");
        }
    }
}
