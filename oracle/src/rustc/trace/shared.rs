//! The support of traced programs, once for a whole batch.
//!
//! Each traced program carries the support as a module of its own. In a batch that would be the same forty bodies
//! hundreds of times, most of what rustc then has to check; so there the crate has the module once, and its members
//! import it. What a program does stays the same: each process runs one member, which tells its lists when it starts.

use std::sync::OnceLock;

use super::execution::support;

/// Where the module of the support ends and its macros begin.
const MACROS: &str = "#[allow(unused_macros)]";

/// What stands in a member instead of the module.
const IMPORT: &str = "#[allow(unused_imports)] use crate::__treebeard; ";

/// What a member does before its `main`.
pub(crate) const START: &str = "crate::__treebeard::begin([__TREEBEARD_OPEN, __TREEBEARD_CLOSED]); ";

/// The member's lists, where the module asked its parent for them.
const LISTS: &str = "static LISTS: ::std::sync::OnceLock<[&'static [&'static str]; 2]> = ::std::sync::OnceLock::new(); \
    fn lists() -> [&'static [&'static str]; 2] { LISTS.get().copied().unwrap_or_default() } \
    pub fn begin(lists: [&'static [&'static str]; 2]) { _ = LISTS.set(lists); } ";

fn own_module() -> &'static str {
    let support = support();
    &support[..support.find(MACROS).unwrap_or(support.len())]
}

/// A traced program as the member of a batch whose crate has [`module`]; nothing when the program is not traced. No
/// line and no column moves: panics tell both.
pub(crate) fn member(source: &str) -> Option<String> {
    let width = own_module().chars().count();
    source.contains(own_module()).then(|| source.replacen(own_module(), &format!("{IMPORT:width$}"), 1))
}

/// The module for the root of a batch.
pub(crate) fn module() -> &'static str {
    static MODULE: OnceLock<String> = OnceLock::new();
    MODULE.get_or_init(|| {
        let lists = [("super::__TREEBEARD_OPEN", "lists()[0]"), ("super::__TREEBEARD_CLOSED", "lists()[1]")];
        let text =
            lists.iter().fold(own_module().to_owned(), |text, (own, shared)| text.replace(own, shared));
        text.replacen("mod __treebeard {", &format!("mod __treebeard {{ {LISTS}"), 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rustc::trace::execution::{Reach, traced};

    #[test]
    fn a_member_has_its_lines_and_no_module() {
        let program = "struct S;\n\nfn main() {\n    let s = 1;\n}\n";
        let traced = traced(program, Reach::Everything).expect("it can be traced");
        let member = member(&traced).expect("it is traced");
        let ends = |text: &str| text.lines().map(|line| line.chars().count()).collect::<Vec<_>>();
        assert_eq!(ends(&member), ends(&traced));
        assert!(!member.contains("mod __treebeard {") && member.contains("macro_rules! __treebeard_see"));
        assert_eq!(super::member(program), None);
    }

    #[test]
    fn the_module_asks_no_parent() {
        assert!(!module().contains("super::__TREEBEARD"), "{}", module());
        assert!(module().contains("fn begin(") && module().contains("lists()[1]"));
    }
}
