//! What tests of this crate share: a small `std` and programs from text.

use std::sync::Arc;

use treebeard_syntax::ast::{Crate, Edition};
use treebeard_syntax::frontend::{LanguageFrontend, Options, RustFrontend};
use treebeard_syntax::{Diagnostic, source};

use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_sema::names::{EagerSource, Namespace};

/// A small `std`.
pub(crate) const MINICORE: &str = include_str!("../data/minicore.rs");

/// A crate from text; panics with the errors if it does not parse.
pub(crate) fn parse(name: &str, text: &str, edition: Edition) -> Crate {
    let file = source::add_virtual(format!("{name}.rs"), text);
    let options = Options { edition, ..Options::new(name) };
    match RustFrontend.parse_crate(file, &options) {
        Ok(krate) => krate,
        Err(failure) => panic!("{name} does not parse: {failure:?}"),
    }
}

/// A context with the small `std` as its library and `text` as the user's program (2024).
pub(crate) fn program(text: &str) -> (Sema, DefId) {
    program_of(text, Edition::E2024)
}

/// As [`program`], of another edition.
pub(crate) fn program_of(text: &str, edition: Edition) -> (Sema, DefId) {
    let library = EagerSource::new(parse("std", MINICORE, Edition::E2024));
    let sema = Sema::new(Arc::new(library));
    let root = sema.add_crate(parse("main", text, edition));
    (sema, root)
}

/// The definition called `path` (`a::b::C`) in the type namespace, or else in the value namespace.
pub(crate) fn find(sema: &Sema, root: DefId, path: &str) -> DefId {
    let path: Vec<&str> = path.split("::").collect();
    sema.lookup_path(root, &path, Namespace::Type)
        .or_else(|| sema.lookup_path(root, &path, Namespace::Value))
        .unwrap_or_else(|| panic!("no definition {}", path.join("::")))
}

/// Errors as `E0425@line` in order of lines, with the text of those without code.
pub(crate) fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut out: Vec<(u32, String)> = diagnostics
        .iter()
        .map(|d| {
            let line = d.primary.span.location().map_or(0, |location| location.line);
            (line, format!("{}@{line}", d.code.unwrap_or(&d.message)))
        })
        .collect();
    out.sort();
    out.into_iter().map(|(_, text)| text).collect()
}
