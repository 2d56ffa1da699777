//! Macro invocations: lookup, expansion, and parsing the result as what its position wants.

use std::sync::Arc;

use crate::ast::{Expr, ExprKind, Item, ItemKind, Pat, PatKind, PathRoot, Stmt, Ty, TyKind};
use crate::diagnostic::{Diagnostic, Unsupported};
use crate::lex::token::TokenTree;
use crate::macros::builtin::{self, Builtin, Call};
use crate::macros::matcher::{Outcome, flatten, match_rule};
use crate::macros::rules::{MacroDef, parse_definition};
use crate::macros::scope::{Found, MacroPath};
use crate::macros::transcribe::transcribe;
use crate::rust::block::Tail;
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

/// What an invocation stands for.
enum Expansion {
    /// These tokens.
    Tokens(Vec<TokenTree>),
    /// Something we cannot do.
    Unsupported(String),
    /// An error was reported.
    Error,
}

/// A resolved macro.
pub(crate) enum Resolved {
    /// `macro_rules!`.
    Rules(Arc<MacroDef>),
    /// Built into the frontend.
    Builtin(Builtin),
}

impl Lower<'_> {
    /// The invocation as data.
    fn call(&mut self, mac: &syn::Macro) -> Call {
        let delimiter = mac.delimiter.span();
        let tokens = self.group_tokens(delimiter.open());
        let group = self.bridge.entry(delimiter.open()).and_then(|entry| entry.group.clone());
        let close = group.as_ref().map_or(SpanId::NONE, |group| group.close);
        let path = self.path(None, mac.path.clone());
        let span = path.span.to(close);
        Call { path, tokens, span, close }
    }

    fn expand(&mut self, call: &Call) -> Expansion {
        if self.expansion_depth >= self.recursion_max {
            let name = call.name();
            self.error(None, call.span, format!("recursion limit reached while expanding `{name}!`"));
            return Expansion::Error;
        }
        self.check_ambiguity(call);
        match self.resolve_macro(call) {
            Some(Resolved::Rules(def)) => match self.expand_rules(&def, call) {
                Some(tokens) => Expansion::Tokens(tokens),
                None => Expansion::Error,
            },
            Some(Resolved::Builtin(builtin)) => match self.expand_builtin(builtin, call) {
                Some(tokens) => Expansion::Tokens(tokens),
                None => Expansion::Error,
            },
            None => {
                let name = call.name();
                if builtin::UNSUPPORTED.contains(&name.as_str()) {
                    return Expansion::Unsupported(format!("macro {name}!"));
                }
                self.missing_macro(call);
                Expansion::Error
            }
        }
    }

    /// A name of a path that is no macro is an unresolved path, a lone one an unknown macro.
    fn missing_macro(&mut self, call: &Call) {
        let name = call.name();
        let before = match call.path.segments.as_slice() {
            [.., before, _] => before.ident.name.to_string(),
            _ => match call.path.root {
                PathRoot::Relative | PathRoot::Global => String::new(),
                PathRoot::Crate => "crate".to_owned(),
                PathRoot::Named(krate) => krate.to_string(),
                PathRoot::Super(0) => "self".to_owned(),
                PathRoot::Super(_) => "super".to_owned(),
            },
        };
        match call.path.segments.last() {
            Some(last) if !before.is_empty() => {
                self.error(Some("E0433"), last.ident.span, format!("cannot find `{name}` in `{before}`"));
            }
            _ => self.error(None, call.path.span, format!("cannot find macro `{name}` in this scope")),
        }
    }

    /// The macro that a path means.
    pub(crate) fn resolve_macro(&self, call: &Call) -> Option<Resolved> {
        let segments = call.path.segments.iter().map(|segment| segment.ident.name).collect();
        let path = MacroPath { root: call.path.root, segments };
        match self.macros.find(&self.module.path, &path) {
            Found::Local(def) => Some(Resolved::Rules(def)),
            Found::Library(name) => self
                .options
                .library_macros
                .as_ref()
                .and_then(|library| library.get(name))
                .map(Resolved::Rules)
                .or_else(|| Builtin::named(name).map(Resolved::Builtin)),
            Found::Nothing => match path.root {
                // Inside the library `$crate` is `crate`.
                PathRoot::Crate => Builtin::named(*path.segments.last()?).map(Resolved::Builtin),
                PathRoot::Relative | PathRoot::Global | PathRoot::Named(_) | PathRoot::Super(_) => None,
            },
        }
    }

    /// Expands a `macro_rules!` macro. Errors are reported.
    pub(crate) fn expand_rules(&mut self, def: &MacroDef, call: &Call) -> Option<Vec<TokenTree>> {
        let mut furthest: Option<(usize, SpanId, Option<String>)> = None;
        for rule in &def.rules {
            let input = flatten(&call.tokens);
            let close = call.close;
            let outcome = match_rule(rule, input, close, def.name, &mut |input, index, specifier| {
                self.take_fragment(input, index, specifier, close)
            });
            match outcome {
                Outcome::Success(matches) => {
                    return match transcribe(def, &rule.transcriber, &matches, call.span) {
                        Ok(tokens) => Some(tokens),
                        Err(error) => {
                            self.errors.push(error);
                            None
                        }
                    };
                }
                Outcome::Failure { position, span, found } => {
                    if furthest.as_ref().is_none_or(|(best, ..)| position > *best) {
                        furthest = Some((position, span, found));
                    }
                }
                Outcome::Ambiguity { span, what } => {
                    self.error(None, span, what);
                    return None;
                }
                Outcome::Error => return None,
            }
        }
        let error = match furthest {
            Some((_, span, Some(found))) => {
                Diagnostic::error(None, span, format!("no rules expected `{found}`"))
                    .label("no rules expected this token in macro call")
            }
            // rustc points at the invocation when it ended too early.
            _ => Diagnostic::error(None, call.span, "unexpected end of macro invocation")
                .label("missing tokens in macro arguments"),
        };
        self.errors.push(error);
        None
    }

    /// Expands an invocation that another macro wants to see the result of.
    pub(crate) fn expand_eagerly(&mut self, mac: &syn::Macro) -> Option<Vec<TokenTree>> {
        let call = self.call(mac);
        match self.expand(&call) {
            Expansion::Tokens(tokens) => Some(tokens),
            Expansion::Unsupported(feature) => {
                self.unsupported.push(Unsupported::new(feature, call.span));
                None
            }
            Expansion::Error => None,
        }
    }

    /// Expands and converts with `convert`; `fallback` makes what stands for something unsupported.
    fn expand_with<R>(
        &mut self,
        mac: &syn::Macro,
        convert: impl FnOnce(&mut Self, &[TokenTree], SpanId) -> Option<R>,
        fallback: impl FnOnce(&mut Self, &str, SpanId) -> R,
    ) -> R {
        let call = self.call(mac);
        match self.expand(&call) {
            Expansion::Tokens(tokens) => {
                self.expansion_depth += 1;
                self.expansion_count += 1;
                self.expansions.push(self.expansion_count);
                let converted = convert(self, &tokens, call.span);
                self.expansions.pop();
                self.expansion_depth -= 1;
                match converted {
                    Some(converted) => converted,
                    None => fallback(self, "erroneous macro", call.span),
                }
            }
            Expansion::Unsupported(feature) => fallback(self, &feature, call.span),
            Expansion::Error => fallback(self, "erroneous macro", call.span),
        }
    }

    /// `m!(…)` as an expression.
    pub(crate) fn macro_expr(&mut self, mac: syn::Macro) -> Expr {
        if self.is_native(&mac) {
            return self.native_expr(&mac);
        }
        self.expand_with(
            &mac,
            |lower, tokens, span| {
                let parser = |input: syn::parse::ParseStream<'_>| {
                    let expr = input.parse::<syn::Expr>()?;
                    // A trailing semicolon is only warned about.
                    input.parse::<Option<syn::Token![;]>>()?;
                    Ok(expr)
                };
                lower.parse(parser, tokens, span).map(|expr| lower.expr(expr))
            },
            |lower, feature, span| lower.unsupported_expr(feature, span),
        )
    }

    /// `m!(…);` or `m! { … }` as statements; gives the value when it is the block's.
    pub(crate) fn macro_stmts(&mut self, mac: syn::Macro, tail: Tail, out: &mut Vec<Stmt>) -> Option<Expr> {
        if self.is_native(&mac) {
            let expr = self.native_expr(&mac);
            return Some(expr);
        }
        let mut stmts = Vec::new();
        let value = self.expand_with(
            &mac,
            |lower, tokens, span| {
                let parsed = lower.parse(syn::Block::parse_within, tokens, span)?;
                Some(lower.stmts(parsed, tail, &mut stmts))
            },
            |lower, feature, span| {
                let expr = lower.unsupported_expr(feature, span);
                match tail {
                    Tail::Value => Some(expr),
                    Tail::Semi | Tail::Statement => {
                        let stmt = Stmt::Expr { expr, semi: true };
                        lower.pending.push(stmt);
                        None
                    }
                }
            },
        );
        out.append(&mut stmts);
        out.append(&mut self.pending);
        value
    }

    /// `m!(…)` as a pattern.
    pub(crate) fn macro_pat(&mut self, mac: syn::Macro) -> Pat {
        self.expand_with(
            &mac,
            |lower, tokens, span| {
                lower.parse(syn::Pat::parse_multi_with_leading_vert, tokens, span).map(|pat| lower.pat(pat))
            },
            |lower, feature, span| {
                lower.unsupported.push(Unsupported::new(feature, span));
                Pat { id: lower.node(), kind: PatKind::Wild, span }
            },
        )
    }

    /// `m!(…)` as a type.
    pub(crate) fn macro_ty(&mut self, mac: syn::Macro) -> Ty {
        self.expand_with(
            &mac,
            |lower, tokens, span| {
                lower.parse(<syn::Type as syn::parse::Parse>::parse, tokens, span).map(|ty| lower.ty(ty))
            },
            |_, feature, span| Ty { kind: TyKind::Unsupported(Symbol::new(feature)), span },
        )
    }

    /// `m!(…);` among items, and `macro_rules!` itself.
    pub(crate) fn macro_item(&mut self, item: syn::ItemMacro, out: &mut Vec<Item>) {
        if !self.cfg_keeps(&item.attrs) {
            return;
        }
        if item.mac.path.is_ident("macro_rules")
            && let Some(name) = &item.ident
        {
            let metas = self.metas(&item.attrs);
            let exported = metas.iter().any(|meta| meta.path().is_ident("macro_export"));
            if let Some(def) = self.definition(name, &item.mac) {
                // The library only declares what the frontend has built in.
                if !metas.iter().any(|meta| meta.path().is_ident("rustc_builtin_macro")) {
                    self.macros.declare(&self.module.path.clone(), def.clone(), exported);
                    self.macros.define(def.clone(), &self.expansions);
                }
                let ident = self.ident(name);
                let span = ident.span.to(self.delimited(item.mac.delimiter.span()));
                let attrs = self.attrs(&metas);
                let kind = ItemKind::MacroRules { definition: def.id, exported };
                out.push(Item { attrs, vis: crate::ast::Visibility::Inherited, ident, kind, span });
            }
            return;
        }
        self.expand_with(
            &item.mac,
            |lower, tokens, span| {
                let file = lower.parse(<syn::File as syn::parse::Parse>::parse, tokens, span)?;
                lower.predeclare(&file.items);
                for item in file.items {
                    lower.item(item, out);
                }
                Some(())
            },
            |lower, feature, span| {
                if feature != "erroneous macro" {
                    lower.unsupported.push(Unsupported::new(feature, span));
                }
            },
        );
    }

    /// `m!(…);` in an `extern` block.
    pub(crate) fn macro_foreign_items(&mut self, mac: syn::Macro, _out: &mut Vec<Item>) {
        let call = self.call(&mac);
        self.unsupported.push(Unsupported::new("macro in an extern block", call.span));
    }

    /// `m!(…);` in an impl.
    pub(crate) fn macro_impl_items(&mut self, mac: syn::Macro, out: &mut Vec<Item>) {
        self.expand_with(
            &mac,
            |lower, tokens, span| {
                let members = lower.parse(many::<syn::ImplItem>, tokens, span)?;
                for member in members {
                    lower.impl_member(member, out);
                }
                Some(())
            },
            |lower, feature, span| {
                if feature != "erroneous macro" {
                    lower.unsupported.push(Unsupported::new(feature, span));
                }
            },
        );
    }

    /// `m!(…);` in a trait.
    pub(crate) fn macro_trait_items(&mut self, mac: syn::Macro, out: &mut Vec<Item>) {
        self.expand_with(
            &mac,
            |lower, tokens, span| {
                let members = lower.parse(many::<syn::TraitItem>, tokens, span)?;
                for member in members {
                    lower.trait_member(member, out);
                }
                Some(())
            },
            |lower, feature, span| {
                if feature != "erroneous macro" {
                    lower.unsupported.push(Unsupported::new(feature, span));
                }
            },
        );
    }

    /// The definition of a `macro_rules!` item: made once, whether met first by the collection or by conversion.
    fn definition(&mut self, name: &proc_macro2::Ident, mac: &syn::Macro) -> Option<Arc<MacroDef>> {
        let key = self.bridge.index(name.span());
        if let Some(def) = key.and_then(|key| self.definitions.get(&key)) {
            return Some(def.clone());
        }
        let tokens = self.group_tokens(mac.delimiter.span().open());
        let ident = self.ident(name);
        match parse_definition(ident.name, &tokens, ident.span, self.options.crate_key, self.options.edition)
        {
            Ok(def) => {
                self.errors.extend(crate::macros::follow::check(&def));
                let def = Arc::new(def);
                if let Some(key) = key {
                    self.definitions.insert(key, def.clone());
                }
                Some(def)
            }
            Err(error) => {
                // The collection and the conversion both meet it; report it once.
                if !self.errors.contains(&error) {
                    self.errors.push(error);
                }
                None
            }
        }
    }

    /// Collects what paths may refer to before it is converted: macros and imports of the modules in these items.
    pub(crate) fn predeclare(&mut self, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Macro(mac) if mac.mac.path.is_ident("macro_rules") => {
                    let Some(name) = &mac.ident else { continue };
                    if !self.cfg_keeps(&mac.attrs) {
                        continue;
                    }
                    let metas = self.metas(&mac.attrs);
                    let exported = metas.iter().any(|meta| meta.path().is_ident("macro_export"));
                    if metas.iter().any(|meta| meta.path().is_ident("rustc_builtin_macro")) {
                        continue;
                    }
                    if let Some(def) = self.definition(name, &mac.mac) {
                        self.macros.declare(&self.module.path.clone(), def, exported);
                    }
                }
                syn::Item::Mod(module) => {
                    let Some((_, items)) = &module.content else { continue };
                    if !self.cfg_keeps(&module.attrs) {
                        continue;
                    }
                    let name = self.ident(&module.ident).name;
                    self.module.path.push(name);
                    self.predeclare(items);
                    self.module.path.pop();
                }
                syn::Item::ExternCrate(item) if self.cfg_keeps(&item.attrs) => {
                    let name = self.ident(&item.ident).name;
                    let alias = item.rename.as_ref().map_or(name, |(_, alias)| self.ident(alias).name);
                    let uses_macros = item.attrs.iter().any(|attr| attr.path().is_ident("macro_use"));
                    self.macros.extern_crate(name, alias, uses_macros);
                }
                syn::Item::Use(item) => {
                    if self.cfg_keeps(&item.attrs) {
                        let entries = self.use_entries(item);
                        self.macros.import(&self.module.path.clone(), &entries);
                    }
                }
                _ => {}
            }
        }
    }

    /// `native!()` and `builtin!(name, args…)` of the library.
    fn is_native(&self, mac: &syn::Macro) -> bool {
        self.options.library_macros.is_none() && (mac.path.is_ident("native") || mac.path.is_ident("builtin"))
    }

    fn native_expr(&mut self, mac: &syn::Macro) -> Expr {
        let call = self.call(mac);
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        let mut args = self.parse(parser, &call.tokens, call.span).into_iter().flatten();
        let name = if mac.path.is_ident("native") {
            Symbol::new("native")
        } else {
            match args.next() {
                Some(syn::Expr::Path(path)) => path
                    .path
                    .get_ident()
                    .map_or_else(|| Symbol::new("native"), |ident| self.ident(ident).name),
                _ => Symbol::new("native"),
            }
        };
        let args = args.map(|arg| self.expr(arg)).collect();
        self.make(ExprKind::Builtin(name, args), call.span)
    }
}

fn many<T: syn::parse::Parse>(input: syn::parse::ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        out.push(input.parse()?);
    }
    Ok(out)
}
