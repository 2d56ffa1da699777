//! Where `let` and `_` may stand as expressions.
//!
//! syn reads both anywhere; rustc takes `let` only along the `&&`s of a condition, and `_` only on the left of an
//! assignment and as the length of an array. What contains them marks them before it is converted.

use proc_macro2::Span;

use crate::ast::Expr;
use crate::rust::lower::Lower;

impl Lower<'_> {
    fn allow(&mut self, token: Span) {
        if let Some(entry) = self.bridge.index(token) {
            self.allowed.insert(entry);
        }
    }

    /// May this `let` or `_` stand where it does?
    pub(crate) fn is_allowed(&self, token: Span) -> bool {
        self.bridge.index(token).is_none_or(|entry| self.allowed.contains(&entry))
    }

    /// The condition of an `if`, `while` or arm.
    pub(crate) fn condition(&mut self, cond: syn::Expr) -> Expr {
        let mut current = &cond;
        loop {
            match current {
                syn::Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                    if let syn::Expr::Let(let_) = &*binary.right {
                        self.allow(let_.let_token.span);
                    }
                    current = &binary.left;
                }
                syn::Expr::Let(let_) => {
                    self.allow(let_.let_token.span);
                    break;
                }
                _ => break,
            }
        }
        self.expr(cond)
    }

    /// The length of an array may be `_`.
    pub(crate) fn allow_underscore(&mut self, len: &syn::Expr) {
        match len {
            syn::Expr::Infer(infer) => self.allow(infer.underscore_token.span),
            syn::Expr::Paren(paren) => self.allow_underscore(&paren.expr),
            _ => {}
        }
    }

    /// The `_`s of what is assigned to.
    pub(crate) fn allow_underscores(&mut self, left: &syn::Expr) {
        match left {
            syn::Expr::Infer(_) => self.allow_underscore(left),
            syn::Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.allow_underscores(elem)),
            syn::Expr::Array(array) => array.elems.iter().for_each(|elem| self.allow_underscores(elem)),
            syn::Expr::Call(call) => call.args.iter().for_each(|arg| self.allow_underscores(arg)),
            syn::Expr::Struct(strukt) => {
                strukt.fields.iter().for_each(|field| self.allow_underscores(&field.expr));
            }
            syn::Expr::Paren(paren) => self.allow_underscores(&paren.expr),
            syn::Expr::Group(group) => self.allow_underscores(&group.expr),
            _ => {}
        }
    }

    /// `#![recursion_limit = "…"]` of a crate.
    pub(crate) fn limit_recursion(&mut self, metas: &[syn::Meta]) {
        let written = crate::rust::module::string_value(metas, "recursion_limit");
        if let Some(limit) = written.and_then(|text| text.parse().ok()) {
            self.recursion_max = limit;
        }
    }
}
