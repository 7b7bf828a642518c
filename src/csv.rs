//! CSV as RFC 4180 writes it: a row ends with a carriage return and a line feed.

/// One row of fields.
pub fn row<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let fields: Vec<String> = values.into_iter().map(field).collect();
    fields.join(",") + "\r\n"
}

/// One field. A spreadsheet takes what begins with `=`, `+`, `-`, `@` (full-width ones too), a tab or a line break for a formula and may
/// run it (OWASP, "CSV Injection"): such a text gets an apostrophe in front. Negative numbers are numbers and keep their sign.
pub fn field(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let formula = formula && value.parse::<f64>().is_err();
    let safe = if formula { format!("'{value}") } else { value.to_owned() };
    if safe.contains([',', '"', '\r', '\n', '\'']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_are_no_formulas() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("“a”\nb", "\"“a”\nb\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2+3", "\"'-2+3\""),
            ("-2.5", "-2.5"),
            ("+44 20", "\"'+44 20\""),
            ("", ""),
        ];
        for (value, expected) in cases {
            assert_eq!(field(value), expected);
        }
        assert_eq!(row(["a", "b c", "d,"]), "a,b c,\"d,\"\r\n");
    }
}
