//! The variant of a program whose asserts print: it runs with `assert!`, `assert_eq!` and `assert_ne!` shadowed by macros that print their operands.
//!
//! The shadows stand on the first item's own line, so no line number moves.

use crate::rustc::lex::{code_text, words};

/// The shadows, on one line, with their trailing space.
const SHADOWS: &str = concat!(
    "#[allow(unused_macros)] macro_rules! assert { ",
    "($c:expr $(,)?) => { match $c { value => { ::std::println!(\"assert {:?}\", value); ",
    "if !value { ::std::panic!(\"assertion failed\") } } } }; ",
    "($c:expr, $($message:tt)+) => { match $c { value => { ::std::println!(\"assert {:?}\", value); ",
    "if !value { ::std::panic!($($message)+) } } } }; } ",
    "#[allow(unused_macros)] macro_rules! assert_eq { ",
    "($a:expr, $b:expr $(,)?) => { match (&$a, &$b) { (left, right) => { ",
    "::std::println!(\"assert_eq {:?} {:?}\", left, right); ",
    "if !(*left == *right) { ::std::panic!(\"assertion `left == right` failed\") } } } }; ",
    "($a:expr, $b:expr, $($message:tt)+) => { match (&$a, &$b) { (left, right) => { ",
    "::std::println!(\"assert_eq {:?} {:?}\", left, right); ",
    "if !(*left == *right) { ::std::panic!($($message)+) } } } }; } ",
    "#[allow(unused_macros)] macro_rules! assert_ne { ",
    "($a:expr, $b:expr $(,)?) => { match (&$a, &$b) { (left, right) => { ",
    "::std::println!(\"assert_ne {:?} {:?}\", left, right); ",
    "if *left == *right { ::std::panic!(\"assertion `left != right` failed\") } } } }; ",
    "($a:expr, $b:expr, $($message:tt)+) => { match (&$a, &$b) { (left, right) => { ",
    "::std::println!(\"assert_ne {:?} {:?}\", left, right); ",
    "if *left == *right { ::std::panic!($($message)+) } } } }; } ",
);

/// The traced variant of a program, or nothing when it has no asserts.
pub fn traced(source: &str) -> Option<String> {
    let code = code_text(source).text;
    let asserts = ["assert", "assert_eq", "assert_ne"]
        .iter()
        .any(|name| words(&code, name).any(|at| code[at + name.len()..].trim_start().starts_with('!')));
    if !asserts {
        return None;
    }
    let at = first_item(source, &code);
    Some([&source[..at], SHADOWS, &source[at..]].concat())
}

/// Where the first item starts: behind the shebang, inner attributes, inner docs and plain comments, before outer docs.
pub(super) fn first_item(source: &str, code: &str) -> usize {
    let mut at = 0;
    if source.starts_with("#!") && !source[2..].trim_start().starts_with('[') {
        at = source.find('\n').map_or(source.len(), |end| end + 1);
    }
    loop {
        let rest = &source[at..];
        let space = rest.len() - rest.trim_start().len();
        let rest = &rest[space..];
        if let Some(length) = comment(rest) {
            at += space + length;
        } else if rest.starts_with("#!") {
            match attribute_end(&code[at + space..]) {
                Some(length) => at += space + length,
                None => return at + space,
            }
        } else {
            return at + space;
        }
    }
}

/// The length of the comment that starts the text, unless it documents the item behind it.
fn comment(text: &str) -> Option<usize> {
    let outer_line = text.starts_with("///") && !text.starts_with("////");
    let outer_block = text.starts_with("/**") && !text.starts_with("/***") && !text.starts_with("/**/");
    if outer_line || outer_block {
        return None;
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// The length of `#![…]`, counted on text without strings.
fn attribute_end(code: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_stand_on_the_first_items_line() {
        let rows = [
            ("fn main() { assert!(true) }", 0),
            ("#![allow(unused)]\nfn main() { assert_eq!(1, 1) }", 1),
            ("//! Doc.\n//@ edition: 2021\n\n/// Item doc.\nfn main() { assert_ne!(1, 2) }", 3),
            ("/* a\n b */ #![doc = \"]\"] use std::fmt;\nfn main() { assert!(true) }", 1),
        ];
        for (source, line) in rows {
            let traced = traced(source).expect("it has asserts");
            assert_eq!(traced.lines().count(), source.lines().count(), "{source}");
            let found = traced.lines().position(|text| text.contains("macro_rules! assert_eq"));
            assert_eq!(found, Some(line), "{source}");
        }
    }

    #[test]
    fn without_asserts_there_is_nothing_to_trace() {
        for source in ["fn main() {}", "fn main() { debug_assert!(true) } // assert!(x)", "fn assert() {}"] {
            assert_eq!(traced(source), None, "{source}");
        }
    }
}
