//! Errors of items against rustc's.

use std::fmt::Write as _;

use crate::program::program;

/// Programs separated by `//--`; each line that rustc 1.95 (edition 2024, as a library) rejects carries `//~` and the
/// codes. Where rustc says a code twice on one line, once is enough.
const PROGRAMS: &str = include_str!("../data/item_errors.txt");

#[test]
fn item_errors_are_rustcs() {
    let mut differences = String::new();
    for text in PROGRAMS.split("//--\n") {
        let (sema, _) = program(text);
        let mut found: Vec<(u32, String)> = sema
            .check_items()
            .iter()
            .map(|d| {
                let line = d.primary.span.location().map_or(0, |location| location.line);
                (line, d.code.unwrap_or("none").to_owned())
            })
            .collect();
        found.sort();
        found.dedup();
        for unsupported in sema.take_unsupported() {
            let _ = writeln!(differences, "unsupported: {}\n    in {text}", unsupported.feature);
        }
        for (index, line) in text.lines().enumerate() {
            let number = index as u32 + 1;
            let marks = line.split_once("//~").map_or("", |(_, marks)| marks);
            let mut wanted: Vec<&str> = marks.split_whitespace().collect();
            wanted.dedup();
            let got: Vec<&str> =
                found.iter().filter(|(l, _)| *l == number).map(|(_, c)| c.as_str()).collect();
            if wanted != got {
                let _ = writeln!(differences, "{line}\n    found {got:?}");
            }
        }
        for (_, code) in found.iter().filter(|(line, _)| *line == 0) {
            let _ = writeln!(differences, "{code} without position\n    in {text}");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
