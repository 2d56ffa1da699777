//! Blocks and statements.
//!
//! A macro invoked as a statement may expand to any number of statements, whose `let`s and items belong to the
//! surrounding block.

use crate::ast::{Block, Expr, Let, Stmt};
use crate::rust::expr::expr_attrs;
use crate::rust::lower::Lower;

/// What becomes of a final expression without semicolon in a list of statements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// It is the value of the block.
    Value,
    /// The macro invocation around it ended with a semicolon.
    Semi,
    /// More statements follow.
    Statement,
}

impl Lower<'_> {
    /// `{ … }`.
    pub(crate) fn block(&mut self, block: syn::Block) -> Block {
        let id = self.node();
        let span = self.delimited(&block.brace_token.span);
        let scope = self.macros.enter_block();
        let calls = self.path_calls.len();
        let mut stmts = Vec::new();
        for stmt in &block.stmts {
            if let syn::Stmt::Item(item) = stmt {
                self.predeclare(std::slice::from_ref(item));
                if let syn::Item::Use(item) = item
                    && self.cfg_keeps(&item.attrs)
                {
                    let entries = self.use_entries(item);
                    self.macros.import_in_block(&entries);
                }
            }
        }
        let tail = self.stmts(block.stmts, Tail::Value, &mut stmts);
        self.check_late_modules(calls, &stmts);
        self.macros.leave_block(scope);
        Block { id, stmts, tail: tail.map(Box::new), span }
    }

    /// Converts statements into `out`; gives the tail expression.
    pub(crate) fn stmts(&mut self, stmts: Vec<syn::Stmt>, tail: Tail, out: &mut Vec<Stmt>) -> Option<Expr> {
        // What `cfg` leaves out is not there: the expression before it may be the tail then.
        let stmts: Vec<syn::Stmt> = stmts.into_iter().filter(|stmt| self.keeps_stmt(stmt)).collect();
        let count = stmts.len();
        for (index, stmt) in stmts.into_iter().enumerate() {
            let last = index + 1 == count;
            match stmt {
                syn::Stmt::Local(local) => self.local(local, out),
                syn::Stmt::Item(item) => {
                    let mut items = Vec::new();
                    self.item(item, &mut items);
                    out.extend(items.into_iter().map(|item| Stmt::Item(Box::new(item))));
                }
                syn::Stmt::Expr(expr, semi) => {
                    if is_empty(&expr) {
                        continue;
                    }
                    let expr = self.expr(expr);
                    match (last && semi.is_none(), tail) {
                        (true, Tail::Value) => return Some(expr),
                        (true, Tail::Semi) => out.push(Stmt::Expr { expr, semi: true }),
                        _ => out.push(Stmt::Expr { expr, semi: semi.is_some() }),
                    }
                }
                syn::Stmt::Macro(mac) => {
                    let inner = match (mac.semi_token.is_some(), last) {
                        (true, _) => Tail::Semi,
                        (false, true) => tail,
                        (false, false) => Tail::Statement,
                    };
                    if let Some(value) = self.macro_stmts(mac.mac, inner, out) {
                        return Some(value);
                    }
                }
            }
        }
        None
    }

    fn keeps_stmt(&mut self, stmt: &syn::Stmt) -> bool {
        match stmt {
            syn::Stmt::Expr(expr, _) => self.cfg_keeps(expr_attrs(expr)),
            syn::Stmt::Macro(mac) => self.cfg_keeps(&mac.attrs),
            // They look at their attributes themselves.
            syn::Stmt::Local(_) | syn::Stmt::Item(_) => true,
        }
    }

    fn local(&mut self, local: syn::Local, out: &mut Vec<Stmt>) {
        if !self.cfg_keeps(&local.attrs) {
            return;
        }
        let span = self.at(local.let_token.span).to(self.at(local.semi_token.span));
        let (init, els) = match local.init {
            Some(init) => (Some(init.expr), init.diverge.map(|(_, block)| block)),
            None => (None, None),
        };
        // The initialiser comes before the pattern: node order is evaluation order.
        let init = init.map(|init| self.expr(*init));
        let els = els.and_then(|els| match *els {
            syn::Expr::Block(block) => Some(self.block(block.block)),
            _ => None,
        });
        let (pat, ty) = match local.pat {
            syn::Pat::Type(typed) => (*typed.pat, Some(*typed.ty)),
            pat => (pat, None),
        };
        let ty = ty.map(|ty| self.ty(ty));
        let pat = self.pat(pat);
        out.push(Stmt::Let(Box::new(Let { pat, ty, init, els, span })));
    }
}

fn is_empty(expr: &syn::Expr) -> bool {
    matches!(expr, syn::Expr::Verbatim(tokens) if tokens.is_empty())
}
