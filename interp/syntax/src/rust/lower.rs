//! The state of one conversion and what all its files share.

use proc_macro2::{Ident as PmIdent, Span, TokenStream};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use syn::parse::Parser;

use crate::ast::{AnonConst, Body, Edition, Expr, ExprKind, Ident, Marks, NodeId, Param, Stmt};
use crate::diagnostic::{Diagnostic, Unsupported};
use crate::frontend::Options;
use crate::lex::token::TokenTree;
use crate::macros::rules::MacroDef;
use crate::macros::scope::MacroScopes;
use crate::rust::bridge::{Bridge, check_depth};
use crate::rust::module::ModuleContext;
use crate::span::SpanId;
use crate::symbol::Symbol;

/// Converts syn's tree to ours, expanding macros on the way.
pub(crate) struct Lower<'o> {
    /// Edition, crate name, configuration.
    pub(crate) options: &'o Options,
    /// Tokens to syn and back.
    pub(crate) bridge: Bridge,
    /// What rustc rejects.
    pub(crate) errors: Vec<Diagnostic>,
    /// What stops the whole call, unlike an `Unsupported` node.
    pub(crate) unsupported: Vec<Unsupported>,
    /// Macros in scope.
    pub(crate) macros: MacroScopes,
    /// Where we are in the tree of modules and files.
    pub(crate) module: ModuleContext,
    /// Files of modules read so far.
    pub(crate) module_files: u32,
    /// How many expansions we are in.
    pub(crate) expansion_depth: u32,
    /// Those that go through statements and items, by number, outermost first.
    pub(crate) expansions: Vec<u32>,
    /// How many there were so far.
    pub(crate) expansion_count: u32,
    /// First segments of the paths by which macros were called in the blocks around.
    pub(crate) path_calls: Vec<Ident>,
    /// Definitions made so far, by the entry of their name.
    pub(crate) definitions: FxHashMap<usize, Arc<MacroDef>>,
    /// Statements that stand for a macro that could not be expanded.
    pub(crate) pending: Vec<Stmt>,
    /// The `let`s and `_`s that stand where an expression may be one, by the entry of the token.
    pub(crate) allowed: FxHashSet<usize>,
    /// Inside the bounds of an `impl Trait`.
    pub(crate) in_impl_trait: bool,
    /// How many expansions may be inside each other.
    pub(crate) recursion_max: u32,
    /// Next node of the current body.
    next_node: u32,
}

/// How many expansions may be inside each other unless the crate says otherwise, as in rustc.
const RECURSION_MAX: u32 = 128;

impl<'o> Lower<'o> {
    pub(crate) fn new(options: &'o Options) -> Lower<'o> {
        Lower {
            options,
            bridge: Bridge::default(),
            errors: Vec::new(),
            unsupported: Vec::new(),
            macros: MacroScopes::default(),
            module: ModuleContext::default(),
            module_files: 0,
            expansion_depth: 0,
            expansions: Vec::new(),
            expansion_count: 0,
            path_calls: Vec::new(),
            definitions: FxHashMap::default(),
            pending: Vec::new(),
            allowed: FxHashSet::default(),
            in_impl_trait: false,
            recursion_max: RECURSION_MAX,
            next_node: 0,
        }
    }

    /// The next node id of the current body.
    pub(crate) fn node(&mut self) -> NodeId {
        let id = NodeId(self.next_node);
        self.next_node += 1;
        id
    }

    /// Converts a body with a node numbering of its own.
    pub(crate) fn body(&mut self, make: impl FnOnce(&mut Self) -> (Vec<Param>, Expr)) -> Box<Body> {
        let outer = std::mem::replace(&mut self.next_node, 0);
        let (params, value) = make(self);
        let node_count = std::mem::replace(&mut self.next_node, outer);
        Box::new(Body { params, value, node_count })
    }

    /// A constant expression with a body of its own.
    pub(crate) fn anon_const(&mut self, value: syn::Expr) -> AnonConst {
        let body = self.body(|lower| (Vec::new(), lower.expr(value)));
        AnonConst { span: body.value.span, body }
    }

    /// An expression node of the current body.
    pub(crate) fn make(&mut self, kind: ExprKind, span: SpanId) -> Expr {
        Expr { id: self.node(), kind, span }
    }

    /// A node for what we cannot express.
    pub(crate) fn unsupported_expr(&mut self, feature: &str, span: SpanId) -> Expr {
        self.make(ExprKind::Unsupported(Symbol::new(feature)), span)
    }

    /// A node that stands where an error was reported.
    pub(crate) fn error_expr(&mut self, span: SpanId) -> Expr {
        self.unsupported_expr("erroneous expression", span)
    }

    /// Our position of a syn span.
    pub(crate) fn at(&self, span: Span) -> SpanId {
        self.bridge.span(span)
    }

    /// A name with its marks.
    pub(crate) fn ident(&self, ident: &PmIdent) -> Ident {
        let entry = self.bridge.entry(ident.span());
        let known = entry.and_then(|entry| entry.name).filter(|name| *ident == name.as_str());
        let name = known.unwrap_or_else(|| {
            let text = ident.to_string();
            Symbol::new(text.strip_prefix("r#").unwrap_or(&text))
        });
        let (span, marks) = entry.map_or((SpanId::NONE, Marks::NONE), |entry| (entry.span, entry.marks));
        Ident { name, marks, span }
    }

    /// A label or lifetime, apostrophe included.
    pub(crate) fn lifetime(&self, lifetime: &syn::Lifetime) -> Ident {
        let ident = self.ident(&lifetime.ident);
        Ident { name: Symbol::new(&format!("'{}", ident.name)), ..ident }
    }

    /// Reports something rustc rejects.
    pub(crate) fn error(&mut self, code: Option<&'static str>, span: SpanId, message: impl Into<String>) {
        self.errors.push(Diagnostic::error(code, span, message));
    }

    /// Reports an error of syn's parser; at the end of the input it is put at `end`.
    pub(crate) fn syntax_error(&mut self, error: &syn::Error, end: SpanId) {
        let at_end = self.bridge.entry(error.span()).is_none();
        let span = if at_end { end } else { self.at(error.span()) };
        let message = crate::rust::parse::rustc_wording(&error.to_string(), span, at_end);
        let code = crate::rust::parse::rustc_code(&message);
        self.errors.push(Diagnostic::error(code, span, message));
    }

    /// Parses tokens with one of syn's parsers. Errors are reported and give `None`.
    pub(crate) fn parse<F: Parser>(
        &mut self,
        parser: F,
        tokens: &[TokenTree],
        end: SpanId,
    ) -> Option<F::Output> {
        if let Err(unsupported) = check_depth(tokens, 0) {
            self.unsupported.push(unsupported);
            return None;
        }
        let named = match self.options.edition {
            Edition::E2015 => crate::rust::anonymous::name_parameters(tokens),
            _ => None,
        };
        let named = named.as_deref().unwrap_or(tokens);
        let objects = match self.options.edition {
            Edition::E2015 | Edition::E2018 => crate::rust::bare_trait::add_dyn(named),
            Edition::E2021 | Edition::E2024 => None,
        };
        let stream: TokenStream = self.bridge.stream(objects.as_deref().unwrap_or(named));
        match parser.parse2(stream) {
            Ok(output) => Some(output),
            Err(error) => {
                let known = crate::rust::mistakes::find(tokens, self.at(error.span()));
                if known.is_empty() {
                    self.syntax_error(&error, end);
                }
                self.errors.extend(known);
                None
            }
        }
    }

    /// The tokens inside a group that syn found, as they were before syn saw them.
    pub(crate) fn group_tokens(&self, open: Span) -> Vec<TokenTree> {
        match self.bridge.entry(open).and_then(|entry| entry.group.as_ref()) {
            Some(group) => group.tokens.to_vec(),
            None => Vec::new(),
        }
    }

    /// From the opening to the closing delimiter.
    pub(crate) fn delimited(&self, span: &proc_macro2::extra::DelimSpan) -> SpanId {
        match self.bridge.entry(span.open()) {
            Some(entry) => match &entry.group {
                Some(group) => group.open.to(group.close),
                None => entry.span,
            },
            None => SpanId::NONE,
        }
    }
}
