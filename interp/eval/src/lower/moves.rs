//! Moves, checked while running.
//!
//! Where the static level proved that a place is initialised nothing is added. A program that it rejected, and that is
//! run all the same, asks before each use of a place whether it, or a part of it, was moved out: the drop flags know it
//! of what needs dropping, a word per local (where it was moved) of the rest.
//!
//! Invariant: nothing is checked in a program that was accepted.

use treebeard_sema::tree::{LocalId, MovePathId, Place, PlaceBase, ProjectionKind};
use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::memory::Slot;
use crate::track::{self, Base};

use super::{Lower, Stmt};

/// How much of a place has to be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Needs {
    /// All of it.
    Whole,
    /// What a pattern asks for.
    Part,
}

impl Lower<'_> {
    fn checks_moves(&self) -> bool {
        self.tracks && self.engine.options.unproved && !self.in_guard
    }

    /// Puts a check that a place was not moved out of before the node under construction.
    pub(super) fn check_moved(&mut self, place: &Place, needs: Needs) {
        let (true, PlaceBase::Local(local)) = (self.checks_moves(), &place.base) else { return };
        let span = place.span;
        if let Some(flag) = self.local(*local).moved {
            self.pre.push(Stmt::Unit(code(move |fp, ctx| {
                let at = SpanId(ctx.mem.local(fp, flag));
                if at != SpanId(0) {
                    track::raise_moved(span, Some(at));
                }
            })));
        }
        let flags = self.flags_of_use(*local, place, needs).into_boxed_slice();
        if !flags.is_empty() {
            self.pre.push(Stmt::Unit(code(move |fp, ctx| {
                if flags.iter().any(|&flag| ctx.mem.local::<u8>(fp, flag) == 0) {
                    track::raise_moved(span, None);
                }
            })));
        }
    }

    /// As `check_moved`, for an assignment: what is assigned need not be there, a reference on the way must.
    pub(super) fn check_assigned(&mut self, place: &Place) {
        let through = place.projections.iter().any(|p| p.kind == ProjectionKind::Deref);
        if through {
            self.check_moved(place, Needs::Part);
        }
    }

    /// The flags that must be set when a place is used: those of the nearest path, and of all parts if it is exact.
    fn flags_of_use(&self, local: LocalId, place: &Place, needs: Needs) -> Vec<Slot> {
        let Some(mut path) = self.root_path(local) else { return Vec::new() };
        let mut exact = true;
        for projection in &place.projections {
            match self.child_path(path, &projection.kind) {
                Some(child) => path = child,
                None => {
                    exact = false;
                    break;
                }
            }
            if let ProjectionKind::Downcast(_) = projection.kind {
                continue;
            }
        }
        if exact && needs == Needs::Whole { self.path_flags(path) } else { self.own_flag(path) }
    }

    fn own_flag(&self, path: MovePathId) -> Vec<Slot> {
        self.flags.get(&path).copied().into_iter().collect()
    }

    /// What moving out of a place does beside the drop flags.
    pub(super) fn note_move(&self, place: &Place) -> Option<Code<()>> {
        let PlaceBase::Local(local) = place.base else { return None };
        if !place.projections.is_empty() {
            return None;
        }
        let flag = self.local(local).moved?;
        let at = place.span.0;
        Some(code(move |fp, ctx| ctx.mem.set_local(fp, flag, at)))
    }

    /// The local has a value again.
    pub(super) fn note_init(&self, local: LocalId) -> Option<Code<()>> {
        let flag = self.local(local).moved?;
        Some(code(move |fp, ctx| ctx.mem.set_local(fp, flag, 0u32)))
    }

    /// Refuses a move out of a reference.
    pub(super) fn check_move_out(&mut self, place: &Place, base: Base) {
        let ty = self.mono(place.ty);
        if self.checks_moves()
            && matches!(base, Base::Reference | Base::Raw)
            && !self.engine.program.is_copy(ty)
        {
            let span = place.span;
            self.pre.push(Stmt::Unit(code(move |_, _| track::raise_move_out(span))));
        }
    }
}
