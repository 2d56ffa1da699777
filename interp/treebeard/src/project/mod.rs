//! Programs of several crates: a `Cargo.toml` and the packages it names by path.
//!
//! [`Project::open`] reads manifests only ([`manifest`], [`target`]) and decides which packages and features take
//! part ([`graph`]); sources are read when a target is loaded.

mod graph;
mod manifest;
mod target;

use std::path::{Path, PathBuf};

use treebeard_syntax::ast::Edition;
use treebeard_syntax::{Diagnostic, Failure, SpanId};

pub use target::TargetKind;

use manifest::Manifest;

/// Which features of the project's package are on.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// These.
    pub named: Vec<String>,
    /// All of them.
    pub all: bool,
    /// Not even `default`.
    pub without_default: bool,
}

/// A package and those it stands on.
#[derive(Debug)]
pub struct Project {
    packages: Vec<Package>,
    base: PathBuf,
}

/// A package that takes part.
#[derive(Debug)]
struct Package {
    manifest: Manifest,
    /// Features that are on.
    features: std::collections::BTreeSet<String>,
    /// The libraries it names, with what it calls them.
    dependencies: Vec<Link>,
}

/// A dependency that takes part.
#[derive(Clone, Debug)]
struct Link {
    /// Its key in the manifest.
    key: String,
    alias: String,
    package: usize,
    dev: bool,
    span: SpanId,
}

/// A crate of a project.
#[derive(Clone, Debug)]
pub struct Target {
    package: usize,
    /// What kind of crate.
    pub kind: TargetKind,
    /// The name that users give it.
    pub name: String,
    /// Its root file, as messages show it.
    pub shown_path: String,
    /// Has tests that are run.
    pub is_tested: bool,
    path: PathBuf,
}

/// What loading a crate needs to know of it.
pub(crate) struct CrateSpec<'p> {
    pub(crate) name: String,
    pub(crate) path: &'p Path,
    pub(crate) edition: Edition,
    pub(crate) features: Vec<&'p str>,
    pub(crate) env: Vec<(String, String)>,
    /// Aliases of the packages whose libraries it names.
    pub(crate) externs: Vec<(String, usize)>,
}

/// The folder of a project that a path names: itself, or that of the `Cargo.toml` it is.
pub fn folder_of(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_owned());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (path.file_name()? == "Cargo.toml").then(|| parent.to_owned())
}

impl Project {
    /// Reads the manifests of the package in `folder` and of those it stands on.
    ///
    /// # Errors
    /// What is wrong with a manifest, or what of it we cannot do, with its position.
    pub fn open(folder: &Path, features: &Features, with_tests: bool) -> Result<Project, Failure> {
        let folder = folder.canonicalize().map_err(|error| {
            let message = format!("couldn't read `{}`: {error}", folder.display());
            manifest::failure(Diagnostic::error(None, SpanId::NONE, message))
        })?;
        let packages = graph::resolve(&folder, features, with_tests)?;
        let base = packages[0].manifest.base.clone();
        Ok(Project { packages, base })
    }

    /// The folder of the package itself.
    pub fn folder(&self) -> &Path {
        &self.packages[0].manifest.folder
    }

    /// The package's name.
    pub fn name(&self) -> &str {
        &self.packages[0].manifest.name
    }

    /// The program that is run when none is named.
    pub fn default_run(&self) -> Option<&str> {
        self.packages[0].manifest.default_run.as_deref()
    }

    /// The crates of the package itself: the library first, then programs, then tests.
    pub fn targets(&self) -> Vec<Target> {
        let specs = self.packages[0].manifest.targets.iter();
        specs
            .map(|spec| Target {
                package: 0,
                kind: spec.kind,
                name: spec.name.clone(),
                shown_path: spec.path.strip_prefix(&self.base).unwrap_or(&spec.path).display().to_string(),
                is_tested: spec.is_tested,
                path: spec.path.clone(),
            })
            .collect()
    }

    /// The folder that names of files are shown relative to.
    pub(crate) fn base(&self) -> &Path {
        &self.base
    }

    /// The packages whose libraries `target` stands on, each after those it stands on itself.
    pub(crate) fn libraries(&self, target: &Target) -> Vec<usize> {
        let mut order = Vec::new();
        for (_, package) in self.externs(target.package, target.kind) {
            self.add_library(package, &mut order);
        }
        order
    }

    fn add_library(&self, package: usize, order: &mut Vec<usize>) {
        if order.contains(&package) {
            return;
        }
        for (_, below) in self.externs(package, TargetKind::Lib) {
            self.add_library(below, order);
        }
        order.push(package);
    }

    /// What a crate of a package may name. Only the crates of the project's own package see its dev-dependencies.
    fn externs(&self, package: usize, kind: TargetKind) -> Vec<(String, usize)> {
        let own = &self.packages[package];
        let links = own.dependencies.iter().filter(|link| !link.dev);
        let mut externs: Vec<(String, usize)> =
            links.map(|link| (link.alias.clone(), link.package)).collect();
        if kind != TargetKind::Lib
            && let Some(library) = own.manifest.library()
        {
            externs.push((library.name.replace('-', "_"), package));
        }
        externs
    }

    /// The library of a package.
    pub(crate) fn library(&self, package: usize) -> Option<CrateSpec<'_>> {
        let spec = self.packages[package].manifest.library()?;
        Some(self.crate_spec(package, &spec.name, TargetKind::Lib, &spec.path, false))
    }

    /// A target; `test`: with its tests.
    pub(crate) fn target<'p>(&'p self, target: &'p Target, test: bool) -> CrateSpec<'p> {
        self.crate_spec(target.package, &target.name, target.kind, &target.path, test)
    }

    fn crate_spec<'p>(
        &'p self,
        index: usize,
        name: &str,
        kind: TargetKind,
        path: &'p Path,
        test: bool,
    ) -> CrateSpec<'p> {
        let package = &self.packages[index];
        let mut env = package.manifest.env.clone();
        let crate_name = name.replace('-', "_");
        env.push(("CARGO_CRATE_NAME".to_owned(), crate_name.clone()));
        if kind == TargetKind::Bin {
            env.push(("CARGO_BIN_NAME".to_owned(), name.to_owned()));
        }
        let mut externs = self.externs(index, kind);
        if test {
            let dev = package.dependencies.iter().filter(|link| link.dev);
            externs.extend(dev.map(|link| (link.alias.clone(), link.package)));
        }
        CrateSpec {
            name: crate_name,
            path,
            edition: package.manifest.edition,
            features: package.features.iter().map(String::as_str).collect(),
            env,
            externs,
        }
    }

    /// The packages that a target with its tests stands on.
    pub(crate) fn libraries_of_tests(&self, target: &Target) -> Vec<usize> {
        let mut order = self.libraries(target);
        for link in self.packages[target.package].dependencies.iter().filter(|link| link.dev) {
            self.add_library(link.package, &mut order);
        }
        order
    }
}
