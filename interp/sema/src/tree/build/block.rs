//! Blocks and statements, and which temporaries a `let` extends.

use treebeard_syntax::ast::{self, Edition};

use super::{Builder, Extent};
use crate::def::DefKind;
use crate::infer::Resolution;
use crate::tree::{BindingMode, BorrowKind, Expr, LocalKind, Place, Stmt};

impl Builder<'_, '_> {
    /// A block with its own variables.
    pub(super) fn block(&mut self, block: &ast::Block) -> Expr {
        self.in_block_scope(block.span, |b| {
            let mut stmts = Vec::new();
            for stmt in &block.stmts {
                b.stmt(stmt, &mut stmts);
            }
            let value = match &block.tail {
                None => b.block_end(block),
                // From 2024 on the temporaries of the tail go before the block's variables.
                Some(tail) if b.shared.edition >= Edition::E2024 => b.in_scope(tail.span, |b| b.value(tail)),
                Some(tail) => b.value(tail),
            };
            b.with_stmts(stmts, value)
        })
    }

    /// The value of a block without tail: `()`, or nothing if its end is never reached.
    fn block_end(&mut self, block: &ast::Block) -> Expr {
        let ty = self.node_ty(block.id);
        let unit = Expr::unit(block.span);
        if ty == unit.ty || !matches!(ty.kind(), crate::ty::TyKind::Never) {
            return Expr { ty: if ty.has_error() { unit.ty } else { ty }, ..unit };
        }
        let kind = crate::tree::ExprKind::Cast(crate::tree::CastKind::NeverToAny, Box::new(unit));
        Expr::new(kind, ty, block.span)
    }

    fn stmt(&mut self, stmt: &ast::Stmt, stmts: &mut Vec<Stmt>) {
        match stmt {
            ast::Stmt::Item(_) => {}
            ast::Stmt::Let(let_) => self.let_stmt(let_, stmts),
            ast::Stmt::Expr { expr, .. } => self.statement(expr.span, stmts, |b, stmts| {
                let value = b.value(expr);
                if b.may_need_drop(value.ty) {
                    b.store_temp(value, None, stmts);
                } else {
                    stmts.push(Stmt::Expr(value));
                }
            }),
        }
    }

    fn let_stmt(&mut self, let_: &ast::Let, stmts: &mut Vec<Stmt>) {
        let Some(init) = &let_.init else {
            let mut declared = Vec::new();
            self.pattern(&let_.pat, &mut declared);
            declared.into_iter().for_each(|local| self.declare_in_block(local));
            return;
        };
        let extent = self.innermost_block();
        self.extend_temporaries(init, extent);
        if binds_by_reference(self, &let_.pat) {
            self.extend_operand(init, extent);
        }
        self.statement(let_.span, stmts, |b, stmts| {
            if let_.els.is_none()
                && let Some((name, mutable)) = b.simple_binding(&let_.pat)
            {
                let value = b.value(init);
                let ty = b.node_ty(let_.pat.id);
                let local = b.new_local(ty, LocalKind::Var, Some(name), mutable, let_.pat.span);
                b.declare_var(let_.pat.id, local, super::VarInfo { ty, name, mutable });
                b.declare_in_block(local);
                stmts.push(Stmt::Init(local, value));
                return;
            }
            let place = match b.place_or_value(init, stmts) {
                Ok(place) => place,
                Err(value) if matches!(let_.pat.kind, ast::PatKind::Wild) && !b.may_need_drop(value.ty) => {
                    stmts.push(Stmt::Expr(value));
                    return;
                }
                Err(value) => b.materialize(value, Some(init.id), stmts),
            };
            b.bind(&let_.pat, place, let_.els.as_ref(), stmts);
        });
    }

    /// Takes `place` apart by `pat`, declaring its variables in the block.
    pub(super) fn bind(
        &mut self,
        pat: &ast::Pat,
        place: Place,
        els: Option<&ast::Block>,
        stmts: &mut Vec<Stmt>,
    ) {
        let els = els.map(|els| self.in_scope(els.span, |b| b.block(els)));
        let mut declared = Vec::new();
        let pattern = self.pattern(pat, &mut declared);
        declared.into_iter().for_each(|local| self.declare_in_block(local));
        stmts.push(Stmt::Bind { pattern, place, els });
    }

    /// A plain `x` or `mut x` that binds by value: its name and mutability.
    pub(super) fn simple_binding(&self, pat: &ast::Pat) -> Option<(treebeard_syntax::Symbol, bool)> {
        let ast::PatKind::Ident { ident, mutability, sub: None, .. } = &pat.kind else { return None };
        let results = self.shared.results;
        let by_value = results.binding_modes.get(&pat.id) == Some(&crate::infer::ByRef::No);
        (by_value && !results.pat_adjustments.contains_key(&pat.id))
            .then_some((ident.name, *mutability == ast::Mutability::Mut))
    }

    /// Marks the operands of `&` whose temporaries live on, because `expr` initialises a `let`, constant or static
    /// (Reference: "extending expressions").
    pub(super) fn extend_temporaries(&mut self, expr: &ast::Expr, extent: Extent) {
        match &expr.kind {
            ast::ExprKind::Ref(_, operand) | ast::ExprKind::RawRef(_, operand) => {
                self.extend_temporaries(operand, extent);
                self.extend_operand(operand, extent);
            }
            ast::ExprKind::Tuple(values) | ast::ExprKind::Array(values) => {
                values.iter().for_each(|value| self.extend_temporaries(value, extent));
            }
            ast::ExprKind::Struct { fields, .. } => {
                fields.iter().for_each(|field| self.extend_temporaries(&field.value, extent));
            }
            ast::ExprKind::Cast(operand, _) => self.extend_temporaries(operand, extent),
            ast::ExprKind::Call(callee, args) if self.is_extending_call(callee) => {
                args.iter().for_each(|arg| self.extend_temporaries(arg, extent));
            }
            ast::ExprKind::Block(block, _) | ast::ExprKind::Unsafe(block) => {
                if let Some(tail) = &block.tail {
                    self.extend_temporaries(tail, extent);
                }
            }
            ast::ExprKind::If { then, els, .. } => {
                if let Some(tail) = &then.tail {
                    self.extend_temporaries(tail, extent);
                }
                if let Some(els) = els {
                    self.extend_temporaries(els, extent);
                }
            }
            ast::ExprKind::Match(_, arms) => {
                arms.iter().for_each(|arm| self.extend_temporaries(&arm.body, extent));
            }
            _ => {}
        }
    }

    /// Marks the value that `operand` is a part of.
    fn extend_operand(&mut self, operand: &ast::Expr, extent: Extent) {
        let mut operand = operand;
        loop {
            self.extended.insert(operand.id, extent);
            match &operand.kind {
                ast::ExprKind::Field(base, _)
                | ast::ExprKind::Index(base, _)
                | ast::ExprKind::Unary(ast::UnaryOp::Deref, base)
                | ast::ExprKind::Ref(_, base) => operand = base,
                _ => return,
            }
        }
    }

    /// Constructors, and the functions that the expansion of `format_args!` calls.
    fn is_extending_call(&self, callee: &ast::Expr) -> bool {
        match self.shared.results.resolutions.get(&callee.id) {
            Some(Resolution::Def(def, _)) => {
                let sema = self.shared.sema;
                matches!(sema.def_kind(*def), DefKind::Ctor(..))
                    || (!sema.is_local(*def) && sema.has_attr(*def, "extends_arguments"))
            }
            _ => false,
        }
    }

    /// The initialiser of a constant or static extends its temporaries to the end of the program.
    pub(super) fn extend_const_initializer(&mut self, value: &ast::Expr) {
        let kind = self.shared.sema.def_kind(self.shared.owner);
        if matches!(kind, DefKind::Const | DefKind::AssocConst | DefKind::Static | DefKind::AnonConst) {
            self.extend_temporaries(value, Extent::Static);
        }
    }
}

/// Does the pattern bind something by reference outside of `&`, box and or-patterns with an explicit `ref`?
fn binds_by_reference(builder: &Builder<'_, '_>, pat: &ast::Pat) -> bool {
    let any = |pats: &[ast::Pat]| pats.iter().any(|pat| binds_by_reference(builder, pat));
    match &pat.kind {
        ast::PatKind::Ident { sub, .. } => {
            matches!(
                builder.binding_mode(pat.id),
                Some(BindingMode::Ref(BorrowKind::Shared | BorrowKind::Mut))
            ) && !builder.shared.results.pat_adjustments.contains_key(&pat.id)
                || sub.as_ref().is_some_and(|sub| binds_by_reference(builder, sub))
        }
        ast::PatKind::Struct { fields, .. } => {
            fields.iter().any(|field| binds_by_reference(builder, &field.pat))
        }
        ast::PatKind::Slice(pats)
        | ast::PatKind::Tuple(pats)
        | ast::PatKind::TupleStruct(_, pats)
        | ast::PatKind::Or(pats) => any(pats),
        _ => false,
    }
}
