//! Places whose initialisation is followed: every local, and every part of one that is moved or assigned somewhere.

use super::graph::{Access, Action, FlowGraph};
use crate::context::Sema;
use crate::tree::{LocalId, Place, PlaceBase, Projection, ProjectionKind, TypedBody};
use crate::ty::{Ty, TyKind};

/// A followed path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct PathId(pub(super) u32);

pub(super) struct Path {
    pub(super) parent: Option<PathId>,
    pub(super) children: Vec<PathId>,
    step: Option<ProjectionKind>,
}

/// All followed paths; path `i` is local `i` for the first ones.
pub(super) struct Paths {
    pub(super) list: Vec<Path>,
    locals: Vec<Ty>,
}

/// What the longest followed prefix of a place is.
pub(super) enum Found {
    /// The place itself.
    Exact(PathId),
    /// A whole that it is part of.
    Prefix(PathId),
}

impl Paths {
    pub(super) fn of(sema: &Sema, body: &TypedBody, graph: &FlowGraph) -> Paths {
        let list =
            body.locals.iter().map(|_| Path { parent: None, children: Vec::new(), step: None }).collect();
        let locals = body.locals.iter().map(|local| local.ty).collect();
        let mut paths = Paths { list, locals };
        for (_, point) in graph.iter() {
            match &point.action {
                Action::Use(Access::Move, place, _) | Action::Assign(place, _) => {
                    paths.add(sema, place);
                }
                _ => {}
            }
        }
        paths
    }

    fn add(&mut self, sema: &Sema, place: &Place) {
        let PlaceBase::Local(local) = place.base else { return };
        let mut current = PathId(local.0);
        let mut before = self.locals[local.0 as usize];
        for projection in &place.projections {
            if !follows(sema, before, projection) {
                return;
            }
            current = match self.child(current, &projection.kind) {
                Some(child) => child,
                None => {
                    let child = PathId(self.list.len() as u32);
                    let step = Some(projection.kind.clone());
                    self.list.push(Path { parent: Some(current), children: Vec::new(), step });
                    self.list[current.0 as usize].children.push(child);
                    child
                }
            };
            before = projection.ty;
        }
    }

    fn child(&self, path: PathId, step: &ProjectionKind) -> Option<PathId> {
        let children = &self.list[path.0 as usize].children;
        children.iter().copied().find(|child| self.list[child.0 as usize].step.as_ref() == Some(step))
    }

    /// The longest followed prefix of a place; `None` if it does not start at a local.
    pub(super) fn find(&self, place: &Place) -> Option<Found> {
        let PlaceBase::Local(LocalId(local)) = place.base else { return None };
        let mut current = PathId(local);
        for projection in &place.projections {
            match self.child(current, &projection.kind) {
                Some(child) => current = child,
                None => return Some(Found::Prefix(current)),
            }
        }
        Some(Found::Exact(current))
    }

    /// Calls `f` for a path and everything below it.
    pub(super) fn each_below(&self, path: PathId, f: &mut dyn FnMut(PathId)) {
        f(path);
        for &child in &self.list[path.0 as usize].children {
            self.each_below(child, f);
        }
    }
}

/// Is the part after this step initialised and moved on its own?
fn follows(sema: &Sema, before: Ty, projection: &Projection) -> bool {
    match projection.kind {
        ProjectionKind::Field(_) | ProjectionKind::Downcast(_) => true,
        ProjectionKind::Deref => match before.kind() {
            TyKind::Adt(def, _) => sema.is_lang_item(*def, "owned_box"),
            _ => false,
        },
        _ => false,
    }
}
