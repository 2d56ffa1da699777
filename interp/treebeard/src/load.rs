//! Reading a program and declaring its items.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_sema::names::{CrateLinks, LibrarySource, Namespace, Res};
use treebeard_syntax::ast::Edition;
use treebeard_syntax::source::FolderName;
use treebeard_syntax::{
    Cfg, CrateMacros, Diagnostic, Failure, FileId, LanguageFrontend, LibraryMacros, Options, RustFrontend,
    SpanData, SpanId, Symbol, on_large_stack, source,
};

use crate::project::{CrateSpec, Project, Target, TargetKind};

/// Where a program's text is.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A text with the name that messages show.
    Text {
        /// The name.
        name: String,
        /// The text.
        text: String,
    },
}

/// How a program is read.
#[derive(Clone)]
pub struct LoadOptions {
    /// Its edition.
    pub edition: Edition,
    /// Keep `#[test]` functions.
    pub test: bool,
    /// The name that the program and its messages see instead of the file's.
    pub shown_name: Option<String>,
    /// What `env!` sees before the environment of the process.
    pub env: Arc<[(String, String)]>,
    /// The standard library.
    pub library: Arc<dyn LibrarySource>,
    /// Its macros.
    pub macros: Option<Arc<LibraryMacros>>,
}

/// What a crate has to have to be run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Entry {
    /// A `main`.
    Main,
    /// Nothing: it is a library, or its tests are run.
    None,
}

/// A program that was read.
pub struct Program {
    pub(crate) entry: Entry,
    pub(crate) sema: Arc<Sema>,
    pub(crate) root: DefId,
    /// The last character of the program's text.
    pub(crate) end: SpanId,
}

impl LoadOptions {
    /// The newest edition over this library, and nothing else asked for.
    pub fn new(library: Arc<dyn LibrarySource>, macros: Arc<LibraryMacros>) -> LoadOptions {
        LoadOptions {
            edition: Edition::default(),
            test: false,
            shown_name: None,
            env: Arc::default(),
            library,
            macros: Some(macros),
        }
    }
}

impl Program {
    /// Reads a program and declares its items.
    ///
    /// ```
    /// use treebeard::{LoadOptions, Program, Source};
    ///
    /// let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    /// let text = "fn main() {\n    let text = \"not closed;\n}".to_owned();
    /// let failure = Program::load(&Source::Text { name: "open.rs".to_owned(), text }, &options).err().unwrap();
    /// assert_eq!(failure.diagnostics[0].code, Some("E0765"));
    /// ```
    ///
    /// # Errors
    /// What is wrong with the text, or what the frontend cannot express; for a file that cannot be read one
    /// diagnostic without position.
    ///
    /// # Panics
    /// When there is no memory for a thread with a large stack, as everything here that reads programs.
    pub fn load(from: &Source, options: &LoadOptions) -> Result<Program, Failure> {
        on_large_stack(|| Program::read(from, options))
    }

    fn read(from: &Source, options: &LoadOptions) -> Result<Program, Failure> {
        let file = open(from, options)
            .map_err(|diagnostic| Failure { diagnostics: vec![diagnostic], unsupported: Vec::new() })?;
        let frontend = Options {
            edition: options.edition,
            test: options.test,
            cfg: configuration(options.test),
            library_macros: options.macros.clone(),
            folder_name: folder_name(from, options),
            env: options.env.clone(),
            ..Options::new("main")
        };
        let krate = RustFrontend.parse_crate(file, &frontend)?;
        let sema = Sema::new(options.library.clone());
        let root = sema.add_crate(krate);
        let sema = Arc::new(sema);
        crate::constants::Constants::install(&sema);
        let entry = if options.test { Entry::None } else { Entry::Main };
        Ok(Program { entry, sema, root, end: end_of(file) })
    }

    /// Reads a crate of a project and those it stands on.
    ///
    /// # Errors
    /// As [`Program::load`]; of several crates the first that fails.
    pub fn load_target(
        project: &Project,
        target: &Target,
        options: &LoadOptions,
    ) -> Result<Program, Failure> {
        on_large_stack(|| Program::read_target(project, target, options))
    }

    fn read_target(project: &Project, target: &Target, options: &LoadOptions) -> Result<Program, Failure> {
        let mut loader =
            Loader { project, options, sema: Sema::new(options.library.clone()), libraries: Vec::new() };
        let libraries =
            if options.test { project.libraries_of_tests(target) } else { project.libraries(target) };
        for package in libraries {
            if let Some(spec) = project.library(package) {
                let loaded = loader.load(&spec, false)?;
                loader.libraries.push((package, loaded.root, loaded.macros));
            }
        }
        let Loaded { root, file, .. } = loader.load(&project.target(target, options.test), options.test)?;
        let sema = Arc::new(loader.sema);
        crate::constants::Constants::install(&sema);
        let has_main = target.kind == TargetKind::Bin && !options.test;
        let entry = if has_main { Entry::Main } else { Entry::None };
        Ok(Program { entry, sema, root, end: end_of(file) })
    }

    /// The front half's context.
    pub fn sema(&self) -> &Arc<Sema> {
        &self.sema
    }

    /// The crate's root module.
    pub fn root(&self) -> DefId {
        self.root
    }

    /// The program's `main` function, if it has one at its root.
    pub fn main(&self) -> Option<DefId> {
        // In the root module alone: a crate may be called `main` too.
        match self.sema.resolve_in_container(self.root, Symbol::new("main"), Namespace::Value)?.res {
            Res::Def(def) => Some(def),
            _ => None,
        }
    }
}

/// Reads the crates of a project one after the other.
struct Loader<'p> {
    project: &'p Project,
    options: &'p LoadOptions,
    sema: Sema,
    /// Packages whose libraries were read.
    libraries: Vec<(usize, DefId, Arc<CrateMacros>)>,
}

/// A crate that was read.
struct Loaded {
    root: DefId,
    file: FileId,
    macros: Arc<CrateMacros>,
}

impl Loader<'_> {
    fn load(&self, spec: &CrateSpec<'_>, test: bool) -> Result<Loaded, Failure> {
        let folder_name = Some(FolderName { folder: self.project.base().to_owned(), shown: PathBuf::new() });
        let file = source::add_file_named(spec.path, folder_name.as_ref()).map_err(|error| Failure {
            diagnostics: vec![unreadable(spec.path, &error)],
            unsupported: Vec::new(),
        })?;
        let externs: Vec<(Symbol, &(usize, DefId, Arc<CrateMacros>))> = spec
            .externs
            .iter()
            .filter_map(|(alias, package)| {
                let library = self.libraries.iter().find(|(known, ..)| known == package)?;
                Some((Symbol::new(alias), library))
            })
            .collect();
        // Two crates may have one name (a package's library and its program): `$crate` has to tell them apart.
        let key = match self.libraries.len() {
            0 => Symbol::new(&spec.name),
            before => Symbol::new(&format!("{}#{before}", spec.name)),
        };
        let mut cfg = configuration(test);
        for feature in &spec.features {
            cfg = cfg.with_pair("feature", feature);
        }
        let frontend = Options {
            edition: spec.edition,
            test,
            cfg,
            crate_key: key,
            externs: externs.iter().map(|(alias, (_, _, macros))| (*alias, macros.clone())).collect(),
            env: spec.env.clone().into(),
            folder_name,
            library_macros: self.options.macros.clone(),
            ..Options::new(&spec.name)
        };
        let (krate, macros) = RustFrontend.parse_crate_with_macros(file, &frontend)?;
        let externs = externs.into_iter().map(|(alias, (_, root, _))| (alias, *root)).collect();
        let root = self.sema.add_linked_crate(krate, CrateLinks { key, externs });
        Ok(Loaded { root, file, macros })
    }
}

/// The files of modules are called as the root file is.
fn folder_name(from: &Source, options: &LoadOptions) -> Option<FolderName> {
    let (Source::File(path), Some(name)) = (from, &options.shown_name) else { return None };
    Some(FolderName { folder: path.parent()?.to_owned(), shown: Path::new(name).parent()?.to_owned() })
}

/// What `cfg` sees.
fn configuration(test: bool) -> Cfg {
    let cfg = Cfg::debug_linux();
    if test { cfg.with_flag("test") } else { cfg }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(None, SpanId::NONE, format!("couldn't read `{}`: {error}", path.display()))
}

fn end_of(file: FileId) -> SpanId {
    let len = source::file(file).map_or(0, |file| file.text.trim_end().len() as u32);
    SpanId::new(SpanData { file, lo: len.saturating_sub(1), hi: len, expanded_from: SpanId::NONE })
}

fn open(from: &Source, options: &LoadOptions) -> Result<FileId, Diagnostic> {
    match from {
        Source::Text { name, text } => Ok(source::add_virtual(name.clone(), text)),
        Source::File(path) => match &options.shown_name {
            None => source::add_file(path).map_err(|error| unreadable(path, &error)),
            Some(name) => {
                let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
                Ok(source::add_text(name.clone(), path, &text))
            }
        },
    }
}
