//! What a package builds: its library, programs and tests, declared or found where Cargo looks for them.

use std::path::{Path, PathBuf};

use toml_edit::TableLike;
use treebeard_syntax::Failure;

use super::manifest::{Text, unsupported};

/// What kind of crate a target is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TargetKind {
    /// The library.
    Lib,
    /// A program.
    Bin,
    /// A file of tests that names the library from outside.
    Test,
}

/// A crate of a package.
#[derive(Clone, Debug)]
pub(super) struct TargetSpec {
    pub(super) kind: TargetKind,
    /// As the manifest or file names it.
    pub(super) name: String,
    /// Its root file.
    pub(super) path: PathBuf,
    /// Has tests that are run.
    pub(super) is_tested: bool,
}

/// All crates of the package in `folder`: the library first, then programs, then tests, each by name.
pub(super) fn targets(
    text: &Text,
    package: &dyn TableLike,
    folder: &Path,
    name: &str,
) -> Result<Vec<TargetSpec>, Failure> {
    let mut out: Vec<TargetSpec> = library(text, folder, name)?.into_iter().collect();
    let mut bins = declared(text, folder, "bin", TargetKind::Bin, name)?;
    if text.boolean(package, "autobins")?.unwrap_or(true) {
        let main = folder.join("src/main.rs");
        if main.is_file() && !bins.iter().any(|bin| bin.name == name || bin.path == main) {
            bins.push(TargetSpec {
                kind: TargetKind::Bin,
                name: name.to_owned(),
                path: main,
                is_tested: true,
            });
        }
        add_found(&mut bins, &folder.join("src/bin"), TargetKind::Bin);
    }
    let mut tests = declared(text, folder, "test", TargetKind::Test, name)?;
    if text.boolean(package, "autotests")?.unwrap_or(true) {
        add_found(&mut tests, &folder.join("tests"), TargetKind::Test);
    }
    for list in [&mut bins, &mut tests] {
        list.sort_by(|a, b| a.name.cmp(&b.name));
        out.append(list);
    }
    if out.is_empty() {
        return Err(text.wrong(
            package,
            "name",
            "no targets specified in the manifest\n  either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present",
        ));
    }
    Ok(out)
}

fn library(text: &Text, folder: &Path, package: &str) -> Result<Option<TargetSpec>, Failure> {
    let default = folder.join("src/lib.rs");
    let spec = |name: String, path: PathBuf, is_tested: bool| TargetSpec {
        kind: TargetKind::Lib,
        name,
        path,
        is_tested,
    };
    let Some(table) = text.section("lib") else {
        return Ok(default.is_file().then(|| spec(package.to_owned(), default, true)));
    };
    for key in ["proc-macro", "proc_macro"] {
        if text.boolean(table, key)? == Some(true) {
            return Err(unsupported("procedural macro crates", text.key(table, key)));
        }
    }
    let name = text.string(table, "name")?.unwrap_or_else(|| package.to_owned());
    let path = text.string(table, "path")?.map_or(default, |path| folder.join(path));
    if !path.is_file() {
        let message = format!("can't find library `{name}`: no file `{}`", path.display());
        let key = if table.contains_key("path") { "path" } else { "name" };
        return Err(text.wrong(table, key, message));
    }
    Ok(Some(spec(name, path, is_tested(text, table)?)))
}

fn is_tested(text: &Text, table: &dyn TableLike) -> Result<bool, Failure> {
    let tested = text.boolean(table, "test")?.unwrap_or(true);
    if tested && text.boolean(table, "harness")? == Some(false) {
        return Err(unsupported("tests with a harness of their own", text.key(table, "harness")));
    }
    Ok(tested)
}

/// The targets of `[[bin]]` or `[[test]]`.
fn declared(
    text: &Text,
    folder: &Path,
    section: &str,
    kind: TargetKind,
    package: &str,
) -> Result<Vec<TargetSpec>, Failure> {
    let mut out = Vec::new();
    for table in text.tables(section) {
        let Some(name) = text.string(table, "name")? else {
            return Err(text.wrong(table, "path", format!("{section} target name is missing")));
        };
        if table.contains_key("required-features") {
            return Err(unsupported("`required-features`", text.key(table, "required-features")));
        }
        let usual = match kind {
            TargetKind::Test => "tests",
            TargetKind::Lib | TargetKind::Bin => "src/bin",
        };
        let path = match text.string(table, "path")? {
            Some(path) => Some(folder.join(path)),
            None => {
                let main = (kind == TargetKind::Bin && name == package).then(|| folder.join("src/main.rs"));
                let places = [
                    main.unwrap_or_default(),
                    folder.join(usual).join(format!("{name}.rs")),
                    folder.join(usual).join(&name).join("main.rs"),
                ];
                places.into_iter().find(|place| place.is_file())
            }
        };
        let Some(path) = path.filter(|path| path.is_file()) else {
            return Err(text.wrong(table, "name", format!("can't find `{name}` {section}")));
        };
        out.push(TargetSpec { kind, name, path, is_tested: is_tested(text, table)? });
    }
    Ok(out)
}

/// The files of a folder, and the `main.rs` of its folders.
fn add_found(out: &mut Vec<TargetSpec>, folder: &Path, kind: TargetKind) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()).map(str::to_owned) else { continue };
        let path = match path.extension() {
            Some(extension) if extension == "rs" && path.is_file() => path,
            None if path.join("main.rs").is_file() => path.join("main.rs"),
            _ => continue,
        };
        if !out.iter().any(|known| known.name == name || known.path == path) {
            out.push(TargetSpec { kind, name, path, is_tested: true });
        }
    }
}
