//! A single line break: inside a paragraph, or between two?

/// Lines longer than this are no headings.
const HEADING: usize = 80;

/// Whether the line before a single break and the text behind it are paragraphs of their own: the line ends a sentence, or is set off as
/// a heading is, and what follows does not go on in lower case. `set_off`: all of the line is bold, italic or a link.
pub fn are_paragraphs(line: &str, set_off: bool, after: &str) -> bool {
    let goes_on = after.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    if goes_on {
        return false;
    }
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    end.ends_with(['.', '!', '?', '…', ':']) || set_off && line.len() < HEADING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lines_of_one() {
        let cases = [
            ("The bridge was closed.", false, "Traffic was led around it.", true),
            ("“The bridge is closed.”", false, "“For how long?”", true),
            ("Discussion", true, "Please be kind.", true),
            ("12 High Street", false, "Bristol", false),
            ("the bridge, which was built in 1911, is now", false, "closed.", false),
            ("opened by Sir J.", false, "and Lady Moss", false),
            ("Old bridge", true, "is closed", false),
        ];
        for (line, set_off, after, expected) in cases {
            assert_eq!(are_paragraphs(line, set_off, after), expected, "{line} / {after}");
        }
    }
}
