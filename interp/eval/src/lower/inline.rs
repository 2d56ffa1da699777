//! Small library functions in place of calls of them.
//!
//! Most of the library is thin layers (`Vec::len`, `Option::unwrap`, `Iterator::next` of adapters). Their bodies are
//! lowered into the caller's frame: no frame, no count, no limits to check. User functions are never inlined: their
//! calls go through a slot that may be replaced.

use std::sync::Arc;

use treebeard_sema::def::DefId;
use treebeard_sema::tree::{
    Aggregate, Expr, ExprKind, Place, PlaceBase, ProjectionKind, Stmt as TreeStmt, TypedBody,
};
use treebeard_sema::ty::{GenericArgs, Ty};
use treebeard_syntax::SpanId;

use crate::engine::{InstanceKey, InstanceKind, Tier};
use crate::memory::Slot;
use crate::reg::Class;

use super::alias::{Bound, ParamUse};
use super::call::Source;
use super::scope::Guard;
use super::{Caller, Label, Lower, Lowered, Out, Stmt, Want};

/// Bodies of more nodes are called.
const NODES_MAX: usize = 28;
/// Calls within calls that are replaced.
const DEPTH_MAX: usize = 8;

/// Number of nodes, or more than the limit if it holds what is not inlined.
fn nodes(e: &Expr) -> usize {
    const NEVER: usize = 1 << 20;
    let all = |list: &[Expr]| list.iter().map(nodes).sum::<usize>();
    1 + match &e.kind {
        ExprKind::Const(_) | ExprKind::ConstItem(..) => 0,
        ExprKind::Copy(place)
        | ExprKind::Move(place)
        | ExprKind::Ref(_, place)
        | ExprKind::RawRef(_, place) => place_nodes(place),
        ExprKind::Unary(_, a) | ExprKind::Cast(_, a) => nodes(a),
        ExprKind::Binary(_, a, b) | ExprKind::Logical(_, a, b) => nodes(a) + nodes(b),
        ExprKind::AssignOp(_, place, value) | ExprKind::Assign(place, value) => {
            place_nodes(place) + nodes(value)
        }
        ExprKind::Call(call) => all(&call.args),
        ExprKind::Aggregate(aggregate) => match &**aggregate {
            Aggregate::Tuple(list) | Aggregate::Array(list) => all(list),
            Aggregate::Adt { fields, base, .. } => {
                fields.iter().chain(base).map(|(_, value)| nodes(value)).sum()
            }
        },
        ExprKind::Scope(scope) => nodes(&scope.value),
        ExprKind::Block(stmts, value) => stmts.iter().map(stmt_nodes).sum::<usize>() + nodes(value),
        ExprKind::If { cond, then, els } => nodes(cond) + nodes(then) + nodes(els),
        ExprKind::Let(_, place) => 2 + place_nodes(place),
        ExprKind::Match(place, arms) => {
            let arms = arms.iter().map(|arm| 2 + nodes(&arm.body) + arm.guard.as_ref().map_or(0, nodes));
            place_nodes(place) + arms.sum::<usize>()
        }
        ExprKind::Builtin(_, list) => all(list),
        ExprKind::Repeat(..)
        | ExprKind::Closure(_)
        | ExprKind::Loop(..)
        | ExprKind::Labeled(..)
        | ExprKind::Break(..)
        | ExprKind::Continue(_)
        | ExprKind::Return(_)
        | ExprKind::Native
        | ExprKind::Unsupported(_) => NEVER,
    }
}

fn stmt_nodes(stmt: &TreeStmt) -> usize {
    match stmt {
        TreeStmt::Expr(e) | TreeStmt::Init(_, e) => 1 + nodes(e),
        TreeStmt::Bind { place, els, .. } => 2 + place_nodes(place) + els.as_ref().map_or(0, nodes),
    }
}

fn place_nodes(place: &Place) -> usize {
    let base = match &place.base {
        PlaceBase::Deref(e) => nodes(e),
        PlaceBase::Local(_) | PlaceBase::Static(..) | PlaceBase::Promoted(..) => 0,
    };
    let steps = place.projections.iter().map(|p| match &p.kind {
        ProjectionKind::Index(index) => nodes(index),
        _ => 0,
    });
    base + steps.sum::<usize>()
}

/// A library body that may stand in place of a call.
#[derive(Debug)]
pub(crate) struct InlineBody {
    /// What it computes, without `return`.
    pub(crate) value: Expr,
    /// How it uses its parameters.
    pub(super) uses: Vec<ParamUse>,
}

/// A call that is being replaced.
pub(super) struct Inlined {
    pub(super) body: Arc<InlineBody>,
    guard: Guard,
    saved: Saved,
}

impl Lower<'_> {
    /// The callee's body in place of a call, if it is small and of the library.
    pub(crate) fn inline_call(
        &mut self,
        callee: (DefId, GenericArgs),
        params: &[Ty],
        sources: &[Source<'_>],
        result: Ty,
        span: SpanId,
        want: Want,
    ) -> Lowered<Option<Out>> {
        if let (Class::Memory, Want::Value) = (self.class(result)?, want) {
            return Ok(None);
        }
        let Some(inlined) = self.inline_open(callee, params, sources, span)? else { return Ok(None) };
        let out = self.lower(&inlined.body.value, want);
        let guard = self.inline_close(inlined);
        Ok(Some(guard.around_params(out)))
    }

    /// Binds the arguments of a call that is replaced by the callee's body, and enters that body.
    pub(super) fn inline_open(
        &mut self,
        (def, args): (DefId, GenericArgs),
        params: &[Ty],
        sources: &[Source<'_>],
        span: SpanId,
    ) -> Lowered<Option<Inlined>> {
        if self.tracks || self.tier == Tier::Cold && self.loops == 0 {
            return Ok(None);
        }
        let engine = self.engine.clone();
        let program = &engine.program;
        if self.inlining.len() >= DEPTH_MAX || !program.is_library(def) || sources.len() != params.len() {
            return Ok(None);
        }
        let key = InstanceKey { kind: InstanceKind::Item(def), args };
        if self.inlining.contains(&key) || self.key == key {
            return Ok(None);
        }
        let inline = engine.inline_body(def, || {
            let body = program.typed_body(def)?;
            let mut value = if body.value.diverts {
                super::tail::without_returns(&body.value)?
            } else {
                body.value.clone()
            };
            if nodes(&value) > NODES_MAX || !body.closures.is_empty() {
                return None;
            }
            let uses = super::alias::param_uses(&body, &mut value);
            Some(InlineBody { value, uses })
        });
        let (Some(inline), Some(body)) = (inline, program.typed_body(def)) else { return Ok(None) };
        if sources.iter().any(|source| matches!(source, Source::Expr(e) if e.diverts)) {
            return Ok(None);
        }
        let mut bound = Vec::with_capacity(params.len());
        for (i, &param) in params.iter().enumerate() {
            bound.push(self.bind_param(i, param, sources, &inline)?);
        }
        let caller = match self.caller {
            Caller::Own if program.has_attr(def, "track_caller") => Caller::Known(span),
            caller if program.has_attr(def, "track_caller") => caller,
            _ => Caller::Own,
        };
        self.inlining.push(key);
        let saved = self.enter_inline(args, body.clone(), caller);
        match self.inline_locals(&body, bound) {
            Ok(guard) => Ok(Some(Inlined { body: inline, guard, saved })),
            Err(failure) => {
                self.leave_inline(saved);
                self.inlining.pop();
                Err(failure)
            }
        }
    }

    /// Leaves a body entered by `inline_open`; what is given back goes around it.
    pub(super) fn inline_close(&mut self, inlined: Inlined) -> Guard {
        self.leave_inline(inlined.saved);
        self.inlining.pop();
        inlined.guard
    }

    fn inline_locals(&mut self, body: &TypedBody, bound: Vec<Bound>) -> Lowered<Guard> {
        let types: Vec<Ty> = body.locals.iter().map(|local| self.mono(local.ty)).collect();
        let slots: Vec<Slot> = bound.iter().map(|bound| bound.slot).collect();
        self.allot_locals(body, &types, &slots)?;
        for (&id, bound) in body.params.iter().zip(bound) {
            self.locals[id.0 as usize].alias = bound.alias.map(Arc::new);
        }
        self.allot_flags();
        let guard = Guard::for_locals(self, &body.params);
        let set: Vec<Stmt> =
            body.params.iter().filter_map(|&id| self.set_local_flags(id)).map(Stmt::Unit).collect();
        self.pre.extend(set);
        Ok(guard)
    }

    fn enter_inline(&mut self, args: GenericArgs, body: Arc<TypedBody>, caller: Caller) -> Saved {
        let labels = vec![Label::default(); body.label_count as usize];
        Saved {
            args: std::mem::replace(&mut self.args, args),
            body: self.body.replace(body),
            locals: std::mem::take(&mut self.locals),
            flags: std::mem::take(&mut self.flags),
            labels: std::mem::replace(&mut self.labels, labels),
            types: std::mem::take(&mut self.types),
            caller: std::mem::replace(&mut self.caller, caller),
        }
    }

    fn leave_inline(&mut self, saved: Saved) {
        self.args = saved.args;
        self.body = saved.body;
        self.locals = saved.locals;
        self.flags = saved.flags;
        self.labels = saved.labels;
        self.types = saved.types;
        self.caller = saved.caller;
    }
}

/// What belongs to the caller while a callee's body is lowered.
struct Saved {
    args: GenericArgs,
    body: Option<Arc<TypedBody>>,
    locals: Vec<super::LocalSlot>,
    flags: rustc_hash::FxHashMap<treebeard_sema::tree::MovePathId, Slot>,
    labels: Vec<Label>,
    types: rustc_hash::FxHashMap<Ty, Ty>,
    caller: Caller,
}
