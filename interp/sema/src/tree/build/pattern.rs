//! Patterns, and destructuring assignment.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, Mutability, NodeId};

use super::{Builder, VarInfo};
use crate::def::DefKind;
use crate::infer::{ByRef, Resolution};
use crate::tree::{
    BindingMode, BorrowKind, Const, Expr, ExprKind, LocalId, LocalKind, Pattern, PatternKind, Place, Stmt,
};
use crate::ty::{Ty, TyKind};

/// Is this left side of `=` taken apart?
pub(super) fn is_destructuring(place: &ast::Expr) -> bool {
    matches!(
        place.kind,
        ast::ExprKind::Tuple(_)
            | ast::ExprKind::Array(_)
            | ast::ExprKind::Struct { .. }
            | ast::ExprKind::Call(..)
            | ast::ExprKind::Underscore
    )
}

impl Builder<'_, '_> {
    /// A pattern; the variables it declares (once per name) are added to `declared`.
    pub(super) fn pattern(&mut self, pat: &ast::Pat, declared: &mut Vec<LocalId>) -> Pattern {
        let mut pattern = self.unadjusted_pattern(pat, declared);
        let adjustments = self.shared.results.pat_adjustments.get(&pat.id).cloned().unwrap_or_default();
        for ty in adjustments.into_iter().rev() {
            pattern = Pattern { kind: PatternKind::Deref(Box::new(pattern)), ty, span: pat.span };
        }
        pattern
    }

    /// How the binding pattern `node` binds, unless it is a constant.
    pub(super) fn binding_mode(&self, node: NodeId) -> Option<BindingMode> {
        Some(match self.shared.results.binding_modes.get(&node)? {
            ByRef::No => self.by_value_mode(self.node_ty(node)),
            ByRef::Yes(Mutability::Not) => BindingMode::Ref(BorrowKind::Shared),
            ByRef::Yes(Mutability::Mut) => BindingMode::Ref(BorrowKind::Mut),
        })
    }

    pub(super) fn by_value_mode(&self, ty: Ty) -> BindingMode {
        if self.is_copy(ty) { BindingMode::Copy } else { BindingMode::Move }
    }

    fn unadjusted_pattern(&mut self, pat: &ast::Pat, declared: &mut Vec<LocalId>) -> Pattern {
        let (ty, span) = (self.node_ty(pat.id), pat.span);
        let kind = match &pat.kind {
            ast::PatKind::Wild | ast::PatKind::Rest => PatternKind::Wild,
            ast::PatKind::Never => PatternKind::Never,
            ast::PatKind::Ident { mutability, ident, sub, .. } => match self.binding_mode(pat.id) {
                Some(mode) => {
                    let mutable = *mutability == Mutability::Mut;
                    let local = self.binding_local(pat, ident.name, mutable, mode, declared);
                    let sub = sub.as_ref().map(|sub| Box::new(self.pattern(sub, declared)));
                    PatternKind::Binding { local, mode, moved: Vec::new(), sub }
                }
                None => return self.path_pattern(pat),
            },
            ast::PatKind::Path(_) => return self.path_pattern(pat),
            ast::PatKind::Lit(lit) => return self.literal_pattern(lit, ty, span),
            ast::PatKind::Range { start, end, inclusive } => PatternKind::Range {
                start: start.as_ref().map(|start| self.range_end(start, ty)),
                end: end.as_ref().map(|end| self.range_end(end, ty)),
                inclusive: *inclusive,
            },
            ast::PatKind::Ref(_, inner) => PatternKind::Deref(Box::new(self.pattern(inner, declared))),
            ast::PatKind::Tuple(pats) => {
                let count = if let TyKind::Tuple(elements) = ty.kind() { elements.len() } else { 0 };
                PatternKind::Leaf(self.positional(pats, count, declared))
            }
            ast::PatKind::TupleStruct(_, pats) => {
                let Some(count) = self.field_count(pat.id, ty) else {
                    return Pattern { kind: PatternKind::Never, ty, span };
                };
                let fields = self.positional(pats, count, declared);
                self.fields_pattern(pat.id, ty, fields)
            }
            ast::PatKind::Struct { fields, .. } => {
                let indices = self.shared.results.struct_fields.get(&pat.id).cloned().unwrap_or_default();
                let fields = indices
                    .iter()
                    .zip(fields)
                    .map(|(&index, field)| (index, self.pattern(&field.pat, declared)))
                    .collect();
                self.fields_pattern(pat.id, ty, fields)
            }
            ast::PatKind::Slice(pats) => self.slice_pattern(pats, declared),
            ast::PatKind::Or(pats) => {
                PatternKind::Or(pats.iter().map(|pat| self.pattern(pat, declared)).collect())
            }
        };
        Pattern { kind, ty, span }
    }

    fn binding_local(
        &mut self,
        pat: &ast::Pat,
        name: treebeard_syntax::Symbol,
        mutable: bool,
        mode: BindingMode,
        declared: &mut Vec<LocalId>,
    ) -> LocalId {
        let node = self.shared.results.binding_vars.get(&pat.id).copied().unwrap_or(pat.id);
        if let Some(&local) = self.vars.get(&node) {
            return local;
        }
        let matched = self.node_ty(pat.id);
        let ty = match mode {
            BindingMode::Ref(BorrowKind::Shared) => Ty::new_ref(matched, Mutability::Not),
            BindingMode::Ref(_) => Ty::new_ref(matched, Mutability::Mut),
            BindingMode::Copy | BindingMode::Move => matched,
        };
        let local = self.new_local(ty, LocalKind::Var, Some(name), mutable, pat.span);
        self.declare_var(node, local, VarInfo { ty, name, mutable });
        declared.push(local);
        local
    }

    /// A constant, unit struct or unit variant.
    fn path_pattern(&mut self, pat: &ast::Pat) -> Pattern {
        let (ty, span) = (self.node_ty(pat.id), pat.span);
        let kind = match self.shared.results.resolutions.get(&pat.id).cloned() {
            Some(Resolution::Def(def, args)) => match self.shared.sema.def_kind(def) {
                DefKind::Ctor(..) | DefKind::Variant | DefKind::Struct => {
                    self.fields_pattern(pat.id, ty, Vec::new())
                }
                _ => PatternKind::Constant(Const::Item(def, args)),
            },
            Some(Resolution::Variant(..)) => self.fields_pattern(pat.id, ty, Vec::new()),
            _ => PatternKind::Never,
        };
        Pattern { kind, ty, span }
    }

    fn literal_pattern(&mut self, lit: &ast::Expr, ty: Ty, span: SpanId) -> Pattern {
        let Some(c) = self.pattern_const(lit, ty) else {
            return Pattern { kind: PatternKind::Never, ty, span };
        };
        let constant = |ty| Pattern { kind: PatternKind::Constant(c.clone()), ty, span };
        match (ty.kind(), &c) {
            (TyKind::Ref(_, inner, _), Const::Str(_) | Const::ByteStr(_) | Const::CStr(_)) => {
                Pattern { kind: PatternKind::Deref(Box::new(constant(*inner))), ty, span }
            }
            _ => constant(ty),
        }
    }

    fn range_end(&mut self, end: &ast::Expr, ty: Ty) -> Const {
        self.pattern_const(end, ty).unwrap_or(Const::Scalar(0))
    }

    /// The constant an expression of a pattern stands for.
    fn pattern_const(&mut self, expr: &ast::Expr, ty: Ty) -> Option<Const> {
        let value = match &expr.kind {
            ast::ExprKind::Lit(lit) => self.literal(lit, false, ty, expr.span),
            ast::ExprKind::Unary(ast::UnaryOp::Neg, operand) => {
                let ast::ExprKind::Lit(lit) = &operand.kind else { return None };
                self.literal(lit, true, ty, expr.span)
            }
            ast::ExprKind::Path(_) => match self.shared.results.resolutions.get(&expr.id)? {
                Resolution::Def(def, args) => return Some(Const::Item(*def, *args)),
                _ => return None,
            },
            _ => {
                self.unsupported("inline const pattern", ty, expr.span);
                return None;
            }
        };
        match value.kind {
            ExprKind::Const(c) => Some(c),
            _ => None,
        }
    }

    /// Patterns by position, with at most one `..` that skips to the end of `count` fields.
    fn positional(
        &mut self,
        pats: &[ast::Pat],
        count: usize,
        declared: &mut Vec<LocalId>,
    ) -> Vec<(u32, Pattern)> {
        let mut index = 0;
        let mut fields = Vec::with_capacity(pats.len());
        for (i, pat) in pats.iter().enumerate() {
            if matches!(pat.kind, ast::PatKind::Rest) {
                index = count.saturating_sub(pats.len() - i - 1);
            } else {
                fields.push((index as u32, self.pattern(pat, declared)));
                index += 1;
            }
        }
        fields
    }

    fn variant_of(&self, node: NodeId) -> u32 {
        match self.shared.results.resolutions.get(&node) {
            Some(Resolution::Variant(_, _, variant)) => *variant,
            _ => self.shared.results.variants.get(&node).copied().unwrap_or(0),
        }
    }

    fn field_count(&self, node: NodeId, ty: Ty) -> Option<usize> {
        let TyKind::Adt(adt, _) = ty.kind() else { return None };
        let adt = self.shared.sema.adt_def(*adt);
        adt.variants.get(self.variant_of(node) as usize).map(|variant| variant.fields.len())
    }

    fn fields_pattern(&self, node: NodeId, ty: Ty, fields: Vec<(u32, Pattern)>) -> PatternKind {
        match *ty.kind() {
            TyKind::Adt(adt, args) if self.shared.sema.def_kind(adt) == DefKind::Enum => {
                PatternKind::Variant { adt, args, variant: self.variant_of(node), fields }
            }
            _ => PatternKind::Leaf(fields),
        }
    }

    fn slice_pattern(&mut self, pats: &[ast::Pat], declared: &mut Vec<LocalId>) -> PatternKind {
        let is_rest = |pat: &ast::Pat| match &pat.kind {
            ast::PatKind::Rest => true,
            ast::PatKind::Ident { sub: Some(sub), .. } => matches!(sub.kind, ast::PatKind::Rest),
            _ => false,
        };
        let split = pats.iter().position(is_rest);
        let (before, rest) = pats.split_at(split.unwrap_or(pats.len()));
        let prefix = before.iter().map(|pat| self.pattern(pat, declared)).collect();
        let middle = rest.first().map(|pat| {
            let mut middle = self.pattern(pat, declared);
            // `x @ ..`: the `..` itself says nothing.
            if let PatternKind::Binding { sub, .. } = &mut middle.kind {
                *sub = None;
            }
            Box::new(middle)
        });
        let suffix = rest.iter().skip(1).map(|pat| self.pattern(pat, declared)).collect();
        PatternKind::Slice { prefix, middle, suffix }
    }

    /// `(a, b.c, _) = value`, as rustc takes it apart: `{ let (lhs0, lhs1, _) = value; a = lhs0; b.c = lhs1; }`.
    pub(super) fn destructure(&mut self, target: &ast::Expr, value: &ast::Expr, span: SpanId) -> Expr {
        self.in_block_scope(span, |b| {
            let extent = b.innermost_block();
            b.extend_temporaries(value, extent);
            let mut stmts = Vec::new();
            let mut assignments = Vec::new();
            b.statement(span, &mut stmts, |b, stmts| {
                let place = b.place(value, stmts);
                let pattern = b.assignee_pattern(target, &mut assignments);
                stmts.push(Stmt::Bind { pattern, place, els: None });
            });
            for (target, local, ty) in assignments {
                b.statement(span, &mut stmts, |b, stmts| {
                    let value = b.read(Place::local(local, ty, target.span));
                    let place = b.place(target, stmts);
                    let kind = ExprKind::Assign(Box::new(place), Box::new(value));
                    stmts.push(Stmt::Expr(Expr::new(kind, Ty::unit(), span)));
                });
            }
            b.with_stmts(stmts, Expr::unit(span))
        })
    }

    fn assignee_pattern<'e>(
        &mut self,
        target: &'e ast::Expr,
        assignments: &mut Vec<(&'e ast::Expr, LocalId, Ty)>,
    ) -> Pattern {
        let (ty, span) = (self.node_ty(target.id), target.span);
        let is_rest = |expr: &ast::Expr| {
            matches!(expr.kind, ast::ExprKind::Range { start: None, end: None, inclusive: false })
        };
        let mut positional = |b: &mut Self, exprs: &'e [ast::Expr], count: usize| {
            let mut index = 0;
            let mut fields = Vec::new();
            for (i, expr) in exprs.iter().enumerate() {
                if is_rest(expr) {
                    index = count.saturating_sub(exprs.len() - i - 1);
                } else {
                    fields.push((index as u32, b.assignee_pattern(expr, assignments)));
                    index += 1;
                }
            }
            fields
        };
        let kind = match &target.kind {
            ast::ExprKind::Underscore => PatternKind::Wild,
            ast::ExprKind::Tuple(elements) => {
                let count = if let TyKind::Tuple(types) = ty.kind() { types.len() } else { 0 };
                PatternKind::Leaf(positional(self, elements, count))
            }
            ast::ExprKind::Call(callee, args) => {
                let count = self.field_count(callee.id, ty).unwrap_or(args.len());
                let fields = positional(self, args, count);
                self.fields_pattern(callee.id, ty, fields)
            }
            ast::ExprKind::Struct { fields, .. } => {
                let indices = self.shared.results.struct_fields.get(&target.id).cloned().unwrap_or_default();
                let fields = indices
                    .iter()
                    .zip(fields)
                    .map(|(&index, field)| (index, self.assignee_pattern(&field.value, assignments)))
                    .collect();
                self.fields_pattern(target.id, ty, fields)
            }
            ast::ExprKind::Array(elements) => {
                let split = elements.iter().position(is_rest);
                let (before, rest) = elements.split_at(split.unwrap_or(elements.len()));
                let prefix = before.iter().map(|e| self.assignee_pattern(e, assignments)).collect();
                let middle = rest
                    .first()
                    .map(|rest| Box::new(Pattern { kind: PatternKind::Wild, ty, span: rest.span }));
                let suffix = rest.iter().skip(1).map(|e| self.assignee_pattern(e, assignments)).collect();
                PatternKind::Slice { prefix, middle, suffix }
            }
            _ => {
                let local = self.new_local(ty, LocalKind::Temp, None, true, span);
                self.declare_in_block(local);
                assignments.push((target, local, ty));
                let mode = self.by_value_mode(ty);
                PatternKind::Binding { local, mode, moved: Vec::new(), sub: None }
            }
        };
        Pattern { kind, ty, span }
    }
}
