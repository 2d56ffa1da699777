//! Which programs does the installed documentation hold?
//!
//! rustdoc pages carry every example twice: coloured, and whole (hidden lines and `main` included) in the link of
//! their run button (`test-arrow`). mdBook pages carry the whole program as text, hidden lines marked by a class.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use treebeard_oracle::rustc::{Edition, has_main};

use super::html::{percent_decode, text_of, unescape};

/// One book or crate of the documentation.
#[derive(Clone, Copy, Debug)]
pub struct Book {
    /// The suite's name.
    pub suite: &'static str,
    /// The folder below `html/`.
    folder: &'static str,
    generator: Generator,
}

#[derive(Clone, Copy, Debug)]
enum Generator {
    Rustdoc,
    /// With the edition of blocks that name none.
    MdBook(Edition),
}

/// Every suite that the documentation gives.
pub const DOCS: &[Book] = &[
    mdbook("docs:rust-by-example", "rust-by-example", Edition::E2021),
    mdbook("docs:book", "book", Edition::E2024),
    mdbook("docs:reference", "reference", Edition::E2024),
    rustdoc("docs:std", "std"),
    rustdoc("docs:core", "core"),
    rustdoc("docs:alloc", "alloc"),
    mdbook("docs:error-codes", "error_codes", Edition::E2015),
    mdbook("docs:nomicon", "nomicon", Edition::E2024),
];

const fn mdbook(suite: &'static str, folder: &'static str, edition: Edition) -> Book {
    Book { suite, folder, generator: Generator::MdBook(edition) }
}

const fn rustdoc(suite: &'static str, folder: &'static str) -> Book {
    Book { suite, folder, generator: Generator::Rustdoc }
}

/// One program of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The whole program.
    pub(super) source: String,
    /// Its edition.
    pub(super) edition: Edition,
    /// The words of its class: `should_panic`, `compile_fail`, `ignore`, `no_run` …
    pub(super) flags: Vec<String>,
}

impl Block {
    /// Whether the page says that it must not compile.
    pub(super) fn fails_to_compile(&self) -> bool {
        self.flags.iter().any(|flag| flag == "compile_fail" || flag == "does_not_compile")
    }
}

impl Book {
    /// Whether its examples come from doc comments, whose `no_run` marks the pages do not show.
    pub(super) fn is_rustdoc(&self) -> bool {
        matches!(self.generator, Generator::Rustdoc)
    }

    /// The pages, sorted, as (path below the book without extension, file).
    pub(super) fn pages(&self, documentation: &Path) -> io::Result<Vec<(String, PathBuf)>> {
        let root = documentation.join(self.folder);
        let mut pages = Vec::new();
        let mut dirs = vec![root.clone()];
        while let Some(dir) = dirs.pop() {
            for entry in fs::read_dir(&dir)? {
                let entry = entry?;
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.file_type()?.is_dir() {
                    if !(dir == root && self.is_other_version(&name)) {
                        dirs.push(path);
                    }
                } else if name.ends_with(".html") && name != "print.html" && name != "toc.html" {
                    let page = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
                    pages.push((page.to_string_lossy().into_owned(), path));
                }
            }
        }
        pages.sort();
        Ok(pages)
    }

    /// Translations and old editions of a book repeat its programs.
    fn is_other_version(&self, folder: &str) -> bool {
        match self.generator {
            Generator::Rustdoc => false,
            Generator::MdBook(_) => folder.ends_with("-edition") || (folder.len() == 2 && folder != "fn"),
        }
    }

    /// The programs of one page, in order.
    pub(super) fn blocks(&self, page: &str) -> Vec<Block> {
        match self.generator {
            Generator::Rustdoc => rustdoc_blocks(page),
            Generator::MdBook(edition) => mdbook_blocks(page, edition),
        }
    }
}

fn rustdoc_blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, _) in page.match_indices("class=\"test-arrow\"") {
        let Some(link) = attribute(&page[at..], "href=\"") else { continue };
        let link = unescape(link);
        let Some(query) = link.split_once('?').map(|(_, query)| query) else { continue };
        let field = |name: &str| query.split('&').find_map(|field| field.strip_prefix(name));
        let Some(code) = field("code=") else { continue };
        let edition = field("edition=").and_then(Edition::from_year).unwrap_or(Edition::E2015);
        let class = page[..at]
            .rfind("<div class=\"example-wrap")
            .and_then(|start| attribute(&page[start..], "class=\""));
        let flags = class.unwrap_or_default().split_whitespace().filter(|word| *word != "example-wrap");
        let flags = flags.map(str::to_owned).collect();
        blocks.push(Block { source: percent_decode(code), edition, flags });
    }
    blocks
}

fn attribute<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let at = text.find(start)? + start.len();
    let end = text[at..].find('"')?;
    Some(&text[at..at + end])
}

const CODE: &str = "<code class=\"language-rust";

fn mdbook_blocks(page: &str, default_edition: Edition) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, _) in page.match_indices(CODE) {
        let Some(class) = attribute(&page[at..], "class=\"") else { continue };
        let mut words = class.split([' ', ',']).filter(|word| !word.is_empty());
        if words.next() != Some("language-rust") {
            continue;
        }
        let flags: Vec<String> = words.map(str::to_owned).collect();
        let named = flags.iter().find_map(|flag| Edition::from_year(flag.strip_prefix("edition")?));
        let Some(start) = page[at..].find('>').map(|end| at + end + 1) else { continue };
        let Some(length) = page[start..].find("</code>") else { continue };
        let mut source = text_of(&page[start..start + length]);
        if !has_main(&source) {
            source = format!("#![allow(unused)]\nfn main() {{\n{source}\n}}\n");
        }
        blocks.push(Block { source, edition: named.unwrap_or(default_edition), flags });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rustdoc_link_holds_the_whole_program() {
        let page = "<div class=\"example-wrap should_panic\"><pre>x</pre><a class=\"test-arrow\" target=\"_blank\" \
                    href=\"https://play.example/?code=fn+main()+%7B%7D&amp;version=nightly&amp;edition=2021\"></a></div>";
        let flags = vec!["should_panic".to_owned()];
        let expected = Block { source: "fn main() {}".to_owned(), edition: Edition::E2021, flags };
        assert_eq!(rustdoc_blocks(page), [expected]);
    }

    #[test]
    fn an_mdbook_block_gets_a_main_when_it_has_none() {
        let page = "<pre><code class=\"language-rust ignore does_not_compile\">let x = 1 &lt; 2;</code></pre>\
                    <code class=\"language-rusty\">no</code>\
                    <code class=\"language-rust edition2018\"><span class=\"boring\">fn main() {\n</span>}</code>";
        let blocks = mdbook_blocks(page, Edition::E2024);
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].source, "#![allow(unused)]\nfn main() {\nlet x = 1 < 2;\n}\n");
        assert!(blocks[0].fails_to_compile());
        assert_eq!((blocks[1].source.as_str(), blocks[1].edition), ("fn main() {\n}", Edition::E2018));
    }
}
