//! Scopes under construction, and temporaries.
//!
//! Two scopes matter at any point: the innermost *temporary scope* (statement, condition, arm, body … — the
//! Reference's "temporary scopes"), where unnamed values are declared, and the innermost *block scope*, where `let`
//! variables and extended temporaries go.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::NodeId;

use super::{Builder, Extent};
use crate::tree::{Expr, ExprKind, LocalId, LocalKind, Place, Scope, Stmt};
use crate::ty::Ty;

/// The open scopes, innermost last.
#[derive(Default)]
pub(super) struct ScopeStack {
    open: Vec<Vec<LocalId>>,
    /// Indices in `open` of the temporary scopes.
    temporaries: Vec<usize>,
    /// Indices in `open` of the block scopes.
    blocks: Vec<usize>,
}

impl Builder<'_, '_> {
    /// Builds inside a new temporary scope; the scope node is left out if nothing was declared.
    pub(super) fn in_scope(&mut self, end: SpanId, build: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let (value, locals) = self.temporary_scope(build);
        wrap(locals, value, end)
    }

    /// Builds inside a new temporary scope and hands its locals to the caller.
    pub(super) fn temporary_scope<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> (T, Vec<LocalId>) {
        self.scopes.temporaries.push(self.scopes.open.len());
        let result = self.binding_scope(build);
        self.scopes.temporaries.pop();
        result
    }

    /// Builds inside a new scope of variables; temporaries still go to the enclosing temporary scope.
    pub(super) fn binding_scope<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> (T, Vec<LocalId>) {
        self.scopes.open.push(Vec::new());
        let value = build(self);
        (value, self.scopes.open.pop().expect("pushed above"))
    }

    /// Builds inside a new block: the scope of its `let`s and of extended temporaries.
    pub(super) fn in_block_scope(&mut self, end: SpanId, build: impl FnOnce(&mut Self) -> Expr) -> Expr {
        self.scopes.blocks.push(self.scopes.open.len());
        let (value, locals) = self.binding_scope(build);
        self.scopes.blocks.pop();
        wrap(locals, value, end)
    }

    /// Builds the statements of one statement, with a temporary scope around them if one is needed.
    pub(super) fn statement(
        &mut self,
        end: SpanId,
        stmts: &mut Vec<Stmt>,
        build: impl FnOnce(&mut Self, &mut Vec<Stmt>),
    ) {
        let (inner, locals) = self.temporary_scope(|b| {
            let mut inner = Vec::new();
            build(b, &mut inner);
            inner
        });
        if locals.is_empty() {
            stmts.extend(inner);
        } else {
            let value = self.with_stmts(inner, Expr::unit(end));
            stmts.push(Stmt::Expr(wrap(locals, value, end)));
        }
    }

    /// Declares a variable in the innermost block.
    pub(super) fn declare_in_block(&mut self, local: LocalId) {
        let block = self.scopes.blocks.last().copied().unwrap_or(0);
        self.scopes.open[block].push(local);
    }

    /// Declares a variable in the innermost scope.
    pub(super) fn declare_here(&mut self, local: LocalId) {
        self.scopes.open.last_mut().expect("a body has a scope").push(local);
    }

    /// How long what a `let` here extends lives.
    pub(super) fn innermost_block(&self) -> Extent {
        Extent::Block(self.scopes.blocks.last().copied().unwrap_or(0))
    }

    /// A temporary of the innermost temporary scope, or of where the value of `node` is extended to.
    pub(super) fn new_temp(&mut self, ty: Ty, node: Option<NodeId>, span: SpanId) -> LocalId {
        let local = self.new_local(ty, LocalKind::Temp, None, true, span);
        let extent = node.and_then(|node| self.extended.get(&node).copied());
        let scope = match extent {
            Some(Extent::Block(block)) if block < self.scopes.open.len() => block,
            _ => self.scopes.temporaries.last().copied().unwrap_or(0),
        };
        self.scopes.open[scope].push(local);
        local
    }

    /// Puts a value into a temporary: the statement that does it goes to `stmts`.
    pub(super) fn store_temp(&mut self, value: Expr, node: Option<NodeId>, stmts: &mut Vec<Stmt>) -> Place {
        let (ty, span) = (value.ty, value.span);
        let local = self.new_temp(ty, node, span);
        stmts.push(Stmt::Init(local, value));
        Place::local(local, ty, span)
    }

    /// `stmts`, then `value`.
    pub(super) fn with_stmts(&self, stmts: Vec<Stmt>, value: Expr) -> Expr {
        if stmts.is_empty() {
            return value;
        }
        let (ty, span) = (value.ty, value.span);
        Expr::new(ExprKind::Block(stmts, Box::new(value)), ty, span)
    }
}

/// A scope node around `value`, unless it declares nothing.
pub(super) fn wrap(locals: Vec<LocalId>, value: Expr, end: SpanId) -> Expr {
    if locals.is_empty() {
        return value;
    }
    let (ty, span) = (value.ty, value.span);
    Expr::new(ExprKind::Scope(Box::new(Scope { locals, value, end })), ty, span)
}
