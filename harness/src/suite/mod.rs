//! Where do cases come from?
//!
//! `corpus` is this repository's own; `docs:NAME` are the programs in the documentation that comes with the toolchain,
//! read where they are installed and never copied; `layout` are generated types; `paths` are files named on the
//! command line.

mod corpus;
mod docs;
mod html;
mod layout;
mod manifest;
mod no_run;

use std::collections::BTreeMap;
use std::path::PathBuf;

use treebeard_oracle::rustc::Toolchain;

use crate::case::Case;
use crate::setup::Layout;

pub use corpus::case_files;
pub use docs::DOCS;

/// The suite of this repository's own programs.
pub const CORPUS: &str = "corpus";
/// The suite of generated types, whose layouts are compared.
pub const LAYOUT: &str = "layout";
/// The suite of files named on the command line.
pub const PATHS: &str = "paths";

/// The cases of one suite.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    /// Its name.
    pub name: String,
    /// Programs found.
    pub blocks: usize,
    /// Programs that are no cases, by reason.
    pub skipped: BTreeMap<String, usize>,
    /// The rest.
    pub cases: Vec<Case>,
}

/// Why a suite has no cases to offer.
#[derive(Debug)]
pub enum SuiteError {
    /// No suite has that name.
    Unknown(String),
    /// The toolchain's documentation is not installed.
    NoDocumentation(String),
    /// Something in it is wrong, or unreadable.
    Broken(String),
}

impl std::fmt::Display for SuiteError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(formatter, "there is no suite `{name}` (there are: {})", all_names().join(", "))
            }
            Self::NoDocumentation(name) => {
                write!(
                    formatter,
                    "suite `{name}` needs the toolchain's documentation: `rustup component add rust-docs`"
                )
            }
            Self::Broken(detail) => formatter.write_str(detail),
        }
    }
}

impl std::error::Error for SuiteError {}

/// Every suite's name.
pub fn all_names() -> Vec<&'static str> {
    [CORPUS, LAYOUT].into_iter().chain(DOCS.iter().map(|book| book.suite)).collect()
}

/// Loads a suite by name.
pub fn load(name: &str, layout: &Layout, toolchain: &Toolchain) -> Result<Suite, SuiteError> {
    if name == CORPUS {
        return corpus::load(&layout.corpus_dir());
    }
    if name == LAYOUT {
        return Ok(layout::load());
    }
    match DOCS.iter().find(|book| book.suite == name) {
        Some(book) => manifest::load(book, layout, toolchain),
        None => Err(SuiteError::Unknown(name.to_owned())),
    }
}

/// The files and folders named on the command line, as a suite.
pub fn load_paths(paths: &[PathBuf]) -> Result<Suite, SuiteError> {
    corpus::load_paths(paths)
}
