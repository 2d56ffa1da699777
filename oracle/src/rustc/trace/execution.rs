//! The variant of a program that prints every step.
//!
//! How much is shown comes in four reaches, because not every program can bear everything: a value may be asked for
//! before its type is known, or a borrow may be in the way. The first reach that rustc accepts and finds stable counts.

use std::sync::OnceLock;

use syn::visit::Visit;

use super::asserts;
use super::insert::Insertions;
use super::items::Drive;
use super::layout;
use super::marks::Marks;
use crate::rustc::lex::{code_text, has_word};
use crate::rustc::screen::{BYTES_MAX, DEPTH_MAX, is_concurrent};

/// How much a traced program shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Steps, values, items, and calls of what the program itself never calls.
    Everything,
    /// Steps, sizes of bindings and items.
    Sizes,
    /// Steps.
    Marks,
    /// Sizes of items.
    Items,
}

impl Reach {
    /// Every reach, widest first.
    pub const ALL: [Self; 4] = [Self::Everything, Self::Sizes, Self::Marks, Self::Items];
}

/// What a traced program has in its hands.
const SUPPORT: &str = include_str!("../../../data/execution.rs");

/// Programs that name these have other names for what the support needs.
const UNFIT: [&str; 2] = ["no_implicit_prelude", "no_std"];

/// The traced variant of a program, or nothing when it cannot be traced.
pub fn traced(source: &str, reach: Reach) -> Option<String> {
    let code = code_text(source);
    let unfit = code.unterminated
        || code.depth_max > DEPTH_MAX
        || source.len() > BYTES_MAX
        || source.starts_with('\u{feff}')
        || (source.starts_with("#!") && !source.starts_with("#!["))
        || UNFIT.iter().any(|word| has_word(&code.text, word));
    // Of steps in no fixed order none is shown.
    if unfit || (is_concurrent(&code.text) && reach != Reach::Items) {
        return None;
    }
    let inserted = insert(source, &code.text, reach);
    proc_macro2::extra::invalidate_current_thread_spans();
    let (traced, lists) = inserted?;
    let at = asserts::first_item(&traced, &code_text(&traced).text);
    let traced = [&traced[..at], &lists, support(), &traced[at..]].concat();
    // Bodies that only `execution` runs may have asserts.
    Some(asserts::traced(&traced).unwrap_or(traced))
}

/// The text with its insertions, and the items that the support reads.
fn insert(source: &str, code: &str, reach: Reach) -> Option<(String, String)> {
    let file = syn::parse_file(source).ok()?;
    let mut insertions = Insertions::default();
    let closed = layout::closed_types(&file);
    let drive = Drive::new(code, reach, &closed);
    let driver = drive.main(&file);
    let mut marks = Marks { insertions: &mut insertions, reach, driver, drive, at_root: true };
    marks.visit_file(&file);
    let lists = [("OPEN", layout::OPEN.to_vec()), ("CLOSED", closed.iter().map(String::as_str).collect())]
        .map(|(name, list)| format!("#[allow(dead_code)] const __TREEBEARD_{name}: &[&str] = &{list:?}; "));
    Some((insertions.apply(source)?, lists.concat()))
}

/// The support on one line.
pub(super) fn support() -> &'static str {
    static LINE: OnceLock<String> = OnceLock::new();
    LINE.get_or_init(|| {
        let lines = SUPPORT.lines().map(str::trim).filter(|line| !line.starts_with("//"));
        lines.flat_map(|line| [line, " "]).collect()
    })
}

/// A traced program without what this module knows to be harmless in a batch: the support reads the names of types,
/// but tells nobody.
pub(crate) fn without_support(source: &str) -> String {
    source.replacen(support(), "", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "#![allow(unused)]\nstruct Pair { a: u8, b: u32 }\n\nmod inner {\n    pub const SIX: i32 = 6;\n}\n\n\
        impl Pair {\n    fn sum(&self) -> u32 {\n        u32::from(self.a) + self.b\n    }\n}\n\n/// Doubles.\nfn twice(x: i32) -> i32 {\n    \
        x * 2\n}\n\nfn main() {\n    let (a, mut b) = (1, [2]);\n    match b {\n        [first] if first > 1 => twice(first),\n        \
        _ => 0,\n    };\n    let add = |x: i32| x + a;\n    add(b[0]);\n}\n";

    #[test]
    fn no_reach_moves_a_line() {
        for reach in Reach::ALL {
            let traced = traced(PROGRAM, reach).expect("it can be traced");
            assert_eq!(traced.lines().count(), PROGRAM.lines().count(), "{reach:?}");
            let first_words = |text: &str| -> Vec<String> {
                text.lines()
                    .map(|line| line.split_whitespace().next().unwrap_or_default().to_owned())
                    .collect()
            };
            let differing: Vec<usize> = (first_words(&traced).iter().zip(first_words(PROGRAM)).enumerate())
                .filter(|(_, (new, old))| **new != *old && !new.starts_with("__treebeard"))
                .map(|(index, _)| index + 1)
                .collect();
            // The support stands before the first item.
            assert_eq!(differing, [2], "{reach:?}");
        }
    }

    #[test]
    fn everything_has_its_place() {
        let traced = traced(PROGRAM, Reach::Everything).expect("it can be traced");
        let lines: Vec<&str> = traced.lines().collect();
        let rows = [
            (4, "__treebeard_show!(5 \"SIX\" SIX)"),
            (9, "__treebeard::mark(9);"),
            (15, "__treebeard_see!(15 x);"),
            (19, "__treebeard::item::<Pair>(2, \"Pair\");"),
            (19, "<Pair>::sum(&(Pair { a: 7_u8, b: 7_u32 }))"),
            (19, "twice(7_i32)"),
            (19, "inner::__treebeard_items();"),
            (20, "let (a, mut b) = (1, [2]); __treebeard_see!(20 a b);"),
            (22, "=> {  __treebeard_see!(22 first); twice(first) },"),
            (25, "__treebeard::size(25, \"x\", &x); x + a };"),
            (26, "__treebeard_show!(26 \"value\" add(b[0]));"),
        ];
        for (line, text) in rows {
            assert!(lines[line - 1].contains(text), "line {line} has no `{text}`: {}", lines[line - 1]);
        }
    }

    #[test]
    fn what_cannot_print_is_left_alone() {
        let source = "const fn f() -> u8 { let x = 1; x }\nconst C: u8 = { let y = 2; y };\nasync fn g() { let z = 3; }\nfn main() {}\n";
        let traced = traced(source, Reach::Sizes).expect("it can be traced");
        for name in ["\"x\"", "\"y\"", "\"z\""] {
            assert!(!traced.contains(name), "{name}");
        }
    }

    #[test]
    fn steps_in_no_fixed_order_are_not_shown() {
        let source = "struct S;\nfn main() { std::thread::spawn(|| ()); }\n";
        assert_eq!(super::traced(source, Reach::Everything), None);
        let items = traced(source, Reach::Items).expect("its items can be shown");
        assert!(items.contains("__treebeard::item::<S>") && !items.contains("__treebeard::mark(2)"));
    }
}
