//! Which programs does a stable rustc refuse unseen?
//!
//! One block in four of the library's documentation asks for unstable features. A rustc of the stable channel compiles
//! none of them, whatever else is in them, and they would have to be compiled alone.

use super::lex::code_text;
use super::program::{Program, Purpose};
use super::verdict::{Diagnostic, Verdict};

/// What rustc is asked once, before any program is refused unseen.
pub(super) const PROBE: &str = "#![feature(test)]\nfn main() {}\n";

/// The code of its refusal.
pub(super) const REFUSAL: &str = "E0554";

/// The verdict about a program that is to be run and asks for features; what else is wrong with it is not known.
pub(super) fn refusal(program: &Program) -> Option<Verdict> {
    let line = asks_for_feature(&program.source).filter(|_| program.purpose == Purpose::Run)?;
    let message = "`#![feature]` may not be used on the stable release channel".to_owned();
    let code = Some(REFUSAL.to_owned());
    Some(Verdict::reject(vec![Diagnostic { code, line, line_end: line, message }]))
}

/// The line of the first attribute that asks for a feature, if one stands before the first item.
fn asks_for_feature(source: &str) -> Option<u32> {
    let code = code_text(source);
    let mut rest = code.text.as_str();
    loop {
        rest = rest.trim_start();
        let at = code.text.len() - rest.len();
        let inside = rest.strip_prefix("#!")?.trim_start().strip_prefix('[')?;
        let names =
            inside.trim_start().strip_prefix("feature").and_then(|rest| rest.trim_start().strip_prefix('('));
        if names.is_some_and(|names| names.trim_start().starts_with(|c: char| c.is_alphabetic())) {
            return u32::try_from(code.text[..at].matches('\n').count() + 1).ok();
        }
        let mut depth = 1_usize;
        let end = inside.bytes().position(|byte| {
            match byte {
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        rest = &inside[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_asked_for_before_the_first_item() {
        let rows = [
            ("#![feature(test)] fn main() {}", Some(1)),
            ("// text\n#![allow(unused)]\n#![feature(a, b)]\nfn main() {}", Some(3)),
            ("#![doc = \"]\"] #![allow(x[y])] #! [ feature ( z ) ]", Some(1)),
            ("#![feature()]\nfn main() {}", None),
            ("// #![feature(a)]\nfn main() {}", None),
            ("mod m { #![feature(a)] }", None),
            ("fn main() { let s = \"#![feature(a)]\"; }", None),
            ("#![cfg_attr(test, feature(a))] fn main() {}", None),
        ];
        for (source, line) in rows {
            assert_eq!(asks_for_feature(source), line, "{source}");
        }
    }
}
