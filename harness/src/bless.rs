//! How do expectations get into the corpus? From rustc's runs, never from our own output.
//!
//! Outputs of up to three lines become header lines, longer ones files beside the program. Marks are written by hand;
//! blessing says where rustc disagrees with them.

use std::fs;
use std::io;
use std::path::Path;

use treebeard_oracle::rustc::{Native, Resolved, Verdict, normalise};

use crate::case::{Case, Kind, marks};
use crate::compare::exit_code;
use crate::setup::{SetupError, Workbench};
use crate::suite::Suite;

const INLINE_LINES_MAX: usize = 3;

/// What blessing did to one case.
#[derive(Debug, PartialEq, Eq)]
pub enum Blessed {
    /// Its files already said what rustc does.
    Unchanged,
    /// Its files were written.
    Written,
    /// It could not be blessed: says why.
    Refused(String),
}

/// Blesses every case of a suite loaded from files below `base`.
pub fn bless(bench: &Workbench, base: &Path, suite: &Suite) -> Result<Vec<(String, Blessed)>, SetupError> {
    let programs: Vec<_> = suite.cases.iter().map(|case| &case.program).collect();
    let answers = bench.service.resolve(&bench.pool, &programs, &|_| ())?;
    let mut done = Vec::new();
    for (case, Resolved { native, .. }) in suite.cases.iter().zip(answers) {
        done.push((case.name.clone(), bless_case(base, case, &native)?));
    }
    Ok(done)
}

fn bless_case(base: &Path, case: &Case, native: &Native) -> io::Result<Blessed> {
    let source = &case.program.source;
    if let Verdict::Reject { diagnostics, .. } = &native.verdict {
        let mut found: Vec<(u32, String)> =
            diagnostics.iter().map(|error| (error.line, error.name().to_owned())).collect();
        found.sort();
        let marked = marks::parse(source).unwrap_or_default();
        return Ok(if marked == found {
            Blessed::Unchanged
        } else {
            Blessed::Refused(format!("rustc reports {found:?}, the marks say {marked:?}"))
        });
    }
    if native.verdict != Verdict::Accept {
        return Ok(Blessed::Refused(format!("{:?}", native.verdict)));
    }
    match case.kind {
        Kind::Reject => return Ok(Blessed::Refused("rustc accepts it, the marks expect errors".to_owned())),
        Kind::Check => return Ok(Blessed::Unchanged),
        Kind::Run => {}
    }
    let Some(run) = native.first() else {
        return Ok(Blessed::Refused(native.not_run.clone().unwrap_or_else(|| "it was not run".to_owned())));
    };
    if !native.is_stable() {
        let told = case.expectation.as_ref().is_some_and(|expectation| expectation.unstable.is_some());
        let text = "native runs differ: make it stable, or say why in `unstable`";
        return Ok(if told { Blessed::Unchanged } else { Blessed::Refused(text.to_owned()) });
    }
    let path = base.join(&case.program.name);
    let mut header = Vec::new();
    if exit_code(run) != 0 {
        header.push(format!("//@ exit: {}", exit_code(run)));
    }
    let mut changed = false;
    for (key, bytes) in [("stdout", run.stdout.clone()), ("stderr", normalise(&run.stderr))] {
        let sibling = path.with_extension(key);
        match inline(&bytes) {
            Some(lines) => {
                header.extend(lines.iter().map(|line| format!("//@ {key}: {line}").trim_end().to_owned()));
                if sibling.is_file() {
                    fs::remove_file(&sibling)?;
                    changed = true;
                }
            }
            None if fs::read(&sibling).is_ok_and(|old| old == bytes) => {}
            None => {
                fs::write(&sibling, &bytes)?;
                changed = true;
            }
        }
    }
    let text = with_header(source, &header);
    if text.lines().count() != source.lines().count() && !run.stderr.is_empty() {
        // Panic locations hold line numbers, which the header has just moved: the next blessing writes them.
        fs::write(&path, &text)?;
        return Ok(Blessed::Refused(
            "its header grew or shrank, which moves the lines in its stderr: bless it again".to_owned(),
        ));
    }
    if text != *source {
        fs::write(&path, &text)?;
        changed = true;
    }
    Ok(if changed { Blessed::Written } else { Blessed::Unchanged })
}

/// The lines of a short text that survives the header's one-line form.
fn inline(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.is_empty() {
        return Some(Vec::new());
    }
    let lines: Vec<String> = text.strip_suffix('\n')?.split('\n').map(str::to_owned).collect();
    let plain = lines.iter().all(|line| line.trim_end() == line && !line.chars().any(char::is_control));
    (lines.len() <= INLINE_LINES_MAX && plain).then_some(lines)
}

/// The source with its expectation lines replaced; other header lines keep their place, new ones follow them.
fn with_header(source: &str, header: &[String]) -> String {
    let is_expectation =
        |line: &str| ["exit", "stdout", "stderr"].iter().any(|key| line.starts_with(&format!("//@ {key}:")));
    let lines: Vec<&str> = source.lines().collect();
    let is_head = |line: &&str| line.starts_with("//!") || line.starts_with("//@");
    let head = lines.iter().take_while(|line| is_head(line)).count();
    let mut text: Vec<&str> = lines[..head].iter().copied().filter(|line| !is_expectation(line)).collect();
    text.extend(header.iter().map(String::as_str));
    text.extend(lines[head..].iter().copied().filter(|line| !is_expectation(line)));
    let mut text = text.join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_goes_inline() {
        assert_eq!(inline(b""), Some(vec![]));
        assert_eq!(inline(b"a\n\nb\n"), Some(vec!["a".to_owned(), String::new(), "b".to_owned()]));
        for bytes in [&b"1\n2\n3\n4\n"[..], b"no newline", b"space \n", b"\xff\n", b"tab\there\n"] {
            assert_eq!(inline(bytes), None);
        }
    }

    #[test]
    fn expectations_are_replaced_in_place() {
        let source = "//! Intent.\n//@ exit: 1\n//@ edition: 2021\nfn main() {}\n";
        let blessed = with_header(source, &["//@ stdout: a".to_owned()]);
        assert_eq!(blessed, "//! Intent.\n//@ edition: 2021\n//@ stdout: a\nfn main() {}\n");
    }
}
