//! Which packages take part, and with which features: the smallest set that satisfies every request, as Cargo
//! unifies them.

use std::path::Path;

use treebeard_syntax::{Diagnostic, Failure, SpanId};

use super::manifest::{self, Dependency, Manifest};
use super::{Features, Link, Package};

/// Most packages of a project.
const PACKAGES_MAX: usize = 1_000;

/// The packages of the project in `folder`, which is the first.
pub(super) fn resolve(folder: &Path, request: &Features, with_tests: bool) -> Result<Vec<Package>, Failure> {
    let mut graph = Graph { packages: Vec::new(), optional: Vec::new(), with_tests };
    graph.add(manifest::read(folder)?);
    graph.request(request)?;
    loop {
        let before = graph.size();
        for index in 0..graph.packages.len() {
            graph.follow_features(index)?;
            graph.follow_dependencies(index)?;
        }
        if graph.size() == before {
            break;
        }
    }
    graph.refuse_cycles()?;
    Ok(graph.packages)
}

struct Graph {
    packages: Vec<Package>,
    /// The optional dependencies that are on, by package.
    optional: Vec<Vec<String>>,
    with_tests: bool,
}

impl Graph {
    fn add(&mut self, manifest: Manifest) -> usize {
        self.packages.push(Package { manifest, features: Default::default(), dependencies: Vec::new() });
        self.optional.push(Vec::new());
        self.packages.len() - 1
    }

    /// Grows with everything that is decided.
    fn size(&self) -> usize {
        let of = |package: &Package| package.features.len() + package.dependencies.len();
        let optional: usize = self.optional.iter().map(Vec::len).sum();
        self.packages.len() + optional + self.packages.iter().map(of).sum::<usize>()
    }

    fn request(&mut self, request: &Features) -> Result<(), Failure> {
        for name in &request.named {
            self.turn_on(0, name, SpanId::NONE)?;
        }
        if request.all {
            let own = &self.packages[0].manifest;
            let mut all: Vec<String> = own.features.iter().map(|(name, _)| name.clone()).collect();
            let optional = own.dependencies.iter().map(|dependency| &dependency.key);
            all.extend(optional.filter(|key| is_implicit_feature(own, key)).cloned());
            for name in all {
                self.turn_on(0, &name, SpanId::NONE)?;
            }
        }
        if !request.without_default {
            let default = default_of(&self.packages[0].manifest);
            self.packages[0].features.extend(default);
        }
        Ok(())
    }

    /// Turns a feature on; `span` is where it was asked for.
    fn turn_on(&mut self, index: usize, name: &str, span: SpanId) -> Result<(), Failure> {
        let manifest = &self.packages[index].manifest;
        if manifest.features.iter().any(|(known, _)| known == name) {
            self.packages[index].features.insert(name.to_owned());
        } else if is_implicit_feature(manifest, name) {
            self.packages[index].features.insert(name.to_owned());
            self.turn_on_optional(index, name);
        } else if name != "default" {
            let message = format!("package `{}` does not have feature `{name}`", manifest.name);
            return Err(manifest::failure(Diagnostic::error(None, span, message)));
        }
        Ok(())
    }

    fn turn_on_optional(&mut self, index: usize, key: &str) {
        if !self.optional[index].iter().any(|known| known == key) {
            self.optional[index].push(key.to_owned());
        }
    }

    /// What the features that are on turn on.
    fn follow_features(&mut self, index: usize) -> Result<(), Failure> {
        let package = &self.packages[index];
        let on = package.manifest.features.iter().filter(|(name, _)| package.features.contains(name));
        let entries: Vec<String> = on.flat_map(|(_, entries)| entries.iter().cloned()).collect();
        for entry in entries {
            if let Some(key) = entry.strip_prefix("dep:") {
                self.turn_on_optional(index, key);
            } else if let Some((key, feature)) = entry.split_once('/') {
                let weak = key.strip_suffix('?');
                let key = weak.unwrap_or(key);
                if weak.is_none() {
                    self.turn_on_optional(index, key);
                    if is_implicit_feature(&self.packages[index].manifest, key) {
                        self.packages[index].features.insert(key.to_owned());
                    }
                }
                let link = self.packages[index].dependencies.iter().find(|link| link.key == key).cloned();
                if let Some(link) = link {
                    self.turn_on(link.package, feature, link.span)?;
                }
            } else {
                self.turn_on(index, &entry, SpanId::NONE)?;
            }
        }
        Ok(())
    }

    /// Reads the packages that a package stands on.
    fn follow_dependencies(&mut self, index: usize) -> Result<(), Failure> {
        for dependency in self.packages[index].manifest.dependencies.clone() {
            let is_on = !dependency.optional || self.optional[index].contains(&dependency.key);
            let is_wanted = !dependency.dev || (index == 0 && self.with_tests);
            if is_on && is_wanted {
                self.follow_dependency(index, &dependency)?;
            }
        }
        Ok(())
    }

    fn follow_dependency(&mut self, index: usize, dependency: &Dependency) -> Result<(), Failure> {
        let wrong = |message: String| manifest::failure(Diagnostic::error(None, dependency.span, message));
        let known = self.packages[index]
            .dependencies
            .iter()
            .find(|link| link.key == dependency.key && link.dev == dependency.dev)
            .map(|link| link.package);
        let target = match known {
            Some(target) => target,
            None => {
                let folder = dependency.folder.canonicalize().ok();
                let folder = folder.filter(|folder| folder.join("Cargo.toml").is_file());
                let Some(folder) = folder else {
                    return Err(wrong(format!(
                        "failed to load source for dependency `{}`: no manifest in `{}`",
                        dependency.package,
                        dependency.folder.display()
                    )));
                };
                let read = self.packages.iter().position(|package| package.manifest.folder == folder);
                let target = match read {
                    Some(target) => target,
                    None if self.packages.len() >= PACKAGES_MAX => {
                        let what = format!("more than {PACKAGES_MAX} packages");
                        return Err(manifest::unsupported(what, dependency.span));
                    }
                    None => self.add(manifest::read(&folder)?),
                };
                let found = &self.packages[target].manifest;
                if found.name != dependency.package {
                    return Err(wrong(format!("no matching package named `{}` found", dependency.package)));
                }
                if found.library().is_none() {
                    // As Cargo: a dependency without a library is nothing that could be named.
                    return Ok(());
                }
                let (alias, key, dev) =
                    (self.alias(dependency, target), dependency.key.clone(), dependency.dev);
                let link = Link { key, alias, package: target, dev, span: dependency.span };
                self.packages[index].dependencies.push(link);
                target
            }
        };
        if dependency.default_features {
            let default = default_of(&self.packages[target].manifest);
            self.packages[target].features.extend(default);
        }
        for feature in &dependency.features {
            self.turn_on(target, feature, dependency.span)?;
        }
        Ok(())
    }

    /// What the program calls a dependency: its library's name, unless the manifest renames it.
    fn alias(&self, dependency: &Dependency, target: usize) -> String {
        let manifest = &self.packages[target].manifest;
        match manifest.library() {
            Some(library) if dependency.package == dependency.key => library.name.replace('-', "_"),
            _ => dependency.alias.clone(),
        }
    }

    /// A package may not stand on itself, except through its tests.
    fn refuse_cycles(&self) -> Result<(), Failure> {
        let mut done = vec![false; self.packages.len()];
        for index in 0..self.packages.len() {
            self.visit(index, &mut Vec::new(), &mut done)?;
        }
        Ok(())
    }

    fn visit(&self, index: usize, above: &mut Vec<usize>, done: &mut [bool]) -> Result<(), Failure> {
        if done[index] {
            return Ok(());
        }
        above.push(index);
        for link in self.packages[index].dependencies.iter().filter(|link| !link.dev) {
            if above.contains(&link.package) {
                let name = &self.packages[link.package].manifest.name;
                let message = format!("cyclic package dependency: package `{name}` depends on itself");
                return Err(manifest::failure(Diagnostic::error(None, link.span, message)));
            }
            self.visit(link.package, above, done)?;
        }
        above.pop();
        done[index] = true;
        Ok(())
    }
}

/// An optional dependency is a feature of its own name, unless some feature names it by `dep:`.
fn is_implicit_feature(manifest: &Manifest, key: &str) -> bool {
    let by_dep = |entry: &String| entry.strip_prefix("dep:") == Some(key);
    manifest.dependencies.iter().any(|dependency| dependency.optional && dependency.key == key)
        && !manifest.features.iter().any(|(_, entries)| entries.iter().any(by_dep))
}

fn default_of(manifest: &Manifest) -> Option<String> {
    manifest.features.iter().find(|(name, _)| name == "default").map(|(name, _)| name.clone())
}
