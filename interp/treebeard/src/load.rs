//! Reading a program and declaring its items.

use std::path::PathBuf;
use std::sync::Arc;

use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_sema::names::{LibrarySource, Namespace, Res};
use treebeard_syntax::ast::Edition;
use treebeard_syntax::{
    Failure, FileId, LanguageFrontend, LibraryMacros, Options, RustFrontend, SpanData, SpanId, Symbol, source,
};

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
    /// The standard library.
    pub library: Arc<dyn LibrarySource>,
    /// Its macros.
    pub macros: Option<Arc<LibraryMacros>>,
}

/// A program that was read.
pub struct Program {
    pub(crate) sema: Arc<Sema>,
    pub(crate) root: DefId,
    /// The last character of the program's text.
    pub(crate) end: SpanId,
}

impl Program {
    /// Reads a program and declares its items.
    ///
    /// # Errors
    /// What is wrong with the text, or what the frontend cannot express; for a file that cannot be read one
    /// diagnostic without position.
    pub fn load(from: &Source, options: &LoadOptions) -> Result<Program, Failure> {
        let file = open(from, options)
            .map_err(|diagnostic| Failure { diagnostics: vec![diagnostic], unsupported: Vec::new() })?;
        let frontend = Options {
            edition: options.edition,
            test: options.test,
            library_macros: options.macros.clone(),
            ..Options::new("main")
        };
        let krate = RustFrontend.parse_crate(file, &frontend)?;
        let sema = Sema::new(options.library.clone());
        let root = sema.add_crate(krate);
        let sema = Arc::new(sema);
        crate::run::Constants::install(&sema);
        Ok(Program { sema, root, end: end_of(file) })
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

fn end_of(file: FileId) -> SpanId {
    let len = source::file(file).map_or(0, |file| file.text.trim_end().len() as u32);
    SpanId::new(SpanData { file, lo: len.saturating_sub(1), hi: len, expanded_from: SpanId::NONE })
}

fn open(from: &Source, options: &LoadOptions) -> Result<FileId, treebeard_syntax::Diagnostic> {
    let failed =
        |message: String| treebeard_syntax::Diagnostic::error(None, treebeard_syntax::SpanId::NONE, message);
    match from {
        Source::Text { name, text } => Ok(source::add_virtual(name.clone(), text)),
        Source::File(path) => match &options.shown_name {
            None => source::add_file(path)
                .map_err(|error| failed(format!("couldn't read `{}`: {error}", path.display()))),
            Some(name) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| failed(format!("couldn't read `{}`: {error}", path.display())))?;
                Ok(source::add_text(name.clone(), path, &text))
            }
        },
    }
}
