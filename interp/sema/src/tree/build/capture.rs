//! What a closure captures, and which Fn trait it implements.
//!
//! The closure's body is built first, with each variable of an enclosing body standing as a local of its own. Then all
//! uses of those locals are collected as places, cut down to what may be captured (Reference, "Closure types":
//! disjoint fields from edition 2021 on, no further than a raw pointer, index, variant or union field; no dereference
//! for `move` and by-value captures), merged to a minimal set, and the body is rewritten to reach them through the
//! closure.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{Edition, Mutability, NodeId};

use super::Builder;
use crate::def::DefKind;
use crate::infer::{ClosureSource, ClosureTypeck};
use crate::tree::visit::{VisitMut, walk_expr, walk_place, walk_stmt};
use crate::tree::{
    BindingMode, BorrowKind, Capture, ClosureKind, Expr, ExprKind, LocalId, Pattern, PatternKind, Place,
    PlaceBase, Projection, ProjectionKind, Stmt,
};
use crate::ty::{Ty, TyKind};

/// How strongly a place is used; later ones include earlier ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Use {
    Shared,
    Mut,
    /// Through a `&mut` that is itself not written.
    Unique,
    Value,
}

/// One captured place, before the enclosing body evaluates it.
pub(super) struct Captured {
    var: NodeId,
    projections: Vec<Projection>,
    ty: Ty,
    mode: Use,
    span: SpanId,
}

/// Everything a closure captures.
pub(super) struct Captures {
    pub(super) kind: ClosureKind,
    pub(super) list: Vec<Captured>,
}

struct Mention {
    local: LocalId,
    projections: Vec<Projection>,
    mode: Use,
    span: SpanId,
}

impl Builder<'_, '_> {
    /// Finds the captures of a closure whose body this builder built, and rewrites the body to use them through
    /// `this`, the closure's own parameter of type `closure_ty`.
    pub(super) fn captures(
        &mut self,
        value: &mut Expr,
        this: LocalId,
        closure_ty: Ty,
        typeck: &ClosureTypeck,
    ) -> Captures {
        let upvars = std::mem::take(&mut self.upvars);
        let mut collector = Collector { builder: self, upvars: &upvars, mentions: Vec::new() };
        collector.expr(value);
        let mentions = collector.mentions;
        // A future's body is run once, on the future itself.
        let kind = if typeck.source.is_coroutine() { ClosureKind::FnOnce } else { closure_kind(&mentions) };
        let (params, is_move) = capture_clause(typeck, &mentions, &upvars);
        let mut list: Vec<Captured> = Vec::new();
        for mention in mentions {
            let Some(&(var, _)) = upvars.iter().find(|(_, local)| *local == mention.local) else { continue };
            let whole = self.locals[mention.local.0 as usize].ty;
            let captured = if params.contains(&var) {
                let projections = Vec::new();
                Captured { var, projections, ty: whole, mode: Use::Value, span: mention.span }
            } else {
                self.cut(var, whole, mention, is_move)
            };
            merge(&mut list, captured);
        }
        let this_ty = match kind {
            ClosureKind::FnOnce => closure_ty,
            ClosureKind::FnMut => Ty::new_ref(closure_ty, Mutability::Mut),
            ClosureKind::Fn => Ty::new_ref(closure_ty, Mutability::Not),
        };
        self.locals[this.0 as usize].ty = this_ty;
        let mut rewriter = Rewriter {
            builder: self,
            upvars: &upvars,
            list: &list,
            this,
            closure_ty,
            by_value: kind == ClosureKind::FnOnce,
        };
        rewriter.expr(value);
        Captures { kind, list }
    }

    /// Cuts a mentioned place down to what may be captured.
    fn cut(&self, var: NodeId, whole: Ty, mention: Mention, is_move: bool) -> Captured {
        let Mention { mut projections, mut mode, span, .. } = mention;
        let by_value = is_move || mode == Use::Value;
        let mut before = whole;
        let mut end = projections.len();
        for (i, projection) in projections.iter().enumerate() {
            let stop = match projection.kind {
                ProjectionKind::Deref => by_value || matches!(before.kind(), TyKind::RawPtr(..)),
                ProjectionKind::Field(_) => match before.kind() {
                    TyKind::Adt(def, _) => {
                        self.shared.sema.def_kind(*def) == DefKind::Union || self.shared.sema.is_packed(*def)
                    }
                    _ => false,
                },
                _ => true,
            };
            if stop {
                end = i;
                break;
            }
            before = projection.ty;
        }
        if self.shared.edition < Edition::E2021 {
            end = 0;
        }
        if end < projections.len() {
            mode = cut_mode(&projections[end..], ty_before(&projections, end, whole), mode);
        }
        projections.truncate(end);
        if is_move {
            mode = Use::Value;
        } else if mode == Use::Shared {
            // Behind a shared reference everything is reachable through that reference.
            let last = (0..projections.len()).rev().find(|&i| {
                matches!(projections[i].kind, ProjectionKind::Deref)
                    && matches!(ty_before(&projections, i, whole).kind(), TyKind::Ref(_, _, Mutability::Not))
            });
            if let Some(last) = last {
                projections.truncate(last + 1);
            }
        }
        let ty = projections.last().map_or(whole, |projection| projection.ty);
        Captured { var, projections, ty, mode, span }
    }

    /// What the enclosing body puts into the closure for a captured place.
    pub(super) fn capture_init(&mut self, captured: Captured) -> Capture {
        let Captured { var, projections, ty, mode, span } = captured;
        let info = self.shared.var_types.get(&var).copied();
        let name = info.map_or_else(|| treebeard_syntax::Symbol::new("_"), |info| info.name);
        let mutable = info.is_some_and(|info| info.mutable);
        let Some(mut place) = self.var_place(var, span) else {
            let init = self.unsupported(format!("captured variable {}", crate::tree::UNRESOLVED), ty, span);
            return Capture { init, ty, name, mutable, span };
        };
        place.projections.extend(projections);
        place.ty = ty;
        let init = match mode {
            Use::Value => self.read(place),
            Use::Shared => self.borrow(BorrowKind::Shared, place, span),
            Use::Mut => self.borrow(BorrowKind::Mut, place, span),
            Use::Unique => self.borrow(BorrowKind::Unique, place, span),
        };
        Capture { ty: init.ty, init, name, mutable, span }
    }
}

fn ty_before(projections: &[Projection], index: usize, whole: Ty) -> Ty {
    if index == 0 { whole } else { projections[index - 1].ty }
}

/// What a use of a longer place means for the shorter one: changing what a pointer points to only reads a shared or
/// raw pointer, and uses a `&mut` uniquely.
fn cut_mode(rest: &[Projection], before: Ty, mode: Use) -> Use {
    if !matches!(mode, Use::Mut | Use::Unique) {
        return mode;
    }
    let mut before = before;
    let mut result = mode;
    for projection in rest {
        if matches!(projection.kind, ProjectionKind::Deref) {
            match before.kind() {
                TyKind::RawPtr(..) | TyKind::Ref(_, _, Mutability::Not) => return Use::Shared,
                TyKind::Ref(_, _, Mutability::Mut) => result = Use::Unique,
                _ => {}
            }
        }
        before = projection.ty;
    }
    result
}

/// The variables that are captured as wholes by value, and whether all are.
///
/// The future of an async closure takes the parameters; the rest it borrows from the closure. A `move` closure that
/// consumes some of its captures gives all of them away (`rustc_hir_typeck::upvar`).
fn capture_clause<'t>(
    typeck: &'t ClosureTypeck,
    mentions: &[Mention],
    upvars: &[(NodeId, LocalId)],
) -> (&'t [NodeId], bool) {
    let ClosureSource::AsyncClosureBody { params, closure_is_move } = &typeck.source else {
        return (&[], typeck.is_move);
    };
    let is_param = |local: LocalId| upvars.iter().any(|(var, upvar)| *upvar == local && params.contains(var));
    let consumes = mentions.iter().any(|mention| mention.mode == Use::Value && !is_param(mention.local));
    (params, typeck.is_move || (*closure_is_move && consumes))
}

fn closure_kind(mentions: &[Mention]) -> ClosureKind {
    mentions
        .iter()
        .map(|mention| match mention.mode {
            Use::Shared => ClosureKind::Fn,
            Use::Mut | Use::Unique => ClosureKind::FnMut,
            Use::Value => ClosureKind::FnOnce,
        })
        .max()
        .unwrap_or(ClosureKind::Fn)
}

fn same_step(a: &Projection, b: &Projection) -> bool {
    match (&a.kind, &b.kind) {
        (ProjectionKind::Deref, ProjectionKind::Deref) => true,
        (ProjectionKind::Field(a), ProjectionKind::Field(b)) => a == b,
        _ => false,
    }
}

fn is_prefix(short: &[Projection], long: &[Projection]) -> bool {
    short.len() <= long.len() && short.iter().zip(long).all(|(a, b)| same_step(a, b))
}

/// Adds a place to the list, keeping only the shortest of places inside each other, with the strongest use.
fn merge(list: &mut Vec<Captured>, new: Captured) {
    let mut new = new;
    if let Some(old) =
        list.iter_mut().find(|old| old.var == new.var && is_prefix(&old.projections, &new.projections))
    {
        let rest = &new.projections[old.projections.len()..];
        old.mode = old.mode.max(cut_mode(rest, old.ty, new.mode));
        return;
    }
    let inside = |old: &Captured| old.var == new.var && is_prefix(&new.projections, &old.projections);
    let position = list.iter().position(inside);
    let mode = list
        .iter()
        .filter(|old| inside(old))
        .map(|old| cut_mode(&old.projections[new.projections.len()..], new.ty, old.mode))
        .fold(new.mode, Use::max);
    list.retain(|old| !(old.var == new.var && is_prefix(&new.projections, &old.projections)));
    new.mode = mode;
    // Captures of one variable stay together, in the order of its first mention.
    let at = position
        .or_else(|| list.iter().rposition(|old| old.var == new.var).map(|i| i + 1))
        .unwrap_or(list.len());
    list.insert(at.min(list.len()), new);
}

/// Collects the uses of variables of enclosing bodies.
struct Collector<'b, 's, 'a> {
    builder: &'b mut Builder<'s, 'a>,
    upvars: &'b [(NodeId, LocalId)],
    mentions: Vec<Mention>,
}

impl Collector<'_, '_, '_> {
    fn mention(&mut self, place: &Place, extra: &[Projection], mode: Use) {
        let PlaceBase::Local(local) = place.base else { return };
        if !self.upvars.iter().any(|(_, upvar)| *upvar == local) {
            return;
        }
        let mut projections = place.projections.clone();
        projections.extend_from_slice(extra);
        let mut mode = mode;
        let whole = self.builder.locals[local.0 as usize].ty;
        if mode == Use::Mut {
            // Writing behind a shared reference or raw pointer only reads the pointer.
            mode = match cut_mode(&projections, whole, mode) {
                Use::Shared => Use::Shared,
                _ => Use::Mut,
            };
        }
        self.mentions.push(Mention { local, projections, mode, span: place.span });
    }

    fn read_mode(&self, ty: Ty) -> Use {
        if self.builder.is_copy(ty) { Use::Shared } else { Use::Value }
    }

    fn pattern_uses(&mut self, place: &Place, path: &mut Vec<Projection>, pattern: &Pattern) {
        let step = |kind, ty| Projection { kind, ty };
        match &pattern.kind {
            PatternKind::Wild | PatternKind::Never => {}
            PatternKind::Binding { mode, sub, .. } => {
                let mode = match mode {
                    BindingMode::Copy => Use::Shared,
                    BindingMode::Move => self.read_mode(pattern.ty),
                    BindingMode::Ref(BorrowKind::Shared) => Use::Shared,
                    BindingMode::Ref(_) => Use::Mut,
                };
                self.mention(place, path, mode);
                if let Some(sub) = sub {
                    self.pattern_uses(place, path, sub);
                }
            }
            PatternKind::Constant(_) | PatternKind::Range { .. } => self.mention(place, path, Use::Shared),
            PatternKind::Deref(inner) => {
                path.push(step(ProjectionKind::Deref, inner.ty));
                self.pattern_uses(place, path, inner);
                path.pop();
            }
            PatternKind::Variant { adt, variant, fields, .. } => {
                if self.builder.shared.sema.adt_def(*adt).variants.len() > 1 {
                    self.mention(place, path, Use::Shared);
                }
                path.push(step(ProjectionKind::Downcast(*variant), pattern.ty));
                for (i, field) in fields {
                    path.push(step(ProjectionKind::Field(*i), field.ty));
                    self.pattern_uses(place, path, field);
                    path.pop();
                }
                path.pop();
            }
            PatternKind::Leaf(fields) => {
                for (i, field) in fields {
                    path.push(step(ProjectionKind::Field(*i), field.ty));
                    self.pattern_uses(place, path, field);
                    path.pop();
                }
            }
            PatternKind::Slice { prefix, middle, suffix } => {
                self.mention(place, path, Use::Shared);
                for sub in prefix.iter().chain(middle.as_deref()).chain(suffix) {
                    let kind = ProjectionKind::ConstantIndex { offset: 0, from_end: false };
                    path.push(step(kind, sub.ty));
                    self.pattern_uses(place, path, sub);
                    path.pop();
                }
            }
            PatternKind::Or(alternatives) => {
                alternatives.iter().for_each(|alternative| self.pattern_uses(place, path, alternative));
            }
        }
    }
}

impl VisitMut for Collector<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Copy(place) => self.mention(place, &[], Use::Shared),
            ExprKind::Move(place) => self.mention(place, &[], Use::Value),
            ExprKind::Ref(BorrowKind::Shared, place) | ExprKind::RawRef(Mutability::Not, place) => {
                self.mention(place, &[], Use::Shared);
            }
            ExprKind::Ref(_, place) | ExprKind::RawRef(_, place) => self.mention(place, &[], Use::Mut),
            ExprKind::Assign(place, _) | ExprKind::AssignOp(_, place, _) => {
                self.mention(place, &[], Use::Mut);
            }
            ExprKind::Let(pattern, place) => self.pattern_uses(place, &mut Vec::new(), pattern),
            ExprKind::Match(place, arms) => {
                for arm in arms {
                    self.pattern_uses(place, &mut Vec::new(), &arm.pattern);
                }
            }
            ExprKind::Closure(id) => {
                let node = id.node;
                visit_inits(self, |v| v.builder, node);
            }
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let Stmt::Bind { pattern, place, .. } = stmt {
            self.pattern_uses(place, &mut Vec::new(), pattern);
        }
        walk_stmt(self, stmt);
    }
}

/// Visits what the body puts into a closure nested in it.
fn visit_inits<'s, 'a: 's, V: VisitMut>(
    v: &mut V,
    builder: impl Fn(&mut V) -> &mut Builder<'s, 'a>,
    node: NodeId,
) {
    let Some(closure) = builder(v).shared.closures.get_mut(&node) else { return };
    let mut captures = std::mem::take(&mut closure.captures);
    captures.iter_mut().for_each(|capture| v.expr(&mut capture.init));
    if let Some(closure) = builder(v).shared.closures.get_mut(&node) {
        closure.captures = captures;
    }
}

/// A `match` whose tests would read only parts of a variable.
const PARTLY_CAPTURED: &str = "pattern on a variable of which only parts are captured";

fn is_wild(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::Wild)
}

/// Replaces captured places by fields of the closure.
struct Rewriter<'b, 's, 'a> {
    builder: &'b mut Builder<'s, 'a>,
    upvars: &'b [(NodeId, LocalId)],
    list: &'b [Captured],
    this: LocalId,
    closure_ty: Ty,
    by_value: bool,
}

impl Rewriter<'_, '_, '_> {
    fn capture_of(&self, place: &Place) -> Option<(usize, &Captured)> {
        let PlaceBase::Local(local) = place.base else { return None };
        let (var, _) = self.upvars.iter().find(|(_, upvar)| *upvar == local)?;
        self.list
            .iter()
            .enumerate()
            .find(|(_, c)| c.var == *var && is_prefix(&c.projections, &place.projections))
    }

    /// A variable of an enclosing body of which at most parts are captured.
    fn is_not_captured(&self, place: &Place) -> bool {
        let PlaceBase::Local(local) = place.base else { return false };
        self.upvars.iter().any(|(_, upvar)| *upvar == local) && self.capture_of(place).is_none()
    }

    /// Binds the captured parts of a place by the parts of an irrefutable pattern; what is not captured is not read.
    fn bind_parts(&mut self, pattern: Pattern, place: Place, stmts: &mut Vec<Stmt>) {
        if !self.is_not_captured(&place) {
            stmts.push(Stmt::Bind { pattern, place, els: None });
            return;
        }
        let part = |kind, ty, span| {
            let mut part = Place { ty, span, ..place.clone() };
            part.projections.push(Projection { kind, ty });
            part
        };
        match pattern.kind {
            PatternKind::Leaf(fields) => {
                for (i, field) in fields {
                    let place = part(ProjectionKind::Field(i), field.ty, field.span);
                    self.bind_parts(field, place, stmts);
                }
            }
            PatternKind::Deref(inner) => {
                let place = part(ProjectionKind::Deref, inner.ty, inner.span);
                self.bind_parts(*inner, place, stmts);
            }
            // Nothing in it reads the place, or it would be captured.
            _ => {}
        }
    }
}

impl VisitMut for Rewriter<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Closure(id) => {
                let node = id.node;
                visit_inits(self, |v| v.builder, node);
            }
            ExprKind::Let(pattern, place) if self.is_not_captured(place) && !is_wild(pattern) => {
                *expr = self.builder.unsupported(PARTLY_CAPTURED, expr.ty, place.span);
            }
            ExprKind::Match(place, arms)
                if self.is_not_captured(place) && !arms.iter().all(|arm| is_wild(&arm.pattern)) =>
            {
                *expr = self.builder.unsupported(PARTLY_CAPTURED, expr.ty, place.span);
            }
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let Stmt::Bind { pattern, place, els: None } = stmt
            && self.is_not_captured(place)
        {
            let (span, mut stmts) = (place.span, Vec::new());
            self.bind_parts(pattern.clone(), place.clone(), &mut stmts);
            let unit = Expr::unit(span);
            *stmt = Stmt::Expr(Expr::new(ExprKind::Block(stmts, Box::new(unit)), Ty::unit(), span));
        }
        walk_stmt(self, stmt);
    }

    fn place(&mut self, place: &mut Place) {
        walk_place(self, place);
        // A place that is only named (`let _ = x;`) is not captured.
        let Some((index, captured)) = self.capture_of(place) else { return };
        let rest = place.projections.split_off(captured.projections.len());
        let mut projections = Vec::with_capacity(rest.len() + 3);
        if !self.by_value {
            projections.push(Projection { kind: ProjectionKind::Deref, ty: self.closure_ty });
        }
        let by_ref = captured.mode != Use::Value;
        let field_ty = match captured.mode {
            Use::Value => captured.ty,
            Use::Shared => Ty::new_ref(captured.ty, Mutability::Not),
            Use::Mut | Use::Unique => Ty::new_ref(captured.ty, Mutability::Mut),
        };
        projections.push(Projection { kind: ProjectionKind::Field(index as u32), ty: field_ty });
        if by_ref {
            projections.push(Projection { kind: ProjectionKind::Deref, ty: captured.ty });
        }
        projections.extend(rest);
        place.base = PlaceBase::Local(self.this);
        place.projections = projections;
    }
}
