//! From the typed tree to the graph.
//!
//! `current` is the point that flows on; `None` after something that never yields. Code that cannot be reached gets no
//! points, as in rustc, whose analyses never see it.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::LogicalOp;

use super::graph::{Access, Action, FlowGraph, Point, PointId};
use crate::context::Sema;
use crate::def::DefId;
use crate::tree::{
    Aggregate, Arm, BindingMode, Callee, Expr, ExprKind, LabelId, LocalId, Pattern, PatternKind, Place,
    PlaceBase, Projection, ProjectionKind, Stmt, TypedBody,
};
use crate::ty::{Ty, TyKind};

type Flow = Option<PointId>;

struct Target {
    label: LabelId,
    /// Scopes open outside the target.
    depth: usize,
    /// Where `continue` goes.
    head: Option<PointId>,
    breaks: Vec<PointId>,
}

struct Builder<'a> {
    owner: &'a TypedBody,
    graph: FlowGraph,
    targets: Vec<Target>,
    /// Locals of the open scopes.
    scopes: Vec<Vec<LocalId>>,
    /// Where awaits are looked for: the definitions, and what `.await` calls.
    awaits: Option<(&'a Sema, DefId)>,
    /// Types of operands that wait for later ones.
    operands: Vec<Ty>,
}

/// The graph of `body`; `owner` holds the closures it makes.
pub(super) fn build(owner: &TypedBody, body: &TypedBody) -> FlowGraph {
    build_with(owner, body, None)
}

/// The same with its awaits: the calls of this function.
pub(super) fn build_with(owner: &TypedBody, body: &TypedBody, awaits: Option<(&Sema, DefId)>) -> FlowGraph {
    let mut builder = Builder {
        owner,
        graph: FlowGraph::default(),
        targets: Vec::new(),
        scopes: Vec::new(),
        awaits,
        operands: Vec::new(),
    };
    let mut current = builder.push(None, Action::Join);
    for &param in &body.params {
        let span = body.locals[param.0 as usize].span;
        current = builder.push(current, Action::Init(param, span));
    }
    let end = builder.expr(&body.value, current);
    for &param in body.params.iter().rev() {
        if let Some(end) = end {
            builder.push(Some(end), Action::StorageDead(param, body.span));
        }
    }
    builder.graph
}

impl Builder<'_> {
    fn push(&mut self, from: Flow, action: Action) -> Flow {
        let id = PointId(self.graph.points.len() as u32);
        self.graph.points.push(Point { action, successors: SmallVec::new() });
        if let Some(from) = from {
            self.edge(from, id);
        }
        Some(id)
    }

    fn then(&mut self, from: Flow, action: Action) -> Flow {
        from?;
        self.push(from, action)
    }

    fn edge(&mut self, from: PointId, to: PointId) {
        self.graph.points[from.0 as usize].successors.push(to);
    }

    fn join(&mut self, flows: impl IntoIterator<Item = Flow>) -> Flow {
        let flows: SmallVec<[PointId; 4]> = flows.into_iter().flatten().collect();
        match flows.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => {
                let join = self.push(None, Action::Join)?;
                flows.into_iter().for_each(|flow| self.edge(flow, join));
                Some(join)
            }
        }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>, current: Flow) -> Flow {
        let outer = self.operands.len();
        let end = exprs.into_iter().fold(current, |current, expr| {
            let current = self.expr(expr, current);
            self.wait_for_others(expr);
            current
        });
        self.operands.truncate(outer);
        end
    }

    /// The operand's value is kept until others have theirs; constants are made when they are used. Of the arguments
    /// of `format_args!` only references are kept: what is made of them is made once all are evaluated.
    fn wait_for_others(&mut self, operand: &Expr) {
        let Some((sema, _)) = self.awaits else { return };
        match &operand.kind {
            ExprKind::Const(_) | ExprKind::ConstItem(..) => {}
            ExprKind::Call(call)
                if matches!(&call.callee, Callee::Def(def, _)
                    if !sema.is_local(*def) && sema.has_attr(*def, "extends_arguments")) =>
            {
                self.operands.extend(call.args.iter().map(|arg| arg.ty));
            }
            _ => self.operands.push(operand.ty),
        }
    }

    fn expr(&mut self, expr: &Expr, current: Flow) -> Flow {
        current?;
        match &expr.kind {
            ExprKind::Const(_) | ExprKind::ConstItem(..) | ExprKind::Native => current,
            ExprKind::Unsupported(_) => None,
            ExprKind::Copy(place) => self.access(Access::Copy, place, expr.span, current),
            ExprKind::Move(place) => self.access(Access::Move, place, expr.span, current),
            ExprKind::Ref(kind, place) => self.access(Access::Borrow(*kind), place, expr.span, current),
            ExprKind::RawRef(mutability, place) => {
                self.access(Access::RawBorrow(*mutability), place, expr.span, current)
            }
            ExprKind::Unary(_, operand) | ExprKind::Cast(_, operand) | ExprKind::Repeat(operand, _) => {
                self.expr(operand, current)
            }
            ExprKind::Binary(_, left, right) => {
                let outer = self.operands.len();
                let current = self.expr(left, current);
                self.wait_for_others(left);
                let current = self.expr(right, current);
                self.operands.truncate(outer);
                current
            }
            ExprKind::Logical(..) | ExprKind::Let(..) => {
                let (yes, no) = self.cond(expr, current);
                self.join([yes, no])
            }
            ExprKind::Assign(place, value) => {
                let current = self.expr(value, current);
                let current = self.place(place, current);
                self.then(current, Action::Assign(place.as_ref().clone(), expr.span))
            }
            ExprKind::AssignOp(_, place, value) => {
                let current = self.expr(value, current);
                self.access(Access::Update, place, expr.span, current)
            }
            ExprKind::Call(call) => {
                let mut current = current;
                if let Callee::Pointer(pointer) = &call.callee {
                    current = self.expr(pointer, current);
                }
                let current = self.exprs(&call.args, current);
                let current = self.suspension(&call.callee, current);
                if matches!(expr.ty.kind(), TyKind::Never) { None } else { current }
            }
            ExprKind::Aggregate(aggregate) => match aggregate.as_ref() {
                Aggregate::Tuple(values) | Aggregate::Array(values) => self.exprs(values, current),
                Aggregate::Adt { fields, base, .. } => {
                    self.exprs(fields.iter().chain(base).map(|(_, value)| value), current)
                }
            },
            ExprKind::Closure(id) => {
                let Some(closure) = self.owner.closures.get(&id.node) else { return current };
                let inits: Vec<Expr> = closure
                    .captures
                    .iter()
                    .map(|capture| Expr { span: expr.span, ..capture.init.clone() })
                    .collect();
                self.exprs(&inits, current)
            }
            ExprKind::Scope(scope) => {
                self.scope(&scope.locals, scope.end, current, |b, current| b.expr(&scope.value, current))
            }
            ExprKind::Block(stmts, value) => {
                let current = stmts.iter().fold(current, |current, stmt| self.stmt(stmt, current));
                self.expr(value, current)
            }
            ExprKind::If { cond, then, els } => {
                let (yes, no) = self.cond(cond, current);
                let yes = self.expr(then, yes);
                let no = self.expr(els, no);
                self.join([yes, no])
            }
            ExprKind::Match(place, arms) => self.match_(place, arms, current),
            ExprKind::Loop(label, body) => {
                let head = self.push(current, Action::Join);
                self.targets.push(Target {
                    label: *label,
                    depth: self.scopes.len(),
                    head,
                    breaks: Vec::new(),
                });
                let end = self.expr(body, head);
                if let (Some(end), Some(head)) = (end, head) {
                    self.edge(end, head);
                }
                self.leave_target()
            }
            ExprKind::Labeled(label, body) => {
                let depth = self.scopes.len();
                self.targets.push(Target { label: *label, depth, head: None, breaks: Vec::new() });
                let end = self.expr(body, current);
                let broken = self.leave_target();
                self.join([end, broken])
            }
            ExprKind::Break(label, value) => {
                let current = self.expr(value, current);
                self.jump(*label, current, expr.span, |target, from| target.breaks.push(from));
                None
            }
            ExprKind::Continue(label) => {
                let mut head = None;
                let mut at = None;
                self.jump(*label, current, expr.span, |target, from| {
                    head = target.head;
                    at = Some(from);
                });
                if let (Some(head), Some(at)) = (head, at) {
                    self.edge(at, head);
                }
                None
            }
            ExprKind::Return(value) => {
                let current = self.expr(value, current);
                self.leave_scopes(0, current, expr.span);
                None
            }
            ExprKind::Builtin(_, operands) => self.exprs(operands, current),
        }
    }

    fn suspension(&mut self, callee: &Callee, current: Flow) -> Flow {
        match callee {
            Callee::Def(def, args) if self.awaits.is_some_and(|(_, wait)| wait == *def) => {
                let operands = self.operands.as_slice().into();
                self.then(current, Action::Suspend { awaited: args.ty_at(0), operands })
            }
            _ => current,
        }
    }

    fn leave_target(&mut self) -> Flow {
        let target = self.targets.pop().expect("pushed by the caller");
        self.join(target.breaks.into_iter().map(Some))
    }

    fn jump(
        &mut self,
        label: LabelId,
        current: Flow,
        span: SpanId,
        arrive: impl FnOnce(&mut Target, PointId),
    ) {
        let Some(index) = self.targets.iter().rposition(|target| target.label == label) else { return };
        let depth = self.targets[index].depth;
        if let Some(from) = self.leave_scopes(depth, current, span) {
            arrive(&mut self.targets[index], from);
        }
    }

    fn leave_scopes(&mut self, depth: usize, current: Flow, span: SpanId) -> Flow {
        let locals: Vec<LocalId> =
            self.scopes[depth..].iter().rev().flat_map(|scope| scope.iter().rev().copied()).collect();
        locals
            .into_iter()
            .fold(current, |current, local| self.then(current, Action::StorageDead(local, span)))
    }

    fn scope(
        &mut self,
        locals: &[LocalId],
        end: SpanId,
        current: Flow,
        inside: impl FnOnce(&mut Self, Flow) -> Flow,
    ) -> Flow {
        let current =
            locals.iter().fold(current, |current, local| self.then(current, Action::StorageLive(*local)));
        self.scopes.push(locals.to_vec());
        let current = inside(self, current);
        self.scopes.pop();
        locals
            .iter()
            .rev()
            .fold(current, |current, local| self.then(current, Action::StorageDead(*local, end)))
    }

    /// A condition: where control goes if it holds, and if not.
    fn cond(&mut self, cond: &Expr, current: Flow) -> (Flow, Flow) {
        match &cond.kind {
            ExprKind::Logical(LogicalOp::And, left, right) => {
                let (yes, no) = self.cond(left, current);
                let (yes, no_too) = self.cond(right, yes);
                (yes, self.join([no, no_too]))
            }
            ExprKind::Logical(LogicalOp::Or, left, right) => {
                let (yes, no) = self.cond(left, current);
                let (yes_too, no) = self.cond(right, no);
                (self.join([yes, yes_too]), no)
            }
            ExprKind::Let(pattern, place) => {
                let current = self.place(place, current);
                let current = self.inspect(pattern, place, current);
                let no = self.then(current, Action::Join);
                let yes = self.then(current, Action::Join);
                (self.bindings(pattern, place, yes), no)
            }
            ExprKind::Block(stmts, value) => {
                let current = stmts.iter().fold(current, |current, stmt| self.stmt(stmt, current));
                self.cond(value, current)
            }
            _ => {
                let current = self.expr(cond, current);
                (self.then(current, Action::Join), self.then(current, Action::Join))
            }
        }
    }

    fn match_(&mut self, place: &Place, arms: &[Arm], current: Flow) -> Flow {
        let current = self.place(place, current);
        let mut head = arms.iter().fold(current, |current, arm| self.inspect(&arm.pattern, place, current));
        let mut ends = Vec::with_capacity(arms.len());
        for arm in arms {
            let start = self.then(head, Action::Join);
            let mut guard_failed = None;
            let end = self.scope(&arm.locals, arm.span, start, |b, current| {
                let mut current = current;
                if let Some(guard) = &arm.guard {
                    // The guard sees the variables through references; nothing is moved before it holds.
                    let before = b.initialize(&arm.pattern, current);
                    let (yes, no) = b.cond(guard, before);
                    guard_failed = no;
                    current = yes;
                }
                let current = b.bindings(&arm.pattern, place, current);
                b.expr(&arm.body, current)
            });
            ends.push(end);
            if guard_failed.is_some() {
                head = self.join([head, guard_failed]);
            }
        }
        self.join(ends)
    }

    fn stmt(&mut self, stmt: &Stmt, current: Flow) -> Flow {
        match stmt {
            Stmt::Expr(expr) => self.expr(expr, current),
            Stmt::Init(local, value) => {
                let current = self.expr(value, current);
                self.then(current, Action::Init(*local, value.span))
            }
            Stmt::Bind { pattern, place, els } => {
                let current = self.place(place, current);
                let current = self.inspect(pattern, place, current);
                if let Some(els) = els {
                    let failed = self.then(current, Action::Join);
                    self.expr(els, failed);
                }
                self.bindings(pattern, place, current)
            }
        }
    }

    /// Evaluates what a place is made of.
    fn place(&mut self, place: &Place, current: Flow) -> Flow {
        let mut current = current;
        if let PlaceBase::Deref(value) = &place.base {
            current = self.expr(value, current);
        }
        for projection in &place.projections {
            if let ProjectionKind::Index(index) = &projection.kind {
                current = self.expr(index, current);
            }
        }
        current
    }

    fn access(&mut self, access: Access, place: &Place, span: SpanId, current: Flow) -> Flow {
        let current = self.place(place, current);
        self.then(current, Action::Use(access, place.clone(), span))
    }

    /// The reads that a pattern's tests make.
    fn inspect(&mut self, pattern: &Pattern, place: &Place, current: Flow) -> Flow {
        let mut tests = Vec::new();
        each_part(pattern, place.clone(), &mut |pattern, place| {
            let tested = match &pattern.kind {
                PatternKind::Variant { .. } | PatternKind::Constant(_) | PatternKind::Range { .. } => true,
                PatternKind::Slice { .. } => !matches!(pattern.ty.kind(), TyKind::Array(..)),
                _ => false,
            };
            if tested {
                tests.push((place.clone(), pattern.span));
            }
        });
        tests.into_iter().fold(current, |current, (place, _)| {
            let span = place.span;
            self.then(current, Action::Use(Access::Inspect, place, span))
        })
    }

    /// The variables of a pattern get their values.
    fn bindings(&mut self, pattern: &Pattern, place: &Place, current: Flow) -> Flow {
        let mut found = Vec::new();
        each_part(pattern, place.clone(), &mut |pattern, place| {
            if let PatternKind::Binding { local, mode, .. } = &pattern.kind {
                found.push((*local, *mode, place.clone(), pattern.span));
            }
        });
        found.into_iter().fold(current, |current, (local, mode, place, span)| {
            let access = match mode {
                BindingMode::Copy => Access::Copy,
                BindingMode::Move => Access::Move,
                BindingMode::Ref(kind) => Access::Borrow(kind),
            };
            let current = self.then(current, Action::Use(access, place, span));
            self.then(current, Action::Init(local, span))
        })
    }

    fn initialize(&mut self, pattern: &Pattern, current: Flow) -> Flow {
        let mut found = Vec::new();
        pattern_locals(pattern, &mut found);
        found
            .into_iter()
            .fold(current, |current, (local, span)| self.then(current, Action::Init(local, span)))
    }
}

fn pattern_locals(pattern: &Pattern, out: &mut Vec<(LocalId, SpanId)>) {
    let nowhere = Place::local(LocalId(0), pattern.ty, pattern.span);
    each_part(pattern, nowhere, &mut |pattern, _| {
        if let PatternKind::Binding { local, .. } = &pattern.kind {
            out.push((*local, pattern.span));
        }
    });
}

/// Calls `f` with every part of a pattern and the place it stands against. Of alternatives, bindings of the first count.
fn each_part(pattern: &Pattern, place: Place, f: &mut dyn FnMut(&Pattern, &Place)) {
    f(pattern, &place);
    let step = |place: &Place, kinds: &[(ProjectionKind, crate::ty::Ty)]| {
        let mut place = place.clone();
        for (kind, ty) in kinds {
            place.projections.push(Projection { kind: kind.clone(), ty: *ty });
            place.ty = *ty;
        }
        place
    };
    match &pattern.kind {
        PatternKind::Wild
        | PatternKind::Constant(_)
        | PatternKind::Range { .. }
        | PatternKind::Never
        | PatternKind::Binding { sub: None, .. } => {}
        PatternKind::Binding { sub: Some(sub), .. } => each_part(sub, place, f),
        PatternKind::Deref(inner) => {
            each_part(inner, step(&place, &[(ProjectionKind::Deref, inner.ty)]), f);
        }
        PatternKind::Variant { variant, fields, .. } => {
            for (i, field) in fields {
                let steps =
                    [(ProjectionKind::Downcast(*variant), pattern.ty), (ProjectionKind::Field(*i), field.ty)];
                each_part(field, step(&place, &steps), f);
            }
        }
        PatternKind::Leaf(fields) => {
            for (i, field) in fields {
                each_part(field, step(&place, &[(ProjectionKind::Field(*i), field.ty)]), f);
            }
        }
        PatternKind::Slice { prefix, middle, suffix } => {
            for (i, sub) in prefix.iter().enumerate() {
                let kind = ProjectionKind::ConstantIndex { offset: i as u64, from_end: false };
                each_part(sub, step(&place, &[(kind, sub.ty)]), f);
            }
            if let Some(middle) = middle {
                let kind = ProjectionKind::Subslice { from: prefix.len() as u64, to: suffix.len() as u64 };
                each_part(middle, step(&place, &[(kind, middle.ty)]), f);
            }
            for (i, sub) in suffix.iter().enumerate() {
                let offset = (suffix.len() - i) as u64;
                let kind = ProjectionKind::ConstantIndex { offset, from_end: true };
                each_part(sub, step(&place, &[(kind, sub.ty)]), f);
            }
        }
        PatternKind::Or(alternatives) => {
            let mut bound: FxHashMap<LocalId, ()> = FxHashMap::default();
            for alternative in alternatives {
                each_part(alternative, place.clone(), &mut |pattern, place| match &pattern.kind {
                    PatternKind::Binding { local, .. } if bound.insert(*local, ()).is_some() => {}
                    _ => f(pattern, place),
                });
            }
        }
    }
}
