//! What a path on the command line means: a file, or a package with its crates.

use std::path::Path;

use treebeard::{Features, LoadOptions, Program, Project, Source, Target, TargetKind};
use treebeard_syntax::ast::Edition;
use treebeard_syntax::{Diagnostic, Failure, SpanId};

use crate::arguments::{FeatureArguments, RunArguments};

/// The edition of an option.
pub(crate) fn edition(text: &str) -> Edition {
    match text {
        "2015" => Edition::E2015,
        "2018" => Edition::E2018,
        "2021" => Edition::E2021,
        _ => Edition::E2024,
    }
}

/// How programs are read.
pub(crate) fn options(edition: Edition, test: bool, shown_name: Option<String>) -> LoadOptions {
    let library = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    LoadOptions { edition, test, shown_name, ..library }
}

/// The features asked for.
pub(crate) fn features(arguments: &FeatureArguments) -> Features {
    let names = arguments.features.iter().flat_map(|names| names.split([',', ' ']));
    Features {
        named: names.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        all: arguments.all_features,
        without_default: arguments.no_default_features,
    }
}

/// The package that a path names, if it names one.
pub(crate) fn project(
    path: &Path,
    arguments: &FeatureArguments,
    with_tests: bool,
) -> Option<Result<Project, Failure>> {
    let folder = treebeard::folder_of(path)?;
    Some(Project::open(&folder, &features(arguments), with_tests))
}

/// The programs that the arguments mean: that of a file, or the crates of a package that `choose` takes.
pub(crate) fn programs(
    arguments: &RunArguments,
    choose: fn(&Project, &RunArguments) -> Result<Vec<Target>, String>,
) -> Result<Vec<Program>, Failure> {
    let mut options = options(edition(&arguments.edition), false, arguments.source_name.clone());
    options.env = arguments.compile_env.clone().into();
    let Some(project) = project(&arguments.file, &arguments.features, false) else {
        return Ok(vec![Program::load(&Source::File(arguments.file.clone()), &options)?]);
    };
    let project = project?;
    let targets = choose(&project, arguments).map_err(|message| Failure {
        diagnostics: vec![Diagnostic::error(None, SpanId::NONE, message)],
        unsupported: Vec::new(),
    })?;
    targets.iter().map(|target| Program::load_target(&project, target, &options)).collect()
}

/// The program to run.
pub(crate) fn the_bin(project: &Project, arguments: &RunArguments) -> Result<Vec<Target>, String> {
    let targets = project.targets();
    let mut bins: Vec<Target> = targets.into_iter().filter(|target| target.kind == TargetKind::Bin).collect();
    if let Some(name) = arguments.bin.as_deref().or(project.default_run()) {
        let found = bins.iter().position(|bin| bin.name == name);
        return match found {
            Some(index) => Ok(vec![bins.swap_remove(index)]),
            None => Err(format!("no bin target named `{name}`")),
        };
    }
    match bins.len() {
        0 => Err("a bin target must be available for `run`".to_owned()),
        1 => Ok(bins),
        _ => {
            let names: Vec<&str> = bins.iter().map(|bin| bin.name.as_str()).collect();
            Err(format!(
                "`run` could not determine which binary to run. Use the `--bin` option to specify a binary.\navailable binaries: {}",
                names.join(", ")
            ))
        }
    }
}

/// The crates to check: the program named, or the library and all programs.
pub(crate) fn crates_to_check(project: &Project, arguments: &RunArguments) -> Result<Vec<Target>, String> {
    if arguments.bin.is_some() {
        return the_bin(project, arguments);
    }
    Ok(project.targets().into_iter().filter(|target| target.kind != TargetKind::Test).collect())
}
