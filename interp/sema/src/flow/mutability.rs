//! What may be written, mutably borrowed, and moved out of: decided by the place alone.

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{Diagnostic, SpanId};

use super::graph::{Access, Action, FlowGraph};
use super::report::{Blocked, Report};
use crate::def::DefKind;
use crate::tree::{BorrowKind, LocalKind, Place, PlaceBase, ProjectionKind};
use crate::ty::{Ty, TyKind};

/// The errors of mutability and of moving out of what is not owned.
pub(super) fn check(cx: &Report<'_>, graph: &FlowGraph) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, point) in graph.iter() {
        match &point.action {
            Action::Assign(place, span) | Action::Use(Access::Update, place, span) => {
                diagnostics.extend(assignment(cx, place, *span, &point.action));
            }
            Action::Use(Access::Borrow(kind), place, span) => {
                let needs = !matches!(kind, BorrowKind::Shared | BorrowKind::Unique);
                if let (true, Some(blocked)) = (needs, blocked(cx, place)) {
                    diagnostics.push(cx.cannot_borrow(place, &blocked, *span));
                }
            }
            Action::Use(Access::RawBorrow(Mutability::Mut), place, span) => {
                if let Some(blocked) = blocked(cx, place) {
                    diagnostics.push(cx.cannot_borrow(place, &blocked, *span));
                }
            }
            Action::Use(Access::Move, place, span) => diagnostics.extend(move_out(cx, place, *span)),
            _ => {}
        }
    }
    diagnostics
}

fn assignment(cx: &Report<'_>, place: &Place, span: SpanId, action: &Action) -> Option<Diagnostic> {
    let whole_local = matches!(place.base, PlaceBase::Local(_)) && place.projections.is_empty();
    match (&place.base, action) {
        // A first assignment is allowed; a second one is the flow analysis' business.
        (PlaceBase::Local(_), Action::Assign(..)) if whole_local => None,
        (PlaceBase::Local(local), Action::Use(..)) if whole_local => {
            let decl = &cx.body.locals[local.0 as usize];
            (!decl.mutable).then(|| cx.assigned_twice(*local, span))
        }
        _ => blocked(cx, place).map(|blocked| cx.cannot_assign(place, &blocked, span)),
    }
}

/// Why a place may not be changed; `None` if it may.
fn blocked(cx: &Report<'_>, place: &Place) -> Option<Blocked> {
    let types = types_before(cx, place);
    // From the end to the front: the first pointer decides.
    for (i, projection) in place.projections.iter().enumerate().rev() {
        match projection.kind {
            ProjectionKind::Deref => match types[i].kind() {
                TyKind::Ref(_, _, Mutability::Mut) | TyKind::RawPtr(_, Mutability::Mut) => {
                    // The closure's own `&self`/`&mut self`: go on to the captured field.
                    if let (Some(capture), true) = (captured_field(cx, place), i == 0) {
                        return captured_blocked(cx, capture);
                    }
                    return None;
                }
                TyKind::Ref(..) => {
                    if i == 0 && captured_field(cx, place).is_some() {
                        return None;
                    }
                    return Some(Blocked::BehindShared(i));
                }
                TyKind::RawPtr(..) => return Some(Blocked::BehindConst),
                _ => {}
            },
            ProjectionKind::Field(index)
                if i == 0 && cx.body.closure.is_some() && local_index(place) == 0 =>
            {
                return captured_blocked(cx, index);
            }
            _ => {}
        }
    }
    match &place.base {
        PlaceBase::Local(local) => {
            let decl = &cx.body.locals[local.0 as usize];
            let free = decl.mutable || decl.kind == LocalKind::Temp;
            (!free).then_some(Blocked::Immutable(*local))
        }
        PlaceBase::Static(def, _) => {
            (cx.sema.static_mutability(*def) == Mutability::Not).then_some(Blocked::Static(*def))
        }
        PlaceBase::Promoted(..) => None,
        PlaceBase::Deref(value) => match value.ty.kind() {
            TyKind::Ref(_, _, Mutability::Not) => Some(Blocked::BehindSharedValue),
            TyKind::RawPtr(_, Mutability::Not) => Some(Blocked::BehindConst),
            _ => None,
        },
    }
}

fn local_index(place: &Place) -> u32 {
    match place.base {
        PlaceBase::Local(local) => local.0,
        _ => u32::MAX,
    }
}

/// The captured field that a place of a closure's body goes through, if it starts at the closure.
fn captured_field(cx: &Report<'_>, place: &Place) -> Option<u32> {
    cx.body.closure?;
    if local_index(place) != 0 {
        return None;
    }
    place.projections.iter().take(2).find_map(|projection| match projection.kind {
        ProjectionKind::Field(index) => Some(index),
        _ => None,
    })
}

fn captured_blocked(cx: &Report<'_>, index: u32) -> Option<Blocked> {
    let capture = cx.captures.get(index as usize)?;
    (!capture.mutable).then_some(Blocked::Captured(capture.name))
}

/// The type before each projection.
pub(super) fn types_before(cx: &Report<'_>, place: &Place) -> Vec<Ty> {
    let start = match &place.base {
        PlaceBase::Local(local) => cx.body.locals[local.0 as usize].ty,
        PlaceBase::Static(_, ty) | PlaceBase::Promoted(_, ty) => *ty,
        PlaceBase::Deref(value) => match value.ty.kind() {
            TyKind::Ref(_, inner, _) | TyKind::RawPtr(inner, _) => *inner,
            TyKind::Adt(_, args) => args.ty_at(0),
            _ => Ty::error(),
        },
    };
    std::iter::once(start).chain(place.projections.iter().map(|projection| projection.ty)).collect()
}

fn move_out(cx: &Report<'_>, place: &Place, span: SpanId) -> Option<Diagnostic> {
    let types = types_before(cx, place);
    if let PlaceBase::Deref(value) = &place.base
        && !is_box(cx, value.ty)
    {
        return Some(cx.move_out_of_borrow(place, value.ty, span));
    }
    if matches!(place.base, PlaceBase::Static(..)) {
        return Some(cx.move_out_of_static(place, span));
    }
    for (projection, before) in place.projections.iter().zip(&types) {
        match projection.kind {
            ProjectionKind::Deref if !is_box(cx, *before) => {
                return Some(cx.move_out_of_borrow(place, *before, span));
            }
            ProjectionKind::Index(_) => return Some(cx.move_out_of_index(*before, span)),
            ProjectionKind::ConstantIndex { .. } | ProjectionKind::Subslice { .. }
                if matches!(before.kind(), TyKind::Slice(_)) =>
            {
                return Some(cx.move_out_of_index(*before, span));
            }
            ProjectionKind::Field(_) => {
                if let TyKind::Adt(def, _) = before.kind()
                    && !is_box(cx, *before)
                    && matches!(cx.sema.def_kind(*def), DefKind::Struct | DefKind::Enum)
                    && cx.sema.has_drop_impl(*def, *before)
                {
                    return Some(cx.move_out_of_drop(*before, span));
                }
            }
            _ => {}
        }
    }
    None
}

fn is_box(cx: &Report<'_>, ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Adt(def, _) if cx.sema.is_lang_item(*def, "owned_box"))
}
