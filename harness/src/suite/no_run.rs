//! Which examples of the standard library must not be run?
//!
//! rustdoc's pages do not show `no_run`, but the source pages installed beside them hold the doc comments with their
//! fences. A `no_run` example is recognised by its text, white space and `main` wrapper aside.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use treebeard_oracle::digest::digest;

use super::html::text_of;

/// The texts of all `no_run` examples.
#[derive(Debug, Default)]
pub(super) struct NoRun {
    texts: HashSet<String>,
}

impl NoRun {
    /// Reads the source pages of the standard library.
    pub(super) fn read(documentation: &Path) -> io::Result<Self> {
        let mut found = Self::default();
        let mut dirs = ["std", "core", "alloc"].map(|name| documentation.join("src").join(name)).to_vec();
        while let Some(dir) = dirs.pop() {
            for entry in fs::read_dir(&dir)? {
                let path = entry?.path();
                if path.is_dir() {
                    dirs.push(path);
                } else if path.extension().is_some_and(|extension| extension == "html") {
                    let page = fs::read_to_string(&path)?;
                    if page.contains("no_run") {
                        found.add_page(&text_of(&page));
                    }
                }
            }
        }
        Ok(found)
    }

    fn add_page(&mut self, text: &str) {
        let mut open: Option<(bool, String)> = None;
        for line in text.lines() {
            let Some(line) = doc_line(line) else { continue };
            let fence = line.trim_start().strip_prefix("```");
            match (&mut open, fence) {
                (None, Some(info)) => open = Some((info.contains("no_run"), String::new())),
                (Some((no_run, code)), Some(_)) => {
                    if *no_run {
                        self.texts.insert(key(code));
                    }
                    open = None;
                }
                (Some((_, code)), None) => {
                    code.push_str(shown(line));
                    code.push('\n');
                }
                (None, None) => {}
            }
        }
    }

    /// Whether a whole program is one of them.
    pub(super) fn contains(&self, source: &str) -> bool {
        let source = source.strip_prefix("#![allow(unused)]\n").unwrap_or(source);
        if self.texts.contains(&key(source)) {
            return true;
        }
        let Some(end) = source.rfind('}') else { return false };
        let unwrapped = source[..end].replacen("fn main() {\n", "", 1);
        self.texts.contains(&key(&unwrapped))
    }
}

/// The text of a doc comment line; source pages start each line with its number.
fn doc_line(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// A line without the mark that hides it.
fn shown(line: &str) -> &str {
    let trimmed = line.trim_start();
    if trimmed == "#" {
        return "";
    }
    trimmed.strip_prefix("# ").or_else(|| trimmed.strip_prefix("##").map(|_| &trimmed[1..])).unwrap_or(line)
}

fn key(code: &str) -> String {
    let dense: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    digest(&[dense.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_recognised_by_its_text() {
        let mut found = NoRun::default();
        found.add_page("12/// ```no_run\n13/// use std::fs;\n14/// # fn hidden() {}\n15/// fs::write(\"a\", \"b\");\n16/// ```\n17/// ```\n18/// let x = 1;\n19/// ```");
        let wrapped =
            "#![allow(unused)]\nfn main() {\nuse std::fs;\nfn hidden() {}\nfs::write(\"a\", \"b\");\n}";
        assert!(found.contains(wrapped));
        assert!(!found.contains("#![allow(unused)]\nfn main() {\nlet x = 1;\n}"));
    }
}
