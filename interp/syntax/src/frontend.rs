//! What a language has to offer to run on the engine: [`LanguageFrontend`].
//!
//! A frontend reads a source of the [source map](crate::source) and gives our tree, fully expanded. Rust's is
//! [`RustFrontend`].

use std::sync::Arc;

use crate::ast::{Block, Body, Crate, Edition, ExprKind, Item, Stmt};
use crate::diagnostic::{Diagnostic, Unsupported};
use crate::macros::library::LibraryMacros;
use crate::macros::scope::{CrateMacros, MacroScopes};
use crate::rust::attr::Cfg;
use crate::rust::lower::Lower;
use crate::rust::module::{ModuleContext, end_of_file};
use crate::rust::parts::{self, Parsed};
use crate::rust::stack::on_large_stack;
use crate::source::{self, FolderName};
use crate::span::{FileId, SpanId};
use crate::symbol::Symbol;

/// How a source is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The crate's edition.
    pub edition: Edition,
    /// The crate's name, as `module_path!` and paths see it.
    pub crate_name: Symbol,
    /// What `$crate` of its macros is called: its name, or something else where two crates have the same name.
    pub crate_key: Symbol,
    /// Other crates that paths may name, with their macros.
    pub externs: Vec<(Symbol, Arc<CrateMacros>)>,
    /// What `env!` sees before the environment of the process.
    pub env: Arc<[(String, String)]>,
    /// How files of modules are called in messages, if not by their paths.
    pub folder_name: Option<FolderName>,
    /// What `cfg` is evaluated against.
    pub cfg: Cfg,
    /// Keep `#[test]` functions, and set `cfg(test)`.
    pub test: bool,
    /// The standard library's `macro_rules!` macros; none only when the library itself is built.
    pub library_macros: Option<Arc<LibraryMacros>>,
}

impl Options {
    /// A debug build of a program of the newest edition.
    pub fn new(crate_name: &str) -> Options {
        Options {
            edition: Edition::E2024,
            crate_name: Symbol::new(crate_name),
            crate_key: Symbol::new(crate_name),
            externs: Vec::new(),
            env: Arc::default(),
            folder_name: None,
            cfg: Cfg::debug_linux(),
            test: false,
            library_macros: None,
        }
    }
}

/// Why there is no tree.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// What rustc rejects.
    pub diagnostics: Vec<Diagnostic>,
    /// What we cannot do.
    pub unsupported: Vec<Unsupported>,
}

/// One input of an interactive session.
#[derive(Clone, Debug)]
pub struct ReplInput {
    /// Items the input declares.
    pub items: Vec<Item>,
    /// The other statements, as a body without parameters whose value is a block; `None` if there are none.
    pub body: Option<Box<Body>>,
}

/// A language.
pub trait LanguageFrontend: Send + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// Extensions of its files, without dot.
    fn file_extensions(&self) -> &'static [&'static str];
    /// Reads a whole crate, with the files of its modules.
    fn parse_crate(&self, file: FileId, options: &Options) -> Result<Crate, Failure>;
    /// Reads items and statements of an interactive session.
    fn parse_repl_input(&self, file: FileId, options: &Options) -> Result<ReplInput, Failure>;
    /// Is the text complete, or does the user have to go on typing?
    fn is_complete_input(&self, text: &str) -> bool;
}

/// Rust.
///
/// ```
/// use treebeard_syntax::{LanguageFrontend, Options, RustFrontend, source};
///
/// let text = "struct Square(u32); macro_rules! two { () => { fn f() {} fn g() {} } } two!();";
/// let file = source::add_virtual("shapes.rs", text);
/// let krate = RustFrontend.parse_crate(file, &Options::new("shapes")).unwrap();
/// let names: Vec<&str> = krate.items.iter().map(|item| item.ident.name.as_str()).collect();
/// assert_eq!(names, ["Square", "two", "f", "g"]);
///
/// assert!(!RustFrontend.is_complete_input("fn f() {"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RustFrontend;

impl RustFrontend {
    /// Reads a whole crate that others are going to name, with its macros.
    ///
    /// # Errors
    /// What rustc rejects or we cannot do.
    pub fn parse_crate_with_macros(
        &self,
        file: FileId,
        options: &Options,
    ) -> Result<(Crate, Arc<CrateMacros>), Failure> {
        read(|| parse_crate(file, options))
    }
}

impl LanguageFrontend for RustFrontend {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn file_extensions(&self) -> &'static [&'static str] {
        &["rs"]
    }

    fn parse_crate(&self, file: FileId, options: &Options) -> Result<Crate, Failure> {
        read(|| parse_crate(file, options)).map(|(krate, _)| krate)
    }

    fn parse_repl_input(&self, file: FileId, options: &Options) -> Result<ReplInput, Failure> {
        read(|| parse_repl_input(file, options))
    }

    fn is_complete_input(&self, text: &str) -> bool {
        use crate::lex::lexer::{LexError, Origin, lex};
        let origin = Origin { file: FileId(u32::MAX), base: 0, expanded_from: SpanId::NONE };
        match lex(text, origin) {
            Ok(_) | Err(LexError::Unsupported(_)) => true,
            Err(LexError::Rejected(errors)) => !errors.iter().any(|error| {
                error.message.contains("unclosed delimiter") || error.message.starts_with("unterminated")
            }),
        }
    }
}

/// Reads something on a large stack.
fn read<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    on_large_stack(|| {
        let result = work();
        // All of syn's values are gone; what proc_macro2 knows of their positions would stay as long as the thread.
        proc_macro2::extra::invalidate_current_thread_spans();
        result
    })
}

pub(crate) fn lower(file: FileId, options: &Options) -> Lower<'_> {
    let mut lower = Lower::new(options);
    lower.macros = MacroScopes::with_externs(&options.externs);
    let path = source::file(file).and_then(|file| file.path.clone());
    lower.module = ModuleContext::root(path.as_deref(), file.0 & source::LIBRARY_FILE != 0);
    lower
}

fn finish<T>(lower: Lower<'_>, value: Option<T>) -> Result<T, Failure> {
    match value {
        Some(value) if lower.errors.is_empty() && lower.unsupported.is_empty() => Ok(value),
        _ => Err(Failure { diagnostics: lower.errors, unsupported: lower.unsupported }),
    }
}

fn parse_crate(file: FileId, options: &Options) -> Result<(Crate, Arc<CrateMacros>), Failure> {
    let mut lower = lower(file, options);
    let tokens = lower.lex_file(file);
    let parsed = tokens.and_then(|tokens| parts::read(&mut lower, &tokens, file));
    let parsed = parsed.map(|Parsed { attrs, items }| Crate {
        name: options.crate_name,
        edition: options.edition,
        attrs,
        items,
    });
    let macros = std::mem::take(&mut lower.macros);
    let krate = finish(lower, parsed)?;
    Ok((krate, Arc::new(CrateMacros::new(options.crate_key, macros))))
}

fn parse_repl_input(file: FileId, options: &Options) -> Result<ReplInput, Failure> {
    let mut lower = lower(file, options);
    let end = end_of_file(file);
    let input = lower
        .lex_file(file)
        .and_then(|tokens| lower.parse(syn::Block::parse_within, &tokens, end))
        .map(|stmts| {
            let mut items = Vec::new();
            let body = lower.body(|lower| {
                let id = lower.node();
                let mut out = Vec::new();
                let tail = lower.stmts(stmts, crate::rust::block::Tail::Value, &mut out);
                let mut stmts = Vec::new();
                for stmt in out {
                    match stmt {
                        Stmt::Item(item) => items.push(*item),
                        other => stmts.push(other),
                    }
                }
                let block = Block { id, stmts, tail: tail.map(Box::new), span: end };
                (Vec::new(), lower.make(ExprKind::Block(Box::new(block), None), end))
            });
            let is_empty = matches!(&body.value.kind, ExprKind::Block(block, _) if block.stmts.is_empty() && block.tail.is_none());
            ReplInput { items, body: (!is_empty).then_some(body) }
        });
    finish(lower, input)
}
