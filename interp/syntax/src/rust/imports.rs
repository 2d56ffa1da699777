//! What comes into a module by its name: the leaves of `use` trees, and the macros of other crates.

use syn::parse::Parser;
use syn::punctuated::Punctuated;

use crate::ast::{Ident, Path, PathRoot, PathSegment, UseEntry, UseKind};
use crate::rust::lower::Lower;
use crate::span::SpanId;

/// Does a part of a `use` tree stand in braces?
#[derive(Clone, Copy, PartialEq, Eq)]
enum InBraces {
    Yes,
    No,
}

impl Lower<'_> {
    /// The leaves of a `use` item.
    pub(crate) fn use_entries(&mut self, item: &syn::ItemUse) -> Vec<UseEntry> {
        // What is wrong with it is said where the item is converted.
        let reported = self.errors.len();
        let entries = self.use_entries_of(item.leading_colon.is_some(), item.tree.clone());
        self.errors.truncate(reported);
        entries
    }

    /// The same of a tree; `global`: after `::`.
    pub(crate) fn use_entries_of(&mut self, global: bool, tree: syn::UseTree) -> Vec<UseEntry> {
        let root = if global { PathRoot::Global } else { PathRoot::Relative };
        let mut prefix = Path { root, qself: None, segments: Vec::new(), span: SpanId::NONE };
        let mut entries = Vec::new();
        self.use_tree(tree, &mut prefix, InBraces::No, &mut entries);
        entries
    }

    fn use_tree(
        &mut self,
        tree: syn::UseTree,
        prefix: &mut Path,
        in_braces: InBraces,
        out: &mut Vec<UseEntry>,
    ) {
        match tree {
            syn::UseTree::Path(path) => {
                let saved = (prefix.root, prefix.segments.len(), prefix.span);
                self.extend_path(prefix, &path.ident);
                self.use_tree(*path.tree, prefix, in_braces, out);
                prefix.root = saved.0;
                prefix.segments.truncate(saved.1);
                prefix.span = saved.2;
            }
            syn::UseTree::Name(name) => {
                self.check_self_import(&name.ident, prefix, in_braces);
                self.check_import_name(&name.ident, prefix);
                self.use_leaf(&name.ident, None, prefix, out);
            }
            syn::UseTree::Rename(rename) => {
                self.check_self_import(&rename.ident, prefix, in_braces);
                let alias = self.ident(&rename.rename);
                self.use_leaf(&rename.ident, Some(alias), prefix, out);
            }
            syn::UseTree::Glob(glob) => {
                let span = self.at(glob.star_token.span);
                out.push(UseEntry { path: prefix.clone(), kind: UseKind::Glob, types_only: false, span });
            }
            syn::UseTree::Group(group) => {
                for tree in group.items {
                    self.use_tree(tree, prefix, InBraces::Yes, out);
                }
            }
        }
    }

    /// E0429.
    fn check_self_import(&mut self, ident: &proc_macro2::Ident, prefix: &Path, in_braces: InBraces) {
        if ident == "self" && in_braces == InBraces::No && prefix.span != SpanId::NONE {
            let message = "`self` imports are only allowed within a { } list";
            self.error(Some("E0429"), prefix.span, message);
        }
    }

    /// `use crate;` and the like give nothing a name.
    fn check_import_name(&mut self, ident: &proc_macro2::Ident, prefix: &Path) {
        let is_root = ["self", "super", "crate"].iter().any(|word| ident == word);
        if is_root && prefix.segments.is_empty() && prefix.root != PathRoot::Global {
            let span = self.at(ident.span());
            self.error(None, span, "imports need to be explicitly named");
        }
    }

    fn use_leaf(
        &mut self,
        ident: &proc_macro2::Ident,
        alias: Option<Ident>,
        prefix: &Path,
        out: &mut Vec<UseEntry>,
    ) {
        let span = self.at(ident.span());
        let mut path = prefix.clone();
        let is_self = ident == "self" && !(path.segments.is_empty() && path.root == PathRoot::Relative);
        if !is_self {
            self.extend_path(&mut path, ident);
        }
        let own_name = path.segments.last().map_or_else(|| self.ident(ident), |segment| segment.ident);
        let name = alias.unwrap_or(Ident { span, ..own_name });
        out.push(UseEntry { path, kind: UseKind::Name(name), types_only: is_self, span });
    }

    fn extend_path(&self, path: &mut Path, ident: &proc_macro2::Ident) {
        let span = self.at(ident.span());
        path.span = if path.span == SpanId::NONE { span } else { path.span.to(span) };
        if path.segments.is_empty()
            && let Some(root) = self.root_segment(path.root, ident)
        {
            path.root = root;
            return;
        }
        path.segments.push(PathSegment { ident: self.ident(ident), args: None });
    }

    /// E0468, E0565: macros of other crates are imported by name, at the crate's root.
    pub(crate) fn check_macro_use(&mut self, metas: &[syn::Meta], krate: &syn::ItemExternCrate) {
        for meta in metas.iter().filter(|meta| meta.path().is_ident("macro_use")) {
            let span = meta.path().get_ident().map_or_else(Default::default, |ident| self.at(ident.span()));
            if let syn::Meta::List(list) = meta {
                let parser = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
                if parser.parse2(list.tokens.clone()).is_err() {
                    self.error(Some("E0565"), span, "malformed `macro_use` attribute input");
                    continue;
                }
            }
            // Of a crate that is not there only that is said.
            let is_there = ["std", "core", "alloc"].iter().any(|name| krate.ident == name);
            if is_there && (!self.module.path.is_empty() || self.macros.is_in_block()) {
                let message = "an `extern crate` loading macros must be at the crate root";
                self.error(Some("E0468"), self.at(krate.extern_token.span), message);
            }
        }
    }
}
