//! Which paths may be uninitialised or moved out of at each point, and the uses that must not be.
//!
//! Forward analysis over sets of facts: for each path whether it may be without a value, and the points that may have
//! moved it. Follows `rustc_mir_dataflow::impls::initialized` and `rustc_borrowck`'s use of it.

use treebeard_syntax::{Diagnostic, SpanId};

use super::graph::{Access, Action, FlowGraph, PointId};
use super::paths::{Found, PathId, Paths};
use super::report::Report;
use crate::tree::{LocalId, Place, PlaceBase};

/// What may be at a point.
#[derive(Clone, PartialEq)]
struct State {
    /// Per path: may have no value.
    uninit: Vec<bool>,
    /// Per local: may have had a value since it came into scope.
    assigned: Vec<bool>,
    /// Points whose moves may be in effect, sorted.
    moves: Vec<PointId>,
}

impl State {
    fn join(&mut self, other: &State) -> bool {
        let mut changed = false;
        for (a, b) in self.uninit.iter_mut().zip(&other.uninit) {
            changed |= *b && !*a;
            *a |= *b;
        }
        for (a, b) in self.assigned.iter_mut().zip(&other.assigned) {
            changed |= *b && !*a;
            *a |= *b;
        }
        for point in &other.moves {
            if let Err(at) = self.moves.binary_search(point) {
                self.moves.insert(at, *point);
                changed = true;
            }
        }
        changed
    }
}

struct Analysis<'a> {
    graph: &'a FlowGraph,
    paths: Paths,
    /// The path that each point moves out of.
    moved: Vec<Option<PathId>>,
}

/// The errors of initialisation and moves.
pub(super) fn check(cx: &Report<'_>, graph: &FlowGraph) -> Vec<Diagnostic> {
    let paths = Paths::of(cx.sema, cx.body, graph);
    let moved = graph
        .points
        .iter()
        .map(|point| match &point.action {
            Action::Use(Access::Move, place, _) => match paths.find(place) {
                Some(Found::Exact(path)) => Some(path),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let analysis = Analysis { graph, paths, moved };
    let states = analysis.solve(cx.body.locals.len());
    let mut diagnostics = Vec::new();
    for (id, point) in graph.iter() {
        let Some(state) = &states[id.0 as usize] else { continue };
        match &point.action {
            Action::Use(access, place, span) => {
                diagnostics.extend(analysis.check_use(cx, state, *access, place, *span));
            }
            Action::Assign(place, span) => {
                diagnostics.extend(analysis.check_assign(cx, state, place, *span));
            }
            _ => {}
        }
    }
    diagnostics
}

impl Analysis<'_> {
    fn solve(&self, locals: usize) -> Vec<Option<State>> {
        let start = State {
            uninit: vec![true; self.paths.list.len()],
            assigned: vec![false; locals],
            moves: Vec::new(),
        };
        self.graph.forward(start, |id, state| self.apply(id, state), State::join)
    }

    fn apply(&self, id: PointId, state: &mut State) {
        match &self.graph.points[id.0 as usize].action {
            Action::Join | Action::Suspend { .. } => {}
            Action::Use(Access::Move, ..) => {
                if let Some(path) = self.moved[id.0 as usize] {
                    self.paths.each_below(path, &mut |path| state.uninit[path.0 as usize] = true);
                    if let Err(at) = state.moves.binary_search(&id) {
                        state.moves.insert(at, id);
                    }
                }
            }
            Action::Use(..) => {}
            Action::Assign(place, _) => {
                if let Some(Found::Exact(path)) = self.paths.find(place) {
                    self.initialize(path, state);
                }
                if let (PlaceBase::Local(local), true) = (&place.base, place.projections.is_empty()) {
                    state.assigned[local.0 as usize] = true;
                }
            }
            Action::Init(local, _) => {
                self.initialize(PathId(local.0), state);
                state.assigned[local.0 as usize] = true;
            }
            Action::StorageLive(local) | Action::StorageDead(local, _) => {
                self.forget(*local, state);
            }
        }
    }

    fn initialize(&self, path: PathId, state: &mut State) {
        self.paths.each_below(path, &mut |below| state.uninit[below.0 as usize] = false);
        state
            .moves
            .retain(|point| self.moved[point.0 as usize].is_none_or(|moved| !self.is_below(moved, path)));
    }

    fn forget(&self, local: LocalId, state: &mut State) {
        self.paths.each_below(PathId(local.0), &mut |path| state.uninit[path.0 as usize] = true);
        state.assigned[local.0 as usize] = false;
        state.moves.retain(|point| {
            self.moved[point.0 as usize].is_none_or(|moved| !self.is_below(moved, PathId(local.0)))
        });
    }

    fn is_below(&self, path: PathId, root: PathId) -> bool {
        let mut current = Some(path);
        while let Some(path) = current {
            if path == root {
                return true;
            }
            current = self.paths.list[path.0 as usize].parent;
        }
        false
    }

    /// The moves in effect that concern `path`, something above it or something below it.
    fn moves_of(&self, state: &State, path: PathId) -> Vec<PointId> {
        let concerns = |moved: PathId| self.is_below(moved, path) || self.is_below(path, moved);
        state
            .moves
            .iter()
            .copied()
            .filter(|point| self.moved[point.0 as usize].is_some_and(concerns))
            .collect()
    }

    fn check_use(
        &self,
        cx: &Report<'_>,
        state: &State,
        access: Access,
        place: &Place,
        span: SpanId,
    ) -> Option<Diagnostic> {
        let (path, exact) = match self.paths.find(place)? {
            Found::Exact(path) => (path, true),
            Found::Prefix(path) => (path, false),
        };
        let mut missing = state.uninit[path.0 as usize];
        let mut partial = false;
        // Reading a discriminant does not need the fields.
        if exact && access != Access::Inspect {
            self.paths.each_below(path, &mut |below| {
                if state.uninit[below.0 as usize] && !missing {
                    partial = true;
                }
            });
        }
        if !missing && !partial {
            return None;
        }
        missing |= partial;
        debug_assert!(missing);
        let moves = self.moves_of(state, path);
        if moves.is_empty() {
            let PlaceBase::Local(local) = place.base else { return None };
            return Some(cx.uninitialized(local, state.assigned[local.0 as usize], access, span));
        }
        let sites: Vec<(Place, SpanId)> = moves
            .into_iter()
            .filter_map(|point| match &self.graph.points[point.0 as usize].action {
                Action::Use(_, place, span) => Some((place.clone(), *span)),
                _ => None,
            })
            .collect();
        Some(cx.use_after_move(place, access, span, &sites, partial))
    }

    fn check_assign(
        &self,
        cx: &Report<'_>,
        state: &State,
        place: &Place,
        span: SpanId,
    ) -> Option<Diagnostic> {
        let PlaceBase::Local(local) = place.base else { return None };
        if place.projections.is_empty() {
            let decl = &cx.body.locals[local.0 as usize];
            return (!decl.mutable && state.assigned[local.0 as usize])
                .then(|| cx.assigned_twice(local, span));
        }
        // A part can be assigned only while the whole has a value.
        let parent =
            Place { projections: place.projections[..place.projections.len() - 1].to_vec(), ..place.clone() };
        let path = match self.paths.find(&parent)? {
            Found::Exact(path) | Found::Prefix(path) => path,
        };
        if !state.uninit[path.0 as usize] {
            return None;
        }
        let moves = self.moves_of(state, path);
        if moves.is_empty() {
            return Some(cx.uninitialized(local, state.assigned[local.0 as usize], Access::Update, span));
        }
        let sites: Vec<(Place, SpanId)> = moves
            .into_iter()
            .filter_map(|point| match &self.graph.points[point.0 as usize].action {
                Action::Use(_, place, span) => Some((place.clone(), *span)),
                _ => None,
            })
            .collect();
        Some(cx.use_after_move(&parent, Access::Update, span, &sites, false))
    }
}
