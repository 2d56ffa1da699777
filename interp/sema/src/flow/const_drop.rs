//! E0493: what is dropped while a constant is evaluated. Follows `rustc_const_eval::check_consts`, which looks at a
//! body before it is known which drops do nothing: a variable counts as dropped unless the whole of it was moved.

use treebeard_syntax::Diagnostic;

use super::graph::{Access, Action, FlowGraph, PointId, join_flags};
use super::report::Report;
use crate::def::DefKind;
use crate::tree::visit::{VisitMut, walk_stmt};
use crate::tree::{Aggregate, Expr, ExprKind, LocalId, PlaceBase, Stmt};

/// The drops in a body that is evaluated at compile time.
pub(super) fn check(cx: &Report<'_>, graph: &FlowGraph) -> Vec<Diagnostic> {
    let owner = cx.body.owner;
    let is_const = match cx.sema.def_kind(owner) {
        DefKind::Fn | DefKind::AssocFn => cx.sema.is_const_fn(owner),
        DefKind::Const | DefKind::AssocConst | DefKind::Static => true,
        _ => false,
    };
    if !is_const || cx.body.closure.is_some() {
        return Vec::new();
    }
    let starts = full_at_start(cx);
    if !starts.contains(&true) {
        return Vec::new();
    }
    let states = solve(graph, &starts);
    let mut found: Vec<LocalId> = Vec::new();
    for (id, point) in graph.iter() {
        if let (Action::StorageDead(local, _), Some(state)) = (&point.action, &states[id.0 as usize])
            && state[local.0 as usize]
            && !found.contains(local)
        {
            found.push(*local);
        }
    }
    let report = |local: &LocalId| {
        let decl = &cx.body.locals[local.0 as usize];
        let message = format!("destructor of `{}` cannot be evaluated at compile-time", cx.ty(decl.ty));
        Diagnostic::error(Some("E0493"), decl.span, message)
            .label("the destructor for this type cannot be evaluated in constants")
    };
    found.iter().map(report).collect()
}

/// Which locals certainly hold something with a destructor once they have a value.
fn full_at_start(cx: &Report<'_>) -> Vec<bool> {
    let owner = cx.body.owner;
    let mut finder = Finder { cx, full: vec![false; cx.body.locals.len()] };
    // The usual constant has no such local, and its body need not be searched.
    if !cx.body.locals.iter().any(|local| cx.sema.may_need_drop_in(local.ty, owner)) {
        return finder.full;
    }
    for param in &cx.body.params {
        let ty = cx.body.locals[param.0 as usize].ty;
        finder.full[param.0 as usize] = !ty.has_error() && cx.sema.may_need_drop_in(ty, owner);
    }
    let mut value = cx.body.value.clone();
    finder.expr(&mut value);
    finder.full
}

struct Finder<'a, 'b> {
    cx: &'a Report<'b>,
    full: Vec<bool>,
}

impl VisitMut for Finder<'_, '_> {
    fn stmt(&mut self, stmt: &mut Stmt) {
        if let Stmt::Init(local, value) = stmt {
            self.full[local.0 as usize] = needs_drop(self.cx, value);
        }
        walk_stmt(self, stmt);
    }
}

/// Does this value certainly need to be dropped? What is not understood counts as not.
fn needs_drop(cx: &Report<'_>, value: &Expr) -> bool {
    if value.ty.has_error() || !cx.sema.may_need_drop_in(value.ty, cx.body.owner) {
        return false;
    }
    match &value.kind {
        ExprKind::Call(_) => true,
        ExprKind::Aggregate(aggregate) => match aggregate.as_ref() {
            Aggregate::Tuple(values) | Aggregate::Array(values) => {
                values.iter().any(|value| needs_drop(cx, value))
            }
            Aggregate::Adt { adt, fields, base, .. } => {
                cx.sema.drop_impl(*adt).is_some()
                    || fields.iter().chain(base).any(|(_, value)| needs_drop(cx, value))
            }
        },
        _ => false,
    }
}

/// Per point: which locals may still be full before it.
fn solve(graph: &FlowGraph, starts: &[bool]) -> Vec<Option<Vec<bool>>> {
    let apply = |id: PointId, state: &mut Vec<bool>| match &graph.points[id.0 as usize].action {
        Action::Init(local, _) => state[local.0 as usize] = starts[local.0 as usize],
        Action::Use(Access::Move, place, _) if place.projections.is_empty() => {
            if let PlaceBase::Local(local) = place.base {
                state[local.0 as usize] = false;
            }
        }
        Action::StorageDead(local, _) | Action::StorageLive(local) => state[local.0 as usize] = false,
        _ => {}
    };
    graph.forward(vec![false; starts.len()], apply, |old, new| join_flags(old, new))
}
