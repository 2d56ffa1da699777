//! How do files become cases? The format is described in `corpus/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use treebeard_oracle::rustc::{Edition, Program, Purpose, has_main};

use super::{CORPUS, PATHS, Suite, SuiteError};
use crate::case::{Case, Expectation, Kind, header, marks};

/// `suite.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuiteFile {
    /// What the folder is for.
    #[serde(rename = "about")]
    _about: Option<String>,
    /// The edition of programs that name none.
    edition: Option<Edition>,
}

/// One case's files: its name, its root file, and whether it is a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseFile {
    /// `area::topic::name`.
    pub name: String,
    /// The root file.
    pub root: PathBuf,
    /// Every other file in the folder belongs to it.
    pub is_folder: bool,
}

pub(super) fn load(dir: &Path) -> Result<Suite, SuiteError> {
    let files = case_files(dir).map_err(|error| SuiteError::Broken(format!("{}: {error}", dir.display())))?;
    let cases = files.iter().map(|file| case(dir, file)).collect::<Result<Vec<_>, _>>()?;
    Ok(Suite { name: CORPUS.to_owned(), blocks: cases.len(), cases, ..Suite::default() })
}

pub(super) fn load_paths(paths: &[PathBuf]) -> Result<Suite, SuiteError> {
    let mut cases = Vec::new();
    for path in paths {
        let broken = |error: std::io::Error| SuiteError::Broken(format!("{}: {error}", path.display()));
        if path.is_dir() && !path.join("main.rs").is_file() {
            for file in case_files(path).map_err(broken)? {
                cases.push(case(path, &file)?);
            }
            continue;
        }
        let is_folder = path.is_dir();
        let root = if is_folder { path.join("main.rs") } else { path.clone() };
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let base = path.parent().unwrap_or(Path::new("")).to_owned();
        cases.push(case(&base, &CaseFile { name, root, is_folder })?);
    }
    Ok(Suite { name: PATHS.to_owned(), blocks: cases.len(), cases, ..Suite::default() })
}

/// Every case below `dir`, sorted by name.
pub fn case_files(dir: &Path) -> std::io::Result<Vec<CaseFile>> {
    let mut found = Vec::new();
    collect(dir, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, prefix: &str, found: &mut Vec<CaseFile>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let name = if prefix.is_empty() { stem } else { format!("{prefix}::{stem}") };
        if path.is_dir() {
            let main = path.join("main.rs");
            if main.is_file() {
                found.push(CaseFile { name, root: main, is_folder: true });
            } else {
                collect(&path, &name, found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(CaseFile { name, root: path, is_folder: false });
        }
    }
    Ok(())
}

fn case(base: &Path, file: &CaseFile) -> Result<Case, SuiteError> {
    let shown = file.root.display();
    let broken = |error: String| SuiteError::Broken(format!("{shown}: {error}"));
    let source = read(&file.root).map_err(broken)?;
    let header = header::parse(&source).map_err(broken)?;
    let folder = file.root.parent().unwrap_or(base);
    let edition = match header.edition {
        Some(edition) => edition,
        None => inherited_edition(base, folder).map_err(broken)?,
    };
    let mut marks = marks::parse(&source).map_err(broken)?;
    let expected = |lines, extension: &str| -> Result<String, SuiteError> {
        let inline = header::joined(lines);
        let sibling = file.root.with_extension(extension);
        match (inline, sibling.is_file()) {
            (Some(_), true) => Err(broken(format!("`{extension}` stands both in the header and in a file"))),
            (Some(text), false) => Ok(text),
            (None, true) => read(&sibling).map_err(broken),
            (None, false) => Ok(String::new()),
        }
    };
    let (stdout, stderr) = (expected(&header.stdout, "stdout")?, expected(&header.stderr, "stderr")?);
    let exit = header.exit.unwrap_or_default();
    if !marks.is_empty() && (exit != 0 || !stdout.is_empty() || !stderr.is_empty()) {
        return Err(broken("a program with `//~` marks does not run, so it has no outputs".to_owned()));
    }
    marks.sort();
    let kind = match (header.check_only, marks.is_empty()) {
        (_, false) => Kind::Reject,
        (true, true) => Kind::Check,
        (false, true) => Kind::Run,
    };
    let main = has_main(&source);
    let name = file.root.strip_prefix(base).unwrap_or(&file.root).to_string_lossy().into_owned();
    let program = Program {
        name,
        source,
        files: if file.is_folder { companions(folder, &file.root).map_err(broken)? } else { Vec::new() },
        edition,
        purpose: match kind {
            Kind::Run => Purpose::Run,
            Kind::Check if !main => Purpose::Library,
            Kind::Check | Kind::Reject => Purpose::Check,
        },
        alone: header.alone,
    };
    let expectation = Expectation { exit, stdout, stderr, marks, unstable: header.unstable };
    Ok(Case { name: file.name.clone(), program, kind, expectation: Some(expectation) })
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| error.to_string())
}

/// The edition of the nearest `suite.yaml` that names one.
fn inherited_edition(base: &Path, folder: &Path) -> Result<Edition, String> {
    for dir in folder.ancestors() {
        let file = dir.join("suite.yaml");
        if file.is_file() {
            let suite: SuiteFile = serde_yaml::from_str(&read(&file)?)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            if let Some(edition) = suite.edition {
                return Ok(edition);
            }
        }
        if dir == base {
            break;
        }
    }
    Ok(Edition::default())
}

/// The other sources of a folder case, as (path below the folder, text), sorted.
fn companions(folder: &Path, root: &Path) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    let mut dirs = vec![folder.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).map_err(|error| error.to_string())? {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && path != root {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                files.push((name, read(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}
