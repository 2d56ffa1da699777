//! How does a book become a suite, quickly?
//!
//! 44,000 pages take seconds to read, so what was found is kept beside the oracle's answers, named by the toolchain and
//! by this file's version.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};
use treebeard_oracle::digest::digest;
use treebeard_oracle::rustc::{Edition, Program, Purpose, Toolchain, has_main};

use super::docs::{Block, Book};
use super::no_run::NoRun;
use super::{Suite, SuiteError};
use crate::case::{Case, Kind};
use crate::setup::Layout;

/// To be raised when extraction changes.
const VERSION: &str = "docs-1";

/// The file name that programs from the documentation are given.
const FILE_NAME: &str = "main.rs";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    blocks: usize,
    skipped: BTreeMap<String, usize>,
    cases: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    source: String,
    edition: Edition,
    kind: EntryKind,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum EntryKind {
    Run,
    Check,
    Reject,
}

pub(super) fn load(book: &Book, layout: &Layout, toolchain: &Toolchain) -> Result<Suite, SuiteError> {
    let documentation = toolchain.documentation().filter(|dir| dir.join("std").is_dir());
    let documentation = documentation.ok_or_else(|| SuiteError::NoDocumentation(book.suite.to_owned()))?;
    let key = digest(&[toolchain.version.as_bytes(), book.suite.as_bytes(), VERSION.as_bytes()]);
    let file = layout.cache_dir().join("docs").join(format!("{key}.json"));
    let manifest = match read(&file) {
        Some(manifest) => manifest,
        None => {
            let manifest = extract(book, &documentation)
                .map_err(|error| SuiteError::Broken(format!("suite `{}`: {error}", book.suite)))?;
            write(&file, &manifest)
                .map_err(|error| SuiteError::Broken(format!("{}: {error}", file.display())))?;
            manifest
        }
    };
    let cases = manifest.cases.into_iter().map(case).collect();
    Ok(Suite { name: book.suite.to_owned(), blocks: manifest.blocks, skipped: manifest.skipped, cases })
}

fn read(file: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

fn write(file: &Path, manifest: &Manifest) -> std::io::Result<()> {
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir)?;
    }
    let draft = file.with_extension(std::process::id().to_string());
    fs::write(&draft, serde_json::to_vec(manifest)?)?;
    fs::rename(draft, file)
}

fn extract(book: &Book, documentation: &Path) -> std::io::Result<Manifest> {
    let no_run = if book.is_rustdoc() { NoRun::read(documentation)? } else { NoRun::default() };
    let pages = book.pages(documentation)?;
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Vec<Block>)>> = Mutex::new(Vec::new());
    let step = || -> std::io::Result<()> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((_, path)) = pages.get(index) else { return Ok(()) };
            let blocks = book.blocks(&String::from_utf8_lossy(&fs::read(path)?));
            if !blocks.is_empty() {
                found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, blocks));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = [scope.spawn(step), scope.spawn(step)];
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    let mut found = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    found.sort_by_key(|(index, _)| *index);
    let pages = found.into_iter().map(|(index, blocks)| (pages[index].0.as_str(), blocks));
    Ok(manifest(pages, &no_run))
}

fn manifest<'p>(pages: impl Iterator<Item = (&'p str, Vec<Block>)>, no_run: &NoRun) -> Manifest {
    let mut manifest = Manifest { blocks: 0, skipped: BTreeMap::new(), cases: Vec::new() };
    let mut seen = HashSet::new();
    for (page, blocks) in pages {
        for (index, block) in blocks.into_iter().enumerate() {
            manifest.blocks += 1;
            // The same example stands on the pages of every type that inherits it.
            if !seen.insert((block.source.clone(), block.edition)) {
                *manifest.skipped.entry("duplicate".to_owned()).or_default() += 1;
                continue;
            }
            let flagged = |flag: &str| block.flags.iter().any(|word| word == flag);
            let kind = if block.fails_to_compile() {
                EntryKind::Reject
            } else if flagged("no_run") || !has_main(&block.source) || no_run.contains(&block.source) {
                EntryKind::Check
            } else {
                EntryKind::Run
            };
            let name = format!("{page}#{}", index + 1);
            manifest.cases.push(Entry { name, source: block.source, edition: block.edition, kind });
        }
    }
    manifest
}

fn case(entry: Entry) -> Case {
    let mut program = Program::new(FILE_NAME, &entry.source, entry.edition);
    let kind = match entry.kind {
        EntryKind::Run => Kind::Run,
        EntryKind::Check => Kind::Check,
        EntryKind::Reject => Kind::Reject,
    };
    program.purpose = match kind {
        Kind::Run => Purpose::Run,
        Kind::Check if !has_main(&program.source) => Purpose::Library,
        Kind::Check | Kind::Reject => Purpose::Check,
    };
    Case { name: entry.name, program, kind, expectation: None }
}
