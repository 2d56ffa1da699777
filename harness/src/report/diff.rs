//! Two outputs, line by line.

use similar::{ChangeTag, TextDiff};

/// Lines are cut at this length and diffs at this number of lines: a runaway loop must not fill the page.
const LINE_CHARS_MAX: usize = 400;
const LINES_MAX: usize = 200;

/// How a line belongs to the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// In both.
    Both,
    /// Only in rustc's output.
    Native,
    /// Only in the subject's.
    Subject,
}

/// The lines of both texts, in order.
pub(super) fn lines(native: &[u8], subject: &[u8]) -> Vec<(Side, String)> {
    let (native, subject) = (String::from_utf8_lossy(native), String::from_utf8_lossy(subject));
    let (native, subject) = (clip(&native), clip(&subject));
    let diff = TextDiff::from_lines(&native, &subject);
    let rows = diff.iter_all_changes().map(|change| {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Native,
            ChangeTag::Insert => Side::Subject,
        };
        let mut text: String = change.value().chars().filter(|c| *c != '\n').collect();
        if change.missing_newline() && !text.is_empty() {
            text.push_str(" ⏎̸");
        }
        (side, text)
    });
    rows.collect()
}

fn clip(text: &str) -> String {
    let mut result = String::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index == LINES_MAX {
            result.push_str("… cut\n");
            break;
        }
        if line.chars().count() > LINE_CHARS_MAX {
            result.extend(line.chars().take(LINE_CHARS_MAX));
            result.push_str("… cut\n");
        } else {
            result.push_str(line);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_shown() {
        let rows = lines(b"a\nb\n", b"a\nc\n");
        let sides: Vec<(Side, &str)> = rows.iter().map(|(side, text)| (*side, text.as_str())).collect();
        assert_eq!(sides, [(Side::Both, "a"), (Side::Native, "b"), (Side::Subject, "c")]);
    }
}
