//! Walking the expressions and patterns of a body as written.

use treebeard_syntax::ast::{Block, Expr, ExprKind, Pat, PatKind, Stmt};

/// Visits expressions, blocks and patterns; items and anonymous constants are bodies of their own.
pub trait Visitor: Sized {
    /// An expression.
    fn expr(&mut self, expr: &Expr) {
        walk_expr(self, expr);
    }

    /// A block.
    fn block(&mut self, block: &Block) {
        walk_block(self, block);
    }

    /// A pattern.
    fn pat(&mut self, pat: &Pat) {
        walk_pat(self, pat);
    }
}

/// Visits the parts of an expression in source order.
pub fn walk_expr<V: Visitor>(v: &mut V, expr: &Expr) {
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
        | ExprKind::Try(a) => v.expr(a),
        ExprKind::Binary(_, a, b)
        | ExprKind::Logical(_, a, b)
        | ExprKind::Assign(a, b)
        | ExprKind::AssignOp(_, a, b)
        | ExprKind::Index(a, b) => {
            v.expr(a);
            v.expr(b);
        }
        ExprKind::Call(callee, args) => {
            v.expr(callee);
            args.iter().for_each(|arg| v.expr(arg));
        }
        ExprKind::MethodCall { receiver, args, .. } => {
            v.expr(receiver);
            args.iter().for_each(|arg| v.expr(arg));
        }
        ExprKind::Range { start, end, .. } => {
            for end in [start, end].into_iter().flatten() {
                v.expr(end);
            }
        }
        ExprKind::Tuple(list) | ExprKind::Array(list) | ExprKind::Builtin(_, list) => {
            list.iter().for_each(|element| v.expr(element));
        }
        ExprKind::Struct { fields, base, .. } => {
            fields.iter().for_each(|field| v.expr(&field.value));
            if let Some(base) = base {
                v.expr(base);
            }
        }
        ExprKind::Block(block, _)
        | ExprKind::Unsafe(block)
        | ExprKind::InlineConst(block)
        | ExprKind::Loop(block, _) => v.block(block),
        ExprKind::If { cond, then, els } => {
            v.expr(cond);
            v.block(then);
            if let Some(els) = els {
                v.expr(els);
            }
        }
        ExprKind::Let(pat, scrutinee) => {
            v.expr(scrutinee);
            v.pat(pat);
        }
        ExprKind::While { cond, body, .. } => {
            v.expr(cond);
            v.block(body);
        }
        ExprKind::For { pat, iter, body, .. } => {
            v.expr(iter);
            v.pat(pat);
            v.block(body);
        }
        ExprKind::Match(scrutinee, arms) => {
            v.expr(scrutinee);
            for arm in arms {
                v.pat(&arm.pat);
                if let Some(guard) = &arm.guard {
                    v.expr(guard);
                }
                v.expr(&arm.body);
            }
        }
        ExprKind::Closure(closure) => {
            closure.params.iter().for_each(|param| v.pat(&param.pat));
            v.expr(&closure.body);
        }
        ExprKind::Break(_, value) | ExprKind::Return(value) => {
            if let Some(value) = value {
                v.expr(value);
            }
        }
    }
}

/// Visits the statements and the tail of a block.
pub fn walk_block<V: Visitor>(v: &mut V, block: &Block) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Let(let_) => {
                if let Some(init) = &let_.init {
                    v.expr(init);
                }
                v.pat(&let_.pat);
                if let Some(els) = &let_.els {
                    v.block(els);
                }
            }
            Stmt::Item(_) => {}
            Stmt::Expr { expr, .. } => v.expr(expr),
        }
    }
    if let Some(tail) = &block.tail {
        v.expr(tail);
    }
}

/// Visits the parts of a pattern. Literals and ends of ranges are expressions.
pub fn walk_pat<V: Visitor>(v: &mut V, pat: &Pat) {
    match &pat.kind {
        PatKind::Wild
        | PatKind::Rest
        | PatKind::Never
        | PatKind::Path(_)
        | PatKind::Ident { sub: None, .. } => {}
        PatKind::Ident { sub: Some(sub), .. } | PatKind::Ref(_, sub) => v.pat(sub),
        PatKind::Lit(lit) => v.expr(lit),
        PatKind::Range { start, end, .. } => {
            for end in [start, end].into_iter().flatten() {
                v.expr(end);
            }
        }
        PatKind::Tuple(list) | PatKind::TupleStruct(_, list) | PatKind::Slice(list) | PatKind::Or(list) => {
            list.iter().for_each(|pat| v.pat(pat));
        }
        PatKind::Struct { fields, .. } => fields.iter().for_each(|field| v.pat(&field.pat)),
    }
}
