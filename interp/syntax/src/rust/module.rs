//! Modules and their files.
//!
//! A `mod name;` is looked up as rustc does: beside `main.rs`, `lib.rs` and `mod.rs`, otherwise in the folder named
//! after the file; `#[path]` is relative to the file's folder (inside inline modules: to theirs).

use std::path::{Path, PathBuf};

use crate::ast::{Attr, Ident, Item, ItemKind};
use crate::diagnostic::Unsupported;
use crate::lex::lexer::{LexError, Origin, lex};
use crate::lex::token::TokenTree;
use crate::rust::lower::Lower;
use crate::source::{self, ReadError};
use crate::span::{FileId, SpanData, SpanId};
use crate::symbol::Symbol;

/// Most files of modules that a crate may have.
const FILES_MAX: u32 = 10_000;
/// How deep files of modules may be inside each other.
const DEPTH_MAX: usize = 128;

/// Where the conversion is in the tree of modules and files.
#[derive(Clone, Debug, Default)]
pub(crate) struct ModuleContext {
    /// Names of the modules around.
    pub(crate) path: Vec<Symbol>,
    /// Folder of the current file; none for a virtual file.
    file_folder: Option<PathBuf>,
    /// Folder where files of child modules are.
    child_folder: Option<PathBuf>,
    /// Inside an inline module of the current file.
    inline: bool,
    /// Files being read, outermost first.
    files: Vec<PathBuf>,
    /// Set when the library is built: the folder that names of its sources are relative to.
    library: Option<PathBuf>,
}

impl ModuleContext {
    /// The context at the top of a crate's root file.
    pub(crate) fn root(path: Option<&Path>, is_library: bool) -> ModuleContext {
        let folder = path.map(|path| path.parent().unwrap_or(Path::new("")).to_owned());
        ModuleContext {
            path: Vec::new(),
            file_folder: folder.clone(),
            child_folder: folder.clone(),
            library: folder.filter(|_| is_library),
            inline: false,
            files: path.map(Path::to_owned).into_iter().collect(),
        }
    }
}

impl Lower<'_> {
    pub(crate) fn mod_item(
        &mut self,
        item: syn::ItemMod,
        attrs: Vec<Attr>,
        metas: &[syn::Meta],
        out: &mut Vec<Item>,
    ) {
        let ident = self.ident(&item.ident);
        let start = self.visibility_span(&item.vis).unwrap_or_else(|| self.at(item.mod_token.span));
        let vis = self.visibility(item.vis);
        let path_attr = string_value(metas, "path");
        let keeps_macros = metas.iter().any(|meta| meta.path().is_ident("macro_use"));
        let outer = self.module.clone();
        let scope = self.macros.enter();
        self.module.path.push(ident.name);
        let (items, end) = match item.content {
            Some((brace, items)) => {
                self.module.inline = true;
                let (base, folder) = match path_attr.as_deref() {
                    // `#[path]` of a module with braces replaces the folder, from where the file is.
                    Some(path) if !outer.inline => (&outer.file_folder, path),
                    Some(path) => (&outer.child_folder, path),
                    None => (&outer.child_folder, ident.name.as_str()),
                };
                self.module.child_folder = base.as_ref().map(|parent| parent.join(folder));
                let end = self.delimited(&brace.span);
                (Some(self.items(items)), end)
            }
            None => {
                let end = item.semi.map_or(ident.span, |semi| self.at(semi.span));
                (self.module_file(&outer, ident, path_attr.as_deref()), end)
            }
        };
        self.module = outer;
        if !keeps_macros {
            self.macros.leave(scope);
        }
        if let Some(items) = items {
            out.push(Item { attrs, vis, ident, kind: ItemKind::Mod(items), span: start.to(end) });
        }
    }

    /// Reads and converts the file of `mod name;`. `None` when the module is configured out or has no file.
    fn module_file(
        &mut self,
        outer: &ModuleContext,
        ident: Ident,
        path_attr: Option<&str>,
    ) -> Option<Vec<Item>> {
        let path = self.find_module_file(outer, ident, path_attr)?;
        if outer.files.contains(&path) {
            self.error(None, ident.span, format!("circular modules: {}", path.display()));
            return None;
        }
        if let Err(limit) = self.count_module_file(outer.files.len()) {
            self.unsupported.push(Unsupported::new(limit, ident.span));
            return None;
        }
        let added = match &outer.library {
            Some(base) => {
                let name = path.strip_prefix(base).unwrap_or(&path).display().to_string();
                source::add_library_file(format!("library/{name}"), &path)
            }
            None => source::add_file_named(&path, self.options.folder_name.as_ref()),
        };
        let file = match added {
            Ok(file) => file,
            Err(error) => {
                self.read_error(&path, &error, ident.span);
                return None;
            }
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let owns_folder = path_attr.is_some() || path.file_name().is_some_and(|name| name == "mod.rs");
        self.module.file_folder = Some(folder.clone());
        self.module.child_folder = Some(if owns_folder { folder } else { folder.join(ident.name.as_str()) });
        self.module.inline = false;
        self.module.files.push(path);
        let parsed = self.parse_file(file)?;
        if !self.cfg_keeps(&parsed.attrs) {
            return None;
        }
        self.predeclare(&parsed.items);
        Some(self.items(parsed.items))
    }

    /// One more file of the crate, this deep in the tree of files; an error says which limit is reached.
    fn count_module_file(&mut self, depth: usize) -> Result<(), String> {
        self.module_files += 1;
        if self.module_files > FILES_MAX {
            return Err(format!("more than {FILES_MAX} files in a crate"));
        }
        if depth > DEPTH_MAX {
            return Err(format!("more than {DEPTH_MAX} files of modules inside each other"));
        }
        Ok(())
    }

    fn find_module_file(
        &mut self,
        outer: &ModuleContext,
        ident: Ident,
        path_attr: Option<&str>,
    ) -> Option<PathBuf> {
        let name = ident.name.as_str();
        let (Some(file_folder), Some(child_folder)) = (&outer.file_folder, &outer.child_folder) else {
            self.error(Some("E0583"), ident.span, format!("file not found for module `{name}`"));
            return None;
        };
        if let Some(path) = path_attr {
            let base = if outer.inline { child_folder } else { file_folder };
            let path = base.join(path);
            if !path.is_file() {
                let error = match std::fs::File::open(&path) {
                    Err(error) => error,
                    Ok(_) => std::io::Error::from(std::io::ErrorKind::IsADirectory),
                };
                self.read_error(&path, &ReadError::Io(error), ident.span);
                return None;
            }
            return Some(path);
        }
        let flat = child_folder.join(format!("{name}.rs"));
        let nested = child_folder.join(name).join("mod.rs");
        match (flat.is_file(), nested.is_file()) {
            (true, false) => Some(flat),
            (false, true) => Some(nested),
            (true, true) => {
                let message = format!(
                    "file for module `{name}` found at both \"{}\" and \"{}\"",
                    flat.display(),
                    nested.display()
                );
                self.error(Some("E0761"), ident.span, message);
                None
            }
            (false, false) => {
                self.error(Some("E0583"), ident.span, format!("file not found for module `{name}`"));
                None
            }
        }
    }

    fn read_error(&mut self, path: &Path, error: &ReadError, span: SpanId) {
        self.error(None, span, format!("couldn't read `{}`: {error}", path.display()));
    }

    /// The tokens of a file. Errors are reported.
    pub(crate) fn lex_file(&mut self, file: FileId) -> Option<Vec<TokenTree>> {
        let text = source::file(file)?.text.clone();
        self.lex_text(&text, Origin { file, base: 0, expanded_from: SpanId::NONE })
    }

    /// The tokens of a text. Errors are reported.
    pub(crate) fn lex_text(&mut self, text: &str, origin: Origin) -> Option<Vec<TokenTree>> {
        match lex(text, origin) {
            Ok(tokens) => Some(tokens),
            Err(LexError::Rejected(errors)) => {
                self.errors.extend(errors);
                None
            }
            Err(LexError::Unsupported(unsupported)) => {
                self.unsupported.push(unsupported);
                None
            }
        }
    }

    /// A whole file as syn sees it.
    fn parse_file(&mut self, file: FileId) -> Option<syn::File> {
        let tokens = self.lex_file(file)?;
        self.parse_items(&tokens, file)
    }

    /// Items of a file as syn sees them.
    pub(crate) fn parse_items(&mut self, tokens: &[TokenTree], file: FileId) -> Option<syn::File> {
        self.parse(<syn::File as syn::parse::Parse>::parse, tokens, end_of_file(file))
    }
}

/// The position just behind the last character.
pub(crate) fn end_of_file(file: FileId) -> SpanId {
    let end = source::file(file).map_or(0, |file| file.text.trim_end().len() as u32);
    SpanId::new(SpanData { file, lo: end, hi: end, expanded_from: SpanId::NONE })
}

/// The string in `#[name = "value"]`.
pub(crate) fn string_value(metas: &[syn::Meta], name: &str) -> Option<String> {
    metas.iter().find_map(|meta| match meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident(name) => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}
