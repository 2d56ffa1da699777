//! What a future holds while it is suspended: the types that decide whether it is `Send` or `Sync`.
//!
//! `rustc_mir_transform::coroutine` (`locals_live_across_suspend_points`) on our graph. A local is held if its storage
//! is needed and it is used later (dropping it is a use) or was ever borrowed: a reference to it may still be about.
//! Moving it away as a whole ends the need for its storage, unless it was borrowed before. Operands that wait for
//! later ones are held too, and the future that is awaited.

use std::collections::VecDeque;
use std::sync::Arc;

use super::build;
use super::graph::{Access, Action, FlowGraph, PointId, join_flags};
use crate::cache::{Active, Query};
use crate::context::Sema;
use crate::names::Namespace;
use crate::traits::{ParamEnv, normalize_closed_or_self};
use crate::tree::{LocalId, Place, PlaceBase, ProjectionKind, TypedBody};
use crate::ty::{AliasKind, ClosureId, GenericArg, GenericArgs, Ty, TyKind, erase_regions};

impl Sema {
    /// Types of what the future of an async block holds at its awaits, captures apart, in terms of the function it
    /// stands in. `None` while that function's body is being built.
    pub fn coroutine_witness(&self, id: ClosureId) -> Option<Arc<[Ty]>> {
        if let Some(known) = self.traits.witnesses.get(&id) {
            return Some(known);
        }
        if Active::is_active(std::ptr::from_ref(self).addr(), Query::TypedBody, u64::from(id.owner.0)) {
            return None;
        }
        let owner = self.typed_body(id.owner);
        let closure = owner.closures.get(&id.node)?;
        let awaits = self.lang_item("await_future").map(|wait| (self, wait));
        let graph = build::build_with(&owner, &closure.body, awaits);
        let env = self.param_env(id.owner);
        let held = Held::new(self, &env, &closure.body, &graph).types();
        Some(self.traits.witnesses.put(id, held.into()))
    }

    /// The future that `awaited.await` polls.
    fn future_of(&self, awaited: Ty, env: &ParamEnv) -> Ty {
        let into_future = self.lang_item("IntoFuture").and_then(|trait_| {
            let name = treebeard_syntax::Symbol::new("IntoFuture");
            self.assoc_item_by_name(trait_, name, Namespace::Type)
        });
        let Some(item) = into_future else { return awaited };
        let args = GenericArgs::new(&[GenericArg::Ty(awaited)]);
        normalize_closed_or_self(self, env, Ty::new(TyKind::Alias(AliasKind::Projection, item.def, args)))
    }
}

/// What is known at a point, per local.
#[derive(Clone, PartialEq)]
struct State {
    /// Its storage may be needed.
    stored: Vec<bool>,
    /// It may have been borrowed.
    borrowed: Vec<bool>,
}

struct Held<'a> {
    sema: &'a Sema,
    env: &'a ParamEnv,
    body: &'a TypedBody,
    graph: &'a FlowGraph,
    needs_drop: Vec<bool>,
}

impl<'a> Held<'a> {
    fn new(sema: &'a Sema, env: &'a ParamEnv, body: &'a TypedBody, graph: &'a FlowGraph) -> Held<'a> {
        let needs_drop = body.locals.iter().map(|local| sema.needs_drop(local.ty, env)).collect();
        Held { sema, env, body, graph, needs_drop }
    }

    fn types(&self) -> Vec<Ty> {
        let mut types = Vec::new();
        let is_suspension = |action: &Action| matches!(action, Action::Suspend { .. });
        if !self.graph.points.iter().any(|point| is_suspension(&point.action)) {
            return types;
        }
        let states = self.forward();
        let live = self.backward();
        for (id, point) in self.graph.iter() {
            let Action::Suspend { awaited, operands } = &point.action else { continue };
            let Some(state) = &states[id.0 as usize] else { continue };
            let live_after = |local: usize| point.successors.iter().any(|next| live[next.0 as usize][local]);
            for (local, decl) in self.body.locals.iter().enumerate() {
                let is_own = self.body.params.iter().any(|param| param.0 as usize == local);
                if !is_own && state.stored[local] && (state.borrowed[local] || live_after(local)) {
                    types.push(decl.ty);
                }
            }
            types.extend_from_slice(operands);
            types.push(self.sema.future_of(*awaited, self.env));
        }
        let mut seen: Vec<Ty> = Vec::new();
        for ty in types {
            let ty = erase_regions(&ty);
            if !seen.contains(&ty) {
                seen.push(ty);
            }
        }
        seen
    }

    fn forward(&self) -> Vec<Option<State>> {
        let count = self.body.locals.len();
        let start = State { stored: vec![false; count], borrowed: vec![false; count] };
        let apply =
            |id: PointId, state: &mut State| self.apply(&self.graph.points[id.0 as usize].action, state);
        self.graph.forward(start, apply, |old, new| {
            join_flags(&mut old.stored, &new.stored) | join_flags(&mut old.borrowed, &new.borrowed)
        })
    }

    fn apply(&self, action: &Action, state: &mut State) {
        match action {
            Action::Join | Action::StorageLive(_) | Action::Suspend { .. } => {}
            Action::Init(local, _) => state.stored[local.0 as usize] = true,
            Action::StorageDead(local, _) => {
                state.stored[local.0 as usize] = false;
                state.borrowed[local.0 as usize] = false;
            }
            Action::Assign(place, _) => {
                let Some(local) = local_of(place) else { return };
                state.stored[local] = true;
                // The old value is dropped in place, which borrows it.
                state.borrowed[local] |= !is_indirect(place) && self.drops(place);
            }
            Action::Use(access, place, _) => {
                let Some(local) = local_of(place) else { return };
                match access {
                    Access::Move if place.projections.is_empty() && !state.borrowed[local] => {
                        state.stored[local] = false;
                    }
                    Access::Borrow(_) | Access::RawBorrow(_) if !is_indirect(place) => {
                        state.stored[local] = true;
                        state.borrowed[local] = true;
                    }
                    _ => {}
                }
            }
        }
    }

    /// Which locals may be used after the start of each point.
    fn backward(&self) -> Vec<Vec<bool>> {
        let count = self.body.locals.len();
        let points = &self.graph.points;
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); points.len()];
        for (id, point) in points.iter().enumerate() {
            point.successors.iter().for_each(|next| before[next.0 as usize].push(id));
        }
        let mut live = vec![vec![false; count]; points.len()];
        let mut queue: VecDeque<usize> = (0..points.len()).rev().collect();
        let mut queued = vec![true; points.len()];
        while let Some(id) = queue.pop_front() {
            queued[id] = false;
            let mut state = vec![false; count];
            for next in &points[id].successors {
                join_flags(&mut state, &live[next.0 as usize]);
            }
            self.apply_backward(&points[id].action, &mut state);
            if state != live[id] {
                live[id] = state;
                for &earlier in &before[id] {
                    if !std::mem::replace(&mut queued[earlier], true) {
                        queue.push_back(earlier);
                    }
                }
            }
        }
        live
    }

    fn apply_backward(&self, action: &Action, live: &mut [bool]) {
        match action {
            Action::Join | Action::Suspend { .. } => {}
            Action::Init(local, _) | Action::StorageLive(local) => live[local.0 as usize] = false,
            Action::StorageDead(LocalId(local), _) => {
                live[*local as usize] = self.needs_drop[*local as usize]
            }
            Action::Assign(place, _) => {
                let Some(local) = local_of(place) else { return };
                if place.projections.is_empty() {
                    live[local] = self.needs_drop[local];
                } else if is_indirect(place) || self.drops(place) {
                    live[local] = true;
                }
            }
            Action::Use(_, place, _) => {
                if let Some(local) = local_of(place) {
                    live[local] = true;
                }
            }
        }
    }

    fn drops(&self, place: &Place) -> bool {
        self.sema.needs_drop(place.ty, self.env)
    }
}

fn local_of(place: &Place) -> Option<usize> {
    match place.base {
        PlaceBase::Local(LocalId(local)) => Some(local as usize),
        _ => None,
    }
}

fn is_indirect(place: &Place) -> bool {
    place.projections.iter().any(|projection| matches!(projection.kind, ProjectionKind::Deref))
}
