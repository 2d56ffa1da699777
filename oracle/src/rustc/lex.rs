//! Where in a program text is code, and where are comments and strings?
//!
//! Only as much of Rust's lexical grammar as the screens need: comments (nested), strings, raw strings, characters
//! against lifetimes. It never fails; a text that ends inside a token says so.

/// A text with everything but code blanked out, at unchanged positions.
#[derive(Clone, Debug)]
pub struct CodeText {
    /// Same length and line breaks as the source.
    pub text: String,
    /// The text ended inside a comment or literal.
    pub unterminated: bool,
    /// The deepest nesting of brackets.
    pub depth_max: usize,
}

/// Blanks out comments and the insides of literals.
///
/// ```
/// use treebeard_oracle::rustc::lex::{code_text, has_word};
///
/// let code = code_text(r#"let spawned = "spawn"; // spawn"#);
/// assert!(has_word(&code.text, "spawned") && !has_word(&code.text, "spawn"));
/// ```
pub fn code_text(source: &str) -> CodeText {
    let bytes = source.as_bytes();
    let mut text = bytes.to_vec();
    let mut at = 0;
    let mut unterminated = false;
    let (mut depth, mut depth_max) = (0_usize, 0_usize);
    while at < bytes.len() {
        let end = match token_end(bytes, at) {
            Some(Span { end, closed }) => {
                unterminated |= !closed;
                blank(&mut text[at..end]);
                end
            }
            None => {
                match bytes[at] {
                    b'(' | b'[' | b'{' => depth += 1,
                    b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth_max = depth_max.max(depth);
                // Identifiers are skipped whole, so that `br` in `abr"…"` starts no literal.
                if is_word(bytes[at]) { word_end(bytes, at) } else { at + 1 }
            }
        };
        at = end.max(at + 1);
    }
    CodeText { text: String::from_utf8_lossy(&text).into_owned(), unterminated, depth_max }
}

struct Span {
    end: usize,
    closed: bool,
}

/// The end of the comment or literal that starts here, if one does.
fn token_end(bytes: &[u8], at: usize) -> Option<Span> {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length);
        return Some(Span { end, closed: true });
    }
    if rest.starts_with(b"/*") {
        return Some(block_comment(bytes, at));
    }
    let prefix = rest.iter().take_while(|byte| matches!(byte, b'b' | b'c' | b'r')).count();
    let after = &rest[prefix..];
    if prefix <= 2 && rest[..prefix].contains(&b'r') {
        let hashes = after.iter().take_while(|byte| **byte == b'#').count();
        if after.get(hashes) == Some(&b'"') {
            return Some(raw_string(bytes, at + prefix + hashes + 1, hashes));
        }
    }
    match after.first() {
        Some(b'"') if prefix <= 1 => Some(quoted(bytes, at + prefix + 1, b'"')),
        Some(b'\'') if prefix == 0 || (prefix == 1 && rest[0] == b'b') => character(bytes, at + prefix),
        _ => None,
    }
}

fn block_comment(bytes: &[u8], start: usize) -> Span {
    let (mut at, mut depth) = (start + 2, 1);
    while at < bytes.len() && depth > 0 {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
        } else {
            at += 1;
        }
    }
    Span { end: at.min(bytes.len()), closed: depth == 0 }
}

fn raw_string(bytes: &[u8], mut at: usize, hashes: usize) -> Span {
    while at < bytes.len() {
        let closes = bytes[at] == b'"'
            && bytes[at + 1..].iter().take(hashes).filter(|byte| **byte == b'#').count() == hashes;
        if closes {
            return Span { end: at + 1 + hashes, closed: true };
        }
        at += 1;
    }
    Span { end: bytes.len(), closed: false }
}

fn quoted(bytes: &[u8], mut at: usize, quote: u8) -> Span {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return Span { end: at + 1, closed: true },
            _ => at += 1,
        }
    }
    Span { end: bytes.len(), closed: false }
}

/// A character literal at the quote, or nothing when it is a lifetime.
fn character(bytes: &[u8], quote: usize) -> Option<Span> {
    let first = *bytes.get(quote + 1)?;
    if first == b'\\' {
        return Some(quoted(bytes, quote + 1, b'\''));
    }
    let width = match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    };
    (bytes.get(quote + 1 + width) == Some(&b'\'')).then_some(Span { end: quote + 2 + width, closed: true })
}

fn blank(text: &mut [u8]) {
    for byte in text {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Whether the byte belongs to an identifier.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_word(**byte)).count()
}

/// The positions where `word` stands as a whole word.
pub fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let bytes = text.as_bytes();
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = at.checked_sub(1).is_none_or(|before| !is_word(bytes[before]));
        before && bytes.get(at + word.len()).is_none_or(|after| !is_word(*after))
    })
}

/// Whether `word` stands somewhere as a whole word.
pub fn has_word(text: &str, word: &str) -> bool {
    words(text, word).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_become_blank() {
        let rows = [
            ("a // crate::\nb", "a b"),
            ("a /* x /* y */ z */ b", "a b"),
            (r##"f(r#"a"b"#)"##, "f( )"),
            (r#"f("a\"b", 'x', '\'')"#, "f( , , )"),
            ("fn f<'a>(x: &'a u8)", "fn f<'a>(x: &'a u8)"),
            ("b'x' 'é' br\"z\" c\"w\" end", "end"),
        ];
        for (source, expected) in rows {
            let code = code_text(source);
            assert_eq!(code.text.len(), source.len(), "{source}");
            assert!(code.text.split_whitespace().eq(expected.split_whitespace()), "{source}: {}", code.text);
            assert!(!code.unterminated, "{source}");
        }
    }

    #[test]
    fn an_open_literal_is_noticed() {
        for source in ["\"abc", "/* /* */", "r#\"abc\""] {
            assert!(code_text(source).unterminated, "{source}");
        }
    }

    #[test]
    fn nesting_is_measured() {
        assert_eq!(code_text("a(b[c{}])").depth_max, 3);
    }
}
