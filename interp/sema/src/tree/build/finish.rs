//! Last pass over a finished body: move paths, and which expressions divert.

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::NodeId;

use super::Builder;
use crate::tree::visit::{VisitMut, walk_expr, walk_place, walk_stmt};
use crate::tree::{
    BindingMode, ClosureBody, Expr, ExprKind, LabelId, LocalId, MovePath, MovePathId, MovePaths, Pattern,
    PatternKind, Place, PlaceBase, Projection, ProjectionKind, Stmt, TypedBody,
};
use crate::ty::{ConstKind, Ty, TyKind};

/// Fills in what only the whole body shows.
pub(super) fn finish(builder: &mut Builder<'_, '_>, body: &mut TypedBody) {
    let mut paths = MovePaths::default();
    for (i, local) in body.locals.iter().enumerate() {
        if builder.may_need_drop(local.ty) {
            let id = MovePathId(paths.paths.len() as u32);
            let local_id = LocalId(i as u32);
            paths.paths.push(MovePath {
                parent: None,
                local: local_id,
                projection: None,
                ty: local.ty,
                children: Vec::new(),
            });
            paths.roots.insert(local_id, id);
        }
    }
    let locals: Vec<Ty> = body.locals.iter().map(|local| local.ty).collect();
    let sema = builder.shared.sema;
    let box_def = builder.shared.sema.lang_item("owned_box");
    let mut closures = std::mem::take(&mut builder.shared.closures);
    for grow in [true, false] {
        let mut tracker =
            Tracker { sema, paths: &mut paths, locals: &locals, closures: &mut closures, box_def, grow };
        tracker.expr(&mut body.value);
    }
    builder.shared.closures = closures;
    body.move_paths = paths;
    diverts(&mut body.value);
    body.promoteds.iter_mut().for_each(|promoted| drop(diverts(promoted)));
}

/// First (`grow`) makes a path for everything moved out of, then writes the path of each place into it.
struct Tracker<'b> {
    sema: &'b crate::Sema,
    paths: &'b mut MovePaths,
    locals: &'b [Ty],
    closures: &'b mut FxHashMap<NodeId, ClosureBody>,
    box_def: Option<crate::def::DefId>,
    grow: bool,
}

impl Tracker<'_> {
    /// Element type and length of an array whose length is known.
    fn array(&self, ty: Ty) -> Option<(Ty, usize)> {
        let TyKind::Array(element, len) = *ty.kind() else { return None };
        let len = match *len.kind() {
            ConstKind::Unevaluated(def, args) => self.sema.eval_const(def, args).ok()?,
            _ => len,
        };
        match len.kind() {
            ConstKind::Value(_, bits) => Some((element, usize::try_from(*bits).ok()?)),
            _ => None,
        }
    }

    fn step_allowed(&self, before: Ty, step: &ProjectionKind) -> bool {
        match step {
            ProjectionKind::Field(_) | ProjectionKind::Downcast(_) => true,
            ProjectionKind::ConstantIndex { from_end: false, .. } => self.array(before).is_some(),
            ProjectionKind::Deref => match before.kind() {
                TyKind::Adt(def, _) => Some(*def) == self.box_def,
                _ => false,
            },
            _ => false,
        }
    }

    fn find(&mut self, local: LocalId, projections: &[Projection], grow: bool) -> Option<MovePathId> {
        let mut current = *self.paths.roots.get(&local)?;
        let mut before = self.locals[local.0 as usize];
        for projection in projections {
            if !self.step_allowed(before, &projection.kind) {
                return None;
            }
            let children = &self.paths.paths[current.0 as usize].children;
            let known = children.iter().copied().find(|child| {
                self.paths.paths[child.0 as usize]
                    .projection
                    .as_ref()
                    .is_some_and(|p| p.kind == projection.kind)
            });
            current = match known {
                Some(child) => child,
                None if !grow => return None,
                None => {
                    let child = MovePathId(self.paths.paths.len() as u32);
                    self.paths.paths.push(MovePath {
                        parent: Some(current),
                        local,
                        projection: Some(projection.clone()),
                        ty: projection.ty,
                        children: Vec::new(),
                    });
                    self.paths.paths[current.0 as usize].children.push(child);
                    child
                }
            };
            before = projection.ty;
        }
        Some(current)
    }

    fn pattern_moves(&mut self, local: LocalId, path: &mut Vec<Projection>, pattern: &mut Pattern) {
        let ty = pattern.ty;
        let mut under = |t: &mut Self, steps: &[Projection], sub: &mut Pattern| {
            let len = path.len();
            path.extend_from_slice(steps);
            t.pattern_moves(local, path, sub);
            path.truncate(len);
        };
        let step = |kind, ty| Projection { kind, ty };
        match &mut pattern.kind {
            PatternKind::Binding { mode, moved, sub, .. } => {
                if *mode == BindingMode::Move {
                    *moved = self.find(local, path, self.grow).into_iter().collect();
                }
                if let Some(sub) = sub {
                    self.pattern_moves(local, path, sub);
                }
            }
            PatternKind::Deref(inner) => {
                let inner_ty = inner.ty;
                under(self, &[step(ProjectionKind::Deref, inner_ty)], inner);
            }
            PatternKind::Variant { variant, fields, .. } => {
                let downcast = step(ProjectionKind::Downcast(*variant), ty);
                for (i, field) in fields {
                    let field_ty = field.ty;
                    under(self, &[downcast.clone(), step(ProjectionKind::Field(*i), field_ty)], field);
                }
            }
            PatternKind::Leaf(fields) => {
                for (i, field) in fields {
                    let field_ty = field.ty;
                    under(self, &[step(ProjectionKind::Field(*i), field_ty)], field);
                }
            }
            PatternKind::Or(alternatives) => {
                alternatives.iter_mut().for_each(|alternative| under(self, &[], alternative));
            }
            PatternKind::Slice { prefix, middle, suffix } => {
                // Only elements of arrays can be moved out: they are counted from the start.
                let Some((element, len)) = self.array(ty) else { return };
                let at = |index: usize| {
                    let kind = ProjectionKind::ConstantIndex { offset: index as u64, from_end: false };
                    step(kind, element)
                };
                let (first, end) = (prefix.len(), len.saturating_sub(suffix.len()));
                for (i, sub) in prefix.iter_mut().enumerate() {
                    under(self, &[at(i)], sub);
                }
                for (i, sub) in suffix.iter_mut().enumerate() {
                    under(self, &[at(end + i)], sub);
                }
                if let Some(PatternKind::Binding { mode: BindingMode::Move, moved, .. }) =
                    middle.as_deref_mut().map(|middle| &mut middle.kind)
                {
                    moved.clear();
                    for i in first..end {
                        path.push(at(i));
                        moved.extend(self.find(local, path, self.grow));
                        path.pop();
                    }
                }
            }
            PatternKind::Wild | PatternKind::Constant(_) | PatternKind::Range { .. } | PatternKind::Never => {
            }
        }
    }

    fn pattern_of(&mut self, place: &Place, pattern: &mut Pattern) {
        if let PlaceBase::Local(local) = place.base {
            self.pattern_moves(local, &mut place.projections.clone(), pattern);
        }
    }
}

impl VisitMut for Tracker<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Move(place) if self.grow => {
                if let PlaceBase::Local(local) = place.base {
                    self.find(local, &place.projections, true);
                }
            }
            ExprKind::Let(pattern, place) => self.pattern_of(place, pattern),
            ExprKind::Match(place, arms) => {
                arms.iter_mut().for_each(|arm| self.pattern_of(place, &mut arm.pattern));
            }
            ExprKind::Closure(id) => {
                if let Some(closure) = self.closures.get_mut(&id.node) {
                    let mut captures = std::mem::take(&mut closure.captures);
                    captures.iter_mut().for_each(|capture| self.expr(&mut capture.init));
                    if let Some(closure) = self.closures.get_mut(&id.node) {
                        closure.captures = captures;
                    }
                }
            }
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn place(&mut self, place: &mut Place) {
        if !self.grow
            && let PlaceBase::Local(local) = place.base
        {
            place.move_path = self.find(local, &place.projections, false);
        }
        walk_place(self, place);
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let Stmt::Bind { pattern, place, .. } = stmt {
            self.pattern_of(place, pattern);
        }
        walk_stmt(self, stmt);
    }
}

/// Where an expression may leave to.
#[derive(Default)]
struct Targets {
    labels: Vec<LabelId>,
    returns: bool,
}

impl Targets {
    fn any(&self) -> bool {
        self.returns || !self.labels.is_empty()
    }
}

/// Sets `Expr::diverts` in the whole tree.
fn diverts(expr: &mut Expr) -> Targets {
    struct Walk {
        targets: Targets,
    }
    impl VisitMut for Walk {
        fn expr(&mut self, expr: &mut Expr) {
            let mut inner = Walk { targets: Targets::default() };
            walk_expr(&mut inner, expr);
            let mut targets = inner.targets;
            match &expr.kind {
                ExprKind::Break(label, _) | ExprKind::Continue(label) => targets.labels.push(*label),
                ExprKind::Return(_) => targets.returns = true,
                ExprKind::Loop(label, _) | ExprKind::Labeled(label, _) => {
                    targets.labels.retain(|target| target != label);
                }
                _ => {}
            }
            expr.diverts = targets.any();
            self.targets.returns |= targets.returns;
            for label in targets.labels {
                if !self.targets.labels.contains(&label) {
                    self.targets.labels.push(label);
                }
            }
        }
    }
    let mut walk = Walk { targets: Targets::default() };
    walk.expr(expr);
    walk.targets
}
