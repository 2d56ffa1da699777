//! One `Cargo.toml`: what it says, and what of it we cannot do.
//!
//! Everything that is found wrong or unsupported carries its position in the file. Keys that change nothing about
//! what a program means (`[lints]`, `[badges]`, levels of optimisation) are not looked at.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike};
use treebeard_syntax::ast::Edition;
use treebeard_syntax::{Diagnostic, Failure, FileId, SpanData, SpanId, Unsupported, source};

use super::target::{self, TargetKind, TargetSpec};

/// Largest manifest that is read.
const BYTES_MAX: u64 = 1 << 20;

/// A dependency as written.
#[derive(Clone, Debug)]
pub(super) struct Dependency {
    /// What the program calls it, with `_` for `-`.
    pub(super) alias: String,
    /// The key in the manifest, which features name.
    pub(super) key: String,
    /// The package's name.
    pub(super) package: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    pub(super) optional: bool,
    pub(super) default_features: bool,
    pub(super) features: Vec<String>,
    /// Only for tests.
    pub(super) dev: bool,
    pub(super) span: SpanId,
}

/// A feature and what it turns on.
pub(super) type Feature = (String, Vec<String>);

/// A package.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) edition: Edition,
    /// The `CARGO_PKG_…` variables.
    pub(super) env: Vec<(String, String)>,
    pub(super) targets: Vec<TargetSpec>,
    pub(super) dependencies: Vec<Dependency>,
    pub(super) features: Vec<Feature>,
    pub(super) default_run: Option<String>,
    /// The folder that names of files are shown relative to: the workspace's, or the package's own.
    pub(super) base: PathBuf,
}

impl Manifest {
    /// The library, if the package has one.
    pub(super) fn library(&self) -> Option<&TargetSpec> {
        self.targets.iter().find(|target| target.kind == TargetKind::Lib)
    }
}

/// A manifest's text, to say where something stands.
pub(super) struct Text {
    file: FileId,
    document: Document<String>,
}

impl Text {
    /// Reads and parses `path`.
    pub(super) fn read(path: &Path) -> Result<Text, Failure> {
        let unreadable = |why: &dyn std::fmt::Display| {
            let message = format!("couldn't read `{}`: {why}", path.display());
            failure(Diagnostic::error(None, SpanId::NONE, message))
        };
        let length = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
        if length > BYTES_MAX {
            return Err(unreadable(&format!("{length} bytes are too many (limit {BYTES_MAX})")));
        }
        let file = source::add_file(path).map_err(|error| unreadable(&error))?;
        let text = source::file(file).map_or_else(String::new, |file| file.text.to_string());
        match Document::parse(text) {
            Ok(document) => Ok(Text { file, document }),
            Err(error) => {
                let span = span(file, error.span());
                let message = error.message().trim_end().to_owned();
                Err(failure(Diagnostic::error(None, span, message)))
            }
        }
    }

    fn table(&self, name: &str) -> Option<&dyn TableLike> {
        self.document.get(name)?.as_table_like()
    }

    /// Where a key stands.
    pub(super) fn key(&self, table: &dyn TableLike, key: &str) -> SpanId {
        span(self.file, table.get_key_value(key).and_then(|(key, item)| key.span().or_else(|| item.span())))
    }

    pub(super) fn wrong(&self, table: &dyn TableLike, key: &str, message: impl Into<String>) -> Failure {
        failure(Diagnostic::error(None, self.key(table, key), message))
    }

    fn cannot(&self, table: &dyn TableLike, key: &str, feature: String) -> Failure {
        unsupported(feature, self.key(table, key))
    }

    /// A string of a table.
    pub(super) fn string(&self, table: &dyn TableLike, key: &str) -> Result<Option<String>, Failure> {
        match table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(text) => Ok(Some(text.to_owned())),
                None => Err(self.wrong(table, key, format!("invalid type for `{key}`: expected a string"))),
            },
        }
    }

    /// A boolean of a table.
    pub(super) fn boolean(&self, table: &dyn TableLike, key: &str) -> Result<Option<bool>, Failure> {
        match table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_bool() {
                Some(value) => Ok(Some(value)),
                None => Err(self.wrong(table, key, format!("invalid type for `{key}`: expected a boolean"))),
            },
        }
    }

    /// The tables of `[[name]]`.
    pub(super) fn tables(&self, name: &str) -> Vec<&dyn TableLike> {
        match self.document.get(name) {
            Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| table as &dyn TableLike).collect(),
            _ => Vec::new(),
        }
    }

    /// The table `[name]`.
    pub(super) fn section(&self, name: &str) -> Option<&dyn TableLike> {
        self.table(name)
    }
}

fn span(file: FileId, range: Option<std::ops::Range<usize>>) -> SpanId {
    range.map_or(SpanId::NONE, |range| {
        let (lo, hi) = (range.start as u32, range.end as u32);
        SpanId::new(SpanData { file, lo, hi, expanded_from: SpanId::NONE })
    })
}

/// Nothing but this error.
pub(super) fn failure(diagnostic: Diagnostic) -> Failure {
    Failure { diagnostics: vec![diagnostic], unsupported: Vec::new() }
}

/// Nothing but what we cannot do.
pub(super) fn unsupported(feature: impl AsRef<str>, span: SpanId) -> Failure {
    Failure { diagnostics: Vec::new(), unsupported: vec![Unsupported::new(feature.as_ref(), span)] }
}

fn strings(item: &Item) -> Vec<String> {
    let values = item.as_array().into_iter().flatten();
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// The workspace that a package belongs to: the nearest folder above with a `[workspace]`.
struct Workspace {
    folder: PathBuf,
    text: Text,
}

impl Workspace {
    fn around(folder: &Path, own: &Text) -> Option<Workspace> {
        if own.table("workspace").is_some() {
            return None;
        }
        folder.ancestors().skip(1).find_map(|folder| {
            let path = folder.join("Cargo.toml");
            let text = path.is_file().then(|| Text::read(&path).ok())??;
            text.table("workspace")?;
            Some(Workspace { folder: folder.to_owned(), text })
        })
    }

    fn table(&self) -> &dyn TableLike {
        self.text.table("workspace").expect("a workspace has its table")
    }

    /// Is this folder among its members? Patterns may end in `/*`.
    fn has_member(&self, folder: &Path) -> bool {
        let Ok(below) = folder.strip_prefix(&self.folder) else { return false };
        let members = self.table().get("members").map(strings).unwrap_or_default();
        members.iter().any(|member| match member.strip_suffix("/*") {
            Some(parent) => below.parent() == Some(Path::new(parent)),
            None => below == Path::new(member),
        })
    }
}

/// Reads the manifest of the package in `folder` (which is absolute).
pub(super) fn read(folder: &Path) -> Result<Manifest, Failure> {
    let text = Text::read(&folder.join("Cargo.toml"))?;
    let Some(package) = text.table("package") else {
        let what = "a manifest without [package] (a virtual workspace)";
        let at = text.document.as_table();
        return Err(unsupported(what, text.key(at, "workspace")));
    };
    let workspace = Workspace::around(folder, &text);
    let reader = Reader { text: &text, package, workspace: workspace.as_ref(), folder };
    reader.refuse_unsupported()?;
    let Some(name) = text.string(package, "name")? else {
        let message = "missing field `name`";
        let at = text.document.as_table();
        return Err(failure(Diagnostic::error(None, text.key(at, "package"), message)));
    };
    let edition = reader.edition()?;
    let env = reader.environment(&name)?;
    let targets = target::targets(&text, package, folder, &name)?;
    let dependencies = reader.dependencies()?;
    let mut features: Vec<Feature> = Vec::new();
    for (key, item) in text.table("features").into_iter().flat_map(|table| table.iter()) {
        features.push((key.to_owned(), strings(item)));
    }
    let base = match &workspace {
        Some(workspace) if workspace.has_member(folder) => workspace.folder.clone(),
        _ => folder.to_owned(),
    };
    let default_run = text.string(package, "default-run")?;
    let folder = folder.to_owned();
    Ok(Manifest { name, folder, edition, env, targets, dependencies, features, default_run, base })
}

/// What a manifest is read with.
struct Reader<'t> {
    text: &'t Text,
    package: &'t dyn TableLike,
    workspace: Option<&'t Workspace>,
    folder: &'t Path,
}

impl Reader<'_> {
    /// What changes the meaning of the program, and what we do not do.
    fn refuse_unsupported(&self) -> Result<(), Failure> {
        let text = self.text;
        let has_script = match self.package.get("build") {
            Some(item) => item.as_bool() != Some(false),
            None => self.folder.join("build.rs").is_file(),
        };
        if has_script {
            let root = text.document.as_table();
            let (table, key) = match self.package.get("build") {
                Some(_) => (self.package, "build"),
                None => (root as &dyn TableLike, "package"),
            };
            return Err(text.cannot(table, key, "build scripts".to_owned()));
        }
        if let Some(targets) = text.table("target") {
            for (name, item) in targets.iter() {
                let sections = item.as_table_like().into_iter().flat_map(|table| table.iter());
                if sections.into_iter().any(|(key, _)| key.ends_with("dependencies")) {
                    return Err(text.cannot(targets, name, "dependencies of one target".to_owned()));
                }
            }
        }
        for profile in ["dev", "test"] {
            let table = text.table("profile").and_then(|all| all.get(profile)?.as_table_like());
            let Some(table) = table else { continue };
            for key in ["panic", "overflow-checks", "debug-assertions"] {
                let same = match table.get(key) {
                    None => true,
                    Some(item) => item.as_bool() == Some(true) || item.as_str() == Some("unwind"),
                };
                if !same {
                    return Err(text.cannot(table, key, format!("profile setting `{key}`")));
                }
            }
        }
        Ok(())
    }

    /// A string of the package, its own or its workspace's.
    fn inherited(&self, key: &str) -> Result<Option<String>, Failure> {
        let Some(item) = self.package.get(key) else { return Ok(None) };
        let inherits = item.as_table_like().and_then(|table| table.get("workspace")).is_some();
        if !inherits {
            return match item.as_array() {
                Some(_) => Ok(Some(strings(item).join(":"))),
                None if item.as_bool().is_some() => Ok(None),
                None => self.text.string(self.package, key),
            };
        }
        let found = self.workspace.and_then(|workspace| {
            let item = workspace.table().get("package")?.as_table_like()?.get(key)?;
            item.as_str().map(str::to_owned).or_else(|| Some(strings(item).join(":")))
        });
        match found {
            Some(text) => Ok(Some(text)),
            None => {
                let message = format!("`{key}.workspace` needs a workspace that sets `package.{key}`");
                Err(self.text.wrong(self.package, key, message))
            }
        }
    }

    fn edition(&self) -> Result<Edition, Failure> {
        Ok(match self.inherited("edition")?.as_deref() {
            None | Some("2015") => Edition::E2015,
            Some("2018") => Edition::E2018,
            Some("2021") => Edition::E2021,
            Some("2024") => Edition::E2024,
            Some(other) => {
                let message = format!("this version of Cargo does not know the edition `{other}`");
                return Err(self.text.wrong(self.package, "edition", message));
            }
        })
    }

    fn environment(&self, name: &str) -> Result<Vec<(String, String)>, Failure> {
        let version = self.inherited("version")?.unwrap_or_else(|| "0.0.0".to_owned());
        let numbers = version.split('+').next().unwrap_or_default();
        let (numbers, pre) = numbers.split_once('-').unwrap_or((numbers, ""));
        let mut numbers = numbers.split('.');
        let mut number = || numbers.next().unwrap_or_default().to_owned();
        let folder = self.folder.display().to_string();
        let mut env: Vec<(&str, String)> = vec![
            ("CARGO_PKG_NAME", name.to_owned()),
            ("CARGO_PKG_VERSION_MAJOR", number()),
            ("CARGO_PKG_VERSION_MINOR", number()),
            ("CARGO_PKG_VERSION_PATCH", number()),
            ("CARGO_PKG_VERSION_PRE", pre.to_owned()),
            ("CARGO_MANIFEST_PATH", format!("{folder}/Cargo.toml")),
            ("CARGO_MANIFEST_DIR", folder),
        ];
        env.push(("CARGO_PKG_VERSION", version.clone()));
        let keys = [
            ("CARGO_PKG_AUTHORS", "authors"),
            ("CARGO_PKG_DESCRIPTION", "description"),
            ("CARGO_PKG_HOMEPAGE", "homepage"),
            ("CARGO_PKG_REPOSITORY", "repository"),
            ("CARGO_PKG_LICENSE", "license"),
            ("CARGO_PKG_LICENSE_FILE", "license-file"),
            ("CARGO_PKG_RUST_VERSION", "rust-version"),
            ("CARGO_PKG_README", "readme"),
        ];
        for (variable, key) in keys {
            env.push((variable, self.inherited(key)?.unwrap_or_default()));
        }
        Ok(env.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    fn dependencies(&self) -> Result<Vec<Dependency>, Failure> {
        let mut out = Vec::new();
        for (section, dev) in [("dependencies", false), ("dev-dependencies", true)] {
            let Some(table) = self.text.table(section) else { continue };
            for (key, item) in table.iter() {
                out.push(self.dependency(table, key, item, dev)?);
            }
        }
        Ok(out)
    }

    fn dependency(
        &self,
        table: &dyn TableLike,
        key: &str,
        item: &Item,
        dev: bool,
    ) -> Result<Dependency, Failure> {
        let text = self.text;
        let not_a_path = || text.cannot(table, key, format!("dependency `{key}` that is not a path"));
        let Some(own) = item.as_table_like() else { return Err(not_a_path()) };
        let inherits = own.get("workspace").and_then(Item::as_bool) == Some(true);
        let (given, folder) = if inherits {
            let shared = self.workspace.and_then(|workspace| {
                let list = workspace.table().get("dependencies")?.as_table_like()?;
                Some((list.get(key)?.as_table_like()?, workspace.folder.as_path()))
            });
            shared.ok_or_else(not_a_path)?
        } else {
            (own, self.folder)
        };
        let Some(path) = given.get("path").and_then(Item::as_str) else { return Err(not_a_path()) };
        let package = given.get("package").and_then(Item::as_str).unwrap_or(key).to_owned();
        let flag = |name: &str| text.boolean(own, name);
        let listed = |table: &dyn TableLike| table.get("features").map(strings).unwrap_or_default();
        let mut features = listed(given);
        if inherits {
            features.extend(listed(own));
        }
        Ok(Dependency {
            alias: key.replace('-', "_"),
            key: key.to_owned(),
            package,
            folder: folder.join(path),
            optional: flag("optional")?.unwrap_or(false),
            default_features: given.get("default-features").and_then(Item::as_bool).unwrap_or(true),
            features,
            dev,
            span: text.key(table, key),
        })
    }
}
