//! Which bodies the user's program has, and the blocks with items inside them.
//!
//! Blocks are entered here exactly as inference enters them later, so that items nested in bodies (and above all
//! their impls) are known before any body is inferred.

use std::sync::atomic::Ordering;

use treebeard_syntax::ast::{self, Block, Expr, ExprKind, Stmt};

use super::VariantDiscr;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::Scope;
use crate::names::definitions::read;

impl Sema {
    /// Every definition of the user's program that has a body (functions, constants, statics, associated ones,
    /// discriminants), in source order; those nested in bodies after those around them.
    pub fn local_bodies(&self) -> Vec<DefId> {
        self.walk_local_bodies();
        read(&self.body_list).clone()
    }

    /// Every function and constant of the library that has a body, those nested in bodies left out: for tests of the
    /// library itself, whose bodies are otherwise only inferred when something calls them.
    pub fn library_bodies(&self) -> Vec<DefId> {
        let mut found = Vec::new();
        let mut containers = vec![self.source(0).root];
        while let Some(container) = containers.pop() {
            for (def, _) in self.child_defs(container) {
                match self.data(def).kind {
                    DefKind::Mod | DefKind::Trait | DefKind::Impl | DefKind::Use => containers.push(def),
                    DefKind::Fn
                    | DefKind::AssocFn
                    | DefKind::Const
                    | DefKind::AssocConst
                    | DefKind::Static
                        if self.body_ast(def).is_some() =>
                    {
                        found.push(def);
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Finds the bodies of all sources that have not been searched.
    pub(crate) fn walk_local_bodies(&self) {
        loop {
            let next = self.bodies_walked.load(Ordering::Acquire);
            if next >= self.table.sources.len() as usize {
                return;
            }
            let claimed =
                self.bodies_walked.compare_exchange(next, next + 1, Ordering::AcqRel, Ordering::Acquire);
            if claimed.is_err() {
                continue;
            }
            let root = self.source(next as u32).root;
            if self.is_local(root) {
                self.walk_container(root);
            }
        }
    }

    fn walk_container(&self, container: DefId) {
        for (def, _) in self.child_defs(container) {
            match self.data(def).kind {
                DefKind::Mod | DefKind::Trait | DefKind::Impl | DefKind::Use => self.walk_container(def),
                DefKind::Fn | DefKind::AssocFn | DefKind::Const | DefKind::AssocConst | DefKind::Static => {
                    self.add_body(def)
                }
                DefKind::Enum => {
                    for variant in &self.adt_def(def).variants {
                        if let VariantDiscr::Explicit(anon) = variant.discriminant {
                            self.anon_types.put(anon, self.discriminant_ty(def));
                            self.add_body(anon);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add_body(&self, def: DefId) {
        let Some(body) = self.body_ast(def) else { return };
        crate::names::definitions::write(&self.body_list).push(def);
        BlockWalker { sema: self }.expr(self.scope_of(def), &body.value);
    }
}

/// Enters every block of a body.
struct BlockWalker<'a> {
    sema: &'a Sema,
}

impl BlockWalker<'_> {
    fn block(&self, scope: Scope, block: &Block) {
        let scope = self.sema.enter_block(scope, block);
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(let_) => {
                    if let Some(init) = &let_.init {
                        self.expr(scope, init);
                    }
                    if let Some(els) = &let_.els {
                        self.block(scope, els);
                    }
                }
                Stmt::Item(_) => {}
                Stmt::Expr { expr, .. } => self.expr(scope, expr),
            }
        }
        if let Some(tail) = &block.tail {
            self.expr(scope, tail);
        }
    }

    fn exprs<'e>(&self, scope: Scope, list: impl IntoIterator<Item = &'e Expr>) {
        list.into_iter().for_each(|expr| self.expr(scope, expr));
    }

    fn expr(&self, scope: Scope, expr: &Expr) {
        match &expr.kind {
            ExprKind::Lit(_)
            | ExprKind::Path(_)
            | ExprKind::Underscore
            | ExprKind::Continue(_)
            | ExprKind::Unsupported(_) => {}
            ExprKind::Unary(_, a)
            | ExprKind::Ref(_, a)
            | ExprKind::RawRef(_, a)
            | ExprKind::Cast(a, _)
            | ExprKind::Field(a, _)
            | ExprKind::Repeat(a, _)
            | ExprKind::Await(a)
            | ExprKind::Async { value: a, .. }
            | ExprKind::Try(a)
            | ExprKind::Let(_, a) => self.expr(scope, a),
            ExprKind::Binary(_, a, b)
            | ExprKind::Logical(_, a, b)
            | ExprKind::Assign(a, b)
            | ExprKind::AssignOp(_, a, b)
            | ExprKind::Index(a, b) => {
                self.expr(scope, a);
                self.expr(scope, b);
            }
            ExprKind::Call(callee, args) => {
                self.expr(scope, callee);
                self.exprs(scope, args);
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                self.expr(scope, receiver);
                self.exprs(scope, args);
            }
            ExprKind::Range { start, end, .. } => {
                self.exprs(scope, start.as_deref());
                self.exprs(scope, end.as_deref());
            }
            ExprKind::Tuple(list) | ExprKind::Array(list) | ExprKind::Builtin(_, list) => {
                self.exprs(scope, list);
            }
            ExprKind::Struct { fields, base, .. } => {
                self.exprs(scope, fields.iter().map(|field| &field.value));
                self.exprs(scope, base.as_deref());
            }
            ExprKind::Break(_, value) | ExprKind::Return(value) => self.exprs(scope, value.as_deref()),
            ExprKind::Closure(closure) => self.expr(scope, &closure.body),
            ExprKind::Match(scrutinee, arms) => self.match_(scope, scrutinee, arms),
            _ => self.with_blocks(scope, &expr.kind),
        }
    }

    fn match_(&self, scope: Scope, scrutinee: &Expr, arms: &[ast::Arm]) {
        self.expr(scope, scrutinee);
        for arm in arms {
            self.exprs(scope, arm.guard.as_ref());
            self.expr(scope, &arm.body);
        }
    }

    fn with_blocks(&self, scope: Scope, kind: &ExprKind) {
        match kind {
            ExprKind::Block(block, _)
            | ExprKind::Unsafe(block)
            | ExprKind::InlineConst(block)
            | ExprKind::Loop(block, _) => self.block(scope, block),
            ExprKind::If { cond, then, els } => {
                self.expr(scope, cond);
                self.block(scope, then);
                self.exprs(scope, els.as_deref());
            }
            ExprKind::While { cond, body, .. } => {
                self.expr(scope, cond);
                self.block(scope, body);
            }
            ExprKind::For { iter, body, .. } => {
                self.expr(scope, iter);
                self.block(scope, body);
            }
            _ => {}
        }
    }
}
